//! From the detector's map to rectangles around lines of text.

use super::OcrError;
use super::detect::Map;
use super::geometry::{Point, Quad};
use super::rectangle::{Rectangle, least_rectangle};

/// A pixel of text, as the model's own settings have it.
const PIXEL: f32 = 0.2;

/// A shape is text if its pixels have this in the mean.
const SHAPE: f32 = 0.4;

/// The network marks the core of a line; its rectangle grows by this share of
/// its area over its outline.
const GROWTH: f32 = 1.4;

/// Thinner shapes are specks.
const LEAST_HEIGHT: f32 = 3.0;

/// Lines of one picture: a full page has some hundreds.
const MAX_LINES: usize = 4_000;

/// Where a line stands, and how sure it is that it is text.
pub(super) struct Place {
    pub(super) quad: Quad,
    pub(super) found: f32,
}

/// The places of text in a map, in pixels of a picture that is larger by these
/// factors; from top to bottom.
///
/// # Errors
/// [`OcrError::TooManyLines`].
pub(super) fn places(map: &Map, across: f32, down: f32) -> Result<Vec<Place>, OcrError> {
    let mut places = Vec::new();
    let mut waiting: Vec<bool> = map.values.iter().map(|value| *value > PIXEL).collect();
    for start in 0..waiting.len() {
        if waiting.get(start) != Some(&true) {
            continue;
        }
        let Shape { pixels, mean } = shape(map, &mut waiting, start);
        let Some(core) = rectangle(pixels, map.width) else {
            continue;
        };
        if mean < SHAPE || 2.0 * core.half_height < LEAST_HEIGHT {
            continue;
        }
        let outline = 4.0 * (core.half_length + core.half_height);
        let whole = core.grown(core.area() * GROWTH / outline);
        if places.len() >= MAX_LINES {
            return Err(OcrError::TooManyLines);
        }
        places.push(Place {
            quad: whole.scaled(across, down).quad(),
            found: mean.min(1.0),
        });
    }
    let top = |place: &Place| {
        let [top_left, top_right, ..] = place.quad.corners;
        (top_left.y.min(top_right.y), top_left.x)
    };
    places.sort_by(|one, other| {
        let ((top, left), (other_top, other_left)) = (top(one), top(other));
        top.total_cmp(&other_top).then(left.total_cmp(&other_left))
    });
    Ok(places)
}

/// Pixels of text that touch each other.
struct Shape {
    pixels: Vec<usize>,
    mean: f32,
}

/// Takes a shape out of the waiting pixels.
fn shape(map: &Map, waiting: &mut [bool], start: usize) -> Shape {
    let width = map.width;
    let mut pixels = Vec::new();
    let mut open = vec![start];
    if let Some(waits) = waiting.get_mut(start) {
        *waits = false;
    }
    let mut sum = 0.0_f64;
    while let Some(pixel) = open.pop() {
        pixels.push(pixel);
        sum += f64::from(map.values.get(pixel).copied().unwrap_or(0.0));
        let (column, row) = (pixel % width, pixel / width);
        for y in row.saturating_sub(1)..=(row + 1).min(map.height - 1) {
            for x in column.saturating_sub(1)..=(column + 1).min(width - 1) {
                let near = y * width + x;
                if let Some(waits) = waiting.get_mut(near).filter(|waits| **waits) {
                    *waits = false;
                    open.push(near);
                }
            }
        }
    }
    let mean = (sum / pixels.len().max(1) as f64) as f32;
    Shape { pixels, mean }
}

/// The least rectangle around pixels. The ends of their rows are their outline.
fn rectangle(mut pixels: Vec<usize>, width: usize) -> Option<Rectangle> {
    pixels.sort_unstable();
    let mut corners = Vec::new();
    for row in pixels.chunk_by(|one, other| one / width == other / width) {
        let (first, last) = (row.first()?, row.last()?);
        let (top, bottom) = ((first / width) as f32, (first / width + 1) as f32);
        let (left, right) = ((first % width) as f32, (last % width + 1) as f32);
        let ends = [(left, top), (left, bottom), (right, top), (right, bottom)];
        corners.extend(ends.map(|(x, y)| Point { x, y }));
    }
    least_rectangle(corners)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(rows: &[&str]) -> Map {
        let values = rows.iter().flat_map(|row| row.bytes());
        Map {
            width: rows[0].len(),
            height: rows.len(),
            values: values.map(|byte| f32::from(byte - b'0') / 9.0).collect(),
        }
    }

    #[test]
    fn a_bar_becomes_a_larger_bar_and_specks_go() {
        let rows = [
            "00000000000000000000",
            "00000000000000000000",
            "00009999999999900000",
            "00009999999999900000",
            "00009999999999900000",
            "00009999999999900000",
            "00000000000000000090",
            "22200000000000000000",
        ];
        let places = places(&map(&rows), 2.0, 2.0).unwrap();
        assert_eq!(places.len(), 1);
        // 11 × 4 grows by 44 · 1.4 / 30 on each side, then by two.
        let bounds = places[0].quad.bounds(40, 16);
        assert_eq!((bounds.left_px, bounds.width_px), (3, 32));
        assert_eq!((bounds.top_px, bounds.height_px), (0, 16));
        assert!((places[0].quad.height_px() - 16.2).abs() < 0.2);
    }

    #[test]
    fn doubtful_shapes_are_no_text() {
        let rows = ["333333", "333333", "333333", "333333"];
        assert!(places(&map(&rows), 1.0, 1.0).unwrap().is_empty());
    }
}
