//! Zips as input, read in place.

use std::io::{Read, Seek, SeekFrom};

use zip::{CompressionMethod, ZipArchive};

use crate::dicom::read::inflate;
use crate::finding::{ReasonCode, Refusal};
use crate::sensitive::Sensitive;
use crate::source::{Source, SourceError};

/// One entry of a zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZipEntry {
    /// Its name with folders, as written: a name may hold a patient's name.
    pub name: Sensitive<String>,
    /// Length when unpacked, as declared.
    pub size_bytes: u64,
    /// Where its bytes are.
    pub place: EntryPlace,
}

/// Where and how an entry's bytes lie in the zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryPlace {
    /// A folder or link: nothing to read.
    Nothing,
    /// As they are: a [`StoredEntry`] reads them in place.
    Stored {
        /// First byte in the zip.
        offset: u64,
        /// Length.
        length: u64,
    },
    /// Deflated: [`inflate_entry`] unpacks them.
    Deflated {
        /// First byte in the zip.
        offset: u64,
        /// Length as packed.
        length: u64,
        /// CRC-32 of the unpacked bytes.
        crc32: u32,
    },
    /// Encrypted, or packed by a method that is not read.
    Refused(Refusal),
}

/// Zips inside zips that are opened at most, counted by the caller.
pub const MOST_ZIP_LEVELS: usize = 4;
/// Entries of one zip at most.
const MOST_ENTRIES: u64 = 500_000;
/// One entry unpacked at most; it lies in memory.
const LARGEST_ENTRY: u64 = 1024 * 1024 * 1024;
/// All entries together may be so many times the zip ...
const RATIO: u64 = 200;
/// ... and this much on top.
const FREE_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Lists a zip without unpacking it. Folders and files that systems leave
/// behind are listed too.
///
/// # Errors
/// [`ReasonCode::Malformed`] for a zip that cannot be read or whose entries
/// overlap, [`ReasonCode::OverLimit`] for too many entries or too much content.
pub fn zip_entries(source: &dyn Source) -> Result<Vec<ZipEntry>, Refusal> {
    let malformed = Refusal::of(ReasonCode::Malformed);
    let over = Refusal::of(ReasonCode::OverLimit);
    let mut archive = ZipArchive::new(Reader::new(source)).map_err(|_| malformed)?;
    if archive.len() as u64 > MOST_ENTRIES {
        return Err(over);
    }
    let mut entries = Vec::with_capacity(archive.len());
    let mut spans = Vec::with_capacity(archive.len());
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|_| malformed)?;
        let offset = file.data_start().ok_or(malformed)?;
        let length = file.compressed_size();
        let end = offset.checked_add(length).ok_or(malformed)?;
        if end > source.size_bytes() {
            return Err(Refusal::of(ReasonCode::Truncated));
        }
        spans.push((file.header_start(), end));
        total = total.saturating_add(file.size());
        let place = if file.is_dir() || file.is_symlink() {
            EntryPlace::Nothing
        } else if file.encrypted() {
            EntryPlace::Refused(Refusal::of(ReasonCode::Encrypted))
        } else {
            match file.compression() {
                CompressionMethod::Stored if length == file.size() => {
                    EntryPlace::Stored { offset, length }
                }
                CompressionMethod::Deflated if file.size() > LARGEST_ENTRY => {
                    EntryPlace::Refused(over)
                }
                CompressionMethod::Deflated => EntryPlace::Deflated {
                    offset,
                    length,
                    crc32: file.crc32(),
                },
                CompressionMethod::Stored => EntryPlace::Refused(malformed),
                _ => EntryPlace::Refused(Refusal::of(ReasonCode::UnknownKind)),
            }
        };
        entries.push(ZipEntry {
            name: Sensitive::new(file.name().to_owned()),
            size_bytes: file.size(),
            place,
        });
    }
    let allowed = source
        .size_bytes()
        .saturating_mul(RATIO)
        .saturating_add(FREE_BYTES);
    if total > allowed {
        return Err(over);
    }
    spans.sort_unstable();
    let overlaps = |pair: &[(u64, u64)]| matches!(pair, [one, other] if one.1 > other.0);
    if spans.windows(2).any(overlaps) {
        return Err(malformed);
    }
    Ok(entries)
}

