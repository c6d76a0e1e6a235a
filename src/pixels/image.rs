//! What a data set says of its pixels (PS3.3 C.7.6.3 Image Pixel Module).

use std::collections::BTreeMap;

use super::looks::Look;
use super::palette::Palette;
use super::plane::Plane;

/// Pixel Representation (0028,0103).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// 0.
    Unsigned,
    /// 1: two's complement.
    Signed,
}

/// Planar Configuration (0028,0006).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planes {
    /// 0: R1 G1 B1 R2 G2 B2 ...
    ByPixel,
    /// 1: R1 R2 ... G1 G2 ... B1 B2 ...
    ByPlane,
}

/// Photometric Interpretation (0028,0004), PS3.3 C.7.6.3.1.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Photometric {
    /// The least value is white.
    Monochrome1,
    /// The least value is black.
    Monochrome2,
    /// Values are places in three tables.
    PaletteColor,
    /// Red, green, blue.
    Rgb,
    /// Luminance and two chrominances, full range.
    YbrFull,
    /// The same, chrominance halved along the rows.
    YbrFull422,
    /// The same, chrominance halved both ways.
    YbrFull420,
    /// Luminance from 16 to 235 (retired), chrominance halved along the rows.
    YbrPartial422,
    /// The same, chrominance halved both ways.
    YbrPartial420,
    /// The irreversible transformation of JPEG 2000, undone by the codec.
    YbrIct,
    /// The reversible one.
    YbrRct,
    /// The transformation of JPEG XL, undone by the codec.
    Xyb,
}

impl Photometric {
    /// By its defined term.
    #[must_use]
    pub fn of(term: &str) -> Option<Self> {
        Some(match term {
            "MONOCHROME1" => Self::Monochrome1,
            "MONOCHROME2" => Self::Monochrome2,
            "PALETTE COLOR" => Self::PaletteColor,
            "RGB" => Self::Rgb,
            "YBR_FULL" => Self::YbrFull,
            "YBR_FULL_422" => Self::YbrFull422,
            "YBR_FULL_420" => Self::YbrFull420,
            "YBR_PARTIAL_422" => Self::YbrPartial422,
            "YBR_PARTIAL_420" => Self::YbrPartial420,
            "YBR_ICT" => Self::YbrIct,
            "YBR_RCT" => Self::YbrRct,
            "XYB" => Self::Xyb,
            _ => return None,
        })
    }

    /// Its defined term.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::Monochrome1 => "MONOCHROME1",
            Self::Monochrome2 => "MONOCHROME2",
            Self::PaletteColor => "PALETTE COLOR",
            Self::Rgb => "RGB",
            Self::YbrFull => "YBR_FULL",
            Self::YbrFull422 => "YBR_FULL_422",
            Self::YbrFull420 => "YBR_FULL_420",
            Self::YbrPartial422 => "YBR_PARTIAL_422",
            Self::YbrPartial420 => "YBR_PARTIAL_420",
            Self::YbrIct => "YBR_ICT",
            Self::YbrRct => "YBR_RCT",
            Self::Xyb => "XYB",
        }
    }

    /// Samples per pixel that it needs.
    #[must_use]
    pub const fn channels(self) -> usize {
        match self {
            Self::Monochrome1 | Self::Monochrome2 | Self::PaletteColor => 1,
            Self::Rgb
            | Self::YbrFull
            | Self::YbrFull422
            | Self::YbrFull420
            | Self::YbrPartial422
            | Self::YbrPartial420
            | Self::YbrIct
            | Self::YbrRct
            | Self::Xyb => 3,
        }
    }
}

/// How a cell is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Whole numbers, (7FE0,0010).
    Whole,
    /// 32 bit floating point, (7FE0,0008).
    Float,
    /// 64 bit floating point, (7FE0,0009).
    Double,
}

/// Byte order of the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellOrder {
    /// Lowest byte first.
    Little,
    /// Highest byte first.
    Big,
    /// Cells of 8 bits in words with the highest byte first (OW in Explicit VR Big
    /// Endian): bytes stand in swapped pairs, PS3.5 §8.1.
    SwappedPairs,
}

/// The pixels of one instance as described.
#[derive(Debug, Clone)]
pub struct Image {
    /// Rows (0028,0010), pixels.
    pub rows: usize,
    /// Columns (0028,0011), pixels.
    pub columns: usize,
    /// Samples per Pixel (0028,0002): 1 or 3.
    pub channels: usize,
    /// Bits Allocated (0028,0100): 1, 8, 16, 32 or 64.
    pub bits_allocated: u32,
    /// Bits Stored (0028,0101), at most [`Self::bits_allocated`].
    pub bits_stored: u32,
    /// High Bit (0028,0102), counted from 0.
    pub high_bit: u32,
    /// Pixel Representation (0028,0103).
    pub sign: Sign,
    /// Photometric Interpretation (0028,0004).
    pub photometric: Photometric,
    /// Planar Configuration (0028,0006).
    pub planes: Planes,
    /// Number of Frames (0028,0008), 1 if absent.
    pub frames: u32,
    /// Palette Color Lookup Tables, if there.
    pub palette: Option<Palette>,
    /// Where it lies in the patient, if the data set says it of all frames at once.
    pub plane: Option<Plane>,
    pub(super) kind: CellKind,
    pub(super) order: CellOrder,
    pub(super) look: Look,
    pub(super) frame_looks: BTreeMap<u32, Look>,
}

impl Image {
    /// Pixels of one frame.
    #[must_use]
    pub const fn pixels(&self) -> usize {
        self.rows.saturating_mul(self.columns)
    }

    /// Cells of one decoded frame: pixels × samples per pixel.
    #[must_use]
    pub const fn cells(&self) -> usize {
        self.pixels().saturating_mul(self.channels)
    }

    /// How a viewer should show a frame (PS3.3 C.11.1, C.11.2, C.7.6.16.2).
    #[must_use]
    pub fn look(&self, frame: u32) -> &Look {
        self.frame_looks.get(&frame).unwrap_or(&self.look)
    }

    /// Cells of one native frame as stored, where chrominance may be halved.
    pub(super) fn stored_cells(&self) -> usize {
        if self.chrominance_is_halved() {
            self.pixels().saturating_mul(2)
        } else {
            self.cells()
        }
    }

    /// Whether a native frame has two chrominance samples for two pixels.
    pub(super) const fn chrominance_is_halved(&self) -> bool {
        matches!(
            self.photometric,
            Photometric::YbrFull422 | Photometric::YbrPartial422
        ) && self.channels == 3
    }
}
