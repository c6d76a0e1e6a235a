//! The text layer: known values in text as a reader sees it.

use aho_corasick::AhoCorasick;

use super::dates::{self, DateReading};
use super::digits::dotted_runs;
use super::needles::{Needles, Rule, Sort};
use super::ordinary::{begins_with_eponym_head, is_eponym_head};
use super::words::{Gap, Word, WordKind, Words};

/// Where a text comes from; decides which needles count in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Running text of a report.
    Narrative,
    /// A text value of a header, a PDF dictionary, an entry name.
    Value,
    /// A decimal or integer string (DS, IS): only long numbers count.
    Numeric,
    /// The product's own paper (certificate, check sums): made of counts and
    /// fixed sentences, so that a name that is a word of them is no leak.
    OwnPaper,
}

/// Words in front of a short number that make it an identifier.
const LABELS: &[&str] = &[
    "mrn",
    "id",
    "pid",
    "acc",
    "accession",
    "no",
    "nr",
    "num",
    "number",
    "chart",
    "record",
    "visit",
    "case",
    "encounter",
    "account",
    "order",
    "patient",
    "file",
    "episode",
    "ssn",
    "policy",
];
/// How far in front of it a label may stand, in words.
const LABEL_REACH_WORDS: usize = 3;
/// A needle spread over more words than this is not put together, unless the
/// words are single letters.
const LIMIT_JOINED_WORDS: usize = 12;
/// A key is rejected by its first bytes before it is looked up.
const HEAD_BYTES: usize = 3;
const HEAD_BITS: usize = 1 << 16;

/// In text whose blanks are lost, keys of at least this many bytes are looked
/// for inside words as well.
const SHORTEST_ANYWHERE_BYTES: usize = 9;

/// Looks for needles in text.
pub struct TextSearch {
    heads: Vec<u64>,
    /// Long keys and what they are, for text without blanks.
    anywhere: Option<AhoCorasick>,
    anywhere_sorts: Vec<Sort>,
}

impl TextSearch {
    /// Prepares the search.
    #[must_use]
    pub fn new(needles: &Needles) -> Self {
        let mut heads = vec![0_u64; HEAD_BITS / 64];
        for key in needles.joined.keys() {
            // A key shorter than a head is found under all heads.
            match head_of(key.as_bytes()) {
                Some(head) => set(&mut heads, head),
                None => heads.fill(u64::MAX),
            }
        }
        let long: Vec<(&str, Sort)> = needles
            .joined
            .iter()
            .filter(|(key, _)| key.len() >= SHORTEST_ANYWHERE_BYTES)
            .filter_map(|(key, rules)| rules.first().map(|rule| (key.as_ref(), rule.sort)))
            .collect();
        Self {
            heads,
            // Fails only above two billion bytes of keys.
            anywhere: AhoCorasick::new(long.iter().map(|(key, _)| key)).ok(),
            anywhere_sorts: long.iter().map(|(_, sort)| *sort).collect(),
        }
    }

    /// True if a long key stands anywhere in the letters of the text: for
    /// pages, whose blanks are positions, and words broken at line ends.
    #[must_use]
    pub fn finds_without_blanks(&self, needles: &Needles, text: &str) -> bool {
        let words = Words::of(text, &needles.own);
        let mut letters = String::with_capacity(words.letters.len());
        for word in &words.words {
            // A decimal number is not a row of digits.
            if word.gap == Gap::Decimal {
                letters.push('.');
            }
            letters.push_str(words.text(*word));
        }
        let Some(anywhere) = &self.anywhere else {
            return false;
        };
        anywhere.find_overlapping_iter(&letters).any(|found| {
            let sort = self.anywhere_sorts.get(found.pattern().as_usize());
            let (before, behind) = (
                letters.get(..found.start()).unwrap_or_default(),
                letters.get(found.end()..).unwrap_or_default(),
            );
            match sort {
                None => false,
                Some(Sort::NamePart) => !begins_with_eponym_head(behind),
                Some(Sort::Row | Sort::Code | Sort::Phone) => true,
                Some(Sort::Number | Sort::ShortNumber) => {
                    let goes_on = |letter: char| letter.is_ascii_digit() || letter == '.';
                    !before.ends_with(goes_on) && !behind.starts_with(goes_on)
                }
            }
        })
    }

    /// True if a known value stands in the text.
    #[must_use]
    pub fn finds(&self, needles: &Needles, text: &str, place: Place) -> bool {
        let bytes = text.as_bytes();
        let known = |run| dotted_known(needles, bytes.get(run).unwrap_or_default());
        if dotted_runs(bytes).any(known) {
            return true;
        }
        let words = Words::of(text, &needles.own);
        let reading = match place {
            Place::Narrative => DateReading::Narrative,
            Place::Value | Place::Numeric => DateReading::Value,
            Place::OwnPaper => DateReading::OwnPaper,
        };
        (place != Place::Numeric && dates::found(&words, &needles.days, reading))
            || self.finds_joined(needles, &words, place)
    }

    fn finds_joined(&self, needles: &Needles, words: &Words, place: Place) -> bool {
        (0..words.words.len()).any(|first| self.starts_at(needles, words, first, place))
    }

    fn starts_at(&self, needles: &Needles, words: &Words, first: usize, place: Place) -> bool {
        let Some(start) = words.get(first).map(|word| word.start) else {
            return false;
        };
        let rest = words.letters.as_bytes().get(start..).unwrap_or_default();
        if head_of(rest).is_some_and(|head| !is_set(&self.heads, head)) {
            return false;
        }
        let mut joined = 0;
        for (last, word) in words.words.iter().enumerate().skip(first) {
            let key = words.letters.get(start..word.end).unwrap_or_default();
            joined += usize::from(word.end - word.start > 1);
            if key.len() > needles.longest_bytes || joined > LIMIT_JOINED_WORDS {
                return false;
            }
            let found = needles.joined.get(key).is_some_and(|rules| {
                let span = Span { words, first, last };
                rules.iter().any(|rule| span.counts(*rule, place))
            });
            if found {
                return true;
            }
        }
        false
    }
}

