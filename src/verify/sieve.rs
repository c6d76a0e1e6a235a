//! The raw layer's search: many byte needles, most bytes never looked at.
//!
//! Every needle has at least six bytes, so three of its bytes in a row begin at
//! a place divisible by four (eight bytes of the twelve of a UTF-16 needle). The
//! search looks only there, asks a table of bits whether any needle has these
//! bytes (in any case), and compares only then. It runs at the speed of memory, in wasm too, where the vector search
//! of the pattern crates is not available.

use std::collections::HashMap;

use super::encodings::{ByteOrder, byte_spellings, wide};
use super::needles::{Needles, RawText, Sort};
use super::ordinary::is_eponym_head;

/// What bytes are; decides how much of a match is needed, because random and
/// smooth data hold short needles by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terrain {
    /// Bytes that the product wrote: a match counts with word ends around it.
    Written,
    /// Compressed data: every byte is as likely as the other.
    Compressed,
    /// Samples: neighbours are alike, so a dark noise of 48 to 57 is full of
    /// digits. Only long matches between delimiters count.
    Samples,
}

/// How letters follow each other in a needle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Width {
    /// ASCII, compared without case.
    Ascii,
    /// Another character set, compared exactly.
    Exact,
    /// UTF-16 of ASCII, low byte first, compared without case.
    WideLittle,
    /// UTF-16 of ASCII, high byte first.
    WideBig,
}

struct Needle {
    /// Folded to lower case unless exact.
    bytes: Vec<u8>,
    width: Width,
    sort: Sort,
}

/// Finds needles in bytes.
pub struct Sieve {
    needles: Vec<Needle>,
    /// Three bytes of needles of one byte a letter.
    narrow: Table,
    /// Eight bytes of UTF-16 needles: in samples of 16 bits three would be one
    /// letter and two zeros, which dark pictures are full of.
    wide: Table,
    longest_bytes: usize,
}

/// Blocks of needles, case apart.
struct Table {
    /// One bit for each hash of a block.
    bits: Box<[u64; TABLE_WORDS]>,
    /// Block → needles and where in them it stands.
    blocks: HashMap<u64, Vec<(u32, u8)>>,
    /// A needle has bytes that no text of one byte a letter has.
    has_controls: bool,
}

/// Groups of [`STRIDE`] bytes that are passed over together if none of them
/// can be text.
const GROUPS: usize = 16;

const TABLE_BITS: u32 = 18;
const TABLE_WORDS: usize = 1 << (TABLE_BITS - 6);
const STRIDE: usize = 4;
/// Three bytes at any of four offsets.
const SHORTEST_BYTES: usize = 6;
/// Pure numbers under this length are measurements as well.
const SHORTEST_NUMBER_BYTES: usize = 8;
/// In samples, and for the certainty of any-case matches in random data.
const LONG_BYTES: usize = 8;
const VERY_LONG_BYTES: usize = 12;
/// Three letters of a UTF-16 needle are a pixel value each: more are needed.
const SHORTEST_WIDE_LETTERS_IN_SAMPLES: usize = 10;
/// The bit between upper and lower case, in each byte of a block.
const FOLD_NARROW: u64 = 0x0020_2020;
const FOLD_WIDE: u64 = 0x2020_2020_2020_2020;
const NARROW_BYTES: usize = 3;
const WIDE_BYTES: usize = 8;
/// Every second byte of a UTF-16 block is zero.
const ODD_BYTES: u64 = 0xFF00_FF00_FF00_FF00;

impl Table {
    fn new() -> Self {
        Self {
            bits: Box::new([0; TABLE_WORDS]),
            blocks: HashMap::new(),
            has_controls: false,
        }
    }

    fn hash(block: u64) -> usize {
        (block.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - TABLE_BITS)) as usize
    }

    fn insert(&mut self, block: u64, needle: u32, offset: u8) {
        let hash = Self::hash(block);
        if let Some(word) = self.bits.get_mut(hash / 64) {
            *word |= 1 << (hash % 64);
        }
        self.blocks.entry(block).or_default().push((needle, offset));
    }

    #[inline]
    fn may_hold(&self, block: u64) -> bool {
        let hash = Self::hash(block);
        let word = self.bits.get(hash / 64).copied().unwrap_or(0);
        word >> (hash % 64) & 1 == 1
    }
}

