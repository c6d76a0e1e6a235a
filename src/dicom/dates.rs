//! Dates, times and ages: read leniently, written strictly or not at all.
//!
//! Three rules. Year and intervals: the study's first event becomes January 1
//! of its year, 000000; every event of the next 31 days keeps its distance
//! from it; any other date keeps its year alone. Shift: whole days per
//! patient, time of day kept. Remove: nothing.
//!
//! What cannot be read has no result: the caller empties, replaces or removes
//! it. Dates that are kept stay as they are written, where they can be read.
//! A zone of a DT is dropped; a DT whose zone differs from the data set's
//! (0008,0201) is brought to the data set's clock first.

use std::fmt::Write as _;

use crate::policy::DateRule;

/// Seconds of a day.
pub const DAY_SECONDS: i64 = 86_400;

/// Events up to here keep their distance from the first one.
const STUDY_DAYS: i64 = 31;

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeOfDay {
    /// Whole seconds since midnight.
    pub seconds: i64,
    /// Digits of the fraction, without the point.
    pub fraction: String,
}

/// What a run does with dates of one study.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The rule.
    pub rule: DateRule,
    /// The study's first event, seconds of local time since 1970-01-01.
    pub first_event_seconds: Option<i64>,
    /// Days of the patient's shift.
    pub offset_days: i32,
}

impl Clock {
    /// A date, with the time that belongs to it.
    #[must_use]
    pub fn date(&self, value: &str, time: Option<&str>) -> Option<String> {
        match self.rule {
            DateRule::Remove => None,
            DateRule::Keep => read_date(value).map(|_| trimmed(value).to_owned()),
            DateRule::ShiftPerPatient => self.shifted(read_date(value)?),
            DateRule::YearAndIntervals => {
                let Some(day) = read_date(value) else {
                    return read_year(value).map(|year| format!("{year:04}0101"));
                };
                Some(written_date(self.rebased_day(day, time)))
            }
        }
    }

    /// A time, with the day that belongs to it.
    #[must_use]
    pub fn time(&self, value: &str, day: Option<Day>) -> Option<String> {
        let time = read_time(value)?;
        match self.rule {
            DateRule::Remove => None,
            DateRule::Keep => Some(trimmed(value).to_owned()),
            DateRule::ShiftPerPatient => Some(written_time(&time)),
            DateRule::YearAndIntervals => {
                let distance = day
                    .and_then(|day| self.distance(day, time.seconds))
                    .unwrap_or(0);
                let known = distance > 0 || day.is_some_and(|day| self.is_first(day, &time));
                Some(written_time(&TimeOfDay {
                    seconds: distance.rem_euclid(DAY_SECONDS),
                    fraction: if known { time.fraction } else { String::new() },
                }))
            }
        }
    }

    /// A date with time, fraction and zone. `zone_minutes` is the data set's
    /// offset from UTC, (0008,0201).
    #[must_use]
    pub fn date_time(&self, value: &str, zone_minutes: Option<i64>) -> Option<String> {
        let moment = read_date_time(value, zone_minutes);
        match self.rule {
            DateRule::Remove => None,
            DateRule::Keep => {
                (moment.is_some() || read_year(value).is_some()).then(|| trimmed(value).to_owned())
            }
            DateRule::ShiftPerPatient => {
                let moment = moment?;
                let date = self.shifted(moment.day)?;
                let time = moment.time.as_ref().map(written_time).unwrap_or_default();
                Some(date + &time)
            }
            DateRule::YearAndIntervals => {
                let Some(moment) = moment else {
                    return read_year(value).map(|year| format!("{year:04}"));
                };
                let Some(time) = moment.time else {
                    return Some(written_date(self.rebased_day(moment.day, None)));
                };
                let date = written_date(self.moved_day(moment.day, Some(time.seconds)));
                let written = written_time(&time);
                let clock = self.time(&written, Some(moment.day))?;
                Some(date + &clock)
            }
        }
    }

    fn rebased_day(&self, day: Day, time: Option<&str>) -> Day {
        self.moved_day(day, time.and_then(read_time).map(|time| time.seconds))
    }

