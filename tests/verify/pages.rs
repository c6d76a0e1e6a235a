//! Values planted in PDFs.

use std::io::Write as _;

use safelight::document::model::{Break, Document, Mark, Page, Segment, Weight};
use safelight::finding::ReasonCode;
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind};

use crate::{refused, searcher};

fn report(lines: &[&str]) -> Cleaned {
    let segments = lines
        .iter()
        .enumerate()
        .map(|(number, line)| Segment {
            text: (*line).to_owned(),
            left_pt: 72.0,
            baseline_pt: 90.0 + 16.0 * number as f32,
            width_pt: 6.0 * line.len() as f32,
            size_pt: 11.0,
            weight: Weight::Regular,
            mark: Mark::default(),
            then: Break::Line,
        })
        .collect();
    let document = Document {
        pages: vec![Page {
            width_pt: 612.0,
            height_pt: 792.0,
            segments,
            ..Page::default()
        }],
        ..Document::default()
    };
    Cleaned {
        name: String::from("ST7ROSS2KQ/R1.pdf"),
        kind: EntryKind::Pdf,
        parts: vec![Part::Bytes(
            safelight::document::pdf(&document, "Report").unwrap(),
        )],
    }
}

#[test]
fn text_of_a_pdf_page_is_read_through_its_fonts() {
    let searcher = searcher();
    let clean = ["CT of the head", "The white matter is normal. Baker cyst."];
    assert_eq!(refused(&searcher, report(&clean)), None);
    for planted in [
        "seen by Odalys Quillfeather",
        "born 17 August 1953",
        "Gr\u{fc}nw\u{e4}ldchen",
        "MRN 7741902",
        "Quillfea-",
    ] {
        let lines = ["CT of the head", planted, "ther and more"];
        assert_eq!(
            refused(&searcher, report(&lines)),
            Some(ReasonCode::LeakFound),
            "{planted}"
        );
    }
}

/// A PDF of one empty page and one stream, deflated or not.
pub(crate) fn pdf_with_stream(data: &[u8], info: &str) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    let data = encoder.finish().unwrap();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec(),
        info.as_bytes().to_vec(),
    ];
    let mut stream = format!("<</Filter/FlateDecode/Length {}>>stream\n", data.len()).into_bytes();
    stream.extend(data);
    stream.extend_from_slice(b"\nendstream");
    objects.push(stream);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let start = pdf.len();
    pdf.extend_from_slice(
        format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes(),
    );
    for offset in offsets {
        pdf.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    pdf.extend_from_slice(
        format!(
            "trailer<</Size {}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    pdf
}

#[test]
fn streams_and_dictionaries_of_a_pdf_are_searched() {
    let searcher = searcher();
    let entry = |data: &[u8], info: &str| Cleaned {
        name: String::from("ST7ROSS2KQ/R1.pdf"),
        kind: EntryKind::Pdf,
        parts: vec![Part::Bytes(pdf_with_stream(data, info))],
    };
    let clean = entry(b"0 0 m 9 9 l", "<</Title(Report)>>");
    assert_eq!(refused(&searcher, clean), None);
    let wide: Vec<u8> = "Quillfeather"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    for (data, info) in [
        (b"BT (QUILLFEATHER) Tj ET".as_slice(), "<<>>"),
        (&wide, "<<>>"),
        (
            b"<x:xmpmeta><dc:creator>Bao Ng</dc:creator></x:xmpmeta>",
            "<<>>",
        ),
        (b"", "<</Author(Bao Ng)>>"),
        (
            b"",
            "<</Author<FEFF0042>/Keywords[(a)<</K(12 Mar 2024)>>]>>",
        ),
        (b"", "<</Author<FEFF00420061006F0020004E0067>>>"),
        (b"", "<</Quillfeather 1>>"),
    ] {
        assert_eq!(
            refused(&searcher, entry(data, info)),
            Some(ReasonCode::LeakFound),
            "{} {info}",
            String::from_utf8_lossy(data)
        );
    }
    let cut = Cleaned {
        name: String::from("a.pdf"),
        kind: EntryKind::Pdf,
        parts: vec![Part::Bytes(b"%PDF-1.7 and nothing".to_vec())],
    };
    assert_eq!(refused(&searcher, cut), Some(ReasonCode::NotVerified));
}
