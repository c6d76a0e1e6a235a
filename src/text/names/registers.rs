//! Names told by the form of a list: one patient a line with a number, people
//! with an initial behind the family name and their part in brackets.

use crate::text::calendar;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::credentials::is_credential;
use super::push;

/// `Ace T. Spade`: two capitals around an initial with its point, where a role
/// stands before them.
pub(super) fn around_initial(page: &Page, at: usize) -> Option<usize> {
    let named = |place: usize| {
        let entry = page.token(place).entry;
        page.token(place).shape == Shape::Title
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::Study)
            && !entry.is_clinical()
    };
    let middle = page.token(at + 1).shape == Shape::Initial
        && page.is_sign(at + 2, '.')
        && page.is_glued(at + 2);
    (named(at) && middle && named(at + 3) && page.gap(at + 3) == 1).then_some(at + 4)
}

/// `Wm. Tell`: a shortened given name and a capital, whatever it means.
pub(super) fn shortened(page: &Page, at: usize) -> Option<usize> {
    let family = page.token(at + 2).shape == Shape::Title && !page.has(at + 2, Flag::Stop);
    (super::is_shortened_given(page, at) && family).then_some(at + 3)
}

/// Lines of one form that make a register.
const FEWEST_LINES: usize = 2;
/// Most words of a name, initials counted.
const MOST_WORDS: usize = 4;
/// Digits of a record number.
const NUMBER: std::ops::RangeInclusive<usize> = 4..=10;

/// `Mon 7/29 Gus Pappas 20118` in one line and `Tue 7/30 Ona Cloud 21007` in
/// another: names and record numbers, whatever the words mean.
pub(super) fn find(page: &Page, found: &mut Vec<Found>) {
    let rows: Vec<_> = page
        .lines
        .iter()
        .filter_map(|line| row(page, line.first, line.end))
        .collect();
    if rows.len() < FEWEST_LINES {
        return;
    }
    for (first, end) in rows {
        push(page, first, end, What::Patient, "register", 84, found);
        push(page, end, end + 1, What::Mrn, "register", 84, found);
    }
}

/// The name of a line, if the line begins with a day, a name and a number.
fn row(page: &Page, first: usize, limit: usize) -> Option<(usize, usize)> {
    let weekday = usize::from(page.has(first, Flag::Weekday));
    let day = calendar::read(page, first + weekday)?;
    let mut end = day.end;
    let mut words = 0;
    while end < limit && words < MOST_WORDS {
        let joint = matches!(page.sign(end), '-' | '\'' | '.' | ',') && page.is_glued(end);
        if joint && words > 0 {
            end += 1;
            continue;
        }
        if !page.is_word(end) || !page.is_capital(end) || page.is_label(end) {
            break;
        }
        words += 1;
        end += 1;
    }
    let number = page.is_number(end)
        && NUMBER.contains(&page.digits(end))
        && page.gap(end) > 0
        && calendar::year4(page, end).is_none()
        && !page.has(end + 1, Flag::Unit);
    // `7/29 CT Chest 71260`: the code of an examination.
    let named = (day.end..end).all(|place| !page.has(place, Flag::Study))
        && (day.end..end)
            .any(|place| page.is_word(place) && page.token(place).shape != Shape::Initial);
    (words > 0 && number && named).then_some((day.end, end))
}

/// `Sokolov-Reed P (fellow)`, `Al-Khwarizmi T (attg)`: the family name, an
/// initial, and the part in brackets.
pub(super) fn with_part(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let opens = page.is_capital(at)
        && page.token(at).shape != Shape::Initial
        && !(page.is_glued(at) && matches!(page.sign(at.wrapping_sub(1)), '-' | '\''));
    if !opens {
        return None;
    }
    let mut end = at + 1;
    while end < at + 5
        && matches!(page.sign(end), '-' | '\'')
        && page.is_glued(end)
        && page.is_word(end + 1)
        && page.is_glued(end + 1)
    {
        end += 2;
    }
    let initial = page.token(end).shape == Shape::Initial && page.gap(end) == 1;
    let behind = end + 1 + usize::from(page.is_sign(end + 1, '.'));
    let told = page.is_sign(behind, '(') && is_part(page, behind + 1);
    if !(initial && told) || page.has(at, Flag::Study) || page.has(at, Flag::Stop) {
        return None;
    }
    push(
        page,
        at,
        end + 1,
        What::Clinician,
        "name-with-part",
        82,
        found,
    );
    Some(end + 1)
}

/// `fellow)`, `attg)`, `RN)`, `PGY4)`.
fn is_part(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let short = matches!(
        page.low(at),
        "attg" | "att" | "attdg" | "res" | "fel" | "pgy" | "pi" | "scrub" | "circ" | "circulator"
    );
    let part = entry.has(Flag::Staff) || short || is_credential(page, at).is_some();
    part && (page.is_sign(at + 1, ')') || page.is_number(at + 1) && page.is_sign(at + 2, ')'))
}

