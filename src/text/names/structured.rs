//! Names in a fixed form: `LAST^FIRST` and `Last, First`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::credentials::is_credential;
use super::{part, push};

/// `DOE^JANE^M`: DICOM and HL7 form.
pub(super) fn pn(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.has_carets() {
        return None;
    }
    let first = part(page, at)?;
    let caret = page.is_sign(first.end, '^')
        && page.is_glued(first.end)
        && page.is_word(first.end + 1)
        && page.is_glued(first.end + 1);
    let short = page.low(at).len() < 2 || page.low(first.end + 1).is_empty();
    if !caret
        || short
        || page.has(at, Flag::StateCode) && page.low(at).len() == 2
        || page.has(first.end + 1, Flag::StateCode) && page.low(first.end + 1).len() == 2
        || page.is_number(first.end + 2) && page.is_glued(first.end + 2)
    {
        return None;
    }
    let mut end = first.end;
    for _ in 0..8 {
        let more = matches!(page.sign(end), '^' | '\'' | '-') && page.is_glued(end);
        let word = page.is_word(end)
            && (page.is_glued(end) || page.gap(end) == 1 && page.is_sign(end + 1, '^'));
        if !(more || word) {
            break;
        }
        end += 1;
    }
    while end > at && page.is_sign(end - 1, '^') {
        end -= 1;
    }
    push(page, at, end, What::Name, "name-with-carets", 90, found);
    Some(end)
}

/// `Volker, S.`, `SMITH, JOHN A`.
pub(super) fn inverted(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if at > 0 && page.is_glued(at) && page.is_sign(at - 1, '-') {
        return None;
    }
    // `DOE, FALCON TWENTY-TWO`: a name given to somebody unknown.
    if page.low(at) == "doe" && page.is_sign(at + 1, ',') && page.is_capital(at + 2) {
        let mut end = at + 3;
        while end < at + 8
            && (page.is_word(end) && page.is_capital(end)
                || page.is_sign(end, '-') && page.is_glued(end))
            && page.gap(end) <= 1
        {
            end += 1;
        }
        push(page, at, end, What::Name, "inverted-name", 85, found);
        return Some(end);
    }
    // A comma, perhaps behind a second part: `O Hara, T.`, `Lee-Park, T.`
    let may_end = matches!(page.sign(at + 1), ',' | '-' | '\'') || page.low(at) == "o";
    if !may_end || !page.is_capital(at) || page.case(at) == LineCase::Lower {
        return None;
    }
    let family = part(page, at)?;
    if family.initial || !page.is_sign(family.end, ',') || page.gap(family.end + 1) > 1 {
        return None;
    }
    let given = part(page, family.end + 1)?;
    let entry = page.token(family.end + 1).entry;
    if given.initial {
        let dotted = page.is_sign(given.end - 1, '.') || page.is_line_end(given.end);
        let sentence = page.is_line_end(family.end + 2) || dotted;
        if family.weight < 5 || !sentence || page.has(at, Flag::Eponym) && !dotted {
            return None;
        }
    } else if page.has(family.end + 1, Flag::Eponym) && entry.given() < 2
        || page.token(at).shape == Shape::Upper
            && page.case(at) == LineCase::Mixed
            && page.low(at).len() <= 4
            && page.token(at).entry.family() < 2
        || !(entry.given() >= 1
            && page.is_capital(family.end + 1)
            && given.weight >= 5
            && family.weight >= 0
            && family.weight + given.weight
                >= if page.case(at) == LineCase::Caps {
                    24
                } else {
                    18
                })
        || is_credential(page, family.end + 1).is_some()
        || page.has(family.end + 1, Flag::State)
    {
        return None;
    }
    let mut end = given.end;
    if let Some(middle) = part(page, end).filter(|middle| middle.initial && page.gap(end) <= 1) {
        end = middle.end;
    }
    push(page, at, end, What::Name, "inverted-name", 75, found);
    Some(end)
}
