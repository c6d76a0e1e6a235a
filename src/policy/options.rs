//! The options of PS3.15 E.3 as closed choices: what a purpose retains and
//! cleans, and what a person may retain or drop over it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize, Serializer};

use super::{Characteristics, Claim, DateRule, Preset};
use crate::safe_harbor::Letter;

/// An option by its column of Table E.1-1, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileOption {
    /// Retain Safe Private (E.3.10).
    SafePrivate,
    /// Retain UIDs (E.3.9).
    Uids,
    /// Retain Device Identity (E.3.8).
    Device,
    /// Retain Institution Identity (E.3.11).
    Institution,
    /// Retain Patient Characteristics (E.3.7).
    Characteristics,
    /// Retain Longitudinal Temporal Information, Full Dates (E.3.6).
    FullDates,
    /// Retain Longitudinal Temporal Information, Modified Dates (E.3.6).
    ModifiedDates,
    /// Clean Descriptors (E.3.5).
    Descriptors,
    /// Clean Structured Content (E.3.4).
    StructuredContent,
    /// Clean Graphics (E.3.3).
    Graphics,
}

impl ProfileOption {
    /// All options in the order of the columns.
    pub const ALL: [Self; 10] = [
        Self::SafePrivate,
        Self::Uids,
        Self::Device,
        Self::Institution,
        Self::Characteristics,
        Self::FullDates,
        Self::ModifiedDates,
        Self::Descriptors,
        Self::StructuredContent,
        Self::Graphics,
    ];

    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SafePrivate => "safe-private",
            Self::Uids => "uids",
            Self::Device => "device",
            Self::Institution => "institution",
            Self::Characteristics => "characteristics",
            Self::FullDates => "full-dates",
            Self::ModifiedDates => "modified-dates",
            Self::Descriptors => "descriptors",
            Self::StructuredContent => "structured-content",
            Self::Graphics => "graphics",
        }
    }

    /// Finds an option by its name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|option| option.name() == name)
    }

    /// Its code in CID 7050.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Graphics => "113103",
            Self::StructuredContent => "113104",
            Self::Descriptors => "113105",
            Self::FullDates => "113106",
            Self::ModifiedDates => "113107",
            Self::Characteristics => "113108",
            Self::Device => "113109",
            Self::Uids => "113110",
            Self::SafePrivate => "113111",
            Self::Institution => "113112",
        }
    }

    /// The paragraph of 45 CFR 164.514(b)(2)(i) that the option leaves
    /// unfulfilled. An institution that is retained tells a place; the Safe
    /// Harbor map leaves none of its attributes.
    #[must_use]
    pub const fn against(self) -> Option<Letter> {
        match self {
            Self::Uids => Some(Letter::R),
            Self::Device => Some(Letter::M),
            Self::Institution => Some(Letter::B),
            Self::FullDates | Self::ModifiedDates => Some(Letter::C),
            Self::SafePrivate
            | Self::Characteristics
            | Self::Descriptors
            | Self::StructuredContent
            | Self::Graphics => None,
        }
    }
}

/// What becomes of private elements (E.3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateElements {
    /// They go.
    Remove,
    /// Those of the table of safe private attributes stay, cleaned.
    KeepListed,
}

/// What becomes of UIDs (E.3.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uids {
    /// Each becomes a random one.
    Replace,
    /// They stay.
    Keep,
}

/// What becomes of what names a device (E.3.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceIdentity {
    /// Removed as in the basic profile.
    Remove,
    /// Stays.
    Keep,
}

/// What becomes of what names an institution (E.3.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstitutionIdentity {
    /// Removed as in the basic profile.
    Remove,
    /// Stays.
    Keep,
}

/// What becomes of text that may hold identifiers (E.3.3 to E.3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleaning {
    /// Identifiers are cut out, the rest stays.
    Clean,
    /// Removed as in the basic profile.
    Remove,
}

