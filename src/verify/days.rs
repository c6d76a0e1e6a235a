//! Known days, without those that the product may write itself.

use std::collections::HashSet;

use crate::known::KnownKind;
use crate::plan::Plan;
use crate::policy::DateRule;

/// A day as `YYYYMMDD` in one number, and the set of known ones.
pub struct Days {
    known: HashSet<u32>,
    month_days: HashSet<u32>,
    issue_day: Option<u32>,
}

/// Events of one study lie up to this many days behind its first event;
/// rebased, they fall as far behind the first of January.
const STUDY_SPAN_DAYS: i64 = 32;
/// More pairs of day and patient than this are not computed one by one.
const LIMIT_PAIRS: usize = 4_000_000;

impl Days {
    /// Gathers the days of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut known: HashSet<u32> = plan
            .known
            .values()
            .iter()
            .filter(|known| known.kind == KnownKind::Date)
            .filter_map(|known| day_of(known.value.expose()))
            // 0101 is how the product writes a year.
            .filter(|day| day % 10_000 != 101)
            .collect();
        let written = match plan.policy.dates() {
            DateRule::YearAndIntervals => rebased(plan, &known),
            // Kept days are not among the known ones.
            DateRule::Remove | DateRule::Keep => Some(HashSet::new()),
            DateRule::ShiftPerPatient => shifted(plan, &known),
        };
        match written {
            Some(written) => known.retain(|day| !written.contains(day)),
            None => known.clear(),
        }
        let month_days = known.iter().map(|day| day % 10_000).collect();
        Self {
            known,
            month_days,
            issue_day: plan_day(&plan.policy.issue_date),
        }
    }

    /// Whether a day is known.
    #[must_use]
    pub fn holds(&self, year: u32, month: u32, day: u32) -> bool {
        self.known.contains(&(year * 10_000 + month * 100 + day))
    }

    /// Whether a day of any year is known.
    #[must_use]
    pub fn holds_in_any_year(&self, month: u32, day: u32) -> bool {
        self.month_days.contains(&(month * 100 + day))
    }

    /// The day of issue, which stands on the product's own papers.
    #[must_use]
    pub const fn issue_day(&self) -> Option<u32> {
        self.issue_day
    }
}

/// `YYYYMMDD`, or the old form `YYYY.MM.DD` (PS3.5 §6.2, note on ACR-NEMA).
fn day_of(value: &str) -> Option<u32> {
    let digits: String = value
        .chars()
        .filter(|letter| !matches!(letter, '.' | '-' | '/'))
        .take(8)
        .collect();
    let day: u32 = (digits.len() == 8).then(|| digits.parse().ok())??;
    days_since_epoch(day).map(|_| day)
}

fn plan_day(issue_date: &str) -> Option<u32> {
    day_of(issue_date)
}

/// Days onto which events of the studies fall when their first event becomes
/// the first of January of its year.
fn rebased(plan: &Plan, known: &HashSet<u32>) -> Option<HashSet<u32>> {
    let mut written = HashSet::new();
    let days: Vec<i64> = known
        .iter()
        .filter_map(|day| days_since_epoch(*day))
        .collect();
    if days.len().saturating_mul(plan.studies.len()) > LIMIT_PAIRS {
        return None;
    }
    for study in plan.studies.values() {
        let Some(first) = study
            .first_event_seconds
            .map(|seconds| seconds.div_euclid(86_400))
        else {
            continue;
        };
        let Some(new_year) =
            calendar_day(first).and_then(|day| days_since_epoch(day / 10_000 * 10_000 + 101))
        else {
            continue;
        };
        for day in &days {
            let distance = day - first;
            if (0..=STUDY_SPAN_DAYS).contains(&distance) {
                // A time of day carried over midnight moves it by one more.
                written
                    .extend((-1..=1).filter_map(|more| calendar_day(new_year + distance + more)));
            }
        }
    }
    Some(written)
}

/// Days onto which known days fall when they move with a patient. `None` if
/// there are too many to say: then no day is looked for.
fn shifted(plan: &Plan, known: &HashSet<u32>) -> Option<HashSet<u32>> {
    let offsets: HashSet<i64> = plan
        .studies
        .values()
        .filter_map(|study| plan.tables.patient(study.patient_key.expose()))
        .map(|codes| i64::from(codes.offset_days))
        .collect();
    if offsets.len().saturating_mul(known.len()) > LIMIT_PAIRS {
        return None;
    }
    let days = known.iter().filter_map(|day| days_since_epoch(*day));
    Some(
        days.flat_map(|day| offsets.iter().map(move |offset| day + offset))
            .filter_map(calendar_day)
            .collect(),
    )
}

/// Days since 1970-01-01 in the Gregorian calendar; `None` if there is no such
/// day.
fn days_since_epoch(day: u32) -> Option<i64> {
    let (year, month, date) = (day / 10_000, day / 100 % 100, day % 100);
    if !(1..=12).contains(&month) || date < 1 || date > days_in_month(year, month) {
        return None;
    }
    let before: i64 = (1..month)
        .map(|month| i64::from(days_in_month(year, month)))
        .sum();
    Some(days_before_year(i64::from(year)) + before + i64::from(date) - 1)
}

/// The day as `YYYYMMDD`.
fn calendar_day(days: i64) -> Option<u32> {
    // 400 years have 146,097 days.
    let mut year = 1970 + days.div_euclid(146_097) * 400 + days.rem_euclid(146_097) / 366;
    while days_before_year(year + 1) <= days {
        year += 1;
    }
    let mut rest = days - days_before_year(year);
    let year = u32::try_from(year).ok().filter(|year| *year < 10_000)?;
    for month in 1..=12 {
        let length = i64::from(days_in_month(year, month));
        if rest < length {
            return Some(year * 10_000 + month * 100 + u32::try_from(rest).ok()? + 1);
        }
        rest -= length;
    }
    None
}

fn days_before_year(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400) - 719_162
}

const fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_to_numbers_and_back() {
        for (day, number) in [
            (19700101, 0),
            (19691231, -1),
            (20000229, 11_016),
            (20240312, 19_794),
            (19000301, -25_508),
        ] {
            assert_eq!(days_since_epoch(day), Some(number));
            assert_eq!(calendar_day(number), Some(day));
        }
        assert_eq!(days_since_epoch(20230229), None);
        for number in -60_000..60_000 {
            let day = calendar_day(number).unwrap();
            assert_eq!(days_since_epoch(day), Some(number));
        }
    }
}
