//! Segments → headings, paragraphs, lists and tables, in reading order.
//!
//! The structure is guessed from what the reader knows: breaks, weights, sizes
//! and the first sign of a line. A wrong guess changes how a page is read out
//! by a screen reader, never its words.

use crate::document::model::{Break, Mark, Page, Segment, Weight};

/// A line: cells from left to right, each of segments that follow each other.
#[derive(Clone)]
pub struct TextLine<'a> {
    /// The cells.
    pub cells: Vec<Vec<&'a Segment>>,
    /// What follows the line.
    pub then: Break,
}

/// A part of a page.
pub enum Block<'a> {
    /// A heading of one line.
    Heading(TextLine<'a>),
    /// Lines of text.
    Paragraph(Vec<TextLine<'a>>),
    /// Items, each with its lines; the first line starts with a sign of
    /// [`sign_length`] bytes.
    List(Vec<Vec<TextLine<'a>>>),
    /// Rows with equally many cells.
    Table(Vec<TextLine<'a>>),
}

/// Longest heading, in characters.
const HEADING_CHARACTERS: usize = 90;

/// The blocks of a page.
#[must_use]
pub fn blocks(page: &Page) -> Vec<Block<'_>> {
    let body_pt = body_size(page);
    let lines = lines(page);
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let rows = rows(rest);
        let taken = if rows > 1 {
            blocks.push(Block::Table(rest.iter().take(rows).cloned().collect()));
            rows
        } else if sign_length(first).is_some() {
            list(rest, &mut blocks)
        } else if is_heading(first, behind.first(), body_pt) {
            blocks.push(Block::Heading(first.clone()));
            1
        } else {
            let count = 1 + paragraph_rest(first, behind, body_pt);
            blocks.push(Block::Paragraph(rest.iter().take(count).cloned().collect()));
            count
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    blocks
}

/// The text of a line, a blank between cells.
#[must_use]
pub fn text_of(line: &TextLine) -> String {
    let mut text = String::new();
    for cell in &line.cells {
        if !text.is_empty() {
            text.push(' ');
        }
        for segment in cell {
            text.push_str(&segment.text);
            if segment.then == Break::Space {
                text.push(' ');
            }
        }
    }
    text.trim().to_owned()
}

/// Length in bytes of the sign of a list item at the start of a line, with the
/// blanks behind it: `•`, `-`, `1.`, `2)`.
#[must_use]
pub fn sign_length(line: &TextLine) -> Option<usize> {
    let [cell] = line.cells.as_slice() else {
        return None;
    };
    let segment = cell
        .first()
        .filter(|segment| segment.mark == Mark::Source)?;
    let text = segment.text.as_str();
    let start = text.len() - text.trim_start().len();
    let sign = text.trim_start();
    let end = match sign.chars().next()? {
        '•' | '◦' | '▪' | '‣' | '·' | '-' | '–' | '—' | '*' | '○' | '●' | '\u{F0B7}' => {
            sign.chars().next()?.len_utf8()
        }
        digit if digit.is_ascii_digit() => {
            let digits = sign.bytes().take_while(u8::is_ascii_digit).count();
            let stop = sign.get(digits..)?.starts_with(['.', ')']);
            (digits <= 2 && stop).then_some(digits + 1)?
        }
        _ => return None,
    };
    let body = sign.get(end..)?;
    let blanks = body.len() - body.trim_start().len();
    // A sign alone in its segment is one too: the text is the next segment.
    let more = !body.trim().is_empty() || cell.len() > 1;
    let apart = blanks > 0 || body.is_empty();
    (more && apart).then_some(start + end + blanks)
}

fn lines(page: &Page) -> Vec<TextLine<'_>> {
    let mut lines = Vec::new();
    let mut cells: Vec<Vec<&Segment>> = Vec::new();
    let mut cell: Vec<&Segment> = Vec::new();
    for segment in &page.segments {
        cell.push(segment);
        match segment.then {
            Break::None | Break::Space => {}
            Break::Tab => cells.push(std::mem::take(&mut cell)),
            Break::Line | Break::Paragraph => {
                cells.push(std::mem::take(&mut cell));
                lines.push(TextLine {
                    cells: std::mem::take(&mut cells),
                    then: segment.then,
                });
            }
        }
    }
    if !cell.is_empty() {
        cells.push(cell);
    }
    if !cells.is_empty() {
        lines.push(TextLine {
            cells,
            then: Break::Paragraph,
        });
    }
    lines
}

/// How many lines from the first one on have equally many cells, at least two.
fn rows(lines: &[TextLine]) -> usize {
    let cells = lines.first().map_or(0, |line| line.cells.len());
    if cells < 2 {
        return 0;
    }
    lines
        .iter()
        .take_while(|line| line.cells.len() == cells)
        .count()
}

/// Takes the items of a list from the front; gives the number of lines taken.
fn list<'a>(lines: &[TextLine<'a>], blocks: &mut Vec<Block<'a>>) -> usize {
    let mut items: Vec<Vec<TextLine>> = Vec::new();
    let mut taken = 0;
    let mut open = false;
    for line in lines {
        let starts = sign_length(line).is_some();
        match items.last_mut() {
            Some(item) if open && !starts && line.cells.len() == 1 => item.push(line.clone()),
            Some(_) | None if starts => items.push(vec![line.clone()]),
            Some(_) | None => break,
        }
        open = line.then == Break::Line;
        taken += 1;
    }
    blocks.push(Block::List(items));
    taken
}

