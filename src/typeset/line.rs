//! Pieces of text → lines that fit a width.

use super::face::{Face, Faces};
use super::paper::Ink;

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Its face.
    pub face: Face,
    /// Its size in points.
    pub size_pt: f32,
    /// Its colour.
    pub ink: Ink,
    /// What lies behind it.
    pub ground: Ground,
}

/// What lies behind a piece of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// The paper.
    #[default]
    Paper,
    /// A tinted box: the piece stands for something that was replaced.
    Replaced,
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// A line: pieces from left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Their width together.
    pub width_pt: f32,
}

/// Blanks at a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// One or more blanks are one place to break; those at the end of a line go.
    Collapse,
    /// Every blank keeps its width: columns are aligned by them.
    Keep,
}

impl Style {
    /// A style on plain paper.
    #[must_use]
    pub const fn new(face: Face, size_pt: f32, ink: Ink) -> Self {
        Self {
            face,
            size_pt,
            ink,
            ground: Ground::Paper,
        }
    }
}

impl Piece {
    /// Text in a style.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }

    /// Its width in points.
    #[must_use]
    pub fn width_pt(&self, faces: &Faces) -> f32 {
        faces.width_em(self.style.face, &self.text) * self.style.size_pt
    }
}

impl Line {
    /// Puts text at the end of the line; joins it with the piece before it if
    /// they look alike, so that a line is one run of text in the PDF.
    fn push(&mut self, text: &str, style: Style, width_pt: f32) {
        self.width_pt += width_pt;
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            Some(_) | None => self.pieces.push(Piece::new(text, style)),
        }
    }

    /// Largest size on the line.
    #[must_use]
    pub fn size_pt(&self) -> f32 {
        self.pieces
            .iter()
            .map(|piece| piece.style.size_pt)
            .fold(0.0, f32::max)
    }

    fn cut_blanks(&mut self, faces: &Faces) {
        while let Some(last) = self.pieces.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.pieces.pop();
        }
        self.width_pt = self.pieces.iter().map(|piece| piece.width_pt(faces)).sum();
    }
}

/// Breaks pieces into lines of at most `width_pt`, at blanks; a word that is
/// wider than a line is broken inside. Text that is empty gives no line.
#[must_use]
pub fn break_lines(faces: &Faces, pieces: &[Piece], width_pt: f32, blanks: Blanks) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for word in words(pieces) {
        let size = word.width_pt(faces);
        if word.blank {
            if line.pieces.is_empty() && blanks == Blanks::Collapse {
                continue;
            }
            for part in &word.parts {
                let text = match blanks {
                    Blanks::Collapse => " ",
                    Blanks::Keep => part.text.as_str(),
                };
                let width = faces.width_em(part.style.face, text) * part.style.size_pt;
                line.push(text, part.style, width);
                if blanks == Blanks::Collapse {
                    break;
                }
            }
            continue;
        }
        if line.width_pt + size > width_pt && !line.pieces.is_empty() {
            line.cut_blanks(faces);
            lines.push(std::mem::take(&mut line));
        }
        if size <= width_pt {
            for part in &word.parts {
                line.push(&part.text, part.style, part.width_pt(faces));
            }
        } else {
            break_word(faces, &word, width_pt, &mut line, &mut lines);
        }
    }
    line.cut_blanks(faces);
    if !line.pieces.is_empty() {
        lines.push(line);
    }
    lines.retain(|line| !line.pieces.is_empty());
    lines
}

/// Blanks, or characters without a blank among them; may cross a style change.
#[derive(Default)]
struct Word {
    parts: Vec<Piece>,
    blank: bool,
}

impl Word {
    fn width_pt(&self, faces: &Faces) -> f32 {
        self.parts.iter().map(|part| part.width_pt(faces)).sum()
    }
}

fn words(pieces: &[Piece]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for piece in pieces {
        for character in piece.text.chars() {
            let blank = matches!(character, ' ' | '\t' | '\n');
            if words.last().is_none_or(|word| word.blank != blank) {
                words.push(Word {
                    parts: Vec::new(),
                    blank,
                });
            }
            let Some(word) = words.last_mut() else {
                continue;
            };
            match word.parts.last_mut() {
                Some(part) if part.style == piece.style => part.text.push(character),
                Some(_) | None => word
                    .parts
                    .push(Piece::new(String::from(character), piece.style)),
            }
        }
    }
    words
}

fn break_word(faces: &Faces, word: &Word, width_pt: f32, line: &mut Line, lines: &mut Vec<Line>) {
    for part in &word.parts {
        for character in part.text.chars() {
            let text = String::from(character);
            let width = faces.width_em(part.style.face, &text) * part.style.size_pt;
            if line.width_pt + width > width_pt && !line.pieces.is_empty() {
                lines.push(std::mem::take(line));
            }
            line.push(&text, part.style, width);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::paper::INK;

    fn piece(text: &str) -> Piece {
        Piece::new(text, Style::new(Face::Sans, 10.0, INK))
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| {
            line.pieces
                .iter()
                .map(|piece| piece.text.as_str())
                .collect()
        };
        lines.iter().map(text).collect()
    }

    #[test]
    fn no_line_is_wider_than_asked_and_no_word_is_lost() {
        let faces = Faces::load().expect("fonts");
        let text = "The liver is of normal size and attenuation without focal lesion.";
        for width in [30.0_f32, 61.5, 90.0, 400.0] {
            let lines = break_lines(&faces, &[piece(text)], width, Blanks::Collapse);
            for line in &lines {
                assert!(line.width_pt <= width + 0.01, "{width}");
            }
            let joined: String = texts(&lines).concat().replace(' ', "");
            assert_eq!(joined, text.replace(' ', ""));
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_inside() {
        let faces = Faces::load().expect("fonts");
        let lines = break_lines(
            &faces,
            &[piece("abcdefghijklmnopqrstuvwxyz")],
            40.0,
            Blanks::Collapse,
        );
        assert!(lines.len() > 2);
        assert_eq!(texts(&lines).concat(), "abcdefghijklmnopqrstuvwxyz");
    }

    #[test]
    fn a_replaced_piece_stays_with_the_stop_behind_it() {
        let faces = Faces::load().expect("fonts");
        let mut gone = piece("[PATIENT]");
        gone.style.ground = Ground::Replaced;
        let lines = break_lines(
            &faces,
            &[piece("Seen with "), gone, piece(", again")],
            66.0,
            Blanks::Collapse,
        );
        assert_eq!(texts(&lines), ["Seen with", "[PATIENT],", "again"]);
    }

    #[test]
    fn kept_blanks_keep_columns() {
        let faces = Faces::load().expect("fonts");
        let style = Style::new(Face::Mono, 10.0, INK);
        let lines = break_lines(
            &faces,
            &[Piece::new("  LV    55 %", style)],
            500.0,
            Blanks::Keep,
        );
        assert_eq!(texts(&lines), ["  LV    55 %"]);
    }
}
