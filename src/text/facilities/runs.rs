//! Organisations that only their place in the sentence or on the page tells:
//! two capitals behind `at`, the first words of a report without capitals,
//! where somebody works.

use crate::text::found::Found;
use crate::text::lexicon::Flag;
use crate::text::places::town_behind;
use crate::text::token::{LineCase, Page, Shape};

use super::kinds::is_told_in_small_letters;
use super::{is_generic, push};

/// `at Kings Mountain Print`, `against Lake Effect Furies`: capitals inside a
/// sentence, behind a preposition.
pub(super) fn proper_run(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.case(at) != LineCase::Mixed || page.token(at).shape != Shape::Lower {
        return None;
    }
    if !matches!(
        page.low(at),
        "at" | "from" | "for" | "with" | "against" | "vs" | "near" | "outside" | "behind" | "via"
    ) {
        return None;
    }
    let first = at + if page.low(at + 1) == "the" { 2 } else { 1 };
    // `with Auntie Bao`: a person, whom the names find.
    if page.has(first, Flag::Relative) || page.has(first, Flag::Staff) {
        return None;
    }
    let mut end = first;
    let (mut words, mut proper) = (0, 0);
    while end < first + 6 && page.gap(end) == 1 {
        let entry = page.token(end).entry;
        let link = words > 0
            && (page.is_sign(end, '&') || matches!(page.low(end), "of" | "and"))
            && page.token(end + 1).shape == Shape::Title
            && page.low(end) != "and";
        if link {
            end += 1;
            continue;
        }
        if !matches!(page.token(end).shape, Shape::Title | Shape::Mixed)
            || is_technical(page, end)
            || entry.has(Flag::Stop)
        {
            break;
        }
        words += 1;
        proper += usize::from(entry.word() < 2);
        end += 1;
    }
    let system = matches!(
        page.low(end),
        "criteria"
            | "classification"
            | "score"
            | "guidelines"
            | "protocol"
            | "sign"
            | "technique"
            | "method"
            | "staging"
            | "grade"
            | "type"
            | "index"
            | "scale"
            | "syndrome"
            | "disease"
            | "view"
            | "views"
            | "position"
    );
    let glued = matches!(page.sign(end), '-' | '/') && page.is_glued(end);
    if words < 2 || proper == 0 || system || glued {
        return None;
    }
    push(page, first, end, "proper-run", found);
    Some(town_behind(page, end, found))
}

/// A word of medicine or of its makers.
fn is_technical(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    entry.is_clinical() && entry.family() < 2 && !entry.is_city()
        || [
            Flag::Study,
            Flag::Product,
            Flag::Eponym,
            Flag::HeadNoun,
            Flag::Month,
            Flag::Weekday,
            Flag::Title,
            Flag::Unit,
            Flag::State,
            Flag::Credential,
        ]
        .into_iter()
        .any(|flag| entry.has(flag))
}

/// `sweetgrass valley clinic / xray`, `site: big sandy regional`: in a report
/// without capitals a facility at the beginning of a line, a cell or a clause.
pub(super) fn small_heading(
    page: &Page,
    at: usize,
    done: usize,
    found: &mut Vec<Found>,
) -> Option<usize> {
    if page.case(at) != LineCase::Lower {
        return None;
    }
    let strong = matches!(
        page.low(at),
        "clinic" | "hospital" | "hosp" | "regional" | "memorial" | "infirmary" | "medcenter"
    ) || matches!(
        (page.low(at.wrapping_sub(1)), page.low(at)),
        ("urgent" | "quick" | "express", "care")
            | (
                "med" | "medical" | "trauma" | "surgery" | "health",
                "ctr" | "center"
            )
            | ("critical", "access")
            | ("breast" | "mobile" | "nuclear" | "open", "imaging" | "mri")
            | ("cancer", "inst" | "institute" | "center")
            | ("surgical" | "nursing", "hospital" | "home" | "villa")
            | (
                "rural" | "family" | "occupational",
                "health" | "practice" | "med"
            )
    );
    if !strong {
        return None;
    }
    let mut first = at;
    let mut rare = 0;
    while let Some(before) = first.checked_sub(1).filter(|before| *before >= done) {
        let closes = page.is_line_end(before)
            || matches!(page.sign(before), '/' | ':' | ',' | ';' | '(' | '|' | '=')
            || page.is_sign(before, '-') && page.gap(first) > 0
            || page.gap(first) >= 2
            || matches!(
                page.low(before),
                "site" | "place" | "facility" | "at" | "from" | "the" | "to"
            );
        if closes {
            break;
        }
        let apostrophe = page.is_sign(before, '\'') || page.low(before) == "s";
        let entry = page.token(before).entry;
        let word = page.is_word(before)
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::PersonVerb)
            && !entry.has(Flag::Month);
        if !(word || apostrophe) || at - first > 5 {
            return None;
        }
        let place = entry.is_city() || entry.family() >= 1 || entry.has(Flag::PlaceWord);
        let told = place && (entry.word() < 3 || entry.has(Flag::PlaceWord))
            || entry.is_unknown() && at - first > 0;
        rare += usize::from(word && told && !is_generic(page, before));
        first = before;
    }
    if rare == 0 || first == at {
        return None;
    }
    let mut end = at + 1;
    while page.gap(end) == 1
        && (is_told_in_small_letters(page.low(end))
            || matches!(page.low(end), "clinic" | "hospital"))
    {
        end += 1;
    }
    push(page, first, end, "facility", found);
    Some(town_behind(page, end, found))
}
