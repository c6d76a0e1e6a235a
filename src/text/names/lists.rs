//! Names in a row behind a word that announces people: `Present: Nakagawa
//! (rad onc), Rich (path)`, `Votes: Gray 2b, Sato-Bright 2b`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::credentials::is_credential;
use super::push;

/// Most names of one list.
const LONGEST: usize = 24;

/// Words that announce several people when a colon follows.
fn announces(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at),
        "present"
            | "attendance"
            | "attendees"
            | "attending"
            | "votes"
            | "panel"
            | "panelists"
            | "reviewers"
            | "readers"
            | "participants"
            | "faculty"
            | "who"
            | "crew"
            | "team"
            | "members"
            | "excused"
            | "absent"
            | "presenters"
            | "discussants"
            | "distribution"
            | "staff"
            | "scrub"
            | "circulator"
            | "escort"
            | "assistants"
            | "witnesses"
            | "recipients"
    )
}

/// One name of a list.
struct Item {
    first: usize,
    /// First token behind the name.
    end: usize,
    /// First token behind what is added: `(path)`, `2b`.
    behind: usize,
    /// A person's name by the lexicon.
    likely: bool,
}

/// Reads a list that begins behind the colon.
pub(super) fn list(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.is_sign(at + 1, ':') || !announces(page, at) {
        return None;
    }
    let mut items = Vec::new();
    let mut place = page.over_line_end(at + 2);
    while items.len() < LONGEST {
        let Some(item) = item(page, place) else { break };
        place = item.behind;
        items.push(item);
        if matches!(page.sign(place), ',' | ';' | '/' | '&') {
            place = page.over_line_end(place + 1);
        }
        if matches!(page.low(place), "and" | "with") {
            place += 1;
        }
        place = page.over_line_end(place);
        if page.is_sign(place.wrapping_sub(1), '.') && items.len() == 1 {
            break;
        }
    }
    let likely = items.iter().filter(|item| item.likely).count();
    if items.is_empty() || likely * 2 < items.len() {
        return None;
    }
    for item in &items {
        push(
            page,
            item.first,
            item.end,
            What::Clinician,
            "people-list",
            82,
            found,
        );
    }
    items.last().map(|item| item.end)
}

fn item(page: &Page, at: usize) -> Option<Item> {
    let mut first = at;
    while page.has(first, Flag::Title) && !page.has(first, Flag::Stop) && first < at + 2 {
        first += 1;
        if page.is_sign(first, '.') {
            first += 1;
        }
    }
    if let Some(behind) = is_credential(page, first).filter(|&behind| page.is_capital(behind)) {
        first = behind;
    }
    let mut end = first;
    let mut likely = false;
    for _ in 0..8 {
        let entry = page.token(end).entry;
        let joined = matches!(page.sign(end), '-' | '\'') && page.is_glued(end) && end > first;
        let point = page.is_sign(end, '.')
            && page.is_glued(end)
            && page.token(end.wrapping_sub(1)).shape == Shape::Initial;
        let particle = entry.has(Flag::Particle)
            && page.is_capital(end + 1 + usize::from(page.is_sign(end + 1, '-')));
        let word = page.is_word(end)
            && page.is_capital(end)
            && !(entry.has(Flag::Stop) && entry.given() < 2)
            && ![
                Flag::Unit,
                Flag::Staff,
                Flag::Relative,
                Flag::Patient,
                Flag::Facility,
                Flag::PersonVerb,
            ]
            .into_iter()
            .any(|flag| entry.has(flag) && entry.family() < 3)
            && !page.is_label(end)
            && !(end > first && announces(page, end))
            && is_credential(page, end).is_none();
        if end > first && page.gap(end) > 1 || !(joined || point || particle || word) {
            break;
        }
        likely |= word && !entry.is_clinical() && entry.word() < 3 && page.low(end).len() > 1;
        end += 1;
    }
    if end == first {
        return None;
    }
    let mut behind = end;
    if page.is_sign(behind, ',') {
        if let Some(credential) = is_credential(page, behind + 1) {
            behind = credential;
        }
    } else if let Some(credential) = is_credential(page, behind) {
        behind = credential;
    }
    if page.is_sign(behind, '(') {
        let close = (behind + 1..behind + 7).find(|&place| page.is_sign(place, ')'));
        behind = close.map_or(behind, |close| close + 1);
    }
    // `2b`: a vote.
    if page.is_number(behind) && page.digits(behind) == 1 {
        behind += 1 + usize::from(page.is_word(behind + 1) && page.is_glued(behind + 1));
    }
    let closes = page.is_line_end(behind)
        || matches!(page.sign(behind), ',' | ';' | '/' | '&' | '.' | '|')
        || page.low(behind) == "and"
        || behind > end && page.is_capital(behind);
    closes.then_some(Item {
        first,
        end,
        behind,
        likely,
    })
}
