//! A report is compared with the study beside it: what it states decides whose
//! dates and codes it takes, and what contradicts is asked.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../planted/encode.rs"]
#[allow(dead_code, reason = "other tests write items too")]
mod encode;
mod inner;
mod research;
mod run;

use std::process::Command;

use safelight::finding::ReasonCode;
use safelight::pipeline;
use safelight::plan::{OpenQuestions, Plan, Surveyed};
use safelight::policy::Policy;
use safelight::question::{Choice, Question};
use safelight::remap::Tables;
use safelight::sample;

use Choice::{Belongs, Keep, Withhold};
use Question::{OtherExamination, OtherPatient};
use run::{AMBERSEDGE, Done, Input, ODALYS, image, report, run};

const FINDINGS: &str = "FINDINGS: Nodule of 8 mm in the right upper lobe.\n";
const HEAD: &str = "Patient: QUILLFEATHER, ODALYS M   MRN: QF-7720415-M\n\
                    DOB: 04/17/1952   Accession: BLH-24-0098173   Exam date: 03/12/2024\n\n";

/// The report of the study, with one thing changed.
fn changed(from: &str, to: &str) -> String {
    let head = HEAD.replace(from, to);
    assert_ne!(head, HEAD, "nothing was changed");
    format!("{head}{FINDINGS}")
}

fn beside_the_study(text: &str, answers: &[(Question, Choice)]) -> Done {
    run(&[image(&ODALYS), report(text)], answers)
}

#[test]
fn a_report_of_the_study_asks_nothing_and_is_written() {
    for text in [
        format!("{HEAD}{FINDINGS}"),
        format!("Name: Odalys Quillfeather\nDate of birth: 17 April 1952\n{FINDINGS}"),
        format!("PATIENT NAME: Quillféather^Odálys\nMRN# 7720415\n{FINDINGS}"),
        format!("Accession number: BLH 24-0098173\n{FINDINGS}"),
        format!(
            "Patient Name | Patient ID | Birth date\nOdalys Quillfeather | QF-7720415-M | 1952-04-17\n\n{FINDINGS}"
        ),
        // Another number of the same person, and earlier examinations.
        format!(
            "Patient: Odalys Quillfeather  DOB: 4/17/52  Account number: 99120034\nMRN: 5512087\nComparison: 11/02/2021\nReferring physician: Tamsin Ambersedge, MD\n{FINDINGS}"
        ),
    ] {
        let done = beside_the_study(&text, &[]);
        assert!(done.asked.is_empty(), "{text}\n{:?}", done.asked);
        assert_eq!(done.refusals, [None, None], "{text}");
        let identity = done.identity();
        assert_eq!((identity.compared, identity.agreed), (1, 1), "{text}");
        assert_eq!(identity.with_doubt, 0, "{text}");
    }
    let by = beside_the_study(&format!("{HEAD}{FINDINGS}"), &[]).identity();
    let by = by.agreed_by;
    let kinds = [
        by.name,
        by.patient_id,
        by.birth_date,
        by.accession,
        by.exam_date,
    ];
    assert_eq!(kinds, [1; 5]);
}

#[test]
fn a_misspelt_name_beside_an_equal_number_agrees_with_a_doubt() {
    let text = changed("QUILLFEATHER", "QUILFEATHER");
    let done = beside_the_study(&text, &[]);
    assert!(done.asked.is_empty(), "{:?}", done.asked);
    let identity = done.identity();
    assert_eq!((identity.agreed, identity.with_doubt), (1, 1));
}

