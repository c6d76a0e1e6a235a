//! Cells as they are (PS3.5 §8.1, §8.2): packed bits, bytes, words, floating
//! point, planes, halved chrominance.

use super::image::{CellKind, CellOrder, Image, Photometric, Planes};
use super::pixel_error::PixelError;
use super::samples::{Meaning, Samples, Values, collect};
use super::syntax::Codec;
use super::tags;

/// Decodes one native frame; its first cell begins at `first_bit` of the bytes,
/// which is other than 0 for packed bits and swapped bytes only.
pub(super) fn decode(bytes: &[u8], image: &Image, first_bit: usize) -> Result<Samples, PixelError> {
    let values = match image.kind {
        CellKind::Float => Values::F32(floats(bytes, image)?),
        CellKind::Double => Values::F64(doubles(bytes, image)?),
        CellKind::Whole => whole(bytes, image, first_bit)?,
    };
    Ok(Samples {
        rows: image.rows,
        columns: image.columns,
        channels: image.channels,
        photometric: full(image.photometric),
        bits: image.bits_stored,
        values,
    })
}

/// Inflates one frame (PS3.5 A.4.13) to what its size allows, then as native.
pub(super) fn decode_deflated(bytes: &[u8], image: &Image) -> Result<Samples, PixelError> {
    use std::io::Read;
    let bits = image.stored_cells() as u64 * u64::from(image.bits_allocated);
    let mut inflated = Vec::new();
    flate2::read::DeflateDecoder::new(bytes)
        .take(bits.div_ceil(8))
        .read_to_end(&mut inflated)
        .map_err(|_| PixelError::Malformed {
            codec: Codec::Deflate,
        })?;
    decode(&inflated, image, 0)
}

/// What halved chrominance is once it is full.
pub(super) const fn full(photometric: Photometric) -> Photometric {
    match photometric {
        Photometric::YbrFull422 | Photometric::YbrFull420 => Photometric::YbrFull,
        other @ (Photometric::Monochrome1
        | Photometric::Monochrome2
        | Photometric::PaletteColor
        | Photometric::Rgb
        | Photometric::YbrFull
        | Photometric::YbrPartial422
        | Photometric::YbrPartial420
        | Photometric::YbrIct
        | Photometric::YbrRct
        | Photometric::Xyb) => other,
    }
}

const TRUNCATED: PixelError = PixelError::Truncated {
    codec: Codec::Native,
};

fn whole(bytes: &[u8], image: &Image, first_bit: usize) -> Result<Values, PixelError> {
    match image.photometric {
        Photometric::Monochrome1
        | Photometric::Monochrome2
        | Photometric::PaletteColor
        | Photometric::Rgb
        | Photometric::YbrFull
        | Photometric::YbrFull422
        | Photometric::YbrPartial422 => {}
        // These exist behind a codec only.
        Photometric::YbrFull420
        | Photometric::YbrPartial420
        | Photometric::YbrIct
        | Photometric::YbrRct
        | Photometric::Xyb => {
            return Err(PixelError::Attribute {
                tag: tags::PHOTOMETRIC_INTERPRETATION,
            });
        }
    }
    let wanted = image.stored_cells();
    match (image.bits_allocated, image.order) {
        (1, order) => Ok(arrange(
            packed_bits(bytes, wanted, first_bit, order)?,
            image,
        )),
        (8, CellOrder::SwappedPairs) => {
            let first = first_bit / 8;
            let cells = (first..first + wanted).map(|place| bytes.get(place ^ 1).copied());
            let cells: Option<Vec<u8>> = cells.collect();
            Ok(arrange(cells.ok_or(TRUNCATED)?, image))
        }
        (8, CellOrder::Little | CellOrder::Big) => {
            let cells = bytes.get(..wanted).ok_or(TRUNCATED)?;
            Ok(arrange(cells.to_vec(), image))
        }
        (16, CellOrder::Big) => words(bytes, image, u16::from_be_bytes),
        (16, CellOrder::Little | CellOrder::SwappedPairs) => {
            words(bytes, image, u16::from_le_bytes)
        }
        (_, CellOrder::Big) => words(bytes, image, u32::from_be_bytes),
        (_, CellOrder::Little | CellOrder::SwappedPairs) => words(bytes, image, u32::from_le_bytes),
    }
}

