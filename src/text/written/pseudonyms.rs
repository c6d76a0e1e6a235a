//! Made-up names in the place of names, in the same shape.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::remap::Tables;
use crate::text::lexicon;

use super::people::{Kind, People, Person, Word, initial_key, is_capitals, words};

/// Shorter names are not taken for misspelt ones.
const SHORTEST_MISSPELT: usize = 5;
/// Nor are longer ones: each letter costs as much as the word is long.
const LONGEST_MISSPELT: usize = 32;
/// Longest run of initials beside a name.
const LONGEST_BESIDE: usize = 3;
/// Of so many people with one name an initial is looked for.
const MOST_NAMESAKES: usize = 64;

/// The made-up names of a run, ready to be written.
#[derive(Debug, Default)]
pub struct Pseudonyms {
    /// Word of a name, or an initial beside one → made-up name.
    names: HashMap<String, String>,
    /// A name of five letters or more, whole and with one letter left out.
    near: HashMap<String, String>,
    /// Word → people who have it.
    people: HashMap<String, Vec<Person>>,
    /// Initials of a person → the made-up ones; `None` if they are of two.
    initials: HashMap<String, Option<String>>,
}

impl Pseudonyms {
    /// Takes the names of the tables for these people.
    pub fn new(tables: &Tables, people: &People) -> Self {
        let mut all = Self::default();
        for (word, name) in tables.names() {
            let word = word.expose();
            all.names.insert(word.clone(), name.to_owned());
            if may_be_misspelt(word) {
                for shorter in one_letter_out(word).chain([word.clone()]) {
                    all.near.entry(shorter).or_insert_with(|| name.to_owned());
                }
            }
        }
        for person in &people.persons {
            all.enter_initials(person);
            for word in person.given.iter().chain(&person.family) {
                let namesakes = all.people.entry(word.clone()).or_default();
                if namesakes.len() < MOST_NAMESAKES {
                    namesakes.push(person.clone());
                }
            }
        }
        all
    }

    /// `oq`, `qo` and with every middle name, for whoever is known by both.
    fn enter_initials(&mut self, person: &Person) {
        let beside = person.family.first().map_or("", String::as_str);
        let made_up = |word: &String| {
            let known = self.names.get(word);
            let name = known.or_else(|| self.names.get(&initial_key(word, beside)))?;
            name.chars().next()
        };
        let of = |words: &[String]| -> Option<(String, String)> {
            let old = words.iter().filter_map(|word| word.chars().next());
            let new: Option<String> = words.iter().map(made_up).collect();
            Some((old.collect(), new?))
        };
        let (Some(given), Some(family)) = (of(&person.given), of(&person.family)) else {
            return;
        };
        let first = of(person.given.get(..1).unwrap_or_default()).unwrap_or_default();
        let mut rows = BTreeSet::new();
        for given in [&given, &first] {
            rows.insert((
                format!("{}{}", given.0, family.0),
                format!("{}{}", given.1, family.1),
            ));
            rows.insert((
                format!("{}{}", family.0, given.0),
                format!("{}{}", family.1, given.1),
            ));
        }
        for (old, new) in rows.into_iter().filter(|(old, _)| old.len() > 1) {
            let known = self
                .initials
                .entry(old)
                .or_insert_with(|| Some(new.clone()));
            if known.as_ref().is_some_and(|known| *known != new) {
                *known = None;
            }
        }
    }

    /// The name with a made-up one in the place of each of its words: order,
    /// signs, capitals, initials and genitives stay as they are. `None` if the
    /// table does not know it, or if a made-up name is one of `taken`.
    pub fn written(&self, name: &str, taken: &HashSet<&str>) -> Option<String> {
        let (words, rest) = words(name)?;
        let used = words.iter().filter(|word| word.kind != Kind::Dropped);
        let used: Vec<&Word> = used.collect();
        let mut written = String::with_capacity(name.len() + 8);
        let mut between: Option<&str> = None;
        let mut last_dropped = false;
        for word in &words {
            // In the place of what is dropped nothing stands, not even a blank.
            let before = between.take().unwrap_or(word.between);
            let new = match word.kind {
                Kind::Dropped => None,
                Kind::And => Some(word.text.to_owned()),
                Kind::Name | Kind::Initials => self.word(word, &used, taken)?,
            };
            last_dropped = new.is_none();
            match new {
                Some(new) => {
                    push_between(before, &mut written);
                    written.push_str(&new);
                    written.push_str(word.genitive);
                }
                None => between = Some(before),
            }
        }
        let replaced = |word: &&Word| matches!(word.kind, Kind::Name | Kind::Initials);
        if written.is_empty() || !words.iter().any(|word| replaced(&word)) {
            return None;
        }
        if !last_dropped {
            push_between(rest, &mut written);
        }
        Some(written.trim().to_owned())
    }

