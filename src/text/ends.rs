//! What a finding takes along at its ends and what is no part of an identifier:
//! the article of a date, the label of a number, the State behind a town.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::names::is_credential;
use super::token::{LineCase, Page, Shape};

/// Shortens findings to what identifies.
pub fn trim(page: &Page, found: &mut Vec<Found>) {
    found.retain(|one| {
        let letter = one.detector == "town" && one.end == one.start + 1;
        !letter && !(one.what.is_person() && (is_heading(page, one) || is_myself(page, one)))
    });
    for one in found {
        let (first, end) = page.tokens_of(one.start, one.end);
        // A name inside a run of signs is shorter than its token.
        let last = end.saturating_sub(1);
        if page.token(first).start != one.start || page.token(last).end != one.end {
            continue;
        }
        let first = compound(page, one, first);
        let from = first + before(page, one, first, end);
        let to = behind(page, one, from, end);
        if from < to {
            one.start = page.token(from).start;
            one.end = page.token(to - 1).end;
        }
    }
}

/// `Report Status`, `PERFORMED AT`: the heading of the next cell.
fn is_heading(page: &Page, one: &Found) -> bool {
    let (first, end) = page.tokens_of(one.start, one.end);
    (first..end).all(|at| {
        matches!(
            page.low(at),
            "report"
                | "status"
                | "performed"
                | "at"
                | "interpreted"
                | "dictated"
                | "dictating"
                | "electronically"
                | "digitally"
                | "result"
                | "results"
                | "note"
                | "notes"
                | "call"
                | "log"
                | "form"
                | "worksheet"
                | "pool"
                | "es"
                | "prn"
                | "ph"
        )
    }) || is_degree(page, first, end)
}

/// `Wells, DO`, `ap Rhys, MBBCh`: a degree behind the comma of a name.
fn is_degree(page: &Page, first: usize, end: usize) -> bool {
    let behind = page.is_sign(first.wrapping_sub(1), ',')
        && page.is_word(first.wrapping_sub(2))
        && page.gap(first) == 1;
    behind && is_credential(page, first).is_some_and(|behind| behind >= end)
}

/// `Attending: O. B. Wan. I, Dr. Wan, was present`: who speaks, no initial.
fn is_myself(page: &Page, one: &Found) -> bool {
    let (first, end) = page.tokens_of(one.start, one.end);
    page.low(first) == "i" && end == first + 1 && page.is_sign(end, ',')
}

/// `ride-on valley transit`: a site that was found behind a hyphen begins before it.
fn compound(page: &Page, one: &Found, first: usize) -> usize {
    let hyphen = one.what == What::Institution
        && first >= 2
        && page.is_sign(first - 1, '-')
        && page.is_glued(first)
        && page.is_glued(first - 1)
        && page.is_word(first - 2);
    if hyphen { first - 2 } else { first }
}

/// How many tokens at the beginning stay.
fn before(page: &Page, one: &Found, first: usize, end: usize) -> usize {
    match one.what {
        // `the 9th of April`
        What::Date(_) | What::DateWithAge => usize::from(page.low(first) == "the"),
        // `x4471`
        What::Phone => usize::from(page.low(first) == "x" && page.is_number(first + 1)),
        What::Patient | What::Clinician | What::Relative | What::Name => {
            let ranked = one.what != What::Patient
                && page.has(first, Flag::Title)
                && !page.has(first, Flag::Stop)
                && page.token(first + 1).entry.given() >= 2
                && end > first + 2;
            let called = is_deed(page.low(first)) || ranked;
            // `I, Olivier Delacroix, M.D., was present`
            if page.low(first) == "i" && page.is_sign(first + 1, ',') && end > first + 2 {
                return 2;
            }
            // `& PA Lark`, `DOCTOR TEMPERANCE WHEELER`
            let titled = is_credential(page, first) == Some(first + 1)
                && page.token(first).shape == Shape::Upper
                && page.token(first + 1).shape == Shape::Title
                || matches!(
                    page.low(first),
                    "doctor" | "missus" | "mister" | "undersheriff"
                ) && page.token(first).shape != Shape::Title;
            let called = called || titled;
            usize::from(end > first + 1 && called && page.gap(first + 1) > 0)
        }
        What::Institution => introduction(page, first, end),
        What::Location => introduction(page, first, end) + room(page, first, end),
        What::Zip
        | What::Time
        | What::Age
        | What::Url
        | What::Ip
        | What::Biometric
        | What::Photo
        | What::Email
        | What::Fax => 0,
        What::Ssn
        | What::Mrn
        | What::Plan
        | What::Account
        | What::License
        | What::Vehicle
        | What::Device
        | What::Id => label(page, one, first, end),
    }
}

