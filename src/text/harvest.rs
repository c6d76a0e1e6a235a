//! What the structured places of a report tell about its people: values for
//! the header side and for the other reports of the drop.

use crate::known::{KnownKind, KnownValue};
use crate::sensitive::Sensitive;

use super::calendar;
use super::found::{Found, What};
use super::token::Page;

/// Known values from labelled places.
#[must_use]
pub fn values(page: &Page, found: &[Found]) -> Vec<KnownValue> {
    let mut values: Vec<KnownValue> = found
        .iter()
        .filter(|one| is_sure(one))
        .filter_map(|one| value(page, one))
        .collect();
    values.sort();
    values.dedup();
    values
}

fn is_sure(one: &Found) -> bool {
    matches!(
        one.detector,
        "labelled-name"
            | "labelled-code"
            | "labelled-date"
            | "labelled-phone"
            | "credential"
            | "name-with-carets"
            | "table"
            | "segment"
            | "ssn"
            | "title"
    )
}

fn value(page: &Page, one: &Found) -> Option<KnownValue> {
    let text = page.slice(one.start, one.end).trim();
    let kind = match one.what {
        What::Patient | What::Clinician | What::Relative | What::Name => KnownKind::PersonName,
        What::Date(_) | What::DateWithAge => {
            return birth_day(page, one).map(|day| KnownValue {
                kind: KnownKind::Date,
                letter: one.what.letter(),
                role: one.what.role(),
                value: Sensitive::from(day),
            });
        }
        What::Phone | What::Fax => KnownKind::Phone,
        What::Ssn
        | What::Mrn
        | What::Plan
        | What::Account
        | What::License
        | What::Vehicle
        | What::Device
        | What::Id => KnownKind::Identifier,
        What::Email
        | What::Url
        | What::Ip
        | What::Time
        | What::Age
        | What::Location
        | What::Zip
        | What::Institution
        | What::Biometric
        | What::Photo => return None,
    };
    (text.len() >= 3).then(|| KnownValue {
        kind,
        letter: one.what.letter(),
        role: one.what.role(),
        value: Sensitive::from(text.to_owned()),
    })
}

/// A labelled date of birth as `YYYYMMDD`.
fn birth_day(page: &Page, one: &Found) -> Option<String> {
    let before = page.low_slice(one.start.saturating_sub(20), one.start);
    if !["dob", "birth", "born", "d.o.b"]
        .iter()
        .any(|cue| before.contains(cue))
    {
        return None;
    }
    let first = page.tokens.partition_point(|token| token.start < one.start);
    calendar::day_of(page, first)
}
