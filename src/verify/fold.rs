//! Text without what two spellings of one word may differ in: case, accents,
//! width, ligatures, invisible characters, look-alike letters.
//!
//! Needles and text go through the same function, so a match does not depend
//! on which of the spellings the file uses.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds text for comparison. Blanks and punctuation stay.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter))
        .flat_map(char::to_lowercase)
        // Lower case of some letters has marks of its own (U+0130).
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(|letter| Folded::of(letter))
        .nfc()
        .collect()
}

/// The German and Nordic way to write a letter with a mark as two letters:
/// `Müller` as `Mueller`. `None` if the text has no such letter.
#[must_use]
pub fn transliterated(text: &str) -> Option<String> {
    let pairs = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('å', "aa"),
        ('Å', "Aa"),
        ('ø', "oe"),
        ('Ø', "Oe"),
    ];
    let composed: String = text.nfc().collect();
    let mut found = false;
    let mut result = String::with_capacity(composed.len());
    for letter in composed.chars() {
        match pairs.iter().find(|(from, _)| *from == letter) {
            Some((_, two)) => {
                found = true;
                result.push_str(two);
            }
            None => result.push(letter),
        }
    }
    found.then_some(result)
}

/// Zero-width and direction characters, soft hyphen, variation selectors: they
/// split a word for a machine and not for a reader.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// One or two letters in place of one, without taking memory.
struct Folded {
    first: Option<char>,
    second: Option<char>,
}

impl Folded {
    /// `letter` is lower case and has no mark any more.
    #[rustfmt::skip]
    fn of(letter: char) -> Self {
        let one = |first| Self { first: Some(first), second: None };
        let two = |first, second| Self { first: Some(first), second: Some(second) };
        match letter {
            'ß' => two('s', 's'),
            'æ' => two('a', 'e'),
            'œ' => two('o', 'e'),
            'þ' => two('t', 'h'),
            'ø' => one('o'),
            'ł' => one('l'),
            'đ' | 'ð' => one('d'),
            'ħ' => one('h'),
            'ı' => one('i'),
            'ŋ' => one('n'),
            // Digits of other scripts.
            '\u{0660}'..='\u{0669}' => one(digit(letter, 0x0660)),
            '\u{06F0}'..='\u{06F9}' => one(digit(letter, 0x06F0)),
            '\u{0966}'..='\u{096F}' => one(digit(letter, 0x0966)),
            // Cyrillic and Greek letters that look like Latin ones.
            'а' | 'α' => one('a'),
            'в' | 'β' => one('b'),
            'е' | 'ε' => one('e'),
            'к' | 'κ' => one('k'),
            'м' => one('m'),
            'н' => one('h'),
            'о' | 'ο' => one('o'),
            'р' | 'ρ' => one('p'),
            'с' => one('c'),
            'т' | 'τ' => one('t'),
            'у' | 'υ' => one('y'),
            'х' | 'χ' => one('x'),
            'і' | 'ι' => one('i'),
            'ј' => one('j'),
            'ѕ' => one('s'),
            'ν' => one('v'),
            'ς' => one('σ'),
            other => one(other),
        }
    }
}

impl Iterator for Folded {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        self.first.take().or_else(|| self.second.take())
    }
}

fn digit(letter: char, zero: u32) -> char {
    char::from_digit(u32::from(letter).saturating_sub(zero), 10).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one() {
        for spelling in [
            "Jérôme",
            "JE\u{301}RO\u{302}ME",
            "je\u{200B}r\u{AD}ome",
            "Ｊｅｒｏｍｅ",
            "J\u{0435}r\u{03BF}me",
        ] {
            assert_eq!(fold(spelling), "jerome", "{spelling}");
        }
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("İSTANBUL"), "istanbul");
        assert_eq!(fold("١٢٣"), "123");
    }

    #[test]
    fn hangul_syllables_and_kana_stay_whole() {
        assert_eq!(fold("길동").chars().count(), 2);
        assert_eq!(fold("ガ"), fold("カ"));
    }

    #[test]
    fn umlauts_have_a_second_spelling() {
        assert_eq!(transliterated("Müller").as_deref(), Some("Mueller"));
        assert_eq!(transliterated("Muller"), None);
    }
}
