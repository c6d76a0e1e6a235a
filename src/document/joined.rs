//! The text of a document in one string, with the way back to the segments.

use std::ops::Range;

use super::model::{Break, Document, Segment};

/// The text of a document in one string.
///
/// Words that a line end cut in two ("Quill-" / "feather") stand in one piece,
/// so that what looks for a name sees it; the map leads back to both halves.
#[derive(Clone, Default, PartialEq)]
pub struct Joined {
    /// Segments in reading order; breaks are blank, tab, line end or, between
    /// paragraphs and pages, an empty line.
    pub text: String,
    /// Ordered by place in `text`.
    pieces: Vec<Piece>,
}

/// A stretch of the joined text that stands letter by letter in one segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First byte in the joined text.
    start: usize,
    /// First byte in the segment's text.
    from: usize,
    /// Length in bytes, the same on both sides.
    length: usize,
    /// Whose text.
    segment: Place,
}

/// Where a segment stands: page, and place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Page, from zero.
    pub(super) page: usize,
    /// Segment on the page, from zero.
    pub(super) segment: usize,
}

/// A byte position inside a segment's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// Which segment.
    pub(super) place: Place,
    /// Byte in its text.
    pub(super) byte: usize,
}

/// Joins the text of all pages.
#[must_use]
pub fn joined(document: &Document) -> Joined {
    let mut joined = Joined::default();
    let mut segments = places(document).peekable();
    while let Some((place, segment)) = segments.next() {
        let next = segments.peek().map(|(next, segment)| (*next, *segment));
        let last_of_page = next.is_none_or(|(next, _)| next.page != place.page);
        let seam = match next {
            Some((_, next)) => seam(segment, next, last_of_page),
            None => Seam::Break(""),
        };
        let length = match seam {
            Seam::Break(_) | Seam::KeepHyphen => segment.text.len(),
            Seam::DropHyphen => segment
                .text
                .len()
                .saturating_sub(last_letter_bytes(segment)),
        };
        joined.push(place, segment.text.get(..length).unwrap_or_default());
        match seam {
            Seam::Break(text) => joined.text.push_str(text),
            Seam::KeepHyphen | Seam::DropHyphen => {}
        }
    }
    joined
}

impl Joined {
    /// The stretch of the document that a span of the joined text stands for:
    /// from its first to behind its last byte. `None` if the span holds
    /// nothing but breaks.
    pub(super) fn stretch(&self, span: &Range<usize>) -> Option<(Position, Position)> {
        let behind = self.pieces.partition_point(|piece| piece.start < span.end);
        let touched = self.pieces.get(..behind)?;
        let first = touched.partition_point(|piece| piece.start + piece.length <= span.start);
        let touched = touched.get(first..)?;
        let (first, last) = (touched.first()?, touched.last()?);
        let begin = Position {
            place: first.segment,
            byte: first.from + span.start.saturating_sub(first.start),
        };
        let end = Position {
            place: last.segment,
            byte: last.from + span.end.saturating_sub(last.start).min(last.length),
        };
        Some((begin, end))
    }

    /// The first byte of each of so many pages; the first page begins at 0.
    #[must_use]
    pub fn page_starts(&self, pages: usize) -> Vec<usize> {
        let first_of = |page| {
            let before = |piece: &Piece| piece.segment.page < page;
            let piece = self.pieces.get(self.pieces.partition_point(before));
            piece.map_or(self.text.len(), |piece| piece.start)
        };
        let others = (1..pages).map(first_of);
        std::iter::once(0).chain(others).collect()
    }

    fn push(&mut self, segment: Place, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece {
                start: self.text.len(),
                from: 0,
                length: text.len(),
                segment,
            });
            self.text.push_str(text);
        }
    }
}

/// All segments with their places, in reading order.
pub(super) fn places(document: &Document) -> impl Iterator<Item = (Place, &Segment)> {
    document
        .pages
        .iter()
        .enumerate()
        .flat_map(|(page, content)| {
            content
                .segments
                .iter()
                .enumerate()
                .map(move |(segment, text)| (Place { page, segment }, text))
        })
}

