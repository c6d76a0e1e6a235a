//! Names of people: what counts as a name at a place, given how much the
//! words around it promise one.

mod bare;
mod credentials;
mod framed;
mod initials;
mod lists;
mod markup;
mod nicknames;
mod plain;
mod registers;
mod roles;
mod spoken;
mod structured;
mod titles;

use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{LineCase, Page, Shape};

use bare::{bare, lone};
use credentials::credential;
pub use credentials::is_credential;
use framed::{framed, spelled};
use initials::initials;
use lists::list;
use markup::marked_up;
use plain::small_pair;
use roles::{cue, role};
use spoken::small_signature;
use structured::{inverted, pn};
use titles::title;

/// How much the place promises a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// A cell behind `Patient:`. Nearly every word is one.
    Cell,
    /// Behind `Dr.` or `nurse`.
    Title,
    /// Behind `by`, `discussed with`, `son`.
    Word,
    /// Nothing but the shape and the lexicon.
    None,
}

/// One part of a name: a word with its hyphens and apostrophes, or an initial.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// First token behind.
    pub end: usize,
    /// How much the part looks like a name; ordinary words are below zero.
    pub weight: i32,
    /// A single letter.
    pub initial: bool,
}

/// Reads one part of a name.
#[must_use]
pub fn part(page: &Page, at: usize) -> Option<Part> {
    if !page.is_word(at) || page.is_label(at) || is_label_word(page.low(at)) {
        return None;
    }
    let token = page.token(at);
    let letters = token.end - token.start;
    // `O Briain`, `O'Hare`, `D'Angelo`
    let irish = page.low(at) == "o"
        && token.shape == Shape::Initial
        && page.token(at + 1).shape == Shape::Title
        && page.gap(at + 1) == 1
        && page.token(at + 1).entry.word() == 0;
    if irish {
        return Some(Part {
            end: at + 2,
            weight: 12,
            initial: false,
        });
    }
    if letters == 1
        && !(page.is_sign(at + 1, '\'')
            && page.is_glued(at + 1)
            && page.is_word(at + 2)
            && page.is_glued(at + 2)
            && page.low(at + 2).len() > 2)
    {
        // `Bond G4P2012`
        if page.is_number(at + 1) && page.is_glued(at + 1) {
            return None;
        }
        let capital = token.shape == Shape::Initial;
        let dotted = page.is_sign(at + 1, '.') && page.is_glued(at + 1);
        if !capital && page.case(at) != LineCase::Lower {
            return None;
        }
        return Some(Part {
            end: if dotted { at + 2 } else { at + 1 },
            weight: if dotted { 8 } else { 3 },
            initial: true,
        });
    }
    if is_shortened_given(page, at) {
        return Some(Part {
            end: at + 2,
            weight: 12,
            initial: false,
        });
    }
    let mut weight = weight(page, at);
    let mut end = at + 1;
    for _ in 0..3 {
        let joins = matches!(page.sign(end), '-' | '\'')
            && page.is_glued(end)
            && page.is_glued(end + 1)
            && page.is_word(end + 1);
        // `Smith's`: the name ends before the apostrophe.
        if !joins || page.is_sign(end, '\'') && page.low(end + 1) == "s" {
            break;
        }
        // `Co-worker`
        let role = page.has(end + 1, Flag::Staff)
            || page.has(end + 1, Flag::Relative)
            || is_distance(page.low(at));
        let more = if role {
            -40
        } else {
            self::weight(page, end + 1)
        };
        weight = if letters == 1 {
            more.max(6)
        } else {
            match role {
                true => more,
                false => weight.max(more),
            }
        };
        end += 2;
    }
    Some(Part {
        end,
        weight,
        initial: false,
    })
}

/// `Tele-neuro`, `Co-reader`: what stands before a service.
fn is_distance(word: &str) -> bool {
    matches!(
        word,
        "tele" | "co" | "non" | "pre" | "post" | "sub" | "inter"
    )
}

