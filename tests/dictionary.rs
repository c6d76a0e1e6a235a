//! Every attribute of PS3.6 with a planted value, at the top, in items, under
//! wrong representations: nothing that is not on the keep-list comes through.

use std::collections::{BTreeMap, BTreeSet};

use dicom_core::{Tag, VR};
use safelight::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use safelight::dicom::standard::attributes::ATTRIBUTES;
use safelight::dicom::standard::kinds::{Attribute, How};
use safelight::dicom::{self, Cleaning, FindText, standard};
use safelight::finding::TagCode;
use safelight::known::Role;
use safelight::plan::{Plan, Surveyed};
use safelight::policy::{Policy, Preset};
use safelight::safe_harbor::Letter;
use safelight::source::Part;
use safelight::text::span::Span;

/// Finds nothing: what still goes went by the profile alone.
struct Blind;

impl FindText for Blind {
    fn in_label(&self, _text: &str) -> Vec<Span> {
        Vec::new()
    }

    fn in_narrative(&self, _text: &str) -> Vec<Span> {
        Vec::new()
    }

    fn in_comment(&self, _text: &str) -> Vec<Span> {
        Vec::new()
    }
}

/// Finds every planted token: what still stays went around the finder.
struct Sighted;

impl FindText for Sighted {
    fn in_label(&self, text: &str) -> Vec<Span> {
        text.match_indices(MARK)
            .map(|(start, _)| Span {
                start,
                end: (start + TOKEN_LENGTH).min(text.len()),
                letter: Letter::R,
                role: Role::Object,
                replacement: String::from("[REMOVED]"),
                detector: "known-code",
                confidence: 100,
            })
            .collect()
    }

    fn in_narrative(&self, text: &str) -> Vec<Span> {
        self.in_label(text)
    }

    fn in_comment(&self, text: &str) -> Vec<Span> {
        self.in_label(text)
    }
}

const MARK: &str = "ZQX";
const TOKEN_LENGTH: usize = 8;
const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const PLANTED_DAY: &str = "19470613";

/// A word that stands nowhere else: the mark and five letters.
fn token(number: usize) -> String {
    let letters = (0..5).rev().map(|place| {
        let digit = number / 26_usize.pow(place) % 26;
        char::from(b'A' + u8::try_from(digit).expect("below 26"))
    });
    MARK.chars().chain(letters).collect()
}

fn bytes(text: &str) -> Value {
    let mut bytes = text.as_bytes().to_vec();
    if bytes.len() % 2 == 1 {
        bytes.push(b' ');
    }
    Value::Bytes(bytes)
}

fn element(tag: u32, vr: VR, value: Value) -> Element {
    Element {
        tag: Tag((tag >> 16) as u16, (tag & 0xFFFF) as u16),
        vr,
        value,
    }
}

/// How a value is planted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    /// In the representation of the dictionary, as well as it can be.
    Proper,
    /// The word itself, under the representation of the dictionary.
    Word,
    /// Under a representation that the dictionary does not name.
    As(VR),
}

fn planted(attribute: &Attribute, manner: Manner, number: usize) -> Element {
    let word = token(number);
    let (vr, value) = match manner {
        Manner::As(VR::SQ) => {
            let item = element(0x0008_0081, VR::ST, bytes(&word));
            (
                VR::SQ,
                Value::Items(vec![DataSet {
                    elements: vec![item],
                }]),
            )
        }
        Manner::As(vr) => (vr, bytes(&word)),
        Manner::Proper | Manner::Word if attribute.vr == VR::SQ => {
            // In an item: a name, a text, a private element.
            let elements = vec![
                element(0x0008_0081, VR::ST, bytes(&word)),
                element(0x0008_0090, VR::PN, bytes(&word)),
                element(0x0009_0010, VR::LO, bytes(&word)),
                element(0x0009_1001, VR::UT, bytes(&word)),
                element(0x0010_2180, VR::SH, bytes(&word)),
                element(0x0018_0015, VR::CS, bytes(&word)),
                element(0x0040_A123, VR::PN, bytes(&word)),
            ];
            (VR::SQ, Value::Items(vec![DataSet { elements }]))
        }
        Manner::Word => (attribute.vr, bytes(&word)),
        Manner::Proper => match attribute.vr {
            VR::DA => (VR::DA, bytes(PLANTED_DAY)),
            VR::DT => (VR::DT, bytes("19470613114502.123")),
            VR::UI => (VR::UI, bytes(&format!("1.2.826.0.1.77.4711.{number}"))),
            VR::DS | VR::IS => (attribute.vr, bytes(PLANTED_DAY)),
            VR::AS => (VR::AS, bytes("097Y")),
            vr => (vr, bytes(&word)),
        },
    };
    element(attribute.tag, vr, value)
}

/// A CT header in which every attribute is planted that the frame of the test
/// does not need itself.
fn study(manner: Manner, depth: usize) -> (DataSet, BTreeMap<String, u32>) {
    let own = [
        (0x0008_0016, VR::UI, CT),
        (0x0008_0018, VR::UI, "1.2.826.0.1.77.1.1"),
        (0x0008_0020, VR::DA, "20230630"),
        (0x0008_0030, VR::TM, "101112"),
        (0x0020_000D, VR::UI, "1.2.826.0.1.77.1.2"),
        (0x0020_000E, VR::UI, "1.2.826.0.1.77.1.3"),
    ];
    let mut tokens = BTreeMap::new();
    let mut plant = DataSet::default();
    for (number, attribute) in ATTRIBUTES.iter().enumerate() {
        let is_own = own.iter().any(|row| row.0 == attribute.tag);
        // Groups that are no part of a data set cannot be written.
        let group = attribute.tag >> 16;
        // The character set decides how the plants are read: its own test.
        let is_element = group >= 8 && group < 0xFFFE && attribute.tag & 0xFFFF != 0;
        if !is_element || is_own || matches!(attribute.tag, 0x0008_0001 | 0x0008_0005) {
            continue;
        }
        // Pixels stay in the source; an encapsulated document is withheld.
        if matches!(attribute.tag, 0x7FE0_0008..=0x7FE0_0010 | 0x0042_0011) && depth == 0 {
            continue;
        }
        tokens.insert(token(number), attribute.tag);
        plant.put(planted(attribute, manner, number));
    }
    for _ in 0..depth {
        plant = DataSet {
            elements: vec![element(0x0008_1140, VR::SQ, Value::Items(vec![plant]))],
        };
    }
    for (tag, vr, text) in own {
        plant.put(element(tag, vr, bytes(text)));
    }
    (plant, tokens)
}

