//! People in a header string: words that belong to no vocabulary of
//! descriptions, and how far a name reaches among clinical words.

use crate::text::found::{Found, What};
use crate::text::lexicon::{self, Flag};
use crate::text::token::{Kind, LineCase, Page, Shape};

/// Longest name in words.
const MOST_WORDS: usize = 4;

/// Words of equipment, technique, body and examination.
pub(super) fn is_technical(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    entry.has(Flag::Study)
        || entry.has(Flag::Product)
        || entry.is_clinical()
        || entry.has(Flag::HeadNoun)
        || entry.has(Flag::Unit)
        || lexicon::is_descriptor(page.low(at))
}

/// Words with a role that is nobody's name.
fn has_role(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    [
        Flag::Stop,
        Flag::Title,
        Flag::Credential,
        Flag::Relative,
        Flag::Staff,
        Flag::Month,
        Flag::Weekday,
        Flag::Street,
        Flag::Facility,
        Flag::Particle,
        Flag::NumberWord,
        Flag::DateCue,
        Flag::Suffix,
        Flag::PersonVerb,
        Flag::Company,
        Flag::PlaceWord,
        Flag::Patient,
    ]
    .into_iter()
    .any(|flag| entry.has(flag))
}

/// Names of projections and techniques that stand alone in a description.
#[rustfmt::skip]
const VIEWS: &[&str] = &[
    "beath", "boehler", "broden", "caldwell", "camp", "chamberlain", "cleaves", "coventry", "danelius", "dixon", "doppler",
    "dunn", "ferguson", "fowler", "fuchs", "garth", "grashey", "harris", "holmblad", "hughston", "judet", "lauenstein",
    "laurin", "lawrence", "merchant", "mortise", "neer", "norgaard", "ottonello", "rhese", "rosenberg", "schuller",
    "settegast", "stenvers", "stryker", "tangential", "towne", "townes", "trendelenburg", "valsalva", "velpeau", "waters",
    "zanca",
];

fn is_view(page: &Page, at: usize) -> bool {
    VIEWS.contains(&page.low(at))
}

/// The sign of an eponym: `Baker cyst`, `Colles' fracture`.
fn is_eponym_here(page: &Page, at: usize) -> bool {
    let next = match page.sign(at + 1) {
        '\'' if page.low(at + 2) == "s" => at + 3,
        '\'' => at + 2,
        '-' if page.has(at + 2, Flag::Eponym) => at + 3,
        _no_sign => at + 1,
    };
    let entry = page.token(at).entry;
    entry.has(Flag::Eponym)
        && (page.has(next, Flag::HeadNoun)
            || page.is_sign(at.wrapping_sub(1), '-') && page.has(at.wrapping_sub(2), Flag::Eponym)
            || entry.family() < 2 && entry.given() < 2)
}

/// A name of the lists that is nothing else here.
fn is_name(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let letters = page.low(at).chars().count();
    let weight = entry.given().max(entry.family());
    // `WRIGHT`: a usual name that is a rare word.
    let is_rare_word = entry.word() == 1 && weight == 3 && letters >= 5;
    if entry.has(Flag::State) {
        return weight >= 2 && letters >= 4 && !page.has(at.wrapping_sub(1), Flag::PlaceWord);
    }
    page.is_word(at)
        && (entry.word() == 0 || is_rare_word)
        && !is_technical(page, at)
        && !is_view(page, at)
        && !is_eponym_here(page, at)
        && !lexicon::is_compound(page.low(at))
        && (letters >= 4 && weight >= 1 || letters == 3 && entry.family() == 3)
        && (!has_role(page, at) || weight == 3 && entry.has(Flag::Title))
}

