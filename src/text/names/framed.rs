//! Names that fill a cell of a table, and names that are spelled.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::push;

/// Most words before the comma: `Takes The Gun`.
const LONGEST_FAMILY: usize = 4;

/// `| Takes The Gun, Summer Dawn |`: words with capitals, a comma and a usual
/// given name, alone in a cell.
pub(super) fn framed(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.is_sign(at.wrapping_sub(1), '|') || page.token(at).shape != Shape::Title {
        return None;
    }
    let written = |place: usize| {
        page.is_word(place)
            && page.token(place).shape == Shape::Title
            && page.gap(place) <= 1
            && ![
                Flag::Study,
                Flag::Facility,
                Flag::Unit,
                Flag::Title,
                Flag::State,
            ]
            .into_iter()
            .any(|flag| page.has(place, flag))
    };
    let words = |from: usize, most: usize| {
        (from..from + most)
            .take_while(|&place| written(place))
            .count()
    };
    let comma = at + words(at, LONGEST_FAMILY);
    let given = comma + 1;
    let end = given + words(given, 3);
    let fills = page.is_sign(comma, ',') && end > given && page.is_sign(end, '|');
    if comma == at || !fills || page.token(given).entry.given() < 2 {
        return None;
    }
    push(page, at, end, What::Name, "inverted-name", 80, found);
    Some(end)
}

/// `spelled S T O N E`, `spelled s-t-r-o-u-d`: three letters and more.
pub(super) fn spelled(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !matches!(
        page.low(at),
        "spelled" | "spelling" | "spells" | "spell" | "spelt"
    ) {
        return None;
    }
    let first = at + 1 + usize::from(matches!(page.sign(at + 1), ':' | ','));
    let letter =
        |place: usize| page.is_word(place) && page.low(place).len() == 1 && page.gap(place) <= 1;
    let mut end = first;
    let mut letters = 0;
    while letters < 24 && letter(end) {
        letters += 1;
        end += 1;
        if matches!(page.sign(end), '-' | ',' | '.') && letter(end + 1) {
            end += 1;
        }
    }
    if letters < 3 {
        return None;
    }
    let end = if page.is_word(end - 1) { end } else { end - 1 };
    push(page, first, end, What::Name, "spelled-name", 85, found);
    Some(end)
}
