//! Report text against gold: how much of what identifies is found, and how
//! much of the rest is lost. Reports and gold stand in `tests/reports`; all
//! people and places in them are made up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::language::{self, Language};
use safelight::text::{Finder, Span, redact};

#[derive(serde::Deserialize)]
struct Gold {
    spans: Vec<Row>,
    preserve: Vec<Row>,
    neutral: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    start: usize,
    end: usize,
    text: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    sub: String,
    #[serde(default)]
    advisory: bool,
}

/// Letters or digits that stand together, in bytes.
fn words(text: &str) -> Vec<(usize, usize)> {
    let class = |letter: char| match letter {
        _ if letter.is_ascii_digit() => 2,
        _ if letter.is_alphabetic() => 1,
        _ => 0,
    };
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut before = 0;
    for (at, letter) in text.char_indices() {
        let now = class(letter);
        if now != 0 && now == before {
            words.last_mut().unwrap().1 = at + letter.len_utf8();
        } else if now != 0 {
            words.push((at, at + letter.len_utf8()));
        }
        before = now;
    }
    words
}

/// Words that stand in identifiers and identify nobody.
const GENERIC: &[&str] = &[
    "hospital",
    "medical",
    "center",
    "clinic",
    "imaging",
    "radiology",
    "health",
    "care",
    "general",
    "regional",
    "county",
    "community",
    "street",
    "road",
    "drive",
    "lane",
    "suite",
    "ward",
    "bed",
    "room",
    "unit",
    "box",
    "the",
    "of",
    "and",
    "at",
    "for",
    "on",
    "dr",
    "mr",
    "mrs",
    "ms",
    "md",
    "do",
    "phd",
    "jr",
    "sr",
    "van",
    "von",
    "der",
    "den",
    "de",
    "la",
    "st",
    "nd",
    "rd",
    "th",
    "in",
    "department",
    "school",
    "high",
    "elementary",
    "company",
    "inc",
    "north",
    "south",
    "east",
    "west",
    "po",
];

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// Whether a word of an identifier identifies: years of dates, weekdays,
/// generic words and titles do not.
fn identifies(row: &Row, word: &str) -> bool {
    let low = word.to_lowercase();
    match row.category.as_str() {
        "A" => low.chars().count() >= 2 && !GENERIC.contains(&low.as_str()),
        "B" => low.len() >= 2 && !GENERIC.contains(&low.as_str()),
        "C" => {
            let year_stays = row.sub != "dob90" && is_year(&low);
            let two_digit_year =
                row.text.ends_with(word) && low.len() == 2 && row.text.contains('\'');
            !(year_stays
                || two_digit_year
                || WEEKDAYS.contains(&low.as_str())
                || GENERIC.contains(&low.as_str()))
        }
        _ => !matches!(
            low.as_str(),
            "www" | "http" | "https" | "com" | "org" | "net"
        ),
    }
}

#[derive(Default)]
struct Score {
    by_letter: BTreeMap<String, (usize, usize)>,
    patient: (usize, usize),
    times: (usize, usize),
    preserve: (usize, usize),
    others: (usize, usize),
    notes: String,
}

impl Score {
    fn add(&mut self, name: &str, text: &str, gold: &Gold, spans: &[Span]) {
        let offsets: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let bytes = |row: &Row| (offsets[row.start], offsets[row.end]);
        let covered = |start: usize, end: usize| {
            spans
                .iter()
                .any(|span| span.start <= start && end <= span.end)
        };
        let touched = |start: usize, end: usize| {
            spans
                .iter()
                .any(|span| span.start < end && start < span.end)
        };
        let words = words(text);
        let mut inside = vec![false; words.len()];
        for row in &gold.spans {
            let (start, end) = bytes(row);
            assert_eq!(
                text.get(start..end),
                Some(row.text.as_str()),
                "{name}: gold does not fit"
            );
            let mut leaked = false;
            for (number, &(first, last)) in words.iter().enumerate() {
                if first < end && start < last {
                    inside[number] = true;
                    leaked |= identifies(row, &text[first..last]) && !covered(first, last);
                }
            }
            if row.advisory {
                count(&mut self.times, leaked);
                continue;
            }
            count(
                self.by_letter.entry(row.category.clone()).or_default(),
                leaked,
            );
            let provider = matches!(
                (row.category.as_str(), row.sub.as_str()),
                ("A", "dr" | "staff" | "org") | ("B", "fac")
            );
            if !provider {
                count(&mut self.patient, leaked);
            }
            if leaked {
                let _ = writeln!(
                    self.notes,
                    "{name}: {}.{} stands: {}",
                    row.category, row.sub, row.text
                );
            }
        }
        for row in &gold.neutral {
            let (start, end) = bytes(row);
            for (number, &(first, last)) in words.iter().enumerate() {
                inside[number] |= first < end && start < last;
            }
        }
        for row in &gold.preserve {
            let (start, end) = bytes(row);
            count(&mut self.preserve, touched(start, end));
            if touched(start, end) {
                let _ = writeln!(self.notes, "{name}: lost: {}", row.text);
            }
        }
        for (number, &(first, last)) in words.iter().enumerate() {
            if !inside[number] {
                // The year of a date stands again in its replacement.
                let again = is_year(&text[first..last])
                    && spans.iter().any(|span| {
                        span.start <= first
                            && last <= span.end
                            && span.replacement.contains(&text[first..last])
                    });
                count(&mut self.others, touched(first, last) && !again);
                if touched(first, last) && !again {
                    let _ = writeln!(self.notes, "{name}: word lost: {}", &text[first..last]);
                }
            }
        }
    }

