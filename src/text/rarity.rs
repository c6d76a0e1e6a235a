//! What suggests that a case is rare: a diagnosis that few people have, `the first
//! reported case`, a public person, an event that was in the news, a small group by
//! age. None of it is a listed identifier, and nothing is removed because of it: it is
//! counted, and the person is told to think of Expert Determination,
//! 45 CFR 164.514(b)(1). A list of names cannot know every rare case.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::language::{self, Language};
use super::normal::Normal;
use crate::sensitive::Sensitive;

/// Why a place suggests a rare case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RareKind {
    /// A diagnosis of the list.
    Diagnosis,
    /// `the first reported case`, `only 12 cases`.
    FirstCase,
    /// `the only center in the country`.
    OnlyPlace,
    /// An office, a prize, a profession that few have.
    PublicPerson,
    /// An event that newspapers tell of.
    KnownEvent,
    /// Newborns, the very old, children born together.
    SmallGroup,
}

impl RareKind {
    /// As the certificate says it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Diagnosis => "rare diagnosis",
            Self::FirstCase => "first or only case",
            Self::OnlyPlace => "only place",
            Self::PublicPerson => "public person",
            Self::KnownEvent => "known event",
            Self::SmallGroup => "small group by age or birth",
        }
    }
}

/// One place of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RareHint {
    /// Why.
    pub kind: RareKind,
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

/// Words that were met, for the person's own screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RareWords {
    /// Why.
    pub kind: RareKind,
    /// As they stand in the text at first.
    pub words: Sensitive<String>,
    /// How often.
    pub count: u32,
}

/// What a text is, before anything is removed from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nature {
    /// What it is written in.
    pub language: Language,
    /// What in it suggests a rare case.
    pub rare: Vec<RareWords>,
}

/// More different words than these are not listed.
const MOST_WORDS: usize = 40;

/// Reads the nature of a text.
#[must_use]
pub fn nature(text: &str) -> Nature {
    let mut rare: Vec<RareWords> = Vec::new();
    let mut places: BTreeMap<(RareKind, String), usize> = BTreeMap::new();
    for hint in hints(text) {
        let words = text.get(hint.start..hint.end).unwrap_or_default();
        let known = rare.len();
        let key = (hint.kind, words.to_lowercase());
        let place = *places.entry(key).or_insert(known);
        if let Some(met) = rare.get_mut(place) {
            met.count += 1;
        } else if known < MOST_WORDS {
            rare.push(RareWords {
                kind: hint.kind,
                words: Sensitive::from(words),
                count: 1,
            });
        }
    }
    Nature {
        language: language::of(text),
        rare,
    }
}

/// Finds what suggests a rare case. Sorted, without overlap; linear in the text.
#[must_use]
pub fn hints(text: &str) -> Vec<RareHint> {
    let plain = Normal::of(text);
    let words = words(&plain.lower);
    let mut hints = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let hit = listed(&words, at)
            .or_else(|| few_cases(&words, at))
            .or_else(|| only_place(&words, at))
            .or_else(|| newborn(&words, at));
        let Some((kind, end)) = hit.filter(|(_, end)| *end > at) else {
            at += 1;
            continue;
        };
        let last = words.get(end - 1).map_or(first.end, |word| word.end);
        let (start, end_byte) = plain.original(first.start, last);
        hints.push(RareHint {
            kind,
            start,
            end: end_byte,
        });
        at = end;
    }
    hints
}

