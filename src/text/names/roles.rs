//! Names that a word promises: a role (`radiologist`), a cue (`signed by`),
//! also in small letters.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::plain::{initialled, plain_name, word_name};
use super::registers::{around_initial, shortened};
use super::spoken::{greeted, spoken_to};
use super::titles::and_more;
use super::{Promise, part, person, push};

/// `nurse Gina`, `RN Sol`, `son Gareth`, `mother (Renee Simms)`, `patient Harriet Poole`.
pub(super) fn role(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let entry = page.token(at).entry;
    let what = if entry.has(Flag::Relative) {
        What::Relative
    } else if entry.has(Flag::Patient) {
        What::Patient
    } else if entry.has(Flag::Staff) || page.low(at) == "doc" && page.case(at) == LineCase::Lower {
        What::Clinician
    } else if entry.has(Flag::Credential)
        && matches!(
            page.low(at),
            "rn" | "rt"
                | "np"
                | "pa"
                | "lpn"
                | "crna"
                | "cnm"
                | "cnmt"
                | "rvt"
                | "rdms"
                | "rdcs"
                | "lcsw"
                | "msw"
                | "lvn"
                | "emt"
                | "crnp"
        )
        && page.token(at).shape == Shape::Upper
    {
        What::Clinician
    } else {
        return None;
    };
    let mut place = at + 1;
    // `sister-in-law June`
    let in_law =
        page.is_sign(place, '-') && page.low(place + 1) == "in" && page.low(place + 3) == "law";
    if in_law {
        place += 4;
    }
    // `Child-Pugh`, `patient-controlled`: one word with what follows.
    if page.is_glued(place) && matches!(page.sign(place), '-' | '/') && page.is_glued(place + 1) {
        return None;
    }
    // `Baby Boy Castellanos`
    if matches!(page.low(place), "boy" | "girl" | "twin")
        && matches!(page.low(at), "baby" | "infant" | "newborn")
    {
        place += 1;
        if page.token(place).shape == Shape::Initial && !page.is_sign(place + 1, '.') {
            place += 1;
        }
    }
    // `mother's`, `wife, Ann`, `son: Tim`, `wife (Ann)`, `technologist is Ann`
    if page.is_sign(place, '\'') {
        return None;
    }
    let loose = page.is_word(place) && page.gap(place) <= 2;
    if matches!(page.sign(place), ',' | ':' | '(' | '-' | '=') {
        place += 1;
    }
    if matches!(page.low(place), "is" | "was" | "named" | "called" | "name") {
        place += 1;
        if page.low(place) == "is" {
            place += 1;
        }
    }
    if page.has(place, Flag::Title) && !page.has(place, Flag::Stop) {
        return None; // the title finds it
    }
    // `Veteran, Navy`
    let branch = matches!(
        page.low(place),
        "navy" | "army" | "marines" | "marine" | "usmc" | "usaf" | "usn" | "guard"
    );
    // `Verifier E-Sig:`
    let label = page.is_sign(place + 1, '-') && page.low(place + 2) == "sig";
    if branch || label {
        return None;
    }
    if page.low(at) == "child" && page.low(at + 1) == "pugh"
        || page.low(at) == "twin" && page.token(place).shape == Shape::Initial
    {
        return None;
    }
    let promise = if loose && page.is_capital(place) && page.case(at) == LineCase::Mixed {
        Promise::Title
    } else {
        Promise::Word
    };
    let promise = if what == What::Relative
        || what == What::Clinician && loose && page.token(at).shape != Shape::Upper
    {
        promise
    } else {
        Promise::Word
    };
    // `his coach, Frank Bighorse,`: two capitals in apposition.
    let apposed = page.is_sign(place.wrapping_sub(1), ',')
        && page.case(at) == LineCase::Mixed
        && page.token(place).shape == Shape::Title
        && page.token(place).entry.given() >= 1
        && page.token(place + 1).shape == Shape::Title
        && page.gap(place + 1) == 1
        && !page.has(place + 1, Flag::Stop)
        && !page.token(place + 1).entry.is_clinical();
    // `a veteran, deacon at the church`: the next word of the sentence.
    if page.is_sign(place.wrapping_sub(1), ',')
        && page.case(at) == LineCase::Mixed
        && !page.is_capital(place)
    {
        return None;
    }
    let promise = if apposed { Promise::Title } else { promise };
    if let Some(end) = initialled(page, place)
        .or_else(|| around_initial(page, place))
        .or_else(|| shortened(page, place))
    {
        push(page, place, end, what, "role", 80, found);
        return Some(and_more(page, end, what, Promise::Word, found));
    }
    if let Some(end) = word_name(page, place, what) {
        push(page, place, end, what, "role", 76, found);
        return Some(and_more(page, end, what, Promise::Word, found));
    }
    if let Some(end) = plain_name(page, at, place, what) {
        push(page, place, end, what, "role", 78, found);
        return Some(and_more(page, end, what, Promise::Word, found));
    }
    let first = part(page, place)?;
    // `Tech KC.`: initials of staff.
    let entry = page.token(place).entry;
    let closes = !page.is_word(place + 1) && !matches!(page.sign(place + 1), '-' | '/' | ':');
    let short = page.token(place).shape == Shape::Upper
        && page.low(place).len() <= 3
        && entry.word() == 0
        && !entry.is_clinical()
        && !entry.has(Flag::Study)
        && !entry.has(Flag::Credential)
        && !matches!(
            page.low(place),
            "ed" | "er" | "or" | "icu" | "ir" | "pacs" | "ris" | "id" | "iii" | "ii"
        );
    if what == What::Clinician && short && closes && loose {
        push(page, place, place + 1, what, "role", 80, found);
        return Some(place + 1);
    }
    // A single ordinary word behind a role is more often a clause than a name.
    let floor = if page.case(place) == LineCase::Mixed {
        -12
    } else {
        0
    };
    if !first.initial && first.weight < floor
        || page.token(place).entry.is_clinical() && first.weight < 2 && page.is_word(first.end)
    {
        return None;
    }
    let end = person(page, place, page.len(), promise)?;
    // `tech: Gray scale and color`
    let sentence = page.is_sign(place.wrapping_sub(1), ':')
        && end == place + 1
        && page.case(at) == LineCase::Mixed
        && page.token(end).shape == Shape::Lower
        && !page.has(end, Flag::Stop)
        && !page.has(end, Flag::PersonVerb);
    if sentence {
        return None;
    }
    // `Sister Mary Joseph nodule`
    if page.has(end, Flag::HeadNoun) && page.has(end - 1, Flag::Eponym) && page.gap(end) == 1 {
        return None;
    }
    push(page, place, end, what, "role", 80, found);
    Some(if what == What::Clinician {
        and_more(page, end, what, Promise::Word, found)
    } else {
        and_more(page, end, what, Promise::Word, found)
    })
}

