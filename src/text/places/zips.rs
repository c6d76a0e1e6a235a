//! Postal codes that stand behind a place, however its State is written:
//! `Hazard, Ky. 41701`, `Woonsocket, R.I. 02895`, `pleasanton ca 94588`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::Page;

use super::states::is_shortened_state;

/// Adds five digits behind a finding of a place, with a State between at most.
pub fn behind_places(page: &Page, found: &mut Vec<Found>) {
    let mut ends: Vec<usize> = found
        .iter()
        .filter(|one| matches!(one.what, What::Location | What::Institution))
        .map(|one| one.end)
        .collect();
    ends.sort_unstable();
    let is_place = |before: usize| {
        page.tokens
            .get(before)
            .is_some_and(|token| ends.binary_search(&token.end).is_ok())
    };
    for at in 1..page.len() {
        if page.digits(at) != 5
            || page.gap(at) > 2
            || page.is_glued(at + 1)
                && (page.is_word(at + 1) || page.is_sign(at + 1, '.') && page.is_number(at + 2))
            || page.has(at + 1, Flag::Unit)
        {
            continue;
        }
        let last = over_signs(page, at);
        let state = over_state(page, last);
        if is_place(last) || state.is_some_and(|before| is_place(over_signs(page, before + 1))) {
            let token = page.token(at);
            found.push(Found {
                start: token.start,
                end: token.end,
                what: What::Zip,
                detector: "zip-behind",
                confidence: 80,
            });
        }
    }
}

/// The token before the commas and points before a place.
fn over_signs(page: &Page, at: usize) -> usize {
    let mut before = at.saturating_sub(1);
    for _ in 0..2 {
        if before > 0 && matches!(page.sign(before), ',' | '·' | '-') {
            before -= 1;
        }
    }
    before
}

/// The token before a State that ends at a token: its code, name or shortened name.
fn over_state(page: &Page, last: usize) -> Option<usize> {
    let entry = page.token(last).entry;
    if entry.has(Flag::StateCode) || entry.has(Flag::State) {
        return last.checked_sub(1);
    }
    if !page.is_sign(last, '.') {
        return None;
    }
    let word = last.checked_sub(1)?;
    // `N. Y.`, `R.I.`
    if page.low(word).len() == 1 {
        let first = word.checked_sub(2)?;
        let pair = page.is_sign(first + 1, '.') && page.low(first).len() == 1;
        return if pair { first.checked_sub(1) } else { None };
    }
    if is_shortened_state(page.low(word)) {
        word.checked_sub(1)
    } else {
        None
    }
}
