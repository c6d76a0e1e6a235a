//! The crosswalk: the random tables of a run as a zip under a passphrase, so
//! that a later run can go on with them. Secret material: whoever opens it can
//! say who is who (45 CFR 164.514(c)). It is never part of a package.
//!
//! Two entries, AES-256 by WinZip AE-2: any 7-Zip opens it. `crosswalk.json` is
//! what a later run reads; `crosswalk.csv` says the same to a person, and no cell
//! of it is a formula to a spreadsheet. Each has a salt of its own: with the same
//! one, both would be hidden by the same stream of bytes. The key is made of the passphrase by PBKDF2 with the 1,000 rounds that the format
//! fixes: the passphrase has to be long.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{AesMode, AesSalt, CompressionMethod, ZipArchive};

use crate::remap::made_up::is_made_up;
use crate::remap::{PatientCodes, Tables, is_fresh_token, is_fresh_uid};
use crate::sensitive::Sensitive;

/// The entry that a later run reads.
const ENTRY: &str = "crosswalk.json";
/// The entry for people; crosswalks of earlier versions have none.
const TABLE: &str = "crosswalk.csv";
/// What the JSON says of itself.
const FORMAT: &str = "safelight-crosswalk";
/// Version of the JSON.
const VERSION: u32 = 1;
/// More than any table of a run: 1,000,000 rows of 200 bytes.
const LIMIT_BYTES: u64 = 256 << 20;
/// Longest original value: a patient key is an ID, or a name and a date.
const LONGEST_ORIGINAL: usize = 1024;
/// Days by which the research preset moves dates.
const OFFSET_DAYS: std::ops::RangeInclusive<i32> = -3650..=-365;

/// Why a crosswalk is not taken, or cannot be written. Names tables and rows,
/// never a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CrosswalkError {
    /// A crosswalk is never written open.
    #[error("the passphrase is empty")]
    NoPassphrase,
    /// Not a zip, or not one with the encrypted entries.
    #[error("not a crosswalk: it has to be a zip with crosswalk.json, encrypted with AES")]
    NotACrosswalk,
    /// The passphrase does not open it, or it was changed.
    #[error("the crosswalk does not open with this passphrase, or was changed")]
    Locked,
    /// Larger than any crosswalk.
    #[error("the crosswalk is larger than {LIMIT_BYTES} bytes")]
    TooLarge,
    /// Its content is no crosswalk.
    #[error("the crosswalk is not of the form that this program writes")]
    Form,
    /// It was written by a later program.
    #[error("the crosswalk has a version that this program does not know")]
    Version,
    /// A row that no run writes.
    #[error("row {row} of the table of {table} is malformed")]
    Malformed {
        /// Which table.
        table: Table,
        /// From 1.
        row: usize,
    },
    /// A row that contradicts another one.
    #[error("row {row} of the table of {table} contradicts an earlier row")]
    Conflict {
        /// Which table.
        table: Table,
        /// From 1.
        row: usize,
    },
    /// It could not be written.
    #[error("the crosswalk could not be written")]
    NotWritten,
}

/// A table of the crosswalk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// UIDs.
    Uids,
    /// Patients.
    Patients,
    /// Accession numbers.
    Accessions,
    /// Studies.
    Studies,
    /// Words of names, each with a made-up one.
    Names,
}

impl std::fmt::Display for Table {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Uids => "UIDs",
            Self::Patients => "patients",
            Self::Accessions => "accession numbers",
            Self::Studies => "studies",
            Self::Names => "names",
        })
    }
}

/// The JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    format: String,
    version: u32,
    uids: Vec<Row>,
    patients: Vec<PatientRow>,
    accessions: Vec<Row>,
    studies: Vec<Row>,
    /// Only a run that writes made-up names has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    original: Sensitive<String>,
    replacement: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatientRow {
    original: Sensitive<String>,
    replacement: String,
    offset_days: i32,
}

