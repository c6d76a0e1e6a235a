//! The document room: reports in (PDF, DOCX, RTF, HL7 v2, FHIR, TXT, CDA) as text
//! with positions, a new PDF or CDA out. Knows nothing of DICOM and no rules.

pub mod cda;
mod docx;
mod fhir;
pub mod hl7;
mod joined;
mod layout;
mod letters;
mod markup;
pub mod model;
mod pdf;
mod pdf_out;
mod plain;
mod redact;
mod rtf;
pub mod txt;
mod xml;

use crate::finding::{Limit, ReasonCode, Refusal};
use crate::plan::ReportKind;
use crate::source::{Source, read_range};
use model::Document;

pub use joined::{Joined, joined};
pub use pdf_out::{characters_without_glyph, pdf};
pub use plain::plain_text;
pub use redact::redact;

/// Reports are pages of text: a larger file is something else.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Pages of one report.
pub const MAX_PAGES: usize = 2_000;

/// Whoever reads the letters in pictures of pages.
#[cfg(feature = "ocr")]
pub type PictureReader = crate::ocr::Ocr;

/// This build reads no pictures: there is no such reader.
#[cfg(not(feature = "ocr"))]
pub enum PictureReader {}

#[cfg(not(feature = "ocr"))]
impl crate::ocr::Reader for PictureReader {
    fn read(
        &self,
        _: &crate::ocr::Picture,
        _: &[crate::ocr::Bounds],
    ) -> Result<crate::ocr::Seen, crate::ocr::OcrError> {
        match *self {}
    }
}

/// Reads a report of any kind. Pages of a PDF that are pictures are withheld by
/// name.
///
/// # Errors
/// As [`read_with`].
pub fn read(kind: ReportKind, source: &dyn Source) -> Result<Document, Refusal> {
    read_with(kind, source, None)
}

/// Reads a report of any kind. Pages of a PDF that are pictures are read by
/// `pictures`, if there is such a reader.
///
/// # Errors
/// A [`Refusal`] that names why the whole file is not taken: unreadable,
/// over a limit, encrypted, malformed, without text.
pub fn read_with(
    kind: ReportKind,
    source: &dyn Source,
    pictures: Option<&PictureReader>,
) -> Result<Document, Refusal> {
    let size_bytes = source.size_bytes();
    if size_bytes == 0 {
        return Err(Refusal::of(ReasonCode::EmptyFile));
    }
    if size_bytes > MAX_FILE_BYTES {
        return Err(Refusal::over(Limit::ReportBytes));
    }
    let bytes =
        read_range(source, 0, size_bytes).map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
    match kind {
        ReportKind::Text => txt::read(&bytes),
        ReportKind::Pdf => pdf::read(bytes, pictures),
        ReportKind::Docx => docx::read(&bytes),
        ReportKind::Rtf => rtf::read(&bytes),
        ReportKind::Hl7 => hl7::read(&bytes),
        ReportKind::Fhir => fhir::read(&bytes),
    }
}
