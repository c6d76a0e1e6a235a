//! Puts replacements in the place of what was found.

use std::ops::Range;

use super::joined::{Joined, Position, places};
use super::model::{Break, Document, Form, Mark, Page, Segment};

/// A new document in which each span of the joined text is its replacement.
///
/// A replacement stands once, where the span begins, as a segment of its own
/// marked [`Mark::Replaced`]; an empty one only removes. Spans may come in any
/// order; of spans that overlap, one replacement stands for all. Hidden texts
/// are not carried over; notes are (they are codes, never text).
#[must_use]
pub fn redact(document: &Document, joined: &Joined, spans: &[(Range<usize>, String)]) -> Document {
    let cuts = cuts(joined, spans);
    let mut writer = Writer::default();
    let mut cuts = cuts.into_iter().peekable();
    // The cut that reaches from an earlier segment into this one.
    let mut open: Option<Position> = None;
    for (place, segment) in places(document) {
        writer.turn_to(place.page);
        let mut at = 0_usize;
        let length = segment.text.len();
        if let Some(end) = open {
            if end.place > place {
                writer.drop(segment);
                continue;
            }
            at = end.byte;
            open = None;
        }
        let mut pieces = Vec::new();
        while let Some(cut) = cuts.next_if(|cut| cut.begin.place == place) {
            pieces.push(piece(segment, at..cut.begin.byte, document.form));
            pieces.push(replacement(segment, cut.begin.byte, &cut, document.form));
            if cut.end.place > place {
                open = Some(cut.end);
                at = length;
            } else {
                at = cut.end.byte;
            }
        }
        pieces.push(piece(segment, at..length, document.form));
        writer.put(segment, pieces.into_iter().flatten());
    }
    writer.finish(document)
}

/// What is taken out, and what stands there instead.
struct Cut {
    begin: Position,
    end: Position,
    replacement: String,
}

/// Spans as stretches of the document, ordered and without overlap.
fn cuts(joined: &Joined, spans: &[(Range<usize>, String)]) -> Vec<Cut> {
    let mut ordered: Vec<&(Range<usize>, String)> = spans
        .iter()
        .filter(|(span, _)| span.start < span.end)
        .collect();
    ordered.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut cuts: Vec<Cut> = Vec::with_capacity(ordered.len());
    for (span, replacement) in ordered {
        let Some((begin, end)) = joined.stretch(span) else {
            continue;
        };
        match cuts.last_mut() {
            Some(last) if begin < last.end => last.end = last.end.max(end),
            _ => cuts.push(Cut {
                begin,
                end,
                replacement: replacement.clone(),
            }),
        }
    }
    cuts
}

/// A stretch of a segment, or nothing if it is empty.
fn piece(segment: &Segment, range: Range<usize>, form: Form) -> Option<Segment> {
    let range = inward(&segment.text, range);
    let text = segment
        .text
        .get(range.clone())
        .filter(|text| !text.is_empty())?;
    let (left_pt, width_pt) = extent(segment, &range, form);
    Some(Segment {
        text: text.to_owned(),
        left_pt,
        width_pt,
        then: Break::None,
        ..segment.clone()
    })
}

fn replacement(segment: &Segment, at: usize, cut: &Cut, form: Form) -> Option<Segment> {
    let end = if cut.end.place == cut.begin.place {
        cut.end.byte
    } else {
        segment.text.len()
    };
    let (left_pt, width_pt) = extent(segment, &(at..end), form);
    (!cut.replacement.is_empty()).then(|| Segment {
        text: cut.replacement.clone(),
        left_pt,
        width_pt,
        then: Break::None,
        mark: Mark::Replaced,
        ..segment.clone()
    })
}

/// Where a stretch of a segment stands, taking its letters as equally wide:
/// the true widths would tell the length of what was taken out.
fn extent(segment: &Segment, range: &Range<usize>, form: Form) -> (f32, f32) {
    match form {
        Form::Flowing => (segment.left_pt, segment.width_pt),
        Form::Positioned => {
            let all = segment.text.chars().count().max(1) as f32;
            let share = |range: Range<usize>| {
                let part = segment.text.get(range).unwrap_or_default();
                part.chars().count() as f32 / all * segment.width_pt
            };
            let before = share(0..range.start);
            (segment.left_pt + before, share(range.clone()))
        }
    }
}

/// The range narrowed to whole letters: no part of a removed letter is kept.
fn inward(text: &str, range: Range<usize>) -> Range<usize> {
    let end = range.end.min(text.len());
    let start = (range.start..=end).find(|byte| text.is_char_boundary(*byte));
    let end = (0..=end).rev().find(|byte| text.is_char_boundary(*byte));
    match (start, end) {
        (Some(start), Some(end)) if start <= end => start..end,
        _ => 0..0,
    }
}

