//! Limits that the PDF reader does not have: what streams unpack to, and how
//! often drawings are repeated inside drawings.

use std::collections::HashMap;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::dict::keys::{RESOURCES, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::hayro_syntax::{Filter, Pdf};

use super::fields;
use crate::finding::{Limit, Refusal};

/// Bytes that one stream may unpack to.
const MAX_STREAM_BYTES: u64 = 96 * 1024 * 1024;

/// Bytes that all streams together may unpack to, pictures aside.
const MAX_ALL_BYTES: u64 = 768 * 1024 * 1024;

/// Packed bytes of filters that cannot be measured without unpacking.
const MAX_UNMEASURED_BYTES: usize = 96 * 1024;

/// How far before a stream its dictionary is looked for.
const DICTIONARY_BYTES: usize = 1024;

/// Instructions of all pages, drawings inside drawings counted as often as
/// they are drawn.
const MAX_INSTRUCTIONS: u64 = 20_000_000;

/// Drawings in drawings.
const MAX_DEPTH: usize = 32;

/// Before the file is opened: no deflated stream unpacks past the limits.
///
/// # Errors
/// [`crate::finding::ReasonCode::OverLimit`].
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), Refusal> {
    let mut all = 0_u64;
    let mut at = 0_usize;
    while let Some(start) = next_stream(bytes, at) {
        let data = bytes.get(start..).unwrap_or_default();
        let (read, written) = if is_picture(bytes, start) {
            (0, 0)
        } else {
            unpacked_size(data)
        };
        all = all.saturating_add(written);
        if written > MAX_STREAM_BYTES || all > MAX_ALL_BYTES {
            return Err(Refusal::over(Limit::PdfStreams));
        }
        at = start.saturating_add(read.max(1));
    }
    Ok(())
}

/// Where the next stream's data begins.
fn next_stream(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + memchr::memmem::find(bytes.get(at..)?, b"stream")?;
        let behind = found + b"stream".len();
        let ends = found >= 3 && bytes.get(found - 3..found) == Some(b"end");
        if !ends {
            let rest = bytes.get(behind..)?;
            let skip = match rest {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => 0,
            };
            return Some(behind + skip);
        }
        at = behind;
    }
}

/// Whether the dictionary before the data says that this is a picture:
/// pictures are not unpacked here at all.
fn is_picture(bytes: &[u8], start: usize) -> bool {
    let from = start.saturating_sub(DICTIONARY_BYTES);
    let before = bytes.get(from..start).unwrap_or_default();
    let dictionary = match memchr::memmem::rfind(before, b"obj") {
        Some(place) => before.get(place..).unwrap_or_default(),
        None => before,
    };
    memchr::memmem::find(dictionary, b"/Image").is_some()
        && memchr::memmem::find(dictionary, b"/Width").is_some()
}

/// Bytes read and written by unpacking, up to just past the limit.
fn unpacked_size(data: &[u8]) -> (usize, u64) {
    let mut unpacker = Decompress::new(true);
    let mut buffer = vec![0_u8; 64 * 1024];
    loop {
        let read = usize::try_from(unpacker.total_in()).unwrap_or(usize::MAX);
        let rest = data.get(read..).unwrap_or_default();
        let before = (unpacker.total_in(), unpacker.total_out());
        let status = unpacker.decompress(rest, &mut buffer, FlushDecompress::None);
        let after = (unpacker.total_in(), unpacker.total_out());
        let done = !matches!(status, Ok(Status::Ok | Status::BufError)) || before == after;
        if done || after.1 > MAX_STREAM_BYTES {
            return (usize::try_from(after.0).unwrap_or(usize::MAX), after.1);
        }
    }
}

/// With the file open: streams packed in several ways, or decrypted first, are
/// measured as well; those that cannot be measured must be small.
///
/// # Errors
/// [`crate::finding::ReasonCode::OverLimit`].
pub(super) fn check_streams(pdf: &Pdf) -> Result<(), Refusal> {
    let mut all = 0_u64;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let size = stream_size(&stream).ok_or(Refusal::over(Limit::PdfStreams))?;
        all = all.saturating_add(size);
        if size > MAX_STREAM_BYTES || all > MAX_ALL_BYTES {
            return Err(Refusal::over(Limit::PdfStreams));
        }
    }
    Ok(())
}

