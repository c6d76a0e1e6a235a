//! Whether the pixels of an instance may show an identifier, and what is hidden of
//! them.

use serde::{Deserialize, Serialize};

use crate::boxes::HiddenBox;
use crate::dicom::facts::{InstanceFacts, PixelRisk};
use crate::policy::{BurnedIn, Policy};

/// Whether an instance's pixels may show an identifier under the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// Nothing speaks for it.
    NotSeen,
    /// The person's answer or the file speaks for it.
    AtRisk,
    /// It does, and the person looked at the series or hid boxes.
    Handled,
}

/// Whether pixels are at risk: a declared text always is; the person's "yes"
/// puts every picture of the study at risk, "not sure" those of the classes
/// that usually draw text, "no" none but the declared ones.
#[must_use]
pub const fn risk_of(pixels: PixelRisk, answer: BurnedIn) -> Risk {
    match (pixels, answer) {
        (PixelRisk::NoPixels, _)
        | (PixelRisk::Low, BurnedIn::No | BurnedIn::Unsure)
        | (PixelRisk::Class, BurnedIn::No) => Risk::NotSeen,
        (PixelRisk::Declared, _)
        | (PixelRisk::Low | PixelRisk::Class, BurnedIn::Yes)
        | (PixelRisk::Class, BurnedIn::Unsure) => Risk::AtRisk,
    }
}

/// What is hidden of the pictures of an instance.
#[must_use]
pub fn boxes_of(facts: &InstanceFacts, policy: &Policy) -> Vec<HiddenBox> {
    match facts.pixels {
        PixelRisk::NoPixels => Vec::new(),
        PixelRisk::Low | PixelRisk::Class | PixelRisk::Declared => policy.pixels.boxes_for(
            facts.sop_instance_uid.expose(),
            facts.series_instance_uid.expose(),
            &facts.device,
        ),
    }
}

/// The risk of an instance under all that the person decided: with a box, or in
/// a series that was looked at, it is handled.
#[must_use]
pub fn risk_under(facts: &InstanceFacts, policy: &Policy, boxes: &[HiddenBox]) -> Risk {
    let is_handled = !boxes.is_empty() || policy.pixels.seen(&facts.series_instance_uid).is_some();
    match risk_of(
        facts.pixels,
        policy.burned_in_for(&facts.study_instance_uid),
    ) {
        Risk::AtRisk if is_handled => Risk::Handled,
        risk => risk,
    }
}
