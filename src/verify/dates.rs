//! Dates in running text: read as a day and looked up among the known days.
//!
//! Reading once covers all spellings of all known days; a list of spellings
//! would grow with the drop.

use super::days::Days;
use super::words::{Gap, Word, WordKind, Words};

/// Month names and their short forms in English, German, French, Spanish and
/// Italian, folded, with the number of the month.
#[rustfmt::skip]
const MONTHS: &[(&str, u32)] = &[
    ("january", 1), ("jan", 1), ("januar", 1), ("jaenner", 1), ("janvier", 1), ("enero", 1), ("ene", 1), ("gennaio", 1), ("gen", 1),
    ("february", 2), ("feb", 2), ("februar", 2), ("fevrier", 2), ("fevr", 2), ("febrero", 2), ("febbraio", 2),
    ("march", 3), ("mar", 3), ("marz", 3), ("maerz", 3), ("mars", 3), ("marzo", 3),
    ("april", 4), ("apr", 4), ("avril", 4), ("avr", 4), ("abril", 4), ("abr", 4), ("aprile", 4),
    ("may", 5), ("mai", 5), ("mayo", 5), ("maggio", 5), ("mag", 5),
    ("june", 6), ("jun", 6), ("juni", 6), ("juin", 6), ("junio", 6), ("giugno", 6), ("giu", 6),
    ("july", 7), ("jul", 7), ("juli", 7), ("juillet", 7), ("julio", 7), ("luglio", 7), ("lug", 7),
    ("august", 8), ("aug", 8), ("aout", 8), ("agosto", 8), ("ago", 8),
    ("september", 9), ("sept", 9), ("sep", 9), ("septembre", 9), ("septiembre", 9), ("settembre", 9), ("set", 9),
    ("october", 10), ("oct", 10), ("oktober", 10), ("okt", 10), ("octobre", 10), ("octubre", 10), ("ottobre", 10), ("ott", 10),
    ("november", 11), ("nov", 11), ("novembre", 11), ("noviembre", 11),
    ("december", 12), ("dec", 12), ("dezember", 12), ("dez", 12), ("decembre", 12), ("diciembre", 12), ("dic", 12), ("dicembre", 12),
];

/// Month names that are nothing else; `may 10` and `mar 10` can be more.
const PLAIN_MONTHS: &[&str] = &[
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Behind a day: `12th`, `3rd`.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "of", "de", "er"];

/// What a text is; decides which spellings are taken for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// A narrative: also a day and a month without a year.
    Narrative,
    /// A header value.
    Value,
    /// The product's own paper: its day of issue may stand there.
    OwnPaper,
}

/// True if a known day stands in the text.
#[must_use]
pub fn found(words: &Words, days: &Days, reading: DateReading) -> bool {
    let finder = Finder {
        words,
        days,
        reading,
    };
    (0..words.words.len()).any(|place| {
        finder.compact(place) || finder.three_numbers(place) || finder.month_name(place)
    })
}

struct Finder<'a> {
    words: &'a Words,
    days: &'a Days,
    reading: DateReading,
}

