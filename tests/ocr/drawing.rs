//! Made-up frames: a ground, lines of text in the fonts of the project, shapes.

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};
use safelight::ocr::{Bounds, Channels, Picture};

const SANS: &[u8] = include_bytes!("../../src/typeset/fonts/SourceSans3_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../src/typeset/fonts/SourceSans3_600SemiBold.ttf");
const CODE: &[u8] = include_bytes!("../../src/typeset/fonts/SourceCodePro_400Regular.ttf");

/// Made-up people and what stands beside them.
const TEXTS: [[&str; 4]; 4] = [
    [
        "MORRIS^HAZEL",
        "1961-04-12 F 060Y",
        "ID 48213377",
        "kV 120 mA 210",
    ],
    [
        "Okonkwo, Ifeoma",
        "Acc: A-20931-77",
        "St. Brennan Hospital",
        "W 400 L 40",
    ],
    ["Dr. Lindqvist", "14:32:07", "MRN 7741902", "TI 0.8 MI 1.2"],
    ["Tanaka Yui", "03/11/1954", "Room 12B", "R SUPINE"],
];

/// What text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    WhiteOnBlack,
    BlackOnWhite,
    GreyOnGrey,
    Noise,
    /// Paper from a scanner.
    Paper,
}

impl Ground {
    pub const ALL: [Self; 4] = [
        Self::WhiteOnBlack,
        Self::BlackOnWhite,
        Self::GreyOnGrey,
        Self::Noise,
    ];

    /// Ground, ink, strength of the noise.
    const fn levels(self) -> (f32, f32, f32) {
        match self {
            Self::WhiteOnBlack => (8.0, 245.0, 2.0),
            Self::BlackOnWhite => (250.0, 10.0, 2.0),
            Self::GreyOnGrey => (110.0, 155.0, 4.0),
            Self::Noise => (70.0, 215.0, 55.0),
            Self::Paper => (236.0, 35.0, 26.0),
        }
    }
}

/// A line that was drawn, and where its ink is.
pub struct Planted {
    pub text: String,
    pub ink: Bounds,
}

/// A grey picture that is being drawn.
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    ground: Ground,
    samples: Vec<f32>,
}

impl Canvas {
    /// Noise is the same for the same seed.
    pub fn new(width: usize, height: usize, ground: Ground, seed: u64) -> Self {
        let (level, _, noise) = ground.levels();
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
        };
        let samples = (0..width * height).map(|_| level + noise * (next() + next()));
        Self {
            width,
            height,
            ground,
            samples: samples.collect(),
        }
    }

    /// One line in each corner, as scanners write them.
    pub fn plant_corners(&mut self, size_px: f32, texts: usize) -> Vec<Planted> {
        let lower = self.height as i32 - (size_px * 1.6) as i32;
        let right = self.width as i32 / 2 + 20;
        let places = [(6, 6), (right, 6), (6, lower), (right, lower)];
        TEXTS[texts]
            .iter()
            .zip(places)
            .map(|(text, (x, y))| self.plant(text, size_px, x, y))
            .collect()
    }

    /// Draws a line with its top left corner here; the font goes by its size.
    pub fn plant(&mut self, text: &str, size_px: f32, x: i32, y: i32) -> Planted {
        let bytes = match size_px as u32 {
            ..=10 => CODE,
            11..=20 => SANS,
            21.. => BOLD,
        };
        let font = FontRef::try_from_slice(bytes).expect("a font of the project");
        // `PxScale` is the height of a line; what is asked for is the font size.
        let units = font.units_per_em().expect("units");
        let scale = PxScale::from(size_px * font.height_unscaled() / units);
        let scaled = font.as_scaled(scale);
        let (_, ink_level, _) = self.ground.levels();
        let mut pen = x as f32;
        let mut ink = (u32::MAX, u32::MAX, 0, 0);
        for letter in text.chars() {
            let glyph = scaled.scaled_glyph(letter);
            let advance = scaled.h_advance(glyph.id);
            let mut glyph = glyph;
            glyph.position = point(pen, y as f32 + size_px);
            pen += advance;
            let Some(outline) = font.outline_glyph(glyph) else {
                continue;
            };
            let corner = outline.px_bounds().min;
            outline.draw(|column, row, cover| {
                let (x, y) = (
                    corner.x as i32 + column as i32,
                    corner.y as i32 + row as i32,
                );
                let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
                    return;
                };
                if x as usize >= self.width || y as usize >= self.height || cover < 0.05 {
                    return;
                }
                let sample = &mut self.samples[y as usize * self.width + x as usize];
                *sample += (ink_level - *sample) * cover;
                if cover > 0.4 {
                    ink = (
                        ink.0.min(x),
                        ink.1.min(y),
                        ink.2.max(x + 1),
                        ink.3.max(y + 1),
                    );
                }
            });
        }
        Planted {
            text: text.to_owned(),
            ink: Bounds {
                left_px: ink.0,
                top_px: ink.1,
                width_px: ink.2 - ink.0,
                height_px: ink.3 - ink.1,
            },
        }
    }

    /// A soft body and a straight edge, as anatomy and masks have them.
    pub fn draw_shapes(&mut self) {
        let (_, ink, _) = self.ground.levels();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        for (place, sample) in self.samples.iter_mut().enumerate() {
            let x = (place % self.width) as f32 - middle_x;
            let y = (place / self.width) as f32 - middle_y;
            let radius = (x / 1.5).hypot(y);
            // A body that fades out, with folds; a ring would be an O.
            let body = (1.4 - radius / 100.0).clamp(0.0, 0.6);
            let folds = 0.5 + 0.3 * (x / 37.0).sin() * (y / 43.0).cos();
            let plate = if x < -230.0 { 0.7 } else { 0.0 };
            let share = (body * folds).max(plate);
            *sample += (ink - *sample) * share;
        }
    }

    /// A word as a hurried hand writes it: one stroke with loops, no letters.
    pub fn scribble(&mut self, x: f32, y: f32, length: f32, height: f32, seed: f32) {
        let steps = (length * 6.0) as usize;
        for step in 0..steps {
            let t = step as f32 / 6.0;
            let swing = (t * 0.31 + seed).sin() * 0.3 + (t * 0.53 + seed * 2.3).sin() * 0.2;
            let px = x + t + (t * 0.47 + seed).cos() * height * 0.15;
            let py = y + height * (0.5 + swing * (0.6 + 0.4 * (t * 0.07 + seed).sin()));
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let (column, row) = (px as usize + dx, py as usize + dy);
                if column < self.width && row < self.height {
                    self.samples[row * self.width + column] = 50.0;
                }
            }
        }
    }

    /// Its samples, grey, row by row.
    pub fn bytes(&self) -> Vec<u8> {
        let samples = self.samples.iter();
        samples
            .map(|sample| sample.clamp(0.0, 255.0) as u8)
            .collect()
    }

    /// A quarter turn, clockwise.
    pub fn turned(&self) -> Self {
        let mut samples = Vec::with_capacity(self.samples.len());
        for column in 0..self.width {
            let rows = (0..self.height).rev();
            samples.extend(rows.map(|row| self.samples[row * self.width + column]));
        }
        Self {
            width: self.height,
            height: self.width,
            ground: self.ground,
            samples,
        }
    }

    pub fn picture(&self) -> Picture {
        Picture::new(self.width, self.height, Channels::Grey, self.bytes()).expect("a picture")
    }
}
