//! Reads a folder of PDFs: compares the words with those that pdftotext reads,
//! and reads them again with bytes changed.
//!
//! Not run by default: it needs a folder of PDFs and the command pdftotext.
//! `make test-pdfs` fetches the PDFs and runs it; by hand it is
//! `PDF_FOLDER=/some/folder cargo test --test pdf_corpus -- --ignored --nocapture`
//!
//! Both texts are brought to one form before they are compared, and neither is
//! favoured: compatibility forms (ligatures, raised digits) are plain letters,
//! soft hyphens and direction marks are nothing, letters that stand alone in a
//! row (`H e l l o`) are a word, and so is what a hyphen parts at a line's end
//! (pdftotext joins it by itself). Chinese and Japanese are compared by letters.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use safelight::document::{plain_text, read};
use safelight::plan::ReportKind;
use unicode_normalization::UnicodeNormalization;

/// Longer than this for one file is a hang.
const MAX_SECONDS: f64 = 10.0;

/// A file with fewer words by pdftotext is no file of text.
const MIN_WORDS: usize = 5;

/// Below this share, words that were not found are printed.
const LISTED_SHARE: f64 = 0.99;

/// Share of words that are found, as a mean of all files.
const MIN_SHARE: f64 = 0.95;

/// Panics of this process, those inside other crates too.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts panics instead of printing them.
fn count_panics() {
    std::panic::set_hook(Box::new(|panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        eprintln!("panic at {:?}", panic.location());
    }));
}

fn corpus() -> (PathBuf, Vec<PathBuf>) {
    let folder = PathBuf::from(std::env::var("PDF_FOLDER").expect("PDF_FOLDER names no folder"));
    let mut paths = Vec::new();
    pdfs_in(&folder, &mut paths);
    assert!(!paths.is_empty(), "no PDF in {}", folder.display());
    (folder, paths)
}

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

/// Words and how often they stand there.
type Words = HashMap<String, usize>;

fn words(text: &str) -> Words {
    let mut words = Words::new();
    for line in without_line_hyphens(text).split(['\n', '\t']) {
        let plain: String = line.nfkc().filter(|letter| !is_unseen(*letter)).collect();
        for word in words_of_line(&plain) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    words
}

/// Words that a hyphen parts at the end of a line, in one piece.
fn without_line_hyphens(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let end = line.trim_end();
        let parted = end
            .strip_suffix(['-', '\u{AD}', '\u{2010}'])
            .filter(|rest| rest.ends_with(char::is_alphabetic));
        out.push_str(parted.unwrap_or(line));
    }
    out
}

/// Soft hyphens, marks of direction and width.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The words of a line; three and more letters that stand alone are one.
fn words_of_line(line: &str) -> Vec<String> {
    let (mut words, mut alone) = (Vec::new(), Vec::new());
    let close = |alone: &mut Vec<String>, words: &mut Vec<String>| {
        if alone.len() < 3 {
            words.append(alone);
        } else {
            words.push(alone.concat());
            alone.clear();
        }
    };
    let apart = apart_east_asian(line);
    for word in apart.split(|letter: char| !letter.is_alphanumeric()) {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (None, _) => {}
            (Some(letter), None) if letter.is_alphabetic() && !is_east_asian(letter) => {
                alone.push(word.to_owned())
            }
            (Some(_), _) => {
                close(&mut alone, &mut words);
                words.push(word.to_owned());
            }
        }
    }
    close(&mut alone, &mut words);
    words
}

/// Chinese and Japanese set no blanks: each of their letters counts as a word.
fn is_east_asian(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn apart_east_asian(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        out.push(letter);
        if is_east_asian(letter) {
            out.push(' ');
        }
    }
    out
}

/// Words of the reference that were found, all words of the reference, and
/// which were not found.
fn found(ours: &Words, theirs: &Words) -> (usize, usize, Vec<String>) {
    let (mut hits, mut all, mut lost) = (0, 0, Vec::new());
    for (word, count) in theirs {
        let here = (*count).min(ours.get(word).copied().unwrap_or(0));
        hits += here;
        all += count;
        if here < *count {
            lost.push(format!("{word}*{}", count - here));
        }
    }
    lost.sort();
    (hits, all, lost)
}

/// The pages as pdftotext reads them.
fn reference(path: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .args(["-q", "-enc", "UTF-8"])
        .arg(path)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split('\u{c}').map(str::to_owned).collect()
}

/// What became of the files of one package.
#[derive(Default)]
struct Row {
    files: usize,
    read: usize,
    /// Pages of files that were read, and those of them that are withheld.
    pages: usize,
    withheld: usize,
    refused: BTreeMap<&'static str, usize>,
    shares: Vec<f64>,
    slowest_seconds: f64,
}

