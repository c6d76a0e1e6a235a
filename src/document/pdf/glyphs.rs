//! What a page draws: glyphs with positions, and which of them can be seen.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::areas::{Areas, Colour, Cover};
use super::fields::{Appearances, Value};
use super::places::{is_upright, places_of, upright_rectangle};
use super::texts::pdf_text;
use super::twins::Twins;
use super::weight::WeightReader;
use crate::document::layout::Glyph;
use crate::document::letters::plain_letters;

/// Glyphs of one page; a page of text has some thousands.
pub(super) const MAX_GLYPHS: usize = 400_000;

/// Text below this size, in points, cannot be read by eye.
const MIN_SIZE_PT: f32 = 1.2;

/// Less opaque than this cannot be seen.
const MIN_OPACITY: f32 = 0.05;

/// Paint that is less opaque lets what is under it through.
const OPAQUE: u8 = 250;

/// What was drawn on a page.
#[derive(Default)]
pub(super) struct Drawn {
    /// Glyphs that can be seen, in the order they were drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// Text that stands in the page and cannot be seen.
    pub(super) unseen: String,
    /// Alternative texts of marked content.
    pub(super) alternatives: Vec<String>,
    /// Glyphs, seen or not, without a Unicode meaning.
    pub(super) unknown: usize,
    /// Points² that pictures cover, overlaps counted twice.
    pub(super) picture_area: f64,
    /// Pixels of all pictures.
    pub(super) picture_pixels: u64,
    /// Number of pictures.
    pub(super) pictures: usize,
    /// Curves and lines of painted shapes: text turned into outlines has many.
    pub(super) outline_steps: usize,
    /// More glyphs than the limit.
    pub(super) overfull: bool,
}

/// Why a glyph cannot be seen, if it cannot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    Seen,
    Unseen,
}

struct Found {
    glyph: Glyph,
    sight: Sight,
    /// Middle of the glyph.
    middle: Point,
    colour: Option<Colour>,
    order: usize,
}

/// What a transparency group lets through.
#[derive(Clone, Copy)]
struct Group {
    opacity: f32,
    plain: bool,
}

/// Marked content that is open.
struct Marked {
    actual_text: Option<String>,
    first_glyph: usize,
}

/// Gathers what a page draws.
pub(super) struct Gatherer<'w> {
    page: Rect,
    found: Vec<Found>,
    areas: Areas,
    clips: Vec<Rect>,
    groups: Vec<Group>,
    marked: Vec<Marked>,
    weights: &'w mut WeightReader,
    drawn: Drawn,
    order: usize,
}

impl<'w> Gatherer<'w> {
    pub(super) fn new(width_pt: f32, height_pt: f32, weights: &'w mut WeightReader) -> Self {
        Self {
            page: Rect::new(0.0, 0.0, f64::from(width_pt), f64::from(height_pt)),
            found: Vec::new(),
            areas: Areas::default(),
            clips: Vec::new(),
            groups: Vec::new(),
            marked: Vec::new(),
            weights,
            drawn: Drawn::default(),
            order: 0,
        }
    }

    /// How many glyphs were drawn so far.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Adds values of fields that were not drawn. `first` is the first glyph
    /// of the annotations; of a drawing that is old, nothing is seen.
    pub(super) fn put_values(&mut self, values: &[Value], first: usize, drawings: Appearances) {
        let drawn_end = self.found.len();
        for value in values {
            let annotated = self.found.get_mut(first..drawn_end).unwrap_or_default();
            let here = |found: &&mut Found| value.place.contains(found.middle);
            let drawn: String = annotated
                .iter_mut()
                .filter(here)
                .map(|found| found.glyph.text.as_str())
                .collect();
            let drawn = letters_of(&drawn);
            let is_drawn = !drawn.is_empty();
            if is_drawn
                && (drawings == Appearances::Current || drawn.contains(&letters_of(&value.text)))
            {
                continue;
            }
            for found in annotated.iter_mut().filter(here) {
                found.sight = Sight::Unseen;
            }
            for glyph in value.glyphs() {
                if self.found.len() >= MAX_GLYPHS {
                    self.drawn.overfull = true;
                    return;
                }
                self.put(glyph, None, true);
            }
        }
    }

