//! The browser's door: wasm-bindgen only. `www/app/engine_api.d.ts` is the same
//! list in TypeScript.

#![allow(
    missing_docs,
    reason = "extern declarations of wasm-bindgen take no docs"
)]

mod check;
mod page;
mod source;

use serde::Serialize;
use wasm_bindgen::prelude::*;

pub use check::*;
pub use page::*;
pub use source::SourceLike;

/// Version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
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
