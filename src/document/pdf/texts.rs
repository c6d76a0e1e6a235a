//! Letters of a PDF as plain Unicode.

use encoding_rs::{UTF_16BE, UTF_16LE};
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
            // Latin ligatures and Armenian ones, presentation forms.
            '\u{FB00}'..='\u{FB4F}' => out.extend(std::iter::once(letter).nfkd()),
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

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by their marks,
/// PDFDocEncoding without.
pub(super) fn pdf_text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        UTF_16LE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        match std::str::from_utf8(bytes) {
            // Not by the book, but written by many.
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| doc_encoding(*byte)).collect(),
        }
    }
}

/// PDFDocEncoding, ISO 32000-2 Annex D.3.
fn doc_encoding(byte: u8) -> char {
    const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";
    match byte {
        0x18..=0x1F => "˘ˇˆ˙˝˛˚˜".chars().nth(usize::from(byte - 0x18)),
        0x80..=0x9E => HIGH.chars().nth(usize::from(byte - 0x80)),
        0xA0 => Some('€'),
        byte => Some(char::from(byte)),
    }
    .unwrap_or(char::REPLACEMENT_CHARACTER)
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
    }

    #[test]
    fn text_strings_are_read_in_all_their_encodings() {
        assert_eq!(pdf_text(&[0xFE, 0xFF, 0, b'O', 0, b'd', 0, b'a']), "Oda");
        assert_eq!(pdf_text(b"\xEF\xBB\xBFOda"), "Oda");
        assert_eq!(pdf_text(b"G\xF6\x80"), "Gö•");
    }
}
