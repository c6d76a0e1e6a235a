//! The table of made-up names: one for each word of a person's name.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use rand_chacha::rand_core::Rng;

use super::TableWriter;
use super::made_up::{self, NamePart};
use crate::sensitive::Sensitive;

/// Draws of one name before it becomes two, and before it is given up.
const DRAWS: usize = 64;
/// A shorter word inside of a longer one is no word of it.
const SHORTEST_INSIDE: usize = 5;

impl TableWriter {
    /// Enters words of names in small letters, each with its part: every word
    /// gets a made-up name. `known_words` are the words of the drop that
    /// identify: no made-up name may be or hold one of them.
    pub fn enter_names(&mut self, words: &[(String, NamePart)], known_words: &BTreeSet<String>) {
        let free = FreeNames::of(known_words);
        for (word, part) in words {
            let key = Sensitive::from(word.as_str());
            if self.tables.names.contains_key(&key) {
                continue;
            }
            let earlier = self.earlier.names.get(&key).cloned();
            let earlier = earlier.filter(|name| free.may_stand_for(word, name));
            if let Some(name) = earlier.or_else(|| self.fresh_name(word, *part, &free)) {
                self.tables.names.insert(key, name);
            }
        }
    }

    /// A made-up name that was not given before. Two of them with a hyphen
    /// when single ones are few; `None` if even those cannot be found.
    fn fresh_name(&mut self, word: &str, part: NamePart, free: &FreeNames) -> Option<String> {
        for attempt in 0..2 * DRAWS {
            let mut name = self.drawn_name(part);
            if attempt >= DRAWS {
                name = format!("{name}-{}", self.drawn_name(part));
            }
            if !self.used.contains(&name) && free.may_stand_for(word, &name) {
                self.used.insert(name.clone());
                return Some(name);
            }
        }
        None
    }

    fn drawn_name(&mut self, part: NamePart) -> String {
        made_up::name(part, self.random.next_u32() as usize % made_up::COUNT)
    }
}

/// Which made-up names may stand in a drop.
struct FreeNames<'a> {
    known: &'a BTreeSet<String>,
    /// Finds known words inside of a name.
    inside: Option<AhoCorasick>,
    /// Known words that may hold a made-up name.
    around: Vec<&'a str>,
}

impl<'a> FreeNames<'a> {
    fn of(known: &'a BTreeSet<String>) -> Self {
        let long = known.iter().filter(|word| word.len() >= SHORTEST_INSIDE);
        let around = known.iter().filter(|word| made_up::may_hold_one(word));
        Self {
            known,
            inside: AhoCorasick::new(long).ok(),
            around: around.map(String::as_str).collect(),
        }
    }

    /// A name holds no known word, is in none, and begins with another letter
    /// than the word that it stands for: an initial would be left otherwise.
    fn may_stand_for(&self, word: &str, name: &str) -> bool {
        let small = name.to_lowercase();
        let holds = |words: &AhoCorasick| words.is_match(&small);
        small.chars().next() != word.chars().next()
            && !small.split('-').any(|piece| self.known.contains(piece))
            && !self.inside.as_ref().is_some_and(holds)
            && !self.around.iter().any(|known| known.contains(&small))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The made-up names of elowen, oda and quillfeather, in this order.
    fn names(seed: u8, known: &[&str]) -> Vec<String> {
        let words = [
            (String::from("oda"), NamePart::Given),
            (String::from("elowen"), NamePart::Given),
            (String::from("quillfeather"), NamePart::Family),
        ];
        let known = known.iter().map(|word| (*word).to_owned()).collect();
        let mut writer = TableWriter::new([seed; 32]);
        writer.enter_names(&words, &known);
        writer.enter_names(&words, &known);
        let tables = writer.finish();
        tables.names().map(|(_, name)| name.to_owned()).collect()
    }

    #[test]
    fn a_word_of_a_name_has_one_made_up_name_by_chance() {
        let first = names(1, &[]);
        assert_eq!(first.len(), 3);
        assert_eq!(first, names(1, &[]));
        assert_ne!(first, names(2, &[]));
        assert!(first.iter().all(|name| made_up::is_made_up(name)));
        for seed in 0..40 {
            let names = names(seed, &[]);
            let begin = names.iter().filter_map(|name| name.chars().next());
            assert!(begin.zip("EOQ".chars()).all(|(new, old)| new != old));
        }
    }

    #[test]
    fn a_name_that_the_drop_knows_is_not_given() {
        for taken in names(1, &[]) {
            let small = taken.to_lowercase();
            let longer = format!("mc{small}s");
            let piece = small.get(1..).unwrap_or_default().to_owned();
            for known in [small, longer, piece] {
                assert!(!names(1, &[&known]).contains(&taken), "{known}");
            }
        }
    }

    #[test]
    fn a_later_run_goes_on_with_the_names_of_an_earlier_one() {
        let words = |all: &[&str]| -> Vec<(String, NamePart)> {
            let all = all.iter().map(|word| (*word).to_owned());
            all.map(|word| (word, NamePart::Family)).collect()
        };
        let mut first = TableWriter::new([1; 32]);
        first.enter_names(&words(&["quillfeather"]), &BTreeSet::new());
        let first = first.finish();
        let mut second = TableWriter::after(first.clone(), [2; 32]);
        second.enter_names(&words(&["fennimore", "quillfeather"]), &BTreeSet::new());
        let second = second.finish();
        let old: Vec<&str> = first.names().map(|(_, name)| name).collect();
        let new: Vec<&str> = second.names().map(|(_, name)| name).collect();
        assert_eq!(new.get(1), old.first());
        assert_ne!(new.first(), old.first());
    }

    #[test]
    fn when_single_names_are_used_up_two_of_them_stand() {
        let words: Vec<(String, NamePart)> = (0..made_up::COUNT + 50)
            .map(|number| (format!("#{number}"), NamePart::Family))
            .collect();
        let mut writer = TableWriter::new([3; 32]);
        writer.enter_names(&words, &BTreeSet::new());
        let tables = writer.finish();
        let all: BTreeSet<&str> = tables.names().map(|(_, name)| name).collect();
        assert_eq!(all.len(), words.len());
        assert!(all.iter().any(|name| name.contains('-')));
        assert!(all.iter().all(|name| made_up::is_made_up(name)));
    }
}
