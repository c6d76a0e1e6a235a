//! Days and years written as words: `the third of May`, `twenty twenty-four`.

use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::months::{day_month, year_behind};
use super::{Form, Reading, full, month};

/// A spoken ordinal day: `fifth`, `twenty third`, `twenty-third`, `thirty first`.
#[must_use]
pub fn ordinal(page: &Page, at: usize) -> Option<usize> {
    const ORDINALS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let word = page.low(at);
    if ORDINALS.contains(&word) || word == "thirtieth" {
        return Some(at + 1);
    }
    if matches!(word, "twenty" | "thirty") {
        let unit = if page.is_sign(at + 1, '-') {
            at + 2
        } else {
            at + 1
        };
        return ORDINALS
            .get(..9)?
            .contains(&page.low(unit))
            .then_some(unit + 1);
    }
    None
}

/// The value of a spoken number below one hundred, and the token behind it.
#[must_use]
pub fn spoken_number(page: &Page, at: usize) -> Option<(usize, u32)> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let small = |at: usize| {
        let word = page.low(at);
        SMALL
            .iter()
            .position(|name| *name == word)
            .and_then(|value| u32::try_from(value).ok())
    };
    if let Some(value) = small(at) {
        return Some((at + 1, value));
    }
    let word = page.low(at);
    let tens = TENS.iter().position(|name| *name == word)?;
    let tens = u32::try_from(tens + 2).ok()? * 10;
    let unit = if page.is_sign(at + 1, '-') {
        at + 2
    } else {
        at + 1
    };
    match small(unit).filter(|value| (1..=9).contains(value)) {
        Some(value) => Some((unit + 1, tens + value)),
        None => Some((at + 1, tens)),
    }
}

/// `twenty twenty three`, `nineteen ninety-eight`, `two thousand and nineteen`.
#[must_use]
pub fn spoken_year(page: &Page, at: usize) -> Option<(usize, u16)> {
    if !page.has(at, Flag::NumberWord) {
        return None;
    }
    if page.low(at) == "two" && page.low(at + 1) == "thousand" {
        let place = if page.low(at + 2) == "and" {
            at + 3
        } else {
            at + 2
        };
        return match spoken_number(page, place) {
            Some((end, value)) => Some((end, u16::try_from(2000 + value).ok()?)),
            None => Some((at + 2, 2000)),
        };
    }
    let century = match page.low(at) {
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let place = if matches!(page.low(at + 1), "oh" | "hundred") {
        at + 2
    } else {
        at + 1
    };
    let (end, value) = spoken_number(page, place)?;
    if value < 10 && place == at + 1 {
        return None;
    }
    Some((end, u16::try_from(century + value).ok()?))
}

/// `the 22nd of March`, `the fifth of April 2021`, `fifth of April`.
pub(super) fn spoken_day_first(page: &Page, at: usize) -> Option<Reading> {
    let place = if page.low(at) == "the" { at + 1 } else { at };
    if place > at && page.is_number(place) {
        return day_month(page, place).filter(|reading| reading.form != Form::Partial);
    }
    let mut day_end = ordinal(page, place).or_else(|| {
        spoken_number(page, place)
            .filter(|(_, value)| (1..=31).contains(value))
            .map(|(end, _)| end)
    })?;
    // `the third to the sixth of May`
    if matches!(page.low(day_end), "and" | "or" | "to" | "through") {
        let next = day_end + 1 + usize::from(page.low(day_end + 1) == "the");
        day_end = ordinal(page, next).unwrap_or(day_end);
    }
    let of = if page.low(day_end) == "of" {
        day_end + 1
    } else {
        day_end
    };
    month(page.low(of))?;
    if of == day_end
        && page.token(of).shape == Shape::Lower
        && matches!(page.low(of), "may" | "march")
        && spoken_year(page, of + 1).is_none()
    {
        return None;
    }
    let (end, year) = year_behind(page, of + 1);
    Some(Reading {
        end,
        year,
        form: if year.is_some() {
            Form::Full
        } else {
            Form::MonthDay
        },
    })
}

/// `four five twenty twenty three`, `four slash five slash nineteen ninety`.
pub(super) fn spoken_numbers(page: &Page, at: usize) -> Option<Reading> {
    if page.has(at.wrapping_sub(1), Flag::NumberWord) {
        return None;
    }
    let skip = |place: usize| {
        place
            + usize::from(matches!(
                page.low(place),
                "slash" | "dash" | "hyphen" | "stroke"
            ))
    };
    let number = |place: usize, most: u32| {
        spoken_number(page, place).filter(|(_, value)| (1..=most).contains(value))
    };
    let (behind_month, _) = number(at, 12)?;
    let (behind_day, _) = number(skip(behind_month), 31)?;
    let behind_day = skip(behind_day);
    // `date six ten twenty four`: two digits of the year only where a date is asked for.
    let asked = matches!(
        page.low(at.wrapping_sub(1)),
        "date" | "dated" | "dob" | "birth" | "born" | "on"
    );
    let short = spoken_number(page, behind_day)
        .filter(|(end, _)| asked && !page.has(*end, Flag::Unit))
        .and_then(|(end, value)| Some((end, u16::try_from(2000 + value).ok()?)));
    let (end, year) = spoken_year(page, behind_day).or(short)?;
    full(end, Some(year))
}
