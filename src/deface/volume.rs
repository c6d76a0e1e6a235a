//! The looks of a series as a coarse volume in the coordinates of the patient.

use super::look::{FaceLook, Scale};
use super::{FaceCut, FaceFault};
use crate::pixels::{Plane, dot};

/// Edge of a cell.
pub(super) const CELL_MM: f64 = 4.0;
/// Cells of a volume: more than a head and a body.
const MOST_CELLS: usize = 1 << 24;
/// Slices that are more apart say too little of the skin.
const MOST_GAP_MM: f64 = 10.5;
/// A gap of so many ordinary ones is a missing slice.
const MOST_GAP_RATIO: f64 = 2.2;
/// Directions of one stack are the same within this.
const SAME: f64 = 1e-3;
/// The cosine of 40 degrees: a stack that lies more oblique has no side of its own.
const LEAST_COSINE: f64 = 0.766;
/// Fewer places are no volume.
const LEAST_SLICES: usize = 8;
/// CT number between air and skin.
const SKIN_HU: f64 = -300.0;
/// CT number of air.
const AIR_HU: f64 = -1000.0;

/// Values on a grid of cells: x to the left hand, y to the back, z to the head.
pub(super) struct Volume {
    /// Cells along x, y and z.
    pub size: [usize; 3],
    /// The centre of the first cell, millimetres.
    pub first: [f64; 3],
    /// 0: no slice is there; else the value, in 255 steps.
    levels: Vec<u8>,
    /// What is at least this is tissue.
    pub tissue: u8,
    /// What is at least this is tissue that is not dim; the same in CT.
    pub bright: u8,
    /// Whether bone is dark, so that the skull is a gap below the skin.
    pub has_dark_bone: bool,
    /// What is written for a pixel that is cut, in the units behind the rescale.
    pub background: f64,
}

impl Volume {
    /// Puts the looks together.
    pub(super) fn of(looks: &[&FaceLook]) -> Result<Self, FaceFault> {
        let stack = Stack::of(looks)?;
        let (first, size) = stack.grid()?;
        let (least, greatest) = stack.range();
        let step = ((greatest - least) / 254.0).max(f64::MIN_POSITIVE);
        let mut levels = Vec::with_capacity(size.iter().product());
        for z in 0..size[2] {
            for y in 0..size[1] {
                for x in 0..size[0] {
                    let value = stack.value(point(first, [x, y, z]));
                    let level = |value: f64| 1 + ((value - least) / step).round() as u8;
                    levels.push(value.map_or(0, level));
                }
            }
        }
        let mut volume = Self {
            size,
            first,
            levels,
            tissue: 0,
            bright: 0,
            has_dark_bone: stack.scale == Scale::Signal,
            background: AIR_HU,
        };
        match stack.scale {
            Scale::Hounsfield => {
                volume.tissue = 1 + ((SKIN_HU - least) / step).round() as u8;
                volume.bright = volume.tissue;
            }
            Scale::Signal => {
                let signal = Signal::of(&volume.levels).ok_or(FaceFault::NotWhole)?;
                volume.tissue = signal.tissue;
                volume.bright = signal.bright;
                volume.background = least + (f64::from(signal.air) - 1.0) * step;
            }
        }
        Ok(volume)
    }

    /// The place of a cell in the rows of the grid.
    pub(super) const fn place(&self, [x, y, z]: [usize; 3]) -> usize {
        (z * self.size[1] + y) * self.size[0] + x
    }

    /// The level of a cell; 0 where no slice is.
    pub(super) fn level(&self, cell: [usize; 3]) -> u8 {
        let inside = (0..3).all(|axis| cell[axis] < self.size[axis]);
        let found = inside.then(|| self.levels.get(self.place(cell))).flatten();
        found.copied().unwrap_or(0)
    }

    /// The centre of a cell.
    pub(super) fn point(&self, cell: [usize; 3]) -> [f64; 3] {
        point(self.first, cell)
    }

