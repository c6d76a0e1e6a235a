//! A finished file, before it is written, as if it were one.

use crate::source::{Part, Source, SourceError};

/// The parts of a finished file, read like a file.
pub struct Written<'a> {
    source: &'a dyn Source,
    /// Where each part starts.
    parts: Vec<(u64, &'a Part)>,
    size_bytes: u64,
}

impl<'a> Written<'a> {
    /// The parts in their order; slices are those of `source`.
    #[must_use]
    pub fn new(source: &'a dyn Source, parts: &'a [Part]) -> Self {
        let mut size_bytes = 0;
        let mut placed = Vec::with_capacity(parts.len());
        for part in parts {
            placed.push((size_bytes, part));
            size_bytes += match part {
                Part::Bytes(bytes) => bytes.len() as u64,
                Part::Slice { length, .. } => *length,
            };
        }
        Self {
            source,
            parts: placed,
            size_bytes,
        }
    }
}

impl Source for Written<'_> {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let past_end = SourceError::PastEnd {
            wanted_end: offset.saturating_add(buffer.len() as u64),
        };
        let mut at = offset;
        let mut rest = buffer;
        let mut place = self
            .parts
            .partition_point(|(start, _)| *start <= at)
            .saturating_sub(1);
        while !rest.is_empty() {
            let (start, part) = self.parts.get(place).ok_or(past_end)?;
            let inside = at - start;
            let length = match part {
                Part::Bytes(bytes) => bytes.len() as u64,
                Part::Slice { length, .. } => *length,
            };
            let here = usize::try_from(length.saturating_sub(inside))
                .unwrap_or(usize::MAX)
                .min(rest.len());
            let (now, later) = rest.split_at_mut(here);
            match part {
                Part::Bytes(bytes) => {
                    let first = usize::try_from(inside).map_err(|_| past_end)?;
                    now.copy_from_slice(bytes.get(first..first + here).ok_or(past_end)?);
                }
                Part::Slice { offset, .. } => self.source.read_exact_at(offset + inside, now)?,
            }
            at += here as u64;
            rest = later;
            place += 1;
        }
        Ok(())
    }
}
