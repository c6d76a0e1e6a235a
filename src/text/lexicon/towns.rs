//! Names of towns. Those of one word carry the mark of a town in the table of
//! words; those of several words are looked up by their first.

use std::collections::HashMap;
use std::sync::OnceLock;

static TOWNS: &str = include_str!("towns.txt");

/// Most words of a town's name.
pub const LONGEST_TOWN: usize = 4;

/// Towns of one word that `words.txt` does not hold.
pub(super) fn of_one_word() -> impl Iterator<Item = &'static str> {
    lines().filter(|line| !line.contains(' '))
}

/// What may follow a word in the name of a town: `eau` is followed by `claire`.
#[must_use]
pub fn rests_of_towns(first: &str) -> &'static [Vec<&'static str>] {
    static TABLE: OnceLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let mut table = HashMap::<_, Vec<Vec<_>>>::new();
            for line in lines() {
                let mut words = line.split(' ');
                let Some(first) = words.next() else { continue };
                let rest: Vec<_> = words.collect();
                if !rest.is_empty() && rest.len() < LONGEST_TOWN {
                    table.entry(first).or_default().push(rest);
                }
            }
            // `Black River Falls` before `Black River`.
            for rests in table.values_mut() {
                rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
            }
            table
        })
        .get(first)
        .map_or(&[], Vec::as_slice)
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
        let rests = rests_of_towns("black");
        let river = rests.iter().position(|rest| rest == &["river"]);
        let falls = rests.iter().position(|rest| rest == &["river", "falls"]);
        assert!(falls.is_some() && falls < river, "{rests:?}");
        assert!(rests_of_towns("qqqqzz").is_empty());
        assert!(of_one_word().all(|town| !town.contains(' ')));
    }
}
