//! What a decision does to one value: pure functions, value in, outcome out.
//! `None` says that the value cannot stay as decided.

use std::collections::BTreeSet;

use dicom_core::VR;

use super::charset::Charset;
use super::data::{Element, Encoding, Value};
use super::dates::{Capped, capped_age};
use super::letters_in_bytes::{begins_with_item, has_word, holds_word, looks_like_text};
use super::profile::{Action, Place};
use super::standard::kinds::UidKind;
use super::strings::{is_number, is_term, may_be_identifier, trimmed};
use super::trust::Trust;
use super::walk::FindText;
use super::{standard, strings};
use crate::finding::{Done, TagCode};
use crate::remap::Tables;
use crate::sensitive::Sensitive;
use crate::text::span::Span;

/// What becomes of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Goes.
    Removed,
    /// Stays without a value.
    Emptied,
    /// Stays as it was read.
    Kept,
    /// Gets a dummy of its representation.
    Dummy,
    /// Gets this text.
    Text(String, Done),
}

/// Values of a CS with a place in a list, where one of them cannot stay.
const OTHER_TERM: &str = "OTHER";

/// Words that stand for a removed text. Several, so that one can be chosen
/// that the original does not hold.
pub(super) const DUMMY_WORDS: [&str; 4] = ["REMOVED", "BLANK", "DUMMY", "XXX"];

/// Longest UID, PS3.5 §9.1.
const UID_LENGTH: usize = 64;

/// The least that keeps the object valid when a value cannot stay.
#[must_use]
pub fn without_value(place: &Place<'_>, tag: TagCode) -> Outcome {
    let is_sequence = standard::attribute(tag).is_some_and(|row| row.vr == VR::SQ);
    match place.requirement(tag).least() {
        Action::Dummy if !is_sequence => Outcome::Dummy,
        Action::Dummy | Action::Empty => Outcome::Emptied,
        _the_rest => Outcome::Removed,
    }
}

/// A random code of the tables; empty if the plan has none.
#[must_use]
pub fn code(code: Option<&str>) -> Outcome {
    code.map_or(Outcome::Emptied, |code| {
        Outcome::Text(code.to_owned(), Done::Pseudonymized)
    })
}

/// Each UID from the table; registry UIDs and those that an option retains stay.
#[must_use]
pub fn uids(
    tag: TagCode,
    bytes: &[u8],
    tables: &Tables,
    retained: &BTreeSet<Sensitive<String>>,
) -> Option<Outcome> {
    let text = String::from_utf8_lossy(bytes);
    let mut done = Done::Kept;
    let mut written = Vec::new();
    for value in text.split('\\').map(trimmed) {
        let is_retained =
            || !retained.is_empty() && is_uid(value) && retained.contains(&Sensitive::from(value));
        if value.is_empty() || stays(tag, value) || is_retained() {
            written.push(value);
        } else {
            written.push(tables.uid(value)?);
            done = Done::UidReplaced;
        }
    }
    Some(Outcome::Text(written.join("\\"), done))
}

/// Whether a UID names something of the standard and no object of a patient.
///
/// Attributes of classes and syntaxes may hold UIDs that are newer than our
/// copy of the registry; all others must be in it.
#[must_use]
pub fn stays(tag: TagCode, uid: &str) -> bool {
    let of_the_standard = uid.starts_with("1.2.840.10008.") && uid.len() <= 40 && is_uid(uid);
    match standard::registered(uid) {
        Some(UidKind::SopClass | UidKind::TransferSyntax | UidKind::Other) => true,
        None => of_the_standard && names_a_class(tag),
    }
}

/// Attributes whose UIDs name a class, a syntax, a coding scheme or a context.
fn names_a_class(tag: TagCode) -> bool {
    standard::attribute(tag).is_some_and(|row| {
        row.vr == VR::UI
            && [
                "SOPClass",
                "TransferSyntax",
                "CodingSchemeUID",
                "ContextUID",
                "MappingResource",
            ]
            .iter()
            .any(|word| row.keyword.contains(word))
    })
}

