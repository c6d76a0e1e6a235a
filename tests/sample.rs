//! The sample is what it says it is: the same bytes every time, readable, with
//! every planted value really in it.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use safelight::dicom::read::{Limits, read};
use safelight::sample::{files, planted_values};

fn found(bytes: &[u8], value: &str) -> bool {
    memchr::memmem::find(bytes, value.as_bytes()).is_some()
}

#[test]
fn every_planted_value_stands_in_some_file() {
    let files = files();
    let missing: Vec<&str> = planted_values()
        .into_iter()
        .filter(|planted| !files.iter().any(|file| found(&file.bytes, &planted.value)))
        .map(|planted| planted.place)
        .collect();
    assert!(missing.is_empty(), "not planted: {missing:?}");
    assert!(planted_values().len() >= 80);
}

#[test]
fn two_runs_make_the_same_files() {
    assert!(files() == files());
}

#[test]
fn the_parts_of_the_study_are_all_there() {
    let files = files();
    let of = |part: &str| files.iter().filter(|file| file.path.contains(part)).count();
    assert!(of("/CT_") >= 30);
    assert_eq!((of("/US_"), of("/SR_"), of(".pdf")), (1, 1, 1));
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), files.len());
}

#[test]
fn every_instance_of_the_sample_can_be_read_and_belongs_to_one_study() {
    let mut series = BTreeSet::new();
    let mut instances = BTreeSet::new();
    for file in files().iter().filter(|file| file.path.ends_with(".dcm")) {
        let read = read(&file.bytes, &Limits::default()).map_err(|_| &file.path);
        let data_set = read.expect("the sample's own file").data_set;
        let text = |tag| match data_set.get(tag).map(|element| &element.value) {
            Some(safelight::dicom::data::Value::Bytes(bytes)) => {
                String::from_utf8_lossy(bytes.as_slice())
                    .trim_end_matches(['\0', ' '])
                    .to_owned()
            }
            _ => String::new(),
        };
        assert_eq!(
            text(dicom_dictionary_std::tags::STUDY_INSTANCE_UID),
            "2.999.41.77204.20240312.1"
        );
        series.insert(text(dicom_dictionary_std::tags::SERIES_INSTANCE_UID));
        instances.insert(text(dicom_dictionary_std::tags::SOP_INSTANCE_UID));
    }
    assert_eq!(series.len(), 5);
    assert_eq!(instances.len(), 40);
}
