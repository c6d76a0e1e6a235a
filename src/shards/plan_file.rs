//! A plan as a file: lines of JSON, and a last line that shows that all are there.
//!
//! ```text
//! {"secret":"…","format":"safelight-plan","version":1,…}   what it is, how many files
//! {"policy":…,"tables":…,"known":…,…}                       the plan without its files
//! {"shown":…,"place":…,"size_bytes":…,"sha256":…,"shard":0,"plan":…}   one for each file
//! {"end":"<SHA-256 of all lines before>"}
//! ```
//!
//! The check sum shows what was cut off or damaged on its way; it shows nothing of who
//! wrote the file. Who can write a plan decides what becomes of the files, as who can
//! write the program does.

use std::io::{self, BufRead, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::certificate::words::Digest;
use crate::container::ZipEntry;
use crate::finding::Refusal;
use crate::plan::{FilePlan, Plan};
use crate::review::ReviewError;
use crate::sensitive::Sensitive;

use super::Together;

/// The first field of the file, for whoever finds it.
const SECRET: &str = "SECRET: original names, numbers and dates, what replaces each, and keys. Keep this file as you keep the originals, hand it to nobody, delete it after the merge.";
const FORMAT: &str = "safelight-plan";
/// The version that is written and read.
pub const VERSION: u32 = 1;
/// Most shards.
const MOST_SHARDS: u32 = 100_000;
/// Longest first and last line, longest line of a file, longest line of the tables.
const HEAD_BYTES: u64 = 64 << 10;
const FILE_BYTES: u64 = 16 << 20;
const TABLES_BYTES: u64 = 4 << 30;

/// What a plan file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    secret: String,
    format: String,
    version: u32,
    /// Version of the program that made it.
    pub engine: String,
    /// SHA-256 of the program that made it, if it knew.
    pub program_sha256: Option<String>,
    /// The random bytes of the tables and keys, 64 hexadecimal digits: with the same
    /// files and choices `deidentify` makes the same package of them.
    pub seed: Sensitive<String>,
    /// Whether pictures are read: then each shard does.
    pub reads_pictures: bool,
    /// How many shards.
    pub shards: u32,
    /// How many files.
    pub files: u64,
}

/// A path as the system has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiskPath {
    /// It is text.
    Text(Sensitive<String>),
    /// It is not: its bytes.
    Bytes(Sensitive<Vec<u8>>),
}

/// Where a file of the drop lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlannedPlace {
    /// On the disk.
    File(DiskPath),
    /// In a zip on the disk, or in a zip in it.
    Entry {
        /// The zip.
        zip: DiskPath,
        /// The entries that lead to it.
        trail: Vec<ZipEntry>,
    },
    /// It could not be looked into.
    Refused(Refusal),
}

/// One file of the drop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedInput {
    /// Its name as it is shown to the person.
    pub shown: Sensitive<String>,
    /// Where it lies.
    pub place: PlannedPlace,
    /// Its length when the plan was made; nothing if it could not be read.
    pub size_bytes: u64,
    /// SHA-256 of its bytes; `None` if it could not be read.
    pub sha256: Option<String>,
    /// Its shard, from nought on.
    pub shard: u32,
    /// What becomes of it.
    plan: FilePlan,
}

/// A plan with the files that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// What it says of itself.
    pub head: Head,
    /// The plan.
    pub plan: Plan,
    /// Its files, in the order of the plan.
    pub inputs: Vec<PlannedInput>,
    /// SHA-256 of the file: shards name it.
    pub id: [u8; 32],
}

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    end: String,
}

/// Why a plan file is not taken. Holds nothing of what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFileError {
    /// The first line is not that of a plan.
    #[error("this is no plan of safelight: its first line does not say so")]
    NotAPlan,
    /// Of another form than this program reads.
    #[error("the plan is of version {found}, this program reads version {VERSION}: make a new one")]
    Version {
        /// What it says.
        found: u64,
    },
    /// Made by another program.
    #[error(
        "the plan was made by another build of safelight ({found}): clean and merge with the one that made it"
    )]
    OtherProgram {
        /// Its version.
        found: String,
    },
    /// Cut off.
    #[error("the plan is cut off: its last line is missing")]
    CutOff,
    /// Changed on its way.
    #[error("the plan is damaged: its check sum does not agree")]
    CheckSum,
    /// A line that cannot be read.
    #[error("the plan cannot be read: line {line} is not of its form")]
    Line {
        /// Counted from 1.
        line: usize,
    },
    /// Lines that contradict each other.
    #[error("the plan contradicts itself: {what}")]
    Contradiction {
        /// In what.
        what: &'static str,
    },
    /// The system could not read it.
    #[error("the plan could not be read")]
    Unreadable,
}