/// Writes the tables of a run, and those that it went on with, as a crosswalk.
///
/// `random` is 32 random bytes from the door, fresh for every crosswalk.
///
/// # Errors
/// [`CrosswalkError::NoPassphrase`], [`CrosswalkError::NotWritten`].
pub fn write(
    run: &Tables,
    earlier: &Tables,
    passphrase: &Sensitive<String>,
    random: [u8; 32],
) -> Result<Vec<u8>, CrosswalkError> {
    if passphrase.expose().is_empty() {
        return Err(CrosswalkError::NoPassphrase);
    }
    let sheet = sheet(&earlier.and(run));
    let json = serde_json::to_vec(&sheet).map_err(|_| CrosswalkError::NotWritten)?;
    let table = table_of(&sheet);
    // A writer that cannot seek writes AE-2, which has no CRC of the content.
    let mut writer = ZipWriter::new_stream(Vec::new());
    let failed = |_| CrosswalkError::NotWritten;
    for (name, bytes) in [(TABLE, table.as_bytes()), (ENTRY, json.as_slice())] {
        let salt = AesSalt::Aes256(salt_of(&random, name));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .with_aes_encryption_and_salt(passphrase.expose().as_bytes(), salt);
        writer.start_file(name, options).map_err(failed)?;
        writer
            .write_all(bytes)
            .map_err(|_| CrosswalkError::NotWritten)?;
    }
    let stream = writer.finish().map_err(failed)?;
    Ok(stream.into_inner())
}

/// Opens a crosswalk and checks every row of it.
///
/// # Errors
/// [`CrosswalkError`]; nothing of it is taken then.
pub fn read(bytes: &[u8], passphrase: &Sensitive<String>) -> Result<Tables, CrosswalkError> {
    let json = unlocked(bytes, passphrase)?;
    let sheet: Sheet = serde_json::from_slice(&json).map_err(|_| CrosswalkError::Form)?;
    if sheet.format != FORMAT {
        return Err(CrosswalkError::Form);
    }
    if sheet.version != VERSION {
        return Err(CrosswalkError::Version);
    }
    tables(sheet)
}

fn unlocked(bytes: &[u8], passphrase: &Sensitive<String>) -> Result<Vec<u8>, CrosswalkError> {
    let wrong = CrosswalkError::NotACrosswalk;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| wrong)?;
    let names: Vec<&str> = archive.file_names().collect();
    let is_known = names == [ENTRY] || names == [TABLE, ENTRY];
    if !is_known {
        return Err(wrong);
    }
    // The table is opened too, though nothing is taken from it: a changed one is
    // refused with the rest.
    let mut json = Vec::new();
    for place in 0..archive.len() {
        json = unlocked_entry(&mut archive, place, passphrase)?;
    }
    Ok(json)
}

/// The content of one entry; its authentication code is compared at its end.
fn unlocked_entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    place: usize,
    passphrase: &Sensitive<String>,
) -> Result<Vec<u8>, CrosswalkError> {
    let wrong = CrosswalkError::NotACrosswalk;
    let key = archive.get_aes_verification_key_and_salt(place);
    if key.is_ok_and(|key| key.is_none_or(|key| key.aes_mode != AesMode::Aes256)) {
        return Err(wrong);
    }
    let entry = archive
        .by_index_decrypt(place, passphrase.expose().as_bytes())
        .map_err(|error| match error {
            ZipError::InvalidPassword => CrosswalkError::Locked,
            _ => wrong,
        })?;
    let mut bytes = Vec::new();
    entry
        .take(LIMIT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| CrosswalkError::Locked)?;
    if bytes.len() as u64 > LIMIT_BYTES {
        return Err(CrosswalkError::TooLarge);
    }
    Ok(bytes)
}

/// A salt for one entry. Two names never give the same one.
fn salt_of(random: &[u8; 32], name: &str) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(random)
        .chain_update(name)
        .finalize();
    hash.first_chunk().copied().unwrap_or_default()
}

/// The table for people: RFC 4180, every cell quoted.
fn table_of(sheet: &Sheet) -> String {
    let mut table = String::from("\"kind\",\"original\",\"replacement\",\"offset_days\"\r\n");
    let mut row = |kind: &str, original: &Sensitive<String>, code: &str, days: &str| {
        let cells = [kind, original.expose(), code, days].map(cell);
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    };
    for patient in &sheet.patients {
        let days = patient.offset_days.to_string();
        row("patient", &patient.original, &patient.replacement, &days);
    }
    for (kind, rows) in [
        ("accession", &sheet.accessions),
        ("study", &sheet.studies),
        ("uid", &sheet.uids),
        ("name", &sheet.names),
    ] {
        for Row {
            original,
            replacement,
        } in rows
        {
            row(kind, original, replacement, "");
        }
    }
    table
}

