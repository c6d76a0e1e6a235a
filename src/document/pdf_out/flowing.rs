//! Reports without positions (TXT, DOCX) as running text.
//!
//! Lines of the source stay lines. If blanks stand for columns anywhere, the
//! whole report is set in the monospaced face, so that they still do.

use crate::document::model::{Break, Document, Page, Segment};
use crate::typeset::face::{Face, Faces};
use crate::typeset::flow::{Flow, Format, Spacing};
use crate::typeset::line::{Blanks, Piece, Style};
use crate::typeset::paper::{Area, Element, HAIRLINE, INK, Mark, Owner, Paper};
use crate::typeset::table::{Column, Rules, Table};

use super::blocks::{Block, TextLine, blocks, sign_length, text_of};
use super::{piece, withheld_sentence};

/// Two blanks can be a slip; a column has more.
const COLUMN_BLANKS: &str = "   ";

/// How a report is set.
struct Look {
    face: Face,
    size_pt: f32,
    spacing: Spacing,
}

/// Sets a document without positions.
pub fn set(document: &Document, faces: &Faces) -> Paper {
    let look = look(document);
    let mut flow = Flow::new(faces, Format::LETTER);
    let mut level = 0;
    for (place, page) in document.pages.iter().enumerate() {
        if place > 0 {
            flow.new_page();
        }
        match page.withheld {
            Some(reason) => framed(&mut flow, &withheld_sentence(place + 1, reason)),
            None => set_page(&mut flow, page, &look, &mut level),
        }
    }
    flow.paper
}

fn look(document: &Document) -> Look {
    let columns = document
        .pages
        .iter()
        .flat_map(|page| &page.segments)
        .filter(|segment| segment.text.trim().contains(COLUMN_BLANKS))
        .take(2)
        .count();
    if columns > 1 {
        Look {
            face: Face::Mono,
            size_pt: 9.0,
            spacing: Spacing {
                blanks: Blanks::Keep,
                leading: 1.3,
                ..Spacing::TIGHT
            },
        }
    } else {
        Look {
            face: Face::Sans,
            size_pt: 10.5,
            spacing: Spacing {
                leading: 1.36,
                ..Spacing::TIGHT
            },
        }
    }
}

fn set_page(flow: &mut Flow, page: &Page, look: &Look, level: &mut u16) {
    for block in &blocks(page) {
        match block {
            Block::Heading(line) => heading(flow, line, look, level),
            Block::Paragraph(lines) => {
                let node = flow.paper.element(None, Element::Paragraph);
                for line in lines {
                    let pieces = pieces_of(line, look);
                    flow.lines_of(Owner::Element(node), &pieces, 0.0, look.spacing);
                }
                after(flow, lines.last(), look);
            }
            Block::List(items) => list(flow, items, look),
            Block::Table(rows) => table(flow, rows, look),
        }
    }
}

fn heading(flow: &mut Flow, line: &TextLine, look: &Look, level: &mut u16) {
    let wanted = if *level == 0 { 1 } else { 2 };
    *level = wanted;
    let title = text_of(line);
    flow.need(look.size_pt * look.spacing.leading * 3.5);
    flow.paper.entry(wanted, title.clone(), flow.top_pt);
    let node = flow.paper.element(None, Element::Heading(wanted, title));
    let mut pieces = pieces_of(line, look);
    for piece in &mut pieces {
        if piece.style.face == Face::Sans {
            piece.style.face = Face::SansBold;
        }
    }
    flow.lines_of(Owner::Element(node), &pieces, 0.0, look.spacing);
    after(flow, Some(line), look);
}

