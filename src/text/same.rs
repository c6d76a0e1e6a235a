//! The same text in other places: the same letters and digits, word for word,
//! however they are written and spaced.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::normal::Normal;

/// The words of a text in small plain letters, a blank before and behind each.
#[derive(Debug)]
pub struct SameText {
    letters: String,
    /// Ordered by place in `letters`.
    words: Vec<Word>,
}

/// One word: its first byte in the letters, and its bytes in the original.
#[derive(Debug)]
struct Word {
    at: usize,
    original: Range<usize>,
}

impl SameText {
    /// Reads a text once.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let plain = Normal::of(text);
        let mut same = Self {
            letters: String::from(" "),
            words: Vec::new(),
        };
        for word in words(&plain.lower) {
            let (start, end) = plain.original(word.start, word.end);
            same.words.push(Word {
                at: same.letters.len(),
                original: start..end,
            });
            same.letters
                .push_str(plain.lower.get(word).unwrap_or_default());
            same.letters.push(' ');
        }
        same
    }

    /// What two texts share that are the same.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// No letter and no digit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where the texts with these letters stand, in bytes of the original,
    /// with what was entered for them. Those that overlap are all told.
    #[must_use]
    pub fn places<T: Copy>(&self, keys: &BTreeMap<String, T>) -> Vec<(Range<usize>, T)> {
        let mut places = Vec::new();
        let texts: Vec<(&String, T)> = keys.iter().map(|(key, of)| (key, *of)).collect();
        // Fails only above two billion bytes of keys.
        let Ok(search) = AhoCorasick::new(texts.iter().map(|(key, _)| key.as_str())) else {
            return places;
        };
        for found in search.find_overlapping_iter(&self.letters) {
            // A key begins and ends with the blank beside a word.
            let first = self.words.partition_point(|word| word.at <= found.start());
            let behind = self.words.partition_point(|word| word.at < found.end());
            let row = self.words.get(first..behind).unwrap_or_default();
            let of = texts.get(found.pattern().as_usize());
            if let (Some(first), Some(last), Some((_, of))) = (row.first(), row.last(), of) {
                places.push((first.original.start..last.original.end, *of));
            }
        }
        places
    }
}

/// Runs of letters and digits; a point or comma between digits is part of the
/// number, so that 45 is not found in 45.2.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut before: Option<char> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let behind = letters.peek().map(|(_, letter)| *letter);
        let digit = |letter: Option<char>| letter.is_some_and(|one| one.is_ascii_digit());
        let inside = matches!(letter, '.' | ',') && digit(before) && digit(behind);
        if letter.is_alphanumeric() || inside {
            let end = at + letter.len_utf8();
            match words.last_mut() {
                Some(word) if word.end == at => word.end = end,
                _ => words.push(at..end),
            }
        }
        before = Some(letter);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, wanted: &str) -> Vec<&'a str> {
        let key = SameText::of(wanted).letters().to_owned();
        let same = SameText::of(text);
        let places = same.places(&BTreeMap::from([(key, ())]));
        places.into_iter().map(|(place, ())| &text[place]).collect()
    }

    #[test]
    fn the_same_letters_are_found_however_they_are_written() {
        let text = "QUILLFÉATHER, Oda; oda-Quillfeather's son, Oda\nQuillfeather, Odaquillfeather";
        assert_eq!(
            found(text, "Oda Quillfeather"),
            ["oda-Quillfeather", "Oda\nQuillfeather"]
        );
        assert_eq!(found(text, "quillfeather").len(), 3);
    }

    #[test]
    fn a_word_that_stands_twice_in_a_row_is_found_twice() {
        assert_eq!(found("Hope, hope HOPE hopeful", "Hope").len(), 3);
    }

    #[test]
    fn a_number_is_not_found_in_a_longer_one() {
        assert_eq!(
            found("45 mm, 45.2 mm, 3,45 cm, 145, 45.", "45"),
            ["45", "45"]
        );
    }

    #[test]
    fn signs_alone_are_no_text() {
        assert!(SameText::of(" --- ").is_empty());
    }
}
