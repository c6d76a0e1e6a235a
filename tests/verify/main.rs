//! Made-up values planted in finished entries are found, and entries
//! without them pass.
#![cfg(not(target_arch = "wasm32"))]

mod instances;
mod made;
mod own_papers;
mod packages;
mod pages;
mod tampering;

use safelight::attestation::envelope;
use safelight::attestation::key::Signer;
use safelight::finding::ReasonCode;
use safelight::known::{Known, KnownKind, KnownValue, Role};
use safelight::plan::{Plan, StudyPlan};
use safelight::policy::{Policy, Preset};
use safelight::remap::TableWriter;
use safelight::safe_harbor::Letter;
use safelight::sensitive::Sensitive;
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind, Searcher};

const STUDY_UID: &str = "1.2.826.0.1.3680043.99.7.20240312.5";

fn known(kind: KnownKind, value: &str) -> KnownValue {
    KnownValue {
        kind,
        letter: Letter::A,
        role: Role::Patient,
        value: Sensitive::from(value),
    }
}

fn plan_with(preset: Preset, values: &[(KnownKind, &str)]) -> Plan {
    let mut writer = TableWriter::new([5; 32]);
    writer.enter_uid(STUDY_UID);
    writer.enter_patient("QUILLFEATHER");
    writer.enter_study(STUDY_UID);
    let study = StudyPlan {
        patient_key: Sensitive::from("QUILLFEATHER"),
        folder: String::from("ST7ROSS2KQ"),
        first_event_seconds: Some(1_710_201_600), // 2024-03-12
    };
    Plan {
        policy: Policy {
            preset,
            issue_date: String::from("2026-02-03"),
            ..Policy::default()
        },
        tables: writer.finish(),
        known: Known::from_values(values.iter().map(|(kind, value)| known(*kind, value))),
        people: std::collections::BTreeSet::new(),
        retained: std::collections::BTreeSet::new(),
        studies: [(Sensitive::from(STUDY_UID), study)].into(),
        files: Vec::new(),
        patients: std::collections::BTreeMap::new(),
        belongings: std::collections::BTreeMap::new(),
        questions: Vec::new(),
        directory_uid: String::from("2.25.1"),
        certificate_id: [6; 16],
        receipt_key: Sensitive::new([1; 32]),
        engine_sha256: None,
        signer: Signer::for_this_run([2; 32]),
        commitment_key: Sensitive::new([3; 32]),
    }
}

const VALUES: &[(KnownKind, &str)] = &[
    (KnownKind::PersonName, "QUILLFEATHER^ODALYS^MAE"),
    (KnownKind::PersonName, "WHITE^GRANT"),
    (KnownKind::PersonName, "Ng^Bao"),
    (KnownKind::PersonName, "Grünwäldchen^Zoë"),
    (KnownKind::PersonName, "山田^太郎"),
    (KnownKind::PersonName, "Светлогорова^Инна"),
    (KnownKind::PersonName, "Baker^Tamsin"),
    (KnownKind::Identifier, "MRN-7741902"),
    (KnownKind::Identifier, "880412297"),
    (KnownKind::Identifier, "4417"),
    (KnownKind::Date, "20240312"),
    (KnownKind::Date, "19530817"),
    (KnownKind::Phone, "+1 (555) 013-7744"),
    (KnownKind::Email, "odalys.q@example.org"),
    (KnownKind::Organization, "Thistledown Infirmary"),
    (KnownKind::Place, "12 Larkspur Row, Nettlebed, 01234-9988"),
    (KnownKind::Network, "pacs7.thistledown.example"),
    (KnownKind::Phrase, "daughter lives behind the old mill"),
];

fn searcher() -> Searcher {
    Searcher::new(&plan_with(Preset::SecondOpinion, VALUES))
}

fn text_entry(text: &str) -> Cleaned {
    Cleaned {
        name: String::from("ST7ROSS2KQ/R1.txt"),
        kind: EntryKind::Text,
        parts: vec![Part::Bytes(text.as_bytes().to_vec())],
    }
}

