//! `safelight report`: reports alone, without a study.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use safelight::dicom::facts::known_of_keyword;
use safelight::document::{self, txt};
use safelight::finding::{ReasonCode, Refusal};
use safelight::known::{Known, KnownValue};
use safelight::pipeline;
use safelight::plan::{ReportKind, Surveyed};
use safelight::policy::DateRule;
use safelight::survey::{self, FileKind};
use safelight::text;
use serde_json::Value;

use crate::End;
use crate::arguments::{Report, ReportForm};
use crate::inputs::{self, Input};

/// Cleans every report and writes it under its own base name.
pub fn run(job: &Report) -> Result<End, String> {
    std::fs::create_dir_all(&job.out).map_err(|_| "the output folder cannot be made".to_owned())?;
    let shared = match &job.known {
        Some(path) => read_known(path)?,
        None => Vec::new(),
    };
    let mut end = End::Done;
    for input in inputs::gather(&job.inputs, 1)? {
        if is_known_file(&input) {
            continue;
        }
        let work = || clean(&input, &shared, job);
        let lost = Err(Refusal::of(ReasonCode::WorkerLost));
        match catch_unwind(AssertUnwindSafe(work)).unwrap_or(lost) {
            Ok(path) => println!("{} -> {}", input.shown, path.display()),
            Err(refusal) => {
                end = End::Withheld;
                println!("withheld: {}: {refusal}", input.shown);
            }
        }
    }
    Ok(end)
}

/// `NAME.known.json` beside a report holds values, it is no report; nor are
/// other JSON files.
fn is_known_file(input: &Input) -> bool {
    input.extension() == "json"
}

fn clean(input: &Input, shared: &[KnownValue], job: &Report) -> Result<PathBuf, Refusal> {
    let opened = input.open()?;
    let kind = match survey::kind(opened.source(), &input.extension()) {
        FileKind::Report(kind) => kind,
        FileKind::Refused(refusal) => return Err(refusal),
        FileKind::Dicom | FileKind::Zip => return Err(Refusal::of(ReasonCode::UnknownKind)),
    };
    let mut known = shared.to_vec();
    known.extend(known_beside(input));
    if let Surveyed::Report(facts) = pipeline::survey(opened.source(), &input.extension()) {
        known.extend(facts.known);
    }
    let finder = text::Finder::new(&Known::from_values(known), DateRule::YearAndIntervals);
    let path = target(input, job);
    let bytes = match (job.form, kind) {
        (ReportForm::Txt, ReportKind::Text) => {
            let size = opened.source().size_bytes();
            let bytes = safelight::source::read_range(opened.source(), 0, size)
                .map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
            let text = txt::decode(&bytes).ok_or(Refusal::of(ReasonCode::NoText))?;
            text::redact(&text, &finder.find(&text)).into_bytes()
        }
        (form, ReportKind::Text | ReportKind::Pdf | ReportKind::Docx) => {
            let document = document::read(kind, opened.source())?;
            let (clean, _) = pipeline::clean_document(&document, &|text| finder.find(text));
            match form {
                ReportForm::Txt => document::plain_text(&clean).into_bytes(),
                ReportForm::Pdf => document::pdf(&clean, "De-identified radiology report")?,
            }
        }
    };
    std::fs::write(&path, bytes).map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
    Ok(path)
}

/// `DIR/<base name>.<form>`.
fn target(input: &Input, job: &Report) -> PathBuf {
    let name = input.shown.rsplit(['/', '\\']).next().unwrap_or("report");
    let base = name.rsplit_once('.').map_or(name, |(base, _)| base);
    let ending = match job.form {
        ReportForm::Txt => "txt",
        ReportForm::Pdf => "pdf",
    };
    job.out.join(format!("{base}.{ending}"))
}

fn known_beside(input: &Input) -> Vec<KnownValue> {
    let path = Path::new(&input.shown).with_extension("known.json");
    if path.is_file() {
        read_known(&path).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// DICOM keywords as keys; a value is a text, a number or a list of them.
fn read_known(path: &Path) -> Result<Vec<KnownValue>, String> {
    let wrong = || "the file of known values is not JSON with DICOM keywords".to_owned();
    let text = std::fs::read_to_string(path).map_err(|_| wrong())?;
    let table: BTreeMap<String, Value> = serde_json::from_str(&text).map_err(|_| wrong())?;
    let mut known = Vec::new();
    for (keyword, value) in &table {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            single => std::slice::from_ref(single),
        };
        for value in values {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            known.extend(known_of_keyword(keyword, &text));
        }
    }
    Ok(known)
}
