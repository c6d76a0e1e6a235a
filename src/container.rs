//! Zips as input, read in place.

mod directory;

use serde::{Deserialize, Serialize};

use crate::dicom::read::inflate;
use crate::finding::{Limit, ReasonCode, Refusal};
use crate::sensitive::Sensitive;
use crate::source::{Source, SourceError, read_range};

use directory::{Encrypted, FileType, Record};

/// One entry of a zip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZipEntry {
    /// Its name with folders, as written: a name may hold a patient's name.
    pub name: Sensitive<String>,
    /// Length when unpacked, as declared.
    pub size_bytes: u64,
    /// Where its bytes are.
    pub place: EntryPlace,
}

/// Where and how an entry's bytes lie in the zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
/// One entry unpacked at most; it lies in memory.
const LARGEST_ENTRY: u64 = 1024 * 1024 * 1024;
/// All entries together may be so many times the zip ...
const RATIO: u64 = 200;
/// ... and this much on top.
const FREE_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// APPNOTE 4.4.5.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Lists a zip without unpacking it. Folders and files that systems leave
/// behind are listed too.
///
/// # Errors
/// [`ReasonCode::Malformed`] for a zip that cannot be read or whose entries
/// overlap, [`ReasonCode::OverLimit`] for too many entries or too much content.
pub fn zip_entries(source: &dyn Source) -> Result<Vec<ZipEntry>, Refusal> {
    let records = directory::records(source)?;
    let total = records.iter().fold(0_u64, |total, record| {
        total.saturating_add(record.size_bytes)
    });
    let allowed = source
        .size_bytes()
        .saturating_mul(RATIO)
        .saturating_add(FREE_BYTES);
    if total > allowed {
        return Err(Refusal::over(Limit::ZipRatio));
    }
    Ok(records.into_iter().map(entry).collect())
}

