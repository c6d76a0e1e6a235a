//! How spans are written: the style of a policy.
//!
//! The detectors answer a word in brackets for every span. The style may put
//! something else in its place: for a person a made-up name of the run's table,
//! for a date its bare year. Numbers, addresses and the like stay words in
//! brackets in every style: a made-up number could be somebody's.

mod people;
mod pseudonyms;

use std::collections::{BTreeSet, HashSet};

use crate::known::Known;
use crate::policy::ReportStyle;
use crate::remap::{TableWriter, Tables};
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;

use super::normal::plain_lower;
use super::span::Span;

use people::People;
use pseudonyms::Pseudonyms;

/// Shorter pieces of a value are no words to keep away from.
const SHORTEST_KNOWN_WORD: usize = 2;

/// Enters a made-up name for every word of these names; none of them is or
/// holds a word of a known value.
pub fn enter_people(tables: &mut TableWriter, known: &Known, people: &BTreeSet<Sensitive<String>>) {
    let words = People::of(named(people)).words();
    let values = known.values().iter().map(|value| &value.value);
    let mut known_words = BTreeSet::new();
    for value in values.chain(people) {
        let plain = plain_lower(value.expose());
        let pieces = plain.split(|letter: char| !letter.is_alphanumeric());
        let pieces = pieces.filter(|piece| piece.len() >= SHORTEST_KNOWN_WORD);
        known_words.extend(pieces.map(str::to_owned));
    }
    tables.enter_names(&words, &known_words);
}

fn named(people: &BTreeSet<Sensitive<String>>) -> impl Iterator<Item = &str> {
    people.iter().map(|name| name.expose().as_str())
}

/// Family names and given names of one written name.
pub(super) fn parts_of_name(name: &str) -> Option<(Vec<String>, Vec<String>)> {
    let person = People::of(std::iter::once(name)).persons.pop_first()?;
    Some((person.family, person.given))
}

/// Writes spans in a style.
#[derive(Debug)]
pub struct Writer {
    style: ReportStyle,
    pseudonyms: Pseudonyms,
}

impl Writer {
    /// Prepares the made-up names of a run for the people that were entered.
    #[must_use]
    pub fn new(style: ReportStyle, tables: &Tables, people: &BTreeSet<Sensitive<String>>) -> Self {
        let pseudonyms = match style {
            ReportStyle::Pseudonyms => Pseudonyms::new(tables, &People::of(named(people))),
            ReportStyle::Tags | ReportStyle::Years => Pseudonyms::default(),
        };
        Self { style, pseudonyms }
    }

    /// The style.
    #[must_use]
    pub const fn style(&self) -> ReportStyle {
        self.style
    }

    /// Puts the words of the style in the place of those in brackets. The
    /// spans are those of `text`, sorted.
    pub fn write(&self, text: &str, spans: &mut [Span]) {
        match self.style {
            ReportStyle::Tags => {}
            ReportStyle::Years => write_years(text, spans),
            ReportStyle::Pseudonyms => {
                write_years(text, spans);
                self.write_names(text, spans);
            }
        }
    }

    /// A name that the table does not know keeps its word in brackets; so does
    /// one whose made-up name is by chance a word of the text itself.
    fn write_names(&self, text: &str, spans: &mut [Span]) {
        if spans.iter().all(|span| span.letter != Letter::A) {
            return;
        }
        let small = text.to_lowercase();
        let words: HashSet<&str> = small
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| crate::remap::made_up::may_hold_one(word))
            .collect();
        for span in spans.iter_mut().filter(|span| span.letter == Letter::A) {
            let name = text.get(span.start..span.end).unwrap_or_default();
            if let Some(written) = self.pseudonyms.written(name, &words) {
                span.replacement = written;
            }
        }
    }
}

/// `[DATE 2023]` becomes `2023`, or `[2023]` where letters or digits beside it
/// would read with it: `3/12 2023` is a day that never stood there.
fn write_years(text: &str, spans: &mut [Span]) {
    let years: Vec<Option<String>> = (0..spans.len())
        .map(|place| written_year(text, spans, place))
        .collect();
    for (span, year) in spans.iter_mut().zip(years) {
        span.replacement = year.unwrap_or_else(|| std::mem::take(&mut span.replacement));
    }
}

fn written_year(text: &str, spans: &[Span], place: usize) -> Option<String> {
    let span = spans.get(place).filter(|span| span.letter == Letter::C)?;
    let year = year_of(&span.replacement)?;
    let last = place.checked_sub(1).and_then(|last| spans.get(last));
    let next = spans.get(place + 1);
    let before = text.get(last.map_or(0, |last| last.end)..span.start)?;
    let behind = text.get(span.end..next.map_or(text.len(), |next| next.start))?;
    // Where another span is near, what is written in its place counts; a year
    // beside a year is no day.
    let code = |other: Option<&Span>| -> String {
        let other = other.filter(|other| year_of(&other.replacement).is_none());
        other.map_or_else(String::new, |other| other.replacement.clone())
    };
    let before = code(last) + before;
    let behind = behind.to_owned() + &code(next);
    let glued = before.ends_with(char::is_alphanumeric)
        || behind.starts_with(char::is_alphanumeric)
        || before
            .trim_end_matches(is_inside_of_dates)
            .ends_with(is_digit)
        || behind
            .trim_start_matches(is_inside_of_dates)
            .starts_with(is_digit);
    Some(if glued {
        format!("[{year}]")
    } else {
        year.to_owned()
    })
}

/// The year in the word of a date.
fn year_of(replacement: &str) -> Option<&str> {
    let year = replacement.strip_prefix("[DATE ")?.strip_suffix(']')?;
    (year.len() == 4 && year.chars().all(is_digit)).then_some(year)
}

const fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// What may stand between the numbers of a date.
fn is_inside_of_dates(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '/' | '.' | ',' | '\'' | ':')
}

#[cfg(test)]
mod tests;
