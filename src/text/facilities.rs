//! Hospitals, practices, schools, employers: names of organisations, found by
//! the word that tells the kind (`Clinic`, `Elementary`, `Inc`) or by what is
//! said about work and school.

mod crews;
mod kinds;
mod named_after;
mod ordinary;
mod parts;
mod runs;
mod work;

use super::found::{Found, What};
use super::lexicon::Flag;
use super::places::town_behind;
use super::token::{LineCase, Page, Shape};

use crews::crew;
use kinds::{is_told_in_small_letters, kind};
use named_after::{closed, opened};
pub use ordinary::is_generic;
use ordinary::{is_care_word, is_distinct, is_own, is_report_word};
use parts::practice;
use runs::{proper_run, small_heading};
use work::{joined, shop, work};

/// Finds organisations.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    // Where the last one ended: the next may not reach back over it.
    let mut done = 0;
    while at < page.len() {
        let end = if page.is_number(at) {
            opened(page, at, found)
        } else if page.is_word(at) {
            practice(page, at, found)
                .or_else(|| crew(page, at, found))
                .or_else(|| named(page, at, done, found))
                .or_else(|| small_heading(page, at, done, found))
                .or_else(|| opened(page, at, found))
                .or_else(|| closed(page, at, done, found))
                .or_else(|| shop(page, at, found))
                .or_else(|| work(page, at, found))
                .or_else(|| proper_run(page, at, found))
        } else {
            joined(page, at, done, found)
        };
        if let Some(end) = end.filter(|end| *end > at) {
            done = end;
            at = end;
        } else {
            at += 1;
        }
    }
}

fn push(page: &Page, first: usize, end: usize, detector: &'static str, found: &mut Vec<Found>) {
    // `dictating on Jane Roe medical record number`
    let record = page.low(end.wrapping_sub(1)) == "medical"
        && page.low(page.over_line_end(end)).starts_with("record");
    let end = if record { end - 1 } else { end };
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if first < end && start < stop {
        found.push(Found {
            start,
            end: stop,
            what: What::Institution,
            detector,
            confidence: 80,
        });
    }
}

/// How much a word promises an organisation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// `Hospital`, `Clinic`: nearly always one.
    Strong,
    /// `Imaging`, `Health`, `Associates`: with a word of its own before it.
    Weak,
}

fn head(page: &Page, at: usize) -> Option<Head> {
    let word = page.low(at);
    let written = page.is_capital(at) || page.case(at) == LineCase::Lower;
    // `medical record number`
    let record = word == "medical" && page.low(at + 1).starts_with("record");
    if !written || record || page.token(at).shape == Shape::Initial {
        return None;
    }
    if matches!(
        word,
        "hospital"
            | "hospitals"
            | "hosp"
            | "clinic"
            | "clinics"
            | "infirmary"
            | "hospice"
            | "medcenter"
            | "surgicenter"
            | "preschool"
            | "kindergarten"
            | "academy"
            | "university"
            | "penitentiary"
            | "daycare"
            | "montessori"
            | "healthcare"
            | "pharmacy"
            | "seminary"
            | "synagogue"
            | "mosque"
            | "llc"
            | "llp"
            | "pllc"
            | "inc"
            | "gmbh"
            | "elementary"
            | "pavilion"
            | "sanatorium"
            | "barracks"
    ) {
        return Some(Head::Strong);
    }
    if matches!(word, "center" | "centre")
        && matches!(
            page.low(at.wrapping_sub(1)),
            "medical"
                | "cancer"
                | "imaging"
                | "health"
                | "surgery"
                | "care"
                | "heart"
                | "trauma"
                | "women"
                | "children"
                | "spine"
                | "rehabilitation"
                | "diagnostic"
                | "community"
                | "correctional"
                | "womens"
                | "childrens"
                | "evaluation"
                | "detention"
                | "reception"
                | "s"
        )
    {
        return Some(Head::Strong);
    }
    if matches!(word, "home" | "facility" | "living")
        && matches!(
            page.low(at.wrapping_sub(1)),
            "nursing"
                | "care"
                | "rest"
                | "retirement"
                | "assisted"
                | "veterans"
                | "correctional"
                | "nursing-home"
        )
    {
        return Some(Head::Strong);
    }
    let entry = page.token(at).entry;
    let specialty = matches!(
        word,
        "orthopedics"
            | "orthopaedics"
            | "neurology"
            | "cardiology"
            | "oncology"
            | "pediatrics"
            | "urology"
            | "dermatology"
            | "practice"
            | "physicians"
            | "specialists"
            | "diagnostics"
            | "care"
            | "radiologists"
            | "neurosurgery"
            | "gastroenterology"
            | "obgyn"
            | "gynecology"
            | "obstetrics"
            | "dental"
            | "dentistry"
            | "family"
            | "medicine"
            | "surgery"
            | "teleradiology"
            | "reads"
            | "scans"
            | "ranch"
            | "authority"
            | "department"
            | "apartments"
            | "manor"
            | "village"
            | "villa"
            | "estates"
            | "terrace"
            | "surgeons"
            | "hs"
            | "ent"
            | "fisheries"
            | "contracting"
            | "contractors"
            | "museum"
            | "library"
            | "theater"
            | "theatre"
            | "church"
            | "parish"
            | "elementary"
            | "prep"
            | "ymca"
            | "jail"
            | "prison"
            | "fc"
            | "club"
            | "league"
            | "stadium"
    );
    let company = entry.has(Flag::Company) && page.case(at) != LineCase::Lower;
    (entry.has(Flag::Facility) && word != "memorial"
        || company
        || specialty && page.case(at) != LineCase::Lower
        || word == "ent")
        .then_some(Head::Weak)
}

