//! Text in which the run's own codes stand for what they replace.
//!
//! A UID or an accession number of the drop that stands in text (a report, a
//! comment, a description) becomes the code that stands for it in the headers,
//! so that a report still names the study it belongs to (PS3.15 E.3.9). What
//! the tables do not know goes as the text room says.

mod moved;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::accession::comparable;
use crate::belonging::is_number_of;
use crate::dicom::FindText;
use crate::known::Role;
use crate::policy::ReportStyle;
use crate::remap::Tables;
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;
use crate::text::written::Writer;
use crate::text::{self, Span, span::IN_TABLES};

pub use moved::Shift;

/// Shorter numbers with points are sizes and versions, not objects.
const SHORTEST_UID: usize = 9;

/// How the key of a patient begins that is a Patient ID.
const PATIENT_ID: &str = "id:";

/// The finder of the text room and the tables of the run.
pub struct CodedFinder {
    finder: text::Finder,
    writer: Writer,
    uids: BTreeMap<String, String>,
    accessions: BTreeMap<String, String>,
    /// Patient ID → the patient's code in the headers.
    patients: BTreeMap<String, String>,
}

impl CodedFinder {
    /// Joins a finder with the writer and the tables of its plan.
    #[must_use]
    pub fn new(finder: text::Finder, writer: Writer, tables: &Tables) -> Self {
        let uids = tables.uids();
        let accessions = tables.accessions();
        let patients = tables.patients().filter_map(|(key, codes)| {
            let id = key.expose().strip_prefix(PATIENT_ID)?;
            Some((comparable(id), codes.pseudonym.clone()))
        });
        Self {
            finder,
            writer,
            uids: uids
                .filter(|(original, _)| original.expose().len() >= SHORTEST_UID)
                .map(|(original, code)| (original.expose().clone(), code.to_owned()))
                .collect(),
            accessions: accessions
                .map(|(original, code)| (comparable(original.expose()), code.to_owned()))
                .collect(),
            patients: patients.collect(),
        }
    }

    /// Finds identifiers in narrative. Spans are sorted and do not overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Span> {
        self.coded(text, self.finder.find(text))
    }

    /// Puts the words of the policy's style in the place of those that the
    /// detectors and the person gave, and the codes and the shift of the patient
    /// whom the text is about.
    pub fn write(&self, text: &str, spans: &mut [Span], owner: Option<&Owner<'_>>) {
        let style = self.writer.style();
        self.writer.write(text, spans);
        match style {
            ReportStyle::Tags | ReportStyle::Years => {}
            ReportStyle::Pseudonyms => self.write_patients(text, spans, owner),
        }
        if let Some(shift) = owner.and_then(|owner| owner.shift.as_ref()) {
            moved::write(text, spans, style, shift);
        }
    }

    /// A made-up patient has the number that the headers give to the true one.
    fn write_patients(&self, text: &str, spans: &mut [Span], owner: Option<&Owner<'_>>) {
        for span in spans.iter_mut().filter(|span| span.letter == Letter::H) {
            let number = text.get(span.start..span.end).unwrap_or_default();
            let own = owner.filter(|owner| owner.has_number(number));
            let code = self.patients.get(&comparable(number)).map(String::as_str);
            if let Some(code) = code.or(own.map(|owner| owner.code)) {
                code.clone_into(&mut span.replacement);
            }
        }
    }

    /// The finder for the texts of one patient's instances.
    #[must_use]
    pub const fn of<'a>(&'a self, owner: Option<&'a Owner<'a>>) -> OwnFinder<'a> {
        OwnFinder {
            finder: self,
            owner,
        }
    }

    /// Where known values stand in narrative, those of the tables with them.
    #[must_use]
    pub fn known_places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = self.finder.known_places(text);
        let uids = self.uids_in(text).into_iter();
        places.extend(uids.map(|uid| uid.start..uid.end));
        places
    }

    /// The spans, those of the tables with their codes.
    fn coded(&self, text: &str, spans: Vec<Span>) -> Vec<Span> {
        let uids: Vec<Span> = self.uids_in(text);
        let mut coded: Vec<Span> = Vec::with_capacity(spans.len() + uids.len());
        for mut span in spans {
            let inside = |uid: &&Span| uid.start < span.end && span.start < uid.end;
            let mut within = uids.iter().filter(inside);
            match (within.next(), within.next()) {
                (Some(uid), None) => {
                    span.start = span.start.min(uid.start);
                    span.end = span.end.max(uid.end);
                    span.replacement.clone_from(&uid.replacement);
                    span.detector = IN_TABLES;
                }
                (Some(_), Some(_)) => {}
                (None, _) => self.accession(text, &mut span),
            }
            coded.push(span);
        }
        let covered = |uid: &Span| {
            let beside = |span: &Span| uid.end <= span.start || span.end <= uid.start;
            !coded.iter().all(beside)
        };
        let alone: Vec<Span> = uids.iter().filter(|uid| !covered(uid)).cloned().collect();
        coded.extend(alone);
        coded.sort_by_key(|span| span.start);
        coded
    }

    fn accession(&self, text: &str, span: &mut Span) {
        let found = text.get(span.start..span.end).unwrap_or_default();
        if span.letter != Letter::R || self.accessions.is_empty() {
            return;
        }
        if let Some(code) = self.accessions.get(&comparable(found)) {
            span.replacement.clone_from(code);
            span.detector = IN_TABLES;
        }
    }

    /// Runs of digits and points that are UIDs of the drop.
    fn uids_in(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        for run in text.split(|letter: char| !(letter.is_ascii_digit() || letter == '.')) {
            let uid = run.trim_matches('.');
            if uid.len() >= SHORTEST_UID
                && let Some(code) = self.uids.get(uid)
            {
                let before = run.len() - run.trim_start_matches('.').len();
                found.push(Span {
                    start: start + before,
                    end: start + before + uid.len(),
                    letter: Letter::R,
                    role: Role::Object,
                    replacement: code.clone(),
                    detector: IN_TABLES,
                    confidence: 100,
                });
            }
            start += run.len();
            start += text
                .get(start..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        }
        found
    }
}

