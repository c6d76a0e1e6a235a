//! Documents inside instances: read as a report is, set anew, put back into a
//! valid object, counted on the certificate; or withheld by name.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../planted/encode.rs"]
mod encode;
#[path = "../planted/paper.rs"]
mod paper;
mod reviewed;
mod structured;
mod study;
mod xml;

use dicom_core::Tag;
use safelight::certificate::facts::DocumentCount;
use safelight::certificate::status::Reason;
use safelight::dicom::data::{DicomFile, Value};
use safelight::document;
use safelight::finding::ReasonCode;
use safelight::plan::ReportKind;

use encode::text;
use paper::{Paper, pdf};
use study::{PDF_CLASS, Run, inner, run};

pub fn report() -> Paper {
    Paper {
        lines: [
            "Patient: Quillfeather, Odalys",
            "Referred by Dr. Fenwick Trelawney",
            "FINDINGS: Nodule of 8 mm in the right upper lobe, segment 2.",
            "Read with Brackenridge, who saw it in 2019.",
            "IMPRESSION: Follow-up in 6 months.",
        ]
        .map(String::from)
        .to_vec(),
        title: String::from("Quillfeather report"),
        metadata: String::from("Zqmetadata Quillfeather"),
        note: String::from("Zqnote Quillfeather"),
        field: String::from("Zqfield Quillfeather"),
        attachment: String::from("Zqattachment Quillfeather"),
        bookmark: String::from("Zqbookmark Quillfeather"),
        unseen: String::from("Referring physician: Brackenridge, Tamsin"),
        pictures: 0,
    }
}

pub fn value(file: &DicomFile, group: u16, element: u16) -> Vec<u8> {
    match file.data_set.get(Tag(group, element)).map(|one| &one.value) {
        Some(Value::Bytes(bytes)) => bytes.clone(),
        Some(Value::Items(_) | Value::Pixels(_)) | None => Vec::new(),
    }
}

pub fn words(file: &DicomFile, group: u16, element: u16) -> String {
    let text = String::from_utf8(value(file, group, element)).expect("text");
    text.trim_end_matches([' ', '\0']).to_owned()
}

/// What a reader sees of the document inside.
pub fn text_inside(file: &DicomFile) -> String {
    let document = document::read(ReportKind::Pdf, &value(file, 0x0042, 0x0011));
    document::plain_text(&document.expect("a PDF with text"))
}

pub fn written(run: &Run) -> &DicomFile {
    run.files[1].as_ref().expect("the document came out")
}

#[test]
fn a_pdf_inside_an_instance_loses_its_people_and_keeps_its_findings() {
    let run = run(inner(PDF_CLASS, "application/pdf", pdf(&report()), vec![]));
    let shown = text_inside(written(&run));
    for stays in [
        "FINDINGS: Nodule of 8 mm in the right upper lobe, segment 2.",
        "IMPRESSION: Follow-up in 6 months.",
        "[PATIENT]",
    ] {
        assert!(shown.contains(stays), "{stays}: {shown}");
    }
    // The last one stands only in text of the PDF that cannot be seen.
    for goes in [
        "Quillfeather",
        "Odalys",
        "Trelawney",
        "Fenwick",
        "Brackenridge",
        "Zqmetadata",
        "Zqnote",
        "Zqfield",
        "Zqattachment",
        "Zqbookmark",
    ] {
        assert!(!shown.contains(goes), "{goes}: {shown}");
        run.assert_nowhere(goes);
    }
}

