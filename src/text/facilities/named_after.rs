//! Organisations without a word that is always one: `Okefenokee General`,
//! `St. Brendan's`, `USS Tarpon Bluff`, `98th Bomb Wing`.

use crate::text::found::Found;
use crate::text::lexicon::Flag;
use crate::text::places::town_behind;
use crate::text::token::{LineCase, Page, Shape};

use super::kinds::Kind;
use super::{begin, is_generic, is_report_word, is_told_in_small_letters, kind, push};

/// A run of capitals that a word of [`kind`] closes.
pub(super) fn closed(page: &Page, at: usize, done: usize, found: &mut Vec<Found>) -> Option<usize> {
    let kind = kind(page.key(at))?;
    match page.case(at) {
        LineCase::Mixed => closed_in_capitals(page, at, done, kind, found),
        LineCase::Lower => closed_in_small_letters(page, at, done, found),
        LineCase::Caps => {
            let certain = matches!(
                page.low(at),
                "vamc" | "isd" | "cathedral" | "masjid" | "gurdwara"
            );
            let first = begin(page, at, done);
            let own = (first..at)
                .filter(|&place| is_name_word(page, place))
                .count();
            let proper = (first..at)
                .filter(|&place| is_proper_word(page, place))
                .count();
            let sober = (first..at).all(|place| !page.token(place).entry.is_clinical());
            let promised = is_promised(page, first)
                && sober
                && (proper > 0 || own > 1)
                && matches!(kind, Kind::Faith | Kind::Trade | Kind::School | Kind::Care)
                && !page.has(at, Flag::HeadNoun)
                && !page.has(at, Flag::Study);
            let heads = opens_heading(page, first)
                && closes_heading(page, at + 1)
                && matches!(
                    page.low(at),
                    "regional"
                        | "memorial"
                        | "trauma"
                        | "va"
                        | "medical"
                        | "diagnostic"
                        | "cardiac"
                        | "mercy"
                        | "general"
                )
                && sober
                && (first..at)
                    .any(|place| page.token(place).entry.word() == 0 && is_name_word(page, place));
            (certain && own > 0 || promised || heads).then(|| {
                push(page, first, at + 1, "organisation", found);
                town_behind(page, at + 1, found)
            })
        }
    }
}

fn closed_in_capitals(
    page: &Page,
    at: usize,
    done: usize,
    kind: Kind,
    found: &mut Vec<Found>,
) -> Option<usize> {
    if !page.is_capital(at) || page.token(at).shape == Shape::Initial {
        return None;
    }
    let first = begin(page, at, done);
    let end = behind_kinds(page, at);
    let own: Vec<usize> = (first..at)
        .filter(|&place| is_name_word(page, place))
        .collect();
    let proper = own
        .iter()
        .filter(|&&place| is_proper_word(page, place))
        .count();
    let told = is_promised(page, first);
    let inside = page.line_of(first).first != first;
    let heading = page.is_sign(end, ':') || page.is_sign(end, '-') && page.is_glued(end);
    let clinical = (first..at)
        .filter(|&place| {
            let entry = page.token(place).entry;
            (entry.is_clinical() || entry.has(Flag::Study))
                && entry.family() < 2
                && !entry.is_city()
                && !page.has(place, Flag::PlaceWord)
        })
        .count();
    let technical = clinical > if told || proper > 0 { own.len() } else { 0 };
    let weak = matches!(kind, Kind::Trade | Kind::Group | Kind::School)
        || matches!(
            page.low(at),
            "general"
                | "trauma"
                | "medical"
                | "surgical"
                | "house"
                | "haven"
                | "place"
                | "heart"
                | "spine"
                | "living"
                | "gardens"
                | "commons"
                | "mri"
                | "cardiac"
                | "vascular"
                | "rhythm"
                | "urgent"
                | "va"
                | "children"
                | "imaging"
                | "radiology"
                | "assembly"
        );
    let good = if weak {
        told && !own.is_empty() && (proper > 0 || own.len() > 1 || inside)
            || proper > 0 && own.len() > 1
            || proper > 0 && inside && kind != Kind::School
    } else {
        proper > 0 || told && !own.is_empty() || own.len() > 1 && inside
    };
    let device = (first..end).any(|place| page.has(place, Flag::Product));
    if !good || heading || technical || device || is_eponym(page, first, end) {
        return None;
    }
    push(page, first, end, "organisation", found);
    Some(town_behind(page, end, found))
}