    /// Every cell with its place.
    pub(super) fn cells(&self) -> impl Iterator<Item = [usize; 3]> + use<> {
        let [width, depth, height] = self.size;
        (0..height)
            .flat_map(move |z| (0..depth).flat_map(move |y| (0..width).map(move |x| [x, y, z])))
    }

    /// Whether a cell is tissue that a cut leaves.
    pub(super) fn is_left(&self, cell: [usize; 3], cut: Option<&FaceCut>) -> bool {
        self.level(cell) >= self.tissue && !cut.is_some_and(|cut| cut.takes(self.point(cell)))
    }
}

fn point(first: [f64; 3], cell: [usize; 3]) -> [f64; 3] {
    let [x, y, z] = cell.map(|number| number as f64 * CELL_MM);
    [first[0] + x, first[1] + y, first[2] + z]
}

/// The slices in the order in which they lie.
struct Stack<'a> {
    scale: Scale,
    normal: [f64; 3],
    /// Place along the normal, plane, look; places grow.
    slices: Vec<(f64, Plane, &'a FaceLook)>,
    /// The greatest distance of two neighbours.
    gap_mm: f64,
}

impl<'a> Stack<'a> {
    fn of(looks: &[&'a FaceLook]) -> Result<Self, FaceFault> {
        let first = looks.first().ok_or(FaceFault::NotLooked)?;
        let plane = first.plane();
        let normal = plane.normal();
        let is_like = |look: &FaceLook| {
            let other = look.plane();
            let near = |one: f64, two: f64| (one - two).abs() < SAME;
            let same = |one: [f64; 3], two: [f64; 3]| (0..3).all(|at| near(one[at], two[at]));
            look.scale == first.scale
                && look.size() == first.size()
                && same(other.along_row, plane.along_row)
                && same(other.along_column, plane.along_column)
                && near(other.row_mm, plane.row_mm)
                && near(other.column_mm, plane.column_mm)
        };
        if !looks.iter().all(|look| is_like(look)) {
            return Err(FaceFault::Irregular);
        }
        if !normal.iter().any(|part| part.abs() > LEAST_COSINE) {
            return Err(FaceFault::NoPlace);
        }
        let mut slices: Vec<(f64, Plane, &FaceLook)> = looks
            .iter()
            .map(|look| (dot(look.plane().origin, normal), look.plane(), *look))
            .collect();
        slices.sort_by(|one, other| one.0.total_cmp(&other.0));
        slices.dedup_by(|next, before| next.0 - before.0 < 0.01);
        let mut gaps: Vec<f64> = slices
            .iter()
            .zip(slices.iter().skip(1))
            .map(|(one, next)| next.0 - one.0)
            .collect();
        gaps.sort_by(f64::total_cmp);
        let median = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
        let gap_mm = gaps.last().copied().unwrap_or_default();
        if slices.len() < LEAST_SLICES || gap_mm > MOST_GAP_MM || gap_mm > median * MOST_GAP_RATIO {
            return Err(FaceFault::Irregular);
        }
        Ok(Self {
            scale: first.scale,
            normal,
            slices,
            gap_mm,
        })
    }

    /// The first cell and the number of cells that hold all slices.
    fn grid(&self) -> Result<([f64; 3], [usize; 3]), FaceFault> {
        let (mut least, mut most) = ([f64::MAX; 3], [f64::MIN; 3]);
        for (_, plane, look) in &self.slices {
            let (rows, columns) = look.size();
            let (bottom, right) = (rows as f64 - 1.0, columns as f64 - 1.0);
            for (row, column) in [(0.0, 0.0), (0.0, right), (bottom, 0.0), (bottom, right)] {
                let corner = plane.point(row, column);
                for axis in 0..3 {
                    least[axis] = least[axis].min(corner[axis]);
                    most[axis] = most[axis].max(corner[axis]);
                }
            }
        }
        let cells = |axis: usize| ((most[axis] - least[axis]) / CELL_MM).floor() as usize + 1;
        let size = [cells(0), cells(1), cells(2)];
        let all = size
            .iter()
            .fold(1_usize, |all, one| all.saturating_mul(*one));
        if all > MOST_CELLS {
            return Err(FaceFault::Irregular);
        }
        Ok((least, size))
    }

    fn range(&self) -> (f64, f64) {
        let ranges = || self.slices.iter().map(|(_, _, look)| look.range());
        (
            ranges().fold(f64::MAX, |least, range| least.min(range.0)),
            ranges().fold(f64::MIN, |most, range| most.max(range.1)),
        )
    }

    /// The value of the slice that is nearest to a point.
    fn value(&self, point: [f64; 3]) -> Option<f64> {
        let along = dot(point, self.normal);
        let above = self.slices.partition_point(|slice| slice.0 < along);
        let near = [above.checked_sub(1), Some(above)];
        let (place, plane, look) = near
            .into_iter()
            .flatten()
            .filter_map(|number| self.slices.get(number))
            .min_by(|one, other| (one.0 - along).abs().total_cmp(&(other.0 - along).abs()))?;
        if (place - along).abs() > (self.gap_mm / 2.0).max(CELL_MM / 2.0) + 0.01 {
            return None;
        }
        let from = [0, 1, 2].map(|axis: usize| point[axis] - plane.origin[axis]);
        look.value(
            dot(from, plane.along_column) / plane.row_mm,
            dot(from, plane.along_row) / plane.column_mm,
        )
    }
}

/// Where the signal of tissue begins, of the way from air to what is bright: skin
/// whose fat is suppressed is that dim.
const DIM: f64 = 0.08;
/// The same of tissue that is not dim.
const NOT_DIM: f64 = 0.25;
/// Times the usual deviation of air that no noise reaches.
const NOISE: f64 = 8.0;

/// The levels of MR.
struct Signal {
    air: u8,
    tissue: u8,
    bright: u8,
}

impl Signal {
    /// Dark and bright are parted as Otsu does it; what is dark is air for the most.
    fn of(levels: &[u8]) -> Option<Self> {
        let mut counts = [0_u64; 256];
        for level in levels.iter().filter(|level| **level > 0) {
            counts[usize::from(*level)] += 1;
        }
        let all: u64 = counts.iter().sum();
        let sum: f64 = (0..)
            .zip(&counts)
            .map(|(level, count)| f64::from(level) * *count as f64)
            .sum();
        let (mut below, mut sum_below) = (0_u64, 0.0);
        let mut best = (0.0, 0, 0.0);
        for (level, count) in (0_u8..=255).zip(&counts) {
            below += count;
            sum_below += f64::from(level) * *count as f64;
            let above = all - below;
            if below == 0 || above == 0 {
                continue;
            }
            let dark = sum_below / below as f64;
            let bright = (sum - sum_below) / above as f64;
            let apart = below as f64 * above as f64 * (bright - dark) * (bright - dark);
            if apart > best.0 {
                best = (apart, level, bright);
            }
        }
        let (apart, parts, bright) = best;
        if apart <= 0.0 {
            return None;
        }
        let dark = counts.get(..=usize::from(parts)).unwrap_or_default();
        let air = median(dark.iter().copied());
        let mut deviations = [0_u64; 256];
        for (level, count) in (0_u8..=255).zip(dark) {
            deviations[usize::from(level.abs_diff(air))] += count;
        }
        let noise = f64::from(median(deviations.into_iter()));
        let air_level = f64::from(air);
        let at = |part: f64| {
            let level = (air_level + part * (bright - air_level)).max(air_level + NOISE * noise);
            level.ceil().clamp(2.0, 255.0) as u8
        };
        Some(Self {
            air,
            tissue: at(DIM),
            bright: at(NOT_DIM),
        })
    }
}

/// The level in the middle of counts.
fn median(counts: impl Iterator<Item = u64> + Clone) -> u8 {
    let half = counts.clone().sum::<u64>() / 2;
    let mut seen = 0;
    for (level, count) in (0_u8..=255).zip(counts) {
        seen += count;
        if seen > half {
            return level;
        }
    }
    0
}