#[test]
fn whoever_states_another_patient_is_asked_about_and_withheld() {
    let other = HEAD
        .replace("QUILLFEATHER, ODALYS M", "AMBERSEDGE, TAMSIN")
        .replace("QF-7720415-M", "4410023")
        .replace("04/17/1952", "11/02/1961");
    let cases = [
        (changed("04/17/1952", "11/02/1961"), [0, 0, 1]),
        (format!("Patient: Tamsin Ambersedge\n{FINDINGS}"), [1, 0, 0]),
        (
            format!("Patient: Elowen Quillfeather\n{FINDINGS}"),
            [1, 0, 0],
        ),
        (format!("MRN: 4410023\n{FINDINGS}"), [0, 1, 0]),
        (format!("DOB: 11/02/1961\n{FINDINGS}"), [0, 0, 1]),
        (format!("{other}{FINDINGS}"), [1, 1, 1]),
    ];
    for (text, kinds) in cases {
        let done = beside_the_study(&text, &[]);
        let [asked] = done.asked.as_slice() else {
            panic!("{text}: {:?}", done.asked);
        };
        let differs = asked.differs;
        assert_eq!((asked.question, asked.count), (OtherPatient, 1), "{text}");
        assert_eq!(
            [differs.name, differs.patient_id, differs.birth_date],
            kinds,
            "{text}"
        );
        assert_eq!(
            done.refusals,
            [None, Some(ReasonCode::OtherPatient)],
            "{text}"
        );
        assert_eq!(done.identity().withheld, 1, "{text}");
        let rows = &done.facts.scope.not_written;
        assert!(
            rows.iter()
                .any(|row| row.what == "Report" && row.reason == ReasonCode::OtherPatient)
        );
    }
}

#[test]
fn another_examination_is_asked_about_and_kept() {
    for text in [
        changed("BLH-24-0098173", "BLH-19-4410023"),
        changed(
            "Accession: BLH-24-0098173   Exam date: 03/12/2024",
            "Exam date: 05/20/2019",
        ),
        format!("Exam date: 05/20/2019\n{FINDINGS}"),
    ] {
        let done = beside_the_study(&text, &[]);
        let questions: Vec<Question> = done.asked.iter().map(|one| one.question).collect();
        assert_eq!(questions, [OtherExamination], "{text}");
        assert_eq!(done.refusals, [None, None], "{text}");
        assert_eq!(done.identity().other_examination, 1, "{text}");
        let withheld = beside_the_study(&text, &[(OtherExamination, Withhold)]);
        assert_eq!(
            withheld.refusals,
            [None, Some(ReasonCode::OtherExamination)],
            "{text}"
        );
        let kept = beside_the_study(&text, &[(OtherExamination, Keep)]).identity();
        assert_eq!(
            (kept.decided_by_person, kept.other_examination),
            (1, 0),
            "{text}"
        );
    }
}

#[test]
fn a_report_that_a_person_says_belongs_is_written_and_the_certificate_says_so() {
    let text = changed("04/17/1952", "11/02/1961");
    let done = beside_the_study(&text, &[(OtherPatient, Belongs)]);
    assert_eq!(done.refusals, [None, None]);
    let identity = done.identity();
    assert_eq!((identity.decided_by_person, identity.withheld), (1, 0));
    assert!(
        done.certificate()
            .contains("Written on a person's decision though they differ: 1")
    );
    assert!(
        done.certificate()
            .contains("a person decided that they belong to the study")
    );
    let without = beside_the_study(&text, &[]);
    assert!(
        without
            .certificate()
            .contains("(differs: birth date 1): withheld")
    );
    assert!(
        without
            .certificate()
            .contains("Withheld because they differ: 1")
    );
}

#[test]
fn what_states_nothing_is_written_and_counted_so() {
    let done = beside_the_study(FINDINGS, &[]);
    assert!(done.asked.is_empty());
    assert_eq!(done.refusals, [None, None]);
    let identity = done.identity();
    assert_eq!((identity.compared, identity.nothing_to_compare), (1, 1));
}

#[test]
fn without_a_study_there_is_nothing_to_ask() {
    let done = run(&[report(&changed("QUILLFEATHER", "AMBERSEDGE"))], &[]);
    assert!(done.asked.is_empty());
    assert_eq!(done.refusals, [None]);
    assert_eq!(done.facts.scope.report_identity, None);
}