#[test]
fn the_instance_around_a_new_pdf_says_what_it_is_now() {
    let old = pdf(&report());
    let length = (old.len() as u32).to_le_bytes().to_vec();
    let more = vec![
        encode::Given::Bytes(0x0042_0015, "UL", length),
        text(0x0028_0301, "CS", "YES"),
        text(0x0040_E001, "ST", "2.999.4.4711"),
        text(0x0042_0010, "ST", "CT report of Dr. Trelawney"),
    ];
    let run = run(inner(PDF_CLASS, "application/x-pdf", old, more));
    let file = written(&run);
    let document = value(file, 0x0042, 0x0011);
    assert_eq!(document.len() % 2, 0, "an even length");
    let length = value(file, 0x0042, 0x0015);
    let length = u32::from_le_bytes(length.try_into().expect("one number")) as usize;
    assert!(document.starts_with(b"%PDF-"));
    assert!(document[length..].iter().all(|byte| *byte == 0), "padding");
    assert!(document[..length].trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(words(file, 0x0042, 0x0012), "application/pdf");
    assert_eq!(words(file, 0x0028, 0x0301), "NO");
    assert_eq!(words(file, 0x0040, 0xE001), "");
    assert_eq!(words(file, 0x0042, 0x0010), "CT report of Dr.");
    assert_eq!(words(file, 0x0008, 0x0016), PDF_CLASS);
    run.assert_nowhere("Trelawney");
}

#[test]
fn a_reference_to_the_source_images_still_finds_them() {
    let image = study::IMAGE_UID;
    let source = vec![
        text(0x0008_1150, "UI", "1.2.840.10008.5.1.4.1.1.2"),
        text(0x0008_1155, "UI", image),
    ];
    let more = vec![encode::Given::Items(0x0042_0013, vec![source])];
    let run = run(inner(PDF_CLASS, "application/pdf", pdf(&report()), more));
    let image = run.files[0].as_ref().expect("the image came out");
    let Some(Value::Items(items)) = written(&run)
        .data_set
        .get(Tag(0x0042, 0x0013))
        .map(|element| element.value.clone())
    else {
        panic!("the sequence is gone");
    };
    let Some(Value::Bytes(named)) = items[0]
        .get(Tag(0x0008, 0x1155))
        .map(|one| one.value.clone())
    else {
        panic!("the reference is gone");
    };
    assert_eq!(named, value(image, 0x0008, 0x0018));
    run.assert_nowhere(study::IMAGE_UID);
}

#[test]
fn the_certificate_counts_documents_inside_instances() {
    let run = run(inner(PDF_CLASS, "application/pdf", pdf(&report()), vec![]));
    let expected = DocumentCount {
        received: 1,
        rewritten: 1,
        pages_received: 1,
        pages_written: 1,
        ..DocumentCount::default()
    };
    assert_eq!(run.facts.scope.documents, expected);
    assert_eq!(run.facts.narrative.reports, 1);
    let spans: u64 = run.facts.letters.values().map(|count| count.spans).sum();
    let elements: u64 = run.facts.letters.values().map(|count| count.elements).sum();
    assert!(
        spans >= 3 && elements >= 10,
        "{spans} spans, {elements} elements"
    );
}

#[test]
fn a_page_that_is_a_picture_is_named_and_not_shown() {
    let mut paper = report();
    paper.pictures = 1;
    let run = run(inner(PDF_CLASS, "application/pdf", pdf(&paper), vec![]));
    let shown = text_inside(written(&run));
    assert!(
        shown.contains("Page 2 of the source is not included"),
        "{shown}"
    );
    assert_eq!(run.facts.scope.documents.pages_withheld, 1);
    let reasons = run.facts.assess().reasons;
    let pages = reasons
        .iter()
        .find(|one| one.reason == Reason::PagesWithheld);
    assert_eq!(pages.map(|one| one.count), Some(1));
}

#[test]
fn a_document_that_cannot_be_read_withholds_its_instance_by_name() {
    let scan = Paper {
        pictures: 1,
        ..Paper::default()
    };
    let cases = [
        (pdf(&scan), ReasonCode::NoText),
        (b"no PDF at all".to_vec(), ReasonCode::Malformed),
        (Vec::new(), ReasonCode::EmptyFile),
    ];
    for (bytes, code) in cases {
        let run = run(inner(PDF_CLASS, "application/pdf", bytes, vec![]));
        assert!(run.files[1].is_none(), "{code:?}");
        let documents = &run.facts.scope.documents;
        assert_eq!(documents.rewritten, 0);
        assert_eq!(documents.withheld, [(code, 1)].into());
    }
}

#[test]
fn documents_that_are_no_text_are_withheld_and_counted() {
    let class = "1.2.840.10008.5.1.4.1.1.104.3";
    let run = run(inner(
        class,
        "model/stl",
        b"solid Quillfeather".to_vec(),
        vec![],
    ));
    assert!(run.files[1].is_none());
    let withheld = [(ReasonCode::EncapsulatedDocument, 1)].into();
    assert_eq!(run.facts.scope.documents.withheld, withheld);
}

/// What dciodvfy says against a file.
pub fn errors(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.dcm");
    std::fs::write(&path, bytes).expect("a file");
    let output = std::process::Command::new("dciodvfy")
        .args(["-new".as_ref(), path.as_os_str()])
        .output()
        .expect("dciodvfy is installed by scripts/setup.sh");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.trim().is_empty(), "dciodvfy names at least the class");
    let lines = said.lines().filter(|line| line.starts_with("Error"));
    lines.map(str::to_owned).collect()
}

#[test]
fn an_instance_with_a_new_document_is_valid() {
    let run = run(inner(PDF_CLASS, "application/pdf", pdf(&report()), vec![]));
    let mut whole = run.bytes_of(1).expect("the document came out").to_vec();
    assert_eq!(errors(&whole), [""; 0]);
    // The check can fail: another answer than YES or NO is not valid.
    let place = memchr::memmem::find(&whole, b"\x28\0\x01\x03CS\x02\0NO").expect("it says NO");
    whole[place + 8..place + 10].copy_from_slice(b"XX");
    assert_ne!(errors(&whole), [""; 0]);
}
