//! Towns of one word, behind a preposition or alone.

use crate::text::found::{Found, What};
use crate::text::lexicon::{Flag, Flags};
use crate::text::token::{LineCase, Page, Shape};

use super::push;

/// Words of these roles are no town by themselves.
const NEVER_A_TOWN: Flags = Flags::of(&[
    Flag::State,
    Flag::Month,
    Flag::Weekday,
    Flag::Title,
    Flag::Study,
    Flag::Unit,
    Flag::Product,
    Flag::Credential,
    Flag::Facility,
]);

/// `from Bemidji`, `lives in Yuma`; a town alone between points.
pub(super) fn town(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let end = match page.case(at) {
        LineCase::Mixed => town_in_capitals(page, at)?,
        LineCase::Lower => town_in_small_letters(page, at)?,
        LineCase::Caps => town_between_capitals(page, at)?,
    };
    push(page, at, end, What::Location, "town", found);
    Some(end)
}

fn town_in_capitals(page: &Page, at: usize) -> Option<usize> {
    if !page.is_capital(at) || page.token(at).shape == Shape::Initial {
        return None;
    }
    let entry = page.token(at).entry;
    let before = page.low(at.wrapping_sub(1));
    let place = matches!(
        before,
        "from" | "in" | "near" | "outside" | "around" | "to" | "at" | "of"
    );
    if !place && before != "the" && !matches!(page.sign(at.wrapping_sub(1)), ',' | '.') {
        return None;
    }
    let never = entry.has_any(NEVER_A_TOWN);
    let ordinary = entry.word() >= 2 || entry.is_clinical() || entry.has(Flag::Eponym) || never;
    let living = lives(page.low(at.wrapping_sub(2))) || lives(page.low(at.wrapping_sub(3)));
    let end = behind_place_words(page, at);
    let asked = place
        && (living && !never && !(before == "of" && ordinary)
            || entry.is_city() && !ordinary && before != "of"
            || is_open_town(page, at, end)
            || matches!(before, "from" | "in" | "near" | "outside") && is_strange(page, at, end));
    // `the Glendale office`
    let office = before == "the"
        && entry.is_city()
        && !ordinary
        && matches!(
            page.low(end),
            "office"
                | "clinic"
                | "site"
                | "area"
                | "campus"
                | "location"
                | "district"
                | "police"
                | "hospital"
                | "chapter"
        );
    // `Marsh, MD, Enid |`
    let signed = page.is_sign(at.wrapping_sub(1), ',')
        && entry.is_city()
        && !ordinary
        && (page.has(at.wrapping_sub(2), Flag::Credential)
            || page.has(at.wrapping_sub(2), Flag::Company))
        && (page.is_line_end(end) || matches!(page.sign(end), '|' | ')' | ';' | '.'));
    let alone = entry.is_city()
        && !ordinary
        && entry.word() == 0
        && page.is_sign(at.wrapping_sub(1), '.')
        && page.is_sign(at + 1, '.')
        && entry.given() < 2;
    (asked || office || signed || alone).then_some(end)
}

fn lives(word: &str) -> bool {
    matches!(
        word,
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
            | "drives"
            | "lived"
            | "raised"
            | "flew"
            | "flies"
            | "farms"
            | "home"
    )
}

fn behind_place_words(page: &Page, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + 3
        && page.is_capital(end)
        && page.gap(end) == 1
        && (page.has(end, Flag::PlaceWord) || page.has(at, Flag::PlaceWord))
        && !page.has(end, Flag::Stop)
    {
        end += 1;
    }
    end
}

/// Nothing follows that a word of medicine would need: the clause ends, or
/// goes on with a small word.
pub(super) fn closes_clause(page: &Page, end: usize) -> bool {
    page.is_line_end(end)
        || matches!(page.sign(end), '.' | ',' | ';' | ')' | '"')
        || page.has(end, Flag::Stop) && page.token(end).shape == Shape::Lower
        || page.has(end, Flag::PersonVerb)
}

/// `in Houston.`, `near Valentine was`, `in Bend now`: a town whose name is
/// also an eponym or an ordinary word, written with a capital inside a sentence.
fn is_open_town(page: &Page, at: usize, end: usize) -> bool {
    let entry = page.token(at).entry;
    matches!(
        page.low(at.wrapping_sub(1)),
        "in" | "near" | "from" | "outside" | "to"
    ) && page.token(at.wrapping_sub(2)).shape != Shape::Upper
        && entry.is_city()
        && page.token(at).shape == Shape::Title
        && !entry.is_clinical()
        // Boston is a maker too.
        && (!entry.has(Flag::Product) || page.low(at) == "boston")
        && ![
            Flag::State,
            Flag::Month,
            Flag::Weekday,
            Flag::Title,
            Flag::Study,
            Flag::Unit,
            Flag::Stop,
            Flag::Facility,
        ]
        .into_iter()
        .any(|flag| entry.has(flag))
        && closes_clause(page, end)
}

