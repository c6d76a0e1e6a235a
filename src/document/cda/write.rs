//! A clean document → a new minimal CDA R2 document. What the schema demands
//! of people, places and times is there with a null flavor.

use std::fmt::Write as _;

use super::LOINC;
use crate::document::model::{Break, Document, Segment, Weight};

/// LOINC "Diagnostic imaging study", for a document that says no kind.
const IMAGING_STUDY: &str = "18748-4";

/// Everything in front of the body but number, kind and title.
const PEOPLE: &str = "<effectiveTime nullFlavor=\"MSK\"/>\n\
    <confidentialityCode code=\"N\" codeSystem=\"2.16.840.1.113883.5.25\"/>\n\
    <recordTarget><patientRole><id nullFlavor=\"MSK\"/></patientRole></recordTarget>\n\
    <author><time nullFlavor=\"MSK\"/><assignedAuthor><id nullFlavor=\"MSK\"/></assignedAuthor></author>\n\
    <custodian><assignedCustodian><representedCustodianOrganization><id nullFlavor=\"MSK\"/>\
    </representedCustodianOrganization></assignedCustodian></custodian>\n";

/// Writes the document. `uid` is its new number, `kind` a LOINC code.
#[must_use]
pub fn write(document: &Document, title: &str, uid: &str, kind: Option<&str>) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<ClinicalDocument xmlns=\"urn:hl7-org:v3\">\n");
    out.push_str("<typeId root=\"2.16.840.1.113883.1.3\" extension=\"POCD_HD000040\"/>\n");
    let kind = kind.unwrap_or(IMAGING_STUDY);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<id root=\"{}\"/>", escaped(uid));
    let _ = writeln!(
        out,
        "<code code=\"{}\" codeSystem=\"{LOINC}\"/>",
        escaped(kind)
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(title));
    out.push_str(PEOPLE);
    out.push_str("<component><structuredBody>\n");
    for section in sections(document) {
        section_xml(&section, &mut out);
    }
    out.push_str("</structuredBody></component>\n</ClinicalDocument>\n");
    // Padding of DICOM would be no XML.
    if out.len() % 2 == 1 {
        out.push('\n');
    }
    out.into_bytes()
}

/// A title and the lines below it; a line has one cell or more.
#[derive(Default)]
struct Section {
    title: String,
    lines: Vec<Vec<String>>,
}

/// A line that begins bold is a title.
fn sections(document: &Document) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut line: Vec<&Segment> = Vec::new();
    for segment in document.pages.iter().flat_map(|page| &page.segments) {
        line.push(segment);
        if matches!(segment.then, Break::Line | Break::Paragraph) {
            put(&mut sections, &std::mem::take(&mut line));
        }
    }
    put(&mut sections, &line);
    sections
}

fn put(sections: &mut Vec<Section>, line: &[&Segment]) {
    let Some(first) = line.first() else { return };
    let cells = cells(line);
    if first.weight == Weight::Bold {
        sections.push(Section {
            title: cells.join(" "),
            lines: Vec::new(),
        });
        return;
    }
    if sections.is_empty() {
        sections.push(Section::default());
    }
    if let Some(section) = sections.last_mut() {
        section.lines.push(cells);
    }
}

fn cells(line: &[&Segment]) -> Vec<String> {
    let mut cells = vec![String::new()];
    for segment in line {
        if let Some(cell) = cells.last_mut() {
            cell.push_str(&segment.text);
            if segment.then == Break::Space {
                cell.push(' ');
            }
        }
        if segment.then == Break::Tab {
            cells.push(String::new());
        }
    }
    cells
}

fn section_xml(section: &Section, out: &mut String) {
    out.push_str("<component><section>");
    if !section.title.is_empty() {
        let _ = write!(out, "<title>{}</title>", escaped(&section.title));
    }
    out.push_str("<text>\n");
    let mut in_table = false;
    for cells in &section.lines {
        let is_row = cells.len() > 1;
        match (in_table, is_row) {
            (false, true) => out.push_str("<table><tbody>\n"),
            (true, false) => out.push_str("</tbody></table>\n"),
            (false, false) | (true, true) => {}
        }
        in_table = is_row;
        if is_row {
            let cells = cells.iter();
            let row: String = cells
                .map(|cell| format!("<td>{}</td>", escaped(cell)))
                .collect();
            let _ = writeln!(out, "<tr>{row}</tr>");
        } else if let Some(text) = cells.first() {
            let _ = writeln!(out, "<paragraph>{}</paragraph>", escaped(text));
        }
    }
    if in_table {
        out.push_str("</tbody></table>\n");
    }
    out.push_str("</text></section></component>\n");
}

/// The letters that XML needs for itself, and none that it forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
