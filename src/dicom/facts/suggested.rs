//! Where text is likely in the pixels, by what the header says: the places where
//! known devices write, and what lies around the regions of an ultrasound picture.
//!
//! It is looked up in pass 1, so that none of the texts it goes by is kept.

mod devices;
mod ultrasound;

use crate::boxes::{PixelArea, Suggestion, SuggestionSource};
use crate::dicom::charset::Charset;
use crate::dicom::data::DicomFile;
use crate::policy::pixel_decisions::Device;

/// The places of one picture, each inside it and none inside another.
pub(super) fn suggested(
    file: &DicomFile,
    charset: &Charset,
    modality: &str,
    device: &Device,
) -> Vec<Suggestion> {
    let mut places: Vec<Suggestion> = Vec::new();
    for (label, area) in devices::areas(file, charset, modality, device) {
        enter(
            &mut places,
            device,
            area,
            SuggestionSource::DeviceTable,
            label,
        );
    }
    let label = "outside the ultrasound regions";
    for area in ultrasound::areas(file, device) {
        enter(
            &mut places,
            device,
            area,
            SuggestionSource::UltrasoundRegion,
            label,
        );
    }
    places
}

/// Enters what of an area lies in the picture, unless a place that is there covers
/// it; what it covers itself goes.
fn enter(
    places: &mut Vec<Suggestion>,
    device: &Device,
    area: PixelArea,
    from: SuggestionSource,
    label: &str,
) {
    let Some(area) = area.clipped(device.columns, device.rows) else {
        return;
    };
    if places.iter().any(|place| place.area.covers(area)) {
        return;
    }
    places.retain(|place| !area.covers(place.area));
    places.push(Suggestion {
        area,
        from,
        label: label.to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: u32, top: u32, width: u32, height: u32) -> PixelArea {
        PixelArea {
            left,
            top,
            width,
            height,
        }
    }

    #[test]
    fn places_are_cut_to_the_picture_and_stand_once() {
        let device = Device {
            rows: 100,
            columns: 200,
            ..Device::default()
        };
        let mut places = Vec::new();
        for (left, top, width, height) in [
            (0, 0, 1024, 20),
            (0, 0, 200, 20),
            (5, 5, 10, 10),
            (200, 0, 5, 5),
            (0, 100, 5, 5),
            (150, 90, 100, u32::MAX),
            (0, 0, 200, 30),
        ] {
            let area = area(left, top, width, height);
            enter(
                &mut places,
                &device,
                area,
                SuggestionSource::DeviceTable,
                "made up",
            );
        }
        let areas: Vec<PixelArea> = places.iter().map(|place| place.area).collect();
        assert_eq!(areas, [area(150, 90, 50, 10), area(0, 0, 200, 30)]);
    }
}
