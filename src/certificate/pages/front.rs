//! Sections 1 to 3: identity, status, scope.

use crate::typeset::face::Face;
use crate::typeset::flow::{Flow, Spacing};
use crate::typeset::line::{Piece, Style};
use crate::typeset::paper::{INK, Ink, QUIET};
use crate::typeset::table::{Cell, Column};

use crate::certificate::facts::{AccessionState, Accessions, Facts, ListedAccession};
use crate::certificate::status::{Assessment, Status};
use crate::certificate::wording;
use crate::certificate::words::Digest;
use crate::plan::ReportKind;

use super::look::{
    self, CODE, SMALL, STRONG, TEXT, cell, count, digits, fields, grid, long_fields, section, text,
};

/// Rows of an accession or series table before it moves to an annex.
pub const ROWS_IN_SECTION: usize = 14;

/// Name of the tool, title of the document.
pub fn masthead(flow: &mut Flow, _facts: &Facts) {
    let mark = Style::new(Face::SansBold, 9.0, look::ACCENT);
    flow.paragraph(&[Piece::new("SAFELIGHT", mark)], Spacing::TIGHT);
    let title = Style::new(Face::SansBold, 21.0, INK);
    flow.heading(1, wording::TITLE, title, Spacing::TIGHT, 60.0);
    let quiet = Style::new(Face::Sans, 8.8, QUIET);
    flow.paragraph(&[Piece::new(wording::NATURE, quiet)], Spacing::TIGHT);
    flow.space(2.0);
}

/// Section 1.
pub fn identity(flow: &mut Flow, facts: &Facts) {
    section(flow, "1", "Identity of this record");
    let identity = &facts.identity;
    let edition = match identity.dicom_edition {
        "" => String::from("not stated"),
        edition => format!("DICOM PS3.15 {edition}, Table E.1-1"),
    };
    fields(
        flow,
        &[
            ("Certificate", cell(identity.certificate.to_string(), CODE)),
            ("Issued (UTC)", cell(identity.issued.to_string(), TEXT)),
            (
                "Tool",
                cell(concat!("Safelight ", env!("CARGO_PKG_VERSION")), TEXT),
            ),
            ("Rules", cell(edition, TEXT)),
            (
                "Profile",
                cell(wording::profile(facts.choices.preset), TEXT),
            ),
            (
                "ZIP codes",
                cell("all removed; no table of ZIP codes used", TEXT),
            ),
        ],
    );
    let mut hashes: Vec<(&str, Cell)> = vec![
        (
            "Dates and ages",
            cell(wording::dates(facts.choices.options.dates), TEXT),
        ),
        (
            "Options in force",
            cell(wording::options(&facts.choices.options), TEXT),
        ),
    ];
    let optional = [
        ("Engine SHA-256", identity.engine_sha256),
        ("Rules SHA-256", identity.rules_sha256),
    ];
    for (label, digest) in optional {
        hashes.extend(digest.map(|digest: Digest| (label, cell(digest.hex(), CODE))));
    }
    if let Some(made) = &identity.input_commitment {
        let (algorithm, files) = (made.algorithm, digits(made.files));
        let value = format!("{} ({algorithm}, files: {files})", made.value.hex());
        hashes.push(("Input commitment", cell(value, CODE)));
    }
    long_fields(flow, &hashes);
}

/// Section 2.
pub fn status(flow: &mut Flow, assessment: &Assessment) {
    section(flow, "2", "Status");
    let bar = status_ink(assessment.status);
    let mut paragraphs = vec![
        vec![Piece::new(
            assessment.title,
            Style::new(Face::SansBold, 13.0, bar),
        )],
        vec![Piece::new(
            wording::status_sentence(assessment.status),
            TEXT,
        )],
    ];
    for finding in &assessment.reasons {
        let mut line = vec![Piece::new(finding.sentence, TEXT)];
        if finding.reason.is_counted() {
            line.push(Piece::new(
                format!(":\u{A0}{}", digits(finding.count)),
                STRONG,
            ));
        }
        paragraphs.push(line);
    }
    look::panel(flow, bar, &paragraphs);
}

/// Colour of a status; it is never the only sign.
pub const fn status_ink(status: Status) -> Ink {
    match status {
        Status::Issued => look::CALM,
        Status::IssuedWithExceptions => look::CAREFUL,
        Status::NotClaimed => look::ACCENT,
    }
}

/// Section 3.
pub fn scope(flow: &mut Flow, facts: &Facts) {
    section(flow, "3", "Scope");
    let scope = &facts.scope;
    let sentence = format!(
        "Files received: {}. Written: {} of {} in {}, {}.",
        digits(scope.files_received),
        plural(
            facts.written(),
            "instance or report",
            "instances and reports"
        ),
        plural(scope.patients, "patient", "patients"),
        plural(scope.studies, "study", "studies"),
        plural(scope.series, "series", "series"),
    );
    text(flow, &sentence);
    for asked in &scope.questions {
        let choice = asked.answer.unwrap_or(asked.question.cautious());
        let differs = asked.differs.in_words();
        let differs = match differs.as_str() {
            "" => differs,
            kinds => format!(" (differs: {kinds})"),
        };
        let sentence = format!(
            "The files held {} {}{differs}: {}.",
            digits(asked.count),
            asked.question.sentence(asked.count),
            choice.sentence()
        );
        text(flow, &sentence);
    }
    counts(flow, facts);
    if let Some(identity) = &scope.report_identity {
        text(flow, &wording::report_identity(identity));
    }
    not_written(flow, facts);
    match &scope.accessions {
        None => text(
            flow,
            "Accession list: none was given. Completeness was not checked.",
        ),
        Some(list) => accessions(flow, list),
    }
}