/// Before pages are drawn: pictures, which are not unpacked otherwise, are
/// measured as all other streams are.
///
/// # Errors
/// [`crate::finding::ReasonCode::OverLimit`].
pub(super) fn check_pictures(pdf: &Pdf) -> Result<(), Refusal> {
    let mut all = 0_u64;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if is_image(&stream) {
            let size = unpacked(&stream).ok_or(Refusal::over(Limit::PdfStreams))?;
            all = all.saturating_add(size);
            if size > MAX_STREAM_BYTES || all > MAX_ALL_BYTES {
                return Err(Refusal::over(Limit::PdfStreams));
            }
        }
    }
    Ok(())
}

fn is_image(stream: &Stream<'_>) -> bool {
    let kind = stream.dict().get::<Name<'_>>(SUBTYPE);
    kind.is_some_and(|name| name.as_ref() == b"Image")
}

/// What a stream unpacks to; `None` if that cannot be told and may be too much.
/// Pictures are not unpacked.
fn stream_size(stream: &Stream<'_>) -> Option<u64> {
    if is_image(stream) {
        Some(0)
    } else {
        unpacked(stream)
    }
}

fn unpacked(stream: &Stream<'_>) -> Option<u64> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let packed = |filter: &&Filter| {
        matches!(
            filter,
            Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode
        )
    };
    match filters.iter().filter(packed).count() {
        0 => Some(raw.len() as u64),
        1 => match filters.as_slice() {
            [.., Filter::FlateDecode] => Some(unpacked_size(&ascii_decoded(&raw, &filters)?).1),
            _ if raw.len() <= MAX_UNMEASURED_BYTES => Some(raw.len() as u64),
            [Filter::RunLengthDecode] => Some(raw.len() as u64 * 64),
            [Filter::LzwDecode] => Some(lzw_size(&raw)),
            _ => None,
        },
        _ => None,
    }
}

/// Undoes the ASCII filters before the last one.
fn ascii_decoded(raw: &[u8], filters: &[Filter]) -> Option<Vec<u8>> {
    let mut data = raw.to_vec();
    for filter in filters.iter().rev().skip(1).rev() {
        data = match filter {
            Filter::Ascii85Decode => ascii_85(&data),
            Filter::AsciiHexDecode => ascii_hex(&data),
            Filter::Crypt => data,
            _ => return None,
        };
    }
    Some(data)
}

/// ISO 32000-2, 7.4.3.
fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4 + 8);
    let (mut group, mut count) = (0_u32, 0_u8);
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        let kept = usize::from(count - 1);
        out.extend(group.to_be_bytes().into_iter().take(kept));
    }
    out
}

/// ISO 32000-2, 7.4.2.
fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        })
        .collect()
}

/// What LZW data unpack to (ISO 32000-2, 7.4.4): the lengths of its strings
/// are added up, no string is built.
fn lzw_size(data: &[u8]) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const MAX_CODES: usize = 4096;
    let mut lengths: Vec<u64> = Vec::with_capacity(MAX_CODES);
    let mut last: Option<u64> = None;
    let (mut bits, mut held, mut all) = (0_u32, 0_u32, 0_u64);
    for byte in data {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        let width = match lengths.len() + 258 {
            0..=510 => 9,
            511..=1022 => 10,
            1023..=2046 => 11,
            _ => 12,
        };
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        held &= (1 << bits) - 1;
        match code {
            CLEAR => {
                lengths.clear();
                last = None;
                continue;
            }
            END => break,
            _ => {}
        }
        let length = match code.checked_sub(258) {
            None => 1,
            Some(place) => match lengths.get(place) {
                Some(length) => *length,
                None => last.unwrap_or(0) + 1,
            },
        };
        if let Some(last) = last
            && lengths.len() + 258 < MAX_CODES
        {
            lengths.push(last + 1);
        }
        last = Some(length);
        all = all.saturating_add(length);
    }
    all
}

