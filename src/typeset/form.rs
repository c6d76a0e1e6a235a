//! Fields to fill in, ISO 32000-1 12.7: made of marked links of a finished file.
//!
//! The library writes no form. It writes links, each in the structure tree and in
//! its page, and a link and a field are the same object but for a few entries.
//! So a field is written as a link to `field:N` first; then the file is written
//! again with the same objects, in which those links are fields.

use pdf_writer::types::{AnnotationFlags, CheckBoxState, FieldType};
use pdf_writer::writers::Form;
use pdf_writer::{Chunk, Content, Finish, Name, Rect, Ref, Str, TextStr};

use super::paper::Area;

/// What a person can do with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Write one line.
    Text,
    /// Set or clear a mark.
    Tick,
}

/// A field to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name inside the file: words without points, no other field has it.
    pub name: String,
    /// What it asks for, read out by a screen reader (ISO 14289-1 7.18.1).
    pub asks: String,
    /// What can be done with it.
    pub fill: Fill,
}

/// Start of the address of a link that stands for a field.
pub const SCHEME: &str = "field:";

/// Fonts of the viewer: what is filled in may have letters that no built-in
/// subset has. An empty field draws no letter, so no font is missing in the
/// file as it is written.
const TEXT_FONT: &[u8] = b"/Helv 9 Tf 0 g";
const MARK_FONT: &[u8] = b"/ZaDb 0 Tf 0 g";

/// Makes a field of each link to `field:N`. `None` if the file is not built as
/// the library builds it: one table of plain objects.
pub fn with_fields(bytes: &[u8], fields: &[(Field, Area)]) -> Option<Vec<u8>> {
    let file = File::read(bytes)?;
    let mut added = Added {
        next: file.size,
        objects: Vec::new(),
    };
    let mut objects: Vec<(u32, Vec<u8>)> = Vec::with_capacity(file.objects.len());
    let mut made: Vec<Option<Ref>> = vec![None; fields.len()];
    for (number, object) in &file.objects {
        let mut body = object.to_vec();
        if let Some(place) = place_of(object) {
            let (field, area) = fields.get(place)?;
            let own = Ref::new(i32::try_from(*number).ok()?);
            *made.get_mut(place)? = Some(own);
            let drawn = Drawn::of(field.fill, *area, &mut added)?;
            body = widget(own, field, object, &drawn)?;
        } else if object.windows(ELEMENT.len()).any(|part| part == ELEMENT) {
            replace(&mut body, b"/S/Link", b"/S/Form");
        }
        objects.push((*number, body));
    }
    let made: Vec<Ref> = made.into_iter().collect::<Option<_>>()?;
    let form = acro_form(&mut added, &made)?;
    let catalog = objects.iter_mut().find(|(number, _)| *number == file.root);
    let entry = format!("<</Type/Catalog/AcroForm {} 0 R", form.get());
    if !replace(&mut catalog?.1, b"<</Type/Catalog", entry.as_bytes()) {
        return None;
    }
    objects.append(&mut added.objects);
    Some(file.write(&objects, added.next))
}

/// Start of an object of the structure tree.
const ELEMENT: &[u8] = b"<</Type/StructElem";

/// Objects that are new in the file.
struct Added {
    next: u32,
    objects: Vec<(u32, Vec<u8>)>,
}

impl Added {
    fn add(&mut self, write: impl FnOnce(&mut Chunk, Ref)) -> Option<Ref> {
        let reference = Ref::new(i32::try_from(self.next).ok()?);
        let mut chunk = Chunk::new();
        write(&mut chunk, reference);
        self.objects.push((self.next, chunk.as_bytes().to_vec()));
        self.next = self.next.checked_add(1)?;
        Some(reference)
    }
}

/// A file of the library: its head, its objects by number, its trailer.
struct File<'b> {
    head: &'b [u8],
    objects: Vec<(u32, &'b [u8])>,
    root: u32,
    /// One more than the greatest number of an object.
    size: u32,
    trailer: &'b [u8],
}