#[test]
fn of_several_patients_each_report_finds_its_own_and_a_third_is_asked_about() {
    let hers = format!("Patient: Odalys Quillfeather\nMRN: QF-7720415-M\n{FINDINGS}");
    let his = format!("Patient: Ambersedge, Lucian\nMRN: 4410023\n{FINDINGS}");
    let two = [
        image(&ODALYS),
        image(&AMBERSEDGE),
        report(&hers),
        report(&his),
    ];
    let done = run(&two, &[]);
    assert_eq!(done.questions(), [Question::MixedPatients]);
    assert_eq!(done.identity().agreed, 2);
    let third = format!("Patient: Percival Silverstrand\nMRN: 90017\n{FINDINGS}");
    let mut three: Vec<Input> = two.into_iter().collect();
    three.push(report(&third));
    let done = run(&three, &[]);
    assert_eq!(done.questions(), [Question::MixedPatients, OtherPatient]);
    assert_eq!(done.refusals.last(), Some(&Some(ReasonCode::OtherPatient)));
    assert_eq!(done.refusals.iter().flatten().count(), 1);
    // The one's name with the other's number is nobody's.
    let mixed = format!("Patient: Odalys Quillfeather\nMRN: 4410023\n{FINDINGS}");
    let done = run(&[image(&ODALYS), image(&AMBERSEDGE), report(&mixed)], &[]);
    assert_eq!(done.questions(), [Question::MixedPatients, OtherPatient]);
}

#[test]
fn the_plan_waits_for_the_answer_and_the_question_holds_no_value() {
    let text = changed("04/17/1952", "11/02/1961");
    let inputs = [image(&ODALYS), report(&text)];
    let surveyed: Vec<Surveyed> = inputs
        .iter()
        .map(|(ending, bytes)| pipeline::survey(bytes, ending))
        .collect();
    let answered = |policy: Policy| Plan::answered(&surveyed, policy, [1; 32], &Tables::default());
    let Err(OpenQuestions(open)) = answered(Policy::default()) else {
        panic!("the plan was made");
    };
    let json = serde_json::to_string(&open).expect("JSON");
    for value in ["1961", "1952", "QUILL", "7720415", "0098173"] {
        assert!(!json.contains(value), "{json}");
    }
    let mut policy = Policy::default();
    assert!(policy.answers.enter(OtherPatient, Belongs));
    assert!(answered(policy).is_ok());
    assert!(!Policy::default().answers.enter(OtherPatient, Keep));
}

#[test]
fn the_sample_agrees_with_its_study() {
    let surveyed: Vec<Surveyed> = sample::files()
        .iter()
        .map(|file| {
            let ending = file.path.rsplit('.').next().unwrap_or_default();
            pipeline::survey(&file.bytes, ending)
        })
        .collect();
    let plan = Plan::make(&surveyed, Policy::default(), [1; 32]);
    assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    let findings: Vec<String> = plan
        .belongings
        .values()
        .map(|one| format!("{:?}", one.finding))
        .collect();
    let [report] = findings.as_slice() else {
        panic!("one report: {findings:?}");
    };
    for kind in [
        "Name",
        "PatientId",
        "BirthDate",
        "Accession",
        "ExamDate",
        "doubt: None",
    ] {
        assert!(report.contains(kind), "{kind}: {report}");
    }
}

#[test]
fn the_command_says_how_many_and_what_kinds_and_takes_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = changed("04/17/1952", "11/02/1961");
    for (name, (_, bytes)) in [("a.dcm", image(&ODALYS)), ("b.txt", report(&text))] {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let out = tempfile::tempdir().expect("a folder");
    let command = |more: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_safelight"))
            .arg("deidentify")
            .arg(folder.path())
            .arg("--out")
            .arg(out.path().join("out.zip"))
            .args(["--burned-in", "no"])
            .args(more)
            .output()
            .expect("the command runs");
        let said = [done.stdout, done.stderr].concat();
        (
            done.status.code(),
            String::from_utf8_lossy(&said).into_owned(),
        )
    };
    let (code, said) = command(&[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("warning: 1 report that states another patient than the study, or another birth date (differs: birth date 1): withheld"), "{said}");
    let (code, said) = command(&["--questions", "stop"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("--answer other-patient=withhold or --answer other-patient=belongs"),
        "{said}"
    );
    assert!(!said.contains("1961"), "{said}");
    let (code, said) = command(&["--questions", "stop", "--answer", "other-patient=belongs"]);
    assert_eq!(code, Some(0), "{said}");
}
