//! One binary for all targets: `FUZZ_TARGET=dicom fuzz CORPUS…`, see scripts/fuzz.sh.
//!
//! A finding is a panic, a sum that overflows, memory or time over the limits that
//! libFuzzer is given, or the planted name in bytes that were written although the
//! engine knew it. The names of the targets are those of [`target`].
#![no_main]
#![expect(clippy::ptr_arg, reason = "the engine's doors take sized sources")]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use safelight::container;
use safelight::dicom::read::{Limits, read};
use safelight::known::KnownKind;
use safelight::pipeline::{self, Cleaner, Outcome};
use safelight::pixels::{self, Picture};
use safelight::plan::Plan;
use safelight::policy::pixel_decisions::PixelDecisions;
use safelight::policy::private_rules::PrivateRules;
use safelight::policy::{AtRisk, BurnedIn, DateRule, Policy, Preset};
use safelight::review::Review;
use safelight::source::Part;
use safelight::text::{Finder, harvest, redact};
use safelight::{accession, verify};

/// Stands in the seeds as a name; no word list and no code of ours has it.
const PLANTED: &str = "plumquartz";
/// Certificates and zips are made of one input in so many: they take milliseconds.
const FINISHED_EVERY: u8 = 64;
/// Of a film only the first frames are decoded.
const FRAMES: u32 = 2;
/// Larger pictures are refused before: what is looked for is not how long a codec takes.
const EDGE_PX: u16 = 256;

fuzz_target!(|data: &[u8]| {
    static TARGET: OnceLock<Target> = OnceLock::new();
    let run = TARGET.get_or_init(|| {
        let name = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names no target");
        target(&name).expect("FUZZ_TARGET is none of the targets")
    });
    run(&data.to_vec());
});

/// Each takes an input as the doors of the engine take a file that is in memory.
type Target = fn(&Vec<u8>);

fn target(name: &str) -> Option<Target> {
    Some(match name {
        "dicom" => |data| job(data, ""),
        "pdf" => |data| job(data, "pdf"),
        "docx" => |data| job(data, "docx"),
        "rtf" => |data| job(data, "rtf"),
        "hl7" => |data| job(data, "hl7"),
        "fhir" => |data| job(data, "json"),
        "txt" => |data| job(data, "txt"),
        "text" => text,
        "pixels" => picture,
        "zip" => zip,
        "package" => package,
        "decisions" => decisions,
        _ => return None,
    })
}

/// One file through everything: survey, plan, clean, verify, at times the package.
fn job(data: &Vec<u8>, extension: &str) {
    let choice = data
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte));
    let surveyed = [pipeline::survey(data, extension)];
    let policy = Policy {
        preset: Preset::ALL[usize::from(choice % 4)],
        burned_in: BurnedIn::No,
        at_risk: AtRisk::Include,
        ..Policy::default()
    };
    let plan = Plan::make(&surveyed, policy, [7; 32]);
    let is_known = plan.known.values().iter().any(|known| {
        let name = known.value.expose().to_lowercase();
        known.kind == KnownKind::PersonName
            && name
                .split(|letter: char| !letter.is_alphabetic())
                .any(|word| word == PLANTED)
    });
    let cleaner = Cleaner::new(plan);
    let outcome = cleaner.run(data, 0);
    if is_known && is_canary() {
        nothing_planted(data, "the input: the canary");
    }
    if is_known {
        for entry in &outcome.entries {
            nothing_planted(&bytes_of(entry.parts(), data), entry.name());
        }
    }
    if choice % FINISHED_EVERY == 0 {
        finish(&cleaner, outcome, data, is_known);
    }
}

/// With FUZZ_CANARY the input counts as written: a run over the seeds must fail then, or
/// the search for the planted name finds nothing at all.
fn is_canary() -> bool {
    static CANARY: OnceLock<bool> = OnceLock::new();
    *CANARY.get_or_init(|| std::env::var_os("FUZZ_CANARY").is_some())
}

