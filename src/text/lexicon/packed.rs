//! The words as a table that is looked up where it stands. A stored program
//! carries it: nothing is read before the first word. The page carries the list,
//! half the size when packed, and makes the table when the first word is asked for.

use super::layout::{BUCKETS, Check, split, usual_first};
use crate::text::keyed::Key;

#[cfg(not(target_arch = "wasm32"))]
mod stored {
    pub static FIRSTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_firsts.bin"));
    pub static CHECKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_checks.bin"));
    pub static KINDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_kinds.bin"));
    pub static BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words_bits.bin"));
}

/// The parts of `layout::Table`.
#[derive(Clone, Copy)]
struct Parts {
    firsts: &'static [u8],
    checks: &'static [u8],
    kinds: &'static [u8],
    bits: &'static [u8],
}

#[cfg(not(target_arch = "wasm32"))]
const fn parts() -> Parts {
    Parts {
        firsts: stored::FIRSTS,
        checks: stored::CHECKS,
        kinds: stored::KINDS,
        bits: stored::BITS,
    }
}

#[cfg(target_arch = "wasm32")]
fn parts() -> Parts {
    use super::table::{Table, table};
    use std::sync::LazyLock;

    static LIST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.list"));
    // `build.rs` made the table of this very list before it wrote it: there is one.
    static TABLE: LazyLock<Table> = LazyLock::new(|| table(LIST).unwrap_or_default());
    Parts {
        firsts: &TABLE.firsts,
        checks: &TABLE.checks,
        kinds: &TABLE.kinds,
        bits: &TABLE.bits,
    }
}

/// The bits of the word of a key; none if no list holds it.
pub fn bits(key: Key) -> u32 {
    find(key).unwrap_or_default()
}

fn find(key: Key) -> Option<u32> {
    let (bucket, check) = split(key.bits());
    let parts = parts();
    let checks: &[Check] = parts.checks.as_chunks().0;
    let start = first(parts, bucket, checks.len())?;
    let end = first(parts, bucket + 1, checks.len())?;
    let among = checks.get(start..end)?;
    let word = start + among.iter().position(|seen| *seen == check)?;
    let kind = parts.kinds.as_chunks().0.get(word)?;
    let bits = parts
        .bits
        .as_chunks()
        .0
        .get(usize::from(u16::from_le_bytes(*kind)))?;
    Some(u32::from_le_bytes(*bits))
}

/// How many words stand before a bucket.
fn first(parts: Parts, bucket: usize, words: usize) -> Option<usize> {
    debug_assert!(bucket <= BUCKETS);
    let apart = parts.firsts.as_chunks().0.get(bucket)?;
    let first = usual_first(bucket, words) + i64::from(i16::from_le_bytes(*apart));
    usize::try_from(first).ok()
}

/// Whether this is the table that the program carries.
#[cfg(test)]
pub fn is_stored(table: &super::table::Table) -> bool {
    let parts = parts();
    table.firsts == parts.firsts
        && table.checks == parts.checks
        && table.kinds == parts.kinds
        && table.bits == parts.bits
}
