//! Places smaller than a State: streets, towns before a State, ZIP codes,
//! counties, post boxes, wards, coordinates.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, LineCase, Page, Shape};

/// Finds places.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        let end = match page.token(at).kind {
            Kind::Number => street(page, at, found)
                .or_else(|| foreign_street(page, at, found))
                .or_else(|| coordinates(page, at, found)),
            Kind::Word => box_number(page, at, found)
                .or_else(|| zip_label(page, at, found))
                .or_else(|| ward(page, at, found))
                .or_else(|| county(page, at, found))
                .or_else(|| state(page, at, found))
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

/// `400 Founders Way`, `78 Prairie Rose Ave Apt 4B`, `2 Tannery Row`.
fn street(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.digits(at) > 6
        || at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '.' | '/' | ':' | '-')
    {
        return None;
    }
    let mut place = at + 1;
    // `123-45 70th Ave`, `12 1/2 Elm St`, `12B Elm St`
    if page.is_sign(place, '-') && page.is_number(place + 1) && page.is_glued(place) {
        place += 2;
    }
    if page.is_word(place) && page.is_glued(place) && page.low(place).len() == 1 {
        place += 1;
    }
    let mut words = 0;
    let mut last = None;
    for _ in 0..6 {
        if page.is_line_end(place) {
            break;
        }
        let numbered = page.is_number(place)
            && page.digits(place) <= 3
            && page.is_glued(place + 1)
            && matches!(page.low(place + 1), "st" | "nd" | "rd" | "th");
        if numbered {
            place += 2;
            words += 1;
            continue;
        }
        let entry = page.token(place).entry;
        if !is_proper(page, place)
            || entry.has(Flag::Unit) && !entry.has(Flag::Street) && page.low(place).len() > 1
        {
            break;
        }
        let lower = page.case(place) == LineCase::Lower;
        if entry.has(Flag::Stop) && page.token(place).shape == Shape::Lower
            || lower && (entry.is_clinical() || entry.has(Flag::Stop))
        {
            break;
        }
        if entry.has(Flag::Street) && words >= 1 {
            last = Some(place + 1);
        }
        if entry.has(Flag::Study)
            && !matches!(
                page.low(place),
                "left" | "right" | "lower" | "upper" | "head" | "neck" | "lung" | "breast"
            )
        {
            break;
        }
        words += 1;
        place += 1;
        if page.is_sign(place, '.') && page.is_glued(place) && page.low(place - 1).len() <= 4 {
            place += 1;
        } else if page.is_sign(place, '\'') && page.is_glued(place) {
            place += if page.low(place + 1) == "s" { 2 } else { 1 };
        } else if page.is_sign(place, '-') && page.is_glued(place) {
            place += 1;
        }
    }
    // `Highway 61`, `Route 9`, `County Road 14`: the number behind.
    let mut end = last?;
    let short = matches!(
        page.low(end - 1),
        "st" | "pl"
            | "ct"
            | "way"
            | "row"
            | "point"
            | "run"
            | "loop"
            | "place"
            | "bend"
            | "ridge"
            | "path"
            | "close"
            | "common"
            | "landing"
            | "walk"
            | "crossing"
            | "pike"
            | "circle"
            | "square"
            | "dr"
            | "cir"
            | "sq"
            | "av"
            | "ter"
    );
    let all_caps = page.case(at) != LineCase::Mixed;
    if short && all_caps && page.digits(at) < 2 {
        return None;
    }
    if page.is_sign(end, '.') && page.is_glued(end) {
        end += 1;
    }
    if matches!(
        page.low(end - 1),
        "highway" | "hwy" | "route" | "rte" | "road" | "rd"
    ) && page.is_number(end)
        && page.digits(end) <= 4
    {
        end += 1;
    }
    if matches!(
        page.low(end),
        "n" | "s" | "e" | "w" | "ne" | "nw" | "se" | "sw" | "north" | "south" | "east" | "west"
    ) && page.is_capital(end)
    {
        end += 1;
    }
    let end = apartment(page, end);
    push(page, at, end, What::Location, "street", found);
    Some(town_behind(page, end, found))
}

