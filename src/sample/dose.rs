//! An X-Ray Radiation Dose SR, PS3.16 TID 10011, with a person observer, device
//! UIDs, dates, and a comment that names the patient.

use dicom_core::VR;
use dicom_dictionary_std::tags;

use super::ct::{CT_IMAGE, SERIES as CT_SERIES, Series};
use super::parts::{code, data_set, items, part10, put_all, reference, text};
use super::study::{self, SeriesHeader};
use super::{SampleFile, person};
use crate::dicom::data::{DataSet, Element};

/// Series number.
pub const SERIES: u16 = 21;

/// X-Ray Radiation Dose SR Storage, PS3.4 B.5.
const DOSE_SR: &str = "1.2.840.10008.5.1.4.1.1.88.67";

const TIME: &str = "102710.100000";

type Code = (&'static str, &'static str, &'static str);

/// The dose report.
pub fn file() -> SampleFile {
    let mut all = study::header(&SeriesHeader {
        number: SERIES,
        instance: 1,
        sop_class: DOSE_SR,
        modality: "SR",
        description: "Dose Report",
        time: TIME,
    });
    put_all(&mut all, document());
    put_all(&mut all, content());
    SampleFile {
        path: String::from("QUILLFEATHER_ODALYS/SR_20240312/DOSE0001.dcm"),
        bytes: part10(all, DOSE_SR, &study::instance_uid(SERIES, 1)),
    }
}

/// SR Document General, PS3.3 C.17.2.
fn document() -> Vec<Element> {
    let requested = data_set([
        text(tags::ACCESSION_NUMBER, VR::SH, person::ACCESSION),
        items(tags::REFERENCED_STUDY_SEQUENCE, vec![]),
        text(tags::STUDY_INSTANCE_UID, VR::UI, &study::study_uid()),
        text(tags::REQUESTED_PROCEDURE_DESCRIPTION, VR::LO, "CT chest"),
        items(tags::REQUESTED_PROCEDURE_CODE_SEQUENCE, vec![]),
        text(
            tags::REQUESTED_PROCEDURE_ID,
            VR::SH,
            person::REQUESTED_PROCEDURE_ID,
        ),
        text(
            tags::PLACER_ORDER_NUMBER_IMAGING_SERVICE_REQUEST,
            VR::LO,
            person::PLACER_ORDER,
        ),
        text(
            tags::FILLER_ORDER_NUMBER_IMAGING_SERVICE_REQUEST,
            VR::LO,
            "",
        ),
    ]);
    let verifier = data_set([
        text(tags::VERIFYING_ORGANIZATION, VR::LO, person::INSTITUTION),
        text(tags::VERIFICATION_DATE_TIME, VR::DT, "20240312103000"),
        text(tags::VERIFYING_OBSERVER_NAME, VR::PN, person::PERFORMING),
        items(
            tags::VERIFYING_OBSERVER_IDENTIFICATION_CODE_SEQUENCE,
            vec![],
        ),
    ]);
    vec![
        items(tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, vec![]),
        items(tags::VERIFYING_OBSERVER_SEQUENCE, vec![verifier]),
        items(tags::REFERENCED_REQUEST_SEQUENCE, vec![requested]),
        items(tags::PERFORMED_PROCEDURE_CODE_SEQUENCE, vec![]),
        items(
            tags::CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
            vec![evidence()],
        ),
        text(tags::COMPLETION_FLAG, VR::CS, "COMPLETE"),
        text(tags::VERIFICATION_FLAG, VR::CS, "VERIFIED"),
    ]
}

/// Every CT slice, by series.
fn evidence() -> DataSet {
    let series = |series: &Series| {
        let slices = (1..=series.slices)
            .map(|slice| reference(CT_IMAGE, &study::instance_uid(series.number, slice)));
        data_set([
            text(
                tags::SERIES_INSTANCE_UID,
                VR::UI,
                &study::series_uid(series.number),
            ),
            items(tags::REFERENCED_SOP_SEQUENCE, slices.collect()),
        ])
    };
    data_set([
        text(tags::STUDY_INSTANCE_UID, VR::UI, &study::study_uid()),
        items(
            tags::REFERENCED_SERIES_SEQUENCE,
            CT_SERIES.iter().map(series).collect(),
        ),
    ])
}

/// The content tree, PS3.3 C.17.3.
fn content() -> Vec<Element> {
    let mut children = context();
    children.push(container(
        ("113811", "DCM", "CT Accumulated Dose Data"),
        vec![
            number(
                ("113812", "DCM", "Total Number of Irradiation Events"),
                "2",
                ("{events}", "UCUM", "events"),
            ),
            number(
                ("113813", "DCM", "CT Dose Length Product Total"),
                "412.7",
                ("mGy.cm", "UCUM", "mGy.cm"),
            ),
        ],
    ));
    let acquired = CT_SERIES.iter().filter(|series| series.number < 4);
    children.extend(acquired.map(acquisition));
    children.push(coded(
        "CONTAINS",
        ("113854", "DCM", "Source of Dose Information"),
        ("113856", "DCM", "Automated Data Collection"),
    ));
    let template = data_set([
        text(tags::MAPPING_RESOURCE, VR::CS, "DCMR"),
        text(tags::TEMPLATE_IDENTIFIER, VR::CS, "10011"),
    ]);
    vec![
        text(tags::VALUE_TYPE, VR::CS, "CONTAINER"),
        items(
            tags::CONCEPT_NAME_CODE_SEQUENCE,
            vec![code(("113701", "DCM", "X-Ray Radiation Dose Report"))],
        ),
        text(tags::CONTINUITY_OF_CONTENT, VR::CS, "SEPARATE"),
        items(tags::CONTENT_TEMPLATE_SEQUENCE, vec![template]),
        items(tags::CONTENT_SEQUENCE, children),
    ]
}

/// Who and what observed: TID 1002 to 1004.
fn context() -> Vec<DataSet> {
    let within = "HAS OBS CONTEXT";
    vec![
        coded(
            "HAS CONCEPT MOD",
            ("121058", "DCM", "Procedure reported"),
            ("77477000", "SCT", "Computed Tomography X-Ray"),
        ),
        coded(
            within,
            ("121005", "DCM", "Observer Type"),
            ("121006", "DCM", "Person"),
        ),
        valued(
            within,
            ("121008", "DCM", "Person Observer Name"),
            "PNAME",
            text(tags::PERSON_NAME, VR::PN, person::OPERATOR),
        ),
        coded(
            within,
            ("121005", "DCM", "Observer Type"),
            ("121007", "DCM", "Device"),
        ),
        valued(
            within,
            ("121012", "DCM", "Device Observer UID"),
            "UIDREF",
            text(tags::UID, VR::UI, &study::device_uid()),
        ),
        said(
            within,
            ("121013", "DCM", "Device Observer Name"),
            person::STATION,
        ),
        said(
            within,
            ("121016", "DCM", "Device Observer Serial Number"),
            person::DEVICE_SERIAL,
        ),
        said(
            within,
            (
                "121017",
                "DCM",
                "Device Observer Physical Location During Observation",
            ),
            person::DEPARTMENT,
        ),
        valued(
            within,
            ("113809", "DCM", "Start of X-Ray Irradiation"),
            "DATETIME",
            text(tags::DATE_TIME, VR::DT, "20240312101714.020"),
        ),
        valued(
            within,
            ("113810", "DCM", "End of X-Ray Irradiation"),
            "DATETIME",
            text(tags::DATE_TIME, VR::DT, "20240312101758.410"),
        ),
        coded(
            within,
            ("113705", "DCM", "Scope of Accumulation"),
            ("113014", "DCM", "Study"),
        ),
    ]
}

fn acquisition(series: &Series) -> DataSet {
    container(
        ("113819", "DCM", "CT Acquisition"),
        vec![
            said(
                "CONTAINS",
                ("125203", "DCM", "Acquisition Protocol"),
                series.description,
            ),
            coded(
                "CONTAINS",
                ("123014", "DCM", "Target Region"),
                ("51185008", "SCT", "Chest"),
            ),
            valued(
                "CONTAINS",
                ("113769", "DCM", "Irradiation Event UID"),
                "UIDREF",
                text(
                    tags::UID,
                    VR::UI,
                    &study::irradiation_event_uid(series.number),
                ),
            ),
            number(
                ("113830", "DCM", "Mean CTDIvol"),
                "6.4",
                ("mGy", "UCUM", "mGy"),
            ),
            said(
                "CONTAINS",
                ("121106", "DCM", "Comment"),
                "Odalys Quillfeather held her breath well; scanned by B. Oakhollow.",
            ),
        ],
    )
}

fn item(relation: &str, name: Code, value_type: &str) -> DataSet {
    data_set([
        text(tags::RELATIONSHIP_TYPE, VR::CS, relation),
        text(tags::VALUE_TYPE, VR::CS, value_type),
        items(tags::CONCEPT_NAME_CODE_SEQUENCE, vec![code(name)]),
    ])
}

fn valued(relation: &str, name: Code, value_type: &str, value: Element) -> DataSet {
    let mut all = item(relation, name, value_type);
    all.put(value);
    all
}

fn said(relation: &str, name: Code, value: &str) -> DataSet {
    let value = text(tags::TEXT_VALUE, VR::UT, value);
    valued(relation, name, "TEXT", value)
}

fn coded(relation: &str, name: Code, value: Code) -> DataSet {
    let value = items(tags::CONCEPT_CODE_SEQUENCE, vec![code(value)]);
    valued(relation, name, "CODE", value)
}

fn number(name: Code, value: &str, unit: Code) -> DataSet {
    let measured = data_set([
        items(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, vec![code(unit)]),
        text(tags::NUMERIC_VALUE, VR::DS, value),
    ]);
    let value = items(tags::MEASURED_VALUE_SEQUENCE, vec![measured]);
    valued("CONTAINS", name, "NUM", value)
}

fn container(name: Code, children: Vec<DataSet>) -> DataSet {
    let mut all = item("CONTAINS", name, "CONTAINER");
    put_all(
        &mut all,
        [
            text(tags::CONTINUITY_OF_CONTENT, VR::CS, "SEPARATE"),
            items(tags::CONTENT_SEQUENCE, children),
        ],
    );
    all
}
