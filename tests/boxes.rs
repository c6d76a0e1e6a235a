//! Boxes of a person are hidden in the stored samples, nothing else of a picture
//! changes, and what could not be hidden is withheld.
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
mod encode;

use encode::{Given, part10, short, text};
use safelight::certificate::facts::{Inspection, PixelOutcome};
use safelight::dicom::read::{Limits, read};
use safelight::finding::ReasonCode;
use safelight::inventory::Inventory;
use safelight::pipeline::{self, Cleaner, Finished, Outcome};
use safelight::pixels::Picture;
use safelight::plan::Plan;
use safelight::policy::pixel_decisions::{Device, PixelDecisions};
use safelight::policy::{BurnedIn, Policy};
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind, hidden};

const ULTRASOUND: &str = "1.2.840.10008.5.1.4.1.1.6.1";
const NATIVE: &str = "1.2.840.10008.1.2.1";
const RLE: &str = "1.2.840.10008.1.2.5";
const ROWS: usize = 6;
const COLUMNS: usize = 8;
/// Said of the check where a box was hidden, and only there.
const CHECKED_BOXES: &str = "Pictures with hidden regions were decoded again";
/// Columns 2 to 5, rows 1 to 3.
const BOX: &str = r#""left": 2, "top": 1, "width": 4, "height": 3"#;

const fn is_inside(row: usize, column: usize) -> bool {
    row >= 1 && row < 4 && column >= 2 && column < 6
}

/// How the cells of a picture lie, in the words of the standard.
#[derive(Clone, Copy)]
struct Layout {
    photometric: &'static str,
    channels: usize,
    planar: u16,
    allocated: usize,
    stored: u16,
    signed: u16,
    frames: usize,
}

const GREY: Layout = Layout {
    photometric: "MONOCHROME2",
    channels: 1,
    planar: 0,
    allocated: 8,
    stored: 8,
    signed: 0,
    frames: 1,
};

impl Layout {
    fn frame_bytes(self) -> usize {
        let samples = if self.is_halved() { 2 } else { self.channels };
        ROWS * COLUMNS * samples * self.allocated / 8
    }

    fn is_halved(self) -> bool {
        self.photometric == "YBR_FULL_422"
    }

    /// Whether a byte of a frame belongs to a pixel of the box.
    fn is_inside(self, place: usize) -> bool {
        let cell = place / (self.allocated / 8);
        if self.is_halved() {
            // Two pixels in four cells; the box begins and ends with a pair.
            let pixel = cell / 4 * 2;
            return is_inside(pixel / COLUMNS, pixel % COLUMNS);
        }
        let pixel = match self.planar {
            0 => cell / self.channels,
            _by_plane => cell % (ROWS * COLUMNS),
        };
        is_inside(pixel / COLUMNS, pixel % COLUMNS)
    }

    /// Every byte differs from its neighbours, and no cell breaks its bits.
    fn cells(self) -> Vec<u8> {
        let mask = if self.stored == 12 { 0x0F } else { 0xFF };
        (0..self.frame_bytes() * self.frames)
            .map(|place| {
                let byte = ((place * 37 + place / 7 + 11) % 251) as u8;
                if self.allocated == 16 && place % 2 == 1 {
                    byte & mask
                } else {
                    byte
                }
            })
            .collect()
    }
}

fn instance(layout: Layout, syntax: &str, pixels: Given, more: Vec<Given>) -> Vec<u8> {
    let meta = vec![
        text(0x0002_0002, "UI", ULTRASOUND),
        text(0x0002_0003, "UI", "1.2.3.4.1"),
        text(0x0002_0010, "UI", syntax),
    ];
    let mut data = vec![
        text(0x0008_0016, "UI", ULTRASOUND),
        text(0x0008_0018, "UI", "1.2.3.4.1"),
        text(0x0008_0060, "CS", "US"),
        text(0x0008_0070, "LO", "ACME"),
        text(0x0008_1090, "LO", "ECHO 5"),
        text(0x0010_0010, "PN", "Quillfeather^Odalys"),
        text(0x0010_0020, "LO", "QF-771"),
        text(0x0020_000D, "UI", "1.2.3.4"),
        text(0x0020_000E, "UI", "1.2.3.4.0"),
        short(0x0028_0002, layout.channels as u16),
        text(0x0028_0004, "CS", layout.photometric),
        text(0x0028_0008, "IS", &layout.frames.to_string()),
        short(0x0028_0010, ROWS as u16),
        short(0x0028_0011, COLUMNS as u16),
        short(0x0028_0100, layout.allocated as u16),
        short(0x0028_0101, layout.stored),
        short(0x0028_0102, layout.stored - 1),
        short(0x0028_0103, layout.signed),
        text(0x0028_0301, "CS", "YES"),
        pixels,
    ];
    if layout.channels > 1 {
        data.push(short(0x0028_0006, layout.planar));
    }
    data.extend(more);
    part10(&[0; 128], meta, data)
}

