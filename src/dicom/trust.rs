//! Which findings of the text room hold in which kind of header value.
//!
//! A software version is full of digits, a code is a number by nature, and
//! `HEAD^ROUTINE` is how one maker writes a study description: what would be
//! an identifier in narrative is none there. What a header of the drop says
//! (a known value) holds everywhere.

use super::standard::vocabulary::WORDS;
use super::walk::FindText;
use crate::text::span::Span;

/// How much a finding weighs in a kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Descriptions: everything that the text room is sure of.
    Text,
    /// Equipment and technique: no bare numbers, codes and times.
    Technical,
    /// Codes, numbers and terms: only what headers say.
    Headers,
}

/// Findings that are guesses from digits or from the look of a word.
const GUESSES_FROM_DIGITS: [&str; 8] = [
    "long-number",
    "code",
    "time",
    "picture-file",
    "file-name",
    "credential",
    "title",
    "header-name",
];

impl Trust {
    /// The findings that hold.
    #[must_use]
    pub fn spans(self, finder: &dyn FindText, text: &str) -> Vec<Span> {
        let mut spans = finder.in_label(text);
        spans.retain(|span| self.holds(span, text));
        spans
    }

    fn holds(self, span: &Span, text: &str) -> bool {
        let found = text.get(span.start..span.end).unwrap_or_default();
        if is_of_a_header(span) {
            return true;
        }
        let is_study_name = span.detector == "name-with-carets" && has_clinical_word(found);
        // `syngo MR 2004V`: the modality, not "medical record".
        let is_modality = span.detector == "labelled-code"
            && text
                .get(..span.start)
                .unwrap_or_default()
                .trim_end()
                .ends_with("MR");
        if is_study_name || is_modality {
            return false;
        }
        match self {
            Self::Text => true,
            Self::Technical => !GUESSES_FROM_DIGITS.contains(&span.detector),
            Self::Headers => false,
        }
    }
}

/// Whether a known value was found, and not only something like it.
fn is_of_a_header(span: &Span) -> bool {
    span.detector.starts_with("known-")
        && !matches!(span.detector, "known-name-misspelt" | "known-initials")
}

/// `ABDOMEN^LIVER`, `Head^Routine`: parts of the body and of an examination.
fn has_clinical_word(text: &str) -> bool {
    text.to_ascii_uppercase()
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| word.len() >= 3 && WORDS.binary_search(&word).is_ok())
}
