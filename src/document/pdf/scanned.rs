//! Pages whose text is a picture: drawn, read, and handed on as glyphs.
//!
//! What was read takes the place of the page's own text layer, which nobody who
//! looks at the page has seen. A page of which too much cannot be read is not
//! carried over.

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;

use crate::document::layout::Glyph;
use crate::document::model::Weight;
use crate::ocr::{Channels, Line, Ocr, Picture};

/// Dots per inch: ten-point letters are 28 pixels high.
const DPI: f32 = 200.0;

/// Longest edge of a page as it is drawn.
const MAX_EDGE_PX: f32 = 3_200.0;

/// Letters that are less sure in the mean make no page.
const PAGE_CONFIDENCE: f32 = 0.9;

/// A line that is less sure is not carried over; a mark stands for it.
const LINE_CONFIDENCE: f32 = 0.75;

/// Of so many lines one may be unreadable: a signature, a stamp.
const LINES_FOR_ONE: usize = 6;

/// Letters that a page needs to be a page of text.
const LEAST_LETTERS: usize = 20;

/// Stands for a line that cannot be read.
const NOT_READABLE: &str = "[not readable]";

/// Height of the letters' font in heights of the line's box, and how far its
/// baseline stands above the lower edge.
const FONT_SHARE: f32 = 0.9;
const BASELINE_SHARE: f32 = 0.24;

/// Half the widest letter in font sizes: what is farther apart is a gap.
const HALF_LETTER: f32 = 0.45;

/// Lines may lean by this and still be in one of the four directions.
const LEANING_DEGREES: f32 = 8.0;

/// The glyphs of a page as they are read from its picture; `None` if it cannot
/// be read well enough.
pub(super) fn glyphs<'a>(page: &'a PdfPage<'a>, reader: &Ocr) -> Option<Vec<Glyph>> {
    let (width_pt, height_pt) = page.render_dimensions();
    let longest_pt = width_pt.max(height_pt);
    let least_pt = width_pt.min(height_pt);
    let scale = (DPI / 72.0).min(MAX_EDGE_PX / longest_pt);
    if !scale.is_finite() || least_pt * scale < 1.0 {
        return None;
    }
    let picture = picture(page, scale)?;
    let lines = reader.find(&picture).ok()?;
    if !is_read(&lines) {
        return None;
    }
    Some(
        lines
            .iter()
            .flat_map(|line| glyphs_of(line, scale))
            .collect(),
    )
}

fn picture<'a>(page: &'a PdfPage<'a>, scale: f32) -> Option<Picture> {
    let drawn = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
    let pixels = drawn.data().iter();
    let samples = pixels
        .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    Picture::new(width, height, Channels::Colour, samples).ok()
}

/// Whether the letters of a page are sure enough to be its text.
fn is_read(lines: &[Line]) -> bool {
    let letters: usize = lines.iter().map(|line| line.letters.len()).sum();
    let sum: f32 = lines
        .iter()
        .flat_map(|line| &line.letters)
        .map(|letter| letter.confidence)
        .sum();
    let unreadable = lines.iter().filter(|line| !is_line_read(line)).count();
    letters >= LEAST_LETTERS
        && sum >= PAGE_CONFIDENCE * letters as f32
        && unreadable * LINES_FOR_ONE <= lines.len()
}

fn is_line_read(line: &Line) -> bool {
    line.confidence >= LINE_CONFIDENCE && !line.text.trim().is_empty()
}

/// The letters of a line as glyphs. Each begins and ends halfway to its
/// neighbours, where they are near.
fn glyphs_of(line: &Line, scale: f32) -> Vec<Glyph> {
    let height_pt = line.quad.height_px() / scale;
    let length_pt = line.quad.length_px() / scale;
    let size_pt = height_pt * FONT_SHARE;
    let direction = direction(line.quad.degrees());
    let (sine, cosine) = f32::from(direction).to_radians().sin_cos();
    // The middle of the line: a line that leans stays on one baseline.
    let [one, _, other, _] = line.quad.corners;
    let (middle_x, middle_y) = (
        (one.x + other.x) / 2.0 / scale,
        (one.y + other.y) / 2.0 / scale,
    );
    let down_pt = height_pt * (0.5 - BASELINE_SHARE);
    let letters = seen(line);
    let middles: Vec<f32> = letters
        .iter()
        .map(|(along, _)| (along - 0.5) * length_pt)
        .collect();
    let half_pt = HALF_LETTER * size_pt;
    let mut glyphs = Vec::with_capacity(letters.len());
    for (place, (middle, (_, text))) in middles.iter().zip(&letters).enumerate() {
        let before = place.checked_sub(1).and_then(|before| middles.get(before));
        let after = middles.get(place + 1);
        let near = |one: Option<&f32>, other: Option<&f32>| {
            let next = one.or(other);
            next.map_or(half_pt, |next| ((next - middle).abs() / 2.0).min(half_pt))
        };
        // The first letter is as wide to the left as to the right, the last likewise.
        let (left, right) = (near(before, after), near(after, before));
        let start = middle - left;
        glyphs.push(Glyph {
            text: text.clone(),
            x: middle_x + start * cosine - down_pt * sine,
            y: middle_y + start * sine + down_pt * cosine,
            advance_pt: left + right,
            size_pt,
            direction,
            weight: Weight::Regular,
        });
    }
    glyphs
}

