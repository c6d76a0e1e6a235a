//! `safelight report`: reports alone, without a study.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use safelight::dicom::facts::known_of_keyword;
use safelight::document::{self, Joined, PictureReader, model::Document, txt};
use safelight::finding::{ReasonCode, Refusal};
use safelight::known::{Known, KnownValue};
use safelight::pipeline::{self, Cleaner, Whose};
use safelight::plan::{Plan, ReportKind, Surveyed};
use safelight::policy::{DateRule, Policy};
use safelight::review::{ReportView, Review, ReviewError};
use safelight::source::{Part, Source};
use safelight::survey::{self, FileKind};
use safelight::text::written::Writer;
use safelight::text::{self, Span};
use safelight::verify::{Cleaned, EntryKind};
use serde_json::Value;

use crate::End;
use crate::arguments::{Report, ReportForm};
use crate::inputs::{self, Input};
use crate::pictures;
use crate::prepare;
use crate::review::{self, Listed};
use crate::watch::{self, write_whole};

/// Cleans every report and writes it under its own base name.
pub fn run(job: &Report) -> Result<End, String> {
    let decisions = review::decisions(job.decisions.as_ref())?;
    std::fs::create_dir_all(&job.out).map_err(|_| "the output folder cannot be made".to_owned())?;
    let shared = match &job.known {
        Some(path) => read_known(path)?,
        None => Vec::new(),
    };
    let mut inputs = inputs::gather(&job.inputs, 1)?;
    inputs.retain(|input| !is_known_file(input));
    let pictures = pictures::reader(job.ocr.as_deref())?;
    let surveyed: Vec<Surveyed> = inputs
        .iter()
        .map(|one| survey(one, &shared, pictures.as_deref()))
        .collect();
    let policy = Policy {
        report_style: job.style,
        ..Policy::default()
    };
    // One table of made-up names for all reports.
    let plan = Plan::make(&surveyed, policy, prepare::seed(job.seed)?);
    let run = Run {
        writer: plan.writer(),
        plan,
        decisions,
        pictures,
        job,
    };
    let mut end = End::Done;
    let mut listed = Vec::new();
    for (input, surveyed) in inputs.iter().zip(&surveyed) {
        let work = || run.clean(input, surveyed.known());
        let lost = || Err(Refusal::of(ReasonCode::WorkerLost).to_string());
        let at_work = watch::at_work(input);
        let cleaned = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| lost());
        drop(at_work);
        match cleaned {
            Ok((path, view)) => {
                println!("{} -> {}", input.shown, path.display());
                listed.extend(view.map(|view| Listed {
                    entry: None,
                    input: input.shown.clone(),
                    view,
                }));
            }
            Err(message) => {
                end = End::Withheld;
                println!("withheld: {}: {message}", input.shown);
            }
        }
    }
    let strangers = review::strangers(&run.decisions, &listed);
    if strangers > 0 {
        end = End::Withheld;
        println!("warning: decisions about {strangers} report(s) were not carried out");
    }
    if let Some(path) = &job.spans {
        review::write(path, &listed)?;
    }
    Ok(end)
}

/// `NAME.known.json` beside a report holds values, it is no report; nor are
/// other JSON files, but for FHIR resources.
fn is_known_file(input: &Input) -> bool {
    let is_report = || {
        input.open().is_ok_and(|opened| {
            matches!(
                survey::kind(opened.source(), &input.extension()),
                FileKind::Report(_)
            )
        })
    };
    input.extension() == "json" && !is_report()
}

/// What a report tells, with the values that stand beside it. A panic in one
/// file is that file's refusal; the others go on.
fn survey(input: &Input, shared: &[KnownValue], pictures: Option<&PictureReader>) -> Surveyed {
    let work = || match input.open() {
        Ok(opened) => pipeline::survey_with(opened.source(), &input.extension(), pictures),
        Err(refusal) => Surveyed::Refused(refusal),
    };
    let lost = Surveyed::Refused(Refusal::of(ReasonCode::WorkerLost));
    match catch_unwind(AssertUnwindSafe(work)).unwrap_or(lost) {
        Surveyed::Report(mut facts) => {
            facts.known.extend_from_slice(shared);
            facts.known.extend(known_beside(input));
            Surveyed::Report(facts)
        }
        Surveyed::Instance(_) => Surveyed::Refused(Refusal::of(ReasonCode::UnknownKind)),
        Surveyed::Refused(refusal) => Surveyed::Refused(refusal),
    }
}

/// What holds for all reports of a run.
struct Run<'a> {
    plan: Plan,
    writer: Writer,
    decisions: Review,
    pictures: Option<Arc<PictureReader>>,
    job: &'a Report,
}

