//! The eighteen identifiers of 45 CFR 164.514(b)(2)(i), by their letter.

use serde::{Deserialize, Serialize};

/// One of the eighteen identifier categories, 45 CFR 164.514(b)(2)(i)(A)-(R).
#[rustfmt::skip]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the title() of each letter is its documentation")]
pub enum Letter { A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R }

impl Letter {
    /// All letters in the order of the rule.
    #[rustfmt::skip]
    pub const ALL: [Self; 18] = [
        Self::A, Self::B, Self::C, Self::D, Self::E, Self::F, Self::G, Self::H, Self::I,
        Self::J, Self::K, Self::L, Self::M, Self::N, Self::O, Self::P, Self::Q, Self::R,
    ];

    /// What the rule calls the category, shortened to a table heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::A => "Names",
            Self::B => "Geographic subdivisions smaller than a State",
            Self::C => "Dates (except year) and ages over 89",
            Self::D => "Telephone numbers",
            Self::E => "Fax numbers",
            Self::F => "Email addresses",
            Self::G => "Social security numbers",
            Self::H => "Medical record numbers",
            Self::I => "Health plan beneficiary numbers",
            Self::J => "Account numbers",
            Self::K => "Certificate and license numbers",
            Self::L => "Vehicle identifiers and serial numbers",
            Self::M => "Device identifiers and serial numbers",
            Self::N => "Web URLs",
            Self::O => "IP addresses",
            Self::P => "Biometric identifiers",
            Self::Q => "Full-face photographs and comparable images",
            Self::R => "Any other unique number, characteristic or code",
        }
    }

    /// The letter as printed in the rule.
    #[must_use]
    pub const fn as_char(self) -> char {
        (b'A' + self as u8) as char
    }
}
