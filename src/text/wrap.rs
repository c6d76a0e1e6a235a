//! Lines that were broken to fit a width: which line ends are only blanks.
//!
//! A line end is such a break if the next word would not have fitted on the
//! line before, and neither line is a row of a form or a list. Names, dates
//! and numbers go over such breaks.

/// Widths at which reports are wrapped.
const NARROWEST: usize = 40;
const WIDEST: usize = 132;

/// A paragraph of so many lines has a width of its own.
const LINES_OF_A_WIDTH: usize = 4;

struct Line<'a> {
    /// First byte of the line, and of the line end behind it.
    start: usize,
    end: usize,
    /// The line without blanks around it.
    text: &'a str,
    length: usize,
    is_prose: bool,
}

/// For each break the bytes that stand for one blank: line end and indent.
#[must_use]
pub fn breaks(plain: &str) -> Vec<(usize, usize)> {
    if plain.len() <= NARROWEST || !plain.contains('\n') {
        return Vec::new();
    }
    let lines = lines(plain);
    let widths = widths(&lines);
    let mut breaks = Vec::new();
    for (pair, &width) in lines.windows(2).zip(&widths) {
        let [line, next] = pair else { continue };
        if (NARROWEST..=WIDEST).contains(&width) && is_break(line, next, width) {
            let indent = plain.get(next.start..next.end).unwrap_or_default();
            let behind = next.end - indent.trim_start().len();
            let before = line.start
                + plain
                    .get(line.start..line.end)
                    .map_or(0, |raw| raw.trim_end().len());
            breaks.push((before, behind));
        }
    }
    breaks
}

fn lines(plain: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    plain
        .split('\n')
        .map(|raw| {
            let text = raw.trim();
            let first = start;
            start += raw.len() + 1;
            Line {
                start: first,
                end: first + raw.len(),
                text,
                length: raw.trim_end().chars().count(),
                is_prose: !is_row(text.as_bytes()),
            }
        })
        .collect()
}

/// A line with bars, tabs or wide gaps.
fn is_row(line: &[u8]) -> bool {
    line.iter().any(|byte| matches!(byte, b'|' | b'\t'))
        || line.windows(3).any(|three| three == b"   ")
}

/// The width of each line's paragraph, or of the whole text if it is short.
fn widths(lines: &[Line]) -> Vec<usize> {
    let longest = |lines: &[Line]| {
        let prose = lines.iter().filter(|line| line.is_prose);
        prose.map(|line| line.length).max().unwrap_or(0)
    };
    let all = longest(lines);
    let mut widths = Vec::with_capacity(lines.len());
    for paragraph in lines.split_inclusive(|line| line.text.is_empty()) {
        let prose = paragraph
            .iter()
            .filter(|line| line.is_prose && !line.text.is_empty());
        let width = if prose.count() >= LINES_OF_A_WIDTH {
            longest(paragraph)
        } else {
            all
        };
        widths.resize(widths.len() + paragraph.len(), width);
    }
    widths
}

fn is_break(line: &Line, next: &Line, width: usize) -> bool {
    let indent = next.length.saturating_sub(next.text.chars().count());
    let first = next.text.split(' ').next().unwrap_or_default();
    line.is_prose
        && next.is_prose
        && !next.text.is_empty()
        && line.text.contains(' ')
        && line.length + 1 + first.chars().count() > width
        && line.length + 25 > width
        && indent <= 12
        && !ends_sentence(line.text)
        && !opens_item(next.text)
}

/// A point, colon or semicolon at the end, but not of an abbreviation that
/// belongs to the next word.
fn ends_sentence(text: &str) -> bool {
    let Some(stem) = text.strip_suffix(['.', ':', ';', '!', '?']) else {
        return false;
    };
    let last = stem
        .rsplit([' ', '('])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let goes_on = text.ends_with('.')
        && (last.len() == 1
            || matches!(
                last.as_str(),
                "dr" | "drs"
                    | "mr"
                    | "mrs"
                    | "ms"
                    | "st"
                    | "prof"
                    | "no"
                    | "vs"
                    | "ref"
                    | "sgt"
                    | "rev"
            ));
    !goes_on
}

/// A list mark, a heading or a label with its colon.
fn opens_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let listed = first.len() > 1
        && first.len() <= 4
        && first.ends_with(['.', ')'])
        && first
            .bytes()
            .take(first.len() - 1)
            .all(|byte| byte.is_ascii_digit());
    let marked = text.starts_with(['-', '*', '=', '#', '>', '<', '[', '{', '_', '+']);
    // `(0010,0020)`: a DICOM tag.
    let tag = text.starts_with('(') && text.get(5..6) == Some(",") && text.get(10..11) == Some(")");
    let label = text
        .split(' ')
        .take(4)
        .take_while(|word| !word.ends_with([',', '.', ';']))
        .any(|word| word.len() > 2 && word.ends_with(':'));
    listed || marked || tag || label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let mut text = text.to_owned();
        for (start, end) in breaks(&text).into_iter().rev() {
            text.replace_range(start..end, "+");
        }
        text
    }

    #[test]
    fn lines_broken_at_a_width_go_on() {
        let text = "Seen with her daughter Annelise Quist on the fourth of\n  March at the clinic in Great\nFalls, where\nshe lives.\n";
        assert_eq!(
            joined(text),
            "Seen with her daughter Annelise Quist on the fourth of+March at the clinic in Great\nFalls, where\nshe lives.\n"
        );
    }

    #[test]
    fn rows_headings_and_sentences_end_their_lines() {
        for text in [
            "Electronically signed by Hope Baker, MD on a day\nDictated by: Rose Long, MD on the day before that\n",
            "No fracture of the left wrist or of the left hand.\nBones are of normal density in all of the views.\n",
            "Name   Rose Long        MRN   8812   Location  4W\nMRN    8812             DOB   1950   Referring AB\n",
            "The liver and the spleen and both of the kidneys\n- The pancreas and the adrenal glands are normal.\n",
        ] {
            assert_eq!(joined(text), text);
        }
    }
}