    /// January 1 of the study's year and whole days on, or January 1 of the
    /// day's own year.
    fn moved_day(&self, day: Day, seconds: Option<i64>) -> Day {
        let Some(first) = self.first_event_seconds else {
            return new_year(day);
        };
        let first_day = Day(first.div_euclid(DAY_SECONDS));
        let days_on = match seconds {
            Some(seconds) => self.distance(day, seconds).map(|far| far / DAY_SECONDS),
            None => Some(day.0 - first_day.0).filter(|days| (0..=STUDY_DAYS).contains(days)),
        };
        days_on.map_or_else(|| new_year(day), |days| Day(new_year(first_day).0 + days))
    }

    /// Seconds from the first event, if the event belongs to the study.
    fn distance(&self, day: Day, seconds: i64) -> Option<i64> {
        let first = self.first_event_seconds?;
        let distance = day.0 * DAY_SECONDS + seconds - first;
        (0..=STUDY_DAYS * DAY_SECONDS)
            .contains(&distance)
            .then_some(distance)
    }

    fn is_first(&self, day: Day, time: &TimeOfDay) -> bool {
        self.distance(day, time.seconds) == Some(0)
    }

    fn shifted(&self, day: Day) -> Option<String> {
        let moved = Day(day.0 + i64::from(self.offset_days));
        (1..=9999)
            .contains(&civil(moved).0)
            .then(|| written_date(moved))
    }
}

/// Reads a date: `YYYYMMDD` and the old or foreign forms `YYYY.MM.DD`,
/// `YYYY-MM-DD`, `YYYY/MM/DD` (PS3.5 Table 6.2-1, note of DA).
#[must_use]
pub fn read_date(value: &str) -> Option<Day> {
    let value = trimmed(value);
    let digits: String = match value.as_bytes() {
        [_, _, _, _, first, _, _, second, _, _]
            if first == second && matches!(first, b'.' | b'-' | b'/') =>
        {
            value.chars().filter(char::is_ascii_digit).collect()
        }
        _plain => value.to_owned(),
    };
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i64>().ok();
    day_of(number(0, 4)?, number(4, 6)?, number(6, 8)?)
}

/// Reads a time: `HH`, `HHMM`, `HHMMSS`, `HHMMSS.F`, colons allowed (ACR-NEMA).
#[must_use]
pub fn read_time(value: &str) -> Option<TimeOfDay> {
    let value = trimmed(value);
    let (clock, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits: String = clock.chars().filter(|letter| *letter != ':').collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(digits.len(), 2 | 4 | 6) || !is_number(&digits) || !is_number(fraction) {
        return None;
    }
    let number = |from: usize| match digits.get(from..from + 2) {
        Some(pair) => pair.parse::<i64>().ok(),
        None => Some(0),
    };
    let (hours, minutes, seconds) = (number(0)?, number(2)?, number(4)?);
    if hours > 23 || minutes > 59 || seconds > 60 || fraction.len() > 6 {
        return None;
    }
    Some(TimeOfDay {
        seconds: hours * 3600 + minutes * 60 + seconds,
        fraction: fraction.to_owned(),
    })
}

/// A DT that has at least a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Day on the data set's clock.
    pub day: Day,
    /// Time of day, if given.
    pub time: Option<TimeOfDay>,
}

/// Reads a DT: `YYYYMMDD[HH[MM[SS[.F]]]][&ZZXX]`.
#[must_use]
pub fn read_date_time(value: &str, zone_minutes: Option<i64>) -> Option<Moment> {
    let value = trimmed(value);
    let (clock, zone) = match value.find(['+', '-']) {
        Some(place) => (value.get(..place)?, value.get(place..)?),
        None => (value, ""),
    };
    let day = read_date(clock.get(..8)?)?;
    let rest = clock.get(8..)?;
    if rest.is_empty() {
        return (zone.is_empty() || read_zone(zone).is_some())
            .then_some(Moment { day, time: None });
    }
    if rest.contains(':') {
        return None;
    }
    let mut moment = Moment {
        day,
        time: Some(read_time(rest)?),
    };
    if zone.is_empty() {
        return Some(moment);
    }
    let own = read_zone(zone)?;
    if let (Some(common), Some(time)) = (zone_minutes, moment.time.as_mut()) {
        let seconds = time.seconds + (common - own) * 60;
        moment.day = Day(moment.day.0 + seconds.div_euclid(DAY_SECONDS));
        time.seconds = seconds.rem_euclid(DAY_SECONDS);
    }
    Some(moment)
}

