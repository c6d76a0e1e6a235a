//! A source read forward in chunks that grow: a small header costs a small read,
//! and pixel data are stepped over without being read.

use crate::finding::{Limit, ReasonCode, Refusal};
use crate::source::{Source, SourceError, read_range};

/// First read of a file.
const FIRST_CHUNK_BYTES: u64 = 16 * 1024;
/// Largest read ahead.
const LARGEST_CHUNK_BYTES: u64 = 256 * 1024;
/// Read ahead while stepping from one large fragment to the next.
const SPARSE_CHUNK_BYTES: u64 = 64;

/// A place in a source, with the bytes around it in memory.
pub(super) struct Input<'a> {
    source: &'a dyn Source,
    size_bytes: u64,
    position: u64,
    buffer: Vec<u8>,
    buffer_start: u64,
    chunk_bytes: u64,
}

/// How far to read ahead.
#[derive(Clone, Copy)]
pub(super) enum ReadAhead {
    /// What comes next is wanted too.
    Growing,
    /// Only the bytes asked for, and little more.
    Sparse,
}

/// What stands between a place and the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rest {
    /// Zeros, or nothing.
    Zeros,
    /// Something else.
    Other,
}

impl<'a> Input<'a> {
    /// Starts at the first byte.
    pub(super) fn new(source: &'a dyn Source) -> Self {
        Self {
            source,
            size_bytes: source.size_bytes(),
            position: 0,
            buffer: Vec::new(),
            buffer_start: 0,
            chunk_bytes: FIRST_CHUNK_BYTES,
        }
    }

    /// Length of the source.
    pub(super) const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The place of the next byte.
    pub(super) const fn position(&self) -> u64 {
        self.position
    }

    /// Goes to a place, which may lie behind the end.
    pub(super) const fn seek(&mut self, position: u64) {
        self.position = position;
    }

    /// The next `N` bytes, without moving.
    pub(super) fn peek<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        self.peek_with(ReadAhead::Growing)
    }

    /// The next `N` bytes, without moving.
    pub(super) fn peek_with<const N: usize>(
        &mut self,
        ahead: ReadAhead,
    ) -> Result<[u8; N], Refusal> {
        if self.buffered(N).is_none() {
            self.fill(N as u64, ahead)?;
        }
        self.buffered(N)
            .and_then(|bytes| bytes.first_chunk::<N>().copied())
            .ok_or(Refusal::of(ReasonCode::Truncated))
    }

    /// `N` bytes at another place; what is read ahead here stays.
    pub(super) fn look_at<const N: usize>(&self, position: u64) -> Result<[u8; N], Refusal> {
        let buffered = position
            .checked_sub(self.buffer_start)
            .and_then(|start| usize::try_from(start).ok())
            .and_then(|start| self.buffer.get(start..)?.first_chunk::<N>());
        if let Some(bytes) = buffered {
            return Ok(*bytes);
        }
        let mut bytes = [0; N];
        self.source
            .read_exact_at(position, &mut bytes)
            .map_err(refusal)?;
        Ok(bytes)
    }

    /// Whether all bytes from here to the end are zero; goes to the end if so.
    pub(super) fn rest_is_zero(&mut self) -> Result<Rest, Refusal> {
        let mut position = self.position;
        let mut chunk = Vec::new();
        while position < self.size_bytes {
            let length = (self.size_bytes - position).min(LARGEST_CHUNK_BYTES);
            chunk.resize(usize::try_from(length).unwrap_or(0), 0);
            self.source
                .read_exact_at(position, &mut chunk)
                .map_err(refusal)?;
            if chunk.iter().any(|byte| *byte != 0) {
                return Ok(Rest::Other);
            }
            position = position.saturating_add(length);
        }
        self.position = self.size_bytes;
        Ok(Rest::Zeros)
    }

    /// The next `length` bytes in memory of their own; moves behind them. The
    /// length is checked against the source before memory is taken.
    pub(super) fn take(&mut self, length: u64) -> Result<Vec<u8>, Refusal> {
        let end = self
            .position
            .checked_add(length)
            .filter(|end| *end <= self.size_bytes)
            .ok_or(Refusal::of(ReasonCode::Truncated))?;
        let small = usize::try_from(length)
            .ok()
            .filter(|_| length <= LARGEST_CHUNK_BYTES / 4);
        let bytes = match small {
            Some(length) => {
                if self.buffered(length).is_none() {
                    self.fill(length as u64, ReadAhead::Growing)?;
                }
                let bytes = self.buffered(length);
                bytes.ok_or(Refusal::of(ReasonCode::Truncated))?.to_vec()
            }
            None => read_range(self.source, self.position, length).map_err(refusal)?,
        };
        self.position = end;
        Ok(bytes)
    }

    /// The bytes from here on, if so many are in memory.
    fn buffered(&self, length: usize) -> Option<&[u8]> {
        let start = usize::try_from(self.position.checked_sub(self.buffer_start)?).ok()?;
        self.buffer.get(start..start.checked_add(length)?)
    }

    /// Reads a chunk that starts here.
    fn fill(&mut self, at_least: u64, ahead: ReadAhead) -> Result<(), Refusal> {
        let there = self.size_bytes.saturating_sub(self.position);
        if there < at_least {
            return Err(Refusal::of(ReasonCode::Truncated));
        }
        let chunk_bytes = match ahead {
            ReadAhead::Growing => self.chunk_bytes,
            ReadAhead::Sparse => SPARSE_CHUNK_BYTES,
        };
        let length = chunk_bytes.max(at_least).min(there);
        let length = usize::try_from(length).map_err(|_| Refusal::over(Limit::DicomValues))?;
        self.buffer.resize(length, 0);
        self.buffer_start = self.position;
        let filled = self.source.read_exact_at(self.position, &mut self.buffer);
        if let Err(error) = filled {
            self.buffer.clear();
            return Err(refusal(error));
        }
        if let ReadAhead::Growing = ahead {
            self.chunk_bytes = (self.chunk_bytes * 4).min(LARGEST_CHUNK_BYTES);
        }
        Ok(())
    }
}

