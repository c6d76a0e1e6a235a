//! What the written PDFs hold, and that nothing overlaps.

use super::*;
use crate::document::model::{Break, Origin, Page};

/// Words at a place, as a PDF reader gives them.
fn segment(text: &str, left_pt: f32, baseline_pt: f32, width_pt: f32, then: Break) -> Segment {
    Segment {
        text: text.to_owned(),
        left_pt,
        baseline_pt,
        width_pt,
        size_pt: 10.0,
        weight: Weight::Regular,
        then,
        mark: Mark::Source,
    }
}

fn bold(mut segment: Segment, size_pt: f32) -> Segment {
    segment.weight = Weight::Bold;
    segment.size_pt = size_pt;
    segment
}

fn replaced(mut segment: Segment) -> Segment {
    segment.mark = Mark::Replaced;
    segment
}

fn letter(segments: Vec<Segment>) -> Page {
    Page {
        width_pt: 612.0,
        height_pt: 792.0,
        withheld: None,
        origin: Origin::Text,
        segments,
    }
}

/// A made-up report at positions, with replacements longer and shorter than
/// what stood there.
pub(super) fn positioned() -> Document {
    use Break::{Line, None, Paragraph, Tab};
    let mut page = vec![
        bold(
            segment(
                "CT ABDOMEN AND PELVIS WITH CONTRAST",
                72.0,
                80.0,
                250.0,
                Paragraph,
            ),
            14.0,
        ),
        segment("Patient:", 72.0, 104.0, 36.0, Tab),
        replaced(segment("[PATIENT]", 130.0, 104.0, 20.0, Tab)),
        segment("MRN:", 340.0, 104.0, 24.0, Tab),
        replaced(segment(
            "[MRN, replaced at the request of the covered entity]",
            390.0,
            104.0,
            30.0,
            Line,
        )),
        segment("Date of birth:", 72.0, 118.0, 60.0, Tab),
        replaced(segment("[DATE 1961]", 130.0, 118.0, 50.0, Tab)),
        segment("Sex:", 340.0, 118.0, 24.0, Tab),
        segment("F", 390.0, 118.0, 6.0, Paragraph),
        bold(segment("FINDINGS", 72.0, 146.0, 60.0, Line), 11.0),
        segment(
            "Liver: 12 × 9 mm hypodense lesion in segment VII, unchanged since ",
            72.0,
            160.0,
            300.0,
            None,
        ),
        replaced(segment("[DATE 2023]", 372.0, 160.0, 40.0, None)),
        segment(". No biliary dilatation; ≥ 3 cm", 412.0, 160.0, 128.0, Line),
        segment(
            "cysts in both kidneys (Bosniak I). Discussed with ",
            72.0,
            174.0,
            240.0,
            None,
        ),
        replaced(segment("[CLINICIAN]", 312.0, 174.0, 60.0, None)),
        segment(" by telephone.", 372.0, 174.0, 70.0, Paragraph),
        segment(
            "1. Stable hypodense lesion in segment VII.",
            72.0,
            202.0,
            200.0,
            Line,
        ),
        segment(
            "2. No acute finding in the abdomen or pelvis; follow-up as advised in",
            72.0,
            216.0,
            330.0,
            Line,
        ),
        segment(
            "the report of the referring service.",
            84.0,
            230.0,
            180.0,
            Paragraph,
        ),
    ];
    // The same place twice: an overprint that must not cover anything.
    page.push(segment(
        "Overprinted line that stood on top of another",
        72.0,
        230.0,
        200.0,
        Paragraph,
    ));
    let scanned = Page {
        withheld: Some(ReasonCode::NoText),
        ..letter(Vec::new())
    };
    Document {
        form: Form::Positioned,
        pages: vec![letter(page), scanned],
        ..Document::default()
    }
}

pub(super) fn flowing(lines: &[(&str, Break)]) -> Document {
    let segments = lines
        .iter()
        .map(|(text, then)| {
            let made = segment(text, 54.0, 64.0, 504.0, *then);
            if text.starts_with('[') {
                replaced(made)
            } else {
                made
            }
        })
        .collect();
    Document {
        form: Form::Flowing,
        pages: vec![letter(segments)],
        ..Document::default()
    }
}

