//! Overlays packed into the unused bits of pixel cells (PS3.3 C.9.2, retired):
//! the picture stays, the bits beside its own are set to zero.

use super::data::{DataSet, DicomFile, Element, Encoding, PixelForm, PixelSpan, Value};
use super::walk::tag_of;
use crate::finding::{Done, ReasonCode, Refusal, TagCode, Tally};
use crate::source::Source;

/// Pixel Data.
pub const PIXEL_DATA: TagCode = TagCode(0x7FE0_0010);
const BITS_ALLOCATED: TagCode = TagCode(0x0028_0100);
const BITS_STORED: TagCode = TagCode(0x0028_0101);
const HIGH_BIT: TagCode = TagCode(0x0028_0102);
/// Overlay Rows, Overlay Bit Position, Overlay Data: elements of groups 60xx.
const ROWS: u16 = 0x0010;
const BIT_POSITION: u16 = 0x0102;
const DATA: u32 = 0x3000;

/// Larger pictures would be copied through memory: they stay at risk.
const LIMIT_BYTES: u64 = 128 << 20;

/// What is known of overlays inside the pixel cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverlayBits {
    /// There are none.
    Absent,
    /// They stand beside the bits of the picture and can be set to zero.
    Beside(Cells),
    /// They are compressed with the picture, inside its bits, or not described.
    Inseparable,
}

/// The cells of a native picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    /// 1 or 2.
    size_bytes: usize,
    /// Ones where the picture has its bits.
    picture_bits: u16,
    span: PixelSpan,
}

/// Looks for overlays in the pixel cells of a data set.
#[must_use]
pub fn of(set: &DataSet) -> OverlayBits {
    let overlays: Vec<&Element> = set
        .elements
        .iter()
        .filter(|element| element.tag.0 >> 8 == 0x60 && element.tag.0 % 2 == 0)
        .collect();
    let position_of = |group: u16| {
        let tag = TagCode(u32::from(group) << 16 | u32::from(BIT_POSITION));
        number(set, tag)
    };
    let mut positions = Vec::new();
    for element in overlays {
        let group = element.tag.0;
        let plane = TagCode(u32::from(group) << 16 | DATA);
        let has_position = element.tag.1 == BIT_POSITION && position_of(group) != Some(0);
        let without_plane = element.tag.1 == ROWS && set.get(tag_of(plane)).is_none();
        if has_position || without_plane {
            positions.push(position_of(group));
        }
    }
    if positions.is_empty() {
        return OverlayBits::Absent;
    }
    let Some(cells) = cells(set) else {
        return OverlayBits::Inseparable;
    };
    let beside = |position: &Option<u16>| {
        position.is_some_and(|bit| {
            usize::from(bit) < cells.size_bytes * 8 && cells.picture_bits >> bit & 1 == 0
        })
    };
    if positions.iter().all(beside) {
        OverlayBits::Beside(cells)
    } else {
        OverlayBits::Inseparable
    }
}

/// Native cells of one or two bytes whose stored bits are described.
fn cells(set: &DataSet) -> Option<Cells> {
    let Value::Pixels(span) = set.get(tag_of(PIXEL_DATA))?.value else {
        return None;
    };
    if span.form != PixelForm::Native || span.length > LIMIT_BYTES {
        return None;
    }
    let size_bytes = match number(set, BITS_ALLOCATED)? {
        8 => 1,
        16 => 2,
        _other_size => return None,
    };
    let (stored, high) = (number(set, BITS_STORED)?, number(set, HIGH_BIT)?);
    let lowest = (high + 1).checked_sub(stored)?;
    if stored == 0 || usize::from(high) >= size_bytes * 8 {
        return None;
    }
    let ones = u16::try_from((1_u32 << stored) - 1).ok()?;
    Some(Cells {
        size_bytes,
        picture_bits: ones << lowest,
        span,
    })
}

/// A US value in either byte order: the numbers here are below 256.
fn number(set: &DataSet, tag: TagCode) -> Option<u16> {
    match &set.get(tag_of(tag))?.value {
        Value::Bytes(bytes) => match bytes.as_slice() {
            [low, 0] => Some(u16::from(*low)),
            [0, low] => Some(u16::from(*low)),
            _too_large_or_no_number => None,
        },
        Value::Items(_) | Value::Pixels(_) => None,
    }
}

/// Sets the bits beside the picture to zero in a cleaned instance. Pixels whose
/// other bits are zero already stay slices of the source.
///
/// # Errors
/// [`ReasonCode::Unreadable`] if the source fails.
pub fn clear(
    file: &mut DicomFile,
    cells: Cells,
    source: &dyn Source,
    tally: &mut Tally,
) -> Result<(), Refusal> {
    let unreadable = Refusal::at(ReasonCode::Unreadable, PIXEL_DATA);
    let length = usize::try_from(cells.span.length).map_err(|_| unreadable)?;
    let mut pixels = vec![0; length];
    source
        .read_exact_at(cells.span.offset, &mut pixels)
        .map_err(|_| unreadable)?;
    let mask = match (cells.size_bytes, file.encoding) {
        (1, _) => [cells.picture_bits.to_le_bytes()[0]; 2],
        (_, Encoding::ExplicitBig) => cells.picture_bits.to_be_bytes(),
        (_, Encoding::ImplicitLittle | Encoding::ExplicitLittle) => {
            cells.picture_bits.to_le_bytes()
        }
    };
    let mut changed = 0_u8;
    for (byte, mask) in pixels.iter_mut().zip(mask.iter().cycle()) {
        changed |= *byte & !mask;
        *byte &= mask;
    }
    if changed == 0 {
        return Ok(());
    }
    if let Some(place) = file
        .data_set
        .elements
        .iter_mut()
        .find(|element| element.tag == tag_of(PIXEL_DATA))
    {
        place.value = Value::Bytes(pixels);
        tally.count(PIXEL_DATA, Done::Cleaned, None);
    }
    Ok(())
}
