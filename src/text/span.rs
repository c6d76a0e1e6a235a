//! What the text engine answers: spans of identifying text.

use serde::Serialize;

use crate::known::Role;
use crate::safe_harbor::Letter;

/// The detector of a span whose replacement is a code of the run: it stands in
/// the place of the value even where other findings are cut out.
pub const IN_TABLES: &str = "known-in-tables";

/// A piece of text that identifies somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First byte in the original text (UTF-8).
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
    /// Category.
    pub letter: Letter,
    /// Whose it is, as far as the text tells.
    pub role: Role,
    /// What stands in its place, `[DATE 2024]`. Never holds an original word.
    pub replacement: String,
    /// Which rule found it: a fixed word such as `known-name`, `labelled-mrn`.
    pub detector: &'static str,
    /// How sure the detector is, 0 to 100.
    pub confidence: u8,
}
