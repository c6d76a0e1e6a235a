//! Numbers that are times of day because of what stands beside them: a date,
//! a part of the day, a message.

use crate::text::calendar;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::Page;

use super::{closes, goes_on, is_reported};

/// Where dates begin and end, in bytes, in order.
pub(super) fn edges(found: &[Found]) -> Vec<usize> {
    let mut edges: Vec<usize> = found
        .iter()
        .filter(|one| matches!(one.what, What::Date(_)))
        .flat_map(|one| [one.start, one.end])
        .collect();
    edges.sort_unstable();
    edges
}

/// `12/8 0740`, `May 9 at 3`, `0455 oct 31`: numbers beside a date.
pub(super) fn beside_date(page: &Page, at: usize, dates: &[usize]) -> Option<usize> {
    let value = page.value(at)?;
    let end = at + 1;
    let short = matches!(page.low(end), "a" | "p") && page.is_glued(end) && !goes_on(page, end + 1);
    if page.has(end, Flag::Unit) && page.gap(end) <= 1 && !matches!(page.low(end), "h" | "hrs")
        || page.is_glued(end) && (page.is_word(end) && !short || page.is_number(end + 1))
    {
        return None;
    }
    let is_edge = |place: usize| dates.binary_search(&place).is_ok();
    let mut before = at.wrapping_sub(1);
    let asked = matches!(
        page.low(before),
        "at" | "around" | "about" | "by" | "before" | "after"
    );
    if asked || matches!(page.sign(before), ',' | '(' | '@' | '/') {
        before = before.wrapping_sub(1);
    }
    let behind = is_edge(page.token(before).end) || asked && is_part_of_day(page, before);
    let ahead = is_edge(page.token(end).start) && page.gap(end) <= 1;
    // `10/4/21, 2019`: a year in a row of dates.
    // `winter solstice 2019`
    let named = page.low(before).len() >= 4
        && page.is_word(before)
        && before.wrapping_add(1) == at
        && !page.has(before, Flag::Weekday)
        && !page.has(before, Flag::NumberWord)
        && calendar::month(page.low(before)).is_none();
    let year = (1900..=2100).contains(&value) && (before.wrapping_add(1) != at || ahead || named);
    let clocked =
        !year && page.digits(at) == 4 && value < 2400 && value % 100 < 60 && page.gap(at) > 0;
    let hour = asked && (1..=12).contains(&value) && page.digits(at) <= 2 && closes(page, end);
    if short && behind && (1..=12).contains(&value) {
        return Some(end + 1);
    }
    (clocked && (behind || ahead) || hour && behind).then_some(end)
}

/// `VERBAL TO RN OKORO 1540.`, `told rosalie 415.`: a number at the end of a
/// clause that tells of a message.
pub(super) fn message_time(page: &Page, at: usize) -> Option<usize> {
    let value = page.value(at)?;
    let clocked = match page.digits(at) {
        4 => value < 2400 && value % 100 < 60 && !(1990..=2039).contains(&value),
        _another => false,
    };
    let ends = page.is_line_end(at + 1)
        || matches!(page.sign(at + 1), '.' | ',' | ';') && !page.is_number(at + 2);
    let name = page.is_word(at.wrapping_sub(1)) && !page.has(at.wrapping_sub(1), Flag::Stop)
        || page.is_sign(at.wrapping_sub(1), ',');
    if !clocked || !ends || !name || page.gap(at) > 2 {
        return None;
    }
    let line = page.line_of(at);
    let told = (line.first..at).rev().take(14).any(|place| {
        is_reported(page.low(place))
            || matches!(
                page.low(place),
                "verbal" | "call" | "comms" | "consult" | "relayed" | "spoke" | "discussed"
            )
    });
    told.then_some(at + 1)
}

/// `this am around 5`, `tomorrow at 9`.
fn is_part_of_day(page: &Page, at: usize) -> bool {
    page.has(at, Flag::Weekday)
        || matches!(
            page.low(at),
            "am" | "pm"
                | "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "tonight"
                | "today"
                | "tomorrow"
                | "yesterday"
        )
}
