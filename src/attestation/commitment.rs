//! A hiding commitment over the inputs, for a chain of custody.
//!
//! HMAC-SHA256 with 32 random bytes as key, over one line for each input: the
//! hexadecimal SHA-256 of its bytes, in the order of these lines. Without the
//! key the value tells nothing: nobody can try it with files they hold. Who has
//! key and inputs can show that these were the inputs:
//!
//! ```text
//! sha256sum FILES | cut -c1-64 | sort | openssl dgst -sha256 -mac HMAC -macopt hexkey:KEY
//! ```

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::certificate::facts::InputCommitment;
use crate::certificate::words::Digest;
use crate::sensitive::Sensitive;
use crate::source::{Source, SourceError};

/// What the file that opens a commitment says of itself.
const FORMAT: &str = "safelight-commitment";
const VERSION: u32 = 1;
/// Inputs are hashed in pieces of this size.
const PIECE_BYTES: u64 = 1 << 20;

/// What opens a commitment; kept where the originals are, never in the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    format: String,
    version: u32,
    /// Number of the certificate.
    pub certificate: String,
    /// How many inputs.
    pub files: u64,
    /// The value on the certificate.
    pub value: String,
    /// The key, 64 hexadecimal digits.
    key: Sensitive<String>,
}

impl Opening {
    /// The file to keep.
    #[must_use]
    pub fn new(certificate: String, made: &InputCommitment, key: &Sensitive<[u8; 32]>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            certificate,
            files: made.files,
            value: made.value.hex(),
            key: Sensitive::new(Digest(*key.expose()).hex()),
        }
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Texts and numbers: nothing here that JSON cannot hold.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads the file again; `None` if it is something else.
    #[must_use]
    pub fn parse(json: &[u8]) -> Option<Self> {
        let opening: Self = serde_json::from_slice(json).ok()?;
        (opening.format == FORMAT && opening.version == VERSION).then_some(opening)
    }

    /// Whether these are the inputs.
    #[must_use]
    pub fn opens(&self, inputs: &[[u8; 32]]) -> bool {
        let key = Digest::parse(self.key.expose());
        key.is_some_and(|key| commit(&Sensitive::new(key.0), inputs).value.hex() == self.value)
    }
}

/// The commitment over inputs by their SHA-256, in any order.
#[must_use]
pub fn commit(key: &Sensitive<[u8; 32]>, inputs: &[[u8; 32]]) -> InputCommitment {
    let mut lines: Vec<String> = inputs
        .iter()
        .map(|input| format!("{}\n", Digest(*input).hex()))
        .collect();
    lines.sort_unstable();
    // HMAC takes keys of any length: no case in which this is zero.
    let value = Hmac::<Sha256>::new_from_slice(key.expose())
        .map(|mut mac| {
            lines.iter().for_each(|line| mac.update(line.as_bytes()));
            mac.finalize().into_bytes().into()
        })
        .unwrap_or_default();
    InputCommitment {
        algorithm: "HMAC-SHA256",
        files: inputs.len() as u64,
        value: Digest(value),
    }
}

/// SHA-256 of all bytes of an input.
///
/// # Errors
/// As the source.
pub fn digest(source: &dyn Source) -> Result<[u8; 32], SourceError> {
    let size = source.size_bytes();
    let mut hasher = Sha256::new();
    let mut place = 0;
    while place < size {
        let length = (size - place).min(PIECE_BYTES);
        hasher.update(crate::source::read_range(source, place, length)?);
        place += length;
    }
    Ok(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Sensitive<[u8; 32]> = Sensitive::new([0x5A; 32]);

    #[test]
    fn the_value_is_that_of_the_recipe_and_its_file_opens_it() {
        let inputs: Vec<[u8; 32]> = [&b"one"[..], b"two", b"three"]
            .map(|bytes| digest(&bytes.to_vec()).expect("read"))
            .into();
        let made = commit(&KEY, &inputs);
        // printf one >1 …; sha256sum 1 2 3 | cut -c1-64 | sort | openssl dgst …
        assert_eq!(made.value.hex(), RECIPE);
        let turned: Vec<[u8; 32]> = inputs.iter().rev().copied().collect();
        let opening = Opening::new(String::from("x"), &made, &KEY);
        let opening = Opening::parse(opening.json().as_bytes()).expect("its own form");
        assert!(opening.opens(&turned));
        assert!(!opening.opens(&inputs[..2]), "one input is missing");
        assert_eq!(Opening::parse(b"{}"), None);
        let other = Opening::new(String::from("x"), &made, &Sensitive::new([0x5B; 32]));
        assert!(!other.opens(&inputs), "another key");
    }

    const RECIPE: &str = "c1edb55caabe7b7a768553e5b6334a78c54a2fcf315a7c95d66944def0a794e6";

    #[test]
    fn an_input_of_several_pieces_is_hashed_whole() {
        let bytes = vec![7; (PIECE_BYTES * 2 + 5) as usize];
        let whole: [u8; 32] = Sha256::digest(&bytes).into();
        assert_eq!(digest(&bytes), Ok(whole));
    }
}
