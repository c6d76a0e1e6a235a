//! What may stay in a picture: words of a list, units, numbers, letters of
//! direction.

use std::collections::HashSet;

use super::near::look_alike;

/// The list; its head says how it is written.
const LIST: &str = include_str!("allowed.txt");

/// Modalities whose pictures may be taken from any screen.
const ANY: [&str; 4] = ["OT", "SC", "DOC", ""];

/// Digits of a whole number that may stay alone.
const MOST_DIGITS: usize = 4;

/// Digits behind a decimal point.
const MOST_DECIMALS: usize = 4;

/// Digits behind a letter of direction: a vertebra, a row of a scale.
const MOST_BEHIND_SIDE: usize = 2;

/// Numbers of one word: a matrix, a scale.
const MOST_NUMBERS: usize = 3;

/// Two words that lost their blank have at least so many letters together, and
/// one of them this many: short words together make names.
const JOINED_LETTERS: usize = 7;
const JOINED_LONGER: usize = 5;

/// What may stay in pictures of one modality.
#[derive(Debug, Clone, Default)]
pub struct AllowList {
    words: HashSet<String>,
    units: HashSet<String>,
}

/// What a word is that may stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A word of the list.
    Word,
    /// A unit.
    Unit,
    /// A number with what it counts.
    Measure,
    /// A letter or two: a direction, or somebody's initials.
    Side,
    /// A number alone.
    Number(Number),
    /// Neither letters nor digits.
    Sign,
}

/// A number of a few digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Its digits, if it is a whole number.
    pub(super) whole_digits: Option<usize>,
    /// Its value.
    pub(super) value: f64,
}

impl Eq for Number {}

/// A piece of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece<'a> {
    Letters(&'a str),
    Number(Number),
    /// `x` between two numbers: a size.
    Times,
    Between,
}

impl AllowList {
    /// The list for a modality; for one that tells nothing, all of it.
    #[must_use]
    pub fn of(modality: &str) -> Self {
        let mut list = Self::default();
        let mut is_ours = false;
        for line in LIST.lines() {
            let line = line.trim();
            if let Some(names) = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'))
            {
                let mut names = names.split_whitespace();
                is_ours = ANY.contains(&modality) || names.any(|one| one == "*" || one == modality);
            } else if let Some((kind, entries)) = line.split_once(':').filter(|_| is_ours) {
                let entries = entries.split_whitespace().map(folded);
                match kind {
                    "words" => list.words.extend(entries),
                    "units" => list.units.extend(entries),
                    _remark => {}
                }
            }
        }
        list
    }

    /// Whether a word is on the list.
    pub(super) fn has(&self, word: &str) -> bool {
        let word = folded(word);
        self.words.contains(&word) || self.units.contains(&word)
    }

    /// What a word is that may stay; `None` if nothing is known of it.
    pub(super) fn class(&self, word: &str) -> Option<Class> {
        let is_inside = |letter: char| letter.is_alphanumeric() || "%°µ".contains(letter);
        let word = word.trim_matches(|letter| !is_inside(letter));
        if word.is_empty() {
            return Some(Class::Sign);
        }
        let digits = word.chars().any(|letter| letter.is_ascii_digit());
        let letters = word.chars().any(char::is_alphabetic);
        if digits
            && letters
            && let Some(class) = self.digits_misread(word)
        {
            return Some(class);
        }
        if !digits || letters {
            if let Some(class) = self.letters(word) {
                return Some(class);
            }
        }
        if digits { self.mixed(word) } else { None }
    }

    /// Letters without a number.
    fn letters(&self, word: &str) -> Option<Class> {
        let entry = folded(word);
        let is_lone = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if self.words.contains(&entry) || self.units.contains(&entry) {
            return Some(match (is_lone, self.units.contains(&entry)) {
                (true, _) => Class::Side,
                (false, true) => Class::Unit,
                (false, false) => Class::Word,
            });
        }
        if is_direction(word) {
            return Some(Class::Side);
        }
        self.is_joined(&entry).then_some(Class::Word)
    }

