//! The signing key of a run.

use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use ed25519_dalek::{Signer as _, SigningKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::policy::KeyOrigin;
use crate::sensitive::Sensitive;

/// Who signs. Holds the private key, which leaves the machine in no output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    seed: Sensitive<[u8; 32]>,
    origin: KeyOrigin,
}

/// Why a key is not taken. Says nothing of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is locked with a passphrase.
    #[error(
        "the signing key is encrypted; save it as an unencrypted PKCS#8 PEM where only you can read it"
    )]
    Encrypted,
    /// No Ed25519 key, or not in this form.
    #[error("the signing key is no Ed25519 key in PKCS#8 PEM (BEGIN PRIVATE KEY)")]
    Form,
}

/// Head of a SubjectPublicKeyInfo with an Ed25519 key: RFC 8410 §4.
const SPKI_HEAD: [u8; 12] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
];

impl Signer {
    /// A key for this run alone, from 32 bytes of its random stream.
    #[must_use]
    pub const fn for_this_run(seed: [u8; 32]) -> Self {
        Self {
            seed: Sensitive::new(seed),
            origin: KeyOrigin::ThisRun,
        }
    }

    /// An organisation's key: PKCS#8 in PEM, as `openssl genpkey -algorithm
    /// ed25519` writes it.
    ///
    /// # Errors
    /// [`KeyError`]
    pub fn from_pem(pem: &Sensitive<String>) -> Result<Self, KeyError> {
        let text = pem.expose().trim();
        if text.contains("ENCRYPTED PRIVATE KEY") {
            return Err(KeyError::Encrypted);
        }
        // Editors of other systems end lines in other ways; RFC 7468 §2 allows it.
        let text = text.replace("\r\n", "\n");
        let key = SigningKey::from_pkcs8_pem(&text).map_err(|_| KeyError::Form)?;
        Ok(Self {
            seed: Sensitive::new(key.to_bytes()),
            origin: KeyOrigin::Organisation,
        })
    }

    /// Where the key comes from.
    #[must_use]
    pub const fn origin(&self) -> KeyOrigin {
        self.origin
    }

    /// The public key as SubjectPublicKeyInfo in DER, RFC 8410.
    #[must_use]
    pub fn public_key_der(&self) -> Vec<u8> {
        let key = SigningKey::from_bytes(self.seed.expose()).verifying_key();
        [SPKI_HEAD.as_slice(), key.as_bytes()].concat()
    }

    /// The fingerprint: SHA-256 of the public key in DER.
    #[must_use]
    pub fn key_id(&self) -> [u8; 32] {
        Sha256::digest(self.public_key_der()).into()
    }

    /// Signs bytes; Ed25519 draws nothing, the same bytes give the same signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        SigningKey::from_bytes(self.seed.expose())
            .sign(message)
            .to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 8410 §10.3.
    const PEM: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
    /// Its public key, RFC 8410 §10.1.
    const PUBLIC: &str = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    #[test]
    fn the_key_of_the_standard_is_read_and_its_public_half_is_the_printed_one() {
        use base64::Engine as _;
        for text in [
            PEM.to_owned(),
            PEM.replace('\n', "\r\n"),
            format!("\n{PEM}\n\n"),
        ] {
            let signer = Signer::from_pem(&Sensitive::from(text)).expect("a key");
            assert_eq!(signer.origin(), KeyOrigin::Organisation);
            let public = signer.public_key_der();
            let key = base64::engine::general_purpose::STANDARD.encode(&public[12..]);
            assert_eq!((key.as_str(), public.len()), (PUBLIC, 44));
        }
    }

    #[test]
    fn what_is_no_open_ed25519_key_is_refused_without_its_bytes() {
        let refused = |text: &str| Signer::from_pem(&Sensitive::from(text)).expect_err("refused");
        let encrypted = PEM.replace("PRIVATE", "ENCRYPTED PRIVATE");
        assert_eq!(refused(&encrypted), KeyError::Encrypted);
        for text in [
            "",
            "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp",
            &PEM.replace("MC4C", "MC4D"),
            &PEM.replace("PRIVATE", "PUBLIC"),
            &PEM.replace("K2Vw", "K2Vu"),
        ] {
            assert_eq!(refused(text), KeyError::Form, "{text}");
        }
    }

    #[test]
    fn a_key_shows_nothing_of_itself() {
        let signer = Signer::for_this_run([0xAB; 32]);
        assert!(!format!("{signer:?}").contains("171"), "{signer:?}");
    }
}
