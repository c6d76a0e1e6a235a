//! Enters the known values in the index, each in the spellings it may have.

use std::borrow::Cow;

use crate::known::{KnownKind, KnownValue, Role};
use crate::safe_harbor::Letter;
use crate::text::found::What;
use crate::text::keyed::Key;
use crate::text::lexicon::{self, Flag, Flags};
use crate::text::normal::{Normal, plain_lower};
use crate::text::token::Page;

use super::{Index, NameWord, PHRASE_WORDS, Trust};

/// A word of these roles is a name only where a name is promised.
const AMBIGUOUS: Flags = Flags::of(&[
    Flag::Stop,
    Flag::Study,
    Flag::HeadNoun,
    Flag::Unit,
    Flag::Month,
    Flag::Weekday,
    Flag::Particle,
    Flag::Facility,
    Flag::Product,
    Flag::NumberWord,
    Flag::State,
    Flag::StateCode,
    Flag::Credential,
    Flag::Street,
    Flag::PersonVerb,
    Flag::DateCue,
]);

impl Index {
    pub(super) fn add(&mut self, known: &KnownValue) {
        let value = known.value.expose();
        let what = what_of(known);
        match known.kind {
            KnownKind::PersonName => {
                self.add_name(&plain_lower(value), person_of(known.role), Trust::Labelled);
            }
            KnownKind::Date => self.add_day(value),
            KnownKind::Time => {}
            KnownKind::Identifier => self.add_code(value, what),
            KnownKind::Uid => self.add_code(value, What::Id),
            KnownKind::Phone => self.add_phone(value, what),
            KnownKind::Organization | KnownKind::Place => {
                for piece in value.split([',', ';', '\n', '^', '\\']) {
                    self.add_phrase(piece, what);
                    self.add_site_words(piece, what);
                }
            }
            KnownKind::Email | KnownKind::Network | KnownKind::Phrase => {
                self.add_phrase(value, what)
            }
        }
    }

    /// Adds the words, initials and misspellings of a name in plain lower case.
    pub fn add_name(&mut self, name: &str, what: What, trust: Trust) {
        let mut initials = String::new();
        let mut words: Vec<Cow<str>> = Vec::new();
        for chunk in name.split(|letter: char| {
            !(letter.is_alphabetic() || letter == '\'' || letter == '-' || letter == '.')
        }) {
            let chunk = chunk.trim_matches(['\'', '-', '.']);
            let pieces = chunk
                .split(['\'', '-', '.'])
                .filter(|piece| !piece.is_empty());
            if let Some(first) = chunk.chars().next() {
                if !is_title_word(chunk, lexicon::entry(chunk)) {
                    initials.push(first);
                }
            }
            if pieces.clone().nth(1).is_some() {
                words.push(pieces.clone().collect());
            }
            words.extend(pieces.map(Cow::Borrowed));
        }
        self.glyphs.add(&words, what);
        for word in &words {
            self.add_name_word(word, what, trust);
        }
        let count = initials.chars().count();
        if (2..=4).contains(&count) {
            let turned: String = initials
                .chars()
                .skip(1)
                .chain(initials.chars().take(1))
                .collect();
            self.initials.add(Key::of(&initials), what);
            self.initials.add(Key::of(&turned), what);
        }
    }

    fn add_name_word(&mut self, word: &str, what: What, trust: Trust) {
        let length = word.chars().count();
        let key = Key::of(word);
        let entry = lexicon::entry_of(key);
        if length < 2 || is_title_word(word, entry) {
            return;
        }
        let special = entry.has_any(AMBIGUOUS);
        // Two letters of an alphabet are little, two signs of a script are a name.
        let ambiguous = length <= 2 && word.is_ascii()
            || special
            || entry.word() >= 2
            || entry.is_clinical()
            || entry.word() == 1 && length <= 3
            || trust == Trust::Guessed && (entry.word() > 0 || entry.given() + entry.family() == 0);
        let guessed = trust == Trust::Guessed;
        let word_of_name = NameWord {
            what,
            ambiguous,
            guessed,
        };
        self.words.add(key, word_of_name);
        if length >= 5 && !ambiguous {
            self.near.add(word, what);
        }
    }

    fn add_day(&mut self, value: &str) {
        let digits: String = value.chars().filter(char::is_ascii_digit).take(8).collect();
        if let (Some(year), Some(month), Some(day)) =
            (digits.get(0..4), digits.get(4..6), digits.get(6..8))
        {
            let short = year.get(2..4).unwrap_or_default();
            for form in [
                format!("{month}{day}{year}"),
                format!("{day}{month}{year}"),
                format!("{month}{day}{short}"),
                format!("{short}{month}{day}"),
                format!("{day}{month}{short}"),
                digits.clone(),
            ] {
                self.short_days.insert(form);
            }
        }
    }

