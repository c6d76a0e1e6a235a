//! Dates of a report that move with its patient, as those of the headers do.
//!
//! Only what names one whole day is moved: a month, a year or a day of no year
//! keeps its word in brackets. So does `03/04/2024` where nothing in the text
//! says whether the month or the day stands first: a date moved from the wrong
//! day would tell a wrong interval. And so does a birth date, which headers
//! empty (PS3.15 Table E.1-1).

use std::collections::BTreeSet;

use crate::dicom::dates::Clock;
use crate::policy::{DateRule, ReportStyle};
use crate::safe_harbor::Letter;
use crate::text::{Span, days_of};

/// What stands in the place of a date that is not moved.
const REMOVED: &str = "[DATE]";

/// Words before a birth date, in small letters.
const BIRTH_CUES: &[&str] = &[
    "dob",
    "d.o.b",
    "birth",
    "born",
    "geboren",
    "naissance",
    "nacimiento",
];
/// So many bytes before a date such a word is looked for.
const CUE_BYTES: usize = 24;

/// How the dates of a text move.
pub struct Shift<'a> {
    /// By how many days.
    pub days: i32,
    /// Days of birth, `YYYYMMDD`: they stay removed.
    pub births: BTreeSet<&'a str>,
    /// Days that the headers name: they tell how dates are written here.
    pub known: BTreeSet<&'a str>,
    /// Whether the check would find a known value in a text.
    pub is_searched: &'a dyn Fn(&str) -> bool,
}

/// Which number of a date stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    MonthFirst,
    DayFirst,
}

/// Writes moved dates in the place of `[DATE]`.
pub fn write(text: &str, spans: &mut [Span], style: ReportStyle, shift: &Shift<'_>) {
    let written: Vec<Option<Date<'_>>> = spans.iter().map(|span| Date::of(text, span)).collect();
    let order = order_of(written.iter().flatten(), shift);
    let moved: Vec<Option<String>> = spans
        .iter()
        .zip(&written)
        .map(|(span, date)| {
            let is_movable = span.replacement == REMOVED && !is_birth(text, span);
            let date = date.as_ref().filter(|_| is_movable)?;
            let moved = shift.moved(date.day(order)?)?;
            let moved = framed(text, span, style, &moved);
            (!(shift.is_searched)(&moved)).then_some(moved)
        })
        .collect();
    for (span, moved) in spans.iter_mut().zip(moved) {
        if let Some(moved) = moved {
            span.replacement = moved;
        }
    }
}

/// `DOB: 4/17/52`, `born on April 17, 1952`.
fn is_birth(text: &str, span: &Span) -> bool {
    let mut from = span.start.saturating_sub(CUE_BYTES);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..span.start).unwrap_or_default();
    let line = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    BIRTH_CUES.iter().any(|cue| line.contains(cue))
}

/// A span that is one whole date.
struct Date<'t> {
    text: &'t str,
    days: BTreeSet<String>,
}

impl<'t> Date<'t> {
    fn of(text: &'t str, span: &Span) -> Option<Self> {
        let text = text.get(span.start..span.end)?;
        let days = match span.letter {
            Letter::C => days_of(text),
            _other => BTreeSet::new(),
        };
        (!days.is_empty()).then_some(Self { text, days })
    }

    /// The day, if there is one reading or the order tells which one it is.
    fn day(&self, order: Option<Order>) -> Option<&str> {
        let mut days = self.days.iter();
        match (days.next(), days.next()) {
            (Some(day), None) => Some(day),
            _ => {
                let wanted = order?;
                let mut fitting = self
                    .days
                    .iter()
                    .filter(|day| self.order_for(day) == Some(wanted));
                fitting.next().map(String::as_str)
            }
        }
    }

    /// The order in which this text means this day; `None` if it has none:
    /// `2024-03-12`, `12 March 2024`, `05/05/2024`.
    fn order_for(&self, day: &str) -> Option<Order> {
        if self.text.contains(char::is_alphabetic) {
            return None;
        }
        let first = self
            .text
            .split(|sign: char| !sign.is_ascii_digit())
            .next()?;
        let number = |digits: &str| digits.parse::<u32>().ok();
        let (month, day) = (number(day.get(4..6)?)?, number(day.get(6..8)?)?);
        match number(first) {
            Some(first) if month == day || first > 31 => None,
            Some(first) if first == month => Some(Order::MonthFirst),
            Some(first) if first == day => Some(Order::DayFirst),
            Some(_) | None => None,
        }
    }
}

/// The one order in which all dates are written that tell it by themselves, or
/// that are days of the headers in one order alone.
fn order_of<'d>(dates: impl Iterator<Item = &'d Date<'d>>, shift: &Shift<'_>) -> Option<Order> {
    let mut orders = dates.filter_map(|date| {
        let is_known = |day: &&String| {
            let day = day.as_str();
            shift.known.contains(day) || shift.births.contains(day)
        };
        let mut known = date.days.iter().filter(is_known);
        let day = match (date.days.len(), known.next(), known.next()) {
            (1, _, _) => date.days.first(),
            (_, known, None) => known,
            (_, _, Some(_)) => None,
        };
        date.order_for(day?)
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

impl Shift<'_> {
    /// The day as `YYYY-MM-DD`, moved.
    fn moved(&self, day: &str) -> Option<String> {
        if self.births.contains(day) {
            return None;
        }
        let clock = Clock {
            rule: DateRule::ShiftPerPatient,
            first_event_seconds: None,
            offset_days: self.days,
        };
        let moved = clock.date(day, None)?;
        let (year, rest) = moved.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        Some(format!("{year}-{month}-{day}"))
    }
}

/// As the style writes dates; in brackets where letters or digits touch it.
fn framed(text: &str, span: &Span, style: ReportStyle, date: &str) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let is_inside = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '/');
    let touches = before.ends_with(is_inside) || behind.starts_with(is_inside);
    match style {
        ReportStyle::Tags => format!("[DATE {date}]"),
        ReportStyle::Pseudonyms | ReportStyle::Years if touches => format!("[{date}]"),
        ReportStyle::Pseudonyms | ReportStyle::Years => date.to_owned(),
    }
}

#[cfg(test)]
mod tests;
