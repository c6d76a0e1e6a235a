//! Looks for values that are known to identify somebody, in all their
//! spellings. Works on tokens and hash tables, so that thousands of values
//! cost no more than one.

use std::collections::{HashMap, HashSet};

use crate::known::{Known, KnownKind, KnownValue, Role};
use crate::safe_harbor::Letter;

use super::found::{Found, What};
use super::lexicon::{self, Flag};
use super::names;
use super::normal::plain_lower;
use super::token::{LineCase, Page, Shape};

/// Longest known phrase in content words.
const PHRASE_WORDS: usize = 12;

/// Most pieces of one identifier (`12-34 5678` has three).
const CODE_PIECES: usize = 8;

/// How sure it is that a name is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// From a header, a label, a title.
    Labelled,
    /// From its look.
    Guessed,
}

/// What one known word of a name stands for.
#[derive(Debug, Clone, Copy)]
struct NameWord {
    what: What,
    /// An ordinary or clinical word, an eponym, or very short: matched only
    /// where a name is promised.
    ambiguous: bool,
}

/// All known values, ready to be looked for.
#[derive(Debug, Default)]
pub struct Index {
    /// How sure a match is: values from outside are surer than the text's own.
    confidence: u8,
    words: HashMap<String, NameWord>,
    /// Words with one letter left out, of names of five letters and more.
    near: HashMap<String, What>,
    /// Initials of a person, `qz`.
    initials: HashMap<String, What>,
    /// Compact codes: letters and digits only, no leading zeros.
    codes: HashMap<String, What>,
    /// Phrases as content words joined by a space.
    phrases: HashMap<String, What>,
    phrase_starts: HashSet<String>,
    /// Distinctive words of organisations and places.
    site_words: HashMap<String, What>,
    /// Six digits of known days in the orders that need no separator.
    short_days: HashSet<String>,
}

impl Index {
    /// Prepares the known values.
    #[must_use]
    pub fn new(known: &Known) -> Self {
        let mut index = Self {
            confidence: 94,
            ..Self::default()
        };
        for value in known.values() {
            index.add(value);
        }
        index
    }

    /// An empty index for what a text tells about itself.
    #[must_use]
    pub fn told() -> Self {
        Self {
            confidence: 72,
            ..Self::default()
        }
    }