/// `14 rue des Lilas`, `22 Calle Mayor`.
fn foreign_street(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let kind = matches!(
        page.low(at + 1),
        "rue"
            | "calle"
            | "via"
            | "avenida"
            | "rua"
            | "chemin"
            | "allee"
            | "paseo"
            | "viale"
            | "camino"
            | "carrer"
            | "quai"
    ) && page.digits(at) <= 4;
    if !kind
        || !page.is_capital(at + 2)
            && !page.has(at + 2, Flag::Particle)
            && !matches!(page.low(at + 2), "des" | "du" | "los")
    {
        return None;
    }
    let mut end = at + 2;
    while end < at + 8
        && page.is_word(end)
        && (page.is_capital(end)
            || page.has(end, Flag::Particle)
            || matches!(page.low(end), "des" | "du" | "los"))
        && page.gap(end) <= 1
    {
        end += 1;
    }
    push(page, at, end, What::Location, "street", found);
    Some(town_behind(page, end, found))
}

/// `, Apt 4B`, `Suite 300`, `#12`.
fn apartment(page: &Page, end: usize) -> usize {
    let mut place = end;
    if page.is_sign(place, ',') {
        place += 1;
    }
    let word = matches!(
        page.low(place),
        "apt"
            | "apartment"
            | "suite"
            | "ste"
            | "unit"
            | "floor"
            | "fl"
            | "rm"
            | "room"
            | "bldg"
            | "building"
            | "lot"
            | "spc"
            | "trlr"
            | "no"
    );
    let hash = page.is_sign(place, '#');
    if !word && !hash {
        return end;
    }
    place += 1;
    if matches!(page.sign(place), '.' | '#' | ':') {
        place += 1;
    }
    let behind = super::fields::code_end(page, place);
    if behind > place && (page.is_number(place) || page.low(place).len() <= 2) {
        behind
    } else {
        end
    }
}