/// A quoted cell. What a spreadsheet would take for a formula, also behind
/// blanks and in wide letters, gets an apostrophe in front; numbers stay as they
/// are.
fn cell(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let begins = |letter: char| "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}|%".contains(letter);
    let controls = text.starts_with(['\t', '\r', '\n']);
    let number = text.parse::<i64>().is_ok();
    let mark = if !number && (controls || first.is_some_and(begins)) {
        "'"
    } else {
        ""
    };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

fn sheet(tables: &Tables) -> Sheet {
    fn rows<'a>(table: impl Iterator<Item = (&'a Sensitive<String>, &'a str)>) -> Vec<Row> {
        table
            .map(|(original, replacement)| Row {
                original: original.clone(),
                replacement: replacement.to_owned(),
            })
            .collect()
    }
    Sheet {
        format: FORMAT.to_owned(),
        version: VERSION,
        uids: rows(tables.uids()),
        patients: tables
            .patients()
            .map(|(original, codes)| PatientRow {
                original: original.clone(),
                replacement: codes.pseudonym.clone(),
                offset_days: codes.offset_days,
            })
            .collect(),
        accessions: rows(tables.accessions()),
        studies: rows(tables.studies()),
        names: rows(tables.names()),
    }
}

/// Rows that were read so far.
struct Checked {
    originals: BTreeSet<(u8, Sensitive<String>)>,
    replacements: BTreeSet<String>,
}

impl Checked {
    /// An original has one row and a replacement stands for one original.
    fn row(
        &mut self,
        table: Table,
        row: usize,
        original: &Sensitive<String>,
        replacement: &str,
    ) -> Result<(), CrosswalkError> {
        let form = match table {
            Table::Uids => is_fresh_uid(replacement),
            Table::Patients => is_fresh_token(replacement, "SL-", 8),
            Table::Accessions => is_fresh_token(replacement, "AC", 10),
            Table::Studies => is_fresh_token(replacement, "ST", 6),
            Table::Names => is_made_up(replacement),
        };
        let length = original.expose().len();
        if !form || length == 0 || length > LONGEST_ORIGINAL {
            return Err(CrosswalkError::Malformed { table, row });
        }
        let fresh = self.originals.insert((table as u8, original.clone()));
        if !fresh || !self.replacements.insert(replacement.to_owned()) {
            return Err(CrosswalkError::Conflict { table, row });
        }
        Ok(())
    }
}

fn tables(sheet: Sheet) -> Result<Tables, CrosswalkError> {
    let mut checked = Checked {
        originals: BTreeSet::new(),
        replacements: BTreeSet::new(),
    };
    let mut tables = Tables::default();
    for (table, rows) in [
        (Table::Uids, sheet.uids),
        (Table::Accessions, sheet.accessions),
        (Table::Studies, sheet.studies),
        (Table::Names, sheet.names),
    ] {
        for (number, row) in (1..).zip(rows) {
            checked.row(table, number, &row.original, &row.replacement)?;
            match table {
                Table::Uids => tables.put_uid(row.original, row.replacement),
                Table::Accessions => tables.put_accession(row.original, row.replacement),
                Table::Studies => tables.put_study(row.original, row.replacement),
                Table::Names => tables.put_name(row.original, row.replacement),
                Table::Patients => {}
            }
        }
    }
    for (number, row) in (1..).zip(sheet.patients) {
        let table = Table::Patients;
        checked.row(table, number, &row.original, &row.replacement)?;
        if !OFFSET_DAYS.contains(&row.offset_days) {
            return Err(CrosswalkError::Malformed { table, row: number });
        }
        let codes = PatientCodes {
            pseudonym: row.replacement,
            offset_days: row.offset_days,
        };
        tables.put_patient(row.original, codes);
    }
    // A UID that is itself a replacement would be replaced twice.
    let chained = tables
        .uids()
        .position(|(original, _)| checked.replacements.contains(original.expose()));
    match chained {
        Some(place) => Err(CrosswalkError::Conflict {
            table: Table::Uids,
            row: place + 1,
        }),
        None => Ok(tables),
    }
}
