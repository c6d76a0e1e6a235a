use super::*;
use crate::text;

/// The headers of one patient.
fn header() -> Identities {
    let set = |values: &[&str]| values.iter().map(|value| Sensitive::from(*value)).collect();
    let day = |day: &str| [Sensitive::new(vec![day.to_owned()])].into();
    Identities {
        names: set(&["Quillfeather^Odalys^Marisol"]),
        patient_ids: set(&["QF-7720415-M"]),
        birth_dates: day("19520417"),
        accessions: set(&["BLH-24-0098173"]),
        exam_dates: day("20240312"),
    }
}

fn comparison(report: &str) -> Comparison {
    let key = Sensitive::from("id:QF-7720415-M");
    let header = header();
    let stated = text::stated(report);
    Statement::of(&stated).compared(&Patient::of(&key, &header))
}

fn name(written: &str) -> Match {
    comparison(&format!("Patient name: {written}\n")).name
}

#[test]
fn a_name_is_known_in_every_order_and_case_and_with_what_is_left_out() {
    for written in [
        "QUILLFEATHER, ODALYS M",
        "Odalys Quillfeather",
        "Odalys Marisol Quillfeather",
        "Odalys M. Quillfeather",
        "Quillfeather Odalys",
        "QUILLFEATHER^ODALYS^MARISOL",
        "Quillféather, Odálys",
        "Mrs. Odalys Quillfeather",
        "O. Quillfeather",
    ] {
        assert_eq!(name(written), Match::Same, "{written}");
    }
}

#[test]
fn a_misspelt_name_or_another_middle_name_is_near() {
    for written in [
        "Odalys Quilfeather",
        "Odalys Quillfaether",
        "Quillfeather, Odalis",
        "Quillfeather, Odalys Anne",
    ] {
        assert_eq!(name(written), Match::Near, "{written}");
    }
}

#[test]
fn another_given_or_family_name_differs() {
    for written in [
        "Elowen Quillfeather",
        "Odalys Thistlewick",
        "Elowen Marisol Quillfeather",
        "Casimir Fennimore",
        "Quillfeather, Thaddeus",
    ] {
        assert_eq!(name(written), Match::Differs, "{written}");
    }
}

#[test]
fn a_hyphen_and_a_blank_part_a_name_alike() {
    let pair = |one: &str, other: &str| {
        let names = |name: &str| NameWords::of(&[Sensitive::from(name)].into());
        names::compared(&names(one), &names(other))
    };
    assert_eq!(
        pair("Fennimore-Voss^Anne-Marie", "Annemarie Fennimore Voss"),
        Match::Same
    );
    assert_eq!(
        pair("Fennimore-Voss^Anne Marie", "Fennimore, Anne-Marie"),
        Match::Same
    );
    assert_eq!(pair("O'Grady^Tamsin", "OGRADY TAMSIN"), Match::Same);
    assert_eq!(pair("Van der Quill^Pim", "VANDERQUILL, PIM"), Match::Near);
    assert_eq!(pair("山田^太郎", "山田 太郎"), Match::Same);
    assert_eq!(
        pair("QUILLFEATHER ODALYS", "Odalys Quillfeather"),
        Match::Same
    );
    assert_eq!(
        pair("QUILLFEATHER ODALYS", "Elowen Quillfeather"),
        Match::Differs
    );
    assert_eq!(pair("QUILLFEATHER", "Odalys Quillfeather"), Match::Absent);
    assert_eq!(pair("QUILLFEATHER", "Tamsin Ambersedge"), Match::Differs);
}

#[test]
fn a_birth_date_is_known_in_every_spelling() {
    for written in [
        "04/17/1952",
        "4/17/52",
        "17.04.1952",
        "17/4/1952",
        "1952-04-17",
        "19520417",
        "17-Apr-1952",
        "17 April 1952",
        "April 17, 1952",
        "17APR1952",
        "04171952",
        "041752",
    ] {
        assert_eq!(
            comparison(&format!("DOB: {written}\n")).birth,
            Match::Same,
            "{written}"
        );
    }
    for written in ["04/18/1952", "April 17, 1953", "1952-05-17", "19520418"] {
        assert_eq!(
            comparison(&format!("DOB: {written}\n")).birth,
            Match::Differs,
            "{written}"
        );
    }
    assert_eq!(comparison("DOB: 1952\n").birth, Match::Absent);
}

#[test]
fn a_number_is_known_without_its_signs_and_letters() {
    for written in ["QF-7720415-M", "qf7720415m", "7720415", "007720415"] {
        assert_eq!(
            comparison(&format!("MRN: {written}\n")).number,
            Match::Same,
            "{written}"
        );
    }
    for written in ["7720416", "QF-7720415-N", "720415"] {
        assert_eq!(
            comparison(&format!("MRN: {written}\n")).number,
            Match::Differs,
            "{written}"
        );
    }
}

