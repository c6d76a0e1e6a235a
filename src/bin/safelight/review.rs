//! `--spans` and `--decisions`: what was found in the reports, and what a
//! person says to it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use safelight::pipeline::{Cleaner, ViewError};
use safelight::plan::FilePlan;
use safelight::review::{self, ReportView, Review};
use serde::Serialize;

use crate::crosswalk::write_private;
use crate::inputs::Input;

/// Stands at the head of the list of spans.
const NOTE: &str = "Original text of the reports and every span found in it. It holds what the package must not hold: keep it as you keep the reports. Offsets are bytes of the text (UTF-8).";

/// One report of the list, and which input it was.
#[derive(Serialize)]
pub struct Listed {
    pub input: String,
    /// Name in the zip; of a report without its ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    #[serde(flatten)]
    pub view: ReportView,
}

#[derive(Serialize)]
struct List<'a> {
    version: u32,
    note: &'static str,
    reports: &'a [Listed],
}

/// Reads the decisions; none without a file.
pub fn decisions(file: Option<&PathBuf>) -> Result<Review, String> {
    let Some(path) = file else {
        return Ok(Review::default());
    };
    let text = std::fs::read_to_string(path)
        .map_err(|_| "the file of decisions could not be read as UTF-8".to_owned())?;
    Review::parse(&text).map_err(|error| error.to_string())
}

/// Every report of a plan, and every document inside an instance, under its
/// decisions.
///
/// # Errors
/// A sentence with the input and the place, if a decision cannot be carried
/// out, or speaks of a report that is not there: nothing is written then.
pub fn listed(cleaner: &Cleaner, inputs: &[Input]) -> Result<Vec<Listed>, String> {
    let plan = cleaner.plan();
    let review = &plan.policy.review;
    let mut listed = Vec::new();
    for (place, (input, file)) in inputs.iter().zip(&plan.files).enumerate() {
        match file {
            FilePlan::Report { .. } => {}
            // Of instances, those with a document inside were compared.
            FilePlan::Instance { .. } if plan.belongings.contains_key(&place) => {}
            FilePlan::Instance { .. } | FilePlan::Withheld { .. } => continue,
        }
        // One that cannot be opened is withheld and told like any other file.
        let Ok(opened) = input.open() else { continue };
        match cleaner.view(opened.source(), place, review) {
            Ok(view) => listed.push(Listed {
                input: input.shown.clone(),
                entry: plan.entry(place).map(str::to_owned),
                view,
            }),
            Err(ViewError::Refused(_)) => {}
            Err(ViewError::Review(error)) => return Err(format!("{}: {error}", input.shown)),
        }
    }
    match strangers(review, &listed) {
        0 => Ok(listed),
        reports => Err(format!(
            "the decisions speak of {reports} report(s) whose text is not among the inputs"
        )),
    }
}

/// How many reports of the decisions are not in the list.
pub fn strangers(review: &Review, listed: &[Listed]) -> usize {
    let there: BTreeSet<_> = listed.iter().map(|one| &one.view.report).collect();
    let mut reports = review.reports().iter().map(|one| &one.report);
    reports.by_ref().filter(|key| !there.contains(key)).count()
}

/// Writes the list, readable for its owner alone.
pub fn write(path: &Path, reports: &[Listed]) -> Result<(), String> {
    let list = List {
        version: review::VERSION,
        note: NOTE,
        reports,
    };
    let text = serde_json::to_string_pretty(&list).map_err(|error| error.to_string())?;
    write_private(path, text.as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}
