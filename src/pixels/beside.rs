//! What a compressed stream carries beside its samples: comments, Exif, XMP,
//! thumbnails, bytes behind its end. It is found here and blanked in place, so
//! that no offset table changes and nothing is compressed again.
//!
//! JPEG and JPEG-LS: ITU-T T.81 B.2.4.5 (COM), B.2.4.6 (APPn). JPEG 2000: ISO
//! 15444-1 A.9.2 (COM), I.7 (boxes). JPEG XL: ISO 18181-2, boxes. PS3.5 A.4 wants
//! none of it; devices write it all the same.

use crate::dicom::data::{DataSet, DicomFile, PixelForm, PixelSpan, Value};
use crate::source::{Part, Source, SourceError, read_range};

/// Bytes that stand in the place of those of the source.
#[derive(Clone, PartialEq, Eq)]
pub struct Blank {
    /// First byte in the source.
    pub offset: u64,
    /// What stands there instead.
    pub bytes: Vec<u8>,
}

/// Bytes that are looked through at once for the next marker.
const WINDOW: u64 = 64 * 1024;
/// Markers and boxes of one frame.
const MOST_SEGMENTS: usize = 1_000_000;
/// Fragments of one element.
const MOST_FRAGMENTS: usize = 5_000_000;

const ITEM: [u8; 4] = [0xFE, 0xFF, 0x00, 0xE0];
const ITEM_HEAD: u64 = 8;

/// The places to blank in every compressed picture of a file, in their order.
///
/// # Errors
/// [`SourceError`] if the source fails.
pub fn beside(file: &DicomFile, source: &dyn Source) -> Result<Vec<Blank>, SourceError> {
    let mut found = Vec::new();
    for span in spans(&file.data_set) {
        for frame in frames(source, span)? {
            let stream = Stream::new(source, frame);
            let places = stream.places()?;
            stream.blank(places, &mut found)?;
        }
    }
    found.sort_by_key(|blank| blank.offset);
    Ok(found)
}

/// Puts blanks into the parts of an output file that are slices of the source.
#[must_use]
pub fn blanked(parts: Vec<Part>, blanks: &[Blank]) -> Vec<Part> {
    let mut out = Vec::with_capacity(parts.len() + 2 * blanks.len());
    for part in parts {
        let Part::Slice { offset, length } = part else {
            out.push(part);
            continue;
        };
        let end = offset.saturating_add(length);
        let mut at = offset;
        let first = blanks.partition_point(|blank| blank.offset < offset);
        for blank in blanks.get(first..).unwrap_or_default() {
            let behind = blank.offset.saturating_add(blank.bytes.len() as u64);
            if behind > end {
                break;
            }
            push_slice(&mut out, at, blank.offset);
            out.push(Part::Bytes(blank.bytes.clone()));
            at = behind;
        }
        push_slice(&mut out, at, end);
    }
    out
}

fn push_slice(out: &mut Vec<Part>, from: u64, to: u64) {
    if to > from {
        let length = to - from;
        out.push(Part::Slice {
            offset: from,
            length,
        });
    }
}

/// Every encapsulated value of a data set, nested ones too.
fn spans(set: &DataSet) -> Vec<PixelSpan> {
    let mut spans = Vec::new();
    let mut open = vec![set];
    while let Some(set) = open.pop() {
        for element in &set.elements {
            match &element.value {
                Value::Pixels(span) if span.form == PixelForm::Encapsulated => spans.push(*span),
                Value::Items(items) => open.extend(items),
                Value::Bytes(_) | Value::Pixels(_) => {}
            }
        }
    }
    spans
}

/// Offset and length in the source.
type Fragment = (u64, u64);

/// The fragments of an element, gathered into frames: a frame begins where a
/// fragment begins as a stream does.
fn frames(source: &dyn Source, span: PixelSpan) -> Result<Vec<Vec<Fragment>>, SourceError> {
    let end = span.offset.saturating_add(span.length);
    let mut frames: Vec<Vec<Fragment>> = Vec::new();
    let mut at = span.offset;
    for number in 0..MOST_FRAGMENTS {
        if at.saturating_add(ITEM_HEAD) > end {
            break;
        }
        let head = read_range(source, at, ITEM_HEAD)?;
        let Some((tag, length)) = head.split_first_chunk::<4>() else {
            break;
        };
        let length = length.first_chunk::<4>().copied().unwrap_or_default();
        let fragment = (at + ITEM_HEAD, u64::from(u32::from_le_bytes(length)));
        at = fragment.0.saturating_add(fragment.1);
        if *tag != ITEM || at > end {
            break;
        }
        // The first item is the basic offset table.
        if number == 0 {
            continue;
        }
        let begins = kind(&read_range(source, fragment.0, fragment.1.min(12))?).is_some();
        match frames.last_mut() {
            Some(open) if !begins => open.push(fragment),
            Some(_) | None => frames.push(vec![fragment]),
        }
    }
    Ok(frames)
}

