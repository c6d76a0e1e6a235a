//! Verified entries → the layout of one zip: framing bytes and slices.
//!
//! Entries are stored, not deflated ([`ZipStream`] deflates on the way to the disk): slices of the inputs are copied by the
//! door and never pass through the engine. Sizes and CRC-32 are known from the
//! verifier, so local headers are final and no data descriptor follows. Nothing
//! of the machine or the inputs stands in the framing: one fixed time, no
//! comments, no extra field but zip64 (APPNOTE 6.3.10 §4.5.3), order by name.

mod stream;

use std::collections::BTreeSet;

pub use stream::{Packing, StreamError, ZipStream};

use crate::source::Part;
use crate::verify::Verified;

/// One piece of the finished zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which input a [`Part::Slice`] refers to; `None` for framing.
    pub input: Option<usize>,
    /// The bytes.
    pub part: Part,
}

/// Why no zip can be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// Two entries have the same name, or names that differ only in case, or
    /// one is the folder of the other.
    #[error("two entries of the zip have the same name")]
    DuplicateName,
    /// A name that is empty, absolute, climbs out of the folder, or cannot be
    /// a file name everywhere.
    #[error("an entry has a name that a zip must not hold")]
    Name,
    /// A slice of an input, but nobody said of which input.
    #[error("an entry copies from an input that is not named")]
    NoInput,
    /// The sizes do not fit into 64 bits.
    #[error("the zip would be larger than a zip can be")]
    TooLarge,
}

/// 1980-01-01 in the MS-DOS form, APPNOTE §4.4.6.
const FIXED_DATE: u16 = 0x0021;
const FIXED_TIME: u16 = 0;
/// General purpose bit 11: the name is UTF-8, APPNOTE §4.4.4.
const NAME_IS_UTF8: u16 = 1 << 11;
const VERSION_STORED: u16 = 10;
const VERSION_DEFLATED: u16 = 20;
const VERSION_ZIP64: u16 = 45;
const ZIP64_EXTRA_ID: u16 = 0x0001;
/// From this value on a 32-bit field holds its marker and zip64 the number.
const LIMIT_32: u64 = 0xFFFF_FFFF;
const LIMIT_16: u64 = 0xFFFF;
const NAME_LIMIT_BYTES: usize = 1024;

/// Lays entries out as one zip, sorted by name.
///
/// Each entry comes with the index of the input that its slices refer to.
///
/// # Errors
/// [`LayoutError`] for names and sizes that no zip should have. Nothing is
/// laid out then.
pub fn layout(mut entries: Vec<(Option<usize>, Verified)>) -> Result<Vec<Piece>, LayoutError> {
    entries.sort_by(|(_, one), (_, other)| one.name().cmp(other.name()));
    check_names(entries.iter().map(|(_, entry)| entry.name()))?;

    let mut pieces = Vec::new();
    let mut directory = Vec::new();
    let mut offset: u64 = 0;
    let count = entries.len() as u64;
    for (input, entry) in entries {
        let header = local_header(&entry)?;
        let record = Record {
            name: entry.name().as_bytes(),
            crc32: entry.crc32(),
            size_bytes: entry.size_bytes(),
            packed_bytes: entry.size_bytes(),
            method: 0,
            flags: 0,
        };
        central_header(&mut directory, &record, offset)?;
        offset = sum(offset, header.len() as u64)?;
        offset = sum(offset, entry.size_bytes())?;
        pieces.push(framing(header));
        for part in entry.into_parts() {
            let input = match &part {
                Part::Bytes(_) => None,
                Part::Slice { .. } => Some(input.ok_or(LayoutError::NoInput)?),
            };
            if part.size_bytes() > 0 {
                pieces.push(Piece { input, part });
            }
        }
    }
    let tail = end_of_directory(directory, count, offset)?;
    pieces.push(framing(tail));
    Ok(pieces)
}

/// Local file header, APPNOTE §4.3.7: the bytes that [`layout`] puts in front
/// of the entry, for a door that writes it while others are still cleaned.
///
/// # Errors
/// [`LayoutError::Name`] for a name that no zip can hold.
pub fn local_header(entry: &Verified) -> Result<Vec<u8>, LayoutError> {
    header_of(entry.name(), entry.size_bytes(), entry.crc32())
}

