//! ISO/IEC 2022 code extensions as DICOM uses them, PS3.5 §6.1.2.5 and PS3.3
//! Tables C.12-3 and C.12-4.

use encoding_rs::{
    EUC_JP, EUC_KR, Encoding, GBK, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6,
    ISO_8859_7, ISO_8859_8, ISO_8859_15, SHIFT_JIS, WINDOWS_874, WINDOWS_1252, WINDOWS_1254,
};

/// Starts an escape sequence.
pub(super) const ESCAPE: u8 = 0x1B;

/// The two code elements in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sets {
    /// Bytes 21 to 7E.
    g0: G0,
    /// Bytes A0 to FF.
    g1: Option<G1>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum G0 {
    /// ISO 646, and JIS X 0201 romaji, whose yen sign and overline matter to
    /// no comparison.
    Basic,
    /// JIS X 0201 katakana, as some write it.
    Katakana,
    /// JIS X 0208: two bytes.
    Kanji,
    /// JIS X 0212: two bytes.
    SupplementaryKanji,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum G1 {
    SingleByte(&'static Encoding),
    /// KS X 1001 or GB 2312: two bytes.
    DoubleByte(&'static Encoding),
}

/// What an escape sequence calls in.
enum Called {
    G0(G0),
    G1(G1),
}

impl Sets {
    /// What holds at the start of a value and behind each delimiter, by the
    /// registration number of the first term.
    pub(super) fn initial(registration: u16) -> Self {
        let (g0, g1) = match registration {
            13 => (G0::Basic, Some(G1::SingleByte(SHIFT_JIS))),
            58 => (G0::Basic, Some(G1::DoubleByte(GBK))),
            149 => (G0::Basic, Some(G1::DoubleByte(EUC_KR))),
            other => (G0::Basic, super::single_byte(other).map(G1::SingleByte)),
        };
        Self { g0, g1 }
    }

    /// The text, or `None` if bytes stand in a code element that nothing was
    /// called into.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        let mut now = self;
        let mut text = String::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some((&byte, behind)) = rest.split_first() {
            rest = match byte {
                ESCAPE => match escape(behind) {
                    Some((called, length)) => {
                        now.call(called);
                        behind.get(length..).unwrap_or_default()
                    }
                    None => behind,
                },
                0x80.. => now.high(byte, behind, &mut text)?,
                0x21..=0x7E if now.g0 != G0::Basic => now.low(byte, behind, &mut text),
                _ => {
                    if is_delimiter(byte) {
                        now.start_again(self);
                    }
                    text.push(char::from(byte));
                    behind
                }
            };
        }
        Some(text)
    }

    fn call(&mut self, called: Called) {
        match called {
            Called::G0(g0) => self.g0 = g0,
            Called::G1(g1) => self.g1 = Some(g1),
        }
    }

    /// PS3.5 §6.1.2.5.3. Where the first term names no G1, the one called last
    /// is left in place: writers forget to call it again.
    fn start_again(&mut self, initial: Self) {
        self.g0 = initial.g0;
        self.g1 = initial.g1.or(self.g1);
    }

    fn high<'a>(self, byte: u8, behind: &'a [u8], text: &mut String) -> Option<&'a [u8]> {
        match self.g1? {
            G1::SingleByte(encoding) => {
                push(text, encoding, &[byte]);
                Some(behind)
            }
            G1::DoubleByte(encoding) => {
                let (length, rest) = match behind.split_first() {
                    Some((&second @ 0xA0.., rest)) => (Some(second), rest),
                    Some(_) | None => (None, behind),
                };
                match length {
                    Some(second) => push(text, encoding, &[byte, second]),
                    None => text.push(char::REPLACEMENT_CHARACTER),
                }
                Some(rest)
            }
        }
    }

    fn low<'a>(self, byte: u8, behind: &'a [u8], text: &mut String) -> &'a [u8] {
        let lead = byte | 0x80;
        let Some((&second, rest)) = behind.split_first() else {
            match self.g0 {
                G0::Katakana => push(text, SHIFT_JIS, &[lead]),
                G0::Basic | G0::Kanji | G0::SupplementaryKanji => {
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            return behind;
        };
        match self.g0 {
            G0::Basic => {
                text.push(char::from(byte));
                behind
            }
            G0::Katakana => {
                push(text, SHIFT_JIS, &[lead]);
                behind
            }
            G0::Kanji => {
                push(text, EUC_JP, &[lead, second | 0x80]);
                rest
            }
            G0::SupplementaryKanji => {
                push(text, EUC_JP, &[0x8F, lead, second | 0x80]);
                rest
            }
        }
    }
}

fn push(text: &mut String, encoding: &'static Encoding, bytes: &[u8]) {
    text.push_str(&encoding.decode_without_bom_handling(bytes).0);
}

