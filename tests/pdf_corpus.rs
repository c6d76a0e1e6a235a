//! Reads a folder of PDFs: compares the words with those that pdftotext reads,
//! and reads them again with bytes changed.
//!
//! Not run by default: it needs a folder of PDFs and the command pdftotext.
//! `PDF_FOLDER=/some/folder cargo test --test pdf_corpus -- --ignored --nocapture`

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use safelight::document::{plain_text, read};
use safelight::plan::ReportKind;

fn pdfs_in(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            pdfs_in(&path, found);
        } else if path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("pdf"))
        {
            found.push(path);
        }
    }
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        if !word.is_empty() {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    words
}

/// Words of the reference that were found, and all words of the reference.
fn found(ours: &HashMap<String, usize>, theirs: &HashMap<String, usize>) -> (usize, usize) {
    let found = theirs
        .iter()
        .map(|(word, count)| (*count).min(ours.get(word).copied().unwrap_or(0)))
        .sum();
    (found, theirs.values().sum())
}

fn reference(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext")
        .args(["-q", "-enc", "UTF-8"])
        .arg(path)
        .arg("-")
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
#[ignore = "needs a folder of PDFs and pdftotext"]
fn words_are_found_as_pdftotext_finds_them() {
    let folder = std::env::var("PDF_FOLDER").expect("PDF_FOLDER names no folder");
    let mut paths = Vec::new();
    pdfs_in(Path::new(&folder), &mut paths);
    let (mut read_whole, mut shares, mut refused) = (0, Vec::new(), HashMap::new());
    for path in &paths {
        let Ok(bytes) = std::fs::read(path) else {
            continue;
        };
        let start = Instant::now();
        let result = read(ReportKind::Pdf, &bytes);
        let took = start.elapsed().as_millis();
        let theirs = words(&reference(path).unwrap_or_default());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match result {
            Ok(document) => {
                read_whole += 1;
                let withheld = document
                    .pages
                    .iter()
                    .filter(|page| page.withheld.is_some())
                    .count();
                let (hits, all) = found(&words(&plain_text(&document)), &theirs);
                if all >= 5 && withheld == 0 {
                    shares.push(hits as f64 / all as f64);
                }
                println!(
                    "{:.3} {hits:>6}/{all:<6} {took:>5} ms withheld {withheld} {name}",
                    hits as f64 / all.max(1) as f64
                );
            }
            Err(refusal) => {
                let all: usize = theirs.values().sum();
                println!(
                    "refused {} ({all} words by pdftotext) {took:>5} ms {name}",
                    refusal.code.code()
                );
                *refused.entry(refusal.code.code()).or_insert(0) += 1;
            }
        }
    }
    let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    println!(
        "files {} read {read_whole} refused {refused:?} compared {} mean recall {mean:.4}",
        paths.len(),
        shares.len()
    );
    assert!(mean >= 0.95, "mean recall {mean:.4}");
}

/// Files that are changed are at most this large, so that many are.
const MAX_CHANGED_BYTES: usize = 200_000;

/// How many changed copies of each file are read.
const COPIES: u64 = 40;

/// A copy with a few bytes changed, the same on every machine.
fn changed(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut copy = bytes.to_vec();
    for _ in 0..1 + next() % 8 {
        let place = (next() % bytes.len().max(1) as u64) as usize;
        let value = next().to_le_bytes()[3];
        if let Some(byte) = copy.get_mut(place) {
            *byte = value;
        }
    }
    if seed % 8 == 7 {
        copy.truncate((next() % bytes.len().max(1) as u64) as usize);
    }
    copy
}

#[test]
#[ignore = "needs a folder of PDFs"]
fn changed_files_are_read_or_refused_and_the_reader_does_not_panic() {
    static PANICS: AtomicUsize = AtomicUsize::new(0);
    let folder = std::env::var("PDF_FOLDER").expect("PDF_FOLDER names no folder");
    let mut paths = Vec::new();
    pdfs_in(Path::new(&folder), &mut paths);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(|panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        eprintln!("{:?}", panic.location());
    }));
    let (mut copies, mut slowest) = (0, (0, String::new()));
    for path in &paths {
        let Ok(bytes) = std::fs::read(path) else {
            continue;
        };
        if bytes.len() > MAX_CHANGED_BYTES {
            continue;
        }
        for seed in 0..COPIES {
            let copy = changed(&bytes, seed);
            let start = Instant::now();
            let _ = read(ReportKind::Pdf, &copy);
            copies += 1;
            let took = (
                start.elapsed().as_millis(),
                format!("{} seed {seed}", path.display()),
            );
            slowest = slowest.max(took);
        }
    }
    std::panic::set_hook(usual);
    let panics = PANICS.load(Ordering::Relaxed);
    println!(
        "copies {copies} panics {panics} slowest {} ms {}",
        slowest.0, slowest.1
    );
    assert_eq!(panics, 0);
}
