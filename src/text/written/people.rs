//! Names of people cut into words: which is a given name, which a family name,
//! which an initial.

use std::collections::{BTreeMap, BTreeSet};

use crate::remap::made_up::NamePart;
use crate::text::known::is_title_word;
use crate::text::lexicon::{self, Flag};
use crate::text::normal::plain_lower;

/// More words than this are no name.
const MOST_WORDS: usize = 16;
/// Longest run of capitals that may be initials.
const LONGEST_INITIALS: usize = 4;

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name.
    Name,
    /// One or more initials.
    Initials,
    /// Joins two people.
    And,
    /// A title, a degree, a particle, a number: not written.
    Dropped,
}

/// One word of a name as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// What stands before it, behind the word before.
    pub between: &'t str,
    /// The word.
    pub text: &'t str,
    /// A genitive, `'s`.
    pub genitive: &'t str,
    /// Plain small letters alone.
    pub key: String,
    /// What it is.
    pub kind: Kind,
}

/// The words of a name and what stands behind the last. `None` if it has words
/// without end.
pub fn words(text: &str) -> Option<(Vec<Word<'_>>, &str)> {
    let mut words: Vec<Word> = Vec::new();
    let mut done = 0;
    while let Some((start, end)) = next_word(text, done) {
        let whole = text.get(start..end)?;
        let (word, genitive) = without_genitive(whole);
        let plain = plain_lower(word);
        let key: String = plain.chars().filter(|one| one.is_alphabetic()).collect();
        let kind = kind_of(word, &key, words.len());
        words.push(Word {
            between: text.get(done..start)?,
            text: word,
            genitive,
            key,
            kind,
        });
        done = end;
        if words.len() > MOST_WORDS {
            return None;
        }
    }
    lone_initials(&mut words);
    Some((words, text.get(done..)?))
}

/// Letters with the apostrophes and marks inside of them; single letters with
/// points between (`J.A`, and `Ph.D`) are one word.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let mut end = run_end(text, start);
    let first = text.get(start..end)?;
    let is_letter = |run: &str| run.chars().count() == 1;
    if is_letter(first) || first.eq_ignore_ascii_case("ph") {
        while text.get(end..)?.starts_with('.') {
            let next = run_end(text, end + 1);
            if !text.get(end + 1..next).is_some_and(is_letter) {
                break;
            }
            end = next;
        }
    }
    Some((start, end))
}

fn run_end(text: &str, start: usize) -> usize {
    let run = text.get(start..).unwrap_or_default();
    let mut end = start;
    let mut letters = run.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let inside = letter.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(letter)
            || is_apostrophe(letter)
                && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !inside {
            break;
        }
        end = start + at + letter.len_utf8();
    }
    end
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{B4}')
}

fn without_genitive(word: &str) -> (&str, &str) {
    let stem = word.strip_suffix(['s', 'S']).unwrap_or_default();
    let bare = stem.strip_suffix(is_apostrophe).unwrap_or_default();
    match word.get(bare.len()..) {
        Some(genitive) if !bare.is_empty() => (bare, genitive),
        Some(_) | None => (word, ""),
    }
}

fn kind_of(word: &str, key: &str, words_before: usize) -> Kind {
    let entry = lexicon::entry(key);
    let is_small = word.chars().all(|letter| !letter.is_uppercase());
    if word.eq_ignore_ascii_case("and") {
        return Kind::And;
    }
    if word.contains(char::is_numeric) {
        return Kind::Dropped;
    }
    let particle = entry.has(Flag::Particle)
        && key.chars().count() > 1
        && (is_small || words_before > 0 || entry.given() == 0);
    let stop = is_small && entry.has(Flag::Stop);
    let pointed = word.contains('.') && word.split('.').all(|piece| piece.chars().count() == 1);
    let title = is_title_word(key, entry) && !(pointed && entry.has(Flag::Suffix));
    if key.is_empty() || particle || stop || title {
        return Kind::Dropped;
    }
    if is_initial(key) || pointed {
        Kind::Initials
    } else {
        Kind::Name
    }
}

/// One letter of a script with capitals; one sign of another may be a name.
fn is_initial(key: &str) -> bool {
    let mut letters = key.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

/// Two or three capitals that no list of names knows are initials if they
/// stand alone, or beside a name that is not in capitals.
fn lone_initials(words: &mut [Word]) {
    let names = |words: &[Word]| {
        let names = words.iter().filter(|word| word.kind == Kind::Name);
        names.count()
    };
    let alone = names(words) == 1 && words.iter().all(|word| word.kind != Kind::Initials);
    let in_capitals = words
        .iter()
        .filter(|word| word.kind == Kind::Name)
        .all(|word| is_capitals(word.text));
    for word in words.iter_mut().filter(|word| word.kind == Kind::Name) {
        if (alone || !in_capitals) && may_be_initials(word.text, &word.key, alone) {
            word.kind = Kind::Initials;
        }
    }
}

/// Whether a word has the shape of initials and is no name of the lists.
fn may_be_initials(word: &str, key: &str, alone: bool) -> bool {
    let entry = lexicon::entry(key);
    let longest = LONGEST_INITIALS - usize::from(!alone);
    let small = alone && word.chars().all(char::is_lowercase);
    word.is_ascii()
        && (2..=longest).contains(&word.len())
        && (is_capitals(word) || small)
        && entry.given() + entry.family() == 0
}

/// Capitals, and more than one.
pub fn is_capitals(word: &str) -> bool {
    let mut cased = word.chars().filter(|letter| letter.is_alphabetic());
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && cased.all(char::is_uppercase)
}

/// One person's words, as one writing of the name told them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Given and middle names, and initials of such as one letter each.
    pub given: Vec<String>,
    /// Family names.
    pub family: Vec<String>,
}

