//! After a run every reference that pointed at something of the drop points at
//! what became of it, in every preset, and no UID of before is left.
//!
//! Source: PS3.15 E.3.9 (internally consistent replacement of UIDs).
#![cfg(not(target_arch = "wasm32"))]

mod accessions;
mod directory;
#[path = "../planted/encode.rs"]
mod encode;
mod objects;
mod walker;

use std::collections::{BTreeMap, BTreeSet};

use objects::{ACCESSION, Object, uid};
use safelight::pipeline::{self, Cleaner, Outcome};
use safelight::plan::Plan;
use safelight::policy::{AccessionCodes, BurnedIn, Policy, Preset};
use safelight::source::Part;
use walker::{Found, at, values};

/// An object before and after.
struct Pair {
    name: &'static str,
    before: Vec<Found>,
    after: Vec<Found>,
}

/// A finished run.
struct Run {
    pairs: Vec<Pair>,
    report: String,
    zip: Vec<u8>,
}

const REPORT: &str = "Accession: ACC-00471 1\nStudy 1.2.826.0.1.3680043.99.11.2 \
                      was compared.\n\nFINDINGS\nA nodule of 7 mm.\n";

fn cleaner(inputs: &[Vec<u8>], preset: Preset) -> Cleaner {
    let surveyed: Vec<_> = inputs
        .iter()
        .map(|input| pipeline::survey(input, "txt"))
        .collect();
    let policy = Policy {
        preset,
        burned_in: BurnedIn::No,
        issue_date: String::from("2031-05-05"),
        ..Policy::default()
    };
    Cleaner::new(Plan::make(&surveyed, policy, [3; 32]))
}

fn run(preset: Preset) -> Run {
    let drop: Vec<Object> = objects::drop();
    let mut inputs: Vec<Vec<u8>> = drop.iter().map(|object| object.bytes.clone()).collect();
    inputs.push(REPORT.as_bytes().to_vec());
    let cleaner = cleaner(&inputs, preset);
    let outcomes: Vec<Outcome> = inputs
        .iter()
        .enumerate()
        .map(|(place, input)| cleaner.run(input, place))
        .collect();
    let pairs = drop
        .iter()
        .zip(&outcomes)
        .map(|(object, outcome)| {
            let entry = outcome.entries.first();
            let entry = entry.unwrap_or_else(|| panic!("{}: {:?}", object.name, outcome.refusal));
            Pair {
                name: object.name,
                before: values(&object.bytes),
                after: values(&bytes_of(entry.parts())),
            }
        })
        .collect();
    let report = outcomes.last().expect("the report").entries.last();
    let report = bytes_of(report.expect("its text").parts());
    let finished = pipeline::finish(&cleaner, outcomes).expect("a package");
    let zip = finished
        .pieces
        .into_iter()
        .flat_map(|piece| bytes_of(&[piece.part]))
        .collect();
    Run {
        pairs,
        report: String::from_utf8(report).expect("text"),
        zip,
    }
}

/// Nothing of these objects stays in its source: they have no pixels.
fn bytes_of(parts: &[Part]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { .. } => panic!("a slice"),
        })
        .collect()
}

fn is_registered(uid: &str) -> bool {
    uid.starts_with("1.2.840.10008.")
}

/// What each object of the drop became: original → new, told by the headers of
/// the objects alone.
fn targets(pairs: &[Pair]) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    for pair in pairs {
        for path in ["0008,0018", "0020,000D", "0020,000E", "0020,0052"] {
            let (before, after) = (at(&pair.before, path), at(&pair.after, path));
            if before.is_empty() {
                continue;
            }
            assert!(!after.is_empty(), "{}: {path} is gone", pair.name);
            let earlier = targets.insert(before, after.clone());
            assert!(
                earlier.as_ref().is_none_or(|earlier| *earlier == after),
                "{}: {path} became two",
                pair.name
            );
        }
    }
    targets
}

fn uids(found: &[Found]) -> impl Iterator<Item = (&str, String)> {
    found
        .iter()
        .filter(|found| found.vr == "UI")
        .flat_map(|found| {
            found
                .values()
                .into_iter()
                .map(|uid| (found.path.as_str(), uid))
        })
        .filter(|(_, uid)| !uid.is_empty())
}

#[test]
fn every_reference_inside_the_drop_resolves_to_what_its_object_became() {
    for preset in Preset::ALL {
        let run = run(preset);
        let targets = targets(&run.pairs);
        let mut references = 0;
        let mut lost = Vec::new();
        for pair in &run.pairs {
            let after: BTreeSet<(&str, String)> = uids(&pair.after).collect();
            for (path, uid) in uids(&pair.before) {
                let Some(wanted) = targets.get(&uid) else {
                    continue;
                };
                references += 1;
                if !path.starts_with("0002,") && !after.contains(&(path, wanted.clone())) {
                    lost.push(format!("{}: {path}", pair.name));
                }
            }
        }
        assert!(references > 150, "only {references} references");
        assert!(lost.is_empty(), "{}: {lost:#?}", preset.name());
    }
}

