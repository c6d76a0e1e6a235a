//! Folded text as a row of words without what stands between them.
//!
//! `Quillfeather, Oda`, `ODA^QUILLFEATHER` and `Q U I L L ...` become letters
//! in one buffer with marks where words begin. A needle is found where its
//! letters begin and end with a word, so `12-345 67` is the number 1234567,
//! and the name Barton is not in Bartonella.

use std::collections::HashSet;

use super::fold::fold;

/// Tokens of the product are at least this long.
pub const SHORTEST_OWN: usize = 6;

/// A text cut into words.
pub struct Words {
    /// The letters and digits of all words, joined.
    pub letters: String,
    /// The words in order.
    pub words: Vec<Word>,
}

/// One word: its place in [`Words::letters`] and what stood before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
    /// What stood between the word before and this one.
    pub gap: Gap,
    /// What it is made of.
    pub kind: WordKind,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: letters go over into digits, or a script without blanks.
    Nothing,
    /// One point or comma with a digit on both sides: a decimal number.
    Decimal,
    /// One blank, hyphen, slash or low line.
    Light(char),
    /// More than that, or another character; the first of them that is no
    /// blank.
    Heavy(char),
}

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// Letters.
    Letters,
    /// Digits 0 to 9.
    Digits,
    /// One character of a script that sets no blanks (Han, Kana, Hangul, Thai).
    Glyph,
    /// A code in which letters and digits change more than once.
    Mixed,
}

impl Words {
    /// Cuts a text. Words of `own` (tokens that the product made up) are left
    /// out as if something else stood in their place.
    #[must_use]
    pub fn of(text: &str, own: &HashSet<String>) -> Self {
        let folded = fold(text);
        let mut cutter = Cutter {
            result: Self {
                letters: String::with_capacity(folded.len()),
                words: Vec::new(),
            },
            gap: Gap::Heavy(' '),
            own,
        };
        let mut run_start = None;
        let mut gap_start = 0;
        for (place, letter) in folded.char_indices() {
            let inside = letter.is_alphanumeric();
            match (run_start, inside) {
                (None, true) => {
                    cutter.gap = gap_between(&folded, gap_start, place);
                    run_start = Some(place);
                }
                (Some(start), false) => {
                    cutter.run(folded.get(start..place).unwrap_or_default());
                    run_start = None;
                    gap_start = place;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
        if let Some(start) = run_start {
            cutter.run(folded.get(start..).unwrap_or_default());
        }
        cutter.result
    }

    /// The letters of one word.
    #[must_use]
    pub fn text(&self, word: Word) -> &str {
        self.letters.get(word.start..word.end).unwrap_or_default()
    }

    /// The word at a place in the row.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<Word> {
        self.words.get(place).copied()
    }
}

/// What stands in `folded[start..end]`, between two runs.
fn gap_between(folded: &str, start: usize, end: usize) -> Gap {
    let between = folded.get(start..end).unwrap_or_default();
    let mut characters = between.chars();
    let (first, second) = (characters.next(), characters.next());
    let digit_before = folded
        .get(..start)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|letter| letter.is_ascii_digit());
    let digit_after = folded
        .get(end..)
        .and_then(|after| after.chars().next())
        .is_some_and(|letter| letter.is_ascii_digit());
    match (first, second) {
        (None, _) => Gap::Heavy(' '),
        (Some('.' | ','), None) if digit_before && digit_after => Gap::Decimal,
        (Some(light @ (' ' | '-' | '_' | '/' | '\u{2010}'..='\u{2013}')), None) => {
            Gap::Light(light)
        }
        (Some(_), _) => Gap::Heavy(
            between
                .chars()
                .find(|letter| !letter.is_whitespace())
                .unwrap_or('\n'),
        ),
    }
}

struct Cutter<'a> {
    result: Words,
    gap: Gap,
    own: &'a HashSet<String>,
}

impl Cutter<'_> {
    /// Takes one run of letters and digits.
    fn run(&mut self, run: &str) {
        if run.len() >= SHORTEST_OWN && self.own.contains(run) {
            return;
        }
        let changes = changes(run);
        if changes > 1 && run.is_ascii() {
            self.word(run, WordKind::Mixed);
            return;
        }
        let mut start = 0;
        let mut before: Option<WordKind> = None;
        for (place, letter) in run.char_indices() {
            let kind = kind_of(letter);
            if let Some(last) = before
                && (last != kind || kind == WordKind::Glyph)
            {
                self.word(run.get(start..place).unwrap_or_default(), last);
                start = place;
            }
            before = Some(kind);
        }
        if let Some(last) = before {
            self.word(run.get(start..).unwrap_or_default(), last);
        }
    }

    fn word(&mut self, text: &str, kind: WordKind) {
        let start = self.result.letters.len();
        self.result.letters.push_str(text);
        self.result.words.push(Word {
            start,
            end: self.result.letters.len(),
            gap: std::mem::replace(&mut self.gap, Gap::Nothing),
            kind,
        });
    }
}

/// How often letters and digits change places in a run.
fn changes(run: &str) -> usize {
    run.as_bytes()
        .windows(2)
        .filter(|pair| match pair {
            [one, other] => one.is_ascii_digit() != other.is_ascii_digit(),
            _ => false,
        })
        .count()
}

fn kind_of(letter: char) -> WordKind {
    match letter {
        '0'..='9' => WordKind::Digits,
        '\u{0E00}'..='\u{0EFF}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => WordKind::Glyph,
        _ => WordKind::Letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, Gap, WordKind)> {
        let words = Words::of(text, &HashSet::new());
        words
            .words
            .iter()
            .map(|word| (words.text(*word).to_owned(), word.gap, word.kind))
            .collect()
    }

    #[test]
    fn names_numbers_and_decimals_are_cut_apart() {
        let words = cut("QUILLFEATHER^Oda 12.5 MRN123-45, AB1C2");
        let expected = [
            ("quillfeather", Gap::Heavy(' '), WordKind::Letters),
            ("oda", Gap::Heavy('^'), WordKind::Letters),
            ("12", Gap::Light(' '), WordKind::Digits),
            ("5", Gap::Decimal, WordKind::Digits),
            ("mrn", Gap::Light(' '), WordKind::Letters),
            ("123", Gap::Nothing, WordKind::Digits),
            ("45", Gap::Light('-'), WordKind::Digits),
            ("ab1c2", Gap::Heavy(','), WordKind::Mixed),
        ];
        assert_eq!(words.len(), expected.len());
        for (word, (text, gap, kind)) in words.iter().zip(expected) {
            assert_eq!((word.0.as_str(), word.1, word.2), (text, gap, kind));
        }
    }

    #[test]
    fn scripts_without_blanks_are_cut_into_glyphs() {
        assert_eq!(cut("患者山田太郎様").len(), 7);
    }

    #[test]
    fn tokens_of_the_product_are_left_out() {
        let own = HashSet::from([String::from("7ross2")]);
        assert_eq!(Words::of("SL-7ROSS2 x", &own).words.len(), 2);
    }
}
