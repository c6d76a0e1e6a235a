//! Where the glyphs of a run stand on the page.

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

use crate::document::layout::Glyph;
use crate::document::model::Weight;

/// Units of the glyph space of hayro.
const UNITS_PER_EM: f64 = 1000.0;

/// How far a cell of vertical writing reaches above the baseline of its glyph.
const UPPER_EDGE: f64 = 0.88;

/// Where a glyph stands.
pub(super) struct GlyphPlace {
    origin: Point,
    advance_pt: f64,
    size_pt: f64,
    direction: i16,
}

impl GlyphPlace {
    /// Whether numbers in it make sense.
    pub(super) fn is_finite(&self) -> bool {
        let far = 1.0e6;
        [self.origin.x, self.origin.y, self.advance_pt, self.size_pt]
            .iter()
            .all(|value| value.is_finite() && value.abs() < far)
    }

    /// The glyph at this place.
    pub(super) fn glyph(&self, text: String, weight: Weight) -> Glyph {
        Glyph {
            text,
            x: self.origin.x as f32,
            y: self.origin.y as f32,
            advance_pt: self.advance_pt as f32,
            size_pt: self.size_pt as f32,
            direction: self.direction,
            weight,
        }
    }
}

/// Positions of the glyphs of a run, in page space.
///
/// hayro stretches the glyphs of a stand-in font to the widths of the missing
/// one; the advance is not stretched then. Which of both holds is told by
/// where the next glyph begins.
pub(super) fn places_of(run: &GlyphRun<'_, '_>, transform: Affine) -> Vec<GlyphPlace> {
    let mut places: Vec<GlyphPlace> = Vec::with_capacity(run.glyphs().len());
    let mut plain: Vec<f64> = Vec::with_capacity(run.glyphs().len());
    for glyph in run.glyphs() {
        let whole = transform * glyph.transform();
        let origin = whole * Point::ZERO;
        let along = whole * Point::new(UNITS_PER_EM, 0.0) - origin;
        let up = whole * Point::new(0.0, UNITS_PER_EM) - origin;
        let units = match &**glyph {
            DrawnGlyph::Outline(outline) => outline.advance_width(),
            DrawnGlyph::Type3(shape) => shape.advance_width(),
        };
        let ems = units.map_or(0.5, |units| f64::from(units) / UNITS_PER_EM);
        places.push(GlyphPlace {
            origin,
            advance_pt: ems * along.hypot(),
            size_pt: up.hypot(),
            direction: direction(along.y.atan2(along.x)),
        });
        plain.push(ems * up.hypot());
    }
    let nearer_plain = places
        .windows(2)
        .zip(&plain)
        .filter(|(pair, plain)| match pair {
            [one, next] => {
                let step = (next.origin - one.origin).hypot();
                (step - **plain).abs() + 1e-6 < (step - one.advance_pt).abs()
            }
            _ => false,
        })
        .count();
    if nearer_plain * 2 > places.len() {
        for (place, plain) in places.iter_mut().zip(plain) {
            place.advance_pt = plain;
        }
    }
    match run.writing_mode() {
        WritingMode::Horizontal => places,
        WritingMode::Vertical => places.into_iter().map(downwards).collect(),
    }
}

/// A glyph of a line that runs from top to bottom: its line turns with it, and
/// its place is the upper left corner of its cell (ISO 32000-2, 9.7.4.3).
fn downwards(place: GlyphPlace) -> GlyphPlace {
    let (sine, cosine) = f64::from(place.direction).to_radians().sin_cos();
    // Narrow glyphs stand in the middle of their column.
    let along = (place.advance_pt - place.size_pt) / 2.0;
    let up = UPPER_EDGE * place.size_pt;
    GlyphPlace {
        origin: place.origin + Vec2::new(along * cosine + up * sine, along * sine - up * cosine),
        advance_pt: place.size_pt,
        size_pt: place.size_pt,
        direction: (place.direction + 90).rem_euclid(360),
    }
}

/// Whole degrees; near an axis, the axis.
fn direction(radians: f64) -> i16 {
    let degrees = radians.to_degrees().rem_euclid(360.0);
    let nearest = (degrees / 90.0).round() * 90.0;
    let degrees = if (degrees - nearest).abs() < 4.0 {
        nearest
    } else {
        degrees.round()
    };
    (degrees as i16).rem_euclid(360)
}

/// Whether boxes stay boxes.
pub(super) fn is_upright(transform: Affine) -> bool {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let small = 1e-3 * (a.abs() + b.abs() + c.abs() + d.abs());
    (b.abs() <= small && c.abs() <= small) || (a.abs() <= small && d.abs() <= small)
}

/// The box of a path that is an upright rectangle and nothing else.
pub(super) fn upright_rectangle(path: &BezPath) -> Option<Rect> {
    let elements = path.elements().len();
    if !(4..=6).contains(&elements) {
        return None;
    }
    let bounds = path.bounding_box();
    // A rectangle fills its box; any other shape of so few lines does not.
    let filled = path.area().abs();
    (bounds.area() > 1.0 && filled >= 0.99 * bounds.area()).then_some(bounds)
}
