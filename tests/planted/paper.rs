//! A one-page PDF for tests alone, with text in every place that a page does
//! not show.

/// What a PDF holds. An empty text is not written.
#[derive(Default)]
pub struct Paper {
    /// Lines of the page in Helvetica.
    pub lines: Vec<String>,
    /// Title and author of the document information dictionary.
    pub title: String,
    /// XMP metadata.
    pub metadata: String,
    /// A note on the page.
    pub note: String,
    /// Value of a form field.
    pub field: String,
    /// A file attached to the document.
    pub attachment: String,
    /// A bookmark.
    pub bookmark: String,
    /// Text that is drawn and cannot be seen.
    pub unseen: String,
    /// More pages, each one picture and no text.
    pub pictures: usize,
}

/// The file.
pub fn pdf(paper: &Paper) -> Vec<u8> {
    let lines = paper.lines.iter().enumerate();
    let mut content: String = lines
        .map(|(row, line)| format!("BT /F1 11 Tf 72 {} Td ({line}) Tj ET\n", 720 - 16 * row))
        .collect();
    if !paper.unseen.is_empty() {
        content.push_str(&format!(
            "BT 3 Tr /F1 11 Tf 72 60 Td ({}) Tj ET\n",
            paper.unseen
        ));
    }
    let scan = "q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n";
    let page = |content: usize, more: &str| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {content} 0 R/Resources<</Font<</F1 5 0 R>>>>{more}>>"
        )
    };
    let pages = (0..paper.pictures).map(|number| format!(" {} 0 R", 14 + number));
    let kids: String = std::iter::once(String::from("3 0 R"))
        .chain(pages)
        .collect();
    let mut objects = vec![
        format!(
            "<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R/Outlines 8 0 R/AcroForm<</Fields[11 0 R]>>\
             /Names<</EmbeddedFiles<</Names[(file) 12 0 R]>>>>>>"
        ),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", paper.pictures + 1),
        page(4, "/Annots[10 0 R 11 0 R]"),
        stream("", &content),
        String::from("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
        format!("<</Title({})/Author({})>>", paper.title, paper.title),
        stream(
            "/Type/Metadata/Subtype/XML",
            &format!(
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'>{}</x:xmpmeta>",
                paper.metadata
            ),
        ),
        String::from("<</Type/Outlines/First 9 0 R/Last 9 0 R/Count 1>>"),
        format!(
            "<</Title({})/Parent 8 0 R/Dest[3 0 R/Fit]>>",
            paper.bookmark
        ),
        format!(
            "<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents({})>>",
            paper.note
        ),
        format!(
            "<</Type/Annot/Subtype/Widget/Rect[9 30 90 40]/FT/Tx/T(field)/V({})>>",
            paper.field
        ),
        String::from("<</Type/Filespec/F(file)/EF<</F 13 0 R>>>>"),
        stream("/Type/EmbeddedFile", &paper.attachment),
    ];
    objects.extend((0..paper.pictures).map(|_| page(14 + paper.pictures, "")));
    objects.push(stream("", scan));
    file_of(&objects)
}

fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>stream\n{content}\nendstream",
        content.len()
    )
}

/// Objects with a cross-reference table; the first is the catalog, the sixth
/// the document information dictionary.
fn file_of(objects: &[String]) -> Vec<u8> {
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
    let trailer =
        format!("trailer\n<</Size {count}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(trailer.into_bytes());
    bytes
}
