//! Text of any Specific Character Set (0008,0005) as Unicode, PS3.3 C.12.1.1.2.
//!
//! Decoding never fails: a name that cannot be told for sure is still wanted
//! for comparing. Wrong and missing declarations are met with what the bytes
//! themselves say.

mod code_extensions;

use encoding_rs::{
    EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6,
    ISO_8859_7, ISO_8859_8, ISO_8859_15, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1252, WINDOWS_1254,
};

use code_extensions::Sets;

/// How the text values of one data set are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset {
    declared: Repertoire,
    /// Set where more than one term, or a term with code extensions, is given.
    sets: Option<Sets>,
    /// Sets for text in a declared set of two bytes that no escape calls in.
    forgotten: Option<Sets>,
}

/// What the first term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repertoire {
    /// ISO 646, or no term that is known.
    Basic,
    /// One byte for one character.
    SingleByte(&'static Encoding),
    /// UTF-8, GB18030 and the like, without code extensions.
    Whole(&'static Encoding),
}

/// Fewest multi-byte characters that make UTF-8 likelier than a declared
/// alphabet in which pairs of letters can look like UTF-8.
const SURE_OF_UTF8: usize = 3;

impl Default for Charset {
    /// The default repertoire, ISO 646.
    fn default() -> Self {
        Self {
            declared: Repertoire::Basic,
            sets: None,
            forgotten: None,
        }
    }
}

impl Charset {
    /// Reads the value of (0008,0005): terms between backslashes.
    #[must_use]
    pub fn from_specific_character_set(raw_0008_0005: &[u8]) -> Self {
        let text = String::from_utf8_lossy(raw_0008_0005);
        let terms: Vec<Term> = text.split('\\').take(16).map(Term::parse).collect();
        let declared = terms.first().map_or(Repertoire::Basic, |term| term.means);
        let extended = terms.len() > 1 || terms.iter().any(|term| term.extended == Extended::Yes);
        let whole = matches!(declared, Repertoire::Whole(_));
        let sets = (extended && !whole).then(|| {
            let first = terms.first().map_or(0, |term| term.registration);
            Sets::initial(first)
        });
        let forgotten = terms
            .iter()
            .map(|term| term.registration)
            .find(|registration| matches!(registration, 58 | 149))
            .filter(|_| sets.is_some())
            .map(Sets::initial);
        Self {
            declared,
            sets,
            forgotten,
        }
    }

    /// The text of a raw value, padding included. Bytes that mean nothing
    /// become U+FFFD.
    #[must_use]
    pub fn decode(&self, bytes: &[u8]) -> String {
        let has_escape = bytes.contains(&code_extensions::ESCAPE);
        if bytes.is_ascii() && !has_escape {
            return bytes.iter().copied().map(char::from).collect();
        }
        match (self.sets, self.declared) {
            (Some(sets), _) => sets
                .decode(bytes)
                .or_else(|| self.without_calls(bytes))
                .unwrap_or_else(|| self.guess(bytes)),
            (None, Repertoire::Whole(encoding)) => whole(encoding, bytes),
            (None, Repertoire::Basic | Repertoire::SingleByte(_)) if has_escape => Sets::initial(0)
                .decode(bytes)
                .unwrap_or_else(|| self.guess(bytes)),
            (None, Repertoire::Basic | Repertoire::SingleByte(_)) => self.guess(bytes),
        }
    }

    /// Chinese or Korean that was declared and never called in.
    fn without_calls(&self, bytes: &[u8]) -> Option<String> {
        self.forgotten?
            .decode(bytes)
            .filter(|text| !text.contains(char::REPLACEMENT_CHARACTER))
    }

    /// UTF-8 where the bytes are UTF-8 beyond chance, else what was declared,
    /// else Windows-1252.
    fn guess(&self, bytes: &[u8]) -> String {
        let declared = match self.declared {
            Repertoire::Basic => WINDOWS_1252,
            Repertoire::SingleByte(encoding) | Repertoire::Whole(encoding) => encoding,
        };
        let is_latin = declared == WINDOWS_1252 || declared == WINDOWS_1254;
        let enough = if is_latin { 1 } else { SURE_OF_UTF8 };
        if let Ok(text) = std::str::from_utf8(bytes) {
            let wide = text.chars().filter(|one| !one.is_ascii()).count();
            let readable = !text.chars().any(|one| ('\u{80}'..'\u{A0}').contains(&one));
            if wide >= enough && readable {
                return text.to_owned();
            }
        }
        decoded(declared, bytes).unwrap_or_else(|| lossy(WINDOWS_1252, bytes))
    }
}

/// The text of bytes in a declared multi-byte encoding; if they are not in it,
/// in UTF-8; if neither, in Windows-1252, so that the ASCII in it is intact.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> String {
    decoded(encoding, bytes)
        .or_else(|| decoded(UTF_8, bytes))
        .unwrap_or_else(|| lossy(WINDOWS_1252, bytes))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// One defined term.
#[derive(Clone, Copy)]
struct Term {
    means: Repertoire,
    extended: Extended,
    /// Its number in the ISO registry of character sets, 0 if it has none.
    registration: u16,
}

/// Whether a term speaks of code extensions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extended {
    Yes,
    No,
}

