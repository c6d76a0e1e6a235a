//! What kind of file it is, by its content. A name ending only tells a text
//! report from other text.

use crate::container;
use crate::dicom::read;
use crate::document::hl7;
use crate::finding::{Limit, ReasonCode, Refusal};
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
    // Before the mark of PDF, which may stand further in: a zip whose first
    // entry is a stored PDF is a zip, and its other entries must not be missed.
    if has_zip_mark(&head) {
        return zip_kind(source);
    }
    if has_pdf_mark(&head) {
        return FileKind::Report(ReportKind::Pdf);
    }
    if head.starts_with(b"{\\rtf") {
        return FileKind::Report(ReportKind::Rtf);
    }
    if hl7::is_message(&head) {
        return FileKind::Report(ReportKind::Hl7);
    }
    if read::looks_like_dicom(source) {
        return FileKind::Dicom;
    }
    if TEXT_ENDINGS.contains(&extension) {
        let length = source.size_bytes().min(TEXT_LOOKED_AT);
        return match read_range(source, 0, length) {
            Ok(bytes) if is_text(&bytes) && source.size_bytes() > LARGEST_TEXT => {
                FileKind::Refused(Refusal::over(Limit::ReportBytes))
            }
            Ok(bytes) if is_text(&bytes) => FileKind::Report(ReportKind::Text),
            Ok(_) => refused(ReasonCode::UnknownKind),
            Err(_) => refused(ReasonCode::Unreadable),
        };
    }
    if extension == "json" && is_resource(source) {
        return FileKind::Report(ReportKind::Fhir);
    }
    refused(ReasonCode::UnknownKind)
}

/// A FHIR resource says so near its beginning.
fn is_resource(source: &dyn Source) -> bool {
    let length = source.size_bytes().min(TEXT_LOOKED_AT);
    read_range(source, 0, length)
        .is_ok_and(|bytes| memchr::memmem::find(&bytes, b"\"resourceType\"").is_some())
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

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: FileKind = refused(ReasonCode::UnknownKind);

    fn kind_of(bytes: &[u8], extension: &str) -> FileKind {
        kind(&bytes.to_vec(), extension)
    }

    fn zip_of(name: &str) -> Vec<u8> {
        use std::io::Write as _;
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name, options).unwrap();
        writer.write_all(b"content").unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_that_is_two_things_is_dicom() {
        for preamble in [b"MZ".as_slice(), b"II*\0", b"%PDF-1.7", b"PK\x03\x04", b""] {
            let mut bytes = preamble.to_vec();
            bytes.resize(128, 0);
            bytes.extend_from_slice(b"DICM");
            assert_eq!(kind_of(&bytes, "exe"), FileKind::Dicom);
        }
    }

    #[test]
    fn a_bare_data_set_is_dicom_and_other_bytes_are_not() {
        let explicit = b"\x08\0\x05\0CS\x0a\0ISO_IR 100\x08\0\x08\0CS\0\0";
        assert_eq!(kind_of(explicit, ""), FileKind::Dicom);
        let implicit = b"\x08\0\x05\0\x0a\0\0\0ISO_IR 100\x08\0\x08\0\0\0\0\0";
        assert_eq!(kind_of(implicit, ""), FileKind::Dicom);
        assert_eq!(kind_of(b"\x08\0\x05\0\x0a\0\0\0ISO_IR", ""), UNKNOWN);
        assert_eq!(kind_of(&[0; 4_000], "dcm"), UNKNOWN);
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n....", "png"), UNKNOWN);
        assert_eq!(kind_of(b"BM\x36\0\x0c\0\0\0\0\0\x36\0", "bmp"), UNKNOWN);
    }

    #[test]
    fn reports_are_told_by_content() {
        assert_eq!(
            kind_of(b"junk\n%PDF-1.4 ...", "dcm"),
            FileKind::Report(ReportKind::Pdf)
        );
        let docx = zip_of("word/document.xml");
        assert_eq!(kind_of(&docx, "zip"), FileKind::Report(ReportKind::Docx));
        assert_eq!(kind_of(&zip_of("STUDY/1.dcm"), "docx"), FileKind::Zip);
    }

    #[test]
    fn a_zip_that_begins_with_a_stored_report_is_a_zip() {
        use std::io::Write as _;
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file("report.pdf", options).unwrap();
        writer.write_all(b"%PDF-1.7 ...").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        assert_eq!(kind_of(&bytes, "zip"), FileKind::Zip);
    }

    #[test]
    fn text_needs_its_ending_and_no_control_characters() {
        let text = FileKind::Report(ReportKind::Text);
        assert_eq!(kind_of("FINDINGS: Größe 3 mm\r\n".as_bytes(), "txt"), text);
        assert_eq!(kind_of(b"FINDINGS: Gr\xf6\xdfe 3 mm", "text"), text);
        assert_eq!(kind_of(b"\xff\xfeF\0\n\0", "txt"), text);
        assert_eq!(kind_of(b"FINDINGS", "py"), UNKNOWN);
        assert_eq!(kind_of(b"FIND\0INGS", "txt"), UNKNOWN);
        assert_eq!(kind_of(b"\xff\xfeF\0\x01\0", "txt"), UNKNOWN);
    }

    #[test]
    fn rich_text_messages_and_resources_are_told_by_content() {
        let report = FileKind::Report;
        assert_eq!(kind_of(b"{\\rtf1 text}", "doc"), report(ReportKind::Rtf));
        let message = b"\x0bMSH|^~\\&|RIS\rPID|1\r\x1c\r";
        assert_eq!(kind_of(message, "hl7"), report(ReportKind::Hl7));
        let resource = b"{ \"resourceType\": \"DiagnosticReport\" }";
        assert_eq!(kind_of(resource, "json"), report(ReportKind::Fhir));
        assert_eq!(kind_of(b"{\"PatientName\": \"A\"}", "json"), UNKNOWN);
    }

    #[test]
    fn nothing_and_broken_zips_are_refused() {
        assert_eq!(kind_of(b"", "txt"), refused(ReasonCode::EmptyFile));
        let zip = zip_of("STUDY/1.dcm");
        let cut = zip.get(..zip.len() - 9).unwrap();
        assert_eq!(kind_of(cut, "zip"), refused(ReasonCode::Malformed));
    }
}
