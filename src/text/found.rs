//! What a detector answers, before it becomes a [`Span`](super::span::Span).

use crate::known::Role;
use crate::policy::DateRule;
use crate::safe_harbor::Letter;

/// What sort of identifier it is: decides letter, role and replacement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The patient's name.
    Patient,
    /// A physician's or other staff member's name.
    Clinician,
    /// A relative's, friend's, teacher's name.
    Relative,
    /// A name of nobody in particular.
    Name,
    /// A calendar date or part of one; the year if one stands there.
    Date(Option<u16>),
    /// A date whose year tells an age above 89.
    DateWithAge,
    /// A time of day.
    Time,
    /// An age above 89.
    Age,
    /// Street, city, county, ward, room.
    Location,
    /// A postal code.
    Zip,
    /// Hospital, practice, employer, school.
    Institution,
    /// Telephone, pager.
    Phone,
    /// Fax.
    Fax,
    /// Electronic mail.
    Email,
    /// Social security number or its last four digits.
    Ssn,
    /// Medical record number.
    Mrn,
    /// Health plan number.
    Plan,
    /// Account number.
    Account,
    /// Licence, NPI, DEA, certificate.
    License,
    /// VIN, licence plate.
    Vehicle,
    /// Serial or lot of a device, UDI.
    Device,
    /// Web address, host name, path.
    Url,
    /// Network address.
    Ip,
    /// Finger, palm or voice print.
    Biometric,
    /// A photograph of a face.
    Photo,
    /// Accession, order, study, UID, user name, any other code.
    Id,
}

impl What {
    /// The category of 45 CFR 164.514(b)(2)(i).
    #[must_use]
    pub const fn letter(self) -> Letter {
        match self {
            Self::Patient | Self::Clinician | Self::Relative | Self::Name => Letter::A,
            Self::Location | Self::Zip | Self::Institution => Letter::B,
            Self::Date(_) | Self::DateWithAge | Self::Time | Self::Age => Letter::C,
            Self::Phone => Letter::D,
            Self::Fax => Letter::E,
            Self::Email => Letter::F,
            Self::Ssn => Letter::G,
            Self::Mrn => Letter::H,
            Self::Plan => Letter::I,
            Self::Account => Letter::J,
            Self::License => Letter::K,
            Self::Vehicle => Letter::L,
            Self::Device => Letter::M,
            Self::Url => Letter::N,
            Self::Ip => Letter::O,
            Self::Biometric => Letter::P,
            Self::Photo => Letter::Q,
            Self::Id => Letter::R,
        }
    }

    /// Whose it is, as far as the kind tells.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Clinician | Self::License => Role::Staff,
            Self::Relative => Role::Relative,
            Self::Institution | Self::Location | Self::Zip | Self::Url | Self::Ip => Role::Site,
            Self::Device | Self::Id => Role::Object,
            Self::Patient
            | Self::Name
            | Self::Date(_)
            | Self::DateWithAge
            | Self::Time
            | Self::Age
            | Self::Phone
            | Self::Fax
            | Self::Email
            | Self::Ssn
            | Self::Mrn
            | Self::Plan
            | Self::Account
            | Self::Vehicle
            | Self::Biometric
            | Self::Photo => Role::Patient,
        }
    }

    /// True for the four kinds of person.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(
            self,
            Self::Patient | Self::Clinician | Self::Relative | Self::Name
        )
    }

    /// The word in brackets that stands in its place.
    #[must_use]
    pub fn replacement(self, dates: DateRule) -> String {
        let word = match self {
            Self::Patient => "[PATIENT]",
            Self::Clinician => "[CLINICIAN]",
            Self::Relative => "[RELATIVE]",
            Self::Name => "[NAME]",
            Self::Date(Some(year)) => match dates {
                DateRule::YearAndIntervals | DateRule::Keep => {
                    return format!("[DATE {year}]");
                }
                // A year beside moved dates would tell by how far they moved.
                DateRule::ShiftPerPatient | DateRule::Remove => "[DATE]",
            },
            Self::Date(None) | Self::DateWithAge => "[DATE]",
            Self::Time => "[TIME]",
            Self::Age => "[AGE 90+]",
            Self::Location => "[LOCATION]",
            Self::Zip => "[ZIP]",
            Self::Institution => "[INSTITUTION]",
            Self::Phone => "[PHONE]",
            Self::Fax => "[FAX]",
            Self::Email => "[EMAIL]",
            Self::Ssn => "[SSN]",
            Self::Mrn => "[MRN]",
            Self::Plan => "[PLAN]",
            Self::Account => "[ACCOUNT]",
            Self::License => "[LICENSE]",
            Self::Vehicle => "[VEHICLE]",
            Self::Device => "[DEVICE]",
            Self::Url => "[URL]",
            Self::Ip => "[IP]",
            Self::Biometric => "[BIOMETRIC]",
            Self::Photo => "[PHOTO]",
            Self::Id => "[ID]",
        };
        word.to_owned()
    }
}

/// One finding in bytes of the plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// First byte behind.
    pub end: usize,
    /// What it is.
    pub what: What,
    /// Which rule found it.
    pub detector: &'static str,
    /// How sure the rule is, 0 to 100.
    pub confidence: u8,
}
