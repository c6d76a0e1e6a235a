//! What all instances of the made-up study share, and its UIDs.

use dicom_core::VR;
use dicom_dictionary_std::tags;

use super::parts::{bytes, code, data_set, items, reference, text};
use super::person;
use super::{PlantedValue, ct};
use crate::dicom::data::{DataSet, Element};

/// Root of every UID of the sample: 2.999 is the arc for examples.
const ROOT: &str = "2.999.41.77204.20240312";

/// The Study Component Management class that older studies refer to.
const STUDY_CLASS: &str = "1.2.840.10008.3.1.2.3.1";

/// Study Instance UID.
pub fn study_uid() -> String {
    format!("{ROOT}.1")
}

/// Series Instance UID of a series by its number.
pub fn series_uid(series: u16) -> String {
    format!("{ROOT}.1.{series}")
}

/// SOP Instance UID by series and instance number.
pub fn instance_uid(series: u16, instance: u16) -> String {
    format!("{ROOT}.1.{series}.{instance}")
}

/// Frame of Reference UID of the CT series.
pub fn frame_of_reference_uid() -> String {
    format!("{ROOT}.7")
}

/// Device UID, as the dose report gives it.
pub fn device_uid() -> String {
    format!("{ROOT}.8")
}

/// UID of an irradiation event.
pub fn irradiation_event_uid(event: u16) -> String {
    format!("{ROOT}.9.{event}")
}

/// A study that this one refers to and that is not in the drop.
fn referenced_study_uid() -> String {
    format!("{ROOT}.6")
}

/// All UIDs of the sample.
pub fn planted_uids() -> Vec<PlantedValue> {
    let mut uids = vec![
        ("Study Instance UID", study_uid()),
        ("Frame of Reference UID", frame_of_reference_uid()),
        ("device observer UID", device_uid()),
        ("Referenced Study Sequence", referenced_study_uid()),
    ];
    for series in ct::SERIES {
        uids.push(("Series Instance UID", series_uid(series.number)));
        uids.push((
            "Irradiation Event UID",
            irradiation_event_uid(series.number),
        ));
        uids.extend((1..=series.slices).map(|instance| {
            let uid = instance_uid(series.number, instance);
            ("SOP Instance UID", uid)
        }));
    }
    for series in [super::ultrasound::SERIES, super::dose::SERIES] {
        uids.push(("Series Instance UID", series_uid(series)));
        uids.push(("SOP Instance UID", instance_uid(series, 1)));
    }
    uids.into_iter()
        .map(|(place, value)| PlantedValue { place, value })
        .collect()
}

/// What differs between the series of the study.
pub struct SeriesHeader<'a> {
    pub number: u16,
    pub instance: u16,
    pub sop_class: &'a str,
    pub modality: &'a str,
    pub description: &'a str,
    pub time: &'a str,
}

