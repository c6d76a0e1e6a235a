//! Instances made for the purpose, and what is read back of them.

use dicom_core::{Tag, VR};
use safelight::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use safelight::dicom::{self, Cleaning};
use safelight::finding::Tally;
use safelight::plan::{Plan, Surveyed};
use safelight::policy::{Policy, Preset};
use safelight::source::Part;
use safelight::text::Finder;

pub(super) const CT: &str = "1.2.840.10008.5.1.4.1.1.2";

pub(super) const PET: &str = "1.2.840.10008.5.1.4.1.1.128";

pub(super) const SR: &str = "1.2.840.10008.5.1.4.1.1.88.33";

pub(super) const STUDY: &str = "1.2.826.0.1.77.1.2";

fn tag(code: u32) -> Tag {
    Tag((code >> 16) as u16, (code & 0xFFFF) as u16)
}

pub(super) fn text(code: u32, vr: VR, value: &str) -> Element {
    raw(code, vr, value.as_bytes())
}

pub(super) fn raw(code: u32, vr: VR, value: &[u8]) -> Element {
    let mut bytes = value.to_vec();
    if bytes.len() % 2 == 1 {
        bytes.push(if vr == VR::UI { 0 } else { b' ' });
    }
    Element {
        tag: tag(code),
        vr,
        value: Value::Bytes(bytes),
    }
}

pub(super) fn items(code: u32, sets: Vec<Vec<Element>>) -> Element {
    let sets = sets.into_iter().map(set_of).collect();
    Element {
        tag: tag(code),
        vr: VR::SQ,
        value: Value::Items(sets),
    }
}

fn set_of(elements: Vec<Element>) -> DataSet {
    let mut set = DataSet::default();
    for element in elements {
        set.put(element);
    }
    set
}

/// An instance of a made-up patient with some more elements.
pub(super) fn instance(class: &str, more: Vec<Element>) -> DicomFile {
    let mut elements = vec![
        text(0x0008_0016, VR::UI, class),
        text(0x0008_0018, VR::UI, "1.2.826.0.1.77.1.1"),
        text(0x0008_0020, VR::DA, "20230630"),
        text(0x0008_0030, VR::TM, "235000"),
        text(0x0008_0050, VR::SH, "ACC4711"),
        text(0x0008_0060, VR::CS, "CT"),
        text(0x0010_0010, VR::PN, "Quillfeather^Oda"),
        text(0x0010_0020, VR::LO, "MRN0815"),
        text(0x0010_0030, VR::DA, "19501211"),
        text(0x0020_000D, VR::UI, STUDY),
        text(0x0020_000E, VR::UI, "1.2.826.0.1.77.1.3"),
        text(0x0020_0010, VR::SH, "ST99117"),
    ];
    elements.extend(more);
    DicomFile {
        transfer_syntax: String::from("1.2.840.10008.1.2.1"),
        encoding: Encoding::ExplicitLittle,
        meta: set_of(vec![
            text(0x0002_0002, VR::UI, class),
            text(0x0002_0003, VR::UI, "1.2.826.0.1.77.1.1"),
            text(0x0002_0010, VR::UI, "1.2.840.10008.1.2.1"),
            text(0x0002_0016, VR::AE, "QUILLMODALITY"),
        ]),
        data_set: set_of(elements),
    }
}

/// A cleaned instance, read again from its bytes.
pub(super) struct Cleaned {
    pub(super) file: DicomFile,
    pub(super) bytes: Vec<u8>,
    pub(super) tally: Tally,
    pub(super) kept: Vec<String>,
}

pub(super) fn cleaned(file: DicomFile, preset: Preset) -> Cleaned {
    cleaned_by(
        &file,
        Policy {
            preset,
            ..Policy::default()
        },
    )
}

pub(super) fn cleaned_by(file: &DicomFile, policy: Policy) -> Cleaned {
    let dates = policy.dates();
    let file = dicom::read::read(&written(file), &Default::default()).expect("readable");
    let facts = dicom::facts(&file).expect("an instance");
    let plan = Plan::make(&[Surveyed::Instance(Box::new(facts))], policy, [9; 32]);
    let finder = Finder::new(&plan.known, dates);
    let study = plan.studies.values().next().expect("a study");
    let cleaning = Cleaning {
        plan: &plan,
        study,
        finder: &finder,
    };
    let clean = dicom::clean(file, &cleaning).expect("cleaned");
    let bytes = written(&clean.file);
    Cleaned {
        file: dicom::read::read(&bytes, &Default::default()).expect("readable again"),
        bytes,
        tally: clean.tally,
        kept: clean
            .kept_text
            .iter()
            .map(|(_, text)| text.expose().clone())
            .collect(),
    }
}

pub(super) fn written(file: &DicomFile) -> Vec<u8> {
    dicom::write::write(file)
        .expect("can be written")
        .into_iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes,
            Part::Slice { .. } => panic!("nothing is left in a source"),
        })
        .collect()
}

impl Cleaned {
    pub(super) fn text(&self, code: u32) -> Option<String> {
        value(&self.file.data_set, code)
    }

    pub(super) fn meta(&self, code: u32) -> Option<String> {
        value(&self.file.meta, code)
    }

    pub(super) fn items(&self, code: u32) -> Vec<DataSet> {
        items_of(&self.file.data_set, code)
    }

    pub(super) fn holds(&self, word: &str) -> bool {
        self.bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    }
}

pub(super) fn value(set: &DataSet, code: u32) -> Option<String> {
    match &set.get(tag(code))?.value {
        Value::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            Some(text.trim_end_matches([' ', '\0']).to_owned())
        }
        Value::Items(_) | Value::Pixels(_) => None,
    }
}

pub(super) fn items_of(set: &DataSet, code: u32) -> Vec<DataSet> {
    match set.get(tag(code)).map(|element| &element.value) {
        Some(Value::Items(items)) => items.clone(),
        _ => Vec::new(),
    }
}

pub(super) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A content item with its concept.
pub(super) fn content(kind: &str, scheme: &str, code: &str, more: Vec<Element>) -> Vec<Element> {
    let concept = vec![
        text(0x0008_0100, VR::SH, code),
        text(0x0008_0102, VR::SH, scheme),
        text(0x0008_0104, VR::LO, "Concept"),
    ];
    let mut elements = vec![
        text(0x0040_A010, VR::CS, "CONTAINS"),
        text(0x0040_A040, VR::CS, kind),
        items(0x0040_A043, vec![concept]),
    ];
    elements.extend(more);
    elements
}
