//! What is known about single words: are they names, ordinary words, clinical
//! words, months, titles. `build.rs` packs `words.txt` (generated), `roles.txt`
//! (our own) and the towns of one word of `towns.txt`; `eponyms.txt` tells
//! what is named after whom, `descriptors.txt` is for header strings alone.

mod descriptors;
mod eponyms;
mod flags;
mod layout;
#[cfg(test)]
mod lists;
mod packed;
#[cfg(any(test, target_arch = "wasm32"))]
mod table;
mod towns;

pub use descriptors::{is_abbreviation, is_compound, is_descriptor};
pub use eponyms::{Eponym, eponyms};
pub use flags::{Flag, Flags};
pub use towns::rests_of_towns;

#[cfg(any(test, target_arch = "wasm32"))]
use super::keyed as key;
use super::keyed::Key;
use flags::TOWN;

/// What the lists say about one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry(u32);

impl Entry {
    /// Nothing is known.
    pub const NONE: Self = Self(0);

    /// How usual as a given name: 0 to 3.
    #[must_use]
    pub const fn given(self) -> u32 {
        self.0 & 3
    }

    /// How usual as a family name: 0 to 3.
    #[must_use]
    pub const fn family(self) -> u32 {
        self.0 >> 2 & 3
    }

    /// How usual as an ordinary word: 0 to 3.
    #[must_use]
    pub const fn word(self) -> u32 {
        self.0 >> 4 & 3
    }

    /// A clinical word or a drug.
    #[must_use]
    pub const fn is_clinical(self) -> bool {
        self.0 & 1 << 6 != 0
    }

    /// A town.
    #[must_use]
    pub const fn is_city(self) -> bool {
        self.0 & TOWN != 0
    }

    /// Plays the role.
    #[must_use]
    pub const fn has(self, flag: Flag) -> bool {
        self.0 & flag.bit() != 0
    }

    /// Plays any role.
    #[must_use]
    pub const fn has_role(self) -> bool {
        self.0 >> 8 != 0
    }

    /// Plays one of these roles.
    #[must_use]
    pub const fn has_any(self, flags: Flags) -> bool {
        self.0 & flags.bits() != 0
    }

    /// All roles at once, a bit each.
    #[must_use]
    pub const fn roles(self) -> u32 {
        self.0 >> 8
    }

    /// In no list of names and no list of words.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.0 & 0x7F == 0 && self.0 >> 8 == 0
    }
}

/// What the lists say about a folded lower-case word.
#[must_use]
pub fn entry(word: &str) -> Entry {
    entry_of(Key::of(word))
}

/// What the lists say about the word of a key.
#[must_use]
pub fn entry_of(key: Key) -> Entry {
    Entry(packed::bits(key))
}

/// What was asked last: a text says most of its words again, and the table of
/// all words is too large to stay near.
#[derive(Debug)]
pub struct Recent([(Key, Entry); 256]);

impl Recent {
    /// Nothing was asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self([(Key::NOTHING, entry_of(Key::NOTHING)); 256])
    }

    /// What the lists say about the word of a key.
    pub fn entry_of(&mut self, key: Key) -> Entry {
        let [.., place] = key.bits().to_be_bytes();
        let Some(row) = self.0.get_mut(usize::from(place)) else {
            return entry_of(key);
        };
        if row.0 != key {
            *row = (key, entry_of(key));
        }
        row.1
    }
}

#[cfg(test)]
mod tests {
    use super::flags::SECTIONS;
    use super::*;

    static WORDS: &str = include_str!("words.txt");
    static ROLES: &str = include_str!("roles.txt");

    #[test]
    fn every_section_of_the_roles_is_a_flag_and_holds_words() {
        let sections: Vec<&str> = ROLES
            .lines()
            .filter_map(|line| line.trim().strip_prefix('[')?.strip_suffix(']'))
            .collect();
        for section in &sections {
            assert!(
                SECTIONS.iter().any(|(name, _)| name == section),
                "{section}"
            );
        }
        for (name, _) in SECTIONS {
            assert!(sections.contains(name), "{name}");
        }
    }

    #[test]
    fn every_word_of_the_lists_has_its_classes_and_no_other_word_has_any() {
        let classes = lists::classes(WORDS, include_str!("towns.txt"), ROLES);
        assert!(classes.len() > 250_000, "{}", classes.len());
        for (word, bits) in &classes {
            assert_eq!(entry(word), Entry(*bits), "{word}");
        }
        let made_up = classes.keys().map(|word| format!("{word}qx"));
        let known =
            made_up.filter(|word| !classes.contains_key(word) && entry(word) != Entry::NONE);
        assert_eq!(known.collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn the_list_that_the_page_carries_makes_the_table_of_the_command() {
        let list = include_bytes!(concat!(env!("OUT_DIR"), "/words.list"));
        let made = table::table(list).expect("a whole list");
        assert!(packed::is_stored(&made));
        let (short, _) = list.split_at(list.len() - 1);
        assert_eq!(table::table(short), None);
    }

    #[test]
    fn what_is_asked_again_is_answered_as_before() {
        let mut recent = Recent::new();
        for round in 0..2 {
            // Far more words than are remembered.
            for word in lists::classes(WORDS, "", "").into_keys().step_by(97) {
                assert_eq!(
                    recent.entry_of(Key::of(&word)),
                    entry(&word),
                    "{word} {round}"
                );
            }
        }
    }

    #[test]
    fn words_are_found_with_their_classes() {
        assert_eq!(entry("smith").family(), 3);
        assert_eq!(entry("john").given(), 3);
        assert_eq!(entry("contrast").word(), 3);
        assert!(entry("hemangioma").is_clinical());
        assert!(entry("january").has(Flag::Month));
        assert!(entry("qqqqzz").is_unknown());
    }

    #[test]
    fn words_of_reports_and_histories_are_known_for_what_they_are() {
        for word in [
            "latissimus",
            "maxillofacial",
            "subcoracoid",
            "foosh",
            "splint",
            "oclock",
            "mvc",
            "bilat",
            "coracoclavicular",
            "nonenhancing",
            "piflufolastat",
            "gadopiclenol",
            "pnuemothorax",
            "anterolaterally",
            "cholangiopancreatography",
        ] {
            assert!(entry(word).is_clinical(), "{word}");
        }
        for word in ["rollover", "forklift", "scaffold", "ejected", "restrained"] {
            assert_eq!(entry(word).word(), 3, "{word}");
        }
    }
}
