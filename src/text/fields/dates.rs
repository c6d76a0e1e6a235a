//! Values behind a label that promises a date or a birth.

use crate::text::calendar;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::Page;

use super::codes::spoken_digits;
use super::push;

/// A date of birth in any form, also `070528` or a bare year is kept.
pub(super) fn birth(page: &Page, value: usize, found: &mut Vec<Found>) -> Option<usize> {
    if let Some(reading) = calendar::read(page, value) {
        // `dob march four fifty one`
        let mut end = reading.end;
        while end < reading.end + 6 && page.has(end, Flag::NumberWord) {
            end += 1;
        }
        push(
            page,
            value,
            end,
            What::Date(reading.year),
            "labelled-date",
            92,
            found,
        );
        return Some(end);
    }
    if matches!(page.digits(value), 5..=8) {
        push(
            page,
            value,
            value + 1,
            What::Date(None),
            "labelled-date",
            90,
            found,
        );
        return Some(value + 1);
    }
    if let Some(end) = spoken_digits(page, value) {
        let year = (value..end)
            .find_map(|place| calendar::spoken_year(page, place))
            .map(|(_, year)| year);
        push(
            page,
            value,
            end,
            What::Date(year),
            "labelled-date",
            88,
            found,
        );
        return Some(end);
    }
    // `DOB 7 28 1962`, `7 / 28 / 62`
    let numbers = page.is_number(value) && page.digits(value) <= 2;
    let mut end = value;
    let mut year = None;
    let mut groups = 0;
    while numbers && groups < 3 && page.is_number(end) && page.digits(end) <= 4 {
        year = calendar::year4(page, end).or(year);
        end += 1;
        groups += 1;
        if groups < 3 && matches!(page.sign(end), '/' | '-' | '.') && page.is_number(end + 1) {
            end += 1;
        }
    }
    if groups == 3 {
        push(
            page,
            value,
            end,
            What::Date(year),
            "labelled-date",
            90,
            found,
        );
        return Some(end);
    }
    None
}

/// A labelled date: also the forms that need a cue elsewhere.
pub(super) fn date(page: &Page, value: usize, found: &mut Vec<Found>) -> Option<usize> {
    let reading = calendar::read(page, value)?;
    // `Comparison: 5/5 prior studies`, `Comparison: 3/4 films`
    let counted = reading.form == calendar::Form::Partial
        && matches!(
            page.low(reading.end),
            "prior" | "priors" | "studies" | "films" | "exams" | "reports" | "sets" | "discs"
        );
    if counted || page.has(reading.end, Flag::Unit) || page.is_sign(reading.end, '%') {
        return None;
    }
    push(
        page,
        value,
        reading.end,
        What::Date(reading.year),
        "labelled-date",
        88,
        found,
    );
    Some(reading.end)
}