/// `dictated by`, `discussed with`, `called to`, `on behalf of`.
pub(super) fn cue(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let word = page.low(at);
    let before = page.low(at.wrapping_sub(1));
    if let Some(end) = spoken_to(page, at, found) {
        return Some(end);
    }
    let (what, promise) = match word {
        "by" | "per" if is_method(page, at) => return None,
        "by" => (What::Clinician, Promise::Word),
        "with"
            if matches!(
                before,
                "discussed"
                    | "reviewed"
                    | "spoke"
                    | "conferred"
                    | "spoken"
                    | "consulted"
                    | "shared"
                    | "discussion"
                    | "conversation"
                    | "conference"
                    | "communicated"
                    | "scanned"
                    | "talked"
                    | "agree"
                    | "agreed"
                    | "case"
            ) =>
        {
            (What::Clinician, Promise::Word)
        }
        "to" if matches!(
            before,
            "communicated"
                | "called"
                | "reported"
                | "conveyed"
                | "sent"
                | "faxed"
                | "relayed"
                | "phoned"
                | "given"
                | "mailed"
                | "texted"
                | "paged"
                | "emailed"
                | "results"
                | "report"
                | "copy"
                | "told"
                | "forwarded"
                | "telephoned"
                | "verbally"
                | "spoke"
                | "addressed"
                | "handed"
                | "released"
                | "returned"
                | "refer"
                | "referred"
                | "back"
        ) =>
        {
            (What::Clinician, Promise::Word)
        }
        "per" | "cc" | "notified" | "informed" | "paged" | "told" | "called" | "contacted"
        | "telephoned" | "alerted" | "asked" | "texted" | "phoned" | "advised" | "via" => {
            (What::Clinician, Promise::Word)
        }
        "signed" | "attested" | "cosigned" | "transcribed" | "dictated" | "approved"
        | "verified" | "reviewed" | "authenticated" | "sincerely" | "regards" | "respectfully"
        | "yours" | "truly" | "thanks" | "cordially" => (What::Clinician, Promise::Word),
        "named" | "dear" | "hello" | "hi" => (What::Name, Promise::Word),
        "is" if matches!(before, "this" | "name") => (What::Name, Promise::Word),
        "of" | "for" | "on" | "re" | "from" | "about" => (What::Name, Promise::None),
        _ => return None,
    };
    if let Some(end) = greeted(page, at, found) {
        return Some(end);
    }
    let mut place = at + 1;
    if matches!(page.sign(place), ':' | ',' | '/' | '-') {
        place += 1;
    }
    place = page.over_line_end(place);
    place = page.over_line_end(place);
    if let Some(end) = initialled(page, place)
        .or_else(|| shortened(page, place))
        .filter(|_| promise == Promise::Word)
    {
        push(page, place, end, what, "cue", 76, found);
        return Some(and_more(page, end, what, Promise::Word, found));
    }
    if promise == Promise::None {
        // Only a whole name in small letters needs the preposition; the rest is found bare.
        return small_letters(page, place, found);
    }
    if page.has(place, Flag::Title) && !page.has(place, Flag::Stop) {
        return None;
    }
    let first = part(page, place)?;
    // `by CT`, `called MRI`: a cue word is no promise for capitals that are technical.
    if !first.initial
        && (page.token(place).shape == Shape::Upper
            && page.case(place) == LineCase::Mixed
            && page.low(place).len() <= 3
            && first.weight < 15)
    {
        return None;
    }
    let end = person(page, place, page.len(), promise).or_else(|| signed_by(page, at, place))?;
    if page.has(end, Flag::HeadNoun) && (place..end).any(|part| page.has(part, Flag::Eponym)) {
        return None;
    }
    // `This is Budd-Chiari`, `this is Enneking IIB`
    let named_after = (place..end)
        .filter(|&part| page.is_word(part))
        .all(|part| page.has(part, Flag::Eponym));
    if word == "is" && named_after {
        return None;
    }
    push(page, place, end, what, "cue", 75, found);
    Some(and_more(page, end, what, Promise::Word, found))
}