/// Collects the pages of the new document.
#[derive(Default)]
struct Writer {
    pages: Vec<Vec<Segment>>,
}

impl Writer {
    fn turn_to(&mut self, page: usize) {
        while self.pages.len() <= page {
            self.pages.push(Vec::new());
        }
    }

    /// The pieces of one source segment; the last takes over its break.
    fn put(&mut self, segment: &Segment, pieces: impl Iterator<Item = Segment>) {
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        let before = page.len();
        page.extend(pieces);
        if page.len() == before && segment.text.is_empty() {
            // An empty cell keeps its place in the row.
            page.push(segment.clone());
        } else if page.len() == before {
            self.drop(segment);
        } else if let Some(last) = page.last_mut() {
            last.then = segment.then;
        }
    }

    /// A segment of which nothing is left: the wider break stays.
    fn drop(&mut self, segment: &Segment) {
        if let Some(last) = self.pages.last_mut().and_then(|page| page.last_mut()) {
            last.then = last.then.wider(segment.then);
        }
    }

    fn finish(mut self, document: &Document) -> Document {
        self.turn_to(document.pages.len().saturating_sub(1));
        let pages = document.pages.iter().zip(self.pages);
        Document {
            form: document.form,
            pages: pages
                .map(|(source, segments)| Page {
                    segments,
                    ..frame(source)
                })
                .collect(),
            hidden: Vec::new(),
            notes: document.notes.clone(),
        }
    }
}

fn frame(source: &Page) -> Page {
    Page {
        width_pt: source.width_pt,
        height_pt: source.height_pt,
        withheld: source.withheld,
        origin: source.origin,
        segments: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::document_of;
    use crate::document::{joined, plain_text};

    fn replaced(lines: &[(&str, Break)], needles: &[(&str, &str)]) -> Document {
        let document = document_of(lines);
        let joined = joined(&document);
        let spans: Vec<(Range<usize>, String)> = needles
            .iter()
            .filter_map(|(needle, with)| {
                let start = joined.text.find(needle)?;
                Some((start..start + needle.len(), (*with).to_owned()))
            })
            .collect();
        assert_eq!(spans.len(), needles.len(), "a needle is not in the text");
        redact(&document, &joined, &spans)
    }

    #[test]
    fn a_replacement_is_its_own_marked_segment_and_the_rest_stays() {
        let clean = replaced(
            &[("Seen by Oda Quillfeather today.", Break::Paragraph)],
            &[("Oda Quillfeather", "[NAME]")],
        );
        let parts: Vec<(&str, Mark, Break)> = clean.pages[0]
            .segments
            .iter()
            .map(|segment| (segment.text.as_str(), segment.mark, segment.then))
            .collect();
        assert_eq!(
            parts,
            [
                ("Seen by ", Mark::Source, Break::None),
                ("[NAME]", Mark::Replaced, Break::None),
                (" today.", Mark::Source, Break::Paragraph),
            ]
        );
    }

    #[test]
    fn a_name_over_three_lines_is_replaced_once_and_its_hyphen_goes_too() {
        let clean = replaced(
            &[
                ("Seen by Oda", Break::Line),
                ("Quill-", Break::Line),
                ("feather today.", Break::Line),
            ],
            &[("Oda\nQuillfeather", "[NAME]")],
        );
        assert_eq!(plain_text(&clean), "Seen by [NAME]\n today.\n");
    }

    #[test]
    fn spans_that_overlap_leave_one_replacement_and_no_letter_between() {
        let clean = replaced(
            &[("Dr. Oda Quillfeather, MD", Break::Line)],
            &[("Quillfeather, MD", "[B]"), ("Oda Quillfeather", "[A]")],
        );
        assert_eq!(plain_text(&clean), "Dr. [A]\n");
    }

    #[test]
    fn an_empty_replacement_removes_and_the_wider_break_stays() {
        let clean = replaced(
            &[
                ("a", Break::Line),
                ("Oda", Break::Paragraph),
                ("b", Break::Line),
            ],
            &[("Oda", "")],
        );
        assert_eq!(plain_text(&clean), "a\n\nb\n");
    }

    #[test]
    fn hidden_text_is_not_carried_over() {
        let mut document = document_of(&[("a", Break::Line)]);
        document.hidden.push("Oda Quillfeather".to_owned());
        let clean = redact(&document, &joined(&document), &[]);
        assert!(clean.hidden.is_empty());
        assert_eq!(clean.pages.len(), 1);
    }
}
