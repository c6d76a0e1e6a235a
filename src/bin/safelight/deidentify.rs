//! `safelight deidentify`: survey, plan, clean, verify, write one zip.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use safelight::document::PictureReader;
use safelight::finding::{ReasonCode, Refusal};
use safelight::inventory;
use safelight::kept::kept_texts;
use safelight::pipeline::{self, Cleaner, Finished, Outcome, Proof};
use safelight::plan::FilePlan;
use safelight::policy::Commitment;
use safelight::record;
use safelight::verify::{Both, Hands, Taker, one_by_one};
use serde_json::json;

use crate::End;
use crate::arguments::Deidentify;
use crate::crosswalk;
use crate::inputs::{Input, Opened};
use crate::prepare::{Prepared, Sums, prepare};
use crate::threads::{both, each};
use crate::told::{Fate, Told, fates, write_json};
use crate::watch;
use crate::write::GrowingZip;

/// Stands at the head of the list of kept texts.
const KEPT_NOTE: &str = "Every distinct header text of the package, for the person who reviews it before release. It holds only what the package holds; what should not be on it was missed, so keep it as you keep the package until then.";

/// Runs the main job and says what was done.
pub fn run(job: &Deidentify) -> Result<End, String> {
    let drop = prepare(job, Sums::NotMade)?;
    finish(job, &drop)
}

/// Cleans what was surveyed and writes the package.
fn finish(job: &Deidentify, drop: &Prepared) -> Result<End, String> {
    let cleaner = &drop.cleaner;
    let reader = drop.pictures.as_deref();
    let proof = reader.map(|reader| Proof::new(cleaner, reader));
    let zip = GrowingZip::beside(&job.out, &drop.inputs, job.packing)?;
    let fail_if_changed = |place| {
        if let Some(error) = drop.changed(place) {
            zip.fail(error);
        }
    };
    let both: &Both = if job.jobs > 1 { &both } else { &one_by_one };
    let streamed = |place: usize, taker: &mut dyn Taker| {
        let taker = Some(taker);
        let outcome = clean_large(cleaner, &drop.inputs, place, Hands { both, taker });
        fail_if_changed(place);
        outcome
    };
    // Pictures that are read again are read from the input: it stays open for that.
    let streamed: Option<&Streamed> = match &proof {
        Some(_) => None,
        None => Some(&streamed),
    };
    let work = |place| {
        let cleaned = clean(cleaner, proof.as_ref(), &drop.inputs, place, zip.room());
        fail_if_changed(place);
        cleaned
    };
    let mut outcomes = run_all(cleaner, job.jobs, &zip, &work, streamed)?;
    if let Some(proof) = &proof {
        proof.finish(&mut outcomes);
    }
    let wanted = Wanted {
        out: &job.out,
        json: job.json.as_deref(),
        map: job.map.as_deref(),
        kept: job.kept.as_deref(),
        commitment: job.commitment.as_deref(),
    };
    package(
        cleaner,
        &drop.inputs,
        outcomes,
        zip,
        &wanted,
        &|| match &job.crosswalk {
            Some(path) => drop.crosswalk.write(path, &cleaner.plan().tables),
            None => Ok(()),
        },
    )
}

/// What is written beside the zip.
pub struct Wanted<'a> {
    pub out: &'a Path,
    pub json: Option<&'a Path>,
    pub map: Option<&'a Path>,
    pub kept: Option<&'a Path>,
    pub commitment: Option<&'a Path>,
}

/// Certificate, end of the zip, and what is told. `then` runs once the zip is there.
pub fn package(
    cleaner: &Cleaner,
    inputs: &[Input],
    outcomes: Vec<Outcome>,
    zip: GrowingZip,
    wanted: &Wanted,
    then: &dyn Fn() -> Result<(), String>,
) -> Result<End, String> {
    let fates: Vec<Fate> = fates(cleaner, &outcomes);
    let counts = record::accession_counts(cleaner.plan(), &outcomes);
    let changed = outcomes
        .iter()
        .map(|outcome| pipeline::values_changed(&outcome.tally))
        .sum();
    let kept = wanted.kept.map(|path| (path, kept_texts(&outcomes)));
    let finished =
        pipeline::finish_with(cleaner, outcomes, &both).map_err(|error| error.to_string())?;
    zip.finish(wanted.out, &finished.pieces)?;
    then()?;
    write_opening(wanted, &finished)?;
    let result = Told {
        out: wanted.out,
        inputs,
        cleaner,
        fates: &fates,
        finished: &finished,
        changed,
        accessions: inventory::shown_rows(&cleaner.plan().policy, &counts),
    };
    if let Some(path) = wanted.json {
        write_json(path, &result.json())?;
    }
    if let Some((path, kept)) = kept {
        write_json(path, &json!({ "note": KEPT_NOTE, "texts": kept }))?;
    }
    if let Some(path) = wanted.map {
        write_json(path, &result.map())?;
    }
    result.print();
    Ok(result.end())
}