/// How many lines go on with the paragraph that `first` begins.
fn paragraph_rest(first: &TextLine, behind: &[TextLine], body_pt: f32) -> usize {
    if first.then == Break::Paragraph {
        return 0;
    }
    let mut count = 0;
    let mut rest = behind;
    while let Some((line, next)) = rest.split_first() {
        let other = rows(rest) > 1
            || sign_length(line).is_some()
            || is_heading(line, next.first(), body_pt);
        if other {
            break;
        }
        count += 1;
        if line.then == Break::Paragraph {
            break;
        }
        rest = next;
    }
    count
}

fn is_heading(line: &TextLine, next: Option<&TextLine>, body_pt: f32) -> bool {
    let [cell] = line.cells.as_slice() else {
        return false;
    };
    let text = text_of(line);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || text.chars().count() > HEADING_CHARACTERS || text.ends_with(['.', ',', ';']) {
        return false;
    }
    let source = || cell.iter().filter(|segment| segment.mark == Mark::Source);
    let bold = |line: &TextLine| {
        let mut segments = line.cells.iter().flatten();
        segments.all(|segment| segment.weight == Weight::Bold)
    };
    let large = source().all(|segment| segment.size_pt >= body_pt * 1.15);
    // Two bold lines in one paragraph are a bold paragraph.
    let goes_on = line.then == Break::Line && next.is_some_and(bold);
    let capitals = !text.chars().any(char::is_lowercase);
    let alone = line.then == Break::Paragraph || text.ends_with(':');
    source().next().is_some() && (large || (bold(line) && !goes_on) || (capitals && alone))
}

/// The size in which most characters of the page are set.
fn body_size(page: &Page) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for segment in &page.segments {
        let count = segment.text.chars().count();
        match sizes
            .iter_mut()
            .find(|(size, _)| (*size - segment.size_pt).abs() < 0.3)
        {
            Some((_, sum)) => *sum += count,
            None => sizes.push((segment.size_pt, count)),
        }
    }
    sizes
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or(10.0, |(size, _)| size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::document_of;

    fn kinds(lines: &[(&str, Break)]) -> Vec<String> {
        let document = document_of(lines);
        let page = document.pages.first().expect("a page");
        blocks(page)
            .iter()
            .map(|block| match block {
                Block::Heading(line) => format!("H {}", text_of(line)),
                Block::Paragraph(lines) => format!("P{}", lines.len()),
                Block::List(items) => format!("L{}", items.len()),
                Block::Table(rows) => format!("T{}", rows.len()),
            })
            .collect()
    }

    #[test]
    fn a_report_falls_into_headings_paragraphs_lists_and_tables() {
        let found = kinds(&[
            ("CT ABDOMEN", Break::Paragraph),
            ("Vessel", Break::Tab),
            ("Width", Break::Line),
            ("Aorta", Break::Tab),
            ("31 mm", Break::Paragraph),
            ("FINDINGS:", Break::Line),
            ("The liver is normal in", Break::Line),
            ("size and shape.", Break::Paragraph),
            ("IMPRESSION:", Break::Line),
            ("1. No acute finding", Break::Line),
            ("in the abdomen.", Break::Line),
            ("2. Stable cyst.", Break::Paragraph),
            ("- 12 mm nodule", Break::Paragraph),
        ]);
        assert_eq!(
            found,
            [
                "H CT ABDOMEN",
                "T2",
                "H FINDINGS:",
                "P2",
                "H IMPRESSION:",
                "L3"
            ]
        );
    }

    #[test]
    fn a_measure_or_a_range_at_the_start_of_a_line_is_no_list() {
        assert_eq!(
            kinds(&[("3.5 cm mass in the liver.", Break::Paragraph)]),
            ["P1"]
        );
        assert_eq!(kinds(&[("-5 HU, which is fat.", Break::Paragraph)]), ["P1"]);
        assert_eq!(kinds(&[("2024.", Break::Paragraph)]), ["P1"]);
    }
}
