//! From found spans and decisions to final spans.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Act, Decision, RejectReason, ReportKey, Review, ReviewCounts, ReviewError, SpanId};
use crate::policy::DateRule;
use crate::text::kind::Kind;
use crate::text::same::SameText;
use crate::text::span::IN_TABLES;
use crate::text::{self, Span};

/// How far around a span the check looks at what is written beside it: more
/// than the longest row of words that it puts together.
const REACH_BYTES: usize = 400;

/// A report as the detectors read it.
pub struct Reading<'a> {
    /// The original text.
    pub text: &'a str,
    /// What was found in it: sorted, without overlap.
    pub found: Vec<Span>,
    /// Where known values stand.
    pub known: Vec<Range<usize>>,
    /// What becomes of dates, for marks.
    pub dates: DateRule,
    /// Writes spans of the text in the style of the policy.
    pub write: &'a dyn Fn(&mut [Span]),
    /// Whether the check would find a known value in a written text.
    pub is_searched: &'a dyn Fn(&str) -> bool,
}

/// What holds for a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Removed as proposed; nobody said anything.
    Proposed,
    /// Removed, and a person agrees.
    Accepted,
    /// Its text stays.
    Rejected,
    /// Removed under another kind.
    Relabelled,
    /// Marked by a person.
    Added,
}

/// By which decision it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// By one about this span, or by none.
    Here,
    /// By one about the same text elsewhere.
    SameText,
}

/// A span with what was decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// As it is written; of a rejected one, as it was found.
    pub span: Span,
    /// What holds.
    pub state: State,
    /// By which decision.
    pub scope: Scope,
    /// Why it stays.
    pub reason: Option<RejectReason>,
    /// Whether a known value stands in it.
    pub is_known: bool,
}

/// What follows from the decisions for one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What is removed: sorted, without overlap.
    pub spans: Vec<Span>,
    /// Found and marked spans: sorted, without overlap.
    pub shown: Vec<Shown>,
    /// How often what was decided; `None` if nobody looked at this report.
    pub counts: Option<ReviewCounts>,
}

/// Applies the decisions of a run to one report.
///
/// A decision about the span itself goes before one about the same text
/// elsewhere. Such a one removes more without asking; it keeps nothing that
/// would need a reason it does not have, or that the check looks for.
///
/// # Errors
/// [`ReviewError`] for the first decision about this report that cannot be
/// carried out.
pub fn decide(reading: &Reading, review: &Review) -> Result<Decided, ReviewError> {
    let key = ReportKey::of(reading.text);
    let mut sheet = Sheet::of(reading);
    let everywhere = everywhere(review);
    sheet.same_text(&everywhere);
    for decision in last_words(review, &key).values() {
        sheet.enter(decision)?;
    }
    let rejected = sheet
        .shown
        .iter()
        .filter(|one| one.state == State::Rejected);
    let rejected: Vec<Shown> = rejected.cloned().collect();
    let counts = sheet.counts();
    sheet.place_marks();
    sheet.add_same_text(&everywhere);
    sheet.write();
    let spans = sheet.removed();
    for kept in &rejected {
        if (reading.is_searched)(&standing(reading.text, &spans, &kept.span, None)) {
            return Err(ReviewError::Searched(SpanId::of(&kept.span)));
        }
    }
    let marks = sheet.shown.iter().filter(|one| one.state == State::Added);
    let counts = ReviewCounts {
        is_reviewed: review.of_report(&key).any(|one| one.is_reviewed),
        added: marks.count() as u64,
        ..counts
    };
    let mentioned = review.of_report(&key).next().is_some();
    let touched = |one: &Shown| one.state != State::Proposed;
    Ok(Decided {
        counts: (mentioned || sheet.shown.iter().any(touched)).then_some(counts),
        spans,
        shown: sheet.shown,
    })
}

/// What is said about the spans of one report; the last word holds.
fn last_words<'a>(review: &'a Review, key: &'a ReportKey) -> BTreeMap<SpanId, &'a Decision> {
    let decisions = review.of_report(key).flat_map(|one| &one.decisions);
    decisions
        .map(|decision| (decision.span, decision))
        .collect()
}

/// What is said about the same text, by its letters; the last word holds.
fn everywhere(review: &Review) -> BTreeMap<String, Act> {
    let decisions = review.reports().iter().flat_map(|one| &one.decisions);
    decisions
        .filter_map(|decision| {
            let same = SameText::of(decision.same_text.as_ref()?.expose());
            (!same.is_empty()).then(|| (same.letters().to_owned(), decision.act))
        })
        .collect()
}

