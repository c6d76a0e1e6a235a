use std::io::{Cursor, Write};

use super::*;
use crate::document::model::{Break, Weight};
use crate::document::{joined, plain_text, redact};
use zip::write::SimpleFileOptions;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A DOCX from parts; the relationships of `word/document.xml` follow names.
fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let mut related = String::new();
    for (place, (name, text)) in parts.iter().enumerate() {
        put(name, text);
        let file = name.strip_prefix("word/").unwrap_or_default();
        let kind = file.trim_end_matches(|letter: char| !letter.is_alphabetic());
        let kind = kind
            .trim_end_matches(".xml")
            .trim_end_matches(|letter: char| letter.is_ascii_digit());
        related +=
            &format!("<Relationship Id='r{place}' Type='{RELATIONSHIPS}/{kind}' Target='{file}'/>");
    }
    related += &format!(
        "<Relationship Id='x' Type='{RELATIONSHIPS}/hyperlink' Target='mailto:oda@plant-link.example' TargetMode='External'/>"
    );
    put(
        "word/_rels/document.xml.rels",
        &format!("<Relationships>{related}</Relationships>"),
    );
    put(
        "_rels/.rels",
        &format!(
            "<Relationships><Relationship Type='{RELATIONSHIPS}/officeDocument' Target='word/document.xml'/></Relationships>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

fn body(content: &str) -> Vec<u8> {
    docx(&[("word/document.xml", &document_xml(content))])
}

fn document_xml(content: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='w'><w:body>{content}</w:body></w:document>"
    )
}

fn text_of(bytes: &[u8]) -> String {
    plain_text(&read(bytes).unwrap_or_default())
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

/// Every place of issue 4 item 2 that is not shown.
fn hidden_places() -> Vec<(&'static str, String)> {
    let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let field = |code: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>shown result</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
    };
    let drawing = |inner: &str| {
        run(&format!(
            "<w:drawing><wp:inline>{inner}</wp:inline></w:drawing>"
        ))
    };
    vec![
        ("Zaqdeleted", "<w:p><w:del w:author='Zaqdelauthor'><w:r><w:delText>Zaqdeleted</w:delText></w:r></w:del></w:p>".to_owned()),
        ("Zaqmoved", "<w:p><w:moveFrom><w:r><w:t>Zaqmoved</w:t></w:r></w:moveFrom></w:p>".to_owned()),
        ("Zaqvanish", run("<w:rPr><w:vanish/></w:rPr><w:t>Zaqvanish</w:t>")),
        ("Zaqstylevanish", run("<w:rPr><w:rStyle w:val='Ghost'/></w:rPr><w:t>Zaqstylevanish</w:t>")),
        ("Zaqtiny", run("<w:rPr><w:sz w:val='2'/></w:rPr><w:t>Zaqtiny</w:t>")),
        ("Zaqfield", field("HYPERLINK \"mailto:Zaqfield@x.example\"")),
        ("Zaqsimple", "<w:p><w:fldSimple w:instr='AUTHOR Zaqsimple'><w:r><w:t>shown simple</w:t></w:r></w:fldSimple></w:p>".to_owned()),
        ("Zaqalt", drawing("<wp:docPr id='1' name='p' descr='Zaqalt photo'/><a:graphic><pic:pic><a:blip/></pic:pic></a:graphic>")),
        ("Zaqtitle", drawing("<wp:docPr id='1' title='Zaqtitle'/>")),
        ("Zaqfallback", run("<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>shown in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Zaqfallback</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>")),
        ("Zaqwordart", run("<w:pict><v:shape><v:textpath string='Zaqwordart'/></v:shape></w:pict>")),
        ("Zaqtag", "<w:sdt><w:sdtPr><w:alias w:val='Zaqtag'/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>shown in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned()),
        ("Zaqrow", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Zaqrow</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned()),
        ("Zaqlegacy", run("<w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='Zaqlegacy'/></w:ffData></w:fldChar><w:fldChar w:fldCharType='end'/>")),
    ]
}

fn hidden_parts() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        (
            "Zaqcomment",
            "word/comments.xml",
            "<w:comments><w:comment w:author='Zaqcommenter' w:id='0'><w:p><w:r><w:t>Zaq</w:t></w:r><w:r><w:t>comment</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        (
            "Zaqcore",
            "docProps/core.xml",
            "<cp:coreProperties><dc:creator>Zaqcore</dc:creator></cp:coreProperties>",
        ),
        (
            "Zaqapp",
            "docProps/app.xml",
            "<Properties><Company>Zaqapp</Company></Properties>",
        ),
        (
            "Zaqcustom",
            "docProps/custom.xml",
            "<Properties><property name='PatientName'><vt:lpwstr>Zaqcustom</vt:lpwstr></property></Properties>",
        ),
        (
            "Zaqdata",
            "customXml/item1.xml",
            "<root><patient>Zaqdata</patient></root>",
        ),
        (
            "Zaqglossary",
            "word/glossary/document.xml",
            "<w:glossaryDocument><w:p><w:r><w:t>Zaqglossary</w:t></w:r></w:p></w:glossaryDocument>",
        ),
        (
            "Zaqvariable",
            "word/settings.xml",
            "<w:settings><w:docVars><w:docVar w:name='Patient' w:val='Zaqvariable'/></w:docVars></w:settings>",
        ),
        (
            "Zaqpeople",
            "word/people.xml",
            "<w15:people><w15:person w15:author='Zaqpeople'/></w15:people>",
        ),
        (
            "Zaqunused",
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id='9'><w:p><w:r><w:t>Zaqunused</w:t></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>shown footnote</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
    ]
}

#[test]
fn nothing_that_word_hides_is_in_the_output_and_everything_of_it_is_harvested() {
    let shown =
        "<w:p><w:r><w:t>shown first</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>";
    let content: String = hidden_places().into_iter().map(|(_, xml)| xml).collect();
    let document = document_xml(&format!("{shown}{content}"));
    let styles = "<w:styles><w:style w:type='character' w:styleId='Ghost'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let mut parts = vec![
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", styles),
    ];
    parts.extend(hidden_parts().into_iter().map(|(_, name, xml)| (name, xml)));
    let bytes = docx(&parts);

    let document = read(&bytes).unwrap_or_default();
    let clean = redact(&document, &joined(&document), &[]);
    let text = plain_text(&clean);
    let harvested = document.hidden.join("\n");

    assert!(!text.to_lowercase().contains("zaq"), "{text}");
    assert!(clean.hidden.is_empty());
    let planted = hidden_places().into_iter().map(|(value, _)| value);
    for value in planted.chain(hidden_parts().into_iter().map(|(value, ..)| value)) {
        assert!(harvested.contains(value), "{value} is not harvested");
    }
    for value in [
        "Author: Zaqcore",
        "PatientName: Zaqcustom",
        "Author: Zaqcommenter",
        "plant-link.example",
    ] {
        assert!(harvested.contains(value), "{value} is not harvested");
    }
    for value in [
        "shown first[1]",
        "shown result",
        "shown simple",
        "shown in a box",
        "shown in a control",
        "[1] shown footnote",
    ] {
        assert_eq!(text.matches(value).count(), 1, "{value} in {text}");
    }
    assert_eq!(
        document.notes,
        [
            DocumentNote::Picture,
            DocumentNote::Attachment,
            DocumentNote::HiddenText
        ]
    );
}