/// One value for each option of PS3.15 E.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Private elements.
    pub private: PrivateElements,
    /// UIDs.
    pub uids: Uids,
    /// Device identity.
    pub device: DeviceIdentity,
    /// Institution identity.
    pub institution: InstitutionIdentity,
    /// Patient characteristics.
    pub characteristics: Characteristics,
    /// Dates and times: full, modified, or neither.
    pub dates: DateRule,
    /// Descriptors.
    pub descriptors: Cleaning,
    /// Structured content.
    pub structured: Cleaning,
    /// Graphics.
    pub graphics: Cleaning,
}

impl Default for Options {
    fn default() -> Self {
        Self::of(Preset::default())
    }
}

impl Options {
    /// What a purpose retains and cleans by itself.
    #[must_use]
    pub const fn of(preset: Preset) -> Self {
        Self {
            private: PrivateElements::Remove,
            uids: Uids::Replace,
            device: DeviceIdentity::Remove,
            institution: InstitutionIdentity::Remove,
            characteristics: preset.characteristics(),
            dates: preset.dates(),
            descriptors: Cleaning::Clean,
            structured: Cleaning::Clean,
            graphics: Cleaning::Clean,
        }
    }

    /// A purpose with what a person retains or drops over it.
    ///
    /// # Errors
    /// [`OptionError`] if the choices contradict each other or the claim.
    pub fn chosen(
        preset: Preset,
        retain: &BTreeSet<ProfileOption>,
        drop: &BTreeSet<ProfileOption>,
    ) -> Result<Self, OptionError> {
        if let Some(option) = retain.intersection(drop).next() {
            return Err(OptionError::RetainedAndDropped(*option));
        }
        if retain.contains(&ProfileOption::FullDates)
            && retain.contains(&ProfileOption::ModifiedDates)
        {
            return Err(OptionError::TwoKindsOfDates);
        }
        let mut options = Self::of(preset);
        for option in retain {
            if let (Claim::SafeHarbor, Some(letter)) = (preset.claim(), option.against()) {
                return Err(OptionError::AgainstTheClaim(*option, letter));
            }
            options.retain(*option);
        }
        for option in drop {
            options.drop(*option);
        }
        Ok(options)
    }

    const fn retain(&mut self, option: ProfileOption) {
        match option {
            ProfileOption::SafePrivate => self.private = PrivateElements::KeepListed,
            ProfileOption::Uids => self.uids = Uids::Keep,
            ProfileOption::Device => self.device = DeviceIdentity::Keep,
            ProfileOption::Institution => self.institution = InstitutionIdentity::Keep,
            ProfileOption::Characteristics => self.characteristics = Characteristics::Keep,
            ProfileOption::FullDates => self.dates = DateRule::Keep,
            ProfileOption::ModifiedDates => self.dates = DateRule::ShiftPerPatient,
            ProfileOption::Descriptors => self.descriptors = Cleaning::Clean,
            ProfileOption::StructuredContent => self.structured = Cleaning::Clean,
            ProfileOption::Graphics => self.graphics = Cleaning::Clean,
        }
    }

    /// Dropping what is not in force changes nothing.
    fn drop(&mut self, option: ProfileOption) {
        match option {
            ProfileOption::SafePrivate => self.private = PrivateElements::Remove,
            ProfileOption::Uids => self.uids = Uids::Replace,
            ProfileOption::Device => self.device = DeviceIdentity::Remove,
            ProfileOption::Institution => self.institution = InstitutionIdentity::Remove,
            ProfileOption::Characteristics => self.characteristics = Characteristics::Remove,
            ProfileOption::FullDates | ProfileOption::ModifiedDates => {
                if self.is_in_force(option) {
                    self.dates = DateRule::Remove;
                }
            }
            ProfileOption::Descriptors => self.descriptors = Cleaning::Remove,
            ProfileOption::StructuredContent => self.structured = Cleaning::Remove,
            ProfileOption::Graphics => self.graphics = Cleaning::Remove,
        }
    }

