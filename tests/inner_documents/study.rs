//! A study of an image and one instance with a document inside, and what the
//! whole pipeline makes of it.

use std::io::Read as _;

use safelight::certificate::facts::Facts;
use safelight::dicom::data::DicomFile;
use safelight::dicom::read::{Limits, read};
use safelight::pipeline::{Cleaner, finish, survey};
use safelight::plan::Plan;
use safelight::policy::{BurnedIn, Policy};
use safelight::review::Review;
use safelight::source::Part;

use crate::encode::{Given, part10, short, text};

pub const PDF_CLASS: &str = "1.2.840.10008.5.1.4.1.1.104.1";
pub const IMAGE_UID: &str = "2.999.61.1.1";
const CT: &str = "1.2.840.10008.5.1.4.1.1.2";

/// What came out.
pub struct Run {
    /// The image and the document, where they were written.
    pub files: Vec<Option<DicomFile>>,
    /// The same as bytes.
    whole: Vec<Option<Vec<u8>>>,
    /// Every byte of the package's entries, streams of PDFs inflated.
    bytes: Vec<Vec<u8>>,
    pub facts: Facts,
}

/// Runs the image and the other instance.
pub fn run(instance: Vec<u8>) -> Run {
    run_reviewed(instance, Review::default())
}

/// The image and the other instance, and what they are cleaned by.
pub fn prepared(instance: Vec<u8>, review: Review) -> ([Vec<u8>; 2], Cleaner) {
    let inputs = [image(), instance];
    let surveyed: Vec<_> = inputs.iter().map(|bytes| survey(bytes, "dcm")).collect();
    let policy = Policy {
        burned_in: BurnedIn::No,
        review,
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [0x21; 32]));
    (inputs, cleaner)
}

/// As [`run`], with what a person said to the spans of the document.
pub fn run_reviewed(instance: Vec<u8>, review: Review) -> Run {
    let (inputs, cleaner) = prepared(instance, review);
    let outcomes: Vec<_> = inputs
        .iter()
        .enumerate()
        .map(|(place, bytes)| cleaner.run(bytes, place))
        .collect();
    let whole: Vec<Option<Vec<u8>>> = outcomes
        .iter()
        .zip(&inputs)
        .map(|(outcome, input)| Some(joined(outcome.entries.first()?.parts(), input)))
        .collect();
    let files = whole
        .iter()
        .map(|bytes| Some(read(bytes.as_ref()?, &Limits::default()).expect("readable")))
        .collect();
    let finished = finish(&cleaner, outcomes).expect("a package");
    let mut bytes: Vec<Vec<u8>> = whole.iter().flatten().cloned().collect();
    bytes.extend(
        finished
            .pieces
            .into_iter()
            .filter_map(|piece| match piece.part {
                Part::Bytes(bytes) => Some(bytes),
                Part::Slice { .. } => None,
            }),
    );
    let streams: Vec<Vec<u8>> = bytes.iter().flat_map(|bytes| inflated(bytes)).collect();
    bytes.extend(streams);
    Run {
        files,
        whole,
        bytes,
        facts: finished.facts,
    }
}

impl Run {
    /// A written file.
    pub fn bytes_of(&self, place: usize) -> Option<&[u8]> {
        self.whole.get(place)?.as_deref()
    }

    /// No byte of what came out says the word, in one byte a letter or two.
    pub fn assert_nowhere(&self, word: &str) {
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in &self.bytes {
            assert!(
                memchr::memmem::find(bytes, word.as_bytes()).is_none(),
                "{word}"
            );
            assert!(memchr::memmem::find(bytes, &wide).is_none(), "{word}, wide");
        }
    }
}

/// An instance with a document inside and more elements, which come first.
pub fn inner(class: &str, mime_type: &str, document: Vec<u8>, more: Vec<Given>) -> Vec<u8> {
    let mut all = more;
    let concept = vec![
        text(0x0008_0100, "SH", "18748-4"),
        text(0x0008_0102, "SH", "LN"),
        text(0x0008_0104, "LO", "Diagnostic imaging study"),
    ];
    let usual = base(class, "2.999.61.1.2", "DOC").into_iter().chain([
        text(0x0008_0023, "DA", "20230630"),
        text(0x0008_002A, "DT", "20230630101500"),
        text(0x0008_0033, "TM", "101700"),
        text(0x0008_0064, "CS", "WSD"),
        text(0x0028_0301, "CS", "NO"),
        Given::Items(0x0040_A043, vec![concept]),
        text(0x0042_0010, "ST", "Report"),
        Given::Bytes(0x0042_0011, "OB", document),
        text(0x0042_0012, "LO", mime_type),
    ]);
    for given in usual {
        if !all.iter().any(|other| other.tag() == given.tag()) {
            all.push(given);
        }
    }
    part10(&[], meta(class, "2.999.61.1.2"), all)
}

