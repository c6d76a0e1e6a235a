//! `safelight clean --plan`: cleans the files of one shard and keeps what goes into the
//! package.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use safelight::attestation::commitment;
use safelight::document::PictureReader;
use safelight::finding::{ReasonCode, Refusal};
use safelight::pipeline::{Cleaner, Outcome, Proof};
use safelight::plan::FilePlan;
use safelight::policy::Commitment;
use safelight::sensitive::Sensitive;
use safelight::shards::{
    KeptSlice, PlanFile, PlannedInput, ShardContent, ShardRow, beginning, ending,
};
use safelight::source::{Part, Source, read_range};
use safelight::verify::Verified;

use crate::End;
use crate::arguments::CleanShard;
use crate::counted::counted;
use crate::crosswalk::create_anew;
use crate::inputs::{Input, Opened};
use crate::pictures;
use crate::planning;
use crate::threads::each;
use crate::watch;

/// Of a slice that is copied.
const STEP_BYTES: u64 = 1 << 20;

/// The ending of the names of shard files.
pub const ENDING: &str = "shard";

/// Cleans one shard.
pub fn run(job: &CleanShard) -> Result<End, String> {
    let PlanFile {
        head,
        plan,
        inputs: planned,
        id,
    } = planning::read(&job.plan)?;
    if head.shards != job.shards {
        return Err(format!(
            "the plan is for {}, not for {}",
            counted(head.shards.into(), "shard", "shards"),
            job.shards
        ));
    }
    let pictures = match (head.reads_pictures, &job.ocr) {
        (true, None) => return Err("the plan reads pictures: --ocr FOLDER is needed".to_owned()),
        (false, Some(_)) => {
            return Err("the plan reads no pictures: it was made without --ocr".to_owned());
        }
        (true, Some(_)) | (false, None) => pictures::reader(job.ocr.as_deref())?,
    };
    watch::start(job.file_seconds);
    std::fs::create_dir_all(&job.out)
        .map_err(|error| format!("the folder of the shards cannot be made: {error}"))?;
    let mine: Vec<usize> = (0..planned.len())
        .filter(|place| {
            planned
                .get(*place)
                .is_some_and(|one| one.shard == job.shard)
        })
        .collect();
    let cleaner = Cleaner::new(plan).reading_pictures(pictures.clone());
    let reader = pictures.as_deref();
    let path = job.out.join(name(job.shard, job.shards));
    let shard = Shard {
        proof: reader.map(|reader| Proof::new(&cleaner, reader)),
        cleaner: &cleaner,
        planned: &planned,
        file: Mutex::new(ShardFile::begin(&path, &id)?),
    };
    let done = each(mine.len(), job.jobs, |turn| {
        let place = mine.get(turn).copied().unwrap_or(usize::MAX);
        if shard.lock().failed.is_some() {
            return;
        }
        if let Err(error) = shard.clean(place) {
            shard.lock().fail(error);
        }
    });
    if done.len() != mine.len() {
        return Err("a thread was lost".to_owned());
    }
    let out = shard.settled()?;
    let content = |rows| ShardContent {
        shard: job.shard,
        shards: job.shards,
        rows,
    };
    let file = shard
        .file
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    let key = &cleaner.plan().receipt_key;
    file.finish(&path, |rows| ending(&content(rows), &id, key))?;
    // No names of files: what a cluster prints is read by others.
    println!(
        "shard {} of {}: {} in, {out} out",
        job.shard + 1,
        job.shards,
        counted(mine.len() as u64, "file", "files"),
    );
    println!("written: {}", path.display());
    Ok(End::Done)
}

/// The name of a shard's file, counted from 1.
fn name(shard: u32, shards: u32) -> String {
    format!("{:05}-of-{shards:05}.{ENDING}", shard + 1)
}

/// One shard while it is cleaned.
struct Shard<'a> {
    cleaner: &'a Cleaner,
    proof: Option<Proof<'a, &'a PictureReader>>,
    planned: &'a [PlannedInput],
    file: Mutex<ShardFile>,
}

impl Shard<'_> {
    fn lock(&self) -> MutexGuard<'_, ShardFile> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Cleans one file, and writes what goes into the package unless that is known
    /// only in the end.
    fn clean(&self, place: usize) -> Result<(), String> {
        let planned = self.planned.get(place).ok_or("a file is missing")?;
        let is_read = self.cleaner.plan().policy.commitment == Commitment::Made;
        let file = self.cleaner.plan().files.get(place);
        let withheld = match file {
            Some(FilePlan::Withheld { refusal, .. }) => Some(*refusal),
            Some(FilePlan::Instance { .. } | FilePlan::Report { .. }) | None => None,
        };
        let input = Input::of_plan(planned)?;
        let _at_work = watch::at_work(&input);
        let outcome = match (withheld, planned.digest()) {
            (Some(refusal), None) => Outcome::refused(refusal),
            (Some(refusal), Some(_)) if !is_read => Outcome::refused(refusal),
            (_, sum) => {
                let opened = open(planned, sum)?;
                let outcome = self.outcome(opened.source(), place);
                if self.proof.is_none() {
                    return self
                        .lock()
                        .write(place, outcome, opened.source(), self.cleaner);
                }
                outcome
            }
        };
        self.lock().outcomes.push((place, outcome));
        Ok(())
    }

    /// A panic in one file is that file's refusal; the others go on.
    fn outcome(&self, source: &dyn Source, place: usize) -> Outcome {
        let work = || {
            let outcome = self.cleaner.run(source, place);
            match &self.proof {
                Some(proof) => proof.check(source, place, outcome),
                None => outcome,
            }
        };
        let lost = |_| Outcome::refused(Refusal::of(ReasonCode::WorkerLost));
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(lost)
    }

    /// Puts into the file what waits for the end; how many inputs are in it then.
    fn settled(&self) -> Result<usize, String> {
        let mut file = self.lock();
        if let Some(error) = &file.failed {
            return Err(error.clone());
        }
        let mut all = vec![Outcome::default(); self.planned.len()];
        let waiting = std::mem::take(&mut file.outcomes);
        let places: Vec<usize> = waiting.iter().map(|(place, _)| *place).collect();
        for (place, outcome) in waiting {
            if let Some(one) = all.get_mut(place) {
                *one = outcome;
            }
        }
        if let Some(proof) = &self.proof {
            proof.finish(&mut all);
        }
        for place in places {
            let Some(outcome) = all.get(place).cloned() else {
                continue;
            };
            let planned = self.planned.get(place).ok_or("a file is missing")?;
            if outcome.entries.is_empty() {
                let nothing: Vec<u8> = Vec::new();
                file.write(place, outcome, &nothing, self.cleaner)?;
            } else {
                let opened = open(planned, planned.digest())?;
                file.write(place, outcome, opened.source(), self.cleaner)?;
            }
        }
        Ok(file.written)
    }
}

