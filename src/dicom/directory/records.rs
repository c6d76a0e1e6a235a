//! Which directory record a SOP class has (PS3.3 Table F.4-1) and which keys
//! stand in it (F.5).

use dicom_core::VR;

use crate::finding::TagCode;

/// A kind of directory record.
pub struct Record {
    /// (0004,1430), PS3.3 F.3.2.2.
    pub name: &'static str,
    /// Its keys in the order of tags.
    pub keys: &'static [Key],
}

/// A key of a record.
pub struct Key {
    pub tag: TagCode,
    pub vr: VR,
    pub need: Need,
}

/// What stands in a key whose attribute the cleaned instance does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Type 3 or a condition that is not met: nothing.
    IfThere,
    /// Type 2: no value.
    Presence,
    /// Type 2, and never copied: it names people.
    Blank,
    /// Type 1: this dummy, as the profile writes it.
    Value(&'static str),
    /// Type 1: the number of the file in its series.
    Ordinal,
    /// Type 1: the random code of the study.
    StudyCode,
    /// Type 1C, where the document says that it was verified: when.
    VerifiedAt,
}

const fn key(tag: u32, vr: VR, need: Need) -> Key {
    Key {
        tag: TagCode(tag),
        vr,
        need,
    }
}

const CHARACTER_SET: Key = key(0x0008_0005, VR::CS, Need::IfThere);
const INSTANCE_NUMBER: Key = key(0x0020_0013, VR::IS, Need::Ordinal);
const CONTENT_DATE: Key = key(0x0008_0023, VR::DA, Need::Value(NO_DATE));
const CONTENT_TIME: Key = key(0x0008_0033, VR::TM, Need::Value(NO_TIME));
const CONCEPT_NAME: Key = key(0x0040_A043, VR::SQ, Need::IfThere);
const CONTENT_LABEL: Key = key(0x0070_0080, VR::CS, Need::Value("REMOVED"));
const CONTENT_DESCRIPTION: Key = key(0x0070_0081, VR::LO, Need::Presence);
const CONTENT_CREATOR: Key = key(0x0070_0084, VR::PN, Need::Blank);
/// The dummies of the profile.
const NO_DATE: &str = "19000101";
const NO_TIME: &str = "000000";

/// F.5.1.
pub const PATIENT: &[Key] = &[
    CHARACTER_SET,
    key(0x0010_0010, VR::PN, Need::Presence),
    key(0x0010_0020, VR::LO, Need::Value("REMOVED")),
];

/// F.5.2.
pub const STUDY: &[Key] = &[
    CHARACTER_SET,
    key(0x0008_0020, VR::DA, Need::Value(NO_DATE)),
    key(0x0008_0030, VR::TM, Need::Value(NO_TIME)),
    key(0x0008_0050, VR::SH, Need::Presence),
    key(0x0008_1030, VR::LO, Need::Presence),
    key(0x0020_000D, VR::UI, Need::Presence),
    key(0x0020_0010, VR::SH, Need::StudyCode),
];

/// F.5.3.
pub const SERIES: &[Key] = &[
    CHARACTER_SET,
    key(0x0008_0060, VR::CS, Need::Value("OT")),
    key(0x0020_000E, VR::UI, Need::Presence),
    key(0x0020_0011, VR::IS, Need::Value("0")),
];

