//! The counts of one accession number, for the certificate and the screen.

use std::collections::BTreeMap;

use crate::accession::{AccessionCounts, AccessionRow};
use crate::certificate::facts::FoundAccession;
use crate::certificate::words::Token;
use crate::inventory::present_in_output;
use crate::pipeline::Outcome;
use crate::plan::Plan;
use crate::sensitive::Sensitive;

/// The counts by accession number, for the screen.
#[must_use]
pub fn accession_counts(
    plan: &Plan,
    outcomes: &[Outcome],
) -> BTreeMap<Sensitive<String>, AccessionCounts> {
    present_in_output(plan, |place| {
        outcomes
            .get(place)
            .is_some_and(|outcome| !outcome.entries.is_empty())
    })
}

/// A row without its number.
pub(super) fn found_accession(row: &AccessionRow) -> FoundAccession {
    FoundAccession {
        code: row
            .code
            .as_deref()
            .and_then(Token::parse)
            .filter(|_| row.instances > 0),
        series: u64::from(row.series),
        instances: u64::from(row.instances) + u64::from(row.withheld),
        instances_written: u64::from(row.instances),
        series_not_received: u64::from(row.series_not_in_drop),
        instances_not_received: u64::from(row.not_in_drop),
    }
}