impl Head {
    /// Of a plan that this program makes.
    #[must_use]
    pub fn new(
        engine: &str,
        program_sha256: Option<[u8; 32]>,
        seed: [u8; 32],
        together: Together,
        shards: u32,
    ) -> Self {
        Self {
            secret: SECRET.to_owned(),
            format: FORMAT.to_owned(),
            version: VERSION,
            engine: engine.to_owned(),
            program_sha256: program_sha256.map(|sum| Digest(sum).hex()),
            seed: Sensitive::new(Digest(seed).hex()),
            reads_pictures: together == Together::Series,
            shards,
            files: 0,
        }
    }

    /// Whether this is the program that made the plan: another build may decide
    /// otherwise, and the certificate names one.
    ///
    /// # Errors
    /// [`PlanFileError::OtherProgram`].
    pub fn check_program(
        &self,
        engine: &str,
        program_sha256: Option<[u8; 32]>,
    ) -> Result<(), PlanFileError> {
        let sum = program_sha256.map(|sum| Digest(sum).hex());
        if self.engine == engine && self.program_sha256 == sum {
            return Ok(());
        }
        let letters = self.engine.chars().take(20);
        let found = letters
            .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+'));
        Err(PlanFileError::OtherProgram {
            found: found.collect(),
        })
    }
}

impl PlannedInput {
    /// A file that was read, or could not be.
    #[must_use]
    pub fn new(
        shown: &str,
        place: PlannedPlace,
        read: Option<(u64, [u8; 32])>,
        shard: u32,
    ) -> Self {
        let nothing = Refusal::of(crate::finding::ReasonCode::Unreadable);
        Self {
            shown: Sensitive::from(shown),
            place,
            size_bytes: read.map_or(0, |(size, _)| size),
            sha256: read.map(|(_, sum)| Digest(sum).hex()),
            shard,
            plan: FilePlan::Withheld {
                refusal: nothing,
                facts: None,
            },
        }
    }

    /// The planned SHA-256 of its bytes.
    #[must_use]
    pub fn digest(&self) -> Option<[u8; 32]> {
        let sum = Digest::parse(self.sha256.as_deref()?)?;
        Some(sum.0)
    }
}

/// Writes lines, and knows the check sum of them.
struct Lines<'a> {
    out: &'a mut dyn Write,
    hasher: Sha256,
}

impl Lines<'_> {
    fn line(&mut self, row: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(row).map_err(io::Error::other)?;
        line.push(b'\n');
        self.hasher.update(&line);
        self.out.write_all(&line)
    }
}

impl PlanFile {
    /// Writes a plan and its files; gives the number that the shards will name.
    ///
    /// # Errors
    /// As what is written to.
    pub fn write(
        head: Head,
        mut plan: Plan,
        inputs: Vec<PlannedInput>,
        out: &mut dyn Write,
    ) -> io::Result<[u8; 32]> {
        let mut lines = Lines {
            out,
            hasher: Sha256::new(),
        };
        let files = std::mem::take(&mut plan.files);
        lines.line(&Head {
            files: files.len() as u64,
            ..head
        })?;
        lines.line(&plan)?;
        for (input, plan) in inputs.into_iter().zip(files) {
            lines.line(&PlannedInput { plan, ..input })?;
        }
        let id: [u8; 32] = lines.hasher.clone().finalize().into();
        let end = Digest(id).hex();
        lines.line(&End { end })?;
        Ok(id)
    }

