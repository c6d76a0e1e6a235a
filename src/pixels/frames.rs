//! Where the bytes of each frame lie: native frames by size, encapsulated ones by
//! the offset tables or by what their fragments begin with (PS3.5 A.4).

use std::borrow::Cow;

use crate::dicom::data::{DicomFile, Element, PixelForm, PixelSpan, Value};
use crate::source::{Source, read_range};

use super::attributes::pixel_element;
use super::image::{CellOrder, Image};
use super::pixel_error::PixelError;
use super::syntax::{Codec, Syntax};
use super::tags;

/// Fragments that one instance may have.
const MOST_FRAGMENTS: usize = 5_000_000;
/// Tag and length of an item, PS3.5 §7.5.
const ITEM_HEAD_BYTES: u64 = 8;
const ITEM: [u8; 4] = [0xFE, 0xFF, 0x00, 0xE0];

/// The frames of one instance.
pub(super) struct Frames<'a> {
    bytes: Bytes<'a>,
    places: Places,
}

/// Where the value field is.
enum Bytes<'a> {
    Memory(&'a [u8]),
    Source(&'a dyn Source),
}

/// Where the frames are in it.
enum Places {
    /// One behind the other: start of the first in bytes, bits of one, and the bytes
    /// that must be read together (2 where they stand swapped).
    Native {
        start: u64,
        frame_bits: u64,
        together: u64,
    },
    /// Fragments, and for each frame the first of its fragments.
    Encapsulated {
        fragments: Vec<Fragment>,
        first: Vec<usize>,
    },
}

/// One item behind the offset table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fragment {
    /// First byte of its value in the source.
    offset: u64,
    /// Length of its value.
    length: u64,
    /// First byte of its item tag, counted from behind the offset table.
    from_first: u64,
}

/// Finds the frames; nothing but item heads and offset tables is read.
pub(super) fn find<'a>(
    file: &'a DicomFile,
    source: &'a dyn Source,
    image: &Image,
    syntax: Syntax,
) -> Result<Frames<'a>, PixelError> {
    let (element, _) = pixel_element(&file.data_set).ok_or(PixelError::NoPixels)?;
    let (bytes, start, length, form) = match &element.value {
        Value::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Bytes::Memory(bytes), 0, length, PixelForm::Native)
        }
        Value::Pixels(PixelSpan {
            offset,
            length,
            form,
        }) => (Bytes::Source(source), *offset, *length, *form),
        Value::Items(_) => return Err(PixelError::NoPixels),
    };
    match (form, syntax.codec) {
        (PixelForm::Native, Codec::Native) => native(bytes, start, length, image),
        (PixelForm::Encapsulated, codec) if codec != Codec::Native => {
            let extended = extended_offsets(file);
            encapsulated(source, start, length, image, &extended)
        }
        (PixelForm::Native | PixelForm::Encapsulated, _) => Err(PixelError::Attribute {
            tag: tags::TRANSFER_SYNTAX_UID,
        }),
    }
}

fn native<'a>(
    bytes: Bytes<'a>,
    start: u64,
    length: u64,
    image: &Image,
) -> Result<Frames<'a>, PixelError> {
    let frame_bits = (image.stored_cells() as u64) * u64::from(image.bits_allocated);
    let wanted = frame_bits
        .saturating_mul(u64::from(image.frames))
        .div_ceil(8);
    // Swapped bytes come in pairs: a value field has an even length (PS3.5 §7.1.1).
    if length < wanted {
        return Err(PixelError::Truncated {
            codec: Codec::Native,
        });
    }
    Ok(Frames {
        bytes,
        places: Places::Native {
            start,
            frame_bits,
            together: match image.order {
                CellOrder::Little | CellOrder::Big => 1,
                CellOrder::SwappedPairs => 2,
            },
        },
    })
}

/// Extended Offset Table: 64 bit numbers, always little endian (encapsulated).
fn extended_offsets(file: &DicomFile) -> Vec<u64> {
    let tag = tags::EXTENDED_OFFSET_TABLE;
    let element: Option<&Element> = file
        .data_set
        .get(dicom_core::Tag(tag.group(), tag.element()));
    match element.map(|element| &element.value) {
        Some(Value::Bytes(bytes)) => {
            let (numbers, _) = bytes.as_chunks::<8>();
            numbers.iter().copied().map(u64::from_le_bytes).collect()
        }
        Some(Value::Items(_) | Value::Pixels(_)) | None => Vec::new(),
    }
}

