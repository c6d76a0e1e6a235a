//! Heads in one line without labels: `ABARA, NGOZI / 88-12-40 / F / DOB 3/4/61`,
//! `ABARA,NGOZI 881240 03/04/1961 02/02/2020`. What begins such a line is the
//! patient.

use super::calendar::{self, Form};
use super::fields::{code_end, count};
use super::found::{Found, What};
use super::lexicon::{Flag, Flags};
use super::token::{LineCase, Page, Shape};

/// Most words of a name, parts of double names counted.
const MOST_WORDS: usize = 7;
/// A head stands among the first lines that are not empty.
const FIRST_LINES: usize = 6;

/// Words of titles, places and findings.
const OTHERS: Flags = Flags::of(&[
    Flag::Stop,
    Flag::Facility,
    Flag::Study,
    Flag::Staff,
    Flag::Relative,
    Flag::Patient,
    Flag::Unit,
    Flag::NumberWord,
]);

/// Finds the names that begin a head.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let filled = page.lines.iter().filter(|line| line.end > line.first);
    for line in filled.take(FIRST_LINES) {
        let Some(end) = name_end(page, line.first, line.end) else {
            continue;
        };
        let slash = page.is_sign(end, '/') && page.gap(end) > 0;
        let told = if page.is_line_end(end) {
            words_and_street(page, line.first, end)
        } else if slash {
            has_cells(page, end, line.end)
        } else {
            has_comma(page, line.first, end) && has_number_and_day(page, end, line.end)
        };
        if told {
            found.push(Found {
                start: page.token(line.first).start,
                end: page.token(end - 1).end,
                what: What::Patient,
                detector: "head",
                confidence: 85,
            });
        }
    }
}

/// The token behind the words that begin a line, with one comma at most.
fn name_end(page: &Page, first: usize, limit: usize) -> Option<usize> {
    let mut words = 0;
    let mut commas = 0;
    let mut end = first;
    while end < limit {
        let entry = page.token(end).entry;
        if page.is_word(end) && opens_code(page, end) {
            break;
        }
        if page.is_word(end) && page.token(end).shape == Shape::Initial {
            words += 1;
        } else if page.is_word(end) {
            let other = entry.has_any(OTHERS) || entry.is_clinical();
            if other && entry.given() + entry.family() < 2
                || page.token(end).shape == Shape::Lower && words == 0 && page.low(end).len() < 2
            {
                return None;
            }
            words += 1;
        } else {
            match page.sign(end) {
                ',' if commas == 0 => commas = 1,
                '-' | '\'' if page.is_glued(end) => {}
                '.' if page.token(end.wrapping_sub(1)).shape == Shape::Initial => {}
                '"' => {}
                _ => break,
            }
        }
        end += 1;
    }
    while end > first && matches!(page.sign(end - 1), ',' | '"' | '-') {
        end -= 1;
    }
    (1..=MOST_WORDS).contains(&words).then_some(end)
}

/// `E82065931`, `TW/2374/76`, `MR-2207`: letters of a number.
fn opens_code(page: &Page, at: usize) -> bool {
    let sign = matches!(page.sign(at + 1), '/' | '-') && page.is_number(at + 2);
    page.is_glued(at + 1) && (page.is_number(at + 1) || sign && page.is_glued(at + 2))
}

/// A name alone over a street with its number: the address of a letter.
fn words_and_street(page: &Page, first: usize, end: usize) -> bool {
    let next = page.line_of(end + 1);
    let street = page.is_number(next.first)
        && (next.first..next.end.min(next.first + 8)).any(|place| page.has(place, Flag::Street));
    let capital = page.is_capital(first) || page.case(first) == LineCase::Lower;
    street && end > first + 1 && capital && !has_comma(page, first, end)
}

fn has_comma(page: &Page, first: usize, end: usize) -> bool {
    (first..end).any(|place| page.is_sign(place, ','))
}

/// `/ F /`, `/ M` at the end, `/ DOB`: cells of a head.
fn has_cells(page: &Page, first: usize, limit: usize) -> bool {
    let numbered = (first..limit).any(|place| page.is_number(place));
    numbered
        && (first..limit).any(|place| {
            let sex = matches!(page.low(place), "f" | "m")
                && page.is_sign(place.wrapping_sub(1), '/')
                && (page.is_sign(place + 1, '/') || place + 1 == limit);
            sex || matches!(page.low(place), "dob" | "mrn")
        })
}

/// A number of five digits and more, and a whole day behind it.
fn has_number_and_day(page: &Page, first: usize, limit: usize) -> bool {
    let (digits, letters) = count(page, first, code_end(page, first));
    let day = (first..limit)
        .any(|place| calendar::read(page, place).is_some_and(|reading| reading.form == Form::Full));
    let coded = digits >= 5 || digits >= 3 && (page.is_number(first + 1) || letters > 0);
    coded && day && calendar::read(page, first).is_none_or(|reading| reading.form != Form::Full)
}