    fn add_code(&mut self, value: &str, what: What) {
        let compact = compact(value);
        let digits = compact.bytes().filter(u8::is_ascii_digit).count();
        // Short codes are found by their labels only: they are also image numbers.
        if compact.len() >= 5 && digits >= 3
            || compact.len() >= 4 && digits >= 1 && digits < compact.len()
        {
            self.codes.entry(compact).or_insert(what);
        } else if digits == 0
            && compact.len() >= 5
            && !is_ordinary(&lexicon::entry(&plain_lower(value)))
        {
            self.add_phrase(value, what);
        }
    }

    fn add_phone(&mut self, value: &str, what: What) {
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 7 {
            self.codes.entry(compact(&digits)).or_insert(what);
            let local = digits
                .len()
                .checked_sub(10)
                .and_then(|from| digits.get(from..));
            if let Some(local) = local {
                self.codes.entry(compact(local)).or_insert(what);
            }
        }
    }

    fn add_phrase(&mut self, value: &str, what: What) {
        let words = content_words(value);
        let letters: usize = words.iter().map(String::len).sum();
        let ordinary = words.iter().all(|word| is_ordinary(&lexicon::entry(word)));
        let generic = words.iter().all(|word| {
            let entry = lexicon::entry(word);
            is_ordinary(&entry)
                && (entry.has(Flag::Facility)
                    || entry.has(Flag::Study)
                    || entry.is_clinical()
                    || entry.has(Flag::Stop))
        });
        if words.is_empty()
            || letters < 4
            || ordinary && words.len() < 2
            || generic
            || words.len() > PHRASE_WORDS
        {
            return;
        }
        if let Some(first) = words.first() {
            self.phrase_starts.insert(first.clone());
        }
        self.phrases.entry(words.join(" ")).or_insert(what);
    }

    fn add_site_words(&mut self, value: &str, what: What) {
        for word in content_words(value) {
            let entry = lexicon::entry(&word);
            let distinctive = word.len() >= 5
                && !is_ordinary(&entry)
                && !entry.has(Flag::State)
                && !entry.has(Flag::Eponym)
                && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            if distinctive {
                self.site_words.entry(word).or_insert(what);
            }
        }
    }
}

/// A title, degree or suffix, and no name that is usual.
pub fn is_title_word(word: &str, entry: lexicon::Entry) -> bool {
    (entry.has(Flag::Title) || entry.has(Flag::Suffix) || entry.has(Flag::Credential))
        && entry.family() < 3
        && entry.given() < 3
        && word.len() <= 9
        && !matches!(
            word,
            "major"
                | "judge"
                | "bishop"
                | "king"
                | "lord"
                | "sister"
                | "coach"
                | "lady"
                | "do"
                | "ma"
                | "general"
                | "deputy"
                | "master"
                | "officer"
                | "don"
                | "agent"
                | "dame"
                | "earl"
                | "miss"
        )
}

fn is_ordinary(entry: &lexicon::Entry) -> bool {
    entry.word() >= 2
        || entry.is_clinical()
        || entry.has(Flag::Stop)
        || entry.has(Flag::Facility)
        || entry.has(Flag::Street)
        || entry.has(Flag::Study)
        || entry.has(Flag::Company)
        || entry.has(Flag::PlaceWord)
}

/// Letters and digits in lower case, without leading zeros.
fn compact(value: &str) -> String {
    let letters: String = plain_lower(value)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    letters.trim_start_matches('0').to_owned()
}

/// Words and numbers of a phrase in lower case, cut as the tokens of a page.
fn content_words(value: &str) -> Vec<String> {
    let plain = Normal::of(value);
    let page = Page::read(&plain);
    (0..page.len())
        .filter(|&at| page.is_word(at) || page.is_number(at))
        .map(|at| page.low(at).to_owned())
        .collect()
}

const fn person_of(role: Role) -> What {
    match role {
        Role::Patient => What::Patient,
        Role::Relative => What::Relative,
        Role::Staff => What::Clinician,
        Role::Site | Role::Object => What::Name,
    }
}

const fn what_of(known: &KnownValue) -> What {
    match known.letter {
        Letter::A => match known.kind {
            KnownKind::Organization => What::Institution,
            _ => person_of(known.role),
        },
        Letter::B => match known.kind {
            KnownKind::Organization => What::Institution,
            _ => What::Location,
        },
        Letter::C => What::Date(None),
        Letter::D => What::Phone,
        Letter::E => What::Fax,
        Letter::F => What::Email,
        Letter::G => What::Ssn,
        Letter::H => What::Mrn,
        Letter::I => What::Plan,
        Letter::J => What::Account,
        Letter::K => What::License,
        Letter::L => What::Vehicle,
        Letter::M => What::Device,
        Letter::N => What::Url,
        Letter::O => What::Ip,
        Letter::P => What::Biometric,
        Letter::Q => What::Photo,
        Letter::R => What::Id,
    }
}