impl Sieve {
    /// Spells the needles in all encodings and fills the table.
    #[must_use]
    pub fn new(needles: &Needles) -> Self {
        let mut sieve = Self {
            needles: Vec::new(),
            narrow: Table::new(),
            wide: Table::new(),
            longest_bytes: 0,
        };
        for raw in &needles.raw {
            sieve.spell(raw);
        }
        sieve
    }

    /// Length of the longest needle.
    #[must_use]
    pub const fn longest_bytes(&self) -> usize {
        self.longest_bytes
    }

    /// True if a needle stands in `bytes` and begins in `window`. Bytes around
    /// the window are context.
    #[must_use]
    pub fn finds(&self, bytes: &[u8], window: std::ops::Range<usize>, terrain: Terrain) -> bool {
        if self.needles.is_empty() {
            return false;
        }
        let (chunks, _) = bytes.as_chunks::<STRIDE>();
        let mut last = u32::MAX;
        chunks.chunks(GROUPS).enumerate().any(|(number, groups)| {
            let first = number * GROUPS;
            let before = last;
            last = groups.last().map_or(last, |four| u32::from_le_bytes(*four));
            (self.narrow.has_controls || may_be_text(groups))
                && self.stands_in(groups, first, before, bytes, &window, terrain)
        })
    }

    /// Whether a needle covers one of a few groups; `last` is the one before.
    #[inline(never)]
    fn stands_in(
        &self,
        groups: &[[u8; STRIDE]],
        first: usize,
        mut last: u32,
        bytes: &[u8],
        window: &std::ops::Range<usize>,
        terrain: Terrain,
    ) -> bool {
        groups.iter().zip(first..).any(|(group, number)| {
            let four = u32::from_le_bytes(*group);
            let narrow = u64::from(four & 0x00FF_FFFF) | FOLD_NARROW;
            let wide = u64::from(last) | u64::from(four) << 32;
            last = four;
            let is_wide = wide & ODD_BYTES == 0 || wide & !ODD_BYTES == 0;
            let at = |place, blocks| self.matches_at(bytes, place, blocks, window, terrain);
            (self.narrow.may_hold(narrow) && at(number * STRIDE, self.narrow.blocks.get(&narrow)))
                || (is_wide
                    && number > 0
                    && self.wide.may_hold(wide | FOLD_WIDE)
                    && at(
                        (number - 1) * STRIDE,
                        self.wide.blocks.get(&(wide | FOLD_WIDE)),
                    ))
        })
    }

    #[inline(never)]
    fn matches_at(
        &self,
        bytes: &[u8],
        place: usize,
        candidates: Option<&Vec<(u32, u8)>>,
        window: &std::ops::Range<usize>,
        terrain: Terrain,
    ) -> bool {
        let Some(candidates) = candidates else {
            return false;
        };
        candidates.iter().any(|(number, offset)| {
            let start = place.checked_sub(usize::from(*offset));
            let needle = self.needles.get(*number as usize);
            match (start, needle) {
                (Some(start), Some(needle)) if window.contains(&start) => {
                    needle.stands_at(bytes, start, terrain)
                }
                _ => false,
            }
        })
    }

    fn spell(&mut self, raw: &RawText) {
        if raw.text.is_ascii() {
            let lower = raw.text.to_ascii_lowercase();
            self.add(wide(&lower, ByteOrder::Little), Width::WideLittle, raw.sort);
            self.add(wide(&lower, ByteOrder::Big), Width::WideBig, raw.sort);
            self.add(lower.into_bytes(), Width::Ascii, raw.sort);
            return;
        }
        for cased in [
            raw.text.clone(),
            raw.text.to_uppercase(),
            raw.text.to_lowercase(),
        ] {
            for order in [ByteOrder::Little, ByteOrder::Big] {
                self.add(wide(&cased, order), Width::Exact, raw.sort);
            }
            for bytes in byte_spellings(&cased) {
                self.add(bytes, Width::Exact, raw.sort);
            }
        }
    }

