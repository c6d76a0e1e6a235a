//! Days and how people write them.

use super::rng::Rng;

#[derive(Debug, Clone, Copy)]
pub struct Day {
    pub year: i64,
    pub month: usize,
    pub day: i64,
}

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub const HOLIDAYS: &[&str] = &[
    "Thanksgiving",
    "Christmas",
    "Christmas Eve",
    "New Year's Day",
    "New Year's Eve",
    "Labor Day",
    "Memorial Day",
    "the Fourth of July",
    "Halloween",
    "Easter",
    "Easter Sunday",
    "Mother's Day",
    "Father's Day",
    "Valentine's Day",
    "St. Patrick's Day",
    "Independence Day",
    "Veterans Day",
    "Columbus Day",
    "Juneteenth",
    "Mardi Gras",
    "Good Friday",
    "Passover",
    "Hanukkah",
    "Diwali",
    "Cinco de Mayo",
    "Groundhog Day",
    "Presidents' Day",
    "Boxing Day",
];
const ONES: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 32] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty first",
    "twenty second",
    "twenty third",
    "twenty fourth",
    "twenty fifth",
    "twenty sixth",
    "twenty seventh",
    "twenty eighth",
    "twenty ninth",
    "thirtieth",
    "thirty first",
];

/// A number below one hundred and twenty in words.
pub fn spoken(number: i64) -> String {
    let number = number.clamp(0, 119) as usize;
    if number >= 100 {
        return format!("one hundred {}", spoken(number as i64 - 100))
            .trim()
            .to_owned();
    }
    if number < 20 {
        return ONES[number].to_owned();
    }
    format!("{} {}", TENS[number / 10], ONES[number % 10])
        .trim()
        .to_owned()
}

impl Day {
    pub fn new(year: i64, month: usize, day: i64) -> Self {
        Self { year, month, day }
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    fn number(self) -> i64 {
        let year = if self.month <= 2 {
            self.year - 1
        } else {
            self.year
        };
        let era = year.div_euclid(400);
        let in_era = year.rem_euclid(400);
        let month = (self.month as i64 + 9) % 12;
        let in_year = (153 * month + 2) / 5 + self.day - 1;
        era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468
    }

    fn of_number(number: i64) -> Self {
        let shifted = number + 719_468;
        let era = shifted.div_euclid(146_097);
        let in_era = shifted.rem_euclid(146_097);
        let years = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * years + years / 4 - years / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self::new(
            years + era * 400 + i64::from(month <= 2),
            month as usize,
            day,
        )
    }

    pub fn earlier(self, days: i64) -> Self {
        Self::of_number(self.number() - days)
    }

    pub fn weekday(self) -> &'static str {
        WEEKDAYS[(self.number() + 3).rem_euclid(7) as usize]
    }

