//! Reads the description of the pixels from a data set.

use std::collections::BTreeMap;

use dicom_core::{Tag, VR};

use crate::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use crate::finding::TagCode;

use super::image::{CellKind, CellOrder, Image, Photometric, Planes, Sign};
use super::looks::{Look, Lut, Polarity, Window, WindowShape};
use super::palette::{MOST_ENTRIES, Palette, spread};
use super::pixel_error::PixelError;
use super::plane::Plane;
use super::{MOST_CELLS, MOST_FRAMES, tags};

/// The pixel element of an instance and the kind of its cells.
pub(super) fn pixel_element(set: &DataSet) -> Option<(&Element, CellKind)> {
    [
        (tags::PIXEL_DATA, CellKind::Whole),
        (tags::FLOAT_PIXEL_DATA, CellKind::Float),
        (tags::DOUBLE_FLOAT_PIXEL_DATA, CellKind::Double),
    ]
    .into_iter()
    .find_map(|(tag, kind)| Some((element(set, tag)?, kind)))
}

/// Reads the Image Pixel Module and what is needed to show it.
pub(super) fn read(file: &DicomFile) -> Result<Image, PixelError> {
    let (pixels, kind) = pixel_element(&file.data_set).ok_or(PixelError::NoPixels)?;
    let reader = Reader {
        set: &file.data_set,
        encoding: file.encoding,
    };
    let rows = reader.size(tags::ROWS)?;
    let columns = reader.size(tags::COLUMNS)?;
    let photometric = reader.photometric()?;
    let channels = reader.whole(tags::SAMPLES_PER_PIXEL)?.unwrap_or(1);
    let channels = usize::try_from(channels).unwrap_or_default();
    if channels != photometric.channels() {
        return Err(attribute(tags::SAMPLES_PER_PIXEL));
    }
    let cells = rows.saturating_mul(columns).saturating_mul(channels);
    if cells > MOST_CELLS {
        return Err(PixelError::OverLimit);
    }
    let (bits_allocated, bits_stored, high_bit) = reader.bits(kind)?;
    let sign = match reader.whole(tags::PIXEL_REPRESENTATION)? {
        Some(1) => Sign::Signed,
        Some(0) | None => Sign::Unsigned,
        Some(_) => return Err(attribute(tags::PIXEL_REPRESENTATION)),
    };
    let mut image = Image {
        rows,
        columns,
        channels,
        bits_allocated,
        bits_stored,
        high_bit,
        sign,
        photometric,
        planes: reader.planes(channels)?,
        frames: reader.frames()?,
        palette: None,
        kind,
        order: order(file.encoding, pixels.vr, bits_allocated),
        plane: reader.plane(),
        look: Look::default(),
        frame_looks: BTreeMap::new(),
    };
    image.palette = reader.palette(sign);
    read_looks(&reader, &mut image);
    Ok(image)
}

const fn attribute(tag: TagCode) -> PixelError {
    PixelError::Attribute { tag }
}

fn element(set: &DataSet, tag: TagCode) -> Option<&Element> {
    set.get(Tag(tag.group(), tag.element()))
}

/// PS3.5 §8.1 and Annex A.3: in big endian, OW swaps words, OB does not.
fn order(encoding: Encoding, vr: VR, bits_allocated: u32) -> CellOrder {
    match encoding {
        Encoding::ImplicitLittle | Encoding::ExplicitLittle => CellOrder::Little,
        Encoding::ExplicitBig if vr == VR::OW && bits_allocated <= 8 => CellOrder::SwappedPairs,
        Encoding::ExplicitBig => CellOrder::Big,
    }
}

/// One level of the data set.
struct Reader<'a> {
    set: &'a DataSet,
    encoding: Encoding,
}

impl<'a> Reader<'a> {
    const fn at(&self, set: &'a DataSet) -> Self {
        Self {
            set,
            encoding: self.encoding,
        }
    }

    fn bytes(&self, tag: TagCode) -> Option<(&'a [u8], VR)> {
        let element = element(self.set, tag)?;
        match &element.value {
            Value::Bytes(bytes) => Some((bytes, element.vr)),
            Value::Items(_) | Value::Pixels(_) => None,
        }
    }

