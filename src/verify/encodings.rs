//! Character sets in both directions: the bytes that a value can have in a
//! file, and the texts that bytes can mean.
//!
//! A file can declare a wrong character set (0008,0005) and still be read by a
//! person. So values are looked for under every set that can hold them,
//! declared or not (PS3.3 C.12.1.1.2 lists the sets of the standard).

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_3,
    ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, KOI8_R, SHIFT_JIS, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// The sets a value is written in. UTF-8 and UTF-16 come besides.
static WRITTEN_IN: &[&Encoding] = &[
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    ISO_8859_2,
    ISO_8859_3,
    ISO_8859_4,
    ISO_8859_5,
    ISO_8859_6,
    ISO_8859_7,
    ISO_8859_8,
    KOI8_R,
    IBM866,
    GB18030,
    GBK,
    BIG5,
    SHIFT_JIS,
    EUC_JP,
    ISO_2022_JP,
    EUC_KR,
];

/// The sets bytes are read by when they are not ASCII. A superset stands for
/// its parts (windows-1252 for ISO 8859-1, GB18030 for GBK and GB 2312).
static READ_BY: &[&Encoding] = &[
    WINDOWS_1252,
    WINDOWS_1251,
    ISO_8859_2,
    ISO_8859_3,
    ISO_8859_4,
    ISO_8859_5,
    ISO_8859_6,
    ISO_8859_7,
    ISO_8859_8,
    WINDOWS_1254,
    WINDOWS_874,
    KOI8_R,
    GB18030,
    BIG5,
    SHIFT_JIS,
    EUC_JP,
    ISO_2022_JP,
    EUC_KR,
];

/// Lead-in of ISO 2022 code extensions.
const ESCAPE: u8 = 0x1B;

/// The byte forms of a text that is not ASCII, without UTF-16, each once.
#[must_use]
pub fn byte_spellings(text: &str) -> Vec<Vec<u8>> {
    let mut spellings = vec![text.as_bytes().to_vec()];
    for encoding in WRITTEN_IN {
        let (bytes, _, unmappable) = encoding.encode(text);
        if !unmappable {
            spellings.push(without_escapes(&bytes));
        }
    }
    spellings.sort();
    spellings.dedup();
    spellings
}

/// UTF-16 in the given byte order, without a mark.
#[must_use]
pub fn wide(text: &str, order: ByteOrder) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| match order {
            ByteOrder::Little => unit.to_le_bytes(),
            ByteOrder::Big => unit.to_be_bytes(),
        })
        .collect()
}

/// Order of the two bytes of a UTF-16 unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrder {
    /// Low byte first.
    Little,
    /// High byte first.
    Big,
}

/// Every text that `bytes` can mean. ASCII means one text.
#[must_use]
pub fn readings(bytes: &[u8]) -> Vec<String> {
    if bytes.is_ascii() && !bytes.contains(&ESCAPE) {
        return std::str::from_utf8(bytes)
            .map(|text| vec![text.to_owned()])
            .unwrap_or_default();
    }
    let mut texts = Vec::new();
    if let Ok(text) = std::str::from_utf8(bytes) {
        texts.push(text.to_owned());
    }
    for encoding in READ_BY {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        texts.push(text.into_owned());
    }
    if bytes.contains(&ESCAPE) {
        // Sets that ISO 2022 shifts into the upper half (PS3.5 §6.1.2.5): what
        // is left without the shifts reads by the plain multi-byte set.
        let plain = without_escapes(bytes);
        for encoding in [
            EUC_KR,
            GB18030,
            EUC_JP,
            ISO_8859_5,
            ISO_8859_7,
            WINDOWS_1252,
        ] {
            let (text, _) = encoding.decode_without_bom_handling(&plain);
            texts.push(text.into_owned());
        }
    }
    texts.sort();
    texts.dedup();
    texts
}

/// Takes ISO 2022 shift sequences out: ESC, intermediate bytes 20-2F, one
/// final byte.
fn without_escapes(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        if byte == ESCAPE {
            while rest.next().is_some_and(|byte| (0x20..0x30).contains(&byte)) {}
        } else {
            plain.push(byte);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_name_is_spelled_in_all_its_sets() {
        let spellings = byte_spellings("山田太郎");
        assert!(spellings.contains(&b"\x8eR\x93c\x91\xbe\x98Y".to_vec()));
        assert!(spellings.contains(&b"\xbb\xb3\xc5\xc4\xc2\xc0\xcf\xba".to_vec()));
        assert!(
            spellings.contains(&b";3EDB@O:".to_vec()),
            "JIS without shifts"
        );
    }

    #[test]
    fn bytes_are_read_by_the_set_nobody_declared() {
        for (bytes, text) in [
            (b"M\xfcller".as_slice(), "Müller"),
            (b"\xb2\xe2\xca\xd4".as_slice(), "测试"),
            (b"\x1b$B;3ED\x1b(B".as_slice(), "山田"),
            (b"\x1b$)C\xc8\xab\xb1\xe6".as_slice(), "홍길"),
        ] {
            assert!(readings(bytes).iter().any(|reading| reading == text));
        }
    }
}
