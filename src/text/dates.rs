//! Dates and times of day: which readings are removed. 45 CFR
//! 164.514(b)(2)(i)(C): all elements of dates except the year.

use super::calendar::{self, Form, Reading, month};
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{LineCase, Page, Shape};

/// Finds dates, holidays, seasons with a year, quarters.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    // The token behind the last date, for `2 May 2023 and 4/3`.
    let mut last_end = usize::MAX;
    while at < page.len() {
        if let Some(end) = holiday(page, at).or_else(|| season(page, at)) {
            push(page, at, end, What::Date(None), "holiday", found);
            at = end.max(at + 1);
            continue;
        }
        let listed = last_end != usize::MAX
            && (matches!(
                page.low(at.wrapping_sub(1)),
                "and" | "or" | "to" | "through"
            ) || matches!(page.sign(at.wrapping_sub(1)), ',' | '&' | '-' | ';'))
            && (last_end + 1 == at || last_end + 2 == at && page.is_sign(last_end, ','));
        let wanted = |reading: &Reading| {
            is_wanted(page, at, reading)
                || listed && reading.form == Form::Partial && !page.has(reading.end, Flag::Unit)
        };
        match calendar::read(page, at)
            .filter(wanted)
            .or_else(|| ordinal_alone(page, at))
            .or_else(|| six_digits(page, at))
        {
            Some(reading) => {
                let start = with_article(page, at);
                push(
                    page,
                    start,
                    reading.end,
                    What::Date(reading.year),
                    "date",
                    found,
                );
                at = reading.end.max(at + 1);
                last_end = reading.end;
            }
            None => at += 1,
        }
    }
}

fn push(
    page: &Page,
    first: usize,
    end: usize,
    what: What,
    detector: &'static str,
    found: &mut Vec<Found>,
) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if start < stop {
        found.push(Found {
            start,
            end: stop,
            what,
            detector,
            confidence: 90,
        });
    }
}

/// A quote before a glued year and the like are not part of a date; nothing
/// before the first token is.
const fn with_article(_page: &Page, at: usize) -> usize {
    at
}

/// `Saturday the 14th`, `on the 3rd.`: a day without its month.
fn ordinal_alone(page: &Page, at: usize) -> Option<Reading> {
    let before = page.low(at.wrapping_sub(1));
    let day = if page.low(at) == "the" { at + 1 } else { at };
    let weekday = page.has(at.wrapping_sub(1), Flag::Weekday)
        || page.is_sign(at.wrapping_sub(1), ',') && page.has(at.wrapping_sub(2), Flag::Weekday);
    let numbered = page
        .value(day)
        .is_some_and(|value| (1..=31).contains(&value))
        && page.is_glued(day + 1)
        && matches!(page.low(day + 1), "st" | "nd" | "rd" | "th");
    let end = if numbered {
        day + 2
    } else {
        calendar::ordinal(page, day).filter(|_| weekday && day > at)?
    };
    let closes = !page.is_word(end)
        || matches!(
            page.low(end),
            "and" | "at" | "but" | "because" | "with" | "after" | "for" | "by" | "to"
        );
    let asked = day > at
        && matches!(before, "on" | "since" | "until" | "by" | "before" | "after")
        && closes
        && page.is_sign(end, '-') == false;
    (weekday || asked).then_some(Reading {
        end,
        year: None,
        form: Form::MonthDay,
    })
}

/// `070423` alone: month, day, year or the other way round. Any other number
/// of this length without a unit would be an identifier.
fn six_digits(page: &Page, at: usize) -> Option<Reading> {
    if page.digits(at) != 6 || page.has(at + 1, Flag::Unit) || is_counted(page, at) {
        return None;
    }
    let touches = page.is_glued(at) && at > 0 && !matches!(page.sign(at - 1), '(' | ':' | '=')
        || page.is_glued(at + 1)
            && (page.is_word(at + 1)
                || matches!(page.sign(at + 1), '-' | '/' | '.' | '%') && page.is_number(at + 2));
    let part = |from: usize| {
        page.raw(at)
            .get(from..from + 2)
            .and_then(|part| part.parse::<u32>().ok())
    };
    let (one, two, three) = (part(0)?, part(2)?, part(4)?);
    let day = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    (!touches && (day(one, two) || day(two, one) || day(two, three))).then_some(Reading {
        end: at + 1,
        year: None,
        form: Form::Full,
    })
}

