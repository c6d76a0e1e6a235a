//! Known values in the spellings and misreadings of a picture.
//!
//! A reader of pictures takes some letters for others and loses blanks, so words
//! are compared without blanks and marks, with letters of one look folded into one,
//! and long ones may differ by one letter in five.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::allowed::AllowList;
use super::words::Word;
use crate::known::{Known, KnownKind, KnownValue};

/// Letters for each of which one may differ.
const LETTERS_FOR_ONE: usize = 5;

/// Longest known value that is looked for.
const LONGEST: usize = 128;

/// Longest line that is compared.
const LONGEST_LINE: usize = 512;

/// A word is a known value if this share of it is: three fifths.
const SHARE: (usize, usize) = (3, 5);

/// What is looked for.
#[derive(Debug, Default)]
pub(super) struct Needles {
    /// Whole words, folded.
    exact: BTreeSet<String>,
    /// Values that may be misread, folded.
    near: BTreeSet<Vec<char>>,
}

/// A text without case, marks and signs, letters of one look as one.
pub(super) fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(look_alike)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Letters and digits that are read for each other. No two digits become one.
pub(super) fn look_alike(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | 'i' | '|' | '!' => 'l',
        '2' => 'z',
        '5' => 's',
        '8' => 'b',
        other => other,
    }
}

impl Needles {
    pub(super) fn new(known: &Known) -> Self {
        let mut needles = Self::default();
        let allowed = AllowList::of("");
        for value in known.values() {
            needles.add(value, &allowed);
        }
        needles
    }

    fn add(&mut self, known: &KnownValue, allowed: &AllowList) {
        let value = known.value.expose();
        match known.kind {
            KnownKind::PersonName => {
                // Titles and degrees, the last two parts, are nobody.
                let parts = value.split('^').take(3).flat_map(pieces);
                for word in parts.filter(|word| word.chars().count() > 1) {
                    let is_short = word.chars().count() < 4;
                    if !(is_short && allowed.has(word)) {
                        self.enter(word);
                    }
                }
            }
            KnownKind::Organization | KnownKind::Place => {
                let words = pieces(value).filter(|word| word.chars().count() > 3);
                for word in words.filter(|word| !allowed.has(word)) {
                    self.enter(word);
                }
            }
            KnownKind::Identifier | KnownKind::Phone => {
                let is_word = value.chars().all(char::is_alphabetic) && allowed.has(value);
                if !is_word && fold(value).chars().count() > 2 {
                    self.enter(value);
                    let has_digit = |piece: &&str| piece.chars().any(|one| one.is_ascii_digit());
                    let parts = pieces(value).filter(has_digit);
                    for part in parts.filter(|part| part.chars().count() > 2) {
                        self.exact.insert(fold(part));
                    }
                }
            }
            KnownKind::Email | KnownKind::Network | KnownKind::Phrase => self.enter_near(value),
            KnownKind::Date => {
                let parts = (value.get(..4), value.get(4..6), value.get(6..8));
                if let (Some(year), Some(month), Some(day)) = parts {
                    let short = year.get(2..).unwrap_or_default();
                    for year in [year, short] {
                        for spelling in [[year, month, day], [day, month, year], [month, day, year]]
                        {
                            self.exact.insert(fold(&spelling.concat()));
                        }
                    }
                }
            }
            // Of any time and any UID each is too long a number to stay.
            KnownKind::Time | KnownKind::Uid => {}
        }
    }

    fn enter(&mut self, value: &str) {
        self.exact.insert(fold(value));
        self.enter_near(value);
        for (two, one) in [
            ("ä", "ae"),
            ("ö", "oe"),
            ("ü", "ue"),
            ("ø", "oe"),
            ("å", "aa"),
        ] {
            let low = value.nfc().collect::<String>().to_lowercase();
            if low.contains(two) {
                let spelled = low.replace(two, one);
                self.exact.insert(fold(&spelled));
                self.enter_near(&spelled);
            }
        }
    }

    fn enter_near(&mut self, value: &str) {
        let letters: Vec<char> = fold(value).chars().collect();
        if (LETTERS_FOR_ONE..=LONGEST).contains(&letters.len()) {
            self.near.insert(letters);
        }
    }