fn list(flow: &mut Flow, items: &[Vec<TextLine>], look: &Look) {
    let list = flow.list();
    for lines in items {
        let item = flow.paper.element(Some(list), Element::Item);
        let label = flow.paper.element(Some(item), Element::Label);
        let body = flow.paper.element(Some(item), Element::ItemBody);
        let mut indent_pt = 0.0;
        for line in lines {
            let mut pieces = pieces_of(line, look);
            if let (Some(length), Some(first)) = (sign_length(line), pieces.first_mut())
                && first.text.is_char_boundary(length)
            {
                let rest = first.text.split_off(length);
                let sign = std::mem::replace(&mut first.text, rest);
                let sign = Piece::new(sign, first.style);
                flow.need(look.size_pt * look.spacing.leading);
                indent_pt = sign.width_pt(flow.faces);
                let top_pt = flow.top_pt;
                let sheets = flow.paper.sheets.len();
                let alone = Spacing {
                    blanks: Blanks::Keep,
                    ..look.spacing
                };
                flow.lines_of(Owner::Element(label), &[sign], 0.0, alone);
                if flow.paper.sheets.len() == sheets {
                    flow.top_pt = top_pt;
                }
            } else if look.spacing.blanks == Blanks::Keep {
                // A line that goes on has the blanks of the source in front.
                indent_pt = 0.0;
            }
            flow.lines_of(Owner::Element(body), &pieces, indent_pt, look.spacing);
        }
        after(flow, lines.last(), look);
    }
}

/// Rows whose columns are as wide as their longest text asks for.
fn table(flow: &mut Flow, rows: &[TextLine], look: &Look) {
    let count = rows.first().map_or(0, |row| row.cells.len());
    let cells: Vec<Vec<Vec<Piece>>> = rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| pieces_of_cell(cell, look))
                .collect()
        })
        .collect();
    let longest = |place: usize| {
        let widths = cells.iter().filter_map(|row| row.get(place)).map(|cell| {
            let widths = cell.iter().map(|piece| piece.width_pt(flow.faces));
            widths.sum::<f32>()
        });
        widths.fold(24.0_f32, f32::max).min(240.0)
    };
    let columns: Vec<Column> = (0..count)
        .map(|place| Column::text(longest(place) + 12.0))
        .collect();
    flow.table(&Table {
        columns,
        head: Vec::new(),
        rows: cells,
        leading: look.spacing.leading,
        pad_pt: 1.5,
        rules: Rules::Rows,
    });
    after(flow, rows.last(), look);
}

/// The pieces of a line; a gap stands between cells that make no table.
fn pieces_of(line: &TextLine, look: &Look) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for cell in &line.cells {
        if !pieces.is_empty() {
            let gap = "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}";
            pieces.push(Piece::new(gap, Style::new(look.face, look.size_pt, INK)));
        }
        pieces.extend(pieces_of_cell(cell, look));
    }
    pieces
}

fn pieces_of_cell(cell: &[&Segment], look: &Look) -> Vec<Piece> {
    let set = |segment: &&Segment| {
        let mut set = piece(segment, look.face, look.size_pt);
        if segment.then == Break::Space {
            set.text.push(' ');
        }
        set
    };
    cell.iter().map(set).collect()
}

/// The empty line between paragraphs.
fn after(flow: &mut Flow, last: Option<&TextLine>, look: &Look) {
    if last.is_some_and(|line| line.then == Break::Paragraph) {
        flow.space(look.size_pt * look.spacing.leading * 0.75);
    }
}

fn framed(flow: &mut Flow, sentence: &str) {
    let style = Style::new(Face::Sans, 11.0, INK);
    let frame = Mark::Frame {
        area: Area {
            left_pt: flow.format.side_pt,
            top_pt: flow.top_pt,
            width_pt: flow.format.text_width_pt(),
            height_pt: 39.0,
        },
        ink: HAIRLINE,
        width_pt: 1.0,
    };
    flow.paper.draw(Owner::Decoration, frame);
    flow.top_pt += 12.0;
    let node = flow.paper.element(None, Element::Paragraph);
    flow.lines_of(
        Owner::Element(node),
        &[Piece::new(sentence, style)],
        12.0,
        Spacing::TIGHT,
    );
}
