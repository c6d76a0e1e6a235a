//! The stages for one report: read, find, decide, replace, verify.

use super::{Cleaner, Outcome, inner_document};
use crate::document::{self, Joined, model::Document};
use crate::finding::{ReasonCode, Refusal};
use crate::narrative::NarrativeFacts;
use crate::plan::{FilePlan, ReportKind};
use crate::review::{self, Decided, Reading, ReportView, Review, ReviewError};
use crate::source::{Part, Source};
use crate::text::span::Span;
use crate::verify::{Cleaned, EntryKind};

/// Why a report cannot be shown for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// It is not taken, or no report.
    #[error("{0}")]
    Refused(Refusal),
    /// The decisions cannot be carried out on it.
    #[error("{0}")]
    Review(ReviewError),
}

/// Whose text is cleaned.
#[derive(Debug, Clone, Copy)]
pub enum Whose {
    /// That of the report at a place of the drop, or of the document inside the
    /// instance there.
    File(usize),
    /// Nobody's in particular.
    Nobody,
}

impl Cleaner {
    /// A report, or the document inside an instance, with its spans and what
    /// these decisions make of them. The decisions of the plan do not count.
    ///
    /// # Errors
    /// [`ViewError`].
    pub fn view(
        &self,
        source: &dyn Source,
        index: usize,
        review: &Review,
    ) -> Result<ReportView, ViewError> {
        let document = self.document(source, index).map_err(ViewError::Refused)?;
        let joined = document::joined(&document);
        self.view_document(&document, &joined, review, Whose::File(index))
            .map_err(ViewError::Review)
    }

    fn document(&self, source: &dyn Source, index: usize) -> Result<Document, Refusal> {
        if let Some(refusal) = self.plan.refusal_of_report(index) {
            return Err(refusal);
        }
        match self.plan.files.get(index) {
            Some(FilePlan::Report { kind, .. }) => {
                document::read_with(*kind, source, self.pictures())
            }
            Some(FilePlan::Instance { .. }) => inner_document::document(source, self.pictures()),
            Some(FilePlan::Withheld { refusal, .. }) => Err(*refusal),
            None => Err(Refusal::of(ReasonCode::Unreadable)),
        }
    }

    /// As [`Cleaner::view`], for a document that is read already.
    ///
    /// # Errors
    /// [`ReviewError`].
    pub fn view_document(
        &self,
        document: &Document,
        joined: &Joined,
        review: &Review,
        whose: Whose,
    ) -> Result<ReportView, ReviewError> {
        let starts = joined.page_starts(document.pages.len());
        self.reading(&joined.text, whose, &|reading| {
            review::view(reading, review, &starts)
        })
    }

    /// As [`Cleaner::view`], for the text of a report that has no pages.
    ///
    /// # Errors
    /// [`ReviewError`].
    pub fn view_text(&self, text: &str, review: &Review) -> Result<ReportView, ReviewError> {
        self.reading(text, Whose::Nobody, &|reading| {
            review::view(reading, review, &[0])
        })
    }

    /// The final spans of a text under these decisions.
    ///
    /// # Errors
    /// [`ReviewError`].
    pub fn decide(
        &self,
        text: &str,
        review: &Review,
        whose: Whose,
    ) -> Result<Decided, ReviewError> {
        self.reading(text, whose, &|reading| review::decide(reading, review))
    }

    /// Writes the spans of a text in the style of the policy, for its patient.
    fn write(&self, text: &str, spans: &mut [Span], whose: Whose) {
        let is_searched = |written: &str| self.searcher.finds_in_narrative(written);
        let (patient, belonging) = match whose {
            Whose::Nobody => (None, None),
            Whose::File(place) => (self.plan.owner(place), self.plan.belongings.get(&place)),
        };
        let owner = patient.and_then(|patient| self.owner(patient, belonging, Some(&is_searched)));
        self.finder.write(text, spans, owner.as_ref());
    }

