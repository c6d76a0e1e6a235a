//! How a report is scored against gold: a span leaks if a word of it that
//! identifies is not covered; a clinical string is lost if any of it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use safelight::text::Span;

#[derive(serde::Deserialize)]
pub struct Gold {
    pub spans: Vec<Row>,
    pub preserve: Vec<Row>,
    pub neutral: Vec<Row>,
}

#[derive(serde::Deserialize)]
pub struct Row {
    pub start: usize,
    pub end: usize,
    pub text: String,
    #[serde(default)]
    pub category: String,
    #[serde(default)]
    pub sub: String,
    #[serde(default)]
    pub advisory: bool,
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
        // Two letters are the code of a State, which may stay.
        "B" => {
            let long = low.len() >= 3 || low.len() == 2 && low.bytes().all(|b| b.is_ascii_digit());
            long && !GENERIC.contains(&low.as_str())
        }
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

/// One thing that went wrong, and where.
pub struct Miss {
    report: String,
    /// `A.pt stands`, `lost` or `word lost`.
    pub what: String,
    pub text: String,
    pub start: usize,
}

#[derive(Default)]
pub struct Score {
    by_letter: BTreeMap<String, (usize, usize)>,
    pub patient: (usize, usize),
    times: (usize, usize),
    pub preserve: (usize, usize),
    pub others: (usize, usize),
    pub misses: Vec<Miss>,
}

impl Score {
    fn miss(&mut self, report: &str, what: String, text: &str, start: usize) {
        self.misses.push(Miss {
            report: report.to_owned(),
            what,
            text: text.to_owned(),
            start,
        });
    }

    /// Every miss in a line.
    pub fn notes(&self) -> String {
        self.misses
            .iter()
            .map(|miss| {
                format!(
                    "{} at byte {}: {}: {}\n",
                    miss.report, miss.start, miss.what, miss.text
                )
            })
            .collect()
    }

    pub fn add(&mut self, name: &str, text: &str, gold: &Gold, spans: &[Span]) {
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
                let what = format!("{}.{} stands", row.category, row.sub);
                self.miss(name, what, &row.text, start);
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
                self.miss(name, String::from("lost"), &row.text, start);
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
                    let what = String::from("word lost");
                    self.miss(name, what, &text[first..last], first);
                }
            }
        }
    }

    pub fn all(&self) -> (usize, usize) {
        self.by_letter
            .values()
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    pub fn table(&self) -> String {
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
pub fn share(pair: (usize, usize)) -> f64 {
    pair.1 as f64 / pair.0.max(1) as f64
}
