//! The accession list from a sheet program to the certificate, by the command.

use std::process::Command;

use crate::objects;

#[test]
fn a_sheet_in_utf_16_is_compared_with_the_drop() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("drop")).expect("a folder");
    for object in objects::drop() {
        std::fs::write(at("drop").join(object.name), object.bytes).expect("a file");
    }
    let sheet = "Patient;Acc No\r\nMade, Up;acc-00471 1\r\nX;ZQ-MISSING-7\r\nY;ACC-00471 1\r\n";
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(sheet.encode_utf16().flat_map(u16::to_le_bytes));
    std::fs::write(at("list.csv"), bytes).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_safelight"))
        .args(["deidentify", "--burned-in", "no"])
        .arg(at("drop"))
        .arg("--out")
        .arg(at("out.zip"))
        .arg("--accessions")
        .arg(at("list.csv"))
        .arg("--json")
        .arg(at("out.json"))
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(0));
    let json = std::fs::read(at("out.json")).expect("JSON");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let rows = json["accessions"].as_array().expect("rows");
    let states: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["state"].as_str())
        .collect();
    assert_eq!(states, ["found", "missing"]);
    assert_eq!(rows[0]["instances"], objects::drop().len());
    let listed = &json["certificate"]["scope"]["accessions"];
    assert_eq!(listed["repeated"], 1);
    assert_eq!(listed["listed"][0]["state"], "found");
    assert!(
        listed["listed"][0]["found"]["code"]
            .as_str()
            .is_some_and(|code| code.starts_with("AC"))
    );
    assert_eq!(listed["listed"][1]["state"], "missing");
}