    /// A unit with its stroke, or a word behind a stroke.
    fn behind_stroke(&self, letters: &str) -> Option<Class> {
        self.letters(letters)
            .or_else(|| self.letters(letters.trim_start_matches('/')))
    }

    /// Two words of the list whose blank was lost.
    fn is_joined(&self, entry: &str) -> bool {
        let count = entry.chars().count();
        count >= JOINED_LETTERS
            && entry.char_indices().skip(1).any(|(at, _)| {
                let (one, other) = entry.split_at(at);
                let longer = one.chars().count().max(other.chars().count());
                let shorter = count - longer;
                let is_listed = |word: &str| self.words.contains(word) || self.units.contains(word);
                longer >= JOINED_LONGER && shorter > 1 && is_listed(one) && is_listed(other)
            })
    }

    /// A number in which letters were read for digits (`1O.5`, `O.8`).
    fn digits_misread(&self, word: &str) -> Option<Class> {
        let digit = |letter: char| match letter {
            'O' | 'o' => '0',
            'I' | 'l' | '|' => '1',
            'S' => '5',
            'B' => '8',
            other => other,
        };
        let word: String = word.chars().map(digit).collect();
        let is_number = !word.chars().any(char::is_alphabetic);
        is_number.then(|| self.mixed(&word)).flatten()
    }

    /// Numbers with words and units around them.
    fn mixed(&self, word: &str) -> Option<Class> {
        let pieces = pieces(word)?;
        let mut numbers = Vec::new();
        let mut is_measure = false;
        let mut has_side = false;
        for piece in &pieces {
            match piece {
                Piece::Number(number) => numbers.push(*number),
                Piece::Letters(letters) => match self.behind_stroke(letters)? {
                    Class::Side => has_side = true,
                    Class::Word | Class::Unit => is_measure = true,
                    Class::Measure | Class::Number(_) | Class::Sign => return None,
                },
                Piece::Times => is_measure = true,
                Piece::Between => {}
            }
        }
        let whole = |most: usize| {
            let fits = |number: &Number| number.whole_digits.is_none_or(|digits| digits <= most);
            numbers.iter().all(fits)
        };
        let unit = pieces.iter().any(|piece| match piece {
            Piece::Letters(letters) => self.units.contains(&folded(letters)),
            Piece::Number(_) | Piece::Times | Piece::Between => false,
        });
        match (numbers.as_slice(), is_measure, has_side) {
            // `1.5T`, `2D`: a unit of one letter.
            ([_], false, true) if unit && ends_in_letters(&pieces) && whole(MOST_DIGITS) => {
                Some(Class::Measure)
            }
            ([number], false, false) if whole(MOST_DIGITS) => Some(Class::Number(*number)),
            ([_], false, true) if whole(MOST_BEHIND_SIDE) => Some(Class::Side),
            (numbers, true, _) if numbers.len() <= MOST_NUMBERS && whole(MOST_DIGITS) => {
                Some(Class::Measure)
            }
            _other_shape => None,
        }
    }
}

fn ends_in_letters(pieces: &[Piece<'_>]) -> bool {
    matches!(pieces.last(), Some(Piece::Letters(_)))
}

/// Letters of one look as one, in lower case; signs stay.
fn folded(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(look_alike)
        .map(|letter| if letter == 'μ' { 'µ' } else { letter })
        .collect()
}

/// One to three letters of the axes of a patient, each axis once (PS3.3
/// C.7.6.1.1.1): `L`, `RA`, `HFS` is another word.
fn is_direction(word: &str) -> bool {
    const AXES: [&str; 3] = ["LR", "AP", "HFSI"];
    let word = word.to_uppercase();
    let count = word.chars().count();
    let axes: HashSet<usize> = word
        .chars()
        .filter_map(|letter| AXES.iter().position(|axis| axis.contains(letter)))
        .collect();
    (1..=3).contains(&count) && axes.len() == count
}

/// The letters and numbers of a word. `None` if a number is no plain one, or two
/// numbers stand as those of a date or a time do.
fn pieces(word: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = word;
    let mut last_number_ended = false;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_digit() {
            let (number, length) = number(rest)?;
            // Behind a sign alone a second number makes a day or an hour.
            if last_number_ended {
                return None;
            }
            pieces.push(Piece::Number(number));
            rest = rest.get(length..)?;
            last_number_ended = true;
            continue;
        }
        let end = rest
            .find(|one: char| one.is_ascii_digit())
            .unwrap_or(rest.len());
        let run = rest.get(..end)?;
        let is_sign = |one: char| !one.is_alphabetic() && !"%°".contains(one);
        // `/min` and `cm/s` keep their stroke.
        let letters = run.trim_matches(|one| is_sign(one) && one != '/');
        let letters = letters.trim_end_matches('/');
        let is_inside = last_number_ended && end < rest.len();
        if is_inside && matches!(run, "x" | "X" | "×" | "*") {
            pieces.push(Piece::Times);
            last_number_ended = false;
        } else if letters.chars().all(is_sign) {
            pieces.push(Piece::Between);
        } else {
            pieces.push(Piece::Letters(letters));
            last_number_ended = false;
        }
        rest = rest.get(end..)?;
    }
    Some(pieces)
}

