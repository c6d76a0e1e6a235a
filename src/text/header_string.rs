//! Short strings of DICOM headers: series descriptions, protocol names, code
//! meanings. They hold clinical words and numbers; only what is sure goes.

use std::collections::HashSet;

use super::calendar::{self, Form};
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, Page, Shape};
use super::{contacts, dates, fields, names, net, numbers, times};

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
    found.extend(guesses.into_iter().filter(|one| is_sure(page, one)));
    let beside = beside_dates(found);
    for at in 0..page.len() {
        family_name(page, at, &beside, found);
    }
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
        "contact" => page.slice(one.start, one.end).len() >= 7,
        "ssn" | "vin" | "dea" | "udi" | "long-number" | "code" | "labelled-code"
        | "labelled-phone" | "name-with-carets" | "picture-file" | "file-name" | "credential" => {
            true
        }
        "time" => {
            let text = page.low_slice(one.start, one.end);
            text.matches(':').count() >= 2 || text.contains('m')
        }
        "title" | "labelled-name" | "inverted-name" => !is_technical(page, first),
        _ => false,
    }
}

fn is_technical(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    entry.has(Flag::Study)
        || entry.has(Flag::Product)
        || entry.is_clinical()
        || entry.has(Flag::HeadNoun)
        || entry.has(Flag::Unit)
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