/// A run of capitalised words that ends in, or goes around, a head word.
fn named(page: &Page, at: usize, done: usize, found: &mut Vec<Found>) -> Option<usize> {
    let kind = head(page, at)?;
    let lower = page.case(at) == LineCase::Lower;
    let first = if lower {
        begin_in_small_letters(page, at, done)?
    } else {
        begin(page, at, done)
    };
    let (end, kind) = finish(page, at, kind, lower);
    let own = (first..end)
        .filter(|&place| page.is_word(place) && is_own(page, place))
        .count();
    let named = own > 0 && (kind == Head::Strong || is_distinct(page, first, end));
    // `Veterans Affairs Medical Center`, `University of ...`
    let institution = kind == Head::Strong
        && (first..end).any(|place| {
            matches!(
                page.low(place),
                "veterans"
                    | "va"
                    | "saint"
                    | "st"
                    | "naval"
                    | "army"
                    | "university"
                    | "state"
                    | "county"
                    | "mercy"
                    | "sacred"
                    | "good"
                    | "holy"
            )
        })
        && end > first + 1;
    if first == end || !(named || institution) || lower && own == 0 {
        return None;
    }
    let end = before_department(page, at, end);
    push(page, first, end, "facility", found);
    Some(town_behind(page, end, found))
}

/// `Loess Hills Hospital RADIOLOGY`: what every hospital has stays.
fn before_department(page: &Page, at: usize, end: usize) -> usize {
    let mut last = end;
    while last > at + 1
        && matches!(
            page.low(last - 1),
            "radiology" | "imaging" | "services" | "department" | "ed" | "er"
        )
    {
        last -= 1;
    }
    let whole = matches!(
        page.low(last - 1),
        "hospital" | "center" | "centre" | "clinic" | "hosp"
    );
    if whole { last } else { end }
}

/// The first token of the run, going back from the head.
fn begin(page: &Page, at: usize, done: usize) -> usize {
    let mut first = at;
    for _ in 0..10 {
        let Some(before) = first.checked_sub(1).filter(|before| *before >= done) else {
            break;
        };
        if page.gap(first) > 2 || page.is_line_end(before) {
            break;
        }
        let word = page.low(before);
        let link = matches!(word, "of" | "and" | "the" | "for") || page.is_sign(before, '&');
        if link {
            let further = before.wrapping_sub(1);
            let further = if page.low(further) == "of" {
                further.wrapping_sub(1)
            } else {
                further
            };
            let joins = page.is_capital(further)
                && page.is_word(further)
                && page.gap(before) <= 1
                && !page.has(further, Flag::Study)
                && !page.has(further, Flag::Stop)
                && (word != "of" || is_house(page, further))
                && (word != "for"
                    || page.has(further, Flag::Facility)
                    || matches!(page.low(further), "center" | "institute"));
            if !joins
                || page.case(at) == LineCase::Caps && word != "of" && !page.is_sign(before, '&')
            {
                break;
            }
            first = further;
            continue;
        }
        // `Children's`, `Women's`, `St. Mary`, `Ruiz-Poole`
        let glued = page.is_glued(first) && page.is_glued(before);
        if page.is_sign(before, '\'')
            && page.is_glued(before)
            && page.is_word(before.wrapping_sub(1))
        {
            first = before.wrapping_sub(1);
            continue;
        }
        if glued && page.is_sign(before, '-') && page.is_word(before.wrapping_sub(1)) {
            first = before.wrapping_sub(1);
            continue;
        }
        // `M.B. Church`, `A.M.E. Zion`
        let initials = page.is_sign(before, '.')
            && page.token(before.wrapping_sub(1)).shape == Shape::Initial
            && page.is_glued(before)
            && (page.is_glued(first) || page.is_sign(before.wrapping_sub(2), '.'));
        if page.is_sign(before, '.')
            && matches!(page.low(before.wrapping_sub(1)), "st" | "ft" | "mt" | "dr")
            || initials
        {
            first = before.wrapping_sub(1);
            continue;
        }
        let stop = page.has(before, Flag::Stop)
            && !matches!(word, "new" | "our" | "first" | "second" | "third")
            || page.has(before, Flag::PersonVerb) && !matches!(word, "will" | "drive" | "assisted");
        let small = word == "s" && page.is_sign(before.wrapping_sub(1), '\'');
        if !page.is_word(before)
            || !(page.is_capital(before) || small)
            || stop && !small
            || page.has(before, Flag::Credential)
                && page.token(before).shape == Shape::Upper
                && page.case(before) == LineCase::Mixed
        {
            break;
        }
        first = before;
    }
    // Study words and report words at the front are not part of the name.
    while first < at
        && (page.has(first, Flag::Study)
            || is_report_word(page, first)
            || page.has(first, Flag::Stop) && page.low(first) != "our"
            || page.has(first, Flag::Staff)
            || page.has(first, Flag::Weekday))
        && !page.is_glued(first + 1)
        // `Head Mountain Woolen`
        && !(page.has(first + 1, Flag::PlaceWord) && first + 1 < at)
        && !matches!(
            page.low(first),
            "first"
                | "second"
                | "third"
                | "new"
                | "heart"
                | "spine"
                | "bone"
                | "breast"
                | "upper"
                | "lower"
                | "north"
        )
    {
        first += 1;
    }
    first
}