/// A word of five letters that stands in no list, in the case of a name.
fn is_unlisted(page: &Page, at: usize) -> bool {
    let token = page.token(at);
    let entry = token.entry;
    let low = page.low(at);
    let letters = low.chars().count();
    // `FSPGR`, `CTAC`: what cannot be spoken is an abbreviation.
    let spoken = low
        .chars()
        .any(|letter| "aeiouyäöüàáâèéêëíîïóôúûø".contains(letter));
    let named = match page.case(at) {
        LineCase::Mixed => page.is_capital(at),
        LineCase::Caps | LineCase::Lower => true,
    };
    token.kind == Kind::Word
        && letters >= 5
        && spoken
        && named
        && low
            .chars()
            .all(|letter| ('a'..='\u{24F}').contains(&letter))
        && entry.word() == 0
        && entry.given() == 0
        && entry.family() == 0
        && !entry.is_city()
        && !is_technical(page, at)
        && !has_role(page, at)
        && !entry.has(Flag::Eponym)
        && !entry.has(Flag::State)
        && !lexicon::is_abbreviation(low)
        && !lexicon::is_compound(low)
        && !(token.shape == Shape::Mixed && is_joined(page.raw(at)))
        && !is_beside_digit(page, at)
}

/// `ThorRoutine`, `SmartPrep`: every piece is a word of the lists.
fn is_joined(raw: &str) -> bool {
    let mut pieces: Vec<String> = vec![String::new()];
    let mut before_is_small = false;
    for letter in raw.chars() {
        if letter.is_uppercase() && before_is_small {
            pieces.push(String::new());
        }
        before_is_small = letter.is_lowercase();
        if let Some(piece) = pieces.last_mut() {
            piece.extend(letter.to_lowercase());
        }
    }
    let listed = |piece: &String| {
        let entry = lexicon::entry(piece);
        piece.len() <= 2
            || entry.word() > 0
            || entry.is_clinical()
            || entry.has(Flag::Study)
            || entry.has(Flag::Product)
            || lexicon::is_descriptor(piece)
            || lexicon::is_abbreviation(piece)
    };
    pieces.len() > 1 && pieces.iter().all(listed)
}

/// `tfl3d1`, `nnU2`: letters of a code.
fn is_beside_digit(page: &Page, at: usize) -> bool {
    page.is_glued(at) && at > 0 && page.is_number(at - 1)
        || page.is_number(at + 1) && page.is_glued(at + 1)
}

/// Every person that a header string shows by words that are no description.
pub(super) fn find(page: &Page, found: &mut Vec<Found>) {
    let mut people: Vec<usize> = (0..page.len())
        .filter(|at| is_name(page, *at) || is_unlisted(page, *at))
        .collect();
    let sure = people.clone();
    for at in sure {
        for next in neighbours(page, at) {
            if may_join(page, at, next) && !people.contains(&next) {
                people.push(next);
            }
        }
    }
    found.extend(people.into_iter().map(|at| Found {
        start: page.token(at).start,
        end: page.token(at).end,
        what: What::Name,
        detector: "header-name",
        confidence: 60,
    }));
}

/// The words before and behind, over a space, a comma, a hyphen or an apostrophe.
fn neighbours(page: &Page, at: usize) -> Vec<usize> {
    let joins = |place: usize| matches!(page.sign(place), ',' | '-' | '\'' | '^' | '.');
    let mut all = Vec::new();
    let behind = if joins(at + 1) { at + 2 } else { at + 1 };
    if page.is_word(behind) && page.gap(behind) <= 1 {
        all.push(behind);
    }
    if let Some(before) = at.checked_sub(1) {
        let place = if joins(before) {
            before.checked_sub(1)
        } else {
            Some(before)
        };
        all.extend(place.filter(|place| page.is_word(*place) && page.gap(at) <= 1));
    }
    all
}

/// Whether a word beside a name is a part of it: `Mark Quillfeather`, `O'Connor`,
/// `Obi-Wright`.
fn may_join(page: &Page, name: usize, other: usize) -> bool {
    let entry = page.token(other).entry;
    let (first, last) = (name.min(other), name.max(other));
    let sign = page.sign(first + 1);
    let glued = matches!(sign, '-' | '\'') && page.is_glued(last) && last == first + 2;
    if is_technical(page, other) || is_view(page, other) || page.has(other, Flag::Title) {
        return false;
    }
    if glued {
        // `O'`, `D'`, `Obi-`; the `s` of `Smith's` tells nothing.
        return entry.word() == 0 || page.low(other).chars().count() == 1 && other < name;
    }
    let is_given = entry.given() >= 2 || entry.family() >= 2;
    is_given && entry.word() <= 2 && !has_role(page, other) && page.low(other).chars().count() >= 3
}

