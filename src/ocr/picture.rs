//! A picture of 8-bit samples, checked once.

use super::OcrError;
use super::geometry::Bounds;

/// Pixels of a picture that is read: a page of A4 at 400 dpi has 15 million.
pub const MAX_PIXELS: usize = 40_000_000;

/// Longest edge of a picture that is read.
pub const MAX_EDGE_PX: usize = 20_000;

/// What the samples of a pixel are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One sample, 0 is black.
    Grey,
    /// Red, green, blue.
    Colour,
}

impl Channels {
    pub(super) const fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Colour => 3,
        }
    }
}

/// A picture: rows from top to bottom, samples of a pixel side by side.
#[derive(Clone, PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    channels: Channels,
    samples: Vec<u8>,
}

impl Picture {
    /// A picture of these samples.
    ///
    /// # Errors
    /// [`OcrError::TooLarge`] over the limits, [`OcrError::Samples`] if the number
    /// of samples is another than width × height × channels, or none.
    pub fn new(
        width: usize,
        height: usize,
        channels: Channels,
        samples: Vec<u8>,
    ) -> Result<Self, OcrError> {
        let pixels = width.checked_mul(height).ok_or(OcrError::TooLarge)?;
        if pixels > MAX_PIXELS || width > MAX_EDGE_PX || height > MAX_EDGE_PX {
            return Err(OcrError::TooLarge);
        }
        if pixels == 0 || samples.len() != pixels * channels.count() {
            return Err(OcrError::Samples);
        }
        Ok(Self {
            width,
            height,
            channels,
            samples,
        })
    }

    /// Columns.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// What the samples of a pixel are.
    #[must_use]
    pub const fn channels(&self) -> Channels {
        self.channels
    }

    /// All of it.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let edge = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        Bounds {
            left_px: 0,
            top_px: 0,
            width_px: edge(self.width),
            height_px: edge(self.height),
        }
    }

    /// Samples of its pixels, row by row.
    #[must_use]
    pub fn samples(&self) -> &[u8] {
        &self.samples
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_refused_before_anything_is_made_of_it() {
        let new = |width, height, count| {
            Picture::new(width, height, Channels::Grey, vec![0; count]).err()
        };
        assert_eq!(new(4, 4, 16), None);
        assert_eq!(new(4, 4, 15), Some(OcrError::Samples));
        assert_eq!(new(0, 4, 0), Some(OcrError::Samples));
        assert_eq!(new(usize::MAX, 2, 0), Some(OcrError::TooLarge));
        assert_eq!(new(MAX_EDGE_PX + 1, 1, 0), Some(OcrError::TooLarge));
    }
}