/// People by name, sorted, each writing once.
#[derive(Debug, Default)]
pub struct People {
    /// The people.
    pub persons: BTreeSet<Person>,
}

impl People {
    /// Reads names as headers and reports write them.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self {
            persons: names.filter_map(person).collect(),
        }
    }

    /// Every word that needs a made-up one, with its part; and every initial
    /// of somebody of whom no more is known, as `j smith`.
    pub fn words(&self) -> Vec<(String, NamePart)> {
        let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
        for person in &self.persons {
            let lone = person.given.is_empty() && person.family.len() == 1;
            for word in &person.given {
                votes.entry(word).or_default().given += 1;
            }
            for word in &person.family {
                let votes = votes.entry(word).or_default();
                if lone {
                    votes.alone += 1;
                } else {
                    votes.family += 1;
                }
            }
        }
        let mut words: Vec<(String, NamePart)> = votes
            .iter()
            .filter(|(word, _)| !is_initial(word))
            .map(|(word, votes)| ((*word).to_owned(), votes.part(word)))
            .collect();
        words.extend(self.initials());
        words
    }

    fn initials(&self) -> BTreeMap<String, NamePart> {
        let mut initials = BTreeMap::new();
        for person in &self.persons {
            let Some(family) = person.family.first() else {
                continue;
            };
            let letters = person.given.iter().filter(|word| is_initial(word));
            for letter in letters {
                initials.insert(initial_key(letter, family), NamePart::Given);
            }
        }
        initials
    }
}

/// Under which an initial beside a name stands in the table.
pub fn initial_key(letter: &str, beside: &str) -> String {
    format!("{letter} {beside}")
}

/// As what a word was seen.
#[derive(Default)]
struct Votes {
    given: usize,
    family: usize,
    alone: usize,
}

impl Votes {
    /// One that never stood beside another is what the lists know it as.
    fn part(&self, word: &str) -> NamePart {
        let entry = lexicon::entry(word);
        let listed = self.given + self.family == 0 && entry.given() > entry.family();
        if self.given > self.family || listed {
            NamePart::Given
        } else {
            NamePart::Family
        }
    }
}

/// `FAMILY^GIVEN^MIDDLE`, `Family, Given`, `Given Family`, `Family G`.
fn person(name: &str) -> Option<Person> {
    if name.contains('^') {
        // HL7 may write a number before the name.
        let mut parts = name.split('^').skip_while(|part| names_of(part).is_empty());
        let family = names_of(parts.next()?);
        let given = parts.take(2).flat_map(names_of).collect();
        return Some(Person { given, family });
    }
    let (words, _) = words(name)?;
    let used = |word: &&Word| matches!(word.kind, Kind::Name | Kind::Initials);
    let used: Vec<&Word> = words.iter().filter(used).collect();
    let has_name = used.iter().any(|word| word.kind == Kind::Name);
    if !has_name {
        return None;
    }
    let behind_comma = used
        .iter()
        .skip(1)
        .position(|word| word.between.contains(','))
        .map(|place| place + 1);
    // Initials at the end: what stands before them is the family name.
    let last_name = used.iter().rposition(|word| word.kind == Kind::Name)?;
    let initials_last = last_name + 1 < used.len();
    let (family, given) = match (behind_comma, initials_last) {
        (Some(comma), _) => used.split_at_checked(comma)?,
        (None, true) => used.split_at_checked(last_name + 1)?,
        (None, false) => {
            // A family name with a hyphen is whole.
            let before = used.iter().take(last_name + 1).rev();
            let joined = before.take_while(|word| word.between == "-").count();
            let (given, family) = used.split_at_checked(last_name.saturating_sub(joined))?;
            (family, given)
        }
    };
    Some(Person {
        given: keys(given),
        family: keys(family),
    })
}

/// All names and initials of one component.
fn names_of(component: &str) -> Vec<String> {
    let Some((words, _)) = words(component) else {
        return Vec::new();
    };
    let used: Vec<&Word> = words
        .iter()
        .filter(|word| matches!(word.kind, Kind::Name | Kind::Initials))
        .collect();
    // A component says what it is: what stands alone in it is a name.
    let letters = |word: &&Word| word.kind == Kind::Initials && word.text.contains('.');
    if used.iter().any(letters) {
        return keys(&used);
    }
    used.iter().map(|word| word.key.clone()).collect()
}

/// The keys; of initials each letter.
fn keys(words: &[&Word]) -> Vec<String> {
    let mut keys = Vec::new();
    for word in words {
        match word.kind {
            Kind::Initials => keys.extend(word.key.chars().map(String::from)),
            Kind::Name | Kind::And | Kind::Dropped => keys.push(word.key.clone()),
        }
    }
    keys
}
