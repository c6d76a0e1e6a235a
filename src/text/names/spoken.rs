//! Names of people who are greeted, told or asked, and signatures in small
//! letters.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::credentials::is_credential;
use super::plain::is_no_name;
use super::push;

/// `Dear Summer,`: a greeting, whatever the word means elsewhere.
pub(super) fn greeted(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let place = at + 1;
    let entry = page.token(place).entry;
    let greets = matches!(page.low(at), "dear" | "hello" | "hi")
        && page.token(place).shape == Shape::Title
        && matches!(page.sign(place + 1), ',' | ':' | '-')
        && (entry.given() >= 1 || entry.family() >= 1 || entry.is_unknown());
    let nobody = is_no_name(page, place) && entry.given() < 2
        || matches!(
            page.low(place),
            "colleague"
                | "colleagues"
                | "parents"
                | "team"
                | "friend"
                | "friends"
                | "family"
                | "all"
        );
    if !greets || nobody {
        return None;
    }
    push(page, place, place + 1, What::Name, "greeting", 80, found);
    Some(place + 1)
}

/// `talked to priya`, `told hannah`, `asked Stone for`, `call Hope at`: somebody
/// is spoken to.
pub(super) fn spoken_to(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let before = page.low(at.wrapping_sub(1));
    let strong = match page.low(at) {
        "told" | "asked" | "messaged" | "phoned" | "texted" | "paged" | "informed" | "notified"
        | "tried" | "emailed" | "thanked" | "called" | "call" | "reached" | "ask" => true,
        "to" => matches!(
            before,
            "talked" | "spoke" | "speak" | "talk" | "line" | "thanks"
        ),
        "with" => matches!(
            before,
            "spoke" | "talked" | "word" | "speak" | "talk" | "this" | "visit"
        ),
        "w" => matches!(before, "spoke" | "talked" | "discussed"),
        "for" => matches!(before, "ask" | "asked"),
        "us" | "me" => matches!(before, "sending" | "referring"),
        "sending" | "meeting" => true,
        _ => false,
    };
    let place = at + 1;
    if !strong || page.gap(place) != 1 || !page.is_word(place) || is_no_name(page, place) {
        return None;
    }
    let entry = page.token(place).entry;
    let next = page.token(place + 1).entry;
    let closes = !page.is_word(place + 1)
        || next.has(Flag::Stop) && page.token(place + 1).shape != Shape::Title
        || next.has(Flag::PersonVerb) && page.token(place + 1).shape == Shape::Lower;
    let good = match page.case(at) {
        LineCase::Lower => {
            entry.word() == 0
                && !entry.is_clinical()
                && entry.given() >= 1
                && page.low(place).len() > 3
        }
        LineCase::Mixed => {
            page.token(place).shape == Shape::Title
                && page.token(at).shape == Shape::Lower
                && closes
                && (entry.given() >= 2 || entry.family() >= 3)
                && !(entry.has(Flag::Facility) || entry.has(Flag::HeadNoun))
        }
        LineCase::Caps => false,
    };
    let pair = page.case(at) == LineCase::Mixed
        && page.token(place).shape == Shape::Title
        && page.token(place + 1).shape == Shape::Title
        && page.gap(place + 1) == 1
        && entry.given() >= 2
        && !next.has(Flag::Stop)
        && !next.has(Flag::Facility)
        && !next.is_clinical();
    if !good && !pair {
        return None;
    }
    let family = pair
        || page.case(at) == LineCase::Lower
            && page.is_word(place + 1)
            && next.family() >= 1
            && next.word() == 0
            && !next.is_clinical()
            && !is_no_name(page, place + 1);
    let end = if family { place + 2 } else { place + 1 };
    push(page, place, end, What::Name, "spoken-to", 72, found);
    Some(end)
}

/// `read by s. ramanathan`, `a. goldfarb 2/16/23`, `rk bhattacharya`: a
/// signature in small letters.
pub(super) fn small_signature(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.case(at) != LineCase::Lower || !page.is_word(at) || page.low(at).len() > 2 {
        return None;
    }
    let dotted = page.is_sign(at + 1, '.') && page.is_glued(at + 1) && page.low(at).len() == 1;
    let mut name = if dotted { at + 2 } else { at + 1 };
    // `t. w. abernathy`
    if dotted && page.low(name).len() == 1 && page.is_sign(name + 1, '.') {
        name += 2;
    }
    let entry = page.token(name).entry;
    let line = page.line_of(at);
    let opens = line.first == at
        || page.low(at.wrapping_sub(1)) == "by"
        || matches!(page.sign(at.wrapping_sub(1)), '.' | ',' | ';' | ':' | '-');
    let end = name + 1;
    let signs = page.is_line_end(end)
        || page.is_sign(end, ',')
        || is_credential(page, end).is_some()
        || page.has(end, Flag::Staff)
        || crate::text::calendar::read(page, end).is_some();
    let rare = entry.word() == 0 && !entry.is_clinical() && page.low(name).len() >= 4;
    let good = page.is_word(name)
        && page.gap(name) == 1
        && !is_no_name(page, name)
        && if dotted {
            opens
                && (rare && (signs || entry.family() >= 1)
                    || entry.family() >= 2 && signs && !entry.is_clinical())
        } else {
            line.first == at && page.is_line_end(end) && rare && entry.family() >= 1
        };
    if !good {
        return None;
    }
    push(page, at, end, What::Clinician, "small-signature", 72, found);
    Some(end)
}
