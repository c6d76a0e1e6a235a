//! Boxes of a picture filled with one value, in the stored samples.
//!
//! A native picture stays as it is but for the bytes inside the boxes. A
//! compressed one is decoded frame by frame and comes out native: every sample
//! outside of the boxes is the decoded one, nothing is compressed a second time
//! (PS3.3 C.7.6.1.1.5 says of it what it said of the source).

use super::color::full_range;
use super::image::{CellKind, CellOrder, Image, Photometric, Planes, Sign};
use super::pixel_error::PixelError;
use super::samples::{Samples, Values};
use super::syntax::{Codec, Fidelity};
use super::{Picture, tags};
use crate::boxes::{HiddenBox, PixelArea};

/// A decoded picture takes this much memory at most.
const LIMIT_BYTES: usize = 512 << 20;

/// What is written in the place of the pixel data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hidden {
    /// The same bytes but for these, each with its offset in the value field.
    Patches(Vec<(u64, Vec<u8>)>),
    /// A new value field.
    Native(NativePixels),
}

/// The value field of a picture that was compressed, lowest byte first, samples
/// side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativePixels {
    /// All frames.
    pub bytes: Vec<u8>,
    /// What the samples mean.
    pub photometric: Photometric,
    /// Samples per pixel.
    pub channels: usize,
    /// Bits of a cell.
    pub bits_allocated: u32,
    /// Bits of a sample, the lowest of its cell.
    pub bits_stored: u32,
    /// Whether the samples were compressed with loss.
    pub fidelity: Fidelity,
}

/// Pixels of a grey picture of one frame that are filled with one stored value.
#[derive(Debug, Clone, PartialEq)]
pub struct Erased {
    /// Which, row by row, never two over each other.
    pub runs: Vec<Run>,
    /// With what.
    pub value: f64,
}

/// Neighbours in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The row.
    pub row: usize,
    /// First column.
    pub left: usize,
    /// Column behind the last.
    pub right: usize,
}

impl Run {
    const fn region(self) -> Region {
        Region {
            top: self.row,
            bottom: self.row + 1,
            left: self.left,
            right: self.right,
        }
    }
}

/// Hides boxes on the frames that they are on, over what is erased.
///
/// # Errors
/// [`PixelError::NoFrame`] if a box lies outside of the picture or none is on a
/// frame: then what the person meant is not in it. [`PixelError::Unsupported`] for
/// pictures of single bits or floating point. Else as [`Picture::decode`].
pub fn hide(
    picture: &Picture<'_>,
    boxes: &[HiddenBox],
    erased: Option<&Erased>,
) -> Result<Hidden, PixelError> {
    check(picture, boxes, erased)?;
    match picture.syntax().codec {
        Codec::Native => patches(picture, boxes, erased).map(Hidden::Patches),
        Codec::Uncompressed
        | Codec::Deflate
        | Codec::Rle
        | Codec::Jpeg
        | Codec::JpegLs
        | Codec::Jpeg2000
        | Codec::HighThroughput
        | Codec::JpegXl => native(picture, boxes, erased).map(Hidden::Native),
    }
}

fn check(
    picture: &Picture<'_>,
    boxes: &[HiddenBox],
    erased: Option<&Erased>,
) -> Result<(), PixelError> {
    let image = picture.image();
    if erased.is_some() && (image.channels != 1 || image.frames != 1) {
        return Err(PixelError::Unsupported {
            name: "pixels erased in a picture of colors or of several frames",
        });
    }
    if image.kind != CellKind::Whole || image.bits_allocated < 8 {
        return Err(PixelError::Unsupported {
            name: "a box in a picture of single bits or floating point",
        });
    }
    let on_a_frame = |hidden: &HiddenBox| (0..image.frames).any(|frame| hidden.is_on(frame));
    let inside = |hidden: &HiddenBox| region(picture, hidden.area).is_some();
    let has_work = boxes.iter().any(on_a_frame) || (boxes.is_empty() && erased.is_some());
    if boxes.iter().all(inside) && has_work {
        Ok(())
    } else {
        Err(PixelError::NoFrame)
    }
}

