//! Where a text names a sign, a disease, a view or a device after somebody:
//! nobody's name stands there, whatever else the words may be.

use super::found::Found;
use super::keyed::Key;
use super::lexicon::{Eponym, Flag, eponyms};
use super::token::{LineCase, Page, Shape};

/// How many words may stand between the name and its noun: `Weber type B
/// ankle fracture`.
const REACH: usize = 4;

/// How many words of an eponym may stand before a name in it.
const LONGEST_BEFORE: usize = 4;

/// Takes findings away that lie in an eponym from end to end.
pub fn leave(page: &Page, found: &mut Vec<Found>) {
    if found.is_empty() {
        return;
    }
    let phrases = page.eponyms();
    found.retain(|one| {
        let next = phrases.partition_point(|(start, _)| *start <= one.start);
        let around = next.checked_sub(1).and_then(|last| phrases.get(last));
        !around.is_some_and(|(_, end)| one.end <= *end)
    });
}

/// The place behind an eponym of several words, with or without its noun:
/// `Treacher Collins`.
#[must_use]
pub fn several_words(page: &Page, at: usize) -> Option<usize> {
    let mut listed = eponyms(page.key(at)).filter(|eponym| eponym.rest().next().is_some());
    listed.find_map(|eponym| name(page, at, eponym))
}

/// True if the words of a known name are a part of an eponym: `Baker` of
/// `Baker popliteal cyst`, `Struthers` of `ligament of Struthers`.
#[must_use]
pub fn covers(page: &Page, at: usize, end: usize) -> bool {
    (at.saturating_sub(LONGEST_BEFORE)..=at).any(|first| {
        phrase(page, first)
            .or_else(|| reversed(page, first))
            .is_some_and(|behind| end <= behind)
    })
}

/// How many words before each token stand in the lists of eponyms and products.
#[must_use]
pub fn counts(page: &Page) -> Vec<u32> {
    let mut count = 0;
    let mut counts = Vec::with_capacity(page.len() + 1);
    counts.push(count);
    for at in 0..page.len() {
        count += u32::from(is_listed(page, at));
        counts.push(count);
    }
    counts
}

/// An eponym or a product; an ordinary word is one only where capitals tell.
fn is_listed(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let mixed = page.case(at) == LineCase::Mixed;
    (entry.has(Flag::Eponym) || entry.has(Flag::Product))
        && page.low(at).len() >= 3
        && if mixed {
            page.is_capital(at)
        } else {
            entry.word() < 2
        }
}

/// First and last byte of each, in order, without overlap.
#[must_use]
pub fn phrases(page: &Page) -> Vec<(usize, usize)> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let Some(end) = phrase(page, at).or_else(|| reversed(page, at)) else {
            at += 1;
            continue;
        };
        // `A HOFFMAN FIXATOR`: an article, not an initial.
        let article = page.low(at.wrapping_sub(1)) == "a";
        let first = if article { at - 1 } else { at };
        phrases.push((page.token(first).start, page.token(end - 1).end));
        at = end;
    }
    phrases
}

/// `Baker's cyst`, `Hill-Sachs and Bankart lesions`, `Enneking IIB`.
fn phrase(page: &Page, at: usize) -> Option<usize> {
    if !page.is_word(at) {
        return None;
    }
    // Few words are in the list: what stands before is looked at last.
    let mut listed = eponyms(page.key(at)).chain(singular(page, at));
    listed
        .find_map(|eponym| {
            let name = name(page, at, eponym)?;
            head(page, name, eponym)
                .or_else(|| shared(page, name, eponym))
                .or_else(|| graded(page, name, eponym))
                .or_else(|| bracketed(page, at, name))
        })
        .filter(|_| !is_person_before(page, at))
}

/// `stage IIIA (Ann Arbor)`: a name of several words that fills a bracket.
fn bracketed(page: &Page, at: usize, end: usize) -> Option<usize> {
    let fills = page.is_sign(at.wrapping_sub(1), '(') && page.is_sign(end, ')');
    (fills && end >= at + 2).then_some(end)
}

