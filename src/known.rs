//! Identifying values that one side of a drop told about its people.
//!
//! Pass 1 gathers them from headers and reports. The text engine looks for
//! them in narrative, the descriptor cleaner cuts them from kept strings, the
//! verifier searches every written byte for them.

use serde::{Deserialize, Serialize};

use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;

/// What sort of value it is; decides in which spellings it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KnownKind {
    /// A person. Text as in PN (`FAMILY^GIVEN^MIDDLE^PREFIX^SUFFIX`, one
    /// component group) or free (`Given Family`, `Family, Given`).
    PersonName,
    /// A day as `YYYYMMDD`.
    Date,
    /// A time of day as `HHMMSS`, with or without fraction.
    Time,
    /// A number or code: MRN, accession, order, study ID, serial, licence.
    Identifier,
    /// A DICOM UID of an instance, series, study, device, ...
    Uid,
    /// A hospital, practice, department, employer, school.
    Organization,
    /// A street, city, ZIP, ward, room, station.
    Place,
    /// Telephone or fax.
    Phone,
    /// Electronic mail address.
    Email,
    /// URL, host name, IP address, file path.
    Network,
    /// A sentence or phrase that names somebody (patient comments). Looked
    /// for as a whole.
    Phrase,
}

/// One identifying value, its letter and its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KnownValue {
    /// Which spellings are looked for.
    pub kind: KnownKind,
    /// Which of the eighteen categories it belongs to.
    pub letter: Letter,
    /// Whose it is: decides the replacement word in narrative.
    pub role: Role,
    /// The value, decoded to Unicode, trimmed, one value (never a list).
    pub value: Sensitive<String>,
}

/// Whose value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The patient.
    Patient,
    /// A relative, household member or employer of the patient.
    Relative,
    /// A physician, operator, technologist or other staff.
    Staff,
    /// A place or organisation that is nobody's own.
    Site,
    /// An object: study, device, order.
    Object,
}

/// The identifying values of a drop, sorted and without duplicates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    values: Vec<KnownValue>,
}

impl Known {
    /// Sorts values and drops duplicates and empty ones.
    #[must_use]
    pub fn from_values(values: impl IntoIterator<Item = KnownValue>) -> Self {
        let mut values: Vec<KnownValue> = values
            .into_iter()
            .filter(|known| !known.value.expose().trim().is_empty())
            .collect();
        values.sort();
        values.dedup();
        Self { values }
    }

    /// The values in their sorted order.
    #[must_use]
    pub fn values(&self) -> &[KnownValue] {
        &self.values
    }
}
