//! Looks for values that are known to identify somebody, in all their
//! spellings. Works on tokens and hash tables, so that thousands of values
//! cost no more than one.

mod entries;
mod glyphs;
mod near;
mod search;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::known::Known;

use super::found::{Found, What};
use super::keyed::Keyed;
use super::token::Page;

pub use entries::is_title_word;

/// Longest known phrase in content words.
const PHRASE_WORDS: usize = 12;

/// How many of the last names are remembered as entered.
const RECENT_NAMES: usize = 16;

/// How sure it is that a name is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// From a header, a label, a title.
    Labelled,
    /// From its look.
    Guessed,
}

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Sentences: `Baker cyst` is no patient Baker.
    Narrative,
    /// A line of description: a known name is the person, whatever follows.
    Description,
}

/// What one known word of a name stands for.
#[derive(Debug, Clone, Copy)]
struct NameWord {
    what: What,
    /// An ordinary or clinical word, an eponym, or very short: matched only
    /// where a name is promised.
    ambiguous: bool,
    /// Only guessed by its look.
    guessed: bool,
}

/// All known values, ready to be looked for.
#[derive(Debug, Default)]
pub struct Index {
    /// How sure a match is: values from outside are surer than the text's own.
    confidence: u8,
    words: Keyed<NameWord>,
    /// Names of five letters and more, for words that are nearly one.
    near: near::Near,
    /// Initials of a person, `qz`.
    initials: Keyed<What>,
    /// Compact codes: letters and digits only, no leading zeros.
    codes: HashMap<String, What>,
    /// Phrases as content words joined by a space.
    phrases: HashMap<String, What>,
    phrase_starts: HashSet<String>,
    /// Distinctive words of organisations and places.
    site_words: HashMap<String, What>,
    /// Six digits of known days in the orders that need no separator.
    short_days: HashSet<String>,
    /// Names in scripts without blanks.
    glyphs: glyphs::Glyphs,
}

impl Index {
    /// Prepares the known values.
    #[must_use]
    pub fn new(known: &Known) -> Self {
        let mut index = Self {
            confidence: 94,
            ..Self::default()
        };
        for value in known.values() {
            index.add(value);
        }
        index.glyphs.finish();
        index.finish()
    }

    /// An index of the names that a text tells itself: in plain lower case,
    /// those first of whose part most is known.
    #[must_use]
    pub fn told<'a>(names: impl Iterator<Item = (&'a str, What, Trust)>) -> Self {
        let mut index = Self {
            confidence: 72,
            ..Self::default()
        };
        // A text repeats its few names: what was just entered is not entered again.
        let mut recent = VecDeque::with_capacity(RECENT_NAMES);
        for person in names {
            if recent.contains(&person) {
                continue;
            }
            let (name, what, trust) = person;
            index.add_name(name, what, trust);
            if recent.len() == RECENT_NAMES {
                recent.pop_front();
            }
            recent.push_back(person);
        }
        index.finish()
    }

    fn finish(mut self) -> Self {
        self.words.finish(|known, more| {
            known.ambiguous &= more.ambiguous;
            known.guessed &= more.guessed;
            if known.what == What::Name {
                known.what = more.what;
            }
        });
        self.near.finish();
        self.initials.finish(|_, _| {});
        self
    }

    /// True if there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.codes.is_empty()
            && self.phrases.is_empty()
            && self.short_days.is_empty()
            && self.initials.is_empty()
            && self.glyphs.is_empty()
    }

    /// Finds every known value on a page.
    pub fn find(&self, page: &Page, kind: Writing, found: &mut Vec<Found>) {
        if self.is_empty() && self.site_words.is_empty() {
            return;
        }
        self.glyphs.find(page, self.confidence, found);
        for at in 0..page.len() {
            if page.is_word(at) {
                self.name(page, at, kind, found);
                self.initials(page, at, found);
                self.site(page, at, found);
            }
            if page.is_word(at) || page.is_number(at) {
                self.phrase(page, at, found);
                self.code(page, at, found);
            }
        }
    }
}
