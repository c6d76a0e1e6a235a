//! The directory of a zip, read from its end (APPNOTE 6.3.10, 4.3).
//!
//! Own code and not the zip crate's: that one takes memory by the count a zip
//! declares and looks through the whole file for further end records. Here the
//! end record lies within the last 64 KiB, and every count and length is
//! compared with the bytes that are there.

use crate::finding::{Limit, ReasonCode, Refusal};
use crate::source::{Source, read_range};

use super::unreadable;

/// Entries of one zip at most.
const MOST_ENTRIES: u64 = 500_000;
/// The directory lies in memory while it is read.
const LARGEST_DIRECTORY: u64 = 256 * 1024 * 1024;
/// End record and the longest comment behind it.
const END_WITHIN: u64 = 22 + 65_535;
/// End records that are tried, from the last one backward.
const MOST_END_RECORDS: usize = 16;
/// Local headers lie close together where entries are small.
const LOCAL_CHUNK: u64 = 4 * 1024;

const MALFORMED: Refusal = Refusal::of(ReasonCode::Malformed);
const OVER_LIMIT: Refusal = Refusal::over(Limit::ZipEntries);

/// One record of the central directory, with where its bytes really begin.
pub(super) struct Record {
    pub(super) name: String,
    pub(super) method: u16,
    pub(super) encrypted: Encrypted,
    pub(super) file_type: FileType,
    pub(super) crc32: u32,
    pub(super) size_bytes: u64,
    /// First byte of the local header.
    pub(super) header_offset: u64,
    /// First byte of the content.
    pub(super) offset: u64,
    /// Length as packed.
    pub(super) length: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encrypted {
    Yes,
    No,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileType {
    File,
    /// A folder or a link.
    Other,
}

/// Where the central directory lies.
#[derive(Clone, Copy)]
struct Place {
    offset: u64,
    length: u64,
    entries: u64,
    /// What stands before the zip (a self-extractor) shifts every offset.
    shift: u64,
}

/// All records in the order of the directory.
pub(super) fn records(source: &dyn Source) -> Result<Vec<Record>, Refusal> {
    let place = place(source)?;
    let bytes = read_range(source, place.offset, place.length).map_err(unreadable)?;
    let mut rest = bytes.as_slice();
    // A record takes 46 bytes: the count is no more than what is there.
    let count = usize::try_from(place.entries).map_err(|_| OVER_LIMIT)?;
    let mut records = Vec::with_capacity(count);
    for _ in 0..count {
        let (record, behind) = central(rest, place).ok_or(MALFORMED)?;
        records.push(record);
        rest = behind;
    }
    locate(source, place, &mut records)?;
    Ok(records)
}

fn place(source: &dyn Source) -> Result<Place, Refusal> {
    let size = source.size_bytes();
    let tail_start = size.saturating_sub(END_WITHIN);
    let tail = read_range(source, tail_start, size - tail_start).map_err(unreadable)?;
    let finder = memchr::memmem::rfind_iter(&tail, b"PK\x05\x06");
    for at in finder.take(MOST_END_RECORDS) {
        let Some(end) = EndRecord::parse(tail.get(at..).unwrap_or_default()) else {
            continue;
        };
        let position = tail_start + at as u64;
        let place = match end.needs_zip64() {
            Zip64::Wanted => zip64(source, position)?.or_else(|| end.place(position)),
            Zip64::No => end.place(position),
        };
        let Some(place) = place else { continue };
        if place.entries > MOST_ENTRIES || place.length > LARGEST_DIRECTORY {
            return Err(OVER_LIMIT);
        }
        if place.entries.saturating_mul(46) <= place.length {
            return Ok(place);
        }
    }
    Err(MALFORMED)
}

/// 4.3.16
struct EndRecord {
    disk: u16,
    entries_here: u16,
    entries: u16,
    length: u32,
    offset: u32,
}

/// Whether a field is too small for its number.
enum Zip64 {
    Wanted,
    No,
}

impl EndRecord {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let comment = usize::from(number2(bytes, 20)?);
        bytes.get(..22 + comment)?;
        Some(Self {
            disk: number2(bytes, 4)?,
            entries_here: number2(bytes, 8)?,
            entries: number2(bytes, 10)?,
            length: number4(bytes, 12)?,
            offset: number4(bytes, 16)?,
        })
    }

    const fn needs_zip64(&self) -> Zip64 {
        if self.entries == u16::MAX || self.length == u32::MAX || self.offset == u32::MAX {
            Zip64::Wanted
        } else {
            Zip64::No
        }
    }

    fn place(&self, position: u64) -> Option<Place> {
        let one_disk = self.disk == 0 && self.entries_here == self.entries;
        let place = Place::before(
            position,
            u64::from(self.length),
            u64::from(self.offset),
            u64::from(self.entries),
        );
        place.filter(|_| one_disk)
    }
}

impl Place {
    /// The directory ends where its end record begins.
    fn before(position: u64, length: u64, declared: u64, entries: u64) -> Option<Self> {
        let offset = position.checked_sub(length)?;
        Some(Self {
            offset,
            length,
            entries,
            shift: offset.checked_sub(declared)?,
        })
    }
}

/// 4.3.14 and 4.3.15: the locator stands right before the end record.
fn zip64(source: &dyn Source, end_position: u64) -> Result<Option<Place>, Refusal> {
    let Some(locator) = end_position.checked_sub(20) else {
        return Ok(None);
    };
    let bytes = read_range(source, locator, 20).map_err(unreadable)?;
    if !bytes.starts_with(b"PK\x06\x07") {
        return Ok(None);
    }
    let declared = number8(&bytes, 8).ok_or(MALFORMED)?;
    // The record with nothing extensible ends where the locator begins; that is
    // where it lies when something stands before the zip.
    for position in [declared, locator.saturating_sub(56)] {
        let Ok(record) = read_range(source, position, 56) else {
            continue;
        };
        if record.starts_with(b"PK\x06\x06") {
            let number = |at| number8(&record, at).ok_or(MALFORMED);
            let (entries, length, offset) = (number(32)?, number(40)?, number(48)?);
            return Ok(Place::before(position, length, offset, entries));
        }
    }
    Err(MALFORMED)
}

/// 4.3.12: one record and what stands behind it.
fn central(bytes: &[u8], place: Place) -> Option<(Record, &[u8])> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let made_by = number2(bytes, 4)?;
    let flags = number2(bytes, 8)?;
    let name_end = 46 + usize::from(number2(bytes, 28)?);
    let extra_end = name_end + usize::from(number2(bytes, 30)?);
    let end = extra_end + usize::from(number2(bytes, 32)?);
    let name = bytes.get(46..name_end)?;
    let mut wide = Wide {
        extra: zip64_extra(bytes.get(name_end..extra_end)?),
    };
    let size_bytes = wide.or(number4(bytes, 24)?)?;
    let length = wide.or(number4(bytes, 20)?)?;
    let header_offset = wide.or(number4(bytes, 42)?)?.checked_add(place.shift)?;
    let unix_type = (number4(bytes, 38)? >> 16) & 0xF000;
    let is_link = made_by >> 8 == 3 && unix_type == 0xA000;
    let is_folder = matches!(name.last(), Some(b'/' | b'\\'));
    let record = Record {
        name: decoded_name(name, flags),
        method: number2(bytes, 10)?,
        encrypted: if flags & 0x2041 == 0 {
            Encrypted::No
        } else {
            Encrypted::Yes
        },
        file_type: if is_link || is_folder {
            FileType::Other
        } else {
            FileType::File
        },
        crc32: number4(bytes, 16)?,
        size_bytes,
        header_offset,
        offset: 0,
        length,
    };
    Some((record, bytes.get(end..)?))
}

