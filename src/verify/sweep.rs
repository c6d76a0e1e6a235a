//! One pass over every byte of an entry: size, CRC-32, SHA-256 and the raw
//! search, in chunks that overlap. A door can take the same bytes on their way.
//!
//! Of a long slice two chunks are in memory: while one is hashed and searched, the
//! other is read, on another core where the door has one.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::sieve::Terrain;
use super::{Both, Taker, one_by_one};
use crate::finding::{ReasonCode, Refusal};
use crate::source::{Part, Source};

/// What the pass computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// Length in bytes.
    pub size_bytes: u64,
    /// CRC-32 as in zip.
    pub crc32: u32,
    /// SHA-256.
    pub sha256: [u8; 32],
}

/// A search that is shown bytes, which of them are new as beginnings of a
/// match (the rest is context), and what they are. True: something was found.
pub type Look<'a> = dyn Fn(&[u8], Range<usize>, Terrain) -> bool + Sync + 'a;

/// How a sweep is done.
pub struct Hands<'a, 'b> {
    /// Two things at once, if the door can.
    pub both: &'a Both<'a>,
    /// Who takes the bytes too.
    pub taker: Option<&'a mut (dyn Taker + 'b)>,
}

impl Hands<'_, '_> {
    /// One thing after the other, for nobody else.
    #[must_use]
    pub fn one() -> Self {
        Self {
            both: &one_by_one,
            taker: None,
        }
    }
}

const CHUNK_BYTES: usize = 1 << 20;
/// From here on a slice is long.
const LONG_SLICE_BYTES: u64 = 2 * CHUNK_BYTES as u64;
/// Context kept in front of the first beginning that is still to be looked at.
const CONTEXT_BEFORE: usize = 8;
/// Context behind the longest match.
const CONTEXT_BEHIND: usize = 128;

/// Reads all parts in order and looks at every byte.
///
/// # Errors
/// [`ReasonCode::LeakFound`] if `look` found something,
/// [`ReasonCode::Unreadable`] if the source fails.
pub fn sweep(
    source: &dyn Source,
    parts: &[Part],
    longest_match_bytes: usize,
    slices: Terrain,
    look: &Look,
    hands: Hands,
) -> Result<Sums, Refusal> {
    let in_place = in_place(source, parts, slices);
    let total = parts
        .iter()
        .filter(|part| in_place.is_none() || matches!(part, Part::Bytes(_)))
        .fold(1_u64, |total, part| total.saturating_add(part.size_bytes()));
    let room = usize::try_from(total).unwrap_or(CHUNK_BYTES);
    let mut sweep = Sweep {
        buffer: vec![0; room.min(CHUNK_BYTES)],
        filled: 0,
        begin: 0,
        reach: longest_match_bytes + CONTEXT_BEHIND,
        terrain: Terrain::Written,
        look,
        both: hands.both,
        taker: hands.taker,
        size_bytes: 0,
        crc32: crc32fast::Hasher::new(),
        sha256: Sha256::new(),
    };
    for part in parts {
        match part {
            Part::Bytes(bytes) => {
                sweep.enter(Terrain::Written)?;
                sweep.take(bytes.as_slice(), 0, bytes.len() as u64)?;
            }
            Part::Slice { offset, length } => {
                let end = offset.checked_add(*length);
                if end.is_none_or(|end| end > source.size_bytes()) {
                    return Err(Refusal::of(ReasonCode::NotVerified));
                }
                sweep.enter(slices)?;
                match in_place {
                    Some(held) => sweep.look_through(held)?,
                    None if *length >= LONG_SLICE_BYTES && sweep.filled == 0 => {
                        sweep.take_long(source, *offset, *length)?;
                    }
                    None => sweep.take(source, *offset, *length)?,
                }
            }
        }
    }
    sweep.flush()?;
    Ok(Sums {
        size_bytes: sweep.size_bytes,
        crc32: sweep.crc32.finalize(),
        sha256: sweep.sha256.finalize().into(),
    })
}

/// The only slice, if its source holds it and nothing around it is of its
/// nature: no match can begin or end outside, so it is looked at where it is.
fn in_place<'a>(source: &'a dyn Source, parts: &[Part], slices: Terrain) -> Option<&'a [u8]> {
    let mut all = parts.iter().filter_map(|part| match part {
        Part::Slice { offset, length } => Some((*offset, *length)),
        Part::Bytes(_) => None,
    });
    let (offset, length) = all.next()?;
    if slices == Terrain::Written || all.next().is_some() {
        return None;
    }
    source.held(offset, length)
}

struct Sweep<'a, 'b> {
    buffer: Vec<u8>,
    /// Bytes of the buffer that are filled.
    filled: usize,
    /// First place at which a match was not looked for yet.
    begin: usize,
    /// Bytes that must be there behind the beginning of a match.
    reach: usize,
    terrain: Terrain,
    look: &'a Look<'a>,
    both: &'a Both<'a>,
    taker: Option<&'a mut (dyn Taker + 'b)>,
    size_bytes: u64,
    crc32: crc32fast::Hasher,
    sha256: Sha256,
}

