//! Ages above 89 and what tells them, 45 CFR 164.514(b)(2)(i)(C): the number,
//! the year of birth, and words such as nonagenarian.

mod told;

use super::calendar::{ordinal, spoken_number, year4};
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::Page;

use told::{is_behind_sex, is_in_apposition, is_told_age};

/// Finds ages above 89 and, if there is one, the years that tell it.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let before = found.len();
    for at in 0..page.len() {
        if let Some((first, end)) = age(page, at) {
            push(page, first, end, What::Age, "age-over-89", found);
        }
    }
    let reference = reference_year(found);
    let old_birth = birth_year(page, found)
        .zip(reference)
        .is_some_and(|(born, now)| now >= born + 90)
        || born_in(page, reference);
    if found.len() > before || old_birth {
        years(page, reference, found);
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
            confidence: 95,
        });
    }
}

/// The newest year a date of this report names.
fn reference_year(found: &[Found]) -> Option<u16> {
    found
        .iter()
        .filter_map(|one| match one.what {
            What::Date(year) => year,
            _ => None,
        })
        .max()
}

/// The birth year of a labelled date of birth.
fn birth_year(page: &Page, found: &[Found]) -> Option<u16> {
    found.iter().find_map(|one| match one.what {
        What::Date(Some(year))
            if is_birth(page.low_slice(one.start.saturating_sub(24), one.start)) =>
        {
            Some(year)
        }
        _ => None,
    })
}

fn is_birth(before: &str) -> bool {
    ["dob", "d.o.b", "birth", "born", "b.d.", "yob"]
        .iter()
        .any(|cue| before.contains(cue))
}

/// `born in 1927`, `YOB 1927`: a bare year that makes the person 90 or older
/// at the newest date; without any date, in our century's third decade.
fn born_in(page: &Page, reference: Option<u16>) -> bool {
    let now = reference.unwrap_or(2021);
    (0..page.len()).any(|at| {
        page.digits(at) == 4
            && year4(page, at).is_some_and(|born| now >= born + 90 && born >= 1900)
            && is_birth(page.low_slice(
                page.token(at).start.saturating_sub(16),
                page.token(at).start,
            ))
    })
}

/// Years that show an age above 89: the birth year, and any year so old that
/// a person who remembers it is over 89.
fn years(page: &Page, reference: Option<u16>, found: &mut Vec<Found>) {
    // A grown person's event of 65 years ago shows an age near 90 as well.
    let limit = reference.map_or(1959, |year| year.saturating_sub(65));
    for one in found.iter_mut() {
        if let What::Date(Some(year)) = one.what {
            if year <= limit
                || is_birth(page.low_slice(one.start.saturating_sub(16), one.start)) && year < 1960
            {
                one.what = What::DateWithAge;
            }
        }
    }
    for at in 0..page.len() {
        let Some(year) = year4(page, at) else {
            continue;
        };
        let glued = at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '-' | '/' | '.')
            || page.is_glued(at + 1) && page.is_word(at + 1) && page.low(at + 1) != "s";
        let start = page.token(at).start;
        let born = is_birth(page.low_slice(start.saturating_sub(16), start));
        if !glued
            && (year <= limit && year >= 1900 && is_time_phrase(page, at)
                || year <= limit.saturating_sub(24) && is_alone(page, at)
                || born && year < 1960)
            && (page.low(at + 1) == "s" || !page.has(at + 1, Flag::Unit))
        {
            push(page, at, at + 1, What::DateWithAge, "year-over-89", found);
        }
    }
}

/// A number of a cell, a list or a bracket, not of a thing.
fn is_alone(page: &Page, at: usize) -> bool {
    let before = page.sign(at.wrapping_sub(1));
    (page.is_line_end(at.wrapping_sub(1)) || at == 0 || before != '\0')
        && (page.is_line_end(at + 1) || page.sign(at + 1) != '\0')
}

fn is_time_phrase(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at.wrapping_sub(1)),
        "in" | "since"
            | "from"
            | "of"
            | "during"
            | "about"
            | "circa"
            | "before"
            | "after"
            | "around"
            | "until"
            | "and"
            | "to"
            | "the"
            | "year"
            | "approximately"
    ) || matches!(page.sign(at.wrapping_sub(1)), '(' | ':' | '/')
}

/// The tokens of an age above 89 that begins here.
fn age(page: &Page, at: usize) -> Option<(usize, usize)> {
    let word = page.low(at);
    if matches!(
        word,
        "nonagenarian" | "nonagenarians" | "centenarian" | "centenarians" | "supercentenarian"
    ) {
        return Some((at, at + 1));
    }
    if matches!(word, "nineties") && decade_cue(page, at) {
        return Some((at, at + 1));
    }
    if page.is_number(at) {
        return number_age(page, at);
    }
    if page.has(at, Flag::NumberWord) && !page.has(at.wrapping_sub(1), Flag::NumberWord) {
        return spoken_age(page, at);
    }
    None
}

