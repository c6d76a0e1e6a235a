//! Places smaller than a State: streets, towns before a State, ZIP codes,
//! counties, post boxes, wards, coordinates.

mod grounds;
mod lone_towns;
mod marks;
mod military;
mod roads;
mod states;
mod streets;
mod towns;
mod units;
mod words;
mod zips;

use super::found::{Found, What};
use super::token::{Kind, LineCase, Page};

use grounds::ground;
use lone_towns::town;
use marks::marks;
use military::military;
use roads::{crossing, named_road, route};
use streets::{foreign_street, street};
pub use towns::town_behind;
use towns::{county, listed, state};
use units::{room, ward};
pub use zips::behind_places;

/// Finds places.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        let end = match page.token(at).kind {
            Kind::Number => street(page, at, found)
                .or_else(|| foreign_street(page, at, found))
                .or_else(|| coordinates(page, at, found)),
            Kind::Word => box_number(page, at, found)
                .or_else(|| military(page, at, found))
                .or_else(|| marks(page, at, found))
                .or_else(|| zip_label(page, at, found))
                .or_else(|| route(page, at, found))
                .or_else(|| crossing(page, at, found))
                .or_else(|| named_road(page, at, found))
                .or_else(|| ward(page, at, found))
                .or_else(|| room(page, at, found))
                .or_else(|| county(page, at, found))
                .or_else(|| state(page, at, found))
                .or_else(|| ground(page, at, found))
                .or_else(|| listed(page, at, found))
                .or_else(|| town(page, at, found)),
            Kind::Sign('-') => coordinates(page, at, found),
            Kind::Sign(_) | Kind::LineEnd => None,
        };
        at = end.unwrap_or(at + 1).max(at + 1);
    }
}

fn push(
    page: &Page,
    first: usize,
    end: usize,
    what: What,
    detector: &'static str,
    found: &mut Vec<Found>,
) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if first < end && start < stop {
        found.push(Found {
            start,
            end: stop,
            what,
            detector,
            confidence: 80,
        });
    }
}

/// A capitalised word, or any word on a line without case.
fn is_proper(page: &Page, at: usize) -> bool {
    page.is_word(at) && (page.is_capital(at) || page.case(at) == LineCase::Lower)
}

/// A ZIP code at a place: five digits, or nine with a hyphen.
fn zip(page: &Page, at: usize, found: &mut Vec<Found>) -> usize {
    let mut place = at;
    if matches!(page.sign(place), ',' | '.' | '-') {
        place += 1;
    }
    place = page.over_line_end(place);
    if page.digits(place) == 5 || page.digits(place) == 9 {
        let end = if page.is_sign(place + 1, '-') && page.digits(place + 2) == 4 {
            place + 3
        } else {
            place + 1
        };
        push(page, place, end, What::Zip, "zip", found);
        return end;
    }
    at
}

fn zip_label(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !matches!(page.low(at), "zip" | "zipcode" | "postcode" | "postal") {
        return None;
    }
    let mut place = at + 1;
    for _ in 0..3 {
        if matches!(page.low(place), "code" | "is") || matches!(page.sign(place), ':' | '=' | '#') {
            place += 1;
        }
    }
    let end = zip(page, place, found);
    (end > place).then_some(end)
}

/// `P.O. Box 114`, `PO BOX 9`.
fn box_number(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let mut place = match page.low(at) {
        "po" => at + 1,
        "p" if page.is_sign(at + 1, '.') && page.low(at + 2) == "o" => at + 3,
        "post" if page.low(at + 1) == "office" => at + 2,
        _ => return None,
    };
    if page.is_sign(place, '.') {
        place += 1;
    }
    if page.low(place) != "box" || !(page.is_number(place + 1) || page.is_sign(place + 1, '#')) {
        return None;
    }
    let end = if page.is_sign(place + 1, '#') {
        place + 3
    } else {
        place + 2
    };
    push(page, at, end, What::Location, "post-box", found);
    Some(town_behind(page, end, found))
}

/// `41.2565, -95.9345`, `41.2565° N`.
fn coordinates(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let one = decimal(page, at)?;
    let mut place = one;
    for _ in 0..3 {
        if matches!(page.sign(place), ',' | '\u{B0}' | ';' | '/')
            || matches!(page.low(place), "n" | "s")
        {
            place += 1;
        }
    }
    let two = decimal(page, place)?;
    let end = (two..two + 2)
        .find(|&place| matches!(page.low(place), "w" | "e"))
        .map_or(two, |place| place + 1);
    (place > one).then(|| {
        push(page, at, end, What::Location, "coordinates", found);
        end
    })
}

/// A number with four decimals or more.
fn decimal(page: &Page, at: usize) -> Option<usize> {
    let number = if page.is_sign(at, '-') { at + 1 } else { at };
    let good = page.is_number(number)
        && page.digits(number) <= 3
        && page.is_sign(number + 1, '.')
        && page.is_glued(number + 1)
        && page.is_glued(number + 2)
        && page.digits(number + 2) >= 4;
    good.then_some(number + 3)
}
