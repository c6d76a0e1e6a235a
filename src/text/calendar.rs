//! Reads calendar dates token by token: a pure question "does a date begin
//! here, and where does it end?". Which of them are removed is decided in
//! [`dates`](super::dates).

use super::lexicon::Flag;
use super::token::{Page, Shape};

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
    if word.len() < 3 {
        return None;
    }
    const OTHERS: [&[&str]; 12] = [
        &["enero", "janvier", "januar"],
        &["febrero", "fevrier", "februar"],
        &["marzo"],
        &["abril", "avril"],
        &[],
        &["junio", "juin", "juni"],
        &["julio", "juillet", "juli"],
        &["agosto", "aout"],
        &["septiembre", "septembre"],
        &["octubre", "octobre", "oktober"],
        &["noviembre", "novembre"],
        &["diciembre", "decembre", "dezember"],
    ];
    let number = NAMES
        .iter()
        .position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))
        .or((word == "sept").then_some(8))
        .or_else(|| OTHERS.iter().position(|names| names.contains(&word)))?;
    u32::try_from(number + 1).ok()
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
#[must_use]
pub fn read(page: &Page, at: usize) -> Option<Reading> {
    if page.is_number(at) {
        return iso_week(page, at)
            .or_else(|| stamp(page, at))
            .or_else(|| three_numbers(page, at))
            .or_else(|| glued_day_month_year(page, at))
            .or_else(|| day_month(page, at))
            .or_else(|| two_numbers(page, at));
    }
    if page.has(at, Flag::Month) && month(page.low(at)).is_some() {
        return month_first(page, at);
    }
    if page.low(at) == "the" || page.has(at, Flag::NumberWord) {
        return spoken_day_first(page, at);
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
    let after = page.is_glued(end)
        && (page.is_number(end)
            || (page.is_word(end) && !matches!(page.low(end), "t" | "z"))
            || (matches!(page.sign(end), '-' | '/' | '.' | '_')
                && page.is_glued(end + 1)
                && page.is_number(end + 1)));
    before || after
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
    let (one, two) = (day(page, at)?, day(page, at + 2)?);
    if !is_month_and_day(one, two) {
        return None;
    }
    if let Some(year) = year4(page, at + 4) {
        return full(end, Some(year));
    }
    // `4-5-6` and `1.2.3` without a gap are rarely dates; two digits of year are asked for.
    if tight {
        full(at + 5, Some(year2(page, at + 4)?))
    } else {
        None
    }
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

/// `05APR2023`, `17-MAY-2021`, `5Apr23`.
fn glued_day_month_year(page: &Page, at: usize) -> Option<Reading> {
    day(page, at)?;
    let mut place = at + 1;
    let skip = |place: usize| {
        if matches!(page.sign(place), '-' | '/' | '.' | '_') && page.is_glued(place) {
            place + 1
        } else {
            place
        }
    };
    place = skip(place);
    if !page.is_glued(place) || month(page.low(place)).is_none() {
        return None;
    }
    place = skip(place + 1);
    if !page.is_glued(place) {
        return None;
    }
    let year = year4(page, place).or_else(|| year2(page, place))?;
    full(place + 1, Some(year))
}

/// Behind a day: `st`, `nd`, `rd`, `th`.
fn skip_ordinal(page: &Page, at: usize) -> usize {
    let ordinal = matches!(page.low(at), "st" | "nd" | "rd" | "th") && page.gap(at) <= 1;
    if ordinal { at + 1 } else { at }
}

/// `14 Aug 1957`, `22nd of March`, `3-5 March 2021`.
fn day_month(page: &Page, at: usize) -> Option<Reading> {
    day(page, at)?;
    let mut place = skip_ordinal(page, at + 1);
    let ordinal = place > at + 1;
    if matches!(page.sign(place), '-' | '/' | '&') && day(page, place + 1).is_some() {
        place = skip_ordinal(page, place + 2);
    } else if matches!(page.low(place), "and" | "or" | "to" | "through")
        && day(page, place + 1).is_some()
    {
        place = skip_ordinal(page, place + 2);
    }
    if page.low(place) == "day" && page.low(place + 1) == "of" {
        place += 2;
    } else if matches!(page.low(place), "of" | "de") {
        place += 1;
    }
    place = page.over_line_end(place);
    let word = page.low(place);
    month(word)?;
    let spelled_out = page.is_capital(place)
        || !matches!(
            word,
            "may" | "march" | "mar" | "dec" | "sep" | "oct" | "jan"
        );
    let (end, year) = year_behind(page, place + 1);
    if year.is_some() {
        return full(end, year);
    }
    (spelled_out || ordinal).then_some(Reading {
        end,
        year,
        form: Form::MonthDay,
    })
}

/// A year behind a month or day: `2023`, `, 2023`, `of 2023`, `'23`, `22`.
fn year_behind(page: &Page, at: usize) -> (usize, Option<u16>) {
    let mut place = at;
    if page.is_sign(place, '.') && page.is_glued(place) {
        place += 1;
    }
    if page.is_sign(place, ',') || page.is_sign(place, '-') || page.is_sign(place, '/') {
        place += 1;
    } else if matches!(page.low(place), "of" | "in" | "de" | "del") {
        place += 1;
    }
    place = page.over_line_end(place);
    if let Some(year) = year4(page, place) {
        return (place + 1, Some(year));
    }
    if page.is_sign(place, '\'') {
        if let Some(year) = year2(page, place + 1) {
            return (place + 2, Some(year));
        }
    }
    if let Some((end, year)) = spoken_year(page, place) {
        return (end, Some(year));
    }
    // `Oct 3, 22`, `14 Aug 57`: two digits, and nothing that counts behind them.
    let counted = page.has(place + 1, Flag::Unit)
        || matches!(page.sign(place + 1), ':' | '.' | '/' | '%') && page.is_number(place + 2);
    if !counted && page.gap(place) <= 1 {
        if let Some(year) = year2(page, place) {
            return (place + 1, Some(year));
        }
    }
    (at, None)
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
    is_month_and_day(one, two).then_some(Reading {
        end: at + 3,
        year: None,
        form: Form::Partial,
    })
}

/// `March 3rd, 2021`, `Mar. 3-5`, `July 2023`, `Jan '23`, `July`.
fn month_first(page: &Page, at: usize) -> Option<Reading> {
    let mut place = at + 1;
    if matches!(page.sign(place), '.' | '-' | '/') && page.is_glued(place) {
        place += 1;
    }
    if page.low(place) == "the" {
        place += 1;
    }
    // `Jan-Mar 2020`, `June or July 2021`
    let joined = matches!(page.sign(place), '-' | '/' | '&') || page.is_sign(place - 1, '-');
    let other = if joined && !page.is_word(place) {
        place + 1
    } else {
        place
    };
    let other = if matches!(page.low(other), "to" | "and" | "or" | "through") {
        other + 1
    } else {
        other
    };
    if other > at + 1
        && month(page.low(other)).is_some()
        && page.is_capital(other) == page.is_capital(at)
    {
        let (end, year) = year_behind(page, other + 1);
        return Some(Reading {
            end,
            year,
            form: if year.is_some() {
                Form::Full
            } else {
                Form::Month
            },
        });
    }
    let place = page.over_line_end(place);
    let ordinal_word = ordinal(page, place);
    let day_end = if day(page, place).is_some() && !page.is_sign(place + 1, '%') {
        Some(skip_ordinal(page, place + 1))
    } else {
        ordinal_word
    };
    if let Some(day_end) = day_end {
        // `March 2.5 cm` and `may 3 mm` are no dates.
        let decimal = page.is_sign(day_end, '.')
            && page.is_glued(day_end)
            && page.is_glued(day_end + 1)
            && page.is_number(day_end + 1);
        let measured = page.has(day_end, Flag::Unit)
            && !matches!(page.low(day_end), "a" | "t")
            && day_end == place + 1;
        if decimal || measured {
            return lone_month(page, at);
        }
        let day_end = day_range(page, day_end);
        let (end, year) = year_behind(page, day_end);
        let form = if year.is_some() {
            Form::Full
        } else {
            Form::MonthDay
        };
        return Some(Reading { end, year, form });
    }
    lone_month(page, at)
}

fn lone_month(page: &Page, at: usize) -> Option<Reading> {
    let (end, year) = year_behind(page, at + 1);
    let form = if year.is_some() {
        Form::Full
    } else {
        Form::Month
    };
    Some(Reading { end, year, form })
}

/// `-5`, ` and 5`, `, 5 and 7` behind a day.
fn day_range(page: &Page, at: usize) -> usize {
    let mut place = at;
    for _ in 0..4 {
        let joins = matches!(page.sign(place), '-' | '/' | '&')
            || matches!(page.low(place), "and" | "or" | "to" | "through" | "thru");
        if !joins
            || day(page, place + 1).is_none()
            || page.has(place + 2, Flag::Unit) && skip_ordinal(page, place + 2) == place + 2
        {
            break;
        }
        place = skip_ordinal(page, place + 2);
    }
    place
}

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
fn spoken_day_first(page: &Page, at: usize) -> Option<Reading> {
    let place = if page.low(at) == "the" { at + 1 } else { at };
    if place > at && page.is_number(place) {
        return day_month(page, place).filter(|reading| reading.form != Form::Partial);
    }
    let day_end = ordinal(page, place).or_else(|| {
        spoken_number(page, place)
            .filter(|(_, value)| (1..=31).contains(value))
            .map(|(end, _)| end)
    })?;
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
