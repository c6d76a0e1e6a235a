//! Lakes, parks, camps, bridges: named pieces of ground that are neither a
//! town nor a street.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;
use super::words::{is_own, is_where};

/// Words that close the name of a piece of ground, by themselves or one behind
/// another: `Obed Creek bridge`.
fn closes(word: &str) -> bool {
    matches!(
        word,
        "trail"
            | "creek"
            | "bridge"
            | "lake"
            | "island"
            | "canal"
            | "hollow"
            | "canyon"
            | "gulch"
            | "mesa"
            | "butte"
            | "pass"
            | "gap"
            | "bay"
            | "beach"
            | "park"
            | "plaza"
            | "mall"
            | "reservation"
            | "pueblo"
            | "peninsula"
            | "wash"
            | "ridge"
            | "summit"
            | "falls"
            | "marina"
            | "pier"
            | "dam"
            | "campground"
            | "airport"
            | "speedway"
            | "fairgrounds"
            | "raceway"
            | "river"
            | "mountain"
            | "mountains"
            | "hill"
            | "hills"
            | "valley"
            | "forest"
            | "woods"
            | "meadow"
            | "meadows"
            | "pond"
            | "slough"
            | "bayou"
            | "bluff"
            | "bluffs"
            | "cliffs"
            | "cove"
            | "point"
            | "harbor"
            | "harbour"
            | "wharf"
            | "dock"
            | "docks"
            | "ferry"
            | "junction"
            | "landing"
            | "square"
            | "turn"
            | "overpass"
            | "tunnel"
            | "arcade"
            | "district"
            | "heights"
            | "village"
            | "ranch"
            | "rodeo"
            | "roundup"
            | "stadium"
            | "arena"
            | "field"
            | "fairground"
            | "rink"
            | "bowl"
            | "tavern"
            | "hook"
            | "springs"
            | "flats"
            | "bottoms"
            | "prairie"
            | "desert"
            | "reservoir"
            | "preserve"
            | "refuge"
            | "zoo"
            | "gardens"
            | "golf"
            | "course"
            | "estates"
            | "crossing"
            | "court"
            | "row"
            | "station"
            | "depot"
            | "overlook"
            | "lookout"
            | "grove"
    )
}

/// Grounds that no clinical sentence in small letters speaks of.
fn closes_in_small_letters(word: &str) -> bool {
    matches!(
        word,
        "tavern"
            | "plaza"
            | "mall"
            | "marina"
            | "rink"
            | "stadium"
            | "arena"
            | "rodeo"
            | "roundup"
            | "campground"
            | "airport"
            | "speedway"
            | "fairgrounds"
            | "raceway"
            | "creek"
            | "peninsula"
            | "reservation"
            | "pueblo"
            | "pier"
            | "reservoir"
            | "ranch"
            | "zoo"
    )
}

/// Words that open one: `Lake Crescent`, `Mt. Bachelor`, `Fort Defiance`.
fn opens(word: &str) -> bool {
    matches!(
        word,
        "lake"
            | "mount"
            | "mt"
            | "fort"
            | "ft"
            | "cape"
            | "camp"
            | "bayou"
            | "isle"
            | "pike"
            | "pikes"
            | "arroyo"
            | "playa"
            | "loch"
            | "rancho"
            | "hacienda"
    )
}

/// Reads a piece of ground from the word that tells its kind.
pub(super) fn ground(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.case(at) == LineCase::Caps {
        let end = between_capitals(page, at)?;
        push(page, end.0, end.1, What::Location, "ground", found);
        return Some(end.1);
    }
    let lower = page.case(at) == LineCase::Lower;
    if page.is_capital(at) && !lower && opens(page.low(at)) {
        if let Some(end) = opened(page, at) {
            push(page, at, end, What::Location, "ground", found);
            return Some(end);
        }
    }
    let before = at.wrapping_sub(1);
    let may_be_named = lower
        || matches!(page.token(before).shape, Shape::Title | Shape::Mixed)
        || page.low(before) == "s"
        || page.is_sign(before, '-');
    if !may_be_named || lower && !closes_in_small_letters(page.low(at)) || !closes(page.low(at)) {
        return None;
    }
    let first = begin(page, at, lower)?;
    let mut end = at + 1;
    while end < at + 4 && closes(page.low(end)) && page.gap(end) == 1 {
        end += 1;
    }
    let small_head = page.token(at).shape == Shape::Lower && !lower;
    // `lived in Brown's Hollow`: no part of the body ends so.
    let lived = is_told(page, first) && !page.has(at, Flag::HeadNoun) && !small_head;
    let own = (first..at)
        .filter(|&place| is_own(page, place) && (!is_named_after(page, place) || lived))
        .count();
    let proper = (first..at).any(|place| {
        let entry = page.token(place).entry;
        is_own(page, place) && !is_named_after(page, place) && (entry.word() < 2 || entry.is_city())
    });
    let told = is_told(page, first);
    let good = if small_head || lower {
        told && own > 0 && (proper || lower)
    } else {
        told && own > 0 || proper && (own > 1 || !opens_line(page, first))
    };
    if !good || page.has(at, Flag::HeadNoun) && own == 0 {
        return None;
    }
    end = over_small_house(page, end);
    push(page, first, end, What::Location, "ground", found);
    Some(end)
}

