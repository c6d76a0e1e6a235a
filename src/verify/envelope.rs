//! A DSSE envelope opened again, without the code that sealed it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Deserialize;

/// What an envelope of this product says its payload is.
const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// An envelope in its parts.
pub struct Opened {
    /// What is said.
    pub payload: Vec<u8>,
    /// Number of the key, 64 hexadecimal digits.
    pub key_id: String,
    signature: [u8; 64],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Envelope {
    payload_type: String,
    payload: String,
    signatures: [SignatureRow; 1],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureRow {
    keyid: String,
    sig: String,
}

/// Opens an envelope of the form that the product writes: these fields, one
/// signature of 64 bytes, a key's number of 64 digits. There is room for no
/// other text. `None` for anything else.
#[must_use]
pub fn open(bytes: &[u8]) -> Option<Opened> {
    let envelope: Envelope = serde_json::from_slice(bytes).ok()?;
    let [SignatureRow { keyid, sig }] = envelope.signatures;
    let digits = keyid.len() == 64 && keyid.bytes().all(|byte| byte.is_ascii_hexdigit());
    if envelope.payload_type != PAYLOAD_TYPE || !digits {
        return None;
    }
    Some(Opened {
        payload: STANDARD.decode(envelope.payload).ok()?,
        key_id: keyid.to_ascii_lowercase(),
        signature: STANDARD.decode(sig).ok()?.try_into().ok()?,
    })
}

impl Opened {
    /// Whether this key signed this payload, by the strict rules: a key of small
    /// order, with which one signature fits many texts, does not count.
    #[must_use]
    pub fn is_signed_by(&self, public_key: &[u8; 32]) -> bool {
        let length = self.payload.len();
        let (kind, kind_length) = (PAYLOAD_TYPE, PAYLOAD_TYPE.len());
        let mut said = format!("DSSEv1 {kind_length} {kind} {length} ").into_bytes();
        said.extend_from_slice(&self.payload);
        VerifyingKey::from_bytes(public_key).is_ok_and(|key| {
            let signature = Signature::from_bytes(&self.signature);
            key.verify_strict(&said, &signature).is_ok()
        })
    }
}
