//! The answer key as data: what PS3.15 Table E.1-1 (2026d) and its option
//! columns ask for each attribute, written down here by hand. The research
//! preset takes the options Clean Descriptors, Clean Structured Content, Clean
//! Graphics, Modified Dates, Patient Characteristics; second opinion narrows
//! them by `standard/safe_harbor_map.tsv`.

/// What value is planted.
#[derive(Debug, Clone, Copy)]
pub enum Plant {
    /// The study's patient.
    PatientName,
    PatientId,
    /// Somebody who is named nowhere else.
    Somebody,
    House,
    Address,
    Town,
    Phone,
    Mail,
    Url,
    /// A number or code of one object.
    Code,
    Accession,
    /// Digits in DS or IS.
    Day,
    Birthday,
    Time,
    Moment,
    Uid,
    /// The study's own UIDs.
    StudyUid,
    SeriesUid,
    InstanceUid,
    /// A description of the modality with an identifier in it.
    Description,
    /// The same, in 16 or 64 characters without an identifier.
    PlainDescription,
    /// Sentences with identifiers, all of it to go.
    Comment,
    /// This text.
    Is(&'static str),
}

/// What the key says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// X, Z: no word of it stays.
    Removed,
    /// D or Z with Type 1: another value.
    Replaced,
    /// Kept as it is.
    Retained,
    /// The attribute stays.
    Present,
    /// Identifiers go, the rest stays (C).
    Cleaned,
    /// C in research; the Safe Harbor map removes the sequence around.
    CleanedInResearch,
    /// Option Patient Characteristics, narrowed by the map: kept in research.
    Characteristic,
    /// Option Modified Dates: moved, and still a date.
    Moved,
    /// Moved in research; Safe Harbor removes it or keeps the year.
    MovedOrGone,
    /// A time of day: kept in research, counted from the first event else.
    Clock,
    /// U.
    Uid,
    /// The patient's new number.
    Patient,
}

