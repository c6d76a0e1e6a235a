//! Reads calendar dates token by token: a pure question "does a date begin
//! here, and where does it end?". Which of them are removed is decided in
//! [`dates`](super::dates).

mod abroad;
mod months;
mod readings;
mod spoken;

use super::lexicon::{Flag, Flags};
use super::token::Page;

pub use abroad::day_abroad;
pub use months::is_short_ordinal;
use months::{day_month, glued_day_month_year, month_first};
pub use readings::days;
pub use spoken::{ordinal, spoken_number, spoken_year};
use spoken::{spoken_day_first, spoken_numbers};

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// First token behind the date.
    pub end: usize,
    /// The year with four digits, if one stands there.
    pub year: Option<u16>,
    /// How much of a date it is.
    pub form: Form,
}

/// How a date is written; decides how much context it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Day, month and year, or month and year: nothing else looks like it.
    Full,
    /// `4/5`: also a fraction, a grade, a ratio.
    Partial,
    /// A month with a day, `May 30`.
    MonthDay,
    /// A month alone.
    Month,
}

const fn full(end: usize, year: Option<u16>) -> Option<Reading> {
    Some(Reading {
        end,
        year,
        form: Form::Full,
    })
}

/// 1..=12 from an English month name or its three letters.
#[must_use]
pub fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // Nearly every word ends here.
    let begins = |letters: &str| word.starts_with(|first| letters.contains(first));
    if word.len() < 3 || !begins("jfemasond") {
        return None;
    }
    // Other languages, and slips of the keys.
    const OTHERS: [&[&str]; 12] = [
        &[
            "enero", "janvier", "januar", "janurary", "januray", "jaunary",
        ],
        &[
            "febrero",
            "fevrier",
            "februar",
            "febuary",
            "feburary",
            "februrary",
        ],
        &["marzo"],
        &["abril", "avril", "apirl", "aprl"],
        &[],
        &["junio", "juin", "juni"],
        &["julio", "juillet", "juli"],
        &["agosto", "aout", "agust", "auguest"],
        &[
            "septiembre",
            "septembre",
            "setpember",
            "setember",
            "septmber",
        ],
        &["octubre", "octobre", "oktober", "ocotber", "octuber"],
        &["noviembre", "novembre", "novemeber", "novmber"],
        &["diciembre", "decembre", "dezember", "decemeber", "decmber"],
    ];
    let number = NAMES
        .iter()
        .position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))
        .or((word == "sept").then_some(8))
        .or_else(|| OTHERS.iter().position(|names| names.contains(&word)))?;
    u32::try_from(number + 1).ok()
}

/// A month in full letters.
#[must_use]
pub fn is_whole_month(word: &str) -> bool {
    word.len() > 3 && word != "sept" && month(word).is_some()
}

/// A year with four digits that can stand in a report.
#[must_use]
pub fn year4(page: &Page, at: usize) -> Option<u16> {
    let value = page.value(at)?;
    (page.digits(at) == 4 && (1880..=2100).contains(&value)).then(|| u16::try_from(value).ok())?
}

/// A year with two digits: 00..=49 is this century.
fn year2(page: &Page, at: usize) -> Option<u16> {
    let value = page.value(at)?;
    if page.digits(at) != 2 {
        return None;
    }
    u16::try_from(if value < 50 {
        2000 + value
    } else {
        1900 + value
    })
    .ok()
}

fn day(page: &Page, at: usize) -> Option<u32> {
    page.value(at)
        .filter(|value| (1..=31).contains(value) && page.digits(at) <= 2)
}

fn is_month_and_day(one: u32, two: u32) -> bool {
    let valid = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    valid(one, two) || valid(two, one)
}

/// Reads the longest date that begins at a token.
#[inline]
#[must_use]
pub fn read(page: &Page, at: usize) -> Option<Reading> {
    let begins =
        page.is_number(at) || page.token(at).entry.has_any(BEGIN_DATES) || page.low(at) == "the";
    if begins { read_here(page, at) } else { None }
}

/// Words of these roles begin a date.
const BEGIN_DATES: Flags = Flags::of(&[Flag::Month, Flag::NumberWord]);

fn read_here(page: &Page, at: usize) -> Option<Reading> {
    if page.is_number(at) {
        return iso_week(page, at)
            .or_else(|| stamp(page, at))
            .or_else(|| three_numbers(page, at))
            .or_else(|| glued_day_month_year(page, at))
            .or_else(|| day_abroad(page, at).filter(|reading| reading.form == Form::Full))
            .or_else(|| day_month(page, at))
            .or_else(|| two_numbers(page, at))
            .or_else(|| loose_numbers(page, at));
    }
    if page.has(at, Flag::Month) && month(page.low(at)).is_some() {
        return month_first(page, at);
    }
    if page.low(at) == "the" || page.has(at, Flag::NumberWord) {
        return spoken_day_first(page, at).or_else(|| spoken_numbers(page, at));
    }
    None
}

