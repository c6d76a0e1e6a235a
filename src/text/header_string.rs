//! Short strings of DICOM headers: series descriptions, protocol names, code
//! meanings. They hold clinical words and numbers; only what is sure goes.

mod people;
mod scripts;

use std::collections::HashSet;

use super::calendar::{self, Form};
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, Page, Shape};
use super::{contacts, dates, fields, names, net, numbers, times};
use people::{Follows, is_technical};

pub use scripts::find as in_other_scripts;

/// Finds identifiers in a header string.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    whole_dates(page, found);
    net::find(page, found);
    let mut guesses = Vec::new();
    contacts::find(page, &mut guesses);
    numbers::find(page, &mut guesses);
    fields::find(page, &mut guesses);
    times::find(page, &mut guesses);
    names::find(page, &mut guesses);
    guesses.retain(|one| is_sure(page, one));
    found.extend(narrowed(page, guesses));
    people::find(page, found);
    let beside = beside_dates(found);
    for at in 0..page.len() {
        family_name(page, at, &beside, found);
    }
}

/// Cues promise more than a description holds: what follows the name or number
/// is the description again.
pub fn narrowed(page: &Page, guesses: Vec<Found>) -> Vec<Found> {
    let mut named = false;
    guesses
        .into_iter()
        .filter_map(|one| match one.detector {
            "labelled-name" | "title" | "inverted-name" | "credential" | "bare-name" | "role"
            | "cue" | "lone-name" | "double-name" | "name-list" => {
                let follows = if named {
                    Follows::AnotherName
                } else {
                    Follows::Cue
                };
                named |= one.detector == "labelled-name";
                people::name_only(page, one, follows)
            }
            "town" | "street" if !people::may_be_place(page, &one) => None,
            // `CHEST^LUNG`, `ABDOMEN^KRZYZANEK`: each word for itself.
            "name-with-carets" if people::is_description(page, &one) => None,
            "labelled-code" => Some(people::code_only(page, one)),
            _whole => Some(one),
        })
        .collect()
}

/// `T1W/SE/1024`, `ISOVUE300/100`: words of a description and short numbers.
fn is_technical_code(page: &Page, one: &Found) -> bool {
    let first = page.tokens.partition_point(|token| token.start < one.start);
    (first..page.len())
        .take_while(|at| page.token(*at).start < one.end)
        .all(|at| match page.token(at).kind {
            Kind::Word => page.token(at).shape == Shape::Initial || is_technical(page, at),
            Kind::Number => page.digits(at) <= 4,
            Kind::Sign(_) | Kind::LineEnd => true,
        })
}

/// Where a token begins or ends that stands one or two bytes from a date.
fn beside_dates(found: &[Found]) -> HashSet<usize> {
    found
        .iter()
        .filter(|one| matches!(one.what, What::Date(_)))
        .flat_map(|one| {
            [
                one.end + 1,
                one.end + 2,
                one.start.saturating_sub(1),
                one.start.saturating_sub(2),
            ]
        })
        .collect()
}

/// Dates with a year, or behind a cue; not `3/4` and `1-2`.
fn whole_dates(page: &Page, found: &mut Vec<Found>) {
    let mut guesses = Vec::new();
    dates::find(page, &mut guesses);
    for one in guesses {
        let first = page.tokens.partition_point(|token| token.start < one.start);
        let whole = calendar::read(page, first)
            .is_none_or(|reading| matches!(reading.form, Form::Full | Form::MonthDay));
        if whole {
            found.push(one);
        }
    }
}

fn is_sure(page: &Page, one: &Found) -> bool {
    let first = page.tokens.partition_point(|token| token.start < one.start);
    match one.detector {
        // `Dr. Lockwood x44718`: with five digits no matrix.
        "contact" => {
            let extension = page.low(first) == "x" && page.digits(first + 1) == 5;
            extension || page.slice(one.start, one.end).len() >= 7
        }
        "code" => !is_technical_code(page, one),
        "ssn" | "vin" | "dea" | "udi" | "long-number" | "labelled-code" | "labelled-phone"
        | "name-with-carets" | "picture-file" | "file-name" | "credential" => true,
        "time" => {
            let text = page.low_slice(one.start, one.end);
            text.matches(':').count() >= 2 || text.contains('m')
        }
        "title" | "labelled-name" | "inverted-name" => !is_technical(page, first),
        _ => false,
    }
}

/// A usual family name that is no ordinary word, no eponym, no product:
/// `CT CHEST SMITH`, or a given and a family name side by side.
fn family_name(page: &Page, at: usize, beside: &HashSet<usize>, found: &mut Vec<Found>) {
    let token = page.token(at);
    let entry = token.entry;
    if token.kind != Kind::Word
        || token.end - token.start < 3
        || !page.is_capital(at)
        || page.is_glued(at) && at > 0 && matches!(page.sign(at - 1), '-' | '\'')
    {
        return;
    }
    let clean = |place: usize| {
        let entry = page.token(place).entry;
        entry.word() == 0
            && !is_technical(page, place)
            && !entry.has(Flag::Eponym)
            && !entry.has(Flag::State)
            && !entry.has(Flag::Month)
            && !entry.has(Flag::Title)
            && !entry.has(Flag::Credential)
            && !entry.has(Flag::Staff)
    };
    let pair = |given: usize, family: usize| {
        page.token(given).entry.given() >= 2
            && page.token(family).entry.family() >= 1
            && clean(given)
            && clean(family)
            && page.gap(family.max(given)) <= 2
    };
    let alone = entry.family() == 3
        && clean(at)
        && token.shape != Shape::Mixed
        && !page.has(at + 1, Flag::HeadNoun);
    // `03/12/24 SMITH`: beside a date even a name that is also an eponym.
    let dated = beside.contains(&token.start) || beside.contains(&token.end);
    let beside_date = dated
        && entry.family() == 3
        && entry.word() == 0
        && !entry.is_clinical()
        && !entry.has(Flag::Study)
        && !page.has(at + 1, Flag::HeadNoun);
    let in_pair = beside_date
        || pair(at, at + 1)
        || at > 0 && pair(at - 1, at)
        || pair(at + 1, at)
        || at > 0 && pair(at, at - 1);
    if alone || in_pair {
        found.push(Found {
            start: token.start,
            end: token.end,
            what: What::Name,
            detector: "family-name",
            confidence: 60,
        });
    }
}
