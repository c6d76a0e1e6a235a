//! Plain text in: any common encoding, columns made of blanks kept as they are.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::MAX_PAGES;
use super::model::{Break, Document, Form, Mark, Origin, Page, Segment, Weight};
use crate::finding::{Limit, ReasonCode, Refusal};

/// Letter paper, 54 pt margins, 10.5 pt text: what a source without pages gets.
pub(super) const PAPER_WIDTH_PT: f32 = 612.0;
pub(super) const PAPER_HEIGHT_PT: f32 = 792.0;
pub(super) const MARGIN_PT: f32 = 54.0;
pub(super) const TEXT_SIZE_PT: f32 = 10.5;
pub(super) const LINE_STEP_PT: f32 = 13.5;

/// Stops of a tab character, in columns.
const TAB_COLUMNS: usize = 8;

/// How much of a text may be control characters before it is not a text.
const MAX_CONTROL_SHARE: usize = 100;

/// Lines of one text.
const MAX_LINES: usize = 500_000;

/// The text of a plain text file, or `None` if the bytes are no text.
///
/// The byte order mark decides; without one, bytes that are UTF-8 are UTF-8,
/// zeros in every second place are UTF-16, and the rest is Windows-1252
/// (of which Latin-1 is a part). Line ends are left as they are.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(rest).into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        UTF_16LE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else {
        match utf16_without_mark(bytes) {
            Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => WINDOWS_1252
                    .decode_without_bom_handling(bytes)
                    .0
                    .into_owned(),
            },
        }
    };
    is_text(&text).then_some(text)
}

/// Reads a plain text file: one segment a line, a form feed ends a page.
///
/// # Errors
/// [`ReasonCode::UnknownKind`] if the bytes are no text, [`ReasonCode::NoText`]
/// if they are blank, [`ReasonCode::OverLimit`] for too many lines or pages.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let text = decode(bytes).ok_or(Refusal::of(ReasonCode::UnknownKind))?;
    Ok(Document {
        form: Form::Flowing,
        pages: pages(&text)?,
        hidden: Vec::new(),
        notes: Vec::new(),
    })
}

/// Pages of a text: one segment a line, a form feed ends a page.
///
/// # Errors
/// [`ReasonCode::NoText`] or [`ReasonCode::OverLimit`].
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::of(ReasonCode::NoText));
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{B}'], "\n");
    if text.split('\n').count() > MAX_LINES {
        return Err(Refusal::over(Limit::ReportParts));
    }
    let pages: Vec<Page> = text.split('\u{C}').map(page_of).collect();
    if pages.len() > MAX_PAGES {
        return Err(Refusal::over(Limit::ReportPages));
    }
    Ok(drop_blank_end(pages))
}

/// A page for each document inside a text that is not read: the output names
/// it and the reason.
pub(super) fn withheld_pages(count: usize) -> impl Iterator<Item = Page> {
    let page = Page {
        width_pt: PAPER_WIDTH_PT,
        height_pt: PAPER_HEIGHT_PT,
        withheld: Some(ReasonCode::EncapsulatedDocument),
        origin: Origin::Text,
        segments: Vec::new(),
    };
    std::iter::repeat_n(page, count.min(MAX_PAGES))
}

