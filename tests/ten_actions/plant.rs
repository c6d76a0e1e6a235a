//! One object of one study: elements and the lines of the key that they make.

use safelight::policy::Preset;

use crate::encode::{Given, text};
use crate::key::{Ask, Plant, Row};
use crate::paper::{Paper, pdf};
use crate::random::Random;
use crate::score::{Action, Check, Runs, tokens};
use crate::vocabulary::{self as words, Name, Rarity};

/// A study with its people, shared by its objects.
pub struct Study {
    pub patient: Name,
    pub patient_name: String,
    pub patient_id: String,
    pub accession: String,
    pub birth: (u32, u32, u32),
    pub day: (u32, u32, u32),
    pub uid: String,
}

impl Study {
    pub fn made_up(random: &mut Random, number: u64) -> Self {
        let rarity = rarity(random);
        let patient = Name::made_up(random, rarity);
        Self {
            patient_name: patient.carets(random),
            patient,
            patient_id: words::code(random, 7),
            accession: words::code(random, 8),
            birth: words::day(random, 1948, 50),
            day: words::day(random, 2016, 8),
            uid: format!(
                "2.999.51.{number}.{}",
                10_000_000 + random.below(89_000_000)
            ),
        }
    }
}

fn rarity(random: &mut Random) -> Rarity {
    if random.below(2) == 0 {
        Rarity::Usual
    } else {
        Rarity::Rare
    }
}

/// Builds one object.
pub struct Planter<'a> {
    pub study: &'a Study,
    pub random: &'a mut Random,
    pub modality: &'static str,
    pub instance: u64,
    pub checks: Vec<Check>,
    path: Vec<(u32, usize)>,
}

impl<'a> Planter<'a> {
    pub fn new(
        study: &'a Study,
        random: &'a mut Random,
        modality: &'static str,
        instance: u64,
    ) -> Self {
        Self {
            study,
            random,
            modality,
            instance,
            checks: Vec::new(),
            path: Vec::new(),
        }
    }

    pub fn rows(&mut self, rows: &[Row]) -> Vec<Given> {
        rows.iter().map(|row| self.row(*row)).collect()
    }

    pub fn row(&mut self, (tag, vr, plant, ask): Row) -> Given {
        let made = self.value(plant, vr);
        self.ask(tag, ask, &made);
        encoded(tag, vr, &made.text)
    }

    /// A sequence whose items are made one after the other.
    pub fn items(
        &mut self,
        tag: u32,
        count: usize,
        mut make: impl FnMut(&mut Self, usize) -> Vec<Given>,
    ) -> Given {
        let items = (0..count)
            .map(|item| {
                self.path.push((tag, item));
                let made = make(self, item);
                self.path.pop();
                made
            })
            .collect();
        Given::Items(tag, items)
    }

    /// A report as PDF inside the object.
    pub fn document(&mut self) -> Given {
        let tag = 0x0042_0011;
        self.check(Action::TextNotnull, tag, "", Runs::Both);
        let (name, id) = (&self.study.patient_name, &self.study.patient_id);
        let paper = Paper {
            lines: vec![
                format!("Patient: {name}"),
                format!("MRN: {id}"),
                String::from("FINDINGS: nodule of 8 mm in the right upper lobe."),
            ],
            title: id.clone(),
            ..Paper::default()
        };
        Given::Bytes(tag, "OB", pdf(&paper))
    }

    pub fn check(&mut self, action: Action, tag: u32, answer: &str, runs: Runs) {
        self.checks.push(Check {
            action,
            path: self.path.clone(),
            tag,
            creator: None,
            answer: answer.to_owned(),
            runs,
        });
    }

    /// A value of a private element: it goes, or at least its identifiers do.
    pub fn private(&mut self, tag: u32, creator: &'static str, answer: &str) {
        self.check(Action::TextRemoved, tag, answer, Runs::Both);
        if let Some(check) = self.checks.last_mut() {
            check.creator = Some(creator);
        }
        self.clean_bytes(tag, answer);
    }

    /// Nothing of an identifier stands in any byte, if it is long enough to be
    /// nobody else's.
    pub fn clean_bytes(&mut self, tag: u32, answer: &str) {
        for token in tokens(answer) {
            if token.len() >= 6 && !Self::is_ordinary(&token) {
                self.check(Action::BytesClean, tag, &token, Runs::Both);
            }
        }
    }

