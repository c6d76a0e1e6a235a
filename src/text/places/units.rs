//! Wards, rooms, beds, bays and cells.

use crate::text::fields::code_end;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;
use super::words::{is_own, is_where};

/// `SICU 4`, `ICU bed 12`, `4 West`, `Unit 7B`, `IR-2` behind `room`.
pub(super) fn ward(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let beside_number = page.is_number(at + 1) || page.is_number(at.wrapping_sub(1));
    if !beside_number && page.token(at + 1).shape != Shape::Initial {
        return None;
    }
    let word = page.low(at);
    let care = matches!(
        word,
        "sicu"
            | "micu"
            | "ccu"
            | "cvicu"
            | "icu"
            | "nicu"
            | "picu"
            | "pacu"
            | "tcu"
            | "stepdown"
            | "telemetry"
            | "cticu"
            | "neuroicu"
            | "bicu"
    );
    if care
        && page.is_number(at + 1)
        && page.digits(at + 1) <= 4
        && page.gap(at + 1) <= 1
        && !page.has(at + 2, Flag::Unit)
    {
        push(page, at, at + 2, What::Location, "ward", found);
        return Some(at + 2);
    }
    // `on 5 north`, `4 West 412-B`
    let side = matches!(word, "north" | "south" | "east" | "west" | "tower")
        && page.is_number(at.wrapping_sub(1))
        && page.digits(at - 1) <= 2
        && page.gap(at) <= 1;
    let told = |place: usize| {
        matches!(
            page.low(place),
            "on" | "to" | "from" | "in" | "at" | "unit" | "location" | "floor"
        )
    };
    if side
        && (told(at.wrapping_sub(2))
            || page.is_capital(at.wrapping_sub(2))
                && page.case(at) == LineCase::Mixed
                && told(at.wrapping_sub(3)))
    {
        let end = if page.is_number(at + 1) && page.digits(at + 1) >= 3 {
            code_end(page, at + 1)
        } else {
            at + 1
        };
        // `from Marsh 7 West`: the name of the building.
        let building = page.is_capital(at.wrapping_sub(2))
            && page.is_word(at.wrapping_sub(2))
            && page.case(at) == LineCase::Mixed;
        let first = if building { at - 2 } else { at - 1 };
        push(page, first, end, What::Location, "ward", found);
        return Some(end);
    }
    // `UNIT 14, 880 ORCHARD TERRACE`
    let house = matches!(word, "unit" | "apt" | "apartment" | "lot" | "space")
        && page.is_number(at + 1)
        && page.is_sign(at + 2, ',')
        && page.digits(at + 3) >= 2
        && page.is_word(at + 4)
        && page.is_capital(at + 4)
        && page.gap(at + 4) == 1
        && !page.has(at + 4, Flag::Unit);
    if house {
        push(page, at, at + 2, What::Location, "ward", found);
        return Some(at + 2);
    }
    let unit = matches!(
        word,
        "unit" | "tower" | "pod" | "wing" | "bay" | "station" | "floor" | "building" | "bldg"
    );
    if unit
        && page.raw(at) != "POD"
        && page.is_capital(at)
        && page.gap(at + 1) <= 1
        && (page.is_number(at + 1) && page.digits(at + 1) <= 4
            || page.token(at + 1).shape == Shape::Initial)
        && page.case(at) == LineCase::Mixed
        && page.line_of(at).first != at
    {
        let end = code_end(page, at + 1);
        // `Station 4R node`: of the lungs.
        let nodal = word == "station"
            && (matches!(page.low(end), "node" | "nodes" | "lymph")
                || matches!(page.low(end.wrapping_sub(1)), "r" | "l"));
        if !nodal && (!page.has(end, Flag::Unit) || page.low(end) == "view") {
            push(page, at, end, What::Location, "ward", found);
            return Some(end);
        }
    }
    None
}

/// `pod 4C`, `bunk 22`, `bay 11`, `ED-14B`, `fast track 2`, `Procedure Room B`,
/// `Alder Room`.
pub(super) fn room(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let (first, end) = numbered(page, at)
        .or_else(|| emergency(page, at))
        .or_else(|| lettered(page, at))
        .or_else(|| named(page, at))?;
    push(page, first, end, What::Location, "room", found);
    Some(end)
}

