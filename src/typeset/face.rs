//! The three built-in faces: characters → glyphs and widths.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Feature, Script, ShapePlan, UnicodeBuffer, script};

use super::TypesetError;

static SANS: &[u8] = include_bytes!("fonts/SourceSans3_400Regular.ttf");
static SANS_BOLD: &[u8] = include_bytes!("fonts/SourceSans3_600SemiBold.ttf");
static MONO: &[u8] = include_bytes!("fonts/SourceCodePro_400Regular.ttf");

/// Stands for a character that no face has.
pub const MISSING: char = '□';

/// One of the built-in faces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Source Sans 3 Regular.
    #[default]
    Sans,
    /// Source Sans 3 SemiBold.
    SansBold,
    /// Source Code Pro Regular.
    Mono,
}

/// The loaded faces.
pub struct Faces {
    sans: Loaded,
    sans_bold: Loaded,
    mono: Loaded,
    /// What was shaped: the words of a table come again and again, and a line
    /// is measured before it is drawn.
    shaped: RefCell<Shaped>,
}

/// Runs by face and text.
#[derive(Default)]
struct Shaped {
    runs: HashMap<Face, HashMap<String, Rc<[Run]>>>,
    glyphs: usize,
}

/// What was shaped is forgotten when it has more glyphs (of some 64 bytes each).
const MOST_KEPT_GLYPHS: usize = 1 << 17;

/// Text in one face, ready to draw.
pub struct Run {
    /// The face that has the characters; not always the one asked for.
    pub font: Font,
    /// The characters as they stand in the PDF.
    pub text: String,
    /// One glyph or more for each of them.
    pub glyphs: Vec<KrillaGlyph>,
    /// Width at a size of one point.
    pub width_em: f32,
}

struct Loaded {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    plans: Vec<(Script, ShapePlan)>,
}

/// Scripts that the built-in faces have; `UNKNOWN` is text of digits and signs.
const SCRIPTS: [Script; 4] = [
    script::LATIN,
    script::UNKNOWN,
    script::GREEK,
    script::CYRILLIC,
];

impl Faces {
    /// Loads the built-in fonts.
    ///
    /// # Errors
    /// [`TypesetError::Font`] if one of them does not parse.
    pub fn load() -> Result<Self, TypesetError> {
        Ok(Self {
            sans: Loaded::new(SANS)?,
            sans_bold: Loaded::new(SANS_BOLD)?,
            mono: Loaded::new(MONO)?,
            shaped: RefCell::default(),
        })
    }

    /// Width of `text` at a size of one point.
    #[must_use]
    pub fn width_em(&self, face: Face, text: &str) -> f32 {
        self.runs(face, text).iter().map(|run| run.width_em).sum()
    }

    /// Glyphs for `text`, one run for each change of face.
    #[must_use]
    pub fn runs(&self, face: Face, text: &str) -> Rc<[Run]> {
        if let Some(runs) = self.shaped.borrow().of(face, text) {
            return runs;
        }
        let runs: Rc<[Run]> = self.shape(face, text).into();
        self.shaped.borrow_mut().keep(face, text, &runs);
        runs
    }

    fn shape(&self, face: Face, text: &str) -> Vec<Run> {
        let mut parts: Vec<(Face, String)> = Vec::new();
        for character in text.chars().filter_map(printable) {
            let (found, shown) = self.cover(face, character);
            match parts.last_mut() {
                Some((last, part)) if *last == found => part.push(shown),
                Some(_) | None => parts.push((found, String::from(shown))),
            }
        }
        parts
            .into_iter()
            .map(|(found, part)| self.loaded(found).shape(part))
            .collect()
    }

    /// How many characters of `text` no face has.
    #[must_use]
    pub fn missing(&self, text: &str) -> u64 {
        text.chars()
            .filter_map(printable)
            .filter(|character| {
                *character != MISSING && self.cover(Face::Sans, *character).1 == MISSING
            })
            .fold(0, |count, _| count + 1)
    }

    /// The face and character that show `character`: the wanted face, else
    /// another one, else a plainer spelling, else [`MISSING`].
    fn cover(&self, wanted: Face, character: char) -> (Face, char) {
        let order = [wanted, Face::Sans, Face::Mono];
        let holder = |character| {
            order
                .into_iter()
                .find(|face| self.loaded(*face).has(character))
        };
        if let Some(face) = holder(character) {
            return (face, character);
        }
        let plainer = plainer(character);
        match holder(plainer) {
            Some(face) => (face, plainer),
            None => (wanted, MISSING),
        }
    }

    const fn loaded(&self, face: Face) -> &Loaded {
        match face {
            Face::Sans => &self.sans,
            Face::SansBold => &self.sans_bold,
            Face::Mono => &self.mono,
        }
    }
}