    /// Whether an option is in force. Dates that are reduced to the year are
    /// neither full nor modified: the order of events is not kept.
    #[must_use]
    pub fn is_in_force(&self, option: ProfileOption) -> bool {
        match option {
            ProfileOption::SafePrivate => self.private == PrivateElements::KeepListed,
            ProfileOption::Uids => self.uids == Uids::Keep,
            ProfileOption::Device => self.device == DeviceIdentity::Keep,
            ProfileOption::Institution => self.institution == InstitutionIdentity::Keep,
            ProfileOption::Characteristics => self.characteristics == Characteristics::Keep,
            ProfileOption::FullDates => self.dates == DateRule::Keep,
            ProfileOption::ModifiedDates => self.dates == DateRule::ShiftPerPatient,
            ProfileOption::Descriptors => self.descriptors == Cleaning::Clean,
            ProfileOption::StructuredContent => self.structured == Cleaning::Clean,
            ProfileOption::Graphics => self.graphics == Cleaning::Clean,
        }
    }

    /// The options in force, in the order of the columns.
    pub fn in_force(&self) -> impl Iterator<Item = ProfileOption> + '_ {
        ProfileOption::ALL
            .into_iter()
            .filter(|option| self.is_in_force(*option))
    }
}

/// As the list of the names that are in force.
impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.in_force().map(ProfileOption::name))
    }
}

/// Why a choice of options is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OptionError {
    /// Safe Harbor is claimed and the option leaves a letter unfulfilled.
    #[error(
        "{} cannot be retained where Safe Harbor is claimed: 45 CFR 164.514(b)(2)(i)({}), {}; the preset research makes no such claim",
        .0.name(),
        .1.as_char(),
        .1.title()
    )]
    AgainstTheClaim(ProfileOption, Letter),
    /// One option both ways.
    #[error("{} is both retained and dropped", .0.name())]
    RetainedAndDropped(ProfileOption),
    /// PS3.15 E.3.6: one of two.
    #[error("full-dates and modified-dates exclude each other (PS3.15 E.3.6)")]
    TwoKindsOfDates,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(
        preset: Preset,
        retain: &[ProfileOption],
        drop: &[ProfileOption],
    ) -> Result<Options, OptionError> {
        let set = |options: &[ProfileOption]| options.iter().copied().collect();
        Options::chosen(preset, &set(retain), &set(drop))
    }

    #[test]
    fn what_safe_harbor_forbids_is_refused_with_its_paragraph() {
        use ProfileOption::{
            Characteristics, Device, FullDates, Institution, ModifiedDates, SafePrivate, Uids,
        };
        for preset in [Preset::SecondOpinion, Preset::Teaching, Preset::Medicolegal] {
            for (option, letter) in [
                (Uids, "(R)"),
                (Device, "(M)"),
                (Institution, "(B)"),
                (FullDates, "(C)"),
                (ModifiedDates, "(C)"),
            ] {
                let error = chosen(preset, &[option], &[]).expect_err("refused");
                let text = error.to_string();
                assert!(text.contains(option.name()), "{text}");
                assert!(
                    text.contains(&format!("164.514(b)(2)(i){letter}")),
                    "{text}"
                );
                assert!(chosen(Preset::Research, &[option], &[]).is_ok());
            }
            assert!(chosen(preset, &[SafePrivate, Characteristics], &[]).is_ok());
        }
    }

    #[test]
    fn contradictions_are_refused_and_every_option_takes_force() {
        use ProfileOption::{FullDates, ModifiedDates, Uids};
        let research = Preset::Research;
        assert_eq!(
            chosen(research, &[Uids], &[Uids]),
            Err(OptionError::RetainedAndDropped(Uids))
        );
        assert_eq!(
            chosen(research, &[FullDates, ModifiedDates], &[]),
            Err(OptionError::TwoKindsOfDates)
        );
        for option in ProfileOption::ALL {
            let with = chosen(research, &[option], &[]).expect("allowed");
            assert!(with.is_in_force(option), "{}", option.name());
            let without = chosen(research, &[], &[option]).expect("allowed");
            assert!(!without.is_in_force(option), "{}", option.name());
            assert_eq!(ProfileOption::by_name(option.name()), Some(option));
        }
        let years = chosen(Preset::SecondOpinion, &[], &[ModifiedDates]).expect("allowed");
        assert_eq!(years.dates, DateRule::YearAndIntervals);
    }
}
