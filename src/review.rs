//! What a person says to the spans that were found in a report.
//!
//! Decisions are plain data: a span is named by its offsets in the original
//! text, a report by the SHA-256 of that text. They go into the policy of a
//! run; `apply` makes the final spans of them, and the report is then cleaned
//! and searched like any other.
//!
//! ```json
//! {"version": 1, "reports": [{"report": "<64 hexadecimal digits>", "is_reviewed": true, "decisions": [
//!   {"span": "120-136", "act": "accept"},
//!   {"span": "210-215", "act": {"reject": {"reason": "clinical-term"}}, "same_text": "Baker"},
//!   {"span": "300-309", "act": {"relabel": "clinician"}},
//!   {"span": "410-423", "act": {"add": "name"}}]}]}
//! ```
//!
//! The person has the last word over what the detectors guess, not over what
//! the check knows. A span that holds a known value stays only with a reason
//! of a closed list. If the check would find it in the output, it does not
//! stay at all: the check looks at finished bytes, in which a place cannot be
//! told from another, so whoever lets one place pass lets all pass.

mod apply;
mod view;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::sensitive::Sensitive;
use crate::text::Span;
use crate::text::kind::Kind;

pub use apply::{Decided, Reading, Scope, Shown, State, decide};
pub use view::{ReportView, ViewedSpan, view};

/// The version that is read and written.
pub const VERSION: u32 = 1;
/// Longest file of decisions.
const LIMIT_BYTES: usize = 16 << 20;
/// Most decisions.
const LIMIT_DECISIONS: usize = 50_000;

/// The decisions of a run; none by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    version: u32,
    reports: Vec<ReportReview>,
}

/// What was said to one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportReview {
    /// Which report.
    pub report: ReportKey,
    /// The person says that the whole report was looked at.
    #[serde(default)]
    pub is_reviewed: bool,
    /// In the order in which they were taken; of two about one span the later
    /// one holds.
    pub decisions: Vec<Decision>,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Where.
    pub span: SpanId,
    /// What.
    pub act: Act,
    /// If it is given, it is the text of the span, and the decision holds for
    /// the same text everywhere in the reports of the run.
    #[serde(default)]
    pub same_text: Option<Sensitive<String>>,
}

/// What is done with a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// It is an identifier, as found.
    Accept,
    /// It is none; the text stays.
    Reject {
        /// Needed if the text is a known value.
        #[serde(default)]
        reason: Option<RejectReason>,
    },
    /// It is an identifier of another kind.
    Relabel(Kind),
    /// An identifier that was not found.
    Add(Kind),
}

/// Why a known value may stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RejectReason {
    /// A word of the language that is spelled like a name.
    SameWordOtherMeaning,
    /// A disease, sign, score, structure or method, also one named after somebody.
    ClinicalTerm,
    /// A public person or place, or the author of a work, that is nobody's in this case.
    PublicPersonOrPlace,
    /// A product or its maker.
    ProductOrMaker,
    /// A measurement, grade, level, image or series number.
    NumberOfAFinding,
    /// A time that names no day: an interval, a season, a plain year.
    NoCalendarDay,
}

impl RejectReason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::SameWordOtherMeaning,
        Self::ClinicalTerm,
        Self::PublicPersonOrPlace,
        Self::ProductOrMaker,
        Self::NumberOfAFinding,
        Self::NoCalendarDay,
    ];

    /// The reason in a few words, as the certificate prints it.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::SameWordOtherMeaning => "same word with another meaning",
            Self::ClinicalTerm => "clinical term",
            Self::PublicPersonOrPlace => "public person or place",
            Self::ProductOrMaker => "product or maker",
            Self::NumberOfAFinding => "number of a finding",
            Self::NoCalendarDay => "no calendar day",
        }
    }
}

/// A span by its first byte and the first byte behind it, `120-136`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpanId {
    /// First byte in the original text (UTF-8).
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

/// A report by the SHA-256 of its text, in small hexadecimal digits. It tells
/// nothing but which text it was; it stays with the person like the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportKey(String);