impl Shaped {
    fn of(&self, face: Face, text: &str) -> Option<Rc<[Run]>> {
        self.runs.get(&face)?.get(text).cloned()
    }

    fn keep(&mut self, face: Face, text: &str, runs: &Rc<[Run]>) {
        let glyphs: usize = runs.iter().map(|run| run.glyphs.len()).sum();
        if self.glyphs + glyphs > MOST_KEPT_GLYPHS {
            *self = Self::default();
        }
        self.glyphs += glyphs;
        let of_face = self.runs.entry(face).or_default();
        of_face.insert(text.to_owned(), Rc::clone(runs));
    }
}

impl Loaded {
    fn new(data: &'static [u8]) -> Result<Self, TypesetError> {
        let font = Font::new(data.into(), 0).ok_or(TypesetError::Font)?;
        let shaper = rustybuzz::Face::from_slice(data, 0).ok_or(TypesetError::Font)?;
        let plans = SCRIPTS.map(|script| (script, plan(&shaper, script)));
        Ok(Self {
            font,
            shaper,
            plans: plans.into(),
        })
    }

    /// Glyph 0 is "not defined", ISO 19005-2 6.2.11.8 forbids it.
    fn has(&self, character: char) -> bool {
        self.shaper
            .glyph_index(character)
            .is_some_and(|glyph| glyph.0 != 0)
    }

    /// A run of ASCII in a face of one width: no kerning, nothing to shape.
    fn set_in_cells(&self, text: &str) -> Option<Run> {
        if !(self.shaper.is_monospaced() && text.is_ascii()) {
            return None;
        }
        let units = f32::from(u16::try_from(self.shaper.units_per_em()).unwrap_or(1000)).max(1.0);
        let mut glyphs = Vec::with_capacity(text.len());
        for (place, character) in text.char_indices() {
            let glyph = self.shaper.glyph_index(character)?;
            let advance = f32::from(self.shaper.glyph_hor_advance(glyph)?) / units;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(u32::from(glyph.0)),
                advance,
                0.0,
                0.0,
                0.0,
                place..place + 1,
                None,
            ));
        }
        Some(Run {
            font: self.font.clone(),
            width_em: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            text: text.to_owned(),
            glyphs,
        })
    }

    /// Text that runs from left to right, whatever its script.
    fn shape(&self, text: String) -> Run {
        if let Some(run) = self.set_in_cells(&text) {
            return run;
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let script = buffer.script();
        let made = self.plans.iter().find(|(known, _)| *known == script);
        let shaped = match made {
            Some((_, plan)) => rustybuzz::shape_with_plan(&self.shaper, plan, buffer),
            None => rustybuzz::shape_with_plan(&self.shaper, &plan(&self.shaper, script), buffer),
        };
        let units = f32::from(u16::try_from(self.shaper.units_per_em()).unwrap_or(1000)).max(1.0);
        #[expect(clippy::cast_precision_loss, reason = "font units are below 2^16")]
        let em = |units_count: i32| units_count as f32 / units;
        let clusters: Vec<usize> = shaped
            .glyph_infos()
            .iter()
            .map(|info| usize::try_from(info.cluster).unwrap_or(text.len()))
            .collect();
        let mut glyphs = Vec::with_capacity(clusters.len());
        for ((info, position), start) in shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .zip(&clusters)
        {
            let end = clusters
                .iter()
                .skip(glyphs.len())
                .find(|cluster| *cluster > start)
                .copied()
                .unwrap_or(text.len());
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(position.x_advance),
                em(position.x_offset),
                em(position.y_offset),
                em(position.y_advance),
                *start..end,
                None,
            ));
        }
        let width_em = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Run {
            font: self.font.clone(),
            text,
            glyphs,
            width_em,
        }
    }
}

/// How text of one script is shaped. Kerning yes, ligatures no: a search for
/// "fl" shall find it in any viewer.
fn plan(shaper: &rustybuzz::Face<'static>, script: Script) -> ShapePlan {
    let off = |tag: &[u8; 4]| Feature::new(Tag::from_bytes(tag), 0, ..);
    let features = [off(b"liga"), off(b"clig"), off(b"calt"), off(b"locl")];
    let known = (script != script::UNKNOWN).then_some(script);
    ShapePlan::new(shaper, Direction::LeftToRight, known, None, &features)
}

