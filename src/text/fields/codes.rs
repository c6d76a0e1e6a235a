//! Values behind a label that promises a number or a code.

use crate::text::calendar;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::people::is_user;
use super::{Tie, behind_is, cell_end, is_label, push};

/// Tokens of an identifier that begins here: letters, digits and inner signs.
#[must_use]
pub fn code_end(page: &Page, at: usize) -> usize {
    let mut end = at;
    if matches!(page.sign(end), '#') {
        end += 1;
    }
    for _ in 0..64 {
        let token = page.is_word(end) || page.is_number(end);
        let sign = matches!(
            page.sign(end),
            '-' | '.'
                | '/'
                | '_'
                | '#'
                | '*'
                | '+'
                | '^'
                | '~'
                | '('
                | ')'
                | ':'
                | '\\'
                | '%'
                | '\u{B7}'
                | '\u{2022}'
                | '\u{2219}'
        ) && page.is_glued(end + 1)
            && (page.is_word(end + 1)
                || page.is_number(end + 1)
                || page.is_sign(end, '*')
                || page.is_sign(end + 1, '('));
        if !(token || sign && end > at) || end > at && !page.is_glued(end) {
            break;
        }
        end += 1;
    }
    while end > at && matches!(page.sign(end - 1), '.' | ':' | '/' | '-' | '(' | '*') {
        end -= 1;
    }
    end
}

/// How many digits and how many letters stand in a run of tokens.
#[must_use]
pub fn count(page: &Page, first: usize, end: usize) -> (usize, usize) {
    (first..end).fold((0, 0), |(digits, letters), place| {
        let token = page.token(place);
        if page.is_number(place) {
            (digits + token.end - token.start, letters)
        } else if page.is_word(place) {
            (digits, letters + token.end - token.start)
        } else {
            (digits, letters)
        }
    })
}

pub(super) fn code(
    page: &Page,
    at: usize,
    tie: Tie,
    value: usize,
    what: What,
    found: &mut Vec<Found>,
) -> Option<usize> {
    if page.low(at) == "group" && !tells_insurance(page, at) {
        return None;
    }
    if let Some(end) = spoken_digits(page, value) {
        push(page, value, end, what, "spoken-number", 85, found);
        return Some(end);
    }
    let mut first = value;
    // `lot of the graft is V228`: the number stands behind `is` in the same sentence.
    if !page.is_number(first) && tie == Tie::Space {
        first = behind_is(page, value).unwrap_or(value);
    }
    // `MRN ending -0918`, `handle: @flash22`
    if page.low(first) == "ending" {
        first += 1 + usize::from(page.low(first + 1) == "in");
    }
    if matches!(page.sign(first), '-' | '@') && page.is_glued(first + 1) {
        first += 1;
    }
    let limit = cell_end(page, first);
    // `Ins: BCBS of Ohio ZGP 88310042`: the number stands later in the cell.
    if tie == Tie::Sign && what == What::Plan && count(page, first, code_end(page, first)).0 == 0 {
        let later = (first..limit.min(first + 10))
            .find(|&place| count(page, place, code_end(page, place)).0 >= 4);
        if let Some(place) = later {
            let short = page.token(place - 1).shape == Shape::Upper
                && page.low(place - 1).len() <= 4
                && page.gap(place) <= 1;
            first = if short { place - 1 } else { place };
        }
    }
    let mut end = thousands(page, first, code_end(page, first)).min(limit.max(first));
    let (mut digits, mut letters) = count(page, first, end);
    // `AET W1188 20941`, `4471 9920 1`: groups with single spaces.
    for _ in 0..6 {
        let more = code_end(page, end);
        let (more_digits, more_letters) = count(page, end, more);
        let joins = end > first
            && page.gap(end) == 1
            && more > end
            && more <= limit
            && more_digits >= 1
            && (more_letters == 0 && more_digits <= 6
                || digits == 0
                || tie == Tie::Sign && more_letters <= 2 && page.is_sign(end + 1, '-')
                || letters > 0 && more_letters <= 3)
            && (digits > 0
                || letters <= 5
                    && (matches!(page.token(first).shape, Shape::Upper | Shape::Initial)
                        || what == What::Vehicle && letters <= 3
                        || is_small_prefix(page, first, more_digits)))
            // `QF 7720415 M`: behind letters and a long number the M is no metre.
            && (!page.has(more, Flag::Unit) || digits == 0 && more_digits >= 5)
            && calendar::read(page, end).is_none_or(|reading| reading.form != calendar::Form::Full)
            && crate::text::times::clock(page, end).is_none()
            && !is_label(page, end)
            && !is_list_number(page, end, more);
        let lettered = page.token(first).shape == Shape::Initial && page.gap(first + 1) == 1;
        let account = matches!(page.low(at), "fin" | "csn" | "har") && more_digits >= 2;
        if !joins || tie == Tie::Space && what == What::Id && digits > 0 && !lettered && !account {
            break;
        }
        end = more;
        digits += more_digits;
        letters += more_letters;
    }
    if end <= first {
        return None;
    }
    if matches!(what, What::Phone | What::Fax) {
        return (digits >= 4 && letters == 0 && tie == Tie::Sign).then(|| {
            push(page, first, end, what, "labelled-phone", 80, found);
            end
        });
    }
    let is_date = calendar::read(page, first).is_some_and(|reading| {
        reading.end >= end && reading.form == calendar::Form::Full && page.digits(first) < 8
    });
    let good = match tie {
        Tie::Sign => {
            digits >= 1 && digits + letters >= 2
                || is_user(page, at) && letters >= 3 && !page.has(first, Flag::Stop)
        }
        Tie::Space => {
            let year =
                end == first + 1 && calendar::year4(page, first).is_some() && what != What::Ssn;
            let decimal = page.is_sign(first + 1, '.')
                && page.is_number(first + 2)
                && page.is_glued(first + 2)
                && digits <= 4;
            // `lot KT0B4XW`: letters and digits in turn.
            // `SITE CODE KQV7`
            let site = page.low(at + 1) == "code"
                && page.token(first).shape == Shape::Upper
                && page.is_glued(first + 1)
                && digits >= 1
                && digits + letters >= 4;
            let mixed = what == What::Device
                && digits >= 2
                && letters >= 2
                && digits + letters >= 6
                && page.token(first).shape == Shape::Upper;
            digits >= 3
                && digits + letters >= 4
                && !year
                && !decimal
                && (!page.has(end, Flag::Unit) || page.low(end) == "x" && digits >= 6)
                && !(page.is_sign(end, '%'))
                || mixed
                || site
                || matches!(what, What::Ssn | What::Mrn) && digits >= 4 && !year
                || is_user(page, at)
                    && letters >= 3
                    && (!is_machine(page.low(at)) || digits >= 3)
                    && (digits >= 1
                        || page.token(first).entry.is_unknown()
                        || page.token(first).entry.word() == 0
                            && page.token(first).shape == Shape::Lower)
        }
    };
    let clinical = page.is_word(first)
        && end == first + 1
        && digits == 0
        && page.token(first).entry.word() >= 2;
    if !good
        || clinical
        || is_date
            && what == What::Id
            && (tie == Tie::Space || matches!(page.low(at), "exam" | "order" | "examination"))
    {
        return None;
    }
    if is_clinical_code(page, at, first, end, digits) {
        return None;
    }
    push(page, first, end, what, "labelled-code", 92, found);
    Some(end)
}