impl Term {
    /// Spellings vary (`ISO-IR 100`, `ISO_IR_100`, `ISO IR100`, `utf-8`):
    /// letters and digits alone count.
    fn parse(term: &str) -> Self {
        let letters: String = term
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|one| one.to_ascii_uppercase())
            .collect();
        let (rest, extended) = match letters.strip_prefix("ISO2022IR") {
            Some(rest) => (rest, Extended::Yes),
            None => (
                letters.strip_prefix("ISOIR").unwrap_or(&letters),
                Extended::No,
            ),
        };
        let registration: u16 = rest.parse().unwrap_or(0);
        let means = match rest {
            "192" | "UTF8" | "ISO10646" => Repertoire::Whole(UTF_8),
            "GB18030" => Repertoire::Whole(GB18030),
            "GBK" | "GB2312" => Repertoire::Whole(GBK),
            "EUCKR" | "KSC5601" => Repertoire::Whole(EUC_KR),
            "SHIFTJIS" | "SJIS" => Repertoire::Whole(SHIFT_JIS),
            "LATIN1" | "ISO88591" => Repertoire::SingleByte(WINDOWS_1252),
            _ => single_byte(registration).map_or(Repertoire::Basic, Repertoire::SingleByte),
        };
        Self {
            means,
            extended,
            registration,
        }
    }
}

/// PS3.3 Table C.12-2 and C.12-3. Latin-1 and Latin-5 are read by their Windows
/// supersets: what old machines wrote into the gaps is then legible.
fn single_byte(registration: u16) -> Option<&'static Encoding> {
    Some(match registration {
        13 => SHIFT_JIS,
        100 => WINDOWS_1252,
        101 => ISO_8859_2,
        109 => ISO_8859_3,
        110 => ISO_8859_4,
        126 => ISO_8859_7,
        127 => ISO_8859_6,
        138 => ISO_8859_8,
        144 => ISO_8859_5,
        148 => WINDOWS_1254,
        166 => WINDOWS_874,
        203 => ISO_8859_15,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(terms: &str, bytes: &[u8]) -> String {
        Charset::from_specific_character_set(terms.as_bytes()).decode(bytes)
    }

    #[test]
    fn single_byte_repertoires() {
        assert_eq!(decode("ISO_IR 100", b"Buc^J\xe9r\xf4me"), "Buc^Jérôme");
        assert_eq!(decode("ISO_IR 101", b"W\xb1\xbf"), "Wąż");
        assert_eq!(decode("ISO_IR 109", b"\xc6a\xf8"), "Ĉaĝ");
        assert_eq!(decode("ISO_IR 110", b"\xd1ik\xf3"), "Ņikķ");
        assert_eq!(decode("ISO_IR 144", b"\xbb\xee\xda\xe1\xd5\xdc"), "Люксем");
        assert_eq!(decode("ISO_IR 127", b"\xe2\xc8\xc7\xe6\xea"), "قباني");
        assert_eq!(decode("ISO_IR 126", b"\xc4\xe9\xef\xed"), "Διον");
        assert_eq!(decode("ISO_IR 138", b"\xf9\xf8\xe5\xef"), "שרון");
        assert_eq!(decode("ISO_IR 148", b"\xc7avu\xfeo\xf0lu"), "Çavuşoğlu");
        assert_eq!(decode("ISO_IR 166", b"\xca\xc1\xaa\xd2\xc2"), "สมชาย");
        assert_eq!(decode("ISO_IR 203", b"\xbdil \xa4"), "œil €");
        assert_eq!(
            decode("ISO_IR 13", b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3"),
            "ﾔﾏﾀﾞ^ﾀﾛｳ"
        );
    }

    #[test]
    fn whole_encodings() {
        assert_eq!(decode("ISO_IR 192", "Wang^王".as_bytes()), "Wang^王");
        assert_eq!(decode("GB18030", b"Wang^\xcd\xf5"), "Wang^王");
        assert_eq!(decode("GBK", b"\xcd\xf5^\xd0\xa1\xb6\xab"), "王^小东");
        // A second byte of 5C is no backslash.
        assert_eq!(decode("GB18030", b"\x81\x5c"), "乗");
    }

    #[test]
    fn wrong_and_missing_declarations_still_read() {
        assert_eq!(decode("", "Müller".as_bytes()), "Müller");
        assert_eq!(decode("", b"M\xfcller"), "Müller");
        assert_eq!(decode("ISO_IR 100", "Żółć".as_bytes()), "Żółć");
        assert_eq!(decode("ISO_IR 192", b"M\xfcller"), "Müller");
        assert_eq!(decode("ISO_IR 144", "Люксембург".as_bytes()), "Люксембург");
        assert_eq!(decode("ISO-IR 100 ", b"\xe9"), "é");
        assert_eq!(decode("NONSENSE", b"\xe9"), "é");
        assert_eq!(decode("utf-8", "é".as_bytes()), "é");
    }

    #[test]
    fn no_bytes_make_it_fail() {
        let terms = [
            "",
            "ISO_IR 192",
            "ISO 2022 IR 87",
            "\\ISO 2022 IR 149",
            "GB18030",
        ];
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        for round in 0..4_000_usize {
            let mut bytes = Vec::new();
            for _ in 0..round % 24 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let special = [0x1B, b'$', b')', b'(', b'B', 0x5C];
                let place = (state >> 20) as usize % special.len();
                bytes.push(if state & 1 == 0 {
                    special[place]
                } else {
                    (state >> 32) as u8
                });
            }
            let _ = decode(terms[round % terms.len()], &bytes);
        }
    }
}
