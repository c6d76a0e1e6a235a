//! `safelight merge`: all shards of a plan, read again, as one package.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use safelight::pipeline::{Cleaner, Outcome};
use safelight::policy::Commitment;
use safelight::shards::{self, PlanFile, PlannedInput, ShardRow};
use safelight::verify::{Cleaned, Verified};

use crate::End;
use crate::arguments::Merge;
use crate::deidentify::{Wanted, package, run_all};
use crate::inputs::{DiskSlice, Input, Kept, Opened};
use crate::planning;
use crate::prepare::signer;
use crate::shard::ENDING;
use crate::write::GrowingZip;

/// Checks all shards and writes the package.
pub fn run(job: &Merge) -> Result<End, String> {
    let signer = job.sign_key.as_deref().map(signer).transpose()?;
    let PlanFile {
        head,
        mut plan,
        inputs: planned,
        id,
    } = planning::read(&job.plan)?;
    match (plan.policy.commitment, &job.commitment) {
        (Commitment::Made, None) => {
            return Err("the plan makes a commitment: --commitment FILE.json is needed".to_owned());
        }
        (Commitment::NotMade, Some(_)) => {
            return Err(
                "the plan makes no commitment: it was made without --commitment".to_owned(),
            );
        }
        (Commitment::Made, Some(_)) | (Commitment::NotMade, None) => {}
    }
    if let Some(signer) = signer {
        plan.signer = signer;
    }
    let mut found = Found::new(head.shards, planned.len());
    for path in shard_files(&job.shards)? {
        let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = DiskSlice::open(&path).map_err(|error| said(&error))?;
        let content = shards::open(&file, &id, &plan.receipt_key).map_err(|error| said(&error))?;
        found.enter(content, &path)?;
    }
    let (inputs, rows) = found.all(&planned)?;
    let cleaner = Cleaner::new(plan);
    let zip = GrowingZip::beside(&job.out, &inputs, job.packing)?;
    let failed = Mutex::new(None);
    let work = |place| {
        let read = match (inputs.get(place), rows.get(place)) {
            (Some(input), Some(row)) => read_again(&cleaner, input, row),
            (None, _) | (_, None) => Err("a file is missing".to_owned()),
        };
        read.unwrap_or_else(|error| {
            let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
            failed.get_or_insert(error);
            (Outcome::default(), None)
        })
    };
    let outcomes = run_all(&cleaner, job.jobs, &zip, &work, None);
    if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    let wanted = Wanted {
        out: &job.out,
        json: job.json.as_deref(),
        map: job.map.as_deref(),
        kept: job.kept.as_deref(),
        commitment: job.commitment.as_deref(),
    };
    package(&cleaner, &inputs, outcomes?, zip, &wanted, &|| Ok(()))
}

/// The files that are named, and those of the folders that are named.
fn shard_files(given: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in given {
        let said = |error: std::io::Error| format!("{}: {error}", path.display());
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(said)?;
        let inside = entries.flatten().map(|entry| entry.path());
        let is_shard = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
        files.extend(inside.filter(is_shard));
    }
    files.sort();
    Ok(files)
}

/// What the shards hold, by file of the plan.
struct Found {
    shards: u32,
    by_shard: BTreeMap<u32, Arc<PathBuf>>,
    rows: Vec<Option<(u32, ShardRow)>>,
}

impl Found {
    fn new(shards: u32, files: usize) -> Self {
        Self {
            shards,
            by_shard: BTreeMap::new(),
            rows: std::iter::repeat_with(|| None).take(files).collect(),
        }
    }

    fn enter(&mut self, content: shards::ShardContent, path: &Path) -> Result<(), String> {
        let (shard, shards) = (content.shard, content.shards);
        if shards != self.shards || shard >= shards {
            return Err(format!("{}: it is no shard of this plan", path.display()));
        }
        let path = Arc::new(path.to_path_buf());
        if let Some(first) = self.by_shard.insert(shard, Arc::clone(&path)) {
            return Err(format!(
                "shard {} of {shards} is there twice: {} and {}",
                shard + 1,
                first.display(),
                path.display()
            ));
        }
        for row in content.rows {
            let place = usize::try_from(row.place).ok();
            let free = place.and_then(|place| self.rows.get_mut(place));
            match free {
                Some(free) if free.is_none() => *free = Some((shard, row)),
                Some(_) | None => {
                    return Err(format!(
                        "{}: it holds a file that is not of this shard",
                        path.display()
                    ));
                }
            }
        }
        Ok(())
    }

    /// One input and one row for each file, if nothing is missing.
    fn all(self, planned: &[PlannedInput]) -> Result<(Vec<Input>, Vec<ShardRow>), String> {
        let missing: Vec<String> = (0..self.shards)
            .filter(|shard| !self.by_shard.contains_key(shard))
            .map(|shard| (shard + 1).to_string())
            .collect();
        if !missing.is_empty() {
            let shown = missing.iter().take(50).cloned().collect::<Vec<_>>();
            return Err(format!(
                "{} of {} shards missing: {}; clean them and merge again",
                missing.len(),
                self.shards,
                shown.join(", ")
            ));
        }
        let mut inputs = Vec::with_capacity(planned.len());
        let mut rows = Vec::with_capacity(planned.len());
        for (planned, row) in planned.iter().zip(self.rows) {
            let row = row.filter(|(shard, _)| *shard == planned.shard);
            let path = self.by_shard.get(&planned.shard);
            let ((_, row), path) = row.zip(path).ok_or_else(|| {
                let shard = planned.shard + 1;
                format!("shard {shard} does not hold what the plan gave it: clean it again")
            })?;
            let kept = Kept {
                shard: Arc::clone(path),
                size_bytes: planned.size_bytes,
                slices: row.slices.clone(),
            };
            inputs.push(Input::kept(planned, kept));
            rows.push(row);
        }
        Ok((inputs, rows))
    }
}

/// What came of one file, with every byte of its entries searched once more.
fn read_again(
    cleaner: &Cleaner,
    input: &Input,
    row: &ShardRow,
) -> Result<(Outcome, Option<Opened>), String> {
    let sealed = row.outcome.expose();
    let outcome = Outcome::opened(sealed, &cleaner.plan().receipt_key)
        .ok_or("a shard holds what was not sealed by this plan: clean it again")?;
    if outcome.entries.is_empty() {
        return Ok((outcome, None));
    }
    let opened = input.open().map_err(|refusal| refusal.to_string())?;
    for entry in &outcome.entries {
        let again = cleaner.searcher().verify(opened.source(), cleaned(entry));
        match again {
            Ok(again) if again == *entry => {}
            Ok(_) => {
                return Err(format!(
                    "{}: its bytes are not those that were checked; clean its shard again",
                    entry.name()
                ));
            }
            Err(refusal) => {
                return Err(format!(
                    "{}: it did not pass the check again: {refusal}",
                    entry.name()
                ));
            }
        }
    }
    Ok((outcome, Some(opened)))
}

fn cleaned(entry: &Verified) -> Cleaned {
    Cleaned {
        name: entry.name().to_owned(),
        kind: entry.kind(),
        parts: entry.parts().to_vec(),
    }
}