/// True if a run of digits and points is a known UID or address, or begins
/// with one at a point.
#[must_use]
pub fn dotted_known(needles: &Needles, run: &[u8]) -> bool {
    let Ok(run) = std::str::from_utf8(run) else {
        return false;
    };
    let run = run.trim_matches('.');
    if needles.dotted.contains(run) {
        return true;
    }
    run.match_indices('.').skip(4).any(|(point, _)| {
        point >= 20
            && run
                .get(..point)
                .is_some_and(|root| needles.dotted.contains(root))
    })
}

/// Words `first..=last`, whose letters are a key.
struct Span<'a> {
    words: &'a Words,
    first: usize,
    last: usize,
}

impl Span<'_> {
    fn counts(&self, rule: Rule, place: Place) -> bool {
        let alone = self.first == self.last;
        match (rule.sort, place) {
            (Sort::NamePart, Place::Numeric) | (Sort::NamePart, Place::OwnPaper) => false,
            (Sort::NamePart, Place::Narrative | Place::Value) => {
                (alone || self.is_spelled_out() || self.is_hyphenated()) && !self.is_eponym()
            }
            (Sort::Row | Sort::Code, Place::Numeric) => false,
            (Sort::Row, Place::Narrative | Place::Value | Place::OwnPaper) => {
                rule.split.is_none_or(|split| self.word_ends_at(split))
            }
            (Sort::Code, Place::Narrative | Place::Value | Place::OwnPaper) => {
                alone || self.inner().all(|word| is_light(word.gap))
            }
            (Sort::Number, Place::Numeric) => alone && self.length() >= 8 && !self.is_decimal(),
            (Sort::Number, Place::Narrative | Place::Value | Place::OwnPaper) => {
                !self.is_decimal()
                    && (alone
                        || (self.length() >= 7 && self.inner().all(|word| is_light(word.gap))))
            }
            (Sort::ShortNumber, Place::Numeric | Place::OwnPaper) => false,
            (Sort::ShortNumber, Place::Narrative | Place::Value) => {
                alone && !self.is_decimal() && self.is_labelled()
            }
            (Sort::Phone, Place::Numeric) => false,
            (Sort::Phone, Place::Narrative | Place::Value | Place::OwnPaper) => true,
        }
    }

    fn inner(&self) -> impl Iterator<Item = &Word> {
        self.words
            .words
            .iter()
            .take(self.last + 1)
            .skip(self.first + 1)
    }

    fn length(&self) -> usize {
        let start = self.words.get(self.first).map_or(0, |word| word.start);
        self.words.get(self.last).map_or(0, |word| word.end) - start
    }

    /// `Q u i l l ...`, or a script that sets no blanks.
    fn is_spelled_out(&self) -> bool {
        self.words
            .words
            .iter()
            .take(self.last + 1)
            .skip(self.first)
            .all(|word| self.words.text(*word).chars().count() == 1)
    }

    /// Two halves with a hyphen between, at the end of a line or not.
    fn is_hyphenated(&self) -> bool {
        let mut hyphens = 0;
        let all = self.inner().all(|word| match word.gap {
            Gap::Light('-' | '\u{2010}') | Gap::Heavy('-' | '\u{2010}') => {
                hyphens += 1;
                true
            }
            Gap::Nothing => true,
            Gap::Decimal | Gap::Light(_) | Gap::Heavy(_) => false,
        });
        all && hyphens <= 1
    }

    /// A head noun within the next two words: `Baker's cyst`, `Jackson-Pratt
    /// drain`.
    fn is_eponym(&self) -> bool {
        (self.last + 1..=self.last + 3)
            .filter_map(|place| self.words.get(place))
            .any(|word| is_eponym_head(self.words.text(word)))
    }

    /// A part of a decimal number, before or behind or inside.
    fn is_decimal(&self) -> bool {
        let before = self.words.get(self.first).map(|word| word.gap);
        let behind = self.words.get(self.last + 1).map(|word| word.gap);
        before == Some(Gap::Decimal)
            || behind == Some(Gap::Decimal)
            || self.inner().any(|word| word.gap == Gap::Decimal)
    }

    fn word_ends_at(&self, split: usize) -> bool {
        let start = self.words.get(self.first).map_or(0, |word| word.start);
        self.words
            .words
            .iter()
            .take(self.last)
            .skip(self.first)
            .any(|word| word.end == start + split)
    }

    fn is_labelled(&self) -> bool {
        let reach = self.first.saturating_sub(LABEL_REACH_WORDS)..self.first;
        reach
            .filter_map(|place| self.words.get(place))
            .any(|word| word.kind == WordKind::Letters && LABELS.contains(&self.words.text(word)))
    }
}

fn is_light(gap: Gap) -> bool {
    match gap {
        Gap::Nothing | Gap::Light(_) => true,
        Gap::Decimal | Gap::Heavy(_) => false,
    }
}

fn head_of(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..HEAD_BYTES)?;
    let number = head
        .iter()
        .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    Some((number.wrapping_mul(0x9E37_79B1) >> 16) as usize)
}

fn set(bits: &mut [u64], place: usize) {
    if let Some(word) = bits.get_mut(place / 64) {
        *word |= 1 << (place % 64);
    }
}

fn is_set(bits: &[u64], place: usize) -> bool {
    bits.get(place / 64)
        .is_some_and(|word| word >> (place % 64) & 1 == 1)
}
