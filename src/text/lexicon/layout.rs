//! Where a word stands in the packed table. `build.rs` reads this file too.
//!
//! The words themselves are not kept, only bits of their keys. A word of no
//! list is taken for one that is listed with a chance of one in four millions.

/// The first bits of a key choose one of so many buckets; about four words are
/// in each.
pub const BUCKETS: usize = 1 << 16;

/// The bits of a key that tell the words of a bucket apart.
pub type Check = [u8; 3];

/// The bucket and the other bits of a key.
pub fn split(key: u64) -> (usize, Check) {
    let [high, low, one, two, three, ..] = key.to_be_bytes();
    let bucket = u16::from_be_bytes([high, low]);
    (usize::from(bucket), [one, two, three])
}

/// How many words would stand before a bucket if all were equally full. What is
/// stored is how far the bucket is from there.
pub fn usual_first(bucket: usize, words: usize) -> i64 {
    (bucket as u64 * words as u64 / BUCKETS as u64).cast_signed()
}
