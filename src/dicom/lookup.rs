//! What is read of a data set before its elements are decided.

use std::collections::BTreeMap;

use dicom_core::{Tag, VR};

use super::charset::Charset;
use super::data::{DataSet, Value};
use super::dates::{Day, read_date, read_date_time};
use super::profile::tags;
use super::standard;
use crate::finding::TagCode;

/// Dates and times of one data set as text.
pub(super) fn moments_of(set: &DataSet) -> BTreeMap<TagCode, String> {
    set.elements
        .iter()
        .filter(|element| matches!(element.vr, VR::DA | VR::TM))
        .filter_map(|element| {
            let Value::Bytes(bytes) = &element.value else {
                return None;
            };
            Some((
                code_of(element.tag),
                String::from_utf8_lossy(bytes).into_owned(),
            ))
        })
        .collect()
}

/// The day that a time without a date belongs to.
pub(super) fn base_day(set: &DataSet) -> Option<Day> {
    let dates = [0x0008_0022, 0x0008_0021, 0x0008_0023, 0x0008_0020];
    let date = |tag: &u32| read_date(&plain_text(set, TagCode(*tag))?);
    dates.iter().find_map(date).or_else(|| {
        let text = plain_text(set, TagCode(0x0008_002A))?;
        read_date_time(&text, None).map(|moment| moment.day)
    })
}

/// The tag as the profile knows it.
pub(super) const fn code_of(tag: Tag) -> TagCode {
    TagCode((tag.0 as u32) << 16 | tag.1 as u32)
}

/// The tag as the data set knows it.
pub(super) const fn tag_of(tag: TagCode) -> Tag {
    Tag(tag.group(), tag.element())
}

/// The first value of a text element in the default repertoire, trimmed.
pub(super) fn plain_text(set: &DataSet, tag: TagCode) -> Option<String> {
    match &set.get(tag_of(tag))?.value {
        Value::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let first = text.split('\\').next().unwrap_or_default();
            Some(super::strings::trimmed(first).to_owned())
        }
        Value::Items(_) | Value::Pixels(_) => None,
    }
}

/// Whether PS3.6 says that the attribute is a sequence, whatever the file says.
pub(super) fn is_sequence(tag: TagCode) -> bool {
    standard::attribute(tag).is_some_and(|attribute| attribute.vr == VR::SQ)
}

/// A UID that is not empty.
pub(super) fn uid_at(set: &DataSet, tag: TagCode) -> Option<String> {
    plain_text(set, tag).filter(|uid| !uid.is_empty())
}

/// The character set of a data set: its own, else the one around.
pub(super) fn charset_of(set: &DataSet, around: Charset) -> Charset {
    match set
        .get(tag_of(tags::SPECIFIC_CHARACTER_SET))
        .map(|element| &element.value)
    {
        Some(Value::Bytes(bytes)) => Charset::from_specific_character_set(bytes),
        Some(Value::Items(_) | Value::Pixels(_)) | None => around,
    }
}
