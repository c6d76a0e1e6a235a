//! Pages whose text stands where it stood in the source.
//!
//! A cell (segments of a line without a gap) keeps its left end and baseline.
//! A cell with a replacement is set anew from its left end: neither its width
//! nor the place of what follows tells how long the removed text was. What does
//! not fit is set narrower, then smaller, then broken into lines; what stands
//! below moves down, onto a page of its own if need be. Nothing overlaps.

use crate::document::model::{Break, Document, Mark, Page, Segment};
use crate::typeset::face::{Face, Faces};
use crate::typeset::flow::draw_piece;
use crate::typeset::line::{Blanks, Piece, Style, break_lines};
use crate::typeset::paper::{Area, Element, HAIRLINE, INK, Mark as Drawn, NodeId, Owner, Paper};

use super::blocks::{Block, TextLine, blocks, sign_length, text_of};
use super::{PAPER_PT, piece, withheld_sentence};

/// Narrowest setting of letters, as a factor on their width.
const NARROWEST: f32 = 0.84;
/// Smallest setting, as a factor on the size.
const SMALLEST: f32 = 0.86;
/// Between two cells of a line.
const GAP_PT: f32 = 3.0;
/// Below this a column is too narrow to break lines in.
const NARROW_COLUMN_PT: f32 = 72.0;
/// From baseline to baseline of broken lines.
const LEADING: f32 = 1.2;

/// Sets a document whose segments have positions.
pub fn set(document: &Document, faces: &Faces) -> Paper {
    let mut paper = Paper::default();
    let mut level = 0;
    for (place, page) in document.pages.iter().enumerate() {
        let (width_pt, height_pt) = size(page);
        paper.add_sheet(width_pt, height_pt);
        match page.withheld {
            Some(reason) => {
                let sentence = withheld_sentence(place + 1, reason);
                withheld(&mut paper, faces, &sentence, width_pt);
            }
            None => set_page(&mut paper, faces, page, &mut level),
        }
    }
    paper
}

/// A cell on its way to the page.
struct Cell<'a> {
    segments: &'a [&'a Segment],
    owner: NodeId,
    /// The sign of a list item: its own element, bytes of the first segment.
    sign: Option<(NodeId, usize)>,
    left_pt: f32,
    baseline_pt: f32,
    size_pt: f32,
}

/// A piece with its place; `down_lines` counts lines below its own baseline.
struct Placed {
    owner: NodeId,
    piece: Piece,
    left_pt: f32,
    baseline_pt: f32,
    stretch: f32,
}

/// The room that a cell has on its line.
struct Room {
    to_next_pt: f32,
    to_margin_pt: f32,
}

fn set_page(paper: &mut Paper, faces: &Faces, page: &Page, level: &mut u16) {
    let (width_pt, height_pt) = size(page);
    let first_sheet = paper.sheets.len().saturating_sub(1);
    let blocks = blocks(page);
    let mut cells = Vec::new();
    for block in &blocks {
        cells_of(paper, block, page, level, &mut cells);
    }
    let rights = cells.iter().map(|cell| cell.left_pt);
    let margin_pt = rights.fold(54.0_f32, f32::min).clamp(18.0, 72.0);
    let placed = place(faces, &cells, width_pt - margin_pt);
    // What was on the page stays on it; what was pushed below goes on.
    let lowest = cells
        .iter()
        .map(|cell| cell.baseline_pt)
        .fold(0.0, f32::max);
    let end_pt = lowest.max(height_pt - 36.0).min(height_pt - 4.0);
    let top_pt = 54.0_f32.min(height_pt / 4.0);
    for item in placed.iter().flatten() {
        let mut sheet = first_sheet;
        let mut baseline_pt = item.baseline_pt;
        while baseline_pt > end_pt + 0.01 && sheet < first_sheet + 50 {
            sheet += 1;
            baseline_pt += top_pt - end_pt;
            if paper.sheets.len() <= sheet {
                paper.add_sheet(width_pt, height_pt);
            }
        }
        draw_on(paper, sheet, faces, item, baseline_pt);
    }
}