/// `2022-W31`, `2022-W31-4`.
fn iso_week(page: &Page, at: usize) -> Option<Reading> {
    let year = year4(page, at)?;
    let week = page.is_sign(at + 1, '-')
        && page.low(at + 2) == "w"
        && page.digits(at + 3) == 2
        && (1..=3).all(|step| page.is_glued(at + step));
    let day = page.is_sign(at + 4, '-') && page.digits(at + 5) == 1 && page.is_glued(at + 4);
    week.then(|| full(if day { at + 6 } else { at + 4 }, Some(year)))?
}

/// `20240228`, `20240228123000.000+0100`.
fn stamp(page: &Page, at: usize) -> Option<Reading> {
    let digits = page.digits(at);
    // A time stamp may go on with a fraction or a zone; a plain day may not.
    let goes_on = digits >= 12 && matches!(page.sign(at + 1), '.' | '-');
    let behind = if goes_on { at } else { at + 1 };
    if !matches!(digits, 8 | 10 | 12 | 14 | 17 | 20)
        || touches_code(page, at, behind) && !(goes_on && !touches_before(page, at))
    {
        return None;
    }
    let (year, rest) = page.raw(at).split_at_checked(4)?;
    let year: u16 = year
        .parse()
        .ok()
        .filter(|year| (1900..=2099).contains(year))?;
    let month: u32 = rest.get(0..2)?.parse().ok()?;
    let day: u32 = rest.get(2..4)?.parse().ok()?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let mut end = at + 1;
    if digits >= 12 && page.is_sign(end, '.') && page.is_glued(end) && page.is_number(end + 1) {
        end += 2;
    }
    if digits >= 12 && matches!(page.sign(end), '+' | '-') && page.digits(end + 1) == 4 {
        end += 2;
    }
    full(end, Some(year))
}

/// True if a code begins before the token and goes on in it.
fn touches_before(page: &Page, first: usize) -> bool {
    first > 0
        && page.is_glued(first)
        && (page.is_word(first - 1) || matches!(page.sign(first - 1), '-' | '/' | '.' | '_' | '#'))
}

/// True if the tokens are part of a longer code: `TR-240630-07`, `1.2.840`.
fn touches_code(page: &Page, first: usize, end: usize) -> bool {
    let before = first > 0
        && page.is_glued(first)
        && (page.is_word(first - 1)
            || page.is_number(first - 1)
            || (matches!(page.sign(first - 1), '-' | '/' | '.' | '_' | '#')
                && page.is_glued(first - 1)
                && (page.is_word(first.wrapping_sub(2)) || page.is_number(first.wrapping_sub(2)))));
    let before = before && !begins_range(page, first.wrapping_sub(4));
    let after = page.is_glued(end)
        && !begins_range(page, end.wrapping_sub(3))
        && (page.is_number(end)
            || (page.is_word(end) && !matches!(page.low(end), "t" | "z"))
            || (matches!(page.sign(end), '-' | '/' | '.' | '_')
                && page.is_glued(end + 1)
                && page.is_number(end + 1)));
    before || after
}

/// `3/30-4/5`, `3/30/2023-4/5/2023`: the last two numbers of a day, a hyphen,
/// and the first two of another.
fn begins_range(page: &Page, at: usize) -> bool {
    at < page.len()
        && page.is_sign(at + 1, '/')
        && page.is_sign(at + 3, '-')
        && page.is_sign(at + 5, '/')
        && [at, at + 2, at + 4, at + 6]
            .iter()
            .all(|&place| page.is_number(place))
        && day(page, at + 4).is_some()
}

fn three_numbers(page: &Page, at: usize) -> Option<Reading> {
    let sign = page.sign(at + 1);
    if !matches!(sign, '/' | '-' | '.') || !page.is_sign(at + 3, sign) {
        return None;
    }
    let tight = (1..=4).all(|step| page.is_glued(at + step));
    let loose = (1..=4).all(|step| page.gap(at + step) <= 1);
    if touches_code(page, at, at + 5) || !(tight || loose) {
        return None;
    }
    let end = iso_time(page, at + 5);
    if let (Some(year), Some(one), Some(two)) =
        (year4(page, at), page.value(at + 2), page.value(at + 4))
    {
        return is_month_and_day(one, two).then(|| full(end, Some(year)))?;
    }
    // `94/01/30`: the year first.
    if sign == '/' && tight && page.digits(at + 2) == 2 && page.digits(at + 4) == 2 {
        if let (Some(year), Some(month), Some(_)) =
            (year2(page, at), page.value(at + 2), day(page, at + 4))
        {
            if day(page, at).is_none() && (1..=12).contains(&month) {
                return full(end, Some(year));
            }
        }
    }
    let (one, two) = (day(page, at)?, day(page, at + 2)?);
    if !is_month_and_day(one, two) {
        return None;
    }
    if let Some(year) = year4(page, at + 4) {
        return full(end, Some(year));
    }
    // `4-5-6` and `1.2.3` without a gap are rarely dates; two digits of year are asked for.
    if tight || sign == '/' {
        full(at + 5, Some(year2(page, at + 4)?))
    } else {
        None
    }
}

