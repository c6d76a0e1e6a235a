//! Bytes of JavaScript as the engine reads them.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::source::{Source, SourceError};

#[wasm_bindgen]
extern "C" {
    /// Bytes that can be read at a place, synchronously (FileReaderSync).
    pub type SourceLike;

    #[wasm_bindgen(method, getter)]
    fn size(this: &SourceLike) -> f64;

    #[wasm_bindgen(method, catch)]
    fn read(this: &SourceLike, offset: f64, length: f64) -> Result<Uint8Array, JsValue>;
}

/// A JavaScript source as the engine reads it.
pub struct JsSource<'a>(pub &'a SourceLike);

/// The largest whole number that a JavaScript number holds exactly.
const LARGEST_EXACT: u64 = 1 << 53;

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sizes of files are below 2^53, checked"
)]
impl Source for JsSource<'_> {
    fn size_bytes(&self) -> u64 {
        let size = self.0.size();
        if size.is_finite() && size > 0.0 {
            (size as u64).min(LARGEST_EXACT)
        } else {
            0
        }
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let wanted_end = offset.saturating_add(buffer.len() as u64);
        if wanted_end > self.size_bytes() {
            return Err(SourceError::PastEnd { wanted_end });
        }
        let bytes = self
            .0
            .read(offset as f64, buffer.len() as f64)
            .map_err(|_| SourceError::Failed)?;
        if bytes.length() as usize != buffer.len() {
            return Err(SourceError::Failed);
        }
        bytes.copy_to(buffer);
        Ok(())
    }
}