/// A number at the start of a text, and its length in bytes.
fn number(text: &str) -> Option<(Number, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let behind = text.get(whole..)?;
    let decimals = match behind.strip_prefix(['.', ',']) {
        Some(fraction) => digits(fraction),
        None => 0,
    };
    if decimals > MOST_DECIMALS || whole > MOST_DIGITS {
        return None;
    }
    let length = if decimals > 0 {
        whole + 1 + decimals
    } else {
        whole
    };
    let value = text.get(..length)?.replace(',', ".").parse().ok()?;
    let whole_digits = (decimals == 0).then_some(whole);
    Some((
        Number {
            whole_digits,
            value,
        },
        length,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(modality: &str, word: &str) -> Option<Class> {
        AllowList::of(modality).class(word)
    }

    #[test]
    fn words_units_and_measures_stay() {
        for word in ["SUPINE", "(Portable)", "SUP1NE", "APSUPINE", "Se:", "Im"] {
            assert_eq!(class("CR", word), Some(Class::Word), "{word}");
        }
        for word in ["cm/s", "mm", "dB", "%", "bpm"] {
            assert_eq!(class("US", word), Some(Class::Unit), "{word}");
        }
        for word in [
            "12.5mm",
            "MI:0.8",
            "TIS<0.4",
            "Fr.12",
            "120kV",
            "-35cm/s",
            "WL:400",
            "45%",
            "512x512",
            "Se:3/Im:45",
            "512x512",
        ] {
            assert_eq!(class("US", word), Some(Class::Measure), "{word}");
        }
        for word in ["L", "R", "AF", "RAS", "L5", "T12", "W"] {
            assert_eq!(class("CT", word), Some(Class::Side), "{word}");
        }
        for word in ["512", "0.8", "O.8", "-12,5", "4095"] {
            let class = class("CT", word);
            assert!(
                matches!(class, Some(Class::Number(_) | Class::Measure)),
                "{word} {class:?}"
            );
        }
        assert_eq!(class("CT", "-|-"), Some(Class::Sign));
    }

    #[test]
    fn what_may_be_a_name_a_number_or_a_day_does_not_stay() {
        for word in [
            "HAZEL",
            "48213",
            "A-209",
            "03/11/1954",
            "12.03.52",
            "14:32",
            "1961-04-12",
            "R1234",
            "AL7",
            "060Y",
            "MORRISF",
            "TIMM",
            "LAMM",
            "03/11",
            "O7.O3.52",
            "田中",
            "1.2.840.5",
        ] {
            let class = class("CT", word);
            let initials = word == "AL7";
            assert_eq!(class.is_none(), !initials, "{word} {class:?}");
        }
    }

    #[test]
    fn lists_go_by_modality() {
        assert_eq!(class("US", "FLAIR"), None);
        assert_eq!(class("MR", "FLAIR"), Some(Class::Word));
        assert_eq!(class("OT", "FLAIR"), Some(Class::Word));
        assert_eq!(class("OT", "PSV"), Some(Class::Word));
    }
}