/// The bytes of an entry, unpacked into memory and compared with its length and
/// CRC-32.
///
/// # Errors
/// As the entry's own refusal; [`ReasonCode::OverLimit`] if more comes out than
/// was declared; [`ReasonCode::Malformed`] if it is not what was packed.
pub fn inflate_entry(source: &dyn Source, entry: &ZipEntry) -> Result<Vec<u8>, Refusal> {
    match entry.place {
        EntryPlace::Nothing => Ok(Vec::new()),
        EntryPlace::Refused(refusal) => Err(refusal),
        EntryPlace::Stored { offset, length } => {
            if length > LARGEST_ENTRY {
                return Err(Refusal::of(ReasonCode::OverLimit));
            }
            crate::source::read_range(source, offset, length).map_err(unreadable)
        }
        EntryPlace::Deflated {
            offset,
            length,
            crc32,
        } => {
            let limit = entry.size_bytes.min(LARGEST_ENTRY);
            let bytes = inflate(source, offset, length, limit)?;
            let whole = bytes.len() as u64 == entry.size_bytes && crc32fast::hash(&bytes) == crc32;
            whole
                .then_some(bytes)
                .ok_or(Refusal::of(ReasonCode::Malformed))
        }
    }
}

/// A stored entry as a source of its own, without a copy.
#[derive(Clone, Copy)]
pub struct StoredEntry<'a> {
    source: &'a dyn Source,
    offset: u64,
    length: u64,
}

impl<'a> StoredEntry<'a> {
    /// The entry's range of the zip; `None` if it is not stored.
    #[must_use]
    pub fn new(source: &'a dyn Source, entry: &ZipEntry) -> Option<Self> {
        match entry.place {
            EntryPlace::Stored { offset, length } => Some(Self {
                source,
                offset,
                length,
            }),
            EntryPlace::Nothing | EntryPlace::Deflated { .. } | EntryPlace::Refused(_) => None,
        }
    }

    /// First byte in the zip: what a slice of the entry must be moved by.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }
}

impl Source for StoredEntry<'_> {
    fn size_bytes(&self) -> u64 {
        self.length
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let wanted_end = offset.saturating_add(buffer.len() as u64);
        if wanted_end > self.length {
            return Err(SourceError::PastEnd { wanted_end });
        }
        self.source
            .read_exact_at(self.offset.saturating_add(offset), buffer)
    }
}

const fn unreadable(error: SourceError) -> Refusal {
    match error {
        SourceError::PastEnd { .. } => Refusal::of(ReasonCode::Truncated),
        SourceError::Failed => Refusal::of(ReasonCode::Unreadable),
    }
}

/// A source as the zip crate wants it: read in chunks, forward and back.
struct Reader<'a> {
    source: &'a dyn Source,
    position: u64,
    buffer: Vec<u8>,
    buffer_start: u64,
}

/// Bytes read at a time.
const CHUNK_BYTES: u64 = 64 * 1024;

impl<'a> Reader<'a> {
    fn new(source: &'a dyn Source) -> Self {
        Self {
            source,
            position: 0,
            buffer: Vec::new(),
            buffer_start: 0,
        }
    }

    fn buffered(&self) -> &[u8] {
        self.position
            .checked_sub(self.buffer_start)
            .and_then(|start| usize::try_from(start).ok())
            .and_then(|start| self.buffer.get(start..))
            .unwrap_or_default()
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, wanted: &mut [u8]) -> std::io::Result<usize> {
        if self.buffered().is_empty() {
            let there = self.source.size_bytes().saturating_sub(self.position);
            let length = usize::try_from(there.min(CHUNK_BYTES)).unwrap_or(0);
            self.buffer.resize(length, 0);
            self.buffer_start = self.position;
            if self
                .source
                .read_exact_at(self.position, &mut self.buffer)
                .is_err()
            {
                self.buffer.clear();
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
        let count = self.buffered().len().min(wanted.len());
        let (from, to) = (self.buffered().get(..count), wanted.get_mut(..count));
        if let (Some(from), Some(to)) = (from, to) {
            to.copy_from_slice(from);
        }
        self.position = self.position.saturating_add(count as u64);
        Ok(count)
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, place: SeekFrom) -> std::io::Result<u64> {
        let position = match place {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(by) => self.source.size_bytes().checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = position.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