    /// `None`: not known. `Some(None)`: an initial of which nothing is known.
    fn word(&self, word: &Word, used: &[&Word], taken: &HashSet<&str>) -> Option<Option<String>> {
        let known = self
            .names
            .get(&word.key)
            .or_else(|| self.misspelt(&word.key));
        match (known, word.kind) {
            (Some(name), _) => {
                let small = name.to_lowercase();
                let free = !small.split('-').any(|piece| taken.contains(piece));
                free.then(|| Some(in_shape_of(name, word.text)))
            }
            (None, Kind::Initials) if used.len() == 1 => self.lone_initials(word).map(Some),
            (None, Kind::Initials) => Some(self.initials_beside(word, used)),
            // `Om` is a name too: initials if somebody has these beside the others.
            (None, Kind::Name) if used.len() > 1 && is_short(word) => {
                self.initials_beside(word, used).map(Some)
            }
            (None, Kind::Name | Kind::And | Kind::Dropped) => None,
        }
    }

    fn misspelt(&self, key: &str) -> Option<&String> {
        if !may_be_misspelt(key) {
            return None;
        }
        let shorter = || one_letter_out(key).find_map(|shorter| self.near.get(&shorter));
        self.near.get(key).or_else(shorter)
    }

    /// Made-up initials; with points if they would read as something else:
    /// `PE` is an embolism, `P.E.` is somebody.
    fn lone_initials(&self, word: &Word) -> Option<String> {
        let new = self.initials.get(&word.key)?.as_ref()?;
        let written = with_letters(word.text, new);
        let is_word = !lexicon::entry(&new.to_lowercase()).is_unknown();
        if !is_word || written.contains('.') {
            return Some(written);
        }
        Some(written.chars().flat_map(|letter| [letter, '.']).collect())
    }

    /// The initials of whoever has the other words of the name.
    fn initials_beside(&self, word: &Word, used: &[&Word]) -> Option<String> {
        let others = used.iter().filter(|other| other.key != word.key);
        let used: &[&Word] = &others.copied().collect::<Vec<_>>();
        let letters: Option<String> = word
            .key
            .chars()
            .map(|letter| self.initial(letter, used))
            .collect();
        letters.map(|letters| with_letters(word.text, &letters))
    }

    fn initial(&self, letter: char, used: &[&Word]) -> Option<char> {
        let names = || used.iter().filter(|word| word.kind == Kind::Name);
        let first = names().next()?;
        let namesakes = self.people.get(&first.key).into_iter().flatten();
        let known = namesakes
            .filter_map(|person| other_name(person, letter, used))
            .min();
        let key = letter.to_string();
        let row = known
            .and_then(|word| self.names.get(word))
            .or_else(|| names().find_map(|word| self.names.get(&initial_key(&key, &word.key))));
        row.and_then(|name| name.chars().next())
    }
}

/// What else somebody with all the names beside an initial is called by it.
fn other_name<'p>(person: &'p Person, letter: char, used: &[&Word]) -> Option<&'p String> {
    let names = || used.iter().filter(|word| word.kind == Kind::Name);
    let own = || person.given.iter().chain(&person.family);
    if !names().all(|word| own().any(|own| *own == word.key)) {
        return None;
    }
    let is_other = |own: &&String| !names().any(|word| word.key == **own);
    own()
        .filter(is_other)
        .find(|own| own.starts_with(letter) && own.chars().nth(1).is_some())
}

/// Two or three capitals.
fn is_short(word: &Word) -> bool {
    is_capitals(word.text) && word.text.len() <= LONGEST_BESIDE
}

/// Signs that stand in names stay, everything else is a blank.
fn push_between(between: &str, written: &mut String) {
    let mut blank = false;
    for sign in between.chars() {
        let is_sign = matches!(
            sign,
            ',' | '^' | '-' | '.' | '&' | '/' | '\'' | '"' | '(' | ')' | ';' | '+'
        );
        if is_sign {
            written.push(sign);
        } else if !blank {
            written.push(' ');
        }
        blank = !is_sign;
    }
}

/// In capitals, small, or with a capital first, as the word that stood there.
fn in_shape_of(name: &str, word: &str) -> String {
    if is_capitals(word) {
        name.to_uppercase()
    } else if word.starts_with(char::is_lowercase) {
        name.to_lowercase()
    } else {
        name.to_owned()
    }
}

/// `J.A` with the letters `kb` is `K.B`.
fn with_letters(word: &str, letters: &str) -> String {
    let mut letters = letters.chars();
    word.chars()
        .filter_map(|sign| {
            if !sign.is_alphabetic() {
                return Some(sign);
            }
            let letter = letters.next()?;
            Some(if sign.is_lowercase() {
                letter.to_ascii_lowercase()
            } else {
                letter.to_ascii_uppercase()
            })
        })
        .collect()
}

/// A whole word, no initial beside one.
fn may_be_misspelt(word: &str) -> bool {
    (SHORTEST_MISSPELT..=LONGEST_MISSPELT).contains(&word.chars().count()) && !word.contains(' ')
}

/// The word with each of its letters left out.
fn one_letter_out(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, letter)| {
        let before = word.get(..at).unwrap_or_default();
        let behind = word.get(at + letter.len_utf8()..).unwrap_or_default();
        [before, behind].concat()
    })
}