    fn all(&self) -> (usize, usize) {
        self.by_letter
            .values()
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    fn table(&self) -> String {
        let mut table = String::from("letter      spans  leaked  recall\n");
        for (letter, pair) in &self.by_letter {
            let _ = writeln!(
                table,
                "{letter:10} {:6} {:7} {:7.4}",
                pair.0,
                pair.1,
                1.0 - share(*pair)
            );
        }
        let all = self.all();
        let _ = writeln!(
            table,
            "all        {:6} {:7} {:7.4}",
            all.0,
            all.1,
            1.0 - share(all)
        );
        let _ = writeln!(
            table,
            "patient    {:6} {:7} {:7.4}",
            self.patient.0,
            self.patient.1,
            1.0 - share(self.patient)
        );
        let _ = writeln!(
            table,
            "times      {:6} {:7} {:7.4}",
            self.times.0,
            self.times.1,
            1.0 - share(self.times)
        );
        let _ = writeln!(
            table,
            "clinical strings lost {} of {} = {:.4}",
            self.preserve.1,
            self.preserve.0,
            share(self.preserve)
        );
        let _ = writeln!(
            table,
            "other words lost      {} of {} = {:.4}",
            self.others.1,
            self.others.0,
            share(self.others)
        );
        table
    }
}

fn count(pair: &mut (usize, usize), bad: bool) {
    pair.0 += 1;
    pair.1 += usize::from(bad);
}

#[allow(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn share(pair: (usize, usize)) -> f64 {
    pair.1 as f64 / pair.0.max(1) as f64
}

fn reports() -> Vec<(String, String, Gold)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let gold = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                text,
                gold,
            )
        })
        .collect()
}

#[test]
fn reports_lose_their_people_and_keep_their_findings() {
    let finder = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    let mut score = Score::default();
    let reports = reports();
    for (name, text, gold) in &reports {
        score.add(name, text, gold, &finder.find(text));
    }
    println!(
        "{} reports\n{}{}",
        reports.len(),
        score.table(),
        score.notes
    );
    assert!(reports.len() >= 40, "{} reports", reports.len());
    assert!(
        share(score.patient) <= 0.005,
        "patient's side\n{}",
        score.notes
    );
    assert!(share(score.all()) <= 0.01, "all\n{}", score.notes);
    assert!(
        share(score.preserve) <= 0.005,
        "clinical strings\n{}",
        score.notes
    );
    assert!(share(score.others) <= 0.003, "other words\n{}", score.notes);
}

#[test]
fn english_reports_are_recognised_as_english() {
    for (name, text, _) in reports() {
        assert_eq!(language::of(&text), Language::English, "{name}");
    }
}

#[test]
fn numbers_with_units_outside_of_spans_are_the_same_before_and_after() {
    let finder = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    for (name, text, _) in reports() {
        let spans = finder.find(&text);
        let cleaned = redact(&text, &spans);
        let mut rest = String::new();
        let mut done = 0;
        for span in &spans {
            rest.push_str(&text[done..span.start]);
            rest.push_str(&span.replacement);
            done = span.end;
        }
        rest.push_str(&text[done..]);
        assert_eq!(cleaned, rest, "{name}");
    }
}

#[test]
fn a_replacement_holds_no_word_of_the_original() {
    let finder = Finder::new(&Known::default(), DateRule::Remove);
    for (name, text, gold) in reports() {
        let cleaned = redact(&text, &finder.find(&text));
        for row in gold
            .spans
            .iter()
            .filter(|row| matches!(row.category.as_str(), "F" | "G" | "H" | "J" | "L"))
        {
            assert!(!cleaned.contains(&row.text), "{name}: {}", row.text);
        }
    }
}