/// `MRN 4471920`: a known number with the label that stood before it elsewhere.
fn label(page: &Page, one: &Found, first: usize, end: usize) -> usize {
    // `MR 22-817` may be the number as it is; these words are never part of one.
    let sure = matches!(
        page.low(first),
        "mrn"
            | "id"
            | "pid"
            | "job"
            | "acct"
            | "account"
            | "accession"
            | "csn"
            | "npi"
            | "policy"
            | "claim"
    );
    let print = matches!(one.detector, "labelled-print" | "labelled-photo");
    let Some(label) = page.label(first).filter(|_| sure && !print) else {
        return 0;
    };
    let mut value = label.end;
    while value < end && !page.is_word(value) && !page.is_number(value) {
        value += 1;
    }
    let digits: usize = (value..end).map(|at| page.digits(at)).sum();
    let parted = page.gap(value) > 0 || matches!(page.low(first), "mrn" | "acct" | "ssn");
    if digits >= 3 && parted {
        value - first
    } else {
        0
    }
}

/// `Member of Bethel Synagogue`, `Attends New Hope Mosque`, `Location Cedar
/// Hills Imaging`: what is said about the site.
fn introduction(page: &Page, first: usize, end: usize) -> usize {
    let says = matches!(
        page.low(first),
        "member"
            | "attends"
            | "employer"
            | "opponent"
            | "location"
            | "institution"
            | "facility"
            | "site"
            | "clinic"
            | "leaving"
            | "deacon"
            | "organist"
    );
    let of = usize::from(matches!(page.low(first + 1), "of" | "at"));
    let clinic =
        page.low(first) == "clinic" && page.gap(first + 1) < 2 && !page.is_behind_tab(first + 1);
    if says && !clinic && first + 1 + of < end && page.gap(first + 1) > 0 {
        1 + of
    } else {
        0
    }
}

/// `conference room C-210`, `PO Box 4410`: what kind of room it is.
fn room(page: &Page, first: usize, end: usize) -> usize {
    let kind = |at: usize| {
        matches!(
            page.low(at),
            "conference" | "room" | "po" | "p" | "o" | "box"
        ) && page.is_word(at)
            || page.is_sign(at, '.')
    };
    let words = (first..end).take_while(|&at| kind(at)).count();
    let number = first + words;
    let rooms = (first..number).any(|at| matches!(page.low(at), "room" | "box"));
    let numbered = page.is_number(number) || page.is_number(number + 2);
    if rooms && number < end && numbered {
        words
    } else {
        0
    }
}

/// What is done to a report or an office, or a rank, before somebody's name.
fn is_deed(word: &str) -> bool {
    matches!(
        word,
        "dict"
            | "interp"
            | "interpreted"
            | "attested"
            | "prelim"
            | "transcr"
            | "dtr"
            | "dtrs"
            | "opponent"
            | "employer"
            | "rider"
            | "cpt"
            | "kahu"
            | "kuya"
            | "tutu"
            | "man"
            | "woman"
    )
}