    /// Finds, and hands what was found to whoever decides.
    fn reading<T>(&self, text: &str, whose: Whose, then: &dyn Fn(&Reading) -> T) -> T {
        then(&Reading {
            text,
            found: self.finder.find(text),
            known: self.finder.known_places(text),
            dates: self.plan.policy.dates(),
            write: &|spans| self.write(text, spans, whose),
            is_searched: &|written| self.searcher.finds_in_narrative(written),
        })
    }

    /// The final spans under the decisions of the plan.
    fn decided(&self, text: &str, whose: Whose) -> Result<Decided, Refusal> {
        let review = &self.plan.policy.review;
        if review.is_empty() {
            let mut spans = self.finder.find(text);
            self.write(text, &mut spans, whose);
            return Ok(Decided {
                spans,
                shown: Vec::new(),
                counts: None,
            });
        }
        self.decide(text, review, whose)
            .map_err(|_| Refusal::of(ReasonCode::ReviewMismatch))
    }

    pub(super) fn report(
        &self,
        source: &dyn Source,
        index: usize,
        kind: ReportKind,
        stem: &str,
    ) -> Result<Outcome, Refusal> {
        let document = document::read_with(kind, source, self.pictures())?;
        let (clean, narrative) = self.cleaned(&document, Whose::File(index))?;
        let nothing: Vec<u8> = Vec::new();
        let entries = report_entries(&clean, stem)?
            .into_iter()
            .map(|cleaned| self.searcher.verify(&nothing, cleaned))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Outcome {
            text: None,
            entries,
            refusal: withheld_page(&clean).map(Refusal::of),
            narrative: Some(Box::new(narrative)),
            ..Outcome::default()
        })
    }

    /// The document without what is removed under the decisions of the plan.
    ///
    /// # Errors
    /// [`ReasonCode::TextChanged`] if anything else would change.
    pub(super) fn cleaned(
        &self,
        document: &Document,
        whose: Whose,
    ) -> Result<(Document, NarrativeFacts), Refusal> {
        let joined = document::joined(document);
        let decided = self.decided(&joined.text, whose)?;
        let (clean, mut narrative) = replaced(document, &joined, &decided.spans);
        narrative.review = decided.counts;
        if narrative.is_preserved() {
            Ok((clean, narrative))
        } else {
            Err(Refusal::of(ReasonCode::TextChanged))
        }
    }
}

/// Title of every report that is set anew.
pub(super) const TITLE: &str = "De-identified radiology report";

/// Why the first withheld page is not carried over.
pub(super) fn withheld_page(clean: &Document) -> Option<ReasonCode> {
    clean.pages.iter().find_map(|page| page.withheld)
}

/// Finds and replaces the identifiers of a report.
#[must_use]
pub fn clean_document(
    document: &Document,
    find: &dyn Fn(&str) -> Vec<Span>,
) -> (Document, NarrativeFacts) {
    let joined = document::joined(document);
    let spans = find(&joined.text);
    replaced(document, &joined, &spans)
}

fn replaced(document: &Document, joined: &Joined, spans: &[Span]) -> (Document, NarrativeFacts) {
    let pieces: Vec<_> = spans
        .iter()
        .map(|span| (span.start..span.end, span.replacement.clone()))
        .collect();
    let clean = document::redact(document, joined, &pieces);
    let narrative = NarrativeFacts::of(&joined.text, spans, &clean);
    (clean, narrative)
}

/// The PDF and the TXT of a clean report, not verified yet.
fn report_entries(clean: &Document, stem: &str) -> Result<[Cleaned; 2], Refusal> {
    let pdf = document::pdf(clean, TITLE)?;
    let text = document::plain_text(clean);
    Ok([
        Cleaned {
            name: format!("{stem}.pdf"),
            kind: EntryKind::Pdf,
            parts: vec![Part::Bytes(pdf)],
        },
        Cleaned {
            name: format!("{stem}.txt"),
            kind: EntryKind::Text,
            parts: vec![Part::Bytes(text.into_bytes())],
        },
    ])
}