fn counts(flow: &mut Flow, facts: &Facts) {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &facts.scope.instances {
        rows.push(vec![
            cell(row.class, SMALL),
            count(row.received),
            count(row.written),
            count(row.withheld),
            count(row.unreadable),
        ]);
    }
    for row in &facts.scope.reports {
        let kind = match row.kind {
            ReportKind::Pdf => "PDF",
            ReportKind::Docx => "DOCX",
            ReportKind::Text => "text",
            ReportKind::Rtf => "RTF",
            ReportKind::Hl7 => "HL7 v2",
            ReportKind::Fhir => "FHIR",
        };
        let pages = pages(row.pages_written, row.pages_received, row.pages_withheld);
        let missing = row.received.saturating_sub(row.written);
        rows.push(vec![
            cell(format!("Report, {kind} ({pages})"), SMALL),
            count(row.received),
            count(row.written),
            count(missing),
            count(0),
        ]);
    }
    let documents = &facts.scope.documents;
    if documents.received > 0 {
        let pages = pages(
            documents.pages_written,
            documents.pages_received,
            documents.pages_withheld,
        );
        rows.push(vec![
            cell(
                format!("Of the instances: with a document inside, set anew ({pages})"),
                SMALL,
            ),
            count(documents.received),
            count(documents.rewritten),
            count(documents.received.saturating_sub(documents.rewritten)),
            count(0),
        ]);
    }
    if rows.is_empty() {
        return;
    }
    grid(
        flow,
        &[
            ("Kind (SOP class or format)", Column::names(0.56)),
            ("Received", Column::number(0.11)),
            ("Written", Column::number(0.11)),
            ("Withheld", Column::number(0.11)),
            ("Not readable", Column::number(0.13)),
        ],
        rows,
    );
}

/// Pages of documents in words. Of what was never read none were counted.
fn pages(written: u64, received: u64, withheld: u64) -> String {
    match (received, withheld) {
        (0, _) => String::from("no page read"),
        (_, 0) => format!("pages {written} of {received}"),
        (_, some) => format!("pages {written} of {received}, {some} withheld"),
    }
}

fn not_written(flow: &mut Flow, facts: &Facts) {
    if facts.scope.not_written.is_empty() {
        return;
    }
    let rows = facts
        .scope
        .not_written
        .iter()
        .map(|row| {
            vec![
                cell(row.what, SMALL),
                cell(capital(row.reason.sentence()), SMALL),
                count(row.count),
            ]
        })
        .collect();
    grid(
        flow,
        &[
            ("Not in the package", Column::names(0.38)),
            ("Reason", Column::text(0.51)),
            ("Files", Column::number(0.11)),
        ],
        rows,
    );
}

fn accessions(flow: &mut Flow, list: &Accessions) {
    let state = |state| list.listed.iter().filter(|row| row.state == state).count();
    let repeated = match list.repeated {
        0 => String::new(),
        more => format!(
            ", {} left out",
            plural(more, "repeated one", "repeated ones")
        ),
    };
    let sentence = format!(
        "Accession list: {}{}. Found {}, found in part {}, missing {}. Not on the list: {}. Instances without an accession number: {}.",
        plural(list.listed.len() as u64, "entry", "entries"),
        repeated,
        state(AccessionState::Found),
        state(AccessionState::Partial),
        state(AccessionState::Missing),
        list.not_on_list.len(),
        digits(list.instances_without),
    );
    text(flow, &sentence);
    let received = list.listed.iter().filter_map(|row| row.found.as_ref());
    let announced = received.fold((0, 0), |(series, instances), found| {
        (
            series + found.series_not_received,
            instances + found.instances_not_received,
        )
    });
    if announced != (0, 0) {
        let sentence = format!(
            "The headers announce {} series and {} more than were received.",
            digits(announced.0),
            plural(announced.1, "instance", "instances")
        );
        text(flow, &sentence);
    }
    if list.listed.len() + list.not_on_list.len() <= ROWS_IN_SECTION {
        accession_table(flow, list);
    } else {
        text(flow, "Annex D lists every entry of the list.");
    }
}

/// Every entry of the list, and what is not on it.
pub fn accession_table(flow: &mut Flow, list: &Accessions) {
    let listed = list.listed.iter().map(listed_row);
    let others = list.not_on_list.iter().map(|found| {
        let mut row = vec![cell("–", SMALL), cell("Not on the list", SMALL)];
        row.extend(found_cells(Some(found)));
        row
    });
    grid(
        flow,
        &[
            ("Row of list", Column::number(0.12)),
            ("State", Column::text(0.20)),
            ("Code in the package", Column::text(0.26)),
            ("Series", Column::number(0.12)),
            ("Instances received", Column::number(0.16)),
            ("Written", Column::number(0.14)),
        ],
        listed.chain(others).collect(),
    );
}

fn listed_row(row: &ListedAccession) -> Vec<Cell> {
    let style = match row.state {
        AccessionState::Found => SMALL,
        AccessionState::Partial | AccessionState::Missing => look::SMALL_STRONG,
    };
    let mut cells = vec![count(row.row), cell(wording::accession(row.state), style)];
    cells.extend(found_cells(row.found.as_ref()));
    cells
}

fn found_cells(found: Option<&crate::certificate::facts::FoundAccession>) -> Vec<Cell> {
    let code = found.and_then(|found| found.code.as_ref());
    vec![
        code.map_or_else(|| cell("–", SMALL), |code| cell(code.as_str(), CODE)),
        count(found.map_or(0, |found| found.series)),
        count(found.map_or(0, |found| found.instances)),
        count(found.map_or(0, |found| found.instances_written)),
    ]
}

/// A count with its noun.
pub fn plural(number: u64, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", digits(number))
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}
