//! HL7 CDA R2: the narrative of a document in, a new minimal document out.
//!
//! Titles and text of the sections are the report. Everything else (people,
//! organisations, numbers, dates, coded entries) is harvested for the table of
//! known values and not carried over: no piece of the source's XML is in what
//! is written.

mod narrative;
mod participants;
mod write;

use super::model::{Document, DocumentNote, Form, Origin, Page};
use super::txt::{self, PAPER_HEIGHT_PT, PAPER_WIDTH_PT};
use super::xml::{self, Element, XmlFault};
use super::{MAX_FILE_BYTES, letters};
use crate::finding::{Limit, ReasonCode, Refusal};
use narrative::Lines;

pub use write::write;

/// LOINC as CDA names it.
const LOINC: &str = "2.16.840.1.113883.6.1";

/// A CDA document as read.
pub struct Cda {
    /// Its narrative.
    pub document: Document,
    /// LOINC code of its kind, if it has one.
    pub kind: Option<String>,
}

/// Reads a CDA document.
///
/// # Errors
/// [`ReasonCode::Malformed`] for XML that is not well formed, has a document
/// type or entities, or is no CDA; [`ReasonCode::OverLimit`];
/// [`ReasonCode::NoText`] if no section has text: its body is another file.
pub fn read(bytes: &[u8]) -> Result<Cda, Refusal> {
    let refused = |code| Refusal::of(code);
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Refusal::over(Limit::ReportBytes));
    }
    let text = txt::decode(unpadded(bytes)).ok_or(refused(ReasonCode::Malformed))?;
    let root = xml::parse(&text).map_err(|fault| match fault {
        XmlFault::Malformed => refused(ReasonCode::Malformed),
        XmlFault::OverLimit => Refusal::over(Limit::Xml),
    })?;
    if root.name != "ClinicalDocument" {
        return Err(refused(ReasonCode::Malformed));
    }
    let mut lines = Lines::default();
    if let Some(title) = root.child("title") {
        lines.title(title);
    }
    for body in root
        .elements()
        .filter_map(|one| one.child("structuredBody"))
    {
        lines.sections(body);
    }
    let pictures = lines.pictures;
    let segments = lines.finish();
    let worded = |text: &str| letters::is_worded(text);
    if !segments.iter().any(|segment| worded(&segment.text)) {
        return Err(refused(ReasonCode::NoText));
    }
    let mut document = Document {
        form: Form::Flowing,
        pages: vec![Page {
            width_pt: PAPER_WIDTH_PT,
            height_pt: PAPER_HEIGHT_PT,
            withheld: None,
            origin: Origin::Text,
            segments,
        }],
        hidden: participants::hidden(&root),
        notes: Vec::new(),
    };
    if pictures > 0 {
        document.notes.push(DocumentNote::Picture);
    }
    Ok(Cda {
        document,
        kind: loinc(&root),
    })
}

fn unpadded(bytes: &[u8]) -> &[u8] {
    let mut bytes = bytes;
    while let [rest @ .., 0 | b' ' | b'\n'] = bytes {
        bytes = rest;
    }
    bytes
}

/// The kind of the document: a LOINC code is one to five digits and a check
/// digit.
fn loinc(root: &Element) -> Option<String> {
    let code = root.child("code")?;
    let value = code
        .attribute("code")
        .filter(|_| code.attribute("codeSystem") == Some(LOINC))?;
    let (number, check) = value.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=5).contains(&number.len()) && check.len() == 1;
    (fits && digits(number) && digits(check)).then(|| value.to_owned())
}

#[cfg(test)]
mod tests;
