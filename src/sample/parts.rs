//! Elements, items and code sequences from plain values.

use dicom_core::{Tag, VR};

use crate::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use crate::dicom::write::write;

/// Explicit VR Little Endian, PS3.5 A.2.
const EXPLICIT_LITTLE: &str = "1.2.840.10008.1.2.1";

/// A text value; the writer pads it.
pub fn text(tag: Tag, vr: VR, value: &str) -> Element {
    bytes(tag, vr, value.as_bytes().to_vec())
}

/// A value that is bytes already, little endian.
pub const fn bytes(tag: Tag, vr: VR, value: Vec<u8>) -> Element {
    Element {
        tag,
        vr,
        value: Value::Bytes(value),
    }
}

/// A US value of multiplicity 1 or more.
pub fn short(tag: Tag, values: &[u16]) -> Element {
    let value = values.iter().flat_map(|value| value.to_le_bytes());
    bytes(tag, VR::US, value.collect())
}

/// A UL value.
pub fn long(tag: Tag, value: u32) -> Element {
    bytes(tag, VR::UL, value.to_le_bytes().to_vec())
}

/// An FD value.
pub fn double(tag: Tag, value: f64) -> Element {
    bytes(tag, VR::FD, value.to_le_bytes().to_vec())
}

/// A sequence.
pub const fn items(tag: Tag, items: Vec<DataSet>) -> Element {
    Element {
        tag,
        vr: VR::SQ,
        value: Value::Items(items),
    }
}

/// Elements in any order as a data set.
pub fn data_set(elements: impl IntoIterator<Item = Element>) -> DataSet {
    let mut all = DataSet::default();
    for element in elements {
        all.put(element);
    }
    all
}

/// Adds elements to a data set.
pub fn put_all(into: &mut DataSet, elements: impl IntoIterator<Item = Element>) {
    for element in elements {
        into.put(element);
    }
}

/// An item of a code sequence, PS3.3 Table 8.8-1.
pub fn code((value, scheme, meaning): (&str, &str, &str)) -> DataSet {
    use dicom_dictionary_std::tags;
    data_set([
        text(tags::CODE_VALUE, VR::SH, value),
        text(tags::CODING_SCHEME_DESIGNATOR, VR::SH, scheme),
        text(tags::CODE_MEANING, VR::LO, meaning),
    ])
}

/// An item that refers to an instance, PS3.3 Table 10-11.
pub fn reference(sop_class: &str, sop_instance: &str) -> DataSet {
    use dicom_dictionary_std::tags;
    data_set([
        text(tags::REFERENCED_SOP_CLASS_UID, VR::UI, sop_class),
        text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, sop_instance),
    ])
}

/// The finished Part 10 file of a data set. Empty if it cannot be written,
/// which a test rules out.
pub fn part10(data_set: DataSet, sop_class: &str, sop_instance: &str) -> Vec<u8> {
    use dicom_dictionary_std::tags;
    let meta = self::data_set([
        bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]),
        text(tags::MEDIA_STORAGE_SOP_CLASS_UID, VR::UI, sop_class),
        text(tags::MEDIA_STORAGE_SOP_INSTANCE_UID, VR::UI, sop_instance),
        text(tags::TRANSFER_SYNTAX_UID, VR::UI, EXPLICIT_LITTLE),
        text(tags::IMPLEMENTATION_CLASS_UID, VR::UI, "2.999.41.1"),
        text(tags::IMPLEMENTATION_VERSION_NAME, VR::SH, "MADEUP_1"),
        text(
            tags::SOURCE_APPLICATION_ENTITY_TITLE,
            VR::AE,
            super::person::SCHEDULED_STATION_AE,
        ),
    ]);
    let file = DicomFile {
        transfer_syntax: EXPLICIT_LITTLE.to_owned(),
        encoding: Encoding::ExplicitLittle,
        meta,
        data_set,
    };
    write(&file).map(super::joined).unwrap_or_default()
}