/// What a report comes to beside the patient of [`header`].
fn judged(report: &str) -> Judged {
    comparison(report).judged()
}

const NAME: &str = "Patient: Odalys Quillfeather\n";
const MISSPELT: &str = "Patient: Odalis Quilfeather\n";
const OTHER_NAME: &str = "Patient: Tamsin Ambersedge\n";
const NUMBER: &str = "MRN: QF-7720415-M\n";
const OTHER_NUMBER: &str = "MRN: 4410023\n";
const BIRTH: &str = "DOB: 04/17/1952\n";
const OTHER_BIRTH: &str = "DOB: 11/02/1961\n";
const ACCESSION: &str = "Accession: BLH-24-0098173\n";
const OTHER_ACCESSION: &str = "Accession: BLH-23-0011111\n";

#[test]
fn what_agrees_and_what_differs_decide_together() {
    use Judged::{Nothing, Other, Same};
    let (sure, doubt) = (Same(Doubt::None), Same(Doubt::Some));
    let cases: &[(&[&str], Judged)] = &[
        (&[NAME], sure),
        (&[NUMBER], sure),
        (&[BIRTH], sure),
        (&[ACCESSION], sure),
        (&[NAME, NUMBER, BIRTH], sure),
        (&[NAME, BIRTH, OTHER_NUMBER], sure),
        (&[MISSPELT, NUMBER], doubt),
        (&[MISSPELT, ACCESSION], doubt),
        (&[NUMBER, BIRTH, OTHER_NAME], doubt),
        (&[NAME, OTHER_NUMBER, ACCESSION], doubt),
        (&[MISSPELT], Other),
        (&[OTHER_NAME], Other),
        (&[OTHER_NUMBER], Other),
        (&[OTHER_BIRTH], Other),
        (&[NAME, OTHER_NUMBER], Other),
        (&[NAME, OTHER_BIRTH], Other),
        (&[NAME, NUMBER, OTHER_BIRTH], Other),
        (&[NUMBER, OTHER_NAME], Other),
        (&[NUMBER, OTHER_NAME, ACCESSION], Other),
        (&[OTHER_NAME, OTHER_NUMBER, BIRTH], Other),
        (&[OTHER_NAME, ACCESSION], Other),
        (&[OTHER_ACCESSION], Nothing),
        (&[], Nothing),
    ];
    for (parts, wanted) in cases {
        assert_eq!(judged(&parts.concat()), *wanted, "{parts:?}");
    }
}

#[test]
fn what_is_no_statement_about_the_patient_states_nothing() {
    for report in [
        "FINDINGS: No focal consolidation. Heart size is normal.\n",
        "Referring physician: Tamsin Ambersedge, MD\nRead by: Casimir Fennimore\n",
        "Compared with the study of Mrs. Ambersedge on 11/02/2023.\n",
        "Comparison study date: 11/02/2021\nPrior exam date: 01/05/2020\n",
        "Account number: 99120034\nEmergency contact: Elowen Quillfeather\n",
        "Physician name: Tamsin Ambersedge\n",
        "Patient tolerated the procedure well. The patient was discharged home.\n",
        "Guarantor: Tamsin Ambersedge\nMother: Ottoline Peverlune\n",
        "Sex: F\nAge: 71\n",
        "MRN: four four one nine oh two\n",
    ] {
        assert_eq!(judged(report), Judged::Nothing, "{report}");
        assert!(!comparison(report).is_of_other_examination(), "{report}");
    }
}

#[test]
fn an_examination_is_told_by_its_number_or_else_by_its_day() {
    let other = |report: &str| comparison(report).is_of_other_examination();
    assert!(other(OTHER_ACCESSION));
    assert!(other("Exam date: 03/19/2024\n"));
    assert!(!other("Exam date: 03/12/2024\n"));
    assert!(!other("Exam date: 03/13/2024\n"), "behind midnight");
    assert!(!other(&format!("{ACCESSION}Exam date: 03/19/2024\n")));
    assert!(other(&format!("{OTHER_ACCESSION}Exam date: 03/12/2024\n")));
}

#[test]
fn a_row_of_labels_over_a_row_of_values_states_as_much() {
    let report = "Patient Name | MRN | DOB | Accession\nODALYS QUILLFEATHER | QF-7720415-M | 04/17/1952 | BLH-24-0098173\n";
    let agreed = comparison(report).agrees();
    assert_eq!(agreed.len(), 4, "{agreed:?}");
    let parts = comparison("Last name: Quillfeather\nFirst name: Odalys\n");
    assert_eq!(parts.name, Match::Same);
}