    fn add(&mut self, bytes: Vec<u8>, width: Width, sort: Sort) {
        let letters = match width {
            Width::Ascii | Width::Exact => bytes.len(),
            Width::WideLittle | Width::WideBig => bytes.len() / 2,
        };
        let shortest = match sort {
            Sort::Number | Sort::ShortNumber | Sort::Phone => SHORTEST_NUMBER_BYTES,
            Sort::NamePart | Sort::Row | Sort::Code => SHORTEST_BYTES,
        };
        let Ok(number) = u32::try_from(self.needles.len()) else {
            return;
        };
        if letters < shortest
            || self
                .needles
                .iter()
                .rev()
                .take(64)
                .any(|other| other.bytes == bytes)
        {
            return;
        }
        let (table, length, fold) = match width {
            Width::Ascii | Width::Exact => (&mut self.narrow, NARROW_BYTES, FOLD_NARROW),
            Width::WideLittle | Width::WideBig => (&mut self.wide, WIDE_BYTES, FOLD_WIDE),
        };
        let is_wide = matches!(width, Width::WideLittle | Width::WideBig);
        table.has_controls |= !is_wide && bytes.iter().any(|byte| *byte < b' ');
        for offset in 0..STRIDE {
            let Some(block) = bytes.get(offset..offset + length) else {
                continue;
            };
            let block = block
                .iter()
                .rev()
                .fold(0_u64, |block, byte| block << 8 | u64::from(*byte));
            table.insert(block | fold, number, u8::try_from(offset).unwrap_or(0));
        }
        self.longest_bytes = self.longest_bytes.max(bytes.len());
        self.needles.push(Needle { bytes, width, sort });
    }
}

/// Whether any group holds three bytes in a row of a text without control
/// characters, or two letters of UTF-16. No branch inside: the compiler makes
/// vectors of it.
fn may_be_text(groups: &[[u8; STRIDE]]) -> bool {
    groups.iter().fold(false, |may, group| {
        let four = u32::from_le_bytes(*group);
        // The bit of 0x20 in each byte that is a blank or more.
        let printed = (four | four >> 1 | four >> 2) & 0x2020_2020;
        let narrow = printed & 0x0020_2020 == 0x0020_2020;
        let little = four & 0xFF00_FF00 == 0 && printed == 0x0020_0020;
        let big = four & 0x00FF_00FF == 0 && printed == 0x2000_2000;
        may | narrow | little | big
    })
}

impl Needle {
    fn stands_at(&self, bytes: &[u8], start: usize, terrain: Terrain) -> bool {
        let end = start + self.bytes.len();
        let Some(found) = bytes.get(start..end) else {
            return false;
        };
        let same = match self.width {
            Width::Exact => found == self.bytes,
            Width::Ascii | Width::WideLittle | Width::WideBig => {
                found.eq_ignore_ascii_case(&self.bytes)
            }
        };
        same && self.counts(found, &Around::of(bytes, start, end, self.width), terrain)
    }

    fn counts(&self, found: &[u8], around: &Around, terrain: Terrain) -> bool {
        if !self.ends_with_words(around) || self.is_eponym(around) {
            return false;
        }
        let letters = match self.width {
            Width::Ascii | Width::Exact => found.len(),
            Width::WideLittle | Width::WideBig => found.len() / 2,
        };
        let wide = matches!(self.width, Width::WideLittle | Width::WideBig);
        match terrain {
            Terrain::Written => true,
            Terrain::Compressed => {
                wide || letters >= LONG_BYTES
                    || (has_one_case(found) && (around.delimited_before || around.delimited_behind))
            }
            Terrain::Samples => {
                let delimited = around.delimited_before && around.delimited_behind;
                if wide {
                    letters >= SHORTEST_WIDE_LETTERS_IN_SAMPLES && delimited
                } else {
                    letters >= VERY_LONG_BYTES
                        || (letters >= LONG_BYTES && has_one_case(found) && delimited)
                }
            }
        }
    }