impl Finder<'_> {
    fn holds(&self, year: u32, month: u32, day: u32) -> bool {
        let issued = self.reading == DateReading::OwnPaper
            && self.days.issue_day() == Some(year * 10_000 + month * 100 + day);
        self.days.holds(year, month, day) && !issued
    }

    fn number(&self, word: Word) -> Option<u32> {
        let text = self.words.text(word);
        (word.kind == WordKind::Digits && text.len() <= 9)
            .then(|| text.parse().ok())
            .flatten()
    }

    /// `20240312`, `12032024`, `20240312101530`.
    fn compact(&self, place: usize) -> bool {
        let Some(word) = self.words.get(place) else {
            return false;
        };
        let text = self.words.text(word);
        let whole = matches!(text.len(), 8 | 10 | 12 | 14);
        if word.kind != WordKind::Digits || !whole || word.gap == Gap::Decimal {
            return false;
        }
        let part = |range: std::ops::Range<usize>| {
            text.get(range)
                .and_then(|digits| digits.parse::<u32>().ok())
        };
        let year_first = (part(0..4), part(4..6), part(6..8));
        let year_last = (part(4..8), part(2..4), part(0..2));
        let known = |date: (Option<u32>, Option<u32>, Option<u32>)| match date {
            (Some(year), Some(month), Some(day)) => {
                self.holds(year, month, day) || (text.len() == 8 && self.holds(year, day, month))
            }
            _ => false,
        };
        known(year_first) || (text.len() == 8 && known(year_last))
    }

    /// `2024-03-12`, `12.03.2024`, `3/12/24`, `2024年3月12日`.
    fn three_numbers(&self, place: usize) -> bool {
        let Some((one, after_one)) = self.date_number(place, Sep::Any) else {
            return false;
        };
        let Some((two, after_two)) = self.date_number(after_one, Sep::Near) else {
            return false;
        };
        let Some((three, _)) = self.date_number(after_two, Sep::Near) else {
            return false;
        };
        let years = |value: u32, digits: usize| full_years(value, digits).into_iter().flatten();
        let year_first = years(one.0, one.1)
            .flatten()
            .any(|year| self.holds(year, two.0, three.0));
        let year_last = years(three.0, three.1)
            .flatten()
            .any(|year| self.holds(year, two.0, one.0) || self.holds(year, one.0, two.0));
        year_first || year_last
    }

    /// A number of one to four digits as (value, digits), and the place behind
    /// it and behind the sign for year, month or day that some scripts set.
    fn date_number(&self, place: usize, separator: Sep) -> Option<((u32, usize), usize)> {
        let word = self.words.get(place)?;
        if separator == Sep::Near && !near(word.gap) {
            return None;
        }
        let text = self.words.text(word);
        if text.len() > 4 {
            return None;
        }
        let value = self.number(word)?;
        let mut next = place + 1;
        if let Some(sign) = self.words.get(next)
            && matches!(
                self.words.text(sign),
                "年" | "月" | "日" | "년" | "월" | "일"
            )
        {
            next += 1;
        }
        Some(((value, text.len()), next))
    }

    /// `12 Mar 2024`, `March 12th, 2024`, `12-MAR-24`, `12 de marzo de 2024`.
    fn month_name(&self, place: usize) -> bool {
        let Some(word) = self.words.get(place) else {
            return false;
        };
        let name = self.words.text(word);
        let Some((_, month)) = MONTHS.iter().find(|(text, _)| *text == name) else {
            return false;
        };
        let before = self.skip_ordinals_back(place);
        let day_before = before
            .and_then(|place| self.words.get(place))
            .and_then(|word| self.day(word));
        let (day_after, after_day) = match self.words.get(place + 1).and_then(|word| self.day(word))
        {
            Some(day) => (Some(day), self.skip_ordinals(place + 2)),
            None => (None, place + 2),
        };
        let year_at = |place: usize| {
            let word = self.words.get(place)?;
            let length = self.words.text(word).len();
            full_years(self.number(word)?, length)
        };
        let dated = |day: Option<u32>, years: Option<[Option<u32>; 2]>| match (day, years) {
            (Some(day), Some(years)) => years
                .into_iter()
                .flatten()
                .any(|year| self.holds(year, *month, day)),
            _ => false,
        };
        let year_before = place.checked_sub(1).and_then(year_at);
        let plain = self.reading == DateReading::Narrative && PLAIN_MONTHS.contains(&name);
        dated(day_before, year_at(self.skip_ordinals(place + 1)))
            || dated(day_after, year_at(after_day))
            || dated(day_after, year_before)
            || (plain
                && [day_before, day_after]
                    .into_iter()
                    .flatten()
                    .any(|day| self.days.holds_in_any_year(*month, day)))
    }

    fn day(&self, word: Word) -> Option<u32> {
        let value = self.number(word)?;
        (self.words.text(word).len() <= 2 && (1..=31).contains(&value)).then_some(value)
    }

    fn is_ordinal(&self, place: usize) -> bool {
        self.words
            .get(place)
            .is_some_and(|word| ORDINALS.contains(&self.words.text(word)))
    }

    fn skip_ordinals(&self, mut place: usize) -> usize {
        for _ in 0..2 {
            place += usize::from(self.is_ordinal(place));
        }
        place
    }

    fn skip_ordinals_back(&self, place: usize) -> Option<usize> {
        let mut place = place.checked_sub(1)?;
        for _ in 0..2 {
            if self.is_ordinal(place) {
                place = place.checked_sub(1)?;
            }
        }
        Some(place)
    }
}

/// What may stand before a number of a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sep {
    Any,
    Near,
}

fn near(gap: Gap) -> bool {
    match gap {
        Gap::Nothing | Gap::Decimal | Gap::Light(_) => true,
        Gap::Heavy(sign) => matches!(sign, '.' | '-' | '/' | ',' | '\'' | ':'),
    }
}

/// The years that a number can stand for: itself, or of two centuries.
fn full_years(value: u32, digits: usize) -> Option<[Option<u32>; 2]> {
    match digits {
        4 if (1850..2200).contains(&value) => Some([Some(value), None]),
        2 => Some([Some(1900 + value), Some(2000 + value)]),
        _ => None,
    }
}
