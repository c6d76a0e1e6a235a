//! Names behind the acts that close a report: `Addendum by`, `/es/`, `reviewed
//! the images with`, `I, ..., MD, have`, `left word with`, `resident ... (PGY-3)`.
//!
//! Such a place holds a person and nothing else, so that names which are words
//! (`Hope Nail`), names in capitals and names that no list has are read in it,
//! as far as the next word of the sentence.

use super::found::{Found, What};
use super::lexicon::{Flag, Flags};
use super::names::is_credential;
use super::token::{LineCase, Page, Shape};

/// Most words of a name.
const MOST_WORDS: usize = 5;

/// Roles, departments and small words: never a person.
const NOBODY: Flags = Flags::of(&[
    Flag::Stop,
    Flag::Staff,
    Flag::Relative,
    Flag::Patient,
    Flag::Facility,
    Flag::Unit,
    Flag::Weekday,
    Flag::NumberWord,
]);

/// Finds the names behind acts.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    for at in 0..page.len() {
        let Some(value) = act(page, at) else { continue };
        let first = over_titles(page, value);
        let Some(end) = name_end(page, first) else {
            continue;
        };
        found.push(Found {
            start: page.token(first).start,
            end: page.token(end - 1).end,
            what: What::Clinician,
            detector: "act",
            confidence: 80,
        });
    }
}

/// The token behind an act that ends here.
fn act(page: &Page, at: usize) -> Option<usize> {
    let before = |step: usize| page.low(at.wrapping_sub(step));
    match page.low(at) {
        "by" => {
            (is_deed(before(1)) || before(1) == "report" && is_deed(before(2))).then_some(at + 1)
        }
        "with" => (matches!(
            before(1),
            "images" | "study" | "case" | "films" | "findings" | "scan"
        ) && matches!(before(2), "the" | "these" | "this")
            || before(1) == "word" && matches!(before(2), "left" | "leave")
            || matches!(before(1), "discussed" | "spoke" | "conferred"))
        .then_some(at + 1),
        // `Pt of Karthik Noon;`
        "of" => (matches!(before(1), "pt" | "patient")
            && (page.is_word(at + 2) || page.is_sign(at + 2, '.'))
            || matches!(before(1), "exam" | "examination" | "study" | "scan")
                && is_identified(page, at))
        .then_some(at + 1),
        "pcp" => page.is_word(at + 1).then_some(at + 1),
        "dear" | "hi" | "hello" => (page.gap(at) == usize::MAX).then_some(at + 1),
        "thanks" => page.is_sign(at + 1, ',').then_some(at + 2),
        "regards" | "sincerely" | "yours" | "truly" | "respectfully" => signature(page, at + 1),
        "s" | "es" => (page.is_sign(at.wrapping_sub(1), '/')
            && page.is_sign(at + 1, '/')
            && page.is_glued(at + 1))
        .then_some(at + 2),
        // `I, Hope Nail, MD, have reviewed`
        "i" => (page.is_sign(at + 1, ',')
            && page.is_glued(at + 1)
            && (page.gap(at) == usize::MAX || page.sign(at.wrapping_sub(1)) != '\0'))
            .then_some(at + 2)
            .filter(|&value| vows(page, value)),
        "resident" | "fellow" => is_before_year(page, at + 1).then_some(at + 1),
        "doctor" => (1..=4)
            .any(|step| page.low(at + step) == "dictating")
            .then_some(at + 1),
        _ => None,
    }
}

/// `exam of Kia Hand (MRN 8812, born ...`: the person's number in brackets.
fn is_identified(page: &Page, at: usize) -> bool {
    (at + 2..at + 11).any(|place| {
        page.is_sign(place, '(')
            && matches!(page.low(place + 1), "mrn" | "dob" | "born" | "id" | "mr")
    })
}

/// The line under `With kind regards,`, if a name can fill it.
fn signature(page: &Page, comma: usize) -> Option<usize> {
    let mut at = comma + usize::from(page.is_sign(comma, ','));
    if !page.is_line_end(at) {
        return None;
    }
    while at < comma + 5 && at < page.len() && page.is_line_end(at) {
        at += 1;
    }
    let line = page.line_of(at);
    (page.is_word(at) && line.first == at && line.end <= at + 12).then_some(at)
}

/// What somebody does to a report.
fn is_deed(word: &str) -> bool {
    matches!(
        word,
        "addendum"
            | "addended"
            | "final"
            | "finalized"
            | "preliminary"
            | "prelim"
            | "read"
            | "signed"
            | "esigned"
            | "cosigned"
            | "countersigned"
            | "dictated"
            | "approved"
            | "verified"
            | "validated"
            | "interpreted"
            | "reported"
            | "prepared"
            | "authenticated"
            | "attested"
            | "overread"
            | "transcribed"
            | "typed"
            | "performed"
            | "requested"
            | "ordered"
            | "witnessed"
            | "released"
            | "edited"
            | "scribed"
            | "corrected"
    )
}

