//! `--headers` and `--header-decisions`: what becomes of every header value, and
//! the texts that a person takes out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use safelight::dicom::Compared;
use safelight::finding::{ReasonCode, Refusal};
use safelight::header_diff::{HeaderDiff, HeaderRows};
use safelight::pipeline::Cleaner;
use safelight::policy::header_decisions::HeaderDecisions;
use serde::Serialize;

use crate::crosswalk::write_private;
use crate::inputs::Input;
use crate::threads::each;

/// Stands at the head of the list.
const NOTE: &str = "Every header value before and after, instances with the same value in one row. It holds original values, which the package must not hold: keep it as you keep the study.";
/// Inputs that are looked at before their rows are joined.
const BATCH: usize = 64;

#[derive(Serialize)]
struct List {
    note: &'static str,
    #[serde(flatten)]
    rows: HeaderRows,
}

/// Reads the decisions; none without a file.
pub fn decisions(file: Option<&Path>) -> Result<HeaderDecisions, String> {
    let Some(path) = file else {
        return Ok(HeaderDecisions::default());
    };
    let text = std::fs::read_to_string(path)
        .map_err(|_| "the file of header decisions could not be read as UTF-8".to_owned())?;
    HeaderDecisions::parse(&text).map_err(|error| error.to_string())
}

/// Writes the list, readable for its owner alone.
pub fn write(path: &Path, cleaner: &Cleaner, inputs: &[Input], jobs: usize) -> Result<(), String> {
    let mut diff = HeaderDiff::default();
    for start in (0..inputs.len()).step_by(BATCH) {
        let count = BATCH.min(inputs.len() - start);
        let compared = each(count, jobs, |turn| compare(cleaner, inputs, start + turn));
        for one in compared {
            match one {
                Ok(Some(compared)) => diff.add(compared),
                Ok(None) => {}
                Err(_) => diff.add_failed(),
            }
        }
    }
    let list = List {
        note: NOTE,
        rows: diff.rows(),
    };
    let text = serde_json::to_string_pretty(&list).map_err(|error| error.to_string())?;
    write_private(path, text.as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}

/// One input by the plan; a panic is that file's failure.
fn compare(cleaner: &Cleaner, inputs: &[Input], place: usize) -> Result<Option<Compared>, Refusal> {
    let lost = Refusal::of(ReasonCode::WorkerLost);
    let input = inputs.get(place).ok_or(lost)?;
    let work = || cleaner.compare(input.open()?.source(), place);
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(lost))
}
