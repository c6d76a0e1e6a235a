//! Sections of a CDA body as lines (CDA R2 §4.3.5, the narrative block).

use crate::document::letters::plain_letters;
use crate::document::model::{Break, Mark, Segment, Weight};
use crate::document::txt::{MARGIN_PT, PAPER_WIDTH_PT, TEXT_SIZE_PT};
use crate::document::xml::{Element, Node};

/// Elements of the narrative block that begin and end a line.
const BLOCKS: &[&str] = &[
    "paragraph",
    "list",
    "item",
    "caption",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "footnote",
    "br",
    "text",
];

/// Lines as they are gathered.
#[derive(Default)]
pub(super) struct Lines {
    segments: Vec<Segment>,
    /// What stands in the cell that is being read.
    cell: String,
    weight: Weight,
    /// Pictures and other media that were met; none is carried over.
    pub(super) pictures: usize,
}

impl Lines {
    /// A title: one bold line.
    pub(super) fn title(&mut self, title: &Element) {
        self.end_line(Break::Paragraph);
        self.weight = Weight::Bold;
        self.push(&title.text());
        self.end_line(Break::Line);
        self.weight = Weight::Regular;
    }

    /// All sections inside, at any depth, in order.
    pub(super) fn sections(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_str() {
                "component" => self.sections(child),
                "section" => self.section(child),
                _ => {}
            }
        }
    }

    fn section(&mut self, section: &Element) {
        if let Some(title) = section.child("title") {
            self.title(title);
        }
        if let Some(text) = section.child("text") {
            self.block(text);
            self.end_line(Break::Paragraph);
        }
        self.sections(section);
    }

    fn block(&mut self, element: &Element) {
        let name = element.name.as_str();
        if matches!(name, "renderMultiMedia" | "observationMedia") {
            self.pictures += 1;
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.end_line(Break::Line);
        }
        for child in &element.children {
            match child {
                Node::Text(text) => self.push(text),
                Node::Element(child) => self.block(child),
            }
        }
        match name {
            "td" | "th" => self.end_cell(Break::Tab),
            _ if is_block => self.end_line(Break::Line),
            _ => {}
        }
    }

    /// Text with its white space folded, as a reader of CDA shows it.
    fn push(&mut self, text: &str) {
        for letter in text.chars() {
            let blank = letter.is_whitespace() || letter.is_control();
            match (blank, self.cell.ends_with(' ')) {
                (true, true) => {}
                (true, false) => self.cell.push(' '),
                (false, _) => self.cell.push(letter),
            }
        }
    }

    fn end_cell(&mut self, then: Break) {
        let text = std::mem::take(&mut self.cell);
        let text = plain_letters(text.trim());
        if text.trim().is_empty() {
            return;
        }
        self.segments.push(Segment {
            text,
            left_pt: MARGIN_PT,
            baseline_pt: MARGIN_PT + TEXT_SIZE_PT,
            width_pt: PAPER_WIDTH_PT - 2.0 * MARGIN_PT,
            size_pt: TEXT_SIZE_PT,
            weight: self.weight,
            then,
            mark: Mark::Source,
        });
    }

    fn end_line(&mut self, then: Break) {
        self.end_cell(then);
        if let Some(last) = self.segments.last_mut() {
            last.then = match last.then {
                Break::Paragraph => Break::Paragraph,
                Break::None | Break::Space | Break::Tab | Break::Line => then,
            };
        }
    }

    /// The segments of all lines.
    pub(super) fn finish(mut self) -> Vec<Segment> {
        self.end_line(Break::Paragraph);
        self.segments
    }
}