impl Sweep<'_, '_> {
    /// Goes over to bytes of another nature.
    fn enter(&mut self, terrain: Terrain) -> Result<(), Refusal> {
        if terrain != self.terrain {
            self.flush()?;
            self.terrain = terrain;
        }
        Ok(())
    }

    fn take<S: Source + ?Sized>(
        &mut self,
        source: &S,
        mut offset: u64,
        mut rest: u64,
    ) -> Result<(), Refusal> {
        while rest > 0 {
            let room = self.buffer.len().saturating_sub(self.filled);
            let length = usize::try_from(rest).unwrap_or(usize::MAX).min(room);
            let fresh = self
                .buffer
                .get_mut(self.filled..self.filled + length)
                .ok_or(Refusal::of(ReasonCode::NotVerified))?;
            source
                .read_exact_at(offset, fresh)
                .map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
            self.crc32.update(fresh);
            self.sha256.update(&*fresh);
            if let Some(taker) = &mut self.taker {
                taker.take(fresh);
            }
            self.filled += length;
            self.size_bytes += length as u64;
            offset += length as u64;
            rest -= length as u64;
            if self.filled == self.buffer.len() {
                self.scan()?;
            }
        }
        Ok(())
    }

    /// A slice of many chunks. The sum and the search of one chunk take about as long
    /// as reading the next, its CRC-32 and whoever takes it.
    fn take_long(
        &mut self,
        source: &dyn Source,
        mut offset: u64,
        mut rest: u64,
    ) -> Result<(), Refusal> {
        let room = self.reach + CONTEXT_BEFORE;
        let mut now = Chunk::new(room);
        let mut next = Chunk::new(room);
        now.read(source, &mut offset, &mut rest)?;
        while !now.fresh().is_empty() {
            let Self {
                both,
                taker,
                crc32,
                sha256,
                look,
                terrain,
                ..
            } = self;
            let end = now.end.saturating_sub(self.reach).max(now.begin);
            let (mut read, mut found) = (Ok(()), false);
            both(
                &mut || {
                    crc32.update(now.fresh());
                    if let Some(taker) = taker {
                        taker.take(now.fresh());
                    }
                    read = next.read(source, &mut offset, &mut rest);
                },
                &mut || {
                    sha256.update(now.fresh());
                    found = now.begin < end && look(now.shown(), now.within(end), *terrain);
                },
            );
            self.size_bytes += now.fresh().len() as u64;
            if found {
                return Err(Refusal::of(ReasonCode::LeakFound));
            }
            read?;
            next.keep(&now, end);
            std::mem::swap(&mut now, &mut next);
        }
        let kept = now.shown();
        let held = self.buffer.get_mut(..kept.len());
        held.ok_or(Refusal::of(ReasonCode::NotVerified))?
            .copy_from_slice(kept);
        self.filled = kept.len();
        self.begin = now.within(now.end).start;
        Ok(())
    }

    /// Looks at bytes that stand alone, where they are.
    fn look_through(&mut self, held: &[u8]) -> Result<(), Refusal> {
        self.crc32.update(held);
        self.sha256.update(held);
        if let Some(taker) = &mut self.taker {
            taker.take(held);
        }
        self.size_bytes += held.len() as u64;
        if !held.is_empty() && (self.look)(held, 0..held.len(), self.terrain) {
            return Err(Refusal::of(ReasonCode::LeakFound));
        }
        Ok(())
    }

    /// Looks at a full buffer and keeps its end for the next.
    fn scan(&mut self) -> Result<(), Refusal> {
        let end = self.filled.saturating_sub(self.reach).max(self.begin);
        self.look_at(end)?;
        let kept_from = end.saturating_sub(CONTEXT_BEFORE);
        self.buffer.copy_within(kept_from..self.filled, 0);
        self.filled -= kept_from;
        self.begin = end - kept_from;
        Ok(())
    }

    /// Looks at all that is left.
    fn flush(&mut self) -> Result<(), Refusal> {
        self.look_at(self.filled)?;
        self.filled = 0;
        self.begin = 0;
        Ok(())
    }

    fn look_at(&self, end: usize) -> Result<(), Refusal> {
        let bytes = self.buffer.get(..self.filled).unwrap_or_default();
        if self.begin < end && (self.look)(bytes, self.begin..end, self.terrain) {
            return Err(Refusal::of(ReasonCode::LeakFound));
        }
        Ok(())
    }
}

/// A part of a long slice, with the end of the one before it.
struct Chunk {
    bytes: Vec<u8>,
    /// Room in front of what is read: what is kept stands at its end.
    room: usize,
    /// First byte that is there.
    start: usize,
    /// First place at which a match was not looked for yet.
    begin: usize,
    /// Behind the last byte that is there.
    end: usize,
}

impl Chunk {
    fn new(room: usize) -> Self {
        Self {
            bytes: vec![0; room + CHUNK_BYTES],
            room,
            start: room,
            begin: room,
            end: room,
        }
    }

    /// What was read.
    fn fresh(&self) -> &[u8] {
        self.bytes.get(self.room..self.end).unwrap_or_default()
    }

