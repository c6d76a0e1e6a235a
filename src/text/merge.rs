//! From findings to spans: sorted, without overlap, in bytes of the original.

use crate::policy::DateRule;

use super::found::{Found, What};
use super::span::Span;
use super::token::Page;

/// Joins findings that overlap, and parts of one name that touch.
#[must_use]
pub fn merge(page: &Page, mut found: Vec<Found>, dates: DateRule) -> Vec<Span> {
    found.retain(|one| one.start < one.end);
    found.sort_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match joined.last_mut() {
            Some(last) if one.start < last.end => overlap(last, one),
            Some(last) if touches(page, last, &one) => {
                last.end = one.end;
                if last.what == What::Name {
                    last.what = one.what;
                }
            }
            _ => joined.push(one),
        }
    }
    let mut spans: Vec<Span> = joined.iter().map(|one| span(page, one, dates)).collect();
    // A ligature can make two neighbours share a character of the original.
    spans.dedup_by(|next, last| {
        let same = next.start < last.end;
        if same {
            last.end = last.end.max(next.end);
        }
        same
    });
    spans
}

/// The union goes; the surer finding names it, the longer one among equals. Two
/// kinds may know better.
fn overlap(last: &mut Found, one: Found) {
    let surer = (one.confidence, one.end - one.start) > (last.confidence, last.end - last.start);
    let of_family = is_of_family(last, &one) || is_of_family(&one, last);
    let keep_year = match (last.what, one.what) {
        (What::DateWithAge, _) | (_, What::DateWithAge) => Some(What::DateWithAge),
        _ => None,
    };
    if surer {
        last.what = one.what;
        last.detector = one.detector;
        last.confidence = one.confidence;
    }
    if let Some(what) = keep_year {
        last.what = what;
    }
    if of_family {
        last.what = What::Relative;
    }
    last.end = last.end.max(one.end);
}

/// `Her daughter Elowen Hart` of a patient Hart: a family name that is known
/// does not make a longer name of a relative the patient's.
fn is_of_family(whole: &Found, part: &Found) -> bool {
    whole.what == What::Relative
        && part.what == What::Patient
        && whole.start <= part.start
        && part.end <= whole.end
        && whole.end - whole.start > part.end - part.start
}

/// Two name findings with nothing between them but a space or a sign that
/// stands inside names. A point is such a sign behind an initial; elsewhere it
/// ends the sentence, and the next one may speak of somebody else.
fn touches(page: &Page, last: &Found, one: &Found) -> bool {
    let related = last.what == one.what || last.what == What::Name || one.what == What::Name;
    if !(last.what.is_person() && one.what.is_person() && related) {
        return false;
    }
    let between = page.slice(last.end, one.start);
    match between {
        "" | " " | "^" | "-" => true,
        "." | ". " => ends_in_initial(page.slice(last.start, last.end)),
        _another_text => false,
    }
}

fn ends_in_initial(name: &str) -> bool {
    let mut letters = name.chars().rev();
    letters.next().is_some_and(char::is_alphabetic)
        && !letters.next().is_some_and(char::is_alphanumeric)
}

fn span(page: &Page, one: &Found, dates: DateRule) -> Span {
    let (start, end) = page.normal.original(one.start, one.end);
    Span {
        start,
        end,
        letter: one.what.letter(),
        role: one.what.role(),
        replacement: one.what.replacement(dates),
        detector: one.detector,
        confidence: one.confidence,
    }
}
