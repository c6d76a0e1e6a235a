//! Names that no word promises, found by their own look and by what stands
//! around them.

use crate::text::found::{Found, What};
use crate::text::lexicon::{Flag, Flags};
use crate::text::token::{LineCase, Page, Shape};

use super::credentials::is_credential;
use super::{part, particle, push};

/// Two to four capitalised parts that the lexicon holds for a name.
pub(super) fn bare(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    // `3V. Jayden`, `98F Gladys`
    if at > 0 && page.is_glued(at) && page.is_number(at - 1) {
        return None;
    }
    if at > 0
        && page.is_glued(at)
        && matches!(page.sign(at - 1), '-' | '/' | '.' | '_' | '@' | '\'')
    {
        return None;
    }
    let case = page.case(at);
    if case == LineCase::Lower || !page.is_capital(at) {
        return None;
    }
    // `SLP Anjali Mukherjee`, `PCP Lamar Quist`
    let entry = page.token(at).entry;
    if case == LineCase::Mixed
        && page.token(at).shape == Shape::Upper
        && (page.has(at, Flag::Credential)
            || page.low(at).len() <= 4 && entry.given() < 2 && entry.family() < 2)
    {
        return None;
    }
    let mut end = at;
    let (mut words, mut initials, mut weight, mut last_start) = (0, 0, 0, at);
    for _ in 0..5 {
        if end > at && (page.gap(end) > 1 || page.is_line_end(end)) {
            break;
        }
        if words + initials > 0 {
            if page.has(end, Flag::Particle) {
                if let Some(behind) = particle(page, end, page.len()) {
                    weight += 3;
                    end = behind;
                    continue;
                }
            }
            if page.has(end, Flag::Suffix) && page.is_capital(end) {
                end += 1;
                weight += 6;
                break;
            }
        }
        if words > 0 {
            if let Some(behind) = nickname(page, end) {
                end = behind;
                weight += 8;
                continue;
            }
        }
        if !page.is_capital(end) {
            break;
        }
        let Some(mut part) = part(page, end) else {
            break;
        };
        // `Will Adeyemi-Long`, `Hope Achterberg`: a word and a family name that
        // is none.
        if words == 0 && case == LineCase::Mixed && is_word_and_family(page, at) {
            part.weight = part.weight.max(10);
        }
        // `April May`: the month and verb is a family name behind a given name.
        let may = page.low(end) == "may" && words > 0 && page.token(at).entry.given() >= 2;
        if may {
            part.weight = 6;
        }
        if is_credential(page, end).is_some() && words > 0
            || page.has(end, Flag::Stop)
                && !part.initial
                && !may
                && !(words == 0 && is_word_and_family(page, at))
        {
            break;
        }
        if words > 0 && !part.initial && part.weight < -9 {
            break;
        }
        // `Young-Burgess LC-II`: an abbreviation where capitals tell something.
        let abbreviation = case == LineCase::Mixed
            && page.token(end).shape == Shape::Upper
            && page.low(end).len() <= 3
            && part.weight < 12;
        if words > 0 && abbreviation {
            break;
        }
        if part.initial {
            initials += 1;
        } else {
            words += 1;
            last_start = end;
        }
        weight += part.weight;
        let dotted_word = !part.initial && page.is_sign(part.end, '.');
        end = part.end;
        if dotted_word {
            break;
        }
    }
    if (at..end).any(|place| page.low(place) == "hu") {
        return None;
    }
    if words == 0 || words + initials < 2 || page.token(at).entry.has(Flag::Stop) && words < 2 {
        return None;
    }
    // A trailing single letter is a middle initial only before a family name.
    if is_eponym_phrase(page, at, last_start, end) {
        return None;
    }
    let threshold = match case {
        LineCase::Mixed => 15,
        LineCase::Caps | LineCase::Lower => 24,
    };
    weight += context(page, at, end);
    if words == 1 {
        // `B. Foley`, `J. Finnegan`: an initial and a family name.
        let leading = page.token(at).shape == Shape::Initial && page.is_sign(at + 1, '.');
        let entry = page.token(last_start).entry;
        let signs_off = (page.is_line_end(end)
            || page.is_sign(end, '.') && page.is_line_end(end + 1))
            && (page.line_of(at).first == at || page.is_sign(at.wrapping_sub(1), '.'));
        // `D and C. AMH 1.9`: an abbreviation at the beginning of a sentence.
        let abbreviation = case == LineCase::Mixed
            && page.token(last_start).shape == Shape::Upper
            && page.low(last_start).len() <= 4;
        let person = (entry.family() >= 1 || entry.is_unknown()) && !abbreviation;
        let eponym =
            entry.has(Flag::Eponym) && (is_grade(page, end) || page.has(end, Flag::HeadNoun));
        if !leading
            || !person
            || eponym
            || entry.has(Flag::Study)
            || entry.is_clinical() && !(signs_off && entry.family() >= 2)
        {
            return None;
        }
        if signs_off {
            weight += 14;
        }
    }
    if weight < threshold {
        return None;
    }
    let first = behind_role_word(page, at, words);
    push(page, first, end, What::Name, "bare-name", 65, found);
    Some(end)
}

