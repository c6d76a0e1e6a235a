//! Scanned reports through the whole pipeline: what comes out of pages that are
//! pictures.

use std::sync::Arc;

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref};
use safelight::document::{self, PictureReader};
use safelight::finding::ReasonCode;
use safelight::pipeline::{Cleaner, Outcome, finish, survey_with};
use safelight::plan::{Plan, ReportKind};
use safelight::policy::Policy;
use safelight::source::Part;

use crate::drawing::{Canvas, Ground};
use crate::{letters, models};

/// A made-up report. Identifiers stand in the lines of `IDENTIFIERS`.
const REPORT: &[&str] = &[
    "Brennan Valley Imaging Center",
    "Patient: Velasquez, Imogen        MRN: 55120938",
    "DOB: 03/14/1957        Accession: XR-2207714",
    "Date of exam: 11/02/2023        Phone: (555) 010-4477",
    "Referring physician: Dr. Tobias Lindqvist",
    "EXAMINATION: MRI of the left knee without contrast",
    "HISTORY: Pain after a fall, evaluate for meniscal tear.",
    "TECHNIQUE: Sagittal, coronal and axial proton density images.",
    "FINDINGS:",
    "There is a horizontal tear of the posterior horn of the medial meniscus.",
    "The lateral meniscus is intact. The cruciate ligaments are normal.",
    "A joint effusion of moderate size is present.",
    "There is a cyst of 14 x 9 mm in the popliteal fossa.",
    "Ms. Velasquez was informed about the findings by telephone.",
    "No fracture or bone marrow edema is seen.",
    "Cartilage of the patella shows fissures of less than 50 percent depth.",
    "IMPRESSION:",
    "Tear of the medial meniscus with a moderate joint effusion.",
    "Popliteal cyst without signs of rupture.",
    "Electronically signed by Dr. Tobias Lindqvist on 11/03/2023",
];

const IDENTIFIERS: &[&str] = &[
    "Velasquez",
    "Imogen",
    "55120938",
    "03/14/1957",
    "XR-2207714",
    "11/02/2023",
    "11/03/2023",
    "010-4477",
    "Lindqvist",
    "Tobias",
];

/// Lines that hold no identifier and must be there, letter for letter.
const CLINICAL: std::ops::Range<usize> = 5..19;

fn sheet(dpi: usize, seed: u64) -> Canvas {
    Canvas::new(dpi * 17 / 2, dpi * 11, Ground::Paper, seed)
}

/// The report as a scanner sees it: 11 points, noise.
fn scanned_report(dpi: usize) -> Canvas {
    let mut sheet = sheet(dpi, dpi as u64);
    let size_px = 11.0 * dpi as f32 / 72.0;
    for (place, line) in REPORT.iter().enumerate() {
        let top = dpi as i32 + (place as f32 * size_px * 1.7) as i32;
        sheet.plant(line, size_px, dpi as i32, top);
    }
    sheet
}

/// One Letter page for each picture.
fn pdf(sheets: &[Canvas]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    let ids = |place: usize| {
        let first = 3 + 3 * place as i32;
        (Ref::new(first), Ref::new(first + 1), Ref::new(first + 2))
    };
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree)
        .kids((0..sheets.len()).map(|place| ids(place).0))
        .count(sheets.len() as i32);
    for (place, sheet) in sheets.iter().enumerate() {
        let (page_id, content_id, image_id) = ids(place);
        let mut page = pdf.page(page_id);
        page.media_box(Rect::new(0.0, 0.0, 612.0, 792.0))
            .parent(tree);
        page.contents(content_id);
        page.resources().x_objects().pair(Name(b"Im"), image_id);
        page.finish();
        let mut content = Content::new();
        content.save_state();
        content.transform([612.0, 0.0, 0.0, 792.0, 0.0, 0.0]);
        content.x_object(Name(b"Im"));
        content.restore_state();
        pdf.stream(content_id, &content.finish());
        let bytes = sheet.bytes();
        let mut image = pdf.image_xobject(image_id, &bytes);
        image.width(sheet.width as i32).height(sheet.height as i32);
        image.color_space().device_gray();
        image.bits_per_component(8);
    }
    pdf.finish()
}