fn finish(cleaner: &Cleaner, outcome: Outcome, data: &Vec<u8>, is_known: bool) {
    let Ok(finished) = pipeline::finish(cleaner, vec![outcome]) else {
        return;
    };
    if is_known {
        nothing_planted(finished.certificate_json.as_bytes(), "certificate.json");
    }
    let mut zip = Vec::new();
    for piece in &finished.pieces {
        zip.extend(bytes_of(std::slice::from_ref(&piece.part), data));
    }
    // What was just made is what the inspection calls whole.
    let report = verify::check_package(&zip, None);
    assert!(
        report.problems.is_empty(),
        "the package that was made has problems"
    );
}

fn bytes_of(parts: &[Part], source: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        match part {
            Part::Bytes(own) => bytes.extend_from_slice(own),
            Part::Slice { offset, length } => {
                let start = usize::try_from(*offset).expect("a place in memory");
                let end = start + usize::try_from(*length).expect("a length in memory");
                bytes.extend_from_slice(&source[start..end]);
            }
        }
    }
    bytes
}

/// In one byte a letter, or two, in capitals or not.
fn nothing_planted(bytes: &[u8], place: &str) {
    let lower = bytes.to_ascii_lowercase();
    let wide = |to: fn(u16) -> [u8; 2]| PLANTED.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    for spelling in [
        PLANTED.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ] {
        assert!(
            memchr::memmem::find(&lower, &spelling).is_none(),
            "the planted name is in {place}"
        );
    }
}

/// Narrative by itself: spans in order, at letters, and nothing else changes.
fn text(data: &Vec<u8>) {
    let text = String::from_utf8_lossy(data.as_slice());
    let known = safelight::known::Known::from_values(harvest(&text));
    let rules = [
        DateRule::YearAndIntervals,
        DateRule::Remove,
        DateRule::Keep,
        DateRule::ShiftPerPatient,
    ];
    let finder = Finder::new(&known, rules[data.len() % rules.len()]);
    for spans in [
        finder.find(&text),
        finder.find_in_note(&text),
        finder.find_in_label(&text),
        finder.find_in_comment(&text),
    ] {
        let mut done = 0;
        for span in &spans {
            assert!(
                span.start >= done && span.start < span.end,
                "spans are in order"
            );
            assert!(
                text.get(span.start..span.end).is_some(),
                "a span cuts a letter"
            );
            done = span.end;
        }
        let _ = redact(&text, &spans);
    }
}

/// Eight bytes say how the picture is described, the rest is its stream.
fn picture(data: &Vec<u8>) {
    let Some((head, stream)) = data.split_first_chunk::<8>() else {
        return;
    };
    let file = described(head, stream);
    let Ok(read) = read(&file, &Limits::default()) else {
        return;
    };
    let _ = pixels::beside(&read, &file);
    let Ok(picture) = Picture::open(&read, &file) else {
        return;
    };
    for frame in 0..picture.image().frames.min(FRAMES) {
        if let Ok(samples) = picture.decode(frame) {
            let _ = picture.show_with(&samples, picture.image().look(frame));
        }
    }
}

/// Endings of 1.2.840.10008.1.2: one for each codec, and native ones.
const SYNTAXES: [&str; 16] = [
    "", ".1", ".2", ".5", ".4.50", ".4.51", ".4.57", ".4.70", ".4.80", ".4.81", ".4.90", ".4.91",
    ".4.201", ".4.203", ".4.110", ".4.112",
];
const PHOTOMETRIC: [&str; 8] = [
    "MONOCHROME1",
    "MONOCHROME2",
    "RGB",
    "YBR_FULL",
    "YBR_FULL_422",
    "YBR_ICT",
    "YBR_RCT",
    "PALETTE COLOR",
];

