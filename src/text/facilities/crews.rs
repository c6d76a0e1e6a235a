//! Crews of an ambulance with their number, and sites whose name is one word of
//! two: `Rural/Metro Engine 44`, `MedCenter Four Corners`.

use crate::text::found::Found;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;

/// Most words of a company before its crew.
const MOST_OWN: usize = 4;

pub(super) fn crew(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let (first, end, detector) = numbered(page, at)
        .map(|(first, end)| (first, end, "crew"))
        .or_else(|| camel(page, at).map(|end| (at, end, "site-of-two-words")))?;
    push(page, first, end, detector, found);
    Some(end)
}

/// `Rural/Metro Engine 44`, `Air Methods Eagle 7`; not `Truck 4 views`.
fn numbered(page: &Page, at: usize) -> Option<(usize, usize)> {
    let word = page.low(at);
    let crew = matches!(
        word,
        "engine" | "medic" | "rescue" | "ladder" | "ambulance" | "squad" | "battalion"
    );
    let helicopter = matches!(
        word,
        "eagle" | "angel" | "guardian" | "star" | "falcon" | "hawk"
    );
    let titled = page.token(at).shape == Shape::Title && page.case(at) == LineCase::Mixed;
    if !(crew || helicopter) || !titled || !(1..=4).contains(&page.digits(at + 1)) {
        return None;
    }
    if page.gap(at + 1) != 1 || page.has(at + 2, Flag::Unit) {
        return None;
    }
    let own = |place: usize| {
        page.token(place).shape == Shape::Title
            && !page.has(place, Flag::Stop)
            && !page.has(place, Flag::PersonVerb)
            && (!page.token(place).entry.is_clinical() || page.low(place) == "methods")
            && !page.is_label(place)
    };
    let mut first = at;
    while first > 0 && at - first < MOST_OWN * 2 {
        let before = first - 1;
        let joint = matches!(page.sign(before), '/' | '-' | '&') && own(before.wrapping_sub(1));
        if own(before) && page.gap(first) <= 1 {
            first = before;
        } else if joint && first < at {
            first = before - 1;
        } else {
            break;
        }
    }
    let flies = (first..at).any(|place| {
        matches!(
            page.low(place),
            "air" | "life" | "flight" | "med" | "care" | "mercy" | "methods" | "reach" | "aero"
        )
    });
    (first < at && (crew || flies)).then_some((first, at + 2))
}

/// `MedCenter Four Corners`, `WellTrust at Juniper Mesa`.
fn camel(page: &Page, at: usize) -> Option<usize> {
    let raw = page.raw(at);
    let second = [
        "Med", "Well", "Health", "Care", "Clin", "Rad", "Hosp", "Scan",
    ]
    .iter()
    .find_map(|part| raw.strip_prefix(part))?;
    let entry = page.token(at).entry;
    let two = second.starts_with(|letter: char| letter.is_ascii_uppercase()) && second.len() >= 4;
    if !two || entry.has(Flag::Product) {
        return None;
    }
    let own = |place: usize| {
        let entry = page.token(place).entry;
        page.token(place).shape == Shape::Title
            && page.gap(place) == 1
            && !page.is_label(place)
            && (entry.has(Flag::NumberWord) || !entry.has(Flag::Stop) && !entry.has(Flag::Study))
    };
    let first = at + 1 + usize::from(matches!(page.low(at + 1), "at" | "of"));
    let mut end = first;
    while end < first + 3 && own(end) {
        end += 1;
    }
    (end > first).then_some(end)
}
