//! What pass 1 tells the plan about one instance.
//!
//! Read before anything is decided: who it is, which values identify, which
//! UIDs are replaced, when the study began, what speaks for text in the pixels.

mod events;
mod generic;
mod harvest;
mod identities;
mod keyword;
mod likeness;
mod notes;
mod pixels;
mod suggested;

pub use keyword::known_of_keyword;
pub use likeness::Likeness;
pub use notes::notes;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::charset::Charset;
use super::data::{DicomFile, Encoding};
use super::dates::{civil, read_date};
use super::directory::MEDIA_DIRECTORY;
use super::encapsulated::{self, ENCAPSULATED_DOCUMENT};
use super::profile::tags;
use super::standard::{self, kinds::UidKind};
use super::strings;
use super::walk::{CONTENT_KEY, Identity, charset_of, plain_text};
use crate::boxes::Suggestion;
use crate::deface::{FaceFault, FaceLook};
use crate::finding::{ReasonCode, Refusal, TagCode};
use crate::identities::Identities;
use crate::known::KnownValue;
use crate::policy::options::ProfileOption;
use crate::policy::pixel_decisions::Device;
use crate::sensitive::Sensitive;
use crate::text::rarity::Nature;

const MANUFACTURER: TagCode = TagCode(0x0008_0070);
const MANUFACTURER_MODEL_NAME: TagCode = TagCode(0x0008_1090);
const INSTANCE_NUMBER: TagCode = TagCode(0x0020_0013);
const ROWS: TagCode = TagCode(0x0028_0010);
const COLUMNS: TagCode = TagCode(0x0028_0011);

/// Facts of one DICOM instance. Values that may identify are [`Sensitive`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceFacts {
    /// SOP Class UID (a registry UID, or the file is refused).
    pub sop_class_uid: String,
    /// SOP Instance UID.
    pub sop_instance_uid: Sensitive<String>,
    /// Study Instance UID.
    pub study_instance_uid: Sensitive<String>,
    /// Series Instance UID.
    pub series_instance_uid: Sensitive<String>,
    /// Transfer Syntax UID as the file declares it.
    pub transfer_syntax_uid: String,
    /// Who it is: PatientID if there is one, else PatientName and birth date,
    /// normalised; decides which pseudonym the instance gets.
    pub patient_key: Sensitive<String>,
    /// Accession Number, empty if none.
    pub accession_number: Sensitive<String>,
    /// Who and what the header says that it is about.
    pub identities: Arc<Identities>,
    /// What the document inside, if there is one, says of the same. `None` here:
    /// the text room tells.
    pub inner: Option<Identities>,
    /// What the document inside is written in, and what in it suggests a rare case.
    pub inner_nature: Option<Nature>,
    /// Modality, a CS value of letters, digits, blanks; else `OT`.
    pub modality: String,
    /// Frames in the pixel data; 0 if there are none.
    pub frames: u32,
    /// Instance Number (0020,0013), if it is a number.
    pub instance_number: Option<i64>,
    /// What the file itself says about burned-in text.
    pub pixels: PixelRisk,
    /// What its header says about a face in the pixels.
    pub likeness: Likeness,
    /// Where its blocks of tissue lie, for a cut of the face. [`FaceFault::NotLooked`]
    /// here: only what a person wants cut is looked at.
    pub face: Result<Box<FaceLook>, FaceFault>,
    /// What made the picture, and its size: for boxes by device.
    pub device: Device,
    /// Where text is likely in the picture.
    pub suggested: Vec<Suggestion>,
    /// Every identifying value of the headers, meta and nested ones too.
    pub known: Vec<KnownValue>,
    /// Whom its notes, and the document inside if there is one, call by name: for
    /// a style that gives each a made-up one. Empty here: the text room tells.
    pub people: Vec<Sensitive<String>>,
    /// Values that an option of PS3.15 E.3 would retain here, with the option.
    pub retainable: Vec<Retainable>,
    /// Every distinct UID that is replaced, at any depth, meta included.
    pub uids: Vec<Sensitive<String>>,
    /// The earliest date-time of the study's events in this instance, in
    /// seconds of local time since 1970-01-01. `None`: no usable date.
    pub first_event_seconds: Option<i64>,
    /// What the person is shown of it before the run.
    pub shown: Shown,
    /// Tells files with one SOP Instance UID apart: from length and header.
    pub fingerprint: u64,
    /// Number of Study Related Series (0020,1206), if the file says it.
    pub announced_series: Option<u32>,
    /// Number of Study Related Instances (0020,1208), if the file says it.
    pub announced_instances: Option<u32>,
    /// Number of Series Related Instances (0020,1209), if the file says it.
    pub announced_in_series: Option<u32>,
}