/// `in her nineties`, `in his mid 90s`.
fn decade_cue(page: &Page, at: usize) -> bool {
    (1..=3).any(|step| {
        matches!(
            page.low(at.wrapping_sub(step)),
            "her" | "his" | "their" | "the" | "mid" | "early" | "late" | "hers" | "my"
        )
    }) && !page.is_sign(at.wrapping_sub(1), '\'')
}

fn number_age(page: &Page, at: usize) -> Option<(usize, usize)> {
    let value = page.value(at)?;
    let dicom = page.digits(at) == 3 && page.low(at + 1) == "y" && page.is_glued(at + 1);
    if !(90..=125).contains(&value) || page.digits(at) > 3 {
        return None;
    }
    // `12-OCT-1928 (96)`: the year of birth before it.
    let bracketed = page.is_sign(at.wrapping_sub(1), '(') && page.is_sign(at + 1, ')');
    let born = year4(page, at.wrapping_sub(2)).filter(|_| bracketed);
    if born.is_some_and(|born| (1990..=2060).contains(&(u32::from(born) + value))) {
        return Some((at, at + 1));
    }
    if at > 0
        && page.is_glued(at)
        && (matches!(page.sign(at - 1), '.' | '/' | '-' | '<' | ':')
            && page.is_number(at.wrapping_sub(2))
            || page.is_word(at - 1))
    {
        return None;
    }
    // `93s` of a decade, `in her 90s`
    let decade = if page.is_sign(at + 1, '\'') {
        at + 2
    } else {
        at + 1
    };
    if page.low(decade) == "s" && page.is_glued(decade) {
        return (value % 10 == 0 && decade_cue(page, at)).then_some((at, decade + 1));
    }
    let birthday = matches!(page.low(at + 1), "st" | "nd" | "rd" | "th")
        && page.is_glued(at + 1)
        && is_birthday(page, at + 2);
    (dicom
        || birthday
        || is_age_behind(page, at + 1)
        || is_age_before(page, at, at + 1)
        || is_told_age(page, at, at + 1)
        || is_behind_sex(page, at)
        || is_in_apposition(page, at, at + 1))
    .then_some((at, at + 1))
}

/// `her 95th birthday`, `in her 92nd year`.
fn is_birthday(page: &Page, at: usize) -> bool {
    matches!(page.low(at), "birthday" | "bday")
        || page.low(at) == "year" && !matches!(page.low(at + 1), "old" | "of")
}

/// `-year-old`, `yo`, `y.o.`, `years of age`, `F`, ` y/o`.
fn is_age_behind(page: &Page, at: usize) -> bool {
    let mut place = at;
    if matches!(page.sign(place), '-' | '+') {
        place += 1;
    }
    let next = page.low(place + 1 + usize::from(matches!(page.sign(place + 1), '-' | '.' | '/')));
    match page.low(place) {
        "year" | "years" | "yr" | "yrs" => {
            matches!(next, "old" | "of" | "male" | "female" | "woman" | "man")
                || !matches!(
                    page.low(place + 1),
                    "ago" | "later" | "after" | "before" | "earlier" | "and"
                ) && page.low(place) != "years"
                || matches!(page.sign(place + 1), ';' | ',' | ')')
                || {
                    let behind = page.low(place + 1);
                    matches!(behind, "old" | "of" | "m" | "f")
                }
        }
        "yo" | "yof" | "yom" | "yoa" | "yof's" | "yow" => true,
        "y" => matches!(next, "o" | "old") || page.is_glued(place) && !page.is_word(place + 1),
        "f" | "m" => {
            page.gap(place) <= 1
                && !matches!(
                    page.low(place + 1 + usize::from(page.is_sign(place + 1, '-'))),
                    "tc" | "mdp" | "maa" | "mag" | "sestamibi" | "sulfur" | "pertechnetate"
                )
                && !matches!(page.low(place.wrapping_sub(3)), "tc" | "technetium")
                && !matches!(page.low(place.wrapping_sub(2)), "tc" | "technetium")
                && !page.is_sign(place + 1, '/')
                && !is_warm(page, place)
                && page.token(place).end - page.token(place).start == 1
                && page.is_capital(place)
                && place == at
        }
        "female" | "male" | "woman" | "man" | "lady" | "gentleman" => true,
        _ => page.is_sign(place, '/') && matches!(page.low(place + 1), "f" | "m"),
    }
}

