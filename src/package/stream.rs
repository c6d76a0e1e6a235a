//! The finished zip as bytes on their way to the disk.
//!
//! A door reads the pieces of a layout in their order, headers from memory and
//! slices from the inputs, and hands the bytes in. What comes out is the same zip,
//! or a smaller one with deflated entries. The slices are read a second time here:
//! each entry's CRC-32 is compared with that of the check, so that an input that
//! changed in between ends the zip instead of standing in it.
//!
//! The size of a deflated entry is known only behind it: it stands in a data
//! descriptor (APPNOTE 6.3.10 §4.3.9). The memory taken does not grow with entries.

use std::io::Write as _;

use crc32fast::Hasher;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::{
    FIXED_DATE, FIXED_TIME, Fields, LIMIT_32, LayoutError, NAME_IS_UTF8, Record, VERSION_DEFLATED,
    end_of_directory,
};

/// How entries lie in the zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Packing {
    /// As they are: as fast as the disk.
    #[default]
    Stored,
    /// Deflated where that makes them smaller.
    Deflated,
}

/// Why a zip cannot be written to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StreamError {
    /// What was read is not what was checked: an input is not what it was.
    #[error("an input has changed since it was checked")]
    Changed,
    /// The bytes are not those of a layout, or end before it.
    #[error("the pieces are not those of a package")]
    NotAPackage,
    /// The smaller zip cannot be laid out.
    #[error("{0}")]
    Layout(LayoutError),
}

/// In the middle between fast and small; `make_smaller` in the tests measures every level.
const LEVEL: u32 = 4;
/// So many bytes at the beginning of an entry are tried.
const TRIED_BYTES: usize = 1 << 16;
/// What does not shrink to this share of itself is stored: it is compressed already.
const WORTH_PERCENT: usize = 90;
/// From here on an entry is stored: the descriptor of a larger one has other fields.
const LARGEST_DEFLATED: u64 = 0xFF00_0000;
/// General purpose bit 3: sizes stand behind the entry, APPNOTE §4.4.4.
const SIZES_BEHIND: u16 = 1 << 3;
const DEFLATED: u16 = 8;
const LOCAL_HEADER: u32 = 0x0403_4B50;
const LOCAL_HEADER_BYTES: usize = 30;

/// Takes the bytes of a layout, gives those of the zip.
pub struct ZipStream {
    packing: Packing,
    at: At,
    /// Bytes written, when all that was given is written.
    offset: u64,
    directory: Vec<u8>,
    count: u64,
}

/// What comes next.
enum At {
    /// A local header, or the directory; so much of it has come.
    Header(Vec<u8>),
    Content(Content),
    Directory,
}

/// The entry that is being read.
struct Content {
    header: Header,
    left: u64,
    hasher: Hasher,
    way: Way,
    /// Bytes written of it.
    packed: u64,
    /// Where its header is written.
    offset: u64,
}

/// What a local header of a layout says.
struct Header {
    bytes: Vec<u8>,
    name: Vec<u8>,
    crc32: u32,
    size_bytes: u64,
}

enum Way {
    /// Not decided: the beginning is collected.
    Trying(Vec<u8>),
    Stored,
    Deflated(DeflateEncoder<Vec<u8>>),
}

impl ZipStream {
    /// Before the first byte.
    #[must_use]
    pub const fn new(packing: Packing) -> Self {
        Self {
            packing,
            at: At::Header(Vec::new()),
            offset: 0,
            directory: Vec::new(),
            count: 0,
        }
    }

