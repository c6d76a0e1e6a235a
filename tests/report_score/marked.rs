//! Reports with their marks in the text: `⟦A.pt|Name⟧` an identifier with its
//! letter and kind, `⟦~|OK⟧` a piece that may stay or go, `⟪…⟫` a clinical
//! string that must stay; `%% name` opens a report.

use std::path::Path;

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::{Finder, harvest};

use crate::report_score::{Gold, Row, Score};

/// The reports of one marked file; `%% name` opens a report.
fn reports(file: &str) -> Vec<(String, String, Gold)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(file);
    let marked = format!("\n{}", std::fs::read_to_string(path).unwrap());
    marked
        .split("\n%% ")
        .skip(1)
        .map(|part| {
            let (name, body) = part.split_once('\n').unwrap();
            let (text, gold) = read(body);
            (name.trim().to_owned(), text, gold)
        })
        .collect()
}

/// Offsets count characters, as in the gold of `tests/reports`.
fn read(body: &str) -> (String, Gold) {
    let mut text = String::new();
    let mut gold = Gold {
        spans: Vec::new(),
        preserve: Vec::new(),
        neutral: Vec::new(),
    };
    let (mut at, mut kept) = (0, None);
    let mut rest = body.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\u{27E6}' => {
                let mark: String = rest.by_ref().take_while(|&one| one != '\u{27E7}').collect();
                let (kind, inner) = mark.split_once('|').expect("a mark with a kind");
                let end = at + inner.chars().count();
                let (category, sub) = kind.split_once('.').unwrap_or((kind, ""));
                let row = Row {
                    start: at,
                    end,
                    text: inner.to_owned(),
                    category: category.to_owned(),
                    sub: sub.to_owned(),
                    advisory: sub == "time",
                };
                if kind == "~" {
                    gold.neutral.push(row);
                } else {
                    gold.spans.push(row);
                }
                text.push_str(inner);
                at = end;
            }
            '\u{27EA}' => kept = Some((at, text.len())),
            '\u{27EB}' => {
                let (start, byte) = kept.take().expect("an open clinical string");
                gold.preserve.push(Row {
                    start,
                    end: at,
                    text: text[byte..].to_owned(),
                    category: String::new(),
                    sub: String::new(),
                    advisory: false,
                });
            }
            _ => {
                text.push(letter);
                at += 1;
            }
        }
    }
    (text, gold)
}

/// As the product does: what a report tells of its people is known beforehand.
/// A file is named by its place under `tests`.
pub fn score(files: &[&str]) -> (usize, Score) {
    let (mut count, mut score) = (0, Score::default());
    for (name, text, gold) in files.iter().flat_map(|file| reports(file)) {
        let finder = Finder::new(
            &Known::from_values(harvest(&text)),
            DateRule::YearAndIntervals,
        );
        score.add(&name, &text, &gold, &finder.find(&text));
        count += 1;
    }
    (count, score)
}
