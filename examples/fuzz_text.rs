//! Throws damaged pieces of reports at the text room: `make fuzz-text`.
//!
//! usage: `fuzz_text [COUNT] [SEED]`
//!
//! Each execution makes one text from its number alone, so that a number is
//! enough to see a failure again: `fuzz_text 1 NUMBER`. A failure is a panic, a
//! span that is not inside the text or cuts a letter, spans out of order, a
//! letter outside them that is not there any more, or another answer to the
//! same text.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::{Finder, Span, harvest, redact};

/// After so many failures the cause is plain.
const ENOUGH_FAILURES: usize = 20;
/// How often a line tells how far it is.
const LINE_EVERY: u64 = 250_000;
/// One text of so many is long.
const LONG_EVERY: u64 = 64;

fn main() -> ExitCode {
    let number = |at, usual| {
        let given = std::env::args().nth(at).and_then(|text| text.parse().ok());
        given.unwrap_or(usual)
    };
    let (count, seed): (u64, u64) = (number(1, 100_000), number(2, 1));
    let stock = Stock::read();
    let finders = finders(&stock);
    let mut failures = 0;
    for one in seed..seed + count {
        let text = stock.text(&mut Chance::of(one));
        let tried = catch_unwind(AssertUnwindSafe(|| try_all(&finders, &text, one)));
        let fault = tried.unwrap_or_else(|_| Err("panic".into()));
        if let Err(fault) = fault {
            println!("{one}: {fault}: {text:?}");
            failures += 1;
        }
        let done = one - seed + 1;
        if done % LINE_EVERY == 0 {
            println!("{done} executions, {failures} failures");
        }
        if failures == ENOUGH_FAILURES {
            break;
        }
    }
    println!("{count} executions from {seed}: {failures} failures");
    if failures == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Nobody known, and the people of two reports, under each rule of dates.
fn finders(stock: &Stock) -> Vec<Finder> {
    let told = |report: &String| Known::from_values(harvest(report));
    let mut known: Vec<Known> = stock.reports.iter().take(2).map(told).collect();
    known.push(Known::default());
    let rules = [
        DateRule::YearAndIntervals,
        DateRule::Remove,
        DateRule::Keep,
        DateRule::ShiftPerPatient,
    ];
    let pairs = known.iter().zip(rules.iter().cycle());
    pairs
        .map(|(known, rule)| Finder::new(known, *rule))
        .collect()
}

fn try_all(finders: &[Finder], text: &str, number: u64) -> Result<(), String> {
    let at = usize::try_from(number).unwrap_or_default();
    let Some(finder) = finders.get(at % finders.len()) else {
        return Ok(());
    };
    let spans = finder.find(text);
    look(text, &spans)?;
    // The other doors read the same page: some of the texts are enough.
    match number % 16 {
        0 if finder.find(text) != spans => return Err("two answers".into()),
        1 => look(text, &finder.find_in_note(text))?,
        2 => look(text, &finder.find_in_comment(text))?,
        3 => look(text, &finder.find_in_label(text))?,
        4 => drop(harvest(text)),
        _ => {}
    }
    Ok(())
}

fn look(text: &str, spans: &[Span]) -> Result<(), String> {
    let mut done = 0;
    let mut left = String::with_capacity(text.len());
    for span in spans {
        if span.start >= span.end || text.get(span.start..span.end).is_none() {
            return Err(format!("{}..{} is no piece", span.start, span.end));
        }
        let Some(between) = text.get(done..span.start) else {
            return Err(format!("{} is before {done}", span.start));
        };
        left.push_str(between);
        left.push_str(&span.replacement);
        done = span.end;
    }
    left.push_str(text.get(done..).unwrap_or_default());
    if redact(text, spans) == left {
        Ok(())
    } else {
        Err("a letter outside the spans has changed".into())
    }
}

/// A stream of numbers without a pattern from one seed.
struct Chance(u64);

impl Chance {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = limit.max(1) as u64;
        usize::try_from(self.next() % limit).unwrap_or_default()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }
}

/// The reports that are damaged.
struct Stock {
    reports: Vec<String>,
}

