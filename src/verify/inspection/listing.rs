//! What the papers of a package say about its entries.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The parts of `certificate.json` that an inspection compares.
#[derive(Deserialize)]
pub struct Certificate {
    pub identity: Identity,
    pub assessment: Assessment,
    pub merkle_root: String,
    pub choices: Choices,
    /// The person's own rules for private elements, if there were any.
    #[serde(default)]
    pub private_rules: Option<serde_json::Value>,
    pub files: Vec<File>,
}

#[derive(Deserialize)]
pub struct Identity {
    /// Its random number.
    pub certificate: String,
    pub issued: String,
    #[serde(default)]
    pub signing_key: Option<SigningKey>,
    #[serde(default)]
    pub input_commitment: Option<Commitment>,
}

#[derive(Deserialize)]
pub struct Commitment {
    pub value: String,
}

#[derive(Deserialize)]
pub struct SigningKey {
    pub fingerprint: String,
}

#[derive(Deserialize)]
pub struct Assessment {
    pub status: String,
    pub title: String,
    pub reasons: Vec<Reason>,
}

/// Why the status is not the best one.
#[derive(Deserialize)]
pub struct Reason {
    pub sentence: String,
    pub count: u64,
}

#[derive(Deserialize)]
pub struct Choices {
    pub preset: String,
    /// Options of PS3.15 E.3 in force.
    #[serde(default)]
    pub options: Vec<String>,
}

#[derive(Deserialize)]
pub struct File {
    pub name: String,
    pub sha256: String,
}

impl Certificate {
    /// The status `issued` has no reasons against it, the others have; the
    /// printed title is that of the status.
    pub fn status_contradicts_title(&self) -> bool {
        let (title, needs_reasons) = match self.assessment.status.as_str() {
            "issued" => ("ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED", false),
            "issued-with-exceptions" => ("ISSUED WITH EXCEPTIONS", true),
            "not-claimed" => ("SAFE HARBOR NOT CLAIMED", true),
            _ => return true,
        };
        let reasons = !self.assessment.reasons.is_empty();
        self.assessment.title != title || (reasons != needs_reasons)
    }
}

/// Name → hash of lines as `sha256sum` prints them: 64 digits, two blanks (or
/// a blank and a star), the name. `None` if a line is anything else.
pub fn checksum_lines(text: &[u8]) -> Option<BTreeMap<String, String>> {
    let text = std::str::from_utf8(text).ok()?;
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        let (hash, name) = line.split_at_checked(64)?;
        let name = name
            .strip_prefix("  ")
            .or_else(|| name.strip_prefix(" *"))?;
        let hexadecimal = hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let fresh = lines.insert(name.to_owned(), hash.to_ascii_lowercase());
        if !hexadecimal || name.is_empty() || fresh.is_some() {
            return None;
        }
    }
    Some(lines)
}
