//! What a drop holds that may be a mistake is asked, and each answer does what
//! it says.
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
#[allow(dead_code, reason = "other tests write items too")]
mod encode;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use encode::{part10, text};
use safelight::finding::ReasonCode;
use safelight::inventory::Inventory;
use safelight::pipeline;
use safelight::plan::{FilePlan, OpenQuestions, Plan, Surveyed};
use safelight::policy::{BurnedIn, Policy};
use safelight::question::{Answers, Choice, Question};
use safelight::remap::Tables;

/// Instance, study, patient, accession, text: what a file of the drop differs in.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const SPLIT: &[Row] = &[
    ("1.1", "1", "ZQ-AMBER-1", "AC1", ""),
    ("1.2", "1", "ZQ-AMBER-2", "AC1", ""),
];
const MIXED: &[Row] = &[
    ("1.1", "1", "ZQ-AMBER-1", "AC1", ""),
    ("2.1", "2", "ZQ-BRASS-2", "AC2", ""),
];
const SHARED: &[Row] = &[
    ("1.1", "1", "ZQ-AMBER-1", "AC1", ""),
    ("2.1", "2", "ZQ-AMBER-1", "AC1", ""),
];
const REPEATED: &[Row] = &[
    ("1.1", "1", "ZQ-AMBER-1", "AC1", ""),
    ("1.1", "1", "ZQ-AMBER-1", "AC1", ""),
    ("1.1", "1", "ZQ-AMBER-1", "AC1", "ABDOMEN"),
];
const PLAIN: &[Row] = &[
    ("1.1", "1", "ZQ-AMBER-1", "AC1", ""),
    ("1.2", "1", "ZQ-AMBER-1", "AC1", ""),
];