#[test]
fn no_uid_of_the_drop_is_left_anywhere() {
    for preset in Preset::ALL {
        let run = run(preset);
        let old: BTreeSet<String> = run
            .pairs
            .iter()
            .flat_map(|pair| uids(&pair.before))
            .map(|(_, uid)| uid)
            .filter(|uid| !is_registered(uid))
            .collect();
        assert!(old.len() > 30);
        for uid in old {
            let left = run
                .zip
                .windows(uid.len())
                .any(|bytes| bytes == uid.as_bytes());
            assert!(!left, "{}: a UID is left", preset.name());
        }
    }
}

/// Frame of reference, concatenation, dimension, synchronization, tracking: one
/// original has one replacement, two have two; UIDs of the standard stay.
#[test]
fn uids_that_no_object_owns_stay_coherent_and_those_of_the_standard_stay() {
    for preset in Preset::ALL {
        let run = run(preset);
        let mut became: BTreeMap<String, String> = BTreeMap::new();
        for pair in &run.pairs {
            for found in pair.before.iter().filter(|found| found.vr == "UI") {
                let same_place = |after: &&Found| after.path == found.path;
                let Some(after) = pair.after.iter().find(same_place) else {
                    continue;
                };
                assert_eq!(found.values().len(), after.values().len(), "{}", found.path);
                // The product writes who made the file itself.
                if found.path == "0002,0012" {
                    continue;
                }
                for (before, after) in found.values().into_iter().zip(after.values()) {
                    if is_registered(&before) {
                        assert_eq!(before, after, "{} {}", pair.name, found.path);
                        continue;
                    }
                    assert!(after.starts_with("2.25.") && after.len() <= 64);
                    let earlier = became.insert(before, after.clone());
                    assert!(earlier.is_none_or(|earlier| earlier == after));
                }
            }
        }
        for uid in [
            uid::FRAME,
            uid::FRAME_TWO,
            uid::SYNCHRONIZATION,
            uid::CONCATENATION,
            uid::CONCATENATION_SOURCE,
            uid::DIMENSION,
            uid::TRACKING,
            uid::OUTSIDE,
            uid::FIDUCIAL,
        ] {
            assert!(became.contains_key(uid), "{uid} {}", preset.name());
        }
        let distinct: BTreeSet<&String> = became.values().collect();
        assert_eq!(distinct.len(), became.len(), "two became one");
    }
}

/// Text that names an object of the drop names what it became.
#[test]
fn text_that_holds_a_known_uid_holds_the_new_one() {
    for preset in Preset::ALL {
        let run = run(preset);
        let targets = targets(&run.pairs);
        let text_of = |name: &str, ending: &str| {
            let pair = run.pairs.iter().find(|pair| pair.name == name);
            let found = pair.expect("the object").after.iter();
            let texts = found.filter(|found| found.path.ends_with(ending));
            texts.flat_map(Found::values).collect::<Vec<_>>().join("|")
        };
        let finding = text_of("report", "0040,A160");
        let wanted = [
            uid::STUDY_TWO.to_owned(),
            uid::instance("later"),
            uid::instance("segments"),
        ];
        for old in wanted {
            assert!(finding.contains(&targets[&old]), "{}", preset.name());
        }
        if preset == Preset::Research {
            let derived = text_of("capture", "0008,2111");
            assert!(
                derived.contains(&targets[&uid::instance("slice1")]),
                "{derived}"
            );
        }
        assert!(
            run.report.contains(&targets[uid::STUDY_TWO]),
            "{}",
            run.report
        );
    }
}

/// One code stands for an accession number in the header of the study, in the
/// request of a report and in the text of a report; teaching has none.
#[test]
fn an_accession_number_has_one_code_everywhere() {
    for preset in Preset::ALL {
        let run = run(preset);
        let codes: BTreeSet<String> = run
            .pairs
            .iter()
            .flat_map(|pair| &pair.after)
            .filter(|found| found.path.ends_with("0008,0050"))
            .flat_map(Found::values)
            .collect();
        assert_eq!(codes.len(), 1, "{codes:?}");
        let code = codes.first().expect("a code");
        if preset.accession_codes() == AccessionCodes::Dropped {
            assert!(code.is_empty(), "{code}");
            assert!(!run.report.contains(ACCESSION));
            continue;
        }
        assert!(code.starts_with("AC"));
        let nested = run.pairs.iter().find(|pair| pair.name == "report");
        let nested = &nested.expect("the report").after;
        assert_eq!(at(nested, "0040,A370[0]/0008,0050"), *code);
        assert!(run.report.contains(code.as_str()), "{}", run.report);
        assert!(!run.report.contains(ACCESSION));
    }
}