    /// Takes more bytes and appends to `out` what can be written.
    ///
    /// # Errors
    /// [`StreamError`]: what was written so far must be thrown away.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), StreamError> {
        let before = out.len();
        let mut rest = bytes;
        while !rest.is_empty() {
            let at = std::mem::replace(&mut self.at, At::Directory);
            let written = out.len().saturating_sub(before) as u64;
            (self.at, rest) = match at {
                At::Header(held) => self.header(held, rest, written, out)?,
                At::Content(content) => self.content(content, rest, out)?,
                At::Directory => {
                    if self.packing == Packing::Stored {
                        out.extend_from_slice(rest);
                    }
                    (At::Directory, &[][..])
                }
            };
        }
        self.offset += out.len().saturating_sub(before) as u64;
        Ok(())
    }

    /// Appends what stands behind the last entry.
    ///
    /// # Errors
    /// [`StreamError::NotAPackage`] if entries are missing.
    pub fn finish(self, out: &mut Vec<u8>) -> Result<(), StreamError> {
        match (self.at, self.packing) {
            (At::Directory, Packing::Stored) => Ok(()),
            (At::Directory, Packing::Deflated) => {
                let tail = end_of_directory(self.directory, self.count, self.offset)
                    .map_err(StreamError::Layout)?;
                out.extend_from_slice(&tail);
                Ok(())
            }
            (At::Header(_) | At::Content(_), _) => Err(StreamError::NotAPackage),
        }
    }

    /// `written` is what this push has given so far.
    fn header<'a>(
        &mut self,
        mut held: Vec<u8>,
        bytes: &'a [u8],
        written: u64,
        out: &mut Vec<u8>,
    ) -> Result<(At, &'a [u8]), StreamError> {
        let wanted = Header::length(&held);
        let (more, rest) = bytes.split_at(bytes.len().min(wanted.saturating_sub(held.len())));
        held.extend_from_slice(more);
        if held.len() == 4 && number4(&held, 0) != Some(LOCAL_HEADER) {
            if self.packing == Packing::Stored {
                out.extend_from_slice(&held);
            }
            return Ok((At::Directory, rest));
        }
        if held.len() < Header::length(&held) {
            return Ok((At::Header(held), rest));
        }
        let header = Header::read(held).ok_or(StreamError::NotAPackage)?;
        let is_tried = self.packing == Packing::Deflated && header.size_bytes < LARGEST_DEFLATED;
        let mut content = Content {
            left: header.size_bytes,
            hasher: Hasher::new(),
            way: if is_tried {
                Way::Trying(Vec::new())
            } else {
                Way::Stored
            },
            packed: 0,
            offset: self.offset + written,
            header,
        };
        if !is_tried {
            out.extend_from_slice(&content.header.bytes);
        }
        if content.left > 0 {
            return Ok((At::Content(content), rest));
        }
        content.decide(out)?;
        self.close(content, out)?;
        Ok((At::Header(Vec::new()), rest))
    }

    fn content<'a>(
        &mut self,
        mut content: Content,
        bytes: &'a [u8],
        out: &mut Vec<u8>,
    ) -> Result<(At, &'a [u8]), StreamError> {
        let taken = usize::try_from(content.left).map_or(bytes.len(), |left| left.min(bytes.len()));
        let (fresh, rest) = bytes.split_at(taken);
        content.left -= taken as u64;
        content.hasher.update(fresh);
        content.write(fresh, out)?;
        if content.left > 0 {
            return Ok((At::Content(content), rest));
        }
        content.decide(out)?;
        self.close(content, out)?;
        Ok((At::Header(Vec::new()), rest))
    }

    /// Behind the last byte of an entry.
    fn close(&mut self, content: Content, out: &mut Vec<u8>) -> Result<(), StreamError> {
        let Content {
            header,
            hasher,
            way,
            mut packed,
            offset,
            ..
        } = content;
        if hasher.finalize() != header.crc32 {
            return Err(StreamError::Changed);
        }
        if self.packing == Packing::Stored {
            return Ok(());
        }
        let mut record = Record {
            name: &header.name,
            crc32: header.crc32,
            size_bytes: header.size_bytes,
            packed_bytes: header.size_bytes,
            method: 0,
            flags: 0,
        };
        if let Way::Deflated(encoder) = way {
            let last = encoder.finish().map_err(|_| StreamError::NotAPackage)?;
            packed += last.len() as u64;
            out.extend_from_slice(&last);
            let fits = |_| StreamError::Layout(LayoutError::TooLarge);
            Fields(out)
                .four(0x0807_4B50)
                .four(header.crc32)
                .four(u32::try_from(packed).map_err(fits)?)
                .four(u32::try_from(header.size_bytes).map_err(fits)?);
            record.packed_bytes = packed;
            record.method = DEFLATED;
            record.flags = SIZES_BEHIND;
        }
        self.count += 1;
        super::central_header(&mut self.directory, &record, offset).map_err(StreamError::Layout)
    }
}

impl Content {
    fn write(&mut self, fresh: &[u8], out: &mut Vec<u8>) -> Result<(), StreamError> {
        match &mut self.way {
            Way::Trying(tried) => {
                tried.extend_from_slice(fresh);
                if tried.len() >= TRIED_BYTES {
                    self.decide(out)?;
                }
            }
            Way::Stored => out.extend_from_slice(fresh),
            Way::Deflated(encoder) => {
                encoder
                    .write_all(fresh)
                    .map_err(|_| StreamError::NotAPackage)?;
                let ready = encoder.get_mut();
                self.packed += ready.len() as u64;
                out.append(ready);
            }
        }
        Ok(())
    }

