//! The kinds of identifier that a person can name.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::policy::DateRule;
use crate::safe_harbor::Letter;

use super::found::What;
use super::span::Span;

/// The detector of a span that a person marked.
pub const MARKED: &str = "marked-by-person";

/// What a person says a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[rustfmt::skip]
#[allow(missing_docs, reason = "each is documented where the detectors name it, `found::What`")]
pub enum Kind {
    Patient, Clinician, Relative, Name, Date, Time, Age, Location, Zip, Institution, Phone, Fax,
    Email, Ssn, Mrn, Plan, Account, License, Vehicle, Device, Url, Ip, Biometric, Photo, Id,
}

impl Kind {
    /// All kinds, in the order of their letters.
    #[rustfmt::skip]
    pub const ALL: [Self; 25] = [
        Self::Patient, Self::Clinician, Self::Relative, Self::Name, Self::Location, Self::Zip,
        Self::Institution, Self::Date, Self::Time, Self::Age, Self::Phone, Self::Fax, Self::Email,
        Self::Ssn, Self::Mrn, Self::Plan, Self::Account, Self::License, Self::Vehicle,
        Self::Device, Self::Url, Self::Ip, Self::Biometric, Self::Photo, Self::Id,
    ];

    /// The category of 45 CFR 164.514(b)(2)(i).
    #[must_use]
    pub const fn letter(self) -> Letter {
        self.what().letter()
    }

    /// A date loses its year here: nobody says that the year may stay.
    const fn what(self) -> What {
        match self {
            Self::Patient => What::Patient,
            Self::Clinician => What::Clinician,
            Self::Relative => What::Relative,
            Self::Name => What::Name,
            Self::Date => What::Date(None),
            Self::Time => What::Time,
            Self::Age => What::Age,
            Self::Location => What::Location,
            Self::Zip => What::Zip,
            Self::Institution => What::Institution,
            Self::Phone => What::Phone,
            Self::Fax => What::Fax,
            Self::Email => What::Email,
            Self::Ssn => What::Ssn,
            Self::Mrn => What::Mrn,
            Self::Plan => What::Plan,
            Self::Account => What::Account,
            Self::License => What::License,
            Self::Vehicle => What::Vehicle,
            Self::Device => What::Device,
            Self::Url => What::Url,
            Self::Ip => What::Ip,
            Self::Biometric => What::Biometric,
            Self::Photo => What::Photo,
            Self::Id => What::Id,
        }
    }

    /// The span that a person marked, in bytes of the original.
    #[must_use]
    pub fn mark(self, place: Range<usize>, dates: DateRule) -> Span {
        let what = self.what();
        Span {
            start: place.start,
            end: place.end,
            letter: what.letter(),
            role: what.role(),
            replacement: what.replacement(dates),
            detector: MARKED,
            confidence: 100,
        }
    }

    /// A found span under this kind.
    #[must_use]
    pub fn relabel(self, span: &Span, dates: DateRule) -> Span {
        Span {
            detector: span.detector,
            confidence: span.confidence,
            ..self.mark(span.start..span.end, dates)
        }
    }
}
