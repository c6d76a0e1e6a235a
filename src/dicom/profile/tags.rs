//! Attributes that the product writes itself, at the top level.

use crate::finding::TagCode;

/// Specific Character Set.
pub const SPECIFIC_CHARACTER_SET: TagCode = TagCode(0x0008_0005);
/// SOP Class UID.
pub const SOP_CLASS_UID: TagCode = TagCode(0x0008_0016);
/// SOP Instance UID.
pub const SOP_INSTANCE_UID: TagCode = TagCode(0x0008_0018);
/// Accession Number.
pub const ACCESSION_NUMBER: TagCode = TagCode(0x0008_0050);
/// Modality.
pub const MODALITY: TagCode = TagCode(0x0008_0060);
/// Patient's Name.
pub const PATIENT_NAME: TagCode = TagCode(0x0010_0010);
/// Patient ID.
pub const PATIENT_ID: TagCode = TagCode(0x0010_0020);
/// Patient's Sex.
pub const PATIENT_SEX: TagCode = TagCode(0x0010_0040);
/// Patient's Age.
pub const PATIENT_AGE: TagCode = TagCode(0x0010_1010);
/// Patient Identity Removed.
pub const PATIENT_IDENTITY_REMOVED: TagCode = TagCode(0x0012_0062);
/// De-identification Method.
pub const DEIDENTIFICATION_METHOD: TagCode = TagCode(0x0012_0063);
/// De-identification Method Code Sequence.
pub const DEIDENTIFICATION_METHOD_CODES: TagCode = TagCode(0x0012_0064);
/// Study Instance UID.
pub const STUDY_INSTANCE_UID: TagCode = TagCode(0x0020_000D);
/// Series Instance UID.
pub const SERIES_INSTANCE_UID: TagCode = TagCode(0x0020_000E);
/// Study ID.
pub const STUDY_ID: TagCode = TagCode(0x0020_0010);
/// Longitudinal Temporal Information Modified.
pub const TEMPORAL_INFORMATION_MODIFIED: TagCode = TagCode(0x0028_0303);
/// Content Sequence.
pub const CONTENT_SEQUENCE: TagCode = TagCode(0x0040_A730);
/// Person Name of a content item.
pub const PERSON_NAME: TagCode = TagCode(0x0040_A123);
