//! Places that a word and a number tell: `mile marker 211 of I-40`, `Bldg. 7,
//! Level G`; towns in small letters by how they end: `from beulaville`.

use crate::text::fields::code_end;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;

pub(super) fn marks(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let (end, detector) = mile(page, at)
        .map(|end| (end, "mile"))
        .or_else(|| building(page, at).map(|end| (end, "building")))
        .or_else(|| small_town(page, at).map(|end| (end, "town")))?;
    push(page, at, end, What::Location, detector, found);
    Some(end)
}

/// `mile marker 211 of I-40`, `milepost 88 on US 93`.
fn mile(page: &Page, at: usize) -> Option<usize> {
    let number = match page.low(at) {
        "mile" if matches!(page.low(at + 1), "marker" | "post") => at + 2,
        "milepost" | "milemarker" => at + 1,
        _ => return None,
    };
    if !page.is_number(number) {
        return None;
    }
    let end = code_end(page, number);
    let road = end + 1 + usize::from(page.low(end + 1) == "the");
    let named = matches!(page.low(end), "of" | "on" | "along") && page.is_capital(road);
    let numbered = page.is_number(road + 1) || page.is_sign(road + 1, '-');
    if !named || !numbered {
        return Some(end);
    }
    let behind = code_end(page, road);
    Some(if behind == road + 1 {
        code_end(page, road + 1)
    } else {
        behind
    })
}

/// `Bldg. 7, Level G`, `Building C, Suite 210`.
fn building(page: &Page, at: usize) -> Option<usize> {
    if !matches!(page.low(at), "bldg" | "building") || !page.is_capital(at) {
        return None;
    }
    let code = |place: usize| {
        page.is_number(place) && page.digits(place) <= 5
            || page.token(place).shape == Shape::Initial
                && (!page.is_glued(place + 1)
                    || matches!(page.sign(place + 1), '.' | ',' | ';' | ')'))
    };
    let number = at + 1 + usize::from(matches!(page.sign(at + 1), '.' | '#'));
    if !code(number) || page.gap(number) > 1 || page.has(number + 1, Flag::Unit) {
        return None;
    }
    let end = code_end(page, number);
    let part = end + usize::from(page.is_sign(end, ','));
    let inside = matches!(
        page.low(part),
        "level" | "floor" | "suite" | "ste" | "unit" | "wing" | "room" | "rm" | "fl"
    );
    let inner = part + 1 + usize::from(matches!(page.sign(part + 1), '.' | '#'));
    Some(if inside && (code(inner) || page.is_number(inner)) {
        code_end(page, inner)
    } else {
        end
    })
}

/// `here from beulaville`: no word of another kind ends so.
fn small_town(page: &Page, at: usize) -> Option<usize> {
    let word = page.low(at);
    let asked = matches!(
        page.low(at.wrapping_sub(1)),
        "from" | "in" | "near" | "to" | "outside" | "of"
    );
    let ends = ["ville", "burg", "boro", "borough"]
        .iter()
        .any(|end| word.len() >= end.len() + 4 && word.ends_with(end));
    let entry = page.token(at).entry;
    (asked
        && ends
        && page.case(at) == LineCase::Lower
        && entry.word() == 0
        && !entry.is_clinical()
        && !entry.has(Flag::Eponym))
    .then_some(at + 1)
}
