//! Fragments → regions in reading order.
//!
//! A gutter parts a stretch of lines into two columns only if prose stands on
//! both sides of it, or if one side was drawn whole before the other and is no
//! column of labels. Everything else (header blocks, tables) is read in rows.

use super::{Fragment, median};

/// Columns in columns in columns.
const MAX_DEPTH: usize = 8;

/// Lines that a column has at least.
const MIN_LINES: usize = 4;

/// The same for columns that were drawn one after the other.
const MIN_DRAWN_LINES: usize = 3;

/// Words that a line of prose has, as a median.
const MIN_WORDS: f32 = 3.0;

/// Share of lines of a column that fill most of its width.
const MIN_FULL_SHARE: f32 = 0.5;

/// What "most of its width" is.
const FULL_WIDTH: f32 = 0.6;

/// Share of lines that look like `label: value`, above which it is no prose.
const MAX_LABEL_SHARE: f32 = 0.4;

/// Words that a line of a column has as a median, if it was drawn as a column.
const MIN_DRAWN_WORDS: f32 = 2.0;

/// Share of lines that may have been drawn out of order.
const MAX_ASTRAY: f32 = 0.05;

/// Left edges of one column differ by no more than this, in points.
const EDGE_STEP: f32 = 4.0;

/// A gutter is at least this wide, in points.
const MIN_GUTTER: f32 = 5.0;

/// Candidates for gutters that are tried in one stretch.
const MAX_CANDIDATES: usize = 40;

/// Parts a page into stretches that are read one after the other.
pub(super) fn regions(mut fragments: Vec<Fragment>) -> Vec<Vec<Fragment>> {
    fragments.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let mut regions = Vec::new();
    part(fragments, 0, &mut regions);
    regions
}

fn part(fragments: Vec<Fragment>, depth: usize, regions: &mut Vec<Vec<Fragment>>) {
    if fragments.is_empty() {
        return;
    }
    let Some(gutter) = (depth < MAX_DEPTH)
        .then(|| best_gutter(&fragments))
        .flatten()
    else {
        regions.push(fragments);
        return;
    };
    let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
    for fragment in fragments {
        if fragment.baseline < gutter.top {
            above.push(fragment);
        } else if fragment.baseline > gutter.bottom {
            below.push(fragment);
        } else if fragment.left < gutter.x {
            left.push(fragment);
        } else {
            right.push(fragment);
        }
    }
    for stretch in [above, left, right, below] {
        part(stretch, depth + 1, regions);
    }
}

/// A vertical stripe without text, and the lines it parts.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    x: f32,
    top: f32,
    bottom: f32,
    lines: usize,
}

/// The gutter that parts most lines. `fragments` are ordered from the top.
fn best_gutter(fragments: &[Fragment]) -> Option<Gutter> {
    if fragments.len() < 2 * MIN_DRAWN_LINES {
        return None;
    }
    let mut best: Option<Gutter> = None;
    for x in candidates(fragments) {
        for gutter in gutters_at(x, fragments) {
            if best.is_none_or(|best| gutter.lines > best.lines) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// Left edges that several fragments share: a column begins there.
fn candidates(fragments: &[Fragment]) -> Vec<f32> {
    let mut edges: Vec<f32> = fragments.iter().map(|fragment| fragment.left).collect();
    edges.sort_by(f32::total_cmp);
    let mut groups: Vec<(f32, f32, usize)> = Vec::new();
    for edge in edges {
        match groups.last_mut() {
            Some((_, last, count)) if edge - *last <= EDGE_STEP => {
                *last = edge;
                *count += 1;
            }
            _ => groups.push((edge, edge, 1)),
        }
    }
    groups.retain(|(_, _, count)| *count >= MIN_DRAWN_LINES);
    groups.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    groups.truncate(MAX_CANDIDATES);
    // The leftmost edge of all has nothing on its left.
    groups
        .into_iter()
        .map(|(first, _, _)| first - 0.5)
        .collect()
}

/// Stretches of lines that leave the stripe left of `x` free and have prose on
/// both sides.
fn gutters_at(x: f32, fragments: &[Fragment]) -> Vec<Gutter> {
    let crosses = |fragment: &Fragment| fragment.left < x && fragment.right > x - MIN_GUTTER;
    fragments
        .split(crosses)
        .filter_map(|stretch| gutter_of(x, stretch))
        .collect()
}

fn gutter_of(x: f32, stretch: &[Fragment]) -> Option<Gutter> {
    // A crossing line may stand between two lines of the stretch only at its ends.
    let (left, right): (Vec<&Fragment>, Vec<&Fragment>) =
        stretch.iter().partition(|fragment| fragment.left < x);
    let prose = is_prose(&left) && is_prose(&right);
    if !prose && !are_drawn_apart(&left, &right) {
        return None;
    }
    let top = left.first()?.baseline.min(right.first()?.baseline);
    let bottom = left.last()?.baseline.max(right.last()?.baseline);
    Some(Gutter {
        x,
        top,
        bottom,
        lines: left.len() + right.len(),
    })
}

/// Whether fragments look like lines of running text.
fn is_prose(side: &[&Fragment]) -> bool {
    if side.len() < MIN_LINES {
        return false;
    }
    let count = side.len() as f32;
    let words = median(side.iter().map(|line| line.words.len() as f32).collect());
    let left = side.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    // Not the widest line: a title may reach over the column.
    let right = upper_quartile(side.iter().map(|line| line.right).collect());
    let width = (right.unwrap_or(left) - left).max(1.0);
    let full = side
        .iter()
        .filter(|line| line.right - line.left >= FULL_WIDTH * width)
        .count() as f32;
    let labels = side.iter().filter(|line| is_label(line)).count() as f32;
    words.is_some_and(|words| words >= MIN_WORDS)
        && full >= MIN_FULL_SHARE * count
        && labels <= MAX_LABEL_SHARE * count
}

/// Whether one side was drawn before the other, as columns of text are: the
/// cells of a table come row by row. Labels and their values stay together
/// even if they were drawn as columns.
fn are_drawn_apart(left: &[&Fragment], right: &[&Fragment]) -> bool {
    let wordy = |side: &[&Fragment]| {
        side.len() >= MIN_DRAWN_LINES
            && median(side.iter().map(|line| line.words.len() as f32).collect())
                .is_some_and(|words| words >= MIN_DRAWN_WORDS)
    };
    let ends_with_label = |line: &&&Fragment| {
        line.words
            .last()
            .is_some_and(|word| word.text.ends_with(':'))
    };
    let labels = left.iter().filter(ends_with_label).count() as f32;
    wordy(left)
        && wordy(right)
        && labels <= MAX_LABEL_SHARE * left.len() as f32
        && (is_drawn_before(left, right) || is_drawn_before(right, left))
}

fn is_drawn_before(one: &[&Fragment], other: &[&Fragment]) -> bool {
    let last_of_one = one.iter().map(|line| line.order).max();
    let first_of_other = other.iter().map(|line| line.order).min();
    let (Some(last), Some(first)) = (last_of_one, first_of_other) else {
        return false;
    };
    let late = one.iter().filter(|line| line.order > first).count() as f32;
    let early = other.iter().filter(|line| line.order < last).count() as f32;
    last < first
        || (late <= MAX_ASTRAY * one.len() as f32 || early <= MAX_ASTRAY * other.len() as f32)
}

fn upper_quartile(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() * 3 / 4).copied()
}

fn is_label(line: &Fragment) -> bool {
    line.words
        .iter()
        .take(3)
        .any(|word| word.text.ends_with(':'))
}