/// The whole pipeline over one PDF, with or without a reader.
fn run(bytes: Vec<u8>, pictures: Option<Arc<PictureReader>>) -> (Cleaner, Outcome) {
    let surveyed = [survey_with(&bytes, "pdf", pictures.as_deref())];
    let plan = Plan::make(&surveyed, Policy::default(), [0x31; 32]);
    let cleaner = Cleaner::new(plan).reading_pictures(pictures);
    let outcome = cleaner.run(&bytes, 0);
    (cleaner, outcome)
}

/// Bytes of the entry with this ending.
fn entry(outcome: &Outcome, ending: &str) -> Vec<u8> {
    let mut entries = outcome.entries.iter();
    let entry = entries.find(|entry| entry.name().ends_with(ending));
    let parts = entry.expect("an entry").parts().iter();
    parts
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { .. } => panic!("a report holds nothing of its source"),
        })
        .collect()
}

fn text(outcome: &Outcome) -> String {
    String::from_utf8(entry(outcome, ".txt")).expect("UTF-8")
}

#[test]
fn identifiers_of_a_scanned_report_are_not_in_the_output_and_findings_are() {
    let Some(ocr) = models::ocr() else { return };
    let reader = Arc::new(ocr);
    for dpi in [150, 200] {
        let (cleaner, outcome) = run(pdf(&[scanned_report(dpi)]), Some(Arc::clone(&reader)));
        assert_eq!(outcome.refusal, None, "{dpi} dpi");
        let text = text(&outcome);
        let set = entry(&outcome, ".pdf");
        let again = document::read(ReportKind::Pdf, &set).expect("the new PDF is read");
        let in_pdf = document::plain_text(&again);
        for identifier in IDENTIFIERS {
            let wanted = letters(identifier).to_lowercase();
            assert!(
                !letters(&text).to_lowercase().contains(&wanted),
                "{dpi} dpi: {text}"
            );
            assert!(
                !letters(&in_pdf).to_lowercase().contains(&wanted),
                "{dpi} dpi: {in_pdf}"
            );
        }
        let lines = REPORT.get(CLINICAL).expect("lines");
        let clinical: Vec<&&str> = lines
            .iter()
            .filter(|line| !line.contains("Velasquez"))
            .collect();
        let read = clinical
            .iter()
            .filter(|line| letters(&text).contains(&letters(line)))
            .count();
        println!(
            "{dpi} dpi: {read} of {} clinical lines to the letter",
            clinical.len()
        );
        assert!(read * 10 >= clinical.len() * 9, "{dpi} dpi, {read}: {text}");
        let facts = finish(&cleaner, vec![outcome]).expect("a package").facts;
        assert_eq!(facts.narrative.pages_read_from_pictures, 1);
        let reasons = facts.assess().reasons;
        assert!(
            reasons
                .iter()
                .any(|one| one.sentence.contains("read from a picture") && one.count == 1),
            "the certificate says so"
        );
    }
}

#[test]
fn without_a_reader_a_scanned_page_is_withheld_by_name() {
    let (_, outcome) = run(pdf(&[scanned_report(100)]), None);
    assert!(outcome.entries.is_empty());
    assert_eq!(
        outcome.refusal.map(|refusal| refusal.code),
        Some(ReasonCode::NoText)
    );
}

#[test]
fn a_page_of_handwriting_stays_withheld_beside_one_that_is_read() {
    let Some(ocr) = models::ocr() else { return };
    let mut scrawl = sheet(150, 3);
    for row in 0..14 {
        for word in 0..6 {
            let seed = (row * 7 + word * 3) as f32;
            let (x, y) = (130.0 + word as f32 * 160.0, 160.0 + row as f32 * 90.0);
            scrawl.scribble(x, y, 100.0 + seed % 40.0, 46.0, seed);
        }
    }
    let (_, outcome) = run(pdf(&[scanned_report(150), scrawl]), Some(Arc::new(ocr)));
    assert_eq!(
        outcome.refusal.map(|refusal| refusal.code),
        Some(ReasonCode::NoText)
    );
    let text = text(&outcome);
    assert!(text.contains("[Page 2 withheld:"), "{text}");
    assert!(letters(&text).contains("Popliteal"), "{text}");
    let narrative = outcome.narrative.expect("counts");
    assert_eq!(
        (narrative.pages, narrative.pages_read_from_pictures),
        (2, 1)
    );
}
