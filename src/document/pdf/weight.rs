//! Whether a run of glyphs is bold.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::kurbo::{BezPath, PathEl, Point, flatten};

use crate::document::model::Weight;

/// CSS weight from which a font counts as bold.
const BOLD_WEIGHT: u32 = 600;

/// Stems of regular text faces are 40 to 100 units of a thousand wide, those
/// of bold ones 115 to 190.
const BOLD_STEM: f64 = 107.0;

/// Glyphs whose stems are measured, in one document.
const MAX_MEASURED: usize = 20_000;

/// Letters with an upright stem.
const STEMMED: &str = "bdhiklmnprtuBDEFHIKLMNPRTU1";

/// Letters whose bowl is as wide as a stem; for words like `Sex` without one.
const BOWLED: &str = "ceoCGOQ06";

/// Reads weights and remembers the stems it measured.
#[derive(Default)]
pub(super) struct WeightReader {
    stems: HashMap<u128, Option<f64>>,
}

impl WeightReader {
    /// The weight of a run: by the name and weight that the font gives, and
    /// if it gives none (standard fonts, Type 1), by its stems.
    pub(super) fn weight_of(&mut self, run: &GlyphRun<'_, '_>) -> Weight {
        let outlines = || {
            run.glyphs().iter().filter_map(|glyph| match &**glyph {
                Glyph::Outline(outline) => Some(outline),
                Glyph::Type3(_) => None,
            })
        };
        let Some(first) = outlines().next() else {
            return Weight::Regular;
        };
        if let Some(data) = first.font_data() {
            let name = data.postscript_name.unwrap_or_default().to_lowercase();
            let named = ["bold", "black", "heavy", "semibd", "-bd"]
                .iter()
                .any(|word| name.contains(word));
            if named || data.weight.is_some_and(|weight| weight >= BOLD_WEIGHT) {
                return Weight::Bold;
            }
            if data.weight.is_some() {
                return Weight::Regular;
            }
        }
        let stem = [STEMMED, BOWLED].into_iter().find_map(|letters| {
            outlines()
                .filter(|glyph| is_one_of(letters, glyph))
                .find_map(|glyph| self.stem(glyph))
        });
        match stem {
            Some(stem) if stem >= BOLD_STEM => Weight::Bold,
            _ => Weight::Regular,
        }
    }

    fn stem(&mut self, glyph: &OutlineGlyph) -> Option<f64> {
        if self.stems.len() >= MAX_MEASURED {
            return None;
        }
        let key = glyph.identifier().cache_key();
        *self
            .stems
            .entry(key)
            .or_insert_with(|| stem_width(&glyph.outline()))
    }
}

fn is_one_of(letters: &str, glyph: &OutlineGlyph) -> bool {
    use hayro_interpret::hayro_cmap::BfString;
    match glyph.as_unicode() {
        Some(BfString::Char(letter)) => letters.contains(letter),
        Some(BfString::String(_)) | None => false,
    }
}

/// The narrowest stretch of ink on three lines across the letter.
fn stem_width(outline: &BezPath) -> Option<f64> {
    [180.0, 260.0, 340.0]
        .into_iter()
        .filter_map(|height| ink_at(outline, height))
        .min_by(f64::total_cmp)
}

/// The first stretch of ink on a line at this height.
fn ink_at(outline: &BezPath, height: f64) -> Option<f64> {
    let mut crossings: Vec<f64> = Vec::new();
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    flatten(outline, 2.0, |element| {
        let to = match element {
            PathEl::MoveTo(point) => {
                start = point;
                at = point;
                return;
            }
            PathEl::LineTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                point
            }
            PathEl::ClosePath => start,
        };
        if (at.y > height) != (to.y > height) && crossings.len() < 64 {
            let share = (height - at.y) / (to.y - at.y);
            crossings.push(at.x + share * (to.x - at.x));
        }
        at = to;
    });
    crossings.sort_by(f64::total_cmp);
    match crossings.as_slice() {
        [first, second, ..] if second - first > 10.0 => Some(second - first),
        _ => None,
    }
}