/// Reads an offset from UTC, `+0130`, in minutes.
#[must_use]
pub fn read_zone(value: &str) -> Option<i64> {
    let value = trimmed(value);
    let sign = match value.chars().next()? {
        '+' => 1,
        '-' => -1,
        _no_sign => return None,
    };
    let digits = value.get(1..)?;
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..)?.parse().ok()?;
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// An age: `nnnD`, `nnnW`, `nnnM`, `nnnY`; 90 years and more are `090Y`
/// (45 CFR 164.514(b)(2)(i)(C)).
#[must_use]
pub fn capped_age(value: &str) -> Option<(String, Capped)> {
    let value = trimmed(value).to_ascii_uppercase();
    let unit = value.chars().last()?;
    let digits = value.get(..value.len().checked_sub(1)?)?;
    let is_age = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_age || !matches!(unit, 'D' | 'W' | 'M' | 'Y') {
        return None;
    }
    let count: u16 = digits.parse().ok()?;
    if unit == 'Y' && count >= 90 {
        let changed = if count == 90 { Capped::No } else { Capped::Yes };
        return Some((String::from("090Y"), changed));
    }
    Some((format!("{count:03}{unit}"), Capped::No))
}

/// Whether an age was above 90.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capped {
    /// It was, and is now 90.
    Yes,
    /// It stays.
    No,
}

/// `YYYYMMDD`.
#[must_use]
pub fn written_date(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}{month:02}{day:02}")
}

fn written_time(time: &TimeOfDay) -> String {
    let (hours, rest) = (time.seconds / 3600, time.seconds % 3600);
    let mut text = format!("{hours:02}{:02}{:02}", rest / 60, rest % 60);
    if !time.fraction.is_empty() {
        let _ = write!(text, ".{}", time.fraction);
    }
    text
}

/// The year of a date of which the rest cannot be used: `YYYY`, `YYYYMM`.
fn read_year(value: &str) -> Option<i64> {
    let value = trimmed(value);
    if !matches!(value.len(), 4 | 6) || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i64 = value.get(..4)?.parse().ok()?;
    (1800..=2200).contains(&year).then_some(year)
}

fn trimmed(value: &str) -> &str {
    value.trim_matches(|letter: char| letter.is_whitespace() || letter == '\0')
}

fn new_year(day: Day) -> Day {
    let (year, _, _) = civil(day);
    day_of(year, 1, 1).unwrap_or(day)
}

/// The day of a date of the Gregorian calendar, `None` if there is no such day.
#[must_use]
pub fn day_of(year: i64, month: i64, day: i64) -> Option<Day> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    // Years that start in March put the leap day at the end.
    let (shifted_year, shifted_month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let number = Day(shifted_year * 365 + leaps + day_of_year - 719_468);
    (civil(number) == (year, month, day)).then_some(number)
}

