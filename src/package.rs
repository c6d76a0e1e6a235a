//! Verified entries → the layout of one zip: framing bytes and slices.
//!
//! Entries are stored, not deflated: slices of the inputs are copied by the
//! door and never pass through the engine. Sizes and CRC-32 are known from the
//! verifier, so local headers are final and no data descriptor follows. Nothing
//! of the machine or the inputs stands in the framing: one fixed time, no
//! comments, no extra field but zip64 (APPNOTE 6.3.10 §4.5.3), order by name.

use std::collections::BTreeSet;

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
        central_header(&mut directory, &entry, offset)?;
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

/// Local file header, APPNOTE §4.3.7.
fn local_header(entry: &Verified) -> Result<Vec<u8>, LayoutError> {
    let zip64 = entry.size_bytes() >= LIMIT_32;
    let mut bytes = Vec::with_capacity(30 + entry.name().len() + 20);
    let size_field = if zip64 { LIMIT_32 } else { entry.size_bytes() };
    Fields(&mut bytes)
        .four(0x0403_4B50)
        .two(if zip64 { VERSION_ZIP64 } else { VERSION_STORED })
        .two(flags(entry.name()))
        .two(0)
        .two(FIXED_TIME)
        .two(FIXED_DATE)
        .four(entry.crc32())
        .four_or_marker(size_field)
        .four_or_marker(size_field)
        .two(name_length(entry.name())?)
        .two(if zip64 { 20 } else { 0 });
    bytes.extend_from_slice(entry.name().as_bytes());
    if zip64 {
        // Both sizes must stand here, APPNOTE §4.5.3.
        Fields(&mut bytes)
            .two(ZIP64_EXTRA_ID)
            .two(16)
            .eight(entry.size_bytes())
            .eight(entry.size_bytes());
    }
    Ok(bytes)
}

/// Central directory header, APPNOTE §4.3.12.
fn central_header(
    directory: &mut Vec<u8>,
    entry: &Verified,
    offset: u64,
) -> Result<(), LayoutError> {
    let mut extra = Vec::new();
    if entry.size_bytes() >= LIMIT_32 {
        Fields(&mut extra)
            .eight(entry.size_bytes())
            .eight(entry.size_bytes());
    }
    if offset >= LIMIT_32 {
        Fields(&mut extra).eight(offset);
    }
    let data_length = u16::try_from(extra.len()).map_err(|_| LayoutError::TooLarge)?;
    let (version, extra_length) = if extra.is_empty() {
        (VERSION_STORED, 0)
    } else {
        (VERSION_ZIP64, data_length + 4)
    };
    Fields(directory)
        .four(0x0201_4B50)
        .two(version)
        .two(version)
        .two(flags(entry.name()))
        .two(0)
        .two(FIXED_TIME)
        .two(FIXED_DATE)
        .four(entry.crc32())
        .four_or_marker(entry.size_bytes())
        .four_or_marker(entry.size_bytes())
        .two(name_length(entry.name())?)
        .two(extra_length)
        .two(0)
        .two(0)
        .two(0)
        .four(0)
        .four_or_marker(offset);
    directory.extend_from_slice(entry.name().as_bytes());
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
