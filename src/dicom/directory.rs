//! The directory of the file set (DICOMDIR): PS3.3 Annex F, PS3.10 §8.6.
//!
//! An original one is never copied. A new one is made from the headers of the
//! cleaned instances and from nothing else, so it can only say what they say.

mod encode;
mod records;
mod tree;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::data::DicomFile;
use super::profile::tags;
use super::walk::uid_at;
use crate::finding::TagCode;

pub use tree::write;

/// Media Storage Directory Storage.
pub const MEDIA_DIRECTORY: &str = "1.2.840.10008.1.3.10";

/// What one cleaned instance gives to the directory. The keys are encoded data
/// elements. What it has in common with others is held once: see [`Shared`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DirectoryEntry {
    common: Arc<Common>,
    /// The File ID as it is written, `\` between its components.
    file_id: String,
    sop_instance_uid: String,
    keys: Vec<u8>,
}

impl DirectoryEntry {
    fn components(&self) -> impl Iterator<Item = &str> {
        self.file_id.split('\\')
    }
}

/// What all instances of a series say, but for rare ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Common {
    patient: Node,
    study: Node,
    series: Node,
    record_type: String,
    sop_class_uid: String,
    transfer_syntax_uid: String,
}

/// A level above the instance: what tells it from others, and its keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Node {
    identity: String,
    keys: Vec<u8>,
}

/// What entries have in common, each once.
#[derive(Debug, Default)]
pub struct Shared(BTreeSet<Arc<Common>>);

impl Shared {
    /// Gives the entry what is there already in the place of its own copy.
    pub fn share(&mut self, entry: &mut DirectoryEntry) {
        match self.0.get(&entry.common) {
            Some(common) => entry.common = Arc::clone(common),
            None => {
                self.0.insert(Arc::clone(&entry.common));
            }
        }
        entry.keys.shrink_to_fit();
    }
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
    let common = Common {
        patient: node(tags::PATIENT_ID, records::PATIENT)?,
        study: node(tags::STUDY_INSTANCE_UID, records::STUDY)?,
        series: node(tags::SERIES_INSTANCE_UID, records::SERIES)?,
        record_type: record.name.to_owned(),
        sop_class_uid,
        transfer_syntax_uid: clean.transfer_syntax.clone(),
    };
    Some(DirectoryEntry {
        common: Arc::new(common),
        file_id: components.join("\\"),
        sop_instance_uid: uid_at(set, tags::SOP_INSTANCE_UID)?,
        keys: keys.of(record.keys),
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
    fn what_entries_have_in_common_is_held_once() {
        let node = |identity: &str| Node {
            identity: identity.to_owned(),
            keys: vec![1, 2],
        };
        let entry = |series: &str, file: &str| DirectoryEntry {
            common: Arc::new(Common {
                patient: node("P"),
                study: node("2.25.1"),
                series: node(series),
                record_type: "IMAGE".to_owned(),
                sop_class_uid: "1.2.840.10008.5.1.4.1.1.2".to_owned(),
                transfer_syntax_uid: "1.2.840.10008.1.2.1".to_owned(),
            }),
            file_id: file.to_owned(),
            sop_instance_uid: format!("2.25.{}", file.len()),
            keys: vec![3],
        };
        let mut entries = [
            entry("2.25.2", "A"),
            entry("2.25.2", "BC"),
            entry("2.25.3", "DEF"),
        ];
        let before = entries.clone();
        let mut shared = Shared::default();
        entries.iter_mut().for_each(|one| shared.share(one));
        assert_eq!(entries, before);
        let [first, second, third] = &entries;
        assert!(Arc::ptr_eq(&first.common, &second.common));
        assert!(!Arc::ptr_eq(&first.common, &third.common));
    }

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
