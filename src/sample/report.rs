//! A two-page report as a radiology system prints it: a header in columns on
//! both pages, narrative that names the patient, findings, a signature, and
//! properties that tell the name once more.
//!
//! The file is written by hand and not by the product's own typesetter: what
//! the product reads should not be what it writes.

use std::fmt::Write as _;

use super::{SampleFile, person};

const WIDTH_PT: i32 = 612;
const HEIGHT_PT: i32 = 792;
const LEFT_PT: i32 = 60;

/// Where a line goes and in which face.
enum Line {
    Heading(&'static str),
    Text(&'static str),
    Gap,
}
use Line::{Gap, Heading, Text};

const FIRST: &[Line] = &[
    Heading("EXAM"),
    Text("CT of the chest with intravenous contrast, March 12, 2024 at 10:15 AM."),
    Gap,
    Heading("CLINICAL HISTORY"),
    Text("Mrs. Quillfeather is a 71-year-old woman with a cough for three weeks. She has"),
    Text("never smoked. Her daughter Elowen Quillfeather can be reached at 503-555-0187."),
    Gap,
    Heading("COMPARISON"),
    Text("Chest radiograph of 11/02/2023."),
    Gap,
    Heading("TECHNIQUE"),
    Text("Helical acquisition after 80 mL of iodinated contrast. Axial images of 5 mm and"),
    Text("2 mm, reformats of 8 mm. 120 kVp. CTDIvol 6.4 mGy, DLP 412.7 mGy.cm."),
    Gap,
    Heading("FINDINGS"),
    Text("LUNGS: A solid nodule of 7 x 6 mm lies in the right upper lobe (series 3, image 8)."),
    Text("No consolidation. Mild dependent atelectasis at both bases."),
    Text("AIRWAYS: Trachea and main bronchi are patent."),
    Text("MEDIASTINUM: No enlarged lymph node. The heart is of normal size. No pericardial"),
    Text("effusion. The ascending aorta measures 3.4 cm."),
    Text("PLEURA: No effusion, no pneumothorax."),
    Text("BONES: Degenerative change of the thoracic spine. No aggressive lesion."),
    Text("UPPER ABDOMEN: A cyst of 2.6 cm in the right lobe of the liver, seen on ultrasound"),
    Text("of the same day as anechoic with posterior enhancement."),
];

const SECOND: &[Line] = &[
    Heading("IMPRESSION"),
    Text("1. Solid nodule of 7 mm in the right upper lobe. Fleischner criteria apply: CT at"),
    Text("    6 to 12 months."),
    Text("2. No pneumonia and no pulmonary embolism."),
    Text("3. Simple liver cyst of 2.6 cm, no follow-up needed."),
    Gap,
    Heading("COMMUNICATION"),
    Text("Discussed with Dr. Lucian Ambersedge by telephone at (503) 555-0142 on 03/12/2024"),
    Text("at 2:40 PM by Dr. Casimir Fennimore-Voss. Odalys Quillfeather was told the result"),
    Text("the same day. Insurance: HARBORLIGHT 88-401-7765. SSN 987-65-4321."),
    Gap,
    Heading("ADDENDUM"),
    Text("The nodule was measured again in lung window: 7.1 x 5.8 mm, mean 6 mm."),
    Gap,
    Text("Electronically signed by: Casimir Fennimore-Voss, MD on 03/12/2024 15:02"),
    Text("Dictated by: Isolde Wrenmark, MD    Transcribed by: B. Oakhollow"),
    Text("cc: Percival Silverstrand, MD, 77 Foghorn Quay, Brambleport, OR 97499"),
];

/// The report.
pub fn file() -> SampleFile {
    SampleFile {
        path: String::from("QUILLFEATHER_ODALYS/Report_BLH-24-0098173.pdf"),
        bytes: pdf(&[page(FIRST, 1), page(SECOND, 2)]),
    }
}

/// The page description of one page: a header block, the lines, a footer.
fn page(lines: &[Line], number: usize) -> String {
    let mut out = String::new();
    put(&mut out, "F2", 14, LEFT_PT, 740, person::INSTITUTION);
    put(&mut out, "F1", 9, LEFT_PT, 726, person::INSTITUTION_ADDRESS);
    let rows = [
        (
            "Patient:",
            person::PATIENT_NAME_UPPER,
            "MRN:",
            person::PATIENT_ID,
        ),
        ("DOB:", person::BIRTH_DATE_READ, "Sex:", "F"),
        ("Accession:", person::ACCESSION, "Exam date:", "03/12/2024"),
        (
            "Referring:",
            "Ambersedge, Lucian T, MD",
            "Location:",
            person::DEPARTMENT,
        ),
    ];
    let mut baseline = 704;
    for (label, value, other_label, other_value) in rows {
        put(&mut out, "F2", 9, LEFT_PT, baseline, label);
        put(&mut out, "F1", 9, LEFT_PT + 62, baseline, value);
        put(&mut out, "F2", 9, 330, baseline, other_label);
        put(&mut out, "F1", 9, 392, baseline, other_value);
        baseline -= 13;
    }
    // A rule under the header.
    let _ = writeln!(out, "0.6 w {LEFT_PT} 656 m 552 656 l S");
    baseline = 634;
    for line in lines {
        match line {
            Heading(words) => put(&mut out, "F2", 10, LEFT_PT, baseline, words),
            Text(words) => put(&mut out, "F1", 10, LEFT_PT, baseline, words),
            Gap => {}
        }
        baseline -= if matches!(line, Gap) { 8 } else { 14 };
    }
    let foot = format!("{} / {}", person::PATIENT_NAME_UPPER, person::PATIENT_ID);
    put(&mut out, "F1", 8, LEFT_PT, 40, &foot);
    put(&mut out, "F1", 8, 505, 40, &format!("Page {number} of 2"));
    out
}

/// One piece of text at its place.
fn put(out: &mut String, face: &str, size: i32, left: i32, baseline: i32, words: &str) {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '(' | ')' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    // Writing to a String does not fail.
    let _ = writeln!(
        out,
        "BT /{face} {size} Tf {left} {baseline} Td ({escaped}) Tj ET"
    );
}

/// Objects, cross-reference table and trailer, ISO 32000-1 §7.5.
fn pdf(pages: &[String]) -> Vec<u8> {
    let mut objects = vec![
        String::from("<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>"),
        String::new(),
        standard_font("Helvetica"),
        standard_font("Helvetica-Bold"),
        format!(
            "<< /Title (CT chest {}) /Author (Casimir Fennimore-Voss) /Subject (MRN {}) >>",
            person::PATIENT_NAME_UPPER,
            person::PATIENT_ID
        ),
    ];
    let mut kids = String::new();
    for content in pages {
        let stream = objects.len() + 1;
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}endstream",
            content.len()
        ));
        let _ = write!(kids, "{} 0 R ", stream + 1);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH_PT} {HEIGHT_PT}] \
             /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {stream} 0 R >>"
        ));
    }
    if let Some(tree) = objects.get_mut(1) {
        *tree = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (place, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", place + 1);
    }
    let start = out.len();
    let size = objects.len() + 1;
    let _ = write!(
        out,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R >>\n\
         startxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

fn standard_font(name: &str) -> String {
    format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
}
