//! JPEG 2000 of ITU-T T.800 and HTJ2K of T.814, by decoders of others.
//!
//! They give components as floating point numbers with the level shift of unsigned
//! ones; here they become whole and signed again.

use dicom_toolkit_jpeg2000 as high_throughput;
use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};

use super::pixel_error::PixelError;
use super::stream::{Cells, Coded, StreamColor, Wanted};
use super::syntax::Codec;

/// Precisions of which a number in floating point holds every value.
const MOST_BITS: u32 = 24;

/// What the SIZ marker segment says (T.800 A.5.1).
struct Size {
    precision: u32,
    signed: bool,
}

/// Decodes one image.
pub(super) fn decode(bytes: &[u8], wanted: Wanted) -> Result<Coded, PixelError> {
    let codec = Codec::Jpeg2000;
    let malformed = PixelError::Malformed { codec };
    let stream = codestream(bytes).ok_or(malformed)?;
    let size = read_size(stream, wanted, codec)?;
    let settings = DecodeSettings {
        resolve_palette_indices: false,
        strict: true,
        target_resolution: None,
    };
    let image = Image::new(stream, &settings).map_err(|_| malformed)?;
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(|_| malformed)?;
    let planes: Vec<&[f32]> = decoded
        .components()
        .iter()
        .map(|component| component.samples())
        .collect();
    whole(&planes, wanted, &size).ok_or(malformed)
}

/// Decodes one image of HTJ2K.
pub(super) fn decode_high_throughput(bytes: &[u8], wanted: Wanted) -> Result<Coded, PixelError> {
    let codec = Codec::HighThroughput;
    let malformed = PixelError::Malformed { codec };
    let stream = codestream(bytes).ok_or(malformed)?;
    let size = read_size(stream, wanted, codec)?;
    if size.precision > 16 {
        return Err(PixelError::Unsupported {
            name: "HTJ2K of more than 16 bits",
        });
    }
    let settings = high_throughput::DecodeSettings {
        resolve_palette_indices: false,
        strict: true,
        target_resolution: None,
    };
    let image = high_throughput::Image::new(stream, &settings).map_err(|_| malformed)?;
    let decoded = image.decode_native().map_err(|_| malformed)?;
    let shift = if size.signed {
        1 << (size.precision - 1)
    } else {
        0
    };
    let cells: Vec<i32> = if decoded.bytes_per_sample == 1 {
        let bytes = decoded.data.iter();
        bytes.map(|byte| i32::from(*byte) - shift).collect()
    } else {
        let (pairs, _) = decoded.data.as_chunks::<2>();
        let words = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
        words.map(|word| i32::from(word) - shift).collect()
    };
    if cells.len() != wanted.cells() {
        return Err(malformed);
    }
    Ok(Coded {
        precision: size.precision,
        color: StreamColor::Unsaid,
        cells: Cells::Wide(cells),
    })
}

/// Planes of numbers → whole cells pixel by pixel.
fn whole(planes: &[&[f32]], wanted: Wanted, size: &Size) -> Option<Coded> {
    if planes.len() != wanted.channels {
        return None;
    }
    let span = 1_i32 << size.precision;
    let (shift, least) = if size.signed {
        (span / 2, -(span / 2))
    } else {
        (0, 0)
    };
    let greatest = least + span - 1;
    let mut cells = vec![0; wanted.cells()];
    for (channel, plane) in planes.iter().enumerate() {
        if plane.len() < wanted.rows * wanted.columns {
            return None;
        }
        let places = cells.iter_mut().skip(channel).step_by(wanted.channels);
        for (cell, sample) in places.zip(*plane) {
            // A cast from floating point saturates; a lossy value may go beyond.
            *cell = ((sample + 0.5).floor() as i32 - shift).clamp(least, greatest);
        }
    }
    Some(Coded {
        precision: size.precision,
        color: StreamColor::Unsaid,
        cells: Cells::Wide(cells),
    })
}

/// SOC and SIZ.
const BEGINNING: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];
/// The box that holds the codestream in a JP2 or JPH file (T.800 I.5.4).
const CODESTREAM_BOX: &[u8] = b"jp2c";

/// The codestream: DICOM stores it bare, some files wrap it in boxes, whose colors
/// would be applied to it.
fn codestream(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.starts_with(&BEGINNING) {
        return Some(bytes);
    }
    let mut rest = bytes;
    while let Some((head, _)) = rest.split_first_chunk::<8>() {
        let [l0, l1, l2, l3, name @ ..] = *head;
        let (head_bytes, length) = match u32::from_be_bytes([l0, l1, l2, l3]) {
            0 => (8, rest.len()),
            1 => {
                let long = rest.get(8..)?.first_chunk::<8>()?;
                (16, usize::try_from(u64::from_be_bytes(*long)).ok()?)
            }
            length => (8, length as usize),
        };
        let body = rest.get(head_bytes..length)?;
        if name == *CODESTREAM_BOX {
            return body.starts_with(&BEGINNING).then_some(body);
        }
        rest = rest.get(length..)?;
    }
    None
}

/// Compares the declared size before anything is allocated.
fn read_size(stream: &[u8], wanted: Wanted, codec: Codec) -> Result<Size, PixelError> {
    let truncated = PixelError::Truncated { codec };
    let malformed = PixelError::Malformed { codec };
    // Marker, length and capabilities; then eight numbers and the components.
    let body = stream.get(BEGINNING.len() + 4..).ok_or(truncated)?;
    let (numbers, rest) = body.split_first_chunk::<32>().ok_or(truncated)?;
    let (numbers, _) = numbers.as_chunks::<4>();
    let numbers: Vec<usize> = numbers
        .iter()
        .map(|number| u32::from_be_bytes(*number) as usize)
        .collect();
    let [width, height, left, top, tile_width, tile_height, ..] = *numbers else {
        return Err(malformed);
    };
    let (count, rest) = rest.split_first_chunk::<2>().ok_or(truncated)?;
    let count = usize::from(u16::from_be_bytes(*count));
    let (components, _) = rest.as_chunks::<3>();
    let components = components.get(..count).ok_or(truncated)?;
    let [depth, ..] = *components.first().ok_or(malformed)?;
    let precision = u32::from(depth & 0x7F) + 1;
    if components.iter().any(|one| *one != [depth, 1, 1]) {
        return Err(PixelError::Unsupported {
            name: "JPEG 2000 with unequal components",
        });
    }
    if precision > MOST_BITS {
        return Err(PixelError::Unsupported {
            name: "JPEG 2000 of more than 24 bits",
        });
    }
    let declared = Wanted {
        rows: height.saturating_sub(top),
        columns: width.saturating_sub(left),
        channels: count,
        bits: precision,
    };
    wanted.check(declared, codec)?;
    // Each tile has a state of its own: tiles of few pixels are a way to ask for
    // much memory with few bytes.
    let tiles = width.div_ceil(tile_width.max(1)) * height.div_ceil(tile_height.max(1));
    if tiles > stream.len() {
        return Err(malformed);
    }
    Ok(Size {
        precision,
        signed: depth & 0x80 != 0,
    })
}

#[cfg(test)]
mod streams;
#[cfg(test)]
mod tests;
