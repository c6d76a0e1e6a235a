//! Times and the dates that belong to them, by their keywords.
//!
//! Source: DICOM PS3.6 data elements, from the crate dicom-dictionary-std
//! 0.10.1 (MIT OR Apache-2.0). Facts only.
//!
//! Written by `scripts/make_tables.py` from `standard/`; do not edit.

/// 44 pairs of time and date, ascending.
#[rustfmt::skip]
pub static PAIRS: &[(u32, u32)] = &[
    (0x0008_0013, 0x0008_0012), // InstanceCreationTime
    (0x0008_0030, 0x0008_0020), // StudyTime
    (0x0008_0031, 0x0008_0021), // SeriesTime
    (0x0008_0032, 0x0008_0022), // AcquisitionTime
    (0x0008_0033, 0x0008_0023), // ContentTime
    (0x0008_0034, 0x0008_0024), // OverlayTime
    (0x0008_0035, 0x0008_0025), // CurveTime
    (0x0010_0032, 0x0010_0030), // PatientBirthTime
    (0x0014_0103, 0x0014_0102), // SecondaryReviewTime
    (0x0014_3077, 0x0014_3076), // TimeOfGainCalibration
    (0x0014_407C, 0x0014_407E), // CalibrationTime
    (0x0018_1014, 0x0018_1012), // TimeOfSecondaryCapture
    (0x0018_1201, 0x0018_1200), // TimeOfLastCalibration
    (0x0018_700E, 0x0018_700C), // TimeOfLastDetectorCalibration
    (0x0020_3405, 0x0020_3403), // ModifiedImageTime
    (0x0032_0033, 0x0032_0032), // StudyVerifiedTime
    (0x0032_0035, 0x0032_0034), // StudyReadTime
    (0x0032_1001, 0x0032_1000), // ScheduledStudyStartTime
    (0x0032_1011, 0x0032_1010), // ScheduledStudyStopTime
    (0x0032_1041, 0x0032_1040), // StudyArrivalTime
    (0x0032_1051, 0x0032_1050), // StudyCompletionTime
    (0x0038_001B, 0x0038_001A), // ScheduledAdmissionTime
    (0x0038_001D, 0x0038_001C), // ScheduledDischargeTime
    (0x0038_0021, 0x0038_0020), // AdmittingTime
    (0x0038_0032, 0x0038_0030), // DischargeTime
    (0x0040_0003, 0x0040_0002), // ScheduledProcedureStepStartTime
    (0x0040_0005, 0x0040_0004), // ScheduledProcedureStepEndTime
    (0x0040_0245, 0x0040_0244), // PerformedProcedureStepStartTime
    (0x0040_0251, 0x0040_0250), // PerformedProcedureStepEndTime
    (0x0040_2005, 0x0040_2004), // IssueTimeOfImagingServiceRequest
    (0x0040_A122, 0x0040_A121), // Time
    (0x0070_0083, 0x0070_0082), // PresentationCreationTime
    (0x2100_0050, 0x2100_0040), // CreationTime
    (0x3006_0009, 0x3006_0008), // StructureSetTime
    (0x3008_0025, 0x3008_0024), // TreatmentControlPointTime
    (0x3008_0164, 0x3008_0162), // SafePositionExitTime
    (0x3008_0168, 0x3008_0166), // SafePositionReturnTime
    (0x3008_0251, 0x3008_0250), // TreatmentTime
    (0x300A_0007, 0x300A_0006), // RTPlanTime
    (0x300A_022E, 0x300A_022C), // SourceStrengthReferenceTime
    (0x300E_0005, 0x300E_0004), // ReviewTime
    (0x4008_0101, 0x4008_0100), // InterpretationRecordedTime
    (0x4008_0109, 0x4008_0108), // InterpretationTranscriptionTime
    (0x4008_0113, 0x4008_0112), // InterpretationApprovalTime
];
