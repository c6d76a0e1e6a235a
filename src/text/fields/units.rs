//! Values behind a label that promises a unit, a room or a bed.

use crate::text::calendar;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::codes::{code_end, count, spoken_digits};
use super::{Tie, cell_end, is_proper, push, trimmed};

/// Words of places where somebody lies.
const UNITS: &[&str] = &[
    "ir", "ed", "er", "or", "icu", "micu", "sicu", "nicu", "picu", "ccu", "cvicu", "pacu", "rm",
    "room", "bed", "ward", "floor", "tower",
];

/// `Room 5114`, `bed 12B`, `SICU 4`, `Floor: 4 West`.
pub(super) fn unit(
    page: &Page,
    at: usize,
    tie: Tie,
    value: usize,
    found: &mut Vec<Found>,
) -> Option<usize> {
    // `ROOM FOUR OH SIX`
    let strong = matches!(page.low(at), "room" | "rm" | "bed" | "ward" | "suite");
    if let Some(end) = spoken_digits(page, value).filter(|_| strong && page.gap(value) <= 2) {
        push(page, value, end, What::Location, "room", 80, found);
        return Some(end);
    }
    if tie == Tie::Space {
        let end = code_end(page, value);
        let (digits, letters) = count(page, value, end);
        let anatomical = page.has(end, Flag::Unit)
            || page.low(end) == "h"
            || page.low(at.wrapping_sub(1)) == "of" && page.low(at.wrapping_sub(2)) == "head"
            || page.low(at) == "bed"
                && matches!(
                    page.low(at.wrapping_sub(1)),
                    "vascular" | "tumor" | "capillary" | "nail" | "liver" | "surgical"
                );
        let good = strong
            && digits >= 1
            && digits <= 5
            && letters <= 3
            && !anatomical
            && page.gap(value) <= 1;
        return good.then(|| {
            push(page, value, end, What::Location, "room", 80, found);
            end
        });
    }
    let limit = cell_end(page, value);
    let short = limit <= value + 4
        && count(page, value, limit).0 > 0
        && (matches!(page.low(at), "room" | "rm" | "bed" | "ward" | "bay")
            || is_unit_code(page, value, limit));
    if short || page.low(at) == "ward" && is_named_ward(page, value, limit) {
        push(
            page,
            value,
            trimmed(page, value, limit),
            What::Location,
            "labelled-unit",
            75,
            found,
        );
        return Some(limit);
    }
    if !is_proper(page, value, limit) && !page.is_number(value)
        || matches!(page.low(at), "location" | "floor" | "suite" | "loc")
            && !page.is_number(value)
            && !page.is_capital(value)
    {
        return None;
    }
    let clinical = (value..limit).any(|place| {
        page.token(place).entry.is_clinical() && page.token(place).shape == Shape::Lower
    });
    if clinical {
        return None;
    }
    push(
        page,
        value,
        trimmed(page, value, limit),
        What::Location,
        "labelled-unit",
        75,
        found,
    );
    Some(limit)
}

/// `412-B`, `7E-52`, `IR 7`, `NICU bed 2`, `3 South 55`: where somebody lies.
/// Vertebrae and times have other forms.
fn is_unit_code(page: &Page, value: usize, limit: usize) -> bool {
    let opens =
        page.is_number(value) && page.digits(value) <= 4 || UNITS.contains(&page.low(value));
    let known = (value..limit).all(|place| {
        page.is_number(place)
            || page.is_sign(place, '-')
            || page.low(place).len() == 1
            || page.has(place, Flag::Street)
            || UNITS.contains(&page.low(place))
            || matches!(page.low(place), "north" | "south" | "east" | "west")
    });
    opens && known && calendar::read(page, value).is_none()
}

/// `Men's Surg. III`, `Women's Med. 2`, `Nightingale East`: capitals and numbers
/// only, and few of them.
fn is_named_ward(page: &Page, value: usize, limit: usize) -> bool {
    limit <= value + 8
        && page.token(value).shape == Shape::Title
        && (value..limit).all(|place| {
            page.is_number(place)
                || page.is_capital(place)
                || matches!(page.sign(place), '\'' | '.' | '-')
                || page.low(place) == "s" && page.is_glued(place)
        })
}
