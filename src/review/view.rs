//! A report as a person reviews it: its text, its spans, what was decided.

use serde::Serialize;

use super::apply::{self, Decided, Reading, Scope, State, decide};
use super::{RejectReason, ReportKey, Review, ReviewCounts, ReviewError, SpanId};
use crate::known::Role;
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;
use crate::text;

/// One report for the person's own screen. Holds original text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportView {
    /// Names the report in decisions.
    pub report: ReportKey,
    /// What the offsets count bytes of (UTF-8).
    pub text: Sensitive<String>,
    /// Where each page begins in the text.
    pub page_starts: Vec<usize>,
    /// Found and marked spans: sorted, without overlap.
    pub spans: Vec<ViewedSpan>,
    /// How often what was decided.
    pub counts: Option<ReviewCounts>,
    /// As it stands, the check would find a known value and withhold the report.
    pub is_withheld: bool,
}

/// One span of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewedSpan {
    /// Names the span in decisions.
    pub id: SpanId,
    /// First byte of the text.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
    /// Page on which it begins, from 1.
    pub page: usize,
    /// What stands there.
    pub text: Sensitive<String>,
    /// Category.
    pub letter: Letter,
    /// Whose it is.
    pub role: Role,
    /// Which rule found it.
    pub detector: &'static str,
    /// How sure the rule is, 0 to 100.
    pub confidence: u8,
    /// What stands in its place.
    pub replacement: String,
    /// A known value stands in it: to keep it needs a reason.
    pub is_known: bool,
    /// The check looks for it: it cannot be kept.
    pub is_searched: bool,
    /// What holds.
    pub state: State,
    /// By which decision.
    pub scope: Scope,
    /// Why it stays.
    pub reason: Option<RejectReason>,
}

/// The report with everything that was decided about it.
///
/// # Errors
/// As [`decide`].
pub fn view(
    reading: &Reading,
    review: &Review,
    page_starts: &[usize],
) -> Result<ReportView, ReviewError> {
    let Decided {
        spans,
        shown,
        counts,
    } = decide(reading, review)?;
    let viewed = shown.into_iter().map(|shown| {
        let is_kept = shown.state == State::Rejected;
        let span = shown.span;
        // A kept one was looked for when it was decided.
        let is_searched = !is_kept && apply::would_be_found(reading, &spans, &span);
        ViewedSpan {
            id: SpanId::of(&span),
            start: span.start,
            end: span.end,
            page: page_starts.partition_point(|start| *start <= span.start),
            text: Sensitive::from(reading.text.get(span.start..span.end).unwrap_or_default()),
            letter: span.letter,
            role: span.role,
            detector: span.detector,
            confidence: span.confidence,
            is_known: shown.is_known || is_searched,
            is_searched,
            replacement: span.replacement,
            state: shown.state,
            scope: shown.scope,
            reason: shown.reason,
        }
    });
    Ok(ReportView {
        report: ReportKey::of(reading.text),
        text: Sensitive::from(reading.text),
        page_starts: page_starts.to_vec(),
        spans: viewed.collect(),
        counts,
        is_withheld: (reading.is_searched)(&text::redact(reading.text, &spans)),
    })
}