/// As many bytes as [`local_header`] has for an entry of this name and size: room for
/// it, while the entry is still checked.
///
/// # Errors
/// As [`local_header`].
pub fn header_room(name: &str, size_bytes: u64) -> Result<Vec<u8>, LayoutError> {
    Ok(vec![0; header_of(name, size_bytes, 0)?.len()])
}

fn header_of(name: &str, size_bytes: u64, crc32: u32) -> Result<Vec<u8>, LayoutError> {
    let zip64 = size_bytes >= LIMIT_32;
    let mut bytes = Vec::with_capacity(30 + name.len() + 20);
    let size_field = if zip64 { LIMIT_32 } else { size_bytes };
    Fields(&mut bytes)
        .four(0x0403_4B50)
        .two(if zip64 { VERSION_ZIP64 } else { VERSION_STORED })
        .two(flags(name))
        .two(0)
        .two(FIXED_TIME)
        .two(FIXED_DATE)
        .four(crc32)
        .four_or_marker(size_field)
        .four_or_marker(size_field)
        .two(name_length(name)?)
        .two(if zip64 { 20 } else { 0 });
    bytes.extend_from_slice(name.as_bytes());
    if zip64 {
        // Both sizes must stand here, APPNOTE §4.5.3.
        Fields(&mut bytes)
            .two(ZIP64_EXTRA_ID)
            .two(16)
            .eight(size_bytes)
            .eight(size_bytes);
    }
    Ok(bytes)
}

/// Length of the finished zip.
#[must_use]
pub fn size_bytes(pieces: &[Piece]) -> u64 {
    pieces.iter().fold(0, |total, piece| {
        total.saturating_add(piece.part.size_bytes())
    })
}

fn framing(bytes: Vec<u8>) -> Piece {
    Piece {
        input: None,
        part: Part::Bytes(bytes),
    }
}

fn sum(one: u64, other: u64) -> Result<u64, LayoutError> {
    one.checked_add(other).ok_or(LayoutError::TooLarge)
}

fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), LayoutError> {
    let mut files = BTreeSet::new();
    let mut folders = BTreeSet::new();
    for name in names {
        check_name(name)?;
        let lower = name.to_lowercase();
        for (place, _) in lower.match_indices('/') {
            folders.insert(lower.get(..place).unwrap_or_default().to_owned());
        }
        if !files.insert(lower) {
            return Err(LayoutError::DuplicateName);
        }
    }
    if files.intersection(&folders).next().is_some() {
        return Err(LayoutError::DuplicateName);
    }
    Ok(())
}

/// A relative path of plain names, without what Windows or a shell would read
/// as something else.
fn check_name(name: &str) -> Result<(), LayoutError> {
    let plain = |piece: &str| {
        !piece.is_empty()
            && piece != "."
            && piece != ".."
            && !piece.ends_with(['.', ' '])
            && !piece
                .chars()
                .any(|letter| letter.is_control() || "\\:*?\"<>|".contains(letter))
    };
    if name.len() <= NAME_LIMIT_BYTES && name.split('/').all(plain) {
        Ok(())
    } else {
        Err(LayoutError::Name)
    }
}

/// Appends numbers in little-endian order.
struct Fields<'a>(&'a mut Vec<u8>);

impl Fields<'_> {
    fn two(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn four(&mut self, value: u32) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn eight(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// A 32-bit field, or its marker when zip64 holds the number.
    fn four_or_marker(&mut self, value: u64) -> &mut Self {
        self.four(u32::try_from(value).unwrap_or(u32::MAX))
    }
}

fn flags(name: &str) -> u16 {
    if name.is_ascii() { 0 } else { NAME_IS_UTF8 }
}

fn name_length(name: &str) -> Result<u16, LayoutError> {
    u16::try_from(name.len()).map_err(|_| LayoutError::Name)
}

/// What the central directory says of one entry.
struct Record<'a> {
    name: &'a [u8],
    crc32: u32,
    size_bytes: u64,
    /// As it lies in the zip.
    packed_bytes: u64,
    method: u16,
    /// General purpose bits besides that of the name.
    flags: u16,
}

