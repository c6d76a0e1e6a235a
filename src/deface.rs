//! The face cut out of the slices of a head, by geometry alone.
//!
//! 1. [`FaceLook::of`]: one slice becomes its place in the patient and the mean values
//!    of blocks of 4 mm. No more of it is kept.
//! 2. [`find`]: the looks of a series become a coarse volume; the head in it, its front
//!    and the size of the skull give a [`FaceCut`].
//! 3. [`FaceCut::erased`]: the pixels of one slice that lie in the cut, and what is
//!    written in their place. Who cleans and who checks ask the same.
//!
//! docs/DEFACING.md says what is cut, and what such a cut does not reach. What does not
//! fit is a [`FaceFault`]: then the series is withheld.

mod cut;
mod head;
mod look;
mod surface;
mod volume;

use serde::{Deserialize, Serialize};

use crate::finding::{ReasonCode, Refusal, TagCode};

pub use cut::FaceCut;
pub use look::{FaceLook, Scale};
pub use surface::{Pair, Surface, Surfaces};

use volume::Volume;

/// Why the face of a series cannot be cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FaceFault {
    /// The slices of the series were not looked at.
    NotLooked,
    /// No CT or MR picture of grey values in one frame.
    OtherKind,
    /// It does not say where it lies in the patient, or lies too oblique.
    NoPlace,
    /// The slices are no regular stack.
    Irregular,
    /// A slice cannot be decoded.
    NotDecoded,
    /// No head that is whole from its crown to the brow.
    NotWhole,
    /// The shape contradicts the side that the header calls the front.
    FrontUnclear,
}

impl FaceFault {
    /// As a refusal that names the element.
    #[must_use]
    pub const fn refusal(self) -> Refusal {
        let code = ReasonCode::FaceNotRemoved;
        match self {
            Self::NotLooked => Refusal::of(code),
            Self::OtherKind => Refusal::at(code, TagCode(0x0008_0016)),
            Self::NoPlace | Self::FrontUnclear => Refusal::at(code, TagCode(0x0020_0037)),
            Self::Irregular => Refusal::at(code, TagCode(0x0020_0032)),
            Self::NotDecoded | Self::NotWhole => Refusal::at(code, TagCode(0x7FE0_0010)),
        }
    }
}

/// Where the face of a series is cut. The looks may come in any order; of several at
/// one place the first is taken.
///
/// # Errors
/// [`FaceFault`]: nothing can be cut, and nothing may be kept.
pub fn find(looks: &[&FaceLook]) -> Result<FaceCut, FaceFault> {
    head::find(&Volume::of(looks)?)
}

/// The skin seen from front and side, before and after the cut, for the person's eye.
///
/// # Errors
/// As [`find`].
pub fn surfaces(looks: &[&FaceLook]) -> Result<Surfaces, FaceFault> {
    let volume = Volume::of(looks)?;
    let cut = head::find(&volume)?;
    Ok(Surfaces::of(&volume, &cut))
}
