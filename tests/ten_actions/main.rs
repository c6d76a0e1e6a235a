//! The ten actions of the MIDI-B benchmark over planted studies of more than
//! twenty kinds of object, for the research preset (the benchmark's own key)
//! and for second opinion (its own expectations). Prints passed and all for
//! each action with `-- --nocapture`; nothing is excused.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../planted/encode.rs"]
mod encode;
mod key;
mod objects;
#[path = "../planted/paper.rs"]
mod paper;
mod plant;
mod random;
mod run;
mod score;
mod vocabulary;

use std::collections::BTreeMap;

use safelight::policy::Preset;

use run::{Line, run};
use score::Action;

/// Studies of a run; each has one object of every kind.
const STUDIES: u64 = 12;
const SEED: u64 = 0x5AFE_0010;

type Counts = BTreeMap<Action, (usize, usize)>;

fn counts(lines: &[Line]) -> Counts {
    let mut counts = Counts::new();
    for line in lines {
        let (passed, all) = counts.entry(line.action).or_default();
        *all += 1;
        *passed += usize::from(line.found.is_none());
    }
    counts
}

fn total(counts: &Counts) -> (usize, usize) {
    counts
        .values()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

fn table(research: &Counts, second: &Counts) -> String {
    let cell = |(passed, all): (usize, usize)| {
        if all == 0 {
            String::from("-")
        } else {
            format!(
                "{passed} / {all}  {:6.2} %",
                100.0 * passed as f64 / all as f64
            )
        }
    };
    let row = |name: &str, one, other| format!("{name:20} {:>26} {:>26}\n", cell(one), cell(other));
    let mut text = format!(
        "{:20} {:>26} {:>26}\n",
        "action", "research", "second-opinion"
    );
    for action in Action::ALL {
        let of = |counts: &Counts| counts.get(&action).copied().unwrap_or_default();
        text += &row(action.name(), of(research), of(second));
    }
    text + &row("all", total(research), total(second))
}

fn failures(lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .filter_map(|line| {
            let found = line.found.as_ref()?;
            let (action, place) = (line.action.name(), &line.place);
            Some(format!(
                "{action} {} {place} key \"{}\" planted \"{}\": {found}",
                line.object, line.answer, line.planted
            ))
        })
        .collect()
}

#[test]
fn every_check_of_the_ten_actions_passes_in_both_presets() {
    let research = run(Preset::Research, STUDIES, SEED);
    let second = run(Preset::SecondOpinion, STUDIES, SEED);
    let (one, other) = (counts(&research), counts(&second));
    println!("{}", table(&one, &other));
    for action in Action::ALL {
        let asked = |counts: &Counts| counts.get(&action).is_some_and(|(_, all)| *all > 0);
        assert!(
            asked(&one) || asked(&other),
            "{} is never asked",
            action.name()
        );
    }
    assert!(total(&one).1 >= 5_000 && total(&other).1 >= 5_000);
    for (preset, lines) in [("research", &research), ("second-opinion", &second)] {
        let failed = failures(lines);
        let shown = failed
            .iter()
            .take(200)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n");
        assert!(
            failed.is_empty(),
            "{preset}: {} checks failed:\n{shown}",
            failed.len()
        );
    }
}
