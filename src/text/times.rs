//! Times of day. The rule does not name them; they are removed as an element
//! of the date they belong to. Durations, ratios and clock positions stay.

mod beside;
mod clock_face;

use std::cell::OnceCell;

use super::calendar::spoken_number;
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, Page};

use beside::{beside_date, edges, message_time};
use clock_face::is_position_or_ratio;

/// Finds times of day.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    // In breast reports `4:30` alone is a position on the clock face.
    let breast = OnceCell::new();
    let is_position = |at: usize, end: usize| {
        is_bare_clock(page, at, end) && *breast.get_or_init(|| is_of_breast(page))
    };
    let dates = edges(found);
    while at < page.len() {
        let end = match page.token(at).kind {
            Kind::Number => time(page, at)
                .or_else(|| message_time(page, at))
                .filter(|&end| !is_position(at, end))
                .or_else(|| beside_date(page, at, &dates)),
            Kind::Word => time(page, at).filter(|&end| !is_position(at, end)),
            Kind::Sign(_) | Kind::LineEnd => None,
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let (start, stop) = (page.token(at).start, page.token(end.saturating_sub(1)).end);
        if start < stop {
            found.push(Found {
                start,
                end: stop,
                what: What::Time,
                detector: "time",
                confidence: 80,
            });
        }
        at = end.max(at + 1);
    }
}

fn is_of_breast(page: &Page) -> bool {
    (0..page.len()).any(|place| {
        matches!(
            page.low(place),
            "breast" | "mammogram" | "mammography" | "areola" | "nipple"
        )
    })
}

/// True if a time of day begins at a token, by its own form.
#[must_use]
pub fn is_time(page: &Page, at: usize) -> bool {
    time(page, at).is_some()
}

/// More letters or digits of the same code.
fn goes_on(page: &Page, at: usize) -> bool {
    page.is_glued(at) && (page.is_word(at) || page.is_number(at) || page.is_sign(at, '-'))
}

fn closes(page: &Page, end: usize) -> bool {
    !page.is_word(end) && !page.is_number(end) && !page.is_sign(end, '%')
        || page.has(end, Flag::Stop)
}

fn time(page: &Page, at: usize) -> Option<usize> {
    if page.is_number(at) {
        if let Some(end) = clock(page, at) {
            return (has_half(page, end) || !is_position_or_ratio(page, at, end)).then_some(end);
        }
        return dotted_clock(page, at)
            .or_else(|| hour_with_half(page, at))
            .or_else(|| four_digits(page, at));
    }
    if page.has(at, Flag::NumberWord) {
        return spoken(page, at);
    }
    if matches!(page.low(at), "noon" | "midnight")
        && matches!(
            page.low(at.wrapping_sub(1)),
            "at" | "by" | "around" | "about"
        )
    {
        return Some(at + 1);
    }
    None
}

/// `four thirty pm`, `at eleven forty`, `at four in the morning`, `by two o'clock`.
fn spoken(page: &Page, at: usize) -> Option<usize> {
    let (hour_end, hour) = spoken_number(page, at)?;
    if !(1..=12).contains(&hour) || page.has(at.wrapping_sub(1), Flag::NumberWord) {
        return None;
    }
    let minute = spoken_number(page, hour_end).filter(|(_, minute)| *minute < 60);
    let end = minute.map_or(hour_end, |(behind, _)| behind);
    if let Some(end) = half(page, end) {
        return Some(end);
    }
    let before = page.low(at.wrapping_sub(1));
    if !matches!(
        before,
        "at" | "by" | "around" | "about" | "before" | "after" | "until" | "till"
    ) {
        return None;
    }
    if page.low(end) == "in"
        && page.low(end + 1) == "the"
        && matches!(page.low(end + 2), "morning" | "afternoon" | "evening")
    {
        return Some(end + 3);
    }
    let clock = page.low(end) == "o"
        && page.low(end + 2) == "clock"
        && before != "at"
        && !matches!(page.low(end + 3), "position" | "axis" | "in");
    if clock {
        return Some(end + 3);
    }
    let minuted = minute.is_some_and(|(_, minute)| minute >= 10)
        && !page.has(end, Flag::Unit)
        && (closes(page, end) || page.has(end, Flag::DateCue));
    minuted.then_some(end)
}

/// `4:30` without half of day, seconds, date or preposition.
fn is_bare_clock(page: &Page, at: usize, end: usize) -> bool {
    let before = page.low(at.wrapping_sub(1));
    // `8:05 / Darrell Ivey`: the first cell of a row.
    if page.line_of(at).first == at && matches!(page.sign(end), '/' | '|') && page.gap(end) > 0 {
        return false;
    }
    end == at + 3
        && page.is_sign(at + 1, ':')
        && !has_half(page, end)
        && !matches!(
            before,
            "at" | "time" | "by" | "received" | "reported" | "signed" | "dictated" | "hours"
        )
        && !is_reported(before)
        && page.value(at).is_some_and(|hour| hour < 13)
        && !page.raw(at).starts_with('0')
        && !page.is_number(at.wrapping_sub(1))
        && !page.is_sign(at.wrapping_sub(1), ':')
}

