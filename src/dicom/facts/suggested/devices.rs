//! Places where known devices write into their pictures.

mod table;

use crate::boxes::PixelArea;
use crate::dicom::charset::Charset;
use crate::dicom::data::{DicomFile, Value};
use crate::dicom::strings;
use crate::dicom::walk::{plain_text, tag_of};
use crate::finding::TagCode;
use crate::policy::pixel_decisions::Device;

use table::{Attribute, SIGNATURES, Term};

/// Left, top, width, height.
type Place = (u32, u32, u32, u32);

/// One kind of picture and where text stands in it.
struct Signature {
    /// What the person is told.
    label: &'static str,
    /// Each must hold by one of its terms.
    conditions: &'static [&'static [Term]],
    places: &'static [Place],
}

/// The places of all signatures that hold. An attribute that is not there holds
/// nothing.
pub(super) fn areas(
    file: &DicomFile,
    charset: &Charset,
    modality: &str,
    device: &Device,
) -> Vec<(&'static str, PixelArea)> {
    let header = Header::of(file, charset, modality, device);
    let holding = SIGNATURES.iter().filter(|one| header.holds(one));
    holding
        .flat_map(|one| one.places.iter().map(|place| (one.label, area_of(*place))))
        .collect()
}

const fn area_of((left, top, width, height): Place) -> PixelArea {
    PixelArea {
        left,
        top,
        width,
        height,
    }
}

/// The attributes that signatures ask for, in small letters.
struct Header(Vec<(Attribute, String)>);

impl Header {
    fn of(file: &DicomFile, charset: &Charset, modality: &str, device: &Device) -> Self {
        let set = &file.data_set;
        let text = |tag| match set.get(tag_of(tag)).map(|element| &element.value) {
            Some(Value::Bytes(bytes)) => charset.decode(bytes).to_lowercase(),
            Some(Value::Items(_) | Value::Pixels(_)) | None => String::new(),
        };
        let value = |attribute| match attribute {
            Attribute::Modality => modality.to_lowercase(),
            Attribute::Manufacturer => device.manufacturer.expose().to_lowercase(),
            Attribute::Model => device.model.expose().to_lowercase(),
            Attribute::Rows => device.rows.to_string(),
            Attribute::Columns => device.columns.to_string(),
            Attribute::SeriesDescription => text(TagCode(0x0008_103E)),
            Attribute::ImageType => text(TagCode(0x0008_0008)),
            Attribute::BurnedIn => text(TagCode(0x0028_0301)),
            Attribute::DoseComment => text(TagCode(0x0040_0310)),
            Attribute::Protocol => text(TagCode(0x0018_1030)),
            Attribute::CodeMeaning => text(TagCode(0x0008_0104)),
            Attribute::WindowWidth => text(TagCode(0x0028_1051)),
            // The first of the sixteen overlays has the groups 6000 to 601E.
            Attribute::OverlayDescription => (0..16)
                .map(|overlay| text(TagCode(0x6000_0022 + (overlay << 17))))
                .collect(),
            Attribute::ImplementationVersion => {
                let name = plain_text(&file.meta, TagCode(0x0002_0013));
                name.unwrap_or_default().to_lowercase()
            }
        };
        Self(
            Attribute::ALL
                .map(|attribute| (attribute, value(attribute)))
                .into(),
        )
    }

    fn value(&self, attribute: Attribute) -> &str {
        let own = self.0.iter().find(|(name, _)| *name == attribute);
        own.map_or("", |(_, value)| strings::trimmed(value))
    }

    fn holds(&self, signature: &Signature) -> bool {
        let mut conditions = signature.conditions.iter();
        conditions.all(|terms| terms.iter().any(|term| self.has(*term)))
    }

    fn has(&self, term: Term) -> bool {
        match term {
            Term::Is(attribute, wanted) => self.value(attribute) == wanted,
            Term::Has(attribute, wanted) => self.value(attribute).contains(wanted),
            Term::Begins(attribute, wanted) => self.value(attribute).starts_with(wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_can_match() {
        assert_eq!(SIGNATURES.len(), 120);
        let places: usize = SIGNATURES.iter().map(|one| one.places.len()).sum();
        assert_eq!(places, 131);
        for one in SIGNATURES {
            assert!(!one.conditions.is_empty(), "{}", one.label);
            assert!(
                one.places
                    .iter()
                    .all(|(_, _, width, height)| width * height > 0)
            );
            for term in one.conditions.iter().flat_map(|terms| terms.iter()) {
                let (Term::Is(_, text) | Term::Has(_, text) | Term::Begins(_, text)) = *term;
                assert_eq!(text, text.to_lowercase(), "{}", one.label);
                assert!(!text.is_empty(), "{}", one.label);
            }
        }
    }

    #[test]
    fn every_attribute_is_read_once() {
        let mut names: Vec<String> = Attribute::ALL.map(|name| format!("{name:?}")).into();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Attribute::ALL.len());
    }
}