    /// Barton is not in Bartonella, 123456 is not in 0.1234567.
    fn ends_with_words(&self, around: &Around) -> bool {
        match self.sort {
            Sort::Number | Sort::ShortNumber | Sort::Phone => !around.goes_on_in_digits,
            Sort::NamePart | Sort::Row => !around.goes_on_in_letters,
            Sort::Code => !around.goes_on_in_letters && !around.goes_on_in_digits,
        }
    }

    fn is_eponym(&self, around: &Around) -> bool {
        self.sort == Sort::NamePart
            && std::str::from_utf8(&around.text_behind).is_ok_and(|text| {
                text.split(|letter: char| !letter.is_ascii_alphabetic())
                    .filter(|word| !word.is_empty())
                    .take(3)
                    .any(|word| is_eponym_head(&word.to_ascii_lowercase()))
            })
    }
}

/// What stands before and behind a match.
struct Around {
    goes_on_in_letters: bool,
    goes_on_in_digits: bool,
    delimited_before: bool,
    delimited_behind: bool,
    /// Printable ASCII behind the match, in narrow form.
    text_behind: Vec<u8>,
}

const CONTEXT_BYTES: usize = 32;

impl Around {
    fn of(bytes: &[u8], start: usize, end: usize, width: Width) -> Self {
        let before = bytes
            .get(start.saturating_sub(4)..start)
            .unwrap_or_default();
        let behind = bytes
            .get(end..bytes.len().min(end + CONTEXT_BYTES))
            .unwrap_or_default();
        let (before, behind) = (narrow(before, width), narrow(behind, width));
        let mut backwards = before.iter().rev().copied();
        let (last, second_last) = (backwards.next(), backwards.next());
        let (first, second) = (behind.first().copied(), behind.get(1).copied());
        Self {
            goes_on_in_letters: is_letter_run(last, second_last) || is_letter_run(first, second),
            goes_on_in_digits: is_digit_run(last, second_last) || is_digit_run(first, second),
            delimited_before: last.is_none_or(is_delimiter),
            delimited_behind: first.is_none_or(is_delimiter),
            text_behind: behind
                .iter()
                .copied()
                .take_while(|byte| matches!(byte, 0x20..0x7F | b'\n' | b'\r'))
                .collect(),
        }
    }
}

/// Every second byte of a UTF-16 context.
fn narrow(bytes: &[u8], width: Width) -> Vec<u8> {
    match width {
        Width::Ascii | Width::Exact => bytes.to_vec(),
        Width::WideLittle => bytes.iter().copied().step_by(2).collect(),
        Width::WideBig => bytes.iter().copied().skip(1).step_by(2).collect(),
    }
}

/// A letter, and not the binary tag or length that follows a value: then the
/// byte beyond it is no text.
fn is_letter_run(next: Option<u8>, beyond: Option<u8>) -> bool {
    next.is_some_and(|byte| byte.is_ascii_alphabetic())
        && beyond.is_none_or(|byte| (0x20..0x7F).contains(&byte))
}

/// A digit, or a point and a digit.
fn is_digit_run(next: Option<u8>, beyond: Option<u8>) -> bool {
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    digit(next) || (matches!(next, Some(b'.' | b',')) && digit(beyond))
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        0 | b' '
            | b'\t'
            | b'\r'
            | b'\n'
            | b'^'
            | b'='
            | b'\\'
            | b'"'
            | b'\''
            | b'<'
            | b'>'
            | b'('
            | b')'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b','
            | b';'
            | b':'
            | b'|'
            | b'/'
            | b'_'
            | b'&'
    )
}

/// Upper, lower or title case: three of the many ways to write a word.
fn has_one_case(found: &[u8]) -> bool {
    let letters = || found.iter().filter(|byte| byte.is_ascii_alphabetic());
    let title = found
        .split(|byte| !byte.is_ascii_alphabetic())
        .all(|word| word.iter().skip(1).all(u8::is_ascii_lowercase));
    title || letters().all(u8::is_ascii_uppercase)
}
