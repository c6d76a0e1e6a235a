//! The document room: reports in (PDF, DOCX, TXT) as text with positions, a new
//! PDF out. Knows nothing of DICOM and no rules.

pub mod model;
