//! Every day that a written date may mean: `03/04/52` is a day of March or of
//! April, of this century or the last.

use crate::text::token::Page;

use super::month;

/// The days, as `YYYYMMDD`, that the tokens from `at` to `end` may mean if they
/// are one whole date; sorted, each once.
#[must_use]
pub fn days(page: &Page, at: usize, end: usize) -> Vec<String> {
    let numbers: Vec<&str> = (at..end)
        .filter(|&place| page.is_number(place))
        .map(|place| page.low(place))
        .collect();
    let named = (at..end).find_map(|place| month(page.low(place)));
    let mut days = match (named, numbers.as_slice()) {
        (None, [compact]) => of_compact(compact),
        (Some(month), [year, day]) if year.len() == 4 => with_years(year, month, number(day)),
        (Some(month), [day, year]) => with_years(year, month, number(day)),
        (None, [year, month, day]) if year.len() == 4 => {
            with_years(year, number(month), number(day))
        }
        (None, [one, two, three]) => {
            let mut days = with_years(three, number(one), number(two));
            days.extend(with_years(three, number(two), number(one)));
            if number(one) > 31 {
                days.extend(with_years(one, number(two), number(three)));
            }
            days
        }
        _ => Vec::new(),
    };
    days.sort();
    days.dedup();
    days
}

/// `19520417`, `04171952`, `041752`, and a time stamp that begins so.
fn of_compact(digits: &str) -> Vec<String> {
    let cut = |cuts: [usize; 3]| {
        let (one, rest) = digits.split_at_checked(cuts[0])?;
        let (two, rest) = rest.split_at_checked(cuts[1])?;
        let (three, rest) = rest.split_at_checked(cuts[2])?;
        Some((one, two, three, rest))
    };
    let mut days = Vec::new();
    if let Some((year, month, day, _)) = cut([4, 2, 2]) {
        days.extend(with_years(year, number(month), number(day)));
    }
    if let Some((one, two, year, "")) = cut([2, 2, 4]) {
        days.extend(with_years(year, number(one), number(two)));
        days.extend(with_years(year, number(two), number(one)));
    }
    if let Some((one, two, three, "")) = cut([2, 2, 2]) {
        days.extend(with_years(three, number(one), number(two)));
        days.extend(with_years(three, number(two), number(one)));
        days.extend(with_years(one, number(two), number(three)));
    }
    days
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(0)
}

/// The day in the year, or in both years that two digits may mean; none if
/// there is no such day.
fn with_years(year: &str, month: u32, day: u32) -> Vec<String> {
    let value = number(year);
    let years = match year.len() {
        4 if (1850..=2100).contains(&value) => vec![value],
        2 => vec![1900 + value, 2000 + value],
        _ => Vec::new(),
    };
    years
        .into_iter()
        .filter(|year| (1..=days_in(*year, month)).contains(&day))
        .map(|year| format!("{year:04}{month:02}{day:02}"))
        .collect()
}

const fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}
