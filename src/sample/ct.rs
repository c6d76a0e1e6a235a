//! Three CT series: axial, thin axial, and a coronal-like reformat that refers
//! to the slices it was made from.

use dicom_core::VR;
use dicom_dictionary_std::tags;

use super::parts::{bytes, code, data_set, items, part10, put_all, reference, short, text};
use super::study::{self, SeriesHeader};
use super::{SampleFile, body};
use crate::dicom::data::{DataSet, Element};

/// CT Image Storage, PS3.4 B.5.
pub const CT_IMAGE: &str = "1.2.840.10008.5.1.4.1.1.2";

/// One series of the study.
pub struct Series {
    pub number: u16,
    pub slices: u16,
    pub description: &'static str,
    /// Value 3 and on of ImageType.
    image_type: &'static str,
    kernel: &'static str,
    thickness_mm: u16,
    time: &'static str,
    /// Gap between the slices in the drawing, of 1,000.
    step: i32,
    first_level: i32,
}

/// The series in their order.
pub const SERIES: &[Series] = &[
    Series {
        number: 2,
        slices: 16,
        description: "AX CHEST 5 MM C+",
        image_type: "ORIGINAL\\PRIMARY\\AXIAL",
        kernel: "B30f",
        thickness_mm: 5,
        time: "101714.020000",
        step: 60,
        first_level: 50,
    },
    Series {
        number: 3,
        slices: 14,
        description: "AX LUNG 2 MM",
        image_type: "ORIGINAL\\PRIMARY\\AXIAL",
        kernel: "B70f",
        thickness_mm: 2,
        time: "101751.660000",
        step: 20,
        first_level: 260,
    },
    Series {
        number: 4,
        slices: 8,
        description: "MPR CHEST 8 MM",
        image_type: "DERIVED\\SECONDARY\\AXIAL",
        kernel: "B30f",
        thickness_mm: 8,
        time: "102633.900000",
        step: 110,
        first_level: 80,
    },
];

/// All slices of all series.
pub fn files() -> Vec<SampleFile> {
    let mut files = Vec::new();
    for series in SERIES {
        for instance in 1..=series.slices {
            let uid = study::instance_uid(series.number, instance);
            files.push(SampleFile {
                path: format!(
                    "QUILLFEATHER_ODALYS/CT_20240312/{}_{:04}.dcm",
                    series.description.replace([' ', '+'], "_"),
                    instance
                ),
                bytes: part10(slice(series, instance), CT_IMAGE, &uid),
            });
        }
    }
    files
}

fn slice(series: &Series, instance: u16) -> DataSet {
    let mut all = study::header(&SeriesHeader {
        number: series.number,
        instance,
        sop_class: CT_IMAGE,
        modality: "CT",
        description: series.description,
        time: series.time,
    });
    put_all(&mut all, acquisition(series));
    put_all(&mut all, geometry(series, instance));
    put_all(&mut all, references(series, instance));
    put_all(&mut all, pixels(series, instance));
    all
}

fn acquisition(series: &Series) -> Vec<Element> {
    let moment = format!("{}{}", super::person::STUDY_DATE, series.time);
    vec![
        text(tags::IMAGE_TYPE, VR::CS, series.image_type),
        text(tags::ACQUISITION_DATE, VR::DA, super::person::STUDY_DATE),
        text(tags::ACQUISITION_TIME, VR::TM, series.time),
        text(tags::ACQUISITION_DATE_TIME, VR::DT, &moment),
        text(tags::CONTRAST_BOLUS_AGENT, VR::LO, "Iodinated contrast"),
        text(tags::BODY_PART_EXAMINED, VR::CS, "CHEST"),
        text(
            tags::SLICE_THICKNESS,
            VR::DS,
            &series.thickness_mm.to_string(),
        ),
        text(tags::KVP, VR::DS, "120"),
        text(tags::PROTOCOL_NAME, VR::LO, "Chest contrast"),
        text(tags::EXPOSURE_TIME, VR::IS, "500"),
        text(tags::X_RAY_TUBE_CURRENT, VR::IS, "210"),
        text(tags::CONVOLUTION_KERNEL, VR::SH, series.kernel),
        text(tags::PATIENT_POSITION, VR::CS, "HFS"),
        text(tags::ACQUISITION_NUMBER, VR::IS, "1"),
        text(
            tags::IRRADIATION_EVENT_UID,
            VR::UI,
            &study::irradiation_event_uid(series.number),
        ),
    ]
}