fn write_opening(wanted: &Wanted, finished: &Finished) -> Result<(), String> {
    match (wanted.commitment, &finished.opening) {
        (Some(path), Some(opening)) => crosswalk::write_private(path, opening.json().as_bytes())
            .map_err(|error| format!("the commitment could not be written: {error}")),
        (None, _) | (_, None) => Ok(()),
    }
}

/// What comes of one input.
pub type Work<'a> = dyn Fn(usize) -> (Outcome, Option<Opened>) + Sync + 'a;

/// What comes of a large input, whose bytes are taken on their way.
pub type Streamed<'a> = dyn Fn(usize, &mut dyn Taker) -> Outcome + Sync + 'a;

/// What comes of all inputs by `work`, those first that lead the zip; they are
/// written meanwhile. A large one is read once, for the check and for the zip, if there
/// is a way for it.
pub fn run_all(
    cleaner: &Cleaner,
    jobs: usize,
    zip: &GrowingZip,
    work: &Work,
    streamed: Option<&Streamed>,
) -> Result<Vec<Outcome>, String> {
    let order = cleaner.order();
    let leading = order.leading.len();
    let places: Vec<usize> = order.leading.into_iter().chain(order.others).collect();
    each(places.len(), jobs, |turn| {
        let Some(place) = places.get(turn).copied() else {
            return;
        };
        if let (true, Some(streamed)) = (turn < leading && zip.streams(place), streamed) {
            return zip.in_turn(turn, place, |taker| streamed(place, taker));
        }
        let (outcome, opened) = if zip.has_failed() {
            (Outcome::default(), None)
        } else {
            work(place)
        };
        if turn < leading {
            zip.hand_in(turn, place, outcome, opened);
        } else {
            zip.keep(place, outcome, opened);
        }
    });
    zip.outcomes()
}

/// What comes of one input, and the input for whoever writes it.
fn clean(
    cleaner: &Cleaner,
    proof: Option<&Proof<'_, &PictureReader>>,
    inputs: &[Input],
    place: usize,
    room: Vec<u8>,
) -> (Outcome, Option<Opened>) {
    let lost = Outcome::refused(Refusal::of(ReasonCode::WorkerLost));
    let planned = cleaner.plan().files.get(place);
    let is_read = cleaner.plan().policy.commitment == Commitment::Made;
    if let (Some(FilePlan::Withheld { refusal, .. }), false) = (planned, is_read) {
        return (Outcome::refused(*refusal), None);
    }
    let Some(input) = inputs.get(place) else {
        return (lost, None);
    };
    let _at_work = watch::at_work(input);
    let work = || match input.load(room) {
        Ok(opened) => {
            let outcome = cleaner.run(opened.source(), place);
            let outcome = match proof {
                Some(proof) => proof.check(opened.source(), place, outcome),
                None => outcome,
            };
            (outcome, Some(opened))
        }
        Err(refusal) => (Outcome::refused(refusal), None),
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or((lost, None))
}

/// What comes of one large input; its bytes go to the taker.
fn clean_large(cleaner: &Cleaner, inputs: &[Input], place: usize, hands: Hands) -> Outcome {
    let lost = Outcome::refused(Refusal::of(ReasonCode::WorkerLost));
    let Some(input) = inputs.get(place) else {
        return lost;
    };
    let _at_work = watch::at_work(input);
    let work = || match input.open() {
        Ok(opened) => cleaner.run_with(opened.source(), place, hands),
        Err(refusal) => Outcome::refused(refusal),
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{Command, parse};

    #[test]
    fn a_file_that_changes_between_survey_and_cleaning_leaves_no_package() {
        let folder = tempfile::tempdir().expect("a folder");
        let input = folder.path().join("report.txt");
        let out = folder.path().join("out.zip");
        let text = "FINDINGS: Nodule of 8 mm in the right upper lobe.\n";
        let arguments = || {
            let words = [
                "deidentify".into(),
                input.clone().into_os_string(),
                "--out".into(),
            ];
            words.into_iter().chain([out.clone().into_os_string()])
        };
        for (then, is_same) in [(text, true), ("Zqfendalor, Oda, was told of it.\n", false)] {
            std::fs::write(&input, text).expect("written");
            let Ok(Command::Deidentify(job)) = parse(arguments()) else {
                panic!("it is a job");
            };
            let drop = prepare(&job, Sums::NotMade).expect("it is surveyed");
            if !is_same {
                std::fs::write(&input, then).expect("written");
            }
            let ended = finish(&job, &drop);
            assert_eq!(ended.is_ok(), is_same, "{ended:?}");
            assert_eq!(out.exists(), is_same);
            if is_same {
                std::fs::remove_file(&out).expect("it is there");
            } else {
                let said = ended.expect_err("it is told");
                assert!(said.contains("report.txt: this file changed"), "{said}");
            }
        }
    }
}