/// F.5.4.
const IMAGE: Record = Record {
    name: "IMAGE",
    keys: &[CHARACTER_SET, INSTANCE_NUMBER],
};
/// F.5.19.
const DOSE: Record = Record {
    name: "RT DOSE",
    keys: &[
        CHARACTER_SET,
        INSTANCE_NUMBER,
        key(0x3004_000A, VR::CS, Need::Value("PLAN")),
    ],
};
/// F.5.20.
const STRUCTURES: Record = Record {
    name: "RT STRUCTURE SET",
    keys: &[
        CHARACTER_SET,
        INSTANCE_NUMBER,
        key(0x3006_0002, VR::SH, Need::Value("REMOVED")),
        key(0x3006_0008, VR::DA, Need::Presence),
        key(0x3006_0009, VR::TM, Need::Presence),
    ],
};
/// F.5.21.
const PLAN: Record = Record {
    name: "RT PLAN",
    keys: &[
        CHARACTER_SET,
        INSTANCE_NUMBER,
        key(0x300A_0002, VR::SH, Need::Value("REMOVED")),
        key(0x300A_0006, VR::DA, Need::Presence),
        key(0x300A_0007, VR::TM, Need::Presence),
    ],
};
/// F.5.22.
const TREATMENT: Record = Record {
    name: "RT TREAT RECORD",
    keys: &[
        CHARACTER_SET,
        INSTANCE_NUMBER,
        key(0x3008_0250, VR::DA, Need::Presence),
        key(0x3008_0251, VR::TM, Need::Presence),
    ],
};
/// F.5.23.
const PRESENTATION: Record = Record {
    name: "PRESENTATION",
    keys: &[
        CHARACTER_SET,
        key(0x0008_1115, VR::SQ, Need::IfThere),
        INSTANCE_NUMBER,
        CONTENT_LABEL,
        CONTENT_DESCRIPTION,
        key(0x0070_0082, VR::DA, Need::Value(NO_DATE)),
        key(0x0070_0083, VR::TM, Need::Value(NO_TIME)),
        CONTENT_CREATOR,
        key(0x0070_0402, VR::SQ, Need::IfThere),
    ],
};
/// F.5.24.
const WAVEFORM: Record = Record {
    name: "WAVEFORM",
    keys: DATED,
};
/// F.5.25.
const REPORT: Record = Record {
    name: "SR DOCUMENT",
    keys: &[
        CHARACTER_SET,
        CONTENT_DATE,
        CONTENT_TIME,
        INSTANCE_NUMBER,
        key(0x0040_A030, VR::DT, Need::VerifiedAt),
        CONCEPT_NAME,
        key(0x0040_A491, VR::CS, Need::Value("PARTIAL")),
        key(0x0040_A493, VR::CS, Need::Value("UNVERIFIED")),
    ],
};
/// F.5.26.
const KEY_OBJECTS: Record = Record {
    name: "KEY OBJECT DOC",
    keys: &[
        CHARACTER_SET,
        CONTENT_DATE,
        CONTENT_TIME,
        INSTANCE_NUMBER,
        CONCEPT_NAME,
    ],
};
/// F.5.27.
const SPECTROSCOPY: Record = Record {
    name: "SPECTROSCOPY",
    keys: &[
        CHARACTER_SET,
        key(0x0008_0008, VR::CS, Need::IfThere),
        CONTENT_DATE,
        CONTENT_TIME,
        key(0x0008_9092, VR::SQ, Need::IfThere),
        INSTANCE_NUMBER,
        key(0x0028_0008, VR::IS, Need::Value("1")),
        key(0x0028_0010, VR::US, Need::IfThere),
        key(0x0028_0011, VR::US, Need::IfThere),
        key(0x0028_9001, VR::UL, Need::IfThere),
        key(0x0028_9002, VR::UL, Need::IfThere),
    ],
};
/// F.5.28.
const RAW_DATA: Record = Record {
    name: "RAW DATA",
    keys: DATED,
};
/// F.5.29.
const REGISTRATION: Record = Record {
    name: "REGISTRATION",
    keys: LABELLED,
};
/// F.5.30.
const FIDUCIAL: Record = Record {
    name: "FIDUCIAL",
    keys: LABELLED,
};
/// F.5.32.
const DOCUMENT: Record = Record {
    name: "ENCAP DOC",
    keys: &[
        CHARACTER_SET,
        key(0x0008_0023, VR::DA, Need::Presence),
        key(0x0008_0033, VR::TM, Need::Presence),
        INSTANCE_NUMBER,
        key(0x0040_A043, VR::SQ, Need::Presence),
        key(0x0042_0010, VR::ST, Need::Presence),
        key(0x0042_0012, VR::LO, Need::Value("application/pdf")),
    ],
};
/// F.5.33.
const VALUE_MAP: Record = Record {
    name: "VALUE MAP",
    keys: LABELLED,
};
const STEREOMETRIC: Record = Record {
    name: "STEREOMETRIC",
    keys: DATED,
};
const MEASUREMENT: Record = Record {
    name: "MEASUREMENT",
    keys: DATED,
};
const SURFACE: Record = Record {
    name: "SURFACE",
    keys: LABELLED,
};
const SURFACE_SCAN: Record = Record {
    name: "SURFACE SCAN",
    keys: DATED,
};
const TRACT: Record = Record {
    name: "TRACT",
    keys: LABELLED,
};
const ASSESSMENT: Record = Record {
    name: "ASSESSMENT",
    keys: &[
        CHARACTER_SET,
        key(0x0008_0012, VR::DA, Need::Value(NO_DATE)),
        key(0x0008_0013, VR::TM, Need::Value(NO_TIME)),
        INSTANCE_NUMBER,
    ],
};
const RADIOTHERAPY: Record = Record {
    name: "RADIOTHERAPY",
    keys: &[
        CHARACTER_SET,
        INSTANCE_NUMBER,
        key(0x3010_0033, VR::SH, Need::Value("REMOVED")),
    ],
};
const ANNOTATION: Record = Record {
    name: "ANNOTATION",
    keys: LABELLED,
};

