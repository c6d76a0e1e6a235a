//! `4/5`: a day of the year, or a grade, a strength, a ratio, a part. What
//! stands around decides.

mod words;

use crate::text::calendar;
use crate::text::lexicon::Flag;
use crate::text::times;
use crate::text::token::{LineCase, Page, Shape};

use super::is_counted;
use words::{EVENTS, GRADING, NAMED_AFTER, NOT_BEFORE, NOT_BEHIND};

/// A cue before it, and nothing around that makes it a grade or a part.
pub(super) fn is_day(page: &Page, at: usize, end: usize, is_log: bool) -> bool {
    let before = at.wrapping_sub(1);
    if is_log && page.line_of(at).first == at && page.is_word(end) {
        return true;
    }
    // `Comparison: 5/5 prior studies`: all of them.
    let all = page.value(at) == page.value(at + 2)
        && (at + 3..at + 5)
            .any(|place| matches!(page.low(place), "studies" | "films" | "exams" | "sets"));
    if all
        || is_counted(page, at)
        || page.is_sign(end, '%')
        || page.has(end, Flag::Unit) && page.gap(end) <= 1 && page.low(end) != "x"
        || is_part(page, at, end)
    {
        return false;
    }
    if is_behind_weekday(page, before) || has_clock(page, at, end) {
        return true;
    }
    let about = page.low(before) == "about" && page.low(before.wrapping_sub(1)) == "or";
    let cue = about
        || page.has(before, Flag::DateCue)
            && !matches!(
                page.low(before),
                "of" | "t" | "d" | "and" | "to" | "by" | "ct" | "mr" | "us"
            );
    let labelled = matches!(page.sign(before), ':' | '=' | '(')
        && (page.has(before.wrapping_sub(1), Flag::DateCue)
            || matches!(
                page.low(before.wrapping_sub(1)),
                "vs" | "versus" | "exams" | "studies"
            ))
        && !matches!(page.low(before.wrapping_sub(1)), "of" | "t" | "d");
    // `by 3/14`, `to 4/9` behind a date of the same form.
    let joined = matches!(page.low(before), "and" | "to" | "or" | "through" | "thru")
        || page.is_sign(before, '-');
    let first = before.wrapping_sub(3);
    let ranged = joined
        && page.is_sign(first.wrapping_add(1), '/')
        && page.has(first.wrapping_sub(1), Flag::DateCue);
    let loose = matches!(page.low(before), "by" | "ct" | "mr" | "mri" | "us" | "of")
        && page.digits(at) + page.digits(at + 2) >= 3
        && page.value(at).is_some_and(|value| value <= 12);
    let week = page.low(before) == "of"
        && matches!(
            page.low(before.wrapping_sub(1)),
            "week"
                | "wk"
                | "weekend"
                | "morning"
                | "night"
                | "evening"
                | "afternoon"
                | "day"
                | "prior"
                | "that"
        )
        || page.low(before) == "of"
            && closes(page, end)
            && NAMED_AFTER.contains(&page.low(before.wrapping_sub(1)));
    let zip = page.digits(before) == 5
        && page.digits(at) + page.digits(at + 2) >= 2
        && page.low(before.wrapping_sub(1)) == "zip";
    cue || labelled
        || ranged
        || loose
        || week
        || zip
        || shows_itself(page, at)
        || is_told(page, at, end)
        || is_in_row(page, at, end)
        || rises(page, at)
}

/// `1/5, 2/9, 3/30`: a day of the same row shows itself; `the 6/3 exam`.
fn is_in_row(page: &Page, at: usize, end: usize) -> bool {
    let before = page.low(at.wrapping_sub(1));
    let named = NAMED_AFTER.contains(&page.low(end))
        && matches!(
            before,
            "the"
                | "his"
                | "her"
                | "their"
                | "my"
                | "our"
                | "a"
                | "prior"
                | "outside"
                | "this"
                | "that"
        );
    let mut place = end;
    for _ in 0..6 {
        let skip =
            matches!(page.sign(place), ',' | '&' | ';') || matches!(page.low(place), "and" | "vs");
        let next = place + usize::from(skip);
        let pair = next > place
            && page.is_number(next)
            && page.is_sign(next + 1, '/')
            && page.is_number(next + 2);
        if !pair {
            break;
        }
        let date = page
            .value(next)
            .is_some_and(|month| (1..=12).contains(&month));
        if date && shows_itself(page, next) {
            return true;
        }
        place = next + 3;
    }
    named
}

/// `6/2-6/3`: two days of one month, the later one behind.
fn rises(page: &Page, at: usize) -> bool {
    page.is_sign(at + 1, '/')
        && page.is_sign(at + 3, '-')
        && page.is_sign(at + 5, '/')
        && page.value(at) == page.value(at + 4)
        && page.value(at + 2) < page.value(at + 6)
        && page.value(at).is_some_and(|month| month <= 12)
}

/// Grades, scores and counted parts around it.
fn is_part(page: &Page, at: usize, end: usize) -> bool {
    let before = at.wrapping_sub(1);
    let opened = matches!(page.sign(before), '(' | ':' | '=');
    let near = if opened {
        before.wrapping_sub(1)
    } else {
        before
    };
    // `on or about 7/9`
    let about = page.low(near) == "about" && page.low(near.wrapping_sub(1)) == "or";
    if NOT_BEFORE.contains(&page.low(near)) && !about
        || NOT_BEFORE.contains(&page.low(near.wrapping_sub(1)))
            && !page.has(near, Flag::DateCue)
            && page.is_word(near)
    {
        return true;
    }
    let listed = NOT_BEHIND.contains(&page.low(end));
    let weekday = matches!(page.low(end), "of" | "in") && page.has(end + 1, Flag::Weekday);
    listed && !weekday
}

