//! Initials of typists and authors, alone, dotted or in a pair: `JL/mk`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::{push, skip_point};

/// `transcribed ... by KLM`, `T: 04/22/2021 0731 RJB`, `/JAL` alone on a line.
fn typist(page: &Page, at: usize) -> Option<usize> {
    let token = page.token(at);
    let letters = token.end - token.start;
    if !(2..=4).contains(&letters)
        || token.entry.word() > 0
        || token.entry.is_clinical()
        || token.entry.has(Flag::Study)
        || token.entry.has(Flag::Credential)
        || token.entry.has(Flag::Unit)
    {
        return None;
    }
    let line = page.line_of(at);
    let last = at + 1 >= line.end
        || page.is_sign(at + 1, '.') && at + 2 >= line.end
        || page.is_sign(at + 1, ';');
    let before = page.low(at.wrapping_sub(1));
    let slash = page.is_sign(at.wrapping_sub(1), '/') && line.first + 1 == at && last;
    let stamped = page.is_number(at.wrapping_sub(1))
        && page.is_sign(line.first + 1, ':')
        && matches!(
            page.low(line.first),
            "d" | "t" | "dictated" | "transcribed" | "dd" | "dt" | "job" | "dictation"
        );
    let typed = before == "by"
        && (line.first..at).rev().take(14).any(|place| {
            matches!(
                page.low(place),
                "transcribed"
                    | "typed"
                    | "dictated"
                    | "edited"
                    | "signed"
                    | "trans"
                    | "entered"
                    | "scanned"
                    | "verified"
                    | "read"
                    | "performed"
                    | "completed"
            )
        });
    (slash
        || (stamped || typed) && last
        || typed && token.shape != Shape::Title && !token.entry.has(Flag::Stop))
    .then_some(at + 1)
}

/// `M.K., 62F`: dotted initials before an age or a date of birth.
fn dotted(page: &Page, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 6
        && page.token(end).shape == Shape::Initial
        && page.is_sign(end + 1, '.')
        && page.is_glued(end + 1)
        && page.gap(end).min(9) <= if end == at { 9 } else { 1 }
    {
        end += 2;
    }
    let count = (end - at) / 2;
    let next = if matches!(page.sign(end), ',' | ';' | '(') {
        end + 1
    } else {
        end
    };
    let aged = page.is_number(next)
        && (matches!(
            page.low(next + 1),
            "f" | "m" | "y" | "yo" | "year" | "years"
        ) || page.is_sign(next + 1, '-') && page.low(next + 2) == "year"
            || page.is_sign(next + 1, '/'))
        || matches!(page.low(next), "dob" | "mrn" | "aged" | "age");
    ((2..=3).contains(&count) && aged && next > end).then_some(end)
}

/// `JS/mt`, `PC:wvd` alone on a line; `initials Q.Z.`.
pub(super) fn initials(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if matches!(page.low(at), "initials" | "initialed") {
        let mut place = at + 1;
        for _ in 0..3 {
            if matches!(page.sign(place), ':' | '(' | '=')
                || matches!(page.low(place), "are" | "is" | "of")
            {
                place += 1;
            }
        }
        let mut end = place;
        while page.is_word(end)
            && page.low(end).len() <= 4
            && page.is_capital(end)
            && end < place + 8
        {
            end = skip_point(page, end + 1);
            if !page.is_glued(end) {
                break;
            }
        }
        if end > place {
            push(page, place, end, What::Name, "initials", 85, found);
            return Some(end);
        }
    }
    if let Some(end) = dotted(page, at) {
        push(page, at, end, What::Name, "initials", 80, found);
        return Some(end);
    }
    if let Some(end) = typist(page, at) {
        push(page, at, end, What::Clinician, "initials", 80, found);
        return Some(end);
    }
    let line = page.line_of(at);
    let pair = matches!(page.sign(at + 1), '/' | ':')
        && page.is_glued(at + 1)
        && page.is_glued(at + 2)
        && page.is_word(at + 2)
        && (2..=4).contains(&page.low(at).len())
        && (2..=4).contains(&page.low(at + 2).len());
    let alone = line.first == at && line.end == at + 3;
    let shapes = page.token(at).shape == Shape::Upper && page.token(at + 2).shape == Shape::Lower
        || alone
            && page.token(at).shape == page.token(at + 2).shape
            && !page.has(at, Flag::Study)
            && page.token(at).entry.word() == 0;
    if pair && alone && shapes {
        push(page, at, at + 3, What::Clinician, "initials", 80, found);
        return Some(at + 3);
    }
    None
}
