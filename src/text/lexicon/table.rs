//! The packed table, made of a list of words. `build.rs` reads this file too.
//!
//! Bits of keys cannot be packed any closer, words can: a program that is stored
//! carries the table, one that is sent carries the list.

use super::key::Key;
use super::layout::{BUCKETS, split, usual_first};

/// The table, each part as it stands in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// For each bucket and the end, how far its first word is from the usual place.
    pub firsts: Vec<u8>,
    /// For each word, what tells it apart.
    pub checks: Vec<u8>,
    /// For each word, the number of its classes and roles: small ones for what most
    /// words are.
    pub kinds: Vec<u8>,
    /// For each such number, the bits.
    pub bits: Vec<u8>,
}

/// The words of one kind are led by its bits, how many words there are, and how
/// many bytes these take.
pub const HEAD_BYTES: usize = 12;

/// Bytes of the last word that may stay: no letter is told by so small a byte.
pub const MOST_STAY: u8 = 31;

/// The table of a list. `None` if the list is damaged, or a bucket is too full.
pub fn table(list: &[u8]) -> Option<Table> {
    let mut rows: Vec<(u64, u16)> = Vec::new();
    let mut table = Table::default();
    let mut rest = list;
    let mut kind = 0;
    while let Some((head, behind)) = rest.split_at_checked(HEAD_BYTES) {
        let [bits, count, bytes] = head.as_chunks::<4>().0 else {
            return None;
        };
        let size = usize::try_from(u32::from_le_bytes(*bytes)).ok()?;
        let (told, next) = behind.split_at_checked(size)?;
        let before = rows.len();
        each_word(told, |word| rows.push((Key::of(word).bits(), kind)))?;
        if rows.len() - before != usize::try_from(u32::from_le_bytes(*count)).ok()? {
            return None;
        }
        table.bits.extend(bits);
        kind = kind.checked_add(1)?;
        rest = next;
    }
    if !rest.is_empty() {
        return None;
    }
    rows.sort_unstable();
    let mut place = 0;
    for bucket in 0..=BUCKETS {
        let among = rows.get(place..)?;
        place += among
            .iter()
            .take_while(|row| split(row.0).0 < bucket)
            .count();
        let apart = i64::try_from(place).ok()? - usual_first(bucket, rows.len());
        table
            .firsts
            .extend(i16::try_from(apart).ok()?.to_le_bytes());
    }
    for (key, kind) in rows {
        table.checks.extend(split(key).1);
        table.kinds.extend(kind.to_le_bytes());
    }
    Some(table)
}

/// A word begins with a byte that stands in no word: how many bytes stay.
fn each_word(mut told: &[u8], mut see: impl FnMut(&str)) -> Option<()> {
    let mut word = Vec::new();
    while let Some((stay, rest)) = told.split_first() {
        let is_stay = |byte: &u8| *byte <= MOST_STAY;
        let end = rest.iter().position(is_stay).unwrap_or(rest.len());
        let (new, next) = rest.split_at_checked(end)?;
        word.truncate(usize::from(*stay));
        word.extend(new);
        see(std::str::from_utf8(&word).ok()?);
        told = next;
    }
    Some(())
}