#[test]
fn headers_body_tables_notes_and_footers_are_read_in_order() {
    let row = |cells: &[&str]| {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell)))
            .collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let content = format!(
        "{}<w:tbl>{}{}</w:tbl>{}",
        paragraph("Body one"),
        row(&["Lobe", "Size", ""]),
        row(&["left", "4 mm", "stable"]),
        "<w:p><w:pPr><w:spacing w:after='200'/></w:pPr><w:r><w:t>Split na</w:t></w:r><w:ins><w:r><w:t>me</w:t></w:r></w:ins><w:r><w:br/><w:t>second line</w:t><w:tab/><w:t>tabbed</w:t></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>"
    ) + &paragraph("On page two");
    let document = document_xml(&content);
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("Header"));
    let footer = format!("<w:ftr>{}</w:ftr>", paragraph("Footer"));
    let bytes = docx(&[
        ("word/document.xml", &document),
        ("word/header1.xml", &header),
        ("word/header2.xml", &header),
        ("word/footer1.xml", &footer),
    ]);
    assert_eq!(
        text_of(&bytes),
        "Header\nBody one\n\nLobe\tSize\t\nleft\t4 mm\tstable\n\nSplit name\nsecond line\ttabbedlink\n\u{C}On page two\nFooter\n"
    );
}

