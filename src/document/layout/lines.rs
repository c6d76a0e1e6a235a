//! Words → fragments of lines, and regions of fragments → segments.

use super::{Break, Fragment, Glued, Segment, Weight, Word, median};

/// Words of one line stand on one baseline, up to this share of the font size.
const LINE_STEP: f32 = 0.3;

/// A raised or lowered word is at most this large beside its neighbours...
const SCRIPT_SIZE: f32 = 0.8;

/// ...and its baseline is off by at most this share of their size.
const SCRIPT_STEP: f32 = 0.6;

/// A wider gap, as a share of the font size, ends a fragment.
const CELL_GAP: f32 = 1.3;

/// The same between words that were drawn with one blank: justified text.
const JUSTIFIED_GAP: f32 = 4.0;

/// A narrower gap is no blank: the word goes on.
const BLANK_GAP: f32 = 0.1;

/// A step this much larger than the usual one of the region ends a paragraph.
const PARAGRAPH_STEP: f32 = 1.25;

/// Letters of so different sizes are not of one paragraph.
const SIZE_CHANGE: f32 = 1.15;

/// Gathers words on one baseline that stand near each other.
pub(super) fn fragments(words: Vec<Word>) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for mut line in lines(words) {
        line.sort_by(|one, other| one.left.total_cmp(&other.left));
        let mut open: Vec<Word> = Vec::new();
        for word in line {
            if let Some(last) = open.last_mut() {
                let size = last.size.max(word.size).max(0.1);
                let gap = (word.left - last.right) / size;
                let justified = last.blanks == 1 && word.order == last.order + 1;
                let limit = if justified { JUSTIFIED_GAP } else { CELL_GAP };
                if gap > limit {
                    fragments.extend(fragment(std::mem::take(&mut open)));
                } else if last.glued == Glued::Apart
                    && gap.abs() < BLANK_GAP
                    && !are_of_two_texts(last, &word)
                {
                    last.glued = Glued::ToNext;
                } else if gap > 2.0 * BLANK_GAP {
                    last.glued = Glued::Apart;
                }
            }
            open.push(word);
        }
        fragments.extend(fragment(open));
    }
    fragments
}

/// Whether two words that touch are of texts so different in size that they
/// are not one word. A single large letter may begin a word, and numbers and
/// single letters may be raised or lowered.
fn are_of_two_texts(one: &Word, next: &Word) -> bool {
    let several = |word: &Word| {
        let letters = word.text.chars().filter(|letter| letter.is_alphabetic());
        letters.count() >= 2
    };
    let (large, small) = (one.size.max(next.size), one.size.min(next.size));
    small <= SCRIPT_SIZE * large && several(one) && several(next)
}

/// Clusters words by baseline, small raised and lowered ones to their neighbours.
fn lines(words: Vec<Word>) -> Vec<Vec<Word>> {
    let mut lines: Vec<(f32, f32, Vec<Word>)> = Vec::new();
    let mut ordered = words;
    ordered.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let (full, scripts): (Vec<Word>, Vec<Word>) = {
        let usual = median(ordered.iter().map(|word| word.size).collect()).unwrap_or(10.0);
        ordered
            .into_iter()
            .partition(|word| word.size > SCRIPT_SIZE * usual)
    };
    for word in full {
        match lines.last_mut() {
            Some((baseline, size, line))
                if (word.baseline - *baseline).abs() <= LINE_STEP * size.min(word.size) =>
            {
                line.push(word);
            }
            _ => lines.push((word.baseline, word.size, vec![word])),
        }
    }
    let mut own: Vec<(f32, f32, Vec<Word>)> = Vec::new();
    for word in scripts {
        match lines.iter_mut().find(|line| is_script_of(&word, line)) {
            Some((baseline, size, line)) => {
                let raised = (*baseline - word.baseline) / size.max(0.1);
                line.push(as_script(word, raised));
            }
            None => match own.last_mut() {
                Some((baseline, size, line))
                    if (word.baseline - *baseline).abs() <= LINE_STEP * size.min(word.size) =>
                {
                    line.push(word);
                }
                _ => own.push((word.baseline, word.size, vec![word])),
            },
        }
    }
    lines.append(&mut own);
    lines.sort_by(|one, other| one.0.total_cmp(&other.0));
    lines.into_iter().map(|(_, _, line)| line).collect()
}

/// Whether a small word hangs on a larger one of this line.
fn is_script_of(word: &Word, (baseline, size, line): &(f32, f32, Vec<Word>)) -> bool {
    let off = (word.baseline - baseline).abs();
    if word.size > SCRIPT_SIZE * size || off > SCRIPT_STEP * size {
        return false;
    }
    let reach = 0.5 * size;
    line.iter().any(|neighbour| {
        word.size <= SCRIPT_SIZE * neighbour.size
            && word.left <= neighbour.right + reach
            && word.right >= neighbour.left - reach
    })
}

