//! What is kept of one slice until the cut is known.

use serde::{Deserialize, Serialize};

use super::FaceFault;
use crate::pixels::{Photometric, Picture, Plane};

/// Blocks are not larger than this, but for pixels that are.
const BLOCK_MM: f64 = 4.0;
/// Blocks of one slice.
const MOST_BLOCKS: usize = 1 << 18;
/// CT numbers of the least and the greatest level: air and bone.
const CT_RANGE: (f64, f64) = (-1024.0, 1016.0);
/// Fractions of a direction and of a millimetre that are kept.
const DIRECTION: f64 = 1e9;
const MICROMETRES: f64 = 1e3;

/// How values are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scale {
    /// CT numbers.
    Hounsfield,
    /// The signal of MR, in no unit.
    Signal,
}

/// One slice, coarse: where it lies, and the mean values of its blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceLook {
    /// How its values are to be read.
    pub scale: Scale,
    origin_um: [i64; 3],
    along_row: [i64; 3],
    along_column: [i64; 3],
    row_um: i64,
    column_um: i64,
    size: (usize, usize),
    /// Pixels of a block: rows, columns.
    block: (usize, usize),
    /// Value of level 0 and step of a level, as bits: the same on every machine.
    least_bits: u64,
    step_bits: u64,
    /// Levels, row by row.
    levels: Vec<u8>,
}

impl FaceLook {
    /// Looks at a slice. `scale` is `None` for what is neither CT nor MR.
    ///
    /// # Errors
    /// [`FaceFault::OtherKind`], [`FaceFault::NoPlace`], [`FaceFault::NotDecoded`].
    pub fn of(picture: &Picture<'_>, scale: Option<Scale>) -> Result<Self, FaceFault> {
        let image = picture.image();
        let scale = scale.ok_or(FaceFault::OtherKind)?;
        let look = image.look(0);
        let is_grey = image.photometric == Photometric::Monochrome2
            && image.channels == 1
            && image.frames == 1
            && image.bits_allocated >= 8
            && look.modality.is_none();
        if !is_grey {
            return Err(FaceFault::OtherKind);
        }
        let plane = image.plane.ok_or(FaceFault::NoPlace)?;
        let pixels = |mm: f64| ((BLOCK_MM / mm).floor() as usize).max(1);
        let block = (pixels(plane.row_mm), pixels(plane.column_mm));
        let blocks = (
            image.rows.div_ceil(block.0),
            image.columns.div_ceil(block.1),
        );
        if blocks.0.saturating_mul(blocks.1) > MOST_BLOCKS {
            return Err(FaceFault::OtherKind);
        }
        let samples = picture.decode(0).map_err(|_| FaceFault::NotDecoded)?;
        let is_padding =
            |value: f64| (look.padding).is_some_and(|(from, to)| value >= from && value <= to);
        let mut sums = vec![(0.0_f64, 0_u32); blocks.0 * blocks.1];
        for (place, value) in samples.values.numbers().enumerate() {
            let (row, column) = (place / image.columns, place % image.columns);
            let number = row / block.0 * blocks.1 + column / block.1;
            let Some((sum, count)) = sums.get_mut(number) else {
                break;
            };
            let value = match (scale, is_padding(value)) {
                (Scale::Hounsfield, true) => CT_RANGE.0,
                (Scale::Signal, true) => continue,
                (Scale::Hounsfield, false) => {
                    (value * look.slope + look.intercept).clamp(CT_RANGE.0, CT_RANGE.1)
                }
                (Scale::Signal, false) => value * look.slope + look.intercept,
            };
            *sum += value;
            *count += 1;
        }
        let mean = |(sum, count): &(f64, u32)| (*count > 0).then(|| *sum / f64::from(*count));
        let (least, greatest) = match scale {
            Scale::Hounsfield => CT_RANGE,
            Scale::Signal => {
                let means = || sums.iter().filter_map(mean);
                (
                    means().fold(f64::MAX, f64::min),
                    means().fold(f64::MIN, f64::max),
                )
            }
        };
        let step = ((greatest - least) / 255.0).max(f64::MIN_POSITIVE);
        let level =
            |sum: &(f64, u32)| mean(sum).map_or(0, |mean| ((mean - least) / step).round() as u8);
        Ok(Self {
            levels: sums.iter().map(level).collect(),
            scale,
            origin_um: plane.origin.map(|mm| (mm * MICROMETRES).round() as i64),
            along_row: plane.along_row.map(|one| (one * DIRECTION).round() as i64),
            along_column: (plane.along_column).map(|one| (one * DIRECTION).round() as i64),
            row_um: (plane.row_mm * MICROMETRES).round() as i64,
            column_um: (plane.column_mm * MICROMETRES).round() as i64,
            size: (image.rows, image.columns),
            block,
            least_bits: least.to_bits(),
            step_bits: step.to_bits(),
        })
    }

    /// Where it lies.
    pub(super) fn plane(&self) -> Plane {
        let mm = |um: i64| um as f64 / MICROMETRES;
        let direction = |one: i64| one as f64 / DIRECTION;
        Plane {
            origin: self.origin_um.map(mm),
            along_row: self.along_row.map(direction),
            along_column: self.along_column.map(direction),
            row_mm: mm(self.row_um),
            column_mm: mm(self.column_um),
        }
    }

    /// Rows and columns.
    pub(super) const fn size(&self) -> (usize, usize) {
        self.size
    }

    /// The least and the greatest value that its levels stand for.
    pub(super) fn range(&self) -> (f64, f64) {
        let least = f64::from_bits(self.least_bits);
        (least, least + 255.0 * f64::from_bits(self.step_bits))
    }

    /// The value of the block that holds a pixel; `None` outside of the slice.
    pub(super) fn value(&self, row: f64, column: f64) -> Option<f64> {
        let (row, column) = ((row + 0.5).floor(), (column + 0.5).floor());
        if row < 0.0 || column < 0.0 {
            return None;
        }
        let (row, column) = (row as usize, column as usize);
        if row >= self.size.0 || column >= self.size.1 {
            return None;
        }
        let across = self.size.1.div_ceil(self.block.1);
        let level = self
            .levels
            .get(row / self.block.0 * across + column / self.block.1)?;
        let (least, step) = (
            f64::from_bits(self.least_bits),
            f64::from_bits(self.step_bits),
        );
        Some(least + f64::from(*level) * step)
    }
}