impl<'b> File<'b> {
    fn read(bytes: &'b [u8]) -> Option<Self> {
        let start = memchr::memmem::rfind(bytes, b"startxref")?;
        let table: usize = number_at(bytes.get(start + 9..)?)?.try_into().ok()?;
        let trailer_at = table + find(bytes.get(table..start)?, b"trailer")?;
        let trailer = bytes.get(trailer_at + 7..start)?.trim_ascii();
        let rows = bytes.get(table..trailer_at)?.strip_prefix(b"xref\n0 ")?;
        let size = number_at(rows)?;
        let rows = rows.get(find(rows, b"\n")? + 1..)?;
        let mut places: Vec<(usize, u32)> = Vec::new();
        for (number, row) in (0..size).zip(rows.chunks(20)) {
            if row.get(17) == Some(&b'n') {
                places.push((number_at(row)?.try_into().ok()?, number));
            }
        }
        places.sort_unstable();
        let first = places.first()?.0;
        let ends = places.iter().skip(1).map(|(place, _)| *place);
        let mut objects = Vec::with_capacity(places.len());
        for ((place, number), end) in places.iter().zip(ends.chain([table])) {
            objects.push((*number, bytes.get(*place..end)?));
        }
        let root = number_after(trailer, b"/Root ")?;
        Some(Self {
            head: bytes.get(..first)?,
            objects,
            root,
            size,
            trailer,
        })
    }

    fn write(&self, objects: &[(u32, Vec<u8>)], size: u32) -> Vec<u8> {
        let mut out = self.head.to_vec();
        let mut places = vec![None; size as usize];
        for (number, object) in objects {
            if let Some(place) = places.get_mut(*number as usize) {
                *place = Some(out.len());
            }
            out.extend_from_slice(object);
        }
        let table = out.len();
        out.extend_from_slice(format!("xref\n0 {size}\n").as_bytes());
        for (number, place) in places.iter().enumerate() {
            let row = match place {
                Some(place) => format!("{place:010} 00000 n\r\n"),
                // Number 0 heads the list of the free ones.
                None if number == 0 => String::from("0000000000 65535 f\r\n"),
                None => String::from("0000000000 00000 f\r\n"),
            };
            out.extend_from_slice(row.as_bytes());
        }
        let mut trailer = self.trailer.to_vec();
        replace(
            &mut trailer,
            format!("/Size {}", self.size).as_bytes(),
            format!("/Size {size}").as_bytes(),
        );
        out.extend_from_slice(b"trailer\n");
        out.extend_from_slice(&trailer);
        out.extend_from_slice(format!("\nstartxref\n{table}\n%%EOF").as_bytes());
        out
    }
}

/// The looks of an empty field, 12.5.5.
struct Drawn {
    off: Ref,
    on: Option<Ref>,
}

impl Drawn {
    fn of(fill: Fill, area: Area, added: &mut Added) -> Option<Self> {
        let size = Rect::new(0.0, 0.0, area.width_pt, area.height_pt);
        let mut draw = |content: Content| {
            added.add(|chunk, reference| {
                let bytes = content.finish();
                let mut look = chunk.form_xobject(reference, &bytes);
                look.bbox(size).resources();
            })
        };
        let mut empty = Content::new();
        match fill {
            Fill::Text => {
                empty.begin_marked_content(Name(b"Tx")).end_marked_content();
                Some(Self {
                    off: draw(empty)?,
                    on: None,
                })
            }
            Fill::Tick => Some(Self {
                off: draw(empty)?,
                on: Some(draw(tick(area))?),
            }),
        }
    }
}

/// A mark of two strokes.
fn tick(area: Area) -> Content {
    let at = |x: f32, y: f32| (area.width_pt * x, area.height_pt * y);
    let [(ax, ay), (bx, by), (cx, cy)] = [at(0.2, 0.5), at(0.42, 0.24), at(0.82, 0.8)];
    let mut content = Content::new();
    content.save_state().set_line_width(1.2);
    content.move_to(ax, ay).line_to(bx, by).line_to(cx, cy);
    content.stroke().restore_state();
    content
}

