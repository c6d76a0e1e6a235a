//! Packs the lists of words into tables that are looked up where they stand, so
//! that a program that starts has nothing to read. The lists stay text; the
//! tables are never edited and not checked in.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/text/keyed/key.rs"]
#[allow(dead_code, reason = "the crate uses the rest")]
mod key;

/// What the crate and this program both know of the lists.
#[path = "src/text/lexicon"]
mod lexicon {
    #[allow(dead_code, reason = "the crate uses the rest")]
    pub mod flags;
    pub mod layout;
    pub mod lists;
}

use sha2::{Digest as _, Sha256};

use key::Key;
use lexicon::layout::{BUCKETS, split, usual_first};

type Failure = Box<dyn Error>;

/// Where the rules stand, tables and code.
const RULES: [&str; 2] = ["src/dicom", "src/text"];

const FOLDER: &str = "src/text/lexicon";

fn main() -> Result<(), Failure> {
    let list = |name: &str| {
        let path = Path::new(FOLDER).join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        fs::read_to_string(path)
    };
    println!("cargo::rerun-if-changed=build.rs");
    let sum = rules_sha256()?;
    let classes = lexicon::lists::classes(
        &list("words.txt")?,
        &list("towns.txt")?,
        &list("roles.txt")?,
    );
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (name, bytes) in pack(&classes)? {
        fs::write(out.join(name), bytes)?;
    }
    fs::write(out.join("rules_sha256.txt"), sum)?;
    Ok(())
}

/// SHA-256 over what `sha256sum` prints for every file of the rules, in the order
/// of their paths. A certificate names it: two builds with other rules differ.
fn rules_sha256() -> Result<String, Failure> {
    let mut files = Vec::new();
    for folder in RULES {
        println!("cargo::rerun-if-changed={folder}");
        files_in(Path::new(folder), &mut files)?;
    }
    let mut lines = BTreeMap::new();
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        lines.insert(name, hex(&fs::read(&file)?));
    }
    let list: String = lines
        .iter()
        .map(|(name, sum)| format!("{sum}  {name}\n"))
        .collect();
    Ok(hex(list.as_bytes()))
}

fn files_in(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_in(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file that `lexicon/packed.rs` reads.
type Packed = (&'static str, Vec<u8>);

fn pack(classes: &BTreeMap<String, u32>) -> Result<[Packed; 4], Failure> {
    let mut rows: Vec<(u64, u32)> = classes
        .iter()
        .map(|(word, bits)| (Key::of(word).bits(), *bits))
        .collect();
    rows.sort_unstable();
    let (kinds, bits) = kinds(&rows)?;
    let checks = rows.iter().flat_map(|row| split(row.0).1).collect();
    Ok([
        ("words_firsts.bin", firsts(&rows)?),
        ("words_checks.bin", checks),
        ("words_kinds.bin", kinds),
        ("words_bits.bin", bits),
    ])
}

/// A number for each word, small ones for what most words are, and what the
/// numbers mean.
fn kinds(rows: &[(u64, u32)]) -> Result<(Vec<u8>, Vec<u8>), Failure> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, bits) in rows {
        *counts.entry(*bits).or_default() += 1;
    }
    let mut order: Vec<u32> = counts.keys().copied().collect();
    order.sort_by_key(|bits| std::cmp::Reverse(counts.get(bits)));
    let mut numbers = BTreeMap::new();
    for (number, bits) in order.iter().enumerate() {
        numbers.insert(*bits, u16::try_from(number)?);
    }
    let number = |bits| numbers.get(bits).copied().unwrap_or_default();
    let kinds = rows.iter().flat_map(|(_, bits)| number(bits).to_le_bytes());
    Ok((
        kinds.collect(),
        order.iter().flat_map(|bits| bits.to_le_bytes()).collect(),
    ))
}

fn firsts(rows: &[(u64, u32)]) -> Result<Vec<u8>, Failure> {
    let mut packed = Vec::new();
    for bucket in 0..=BUCKETS {
        let first = rows.partition_point(|row| split(row.0).0 < bucket);
        let apart = i64::try_from(first)? - usual_first(bucket, rows.len());
        packed.extend(i16::try_from(apart)?.to_le_bytes());
    }
    Ok(packed)
}
