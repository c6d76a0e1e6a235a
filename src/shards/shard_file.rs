//! What one shard gives: the slices of its inputs that go into the package, and what
//! came of each file, sealed with the key of the plan.
//!
//! ```text
//! "SLSHARD1"  number of the plan (32)
//! slices, one behind the other
//! content (postcard)  HMAC-SHA256 (32)  length of the content (8)  "SLSHEND1"
//! ```
//!
//! An entry in it has been verified, and its receipt says so. The merge reads all
//! bytes of all entries once more, with the searcher of the plan, before it writes them.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::sensitive::Sensitive;
use crate::source::{Source, SourceError, read_range};

const BEGIN: &[u8; 8] = b"SLSHARD1";
const END: &[u8; 8] = b"SLSHEND1";
const HEAD_BYTES: u64 = 40;
const TAIL_BYTES: u64 = 48;
/// Binds the tag to this use: the key signs nothing else in the same form.
const PURPOSE: &[u8] = b"safelight shard 1\0";
/// Longest content: headers and counts of the files of one shard.
const CONTENT_BYTES: u64 = 4 << 30;

/// A slice of an input that lies in the shard file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSlice {
    /// First byte in the input.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// First byte in the shard file.
    pub at: u64,
}

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardRow {
    /// Its place in the plan.
    pub place: u64,
    /// The sealed outcome.
    pub outcome: Sensitive<Vec<u8>>,
    /// Where the slices lie that its entries are made of.
    pub slices: Vec<KeptSlice>,
}

/// What a shard says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardContent {
    /// Which shard, from nought on.
    pub shard: u32,
    /// Of how many.
    pub shards: u32,
    /// One row for each of its files.
    pub rows: Vec<ShardRow>,
}

/// Why a shard file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShardError {
    /// Something else.
    #[error("it is no shard of safelight")]
    NotAShard,
    /// Its end is missing.
    #[error("it is cut off: clean this shard again")]
    CutOff,
    /// Of another plan.
    #[error("it was cleaned by another plan")]
    OtherPlan,
    /// Its seal does not fit.
    #[error("it is damaged: clean this shard again")]
    Damaged,
    /// The system could not read it.
    #[error("it could not be read")]
    Unreadable,
}

/// What stands before the slices.
#[must_use]
pub fn beginning(plan_id: &[u8; 32]) -> Vec<u8> {
    [BEGIN.as_slice(), plan_id].concat()
}

/// What stands behind the slices; `None` if the content is more than a shard can hold.
#[must_use]
pub fn ending(
    content: &ShardContent,
    plan_id: &[u8; 32],
    key: &Sensitive<[u8; 32]>,
) -> Option<Vec<u8>> {
    let mut bytes = postcard::to_allocvec(content).ok()?;
    let length = bytes.len() as u64;
    let tag = seal(&bytes, plan_id, key)?.finalize().into_bytes();
    bytes.extend_from_slice(&tag);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(END);
    (length <= CONTENT_BYTES).then_some(bytes)
}

/// Reads what a shard file says; its slices stay where they are.
///
/// # Errors
/// [`ShardError`] for anything that was not written whole under this plan.
pub fn open(
    file: &dyn Source,
    plan_id: &[u8; 32],
    key: &Sensitive<[u8; 32]>,
) -> Result<ShardContent, ShardError> {
    let size = file.size_bytes();
    let read = |offset, length| read_range(file, offset, length);
    let head = read(0, HEAD_BYTES.min(size)).map_err(unreadable)?;
    let (begin, id) = head.split_at_checked(8).ok_or(ShardError::NotAShard)?;
    if begin != BEGIN {
        return Err(ShardError::NotAShard);
    }
    if id.len() < plan_id.len() {
        return Err(ShardError::CutOff);
    }
    if id != plan_id {
        return Err(ShardError::OtherPlan);
    }
    let end = size.checked_sub(TAIL_BYTES).ok_or(ShardError::CutOff)?;
    let tail = read(end, TAIL_BYTES).map_err(unreadable)?;
    let (tag, rest) = tail.split_at_checked(32).ok_or(ShardError::CutOff)?;
    let (length, mark) = rest.split_first_chunk::<8>().ok_or(ShardError::CutOff)?;
    if mark != END {
        return Err(ShardError::CutOff);
    }
    let length = u64::from_le_bytes(*length);
    let first = end.checked_sub(length).ok_or(ShardError::Damaged)?;
    if first < HEAD_BYTES || length > CONTENT_BYTES {
        return Err(ShardError::Damaged);
    }
    let bytes = read(first, length).map_err(unreadable)?;
    let sealed = seal(&bytes, plan_id, key).ok_or(ShardError::Damaged)?;
    sealed.verify_slice(tag).map_err(|_| ShardError::Damaged)?;
    postcard::from_bytes(&bytes).map_err(|_| ShardError::Damaged)
}