/// Records of a number and a time.
const DATED: &[Key] = &[CHARACTER_SET, CONTENT_DATE, CONTENT_TIME, INSTANCE_NUMBER];
/// Records with the Content Identification Macro, PS3.3 Table 10-12.
const LABELLED: &[Key] = &[
    CHARACTER_SET,
    CONTENT_DATE,
    CONTENT_TIME,
    INSTANCE_NUMBER,
    CONTENT_LABEL,
    CONTENT_DESCRIPTION,
    CONTENT_CREATOR,
];

/// The root of the storage classes, PS3.4 Table B.5-1.
const STORAGE: &str = "1.2.840.10008.5.1.4.1.1.";

/// The record of a class; a storage class without a row here is an image.
/// Objects of no patient (palettes, protocols, implants) have
/// records of their own kind at the root and are left out, which PS3.10 §8.6
/// allows.
pub fn of_class(sop_class_uid: &str) -> Option<&'static Record> {
    let class = sop_class_uid.strip_prefix(STORAGE)?;
    let named: &Record = match class {
        "4.2" => &SPECTROSCOPY,
        "66" => &RAW_DATA,
        "66.1" | "66.3" => &REGISTRATION,
        "66.2" => &FIDUCIAL,
        "66.5" => &SURFACE,
        "66.6" => &TRACT,
        "67" => &VALUE_MAP,
        "68.1" | "68.2" => &SURFACE_SCAN,
        "77.1.5.3" => &STEREOMETRIC,
        "78.1" | "78.2" | "78.3" | "78.4" | "78.5" | "78.7" | "78.8" | "80.1" => &MEASUREMENT,
        "78.6" | "79.1" => &REPORT,
        "88.59" => &KEY_OBJECTS,
        "90.1" => &ASSESSMENT,
        "91.1" => &ANNOTATION,
        "104.1" | "104.2" | "104.3" | "104.4" | "104.5" => &DOCUMENT,
        "481.2" => &DOSE,
        "481.3" => &STRUCTURES,
        "481.5" | "481.8" => &PLAN,
        "481.4" | "481.6" | "481.7" | "481.9" => &TREATMENT,
        "9.100.1" | "9.100.2" => &PRESENTATION,
        _by_its_branch => return of_branch(class),
    };
    Some(named)
}

fn of_branch(class: &str) -> Option<&'static Record> {
    let begins = |branch: &str| class.starts_with(branch);
    if begins("11.") {
        return Some(&PRESENTATION);
    }
    if begins("88.") {
        return Some(&REPORT);
    }
    if begins("9.") {
        return Some(&WAVEFORM);
    }
    // RT Image and its enhanced successors are images; the other objects of
    // PS3.3 A.86 are not.
    if begins("481.") && !matches!(class, "481.1" | "481.23" | "481.24") {
        return Some(&RADIOTHERAPY);
    }
    // Procedure protocols, and the retired objects of their own (overlay,
    // curve, look-up tables) are no images.
    let is_no_image = begins("200.") || matches!(class, "8" | "9" | "10" | "11" | "129");
    (!is_no_image).then_some(&IMAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_the_order_of_tags() {
        let all = [
            PATIENT,
            STUDY,
            SERIES,
            IMAGE.keys,
            DOSE.keys,
            STRUCTURES.keys,
            PLAN.keys,
            TREATMENT.keys,
            PRESENTATION.keys,
            REPORT.keys,
            KEY_OBJECTS.keys,
            SPECTROSCOPY.keys,
            DOCUMENT.keys,
            ASSESSMENT.keys,
            RADIOTHERAPY.keys,
            DATED,
            LABELLED,
        ];
        for keys in all {
            assert!(keys.is_sorted_by_key(|key| key.tag));
        }
    }

    #[test]
    fn a_class_without_a_row_is_an_image() {
        let name = |class: &str| of_class(&format!("{STORAGE}{class}")).map(|record| record.name);
        assert_eq!(name("88.33"), Some("SR DOCUMENT"));
        assert_eq!(name("88.59"), Some("KEY OBJECT DOC"));
        assert_eq!(name("11.4"), Some("PRESENTATION"));
        assert_eq!(name("9.1.1"), Some("WAVEFORM"));
        assert_eq!(name("481.3"), Some("RT STRUCTURE SET"));
        assert_eq!(name("481.1"), Some("IMAGE"));
        assert_eq!(name("481.13"), Some("RADIOTHERAPY"));
        assert_eq!(name("2"), Some("IMAGE"));
        assert_eq!(name("66.4"), Some("IMAGE"));
        assert_eq!(name("200.2"), None);
        assert!(of_class("1.2.840.10008.5.1.4.39.1").is_none());
    }
}
