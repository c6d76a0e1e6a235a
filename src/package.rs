//! Verified entries → the layout of one zip: framing bytes and slices.

use crate::source::Part;

/// One piece of the finished zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which input a [`Part::Slice`] refers to; `None` for framing.
    pub input: Option<usize>,
    /// The bytes.
    pub part: Part,
}
