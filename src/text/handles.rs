//! What is made of the names a text tells: user names (`jfrost2`, `gmatsuda`),
//! initials at a signature (`PHW 9/12/24`), the first letter of the family
//! name with four digits of a number (`Y4417`).

use std::collections::HashSet;

use super::calendar;
use super::found::{Found, What};
use super::keyed::{Key, Keyed};
use super::lexicon::Flag;
use super::token::{Page, Shape};

/// Longest word that is taken for a name.
const LONGEST_NAME: usize = 24;

/// Shortest part of a family name inside a user name.
const SHORTEST_PART: usize = 5;

/// The names of a text, in the forms that handles are made of.
#[derive(Default)]
struct Names {
    /// Words of names of three letters and more.
    words: Keyed<()>,
    /// Their beginnings of five letters and more.
    parts: Keyed<()>,
    /// First letters of whole names, in both orders.
    initials: Keyed<()>,
    /// First letters of the words of patients' names.
    patients: HashSet<char>,
}

/// Finds handles of the people found so far.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let names = Names::of(page, found);
    if names.words.is_empty() {
        return;
    }
    for at in 0..page.len() {
        let hit = if page.is_word(at) {
            names
                .user(page, at)
                .map(|end| (end, What::Id, "user-name"))
                .or_else(|| names.numbered(page, at))
                .or_else(|| {
                    let end = names.signed(page, at)?;
                    Some((end, What::Clinician, "initials"))
                })
        } else {
            None
        };
        if let Some((end, what, detector)) = hit {
            found.push(Found {
                start: page.token(at).start,
                end: page.token(end - 1).end,
                what,
                detector,
                confidence: 75,
            });
        }
    }
}

fn is_in(table: &Keyed<()>, word: &str) -> bool {
    table.get(Key::of(word)).is_some()
}

impl Names {
    fn of(page: &Page, found: &[Found]) -> Self {
        let mut names = Self::default();
        for one in found.iter().filter(|one| one.what.is_person()) {
            let text = page.low_slice(one.start, one.end);
            let words: Vec<&str> = text
                .split(|letter: char| !letter.is_ascii_alphabetic())
                .filter(|word| !word.is_empty())
                .collect();
            for word in words
                .iter()
                .filter(|word| (3..=LONGEST_NAME).contains(&word.len()))
            {
                for length in SHORTEST_PART..word.len() {
                    let part = word.get(..length).unwrap_or_default();
                    names.parts.add(Key::of(part), ());
                }
                names.words.add(Key::of(word), ());
            }
            let firsts: String = words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            if one.what == What::Patient {
                names.patients.extend(firsts.chars());
            }
            if (2..=4).contains(&firsts.len()) {
                // `Lindqvist-Obi, Tamsin` signs TLO.
                for cut in 1..firsts.len() {
                    let (family, given) = firsts.split_at(cut);
                    names
                        .initials
                        .add(Key::of(&(given.to_owned() + family)), ());
                }
                names.initials.add(Key::of(&firsts), ());
            }
        }
        for table in [&mut names.words, &mut names.parts, &mut names.initials] {
            table.finish(|(), ()| {});
        }
        names
    }

    /// `enwach02`, `vstanek`, `CHASEJ`, `tlo77`: letters of a given name and a
    /// family name, or initials with digits.
    fn user(&self, page: &Page, at: usize) -> Option<usize> {
        let token = page.token(at);
        let word = page.low(at);
        if token.entry.word() > 0
            || token.entry.is_clinical()
            || token.entry.given() + token.entry.family() >= 3
            || at > 0 && page.is_glued(at) && (page.is_number(at - 1) || page.is_sign(at - 1, '-'))
        {
            return None;
        }
        let digits = if page.is_number(at + 1) && page.is_glued(at + 1) && page.digits(at + 1) <= 4
        {
            at + 2
        } else {
            at + 1
        };
        if page.is_glued(digits) && page.is_word(digits) {
            return None;
        }
        let numbered = digits == at + 2;
        let initials = numbered && is_in(&self.initials, word) && word.len() >= 3;
        let shape = token.shape == Shape::Lower
            || token.shape == Shape::Upper && (numbered || page.is_sign(at.wrapping_sub(1), '\\'))
            || token.shape == Shape::Title && numbered;
        (shape && word.len() >= 4 && self.is_made_of(word) || initials).then_some(digits)
    }

    /// One or two letters and a name, or a name and one or two letters.
    fn is_made_of(&self, word: &str) -> bool {
        if !word.is_ascii() || is_in(&self.words, word) {
            return false;
        }
        (1..=2).any(|cut| {
            let behind = word.get(cut..).unwrap_or_default();
            let ahead = word.get(..word.len() - cut).unwrap_or_default();
            is_in(&self.words, behind) && behind.len() >= 3
                || is_in(&self.parts, behind)
                || is_in(&self.words, ahead) && ahead.len() >= 4
        })
    }

    /// `Y4417`, `(H5541)`: how the armed forces name a patient.
    fn numbered(&self, page: &Page, at: usize) -> Option<(usize, What, &'static str)> {
        let letter = page.low(at).chars().next()?;
        let good = page.token(at).shape == Shape::Initial
            && page.digits(at + 1) == 4
            && page.is_glued(at + 1)
            && self.patients.contains(&letter)
            && (at == 0 || page.gap(at) > 0 || matches!(page.sign(at - 1), '(' | '/' | '|' | '#'))
            && !(page.is_glued(at + 2)
                && (page.is_word(at + 2)
                    || matches!(page.sign(at + 2), '.' | '-')
                        && page.is_glued(at + 3)
                        && page.is_number(at + 3)));
        good.then_some((at + 2, What::Ssn, "initial-and-digits"))
    }

    /// Initials of a person of the text where people sign: behind the end of a
    /// sentence or alone, before a date or the line end.
    fn signed(&self, page: &Page, at: usize) -> Option<usize> {
        let token = page.token(at);
        if token.shape != Shape::Upper
            || !(2..=4).contains(&(token.end - token.start))
            || self.initials.get(page.key(at)).is_none()
            || page.has(at, Flag::Study)
            || page.has(at, Flag::Credential)
            || page.has(at, Flag::Title)
        {
            return None;
        }
        let line = page.line_of(at);
        let opens = line.first == at
            || page.gap(at) >= 2
            || matches!(
                page.sign(at.wrapping_sub(1)),
                '.' | '-' | '/' | '|' | ')' | '(' | '=' | '~' | ':'
            );
        // Not `NK1` and `RM 14B`: a date or a time of day stands behind.
        let dated = page.gap(at + 1) > 0
            && (page.digits(at + 1) == 4 || calendar::read(page, at + 1).is_some());
        let closes = page.is_line_end(at + 1)
            || dated
            || page.gap(at + 1) >= 2
            || matches!(page.sign(at + 1), '.' | '/' | '|' | ')' | '=' | ',' | ':');
        let long = token.end - token.start >= 3;
        let unknown = long
            && token.entry.is_unknown()
            && (at == 0 || page.gap(at) > 0 || opens)
            && !matches!(page.sign(at + 1), '^' | '-');
        (opens && closes && (long || page.is_line_end(at + 1) || dated) || unknown)
            .then_some(at + 1)
    }
}
