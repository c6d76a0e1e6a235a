use super::*;
use crate::document::model::Weight;
use crate::document::{joined, plain_text, redact};

fn read(bytes: Vec<u8>) -> Result<Document, Refusal> {
    super::read(bytes, None)
}

/// A PDF file from its objects; the first is the catalog.
fn file_of(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (place, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", place + 1).into_bytes());
    }
    let start = bytes.len();
    let count = objects.len() + 1;
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    bytes.extend(
        format!("trailer\n<</Size {count}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF")
            .into_bytes(),
    );
    bytes
}

pub(super) fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>stream\n{content}\nendstream",
        content.len()
    )
}

/// What is around the content of a one-page file.
#[derive(Default)]
pub(super) struct Around<'t> {
    pub(super) page: &'t str,
    pub(super) catalog: &'t str,
    pub(super) trailer: &'t str,
    pub(super) resources: &'t str,
    /// Objects from number 7 on.
    pub(super) more: Vec<String>,
}

/// A Letter page with Helvetica as F1 and Helvetica-Bold as F2.
pub(super) fn page_with(content: &str, around: Around<'_>) -> Vec<u8> {
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
    };
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{}>>", around.catalog),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>{}>>{}>>",
            around.resources, around.page
        ),
        stream("", content),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    objects.extend(around.more);
    file_of(&objects, around.trailer)
}

fn page(content: &str) -> Vec<u8> {
    page_with(content, Around::default())
}

/// Text at a place, from the lower left, 10 points high.
pub(super) fn at(x: i32, y: i32, text: &str) -> String {
    format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n")
}

pub(super) fn text_of(bytes: &[u8]) -> String {
    match read(bytes.to_vec()) {
        Ok(document) => plain_text(&document),
        Err(refusal) => format!("refused: {}", refusal.code.code()),
    }
}

const PICTURE: &str = "q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n";

#[test]
fn words_lines_and_paragraphs_come_in_reading_order_whatever_the_drawing_order() {
    let content = [
        at(72, 600, "Third line of the text, set apart."),
        at(72, 700, "First line of the text"),
        at(72, 688, "and its second line."),
    ];
    assert_eq!(
        text_of(&page(&content.concat())),
        "First line of the text\nand its second line.\n\nThird line of the text, set apart.\n"
    );
}