/// Verbs of messages, with the time behind them.
fn is_reported(word: &str) -> bool {
    matches!(
        word,
        "called"
            | "phoned"
            | "paged"
            | "texted"
            | "notified"
            | "told"
            | "informed"
            | "messaged"
            | "reached"
            | "read"
            | "seen"
            | "arrived"
            | "arrival"
            | "done"
            | "started"
            | "ended"
            | "begun"
            | "injected"
            | "signed"
            | "dictated"
            | "reported"
            | "received"
            | "completed"
            | "acknowledged"
            | "answered"
            | "time"
            | "transcribed"
            | "faxed"
            | "sent"
            | "scanned"
    )
}

/// `7.45am`, `at 16.30.`
fn dotted_clock(page: &Page, at: usize) -> Option<usize> {
    let hour = page.value(at).filter(|hour| (1..24).contains(hour))?;
    let tight = page.is_sign(at + 1, '.')
        && page.is_glued(at + 1)
        && page.is_glued(at + 2)
        && page.digits(at + 2) == 2;
    if !tight {
        return None;
    }
    let told = hour > 12
        && page.low(at.wrapping_sub(1)) == "at"
        && page.value(at + 2).is_some_and(|minute| minute < 60)
        && !page.is_word(at + 3)
        && !page.is_sign(at + 3, '%');
    half(page, at + 3).or_else(|| told.then_some(at + 3))
}

/// `08:41`, `9:30 AM`, `18:52:03.123`. Does not judge what it means.
#[must_use]
pub fn clock(page: &Page, at: usize) -> Option<usize> {
    let hour = page
        .value(at)
        .filter(|hour| *hour < 25 && page.digits(at) <= 2)?;
    // `22h00`
    let sign = page.is_sign(at + 1, ':') || page.low(at + 1) == "h";
    let tight = sign && page.is_glued(at + 1) && page.is_glued(at + 2);
    if !tight || page.digits(at + 2) != 2 || page.value(at + 2)? > 59 || hour > 24 {
        return None;
    }
    if at > 0 && page.is_glued(at) && (page.is_sign(at - 1, ':') || page.is_sign(at - 1, '.')) {
        return None;
    }
    let mut end = at + 3;
    if page.is_sign(end, ':') && page.is_glued(end) && page.digits(end + 1) == 2 {
        end += 2;
        if page.is_sign(end, '.')
            && page.is_glued(end)
            && page.is_number(end + 1)
            && page.is_glued(end + 1)
        {
            end += 2;
        }
    }
    Some(half(page, end).unwrap_or(end))
}

/// Behind an hour: `am`, `p.m.`, `PM`, `a`/`p` glued.
fn half(page: &Page, at: usize) -> Option<usize> {
    let word = page.low(at);
    if matches!(word, "am" | "pm") && page.gap(at) <= 1 {
        return Some(at + 1);
    }
    let dotted = matches!(word, "a" | "p") && page.is_sign(at + 1, '.') && page.low(at + 2) == "m";
    if dotted {
        return Some(if page.is_sign(at + 3, '.') {
            at + 4
        } else {
            at + 3
        });
    }
    let spaced = matches!(word, "a" | "p")
        && page.low(at + 1) == "m"
        && page.gap(at) <= 1
        && !goes_on(page, at + 2);
    if spaced {
        return Some(at + 2);
    }
    None
}

fn has_half(page: &Page, end: usize) -> bool {
    matches!(page.low(end.wrapping_sub(1)), "am" | "pm" | "m")
        || page.is_sign(end.wrapping_sub(1), '.') && page.low(end.wrapping_sub(2)) == "m"
}

/// `9 AM`, `11pm`, `2 p.m.`, `6 20pm`, `8a`.
fn hour_with_half(page: &Page, at: usize) -> Option<usize> {
    page.value(at)
        .filter(|hour| (1..=12).contains(hour) && page.digits(at) <= 2)?;
    if at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '.' | '/' | '-') {
        return None;
    }
    let minute = page.digits(at + 1) == 2 && page.value(at + 1).is_some_and(|minute| minute < 60);
    // `8 in the evening`
    if page.low(at + 1) == "in"
        && page.low(at + 2) == "the"
        && matches!(page.low(at + 3), "morning" | "afternoon" | "evening")
        && matches!(
            page.low(at.wrapping_sub(1)),
            "at" | "by" | "around" | "about" | "until"
        )
    {
        return Some(at + 4);
    }
    let short = matches!(page.low(at + 1), "a" | "p")
        && page.is_glued(at + 1)
        && !goes_on(page, at + 2)
        && (matches!(page.low(at.wrapping_sub(1)), "at" | "by" | "until")
            || page.is_sign(at.wrapping_sub(1), ',')
                && page.has(at.wrapping_sub(2), Flag::Weekday));
    half(page, at + 1)
        .or_else(|| half(page, at + 2).filter(|_| minute))
        .or_else(|| short.then_some(at + 2))
}

