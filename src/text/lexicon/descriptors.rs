//! Words and abbreviations of study and series descriptions.

use std::sync::OnceLock;

use crate::text::keyed::{Key, Keyed};

static DESCRIPTORS: &str = include_str!("descriptors.txt");
static ROLES: &str = include_str!("roles.txt");

/// Shortest beginning of a word that counts as its abbreviation.
const SHORTEST_ABBREVIATION: usize = 4;
/// Longest word that is taken apart.
const LONGEST_COMPOUND: usize = 24;

struct Lists {
    words: Keyed<()>,
    /// These and the words of studies, ascending.
    long: Vec<&'static str>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let lines = DESCRIPTORS.lines().filter(|line| !line.starts_with('#'));
        let listed = lines.flat_map(str::split_ascii_whitespace);
        let mut words = Keyed::default();
        for word in listed.clone() {
            words.add(Key::of(word), ());
        }
        words.finish(|(), ()| {});
        let mut long: Vec<&str> = listed.chain(study_words()).collect();
        long.sort_unstable();
        Lists { words, long }
    })
}

/// A word of descriptions, in lower case: `mammo`, `mprage`, `transvag`.
#[must_use]
pub fn is_descriptor(word: &str) -> bool {
    lists().words.get(Key::of(word)).is_some()
}

/// The beginning of a word of descriptions: `reformatt`, `mediastin`.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    let long = &lists().long;
    let behind = long.partition_point(|listed| *listed <= word);
    word.len() >= SHORTEST_ABBREVIATION
        && long.get(behind).is_some_and(|next| next.starts_with(word))
}

/// The words of the section `study` of `roles.txt`.
fn study_words() -> impl Iterator<Item = &'static str> {
    let section = ROLES.split("[study]").nth(1).unwrap_or_default();
    let words = section.split("\n[").next().unwrap_or_default();
    words.split_ascii_whitespace()
}

/// Two words of descriptions written as one: `abdpel`, `chestpa`.
#[must_use]
pub fn is_compound(word: &str) -> bool {
    let known = |piece: &str| {
        is_descriptor(piece) || piece.len() >= 2 && super::entry(piece).has(super::Flag::Study)
    };
    word.len() <= LONGEST_COMPOUND
        && word
            .char_indices()
            .filter(|(at, _)| *at >= 2)
            .filter_map(|(at, _)| word.split_at_checked(at))
            .any(|(one, other)| known(one) && known(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_compounds_of_descriptions_are_no_names() {
        assert!(is_descriptor("mprage") && is_descriptor("mammo"));
        assert!(is_abbreviation("mediast") && is_compound("abdpel"));
        for name in [
            "quillfeather",
            "fennimore",
            "krzyzanek",
            "hoffmann",
            "olufemi",
        ] {
            assert!(
                !is_descriptor(name) && !is_abbreviation(name) && !is_compound(name),
                "{name}"
            );
        }
    }
}
