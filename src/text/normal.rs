//! Brings any Unicode text to a plain form in which the detectors read, and
//! maps places in the plain form back to bytes of the original.
//!
//! Plain means: Latin letters without diacritics, ASCII digits, straight
//! quotes, hyphens and spaces, no invisible characters. Case is kept. Letters
//! of other scripts stay as they are.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::wrap;

/// The plain text and the way back.
#[derive(Debug)]
pub struct Normal<'a> {
    /// The plain text.
    pub text: Cow<'a, str>,
    /// The plain text in lower case, of the same length.
    pub lower: String,
    /// For each byte of `text` the first byte of the character of the
    /// original it came from, plus one entry for the end. `None`: same bytes.
    starts: Option<Vec<usize>>,
    original_length: usize,
}

impl<'a> Normal<'a> {
    /// Reads `original` once.
    #[must_use]
    pub fn of(original: &'a str) -> Self {
        if original.is_ascii() {
            return Self {
                text: Cow::Borrowed(original),
                lower: original.to_ascii_lowercase(),
                starts: None,
                original_length: original.len(),
            }
            .unwrapped();
        }
        let mut text = String::with_capacity(original.len());
        let mut starts = Vec::with_capacity(original.len() + 1);
        let mut at = 0;
        while let Some(letter) = original.get(at..).and_then(|rest| rest.chars().next()) {
            if letter.is_ascii() {
                let end = at + ascii_run(original, at);
                text.push_str(original.get(at..end).unwrap_or_default());
                starts.extend(at..end);
                at = end;
            } else {
                push_plain(letter, &mut text);
                starts.resize(text.len(), at);
                at += letter.len_utf8();
            }
        }
        starts.push(original.len());
        Self {
            lower: lower(&text),
            text: Cow::Owned(text),
            starts: Some(starts),
            original_length: original.len(),
        }
        .unwrapped()
    }

    /// One blank in the place of every line break that only fits a width.
    fn unwrapped(self) -> Self {
        let breaks = wrap::breaks(&self.text);
        if breaks.is_empty() {
            return self;
        }
        let old = self
            .starts
            .unwrap_or_else(|| (0..=self.original_length).collect());
        let mut text = String::with_capacity(self.text.len());
        let mut lower = String::with_capacity(self.text.len());
        let mut starts = Vec::with_capacity(old.len());
        let mut done = 0;
        for (start, end) in breaks.into_iter().chain([(self.text.len(), usize::MAX)]) {
            text.push_str(self.text.get(done..start).unwrap_or_default());
            lower.push_str(self.lower.get(done..start).unwrap_or_default());
            starts.extend_from_slice(old.get(done..start).unwrap_or_default());
            if end != usize::MAX {
                text.push(' ');
                lower.push(' ');
                starts.extend(old.get(start));
                done = end;
            }
        }
        starts.push(self.original_length);
        Self {
            text: Cow::Owned(text),
            lower,
            starts: Some(starts),
            original_length: self.original_length,
        }
    }

    /// Another writing of the plain text, of the same length: places in it are
    /// places in this one.
    #[must_use]
    pub fn rewritten(text: &str) -> Normal<'_> {
        Normal {
            lower: lower(text),
            text: Cow::Borrowed(text),
            starts: None,
            original_length: text.len(),
        }
    }

    /// Bytes of the original for bytes `start..end` of the plain text. Whole
    /// characters: a ligature that is cut in the middle counts as inside.
    #[must_use]
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let Some(starts) = &self.starts else {
            return (
                start.min(self.original_length),
                end.min(self.original_length),
            );
        };
        let place = |at: usize| starts.get(at).copied().unwrap_or(self.original_length);
        let first = place(start);
        let last = place(end.saturating_sub(1));
        // A character may have become several bytes: go to the first byte
        // that comes from a later character.
        let behind = starts
            .get(end..)
            .unwrap_or_default()
            .iter()
            .copied()
            .find(|&at| at > last)
            .unwrap_or(self.original_length);
        (first, behind.max(first))
    }
}

/// The plain form of a short value (a known name), in lower case.
#[must_use]
pub fn plain_lower(value: &str) -> String {
    Normal::of(value).lower
}

/// Lower case where that does not change the length in bytes.
#[must_use]
pub fn lower(plain: &str) -> String {
    if plain.is_ascii() {
        return plain.to_ascii_lowercase();
    }
    plain
        .chars()
        .map(|letter| {
            if letter.is_ascii() {
                return letter.to_ascii_lowercase();
            }
            let mut small = letter.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
                _ => letter,
            }
        })
        .collect()
}

/// How many bytes of plain letters stand at a place.
fn ascii_run(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let end = rest.iter().position(|byte| !byte.is_ascii());
    end.unwrap_or(rest.len())
}

fn push_plain(letter: char, text: &mut String) {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{02BC}' | '\u{02B9}'
        | '\u{2032}' | '\u{00B4}' | '\u{FF07}' | '\u{02BB}' => text.push('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{00AB}' | '\u{00BB}' => text.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | '\u{2043}' => {
            text.push('-');
        }
        '\u{2044}' | '\u{2215}' => text.push('/'),
        '\u{0085}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
        // Vulgar fractions must not become digits next to a number.
        '\u{00BC}'..='\u{00BE}' | '\u{2150}'..='\u{215F}' | '\u{2189}' => text.push(letter),
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'Æ' => text.push_str("Ae"),
        'œ' => text.push_str("oe"),
        'Œ' => text.push_str("Oe"),
        'ø' => text.push('o'),
        'Ø' => text.push('O'),
        'ł' => text.push('l'),
        'Ł' => text.push('L'),
        'đ' | 'ð' => text.push('d'),
        'Đ' | 'Ð' => text.push('D'),
        'ħ' => text.push('h'),
        'ı' => text.push('i'),
        'þ' => text.push_str("th"),
        'Þ' => text.push_str("Th"),
        _ if is_invisible(letter) => {}
        _ if letter.is_whitespace() => text.push(' '),
        _ => decompose_compatible(letter, |part| {
            if is_combining_mark(part) {
                return;
            }
            match part {
                '\u{2044}' => text.push('/'),
                _ if part.is_whitespace() => text.push(' '),
                _ => text.push(part),
            }
        }),
    }
}

/// Characters that show nothing and can stand inside a word.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0000}'..='\u{E01EF}'
    ) || is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_plain_text_leads_back_to_the_original_letters() {
        let original = "Dr. Mu\u{00F1}oz\u{2013}L\u{00F3}pez saw \u{FB01}brosis";
        let plain = Normal::of(original);
        assert_eq!(plain.text, "Dr. Munoz-Lopez saw fibrosis");
        let (start, end) = plain.original(4, 15);
        assert_eq!(
            original.get(start..end),
            Some("Mu\u{00F1}oz\u{2013}L\u{00F3}pez")
        );
        let at = plain.text.find("fi").unwrap_or_default();
        let (start, end) = plain.original(at, at + 1);
        assert_eq!(original.get(start..end), Some("\u{FB01}"));
    }

    #[test]
    fn marks_written_behind_their_letter_belong_to_it() {
        let original = "Rene\u{0301}e e\u{200B}nd";
        let plain = Normal::of(original);
        assert_eq!(plain.text, "Renee end");
        let (start, end) = plain.original(0, 4);
        assert_eq!(original.get(start..end), Some("Rene\u{0301}"));
    }
}
