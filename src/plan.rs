//! The plan of a run: what becomes of every file, and the random tables.
//!
//! Made once from what pass 1 told about all files; pass 2 only reads it. It
//! holds original values and the tables: it is secret material and never leaves
//! the machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dicom::facts::InstanceFacts;
use crate::finding::Refusal;
use crate::known::{Known, KnownValue};
use crate::policy::Policy;
use crate::remap::Tables;
use crate::sensitive::Sensitive;

/// What pass 1 found out about one input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Surveyed {
    /// A DICOM instance.
    Instance(Box<InstanceFacts>),
    /// A report.
    Report(ReportFacts),
    /// Not taken.
    Refused(Refusal),
}

/// Which file format a report has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// PDF.
    Pdf,
    /// Office Open XML text document.
    Docx,
    /// Plain text.
    Text,
}

/// What pass 1 tells about a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    /// Its format.
    pub kind: ReportKind,
    /// Pages.
    pub pages: u32,
    /// Identifying values that its structured places and hidden texts told.
    pub known: Vec<KnownValue>,
}

/// The plan of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the person chose.
    pub policy: Policy,
    /// The random tables.
    pub tables: Tables,
    /// All identifying values of the drop.
    pub known: Known,
    /// Studies by original UID.
    pub studies: BTreeMap<Sensitive<String>, StudyPlan>,
    /// One for each input, in their order.
    pub files: Vec<FilePlan>,
    /// Signs receipts that travel between workers; from the random stream.
    pub receipt_key: Sensitive<[u8; 32]>,
}

/// What holds for a whole study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyPlan {
    /// The patient's key in the tables.
    pub patient_key: Sensitive<String>,
    /// Folder of its entries in the zip.
    pub folder: String,
    /// Origin of the rebased times: the earliest event of all its instances,
    /// seconds of local time since 1970-01-01.
    pub first_event_seconds: Option<i64>,
}

/// What becomes of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilePlan {
    /// Cleaned and written under this name.
    Instance {
        /// Name in the zip.
        entry: String,
        /// Its study.
        study_instance_uid: Sensitive<String>,
    },
    /// Cleaned and written as `<stem>.pdf` and `<stem>.txt`.
    Report {
        /// Format of the source.
        kind: ReportKind,
        /// Name in the zip without ending.
        stem: String,
    },
    /// Not in the output.
    Withheld(Refusal),
}
