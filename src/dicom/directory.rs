//! The directory of the file set (DICOMDIR): PS3.3 Annex F, PS3.10 §8.6.
//!
//! An original one is never copied. A new one is made from the headers of the
//! cleaned instances and from nothing else, so it can only say what they say.

mod encode;
mod records;
mod tree;

use serde::{Deserialize, Serialize};

use super::data::DicomFile;
use super::profile::tags;
use super::walk::uid_at;
use crate::finding::TagCode;

pub use tree::write;

/// Media Storage Directory Storage.
pub const MEDIA_DIRECTORY: &str = "1.2.840.10008.1.3.10";

/// What one cleaned instance gives to the directory. The keys are encoded data
/// elements.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DirectoryEntry {
    patient: Node,
    study: Node,
    series: Node,
    file: FileReference,
    record_type: String,
    keys: Vec<u8>,
}

/// A level above the instance: what tells it from others, and its keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Node {
    identity: String,
    keys: Vec<u8>,
}

/// Which file a record refers to (PS3.3 Table F.3-3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct FileReference {
    components: Vec<String>,
    sop_class_uid: String,
    sop_instance_uid: String,
    transfer_syntax_uid: String,
}

/// What the directory says of a cleaned instance that is written as `name`.
/// `None` for classes that no directory lists, for objects of no study, and for
/// names that are no File ID.
#[must_use]
pub fn entry(clean: &DicomFile, name: &str) -> Option<DirectoryEntry> {
    let set = &clean.data_set;
    let sop_class_uid = uid_at(set, tags::SOP_CLASS_UID)?;
    let record = records::of_class(&sop_class_uid)?;
    let components = file_id(name)?;
    let ordinal: u32 = components
        .last()
        .map(|last| last.trim_start_matches(|letter: char| !letter.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(1);
    let study_folder = components.iter().rev().nth(2).cloned().unwrap_or_default();
    let keys = encode::Keys {
        set,
        encoding: clean.encoding,
        ordinal,
        study_code: &study_folder,
    };
    let node = |tag: TagCode, wanted| {
        Some(Node {
            identity: uid_at(set, tag)?,
            keys: keys.of(wanted),
        })
    };
    Some(DirectoryEntry {
        patient: node(tags::PATIENT_ID, records::PATIENT)?,
        study: node(tags::STUDY_INSTANCE_UID, records::STUDY)?,
        series: node(tags::SERIES_INSTANCE_UID, records::SERIES)?,
        record_type: record.name.to_owned(),
        keys: keys.of(record.keys),
        file: FileReference {
            components,
            sop_instance_uid: uid_at(set, tags::SOP_INSTANCE_UID)?,
            sop_class_uid,
            transfer_syntax_uid: clean.transfer_syntax.clone(),
        },
    })
}

/// PS3.10 §8.2: up to eight components of up to eight capital letters, digits
/// and underscores.
fn file_id(name: &str) -> Option<Vec<String>> {
    let fits = |part: &str| {
        let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        (1..=8).contains(&part.len()) && part.bytes().all(plain)
    };
    let components: Vec<String> = name.split('/').map(str::to_owned).collect();
    (components.len() <= 8 && components.iter().all(|part| fits(part))).then_some(components)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_id_has_few_short_parts_of_capitals_and_digits() {
        assert!(file_id("DICOM/STABCDEF/SE234567/IMG00001").is_some());
        for name in [
            "",
            "DICOM/st",
            "DICOM/IMG000001",
            "DICOM/A.DCM",
            "A/B/C/D/E/F/G/H/I",
        ] {
            assert!(file_id(name).is_none(), "{name}");
        }
    }
}
