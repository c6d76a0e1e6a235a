//! The counts of a finished run for the person's own screen or terminal.
//!
//! Unlike the certificate it says which input did not come out, and shows the
//! accession numbers of the person's list.

use serde::Serialize;

use crate::inventory::{RefusedInput, ShownAccession, shown_rows};
use crate::pipeline::{Outcome, values_changed};
use crate::plan::{FilePlan, Plan, Risk};
use crate::record::{accession_counts, refusal_of};

/// Counts of a finished run.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// Files received.
    pub files_in: usize,
    /// Instances in the zip.
    pub instances_out: usize,
    /// Reports in the zip.
    pub reports_out: usize,
    /// Every input that did not, or not wholly, come out.
    pub withheld: Vec<RefusedInput>,
    /// The status line of the certificate.
    pub status: &'static str,
    /// Instances included though their pixels are at risk.
    pub included_at_risk: usize,
    /// Element values removed, replaced, emptied or moved.
    pub values_changed: u64,
    /// The accession list against what came out; `None` without a list.
    pub accessions: Option<Vec<ShownAccession>>,
}

impl Summary {
    /// Counts a run before its outcomes go into the package; `status` is the
    /// certificate's line, known after it.
    #[must_use]
    pub fn of(plan: &Plan, outcomes: &[Outcome]) -> Self {
        let mut summary = Self {
            files_in: plan.files.len(),
            instances_out: 0,
            reports_out: 0,
            withheld: Vec::new(),
            status: "",
            included_at_risk: 0,
            values_changed: outcomes
                .iter()
                .map(|outcome| values_changed(&outcome.tally))
                .sum(),
            accessions: plan
                .policy
                .accessions
                .is_some()
                .then(|| shown_rows(&plan.policy, &accession_counts(plan, outcomes))),
        };
        for (input, file) in plan.files.iter().enumerate() {
            let outcome = outcomes.get(input);
            let written = outcome.is_some_and(|outcome| !outcome.entries.is_empty());
            if let Some(refusal) = refusal_of(file, outcome, written) {
                summary.withheld.push(RefusedInput::of(input, refusal));
            }
            match file {
                FilePlan::Instance { facts, .. } if written => {
                    summary.instances_out += 1;
                    summary.included_at_risk += usize::from(facts.risk == Risk::AtRisk);
                }
                FilePlan::Report { .. } if written => summary.reports_out += 1,
                FilePlan::Instance { .. } | FilePlan::Report { .. } | FilePlan::Withheld { .. } => {
                }
            }
        }
        summary
    }
}