/// Words for a place to lie or sit, with a number behind.
fn numbered(page: &Page, at: usize) -> Option<(usize, usize)> {
    if !(1..=3).any(|step| page.is_number(at + step)) {
        return None;
    }
    let place = match (page.low(at), page.low(at + 1)) {
        (
            "pod" | "bunk" | "bay" | "cubicle" | "cell" | "dorm" | "stall" | "cot" | "trailer"
            | "apt" | "apartment" | "hallway",
            _,
        ) => at + 1,
        // `in OR 4`, `to IR 1`
        ("or" | "ir", _)
            if page.token(at).shape == Shape::Upper
                && page.case(at) == LineCase::Mixed
                && matches!(page.low(at.wrapping_sub(1)), "in" | "at" | "to" | "from") =>
        {
            at + 1
        }
        ("trauma" | "resuscitation", _)
            if matches!(page.low(at.wrapping_sub(1)), "in" | "room" | "loc" | "bay") =>
        {
            at + 1
        }
        ("ed" | "or" | "er" | "ct" | "mr" | "us" | "ir" | "nm", _)
            if matches!(page.low(at.wrapping_sub(1)), "room" | "rm") && page.is_number(at + 1) =>
        {
            at + 1
        }
        ("treatment" | "exam" | "examination" | "holding" | "procedure", "room" | "bay")
        | ("cath", "holding" | "lab")
        | ("fast", "track")
        | ("trauma", "bay" | "room")
        | ("hall", "bed") => at + 2,
        ("space", _) if page.is_sign(at.wrapping_sub(1), ',') || ends_a_road(page, at) => at + 1,
        (
            "resus" | "cabin" | "condo" | "window" | "chair" | "crib" | "cottage" | "ldr" | "linac"
            | "angio" | "hall" | "obs" | "recovery" | "triage" | "stretcher" | "barrack",
            _,
        ) => at + 1,
        _ => return None,
    };
    let place = place + usize::from(matches!(page.sign(place), '#' | '.'));
    let end = code_end(page, place);
    let told = is_where(page, at.wrapping_sub(1))
        || matches!(page.sign(at.wrapping_sub(1)), ',' | '(' | ';' | '/' | '-')
        || page.line_of(at).first == at
        || page.is_capital(at)
        || ends_a_road(page, at);
    let anatomy = page.has(end, Flag::Unit) || page.low(at) == "cell" && !is_where(page, at.wrapping_sub(1))
        // The day after an operation.
        || page.low(at) == "pod"
            && (page.raw(at) == "POD"
                || end == place + 1 && !matches!(page.low(at.wrapping_sub(1)), "in" | "from"));
    (told && !anatomy && page.is_number(place) && page.digits(place) <= 4 && page.gap(place) <= 1)
        .then_some((at, end))
}

fn ends_a_road(page: &Page, at: usize) -> bool {
    page.has(at.wrapping_sub(1), Flag::Street) && page.is_capital(at.wrapping_sub(1))
}

/// `ED-14B`, `ER 5`, `ED bed 12`: a bed of the emergency department.
fn emergency(page: &Page, at: usize) -> Option<(usize, usize)> {
    if !matches!(page.low(at), "ed" | "er") || page.token(at).shape != Shape::Upper {
        return None;
    }
    let hyphen = page.is_sign(at + 1, '-') && page.is_glued(at + 1);
    let place = if hyphen { at + 2 } else { at + 1 };
    if !page.is_number(place) || page.digits(place) > 3 || page.gap(place) > 1 {
        return None;
    }
    let end = code_end(page, place);
    let letter = end == place + 2 && page.token(place + 1).shape == Shape::Initial;
    (hyphen && (end == place + 1 || letter) || letter).then_some((at, end))
}

/// `Procedure Room B`, `fluoro room B`, `Level B2`.
fn lettered(page: &Page, at: usize) -> Option<(usize, usize)> {
    if page.token(at + 1).shape != Shape::Initial {
        return None;
    }
    let room = matches!(
        page.low(at),
        "room" | "suite" | "theater" | "theatre" | "bay"
    );
    let single = page.token(at + 1).shape == Shape::Initial && page.gap(at + 1) == 1;
    let closes = !page.is_word(at + 2) && !page.is_glued(at + 2)
        || matches!(page.sign(at + 2), '.' | ',' | ';' | ')') && !page.is_number(at + 3);
    if room && single && closes && page.case(at) != LineCase::Caps && page.low(at + 1) != "i" {
        return Some((at, at + 2));
    }
    let storey = page.low(at) == "level"
        && page.is_capital(at)
        && single
        && matches!(page.low(at + 1), "b" | "p" | "g")
        && page.is_number(at + 2)
        && page.is_glued(at + 2)
        && page.digits(at + 2) == 1;
    storey.then_some((at, at + 3))
}

/// `Alder Room`, `the Birch Wing`: a room that is called by a name.
fn named(page: &Page, at: usize) -> Option<(usize, usize)> {
    let kind = matches!(
        page.low(at),
        "room" | "wing" | "ward" | "pavilion" | "tower"
    ) && page.token(at).shape == Shape::Title
        && page.case(at) == LineCase::Mixed;
    if !kind {
        return None;
    }
    let before = at.checked_sub(1)?;
    let entry = page.token(before).entry;
    let own = page.token(before).shape == Shape::Title
        && page.gap(at) == 1
        && is_own(page, before)
        && !entry.is_clinical()
        && !entry.has(Flag::Facility)
        && !entry.has(Flag::Staff)
        && (entry.word() < 2 || entry.is_city() || entry.family() >= 2);
    let reading = matches!(
        page.low(before),
        "reading" | "emergency" | "operating" | "control" | "waiting" | "recovery" | "procedure"
    );
    (kind && own && !reading).then_some((before, at + 1))
}
