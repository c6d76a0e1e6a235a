//! What is looked for: the known values of the plan in all their spellings.
//!
//! | kind | text layer | raw layer |
//! |---|---|---|
//! | person | each part of four letters or more that is no ordinary word; all parts in both orders, initials, titles | parts from six letters, rows from six |
//! | identifier, phone | whole, separators ignored; under six digits only behind a label; not in DS and IS under eight digits | from six characters, pure numbers from eight digits |
//! | UID, IP address | exact run of digits and points, also as the beginning of a longer one | the same |
//! | date | 40 spellings, read as a day and looked up | eight or fourteen digits |
//! | organisation, place, e-mail, network, phrase | whole; parts of a place that are no ordinary words | from eight characters |
//!
//! Left out, because the product writes the same bytes itself: `YYYY0101` and
//! the days onto which rebased or shifted dates may fall; its own tokens; the
//! day of issue on its own papers. Left out, because they are everywhere:
//! numbers under four digits, times of day.

use std::collections::{HashMap, HashSet};

use super::days::Days;
use super::names;
use super::ordinary::{is_ordinary, is_technical};
use super::words::{SHORTEST_OWN, WordKind, Words};
use crate::known::{KnownKind, KnownValue};
use crate::plan::{FilePlan, Plan};

/// What a needle is; decides when a match counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// One part of a name.
    NamePart,
    /// Several parts, or another row of words.
    Row,
    /// Digits that are an identifier.
    Number,
    /// Digits that count only behind a label.
    ShortNumber,
    /// Letters and digits.
    Code,
    /// A telephone number.
    Phone,
}

/// One way in which a row of letters counts as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// What it is.
    pub sort: Sort,
    /// Where in the letters a word must end, for short rows: `li ma` is a
    /// name, `lima` is a town.
    pub split: Option<usize>,
}

/// A spelling for the raw layer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawText {
    /// The text as people write it.
    pub text: String,
    /// What it is.
    pub sort: Sort,
}

/// All needles of a plan.
pub struct Needles {
    /// Folded letters → when they count.
    pub joined: HashMap<Box<str>, Vec<Rule>>,
    /// Bytes of the longest key of `joined`.
    pub longest_bytes: usize,
    /// Runs of digits and points.
    pub dotted: HashSet<Box<str>>,
    /// Original UIDs, short ones too; for UI values only.
    pub uids: HashSet<Box<str>>,
    /// Known days.
    pub days: Days,
    /// Spellings for the raw layer.
    pub raw: Vec<RawText>,
    /// Folded tokens that the product made up.
    pub own: HashSet<String>,
}

/// Rows under this many letters need a word end where their parts meet.
const SPLIT_UNDER_LETTERS: usize = 8;
/// Longer needles are cut; what is left identifies as well.
const LIMIT_KEY_BYTES: usize = 96;
const SHORTEST_NUMBER_DIGITS: usize = 6;
const SHORTEST_LABELLED_DIGITS: usize = 4;
const SHORTEST_CODE: usize = 5;
const SHORTEST_WORD: usize = 5;
/// Under this length a UID in running text could be a decimal number.
const SHORTEST_DOTTED_BYTES: usize = 8;
const SHORTEST_DOTTED_POINTS: usize = 3;
/// The root of the standard's own UIDs (PS3.5 §9): never anybody's.
const DICOM_ROOT: &str = "1.2.840.10008.";

