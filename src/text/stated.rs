//! Who and what a report says that it is about: the names, numbers and days
//! behind labels that can only mean the patient and the examination.
//!
//! What stands without a label states nothing: a name in a sentence may be
//! anybody's, a day may be that of another examination.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::identities::{Identities, Readings};
use crate::sensitive::Sensitive;

use super::calendar;
use super::fields;
use super::found::{Found, What};
use super::labels;
use super::token::Page;

/// What a label promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Name,
    FamilyName,
    GivenName,
    PatientId,
    BirthDate,
    Accession,
    ExamDate,
}

use Holds::{Accession, BirthDate, ExamDate, FamilyName, GivenName, Name, PatientId};

/// Labels as their words alone. Of persons, only those that mean the patient:
/// a guarantor, a donor and an alias are somebody or something else.
#[rustfmt::skip]
const LABELS: &[(Holds, &[&str])] = &[
    (Name, &["patient name", "patient s name", "patients name", "name of patient", "pt name", "patient full name", "legal name",
             "full name", "name", "patient", "pt", "client", "client name", "client s name", "examinee", "examinee name",
             "patientname", "ptname", "re", "regarding", "veteran", "inmate", "decedent"]),
    (FamilyName, &["last name", "family name", "surname", "last", "lname", "lastname", "familyname"]),
    (GivenName, &["first name", "given name", "first", "fname", "given", "firstname", "givenname"]),
    (PatientId, &["medical record number", "medical record no", "medical record", "medical rec", "med rec", "med rec no",
                  "med rec number", "mrn", "mr number", "mr no", "mr num", "mr", "m r n", "mrno", "emrn", "e mrn",
                  "hospital number", "hospital no", "hosp no", "hosp number", "hospital id", "patient id", "patient ident",
                  "patient identifier", "patient number", "patient no", "patient num", "pt id", "pt no", "pt number", "pid",
                  "chart", "chart number", "chart no", "unit number", "unit no", "mpi", "empi", "enterprise id", "urn",
                  "ur number", "nhs number", "nhs no", "patient id number", "medical id", "health record number",
                  "health number", "patient identification", "patientid"]),
    (BirthDate, &["date of birth", "birth date", "birthdate", "dob", "d o b", "bdate", "birth dt", "patient dob",
                  "patient date of birth", "patient birth date", "date of birth dob", "dateofbirth", "patientdob"]),
    (Accession, &["accession number", "accession no", "accession num", "accession", "access number", "acc number", "acc no",
                  "acc num", "acc", "accn", "accession id", "accessionnumber"]),
    (ExamDate, &["exam date", "date of exam", "date of examination", "date of service", "date of study", "date of scan",
                 "study date", "scan date", "service date", "dos", "exam date time", "study date time", "procedure date",
                 "date of procedure", "examdate", "studydate"]),
];

/// Words before a label that make it another examination's or person's.
const OTHERS: &[&str] = &[
    "prior",
    "previous",
    "earlier",
    "last",
    "old",
    "next",
    "comparison",
    "compared",
    "mother",
    "father",
    "donor",
    "sibling",
    "twin",
    "fetal",
    "maternal",
];

/// Labels of one word that also stand behind another word of a longer label.
const TAILS: &[&str] = &["name", "full name", "re", "last", "first", "given"];

/// Reads what the labels of a text state.
#[must_use]
pub fn stated(page: &Page) -> Identities {
    let mut stated = Identities::default();
    let mut parts = NameParts::default();
    let mut found = Vec::new();
    fields::each(page, &mut found, &mut |label, values| {
        if let Some(holds) = holds(page, &label) {
            enter(page, holds, values, &mut stated, &mut parts);
        }
    });
    stated.names.extend(parts.names());
    stated
}

/// Family and given names that stand behind labels of their own.
#[derive(Default)]
struct NameParts {
    family: Vec<String>,
    given: Vec<String>,
}

impl NameParts {
    /// The first with the first: a table may have several rows.
    fn names(&self) -> impl Iterator<Item = Sensitive<String>> {
        let pairs = self.family.iter().zip(&self.given);
        pairs.map(|(family, given)| Sensitive::new(format!("{family}^{given}")))
    }
}

fn holds(page: &Page, label: &Range<usize>) -> Option<Holds> {
    let words: Vec<&str> = label
        .clone()
        .filter(|&place| page.is_word(place))
        .map(|place| page.low(place))
        .collect();
    let words = words.join(" ");
    let row = LABELS
        .iter()
        .find(|(_, all)| all.contains(&words.as_str()))?;
    let before = label.start.wrapping_sub(1);
    let is_near = page.gap(label.start) == 1 && page.is_word(before);
    let other = is_near && OTHERS.contains(&page.low(before));
    // `Physician name: Hale`: the label is a part of another one.
    let tail = is_near && TAILS.contains(&words.as_str());
    // `patient is re-imaged`: as a label the word has its sign.
    let unsigned = matches!(
        words.as_str(),
        "re" | "regarding" | "last" | "first" | "given"
    ) && !labels::is_signed(page, label.end)
        && page.gap(label.start) < 2;
    (!other && !tail && !unsigned).then_some(row.0)
}

fn enter(
    page: &Page,
    holds: Holds,
    values: &[Found],
    stated: &mut Identities,
    parts: &mut NameParts,
) {
    for value in values {
        let text = page.slice(value.start, value.end).trim();
        match holds {
            Name if value.what.is_person() => {
                stated.names.insert(Sensitive::from(text));
            }
            FamilyName if value.what.is_person() => parts.family.push(text.to_owned()),
            GivenName if value.what.is_person() => parts.given.push(text.to_owned()),
            PatientId if is_code(value, text) => {
                stated.patient_ids.insert(Sensitive::from(text));
            }
            Accession if is_code(value, text) => {
                stated.accessions.insert(Sensitive::from(text));
            }
            BirthDate => stated.birth_dates.extend(days(page, value)),
            ExamDate => stated.exam_dates.extend(days(page, value)),
            Name | FamilyName | GivenName | PatientId | Accession => {}
        }
    }
}

/// A number in digits: one that is spoken is compared with nothing.
fn is_code(value: &Found, text: &str) -> bool {
    matches!(value.what, What::Mrn | What::Id) && text.contains(|sign: char| sign.is_ascii_digit())
}

fn days(page: &Page, value: &Found) -> Option<Readings> {
    let first = page
        .tokens
        .partition_point(|token| token.start < value.start);
    let end = page.tokens.partition_point(|token| token.start < value.end);
    let days = calendar::days(page, first, end);
    (!days.is_empty()).then(|| Sensitive::new(days))
}

/// The days that a text may mean if it is one date and nothing else; of two
/// digits of a year the century that is nearer.
#[must_use]
pub fn days_of(page: &Page) -> BTreeSet<String> {
    let end = page.len();
    let whole = calendar::read(page, 0)
        .filter(|reading| reading.end == end && reading.form == calendar::Form::Full);
    let Some(year) = whole.and_then(|reading| reading.year) else {
        return BTreeSet::new();
    };
    let year = format!("{year:04}");
    let days = calendar::days(page, 0, end).into_iter();
    days.filter(|day| day.starts_with(&year)).collect()
}