/// Behind these the initial sets hold again: ends of lines and pages, and what
/// parts values, name components and component groups.
const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b'\r' | b'\\' | b'^' | b'=')
}

/// What stands behind ESC, and how many bytes of it.
fn escape(behind: &[u8]) -> Option<(Called, usize)> {
    let single = |encoding| Called::G1(G1::SingleByte(encoding));
    let double = |encoding| Called::G1(G1::DoubleByte(encoding));
    let called = match behind {
        [b'(', b'B' | b'J', ..] => (Called::G0(G0::Basic), 2),
        [b'(', b'I', ..] => (Called::G0(G0::Katakana), 2),
        [b')', b'I', ..] => (single(SHIFT_JIS), 2),
        [b'-', last, ..] => (single(high_set(*last)?), 2),
        [b'$', b'B' | b'@', ..] => (Called::G0(G0::Kanji), 2),
        [b'$', b'(', b'B' | b'@', ..] => (Called::G0(G0::Kanji), 3),
        [b'$', b'(', b'D', ..] => (Called::G0(G0::SupplementaryKanji), 3),
        [b'$', b')', b'C', ..] => (double(EUC_KR), 3),
        [b'$', b')', b'A', ..] => (double(GBK), 3),
        _ => return None,
    };
    Some(called)
}

/// The last byte of `ESC 02/13 F`: a set of 96 characters called into G1.
fn high_set(last: u8) -> Option<&'static Encoding> {
    Some(match last {
        b'A' => WINDOWS_1252,
        b'B' => ISO_8859_2,
        b'C' => ISO_8859_3,
        b'D' => ISO_8859_4,
        b'F' => ISO_8859_7,
        b'G' => ISO_8859_6,
        b'H' => ISO_8859_8,
        b'L' => ISO_8859_5,
        b'M' => WINDOWS_1254,
        b'T' => WINDOWS_874,
        b'b' => ISO_8859_15,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Charset;

    fn decode(terms: &str, bytes: &[u8]) -> String {
        Charset::from_specific_character_set(terms.as_bytes()).decode(bytes)
    }

    /// The examples of PS3.5 Annexes H, I and K (made-up names of the standard).
    #[test]
    fn japanese_names_of_the_standard() {
        let name =
            b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B";
        assert_eq!(
            decode("\\ISO 2022 IR 87", name),
            "Yamada^Tarou=山田^太郎=やまだ^たろう"
        );
        let name = b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J";
        assert_eq!(
            decode("ISO 2022 IR 13\\ISO 2022 IR 87", name),
            "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎"
        );
    }

    #[test]
    fn korean_names_of_the_standard() {
        let name = b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf";
        assert_eq!(
            decode("\\ISO 2022 IR 149", name),
            "Hong^Gildong=洪^吉洞=홍^길동"
        );
    }

    #[test]
    fn chinese_with_code_extensions() {
        let name = b"Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=";
        assert_eq!(decode("\\ISO 2022 IR 58", name), "Zhang^XiaoDong=张^小东=");
    }

    #[test]
    fn alphabets_with_code_extensions() {
        let name = b"Dionysios is \x1b-F\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2";
        assert_eq!(
            decode("ISO 2022 IR 100\\ISO 2022 IR 126", name),
            "Dionysios is Διονυσιος"
        );
        // Behind a delimiter the first set holds again.
        let name = b"\x1b-L\xb1\\\xe9";
        assert_eq!(decode("ISO 2022 IR 100\\ISO 2022 IR 144", name), "Б\\é");
    }

    #[test]
    fn undeclared_escapes_and_forgotten_calls_are_read() {
        assert_eq!(decode("", b"\x1b$B;3ED\x1b(B"), "山田");
        let forgotten = b"\x1b$)C\xc8\xab^\xb1\xe6\xb5\xbf";
        assert_eq!(decode("\\ISO 2022 IR 149", forgotten), "홍^길동");
        assert_eq!(
            decode("\\ISO 2022 IR 58", b"CT \xd5\xc5\xd0\xa1\xb6\xab"),
            "CT 张小东"
        );
        assert_eq!(decode("\\ISO 2022 IR 149", b"\xc8\xab"), "홍");
        assert_eq!(decode("\\ISO 2022 IR 58", b"M\xfcller"), "Müller");
        assert_eq!(decode("\\ISO 2022 IR 87", "Müller".as_bytes()), "Müller");
        assert_eq!(decode("\\ISO 2022 IR 87", b"M\xfcller"), "Müller");
    }

    #[test]
    fn supplementary_kanji() {
        // JIS X 0212 row 16, cell 1: U+4E02.
        assert_eq!(decode("\\ISO 2022 IR 159", b"\x1b$(D0!\x1b(B"), "丂");
    }
}
