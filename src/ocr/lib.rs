//! Finds and reads text in a picture: pixels in, lines with their places out.
//!
//! Two small networks do the work, PP-OCRv6 tiny: one says for every pixel whether
//! it belongs to a line of text, the other reads one line. What is before, between
//! and after them is plain code of this room. The room knows no file format, no
//! rules and nothing of whoever asks.
//!
//! ```text
//! picture → scaled tiles → probability map → boxes → one strip a box → letters
//! ```
//!
//! The models are no part of the program: a door passes their bytes in, and only
//! the models whose figures are known (`tests/ocr`) are taken.
//!
//! Without the feature `networks` the crate is the words in which one speaks of
//! lines: the page's engine that judges them asks a [`Reader`] that is another one.

#![deny(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "networks")]
mod boxes;
#[cfg(feature = "networks")]
mod detect;
#[cfg(all(feature = "networks", target_arch = "wasm32"))]
mod door;
mod geometry;
mod line;
#[cfg(feature = "networks")]
mod networks;
mod picture;
#[cfg(feature = "networks")]
mod read;
#[cfg(feature = "networks")]
mod rectangle;
#[cfg(feature = "networks")]
mod sampling;
#[cfg(feature = "networks")]
mod scale;

#[cfg(all(feature = "networks", target_arch = "wasm32"))]
pub use door::PictureReader;
pub use geometry::{Bounds, Point, Quad};
pub use line::{Letter, Line, Seen};
#[cfg(feature = "networks")]
pub use networks::{DETECTOR_SHA256, DICTIONARY_SHA256, Ocr, RECOGNISER_SHA256};
pub use picture::{Channels, MAX_EDGE_PX, MAX_PIXELS, Picture};

/// Why a picture is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OcrError {
    /// Figures are known for one set of models only.
    #[error("not the model files that the set-up fetches")]
    UnknownModel,
    /// The engine does not take them.
    #[error("the model files cannot be used")]
    Model,
    /// Width, height and number of samples do not fit each other.
    #[error("the picture has another number of samples than its size says")]
    Samples,
    /// More pixels, or a longer edge, than is read.
    #[error("the picture is larger than the limit of what is read")]
    TooLarge,
    /// More lines than a page has.
    #[error("the picture has more lines than the limit of what is read")]
    TooManyLines,
    /// The engine gave up.
    #[error("the picture could not be read")]
    Run,
}

/// Whoever reads pictures.
pub trait Reader {
    /// The lines that stand in these parts of a picture, and hints of others. Letters
    /// are looked for in the size that the whole picture gives them, so that a part
    /// says what the whole does.
    ///
    /// # Errors
    /// [`OcrError`]: a picture that could not be read is not a picture without text.
    fn read(&self, picture: &Picture, parts: &[Bounds]) -> Result<Seen, OcrError>;
}

impl<R: Reader> Reader for &R {
    fn read(&self, picture: &Picture, parts: &[Bounds]) -> Result<Seen, OcrError> {
        (**self).read(picture, parts)
    }
}