fn columns() -> Document {
    use Break::{Line, None, Paragraph};
    flowing(&[
        ("ECHOCARDIOGRAM", Paragraph),
        ("Patient:   ", None),
        ("[PATIENT]", Line),
        ("Accession: ", None),
        ("[ACCESSION]", Paragraph),
        ("Measure                Value      Normal", Line),
        ("LV EF                  55 %       ≥ 52 %", Line),
        ("LVIDd                  48 mm      42–58 mm", Line),
        ("┌──────────┐ a box drawn with lines   ", Paragraph),
        ("IMPRESSION:", Line),
        (
            "1. Normal left ventricular size and systolic function, no regional wall motion abnormality seen at rest; repeat study as needed.",
            Line,
        ),
        ("2. No effusion.", Paragraph),
    ])
}

fn prose() -> Document {
    use Break::{Line, None, Paragraph, Tab};
    let mut lines = vec![
        ("MRI LUMBAR SPINE WITHOUT CONTRAST", Paragraph),
        (
            "HISTORY: Low back pain radiating to the left leg, seen by ",
            None,
        ),
        ("[CLINICIAN]", None),
        (" on ", None),
        ("[DATE 2024]", None),
        (".", Paragraph),
        ("Level", Tab),
        ("Disc", Tab),
        ("Canal", Line),
        ("L4-L5", Tab),
        (
            "Broad-based protrusion with annular fissure, effacing the ventral thecal sac and contacting the descending left L5 root in the lateral recess",
            Tab,
        ),
        ("9 mm", Line),
        ("L5-S1", Tab),
        ("Normal", Tab),
        ("14 mm", Paragraph),
        ("IMPRESSION:", Line),
    ];
    for _ in 0..60 {
        lines.push(("• Disc protrusion at L4-L5 with contact of the left L5 nerve root, unchanged; no fracture, no marrow lesion, conus at L1, paraspinal soft tissues without finding.", Line));
    }
    flowing(&lines)
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(pdf(&positioned(), "Report"), pdf(&positioned(), "Report"));
    assert_eq!(pdf(&prose(), "Report"), pdf(&prose(), "Report"));
}

#[test]
fn it_is_written_as_archival_and_accessible_pdf() {
    for document in [positioned(), columns(), prose()] {
        let bytes = pdf(&document, "Report of a study").expect("a PDF");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("pdfuaid"), "PDF/UA mark");
        assert!(text.contains("pdfaid"), "PDF/A mark");
        assert!(text.contains("StructTreeRoot") || text.contains("ObjStm"));
    }
}

#[test]
fn values_that_make_no_page_do_not_stop_the_writing() {
    let mut document = positioned();
    for (place, value) in [f32::NAN, f32::INFINITY, -1e30, 1e30, 0.0]
        .into_iter()
        .enumerate()
    {
        if let Some(segment) = document.pages[0].segments.get_mut(place) {
            segment.left_pt = value;
            segment.baseline_pt = value;
            segment.size_pt = value;
            segment.width_pt = value;
        }
    }
    document.pages[1].width_pt = f32::NAN;
    document.pages[0].height_pt = 0.0;
    assert!(pdf(&document, "").is_ok());
    assert!(pdf(&Document::default(), "Empty").is_ok());
}

/// Areas of all text on a sheet, a little inside their letters.
fn areas(paper: &Paper, faces: &Faces) -> Vec<Vec<(f32, f32, f32, f32, String)>> {
    let area = |mark: &crate::typeset::paper::Mark| match mark {
        crate::typeset::paper::Mark::Text {
            left_pt,
            baseline_pt,
            size_pt,
            stretch,
            face,
            text,
            ..
        } => {
            let shown = text.trim_end();
            let width = faces.width_em(*face, shown) * size_pt * stretch;
            Some((
                left_pt + 0.5,
                left_pt + width - 0.5,
                baseline_pt - 0.5 * size_pt,
                baseline_pt - 0.05 * size_pt,
                shown.to_owned(),
            ))
        }
        crate::typeset::paper::Mark::Fill { .. } | crate::typeset::paper::Mark::Frame { .. } => {
            None
        }
    };
    let sheet = |sheet: &crate::typeset::paper::Sheet| {
        sheet
            .marks
            .iter()
            .filter_map(|(_, mark)| area(mark))
            .collect()
    };
    paper.sheets.iter().map(sheet).collect()
}

