//! Practices named after what they treat: `Dawson Foot and Ankle`, `Heart &
//! Vascular of the Upper Peninsula`, `Open Sky MRI of Kalispell`.

use crate::text::found::Found;
use crate::text::lexicon::Flag;
use crate::text::places::town_behind;
use crate::text::token::{LineCase, Page, Shape};

use super::push;

/// Two parts that name a practice when a name stands before or behind them.
static PAIRS: &[(&str, &str)] = &[
    ("foot", "ankle"),
    ("bone", "joint"),
    ("spine", "pain"),
    ("spine", "joint"),
    ("heart", "vascular"),
    ("heart", "lung"),
    ("vein", "vascular"),
    ("brain", "spine"),
    ("hand", "wrist"),
    ("hand", "shoulder"),
    ("hip", "knee"),
    ("eye", "ear"),
    ("kidney", "hypertension"),
    ("lung", "sleep"),
    ("allergy", "asthma"),
];

/// Most words of its own before the pair.
const MOST_OWN: usize = 3;

pub(super) fn practice(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let (first, end) = paired(page, at).or_else(|| scanner_of(page, at))?;
    push(page, first, end, "practice", found);
    Some(town_behind(page, end, found))
}

/// A word that may stand in a proper name: no part of the body, no verb.
fn is_own(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let shape = page.token(at).shape;
    page.is_word(at)
        && (shape == Shape::Title || shape == Shape::Upper && page.case(at) == LineCase::Caps)
        && page.low(at).len() > 2
        && !entry.has(Flag::Stop)
        && (!entry.has(Flag::Study) || matches!(page.low(at), "upper" | "lower"))
        && !entry.has(Flag::PersonVerb)
        && !page.is_label(at)
}

fn paired(page: &Page, at: usize) -> Option<(usize, usize)> {
    let joint = page.low(at + 1) == "and" || page.is_sign(at + 1, '&');
    let pair = joint
        && page.is_capital(at)
        && page.is_capital(at + 2)
        && PAIRS.contains(&(page.low(at), page.low(at + 2)));
    if !pair {
        return None;
    }
    let mut first = at;
    while first > 0 && at - first < MOST_OWN && is_own(page, first - 1) && page.gap(first) == 1 {
        first -= 1;
    }
    let of = behind_of(page, at + 3);
    // In a line of capitals alone, a word that is in no list of ordinary words.
    let named = (first..at).any(|place| {
        let entry = page.token(place).entry;
        !entry.is_clinical() && (page.case(place) == LineCase::Mixed || entry.word() < 2)
    });
    match (named, of) {
        (_, Some(end)) => Some((first, end)),
        (true, None) => Some((first, at + 3)),
        (false, None) => None,
    }
}

/// `MRI of Kalispell` behind words of its own.
fn scanner_of(page: &Page, at: usize) -> Option<(usize, usize)> {
    let scanner = matches!(
        page.low(at),
        "mri" | "imaging" | "orthopedics" | "radiology"
    );
    if !scanner || page.case(at) != LineCase::Mixed || !page.is_capital(at) {
        return None;
    }
    let mut first = at;
    while first > 0 && at - first < MOST_OWN && is_own(page, first - 1) && page.gap(first) == 1 {
        first -= 1;
    }
    let end = behind_of(page, at + 1)?;
    let named = (first..at).any(|place| !page.token(place).entry.is_clinical());
    named.then_some((first, end))
}

/// `of the Upper Peninsula`, `of Kalispell`.
fn behind_of(page: &Page, at: usize) -> Option<usize> {
    if page.low(at) != "of" {
        return None;
    }
    let mut end = at + 1 + usize::from(page.low(at + 1) == "the");
    let first = end;
    while end < first + 3 && is_own(page, end) && page.gap(end) == 1 {
        end += 1;
    }
    (end > first).then_some(end)
}