#[test]
fn positions_sizes_and_weights_are_those_of_the_page() {
    let content = "BT /F2 14 Tf 72 700 Td (FINDINGS) Tj ET BT /F1 10 Tf 200 680 Td (None.) Tj ET";
    let document = read(page(content)).unwrap_or_default();
    let segments = &document.pages[0].segments;
    let shown: Vec<(&str, f32, f32, f32, Weight)> = segments
        .iter()
        .map(|segment| {
            let place = (segment.left_pt.round(), segment.baseline_pt.round());
            (
                segment.text.as_str(),
                place.0,
                place.1,
                segment.size_pt.round(),
                segment.weight,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("FINDINGS", 72.0, 92.0, 14.0, Weight::Bold),
            ("None.", 200.0, 112.0, 10.0, Weight::Regular),
        ]
    );
    assert_eq!(document.form, Form::Positioned);
}

#[test]
fn a_word_without_a_stem_has_the_weight_of_its_bowls() {
    let words = ["Sex:", "OS", "CVC", "case"];
    for (font, weight) in [("F1", Weight::Regular), ("F2", Weight::Bold)] {
        for word in words {
            let content = format!("BT /{font} 10 Tf 72 700 Td ({word}) Tj ET");
            let document = read(page(&content)).unwrap_or_default();
            assert_eq!(document.pages[0].segments[0].weight, weight, "{word}");
        }
    }
}

#[test]
fn a_rotated_page_reads_as_the_eye_reads_it() {
    // The page is turned by 90 degrees for showing; its text runs upwards.
    let content = "BT /F1 10 Tf 0 1 -1 0 100 72 Tm (One line) Tj ET BT /F1 10 Tf 0 1 -1 0 112 72 Tm (and two) Tj ET";
    let around = Around {
        page: "/Rotate 90",
        ..Around::default()
    };
    let document = read(page_with(content, around)).unwrap_or_default();
    assert_eq!(plain_text(&document), "One line\nand two\n");
    let page = &document.pages[0];
    assert_eq!((page.width_pt, page.height_pt), (792.0, 612.0));
    assert_eq!(page.segments[0].left_pt.round(), 72.0);
    // The same without /Rotate is turned by its text.
    assert_eq!(text_of(&super::tests::page(content)), "One line\nand two\n");
}

#[test]
fn lines_of_a_vertical_font_are_read_downwards_from_the_right() {
    let meaning = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange \
        2 beginbfrange <0001> <0004> <5C71> <0011> <0014> <6771> endbfrange endcmap";
    let drawing = "/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F3 8 0 R>>>>";
    let content = "BT /F3 12 Tf 400 700 Td <0001000200030004> Tj ET \
        BT /F3 12 Tf 380 700 Td <0011001200130014> Tj ET";
    let around = Around {
        resources: "/XObject<</X 7 0 R>>",
        more: vec![
            stream(drawing, content),
            "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-V/DescendantFonts[9 0 R]/ToUnicode 10 0 R>>".to_owned(),
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>".to_owned(),
            stream("", meaning),
        ],
        ..Around::default()
    };
    let text = text_of(&page_with("/X Do", around));
    let lines: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(lines, ["山屲屳屴", "東杲杳杴"]);
}

#[test]
fn text_drawn_twice_is_one_text_and_bold() {
    let twice = "BT 2 Tr /F1 10 Tf 72 700 Td (Filled and stroked) Tj ET\n".to_owned()
        + &at(72, 650, "Shadow bold")
        + "BT /F1 10 Tf 72.4 650 Td (Shadow bold) Tj ET";
    let document = read(page(&twice)).unwrap_or_default();
    assert_eq!(plain_text(&document), "Filled and stroked\n\nShadow bold\n");
    let last = document.pages[0]
        .segments
        .last()
        .map(|segment| segment.weight);
    assert_eq!(last, Some(Weight::Bold));
}

#[test]
fn what_cannot_be_seen_is_harvested_and_not_carried_over() {
    let hidden = [
        (
            "Zaqinvisible",
            "q BT 3 Tr /F1 10 Tf 72 500 Td (Zaqinvisible) Tj ET Q\n".to_owned(),
        ),
        ("Zaqwhite", format!("q 1 g {} Q\n", at(72, 480, "Zaqwhite"))),
        (
            "Zaqcovered",
            format!("{}q 0 g 60 455 200 20 re f Q\n", at(72, 460, "Zaqcovered")),
        ),
        ("Zaqoutside", at(700, 440, "Zaqoutside")),
        (
            "Zaqclipped",
            format!("q 0 0 50 50 re W n {} Q\n", at(72, 420, "Zaqclipped")),
        ),
        (
            "Zaqtiny",
            "BT /F1 0.5 Tf 72 400 Td (Zaqtiny) Tj ET\n".to_owned(),
        ),
        (
            "Zaqactual",
            "/Span <</ActualText (Zaqactual)>> BDC ".to_owned()
                + &at(72, 380, "shown letters")
                + "EMC\n",
        ),
        (
            "Zaqalternative",
            "/Figure <</Alt (Zaqalternative)>> BDC EMC\n".to_owned(),
        ),
        (
            "Zaqclear",
            format!("q /G1 gs {} Q\n", at(72, 360, "Zaqclear")),
        ),
    ];
    let shown = [
        at(72, 700, "shown plainly on the page"),
        format!(
            "q 0 g 60 615 200 20 re f 1 g {} Q\n",
            at(72, 620, "shown white on black")
        ),
        format!(
            "q 0.9 g 60 575 200 20 re f Q {}",
            at(72, 580, "shown on grey")
        ),
    ];
    let content: String = hidden
        .iter()
        .map(|(_, draw)| draw.as_str())
        .chain(shown.iter().map(String::as_str))
        .collect();
    let around = Around {
        resources: "/ExtGState<</G1<</ca 0/CA 0>>>>",
        ..Around::default()
    };
    let result = read(page_with(&content, around));
    assert_eq!(result.as_ref().err(), None);
    let document = result.unwrap_or_default();
    let text = plain_text(&document);
    let harvested = document.hidden.join("\n");
    assert!(!text.contains("Zaq"), "{text}");
    for (value, _) in &hidden {
        assert!(
            harvested.contains(value),
            "{value} is not harvested: {harvested}"
        );
    }
    for value in [
        "shown plainly on the page",
        "shown white on black",
        "shown on grey",
        "shown letters",
    ] {
        assert!(text.contains(value), "{value} in {text}");
    }
    assert!(document.notes.contains(&DocumentNote::HiddenText));
}

#[test]
fn nothing_beside_the_pages_is_carried_over_and_all_of_it_is_harvested() {
    let more = vec![
        // 7 Info, 8 XMP, 9 note, 10 field, 11 bookmarks, 12 bookmark, 13 attached, 14 file
        "<</Author(Zaqauthor)/Title(Zaqtitle)/ZaqKey(Zaqcustom)>>".to_owned(),
        stream(
            "/Type/Metadata/Subtype/XML",
            "<x:xmpmeta><dc:creator>Zaqxmp</dc:creator></x:xmpmeta>",
        ),
        "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(Zaqnoteauthor)/Contents(Zaqnote)>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/F 2/Rect[0 0 9 9]/FT/Tx/T(PatientName)/V(Zaqfield)>>"
            .to_owned(),
        "<</Type/Outlines/First 12 0 R/Last 12 0 R/Count 1>>".to_owned(),
        "<</Title<FEFF005A00610071006D00610072006B>/Parent 11 0 R>>".to_owned(),
        stream("/Type/EmbeddedFile", "Patient: Zaqattached"),
        "<</Type/Filespec/F(Zaqfile.txt)/UF(Zaqfile.txt)/EF<</F 13 0 R>>>>".to_owned(),
        "<</S/JavaScript/JS(app.alert\\(\"Zaqscript\"\\))>>".to_owned(),
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(mailto:Zaqlink@x.example)>>>>"
            .to_owned(),
    ];
    let around = Around {
        catalog: "/Metadata 8 0 R/Outlines 11 0 R/OpenAction 15 0 R/AcroForm<</Fields[10 0 R]>>/Names<</EmbeddedFiles<</Names[(Zaqname)14 0 R]>>>>",
        page: "/Annots[9 0 R 10 0 R 16 0 R]/PieceInfo<</App<</Private(Zaqpiece)>>>>",
        trailer: "/Info 7 0 R",
        more,
        ..Around::default()
    };
    let document = read(page_with(&at(72, 700, "shown on the page"), around)).unwrap_or_default();
    let clean = redact(&document, &joined(&document), &[]);
    assert_eq!(plain_text(&clean), "shown on the page\n");
    assert!(clean.hidden.is_empty());
    let harvested = document.hidden.join("\n");
    for value in [
        "Author: Zaqauthor",
        "Zaqtitle",
        "Zaqcustom",
        "Zaqxmp",
        "Zaqnote",
        "Author: Zaqnoteauthor",
        "PatientName: Zaqfield",
        "Zaqmark",
        "Patient: Zaqattached",
        "Zaqfile.txt",
        "Zaqname",
        "Zaqscript",
        "Zaqlink",
        "Zaqpiece",
    ] {
        assert!(
            harvested.contains(value),
            "{value} is not harvested: {harvested}"
        );
    }
    assert_eq!(document.notes, [DocumentNote::Attachment]);
}

#[test]
fn a_scan_is_refused_with_and_without_a_text_layer() {
    assert_eq!(text_of(&page(PICTURE)), "refused: no-text");
    let layer = "BT 3 Tr /F1 10 Tf 72 500 Td (A layer of read text under the picture) Tj ET\n";
    assert_eq!(
        text_of(&page(&format!("{PICTURE}{layer}"))),
        "refused: no-text"
    );
    // The layer may also be drawn plainly and the picture over it.
    let under = at(72, 500, "A layer of read text under the picture");
    assert_eq!(
        text_of(&page(&format!("{under}{PICTURE}"))),
        "refused: no-text"
    );
    assert_eq!(text_of(&page("")), "refused: no-text");
}

#[test]
fn a_scanned_page_among_others_is_withheld_by_name() {
    let objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 612 792]/Resources<</Font<</F1 7 0 R>>>>>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>".to_owned(),
        stream("", &at(72, 700, "A page of text")),
        stream("", &format!("{PICTURE}{}", at(72, 30, "Page 2 Zaqstamp"))),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let document = read(file_of(&objects, "")).unwrap_or_default();
    assert_eq!(
        plain_text(&document),
        "A page of text\n\u{C}[Page 2 withheld: no readable text: a scan, or letters that cannot be told]\n"
    );
    assert!(document.hidden.join("\n").contains("Zaqstamp"));
    assert_eq!(document.notes, [DocumentNote::Picture]);
}

