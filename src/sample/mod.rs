//! A made-up study and report, made by code: for a first try, for the page's
//! sample button and for tests. No value here belongs to a real person: the
//! telephone numbers are those kept for fiction, the UIDs stand under the
//! example arc 2.999, the social security number was never issued.
//!
//! | file | makes |
//! |---|---|
//! | `person` | every made-up value, once |
//! | `parts` | elements, items and code sequences |
//! | `study` | the attributes that all instances of the study share |
//! | `ct` | three CT series, drawn by `body` |
//! | `ultrasound` | a frame with the name burned in, written by `letters` |
//! | `dose` | an X-Ray Radiation Dose SR |
//! | `report` | a two-page PDF |

mod body;
mod ct;
mod dose;
mod letters;
mod parts;
mod person;
mod report;
mod study;
mod ultrasound;

use serde::Serialize;

use crate::source::Part;

/// One file of the sample.
#[derive(Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// Folder and name, `/` between them. Holds the patient's name, as paths
    /// on real media do.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An identifying value of the sample and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlantedValue {
    /// The attribute or sentence it was planted in.
    pub place: &'static str,
    /// The value as written there. Made up.
    pub value: String,
}

/// The files of the sample, always the same bytes: three CT series, an
/// ultrasound frame, a dose report, a report of two pages.
#[must_use]
pub fn files() -> Vec<SampleFile> {
    let mut files = ct::files();
    files.push(ultrasound::file());
    files.push(dose::file());
    files.push(report::file());
    files
}

/// Every identifying value of the sample.
#[must_use]
pub fn planted_values() -> Vec<PlantedValue> {
    let mut values = person::planted_values();
    values.extend(study::planted_uids());
    values
}

/// Joins the parts of a file that has no source to slice from.
fn joined(parts: Vec<Part>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        match part {
            Part::Bytes(more) => bytes.extend(more),
            Part::Slice { .. } => debug_assert!(false, "a sample has no source"),
        }
    }
    bytes
}