/// `3 19 2024`, `9 24 72`: month, day and year with blanks, where no list of
/// measurements stands: at the begin of a line or sentence, behind a comma or
/// the sex, and nothing that is counted behind.
fn loose_numbers(page: &Page, at: usize) -> Option<Reading> {
    let numbers = (1..=2).all(|step| page.is_number(at + step) && page.gap(at + step) == 1);
    let (month, day) = (day(page, at)?, day(page, at + 1)?);
    let end = at + 3;
    if !numbers || month > 12 || page.is_number(end) || page.has(end, Flag::Unit) {
        return None;
    }
    let before = at.wrapping_sub(1);
    let opens = page.is_line_end(before)
        || at == 0
        || matches!(page.sign(before), ',' | '.' | ';' | '/' | '(')
        || matches!(
            page.low(before),
            "f" | "m" | "on" | "dob" | "dated" | "date" | "born"
        );
    let closes =
        !matches!(page.sign(end), '.' | ',' | '/' | '-' | '%' | ':') || page.gap(end + 1) > 0;
    let year = year4(page, at + 2).or_else(|| {
        year2(page, at + 2).filter(|_| day > 12 || at == 0 || page.is_line_end(before))
    })?;
    (opens && closes && page.gap(end) > 0).then_some(())?;
    full(end, Some(year))
}

/// `T12:33:11.000Z` behind an ISO date.
fn iso_time(page: &Page, at: usize) -> usize {
    let is_t = page.low(at) == "t" && page.is_glued(at) && page.is_number(at + 1);
    if !is_t {
        return at;
    }
    let mut end = at + 2;
    for _ in 0..6 {
        let joins = matches!(page.sign(end), ':' | '.' | '+' | '-')
            && page.is_glued(end)
            && page.is_number(end + 1)
            && page.is_glued(end + 1);
        if !joins {
            break;
        }
        end += 2;
    }
    if page.low(end) == "z" && page.is_glued(end) {
        end + 1
    } else {
        end
    }
}

/// `4/5`, `3/2021`, `2021-03`.
fn two_numbers(page: &Page, at: usize) -> Option<Reading> {
    let sign = page.sign(at + 1);
    let tight = page.is_glued(at + 1) && page.is_glued(at + 2);
    if !tight || !matches!(sign, '/' | '-') || touches_code(page, at, at + 3) {
        return None;
    }
    let is_month = |at: usize| {
        page.value(at)
            .is_some_and(|value| (1..=12).contains(&value))
            && page.digits(at) <= 2
    };
    if is_month(at) {
        if let Some(year) = year4(page, at + 2) {
            return full(at + 3, Some(year));
        }
    }
    if let Some(year) = year4(page, at) {
        if is_month(at + 2) && page.digits(at + 2) == 2 && year >= 1900 {
            return full(at + 3, Some(year));
        }
    }
    let (one, two) = (day(page, at)?, day(page, at + 2)?);
    if is_month_and_day(one, two) && begins_range(page, at) {
        let last = day(page, at + 4)
            .zip(day(page, at + 6))
            .filter(|&(one, two)| is_month_and_day(one, two))
            .map(|_| Reading {
                end: at + 7,
                year: None,
                form: Form::Partial,
            });
        return three_numbers(page, at + 4).or(last);
    }
    is_month_and_day(one, two).then_some(Reading {
        end: at + 3,
        year: None,
        form: Form::Partial,
    })
}

/// The day a date names, as `YYYYMMDD`, if it is whole and its order is sure
/// enough: month first, as in the United States, unless that cannot be.
#[must_use]
pub fn day_of(page: &Page, at: usize) -> Option<String> {
    let reading = read(page, at)?;
    let year = reading.year?;
    let numbers: Vec<u32> = (at..reading.end)
        .filter(|&place| page.is_number(place))
        .filter_map(|place| page.value(place))
        .collect();
    if page.digits(at) == 8 {
        return Some(page.raw(at).to_owned());
    }
    let named = (at..reading.end).find_map(|place| month(page.low(place)));
    let (month, day) = match (named, numbers.as_slice()) {
        (Some(month), [day, ..]) => (month, *day),
        (None, [first, month, day]) if *first > 31 => (*month, *day),
        (None, [month, day, _]) if *month <= 12 => (*month, *day),
        (None, [day, month, _]) => (*month, *day),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year:04}{month:02}{day:02}"))
}
