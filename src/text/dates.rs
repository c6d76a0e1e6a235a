//! Dates and times of day: which readings are removed. 45 CFR
//! 164.514(b)(2)(i)(C): all elements of dates except the year.

mod fractions;
mod holidays;
mod named;
mod ordinals;

use super::calendar::{self, Form, Reading};
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::Page;

/// Finds dates, holidays, seasons with a year, quarters.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    let is_log = fractions::is_log(page);
    // The token behind the last date, for `2 May 2023 and 4/3`.
    let mut last_end = usize::MAX;
    while at < page.len() {
        if !page.is_word(at) && !page.is_number(at) {
            at += 1;
            continue;
        }
        if let Some(end) = holidays::feast(page, at).or_else(|| holidays::season(page, at)) {
            push(page, at, end, What::Date(None), "holiday", found);
            at = end.max(at + 1);
            continue;
        }
        let listed = last_end != usize::MAX
            && (matches!(
                page.low(at.wrapping_sub(1)),
                "and" | "or" | "to" | "through"
            ) || matches!(page.sign(at.wrapping_sub(1)), ',' | '&' | '-' | ';'))
            && (last_end + 1 == at || last_end + 2 == at && page.is_sign(last_end, ','));
        let wanted = |reading: &Reading| {
            is_wanted(page, at, reading, is_log)
                || listed && reading.form == Form::Partial && !page.has(reading.end, Flag::Unit)
        };
        let next_day = |place: usize| {
            let end = calendar::ordinal(page, place + 1)?;
            (listed && page.low(place) == "the").then_some(Reading {
                end,
                year: None,
                form: Form::MonthDay,
            })
        };
        match calendar::read(page, at)
            .filter(wanted)
            .or_else(|| calendar::day_abroad(page, at))
            .or_else(|| next_day(at))
            .or_else(|| ordinals::alone(page, at))
            .or_else(|| six_digits(page, at))
            .or_else(|| spaced(page, at))
        {
            Some(reading) => {
                push(
                    page,
                    at,
                    reading.end,
                    What::Date(reading.year),
                    "date",
                    found,
                );
                at = reading.end.max(at + 1);
                last_end = reading.end;
            }
            None => at += 1,
        }
    }
}

fn push(
    page: &Page,
    first: usize,
    end: usize,
    what: What,
    detector: &'static str,
    found: &mut Vec<Found>,
) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if start < stop {
        found.push(Found {
            start,
            end: stop,
            what,
            detector,
            confidence: 90,
        });
    }
}

/// `070423` alone: month, day, year or the other way round. Any other number
/// of this length without a unit would be an identifier.
fn six_digits(page: &Page, at: usize) -> Option<Reading> {
    if page.digits(at) != 6
        || page.has(at + 1, Flag::Unit) && !page.is_sign(at + 2, ':')
        || is_counted(page, at)
    {
        return None;
    }
    let touches = page.is_glued(at) && at > 0 && !matches!(page.sign(at - 1), '(' | ':' | '=')
        || page.is_glued(at + 1)
            && (page.is_word(at + 1)
                || matches!(page.sign(at + 1), '-' | '/' | '.' | '%') && page.is_number(at + 2));
    let part = |from: usize| {
        page.raw(at)
            .get(from..from + 2)
            .and_then(|part| part.parse::<u32>().ok())
    };
    let (one, two, three) = (part(0)?, part(2)?, part(4)?);
    let day = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    (!touches && (day(one, two) || day(two, one) || day(two, three))).then_some(Reading {
        end: at + 1,
        year: None,
        form: Form::Full,
    })
}

/// `j. gadsden m.d. 7 5 24`: month, day and year with blanks, at an end of a line
/// or a cell or before a time of day.
fn spaced(page: &Page, at: usize) -> Option<Reading> {
    let (one, two, three) = (page.value(at)?, page.value(at + 1)?, page.value(at + 2)?);
    let end = at + 3;
    let short = page.digits(at) <= 2 && page.digits(at + 1) <= 2;
    let blanks = page.gap(at + 1) == 1 && page.gap(at + 2) == 1;
    let year = match page.digits(at + 2) {
        2 => (10..=39).contains(&three),
        4 => (1900..=2039).contains(&three),
        _ => false,
    };
    let day = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    let before = at.wrapping_sub(1);
    let alone = !page.is_number(before)
        && !page.is_number(end)
        && !page.has(end, Flag::Unit)
        && !page.has(before, Flag::Unit)
        && !page.token(before).entry.is_clinical()
        && (at == 0 || page.gap(at) > 0);
    let edge = page.is_line_end(end) && page.is_word(before)
        || page.is_line_end(end) && page.is_sign(before, '.')
        || page.gap(end) >= 2 && page.gap(at) >= 2
        || matches!(page.sign(end), '~' | '|' | ';')
        || page.is_sign(end, '"') && page.is_word(before)
        || super::times::clock(page, end).is_some();
    let full = (page.digits(at + 2) == 4)
        .then(|| u16::try_from(three).ok())
        .flatten();
    (short
        && blanks
        && year
        && (day(one, two) || day(two, one))
        && alone
        && edge
        && !is_counted(page, at))
    .then_some(Reading {
        end,
        year: full,
        form: Form::Full,
    })
}

fn is_wanted(page: &Page, at: usize, reading: &Reading, is_log: bool) -> bool {
    match reading.form {
        Form::Full => !is_counted(page, at) || is_whole_day(page, at, reading.end),
        Form::Partial => fractions::is_day(page, at, reading.end, is_log),
        Form::MonthDay => named::is_month_with_day(page, at, reading.end),
        Form::Month => named::is_month_alone(page, at, reading.end),
    }
}

/// `image 3/2021`, `series 4/12/20`: counted things, no dates.
fn is_counted(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    matches!(
        page.low(before),
        "image"
            | "images"
            | "im"
            | "img"
            | "series"
            | "se"
            | "slice"
            | "slices"
            | "frame"
            | "version"
            | "v"
            | "software"
    )
}

/// `images 11/26/2017`, `images 6/24/23`, `images Feb 12, 2020`: a day whatever
/// stands before. `series 4/12/20` counts upwards; images are counted in pairs.
fn is_whole_day(page: &Page, at: usize, end: usize) -> bool {
    if (at..end).any(|place| page.has(place, Flag::Month)) {
        return true;
    }
    let numbers: Vec<(usize, u32)> = (at..end)
        .filter_map(|place| Some((page.digits(place), page.value(place)?)))
        .collect();
    let has_year = numbers.iter().any(|(digits, _)| *digits == 4);
    let is_padded = numbers.iter().all(|(digits, _)| *digits == 2);
    let is_list = !page.low(at.wrapping_sub(1)).starts_with("im");
    let counts_up = is_list && numbers.is_sorted_by_key(|(_, number)| *number);
    numbers.len() == 3 && (has_year || is_padded || !counts_up)
}
