//! Ages that have no word of age beside them: `woman of 92`, `Mr. Cho, 96,`.

use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

/// `woman of 92`, `he is 93`, `hard of hearing at 96,`: what a person is,
/// at the end of a part of the sentence.
pub(super) fn is_told_age(page: &Page, at: usize, end: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    if page.low(before) == "of" && is_person(page, before.wrapping_sub(1)) {
        return !page.has(end, Flag::Unit) && !page.is_sign(end, '%');
    }
    if !closes(page, end) {
        return false;
    }
    if matches!(
        page.low(before),
        "only" | "now" | "nearly" | "almost" | "about" | "just" | "already"
    ) {
        before = before.wrapping_sub(1);
    }
    match page.low(before) {
        "is" | "was" | "be" | "being" | "turns" | "turned" | "turning" => {
            is_person(page, before.wrapping_sub(1)) || is_person(page, before.wrapping_sub(2))
        }
        // `I'm`, `she's`
        "m" | "s" | "re" => {
            page.is_sign(before.wrapping_sub(1), '\'') && is_person(page, before.wrapping_sub(2))
        }
        "at" => {
            let opens = !page.is_word(before.wrapping_sub(1));
            let steps = 2..=9;
            let is_measured = steps.clone().any(|step| {
                let place = at.wrapping_sub(step);
                page.has(place, Flag::Unit) || is_vital(page.low(place))
            });
            let is_told = steps.clone().any(|step| {
                let place = at.wrapping_sub(step);
                is_person(page, place) || is_living(page.low(place))
            });
            let speaks = matches!(page.low(end), "he" | "she" | "his" | "her");
            !is_measured && (is_told || opens && (speaks || !page.is_number(at)))
        }
        _another => false,
    }
}

/// `GUNDERSEN M 93 |`: the sex before, a boundary behind.
pub(super) fn is_behind_sex(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    // `F/93`, `93-F`
    let paired = |sign: usize, sex: usize| {
        matches!(page.sign(sign), '/' | '-')
            && matches!(page.low(sex), "f" | "m")
            && page.token(sex).shape == Shape::Initial
    };
    let ahead = paired(before, at.wrapping_sub(2)) && !page.is_word(at + 1);
    if ahead && (page.gap(at.wrapping_sub(2)) > 0 || page.is_sign(at.wrapping_sub(3), '('))
        || paired(at + 1, at + 2) && page.is_glued(at + 2) && !page.is_number(at + 3)
    {
        return true;
    }
    matches!(page.low(before), "m" | "f")
        && page.token(before).shape == Shape::Initial
        && page.gap(at) == 1
        && page.gap(before) >= 1
        && page.is_capital(before.wrapping_sub(1))
        && (matches!(page.sign(at + 1), '|' | ',' | '/' | ')') || page.is_line_end(at + 1))
}

/// `Mr. Cho, 96, was`, `(8809-514), 92, retired`, `/ ninety-four /`.
pub(super) fn is_in_apposition(page: &Page, at: usize, end: usize) -> bool {
    let before = at.wrapping_sub(1);
    let comma = page.is_sign(before, ',')
        && matches!(page.sign(end), ',' | ';' | ')')
        && !page.is_number(end + 1);
    let name = before.wrapping_sub(1);
    let entry = page.token(name).entry;
    let named = page.is_sign(name, ')')
        || matches!(
            page.token(name).shape,
            Shape::Title | Shape::Initial | Shape::Upper
        ) && page.case(name) == LineCase::Mixed
            && !entry.is_clinical()
            && !entry.has(Flag::Study)
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::Unit);
    let patient = page.is_sign(before, ',') && is_person(page, name);
    comma && (named || patient)
}

/// Words for a person, and pronouns.
fn is_person(page: &Page, at: usize) -> bool {
    page.has(at, Flag::Relative)
        || page.has(at, Flag::Patient)
        || matches!(
            page.low(at),
            "he" | "she"
                | "who"
                | "i"
                | "patient"
                | "woman"
                | "man"
                | "lady"
                | "gentleman"
                | "male"
                | "female"
                | "widow"
                | "widower"
                | "person"
                | "veteran"
                | "pt"
                | "resident"
                | "they"
                | "farmer"
                | "nun"
                | "priest"
                | "teacher"
        )
        || page.token(at).shape == Shape::Title
            && page.token(at).entry.given() + page.token(at).entry.family() >= 3
            && page.token(at).entry.word() == 0
            && !page.has(at, Flag::Eponym)
}

/// What is said of a person of some age.
fn is_living(word: &str) -> bool {
    matches!(
        word,
        "lives"
            | "living"
            | "lived"
            | "died"
            | "alive"
            | "hearing"
            | "independent"
            | "active"
            | "sharp"
            | "widowed"
            | "retired"
            | "drives"
            | "walks"
            | "still"
            | "age"
            | "herself"
            | "himself"
            | "his"
            | "her"
            | "passed"
            | "stroke"
            | "birthday"
            | "fell"
    )
}

/// Measurements that are `at` a number without a unit.
fn is_vital(word: &str) -> bool {
    matches!(
        word,
        "sat"
            | "sats"
            | "saturation"
            | "saturating"
            | "spo"
            | "rate"
            | "pulse"
            | "hr"
            | "bp"
            | "oxygen"
            | "kvp"
            | "kv"
            | "set"
            | "level"
            | "pressure"
            | "angle"
            | "measured"
            | "measures"
            | "attenuation"
            | "hu"
            | "glucose"
            | "score"
            | "percentile"
            | "index"
            | "velocity"
            | "o"
    )
}

fn closes(page: &Page, end: usize) -> bool {
    let decimal = page.is_sign(end, '.') && page.is_glued(end) && page.is_number(end + 1);
    let plain = matches!(
        page.sign(end),
        '.' | ',' | ';' | ')' | '"' | '!' | '?' | '<' | '/'
    ) || page.is_line_end(end)
        || page.has(end, Flag::Stop)
        || page.is_sign(end, '-') && page.gap(end) > 0;
    plain && !decimal
}