/// The patient whom a text is about.
pub struct Owner<'a> {
    /// The code that stands for the patient in headers.
    pub code: &'a str,
    /// The patient's own numbers.
    pub numbers: Vec<&'a Sensitive<String>>,
    /// How the patient's dates move, where the policy moves them.
    pub shift: Option<Shift<'a>>,
}

impl Owner<'_> {
    fn has_number(&self, number: &str) -> bool {
        self.numbers.iter().any(|own| is_number_of(number, own))
    }
}

/// A finder and the patient whose texts it reads.
pub struct OwnFinder<'a> {
    finder: &'a CodedFinder,
    owner: Option<&'a Owner<'a>>,
}

impl FindText for OwnFinder<'_> {
    fn in_label(&self, text: &str) -> Vec<Span> {
        let spans = self.finder.finder.find_in_label(text);
        self.finder.coded(text, spans)
    }

    fn in_narrative(&self, text: &str) -> Vec<Span> {
        let spans = self.finder.finder.find_in_note(text);
        let mut spans = self.finder.coded(text, spans);
        self.finder.write(text, &mut spans, self.owner);
        spans
    }

    fn in_comment(&self, text: &str) -> Vec<Span> {
        let spans = self.finder.finder.find_in_comment(text);
        self.finder.coded(text, spans)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::known::Known;
    use crate::policy::DateRule;
    use crate::remap::TableWriter;

    fn finder() -> (CodedFinder, Tables) {
        let mut writer = TableWriter::new([4; 32]);
        writer.enter_uid("1.2.826.0.1.99");
        writer.enter_uid("1.2.826.0.1.98");
        writer.enter_accession("00ZQ-4711");
        let tables = writer.finish();
        let finder = text::Finder::new(&Known::default(), DateRule::YearAndIntervals);
        let writer = Writer::new(ReportStyle::Tags, &tables, &BTreeSet::new());
        (CodedFinder::new(finder, writer, &tables), tables)
    }

    #[test]
    fn a_uid_in_text_becomes_its_code_and_a_longer_number_does_not() {
        let (finder, tables) = finder();
        let text = "See 1.2.826.0.1.99. Not 1.2.826.0.1.991, µ 1.2.826.0.1.98";
        let redacted = text::redact(text, &finder.find(text));
        let code = |uid| tables.uid(uid).unwrap_or_default();
        let wanted = format!(
            "See {}. Not [ID], µ {}",
            code("1.2.826.0.1.99"),
            code("1.2.826.0.1.98")
        );
        assert_eq!(redacted, wanted);
    }

    #[test]
    fn a_labelled_accession_number_becomes_its_code() {
        let (finder, tables) = finder();
        let text = "Accession: 00ZQ-4711";
        let wanted = format!(
            "Accession: {}",
            tables.accession("00ZQ-4711").unwrap_or_default()
        );
        assert_eq!(text::redact(text, &finder.find(text)), wanted);
    }
}
