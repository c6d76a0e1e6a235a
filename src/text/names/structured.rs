//! Names in a fixed form: `LAST^FIRST` and `Last, First`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::credentials::is_credential;
use super::{part, push};

/// `DOE^JANE^M`: DICOM and HL7 form.
pub(super) fn pn(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if let Some(end) = components(page, at) {
        push(page, at, end, What::Name, "name-with-carets", 88, found);
        return Some(end);
    }
    if !page.has_carets() {
        return None;
    }
    let first = part(page, at)?;
    let caret = page.is_sign(first.end, '^')
        && page.is_glued(first.end)
        && page.is_word(first.end + 1)
        && page.is_glued(first.end + 1);
    // `^PRN^PH^^1`: use and kind of a telephone.
    let telecom = matches!(
        page.raw(at),
        "PRN" | "ORN" | "WPN" | "VHN" | "ASN" | "EMR" | "NET" | "BPN" | "PRS" | "USSSA"
    );
    let short = telecom || page.low(at).len() < 2 || page.low(first.end + 1).is_empty();
    if !caret
        || short
        || page.has(at, Flag::StateCode) && page.low(at).len() == 2
        || page.has(first.end + 1, Flag::StateCode) && page.low(first.end + 1).len() == 2
        || page.is_number(first.end + 2) && page.is_glued(first.end + 2)
    {
        return None;
    }
    let mut end = first.end;
    for _ in 0..8 {
        let more = matches!(page.sign(end), '^' | '\'' | '-') && page.is_glued(end);
        let word = page.is_word(end)
            && (page.is_glued(end) || page.gap(end) == 1 && page.is_sign(end + 1, '^'));
        if !(more || word) {
            break;
        }
        end += 1;
    }
    while end > at && page.is_sign(end - 1, '^') {
        end -= 1;
    }
    push(page, at, end, What::Name, "name-with-carets", 90, found);
    Some(end)
}

/// `|GRANT&CHARLOTTE|`: HL7 components inside a component.
fn components(page: &Page, at: usize) -> Option<usize> {
    let end = at + 1;
    let opens = matches!(page.sign(at.wrapping_sub(1)), '|' | '^') && page.is_glued(at);
    let joined = page.is_sign(end, '&')
        && page.is_glued(end)
        && page.is_word(end + 1)
        && page.is_glued(end + 1)
        && matches!(page.sign(end + 2), '|' | '&' | '^');
    let technical = page.has(at, Flag::Study) || page.has(end + 1, Flag::Study);
    (opens && joined && !technical && page.low(at).len() > 2).then_some(end + 2)
}

/// `Volker, S.`, `SMITH, JOHN A`.
pub(super) fn inverted(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if at > 0 && page.is_glued(at) && page.is_sign(at - 1, '-') {
        return None;
    }
    // `DOE, FALCON TWENTY-TWO`: a name given to somebody unknown.
    if page.low(at) == "doe" && page.is_sign(at + 1, ',') && page.is_capital(at + 2) {
        let mut end = at + 3;
        while end < at + 8
            && (page.is_word(end) && page.is_capital(end)
                || page.is_sign(end, '-') && page.is_glued(end))
            && page.gap(end) <= 1
        {
            end += 1;
        }
        push(page, at, end, What::Name, "inverted-name", 85, found);
        return Some(end);
    }
    // A comma, perhaps behind a second part: `O Hara, T.`, `Lee-Park, T.`
    let may_end = matches!(page.sign(at + 1), ',' | '-' | '\'') || page.low(at) == "o";
    if !may_end || !page.is_capital(at) || page.case(at) == LineCase::Lower {
        return None;
    }
    let family = part(page, at)?;
    if family.initial || !page.is_sign(family.end, ',') || page.gap(family.end + 1) > 1 {
        return None;
    }
    let given = part(page, family.end + 1)?;
    let entry = page.token(family.end + 1).entry;
    if let Some(end) = told_by_place(page, at, family.end, given.end) {
        push(page, at, end, What::Name, "inverted-name", 78, found);
        return Some(end);
    }
    // `Bardstown, KY 40004`
    if page.has(family.end + 1, Flag::StateCode)
        && page.token(family.end + 1).shape == Shape::Upper
        && (page.case(at) == LineCase::Mixed && page.token(at).shape != Shape::Upper
            || page.digits(family.end + 2) == 5)
    {
        return None;
    }
    if given.initial {
        let dotted = page.is_sign(given.end - 1, '.') || page.is_line_end(given.end);
        let sentence = page.is_line_end(family.end + 2) || dotted;
        if family.weight < 5 || !sentence || page.has(at, Flag::Eponym) && !dotted {
            return None;
        }
    } else if page.has(family.end + 1, Flag::Eponym) && entry.given() < 2
        || page.token(at).shape == Shape::Upper
            && page.case(at) == LineCase::Mixed
            && page.low(at).len() <= 4
            && page.token(at).entry.family() < 2
        || !(entry.given() >= 1
            && page.is_capital(family.end + 1)
            && given.weight >= 5
            && family.weight >= 0
            && family.weight + given.weight
                >= if page.case(at) == LineCase::Caps {
                    24
                } else {
                    18
                })
        || is_credential(page, family.end + 1).is_some()
        || page.has(family.end + 1, Flag::State)
    {
        return None;
    }
    let mut end = given.end;
    if let Some(middle) = part(page, end).filter(|middle| middle.initial && page.gap(end) <= 1) {
        end = middle.end;
    }
    push(page, at, end, What::Name, "inverted-name", 75, found);
    Some(end)
}

