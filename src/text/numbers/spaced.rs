//! Numbers written in groups with blanks: `OG 402 771`, `21 77 09 44`.

use crate::text::calendar;
use crate::text::found::What;
use crate::text::labels;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::Hit;

/// Most groups of one number.
const MOST_GROUPS: usize = 5;

/// The groups of digits of a number with blanks or hyphens between.
struct Groups {
    end: usize,
    count: usize,
    digits: usize,
    longest: usize,
}

/// Letters that are no word and groups of digits behind, or groups alone in a
/// place where a list of values does not stand.
pub(super) fn spaced(page: &Page, at: usize) -> Hit {
    // A group stands behind a blank or a hyphen.
    let next = at + 1 + usize::from(page.is_sign(at + 1, '-'));
    if !page.is_number(next) {
        return None;
    }
    if page.is_number(at) {
        return alone(page, at);
    }
    if let Some(end) = donation(page, at) {
        return Some((end, What::Id, "donation"));
    }
    let first = at + 1;
    // `Bryson City, NC 28713`: the State stays, the places find the ZIP code.
    if page.has(at, Flag::StateCode)
        && page.digits(first) == 5
        && page.token(at).shape == Shape::Upper
    {
        return None;
    }
    // `H55 2091 884`, `w 2281 77190 02`: so many groups are no measurement.
    if page.token(at).end - page.token(at).start == 1
        && (page.gap(first) == 1 || page.gap(first) == 0 && page.token(at).shape == Shape::Initial)
    {
        let run = groups(page, first);
        if run.count >= 3 && run.digits >= 9 && closes(page, run.end) {
            return Some((run.end, What::Id, "spaced-code"));
        }
    }
    let numbered = page.is_sign(at.wrapping_sub(1), '#')
        && matches!(page.token(at).shape, Shape::Upper | Shape::Initial);
    let named = is_behind_name(page, at)
        && page.token(at).shape == Shape::Upper
        && calendar::year4(page, first).is_none();
    if !numbered && !named && !is_prefix(page, at)
        || page.gap(first) != 1 && !page.is_sign(first, '-')
    {
        return None;
    }
    let hyphen = page.is_sign(first, '-') && page.is_glued(first) && page.is_glued(first + 1);
    let groups = groups(page, if hyphen { first + 1 } else { first });
    let closed = closes(page, groups.end);
    let cell = page.is_sign(at.wrapping_sub(1), '|') && page.is_sign(groups.end, '|')
        || is_behind_name(page, at) && page.is_sign(groups.end, ')');
    let opens = opens(page, at);
    let enough = if page.case(at) == LineCase::Lower {
        groups.count >= 2 && groups.digits >= 6 && closed
            || groups.count >= 2 && groups.digits >= 5 && closed && opens
    } else {
        groups.count >= 2 && groups.digits >= 5 && closed && (opens || groups.digits >= 6)
            || groups.digits >= 5 && closed && opens
            || groups.digits >= 4 && cell && (named || page.token(at).entry.is_unknown())
    };
    // `SSN 402-55-9910`: the word announces the number.
    (enough && labels::read(page, at).is_none()).then_some((groups.end, What::Id, "spaced-code"))
}

/// `W0413 24 118820`: a unit of blood, by the numbers of ISBT 128.
fn donation(page: &Page, at: usize) -> Option<usize> {
    (page.token(at).shape == Shape::Initial
        && page.is_glued(at + 1)
        && page.digits(at + 1) == 4
        && page.digits(at + 2) == 2
        && page.digits(at + 3) == 6
        && page.gap(at + 2) <= 1
        && page.gap(at + 3) <= 1)
        .then_some(at + 4)
}

/// `, 40 41 187.`, `(21 77 09 44)`: three groups or more between signs.
fn alone(page: &Page, at: usize) -> Hit {
    let groups = groups(page, at);
    let good = groups.count >= 3
        && (7..=10).contains(&groups.digits)
        && groups.longest <= 4
        && (matches!(page.sign(at.wrapping_sub(1)), ',' | '(' | '#')
            || page.raw(at).starts_with('0'))
        && (matches!(page.sign(groups.end), ',' | ')' | '.' | ';') || page.is_line_end(groups.end))
        && calendar::read(page, at).is_none();
    good.then_some((groups.end, What::Id, "spaced-number"))
}

