//! Documents inside instances belong to the instance's patient.

use safelight::dicom::dates::{Day, civil, read_date};
use safelight::finding::ReasonCode;
use safelight::policy::{BurnedIn, Policy, Preset};
use safelight::question::{Choice, Question};

use crate::encode::{part10, text};
use crate::run::{Input, ODALYS, bytes_of, header, image, meta, run, run_with};

const CDA_CLASS: &str = "1.2.840.10008.5.1.4.1.1.104.2";

/// A CDA of a patient inside an instance of Odalys.
fn document(given: &str, family: &str) -> Input {
    let cda = format!(
        "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\">\
         <title>CT chest</title><recordTarget><patientRole><id extension=\"{}\"/><patient>\
         <name><given>{given}</given><family>{family}</family></name><birthTime value=\"19520417\"/></patient></patientRole>\
         </recordTarget><component><structuredBody><component><section><title>FINDINGS</title>\
         <text>Nodule of 8 mm, seen on March 25, 2023.</text></section></component></structuredBody></component>\
         </ClinicalDocument>",
        if family == "Quillfeather" {
            ODALYS.id
        } else {
            "90017-X"
        }
    );
    let instance = "2.999.73.77";
    let mut data = header(&ODALYS, CDA_CLASS, instance);
    data.push(text(0x0042_0012, "LO", "text/XML"));
    data.push(crate::encode::Given::Bytes(
        0x0042_0011,
        "OB",
        cda.into_bytes(),
    ));
    ("dcm", part10(&[], meta(CDA_CLASS, instance), data))
}

#[test]
fn a_document_of_the_own_patient_agrees() {
    let done = run(&[image(&ODALYS), document("Odalys", "Quillfeather")], &[]);
    assert!(done.asked.is_empty(), "{:?}", done.asked);
    assert_eq!(done.refusals, [None, None]);
    assert_eq!(done.identity().agreed, 1);
}

#[test]
fn a_document_of_somebody_else_is_asked_about_and_withheld_with_its_instance() {
    let inputs = [image(&ODALYS), document("Percival", "Silverstrand")];
    let done = run(&inputs, &[]);
    assert_eq!(done.questions(), [Question::OtherPatient]);
    assert_eq!(done.refusals, [None, Some(ReasonCode::OtherPatient)]);
    assert_eq!(done.identity().withheld, 1);
    let withheld = &done.facts.scope.documents.withheld;
    assert_eq!(withheld.get(&ReasonCode::OtherPatient), Some(&1));
    let decided = run(&inputs, &[(Question::OtherPatient, Choice::Belongs)]);
    assert_eq!(decided.refusals, [None, None]);
    assert_eq!(decided.identity().decided_by_person, 1);
}

#[test]
fn the_dates_of_a_document_inside_move_with_its_instance() {
    let policy = Policy {
        preset: Preset::Research,
        burned_in: BurnedIn::No,
        ..Policy::default()
    };
    let done = run_with(&[document("Odalys", "Quillfeather")], policy);
    let key = format!("id:{}", ODALYS.id);
    let codes = done.plan.tables.patient(&key).expect("a patient");
    let Day(day) = read_date("20230325").expect("a day");
    let (year, month, day) = civil(Day(day + i64::from(codes.offset_days)));
    let written = bytes_of(done.outcomes[0].entries[0].parts());
    let written = String::from_utf8_lossy(&written);
    let wanted = format!("seen on [DATE {year:04}-{month:02}-{day:02}].");
    assert!(written.contains(&wanted), "{wanted}: {written}");
}
