//! How the certificate looks: styles, and small forms that repeat.

use crate::typeset::face::Face;
use crate::typeset::flow::{Flow, Spacing, baseline};
use crate::typeset::form::{Field, Fill};
use crate::typeset::line::{Blanks, Piece, Style, break_lines};
use crate::typeset::paper::{Area, Element, HAIRLINE, INK, Ink, Mark, Owner, QUIET};
use crate::typeset::table::{Cell, Column, Rules, Table};

/// Colour of the numbers of sections.
pub const ACCENT: Ink = Ink(0x8C, 0x1C, 0x13);
/// Status: issued.
pub const CALM: Ink = Ink(0x1F, 0x5F, 0x5B);
/// Status: with exceptions.
pub const CAREFUL: Ink = Ink(0x8A, 0x5A, 0x00);
/// Behind the status.
pub const PANEL: Ink = Ink(0xF4, 0xF6, 0xF7);

/// Running text.
pub const TEXT: Style = Style::new(Face::Sans, 8.8, INK);
/// Running text, heavier.
pub const STRONG: Style = Style::new(Face::SansBold, 8.8, INK);
/// Table text.
pub const SMALL: Style = Style::new(Face::Sans, 8.0, INK);
/// Table text, heavier.
pub const SMALL_STRONG: Style = Style::new(Face::SansBold, 8.0, INK);
/// Labels and notes.
pub const NOTE: Style = Style::new(Face::Sans, 8.0, QUIET);
/// Hashes and names of entries.
pub const CODE: Style = Style::new(Face::Mono, 7.2, INK);

/// Between the lines of running text.
pub const LINES: Spacing = Spacing {
    above_pt: 0.0,
    below_pt: 3.0,
    leading: 1.3,
    blanks: Blanks::Collapse,
};

/// The heading of a numbered section, on a hairline.
pub fn section(flow: &mut Flow, number: &str, title: &str) {
    flow.need(64.0);
    flow.space(8.0);
    let top_pt = flow.top_pt;
    let text = format!("{number}  {title}");
    flow.paper.entry(2, format!("{number} {title}"), top_pt);
    let node = flow.paper.element(None, Element::Heading(2, text));
    let number_style = Style::new(Face::SansBold, 10.5, ACCENT);
    let title_style = Style::new(Face::SansBold, 10.5, INK);
    let pieces = [
        Piece::new(format!("{number}\u{A0}\u{A0}"), number_style),
        Piece::new(title, title_style),
    ];
    flow.lines_of(Owner::Element(node), &pieces, 0.0, LINES);
    flow.top_pt += 1.0;
    flow.rule(HAIRLINE, 0.75);
    flow.top_pt += 4.0;
}

/// A heading inside a section.
pub fn subsection(flow: &mut Flow, title: &str) {
    flow.need(40.0);
    flow.space(3.0);
    let node = flow
        .paper
        .element(None, Element::Heading(3, title.to_owned()));
    flow.lines_of(
        Owner::Element(node),
        &[Piece::new(title, STRONG)],
        0.0,
        LINES,
    );
    flow.top_pt += 1.0;
}

/// A paragraph of running text.
pub fn text(flow: &mut Flow, words: &str) {
    flow.paragraph(&[Piece::new(words, TEXT)], LINES);
}

/// A quiet note.
pub fn note(flow: &mut Flow, words: &str) {
    flow.paragraph(&[Piece::new(words, NOTE)], LINES);
}

/// A list with bullets.
pub fn bullets<'w>(flow: &mut Flow, items: impl IntoIterator<Item = &'w str>) {
    let list = flow.list();
    let spacing = Spacing {
        below_pt: 1.5,
        ..LINES
    };
    for item in items {
        flow.item(list, "•", 10.0, &[Piece::new(item, TEXT)], spacing);
    }
    flow.space(1.5);
}

/// Labels with their values, two pairs on a line.
pub fn fields(flow: &mut Flow, pairs: &[(&str, Cell)]) {
    let row = |row: &[(&str, Cell)]| {
        let cell = |(label, value): &(&str, Cell)| [vec![Piece::new(*label, NOTE)], value.clone()];
        row.iter().flat_map(cell).collect::<Vec<Cell>>()
    };
    flow.table(&Table {
        columns: vec![
            Column::names(0.16),
            Column::text(0.36),
            Column::names(0.16),
            Column::text(0.32),
        ],
        head: Vec::new(),
        rows: pairs.chunks(2).map(row).collect(),
        leading: 1.25,
        pad_pt: 1.0,
        rules: Rules::None,
    });
}

/// Labels with long values, one pair on a line.
pub fn long_fields(flow: &mut Flow, pairs: &[(&str, Cell)]) {
    flow.table(&Table {
        columns: vec![Column::names(0.16), Column::text(0.84)],
        head: Vec::new(),
        rows: pairs
            .iter()
            .map(|(label, value)| vec![vec![Piece::new(*label, NOTE)], value.clone()])
            .collect(),
        leading: 1.25,
        pad_pt: 1.0,
        rules: Rules::None,
    });
}

/// A table with a head.
pub fn grid(flow: &mut Flow, columns: &[(&str, Column)], rows: Vec<Vec<Cell>>) {
    flow.table(&Table {
        head: columns
            .iter()
            .map(|(title, _)| cell(*title, SMALL_STRONG))
            .collect(),
        columns: columns.iter().map(|(_, column)| *column).collect(),
        rows,
        leading: 1.22,
        pad_pt: 1.8,
        rules: Rules::Rows,
    });
    flow.space(3.0);
}

