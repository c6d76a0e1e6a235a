//! Which patient of a drop a report is about.
//!
//! What a report states behind its labels is compared with what the headers
//! state. A report agrees with a patient, contradicts every patient, or says
//! nothing that can be compared; that decides which shift its dates take, and
//! whether a person is asked.
//!
//! The rule is made for two dangers: the report of somebody else beside a
//! study, and an alarm for nothing. Another number alone is no contradiction
//! where name and birth date agree: people have many numbers. Another name is
//! none where number and birth date agree: people marry. A misspelt name agrees
//! only beside something else that does.

mod drop;
mod names;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::accession::comparable;
use crate::dicom::dates::{Day, read_date};
use crate::identities::{Identities, IdentityKind, Readings};
use crate::sensitive::Sensitive;

pub use drop::{of_drop, patients_of};
use names::NameWords;

/// Fewer digits are no number that is known again without its letters.
const SHORTEST_DIGITS: usize = 5;

/// What a report says of itself, beside the studies of its drop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belonging {
    /// How it compares.
    pub finding: Finding,
    /// The patient of the tables that it is about, or the nearest one if it
    /// contradicts all. `None`: no patient, or more than one alike.
    pub patient: Option<Sensitive<String>>,
    /// What it states.
    pub stated: Identities,
}

/// How a report compares with the studies of its drop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// There is no study beside it.
    NoStudy,
    /// It states nothing that a header states too.
    SaysNothing,
    /// It is about a patient of the drop.
    Agrees {
        /// By which kinds.
        by: BTreeSet<IdentityKind>,
        /// Whether something is a little different: a letter of the name.
        doubt: Doubt,
    },
    /// It may be about a patient of the drop, and names an examination that is
    /// not there.
    OtherExamination {
        /// What agrees.
        by: BTreeSet<IdentityKind>,
        /// What differs.
        differs: BTreeSet<IdentityKind>,
    },
    /// It is about somebody else, or about a patient with another birth date.
    OtherPatient {
        /// What differs from the nearest patient.
        differs: BTreeSet<IdentityKind>,
    },
}

/// Whether all that was compared is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Doubt {
    /// It is.
    None,
    /// A name is misspelt, or one of three identities is another.
    Some,
}

/// How one kind of identity compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    /// One side does not state it.
    Absent,
    /// One value of the one side is one of the other.
    Same,
    /// A name with a letter more, less or another, or another middle name.
    Near,
    /// None is.
    Differs,
}

/// A patient as the headers state it, ready to be compared.
struct Patient<'a> {
    key: &'a Sensitive<String>,
    names: Vec<NameWords>,
    numbers: Numbers,
    accessions: Numbers,
    birth_days: BTreeSet<&'a str>,
    exam_days: BTreeSet<i64>,
}

/// Numbers as they are compared: letters and digits alone.
struct Numbers(BTreeSet<String>);

impl Numbers {
    fn of<'a>(numbers: impl Iterator<Item = &'a Sensitive<String>>) -> Self {
        let plain = numbers.map(|number| plain_number(number.expose()));
        Self(plain.filter(|number| !number.is_empty()).collect())
    }

    fn compared(&self, other: &Self) -> Match {
        if self.0.is_empty() || other.0.is_empty() {
            return Match::Absent;
        }
        let known = |number: &String| other.0.iter().any(|one| is_same_number(one, number));
        if self.0.iter().any(known) {
            Match::Same
        } else {
            Match::Differs
        }
    }
}

/// Letters and digits in capitals, without leading zeros.
fn plain_number(number: &str) -> String {
    let letters = number.chars().filter(|letter| letter.is_alphanumeric());
    let plain: String = letters.flat_map(char::to_uppercase).collect();
    comparable(&plain)
}

/// The same, or the digits of one are the whole other: `QF-7720415` is written
/// `7720415` where everybody knows the letters.
fn is_same_number(one: &str, other: &str) -> bool {
    let digits = |number: &str| -> String {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let bare = |number: &str, other: &str| {
        number.len() >= SHORTEST_DIGITS
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && digits(other) == number.trim_start_matches('0')
    };
    one == other || bare(one, other) || bare(other, one)
}

/// Whether two numbers of a patient are written forms of one.
#[must_use]
pub fn is_number_of(number: &str, known: &Sensitive<String>) -> bool {
    let (one, other) = (plain_number(number), plain_number(known.expose()));
    !one.is_empty() && is_same_number(&one, &other)
}

impl<'a> Patient<'a> {
    fn of(key: &'a Sensitive<String>, identities: &'a Identities) -> Self {
        Self {
            key,
            names: NameWords::of(&identities.names),
            numbers: Numbers::of(identities.patient_ids.iter()),
            accessions: Numbers::of(identities.accessions.iter()),
            birth_days: identities.birth_days().collect(),
            exam_days: identities
                .exam_days()
                .filter_map(|day| read_date(day).map(|Day(day)| day))
                .collect(),
        }
    }
}

/// A report's statement against one patient.
struct Comparison {
    name: Match,
    number: Match,
    birth: Match,
    accession: Match,
    exam: Match,
}

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    Same(Doubt),
    Nothing,
    Other,
}

