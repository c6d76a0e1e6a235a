//! What kind of file it is, by its content. A name ending only tells a text
//! report from other text.

use crate::container;
use crate::dicom::read;
use crate::finding::{ReasonCode, Refusal};
use crate::plan::ReportKind;
use crate::source::{Source, read_range};

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A DICOM file.
    Dicom,
    /// A zip whose entries are looked at one by one.
    Zip,
    /// A report.
    Report(ReportKind),
    /// Not taken, and why.
    Refused(Refusal),
}

/// A PDF may have so many bytes before its mark, as its readers allow.
const PDF_MARK_WITHIN: u64 = 1024;
/// So many bytes of a text are looked at.
const TEXT_LOOKED_AT: u64 = 64 * 1024;
/// Largest text that is taken for a report.
const LARGEST_TEXT: u64 = 32 * 1024 * 1024;
/// Endings of text reports, lower case.
const TEXT_ENDINGS: [&str; 6] = ["txt", "text", "hl7", "rpt", "report", "asc"];

/// Tells the kind of a file. `extension` is lower case without dot.
///
/// A file with the mark of Part 10 is DICOM whatever its preamble says: the
/// preamble of a file that is both (CVE-2019-11687) is zeroed on writing.
#[must_use]
pub fn kind(source: &dyn Source, extension: &str) -> FileKind {
    if source.size_bytes() == 0 {
        return refused(ReasonCode::EmptyFile);
    }
    let head = source.size_bytes().min(PDF_MARK_WITHIN);
    let Ok(head) = read_range(source, 0, head) else {
        return refused(ReasonCode::Unreadable);
    };
    if has_dicom_mark(&head) {
        return FileKind::Dicom;
    }
    if has_pdf_mark(&head) {
        return FileKind::Report(ReportKind::Pdf);
    }
    if has_zip_mark(&head) {
        return zip_kind(source);
    }
    if read::looks_like_dicom(source) {
        return FileKind::Dicom;
    }
    if TEXT_ENDINGS.contains(&extension) && source.size_bytes() <= LARGEST_TEXT {
        let length = source.size_bytes().min(TEXT_LOOKED_AT);
        return match read_range(source, 0, length) {
            Ok(bytes) if is_text(&bytes) => FileKind::Report(ReportKind::Text),
            Ok(_) => refused(ReasonCode::UnknownKind),
            Err(_) => refused(ReasonCode::Unreadable),
        };
    }
    refused(ReasonCode::UnknownKind)
}

const fn refused(code: ReasonCode) -> FileKind {
    FileKind::Refused(Refusal::of(code))
}

fn has_dicom_mark(head: &[u8]) -> bool {
    head.get(128..132) == Some(b"DICM".as_slice()) || head.starts_with(b"DICM")
}

fn has_pdf_mark(head: &[u8]) -> bool {
    memchr::memmem::find(head, b"%PDF-").is_some()
}

/// Local header, or the end record of an empty zip.
fn has_zip_mark(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// A zip that holds a word-processor document is a report (ECMA-376 part 2).
fn zip_kind(source: &dyn Source) -> FileKind {
    match container::zip_entries(source) {
        Ok(entries) => {
            let is_document = entries
                .iter()
                .any(|entry| entry.name.expose() == "word/document.xml");
            if is_document {
                FileKind::Report(ReportKind::Docx)
            } else {
                FileKind::Zip
            }
        }
        Err(refusal) => FileKind::Refused(refusal),
    }
}

/// Text has no control characters but white space. UTF-16 needs its mark.
fn is_text(bytes: &[u8]) -> bool {
    let units = |order: fn([u8; 2]) -> u16| {
        bytes
            .chunks_exact(2)
            .filter_map(|pair| pair.first_chunk::<2>())
            .all(|pair| order(*pair) >= 0x20 || is_white(order(*pair)))
    };
    match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => bytes
            .iter()
            .all(|byte| *byte >= 0x20 && *byte != 0x7F || is_white(u16::from(*byte))),
    }
}

/// Tab, line feed, vertical tab, form feed, carriage return; HL7 v2 frames its
/// messages with 0B and 1C.
const fn is_white(unit: u16) -> bool {
    matches!(unit, 0x09..=0x0D | 0x1C)
}
