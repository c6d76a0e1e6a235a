//! A person reviews the document inside an instance as a report.

use safelight::finding::ReasonCode;
use safelight::pipeline::ViewError;
use safelight::review::Review;

use crate::paper::pdf;
use crate::study::{PDF_CLASS, inner, prepared, run_reviewed};
use crate::{report, text_inside, written};

fn document() -> Vec<u8> {
    inner(PDF_CLASS, "application/pdf", pdf(&report()), vec![])
}

#[test]
fn the_text_of_a_document_inside_is_shown_under_the_name_of_its_instance() {
    let (inputs, cleaner) = prepared(document(), Review::default());
    let view = cleaner.view(&inputs[1], 1, &Review::default());
    let view = view.expect("a view");
    assert!(
        view.text
            .expose()
            .contains("Referred by Dr. Fenwick Trelawney")
    );
    let shown = |wanted: &str| {
        let found = view
            .spans
            .iter()
            .any(|span| span.text.expose().contains(wanted));
        assert!(found, "{wanted}: {:?}", view.spans);
    };
    shown("Trelawney");
    shown("Quillfeather");
    let entry = cleaner.plan().entry(1).expect("a name in the zip");
    assert!(entry.starts_with("DICOM/"), "{entry}");
    // An instance without a document has no text to show.
    let image = cleaner.view(&inputs[0], 0, &Review::default());
    let Err(ViewError::Refused(refusal)) = image else {
        panic!("an image has a text");
    };
    assert_eq!(refusal.code, ReasonCode::UnknownKind);
}

#[test]
fn what_is_decided_about_a_document_inside_is_carried_out() {
    let (inputs, cleaner) = prepared(document(), Review::default());
    let view = cleaner.view(&inputs[1], 1, &Review::default());
    let view = view.expect("a view");
    let text = view.text.expose();
    let start = text.find("segment 2").expect("the finding");
    let name = view
        .spans
        .iter()
        .find(|span| span.text.expose().contains("Trelawney"));
    let name = name.expect("the physician").id;
    let key = serde_json::to_value(&view.report).expect("JSON");
    let said = serde_json::json!({ "version": 1, "reports": [{
        "report": key,
        "is_reviewed": true,
        "decisions": [
            { "span": format!("{start}-{}", start + "segment 2".len()), "act": { "add": "location" } },
            { "span": name.to_string(), "act": { "relabel": "relative" } },
        ],
    }] });
    let review = Review::parse(&said.to_string()).expect("decisions");
    let run = run_reviewed(document(), review);
    let shown = text_inside(written(&run));
    assert!(shown.contains("right upper lobe, [LOCATION]."), "{shown}");
    assert!(shown.contains("Referred by Dr. [RELATIVE]"), "{shown}");
    let counted = run.facts.narrative.review.expect("a review");
    assert_eq!(
        (counted.reports, counted.added, counted.relabelled),
        (1, 1, 1)
    );
}