fn through(set: DataSet, preset: Preset, finder: &dyn FindText) -> (Vec<u8>, Vec<u8>) {
    let file = DicomFile {
        transfer_syntax: String::from("1.2.840.10008.1.2.1"),
        encoding: Encoding::ExplicitLittle,
        meta: DataSet {
            elements: vec![
                element(0x0002_0002, VR::UI, bytes(CT)),
                element(0x0002_0003, VR::UI, bytes("1.2.826.0.1.77.1.1")),
                element(0x0002_0010, VR::UI, bytes("1.2.840.10008.1.2.1")),
            ],
        },
        data_set: set,
    };
    let before = written(&file);
    // The output of a clean-up starts from bytes, as in a run.
    let file = dicom::read::read(&before, &Default::default()).expect("the plant is readable");
    let facts = dicom::facts(&file).expect("the plant is an instance");
    let policy = Policy {
        preset,
        ..Policy::default()
    };
    let study_uid = facts.study_instance_uid.clone();
    let plan = Plan::make(&[Surveyed::Instance(Box::new(facts))], policy, [5; 32]);
    let cleaning = Cleaning {
        plan: &plan,
        study: &plan.studies[&study_uid],
        finder,
    };
    let clean = dicom::clean(file, &cleaning).expect("the plant is cleaned");
    (before, written(&clean.file))
}

fn written(file: &DicomFile) -> Vec<u8> {
    let parts = dicom::write::write(file).expect("it can be written");
    let bytes = parts.into_iter().map(|part| match part {
        Part::Bytes(bytes) => bytes,
        Part::Slice { .. } => panic!("nothing is left in a source"),
    });
    bytes.flatten().collect()
}

/// The tokens that occur in the bytes.
fn found(bytes: &[u8]) -> BTreeSet<String> {
    bytes
        .windows(TOKEN_LENGTH)
        .filter(|window| window.starts_with(MARK.as_bytes()))
        .map(|window| String::from_utf8_lossy(window).into_owned())
        .collect()
}

fn is_listed_text(tag: u32, preset: Preset) -> bool {
    // Earlier markers stay and are added to.
    if tag == 0x0012_0063 {
        return true;
    }
    standard::keep_row(TagCode(tag)).is_some_and(|row| match row.how {
        How::Label | How::Text | How::CodeText | How::Descriptor | How::Narrative => true,
        How::Comment => true,
        How::Technical | How::TechnicalDescriptor | How::CodeValue => true,
        How::Characteristic => preset == Preset::Research,
        How::Bulk | How::ColorProfile => false,
    })
}

fn check(manner: Manner, depth: usize, preset: Preset) {
    let case = format!("{manner:?} at depth {depth} for {}", preset.name());
    let (set, tokens) = study(manner, depth);
    let (before, after) = through(set.clone(), preset, &Blind);
    if manner != Manner::Proper {
        assert_eq!(
            found(&before).len(),
            tokens.len(),
            "the plant did not take: {case}"
        );
    }
    let through_the_list: Vec<_> = found(&after)
        .into_iter()
        .filter_map(|token| tokens.get(&token).copied())
        .filter(|tag| !is_listed_text(*tag, preset))
        .map(TagCode)
        .map(|tag| {
            (
                tag.to_string(),
                standard::attribute(tag).map(|row| row.keyword),
            )
        })
        .take(20)
        .collect();
    assert!(through_the_list.is_empty(), "{case}: {through_the_list:?}");

    let (_, after) = through(set, preset, &Sighted);
    let around_the_finder = found(&after);
    assert!(
        around_the_finder.is_empty(),
        "{case}: {around_the_finder:?}"
    );
    for value in [PLANTED_DAY, "114502", "1.2.826.0.1.77.", "097Y"] {
        let survives = after
            .windows(value.len())
            .any(|window| window == value.as_bytes());
        assert!(
            !survives || preset == Preset::Research && value == "114502",
            "{case}: {value}"
        );
    }
}

#[test]
fn a_planted_word_in_any_attribute_goes_or_passes_the_finder() {
    for preset in Preset::ALL {
        for depth in [0, 1, 3] {
            check(Manner::Word, depth, preset);
        }
    }
}

#[test]
fn a_planted_day_uid_or_age_in_any_attribute_goes() {
    for preset in Preset::ALL {
        for depth in [0, 2] {
            check(Manner::Proper, depth, preset);
        }
    }
}

#[test]
fn a_planted_word_under_a_wrong_representation_goes_or_passes_the_finder() {
    for vr in [
        VR::LO,
        VR::UT,
        VR::PN,
        VR::CS,
        VR::UN,
        VR::OB,
        VR::OW,
        VR::UI,
        VR::SQ,
        VR::DA,
    ] {
        check(Manner::As(vr), 0, Preset::SecondOpinion);
        check(Manner::As(vr), 2, Preset::Research);
    }
}