/// `..., MD, have`, `..., DO, attest`: what somebody says of himself.
fn vows(page: &Page, at: usize) -> bool {
    (at + 1..at + 12).any(|place| {
        matches!(
            page.low(place),
            "have" | "personally" | "attest" | "was" | "reviewed" | "agree" | "certify" | "am"
        )
    })
}

/// `(PGY-4)`, `PGY3` within the next words.
fn is_before_year(page: &Page, at: usize) -> bool {
    (at + 1..at + 8)
        .take_while(|&place| !page.is_line_end(place))
        .any(|place| page.low(place) == "pgy")
}

fn over_titles(page: &Page, at: usize) -> usize {
    let mut at = page.over_line_end(at);
    while page.has(at, Flag::Title) && (page.is_sign(at + 1, '.') || page.is_word(at + 1)) {
        at += 1 + usize::from(page.is_sign(at + 1, '.'));
    }
    at
}

/// The token behind a name that begins here and is closed by the sentence.
fn name_end(page: &Page, first: usize) -> Option<usize> {
    let mut end = first;
    let mut words = 0;
    let mut namely = 0;
    let mut plain = 0;
    while words < MOST_WORDS {
        let initial = page.token(end).shape == Shape::Initial;
        let behind = words > 0 && (is_credential(page, end).is_some() || goes_on(page.low(end)));
        if behind || !is_part(page, end, words) {
            break;
        }
        let entry = page.token(end).entry;
        if !initial {
            let like =
                entry.given() + entry.family() > 0 || entry.word() == 0 && !entry.is_clinical();
            namely += usize::from(like);
            plain += usize::from(entry.word() >= 2 && entry.given() + entry.family() < 2);
        }
        words += 1;
        end += 1;
        if initial && page.is_sign(end, '.') && page.is_glued(end) {
            end += 1;
        }
        let joins =
            matches!(page.sign(end), '-' | '\'') && page.is_glued(end) && page.is_glued(end + 1);
        if joins && page.is_word(end + 1) {
            end += 1;
        } else if page.gap(end) > 1 {
            break;
        }
        end = over_nickname(page, end);
    }
    let written = page.case(first) == LineCase::Mixed;
    let alone = page.token(first).entry;
    let known = alone.given().max(alone.family()) >= 2 || alone.word() == 0;
    let sure = namely > 0
        && (written
            || words > 1 && (namely > plain || plain < 2)
            || words == 1 && namely > plain && known);
    (words > 0 && sure && is_closed(page, end)).then_some(end)
}

/// `"Bud"` between the names.
fn over_nickname(page: &Page, at: usize) -> usize {
    let quoted = page.is_sign(at, '"') && page.is_word(at + 1) && page.is_sign(at + 2, '"');
    if quoted && page.is_word(at + 3) {
        at + 3
    } else {
        at
    }
}

fn is_part(page: &Page, at: usize, words: usize) -> bool {
    if !page.is_word(at) || page.is_label(at) {
        return false;
    }
    let entry = page.token(at).entry;
    let written = match page.case(at) {
        LineCase::Mixed => page.is_capital(at) || entry.has(Flag::Particle),
        LineCase::Caps | LineCase::Lower => true,
    };
    let particle = entry.has(Flag::Particle) && page.is_word(at + 1);
    let small = page.low(at).len() < 2 && page.token(at).shape != Shape::Initial;
    let nobody =
        entry.has_any(NOBODY) && !(words > 0 && entry.family() >= 2 && !entry.has(Flag::Stop));
    let clinical = (entry.is_clinical() || entry.has(Flag::Study)) && entry.family() < 2;
    written && !small && (particle || !nobody && !clinical)
}

/// What may stand behind a name in such a place.
fn is_closed(page: &Page, end: usize) -> bool {
    if !page.is_word(end) {
        return true;
    }
    is_credential(page, end).is_some()
        || page.gap(end) > 1
        || page.has(end, Flag::PersonVerb)
        || page.has(end, Flag::Month)
        || goes_on(page.low(end))
}

/// Words behind a name that go on with the sentence.
fn goes_on(word: &str) -> bool {
    matches!(
        word,
        "on" | "at"
            | "and"
            | "for"
            | "via"
            | "in"
            | "from"
            | "to"
            | "of"
            | "who"
            | "is"
            | "was"
            | "has"
            | "pgy"
            | "dictating"
            | "prepared"
            | "final"
            | "electronically"
            | "the"
            | "by"
            | "with"
            | "this"
            | "transcribed"
    )
}
