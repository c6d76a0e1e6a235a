//! What the header says about text in the pixels. `NO` in Burned In Annotation
//! is a claim of the sender and lowers nothing.

use super::PixelRisk;
use crate::dicom::data::{DataSet, Value};
use crate::dicom::overlay_bits::{self, OverlayBits};
use crate::dicom::walk::{plain_text, tag_of};
use crate::finding::TagCode;

/// Modalities whose devices draw names into the picture.
#[rustfmt::skip]
const MODALITIES: &[&str] = &[
    "US", "IVUS", "BDUS", "XA", "RF", "SC", "OT", "ES", "XC", "GM", "SM", "OP", "OPT", "OPM", "OPV", "OAM", "OCT",
    "DOC", "ECG", "EPS", "HD", "PX", "IO", "DMS", "LS", "TG", "HC", "BMD", "BI", "CF", "DF", "DS", "VF", "KER", "AR",
    "EC", "CP", "CS", "LP", "FA", "FS", "VIDD", "SMR", "PHOTO",
];

/// SOP classes (behind 1.2.840.10008.5.1.4.1.1.) that hold screens, video or
/// photographs: ultrasound, secondary capture, XA and RF, visible light.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "3", "3.1", "5", "6", "6.1", "6.2", "7", "7.1", "7.2", "7.3", "7.4", "12.1", "12.1.1", "12.2", "12.2.1", "12.3",
];

/// Frames in the pixel data; 0 if there are none.
#[must_use]
pub fn frames(set: &DataSet) -> u32 {
    if !has_pixels(set) {
        return 0;
    }
    plain_text(set, TagCode(0x0028_0008))
        .and_then(|text| text.parse::<u32>().ok())
        .unwrap_or(1)
        .max(1)
}

fn has_pixels(set: &DataSet) -> bool {
    [0x7FE0_0008, 0x7FE0_0009, 0x7FE0_0010]
        .iter()
        .any(|tag| set.get(tag_of(TagCode(*tag))).is_some())
}

/// The risk that a header tells.
#[must_use]
pub fn risk(set: &DataSet, sop_class_uid: &str, modality: &str) -> PixelRisk {
    if !has_pixels(set) {
        return PixelRisk::NoPixels;
    }
    if is_declared(set) || overlay_bits::of(set) == OverlayBits::Inseparable {
        return PixelRisk::Declared;
    }
    let class = sop_class_uid
        .strip_prefix("1.2.840.10008.5.1.4.1.1.")
        .unwrap_or_default();
    let draws = CLASSES.contains(&class) || class.starts_with("77.1.");
    if draws || MODALITIES.contains(&modality) || is_converted(set) {
        return PixelRisk::Class;
    }
    PixelRisk::Low
}

/// Conversion Type: digitised film, scanned image, workstation, digitised
/// video, drawing.
fn is_converted(set: &DataSet) -> bool {
    all_values(set, TagCode(0x0008_0064))
        .iter()
        .any(|value| ["DF", "SI", "WSD", "DV", "DRW"].contains(&value.as_str()))
}

fn is_declared(set: &DataSet) -> bool {
    let says = |tag, words: &[&str]| {
        all_values(set, TagCode(tag))
            .iter()
            .any(|value| words.contains(&value.as_str()))
    };
    // Burned In Annotation; Conversion Type: scanned document; Image Type. Other
    // conversions (film, video, workstation) are at risk by their class.
    says(0x0028_0301, &["YES", "Y", "TRUE"])
        || says(0x0008_0064, &["SD"])
        || says(
            0x0008_0008,
            &[
                "SCREEN SAVE",
                "SCREENSHOT",
                "SCREEN CAPTURE",
                "SCREENSAVE",
                "DOSE_INFO",
                "DOSE REPORT",
                "PATIENT_DOSE",
                "REPORT",
            ],
        )
        || all_values(set, TagCode(0x0008_0008))
            .iter()
            .any(|value| value.contains("SCREEN") || value.contains("DOSE"))
}

fn all_values(set: &DataSet, tag: TagCode) -> Vec<String> {
    match set.get(tag_of(tag)).map(|element| &element.value) {
        Some(Value::Bytes(bytes)) => String::from_utf8_lossy(bytes)
            .split('\\')
            .map(|value| crate::dicom::strings::trimmed(value).to_ascii_uppercase())
            .collect(),
        Some(Value::Items(_) | Value::Pixels(_)) | None => Vec::new(),
    }
}
