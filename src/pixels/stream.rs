//! What a codec gives, checked against the data set and turned into stored values.

use super::image::{Image, Photometric};
use super::native::full;
use super::pixel_error::PixelError;
use super::samples::{Meaning, Samples, collect};
use super::syntax::{Codec, Fidelity, Syntax};
use super::{jpeg, jpeg_2000, jpeg_ls, jpeg_xl, tags};

/// What the data set says that a stream must be, checked before memory is taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub rows: usize,
    pub columns: usize,
    pub channels: usize,
    /// Bits that a cell has room for.
    pub bits: u32,
}

impl Wanted {
    const fn of(image: &Image) -> Self {
        Self {
            rows: image.rows,
            columns: image.columns,
            channels: image.channels,
            bits: image.bits_allocated,
        }
    }

    /// Compares what a stream declares.
    pub(super) const fn check(self, declared: Self, codec: Codec) -> Result<(), PixelError> {
        let tag = if declared.rows != self.rows {
            tags::ROWS
        } else if declared.columns != self.columns {
            tags::COLUMNS
        } else if declared.channels != self.channels {
            tags::SAMPLES_PER_PIXEL
        } else if declared.bits > self.bits {
            tags::BITS_ALLOCATED
        } else {
            return Ok(());
        };
        Err(PixelError::Disagrees { tag, codec })
    }

    /// Cells of the frame.
    pub(super) const fn cells(self) -> usize {
        self.rows * self.columns * self.channels
    }
}

/// What a stream says of its own colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StreamColor {
    /// Nothing: the data set decides.
    Unsaid,
    /// The components are red, green and blue.
    Rgb,
    /// The components are luminance and chrominance.
    Ybr,
}

/// Cells pixel by pixel.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// Up to 16 bits, unsigned.
    Narrow(Vec<u16>),
    /// More, or signed.
    Wide(Vec<i32>),
}

/// One decoded stream, as large as [`Wanted`] says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Coded {
    pub precision: u32,
    pub color: StreamColor,
    pub cells: Cells,
}

/// Decodes one frame by its codec.
pub(super) fn decode(bytes: &[u8], image: &Image, syntax: Syntax) -> Result<Samples, PixelError> {
    let wanted = Wanted::of(image);
    let coded = match syntax.codec {
        Codec::Jpeg => jpeg::decode(bytes, wanted)?,
        Codec::JpegLs => jpeg_ls::decode(bytes, wanted)?,
        Codec::Jpeg2000 => jpeg_2000::decode(bytes, wanted)?,
        Codec::HighThroughput => jpeg_2000::decode_high_throughput(bytes, wanted)?,
        Codec::JpegXl => jpeg_xl::decode(bytes, wanted)?,
        Codec::Native | Codec::Uncompressed | Codec::Deflate | Codec::Rle => {
            return Err(PixelError::Attribute {
                tag: tags::TRANSFER_SYNTAX_UID,
            });
        }
    };
    // What a lossless stream holds above Bits Stored is no part of the value. A
    // lossy one may go a little beyond.
    let bits = match syntax.fidelity {
        Fidelity::Lossless => coded.precision.min(image.bits_stored),
        Fidelity::Lossy => coded.precision,
    };
    let meaning = Meaning::coded(image, bits);
    let values = match coded.cells {
        Cells::Narrow(cells) => collect(cells.into_iter().map(u32::from), image, meaning),
        Cells::Wide(cells) => collect(cells.into_iter().map(i32::cast_unsigned), image, meaning),
    };
    Ok(Samples {
        rows: image.rows,
        columns: image.columns,
        channels: image.channels,
        photometric: decoded_photometric(image.photometric, coded.color),
        bits: image.bits_stored.max(bits),
        values,
    })
}

/// What the cells mean: the data set says so, unless the stream knows better.
/// Many files say the photometric interpretation from before the compression.
fn decoded_photometric(declared: Photometric, color: StreamColor) -> Photometric {
    match (declared, color) {
        (Photometric::Monochrome1 | Photometric::Monochrome2 | Photometric::PaletteColor, _) => {
            declared
        }
        (_, StreamColor::Rgb) => Photometric::Rgb,
        (Photometric::Rgb, StreamColor::Ybr) => Photometric::YbrFull,
        (Photometric::YbrIct | Photometric::YbrRct | Photometric::Xyb, _) => Photometric::Rgb,
        (other, StreamColor::Unsaid | StreamColor::Ybr) => full(other),
    }
}