/// Year, month and day of a day number.
#[must_use]
pub fn civil(day: Day) -> (i64, i64, i64) {
    let days = day.0 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(rule: DateRule, first: &str) -> Clock {
        let first = read_date_time(first, None)
            .and_then(|moment| Some(moment.day.0 * DAY_SECONDS + moment.time.as_ref()?.seconds));
        Clock {
            rule,
            first_event_seconds: first,
            offset_days: -400,
        }
    }

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for number in (-200_000..200_000).step_by(37) {
            let (year, month, day) = civil(Day(number));
            assert_eq!(day_of(year, month, day), Some(Day(number)));
        }
        assert_eq!(day_of(1970, 1, 1), Some(Day(0)));
        assert_eq!(day_of(2023, 2, 29), None);
        assert_eq!(
            day_of(2024, 2, 29).map(written_date).as_deref(),
            Some("20240229")
        );
    }

    #[test]
    fn a_pair_across_midnight_keeps_its_distance() {
        let clock = clock(DateRule::YearAndIntervals, "20230630235000");
        assert_eq!(
            clock.date("20230630", Some("235000")).as_deref(),
            Some("20230101")
        );
        assert_eq!(
            clock.time("235000.25", read_date("20230630")).as_deref(),
            Some("000000.25")
        );
        // Twenty minutes later is another real day and the same rebased day.
        assert_eq!(
            clock.date("20230701", Some("001000")).as_deref(),
            Some("20230101")
        );
        assert_eq!(
            clock.time("001000", read_date("20230701")).as_deref(),
            Some("002000")
        );
        assert_eq!(
            clock
                .date_time("20230702001000.5+0100", Some(60))
                .as_deref(),
            Some("20230102002000.5")
        );
    }

    #[test]
    fn a_zone_of_its_own_is_brought_to_the_clock_of_the_data_set() {
        let clock = clock(DateRule::YearAndIntervals, "20230630100000");
        assert_eq!(
            clock.date_time("20230630093000+0100", Some(120)).as_deref(),
            Some("20230101003000")
        );
    }

    #[test]
    fn other_years_keep_the_year_alone() {
        let clock = clock(DateRule::YearAndIntervals, "20230630100000");
        assert_eq!(
            clock.date("20190417", Some("101112")).as_deref(),
            Some("20190101")
        );
        assert_eq!(
            clock.time("101112", read_date("20190417")).as_deref(),
            Some("000000")
        );
        assert_eq!(clock.date("20230629", None).as_deref(), Some("20230101"));
        assert_eq!(clock.date_time("201904", None).as_deref(), Some("2019"));
        assert_eq!(clock.time("101112.13", None).as_deref(), Some("000000"));
    }

    #[test]
    fn odd_spellings_are_read_and_malformed_ones_never_survive() {
        let year = clock(DateRule::YearAndIntervals, "20230630100000");
        let shift = clock(DateRule::ShiftPerPatient, "20230630100000");
        for spelling in [
            "1950.12.11",
            "1950-12-11",
            "19501211\n",
            " 19501211 ",
            "1950/12/11\0",
        ] {
            assert_eq!(
                year.date(spelling, None).as_deref(),
                Some("19500101"),
                "{spelling}"
            );
            assert_eq!(
                shift.date(spelling, None).as_deref(),
                Some("19491106"),
                "{spelling}"
            );
        }
        for bad in [
            "19501311",
            "20230229",
            "DEC 11",
            "1950121",
            "19501211-19510101",
            "11.12.1950",
            "",
        ] {
            assert_eq!(year.date(bad, None), None, "{bad}");
            assert_eq!(shift.date(bad, None), None, "{bad}");
            assert_eq!(year.date_time(bad, None), None, "{bad}");
        }
        for bad in ["246060", "ten", "12345", "101010.1234567", "99"] {
            assert_eq!(year.time(bad, None), None, "{bad}");
        }
    }

    #[test]
    fn a_shift_keeps_the_time_and_the_order_of_days() {
        let shift = clock(DateRule::ShiftPerPatient, "20230630100000");
        assert_eq!(shift.time("101112.13", None).as_deref(), Some("101112.13"));
        assert_eq!(
            shift.date_time("20240229101112.13+0100", None).as_deref(),
            Some("20230125101112.13")
        );
        assert_eq!(shift.date("00010101", None), None);
    }

    #[test]
    fn ages_of_ninety_and_more_become_ninety() {
        let age = |value| capped_age(value).map(|(age, _)| age);
        assert_eq!(age("089Y").as_deref(), Some("089Y"));
        assert_eq!(age("090Y").as_deref(), Some("090Y"));
        assert_eq!(age("103Y").as_deref(), Some("090Y"));
        assert_eq!(age("45y ").as_deref(), Some("045Y"));
        assert_eq!(age("011M").as_deref(), Some("011M"));
        assert_eq!(age("ninety"), None);
        assert_eq!(age("45"), None);
    }
}
