//! Dates with the month as a word: `May 30`, `in July`. May, March and some
//! short forms are also other words.

use crate::text::calendar::{self, month};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

/// `May 30`, `Dec 4`, `oct 31`; not `may 3 times`, `OCT 12 layers`.
pub(super) fn is_month_with_day(page: &Page, at: usize, end: usize) -> bool {
    if page.is_number(at) {
        return true;
    }
    let word = page.low(at);
    let shape = page.token(at).shape;
    let doubtful = match shape {
        Shape::Lower => matches!(word, "may" | "march" | "mar" | "dec" | "sep" | "oct"),
        // In capitals OCT, MAR, SEP are also technical words.
        Shape::Upper => matches!(word, "oct" | "mar" | "sep" | "dec"),
        Shape::Title | Shape::Initial | Shape::Mixed | Shape::None => false,
    };
    !doubtful || has_cue(page, at) || is_ordinal(page, end) || counts_nothing(page, at, end)
}

/// `dec 1st`
fn is_ordinal(page: &Page, end: usize) -> bool {
    matches!(page.low(end.wrapping_sub(1)), "st" | "nd" | "rd" | "th")
}

/// Behind the day stands no noun that it counts: `oct 31, pelvis`, `MAR 14.`
fn counts_nothing(page: &Page, at: usize, end: usize) -> bool {
    let subject = matches!(page.low(at), "may" | "march")
        && page.is_word(at.wrapping_sub(1))
        && !page.has(at.wrapping_sub(1), Flag::Study)
        && page.gap(at) <= 1;
    let plain = !page.is_word(end)
        || page.gap(end) > 2
        || page.has(end, Flag::DateCue)
        || page.has(end, Flag::PersonVerb)
        || page.has(end, Flag::Stop) && !matches!(page.low(end), "to" | "or" | "per");
    plain
        && !subject
        && !matches!(page.sign(end), '%' | '/')
        && !page.is_sign(end, '.') | !page.is_number(end + 1)
}

fn has_cue(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    page.has(before, Flag::DateCue)
        || page.has(before, Flag::Weekday)
        || matches!(
            page.low(before),
            "in" | "since"
                | "last"
                | "next"
                | "this"
                | "late"
                | "early"
                | "mid"
                | "during"
                | "until"
                | "by"
                | "the"
        )
        || (matches!(page.sign(before), ':' | ',' | '(')
            && (page.has(before.wrapping_sub(1), Flag::DateCue)
                || page.has(before.wrapping_sub(1), Flag::Weekday)))
}

/// A month alone: `in July`, `Prior: July`. Short forms and the words `may`,
/// `march` need a preposition that asks for a time.
pub(super) fn is_month_alone(page: &Page, at: usize, end: usize) -> bool {
    if page.has(at, Flag::NumberWord) || page.is_number(at) {
        return true;
    }
    let word = page.low(at);
    let before = page.low(at.wrapping_sub(1));
    let asked = matches!(
        before,
        "in" | "since"
            | "last"
            | "next"
            | "this"
            | "late"
            | "early"
            | "mid"
            | "during"
            | "until"
            | "from"
            | "of"
            | "by"
            | "for"
            | "through"
            | "past"
    ) || page.is_sign(at.wrapping_sub(1), '-') && page.low(at.wrapping_sub(2)) == "mid"
        || has_cue(page, at)
            && !matches!(
                before,
                "and" | "to" | "t" | "d" | "on" | "ct" | "mr" | "us" | "xray"
            );
    let several = end > at + 1 && page.is_word(end - 1) && month(page.low(end - 1)).is_some();
    match word {
        "may" => {
            // Behind these words no verb stands.
            let sure = matches!(
                before,
                "in" | "since" | "last" | "next" | "until" | "till" | "til"
            );
            (asked || several)
                && page.token(at).shape != Shape::Lower
                && (sure || page.case(at) == LineCase::Mixed && !page.has(end, Flag::Stop))
                || sure && page.case(at) == LineCase::Lower
        }
        "march" => (asked || several) && !page.has(end, Flag::HeadNoun),
        _ if calendar::is_whole_month(word) => {
            page.token(at).shape != Shape::Lower || asked || word.len() > 4 && word != "august"
        }
        // Nothing else is written so.
        "feb" | "apr" | "aug" | "sep" | "sept" | "oct" | "nov"
            if page.token(at).shape == Shape::Title && page.case(at) == LineCase::Mixed =>
        {
            !page.is_number(end)
        }
        _ => {
            (asked || several)
                && match page.token(at).shape {
                    Shape::Title => true,
                    Shape::Lower => {
                        page.case(at) == LineCase::Lower
                            && matches!(
                                before,
                                "in" | "since" | "last" | "until" | "till" | "til" | "from"
                            )
                    }
                    Shape::Upper => {
                        matches!(before, "in" | "since" | "last" | "until")
                            && !matches!(word, "oct" | "mar" | "sep" | "dec")
                            && page.case(at) == LineCase::Caps
                    }
                    Shape::Initial | Shape::Mixed | Shape::None => false,
                }
        }
    }
}