/// Rows and columns of a box inside the picture; `None` if it lies outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First row.
    pub top: usize,
    /// Row behind the last.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Column behind the last.
    pub right: usize,
}

impl Region {
    /// Whether a pixel is in it.
    #[must_use]
    pub const fn has(&self, row: usize, column: usize) -> bool {
        row >= self.top && row < self.bottom && column >= self.left && column < self.right
    }
}

/// What is changed for a box; `None` if it lies outside of the picture. Pairs of
/// pixels of a native picture share their chrominance where it is halved, so a box
/// begins and ends with a pair there.
#[must_use]
pub fn region(picture: &Picture<'_>, area: PixelArea) -> Option<Region> {
    let image = picture.image();
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let mut region = Region {
        top: place(area.top),
        bottom: place(area.top.saturating_add(area.height)).min(image.rows),
        left: place(area.left),
        right: place(area.left.saturating_add(area.width)).min(image.columns),
    };
    if shares_chrominance(picture) {
        region.left -= region.left % 2;
        region.right = (region.right + region.right % 2).min(image.columns);
    }
    (region.top < region.bottom && region.left < region.right).then_some(region)
}

/// Whether the cells of the file hold one chrominance for two pixels.
fn shares_chrominance(picture: &Picture<'_>) -> bool {
    picture.syntax().codec == Codec::Native && picture.image().chrominance_is_halved()
}

fn regions(picture: &Picture<'_>, boxes: &[HiddenBox], frame: u32) -> Vec<Region> {
    let on_it = boxes.iter().filter(|hidden| hidden.is_on(frame));
    on_it
        .filter_map(|hidden| region(picture, hidden.area))
        .collect()
}

/// A decoded frame as it is written: halved chrominance that was compressed comes
/// out as RGB, which every class takes for native pixels; all else as it is.
#[must_use]
pub fn as_written(picture: &Picture<'_>, samples: Samples) -> Samples {
    let was_halved = matches!(
        picture.image().photometric,
        Photometric::YbrFull422 | Photometric::YbrFull420
    );
    let Samples {
        values: Values::U8(cells),
        photometric: Photometric::YbrFull,
        ..
    } = &samples
    else {
        return samples;
    };
    if !was_halved || picture.syntax().codec == Codec::Native {
        return samples;
    }
    let (pixels, _) = cells.as_chunks::<3>();
    let values = pixels.iter().flat_map(|pixel| rgb(*pixel)).collect();
    Samples {
        values: Values::U8(values),
        photometric: Photometric::Rgb,
        ..samples
    }
}

/// A cast from floating point saturates.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rgb(pixel: [u8; 3]) -> [u8; 3] {
    full_range(pixel.map(f64::from), 8).map(|channel| channel.round() as u8)
}

/// What a box is filled with, a number for each channel: what is dark in this
/// frame already, so that no viewer spreads its grey values anew.
fn filling(image: &Image, samples: &Samples) -> Result<Vec<f64>, PixelError> {
    let numbers = || samples.values.numbers();
    Ok(match samples.photometric {
        Photometric::Monochrome1 => vec![numbers().fold(f64::MIN, f64::max)],
        Photometric::Monochrome2 => vec![numbers().fold(f64::MAX, f64::min)],
        Photometric::PaletteColor => vec![darkest(image, samples)?],
        Photometric::Rgb => vec![0.0; 3],
        Photometric::YbrFull => vec![0.0, middle(samples), middle(samples)],
        Photometric::YbrPartial422 if image.chrominance_is_halved() => {
            let black = f64::from(16_u32 << samples.bits.saturating_sub(8).min(8));
            vec![black, middle(samples), middle(samples)]
        }
        Photometric::YbrFull422
        | Photometric::YbrFull420
        | Photometric::YbrPartial422
        | Photometric::YbrPartial420
        | Photometric::YbrIct
        | Photometric::YbrRct
        | Photometric::Xyb => {
            return Err(PixelError::Attribute {
                tag: tags::PHOTOMETRIC_INTERPRETATION,
            });
        }
    })
}