/// What a report states, ready to be compared.
struct Statement<'a> {
    stated: &'a Identities,
    names: Vec<NameWords>,
    numbers: Numbers,
    accessions: Numbers,
}

impl<'a> Statement<'a> {
    fn of(stated: &'a Identities) -> Self {
        Self {
            stated,
            names: NameWords::of(&stated.names),
            numbers: Numbers::of(stated.patient_ids.iter()),
            accessions: Numbers::of(stated.accessions.iter()),
        }
    }

    fn compared(&self, patient: &Patient<'_>) -> Comparison {
        let is_birth = |day: &str| patient.birth_days.contains(day);
        // An examination at midnight has two days.
        let is_exam = |day: &str| {
            let days = read_date(day).map_or(0..=0, |Day(day)| day - 1..=day + 1);
            patient.exam_days.range(days).next().is_some()
        };
        Comparison {
            name: names::compared(&patient.names, &self.names),
            number: self.numbers.compared(&patient.numbers),
            birth: days(
                &self.stated.birth_dates,
                patient.birth_days.is_empty(),
                is_birth,
            ),
            accession: self.accessions.compared(&patient.accessions),
            exam: days(
                &self.stated.exam_dates,
                patient.exam_days.is_empty(),
                is_exam,
            ),
        }
    }
}

fn days(stated: &BTreeSet<Readings>, is_unknown: bool, is_known: impl Fn(&str) -> bool) -> Match {
    if stated.is_empty() || is_unknown {
        return Match::Absent;
    }
    let mut days = stated.iter().flat_map(|days| days.expose());
    if days.any(|day| is_known(day)) {
        Match::Same
    } else {
        Match::Differs
    }
}

impl Comparison {
    /// The name, where a misspelt one counts as what stands beside it says.
    fn judged_name(&self) -> (Match, Doubt) {
        let beside = [self.number, self.birth, self.accession];
        match self.name {
            Match::Near if beside.contains(&Match::Same) => (Match::Same, Doubt::Some),
            Match::Near => (Match::Differs, Doubt::Some),
            other => (other, Doubt::None),
        }
    }

    fn judged(&self) -> Judged {
        let (name, doubt) = self.judged_name();
        let own = [name, self.number, self.birth];
        let count = |wanted: Match| own.iter().filter(|one| **one == wanted).count();
        let is_told_by_accession = self.accession == Match::Same;
        match (count(Match::Same), count(Match::Differs)) {
            (0, 0) if is_told_by_accession => Judged::Same(Doubt::None),
            (0, 0) => Judged::Nothing,
            (_, 0) => Judged::Same(doubt),
            // Whoever was born on another day is another, or one of both is wrong.
            (2, 1) if self.birth == Match::Differs => Judged::Other,
            (2, 1) if self.number == Match::Differs => Judged::Same(doubt),
            (2, 1) => Judged::Same(Doubt::Some),
            (1, 1) if self.number == Match::Differs && is_told_by_accession => {
                Judged::Same(Doubt::Some)
            }
            _ => Judged::Other,
        }
    }

    /// The examination that it names is not there.
    fn is_of_other_examination(&self) -> bool {
        match self.accession {
            Match::Same => false,
            Match::Differs | Match::Near => true,
            Match::Absent => self.exam == Match::Differs,
        }
    }

    fn kinds(&self, wanted: &[Match]) -> BTreeSet<IdentityKind> {
        let rows = [
            (IdentityKind::Name, self.judged_name().0),
            (IdentityKind::PatientId, self.number),
            (IdentityKind::BirthDate, self.birth),
            (IdentityKind::Accession, self.accession),
            (IdentityKind::ExamDate, self.exam),
        ];
        let met = rows.into_iter().filter(|(_, one)| wanted.contains(one));
        met.map(|(kind, _)| kind).collect()
    }

    fn agrees(&self) -> BTreeSet<IdentityKind> {
        self.kinds(&[Match::Same])
    }

    /// What differs of the patient's own, or of the examination.
    fn differs(&self, of: &[IdentityKind]) -> BTreeSet<IdentityKind> {
        let differs = self.kinds(&[Match::Differs]).into_iter();
        differs.filter(|kind| of.contains(kind)).collect()
    }
}

#[cfg(test)]
mod tests;