    /// True if there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.codes.is_empty()
            && self.phrases.is_empty()
            && self.short_days.is_empty()
            && self.initials.is_empty()
    }

    fn add(&mut self, known: &KnownValue) {
        let value = known.value.expose();
        let what = what_of(known);
        match known.kind {
            KnownKind::PersonName => self.add_name(value, person_of(known.role), Trust::Labelled),
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

    /// Adds the words, initials and misspellings of a name.
    pub fn add_name(&mut self, name: &str, what: What, trust: Trust) {
        let plain = plain_lower(name);
        let mut initials = String::new();
        let mut words = Vec::new();
        for chunk in plain.split(|letter: char| {
            !(letter.is_alphabetic() || letter == '\'' || letter == '-' || letter == '.')
        }) {
            let chunk = chunk.trim_matches(['\'', '-', '.']);
            let pieces: Vec<&str> = chunk
                .split(['\'', '-', '.'])
                .filter(|piece| !piece.is_empty())
                .collect();
            if let Some(first) = pieces.first().and_then(|piece| piece.chars().next()) {
                if !is_title_word(chunk) {
                    initials.push(first);
                }
            }
            let joined: String = pieces.concat();
            if pieces.len() > 1 {
                words.push(joined);
            }
            words.extend(pieces.into_iter().map(str::to_owned));
        }
        for word in words {
            self.add_name_word(&word, what, trust);
        }
        let count = initials.chars().count();
        if (2..=4).contains(&count) {
            let turned: String = initials
                .chars()
                .skip(1)
                .chain(initials.chars().take(1))
                .collect();
            self.initials.entry(initials).or_insert(what);
            self.initials.entry(turned).or_insert(what);
        }
    }

    fn add_name_word(&mut self, word: &str, what: What, trust: Trust) {
        let length = word.chars().count();
        if length < 2 || is_title_word(word) {
            return;
        }
        let entry = lexicon::entry(word);
        let special = [
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
        ]
        .into_iter()
        .any(|flag| entry.has(flag));
        // Two letters of an alphabet are little, two signs of a script are a name.
        let ambiguous = length <= 2 && word.is_ascii()
            || special
            || entry.word() >= 2
            || entry.is_clinical()
            || entry.word() == 1 && length <= 3
            || trust == Trust::Guessed && (entry.word() > 0 || entry.given() + entry.family() == 0);
        self.words
            .entry(word.to_owned())
            .and_modify(|known| {
                known.ambiguous &= ambiguous;
                if known.what == What::Name {
                    known.what = what;
                }
            })
            .or_insert(NameWord { what, ambiguous });
        if length >= 5 && !ambiguous {
            for shorter in without_one(word) {
                self.near.entry(shorter).or_insert(what);
            }
            self.near.entry(word.to_owned()).or_insert(what);
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
            let local = digits.len().checked_sub(10).and_then(|from| digits.get(from..));
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

    /// What a word stands for, if it is a known part of a name.
    fn word(&self, word: &str) -> Option<NameWord> {
        self.words.get(word).copied()
    }

    /// Finds every known value on a page.
    pub fn find(&self, page: &Page, found: &mut Vec<Found>) {
        if self.is_empty() && self.site_words.is_empty() {
            return;
        }
        for at in 0..page.len() {
            if page.is_word(at) {
                self.name(page, at, found);
                self.initials(page, at, found);
                self.site(page, at, found);
            }
            if page.is_word(at) || page.is_number(at) {
                self.phrase(page, at, found);
                self.code(page, at, found);
            }
        }
    }

    fn name(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if self.words.is_empty() {
            return;
        }
        let mut end = at + 1;
        let mut hit = self.word(page.low(at));
        // `Mont-` at a line end and `gomery` on the next.
        if page.is_sign(at + 1, '-') && page.is_line_end(at + 2) && page.is_word(at + 3) {
            let joined = format!("{}{}", page.low(at), page.low(at + 3));
            if let Some(whole) = self.word(&joined) {
                hit = Some(whole);
                end = at + 4;
            }
        } else if matches!(page.sign(at + 1), '\'' | '-')
            && page.is_word(at + 2)
            && page.is_glued(at + 1)
            && page.is_glued(at + 2)
        {
            let joined = format!("{}{}", page.low(at), page.low(at + 2));
            if let Some(whole) = self.word(&joined) {
                hit = Some(whole);
                end = at + 3;
            }
        }
        let detector = if hit.is_some() {
            "known-name"
        } else {
            "known-name-misspelt"
        };
        let Some(word) = hit.or_else(|| self.misspelt(page, at)) else {
            return;
        };
        if word.ambiguous && !self.is_name_place(page, at, end)
            || !word.ambiguous && is_eponym_use(page, at, end)
        {
            return;
        }
        let (start, stop) = (page.token(at).start, page.token(end - 1).end);
        found.push(Found {
            start,
            end: stop,
            what: word.what,
            detector,
            confidence: self.confidence,
        });
        self.middle_initial(page, end, word.what, found);
    }

    /// `Lacey D. Hart`: the initial between two known words.
    fn middle_initial(&self, page: &Page, at: usize, what: What, found: &mut Vec<Found>) {
        let initial = page.token(at).shape == Shape::Initial;
        let behind = if page.is_sign(at + 1, '.') {
            at + 2
        } else {
            at + 1
        };
        if initial && page.gap(at) <= 1 && self.word(page.low(behind)).is_some() {
            let (start, stop) = (page.token(at).start, page.token(behind - 1).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-name",
                confidence: 90,
            });
        }
    }

    fn misspelt(&self, page: &Page, at: usize) -> Option<NameWord> {
        let token = page.token(at);
        let entry = token.entry;
        let length = token.end - token.start;
        if self.near.is_empty()
            || !(4..=24).contains(&length)
            || entry.word() > 0
            || entry.is_clinical()
            || entry.has(Flag::Eponym)
            || entry.has(Flag::Product)
            || entry.has(Flag::Title)
        {
            return None;
        }
        if page.case(at) == LineCase::Mixed && !page.is_capital(at) {
            return None;
        }
        let word = page.low(at);
        let what =
            self.near.get(word).copied().or_else(|| {
                without_one(word).find_map(|shorter| self.near.get(&shorter).copied())
            })?;
        Some(NameWord {
            what,
            ambiguous: false,
        })
    }

    /// True where an ordinary word that is also a known name means the person.
    fn is_name_place(&self, page: &Page, at: usize, end: usize) -> bool {
        let mut before = at.wrapping_sub(1);
        for _ in 0..3 {
            if matches!(page.sign(before), '.' | ',' | '^' | '-')
                || page.token(before).shape == Shape::Initial
            {
                before = before.wrapping_sub(1);
            }
        }
        let title = page.has(before, Flag::Title)
            && !page.has(before, Flag::Stop)
            && page.is_capital(at)
            && !(page.token(before).shape == Shape::Upper && page.has(at, Flag::Study));
        let neighbour = |place: usize| {
            page.is_word(place)
                && self.word(page.low(place)).is_some_and(|word| {
                    !word.ambiguous || page.is_capital(place) && page.is_capital(at) && place != at
                })
        };
        let mut next = end;
        for _ in 0..3 {
            if matches!(page.sign(next), ',' | '^' | '-')
                || page.token(next).shape == Shape::Initial
                || page.is_sign(next, '.')
                    && page.token(next.wrapping_sub(1)).shape == Shape::Initial
            {
                next += 1;
            }
        }
        let near_before = before != usize::MAX
            && page.token(at).start.saturating_sub(page.token(before).end) <= 4;
        let near_next = page
            .token(next)
            .start
            .saturating_sub(page.token(end.saturating_sub(1)).end)
            <= 4;
        if title || near_before && neighbour(before) || near_next && neighbour(next) {
            return true;
        }
        let credential =
            names::is_credential(page, if page.is_sign(end, ',') { end + 1 } else { end })
                .is_some();
        if credential && page.is_capital(at) {
            return true;
        }
        let possessive = page.is_sign(end, '\'')
            && page.low(end + 1) == "s"
            && page.is_capital(at)
            && page.case(at) == LineCase::Mixed
            && !page.has(end + 2, Flag::HeadNoun)
            && !page.has(at, Flag::Study);
        let entry = page.token(at).entry;
        let inside = page.case(at) == LineCase::Mixed
            && page.token(at).shape == Shape::Title
            && is_inside_sentence(page, at);
        possessive
            || inside
                && !entry.is_clinical()
                && !entry.has(Flag::Study)
                && !entry.has(Flag::Month)
                && !entry.has(Flag::Weekday)
                && !is_eponym_use(page, at, end)
                && !page.has(end, Flag::HeadNoun)
    }

    fn initials(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if self.initials.is_empty()
            || page.token(at).shape != Shape::Initial
            || !page.is_sign(at + 1, '.')
        {
            return;
        }
        let mut letters = String::new();
        let mut end = at;
        while end < at + 8
            && page.token(end).shape == Shape::Initial
            && page.is_sign(end + 1, '.')
            && (end == at || page.gap(end) <= 1)
        {
            letters.push_str(page.low(end));
            end += 2;
        }
        if let Some(&what) = self.initials.get(&letters) {
            let (start, stop) = (page.token(at).start, page.token(end - 1).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-initials",
                confidence: 85,
            });
        }
    }

    fn site(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        let Some(&what) = self.site_words.get(page.low(at)) else {
            return;
        };
        if page.is_capital(at) || page.case(at) == LineCase::Lower {
            let token = page.token(at);
            found.push(Found {
                start: token.start,
                end: token.end,
                what,
                detector: "known-site",
                confidence: 85,
            });
        }
    }

    /// The longest known phrase that begins here; signs between words do not count.
    fn phrase(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if !self.phrase_starts.contains(page.low(at)) {
            return;
        }
        let mut text = String::new();
        let mut best = None;
        let (mut place, mut words, mut steps) = (at, 0, 0);
        while words < PHRASE_WORDS && steps < PHRASE_WORDS * 3 {
            if page.is_word(place) || page.is_number(place) {
                if words > 0 {
                    text.push(' ');
                }
                text.push_str(page.low(place));
                words += 1;
                if let Some(&what) = self.phrases.get(&text) {
                    best = Some((place, what));
                }
            } else if page.token(place).line == usize::MAX {
                break;
            }
            place += 1;
            steps += 1;
        }
        if let Some((last, what)) = best {
            let (start, stop) = (page.token(at).start, page.token(last).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-phrase",
                confidence: self.confidence,
            });
        }
    }

    /// The longest known code that begins at a piece; pieces are joined by
    /// nothing, one sign or one space.
    fn code(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if self.codes.is_empty() && self.short_days.is_empty() {
            return;
        }
        if page.is_number(at)
            && matches!(page.digits(at), 6 | 8)
            && self.short_days.contains(page.low(at))
        {
            let token = page.token(at);
            found.push(Found {
                start: token.start,
                end: token.end,
                what: What::Date(None),
                detector: "known-date",
                confidence: 90,
            });
        }
        let mut text = String::new();
        let mut best = None;
        let mut place = at;
        for _ in 0..CODE_PIECES {
            if !(page.is_word(place) || page.is_number(place)) || text.len() > 80 {
                break;
            }
            text.push_str(page.low(place));
            if let Some(&what) = self.codes.get(text.trim_start_matches('0')) {
                best = Some((place, what));
            }
            place += 1;
            let mut signs = 0;
            while signs < 2
                && matches!(
                    page.sign(place),
                    '-' | '.' | '/' | '_' | ' ' | '(' | ')' | ':' | '#'
                )
                && page.gap(place) <= 1
            {
                place += 1;
                signs += 1;
            }
            if page.gap(place) > 1 {
                break;
            }
        }
        if let Some((last, what)) = best {
            let (start, stop) = (page.token(at).start, page.token(last).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-code",
                confidence: 96,
            });
        }
    }
}