    /// Which of the words of a line are known values or parts of them.
    pub(super) fn known(&self, words: &[Word]) -> Vec<bool> {
        // Folded letters of the line, each with its word.
        let letters = words.iter().enumerate().flat_map(|(place, word)| {
            let folded: Vec<char> = fold(&word.text).chars().collect();
            folded.into_iter().map(move |letter| (letter, place))
        });
        let letters: Vec<(char, usize)> = letters.take(LONGEST_LINE).collect();
        let compact: Vec<char> = letters.iter().map(|(letter, _)| *letter).collect();
        let mut marked = vec![false; letters.len()];
        for needle in &self.near {
            mark(needle, &compact, &mut marked);
        }
        let is_known = |(place, word): (usize, &Word)| {
            let own = || {
                letters
                    .iter()
                    .zip(&marked)
                    .filter(|((_, of), _)| *of == place)
            };
            let (all, hit) = (own().count(), own().filter(|(_, hit)| **hit).count());
            all > 0 && hit * SHARE.1 >= all * SHARE.0
                || self.exact.contains(&fold(&word.text))
                || pieces(&word.text).any(|piece| self.exact.contains(&fold(piece)))
        };
        words.iter().enumerate().map(is_known).collect()
    }
}

/// The words of a value between signs and blanks.
fn pieces(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
}

/// Marks where a value stands in a line, but for a few letters (Sellers: the
/// table of edits, with a free start).
fn mark(needle: &[char], line: &[char], marked: &mut [bool]) {
    let most = needle.len() / LETTERS_FOR_ONE;
    if needle.len() > line.len() + most {
        return;
    }
    // Edits so far and where the match began, for each length of the needle.
    let mut column: Vec<(usize, usize)> = (0..=needle.len()).map(|edits| (edits, 0)).collect();
    let mut last = needle.len();
    for (place, letter) in line.iter().enumerate() {
        let mut diagonal = (0, place);
        let mut above = (0, place + 1);
        if let Some(first) = column.first_mut() {
            *first = above;
        }
        for (wanted, cell) in needle.iter().zip(column.iter_mut().skip(1)) {
            let replaced = (diagonal.0 + usize::from(wanted != letter), diagonal.1);
            let left_out = (above.0 + 1, above.1);
            let put_in = (cell.0 + 1, cell.1);
            diagonal = *cell;
            above = replaced.min(left_out).min(put_in);
            *cell = above;
        }
        // Where the edits grow again the value has ended.
        let has_ended = above.0 > last;
        last = above.0;
        if above.0 <= most && !has_ended {
            for hit in marked.iter_mut().take(place + 1).skip(above.1) {
                *hit = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{tests::line, words::words};
    use super::*;
    use crate::known::Role;
    use crate::safe_harbor::Letter;
    use crate::sensitive::Sensitive;

    fn known(kind: KnownKind, value: &str) -> KnownValue {
        KnownValue {
            kind,
            letter: Letter::A,
            role: Role::Patient,
            value: Sensitive::from(value),
        }
    }

    fn found(values: &[(KnownKind, &str)], text: &str) -> Vec<bool> {
        let values = values.iter().map(|(kind, value)| known(*kind, value));
        Needles::new(&Known::from_values(values)).known(&words(&line(text)))
    }

    #[test]
    fn a_misread_value_is_known_and_another_word_is_not() {
        let name = [(KnownKind::PersonName, "QUILLFEATHER^ODA^^DR")];
        assert_eq!(
            found(&name, "QU1LLFEATHER, 0DA SUPINE"),
            [true, true, false]
        );
        // One letter in five: two of twelve.
        assert_eq!(found(&name, "QUILFEATHEP"), [true]);
        assert_eq!(found(&name, "QUIFFEANNER"), [false]);
        assert_eq!(found(&name, "ODAQUILLFEATHER"), [true]);
        assert_eq!(found(&name, "QUILL FEATHER ABC"), [true, true, false]);
        assert_eq!(found(&name, "DR"), [false]);
        let umlaut = [(KnownKind::PersonName, "Düsterbeck^Ilse")];
        assert_eq!(found(&umlaut, "DUESTERBECK DUSTERBECK"), [true, true]);
    }

    #[test]
    fn numbers_are_known_whole_and_by_their_long_parts() {
        let number = [(KnownKind::Identifier, "SL-48213-77")];
        assert_eq!(found(&number, "SL4821377"), [true]);
        assert_eq!(found(&number, "4B213 77"), [true, false]);
        assert_eq!(found(&number, "48213"), [true]);
        assert_eq!(found(&number, "1377"), [false]);
        let short = [(KnownKind::Identifier, "4711")];
        assert_eq!(found(&short, "4711 4712"), [true, false]);
    }

    #[test]
    fn days_are_known_in_every_order() {
        let day = [(KnownKind::Date, "19520307")];
        for text in ["1952-03-07", "07.03.1952", "03/07/52", "O7.03.1952"] {
            assert_eq!(found(&day, text), [true], "{text}");
        }
        assert_eq!(found(&day, "08.03.1952"), [false]);
    }

    #[test]
    fn words_that_may_stay_are_no_part_of_an_institution() {
        let site = [(KnownKind::Organization, "Brennan Chest Hospital")];
        assert_eq!(found(&site, "BRENNAN CHEST"), [true, false]);
    }
}
