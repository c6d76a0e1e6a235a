//! Known names in scripts that put no blank between words: Chinese, Japanese,
//! Korean. `胸部CT山田太郎` is one run of letters with a name in it.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::found::{Found, What};
use crate::text::token::Page;

/// What may stand between family and given name.
const BETWEEN: [&str; 7] = ["", " ", "^", ",", ", ", "・", "="];

/// Spellings of names, looked for anywhere.
#[derive(Debug, Default)]
pub struct Glyphs {
    spellings: Vec<(String, What)>,
    automaton: Option<AhoCorasick>,
}

impl Glyphs {
    /// Enters the words of one name, in lower case. Words of other scripts are
    /// left to the search by words.
    pub fn add(&mut self, words: &[Cow<str>], what: What) {
        let words: Vec<&str> = words
            .iter()
            .map(|word| &**word)
            .filter(|word| !word.is_empty() && word.chars().all(is_glyph))
            .collect();
        for word in &words {
            // One sign is a word of the language as often as a name.
            if word.chars().filter(|letter| begins_sign(*letter)).count() >= 2 {
                self.enter((*word).to_owned(), what);
            }
        }
        for (place, first) in words.iter().enumerate() {
            for second in words.iter().skip(place + 1).take(1) {
                for between in BETWEEN {
                    self.enter(format!("{first}{between}{second}"), what);
                    self.enter(format!("{second}{between}{first}"), what);
                }
            }
        }
    }

    fn enter(&mut self, spelling: String, what: What) {
        if !self.spellings.iter().any(|(known, _)| *known == spelling) {
            self.spellings.push((spelling, what));
        }
    }

    /// Ends the entering.
    pub fn finish(&mut self) {
        let patterns = self.spellings.iter().map(|(spelling, _)| spelling);
        if !self.spellings.is_empty() {
            self.automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(patterns)
                .ok();
        }
    }

    /// True if there is nothing to look for.
    pub const fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// Finds every spelling on a page.
    pub fn find(&self, page: &Page, confidence: u8, found: &mut Vec<Found>) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        for hit in automaton.find_iter(page.lower()) {
            let behind = page.lower().get(hit.end()..).unwrap_or_default();
            if behind.chars().next().is_some_and(is_rest_of_syllable) {
                continue;
            }
            if let Some((_, what)) = self.spellings.get(hit.pattern().as_usize()) {
                found.push(Found {
                    start: hit.start(),
                    end: hit.end(),
                    what: *what,
                    detector: "known-name",
                    confidence,
                });
            }
        }
    }
}

/// The plain text has Hangul in letters: a vowel or an end of a syllable.
const fn is_rest_of_syllable(letter: char) -> bool {
    matches!(letter, '\u{1160}'..='\u{11FF}')
}

const fn begins_sign(letter: char) -> bool {
    !is_rest_of_syllable(letter)
}

/// Ideographs, kana, letters and syllables of Hangul.
const fn is_glyph(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