fn native(layout: Layout, more: Vec<Given>) -> Vec<u8> {
    let vr = if layout.allocated == 8 { "OB" } else { "OW" };
    let pixels = Given::Bytes(0x7FE0_0010, vr, layout.cells());
    instance(layout, NATIVE, pixels, more)
}

fn decisions(boxes: &str, seen: &str) -> PixelDecisions {
    let file = format!(
        r#"{{"format": "safelight-boxes", "version": 1, "boxes": [{boxes}], "seen": [{seen}]}}"#
    );
    PixelDecisions::parse(&file).expect("a file of boxes")
}

fn series_box() -> PixelDecisions {
    let seen = r#"{"series": "1.2.3.4.0", "frames": 1}"#;
    decisions(&format!(r#"{{"series": "1.2.3.4.0", {BOX}}}"#), seen)
}

fn run(input: &[u8], pixels: PixelDecisions) -> (Outcome, Finished) {
    let input = input.to_vec();
    let surveyed = vec![pipeline::survey(&input, "dcm")];
    let policy = Policy {
        burned_in: BurnedIn::Yes,
        pixels,
        issue_date: String::from("2031-05-05"),
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [5; 32]));
    let outcome = cleaner.run(&input, 0);
    let key = &cleaner.plan().receipt_key;
    // The way between two workers.
    let again = Outcome::open(&cleaner.run(&input, 0).seal(key), key);
    assert_eq!(again, outcome);
    let finished = pipeline::finish(&cleaner, vec![again]).expect("a package");
    (outcome, finished)
}

fn bytes_of(outcome: &Outcome, input: &[u8]) -> Vec<u8> {
    let entry = outcome.entries.first().expect("it is written");
    let parts = entry.parts().iter();
    parts
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { offset, length } => {
                input[*offset as usize..(*offset + *length) as usize].to_vec()
            }
        })
        .collect()
}

fn value(bytes: &Vec<u8>, tag: u32) -> String {
    let file = read(bytes, &Limits::default()).expect("it reads again");
    let wanted = dicom_core::Tag((tag >> 16) as u16, tag as u16);
    match &file.data_set.get(wanted).expect("the element").value {
        safelight::dicom::data::Value::Bytes(bytes) => {
            String::from_utf8_lossy(bytes).trim_end().to_owned()
        }
        safelight::dicom::data::Value::Items(_) | safelight::dicom::data::Value::Pixels(_) => {
            panic!("no bytes")
        }
    }
}

#[test]
fn native_pictures_change_inside_the_box_alone_in_every_layout() {
    let word = Layout {
        allocated: 16,
        stored: 12,
        ..GREY
    };
    let color = Layout {
        photometric: "RGB",
        channels: 3,
        ..GREY
    };
    let layouts = [
        GREY,
        Layout {
            photometric: "MONOCHROME1",
            ..GREY
        },
        word,
        Layout {
            stored: 16,
            signed: 1,
            frames: 3,
            ..word
        },
        color,
        Layout { planar: 1, ..color },
        Layout {
            photometric: "YBR_FULL",
            frames: 2,
            ..color
        },
        Layout {
            photometric: "YBR_FULL_422",
            frames: 2,
            ..color
        },
    ];
    for layout in layouts {
        let name = (layout.photometric, layout.planar, layout.allocated);
        let input = native(layout, Vec::new());
        let (outcome, finished) = run(&input, series_box());
        let written = bytes_of(&outcome, &input);
        let cells = layout.cells();
        let after = &written[written.len() - cells.len()..];
        for (place, (old, new)) in cells.iter().zip(after).enumerate() {
            let inside = layout.is_inside(place % layout.frame_bytes());
            assert!(inside || old == new, "{name:?}: byte {place} outside");
        }
        let changed = cells.iter().zip(after).filter(|(a, b)| a != b).count();
        assert!(
            changed * 4 > 12 * layout.channels.min(2),
            "{name:?}: {changed}"
        );
        // Every box is one value in each frame.
        let file = read(&written, &Limits::default()).expect("reads");
        let picture = Picture::open(&file, &written).expect("a picture");
        for frame in 0..layout.frames as u32 {
            let samples = picture.decode(frame).expect("decodes");
            let inside = |row, column, channel| {
                let place = (row * COLUMNS + column) * layout.channels + channel;
                samples.values.get(place).expect("a cell")
            };
            for channel in 0..layout.channels {
                let first = inside(1, 2, channel);
                let all = (1..4).flat_map(|row| (2..6).map(move |column| (row, column)));
                for (row, column) in all {
                    assert!(
                        (inside(row, column, channel) - first).abs() < 1e-9,
                        "{name:?}"
                    );
                }
            }
        }
        assert_eq!(value(&written, 0x0028_0301), "NO");
        let series = &finished.facts.pixels[0].series[0];
        assert_eq!(series.outcome, PixelOutcome::Redacted);
        assert_eq!(series.regions_hidden, 1);
        assert!(finished.certificate_json.contains("\"regions_hidden\": 1"));
        assert!(finished.certificate_json.contains(CHECKED_BOXES));
        let code = b"113101";
        assert!(
            written.windows(code.len()).any(|part| part == code),
            "{name:?}"
        );
    }
}

