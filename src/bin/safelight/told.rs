//! What is told about a finished run: on the screen, as JSON.

use std::path::Path;

use safelight::certificate::facts::Narrative;
use safelight::certificate::status::{Kept, Status, kept};
use safelight::finding::Refusal;
use safelight::inventory;
use safelight::pipeline::{Cleaner, Finished, Outcome};
use safelight::plan::FilePlan;
use safelight::question::Asked;
use safelight::record;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::End;
use crate::counted::counted;
use crate::inputs::Input;
use crate::watch::write_whole;

/// Everything that is told about a finished run.
pub struct Told<'a> {
    pub out: &'a Path,
    pub inputs: &'a [Input],
    pub cleaner: &'a Cleaner,
    pub fates: &'a [Fate],
    pub finished: &'a Finished,
    pub changed: u64,
    pub accessions: Vec<inventory::ShownAccession>,
}

impl Told<'_> {
    fn not_out(&self) -> impl Iterator<Item = (&Input, Refusal)> {
        let pairs = self.inputs.iter().zip(self.fates);
        pairs.filter_map(|(input, fate)| Some((input, fate.refusal?)))
    }

    /// A media directory is never copied and nothing is missing without it.
    pub fn end(&self) -> End {
        let missing = |refusal: Refusal| kept(refusal.code) != Kept::ByDesign;
        if self.not_out().any(|(_, refusal)| missing(refusal)) {
            End::Withheld
        } else {
            End::Done
        }
    }

    fn status(&self) -> Status {
        self.finished.facts.assess().status
    }

    /// `--json`: counts, and what became of each file. Names inputs: it stays
    /// with the person who ran the command.
    pub fn json(&self) -> Value {
        let facts = &self.finished.facts;
        let certificate: Value =
            serde_json::from_str(&self.finished.certificate_json).unwrap_or(Value::Null);
        json!({
            "status": self.status().title(),
            "done": self.end() == End::Done,
            "files_in": self.inputs.len(),
            "files_out": self.fates.iter().filter(|fate| !fate.entries.is_empty()).count(),
            "entries": self.fates.iter().map(|fate| fate.entries.len()).sum::<usize>(),
            "values_changed": self.changed,
            "files": self.files(),
            "questions": facts.scope.questions,
            "accessions": self.accessions,
            "certificate": certificate,
        })
    }

    fn files(&self) -> Vec<Value> {
        let pairs = self.inputs.iter().zip(self.fates);
        pairs
            .map(|(input, fate)| {
                json!({
                    "input": input.shown,
                    "entry": fate.entries.first(),
                    "entries": fate.entries,
                    "reason": fate.refusal.map(|refusal| refusal.code.code()),
                    "message": fate.refusal.map(|refusal| refusal.to_string()),
                    "tag": fate.refusal.and_then(|refusal| refusal.tag).map(|tag| tag.to_string()),
                })
            })
            .collect()
    }

    /// `--map`: secret material, for tests.
    pub fn map(&self) -> Value {
        let tables = &self.cleaner.plan().tables;
        let mut uids = Map::new();
        for (original, replacement) in tables.uids() {
            uids.insert(original.expose().clone(), Value::from(replacement));
        }
        let mut patients = Map::new();
        let mut accessions = Map::new();
        for instance in self
            .cleaner
            .plan()
            .files
            .iter()
            .filter_map(FilePlan::instance)
        {
            if let Some(codes) = tables.patient(instance.patient_key.expose()) {
                let key = instance.patient_key.expose().clone();
                patients.insert(key, Value::from(codes.pseudonym.clone()));
            }
            let number = instance.accession_number.expose();
            if let Some(code) = tables.accession(number) {
                accessions.insert(number.clone(), Value::from(code));
            }
        }
        json!({ "files": self.files(), "uids": uids, "patients": patients, "accessions": accessions })
    }

    pub fn print(&self) {
        let facts = &self.finished.facts;
        println!(
            "{} in, {} out",
            counted(self.inputs.len() as u64, "file", "files"),
            self.fates
                .iter()
                .filter(|fate| !fate.entries.is_empty())
                .count()
        );
        println!(
            "{}, {}, {} series; {} removed or replaced",
            counted(facts.scope.patients, "patient", "patients"),
            counted(facts.scope.studies, "study", "studies"),
            facts.scope.series,
            counted(self.changed, "value", "values")
        );
        for report in &facts.scope.reports {
            println!("reports: {} of {} written", report.written, report.received);
        }
        let read = facts.narrative.pages_read_from_pictures;
        if read > 0 {
            let pages = counted(read, "page", "pages");
            println!("read from pictures: {pages}; such reading can miss or misread a word");
        }
        for line in advice(&facts.narrative) {
            println!("{line}");
        }
        if let Some(review) = &facts.narrative.review {
            println!(
                "review: {} accepted, {} rejected, {} relabelled, {} added, {} as proposed",
                counted(review.accepted, "span", "spans"),
                review.rejected,
                review.relabelled,
                review.added,
                review.as_proposed
            );
        }
        for asked in &facts.scope.questions {
            let choice = asked.answer.unwrap_or(asked.question.cautious());
            println!("warning: {}: {}", met(asked), choice.sentence());
        }
        for (input, refusal) in self.not_out() {
            println!("withheld: {}: {refusal}", input.shown);
        }
        for row in &self.accessions {
            let state = serde_json::to_value(row.row.state).unwrap_or_default();
            println!(
                "accession {}: {}, {} series, {}",
                row.accession.expose(),
                state.as_str().unwrap_or_default(),
                row.row.series,
                counted(row.row.instances.into(), "instance", "instances")
            );
        }
        println!("status: {}", self.status().title());
        println!("written: {}", self.out.display());
    }
}

