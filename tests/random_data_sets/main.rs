//! Random data sets: any attribute of PS3.6, any representation, eight levels
//! deep, private blocks, wrong lengths, four syntaxes. Every place holds a value
//! that is found nowhere else; none is in the bytes that are written, whatever
//! the preset. A failure prints seed and case; the same two make it again.
#![cfg(not(target_arch = "wasm32"))]

mod encode;
mod plant;
#[path = "../ten_actions/random.rs"]
mod random;

use std::collections::BTreeMap;

use safelight::dicom::read::{Limits, read};
use safelight::dicom::{self, Cleaning};
use safelight::finding::Refusal;
use safelight::plan::{Plan, Surveyed};
use safelight::policy::{Policy, Preset};
use safelight::source::Part;
use safelight::text::Finder;

const SEED: u64 = 0x5AFE_7E57;
const CASES: u64 = 20_000;
/// As many cases may be refused whole: what cannot be read is not written.
const MOST_REFUSED_PERCENT: u64 = 25;

/// The written bytes of a case.
fn cleaned(bytes: Vec<u8>, preset: Preset) -> Result<Vec<u8>, Refusal> {
    let file = read(&bytes, &Limits::default())?;
    let facts = dicom::facts(&file)?;
    let policy = Policy {
        preset,
        ..Policy::default()
    };
    let plan = Plan::make(&[Surveyed::Instance(Box::new(facts))], policy, [7; 32]);
    let finder = Finder::new(&plan.known, preset.dates());
    let study = plan.studies.values().next().expect("a study");
    let cleaning = Cleaning {
        plan: &plan,
        study,
        finder: &finder,
    };
    let clean = dicom::clean(file, &cleaning)?;
    let parts = dicom::write::write(&clean.file)?;
    Ok(parts
        .into_iter()
        .flat_map(|part| match part {
            Part::Bytes(written) => written,
            Part::Slice { offset, length } => {
                bytes[offset as usize..(offset + length) as usize].to_vec()
            }
        })
        .collect())
}

/// Whether a value stands in the bytes, in capitals or not, in one byte or two.
fn survives(value: &str, lower: &[u8]) -> bool {
    let value = value.to_lowercase();
    let wide = |to: fn(u16) -> [u8; 2]| value.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    [
        value.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ]
    .iter()
    .any(|bytes| memchr::memmem::find(lower, bytes).is_some())
}

#[derive(Default)]
struct Tally {
    places: u64,
    /// Reasons and how often.
    refused: BTreeMap<String, u64>,
    survived: Vec<String>,
}

fn run(cases: impl Iterator<Item = u64>) -> Tally {
    let mut tally = Tally::default();
    for number in cases {
        let preset = Preset::ALL[(number % 4) as usize];
        let case = plant::case(SEED, number);
        tally.places += case.planted.len() as u64;
        let written = match cleaned(case.bytes, preset) {
            Ok(written) => written,
            Err(refusal) => {
                *tally
                    .refused
                    .entry(format!("{:?}", refusal.code))
                    .or_default() += 1;
                continue;
            }
        };
        let lower = written.to_ascii_lowercase();
        for one in case
            .planted
            .iter()
            .filter(|one| survives(&one.value, &lower))
        {
            let (name, place, value) = (preset.name(), &one.place, &one.value);
            tally.survived.push(format!(
                "seed {SEED:#x} case {number} {name} {place} \"{value}\""
            ));
        }
    }
    tally
}

#[test]
fn nothing_planted_survives_in_any_of_twenty_thousand_data_sets() {
    // Two halves at once.
    let halves = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| scope.spawn(move || run((half..CASES).step_by(2))));
        halves.map(|half| half.join().expect("no panic"))
    });
    let places: u64 = halves.iter().map(|half| half.places).sum();
    let refused: u64 = halves.iter().flat_map(|half| half.refused.values()).sum();
    println!(
        "{CASES} data sets, {places} places, {refused} refused whole: {:?}",
        halves[0].refused
    );
    let survived: Vec<&str> = halves
        .iter()
        .flat_map(|half| half.survived.iter().map(String::as_str))
        .collect();
    let shown = survived[..survived.len().min(80)].join("\n");
    assert!(survived.is_empty(), "{} survived:\n{shown}", survived.len());
    assert!(
        refused * 100 <= CASES * MOST_REFUSED_PERCENT,
        "{refused} refused"
    );
}

#[test]
fn the_values_stand_in_the_data_sets_before() {
    for number in 0..200 {
        // What is deflated cannot be searched.
        let case = plant::case(SEED, number);
        if memchr::memmem::find(&case.bytes, b"1.2.840.10008.1.2.1.99").is_some() {
            continue;
        }
        let lower = case.bytes.to_ascii_lowercase();
        let standing = case
            .planted
            .iter()
            .filter(|one| survives(&one.value, &lower))
            .count();
        // Two random places may have drawn one tag.
        assert!(
            standing * 100 >= case.planted.len() * 90,
            "case {number}: {standing} of {}",
            case.planted.len()
        );
    }
}