/// The token behind further words of the same sort: `Heart & Vascular`.
fn behind_kinds(page: &Page, at: usize) -> usize {
    let more = |place: usize| {
        page.gap(place) == 1
            && page.is_capital(place)
            && (super::kind(page.key(place)).is_some()
                || page.has(place, Flag::Company)
                || page.has(place, Flag::Facility)
                || super::is_care_word(page, place)
                || matches!(page.low(place), "system" | "network" | "campus"))
    };
    let mut end = at + 1;
    for _ in 0..4 {
        if more(end) {
            end += 1;
        } else if (page.is_sign(end, '&') || page.low(end) == "and") && more(end + 1)
            || page.is_sign(end, '&')
                && page.is_capital(end + 1)
                && page.is_word(end + 1)
                && !page.has(end + 1, Flag::Stop)
                && !page.has(end + 1, Flag::Study)
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// `came in from the hocking ridge correctional`, `behind new hope lutheran`.
fn closed_in_small_letters(
    page: &Page,
    at: usize,
    done: usize,
    found: &mut Vec<Found>,
) -> Option<usize> {
    if !is_told_in_small_letters(page.low(at)) {
        return None;
    }
    let mut first = at;
    for _ in 0..4 {
        let before = first.checked_sub(1).filter(|before| *before >= done)?;
        if is_preposition(page, before)
            || matches!(page.low(before), "the" | "w" | "worked")
            || matches!(page.sign(before), ',' | '(')
        {
            break;
        }
        let glued = page.is_sign(before, '-') && page.is_glued(before) || page.is_sign(before, '&');
        let entry = page.token(before).entry;
        let word = page.is_word(before)
            && page.gap(first) <= 1
            && !(entry.has(Flag::Stop)
                && !matches!(page.low(before), "new" | "first" | "second" | "our"))
            && !entry.has(Flag::Study)
            && (!entry.has(Flag::PersonVerb) || page.low(before) == "assisted")
            && !entry.has(Flag::HeadNoun);
        if !(glued || word) {
            return None;
        }
        first = before;
    }
    let told = is_promised(page, first);
    let own = (first..at).any(|place| is_name_word(page, place))
        // `first lutheran`
        || first + 1 == at && kind(page.key(at)) == Some(Kind::Faith)
        || page.token(at).entry.word() == 0;
    if !told || !own || first == at {
        return None;
    }
    // `tile & stone`
    let end = if page.is_sign(at + 1, '&') && page.is_word(at + 2) {
        at + 3
    } else {
        at + 1
    };
    push(page, first, end, "organisation", found);
    Some(town_behind(page, end, found))
}

/// `St. Brendan's`, `Our Lady of Sorrows`, `USS Tarpon Bluff`, `VFW Post 9917`,
/// `98th Bomb Wing`, `Knights of Pythias`.
pub(super) fn opened(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let end = saint(page, at)
        .or_else(|| lady(page, at))
        .or_else(|| ship(page, at))
        .or_else(|| order(page, at))
        .or_else(|| troop(page, at))
        .or_else(|| club(page, at))?;
    push(page, at, end, "organisation", found);
    Some(town_behind(page, end, found))
}

/// `St. Brendan's`, `St Cuthberts`, `St. Anselm Mercy`: a saint who is no
/// person here. Behind a preposition, or with the ending of a house.
fn saint(page: &Page, at: usize) -> Option<usize> {
    if !matches!(page.low(at), "st" | "saint" | "ste" | "sts")
        || page.case(at) == LineCase::Mixed && !page.is_capital(at)
        || page.is_number(at.wrapping_sub(1))
    {
        return None;
    }
    let name = if page.is_sign(at + 1, '.') && page.is_glued(at + 1) {
        at + 2
    } else {
        at + 1
    };
    let written = page.token(name).shape == page.token(at).shape
        || page.token(name).shape == Shape::Title
        || page.case(at) == LineCase::Lower;
    let entry = page.token(name).entry;
    if !page.is_word(name)
        || !written
        || page.gap(name) > 1
        || entry.has(Flag::Stop)
        || entry.is_clinical() && entry.given() == 0
        || page.low(name).len() < 3
    {
        return None;
    }
    let mut end = name + 1;
    let mut owned = page.low(name).ends_with('s');
    if page.is_sign(end, '\'') && page.is_glued(end) {
        owned = true;
        end += if page.low(end + 1) == "s" { 2 } else { 1 };
    }
    while end < name + 6
        && page.gap(end) == 1
        && page.is_word(end)
        && page.token(end).shape == Shape::Title
        && page.case(at) == LineCase::Mixed
        && (super::kind(page.key(end)).is_some() || page.has(end, Flag::Facility))
    {
        owned = true;
        end += 1;
    }
    // A maker of valves, and grades that are called after a hospital.
    let jude = matches!(
        page.low(end),
        "valve" | "medical" | "device" | "pacemaker" | "grade" | "stage" | "class" | "type"
    ) || page.has(end, Flag::NumberWord);
    let told = is_promised(page, at)
        || matches!(page.sign(at.wrapping_sub(1)), ',' | '(' | '"' | '|')
        || page.is_sign(at.wrapping_sub(1), '.') && page.case(at) == LineCase::Lower
        || page.low(at.wrapping_sub(1)) == "attends"
        || page.line_of(at).first == at;
    (told && !jude && (owned || is_promised(page, at))).then_some(end)
}

/// `Our Lady of Sorrows`, `Church of the Assumption`, `Sacred Heart`, `Holy Trinity`.
fn lady(page: &Page, at: usize) -> Option<usize> {
    if !matches!(
        page.low(at),
        "our" | "sacred" | "holy" | "immaculate" | "blessed"
    ) {
        return None;
    }
    let start = match (page.low(at), page.low(at + 1), page.low(at + 2)) {
        ("our", "lady", "of") => at + 3,
        ("sacred", "heart", _)
        | ("holy", "trinity" | "cross" | "family" | "spirit" | "name" | "redeemer", _) => at + 2,
        ("immaculate", "conception" | "heart", _) | ("blessed", "sacrament", _) => at + 2,
        _ => return None,
    };
    if !page.is_capital(at + 1) && page.case(at) == LineCase::Mixed {
        return None;
    }
    let mut end = start;
    if page.low(end) == "the" || page.low(end) == "perpetual" {
        end += 1;
    }
    while end < start + 4
        && page.is_word(end)
        && page.gap(end) <= 1
        && (page.is_capital(end) && page.case(at) == LineCase::Mixed
            || end == start && page.low(start.wrapping_sub(1)) == "of"
            || page.low(end.wrapping_sub(1)) == "the")
        && !page.has(end, Flag::Stop)
        && !page.has(end, Flag::Month)
    {
        end += 1;
    }
    Some(end)
}

/// `USS Tarpon Bluff`, `USCGC Eagle`, `F/V Miss Charlene`.
fn ship(page: &Page, at: usize) -> Option<usize> {
    if !matches!(page.low(at), "uss" | "usns" | "uscgc" | "usnh" | "hmcs") {
        return None;
    }
    let mut end = at + 1;
    while end < at + 4
        && page.is_word(end)
        && page.gap(end) == 1
        && (page.is_capital(end) || page.case(at) == LineCase::Lower && end < at + 3)
        && !page.has(end, Flag::Stop)
        && !page.has(end, Flag::PersonVerb)
    {
        end += 1;
    }
    (end > at + 1).then_some(end)
}

/// `FC Garden City`, `AC Rovers`: a team whose kind stands first.
fn club(page: &Page, at: usize) -> Option<usize> {
    if page.token(at).shape != Shape::Upper
        || !matches!(page.low(at), "fc" | "sc" | "afc" | "cf")
        || page.case(at) != LineCase::Mixed
    {
        return None;
    }
    let mut end = at + 1;
    while end < at + 4
        && page.token(end).shape == Shape::Title
        && page.gap(end) == 1
        && !page.has(end, Flag::Stop)
        && !page.token(end).entry.is_clinical()
    {
        end += 1;
    }
    (end > at + 1 && is_promised(page, at)).then_some(end)
}

/// `Knights of Pythias`, `Sisters of the Holy Lamp`, `Veterans of Foreign Wars Post 9917`,
/// `Ladder 9`, `Local 338`.
fn order(page: &Page, at: usize) -> Option<usize> {
    if page.case(at) != LineCase::Mixed || !page.is_capital(at) {
        return None;
    }
    let numbered = matches!(
        page.low(at),
        "ladder" | "engine" | "post" | "troop" | "local"
    ) && page.is_number(at + 1)
        && page.digits(at + 1) <= 4
        && page.gap(at + 1) == 1
        && !page.has(at + 2, Flag::Unit);
    if numbered {
        let letter = page.is_sign(at + 2, '-') && page.token(at + 3).shape == Shape::Initial;
        return Some(if letter { at + 4 } else { at + 2 });
    }
    let opens = matches!(
        page.low(at),
        "knights"
            | "sisters"
            | "brothers"
            | "daughters"
            | "sons"
            | "veterans"
            | "order"
            | "church"
            | "friends"
            | "disciples"
            | "ladies"
            | "boys"
            | "sisterhood"
            | "brotherhood"
            | "society"
    );
    if !opens || page.low(at + 1) != "of" {
        return None;
    }
    let mut end = at + 2;
    if page.low(end) == "the" {
        end += 1;
    }
    let start = end;
    for _ in 0..7 {
        let link = matches!(page.low(end), "of" | "in" | "and" | "the") && page.is_capital(end + 1);
        let word = page.is_word(end) && page.token(end).shape == Shape::Title;
        let number = page.is_number(end) && page.low(end.wrapping_sub(1)) == "post";
        if page.gap(end) > 1 || !(link || word || number) {
            break;
        }
        end += 1;
    }
    (end > start).then_some(end)
}

/// `98th Bomb Wing`, `5th Regimental Combat Team`, `3RD BATTALION 9TH MARINES`,
/// `10th Mountain`, `I Company, 7th Cavalry`, `B Co, 2-17 Field Artillery`.
fn troop(page: &Page, at: usize) -> Option<usize> {
    let is_troop = |place: usize| {
        matches!(
            page.low(place),
            "battalion"
                | "regiment"
                | "regimental"
                | "brigade"
                | "squadron"
                | "platoon"
                | "division"
                | "cavalry"
                | "infantry"
                | "artillery"
                | "marines"
                | "airborne"
                | "wing"
                | "fleet"
                | "armored"
                | "bomb"
                | "bombardment"
                | "fighter"
                | "maintenance"
                | "engineers"
                | "signal"
                | "mountain"
                | "combat"
                | "company"
                | "corps"
                | "army"
                | "group"
        )
    };
    // `B Co,` or `Echo Company,` before the number.
    let small = matches!(page.low(at + 1), "co" | "company" | "troop" | "battery")
        && (page.token(at).shape == Shape::Initial
            || matches!(
                page.low(at),
                "alpha"
                    | "bravo"
                    | "charlie"
                    | "delta"
                    | "echo"
                    | "fox"
                    | "foxtrot"
                    | "golf"
                    | "hotel"
                    | "india"
                    | "headquarters"
            ))
        && page.is_capital(at + 1)
        && page.is_sign(at + 2, ',');
    let number = if small { at + 3 } else { at };
    if !page.is_number(number) || page.digits(number) > 4 {
        return None;
    }
    let ordinal =
        page.is_glued(number + 1) && matches!(page.low(number + 1), "st" | "nd" | "rd" | "th");
    let pair = matches!(page.sign(number + 1), '-' | '/') && page.is_number(number + 2);
    let mut end = match (ordinal, pair) {
        (true, _) => number + 2,
        (false, true) => number + 3,
        (false, false) => return None,
    };
    if pair && small && !page.is_word(end) {
        return Some(end);
    }
    let mut known = 0;
    while end < number + 10 && page.gap(end) == 1 {
        let again = page.is_number(end)
            && matches!(page.low(end + 1), "st" | "nd" | "rd" | "th")
            && known > 0;
        if again {
            end += 2;
            continue;
        }
        if !(page.is_word(end) && page.is_capital(end)) || page.has(end, Flag::Stop) {
            break;
        }
        if is_troop(end) {
            known += 1;
        } else if !(matches!(
            page.low(end),
            "team" | "field" | "tank" | "tactical" | "training" | "mountain"
        ) || is_troop(end + 1))
        {
            break;
        }
        end += 1;
    }
    let certain = known > 1 || known == 1 && (ordinal && page.low(end - 1) != "group" || small);
    certain.then_some(end)
}

/// A line, a cell or what stands between rules begins here.
fn opens_heading(page: &Page, first: usize) -> bool {
    page.line_of(first).first == first
        || page.gap(first) >= 2
        || matches!(
            page.sign(first.wrapping_sub(1)),
            '-' | '/' | '|' | '*' | ':'
        )
}

/// It ends here, or a town follows.
fn closes_heading(page: &Page, end: usize) -> bool {
    page.is_line_end(end)
        || page.gap(end) >= 2
        || matches!(page.sign(end), '-' | '/' | '|' | '*' | ',')
}

/// A word that tells which one it is.
fn is_name_word(page: &Page, at: usize) -> bool {
    page.is_word(at) && !is_generic(page, at)
}

/// A name word that is hardly ever an ordinary one.
fn is_proper_word(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    (entry.word() < 2 || entry.is_city() || page.has(at, Flag::PlaceWord))
        && !entry.is_clinical()
        && !page.has(at, Flag::Product)
}

fn is_preposition(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at),
        "at" | "from"
            | "to"
            | "via"
            | "by"
            | "near"
            | "behind"
            | "outside"
            | "for"
            | "of"
            | "with"
            | "inside"
            | "against"
            | "in"
            | "off"
            | "on"
            | "is"
            | "through"
    )
}

/// A preposition before the run, perhaps with `the`.
fn is_promised(page: &Page, first: usize) -> bool {
    let before = first.wrapping_sub(1);
    if page.low(before) == "the" {
        return is_preposition(page, before.wrapping_sub(1))
            || !page.is_line_end(before.wrapping_sub(1));
    }
    is_preposition(page, before)
}

/// `Marshall Memorial` is an organisation, `Budd Chiari Trauma` is none: words
/// of which each is an eponym, or a head noun of one.
fn is_eponym(page: &Page, first: usize, end: usize) -> bool {
    page.has(end.saturating_sub(1), Flag::HeadNoun)
        && (first..end - 1).all(|place| !page.is_word(place) || page.has(place, Flag::Eponym))
        || (first..end).any(|place| is_report_word(page, place) && place == first)
}
