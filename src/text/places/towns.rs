//! Towns and counties, alone, behind a street or before a State.

use crate::text::found::{Found, What};
use crate::text::keyed::Key;
use crate::text::lexicon::{Flag, rests_of_towns};
use crate::text::token::{LineCase, Page, Shape};

use super::lone_towns::closes_clause;
use super::{is_proper, push, zip};

/// Behind a street or facility: `, Lititz, PA 17543`, `, Enid`, ` in Alliance`.
pub fn town_behind(page: &Page, end: usize, found: &mut Vec<Found>) -> usize {
    let mut place = end;
    if matches!(page.sign(place), ',' | ';' | '-' | '(')
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
    // `Memorial Hospital` at a line end, and `EXAM CT` on the next one.
    let is_state = is_state
        && !(state == place && page.has(state, Flag::Study) && page.digits(state + 1) != 5);
    let lower = page.case(first) == LineCase::Lower;
    let entry = page.token(first).entry;
    // `at Duquette Boiler Works in Superior.`
    let told = page.low(first.wrapping_sub(1)) == "in"
        && page.token(first).shape == Shape::Title
        && page.case(first) == LineCase::Mixed
        && place == first + 1
        && matches!(page.sign(place), '.' | ',' | ';');
    let city_only = place > first
        && entry.is_city()
        && first > end
        && (told || !page.has(first, Flag::Study))
        && (place == first + 1
            || page.has(first, Flag::PlaceWord)
            || page.has(place - 1, Flag::PlaceWord))
        && !(entry.is_clinical() && !told
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

/// `Harlow County`, `Orleans Parish`, `county of Kent`.
pub(super) fn county(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
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
pub(super) fn state(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if let Some(end) = small_line(page, at, found) {
        return Some(end);
    }
    if !page.is_capital(at) {
        return None;
    }
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

/// The token behind a town of several words that begins here: `Eau Claire`,
/// `St. Cloud`, `warner robins`.
fn listed_end(page: &Page, at: usize) -> Option<usize> {
    let saint = page.low(at) == "st";
    let first = if saint {
        Key::of("saint")
    } else {
        page.key(at)
    };
    let behind = if saint && page.is_sign(at + 1, '.') {
        at + 2
    } else {
        at + 1
    };
    rests_of_towns(first).find_map(|rest| {
        let mut end = behind;
        for word in rest.words() {
            let fits = page.low(end) == word
                && page.gap(end) <= 1
                && page.is_capital(end) == page.is_capital(at);
            if !fits {
                return None;
            }
            end += 1;
        }
        Some(end)
    })
}

/// `thief river mn`: in small letters a line or cell of a town and the code of a
/// State.
fn small_line(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let code = page.case(at) == LineCase::Lower
        && page.has(at, Flag::StateCode)
        && !page.has(at, Flag::Stop)
        && page.is_line_end(at + 1);
    if !code {
        return None;
    }
    let line = page.line_of(at);
    let own = |place: usize| {
        let entry = page.token(place).entry;
        page.is_word(place)
            && page.low(place).len() > 2
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::Study)
            && !entry.is_clinical()
    };
    let mut first = at;
    while first > line.first && at - first < 4 && own(first - 1) && page.gap(first) <= 1 {
        first -= 1;
    }
    // The beginning of a line or of a cell.
    let opens = first == line.first || page.gap(first) >= 2;
    let named = at > first + 1 || page.token(first).entry.is_city();
    if !opens || !named || !(1..=3).contains(&(at - first)) {
        return None;
    }
    push(page, first, at, What::Location, "town", found);
    Some(at + 1)
}

/// A town of several words, by the list.
pub(super) fn listed(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let case = page.case(at);
    if case == LineCase::Mixed && !page.is_capital(at) {
        return None;
    }
    let end = listed_end(page, at)?;
    let before = at.wrapping_sub(1);
    let told = matches!(
        page.low(before),
        "in" | "from" | "near" | "to" | "outside" | "of" | "at" | "around" | "through" | "for"
    ) || matches!(page.sign(before), ',' | '(' | '|' | '^')
        || case == LineCase::Lower
            && (matches!(page.low(end), "pd" | "police")
                || page.has(end, Flag::StateCode) && page.is_line_end(end + 1))
        || page.has(end, Flag::State)
        || page.is_sign(end, ',') && page.has(end + 1, Flag::State)
        || page.is_sign(end, ',')
            && page.has(end + 1, Flag::StateCode)
            && !page.has(end + 1, Flag::Stop);
    let words = (at..end).filter(|&place| page.is_word(place));
    let (mut plain, mut clinical, mut person) = (0, 0, 0);
    for place in words.clone() {
        let entry = page.token(place).entry;
        plain += usize::from(entry.word() >= 2);
        clinical += usize::from(
            entry.is_clinical()
                || entry.has(Flag::Study)
                || entry.has(Flag::HeadNoun)
                || entry.has(Flag::Title),
        );
        person += usize::from(entry.given() >= 2 && entry.word() == 0);
    }
    let count = words.count();
    // `Ann Arbor III`, `Van Nuys intermediate grade`: systems of grades.
    let eponym = !matches!(page.low(before), "in" | "from" | "near" | "at" | "to")
        && ((matches!(page.low(at), "ann" | "van")
            || page.low(at) == "west" && page.low(at + 1) == "point")
            || (at..end).any(|place| page.has(place, Flag::Eponym)))
        || page.has(at, Flag::Eponym) && page.has(end, Flag::HeadNoun);
    let good = match case {
        LineCase::Mixed => told || plain < count && person < count && clinical == 0,
        LineCase::Caps | LineCase::Lower => {
            let closed = closes_clause(page, end)
                || matches!(
                    page.low(end),
                    "pd" | "police" | "is" | "was" | "when" | "for"
                );
            told && clinical < count && (plain < count || clinical == 0 && closed)
        }
    };
    if !good || eponym || told && clinical == count && !page.has(end, Flag::State) {
        return None;
    }
    push(page, at, end, What::Location, "town", found);
    Some(end)
}
