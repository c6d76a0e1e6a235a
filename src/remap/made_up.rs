//! Names of nobody, for report text: `Corenosk Balequor`.
//!
//! They are put together of parts that are no parts of names, so that whoever
//! reads one knows what it is: every made-up given name ends in `osk`, every
//! made-up family name in `quor`. None is a word of the lexicons (names of the
//! census, places, drugs, clinical and ordinary words); a test compares them.

/// Which part of a name a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamePart {
    /// Given or middle name.
    Given,
    /// Family name.
    Family,
}

#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "Ab", "Al", "Am", "Ar", "Bal", "Bel", "Bor", "Bran", "Cal", "Cor", "Dal", "Del", "Dor", "El",
    "Em", "Fal", "Fen", "Gal", "Gor", "Hal", "Hel", "Hol", "Il", "Jan", "Jor", "Kal", "Kel", "Lam",
    "Len", "Lor", "Mar", "Mer", "Nal", "Nor", "Ol", "Or", "Pal", "Pel", "Por", "Quel", "Ral",
    "Ren", "Sal", "Sel", "Tal", "Tor", "Ul", "Ur", "Val", "Vel", "Wal", "Wen", "Yal", "Yor", "Zal",
    "Zor",
];

#[rustfmt::skip]
const MIDDLES: &[&str] = &[
    "", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "am", "em", "om", "ad", "ed",
];

const GIVEN_END: &str = "osk";
const FAMILY_END: &str = "quor";

/// How many names there are of one part.
pub const COUNT: usize = BEGINNINGS.len() * MIDDLES.len();

/// One of the names.
#[must_use]
pub fn name(part: NamePart, number: usize) -> String {
    let beginning = BEGINNINGS.get(number / MIDDLES.len() % BEGINNINGS.len());
    let middle = MIDDLES.get(number % MIDDLES.len());
    let end = match part {
        NamePart::Given => GIVEN_END,
        NamePart::Family => FAMILY_END,
    };
    [beginning.unwrap_or(&""), middle.unwrap_or(&""), end].concat()
}

/// Whether a word is one of the names, or two of them with a hyphen.
#[must_use]
pub fn is_made_up(word: &str) -> bool {
    let mut pieces = word.split('-');
    let known = pieces.by_ref().take(2).all(|piece| {
        let stem = piece
            .strip_suffix(GIVEN_END)
            .or_else(|| piece.strip_suffix(FAMILY_END))
            .unwrap_or_default();
        let mut beginnings = BEGINNINGS.iter().filter_map(|part| stem.strip_prefix(part));
        beginnings.any(|middle| MIDDLES.contains(&middle))
    });
    known && pieces.next().is_none()
}

/// What every made-up name holds; a word without it holds none.
#[must_use]
pub fn may_hold_one(small: &str) -> bool {
    small.contains(GIVEN_END) || small.contains(FAMILY_END)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_another_and_is_known_again() {
        let mut all = BTreeSet::new();
        for part in [NamePart::Given, NamePart::Family] {
            for number in 0..COUNT {
                let name = name(part, number);
                assert!(is_made_up(&name) && may_hold_one(&name), "{name}");
                assert!(all.insert(name));
            }
        }
        assert_eq!(all.len(), 2 * COUNT);
        assert!(is_made_up("Balquor-Corenosk"));
        for other in [
            "Balquor-",
            "quor",
            "Balquor-Corenosk-Alosk",
            "Kowosk",
            "",
            "-",
        ] {
            assert!(!is_made_up(other), "{other}");
        }
    }
}
