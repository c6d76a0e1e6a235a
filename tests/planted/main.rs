//! Nothing planted survives: made-up values in every kind of place a study and
//! a report can hold them, each value found nowhere else, proven to be in the
//! input, then searched in every byte that comes out: the zip, its entries
//! unpacked, its PDF streams inflated, and every word the command prints.
#![cfg(not(target_arch = "wasm32"))]

mod drop;
mod encode;
mod paper;
mod places;
mod search;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use drop::{Drop, Planted};
use search::{blocks_of_zip, hits, text_of_pdfs};

/// Runs the command on the drop's folder and returns what it printed.
fn deidentify(folder: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("deidentify")
        .arg(folder)
        .arg("--out")
        .arg(out)
        .args(["--burned-in", "no"])
        .args(more)
        .output()
        .expect("the command runs")
}

fn assert_nothing_found(planted: &[Planted], blocks: &[(String, Vec<u8>)]) {
    let found: Vec<String> = blocks
        .iter()
        .flat_map(|(name, block)| {
            hits(planted, block)
                .into_iter()
                .map(move |place| format!("{place} in {name}"))
        })
        .collect();
    assert!(
        found.is_empty(),
        "{} found:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn the_values_are_many_and_each_stands_in_one_place() {
    let drop = Drop::new();
    assert!(
        drop.planted.len() >= 120,
        "only {} places",
        drop.planted.len()
    );
    let values: BTreeSet<&str> = drop.planted.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(
        values.len(),
        drop.planted.len(),
        "a value was planted twice"
    );
    let input = drop.input_blocks();
    let missing: Vec<&str> = drop
        .planted
        .iter()
        .filter(|one| {
            !input
                .iter()
                .any(|block| !hits(std::slice::from_ref(*one), block).is_empty())
        })
        .map(|one| one.place.as_str())
        .collect();
    assert!(missing.is_empty(), "the plant did not take: {missing:?}");
}

#[test]
fn nothing_planted_survives_in_any_output_byte() {
    for preset in ["second-opinion", "teaching", "medicolegal", "research"] {
        let drop = Drop::new();
        let folder = tempfile::tempdir().expect("a folder");
        drop.write(folder.path());
        let out = tempfile::tempdir().expect("a folder");
        let zip = out.path().join("out.zip");
        let json = out.path().join("result.json");

        let seed = "5a".repeat(32);
        let json_text = json.to_string_lossy().into_owned();
        // The papers name people of their own: a person says that they belong.
        let more = [
            "--preset",
            preset,
            "--seed",
            &seed,
            "--json",
            &json_text,
            "--answer",
            "other-patient=belongs",
        ];
        let output = deidentify(folder.path(), &zip, &more);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "ended with {code:?}");

        let bytes = std::fs::read(&zip).expect("a zip was written");
        let mut blocks = blocks_of_zip(&bytes);
        // The drop is made up, so a failing test may show what was said of it.
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let instances = blocks
            .iter()
            .filter(|(name, bytes)| name != "DICOMDIR" && bytes.get(128..132) == Some(b"DICM"))
            .count();
        assert_eq!(instances, 4, "image, SR, document, image in a zip: {said}");
        let has_report = blocks.iter().any(|(name, _)| name.ends_with(".txt"));
        assert!(has_report, "the report was withheld: {said}");
        blocks.extend(text_of_pdfs(&bytes));
        blocks.push((String::from("the zip itself"), bytes));
        let planted: Vec<Planted> = drop
            .planted
            .into_iter()
            .filter(|one| !(preset == "research" && one.is_kept_for_research()))
            .collect();
        assert_nothing_found(&planted, &blocks);
        // What is said on the person's own screen names their files, no more.
        let result = std::fs::read(&json).expect("a result was written");
        let values: Vec<Planted> = planted
            .into_iter()
            .filter(|one| !one.is_file_name())
            .collect();
        let said = [
            (String::from("standard output"), output.stdout),
            (String::from("standard error"), output.stderr),
            (String::from("the result"), result),
        ];
        assert_nothing_found(&values, &said);
    }
}

#[test]
fn the_search_sees_every_spelling() {
    let planted = [Planted::new("test", "Zqvexlor")];
    for block in [
        "..Zqvexlor..".as_bytes().to_vec(),
        "ZQVEXLOR".as_bytes().to_vec(),
        "xZqvexlor"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
        "Zqvexlor"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect(),
        search::base64(b"ab Zqvexlor cd").into_bytes(),
        search::base64(b"a Zqvexlor cd").into_bytes(),
        search::base64(b" Zqvexlor cd").into_bytes(),
    ] {
        assert_eq!(hits(&planted, &block).len(), 1);
    }
    assert!(hits(&planted, b"Zqvexlo r").is_empty());
}
