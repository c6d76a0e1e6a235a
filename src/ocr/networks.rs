//! The two networks, and how one is run.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rten::{Model, Value};
use rten_tensor::{Layout as _, NdTensor};
use sha2::{Digest as _, Sha256};

use super::{Bounds, Line, OcrError, Picture, Reader, Seen, detect, read};

/// SHA-256 of the detector, `models/ppocrv6/tiny/det/det.onnx`.
pub const DETECTOR_SHA256: &str =
    "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8";

/// SHA-256 of the recogniser, `models/ppocrv6/tiny/rec/rec.onnx`.
pub const RECOGNISER_SHA256: &str =
    "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6";

/// SHA-256 of the list of its letters, `models/ppocrv6/ppocrv6_tiny_dict.txt`.
pub const DICTIONARY_SHA256: &str =
    "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc";

/// A place that is found with less, and of which nothing can be read, is no text.
const SURELY_TEXT: f32 = 0.6;

/// The two networks, ready to run.
pub struct Ocr {
    detector: Model,
    recogniser: Model,
    alphabet: Vec<String>,
}

impl Ocr {
    /// Makes the networks ready.
    ///
    /// # Errors
    /// [`OcrError::UnknownModel`] for other bytes than those of the three pins,
    /// [`OcrError::Model`] if the engine does not take them.
    pub fn load(
        detector: Vec<u8>,
        recogniser: Vec<u8>,
        dictionary: &[u8],
    ) -> Result<Self, OcrError> {
        let known = is(&detector, DETECTOR_SHA256)
            && is(&recogniser, RECOGNISER_SHA256)
            && is(dictionary, DICTIONARY_SHA256);
        if !known {
            return Err(OcrError::UnknownModel);
        }
        let load = |bytes| {
            catch_unwind(AssertUnwindSafe(|| Model::load(bytes)))
                .map_err(|_| OcrError::Model)?
                .map_err(|_| OcrError::Model)
        };
        Ok(Self {
            detector: load(detector)?,
            recogniser: load(recogniser)?,
            alphabet: read::alphabet(dictionary)?,
        })
    }

    /// The lines of a picture, from top to bottom. The same picture gives the
    /// same lines.
    ///
    /// # Errors
    /// [`OcrError`]: a picture that could not be read is not a picture without text.
    pub fn find(&self, picture: &Picture) -> Result<Vec<Line>, OcrError> {
        Ok(self.find_in(picture, &picture.bounds())?.lines)
    }

    fn find_in(&self, picture: &Picture, part: &Bounds) -> Result<Seen, OcrError> {
        let (places, hints) = detect::places(&self.detector, picture, part)?;
        let mut lines = Vec::with_capacity(places.len());
        for place in places {
            let line = read::line(&self.recogniser, &self.alphabet, picture, place)?;
            if !is_pattern(&line) {
                lines.push(line);
            }
        }
        Ok(Seen { lines, hints })
    }
}

impl Reader for Ocr {
    fn read(&self, picture: &Picture, parts: &[Bounds]) -> Result<Seen, OcrError> {
        let mut all = Seen::default();
        for part in parts {
            let Seen { lines, hints } = self.find_in(picture, part)?;
            all.lines.extend(lines);
            all.hints.extend(hints);
        }
        Ok(all)
    }
}

/// What is neither surely text nor says anything is a pattern.
fn is_pattern(line: &Line) -> bool {
    line.found < SURELY_TEXT && line.text.trim().is_empty()
}

fn is(bytes: &[u8], sha256: &str) -> bool {
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().map(|byte| format!("{byte:02x}"));
    digits.collect::<String>() == sha256
}

/// Runs a network on one input; shape and values of its one output.
///
/// The engine is not ours: if it gives up on a picture with a panic, that picture
/// is not read.
pub(super) fn run(
    model: &Model,
    shape: [usize; 4],
    values: Vec<f32>,
) -> Result<(Vec<usize>, Vec<f32>), OcrError> {
    if shape.iter().product::<usize>() != values.len() {
        return Err(OcrError::Run);
    }
    let work = || {
        let input = Value::from(NdTensor::from_data(shape, values));
        model.run_one(input.into(), None)
    };
    let output = catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| OcrError::Run)?
        .map_err(|_| OcrError::Run)?;
    let tensor = output.into_tensor::<f32>().ok_or(OcrError::Run)?;
    let shape = tensor.shape().to_vec();
    Ok((shape, tensor.into_data()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Point, Quad};

    #[test]
    fn a_doubtful_place_without_letters_is_a_pattern() {
        let corner = Point { x: 0.0, y: 0.0 };
        let line = |text: &str, found| Line {
            quad: Quad {
                corners: [corner; 4],
            },
            text: text.to_owned(),
            letters: Vec::new(),
            confidence: 0.0,
            found,
        };
        assert!(is_pattern(&line(" ", 0.45)));
        assert!(!is_pattern(&line("", 0.9)));
        assert!(!is_pattern(&line("L", 0.45)));
    }
}
