//! Dates with the month as a word: `3 May 2024`, `May 3-5, 2024`, `May`.

use crate::text::lexicon::Flag;
use crate::text::token::Page;

use super::spoken::{ordinal, spoken_number, spoken_year};
use super::{Form, Reading, day, full, month, year2, year4};

/// `05APR2023`, `17-MAY-2021`, `5Apr23`.
pub(super) fn glued_day_month_year(page: &Page, at: usize) -> Option<Reading> {
    day(page, at)?;
    let mut place = at + 1;
    let skip = |place: usize| {
        if matches!(page.sign(place), '-' | '/' | '.' | '_' | '\u{B7}') && page.is_glued(place) {
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
    full(colon_time(page, place + 1), Some(year))
}

/// `03MAR2023:14:22:07`: the time of a statistics program.
fn colon_time(page: &Page, at: usize) -> usize {
    let mut end = at;
    while end < at + 6
        && page.is_sign(end, ':')
        && page.is_glued(end)
        && page.digits(end + 1) == 2
        && page.is_glued(end + 1)
    {
        end += 2;
    }
    if end > at + 2 { end } else { at }
}

/// Behind a day: `st`, `nd`, `rd`, `th`.
fn skip_ordinal(page: &Page, at: usize) -> usize {
    let ordinal = matches!(page.low(at), "st" | "nd" | "rd" | "th") && page.gap(at) <= 1
        || is_short_ordinal(page, at.wrapping_sub(1));
    if ordinal { at + 1 } else { at }
}

/// `22d`, `23d`, as the older style has it; `2d` and `3d` are dimensions.
pub fn is_short_ordinal(page: &Page, at: usize) -> bool {
    matches!(page.low(at), "22" | "23") && page.low(at + 1) == "d" && page.is_glued(at + 1)
}

/// `14 Aug 1957`, `22nd of March`, `3-5 March 2021`.
pub(super) fn day_month(page: &Page, at: usize) -> Option<Reading> {
    day(page, at)?;
    // `00:20 July`: the minutes of a time.
    if at > 0
        && page.is_glued(at)
        && page.is_sign(at - 1, ':')
        && page.is_number(at.wrapping_sub(2))
    {
        return None;
    }
    let mut place = skip_ordinal(page, at + 1);
    let ordinal = place > at + 1;
    let joined = matches!(page.sign(place), '-' | '/' | '&')
        || matches!(
            page.low(place),
            "and" | "or" | "to" | "through" | "thru" | "until"
        );
    let next = place + 1 + usize::from(page.low(place + 1) == "the");
    if joined && day(page, next).is_some() {
        place = skip_ordinal(page, next + 1);
    }
    // `5-Apr`, `5. April 2023`
    let hyphened = matches!(page.sign(place), '-' | '/') && page.is_glued(place);
    let pointed = page.is_sign(place, '.') && year4(page, place + 2).is_some();
    if (hyphened || pointed) && month(page.low(place + 1)).is_some() {
        place += 1;
    }
    if page.low(place) == "day" && page.low(place + 1) == "of" {
        place += 2;
    } else if matches!(page.low(place), "of" | "de") {
        place += 1;
    }
    place = page.over_line_end(place);
    let word = page.low(place);
    month(word)?;
    // `CRAN 10 Dec 26, 2023`: the number before the month counts something else.
    let is_month_first = day(page, place + 1).is_some()
        && page.is_sign(place + 2, ',')
        && year4(page, place + 3).is_some();
    if is_month_first {
        return None;
    }
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
pub(super) fn year_behind(page: &Page, at: usize) -> (usize, Option<u16>) {
    let mut place = at;
    // `Sept. 2023`; behind a day the point ends the sentence.
    if page.is_sign(place, '.')
        && page.is_glued(place)
        && month(page.low(place.wrapping_sub(1))).is_some()
    {
        place += 1;
    }
    if matches!(page.sign(place), ',' | '-' | '/')
        || matches!(page.low(place), "of" | "in" | "de" | "del")
    {
        place += 1;
    }
    place = page.over_line_end(place);
    // `July 21, 2022-02-19`: two dates.
    let other = matches!(page.sign(place + 1), '-' | '/')
        && page.is_glued(place + 1)
        && page.is_number(place + 2)
        && page.is_glued(place + 2);
    if let Some(year) = year4(page, place).filter(|_| !other) {
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
        || page.is_glued(place + 1) && page.is_word(place + 1)
        || other
        || matches!(page.sign(place + 1), ':' | '.' | '/' | '%') && page.is_number(place + 2);
    if !counted && page.gap(place) <= 1 {
        if let Some(year) = year2(page, place) {
            return (place + 1, Some(year));
        }
    }
    (at, None)
}

/// `March 3rd, 2021`, `Mar. 3-5`, `July 2023`, `Jan '23`, `July`.
pub(super) fn month_first(page: &Page, at: usize) -> Option<Reading> {
    let mut place = at + 1;
    if matches!(page.sign(place), '.' | '-' | '/') && page.is_glued(place) {
        place += 1;
    }
    if page.low(place) == "the" {
        place += 1;
    }
    // `Jan-Mar 2020`, `June or July 2021`
    let joined = matches!(page.sign(place), '-' | '/' | '&')
        || matches!(page.sign(place - 1), '-' | '/' | '&');
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
    // `in May. May resume` are two sentences.
    if (joined || other > place)
        && other > at + 1
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
    // `April five two thousand twenty three`
    let spoken = spoken_number(page, place)
        .filter(|(_, value)| (1..=31).contains(value))
        .and_then(|(end, _)| spoken_year(page, end));
    if let Some((end, year)) = spoken {
        return full(end, Some(year));
    }
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
        // `2, 3 and 5`: a comma only where the row goes on.
        let row = page.is_sign(place, ',')
            && day(page, place + 1).is_some()
            && matches!(page.low(place + 2), "and" | "or")
            && day(page, place + 3).is_some();
        let joins = row
            || matches!(page.sign(place), '-' | '/' | '&')
            || matches!(
                page.low(place),
                "and" | "or" | "to" | "through" | "thru" | "into" | "till" | "until"
            );
        // `Feb 3rd into the 4th`
        let next = place + 1 + usize::from(page.low(place + 1) == "the");
        let end = skip_ordinal(page, next + 1);
        if !joins
            || day(page, next).is_none()
            || (page.has(next + 1, Flag::Unit) || next > place + 1) && end == next + 1
        {
            break;
        }
        place = end;
    }
    place
}