impl Run<'_> {
    /// Writes one report; with its spans, if somebody reviews.
    fn clean(
        &self,
        input: &Input,
        known: &[KnownValue],
    ) -> Result<(PathBuf, Option<ReportView>), String> {
        let told = |refusal: Refusal| refusal.to_string();
        let job = self.job;
        let opened = input.open().map_err(told)?;
        let original =
            original(input, opened.source(), job.form, self.pictures.as_deref()).map_err(told)?;
        let is_reviewed = job.spans.is_some() || job.decisions.is_some();
        let reviewer = is_reviewed.then(|| self.reviewer(known));
        let (view, spans) = match &reviewer {
            Some(cleaner) => {
                let (view, spans) = self.reviewed(cleaner, &original)?;
                (Some(view), spans)
            }
            None => {
                let known = Known::from_values(known.iter().cloned());
                let finder = text::Finder::new(&known, DateRule::YearAndIntervals);
                let mut spans = finder.find(original.text());
                self.writer.write(original.text(), &mut spans);
                (None, spans)
            }
        };
        let bytes = match &original {
            Original::Text(text) => text::redact(text, &spans).into_bytes(),
            Original::Document(document, _) => {
                let (clean, _) = pipeline::clean_document(document, &|_| spans.clone());
                match job.form {
                    ReportForm::Txt => document::plain_text(&clean).into_bytes(),
                    ReportForm::Pdf => {
                        document::pdf(&clean, "De-identified radiology report").map_err(told)?
                    }
                }
            }
        };
        if let Some(cleaner) = reviewer.filter(|_| !self.decisions.is_empty()) {
            check(&cleaner, &bytes, job.form).map_err(told)?;
        }
        let path = target(input, job);
        write_whole(&path, &bytes).map_err(|error| format!("it could not be written: {error}"))?;
        Ok((path, view))
    }

    /// The pipeline with the values of one report: its finder and its check.
    fn reviewer(&self, known: &[KnownValue]) -> Cleaner {
        Cleaner::new(Plan {
            known: Known::from_values(known.iter().cloned()),
            ..self.plan.clone()
        })
    }

    /// The report for the person's screen, and what is removed from it.
    fn reviewed(
        &self,
        cleaner: &Cleaner,
        original: &Original,
    ) -> Result<(ReportView, Vec<Span>), String> {
        let said = |error: ReviewError| error.to_string();
        let decided = cleaner.decide(original.text(), &self.decisions, Whose::Nobody);
        let spans = decided.map_err(said)?.spans;
        let view = match original {
            Original::Text(text) => cleaner.view_text(text, &self.decisions),
            Original::Document(document, joined) => {
                cleaner.view_document(document, joined, &self.decisions, Whose::Nobody)
            }
        };
        Ok((view.map_err(said)?, spans))
    }
}

/// A report as it is read for the form in which it is written.
enum Original {
    /// Text stays text: nothing is laid out anew.
    Text(String),
    Document(Document, Joined),
}

impl Original {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Document(_, joined) => &joined.text,
        }
    }
}

fn original(
    input: &Input,
    source: &dyn Source,
    form: ReportForm,
    pictures: Option<&PictureReader>,
) -> Result<Original, Refusal> {
    let kind = match survey::kind(source, &input.extension()) {
        FileKind::Report(kind) => kind,
        FileKind::Refused(refusal) => return Err(refusal),
        FileKind::Dicom | FileKind::Zip => return Err(Refusal::of(ReasonCode::UnknownKind)),
    };
    match (form, kind) {
        // A message is a text whose segments stay.
        (ReportForm::Txt, ReportKind::Text | ReportKind::Hl7) => {
            let bytes = safelight::source::read_range(source, 0, source.size_bytes())
                .map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
            let text = txt::decode(&bytes).ok_or(Refusal::of(ReasonCode::NoText))?;
            Ok(Original::Text(text))
        }
        (
            ReportForm::Txt | ReportForm::Pdf,
            ReportKind::Text
            | ReportKind::Pdf
            | ReportKind::Docx
            | ReportKind::Rtf
            | ReportKind::Hl7
            | ReportKind::Fhir,
        ) => {
            let document = document::read_with(kind, source, pictures)?;
            let joined = document::joined(&document);
            Ok(Original::Document(document, joined))
        }
    }
}

/// What a person decided is searched like any report of a package.
fn check(cleaner: &Cleaner, bytes: &[u8], form: ReportForm) -> Result<(), Refusal> {
    let (name, kind) = match form {
        ReportForm::Txt => ("REPORT.txt", EntryKind::Text),
        ReportForm::Pdf => ("REPORT.pdf", EntryKind::Pdf),
    };
    let nothing: Vec<u8> = Vec::new();
    let cleaned = Cleaned {
        name: name.to_owned(),
        kind,
        parts: vec![Part::Bytes(bytes.to_vec())],
    };
    cleaner.searcher().verify(&nothing, cleaned).map(|_| ())
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
