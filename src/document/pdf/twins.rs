//! Letters that are drawn twice and read once.

use std::collections::HashMap;

use crate::document::layout::Glyph;
use crate::document::model::Weight;

/// Fill and stroke, and letters drawn twice to look bold, come twice.
#[derive(Default)]
pub(super) struct Twins {
    /// (text, place in points) → indices of seen glyphs.
    cells: HashMap<(String, i32, i32), Vec<usize>>,
}

impl Twins {
    /// Edge of a cell in points.
    const CELL: f32 = 4.0;

    /// Letters nearer than this share of their size are one letter.
    const NEAR: f32 = 0.15;

    /// Whether the glyph stands for itself. The twin of one that does is bold,
    /// if it is shifted a little.
    pub(super) fn is_new(&mut self, glyph: &Glyph, seen: &mut [Glyph]) -> bool {
        if glyph.text.trim().is_empty() {
            return true;
        }
        let cell = |value: f32| (value / Self::CELL).floor() as i32;
        let (column, row) = (cell(glyph.x), cell(glyph.y));
        let near = Self::NEAR * glyph.size_pt;
        for x in column - 1..=column + 1 {
            for y in row - 1..=row + 1 {
                let Some(places) = self.cells.get(&(glyph.text.clone(), x, y)) else {
                    continue;
                };
                // A cell that holds hundreds of one letter holds a heap, no text.
                for twin in places.iter().rev().take(64) {
                    if let Some(twin) = seen.get_mut(*twin) {
                        let (dx, dy) = ((twin.x - glyph.x).abs(), (twin.y - glyph.y).abs());
                        if dx <= near && dy <= near && twin.direction == glyph.direction {
                            if dx + dy > 0.01 * glyph.size_pt {
                                twin.weight = Weight::Bold;
                            }
                            return false;
                        }
                    }
                }
            }
        }
        self.cells
            .entry((glyph.text.clone(), column, row))
            .or_default()
            .push(seen.len());
        true
    }
}
