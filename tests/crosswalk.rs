//! The crosswalk: a later run goes on with the replacements of an earlier one,
//! and what is malformed, contradictory or locked is refused without a value.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output};

use safelight::crosswalk::{self, CrosswalkError, Table};
use safelight::remap::made_up::NamePart;
use safelight::remap::{TableWriter, Tables};
use safelight::sensitive::Sensitive;
use serde_json::{Value, json};
use zip::write::{SimpleFileOptions, ZipWriter};

const PASSPHRASE: &str = "three made-up lamps of brass";

fn passphrase() -> Sensitive<String> {
    Sensitive::from(PASSPHRASE)
}

/// Tables of a made-up run.
fn tables(seed: u8, uids: &[&str]) -> Tables {
    filled(TableWriter::new([seed; 32]), uids)
}

fn filled(mut writer: TableWriter, uids: &[&str]) -> Tables {
    for uid in uids {
        writer.enter_uid(uid);
    }
    writer.enter_patient("id:ZQ-BRASS-2");
    writer.enter_accession("ZQ-ACC-1");
    writer.enter_study("1.2.826.0.1.78.1");
    writer.finish()
}

fn written(tables: &Tables) -> Vec<u8> {
    crosswalk::write(tables, &Tables::default(), &passphrase(), [7; 32]).expect("written")
}

#[test]
fn what_was_written_is_read_again_and_nothing_of_it_is_open() {
    let tables = tables(1, &["1.2.826.0.1.77.1", "1.2.826.0.1.77.2"]);
    let bytes = written(&tables);
    assert_eq!(crosswalk::read(&bytes, &passphrase()), Ok(tables.clone()));
    for word in ["ZQ-", "1.2.826", "SL-", "replacement"] {
        let open = bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes());
        assert!(!open, "{word} can be read");
    }
    // The extra field of AE-x: version 2 (no CRC of the content), AES-256.
    let extra = [0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3];
    assert!(bytes.windows(extra.len()).any(|window| window == extra));
    // Another salt, another file.
    let other = crosswalk::write(&tables, &Tables::default(), &passphrase(), [8; 32]);
    assert_ne!(other, Ok(bytes));
}

#[test]
fn a_later_run_keeps_what_was_replaced_and_makes_new_codes_for_the_rest() {
    let first = tables(1, &["1.2.826.0.1.77.1", "1.2.826.0.1.77.2"]);
    let earlier = crosswalk::read(&written(&first), &passphrase()).expect("read");
    // The seed of the first run: its codes must not come out a second time.
    let writer = TableWriter::after(earlier.clone(), [1; 32]);
    let second = filled(writer, &["1.2.826.0.1.77.9", "1.2.826.0.1.77.1"]);
    assert_eq!(
        second.uid("1.2.826.0.1.77.1"),
        first.uid("1.2.826.0.1.77.1")
    );
    assert_eq!(
        second.patient("id:ZQ-BRASS-2"),
        first.patient("id:ZQ-BRASS-2")
    );
    assert_eq!(second.accession("ZQ-ACC-1"), first.accession("ZQ-ACC-1"));
    assert_eq!(
        second.study("1.2.826.0.1.78.1"),
        first.study("1.2.826.0.1.78.1")
    );
    assert_eq!(
        second.uid("1.2.826.0.1.77.2"),
        None,
        "this run did not meet it"
    );
    let fresh = second.uid("1.2.826.0.1.77.9").expect("a code");
    assert!(first.uids().all(|(_, code)| code != fresh));
    let both = crosswalk::write(&second, &earlier, &passphrase(), [9; 32]).expect("written");
    let both = crosswalk::read(&both, &passphrase()).expect("read");
    assert_eq!(both.uids().count(), 3, "the crosswalk holds both runs");
}

#[test]
fn a_wrong_passphrase_a_changed_byte_and_an_open_zip_are_refused() {
    let bytes = written(&tables(1, &["1.2.826.0.1.77.1"]));
    let read = |bytes: &[u8], word: &str| crosswalk::read(bytes, &Sensitive::from(word));
    assert_eq!(read(&bytes, "another one"), Err(CrosswalkError::Locked));
    assert_eq!(
        read(b"no zip", PASSPHRASE),
        Err(CrosswalkError::NotACrosswalk)
    );
    assert_eq!(
        read(&open_zip(b"{}"), PASSPHRASE),
        Err(CrosswalkError::NotACrosswalk)
    );
    // In the table for people and in the entry that is read.
    for place in [120, bytes.len() / 2] {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert_eq!(read(&changed, PASSPHRASE), Err(CrosswalkError::Locked));
    }
    let none = crosswalk::write(
        &Tables::default(),
        &Tables::default(),
        &Sensitive::default(),
        [0; 32],
    );
    assert_eq!(none, Err(CrosswalkError::NoPassphrase));
}

