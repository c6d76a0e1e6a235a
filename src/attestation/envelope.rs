//! A DSSE envelope: the bytes that are said, and a signature over them.
//!
//! DSSE v1.0.2: what is signed is the pre-authentication encoding (PAE) of the
//! payload's type and its bytes, so that no form of JSON has to be agreed on.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::key::Signer;
use crate::certificate::words::Digest;

/// Type of the payload, by the in-toto attestation framework.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    payload_type: &'static str,
    payload: String,
    signatures: [Signature; 1],
}

#[derive(Serialize)]
struct Signature {
    keyid: String,
    sig: String,
}

/// Signs a payload and puts both into an envelope, as JSON.
#[must_use]
pub fn sealed(payload: &[u8], signer: &Signer) -> String {
    let signature = signer.sign(&pre_authentication(PAYLOAD_TYPE, payload));
    let envelope = Envelope {
        payload_type: PAYLOAD_TYPE,
        payload: STANDARD.encode(payload),
        signatures: [Signature {
            keyid: Digest(signer.key_id()).hex(),
            sig: STANDARD.encode(signature),
        }],
    };
    // Three texts: nothing here that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(&envelope).unwrap_or_default();
    text.push('\n');
    text
}

/// `DSSEv1`, and length and bytes of the type and of the payload.
fn pre_authentication(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let (type_length, length) = (payload_type.len(), payload.len());
    let mut bytes = format!("DSSEv1 {type_length} {payload_type} {length} ").into_bytes();
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the DSSE protocol's own text.
    #[test]
    fn the_encoding_is_that_of_the_protocol() {
        assert_eq!(
            pre_authentication("http://example.com/HelloWorld", b"hello world"),
            b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        );
    }
}
