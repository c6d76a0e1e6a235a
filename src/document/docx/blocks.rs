//! Paragraphs and rows → pages of segments.

use crate::document::MAX_PAGES;
use crate::document::model::{Break, Mark, Origin, Page, Segment, Weight};
use crate::document::txt::{
    LINE_STEP_PT, MARGIN_PT, PAPER_HEIGHT_PT, PAPER_WIDTH_PT, TEXT_SIZE_PT,
};
use crate::finding::{Limit, Refusal};

/// A gap between paragraphs from which they are set apart: three points, in
/// twentieths.
const GAP: u32 = 60;

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    /// A row of a table: the shown paragraphs of each cell.
    Row(Vec<Vec<Paragraph>>),
}

impl Block {
    /// A table inside a cell is read as paragraphs.
    pub(super) fn into_paragraphs(self) -> Vec<Paragraph> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Row(cells) => cells.into_iter().flatten().collect(),
        }
    }
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
    /// Twentieths of a point.
    pub(super) before: u32,
    /// Twentieths of a point.
    pub(super) after: u32,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(String, Weight),
    Tab,
    Line,
    Page,
}

impl Paragraph {
    /// Adds a piece; text of one weight stays in one piece.
    pub(super) fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (Some(Piece::Text(before, weight)), Piece::Text(text, new)) if *weight == new => {
                before.push_str(&text);
            }
            (_, piece) => self.pieces.push(piece),
        }
    }

    /// Whether there is anything to read.
    pub(super) fn is_shown(&self) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Text(text, _) => !text.trim().is_empty(),
            Piece::Tab | Piece::Line | Piece::Page => false,
        })
    }

    fn is_bold(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text(text, weight) => *weight == Weight::Bold || text.trim().is_empty(),
            Piece::Tab | Piece::Line | Piece::Page => true,
        })
    }

    fn is_one_line(&self) -> bool {
        !self
            .pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Line | Piece::Page))
    }
}

/// Lays blocks on pages; only a page break that the author set makes a new page.
///
/// # Errors
/// [`crate::finding::ReasonCode::OverLimit`] for too many pages.
pub(super) fn pages(blocks: &[Block]) -> Result<Vec<Page>, Refusal> {
    let mut writer = Writer::default();
    for (place, block) in blocks.iter().enumerate() {
        let next = blocks.get(place + 1);
        match block {
            Block::Paragraph(paragraph) => writer.paragraph(paragraph, next),
            Block::Row(cells) => writer.row(cells, next),
        }
    }
    writer.turn();
    if writer.pages.len() > MAX_PAGES {
        return Err(Refusal::over(Limit::ReportPages));
    }
    while writer.pages.len() > 1 && writer.pages.last().is_some_and(is_blank) {
        writer.pages.pop();
    }
    Ok(writer.pages)
}

fn is_blank(page: &Page) -> bool {
    page.segments.is_empty()
}

#[derive(Default)]
struct Writer {
    pages: Vec<Page>,
    segments: Vec<Segment>,
    lines: u16,
}

impl Writer {
    fn paragraph(&mut self, paragraph: &Paragraph, next: Option<&Block>) {
        self.pieces(paragraph);
        if !paragraph.is_shown() {
            self.end(Break::Paragraph);
            return;
        }
        self.end(match next {
            Some(Block::Paragraph(next)) if is_close(paragraph, next) => Break::Line,
            Some(Block::Paragraph(_) | Block::Row(_)) | None => Break::Paragraph,
        });
    }

    fn pieces(&mut self, paragraph: &Paragraph) {
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text(text, weight) => self.text(text, *weight),
                Piece::Tab => self.end(Break::Tab),
                Piece::Line => self.end(Break::Line),
                Piece::Page => {
                    self.end(Break::Paragraph);
                    self.turn();
                }
            }
        }
    }

    /// One line a row if every cell holds one line; else cell after cell.
    fn row(&mut self, cells: &[Vec<Paragraph>], next: Option<&Block>) {
        let then = match next {
            Some(Block::Row(_)) => Break::Line,
            Some(Block::Paragraph(_)) | None => Break::Paragraph,
        };
        let one_line = cells
            .iter()
            .all(|cell| cell.len() <= 1 && cell.iter().all(Paragraph::is_one_line));
        if one_line && cells.iter().any(|cell| !cell.is_empty()) {
            for (place, cell) in cells.iter().enumerate() {
                let before = self.segments.len();
                for paragraph in cell {
                    self.cell(paragraph);
                }
                if self.segments.len() == before {
                    self.text("", Weight::Regular);
                }
                let last = place + 1 == cells.len();
                self.end(if last { then } else { Break::Tab });
            }
            return;
        }
        for paragraph in cells.iter().flatten() {
            self.pieces(paragraph);
            self.end(Break::Line);
        }
        self.end(then);
    }

    /// A cell's text on one line: a tab inside it is a blank.
    fn cell(&mut self, paragraph: &Paragraph) {
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text(text, weight) => self.text(text, *weight),
                Piece::Tab | Piece::Line | Piece::Page => self.end(Break::Space),
            }
        }
    }

    fn text(&mut self, text: &str, weight: Weight) {
        self.segments.push(Segment {
            text: text.to_owned(),
            left_pt: MARGIN_PT,
            baseline_pt: MARGIN_PT + TEXT_SIZE_PT + LINE_STEP_PT * f32::from(self.lines),
            width_pt: PAPER_WIDTH_PT - 2.0 * MARGIN_PT,
            size_pt: TEXT_SIZE_PT,
            weight,
            then: Break::None,
            mark: Mark::Source,
        });
    }

    /// Sets what follows the last segment; of two breaks the wider one holds.
    fn end(&mut self, then: Break) {
        if let Some(last) = self.segments.last_mut() {
            last.then = last.then.wider(then);
        }
        if matches!(then, Break::Line | Break::Paragraph) {
            self.lines = self.lines.saturating_add(1);
        }
    }

    fn turn(&mut self) {
        self.lines = 0;
        self.pages.push(Page {
            width_pt: PAPER_WIDTH_PT,
            height_pt: PAPER_HEIGHT_PT,
            withheld: None,
            origin: Origin::Text,
            segments: std::mem::take(&mut self.segments),
        });
    }
}

/// Whether two paragraphs follow each other without a gap, as lines do.
fn is_close(one: &Paragraph, next: &Paragraph) -> bool {
    one.after.max(next.before) < GAP && one.is_bold() == next.is_bold() && next.is_shown()
}
