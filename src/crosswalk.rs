//! The crosswalk: the random tables of a run as a zip under a passphrase, so
//! that a later run can go on with them. Secret material: whoever opens it can
//! say who is who (45 CFR 164.514(c)). It is never part of a package.
//!
//! One entry, `crosswalk.json`, AES-256 by WinZip AE-2: any 7-Zip opens it. The
//! key is made of the passphrase by PBKDF2 with the 1,000 rounds that the format
//! fixes: the passphrase has to be long.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use serde::{Deserialize, Serialize};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{AesMode, AesSalt, CompressionMethod, ZipArchive};

use crate::remap::made_up::is_made_up;
use crate::remap::{PatientCodes, Tables, is_fresh_token, is_fresh_uid};
use crate::sensitive::Sensitive;

/// Name of the only entry.
const ENTRY: &str = "crosswalk.json";
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
    /// Not a zip, or not one with the one encrypted entry.
    #[error("not a crosswalk: it has to be a zip with one entry, encrypted with AES")]
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
/// `salt` is 16 random bytes from the door, fresh for every crosswalk.
///
/// # Errors
/// [`CrosswalkError::NoPassphrase`], [`CrosswalkError::NotWritten`].
pub fn write(
    run: &Tables,
    earlier: &Tables,
    passphrase: &Sensitive<String>,
    salt: [u8; 16],
) -> Result<Vec<u8>, CrosswalkError> {
    if passphrase.expose().is_empty() {
        return Err(CrosswalkError::NoPassphrase);
    }
    let json = serde_json::to_vec(&sheet(&earlier.and(run)));
    let json = json.map_err(|_| CrosswalkError::NotWritten)?;
    // A writer that cannot seek writes AE-2, which has no CRC of the content.
    let mut writer = ZipWriter::new_stream(Vec::new());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .with_aes_encryption_and_salt(passphrase.expose().as_bytes(), AesSalt::Aes256(salt));
    let failed = |_| CrosswalkError::NotWritten;
    writer.start_file(ENTRY, options).map_err(failed)?;
    writer
        .write_all(&json)
        .map_err(|_| CrosswalkError::NotWritten)?;
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
    let is_one = archive.len() == 1 && archive.name_for_index(0) == Some(ENTRY);
    if !is_one
        || archive
            .get_aes_verification_key_and_salt(0)
            .is_ok_and(|key| key.is_none_or(|key| key.aes_mode != AesMode::Aes256))
    {
        return Err(wrong);
    }
    let entry = archive
        .by_index_decrypt(0, passphrase.expose().as_bytes())
        .map_err(|error| match error {
            ZipError::InvalidPassword => CrosswalkError::Locked,
            _ => wrong,
        })?;
    let mut json = Vec::new();
    entry
        .take(LIMIT_BYTES + 1)
        .read_to_end(&mut json)
        .map_err(|_| CrosswalkError::Locked)?;
    if json.len() as u64 > LIMIT_BYTES {
        return Err(CrosswalkError::TooLarge);
    }
    Ok(json)
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
