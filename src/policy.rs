//! What the person chose: purpose, options, burned-in answer, accession list.

pub mod header_decisions;
pub mod options;
pub mod pixel_decisions;
pub mod private_rules;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::question::Answers;
use crate::review::Review;
use crate::sensitive::Sensitive;

use header_decisions::HeaderDecisions;
use options::{OptionError, Options, ProfileOption};
use pixel_decisions::PixelDecisions;
use private_rules::PrivateRules;

/// What the output is for. Decides the whole table of options.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Safe Harbor; year kept, sex, age, size and weight kept.
    #[default]
    SecondOpinion,
    /// Safe Harbor; every date removed, no patient characteristics but sex and
    /// age, no accession numbers.
    Teaching,
    /// Safe Harbor; the same rules as second opinion, for a record that others
    /// will examine.
    Medicolegal,
    /// Dates shifted per patient. Safe Harbor is not claimed.
    Research,
}

impl Preset {
    /// All presets in the order of the page.
    pub const ALL: [Self; 4] = [
        Self::SecondOpinion,
        Self::Teaching,
        Self::Medicolegal,
        Self::Research,
    ];

    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SecondOpinion => "second-opinion",
            Self::Teaching => "teaching",
            Self::Medicolegal => "medicolegal",
            Self::Research => "research",
        }
    }

    /// Finds a preset by its name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// What becomes of dates and times.
    #[must_use]
    pub const fn dates(self) -> DateRule {
        match self {
            Self::SecondOpinion | Self::Medicolegal => DateRule::YearAndIntervals,
            Self::Teaching => DateRule::Remove,
            Self::Research => DateRule::ShiftPerPatient,
        }
    }

    /// What becomes of weight, size and other characteristics of the patient
    /// that are no identifiers (PS3.15 Retain Patient Characteristics).
    #[must_use]
    pub const fn characteristics(self) -> Characteristics {
        match self {
            Self::SecondOpinion | Self::Medicolegal | Self::Research => Characteristics::Keep,
            Self::Teaching => Characteristics::Remove,
        }
    }

    /// What stands for an accession number.
    #[must_use]
    pub const fn accession_codes(self) -> AccessionCodes {
        match self {
            Self::SecondOpinion | Self::Medicolegal | Self::Research => AccessionCodes::Random,
            Self::Teaching => AccessionCodes::Dropped,
        }
    }

    /// Whether the output may be claimed to follow 45 CFR 164.514(b)(2).
    #[must_use]
    pub const fn claim(self) -> Claim {
        match self {
            Self::SecondOpinion | Self::Teaching | Self::Medicolegal => Claim::SafeHarbor,
            Self::Research => Claim::NotClaimed,
        }
    }
}

/// What becomes of dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateRule {
    /// `YYYY0101`, times counted from the study's first event.
    YearAndIntervals,
    /// Emptied, or a dummy where the attribute must have a value.
    Remove,
    /// Moved by a random number of days per patient; time of day kept.
    ShiftPerPatient,
    /// Kept as they are, where they are dates.
    Keep,
}

/// What stands for an accession number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessionCodes {
    /// A random code, the same in headers, references and reports.
    Random,
    /// Nothing: nobody has to find the study again.
    Dropped,
}

/// What becomes of size, weight and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Characteristics {
    /// Kept.
    Keep,
    /// Removed as in the basic profile.
    Remove,
}

/// Whether Safe Harbor is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// 45 CFR 164.514(b)(2).
    SafeHarbor,
    /// The certificate says so.
    NotClaimed,
}

/// The person's answer to "is there text burned into the pictures?".
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum BurnedIn {
    /// There is.
    Yes,
    /// There is none.
    No,
    /// The person is not sure.
    #[default]
    Unsure,
}

/// What happens to an instance whose pixels may show an identifier while no
/// redaction was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AtRisk {
    /// It is withheld and listed.
    #[default]
    Withhold,
    /// It is included on the person's explicit choice; the status says so.
    Include,
}

