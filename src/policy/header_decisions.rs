//! What a person says to the texts that stay in headers: a small file of texts
//! that go, read strictly.
//!
//! ```json
//! {"format": "safelight-header-decisions", "version": 1, "remove": ["Protocol of Dr. Example"]}
//! ```
//!
//! A text is one value of an attribute, whole: it goes wherever exactly this text
//! would stay as free text or as a code, at any attribute and depth. Nothing that
//! goes by rule can be called back. A message names the place in the file, never
//! what stands there.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::sensitive::Sensitive;

/// What a file of decisions says it is.
const FORMAT: &str = "safelight-header-decisions";
/// The version that is read.
const VERSION: u64 = 1;
/// Longest file.
const LIMIT_BYTES: usize = 16 << 20;
/// Most texts.
const LIMIT_TEXTS: usize = 10_000;

/// Texts that go; none by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderDecisions(BTreeSet<Sensitive<String>>);

/// What is wrong with a file of decisions, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderDecisionsError {
    /// Longer than the limit.
    #[error("the file of header decisions is longer than {LIMIT_BYTES} bytes")]
    TooLong,
    /// Not JSON, or a field that is missing, twice there or not known.
    #[error(
        "the file of header decisions is not of its form at line {line}, column {column}: the fields are format, version and remove"
    )]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The field `format`.
    #[error("the file of header decisions does not say format safelight-header-decisions")]
    Format,
    /// The field `version`.
    #[error("the version of the file of header decisions is not {VERSION}")]
    Version,
    /// Too many texts.
    #[error("the file of header decisions has more than {LIMIT_TEXTS} texts")]
    TooMany,
    /// A text without a letter or a digit.
    #[error("text {number} of the header decisions has no letter and no digit")]
    Empty {
        /// Its number in the file, from 1.
        number: usize,
    },
    /// The product writes it itself.
    #[error(
        "text {number} of the header decisions, in the order of the alphabet, is one that the product writes itself; it cannot go"
    )]
    OwnText {
        /// Its number among the sorted texts, from 1.
        number: usize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOfDecisions {
    format: String,
    version: u64,
    remove: Vec<Sensitive<String>>,
}

impl HeaderDecisions {
    /// Takes texts that were chosen in the program.
    ///
    /// # Errors
    /// [`HeaderDecisionsError::TooMany`], [`HeaderDecisionsError::Empty`].
    pub fn of(texts: Vec<Sensitive<String>>) -> Result<Self, HeaderDecisionsError> {
        if texts.len() > LIMIT_TEXTS {
            return Err(HeaderDecisionsError::TooMany);
        }
        let is_empty = |text: &Sensitive<String>| !text.expose().contains(char::is_alphanumeric);
        if let Some(place) = texts.iter().position(is_empty) {
            return Err(HeaderDecisionsError::Empty { number: place + 1 });
        }
        let trimmed = texts
            .into_iter()
            .map(|text| Sensitive::from(text.expose().trim()));
        Ok(Self(trimmed.collect()))
    }

    /// Reads a file of decisions.
    ///
    /// # Errors
    /// [`HeaderDecisionsError`] with the place in the file.
    pub fn parse(text: &str) -> Result<Self, HeaderDecisionsError> {
        if text.len() > LIMIT_BYTES {
            return Err(HeaderDecisionsError::TooLong);
        }
        let file: FileOfDecisions =
            serde_json::from_str(text).map_err(|error| HeaderDecisionsError::Json {
                line: error.line(),
                column: error.column(),
            })?;
        if file.format != FORMAT {
            Err(HeaderDecisionsError::Format)
        } else if file.version != VERSION {
            Err(HeaderDecisionsError::Version)
        } else {
            Self::of(file.remove)
        }
    }

    /// Whether this text goes.
    #[must_use]
    pub fn removes(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&Sensitive::from(text.trim()))
    }

    /// The texts, sorted.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| text.expose().as_str())
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Nobody said anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_strictly_and_no_message_repeats_it() {
        let of = |remove: &str| {
            format!(r#"{{"format":"safelight-header-decisions","version":1,"remove":{remove}}}"#)
        };
        let read = HeaderDecisions::parse(&of(r#"["  Zqux protocol "]"#)).unwrap();
        assert!(read.removes("Zqux protocol") && read.removes("Zqux protocol "));
        assert!(!read.removes("Zqux") && !read.removes("zqux protocol") && !read.removes(""));
        assert_eq!(read.len(), 1);
        for wrong in [
            of(r#"["Zqux", " - "]"#),
            of(r#""Zqux""#),
            of(r#"[]"#).replace("decisions", "zqux"),
            of("[]").replace('1', "2"),
            of("[]").replace("remove", "zqux"),
        ] {
            let said = HeaderDecisions::parse(&wrong).unwrap_err().to_string();
            assert!(!said.to_lowercase().contains("zqux"), "{said}");
        }
        let debug = format!("{read:?}");
        assert!(!debug.contains("Zqux"), "{debug}");
    }
}