fn size(page: &Page) -> (f32, f32) {
    let fits = |size: f32| (72.0..=14_400.0).contains(&size);
    if fits(page.width_pt) && fits(page.height_pt) {
        (page.width_pt, page.height_pt)
    } else {
        PAPER_PT
    }
}

/// The structure elements of a block, and its cells in reading order.
fn cells_of<'a>(
    paper: &mut Paper,
    block: &'a Block<'a>,
    page: &Page,
    level: &mut u16,
    cells: &mut Vec<Cell<'a>>,
) {
    match block {
        Block::Heading(line) => {
            // ISO 14289-1 7.4.2: no level is left out on the way down.
            let wanted = if *level == 0 { 1 } else { 2 };
            *level = wanted;
            let title = text_of(line);
            let top_pt = line.cells.first().and_then(|cell| cell.first());
            let top_pt = top_pt.map_or(0.0, |segment| segment.baseline_pt - segment.size_pt);
            paper.entry(wanted, title.clone(), top_pt.max(0.0));
            let node = paper.element(None, Element::Heading(wanted, title));
            add_cells(line, page, node, cells);
        }
        Block::Paragraph(lines) => {
            let node = paper.element(None, Element::Paragraph);
            for line in lines {
                add_cells(line, page, node, cells);
            }
        }
        Block::List(items) => {
            let list = paper.element(None, Element::List);
            for item in items {
                let node = paper.element(Some(list), Element::Item);
                let label = paper.element(Some(node), Element::Label);
                let body = paper.element(Some(node), Element::ItemBody);
                for line in item {
                    let first = cells.len();
                    add_cells(line, page, body, cells);
                    if let (Some(length), Some(cell)) = (sign_length(line), cells.get_mut(first)) {
                        cell.sign = Some((label, length));
                    }
                }
            }
        }
        Block::Table(rows) => {
            let table = paper.element(None, Element::Table);
            let body = paper.element(Some(table), Element::Body);
            for row in rows {
                let node = paper.element(Some(body), Element::Row);
                for cell in &row.cells {
                    let node = paper.element(Some(node), Element::Cell);
                    cells.extend(cell_of(cell, page, node));
                }
            }
        }
    }
}

fn add_cells<'a>(line: &'a TextLine<'a>, page: &Page, owner: NodeId, cells: &mut Vec<Cell<'a>>) {
    cells.extend(
        line.cells
            .iter()
            .filter_map(|cell| cell_of(cell, page, owner)),
    );
}

