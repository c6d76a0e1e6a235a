//! Hebrew, Arabic and other writing from right to left: from the order in which
//! it stands on the page to the order in which it is read.
//!
//! Files draw it in either order. First all of it is brought into the order of
//! the page, from left to right; in the end, each fragment is turned round as
//! the Unicode Bidirectional Algorithm would have laid it out (word by word: a
//! comma behind a name goes with the name).

use super::{Fragment, Glued, Glyph, Word};

/// Letters that go on at the left may overlap by this share of the font size...
const OVERLAP: f32 = 0.5;

/// ...and stand apart by this one: more is the beginning of a line.
const APART: f32 = 1.3;

/// A baseline may move by this share of the font size.
const BASELINE_STEP: f32 = 0.12;

/// Which way a letter or a word runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    /// Digits: their own order is kept, their place is that of a neutral.
    Number,
    Neutral,
}

/// Letters that run to the left: blocks of UAX #9, classes R and AL.
fn way_of(letter: char) -> Way {
    match letter {
        '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Way::Number,
        '\u{0590}'..='\u{08FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Way::Left,
        letter if letter.is_numeric() => Way::Number,
        letter if letter.is_alphabetic() => Way::Right,
        _ => Way::Neutral,
    }
}

fn way_of_text(text: &str) -> Way {
    let mut number = Way::Neutral;
    for letter in text.chars() {
        match way_of(letter) {
            Way::Left => return Way::Left,
            Way::Right => return Way::Right,
            Way::Number => number = Way::Number,
            Way::Neutral => {}
        }
    }
    number
}

fn runs_left(text: &str) -> bool {
    text.chars().any(|letter| way_of(letter) == Way::Left)
}

/// Whether anything here runs to the left.
pub(super) fn occurs_in(glyphs: &[Glyph]) -> bool {
    glyphs.iter().any(|glyph| runs_left(&glyph.text))
}

/// The glyphs with all writing in the order of the page, from left to right.
pub(super) fn in_page_order(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut start = 0;
    while start < glyphs.len() {
        let rest = glyphs.get(start..).unwrap_or_default();
        let length = leftward_length(rest).max(1);
        if let Some(run) = glyphs.get_mut(start..start + length) {
            run.reverse();
        }
        start += length;
    }
    for glyph in &mut glyphs {
        // A ligature's letters, in the order of the page as well.
        if runs_left(&glyph.text) {
            glyph.text = glyph.text.chars().rev().collect();
        }
    }
    glyphs
}

/// How many glyphs from the first on were drawn one left of the other.
fn leftward_length(glyphs: &[Glyph]) -> usize {
    if !glyphs.first().is_some_and(|first| runs_left(&first.text)) {
        return 1;
    }
    let mut last_letter = 0;
    for (place, pair) in glyphs.windows(2).enumerate() {
        let [one, next] = pair else { break };
        if !goes_on_at_the_left(one, next) {
            break;
        }
        if runs_left(&next.text) {
            last_letter = place + 1;
        }
    }
    last_letter + 1
}

fn goes_on_at_the_left(one: &Glyph, next: &Glyph) -> bool {
    let size = one.size_pt.max(next.size_pt).max(0.1);
    let gap = (one.x - next.x - next.advance_pt) / size;
    let forward = next.x > one.x + 0.5 * one.advance_pt;
    (one.y - next.y).abs() <= BASELINE_STEP * size
        && (-OVERLAP..=APART).contains(&gap)
        && !forward
        && way_of_text(&next.text) != Way::Right
}

/// Turns the words of a fragment into the order in which they are read.
pub(super) fn in_reading_order(fragment: &mut Fragment) {
    let words = &mut fragment.words;
    if !words.iter().any(|word| runs_left(&word.text)) {
        return;
    }
    let ways: Vec<Way> = words.iter().map(|word| way_of_text(&word.text)).collect();
    for word in words.iter_mut() {
        if runs_left(&word.text) {
            word.text = turned(&word.text);
        }
    }
    let joins: Vec<Glued> = words.iter().map(|word| word.glued).collect();
    let letters = |way: Way| {
        let same = words.iter().zip(&ways).filter(|(_, one)| **one == way);
        same.map(|(word, _)| word.text.chars().count())
            .sum::<usize>()
    };
    let order = if letters(Way::Left) >= letters(Way::Right) {
        // The line runs left; what runs right in it stays as it is.
        let mut order: Vec<usize> = (0..ways.len()).rev().collect();
        reverse_stretches(&mut order, &ways, Way::Right);
        order
    } else {
        let mut order: Vec<usize> = (0..ways.len()).collect();
        reverse_stretches(&mut order, &ways, Way::Left);
        order
    };
    let mut taken: Vec<Option<Word>> = std::mem::take(words).into_iter().map(Some).collect();
    for (at, place) in order.iter().enumerate() {
        let Some(mut word) = taken.get_mut(*place).and_then(Option::take) else {
            continue;
        };
        // Two neighbours join whichever of them is read first.
        let next = order.get(at + 1).copied().unwrap_or(usize::MAX);
        let left = (*place).min(next);
        word.glued = match place.abs_diff(next) {
            1 => joins.get(left).copied().unwrap_or(Glued::Apart),
            _ => Glued::Apart,
        };
        words.push(word);
    }
}