fn is_wanted(page: &Page, at: usize, reading: &Reading) -> bool {
    match reading.form {
        Form::Full => !is_counted(page, at) || is_whole_day(page, at, reading.end),
        Form::Partial => is_calendar_fraction(page, at, reading.end),
        Form::MonthDay => is_month_with_day(page, at),
        Form::Month => is_month_alone(page, at, reading.end),
    }
}

/// `image 3/2021`, `series 4/12/20`: counted things, no dates.
fn is_counted(page: &Page, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    matches!(
        page.low(before),
        "image"
            | "images"
            | "im"
            | "img"
            | "series"
            | "se"
            | "slice"
            | "slices"
            | "frame"
            | "version"
            | "v"
            | "software"
    )
}

/// `images 11/26/2017`, `images 6/24/23`, `images Feb 12, 2020`: a day whatever
/// stands before. `series 4/12/20` counts upwards; images are counted in pairs.
fn is_whole_day(page: &Page, at: usize, end: usize) -> bool {
    if (at..end).any(|place| page.has(place, Flag::Month)) {
        return true;
    }
    let numbers: Vec<(usize, u32)> = (at..end)
        .filter_map(|place| Some((page.digits(place), page.value(place)?)))
        .collect();
    let has_year = numbers.iter().any(|(digits, _)| *digits == 4);
    let is_padded = numbers.iter().all(|(digits, _)| *digits == 2);
    let is_list = !page.low(at.wrapping_sub(1)).starts_with("im");
    let counts_up = is_list && numbers.is_sorted_by_key(|(_, number)| *number);
    numbers.len() == 3 && (has_year || is_padded || !counts_up)
}

/// `on 4/5`: a cue before it, and nothing behind it that makes it a grade,
/// strength or ratio.
fn is_calendar_fraction(page: &Page, at: usize, end: usize) -> bool {
    let before = at.wrapping_sub(1);
    let behind = page.low(end);
    if is_counted(page, at)
        || page.is_sign(end, '%')
        || page.has(end, Flag::Unit) && page.gap(end) <= 1
    {
        return false;
    }
    const NOT_BEFORE: &[&str] = &[
        "week", "weeks", "day", "days", "month", "months", "hour", "hours", "grade", "graded",
        "strength", "motor", "power", "score", "scored", "stage", "gleason", "type", "level",
        "levels", "image", "images", "series", "ratio", "apgar", "apgars", "birads", "rads",
        "category", "class", "murmur", "pulses", "pulse", "reflex", "reflexes", "dtr", "dtrs",
        "pain", "vision", "phase", "part", "page", "sheet", "view", "rib", "ribs", "bed", "nodes",
        "t", "l", "c", "modic",
    ];
    if NOT_BEFORE.contains(&page.low(before))
        || NOT_BEFORE.contains(&page.low(before.wrapping_sub(1)))
            && !page.has(before, Flag::DateCue)
    {
        return false;
    }
    const NOT_BEHIND: &[&str] = &[
        "strength",
        "motor",
        "power",
        "muscle",
        "positive",
        "negative",
        "nodes",
        "node",
        "score",
        "murmur",
        "points",
        "pulses",
        "reflexes",
        "cores",
        "biopsies",
        "systolic",
        "diastolic",
        "of",
        "way",
        "pain",
        "in",
        "bilaterally",
        "throughout",
        "left",
        "right",
        "upper",
        "lower",
        "distal",
        "proximal",
        "criteria",
        "lymph",
        "inch",
        "dose",
        "tab",
    ];
    if NOT_BEHIND.contains(&behind) && !(behind == "of" && page.has(end + 1, Flag::Weekday)) {
        return false;
    }
    if page.has(before, Flag::Weekday)
        || page.is_sign(before, ',') && page.has(before.wrapping_sub(1), Flag::Weekday)
        || page.is_sign(before, '.') && page.has(before.wrapping_sub(1), Flag::Weekday)
    {
        return true;
    }
    let behind_time = page.digits(before) == 4 && page.gap(at) <= 2
        || before != usize::MAX && before >= 2 && super::times::clock(page, before - 2).is_some();
    if super::times::clock(page, end).is_some()
        || page.is_sign(before, '@')
        || behind_time && !page.is_word(end)
    {
        return true;
    }
    let cue = page.has(before, Flag::DateCue)
        && !matches!(
            page.low(before),
            "of" | "t" | "d" | "and" | "to" | "by" | "ct" | "mr" | "us"
        );
    let labelled = matches!(page.sign(before), ':' | '=' | '(')
        && page.has(before.wrapping_sub(1), Flag::DateCue)
        && !matches!(page.low(before.wrapping_sub(1)), "of" | "t" | "d");
    // `by 3/14`, `to 4/9` behind a date of the same form.
    let ranged = matches!(page.low(before), "and" | "to" | "or" | "through" | "thru")
        || page.is_sign(before, '-');
    let first = before.wrapping_sub(3);
    let ranged = ranged
        && page.is_sign(first.wrapping_add(1), '/')
        && page.has(first.wrapping_sub(1), Flag::DateCue);
    let loose = matches!(page.low(before), "by" | "ct" | "mr" | "mri" | "us" | "of")
        && page.digits(at) + page.digits(at + 2) >= 3
        && page.value(at).is_some_and(|value| value <= 12);
    let zip = matches!(page.digits(before), 5)
        && page.digits(at) + page.digits(at + 2) >= 2
        && page.low(before.wrapping_sub(1)) == "zip";
    cue || labelled || ranged || loose || zip
}

