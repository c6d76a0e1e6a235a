//! What is known about single words: are they names, ordinary words, clinical
//! words, months, titles. Two lists are read once: `words.txt` (generated) and
//! `roles.txt` (our own); `towns.txt` adds towns, `eponyms.txt` tells
//! what is named after whom, `descriptors.txt` is for header strings alone.

mod descriptors;
mod eponyms;
mod towns;

pub use descriptors::{is_abbreviation, is_compound, is_descriptor};
pub use eponyms::{Eponym, eponyms};
pub use towns::rests_of_towns;

use std::sync::OnceLock;

use super::keyed::Key;

static WORDS: &str = include_str!("words.txt");
static ROLES: &str = include_str!("roles.txt");

/// Slots of the table, a power of two, about twice the number of words.
const SLOTS: usize = 1 << 19;

/// The bit of a town in the class byte.
const TOWN: u32 = 1 << 7;

/// What the lists say about one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry(u32);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $section:literal,)*) => {
        /// A role that a word can play; sections of `roles.txt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Flag { $($(#[$doc])* $name,)* }
        const SECTIONS: &[(&str, Flag)] = &[$(($section, Flag::$name),)*];
    };
}

flags! {
    /// Function words: never a name on their own.
    Stop = "stop",
    /// Before a name: Dr, Mrs.
    Title = "title",
    /// Behind a name: MD, RN.
    Credential = "credential",
    /// wife, son, guardian.
    Relative = "relative",
    /// nurse, technologist, coach.
    Staff = "staff",
    /// January, Jan.
    Month = "month",
    /// Monday, Mon.
    Weekday = "weekday",
    /// Street, Ave.
    Street = "street",
    /// Hospital, Clinic.
    Facility = "facility",
    /// Names of signs, diseases, devices.
    Eponym = "eponym",
    /// What stands behind an eponym: cyst, sign.
    HeadNoun = "head noun",
    /// van, de, al.
    Particle = "particle",
    /// one, twenty, third.
    NumberWord = "number word",
    /// cm, HU, mGy.
    Unit = "unit",
    /// Words before a calendar day.
    DateCue = "date cue",
    /// Postal code of a State.
    StateCode = "state code",
    /// Name of a State, one word.
    State = "state",
    /// Jr, III.
    Suffix = "suffix",
    /// Verbs that tell what a person did or was told.
    PersonVerb = "person verb",
    /// Words that stand at the end of company names.
    Company = "company",
    /// Parts of the body, modalities and other words of a procedure name.
    Study = "study",
    /// Manufacturers, product names.
    Product = "product",
    /// Words of place names: Lake, Springs.
    PlaceWord = "place word",
    /// Who: patient, mother of the reader's words.
    Patient = "patient",
}

/// Several roles, asked for at once.
#[derive(Debug, Clone, Copy)]
pub struct Flags(u32);

impl Flags {
    /// These roles.
    #[must_use]
    pub const fn of(flags: &[Flag]) -> Self {
        let mut bits = 0;
        let mut rest = flags;
        while let Some((flag, behind)) = rest.split_first() {
            bits |= 1 << (8 + *flag as u32);
            rest = behind;
        }
        Self(bits)
    }
}

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
        self.0 & 1 << (8 + flag as u32) != 0
    }

    /// Plays any role.
    #[must_use]
    pub const fn has_role(self) -> bool {
        self.0 >> 8 != 0
    }

    /// Plays one of these roles.
    #[must_use]
    pub const fn has_any(self, flags: Flags) -> bool {
        self.0 & flags.0 != 0
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
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::read).get(key)
}

/// The words of the section `study` of `roles.txt`.
fn study_words() -> impl Iterator<Item = &'static &'static str> {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS
        .get_or_init(|| {
            let section = ROLES.split("[study]").nth(1).unwrap_or_default();
            let words = section.split("\n[").next().unwrap_or_default();
            words.split_ascii_whitespace().collect()
        })
        .iter()
}

/// Open addressing over 32 check bits and 32 bits of entry. The words
/// themselves are not kept; two words of the language share all bits of their
/// hash with a chance below one in ten thousand millions.
struct Table {
    slots: Vec<(u32, u32)>,
}

impl Table {
    fn read() -> Self {
        let mut table = Self {
            // Filled with ones: memory that is zero by promise costs a fault at
            // the first look at a page and a dearer one at the first word in it.
            slots: vec![(u32::MAX, 0); SLOTS],
        };
        table.read_words();
        for town in towns::of_one_word() {
            table.add(town, TOWN);
        }
        table.read_roles();
        table
    }

    fn read_words(&mut self) {
        let mut class = 0_u32;
        let mut word = String::new();
        for line in WORDS.lines() {
            let mut letters = line.chars();
            match letters.next() {
                None | Some('#') => {}
                Some('=') => {
                    class = u32::from_str_radix(letters.as_str(), 16).unwrap_or_default();
                    word.clear();
                }
                Some(same) => {
                    let keep = (u32::from(same)).saturating_sub(u32::from('a'));
                    word.truncate(usize::try_from(keep).unwrap_or_default());
                    word.push_str(letters.as_str());
                    self.add(&word, class);
                }
            }
        }
    }

    fn read_roles(&mut self) {
        let mut bits = 0_u32;
        for line in ROLES.lines().map(str::trim) {
            if line.starts_with('#') {
                continue;
            }
            if let Some(section) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                bits = SECTIONS
                    .iter()
                    .find(|(name, _)| *name == section)
                    .map_or(0, |(_, flag)| 1 << (8 + *flag as u32));
                continue;
            }
            for word in line.split_ascii_whitespace() {
                self.add(word, bits);
            }
        }
    }

    fn add(&mut self, word: &str, bits: u32) {
        let (mut place, check) = split(Key::of(word));
        for _ in 0..SLOTS {
            let Some(slot) = self.slots.get_mut(place) else {
                return;
            };
            if slot.1 == 0 || slot.0 == check {
                *slot = (check, slot.1 | bits);
                return;
            }
            place = (place + 1) % SLOTS;
        }
    }

    fn get(&self, key: Key) -> Entry {
        let (mut place, check) = split(key);
        for _ in 0..SLOTS {
            match self.slots.get(place) {
                Some(&(seen, bits)) if bits != 0 => {
                    if seen == check {
                        return Entry(bits);
                    }
                }
                _ => return Entry::NONE,
            }
            place = (place + 1) % SLOTS;
        }
        Entry::NONE
    }
}

/// Place in the table and check bits.
fn split(key: Key) -> (usize, u32) {
    let place = usize::try_from(key.bits() & (SLOTS as u64 - 1)).unwrap_or_default();
    let check = u32::try_from(key.bits() >> 32).unwrap_or_default();
    (place, check)
}

#[cfg(test)]
mod tests {
    use super::*;

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