/// A word that may begin a name.
fn is_person(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let usual = entry.given() >= 2 || entry.family() >= 2;
    !is_technical(page, at) && (entry.word() < 2 || usual)
}

/// A name behind a cue, without the words of the description behind it.
pub(super) fn name_only(page: &Page, one: Found, follows: Follows) -> Option<Found> {
    let first = page.tokens.partition_point(|token| token.start < one.start);
    let mut end = None;
    let mut words = 0;
    let mut wants_family = false;
    let mut start = one.start;
    // Nothing but their look speaks for these names: they begin with one.
    let skips = matches!(
        one.detector,
        "bare-name" | "double-name" | "lone-name" | "inverted-name"
    );
    for at in first..page.len() {
        let token = page.token(at);
        if token.start >= one.end {
            break;
        }
        if token.kind != Kind::Word {
            continue;
        }
        let entry = token.entry;
        let strict = words > 0 || follows == Follows::AnotherName;
        let glued_behind =
            page.is_glued(at + 1) && !matches!(page.sign(at + 1), '.' | ',' | '^' | '\0');
        let initial = token.shape == Shape::Initial && words > 0 && !glued_behind;
        let usual = entry.given() >= 1 || entry.family() >= 1;
        let bare = entry.word() == 0 && !has_role(page, at) && (usual || is_unlisted(page, at));
        let named = wants_family && entry.family() >= 1 && words < 2;
        let fits = !is_technical(page, at) && (!strict || bare || named || initial);
        let glued = words > 0
            && page.is_glued(at)
            && matches!(page.sign(at.wrapping_sub(1)), '-' | '\'' | '^');
        if words == 0 && skips && !is_person(page, at) {
            continue;
        }
        if !(fits || glued) || words == MOST_WORDS {
            break;
        }
        start = if words == 0 { token.start } else { start };
        wants_family = words == 0 && entry.given() > 0 && entry.given() >= entry.family();
        words += 1;
        end = Some(token.end);
    }
    end.map(|end| Found { start, end, ..one })
}

/// `Harrowdale, Ohio`, not `MEASUREMENTS, WASHINGTON` and not `12 LEAD ECG DR`:
/// a place holds no word of a description.
pub(super) fn may_be_place(page: &Page, one: &Found) -> bool {
    let first = page.tokens.partition_point(|token| token.start < one.start);
    (first..page.len())
        .take_while(|at| page.token(*at).start < one.end)
        .filter(|at| page.is_word(*at))
        .all(|at| {
            let entry = page.token(at).entry;
            let ordinary = entry.word() == 3 && !entry.is_city();
            let begins = at == first && (ordinary || is_technical(page, at));
            !(begins || entry.has(Flag::Study) || lexicon::is_descriptor(page.low(at)))
        })
}

/// Whether a word of a description of four letters stands in it.
pub(super) fn is_description(page: &Page, one: &Found) -> bool {
    let first = page.tokens.partition_point(|token| token.start < one.start);
    (first..page.len())
        .take_while(|at| page.token(*at).start < one.end)
        .any(|at| {
            let entry = page.token(at).entry;
            page.low(at).len() >= 4
                && (entry.has(Flag::Study) || lexicon::is_descriptor(page.low(at)))
                && entry.family() < 2
                && entry.given() < 2
        })
}

/// Whether another name of the same cue stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// None does.
    Cue,
    /// One does.
    AnotherName,
}

/// A number behind a cue ends at the first blank behind enough digits.
pub(super) fn code_only(page: &Page, one: Found) -> Found {
    const ENOUGH_DIGITS: usize = 5;
    let first = page.tokens.partition_point(|token| token.start < one.start);
    let (mut digits, mut end) = (0, one.end);
    for at in first..page.len() {
        let token = page.token(at);
        if token.start >= one.end {
            break;
        }
        if digits >= ENOUGH_DIGITS && page.gap(at) > 0 {
            break;
        }
        digits += page.digits(at);
        end = token.end;
    }
    Found { end, ..one }
}