/// `Passenger Callie Stroud`, `Call Rhonda`: an ordinary word that nobody is
/// called, before a given name.
fn behind_role_word(page: &Page, at: usize, words: usize) -> usize {
    let entry = page.token(at).entry;
    let next = page.token(at + 1).entry;
    let role = words >= 2
        && page.gap(at + 1) == 1
        && page.is_word(at + 1)
        && entry.word() >= 2
        && entry.given() < 2
        && entry.family() < 2
        && next.given() >= 2
        && next.word() < 2;
    if role { at + 1 } else { at }
}

/// A usual given name that is also a word, and behind it a family name that is
/// no word of the language.
fn is_word_and_family(page: &Page, at: usize) -> bool {
    let one = page.token(at).entry;
    let two = page.token(at + 1).entry;
    let sober = ![
        Flag::Study,
        Flag::HeadNoun,
        Flag::Facility,
        Flag::Eponym,
        Flag::Product,
        Flag::Weekday,
        Flag::Title,
        Flag::Particle,
    ]
    .into_iter()
    .any(|flag| one.has(flag) || two.has(flag));
    page.token(at).shape == Shape::Title
        && matches!(page.token(at + 1).shape, Shape::Title | Shape::Mixed)
        && page.gap(at + 1) == 1
        && one.given() >= 3
        && one.word() >= 2
        && two.word() == 0
        && !two.is_clinical()
        && sober
}

/// `"Iggy"`, `(Iggy)`, `'Iggy'` inside a name.
fn nickname(page: &Page, at: usize) -> Option<usize> {
    let close = match page.sign(at) {
        '"' => '"',
        '\'' => '\'',
        '(' => ')',
        _ => return None,
    };
    let inside = page.is_capital(at + 1)
        && page.is_word(at + 1)
        && page.is_sign(at + 2, close)
        && page.is_glued(at + 1);
    let capital = page.is_capital(at + 3) && page.token(at + 3).shape != Shape::Initial;
    (inside
        && capital
        && page.token(at + 1).entry.word() < 3
        && !page.has(at + 1, Flag::Study)
        && page.token(at + 1).shape == Shape::Title)
        .then_some(at + 3)
}

/// `Arnold Chiari malformation`, `Ann Arbor stage`: eponyms, not people.
fn is_eponym_phrase(page: &Page, at: usize, last: usize, end: usize) -> bool {
    let next = if page.is_sign(end, '\'') {
        end + 2
    } else {
        end
    };
    let head = page.has(next, Flag::HeadNoun) || is_grade(page, next);
    let system = matches!(
        page.low(next),
        "criteria"
            | "classification"
            | "score"
            | "grade"
            | "stage"
            | "staging"
            | "sign"
            | "disease"
            | "syndrome"
            | "index"
            | "method"
            | "fracture"
            | "lesion"
            | "maneuver"
            | "view"
            | "views"
            | "guidelines"
            | "protocol"
            | "malformation"
            | "anomaly"
            | "deformity"
            | "procedure"
            | "ratio"
            | "angle"
            | "line"
            | "scale"
            | "phenomenon"
            | "tumor"
            | "cyst"
            | "lymphoma"
    );
    if system && !page.has(at, Flag::Title) || page.low(at) == "le" && page.low(at + 1) == "fort" {
        return true;
    }
    // `Miller Fisher`, but `John Baker` is somebody with a usual given name.
    let all = page.has(at, Flag::Eponym)
        && page.has(last, Flag::Eponym)
        && page.token(at).entry.given() < 2;
    page.has(last, Flag::Eponym) && head || all
}

/// `B2`, `IIB`, `4`, `type`: a grade behind an eponym.
fn is_grade(page: &Page, at: usize) -> bool {
    page.is_number(at)
        && page.digits(at) <= 2
        && crate::text::calendar::read(page, at).is_none()
        && page.gap(at) <= 1
        || page.token(at).shape == Shape::Initial && !page.is_sign(at + 1, '.')
        || page.is_word(at)
            && page.token(at).shape == Shape::Upper
            && page
                .low(at)
                .bytes()
                .all(|byte| matches!(byte, b'i' | b'v' | b'a' | b'b' | b'c'))
}

/// A word of these roles is not taken for a name by itself.
const NEVER_ALONE: Flags = Flags::of(&[
    Flag::Eponym,
    Flag::Product,
    Flag::Study,
    Flag::Month,
    Flag::Weekday,
    Flag::State,
    Flag::Title,
    Flag::Credential,
    Flag::Unit,
    Flag::HeadNoun,
    Flag::Facility,
    Flag::StateCode,
]);

fn may_be_alone(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    entry.word() == 0 && !entry.is_clinical() && !entry.has_any(NEVER_ALONE)
}