/// The token behind what goes.
fn behind(page: &Page, one: &Found, first: usize, end: usize) -> usize {
    match one.what {
        // `Walterboro SC`
        What::Location | What::Institution => {
            let end = before_remark(page, first, behind_site(page, first, end));
            let last = end.saturating_sub(1);
            let state = page.has(last, Flag::StateCode) && page.token(last).shape == Shape::Upper;
            if !state || last <= first || page.is_glued(last) {
                return end;
            }
            let comma = page.is_sign(last - 1, ',');
            if comma { last - 1 } else { last }
        }
        // `JUNE AGE 41`
        What::Patient | What::Clinician | What::Relative | What::Name => {
            let last = end.saturating_sub(1);
            let label = matches!(
                page.low(last),
                "age"
                    | "sex"
                    | "gender"
                    | "interpreted"
                    | "dictated"
                    | "dictating"
                    | "cnmt"
                    | "dob"
                    | "report"
                    | "performed"
                    | "rm"
            );
            // `SIOBHAN  F  66`: the next cell.
            let sex = matches!(page.low(last), "f" | "m")
                && (page.is_behind_tab(last) || page.gap(last) >= 2);
            // `Amrit Kaur PA`, `Inés Peñalver el lunes`
            let degree = is_credential(page, last).is_some_and(|behind| behind >= end)
                && page.token(last).shape == Shape::Upper
                && page.token(first).shape != Shape::Upper
                && page.low(last).len() >= 2;
            let article = page.token(last).shape == Shape::Lower
                && matches!(page.low(last), "el" | "la" | "le" | "los" | "y" | "e")
                && page.case(last) == LineCase::Mixed;
            if (label || sex || degree || article) && last > first && page.gap(last) > 0 {
                last
            } else {
                generation(page, end)
            }
        }
        What::Date(_)
        | What::DateWithAge
        | What::Time
        | What::Age
        | What::Zip
        | What::Phone
        | What::Fax
        | What::Email
        | What::Ssn
        | What::Mrn
        | What::Plan
        | What::Account
        | What::License
        | What::Vehicle
        | What::Device
        | What::Url
        | What::Ip
        | What::Biometric
        | What::Photo
        | What::Id => end,
    }
}

/// `LaRue-McBride IV`, `Vanderhoof II`: which of the name; before a word `IV`
/// is a vein.
fn generation(page: &Page, end: usize) -> usize {
    let numeral = matches!(page.raw(end), "II" | "III" | "IV");
    let closes = page.raw(end) != "IV" || !page.is_word(end + 1) || page.gap(end + 1) > 1;
    let bare = page.is_word(end.wrapping_sub(1)) && page.gap(end) == 1 && !page.is_glued(end + 1)
        || page.is_line_end(end + 1)
        || matches!(page.sign(end + 1), ',' | ')' | '|' | ';');
    if numeral && closes && bare && page.is_word(end.wrapping_sub(1)) {
        end + 1
    } else {
        end
    }
}

/// `5 EAST MED/523-2 (Req'g Loc)`: what kind of place it is, in brackets.
fn before_remark(page: &Page, first: usize, end: usize) -> usize {
    let open = (first + 1..end).find(|&at| page.is_sign(at, '('));
    let Some(open) = open.filter(|_| page.is_sign(end - 1, ')')) else {
        return end;
    };
    let kind = (open..end).any(|at| matches!(page.low(at), "loc" | "location" | "req"));
    if kind { open } else { end }
}

/// `Dunklin County`, `Granite Medical Center Emergency Imaging`: kind and
/// department tell nothing of the place.
fn behind_site(page: &Page, first: usize, end: usize) -> usize {
    let word = |back: usize| page.low(end.wrapping_sub(back));
    if word(1) == "county" && end > first + 1 {
        return end - 1;
    }
    let kind = (first + 1..end).find(|&at| {
        matches!(
            page.low(at),
            "hospital" | "university" | "infirmary" | "center" | "clinic"
        )
    });
    let Some(kind) = kind else { return end };
    let department = (kind + 1..end).all(|at| {
        matches!(page.low(at), "radiology" | "imaging" | "department")
            || matches!(
                (page.low(at), page.low(at + 1)),
                ("sports", "medicine") | ("emergency", "imaging" | "department" | "radiology")
            )
            || page.low(at) == "medicine" && page.low(at - 1) == "sports"
    });
    if department { kind + 1 } else { end }
}
