//! What pass 1 tells the plan about one instance.

use serde::{Deserialize, Serialize};

use crate::known::KnownValue;
use crate::sensitive::Sensitive;

/// Facts of one DICOM instance. Values that may identify are [`Sensitive`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceFacts {
    /// SOP Class UID (a registry UID, or the file is refused).
    pub sop_class_uid: String,
    /// SOP Instance UID.
    pub sop_instance_uid: Sensitive<String>,
    /// Study Instance UID.
    pub study_instance_uid: Sensitive<String>,
    /// Series Instance UID.
    pub series_instance_uid: Sensitive<String>,
    /// Transfer Syntax UID as the file declares it.
    pub transfer_syntax_uid: String,
    /// Who it is: PatientID if there is one, else PatientName and birth date,
    /// normalised; decides which pseudonym the instance gets.
    pub patient_key: Sensitive<String>,
    /// Accession Number, empty if none.
    pub accession_number: Sensitive<String>,
    /// Modality, a CS value of letters, digits, blanks; else `OT`.
    pub modality: String,
    /// Frames in the pixel data; 0 if there are none.
    pub frames: u32,
    /// What the file itself says about burned-in text.
    pub pixels: PixelRisk,
    /// Every identifying value of the headers, meta and nested ones too.
    pub known: Vec<KnownValue>,
    /// Every distinct UID that is replaced, at any depth, meta included.
    pub uids: Vec<Sensitive<String>>,
    /// The earliest date-time of the study's events in this instance, in
    /// seconds of local time since 1970-01-01. `None`: no usable date.
    pub first_event_seconds: Option<i64>,
    /// What the person is shown of it before the run.
    pub shown: Shown,
    /// Number of Study Related Series (0020,1206), if the file says it.
    pub announced_series: Option<u32>,
    /// Number of Study Related Instances (0020,1208), if the file says it.
    pub announced_instances: Option<u32>,
}

/// What the inventory shows on the person's own screen, so that a study is
/// recognised. Decoded and trimmed; empty if absent. Never in the output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Patient's Name as written.
    pub patient_name: Sensitive<String>,
    /// Patient ID.
    pub patient_id: Sensitive<String>,
    /// Study Date as `YYYY-MM-DD`, empty if it is no day.
    pub study_date: Sensitive<String>,
    /// Study Description.
    pub study_description: Sensitive<String>,
    /// Series Description.
    pub series_description: Sensitive<String>,
}

/// What speaks for text in the pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PixelRisk {
    /// No pixel data.
    NoPixels,
    /// A class that draws no text and no attribute that says otherwise.
    Low,
    /// Modality or class that usually burns text in: US, XA, SC, OT, ES, ...
    Class,
    /// The file says so: BurnedInAnnotation YES, secondary capture of a screen.
    Declared,
}