/// UTF-16 text in Latin script has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if bytes.len() < 4 || bytes.len() % 2 != 0 {
        return None;
    }
    let sample: Vec<&[u8]> = bytes.chunks_exact(2).take(2_000).collect();
    let zeros = |place: usize| {
        sample
            .iter()
            .filter(|pair| pair.get(place) == Some(&0))
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let most = sample.len() * 3 / 5;
    if second > most && first == 0 {
        Some(UTF_16LE)
    } else if first > most && second == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has no zeros and hardly any control characters.
fn is_text(text: &str) -> bool {
    let (mut controls, mut all) = (0_usize, 0_usize);
    for letter in text.chars() {
        all += 1;
        if letter == '\0' {
            return false;
        }
        // Beside line ends, HL7 v2 frames messages with 0x0B and 0x1C, and
        // old systems end a text with 0x1A.
        let allowed = matches!(
            letter,
            '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1A}' | '\u{1B}' | '\u{1C}'
        );
        if letter.is_control() && !allowed {
            controls += 1;
        }
    }
    controls.saturating_mul(MAX_CONTROL_SHARE) <= all
}

fn page_of(text: &str) -> Page {
    let mut segments: Vec<Segment> = Vec::new();
    let mut baseline_pt = MARGIN_PT + TEXT_SIZE_PT;
    for line in text.split('\n') {
        let line = shown(line);
        if line.is_empty() {
            if let Some(last) = segments.last_mut() {
                last.then = Break::Paragraph;
            }
        } else {
            segments.push(Segment {
                text: line,
                left_pt: MARGIN_PT,
                baseline_pt,
                width_pt: PAPER_WIDTH_PT - 2.0 * MARGIN_PT,
                size_pt: TEXT_SIZE_PT,
                weight: Weight::Regular,
                then: Break::Line,
                mark: Mark::Source,
            });
        }
        baseline_pt += LINE_STEP_PT;
    }
    if let Some(last) = segments.last_mut() {
        last.then = Break::Paragraph;
    }
    Page {
        width_pt: PAPER_WIDTH_PT,
        height_pt: PAPER_HEIGHT_PT,
        withheld: None,
        origin: Origin::Text,
        segments,
    }
}

/// A line without blanks at its end, tabs as the blanks they stand for,
/// control characters gone.
fn shown(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0_usize;
    for letter in line.trim_end().chars() {
        if letter == '\t' {
            let blanks = TAB_COLUMNS - column % TAB_COLUMNS;
            out.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        } else if !letter.is_control() {
            out.push(letter);
            column += 1;
        }
    }
    out
}

/// A form feed behind the last line makes no further page.
fn drop_blank_end(mut pages: Vec<Page>) -> Vec<Page> {
    while pages.len() > 1 && pages.last().is_some_and(|page| page.segments.is_empty()) {
        pages.pop();
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_encoding_gives_the_same_text() {
        let text = "Größe 4 × 5 mm – “stable”\n";
        let utf16 = |big: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let with_mark = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        let spellings = [
            text.as_bytes().to_vec(),
            with_mark(&[0xEF, 0xBB, 0xBF], text.as_bytes().to_vec()),
            with_mark(&[0xFF, 0xFE], utf16(false)),
            with_mark(&[0xFE, 0xFF], utf16(true)),
            utf16(false),
            utf16(true),
            WINDOWS_1252.encode(text).0.into_owned(),
        ];
        for (place, bytes) in spellings.iter().enumerate() {
            assert_eq!(decode(bytes).as_deref(), Some(text), "spelling {place}");
        }
    }

    #[test]
    fn binary_bytes_are_no_text() {
        assert_eq!(decode(&[0x89, b'P', b'N', b'G', 0, 0, 0, 13]), None);
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6, 7]), None);
    }

    #[test]
    fn columns_of_blanks_pages_and_paragraphs_are_kept() -> Result<(), Refusal> {
        let document = read(b"NAME:   A        MRN: 1\r\nx\ty\r\n\r\nFINDINGS\x0CPage two\n\x0C")?;
        let texts: Vec<Vec<(&str, Break)>> = document
            .pages
            .iter()
            .map(|page| {
                page.segments
                    .iter()
                    .map(|segment| (segment.text.as_str(), segment.then))
                    .collect()
            })
            .collect();
        assert_eq!(
            texts,
            [
                vec![
                    ("NAME:   A        MRN: 1", Break::Line),
                    ("x       y", Break::Paragraph),
                    ("FINDINGS", Break::Paragraph),
                ],
                vec![("Page two", Break::Paragraph)],
            ]
        );
        Ok(())
    }

    #[test]
    fn a_blank_file_is_refused_by_name() {
        assert_eq!(read(b" \n\n").err(), Some(Refusal::of(ReasonCode::NoText)));
    }
}