/// `318,447`: the comma of thousands in a number behind its label.
fn thousands(page: &Page, first: usize, end: usize) -> usize {
    let mut behind = end;
    while behind < end + 6
        && end == first + 1
        && page.digits(first) <= 3
        && page.is_sign(behind, ',')
        && page.is_glued(behind)
        && page.digits(behind + 1) == 3
        && page.is_glued(behind + 1)
    {
        behind += 2;
    }
    behind
}

/// `mrn ...20471 1. Perforated`: the next is the first of a list.
fn is_list_number(page: &Page, at: usize, end: usize) -> bool {
    end == at + 1
        && page.low(at) == "1"
        && matches!(page.sign(end), '.' | ')')
        && page.is_word(end + 1)
        && page.gap(end + 1) > 0
}

/// `Insurance XQP 8834, group 00712`: a group behind a plan on the same line.
fn tells_insurance(page: &Page, at: usize) -> bool {
    let signed = matches!(page.sign(at + 1), '#' | ':' | '=') || page.is_sign(at + 1, '.');
    signed
        || (1..=12).any(|step| {
            matches!(
                page.low(at.wrapping_sub(step)),
                "insurance"
                    | "ins"
                    | "plan"
                    | "policy"
                    | "member"
                    | "subscriber"
                    | "payer"
                    | "medicare"
                    | "medicaid"
            )
        })
}

/// `chart hs 60213` in a line of small letters.
fn is_small_prefix(page: &Page, at: usize, digits: usize) -> bool {
    let entry = page.token(at).entry;
    digits >= 4
        && page.low(at).len() <= 4
        && page.case(at) == LineCase::Lower
        && (entry.word() == 0 || page.low(at).len() <= 3)
        && !entry.has(Flag::Stop)
}

/// `four four one nine oh two`: three number words or more.
pub(super) fn spoken_digits(page: &Page, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 24
        && (page.has(end, Flag::NumberWord)
            || matches!(
                page.low(end),
                "zero" | "dash" | "hyphen" | "double" | "triple" | "point"
            ) && end > at)
    {
        end += 1;
    }
    (end >= at + 3).then_some(end)
}

/// `terminal i1eum`, `station A1`: also words of anatomy and of lymph nodes.
fn is_machine(word: &str) -> bool {
    matches!(word, "terminal" | "station")
}

/// `C5-C6`, `T2`, `4/5`, `2.5`, `L4-5`: what stands behind a label by chance.
fn is_clinical_code(page: &Page, at: usize, first: usize, end: usize, digits: usize) -> bool {
    let label = page.low(at);
    let weak = matches!(
        label,
        "exam"
            | "order"
            | "study"
            | "case"
            | "report"
            | "reference"
            | "protocol"
            | "ref"
            | "event"
            | "no"
            | "number"
            | "image"
            | "code"
            | "film"
            | "lab"
            | "lot"
            | "plate"
            | "path"
            | "unit"
            | "serial"
            | "plates"
            | "card"
            | "control"
            | "id"
            | "sn"
            | "acc"
            | "fin"
            | "dl"
            | "har"
            | "pin"
            | "token"
            | "member"
            | "policy"
            | "claim"
            | "hash"
    );
    // `exam code="71260"`, `EXAM: CTPA 71275`: the code of a procedure.
    let procedure = matches!(label, "exam" | "examination" | "procedure" | "study")
        && (end
            .checked_sub(1)
            .is_some_and(|last| page.digits(last) == 5))
        && page.raw(end - 1).starts_with('7')
        && (end == first + 1 && (at..first).any(|place| page.low(place) == "code")
            || end == first + 2 && page.low(first).len() >= 2 && page.gap(first + 1) == 1);
    if procedure {
        return true;
    }
    // `lot 14209977 x4`
    let times = page.low(end) == "x" && digits >= 6;
    let measured =
        page.has(end, Flag::Unit) && page.gap(end) <= 1 && !times || page.is_sign(end, '%');
    weak && (digits <= 2 || measured) && end <= first + 3 && !page.is_sign(page.token(at).line, '#')
}
