//! From glyphs with positions to lines in reading order.
//!
//! Glyphs → words (gaps) → fragments of lines (wide gaps) → regions (columns of
//! prose are read one after the other, rows of tables are not) → segments.

mod lines;
mod regions;
mod right_to_left;
mod stacked;
mod words;

use super::model::{Break, Mark, Segment, Weight};

/// A glyph as it stands on the page: points, origin at the top left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// What it means; blanks for a blank.
    pub(super) text: String,
    /// Where it begins, on its baseline.
    pub(super) x: f32,
    /// Its baseline there.
    pub(super) y: f32,
    /// How far its advance moves, in the direction of its line.
    pub(super) advance_pt: f32,
    /// Font size in points.
    pub(super) size_pt: f32,
    /// Direction of its line in degrees, clockwise from left to right.
    pub(super) direction: i16,
    /// Weight.
    pub(super) weight: Weight,
}

/// A page laid out.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Laid {
    /// Width in points, after turning a page whose text runs up or down.
    pub(super) width_pt: f32,
    /// Height in points.
    pub(super) height_pt: f32,
    /// Segments in reading order.
    pub(super) segments: Vec<Segment>,
}

/// Step between lines that are put below the page's text.
const EXTRA_STEP: f32 = 1.3;

/// Lays out one page.
///
/// The direction that most glyphs have becomes left to right; text in other
/// directions follows below the rest, because a new page is written in one
/// direction only.
pub(super) fn lay_out(glyphs: &[Glyph], width_pt: f32, height_pt: f32) -> Laid {
    let mut glyphs = glyphs.to_vec();
    stacked::turn_lines(&mut glyphs);
    let directions = directions_by_count(&glyphs);
    let mut laid = Laid {
        width_pt,
        height_pt,
        segments: Vec::new(),
    };
    for (place, direction) in directions.into_iter().enumerate() {
        let turned: Vec<Glyph> = glyphs
            .iter()
            .filter(|glyph| glyph.direction == direction)
            .map(|glyph| turn(glyph, direction, width_pt, height_pt))
            .collect();
        let segments = segments_of(turned);
        if place == 0 {
            if direction == 90 || direction == 270 {
                (laid.width_pt, laid.height_pt) = (height_pt, width_pt);
            }
            laid.segments = segments;
        } else {
            append_below(&mut laid, segments);
        }
    }
    laid
}

fn segments_of(mut glyphs: Vec<Glyph>) -> Vec<Segment> {
    let turns = right_to_left::occurs_in(&glyphs);
    if turns {
        glyphs = right_to_left::in_page_order(glyphs);
    }
    let words = words::words(&glyphs);
    let fragments = lines::fragments(words);
    let mut regions = regions::regions(fragments);
    if turns {
        for fragment in regions.iter_mut().flatten() {
            right_to_left::in_reading_order(fragment);
        }
    }
    lines::segments(regions)
}

/// Directions that occur, the most frequent first.
fn directions_by_count(glyphs: &[Glyph]) -> Vec<i16> {
    let mut counts: Vec<(i16, usize)> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        match counts.iter_mut().find(|(at, _)| *at == glyph.direction) {
            Some((_, count)) => *count += 1,
            None => counts.push((glyph.direction, 1)),
        }
    }
    counts.sort_by_key(|(direction, count)| (std::cmp::Reverse(*count), *direction));
    counts.into_iter().map(|(direction, _)| direction).collect()
}

/// A glyph as seen by somebody who turned the page so that `direction` runs
/// from left to right.
fn turn(glyph: &Glyph, direction: i16, width_pt: f32, height_pt: f32) -> Glyph {
    let (x, y) = match direction {
        0 => (glyph.x, glyph.y),
        90 => (glyph.y, width_pt - glyph.x),
        180 => (width_pt - glyph.x, height_pt - glyph.y),
        270 => (height_pt - glyph.y, glyph.x),
        slanted => {
            let (sine, cosine) = f32::from(slanted).to_radians().sin_cos();
            (
                glyph.x * cosine + glyph.y * sine,
                glyph.y * cosine - glyph.x * sine,
            )
        }
    };
    Glyph {
        x,
        y,
        direction: 0,
        ..glyph.clone()
    }
}

/// Text of another direction goes below, each line at the left edge.
fn append_below(laid: &mut Laid, segments: Vec<Segment>) {
    let left_pt = laid
        .segments
        .iter()
        .map(|segment| segment.left_pt)
        .fold(f32::INFINITY, f32::min);
    let left_pt = if left_pt.is_finite() { left_pt } else { 36.0 };
    let mut baseline_pt = laid
        .segments
        .iter()
        .map(|segment| segment.baseline_pt)
        .fold(0.0_f32, f32::max);
    if let Some(last) = laid.segments.last_mut() {
        last.then = Break::Paragraph;
    }
    let mut from_left_pt = None;
    for segment in segments {
        let origin = *from_left_pt.get_or_insert_with(|| {
            baseline_pt += segment.size_pt * EXTRA_STEP;
            segment.left_pt
        });
        let ends_line = matches!(segment.then, Break::Line | Break::Paragraph);
        laid.height_pt = laid.height_pt.max(baseline_pt + segment.size_pt);
        laid.segments.push(Segment {
            left_pt: left_pt + (segment.left_pt - origin).max(0.0),
            baseline_pt,
            ..segment
        });
        if ends_line {
            from_left_pt = None;
        }
    }
}

/// A word with its box.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    text: String,
    left: f32,
    right: f32,
    baseline: f32,
    size: f32,
    weight: Weight,
    /// Place in the order of drawing.
    order: usize,
    /// Blanks that the source drew behind it.
    blanks: usize,
    /// Whether the next word of the stream begins where this one ends.
    glued: Glued,
}

/// Whether a word goes on in the next one (a change of weight inside a word).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glued {
    Apart,
    ToNext,
}

/// A piece of a line without wide gaps: a cell of a table, or a line of a column.
#[derive(Clone, Debug, PartialEq)]
struct Fragment {
    words: Vec<Word>,
    left: f32,
    right: f32,
    baseline: f32,
    size: f32,
    /// Place in the order of drawing.
    order: usize,
}

impl Fragment {
    fn segment(words: &[Word], then: Break) -> Option<Segment> {
        let first = words.first()?;
        // Words that run to the left are read from the right.
        let left = words.iter().map(|word| word.left).fold(f32::MAX, f32::min);
        let right = words.iter().map(|word| word.right).fold(f32::MIN, f32::max);
        let mut text = String::new();
        for (place, word) in words.iter().enumerate() {
            text.push_str(&word.text);
            if place + 1 < words.len() && word.glued == Glued::Apart {
                text.push(' ');
            }
        }
        Some(Segment {
            text,
            left_pt: left,
            baseline_pt: first.baseline,
            width_pt: (right - left).max(0.0),
            size_pt: first.size,
            weight: first.weight,
            then,
            mark: Mark::Source,
        })
    }
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests;