/// Counts the instructions of all pages with all drawings inside drawings.
///
/// # Errors
/// [`crate::finding::ReasonCode::OverLimit`] if there are too many, or if a drawing draws itself.
pub(super) fn check_content(pdf: &Pdf) -> Result<(), Refusal> {
    let mut counter = Counter::default();
    let mut all = 0_u64;
    for page in pdf.pages().iter() {
        let count = counter.count(page.typed_operations(), page.resources(), 0);
        all = all.saturating_add(count);
        for annotation in fields::annotations(page) {
            let count = counter.appearances(&annotation, page.resources());
            all = all.saturating_add(count);
        }
        if all > MAX_INSTRUCTIONS {
            return Err(Refusal::over(Limit::PdfContent));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Counter {
    /// `None` while a drawing is being counted.
    known: HashMap<ObjectIdentifier, Option<u64>>,
}

impl Counter {
    fn count(
        &mut self,
        mut content: TypedIter<'_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> u64 {
        let mut all = 0_u64;
        while let Some(instruction) = content.next() {
            all = all.saturating_add(1);
            if all > MAX_INSTRUCTIONS {
                break;
            }
            if let TypedInstruction::XObject(drawing) = instruction
                && let Some(stream) = resources.get_x_object(drawing.0)
            {
                all = all.saturating_add(self.drawing(&stream, resources, depth + 1));
            }
        }
        all
    }

    /// The drawings of an annotation in all its states.
    fn appearances(&mut self, annotation: &Dict<'_>, outer: &Resources<'_>) -> u64 {
        let normal = annotation
            .get::<Dict<'_>>(b"AP")
            .and_then(|drawings| drawings.get::<Object<'_>>(b"N"));
        match normal {
            Some(Object::Stream(stream)) => self.drawing(&stream, outer, 1),
            Some(Object::Dict(states)) => states
                .keys()
                .filter_map(|state| states.get::<Stream<'_>>(state))
                .map(|stream| self.drawing(&stream, outer, 1))
                .fold(0, u64::saturating_add),
            _ => 0,
        }
    }

    fn drawing(&mut self, stream: &Stream<'_>, outer: &Resources<'_>, depth: usize) -> u64 {
        let is_form = stream
            .dict()
            .get::<Name<'_>>(SUBTYPE)
            .is_some_and(|name| name.as_ref() == b"Form");
        if !is_form {
            return 1;
        }
        if depth > MAX_DEPTH {
            return u64::MAX;
        }
        let id = stream.obj_id();
        match self.known.get(&id) {
            Some(Some(count)) => return *count,
            Some(None) => return u64::MAX,
            None => {}
        }
        self.known.insert(id, None);
        let count = match stream.decoded_data() {
            Ok(content) => {
                let own = stream.dict().get(RESOURCES).map(Resources::new);
                let resources = own.as_ref().unwrap_or(outer);
                self.count(TypedIter::new(content.as_ref()), resources, depth)
            }
            Err(_) => 1,
        };
        self.known.insert(id, Some(count));
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn deflated(bytes: usize) -> Vec<u8> {
        let mut writer =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        let chunk = vec![b' '; 1 << 20];
        for _ in 0..bytes >> 20 {
            writer.write_all(&chunk).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn a_small_file_that_unpacks_to_much_is_refused_before_it_is_opened() {
        let bomb = |bytes| {
            [
                b"1 0 obj<</Filter/FlateDecode>>stream\n".to_vec(),
                deflated(bytes),
            ]
            .concat()
        };
        assert_eq!(check_bytes(&bomb(4 << 20)), Ok(()));
        assert_eq!(
            check_bytes(&bomb(128 << 20)),
            Err(Refusal::over(Limit::PdfStreams))
        );
    }

    #[test]
    fn ascii_filters_are_undone() {
        assert_eq!(ascii_hex(b"4F 64 6>"), b"Od\x60");
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
    }

    #[test]
    fn lzw_is_measured_without_unpacking() {
        // The example of ISO 32000-2, 7.4.4.2: 45 45 45 45 45 65 45 45 45 66.
        let data = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(lzw_size(&data), 10);
    }
}