/// The report while decisions are entered.
struct Sheet<'a> {
    reading: &'a Reading<'a>,
    shown: Vec<Shown>,
    /// Marks of the person.
    marks: Vec<Span>,
}

impl<'a> Sheet<'a> {
    fn of(reading: &'a Reading<'a>) -> Self {
        let mut known: Vec<&Range<usize>> = reading.known.iter().collect();
        known.sort_by_key(|place| place.start);
        let mut known = known.into_iter().peekable();
        let mut reach = 0;
        let shown = reading.found.iter().map(|span| {
            while let Some(place) = known.next_if(|place| place.start < span.end) {
                reach = reach.max(place.end);
            }
            let is_known = reach > span.start
                || span.detector == IN_TABLES
                || span.detector.starts_with("known");
            Shown {
                span: span.clone(),
                state: State::Proposed,
                scope: Scope::Here,
                reason: None,
                is_known,
            }
        });
        Self {
            shown: shown.collect(),
            reading,
            marks: Vec::new(),
        }
    }

    /// Decisions about the same text, whichever report they were taken in.
    fn same_text(&mut self, everywhere: &BTreeMap<String, Act>) {
        if everywhere.is_empty() {
            return;
        }
        let reading = self.reading;
        let spans: Vec<Span> = self.shown.iter().map(|one| one.span.clone()).collect();
        for shown in &mut self.shown {
            let same = SameText::of(slice(reading.text, &shown.span));
            let Some(act) = everywhere.get(same.letters()) else {
                continue;
            };
            let stays = match act {
                Act::Reject { reason } => {
                    (reason.is_some() || !shown.is_known)
                        && !would_be_found(reading, &spans, &shown.span)
                }
                Act::Accept | Act::Relabel(_) | Act::Add(_) => true,
            };
            if stays {
                put(shown, *act, Scope::SameText, reading.dates);
            }
        }
    }

    /// One decision about a span of this report.
    fn enter(&mut self, decision: &Decision) -> Result<(), ReviewError> {
        let id = decision.span;
        let text = self.reading.text;
        let there = text.get(id.start..id.end).unwrap_or_default();
        let same = SameText::of(there);
        if let Some(given) = &decision.same_text
            && SameText::of(given.expose()).letters() != same.letters()
        {
            return Err(ReviewError::OtherText(id));
        }
        match decision.act {
            Act::Add(_) if same.is_empty() => return Err(ReviewError::NothingThere(id)),
            Act::Add(kind) => {
                let mark = kind.mark(id.start..id.end, self.reading.dates);
                self.marks.push(mark);
            }
            Act::Accept | Act::Reject { .. } | Act::Relabel(_) => {
                let dates = self.reading.dates;
                let shown = self.found_mut(id).ok_or(ReviewError::NoSuchSpan(id))?;
                if let Act::Reject { reason: None } = decision.act
                    && shown.is_known
                {
                    return Err(ReviewError::NeedsReason(id));
                }
                put(shown, decision.act, Scope::Here, dates);
            }
        }
        Ok(())
    }

    fn found_mut(&mut self, id: SpanId) -> Option<&mut Shown> {
        let at = self.shown.partition_point(|one| one.span.start < id.start);
        let shown = self.shown.get_mut(at);
        shown.filter(|one| (one.span.start, one.span.end) == (id.start, id.end))
    }

    /// What was decided about found spans; marks are counted when they stand.
    fn counts(&self) -> ReviewCounts {
        let mut counts = ReviewCounts::default();
        for shown in &self.shown {
            match shown.state {
                State::Proposed => counts.as_proposed += 1,
                State::Accepted => counts.accepted += 1,
                State::Relabelled => counts.relabelled += 1,
                State::Added => counts.added += 1,
                State::Rejected => {
                    counts.rejected += 1;
                    counts.rejected_known += u64::from(shown.is_known);
                    if let Some(reason) = shown.reason {
                        *counts.reasons.entry(reason).or_default() += 1;
                    }
                }
            }
        }
        counts
    }

    /// Joins marks with the spans that they overlap.
    fn place(&mut self, marks: Vec<Shown>) {
        let mut all = std::mem::take(&mut self.shown);
        all.extend(marks);
        all.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
        for one in all {
            match self.shown.last_mut() {
                Some(last) if one.span.start < last.span.end => join(last, one),
                _ => self.shown.push(one),
            }
        }
    }

    /// The marks of this report.
    fn place_marks(&mut self) {
        let marks = std::mem::take(&mut self.marks);
        self.place(
            marks
                .into_iter()
                .map(|mark| added(mark, Scope::Here))
                .collect(),
        );
    }