#[test]
fn headings_are_bold_and_lists_have_their_signs() {
    let document = document_xml(
        "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>IMPRESSION</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>No fracture.</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Stable.</w:t></w:r></w:p>",
    );
    let styles =
        "<w:styles><w:style w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let bytes = docx(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ]);
    assert_eq!(
        text_of(&bytes),
        "IMPRESSION\n\n1. No fracture.\n2. Stable.\n"
    );
    let document = read(&bytes).unwrap_or_default();
    let first = document
        .pages
        .first()
        .and_then(|page| page.segments.first());
    assert_eq!(first.map(|segment| segment.weight), Some(Weight::Bold));
}

#[test]
fn an_empty_cell_keeps_its_place_when_another_is_replaced() {
    let bytes = body(&format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("Patient"),
        paragraph(""),
        paragraph("Oda Quillfeather")
    ));
    let document = read(&bytes).unwrap_or_default();
    let joined = joined(&document);
    let start = joined.text.find("Oda").unwrap_or_default();
    let clean = redact(
        &document,
        &joined,
        &[(start..joined.text.len(), "[NAME]".to_owned())],
    );
    assert_eq!(plain_text(&clean), "Patient\t\t[NAME]\n");
    assert!(
        clean
            .pages
            .iter()
            .flat_map(|page| &page.segments)
            .any(|segment| segment.then == Break::Tab)
    );
}

#[test]
fn bombs_entities_and_wrong_packages_are_refused_by_name() {
    let refused = |bytes: &[u8]| read(bytes).err().map(|refusal| refusal.code);
    let entity = "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(
        refused(&docx(&[("word/document.xml", entity)])),
        Some(ReasonCode::Malformed)
    );
    let blanks = format!("<w:document>{}</w:document>", " ".repeat(40 << 20));
    assert_eq!(
        refused(&docx(&[("word/document.xml", &blanks)])),
        Some(ReasonCode::OverLimit)
    );
    assert_eq!(refused(&body("<w:p/>")), Some(ReasonCode::NoText));
    assert_eq!(refused(b"PK\x03\x04 no zip"), Some(ReasonCode::Malformed));
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(refused(&compound), Some(ReasonCode::UnknownKind));
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&compound), Some(ReasonCode::Encrypted));
}

#[test]
fn flipped_bytes_never_end_in_a_panic() {
    let bytes = body(&format!("{}{}", paragraph("one"), paragraph("two")));
    for place in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xFF] {
            let mut broken = bytes.clone();
            if let Some(byte) = broken.get_mut(place) {
                *byte ^= flip;
            }
            let _ = read(&broken);
        }
    }
}

#[test]
fn white_text_is_hidden_unless_something_dark_may_lie_under_it() {
    let run = |look: &str, text: &str| {
        format!("<w:r><w:rPr><w:color w:val='FFFFFF'/>{look}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let paragraph = |content: &str| format!("<w:p><w:r><w:t>Seen.</w:t></w:r>{content}</w:p>");
    let table = |properties: &str, text: &str| {
        let cell = format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>",
            run("", text)
        );
        format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    };
    let dark = "<w:shd w:val='clear' w:fill='1F3864'/>";
    let body = [
        paragraph(&run("", "Zaqwhite")),
        paragraph(&run(dark, "Shaded")),
        paragraph(&run("<w:highlight w:val='blue'/>", "Marked")),
        table("", "Zaqcell"),
        table(dark, "Heading"),
    ];
    let document = read(&docx(&[(
        "word/document.xml",
        &document_xml(&body.concat()),
    )]));
    let document = document.unwrap_or_default();
    let text = plain_text(&document);
    for shown in ["Shaded", "Marked", "Heading"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(!text.contains("Zaq"), "{text}");
    let hidden = document.hidden.join("\n");
    assert!(hidden.contains("Zaqwhite") && hidden.contains("Zaqcell"));
}
