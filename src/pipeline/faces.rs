//! The second look of pass 1 at the slices of a head whose face is to be cut.

use dicom_core::Tag;

use crate::deface::{self, FaceFault, FaceLook, Scale, Surfaces};
use crate::dicom;
use crate::dicom::data::{DicomFile, Value};
use crate::dicom::facts::InstanceFacts;
use crate::finding::TagCode;
use crate::pixels::Picture;
use crate::plan::Surveyed;
use crate::question::{Answers, Faces};
use crate::source::Source;

/// The places of the files that [`look_for_face`] has to see before the plan is made
/// under these answers. A series of which it did not see every slice is withheld.
#[must_use]
pub fn to_look_at(surveyed: &[Surveyed], answers: &Answers) -> Vec<usize> {
    Faces::of(surveyed).to_look_at(surveyed, answers)
}

/// Looks at the pixels of one slice: what the survey told, and where its tissue lies.
#[must_use]
pub fn look_for_face(source: &dyn Source, surveyed: Surveyed) -> Surveyed {
    match surveyed {
        Surveyed::Instance(facts) => {
            let face = look(source, &facts).map(Box::new);
            Surveyed::Instance(Box::new(InstanceFacts { face, ..*facts }))
        }
        Surveyed::Report(_) | Surveyed::Refused(_) => surveyed,
    }
}

/// A series whose face is to be cut, as the person looks at it. It shows a face as
/// received: it goes to the person alone, never into a package.
#[derive(Debug)]
pub struct FaceShown {
    /// Slices of the series.
    pub slices: usize,
    /// Front and side, before and after; or why the series stays out.
    pub surfaces: Result<Surfaces, FaceFault>,
}

/// Every series whose face is cut under these answers, as [`look_for_face`] saw it.
/// One order for one drop, but no name.
#[must_use]
pub fn show_faces(surveyed: &[Surveyed], answers: &Answers) -> Vec<FaceShown> {
    let looks = Faces::of(surveyed).looks(surveyed, answers);
    looks
        .into_values()
        .map(|looks| FaceShown {
            slices: looks.as_ref().map_or(0, Vec::len),
            surfaces: looks.and_then(|all| deface::surfaces(&all)),
        })
        .collect()
}

/// Kinds of picture in Image Type (0008,0008) whose values are no tissue, or in which
/// the skin is not seen.
const MAPS: [&str; 17] = [
    "ADC",
    "FA",
    "TRACEW",
    "DIFFUSION",
    "PERFUSION",
    "CBF",
    "CBV",
    "MTT",
    "TTP",
    "TMAX",
    "RCBF",
    "RCBV",
    "PHASE",
    "PHASE MAP",
    "P",
    "B0MAP",
    "PROJECTION IMAGE",
];

/// Whether the skin cannot be relied on: maps, projections, echo-planar MR.
fn is_map(file: &DicomFile) -> bool {
    let holds = |tag: TagCode, is_one: &dyn Fn(&str) -> bool| {
        let element = file.data_set.get(Tag(tag.group(), tag.element()));
        match element.map(|element| &element.value) {
            Some(Value::Bytes(bytes)) => String::from_utf8_lossy(bytes)
                .split('\\')
                .any(|part| is_one(part.trim_matches([' ', '\0']))),
            Some(Value::Items(_) | Value::Pixels(_)) | None => false,
        }
    };
    holds(TagCode(0x0008_0008), &|part| MAPS.contains(&part))
        || holds(TagCode(0x0018_0020), &|part| part == "EP")
}

fn look(source: &dyn Source, facts: &InstanceFacts) -> Result<FaceLook, FaceFault> {
    // MR has no scale that tells skin from brain without doubt: heads without skin and
    // sequences without fat were not tried, so no cut is offered there.
    let scale = (facts.modality == "CT").then_some(Scale::Hounsfield);
    let file = dicom::read::read(source, &dicom::read::Limits::default())
        .map_err(|_| FaceFault::NotDecoded)?;
    if is_map(&file) {
        return Err(FaceFault::OtherKind);
    }
    let picture = Picture::open(&file, source).map_err(|_| FaceFault::NotDecoded)?;
    FaceLook::of(&picture, scale)
}