/// `Wm. Tell`, `Chas. Dove`: a given name as it is shortened in writing.
fn is_shortened_given(page: &Page, at: usize) -> bool {
    let listed = matches!(
        page.low(at),
        "wm" | "chas" | "geo" | "jos" | "thos" | "robt" | "jas" | "jno" | "benj" | "edw" | "saml"
    );
    listed
        && page.is_capital(at)
        && page.is_sign(at + 1, '.')
        && page.is_glued(at + 1)
        && page.is_capital(at + 2)
        && page.gap(at + 2) == 1
}

/// Labels that need no sign behind them.
fn is_label_word(word: &str) -> bool {
    matches!(
        word,
        "dob"
            | "mrn"
            | "ssn"
            | "acct"
            | "npi"
            | "dea"
            | "csn"
            | "doi"
            | "dos"
            | "vin"
            | "udi"
            | "uid"
            | "voip"
            | "fein"
            | "electronically"
            | "digitally"
            | "spelled"
    )
}

/// How much less a word of a role looks like a name.
const LOSSES: &[(Flag, i32)] = &[
    (Flag::Stop, 40),
    (Flag::Study, 25),
    (Flag::Facility, 15),
    (Flag::Unit, 10),
    (Flag::HeadNoun, 8),
    (Flag::Month, 8),
    (Flag::Weekday, 20),
    (Flag::Product, 12),
    (Flag::Credential, 12),
    (Flag::Staff, 20),
    (Flag::Relative, 20),
    (Flag::Patient, 25),
    (Flag::NumberWord, 15),
    (Flag::State, 12),
    (Flag::PersonVerb, 20),
    (Flag::Company, 6),
    (Flag::Eponym, 2),
];

/// How much a word looks like a name.
fn weight(page: &Page, at: usize) -> i32 {
    let token = page.token(at);
    let entry = token.entry;
    let case = page.case(at);
    let bonus = |level: u32| match level {
        0 => 0,
        1 => 8,
        2 => 15,
        _ => 22,
    };
    let mut weight = bonus(entry.given()).max(bonus(entry.family()));
    if weight == 0 && entry.word() == 0 && !entry.is_clinical() {
        weight = if case == LineCase::Mixed && page.is_capital(at) {
            7
        } else {
            0
        };
    }
    let ordinary = match entry.word() {
        0 => 0,
        1 => 3,
        2 => 10,
        _ => 20,
    };
    weight -= if entry.is_clinical() {
        ordinary.max(18)
    } else {
        ordinary
    };
    if entry.has_role() {
        for (flag, loss) in LOSSES {
            if entry.has(*flag) {
                weight -= loss;
            }
        }
    }
    weight
}

/// True if a part may stand in a name at this promise.
fn fits(page: &Page, at: usize, part: &Part, promise: Promise, first: bool) -> bool {
    let token = page.token(at);
    let entry = token.entry;
    if is_word_as_name(page, at) && promise != Promise::None {
        return true;
    }
    let stop = entry.has(Flag::Stop) && !part.initial;
    let written = match page.case(at) {
        LineCase::Mixed => page.is_capital(at),
        LineCase::Caps | LineCase::Lower => true,
    };
    let plain = page.case(at) != LineCase::Mixed;
    let is_role = entry.has(Flag::Staff)
        || entry.has(Flag::Relative)
        || entry.has(Flag::Patient)
        || entry.has(Flag::Title) && !first;
    match promise {
        Promise::Cell => {
            let placeholder = matches!(
                page.low(at),
                "unknown"
                    | "none"
                    | "self"
                    | "pending"
                    | "available"
                    | "applicable"
                    | "na"
                    | "tbd"
                    | "unassigned"
                    | "see"
                    | "phone"
                    | "fax"
                    | "date"
                    | "time"
                    | "yes"
                    | "final"
                    | "signed"
                    | "ed"
                    | "er"
                    | "icu"
                    | "hr"
                    | "whom"
            );
            // `attending: agree with the above` in small letters.
            let sentence = page.case(at) == LineCase::Lower
                && first
                && part.weight < -6
                && entry.family() < 2
                && entry.given() < 2;
            !stop
                && !placeholder
                && !sentence
                && !is_role
                && !entry.has(Flag::Facility)
                && !(entry.has(Flag::Study)
                    && part.weight < 0
                    && !(page.is_sign(part.end, ',')
                        && page.token(part.end + 1).entry.given() >= 1))
                && (written || part.weight >= 5)
                && (first || part.weight > -30)
        }
        Promise::Title => {
            if stop
                || is_role
                || part.initial
                    && !page.is_sign(part.end - 1, '.')
                    && first
                    && !page.is_word(part.end)
            {
                return false;
            }
            if plain || !written {
                let bad =
                    entry.is_clinical() || entry.has(Flag::Study) || entry.has(Flag::PersonVerb);
                // A small letter where capitals tell something is no name by itself.
                let floor = if !first || !plain { 5 } else { -6 };
                // `dr. maxine tallsalt,`: a family name of no list.
                let strange = plain
                    && !first
                    && entry.is_unknown()
                    && page.low(at).len() >= 4
                    && (!page.is_word(part.end) || page.has(part.end, Flag::Stop));
                return !bad && (part.weight >= floor || strange);
            }
            let closes = !page.is_word(part.end)
                || page.has(part.end, Flag::Stop)
                || page.has(part.end, Flag::PersonVerb)
                || is_credential(page, part.end).is_some();
            if first {
                true
            } else {
                part.weight > -10 || closes && token.shape == Shape::Title
            }
        }
        Promise::Word => {
            if stop || is_role || entry.has(Flag::Weekday) || entry.has(Flag::Facility) {
                return false;
            }
            if plain || !written {
                part.weight >= 12 || !first && part.weight >= 8
            } else {
                part.weight > if first { 2 } else { -6 }
            }
        }
        Promise::None => false,
    }
}

