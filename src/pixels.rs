//! The frames of an instance as samples, and as a picture for the eye.
//!
//! [`Picture::open`] reads what the data set says of its pixels and where the
//! frames lie; nothing is decoded yet. [`Picture::decode`] makes the stored
//! values of one frame ([`Samples`]), [`Picture::show`] makes 8 bit grey or RGB
//! of them ([`Shown`]). Everything is checked before memory is taken: a frame
//! has at most [`MOST_CELLS`] cells, and what a stream declares must be what the
//! data set declares.
//!
//! This room knows the pixel attributes of a data set and the codecs, no rule,
//! no text and no document.

mod attributes;
mod beside;
mod color;
mod display;
mod frames;
mod hide;
mod image;
mod jpeg;
mod jpeg_2000;
mod jpeg_ls;
mod jpeg_xl;
mod looks;
mod native;
mod palette;
mod pixel_error;
mod plane;
mod projection;
mod rle;
mod samples;
mod screen;
mod stream;
mod syntax;

use std::borrow::Cow;

use crate::dicom::data::DicomFile;
use crate::dicom::read;
use crate::finding::TagCode;
use crate::source::Source;

pub use beside::{Blank, beside, blanked};
pub use display::{Shown, ShownChannels};
pub use hide::{Erased, Hidden, NativePixels, Region, Run, as_written, hide, region};
pub use image::{Image, Photometric, Planes, Sign};
pub use looks::{Look, Lut, Window, WindowShape};
pub use palette::Palette;
pub use pixel_error::PixelError;
pub use plane::{Plane, dot};
pub use projection::{Projection, ProjectionKind, Taken};
pub use samples::{Samples, Values};
pub use screen::{LONGEST_EDGE_PX, scale_of};
pub use syntax::{Codec, Fidelity, Syntax};

use frames::Frames;

/// Cells (rows × columns × samples per pixel) that one frame may have: an
/// 11,000 × 12,000 radiograph fits, a length bomb does not.
pub const MOST_CELLS: usize = 1 << 27;
/// Frames that one instance may have.
pub const MOST_FRAMES: u32 = 1 << 20;

/// The pixels of one instance: described, found, not decoded.
pub struct Picture<'a> {
    image: Image,
    syntax: Syntax,
    frames: Frames<'a>,
}

impl<'a> Picture<'a> {
    /// Reads the description and finds the frames.
    ///
    /// `file` is what [`crate::dicom::read::read`] made of `source`. Pixel data are
    /// (7FE0,0010), or the float (7FE0,0008) and double (7FE0,0009) forms,
    /// PS3.3 C.7.6.3 and C.7.6.24.
    ///
    /// # Errors
    /// [`PixelError::NoPixels`] if the instance has none; else the attribute or
    /// the stream that cannot be understood.
    pub fn open(file: &'a DicomFile, source: &'a dyn Source) -> Result<Self, PixelError> {
        let syntax = Syntax::of(&file.transfer_syntax)?;
        let image = attributes::read(file)?;
        let frames = frames::find(file, source, &image, syntax)?;
        Ok(Self {
            image,
            syntax,
            frames,
        })
    }

    /// What the data set says of its pixels.
    #[must_use]
    pub const fn image(&self) -> &Image {
        &self.image
    }

    /// How the frames are stored.
    #[must_use]
    pub const fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// The bytes of one frame as stored, fragments joined (PS3.5 A.4). A native
    /// frame of packed bits may share its first and last byte with others.
    ///
    /// # Errors
    /// [`PixelError::NoFrame`], or what the source says.
    pub fn stored(&self, frame: u32) -> Result<Cow<'_, [u8]>, PixelError> {
        if frame >= self.image.frames {
            return Err(PixelError::NoFrame);
        }
        self.frames.bytes(frame)
    }

    /// Decodes one frame, counted from 0.
    ///
    /// # Errors
    /// What is missing, malformed, over a limit or not supported; never a value.
    pub fn decode(&self, frame: u32) -> Result<Samples, PixelError> {
        let bytes = self.stored(frame)?;
        match self.syntax.codec {
            Codec::Native => native::decode(&bytes, &self.image, self.frames.first_bit(frame)),
            Codec::Uncompressed => native::decode(&bytes, &self.image, 0),
            Codec::Deflate => native::decode_deflated(&bytes, &self.image),
            Codec::Rle => rle::decode(&bytes, &self.image),
            Codec::Jpeg
            | Codec::JpegLs
            | Codec::Jpeg2000
            | Codec::HighThroughput
            | Codec::JpegXl => stream::decode(&bytes, &self.image, self.syntax),
        }
    }

    /// Decodes one frame and makes a picture of it as a viewer would: modality
    /// LUT, VOI LUT or window, polarity, palette, color (PS3.4 N.2).
    ///
    /// # Errors
    /// As [`Picture::decode`].
    pub fn show(&self, frame: u32) -> Result<Shown, PixelError> {
        let samples = self.decode(frame)?;
        display::show(&samples, &self.image, self.image.look(frame))
    }

    /// As [`Picture::show`], with the window that was used: `chosen`, its center and
    /// width in the units of the modality, or that of the frame. Only a grey frame has one.
    ///
    /// # Errors
    /// As [`Picture::decode`]; [`PixelError::Attribute`] if `chosen` is no window.
    pub fn show_in(
        &self,
        frame: u32,
        chosen: Option<(f64, f64)>,
    ) -> Result<(Shown, Option<Window>), PixelError> {
        let samples = self.decode(frame)?;
        let look = self.image.look(frame);
        let own = match chosen {
            None => None,
            Some((center, width)) => {
                let own = look.windowed(center, width);
                Some(own.ok_or(PixelError::Attribute {
                    tag: tags::WINDOW_WIDTH,
                })?)
            }
        };
        let look = own.as_ref().unwrap_or(look);
        let shown = display::show(&samples, &self.image, look)?;
        Ok((shown, display::window(&samples, look)))
    }

    /// As [`Picture::show`] for samples at hand and a look of the caller's choice.
    ///
    /// # Errors
    /// [`PixelError::Attribute`] if a palette is wanted and not there.
    pub fn show_with(&self, samples: &Samples, look: &Look) -> Result<Shown, PixelError> {
        display::show(samples, &self.image, look)
    }
}

