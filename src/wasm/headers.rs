//! The page's door to the review of the headers.

use wasm_bindgen::prelude::*;

use crate::header_diff::HeaderDiff;

use super::page::{Cleaner, pack, unpack};
use super::source::{JsSource, SourceLike};
use super::to_js;

/// Gathers what becomes of header values: in a worker over some inputs, in the
/// end over all of them.
#[wasm_bindgen]
#[derive(Default)]
pub struct HeaderRows(HeaderDiff);

#[wasm_bindgen]
impl HeaderRows {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one input by its plan; what is no instance or is withheld adds
    /// nothing, and what cannot be read is counted.
    pub fn add(&mut self, cleaner: &Cleaner, source: &SourceLike, index: usize) {
        match cleaner.0.compare(&JsSource(source), index) {
            Ok(Some(compared)) => self.0.add(compared),
            Ok(None) => {}
            Err(_) => self.0.add_failed(),
        }
    }

    /// Counts an input on which a worker was lost.
    pub fn add_failed(&mut self) {
        self.0.add_failed();
    }

    /// Takes in what another worker packed.
    pub fn join(&mut self, packed: &[u8]) -> Result<(), JsValue> {
        self.0.join(unpack(packed)?);
        Ok(())
    }

    /// For the way to another worker.
    pub fn pack(&self) -> Result<Vec<u8>, JsValue> {
        pack(&self.0)
    }

    /// What is shown.
    pub fn rows(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.rows())
    }
}
