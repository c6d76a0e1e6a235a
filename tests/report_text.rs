//! Report text against gold: how much of what identifies is found, and how
//! much of the rest is lost. Reports and gold stand in `tests/reports`; all
//! people and places in them are made up.

mod report_score;

use std::path::{Path, PathBuf};

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::language::{self, Language};
use safelight::text::{Finder, redact};

use report_score::{Gold, Score, share};

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
        score.notes()
    );
    assert!(reports.len() >= 40, "{} reports", reports.len());
    assert!(
        share(score.patient) <= 0.005,
        "patient's side\n{}",
        score.notes()
    );
    assert!(share(score.all()) <= 0.01, "all\n{}", score.notes());
    assert!(
        share(score.preserve) <= 0.005,
        "clinical strings\n{}",
        score.notes()
    );
    assert!(
        share(score.others) <= 0.003,
        "other words\n{}",
        score.notes()
    );
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