impl Stock {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths: Vec<_> = ["tests/reports", "training/reports"]
            .iter()
            .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
            .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        paths.sort();
        let texts = paths
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok());
        let reports = texts
            .flat_map(|text| text.split("\n%% ").map(str::to_owned).collect::<Vec<_>>())
            .filter(|report| !report.is_empty())
            .collect();
        Self { reports }
    }

    /// A piece or two of reports, damaged.
    fn text(&self, chance: &mut Chance) -> String {
        let long = chance.next() % LONG_EVERY == 0;
        let length = if long { 2_000 } else { 20 + chance.below(180) };
        let mut text = match chance.below(8) {
            0 => chance.one(SIGNS).repeat(chance.below(length / 2)),
            1 => nest(chance, length / 2),
            2 => self.piece(chance, length / 2) + &self.piece(chance, length / 2),
            _ => self.piece(chance, length),
        };
        for _ in 0..chance.below(6) {
            damage(chance, &mut text);
        }
        text
    }

    fn piece(&self, chance: &mut Chance, length: usize) -> String {
        let empty = String::new();
        let report = self.reports.get(chance.below(self.reports.len()));
        let report = report.unwrap_or(&empty);
        let start = place(chance, report);
        let rest = report.get(start..).unwrap_or_default();
        let end = rest
            .char_indices()
            .map(|(at, _)| at)
            .find(|at| *at >= length);
        rest.get(..end.unwrap_or(rest.len()))
            .unwrap_or_default()
            .to_owned()
    }
}

/// What is put between letters, or repeated.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "(", ")", "[", "]", "<", ">", "</", "{", "}", "\"", "'", "|", "^", "~", "&", ":", ";", ",", ".", "..", "-",
    "--", "/", "\\", "@", "#", "*", "_", "=", "+", "%", "$", "!", "?", "\n", "\n\n", "\r", "\r\n", "\t", " ", "  ",
    "\u{0}", "\u{7f}", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{a0}", "\u{3000}", "\u{200b}", "\u{200d}",
    "\u{202e}", "\u{feff}", "\u{ad}", "\u{301}", "\u{308}\u{308}", "\u{fb01}", "\u{1f600}", "\u{1d400}", "\u{130}",
    "\u{131}", "\u{df}", "\u{1e9e}", "\u{149}", "\u{3a3}", "\u{410}", "\u{5d0}", "\u{627}", "\u{5c71}\u{7530}",
    "\u{ac00}", "\u{1100}\u{1161}", "\u{661}\u{662}", "\u{ff11}\u{ff0f}", "\u{bd}", "\u{2153}", "\u{2160}",
    "\u{e0061}", "\u{10ffff}", "\u{fffd}", "\u{e9}", "e\u{301}", "\u{2019}", "\u{2014}", "\u{2215}", "\u{2044}",
    "0", "00", "9", "12", "1/2", "3/4/21", "99999999999999999999", "4294967296", "18446744073709551616",
    "31/12/9999", "0/0/0000", "24:60", "12:00 am", "-1", "1e9", "1.2.840.10008.1.2", "A", "J.", "Dr.", "MD", "MRN",
    "MRN:", "DOB", "Name:", "Patient", "Mr", "St.", "of", "the", "and", "May", "March 3", "95 year old", "twenty",
    "third", "PID|1||", "OBX|", "http://", "a@b.c", "555-0100", "Hospital", "Clinic of", "Smith", "SMITH^JOHN",
    "O'", "Mc", "van der", "Signed by", "cc:", "Page 1 of 2", "Jan", "q.", "x2", "T2", "C5-6", "no", "re:",
];

fn nest(chance: &mut Chance, deep: usize) -> String {
    let (open, close) = match chance.below(5) {
        0 => ("(", ")"),
        1 => ("[", "]"),
        2 => ("<a>", "</a>"),
        3 => ("\"", "\""),
        _ => ("{\"a\":", "}"),
    };
    let deep = chance.below(deep);
    open.repeat(deep) + chance.one(SIGNS) + &close.repeat(deep)
}

/// A boundary of a letter.
fn place(chance: &mut Chance, text: &str) -> usize {
    let mut at = chance.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn damage(chance: &mut Chance, text: &mut String) {
    let (one, other) = (place(chance, text), place(chance, text));
    let (start, end) = (one.min(other), one.max(other));
    let near = text.len().min(start + chance.below(12));
    let near = if text.is_char_boundary(near) {
        near
    } else {
        start
    };
    match chance.below(10) {
        0..=2 => text.insert_str(start, chance.one(SIGNS)),
        3 => text.replace_range(start..near, chance.one(SIGNS)),
        4 => text.replace_range(start..near, ""),
        5 => text.truncate(end),
        // A piece twice.
        6 => {
            let again = text.get(start..near).unwrap_or_default().to_owned();
            text.insert_str(end, &again);
        }
        7 => {
            let changed = text.get(start..end).unwrap_or_default().to_uppercase();
            text.replace_range(start..end, &changed);
        }
        8 => {
            let changed = text.get(start..end).unwrap_or_default().to_lowercase();
            text.replace_range(start..end, &changed);
        }
        // Any character at all.
        _ => {
            let any = u32::try_from(chance.below(0x11_0000)).unwrap_or_default();
            text.insert(start, char::from_u32(any).unwrap_or('\u{fffd}'));
        }
    }
}
