//! Made-up people of many origins, and the forms their names take.

use super::rng::Rng;

const NAMES: &str = include_str!("lists/names.txt");
const WORDS: &str = include_str!("lists/word_names.txt");
const ONE: &str = include_str!("lists/one_names.txt");
const NICKNAMES: &str = include_str!("lists/nicknames.txt");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Woman,
    Man,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub given: String,
    pub middle: String,
    pub family: String,
    pub nick: String,
    pub sex: Sex,
}

fn rows(text: &'static str) -> Vec<&'static str> {
    text.lines().filter(|line| !line.starts_with('#')).collect()
}

fn word(row: &str, rng: &mut Rng) -> String {
    let words: Vec<&str> = row.split_whitespace().collect();
    rng.pick(&words).replace('@', " ")
}

impl Person {
    pub fn made(rng: &mut Rng) -> Self {
        let sex = if rng.chance(50) { Sex::Woman } else { Sex::Man };
        Self::of(sex, rng)
    }

    pub fn of(sex: Sex, rng: &mut Rng) -> Self {
        let origins = rows(NAMES);
        let words = rows(WORDS);
        let column = usize::from(sex == Sex::Man);
        let origin: Vec<&str> = rng.pick(&origins).split(" | ").collect();
        let other: Vec<&str> = rng.pick(&origins).split(" | ").collect();
        let mut given = word(origin[1 + column], rng);
        let mut family = word(if rng.chance(15) { other[3] } else { origin[3] }, rng);
        if rng.chance(12) {
            given = word(words[column], rng);
        }
        if rng.chance(15) {
            family = word(words[2], rng);
        }
        if rng.chance(8) && !family.contains('-') {
            family = format!("{family}-{}", word(other[3], rng).replace(' ', "-"));
        }
        if rng.chance(3) && !given.contains(' ') {
            given = format!("{given} {}", word(origin[1 + column], rng));
        }
        let middle = match rng.below(4) {
            0 => rng.form("@."),
            1 => word(origin[1 + column], rng),
            _ => String::new(),
        };
        if rng.chance(1) {
            family = String::new();
            given = word(rows(ONE)[0], rng);
        }
        let nick = word(rows(NICKNAMES)[0], rng);
        Self {
            given,
            middle,
            family,
            nick,
            sex,
        }
    }

    /// Somebody of the same family, mostly.
    pub fn kin(of: &Person, sex: Sex, rng: &mut Rng) -> Self {
        let mut person = Self::of(sex, rng);
        if rng.chance(70) && !of.family.is_empty() {
            person.family.clone_from(&of.family);
        }
        person
    }

    /// What stands behind a title.
    pub fn family(&self) -> &str {
        if self.family.is_empty() {
            &self.given
        } else {
            &self.family
        }
    }

    pub fn full(&self, rng: &mut Rng) -> String {
        if self.family.is_empty() {
            return self.given.clone();
        }
        match rng.below(4) {
            0 if !self.middle.is_empty() => {
                format!("{} {} {}", self.given, self.middle, self.family)
            }
            1 if rng.chance(20) => format!("{}. {}", first(&self.given), self.family),
            2 if rng.chance(8) => format!("{} \"{}\" {}", self.given, self.nick, self.family),
            _ => format!("{} {}", self.given, self.family),
        }
    }

    /// The family first, as registers write it.
    pub fn last_first(&self, rng: &mut Rng) -> String {
        if self.family.is_empty() {
            return self.given.clone();
        }
        let comma = if rng.chance(30) { "," } else { ", " };
        let name = match rng.below(3) {
            0 if !self.middle.is_empty() => {
                format!("{}{comma}{} {}", self.family, self.given, self.middle)
            }
            _ => format!("{}{comma}{}", self.family, self.given),
        };
        if rng.chance(50) {
            name.to_uppercase()
        } else {
            name
        }
    }

    pub fn initials(&self, dots: bool) -> String {
        let names = [&self.given, &self.middle, &self.family];
        let letters = names.iter().filter_map(|name| name.chars().next());
        letters
            .flat_map(|letter| [Some(letter), dots.then_some('.')])
            .flatten()
            .collect()
    }

    pub fn plural(&self) -> String {
        let family = self.family();
        let ending = if family.ends_with(['s', 'x', 'z', 'h']) {
            "es"
        } else {
            "s"
        };
        format!("{family}{ending}")
    }
}

pub fn first(name: &str) -> String {
    name.chars().take(1).collect()
}
