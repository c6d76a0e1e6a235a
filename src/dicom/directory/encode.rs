//! Elements of a directory in explicit VR little endian, the only syntax that
//! PS3.10 §8.6 allows.

use dicom_core::VR;

use super::records::{Key, Need};
use crate::dicom::data::{DataSet, Element, Encoding, Value};
use crate::dicom::read::{has_long_length, number_bytes};
use crate::dicom::strings;
use crate::dicom::walk::{code_of, plain_text, tag_of};
use crate::finding::TagCode;

/// Levels of items inside a key: codes and references have few.
const MOST_LEVELS: usize = 8;

/// (0040,A493).
const VERIFICATION_FLAG: TagCode = TagCode(0x0040_A493);
/// (0040,A073).
const VERIFYING_OBSERVERS: TagCode = TagCode(0x0040_A073);
/// The dummy of the profile.
const NO_MOMENT: &str = "19000101000000";

/// The keys of one cleaned instance.
pub struct Keys<'a> {
    /// Its data set.
    pub set: &'a DataSet,
    /// How its numbers are encoded.
    pub encoding: Encoding,
    /// Its number among the files of its series.
    pub ordinal: u32,
    /// The random code of its study.
    pub study_code: &'a str,
}

impl Keys<'_> {
    /// Encodes the wanted keys in their order, which is that of tags.
    pub fn of(&self, wanted: &[Key]) -> Vec<u8> {
        let mut out = Vec::new();
        for key in wanted {
            let found = self
                .set
                .get(tag_of(key.tag))
                .filter(|element| element.vr == key.vr && has_value(element));
            match (found, key.need) {
                (Some(_), Need::Blank) | (None, Need::Blank | Need::Presence) => {
                    put(&mut out, key.tag, key.vr, &[]);
                }
                (Some(element), _) => self.element(&mut out, element, 0),
                (None, Need::IfThere) => {}
                (None, Need::Value(dummy)) => text(&mut out, key.tag, key.vr, dummy),
                (None, Need::Ordinal) => {
                    text(&mut out, key.tag, key.vr, &self.ordinal.to_string());
                }
                (None, Need::VerifiedAt) => self.verified_at(&mut out, key),
                (None, Need::StudyCode) => text(&mut out, key.tag, key.vr, self.study_code),
            }
        }
        out
    }

    /// Required if the Verification Flag is VERIFIED (PS3.3 F.5.25): the time of
    /// the first verifying observer, as the cleaned document has it.
    fn verified_at(&self, out: &mut Vec<u8>, key: &Key) {
        if plain_text(self.set, VERIFICATION_FLAG).as_deref() != Some("VERIFIED") {
            return;
        }
        let observers = self.set.get(tag_of(VERIFYING_OBSERVERS));
        let first = match observers.map(|element| &element.value) {
            Some(Value::Items(items)) => items.first(),
            Some(Value::Bytes(_) | Value::Pixels(_)) | None => None,
        };
        let time = first
            .and_then(|item| plain_text(item, key.tag))
            .filter(|time| !time.is_empty());
        let time = time.as_deref().unwrap_or(NO_MOMENT);
        text(out, key.tag, key.vr, time);
    }

    fn element(&self, out: &mut Vec<u8>, element: &Element, depth: usize) {
        let tag = code_of(element.tag);
        match &element.value {
            Value::Bytes(bytes) => {
                let size = number_bytes(element.vr);
                if self.encoding == Encoding::ExplicitBig && size > 1 {
                    let turned: Vec<u8> = bytes
                        .chunks(size)
                        .flat_map(|number| number.iter().rev().copied())
                        .collect();
                    put(out, tag, element.vr, &turned);
                } else {
                    put(out, tag, element.vr, bytes);
                }
            }
            Value::Items(items) if depth < MOST_LEVELS => {
                let mut inner = Vec::new();
                for item in items {
                    let mut elements = Vec::new();
                    for element in &item.elements {
                        self.element(&mut elements, element, depth + 1);
                    }
                    inner.extend_from_slice(&item_header(elements.len()));
                    inner.extend_from_slice(&elements);
                }
                put(out, tag, VR::SQ, &inner);
            }
            // A key is a short value.
            Value::Items(_) | Value::Pixels(_) => {}
        }
    }
}

fn has_value(element: &Element) -> bool {
    match &element.value {
        Value::Bytes(bytes) => bytes.iter().any(|byte| !matches!(byte, 0 | b' ')),
        Value::Items(items) => !items.is_empty(),
        Value::Pixels(_) => false,
    }
}

/// A text element, padded to even length.
pub fn text(out: &mut Vec<u8>, tag: TagCode, vr: VR, value: &str) {
    put(out, tag, vr, &strings::bytes(value, vr));
}

/// One element, PS3.5 §7.1.2. A value too long for its length field is left
/// empty; no key is that long.
pub fn put(out: &mut Vec<u8>, tag: TagCode, vr: VR, value: &[u8]) {
    out.extend_from_slice(&tag.group().to_le_bytes());
    out.extend_from_slice(&tag.element().to_le_bytes());
    out.extend_from_slice(vr.to_string().as_bytes());
    if has_long_length(vr) {
        let length = u32::try_from(value.len()).unwrap_or(0);
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(if length == 0 { &[] } else { value });
    } else {
        let length = u16::try_from(value.len()).unwrap_or(0);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(if length == 0 { &[] } else { value });
    }
}

/// Item tag and length, PS3.5 §7.5.
pub fn item_header(length: usize) -> [u8; 8] {
    let [a, b, c, d] = u32::try_from(length).unwrap_or(0).to_le_bytes();
    [0xFE, 0xFF, 0x00, 0xE0, a, b, c, d]
}
