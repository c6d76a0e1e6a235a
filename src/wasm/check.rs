//! A finished package, checked.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::source::{JsSource, SourceLike};
use super::to_js;
use crate::verify::{self, Fingerprint, PackageReport};

#[derive(Serialize)]
struct ReportOut<'a> {
    #[serde(flatten)]
    report: &'a PackageReport,
    sound: bool,
    /// The sentence of each problem, in their order.
    sentences: Vec<String>,
}

/// Checks a package. `expected` is a fingerprint or a public key in PEM; empty:
/// none is expected. Throws `key` for what is neither.
#[wasm_bindgen]
pub fn check_package(source: &SourceLike, expected: &str) -> Result<JsValue, JsValue> {
    let expected = match expected.trim() {
        "" => None,
        text => Some(Fingerprint::expected(text).ok_or_else(|| JsValue::from_str("key"))?),
    };
    let report = verify::check_package(&JsSource(source), expected.as_ref());
    to_js(&ReportOut {
        sound: report.is_sound(),
        sentences: report.problems.iter().map(ToString::to_string).collect(),
        report: &report,
    })
}