/// How two segments are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// By a break.
    Break(&'static str),
    /// A word cut at a hyphen that belongs to it ("Smith-" / "Jones").
    KeepHyphen,
    /// A word cut at a hyphen that the line end made ("Quill-" / "feather").
    DropHyphen,
}

fn seam(segment: &Segment, next: &Segment, last_of_page: bool) -> Seam {
    let breaks = match segment.then {
        Break::None if !last_of_page => return Seam::Break(""),
        Break::Space if !last_of_page => return Seam::Break(" "),
        Break::Tab if !last_of_page => return Seam::Break("\t"),
        Break::Line if !last_of_page => "\n",
        Break::None | Break::Space | Break::Tab | Break::Line | Break::Paragraph => "\n\n",
    };
    // A word may go on in the next column or on the next page, too.
    let mut end = segment.text.chars().rev();
    let (hyphen, before) = (end.next(), end.next());
    let after = next.text.trim_start().chars().next();
    let starts_at_once = next.text.chars().next() == after;
    match (before, hyphen, after) {
        (Some(before), hyphen @ Some('-' | '\u{2010}' | '\u{2011}' | '\u{AD}'), Some(after))
            if before.is_alphanumeric() && starts_at_once =>
        {
            // The typographic hyphen is set by programs that part words.
            let parts_word = after.is_lowercase() || hyphen == Some('\u{2010}');
            if before.is_alphabetic() && after.is_alphabetic() && parts_word {
                Seam::DropHyphen
            } else if after.is_alphanumeric() && breaks == "\n" {
                Seam::KeepHyphen
            } else {
                Seam::Break(breaks)
            }
        }
        _ => Seam::Break(breaks),
    }
}

fn last_letter_bytes(segment: &Segment) -> usize {
    segment.text.chars().next_back().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::{Page, document_of};

    #[test]
    fn a_word_cut_by_a_line_end_is_one_word_and_leads_back_to_both_halves() {
        let document = document_of(&[
            ("seen by Quill-", Break::Line),
            ("feather today", Break::Paragraph),
        ]);
        let joined = joined(&document);
        assert_eq!(joined.text, "seen by Quillfeather today");
        let place = |segment| Place { page: 0, segment };
        assert_eq!(
            joined.stretch(&(8..20)),
            Some((
                Position {
                    place: place(0),
                    byte: 8
                },
                Position {
                    place: place(1),
                    byte: 7
                }
            ))
        );
    }

    #[test]
    fn hyphens_that_belong_to_a_name_or_number_stay() {
        let lines = [
            ("Smith-", Break::Line),
            ("Jones 555-", Break::Line),
            ("0123 -", Break::Line),
            ("end", Break::Line),
        ];
        assert_eq!(
            joined(&document_of(&lines)).text,
            "Smith-Jones 555-0123 -\nend"
        );
    }

    #[test]
    fn breaks_are_blank_tab_line_end_and_empty_line_and_pages_are_paragraphs() {
        let mut document = document_of(&[
            ("a", Break::None),
            ("b", Break::Space),
            ("c", Break::Tab),
            ("d", Break::Line),
            ("e", Break::Paragraph),
            ("f", Break::Line),
        ]);
        document.pages.push(Page::default());
        document
            .pages
            .extend(document_of(&[("g", Break::Line)]).pages);
        assert_eq!(joined(&document).text, "ab c\td\ne\n\nf\n\ng");
    }

    #[test]
    fn each_page_begins_where_its_text_does() {
        let mut document = document_of(&[("a", Break::Line), ("b", Break::Line)]);
        document.pages.push(Page::default());
        document
            .pages
            .extend(document_of(&[("c", Break::Line)]).pages);
        let joined = joined(&document);
        let starts = joined.page_starts(3);
        assert_eq!(starts[0], 0);
        assert!(joined.text[starts[1]..].starts_with('c'));
        assert_eq!(starts[1], starts[2]);
    }

    #[test]
    fn a_span_over_breaks_only_stands_for_nothing() {
        let joined = joined(&document_of(&[("a", Break::Paragraph), ("b", Break::Line)]));
        assert_eq!(joined.stretch(&(1..3)), None);
    }
}
