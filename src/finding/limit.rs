//! The limits of what is read, by name. Their numbers stand where they are held;
//! docs/LIMITS.md lists them, and a test holds the list.

use serde::{Deserialize, Serialize};

/// Which limit a file is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Sequences inside sequences of a data set.
    DicomDepth,
    /// Elements and items of a data set.
    DicomElements,
    /// Bytes of all values of a data set but its pixels.
    DicomValues,
    /// Bytes that a deflated data set, or a deflated entry, unpacks to.
    Inflated,
    /// Fragments of encapsulated pixel data.
    Fragments,
    /// A value or header that is longer than PS3.5 can write.
    DicomLength,
    /// Rows × columns × samples, frames or bytes of a picture in which something is hidden.
    Picture,
    /// Entries of a zip, or bytes of its directory.
    ZipEntries,
    /// Bytes of all entries beside those of the zip.
    ZipRatio,
    /// Bytes of one entry that is unpacked.
    ZipEntry,
    /// Zips inside zips.
    ZipLevels,
    /// Bytes of a report.
    ReportBytes,
    /// Pages of a report.
    ReportPages,
    /// Lines, segments, paragraphs or groups of a report.
    ReportParts,
    /// Nodes, attributes or depth of XML.
    Xml,
    /// Depth of JSON.
    JsonDepth,
    /// Parts of a DOCX, or what they unpack to.
    DocxParts,
    /// What the streams of a PDF unpack to.
    PdfStreams,
    /// Instructions or letters of a PDF.
    PdfContent,
}

impl Limit {
    /// All limits, in the order of docs/LIMITS.md.
    pub const ALL: [Self; 19] = [
        Self::DicomDepth,
        Self::DicomElements,
        Self::DicomValues,
        Self::DicomLength,
        Self::Inflated,
        Self::Fragments,
        Self::Picture,
        Self::ZipEntries,
        Self::ZipRatio,
        Self::ZipEntry,
        Self::ZipLevels,
        Self::ReportBytes,
        Self::ReportPages,
        Self::ReportParts,
        Self::Xml,
        Self::JsonDepth,
        Self::DocxParts,
        Self::PdfStreams,
        Self::PdfContent,
    ];

    /// Its name in messages and in docs/LIMITS.md.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DicomDepth => "dicom-depth",
            Self::DicomElements => "dicom-elements",
            Self::DicomValues => "dicom-values",
            Self::DicomLength => "dicom-length",
            Self::Inflated => "inflated",
            Self::Fragments => "fragments",
            Self::Picture => "picture",
            Self::ZipEntries => "zip-entries",
            Self::ZipRatio => "zip-ratio",
            Self::ZipEntry => "zip-entry",
            Self::ZipLevels => "zip-levels",
            Self::ReportBytes => "report-bytes",
            Self::ReportPages => "report-pages",
            Self::ReportParts => "report-parts",
            Self::Xml => "xml",
            Self::JsonDepth => "json-depth",
            Self::DocxParts => "docx-parts",
            Self::PdfStreams => "pdf-streams",
            Self::PdfContent => "pdf-content",
        }
    }
}
