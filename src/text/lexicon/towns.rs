//! Names of towns. Those of one word carry the mark of a town in the table of
//! words; those of several words are looked up by their first.

use std::sync::OnceLock;

use crate::text::keyed::{Key, Keyed};

static TOWNS: &str = include_str!("towns.txt");

/// What follows the first word in the name of a town.
#[derive(Debug, Clone, Copy)]
pub struct Rest(&'static str);

impl Rest {
    /// Its words.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.0.split(' ')
    }
}

/// What may follow the word of a key in the name of a town: `eau` is followed
/// by `claire`.
pub fn rests_of_towns(first: Key) -> impl Iterator<Item = Rest> {
    static TABLE: OnceLock<Keyed<Rest>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let mut table = Keyed::default();
            for (first, rest) in lines().filter_map(|line| line.split_once(' ')) {
                table.add(Key::of(first), Rest(rest));
            }
            // `Black River Falls` before `Black River`.
            table.finish_longest_first(|rest| rest.words().count());
            table
        })
        .all(first)
        .iter()
        .map(|(_, rest)| *rest)
}

fn lines() -> impl Iterator<Item = &'static str> {
    TOWNS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_towns_come_first_and_nothing_follows_a_word_that_opens_none() {
        let place =
            |wanted: &str| rests_of_towns(Key::of("black")).position(|rest| rest.0 == wanted);
        assert!(place("river falls").is_some());
        assert!(place("river falls") < place("river"));
        assert_eq!(rests_of_towns(Key::of("qqqqzz")).count(), 0);
    }
}