fn is_behind_weekday(page: &Page, before: usize) -> bool {
    page.has(before, Flag::Weekday)
        || matches!(page.sign(before), ',' | '.') && page.has(before.wrapping_sub(1), Flag::Weekday)
}

/// A time of day stands before or behind.
fn has_clock(page: &Page, at: usize, end: usize) -> bool {
    let before = at.wrapping_sub(1);
    let behind_time = page.digits(before) == 4 && page.gap(at) <= 2
        || before != usize::MAX && before >= 2 && times::clock(page, before - 2).is_some();
    let military = page.digits(end) == 4
        && page.gap(end) <= 2
        && page
            .value(end)
            .is_some_and(|value| value < 2400 && value % 100 < 60)
        && !page.has(end + 1, Flag::Unit);
    let behind = end + usize::from(page.low(end) == "at");
    times::clock(page, end).is_some()
        || behind > end && times::is_time(page, behind)
        || military
        || page.is_sign(before, '@')
        || page.is_sign(end, '@')
        || behind_time && !page.is_word(end)
        || behind_time
            && matches!(page.low(end), "per" | "by" | "to" | "with" | "via")
            && (page.is_sign(before.wrapping_sub(1), '@')
                || page.low(before.wrapping_sub(1)) == "at")
}

/// `02/26`, `3/17`: the second number is no usual whole of a scale.
fn shows_itself(page: &Page, at: usize) -> bool {
    let (Some(month), Some(day)) = (page.value(at), page.value(at + 2)) else {
        return false;
    };
    let bracketed = page.is_sign(at.wrapping_sub(1), '(') && page.is_sign(at + 3, ')');
    let padded = page.digits(at) == 2 && month < 10 && page.digits(at + 2) == 2;
    // In brackets a pair is as well series and image.
    month <= 12
        && !bracketed
        && (padded || (13..=31).contains(&day) && !matches!(day, 15 | 16 | 20 | 24 | 30))
        || month <= 12 && (13..=31).contains(&day) && is_event(page, at.wrapping_sub(1))
}

fn is_event(page: &Page, at: usize) -> bool {
    EVENTS.contains(&page.low(at))
}

/// Something happened then: `consented 4/22`, `Tumor board 9/10.`, a line of
/// a list that begins with the day, a heading that ends with it.
fn is_told(page: &Page, at: usize, end: usize) -> bool {
    let before = at.wrapping_sub(1);
    if page.value(at).is_none_or(|month| month > 12) {
        return false;
    }
    let word = page.low(before);
    let past = word.len() >= 5 && word.ends_with("ed") && !GRADING.contains(&word);
    if (past || is_event(page, before)) && closes(page, end) {
        return true;
    }
    // `the latest 5/5.`, `7/4 fell off`
    let latest = matches!(word, "latest" | "earliest" | "newest" | "recent") && closes(page, end);
    let mishap = matches!(
        page.low(end),
        "fell" | "fall" | "slipped" | "tripped" | "mva" | "mvc" | "mvr" | "crash" | "collapsed"
    );
    if latest || mishap {
        return true;
    }
    let line = page.line_of(at);
    let bullet =
        line.first + 1 == at && matches!(page.sign(line.first), '-' | '*' | '>' | '\u{2022}');
    let numbered = line.first + 2 == at && matches!(page.sign(line.first + 1), '.' | ')');
    if (line.first == at || bullet || numbered)
        && (is_event(page, end)
            || matches!(page.low(end), "ct" | "mr" | "mri" | "us" | "chest")
            || matches!(page.sign(end), ':' | '-') && !page.is_glued(end + 1))
    {
        return true;
    }
    let heading = page.case(at) == LineCase::Caps || calendar::month(page.low(before)).is_some();
    if heading
        && page.is_line_end(end)
        && page.is_sign(before, ',')
        && page.has(line.first, Flag::Study)
    {
        return true;
    }
    // `at Fox Hollow Imaging, Apple Valley, 1/11.`
    let place = before.wrapping_sub(1);
    page.is_sign(before, ',')
        && matches!(page.sign(end), '.' | ';')
        && page.token(place).shape == Shape::Title
        && !page.token(place).entry.is_clinical()
        && !page.has(place, Flag::Study)
        && !matches!(page.value(at + 2), Some(0..=6 | 10))
}

fn closes(page: &Page, end: usize) -> bool {
    page.is_line_end(end)
        || matches!(page.sign(end), '.' | ',' | ';' | ':' | ')' | '-' | '"')
        || page.has(end, Flag::Stop) && !matches!(page.low(end), "of" | "in" | "up" | "down")
        || matches!(
            page.low(end),
            "re" | "w" | "w/" | "at" | "am" | "pm" | "ct" | "mri" | "x"
        )
        || is_event(page, end)
}

/// Two lines of the text and more begin with a day, one of them surely: notes
/// of several days, one below the other.
pub(super) fn is_log(page: &Page) -> bool {
    let mut days = 0;
    let mut sure = false;
    for line in &page.lines {
        let at = line.first;
        let pair = page.is_sign(at + 1, '/') && page.is_glued(at + 1) && page.is_glued(at + 2);
        let (Some(month), Some(day)) = (page.value(at), page.value(at + 2)) else {
            continue;
        };
        if pair && (1..=12).contains(&month) && (1..=31).contains(&day) && page.gap(at + 3) > 0 {
            days += 1;
            sure |= day > 12;
        }
    }
    days >= 2 && sure
}