/// What was met and how often.
pub fn met(asked: &Asked) -> String {
    let same = match asked.same {
        0 => String::new(),
        same => format!(" ({same} of them with the same content)"),
    };
    let differs = match asked.differs.in_words().as_str() {
        "" => String::new(),
        kinds => format!(" (differs: {kinds})"),
    };
    let sentence = asked.question.sentence(asked.count);
    format!("{} {sentence}{same}{differs}", asked.count)
}

/// What a person should know of the reports that were written; no word of theirs.
fn advice(narrative: &Narrative) -> Vec<String> {
    let languages = narrative.languages.iter();
    let foreign = languages.filter(|(language, _)| !language.is_searched_for_names());
    let mut lines: Vec<String> = foreign
        .map(|(language, reports)| {
            let reports = counted(*reports, "report", "reports");
            let name = language.name();
            format!(
                "language: {reports} not in English ({name}): no statement is made about the text"
            )
        })
        .collect();
    let places = narrative.rare.values().sum();
    if places > 0 {
        lines.push(format!(
            "rare case: {} in {} suggest that somebody could be recognised: think of expert determination, 45 CFR 164.514(b)(1)",
            counted(places, "place", "places"),
            counted(narrative.reports_with_rare, "report", "reports")
        ));
    }
    lines
}

/// What became of one input, kept when the outcome goes into the package.
pub struct Fate {
    entries: Vec<String>,
    refusal: Option<Refusal>,
}

pub fn fates(cleaner: &Cleaner, outcomes: &[Outcome]) -> Vec<Fate> {
    let files = cleaner.plan().files.iter().enumerate();
    files
        .map(|(place, file)| {
            let outcome = outcomes.get(place);
            let entries: Vec<String> = outcome
                .map(|outcome| {
                    outcome
                        .entries
                        .iter()
                        .map(|entry| entry.name().to_owned())
                        .collect()
                })
                .unwrap_or_default();
            let refusal = record::refusal_of(file, outcome, !entries.is_empty());
            Fate { entries, refusal }
        })
        .collect()
}

pub fn write_json(path: &Path, value: &impl Serialize) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    write_whole(path, text.as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}
