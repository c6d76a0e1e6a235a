//! Text strings of a PDF.

use encoding_rs::{UTF_16BE, UTF_16LE};

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
    fn text_strings_are_read_in_all_their_encodings() {
        assert_eq!(pdf_text(&[0xFE, 0xFF, 0, b'O', 0, b'd', 0, b'a']), "Oda");
        assert_eq!(pdf_text(b"\xEF\xBB\xBFOda"), "Oda");
        assert_eq!(pdf_text(b"G\xF6\x80"), "Gö•");
    }
}
