//! What the header says about a face in the pixels, 45 CFR 164.514(b)(2)(i)(Q):
//! photographs, and volumes from which the skin can be rendered. Pictures
//! themselves are not searched for faces.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::text_at;
use crate::dicom::charset::Charset;
use crate::dicom::data::DataSet;
use crate::dicom::walk::plain_text;
use crate::finding::TagCode;

/// What kind of likeness an instance can hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Likeness {
    /// Nothing in the header speaks for one.
    #[default]
    None,
    /// CT, MR or PET of head or neck: with its neighbours it can be rendered.
    HeadPart,
    /// A photograph of the outside of the body that is not of another part than
    /// the head, or a picture whose header says that it shows features.
    Photograph,
}

/// Photographs of the outside of the body, PS3.4 B.5: VL Photographic Image
/// and Video Photographic Image Storage.
const PHOTOGRAPHS: [&str; 2] = [
    "1.2.840.10008.5.1.4.1.1.77.1.4",
    "1.2.840.10008.5.1.4.1.1.77.1.4.1",
];

/// Body Part Examined (0018,0015) of head and neck, PS3.16 Annex L, and of the
/// whole body.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "HEAD", "HEADNECK", "NECK", "SKULL", "BRAIN", "FACE", "FACIALBONES", "ORBIT", "ORBITS", "EYE", "EYELID", "EAR", "IAC",
    "NOSE", "NASALBONE", "SINUS", "SINUSES", "PARANASALSINUS", "JAW", "MANDIBLE", "MAXILLA", "TMJ", "ZYGOMA", "MOUTH",
    "TEETH", "TONGUE", "CHEEK", "SCALP", "FOREHEAD", "CHIN", "LIP", "MASTOID", "TEMPORALBONE", "PITUITARY", "SELLA",
    "CIRCLEOFWILLIS", "CEREBELLUM", "PAROTID", "SALIVARYGLAND", "LARYNX", "PHARYNX", "NASOPHARYNX", "OROPHARYNX",
    "WHOLEBODY", "HEADTONECK", "HEADANDNECK", "CEREBRUM",
];

/// Words of descriptions that name head or neck: English, German, French,
/// Spanish, Italian, Dutch, Swedish. Compared without accents.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "HEAD", "BRAIN", "SKULL", "CRANIUM", "CRANIAL", "CEREBRAL", "CEREBRUM", "INTRACRANIAL", "NEURO", "FACE", "FACIAL",
    "MAXILLOFACIAL", "SINUS", "SINUSES", "PARANASAL", "ORBIT", "ORBITS", "ORBITA", "ORBITAL", "NECK", "MASTOID", "MASTOIDS",
    "IAC", "IACS", "PITUITARY", "SELLA", "MANDIBLE", "MAXILLA", "DENTAL", "TMJ", "STROKE", "MPRAGE", "WHOLEBODY",
    "KOPF", "SCHADEL", "SCHAEDEL", "HIRN", "HALS", "GESICHT", "NNH", "KIEFER",
    "TETE", "CRANE", "CERVEAU", "COU", "VISAGE", "ENCEPHALE",
    "CABEZA", "CRANEO", "CEREBRO", "CUELLO", "CARA", "ENCEFALO",
    "TESTA", "CRANIO", "COLLO", "HOOFD", "HERSENEN", "SCHEDEL", "HUVUD", "HJARNA", "SKALLE",
];

/// Words before (`femoral head`, `coronary sinus`) with which it is another part.
#[rustfmt::skip]
const OTHER_BEFORE: &[&str] = &[
    "FEMORAL", "HUMERAL", "RADIAL", "FIBULAR", "ULNAR", "METATARSAL", "METACARPAL", "TALAR", "PANCREATIC", "PANCREAS", "BLADDER",
    "SURGICAL", "SCAPULAR", "GLENOID", "CORONARY", "PILONIDAL", "RENAL", "ANEURYSM", "TRANSVERSE", "NO", "WITHOUT",
];

/// Words behind (`head first`, `stroke volume`) with which it is no part.
const OTHER_BEHIND: &[&str] = &["FIRST", "COIL", "VOLUME", "TILT", "HOLDER"];

/// The likeness that a header tells.
pub(super) fn of(
    set: &DataSet,
    charset: &Charset,
    sop_class_uid: &str,
    modality: &str,
) -> Likeness {
    let text = |tag| text_at(set, charset, TagCode(tag));
    // Recognizable Visual Features (0028,0302). NO is a claim of the sender.
    if plain_text(set, TagCode(0x0028_0302)).is_some_and(|value| value.trim() == "YES") {
        return Likeness::Photograph;
    }
    let part: String = (text(0x0018_0015)
        .chars()
        .filter(char::is_ascii_alphanumeric))
    .map(|letter| letter.to_ascii_uppercase())
    .collect();
    let is_photograph = PHOTOGRAPHS.contains(&sop_class_uid) || matches!(modality, "XC" | "PHOTO");
    let is_of_head = || {
        if PARTS.contains(&part.as_str()) {
            return true;
        }
        let own = names_head(&text(0x0008_103E)) || names_head(&text(0x0018_1030));
        // A series of another part in a study of several keeps its own word.
        own || (part.is_empty() && names_head(&text(0x0008_1030)))
    };
    match modality {
        _ if is_photograph && (part.is_empty() || is_of_head()) => Likeness::Photograph,
        "CT" | "MR" | "PT" if is_of_head() => Likeness::HeadPart,
        _no_likeness => Likeness::None,
    }
}

/// Whether a description has a word for head or neck.
fn names_head(description: &str) -> bool {
    let folded: String = (description.nfkd())
        .filter(|letter| !is_combining_mark(*letter))
        .collect::<String>()
        .to_uppercase();
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().any(|(place, word)| {
        let before = place.checked_sub(1).and_then(|place| words.get(place));
        let behind = words.get(place + 1);
        WORDS.contains(word)
            && !before.is_some_and(|word| OTHER_BEFORE.contains(word))
            && !behind.is_some_and(|word| OTHER_BEHIND.contains(word))
    })
}