#[test]
fn a_small_picture_leaves_the_page_and_is_noted() {
    let logo = "q 80 0 0 40 72 740 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n";
    let document =
        read(page(&format!("{logo}{}", at(72, 700, "Text below a logo")))).unwrap_or_default();
    assert_eq!(plain_text(&document), "Text below a logo\n");
    assert_eq!(document.notes, [DocumentNote::Picture]);
}

#[test]
fn letters_without_meaning_withhold_the_page() {
    // A composite font without a way to Unicode.
    let more = vec![
        "<</Type/Font/Subtype/Type0/BaseFont/Strange/Encoding/Identity-H/DescendantFonts[8 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Strange/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>".to_owned(),
    ];
    let strange = "BT /F3 10 Tf 72 600 Td <00410042004300440045> Tj ET\n";
    let file = |text: &str, more: &[String]| {
        let font = "/Font<</F1 5 0 R/F2 6 0 R/F3 7 0 R>>";
        page_with(
            &format!("{}{strange}", at(72, 700, text)),
            Around {
                resources: font,
                more: more.to_vec(),
                ..Around::default()
            },
        )
    };
    assert_eq!(
        text_of(&file("Few letters here", &more)),
        "refused: no-text"
    );
}

#[test]
fn encrypted_and_broken_files_are_refused_by_name() {
    assert_eq!(text_of(b"%PDF-1.7 and nothing else"), "refused: malformed");
    let around = Around {
        trailer: "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<0000000000000000000000000000000000000000000000000000000000000000>/U<0000000000000000000000000000000000000000000000000000000000000000>>>",
        ..Around::default()
    };
    assert_eq!(
        text_of(&page_with(&at(72, 700, "text"), around)),
        "refused: encrypted"
    );
}