fn middle(samples: &Samples) -> f64 {
    f64::from(1_u32 << samples.bits.saturating_sub(1).min(31))
}

/// The value of the frame whose color is the darkest.
fn darkest(image: &Image, samples: &Samples) -> Result<f64, PixelError> {
    let palette = image.palette.as_ref().ok_or(PixelError::Missing {
        tag: tags::PALETTE_DESCRIPTORS[0],
    })?;
    let light = |value: f64| -> u32 { palette.color(value).map(u32::from).iter().sum() };
    samples
        .values
        .numbers()
        .min_by_key(|value| light(*value))
        .ok_or(PixelError::NoFrame)
}

/// The bytes inside the boxes of a native picture.
fn patches(
    picture: &Picture<'_>,
    boxes: &[HiddenBox],
    erased: Option<&Erased>,
) -> Result<Vec<(u64, Vec<u8>)>, PixelError> {
    let image = picture.image();
    if image.chrominance_is_halved() && !image.columns.is_multiple_of(2) {
        return Err(PixelError::Attribute { tag: tags::COLUMNS });
    }
    let cell_bytes = (image.bits_allocated / 8) as usize;
    let frame_bytes = image.stored_cells().saturating_mul(cell_bytes);
    let mut all = Vec::new();
    if let Some(Erased {
        runs: erased,
        value,
    }) = erased
    {
        let cells = [cell(image, *value)];
        let runs = erased
            .iter()
            .flat_map(|run| runs(image, run.region(), &cells));
        all.extend(runs.map(|(first, run)| ((first * cell_bytes) as u64, run)));
    }
    for frame in 0..image.frames {
        let regions = regions(picture, boxes, frame);
        if regions.is_empty() {
            continue;
        }
        let samples = picture.decode(frame)?;
        let cells: Vec<Vec<u8>> = filling(image, &samples)?
            .into_iter()
            .map(|value| cell(image, value))
            .collect();
        let start = u64::from(frame) * frame_bytes as u64;
        for region in regions {
            for (first, run) in runs(image, region, &cells) {
                all.push((start + (first * cell_bytes) as u64, run));
            }
        }
    }
    if image.order == CellOrder::SwappedPairs {
        all = all
            .into_iter()
            .flat_map(|(place, run)| {
                (place..)
                    .zip(run)
                    .map(|(place, byte)| (place ^ 1, vec![byte]))
            })
            .collect();
    }
    Ok(all)
}

/// A stored value as a cell of the file: the bits beside it are zero.
#[allow(clippy::cast_possible_truncation)]
fn cell(image: &Image, value: f64) -> Vec<u8> {
    let shift = (image.high_bit + 1).saturating_sub(image.bits_stored);
    let mask = (1_u64 << image.bits_stored.min(32)) - 1;
    // A cast saturates; stored values have 32 bits at most.
    let bits = (((value as i64).cast_unsigned() & mask) << shift) as u32;
    match (image.bits_allocated, image.order) {
        (8, _) => vec![bits as u8],
        (16, CellOrder::Big) => (bits as u16).to_be_bytes().to_vec(),
        (16, CellOrder::Little | CellOrder::SwappedPairs) => (bits as u16).to_le_bytes().to_vec(),
        (_, CellOrder::Big) => bits.to_be_bytes().to_vec(),
        (_, CellOrder::Little | CellOrder::SwappedPairs) => bits.to_le_bytes().to_vec(),
    }
}

/// Runs of cells of one frame: number of the first cell, bytes.
fn runs(image: &Image, region: Region, cells: &[Vec<u8>]) -> Vec<(usize, Vec<u8>)> {
    let width = region.right - region.left;
    let mut runs = Vec::new();
    for row in region.top..region.bottom {
        let first = row * image.columns + region.left;
        match (cells, image.planes) {
            ([luminance, blue, red], _) if image.chrominance_is_halved() => {
                let pair = [luminance, luminance, blue, red]
                    .map(Vec::as_slice)
                    .concat();
                runs.push((first * 2, pair.repeat(width / 2)));
            }
            (_, Planes::ByPlane) if cells.len() > 1 => {
                for (channel, cell) in cells.iter().enumerate() {
                    runs.push((channel * image.pixels() + first, cell.repeat(width)));
                }
            }
            _side_by_side => runs.push((first * cells.len(), cells.concat().repeat(width))),
        }
    }
    runs
}