/// `MAY,WILL B` behind a label or `by`: family name, comma, given name without
/// a blank and an initial at the end of the field; `O, Sun Hee`: a family name
/// of one letter with two given names behind.
pub(super) fn shaped(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let end = glued(page, at)
        .or_else(|| one_letter(page, at))
        .or_else(|| shortened(page, at))
        .or_else(|| aged(page, at))?;
    push(page, at, end, What::Name, "inverted-name", 80, found);
    Some(end)
}

fn glued(page: &Page, at: usize) -> Option<usize> {
    let before = at.wrapping_sub(1);
    let upper = |place: usize| {
        page.is_word(place) && page.token(place).shape == Shape::Upper && page.low(place).len() >= 2
    };
    let joined = upper(at)
        && page.is_sign(at + 1, ',')
        && page.is_glued(at + 1)
        && page.is_word(at + 2)
        && page.is_glued(at + 2);
    if !joined || page.is_glued(at) && page.is_sign(before, ',') {
        return None;
    }
    let promised = matches!(page.sign(before), ':' | '=')
        || matches!(
            page.low(before),
            "by" | "cc" | "to" | "req" | "attn" | "per" | "dr"
        )
        || page.is_sign(before, '-') && page.gap(at) > 0
        || page.is_sign(before, '/') && page.is_sign(before.wrapping_sub(2), '/');
    let single = |place: usize| page.token(place).shape == Shape::Initial && page.gap(place) == 1;
    let of_study = |place: usize| page.has(place, Flag::Study) || page.has(place, Flag::Stop);
    // `FOR: HEAD,NECK W`
    let view = matches!(page.low(at + 3), "w") && of_study(at);
    let closes = |end: usize| {
        page.is_line_end(end)
            || page.gap(end) >= 2
            || matches!(page.sign(end), '|' | ')' | ';')
            || page.low(end) == "and"
    };
    // `BELL,M AND`
    if single_letter(page, at + 2) {
        let named = promised && closes(at + 3) && !of_study(at);
        return named.then_some(at + 3);
    }
    if !upper(at + 2) || page.is_sign(at + 3, ',') {
        return None;
    }
    if promised && single(at + 3) && !view && !page.is_sign(at + 4, '/') {
        return Some(at + 4);
    }
    // `WORTHY,LONG T  W0183`, `BELL,MAY ANN`: the end of the field.
    let end = at + 3 + usize::from((single(at + 3) || upper(at + 3)) && page.gap(at + 3) == 1);
    let parts = of_study(at)
        || (at + 2..end).any(|place| of_study(place) && page.token(place).entry.given() == 0);
    let person = (at + 2..end).any(|place| page.token(place).entry.given() >= 1)
        || page.token(at).entry.family() >= 2;
    (promised && closes(end) && !parts && person).then_some(end)
}

/// `Joy Park 9F`, `Rusty Steele 57M`: capitals before age and sex in one.
fn aged(page: &Page, at: usize) -> Option<usize> {
    let part = |place: usize| {
        let entry = page.token(place).entry;
        page.token(place).shape == Shape::Title
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::Study)
            && !entry.has(Flag::Facility)
            && !entry.has(Flag::HeadNoun)
            && !entry.has(Flag::Product)
            && !page.is_label(place)
    };
    let known = |place: usize| {
        let entry = page.token(place).entry;
        entry.given() + entry.family() >= 1 || entry.word() == 0 && !entry.is_clinical()
    };
    let mut end = at;
    while end < at + 4 && part(end) && (end == at || page.gap(end) == 1) {
        end += 1;
    }
    let sex = matches!(page.raw(end + 1), "F" | "M") && page.is_glued(end + 1);
    let age = page.value(end).is_some_and(|age| (1..=115).contains(&age)) && page.gap(end) == 1;
    let closes = !page.is_glued(end + 2) || page.sign(end + 2) != '\0';
    (end >= at + 2 && age && sex && closes && (at..end).all(known)).then_some(end)
}

/// One letter alone.
fn single_letter(page: &Page, at: usize) -> bool {
    page.token(at).shape == Shape::Initial && !page.is_glued(at + 1)
}

fn one_letter(page: &Page, at: usize) -> Option<usize> {
    let given = |place: usize| {
        let entry = page.token(place).entry;
        page.token(place).shape == Shape::Title
            && page.gap(place) == 1
            && entry.word() < 3
            && !entry.is_clinical()
            && !page.is_label(place)
    };
    let opens = page.line_of(at).first == at
        || matches!(
            page.sign(at.wrapping_sub(1)),
            ':' | '|' | '=' | '/' | ';' | '('
        );
    let written = |place: usize| {
        page.token(place).shape == Shape::Title
            && page.gap(place) == 1
            && !page.token(place).entry.is_clinical()
            && !page.has(place, Flag::Stop)
            && !page.is_label(place)
    };
    let pair = page.token(at).shape == Shape::Initial
        && page.is_sign(at + 1, ',')
        && page.is_glued(at + 1)
        && (given(at + 2) && written(at + 3) || written(at + 2) && given(at + 3));
    let closes = !page.is_word(at + 4) || page.gap(at + 4) > 1;
    (opens && pair && closes).then_some(at + 4)
}