/// A cell with its place, moved onto the page if it stood outside.
fn cell_of<'a>(segments: &'a [&'a Segment], page: &Page, owner: NodeId) -> Option<Cell<'a>> {
    let first = segments.first()?;
    let (width_pt, height_pt) = size(page);
    let inside = |value: f32, low: f32, high: f32| {
        if value.is_finite() {
            value.clamp(low, high.max(low))
        } else {
            low
        }
    };
    let size_pt = segments
        .iter()
        .map(|segment| segment.size_pt)
        .filter(|size| size.is_finite())
        .fold(0.0, f32::max)
        .clamp(4.0, 96.0);
    Some(Cell {
        segments,
        owner,
        sign: None,
        left_pt: inside(first.left_pt, 4.0, width_pt - 40.0),
        baseline_pt: inside(first.baseline_pt, size_pt, height_pt - 4.0),
        size_pt,
    })
}

/// Places all cells; the result has one list for each cell, in their order.
fn place(faces: &Faces, cells: &[Cell], margin_pt: f32) -> Vec<Vec<Placed>> {
    let mut order: Vec<usize> = (0..cells.len()).collect();
    let key = |place: &usize| cells.get(*place).map_or(0.0, |cell| cell.baseline_pt);
    order.sort_by(|a, b| key(a).total_cmp(&key(b)));
    let mut placed: Vec<Vec<Placed>> = cells.iter().map(|_| Vec::new()).collect();
    let mut shift_pt = 0.0;
    let mut rest = order.as_slice();
    while let Some(cell) = rest.first().and_then(|first| cells.get(*first)) {
        let end_pt = cell.baseline_pt + 0.5 * cell.size_pt;
        let count = rest.iter().take_while(|place| key(place) < end_pt).count();
        let (band, behind) = rest.split_at(count.max(1));
        shift_pt += place_band(faces, cells, band, margin_pt, shift_pt, &mut placed);
        rest = behind;
    }
    placed
}

/// Places the cells of one line; gives the height of what it needs beyond.
fn place_band(
    faces: &Faces,
    cells: &[Cell],
    band: &[usize],
    margin_pt: f32,
    shift_pt: f32,
    placed: &mut [Vec<Placed>],
) -> f32 {
    let mut row: Vec<(usize, &Cell)> = band
        .iter()
        .filter_map(|place| Some((*place, cells.get(*place)?)))
        .collect();
    row.sort_by(|a, b| a.1.left_pt.total_cmp(&b.1.left_pt));
    let line_pt = row.iter().map(|(_, cell)| cell.size_pt).fold(0.0, f32::max) * LEADING;
    let mut extra_pt = 0.0_f32;
    let mut below = Vec::new();
    let mut taken_pt = f32::NEG_INFINITY;
    for (index, (place, cell)) in row.iter().enumerate() {
        let next_pt = row
            .get(index + 1)
            .map_or(margin_pt, |(_, next)| next.left_pt - GAP_PT);
        let room = Room {
            to_next_pt: next_pt.min(margin_pt.max(cell.left_pt + 40.0)) - cell.left_pt,
            to_margin_pt: (margin_pt - cell.left_pt).max(40.0),
        };
        let set = (cell.left_pt >= taken_pt)
            .then(|| set_cell(faces, cell, &room))
            .flatten();
        let Some((pieces, height_pt, right_pt)) = set else {
            below.push((*place, *cell, room));
            continue;
        };
        taken_pt = right_pt;
        extra_pt = extra_pt.max(height_pt);
        put(placed, *place, pieces, shift_pt);
    }
    for (place, cell, room) in below {
        let lines = broken(faces, cell, room.to_margin_pt);
        let height_pt = cell.size_pt * LEADING * lines.len() as f32;
        let down_pt = shift_pt + extra_pt + line_pt;
        put(placed, place, line_up(cell, lines), down_pt);
        extra_pt += height_pt.max(line_pt);
    }
    extra_pt
}

fn put(placed: &mut [Vec<Placed>], place: usize, mut pieces: Vec<Placed>, down_pt: f32) {
    for piece in &mut pieces {
        piece.baseline_pt += down_pt;
    }
    if let Some(list) = placed.get_mut(place) {
        *list = pieces;
    }
}

/// Pieces of a cell, the height that they need below its own line, and where
/// they end. `None`: it does not fit beside its neighbour.
fn set_cell(faces: &Faces, cell: &Cell, room: &Room) -> Option<(Vec<Placed>, f32, f32)> {
    if let Some((pieces, right_pt)) = in_place(faces, cell, room) {
        return Some((pieces, 0.0, right_pt));
    }
    let pieces = pieces_of(cell, 1.0);
    let natural_pt: f32 = pieces.iter().map(|(_, piece)| piece.width_pt(faces)).sum();
    for (stretch, scale) in [(1.0, 1.0), (NARROWEST, 1.0), (NARROWEST, SMALLEST)] {
        let stretch = (room.to_next_pt / (natural_pt * scale).max(0.01)).clamp(stretch, 1.0);
        if natural_pt * scale * stretch <= room.to_next_pt + 0.01 {
            let line = one_line(faces, cell, pieces_of(cell, scale), stretch);
            let right_pt = cell.left_pt + natural_pt * scale * stretch;
            return Some((line, 0.0, right_pt));
        }
    }
    if room.to_next_pt < NARROW_COLUMN_PT.min(room.to_margin_pt) {
        return None;
    }
    let lines = broken(faces, cell, room.to_next_pt);
    let more = lines.len().saturating_sub(1) as f32;
    let placed = line_up(cell, lines);
    Some((
        placed,
        more * cell.size_pt * LEADING,
        cell.left_pt + room.to_next_pt,
    ))
}

/// Every segment where it stood, the rest of a word right behind its start, each
/// not wider than its room; only for a cell in which nothing was replaced.
fn in_place(faces: &Faces, cell: &Cell, room: &Room) -> Option<(Vec<Placed>, f32)> {
    if cell
        .segments
        .iter()
        .any(|segment| segment.mark == Mark::Replaced)
        || cell.sign.is_some()
    {
        return None;
    }
    let mut placed = Vec::new();
    let mut right_pt = cell.left_pt;
    for (index, segment) in cell.segments.iter().enumerate() {
        let goes_on = index
            .checked_sub(1)
            .and_then(|before| cell.segments.get(before))
            .is_some_and(|before| before.then == Break::None);
        let left_pt = match index {
            0 => cell.left_pt,
            // The rest of a word in another weight: a gap would part the word.
            _ if goes_on => right_pt,
            _ => Some(segment.left_pt).filter(|left| left.is_finite())?,
        };
        if left_pt + 0.5 < right_pt - 0.15 * segment.size_pt {
            return None;
        }
        let next_pt = match cell.segments.get(index + 1) {
            Some(next) => next.left_pt - left_pt,
            None => cell.left_pt + room.to_next_pt - left_pt,
        };
        let mut piece = piece(segment, Face::Sans, segment.size_pt.clamp(4.0, 96.0));
        let width_pt = piece.width_pt(faces);
        let stretch = (next_pt / width_pt.max(0.01)).clamp(0.0, 1.0);
        if stretch < NARROWEST {
            return None;
        }
        right_pt = left_pt + width_pt * stretch;
        piece.text.push_str(behind(segment));
        placed.push(Placed {
            owner: cell.owner,
            piece,
            left_pt,
            baseline_pt: cell.baseline_pt + rise(cell, segment),
            stretch,
        });
    }
    Some((placed, right_pt))
}

/// How far a segment stands below the first of its cell: super- and subscripts.
fn rise(cell: &Cell, segment: &Segment) -> f32 {
    let first_pt = cell.segments.first().map_or(0.0, |first| first.baseline_pt);
    let rise = segment.baseline_pt - first_pt;
    if rise.abs() < 0.6 * cell.size_pt {
        rise
    } else {
        0.0
    }
}

/// The blank that a break means, so that words stay apart in the text.
const fn behind(segment: &Segment) -> &'static str {
    match segment.then {
        Break::None => "",
        Break::Space | Break::Tab | Break::Line | Break::Paragraph => " ",
    }
}

