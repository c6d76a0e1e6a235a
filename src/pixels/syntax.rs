//! How frames are stored: transfer syntaxes by their codec (PS3.5 §10, PS3.6
//! Table A-1).

use super::pixel_error::PixelError;
use super::tags;

/// What makes samples of the bytes of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// The value field is the samples (PS3.5 §8.2).
    Native,
    /// Samples as they are, in fragments (PS3.5 A.4.11).
    Uncompressed,
    /// Samples deflated frame by frame (PS3.5 A.4.13).
    Deflate,
    /// PS3.5 Annex G.
    Rle,
    /// ITU-T T.81.
    Jpeg,
    /// ITU-T T.87.
    JpegLs,
    /// ITU-T T.800.
    Jpeg2000,
    /// ITU-T T.814.
    HighThroughput,
    /// ISO/IEC 18181.
    JpegXl,
}

impl Codec {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Uncompressed => "uncompressed",
            Self::Deflate => "deflated",
            Self::Rle => "RLE",
            Self::Jpeg => "JPEG",
            Self::JpegLs => "JPEG-LS",
            Self::Jpeg2000 => "JPEG 2000",
            Self::HighThroughput => "HTJ2K",
            Self::JpegXl => "JPEG XL",
        }
    }
}

impl std::fmt::Display for Codec {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Whether a syntax promises the samples that went in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fidelity {
    /// What comes out is what went in.
    Lossless,
    /// It may differ.
    Lossy,
}

/// One transfer syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syntax {
    /// What decodes it.
    pub codec: Codec,
    /// What it promises.
    pub fidelity: Fidelity,
}

enum Row {
    Decoded(&'static str, Codec, Fidelity),
    Named(&'static str, &'static str),
}

use Codec::{Deflate, HighThroughput, Jpeg, Jpeg2000, JpegLs, JpegXl, Native, Rle, Uncompressed};
use Fidelity::{Lossless, Lossy};
use Row::{Decoded, Named};

/// Behind `1.2.840.10008.1.2`, in the order of PS3.6 Table A-1. A deflated data
/// set is inflated before it comes here.
#[rustfmt::skip]
static ROWS: &[Row] = &[
    Decoded("", Native, Lossless),
    Decoded(".1", Native, Lossless),
    Decoded(".1.98", Uncompressed, Lossless),
    Decoded(".2", Native, Lossless),
    Decoded(".4.50", Jpeg, Lossy),
    Decoded(".4.51", Jpeg, Lossy),
    // Retired processes: the frame header says whether the stream can be decoded.
    Decoded(".4.52", Jpeg, Lossy),
    Decoded(".4.53", Jpeg, Lossy),
    Decoded(".4.54", Jpeg, Lossy),
    Decoded(".4.55", Jpeg, Lossy),
    Decoded(".4.56", Jpeg, Lossy),
    Decoded(".4.57", Jpeg, Lossless),
    Decoded(".4.58", Jpeg, Lossless),
    Decoded(".4.59", Jpeg, Lossy),
    Decoded(".4.60", Jpeg, Lossy),
    Decoded(".4.61", Jpeg, Lossy),
    Decoded(".4.62", Jpeg, Lossy),
    Decoded(".4.63", Jpeg, Lossy),
    Decoded(".4.64", Jpeg, Lossy),
    Decoded(".4.65", Jpeg, Lossless),
    Decoded(".4.66", Jpeg, Lossless),
    Decoded(".4.70", Jpeg, Lossless),
    Decoded(".4.80", JpegLs, Lossless),
    Decoded(".4.81", JpegLs, Lossy),
    Decoded(".4.90", Jpeg2000, Lossless),
    Decoded(".4.91", Jpeg2000, Lossy),
    Named(".4.92", "JPEG 2000 Part 2 multi-component"),
    Named(".4.93", "JPEG 2000 Part 2 multi-component"),
    Named(".4.94", "JPIP Referenced"),
    Named(".4.95", "JPIP Referenced"),
    Named(".4.100", "MPEG2 video"), Named(".4.100.1", "MPEG2 video"),
    Named(".4.101", "MPEG2 video"), Named(".4.101.1", "MPEG2 video"),
    Named(".4.102", "H.264 video"), Named(".4.102.1", "H.264 video"),
    Named(".4.103", "H.264 video"), Named(".4.103.1", "H.264 video"),
    Named(".4.104", "H.264 video"), Named(".4.104.1", "H.264 video"),
    Named(".4.105", "H.264 video"), Named(".4.105.1", "H.264 video"),
    Named(".4.106", "H.264 video"), Named(".4.106.1", "H.264 video"),
    Named(".4.107", "HEVC video"), Named(".4.108", "HEVC video"),
    Decoded(".4.110", JpegXl, Lossless),
    Decoded(".4.111", JpegXl, Lossy),
    Decoded(".4.112", JpegXl, Lossy),
    Decoded(".4.201", HighThroughput, Lossless),
    Decoded(".4.202", HighThroughput, Lossless),
    Decoded(".4.203", HighThroughput, Lossy),
    Named(".4.204", "JPIP HTJ2K Referenced"),
    Named(".4.205", "JPIP HTJ2K Referenced"),
    Decoded(".5", Rle, Lossless),
    Named(".7.1", "SMPTE ST 2110 video"),
    Named(".7.2", "SMPTE ST 2110 video"),
    Named(".7.3", "SMPTE ST 2110 audio"),
    Decoded(".8.1", Deflate, Lossless),
];

impl Syntax {
    /// Looks a Transfer Syntax UID up.
    ///
    /// # Errors
    /// [`PixelError::Unsupported`] with the name of one that has no frames to
    /// decode here, [`PixelError::Attribute`] if it is not in the table.
    pub fn of(uid: &str) -> Result<Self, PixelError> {
        let unknown = PixelError::Attribute {
            tag: tags::TRANSFER_SYNTAX_UID,
        };
        let rest = uid.strip_prefix("1.2.840.10008.1.2").ok_or(unknown)?;
        for row in ROWS {
            match row {
                Decoded(end, codec, fidelity) if *end == rest => {
                    return Ok(Self {
                        codec: *codec,
                        fidelity: *fidelity,
                    });
                }
                Named(end, name) if *end == rest => {
                    return Err(PixelError::Unsupported { name });
                }
                Decoded(..) | Named(..) => {}
            }
        }
        Err(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntaxes_are_known_by_their_codec_or_by_their_name() {
        let codec = |uid| Syntax::of(uid).map(|syntax| syntax.codec);
        assert_eq!(codec("1.2.840.10008.1.2"), Ok(Codec::Native));
        assert_eq!(codec("1.2.840.10008.1.2.4.81"), Ok(Codec::JpegLs));
        assert_eq!(
            codec("1.2.840.10008.1.2.4.107"),
            Err(PixelError::Unsupported { name: "HEVC video" })
        );
        let unknown = Err(PixelError::Attribute {
            tag: tags::TRANSFER_SYNTAX_UID,
        });
        assert_eq!(codec("1.2.840.10008.1.2.99"), unknown);
        assert_eq!(codec("1.3"), unknown);
    }
}
