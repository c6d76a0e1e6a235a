//! The table of the eighteen identifiers, 45 CFR 164.514(b)(2)(i)(A)-(R).

use serde::Serialize;

use crate::policy::DateRule;
use crate::policy::options::{Options, ProfileOption};
use crate::safe_harbor::Letter;

use super::facts::{Facts, LetterCount};

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LetterRow {
    /// The letter.
    pub letter: Letter,
    /// Where the rule names it.
    pub citation: &'static str,
    /// What the rule calls it.
    pub title: &'static str,
    /// Where it was looked for.
    pub looked_for: &'static str,
    /// What was removed or replaced.
    pub removed: LetterCount,
    /// Why it is removed.
    pub basis: &'static str,
    /// How far the tool can tell.
    pub reach: Reach,
    /// The same as words.
    pub reach_words: &'static str,
}

/// How far the tool can tell whether values of a letter are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Header elements by rule, report text by search.
    Handled,
    /// Part of the places only.
    InPart,
    /// The tool cannot tell.
    NotAssessable,
    /// The chosen profile does not follow the rule here.
    NotFollowed,
    /// The person chose to retain such values.
    Retained,
}

impl Reach {
    /// As printed.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Handled => "Handled",
            Self::InPart => "Handled in part",
            Self::NotAssessable => "Not assessable by the tool",
            Self::NotFollowed => "Not followed: dates are shifted",
            Self::Retained => "Not followed: retained by choice",
        }
    }
}

/// The eighteen rows for these facts.
#[must_use]
pub fn rows(facts: &Facts) -> Vec<LetterRow> {
    Letter::ALL
        .into_iter()
        .map(|letter| {
            let reach = reach(letter, &facts.choices.options);
            LetterRow {
                letter,
                citation: citation(letter),
                title: letter.title(),
                looked_for: looked_for(letter),
                removed: facts.letters.get(&letter).copied().unwrap_or_default(),
                basis: basis(letter),
                reach,
                reach_words: reach.words(),
            }
        })
        .collect()
}

/// Where the rule names the letter.
#[must_use]
pub const fn citation(letter: Letter) -> &'static str {
    match letter {
        Letter::A => "45 CFR 164.514(b)(2)(i)(A)",
        Letter::B => "45 CFR 164.514(b)(2)(i)(B)",
        Letter::C => "45 CFR 164.514(b)(2)(i)(C)",
        Letter::D => "45 CFR 164.514(b)(2)(i)(D)",
        Letter::E => "45 CFR 164.514(b)(2)(i)(E)",
        Letter::F => "45 CFR 164.514(b)(2)(i)(F)",
        Letter::G => "45 CFR 164.514(b)(2)(i)(G)",
        Letter::H => "45 CFR 164.514(b)(2)(i)(H)",
        Letter::I => "45 CFR 164.514(b)(2)(i)(I)",
        Letter::J => "45 CFR 164.514(b)(2)(i)(J)",
        Letter::K => "45 CFR 164.514(b)(2)(i)(K)",
        Letter::L => "45 CFR 164.514(b)(2)(i)(L)",
        Letter::M => "45 CFR 164.514(b)(2)(i)(M)",
        Letter::N => "45 CFR 164.514(b)(2)(i)(N)",
        Letter::O => "45 CFR 164.514(b)(2)(i)(O)",
        Letter::P => "45 CFR 164.514(b)(2)(i)(P)",
        Letter::Q => "45 CFR 164.514(b)(2)(i)(Q)",
        Letter::R => "45 CFR 164.514(b)(2)(i)(R)",
    }
}

fn reach(letter: Letter, options: &Options) -> Reach {
    let retained = ProfileOption::ALL.into_iter().any(|option| {
        option != ProfileOption::ModifiedDates
            && option.against() == Some(letter)
            && options.is_in_force(option)
    });
    if retained {
        return Reach::Retained;
    }
    match letter {
        Letter::C => match options.dates {
            DateRule::YearAndIntervals | DateRule::Remove => Reach::Handled,
            DateRule::ShiftPerPatient | DateRule::Keep => Reach::NotFollowed,
        },
        Letter::A
        | Letter::B
        | Letter::D
        | Letter::E
        | Letter::F
        | Letter::G
        | Letter::H
        | Letter::I
        | Letter::J
        | Letter::K
        | Letter::L
        | Letter::M
        | Letter::N
        | Letter::O => Reach::Handled,
        Letter::P | Letter::R => Reach::InPart,
        Letter::Q => Reach::NotAssessable,
    }
}

const fn looked_for(letter: Letter) -> &'static str {
    match letter {
        Letter::A => {
            "All PN elements; name elements of other kinds; names in kept text and reports"
        }
        Letter::B => {
            "Address, region, institution, department, station elements; places in reports"
        }
        Letter::C => "All DA, DT, TM and AS elements; dates and ages in kept text and reports",
        Letter::D => "Telephone elements; telephone numbers in kept text and reports",
        Letter::E => "Telecommunication elements; fax numbers in kept text and reports",
        Letter::F => "Telecommunication elements; email addresses in kept text and reports",
        Letter::G => "Patient identifier elements; number patterns in kept text and reports",
        Letter::H => "Patient ID elements; labelled and known numbers in kept text and reports",
        Letter::I => "Insurance elements; labelled numbers in reports",
        Letter::J => "Admission and account elements; labelled numbers in reports",
        Letter::K => "Licence and certificate elements; labelled numbers in reports",
        Letter::L => "Labelled numbers in reports; no DICOM element is made for them",
        Letter::M => {
            "Device serial number, UDI and device UID elements; labelled numbers in reports"
        }
        Letter::N => "All UR elements; web addresses in kept text and reports",
        Letter::O => "Network address elements and file meta; address patterns in reports",
        Letter::P => "Voice objects are not taken; prints shown in pictures are not looked for",
        Letter::Q => {
            "Photographs and head and neck series are recognised by their headers and asked about; pictures are not searched for faces, see sections 5 and 9"
        }
        Letter::R => {
            "All UI elements; accession, order, trial and specimen numbers; private and unknown elements; labelled and known numbers in reports"
        }
    }
}

const fn basis(letter: Letter) -> &'static str {
    match letter {
        Letter::A => "Required: patient, relatives, employers. Policy: physicians, staff",
        Letter::B => "Required. Policy: name and address of institutions",
        Letter::D | Letter::E | Letter::F => "Required. Policy: those of sites and staff",
        Letter::K => "Required. Policy: licences of clinicians",
        Letter::M => "Required: devices of the individual. Conservative: scanner serial numbers",
        Letter::N | Letter::O => "Required. Conservative: those of sites and systems",
        Letter::R => "Required. Conservative: UIDs, private and unknown elements",
        Letter::C
        | Letter::G
        | Letter::H
        | Letter::I
        | Letter::J
        | Letter::L
        | Letter::P
        | Letter::Q => "Required",
    }
}
