//! Credentials, and the names before them: `Lee, MD`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::push;

/// `MD`, `M.D.`, `PA-C`, `R.N.`: the token behind it.
#[must_use]
pub fn is_credential(page: &Page, at: usize) -> Option<usize> {
    if page.token(at).shape == Shape::Initial {
        // Letters with points: join up to four.
        let mut word = String::new();
        let mut end = at;
        for _ in 0..4 {
            if !(page.is_word(end) && page.is_sign(end + 1, '.') && page.is_glued(end + 1))
                || page.low(end).len() > 2
                || end > at && !page.is_glued(end)
            {
                break;
            }
            word.push_str(page.low(end));
            end += 2;
        }
        let known = matches!(
            word.as_str(),
            "md" | "do"
                | "rn"
                | "phd"
                | "np"
                | "pa"
                | "dpm"
                | "dds"
                | "rt"
                | "crna"
                | "facr"
                | "dc"
                | "od"
                | "jd"
                | "dmd"
                | "mph"
                | "pac"
        );
        return (known && word.len() > 1).then_some(end);
    }
    if !page.has(at, Flag::Credential) && page.low(at) != "ph" {
        return None;
    }
    let upper = matches!(page.token(at).shape, Shape::Upper)
        || matches!(
            page.raw(at),
            "PhD" | "Ph" | "PharmD" | "MBChB" | "MBBCh" | "MBBChir" | "BChir" | "PsyD" | "Esq"
        )
        || page.case(at) == LineCase::Lower && matches!(page.low(at), "md" | "rn" | "phd");
    if !upper {
        return None;
    }
    let mut end = at + 1;
    if page.low(at) == "ph" {
        return (page.is_sign(end, '.') && page.low(end + 1) == "d").then_some(end + 2);
    }
    // `PA-C`, `RT(R)(CT)`, `RT (R)`
    if page.is_sign(end, '-')
        && page.is_glued(end)
        && page.is_word(end + 1)
        && page.low(end + 1).len() <= 4
    {
        end += 2;
    }
    for _ in 0..3 {
        if page.is_sign(end, '(') && page.low(end + 1).len() <= 3 && page.is_sign(end + 2, ')') {
            end += 3;
        }
    }
    Some(end)
}

/// The name before `MD`, `RN`, `PhD`.
pub(super) fn credential(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    // `Ordering MD:` asks for a name, it does not end one.
    if page.is_label(at) {
        return None;
    }
    let behind = is_credential(page, at)?;
    let word = page.low(at);
    let mut place = at.checked_sub(1)?;
    let comma = page.is_sign(place, ',');
    if comma {
        place = place.checked_sub(1)?;
    }
    // `Baltimore, MD 21201`, `MS plaques`, `PA and lateral`, `US`, `CT`.
    let weak = matches!(
        word,
        "ms" | "pa"
            | "do"
            | "od"
            | "pt"
            | "ma"
            | "ot"
            | "dc"
            | "cc"
            | "rt"
            | "cns"
            | "mba"
            | "np"
            | "jd"
            | "pgy"
            | "slp"
            | "cmd"
            | "rph"
    ) && !page.is_sign(at + 1, '.');
    if page.digits(behind) == 5 || page.is_sign(behind, ',') && page.digits(behind + 1) == 5 {
        return None;
    }
    if weak
        && (!comma
            && !page.is_line_end(behind)
            && !matches!(page.sign(behind), '.' | ',' | ';' | ')'))
    {
        return None;
    }
    let mut first = None;
    let mut words = 0;
    let mut weight = 0;
    let mut family_place = usize::MAX;
    for _ in 0..8 {
        // One step back over a word, an initial with its point, a hyphen.
        if page.is_line_end(place) {
            break;
        }
        if page.is_sign(place, '.') && page.token(place.wrapping_sub(1)).shape == Shape::Initial {
            place = place.wrapping_sub(1);
        }
        let entry = page.token(place).entry;
        let lower_line = page.case(place) == LineCase::Lower;
        let particle = page.has(place, Flag::Particle) && words > 0;
        if !page.is_word(place) || !(page.is_capital(place) || lower_line || particle) {
            break;
        }
        let own = super::weight(page, place);
        let initial = page.token(place).shape == Shape::Initial;
        let role = entry.has(Flag::Staff)
            || entry.has(Flag::Title)
            || entry.has(Flag::Patient)
            || entry.has(Flag::Relative)
            || entry.has(Flag::PersonVerb)
            || entry.has(Flag::Study)
            || entry.has(Flag::Facility);
        let stop = entry.has(Flag::Stop) && !initial && !particle;
        let ordinary = own < -8 && words > 0 && page.case(place) == LineCase::Mixed
            || (lower_line || page.case(place) == LineCase::Caps)
                && own < 0
                && !initial
                && words > 0;
        if place != family_place
            && (stop
                || role && !(initial || words == 0 && own > 0)
                || ordinary && !initial
                || is_credential(page, place).is_some() && !initial && own <= 0)
        {
            break;
        }
        if !initial {
            words += 1;
            weight += own;
        }
        first = Some(place);
        if words >= 5 {
            break;
        }
        let Some(before) = place.checked_sub(1) else {
            break;
        };
        if page.gap(place) > 2 {
            break;
        }
        place = if matches!(page.sign(before), '-' | '\'') && page.is_glued(place) {
            before.wrapping_sub(1)
        } else {
            before
        };
        // `Graft, Otto MD`
        if page.is_sign(before, ',') {
            let family = before.wrapping_sub(1);
            let one_word = words == 1;
            let opens = page.is_line_end(family.wrapping_sub(1))
                || page.is_sign(family.wrapping_sub(1), '.');
            let fits = page.is_word(family)
                && page.is_capital(family)
                && page.token(first.unwrap_or(at)).entry.given() >= 1
                && (opens || super::weight(page, family) > -14)
                && !page.has(family, Flag::Staff)
                && !page.has(family, Flag::Title);
            if one_word && fits {
                place = family;
                family_place = family;
                continue;
            }
            break;
        }
    }
    let first = first?;
    if words == 0
        || weak && weight < if word == "ms" { 18 } else { 10 }
        || page.case(at) != LineCase::Mixed && weight < 5 && !comma
    {
        return None;
    }
    let last = if comma { at.checked_sub(1)? } else { at };
    push(page, first, last, What::Clinician, "credential", 85, found);
    Some(behind)
}
