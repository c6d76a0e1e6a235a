//! A person's name → the words and rows of words it is looked for as.

use super::fold::{fold, transliterated};
use super::ordinary::is_ordinary;

/// What a name is looked for as.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NameSpellings {
    /// Single parts that are rare enough to be looked for alone.
    pub parts: Vec<String>,
    /// Rows of two or more parts in the orders in which people write them.
    pub rows: Vec<Vec<String>>,
}

/// A part shorter than this is not looked for alone: two or three letters are
/// a word, an abbreviation or a unit too often.
const SHORTEST_PART_LETTERS: usize = 4;
/// Han characters carry more; two of them are a family name, one is not
/// looked for alone.
const SHORTEST_PART_GLYPHS: usize = 2;
/// A name of more words than this is cut: no real name, and rows multiply.
const LIMIT_WORDS: usize = 8;

/// Words before and behind a name that are no part of it.
const TITLES: &[&str] = &[
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mister",
    "prof",
    "professor",
    "doctor",
    "sir",
    "md",
    "do",
    "phd",
    "rn",
    "rt",
    "np",
    "pa",
    "mph",
    "facr",
    "frcr",
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "herr",
    "frau",
    "med",
    "univ",
];

/// Titles that make a short or ordinary family name a name again. `MR`, `DR`
/// and `MS` are not among them: they are a modality, another modality and a
/// disease.
const CALLED: &[&str] = &["mrs", "miss", "mister", "doctor", "professor", "prof"];

/// Spellings of one value of kind person name: PN with `^` and `=`, or free.
#[must_use]
pub fn spellings(value: &str) -> NameSpellings {
    let mut result = NameSpellings::default();
    for group in value.split('=') {
        add_group(&mut result, group);
        if let Some(other) = transliterated(group) {
            add_group(&mut result, &other);
        }
    }
    result.parts.sort();
    result.parts.dedup();
    result.rows.sort();
    result.rows.dedup();
    result
}

/// One component group (PS3.5 §6.2.1.1).
fn add_group(result: &mut NameSpellings, group: &str) {
    let (family, given) = split(group);
    for part in family.iter().chain(&given) {
        if stands_alone(part) {
            result.parts.push(part.clone());
        }
    }
    if family.len() > 1 {
        result.rows.push(family.clone());
    }
    if family.is_empty() {
        if given.len() > 1 {
            result.rows.push(given);
        }
        return;
    }
    for title in CALLED {
        let mut row = vec![(*title).to_owned()];
        row.extend(family.iter().cloned());
        result.rows.push(row);
    }
    for named in givens(&given) {
        result.rows.push([family.clone(), named.clone()].concat());
        result.rows.push([named, family.clone()].concat());
    }
}

/// The given names as people write them: all, the first alone, the first with
/// initials, initials alone.
fn givens(given: &[String]) -> Vec<Vec<String>> {
    let initial = |name: &String| fold(name).chars().next().map(String::from);
    let Some((first, more)) = given.split_first() else {
        return Vec::new();
    };
    let mut result = vec![given.to_vec(), vec![first.clone()]];
    if !more.is_empty() {
        let mut row = vec![first.clone()];
        row.extend(more.iter().filter_map(initial));
        result.push(row);
    }
    result.push(given.iter().filter_map(initial).collect());
    result.push(initial(first).into_iter().collect());
    result.retain(|row| !row.is_empty());
    result
}

/// Family words and given words of a name.
fn split(group: &str) -> (Vec<String>, Vec<String>) {
    if group.contains('^') {
        // Family, given, middle; prefix and suffix are no name.
        let mut components = group.split('^').map(words);
        let family = components.next().unwrap_or_default();
        let given = components.take(2).flatten().take(LIMIT_WORDS).collect();
        return (family, given);
    }
    if let Some((family, given)) = group.split_once(',') {
        return (without_titles(words(family)), without_titles(words(given)));
    }
    let mut all = without_titles(words(group));
    let family = all.pop().into_iter().collect();
    (family, all)
}

fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter))
        .filter(|word| !word.is_empty())
        .take(LIMIT_WORDS)
        .map(str::to_owned)
        .collect()
}

/// Combining marks stay in the word they belong to.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

fn without_titles(words: Vec<String>) -> Vec<String> {
    words
        .into_iter()
        .filter(|word| !TITLES.contains(&fold(word).as_str()))
        .collect()
}

/// Whether a part identifies without the others.
fn stands_alone(part: &str) -> bool {
    let folded = fold(part);
    let letters = folded.chars().count();
    if folded.chars().any(|letter| letter.is_ascii_digit()) || is_ordinary(&folded) {
        return false;
    }
    let glyphs = folded.chars().all(|letter| letter >= '\u{2E80}');
    letters >= SHORTEST_PART_LETTERS || (glyphs && letters >= SHORTEST_PART_GLYPHS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_name_is_written_in_both_orders_and_with_initials() {
        let spellings = spellings("QUILLFEATHER^ODALYS^MAE^DR^III");
        assert_eq!(spellings.parts, row(&["ODALYS", "QUILLFEATHER"]));
        for wanted in [
            &["QUILLFEATHER", "ODALYS"][..],
            &["ODALYS", "QUILLFEATHER"],
            &["ODALYS", "MAE", "QUILLFEATHER"],
            &["ODALYS", "m", "QUILLFEATHER"],
            &["QUILLFEATHER", "o"],
        ] {
            assert!(spellings.rows.contains(&row(wanted)), "{wanted:?}");
        }
    }

    #[test]
    fn free_names_lose_their_titles() {
        for free in ["Dr. Odalys Quillfeather, MD", "Quillfeather, Odalys"] {
            let found = spellings(free);
            assert!(found.parts.contains(&String::from("Odalys")), "{free}");
            assert!(!found.parts.iter().any(|part| part == "MD" || part == "Dr"));
        }
    }

    #[test]
    fn ordinary_words_are_not_looked_for_alone() {
        let found = spellings("WHITE^GRANT");
        assert!(found.parts.is_empty());
        assert!(found.rows.contains(&row(&["GRANT", "WHITE"])));
        assert!(found.rows.contains(&row(&["mrs", "WHITE"])));
    }

    #[test]
    fn umlauts_are_looked_for_as_two_letters_too() {
        let found = spellings("Grünwäldchen^Ida");
        assert!(found.parts.contains(&String::from("Gruenwaeldchen")));
    }
}