/// A compressed picture, decoded, with the boxes hidden.
fn native(
    picture: &Picture<'_>,
    boxes: &[HiddenBox],
    erased: Option<&Erased>,
) -> Result<NativePixels, PixelError> {
    let image = picture.image();
    let frame_bytes = image
        .cells()
        .saturating_mul((image.bits_allocated / 8) as usize);
    if frame_bytes.saturating_mul(image.frames as usize) > LIMIT_BYTES {
        return Err(PixelError::OverLimit);
    }
    let mut made: Option<NativePixels> = None;
    for frame in 0..image.frames {
        let mut samples = as_written(picture, picture.decode(frame)?);
        let filling = filling(image, &samples)?;
        if let Some(Erased { runs, value }) = erased {
            for run in runs {
                fill(&mut samples, run.region(), &[*value]);
            }
        }
        for region in regions(picture, boxes, frame) {
            fill(&mut samples, region, &filling);
        }
        let made = made.get_or_insert_with(|| NativePixels {
            bytes: Vec::new(),
            photometric: samples.photometric,
            channels: samples.channels,
            bits_allocated: image.bits_allocated,
            bits_stored: image.bits_stored,
            fidelity: picture.syntax().fidelity,
        });
        if (made.photometric, made.channels) != (samples.photometric, samples.channels) {
            return Err(PixelError::Attribute {
                tag: tags::PHOTOMETRIC_INTERPRETATION,
            });
        }
        write(&samples.values, image, &mut made.bytes);
    }
    let mut made = made.ok_or(PixelError::NoFrame)?;
    if !made.bytes.len().is_multiple_of(2) {
        made.bytes.push(0);
    }
    Ok(made)
}

fn fill(samples: &mut Samples, region: Region, filling: &[f64]) {
    let (columns, channels) = (samples.columns, samples.channels);
    for row in region.top..region.bottom {
        for column in region.left..region.right {
            let first = (row * columns + column) * channels;
            for (place, value) in (first..).zip(filling) {
                put(&mut samples.values, place, *value);
            }
        }
    }
}

/// A cast from floating point saturates: the value comes from such a form.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn put(values: &mut Values, place: usize, value: f64) {
    fn set<T>(cells: &mut [T], place: usize, value: T) {
        if let Some(cell) = cells.get_mut(place) {
            *cell = value;
        }
    }
    match values {
        Values::U8(cells) => set(cells, place, value as u8),
        Values::U16(cells) => set(cells, place, value as u16),
        Values::I16(cells) => set(cells, place, value as i16),
        Values::U32(cells) => set(cells, place, value as u32),
        Values::I32(cells) => set(cells, place, value as i32),
        Values::F32(cells) => set(cells, place, value as f32),
        Values::F64(cells) => set(cells, place, value),
    }
}

/// Cells as wide as Bits Allocated, lowest byte first.
fn write(values: &Values, image: &Image, out: &mut Vec<u8>) {
    let is_as_wide = match values {
        Values::U8(_) => image.bits_allocated == 8,
        Values::U16(_) | Values::I16(_) => image.bits_allocated == 16,
        Values::U32(_) | Values::I32(_) | Values::F32(_) | Values::F64(_) => {
            image.bits_allocated == 32
        }
    };
    if is_as_wide {
        out.extend(values.little_endian());
        return;
    }
    let bytes = (image.bits_allocated / 8) as usize;
    let mask = match image.sign {
        Sign::Unsigned => u64::MAX,
        // The bits above the value repeat its sign in a cell of two's complement;
        // beyond Bits Stored they are zero.
        Sign::Signed => (1_u64 << image.bits_stored.min(32)) - 1,
    };
    for value in values.numbers() {
        #[allow(clippy::cast_possible_truncation)]
        let cell = ((value as i64).cast_unsigned() & mask).to_le_bytes();
        out.extend(cell.into_iter().take(bytes));
    }
}
