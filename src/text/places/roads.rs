//! Roads without a house number: routes by their number, roads and crossings
//! by their names.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;
use super::states::is_shortened_state;
use super::words::{is_own, is_where};

/// `Highway 111`, `Route 59`, `I-94`, `US 2`, `La. 182`, `County Road QQ`, `RT 2 BOX 118`.
pub(super) fn route(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let end = box_route(page, at)
        .or_else(|| numbered_road(page, at))
        .or_else(|| interstate(page, at))
        .or_else(|| highway_of_state(page, at))?;
    push(page, at, end, What::Location, "route", found);
    Some(end)
}

/// `RT 2 BOX 118`, `RR 3, Box 12`, `HC 61 Box 4`.
fn box_route(page: &Page, at: usize) -> Option<usize> {
    if !matches!(page.low(at), "rt" | "rr" | "hc" | "route" | "rte") {
        return None;
    }
    let mut place = over_point(page, at + 1);
    if !page.is_number(place) || page.digits(place) > 3 {
        return None;
    }
    place += 1;
    if page.is_sign(place, ',') {
        place += 1;
    }
    (page.low(place) == "box" && page.is_number(place + 1)).then_some(place + 2)
}

/// `Highway 111`, `State Route 9`, `County Road QQ`, `FM 1960`, `Old Highway 61`.
fn numbered_road(page: &Page, at: usize) -> Option<usize> {
    let (place, letters) = match (page.low(at), page.low(at + 1)) {
        ("highway" | "hwy" | "route" | "rte" | "interstate", _) => (at + 1, false),
        ("state" | "county" | "us", "highway" | "hwy" | "route" | "rte") => (at + 2, true),
        (
            "county" | "state" | "farm" | "forest" | "ranch" | "township" | "fire" | "parish",
            "road" | "rd" | "lane",
        ) => (at + 2, true),
        ("cr" | "fm" | "csah" | "rm", _)
            if page.token(at).shape == Shape::Upper && is_where(page, at.wrapping_sub(1)) =>
        {
            (at + 1, false)
        }
        _ => return None,
    };
    let place = over_point(page, place);
    let number = page.is_number(place) && page.digits(place) <= 4;
    let letter = letters
        && matches!(page.token(place).shape, Shape::Upper | Shape::Initial)
        && page.low(place).len() <= 2;
    if !(number || letter) || page.gap(place) > 1 || page.has(place + 1, Flag::Unit) {
        return None;
    }
    let glued = page.is_glued(place + 1) && page.token(place + 1).shape == Shape::Initial;
    Some(if glued { place + 2 } else { place + 1 })
}

/// `I-94`, `I 80`, `US 2`, `U.S. 41`: also iodine and ultrasound.
fn interstate(page: &Page, at: usize) -> Option<usize> {
    if !matches!(page.low(at), "i" | "us" | "u") {
        return None;
    }
    let road = is_where(page, at.wrapping_sub(1))
        || matches!(page.low(at.wrapping_sub(1)), "the" | "off" | "along")
        || page.is_sign(at.wrapping_sub(1), ',');
    let (place, least) = match page.low(at) {
        "i" if page.token(at).shape == Shape::Initial => (at + 1, 2),
        "us" if page.token(at).shape == Shape::Upper => (at + 1, 1),
        "u" if page.is_sign(at + 1, '.') && page.low(at + 2) == "s" => {
            (over_point(page, at + 3), 1)
        }
        _ => return None,
    };
    let place = if page.is_sign(place, '-') {
        place + 1
    } else {
        place
    };
    let iodine = page
        .value(place)
        .is_some_and(|number| (120..140).contains(&number));
    let good = road
        && page.is_number(place)
        && (least..=3).contains(&page.digits(place))
        && !iodine
        && page.gap(place) <= 1
        && !page.has(place + 1, Flag::Unit)
        && !(matches!(page.sign(place + 1), '.' | '/' | '-') && page.is_number(place + 2));
    good.then_some(place + 1)
}

/// `on La. 182`, `off Tex. 71`: an old abbreviation of a State and a number.
fn highway_of_state(page: &Page, at: usize) -> Option<usize> {
    if !page.is_sign(at + 1, '.') || !page.is_number(at + 2) {
        return None;
    }
    (is_shortened_state(page.low(at))
        && page.is_capital(at)
        && is_where(page, at.wrapping_sub(1))
        && page.digits(at + 2) <= 4
        && !page.has(at + 3, Flag::Unit))
    .then_some(at + 3)
}