/// `low risk by PESI`, `EF 25 percent by Simpson`: a method, not a reader.
fn is_method(page: &Page, at: usize) -> bool {
    let measured = page.token(at.wrapping_sub(1)).entry.is_clinical()
        || page.has(at.wrapping_sub(1), Flag::Unit)
        || matches!(
            page.low(at.wrapping_sub(1)),
            "percent" | "grade" | "risk" | "normal" | "age" | "type" | "score" | "stage" | "class"
        )
        || matches!(page.sign(at.wrapping_sub(1)), '%' | ')')
        || page.is_number(at.wrapping_sub(1));
    // `by Tanner-Whitehouse 3`
    let pair = page.has(at + 1, Flag::Eponym)
        && page.is_sign(at + 2, '-')
        && page.has(at + 3, Flag::Eponym);
    // `by Quintero staging`
    let system = matches!(
        page.low(at + 2),
        "staging"
            | "criteria"
            | "classification"
            | "score"
            | "grading"
            | "method"
            | "system"
            | "grade"
    );
    if pair || system && page.gap(at + 2) == 1 {
        return true;
    }
    let single = !page.is_capital(at + 2) || !page.is_word(at + 2);
    let entry = page.token(at + 1).entry;
    let abbreviation = page.token(at + 1).shape == Shape::Upper
        && page.case(at) == LineCase::Mixed
        && entry.family() < 2;
    let listed = entry.has(Flag::Eponym) || entry.has(Flag::Product);
    let rare = entry.given().max(entry.family()) < 2;
    single && (measured && (listed || abbreviation) || !is_done(page, at) && (listed || rare))
}