/// The widget that is its field too, 12.7.3.1, in the place of a link.
fn widget(own: Ref, field: &Field, link: &[u8], drawn: &Drawn) -> Option<Vec<u8>> {
    let mut chunk = Chunk::new();
    let mut entry = chunk.form_field(own);
    entry
        .partial_name(TextStr(&field.name))
        .alternate_name(TextStr(&field.asks));
    match field.fill {
        Fill::Text => {
            entry.field_type(FieldType::Text);
            entry.vartext_default_appearance(Str(TEXT_FONT));
        }
        Fill::Tick => {
            entry.field_type(FieldType::Button);
            entry.vartext_default_appearance(Str(MARK_FONT));
            entry.checkbox_value(CheckBoxState::Off);
        }
    }
    let mut widget = entry.into_annotation();
    widget
        .rect(rect_of(link)?)
        .flags(AnnotationFlags::PRINT)
        .struct_parent(i32::try_from(number_after(link, b"/StructParent ")?).ok()?)
        .contents(TextStr(&field.asks));
    match drawn.on {
        None => widget.appearance().normal().stream(drawn.off),
        Some(on) => {
            widget
                .appearance()
                .normal()
                .streams()
                .pairs([(Name(b"Off"), drawn.off), (Name(b"Yes"), on)]);
            widget.appearance_state(Name(b"Off"));
        }
    }
    widget.finish();
    Some(chunk.as_bytes().to_vec())
}

/// The form with the fonts in which a viewer sets what is filled in, 12.7.2.
fn acro_form(added: &mut Added, fields: &[Ref]) -> Option<Ref> {
    let letters = added.add(|chunk, reference| {
        chunk
            .type1_font(reference)
            .base_font(Name(b"Helvetica"))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    })?;
    let marks = added.add(|chunk, reference| {
        chunk.type1_font(reference).base_font(Name(b"ZapfDingbats"));
    })?;
    added.add(|chunk, reference| {
        let mut form = chunk.indirect(reference).start::<Form>();
        form.fields(fields.iter().copied())
            .default_appearance(Str(TEXT_FONT));
        form.default_resources()
            .fonts()
            .pair(Name(b"Helv"), letters)
            .pair(Name(b"ZaDb"), marks);
    })
}

/// Which field a link stands for.
fn place_of(object: &[u8]) -> Option<usize> {
    let link = find(object, b"/Subtype/Link")?;
    let address = format!("/URI({SCHEME}");
    let at = link + find(object.get(link..)?, address.as_bytes())? + address.len();
    number_at(object.get(at..)?)?.try_into().ok()
}

fn rect_of(link: &[u8]) -> Option<Rect> {
    let from = find(link, b"/Rect[")? + 6;
    let inside = link.get(from..from + find(link.get(from..)?, b"]")?)?;
    let mut numbers = std::str::from_utf8(inside)
        .ok()?
        .split_ascii_whitespace()
        .map_while(|number| number.parse::<f32>().ok());
    let mut next = || numbers.next();
    Some(Rect::new(next()?, next()?, next()?, next()?))
}

fn number_after(bytes: &[u8], key: &[u8]) -> Option<u32> {
    number_at(bytes.get(find(bytes, key)? + key.len()..)?)
}

fn number_at(bytes: &[u8]) -> Option<u32> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

