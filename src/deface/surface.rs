//! The skin of a head seen from the front and from its left, as small grey pictures.

use super::FaceCut;
use super::volume::{CELL_MM, Volume};

/// Pixels of the picture for a cell.
const ENLARGED: usize = 3;
/// How light falls: from above, from one side and from the eye.
const LIGHT: [f64; 3] = [0.25, 0.85, 0.45];

/// What is seen from one side: of every line away from the eye the first tissue.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// Lines from left to right as seen.
    pub width: usize,
    /// Lines from the crown down.
    pub height: usize,
    /// Millimetres from the edge of the pictures to the skin; `None`: no tissue.
    /// From the crown down, row by row.
    pub depths_mm: Vec<Option<f64>>,
}

/// Before and after the cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// As received.
    pub before: Surface,
    /// As the cut leaves it.
    pub after: Surface,
}

/// The skin of one series, seen twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Surfaces {
    /// Looking at the face.
    pub front: Pair,
    /// Looking at the left ear: the front is on the left of the picture.
    pub side: Pair,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Front,
    Side,
}

impl View {
    /// The cell of a line, so many cells from its beginning.
    fn cell(self, volume: &Volume, across: usize, z: usize, deep: usize) -> [usize; 3] {
        match self {
            Self::Front => [across, deep, z],
            Self::Side => [volume.size[0].saturating_sub(deep + 1), across, z],
        }
    }

    /// Cells of a line.
    const fn depth(self, volume: &Volume) -> usize {
        match self {
            Self::Front => volume.size[1],
            Self::Side => volume.size[0],
        }
    }

    /// A point so much nearer to the eye.
    fn nearer(self, [x, y, z]: [f64; 3], mm: f64) -> [f64; 3] {
        match self {
            Self::Front => [x, y - mm, z],
            Self::Side => [x + mm, y, z],
        }
    }
}

impl Surfaces {
    pub(super) fn of(volume: &Volume, cut: &FaceCut) -> Self {
        Self {
            front: Pair::of(volume, cut, View::Front),
            side: Pair::of(volume, cut, View::Side),
        }
    }
}

impl Pair {
    fn of(volume: &Volume, cut: &FaceCut, view: View) -> Self {
        let [centre, half] = [cut.centre(), cut.half()];
        let inside = |axis: usize, least: f64, most: f64| {
            let (from, to) = (
                centre[axis] - least * half[axis],
                centre[axis] + most * half[axis],
            );
            (0..volume.size[axis]).filter(move |number| {
                let at = volume.first[axis] + *number as f64 * CELL_MM;
                at >= from && at <= to
            })
        };
        let across: Vec<usize> = match view {
            View::Front => inside(0, 1.5, 1.5).collect(),
            View::Side => inside(1, 1.7, 1.3).collect(),
        };
        let down: Vec<usize> = inside(2, 2.0, 1.2).rev().collect();
        let seen = |cut: Option<&FaceCut>| Surface {
            width: across.len(),
            height: down.len(),
            depths_mm: down
                .iter()
                .flat_map(|z| across.iter().map(move |at| (*at, *z)))
                .map(|(at, z)| depth(volume, cut, view, at, z))
                .collect(),
        };
        Self {
            before: seen(None),
            after: seen(Some(cut)),
        }
    }
}

/// The first tissue of a line; between two cells by their values.
fn depth(
    volume: &Volume,
    cut: Option<&FaceCut>,
    view: View,
    across: usize,
    z: usize,
) -> Option<f64> {
    let cell = |deep: usize| view.cell(volume, across, z, deep);
    let first = (0..view.depth(volume)).find(|deep| volume.is_left(cell(*deep), cut))?;
    let whole = first as f64 * CELL_MM;
    let Some(before) = first.checked_sub(1) else {
        return Some(whole);
    };
    let here = f64::from(volume.level(cell(first)));
    let front = volume.level(cell(before));
    if front >= volume.tissue {
        return Some(whole - left_of_cut(cut, view, volume.point(cell(first))));
    }
    if front == 0 {
        return Some(whole);
    }
    let front = f64::from(front);
    let part = (here - f64::from(volume.tissue)) / (here - front).max(1.0);
    Some(whole - part.clamp(0.0, 1.0) * CELL_MM)
}

/// How far before a cell that is left the cut ends, not farther than the next cell.
fn left_of_cut(cut: Option<&FaceCut>, view: View, point: [f64; 3]) -> f64 {
    let (mut left, mut cut_off) = (0.0, CELL_MM);
    for _ in 0..8 {
        let middle = (left + cut_off) / 2.0;
        match cut.is_some_and(|cut| cut.takes(view.nearer(point, middle))) {
            true => cut_off = middle,
            false => left = middle,
        }
    }
    left
}

impl Surface {
    /// The depth of a line.
    #[must_use]
    pub fn depth_mm(&self, row: usize, column: usize) -> Option<f64> {
        let inside = row < self.height && column < self.width;
        let found = inside.then(|| self.depths_mm.get(row * self.width + column));
        found.flatten().copied().flatten()
    }

    /// The surface in light: width, height and grey values; what is no tissue is black.
    #[must_use]
    pub fn picture(&self) -> (usize, usize, Vec<u8>) {
        let (width, height) = (self.width * ENLARGED, self.height * ENLARGED);
        let mut shades = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                shades.push(self.shade(row, column));
            }
        }
        (width, height, shades)
    }

    fn shade(&self, row: usize, column: usize) -> u8 {
        let at = |row: usize, column: usize| self.between(row, column);
        let Some(here) = at(row, column) else {
            return 0;
        };
        let step = ENLARGED;
        let near = |row: usize, column: usize| at(row, column).unwrap_or(here);
        let across = near(row, column + step) - near(row, column.saturating_sub(step));
        let down = near(row + step, column) - near(row.saturating_sub(step), column);
        // The skin's direction: depth grows away from the eye.
        let (x, z) = (across / (2.0 * CELL_MM), -down / (2.0 * CELL_MM));
        let long = (x * x + z * z + 1.0).sqrt();
        let light = (LIGHT[0] * x + LIGHT[1] + LIGHT[2] * z) / long;
        (40.0 + 215.0 * light.clamp(0.0, 1.0)).round() as u8
    }

    /// The depth between four lines.
    fn between(&self, row: usize, column: usize) -> Option<f64> {
        let (top, left) = (row / ENLARGED, column / ENLARGED);
        let here = self.depth_mm(top, left)?;
        let part = |number: usize| (number % ENLARGED) as f64 / ENLARGED as f64;
        let (down, right) = (part(row), part(column));
        let near = |row: usize, column: usize| self.depth_mm(row, column).unwrap_or(here);
        let upper = here * (1.0 - right) + near(top, left + 1) * right;
        let lower = near(top + 1, left) * (1.0 - right) + near(top + 1, left + 1) * right;
        Some(upper * (1.0 - down) + lower * down)
    }
}
