//! Where lines of text stand: the detector over tiles of a scaled picture.

use rten::Model;

use super::boxes::{self, Place};
use super::networks::run;
use super::picture::Picture;
use super::scale::{Scaled, scaled};
use super::{Bounds, OcrError};

/// The network halves its input five times.
const STEP: usize = 32;

/// Longest edge of a tile: of a slice of 512 pixels in twice its size there is one.
const TILE: usize = 1_024;

/// How far tiles overlap: a line that is cut in one is whole, or goes on, in the
/// other.
const OVERLAP: usize = 192;

/// A picture with a shorter longest edge is made larger: letters of eight pixels
/// are too small for the network.
const LEAST_EDGE: usize = 1_024;

/// Never larger than by this.
const MAX_ENLARGED: f32 = 2.0;

/// A larger picture is made smaller.
const MAX_EDGE: usize = 3_200;

/// A pixel with less is no hint of text. Of 2,339 planted lines (scripts/made_frames.py)
/// two have less everywhere: letters alone on grey and on noise.
const HINT: f32 = 0.02;

/// What the network was taught with. It was taught with blue first.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const DEVIATION: [f32; 3] = [0.229, 0.224, 0.225];

/// Share of text in every pixel of a scaled picture.
pub(super) struct Map {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) values: Vec<f32>,
}

/// The places of text in a part of a picture, from top to bottom, and squares that
/// hold a hint of it.
///
/// # Errors
/// [`OcrError::Run`], [`OcrError::TooManyLines`].
pub(super) fn places(
    detector: &Model,
    picture: &Picture,
    part: &Bounds,
) -> Result<(Vec<Place>, Vec<Bounds>), OcrError> {
    let factor = factor(picture.width(), picture.height());
    let cut = if *part == picture.bounds() {
        None
    } else {
        Some(picture.cut(part)?)
    };
    let cut = cut.as_ref().unwrap_or(picture);
    let (width, height) = (steps(cut.width(), factor), steps(cut.height(), factor));
    let map = map(detector, &scaled(cut, width, height))?;
    let across = cut.width() as f32 / width as f32;
    let down = cut.height() as f32 / height as f32;
    let mut places = boxes::places(&map, across, down)?;
    for place in &mut places {
        for corner in &mut place.quad.corners {
            corner.x += part.left_px as f32;
            corner.y += part.top_px as f32;
        }
    }
    let hints = map.hints(across, down);
    let hints = hints.map(|hint| Bounds {
        left_px: hint.left_px + part.left_px,
        top_px: hint.top_px + part.top_px,
        ..hint
    });
    Ok((places, hints.collect()))
}

/// How much larger or smaller a picture is looked at.
fn factor(width: usize, height: usize) -> f32 {
    let longest = width.max(height).max(1) as f32;
    if longest < LEAST_EDGE as f32 {
        (LEAST_EDGE as f32 / longest).min(MAX_ENLARGED)
    } else {
        (MAX_EDGE as f32 / longest).min(1.0)
    }
}

/// An edge in that size, in whole steps of the network.
fn steps(edge: usize, factor: f32) -> usize {
    let steps = (edge as f32 * factor / STEP as f32).round() as usize;
    steps.max(1) * STEP
}

/// The detector's map of the whole picture, made of the middles of its tiles.
fn map(detector: &Model, scaled: &Scaled) -> Result<Map, OcrError> {
    let mut map = Map {
        width: scaled.width,
        height: scaled.height,
        values: vec![0.0; scaled.width * scaled.height],
    };
    for rows in &tiles(scaled.height) {
        for columns in &tiles(scaled.width) {
            let values = tile(detector, scaled, columns, rows)?;
            map.put(columns, rows, &values);
        }
    }
    Ok(map)
}

/// One tile along one edge: what is looked at, and what of it is taken.
struct Tile {
    start: usize,
    length: usize,
    taken: std::ops::Range<usize>,
}

/// As few as there can be, one as long as the other.
fn tiles(edge: usize) -> Vec<Tile> {
    let count = edge.saturating_sub(OVERLAP).div_ceil(TILE - OVERLAP).max(1);
    let length = (edge + (count - 1) * OVERLAP).div_ceil(count);
    let length = length.next_multiple_of(STEP);
    let last = edge - length;
    let mut tiles = Vec::new();
    let mut taken = 0;
    let mut start = 0;
    loop {
        let end = if start == last {
            edge
        } else {
            start + length - OVERLAP / 2
        };
        tiles.push(Tile {
            start,
            length,
            taken: taken..end,
        });
        if start == last {
            return tiles;
        }
        taken = end;
        start = (start + length - OVERLAP).min(last);
    }
}