/// A file in Explicit VR Little Endian (its group 0002 may say otherwise).
fn described(head: &[u8; 8], stream: &[u8]) -> Vec<u8> {
    let syntax = SYNTAXES[usize::from(head[0] & 15)];
    let photometric = PHOTOMETRIC[usize::from(head[1] & 7)];
    let channels: u16 = if matches!(head[1] & 7, 0 | 1 | 7) {
        1
    } else {
        3
    };
    let allocated: u16 = [8, 16, 32, 1][usize::from(head[2] & 3)];
    let stored = (u16::from(head[2] >> 2) + 1).min(allocated);
    let edge = |byte: u8| (u16::from(byte) + 1).min(EDGE_PX);
    let mut file = vec![0; 128];
    file.extend(b"DICM");
    let mut meta = Vec::new();
    element(
        &mut meta,
        0x0002_0010,
        *b"UI",
        format!("1.2.840.10008.1.2{syntax}").as_bytes(),
    );
    element(
        &mut file,
        0x0002_0000,
        *b"UL",
        &u32::try_from(meta.len()).unwrap_or(0).to_le_bytes(),
    );
    file.extend(meta);
    element(&mut file, 0x0008_0016, *b"UI", b"1.2.840.10008.5.1.4.1.1.7");
    element(&mut file, 0x0008_0018, *b"UI", b"2.999.1");
    element(&mut file, 0x0028_0002, *b"US", &channels.to_le_bytes());
    element(&mut file, 0x0028_0004, *b"CS", photometric.as_bytes());
    element(
        &mut file,
        0x0028_0006,
        *b"US",
        &u16::from(head[3] & 1).to_le_bytes(),
    );
    element(
        &mut file,
        0x0028_0008,
        *b"IS",
        format!("{}", (head[3] >> 1 & 3) + 1).as_bytes(),
    );
    element(&mut file, 0x0028_0010, *b"US", &edge(head[4]).to_le_bytes());
    element(&mut file, 0x0028_0011, *b"US", &edge(head[5]).to_le_bytes());
    element(&mut file, 0x0028_0100, *b"US", &allocated.to_le_bytes());
    element(&mut file, 0x0028_0101, *b"US", &stored.to_le_bytes());
    element(&mut file, 0x0028_0102, *b"US", &(stored - 1).to_le_bytes());
    element(
        &mut file,
        0x0028_0103,
        *b"US",
        &u16::from(head[3] >> 3 & 1).to_le_bytes(),
    );
    let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
    file.extend([0xe0, 0x7f, 0x10, 0x00]);
    file.extend(b"OW\0\0");
    if matches!(syntax, "" | ".1" | ".2") {
        file.extend(length(stream.len()));
        file.extend(stream);
    } else {
        // An empty offset table, then fragments: two if the head says so.
        file.extend([0xff; 4]);
        let item = |file: &mut Vec<u8>, bytes: &[u8]| {
            file.extend([0xfe, 0xff, 0x00, 0xe0]);
            file.extend(length(bytes.len()));
            file.extend(bytes);
        };
        item(&mut file, &[]);
        let cut = if head[6] == 0 {
            stream.len()
        } else {
            stream.len() * usize::from(head[6]) / 256
        };
        let (one, other) = stream.split_at(cut);
        item(&mut file, one);
        if !other.is_empty() {
            item(&mut file, other);
        }
        file.extend([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
    }
    file
}

fn element(file: &mut Vec<u8>, tag: u32, vr: [u8; 2], value: &[u8]) {
    file.extend(u16::to_le_bytes((tag >> 16) as u16));
    file.extend(u16::to_le_bytes(tag as u16));
    file.extend(vr);
    let padded = value.len() + value.len() % 2;
    file.extend(u16::try_from(padded).unwrap_or(0).to_le_bytes());
    file.extend(value);
    if value.len() % 2 == 1 {
        file.push(if vr == *b"UI" { 0 } else { b' ' });
    }
}

/// A zip as input.
fn zip(data: &Vec<u8>) {
    let Ok(entries) = container::zip_entries(data) else {
        return;
    };
    for entry in entries.iter().take(16) {
        let _ = container::inflate_entry(data, entry);
    }
}

/// A package of somebody else for the check.
fn package(data: &Vec<u8>) {
    let _ = verify::check_package(data, None);
}

/// Files that a person writes: boxes, private rules, decisions, an accession list.
fn decisions(data: &Vec<u8>) {
    let Some((kind, rest)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    match kind % 4 {
        0 => drop(PixelDecisions::parse(&text)),
        1 => drop(PrivateRules::parse(&text)),
        2 => drop(Review::parse(&text)),
        _ => drop(accession::read_list(&text)),
    }
}