/// Behind a street or facility: `, Lititz, PA 17543`, `, Enid`, ` in Alliance`.
pub fn town_behind(page: &Page, end: usize, found: &mut Vec<Found>) -> usize {
    let mut place = end;
    if matches!(page.sign(place), ',' | ';' | '-')
        || page.is_sign(place, '.') && page.is_line_end(place + 1)
    {
        place += 1;
    } else if matches!(page.low(place), "in" | "of") {
        place += 1;
    }
    place = page.over_line_end(place);
    let first = place;
    for _ in 0..4 {
        if !is_proper(page, place)
            || page.has(place, Flag::StateCode)
                && page.token(place).shape == Shape::Upper
                && place > first
            || page.has(place, Flag::State) && place > first
            || page.is_line_end(place)
        {
            break;
        }
        if page.case(place) == LineCase::Lower
            && (page.has(place, Flag::Stop) || place > first && !page.has(place, Flag::PlaceWord))
        {
            break;
        }
        place += 1;
        if matches!(page.sign(place), '.' | '-' | '\'')
            && page.is_glued(place)
            && page.is_glued(place + 1)
            && page.is_word(place + 1)
        {
            place += 1;
        }
    }
    let mut state = place;
    if page.is_sign(state, ',') {
        state += 1;
    }
    state = page.over_line_end(state);
    let is_state = page.has(state, Flag::StateCode) && page.token(state).shape != Shape::Title
        || page.has(state, Flag::State);
    let lower = page.case(first) == LineCase::Lower;
    let entry = page.token(first).entry;
    let city_only = place > first
        && entry.is_city()
        && first > end
        && !page.has(first, Flag::Study)
        && (place == first + 1
            || page.has(first, Flag::PlaceWord)
            || page.has(place - 1, Flag::PlaceWord))
        && !(entry.is_clinical()
            || entry.has(Flag::Month)
            || lower && entry.word() > 2
            || page.is_sign(place, ':'))
        && (!page.is_line_end(end) || entry.word() < 2);
    if place > first && (is_state || city_only) {
        push(page, first, place, What::Location, "town", found);
        return if is_state {
            zip(page, state + 1, found)
        } else {
            place
        };
    }
    end
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

/// `SICU 4`, `ICU bed 12`, `4 West`, `Unit 7B`, `IR-2` behind `room`.
fn ward(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
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
    if side
        && matches!(
            page.low(at.wrapping_sub(2)),
            "on" | "to" | "from" | "in" | "at" | "unit" | "location" | "floor"
        )
    {
        let end = if page.is_number(at + 1) && page.digits(at + 1) >= 3 {
            super::fields::code_end(page, at + 1)
        } else {
            at + 1
        };
        push(page, at - 1, end, What::Location, "ward", found);
        return Some(end);
    }
    let unit = matches!(
        word,
        "unit" | "tower" | "pod" | "wing" | "bay" | "station" | "floor" | "building" | "bldg"
    );
    if unit
        && page.is_capital(at)
        && page.gap(at + 1) <= 1
        && (page.is_number(at + 1) && page.digits(at + 1) <= 4
            || page.token(at + 1).shape == Shape::Initial)
        && page.case(at) == LineCase::Mixed
        && page.line_of(at).first != at
    {
        let end = super::fields::code_end(page, at + 1);
        if !page.has(end, Flag::Unit) || page.low(end) == "view" {
            push(page, at, end, What::Location, "ward", found);
            return Some(end);
        }
    }
    None
}

/// `Harlow County`, `Orleans Parish`, `county of Kent`.
fn county(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !matches!(page.low(at), "county" | "parish" | "township" | "borough") {
        return None;
    }
    if page.low(at + 1) == "of" && page.is_capital(at + 2) {
        push(page, at + 2, at + 3, What::Location, "county", found);
        return Some(at + 3);
    }
    let mut first = at;
    for _ in 0..3 {
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        if !(page.is_word(before) && page.is_capital(before))
            || page.has(before, Flag::Stop)
            || page.gap(first) > 1
            || page.case(before) != LineCase::Mixed && first < at
        {
            break;
        }
        first = before;
    }
    if first == at || !page.is_capital(at) {
        return None;
    }
    push(page, first, at + 1, What::Location, "county", found);
    Some(at + 1)
}

/// `Enid, OK 73701`, `Elkins WV`, `Ottumwa, Iowa`: the town before a State.
fn state(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let code = page.has(at, Flag::StateCode) && page.token(at).shape == Shape::Upper;
    let two_words = matches!(
        (page.low(at), page.low(at + 1)),
        ("new", "york" | "jersey" | "mexico" | "hampshire")
            | ("north" | "south", "carolina" | "dakota")
            | ("west", "virginia")
            | ("rhode", "island")
            | ("district", "of")
            | ("puerto", "rico")
    );
    let full = (page.has(at, Flag::State) || two_words) && page.is_capital(at);
    if !code && !full {
        return None;
    }
    let behind = if two_words {
        at + if page.low(at) == "district" { 3 } else { 2 }
    } else {
        at + 1
    };
    let mut last = at.checked_sub(1)?;
    let comma = page.is_sign(last, ',');
    if comma {
        last = last.checked_sub(1)?;
    }
    let zip_follows = page.digits(behind) == 5
        || matches!(page.sign(behind), ',' | '.' | '-') && page.digits(behind + 1) == 5;
    if zip_follows && !page.is_capital(last) {
        return Some(zip(page, behind, found));
    }
    // In a line of capitals the word OR, IN, ME is no State without a ZIP code.
    if code
        && !zip_follows
        && page.case(at) == LineCase::Caps
        && matches!(
            page.low(at),
            "or" | "in" | "me" | "hi" | "ok" | "id" | "de" | "as" | "la" | "pa" | "oh"
        )
        && !page.is_line_end(behind)
        && page.is_word(behind)
    {
        return None;
    }
    // LA, MR, PA, MD, OR, IN, ME, OK, HI, CT ... are words too: ask for a comma
    // or a ZIP code, or a town of the lexicon before them.
    let mut first = last;
    let mut city = false;
    for _ in 0..4 {
        let entry = page.token(first).entry;
        if !page.is_capital(first)
            || entry.has(Flag::Stop) && page.token(first).shape == Shape::Lower
        {
            first += 1;
            break;
        }
        city |= entry.is_city()
            && (entry.word() < 3 && !entry.is_clinical()
                || page.has(first, Flag::PlaceWord) && first < last);
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        let glued = matches!(page.sign(before), '-' | '\'' | '.') && page.is_glued(first);
        let step = if glued { 2 } else { 1 };
        let Some(previous) = first.checked_sub(step) else {
            break;
        };
        let short = matches!(
            page.low(previous),
            "st" | "ft"
                | "mt"
                | "san"
                | "santa"
                | "new"
                | "los"
                | "las"
                | "el"
                | "la"
                | "fort"
                | "saint"
                | "north"
                | "south"
                | "east"
                | "west"
                | "lake"
                | "port"
                | "grand"
                | "sioux"
                | "cedar"
                | "des"
                | "baton"
                | "salt"
                | "palm"
                | "long"
                | "little"
                | "big"
                | "bowling"
                | "green"
                | "kansas"
                | "oklahoma"
        );
        let point = page.is_sign(before, '.');
        if !page.is_word(previous)
            || !page.is_capital(previous)
            || page.gap(first) > 1
            || point && !short
            || page.has(previous, Flag::Credential) && page.token(previous).shape == Shape::Upper
            || page.has(previous, Flag::Facility)
            || page.has(previous, Flag::Street) && !short
        {
            break;
        }
        // Two capitals before a State are one town only if the pair is known by its first word.
        let place_like =
            short || page.has(first, Flag::PlaceWord) || page.has(previous, Flag::PlaceWord);
        if !place_like && !glued && city {
            break;
        }
        first = previous;
    }
    // `Truth or Consequences, New Mexico`, `Fond du Lac, Wisconsin`
    let linked = comma
        && (full || zip_follows)
        && matches!(
            page.low(first.wrapping_sub(1)),
            "or" | "of" | "du" | "de" | "on" | "and" | "the" | "la" | "del"
        )
        && page.is_capital(first.wrapping_sub(2))
        && page.gap(first) == 1;
    if linked {
        first = first.wrapping_sub(2);
    }
    let entry = page.token(first).entry;
    let technical = entry.has(Flag::Study)
        || !(comma && full) && entry.is_clinical() && !entry.is_city()
        || entry.has(Flag::Credential) && page.token(first).shape == Shape::Upper;
    let plain_code = code && page.case(at) != LineCase::Mixed;
    let risky = matches!(
        page.low(at),
        "or" | "in"
            | "me"
            | "hi"
            | "oh"
            | "ok"
            | "la"
            | "pa"
            | "md"
            | "ct"
            | "ma"
            | "al"
            | "id"
            | "de"
            | "co"
            | "ms"
            | "pr"
            | "mt"
            | "va"
            | "ca"
            | "mo"
            | "mi"
            | "ne"
            | "ri"
    );
    let good = zip_follows
        || comma && !technical && (city || full || !plain_code && !risky)
        || city
            && !technical
            && (!risky && !plain_code || plain_code && !risky && entry.word() < 2)
        || full && city && !technical;
    if first > last || !good || technical && !zip_follows {
        return zip_follows.then(|| zip(page, behind, found));
    }
    push(page, first, last + 1, What::Location, "town", found);
    Some(zip(page, behind, found))
}

/// `from Bemidji`, `lives in Yuma`; a town alone between points.
fn town(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.is_capital(at) || page.case(at) != LineCase::Mixed {
        return None;
    }
    let entry = page.token(at).entry;
    let before = page.low(at.wrapping_sub(1));
    let ordinary = entry.word() >= 2
        || entry.is_clinical()
        || entry.has(Flag::Study)
        || entry.has(Flag::Eponym)
        || entry.has(Flag::State)
        || entry.has(Flag::Month)
        || entry.has(Flag::Weekday)
        || entry.has(Flag::Title);
    let living = matches!(
        page.low(at.wrapping_sub(2)),
        "lives"
            | "living"
            | "resides"
            | "resident"
            | "residing"
            | "native"
            | "born"
            | "moved"
            | "hometown"
            | "relocated"
            | "traveled"
            | "travelled"
            | "drove"
            | "lived"
            | "raised"
            | "flew"
    );
    let asked = matches!(
        before,
        "from" | "in" | "of" | "near" | "to" | "outside" | "at"
    ) && living
        || matches!(before, "from" | "near" | "in" | "outside") && entry.is_city() && !ordinary;
    let alone = entry.is_city()
        && !ordinary
        && entry.word() == 0
        && page.is_sign(at.wrapping_sub(1), '.')
        && page.is_sign(at + 1, '.')
        && entry.given() < 2;
    if !asked && !alone || ordinary && !living || entry.has(Flag::State) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 3
        && page.is_capital(end)
        && page.gap(end) == 1
        && (page.has(end, Flag::PlaceWord) || page.has(at, Flag::PlaceWord))
    {
        end += 1;
    }
    push(page, at, end, What::Location, "town", found);
    Some(end)
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
