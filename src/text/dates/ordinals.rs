//! A day of the month without the month: `Saturday the 14th`, `on the eighth`,
//! `the films of the 28th`.

use crate::text::calendar::{self, Form, Reading};
use crate::text::lexicon::Flag;
use crate::text::token::Page;

/// Reads a day without its month, if what stands around it asks for a day.
pub(super) fn alone(page: &Page, at: usize) -> Option<Reading> {
    if let Some(reading) = of_month(page, at) {
        return Some(reading);
    }
    let has_article = page.low(at) == "the";
    let day = at + usize::from(has_article);
    if !page.is_number(day) && !page.has(day, Flag::NumberWord) {
        return None;
    }
    let first = ordinal(page, day)?;
    let end = further(page, first);
    let weekday = is_behind_weekday(page, at) && (has_article || page.is_number(day));
    (weekday || has_article && is_asked(page, at, day, end)).then_some(Reading {
        end,
        year: None,
        form: Form::MonthDay,
    })
}

/// `second Wednesday of October`, `2nd week of May`.
fn of_month(page: &Page, at: usize) -> Option<Reading> {
    let numbered = page.digits(at) == 1 && matches!(page.low(at + 1), "st" | "nd" | "rd" | "th");
    let counted = numbered
        || matches!(
            page.low(at),
            "first" | "second" | "third" | "fourth" | "last"
        );
    if !counted {
        return None;
    }
    let unit = at + 1 + usize::from(numbered);
    let spell = page.has(unit, Flag::Weekday)
        || matches!(
            page.low(unit),
            "week" | "weekend" | "half" | "part" | "weekday"
        );
    let of = matches!(page.low(unit + 1), "of" | "in");
    if !spell || !of {
        return None;
    }
    calendar::month(page.low(unit + 2))?;
    let month = calendar::read(page, unit + 2)?;
    (page.is_capital(unit + 2) || !matches!(page.low(unit + 2), "may" | "march")).then_some(month)
}

/// `14th`, `fourteenth`, `twenty third`.
fn ordinal(page: &Page, at: usize) -> Option<usize> {
    let numbered = page
        .value(at)
        .is_some_and(|value| (1..=31).contains(&value))
        && page.is_glued(at + 1)
        && matches!(page.low(at + 1), "st" | "nd" | "rd" | "th");
    if numbered || calendar::is_short_ordinal(page, at) {
        return Some(at + 2);
    }
    calendar::ordinal(page, at)
}

/// ` and the 9th`, `, 5th`, ` to the 12th`: more days behind the first.
fn further(page: &Page, end: usize) -> usize {
    let mut end = end;
    for _ in 0..4 {
        let joins = matches!(
            page.low(end),
            "and" | "or" | "to" | "through" | "thru" | "until"
        ) || matches!(page.sign(end), ',' | '-' | '&' | '/');
        if !joins {
            break;
        }
        let mut next = end + 1;
        next += usize::from(matches!(page.low(next), "and" | "or"));
        next += usize::from(page.low(next) == "the");
        match ordinal(page, next) {
            Some(behind) => end = behind,
            None => break,
        }
    }
    end
}

fn is_behind_weekday(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    page.has(before, Flag::Weekday)
        || matches!(page.sign(before), ',' | '.') && page.has(before.wrapping_sub(1), Flag::Weekday)
}

/// A preposition of time before, and nothing behind that the ordinal counts:
/// `on the 5th.`, not `of the 5th metacarpal`.
fn is_asked(page: &Page, at: usize, day: usize, end: usize) -> bool {
    if !closes(page, end) {
        return false;
    }
    let before = at.wrapping_sub(1);
    let early = matches!(page.low(day), "first" | "second" | "third")
        && end == day + 1
        && !is_told_of(page, before.wrapping_sub(1));
    match page.low(before) {
        "on" => !early || page.low(day) == "third" && ends_sentence(page, end),
        "since" | "until" | "till" | "til" | "before" | "after" | "from" | "by" | "through" => {
            !early && (page.low(day) != "first" || page.low(before) != "from")
        }
        "of" | "for" | "between" => {
            !early
                && (is_told_of(page, before.wrapping_sub(1))
                    || page.low(before) == "for" && page.is_number(day) && ends_sentence(page, end))
        }
        _another => false,
    }
}

/// What happens on a day or is named after one: `seen on`, `films of`,
/// `on the morning of`.
fn is_told_of(page: &Page, at: usize) -> bool {
    page.has(at, Flag::DateCue)
        || page.has(at, Flag::PersonVerb)
        || matches!(
            page.low(at),
            "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "noon"
                | "week"
                | "weekend"
                | "film"
                | "films"
                | "pet"
                | "cta"
                | "cxr"
                | "x-ray"
                | "xrays"
                | "scans"
                | "exams"
                | "images"
                | "mammogram"
                | "sonogram"
                | "echo"
                | "mra"
                | "mrcp"
                | "report"
                | "reports"
                | "note"
                | "labs"
                | "recording"
                | "clinic"
                | "slot"
                | "booked"
                | "planned"
                | "set"
                | "back"
                | "moved"
                | "again"
                | "happened"
                | "discharge"
                | "admission"
                | "operation"
        )
}

fn ends_sentence(page: &Page, end: usize) -> bool {
    page.is_line_end(end)
        || matches!(page.sign(end), '.' | ',' | ';' | ')' | '"' | '!' | '?')
        || matches!(
            page.low(end),
            "period" | "comma" | "paragraph" | "semicolon"
        )
}

/// What follows is no noun.
fn closes(page: &Page, end: usize) -> bool {
    if page.is_sign(end, '-') || page.is_number(end) && page.digits(end) != 4 {
        return false;
    }
    !page.is_word(end)
        || ends_sentence(page, end)
        || matches!(
            page.low(end),
            "and"
                | "at"
                | "but"
                | "because"
                | "with"
                | "after"
                | "for"
                | "by"
                | "to"
                | "from"
                | "in"
                | "when"
                | "where"
                | "which"
                | "who"
                | "he"
                | "she"
                | "they"
                | "we"
                | "the"
                | "so"
                | "then"
                | "or"
                | "before"
                | "as"
                | "was"
                | "were"
                | "via"
                | "per"
                | "until"
                | "if"
                | "without"
                | "since"
                | "during"
                | "while"
                | "that"
                | "this"
                | "there"
                | "it"
                | "i"
                | "shows"
                | "showed"
                | "demonstrates"
                | "reveals"
                | "had"
                | "has"
                | "is"
        )
}