    /// Words of every hospital's name.
    fn is_ordinary(token: &str) -> bool {
        const HOUSE: &[&str] = &[
            "clinic",
            "hospital",
            "imaging",
            "medical",
            "center",
            "regional",
            "memorial",
            "radiology",
            "outpatient",
            "university",
            "infirmary",
            "associates",
            "avenue",
            "keeper",
        ];
        HOUSE.contains(&token)
    }

    fn ask(&mut self, tag: u32, ask: Ask, made: &Made) {
        let (research, second) = (
            Runs::Only(Preset::Research),
            Runs::Only(Preset::SecondOpinion),
        );
        let value = made.text.as_str();
        match ask {
            Ask::Removed => self.removed(tag, value, Runs::Both),
            Ask::Replaced => {
                self.removed(tag, value, Runs::Both);
                self.check(Action::TagRetained, tag, "", Runs::Both);
            }
            Ask::Retained => self.check(Action::TextRetained, tag, value, Runs::Both),
            Ask::Present => self.check(Action::TagRetained, tag, "", Runs::Both),
            Ask::Cleaned => {
                self.check(Action::TextRetained, tag, &made.stays, Runs::Both);
                self.gone(tag, made);
            }
            Ask::CleanedInResearch => {
                self.check(Action::TextRetained, tag, &made.stays, research);
                self.gone(tag, made);
            }
            Ask::Characteristic => {
                self.check(Action::TextRetained, tag, value, research);
                self.removed(tag, value, second);
            }
            Ask::Moved => {
                self.check(Action::DateShifted, tag, value, Runs::Both);
                self.check(Action::TextNotnull, tag, "", research);
                self.check(Action::YearOnly, tag, value, second);
            }
            Ask::MovedOrGone => {
                self.check(Action::DateShifted, tag, value, Runs::Both);
                self.check(Action::YearOnly, tag, value, second);
            }
            Ask::Clock => {
                self.check(Action::TagRetained, tag, "", research);
                self.check(Action::DateShifted, tag, value, second);
            }
            Ask::Uid => {
                self.check(Action::UidChanged, tag, value, Runs::Both);
                self.check(Action::UidConsistent, tag, value, Runs::Both);
                self.check(Action::BytesClean, tag, value, Runs::Both);
            }
            Ask::Patient => {
                self.check(Action::PatidConsistent, tag, value, Runs::Both);
                self.removed(tag, value, Runs::Both);
            }
        }
    }

    /// The identifier of a cleaned text. Of a day in words Safe Harbor may keep
    /// the year, so that the benchmark's tokens are asked in research alone.
    fn gone(&mut self, tag: u32, made: &Made) {
        if made.day {
            self.check(Action::DateShifted, tag, &made.goes, Runs::Both);
            self.removed(tag, &made.goes, Runs::Only(Preset::Research));
        } else if !made.goes.is_empty() {
            self.removed(tag, &made.goes, Runs::Both);
        }
    }

    fn removed(&mut self, tag: u32, value: &str, runs: Runs) {
        self.check(Action::TextRemoved, tag, value, runs);
        if runs == Runs::Both {
            self.clean_bytes(tag, value);
        }
    }

    fn value(&mut self, plant: Plant, vr: &'static str) -> Made {
        let random = &mut *self.random;
        let whole = |text: String| Made {
            goes: text.clone(),
            stays: String::new(),
            day: false,
            text,
        };
        whole(match plant {
            Plant::PatientName => self.study.patient_name.clone(),
            Plant::PatientId => self.study.patient_id.clone(),
            Plant::Somebody => somebody(random).carets(random),
            Plant::House => words::house(random),
            Plant::Address => words::address(random),
            Plant::Town => words::town(random),
            Plant::Phone => words::phone(random),
            Plant::Mail => format!(
                "{}@mossgate.example",
                somebody(random).family.to_lowercase()
            ),
            Plant::Url => format!("https://pacs{}.harrowdale.example/wado", random.below(900)),
            Plant::Code => words::code(random, 7),
            Plant::Accession => self.study.accession.clone(),
            Plant::Day => words::date(self.study.day),
            Plant::Birthday => words::date(self.study.birth),
            Plant::Time => words::time(random),
            Plant::Moment => format!("{}{}", words::date(self.study.day), words::time(random)),
            Plant::Uid => format!("2.999.52.{}.{}", self.instance, random.below(1 << 40)),
            Plant::StudyUid => self.study.uid.clone(),
            Plant::SeriesUid => format!("{}.{}", self.study.uid, self.instance),
            Plant::InstanceUid => self.instance_uid(),
            Plant::Description => return self.description(limit_of(vr)),
            Plant::PlainDescription => {
                let text = loop {
                    let one = random.one_of(words::descriptions(self.modality));
                    if one.len() <= limit_of(vr) {
                        break one.to_owned();
                    }
                };
                return Made {
                    stays: text.clone(),
                    goes: String::new(),
                    day: false,
                    text,
                };
            }
            Plant::Comment => self.comment(),
            Plant::Is(text) => text.to_owned(),
        })
    }