/// Reads a whole name that begins at a token; answers the token behind it.
/// Titles at its beginning are not part of it.
#[must_use]
pub fn person(page: &Page, at: usize, limit: usize, promise: Promise) -> Option<usize> {
    let mut end = at;
    let mut words = 0;
    let mut initials = 0;
    for _ in 0..6 {
        if end >= limit || page.is_line_end(end) {
            break;
        }
        if words + initials > 0 && page.gap(end) > 2 && promise != Promise::Cell {
            break;
        }
        if let Some(behind) = particle(page, end, limit) {
            end = behind;
            continue;
        }
        let Some(part) = part(page, end) else { break };
        let abbreviation = words == 0
            && promise != Promise::Cell
            && page.token(end).shape == Shape::Upper
            && page.case(end) == LineCase::Mixed
            && page.low(end).len() <= 3
            && part.weight < 12;
        if abbreviation {
            break;
        }
        if words + initials > 0 && page.has(end, Flag::Suffix) && !part.initial {
            end = part.end;
            break;
        }
        if is_credential(page, end).is_some() && (words > 0 || promise != Promise::Cell) {
            break;
        }
        let fits = if part.initial {
            words + initials < 3
                && (promise != Promise::Word || page.is_sign(part.end - 1, '.') || words > 0)
        } else {
            fits(page, end, &part, promise, words == 0)
        };
        if !fits {
            break;
        }
        if part.initial {
            initials += 1;
        } else {
            words += 1;
        }
        end = part.end;
        // An initial at the end of a sentence keeps its point only as part of it.
        if page.is_sign(end, '^') && page.is_glued(end) {
            end += 1;
            continue;
        }
    }
    while end > at && page.is_sign(end - 1, '^') {
        end -= 1;
    }
    if words == 0 && !(initials >= 2 || initials == 1 && promise == Promise::Cell) {
        return None;
    }
    Some(with_given_names(page, end, limit, promise))
}

/// `van der`, `de la`, `St.`: only with a word behind that is a name.
fn particle(page: &Page, at: usize, limit: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..3 {
        if !page.has(end, Flag::Particle) || end >= limit {
            break;
        }
        end += 1;
        if matches!(page.sign(end), '.' | '\'' | '-') && page.is_glued(end) {
            end += 1;
        }
    }
    let small = page.case(at) == LineCase::Lower
        && page.token(end).entry.family() >= 1
        && page.token(end).entry.word() < 2;
    (end > at && page.is_word(end) && !page.has(end, Flag::Stop) && (page.is_capital(end) || small))
        .then_some(end)
}