#[test]
fn the_drop_counts_a_picture_as_at_risk_until_a_box_is_on_it_or_its_series_was_looked_at() {
    let input = native(GREY, Vec::new());
    let at_risk = |pixels: PixelDecisions| {
        let policy = Policy {
            pixels,
            ..Policy::default()
        };
        let inventory = Inventory::of(&[pipeline::survey(&input, "dcm")], &policy);
        let study = inventory.studies.first().expect("a study");
        (study.at_risk, study.series_at_risk)
    };
    let other = format!(r#"{{"series": "1.2.9", {BOX}}}"#);
    assert_eq!(at_risk(decisions("", "")), (1, 1));
    assert_eq!(at_risk(decisions(&other, "")), (1, 1));
    assert_eq!(at_risk(series_box()), (0, 0));
    let seen = r#"{"series": "1.2.3.4.0", "frames": 1}"#;
    assert_eq!(at_risk(decisions("", seen)), (0, 0));
}

#[test]
fn a_box_on_some_frames_leaves_the_others_as_they_are() {
    let layout = Layout { frames: 3, ..GREY };
    let input = native(layout, Vec::new());
    let rows = format!(r#"{{"instance": "1.2.3.4.1", "frames": [2], {BOX}}}"#);
    let (outcome, _) = run(&input, decisions(&rows, ""));
    let written = bytes_of(&outcome, &input);
    let cells = layout.cells();
    let after = &written[written.len() - cells.len()..];
    let frame = layout.frame_bytes();
    assert_eq!(after[..frame], cells[..frame]);
    assert_ne!(after[frame..2 * frame], cells[frame..2 * frame]);
    assert_eq!(after[2 * frame..], cells[2 * frame..]);
}

/// One segment of PS3.5 Annex G with literal runs only, and a comment of the
/// encoder behind it.
fn rle(cells: &[u8]) -> Vec<u8> {
    let mut frame = vec![0; 64];
    frame[0] = 1;
    frame[4] = 64;
    for run in cells.chunks(128) {
        frame.push((run.len() - 1) as u8);
        frame.extend(run);
    }
    if frame.len() % 2 == 1 {
        frame.push(0x80);
    }
    frame
}

#[test]
fn a_compressed_picture_comes_out_native_and_equal_outside_of_the_box() {
    let layout = Layout { frames: 2, ..GREY };
    let cells = layout.cells();
    let mut fragments = b"\xFE\xFF\x00\xE0\0\0\0\0".to_vec();
    for frame in cells.chunks(layout.frame_bytes()) {
        let frame = rle(frame);
        fragments.extend(b"\xFE\xFF\x00\xE0");
        fragments.extend((frame.len() as u32).to_le_bytes());
        fragments.extend(frame);
    }
    fragments.extend(b"\xFE\xFF\xDD\xE0\0\0\0\0");
    let pixels = Given::Fragments(0x7FE0_0010, fragments);
    let icon = vec![Given::Items(0x0088_0200, vec![vec![short(0x0028_0010, 1)]])];
    let input = instance(layout, RLE, pixels, icon);
    let (outcome, _) = run(&input, series_box());
    let written = bytes_of(&outcome, &input);
    let file = read(&written, &Limits::default()).expect("reads");
    assert_eq!(file.transfer_syntax, NATIVE);
    assert_eq!(
        outcome.hidden.map(|seen| (seen.regions, seen.frames)),
        Some((1, 2))
    );
    let after = &written[written.len() - cells.len()..];
    for (place, (old, new)) in cells.iter().zip(after).enumerate() {
        let inside = layout.is_inside(place % layout.frame_bytes());
        assert!(inside || old == new, "byte {place}");
    }
    assert_ne!(after, cells);
}

#[test]
fn a_box_beside_the_picture_or_on_no_frame_withholds_it() {
    let input = native(GREY, Vec::new());
    let rows = [
        r#"{"series": "1.2.3.4.0", "left": 8, "top": 0, "width": 5, "height": 5}"#,
        r#"{"series": "1.2.3.4.0", "frames": [2], "left": 0, "top": 0, "width": 5, "height": 5}"#,
    ];
    for row in rows {
        let (outcome, _) = run(&input, decisions(row, ""));
        assert!(outcome.entries.is_empty(), "{row}");
        let why = outcome.refusal.map(|refusal| refusal.code);
        assert_eq!(why, Some(ReasonCode::PixelsNotHidden));
    }
}

#[test]
fn a_stream_that_does_not_decode_is_withheld_and_not_released_with_its_text() {
    let mut fragments = b"\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0\x08\0\0\0".to_vec();
    fragments.extend([0; 8]);
    fragments.extend(b"\xFE\xFF\xDD\xE0\0\0\0\0");
    let pixels = Given::Fragments(0x7FE0_0010, fragments);
    let input = instance(GREY, RLE, pixels, Vec::new());
    let (outcome, _) = run(&input, series_box());
    assert!(outcome.entries.is_empty());
    assert_eq!(
        outcome.refusal.map(|refusal| refusal.code),
        Some(ReasonCode::PixelsNotHidden)
    );
}

#[test]
fn a_template_of_a_device_fits_its_pictures_alone() {
    let input = native(GREY, Vec::new());
    let device = |model: &str, rows: usize| {
        let device = format!(
            r#"{{"manufacturer": "ACME", "model": "{model}", "rows": {rows}, "columns": {COLUMNS}}}"#
        );
        decisions(&format!(r#"{{"device": {device}, {BOX}}}"#), "")
    };
    let (fits, _) = run(&input, device("ECHO 5", ROWS));
    assert!(fits.hidden.is_some());
    // Nobody looked: the file goes on saying what it said.
    let written = bytes_of(&fits, &input);
    assert_eq!(value(&written, 0x0028_0301), "YES");
    assert!(!written.windows(6).any(|part| part == b"113101"));
    for other in [device("ECHO 6", ROWS), device("ECHO 5", ROWS + 1)] {
        let (outcome, _) = run(&input, other);
        let why = outcome.refusal.map(|refusal| refusal.code);
        assert_eq!(why, Some(ReasonCode::BurnedIn));
    }
}

#[test]
fn a_series_that_the_person_looked_at_is_released_and_the_certificate_says_who_looked() {
    let input = native(GREY, Vec::new());
    let seen = decisions("", r#"{"series": "1.2.3.4.0", "frames": 3}"#);
    let (outcome, finished) = run(&input, seen);
    assert!(outcome.hidden.is_none() && !outcome.entries.is_empty());
    let series = &finished.facts.pixels[0].series[0];
    assert_eq!(series.outcome, PixelOutcome::Unchanged);
    assert_eq!(series.inspection, Inspection::Person(3));
    assert!(!finished.certificate_json.contains(CHECKED_BOXES));
}

#[test]
fn the_check_names_a_box_that_is_not_hidden_and_a_change_beside_it() {
    let input = native(GREY, Vec::new());
    let boxes = series_box().boxes_for("1.2.3.4.1", "1.2.3.4.0", &Device::default());
    let (outcome, _) = run(&input, series_box());
    let good = bytes_of(&outcome, &input);
    let first = good.len() - GREY.cells().len();
    let checked = |bytes: &[u8]| {
        let cleaned = Cleaned {
            name: String::from("DICOM/ST1/SE1/IMG00001"),
            kind: EntryKind::Instance,
            parts: vec![Part::Bytes(bytes.to_vec())],
        };
        hidden::check(&input, &cleaned, &boxes, None).map_err(|refusal| refusal.code)
    };
    assert_eq!(checked(&good).map(|seen| seen.regions), Ok(1));
    for place in [0, COLUMNS + 2] {
        let mut bad = good.clone();
        bad[first + place] ^= 1;
        assert_eq!(checked(&bad), Err(ReasonCode::NotVerified), "byte {place}");
    }
    assert_eq!(checked(&input), Err(ReasonCode::NotVerified));
}
