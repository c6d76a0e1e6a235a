//! Addresses of the military post: `PSC 3, Box 1187`, `APO AE 09131`.

use crate::text::fields::code_end;
use crate::text::found::{Found, What};
use crate::text::token::Page;

use super::{push, zip};

/// The line of the box and the line of the post office.
pub(super) fn military(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let end = box_of_unit(page, at);
    if let Some(end) = end {
        push(page, at, end, What::Location, "military-box", found);
        return Some(end);
    }
    if !matches!(page.low(at), "apo" | "fpo" | "dpo") {
        return None;
    }
    let region = at + 1 + usize::from(page.is_sign(at + 1, ','));
    if !matches!(page.low(region), "ae" | "ap" | "aa") {
        return None;
    }
    push(page, at, region + 1, What::Location, "military-post", found);
    Some(zip(page, region + 1, found))
}

/// `Unit 45013, Box 2217`, `CMR 402 Box 88`.
fn box_of_unit(page: &Page, at: usize) -> Option<usize> {
    let unit = matches!(page.low(at), "unit" | "psc" | "cmr" | "omc" | "umr");
    if !unit || !page.is_number(at + 1) {
        return None;
    }
    let place = at + 2 + usize::from(page.is_sign(at + 2, ','));
    let boxed = page.low(place) == "box" && page.is_number(place + 1);
    boxed.then(|| code_end(page, place + 1))
}