/// `read by`, `brought by`, `seen by`: what stands before the cue is done by
/// somebody; `- by`: somebody signs.
fn is_done(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let word = page.low(before);
    if !page.is_word(before) {
        return true;
    }
    let measures = matches!(
        word,
        "graded"
            | "classified"
            | "measured"
            | "calculated"
            | "described"
            | "staged"
            | "scored"
            | "defined"
            | "estimated"
            | "corrected"
            | "named"
            | "made"
            | "premedicated"
    );
    let entry = page.token(before).entry;
    let deed = word.ends_with("ed") || word.ends_with("en") && !entry.is_clinical();
    !measures
        && (deed
            || entry.has(Flag::PersonVerb)
            || !page.is_capital(before) && entry.is_unknown()
            || matches!(
                word,
                "read"
                    | "sent"
                    | "brought"
                    | "told"
                    | "done"
                    | "inj"
                    | "dict"
                    | "typed"
                    | "report"
                    | "reported"
                    | "prelim"
                    | "final"
                    | "addendum"
                    | "ok"
                    | "ride"
                    | "up"
                    | "in"
                    | "interp"
                    | "trans"
                    | "exam"
                    | "performed"
                    | "shown"
                    | "drawn"
                    | "over"
                    | "reread"
                    | "overread"
                    | "scan"
                    | "us"
                    | "ct"
                    | "mr"
                    | "film"
                    | "study"
                    | "raised"
                    | "here"
            ))
}

/// `final by PARK 21jan2024`: an ordinary word, but a usual family name in the
/// place of a signature.
fn signed_by(page: &Page, at: usize, place: usize) -> Option<usize> {
    let signs = matches!(
        page.low(at.wrapping_sub(1)),
        "final"
            | "preliminary"
            | "prelim"
            | "read"
            | "signed"
            | "dictated"
            | "interpreted"
            | "finalized"
            | "approved"
            | "verified"
            | "reviewed"
            | "reported"
            | "performed"
            | "transcribed"
            | "addendum"
            | "electronically"
            | "overread"
            | "authenticated"
            | "injected"
            | "scanned"
    );
    let closes = !page.is_word(place + 1) || crate::text::calendar::read(page, place + 1).is_some();
    (page.low(at) == "by"
        && signs
        && closes
        && page.is_capital(place)
        && page.token(place).entry.family() >= 2
        && !page.has(place, Flag::Study)
        && !page.has(place, Flag::Facility))
    .then_some(place + 1)
}

/// `on victor o'hare`: given and family name in a dictation without capitals.
fn small_letters(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.case(at) != LineCase::Lower {
        return None;
    }
    let first = part(page, at)?;
    let mut place = first.end;
    let mut second = part(page, place)?;
    if second.initial {
        place = second.end;
        second = part(page, place)?;
    }
    let given = page.token(at).entry;
    let good = given.given() >= 2
        && first.weight >= 8
        && second.weight >= 0
        && !page.has(place, Flag::Stop);
    if !good {
        return None;
    }
    push(
        page,
        at,
        second.end,
        What::Name,
        "lower-case-name",
        70,
        found,
    );
    Some(second.end)
}
