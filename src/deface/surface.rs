//! The skin of a head seen from the front, as a small grey picture.

use super::FaceCut;
use super::volume::{CELL_MM, Volume};

/// Pixels of the picture for a cell.
const ENLARGED: usize = 3;
/// How light falls: from above and from the front.
const LIGHT: [f64; 3] = [0.25, 0.85, 0.45];

/// What is seen from the front: of every line from front to back the first tissue.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// Lines from the right hand to the left.
    pub width: usize,
    /// Lines from the crown down.
    pub height: usize,
    /// Millimetres from the front of the pictures to the skin; `None`: no tissue.
    /// From the crown down, row by row.
    pub depths_mm: Vec<Option<f64>>,
}

/// Before and after the cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Surfaces {
    /// As received.
    pub before: Surface,
    /// As written.
    pub after: Surface,
}

impl Surfaces {
    pub(super) fn of(volume: &Volume, cut: &FaceCut) -> Self {
        let [centre, half] = [cut.centre(), cut.half()];
        let from = [centre[0] - 1.5 * half[0], centre[2] - 2.0 * half[2]];
        let to = [centre[0] + 1.5 * half[0], centre[2] + 1.2 * half[2]];
        let inside = |number: usize, axis: usize, side: usize| {
            let at = volume.first[axis] + number as f64 * CELL_MM;
            at >= from[side] && at <= to[side]
        };
        let across: Vec<usize> = (0..volume.size[0]).filter(|x| inside(*x, 0, 0)).collect();
        let down: Vec<usize> = (0..volume.size[2])
            .rev()
            .filter(|z| inside(*z, 2, 1))
            .collect();
        let seen = |cut: Option<&FaceCut>| Surface {
            width: across.len(),
            height: down.len(),
            depths_mm: down
                .iter()
                .flat_map(|z| across.iter().map(move |x| (*x, *z)))
                .map(|(x, z)| depth(volume, cut, x, z))
                .collect(),
        };
        Self {
            before: seen(None),
            after: seen(Some(cut)),
        }
    }
}

/// The first tissue of a line; between two cells by their values.
fn depth(volume: &Volume, cut: Option<&FaceCut>, x: usize, z: usize) -> Option<f64> {
    let first = (0..volume.size[1]).find(|y| volume.is_left([x, *y, z], cut))?;
    let whole = first as f64 * CELL_MM;
    let Some(before) = first.checked_sub(1) else {
        return Some(whole);
    };
    let here = f64::from(volume.level([x, first, z]));
    let front = volume.level([x, before, z]);
    if front >= volume.tissue {
        return Some(edge_of_cut(volume, cut, [x, first, z]));
    }
    if front == 0 {
        return Some(whole);
    }
    let front = f64::from(front);
    let part = (here - f64::from(volume.tissue)) / (here - front).max(1.0);
    Some(whole - part.clamp(0.0, 1.0) * CELL_MM)
}

/// Where between a cell and the one in front of it the cut ends.
fn edge_of_cut(volume: &Volume, cut: Option<&FaceCut>, cell: [usize; 3]) -> f64 {
    let [x, y, z] = volume.point(cell);
    let (mut left, mut cut_off) = (0.0, CELL_MM);
    for _ in 0..8 {
        let middle = (left + cut_off) / 2.0;
        match cut.is_some_and(|cut| cut.takes([x, y - middle, z])) {
            true => cut_off = middle,
            false => left = middle,
        }
    }
    cell[1] as f64 * CELL_MM - left
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
