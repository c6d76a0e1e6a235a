//! Brings components to full size and puts them side by side.
//!
//! T.81 does not say how missing samples come about. Halved ones are interpolated
//! with weights 3 and 1, as most decoders do; other ratios repeat samples.

use super::super::stream::Cells;
use super::Component;
use super::frame::Frame;

/// All components at full size, pixel by pixel.
pub(super) fn interleave(frame: &Frame) -> Cells {
    let channels = frame.components.len();
    let mut cells = vec![0; frame.rows * frame.columns * channels];
    for (channel, component) in frame.components.iter().enumerate() {
        let across = Ratio::of(component.across, frame.across);
        let down = Ratio::of(component.down, frame.down);
        let mut rows = Rows {
            component,
            across,
            frame_columns: frame.columns,
        };
        for (row, line) in cells.chunks_exact_mut(frame.columns * channels).enumerate() {
            let full = rows.full_row(row, down);
            for (cell, sample) in line.iter_mut().skip(channel).step_by(channels).zip(full) {
                *cell = sample;
            }
        }
    }
    Cells::Narrow(cells)
}

/// How many samples of the frame one of the component stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ratio {
    Same,
    Half,
    Other { own: usize, frame: usize },
}

impl Ratio {
    const fn of(own: usize, frame: usize) -> Self {
        if own == frame {
            Self::Same
        } else if own * 2 == frame {
            Self::Half
        } else {
            Self::Other { own, frame }
        }
    }
}

struct Rows<'a> {
    component: &'a Component,
    across: Ratio,
    frame_columns: usize,
}

impl Rows<'_> {
    /// A row of the component as numbers.
    fn own_row(&self, row: usize) -> &[u16] {
        let row = row.min(self.component.rows.saturating_sub(1));
        let start = row * self.component.stride;
        self.component
            .plane
            .get(start..start + self.component.columns)
            .unwrap_or_default()
    }

    fn full_row(&mut self, row: usize, down: Ratio) -> Vec<u16> {
        match down {
            Ratio::Same => self.widen(self.own_row(row), None),
            Ratio::Half => {
                let near = row / 2;
                let far = if row.is_multiple_of(2) {
                    near.saturating_sub(1)
                } else {
                    near + 1
                };
                self.widen(self.own_row(near), Some(self.own_row(far)))
            }
            Ratio::Other { own, frame } => self.widen(self.own_row(row * own / frame), None),
        }
    }

    /// Interpolates along the row, and between two rows where there is a second.
    fn widen(&self, near: &[u16], far: Option<&[u16]>) -> Vec<u16> {
        // Weights 3 and 1 down, 3 and 1 across: sixteenths, or quarters.
        let (column, parts): (Vec<u32>, u32) = match far {
            Some(far) => {
                let both = near.iter().zip(far);
                let sums = both.map(|(near, far)| 3 * u32::from(*near) + u32::from(*far));
                (sums.collect(), 4)
            }
            None => (near.iter().map(|near| u32::from(*near)).collect(), 1),
        };
        let at = |place: usize| {
            let last = column.len().saturating_sub(1);
            column.get(place.min(last)).copied().unwrap_or_default()
        };
        (0..self.frame_columns)
            .map(|place| match self.across {
                Ratio::Same => ((at(place) + parts / 2) / parts) as u16,
                Ratio::Half => {
                    let (own, odd) = (place / 2, place % 2);
                    let neighbor = if odd == 0 {
                        own.saturating_sub(1)
                    } else {
                        own + 1
                    };
                    // Rounded up and down in turn, so that no brightness is lost.
                    let rounding = if odd == 0 { parts * 2 - 1 } else { parts * 2 };
                    ((3 * at(own) + at(neighbor) + rounding) / (4 * parts)) as u16
                }
                Ratio::Other { own, frame } => {
                    ((at(place * own / frame) + parts / 2) / parts) as u16
                }
            })
            .collect()
    }
}