/// A cell of one piece.
pub fn cell(text: impl Into<String>, style: Style) -> Cell {
    vec![Piece::new(text, style)]
}

/// A count, with a thin group every three digits; a dash for none.
pub fn count(number: u64) -> Cell {
    match number {
        0 => cell("–", NOTE),
        some => cell(digits(some), SMALL),
    }
}

/// Digits in groups of three.
pub fn digits(number: u64) -> String {
    let plain = number.to_string();
    let mut text = String::new();
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && (plain.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text in a tinted panel with a bar of colour at its left.
pub fn panel(flow: &mut Flow, bar: Ink, paragraphs: &[Vec<Piece>]) {
    let width_pt = flow.format.text_width_pt() - 28.0;
    let set: Vec<_> = paragraphs
        .iter()
        .map(|pieces| break_lines(flow.faces, pieces, width_pt, Blanks::Collapse))
        .collect();
    let lines = set.iter().flatten();
    let height: f32 = lines.map(|line| line.size_pt() * LINES.leading).sum();
    let height_pt = height + 2.0 * set.len().saturating_sub(1) as f32 + 16.0;
    flow.need(height_pt);
    let area = Area {
        left_pt: flow.format.side_pt,
        top_pt: flow.top_pt,
        width_pt: flow.format.text_width_pt(),
        height_pt,
    };
    flow.fill(area, PANEL);
    flow.fill(
        Area {
            width_pt: 4.0,
            ..area
        },
        bar,
    );
    let mut top_pt = flow.top_pt + 8.0;
    for lines in &set {
        let node = flow.paper.element(None, Element::Paragraph);
        for line in lines {
            let at = top_pt + baseline(line.size_pt(), LINES.leading);
            flow.draw_line(Owner::Element(node), line, area.left_pt + 16.0, at);
            top_pt += line.size_pt() * LINES.leading;
        }
        top_pt += 2.0;
    }
    flow.top_pt += height_pt + 4.0;
}

/// Empty lines to write on, with their names below; shares of the width. Each is
/// a field of the file too. `whose` goes before the names of the fields.
pub fn blanks_to_fill(flow: &mut Flow, whose: &str, names: &[(&str, f32)]) {
    flow.need(34.0);
    let all: f32 = names.iter().map(|(_, share)| share).sum();
    let gap_pt = 12.0;
    let gaps = gap_pt * names.len().saturating_sub(1) as f32;
    let usable_pt = flow.format.text_width_pt() - gaps;
    let mut left_pt = flow.format.side_pt;
    let line_pt = flow.top_pt + 20.0;
    for (name, share) in names {
        let width_pt = usable_pt * share / all.max(f32::EPSILON);
        let rule = Area {
            left_pt,
            top_pt: line_pt,
            width_pt,
            height_pt: 0.6,
        };
        flow.fill(rule, INK);
        let line = Area {
            top_pt: line_pt - 15.0,
            height_pt: 14.5,
            ..rule
        };
        flow.paper.field(field(whose, name, Fill::Text), line);
        let node = flow.paper.element(None, Element::Paragraph);
        let style = Style::new(Face::Sans, 7.2, QUIET);
        for line in break_lines(
            flow.faces,
            &[Piece::new(*name, style)],
            width_pt,
            Blanks::Collapse,
        ) {
            flow.draw_line(Owner::Element(node), &line, left_pt, line_pt + 8.5);
        }
        left_pt += width_pt + gap_pt;
    }
    flow.top_pt = line_pt + 13.0;
}

/// Boxes to tick, each with its words behind it, as many on a line as fit.
pub fn boxes_to_tick(flow: &mut Flow, whose: &str, names: &[&str]) {
    const SIDE_PT: f32 = 8.0;
    const INDENT_PT: f32 = 13.0;
    const GAP_PT: f32 = 16.0;
    let height_pt = TEXT.size_pt * 1.6;
    let right_pt = flow.format.side_pt + flow.format.text_width_pt();
    let mut left_pt = flow.format.side_pt;
    flow.need(height_pt);
    for name in names {
        let words = name.replace(' ', "\u{A0}");
        let width_pt = INDENT_PT + flow.faces.width_em(TEXT.face, &words) * TEXT.size_pt;
        if left_pt > flow.format.side_pt && left_pt + width_pt > right_pt {
            left_pt = flow.format.side_pt;
            flow.top_pt += height_pt;
            flow.need(height_pt);
        }
        let frame = Area {
            left_pt: left_pt + 0.4,
            top_pt: flow.top_pt + (height_pt - SIDE_PT) * 0.5,
            width_pt: SIDE_PT,
            height_pt: SIDE_PT,
        };
        flow.paper.draw(
            Owner::Decoration,
            Mark::Frame {
                area: frame,
                ink: INK,
                width_pt: 0.6,
            },
        );
        flow.paper.field(field(whose, name, Fill::Tick), frame);
        let node = flow.paper.element(None, Element::Paragraph);
        let at = flow.top_pt + baseline(TEXT.size_pt, 1.6);
        let pieces = [Piece::new(words, TEXT)];
        for line in break_lines(flow.faces, &pieces, right_pt, Blanks::Collapse) {
            flow.draw_line(Owner::Element(node), &line, left_pt + INDENT_PT, at);
        }
        left_pt += width_pt + GAP_PT;
    }
    flow.top_pt += height_pt + 2.0;
}

fn field(whose: &str, name: &str, fill: Fill) -> Field {
    Field {
        name: format!("{whose}: {name}"),
        asks: format!("{whose}: {name}"),
        fill,
    }
}