    pub fn month_name(self) -> &'static str {
        MONTHS[self.month - 1]
    }

    pub fn short_month(self) -> &'static str {
        if self.month == 9 {
            "Sept"
        } else {
            &self.month_name()[..3]
        }
    }

    fn ordinal(self) -> &'static str {
        match self.day {
            1 | 21 | 31 => "st",
            2 | 22 => "nd",
            3 | 23 => "rd",
            _ => "th",
        }
    }

    /// `20230405`, as machines write it.
    pub fn stamp(self) -> String {
        format!("{}{:02}{:02}", self.year, self.month, self.day)
    }

    /// Spellings of the head of a report; one report keeps to one of them.
    pub const HEAD_STYLES: usize = 20;

    pub fn head(self, style: usize) -> String {
        let Self { year, month, day } = self;
        let (name, short) = (self.month_name(), &self.month_name()[..3]);
        let upper = short.to_uppercase();
        let two = year % 100;
        match style {
            0 | 1 => format!("{month:02}/{day:02}/{year}"),
            2 => format!("{month}/{day}/{year}"),
            3 => format!("{month}/{day}/{two:02}"),
            4 => format!("{month:02}/{day:02}/{two:02}"),
            5 => format!("{month:02}-{day:02}-{year}"),
            6 => format!("{year}-{month:02}-{day:02}"),
            7 => format!("{day:02}-{upper}-{year}"),
            8 => format!("{day:02} {short} {year}"),
            9 => format!("{short} {day}, {year}"),
            10 => format!("{name} {day}, {year}"),
            11 => format!("{day:02}{upper}{year}"),
            12 => self.stamp(),
            13 => format!("{upper} {day:02}, {year}"),
            14 => format!("{month:02}.{day:02}.{year}"),
            15 => format!("{year}/{month:02}/{day:02}"),
            16 => format!("{day} {name} {year}"),
            17 => format!("{day}-{short}-{two:02}"),
            18 => format!("{}, {name} {day}, {year}", self.weekday()),
            _ => format!("{month}-{day}-{two:02}"),
        }
    }

    /// Spellings inside of a story.
    pub fn told(self, rng: &mut Rng) -> String {
        let Self { year, month, day } = self;
        let (name, short) = (self.month_name(), self.short_month());
        let (ordinal, two) = (self.ordinal(), year % 100);
        match rng.below(25) {
            0 | 1 => format!("{month}/{day}/{year}"),
            2 | 3 => format!("{month}/{day}/{two:02}"),
            4 => format!("{month:02}/{day:02}/{year}"),
            5 => format!("{name} {day}, {year}"),
            6 => format!("{name} {day} {year}"),
            7 => format!("{short} {day}, {year}"),
            8 => format!("{short}. {day}, {year}"),
            9 => format!("{day} {name} {year}"),
            10 => format!("{day} {short} {year}"),
            11 => format!("{name} {day}{ordinal}"),
            12 => format!("{name} {day}{ordinal}, {year}"),
            13 => format!("the {day}{ordinal} of {name}"),
            14 => format!("{day}{ordinal} of {name} {year}"),
            15 => format!("{month}-{day}-{two:02}"),
            16 => format!("{month}.{day}.{two:02}"),
            17 => format!("{year}-{month:02}-{day:02}"),
            18 => format!("{day:02}{}{year}", name[..3].to_uppercase()),
            19 => format!("{}, {name} {day}", self.weekday()),
            20 => format!("{} {month}/{day}", self.weekday()),
            21 => format!("{name} {day}"),
            22 => format!("{short} {day}"),
            23 => format!("{} {day} {short} {year}", &self.weekday()[..3]),
            _ => format!("{day:02}-{}-{two:02}", &name[..3]),
        }
    }

    /// As somebody dictates it.
    pub fn dictated(self, rng: &mut Rng) -> String {
        let name = self.month_name();
        let day = ORDINALS[self.day as usize];
        let year = match (self.year, rng.below(2)) {
            (2000..2010, _) => format!("two thousand {}", spoken(self.year - 2000)),
            (2010.., 0) => format!("two thousand {}", spoken(self.year - 2000)),
            (year, _) => format!("{} {}", spoken(year / 100), spoken(year % 100)),
        };
        match rng.below(4) {
            0 => format!("{name} {day}"),
            1 => format!("the {day} of {name}"),
            _ => format!("{name} {day} {}", year.trim()),
        }
    }

    /// Month and day, or what there is of them.
    pub fn partial(self, rng: &mut Rng) -> String {
        let (month, day) = (self.month, self.day);
        match rng.below(5) {
            0 | 1 => format!("{month}/{day}"),
            2 => format!("{} {day}", self.month_name()),
            3 => format!("{} {day}{}", self.short_month(), self.ordinal()),
            _ => format!("{month:02}/{day:02}"),
        }
    }

    pub fn month_and_year(self, rng: &mut Rng) -> String {
        let (month, year) = (self.month, self.year);
        match rng.below(5) {
            0 => format!("{month}/{year}"),
            1 => format!("{month:02}/{year}"),
            2 => format!("{} {year}", self.short_month()),
            3 => format!("{} of {year}", self.month_name()),
            _ => format!("{} {year}", self.month_name()),
        }
    }
}
