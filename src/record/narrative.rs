//! Report text of a run: reports, documents inside instances, text items of
//! structured reports.

use super::{Run, refusal_of};
use crate::certificate::facts::{DocumentCount, Narrative, Review, StructuredTexts};
use crate::certificate::words::DetectorName;
use crate::dicom::encapsulated::is_document_class;
use crate::dicom::structured::{TEXT_VALUE, is_report_class};
use crate::finding::{Done, ReasonCode, Tally};
use crate::narrative::{NarrativeFacts, NumberTokens, Pictures};
use crate::review::ReviewCounts;

/// Report text that was written.
pub(super) fn narrative(run: &Run<'_>) -> Narrative {
    let mut sum = Narrative::default();
    for (file, outcome) in run.inputs() {
        let Some(outcome) = outcome.filter(|outcome| !outcome.entries.is_empty()) else {
            continue;
        };
        if let Some(report) = &outcome.narrative {
            add(&mut sum, report);
        }
        let class = file.instance().map(|facts| facts.sop_class_uid.as_str());
        if class.is_some_and(is_report_class) {
            add_texts(&mut sum.structured_texts, &outcome.tally);
        }
    }
    sum
}

fn add(sum: &mut Narrative, report: &NarrativeFacts) {
    sum.reports += 1;
    sum.numbers_before += report.number_tokens_before;
    sum.numbers_after += report.number_tokens_after;
    sum.characters_without_glyph += report.characters_without_glyph;
    sum.reports_with_pictures += u64::from(report.pictures == Pictures::NotCarriedOver);
    sum.pages_read_from_pictures += u64::from(report.pages_read_from_pictures);
    *sum.languages.entry(report.language).or_default() += 1;
    sum.reports_with_rare += u64::from(!report.rare.is_empty());
    for (kind, places) in &report.rare {
        *sum.rare.entry(*kind).or_default() += places;
    }
    sum.reports_with_other_numbers += u64::from(report.numbers == NumberTokens::Different);
    for (detector, count) in &report.detectors {
        *sum.detectors.entry(DetectorName::of(detector)).or_default() += count;
    }
    if let Some(counts) = &report.review {
        add_review(sum.review.get_or_insert_default(), counts);
    }
}

fn add_review(sum: &mut Review, counts: &ReviewCounts) {
    sum.reports += u64::from(counts.is_reviewed);
    sum.accepted += counts.accepted;
    sum.as_proposed += counts.as_proposed;
    sum.relabelled += counts.relabelled;
    sum.added += counts.added;
    sum.rejected += counts.rejected;
    sum.rejected_known += counts.rejected_known;
    for (reason, spans) in &counts.reasons {
        *sum.reasons.entry(*reason).or_default() += spans;
    }
}

fn add_texts(sum: &mut StructuredTexts, tally: &Tally) {
    let texts = tally.elements.iter();
    for ((_, done), count) in texts.filter(|((tag, _), _)| *tag == TEXT_VALUE) {
        match done {
            Done::Kept => sum.unchanged += count,
            Done::Cleaned => sum.changed += count,
            Done::Removed
            | Done::Emptied
            | Done::Replaced
            | Done::UidReplaced
            | Done::Pseudonymized
            | Done::YearOnly
            | Done::Rebased
            | Done::Shifted
            | Done::AgeCapped
            | Done::Added => sum.replaced += count,
        }
    }
}

/// Documents inside instances. Of a class that is not read nothing is known
/// but the reason.
pub(super) fn documents(run: &Run<'_>) -> DocumentCount {
    let mut sum = DocumentCount::default();
    for (place, (file, outcome)) in run.inputs().enumerate() {
        let written = run.written(place);
        let refusal = refusal_of(file, outcome, written).filter(|_| !written);
        let of_class = file
            .instance()
            .is_some_and(|facts| is_document_class(&facts.sop_class_uid));
        let by_name = refusal.is_some_and(|why| why.code == ReasonCode::EncapsulatedDocument);
        if !(of_class || by_name) {
            continue;
        }
        sum.received += 1;
        if let Some(refusal) = refusal {
            *sum.withheld.entry(refusal.code).or_default() += 1;
        }
        let pages = outcome.and_then(|outcome| outcome.narrative.as_ref());
        if let Some(read) = pages.filter(|_| written) {
            let withheld: u32 = read.pages_withheld.values().sum();
            sum.rewritten += 1;
            sum.pages_received += u64::from(read.pages);
            sum.pages_withheld += u64::from(withheld);
            sum.pages_written += u64::from(read.pages.saturating_sub(withheld));
        }
    }
    sum
}