fn tile(
    detector: &Model,
    scaled: &Scaled,
    columns: &Tile,
    rows: &Tile,
) -> Result<Vec<f32>, OcrError> {
    let mut input = Vec::with_capacity(3 * columns.length * rows.length);
    let statistics = MEAN.into_iter().zip(DEVIATION);
    for (channel, (mean, deviation)) in statistics.enumerate() {
        let plane = scaled.planes.iter().rev().cycle().nth(channel);
        let plane = plane.ok_or(OcrError::Run)?;
        let lines = plane.chunks_exact(scaled.width);
        for line in lines.skip(rows.start).take(rows.length) {
            let samples = line.iter().skip(columns.start).take(columns.length);
            input.extend(samples.map(|sample| (sample / 255.0 - mean) / deviation));
        }
    }
    let (shape, values) = run(detector, [1, 3, rows.length, columns.length], input)?;
    if shape != [1, 1, rows.length, columns.length] {
        return Err(OcrError::Run);
    }
    Ok(values)
}

impl Map {
    /// Squares in which any pixel is a hint, in pixels of a picture that is larger by
    /// these factors.
    fn hints(&self, across: f32, down: f32) -> impl Iterator<Item = Bounds> {
        let columns = self.width.div_ceil(STEP);
        let mut squares = vec![false; columns * self.height.div_ceil(STEP)];
        for (row, values) in self.values.chunks_exact(self.width).enumerate() {
            let squares = squares.iter_mut().skip(row / STEP * columns);
            for (square, values) in squares.zip(values.chunks(STEP)) {
                *square |= values.iter().any(|value| *value >= HINT);
            }
        }
        let pixels = |square: usize, factor: f32| {
            let (start, end) = ((square * STEP) as f32, ((square + 1) * STEP) as f32);
            let (start, end) = ((start * factor).floor(), (end * factor).ceil());
            (start as u32, (end - start) as u32)
        };
        let hints = squares.into_iter().enumerate().filter(|(_, has)| *has);
        hints.map(move |(square, _)| {
            let (left_px, width_px) = pixels(square % columns, across);
            let (top_px, height_px) = pixels(square / columns, down);
            Bounds {
                left_px,
                top_px,
                width_px,
                height_px,
            }
        })
    }

    fn put(&mut self, columns: &Tile, rows: &Tile, values: &[f32]) {
        let width = self.width;
        let targets = self.values.chunks_exact_mut(width);
        let sources = values.chunks_exact(columns.length);
        let targets = targets.skip(rows.start).zip(sources).enumerate();
        for (row, (target, source)) in targets {
            if !rows.taken.contains(&(rows.start + row)) {
                continue;
            }
            let pairs = target.iter_mut().skip(columns.start).zip(source);
            for (column, (target, source)) in pairs.enumerate() {
                if columns.taken.contains(&(columns.start + column)) {
                    *target = *source;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_take_every_pixel_once() {
        for (edge, count) in [
            (32, 1),
            (1024, 1),
            (1056, 2),
            (1728, 2),
            (2496, 3),
            (3200, 4),
        ] {
            let mut next = 0;
            assert_eq!(tiles(edge).len(), count, "{edge}");
            for tile in tiles(edge) {
                assert!(tile.length <= TILE);
                assert_eq!(tile.taken.start, next);
                assert!(tile.start <= tile.taken.start);
                assert!(tile.taken.end <= tile.start + tile.length);
                assert_eq!((tile.start % STEP, tile.length % STEP), (0, 0));
                next = tile.taken.end;
            }
            assert_eq!(next, edge);
        }
    }

    #[test]
    fn small_pictures_are_made_larger_and_large_ones_smaller() {
        let size = |width, height| {
            let factor = factor(width, height);
            (steps(width, factor), steps(height, factor))
        };
        assert_eq!(size(512, 512), (1024, 1024));
        assert_eq!(size(100, 30), (192, 64));
        assert_eq!(size(1024, 768), (1024, 768));
        assert_eq!(size(1654, 2339), (1664, 2336));
        assert_eq!(size(20_000, 100), (3200, 32));
    }
}