/// The pieces of a cell with the elements they belong to.
fn pieces_of(cell: &Cell, scale: f32) -> Vec<(NodeId, Piece)> {
    let mut pieces = Vec::new();
    for (index, segment) in cell.segments.iter().enumerate() {
        let size_pt = segment.size_pt.clamp(4.0, 96.0) * scale;
        let mut piece = piece(segment, Face::Sans, size_pt);
        if index + 1 < cell.segments.len() {
            piece.text.push_str(behind(segment));
        }
        match cell.sign {
            Some((label, length)) if index == 0 && piece.text.is_char_boundary(length) => {
                let body = piece.text.split_off(length);
                let style = piece.style;
                pieces.push((label, piece));
                pieces.push((cell.owner, Piece::new(body, style)));
            }
            Some(_) | None => pieces.push((cell.owner, piece)),
        }
    }
    pieces
}

fn one_line(faces: &Faces, cell: &Cell, pieces: Vec<(NodeId, Piece)>, stretch: f32) -> Vec<Placed> {
    let mut left_pt = cell.left_pt;
    pieces
        .into_iter()
        .map(|(owner, piece)| {
            let width_pt = piece.width_pt(faces) * stretch;
            let placed = Placed {
                owner,
                piece,
                left_pt,
                baseline_pt: cell.baseline_pt,
                stretch,
            };
            left_pt += width_pt;
            placed
        })
        .collect()
}