/// Reverses each stretch that begins and ends with words of one way and holds
/// none of the other.
fn reverse_stretches(order: &mut [usize], ways: &[Way], way: Way) {
    let way_at = |place: usize| ways.get(place).copied().unwrap_or(Way::Neutral);
    let mut start = None;
    let mut end = 0;
    let mut stretches = Vec::new();
    for (at, place) in order.iter().enumerate() {
        match way_at(*place) {
            one if one == way => {
                start.get_or_insert(at);
                end = at;
            }
            Way::Number | Way::Neutral => {}
            Way::Left | Way::Right => stretches.extend(start.take().map(|start| start..=end)),
        }
    }
    stretches.extend(start.map(|start| start..=end));
    for stretch in stretches {
        if let Some(stretch) = order.get_mut(stretch) {
            stretch.reverse();
        }
    }
}

/// A word turned round; numbers and Latin letters in it keep their order.
fn turned(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().rev().collect();
    let mut start = 0;
    while start < letters.len() {
        let rest = letters.get(start..).unwrap_or_default();
        let length = forward_length(rest);
        if let Some(run) = letters.get_mut(start..start + length) {
            run.reverse();
        }
        start += length.max(1);
    }
    letters.into_iter().collect()
}

/// Letters and digits that run right, with marks between them.
fn forward_length(letters: &[char]) -> usize {
    let mut length = 0;
    for (place, letter) in letters.iter().enumerate() {
        match way_of(*letter) {
            Way::Right | Way::Number => length = place + 1,
            Way::Neutral if length > 0 => {}
            Way::Left | Way::Neutral => break,
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::super::{Break, lay_out};
    use super::Glyph;
    use crate::document::model::Weight;

    /// Letters of half an em in the order of the page, or drawn from the right.
    fn glyphs(text: &str, drawn_from_right: bool) -> Vec<Glyph> {
        let count = text.chars().count();
        let mut glyphs: Vec<Glyph> = text
            .chars()
            .enumerate()
            .map(|(place, letter)| Glyph {
                text: letter.to_string(),
                x: 100.0 + 5.0 * place as f32,
                y: 100.0,
                advance_pt: 5.0,
                size_pt: 10.0,
                direction: 0,
                weight: Weight::Regular,
            })
            .collect();
        if drawn_from_right {
            glyphs.reverse();
        }
        assert_eq!(glyphs.len(), count);
        glyphs
    }

    fn read(glyphs: &[Glyph]) -> String {
        let laid = lay_out(glyphs, 612.0, 792.0);
        let mut text = String::new();
        for segment in &laid.segments {
            text.push_str(&segment.text);
            if segment.then == Break::Space {
                text.push(' ');
            }
        }
        text
    }

    /// What stands on the page from left to right.
    fn on_the_page(text: &str) -> String {
        text.chars().rev().collect()
    }

    #[test]
    fn hebrew_and_arabic_are_read_from_the_right_in_whatever_order_they_were_drawn() {
        for text in ["שלום עולם", "مرحبا بالعالم"] {
            let page = on_the_page(text);
            assert_eq!(read(&glyphs(&page, false)), text);
            assert_eq!(read(&glyphs(&page, true)), text);
        }
    }

    #[test]
    fn numbers_and_latin_words_keep_their_order_beside_them() {
        // A line that runs left, with a number and a Latin word in it.
        assert_eq!(
            read(&glyphs("CT 4711 םלוע םולש", false)),
            "שלום עולם 4711 CT"
        );
        // A line that runs right, with a name in it.
        assert_eq!(
            read(&glyphs("Name of patient: לארשי דוד seen", false)),
            "Name of patient: דוד ישראל seen"
        );
        // A number inside a word.
        assert_eq!(read(&glyphs("12-ב", false)), "ב-12");
    }

    #[test]
    fn a_ligature_keeps_the_order_of_its_letters() {
        let mut drawn = glyphs("مxس", false);
        if let Some(middle) = drawn.get_mut(1) {
            middle.text = "لا".to_owned();
        }
        assert_eq!(read(&drawn), "سلام");
    }
}