    /// The page is drawn: sorts what can be seen from what cannot.
    pub(super) fn finish(mut self) -> Drawn {
        let found = std::mem::take(&mut self.found);
        self.areas.limit(found.len());
        let mut seen: Vec<Glyph> = Vec::with_capacity(found.len());
        let mut twins = Twins::default();
        let mut last_unseen = None;
        for (place, found) in found.into_iter().enumerate() {
            if found.sight == Sight::Unseen
                || self.areas.hide(found.middle, found.colour, found.order)
            {
                if last_unseen.is_some_and(|last| last + 1 != place) {
                    self.drawn.unseen.push('\n');
                }
                last_unseen = Some(place);
                self.drawn.unseen.push_str(&found.glyph.text);
            } else if twins.is_new(&found.glyph, &mut seen) {
                seen.push(found.glyph);
            }
        }
        self.drawn.glyphs = seen;
        self.drawn
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::new(
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
            f64::INFINITY,
            f64::INFINITY,
        ))
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group {
            opacity: 1.0,
            plain: true,
        })
    }

    /// Where painting is seen now.
    fn shown(&self) -> Rect {
        self.clip().intersect(self.page)
    }

    fn next_order(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    /// How a filled shape covers what is under it.
    fn cover(&self, props: &DrawProps<'_>) -> Cover {
        let plain = props.blend_mode == BlendMode::Normal && props.soft_mask.is_none();
        match &props.paint {
            Paint::Color(colour) => {
                let [red, green, blue, alpha] = colour.to_rgba().to_rgba8();
                if plain && alpha >= OPAQUE && self.group().plain {
                    Cover::Plain([red, green, blue])
                } else {
                    Cover::Veil
                }
            }
            Paint::Pattern(_) => Cover::Veil,
        }
    }

    fn put(&mut self, glyph: Glyph, colour: Option<Colour>, visible: bool) {
        let (sine, cosine) = f32::from(glyph.direction).to_radians().sin_cos();
        let (along, up) = (glyph.advance_pt * 0.5, glyph.size_pt * 0.3);
        let middle = Point::new(
            f64::from(glyph.x + along * cosine + up * sine),
            f64::from(glyph.y + along * sine - up * cosine),
        );
        let slack = f64::from(glyph.size_pt) * 0.5;
        let inside =
            self.page.contains(middle) && self.clip().inflate(slack, slack).contains(middle);
        let sight = if visible && inside && glyph.size_pt >= MIN_SIZE_PT {
            Sight::Seen
        } else {
            Sight::Unseen
        };
        let order = self.next_order();
        self.found.push(Found {
            glyph,
            sight,
            middle,
            colour,
            order,
        });
    }
}

/// A text without its blanks: lines may be broken in other places.
fn letters_of(text: &str) -> String {
    plain_letters(text)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

fn is_filled(draw_mode: &DrawMode) -> bool {
    matches!(draw_mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..))
}

