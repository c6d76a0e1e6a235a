//! Known values given by DICOM keyword instead of by a file.

use dicom_core::VR;
use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry};
use dicom_dictionary_std::StandardDataDictionary;

use super::harvest::gather;
use crate::dicom::charset::Charset;
use crate::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use crate::known::KnownValue;

/// The identifying values that an element of this keyword (PS3.6) would tell.
///
/// `text` is the value in Unicode, several separated by `\`. An unknown keyword
/// tells nothing.
#[must_use]
pub fn known_of_keyword(keyword: &str, text: &str) -> Vec<KnownValue> {
    let Some(entry) = StandardDataDictionary.by_name(keyword) else {
        return Vec::new();
    };
    let element = Element {
        tag: entry.tag(),
        vr: entry.vr().exact().unwrap_or(VR::LO),
        value: Value::Bytes(text.as_bytes().to_vec()),
    };
    let file = DicomFile {
        transfer_syntax: String::from("1.2.840.10008.1.2.1"),
        encoding: Encoding::ExplicitLittle,
        meta: DataSet::default(),
        data_set: DataSet {
            elements: vec![element],
        },
    };
    gather(&file, Charset::from_specific_character_set(b"ISO_IR 192")).known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::{KnownKind, Role};

    #[test]
    fn a_keyword_tells_what_its_element_would() {
        let known = known_of_keyword("PatientName", "QUILLFEATHER^ODA");
        assert!(known.iter().any(|value| value.kind == KnownKind::PersonName
            && value.role == Role::Patient
            && value.value.expose() == "QUILLFEATHER^ODA"));
        let known = known_of_keyword("StudyDate", "20240312");
        assert!(known.iter().any(|value| value.kind == KnownKind::Date));
        assert!(known_of_keyword("Rows", "512").is_empty());
        assert!(known_of_keyword("NoSuchKeyword", "QUILLFEATHER").is_empty());
    }
}