/// Puts `new` in the place of the first `old`; `false` if there is none.
fn replace(bytes: &mut Vec<u8>, old: &[u8], new: &[u8]) -> bool {
    let Some(at) = find(bytes, old) else {
        return false;
    };
    bytes.splice(at..at + old.len(), new.iter().copied());
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use hayro_syntax::Pdf;
    use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as Text};

    use super::*;
    use crate::typeset::face::{Face, Faces};
    use crate::typeset::paper::{About, Element, INK, Mark, Owner, Paper};

    const LINE: Area = Area {
        left_pt: 50.0,
        top_pt: 100.0,
        width_pt: 120.0,
        height_pt: 14.0,
    };

    fn field(name: &str, fill: Fill) -> Field {
        Field {
            name: name.to_owned(),
            asks: format!("What is {name}?"),
            fill,
        }
    }

    fn file() -> Vec<u8> {
        let mut paper = Paper::default();
        for page in 0..2 {
            paper.add_sheet(300.0, 400.0);
            let node = paper.element(None, Element::Paragraph);
            let text = Mark::Text {
                left_pt: 50.0,
                baseline_pt: 90.0,
                size_pt: 9.0,
                stretch: 1.0,
                face: Face::Sans,
                ink: INK,
                text: format!("Page {page}"),
            };
            paper.draw(Owner::Element(node), text);
            paper.field(field(&format!("Line {page}"), Fill::Text), LINE);
            paper.field(field(&format!("Box {page}"), Fill::Tick), LINE);
        }
        let about = About {
            title: String::from("Fields"),
            language: "en",
            year: 2026,
        };
        let faces = Faces::load().expect("fonts");
        paper.write(&faces, &about).expect("written")
    }

    fn text(dict: &Dict, key: &[u8]) -> String {
        let text: Text = dict.get(key).expect("a text");
        String::from_utf8(text.as_bytes().to_vec()).expect("ASCII")
    }

    fn name(dict: &Dict, key: &[u8]) -> Option<String> {
        let name: Option<Name> = dict.get(key);
        name.map(|name| name.as_str().to_owned())
    }

    #[test]
    fn every_field_is_in_the_form_in_its_page_and_in_the_structure() {
        let pdf = Pdf::new(file()).expect("reads");
        let catalog: Dict = pdf.xref().get(pdf.xref().root_id()).expect("catalog");
        let form: Dict = catalog.get(b"AcroForm".as_slice()).expect("form");
        let fields: Array = form.get(b"Fields".as_slice()).expect("fields");
        let mut in_form = BTreeMap::new();
        for field in fields.iter::<Dict>() {
            assert_eq!(name(&field, b"Subtype").as_deref(), Some("Widget"));
            let kind = name(&field, b"FT").expect("kind");
            assert!(field.get::<Dict>(b"AP".as_slice()).is_some());
            assert!(field.get::<u32>(b"StructParent".as_slice()).is_some());
            assert_eq!(
                text(&field, b"TU"),
                format!("What is {}?", text(&field, b"T"))
            );
            let rect: Rect = field.get(b"Rect".as_slice()).expect("place");
            assert!((rect.x0 - 50.0).abs() < 0.01 && (rect.y1 - 300.0).abs() < 0.01);
            in_form.insert(text(&field, b"T"), kind);
        }
        let expected = [
            ("Box 0", "Btn"),
            ("Box 1", "Btn"),
            ("Line 0", "Tx"),
            ("Line 1", "Tx"),
        ]
        .map(|(name, kind)| (name.to_owned(), kind.to_owned()));
        assert_eq!(in_form, BTreeMap::from(expected));
        let mut in_pages = 0;
        for page in pdf.pages().iter() {
            let annots: Array = page.raw().get(b"Annots".as_slice()).expect("annotations");
            in_pages += annots.iter::<Dict>().count();
        }
        assert_eq!(in_pages, 4);
        let mut elements = 0;
        for object in pdf.objects() {
            if let Object::Dict(dict) = object {
                assert_ne!(name(&dict, b"Subtype").as_deref(), Some("Link"));
                assert_ne!(name(&dict, b"S").as_deref(), Some("Link"));
                elements += usize::from(name(&dict, b"S").as_deref() == Some("Form"));
            }
        }
        assert_eq!(elements, 4);
    }

    #[test]
    fn no_address_of_a_link_is_left_and_the_file_is_the_same_again() {
        let bytes = file();
        assert_eq!(find(&bytes, SCHEME.as_bytes()), None);
        assert_eq!(bytes, file());
    }

    #[test]
    fn a_file_that_is_built_in_another_way_gives_nothing() {
        let fields = [(field("Line", Fill::Text), LINE)];
        for bytes in [&b""[..], b"%PDF-1.7\nstartxref\n5\n%%EOF", &file()] {
            assert_eq!(with_fields(bytes, &fields), None);
        }
    }
}
