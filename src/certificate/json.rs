//! The certificate for machines: the facts and what follows from them.

use serde::Serialize;

use super::facts::Facts;
use super::merkle;
use super::status::Assessment;
use super::words::Digest;

/// Name of the form; changes when a field changes its meaning.
pub const FORM: &str = "safelight-certificate/1";

#[derive(Serialize)]
struct Certificate<'a> {
    form: &'static str,
    tool: Tool,
    assessment: Assessment,
    merkle_root: Digest,
    #[serde(flatten)]
    facts: &'a Facts,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// The certificate as JSON, fields in a fixed order.
#[must_use]
pub fn json(facts: &Facts) -> String {
    let certificate = Certificate {
        form: FORM,
        tool: Tool {
            name: "Safelight",
            version: env!("CARGO_PKG_VERSION"),
        },
        assessment: facts.assess(),
        merkle_root: merkle::root(&facts.files),
        facts,
    };
    // No map here has keys that JSON cannot hold, so this does not fail.
    serde_json::to_string_pretty(&certificate).unwrap_or_default()
}
