//! The public key that signs a package, and the one that somebody expects.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::merkle;

/// Fingerprint of a public key: SHA-256 of its SubjectPublicKeyInfo in DER, in
/// small hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

/// What stands in front of the 32 bytes of an Ed25519 key, RFC 8410 §4.
const HEAD: &[u8] = b"\x30\x2A\x30\x05\x06\x03\x2B\x65\x70\x03\x21\x00";

impl Fingerprint {
    /// Reads what a person has of a key: its fingerprint, with or without
    /// blanks and colons, or the key itself in PEM (BEGIN PUBLIC KEY).
    #[must_use]
    pub fn expected(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(inside) = text.strip_prefix("-----BEGIN PUBLIC KEY-----") {
            let inside = inside.strip_suffix("-----END PUBLIC KEY-----")?;
            let base64: String = inside.split_ascii_whitespace().collect();
            let der = STANDARD.decode(base64).ok()?;
            return key_of(&der).map(|_| Self::of(&der));
        }
        let between = |letter: &char| !letter.is_ascii_whitespace() && *letter != ':';
        let digits: String = text.chars().filter(between).collect();
        let plain = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| Self(digits.to_ascii_lowercase()))
    }

    /// The fingerprint of a key in DER.
    #[must_use]
    pub fn of(der: &[u8]) -> Self {
        Self(merkle::hex(&Sha256::digest(der)))
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The 32 bytes of an Ed25519 key in DER.
#[must_use]
pub fn key_of(der: &[u8]) -> Option<[u8; 32]> {
    der.strip_prefix(HEAD)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8410 §10.1, and its fingerprint by `openssl pkey -pubin -outform DER
    /// | sha256sum`.
    const PEM: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";
    const PRINT: &str = "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f";

    #[test]
    fn a_key_and_its_fingerprint_are_the_same_expectation() {
        let key = Fingerprint::expected(PEM).expect("a key");
        assert_eq!(key.as_str(), PRINT);
        let spaced: Vec<String> = PRINT
            .as_bytes()
            .chunks(2)
            .map(|pair| String::from_utf8_lossy(pair).to_uppercase())
            .collect();
        assert_eq!(Fingerprint::expected(&spaced.join(":")), Some(key.clone()));
        assert_eq!(
            Fingerprint::expected(&format!(" {}\n", spaced.join(" "))),
            Some(key)
        );
    }

    #[test]
    fn anything_else_is_no_expectation() {
        for text in [
            "",
            "0123",
            &PRINT[1..],
            &PEM.replace("PUBLIC", "PRIVATE"),
            &PEM.replace("MCow", "MCox"),
            &PEM.replace("ZuE=", ""),
        ] {
            assert_eq!(Fingerprint::expected(text), None, "{text}");
        }
    }
}
