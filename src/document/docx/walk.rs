//! The tree of a DOCX part → paragraphs and rows of what is shown.

use super::blocks::{Block, Paragraph, Piece};
use super::styles::{self, Hidden, Lists, Look, Shade, Styles};
use super::xml::{Element, Node};
use crate::document::letters::{is_worded, plain_letters};
use crate::document::model::{DocumentNote, Weight};
use crate::finding::{Limit, Refusal};

/// Paragraphs and rows of one part.
const MAX_BLOCKS: usize = 200_000;

/// Texts that are kept aside.
const MAX_HIDDEN: usize = 50_000;

/// Which notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// In which part of a field a run stands: its code is not shown, its result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldPart {
    Code,
    Result,
}

/// Walks parts; styles, list counters and notes go over all of them.
pub(super) struct Walker {
    styles: Styles,
    lists: Lists,
    fields: Vec<FieldPart>,
    note_ids: Vec<(NoteKind, String)>,
    /// Text boxes of the paragraph that is being read.
    boxes: Vec<Block>,
    /// Tables, cells and boxes around what is read that may be dark.
    dark: usize,
    count: usize,
    pub(super) hidden: Vec<String>,
    pub(super) notes: Vec<DocumentNote>,
}

impl Walker {
    pub(super) fn new(styles: Styles, lists: Lists) -> Self {
        Self {
            styles,
            lists,
            fields: Vec::new(),
            note_ids: Vec::new(),
            boxes: Vec::new(),
            dark: 0,
            count: 0,
            hidden: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Paragraphs and rows of a part.
    ///
    /// # Errors
    /// [`crate::finding::ReasonCode::OverLimit`] for too many.
    pub(super) fn blocks(&mut self, part: &Element) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        self.fields.clear();
        self.body(part, &mut blocks);
        if self.count > MAX_BLOCKS {
            return Err(Refusal::over(Limit::ReportParts));
        }
        Ok(blocks)
    }

    /// The number under which the text refers to a note.
    pub(super) fn note_number(&self, kind: NoteKind, id: &str) -> Option<usize> {
        let place = self
            .note_ids
            .iter()
            .position(|(noted, noted_id)| *noted == kind && noted_id == id)?;
        Some(place + 1)
    }

    /// Keeps a text aside that is not shown.
    pub(super) fn hide(&mut self, text: &str) {
        let text = text.trim();
        if is_worded(text) && self.hidden.len() < MAX_HIDDEN {
            self.hidden.push(text.to_owned());
        }
    }

    fn hide_all(&mut self, element: &Element, attributes: &[&str]) {
        for name in attributes {
            if let Some(value) = element.attribute(name) {
                self.hide(value);
            }
        }
    }

    /// Everything inside, shown by nobody: deleted and moved text.
    fn hide_inside(&mut self, element: &Element) {
        self.notes.push(DocumentNote::HiddenText);
        let text = element.text();
        self.hide(&text);
    }

    fn body(&mut self, parent: &Element, blocks: &mut Vec<Block>) {
        for element in parent.elements() {
            if self.count > MAX_BLOCKS {
                return;
            }
            match element.name.as_str() {
                "p" => self.paragraph(element, blocks),
                "tbl" => {
                    let dark = usize::from(may_be_dark(element.child("tblPr")));
                    self.dark += dark;
                    self.table(element, blocks);
                    self.dark -= dark;
                }
                "del" | "moveFrom" => self.hide_inside(element),
                "sdtPr" => self.control_properties(element),
                "altChunk" => self.notes.push(DocumentNote::Attachment),
                "AlternateContent" => {
                    if let Some(chosen) = self.chosen(element) {
                        self.body(chosen, blocks);
                    }
                }
                _ => self.body(element, blocks),
            }
        }
    }

    /// The first choice is what Word shows; the fallback says the same again.
    fn chosen<'e>(&mut self, element: &'e Element) -> Option<&'e Element> {
        let choice = element.child("Choice");
        let fallback = element.child("Fallback");
        if let (Some(_), Some(fallback)) = (choice, fallback) {
            let text = fallback.text();
            self.hide(&text);
        }
        choice.or(fallback)
    }

    /// Names, tags and placeholders of a content control.
    fn control_properties(&mut self, element: &Element) {
        for property in element.elements() {
            self.hide_all(property, &["val", "fullDate", "displayText", "value"]);
            self.control_properties(property);
        }
    }

    fn paragraph(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        self.count += 1;
        let properties = element.child("pPr");
        let style = properties
            .and_then(|properties| properties.child("pStyle"))
            .and_then(|style| style.attribute("val"));
        let look = properties
            .map(Look::of_paragraph)
            .unwrap_or_default()
            .over(&self.styles.look(style));
        let outer_boxes = std::mem::take(&mut self.boxes);
        let mut paragraph = Paragraph {
            pieces: Vec::new(),
            before: look.before.unwrap_or(0),
            after: look.after.unwrap_or(0),
        };
        self.inline(element, &look, &mut paragraph);
        if let Some((list, level)) = &look.list
            && paragraph.is_shown()
            && let Some(sign) = self.lists.sign(list, *level)
        {
            paragraph.put_sign(&sign);
        }
        blocks.push(Block::Paragraph(paragraph));
        blocks.append(&mut self.boxes);
        self.boxes = outer_boxes;
    }

    fn inline(&mut self, parent: &Element, look: &Look, paragraph: &mut Paragraph) {
        for element in parent.elements() {
            match element.name.as_str() {
                "pPr" => {}
                "r" => self.run(element, look, paragraph),
                "del" | "moveFrom" => self.hide_inside(element),
                "sdtPr" => self.control_properties(element),
                "fldSimple" => {
                    self.hide_all(element, &["instr"]);
                    self.inline(element, look, paragraph);
                }
                "hyperlink" => {
                    self.hide_all(element, &["tooltip"]);
                    self.inline(element, look, paragraph);
                }
                "AlternateContent" => {
                    if let Some(chosen) = self.chosen(element) {
                        self.inline(chosen, look, paragraph);
                    }
                }
                "rt" => self.hide_inside(element),
                _ => self.inline(element, look, paragraph),
            }
        }
    }

    fn run(&mut self, run: &Element, paragraph_look: &Look, paragraph: &mut Paragraph) {
        let properties = run.child("rPr");
        let style = properties
            .and_then(|properties| properties.child("rStyle"))
            .and_then(|style| style.attribute("val"))
            .map(|style| self.styles.run_look(style))
            .unwrap_or_default();
        let look = properties
            .map(Look::of_run)
            .unwrap_or_default()
            .over(&style)
            .over(paragraph_look);
        self.run_content(run, &look, paragraph);
    }

    fn run_content(&mut self, run: &Element, look: &Look, paragraph: &mut Paragraph) {
        let weight = look.weight.unwrap_or(Weight::Regular);
        for element in run.elements() {
            match element.name.as_str() {
                "rPr" => {}
                "t" => self.text(&shown_text(element), look, paragraph),
                "noBreakHyphen" => self.text("-", look, paragraph),
                "sym" => self.text(&symbol(element), look, paragraph),
                "tab" | "ptab" => self.piece(Piece::Tab, look, paragraph),
                "br" if element.attribute("type") == Some("page") => {
                    self.piece(Piece::Page, look, paragraph);
                }
                "br" | "cr" => self.piece(Piece::Line, look, paragraph),
                "delText" | "delInstrText" => self.hide_inside(element),
                "instrText" => {
                    let text = element.text();
                    self.hide(&text);
                }
                "fldChar" => self.field(element),
                "footnoteReference" => self.note(NoteKind::Foot, element, weight, paragraph),
                "endnoteReference" => self.note(NoteKind::End, element, weight, paragraph),
                "AlternateContent" => {
                    if let Some(chosen) = self.chosen(element) {
                        self.run_content(chosen, look, paragraph);
                    }
                }
                "ruby" => {
                    for base in element.elements() {
                        if base.name == "rubyBase" {
                            self.inline(base, look, paragraph);
                        } else {
                            self.hide_inside(base);
                        }
                    }
                }
                _ => self.graphic(element),
            }
        }
    }

    fn field(&mut self, element: &Element) {
        match element.attribute("fldCharType") {
            Some("begin") => self.fields.push(FieldPart::Code),
            Some("separate") => {
                if let Some(part) = self.fields.last_mut() {
                    *part = FieldPart::Result;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
        // Defaults, names and help texts of old form fields.
        self.control_properties(element);
    }

    fn is_hidden(&self, look: &Look) -> bool {
        let white_on_white =
            look.ink == Some(Shade::White) && look.ground != Some(Shade::Other) && self.dark == 0;
        look.hidden == Some(Hidden::Hidden) || white_on_white
    }

    fn is_shown(&self, look: &Look) -> bool {
        !self.is_hidden(look) && self.fields.iter().all(|part| *part == FieldPart::Result)
    }

    fn text(&mut self, text: &str, look: &Look, paragraph: &mut Paragraph) {
        if self.is_shown(look) {
            let weight = look.weight.unwrap_or(Weight::Regular);
            paragraph.push(Piece::Text(plain_letters(text), weight));
        } else {
            if self.is_hidden(look) {
                self.notes.push(DocumentNote::HiddenText);
            }
            self.hide(text);
        }
    }

    fn piece(&mut self, piece: Piece, look: &Look, paragraph: &mut Paragraph) {
        if self.is_shown(look) {
            paragraph.push(piece);
        }
    }

    fn note(
        &mut self,
        kind: NoteKind,
        element: &Element,
        weight: Weight,
        paragraph: &mut Paragraph,
    ) {
        let id = element.attribute("id").unwrap_or_default().to_owned();
        if self.note_number(kind, &id).is_none() {
            self.note_ids.push((kind, id.clone()));
        }
        if let Some(number) = self.note_number(kind, &id) {
            paragraph.push(Piece::Text(format!("[{number}]"), weight));
        }
    }

    /// Drawings, pictures, objects: only the text of their boxes is shown.
    fn graphic(&mut self, element: &Element) {
        self.hide_all(
            element,
            &[
                "descr", "title", "name", "alt", "string", "ProgID", "tooltip",
            ],
        );
        match element.name.as_str() {
            "txbxContent" => {
                let mut blocks = Vec::new();
                let fields = std::mem::take(&mut self.fields);
                // The box may be filled with a colour.
                self.dark += 1;
                self.body(element, &mut blocks);
                self.dark -= 1;
                self.fields = fields;
                self.boxes.append(&mut blocks);
                return;
            }
            "AlternateContent" => {
                if let Some(chosen) = self.chosen(element) {
                    self.graphic(chosen);
                }
                return;
            }
            "blip" | "imagedata" | "chart" | "relIds" | "textpath" | "contentPart" => {
                self.notes.push(DocumentNote::Picture);
            }
            "OLEObject" | "control" | "objectEmbed" | "objectLink" => {
                self.notes.push(DocumentNote::Attachment);
            }
            _ => {}
        }
        for child in &element.children {
            match child {
                Node::Element(child) => self.graphic(child),
                Node::Text(text) => self.hide(text),
            }
        }
    }

    fn table(&mut self, table: &Element, blocks: &mut Vec<Block>) {
        for element in table.elements() {
            match element.name.as_str() {
                "tblPr" => {
                    for property in element.elements() {
                        if matches!(property.name.as_str(), "tblCaption" | "tblDescription") {
                            self.hide_all(property, &["val"]);
                        }
                    }
                }
                "tblGrid" => {}
                "tr" => self.row(element, blocks),
                "del" | "moveFrom" => self.hide_inside(element),
                "sdtPr" => self.control_properties(element),
                _ => self.table(element, blocks),
            }
        }
    }

    fn row(&mut self, row: &Element, blocks: &mut Vec<Block>) {
        self.count += 1;
        let deleted = row
            .child("trPr")
            .is_some_and(|properties| properties.child("del").is_some());
        if deleted {
            self.hide_inside(row);
            return;
        }
        let mut cells = Vec::new();
        self.cells(row, &mut cells);
        blocks.push(Block::Row(cells));
    }

    fn cells(&mut self, parent: &Element, cells: &mut Vec<Vec<Paragraph>>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tc" => {
                    let mut blocks = Vec::new();
                    let dark = usize::from(may_be_dark(element.child("tcPr")));
                    self.dark += dark;
                    self.body(element, &mut blocks);
                    self.dark -= dark;
                    let paragraphs = blocks.into_iter().flat_map(Block::into_paragraphs);
                    cells.push(paragraphs.filter(Paragraph::is_shown).collect());
                }
                "trPr" | "tblPrEx" => {}
                "del" | "moveFrom" => self.hide_inside(element),
                "sdtPr" => self.control_properties(element),
                _ => self.cells(element, cells),
            }
        }
    }
}

/// Whether a table or cell has a ground of its own, or a style that may give
/// one.
fn may_be_dark(properties: Option<&Element>) -> bool {
    properties.is_some_and(|properties| {
        styles::ground(properties) == Some(Shade::Other) || properties.child("tblStyle").is_some()
    })
}

/// Blanks at the ends of a text count only if it says so (XML 1.0, 2.10).
fn shown_text(element: &Element) -> String {
    let text = element.text();
    if element.attribute("space") == Some("preserve") {
        text
    } else {
        text.trim().to_owned()
    }
}

/// A letter of a symbol font by its number.
fn symbol(element: &Element) -> String {
    element
        .attribute("char")
        .and_then(|number| u32::from_str_radix(number, 16).ok())
        .and_then(char::from_u32)
        .map_or_else(String::new, String::from)
}
