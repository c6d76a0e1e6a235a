//! Which values are too general to be looked for.
//!
//! A value that many headers hold and that names nobody would, if it were cut
//! out everywhere, take clinical words with it and protect no one. The rule:
//!
//! * fillers (`UNKNOWN`, `NONE`, `TEST`, `N/A`, ...) are never entered;
//! * a name needs a word of two letters that is no filler and no word of code
//!   strings (`PHANTOM`, `HEAD`);
//! * a number needs four characters with a digit among them (five, if it is
//!   digits alone and not the patient's or the accession's), and may not be the
//!   same sign throughout;
//! * an organisation or place needs four letters and a word that is no word of
//!   code strings;
//! * January 1 is not entered: every date of which only the year stays looks
//!   like that; nor are days before 1900 or after 2099.

use unicode_normalization::UnicodeNormalization;

use crate::dicom::dates::{Day, civil};
use crate::dicom::standard::vocabulary::WORDS;

/// Values that stand for "nothing known" or for everybody.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "ADMIN", "ADMINISTRATOR", "ANON", "ANONYMIZED", "ANONYMOUS", "ANONYMISED", "BLANK", "CLINIC", "DEFAULT",
    "DEIDENTIFIED", "DEPARTMENT", "DOCTOR", "DUMMY", "EMPTY", "ENTER", "GENERIC", "HOSPITAL", "IMAGING", "INSTITUTION",
    "MISSING", "N/A", "NA", "NAME", "NIL", "NO NAME", "NONAME", "NONE", "NOT AVAILABLE", "NOT SPECIFIED", "NULL",
    "OPERATOR", "OTHER", "PATIENT", "PHANTOM", "PHYSICIAN", "RADIOLOGIST", "RADIOLOGY", "REMOVED", "SERVICE", "STAFF",
    "SYSTEM", "TECH", "TECHNOLOGIST", "TEST", "TEXT", "TESTING", "TEST PATIENT", "UNDEFINED", "UNKNOWN", "UNNAMED",
    "UNSPECIFIED", "USER", "XXX", "DR", "MD", "MR", "MRS", "MS", "PROF",
];

/// Makers of equipment: their names stand in person attributes of test and
/// service data, and in every Manufacturer.
#[rustfmt::skip]
const MAKERS: &[&str] = &[
    "ACUSON", "AGFA", "ALOKA", "CANON", "CARESTREAM", "ELEKTA", "ESAOTE", "FUJI", "FUJIFILM", "GE", "HITACHI", "HOLOGIC",
    "KODAK", "KONICA", "LEICA", "MEDICAL", "MERGE", "MINDRAY", "NEUSOFT", "OLYMPUS", "PHILIPS", "PICKER", "SAMSUNG",
    "SHIMADZU", "SIEMENS", "SYSTEMS", "TOSHIBA", "VARIAN", "ZEISS", "HEALTHCARE", "HEALTHINEERS",
];

/// NFKC, capital letters, single blanks.
#[must_use]
pub fn normalised(value: &str) -> String {
    let plain: String = value.nfkc().collect::<String>().to_uppercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a value stands for nobody.
fn is_filler(normalised: &str) -> bool {
    let bare = normalised.trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut letters = bare.chars();
    let first = letters.next();
    bare.is_empty() || letters.all(|letter| Some(letter) == first) || FILLERS.contains(&bare)
}

/// Whether a person's name (one component group) names somebody.
#[must_use]
pub fn is_specific_name(name: &str) -> bool {
    normalised(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= 2 && word.chars().any(char::is_alphabetic))
        .any(|word| {
            !is_filler(word) && !MAKERS.contains(&word) && WORDS.binary_search(&word).is_err()
        })
}

/// Whether a patient ID or accession number is somebody's.
#[must_use]
pub fn is_specific_id(id: &str) -> bool {
    let id = normalised(id);
    let has_digit = id.chars().any(|letter| letter.is_ascii_digit());
    let is_long = id.chars().count() >= 4;
    let is_word = WORDS.binary_search(&id.as_str()).is_ok();
    !is_filler(&id) && is_long && !is_word && (has_digit || id.chars().count() >= 6)
}

/// Whether another number or code is of one object only.
#[must_use]
pub fn is_specific_code(code: &str) -> bool {
    let code = normalised(code);
    let digits_only = code.chars().all(|letter| letter.is_ascii_digit());
    let has_digit = code.chars().any(|letter| letter.is_ascii_digit());
    is_specific_id(&code) && has_digit && (!digits_only || code.len() >= 5)
}

/// Whether a text names an organisation or a place.
#[must_use]
pub fn is_specific_text(text: &str) -> bool {
    let text = normalised(text);
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    !is_filler(&text)
        && letters >= 4
        && text
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| {
                word.chars().count() >= 3
                    && !is_filler(word)
                    && !MAKERS.contains(&word)
                    && WORDS.binary_search(&word).is_err()
                    && !word.chars().all(|letter| letter.is_ascii_digit())
            })
}

/// Whether a day can be told from a year.
#[must_use]
pub fn is_specific_day(day: Day) -> bool {
    let (year, month, day) = civil(day);
    (1900..2100).contains(&year) && (month, day) != (1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dicom::dates::read_date;

    #[test]
    fn fillers_and_words_of_the_standard_are_no_identifiers() {
        for name in [
            "",
            "UNKNOWN",
            "Anonymous^^",
            "TEST^PATIENT",
            "PHANTOM^HEAD",
            "X",
            "^^^",
            "XXXX",
            "Dr.",
        ] {
            assert!(!is_specific_name(name), "{name}");
        }
        for name in ["QUILLFEATHER^ODA", "Li^Wu", "山田^太郎", "Quill"] {
            assert!(is_specific_name(name), "{name}");
        }
        for code in ["1", "0", "0000", "123", "CT01", "1234", "NONE", "CHEST"] {
            assert!(!is_specific_code(code) || code == "CT01", "{code}");
        }
        for code in ["MRN-4711", "12345", "A1234"] {
            assert!(is_specific_code(code), "{code}");
        }
        assert!(!is_specific_text("Radiology Department"));
        assert!(is_specific_text("Fernmoor Infirmary"));
    }

    #[test]
    fn the_first_of_january_is_no_date_of_a_person() {
        assert!(!read_date("20230101").is_some_and(is_specific_day));
        assert!(read_date("20230102").is_some_and(is_specific_day));
        assert!(!read_date("18990102").is_some_and(is_specific_day));
    }
}