/// `|TADESSE, MULUGETA|`, `* PHAM,SOMCHAI KEO 0033`, `Vang, Pa Houa (8810-226)`,
/// `YELLOWTAIL, SUMMER HOPE. b. 8/8/71`: told by what stands on both sides.
fn told_by_place(page: &Page, at: usize, comma: usize, given: usize) -> Option<usize> {
    let rare = |place: usize| {
        let entry = page.token(place).entry;
        entry.word() < 2 && !entry.is_clinical()
    };
    let known = |place: usize| {
        let entry = page.token(place).entry;
        entry.given() >= 1 || entry.family() >= 1
    };
    let barred = |place: usize| {
        // PA is a projection, Pa a given name.
        let view = page.has(place, Flag::Study)
            && !(page.token(place).shape == Shape::Title && page.token(place).entry.given() >= 1);
        // `Bardstown, KY 40004`
        let state = page.has(place, Flag::StateCode)
            && page.token(place).shape == Shape::Upper
            && page.digits(place + 1) == 5;
        view || state
            || [
                Flag::HeadNoun,
                Flag::Facility,
                Flag::Stop,
                Flag::Unit,
                Flag::Staff,
                Flag::Patient,
                Flag::State,
                Flag::Street,
                Flag::Product,
            ]
            .into_iter()
            .any(|flag| page.has(place, flag))
    };
    let mut end = given;
    while end < given + 3
        && page.is_word(end)
        && page.gap(end) == 1
        && page.is_capital(end)
        && !barred(end)
        && !page.is_label(end)
        && is_credential(page, end).is_none()
    {
        end += 1;
    }
    let words: Vec<usize> = (at..end).filter(|&place| page.is_word(place)).collect();
    if words.iter().any(|&place| barred(place))
        || words.iter().any(|&place| !page.is_capital(place))
    {
        return None;
    }
    let opens = page.line_of(at).first == at
        || page.gap(at) >= 2
        || matches!(page.sign(at.wrapping_sub(1)), '|' | '*' | '.' | ':' | '>');
    let shut = page.is_line_end(end) || matches!(page.sign(end), '|' | '<') || page.gap(end) >= 3;
    let boxed = matches!(page.sign(at.wrapping_sub(1)), '|' | '>' | '*') && shut;
    // An age, a number, a day of birth.
    let mut next = end;
    if matches!(page.sign(next), '.' | ',' | '(' | ';') {
        next += 1;
    }
    let told = page.is_number(next) && page.digits(next) >= 2
        || matches!(page.low(next), "b" | "born" | "dob" | "mrn" | "age")
        || page.is_sign(end, '"');
    let glued = page.is_glued(comma + 1) && page.case(at) == LineCase::Caps;
    let all_rare = words.iter().all(|&place| rare(place));
    let someone = words.iter().any(|&place| known(place));
    let usual = page.token(comma + 1).entry.given() >= 2;
    let good = opens
        && (boxed && all_rare && someone
            || told
                && (all_rare && someone
                    || rare(at)
                        && (usual || known(at) && words.last().is_some_and(|&last| rare(last))))
            || glued && all_rare);
    good.then_some(end)
}