/// Central directory header, APPNOTE §4.3.12.
fn central_header(directory: &mut Vec<u8>, entry: &Record, offset: u64) -> Result<(), LayoutError> {
    let mut extra = Vec::new();
    if entry.size_bytes >= LIMIT_32 {
        Fields(&mut extra)
            .eight(entry.size_bytes)
            .eight(entry.packed_bytes);
    }
    if offset >= LIMIT_32 {
        Fields(&mut extra).eight(offset);
    }
    let data_length = u16::try_from(extra.len()).map_err(|_| LayoutError::TooLarge)?;
    let (version, extra_length) = match (extra.is_empty(), entry.method) {
        (true, 0) => (VERSION_STORED, 0),
        (true, _) => (VERSION_DEFLATED, 0),
        (false, _) => (VERSION_ZIP64, data_length + 4),
    };
    let name_is_utf8 = if entry.name.is_ascii() {
        0
    } else {
        NAME_IS_UTF8
    };
    Fields(directory)
        .four(0x0201_4B50)
        .two(version)
        .two(version)
        .two(entry.flags | name_is_utf8)
        .two(entry.method)
        .two(FIXED_TIME)
        .two(FIXED_DATE)
        .four(entry.crc32)
        .four_or_marker(entry.packed_bytes)
        .four_or_marker(entry.size_bytes)
        .two(u16::try_from(entry.name.len()).map_err(|_| LayoutError::Name)?)
        .two(extra_length)
        .two(0)
        .two(0)
        .two(0)
        .four(0)
        .four_or_marker(offset);
    directory.extend_from_slice(entry.name);
    if !extra.is_empty() {
        Fields(directory).two(ZIP64_EXTRA_ID).two(data_length);
        directory.extend_from_slice(&extra);
    }
    Ok(())
}