#[test]
fn no_text_overlaps_another_or_leaves_the_page() {
    let faces = Faces::load().expect("fonts");
    for (name, paper) in [
        ("positioned", positioned::set(&positioned(), &faces)),
        ("columns", flowing::set(&columns(), &faces)),
        ("prose", flowing::set(&prose(), &faces)),
    ] {
        for sheet in areas(&paper, &faces) {
            for (place, a) in sheet.iter().enumerate() {
                assert!(a.1 <= 612.0 && a.3 <= 792.0 && a.0 >= 0.0, "{name}: {a:?}");
                for b in sheet.iter().skip(place + 1) {
                    let apart = a.1 <= b.0 || b.1 <= a.0 || a.3 <= b.2 || b.3 <= a.2;
                    assert!(apart, "{name}: {a:?} {b:?}");
                }
            }
        }
    }
}

#[test]
fn every_word_is_set_in_the_order_of_the_source() {
    let faces = Faces::load().expect("fonts");
    for document in [positioned(), columns(), prose()] {
        let paper = match document.form {
            Form::Positioned => positioned::set(&document, &faces),
            Form::Flowing => flowing::set(&document, &faces),
        };
        let set: String = areas(&paper, &faces)
            .into_iter()
            .flatten()
            .map(|area| area.4)
            .collect();
        let source: String = document
            .pages
            .iter()
            .flat_map(|page| &page.segments)
            .map(|segment| segment.text.as_str())
            .collect();
        let letters =
            |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        assert!(letters(&set).contains(&letters(&source)));
    }
}

#[test]
fn what_follows_a_replacement_does_not_tell_how_long_the_original_was() {
    let faces = Faces::load().expect("fonts");
    let places = |width_pt: f32| {
        let mut document = positioned();
        for segment in &mut document.pages[0].segments {
            if segment.mark == Mark::Replaced {
                segment.width_pt = width_pt;
            }
        }
        let after = |segment: &&mut Segment| segment.text.starts_with(". No biliary");
        if let Some(segment) = document.pages[0].segments.iter_mut().find(after) {
            segment.left_pt = 372.0 + width_pt;
            segment.width_pt = 168.0 - width_pt;
        }
        areas(&positioned::set(&document, &faces), &faces)
    };
    assert_eq!(places(20.0), places(90.0));
}

#[test]
fn a_word_in_two_weights_is_not_parted() {
    let faces = Faces::load().expect("fonts");
    let segments = vec![
        segment("a 7 x 6 mm", 72.0, 80.0, 70.0, Break::Space),
        bold(segment("so", 145.0, 80.0, 13.0, Break::None), 10.0),
        segment("lid", 158.0, 80.0, 12.0, Break::Space),
        segment("nodule", 173.0, 80.0, 33.0, Break::Paragraph),
    ];
    let document = Document {
        form: Form::Positioned,
        pages: vec![letter(segments)],
        ..Document::default()
    };
    let sheets = areas(&positioned::set(&document, &faces), &faces);
    let (start, rest) = (&sheets[0][1], &sheets[0][2]);
    assert_eq!((start.4.as_str(), rest.4.as_str()), ("so", "lid"));
    assert!((rest.0 - start.1 - 1.0).abs() < 0.01, "{start:?} {rest:?}");
    assert!((sheets[0][3].0 - 173.5).abs() < 0.01, "{:?}", sheets[0][3]);
}

#[test]
#[ignore = "writes pages to look at into the temporary folder"]
fn write_pages_to_look_at() {
    let folder = std::env::temp_dir().join("safelight-look");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, document) in [
        ("positioned", positioned()),
        ("columns", columns()),
        ("prose", prose()),
    ] {
        let bytes = pdf(&document, "De-identified report").expect("a PDF");
        std::fs::write(folder.join(format!("{name}.pdf")), bytes).expect("written");
    }
}