/// What stands in report text in the place of what was found.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum ReportStyle {
    /// A word in brackets that says what it was: `[NAME]`, `[DATE 2023]`.
    #[default]
    Tags,
    /// A made-up name for every person, the same one everywhere in the run;
    /// the bare year for a date; a word in brackets for all else.
    Pseudonyms,
    /// The bare year for a date; a word in brackets for all else.
    Years,
}

impl ReportStyle {
    /// All styles in the order of the page.
    pub const ALL: [Self; 3] = [Self::Tags, Self::Pseudonyms, Self::Years];

    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Pseudonyms => "pseudonyms",
            Self::Years => "years",
        }
    }

    /// Finds a style by its name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }
}

/// Whether the table original ↔ code outlives the run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CrosswalkExport {
    /// It is gone with the run.
    #[default]
    NotExported,
    /// It is saved apart from the package, under a passphrase.
    ExportedSeparately,
}

/// Whose key signs the package.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyOrigin {
    /// Drawn for this run and gone with it: it shows that nothing changed, not
    /// who signed.
    #[default]
    ThisRun,
    /// An organisation's own, loaded for the run.
    Organisation,
}

/// Whether the certificate carries a number that stands for the inputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Commitment {
    /// No.
    #[default]
    NotMade,
    /// Yes: every input is read whole once more, and a key is kept outside.
    Made,
}

/// Everything the person decided before the run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Purpose.
    pub preset: Preset,
    /// Options that are retained though the preset does not retain them.
    pub retain: BTreeSet<ProfileOption>,
    /// Options of the preset that are dropped.
    pub drop: BTreeSet<ProfileOption>,
    /// The person's own rules for private elements.
    pub private_rules: PrivateRules,
    /// Texts of the headers that go because the person says so.
    pub header_decisions: HeaderDecisions,
    /// Answer for every study without an answer of its own.
    pub burned_in: BurnedIn,
    /// Answers by the original Study Instance UID.
    pub burned_in_by_study: BTreeMap<Sensitive<String>, BurnedIn>,
    /// For instances whose pixels are at risk.
    pub at_risk: AtRisk,
    /// Boxes to hide, and the series that the person looked at.
    pub pixels: PixelDecisions,
    /// What stands in report text in the place of what was found.
    pub report_style: ReportStyle,
    /// Whether the tables are saved apart from the package.
    pub crosswalk: CrosswalkExport,
    /// Whether a commitment over the inputs is made.
    pub commitment: Commitment,
    /// What the person said to the questions of the drop.
    pub answers: Answers,
    /// What the person said to the spans of the reports.
    pub review: Review,
    /// The accession numbers that should be in the drop. `None`: no list given.
    pub accessions: Option<Vec<Sensitive<String>>>,
    /// Entries of the list that were there more than once.
    pub repeated_accessions: u32,
    /// Year, month and day of the run in UTC, from the door: `YYYY-MM-DD`.
    pub issue_date: String,
}

impl Policy {
    /// The options in force.
    ///
    /// # Errors
    /// [`OptionError`] if the choices contradict each other or the claim: a
    /// door refuses such a policy.
    pub fn options_checked(&self) -> Result<Options, OptionError> {
        Options::chosen(self.preset, &self.retain, &self.drop)
    }

    /// The options in force. Choices that contradict are left out altogether:
    /// what is retained without a right to it cannot be taken back.
    #[must_use]
    pub fn options(&self) -> Options {
        self.options_checked()
            .unwrap_or_else(|_| Options::of(self.preset))
    }

    /// What becomes of dates and times.
    #[must_use]
    pub fn dates(&self) -> DateRule {
        self.options().dates
    }

    /// The answer that holds for one study.
    #[must_use]
    pub fn burned_in_for(&self, study_instance_uid: &Sensitive<String>) -> BurnedIn {
        self.burned_in_by_study
            .get(study_instance_uid)
            .copied()
            .unwrap_or(self.burned_in)
    }
}
