//! Boxes that hide a part of a picture: words for the room that reads them, the
//! one that hides them and the one that checks it.

use serde::{Deserialize, Serialize};

/// A rectangle of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PixelArea {
    /// Columns to its left.
    pub left: u32,
    /// Rows above it.
    pub top: u32,
    /// Columns, at least one.
    pub width: u32,
    /// Rows, at least one.
    pub height: u32,
}

/// A box of one instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HiddenBox {
    /// Frames, from 1, sorted; all if empty.
    pub frames: Vec<u32>,
    /// Where.
    pub area: PixelArea,
}

impl HiddenBox {
    /// Whether it is on a frame, counted from 0.
    #[must_use]
    pub fn is_on(&self, frame: u32) -> bool {
        self.frames.is_empty() || self.frames.binary_search(&(frame + 1)).is_ok()
    }
}