/// One capitalised word that is a usual name and nothing else, inside a
/// sentence: `handed to Marguerite`, or a name of two parts, `VASQUEZ-OYAMA T`.
pub(super) fn lone(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if at > 0 && page.is_glued(at) && !matches!(page.sign(at - 1), '(' | '"' | '>' | '|' | '\'')
        || page.case(at) == LineCase::Lower
        || !page.is_capital(at)
        || !may_be_alone(page, at)
    {
        return None;
    }
    let one = part(page, at)?;
    let double = (at..one.end).any(|place| page.is_sign(place, '-'));
    let clean = (at..one.end)
        .filter(|&place| page.is_word(place))
        .all(|place| may_be_alone(page, place));
    let mut next = one.end;
    if page.is_sign(next, '\'') {
        next += 2;
    }
    let entry = page.token(next).entry;
    let eponymous = entry.has(Flag::HeadNoun)
        || is_grade(page, next)
        || page.is_word(next)
            && (entry.is_clinical() || entry.has(Flag::Study))
            && page.token(next).shape == Shape::Lower
        || page.is_sign(next, '-') && page.is_glued(next);
    let eponymous = eponymous && !(double && page.token(next).shape == Shape::Initial);
    if one.initial || !clean || eponymous {
        return None;
    }
    let mut end = one.end;
    if page.token(end).shape == Shape::Initial && page.gap(end) <= 1 {
        end = if page.is_sign(end + 1, '.') {
            end + 2
        } else {
            end + 1
        };
    }
    let first = page.token(at).entry;
    let usual = first.given() >= 2 || first.family() >= 2;
    if double && page.token(at).shape != Shape::Mixed {
        let known = (at..one.end)
            .filter(|&place| page.is_word(place))
            .filter(|&place| {
                page.token(place).entry.family() + page.token(place).entry.given() >= 1
            })
            .count();
        let long = (at..one.end)
            .filter(|&place| page.is_word(place))
            .all(|place| page.low(place).len() >= 2);
        if known >= 1 && long && (known >= 2 || usual) {
            push(page, at, end, What::Name, "double-name", 60, found);
            return Some(end);
        }
        return None;
    }
    let before = at.wrapping_sub(1);
    let inside = page.is_word(before)
        && page.token(before).shape == Shape::Lower
        && page.gap(at) <= 1
        || page.is_sign(before, ',') && page.token(before.wrapping_sub(1)).shape == Shape::Lower
        || page.is_sign(before, '(');
    let subject = page.has(end, Flag::PersonVerb) && first.given() >= 2;
    let trailing = end > one.end && first.given() >= 2 && page.is_sign(end - 1, '.');
    if page.case(at) != LineCase::Mixed
        || page.token(at).shape != Shape::Title
        || !usual
        || page.low(at).len() < 3
        || !(inside || subject || trailing)
    {
        return None;
    }
    push(page, at, end, What::Name, "lone-name", 55, found);
    Some(end)
}

/// What stands around a bare name for or against it.
fn context(page: &Page, at: usize, end: usize) -> i32 {
    let mut weight = 0;
    let mut next = end;
    if matches!(page.sign(next), ',' | ';' | '|' | '(' | '-') {
        next += 1;
    }
    let age = page.is_number(next)
        && page.digits(next) <= 3
        && (matches!(
            page.low(next + 1),
            "f" | "m" | "y" | "yo" | "year" | "years" | "yrs"
        ) || page.is_sign(next + 1, '-') && page.low(next + 2) == "year")
        || page.low(next) == "age"
        || matches!(page.low(next), "a" | "an") && page.is_number(next + 1);
    let dated = crate::text::calendar::read(page, next)
        .is_some_and(|reading| reading.form == crate::text::calendar::Form::Full);
    let labelled = matches!(
        page.low(next),
        "mrn"
            | "dob"
            | "ssn"
            | "acct"
            | "born"
            | "npi"
            | "ext"
            | "pager"
            | "phone"
            | "id"
            | "signed"
    );
    let technical = (at..end).any(|place| {
        page.has(place, Flag::Study)
            || page.has(place, Flag::Facility)
            || page.is_word(place) && super::weight(page, place) <= -15
    });
    if age || dated || labelled {
        weight += if technical { 8 } else { 22 };
    }
    if is_credential(page, next).is_some() {
        weight += 14;
    }
    if page.has(end, Flag::PersonVerb) {
        weight += 7;
    }
    let line = page.line_of(at);
    let alone = at == line.first
        && (end >= line.end || is_credential(page, next).is_some_and(|behind| behind >= line.end));
    if alone {
        weight += 6;
    }
    if at > 0
        && matches!(
            page.low(at - 1),
            "for" | "of" | "on" | "from" | "with" | "to" | "and" | "by" | "patient" | "is"
        )
    {
        weight += 3;
    }
    if page.has(end, Flag::HeadNoun)
        || page.has(end, Flag::Facility)
        || page.has(end, Flag::Street) && page.is_number(at.wrapping_sub(1))
    {
        weight -= 8;
    }
    weight
}