    fn items(&self, tag: TagCode) -> &'a [DataSet] {
        match element(self.set, tag).map(|element| &element.value) {
            Some(Value::Items(items)) => items,
            Some(Value::Bytes(_) | Value::Pixels(_)) | None => &[],
        }
    }

    fn word(&self, bytes: [u8; 2]) -> u16 {
        match self.encoding {
            Encoding::ImplicitLittle | Encoding::ExplicitLittle => u16::from_le_bytes(bytes),
            Encoding::ExplicitBig => u16::from_be_bytes(bytes),
        }
    }

    fn words(&self, bytes: &[u8]) -> Vec<u16> {
        let (pairs, _) = bytes.as_chunks::<2>();
        pairs.iter().map(|pair| self.word(*pair)).collect()
    }

    /// The first number of an element of whole numbers, US, SS, UL, SL or IS.
    fn whole(&self, tag: TagCode) -> Result<Option<i64>, PixelError> {
        let Some((bytes, vr)) = self.bytes(tag) else {
            return Ok(None);
        };
        if bytes.is_empty() {
            return Ok(None);
        }
        let number = if matches!(vr, VR::IS | VR::DS) {
            first_text(bytes).and_then(|text| text.parse().ok())
        } else {
            self.binary(bytes, vr)
        };
        number.map(Some).ok_or(attribute(tag))
    }

    fn binary(&self, bytes: &[u8], vr: VR) -> Option<i64> {
        let word = self.word(*bytes.first_chunk::<2>()?);
        let big = self.encoding == Encoding::ExplicitBig;
        Some(match (vr, bytes.first_chunk::<4>()) {
            (VR::SS, _) => i64::from(word.cast_signed()),
            (VR::UL | VR::OL, Some(long)) if big => i64::from(u32::from_be_bytes(*long)),
            (VR::UL | VR::OL, Some(long)) => i64::from(u32::from_le_bytes(*long)),
            (VR::SL, Some(long)) if big => i64::from(i32::from_be_bytes(*long)),
            (VR::SL, Some(long)) => i64::from(i32::from_le_bytes(*long)),
            _ => i64::from(word),
        })
    }

    /// The first number of a DS or FD.
    fn number(&self, tag: TagCode) -> Option<f64> {
        let (bytes, vr) = self.bytes(tag)?;
        let number: f64 = match (vr, bytes.first_chunk::<8>()) {
            (VR::FD, Some(double)) if self.encoding == Encoding::ExplicitBig => {
                f64::from_be_bytes(*double)
            }
            (VR::FD, Some(double)) => f64::from_le_bytes(*double),
            _ => first_text(bytes)?.parse().ok()?,
        };
        number.is_finite().then_some(number)
    }

    /// All numbers of a DS, if there are so many.
    fn numbers<const N: usize>(&self, tag: TagCode) -> Option<[f64; N]> {
        let text = std::str::from_utf8(self.bytes(tag)?.0).ok()?;
        let number = |part: &str| -> Option<f64> {
            let number: f64 = part.trim_matches([' ', '\0']).parse().ok()?;
            number.is_finite().then_some(number)
        };
        let numbers: Option<Vec<f64>> = text.split('\\').map(number).collect();
        numbers?.try_into().ok()
    }

    fn plane(&self) -> Option<Plane> {
        Plane::of(
            self.numbers(tags::IMAGE_POSITION_PATIENT)?,
            self.numbers(tags::IMAGE_ORIENTATION_PATIENT)?,
            self.numbers(tags::PIXEL_SPACING)?,
        )
    }

    fn text(&self, tag: TagCode) -> Option<&'a str> {
        first_text(self.bytes(tag)?.0).filter(|text| !text.is_empty())
    }

    fn size(&self, tag: TagCode) -> Result<usize, PixelError> {
        match self.whole(tag)? {
            Some(size) if size > 0 => usize::try_from(size).map_err(|_| attribute(tag)),
            Some(_) => Err(attribute(tag)),
            None => Err(PixelError::Missing { tag }),
        }
    }

    fn photometric(&self) -> Result<Photometric, PixelError> {
        let tag = tags::PHOTOMETRIC_INTERPRETATION;
        let term = self.text(tag).ok_or(PixelError::Missing { tag })?;
        Photometric::of(term).ok_or(attribute(tag))
    }

    fn planes(&self, channels: usize) -> Result<Planes, PixelError> {
        match self.whole(tags::PLANAR_CONFIGURATION)? {
            Some(1) if channels > 1 => Ok(Planes::ByPlane),
            Some(0 | 1) | None => Ok(Planes::ByPixel),
            Some(_) => Err(attribute(tags::PLANAR_CONFIGURATION)),
        }
    }

    fn frames(&self) -> Result<u32, PixelError> {
        let frames = self.whole(tags::NUMBER_OF_FRAMES)?.unwrap_or(1).max(1);
        u32::try_from(frames)
            .ok()
            .filter(|frames| *frames <= MOST_FRAMES)
            .ok_or(PixelError::OverLimit)
    }

    /// Bits Allocated, Bits Stored, High Bit.
    fn bits(&self, kind: CellKind) -> Result<(u32, u32, u32), PixelError> {
        let whole = match kind {
            CellKind::Float => return Ok((32, 32, 31)),
            CellKind::Double => return Ok((64, 64, 63)),
            CellKind::Whole => self.whole(tags::BITS_ALLOCATED)?,
        };
        let missing = PixelError::Missing {
            tag: tags::BITS_ALLOCATED,
        };
        let allocated = match whole.ok_or(missing)? {
            1 => 1,
            8 => 8,
            16 => 16,
            32 => 32,
            _ => return Err(attribute(tags::BITS_ALLOCATED)),
        };
        let within = |tag, absent: u32, range: std::ops::Range<u32>| {
            let number = match self.whole(tag)? {
                Some(number) => u32::try_from(number).map_err(|_| attribute(tag))?,
                None => absent,
            };
            range
                .contains(&number)
                .then_some(number)
                .ok_or(attribute(tag))
        };
        let stored = within(tags::BITS_STORED, allocated, 1..allocated + 1)?;
        let high = within(tags::HIGH_BIT, stored - 1, stored - 1..allocated)?;
        Ok((allocated, stored, high))
    }

    /// A descriptor: entries, first input, bits.
    fn descriptor(&self, tag: TagCode, sign: Sign) -> Option<(usize, i32, u32)> {
        let words = self.words(self.bytes(tag)?.0);
        let [entries, first, bits] = *words.first_chunk::<3>()?;
        let entries = match usize::from(entries) {
            0 => MOST_ENTRIES,
            entries => entries,
        };
        let first = match sign {
            Sign::Signed => i32::from(first.cast_signed()),
            Sign::Unsigned => i32::from(first),
        };
        (8..=16)
            .contains(&bits)
            .then_some((entries, first, u32::from(bits)))
    }

    /// Entries as words, or as bytes where there are no more bytes than entries.
    fn entries(&self, bytes: &[u8], wanted: usize) -> Option<Vec<u16>> {
        let mut entries = if bytes.len() < wanted.saturating_mul(2) {
            bytes.iter().map(|byte| u16::from(*byte)).collect()
        } else {
            self.words(bytes)
        };
        entries.truncate(wanted);
        (entries.len() == wanted).then_some(entries)
    }

    fn lut(&self, sign: Sign) -> Option<Lut> {
        let (wanted, first, bits) = self.descriptor(tags::LUT_DESCRIPTOR, sign)?;
        let (bytes, _) = self.bytes(tags::LUT_DATA)?;
        Some(Lut {
            first,
            bits,
            entries: self.entries(bytes, wanted)?,
        })
    }

    fn palette(&self, sign: Sign) -> Option<Palette> {
        let table = |color: usize| {
            let descriptor = *tags::PALETTE_DESCRIPTORS.get(color)?;
            let (wanted, first, mut bits) = self.descriptor(descriptor, sign)?;
            let data = *tags::PALETTE_DATA.get(color)?;
            let segmented = *tags::SEGMENTED_PALETTE_DATA.get(color)?;
            let entries = match self.bytes(data) {
                Some((bytes, _)) => self.entries(bytes, wanted)?,
                None => spread(&self.words(self.bytes(segmented)?.0), wanted)?,
            };
            // Some tables say 16 bits and fill 8.
            if entries.iter().all(|entry| *entry < 256) {
                bits = 8;
            }
            Some(Lut {
                first,
                bits,
                entries,
            })
        };
        let mut tables = [table(0)?, table(1)?, table(2)?];
        let bits = tables.iter().map(|table| table.bits).max()?;
        for table in &mut tables {
            table.bits = bits;
        }
        Some(Palette { tables })
    }

    /// Takes over what this level says; what it does not say stays.
    fn refine(&self, look: &mut Look, sign: Sign) {
        if let Some(slope) = self.number(tags::RESCALE_SLOPE).filter(|one| *one != 0.0) {
            look.slope = slope;
            look.intercept = self.number(tags::RESCALE_INTERCEPT).unwrap_or(0.0);
        }
        let first_lut = |tag, sign| {
            self.items(tag)
                .first()
                .and_then(|item| self.at(item).lut(sign))
        };
        if let Some(lut) = first_lut(tags::MODALITY_LUT_SEQUENCE, sign) {
            look.modality = Some(lut);
        }
        // Behind a rescale the inputs of a VOI LUT can be below zero.
        let behind = if look.modality.is_none() && look.intercept < 0.0 {
            Sign::Signed
        } else {
            sign
        };
        if let Some(lut) = first_lut(tags::VOI_LUT_SEQUENCE, behind) {
            look.voi = Some(lut);
        }
        if let Some(window) = self.window() {
            look.window = Some(window);
        }
        if self.text(tags::PRESENTATION_LUT_SHAPE) == Some("INVERSE") {
            look.polarity = Polarity::Inverse;
        }
        if let Some(padding) = self.padding(sign) {
            look.padding = Some(padding);
        }
    }

    fn window(&self) -> Option<Window> {
        Some(Window {
            center: self.number(tags::WINDOW_CENTER)?,
            width: self.number(tags::WINDOW_WIDTH).filter(|one| *one > 0.0)?,
            shape: match self.text(tags::VOI_LUT_FUNCTION) {
                Some("LINEAR_EXACT") => WindowShape::LinearExact,
                Some("SIGMOID") => WindowShape::Sigmoid,
                Some(_) | None => WindowShape::Linear,
            },
        })
    }

    /// US or SS: read in the sign of the pixels, whatever VR is written.
    fn padding(&self, sign: Sign) -> Option<(f64, f64)> {
        let one = |tag| {
            let word = self.word(*self.bytes(tag)?.0.first_chunk::<2>()?);
            Some(match sign {
                Sign::Signed => f64::from(word.cast_signed()),
                Sign::Unsigned => f64::from(word),
            })
        };
        let value = one(tags::PIXEL_PADDING_VALUE)?;
        let limit = one(tags::PIXEL_PADDING_RANGE_LIMIT).unwrap_or(value);
        Some((value.min(limit), value.max(limit)))
    }
}

