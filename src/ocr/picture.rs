//! A picture of 8-bit samples, checked once.

use super::OcrError;
use super::geometry::Point;

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

    pub(super) const fn channels(&self) -> Channels {
        self.channels
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.samples
            .chunks_exact(self.width * self.channels.count())
    }

    /// Red, green, blue between four pixels; beyond the edge the edge goes on.
    pub(super) fn colour_at(&self, place: Point) -> [f32; 3] {
        let cell = |value: f32, count: usize| {
            let value = (value - 0.5).clamp(0.0, (count - 1) as f32);
            let first = value as usize;
            (first, (first + 1).min(count - 1), value - first as f32)
        };
        let (left, right, across) = cell(place.x, self.width);
        let (top, bottom, down) = cell(place.y, self.height);
        let mix = |one: f32, other: f32, share: f32| one + (other - one) * share;
        let at = |x: usize, y: usize| self.pixel(x, y);
        let (upper, lower) = (
            [at(left, top), at(right, top)],
            [at(left, bottom), at(right, bottom)],
        );
        std::array::from_fn(|channel| {
            let row = |pair: [[f32; 3]; 2]| {
                let [one, other] = pair.map(|pixel| pixel.get(channel).copied().unwrap_or(0.0));
                mix(one, other, across)
            };
            mix(row(upper), row(lower), down)
        })
    }

    fn pixel(&self, x: usize, y: usize) -> [f32; 3] {
        let count = self.channels.count();
        let start = (y * self.width + x) * count;
        match self.samples.get(start..start + count) {
            Some([grey]) => [f32::from(*grey); 3],
            Some([red, green, blue]) => [f32::from(*red), f32::from(*green), f32::from(*blue)],
            Some(_) | None => [0.0; 3],
        }
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

    #[test]
    fn between_two_pixels_is_their_mean() {
        let picture = Picture::new(2, 1, Channels::Grey, vec![0, 200]).unwrap();
        assert_eq!(picture.colour_at(Point { x: 1.0, y: 0.5 }), [100.0; 3]);
        assert_eq!(picture.colour_at(Point { x: 9.0, y: -3.0 }), [200.0; 3]);
    }
}
