//! Bytes that a door passes in, read at a place, and parts of an output file.
//!
//! The engine has no files. A door (the command, a browser worker) implements
//! [`Source`] over what it has: a file, a `Blob`, an entry of a zip.

use serde::{Deserialize, Serialize};

/// Random access to the bytes of one input file.
pub trait Source {
    /// Length in bytes.
    fn size_bytes(&self) -> u64;

    /// Fills `buffer` with the bytes that start at `offset`.
    ///
    /// # Errors
    /// [`SourceError::PastEnd`] if fewer bytes than asked for are there;
    /// [`SourceError::Failed`] if the door could not read.
    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError>;

    /// The bytes themselves, if the source has them in memory: they need not be
    /// copied to be looked at. `None` also if they are not all there.
    fn held(&self, offset: u64, length: u64) -> Option<&[u8]> {
        let _ = (offset, length);
        None
    }
}

/// Why bytes could not be read. Carries no text of the operating system: that
/// may hold a path, and a path may hold a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Fewer bytes than asked for.
    #[error("the file ends before byte {wanted_end}")]
    PastEnd {
        /// First byte position behind the wanted range.
        wanted_end: u64,
    },
    /// The door could not read (removed medium, permission, file changed).
    #[error("the file could not be read")]
    Failed,
}

impl Source for [u8] {
    fn size_bytes(&self) -> u64 {
        self.len() as u64
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let wanted_end = offset.saturating_add(buffer.len() as u64);
        let past_end = SourceError::PastEnd { wanted_end };
        let start = usize::try_from(offset).map_err(|_| past_end)?;
        let end = usize::try_from(wanted_end).map_err(|_| past_end)?;
        buffer.copy_from_slice(self.get(start..end).ok_or(past_end)?);
        Ok(())
    }

    fn held(&self, offset: u64, length: u64) -> Option<&[u8]> {
        let start = usize::try_from(offset).ok()?;
        let end = usize::try_from(offset.checked_add(length)?).ok()?;
        self.get(start..end)
    }
}

impl Source for Vec<u8> {
    fn size_bytes(&self) -> u64 {
        self.as_slice().size_bytes()
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        self.as_slice().read_exact_at(offset, buffer)
    }

    fn held(&self, offset: u64, length: u64) -> Option<&[u8]> {
        self.as_slice().held(offset, length)
    }
}

/// One piece of an output file: new bytes, or a slice of the input file that
/// the door copies (pixel data are never carried through the engine).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Bytes that the engine wrote.
    Bytes(Vec<u8>),
    /// Bytes of the input file, unchanged.
    Slice {
        /// First byte in the input.
        offset: u64,
        /// Length in bytes.
        length: u64,
    },
}

impl Part {
    /// Length in bytes.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Slice { length, .. } => *length,
        }
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "Bytes({})", bytes.len()),
            Self::Slice { offset, length } => write!(formatter, "Slice({offset}+{length})"),
        }
    }
}

/// Reads a range of a source into memory.
///
/// # Errors
/// As [`Source::read_exact_at`]. The range is checked against the size of the
/// source before memory is taken.
pub fn read_range(source: &dyn Source, offset: u64, length: u64) -> Result<Vec<u8>, SourceError> {
    let wanted_end = offset.saturating_add(length);
    if wanted_end > source.size_bytes() {
        return Err(SourceError::PastEnd { wanted_end });
    }
    let length = usize::try_from(length).map_err(|_| SourceError::PastEnd { wanted_end })?;
    let mut bytes = vec![0; length];
    source.read_exact_at(offset, &mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_past_the_end_is_refused_before_memory_is_taken() {
        let bytes = vec![1_u8, 2, 3];
        assert_eq!(read_range(&bytes, 1, 2), Ok(vec![2, 3]));
        assert_eq!(
            read_range(&bytes, 1, u64::MAX),
            Err(SourceError::PastEnd {
                wanted_end: u64::MAX
            })
        );
    }
}