/// A signed statement is searched as it was before it became base64, and has
/// no room for anything else.
#[test]
fn a_name_in_a_signed_statement_is_found() {
    let searcher = searcher();
    let refused = |text: &str| {
        let cleaned = Cleaned {
            name: String::from("attestation.dsse.json"),
            kind: EntryKind::Envelope,
            parts: vec![Part::Bytes(text.as_bytes().to_vec())],
        };
        refused(&searcher, cleaned)
    };
    let sealed =
        |payload: &str| envelope::sealed(payload.as_bytes(), &Signer::for_this_run([2; 32]));
    let clean = sealed("{\"subject\":[\"DICOM/ST7ROSS2KQ\"]}");
    assert_eq!(refused(&clean), None);
    for planted in [
        "QUILLFEATHER",
        "Odalys Quillfeather",
        "MRN 7741902",
        "2024-03-12",
    ] {
        let payload = format!("{{\"subject\":\"seen {planted} there\"}}");
        assert_eq!(
            refused(&sealed(&payload)),
            Some(ReasonCode::LeakFound),
            "{planted}"
        );
    }
    let more = clean.replace(
        "{\n  \"payloadType",
        "{\n  \"by\": \"Quillfeather\",\n  \"payloadType",
    );
    assert_ne!(more, clean);
    assert_eq!(refused(&more), Some(ReasonCode::NotVerified));
    let named = clean.replace("\"keyid\": \"", "\"keyid\": \"Quillfeather");
    assert_eq!(refused(&named), Some(ReasonCode::NotVerified));
}

fn refused(searcher: &Searcher, cleaned: Cleaned) -> Option<ReasonCode> {
    let nothing: Vec<u8> = Vec::new();
    searcher
        .verify(&nothing, cleaned)
        .err()
        .map(|refusal| refusal.code)
}

#[test]
fn every_spelling_in_a_report_is_found() {
    let searcher = searcher();
    for planted in [
        "seen by Quillfeather today",
        "QUILLFEATHER^ODALYS",
        "Odalys M. Quillfeather",
        "quillfeather's scan",
        "Quill-\nfeather was seen",
        "Q U I L L F E A T H E R",
        "Quillf\neather",
        "Qu\u{200B}illfeather",
        "Ｑｕｉｌｌｆｅａｔｈｅｒ",
        "Mr. Grant White",
        "White, Grant",
        "Bao Ng",
        "Gruenwaeldchen",
        "GRÜNWÄLDCHEN",
        "Grunwaldchen",
        "患者山田太郎様",
        "пациент СВЕТЛОГОРОВА",
        "Mrs Ng",
        "mrn7741902",
        "MRN 7741902",
        "chart 7741902.",
        "880-412-297",
        "880412297",
        "MRN: 4417",
        "12 Mar 2024",
        "March 12th, 2024",
        "12-MAR-24",
        "03/12/2024",
        "3/12/24",
        "12.03.2024",
        "2024-03-12",
        "2024/3/12",
        "2024.03.12",
        "20240312",
        "12032024",
        "20240312101530",
        "12. März 2024",
        "le 12 mars 2024",
        "12 de marzo de 2024",
        "2024年3月12日",
        "born August 17",
        "17th of August 1953",
        "555-013-7744",
        "(555) 0137744",
        "1 555 013 7744",
        "call 013-7744",
        "odalys.q@example.org",
        "ODALYS.Q at home",
        "Thistledown Infirmary",
        "thistledown infirmary, ward 2",
        "of Nettlebed",
        "12 Larkspur Row",
        "012349988",
        "pacs7.thistledown.example",
        "Her daughter lives behind the old mill.",
        STUDY_UID,
        "1.2.826.0.1.3680043.99.7.20240312.5.17",
        "UVVJTExGRUFUSEVS",
        "xUVVJTExGRUFUSEVS",
        "5155494c4c46454154484552",
    ] {
        let text = format!("Findings: no change. {planted} Impression: normal.");
        assert_eq!(
            refused(&searcher, text_entry(&text)),
            Some(ReasonCode::LeakFound),
            "{planted}"
        );
    }
}

#[test]
fn ordinary_reports_pass() {
    let searcher = searcher();
    for kept in [
        "The white matter is normal. Grant number removed. May 10 lesions be seen?",
        "Baker cyst of 12.5 mm, Baker's cyst unchanged, white cell count 4417.",
        "Values 880.412297 and 0.880412297 and 1880412297.",
        "[PATIENT] seen on [DATE 2024]. 20240101 and 2024-01-01.",
        "2.25.88041229720240312193648201735520240312 is a code",
        "ng tube in place, Oda lies well",
        "March was cold; on the 12th image, 3 of 12.",
        "no nettles in bed; quill and feather",
        "ST7ROSS2KQ",
        "12/03 and 2024",
    ] {
        assert_eq!(refused(&searcher, text_entry(kept)), None, "{kept}");
    }
}

