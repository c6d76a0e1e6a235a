//! The browser's door: wasm-bindgen only. `www/app/engine_api.d.ts` is the same
//! list in TypeScript.

#![allow(
    missing_docs,
    reason = "extern declarations of wasm-bindgen take no docs"
)]

mod check;
#[cfg(feature = "page")]
mod headers;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "page")]
mod saving;
#[cfg(feature = "page")]
mod screening;
mod source;
#[cfg(feature = "page")]
mod wall;

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::prelude::*;

use crate::certificate::words::Digest;

pub use check::*;
#[cfg(feature = "page")]
pub use headers::*;
#[cfg(feature = "page")]
pub use page::*;
#[cfg(feature = "page")]
pub use saving::*;
#[cfg(feature = "page")]
pub use screening::*;
pub use source::SourceLike;
#[cfg(feature = "page")]
pub use wall::*;

/// Version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// SHA-256 of bytes that come piece by piece: the page tells it of its own engine.
#[wasm_bindgen]
#[derive(Default)]
pub struct Sha256Sum(Sha256);

#[wasm_bindgen]
impl Sha256Sum {
    /// Over nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on with more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Hex digits of the sum.
    pub fn hex(self) -> String {
        Digest(self.0.finalize().into()).hex()
    }
}

/// The page sent something that is not of the agreed form.
fn wrong() -> JsValue {
    JsValue::from_str("protocol")
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|_| wrong())
}
