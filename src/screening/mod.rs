//! Finds text that is burned into pictures, and says which words of it to hide.
//!
//! A reader (`ocr`) sees every frame of a picture that usually holds text, and the
//! darkest and the brightest of all frames of any other series. Each word that it
//! reads gets a verdict: it is a known value or shows itself as an identifier, it
//! is on the list of what may stay, or nothing is known of it. All but what may
//! stay gets a box. What is suggested here is a machine's look: no picture counts
//! as looked at by it.
//!
//! | file | knows |
//! |---|---|
//! | `look` | the looks at one picture in which it is read, and two readings of one line |
//! | `film` | what of a frame has changed since it was read last |
//! | `layers` | the frames of a series over each other, those of one size together |
//! | `words` | the words of a line and where they stand |
//! | `near` | known values in the spellings and misreadings of a picture |
//! | `allowed` | words, units and numbers that may stay (`allowed.txt`) |
//! | `judge` | the verdict of each word of a line |
//! | `gather` | places of many frames as few boxes |
//!
//! The room has no files, no threads and no networks: a door passes pictures in, and
//! whoever reads them.

mod allowed;
mod film;
mod gather;
mod judge;
mod layers;
mod look;
mod near;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::boxes::PixelArea;
use crate::known::Known;
use crate::ocr::{Line, OcrError, Reader};
use crate::pixels::{Picture, PixelError, Projection, ProjectionKind, Shown};
use crate::policy::DateRule;
use crate::sensitive::Sensitive;
use crate::text::Finder;

pub use allowed::AllowList;
pub use gather::{FoundPlace, OnInstance, Sheet, boxes, places};
pub use layers::{Layer, Layers};

use look::Changed;
use near::Needles;

/// What is to be said of a word or a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It may stay.
    Allowed,
    /// Nothing is known of it: it gets a box.
    Unknown,
    /// It is a known value, or shows itself as an identifier: it gets a box.
    Identifier,
}

/// A line of text in a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundLine {
    /// Where it stands.
    pub place: PixelArea,
    /// The gravest of its words.
    pub verdict: Verdict,
    /// What of it is to be hidden; nothing of an allowed one.
    pub boxes: Vec<PixelArea>,
    /// What was read: for the person's own screen.
    pub text: Sensitive<String>,
}

/// The lines of one frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrameLines {
    /// The frame, from 0.
    pub frame: u32,
    /// Its lines.
    pub lines: Vec<FoundLine>,
}

/// Why a picture was not screened: that is not a picture without text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScreeningError {
    /// It cannot be decoded.
    #[error("{0}")]
    Pixels(#[from] PixelError),
    /// It cannot be read.
    #[error("{0}")]
    Ocr(#[from] OcrError),
}

/// Has pictures read and judges what is read.
pub struct Screener<R: Reader> {
    reader: R,
    needles: Needles,
    finder: Finder,
}

impl<R: Reader> Screener<R> {
    /// Prepares the known values of a drop.
    #[must_use]
    pub fn new(reader: R, known: &Known) -> Self {
        Self {
            reader,
            needles: Needles::new(known),
            finder: Finder::new(known, DateRule::Remove),
        }
    }

    /// The lines of some frames of a picture. Of each frame only what has changed
    /// since the one before it is read (`film`). `told` hears of every frame when
    /// it is done.
    ///
    /// # Errors
    /// [`ScreeningError`] for the first frame that cannot be decoded or read.
    pub fn frames(
        &self,
        picture: &Picture<'_>,
        allowed: &AllowList,
        frames: Range<u32>,
        told: &mut dyn FnMut(u32),
    ) -> Result<Vec<FrameLines>, ScreeningError> {
        let mut film = film::Film::default();
        let mut all: Vec<FrameLines> = Vec::new();
        for frame in frames {
            let looks = look::looks(picture, frame)?;
            let parts = film.parts(&looks);
            let lines = match all.last().filter(|_| parts.is_empty()) {
                Some(last) => last.lines.clone(),
                None => {
                    let size = size(&looks);
                    let read = self.read(&looks, &parts, film.changed())?;
                    film.enter(looks, &parts, read);
                    self.judged(film.lines(), allowed, size)
                }
            };
            all.push(FrameLines { frame, lines });
            told(frame);
        }
        Ok(all)
    }

    /// The lines of the darkest and the brightest of many frames: what is drawn into
    /// all of them, or into any of them on plain ground, shows in one of the two.
    ///
    /// # Errors
    /// [`OcrError`].
    pub fn projection(
        &self,
        projection: &Projection,
        allowed: &AllowList,
    ) -> Result<Vec<FoundLine>, OcrError> {
        let kinds = [ProjectionKind::Minimum, ProjectionKind::Maximum];
        let pictures = kinds
            .into_iter()
            .filter_map(|kind| projection.picture(kind));
        let mut looks: Vec<Shown> = pictures.collect();
        looks.dedup();
        let mut lines = self.looks(&looks, allowed)?;
        let scale = u32::try_from(projection.scale()).unwrap_or(u32::MAX);
        for line in &mut lines {
            for area in std::iter::once(&mut line.place).chain(&mut line.boxes) {
                for edge in [
                    &mut area.left,
                    &mut area.top,
                    &mut area.width,
                    &mut area.height,
                ] {
                    *edge = edge.saturating_mul(scale);
                }
            }
        }
        Ok(lines)
    }

    /// The lines of one picture, shown in one or several looks of one size.
    ///
    /// # Errors
    /// [`OcrError`].
    pub fn looks(&self, looks: &[Shown], allowed: &AllowList) -> Result<Vec<FoundLine>, OcrError> {
        let (width_px, height_px) = size(looks);
        let whole = PixelArea {
            left: 0,
            top: 0,
            width: u32::try_from(width_px).unwrap_or(u32::MAX),
            height: u32::try_from(height_px).unwrap_or(u32::MAX),
        };
        let read = self.read(looks, &[whole], Changed::Everywhere)?;
        Ok(self.judged(&read, allowed, (width_px, height_px)))
    }

    fn read(
        &self,
        looks: &[Shown],
        parts: &[PixelArea],
        changed: Changed,
    ) -> Result<Vec<Line>, OcrError> {
        let mut lines = Vec::new();
        for shown in looks {
            lines.extend(look::read(&self.reader, shown, parts, changed)?);
        }
        Ok(lines)
    }

    fn judged(&self, lines: &[Line], allowed: &AllowList, size: (usize, usize)) -> Vec<FoundLine> {
        let judge = judge::Judge {
            needles: &self.needles,
            finder: &self.finder,
            allowed,
        };
        look::joined(lines, &judge, size)
    }
}

/// Columns and rows of the looks at one picture.
fn size(looks: &[Shown]) -> (usize, usize) {
    looks
        .first()
        .map_or((0, 0), |first| (first.width_px, first.height_px))
}

#[cfg(test)]
mod tests {
    use crate::ocr::{Letter, Line, Point, Quad};

    /// A line of letters of one width, 20 pixels high and 10 a letter, from
    /// (100, 40) on.
    pub fn line(text: &str) -> Line {
        let count = text.chars().count().max(1) as f32;
        let (left, top, right, bottom) = (100.0, 40.0, 100.0 + 10.0 * count, 60.0);
        let corner = |x, y| Point { x, y };
        let letters = text.chars().enumerate().map(|(place, letter)| Letter {
            along: (place as f32 + 0.5) / count,
            confidence: 0.99,
            text: letter.to_string(),
        });
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
            confidence: 0.99,
            found: 0.9,
        }
    }
}