/// A word of the plain text in small letters.
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// Runs of letters and digits; the `s` of a genitive is no word.
fn words(lower: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = None;
    let ends = lower.char_indices().chain([(lower.len(), ' ')]);
    for (place, letter) in ends {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(place),
            (Some(first), false) => {
                let text = lower.get(first..place).unwrap_or_default();
                let behind_quote = lower.get(..first).is_some_and(|all| all.ends_with('\''));
                if !(text == "s" && behind_quote) {
                    words.push(Word {
                        text,
                        start: first,
                        end: place,
                    });
                }
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    words
}

type Phrases = BTreeMap<&'static str, Vec<(RareKind, Vec<&'static str>)>>;

/// Phrases by their first word, the longest first.
fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let lists = [
            (RareKind::Diagnosis, include_str!("rare_diagnoses.txt")),
            (RareKind::FirstCase, FIRST_CASES),
            (RareKind::OnlyPlace, ONLY_PLACES),
            (RareKind::PublicPerson, PUBLIC_PERSONS),
            (RareKind::KnownEvent, KNOWN_EVENTS),
            (RareKind::SmallGroup, SMALL_GROUPS),
        ];
        let mut phrases = Phrases::new();
        for (kind, list) in lists {
            let lines = list.lines().filter(|line| !line.starts_with('#'));
            for name in lines.flat_map(|line| line.split(',')) {
                let words: Vec<&str> = name.split_ascii_whitespace().collect();
                if let Some(first) = words.first() {
                    phrases.entry(first).or_default().push((kind, words));
                }
            }
        }
        for rows in phrases.values_mut() {
            rows.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        }
        phrases
    })
}

/// A phrase of the lists that begins here: its kind, and the word behind it.
fn listed(words: &[Word<'_>], at: usize) -> Option<(RareKind, usize)> {
    let rows = phrases().get(words.get(at)?.text)?;
    let (kind, phrase) = rows.iter().find(|(_, phrase)| {
        let here = words.get(at..at + phrase.len());
        here.is_some_and(|here| here.iter().zip(phrase).all(|(word, one)| word.text == *one))
    })?;
    Some((*kind, at + phrase.len()))
}

fn text<'a>(words: &[Word<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.text)
}

/// `only 12 cases`, `fewer than 50 reported cases`, `three cases in the literature`.
fn few_cases(words: &[Word<'_>], at: usize) -> Option<(RareKind, usize)> {
    let limited = match (text(words, at), text(words, at + 1)) {
        ("fewer" | "less", "than") => 2,
        ("only" | "under" | "just", _) => 1,
        _ => 0,
    };
    let number = text(words, at + limited);
    let is_few = match number.parse::<u32>() {
        Ok(number) => number <= 1000,
        Err(_) => FEW.contains(&number),
    };
    if !is_few {
        return None;
    }
    let first = at + limited + 1;
    let case = (first..first + 4).find(|&place| text(words, place) == "cases")?;
    let told = (first..case)
        .chain(case + 1..case + 6)
        .any(|place| TOLD.contains(&text(words, place)));
    (limited > 0 || told).then_some((RareKind::FirstCase, case + 1))
}

/// Small numbers in words.
const FEW: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "dozen", "few", "handful",
];

/// Where cases are told of.
const TOLD: &[&str] = &[
    "reported",
    "described",
    "published",
    "documented",
    "literature",
    "worldwide",
    "recorded",
];