/// Patient, study, series and equipment attributes of one instance.
pub fn header(series: &SeriesHeader) -> DataSet {
    let mut all = data_set(patient());
    for element in study().into_iter().chain(request()).chain(private()) {
        all.put(element);
    }
    let instance = series.instance.to_string();
    let number = series.number.to_string();
    let uid = instance_uid(series.number, series.instance);
    for element in [
        text(tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192"),
        text(tags::INSTANCE_CREATION_DATE, VR::DA, person::STUDY_DATE),
        text(tags::INSTANCE_CREATION_TIME, VR::TM, series.time),
        text(tags::SOP_CLASS_UID, VR::UI, series.sop_class),
        text(tags::SOP_INSTANCE_UID, VR::UI, &uid),
        text(tags::SERIES_DATE, VR::DA, person::STUDY_DATE),
        text(tags::SERIES_TIME, VR::TM, series.time),
        text(tags::CONTENT_DATE, VR::DA, person::STUDY_DATE),
        text(tags::CONTENT_TIME, VR::TM, series.time),
        text(tags::MODALITY, VR::CS, series.modality),
        text(tags::SERIES_DESCRIPTION, VR::LO, series.description),
        text(
            tags::SERIES_INSTANCE_UID,
            VR::UI,
            &series_uid(series.number),
        ),
        text(tags::SERIES_NUMBER, VR::IS, &number),
        text(tags::INSTANCE_NUMBER, VR::IS, &instance),
    ] {
        all.put(element);
    }
    all
}

fn patient() -> Vec<Element> {
    let other_id = data_set([
        text(tags::PATIENT_ID, VR::LO, person::OTHER_PATIENT_ID),
        text(tags::ISSUER_OF_PATIENT_ID, VR::LO, person::INSTITUTION),
        text(tags::TYPE_OF_PATIENT_ID, VR::CS, "TEXT"),
    ]);
    vec![
        text(tags::PATIENT_NAME, VR::PN, person::PATIENT_NAME),
        text(tags::PATIENT_ID, VR::LO, person::PATIENT_ID),
        text(tags::PATIENT_BIRTH_DATE, VR::DA, person::BIRTH_DATE),
        text(tags::PATIENT_SEX, VR::CS, "F"),
        items(tags::OTHER_PATIENT_I_DS_SEQUENCE, vec![other_id]),
        text(tags::PATIENT_BIRTH_NAME, VR::PN, person::BIRTH_NAME),
        text(tags::PATIENT_AGE, VR::AS, "071Y"),
        text(tags::PATIENT_SIZE, VR::DS, "1.64"),
        text(tags::PATIENT_WEIGHT, VR::DS, "61.5"),
        text(tags::PATIENT_ADDRESS, VR::LO, person::ADDRESS),
        text(
            tags::PATIENT_MOTHER_BIRTH_NAME,
            VR::PN,
            person::MOTHERS_BIRTH_NAME,
        ),
        text(tags::PATIENT_TELEPHONE_NUMBERS, VR::SH, person::PHONE),
        text(tags::OCCUPATION, VR::SH, person::OCCUPATION),
        text(
            tags::ADDITIONAL_PATIENT_HISTORY,
            VR::LT,
            "Cough for three weeks",
        ),
        text(tags::PATIENT_COMMENTS, VR::LT, person::PATIENT_COMMENT),
    ]
}

fn study() -> Vec<Element> {
    vec![
        text(tags::STUDY_DATE, VR::DA, person::STUDY_DATE),
        text(tags::STUDY_TIME, VR::TM, person::STUDY_TIME),
        text(tags::ACCESSION_NUMBER, VR::SH, person::ACCESSION),
        text(tags::MANUFACTURER, VR::LO, "Madeup Imaging Works"),
        text(tags::INSTITUTION_NAME, VR::LO, person::INSTITUTION),
        text(
            tags::INSTITUTION_ADDRESS,
            VR::ST,
            person::INSTITUTION_ADDRESS,
        ),
        text(tags::REFERRING_PHYSICIAN_NAME, VR::PN, person::REFERRING),
        text(tags::STATION_NAME, VR::SH, person::STATION),
        text(tags::STUDY_DESCRIPTION, VR::LO, "CT chest with contrast"),
        items(
            tags::PROCEDURE_CODE_SEQUENCE,
            vec![code(("CTCHEST2", "99MADEUP", "CT chest with contrast"))],
        ),
        text(
            tags::INSTITUTIONAL_DEPARTMENT_NAME,
            VR::LO,
            person::DEPARTMENT,
        ),
        text(tags::PERFORMING_PHYSICIAN_NAME, VR::PN, person::PERFORMING),
        text(
            tags::NAME_OF_PHYSICIANS_READING_STUDY,
            VR::PN,
            person::READING,
        ),
        text(tags::OPERATORS_NAME, VR::PN, person::OPERATOR),
        text(tags::MANUFACTURER_MODEL_NAME, VR::LO, "Lumen 64"),
        items(
            tags::REFERENCED_STUDY_SEQUENCE,
            vec![reference(STUDY_CLASS, &referenced_study_uid())],
        ),
        text(tags::DEVICE_SERIAL_NUMBER, VR::LO, person::DEVICE_SERIAL),
        text(tags::SOFTWARE_VERSIONS, VR::LO, "4.2"),
        text(tags::STUDY_INSTANCE_UID, VR::UI, &study_uid()),
        text(tags::STUDY_ID, VR::SH, person::STUDY_ID),
    ]
}

/// Request attributes and the step that was performed: three levels deep.
fn request() -> Vec<Element> {
    let protocol = data_set([
        text(tags::CODE_VALUE, VR::SH, "CHEST-C"),
        text(tags::CODING_SCHEME_DESIGNATOR, VR::SH, "99MADEUP"),
        text(tags::CODE_MEANING, VR::LO, "Chest, contrast"),
        items(
            tags::PROTOCOL_CONTEXT_SEQUENCE,
            vec![data_set([
                text(tags::VALUE_TYPE, VR::CS, "PNAME"),
                items(
                    tags::CONCEPT_NAME_CODE_SEQUENCE,
                    vec![code(("121008", "DCM", "Person Observer Name"))],
                ),
                text(tags::PERSON_NAME, VR::PN, person::OPERATOR),
            ])],
        ),
    ]);
    let request = data_set([
        text(tags::ACCESSION_NUMBER, VR::SH, person::ACCESSION),
        text(tags::STUDY_INSTANCE_UID, VR::UI, &study_uid()),
        text(tags::REQUESTED_PROCEDURE_DESCRIPTION, VR::LO, "CT chest"),
        text(tags::REQUESTING_PHYSICIAN, VR::PN, person::REQUESTING),
        text(
            tags::SCHEDULED_PROCEDURE_STEP_DESCRIPTION,
            VR::LO,
            "CT chest",
        ),
        items(tags::SCHEDULED_PROTOCOL_CODE_SEQUENCE, vec![protocol]),
        text(
            tags::SCHEDULED_PROCEDURE_STEP_ID,
            VR::SH,
            person::SCHEDULED_STEP_ID,
        ),
        text(
            tags::REQUESTED_PROCEDURE_ID,
            VR::SH,
            person::REQUESTED_PROCEDURE_ID,
        ),
    ]);
    vec![
        text(tags::REQUESTING_PHYSICIAN, VR::PN, person::REQUESTING),
        text(
            tags::SCHEDULED_STATION_AE_TITLE,
            VR::AE,
            person::SCHEDULED_STATION_AE,
        ),
        text(
            tags::PERFORMED_PROCEDURE_STEP_START_DATE,
            VR::DA,
            person::STUDY_DATE,
        ),
        text(
            tags::PERFORMED_PROCEDURE_STEP_START_TIME,
            VR::TM,
            person::STUDY_TIME,
        ),
        text(
            tags::PERFORMED_PROCEDURE_STEP_ID,
            VR::SH,
            person::PERFORMED_STEP_ID,
        ),
        items(tags::REQUEST_ATTRIBUTES_SEQUENCE, vec![request]),
        text(
            tags::PLACER_ORDER_NUMBER_IMAGING_SERVICE_REQUEST,
            VR::LO,
            person::PLACER_ORDER,
        ),
    ]
}

/// A private block that names the patient, PS3.5 §7.8.
fn private() -> Vec<Element> {
    use dicom_core::Tag;
    let inside = data_set([text(tags::PATIENT_NAME, VR::PN, person::PATIENT_NAME)]);
    vec![
        text(Tag(0x0029, 0x0010), VR::LO, person::PRIVATE_CREATOR),
        text(Tag(0x0029, 0x1001), VR::LO, person::PRIVATE_NICKNAME),
        items(Tag(0x0029, 0x1002), vec![inside]),
        bytes(
            Tag(0x0029, 0x1003),
            VR::UN,
            person::PRIVATE_UNKNOWN.as_bytes().to_vec(),
        ),
    ]
}