fn open_zip(json: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("crosswalk.json", SimpleFileOptions::default())
        .expect("an entry");
    writer.write_all(json).expect("its bytes");
    writer.finish().expect("a zip").into_inner()
}

/// A crosswalk with other content, locked with the same passphrase.
fn locked(json: &Value) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, PASSPHRASE);
    writer
        .start_file("crosswalk.json", options)
        .expect("an entry");
    writer
        .write_all(json.to_string().as_bytes())
        .expect("its bytes");
    writer.finish().expect("a zip").into_inner()
}

fn row(original: &str, replacement: &str) -> Value {
    json!({ "original": original, "replacement": replacement })
}

fn sheet(uids: Vec<Value>, patients: Vec<Value>) -> Value {
    json!({ "format": "safelight-crosswalk", "version": 1, "uids": uids, "patients": patients,
            "accessions": [], "studies": [] })
}

#[test]
fn made_up_names_are_saved_and_names_of_somebody_are_not_taken() {
    let mut writer = TableWriter::new([1; 32]);
    let words = [(String::from("quillfeather"), NamePart::Family)];
    writer.enter_names(&words, &BTreeSet::new());
    let tables = writer.finish();
    let read = |bytes: &[u8]| crosswalk::read(bytes, &passphrase());
    assert_eq!(read(&written(&tables)), Ok(tables.clone()));
    let (_, name) = tables.names().next().expect("a name");
    for (rows, wanted) in [
        (vec![row("quillfeather", name)], Ok(tables.clone())),
        (
            vec![row("quillfeather", "Fennimore")],
            Err(CrosswalkError::Malformed {
                table: Table::Names,
                row: 1,
            }),
        ),
        (
            vec![row("quillfeather", name), row("fennimore", name)],
            Err(CrosswalkError::Conflict {
                table: Table::Names,
                row: 2,
            }),
        ),
    ] {
        let mut json = sheet(vec![], vec![]);
        json["names"] = Value::from(rows);
        assert_eq!(read(&locked(&json)), wanted);
    }
}

#[test]
fn rows_that_no_run_writes_are_refused_by_table_and_number() {
    let read = |json: &Value| crosswalk::read(&locked(json), &passphrase());
    let good = row("1.2.826.0.1.77.1", "2.25.17");
    assert!(read(&sheet(vec![good.clone()], vec![])).is_ok());
    let (table, conflict) = (Table::Uids, |table, row| {
        Err(CrosswalkError::Conflict { table, row })
    });
    let twice = sheet(
        vec![good.clone(), row("1.2.826.0.1.77.1", "2.25.18")],
        vec![],
    );
    assert_eq!(read(&twice), conflict(table, 2));
    let same = sheet(
        vec![good.clone(), row("1.2.826.0.1.77.2", "2.25.17")],
        vec![],
    );
    assert_eq!(read(&same), conflict(table, 2));
    let chained = sheet(vec![good.clone(), row("2.25.17", "2.25.19")], vec![]);
    assert_eq!(read(&chained), conflict(table, 2));
    for wrong in [
        "",
        "1.2.3",
        "2.25.",
        "2.25.x",
        "2.25.007",
        "2.25.999999999999999999999999999999999999999999",
    ] {
        let sheet = sheet(vec![good.clone(), row("1.2.826.0.1.77.2", wrong)], vec![]);
        assert_eq!(
            read(&sheet),
            Err(CrosswalkError::Malformed { table, row: 2 }),
            "{wrong}"
        );
    }
    let patient = |code: &str, days: i32| json!({ "original": "id:ZQ", "replacement": code, "offset_days": days });
    assert!(read(&sheet(vec![], vec![patient("SL-ABCDEFGH", -400)])).is_ok());
    let table = Table::Patients;
    for wrong in [
        patient("Quillfeather", -400),
        patient("SL-ABCDEFGH", 5),
        patient("SL-abcdefgh", -400),
    ] {
        let read = read(&sheet(vec![], vec![wrong]));
        assert_eq!(read, Err(CrosswalkError::Malformed { table, row: 1 }));
        let said = read.map_or_else(|error| error.to_string(), |_| String::new());
        assert_eq!(said, "row 1 of the table of patients is malformed");
    }
    assert_eq!(read(&json!({})), Err(CrosswalkError::Form));
    let mut later = sheet(vec![], vec![]);
    later["version"] = json!(2);
    assert_eq!(read(&later), Err(CrosswalkError::Version));
}

fn command(input: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .arg("deidentify")
        .arg(input)
        .arg("--out")
        .arg(out)
        .args(["--burned-in", "no"])
        .args(more)
        .env_remove("SAFELIGHT_PASSPHRASE")
        .output()
        .expect("the command runs")
}

/// Names of the entries and the UIDs of the certificate's files.
fn entries(zip: &Path) -> Vec<String> {
    let bytes = std::fs::read(zip).expect("a zip");
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    archive.file_names().map(str::to_owned).collect()
}