/// The input, if its bytes are those of the plan.
fn open(planned: &PlannedInput, sum: Option<[u8; 32]>) -> Result<Opened, String> {
    let shown = planned.shown.expose();
    let opened = Input::of_plan(planned)?
        .load(Vec::new())
        .map_err(|refusal| format!("{shown}: {refusal}"))?;
    let is_same = opened.source().size_bytes() == planned.size_bytes
        && commitment::digest(opened.source()).ok() == sum
        && sum.is_some();
    is_same.then_some(opened).ok_or_else(|| changed(shown))
}

fn changed(shown: &str) -> String {
    format!(
        "{shown}: this file is not what it was when the plan was made; nothing is written: make a new plan"
    )
}

/// The file of a shard, which has its name when it is whole.
struct ShardFile {
    partial: PathBuf,
    file: BufWriter<File>,
    at: u64,
    rows: Vec<ShardRow>,
    /// Cleaned, not yet in the file.
    outcomes: Vec<(usize, Outcome)>,
    /// Of the rows: with entries.
    written: usize,
    failed: Option<String>,
}

impl ShardFile {
    fn begin(path: &Path, plan: &[u8; 32]) -> Result<Self, String> {
        let (partial, file) = create_anew(path).map_err(|error| not_written(&error))?;
        let mut shard = Self {
            partial,
            file: BufWriter::with_capacity(1 << 16, file),
            at: 0,
            rows: Vec::new(),
            outcomes: Vec::new(),
            written: 0,
            failed: None,
        };
        shard.bytes(&beginning(plan))?;
        Ok(shard)
    }

    /// The first reason is the one that is told.
    fn fail(&mut self, error: String) {
        self.failed.get_or_insert(error);
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.at += bytes.len() as u64;
        self.file
            .write_all(bytes)
            .map_err(|error| not_written(&error))
    }

    /// Puts the slices of an outcome into the file, and its row on the list.
    fn write(
        &mut self,
        place: usize,
        outcome: Outcome,
        source: &dyn Source,
        cleaner: &Cleaner,
    ) -> Result<(), String> {
        let mut slices = Vec::new();
        for entry in &outcome.entries {
            let shown = || cleaner.plan().entry(place).unwrap_or("a file").to_owned();
            self.entry(entry, source, &mut slices)?
                .then_some(())
                .ok_or_else(|| format!("the source of {} changed while it was read", shown()))?;
        }
        self.rows.push(ShardRow {
            place: place as u64,
            outcome: Sensitive::new(outcome.seal(&cleaner.plan().receipt_key)),
            slices,
        });
        self.written += usize::from(!outcome.entries.is_empty());
        Ok(())
    }

    /// Whether what was copied is what was checked.
    fn entry(
        &mut self,
        entry: &Verified,
        source: &dyn Source,
        slices: &mut Vec<KeptSlice>,
    ) -> Result<bool, String> {
        let mut sum = crc32fast::Hasher::new();
        for part in entry.parts() {
            match part {
                Part::Bytes(bytes) => sum.update(bytes),
                Part::Slice { offset, length } => {
                    slices.push(KeptSlice {
                        offset: *offset,
                        length: *length,
                        at: self.at,
                    });
                    let end = offset.saturating_add(*length);
                    let mut from = *offset;
                    while from < end {
                        let step = STEP_BYTES.min(end - from);
                        let Ok(bytes) = read_range(source, from, step) else {
                            return Ok(false);
                        };
                        sum.update(&bytes);
                        self.bytes(&bytes)?;
                        from += step;
                    }
                }
            }
        }
        Ok(sum.finalize() == entry.crc32())
    }

    fn finish(
        mut self,
        path: &Path,
        ending: impl FnOnce(Vec<ShardRow>) -> Option<Vec<u8>>,
    ) -> Result<(), String> {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by_key(|row| row.place);
        let ending = ending(rows).ok_or("the shard is too large: plan more shards")?;
        self.bytes(&ending)?;
        self.file
            .flush()
            .and_then(|()| self.file.get_ref().sync_all())
            .and_then(|()| std::fs::rename(&self.partial, path))
            .map_err(|error| not_written(&error))
    }
}

impl Drop for ShardFile {
    fn drop(&mut self) {
        // Renamed if all went well; else the reason that is told is the first.
        let _ = std::fs::remove_file(&self.partial);
    }
}

fn not_written(error: &std::io::Error) -> String {
    format!("the shard could not be written: {error}")
}
