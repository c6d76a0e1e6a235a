//! What tells whose a study or a report is: names, numbers and days, as one
//! side states them.
//!
//! Headers state them in attributes, reports in labelled places. A value here
//! is there to be compared and never to be shown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::sensitive::Sensitive;

/// Which identity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityKind {
    /// The patient's name.
    Name,
    /// The patient's number at a hospital.
    PatientId,
    /// The day of birth.
    BirthDate,
    /// The number of the examination.
    Accession,
    /// The day of the examination.
    ExamDate,
}

impl IdentityKind {
    /// All kinds, the patient's own first.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::PatientId,
        Self::BirthDate,
        Self::Accession,
        Self::ExamDate,
    ];

    /// What it is called in a sentence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::PatientId => "patient ID",
            Self::BirthDate => "birth date",
            Self::Accession => "accession number",
            Self::ExamDate => "examination date",
        }
    }
}

/// How often each kind was met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCounts {
    /// Names.
    pub name: u64,
    /// Patient IDs.
    pub patient_id: u64,
    /// Birth dates.
    pub birth_date: u64,
    /// Accession numbers.
    pub accession: u64,
    /// Examination dates.
    pub exam_date: u64,
}

impl KindCounts {
    /// Counts every kind of a set once.
    pub fn enter(&mut self, kinds: &BTreeSet<IdentityKind>) {
        for kind in kinds {
            match kind {
                IdentityKind::Name => self.name += 1,
                IdentityKind::PatientId => self.patient_id += 1,
                IdentityKind::BirthDate => self.birth_date += 1,
                IdentityKind::Accession => self.accession += 1,
                IdentityKind::ExamDate => self.exam_date += 1,
            }
        }
    }

    /// The count of one kind.
    #[must_use]
    pub const fn of(&self, kind: IdentityKind) -> u64 {
        match kind {
            IdentityKind::Name => self.name,
            IdentityKind::PatientId => self.patient_id,
            IdentityKind::BirthDate => self.birth_date,
            IdentityKind::Accession => self.accession,
            IdentityKind::ExamDate => self.exam_date,
        }
    }

    /// Those that were met, in words: `name 1, birth date 2`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let met = IdentityKind::ALL
            .into_iter()
            .filter(|kind| self.of(*kind) > 0);
        let words: Vec<String> = met
            .map(|kind| format!("{} {}", kind.word(), self.of(kind)))
            .collect();
        words.join(", ")
    }
}

/// The days that a written date may mean, as `YYYYMMDD`: `03/04/1952` is a day
/// of March or of April.
pub type Readings = Sensitive<Vec<String>>;

/// The identities that one side states.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identities {
    /// Names of the patient, as in PN or free.
    pub names: BTreeSet<Sensitive<String>>,
    /// Numbers of the patient.
    pub patient_ids: BTreeSet<Sensitive<String>>,
    /// Days of birth.
    pub birth_dates: BTreeSet<Readings>,
    /// Numbers of the examination.
    pub accessions: BTreeSet<Sensitive<String>>,
    /// Days of the examination.
    pub exam_dates: BTreeSet<Readings>,
}

impl Identities {
    /// Adds what another place states of the same.
    pub fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.patient_ids.extend(other.patient_ids);
        self.birth_dates.extend(other.birth_dates);
        self.accessions.extend(other.accessions);
        self.exam_dates.extend(other.exam_dates);
    }

    /// Every day that a stated date of birth may mean.
    pub fn birth_days(&self) -> impl Iterator<Item = &str> {
        let readings = self.birth_dates.iter();
        readings.flat_map(|days| days.expose().iter().map(String::as_str))
    }

    /// Every day that a stated date of the examination may mean.
    pub fn exam_days(&self) -> impl Iterator<Item = &str> {
        let readings = self.exam_dates.iter();
        readings.flat_map(|days| days.expose().iter().map(String::as_str))
    }
}