/// How a stream is built.
#[derive(Clone, Copy)]
enum Kind {
    /// Marker segments and scans: JPEG, JPEG-LS.
    Jpeg,
    /// Marker segments and tile parts: JPEG 2000, HTJ2K.
    Codestream,
    /// Boxes: JP2, JPEG XL.
    Boxes,
}

fn kind(head: &[u8]) -> Option<Kind> {
    match head {
        [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
        [0xFF, 0x4F, 0xFF, 0x51, ..] => Some(Kind::Codestream),
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => {
            Some(Kind::Boxes)
        }
        _other => None,
    }
}

/// A place in a stream, and the byte that fills it.
struct Place {
    start: u64,
    end: u64,
    fill: Fill,
}

#[derive(Clone, Copy)]
enum Fill {
    Zero,
    /// A box type that readers pass over.
    FreeBox,
}

/// The fragments of one frame as one row of bytes.
struct Stream<'a> {
    source: &'a dyn Source,
    /// Each with its first byte in the row.
    fragments: Vec<(u64, Fragment)>,
    length: u64,
}

impl<'a> Stream<'a> {
    fn new(source: &'a dyn Source, fragments: Vec<Fragment>) -> Self {
        let mut length = 0_u64;
        let fragments = fragments
            .into_iter()
            .map(|fragment| {
                let start = length;
                length = length.saturating_add(fragment.1);
                (start, fragment)
            })
            .collect();
        Self {
            source,
            fragments,
            length,
        }
    }

    /// What of a range lies where in the source.
    fn pieces(&self, start: u64, end: u64) -> Vec<Fragment> {
        let mut pieces = Vec::new();
        let first = self.fragments.partition_point(|(from, _)| *from <= start);
        let first = first.saturating_sub(1);
        for (before, (offset, length)) in self.fragments.get(first..).unwrap_or_default() {
            if *before >= end {
                break;
            }
            let behind = before.saturating_add(*length);
            let (from, to) = (start.max(*before), end.min(behind));
            if from < to {
                pieces.push((offset + (from - before), to - from));
            }
        }
        pieces
    }