/// `0600`, `1430 hours`, `at 0900`: four digits with a cue.
fn four_digits(page: &Page, at: usize) -> Option<usize> {
    let value = page
        .value(at)
        .filter(|value| matches!(page.digits(at), 3 | 4) && value / 100 < 24 && value % 100 < 60)?;
    if at > 0 && page.is_glued(at) && !matches!(page.sign(at - 1), '@' | '(' | ',') {
        return None;
    }
    // `0955L`, `1430Z`: local time, universal time.
    let zone = page.digits(at) == 4
        && matches!(page.low(at + 1), "l" | "z")
        && page.is_glued(at + 1)
        && !goes_on(page, at + 2);
    if zone {
        return Some(at + 2);
    }
    // `1130pm`
    if value % 100 < 60 && (100..1300).contains(&value) {
        if let Some(end) = half(page, at + 1) {
            return Some(end);
        }
    }
    if page.is_glued(at + 1)
        && (page.is_word(at + 1) && !matches!(page.low(at + 1), "h" | "hrs")
            || matches!(page.sign(at + 1), '/' | '-'))
    {
        return None;
    }
    if is_tag(page, at) {
        return None;
    }
    if page.digits(at) == 3 {
        return None;
    }
    let before = page.low(at.wrapping_sub(1));
    if matches!(page.low(at + 1), "hours" | "hrs" | "h" | "hr") && page.gap(at + 1) <= 1 {
        return Some(at + 1);
    }
    let looks_like_year = (1900..=2100).contains(&value);
    let labelled = page.is_sign(at.wrapping_sub(1), ':') && page.low(at.wrapping_sub(2)) == "time";
    let cue = matches!(
        before,
        "at" | "by" | "@" | "around" | "approximately" | "before" | "after" | "time"
    ) || page.is_sign(at.wrapping_sub(1), '@')
        || is_reported(before)
        || labelled;
    // Nothing else is written with a zero in front.
    let zero = page.raw(at).starts_with('0') && value > 0 && !is_numbered(before);
    let behind_date = is_behind_date(page, at);
    let plain = matches!(
        page.low(at + 1),
        "ms" | "msec" | "units" | "level" | "setting"
    ) || page.has(at + 1, Flag::Unit)
        && !matches!(page.low(at + 1), "hours" | "hrs" | "on" | "x");
    (cue && (!looks_like_year || is_asked_hour(page, at)) && !plain
        || behind_date
        || zero && !plain)
        .then_some(at + 1)
}

/// `(0010,0020)`: a DICOM tag.
fn is_tag(page: &Page, at: usize) -> bool {
    let group = if page.is_sign(at.wrapping_sub(1), ',') {
        at.wrapping_sub(2)
    } else {
        at
    };
    let element = group.wrapping_add(2);
    page.digits(group) == 4
        && page.is_sign(group.wrapping_sub(1), '(')
        && page.is_sign(group.wrapping_add(1), ',')
        && page.is_glued(element)
        && page.is_number(element)
}

/// `spoke to Ledbetter at 1940, she`: no year stands behind `at`.
fn is_asked_hour(page: &Page, at: usize) -> bool {
    page.low(at.wrapping_sub(1)) == "at" && !page.is_word(at + 1)
}

/// `site 0417`, `room 0210`: a name of something.
fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "site"
            | "room"
            | "rm"
            | "bed"
            | "subject"
            | "case"
            | "id"
            | "no"
            | "number"
            | "patient"
            | "ending"
            | "last"
            | "suite"
            | "apt"
            | "pager"
            | "ext"
            | "extension"
            | "code"
            | "unit"
            | "lot"
            | "serial"
            | "mrn"
            | "ssn"
            | "policy"
            | "type"
            | "model"
            | "fov"
            | "matrix"
            | "of"
    )
}

/// `01/19/23 0600`.
fn is_behind_date(page: &Page, at: usize) -> bool {
    let at = if page.is_sign(at.wrapping_sub(1), '(') {
        at - 1
    } else {
        at
    };
    let before = at.wrapping_sub(1);
    page.is_number(before)
        && page.gap(at) <= 2
        && matches!(page.sign(at.wrapping_sub(2)), '/' | '-' | '.')
        && page.is_number(at.wrapping_sub(3))
        && matches!(page.sign(at.wrapping_sub(4)), '/' | '-' | '.')
}
