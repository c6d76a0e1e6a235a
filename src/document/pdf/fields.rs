//! Values of form fields and typed notes that a file has no drawing for.
//!
//! A viewer draws a field from its value if the file has no appearance for it,
//! or says that its appearances are old. What it would draw is page text.

use hayro_interpret::RectExt;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, String as PdfString,
};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Rect};

use super::texts::pdf_text;
use crate::document::layout::Glyph;
use crate::document::letters::plain_letters;
use crate::document::model::Weight;

/// Annotations of one page.
const MAX_ANNOTATIONS: usize = 20_000;

/// Letters of one value.
const MAX_LETTERS: usize = 100_000;

/// Fields in fields: values are inherited.
const MAX_DEPTH: usize = 16;

/// Hidden, or not shown on a screen (ISO 32000-2, table 167).
const NOT_SHOWN: u32 = 1 << 1 | 1 << 5;

/// Flags of fields (ISO 32000-2, tables 227, 229 and 231).
const PASSWORD: u32 = 1 << 13;
const PUSH_BUTTON: u32 = 1 << 16;
const MULTILINE: u32 = 1 << 12;

/// Font size of a field that leaves it to the viewer.
const AUTO_SIZE_PT: f32 = 12.0;
const SMALLEST_SIZE_PT: f32 = 2.0;

/// A field without an area is not seen.
const SMALLEST_EDGE_PT: f64 = 1.0;

/// Width of a letter and height of a line, as shares of the font size.
const LETTER_WIDTH: f32 = 0.5;
const LINE_HEIGHT: f32 = 1.2;

/// Space between the edge of a field and its text, in points.
const INSET_PT: f32 = 2.0;

/// A value that a viewer draws at a place.
pub(super) struct Value {
    /// Where, in page space.
    pub(super) place: Rect,
    /// What.
    pub(super) text: String,
    size_pt: f32,
    /// Text fields with several lines begin at the top.
    lines: Lines,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

/// Whether the drawings of a form's fields show their values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Appearances {
    /// They do.
    Current,
    /// The form says that they may be old: a viewer draws the values.
    Old,
}

/// What the form of a file says of its drawings.
pub(super) fn appearances(pdf: &Pdf) -> Appearances {
    let old = form(pdf).and_then(|form| form.get::<bool>(b"NeedAppearances"));
    if old == Some(true) {
        Appearances::Old
    } else {
        Appearances::Current
    }
}

/// Whether the fields stand in XFA alone: its pages are drawn by the viewer,
/// and the file itself only says that this viewer cannot.
pub(super) fn is_drawn_by_the_viewer(pdf: &Pdf) -> bool {
    let Some(form) = form(pdf) else { return false };
    let fields = form.get::<Array<'_>>(b"Fields");
    form.contains_key(b"XFA") && fields.is_none_or(|fields| fields.raw_iter().next().is_none())
}

fn form(pdf: &Pdf) -> Option<Dict<'_>> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    catalog.get(b"AcroForm")
}

/// The shown annotations of a page.
pub(super) fn annotations<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> {
    page.raw()
        .get::<Array<'a>>(b"Annots")
        .into_iter()
        .flat_map(|array| array.iter::<Dict<'a>>())
        .take(MAX_ANNOTATIONS)
        .filter(|annotation| annotation.get::<u32>(b"F").unwrap_or(0) & NOT_SHOWN == 0)
}

/// What a viewer would draw for the fields and typed notes of a page.
pub(super) fn values(page: &Page<'_>) -> Vec<Value> {
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    annotations(page)
        .filter_map(|annotation| value(&annotation, transform))
        .collect()
}

fn value(annotation: &Dict<'_>, transform: Affine) -> Option<Value> {
    let rect = annotation.get::<PdfRect>(b"Rect")?.to_kurbo();
    if rect.width() < SMALLEST_EDGE_PT || rect.height() < SMALLEST_EDGE_PT {
        return None;
    }
    let subtype = annotation.get::<Name<'_>>(b"Subtype")?;
    let (text, lines) = match subtype.as_ref() {
        b"Widget" => field_text(annotation)?,
        b"FreeText" => {
            let text = annotation.get::<PdfString<'_>>(b"Contents")?;
            (pdf_text(text.as_bytes()), Lines::Many)
        }
        _ => return None,
    };
    let text: String = text.chars().take(MAX_LETTERS).collect();
    if text.trim().is_empty() {
        return None;
    }
    let size_pt = inherited(annotation, b"DA")
        .and_then(|appearance| match appearance {
            Object::String(text) => font_size(&pdf_text(text.as_bytes())),
            _ => None,
        })
        .unwrap_or(AUTO_SIZE_PT);
    Some(Value {
        place: transform.transform_rect_bbox(rect),
        text,
        size_pt,
        lines,
    })
}

/// What stands in a field, as a person sees it.
fn field_text(field: &Dict<'_>) -> Option<(String, Lines)> {
    let kind = match inherited(field, b"FT")? {
        Object::Name(name) => name,
        _ => return None,
    };
    let flags = match inherited(field, b"Ff") {
        Some(Object::Number(flags)) => flags.as_i64() as u32,
        _ => 0,
    };
    match kind.as_ref() {
        b"Tx" if flags & PASSWORD == 0 => {
            let lines = if flags & MULTILINE == 0 {
                Lines::One
            } else {
                Lines::Many
            };
            Some((text_of(&inherited(field, b"V")?), lines))
        }
        b"Ch" => {
            let value = inherited(field, b"V")?;
            let options = inherited(field, b"Opt");
            Some((chosen(&value, options.as_ref()), Lines::Many))
        }
        b"Btn" if flags & PUSH_BUTTON == 0 => {
            let state = match field.get::<Object<'_>>(b"AS").or(inherited(field, b"V")) {
                Some(Object::Name(state)) => state,
                _ => return None,
            };
            (state.as_ref() != b"Off").then(|| ("X".to_owned(), Lines::One))
        }
        _ => None,
    }
}