/// Lines of a cell that is broken: pieces with their left ends.
fn broken(faces: &Faces, cell: &Cell, width_pt: f32) -> Vec<Vec<(NodeId, Piece, f32)>> {
    let mut pieces = pieces_of(cell, 1.0);
    let mut indent_pt = 0.0;
    let mut first = Vec::new();
    if let (Some((label, _)), Some((owner, _))) = (cell.sign, pieces.first())
        && label == *owner
    {
        let (owner, piece) = pieces.remove(0);
        indent_pt = piece.width_pt(faces).min(width_pt * 0.3);
        first.push((owner, piece, 0.0));
    }
    let texts: Vec<Piece> = pieces.into_iter().map(|(_, piece)| piece).collect();
    let lines = break_lines(faces, &texts, width_pt - indent_pt, Blanks::Collapse);
    let mut result: Vec<Vec<(NodeId, Piece, f32)>> = Vec::with_capacity(lines.len());
    for line in lines {
        let mut left_pt = indent_pt;
        let mut row = std::mem::take(&mut first);
        for piece in line.pieces {
            let width_pt = piece.width_pt(faces);
            row.push((cell.owner, piece, left_pt));
            left_pt += width_pt;
        }
        if let Some((_, last, _)) = row.last_mut() {
            last.text.push(' ');
        }
        result.push(row);
    }
    if !first.is_empty() {
        result.push(first);
    }
    result
}

fn line_up(cell: &Cell, lines: Vec<Vec<(NodeId, Piece, f32)>>) -> Vec<Placed> {
    let mut placed = Vec::new();
    for (number, line) in lines.into_iter().enumerate() {
        let down_pt = number as f32 * cell.size_pt * LEADING;
        placed.extend(line.into_iter().map(|(owner, piece, left_pt)| Placed {
            owner,
            piece,
            left_pt: cell.left_pt + left_pt,
            baseline_pt: cell.baseline_pt + down_pt,
            stretch: 1.0,
        }));
    }
    placed
}

fn draw_on(paper: &mut Paper, sheet: usize, faces: &Faces, item: &Placed, baseline_pt: f32) {
    let shown = item.piece.text.trim_end();
    let width_pt = faces.width_em(item.piece.style.face, shown) * item.piece.style.size_pt;
    draw_piece(
        paper,
        sheet,
        Owner::Element(item.owner),
        &item.piece,
        (item.left_pt, baseline_pt),
        (width_pt * item.stretch, item.stretch),
    );
}

/// A framed sentence at the top of the last page.
fn withheld(paper: &mut Paper, faces: &Faces, sentence: &str, width_pt: f32) {
    let side_pt = 54.0_f32.min(width_pt / 8.0);
    let node = paper.element(None, Element::Paragraph);
    let pieces = [Piece::new(sentence, Style::new(Face::Sans, 11.0, INK))];
    let lines = break_lines(
        faces,
        &pieces,
        width_pt - 2.0 * side_pt - 24.0,
        Blanks::Collapse,
    );
    let area = Area {
        left_pt: side_pt,
        top_pt: side_pt,
        width_pt: width_pt - 2.0 * side_pt,
        height_pt: 24.0 + 15.0 * lines.len() as f32,
    };
    let frame = Drawn::Frame {
        area,
        ink: HAIRLINE,
        width_pt: 1.0,
    };
    paper.draw(Owner::Decoration, frame);
    let sheet = paper.sheets.len().saturating_sub(1);
    let mut baseline_pt = side_pt + 23.0;
    for line in lines {
        for mut piece in line.pieces {
            piece.text.push(' ');
            let place = (side_pt + 12.0, baseline_pt);
            draw_piece(
                paper,
                sheet,
                Owner::Element(node),
                &piece,
                place,
                (0.0, 1.0),
            );
        }
        baseline_pt += 15.0;
    }
}