impl Row {
    fn share(&self) -> f64 {
        self.shares.iter().sum::<f64>() / self.shares.len().max(1) as f64
    }

    fn print(&self, name: &str) {
        println!(
            "{name:32} {:5} {:5} {:6} {:8} {:8} {:9.4} {:8.2}  {:?}",
            self.files,
            self.read,
            self.pages,
            self.withheld,
            self.shares.len(),
            self.share(),
            self.slowest_seconds,
            self.refused
        );
    }

    fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.read += other.read;
        self.pages += other.pages;
        self.withheld += other.withheld;
        for (code, count) in &other.refused {
            *self.refused.entry(code).or_default() += count;
        }
        self.shares.extend(&other.shares);
        self.slowest_seconds = self.slowest_seconds.max(other.slowest_seconds);
    }
}

/// Reads one file and compares the pages that were not withheld.
fn compare(path: &Path, row: &mut Row) {
    let bytes = std::fs::read(path).expect("the file can be read");
    let start = Instant::now();
    let result = read(ReportKind::Pdf, &bytes);
    let seconds = start.elapsed().as_secs_f64();
    row.slowest_seconds = row.slowest_seconds.max(seconds);
    row.files += 1;
    let pages = reference(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let document = match result {
        Ok(document) => document,
        Err(refusal) => {
            let all: usize = words(&pages.join("\n")).values().sum();
            let code = refusal.code.code();
            println!("refused {code} ({all} words by pdftotext) {seconds:.2} s {name}");
            *row.refused.entry(code).or_default() += 1;
            return;
        }
    };
    row.read += 1;
    row.pages += document.pages.len();
    let shown = |place: usize| {
        let page = document.pages.get(place);
        page.is_some_and(|page| page.withheld.is_none())
    };
    let withheld = (0..document.pages.len()).filter(|place| !shown(*place));
    let withheld = withheld.count();
    row.withheld += withheld;
    let theirs: Vec<&str> = pages
        .iter()
        .enumerate()
        .filter(|(place, _)| shown(*place))
        .map(|(_, page)| page.as_str())
        .collect();
    let (hits, all, lost) = found(&words(&plain_text(&document)), &words(&theirs.join("\n")));
    let share = hits as f64 / all.max(1) as f64;
    println!("{share:.3} {hits:>6}/{all:<6} {seconds:.2} s withheld {withheld} {name}");
    if all >= MIN_WORDS {
        row.shares.push(share);
        if share < LISTED_SHARE {
            println!(
                "        not found: {}",
                lost[..lost.len().min(12)].join(" ")
            );
        }
    }
}

#[test]
#[ignore = "needs a folder of PDFs and pdftotext"]
fn words_are_found_as_pdftotext_finds_them() {
    count_panics();
    let (folder, paths) = corpus();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for path in &paths {
        let inside = path.strip_prefix(&folder).expect("a file of the folder");
        let package = inside.components().next().expect("a name");
        let package = package.as_os_str().to_string_lossy().into_owned();
        compare(path, rows.entry(package).or_default());
    }
    println!(
        "\n{:32} {:>5} {:>5} {:>6} {:>8} {:>8} {:>9} {:>8}  refused",
        "package", "files", "read", "pages", "withheld", "compared", "share", "slowest"
    );
    let mut whole = Row::default();
    for (package, row) in &rows {
        row.print(package);
        whole.add(row);
    }
    whole.print("all");
    assert!(whole.share() >= MIN_SHARE, "share {:.4}", whole.share());
    assert!(whole.slowest_seconds < MAX_SECONDS, "a file took too long");
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "panics");
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
    count_panics();
    let (_, paths) = corpus();
    let (mut copies, mut slowest) = (0, (0.0, String::new()));
    for path in &paths {
        let bytes = std::fs::read(path).expect("the file can be read");
        if bytes.len() > MAX_CHANGED_BYTES {
            continue;
        }
        for seed in 0..COPIES {
            let copy = changed(&bytes, seed);
            let start = Instant::now();
            let _ = read(ReportKind::Pdf, &copy);
            copies += 1;
            let seconds = start.elapsed().as_secs_f64();
            if seconds > slowest.0 {
                slowest = (seconds, format!("{} seed {seed}", path.display()));
            }
        }
    }
    let panics = PANICS.load(Ordering::Relaxed);
    println!(
        "copies {copies} panics {panics} slowest {:.2} s {}",
        slowest.0, slowest.1
    );
    assert_eq!(panics, 0);
    assert!(slowest.0 < MAX_SECONDS, "a copy took too long");
}