    /// Writes the header and what has been collected, if that was not done yet.
    fn decide(&mut self, out: &mut Vec<u8>) -> Result<(), StreamError> {
        let Way::Trying(tried) = &mut self.way else {
            return Ok(());
        };
        let tried = std::mem::take(tried);
        if is_worth_it(&tried) {
            out.extend_from_slice(&self.header.deflated());
            self.way = Way::Deflated(encoder());
        } else {
            out.extend_from_slice(&self.header.bytes);
            self.way = Way::Stored;
        }
        self.write(&tried, out)
    }
}

fn encoder() -> DeflateEncoder<Vec<u8>> {
    DeflateEncoder::new(Vec::new(), Compression::new(LEVEL))
}

/// Whether the beginning shrinks enough.
fn is_worth_it(tried: &[u8]) -> bool {
    let tried = tried.get(..TRIED_BYTES).unwrap_or(tried);
    let mut encoder = encoder();
    let packed = encoder.write_all(tried).and_then(|()| encoder.finish());
    packed.is_ok_and(|packed| {
        packed.len().saturating_mul(100) < tried.len().saturating_mul(WORTH_PERCENT)
    })
}

impl Header {
    /// How long it is, as far as the beginning tells.
    fn length(begun: &[u8]) -> usize {
        if begun.len() < 4 {
            return 4;
        }
        let more = |at| number2(begun, at).map_or(0, usize::from);
        LOCAL_HEADER_BYTES + more(26) + more(28)
    }

    /// A header as [`super::local_header`] writes it.
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let name_end = LOCAL_HEADER_BYTES + usize::from(number2(&bytes, 26)?);
        let name = bytes.get(LOCAL_HEADER_BYTES..name_end)?.to_vec();
        let size_bytes = match number4(&bytes, 22)? {
            u32::MAX => {
                let field = bytes.get(name_end + 4..name_end + 12)?;
                u64::from_le_bytes(field.try_into().ok()?)
            }
            size => u64::from(size),
        };
        let is_stored = number2(&bytes, 8)? == 0;
        let crc32 = number4(&bytes, 14)?;
        is_stored.then_some(Self {
            bytes,
            name,
            crc32,
            size_bytes,
        })
    }

    /// The local header where sizes stand behind the entry.
    fn deflated(&self) -> Vec<u8> {
        let name_is_utf8 = if self.name.is_ascii() {
            0
        } else {
            NAME_IS_UTF8
        };
        let mut bytes = Vec::with_capacity(LOCAL_HEADER_BYTES + self.name.len());
        Fields(&mut bytes)
            .four(LOCAL_HEADER)
            .two(VERSION_DEFLATED)
            .two(SIZES_BEHIND | name_is_utf8)
            .two(DEFLATED)
            .two(FIXED_TIME)
            .two(FIXED_DATE)
            .four(0)
            .four(0)
            .four(0)
            .two(u16::try_from(self.name.len()).unwrap_or(u16::MAX))
            .two(0);
        bytes.extend_from_slice(&self.name);
        debug_assert!(self.size_bytes < LIMIT_32, "larger ones are stored");
        bytes
    }
}

fn number2(bytes: &[u8], at: usize) -> Option<u16> {
    let field = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(field.try_into().ok()?))
}