/// 4.5.3: numbers that do not fit their field stand in an extra field, in a
/// fixed order.
struct Wide<'a> {
    extra: &'a [u8],
}

impl Wide<'_> {
    fn or(&mut self, field: u32) -> Option<u64> {
        if field != u32::MAX {
            return Some(u64::from(field));
        }
        let number = number8(self.extra, 0)?;
        self.extra = self.extra.get(8..)?;
        Some(number)
    }
}

fn zip64_extra(mut extra: &[u8]) -> &[u8] {
    while let (Some(id), Some(length)) = (number2(extra, 0), number2(extra, 2)) {
        let end = 4 + usize::from(length);
        let Some(content) = extra.get(4..end) else {
            break;
        };
        if id == 1 {
            return content;
        }
        extra = extra.get(end..).unwrap_or_default();
    }
    &[]
}

/// 4.3.7: the content begins behind name and extra field of the local header,
/// which may differ from those of the directory.
fn locate(source: &dyn Source, place: Place, records: &mut [Record]) -> Result<(), Refusal> {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|index| records.get(*index).map(|record| record.header_offset));
    let mut chunk = Vec::new();
    let mut chunk_start = 0_u64;
    let mut free_from = 0_u64;
    for index in order {
        let record = records.get_mut(index).ok_or(MALFORMED)?;
        let start = record.header_offset;
        // Entries that share bytes are how a small zip becomes a large one.
        if start < free_from || start.saturating_add(30) > place.offset {
            return Err(MALFORMED);
        }
        if start.saturating_add(30) > chunk_start.saturating_add(chunk.len() as u64) {
            let length = LOCAL_CHUNK.min(place.offset - start);
            chunk = read_range(source, start, length).map_err(unreadable)?;
            chunk_start = start;
        }
        let skip = usize::try_from(start - chunk_start).map_err(|_| MALFORMED)?;
        let local = chunk.get(skip..).unwrap_or_default();
        let head_length = local_length(local, record).ok_or(MALFORMED)?;
        record.offset = start.checked_add(head_length).ok_or(MALFORMED)?;
        free_from = record
            .offset
            .checked_add(record.length)
            .filter(|end| *end <= place.offset)
            .ok_or(MALFORMED)?;
    }
    Ok(())
}

/// Length of a local header that agrees with the directory.
fn local_length(local: &[u8], record: &Record) -> Option<u64> {
    let agrees = local.starts_with(b"PK\x03\x04") && number2(local, 8)? == record.method;
    let length = 30 + u64::from(number2(local, 26)?) + u64::from(number2(local, 28)?);
    agrees.then_some(length)
}

fn number2(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn number4(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn number8(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// APPNOTE D.1: UTF-8 where the flag says so; many say nothing and write it
/// all the same; else code page 437.
fn decoded_name(name: &[u8], flags: u16) -> String {
    match std::str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) if flags & 0x0800 != 0 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => name.iter().map(|byte| code_page_437(*byte)).collect(),
    }
}

fn code_page_437(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(upper) => UPPER
            .chars()
            .nth(usize::from(upper))
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_old_zips_are_decoded() {
        assert_eq!(decoded_name(b"K\x94ln/\x81ber.dcm", 0), "Köln/über.dcm");
        assert_eq!(decoded_name("Köln".as_bytes(), 0), "Köln");
        assert_eq!(code_page_437(0xFF), '\u{A0}');
    }
}
