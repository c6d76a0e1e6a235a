//! Decoded stored values of one frame.

use super::image::{Image, Photometric, Sign};

/// Stored values in the narrowest form that holds them.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Unsigned, up to 8 bits (packed bits as 0 and 1).
    U8(Vec<u8>),
    /// Unsigned, up to 16 bits.
    U16(Vec<u16>),
    /// Signed, up to 16 bits (8 bits too).
    I16(Vec<i16>),
    /// Unsigned, up to 32 bits.
    U32(Vec<u32>),
    /// Signed, up to 32 bits.
    I32(Vec<i32>),
    /// Float Pixel Data.
    F32(Vec<f32>),
    /// Double Float Pixel Data.
    F64(Vec<f64>),
}

impl Values {
    /// How many cells.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::U8(cells) => cells.len(),
            Self::U16(cells) => cells.len(),
            Self::I16(cells) => cells.len(),
            Self::U32(cells) => cells.len(),
            Self::I32(cells) => cells.len(),
            Self::F32(cells) => cells.len(),
            Self::F64(cells) => cells.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One cell as a number.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<f64> {
        Some(match self {
            Self::U8(cells) => f64::from(*cells.get(place)?),
            Self::U16(cells) => f64::from(*cells.get(place)?),
            Self::I16(cells) => f64::from(*cells.get(place)?),
            Self::U32(cells) => f64::from(*cells.get(place)?),
            Self::I32(cells) => f64::from(*cells.get(place)?),
            Self::F32(cells) => f64::from(*cells.get(place)?),
            Self::F64(cells) => *cells.get(place)?,
        })
    }

    /// Every cell as a number, in order.
    pub fn numbers(&self) -> Box<dyn Iterator<Item = f64> + '_> {
        match self {
            Self::U8(cells) => Box::new(cells.iter().map(|cell| f64::from(*cell))),
            Self::U16(cells) => Box::new(cells.iter().map(|cell| f64::from(*cell))),
            Self::I16(cells) => Box::new(cells.iter().map(|cell| f64::from(*cell))),
            Self::U32(cells) => Box::new(cells.iter().map(|cell| f64::from(*cell))),
            Self::I32(cells) => Box::new(cells.iter().map(|cell| f64::from(*cell))),
            Self::F32(cells) => Box::new(cells.iter().map(|cell| f64::from(*cell))),
            Self::F64(cells) => Box::new(cells.iter().copied()),
        }
    }

    /// All cells, lowest byte first, each as wide as its form.
    #[must_use]
    pub fn little_endian(&self) -> Vec<u8> {
        match self {
            Self::U8(cells) => cells.clone(),
            Self::U16(cells) => cells.iter().flat_map(|cell| cell.to_le_bytes()).collect(),
            Self::I16(cells) => cells.iter().flat_map(|cell| cell.to_le_bytes()).collect(),
            Self::U32(cells) => cells.iter().flat_map(|cell| cell.to_le_bytes()).collect(),
            Self::I32(cells) => cells.iter().flat_map(|cell| cell.to_le_bytes()).collect(),
            Self::F32(cells) => cells.iter().flat_map(|cell| cell.to_le_bytes()).collect(),
            Self::F64(cells) => cells.iter().flat_map(|cell| cell.to_le_bytes()).collect(),
        }
    }

    /// The name of the form, as array libraries write it.
    #[must_use]
    pub const fn form(&self) -> &'static str {
        match self {
            Self::U8(_) => "u1",
            Self::U16(_) => "u2",
            Self::I16(_) => "i2",
            Self::U32(_) => "u4",
            Self::I32(_) => "i4",
            Self::F32(_) => "f4",
            Self::F64(_) => "f8",
        }
    }
}

/// One decoded frame: rows × columns × channels, pixel by pixel, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    /// Rows, pixels.
    pub rows: usize,
    /// Columns, pixels.
    pub columns: usize,
    /// Samples per pixel, 1 or 3; they stand side by side.
    pub channels: usize,
    /// What the values mean now: halved chrominance is full (`YBR_FULL_422` comes
    /// out as `YBR_FULL`), the transformations of JPEG 2000 and JPEG XL are undone
    /// (`RGB`).
    pub photometric: Photometric,
    /// Bits of a value that count.
    pub bits: u32,
    /// The stored values.
    pub values: Values,
}

/// How cells become stored values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    /// Bits below the value in its cell.
    shift: u32,
    /// Bits of the value.
    bits: u32,
    sign: Sign,
}

impl Meaning {
    /// Of native cells: Bits Stored below High Bit (PS3.5 §8.1.1).
    pub(super) const fn native(image: &Image) -> Self {
        Self {
            shift: (image.high_bit + 1).saturating_sub(image.bits_stored),
            bits: image.bits_stored,
            sign: image.sign,
        }
    }

    /// Of cells that a codec gives, of which `bits` count.
    pub(super) const fn coded(image: &Image, bits: u32) -> Self {
        Self {
            shift: 0,
            bits,
            sign: image.sign,
        }
    }

    const fn mask(self) -> u32 {
        if self.bits >= 32 {
            u32::MAX
        } else {
            (1 << self.bits) - 1
        }
    }

    const fn value(self, cell: u32) -> i64 {
        let value = (cell >> self.shift) & self.mask();
        match self.sign {
            Sign::Unsigned => value as i64,
            Sign::Signed => {
                let unused = 32 - self.bits;
                (((value << unused) as i32) >> unused) as i64
            }
        }
    }
}

/// Collects cells into the form that the image calls for.
pub(super) fn collect(cells: impl Iterator<Item = u32>, image: &Image, meaning: Meaning) -> Values {
    let values = cells.map(|cell| meaning.value(cell));
    match (image.sign, image.bits_allocated) {
        (Sign::Unsigned, 0..=8) => Values::U8(values.map(|value| value as u8).collect()),
        (Sign::Unsigned, 9..=16) => Values::U16(values.map(|value| value as u16).collect()),
        (Sign::Unsigned, _) => Values::U32(values.map(|value| value as u32).collect()),
        (Sign::Signed, 0..=16) => Values::I16(values.map(|value| value as i16).collect()),
        (Sign::Signed, _) => Values::I32(values.map(|value| value as i32).collect()),
    }
}