fn words<T: Into<u32> + Copy + Default, const N: usize>(
    bytes: &[u8],
    image: &Image,
    read: fn([u8; N]) -> T,
) -> Result<Values, PixelError> {
    let (cells, _) = bytes.as_chunks::<N>();
    let cells = cells.get(..image.stored_cells()).ok_or(TRUNCATED)?;
    Ok(arrange(
        cells.iter().map(|cell| read(*cell)).collect(),
        image,
    ))
}

/// Bits of a byte from the lowest on (PS3.5 §8.1.1, Annex D).
fn packed_bits(
    bytes: &[u8],
    wanted: usize,
    first_bit: usize,
    order: CellOrder,
) -> Result<Vec<u8>, PixelError> {
    let flip = usize::from(order == CellOrder::SwappedPairs);
    (first_bit..first_bit + wanted)
        .map(|bit| {
            bytes
                .get((bit / 8) ^ flip)
                .map(|byte| byte >> (bit % 8) & 1)
        })
        .collect::<Option<Vec<u8>>>()
        .ok_or(TRUNCATED)
}

fn floats(bytes: &[u8], image: &Image) -> Result<Vec<f32>, PixelError> {
    let (cells, _) = bytes.as_chunks::<4>();
    let cells = cells.get(..image.cells()).ok_or(TRUNCATED)?;
    let big = image.order == CellOrder::Big;
    let read = if big {
        f32::from_be_bytes
    } else {
        f32::from_le_bytes
    };
    Ok(cells.iter().map(|cell| read(*cell)).collect())
}

fn doubles(bytes: &[u8], image: &Image) -> Result<Vec<f64>, PixelError> {
    let (cells, _) = bytes.as_chunks::<8>();
    let cells = cells.get(..image.cells()).ok_or(TRUNCATED)?;
    let big = image.order == CellOrder::Big;
    let read = if big {
        f64::from_be_bytes
    } else {
        f64::from_le_bytes
    };
    Ok(cells.iter().map(|cell| read(*cell)).collect())
}

/// Cells in stored order → values pixel by pixel.
fn arrange<T: Into<u32> + Copy + Default>(cells: Vec<T>, image: &Image) -> Values {
    let meaning = Meaning::native(image);
    let cells = if image.chrominance_is_halved() {
        with_full_chrominance(&cells)
    } else {
        match image.planes {
            Planes::ByPixel => cells,
            Planes::ByPlane => interleave(&cells, image.pixels(), image.channels),
        }
    };
    collect(cells.into_iter().map(Into::into), image, meaning)
}

/// Y1 Y2 Cb Cr → Y1 Cb Cr Y2 Cb Cr (PS3.3 C.7.6.3.1.2 YBR_FULL_422).
fn with_full_chrominance<T: Copy>(cells: &[T]) -> Vec<T> {
    let (pairs, _) = cells.as_chunks::<4>();
    pairs
        .iter()
        .flat_map(|[first, second, blue, red]| [*first, *blue, *red, *second, *blue, *red])
        .collect()
}

