//! Samples of a picture: its rows, a part of it, what stands between its pixels.

use super::geometry::Point;
use super::picture::Picture;
use super::{Bounds, OcrError};

impl Picture {
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.samples()
            .chunks_exact(self.width() * self.channels().count())
    }

    /// A part of it that lies in it.
    ///
    /// # Errors
    /// [`OcrError::Samples`] if it does not.
    pub(super) fn cut(&self, part: &Bounds) -> Result<Self, OcrError> {
        let pixels = |edge: u32| usize::try_from(edge).map_err(|_| OcrError::TooLarge);
        let (left, width) = (pixels(part.left_px)?, pixels(part.width_px)?);
        let (top, height) = (pixels(part.top_px)?, pixels(part.height_px)?);
        let count = self.channels().count();
        let rows = self.rows().skip(top).take(height);
        let samples = rows.filter_map(|row| row.get(left * count..(left + width) * count));
        let samples: Vec<u8> = samples.flatten().copied().collect();
        Self::new(width, height, self.channels(), samples)
    }

    /// Red, green, blue between four pixels; beyond the edge the edge goes on.
    pub(super) fn colour_at(&self, place: Point) -> [f32; 3] {
        let cell = |value: f32, count: usize| {
            let value = (value - 0.5).clamp(0.0, (count - 1) as f32);
            let first = value as usize;
            (first, (first + 1).min(count - 1), value - first as f32)
        };
        let (left, right, across) = cell(place.x, self.width());
        let (top, bottom, down) = cell(place.y, self.height());
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
        let count = self.channels().count();
        let start = (y * self.width() + x) * count;
        match self.samples().get(start..start + count) {
            Some([grey]) => [f32::from(*grey); 3],
            Some([red, green, blue]) => [f32::from(*red), f32::from(*green), f32::from(*blue)],
            Some(_) | None => [0.0; 3],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::Channels;
    use super::*;

    #[test]
    fn between_two_pixels_is_their_mean() {
        let picture = Picture::new(2, 1, Channels::Grey, vec![0, 200]).unwrap();
        assert_eq!(picture.colour_at(Point { x: 1.0, y: 0.5 }), [100.0; 3]);
        assert_eq!(picture.colour_at(Point { x: 9.0, y: -3.0 }), [200.0; 3]);
    }

    #[test]
    fn a_part_has_its_own_pixels_and_none_beside_the_picture() {
        let picture = Picture::new(3, 2, Channels::Grey, vec![1, 2, 3, 4, 5, 6]).unwrap();
        let part = |left_px, top_px, width_px, height_px| Bounds {
            left_px,
            top_px,
            width_px,
            height_px,
        };
        let cut = picture.cut(&part(1, 0, 2, 2)).unwrap();
        assert_eq!((cut.width(), cut.height()), (2, 2));
        assert_eq!(cut.samples(), [2, 3, 5, 6]);
        assert!(picture.cut(&part(2, 0, 2, 1)).is_err());
        assert!(picture.cut(&part(0, 1, 1, 2)).is_err());
    }
}