/// What a failed read means for the file.
pub(super) const fn refusal(error: SourceError) -> Refusal {
    match error {
        SourceError::PastEnd { .. } => Refusal::of(ReasonCode::Truncated),
        SourceError::Failed => Refusal::of(ReasonCode::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Counts what is read.
    struct Counting {
        bytes: Vec<u8>,
        read: Cell<u64>,
    }

    impl Source for Counting {
        fn size_bytes(&self) -> u64 {
            self.bytes.len() as u64
        }

        fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
            self.read.set(self.read.get() + buffer.len() as u64);
            self.bytes.read_exact_at(offset, buffer)
        }
    }

    #[test]
    fn a_step_over_a_megabyte_reads_nothing_of_it() {
        let bytes: Vec<u8> = (0..2_000_000_u32).map(|at| (at % 251) as u8).collect();
        let source = Counting {
            bytes,
            read: Cell::new(0),
        };
        let mut input = Input::new(&source);
        assert_eq!(input.take(2), Ok(vec![0, 1]));
        input.seek(1_500_000);
        let wanted = (1_500_000 % 251) as u8;
        assert_eq!(input.peek_with::<1>(ReadAhead::Sparse), Ok([wanted]));
        assert_eq!(source.read.get(), FIRST_CHUNK_BYTES + SPARSE_CHUNK_BYTES);
    }

    #[test]
    fn a_length_that_is_not_there_takes_no_memory() {
        let bytes = vec![0_u8; 10];
        let mut input = Input::new(&bytes);
        let truncated = Refusal::of(ReasonCode::Truncated);
        assert_eq!(input.take(u64::MAX), Err(truncated));
        assert_eq!(input.take(11), Err(truncated));
        assert_eq!(input.take(10).map(|bytes| bytes.len()), Ok(10));
        assert_eq!(input.peek::<1>(), Err(truncated));
    }
}
