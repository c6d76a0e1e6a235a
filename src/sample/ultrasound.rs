//! An ultrasound frame with the patient's name, number and birth date burned
//! in: what the burned-in question is about.

use dicom_core::VR;
use dicom_dictionary_std::tags;

use super::letters::Canvas;
use super::parts::{bytes, data_set, double, items, long, part10, put_all, short, text};
use super::study::{self, SeriesHeader};
use super::{SampleFile, person};
use crate::dicom::data::{DataSet, Element};

/// Series number.
pub const SERIES: u16 = 11;

/// Ultrasound Image Storage, PS3.4 B.5.
const US_IMAGE: &str = "1.2.840.10008.5.1.4.1.1.6.1";

const WIDTH: u16 = 640;
const HEIGHT: u16 = 480;

/// The frame.
pub fn file() -> SampleFile {
    let uid = study::instance_uid(SERIES, 1);
    SampleFile {
        path: String::from("QUILLFEATHER_ODALYS/US_20240312/IM0001.dcm"),
        bytes: part10(frame(), US_IMAGE, &uid),
    }
}

fn frame() -> DataSet {
    let mut all = study::header(&SeriesHeader {
        number: SERIES,
        instance: 1,
        sop_class: US_IMAGE,
        modality: "US",
        description: "LIVER",
        time: person::ULTRASOUND_TIME,
    });
    put_all(
        &mut all,
        [region(), text(tags::BURNED_IN_ANNOTATION, VR::CS, "YES")],
    );
    put_all(&mut all, pixels());
    all
}

/// Where the picture is in the frame, PS3.3 C.8.5.5.
fn region() -> Element {
    items(
        tags::SEQUENCE_OF_ULTRASOUND_REGIONS,
        vec![data_set([
            short(tags::REGION_SPATIAL_FORMAT, &[1]),
            short(tags::REGION_DATA_TYPE, &[1]),
            long(tags::REGION_FLAGS, 2),
            long(tags::REGION_LOCATION_MIN_X0, 60),
            long(tags::REGION_LOCATION_MIN_Y0, 70),
            long(tags::REGION_LOCATION_MAX_X1, 580),
            long(tags::REGION_LOCATION_MAX_Y1, 460),
            short(tags::PHYSICAL_UNITS_X_DIRECTION, &[3]),
            short(tags::PHYSICAL_UNITS_Y_DIRECTION, &[3]),
            double(tags::PHYSICAL_DELTA_X, 0.035),
            double(tags::PHYSICAL_DELTA_Y, 0.035),
        ])],
    )
}

fn pixels() -> Vec<Element> {
    vec![
        text(
            tags::IMAGE_TYPE,
            VR::CS,
            "ORIGINAL\\PRIMARY\\ABDOMINAL\\0001",
        ),
        short(tags::SAMPLES_PER_PIXEL, &[1]),
        text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2"),
        short(tags::ROWS, &[HEIGHT]),
        short(tags::COLUMNS, &[WIDTH]),
        short(tags::BITS_ALLOCATED, &[8]),
        short(tags::BITS_STORED, &[8]),
        short(tags::HIGH_BIT, &[7]),
        short(tags::PIXEL_REPRESENTATION, &[0]),
        bytes(tags::PIXEL_DATA, VR::OW, picture().dots),
    ]
}

/// A fan of speckle under the lines that the machine writes.
fn picture() -> Canvas {
    let (width, height) = (usize::from(WIDTH), usize::from(HEIGHT));
    let mut canvas = Canvas {
        width,
        dots: vec![8; width * height],
    };
    let mut noise = 0x5A_F3_11_u32;
    for row in 70..460_usize {
        let half = 40 + (row - 70) / 2;
        for column in 320 - half..320 + half {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let speckle = u8::try_from(noise % 70).unwrap_or(0);
            let depth = u8::try_from(120_usize.saturating_sub(row / 5)).unwrap_or(0);
            let (across, down) = (column.abs_diff(350), row.abs_diff(250));
            let cyst = across * across + down * down < 38 * 38;
            let value = if cyst {
                speckle / 5
            } else {
                depth.saturating_add(speckle)
            };
            canvas.set(column, row, value);
        }
    }
    canvas.write(12, 10, 2, person::PATIENT_NAME_UPPER);
    canvas.write(12, 32, 2, person::PATIENT_ID);
    canvas.write(390, 10, 2, "DOB 04/17/1952");
    canvas.write(390, 32, 2, "2024-03-12 11:19:07");
    canvas.write(12, 462, 1, "BRAMBLEPORT LANTERN HOSPITAL");
    canvas.write(560, 462, 1, "MI 0.9 TIS 0.4");
    canvas
}