#[test]
fn two_runs_of_the_command_give_one_patient_the_same_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let sample = at("sample");
    for file in safelight::sample::files() {
        let path = sample.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, &file.bytes).expect("a file");
    }
    std::fs::write(at("word.txt"), format!("{PASSPHRASE}\r\n")).expect("a file");
    let text = |name: &str| at(name).to_string_lossy().into_owned();
    let (word, first, second) = (text("word.txt"), text("first.zip"), text("second.zip"));

    let none = command(&sample, &at("no.zip"), &["--crosswalk", &first]);
    assert_eq!(none.status.code(), Some(2), "no passphrase");
    assert!(!at("no.zip").exists() && !at("first.zip").exists());

    let (one, two) = (text("one.json"), text("two.json"));
    let more = [
        "--crosswalk",
        &first,
        "--passphrase-file",
        &word,
        "--map",
        &one,
    ];
    assert_eq!(
        command(&sample, &at("one.zip"), &more).status.code(),
        Some(1)
    );
    let more = [
        "--crosswalk-in",
        &first,
        "--crosswalk",
        &second,
        "--passphrase-file",
        &word,
        "--map",
        &two,
    ];
    assert_eq!(
        command(&sample, &at("two.zip"), &more).status.code(),
        Some(1)
    );
    let map = |path: &str| -> Value {
        serde_json::from_slice(&std::fs::read(path).expect("a map")).expect("JSON")
    };
    for table in ["uids", "patients", "accessions"] {
        assert_eq!(map(&one)[table], map(&two)[table], "{table}");
    }
    for zip in ["one.zip", "two.zip"] {
        assert!(
            entries(&at(zip))
                .iter()
                .all(|name| !name.contains("crosswalk"))
        );
    }
    let mut archive =
        zip::ZipArchive::new(Cursor::new(std::fs::read(at("one.zip")).expect("a zip")))
            .expect("a zip");
    let mut certificate = String::new();
    archive
        .by_name("certificate.json")
        .expect("a certificate")
        .read_to_string(&mut certificate)
        .expect("text");
    assert!(certificate.contains("exported-separately"));

    std::fs::write(at("wrong.txt"), "some other words").expect("a file");
    let more = [
        "--crosswalk-in",
        &first,
        "--passphrase-file",
        &text("wrong.txt"),
    ];
    let wrong = command(&sample, &at("three.zip"), &more);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(!at("three.zip").exists());
}

fn opened(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut entry = archive
        .by_name_decrypt(name, PASSPHRASE.as_bytes())
        .expect("it opens");
    let mut text = String::new();
    entry.read_to_string(&mut text).expect("text");
    text
}

/// Whoever opens the table in a spreadsheet starts no formula of a header.
#[test]
fn no_cell_of_the_table_is_a_formula() {
    let mut writer = TableWriter::new([4; 32]);
    let formulas = [
        "=HYPERLINK(\"http://x.invalid\",\"ZQ\")",
        "+ZQ1+1",
        "-ZQ2+1",
        "@ZQ3",
        " =ZQ4",
        "\tZQ5",
        "\u{FF1D}ZQ6",
        "|ZQ7",
        "ZQ8\r\n=1+1",
    ];
    for formula in formulas {
        writer.enter_accession(formula);
    }
    for plain in ["ZQ-ACC-1", "-12", "20240312"] {
        writer.enter_accession(plain);
    }
    writer.enter_patient("id:=ZQ");
    let bytes = written(&writer.finish());
    let table = opened(&bytes, "crosswalk.csv");
    for line in table.split("\r\n\"accession\"").skip(1) {
        let cell = line.trim_start_matches(',');
        assert!(cell.starts_with('"'), "quoted: {cell}");
        let first = cell.chars().nth(1).expect("a cell");
        let number = cell.starts_with("\"-12\"");
        assert!(
            number || first == '\'' || first.is_ascii_alphanumeric(),
            "{cell}"
        );
    }
    assert_eq!(table.matches("\"'").count(), formulas.len() - 1, "{table}");
    assert!(
        table.contains("\"'=HYPERLINK(\"\"http"),
        "quotes are doubled"
    );
    assert!(table.contains("\"patient\",\"id:=ZQ\",\"SL-"));
    // A later run reads the other entry: the values as they were.
    let read = crosswalk::read(&bytes, &passphrase()).expect("read");
    assert!(
        formulas
            .iter()
            .all(|formula| read.accession(formula).is_some())
    );
}

/// Two entries under one salt would be hidden by the same stream.
#[test]
fn each_entry_has_a_salt_of_its_own() {
    let bytes = written(&tables(1, &["1.2.826.0.1.77.1"]));
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    let salts: Vec<_> = (0..archive.len())
        .map(|place| {
            let key = archive.get_aes_verification_key_and_salt(place);
            format!("{:?}", key.expect("AES").expect("AES").salt)
        })
        .collect();
    assert_eq!(salts.len(), 2);
    assert_ne!(salts[0], salts[1]);
}
