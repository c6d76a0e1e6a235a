//! Lines of East Asian letters that run from top to bottom, drawn letter by
//! letter with a font for horizontal lines.

use super::Glyph;

/// Letters that stand below each other before they count as a line.
const MIN_LETTERS: usize = 3;

/// How far the middles of letters of one line may differ, as a share of their size.
const SIDE_STEP: f32 = 0.2;

/// The next letter stands this far below, as a share of the size.
const STEP_DOWN: std::ops::RangeInclusive<f32> = 0.8..=1.6;

/// How far a letter's cell reaches above its baseline.
const UPPER_EDGE: f32 = 0.88;

/// Chinese, Japanese and Korean letters and marks.
fn is_east_asian(glyph: &Glyph) -> bool {
    glyph.text.chars().any(|letter| {
        matches!(letter,
            '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF00}'..='\u{FFEF}'
            | '\u{20000}'..='\u{3FFFF}')
    })
}

/// Gives the letters of such lines the direction of their line.
pub(super) fn turn_lines(glyphs: &mut [Glyph]) {
    let mut start = 0;
    while start < glyphs.len() {
        let rest = glyphs.get_mut(start..).unwrap_or_default();
        let length = rest.windows(2).take_while(|pair| is_stacked(pair)).count() + 1;
        let line = rest.get_mut(..length).unwrap_or_default();
        let east_asian = line.iter().filter(|glyph| is_east_asian(glyph)).count();
        if length >= MIN_LETTERS && east_asian * 2 > length {
            for glyph in line {
                glyph.x += (glyph.advance_pt - glyph.size_pt) / 2.0;
                glyph.y -= UPPER_EDGE * glyph.size_pt;
                glyph.advance_pt = glyph.size_pt;
                glyph.direction = 90;
            }
        }
        start += length;
    }
}

fn is_stacked(pair: &[Glyph]) -> bool {
    let [one, next] = pair else { return false };
    let size = one.size_pt.max(next.size_pt).max(0.1);
    let middle = |glyph: &Glyph| glyph.x + glyph.advance_pt / 2.0;
    one.direction == 0
        && next.direction == 0
        && (middle(one) - middle(next)).abs() <= SIDE_STEP * size
        && STEP_DOWN.contains(&((next.y - one.y) / size))
}

#[cfg(test)]
mod tests {
    use super::super::lay_out;
    use super::Glyph;
    use crate::document::model::Weight;

    fn column(text: &str, x: f32, step: f32) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(place, letter)| Glyph {
                text: letter.to_string(),
                x,
                y: 100.0 + step * place as f32,
                advance_pt: 10.0,
                size_pt: 10.0,
                direction: 0,
                weight: Weight::Regular,
            })
            .collect()
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        let laid = lay_out(glyphs, 612.0, 792.0);
        laid.segments.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn columns_of_japanese_are_read_downwards_from_the_right() {
        let page = [
            column("胸部画像", 300.0, 10.5),
            column("山田花子", 280.0, 10.5),
        ]
        .concat();
        assert_eq!(texts(&page), ["胸部画像", "山田花子"]);
    }

    #[test]
    fn cells_below_each_other_are_no_line() {
        assert_eq!(texts(&column("有無有", 300.0, 20.0)), ["有", "無", "有"]);
        assert_eq!(texts(&column("123", 300.0, 10.5)), ["1", "2", "3"]);
    }
}