    /// Reads a plan again.
    ///
    /// # Errors
    /// [`PlanFileError`] for anything that [`PlanFile::write`] did not write.
    pub fn read(from: &mut dyn BufRead) -> Result<Self, PlanFileError> {
        let mut reader = Reader {
            from,
            hasher: Sha256::new(),
            line: 0,
        };
        let head = reader.head()?;
        let mut plan: Plan = reader.row(TABLES_BYTES)?;
        let count = usize::try_from(head.files).map_err(|_| PlanFileError::NotAPlan)?;
        let mut inputs = Vec::new();
        for _ in 0..count {
            let input: PlannedInput = reader.row(FILE_BYTES)?;
            plan.files.push(input.plan.clone());
            inputs.push(input);
        }
        let id: [u8; 32] = reader.hasher.clone().finalize().into();
        let end: End = reader.row(HEAD_BYTES)?;
        if end.end != Digest(id).hex() {
            return Err(PlanFileError::CheckSum);
        }
        if !reader.next(HEAD_BYTES)?.is_empty() {
            return Err(PlanFileError::Contradiction {
                what: "there is something behind its last line",
            });
        }
        let read = Self {
            head,
            plan,
            inputs,
            id,
        };
        read.check()?;
        Ok(read)
    }

    /// What a plan that was made here never has, and what the files of decisions are
    /// checked for where they come in.
    fn check(&self) -> Result<(), PlanFileError> {
        let wrong = |what| Err(PlanFileError::Contradiction { what });
        let plan = &self.plan;
        if !(1..=MOST_SHARDS).contains(&self.head.shards) {
            return wrong("the number of shards");
        }
        if plan.files.len() != self.inputs.len() {
            return wrong("the number of files");
        }
        let inputs = || self.inputs.iter();
        if inputs().any(|input| input.shard >= self.head.shards) {
            return wrong("the shard of a file");
        }
        if inputs().any(|input| input.sha256.is_some() != input.digest().is_some()) {
            return wrong("the SHA-256 of a file");
        }
        let named = (0..plan.files.len()).filter_map(|place| plan.entry(place));
        if !named.into_iter().all(is_entry_name) {
            return wrong("the name of an entry");
        }
        let review: Result<_, ReviewError> = plan.policy.review.clone().checked();
        let decided = plan.policy.options_checked().is_ok()
            && review.is_ok()
            && plan.check_private_rules().is_ok()
            && plan.check_header_decisions().is_ok();
        if decided { Ok(()) } else { wrong("a decision") }
    }
}

/// Whether a plan made here could give this name: capital letters and digits in
/// folders, in the two trees of a package.
fn is_entry_name(name: &str) -> bool {
    let plain = |piece: &str| {
        (1..=8).contains(&piece.len())
            && piece
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let mut pieces = name.split('/');
    matches!(pieces.next(), Some("DICOM" | "REPORT")) && pieces.clone().count() > 0 && {
        pieces.all(plain)
    }
}

/// Reads lines, and knows the check sum of them.
struct Reader<'a> {
    from: &'a mut dyn BufRead,
    hasher: Sha256,
    line: usize,
}

impl Reader<'_> {
    /// The next line with its end, no longer than this; empty at the end.
    fn next(&mut self, most_bytes: u64) -> Result<Vec<u8>, PlanFileError> {
        let mut line = Vec::new();
        self.line += 1;
        let mut limited = io::Read::take(&mut *self.from, most_bytes);
        limited
            .read_until(b'\n', &mut line)
            .map_err(|_| PlanFileError::Unreadable)?;
        self.hasher.update(&line);
        Ok(line)
    }

    fn row<T: DeserializeOwned>(&mut self, most_bytes: u64) -> Result<T, PlanFileError> {
        let line = self.next(most_bytes)?;
        let is_short = (line.len() as u64) < most_bytes;
        if line.last() != Some(&b'\n') && is_short {
            return Err(PlanFileError::CutOff);
        }
        // The parser's own words may quote a value.
        serde_json::from_slice(&line).map_err(|_| PlanFileError::Line { line: self.line })
    }

    /// Format and version come before the rest: another version may have other fields.
    fn head(&mut self) -> Result<Head, PlanFileError> {
        let line = self.next(HEAD_BYTES)?;
        let fields: serde_json::Value =
            serde_json::from_slice(&line).map_err(|_| PlanFileError::NotAPlan)?;
        if fields.get("format").and_then(|field| field.as_str()) != Some(FORMAT) {
            return Err(PlanFileError::NotAPlan);
        }
        let found = fields.get("version").and_then(serde_json::Value::as_u64);
        let found = found.ok_or(PlanFileError::NotAPlan)?;
        if found != u64::from(VERSION) {
            return Err(PlanFileError::Version { found });
        }
        serde_json::from_value(fields).map_err(|_| PlanFileError::Line { line: self.line })
    }
}

#[cfg(test)]
mod tests;
