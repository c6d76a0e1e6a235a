//! Receipts: a [`Verified`] that travels between workers.
//!
//! The browser runs one engine per worker, and only bytes go from one to the
//! other. A receipt is the postcard form of the entry and an HMAC-SHA256 over
//! it (RFC 2104) with the key of the plan: bytes that this room did not sign
//! never become a `Verified` again.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{EntryKind, Verified};
use crate::source::Part;

/// What is signed; the same fields as [`Verified`], but without its meaning:
/// only [`Verified::open`] turns one into the other.
#[derive(Serialize, Deserialize)]
struct Receipt {
    name: String,
    kind: EntryKind,
    parts: Vec<Part>,
    size_bytes: u64,
    crc32: u32,
    sha256: [u8; 32],
}

/// Binds a tag to this use: the key signs nothing else in the same form.
const PURPOSE: &[u8] = b"safelight verified entry 1\0";
const TAG_BYTES: usize = 32;

impl Verified {
    /// The entry as signed bytes.
    #[must_use]
    pub fn seal(&self, key: &[u8; 32]) -> Vec<u8> {
        let receipt = Receipt {
            name: self.name.clone(),
            kind: self.kind,
            parts: self.parts.clone(),
            size_bytes: self.size_bytes,
            crc32: self.crc32,
            sha256: self.sha256,
        };
        // Writing into memory cannot fail; an empty receipt opens as nothing.
        let body = postcard::to_stdvec(&receipt).unwrap_or_default();
        let mut sealed = tag_of(&body, key);
        sealed.extend_from_slice(&body);
        sealed
    }

    /// Opens a receipt. `None` if it was not sealed with this key.
    #[must_use]
    pub fn open(sealed: &[u8], key: &[u8; 32]) -> Option<Self> {
        let (tag, body) = sealed.split_at_checked(TAG_BYTES)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(PURPOSE);
        mac.update(body);
        mac.verify_slice(tag).ok()?;
        let receipt: Receipt = postcard::from_bytes(body).ok()?;
        Some(Self {
            name: receipt.name,
            kind: receipt.kind,
            parts: receipt.parts,
            size_bytes: receipt.size_bytes,
            crc32: receipt.crc32,
            sha256: receipt.sha256,
        })
    }
}

fn tag_of(body: &[u8], key: &[u8; 32]) -> Vec<u8> {
    // HMAC takes keys of any length: no case in which this is empty.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mut mac| {
            mac.update(PURPOSE);
            mac.update(body);
            mac.finalize().into_bytes().to_vec()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Verified {
        Verified {
            name: String::from("A/B.dcm"),
            kind: EntryKind::Instance,
            parts: vec![
                Part::Bytes(vec![1, 2, 3]),
                Part::Slice {
                    offset: 4096,
                    length: 77,
                },
            ],
            size_bytes: 80,
            crc32: 0x1234_5678,
            sha256: [9; 32],
        }
    }

    #[test]
    fn a_receipt_opens_with_its_key_and_with_no_other() {
        let sealed = entry().seal(&[7; 32]);
        assert_eq!(Verified::open(&sealed, &[7; 32]), Some(entry()));
        assert_eq!(Verified::open(&sealed, &[8; 32]), None);
    }

    #[test]
    fn one_changed_bit_anywhere_closes_a_receipt() {
        let sealed = entry().seal(&[7; 32]);
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 0x10;
            assert_eq!(Verified::open(&changed, &[7; 32]), None, "byte {place}");
        }
        for length in 0..sealed.len() {
            assert_eq!(Verified::open(&sealed[..length], &[7; 32]), None);
        }
    }
}
