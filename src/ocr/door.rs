//! The browser's door to the networks: pixels in, lines out. The engine behind it is
//! apart from the one that knows who the pictures are of.

#![allow(
    missing_docs,
    reason = "extern declarations of wasm-bindgen take no docs"
)]

use wasm_bindgen::prelude::*;

use super::{Bounds, Channels, Ocr, OcrError, Picture, Reader as _, Seen};

/// The networks, ready to run.
#[wasm_bindgen]
pub struct PictureReader(Ocr);

#[wasm_bindgen]
impl PictureReader {
    /// Takes detector, recogniser and the list of letters. Throws a sentence for
    /// other files than those that are pinned.
    #[wasm_bindgen(constructor)]
    pub fn new(
        detector: Vec<u8>,
        recogniser: Vec<u8>,
        dictionary: &[u8],
    ) -> Result<PictureReader, JsValue> {
        Ocr::load(detector, recogniser, dictionary)
            .map(Self)
            .map_err(thrown)
    }

    /// The lines in parts of a picture (left, top, width, height; and so on) and hints
    /// of others, as bytes for the engine that judges them. Throws a sentence without values.
    pub fn read(
        &self,
        samples: Vec<u8>,
        width: usize,
        height: usize,
        parts: &[u32],
    ) -> Result<Vec<u8>, JsValue> {
        let channels = if samples.len() == width.saturating_mul(height) {
            Channels::Grey
        } else {
            Channels::Colour
        };
        let picture = Picture::new(width, height, channels, samples).map_err(thrown)?;
        let parts: Vec<Bounds> = parts.chunks_exact(4).filter_map(bounds).collect();
        let seen: Seen = self.0.read(&picture, &parts).map_err(thrown)?;
        postcard::to_allocvec(&seen).map_err(|_| thrown(OcrError::Run))
    }
}

fn bounds(numbers: &[u32]) -> Option<Bounds> {
    match numbers {
        [left_px, top_px, width_px, height_px] => Some(Bounds {
            left_px: *left_px,
            top_px: *top_px,
            width_px: *width_px,
            height_px: *height_px,
        }),
        _other => None,
    }
}

#[allow(clippy::needless_pass_by_value, reason = "used in map_err")]
fn thrown(error: OcrError) -> JsValue {
    JsValue::from_str(&error.to_string())
}