fn file((instance, study, patient, accession, more): &Row) -> Vec<u8> {
    const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
    let instance = format!("1.2.826.0.1.3680043.77.{instance}");
    let data = vec![
        text(0x0008_0016, "UI", CT),
        text(0x0008_0018, "UI", &instance),
        text(0x0008_0050, "SH", accession),
        text(0x0008_0060, "CS", "CT"),
        text(0x0010_0010, "PN", "Quillfeather^Oda"),
        text(0x0010_0020, "LO", patient),
        text(0x0018_0015, "CS", more),
        text(
            0x0020_000D,
            "UI",
            &format!("1.2.826.0.1.3680043.78.{study}"),
        ),
        text(
            0x0020_000E,
            "UI",
            &format!("1.2.826.0.1.3680043.79.{study}"),
        ),
    ];
    let meta = vec![
        text(0x0002_0002, "UI", CT),
        text(0x0002_0003, "UI", &instance),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    part10(&[], meta, data)
}

fn surveyed(rows: &[Row]) -> Vec<Surveyed> {
    rows.iter()
        .map(|row| pipeline::survey(&file(row), "dcm"))
        .collect()
}

fn policy(answers: &[(Question, Choice)]) -> Policy {
    let mut policy = Policy {
        burned_in: BurnedIn::No,
        ..Policy::default()
    };
    for (question, choice) in answers {
        assert!(policy.answers.enter(*question, *choice));
    }
    policy
}

fn open(rows: &[Row], answers: &[(Question, Choice)]) -> Vec<(Question, u64, u64)> {
    match Plan::answered(
        &surveyed(rows),
        policy(answers),
        [1; 32],
        &Tables::default(),
    ) {
        Ok(_) => Vec::new(),
        Err(OpenQuestions(open)) => open
            .into_iter()
            .map(|asked| (asked.question, asked.count, asked.same))
            .collect(),
    }
}

fn pseudonyms(rows: &[Row], answers: &[(Question, Choice)]) -> BTreeSet<String> {
    let plan = Plan::make(&surveyed(rows), policy(answers), [1; 32]);
    plan.files
        .iter()
        .filter_map(FilePlan::instance)
        .filter_map(|facts| plan.tables.patient(facts.patient_key.expose()))
        .map(|codes| codes.pseudonym.clone())
        .collect()
}

use Choice::{IsRight, KeepAll, KeepFirst, OnePerson, Separate, TwoPersons};
use Question::{MixedPatients, RepeatedInstance, SharedAccession, SplitStudy};

#[test]
fn each_kind_of_mistake_is_asked_and_the_plan_refuses_until_it_is_answered() {
    assert!(open(PLAIN, &[]).is_empty());
    assert_eq!(open(MIXED, &[]), [(MixedPatients, 2, 0)]);
    assert_eq!(open(SHARED, &[]), [(SharedAccession, 1, 0)]);
    assert_eq!(open(REPEATED, &[]), [(RepeatedInstance, 2, 1)]);
    assert_eq!(
        open(SPLIT, &[]),
        [(SplitStudy, 1, 0), (MixedPatients, 2, 0)]
    );
    assert!(open(MIXED, &[(MixedPatients, Separate)]).is_empty());
    assert!(open(SHARED, &[(SharedAccession, IsRight)]).is_empty());
    assert!(open(REPEATED, &[(RepeatedInstance, KeepAll)]).is_empty());
    assert!(
        open(SPLIT, &[(SplitStudy, OnePerson)]).is_empty(),
        "one patient is left"
    );
    let two = [(SplitStudy, TwoPersons)];
    assert_eq!(open(SPLIT, &two), [(MixedPatients, 2, 0)]);
}

#[test]
fn a_question_takes_its_own_answers_only() {
    let mut answers = Answers::default();
    assert!(!answers.enter(MixedPatients, KeepFirst));
    assert_eq!(answers.to(MixedPatients), None);
    for question in Question::ALL {
        assert!(question.choices().contains(&question.cautious()));
        assert_eq!(Question::by_name(question.name()), Some(question));
    }
}

#[test]
fn one_person_gets_one_pseudonym_and_two_get_two() {
    assert_eq!(pseudonyms(SPLIT, &[]).len(), 2, "as the files say");
    assert_eq!(pseudonyms(SPLIT, &[(SplitStudy, TwoPersons)]).len(), 2);
    assert_eq!(pseudonyms(SPLIT, &[(SplitStudy, OnePerson)]).len(), 1);
    assert_eq!(pseudonyms(MIXED, &[(MixedPatients, Separate)]).len(), 2);
    // A third file joins two more: the patients of both studies are one person.
    let chain = [
        SPLIT[0],
        SPLIT[1],
        ("2.1", "2", "ZQ-AMBER-2", "AC1", ""),
        ("2.2", "2", "ZQ-AMBER-0", "AC1", ""),
    ];
    assert_eq!(pseudonyms(&chain, &[]).len(), 3);
    assert_eq!(pseudonyms(&chain, &[(SplitStudy, OnePerson)]).len(), 1);
}

#[test]
fn of_repeated_files_the_first_is_kept_or_all() {
    let withheld = |answers: &[_]| {
        let plan = Plan::make(&surveyed(REPEATED), policy(answers), [1; 32]);
        let is_repeated = |file: &&FilePlan| matches!(file, FilePlan::Withheld { refusal, .. } if refusal.code == ReasonCode::Repeated);
        plan.files.iter().filter(is_repeated).count()
    };
    assert_eq!(withheld(&[]), 0);
    assert_eq!(withheld(&[(RepeatedInstance, KeepAll)]), 0);
    assert_eq!(withheld(&[(RepeatedInstance, KeepFirst)]), 2);
}

#[test]
fn the_inventory_shows_questions_with_their_choices_and_no_values() {
    let inventory = Inventory::of(&surveyed(SPLIT), &policy(&[(SplitStudy, TwoPersons)]));
    let json = serde_json::to_value(&inventory.questions).expect("JSON");
    let none = serde_json::json!({
        "name": 0, "patient_id": 0, "birth_date": 0, "accession": 0, "exam_date": 0,
    });
    let wanted = serde_json::json!([
        { "question": "split-study", "count": 1, "same": 0, "differs": none, "answer": "two-persons",
          "choices": ["two-persons", "one-person"] },
        { "question": "mixed-patients", "count": 2, "same": 0, "differs": none, "answer": null,
          "choices": ["separate"] },
    ]);
    assert_eq!(json, wanted);
}

#[test]
fn patients_that_are_one_person_are_counted_as_one() {
    let patients = |answers: &[_]| {
        Inventory::of(&surveyed(SPLIT), &policy(answers))
            .patients
            .len()
    };
    assert_eq!(patients(&[]), 2);
    assert_eq!(patients(&[(SplitStudy, OnePerson)]), 1);
}

fn command(folder: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("deidentify")
        .arg(folder)
        .arg("--out")
        .arg(out.join("out.zip"))
        .args(["--burned-in", "no", "--json"])
        .arg(out.join("out.json"))
        .args(more)
        .output()
        .expect("the command runs")
}

#[test]
fn the_command_warns_and_goes_on_or_stops_as_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (place, row) in MIXED.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{place}.dcm")), file(row)).expect("a file");
    }
    let out = tempfile::tempdir().expect("a folder");
    let zip = out.path().join("out.zip");
    let command = |more: &[&str]| command(folder.path(), out.path(), more);
    let stopped = command(&["--questions", "stop"]);
    let said = String::from_utf8_lossy(&stopped.stderr).into_owned();
    assert_eq!(stopped.status.code(), Some(2), "{said}");
    assert!(said.contains("2 different patients") && said.contains("mixed-patients=separate"));
    assert!(!said.contains("ZQ-") && !zip.exists());
    let wrong = command(&["--answer", "mixed-patients=keep-all"]);
    assert_eq!(wrong.status.code(), Some(2));
    let answer = ["--questions", "stop", "--answer", "mixed-patients=separate"];
    assert_eq!(command(&answer).status.code(), Some(0));
    std::fs::remove_file(&zip).expect("a zip was written");
    let went_on = command(&[]);
    assert_eq!(went_on.status.code(), Some(0));
    let said = String::from_utf8_lossy(&went_on.stdout).into_owned();
    assert!(said.contains("warning: 2 different patients"), "{said}");
    let json = std::fs::read(out.path().join("out.json")).expect("JSON");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["questions"][0]["question"], "mixed-patients");
    assert_eq!(json["certificate"]["scope"]["questions"], json["questions"]);
    assert_eq!(json["certificate"]["scope"]["patients"], 2);
}
