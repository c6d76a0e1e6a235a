//! Names of towns. Those of one word carry the mark of a town in the table of
//! words; those of several words are looked up by their first.

use std::sync::OnceLock;

use crate::text::keyed::{Key, Keyed};

static TOWNS: &str = include_str!("towns.txt");

/// Towns of one word that `words.txt` does not hold.
pub(super) fn of_one_word() -> impl Iterator<Item = &'static str> {
    lines().filter(|line| !line.contains(' '))
}

/// What follows the first word in the name of a town.
pub type Rest = Vec<&'static str>;

/// What may follow the word of a key in the name of a town: `eau` is followed
/// by `claire`.
pub fn rests_of_towns(first: Key) -> impl Iterator<Item = &'static Rest> {
    static TABLE: OnceLock<Keyed<Rest>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let mut rows: Vec<(Key, Rest)> = Vec::new();
            for line in lines() {
                let mut words = line.split(' ');
                let first = words.next().map(Key::of);
                let rest: Rest = words.collect();
                if let Some(first) = first.filter(|_| !rest.is_empty()) {
                    rows.push((first, rest));
                }
            }
            // `Black River Falls` before `Black River`.
            rows.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.len()));
            let mut table = Keyed::default();
            for (first, rest) in rows {
                table.add(first, rest);
            }
            table.finish_with_all();
            table
        })
        .all(first)
        .iter()
        .map(|(_, rest)| rest)
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
            |wanted: &[&str]| rests_of_towns(Key::of("black")).position(|rest| rest == wanted);
        assert!(place(&["river", "falls"]).is_some());
        assert!(place(&["river", "falls"]) < place(&["river"]));
        assert_eq!(rests_of_towns(Key::of("qqqqzz")).count(), 0);
        assert!(of_one_word().all(|town| !town.contains(' ')));
    }
}