fn over_point(page: &Page, at: usize) -> usize {
    if page.is_sign(at, '.') && page.is_glued(at) {
        at + 1
    } else {
        at
    }
}

/// `on Keaau Road`, `Lake St and Pillsbury`, `from prague road`: read from the
/// word that tells the kind of road.
pub(super) fn named_road(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let lower = page.case(at) == LineCase::Lower;
    if !lower && !page.is_capital(at) {
        return None;
    }
    let word = page.low(at);
    let sure = matches!(
        word,
        "street"
            | "road"
            | "rd"
            | "avenue"
            | "ave"
            | "boulevard"
            | "blvd"
            | "highway"
            | "hwy"
            | "parkway"
            | "pkwy"
            | "turnpike"
            | "expressway"
            | "freeway"
            | "causeway"
    );
    if !page.has(at, Flag::Street) && !sure {
        return None;
    }
    if lower && !sure && !matches!(word, "st" | "ln" | "lane") {
        return None;
    }
    let mut first = at;
    for _ in 0..3 {
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        let glued = page.is_glued(first) && matches!(page.sign(before), '\'' | '-');
        if glued && page.is_word(before.wrapping_sub(1)) {
            first = before.wrapping_sub(1);
            continue;
        }
        let ordinal = page.is_glued(before)
            && matches!(page.low(before), "st" | "nd" | "rd" | "th")
            && page.is_number(before.wrapping_sub(1));
        if ordinal {
            first = before.wrapping_sub(1);
            continue;
        }
        if page.gap(first) > 1
            || page.low(before) == "s" && page.is_sign(before.wrapping_sub(1), '\'')
        {
            if page.low(before) != "s" {
                break;
            }
            first = before.wrapping_sub(2);
            continue;
        }
        if !page.is_word(before)
            || page.has(before, Flag::Stop)
            || !(page.is_capital(before) || lower)
            || page.token(before).entry.is_clinical() && page.token(before).entry.family() < 2
            || lower && is_where(page, before)
        {
            break;
        }
        first = before;
    }
    if first >= at {
        return None;
    }
    let told = is_where(page, first.wrapping_sub(1)) || page.is_sign(first.wrapping_sub(1), '(');
    let crossing = matches!(page.low(first.wrapping_sub(1)), "and" | "&" | "the");
    let own = page.is_number(first) || (first..at).any(|place| is_own(page, place));
    let good = if lower || !sure {
        told && own
    } else {
        own && (told || crossing || page.case(at) == LineCase::Mixed)
    };
    // `Wall Street`, `Main St.` stand alone; `Milky Way` and `Short Run` do not.
    if !good || (first..at).any(|place| page.has(place, Flag::Study) && lower) {
        return None;
    }
    let mut end = over_point(page, at + 1);
    if matches!(page.low(end), "and" | "at") || page.is_sign(end, '&') {
        end = other_road(page, end + 1).unwrap_or(end);
    }
    push(page, first, end, What::Location, "road", found);
    Some(end)
}

/// `corner of Harding and 9th`.
pub(super) fn crossing(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !matches!(page.low(at), "corner" | "intersection" | "crossing") || page.low(at + 1) != "of" {
        return None;
    }
    let first = at + 2;
    let one = other_road(page, first)?;
    let joined = matches!(page.low(one), "and" | "at") || matches!(page.sign(one), '&' | '/');
    let end = if joined {
        other_road(page, one + 1)?
    } else {
        return None;
    };
    push(page, first, end, What::Location, "crossing", found);
    Some(end)
}

/// `9th`, `Pillsbury`, `Martin Luther King Blvd`.
fn other_road(page: &Page, at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..4 {
        let ordinal = page.is_number(end) && matches!(page.low(end + 1), "st" | "nd" | "rd" | "th");
        if ordinal {
            end += 2;
            continue;
        }
        let word = page.is_word(end)
            && (page.is_capital(end) || page.case(end) == LineCase::Lower)
            && page.gap(end) <= 1
            && !page.has(end, Flag::Stop)
            && !page.has(end, Flag::PersonVerb)
            && !page.token(end).entry.is_clinical()
            && !(page.case(end) == LineCase::Lower && end > at && !page.has(end, Flag::Street));
        if !word {
            break;
        }
        end += 1;
    }
    (end > at).then(|| {
        over_point(page, end).min(if page.has(end - 1, Flag::Street) {
            end + 1
        } else {
            end
        })
    })
}
