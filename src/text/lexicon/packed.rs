//! The words, packed when the crate is built and looked up where they stand:
//! nothing is read before the first of them.

use super::layout::{BUCKETS, Check, split, usual_first};
use crate::text::keyed::Key;

/// For each bucket and the end, how far its first word is from the usual place.
static FIRSTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_firsts.bin"));
/// For each word, what tells it apart.
static CHECKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_checks.bin"));
/// For each word, the number of its classes and roles.
static KINDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_kinds.bin"));
/// For each such number, the bits.
static BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_bits.bin"));

/// The bits of the word of a key; none if no list holds it.
pub fn bits(key: Key) -> u32 {
    find(key).unwrap_or_default()
}

fn find(key: Key) -> Option<u32> {
    let (bucket, check) = split(key.bits());
    let checks: &[Check] = CHECKS.as_chunks().0;
    let start = first(bucket, checks.len())?;
    let end = first(bucket + 1, checks.len())?;
    let among = checks.get(start..end)?;
    let word = start + among.iter().position(|seen| *seen == check)?;
    let kind = KINDS.as_chunks().0.get(word)?;
    let bits = BITS
        .as_chunks()
        .0
        .get(usize::from(u16::from_le_bytes(*kind)))?;
    Some(u32::from_le_bytes(*bits))
}

/// How many words stand before a bucket.
fn first(bucket: usize, words: usize) -> Option<usize> {
    debug_assert!(bucket <= BUCKETS);
    let apart = FIRSTS.as_chunks().0.get(bucket)?;
    let first = usual_first(bucket, words) + i64::from(i16::from_le_bytes(*apart));
    usize::try_from(first).ok()
}