fn encapsulated<'a>(
    source: &'a dyn Source,
    start: u64,
    length: u64,
    image: &Image,
    extended: &[u64],
) -> Result<Frames<'a>, PixelError> {
    let end = start.saturating_add(length);
    let (table, behind_table) = item(source, start, end)?.ok_or(PixelError::Fragments)?;
    let mut fragments = Vec::new();
    let mut at = behind_table;
    while let Some((fragment, behind)) = item(source, at, end)? {
        if fragments.len() == MOST_FRAGMENTS {
            return Err(PixelError::OverLimit);
        }
        fragments.push(Fragment {
            from_first: at - behind_table,
            ..fragment
        });
        at = behind;
    }
    let table = read_range(source, table.offset, table.length.min(u64::from(u32::MAX)))?;
    let (numbers, _) = table.as_chunks::<4>();
    let basic: Vec<u64> = numbers
        .iter()
        .map(|number| u64::from(u32::from_le_bytes(*number)))
        .collect();
    let first = first_fragments(
        source,
        &fragments,
        image.frames as usize,
        &[extended, &basic],
    )?;
    Ok(Frames {
        bytes: Bytes::Source(source),
        places: Places::Encapsulated { fragments, first },
    })
}

/// The item at a place and the place behind it; `None` at the delimiter or end.
fn item(source: &dyn Source, at: u64, end: u64) -> Result<Option<(Fragment, u64)>, PixelError> {
    if at.saturating_add(ITEM_HEAD_BYTES) > end {
        return Ok(None);
    }
    let mut head = [0; ITEM_HEAD_BYTES as usize];
    source.read_exact_at(at, &mut head)?;
    let [t0, t1, t2, t3, l0, l1, l2, l3] = head;
    if [t0, t1, t2, t3] != ITEM {
        return Ok(None);
    }
    let offset = at + ITEM_HEAD_BYTES;
    let length = u64::from(u32::from_le_bytes([l0, l1, l2, l3]));
    let behind = offset.saturating_add(length);
    if behind > end {
        return Err(PixelError::Fragments);
    }
    let fragment = Fragment {
        offset,
        length,
        from_first: 0,
    };
    Ok(Some((fragment, behind)))
}

/// For each frame the number of its first fragment. A table that does not fit
/// the fragments is passed over: many are written wrong.
fn first_fragments(
    source: &dyn Source,
    fragments: &[Fragment],
    frames: usize,
    tables: &[&[u64]],
) -> Result<Vec<usize>, PixelError> {
    if fragments.is_empty() || fragments.len() < frames {
        return Err(PixelError::Fragments);
    }
    if frames == 1 {
        return Ok(vec![0]);
    }
    if let Some(first) = tables
        .iter()
        .find_map(|table| by_table(fragments, frames, table))
    {
        return Ok(first);
    }
    if fragments.len() == frames {
        return Ok((0..frames).collect());
    }
    let mut first = Vec::new();
    for (number, fragment) in fragments.iter().enumerate() {
        if begins_stream(source, fragment)? {
            first.push(number);
        }
    }
    let fits = first.len() == frames && first.first() == Some(&0);
    fits.then_some(first).ok_or(PixelError::Fragments)
}

fn by_table(fragments: &[Fragment], frames: usize, table: &[u64]) -> Option<Vec<usize>> {
    if table.len() != frames || table.first() != Some(&0) {
        return None;
    }
    let places: Option<Vec<usize>> = table
        .iter()
        .map(|offset| {
            fragments
                .binary_search_by_key(offset, |fragment| fragment.from_first)
                .ok()
        })
        .collect();
    places.filter(|places| places.is_sorted_by(|one, next| one < next))
}

/// SOI of JPEG and JPEG-LS, SOC of JPEG 2000, the two beginnings of JPEG XL.
const BEGINNINGS: [&[u8]; 4] = [
    &[0xFF, 0xD8, 0xFF],
    &[0xFF, 0x4F, 0xFF, 0x51],
    &[0xFF, 0x0A],
    &[0, 0, 0, 0x0C, b'J', b'X', b'L', b' '],
];

