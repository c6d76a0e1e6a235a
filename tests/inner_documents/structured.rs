//! Text of structured reports.

use safelight::certificate::facts::StructuredTexts;
use safelight::dicom::data::{DataSet, Value};

use crate::encode::{Given, text};
use crate::study::{Run, run, structured_report};
use crate::written;

fn item(concept: (&str, &str), words: &str) -> Vec<Given> {
    let code = vec![
        text(0x0008_0100, "SH", concept.0),
        text(0x0008_0102, "SH", "DCM"),
        text(0x0008_0104, "LO", concept.1),
    ];
    vec![
        text(0x0040_A010, "CS", "CONTAINS"),
        text(0x0040_A040, "CS", "TEXT"),
        Given::Items(0x0040_A043, vec![code]),
        text(0x0040_A160, "UT", words),
    ]
}

/// The text values of all items.
fn texts(run: &Run) -> Vec<String> {
    let content = written(run).data_set.get(dicom_core::Tag(0x0040, 0xA730));
    let Some(Value::Items(items)) = content.map(|element| &element.value) else {
        panic!("the content is gone");
    };
    let of = |item: &DataSet| match item
        .get(dicom_core::Tag(0x0040, 0xA160))
        .map(|one| &one.value)
    {
        Some(Value::Bytes(bytes)) => String::from_utf8_lossy(bytes).trim_end().to_owned(),
        Some(Value::Items(_) | Value::Pixels(_)) | None => String::new(),
    };
    items.iter().map(of).collect()
}

const FINDINGS: &str = "Right lung: nodule of 8 mm in segment 2, unchanged.\r\n\
    Left lung: clear, no effusion. Aorta 34 mm.\r\n\
    Liver: hypodense lesion of 12 x 9 mm in segment VII.";

#[test]
fn sections_of_a_structured_report_keep_their_findings_word_for_word() {
    let finding = ("121071", "Finding");
    let run = run(structured_report(vec![
        item(finding, FINDINGS),
        item(
            finding,
            "Dictated by: Tamsin Brackenridge, MD\r\nTranscribed by the system.",
        ),
        item(
            finding,
            "Findings were shown.\r\nBrackenridge agrees with Odalys Quillfeather.\r\nEnd.",
        ),
        item(("121077", "Conclusion"), "Follow-up in 6 months."),
    ]));
    let texts = texts(&run);
    assert_eq!(texts[0], FINDINGS);
    assert_eq!(texts[3], "Follow-up in 6 months.");
    assert!(
        texts[2].starts_with("Findings were shown.\r\n["),
        "{}",
        texts[2]
    );
    assert!(texts[2].ends_with(".\r\nEnd."), "{}", texts[2]);
    // Only the second item says that Brackenridge is a person.
    for goes in ["Brackenridge", "Tamsin", "Quillfeather", "Odalys"] {
        run.assert_nowhere(goes);
    }
    let counted = StructuredTexts {
        unchanged: 2,
        changed: 2,
        replaced: 0,
    };
    assert_eq!(run.facts.narrative.structured_texts, counted);
}
