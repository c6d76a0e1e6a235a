//! What a line says: the recogniser over one strip, and its answer as letters.

use rten::Model;

use super::boxes::Place;
use super::geometry::Quad;
use super::networks::run;
use super::picture::Picture;
use super::{Letter, Line, OcrError};

/// Height of a strip.
const HEIGHT: usize = 48;

/// A shorter strip is filled up to this.
const LEAST_WIDTH: usize = 320;

/// The longest strip that the model was made for; a longer line is pressed.
const MAX_WIDTH: usize = 3_200;

/// A strip that is higher than long by this holds letters that are turned, or
/// stand above each other.
const UPRIGHT: f32 = 1.5;

/// A large line is sampled this finely at most, and averaged.
const MAX_FINENESS: usize = 8;

/// Below this a line may have been read upside down.
const DOUBTFUL: f32 = 0.85;

/// The letters that the recogniser knows, in the order of its answers: first
/// none, then the dictionary, then a blank.
///
/// # Errors
/// [`OcrError::Model`] if the list is not UTF-8.
pub(super) fn alphabet(dictionary: &[u8]) -> Result<Vec<String>, OcrError> {
    let text = std::str::from_utf8(dictionary).map_err(|_| OcrError::Model)?;
    let mut alphabet = vec![String::new()];
    // Only the line end is no letter: the list holds wide blanks as letters.
    let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
    alphabet.extend(lines.map(|line| line.trim_end_matches('\r').to_owned()));
    alphabet.push(String::from(" "));
    Ok(alphabet)
}

/// Reads the line at a place; a line that stands upright, or that makes no
/// sense, is read from its other sides too.
///
/// # Errors
/// [`OcrError::Run`].
pub(super) fn line(
    recogniser: &Model,
    alphabet: &[String],
    picture: &Picture,
    place: Place,
) -> Result<Line, OcrError> {
    let Place { quad, found } = place;
    let mut best = read(recogniser, alphabet, picture, quad, found)?;
    let is_upright = quad.degrees().abs() > 45.0;
    // A short word may stand in a box that is higher than long.
    let is_short = quad.length_px() < UPRIGHT * quad.height_px();
    let sides: &[usize] = match (is_upright, is_short) {
        (true, true) => &[1, 2, 3],
        (true, false) => &[2],
        (false, true) if best.confidence < DOUBTFUL => &[1, 3],
        (false, false) if best.confidence < DOUBTFUL => &[2],
        (false, true | false) => &[],
    };
    for side in sides {
        let other = read(recogniser, alphabet, picture, quad.turned(*side), found)?;
        if other.confidence > best.confidence {
            best = other;
        }
    }
    Ok(best)
}

fn read(
    recogniser: &Model,
    alphabet: &[String],
    picture: &Picture,
    quad: Quad,
    found: f32,
) -> Result<Line, OcrError> {
    let ratio = quad.length_px() / quad.height_px().max(1.0);
    let width = (HEIGHT as f32 * ratio).ceil().clamp(1.0, MAX_WIDTH as f32) as usize;
    let whole = width.max(LEAST_WIDTH);
    let input = strip(picture, &quad, width, whole);
    let (shape, values) = run(recogniser, [1, 3, HEIGHT, whole], input)?;
    let classes = match shape.as_slice() {
        [1, _, classes] if *classes == alphabet.len() => *classes,
        _ => return Err(OcrError::Run),
    };
    let letters = letters(&values, classes, alphabet, width as f32 / whole as f32);
    let sum: f32 = letters.iter().map(|letter| letter.confidence).sum();
    Ok(Line {
        quad,
        text: letters.iter().map(|letter| letter.text.as_str()).collect(),
        confidence: sum / letters.len().max(1) as f32,
        letters,
        found,
    })
}

/// The pixels of a line as the recogniser wants them: 48 rows, from -1 to 1,
/// channel after channel, filled up with grey.
fn strip(picture: &Picture, quad: &Quad, width: usize, whole: usize) -> Vec<f32> {
    let fineness = (quad.height_px() / HEIGHT as f32).ceil().max(1.0) as usize;
    let fineness = fineness.min(MAX_FINENESS);
    let share = |place: usize, part: usize, count: usize| {
        (place as f32 + (part as f32 + 0.5) / fineness as f32) / count as f32
    };
    let parts = (fineness * fineness) as f32;
    let mut planes = [const { Vec::new() }; 3];
    for row in 0..HEIGHT {
        for column in 0..width {
            let mut sums = [0.0_f32; 3];
            for down in 0..fineness {
                for across in 0..fineness {
                    let place = quad.at(share(column, across, width), share(row, down, HEIGHT));
                    for (sum, sample) in sums.iter_mut().zip(picture.colour_at(place)) {
                        *sum += sample;
                    }
                }
            }
            // Blue first, as the network was taught.
            for (plane, sum) in planes.iter_mut().rev().zip(sums) {
                plane.push(sum / parts / 127.5 - 1.0);
            }
        }
        for plane in &mut planes {
            plane.resize((row + 1) * whole, 0.0);
        }
    }
    planes.concat()
}

/// The best class of every step; the same class twice is one letter, class 0
/// parts letters (connectionist temporal classification, read greedily).
/// `filled` is the share of the strip that holds the line.
fn letters(values: &[f32], classes: usize, alphabet: &[String], filled: f32) -> Vec<Letter> {
    let steps = values.len() / classes.max(1);
    let mut letters = Vec::new();
    let mut last = 0;
    for (step, scores) in values.chunks_exact(classes.max(1)).enumerate() {
        let mut best = (0, f32::NEG_INFINITY);
        for (class, score) in scores.iter().enumerate() {
            if *score > best.1 {
                best = (class, *score);
            }
        }
        let (class, score) = best;
        if class != 0
            && class != last
            && let Some(text) = alphabet.get(class)
        {
            let along = (step as f32 + 0.5) / steps as f32 / filled.max(1e-3);
            letters.push(Letter {
                along: along.min(1.0),
                confidence: score.clamp(0.0, 1.0),
                text: text.clone(),
            });
        }
        last = class;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_become_letters() {
        let alphabet = alphabet("a\nb\n\u{3000}\n".as_bytes()).unwrap();
        assert_eq!(alphabet, ["", "a", "b", "\u{3000}", " "]);
        // a a - a b blank: "aab ".
        let step = |class: usize| {
            let mut scores = [0.0; 5];
            scores[class] = 0.5;
            scores
        };
        let values: Vec<f32> = [1, 1, 0, 1, 2, 4].into_iter().flat_map(step).collect();
        let letters = letters(&values, 5, &alphabet, 1.0);
        let text: String = letters.iter().map(|letter| letter.text.as_str()).collect();
        assert_eq!(text, "aab ");
        assert!((letters[0].along - 0.5 / 6.0).abs() < 1e-6);
        assert_eq!(letters[3].confidence, 0.5);
    }
}