/// How often a person decided what in one report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewCounts {
    /// Whether the person says that the whole report was looked at.
    pub is_reviewed: bool,
    /// Spans that were accepted one by one or with the same text.
    pub accepted: u64,
    /// Spans whose text stayed.
    pub rejected: u64,
    /// Spans that the person marked.
    pub added: u64,
    /// Spans that got another kind.
    pub relabelled: u64,
    /// Spans without a decision of their own: removed as proposed.
    pub as_proposed: u64,
    /// Rejected spans that hold a known value.
    pub rejected_known: u64,
    /// Rejected spans by the reason that was given, if one was.
    pub reasons: BTreeMap<RejectReason, u64>,
}

/// Why decisions cannot be carried out. Names places, never text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// Longer than the limit.
    #[error("the file of decisions is longer than {LIMIT_BYTES} bytes")]
    TooLong,
    /// Not of the form.
    #[error("the file of decisions is not of its form at line {line}, column {column}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The field `version`.
    #[error("the version of the decisions is not {VERSION}")]
    Version,
    /// Too many decisions.
    #[error("there are more than {LIMIT_DECISIONS} decisions")]
    TooMany,
    /// A decision about a span that was not found in this text.
    #[error("span {0}: no such span was found in this report")]
    NoSuchSpan(SpanId),
    /// The text that is given for all same text is not that of the span.
    #[error("span {0}: the text given in same_text is not the text of the span")]
    OtherText(SpanId),
    /// The place of a mark is not in the text, or has no letter and no digit.
    #[error("span {0}: there is no letter and no digit of the report at this place")]
    NothingThere(SpanId),
    /// A known value without a reason.
    #[error("span {0}: it is a known value of these files; keeping it needs a reason")]
    NeedsReason(SpanId),
    /// The check would find it.
    #[error(
        "span {0}: the check looks for this value in every written byte, and would withhold the report; it cannot be kept"
    )]
    Searched(SpanId),
}

impl Default for Review {
    fn default() -> Self {
        Self {
            version: VERSION,
            reports: Vec::new(),
        }
    }
}

impl Review {
    /// Takes decisions that were made in the program.
    ///
    /// # Errors
    /// [`ReviewError::Version`], [`ReviewError::TooMany`].
    pub fn checked(self) -> Result<Self, ReviewError> {
        let decisions = self.reports.iter().map(|report| report.decisions.len());
        if self.version != VERSION {
            Err(ReviewError::Version)
        } else if decisions.sum::<usize>() > LIMIT_DECISIONS {
            Err(ReviewError::TooMany)
        } else {
            Ok(self)
        }
    }

    /// Reads a file of decisions.
    ///
    /// # Errors
    /// [`ReviewError`] with the place in the file, never with what stands there.
    pub fn parse(text: &str) -> Result<Self, ReviewError> {
        if text.len() > LIMIT_BYTES {
            return Err(ReviewError::TooLong);
        }
        let review: Self = serde_json::from_str(text).map_err(|error| ReviewError::Json {
            line: error.line(),
            column: error.column(),
        })?;
        review.checked()
    }

    /// Decisions for these reports.
    #[must_use]
    pub const fn of(reports: Vec<ReportReview>) -> Self {
        Self {
            version: VERSION,
            reports,
        }
    }

    /// What was said, report by report.
    #[must_use]
    pub fn reports(&self) -> &[ReportReview] {
        &self.reports
    }

    /// Nobody said anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    fn of_report<'a>(&'a self, key: &'a ReportKey) -> impl Iterator<Item = &'a ReportReview> {
        self.reports.iter().filter(move |one| one.report == *key)
    }
}

impl ReportKey {
    /// The key of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl SpanId {
    /// The place of a span.
    #[must_use]
    pub const fn of(span: &Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

impl std::fmt::Display for SpanId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}-{}", self.start, self.end)
    }
}

impl Serialize for SpanId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SpanId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let places = text.split_once('-').and_then(|(start, end)| {
            Some(Self {
                start: start.parse().ok()?,
                end: end.parse().ok()?,
            })
        });
        // The text itself is not repeated: it could be anything.
        places.ok_or_else(|| serde::de::Error::custom("a span is two offsets, as in 120-136"))
    }
}