fn begins_stream(source: &dyn Source, fragment: &Fragment) -> Result<bool, PixelError> {
    let head = read_range(source, fragment.offset, fragment.length.min(8))?;
    Ok(BEGINNINGS
        .iter()
        .any(|beginning| head.starts_with(beginning)))
}

impl Frames<'_> {
    /// The bytes of one frame.
    pub(super) fn bytes(&self, frame: u32) -> Result<Cow<'_, [u8]>, PixelError> {
        match &self.places {
            Places::Native {
                start,
                frame_bits,
                together,
            } => {
                let first = u64::from(frame) * frame_bits;
                let behind = (first + frame_bits).div_ceil(8 * together) * together;
                let first = first / (8 * together) * together;
                self.range(start + first, behind - first)
            }
            Places::Encapsulated { fragments, first } => {
                let number = usize::try_from(frame).map_err(|_| PixelError::NoFrame)?;
                let from = *first.get(number).ok_or(PixelError::NoFrame)?;
                let to = first.get(number + 1).copied().unwrap_or(fragments.len());
                let own = fragments.get(from..to).ok_or(PixelError::NoFrame)?;
                if let [one] = own {
                    return self.range(one.offset, one.length);
                }
                let mut joined = Vec::new();
                for fragment in own {
                    joined.extend_from_slice(&self.range(fragment.offset, fragment.length)?);
                }
                Ok(Cow::Owned(joined))
            }
        }
    }

    /// The bit of [`Self::bytes`] that a native frame begins at: frames follow each
    /// other without a gap (PS3.5 §8.1.1).
    pub(super) const fn first_bit(&self, frame: u32) -> usize {
        match &self.places {
            Places::Native {
                frame_bits,
                together,
                ..
            } => ((frame as u64 * *frame_bits) % (8 * *together)) as usize,
            Places::Encapsulated { .. } => 0,
        }
    }

    fn range(&self, offset: u64, length: u64) -> Result<Cow<'_, [u8]>, PixelError> {
        match self.bytes {
            Bytes::Memory(bytes) => {
                let start = usize::try_from(offset).map_err(|_| PixelError::NoFrame)?;
                let end = usize::try_from(offset + length).map_err(|_| PixelError::NoFrame)?;
                let range = bytes.get(start..end).ok_or(PixelError::NoFrame)?;
                Ok(Cow::Borrowed(range))
            }
            Bytes::Source(source) => match source.held(offset, length) {
                Some(held) => Ok(Cow::Borrowed(held)),
                None => Ok(Cow::Owned(read_range(source, offset, length)?)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use dicom_core::VR;

    use super::super::Picture;
    use super::super::samples::Values;
    use super::super::tests::{element, file};
    use super::*;

    const DELIMITER: [u8; 8] = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
    /// Encapsulated Uncompressed Explicit VR Little Endian.
    const UNCOMPRESSED: &str = ".1.98";

    fn item(bytes: &[u8]) -> Vec<u8> {
        let length = u32::try_from(bytes.len()).expect("short");
        [&ITEM[..], &length.to_le_bytes(), bytes].concat()
    }

    /// A frame of the made-up file of 2 rows and 3 columns.
    fn frame(value: u8) -> Vec<u8> {
        [value, 0].repeat(6)
    }

    /// A source of items behind some other bytes, and the file that names it.
    fn encapsulated(frames: usize, table: &[u32], fragments: &[Vec<u8>]) -> (DicomFile, Vec<u8>) {
        let table: Vec<u8> = table.iter().flat_map(|one| one.to_le_bytes()).collect();
        let mut source = b"before the pixels".to_vec();
        let offset = source.len() as u64;
        source.extend(item(&table));
        fragments.iter().for_each(|one| source.extend(item(one)));
        source.extend(DELIMITER);
        let span = PixelSpan {
            offset,
            length: source.len() as u64 - offset,
            form: PixelForm::Encapsulated,
        };
        let mut file = file(UNCOMPRESSED, Value::Pixels(span));
        let number = format!("{frames} ");
        file.data_set
            .put(element(0x0028_0008, VR::IS, number.as_bytes()));
        (file, source)
    }

    /// The first value of each frame.
    fn firsts((file, source): &(DicomFile, Vec<u8>)) -> Result<Vec<u16>, PixelError> {
        let picture = Picture::open(file, source)?;
        (0..picture.image().frames)
            .map(|number| match picture.decode(number)?.values {
                Values::U16(cells) => Ok(cells[0]),
                other => panic!("{}", other.form()),
            })
            .collect()
    }

    #[test]
    fn one_fragment_a_frame_and_many_fragments_of_one_frame() {
        let fragments = [frame(1), frame(2), frame(3)];
        assert_eq!(firsts(&encapsulated(3, &[], &fragments)), Ok(vec![1, 2, 3]));
        let halves = [frame(9)[..8].to_vec(), frame(9)[8..].to_vec()];
        assert_eq!(firsts(&encapsulated(1, &[], &halves)), Ok(vec![9]));
    }

    #[test]
    fn the_basic_offset_table_joins_fragments() {
        let (one, two) = (frame(1), frame(2));
        let fragments = [one[..4].to_vec(), one[4..].to_vec(), two];
        // Two item heads and twelve bytes come before the second frame.
        assert_eq!(
            firsts(&encapsulated(2, &[0, 28], &fragments)),
            Ok(vec![1, 2])
        );
        let wrong = firsts(&encapsulated(2, &[0, 27], &fragments));
        assert_eq!(wrong, Err(PixelError::Fragments));
    }

    #[test]
    fn the_extended_offset_table_stands_before_the_basic_one() {
        let (one, two) = (frame(1), frame(2));
        let fragments = [one[..4].to_vec(), one[4..].to_vec(), two];
        let (mut file, source) = encapsulated(2, &[0, 12], &fragments);
        let table: Vec<u8> = [0_u64, 28]
            .iter()
            .flat_map(|one| one.to_le_bytes())
            .collect();
        file.data_set.put(element(0x7FE0_0001, VR::OV, &table));
        assert_eq!(firsts(&(file, source)), Ok(vec![1, 2]));
    }

    #[test]
    fn without_a_table_the_beginnings_of_streams_tell_frames_apart() {
        let start = [&[0xFF, 0xD8, 0xFF, 0xE0][..], &[0; 4]].concat();
        let rest = vec![7; 4];
        let fragments = [start.clone(), rest.clone(), start.clone(), rest];
        let (file, source) = encapsulated(2, &[], &fragments);
        let picture = Picture::open(&file, &source).expect("frames");
        let second = picture.stored(1).expect("the second frame");
        assert_eq!(*second, [&start[..], &[7; 4]].concat());
        let three = encapsulated(3, &[], &fragments);
        assert_eq!(firsts(&three), Err(PixelError::Fragments));
    }

    #[test]
    fn items_that_lie_are_refused() {
        let (file, mut source) = encapsulated(1, &[], &[frame(1)]);
        // The length of the only fragment.
        let place = source.len() - DELIMITER.len() - 12 - 4;
        source[place] = 200;
        assert_eq!(firsts(&(file, source)), Err(PixelError::Fragments));
        let none = encapsulated(1, &[], &[]);
        assert_eq!(firsts(&none), Err(PixelError::Fragments));
        let few = encapsulated(1, &[], &[frame(1)[..10].to_vec()]);
        assert!(matches!(firsts(&few), Err(PixelError::Truncated { .. })));
    }

    #[test]
    fn swapped_bytes_of_odd_frames_are_read_in_pairs() {
        let mut file = file(".2", Value::Bytes(vec![2, 1, 4, 3, 6, 5]));
        file.encoding = crate::dicom::data::Encoding::ExplicitBig;
        let numbers = [
            (0x0028_0002, 1),
            (0x0028_0010, 1),
            (0x0028_0011, 3),
            (0x0028_0100, 8),
            (0x0028_0101, 8),
            (0x0028_0102, 7),
            (0x0028_0103, 0),
        ];
        for (number, value) in numbers {
            file.data_set.put(element(number, VR::US, &[0, value]));
        }
        file.data_set.put(element(0x0028_0008, VR::IS, b"2 "));
        let source: Vec<u8> = Vec::new();
        let picture = Picture::open(&file, &source).expect("a picture");
        let values = |number| picture.decode(number).map(|samples| samples.values);
        assert_eq!(values(0), Ok(Values::U8(vec![1, 2, 3])));
        assert_eq!(values(1), Ok(Values::U8(vec![4, 5, 6])));
    }
}