fn entry(record: Record) -> ZipEntry {
    let (offset, length) = (record.offset, record.length);
    let place = match (record.file_type, record.encrypted, record.method) {
        (FileType::Other, _, _) => EntryPlace::Nothing,
        (FileType::File, Encrypted::Yes, _) => {
            EntryPlace::Refused(Refusal::of(ReasonCode::Encrypted))
        }
        (FileType::File, Encrypted::No, STORED) if length == record.size_bytes => {
            EntryPlace::Stored { offset, length }
        }
        (FileType::File, Encrypted::No, STORED) => {
            EntryPlace::Refused(Refusal::of(ReasonCode::Malformed))
        }
        (FileType::File, Encrypted::No, DEFLATED) if record.size_bytes > LARGEST_ENTRY => {
            EntryPlace::Refused(Refusal::over(Limit::ZipEntry))
        }
        (FileType::File, Encrypted::No, DEFLATED) => EntryPlace::Deflated {
            offset,
            length,
            crc32: record.crc32,
        },
        (FileType::File, Encrypted::No, _) => {
            EntryPlace::Refused(Refusal::of(ReasonCode::Unreadable))
        }
    };
    ZipEntry {
        name: Sensitive::new(record.name),
        size_bytes: record.size_bytes,
        place,
    }
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
                return Err(Refusal::over(Limit::ZipEntry));
            }
            read_range(source, offset, length).map_err(unreadable)
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn zip(files: &[(&str, &[u8], CompressionMethod)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes, method) in files {
            let options = SimpleFileOptions::default().compression_method(*method);
            if name.ends_with('/') {
                writer.add_directory(*name, options).unwrap();
            } else {
                writer.start_file(*name, options).unwrap();
                writer.write_all(bytes).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    }

    fn sample() -> Vec<u8> {
        zip(&[
            ("STUDY/", b"", CompressionMethod::Stored),
            ("STUDY/ONE.DCM", b"first content", CompressionMethod::Stored),
            ("__MACOSX/._ONE", &[7; 9_000], CompressionMethod::Deflated),
        ])
    }

    #[test]
    fn entries_are_listed_and_read() {
        let bytes = sample();
        let entries = zip_entries(&bytes).unwrap();
        let names: Vec<&str> = entries
            .iter()
            .map(|entry| entry.name.expose().as_str())
            .collect();
        assert_eq!(names, ["STUDY/", "STUDY/ONE.DCM", "__MACOSX/._ONE"]);
        assert_eq!(entries[0].place, EntryPlace::Nothing);
        let stored = StoredEntry::new(&bytes, &entries[1]).unwrap();
        assert_eq!(read_range(&stored, 6, 7), Ok(b"content".to_vec()));
        assert!(read_range(&stored, 6, 8).is_err());
        assert_eq!(inflate_entry(&bytes, &entries[2]), Ok(vec![7; 9_000]));
        assert!(StoredEntry::new(&bytes, &entries[2]).is_none());
    }

    #[test]
    fn something_before_the_zip_shifts_it() {
        let bytes = [b"#!/bin/self-extractor\n".to_vec(), sample()].concat();
        let entries = zip_entries(&bytes).unwrap();
        assert_eq!(
            inflate_entry(&bytes, &entries[1]),
            Ok(b"first content".to_vec())
        );
    }

    /// The same zip with its directory told in 64 bits.
    fn with_wide_end(bytes: &[u8]) -> Vec<u8> {
        let end = memchr::memmem::rfind(bytes, b"PK\x05\x06").unwrap();
        let number = |at: usize| u32::from_le_bytes(bytes[end + at..][..4].try_into().unwrap());
        let (length, offset) = (u64::from(number(12)), u64::from(number(16)));
        let entries = u64::from(number(8) & 0xFFFF);
        let mut wide = bytes[..end].to_vec();
        wide.extend_from_slice(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
        for number in [entries, entries, length, offset] {
            wide.extend_from_slice(&number.to_le_bytes());
        }
        wide.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        wide.extend_from_slice(&(end as u64).to_le_bytes());
        wide.extend_from_slice(b"\x01\0\0\0PK\x05\x06\0\0\0\0");
        wide.extend_from_slice(&[0xFF; 12]);
        wide.extend_from_slice(&[0, 0]);
        wide
    }

    #[test]
    fn a_directory_of_64_bits_is_read() {
        for before in [b"".as_slice(), b"something before"] {
            let bytes = [before, &with_wide_end(&sample())].concat();
            let entries = zip_entries(&bytes).unwrap();
            assert_eq!(entries.len(), 3);
            assert_eq!(inflate_entry(&bytes, &entries[2]), Ok(vec![7; 9_000]));
        }
    }

    #[test]
    fn a_wrong_checksum_or_length_is_refused() {
        let bytes = sample();
        let mut entries = zip_entries(&bytes).unwrap();
        entries[2].size_bytes -= 1;
        let over = Err(Refusal::over(Limit::Inflated));
        assert_eq!(inflate_entry(&bytes, &entries[2]), over);
        let mut entries = zip_entries(&bytes).unwrap();
        if let EntryPlace::Deflated { crc32, .. } = &mut entries[2].place {
            *crc32 ^= 1;
        }
        let malformed = Err(Refusal::of(ReasonCode::Malformed));
        assert_eq!(inflate_entry(&bytes, &entries[2]), malformed);
    }

    #[test]
    fn entries_that_overlap_are_refused() {
        let mut bytes = sample();
        // Both records point at the first file.
        let records: Vec<usize> = memchr::memmem::find_iter(&bytes, b"PK\x01\x02").collect();
        let first: Vec<u8> = bytes[records[1] + 42..records[1] + 46].to_vec();
        bytes[records[0] + 42..records[0] + 46].copy_from_slice(&first);
        assert_eq!(zip_entries(&bytes), Err(Refusal::of(ReasonCode::Malformed)));
    }

    #[test]
    fn an_encrypted_entry_is_listed_as_such() {
        let mut bytes = sample();
        let record = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
        bytes[record + 8] |= 1;
        let entries = zip_entries(&bytes).unwrap();
        let encrypted = Refusal::of(ReasonCode::Encrypted);
        assert_eq!(entries[2].place, EntryPlace::Refused(encrypted));
        assert_eq!(inflate_entry(&bytes, &entries[2]), Err(encrypted));
    }

    #[test]
    fn a_declared_count_takes_no_memory() {
        let mut bytes = sample();
        let end = memchr::memmem::rfind(&bytes, b"PK\x05\x06").unwrap();
        for at in [8, 10] {
            bytes[end + at..end + at + 2].copy_from_slice(&60_000_u16.to_le_bytes());
        }
        assert_eq!(zip_entries(&bytes), Err(Refusal::of(ReasonCode::Malformed)));
    }

    #[test]
    fn no_damage_makes_it_fail_otherwise() {
        let whole = sample();
        for length in 0..whole.len() {
            let short = whole[..length].to_vec();
            assert!(zip_entries(&short).is_err(), "{length}");
        }
        let mut state = 0x1234_5678_9ABC_DEF1_u64;
        for _ in 0..20_000 {
            let mut bytes = whole.clone();
            for _ in 0..3 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] = state as u8;
            }
            for entry in zip_entries(&bytes).unwrap_or_default() {
                let _ = inflate_entry(&bytes, &entry);
            }
        }
    }
}