/// Whether a value has the form of a UID, PS3.5 §9.1.
#[must_use]
pub fn is_uid(value: &str) -> bool {
    (1..=UID_LENGTH).contains(&value.len())
        && value.contains('.')
        && value
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// An age, capped at 90 years.
#[must_use]
pub fn age(bytes: &[u8]) -> Option<Outcome> {
    let text = String::from_utf8_lossy(bytes);
    let (age, capped) = capped_age(&text)?;
    Some(Outcome::Text(
        age,
        match capped {
            Capped::Yes => Done::AgeCapped,
            Capped::No => Done::Kept,
        },
    ))
}

/// Code strings: known terms stay, another value of a list becomes `OTHER`.
#[must_use]
pub fn terms(text: &str, finder: &dyn FindText) -> Option<Outcome> {
    let values: Vec<&str> = text.split('\\').map(trimmed).collect();
    let may_stay = |value: &str| {
        value.is_empty()
            || is_term(value)
                && (is_common(value) || Trust::Headers.spans(finder, value).is_empty())
    };
    let kept = values.iter().filter(|value| may_stay(value)).count();
    if kept == values.len() {
        return Some(Outcome::Text(values.join("\\"), Done::Kept));
    }
    if values.len() < 2 {
        return None;
    }
    let written: Vec<&str> = values
        .iter()
        .map(|value| if may_stay(value) { *value } else { OTHER_TERM })
        .collect();
    Some(Outcome::Text(written.join("\\"), Done::Cleaned))
}

/// Terms of the standard as a whole are nobody's name, whatever a header says:
/// a patient called Head does not change a body part.
fn is_common(value: &str) -> bool {
    standard::vocabulary::TERMS
        .binary_search(&value.to_ascii_uppercase().as_str())
        .is_ok()
}

/// Decimal and integer strings: numbers that are no date and nobody's number.
#[must_use]
pub fn number(text: &str, vr: VR, finder: &dyn FindText) -> Option<Outcome> {
    let values: Vec<&str> = text.split('\\').map(trimmed).collect();
    let may_stay = |value: &&str| {
        value.is_empty()
            || is_number(value, vr)
                && (!may_be_identifier(value)
                    || !is_whole(&Trust::Headers.spans(finder, value), value))
    };
    values
        .iter()
        .all(may_stay)
        .then(|| Outcome::Text(values.join("\\"), Done::Kept))
}

/// Whether one finding covers the whole value: a part of a number is no number
/// of anybody.
fn is_whole(spans: &[Span], value: &str) -> bool {
    spans
        .iter()
        .any(|span| span.start == 0 && span.end == value.len())
}

/// Binary numbers: whole ones, and no text in their place.
#[must_use]
pub fn binary(tag: TagCode, vr: VR, bytes: &[u8]) -> Option<Outcome> {
    let attribute = standard::attribute(tag);
    let vr = attribute.map_or(vr, |row| row.vr);
    let size = match vr {
        VR::US | VR::SS => 2,
        VR::UL | VR::SL | VR::FL | VR::AT => 4,
        VR::UV | VR::SV | VR::FD => 8,
        _no_number => return None,
    };
    let count = bytes.len() / size;
    let too_many = attribute.is_some_and(|row| row.vm_high > 0 && count > usize::from(row.vm_high));
    let is_text = if are_short_decimals(vr, bytes) {
        too_many
    } else {
        is_no_number(bytes) || too_many && has_word(bytes, 4)
    };
    (bytes.len() % size == 0 && !is_text).then_some(Outcome::Kept)
}

/// Floating-point numbers that somebody typed: `38.4` is `33333C@` in bytes.
/// Letters read as a number have all of its digits.
fn are_short_decimals(vr: VR, bytes: &[u8]) -> bool {
    let is_short = |shown: String, most: usize| {
        let digits = shown.bytes().filter(u8::is_ascii_digit).count();
        shown.len() <= 12 && digits <= most
    };
    match vr {
        VR::FL => {
            let (numbers, rest) = bytes.as_chunks::<4>();
            let short = |raw: &[u8; 4], read: fn([u8; 4]) -> f32| {
                is_short(read(*raw).to_string(), MOST_DIGITS_SINGLE)
            };
            rest.is_empty()
                && (numbers.iter().all(|raw| short(raw, f32::from_le_bytes))
                    || numbers.iter().all(|raw| short(raw, f32::from_be_bytes)))
        }
        VR::FD => {
            let (numbers, rest) = bytes.as_chunks::<8>();
            let short = |raw: &[u8; 8], read: fn([u8; 8]) -> f64| {
                is_short(read(*raw).to_string(), MOST_DIGITS_DOUBLE)
            };
            rest.is_empty()
                && (numbers.iter().all(|raw| short(raw, f64::from_le_bytes))
                    || numbers.iter().all(|raw| short(raw, f64::from_be_bytes)))
        }
        _whole_numbers => false,
    }
}

/// Digits of a number that was typed; a single has seven, a double sixteen.
const MOST_DIGITS_SINGLE: usize = 5;
const MOST_DIGITS_DOUBLE: usize = 9;

/// A text, a sequence, or numbers with a word among them.
fn is_no_number(bytes: &[u8]) -> bool {
    looks_like_text(bytes) || begins_with_item(bytes) || holds_word(bytes)
}

/// Opaque bytes of the keep-list: no text in their place.
#[must_use]
pub fn bulk(tag: TagCode, bytes: &[u8]) -> Option<Outcome> {
    if matches!(tag.0, 0x7FE0_0008..=0x7FE0_0010) {
        return Some(Outcome::Kept);
    }
    if tag == TagCode(0x0028_2000) {
        // ICC.1 §7.2: the profile file signature stands at byte 36.
        return (bytes.get(36..40) == Some(b"acsp")).then_some(Outcome::Kept);
    }
    (!is_no_number(bytes)).then_some(Outcome::Kept)
}

/// Opaque bytes of a private element: no text in their place, and in none of
/// their runs of text what a header says.
#[must_use]
pub fn private_bulk(bytes: &[u8], finder: &dyn FindText) -> Option<Outcome> {
    let runs = bytes
        .split(|byte| !matches!(byte, b' '..=b'~'))
        .filter(|run| run.len() >= SHORTEST_RUN)
        .take(MOST_RUNS);
    for run in runs {
        let text = String::from_utf8_lossy(run);
        if !Trust::Headers.spans(finder, &text).is_empty() {
            return None;
        }
    }
    (!is_no_number(bytes)).then_some(Outcome::Kept)
}

/// Shorter runs of printable bytes stand in every row of numbers.
const SHORTEST_RUN: usize = 5;
/// More runs are left to the verifier, which searches every byte.
const MOST_RUNS: usize = 2000;

/// A value without meaning, valid for the representation and multiplicity,
/// that holds no word of the original.
#[must_use]
pub fn dummy(tag: TagCode, element: &Element, encoding: Encoding, charset: &Charset) -> Vec<u8> {
    let original = match &element.value {
        Value::Bytes(bytes) => charset.decode(bytes).to_uppercase(),
        Value::Items(_) | Value::Pixels(_) => String::new(),
    };
    let attribute = standard::attribute(tag);
    let count = attribute.map_or(1, |row| usize::from(row.vm_low.max(1)));
    let vr = attribute
        .filter(|row| !row.allows(element.vr))
        .map_or(element.vr, |row| row.vr);
    let one = match vr {
        VR::AS => String::from("000Y"),
        VR::DA => String::from("19000101"),
        VR::DT => String::from("19000101000000"),
        VR::TM => String::from("000000"),
        VR::DS | VR::IS => String::from(dummy_term(tag).unwrap_or("0")),
        VR::UI => String::from("2.25.0"),
        VR::UR => String::from("urn:removed"),
        VR::PN | VR::AE | VR::CS | VR::LO | VR::SH | VR::ST | VR::LT | VR::UC | VR::UT => {
            dummy_term(tag).map_or_else(|| dummy_word(&original), str::to_owned)
        }
        binary => return vec![0; binary_size(binary, encoding) * count],
    };
    strings::bytes(&vec![one; count].join("\\"), vr)
}

/// Attributes whose dummy must be one of a few values.
const fn dummy_term(tag: TagCode) -> Option<&'static str> {
    match tag.0 {
        0x0008_0060 => Some("OT"),
        0x0008_0008 => Some("DERIVED\\SECONDARY"),
        0x0010_0040 => Some("O"),
        0x0028_0004 => Some("MONOCHROME2"),
        0x0020_0060 => Some("U"),
        0x0028_0008 => Some("1"),
        _no_enumeration_here => None,
    }
}

fn dummy_word(original: &str) -> String {
    DUMMY_WORDS
        .into_iter()
        .find(|word| !original.contains(word))
        .unwrap_or("0")
        .to_owned()
}

/// Bytes of one number, or of the shortest valid value.
fn binary_size(vr: VR, _encoding: Encoding) -> usize {
    match vr {
        VR::US | VR::SS | VR::OW | VR::OB | VR::UN => 2,
        VR::FD | VR::OD | VR::SV | VR::UV | VR::OV => 8,
        _four => 4,
    }
}
