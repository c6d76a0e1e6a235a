//! The list of kept texts: complete, of the output alone, and without a value
//! that identifies somebody.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use dicom_core::VR;
use safelight::dicom::data::{DataSet, Value};
use safelight::dicom::read::{Limits, read};
use safelight::kept::kept_texts;
use safelight::pipeline::{Cleaner, Outcome, survey};
use safelight::plan::Plan;
use safelight::policy::{AtRisk, BurnedIn, Policy, Preset};
use safelight::sample::{self, SampleFile};
use safelight::sensitive::Sensitive;
use safelight::source::Part;

fn run(files: &[SampleFile], at_risk: AtRisk) -> (Vec<Outcome>, Sensitive<[u8; 32]>) {
    let surveyed: Vec<_> = files
        .iter()
        .map(|file| survey(&file.bytes, "dcm"))
        .collect();
    let policy = Policy {
        preset: Preset::Research,
        burned_in: BurnedIn::No,
        at_risk,
        issue_date: String::from("2026-02-03"),
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [7; 32]));
    let outcomes = files
        .iter()
        .enumerate()
        .map(|(index, file)| cleaner.run(&file.bytes, index))
        .collect();
    (outcomes, cleaner.plan().receipt_key.clone())
}

fn some_files() -> Vec<SampleFile> {
    let all = sample::files().into_iter().enumerate();
    let some = all.filter(|(number, file)| number % 13 == 0 || !file.path.contains("CT"));
    some.map(|(_, file)| file)
        .filter(|file| file.path.ends_with("dcm"))
        .collect()
}

/// Attributes whose value the product makes.
const OWN: &[(u16, u16)] = &[
    (0x0008, 0x0005),
    (0x0008, 0x0050),
    (0x0010, 0x0020),
    (0x0012, 0x0062),
    (0x0012, 0x0063),
    (0x0020, 0x0010),
    (0x0028, 0x0303),
];

/// Every text value of a data set but those that the product made.
fn texts(set: &DataSet, found: &mut BTreeSet<(String, String)>) {
    for element in &set.elements {
        let tag = (element.tag.0, element.tag.1);
        // The items that the product adds say who cleaned, and how.
        if OWN.contains(&tag) || matches!(tag, (0x0012, 0x0064) | (0x0018, 0xA001)) {
            continue;
        }
        match &element.value {
            Value::Items(items) => items.iter().for_each(|item| texts(item, found)),
            Value::Bytes(bytes) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let values: Vec<&str> = match element.vr {
                    VR::LO | VR::SH | VR::UC | VR::CS => text.split('\\').collect(),
                    VR::LT | VR::ST | VR::UT => vec![&text],
                    _no_text => continue,
                };
                let name = format!("({:04X},{:04X})", tag.0, tag.1);
                let values = values.into_iter().map(str::trim);
                // A dummy is not kept.
                let values = values.filter(|value| !value.is_empty() && *value != "REMOVED");
                found.extend(values.map(|value| (name.clone(), value.to_owned())));
            }
            Value::Pixels(_) => {}
        }
    }
}

fn written(outcome: &Outcome, source: &[u8]) -> Vec<u8> {
    let parts = outcome.entries.iter().flat_map(|entry| entry.parts());
    let bytes = parts.flat_map(|part| match part {
        Part::Bytes(bytes) => bytes.clone(),
        Part::Slice { offset, length } => {
            let start = usize::try_from(*offset).expect("fits");
            source[start..start + usize::try_from(*length).expect("fits")].to_vec()
        }
    });
    bytes.collect()
}

#[test]
fn every_text_of_the_output_is_on_the_list_and_nothing_else_is() {
    let files = some_files();
    let (outcomes, _) = run(&files, AtRisk::Include);
    let mut found = BTreeSet::new();
    for (outcome, file) in outcomes.iter().zip(&files) {
        let bytes = written(outcome, &file.bytes);
        let set = read(&bytes, &Limits::default()).expect("readable").data_set;
        texts(&set, &mut found);
    }
    assert!(found.len() > 40, "{}", found.len());
    let listed = kept_texts(&outcomes);
    let on_list: BTreeSet<_> = listed
        .iter()
        .map(|row| (row.tag.clone(), row.text.expose().trim().to_owned()))
        .collect();
    let missing: Vec<_> = found.difference(&on_list).collect();
    let too_many: Vec<_> = on_list.difference(&found).collect();
    assert!(missing.is_empty(), "not on the list: {missing:?}");
    assert!(too_many.is_empty(), "not in the output: {too_many:?}");
    let planted = sample::planted_values();
    assert!(planted.len() > 20);
    for row in &listed {
        let text = row.text.expose().to_lowercase();
        for value in &planted {
            assert!(!text.contains(&value.value.to_lowercase()), "{}", row.tag);
        }
    }
    let modality = listed
        .iter()
        .find(|row| row.keyword == "Modality" && row.text.expose() == "CT");
    let slices = files.iter().filter(|file| file.path.contains("CT")).count();
    assert_eq!(modality.map(|row| row.instances), Some(slices as u64));
}

#[test]
fn what_is_withheld_is_not_on_the_list_and_the_list_travels_between_workers() {
    let files = some_files();
    let (with, key) = run(&files, AtRisk::Include);
    let (without, _) = run(&files, AtRisk::Withhold);
    let holds = |outcomes: &[Outcome]| {
        let listed = kept_texts(outcomes);
        listed
            .iter()
            .any(|row| row.keyword == "Modality" && row.text.expose() == "US")
    };
    assert!(holds(&with) && !holds(&without));
    let travelled: Vec<_> = with
        .iter()
        .map(|outcome| Outcome::open(&outcome.seal(&key), &key))
        .collect();
    assert_eq!(kept_texts(&travelled), kept_texts(&with));
}
