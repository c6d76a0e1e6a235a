//! Guesses in passages that are full of eponyms and products: `Klippel-Feil,
//! Goldenhar, Treacher Collins, Stickler`. Who stands there is nobody, unless a
//! word speaks of a person.

use super::eponyms;
use super::found::{Found, What};
use super::lexicon::{Flag, Flags};
use super::names::is_credential;
use super::token::Page;

/// How far a row reaches to each side of a guess, in tokens.
pub const REACH: usize = 9;

/// How many of its neighbours make a row.
pub const ROW: u32 = 2;

/// A finding above this is no guess.
const SUREST_GUESS: u8 = 75;

/// Words that speak of a person.
const PERSONAL: Flags = Flags::of(&[
    Flag::Title,
    Flag::Staff,
    Flag::Relative,
    Flag::Patient,
    Flag::PersonVerb,
    Flag::Credential,
]);

/// Takes guesses away that stand in a row or are an eponym of several words.
pub fn leave(page: &Page, found: &mut Vec<Found>) {
    found.retain(|one| {
        let (first, end) = page.tokens_of(one.start, one.end);
        !(is_guess(one)
            && (stands_in_row(page, one, first, end)
                || is_whole(page, first, end)
                || is_state(page, first, end)))
    });
}

/// From the look of a word alone.
fn is_guess(one: &Found) -> bool {
    let guessed = matches!(
        one.detector,
        "bare-name"
            | "lone-name"
            | "double-name"
            | "learned-name"
            | "learned-site"
            | "learned-place"
            | "inverted-name"
            | "name-list"
            | "small-pair"
    );
    guessed && one.confidence <= SUREST_GUESS && one.what != What::Patient
}

/// One word of a site or place, or a name without a strong word in it.
fn stands_in_row(page: &Page, one: &Found, first: usize, end: usize) -> bool {
    let weak = if one.what.is_person() {
        !(first..end).any(|at| is_strong(page, at))
    } else {
        let crowded = page.named_around(first, end, REACH) > ROW;
        end == first + 1 && crowded && !page.token(first).entry.is_city()
    };
    weak && is_row(page, first, end)
}

/// Several eponyms and products around, and nothing that speaks of a person.
pub fn is_row(page: &Page, first: usize, end: usize) -> bool {
    page.named_around(first, end, REACH) >= ROW && !is_personal(page, first, end)
}

/// A word that is usual as a name and in no list of eponyms and products: who
/// has one may stand among them.
fn is_strong(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let listed = entry.has(Flag::Eponym) || entry.has(Flag::Product);
    !listed && entry.word() < 2 && !entry.is_clinical() && entry.given().max(entry.family()) >= 2
}

fn is_whole(page: &Page, first: usize, end: usize) -> bool {
    eponyms::several_words(page, first).is_some_and(|behind| behind >= end)
        && !is_personal(page, first, end)
}

/// A title, a role, a degree or the deed of a person beside the run.
fn is_personal(page: &Page, first: usize, end: usize) -> bool {
    let speaks = |at: usize| {
        let entry = page.token(at).entry;
        page.is_word(at)
            && entry.has_any(PERSONAL)
            && !entry.has(Flag::Stop)
            && !entry.is_clinical()
    };
    (first.saturating_sub(3)..first).any(speaks)
        || (end..end + 2).any(speaks)
        || is_credential(page, end).is_some()
        || page.is_sign(end, ',') && is_credential(page, end + 1).is_some()
}

/// `Asheville, North Carolina`: a State in two words, or its second one.
fn is_state(page: &Page, first: usize, end: usize) -> bool {
    let state = |at: usize| {
        matches!(
            (page.low(at), page.low(at + 1)),
            ("north" | "south", "carolina" | "dakota")
                | ("new", "jersey" | "hampshire" | "mexico")
                | ("west", "virginia")
                | ("rhode", "island")
        )
    };
    let second = first.wrapping_sub(1);
    let zip = usize::from(end > first + 1 && page.digits(end - 1) == 5);
    match end - zip - first {
        1 => first > 0 && state(second),
        2 => state(first),
        _ => false,
    }
}
