//! Tables: cells wrap, rows stay whole, the head is repeated on every page.

use super::flow::{Flow, baseline};
use super::line::{Blanks, Line, Piece, break_lines};
use super::paper::{Area, Element, HAIRLINE, NodeId, Owner, TINT};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Part of the width of the text; the parts of all columns are set in
    /// proportion.
    pub share: f32,
    /// Where its text stands.
    pub align: Align,
    /// What a cell of it is.
    pub role: Role,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Left.
    Left,
    /// Right, for counts.
    Right,
}

/// What a cell of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It names its row.
    Names,
    /// It says something of its row.
    Says,
}

/// A cell: its text.
pub type Cell = Vec<Piece>;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// The row that names the columns; empty: no such row.
    pub head: Vec<Cell>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
    /// From baseline to baseline, as a factor on the size.
    pub leading: f32,
    /// Space above and below the text of a cell.
    pub pad_pt: f32,
    /// Lines between the rows.
    pub rules: Rules,
}

/// Lines between the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// A hairline below every row.
    Rows,
    /// None.
    None,
}

/// Space to the left and right of the text of a cell.
const SIDE_PT: f32 = 3.0;

struct SetRow {
    cells: Vec<Vec<Line>>,
    height_pt: f32,
    /// From baseline to baseline, in every cell: so first lines stand level.
    step_pt: f32,
}

/// Head rows are drawn as part of the table once; their repetitions are not
/// read out.
enum HeadUse {
    First(NodeId),
    Again,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub const fn text(share: f32) -> Self {
        Self {
            share,
            align: Align::Left,
            role: Role::Says,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(share: f32) -> Self {
        Self {
            share,
            align: Align::Right,
            role: Role::Says,
        }
    }

    /// The column that names the row.
    #[must_use]
    pub const fn names(share: f32) -> Self {
        Self {
            share,
            align: Align::Left,
            role: Role::Names,
        }
    }
}

impl Flow<'_> {
    /// A table at the current place.
    pub fn table(&mut self, table: &Table) {
        let places = places(
            &table.columns,
            self.format.side_pt,
            self.format.text_width_pt(),
        );
        let head = self.set_row(table, &table.head, &places);
        let first = table
            .rows
            .first()
            .map(|row| self.set_row(table, row, &places).height_pt);
        self.need(head.height_pt + first.unwrap_or(0.0));
        let node = self.paper.element(None, Element::Table);
        if !table.head.is_empty() {
            let group = self.paper.element(Some(node), Element::Head);
            self.draw_head(table, &head, &places, &HeadUse::First(group));
        }
        let body = self.paper.element(Some(node), Element::Body);
        for row in &table.rows {
            let set = self.set_row(table, row, &places);
            let node = self.paper.element(Some(body), Element::Row);
            let cells: Vec<NodeId> = table
                .columns
                .iter()
                .map(|column| self.paper.element(Some(node), column.role.element()))
                .collect();
            self.draw_row(table, set, &head, &places, &cells);
        }
        self.top_pt += 2.0;
    }

    fn set_row(&self, table: &Table, row: &[Cell], places: &[(f32, f32)]) -> SetRow {
        let mut cells = Vec::with_capacity(places.len());
        for (place, (_, width)) in places.iter().enumerate() {
            let pieces = row.get(place).map_or(&[][..], Vec::as_slice);
            cells.push(break_lines(
                self.faces,
                pieces,
                width - 2.0 * SIDE_PT,
                Blanks::Collapse,
            ));
        }
        let sizes = cells.iter().flatten().map(Line::size_pt);
        let step_pt = sizes.fold(0.0, f32::max) * table.leading;
        SetRow::new(cells, step_pt, table.pad_pt)
    }

    fn draw_head(
        &mut self,
        table: &Table,
        head: &SetRow,
        places: &[(f32, f32)],
        head_use: &HeadUse,
    ) {
        if table.head.is_empty() {
            return;
        }
        self.fill(
            Area {
                left_pt: self.format.side_pt,
                top_pt: self.top_pt,
                width_pt: self.format.text_width_pt(),
                height_pt: head.height_pt,
            },
            TINT,
        );
        let owners: Vec<Owner> = match head_use {
            HeadUse::Again => vec![Owner::Decoration; places.len()],
            HeadUse::First(group) => {
                let row = self.paper.element(Some(*group), Element::Row);
                places
                    .iter()
                    .map(|_| Owner::Element(self.paper.element(Some(row), Element::ColumnHead)))
                    .collect()
            }
        };
        self.draw_cells(table, head, places, &owners);
        self.top_pt += head.height_pt;
    }

    /// One row. A row taller than a page goes on on the next one.
    fn draw_row(
        &mut self,
        table: &Table,
        set: SetRow,
        head: &SetRow,
        places: &[(f32, f32)],
        nodes: &[NodeId],
    ) {
        let page = self.format.end_pt() - self.format.top_pt - head.height_pt;
        if self.top_pt + set.height_pt > self.format.end_pt() && !self.at_top() {
            self.new_page();
            self.draw_head(table, head, places, &HeadUse::Again);
        }
        let owners: Vec<Owner> = nodes.iter().map(|node| Owner::Element(*node)).collect();
        let mut rest = set;
        while rest.height_pt > page && rest.lines() > 1 {
            let (part, behind) = split(rest, page, table);
            self.draw_cells(table, &part, places, &owners);
            rest = behind;
            self.new_page();
            self.draw_head(table, head, places, &HeadUse::Again);
        }
        self.draw_cells(table, &rest, places, &owners);
        self.top_pt += rest.height_pt;
        if table.rules == Rules::None {
            return;
        }
        let place = Area {
            left_pt: self.format.side_pt,
            top_pt: self.top_pt - 0.25,
            width_pt: self.format.text_width_pt(),
            height_pt: 0.5,
        };
        self.fill(place, HAIRLINE);
    }

    fn draw_cells(&mut self, table: &Table, row: &SetRow, places: &[(f32, f32)], owners: &[Owner]) {
        let first_pt = baseline(row.step_pt / table.leading, table.leading);
        for ((lines, (left, width)), (owner, column)) in row
            .cells
            .iter()
            .zip(places)
            .zip(owners.iter().zip(&table.columns))
        {
            let mut at = self.top_pt + table.pad_pt + first_pt;
            for line in lines {
                let start = match column.align {
                    Align::Left => left + SIDE_PT,
                    Align::Right => left + width - SIDE_PT - line.width_pt,
                };
                self.draw_line(*owner, line, start, at);
                at += row.step_pt;
            }
        }
    }
}

impl SetRow {
    fn new(cells: Vec<Vec<Line>>, step_pt: f32, pad_pt: f32) -> Self {
        let mut row = Self {
            cells,
            height_pt: 0.0,
            step_pt,
        };
        row.height_pt = row.lines() as f32 * step_pt + 2.0 * pad_pt;
        row
    }

