//! Packs the lists of words into tables that are looked up where they stand, so
//! that a program that starts has nothing to read. The lists stay text; the
//! tables are never edited and not checked in.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What the crate and this program both know of the lists.
#[path = "src/text/lexicon"]
mod lexicon {
    #[path = "../keyed/key.rs"]
    #[allow(dead_code, reason = "the crate uses the rest")]
    mod key;

    #[allow(dead_code, reason = "the crate uses the rest")]
    pub mod flags;
    pub mod layout;
    pub mod lists;
    pub mod table;
}

use sha2::{Digest as _, Sha256};

use lexicon::table::{HEAD_BYTES, MOST_STAY, table};

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

fn pack(classes: &BTreeMap<String, u32>) -> Result<[Packed; 5], Failure> {
    let list = list(classes).ok_or("a word is too long for the list")?;
    let table = table(&list).ok_or("the lists do not fit the table")?;
    Ok([
        ("words.list", list),
        ("words_firsts.bin", table.firsts),
        ("words_checks.bin", table.checks),
        ("words_kinds.bin", table.kinds),
        ("words_bits.bin", table.bits),
    ])
}

/// The words by kind, the kind of most words first; each word is told by how many
/// bytes of the last one stay, and the new ones.
fn list(classes: &BTreeMap<String, u32>) -> Option<Vec<u8>> {
    let mut kinds: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (word, bits) in classes {
        kinds.entry(*bits).or_default().push(word);
    }
    let mut kinds: Vec<(u32, Vec<&str>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    let mut list = Vec::new();
    for (bits, words) in kinds {
        let mut told = Vec::new();
        let mut last = "";
        for word in &words {
            let pairs = last.bytes().zip(word.bytes());
            let same = pairs.take_while(|(one, other)| one == other).count();
            let stay = same.min(usize::from(MOST_STAY));
            told.push(u8::try_from(stay).ok()?);
            told.extend(word.as_bytes().get(stay..)?);
            last = word;
        }
        let before = list.len();
        list.extend(bits.to_le_bytes());
        list.extend(u32::try_from(words.len()).ok()?.to_le_bytes());
        list.extend(u32::try_from(told.len()).ok()?.to_le_bytes());
        assert_eq!(list.len() - before, HEAD_BYTES);
        list.extend(told);
    }
    Some(list)
}