/// `AT BERGFELD PARK`: in a line of capitals behind a preposition, with a word
/// of its own that is no other word.
fn between_capitals(page: &Page, at: usize) -> Option<(usize, usize)> {
    let head = closes_in_small_letters(page.low(at))
        || matches!(
            page.low(at),
            "park" | "beach" | "hill" | "hills" | "lake" | "school" | "jail"
        );
    if !head {
        return None;
    }
    let mut first = at;
    let mut rare = 0;
    while first > 0 && at - first < 3 && page.gap(first) == 1 {
        let entry = page.token(first - 1).entry;
        let own = page.is_word(first - 1)
            && is_own(page, first - 1)
            && !is_where(page, first - 1)
            && !is_named_after(page, first - 1)
            && !entry.is_clinical()
            && !entry.has(Flag::PersonVerb);
        if !own {
            break;
        }
        rare += usize::from(entry.word() < 2);
        first -= 1;
    }
    (rare > 0 && is_told(page, first)).then_some((first, at + 1))
}

/// `Port Defiance fish cannery`, `Sunset Village trailer court`: what the place
/// is, in small letters.
fn over_small_house(page: &Page, end: usize) -> usize {
    let house = |place: usize| {
        matches!(
            page.low(place),
            "cannery"
                | "sanatorium"
                | "orphanage"
                | "sawmill"
                | "feedlot"
                | "shipyard"
                | "brewery"
                | "quarry"
                | "trailer"
                | "fish"
                | "steel"
                | "paper"
                | "cotton"
        )
    };
    let tail = |place: usize| {
        matches!(
            page.low(place),
            "court" | "park" | "mill" | "plant" | "works"
        )
    };
    let mut behind = end;
    if house(behind) && page.gap(behind) == 1 {
        behind += 1;
        if house(behind) || tail(behind) {
            behind += 1;
        }
    }
    behind
}

/// An eponym of anatomy: `Guyon Canal`, `Douglas Pouch`.
fn is_named_after(page: &Page, at: usize) -> bool {
    // `on the West Point` view
    let view = page.low(at) == "west" && page.low(at + 1) == "point";
    view || page.has(at, Flag::Eponym) || page.has(at, Flag::Product)
}

/// `at the`, `near`, `outside`, `off`.
fn is_told(page: &Page, first: usize) -> bool {
    let before = first.wrapping_sub(1);
    is_where(page, before)
        || matches!(page.low(before), "the" | "a") && is_where(page, before.wrapping_sub(1))
}

fn opens_line(page: &Page, at: usize) -> bool {
    page.line_of(at).first == at
}

fn begin(page: &Page, at: usize, lower: bool) -> Option<usize> {
    let mut first = at;
    for _ in 0..4 {
        let before = first.checked_sub(1)?;
        if page.low(before) == "s" && page.is_sign(before.wrapping_sub(1), '\'') {
            first = before.wrapping_sub(2);
            continue;
        }
        if page.is_sign(before, '-') && page.is_glued(first) && page.is_glued(before) {
            first = before.wrapping_sub(1);
            continue;
        }
        let goes_on = page.is_word(before)
            && page.gap(first) == 1
            && !page.has(before, Flag::Stop)
            && !page.has(before, Flag::PersonVerb)
            && !page.has(before, Flag::Weekday)
            && !page.has(before, Flag::Month)
            && !page.has(before, Flag::Study)
            && if lower {
                !is_where(page, before) && is_own(page, before)
            } else {
                matches!(page.token(before).shape, Shape::Title | Shape::Mixed)
            };
        if !goes_on {
            break;
        }
        first = before;
    }
    (first < at).then_some(first)
}

/// `Lake Crescent`: the words behind `Lake`.
fn opened(page: &Page, at: usize) -> Option<usize> {
    let mut place = at + 1;
    if page.is_sign(place, '.') && page.is_glued(place) {
        place += 1;
    }
    let entry = page.token(place).entry;
    let good = page.token(place).shape == Shape::Title
        && page.gap(place) == 1
        && is_own(page, place)
        && !entry.is_clinical()
        && !page.has(place, Flag::HeadNoun)
        && !(is_named_after(page, place) && page.has(place + 1, Flag::HeadNoun))
        && (entry.word() < 3 || is_told(page, at));
    // `Lake Louise score`: a system of points.
    let score = matches!(page.low(place + 1), "score" | "criteria" | "classification");
    if !good || score {
        return None;
    }
    let mut end = place + 1;
    while end < place + 4
        && page.gap(end) == 1
        && page.is_word(end)
        && (page.token(end).shape == Shape::Title && is_own(page, end) || closes(page.low(end)))
        && !page.has(end, Flag::PersonVerb)
        && !page.has(end, Flag::Stop)
    {
        end += 1;
    }
    Some(end)
}