/// Not at the beginning of a sentence, line or cell.
fn is_inside_sentence(page: &Page, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    page.is_word(before) && page.token(before).shape == Shape::Lower && page.gap(at) <= 1
}

/// `Baker cyst`, `Swan-Ganz catheter`, `Graves' disease` in a text where
/// somebody is called so too.
fn is_eponym_use(page: &Page, at: usize, end: usize) -> bool {
    if !page.has(at, Flag::Eponym) && !page.has(at, Flag::Product) {
        return false;
    }
    let before = at.wrapping_sub(1);
    if page.has(before, Flag::Title) && !page.has(before, Flag::Stop)
        || page.is_sign(before, '.') && page.has(before.wrapping_sub(1), Flag::Title)
    {
        return false;
    }
    let mut next = end;
    if page.is_sign(next, '\'') {
        next += if page.low(next + 1) == "s" { 2 } else { 1 };
    }
    if matches!(page.sign(next), '-' | '/') && page.has(next + 1, Flag::Eponym) {
        next += 2;
    }
    // `Ann Arbor`: two words of one eponym.
    if page.has(next, Flag::Eponym)
        && page.gap(next) <= 1
        && page.is_capital(next)
        && !page.is_sign(next + 1, '-')
        || page.has(before, Flag::Eponym)
            && page.gap(at) == 1
            && page.is_capital(before)
            && !page.is_sign(end, '-')
            && page.is_sign(end, ')')
    {
        return true;
    }
    let hyphen_before = page.is_sign(before, '-')
        && page.is_glued(at)
        && page.has(before.wrapping_sub(1), Flag::Eponym);
    page.has(next, Flag::HeadNoun)
        || page.has(next + 1, Flag::HeadNoun) && page.token(next).entry.is_clinical()
        || hyphen_before
}

fn is_title_word(word: &str) -> bool {
    let entry = lexicon::entry(word);
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

/// All words with one letter left out.
fn without_one(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(move |(at, letter)| {
        let mut shorter = String::with_capacity(word.len());
        shorter.push_str(word.get(..at).unwrap_or_default());
        shorter.push_str(word.get(at + letter.len_utf8()..).unwrap_or_default());
        shorter
    })
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
    let page = Page::read(value);
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