/// What stands before `of` in a name: `University of`, no person from there.
fn is_house(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    // `Mukherjee, MD of`, `in the ER of`
    if page.case(at) == LineCase::Mixed && page.token(at).shape == Shape::Upper {
        return page.low(at).len() > 3;
    }
    entry.has(Flag::Facility)
        || entry.has(Flag::Company)
        || kind(page.key(at)).is_some()
        || entry.given() == 0 && entry.family() < 2 && entry.word() > 0
        || entry.word() >= 2 && entry.given() < 2 && entry.family() < 3
}

/// `done at sand hills imaging`: back to the preposition.
fn begin_in_small_letters(page: &Page, at: usize, done: usize) -> Option<usize> {
    for step in 1..=5 {
        let place = at.checked_sub(step).filter(|place| *place >= done)?;
        if matches!(page.low(place), "at" | "from" | "to") && step > 1 {
            let first = if page.low(place + 1) == "the" {
                place + 2
            } else {
                place + 1
            };
            return (first < at).then_some(first);
        }
        if !page.is_word(place) || page.has(place, Flag::Stop) || page.has(place, Flag::PersonVerb)
        {
            return None;
        }
    }
    None
}

/// The token behind the run: further head words, `of Capital ...`, `ED`.
fn finish(page: &Page, at: usize, kind: Head, lower: bool) -> (usize, Head) {
    let mut end = at + 1;
    let mut kind = kind;
    for _ in 0..10 {
        if page.gap(end) > 1 || page.is_line_end(end) {
            break;
        }
        if lower {
            if head(page, end).is_some() {
                end += 1;
                continue;
            }
            break;
        }
        if let Some(more) = head(page, end).filter(|_| page.is_capital(end)) {
            if more == Head::Strong {
                kind = Head::Strong;
            }
            end += 1;
            continue;
        }
        let link = matches!(page.low(end), "of" | "and" | "at" | "for") || page.is_sign(end, '&');
        let next = if page.low(end + 1) == "the" {
            end + 2
        } else {
            end + 1
        };
        let goes_on = page.is_capital(next)
            && page.is_word(next)
            && !page.has(next, Flag::Stop)
            && !page.has(next, Flag::Month)
            && (page.low(end) == "of"
                || page.low(end) == "at" && page.low(at) == "university"
                || matches!(page.low(next), "aging" | "elderly" | "blind" | "deaf")
                || head(page, next).is_some()
                || is_care_word(page, next)
                || page.is_sign(end, '&'))
            && !(page.case(at) == LineCase::Caps
                && matches!(page.low(end), "for" | "and" | "at")
                && head(page, next).is_none()
                && !matches!(page.low(next), "aging" | "elderly" | "blind" | "deaf"));
        if link && goes_on {
            end = next + 1;
            // `University of Great Plains Medical Center`
            for _ in 0..4 {
                let more = page.is_capital(end)
                    && page.is_word(end)
                    && page.gap(end) <= 1
                    && !page.has(end, Flag::Stop)
                    && !page.has(end, Flag::Credential);
                if !more {
                    break;
                }
                if head(page, end) == Some(Head::Strong) {
                    kind = Head::Strong;
                }
                end += 1;
            }
            continue;
        }
        let unit = page.is_capital(end)
            && page.is_word(end)
            && (matches!(
                page.low(end),
                "ed" | "er"
                    | "system"
                    | "network"
                    | "campus"
                    | "group"
                    | "district"
                    | "school"
                    | "department"
                    | "dept"
                    | "pa"
                    | "annex"
                    | "inc"
                    | "center"
                    | "centre"
            ) || page.case(at) == LineCase::Mixed
                && page.token(end).shape == Shape::Title
                && self::kind(page.key(end)).is_some()
                || is_care_word(page, end)
                    && page.token(end).shape == Shape::Title
                    && page.case(at) == LineCase::Mixed);
        if !unit {
            break;
        }
        end += 1;
    }
    (end, kind)
}