    /// All that is there.
    fn shown(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// The beginnings up to `end`, counted from the first byte that is there.
    fn within(&self, end: usize) -> Range<usize> {
        self.begin.saturating_sub(self.start)..end.saturating_sub(self.start)
    }

    fn read(
        &mut self,
        source: &dyn Source,
        offset: &mut u64,
        rest: &mut u64,
    ) -> Result<(), Refusal> {
        let length = usize::try_from(*rest)
            .unwrap_or(usize::MAX)
            .min(CHUNK_BYTES);
        self.end = self.room + length;
        let fresh = self.bytes.get_mut(self.room..self.end).unwrap_or_default();
        *offset += fresh.len() as u64;
        *rest -= fresh.len() as u64;
        source
            .read_exact_at(*offset - fresh.len() as u64, fresh)
            .map_err(|_| Refusal::of(ReasonCode::Unreadable))
    }

    /// Puts in front what stands behind `end` in the chunk before, with its context.
    fn keep(&mut self, before: &Self, end: usize) {
        let from = end.saturating_sub(CONTEXT_BEFORE).max(before.start);
        let kept = before.bytes.get(from..before.end).unwrap_or_default();
        self.start = self.room.saturating_sub(kept.len());
        self.begin = self.start + (end - from);
        if let Some(room) = self.bytes.get_mut(self.start..self.room) {
            room.copy_from_slice(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAK: Refusal = Refusal::of(ReasonCode::LeakFound);

    /// Bytes that are not in memory: they can only be copied.
    struct Distant<'a>(&'a [u8]);

    impl Source for Distant<'_> {
        fn size_bytes(&self) -> u64 {
            self.0.size_bytes()
        }

        fn read_exact_at(
            &self,
            offset: u64,
            buffer: &mut [u8],
        ) -> Result<(), crate::source::SourceError> {
            self.0.read_exact_at(offset, buffer)
        }
    }

    fn swept(
        source: &dyn Source,
        parts: &[Part],
        longest: usize,
        look: &Look,
    ) -> Result<Sums, Refusal> {
        sweep(source, parts, longest, Terrain::Samples, look, Hands::one())
    }

    fn finds(source: &[u8], parts: &[Part], needle: &[u8]) -> bool {
        let look = |bytes: &[u8], window: Range<usize>, _| {
            bytes
                .windows(needle.len())
                .enumerate()
                .any(|(place, found)| found == needle && window.contains(&place))
        };
        let held = source.to_vec();
        let sources: [&dyn Source; 2] = [&held, &Distant(&held)];
        let found = sources.map(|source| swept(source, parts, needle.len(), &look) == Err(LEAK));
        assert_eq!(
            found[0], found[1],
            "where the bytes are makes no difference"
        );
        found[0]
    }

    #[test]
    fn a_match_across_any_chunk_border_is_found() {
        let needle = b"quillfeather";
        for shift in (0..300).step_by(23) {
            let mut bytes = vec![1_u8; 2 * CHUNK_BYTES + 5];
            let place = CHUNK_BYTES - 150 + shift;
            bytes[place..place + needle.len()].copy_from_slice(needle);
            let all = [Part::Slice {
                offset: 0,
                length: bytes.len() as u64,
            }];
            assert!(finds(&bytes, &all, needle), "shift {shift}");
        }
    }

    #[test]
    fn a_match_across_two_written_parts_is_found() {
        let parts = [
            Part::Bytes(b"xxquillf".to_vec()),
            Part::Bytes(b"eatherxx".to_vec()),
        ];
        assert!(finds(&[], &parts, b"quillfeather"));
    }

    #[test]
    fn the_sums_are_those_of_the_bytes() {
        let source = vec![3_u8; 3 * CHUNK_BYTES];
        let parts = [
            Part::Bytes(vec![1, 2]),
            Part::Slice {
                offset: 7,
                length: 2 * CHUNK_BYTES as u64 + 9,
            },
            Part::Bytes(vec![4]),
        ];
        let mut all = vec![1, 2];
        all.extend_from_slice(&source[7..7 + 2 * CHUNK_BYTES + 9]);
        all.push(4);
        let sources: [&dyn Source; 2] = [&source, &Distant(&source)];
        for source in sources {
            let sums = swept(source, &parts, 40, &|_, _, _| false).unwrap();
            assert_eq!(sums.size_bytes, all.len() as u64);
            assert_eq!(sums.crc32, crc32fast::hash(&all));
            assert_eq!(sums.sha256, <[u8; 32]>::from(Sha256::digest(&all)));
        }
    }

    #[test]
    fn a_match_across_two_slices_is_found() {
        let half = |offset| Part::Slice { offset, length: 6 };
        assert!(finds(
            b"xquillfeatherx",
            &[half(1), half(7)],
            b"quillfeather"
        ));
    }

    #[test]
    fn a_slice_behind_the_end_of_its_source_is_refused() {
        let parts = [Part::Slice {
            offset: 1,
            length: u64::MAX,
        }];
        assert!(swept(&vec![0_u8; 9], &parts, 40, &|_, _, _| false).is_err());
    }
}