fn text_of(value: &Object<'_>) -> String {
    match value {
        Object::String(text) => pdf_text(text.as_bytes()),
        // Long values stand in a stream.
        Object::Stream(stream) => stream
            .decoded_data()
            .map(|bytes| pdf_text(&bytes))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The chosen options by the words that are shown, not by those that are sent.
fn chosen(value: &Object<'_>, options: Option<&Object<'_>>) -> String {
    let values: Vec<String> = match value {
        Object::Array(array) => array
            .iter::<Object<'_>>()
            .map(|one| text_of(&one))
            .collect(),
        one => vec![text_of(one)],
    };
    let pairs: Vec<(String, String)> = match options {
        Some(Object::Array(options)) => options
            .iter::<Array<'_>>()
            .filter_map(|pair| {
                let mut pair = pair.iter::<Object<'_>>();
                Some((text_of(&pair.next()?), text_of(&pair.next()?)))
            })
            .collect(),
        _ => Vec::new(),
    };
    let shown = values.into_iter().map(|value| {
        let pair = pairs.iter().find(|(sent, _)| *sent == value);
        pair.map_or(value, |(_, shown)| shown.clone())
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// A value of a field or of the fields above it.
fn inherited<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(value) = field.get::<Object<'a>>(key) {
            return Some(value);
        }
        field = field.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

/// The number before `Tf`; zero leaves it to the viewer.
fn font_size(appearance: &str) -> Option<f32> {
    let mut last = None;
    for word in appearance.split_ascii_whitespace() {
        if word == "Tf" {
            break;
        }
        last = Some(word);
    }
    let size: f32 = last?.parse().ok()?;
    (size.is_finite() && size > 0.0).then_some(size)
}

impl Value {
    /// The glyphs of the value, broken into lines that fit its place.
    pub(super) fn glyphs(&self) -> Vec<Glyph> {
        let (width, height) = (self.place.width() as f32, self.place.height() as f32);
        let mut size_pt = self.size_pt;
        let mut lines = wrapped(&self.text, width, size_pt);
        if self.lines == Lines::Many {
            // Smaller letters before text that runs out of its place.
            while lines.len() as f32 * LINE_HEIGHT * size_pt > height && size_pt > SMALLEST_SIZE_PT
            {
                size_pt = (size_pt * 0.85).max(SMALLEST_SIZE_PT);
                lines = wrapped(&self.text, width, size_pt);
            }
        } else {
            size_pt = size_pt.min((height / LINE_HEIGHT).max(SMALLEST_SIZE_PT));
            lines = vec![self.text.split_whitespace().collect::<Vec<_>>().join(" ")];
        }
        let left = self.place.x0 as f32 + INSET_PT;
        let first = match self.lines {
            Lines::One => (self.place.y0 + self.place.y1) as f32 / 2.0 + 0.35 * size_pt,
            Lines::Many => self.place.y0 as f32 + size_pt,
        };
        let mut glyphs = Vec::new();
        for (row, line) in lines.iter().enumerate() {
            let y = first + row as f32 * LINE_HEIGHT * size_pt;
            for (column, letter) in plain_letters(line).chars().enumerate() {
                glyphs.push(Glyph {
                    text: letter.to_string(),
                    x: left + column as f32 * LETTER_WIDTH * size_pt,
                    y,
                    advance_pt: LETTER_WIDTH * size_pt,
                    size_pt,
                    direction: 0,
                    weight: Weight::Regular,
                });
            }
        }
        glyphs
    }
}

/// Lines of at most so many letters as fit, broken between words.
fn wrapped(text: &str, width_pt: f32, size_pt: f32) -> Vec<String> {
    let most = ((width_pt - 2.0 * INSET_PT) / (LETTER_WIDTH * size_pt)).max(8.0) as usize;
    let mut lines = Vec::new();
    for paragraph in text.split(['\r', '\n']) {
        let (mut line, mut length) = (String::new(), 0_usize);
        for word in paragraph.split_whitespace() {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > most {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += letters;
        }
        if length > 0 {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Around, at, page_with, stream, text_of};

    /// The words of a file, blanks and line ends alike.
    fn words_of(bytes: &[u8]) -> String {
        let text = text_of(bytes);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A page of one line with these annotations, from object 7 on.
    fn page_of(form: &str, annotations: &[&str]) -> Vec<u8> {
        let kids: String = (0..annotations.len())
            .map(|place| format!("{} 0 R ", 7 + place))
            .collect();
        let around = Around {
            page: &format!("/Annots[{kids}]"),
            catalog: &format!("/AcroForm<</Fields[{kids}]{form}>>"),
            more: annotations.iter().map(|one| (*one).to_owned()).collect(),
            ..Around::default()
        };
        page_with(&at(72, 700, "Report of the chest"), around)
    }

    fn field(kind: &str, more: &str) -> String {
        format!("<</Type/Annot/Subtype/Widget/Rect[72 600 500 640]/FT/{kind}/T(Findings){more}>>")
    }

    #[test]
    fn findings_that_were_typed_into_fields_are_page_text() {
        let expected = "Report of the chest Clear lungs, no effusion.";
        let plain = field("Tx", "/V(Clear lungs, no effusion.)/DA(/Helv 10 Tf 0 g)");
        assert_eq!(words_of(&page_of("", &[&plain])), expected);
        // The value stands in the field above, as it does with named kids.
        let child = "<</Type/Annot/Subtype/Widget/Rect[72 600 500 640]/Parent 8 0 R>>";
        let parent = "<</FT/Tx/T(Findings)/V(Clear lungs, no effusion.)/Kids[7 0 R]>>";
        assert_eq!(words_of(&page_of("", &[child, parent])), expected);
        let note = "<</Type/Annot/Subtype/FreeText/Rect[72 600 500 640]/Contents(Clear lungs, no effusion.)>>";
        assert_eq!(words_of(&page_of("", &[note])), expected);
    }

    #[test]
    fn what_is_chosen_is_read_by_the_words_that_are_shown() {
        let choice = field("Ch", "/V(b)/Opt[[(a)(Small)][(b)(Large)]]");
        let text = words_of(&page_of("", &[&choice]));
        assert!(text.ends_with(" Large"), "{text}");
        let ticked = field("Btn", "/AS/Yes/V/Yes");
        assert!(words_of(&page_of("", &[&ticked])).ends_with(" X"));
        let open = field("Btn", "/AS/Off/V/Yes");
        assert_eq!(words_of(&page_of("", &[&open])), "Report of the chest");
    }

    #[test]
    fn hidden_fields_and_passwords_are_not_shown() {
        for more in ["/V(Oda Quillfeather)/F 2", "/V(Oda Quillfeather)/Ff 8192"] {
            let text = words_of(&page_of("", &[&field("Tx", more)]));
            assert_eq!(text, "Report of the chest", "{more}");
        }
        let pop_up = "<</Type/Annot/Subtype/Text/Rect[72 600 90 620]/Contents(Oda Quillfeather)>>";
        assert_eq!(words_of(&page_of("", &[pop_up])), "Report of the chest");
    }

    #[test]
    fn an_appearance_counts_unless_the_form_says_that_it_is_old() {
        let form = stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 428 40]/Resources<</Font<</F1 5 0 R>>>>",
            "BT /F1 10 Tf 2 14 Td (Drawn value) Tj ET",
        );
        let shown = field("Tx", "/V(Newer value)/AP<</N 8 0 R>>");
        let file = |old: &str| {
            let around = Around {
                page: "/Annots[7 0 R]",
                catalog: &format!("/AcroForm<</Fields[7 0 R]{old}>>"),
                more: vec![shown.clone(), form.clone()],
                ..Around::default()
            };
            words_of(&page_with(&at(72, 700, "Report"), around))
        };
        assert_eq!(file(""), "Report Drawn value");
        assert_eq!(file("/NeedAppearances true"), "Report Newer value");
    }

    #[test]
    fn a_form_that_only_the_viewer_can_draw_is_refused_by_name() {
        let around = Around {
            catalog: "/AcroForm<</Fields[]/XFA 7 0 R>>",
            more: vec![stream("", "<xdp/>")],
            ..Around::default()
        };
        let file = page_with(&at(72, 700, "Please wait"), around);
        assert_eq!(words_of(&file), "refused: no-text");
    }
}
