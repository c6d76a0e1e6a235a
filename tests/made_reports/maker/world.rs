//! The people, places, days and habits of one report.

use super::dates::Day;
use super::people::{Person, Sex};
use super::places::{self, Town};
use super::rng::Rng;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Usual,
    Upper,
    Lower,
}

/// How one house writes.
#[derive(Debug)]
pub struct Habits {
    pub case: Case,
    pub head_date: usize,
    pub birth_date: usize,
    pub dictated: bool,
    /// Columns at which lines are broken.
    pub wrap: Option<usize>,
    pub slips: bool,
}

/// Relatives: what they are called, and who they may be.
const KIN: &[(&str, Sex)] = &[
    ("wife", Sex::Woman),
    ("husband", Sex::Man),
    ("daughter", Sex::Woman),
    ("son", Sex::Man),
    ("sister", Sex::Woman),
    ("brother", Sex::Man),
    ("mother", Sex::Woman),
    ("father", Sex::Man),
    ("niece", Sex::Woman),
    ("nephew", Sex::Man),
    ("neighbor", Sex::Woman),
    ("partner", Sex::Man),
    ("granddaughter", Sex::Woman),
    ("grandson", Sex::Man),
    ("aunt", Sex::Woman),
    ("uncle", Sex::Man),
    ("caregiver", Sex::Woman),
    ("roommate", Sex::Man),
    ("girlfriend", Sex::Woman),
    ("fiance", Sex::Man),
    ("mom", Sex::Woman),
    ("dad", Sex::Man),
    ("grandmother", Sex::Woman),
    ("cousin", Sex::Man),
    ("daughter-in-law", Sex::Woman),
    ("stepfather", Sex::Man),
    ("friend", Sex::Woman),
    ("coworker", Sex::Man),
];

/// One report's facts. The same person, place and number stand wherever a
/// slot names them.
pub struct World {
    pub rng: Rng,
    pub habits: Habits,
    pub age: i64,
    pub born: Day,
    pub exam: Day,
    pub priors: [Day; 2],
    people: Vec<(&'static str, Person)>,
    pub kin: [&'static str; 2],
    pub towns: [Town; 2],
    pub facilities: [String; 2],
    pub street: String,
    pub firm: String,
    pub school: String,
    pub club: String,
    /// Values that were made once and come again.
    pub made: Vec<(String, String)>,
}

const PARTS: &[&str] = &[
    "ref", "rad", "res", "tech", "rn", "typ", "doc2", "doc3", "oth", "clk",
];

impl World {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let age = match rng.below(100) {
            0..9 => rng.between(90, 102),
            9..22 => rng.between(0, 17),
            _ => rng.between(18, 89),
        };
        let exam = Day::new(2016, 1, 1).earlier(-rng.between(0, 3500));
        let born = exam.earlier(age * 365 + age / 4 + rng.between(1, 360));
        let priors = [
            exam.earlier(rng.between(20, 500)),
            exam.earlier(rng.between(510, 1900)),
        ];
        let patient = Person::made(&mut rng);
        let mut kin = ["wife"; 2];
        let mut people = Vec::new();
        for (number, part) in ["kin1", "kin2"].into_iter().enumerate() {
            let (word, sex) = KIN[rng.below(KIN.len())];
            kin[number] = word;
            people.push((part, Person::kin(&patient, sex, &mut rng)));
        }
        people.push(("pt", patient));
        people.extend(PARTS.iter().map(|part| (*part, Person::made(&mut rng))));
        let towns = [places::town(&mut rng), places::town(&mut rng)];
        let facilities = [
            places::facility(&towns[0], &mut rng),
            places::facility(&towns[1], &mut rng),
        ];
        let habits = Habits {
            case: match rng.below(100) {
                0..18 => Case::Upper,
                18..24 => Case::Lower,
                _ => Case::Usual,
            },
            head_date: rng.below(Day::HEAD_STYLES),
            birth_date: rng.below(Day::HEAD_STYLES),
            dictated: false,
            wrap: rng.chance(45).then(|| 60 + rng.below(41)),
            slips: rng.chance(20),
        };
        Self {
            age,
            born,
            exam,
            priors,
            kin,
            street: places::street(&mut rng),
            firm: places::firm(&mut rng),
            school: places::school(&towns[0], &mut rng),
            club: places::club(&mut rng),
            towns,
            facilities,
            people,
            habits,
            made: Vec::new(),
            rng,
        }
    }

    pub fn person(&self, part: &str) -> Option<Person> {
        let of = |(name, _): &&(&str, Person)| *name == part;
        self.people
            .iter()
            .find(of)
            .map(|(_, person)| person.clone())
    }

    pub fn patient(&self) -> Person {
        self.person("pt").expect("every report has a patient")
    }

    /// A value that is the same wherever it comes again.
    pub fn once(&mut self, name: &str, make: impl FnOnce(&mut Rng) -> String) -> String {
        if let Some((_, value)) = self.made.iter().find(|(known, _)| known == name) {
            return value.clone();
        }
        let value = make(&mut self.rng);
        self.made.push((name.to_owned(), value.clone()));
        value
    }

    /// A day before the exam.
    pub fn some_day(&mut self) -> Day {
        let back = self.rng.between(2, 900);
        self.exam.earlier(back)
    }
}