/// Drops what has no shape of its own, and makes a blank of every blank that
/// moves the pen by an unknown width.
fn printable(character: char) -> Option<char> {
    match character {
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{00AD}' => None,
        '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// A character that says the same and is in every face.
const fn plainer(character: char) -> char {
    match character {
        '\u{00A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => ' ',
        '\u{2010}' | '\u{2011}' | '\u{2043}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2012}' | '\u{2015}' => '–',
        '\u{2215}' | '\u{29F8}' => '/',
        '\u{2217}' => '*',
        '\u{223C}' | '\u{FF5E}' => '~',
        '\u{2A7D}' | '\u{2266}' => '≤',
        '\u{2A7E}' | '\u{2267}' => '≥',
        '\u{2714}' | '\u{2705}' => '✓',
        '\u{2718}' | '\u{2717}' | '\u{2715}' | '\u{2716}' => '×',
        '\u{2612}' | '\u{2327}' => '☑',
        '\u{25AA}' | '\u{25AB}' | '\u{25FE}' | '\u{2023}' | '\u{2219}' | '\u{F0B7}' => '•',
        '\u{27A2}' | '\u{2794}' | '\u{279C}' | '\u{27F6}' => '→',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces() -> Faces {
        Faces::load().expect("built-in fonts load")
    }

    fn shown(face: Face, text: &str) -> String {
        faces()
            .runs(face, text)
            .iter()
            .map(|run| run.text.as_str())
            .collect()
    }

    #[test]
    fn report_signs_greek_and_cyrillic_are_covered_in_every_face() {
        let text = "≥ ≤ ± × µ μ ° → ✓ ☐ ☑ – — ‘’ “” … ½ ² ³ Ωλη Ιατρός Сердце łąćż ő ğ ß";
        for face in [Face::Sans, Face::SansBold, Face::Mono] {
            assert_eq!(shown(face, text), text);
        }
        assert_eq!(faces().missing(text), 0);
    }

    #[test]
    fn a_character_without_glyph_is_shown_and_counted() {
        assert_eq!(shown(Face::Sans, "a漢b\u{E000}c"), "a□b□c");
        assert_eq!(faces().missing("a漢b\u{E000}c\u{FFFD}"), 3);
    }

    #[test]
    fn line_drawing_comes_from_the_monospaced_face() {
        let runs = faces().runs(Face::Sans, "a─b");
        assert_eq!(runs.len(), 3);
        assert_eq!(shown(Face::Sans, "a─b"), "a─b");
    }

    #[test]
    fn a_width_is_the_same_when_it_is_asked_again_in_another_face() {
        let faces = faces();
        let asked = |face| faces.width_em(face, "Removed");
        let first = [Face::Sans, Face::SansBold, Face::Mono].map(asked);
        assert_eq!(first, [Face::Sans, Face::SansBold, Face::Mono].map(asked));
        assert!(first[0] < first[1] && first[1] < first[2], "{first:?}");
    }

    #[test]
    fn what_was_shaped_is_forgotten_before_it_is_too_much() {
        let faces = faces();
        let line = |number: usize| format!("{number:>400}");
        let first = faces.width_em(Face::Sans, &line(7));
        for number in 0..2 * MOST_KEPT_GLYPHS / 400 {
            let width = faces.width_em(Face::Sans, &line(number));
            assert!(width > 0.0);
            assert!(faces.shaped.borrow().glyphs <= MOST_KEPT_GLYPHS);
        }
        assert!(faces.shaped.borrow().glyphs > 0);
        assert!((faces.width_em(Face::Sans, &line(7)) - first).abs() < f32::EPSILON);
    }

    #[test]
    fn every_glyph_of_the_monospaced_face_is_equally_wide() {
        let faces = faces();
        let one = faces.width_em(Face::Mono, "i");
        assert!((faces.width_em(Face::Mono, "WiM 0fi") - 7.0 * one).abs() < 1e-4);
    }

    #[test]
    fn cells_are_what_the_shaper_makes_of_them() {
        let mono = faces().mono;
        let text = "(0008,0018) 7f3a!= -> <> fi DICOM/ST01/IMG00001 ``";
        let cells = mono
            .set_in_cells(text)
            .expect("ASCII in a face of one width");
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        let script = script::LATIN;
        buffer.set_script(script);
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape_with_plan(&mono.shaper, &plan(&mono.shaper, script), buffer);
        let by_shaper: Vec<u32> = shaped
            .glyph_infos()
            .iter()
            .map(|info| info.glyph_id)
            .collect();
        let by_cells: Vec<u32> = cells
            .glyphs
            .iter()
            .map(|glyph| glyph.glyph_id.to_u32())
            .collect();
        assert_eq!(by_cells, by_shaper);
        assert!(faces().sans.set_in_cells(text).is_none());
        assert!(mono.set_in_cells("Ω").is_none());
    }

    #[test]
    fn invisible_characters_are_dropped_and_ligatures_are_not_made() {
        assert_eq!(shown(Face::Sans, "Smi\u{200B}th\u{AD}\u{202E}"), "Smith");
        let glyphs: usize = faces()
            .runs(Face::Sans, "efficient")
            .iter()
            .map(|run| run.glyphs.len())
            .sum();
        assert_eq!(glyphs, 9);
    }
}
