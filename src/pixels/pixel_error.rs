//! Why a frame is not decoded.

use crate::finding::{ReasonCode, TagCode};
use crate::source::SourceError;

use super::syntax::Codec;

/// Names the attribute or the codec, never a value. What a codec of others says
/// stops here: its text may quote the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PixelError {
    /// The file is not read as DICOM.
    #[error("no DICOM file")]
    Unreadable,
    /// No pixel data at the top level of the data set.
    #[error("no pixel data")]
    NoPixels,
    /// A type 1 attribute of PS3.3 C.7.6.3 is not there.
    #[error("{tag} is missing")]
    Missing {
        /// Which.
        tag: TagCode,
    },
    /// An attribute has a value that this room cannot decode by.
    #[error("{tag} has a value that is not handled")]
    Attribute {
        /// Which.
        tag: TagCode,
    },
    /// The stream says something else than the data set.
    #[error("the {codec} stream does not agree with {tag}")]
    Disagrees {
        /// With which attribute.
        tag: TagCode,
        /// Whose stream.
        codec: Codec,
    },
    /// No such frame.
    #[error("there is no such frame")]
    NoFrame,
    /// Frames and fragments cannot be matched (PS3.5 A.4).
    #[error("the fragments cannot be told apart into frames")]
    Fragments,
    /// Fewer bytes than the frame needs.
    #[error("the {codec} frame ends early")]
    Truncated {
        /// Whose stream.
        codec: Codec,
    },
    /// The stream breaks a rule of its own standard.
    #[error("the {codec} frame is malformed")]
    Malformed {
        /// Whose stream.
        codec: Codec,
    },
    /// A known form that is not decoded here.
    #[error("{name} is not decoded")]
    Unsupported {
        /// Its name in the standards.
        name: &'static str,
    },
    /// Larger than [`super::MOST_CELLS`] or [`super::MOST_FRAMES`].
    #[error("larger than the limit of cells or frames")]
    OverLimit,
    /// The bytes could not be read.
    #[error("the pixel data could not be read")]
    Source(#[from] SourceError),
}

impl PixelError {
    /// What a person is told who wanted to see the frame.
    #[must_use]
    pub const fn reason(self) -> ReasonCode {
        match self {
            Self::Unreadable | Self::Source(_) => ReasonCode::Unreadable,
            Self::Truncated { .. } => ReasonCode::Truncated,
            Self::OverLimit => ReasonCode::OverLimit,
            Self::Unsupported { .. } => ReasonCode::TransferSyntax,
            Self::NoPixels
            | Self::Missing { .. }
            | Self::Attribute { .. }
            | Self::Disagrees { .. }
            | Self::NoFrame
            | Self::Fragments
            | Self::Malformed { .. } => ReasonCode::Malformed,
        }
    }
}
