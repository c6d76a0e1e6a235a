//! Every made-up value of the sample, once.

use super::PlantedValue;

pub const PATIENT_NAME: &str = "Quillfeather^Odalys^Marisol";
pub const PATIENT_NAME_UPPER: &str = "QUILLFEATHER, ODALYS M";
pub const PATIENT_ID: &str = "QF-7720415-M";
pub const OTHER_PATIENT_ID: &str = "BLH-OLD-5512087";
pub const BIRTH_DATE: &str = "19520417";
pub const BIRTH_DATE_READ: &str = "04/17/1952";
pub const BIRTH_NAME: &str = "Thistlewick^Odalys";
pub const MOTHERS_BIRTH_NAME: &str = "Peverlune^Ottoline";
pub const ADDRESS: &str = "418 Juniper Kettle Lane, Brambleport, OR 97499";
pub const PHONE: &str = "(503) 555-0142";
pub const OCCUPATION: &str = "Spire lampwarden";
pub const PATIENT_COMMENT: &str = "Daughter Elowen Quillfeather calls from 503-555-0187";
pub const SOCIAL_SECURITY: &str = "987-65-4321";

pub const REFERRING: &str = "Ambersedge^Lucian^T^Dr.";
pub const PERFORMING: &str = "Wrenmark^Isolde^^Dr.";
pub const READING: &str = "Fennimore-Voss^Casimir^^Dr.";
pub const OPERATOR: &str = "Oakhollow^Bettina";
pub const REQUESTING: &str = "Silverstrand^Percival^^Dr.";

pub const INSTITUTION: &str = "Brambleport Lantern Hospital";
pub const INSTITUTION_ADDRESS: &str = "77 Foghorn Quay, Brambleport, OR 97499";
pub const DEPARTMENT: &str = "Lantern Imaging East";
pub const STATION: &str = "LANTERNCT7";
pub const DEVICE_SERIAL: &str = "SNX-4471-9920";
pub const SCHEDULED_STATION_AE: &str = "LANTERN_AE7";

pub const ACCESSION: &str = "BLH-24-0098173";
pub const STUDY_ID: &str = "S5821377";
pub const REQUESTED_PROCEDURE_ID: &str = "RP-661204";
pub const SCHEDULED_STEP_ID: &str = "SPS-661204-1";
pub const PERFORMED_STEP_ID: &str = "PPS-9013388";
pub const PLACER_ORDER: &str = "PLO-3340917";
pub const INSURANCE: &str = "HARBORLIGHT 88-401-7765";

pub const STUDY_DATE: &str = "20240312";
pub const STUDY_DATE_READ: &str = "March 12, 2024";
pub const STUDY_TIME: &str = "101532.482000";
pub const ULTRASOUND_TIME: &str = "111907.310000";

pub const PRIVATE_CREATOR: &str = "LANTERN HDR 1";
pub const PRIVATE_NICKNAME: &str = "Captain Oda of Gannet Spire";
pub const PRIVATE_UNKNOWN: &str = "LOCKER-77-QUILLFEATHER";

const PLACES: &[(&str, &str)] = &[
    ("Patient's Name, family", "Quillfeather"),
    ("Patient's Name, given", "Odalys"),
    ("Patient's Name, middle", "Marisol"),
    ("Patient ID", PATIENT_ID),
    ("Other Patient IDs Sequence", OTHER_PATIENT_ID),
    ("Patient's Birth Date", BIRTH_DATE),
    ("report: birth date", BIRTH_DATE_READ),
    ("Patient's Birth Name", "Thistlewick"),
    ("Patient's Mother's Birth Name", "Peverlune"),
    ("Patient's Mother's Birth Name, given", "Ottoline"),
    ("Patient's Address", ADDRESS),
    ("Patient's Address, town", "Brambleport"),
    ("Patient's Telephone Numbers", PHONE),
    ("Occupation", OCCUPATION),
    ("Patient Comments", "Elowen"),
    ("Patient Comments, phone", "503-555-0187"),
    ("report: social security number", SOCIAL_SECURITY),
    ("Referring Physician's Name", "Ambersedge"),
    ("Referring Physician's Name, given", "Lucian"),
    ("Performing Physician's Name", "Wrenmark"),
    ("Performing Physician's Name, given", "Isolde"),
    ("Name of Physician(s) Reading Study", "Fennimore"),
    ("Name of Physician(s) Reading Study, given", "Casimir"),
    ("Operators' Name", "Oakhollow"),
    ("Operators' Name, given", "Bettina"),
    ("Requesting Physician", "Silverstrand"),
    ("Requesting Physician, given", "Percival"),
    ("Institution Name", INSTITUTION),
    ("Institution Address", INSTITUTION_ADDRESS),
    ("Institutional Department Name", DEPARTMENT),
    ("Station Name", STATION),
    ("Device Serial Number", DEVICE_SERIAL),
    ("Scheduled Station AE Title", SCHEDULED_STATION_AE),
    ("Accession Number", ACCESSION),
    ("Study ID", STUDY_ID),
    ("Requested Procedure ID", REQUESTED_PROCEDURE_ID),
    ("Scheduled Procedure Step ID", SCHEDULED_STEP_ID),
    ("Performed Procedure Step ID", PERFORMED_STEP_ID),
    ("Placer Order Number", PLACER_ORDER),
    ("report: insurance number", INSURANCE),
    ("Study Date", STUDY_DATE),
    ("report: study date", STUDY_DATE_READ),
    ("Study Time", STUDY_TIME),
    ("private creator", PRIVATE_CREATOR),
    ("private LO", PRIVATE_NICKNAME),
    ("private UN", PRIVATE_UNKNOWN),
];

pub fn planted_values() -> Vec<PlantedValue> {
    PLACES
        .iter()
        .map(|(place, value)| PlantedValue {
            place,
            value: (*value).to_owned(),
        })
        .collect()
}