/// The first value of a text, without padding.
fn first_text(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().position(|byte| *byte == b'\\');
    let first = bytes.get(..end.unwrap_or(bytes.len()))?;
    std::str::from_utf8(first)
        .ok()
        .map(|text| text.trim_matches([' ', '\0']))
}

/// The look of the instance, and of frames that have one of their own in the
/// functional groups of PS3.3 C.7.6.16.2.9 and C.7.6.16.2.10.
fn read_looks(reader: &Reader<'_>, image: &mut Image) {
    let sign = image.sign;
    reader.refine(&mut image.look, sign);
    let shared = reader.items(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    for group in shared.iter().take(1) {
        refine_by_group(&reader.at(group), &mut image.look, sign);
    }
    let frames = reader.items(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    for (number, group) in (0..image.frames).zip(frames) {
        let mut look = image.look.clone();
        refine_by_group(&reader.at(group), &mut look, sign);
        if look != image.look {
            image.frame_looks.insert(number, look);
        }
    }
}

fn refine_by_group(group: &Reader<'_>, look: &mut Look, sign: Sign) {
    let macros = [
        tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
        tags::FRAME_VOI_LUT_SEQUENCE,
    ];
    for tag in macros {
        for item in group.items(tag).iter().take(1) {
            group.at(item).refine(look, sign);
        }
    }
}
