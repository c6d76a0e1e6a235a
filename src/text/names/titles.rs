//! Names behind a title: `Dr. Lee`, `Drs. Lee and Park`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::credentials::is_credential;
use super::{Promise, part, person, push, skip_point};

/// `Dr. Lockwood`, `Mrs. Penny Worth`, `doctor ames`, `Drs. Lee and Park`.
pub(super) fn title(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.is_sign(at + 1, '/') && page.raw(at) == "C" && page.raw(at + 2) == "O" {
        return officer(page, at + 3, found);
    }
    if !page.has(at, Flag::Title) || page.has(at, Flag::Stop) {
        return None;
    }
    let word = page.low(at);
    let ambiguous = matches!(
        word,
        "mr" | "ms"
            | "general"
            | "major"
            | "sister"
            | "father"
            | "agent"
            | "col"
            | "fr"
            | "judge"
            | "lord"
            | "lady"
            | "miss"
            | "hon"
            | "frau"
            | "don"
            | "dame"
            | "gen"
            | "maj"
            | "deputy"
            | "coach"
            | "sr"
            | "dra"
            | "master"
            | "pastor"
            | "private"
            | "officer"
            | "reverend"
            | "captain"
            | "sir"
            | "madam"
            | "dr"
            | "det"
            | "sen"
            | "senator"
            | "rev"
            | "lt"
    );
    if page.token(at).shape == Shape::Lower
        && page.case(at) == LineCase::Mixed
        && ambiguous
        && !matches!(word, "dr" | "mr" | "ms" | "coach" | "pastor" | "officer")
    {
        return None;
    }
    let mut place = skip_point(page, at + 1);
    place = page.over_line_end(place);
    // `Dr. Prof. Huber`, `Rev. Dr. King`
    if page.has(place, Flag::Title) && !page.has(place, Flag::Stop) {
        place = skip_point(page, place + 1);
    }
    if page.gap(place) > 3 && page.gap(place) != usize::MAX {
        return None;
    }
    let upper = page.token(at).shape == Shape::Upper;
    if upper
        && matches!(
            word,
            "mr" | "ms" | "dr" | "col" | "gen" | "sr" | "lt" | "sen" | "det" | "hon"
        )
        && !page.is_sign(at + 1, '.')
    {
        // MR and DR are modalities, MS a disease.
        let next = page.token(place).entry;
        let technical = next.has(Flag::Study)
            || next.is_clinical()
            || next.has(Flag::Stop)
            || next.has(Flag::HeadNoun);
        let weak = next.family() == 0 && next.given() == 0 && !next.is_unknown()
            || word != "dr" && next.word() >= 2;
        if technical || weak || word == "lt" {
            return None;
        }
    }
    // `White, DDS, MS`: a degree.
    if upper && word == "ms" && page.is_sign(at.wrapping_sub(1), ',') {
        return None;
    }
    // `Azure XT DR. Bone density is low.`: the model of a device ends the sentence.
    let model = upper
        && word == "dr"
        && page.case(at) == LineCase::Mixed
        && page.token(at.wrapping_sub(1)).shape == Shape::Upper
        && page.gap(at) == 1;
    if model {
        return None;
    }
    // `An 8 Fr sheath`, `T1 1012 ms. Chiari network`
    if matches!(word, "fr" | "ms") && page.is_number(at.wrapping_sub(1)) {
        return None;
    }
    // Drive and street names: `1200 Miller Dr. Springfield` is read by the places.
    if word == "dr" && at > 0 && page.is_capital(at - 1) && page.is_number(at.wrapping_sub(2)) {
        return None;
    }
    // `Major Narrowing`, `General Appearance`: words before they are ranks.
    let word_first = matches!(
        word,
        "general"
            | "major"
            | "sister"
            | "father"
            | "judge"
            | "lord"
            | "lady"
            | "master"
            | "miss"
            | "private"
            | "agent"
            | "don"
            | "hon"
            | "sir"
            | "dame"
            | "deputy"
    );
    if word_first && part(page, place).is_none_or(|part| part.weight < 5) {
        return None;
    }
    let what = match word {
        "dr" | "drs" | "doctor" | "doctors" | "prof" | "professor" | "dra" => What::Clinician,
        "coach" | "pastor" | "rev" | "reverend" | "officer" | "judge" | "rabbi" | "imam"
        | "det" | "detective" | "deputy" | "sergeant" | "sgt" | "agent" => What::Relative,
        _ => What::Name,
    };
    let end = person(page, place, page.len(), Promise::Title)?;
    // `Sister Mary Joseph nodule`
    if what != What::Clinician
        && page.has(end, Flag::HeadNoun)
        && page.has(end - 1, Flag::Eponym)
        && page.gap(end) == 1
    {
        return None;
    }
    // `Don Chuy` is called so.
    let called = matches!(word, "don" | "dona") && page.token(at).shape == Shape::Title;
    let first = if called { at } else { place };
    push(page, first, end, what, "title", 90, found);
    Some(and_more(page, end, what, Promise::Title, found))
}

/// `C/O Ramos`: a corrections officer; not `C/O pain`.
fn officer(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let entry = page.token(at).entry;
    let named = page.case(at) == LineCase::Mixed
        && page.token(at).shape == Shape::Title
        && page.gap(at) == 1
        && entry.word() < 2
        && !entry.is_clinical();
    if !named {
        return None;
    }
    let end = person(page, at, page.len(), Promise::Title)?;
    push(page, at, end, What::Relative, "title", 85, found);
    Some(end)
}

/// `Drs. Lee, Park and Gold`: names that follow the first.
pub(super) fn and_more(
    page: &Page,
    end: usize,
    what: What,
    promise: Promise,
    found: &mut Vec<Found>,
) -> usize {
    let mut end = end;
    for _ in 0..6 {
        let mut place = end;
        if let Some(behind) = is_credential(page, place) {
            place = behind;
        }
        if matches!(page.sign(place), ',' | '/' | '&') {
            place += 1;
        }
        if matches!(page.low(place), "and" | "or") {
            place += 1;
        }
        if place == end || !page.is_word(place) {
            break;
        }
        let Some(part) = part(page, place) else { break };
        let short = page.token(place).shape == Shape::Upper && page.low(place).len() < 4;
        let capital = page.is_capital(place) && page.case(place) == LineCase::Mixed && !short;
        let strong = part.weight >= if capital { 4 } else { 14 };
        if !strong
            || is_credential(page, place).is_some()
            || page.has(place, Flag::State)
            || page.has(place, Flag::Title)
        {
            break;
        }
        let Some(behind) = person(page, place, page.len(), promise) else {
            break;
        };
        push(page, place, behind, what, "name-list", 75, found);
        end = behind;
    }
    end
}