fn groups(page: &Page, at: usize) -> Groups {
    let mut groups = Groups {
        end: at,
        count: 0,
        digits: 0,
        longest: 0,
    };
    let mut place = at;
    while groups.count < MOST_GROUPS {
        let hyphen = groups.count > 0
            && page.is_sign(place, '-')
            && page.is_glued(place)
            && page.is_glued(place + 1);
        let next = if hyphen { place + 1 } else { place };
        let digits = page.digits(next);
        if digits == 0
            || digits > 7
            || !hyphen && groups.count > 0 && page.gap(next) != 1
            || calendar::read(page, next).is_some_and(|reading| reading.end > next + 1)
        {
            break;
        }
        groups.count += 1;
        groups.digits += digits;
        groups.longest = groups.longest.max(digits);
        place = next + 1;
        groups.end = place;
    }
    groups
}

/// Up to five letters that are no word, no unit, no test, no study.
fn is_prefix(page: &Page, at: usize) -> bool {
    let token = page.token(at);
    let length = token.end - token.start;
    let entry = token.entry;
    let upper = matches!(token.shape, Shape::Upper | Shape::Initial);
    let lower = token.shape == Shape::Lower && page.case(at) == LineCase::Lower;
    let plain = entry.has(Flag::Unit)
        || entry.has(Flag::Study)
        || entry.has(Flag::Stop)
        || entry.has(Flag::Credential)
        || entry.has(Flag::Title)
        || entry.has(Flag::DateCue)
        || entry.has(Flag::Month)
        || entry.has(Flag::Street)
        || entry.has(Flag::Product)
        || entry.word() >= 2
        || entry.is_clinical();
    page.is_word(at)
        && (1..=5).contains(&length)
        && (upper || lower)
        && !plain
        && !is_technical(page, at)
}

/// Parameters of a machine, results of a laboratory, codes of procedures.
fn is_technical(page: &Page, at: usize) -> bool {
    const WORDS: [&str; 44] = [
        "tr", "te", "ti", "fov", "nex", "nsa", "etl", "bw", "dlp", "ctdi", "ctdivol", "kvp", "mas",
        "ma", "kv", "dap", "suv", "hu", "cpt", "icd", "hcpcs", "drg", "ndc", "cdt", "psa", "bnp",
        "ck", "plt", "wbc", "ldh", "afp", "cea", "hcg", "tsh", "bp", "hr", "bpm", "psv", "edv",
        "ri", "pi", "im", "se", "img",
    ];
    WORDS.contains(&page.low(at))
        || matches!(
            page.low(at.wrapping_sub(1)),
            "cpt" | "icd" | "model" | "software" | "box"
        )
}

/// `Umberto Sandifer (CR 2208)`
fn is_behind_name(page: &Page, at: usize) -> bool {
    let name = page.token(at.wrapping_sub(2));
    page.is_sign(at.wrapping_sub(1), '(')
        && name.shape == Shape::Title
        && name.entry.word() < 2
        && !name.entry.is_clinical()
        && !name.entry.has(Flag::Product)
}

fn opens(page: &Page, at: usize) -> bool {
    page.line_of(at).first == at
        || page.gap(at) >= 2
        || matches!(
            page.sign(at.wrapping_sub(1)),
            ',' | '(' | '#' | ':' | '|' | '/' | ';' | '"'
        )
}

fn closes(page: &Page, end: usize) -> bool {
    page.is_line_end(end)
        || page.gap(end) >= 2
        || matches!(
            page.sign(end),
            ',' | ')' | '.' | '|' | '/' | ';' | '"' | '<'
        )
        || page.has(end, Flag::Stop)
        || page.is_word(end) && !page.has(end, Flag::Unit) && page.case(end) == LineCase::Lower
}