/// `May 30`, `Dec 4`; not `may 3 times`, `OCT 12 layers`.
fn is_month_with_day(page: &Page, at: usize) -> bool {
    if page.is_number(at) {
        return true;
    }
    let word = page.low(at);
    match page.token(at).shape {
        Shape::Lower => {
            !matches!(
                word,
                "may" | "march" | "mar" | "dec" | "sep" | "oct" | "jan"
            ) || has_cue(page, at)
        }
        Shape::Upper => {
            // In capitals OCT, MAR, SEP, MAY are also technical words and a verb.
            !(matches!(word, "oct" | "mar" | "sep" | "dec") && !has_cue(page, at))
        }
        Shape::Title | Shape::Initial | Shape::Mixed | Shape::None => true,
    }
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
fn is_month_alone(page: &Page, at: usize, end: usize) -> bool {
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
    ) || page.is_sign(at.wrapping_sub(1), '-') && page.low(at.wrapping_sub(2)) == "mid"
        || has_cue(page, at)
            && !matches!(
                before,
                "and" | "to" | "t" | "d" | "on" | "ct" | "mr" | "us" | "xray"
            );
    let several = end > at + 1 && page.is_word(end - 1) && month(page.low(end - 1)).is_some();
    match word {
        "may" => {
            (asked || several)
                && page.token(at).shape != Shape::Lower
                && (page.case(at) == LineCase::Mixed
                    || matches!(before, "in" | "since" | "last" | "next"))
                && !page.has(end, Flag::Stop)
                || matches!(before, "in" | "since" | "last" | "next")
                    && page.case(at) == LineCase::Lower
        }
        "march" => (asked || several) && !page.has(end, Flag::HeadNoun),
        "january" | "february" | "april" | "june" | "july" | "august" | "september" | "october"
        | "november" | "december" => {
            page.token(at).shape != Shape::Lower || asked || word.len() > 4 && word != "august"
        }
        _ => (asked || several) && page.token(at).shape == Shape::Title,
    }
}

