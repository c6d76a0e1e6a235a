//! Many frames as one picture: the darkest, the mean and the brightest level of
//! each place. What is burned into any frame shows in the darkest or the
//! brightest.

use super::display::{Shown, ShownChannels};
use super::screen::{mean, scale_of};

/// Most frames of one projection: the sums of their levels fit 32 bits.
const MOST_FRAMES: u32 = 1 << 24;

/// Which picture is made of the frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectionKind {
    /// The darkest level of each place.
    Minimum,
    /// The mean.
    Mean,
    /// The brightest.
    Maximum,
}

impl ProjectionKind {
    /// By its name on the protocol of the page.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "minimum" => Self::Minimum,
            "mean" => Self::Mean,
            "maximum" => Self::Maximum,
            _ => return None,
        })
    }
}

/// Whether a frame went in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It did.
    Yes,
    /// It is of another size or kind than the first, or one too many.
    LeftOut,
}

/// Size and kind of the frames that go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    width_px: usize,
    height_px: usize,
    channels: ShownChannels,
}

/// The levels of all frames so far. Frames too large for a screen go in reduced.
#[derive(Debug, Default)]
pub struct Projection {
    form: Option<Form>,
    least: Vec<u8>,
    greatest: Vec<u8>,
    sums: Vec<u32>,
    frames: u32,
    left_out: u32,
}

impl Projection {
    /// Takes one frame; the first decides which others fit.
    pub fn add(&mut self, shown: Shown) -> Taken {
        let form = Form {
            width_px: shown.width_px,
            height_px: shown.height_px,
            channels: shown.channels,
        };
        let fits = self.form.is_none_or(|first| first == form);
        if !fits || self.frames >= MOST_FRAMES {
            self.leave_out();
            return Taken::LeftOut;
        }
        let levels = shown.reduced(scale_of(form.width_px, form.height_px)).bytes;
        if self.form.is_none() {
            self.form = Some(form);
            self.sums = levels.iter().map(|level| u32::from(*level)).collect();
            self.least.clone_from(&levels);
            self.greatest = levels;
        } else {
            for (least, level) in self.least.iter_mut().zip(&levels) {
                *least = (*least).min(*level);
            }
            for (greatest, level) in self.greatest.iter_mut().zip(&levels) {
                *greatest = (*greatest).max(*level);
            }
            for (sum, level) in self.sums.iter_mut().zip(&levels) {
                *sum += u32::from(*level);
            }
        }
        self.frames += 1;
        Taken::Yes
    }

    /// Counts a frame that could not be decoded, or does not fit.
    pub const fn leave_out(&mut self) {
        self.left_out = self.left_out.saturating_add(1);
    }

    /// Frames that went in.
    #[must_use]
    pub const fn frames(&self) -> u32 {
        self.frames
    }

    /// Frames that did not.
    #[must_use]
    pub const fn left_out(&self) -> u32 {
        self.left_out
    }

    /// Pixels of the source on one edge of a pixel of the picture.
    #[must_use]
    pub fn scale(&self) -> usize {
        self.form
            .map_or(1, |form| scale_of(form.width_px, form.height_px))
    }

    /// The picture; `None` while no frame went in.
    #[must_use]
    pub fn picture(&self, kind: ProjectionKind) -> Option<Shown> {
        let form = self.form?;
        let scale = self.scale();
        let bytes = match kind {
            ProjectionKind::Minimum => self.least.clone(),
            ProjectionKind::Maximum => self.greatest.clone(),
            ProjectionKind::Mean => {
                let means = self.sums.iter().map(|sum| mean(*sum, self.frames));
                means.collect()
            }
        };
        Some(Shown {
            width_px: form.width_px.div_ceil(scale),
            height_px: form.height_px.div_ceil(scale),
            channels: form.channels,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(bytes: &[u8]) -> Shown {
        Shown {
            width_px: bytes.len(),
            height_px: 1,
            channels: ShownChannels::Grey,
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn a_letter_in_one_frame_of_many_shows_in_the_projection() {
        let mut projection = Projection::default();
        assert_eq!(projection.picture(ProjectionKind::Mean), None);
        for frame in [[50, 50, 60], [50, 250, 60], [0, 50, 62]] {
            assert_eq!(projection.add(grey(&frame)), Taken::Yes);
        }
        let bytes = |kind| projection.picture(kind).expect("frames went in").bytes;
        assert_eq!(bytes(ProjectionKind::Minimum), [0, 50, 60]);
        assert_eq!(bytes(ProjectionKind::Maximum), [50, 250, 62]);
        assert_eq!(bytes(ProjectionKind::Mean), [33, 117, 61]);
        assert_eq!((projection.frames(), projection.left_out()), (3, 0));
    }

    #[test]
    fn frames_of_another_size_or_kind_are_counted_and_change_nothing() {
        let mut projection = Projection::default();
        projection.add(grey(&[1, 2, 3]));
        assert_eq!(projection.add(grey(&[255, 255])), Taken::LeftOut);
        let color = Shown {
            channels: ShownChannels::Rgb,
            ..grey(&[255, 255, 255])
        };
        assert_eq!(projection.add(color), Taken::LeftOut);
        projection.leave_out();
        assert_eq!((projection.frames(), projection.left_out()), (1, 3));
        let picture = projection.picture(ProjectionKind::Maximum);
        assert_eq!(picture.expect("one frame").bytes, [1, 2, 3]);
    }

    #[test]
    fn large_frames_go_in_reduced() {
        let mut projection = Projection::default();
        projection.add(grey(&[10; 4098]));
        assert_eq!(projection.scale(), 2);
        let picture = projection.picture(ProjectionKind::Mean).expect("a frame");
        assert_eq!((picture.width_px, picture.height_px), (2049, 1));
        assert_eq!(picture.bytes, [10; 2049]);
    }
}