/// A value that stays if its option is in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Retainable {
    /// The option.
    pub option: ProfileOption,
    /// The value as it is known.
    pub value: Sensitive<String>,
}

/// What the inventory shows on the person's own screen, so that a study is
/// recognised. Decoded and trimmed; empty if absent. Never in the output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Patient's Name as written.
    pub patient_name: Sensitive<String>,
    /// Patient ID.
    pub patient_id: Sensitive<String>,
    /// Study Date as `YYYY-MM-DD`, empty if it is no day.
    pub study_date: Sensitive<String>,
    /// Study Description.
    pub study_description: Sensitive<String>,
    /// Series Description.
    pub series_description: Sensitive<String>,
}

/// What speaks for text in the pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PixelRisk {
    /// No pixel data.
    NoPixels,
    /// A class that draws no text and no attribute that says otherwise.
    Low,
    /// Modality or class that usually burns text in: US, XA, SC, OT, ES, ...
    Class,
    /// The file says so: BurnedInAnnotation YES, secondary capture of a screen.
    Declared,
}

/// Reads the facts of one instance.
///
/// # Errors
/// [`ReasonCode::PrivateSopClass`], [`ReasonCode::Voice`],
/// [`ReasonCode::EncapsulatedDocument`] and [`ReasonCode::MediaDirectory`] for
/// objects whose inside cannot be cleaned.
pub fn facts(file: &DicomFile) -> Result<InstanceFacts, Refusal> {
    let set = &file.data_set;
    let Identity {
        sop_class_uid,
        sop_instance_uid,
        study_instance_uid,
        series_instance_uid,
    } = Identity::of(file);
    check_class(&sop_class_uid, set)?;
    let charset = charset_of(set, Charset::default());
    let text = |tag| text_at(set, &charset, tag);
    let mut gathered = harvest::gather(file, charset);
    if sop_instance_uid.starts_with(CONTENT_KEY) {
        gathered
            .uids
            .push(Sensitive::from(sop_instance_uid.as_str()));
    }
    let number = |tag| plain_text(set, TagCode(tag))?.parse::<u32>().ok();
    let modality = plain_text(set, tags::MODALITY)
        .filter(|value| strings::is_term(value) && !value.is_empty())
        .unwrap_or_else(|| String::from("OT"));
    let device = Device {
        manufacturer: text(MANUFACTURER).into(),
        model: text(MANUFACTURER_MODEL_NAME).into(),
        rows: short(file, ROWS),
        columns: short(file, COLUMNS),
    };
    let frames = pixels::frames(set);
    Ok(InstanceFacts {
        patient_key: patient_key(set, &charset, &study_instance_uid),
        accession_number: text(tags::ACCESSION_NUMBER).into(),
        identities: Arc::new(identities::stated(set, &charset)),
        inner: None,
        inner_nature: None,
        frames,
        instance_number: plain_text(set, INSTANCE_NUMBER).and_then(|text| text.parse().ok()),
        pixels: pixels::risk(set, &sop_class_uid, &modality),
        suggested: if frames == 0 {
            Vec::new()
        } else {
            suggested::suggested(file, &charset, &modality, &device)
        },
        likeness: match frames {
            0 => Likeness::None,
            _pictures => likeness::of(set, &charset, &sop_class_uid, &modality),
        },
        face: Err(FaceFault::NotLooked),
        device,
        modality,
        known: gathered.known,
        people: Vec::new(),
        retainable: gathered.retainable,
        uids: gathered.uids,
        first_event_seconds: events::first(set),
        fingerprint: gathered.fingerprint,
        shown: shown(set, &charset),
        announced_series: number(0x0020_1206),
        announced_instances: number(0x0020_1208),
        announced_in_series: number(0x0020_1209),
        transfer_syntax_uid: file.transfer_syntax.clone(),
        sop_class_uid,
        sop_instance_uid: sop_instance_uid.into(),
        study_instance_uid: study_instance_uid.into(),
        series_instance_uid: series_instance_uid.into(),
    })
}

