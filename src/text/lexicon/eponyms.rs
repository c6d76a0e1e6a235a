//! Names of people in the names of signs, diseases, views and devices, each
//! with the nouns it stands before: `baker` with `cyst`.

use std::sync::OnceLock;

use crate::text::keyed::{Key, Keyed};

static EPONYMS: &str = include_str!("eponyms.txt");

/// The words of one eponym and what it names.
#[derive(Debug)]
pub struct Eponym {
    rest: &'static str,
    heads: &'static str,
}

impl Eponym {
    /// The words behind the first: `sachs` behind `hill`.
    pub fn rest(&self) -> impl Iterator<Item = &'static str> {
        self.rest.split_ascii_whitespace()
    }

    /// True if the word is one of its nouns, in the singular or the plural.
    #[must_use]
    pub fn names(&self, word: &str) -> bool {
        self.heads().any(|head| is_form_of(word, head))
    }

    /// True if grades and types go by its name.
    #[must_use]
    pub fn grades(&self) -> bool {
        self.heads().any(|head| {
            matches!(
                head,
                "type" | "grade" | "stage" | "class" | "classification" | "score" | "category"
            )
        })
    }

    fn heads(&self) -> impl Iterator<Item = &'static str> {
        self.heads.split_ascii_whitespace()
    }
}

/// The eponyms that begin with the word of a key; longer ones come first.
pub fn eponyms(first: Key) -> impl Iterator<Item = &'static Eponym> {
    static TABLE: OnceLock<Keyed<Eponym>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let mut table = Keyed::default();
            for (first, eponym) in lines().filter_map(row) {
                table.add(first, eponym);
            }
            table.finish_longest_first(|eponym| eponym.rest().count());
            table
        })
        .all(first)
        .iter()
        .map(|(_, eponym)| eponym)
}

fn row(line: &'static str) -> Option<(Key, Eponym)> {
    let (names, heads) = line.split_once(':')?;
    let (first, rest) = names.split_once(' ').unwrap_or((names, ""));
    Some((Key::of(first), Eponym { rest, heads }))
}

/// `cyst` and `cysts`, `sinus` and `sinuses`, `anomaly` and `anomalies`,
/// `prosthesis` and `prostheses`.
fn is_form_of(word: &str, head: &str) -> bool {
    let Some(behind) = word.strip_prefix(head) else {
        let swapped = |single, plural| {
            head.strip_suffix(single)
                .and_then(|stem| word.strip_prefix(stem))
                .is_some_and(|ending| ending == plural)
        };
        return swapped("y", "ies") || swapped("is", "es") || swapped("us", "i");
    };
    matches!(behind, "" | "s" | "es")
}

fn lines() -> impl Iterator<Item = &'static str> {
    EPONYMS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_name_with_what_it_names() {
        for line in lines() {
            let (first, eponym) = row(line).expect(line);
            assert!(!eponym.heads.is_empty(), "{line}");
            let read = eponyms(first).any(|one| one.rest == eponym.rest);
            assert!(read, "{line}");
        }
    }

    #[test]
    fn nouns_are_known_in_both_numbers_and_no_others() {
        let baker = eponyms(Key::of("baker")).next().expect("baker");
        assert!(baker.names("cyst") && baker.names("cysts"));
        assert!(!baker.names("street") && !baker.names("cystic"));
        assert!(is_form_of("anomalies", "anomaly") && is_form_of("foci", "focus"));
        assert!(!is_form_of("", "line"));
    }
}
