//! The words of a line and where they stand.

use std::ops::Range;

use crate::boxes::PixelArea;
use crate::ocr::{Letter, Line};

/// Between words that are farther apart than this, in heights of the line, the
/// gap is no part of either.
const WIDE_GAP: f32 = 0.6;

/// A gap of more letters than this, from middle to middle, parts columns: a blank is
/// one letter wide at most, so that words side by side are two apart.
const COLUMN_GAP: f32 = 2.4;

/// A box is higher than the line on each side by this share of its height, and
/// longer at its ends.
const MARGIN: f32 = 0.12;

/// One word: its letters, and the shares of the line between which it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Places of its letters in the line.
    pub(super) letters: Range<usize>,
    /// From the middle of the gap before it to the middle of that behind it.
    pub(super) along: Range<f32>,
    /// What it says.
    pub(super) text: String,
    /// Whether a gap as between columns lies before it, or nothing.
    pub(super) is_apart: bool,
}

/// The words of a line.
pub(super) fn words(line: &Line) -> Vec<Word> {
    let letters = &line.letters;
    let column_gap = COLUMN_GAP * pitch(letters);
    let mut words = Vec::new();
    let mut start = None;
    let mut before = f32::MIN;
    for (place, letter) in letters.iter().enumerate() {
        // Words of two columns whose blank was not read are two words all the same.
        let is_column = letter.along - before > column_gap;
        match (is_blank(letter), start) {
            (false, None) => start = Some(place),
            (true, Some(first)) => {
                words.push(word(line, first..place));
                start = None;
            }
            (false, Some(first)) if is_column => {
                words.push(word(line, first..place));
                start = Some(place);
            }
            (false, Some(_)) | (true, None) => {}
        }
        if !is_blank(letter) {
            before = letter.along;
        }
    }
    if let Some(first) = start {
        words.push(word(line, first..letters.len()));
    }
    let mut last = None;
    for word in &mut words {
        let own = letters.get(word.letters.clone()).unwrap_or_default();
        let first = own.first().map(|letter| letter.along);
        let gap = first
            .zip(last)
            .map(|(first, last): (f32, f32)| first - last);
        word.is_apart = gap.is_none_or(|gap| gap > column_gap);
        last = own.last().map(|letter| letter.along);
    }
    words
}

/// From the middle of a letter to that of the next of its word, of half of them less
/// and of half more. In a line of lone letters nothing stands as in columns.
fn pitch(letters: &[Letter]) -> f32 {
    let pairs = letters.iter().zip(letters.iter().skip(1));
    let mut steps: Vec<f32> = pairs
        .filter(|(one, next)| !is_blank(one) && !is_blank(next))
        .map(|(one, next)| next.along - one.along)
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(1.0)
}

fn is_blank(letter: &Letter) -> bool {
    letter.text.chars().all(char::is_whitespace)
}

fn word(line: &Line, letters: Range<usize>) -> Word {
    let all = &line.letters;
    let own = all.get(letters.clone()).unwrap_or_default();
    let middle = |letter: Option<&Letter>| letter.map(|letter| letter.along);
    let before = all.get(..letters.start).unwrap_or_default();
    let behind = all.get(letters.end..).unwrap_or_default();
    let before = middle(before.iter().rev().find(|letter| !is_blank(letter)));
    let behind = middle(behind.iter().find(|letter| !is_blank(letter)));
    let first = middle(own.first()).unwrap_or(0.0);
    let last = middle(own.last()).unwrap_or(1.0);
    let reach = WIDE_GAP * line.quad.height_px() / line.quad.length_px().max(1.0);
    let start = before.map_or(0.0, |before| ((before + first) / 2.0).max(first - reach));
    let end = behind.map_or(1.0, |behind| ((behind + last) / 2.0).min(last + reach));
    Word {
        along: start..end,
        text: own.iter().map(|letter| letter.text.as_str()).collect(),
        is_apart: true,
        letters,
    }
}

/// The pixels of a part of a line; with a margin, but not towards a neighbour.
/// `None` if it lies beside the picture.
pub(super) fn area(line: &Line, along: &Range<f32>, size: (usize, usize)) -> Option<PixelArea> {
    let height = line.quad.height_px();
    let share = |pixels: f32, of: f32| pixels / of.max(1.0);
    let down = share(MARGIN * height + 1.0, height);
    let beyond = share(MARGIN * height + 1.0, line.quad.length_px());
    let start = if along.start <= 0.0 {
        -beyond
    } else {
        along.start
    };
    let end = if along.end >= 1.0 {
        1.0 + beyond
    } else {
        along.end
    };
    let edge = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let part = line.quad.part(start..end, -down..1.0 + down);
    let bounds = part.bounds(edge(size.0), edge(size.1));
    (bounds.width_px > 0 && bounds.height_px > 0).then_some(PixelArea {
        left: bounds.left_px,
        top: bounds.top_px,
        width: bounds.width_px,
        height: bounds.height_px,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::tests::line;

    #[test]
    fn a_word_reaches_to_the_middle_of_the_gaps() {
        let line = line("AB  CD E");
        let words = words(&line);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["AB", "CD", "E"]);
        let areas: Vec<(u32, u32)> = words
            .iter()
            .filter_map(|word| area(&line, &word.along, (400, 400)))
            .map(|area| (area.left, area.left + area.width))
            .collect();
        // The first and the last go beyond the line by 0.12 · 20 + 1 pixels.
        assert_eq!(areas, [(96, 127), (133, 165), (165, 184)]);
        let first = area(&line, &words[0].along, (400, 400)).unwrap();
        assert_eq!((first.top, first.top + first.height), (36, 64));
    }

    #[test]
    fn a_gap_of_several_blanks_is_one_between_columns() {
        let apart = |text| -> Vec<bool> {
            let words = words(&line(text));
            words.iter().map(|word| word.is_apart).collect()
        };
        assert_eq!(apart("QUILLFEATHER L"), [true, false]);
        assert_eq!(apart("QUILLFEATHER  L 40"), [true, true, false]);
        assert_eq!(apart("L R"), [true, false]);
    }

    #[test]
    fn words_of_two_columns_are_two_though_no_blank_was_read() {
        let mut glued = line("ODA  LAO 30");
        glued.letters.retain(|letter| !is_blank(letter));
        let texts: Vec<String> = words(&glued).into_iter().map(|word| word.text).collect();
        assert_eq!(texts, ["ODA", "LAO30"]);
    }

    #[test]
    fn a_line_beside_the_picture_has_no_pixels() {
        assert_eq!(area(&line("AB"), &(0.0..1.0), (90, 400)), None);
    }
}
