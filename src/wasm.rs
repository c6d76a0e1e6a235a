//! The browser's door: wasm-bindgen only.