    /// Text that was marked elsewhere, where nothing is removed yet and nobody
    /// said that it stays.
    fn add_same_text(&mut self, everywhere: &BTreeMap<String, Act>) {
        let marks = everywhere.iter().filter_map(|(letters, act)| match act {
            Act::Add(kind) => Some((letters.clone(), *kind)),
            Act::Accept | Act::Reject { .. } | Act::Relabel(_) => None,
        });
        let marks: BTreeMap<String, Kind> = marks.collect();
        if marks.is_empty() {
            return;
        }
        let places = SameText::of(self.reading.text).places(&marks);
        let free = places.into_iter().filter(|(place, _)| {
            let first = self
                .shown
                .partition_point(|one| one.span.end <= place.start);
            let near = self.shown.get(first..).unwrap_or_default().iter();
            near.take_while(|one| one.span.start < place.end)
                .all(|one| one.state == State::Rejected && one.scope == Scope::SameText)
        });
        let dates = self.reading.dates;
        let marks = free.map(|(place, kind)| added(kind.mark(place, dates), Scope::SameText));
        let marks = marks.collect();
        self.place(marks);
    }

    /// The style of the policy, whatever a span is called and by whom. One that
    /// stays is shown as it would be written; its neighbours see its text.
    fn write(&mut self) {
        let mut all: Vec<Span> = self.shown.iter().map(|one| one.span.clone()).collect();
        (self.reading.write)(&mut all);
        let mut removed = self.removed();
        (self.reading.write)(&mut removed);
        let mut removed = removed.into_iter();
        for (shown, span) in self.shown.iter_mut().zip(all) {
            shown.span = match shown.state {
                State::Rejected => span,
                State::Proposed | State::Accepted | State::Relabelled | State::Added => {
                    removed.next().unwrap_or(span)
                }
            };
        }
    }

    fn removed(&self) -> Vec<Span> {
        let removed = self.shown.iter().filter(|one| one.state != State::Rejected);
        removed.map(|one| one.span.clone()).collect()
    }
}

/// Enters a decision about a found span.
fn put(shown: &mut Shown, act: Act, scope: Scope, dates: DateRule) {
    shown.scope = scope;
    shown.reason = None;
    shown.state = match act {
        Act::Accept | Act::Add(_) => State::Accepted,
        Act::Reject { reason } => {
            shown.reason = reason;
            State::Rejected
        }
        Act::Relabel(kind) => {
            shown.span = kind.relabel(&shown.span, dates);
            State::Relabelled
        }
    };
}

fn added(mark: Span, scope: Scope) -> Shown {
    Shown {
        span: mark,
        state: State::Added,
        scope,
        reason: None,
        is_known: false,
    }
}

/// Two that overlap, one of them a mark: the mark goes before what was
/// rejected, and takes in what is removed.
fn join(last: &mut Shown, one: Shown) {
    let is_known = last.is_known || one.is_known;
    match (last.state, one.state) {
        (State::Rejected, _) => *last = one,
        (_, State::Rejected) => {}
        _ => {
            let (start, end) = (last.span.start, last.span.end.max(one.span.end));
            if last.state != State::Added {
                *last = one;
            }
            (last.span.start, last.span.end) = (start, end);
            last.is_known = is_known;
        }
    }
}

/// Whether the check would find a span that is left standing.
pub(super) fn would_be_found(reading: &Reading, removed: &[Span], span: &Span) -> bool {
    let left_out = Some(SpanId::of(span));
    (reading.is_searched)(&standing(reading.text, removed, span, left_out))
}

/// What would be written around a place: the spans replaced, but for one.
fn standing(text: &str, removed: &[Span], place: &Span, left_out: Option<SpanId>) -> String {
    let from = boundary(text, place.start.saturating_sub(REACH_BYTES));
    let to = boundary(text, place.end.saturating_add(REACH_BYTES));
    let first = removed.partition_point(|span| span.end <= from);
    let near = removed.get(first..).unwrap_or_default().iter();
    let near: Vec<Span> = near
        .take_while(|span| span.start < to)
        .filter(|span| left_out != Some(SpanId::of(span)))
        .map(|span| Span {
            start: span.start.saturating_sub(from),
            end: span.end.saturating_sub(from),
            ..span.clone()
        })
        .collect();
    text::redact(text.get(from..to).unwrap_or_default(), &near)
}

/// The next place at or before which a letter begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn slice<'a>(text: &'a str, span: &Span) -> &'a str {
    text.get(span.start..span.end).unwrap_or_default()
}