/// Places along the line and what stands there.
fn seen(line: &Line) -> Vec<(f32, String)> {
    if is_line_read(line) {
        let letters = line.letters.iter();
        return letters
            .map(|letter| (letter.along, letter.text.clone()))
            .collect();
    }
    let count = NOT_READABLE.chars().count() as f32;
    let letters = NOT_READABLE.chars().enumerate();
    letters
        .map(|(place, letter)| ((place as f32 + 0.5) / count, letter.to_string()))
        .collect()
}

/// One of the four directions if it is near, else whole degrees.
fn direction(degrees: f32) -> i16 {
    let turned = degrees.rem_euclid(360.0);
    let quarter = (turned / 90.0).round() * 90.0;
    let whole = if (turned - quarter).abs() <= LEANING_DEGREES {
        quarter
    } else {
        turned.round()
    };
    (whole as i16).rem_euclid(360)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::{Letter, Point, Quad};

    fn line(text: &str, confidence: f32, left: f32, top: f32) -> Line {
        let count = text.chars().count() as f32;
        let letters = text.chars().enumerate().map(|(place, letter)| Letter {
            along: (place as f32 + 0.5) / count,
            confidence,
            text: letter.to_string(),
        });
        let (right, bottom) = (left + count * 14.0, top + 30.0);
        let corner = |x, y| Point { x, y };
        Line {
            quad: Quad {
                corners: [
                    corner(left, top),
                    corner(right, top),
                    corner(right, bottom),
                    corner(left, bottom),
                ],
            },
            text: text.to_owned(),
            letters: letters.collect(),
            confidence,
            found: 1.0,
        }
    }

    #[test]
    fn a_page_of_sure_lines_is_read_and_one_of_guesses_is_not() {
        let text = "No acute osseous abnormality.";
        let sure = |count| vec![line(text, 0.97, 0.0, 0.0); count];
        assert!(is_read(&sure(3)));
        assert!(!is_read(&[line("Page 1", 0.97, 0.0, 0.0)]));
        assert!(!is_read(&vec![line(text, 0.8, 0.0, 0.0); 8]));
        let scrawl = line("ule", 0.4, 0.0, 0.0);
        let mut page = sure(5);
        page.push(scrawl.clone());
        assert!(is_read(&page));
        page.push(scrawl);
        assert!(!is_read(&page));
    }

    #[test]
    fn letters_of_a_line_become_glyphs_on_one_baseline() {
        let scale = 200.0 / 72.0;
        let glyphs = glyphs_of(&line("Knee MR", 0.97, 100.0, 200.0), scale);
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, "Knee MR");
        assert!(glyphs.iter().all(|glyph| glyph.y == glyphs[0].y));
        // The box ends at 230 pixels, 82.8 points; the baseline is above.
        assert!((glyphs[0].y - 80.2).abs() < 0.1, "{}", glyphs[0].y);
        assert!((glyphs[0].x - 36.0).abs() < 0.6, "{}", glyphs[0].x);
        let end = glyphs[0].x + glyphs[0].advance_pt;
        assert!((end - glyphs[1].x).abs() < 0.01);
    }

    #[test]
    fn of_a_line_that_cannot_be_read_only_a_mark_stays() {
        let glyphs = glyphs_of(&line("M0rr1s", 0.5, 0.0, 0.0), 2.0);
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, NOT_READABLE);
    }

    #[test]
    fn leaning_lines_are_put_upright() {
        let directions = [-3.0, 2.0, 91.0, -90.0, 179.0, 45.0].map(direction);
        assert_eq!(directions, [0, 0, 90, 270, 180, 45]);
    }
}
