//! Planted studies through the whole pipeline, and the key held against what
//! came out.

use std::collections::BTreeMap;

use dicom_core::Tag;
use safelight::dicom::data::{DicomFile, Value};
use safelight::dicom::read::{Limits, read};
use safelight::pipeline::{Cleaner, survey};
use safelight::plan::Plan;
use safelight::policy::{BurnedIn, Policy, Preset};
use safelight::source::Part;

use crate::encode::{Given, part10, text};
use crate::objects::{KINDS, Kind, is_withheld};
use crate::plant::{Planter, Study};
use crate::random::Random;
use crate::score::{Action, Check, Output, Runs, held};

/// One check and what came of it.
pub struct Line {
    pub action: Action,
    pub object: &'static str,
    pub place: String,
    pub answer: String,
    /// What stood at the place before.
    pub planted: String,
    /// `None`: passed.
    pub found: Option<String>,
}

/// An object as it goes in.
pub struct Planted {
    pub kind: &'static Kind,
    pub bytes: Vec<u8>,
    pub checks: Vec<Check>,
}

/// All objects of one study.
pub fn planted(number: u64, seed: u64) -> Vec<Planted> {
    let mut random = Random::new(seed.wrapping_add(number));
    let study = Study::made_up(&mut random, number);
    let mut all = Vec::new();
    for (place, kind) in KINDS.iter().enumerate() {
        let mut planter = Planter::new(&study, &mut random, kind.modality, place as u64 + 1);
        let data = kind.plant(&mut planter);
        let uid = planter.instance_uid();
        let checks = std::mem::take(&mut planter.checks);
        let bytes = part10(&[], meta(kind, &uid, &data), data);
        all.push(Planted {
            kind,
            bytes,
            checks,
        });
    }
    all
}

fn meta(kind: &Kind, uid: &str, data: &[Given]) -> Vec<Given> {
    let encapsulated = data
        .iter()
        .any(|given| matches!(given, Given::Fragments(..)));
    let syntax = if encapsulated {
        "1.2.840.10008.1.2.4.90"
    } else {
        "1.2.840.10008.1.2.1"
    };
    vec![
        Given::Bytes(0x0002_0001, "OB", vec![0, 1]),
        text(0x0002_0002, "UI", &kind.sop_class()),
        text(0x0002_0003, "UI", uid),
        text(0x0002_0010, "UI", syntax),
        text(0x0002_0012, "UI", "2.999.53.1"),
        text(0x0002_0016, "AE", "QXMODALITYNODE"),
    ]
}

/// Runs the studies under a preset, each as a drop of its own.
pub fn run(preset: Preset, studies: u64, seed: u64) -> Vec<Line> {
    (0..studies)
        .flat_map(|number| run_study(preset, number, seed))
        .collect()
}

fn run_study(preset: Preset, number: u64, seed: u64) -> Vec<Line> {
    let inputs = planted(number, seed);
    let surveyed: Vec<_> = inputs
        .iter()
        .map(|input| survey(&input.bytes, "dcm"))
        .collect();
    // The pictures hold no text but the one that says so.
    let policy = Policy {
        preset,
        burned_in: BurnedIn::No,
        ..Policy::default()
    };
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [0x33; 32]));
    let mut lines = Vec::new();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (index, input) in inputs.iter().enumerate() {
        let outcome = cleaner.run(&input.bytes, index);
        let bytes = outcome
            .entries
            .first()
            .map(|entry| whole(entry.parts(), &input.bytes));
        if let Some(refusal) = outcome.refusal.filter(|_| !is_withheld(input.kind)) {
            println!("{} of study {number} withheld: {refusal}", input.kind.name);
        }
        lines.extend(score(preset, input, bytes.as_deref(), &cleaner, index));
        assert_same_patient(&mut seen, input, bytes.as_deref());
    }
    lines
}

/// One number for each patient, and never one for two.
fn assert_same_patient(
    seen: &mut BTreeMap<String, String>,
    input: &Planted,
    output: Option<&[u8]>,
) {
    let id = |bytes: &[u8]| {
        let file = read(&bytes.to_vec(), &Limits::default()).expect("readable");
        match file
            .data_set
            .get(Tag(0x0010, 0x0020))
            .map(|element| element.value.clone())
        {
            Some(Value::Bytes(bytes)) => String::from_utf8_lossy(&bytes).trim().to_owned(),
            _none => String::new(),
        }
    };
    let Some(output) = output else { return };
    let new = id(output);
    let known = seen.entry(id(&input.bytes)).or_insert_with(|| new.clone());
    assert_eq!(*known, new, "{} has another patient", input.kind.name);
}

fn score(
    preset: Preset,
    input: &Planted,
    bytes: Option<&[u8]>,
    cleaner: &Cleaner,
    index: usize,
) -> Vec<Line> {
    let read_file = |bytes: &[u8]| read(&bytes.to_vec(), &Limits::default()).expect("readable");
    let before = read_file(&input.bytes);
    let file = bytes.map(read_file);
    let lower = bytes.unwrap_or_default().to_ascii_lowercase();
    let tables = &cleaner.plan().tables;
    let key = cleaner.plan().files[index]
        .instance()
        .map(|facts| facts.patient_key.expose().clone());
    let patient = key.and_then(|key| tables.patient(&key).map(|codes| codes.pseudonym.clone()));
    let output = Output {
        file: file.as_ref(),
        lower_bytes: &lower,
        pixels: file
            .as_ref()
            .zip(bytes)
            .and_then(|(file, bytes)| pixels(file, bytes)),
        uid: &|old| tables.uid(old).map(str::to_owned),
        patient: patient.as_deref().unwrap_or("nobody"),
        input_pixels: pixels(&before, &input.bytes),
    };
    input
        .checks
        .iter()
        .filter(|check| is_asked(check, preset, input.kind))
        .map(|check| Line {
            action: check.action,
            object: input.kind.name,
            place: check.place(),
            answer: check.answer.clone(),
            planted: crate::score::value_at(&before, check).unwrap_or_default(),
            found: held(check, &output).err(),
        })
        .collect()
}

/// Of an object that is withheld by name only what must not come out is asked.
fn is_asked(check: &Check, preset: Preset, kind: &Kind) -> bool {
    let runs = match check.runs {
        Runs::Both => true,
        Runs::Only(only) => only == preset,
    };
    runs && (!is_withheld(kind) || check.action.passes_without_file())
}

/// The pixel element, byte by byte.
fn pixels(file: &DicomFile, bytes: &[u8]) -> Option<Vec<u8>> {
    match &file.data_set.get(Tag(0x7FE0, 0x0010))?.value {
        Value::Pixels(span) => {
            let start = usize::try_from(span.offset).ok()?;
            let end = start + usize::try_from(span.length).ok()?;
            bytes.get(start..end).map(<[u8]>::to_vec)
        }
        Value::Bytes(bytes) => Some(bytes.clone()),
        Value::Items(_) => None,
    }
}

fn whole(parts: &[Part], input: &[u8]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { offset, length } => {
                let start = *offset as usize;
                input[start..start + *length as usize].to_vec()
            }
        })
        .collect()
}