fn number4(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(field.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;
    use crate::container;
    use crate::package::{Piece, layout};
    use crate::source::Part;
    use crate::verify::Verified;

    /// Looks random, and is the same every time.
    fn noise(length: usize) -> Vec<u8> {
        let mut state: u32 = 0x2545_F491;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 24) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    fn entry(name: &str, body: &[u8]) -> (Option<usize>, Verified) {
        let part = Part::Bytes(body.to_vec());
        let crc32 = crc32fast::hash(body);
        (None, Verified::made_up(name, vec![part], crc32))
    }

    fn stored_zip(entries: Vec<(Option<usize>, Verified)>) -> Vec<u8> {
        let bytes = |piece: Piece| match piece.part {
            Part::Bytes(bytes) => bytes,
            Part::Slice { .. } => panic!("only bytes here"),
        };
        let pieces = layout(entries).unwrap();
        pieces.into_iter().flat_map(bytes).collect()
    }

    /// Through the stream in steps of this length.
    fn streamed(packing: Packing, zip: &[u8], step: usize) -> Result<Vec<u8>, StreamError> {
        let mut stream = ZipStream::new(packing);
        let mut out = Vec::new();
        for bytes in zip.chunks(step) {
            stream.push(bytes, &mut out)?;
        }
        stream.finish(&mut out)?;
        Ok(out)
    }

    fn bodies() -> Vec<(&'static str, Vec<u8>)> {
        let long: Vec<u8> = (0..400_000_u32).flat_map(|n| [(n >> 9) as u8, 7]).collect();
        vec![
            ("ST1/A.dcm", long),
            ("ST1/B.dcm", noise(200_000)),
            (
                "certificate.json",
                b"{\"a\": 1, \"a\": 1, \"a\": 1}".repeat(3),
            ),
            ("empty", Vec::new()),
            ("gr\u{00fc}n.txt", b"x".repeat(70_000)),
            ("short", b"a".to_vec()),
        ]
    }

    fn zip() -> Vec<u8> {
        let bodies = bodies();
        stored_zip(
            bodies
                .iter()
                .map(|(name, body)| entry(name, body))
                .collect(),
        )
    }

    #[test]
    fn a_stored_zip_comes_out_as_it_went_in() {
        let zip = zip();
        for step in [1, 3, 29, 31, 4096, zip.len()] {
            assert_eq!(
                streamed(Packing::Stored, &zip, step).unwrap(),
                zip,
                "{step}"
            );
        }
    }

    #[test]
    fn a_smaller_zip_holds_the_same_and_does_not_depend_on_the_steps() {
        let zip = zip();
        let smaller = streamed(Packing::Deflated, &zip, zip.len()).unwrap();
        assert!(smaller.len() < zip.len() / 3, "{}", smaller.len());
        for step in [1, 31, 4096] {
            assert_eq!(streamed(Packing::Deflated, &zip, step).unwrap(), smaller);
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(&smaller)).unwrap();
        let ours = container::zip_entries(&smaller).unwrap();
        assert_eq!(archive.len(), bodies().len());
        for ((name, body), listed) in bodies().iter().zip(&ours) {
            let mut file = archive.by_name(name).unwrap();
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert!(read == *body, "{name}");
            assert_eq!(file.last_modified().unwrap().year(), 1980);
            assert_eq!(listed.name.expose(), name);
            assert!(container::inflate_entry(&smaller, listed).unwrap() == *body);
            let stored = file.compression() == zip::CompressionMethod::Stored;
            assert_eq!(
                stored,
                ["ST1/B.dcm", "empty", "short"].contains(name),
                "{name}"
            );
        }
    }

    #[test]
    fn an_input_that_changed_ends_the_zip() {
        let zip = zip();
        // In the middle of the first entry, behind its header.
        for at in [39, 500_000] {
            let mut changed = zip.clone();
            changed[at] ^= 1;
            for packing in [Packing::Stored, Packing::Deflated] {
                assert_eq!(streamed(packing, &changed, 4096), Err(StreamError::Changed));
            }
        }
    }

    #[test]
    fn a_zip_that_ends_too_early_is_none() {
        let zip = zip();
        for packing in [Packing::Stored, Packing::Deflated] {
            for length in [0, 3, 20, 100, 900_000] {
                let begun = streamed(packing, &zip[..length], 4096);
                assert_eq!(begun, Err(StreamError::NotAPackage), "{length}");
            }
        }
    }

    #[test]
    fn entries_above_four_gigabytes_stay_stored() {
        let part = Part::Slice {
            offset: 0,
            length: 5 << 30,
        };
        let large = (Some(0), Verified::made_up("large", vec![part], 0));
        let pieces = layout(vec![large]).unwrap();
        let Part::Bytes(header) = &pieces[0].part else {
            panic!("a header stands first");
        };
        let mut stream = ZipStream::new(Packing::Deflated);
        let mut out = Vec::new();
        stream.push(header, &mut out).unwrap();
        stream.push(&[0; 100], &mut out).unwrap();
        assert_eq!(
            out.len(),
            header.len() + 100,
            "nothing waits, nothing shrinks"
        );
    }

    /// Figures for the choice of the level: `cargo test --release make_smaller -- --ignored --nocapture`.
    #[test]
    #[ignore = "measures"]
    fn make_smaller() {
        // A slice of a body: air, a disc of tissue, and noise as of a scanner.
        let grain = noise(512 * 512);
        let slice: Vec<u8> = (0..512 * 512_i32)
            .flat_map(|n| {
                let (x, y) = (n % 512 - 256, n / 512 - 256);
                let inside = x * x + 2 * y * y < 200 * 200;
                let level = if inside { 1040 + (x * y) / 900 } else { 24 };
                let grain = i32::from(grain[n as usize] >> 3) - 16;
                ((level + grain).max(0) as u16).to_le_bytes()
            })
            .collect();
        for level in 1..=9 {
            let began = std::time::Instant::now();
            let mut size = 0;
            for _ in 0..20 {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
                encoder.write_all(&slice).unwrap();
                size = encoder.finish().unwrap().len();
            }
            let rate = 20.0 * slice.len() as f64 / 1e6 / began.elapsed().as_secs_f64();
            println!(
                "level {level}: {rate:.0} MB/s, {:.3} of it",
                size as f64 / slice.len() as f64
            );
        }
    }
}