#[test]
fn drawings_that_repeat_drawings_without_end_are_refused() {
    // Each drawing draws the next one ten times.
    let more: Vec<String> = (0..10)
        .map(|depth| {
            let next = 8 + depth;
            let own = format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>"
            );
            stream(&own, &"/X Do ".repeat(10))
        })
        .chain([stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]",
            "0 0 1 1 re f",
        )])
        .collect();
    let around = Around {
        resources: "/XObject<</X 7 0 R>>",
        more,
        ..Around::default()
    };
    assert_eq!(
        text_of(&page_with(
            &format!("/X Do {}", at(72, 700, "text")),
            around
        )),
        "refused: over-limit"
    );
    let itself = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>",
        "/X Do /X Do",
    );
    let around = Around {
        resources: "/XObject<</X 7 0 R>>",
        more: vec![itself],
        ..Around::default()
    };
    assert_eq!(
        text_of(&page_with(
            &format!("/X Do {}", at(72, 700, "text")),
            around
        )),
        "text
"
    );
}

#[test]
fn deeply_nested_objects_do_not_stop_the_run() {
    let deep = "[".repeat(200_000);
    let around = Around {
        more: vec![deep.clone(), "<<".repeat(100_000)],
        ..Around::default()
    };
    assert_eq!(text_of(&page_with(&at(72, 700, "text"), around)), "text\n");
    let _ = text_of(&page(&format!("{deep} TJ {}", at(72, 700, "text"))));
}

#[test]
fn flipped_bytes_never_end_in_a_panic() {
    let around = Around {
        trailer: "/Info 7 0 R",
        more: vec!["<</Author(Oda)>>".to_owned()],
        ..Around::default()
    };
    let bytes = page_with(&at(72, 700, "Oda Quillfeather"), around);
    for place in 0..bytes.len() {
        for flip in [0x01, 0x10, 0xFF] {
            let mut broken = bytes.clone();
            if let Some(byte) = broken.get_mut(place) {
                *byte ^= flip;
            }
            // No guard against panics here: a panic of the reader is a finding.
            if guard::check_bytes(&broken).is_ok() {
                let _ = read_checked(broken, None);
            }
        }
    }
}