/// `angle of Louis`, `ligaments of Humphrey and Wrisberg`.
fn reversed(page: &Page, at: usize) -> Option<usize> {
    if page.low(at + 1) != "of" || !page.is_word(at) {
        return None;
    }
    // What is done to somebody is his: `the procedure of Ross`.
    let is_done = matches!(
        page.low(at),
        "procedure" | "procedures" | "operation" | "test" | "view" | "views" | "disease" | "scan"
    );
    if is_done {
        return None;
    }
    let first = if page.low(at + 2) == "the" {
        at + 3
    } else {
        at + 2
    };
    let named = |place| {
        eponyms(page.key(place))
            .filter(|eponym| eponym.names(page.low(at)))
            .find_map(|eponym| name(page, place, eponym))
    };
    let end = named(first)?;
    let second = matches!(page.low(end), "and" | "or").then(|| named(end + 1));
    Some(second.flatten().unwrap_or(end))
}

/// `Bakers`, as it is written without its apostrophe.
fn singular(page: &Page, at: usize) -> impl Iterator<Item = &'static Eponym> {
    let word = page.low(at).strip_suffix('s');
    eponyms(word.map_or(Key::NOTHING, Key::of)).filter(|eponym| eponym.rest().next().is_none())
}

/// The place behind the last word of the name and its `'s`.
fn name(page: &Page, at: usize, eponym: &Eponym) -> Option<usize> {
    let mut end = at + 1;
    for word in eponym.rest() {
        let joins = matches!(page.sign(end), '-' | '/' | '&' | '\'')
            || page.is_sign(end, '.') && page.low(end.wrapping_sub(1)) == "st"
            || matches!(page.low(end), "and" | "or");
        let place = if joins { end + 1 } else { end };
        let plural = page.low(place).strip_suffix('s') == Some(word);
        if page.low(place) != word && !plural {
            return None;
        }
        end = place + 1;
    }
    if page.is_sign(end, '\'') {
        end += if page.low(end + 1) == "s" && page.is_glued(end + 1) {
            2
        } else {
            1
        };
    }
    Some(end)
}

/// Over grades and clinical words to a noun of the eponym; it is no label.
fn head(page: &Page, from: usize, eponym: &Eponym) -> Option<usize> {
    let mut place = from;
    for _ in 0..REACH {
        if eponym.names(page.low(place)) {
            return (!page.is_sign(place + 1, ':')).then_some(place + 1);
        }
        let passes = page.is_sign(place, '-') && page.is_glued(place)
            || is_grade(page, place)
            || is_about_it(page, place);
        if !passes {
            return None;
        }
        place += 1;
    }
    None
}

/// Two names before one noun.
fn shared(page: &Page, from: usize, eponym: &Eponym) -> Option<usize> {
    let joins =
        matches!(page.low(from), "and" | "or") || matches!(page.sign(from), '/' | ',' | '-');
    if !joins {
        return None;
    }
    eponyms(page.key(from + 1)).find_map(|other| {
        let end = head(page, name(page, from + 1, other)?, other)?;
        eponym.names(page.low(end - 1)).then_some(end)
    })
}

/// `Enneking IIB`, `Fazekas 2`, `Schatzker-VI`.
fn graded(page: &Page, from: usize, eponym: &Eponym) -> Option<usize> {
    let place = if page.is_sign(from, '-') && page.is_glued(from) {
        from + 1
    } else {
        from
    };
    let grade = eponym.grades() && is_grade(page, place);
    let letter = page.token(place).shape == Shape::Initial;
    (grade && !letter && !page.is_sign(place + 1, '/')).then_some(place + 1)
}

/// `2`, `IIB`, `b`; no part of a day or a longer number.
fn is_grade(page: &Page, at: usize) -> bool {
    let short = page.is_number(at) && page.digits(at) <= 2;
    let roman = page.is_word(at)
        && page.low(at).len() <= 4
        && page
            .low(at)
            .bytes()
            .all(|letter| matches!(letter, b'i' | b'v' | b'a' | b'b' | b'c'));
    short || roman
}

/// A word about a part of the body or the thing that is named.
fn is_about_it(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let tells = entry.has(Flag::Stop) || entry.has(Flag::PersonVerb);
    page.is_word(at)
        && !tells
        && (entry.is_clinical()
            || entry.has(Flag::Study)
            || entry.has(Flag::HeadNoun)
            || entry.has(Flag::Unit))
}

/// `Dr. Baker`, `Mrs Baker`: somebody is called so.
fn is_person_before(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let title = if page.is_sign(before, '.') {
        before.wrapping_sub(1)
    } else {
        before
    };
    page.has(title, Flag::Title) && !page.has(title, Flag::Stop)
}
