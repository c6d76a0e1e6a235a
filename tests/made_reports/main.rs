//! A thousand made-up reports against the gold of their construction, and
//! what is missed most, by kind. `make made-reports` writes such reports out.

mod maker;
mod misses;
#[path = "../report_score/mod.rs"]
mod report_score;

use std::path::PathBuf;

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::{Finder, redact};

use maker::Made;
use report_score::{Gold, Row, Score, share};

/// The reports of the regression. Other seeds make others.
const SEED: u64 = 20_260;
const COUNT: u64 = 1000;

fn gold(made: &Made) -> Gold {
    let rows = |rows: &[maker::Row]| {
        rows.iter()
            .map(|row| Row {
                start: row.start,
                end: row.end,
                text: row.text.clone(),
                category: row.category.to_owned(),
                sub: row.sub.to_owned(),
                advisory: row.advisory,
            })
            .collect()
    };
    Gold {
        spans: rows(&made.spans),
        preserve: rows(&made.preserve),
        neutral: rows(&made.neutral),
    }
}

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(usual)
}

/// Bars at what is reached. The aim: recall 0.99 on the patient's side and 0.98
/// of all, 0.005 of the clinical strings and 0.003 of the other words lost.
/// `MADE_SEED`, `MADE_COUNT` choose other reports, `MADE_NOTES=1` lists misses.
#[test]
fn generated_reports() {
    let finder = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    let mut score = Score::default();
    let mut misses = misses::Misses::default();
    let first = setting("MADE_SEED", SEED);
    let count = setting("MADE_COUNT", COUNT);
    for seed in first..first + count {
        let made = maker::report(seed);
        let spans = finder.find(&made.text);
        let before = score.misses.len();
        score.add(&made.name, &made.text, &gold(&made), &spans);
        for miss in &score.misses[before..] {
            misses.add(&made.text, miss, &spans);
        }
    }
    println!("{count} reports\n{}{}", score.table(), misses.table());
    if setting("MADE_NOTES", 0) == 1 {
        println!("{}", score.notes());
    }
    assert!(share(score.patient) <= 0.0083, "patient's side");
    assert!(share(score.all()) <= 0.0136, "all");
    assert!(share(score.preserve) <= 0.0012, "clinical strings");
    assert!(share(score.others) <= 0.0016, "other words");
}

#[test]
fn reports_differ_and_come_again() {
    let [modalities, findings, stories, closings, layouts] = maker::variety();
    assert!(
        modalities >= 12 && findings >= 40,
        "{modalities} {findings}"
    );
    assert!(
        stories >= 60 && closings >= 25 && layouts >= 25,
        "{stories} {closings} {layouts}"
    );
    let texts: std::collections::BTreeSet<String> =
        (0..200).map(|seed| maker::report(seed).text).collect();
    assert_eq!(texts.len(), 200);
    assert_eq!(maker::report(7).text, maker::report(7).text);
}

#[test]
fn gold_stands_where_it_says() {
    for seed in 0..200 {
        let made = maker::report(seed);
        let letters: Vec<char> = made.text.chars().collect();
        for row in made.spans.iter().chain(&made.preserve).chain(&made.neutral) {
            let there: String = letters[row.start..row.end].iter().collect();
            assert_eq!(there, row.text, "{}", made.name);
        }
        assert!(!made.spans.is_empty(), "{}", made.name);
        assert!(
            !made.text.contains(['{', '⟦']) || made.text.starts_with('{'),
            "{}",
            made.text
        );
    }
}

/// Writes reports in the format of tests/reports: `OUT=folder`.
#[test]
#[ignore = "writes files; make made-reports calls it"]
fn write_made_reports() {
    let out = PathBuf::from(std::env::var("OUT").expect("OUT names a folder"));
    std::fs::create_dir_all(&out).unwrap();
    let first = setting("SEED", SEED);
    let finder = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    for seed in first..first + setting("COUNT", 100) {
        let made = maker::report(seed);
        let json = serde_json::json!({
            "id": made.name, "spans": made.spans, "preserve": made.preserve, "neutral": made.neutral,
        });
        let base = out.join(&made.name);
        std::fs::write(base.with_extension("txt"), &made.text).unwrap();
        std::fs::write(base.with_extension("json"), json.to_string()).unwrap();
        let cleaned = redact(&made.text, &finder.find(&made.text));
        std::fs::write(base.with_extension("cleaned"), cleaned).unwrap();
    }
}