/// Classes whose inside is not known or cannot be cleaned.
fn check_class(sop_class_uid: &str, set: &super::data::DataSet) -> Result<(), Refusal> {
    const STORAGE: &str = "1.2.840.10008.5.1.4.1.1.";
    let refuse = |code| Err(Refusal::at(code, tags::SOP_CLASS_UID));
    let storage = sop_class_uid.strip_prefix(STORAGE).unwrap_or_default();
    if sop_class_uid == MEDIA_DIRECTORY {
        return refuse(ReasonCode::MediaDirectory);
    }
    // Basic Voice Audio and General Audio Waveform, PS3.3 A.34.
    if matches!(storage, "9.4.1" | "9.4.2") {
        return refuse(ReasonCode::Voice);
    }
    // Documents of a format that is not read, and documents in other objects.
    let holds_document = set
        .get(super::walk::tag_of(ENCAPSULATED_DOCUMENT))
        .is_some();
    let is_document = encapsulated::is_document_class(sop_class_uid) || holds_document;
    if is_document && encapsulated::form_of(sop_class_uid).is_none() {
        return refuse(ReasonCode::EncapsulatedDocument);
    }
    if sop_class_uid.is_empty() {
        return Ok(());
    }
    let is_registered = standard::registered(sop_class_uid) == Some(UidKind::SopClass)
        || sop_class_uid.starts_with("1.2.840.10008.");
    if is_registered && super::actions::is_uid(sop_class_uid) {
        Ok(())
    } else {
        refuse(ReasonCode::PrivateSopClass)
    }
}

/// Patient ID, else name and birth date, else the study: normalised, so that
/// spelling does not make two patients of one.
fn patient_key(set: &super::data::DataSet, charset: &Charset, study: &str) -> Sensitive<String> {
    let text = |tag| generic::normalised(&text_at(set, charset, tag));
    let id = text(tags::PATIENT_ID);
    if generic::is_specific_id(&id) {
        return Sensitive::new(format!("id:{id}"));
    }
    let name = text(tags::PATIENT_NAME);
    let birth = text(TagCode(0x0010_0030));
    if generic::is_specific_name(&name) {
        return Sensitive::new(format!("name:{name}|{birth}"));
    }
    Sensitive::new(format!("study:{study}"))
}

fn shown(set: &super::data::DataSet, charset: &Charset) -> Shown {
    let text = |tag| Sensitive::new(text_at(set, charset, TagCode(tag)));
    let study_date = plain_text(set, TagCode(0x0008_0020))
        .and_then(|value| read_date(&value))
        .map(|day| {
            let (year, month, day) = civil(day);
            format!("{year:04}-{month:02}-{day:02}")
        });
    Shown {
        patient_name: text(0x0010_0010),
        patient_id: text(0x0010_0020),
        study_date: study_date.unwrap_or_default().into(),
        study_description: text(0x0008_1030),
        series_description: text(0x0008_103E),
    }
}

/// A US of either byte order as the read elements have it; 0 if it is none.
fn short(file: &DicomFile, tag: TagCode) -> u32 {
    let element = file.data_set.get(super::walk::tag_of(tag));
    match element.map(|element| &element.value) {
        Some(super::data::Value::Bytes(bytes)) => match (bytes.as_slice(), file.encoding) {
            ([high, low], Encoding::ExplicitBig) => u32::from(u16::from_be_bytes([*high, *low])),
            ([low, high], _) => u32::from(u16::from_le_bytes([*low, *high])),
            _no_number => 0,
        },
        Some(super::data::Value::Items(_) | super::data::Value::Pixels(_)) | None => 0,
    }
}

/// A text element, decoded and trimmed.
fn text_at(set: &super::data::DataSet, charset: &Charset, tag: TagCode) -> String {
    match set
        .get(super::walk::tag_of(tag))
        .map(|element| &element.value)
    {
        Some(super::data::Value::Bytes(bytes)) => {
            strings::trimmed(&charset.decode(bytes)).to_owned()
        }
        Some(super::data::Value::Items(_) | super::data::Value::Pixels(_)) | None => String::new(),
    }
}