/// A Basic Text SR with these items.
pub fn structured_report(items: Vec<Vec<Given>>) -> Vec<u8> {
    let class = "1.2.840.10008.5.1.4.1.1.88.11";
    let concept = vec![
        text(0x0008_0100, "SH", "18748-4"),
        text(0x0008_0102, "SH", "LN"),
        text(0x0008_0104, "LO", "Diagnostic imaging study"),
    ];
    let mut all = base(class, "2.999.61.1.3", "SR");
    all.extend([
        text(0x0040_A040, "CS", "CONTAINER"),
        Given::Items(0x0040_A043, vec![concept]),
        text(0x0040_A050, "CS", "SEPARATE"),
        text(0x0040_A491, "CS", "COMPLETE"),
        text(0x0040_A493, "CS", "UNVERIFIED"),
        Given::Items(0x0040_A730, items),
    ]);
    part10(&[], meta(class, "2.999.61.1.3"), all)
}

fn image() -> Vec<u8> {
    let mut all = base(CT, IMAGE_UID, "CT");
    for (tag, value) in [
        (0x0028_0002, 1),
        (0x0028_0010, 2),
        (0x0028_0011, 2),
        (0x0028_0100, 16),
        (0x0028_0101, 12),
        (0x0028_0102, 11),
        (0x0028_0103, 0),
    ] {
        all.push(short(tag, value));
    }
    all.push(text(0x0028_0004, "CS", "MONOCHROME2"));
    all.push(Given::Bytes(0x7FE0_0010, "OW", vec![0; 8]));
    part10(&[], meta(CT, IMAGE_UID), all)
}

fn base(class: &str, uid: &str, modality: &str) -> Vec<Given> {
    vec![
        text(0x0008_0016, "UI", class),
        text(0x0008_0018, "UI", uid),
        text(0x0008_0020, "DA", "20230630"),
        text(0x0008_0030, "TM", "101500"),
        text(0x0008_0050, "SH", "ZQACC4711"),
        text(0x0008_0060, "CS", modality),
        text(0x0008_0070, "LO", "Acme"),
        text(0x0008_0080, "LO", "Mossgate Infirmary"),
        text(0x0008_0090, "PN", "Trelawney^Fenwick"),
        text(0x0010_0010, "PN", "Quillfeather^Odalys"),
        text(0x0010_0020, "LO", "ZQMRN0815"),
        text(0x0010_0030, "DA", "19501211"),
        text(0x0010_0040, "CS", "F"),
        text(0x0020_000D, "UI", "2.999.61.1"),
        text(0x0020_000E, "UI", &format!("{uid}.9")),
        text(0x0020_0010, "SH", "ZQ99117"),
        text(0x0020_0011, "IS", "1"),
        text(0x0020_0013, "IS", "1"),
    ]
}

fn meta(class: &str, uid: &str) -> Vec<Given> {
    vec![
        Given::Bytes(0x0002_0001, "OB", vec![0, 1]),
        text(0x0002_0002, "UI", class),
        text(0x0002_0003, "UI", uid),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ]
}

fn joined(parts: &[Part], input: &[u8]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { offset, length } => {
                let start = *offset as usize;
                input[start..start + *length as usize].to_vec()
            }
        })
        .collect()
}

/// Whatever inflates behind the word `stream`.
fn inflated(bytes: &[u8]) -> Vec<Vec<u8>> {
    memchr::memmem::find_iter(bytes, b"stream")
        .filter_map(|place| {
            let rest = bytes.get(place + 6..)?;
            let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
            let rest = rest.strip_prefix(b"\n")?;
            let mut out = Vec::new();
            // What inflates before an error counts too.
            let _ = flate2::read::ZlibDecoder::new(rest).read_to_end(&mut out);
            (!out.is_empty()).then_some(out)
        })
        .collect()
}