impl Needles {
    /// Gathers the needles of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut needles = Self {
            joined: HashMap::new(),
            longest_bytes: 0,
            dotted: HashSet::new(),
            uids: HashSet::new(),
            days: Days::of(plan),
            raw: Vec::new(),
            own: own_tokens(plan),
        };
        for (original, _) in plan.tables.uids() {
            needles.add_uid(original.expose());
        }
        for known in plan.known.values() {
            needles.add(known);
        }
        for accession in plan.policy.accessions.iter().flatten() {
            needles.add_identifier(accession.expose());
        }
        for rules in needles.joined.values_mut() {
            rules.sort();
            rules.dedup();
        }
        needles.raw.sort();
        needles.raw.dedup();
        needles
    }

    fn add(&mut self, known: &KnownValue) {
        let value = known.value.expose().trim();
        match known.kind {
            KnownKind::PersonName => self.add_name(value),
            KnownKind::Identifier => self.add_identifier(value),
            KnownKind::Uid => self.add_uid(value),
            KnownKind::Organization => self.add_organization(value),
            KnownKind::Place => self.add_place(value),
            KnownKind::Phone => self.add_phone(value),
            KnownKind::Email => self.add_email(value),
            KnownKind::Network => self.add_network(value),
            KnownKind::Phrase => self.add_phrase(value),
            // Days are gathered by `Days`; times of day are left out.
            KnownKind::Date | KnownKind::Time => {}
        }
    }

    fn add_name(&mut self, value: &str) {
        let spellings = names::spellings(value);
        for part in spellings.parts {
            self.add_key(&self.key_of(&part), Sort::NamePart, None);
            self.add_raw(&part, Sort::NamePart);
        }
        for row in spellings.rows {
            let folded: Vec<String> = row.iter().map(|word| self.key_of(word)).collect();
            let nobody = |word: &String| is_technical(word) || word.chars().count() == 1;
            if folded.iter().all(nobody) && !folded.iter().any(|word| is_cjk(word)) {
                continue;
            }
            let initials = folded.iter().any(|word| word.chars().count() == 1);
            if initials
                && folded
                    .iter()
                    .all(|word| word.len() == 1 || is_ordinary(word))
            {
                continue;
            }
            let letters = folded.concat();
            let split = (letters.chars().count() < SPLIT_UNDER_LETTERS && !is_cjk(&letters))
                .then(|| folded.first().map_or(0, String::len));
            self.add_key(&letters, Sort::Row, split);
            if !initials {
                for between in ["^", " ", ", ", "_"] {
                    self.add_raw(&row.join(between), Sort::Row);
                }
            }
        }
    }

    fn add_identifier(&mut self, value: &str) {
        // HL7 CX form: the number stands before its issuer.
        if let Some((number, _)) = value.split_once('^') {
            self.add_identifier(number);
        }
        self.add_dotted(value);
        let words = Words::of(value, &HashSet::new());
        let letters = words.letters.clone();
        let digits = letters.bytes().filter(u8::is_ascii_digit).count();
        let length = letters.chars().count();
        if digits == length {
            self.add_number(&letters);
            self.add_raw(value, Sort::Number);
        } else if digits > 0 {
            if length >= SHORTEST_CODE {
                self.add_key(&letters, Sort::Code, None);
                self.add_raw(value, Sort::Code);
            }
            // The number of a code with a prefix is written without it, too.
            for word in &words.words {
                let text = words.text(*word);
                if word.kind == WordKind::Digits && text.len() > SHORTEST_NUMBER_DIGITS {
                    self.add_key(text, Sort::Number, None);
                }
            }
        } else if length >= SHORTEST_WORD && !self.all_ordinary(&words) {
            self.add_key(&letters, Sort::Row, None);
            self.add_raw(value, Sort::Row);
        }
    }

    fn add_number(&mut self, digits: &str) {
        let short = digits.trim_start_matches('0');
        for digits in [digits, short] {
            if digits.len() >= SHORTEST_NUMBER_DIGITS {
                self.add_key(digits, Sort::Number, None);
            } else if digits.len() >= SHORTEST_LABELLED_DIGITS {
                self.add_key(digits, Sort::ShortNumber, None);
            }
        }
    }

    fn add_uid(&mut self, value: &str) {
        if value.starts_with(DICOM_ROOT) || value.is_empty() {
            return;
        }
        self.uids.insert(value.into());
        self.add_dotted(value);
    }

    fn add_dotted(&mut self, value: &str) {
        let points = value.bytes().filter(|byte| *byte == b'.').count();
        let only_dotted = value
            .bytes()
            .all(|byte| byte == b'.' || byte.is_ascii_digit());
        if only_dotted && points >= SHORTEST_DOTTED_POINTS && value.len() >= SHORTEST_DOTTED_BYTES {
            self.dotted.insert(value.into());
        }
    }

    fn add_organization(&mut self, value: &str) {
        let words = Words::of(value, &HashSet::new());
        let ordinary = self.all_ordinary(&words);
        // `Radiology`, `General Hospital`: in every second header.
        if words.letters.len() >= SHORTEST_WORD && (!ordinary || words.words.len() >= 4) {
            self.add_key(&words.letters, Sort::Row, None);
            self.add_raw(value, Sort::Row);
        }
    }

    fn add_place(&mut self, value: &str) {
        let parts = value
            .split([',', '^', ';', '\n', '\r'])
            .chain(std::iter::once(value));
        for part in parts {
            let words = Words::of(part.trim(), &HashSet::new());
            let letters = words.letters.clone();
            if letters.bytes().all(|byte| byte.is_ascii_digit()) {
                if letters.len() > SHORTEST_NUMBER_DIGITS {
                    self.add_key(&letters, Sort::Number, None);
                }
            } else if letters.len() >= SHORTEST_WORD
                && (!self.all_ordinary(&words) || words.words.len() >= 3)
            {
                self.add_key(&letters, Sort::Row, None);
                self.add_raw(part.trim(), Sort::Row);
            }
        }
    }

    fn add_phone(&mut self, value: &str) {
        let main = value
            .split(|letter: char| letter.is_alphabetic())
            .next()
            .unwrap_or_default();
        let digits: String = main.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < 7 {
            return;
        }
        self.add_key(&digits, Sort::Phone, None);
        if digits.len() > 10 {
            let local = digits.get(digits.len() - 10..).unwrap_or_default();
            self.add_key(local, Sort::Phone, None);
            self.add_raw(local, Sort::Number);
        }
        if digits.len() >= 10 {
            let short = digits.get(digits.len() - 7..).unwrap_or_default();
            self.add_key(short, Sort::Number, None);
        }
        self.add_raw(&digits, Sort::Number);
        self.add_raw(main.trim(), Sort::Phone);
    }

    fn add_email(&mut self, value: &str) {
        self.add_words(value);
        if let Some((local, _)) = value.split_once('@') {
            let words = Words::of(local, &HashSet::new());
            if words.letters.len() >= SHORTEST_NUMBER_DIGITS && !self.all_ordinary(&words) {
                self.add_key(&words.letters, Sort::Row, None);
            }
        }
    }

    fn add_network(&mut self, value: &str) {
        self.add_dotted(value);
        if value
            .bytes()
            .any(|byte| byte.is_ascii_alphabetic() && byte != b'x')
        {
            self.add_words(value);
        }
    }

    fn add_phrase(&mut self, value: &str) {
        let words = Words::of(value, &HashSet::new());
        if self.all_ordinary(&words) && words.words.len() < 4 {
            return;
        }
        self.add_words(value);
        // A long sentence is known by its beginning and by its end.
        if words.letters.len() > LIMIT_KEY_BYTES {
            let mut end = String::new();
            for word in words.words.iter().rev() {
                let text = words.text(*word);
                if end.len() + text.len() > LIMIT_KEY_BYTES {
                    break;
                }
                end.insert_str(0, text);
            }
            self.add_key(&end, Sort::Row, None);
        }
    }

    /// A row of words as it is.
    fn add_words(&mut self, value: &str) {
        let words = Words::of(value, &HashSet::new());
        let mut key = String::new();
        for word in &words.words {
            let text = words.text(*word);
            if key.len() + text.len() > LIMIT_KEY_BYTES {
                break;
            }
            key.push_str(text);
        }
        if key.len() >= SHORTEST_WORD && !self.all_ordinary_word(&words) {
            self.add_key(&key, Sort::Row, None);
            self.add_raw(value.trim(), Sort::Row);
        }
    }

    /// One ordinary word alone is never a needle.
    fn all_ordinary_word(&self, words: &Words) -> bool {
        words.words.len() == 1 && self.all_ordinary(words)
    }

    fn all_ordinary(&self, words: &Words) -> bool {
        words.words.iter().all(|word| {
            let text = words.text(*word);
            text.len() < 3 || word.kind == WordKind::Digits || is_ordinary(text)
        })
    }

    fn key_of(&self, text: &str) -> String {
        Words::of(text, &HashSet::new()).letters
    }

    fn add_key(&mut self, letters: &str, sort: Sort, split: Option<usize>) {
        if letters.is_empty() || letters.len() > 2 * LIMIT_KEY_BYTES {
            return;
        }
        self.longest_bytes = self.longest_bytes.max(letters.len());
        self.joined
            .entry(letters.into())
            .or_default()
            .push(Rule { sort, split });
    }

    fn add_raw(&mut self, text: &str, sort: Sort) {
        let text: String = text.chars().take(LIMIT_KEY_BYTES).collect();
        self.raw.push(RawText { text, sort });
    }
}