impl<'a> Device<'a> for Gatherer<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.drawn.outline_steps = self
            .drawn
            .outline_steps
            .saturating_add(path.elements().len());
        if !is_filled(draw_mode) {
            return;
        }
        let (shown, cover, order) = (self.shown(), self.cover(&props), self.next_order());
        match upright_rectangle(path) {
            Some(rect) if is_upright(props.transform) => {
                let rect = props.transform.transform_rect_bbox(rect);
                self.areas.push(rect, shown, cover, order);
            }
            Some(_) | None => {
                let path = props.transform * path;
                self.areas.push_shape(path, shown, cover, order);
            }
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if is_filled(draw_mode) && is_upright(props.transform) {
            let (shown, cover, order) = (self.shown(), self.cover(&props), self.next_order());
            let rect = props.transform.transform_rect_bbox(*rect);
            self.areas.push(rect, shown, cover, order);
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        let clip = self.clip().intersect(clip_path.path.bounding_box());
        self.clips.push(clip);
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        let outer = self.group();
        let plain = opacity > 0.98 && mask.is_none() && blend_mode == BlendMode::Normal;
        self.groups.push(Group {
            opacity: outer.opacity * opacity,
            plain: outer.plain && plain,
        });
    }

    fn draw_glyph_run(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: DrawProps<'a>,
        draw_mode: &DrawMode,
    ) {
        let (colour, alpha) = match &props.paint {
            Paint::Color(colour) => {
                let [red, green, blue, alpha] = colour.to_rgba().to_rgba8();
                (Some([red, green, blue]), f32::from(alpha) / 255.0)
            }
            Paint::Pattern(_) => (None, 1.0),
        };
        let visible = !matches!(draw_mode, DrawMode::Invisible)
            && alpha * self.group().opacity >= MIN_OPACITY;
        let weight = self.weights.weight_of(run);
        let places = places_of(run, props.transform);
        for (glyph, place) in run.glyphs().iter().zip(places) {
            if self.found.len() >= MAX_GLYPHS {
                self.drawn.overfull = true;
                return;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => plain_letters(letter.encode_utf8(&mut [0; 4])),
                Some(BfString::String(text)) => plain_letters(&text),
                None => char::REPLACEMENT_CHARACTER.to_string(),
            };
            if text.is_empty() || !place.is_finite() {
                continue;
            }
            if text.contains(char::REPLACEMENT_CHARACTER) {
                self.drawn.unknown += 1;
            }
            self.put(place.glyph(text, weight), colour, visible);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let rect = props
            .transform
            .transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let shown = rect.intersect(self.shown());
        self.drawn.pictures += 1;
        let pixels = u64::from(image.width()) * u64::from(image.height());
        self.drawn.picture_pixels = self.drawn.picture_pixels.saturating_add(pixels);
        self.drawn.picture_area += shown.area().max(0.0);
        let opaque = match &image {
            Image::Stencil(_) => false,
            Image::Raster(raster) => {
                let dict = raster.stream().dict();
                !dict.contains_key(b"SMask") && !dict.contains_key(b"Mask")
            }
        };
        let cover = if opaque && self.group().plain && is_upright(props.transform) {
            Cover::Picture
        } else {
            Cover::Veil
        };
        let (shown, order) = (self.shown(), self.next_order());
        self.areas.push(rect, shown, cover, order);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = |key: &[u8]| {
            let value = properties?.get::<PdfString<'_>>(key)?;
            Some(pdf_text(value.as_bytes()))
        };
        self.drawn.alternatives.extend(text(b"Alt"));
        self.drawn.alternatives.extend(text(b"E"));
        let actual_text = text(b"ActualText");
        self.marked.push(Marked {
            actual_text,
            first_glyph: self.found.len(),
        });
    }

    /// ActualText stands in only where a glyph does not tell what it means:
    /// what the eye reads is what the new document says.
    fn end_marked_content(&mut self) {
        let Some(marked) = self.marked.pop() else {
            return;
        };
        let Some(actual_text) = marked.actual_text else {
            return;
        };
        let Some(glyphs) = self.found.get_mut(marked.first_glyph..) else {
            return;
        };
        let unknown = glyphs
            .iter()
            .filter(|found| found.glyph.text.contains(char::REPLACEMENT_CHARACTER))
            .count();
        if unknown == 0 || actual_text.trim().is_empty() {
            self.drawn.alternatives.push(actual_text);
            return;
        }
        let mut text = plain_letters(&actual_text);
        for found in glyphs {
            found.glyph.text = std::mem::take(&mut text);
        }
        self.drawn.unknown = self.drawn.unknown.saturating_sub(unknown);
    }
}