#[test]
fn names_that_are_words_do_not_stop_a_report() {
    let values: Vec<(KnownKind, String)> = [
        "HEAD^CHEST",
        "LONG^MAY",
        "HAND^R",
        "HASAN^A",
        "FORMAN^B",
        "CHEST^PA",
        "PHANTOM^TEST",
        "LI^MA",
        "NONE",
        "ANONYMOUS",
        "FISHER^N",
        "BARTON^K",
        "PARKIN^L",
    ]
    .iter()
    .map(|name| (KnownKind::PersonName, (*name).to_owned()))
    .chain(
        [
            "1",
            "12",
            "1CT1",
            "2024",
            "1000",
            "CT1",
            "RADIOLOGY",
            "ANON",
        ]
        .iter()
        .map(|id| (KnownKind::Identifier, (*id).to_owned())),
    )
    .chain([
        (KnownKind::Organization, String::from("Radiology")),
        (KnownKind::Organization, String::from("SIEMENS")),
        (KnownKind::Place, String::from("MR1")),
        (KnownKind::Date, String::from("20240101")),
        (KnownKind::Time, String::from("101530")),
    ])
    .collect();
    let values: Vec<(KnownKind, &str)> = values
        .iter()
        .map(|(kind, value)| (*kind, value.as_str()))
        .collect();
    let searcher = Searcher::new(&plan_with(Preset::SecondOpinion, &values));
    for text in [
        "CT head and chest, long axis. R hand PA.",
        "The patient has an effusion; for man and machine. Lima.",
        "Bartonella and Parkinson disease, fisherman.",
        "Radiology, SIEMENS Avanto MR1, 1000 units of 12 in 2024.",
        "20240101, 101530, none, CT1 phantom test, chest PA, may be. Anonymous.",
    ] {
        assert_eq!(refused(&searcher, text_entry(text)), None, "{text}");
    }
}

#[test]
fn the_name_of_an_entry_is_searched() {
    let mut entry = text_entry("nothing");
    entry.name = String::from("ST7ROSS2KQ/quillfeather.txt");
    assert_eq!(refused(&searcher(), entry), Some(ReasonCode::LeakFound));
}

#[test]
fn the_day_of_issue_may_stand_on_own_papers_only() {
    let plan = plan_with(
        Preset::SecondOpinion,
        &[
            (KnownKind::Date, "20260203"),
            (KnownKind::PersonName, "Merkle^Quendolyn"),
        ],
    );
    let searcher = Searcher::new(&plan);
    let paper = |name: &str, text: &str| Cleaned {
        name: name.to_owned(),
        kind: EntryKind::Json,
        parts: vec![Part::Bytes(text.as_bytes().to_vec())],
    };
    let issued = "{\"issued\":\"2026-02-03\",\"merkle_root\":\"00\"}";
    assert_eq!(refused(&searcher, paper("certificate.json", issued)), None);
    assert!(refused(&searcher, paper("other.json", issued)).is_some());
    let escaped = "{\"note\":\"M\\u0065rkle, Qu\\u0065ndolyn\"}";
    assert!(refused(&searcher, paper("certificate.json", escaped)).is_some());
}

#[test]
fn shifted_days_that_fall_on_known_days_do_not_stop_a_study() {
    let first = plan_with(Preset::Research, &[(KnownKind::Date, "20240312")]);
    let offset = first
        .tables
        .patient("QUILLFEATHER")
        .map(|codes| codes.offset_days)
        .unwrap();
    let shifted = calendar_day("2024-03-12", offset);
    let plan = plan_with(
        Preset::Research,
        &[(KnownKind::Date, "20240312"), (KnownKind::Date, &shifted)],
    );
    let searcher = Searcher::new(&plan);
    assert_eq!(refused(&searcher, text_entry(&shifted)), None);
    assert!(refused(&searcher, text_entry("20240312")).is_some());
}

/// Counts days back from a day, one by one.
fn calendar_day(day: &str, offset: i32) -> String {
    let mut parts = day.split('-').map(|part| part.parse::<i32>().unwrap());
    let (mut year, mut month, mut day) = (
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap(),
    );
    for _ in offset..0 {
        day -= 1;
        if day == 0 {
            month -= 1;
            if month == 0 {
                (year, month) = (year - 1, 12);
            }
            day = match month {
                2 if year % 4 == 0 => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
        }
    }
    format!("{year}{month:02}{day:02}")
}
