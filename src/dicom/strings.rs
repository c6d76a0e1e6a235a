//! Text values: split, joined, padded, checked. Pure functions on one value.

use dicom_core::VR;

use super::standard::vocabulary::{TERMS, WORDS};
use crate::text::span::{IN_TABLES, Span};

/// Most values of one element that are looked at one by one.
const MOST_VALUES: usize = 100_000;

/// Whether a representation holds one text without separators (PS3.5 §6.2).
#[must_use]
pub const fn is_one_text(vr: VR) -> bool {
    matches!(vr, VR::ST | VR::LT | VR::UT | VR::UR)
}

/// The values of a text element, trimmed of padding.
#[must_use]
pub fn split(text: &str, vr: VR) -> Vec<String> {
    if is_one_text(vr) {
        return vec![trimmed(text).to_owned()];
    }
    text.split('\\')
        .take(MOST_VALUES)
        .map(|value| trimmed(value).to_owned())
        .collect()
}

/// Without padding and control characters at the ends.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control())
}

/// Bytes of a text value: UTF-8, padded to even length.
#[must_use]
pub fn bytes(text: &str, vr: VR) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    if bytes.len() % 2 == 1 {
        bytes.push(if vr == VR::UI { 0 } else { b' ' });
    }
    bytes
}

/// A short text with its identifiers cut out: nothing but a code of the run
/// stands in their place,
/// and what is left without a word or number is nothing.
#[must_use]
pub fn cut(text: &str, spans: &[Span], vr: VR) -> String {
    let with_codes = cut_out(text, spans, Codes::Stand);
    if with_codes.chars().count() <= longest(vr) {
        with_codes
    } else {
        cut_out(text, spans, Codes::Go)
    }
}

/// Most characters of one value, PS3.5 Table 6.2-1.
const fn longest(vr: VR) -> usize {
    match vr {
        VR::SH | VR::CS | VR::AE => 16,
        VR::LO => 64,
        VR::ST => 1024,
        VR::LT => 10_240,
        _without_limit => usize::MAX,
    }
}

/// Whether codes of the run stand where values were cut out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codes {
    Stand,
    Go,
}

fn cut_out(text: &str, spans: &[Span], codes: Codes) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        if let Some(piece) = text.get(from..span.start) {
            kept.push_str(piece);
            kept.push(' ');
        }
        // A code of the run says which object is meant and nothing else.
        if span.detector == IN_TABLES && codes == Codes::Stand {
            kept.push_str(&span.replacement);
            kept.push(' ');
        }
        from = from.max(span.end);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    if spans.is_empty() {
        return kept;
    }
    let words: Vec<&str> = kept.split_whitespace().collect();
    let joined = words.join(" ");
    let rest = joined.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '-' | '_' | ',' | ';' | ':' | '/' | '^' | '=' | '#' | '@' | '&'
            )
    });
    if rest.chars().any(char::is_alphanumeric) {
        rest.to_owned()
    } else {
        String::new()
    }
}

/// Text with each span replaced by its replacement.
#[must_use]
pub fn replaced(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        if span.start < from {
            continue;
        }
        out.push_str(text.get(from..span.start).unwrap_or_default());
        out.push_str(&span.replacement);
        from = span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// A text without characters that nobody sees: controls (but line ends in long
/// text), zero-width marks, what could not be decoded.
#[must_use]
pub fn visible(text: &str, vr: VR) -> String {
    let line_ends = matches!(vr, VR::ST | VR::LT | VR::UT);
    text.chars()
        .filter(|letter| match letter {
            '\r' | '\n' | '\t' | '\u{C}' => line_ends,
            '\u{FFFD}'
            | '\u{AD}'
            | '\u{FEFF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' => false,
            '\u{2060}'..='\u{2064}' => false,
            other => !other.is_control(),
        })
        .collect()
}

/// Whether a code string is a term of the standard or made of its words
/// (PS3.5 §6.2: capital letters, digits, blank, underscore, 16 characters).
#[must_use]
pub fn is_term(value: &str) -> bool {
    if value.len() > 16 || !value.is_ascii() {
        return false;
    }
    let value = value.to_ascii_uppercase();
    if !value.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'.' | b'+')
    }) {
        return false;
    }
    if TERMS.binary_search(&value.as_str()).is_ok() {
        return true;
    }
    value
        .split([' ', '_', '-', '.', '+'])
        .filter(|word| !word.is_empty())
        .all(is_term_word)
}

/// A word of a term: digits of at most four places and words of the
/// vocabulary, alternating (`T1`, `SOM5`, `4CH`).
fn is_term_word(word: &str) -> bool {
    // Directions of the body (PS3.3 C.7.6.1.1.1).
    let is_direction = word.len() <= 3 && word.bytes().all(|byte| b"LRAPHF".contains(&byte));
    if is_direction || TERMS.binary_search(&word).is_ok() {
        return true;
    }
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest
            .find(|letter: char| letter.is_ascii_digit() != digits)
            .unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        let known = if digits {
            piece.len() <= 4
        } else {
            piece.len() == 1 || WORDS.binary_search(&piece).is_ok()
        };
        if !known {
            return false;
        }
        rest = behind;
    }
    true
}