/// A holiday tells the day as a date does.
fn holiday(page: &Page, at: usize) -> Option<usize> {
    let next = page.low(at + 1);
    let after = |words: &[&str], place: usize| {
        if words.contains(&page.low(place)) {
            place + 1
        } else {
            place
        }
    };
    // `Mother's Day`: the apostrophe and the s are tokens.
    let possessive = |place: usize| {
        let place = if page.is_sign(place, '\'') {
            place + 1
        } else {
            place
        };
        if page.low(place) == "s" {
            place + 1
        } else {
            place
        }
    };
    let day_of = |place: usize| (page.low(place) == "day").then_some(place + 1);
    let end = match page.low(at) {
        "christmas" if !matches!(next, "tree" | "disease" | "factor") => {
            Some(after(&["eve", "day", "morning", "week"], at + 1))
        }
        "xmas" | "thanksgiving" | "halloween" | "juneteenth" | "hanukkah" | "chanukah"
        | "passover" | "ramadan" | "diwali" | "kwanzaa" | "purim" | "epiphany" | "pentecost"
        | "whitsun" | "navidad" => Some(after(
            &["eve", "day", "morning", "weekend", "night"],
            at + 1,
        )),
        "easter" if next != "seals" => Some(after(
            &["eve", "day", "sunday", "monday", "morning", "weekend"],
            at + 1,
        )),
        "good" if next == "friday" => Some(at + 2),
        "ash" if next == "wednesday" => Some(at + 2),
        "palm" if next == "sunday" => Some(at + 2),
        "mardi" if next == "gras" => Some(at + 2),
        "super" if next == "bowl" => Some(after(&["sunday", "weekend"], at + 2)),
        "yom" if next == "kippur" => Some(at + 2),
        "rosh" if next == "hashanah" => Some(at + 2),
        "eid" => Some(if next == "al" {
            at + 2 + usize::from(page.is_sign(at + 2, '-')) + 1
        } else {
            at + 1
        }),
        "cinco" if next == "de" => Some(at + 3),
        "lunar" | "chinese" if next == "new" && page.low(at + 2) == "year" => {
            Some(possessive(at + 3))
        }
        "new" if matches!(next, "year" | "years") => {
            let place = possessive(at + 2);
            matches!(page.low(place), "day" | "eve").then_some(place + 1)
        }
        "labor" | "labour" | "memorial" | "independence" | "veterans" | "veteran" | "columbus"
        | "presidents" | "president" | "mother" | "mothers" | "father" | "fathers"
        | "valentine" | "valentines" | "mlk" | "groundhog" | "boxing" | "canada" | "flag"
        | "election" | "patriot" | "armistice" | "anzac" | "bastille" => day_of(possessive(at + 1)),
        "king" if next == "day" && page.low(at.wrapping_sub(1)) == "luther" => Some(at + 2),
        "patrick" | "patricks" => day_of(possessive(at + 1)),
        "indigenous" if next == "peoples" => day_of(possessive(at + 2)),
        "fourth" | "4th" if next == "of" && page.low(at + 2) == "july" => Some(at + 3),
        _ => None,
    }?;
    (end > at && end <= page.len()).then_some(end)
}

/// `spring 2021`, `fall of 2019`, `Q3 2022`, `third quarter of 2021`,
/// `last winter`. The year behind it stays outside of the span.
fn season(page: &Page, at: usize) -> Option<usize> {
    let word = page.low(at);
    let year_follows = |place: usize| {
        let place = if matches!(page.low(place), "of" | "in") || page.is_sign(place, ',') {
            place + 1
        } else {
            place
        };
        calendar::year4(page, place).is_some()
    };
    let before = page.low(at.wrapping_sub(1));
    match word {
        "spring" | "summer" | "autumn" | "winter" | "springtime" | "summertime" | "wintertime" => {
            let asked = matches!(
                before,
                "last" | "this" | "next" | "late" | "early" | "since" | "mid" | "previous"
            ) || before == "the"
                && matches!(
                    page.low(at.wrapping_sub(2)),
                    "in" | "since" | "during" | "of" | "until"
                )
                || before == "in" && page.has(at + 1, Flag::Stop);
            (year_follows(at + 1) || asked).then_some(at + 1)
        }
        "fall" => (year_follows(at + 1) && before != "a" && !matches!(page.low(at + 1), "in"))
            .then_some(at + 1),
        "q" => (page.is_glued(at + 1)
            && matches!(page.low(at + 1), "1" | "2" | "3" | "4")
            && year_follows(at + 2))
        .then_some(at + 2),
        "quarter" => {
            let ordinal = matches!(before, "first" | "second" | "third" | "fourth" | "last");
            (ordinal && year_follows(at + 1)).then_some(at + 1)
        }
        _ => None,
    }
}
