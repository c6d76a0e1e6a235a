//! JPEG XL of ISO/IEC 18181, by a decoder of others.

use jxl_oxide::{AllocTracker, EnumColourEncoding, JxlImage, PixelFormat, RenderingIntent};

use super::pixel_error::PixelError;
use super::stream::{Cells, Coded, StreamColor, Wanted};
use super::syntax::Codec;

const MALFORMED: PixelError = PixelError::Malformed {
    codec: Codec::JpegXl,
};

/// Bytes that the decoder may take for one cell, and for tables beside.
const BYTES_A_CELL: usize = 64;
const FREE_BYTES: usize = 64 << 20;

/// Decodes one image.
pub(super) fn decode(bytes: &[u8], wanted: Wanted) -> Result<Coded, PixelError> {
    let most = wanted
        .cells()
        .saturating_mul(BYTES_A_CELL)
        .saturating_add(FREE_BYTES);
    let mut image = JxlImage::builder()
        .alloc_tracker(AllocTracker::with_limit(most))
        .read(bytes)
        .map_err(|_| MALFORMED)?;
    let metadata = &image.image_header().metadata;
    let precision = metadata.bit_depth.bits_per_sample();
    let transformed = metadata.xyb_encoded;
    let channels = match image.pixel_format() {
        PixelFormat::Gray => 1,
        PixelFormat::Rgb => 3,
        PixelFormat::Graya | PixelFormat::Rgba | PixelFormat::Cmyk | PixelFormat::Cmyka => 0,
    };
    let declared = Wanted {
        rows: image.height() as usize,
        columns: image.width() as usize,
        channels,
        bits: precision,
    };
    wanted.check(declared, Codec::JpegXl)?;
    if precision > 16 {
        return Err(PixelError::Unsupported {
            name: "JPEG XL of more than 16 bits",
        });
    }
    if transformed && channels == 3 {
        image.request_color_encoding(EnumColourEncoding::srgb(RenderingIntent::Relative));
    }
    if !image.is_loading_done() {
        return Err(PixelError::Truncated {
            codec: Codec::JpegXl,
        });
    }
    let frame = image
        .render_frame(0)
        .map_err(|_| MALFORMED)?
        .image_all_channels();
    let numbers = frame.buf();
    if numbers.len() != wanted.cells() {
        return Err(MALFORMED);
    }
    let greatest = f32::from(u16::MAX >> (16 - precision.clamp(1, 16)));
    Ok(Coded {
        precision,
        color: if channels == 3 {
            StreamColor::Rgb
        } else {
            StreamColor::Unsaid
        },
        cells: Cells::Narrow(numbers.iter().map(|one| cell(*one, greatest)).collect()),
    })
}

/// From 0 to 1 → 0 to the greatest. The cast saturates.
fn cell(level: f32, greatest: f32) -> u16 {
    (level * greatest + 0.5).clamp(0.0, greatest) as u16
}

#[cfg(test)]
mod streams;
#[cfg(test)]
mod tests;