/// `FAMILY, Given M.`: what stands behind the comma.
fn with_given_names(page: &Page, end: usize, limit: usize, promise: Promise) -> usize {
    if !page.is_sign(end, ',') || end + 1 >= limit {
        return end;
    }
    let mut place = end + 1;
    if page.has(place, Flag::Suffix) && page.is_capital(place) && page.is_sign(place + 1, ',') {
        place += 2;
    }
    let mut behind = end;
    for count in 0..3 {
        let Some(part) = part(page, place) else { break };
        if place >= limit || is_credential(page, place).is_some() || page.gap(place) > 2 {
            break;
        }
        let entry = page.token(place).entry;
        let good = if part.initial {
            page.is_sign(part.end - 1, '.')
                || page.is_line_end(part.end)
                || promise == Promise::Cell
                || count > 0
        } else {
            let capital = page.is_capital(place) || page.case(place) == LineCase::Lower;
            capital
                && match promise {
                    Promise::Cell => {
                        (!entry.has(Flag::Stop) || is_word_as_name(page, place))
                            && !entry.has(Flag::Facility)
                            && part.weight > -30
                            && !entry.has(Flag::Staff)
                    }
                    Promise::Title | Promise::Word | Promise::None => {
                        entry.given() >= 1 && part.weight >= 2
                            || entry.word() == 0
                                && !entry.is_clinical()
                                && page.token(place).shape == Shape::Title
                                && matches!(page.sign(part.end), ',' | ';' | '(' | '|')
                    }
                }
        };
        if !good {
            break;
        }
        place = part.end;
        behind = place;
        if page.is_sign(place, ',') {
            break;
        }
    }
    behind
}

fn push(
    page: &Page,
    first: usize,
    end: usize,
    what: What,
    detector: &'static str,
    confidence: u8,
    found: &mut Vec<Found>,
) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if start < stop {
        found.push(Found {
            start,
            end: stop,
            what,
            detector,
            confidence,
        });
    }
}

/// Finds names by the words around them and by their own look.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        if !page.is_word(at) {
            at += 1;
            continue;
        }
        let end = marked_up(page, at, found)
            .or_else(|| framed(page, at, found))
            .or_else(|| spelled(page, at, found))
            .or_else(|| list(page, at, found))
            .or_else(|| title(page, at, found))
            .or_else(|| role(page, at, found))
            .or_else(|| cue(page, at, found))
            .or_else(|| small_signature(page, at, found))
            .or_else(|| {
                let end = small_pair(page, at)?;
                push(page, at, end, What::Name, "small-pair", 66, found);
                Some(end)
            })
            .or_else(|| registers::with_part(page, at, found))
            .or_else(|| registers::shaped(page, at, found))
            .or_else(|| credential(page, at, found))
            .or_else(|| pn(page, at, found))
            .or_else(|| inverted(page, at, found))
            .or_else(|| unpromised(page, at, found))
            .or_else(|| initials(page, at, found));
        at = end.filter(|end| *end > at).unwrap_or(at + 1);
    }
    registers::find(page, found);
    nicknames::find(page, 0, found);
}

/// `Dr. Will Youngblood`, `Lindqvist, Per`: a small word of the language that is
/// also a usual given name, written with a capital beside the family name.
fn is_word_as_name(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let next = page.token(at + 1).entry;
    let lower = page.case(at) == LineCase::Lower;
    let family = page.is_word(at + 1)
        && page.gap(at + 1) == 1
        && next.family() >= 1
        && !next.has(Flag::Stop)
        && !next.has(Flag::PersonVerb)
        && (page.is_capital(at + 1) || lower && (next.word() < 2 || next.has(Flag::Study)));
    let behind_family = page.is_sign(at.wrapping_sub(1), ',')
        && page.is_capital(at.wrapping_sub(2))
        && page.token(at).shape == Shape::Title;
    entry.has(Flag::Stop)
        && entry.given() >= 2
        && (page.token(at).shape == Shape::Title && family
            || lower && family && page.low(at) == "will"
            || behind_family)
}

/// What no word promises begins with a capital.
fn unpromised(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.is_capital(at) {
        return None;
    }
    bare(page, at, found).or_else(|| lone(page, at, found))
}

fn skip_point(page: &Page, at: usize) -> usize {
    if page.is_sign(at, '.') && page.is_glued(at) {
        at + 1
    } else {
        at
    }
}
