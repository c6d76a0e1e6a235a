//! Letters of a source as plain Unicode.

use unicode_normalization::UnicodeNormalization;

/// Letters as they are meant: NFC, ligatures resolved, no invisible marks,
/// every kind of blank a blank; what has no meaning is U+FFFD.
pub(super) fn plain_letters(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .map(|letter| {
                if letter.is_ascii_control() {
                    ' '
                } else {
                    letter
                }
            })
            .collect();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // Ligatures of Latin and Armenian, forms that Hebrew and Arabic
            // letters take in a word, marks turned for vertical lines.
            '\u{FB00}'..='\u{FDFF}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FEFC}' => {
                out.extend(std::iter::once(letter).nfkd());
            }
            // Symbol fonts keep bullets in the private area.
            '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F076}' | '\u{F06C}' | '\u{F06E}' => {
                out.push('•');
            }
            '\u{F0FC}' => out.push('✓'),
            '\u{F02D}' => out.push('-'),
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            // Zero width, direction marks, byte order mark, soft joiners.
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' => {}
            // A soft hyphen that is drawn is a hyphen.
            '\u{AD}' => out.push('-'),
            letter if letter.is_control() || letter.is_whitespace() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.nfc().collect()
}

/// Words or long numbers; not digests, codes, single letters.
pub(super) fn is_worded(text: &str) -> bool {
    let (mut letters, mut digits, mut strange, mut all) = (0_usize, 0_usize, 0_usize, 0_usize);
    for letter in text.chars() {
        all += 1;
        if letter.is_alphabetic() {
            letters += 1;
        } else if letter.is_ascii_digit() {
            digits += 1;
        } else if letter.is_control() && !letter.is_whitespace()
            || letter == char::REPLACEMENT_CHARACTER
        {
            strange += 1;
        }
    }
    (letters >= 2 || digits >= 4) && strange * 10 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_blanks_and_invisible_marks_are_plain() {
        assert_eq!(
            plain_letters("ﬁnd\u{A0}no\u{200B}thing\u{AD}"),
            "find nothing-"
        );
        assert_eq!(plain_letters("Gro\u{308}ße"), "Größe");
        assert_eq!(plain_letters("\u{F0B7}\u{E123}"), "•\u{FFFD}");
        // Arabic letters as they look inside a word, a bracket of a vertical line.
        assert_eq!(plain_letters("\u{FEE3}\u{FEAE}\u{FEFB}\u{FE35}"), "مرلا(");
    }

    #[test]
    fn words_and_long_numbers_are_told_from_codes() {
        assert!(is_worded("Oda") && is_worded("MRN 4711") && is_worded("20230412"));
        assert!(!is_worded("-") && !is_worded("17") && !is_worded("a\u{1}\u{2}\u{3}b"));
    }
}