fn is_language(word: &str) -> bool {
    matches!(
        word,
        "english"
            | "spanish"
            | "french"
            | "german"
            | "russian"
            | "chinese"
            | "mandarin"
            | "cantonese"
            | "vietnamese"
            | "arabic"
            | "korean"
            | "hmong"
            | "somali"
            | "tagalog"
            | "portuguese"
            | "italian"
            | "polish"
            | "farsi"
            | "persian"
            | "hindi"
            | "urdu"
            | "bengali"
            | "punjabi"
            | "japanese"
            | "haitian"
            | "creole"
            | "amharic"
            | "swahili"
            | "navajo"
            | "ukrainian"
            | "nepali"
            | "burmese"
            | "karen"
            | "samoan"
            | "ilocano"
            | "latin"
            | "greek"
            | "hebrew"
            | "yiddish"
            | "dutch"
            | "turkish"
            | "thai"
            | "lao"
            | "khmer"
            | "tamil"
            | "telugu"
            | "gujarati"
            | "braille"
    )
}

/// `from Ternopil`: a word of no list, behind a preposition of place.
fn is_strange(page: &Page, at: usize, end: usize) -> bool {
    let entry = page.token(at).entry;
    // `in Kyoto,`; not `in Spanish,`, `from Pediatrics.`
    let foreign = entry.word() == 2
        && matches!(page.low(at.wrapping_sub(1)), "in" | "from")
        && !is_language(page.low(at))
        && !["ics", "ology", "ery", "ine", "ing", "ion"]
            .iter()
            .any(|ending| page.low(at).ends_with(ending));
    page.token(at).shape == Shape::Title
        && (entry.word() < 2 || foreign)
        && !is_language(page.low(at))
        && !entry.is_clinical()
        && entry.given() < 2
        && entry.family() < 3
        && ![
            Flag::State,
            Flag::Month,
            Flag::Weekday,
            Flag::Title,
            Flag::Study,
            Flag::Unit,
            Flag::Product,
            Flag::Eponym,
            Flag::Stop,
            Flag::HeadNoun,
        ]
        .into_iter()
        .any(|flag| entry.has(flag))
        && page.low(at).len() >= 4
        && page.token(at.wrapping_sub(1)).shape == Shape::Lower
        && closes_clause(page, end)
}

/// `LIVES IN PHOENIX`, `FLOWN TO CASPER.`: where capitals tell nothing, a town
/// of the list that is no other word.
fn town_between_capitals(page: &Page, at: usize) -> Option<usize> {
    let entry = page.token(at).entry;
    let told = matches!(
        page.low(at.wrapping_sub(1)),
        "in" | "from" | "near" | "to" | "outside" | "of"
    );
    let sure = entry.is_city()
        && entry.word() == 0
        && !entry.is_clinical()
        && page.low(at).len() > 3
        && ![
            Flag::Eponym,
            Flag::Product,
            Flag::Study,
            Flag::State,
            Flag::Month,
            Flag::Stop,
        ]
        .into_iter()
        .any(|flag| entry.has(flag));
    (told && sure && closes_clause(page, at + 1)).then_some(at + 1)
}

/// `in columbus`, `from boise idaho`, `lives over in warner`.
fn town_in_small_letters(page: &Page, at: usize) -> Option<usize> {
    let entry = page.token(at).entry;
    let before = page.low(at.wrapping_sub(1));
    if !entry.is_city() {
        return None;
    }
    let sure = entry.word() == 0
        && !entry.is_clinical()
        && ![
            Flag::Eponym,
            Flag::Product,
            Flag::Study,
            Flag::State,
            Flag::Month,
            Flag::Stop,
        ]
        .into_iter()
        .any(|flag| entry.has(flag));
    let told =
        matches!(before, "in" | "from" | "near" | "to" | "outside") && page.low(at).len() > 3;
    let state = page.has(at + 1, Flag::State)
        || page.has(at + 1, Flag::StateCode)
            && (page.digits(at + 2) == 5
                || page.is_line_end(at + 2) && !page.has(at + 1, Flag::Stop));
    let police = matches!(page.low(at + 1), "police" | "pd");
    (sure && (told || police) || state && !entry.is_clinical()).then_some(at + 1)
}