/// `the only center in the country`, `sole patient at this institution`.
fn only_place(words: &[Word<'_>], at: usize) -> Option<(RareKind, usize)> {
    if !matches!(text(words, at), "only" | "sole") {
        return None;
    }
    let noun = (at + 1..at + 4).find(|&place| PLACES.contains(&text(words, place)))?;
    let place = (noun + 1..noun + 6).find(|&place| REGIONS.contains(&text(words, place)))?;
    let joined = (noun + 1..place).any(|place| matches!(text(words, place), "in" | "at" | "of"));
    joined.then_some((RareKind::OnlyPlace, place + 1))
}

const PLACES: &[&str] = &[
    "patient",
    "patients",
    "person",
    "child",
    "center",
    "centre",
    "hospital",
    "institution",
    "clinic",
    "program",
    "site",
    "unit",
    "laboratory",
    "scanner",
    "surgeon",
    "family",
];

const REGIONS: &[&str] = &[
    "state",
    "country",
    "county",
    "region",
    "nation",
    "world",
    "city",
    "institution",
    "province",
    "continent",
    "hospital",
    "states",
    "island",
    "district",
];

/// `3-day-old`, `12 hours old`, `DOL 4`: the first 28 days.
fn newborn(words: &[Word<'_>], at: usize) -> Option<(RareKind, usize)> {
    if text(words, at) == "dol" && text(words, at + 1).parse::<u32>().is_ok() {
        return Some((RareKind::SmallGroup, at + 2));
    }
    let number: u32 = text(words, at).parse().ok()?;
    let most = match text(words, at + 1) {
        "hour" | "hours" => 28 * 24,
        "day" | "days" => 28,
        "week" | "weeks" => 4,
        _ => return None,
    };
    (number <= most && text(words, at + 2) == "old").then_some((RareKind::SmallGroup, at + 3))
}

// The lists below were written by hand for this project, as rare_diagnoses.txt.

const FIRST_CASES: &str = "first case reported, first case in the, first reported case, first known case, first documented case,
first described case, only known case, only reported case, only documented case, never been reported,
never been described, not previously reported, not previously described, not been previously reported, previously unreported,
previously undescribed, case report, published case, index patient, unique case, unique presentation,
exceedingly rare, extremely rare, vanishingly rare, exceptionally rare, ultra rare, one of only, one of the few,
one of a kind, orphan disease, undiagnosed diseases program, undiagnosed diseases network, yet undescribed";

const ONLY_PLACES: &str = "single institution, national referral center, national reference center, national registry,
first in the world, first in the country, first in the nation, first in the state, first in human, first in man,
compassionate use, custom made implant, custom made prosthesis, prototype implant, only performed at, only performed here";

const PUBLIC_PERSONS: &str = "award winning, academy award, oscar winner, grammy, emmy award, pulitzer, nobel, laureate,
olympian, olympic, paralympic, paralympian, world champion, national champion, hall of fame, professional athlete,
professional football, professional soccer, professional basketball, professional baseball, professional hockey,
professional boxer, professional wrestler, professional dancer, professional golfer, professional cyclist,
nfl, nba, mlb, nhl, ufc, celebrity, famous, movie star, rock star, pop star, film director, actor, actress,
recording artist, opera singer, prima ballerina, concert pianist, television host, television presenter, news anchor,
talk show, radio host, youtuber, influencer, supermodel, beauty queen, mayor, governor, lieutenant governor, senator,
congressman, congresswoman, assemblyman, assemblywoman, alderman, ambassador, prime minister, former president,
first lady, supreme court, federal judge, chief justice, police chief, chief of police, fire chief, sheriff,
bishop, archbishop, chief rabbi, grand mufti, princess, crown prince, tribal chief, astronaut, cosmonaut,
test pilot, billionaire, lottery winner, medal of honor, war hero, record holder, world record, whistleblower";

const KNOWN_EVENTS: &str = "plane crash, airplane crash, aircraft crash, airliner, helicopter crash, train crash,
train derailment, train collision, bus crash, ferry accident, ferry disaster, shipwreck, building collapse,
bridge collapse, crane collapse, stadium collapse, mine collapse, mine explosion, mining accident, grain silo,
gas explosion, refinery explosion, factory explosion, plant explosion, fireworks explosion, chemical spill,
bombing, bomb blast, terrorist, terrorism, terror attack, mass shooting, school shooting, active shooter,
nightclub fire, hostage, hijacking, assassination, assassination attempt, kidnapped, kidnapping, stampede,
crowd crush, earthquake, hurricane, tornado, tsunami, wildfire, volcanic eruption, avalanche, mudslide, landslide,
flash flood, lightning strike, struck by lightning, shark attack, shark bite, bear attack, alligator attack,
crocodile attack, mauled by, gored by, rodeo, bull riding, skydiving, parachute, parachuting, paraglider, paragliding,
hang glider, base jumping, wingsuit, hot air balloon, bungee, roller coaster, amusement park, theme park, ski lift,
chairlift, sword swallower, stuntman, stunt, circus, trapeze, race car, formula one, nascar, world cup, super bowl,
made headlines, in the news, media coverage, news coverage, viral video, world trade center, september 11,
radiation accident, nuclear accident, reactor accident, nerve agent, cave diving, submarine, space flight";

const SMALL_GROUPS: &str = "newborn, newborns, neonate, neonates, neonatal, day of life, days of life, premature infant, preterm infant,
premature neonate, extremely low birth weight, triplet, triplets, quadruplet, quadruplets, quintuplet, quintuplets,
sextuplets, octuplets, centenarian, supercentenarian, oldest patient, youngest patient, oldest known, youngest known,
oldest living, oldest survivor, youngest survivor, sole survivor, only survivor";

#[cfg(test)]
mod tests {
    use super::*;

    fn met(text: &str) -> Vec<(RareKind, &str)> {
        let place = |hint: &RareHint| text.get(hint.start..hint.end).unwrap_or("?");
        let hints = hints(text);
        hints.iter().map(|one| (one.kind, place(one))).collect()
    }

    #[test]
    fn rare_diagnoses_are_met_however_they_are_spelled() {
        use RareKind::Diagnosis;
        assert_eq!(
            met("Findings favor Erdheim\u{2013}Chester disease over Gorham's disease."),
            [
                (Diagnosis, "Erdheim\u{2013}Chester"),
                (Diagnosis, "Gorham's disease")
            ]
        );
        assert_eq!(
            met("STONE MAN: FIBRODYSPLASIA OSSIFICANS PROGRESSIVA").len(),
            1
        );
        assert_eq!(
            met("Known M\u{E9}lorheostosis of the tibia"),
            [(Diagnosis, "M\u{E9}lorheostosis")]
        );
    }

    #[test]
    fn an_ordinary_report_suggests_nothing() {
        let report = "EXAMINATION: CT chest with contrast, 3 mm slices. HISTORY: 64-year-old man, cough for 3 weeks. \
            Comparison with 2 prior studies. FINDINGS: A 6 mm nodule, in 95 % of cases benign; in most cases no \
            follow-up is needed. Crohn disease, Hodgkin lymphoma, sarcoidosis, Paget disease of bone. The only \
            abnormality is a cyst in the left kidney. 12 hours after the fall. IMPRESSION: no acute finding.";
        assert_eq!(met(report), []);
    }

    #[test]
    fn first_and_few_cases_are_met_and_many_are_not() {
        use RareKind::FirstCase;
        assert_eq!(
            met("Only 12 cases are known."),
            [(FirstCase, "Only 12 cases")]
        );
        assert_eq!(
            met("fewer than fifty reported cases"),
            [(FirstCase, "fewer than fifty reported cases")]
        );
        assert_eq!(
            met("With three cases in the literature"),
            [(FirstCase, "three cases")]
        );
        assert_eq!(
            met("the first reported case of this kind"),
            [(FirstCase, "first reported case")]
        );
        assert_eq!(met("5000 cases were reported; 3 cases of motion"), []);
    }

    #[test]
    fn places_persons_events_and_groups_are_met() {
        use RareKind::{KnownEvent, OnlyPlace, PublicPerson, SmallGroup};
        for (text, kind) in [
            (
                "treated at the only transplant center in the state",
                OnlyPlace,
            ),
            ("The mayor was brought in", PublicPerson),
            ("award-winning chef", PublicPerson),
            ("survivor of a plane crash", KnownEvent),
            ("made headlines last year", KnownEvent),
            ("3-day-old girl", SmallGroup),
            ("DOL 4, respiratory distress", SmallGroup),
            ("one of quadruplets", SmallGroup),
        ] {
            let kinds: Vec<RareKind> = met(text).iter().map(|one| one.0).collect();
            assert_eq!(kinds, [kind], "{text}");
        }
        assert_eq!(
            met("5 days old fracture; 29 days old; 3 weeks ago").len(),
            1
        );
    }

    #[test]
    fn the_nature_of_a_text_counts_equal_words_once() {
        let nature = nature("Progeria. The mother asks about PROGERIA; a plane crash. Progeria.");
        let told: Vec<(&str, u32)> = nature
            .rare
            .iter()
            .map(|one| (one.words.expose().as_str(), one.count))
            .collect();
        assert_eq!(told, [("Progeria", 3), ("plane crash", 1)]);
    }

    #[test]
    fn the_list_is_plain_and_names_nothing_twice() {
        let list = include_str!("rare_diagnoses.txt");
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = lines
            .flat_map(|line| line.split(','))
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        assert!(names.len() >= 300, "{}", names.len());
        let once: std::collections::BTreeSet<&&str> = names.iter().collect();
        assert_eq!(once.len(), names.len());
        let plain = |name: &&str| {
            name.bytes()
                .all(|one| one.is_ascii_lowercase() || one == b' ')
        };
        assert!(names.iter().all(plain));
    }
}
