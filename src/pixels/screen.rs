//! A picture of a size that a screen can take, and its pixels as a canvas wants
//! them.

use super::display::{Shown, ShownChannels};

/// The longest edge of a picture for the screen.
pub const LONGEST_EDGE_PX: usize = 4096;

/// Pixels of the source on one edge of a shown pixel, 1 for what fits.
#[must_use]
pub const fn scale_of(width_px: usize, height_px: usize) -> usize {
    let edge = if width_px > height_px {
        width_px
    } else {
        height_px
    };
    match edge.div_ceil(LONGEST_EDGE_PX) {
        0 => 1,
        scale => scale,
    }
}

impl Shown {
    /// The same picture made smaller by a whole factor: each pixel is the mean of
    /// the pixels that it stands for, so that thin letters fade and do not vanish.
    #[must_use]
    pub fn reduced(self, scale: usize) -> Self {
        if scale < 2 {
            return self;
        }
        let channels = self.channels.count();
        let row_bytes = self.width_px.saturating_mul(channels);
        if row_bytes == 0 {
            return self;
        }
        let width_px = self.width_px.div_ceil(scale);
        let mut bytes = Vec::with_capacity(self.bytes.len() / scale);
        let rows: Vec<&[u8]> = self.bytes.chunks_exact(row_bytes).collect();
        for band in rows.chunks(scale) {
            let mut sums = vec![0_u32; width_px.saturating_mul(channels)];
            let mut counts = vec![0_u32; width_px];
            for row in band {
                let places = sums.chunks_exact_mut(channels).zip(&mut counts);
                let blocks = row.chunks(scale.saturating_mul(channels));
                for ((sum, count), block) in places.zip(blocks) {
                    for pixel in block.chunks_exact(channels) {
                        *count += 1;
                        for (sum, level) in sum.iter_mut().zip(pixel) {
                            *sum += u32::from(*level);
                        }
                    }
                }
            }
            for (sum, count) in sums.chunks_exact(channels).zip(&counts) {
                bytes.extend(sum.iter().map(|sum| mean(*sum, *count)));
            }
        }
        Self {
            width_px,
            height_px: self.height_px.div_ceil(scale),
            channels: self.channels,
            bytes,
        }
    }

    /// Four bytes for each pixel: red, green, blue, and no transparency.
    #[must_use]
    pub fn rgba(&self) -> Vec<u8> {
        match self.channels {
            ShownChannels::Grey => self
                .bytes
                .iter()
                .flat_map(|level| [*level, *level, *level, u8::MAX])
                .collect(),
            ShownChannels::Rgb => {
                let (pixels, _) = self.bytes.as_chunks::<3>();
                pixels
                    .iter()
                    .flat_map(|[red, green, blue]| [*red, *green, *blue, u8::MAX])
                    .collect()
            }
        }
    }
}

/// The mean of `count` levels, to the nearest.
pub(super) fn mean(sum: u32, count: u32) -> u8 {
    let half = count / 2;
    let level = sum.saturating_add(half) / count.max(1);
    u8::try_from(level).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_a_screen_stays_as_it_is() {
        assert_eq!(scale_of(0, 0), 1);
        assert_eq!(scale_of(LONGEST_EDGE_PX, 1), 1);
        assert_eq!(scale_of(1, LONGEST_EDGE_PX + 1), 2);
        assert_eq!(scale_of(12_289, 10), 4);
    }

    #[test]
    fn a_smaller_picture_has_the_means_of_the_larger_one() {
        let grey = Shown {
            width_px: 3,
            height_px: 3,
            channels: ShownChannels::Grey,
            bytes: vec![0, 100, 7, 100, 200, 9, 40, 41, 255],
        };
        let small = grey.clone().reduced(2);
        assert_eq!((small.width_px, small.height_px), (2, 2));
        assert_eq!(small.bytes, [100, 8, 41, 255]);
        assert_eq!(grey.clone().reduced(1), grey);
        let color = Shown {
            width_px: 2,
            height_px: 1,
            channels: ShownChannels::Rgb,
            bytes: vec![0, 10, 20, 100, 30, 20],
        };
        assert_eq!(color.reduced(2).bytes, [50, 20, 20]);
    }

    #[test]
    fn a_canvas_gets_four_bytes_for_each_pixel() {
        let shown = |channels, bytes| Shown {
            width_px: 1,
            height_px: 1,
            channels,
            bytes,
        };
        let grey = shown(ShownChannels::Grey, vec![9]);
        assert_eq!(grey.rgba(), [9, 9, 9, 255]);
        let color = shown(ShownChannels::Rgb, vec![1, 2, 3]);
        assert_eq!(color.rgba(), [1, 2, 3, 255]);
    }
}
