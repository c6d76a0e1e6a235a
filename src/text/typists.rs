//! Initials at the end of a line that tells when a report was spoken and
//! typed: `D: 04/22/2021 0715 T: 04/22/2021 0731 rjb`, `Job 5567812 | Dictation
//! 88120 | KB`, `Transcribed: 8/26/20 8:41 AM by YE`, and pairs alone on their
//! line: `MP/cc`. Letters that are words elsewhere are initials here.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, Page};

/// Longest initials.
const LONGEST: usize = 4;

/// Finds the initials of typists by where they stand.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    for line in &page.lines {
        let end = ending(page, line.first, line.end);
        if is_pair(page, line.first, end) {
            push(page, line.first, end, found);
        } else if let Some(at) = end.checked_sub(1).filter(|&at| at > line.first) {
            if is_initials(page, at) && is_tied(page, at) && is_stamp(page, line.first, at) {
                push(page, at, end, found);
            }
        }
    }
}

fn push(page: &Page, first: usize, end: usize, found: &mut Vec<Found>) {
    found.push(Found {
        start: page.token(first).start,
        end: page.token(end - 1).end,
        what: What::Clinician,
        detector: "typist",
        confidence: 80,
    });
}

/// The end of a line without signs that close it.
fn ending(page: &Page, first: usize, end: usize) -> usize {
    let mut end = end;
    while end > first
        && matches!(
            page.token(end - 1).kind,
            Kind::Sign('.' | '*' | ')' | '"' | '|')
        )
    {
        end -= 1;
    }
    end
}

/// Behind a slash or `by` the letters may be those of a half of day or a
/// degree.
fn is_initials(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let sure = page.is_sign(before, '/') || page.low(before) == "by";
    let other = page.has(at, Flag::Credential)
        || page.has(at, Flag::Month)
        || matches!(
            page.low(at),
            "am" | "pm"
                | "hrs"
                | "hr"
                | "est"
                | "edt"
                | "cst"
                | "cdt"
                | "mst"
                | "pst"
                | "pdt"
                | "gmt"
                | "utc"
        );
    page.is_word(at)
        && (2..=LONGEST).contains(&page.low(at).len())
        && (sure || !other)
        && !matches!(
            page.low(at),
            "note" | "final" | "done" | "none" | "date" | "time"
        )
}

/// `MP/cc`, `mp/CP`, `AF/GM`, nothing else on the line; not `PA/LAT`.
fn is_pair(page: &Page, first: usize, end: usize) -> bool {
    let of_study = |at: usize| page.has(at, Flag::Study) || page.token(at).entry.is_clinical();
    end == first + 3
        && matches!(page.sign(first + 1), '/' | ':')
        && page.is_glued(first + 1)
        && page.is_glued(first + 2)
        && is_initials(page, first)
        && is_initials(page, first + 2)
        && !(of_study(first) && of_study(first + 2))
        && !page.has(first + 2, Flag::Unit)
}

/// A sign, a time, a number or `by` stands before.
fn is_tied(page: &Page, at: usize) -> bool {
    let before = at - 1;
    page.is_number(before)
        || matches!(page.sign(before), '/' | '|' | ':' | ')')
        || matches!(page.low(before), "by" | "am" | "pm" | "hrs" | "hr")
        || page.is_sign(before, '.') && page.low(before.wrapping_sub(1)) == "m"
}

/// The line tells of dictation or typing, by a word or by its stamps.
fn is_stamp(page: &Page, first: usize, at: usize) -> bool {
    let mut stamps = 0;
    for place in first..at {
        let word = page.low(place);
        let signed = page.is_sign(place + 1, ':');
        let typed = matches!(
            word,
            "transcribed"
                | "typed"
                | "transcriptionist"
                | "typist"
                | "transcriber"
                | "dictation"
                | "scribe"
        );
        if typed && page.is_word(place) {
            return true;
        }
        stamps += usize::from(signed && matches!(word, "d" | "t" | "dd" | "dt" | "td" | "tt"));
    }
    stamps >= 2
}