    pub fn instance_uid(&self) -> String {
        format!("{}.{}.1", self.study.uid, self.instance)
    }

    /// An identifier, in the way it comes into a description.
    fn identifier(&mut self) -> (String, bool) {
        let random = &mut *self.random;
        let study = self.study;
        let other = outsider(random);
        let kind = random.below(16);
        let text = match kind {
            0 => format!("FOR {}", study.patient.written(random)),
            1 => study.patient.written(random),
            2 => study.patient.family.clone(),
            3 => format!("DR {}", other.family.to_uppercase()),
            4 => format!("Dr. {} {}", other.given, other.family),
            5 => format!(
                "DR {} {}",
                other.family.to_uppercase(),
                words::phone(random)
            ),
            6 => words::phone(random),
            7 => format!("MRN {}", study.patient_id),
            8 => study.patient_id.clone(),
            9 => format!("ACC# {}", study.accession),
            10 => words::written_day(random, study.day),
            11 => format!("DOB {}", words::written_day(random, study.birth)),
            12 => other.written(random),
            13 => format!("PT: {}", other.written(random)),
            14 => other.family.to_uppercase(),
            _ => format!("REF BY {}", other.written(random)),
        };
        (text, matches!(kind, 10 | 11))
    }

    /// Clinical words and one identifier beside them.
    fn description(&mut self, limit: usize) -> Made {
        for _ in 0..200 {
            let clinical = self.random.one_of(words::descriptions(self.modality));
            let (goes, day) = self.identifier();
            let text = match self.random.below(5) {
                0 => format!("{goes} {clinical}"),
                1 => format!("{clinical} - {goes}"),
                2 => format!("{clinical}, {goes}"),
                _ => format!("{clinical} {goes}"),
            };
            let low = clinical.to_lowercase();
            // The key would ask the same letters to stay and to go.
            let clash = tokens(&goes)
                .iter()
                .any(|token| low.contains(token.as_str()))
                || low.contains(&goes.to_lowercase());
            if !clash && text.len() <= limit {
                let cues = ["REF BY ", "MRN ", "ACC# ", "DOB "];
                let bare = cues.iter().find_map(|cue| goes.strip_prefix(cue));
                return Made {
                    text,
                    stays: clinical.to_owned(),
                    goes: bare.unwrap_or(&goes).to_owned(),
                    day,
                };
            }
        }
        unreachable!("a description that fits")
    }

    /// A sentence that must go whole: its words are the identifiers.
    fn comment(&mut self) -> String {
        let random = &mut *self.random;
        let other = outsider(random);
        match random.below(4) {
            0 => format!("{} {}", other.written(random), words::phone(random)),
            1 => format!(
                "{} {}",
                self.study.patient.written(random),
                self.study.patient_id
            ),
            2 => other.written(random),
            _ => words::phone(random),
        }
    }
}

fn somebody(random: &mut Random) -> Name {
    let rarity = rarity(random);
    Name::made_up(random, rarity)
}

fn outsider(random: &mut Random) -> Name {
    let rarity = rarity(random);
    Name::outsider(random, rarity)
}

/// A planted value: the whole, and what of it stays and goes if it is cleaned.
struct Made {
    text: String,
    stays: String,
    goes: String,
    /// What goes is a day: Safe Harbor may keep its year.
    day: bool,
}

const fn limit_of(vr: &str) -> usize {
    match vr.as_bytes() {
        b"SH" => 16,
        b"LO" => 64,
        _ => 1024,
    }
}

fn encoded(tag: u32, vr: &'static str, value: &str) -> Given {
    let numbers = value.split('\\').filter_map(|one| one.parse::<f64>().ok());
    match vr {
        "US" => Given::Bytes(
            tag,
            vr,
            numbers.flat_map(|one| (one as u16).to_le_bytes()).collect(),
        ),
        "FD" => Given::Bytes(tag, vr, numbers.flat_map(f64::to_le_bytes).collect()),
        "FL" => Given::Bytes(
            tag,
            vr,
            numbers.flat_map(|one| (one as f32).to_le_bytes()).collect(),
        ),
        _ => text(tag, vr, value),
    }
}