    fn lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or_default()
    }
}

impl Role {
    const fn element(self) -> Element {
        match self {
            Self::Names => Element::RowHead,
            Self::Says => Element::Cell,
        }
    }
}

/// Left edge and width of every column. Numbers keep apart from a text to
/// their right.
fn places(columns: &[Column], left_pt: f32, width_pt: f32) -> Vec<(f32, f32)> {
    let all: f32 = columns.iter().map(|column| column.share).sum();
    let mut left = left_pt;
    let mut places: Vec<(f32, f32)> = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let width = width_pt * column.share / all.max(f32::EPSILON);
        let next = columns.get(place + 1).map(|next| next.align);
        let gap = match (column.align, next) {
            (Align::Right, Some(Align::Left)) => 2.0 * SIDE_PT,
            (Align::Right, Some(Align::Right) | None) | (Align::Left, _) => 0.0,
        };
        places.push((left, (width - gap).max(1.0)));
        left += width;
    }
    places
}

/// The lines of a row that fit into `height_pt`, and those that do not.
fn split(row: SetRow, height_pt: f32, table: &Table) -> (SetRow, SetRow) {
    let step_pt = row.step_pt;
    let mut used_pt = 2.0 * table.pad_pt + step_pt;
    let mut fitting = 1;
    while used_pt + step_pt <= height_pt && fitting < 100_000 {
        used_pt += step_pt;
        fitting += 1;
    }
    let mut rest = Vec::with_capacity(row.cells.len());
    let mut part = row.cells;
    for lines in &mut part {
        rest.push(lines.split_off(fitting.min(lines.len())));
    }
    (
        SetRow::new(part, step_pt, table.pad_pt),
        SetRow::new(rest, step_pt, table.pad_pt),
    )
}
