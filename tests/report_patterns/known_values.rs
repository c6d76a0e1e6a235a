//! Known names and numbers in their variants, and what a report tells of its
//! own patient.

use safelight::known::{KnownKind, Role};
use safelight::safe_harbor::Letter;
use safelight::text::harvest;

use super::{cleaned, finder, knowing};

#[test]
fn a_known_name_is_found_in_its_variants_and_nowhere_else() {
    let finder = knowing(&[
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "MONTGOMERY-\u{c1}LVAREZ^MARISOL^JANE",
        ),
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Staff,
            "O'Hare^Finnian",
        ),
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "HEAD^COLON",
        ),
    ]);
    for variant in [
        "Montgomery-Alvarez",
        "montgomery-alvarez",
        "MONTGOMERY ALVAREZ",
        "MontgomeryAlvarez",
        "Montgomery\u{2011}\u{c1}lvarez",
        "Marisol Montgomery",
        "Montgomery, Marisol J.",
        "M.J.M.",
        "Montgomery's",
        "Montgomry",
        "Marisoll",
        "Mont-\ngomery",
        "Mari\u{200b}sol",
        "O'Hare",
        "OHare",
        "O\u{2019}Hare",
        "Finnian O Hare",
    ] {
        let text = format!("The film of {variant} shows a cyst of 3 cm.");
        let result = cleaned(&finder, &text);
        let left = result.to_lowercase();
        for part in [
            "mont", "gomery", "lvarez", "alvarez", "mari", "sol", "hare", "finnian", "m.j.m",
        ] {
            assert!(!left.contains(part), "{variant}: {result}");
        }
        assert!(
            left.contains("shows a cyst of 3 cm."),
            "{variant}: {result}"
        );
    }
    let kept = "Head: no bleed. The colon is normal. HEAD CT. Colon cancer screening.";
    assert_eq!(cleaned(&finder, kept), kept);
    assert_eq!(
        cleaned(&finder, "Mr. Head was seen."),
        "Mr. [PATIENT] was seen."
    );
}

#[test]
fn a_known_number_is_found_with_other_separators() {
    let finder = knowing(&[
        (
            KnownKind::Identifier,
            Letter::H,
            Role::Patient,
            "000-44-1982-A7",
        ),
        (
            KnownKind::Phone,
            Letter::D,
            Role::Patient,
            "+1 (319) 555-0117",
        ),
        (
            KnownKind::Uid,
            Letter::R,
            Role::Object,
            "1.2.840.99999.4.1.7",
        ),
        (
            KnownKind::Organization,
            Letter::B,
            Role::Site,
            "Quillmere Regional Hospital",
        ),
        (KnownKind::Date, Letter::C, Role::Patient, "19620728"),
    ]);
    for variant in [
        "000441982A7",
        "44-1982-A7",
        "441982a7",
        "000 44 1982 A7",
        "3195550117",
        "319.555.0117",
        "1.2.840.99999.4.1.7",
        "QUILLMERE REGIONAL HOSPITAL",
        "Quillmere",
        "07281962",
        "072862",
        "7/28/62",
    ] {
        let text = format!("see {variant} for this");
        let result = cleaned(&finder, &text);
        assert!(
            result.starts_with("see [") && result.ends_with("] for this"),
            "{variant}: {result}"
        );
    }
}

#[test]
fn a_report_tells_its_patient_numbers_and_physicians() {
    let values = harvest(
        "Patient: Quillfeather, Oda   MRN: 5591023   DOB: 07/28/1962\nAccession: CT-5519-22\nReferring: Dr. Ansel Thrupp\n",
    );
    let has = |kind: KnownKind, role: Role, value: &str| {
        values
            .iter()
            .any(|known| known.kind == kind && known.role == role && known.value.expose() == value)
    };
    assert!(has(
        KnownKind::PersonName,
        Role::Patient,
        "Quillfeather, Oda"
    ));
    assert!(has(KnownKind::PersonName, Role::Staff, "Ansel Thrupp"));
    assert!(has(KnownKind::Identifier, Role::Patient, "5591023"));
    assert!(has(KnownKind::Identifier, Role::Object, "CT-5519-22"));
    assert!(has(KnownKind::Date, Role::Patient, "19620728"));
}

#[test]
fn a_sentence_end_between_two_people_stays_and_each_keeps_a_span() {
    let cases = [
        (
            "Given to Dr. Casimir Fennimore-Voss. Odalys Quillfeather was told the result.",
            "Given to Dr. [CLINICIAN]. [NAME] was told the result.",
        ),
        (
            "Discussed with Dr. Hollis Trevanian. Bettina Oakes, RN was present.",
            "Discussed with Dr. [CLINICIAN]. [CLINICIAN], RN was present.",
        ),
        (
            "Read by Jane Q. Smithson. Thomas J. Reilly called.",
            "Read by [CLINICIAN]. [NAME] called.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(cleaned(&finder(), text), expected);
    }
}

#[test]
fn the_bracket_around_an_area_code_goes_with_the_number() {
    for text in [
        "Phone: (503) 555-0142",
        "Call (503) 555-0142",
        "(503) 555-0142",
    ] {
        let out = cleaned(&finder(), text);
        assert!(out.ends_with("[PHONE]") && !out.contains('('), "{out}");
    }
}

#[test]
fn a_name_without_blanks_is_found_inside_a_run_of_signs() {
    let name = |value| knowing(&[(KnownKind::PersonName, Letter::A, Role::Patient, value)]);
    for (known, text, expected) in [
        ("山田^太郎", "胸部CT山田太郎 5 mm", "胸部CT[PATIENT] 5 mm"),
        ("山田^太郎", "太郎山田 CT", "[PATIENT] CT"),
        ("王^小东鑫", "CT chest 王小东鑫", "CT chest [PATIENT]"),
        ("王^小东", "CT 王 小东 chest", "CT [PATIENT] chest"),
        ("洪^吉洞", "CT 흉부 洪吉洞", "CT 흉부 [PATIENT]"),
        ("홍^길동", "CT 흉부 홍길동", "CT 흉부 [PATIENT]"),
    ] {
        let finder = name(known);
        let label = safelight::text::redact(text, &finder.find_in_label(text));
        assert_eq!(label, expected, "{known} in a description");
        assert_eq!(cleaned(&finder, text), expected, "{known} in narrative");
    }
}

#[test]
fn a_relative_with_the_patients_family_name_is_not_called_the_patient() {
    let finder = knowing(&[(
        KnownKind::PersonName,
        Letter::A,
        Role::Patient,
        "QUILLFEATHER^ODALYS",
    )]);
    for (text, expected) in [
        (
            "Her daughter Elowen Quillfeather was told.",
            "Her daughter [RELATIVE] was told.",
        ),
        (
            "Her husband, Bram Quillfeather, drives.",
            "Her husband, [RELATIVE], drives.",
        ),
        ("Odalys Quillfeather was told.", "[PATIENT] was told."),
        ("Mrs. Quillfeather was told.", "Mrs. [PATIENT] was told."),
    ] {
        assert_eq!(cleaned(&finder, text), expected);
    }
}
