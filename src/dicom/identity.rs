//! Which instance, series and study a file is.

use sha2::{Digest, Sha256};

use super::data::{DataSet, DicomFile, Value};
use super::lookup::{code_of, uid_at};
use super::profile::tags;
use crate::finding::TagCode;

/// The UIDs that tell which instance it is.
pub struct Identity {
    pub(super) sop_class_uid: String,
    pub(super) sop_instance_uid: String,
    pub(super) study_instance_uid: String,
    pub(super) series_instance_uid: String,
}

impl Identity {
    /// Class and instance stand in the data set, else in the file meta group.
    /// An object of no study (a colour palette, PS3.3 A.58) is a study and a
    /// series of its own. A data set without an instance UID is known in the
    /// tables by a key of its content and gets a UID; one without a class is
    /// cleaned by the rules that hold for every class and stays without.
    pub(super) fn of(file: &DicomFile) -> Self {
        let in_either =
            |tag, meta_tag| uid_at(&file.data_set, tag).or_else(|| uid_at(&file.meta, meta_tag));
        let sop_class_uid = in_either(tags::SOP_CLASS_UID, TagCode(0x0002_0002));
        let sop_instance_uid = in_either(tags::SOP_INSTANCE_UID, TagCode(0x0002_0003))
            .unwrap_or_else(|| content_key(&file.data_set));
        let own = |tag| uid_at(&file.data_set, tag).unwrap_or_else(|| sop_instance_uid.clone());
        Self {
            study_instance_uid: own(tags::STUDY_INSTANCE_UID),
            series_instance_uid: own(tags::SERIES_INSTANCE_UID),
            sop_class_uid: sop_class_uid.unwrap_or_default(),
            sop_instance_uid,
        }
    }
}

/// A key for the tables, never written: from the values of the top level.
fn content_key(set: &DataSet) -> String {
    let mut hasher = Sha256::new();
    for element in &set.elements {
        hasher.update(code_of(element.tag).0.to_be_bytes());
        if let Value::Bytes(bytes) = &element.value {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        }
    }
    let hash = hasher.finalize();
    let hex: String = hash
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{CONTENT_KEY}{hex}")
}

/// Start of a key that stands for a UID that is not there.
pub(super) const CONTENT_KEY: &str = "without-uid-";