/// Raised digits keep their meaning as raised digits: `10⁹/L` is not `109/L`.
fn as_script(mut word: Word, raised: f32) -> Word {
    if raised > 0.15 {
        let mapped: Option<String> = word.text.chars().map(superscript).collect();
        if let Some(text) = mapped {
            word.text = text;
        }
    }
    word
}

fn superscript(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}

fn fragment(words: Vec<Word>) -> Option<Fragment> {
    let largest = words
        .iter()
        .max_by(|one, other| one.size.total_cmp(&other.size))?;
    Some(Fragment {
        left: words.first()?.left,
        right: words.iter().map(|word| word.right).fold(f32::MIN, f32::max),
        baseline: largest.baseline,
        size: largest.size,
        order: words.iter().map(|word| word.order).min().unwrap_or(0),
        words,
    })
}

/// Regions in reading order → segments. Rows of a region end with a line
/// break, regions with a paragraph.
pub(super) fn segments(regions: Vec<Vec<Fragment>>) -> Vec<Segment> {
    let mut segments = Vec::new();
    for region in regions {
        let rows = rows(region);
        let usual_step = usual_step(&rows);
        let mut rows = rows.into_iter().peekable();
        while let Some(row) = rows.next() {
            let then = match rows.peek() {
                Some(next) if is_same_paragraph(&row, next, usual_step) => Break::Line,
                _ => Break::Paragraph,
            };
            push_row(&row, then, &mut segments);
        }
    }
    segments
}

/// Fragments on one baseline, in order from left to right.
fn rows(mut fragments: Vec<Fragment>) -> Vec<Vec<Fragment>> {
    fragments.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let mut rows: Vec<Vec<Fragment>> = Vec::new();
    for fragment in fragments {
        match rows.last_mut() {
            Some(row)
                if row
                    .first()
                    .is_some_and(|first| is_same_row(first, &fragment)) =>
            {
                row.push(fragment);
            }
            _ => rows.push(vec![fragment]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    rows
}

fn is_same_row(one: &Fragment, other: &Fragment) -> bool {
    (one.baseline - other.baseline).abs() <= LINE_STEP * one.size.min(other.size)
}

/// The usual distance of lines in a region, as a multiple of their size.
fn usual_step(rows: &[Vec<Fragment>]) -> Option<f32> {
    let mut steps: Vec<f32> = rows
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] => step(one, next),
            _ => None,
        })
        .collect();
    steps.sort_by(f32::total_cmp);
    // The lower third: in short regions, paragraph gaps are half of all.
    steps.get(steps.len() / 3).copied()
}

fn step(row: &[Fragment], next: &[Fragment]) -> Option<f32> {
    let (one, other) = (row.first()?, next.first()?);
    let size = one.size.max(other.size).max(0.1);
    Some((other.baseline - one.baseline) / size)
}

fn is_same_paragraph(row: &[Fragment], next: &[Fragment], usual_step: Option<f32>) -> bool {
    let (Some(step), Some(usual)) = (step(row, next), usual_step) else {
        return false;
    };
    let sizes = |row: &[Fragment]| {
        row.iter()
            .map(|fragment| fragment.size)
            .fold(0.1_f32, f32::max)
    };
    let (size, next_size) = (sizes(row), sizes(next));
    let ratio = size.max(next_size) / size.min(next_size);
    let heading = is_bold(row) != is_bold(next) && (row.len() == 1 && next.len() == 1);
    step <= PARAGRAPH_STEP * usual.max(0.9) && ratio < SIZE_CHANGE && !heading
}

fn is_bold(row: &[Fragment]) -> bool {
    row.iter()
        .flat_map(|fragment| &fragment.words)
        .all(|word| word.weight == Weight::Bold)
}

fn push_row(row: &[Fragment], then: Break, segments: &mut Vec<Segment>) {
    for (place, fragment) in row.iter().enumerate() {
        let last_of_row = place + 1 == row.len();
        let mut rest = fragment.words.as_slice();
        while let Some(first) = rest.first() {
            let length = rest
                .iter()
                .take_while(|word| word.weight == first.weight)
                .count();
            let (part, behind) = rest.split_at(length.min(rest.len()));
            let then = match (behind.is_empty(), last_of_row) {
                (true, true) => then,
                (true, false) => Break::Tab,
                (false, _) => match part.last().map(|word| word.glued) {
                    Some(Glued::ToNext) => Break::None,
                    Some(Glued::Apart) | None => Break::Space,
                },
            };
            segments.extend(Fragment::segment(part, then));
            rest = behind;
        }
    }
}
