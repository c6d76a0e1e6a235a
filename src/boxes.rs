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

impl PixelArea {
    /// What of it lies in a picture; `None` if nothing does.
    #[must_use]
    pub fn clipped(self, columns: u32, rows: u32) -> Option<Self> {
        let clipped = Self {
            width: self.width.min(columns.saturating_sub(self.left)),
            height: self.height.min(rows.saturating_sub(self.top)),
            ..self
        };
        (clipped.width > 0 && clipped.height > 0).then_some(clipped)
    }

    /// The least area around it and another.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        let end = |start: u32, length: u32| start.saturating_add(length);
        let (left, top) = (self.left.min(other.left), self.top.min(other.top));
        let right = end(self.left, self.width).max(end(other.left, other.width));
        let bottom = end(self.top, self.height).max(end(other.top, other.height));
        Self {
            left,
            top,
            width: right - left,
            height: bottom - top,
        }
    }

    /// Whether another area lies inside it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        let ends = |start: u32, length: u32| u64::from(start) + u64::from(length);
        self.left <= other.left
            && self.top <= other.top
            && ends(other.left, other.width) <= ends(self.left, self.width)
            && ends(other.top, other.height) <= ends(self.top, self.height)
    }
}

/// A place of a picture where text is likely.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Suggestion {
    /// Where.
    pub area: PixelArea,
    /// Who says so.
    pub from: SuggestionSource,
    /// Which device, or what else speaks for it; never a value of the file.
    pub label: String,
}

/// Who says that text is likely at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionSource {
    /// The table of places where known devices write.
    DeviceTable,
    /// Sequence of Ultrasound Regions (0018,6011): it is outside of them.
    UltrasoundRegion,
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