/// Whether a value is a decimal or integer string (PS3.5 §6.2) and no date.
#[must_use]
pub fn is_number(value: &str, vr: VR) -> bool {
    if value.len() > 32 {
        return false;
    }
    let allowed = |byte: u8| match vr {
        VR::IS => byte.is_ascii_digit() || matches!(byte, b'+' | b'-'),
        _decimal => byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'),
    };
    value.bytes().all(allowed)
        && value.parse::<f64>().is_ok_and(f64::is_finite)
        && !is_date_digits(value)
}

/// Digits that read as a day of the last or this century, with or without a
/// time behind: such a number is a date that lost its way.
fn is_date_digits(value: &str) -> bool {
    let whole = value.split(['.', 'e', 'E']).next().unwrap_or_default();
    let digits = whole.trim_start_matches('+');
    let long_enough = matches!(digits.len(), 8 | 10 | 12 | 14);
    if !long_enough || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Some(day) = digits.get(..8).and_then(super::dates::read_date) else {
        return false;
    };
    (1900..2100).contains(&super::dates::civil(day).0)
}

/// Whether a number is so long that it may be somebody's number.
#[must_use]
pub fn may_be_identifier(value: &str) -> bool {
    value.bytes().filter(u8::is_ascii_digit).count() >= 6 && !value.contains('.')
}

/// Whether a text value holds control characters between its letters: then
/// it is no text (a sequence in the place of a text, what an old buffer left
/// behind its end), and nobody can say what a reader would show of it.
#[must_use]
pub fn holds_controls(value: &str) -> bool {
    trimmed(value)
        .chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\r' | '\n' | '\t' | '\u{C}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_the_standard_stay_and_names_do_not() {
        for term in [
            "ORIGINAL",
            "PRIMARY",
            "AXIAL",
            "LOCALIZER",
            "HFS",
            "MONOCHROME2",
            "CHEST",
            "CT_SOM5 SPI",
            "NORM",
            "DIS2D",
            "M",
            "T1",
            "ABDOMENPELVIS",
            "ISO_IR 100",
            "FFE",
            "MR",
            "YBR_FULL_422",
            "HEAD",
            "Head",
            "2CH",
            "FOR PRESENTATION",
            "SCREEN SAVE",
            "IN_PHASE",
            "PHASE_MAP",
            "F",
            "SP",
            "PFP",
            "SQUARE",
            "HELICAL_CT",
            "CSA 3D",
            "PROSPECTIVE",
            "AP",
            "STANDARD",
            "VOLUME",
            "DERIVED",
        ] {
            assert!(is_term(term), "{term}");
        }
        for name in [
            "QUILLFEATHER",
            "ODA",
            "QUILLFEATHER ODA",
            "HEAD_QUILLFEATHER",
            "12345678",
            "MRN4711",
            "19501211",
            "ÄRZTIN",
            "A^B",
            "CT QUILLFEATHER",
        ] {
            assert!(!is_term(name), "{name}");
        }
    }

    #[test]
    fn numbers_are_numbers_and_no_dates() {
        for value in ["1.5", "-0.25E-3", "120", "+7", "0", "1000000"] {
            assert!(is_number(value, VR::DS), "{value}");
        }
        for value in [
            "",
            "1.5 mm",
            "NaN",
            "inf",
            "0x10",
            "19501211",
            "20240312101010",
            "20240312101010.813",
            "202403121010",
            "1,5",
        ] {
            assert!(!is_number(value, VR::DS), "{value}");
        }
        assert!(!is_number("1.5", VR::IS));
    }

    #[test]
    fn cutting_leaves_no_hole_and_no_lone_sign() {
        let span = |start, end| Span {
            start,
            end,
            letter: crate::safe_harbor::Letter::A,
            role: crate::known::Role::Patient,
            replacement: String::from("[NAME]"),
            detector: "test",
            confidence: 100,
        };
        assert_eq!(
            cut("CT CHEST QUILLFEATHER 2 MM", &[span(9, 21)], VR::LO),
            "CT CHEST 2 MM"
        );
        assert_eq!(
            cut("QUILLFEATHER - ODA", &[span(0, 12), span(15, 18)], VR::LO),
            ""
        );
        assert_eq!(cut("A  B", &[], VR::LO), "A  B");
        let coded = Span {
            replacement: "2.25.1".repeat(3),
            detector: IN_TABLES,
            ..span(3, 12)
        };
        let codes = |vr| cut("OF 1.2.3.4.5 MM", std::slice::from_ref(&coded), vr);
        assert_eq!(codes(VR::LO), "OF 2.25.12.25.12.25.1 MM");
        assert_eq!(codes(VR::SH), "OF MM");
        assert_eq!(
            replaced("saw QUILL today", &[span(4, 9)]),
            "saw [NAME] today"
        );
    }

    #[test]
    fn a_text_with_control_characters_inside_is_none() {
        assert!(holds_controls("\u{FE}\u{0}ZQUX") && holds_controls("A\u{1}B"));
        assert!(!holds_controls("CHEST\u{0}\u{0}") && !holds_controls("two\r\nlines\t"));
    }
}