    /// At most `length` bytes from a place on; fewer at the end.
    fn read(&self, at: u64, length: u64) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        for (offset, length) in self.pieces(at, at.saturating_add(length).min(self.length)) {
            bytes.extend_from_slice(&read_range(self.source, offset, length)?);
        }
        Ok(bytes)
    }

    fn number<const N: usize>(&self, at: u64) -> Result<Option<u64>, SourceError> {
        let bytes = self.read(at, N as u64)?;
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        };
        Ok((bytes.len() == N).then(|| number(&bytes)))
    }

    /// Turns places into blanks; what is blank already is left.
    fn blank(&self, places: Vec<Place>, found: &mut Vec<Blank>) -> Result<(), SourceError> {
        for place in places {
            let mut filled = 0_usize;
            for (offset, length) in self.pieces(place.start, place.end) {
                let old = read_range(self.source, offset, length)?;
                let new: Vec<u8> = match place.fill {
                    Fill::Zero => vec![0; old.len()],
                    Fill::FreeBox => {
                        let free = b"free".iter().skip(filled).copied();
                        free.take(old.len()).collect()
                    }
                };
                filled += old.len();
                if old != new {
                    found.push(Blank { offset, bytes: new });
                }
            }
        }
        Ok(())
    }

    fn places(&self) -> Result<Vec<Place>, SourceError> {
        let mut places = Vec::new();
        match kind(&self.read(0, 12)?) {
            Some(Kind::Jpeg) => self.jpeg(&mut places)?,
            Some(Kind::Codestream) => self.codestream(0, self.length, &mut places)?,
            Some(Kind::Boxes) => self.boxes(&mut places)?,
            None => {}
        }
        Ok(places)
    }

    /// Marker segments up to EOI; what stands behind it is no picture.
    fn jpeg(&self, places: &mut Vec<Place>) -> Result<(), SourceError> {
        let mut at = 2_u64;
        for _ in 0..MOST_SEGMENTS {
            let head = self.read(at, 4)?;
            let (marker, length) = match head.as_slice() {
                [0xFF, 0xFF, ..] => {
                    at += 1;
                    continue;
                }
                [0xFF, 0xD9, ..] => {
                    places.push(zero(at + 2, self.length));
                    return Ok(());
                }
                [0xFF, 0x01 | 0xD0..=0xD7, ..] => {
                    at += 2;
                    continue;
                }
                [0xFF, marker, high, low] => {
                    (*marker, u64::from(u16::from_be_bytes([*high, *low])))
                }
                // Not a marker where one must stand: what follows is not known.
                _no_marker => return Ok(()),
            };
            let (body, behind) = (at + 4, at + 2 + length);
            if length < 2 || behind > self.length {
                return Ok(());
            }
            match marker {
                0xFE => places.push(zero(body, behind)),
                0xE0..=0xEF => {
                    let kept = kept_of_application(marker, length - 2, &self.read(body, 14)?);
                    places.push(zero((body + kept).min(behind), behind));
                }
                _picture => {}
            }
            at = match marker {
                0xDA => match self.next_marker(behind)? {
                    Some(next) => next,
                    None => return Ok(()),
                },
                _segment => behind,
            };
        }
        Ok(())
    }

    /// The next marker behind entropy-coded data, T.81 B.1.1.2 and T.87 D.1: FF and
    /// a byte with its highest bit, no restart.
    fn next_marker(&self, from: u64) -> Result<Option<u64>, SourceError> {
        let mut at = from;
        while at < self.length {
            let window = self.read(at, WINDOW)?;
            let found = window
                .windows(2)
                .position(|pair| matches!(pair, [0xFF, 0x80..=0xCF | 0xD8..=0xFE]));
            if let Some(found) = found {
                return Ok(Some(at + found as u64));
            }
            // A pair may stand across two windows.
            at += (window.len() as u64).saturating_sub(1).max(1);
        }
        Ok(None)
    }

    /// Main header, tile parts, EOC: 15444-1 A.3.
    fn codestream(&self, start: u64, end: u64, places: &mut Vec<Place>) -> Result<(), SourceError> {
        let mut at = start + 2;
        let mut tile_end = None;
        for _ in 0..MOST_SEGMENTS {
            let Some(marker) = self.number::<2>(at)? else {
                return Ok(());
            };
            match marker {
                // EOC.
                0xFFD9 => {
                    places.push(zero(at + 2, end));
                    return Ok(());
                }
                // SOD: the data of the tile part.
                0xFF93 => match tile_end {
                    Some(behind) if behind > at => at = behind,
                    // Psot 0: up to EOC, which ends the stream.
                    _to_the_end => return Ok(()),
                },
                0xFF30..=0xFF3F => at += 2,
                0xFF40..=0xFFFF => {
                    let length = self.number::<2>(at + 2)?.unwrap_or_default();
                    let behind = at + 2 + length;
                    if length < 2 || behind > end {
                        return Ok(());
                    }
                    match marker {
                        // COM: Lcom, Rcom, text.
                        0xFF64 => places.push(zero((at + 6).min(behind), behind)),
                        // SOT: Isot, Psot.
                        0xFF90 => {
                            let size = self.number::<4>(at + 6)?.unwrap_or_default();
                            tile_end = (size > 0).then(|| at + size).filter(|tile| *tile <= end);
                        }
                        _picture => {}
                    }
                    at = behind;
                }
                _no_marker => return Ok(()),
            }
        }
        Ok(())
    }

    /// Boxes one behind the other; what is no part of the picture becomes free.
    fn boxes(&self, places: &mut Vec<Place>) -> Result<(), SourceError> {
        let mut at = 0_u64;
        for _ in 0..MOST_SEGMENTS {
            let head = self.read(at, 8)?;
            let Some((size, name)) = head.split_first_chunk::<4>() else {
                return Ok(());
            };
            let (body, behind) = match u32::from_be_bytes(*size) {
                0 => (at + 8, self.length),
                1 => match self.number::<8>(at + 8)? {
                    Some(size) => (at + 16, at.saturating_add(size)),
                    None => return Ok(()),
                },
                size => (at + 8, at + u64::from(size)),
            };
            if name.len() < 4 || behind < body || behind > self.length {
                return Ok(());
            }
            match name {
                b"jP  " | b"ftyp" | b"jp2h" | b"JXL " | b"jxlc" | b"jxlp" | b"jxll" | b"jxli" => {}
                b"jp2c" => self.codestream(body, behind, places)?,
                _beside => {
                    places.push(Place {
                        start: at + 4,
                        end: at + 8,
                        fill: Fill::FreeBox,
                    });
                    places.push(zero(body, behind));
                }
            }
            at = behind;
        }
        Ok(())
    }
}

const fn zero(start: u64, end: u64) -> Place {
    Place {
        start,
        end,
        fill: Fill::Zero,
    }
}

/// How many bytes of an application segment a decoder needs.
fn kept_of_application(marker: u8, length: u64, head: &[u8]) -> u64 {
    match marker {
        // Version, units, density, size of the thumbnail; not the thumbnail.
        0xE0 if head.starts_with(b"JFIF\0") => 14,
        // The SPIFF header, ITU-T T.84 F.2.2; entries of its directory are others.
        0xE8 if head.starts_with(b"SPIFF\0") && length == 30 => 30,
        // The colour transform of JPEG-LS by its authors.
        0xE8 if head.starts_with(b"mrfx") => 5,
        // Version, flags, colour transform: without it the colours are others.
        0xEE if head.starts_with(b"Adobe") => 12,
        _beside => 0,
    }
}

#[cfg(test)]
mod tests;