fn geometry(series: &Series, instance: u16) -> Vec<Element> {
    let position_mm = -f64::from(series.thickness_mm) * f64::from(instance);
    vec![
        text(
            tags::IMAGE_POSITION_PATIENT,
            VR::DS,
            &format!("-175\\-175\\{position_mm:.1}"),
        ),
        text(tags::IMAGE_ORIENTATION_PATIENT, VR::DS, "1\\0\\0\\0\\1\\0"),
        text(
            tags::FRAME_OF_REFERENCE_UID,
            VR::UI,
            &study::frame_of_reference_uid(),
        ),
        text(tags::POSITION_REFERENCE_INDICATOR, VR::LO, ""),
        text(tags::SLICE_LOCATION, VR::DS, &format!("{position_mm:.1}")),
        text(tags::PIXEL_SPACING, VR::DS, "1.3671875\\1.3671875"),
    ]
}

/// The reformat names its sources; every slice names the one before it.
fn references(series: &Series, instance: u16) -> Vec<Element> {
    let mut all = Vec::new();
    if instance > 1 {
        let before = study::instance_uid(series.number, instance - 1);
        all.push(items(
            tags::REFERENCED_IMAGE_SEQUENCE,
            vec![reference(CT_IMAGE, &before)],
        ));
    }
    if series.image_type.starts_with("DERIVED") {
        let source = |slice| {
            let mut item = reference(CT_IMAGE, &study::instance_uid(2, slice));
            item.put(items(
                tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                vec![code((
                    "121322",
                    "DCM",
                    "Source image for image processing operation",
                ))],
            ));
            item
        };
        all.push(items(
            tags::SOURCE_IMAGE_SEQUENCE,
            [instance * 2 - 1, instance * 2].map(source).to_vec(),
        ));
        all.push(text(
            tags::DERIVATION_DESCRIPTION,
            VR::ST,
            "Mean of two neighbouring slices",
        ));
        all.push(items(
            tags::DERIVATION_CODE_SEQUENCE,
            vec![data_set(
                code(("113085", "DCM", "Spatial resampling")).elements,
            )],
        ));
    }
    all
}

fn pixels(series: &Series, instance: u16) -> Vec<Element> {
    let level = series.first_level + series.step * (i32::from(instance) - 1);
    let seed = u32::from(series.number) * 1000 + u32::from(instance);
    let values = body::slice(level, seed.wrapping_mul(2_654_435_761));
    let pixels = values.iter().flat_map(|value| value.to_le_bytes());
    vec![
        short(tags::SAMPLES_PER_PIXEL, &[1]),
        text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2"),
        short(tags::ROWS, &[body::SIDE]),
        short(tags::COLUMNS, &[body::SIDE]),
        short(tags::BITS_ALLOCATED, &[16]),
        short(tags::BITS_STORED, &[12]),
        short(tags::HIGH_BIT, &[11]),
        short(tags::PIXEL_REPRESENTATION, &[0]),
        text(tags::WINDOW_CENTER, VR::DS, "40\\-600"),
        text(tags::WINDOW_WIDTH, VR::DS, "400\\1500"),
        text(
            tags::RESCALE_INTERCEPT,
            VR::DS,
            &body::INTERCEPT.to_string(),
        ),
        text(tags::RESCALE_SLOPE, VR::DS, "1"),
        text(tags::RESCALE_TYPE, VR::LO, "HU"),
        bytes(tags::PIXEL_DATA, VR::OW, pixels.collect()),
    ]
}
