//! Rates of the text room: `cargo bench --bench text_rate`.
//!
//! Prints the rate over the reports of `tests/reports`, each read on its own as
//! the product does, and what share of the time its stages take; the rate on all
//! cores; the time of the first text, which reads the lexicons; the time of a
//! report of two pages; and a table that shows whether the time grows with the
//! length of lines that are made to be slow.

use std::fs;
use std::hint::black_box;
use std::num::NonZero;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::{Finder, stated};

/// Bytes of a report that fills two printed pages.
const TWO_PAGES: usize = 6_000;

/// A rate is the best of all rounds in this time: other work of the machine
/// only slows.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often a thread reads all reports: what it costs to begin one is little
/// beside that.
const ROUNDS: usize = 8;

fn main() {
    let reports = reports();
    let bytes: usize = reports.iter().map(String::len).sum();
    let finder = Finder::new(&Known::default(), DateRule::YearAndIntervals);

    let started = Instant::now();
    black_box(finder.find("No acute findings."));
    println!("first text, lexicons read    {}", shown(started.elapsed()));

    let each =
        |look: fn(&Finder, &str)| best(|| reports.iter().for_each(|report| look(&finder, report)));
    let whole = each(|finder, report| drop(black_box(finder.find(report))));
    println!(
        "{} reports, {bytes} bytes      {:.1} MB/s",
        reports.len(),
        megabytes(bytes, whole)
    );
    // Doors that go a part of the way: each stage is what a longer way takes more.
    // A remark is read as a report is, but without the model.
    let page = each(|_, report| drop(black_box(stated(report))));
    let ruled = each(|finder, report| drop(black_box(finder.find_in_comment(report))));
    let share = |took: Duration| 100.0 * took.as_secs_f64() / whole.as_secs_f64();
    println!(
        "  words, lines and labels    {:.0} % of the time",
        share(page)
    );
    println!(
        "  rules and known names      {:.0} %",
        share(ruled.saturating_sub(page))
    );
    println!(
        "  the model                  {:.0} %",
        share(whole.saturating_sub(ruled))
    );

    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let took = best(|| {
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    for report in reports.iter().cycle().take(reports.len() * ROUNDS) {
                        black_box(finder.find(report));
                    }
                });
            }
        });
    });
    println!(
        "the same on {cores} cores          {:.1} MB/s",
        megabytes(bytes * ROUNDS * cores, took)
    );

    let joined = reports.join("\n\n");
    let pages: String = joined.chars().take(TWO_PAGES).collect();
    let took = best(|| drop(black_box(finder.find(&pages))));
    println!(
        "two pages, {} bytes        {}, {:.1} MB/s",
        pages.len(),
        shown(took),
        megabytes(pages.len(), took)
    );

    println!();
    println!("one line of                  64 KB      256 KB        1 MB    1 MB beside 64 KB");
    for (name, piece) in SLOW_LINES {
        let [small, middle, large] =
            [1 << 16, 1 << 18, 1 << 20].map(|length| line(&finder, piece, length));
        println!(
            "{name:<23}{:>10}  {:>10}  {:>10}    {:.1} x 16",
            shown(small),
            shown(middle),
            shown(large),
            large.as_secs_f64() / small.as_secs_f64() / 16.0
        );
    }
}

/// What is repeated to a line: each kind of run that a rule looks along.
const SLOW_LINES: &[(&str, &str)] = &[
    (
        "words of a report",
        "the liver is normal in size and contour ",
    ),
    ("words in capitals", "SMITH JOHN BAKER HOPE "),
    ("names", "John Smith Mary Baker "),
    ("one word", "abcdefgh"),
    ("commas", ","),
    ("points", "."),
    ("digits", "7"),
    ("numbers", "12 345 6789 "),
    ("decimals", "1.2."),
    ("titles", "Dr. "),
    ("initials", "J. "),
    ("names with commas", "Smith, John, "),
    ("open brackets", "("),
    ("slashes", "/"),
    ("paths", "/a"),
    ("folders", "a/"),
    ("backslashes", "\\a"),
    ("colons", "a:"),
    ("pipes", "|"),
    ("carets", "A^"),
    ("hyphens", "Smith-"),
    ("apostrophes", "O'"),
    ("quotes", "\"a"),
    ("brackets and letters", "(a"),
    ("at signs", "a@"),
    ("labels", "Patient: "),
    ("labels and names", "Patient: John Smith "),
    ("segments", "PID|"),
    ("hospitals", "Mercy Hospital of "),
    ("streets", "12 Main St "),
    ("dates", "3/4/2021 "),
    ("months", "May 3, "),
    ("spoken numbers", "twenty three "),
    ("ages", "94 year old "),
    ("letters with marks", "\u{e9}\u{e0}"),
    ("ideographs", "\u{5c71}\u{7530}"),
    ("marks alone", "\u{301}"),
    ("blanks", " "),
    ("tabs", "a\t"),
    ("short lines", "a\n"),
    ("rows of labels", "Name | MRN | DOB\n"),
    (
        "wrapped lines",
        "the liver is normal in size and contour and so is the spleen of the\n",
    ),
];

fn line(finder: &Finder, piece: &str, length: usize) -> Duration {
    let line = piece.repeat(length / piece.len());
    let round = |_| {
        let started = Instant::now();
        black_box(finder.find(&line));
        started.elapsed()
    };
    (0..3).map(round).min().unwrap_or_default()
}

/// The reports of the test, in the order of their names.
fn reports() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the reports are there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter(|path| path.with_extension("json").exists())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a report can be read"))
        .collect()
}

/// The shortest of many rounds.
fn best(mut work: impl FnMut()) -> Duration {
    let begun = Instant::now();
    let mut best = Duration::MAX;
    while begun.elapsed() < PATIENCE {
        let started = Instant::now();
        work();
        best = best.min(started.elapsed());
    }
    best
}

fn megabytes(bytes: usize, took: Duration) -> f64 {
    bytes as f64 / took.as_secs_f64() / 1e6
}

fn shown(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1e3)
}