/// Planes one behind the other → pixel by pixel.
pub(super) fn interleave<T: Copy + Default>(
    planes: &[T],
    pixels: usize,
    channels: usize,
) -> Vec<T> {
    let mut cells = vec![T::default(); pixels.saturating_mul(channels)];
    for (channel, plane) in planes
        .chunks_exact(pixels.max(1))
        .take(channels)
        .enumerate()
    {
        for (cell, value) in cells.iter_mut().skip(channel).step_by(channels).zip(plane) {
            *cell = *value;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::image::Sign;
    use super::super::samples::Values;
    use super::super::tests::{grey, rgb};
    use super::*;

    fn values(bytes: &[u8], image: &Image) -> Result<Values, PixelError> {
        decode(bytes, image, 0).map(|samples| samples.values)
    }

    #[test]
    fn bits_above_the_stored_ones_are_no_part_of_a_value() {
        let image = grey(1, 3, 16, 12);
        let bytes = [0x34, 0xF2, 0xFF, 0x0F, 0x00, 0x80];
        assert_eq!(
            values(&bytes, &image),
            Ok(Values::U16(vec![0x234, 0xFFF, 0]))
        );
        let signed = Image {
            sign: Sign::Signed,
            ..image
        };
        assert_eq!(values(&bytes, &signed), Ok(Values::I16(vec![0x234, -1, 0])));
    }

    #[test]
    fn a_high_bit_above_the_stored_bits_shifts() {
        let image = Image {
            high_bit: 15,
            ..grey(1, 1, 16, 12)
        };
        assert_eq!(values(&[0x4F, 0x23], &image), Ok(Values::U16(vec![0x234])));
    }

    #[test]
    fn big_endian_words_and_swapped_bytes() {
        let words = Image {
            order: CellOrder::Big,
            ..grey(1, 2, 16, 16)
        };
        assert_eq!(
            values(&[1, 2, 3, 4], &words),
            Ok(Values::U16(vec![0x102, 0x304]))
        );
        let bytes = Image {
            order: CellOrder::SwappedPairs,
            ..grey(1, 3, 8, 8)
        };
        assert_eq!(values(&[2, 1, 4, 3], &bytes), Ok(Values::U8(vec![1, 2, 3])));
    }

    #[test]
    fn packed_bits_begin_in_the_middle_of_a_byte() {
        let image = grey(1, 5, 1, 1);
        let samples = decode(&[0b1010_0000, 0b0000_0011], &image, 5);
        let values = samples.map(|samples| samples.values);
        assert_eq!(values, Ok(Values::U8(vec![1, 0, 1, 1, 1])));
    }

    #[test]
    fn planes_become_pixels_and_halved_chrominance_becomes_full() {
        let planes = Image {
            planes: Planes::ByPlane,
            ..rgb(1, 2)
        };
        let decoded = values(&[1, 2, 3, 4, 5, 6], &planes);
        assert_eq!(decoded, Ok(Values::U8(vec![1, 3, 5, 2, 4, 6])));
        let halved = Image {
            photometric: Photometric::YbrFull422,
            ..rgb(1, 2)
        };
        let samples = decode(&[1, 2, 8, 9], &halved, 0).expect("two pixels");
        assert_eq!(samples.values, Values::U8(vec![1, 8, 9, 2, 8, 9]));
        assert_eq!(samples.photometric, Photometric::YbrFull);
    }

    #[test]
    fn long_and_floating_cells() {
        let long = Image {
            sign: Sign::Signed,
            ..grey(1, 1, 32, 32)
        };
        let decoded = values(&(-70_000_i32).to_le_bytes(), &long);
        assert_eq!(decoded, Ok(Values::I32(vec![-70_000])));
        let float = Image {
            kind: CellKind::Float,
            ..grey(1, 1, 32, 32)
        };
        let decoded = values(&1.5_f32.to_le_bytes(), &float);
        assert_eq!(decoded, Ok(Values::F32(vec![1.5])));
    }

    #[test]
    fn fewer_bytes_than_cells_are_refused() {
        for bits in [1, 8, 16, 32] {
            let image = grey(3, 3, bits, bits);
            assert_eq!(values(&[0], &image), Err(TRUNCATED), "{bits}");
        }
    }

    #[test]
    fn a_deflated_frame_is_inflated_as_far_as_it_counts() {
        use std::io::Write;
        let mut writer =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(&[9, 8, 7, 6, 5]).expect("memory");
        let bytes = writer.finish().expect("memory");
        let image = grey(2, 2, 8, 8);
        let decoded = decode_deflated(&bytes, &image).map(|samples| samples.values);
        assert_eq!(decoded, Ok(Values::U8(vec![9, 8, 7, 6])));
        assert!(decode_deflated(&[0xFF; 9], &image).is_err());
    }
}