fn is_cjk(text: &str) -> bool {
    text.chars().any(|letter| letter >= '\u{2E80}')
}

/// Runs of letters and digits in the tokens that the product made up for this
/// drop, folded.
fn own_tokens(plan: &Plan) -> HashSet<String> {
    let mut tokens: Vec<&str> = Vec::new();
    for (uid, study) in &plan.studies {
        tokens.push(&study.folder);
        tokens.extend(plan.tables.study(uid.expose()));
        let codes = plan.tables.patient(study.patient_key.expose());
        tokens.extend(codes.map(|codes| codes.pseudonym.as_str()));
    }
    for known in plan.known.values() {
        tokens.extend(plan.tables.accession(known.value.expose()));
    }
    for file in &plan.files {
        match file {
            FilePlan::Instance { entry, .. } => tokens.push(entry),
            FilePlan::Report { stem, .. } => tokens.push(stem),
            FilePlan::Withheld { .. } => {}
        }
    }
    tokens
        .into_iter()
        .flat_map(|token| token.split(|letter: char| !letter.is_ascii_alphanumeric()))
        // Short and plain pieces (`dcm`, a modality) are no tokens.
        .filter(|piece| {
            piece.len() >= SHORTEST_OWN && piece.bytes().any(|byte| byte.is_ascii_uppercase())
        })
        .map(str::to_ascii_lowercase)
        .collect()
}