/// `fever over 101 F`
fn is_warm(page: &Page, at: usize) -> bool {
    (2..=6).any(|step| {
        matches!(
            page.low(at.wrapping_sub(step)),
            "fever" | "fevers" | "temp" | "temperature" | "febrile" | "tmax" | "t"
        )
    })
}

fn is_age_before(page: &Page, at: usize, end: usize) -> bool {
    let mut place = at.wrapping_sub(1);
    // `Age: 93`, `[Age] 93`, `**Age:** 98`, `| age | 95 |`
    for _ in 0..4 {
        if matches!(page.sign(place), ':' | '=' | '>' | '(' | ']' | '|' | '*') {
            place = place.wrapping_sub(1);
        }
    }
    let will = page.low(place) == "be" && page.low(place.wrapping_sub(1)) == "will"
        || page.low(place) == "turns";
    let person = page.low(place) == "of" && is_somebody(page, place.wrapping_sub(1));
    let closed = !page.is_glued(end + 1) && matches!(page.sign(end), ',' | '.' | ';')
        || matches!(
            page.low(end),
            "in" | "on" | "next" | "this" | "who" | "and" | "with" | "lives"
        );
    let cue = (will || person) && closed
        || matches!(
            page.low(place),
            "age" | "aged" | "ages" | "turned" | "turning" | "yo"
        )
        || page.low(place) == "of" && page.low(place.wrapping_sub(1)) == "age"
        || matches!(page.low(place), "is" | "was" | "now" | "nearly" | "almost")
            && matches!(
                page.low(place.wrapping_sub(1)),
                "she"
                    | "he"
                    | "patient"
                    | "who"
                    | "is"
                    | "now"
                    | "woman"
                    | "man"
                    | "mother"
                    | "father"
                    | "grandmother"
                    | "grandfather"
            )
            && (matches!(page.sign(at + 1), ',' | '.' | ';') && !page.is_glued(at + 2)
                || matches!(page.low(at + 1), "and" | "with" | "years" | "but")
                || page.is_line_end(at + 1))
        || page.low(place) == "is" && matches!(page.low(at + 1), "years" | "and");
    cue && !page.is_sign(at + 1, '%')
        && !page.is_sign(at + 1, '.') | !page.is_number(at + 2)
        && !matches!(
            page.low(at + 1),
            "days" | "weeks" | "months" | "day" | "week" | "month" | "minutes" | "hours"
        )
}

/// `a retired nurse of ninety`: a person before `of`.
fn is_somebody(page: &Page, at: usize) -> bool {
    page.has(at, Flag::Staff)
        || page.has(at, Flag::Patient)
        || page.has(at, Flag::Relative)
        || matches!(
            page.low(at),
            "man"
                | "woman"
                | "lady"
                | "gentleman"
                | "widow"
                | "widower"
                | "farmer"
                | "teacher"
                | "veteran"
                | "resident"
                | "retiree"
                | "rancher"
                | "miner"
                | "seamstress"
                | "grandmother"
                | "grandfather"
        )
}

fn spoken_age(page: &Page, at: usize) -> Option<(usize, usize)> {
    let hundred = page.low(at) == "hundred";
    let (end, value) = spoken_number(page, at).or(hundred.then_some((at, 1)))?;
    // `ninety-fifth birthday`
    let ordered = page.low(at) == "ninety"
        && ordinal(page, end + usize::from(page.is_sign(end, '-')))
            .is_some_and(|end| is_birthday(page, end))
        || page.low(at) == "ninetieth" && is_birthday(page, at + 1);
    if ordered {
        return Some((at, end + 1 + usize::from(page.is_sign(end, '-'))));
    }
    if page.low(end) == "hundred" && value == 1 {
        let mut place = end + 1;
        if page.low(place) == "and" {
            place += 1;
        }
        let place = spoken_number(page, place)
            .map(|(behind, _)| behind)
            .or_else(|| ordinal(page, place))
            .unwrap_or(place);
        let age = is_age_behind(page, place)
            || is_age_before(page, at, place)
            || is_birthday(page, place)
            || is_told_age(page, at, place)
            || page.low(at.wrapping_sub(1)) == "a" && is_told_age(page, at - 1, place)
            || is_in_apposition(page, at, place);
        return age.then_some((at, place));
    }
    let cell = matches!(page.sign(at.wrapping_sub(1)), '/' | '|' | ':' | '>')
        && (matches!(page.sign(end), '/' | '|' | '<') || page.is_line_end(end));
    let age = is_age_behind(page, end)
        || is_age_before(page, at, end)
        || is_told_age(page, at, end)
        || is_in_apposition(page, at, end)
        || cell;
    (value >= 90 && age).then_some((at, end))
}