/// Tag, VR, value, what is asked.
pub type Row = (u32, &'static str, Plant, Ask);

use Ask::{
    Characteristic, Cleaned, Clock, Moved, MovedOrGone, Patient, Present, Removed, Retained, Uid,
};
use Plant::*;

/// Patient, study, series, equipment: of every object.
#[rustfmt::skip]
pub const COMMON: &[Row] = &[
    (0x0008_0012, "DA", Day, Moved),
    (0x0008_0013, "TM", Time, Clock),
    (0x0008_0014, "UI", Plant::Uid, Uid),
    (0x0008_0018, "UI", InstanceUid, Uid),
    (0x0008_0020, "DA", Day, Moved),
    (0x0008_0021, "DA", Day, Moved),
    (0x0008_0023, "DA", Day, Moved),
    (0x0008_0030, "TM", Time, Clock),
    (0x0008_0031, "TM", Time, Clock),
    (0x0008_0033, "TM", Time, Clock),
    (0x0008_0050, "SH", Accession, Ask::Replaced),
    (0x0008_0070, "LO", Is("Siemens Healthineers"), Retained),
    (0x0008_0080, "LO", House, Removed),
    (0x0008_0081, "ST", Address, Removed),
    (0x0008_0090, "PN", Somebody, Removed),
    (0x0008_0092, "ST", Address, Removed),
    (0x0008_0094, "SH", Phone, Removed),
    (0x0008_1010, "SH", Code, Removed),
    (0x0008_1030, "LO", Description, Cleaned),
    (0x0008_103E, "LO", Description, Cleaned),
    (0x0008_1040, "LO", House, Removed),
    (0x0008_1048, "PN", Somebody, Removed),
    (0x0008_1050, "PN", Somebody, Removed),
    (0x0008_1060, "PN", Somebody, Removed),
    (0x0008_1070, "PN", Somebody, Removed),
    (0x0008_1080, "LO", Comment, Removed),
    (0x0008_1090, "LO", Is("SOMATOM Force"), Retained),
    (0x0010_0010, "PN", PatientName, Patient),
    (0x0010_0020, "LO", PatientId, Patient),
    (0x0010_0021, "LO", House, Removed),
    (0x0010_0030, "DA", Birthday, Removed),
    (0x0010_0032, "TM", Time, Removed),
    (0x0010_0040, "CS", Is("F"), Retained),
    (0x0010_1000, "LO", Code, Removed),
    (0x0010_1001, "PN", Somebody, Removed),
    (0x0010_1005, "PN", Somebody, Removed),
    (0x0010_1010, "AS", Is("047Y"), Retained),
    (0x0010_1020, "DS", Is("1.68"), Retained),
    (0x0010_1030, "DS", Is("71.5"), Retained),
    (0x0010_1040, "LO", Address, Removed),
    (0x0010_1060, "PN", Somebody, Removed),
    (0x0010_1090, "LO", Code, Removed),
    (0x0010_2110, "LO", Is("Latex"), Characteristic),
    (0x0010_2150, "LO", Town, Removed),
    (0x0010_2152, "LO", Town, Removed),
    (0x0010_2154, "SH", Phone, Removed),
    (0x0010_2155, "LT", Mail, Removed),
    (0x0010_2160, "SH", Is("Sorbian"), Characteristic),
    (0x0010_2180, "SH", Is("Lighthouse keeper"), Removed),
    (0x0010_21B0, "LT", Comment, Removed),
    (0x0010_21D0, "DA", Day, MovedOrGone),
    (0x0010_21F0, "LO", Is("Quaker"), Removed),
    (0x0010_2297, "PN", Somebody, Removed),
    (0x0010_4000, "LT", Comment, Removed),
    (0x0012_0010, "LO", House, Removed),
    (0x0012_0020, "LO", Code, Removed),
    (0x0012_0040, "LO", Code, Removed),
    (0x0018_1000, "LO", Code, Removed),
    (0x0018_1002, "UI", Plant::Uid, Uid),
    (0x0018_1020, "LO", Is("syngo CT VB20A"), Retained),
    (0x0018_1030, "LO", Description, Cleaned),
    (0x0018_1200, "DA", Day, MovedOrGone),
    (0x0020_000D, "UI", StudyUid, Uid),
    (0x0020_000E, "UI", SeriesUid, Uid),
    (0x0020_0010, "SH", Code, Ask::Replaced),
    (0x0020_0011, "IS", Is("4"), Retained),
    (0x0020_0013, "IS", Is("12"), Retained),
    (0x0020_4000, "LT", Comment, Removed),
    (0x0032_1032, "PN", Somebody, Removed),
    (0x0032_1033, "LO", House, Removed),
    (0x0032_1060, "LO", Description, Cleaned),
    (0x0032_4000, "LT", Comment, Removed),
    (0x0038_0010, "LO", Code, Removed),
    (0x0038_0020, "DA", Day, MovedOrGone),
    (0x0038_0300, "LO", Address, Removed),
    (0x0038_4000, "LT", Comment, Removed),
    (0x0040_0009, "SH", Code, Removed),
    (0x0040_0242, "SH", Code, Removed),
    (0x0040_0243, "SH", Town, Removed),
    (0x0040_0244, "DA", Day, MovedOrGone),
    (0x0040_0245, "TM", Time, Clock),
    (0x0040_0253, "SH", Code, Removed),
    (0x0040_0254, "LO", Description, Cleaned),
    (0x0040_0280, "ST", Comment, Removed),
    (0x0040_1001, "SH", Code, Removed),
    (0x0040_1002, "LO", Comment, Removed),
    (0x0040_1400, "LT", Comment, Removed),
    (0x0040_2016, "LO", Code, Removed),
    (0x0040_2017, "LO", Code, Removed),
    (0x0008_0054, "AE", Is("QXPACSNODE"), Removed),
    (0x0008_1190, "UR", Url, Removed),
    (0x0088_0140, "UI", Plant::Uid, Uid),
    (0x4008_0114, "PN", Somebody, Removed),
];

/// Of every picture.
#[rustfmt::skip]
pub const IMAGE: &[Row] = &[
    (0x0008_0022, "DA", Day, Moved),
    (0x0008_0032, "TM", Time, Clock),
    (0x0008_002A, "DT", Moment, Moved),
    (0x0018_0015, "CS", Is("CHEST"), Retained),
    (0x0018_5100, "CS", Is("HFS"), Retained),
    (0x0018_1004, "LO", Code, Removed),
    (0x0018_1007, "LO", Code, Removed),
    (0x0018_1008, "LO", Code, Removed),
    (0x0018_700A, "SH", Code, Removed),
    (0x0018_1400, "LO", PlainDescription, Cleaned),
    (0x0020_0012, "IS", Is("3"), Retained),
    (0x0020_0052, "UI", Plant::Uid, Uid),
    (0x0020_1040, "LO", Is("XY"), Present),
    (0x0028_0301, "CS", Is("NO"), Retained),
    (0x0028_1050, "DS", Is("40"), Retained),
    (0x0028_1051, "DS", Is("400"), Retained),
    (0x0028_1052, "DS", Is("-1024"), Retained),
    (0x0028_1053, "DS", Is("1"), Retained),
    (0x0028_1054, "LO", Is("HU"), Retained),
    (0x0008_2111, "ST", PlainDescription, Cleaned),
];

/// Geometry of slices.
#[rustfmt::skip]
pub const SLICE: &[Row] = &[
    (0x0018_0050, "DS", Is("1.25"), Retained),
    (0x0020_0032, "DS", Is("-158.1\\-179.0\\-75.7"), Retained),
    (0x0020_0037, "DS", Is("1\\0\\0\\0\\1\\0"), Retained),
    (0x0020_1041, "DS", Is("-75.7"), Retained),
    (0x0028_0030, "DS", Is("0.661468\\0.661468"), Retained),
];

#[rustfmt::skip]
pub const CT: &[Row] = &[
    (0x0008_0008, "CS", Is("ORIGINAL\\PRIMARY\\AXIAL"), Retained),
    (0x0018_0010, "LO", Is("Omnipaque 350"), Retained),
    (0x0018_0022, "CS", Is("HELICAL MODE"), Retained),
    (0x0018_0060, "DS", Is("120"), Retained),
    (0x0018_0090, "DS", Is("500.0"), Retained),
    (0x0018_1100, "DS", Is("338.67"), Retained),
    (0x0018_1110, "DS", Is("1085.6"), Retained),
    (0x0018_1120, "DS", Is("0.0"), Retained),
    (0x0018_1130, "DS", Is("139.5"), Retained),
    (0x0018_1140, "CS", Is("CW"), Retained),
    (0x0018_1150, "IS", Is("500"), Retained),
    (0x0018_1151, "IS", Is("210"), Retained),
    (0x0018_1152, "IS", Is("105"), Retained),
    (0x0018_1160, "SH", Is("BODY FILTER"), Retained),
    (0x0018_1210, "SH", Is("B60f"), Retained),
];

#[rustfmt::skip]
pub const MR: &[Row] = &[
    (0x0008_0008, "CS", Is("ORIGINAL\\PRIMARY\\M\\ND\\NORM"), Retained),
    (0x0018_0020, "CS", Is("SE\\IR"), Retained),
    (0x0018_0021, "CS", Is("SK\\SP"), Retained),
    (0x0018_0022, "CS", Is("PFP\\FS"), Retained),
    (0x0018_0023, "CS", Is("2D"), Retained),
    (0x0018_0024, "SH", Is("*tfl3d1_16ns"), Retained),
    (0x0018_0080, "DS", Is("2300"), Retained),
    (0x0018_0081, "DS", Is("2.98"), Retained),
    (0x0018_0082, "DS", Is("900"), Retained),
    (0x0018_0083, "DS", Is("1"), Retained),
    (0x0018_0084, "DS", Is("123.249462"), Retained),
    (0x0018_0085, "SH", Is("1H"), Retained),
    (0x0018_0087, "DS", Is("3"), Retained),
    (0x0018_0091, "IS", Is("1"), Retained),
    (0x0018_0095, "DS", Is("240"), Retained),
    (0x0018_1250, "SH", Is("Body_32"), Retained),
    (0x0018_1251, "SH", Is("Body"), Retained),
    (0x0018_1312, "CS", Is("ROW"), Retained),
    (0x0018_1314, "DS", Is("9"), Retained),
    (0x0018_1316, "DS", Is("0.0342"), Retained),
];

#[rustfmt::skip]
pub const ULTRASOUND: &[Row] = &[
    (0x0008_0008, "CS", Is("ORIGINAL\\PRIMARY\\ABDOMINAL"), Retained),
    (0x0008_2122, "IS", Is("1"), Retained),
    (0x0008_2120, "SH", Is("BASELINE"), Retained),
    (0x0018_5010, "LO", Is("C5-1"), Retained),
    (0x0018_5022, "DS", Is("1.1"), Retained),
    (0x0018_5050, "IS", Is("16"), Retained),
    (0x0018_6031, "CS", Is("CURVED LINEAR"), Retained),
    (0x0028_0014, "US", Is("1"), Retained),
];

#[rustfmt::skip]
pub const PROJECTION: &[Row] = &[
    (0x0008_0008, "CS", Is("ORIGINAL\\PRIMARY"), Retained),
    (0x0008_0068, "CS", Is("FOR PRESENTATION"), Retained),
    (0x0018_0060, "DS", Is("125"), Retained),
    (0x0018_1110, "DS", Is("1800"), Retained),
    (0x0018_1150, "IS", Is("8"), Retained),
    (0x0018_1164, "DS", Is("0.143\\0.143"), Retained),
    (0x0018_1166, "CS", Is("FOCUSED\\RECIPROCATING"), Retained),
    (0x0018_1508, "CS", Is("COLUMN"), Retained),
    (0x0018_1190, "DS", Is("0.6"), Retained),
    (0x0018_1405, "IS", Is("211"), Retained),
    (0x0018_1411, "DS", Is("196.7"), Retained),
    (0x0018_5101, "CS", Is("PA"), Retained),
    (0x0018_7004, "CS", Is("SCINTILLATOR"), Retained),
    (0x0018_7006, "LT", Is("CsI TFT flat panel"), Retained),
    (0x0020_0020, "CS", Is("L\\F"), Retained),
    (0x0020_0062, "CS", Is("U"), Retained),
];

#[rustfmt::skip]
pub const MAMMOGRAPHY: &[Row] = &[
    (0x0018_11A0, "DS", Is("52"), Retained),
    (0x0018_11A2, "DS", Is("88.9"), Retained),
    (0x0018_1191, "CS", Is("TUNGSTEN"), Retained),
    (0x0018_7050, "CS", Is("RHODIUM"), Retained),
    (0x0018_1510, "DS", Is("45"), Retained),
    (0x0028_1300, "CS", Is("NO"), Retained),
    (0x0028_1350, "CS", Is("NO"), Retained),
    (0x0040_0316, "DS", Is("0.0132"), Retained),
];

#[rustfmt::skip]
pub const NUCLEAR: &[Row] = &[
    (0x0008_0008, "CS", Is("ORIGINAL\\PRIMARY"), Retained),
    (0x0018_0071, "CS", Is("TIME"), Retained),
    (0x0018_1181, "CS", Is("NONE"), Retained),
    (0x0018_1242, "IS", Is("180000"), Retained),
    (0x0028_0051, "CS", Is("NORM\\DTIM\\ATTN\\SCAT\\DECY"), Retained),
    (0x0054_0081, "US", Is("109"), Retained),
    (0x0054_1000, "CS", Is("STATIC\\IMAGE"), Retained),
    (0x0054_1001, "CS", Is("BQML"), Retained),
    (0x0054_1002, "CS", Is("EMISSION"), Retained),
    (0x0054_1100, "CS", Is("DLYD"), Retained),
    (0x0054_1101, "LO", Is("measured,AC CT"), Retained),
    (0x0054_1102, "CS", Is("START"), Retained),
    (0x0054_1103, "LO", Is("OSEM 3D 4i21s"), Retained),
    (0x0054_1300, "DS", Is("90000.0"), Retained),
    (0x0054_1321, "DS", Is("1.0312"), Retained),
];

#[rustfmt::skip]
pub const ANGIOGRAPHY: &[Row] = &[
    (0x0008_0008, "CS", Is("ORIGINAL\\PRIMARY\\SINGLE PLANE"), Retained),
    (0x0018_0060, "DS", Is("81"), Retained),
    (0x0018_1063, "DS", Is("66.67"), Retained),
    (0x0018_1155, "CS", Is("GR"), Retained),
    (0x0018_1500, "CS", Is("STATIONARY"), Retained),
    (0x0018_1510, "DS", Is("-30.2"), Retained),
    (0x0018_1511, "DS", Is("9.8"), Retained),
    (0x0028_1040, "CS", Is("LIN"), Retained),
];

#[rustfmt::skip]
pub const CAPTURE: &[Row] = &[
    (0x0008_0008, "CS", Is("DERIVED\\SECONDARY"), Retained),
    (0x0008_0064, "CS", Is("WSD"), Retained),
    (0x0018_1010, "LO", Code, Removed),
    (0x0018_1012, "DA", Day, MovedOrGone),
    (0x0018_1016, "LO", Is("Agfa"), Retained),
    (0x0018_1018, "LO", Is("IMPAX"), Retained),
];

/// Dates, creator and label of presentations and derived objects.
#[rustfmt::skip]
pub const CONTENT: &[Row] = &[
    (0x0070_0080, "CS", Is("LESIONS"), Present),
    (0x0070_0081, "LO", Description, Cleaned),
    (0x0070_0082, "DA", Day, Moved),
    (0x0070_0083, "TM", Time, Clock),
    (0x0070_0084, "PN", Somebody, Removed),
];

#[rustfmt::skip]
pub const STRUCTURE: &[Row] = &[
    (0x3006_0002, "SH", PlainDescription, Cleaned),
    (0x3006_0004, "LO", Description, Cleaned),
    (0x3006_0006, "ST", Description, Cleaned),
    (0x3006_0008, "DA", Day, Moved),
    (0x3006_0009, "TM", Time, Clock),
    (0x300E_0002, "CS", Is("APPROVED"), Retained),
    (0x300E_0004, "DA", Day, MovedOrGone),
    (0x300E_0008, "PN", Somebody, Removed),
];

#[rustfmt::skip]
pub const PLAN: &[Row] = &[
    (0x300A_0002, "SH", PlainDescription, Cleaned),
    (0x300A_0003, "LO", Description, Cleaned),
    (0x300A_0004, "ST", Description, Cleaned),
    (0x300A_0006, "DA", Day, Moved),
    (0x300A_0007, "TM", Time, Clock),
    (0x300A_000A, "CS", Is("CURATIVE"), Retained),
    (0x300A_000C, "CS", Is("PATIENT"), Retained),
    (0x300A_000E, "ST", Description, Cleaned),
    (0x300E_0002, "CS", Is("UNAPPROVED"), Retained),
    (0x300E_0008, "PN", Somebody, Removed),
];

#[rustfmt::skip]
pub const DOSE: &[Row] = &[
    (0x3004_0002, "CS", Is("GY"), Retained),
    (0x3004_0004, "CS", Is("PHYSICAL"), Retained),
    (0x3004_000A, "CS", Is("PLAN"), Retained),
    (0x3004_000E, "DS", Is("0.00035"), Retained),
    (0x3004_0006, "LO", Comment, Removed),
    (0x3004_000C, "DS", Is("0\\3\\6"), Retained),
];

#[rustfmt::skip]
pub const SEGMENTATION: &[Row] = &[
    (0x0008_0008, "CS", Is("DERIVED\\PRIMARY"), Retained),
    (0x0062_0001, "CS", Is("BINARY"), Retained),
    (0x0028_2110, "CS", Is("00"), Retained),
];

#[rustfmt::skip]
pub const REPORT: &[Row] = &[
    (0x0040_A040, "CS", Is("CONTAINER"), Retained),
    (0x0040_A050, "CS", Is("SEPARATE"), Retained),
    (0x0040_A491, "CS", Is("COMPLETE"), Retained),
    (0x0040_A493, "CS", Is("VERIFIED"), Retained),
];
