//! Sums what the reports of a run tell.

use crate::certificate::facts::{Narrative, Review};
use crate::certificate::words::DetectorName;
use crate::narrative::{NumberTokens, Pictures};
use crate::pipeline::Outcome;
use crate::review::ReviewCounts;

/// The reports that were written.
pub fn narrative(outcomes: &[Outcome]) -> Narrative {
    let mut sum = Narrative::default();
    for outcome in outcomes.iter().filter(|one| !one.entries.is_empty()) {
        let Some(report) = &outcome.narrative else {
            continue;
        };
        sum.reports += 1;
        sum.numbers_before += report.number_tokens_before;
        sum.numbers_after += report.number_tokens_after;
        sum.characters_without_glyph += report.characters_without_glyph;
        sum.reports_with_pictures += u64::from(report.pictures == Pictures::NotCarriedOver);
        *sum.languages.entry(report.language).or_default() += 1;
        sum.reports_with_other_numbers += u64::from(report.numbers == NumberTokens::Different);
        for (detector, count) in &report.detectors {
            *sum.detectors.entry(DetectorName::of(detector)).or_default() += count;
        }
        if let Some(counts) = &report.review {
            add(sum.review.get_or_insert_default(), counts);
        }
    }
    sum
}

fn add(sum: &mut Review, counts: &ReviewCounts) {
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
