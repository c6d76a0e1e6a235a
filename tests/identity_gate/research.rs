//! Whose shift and codes the reports of several patients take.

use safelight::dicom::dates::{Day, civil, read_date};
use safelight::policy::{BurnedIn, Policy, Preset, ReportStyle};
use safelight::question::{Choice, Question};

use crate::run::{AMBERSEDGE, Done, ODALYS, Person, image, report, run_with};

const HERS: &str = "Patient: Odalys Quillfeather\nMRN: 7720415\nDOB: 04/17/1952\nExam date: 03/12/2024\n\n\
    COMPARISON: CT of November 20, 2023 and radiograph of 06/30/2023.\nFINDINGS: Nodule of 8 mm.\n";
const HIS: &str = "Patient: Lucian Ambersedge\nMRN: 4410023\nExam date: 05/14/2024\n\n\
    COMPARISON: CT of November 20, 2023.\nFINDINGS: Nodule of 5 mm.\n";
const NOBODYS: &str = "COMPARISON: CT of November 20, 2023.\nFINDINGS: Nodule of 3 mm.\n";

fn research(style: ReportStyle, texts: &[&str], answers: &[(Question, Choice)]) -> Done {
    let mut policy = Policy {
        preset: Preset::Research,
        burned_in: BurnedIn::No,
        report_style: style,
        ..Policy::default()
    };
    for (question, choice) in answers {
        assert!(policy.answers.enter(*question, *choice));
    }
    let mut inputs = vec![image(&ODALYS), image(&AMBERSEDGE)];
    inputs.extend(texts.iter().map(|text| report(text)));
    run_with(&inputs, policy)
}

/// A day as `YYYY-MM-DD`, moved as the study of a person is.
fn moved(done: &Done, person: &Person, day: &str) -> String {
    let key = format!("id:{}", person.id);
    let codes = done.plan.tables.patient(&key).expect("a patient");
    let Day(day) = read_date(day).expect("a day");
    let (year, month, day) = civil(Day(day + i64::from(codes.offset_days)));
    format!("{year:04}-{month:02}-{day:02}")
}

#[test]
fn the_dates_of_each_report_move_with_its_own_patient() {
    let done = research(ReportStyle::Tags, &[HERS, HIS, NOBODYS], &[]);
    assert_eq!(done.refusals, [None; 5]);
    let (hers, his, nobodys) = (done.text_of(2), done.text_of(3), done.text_of(4));
    for day in ["20240312", "20231120", "20230630"] {
        let day = moved(&done, &ODALYS, day);
        assert!(hers.contains(&format!("[DATE {day}]")), "{day}: {hers}");
    }
    assert!(hers.contains("DOB: [DATE]"), "headers empty it too: {hers}");
    let day = moved(&done, &AMBERSEDGE, "20231120");
    assert!(his.contains(&format!("[DATE {day}]")), "{day}: {his}");
    assert_ne!(
        day,
        moved(&done, &ODALYS, "20231120"),
        "two patients, two shifts"
    );
    assert!(nobodys.contains("CT of [DATE]."), "{nobodys}");
}

#[test]
fn the_study_date_of_a_report_is_that_of_the_moved_header() {
    let done = research(ReportStyle::Years, &[HERS], &[]);
    let entry = done.outcomes[0].entries.first().expect("an image");
    let header = crate::run::bytes_of(entry.parts());
    let day = moved(&done, &ODALYS, ODALYS.day);
    let plain = day.replace('-', "");
    let stands = |wanted: &str| header.windows(8).any(|part| part == wanted.as_bytes());
    assert!(stands(&plain), "the header has the moved day");
    assert!(
        done.text_of(2).contains(&format!("Exam date: {day}\n")),
        "{}",
        done.text_of(2)
    );
}

#[test]
fn a_made_up_patient_has_the_code_of_the_own_study() {
    let done = research(ReportStyle::Pseudonyms, &[HERS, HIS], &[]);
    let code = |person: &Person| {
        let key = format!("id:{}", person.id);
        done.plan
            .tables
            .patient(&key)
            .expect("a patient")
            .pseudonym
            .clone()
    };
    // Hers is written without the letters of the number.
    for (place, own, other) in [(2, &ODALYS, &AMBERSEDGE), (3, &AMBERSEDGE, &ODALYS)] {
        let text = done.text_of(place);
        assert!(text.contains(&format!("MRN: {}", code(own))), "{text}");
        assert!(!text.contains(&code(other)), "{text}");
    }
}

#[test]
fn a_report_that_a_person_gives_to_the_study_takes_its_shift_and_code() {
    let text = HERS
        .replace("04/17/1952", "04/18/1952")
        .replace("7720415", "5501");
    let answers = [(Question::OtherPatient, Choice::Belongs)];
    let done = research(ReportStyle::Pseudonyms, &[&text], &answers);
    assert_eq!(done.refusals, [None; 3]);
    let written = done.text_of(2);
    let day = moved(&done, &ODALYS, "20231120");
    assert!(written.contains(&format!("CT of {day}")), "{written}");
    let key = format!("id:{}", ODALYS.id);
    let code = &done.plan.tables.patient(&key).expect("a patient").pseudonym;
    assert!(written.contains(&format!("MRN: {code}")), "{written}");
}

#[test]
fn other_purposes_tell_the_year_and_no_moved_day() {
    let policy = Policy {
        burned_in: BurnedIn::No,
        ..Policy::default()
    };
    let done = run_with(&[image(&ODALYS), report(HERS)], policy);
    assert!(
        done.text_of(1).contains("CT of [DATE 2023]"),
        "{}",
        done.text_of(1)
    );
}