const fn unreadable(_: SourceError) -> ShardError {
    ShardError::Unreadable
}

fn seal(bytes: &[u8], plan_id: &[u8; 32], key: &Sensitive<[u8; 32]>) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose()).ok()?;
    mac.update(PURPOSE);
    mac.update(plan_id);
    mac.update(bytes);
    Some(mac)
}

/// An input of which only the slices are there that go into the package.
pub struct KeptSource<S> {
    file: S,
    size_bytes: u64,
    slices: BTreeMap<u64, KeptSlice>,
}

impl<S: Source> KeptSource<S> {
    /// Of an input of this size, with its slices in a shard file.
    pub fn new(file: S, size_bytes: u64, slices: &[KeptSlice]) -> Self {
        let mut by_offset: BTreeMap<u64, KeptSlice> = BTreeMap::new();
        for slice in slices {
            let one = by_offset.entry(slice.offset).or_insert(*slice);
            if one.length < slice.length {
                *one = *slice;
            }
        }
        Self {
            file,
            size_bytes,
            slices: by_offset,
        }
    }
}

impl<S: Source> Source for KeptSource<S> {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let mut from = offset;
        let mut rest = buffer;
        while !rest.is_empty() {
            let (_, slice) = self
                .slices
                .range(..=from)
                .next_back()
                .ok_or(SourceError::Failed)?;
            let inside = from - slice.offset;
            let there = slice.length.saturating_sub(inside);
            let step = usize::try_from(there).unwrap_or(usize::MAX).min(rest.len());
            let at = slice.at.checked_add(inside).ok_or(SourceError::Failed)?;
            let (now, later) = rest.split_at_mut_checked(step).ok_or(SourceError::Failed)?;
            if now.is_empty() {
                return Err(SourceError::Failed);
            }
            self.file.read_exact_at(at, now)?;
            from = from.saturating_add(step as u64);
            rest = later;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Sensitive<[u8; 32]> = Sensitive::new([7; 32]);
    const PLAN: [u8; 32] = [3; 32];

    fn file() -> (Vec<u8>, ShardContent) {
        let content = ShardContent {
            shard: 2,
            shards: 7,
            rows: vec![ShardRow {
                place: 11,
                outcome: Sensitive::new(vec![1, 2, 3]),
                slices: vec![KeptSlice {
                    offset: 900,
                    length: 5,
                    at: HEAD_BYTES,
                }],
            }],
        };
        let mut bytes = beginning(&PLAN);
        bytes.extend_from_slice(b"slice");
        bytes.extend(ending(&content, &PLAN, &KEY).expect("it fits"));
        (bytes, content)
    }

    #[test]
    fn a_shard_opens_under_its_plan_and_under_no_other() {
        let (bytes, content) = file();
        assert_eq!(open(&bytes, &PLAN, &KEY), Ok(content));
        assert_eq!(open(&bytes, &[4; 32], &KEY), Err(ShardError::OtherPlan));
        let other = Sensitive::new([8; 32]);
        assert_eq!(open(&bytes, &PLAN, &other), Err(ShardError::Damaged));
        assert_eq!(
            open(&b"no shard at all".to_vec(), &PLAN, &KEY),
            Err(ShardError::NotAShard)
        );
    }

    #[test]
    fn a_shard_that_is_shorter_or_changed_is_not_taken() {
        let (bytes, _) = file();
        for length in 0..bytes.len() {
            assert!(
                open(&bytes[..length].to_vec(), &PLAN, &KEY).is_err(),
                "{length}"
            );
        }
        // The slices are covered by the receipts of the entries, not by this seal.
        let behind = HEAD_BYTES as usize + b"slice".len();
        for place in (0..HEAD_BYTES as usize).chain(behind..bytes.len()) {
            let mut changed = bytes.clone();
            changed[place] ^= 0x10;
            assert!(open(&changed, &PLAN, &KEY).is_err(), "byte {place}");
        }
    }

    #[test]
    fn only_what_was_kept_of_an_input_can_be_read() {
        let slice = |offset, length, at| KeptSlice { offset, length, at };
        let file: Vec<u8> = (0..40).collect();
        let kept = KeptSource::new(file, 200, &[slice(100, 10, 5), slice(110, 5, 30)]);
        assert_eq!(kept.size_bytes(), 200);
        assert_eq!(read_range(&kept, 108, 4), Ok(vec![13, 14, 30, 31]));
        for (offset, length) in [(0, 1), (99, 2), (114, 2), (115, 1)] {
            let read = read_range(&kept, offset, length);
            assert_eq!(read, Err(SourceError::Failed), "{offset}+{length}");
        }
    }
}
