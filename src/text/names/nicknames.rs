//! What somebody is also called: `Ole "Sonny" Gunderson`, `"Cotton" Jim`,
//! `Hnub Yaj (also written Nou Yang)`.

use crate::text::found::Found;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;

/// Looks around every name that was found.
pub(super) fn find(page: &Page, first: usize, found: &mut Vec<Found>) {
    let named: Vec<Found> = found
        .iter()
        .skip(first)
        .filter(|one| one.what.is_person())
        .copied()
        .collect();
    for one in named {
        let start = page.tokens.partition_point(|token| token.start < one.start);
        let end = page.tokens.partition_point(|token| token.end <= one.end);
        if end <= start {
            continue;
        }
        behind(page, end, &one, found);
        before(page, start, &one, found);
    }
}

/// A quoted or bracketed name behind, and the family name behind that.
fn behind(page: &Page, end: usize, one: &Found, found: &mut Vec<Found>) {
    let place = end + usize::from(page.is_sign(end, ','));
    if let Some(close) = quoted(page, place) {
        push(page, place, close, one.what, "nickname", 80, found);
        let mut last = close;
        while last < close + 6 && page.gap(last) <= 1 && is_family(page, last) {
            last += 1;
            if page.is_sign(last, '-') && page.is_glued(last) && page.is_glued(last + 1) {
                last += 1;
            }
        }
        push(page, close, last, one.what, "nickname", 78, found);
        return;
    }
    if !page.is_sign(place, '(') {
        return;
    }
    let mut name = place + 1;
    let also = |place: usize| {
        matches!(
            page.low(place),
            "also"
                | "aka"
                | "nee"
                | "formerly"
                | "known"
                | "called"
                | "written"
                | "spelled"
                | "as"
                | "born"
                | "goes"
                | "by"
                | "alias"
                | "now"
                | "maiden"
                | "name"
        )
    };
    while name < place + 5 && also(name) {
        name += 1;
    }
    let mut last = name;
    while last < name + 5 && page.gap(last) <= 1 && is_family(page, last) {
        last += 1;
        if page.is_sign(last, '-') && page.is_glued(last) && page.is_glued(last + 1) {
            last += 1;
        }
    }
    if name > place + 1 && last > name {
        push(page, name, last, one.what, "nickname", 80, found);
    }
}

/// A quoted name before.
fn before(page: &Page, start: usize, one: &Found, found: &mut Vec<Found>) {
    let Some(open) = start.checked_sub(3) else {
        return;
    };
    if page.is_sign(open, '"') && quoted(page, open) == Some(start) {
        push(page, open, start, one.what, "nickname", 80, found);
    }
}

/// `"Buck"`, `("Jaxon")`, `'Bud'`: the token behind.
fn quoted(page: &Page, at: usize) -> Option<usize> {
    let bracket = page.is_sign(at, '(') && page.is_sign(at + 1, '"');
    let open = if bracket { at + 1 } else { at };
    let sign = page.sign(open);
    if !matches!(sign, '"' | '\'') || page.gap(at) > 1 || sign == '\'' && page.is_glued(open) {
        return None;
    }
    let mut end = open + 1;
    for _ in 0..4 {
        let word = page.is_word(end)
            && (page.is_capital(end) || page.case(end) == LineCase::Lower)
            && !page.has(end, Flag::Study);
        let hyphen = page.is_sign(end, '-') && page.is_glued(end);
        if !(word || hyphen) {
            break;
        }
        end += 1;
    }
    let closed = end > open + 1 && page.is_sign(end, sign) && page.is_glued(open + 1);
    let behind = if bracket && page.is_sign(end + 1, ')') {
        end + 2
    } else {
        end + 1
    };
    closed.then_some(behind)
}

/// A capitalised word that no sentence begins with.
fn is_family(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    page.is_word(at)
        && page.is_capital(at)
        && page.token(at).shape != Shape::Initial
        && !page.is_label(at)
        && !entry.has(Flag::Stop)
        && !entry.has(Flag::Study)
        && !entry.has(Flag::Patient)
        && (entry.family() >= 1 || entry.given() >= 1 || entry.word() == 0)
        && !entry.has(Flag::Month)
}