/// Opens the picture of a file of which nothing is read yet.
///
/// # Errors
/// [`PixelError::Unreadable`] if it is no DICOM file, else as [`Picture::open`].
pub fn with_picture<R>(
    source: &dyn Source,
    look: impl FnOnce(&Picture<'_>) -> R,
) -> Result<R, PixelError> {
    let file = read::read(source, &read::Limits::default()).map_err(|_| PixelError::Unreadable)?;
    Ok(look(&Picture::open(&file, source)?))
}

/// Tags of this room, by the names of PS3.6.
pub(crate) mod tags {
    use super::TagCode;

    pub const TRANSFER_SYNTAX_UID: TagCode = TagCode(0x0002_0010);
    pub const IMAGE_POSITION_PATIENT: TagCode = TagCode(0x0020_0032);
    pub const IMAGE_ORIENTATION_PATIENT: TagCode = TagCode(0x0020_0037);
    pub const SAMPLES_PER_PIXEL: TagCode = TagCode(0x0028_0002);
    pub const PHOTOMETRIC_INTERPRETATION: TagCode = TagCode(0x0028_0004);
    pub const PLANAR_CONFIGURATION: TagCode = TagCode(0x0028_0006);
    pub const NUMBER_OF_FRAMES: TagCode = TagCode(0x0028_0008);
    pub const ROWS: TagCode = TagCode(0x0028_0010);
    pub const COLUMNS: TagCode = TagCode(0x0028_0011);
    pub const PIXEL_SPACING: TagCode = TagCode(0x0028_0030);
    pub const BITS_ALLOCATED: TagCode = TagCode(0x0028_0100);
    pub const BITS_STORED: TagCode = TagCode(0x0028_0101);
    pub const HIGH_BIT: TagCode = TagCode(0x0028_0102);
    pub const PIXEL_REPRESENTATION: TagCode = TagCode(0x0028_0103);
    pub const PIXEL_PADDING_VALUE: TagCode = TagCode(0x0028_0120);
    pub const PIXEL_PADDING_RANGE_LIMIT: TagCode = TagCode(0x0028_0121);
    pub const WINDOW_CENTER: TagCode = TagCode(0x0028_1050);
    pub const WINDOW_WIDTH: TagCode = TagCode(0x0028_1051);
    pub const RESCALE_INTERCEPT: TagCode = TagCode(0x0028_1052);
    pub const RESCALE_SLOPE: TagCode = TagCode(0x0028_1053);
    pub const VOI_LUT_FUNCTION: TagCode = TagCode(0x0028_1056);
    pub const PALETTE_DESCRIPTORS: [TagCode; 3] = [
        TagCode(0x0028_1101),
        TagCode(0x0028_1102),
        TagCode(0x0028_1103),
    ];
    pub const PALETTE_DATA: [TagCode; 3] = [
        TagCode(0x0028_1201),
        TagCode(0x0028_1202),
        TagCode(0x0028_1203),
    ];
    pub const SEGMENTED_PALETTE_DATA: [TagCode; 3] = [
        TagCode(0x0028_1221),
        TagCode(0x0028_1222),
        TagCode(0x0028_1223),
    ];
    pub const MODALITY_LUT_SEQUENCE: TagCode = TagCode(0x0028_3000);
    pub const LUT_DESCRIPTOR: TagCode = TagCode(0x0028_3002);
    pub const LUT_DATA: TagCode = TagCode(0x0028_3006);
    pub const VOI_LUT_SEQUENCE: TagCode = TagCode(0x0028_3010);
    pub const FRAME_VOI_LUT_SEQUENCE: TagCode = TagCode(0x0028_9132);
    pub const PIXEL_VALUE_TRANSFORMATION_SEQUENCE: TagCode = TagCode(0x0028_9145);
    pub const PRESENTATION_LUT_SHAPE: TagCode = TagCode(0x2050_0020);
    pub const SHARED_FUNCTIONAL_GROUPS_SEQUENCE: TagCode = TagCode(0x5200_9229);
    pub const PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE: TagCode = TagCode(0x5200_9230);
    pub const EXTENDED_OFFSET_TABLE: TagCode = TagCode(0x7FE0_0001);
    pub const FLOAT_PIXEL_DATA: TagCode = TagCode(0x7FE0_0008);
    pub const DOUBLE_FLOAT_PIXEL_DATA: TagCode = TagCode(0x7FE0_0009);
    pub const PIXEL_DATA: TagCode = TagCode(0x7FE0_0010);
}

#[cfg(test)]
mod tests;