/// The central directory and its end records, APPNOTE §4.3.14 to §4.3.16.
fn end_of_directory(
    mut directory: Vec<u8>,
    count: u64,
    start: u64,
) -> Result<Vec<u8>, LayoutError> {
    let length = directory.len() as u64;
    let end = sum(start, length)?;
    if count >= LIMIT_16 || length >= LIMIT_32 || start >= LIMIT_32 {
        Fields(&mut directory)
            .four(0x0606_4B50)
            .eight(44)
            .two(VERSION_ZIP64)
            .two(VERSION_ZIP64)
            .four(0)
            .four(0)
            .eight(count)
            .eight(count)
            .eight(length)
            .eight(start)
            .four(0x0706_4B50)
            .four(0)
            .eight(end)
            .four(1);
    }
    let count_field = u16::try_from(count).unwrap_or(u16::MAX);
    Fields(&mut directory)
        .four(0x0605_4B50)
        .two(0)
        .two(0)
        .two(count_field)
        .two(count_field)
        .four_or_marker(length)
        .four_or_marker(start)
        .two(0);
    Ok(directory)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Seek, SeekFrom};

    use super::*;

    fn text(name: &str, body: &str) -> (Option<usize>, Verified) {
        let part = Part::Bytes(body.as_bytes().to_vec());
        let crc32 = crc32fast::hash(body.as_bytes());
        (None, Verified::made_up(name, vec![part], crc32))
    }

    /// Writes the pieces as a door does; `inputs` are what slices refer to.
    fn written(pieces: &[Piece], inputs: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in pieces {
            match &piece.part {
                Part::Bytes(more) => bytes.extend_from_slice(more),
                Part::Slice { offset, length } => {
                    let input = inputs[piece.input.unwrap()];
                    let end = (offset + length) as usize;
                    bytes.extend_from_slice(&input[*offset as usize..end]);
                }
            }
        }
        bytes
    }

    #[test]
    fn the_zip_holds_the_parts_in_the_order_of_names() {
        let input = b"0123456789".as_slice();
        let sliced = Verified::made_up(
            "ST1/B.dcm",
            vec![
                Part::Bytes(b"head".to_vec()),
                Part::Slice {
                    offset: 2,
                    length: 5,
                },
            ],
            crc32fast::hash(b"head23456"),
        );
        let pieces = layout(vec![
            text("certificate.json", "{}"),
            (Some(0), sliced),
            text("ST1/A.txt", "a"),
            text("empty", ""),
        ])
        .unwrap();
        let bytes = written(&pieces, &[input]);
        assert_eq!(bytes.len() as u64, size_bytes(&pieces));
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut seen = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut body = String::new();
            // Reading to the end checks the CRC-32.
            file.read_to_string(&mut body).unwrap();
            assert_eq!(file.compression(), zip::CompressionMethod::Stored);
            assert_eq!(file.comment(), "");
            assert!(file.extra_data().unwrap_or_default().is_empty());
            assert_eq!(file.last_modified().unwrap().year(), 1980);
            seen.push((file.name().to_owned(), body));
        }
        let expected = [
            ("ST1/A.txt", "a"),
            ("ST1/B.dcm", "head23456"),
            ("certificate.json", "{}"),
            ("empty", ""),
        ];
        assert_eq!(
            seen,
            expected.map(|(name, body)| (name.to_owned(), body.to_owned()))
        );
        assert!(archive.comment().is_empty());
    }

    #[test]
    fn names_that_a_zip_must_not_hold_are_refused() {
        for name in [
            "", "/etc/x", "../x", "a/../b", "a//b", "a/", "./a", "C:/x", "a\\b", "a\nb", "x ",
            "x.", "a|b",
        ] {
            assert_eq!(
                layout(vec![text(name, "")]).unwrap_err(),
                LayoutError::Name,
                "{name:?}"
            );
        }
        for (one, other) in [("a", "a"), ("A", "a"), ("a", "a/b"), ("a/B/c", "a/b")] {
            let entries = vec![text(one, ""), text(other, "")];
            assert_eq!(layout(entries).unwrap_err(), LayoutError::DuplicateName);
        }
        let sliced = Verified::made_up(
            "a",
            vec![Part::Slice {
                offset: 0,
                length: 1,
            }],
            0,
        );
        assert_eq!(
            layout(vec![(None, sliced)]).unwrap_err(),
            LayoutError::NoInput
        );
    }

    #[test]
    fn more_entries_than_sixteen_bits_count_are_all_there() {
        let count = 66_000;
        let entries = (0..count)
            .map(|number| text(&format!("E{number:06}"), "x"))
            .collect();
        let bytes = written(&layout(entries).unwrap(), &[]);
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), count);
        for name in ["E000000", "E065535", "E065999"] {
            let mut body = String::new();
            let mut file = archive.by_name(name).unwrap();
            file.read_to_string(&mut body).unwrap();
            assert_eq!(body, "x");
        }
    }

    /// The zip without its large slices in memory: they read as zeros.
    struct Virtual {
        pieces: Vec<(u64, Part)>,
        size: u64,
        place: u64,
    }

    impl Virtual {
        fn of(pieces: Vec<Piece>) -> Self {
            let mut size = 0;
            let pieces = pieces
                .into_iter()
                .map(|piece| {
                    let start = size;
                    size += piece.part.size_bytes();
                    (start, piece.part)
                })
                .collect();
            Self {
                pieces,
                size,
                place: 0,
            }
        }
    }

    impl Read for Virtual {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let behind = self
                .pieces
                .partition_point(|(start, _)| *start <= self.place);
            let Some((start, part)) = behind.checked_sub(1).and_then(|at| self.pieces.get(at))
            else {
                return Ok(0);
            };
            let inside = self.place - start;
            let rest = part.size_bytes().saturating_sub(inside);
            let length = buffer.len().min(rest as usize);
            match part {
                Part::Bytes(bytes) => {
                    let inside = inside as usize;
                    buffer[..length].copy_from_slice(&bytes[inside..inside + length]);
                }
                Part::Slice { .. } => buffer[..length].fill(0),
            }
            self.place += length as u64;
            Ok(length)
        }
    }

    impl Seek for Virtual {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            self.place = match to {
                SeekFrom::Start(place) => place,
                SeekFrom::End(back) => self.size.saturating_add_signed(back),
                SeekFrom::Current(more) => self.place.saturating_add_signed(more),
            };
            Ok(self.place)
        }
    }

    #[test]
    fn entries_and_offsets_above_four_gigabytes_are_found() {
        let large = |name: &str, length: u64| {
            let part = Part::Slice { offset: 0, length };
            (Some(0), Verified::made_up(name, vec![part], 7))
        };
        let sizes = [
            ("a", 5 << 30),
            ("b", 0xFFFF_FFFF),
            ("c", 0xFFFF_FFFE),
            ("d", 3),
        ];
        let mut entries: Vec<_> = sizes
            .iter()
            .map(|(name, length)| large(name, *length))
            .collect();
        entries.push(text("e", "the last"));
        let mut archive = zip::ZipArchive::new(Virtual::of(layout(entries).unwrap())).unwrap();
        for (name, length) in sizes {
            assert_eq!(archive.by_name(name).unwrap().size(), length, "{name}");
        }
        let mut body = String::new();
        let mut file = archive.by_name("e").unwrap();
        file.read_to_string(&mut body).unwrap();
        assert_eq!(body, "the last");
    }
}
