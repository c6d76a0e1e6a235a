//! What stands before the cleaning: policy, survey, plan.

use std::fs::File;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use safelight::accession;
use safelight::attestation::commitment;
use safelight::attestation::key::Signer;
use safelight::document::PictureReader;
use safelight::finding::{ReasonCode, Refusal};
use safelight::pipeline::{self, Cleaner, SharedFacts};
use safelight::plan::{OpenQuestions, Plan, Surveyed};
use safelight::policy::pixel_decisions::PixelDecisions;
use safelight::policy::private_rules::PrivateRules;
use safelight::policy::{Commitment, Policy};
use safelight::remap::Tables;
use safelight::sensitive::Sensitive;
use sha2::{Digest as _, Sha256};

use crate::arguments::{Deidentify, Questions};
use crate::crosswalk::{self, Crosswalk};
use crate::faces;
use crate::headers;
use crate::inputs::{self, Input};
use crate::pictures;
use crate::review;
use crate::threads::each;
use crate::told::met;
use crate::watch::{self, Stamp};

/// A drop that can be cleaned.
pub struct Prepared {
    pub inputs: Vec<Input>,
    pub cleaner: Cleaner,
    pub pictures: Option<Arc<PictureReader>>,
    pub crosswalk: Crosswalk,
    pub seed: [u8; 32],
    /// Length and SHA-256 of each input, where they were asked for and could be read.
    pub sums: Vec<Option<(u64, [u8; 32])>>,
    /// Of each input before it was surveyed.
    pub stamps: Vec<Option<Stamp>>,
}

/// Whether the inputs are hashed while they are surveyed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    Made,
    NotMade,
}

impl Prepared {
    /// A sentence if an input is not what it was before the survey: what the plan does
    /// not know of it would not be looked for.
    pub fn changed(&self, place: usize) -> Option<String> {
        let input = self.inputs.get(place)?;
        let is_same = self.stamps.get(place).copied() == Some(input.stamp());
        (!is_same).then(|| {
            let shown = &input.shown;
            format!("{shown}: this file changed while it was read; nothing is written: try again")
        })
    }
}

/// Surveys the inputs and makes the plan; writes what a person asked to review of it.
pub fn prepare(job: &Deidentify, sums: Sums) -> Result<Prepared, String> {
    let policy = policy(job)?;
    let crosswalk = Crosswalk::of(job)?;
    let signer = job.sign_key.as_deref().map(signer).transpose()?;
    let seed = seed(job.seed)?;
    watch::start(job.file_seconds);
    let inputs = inputs::gather(&job.inputs, job.jobs)?;
    let program = thread::spawn(program_sha256);
    let pictures = pictures::reader(job.ocr.as_deref())?;
    let stamps = inputs.iter().map(Input::stamp).collect();
    let common = Mutex::new(SharedFacts::default());
    let read = each(inputs.len(), job.jobs, |place| {
        let (surveyed, sum) = match sums {
            Sums::NotMade => (survey(&inputs, place, pictures.as_deref()), None),
            Sums::Made => survey_and_sum(&inputs, place, pictures.as_deref()),
        };
        let mut common = common.lock().unwrap_or_else(PoisonError::into_inner);
        (common.share(surveyed), sum)
    });
    let (mut surveyed, sums): (Vec<Surveyed>, Vec<_>) = read.into_iter().unzip();
    look_for_faces(job, &inputs, &mut surveyed);
    if let Some(folder) = &job.face_pictures {
        faces::write(folder, &surveyed, &job.answers)?;
    }
    let mut plan = plan(job, policy, &surveyed, seed, &crosswalk.earlier)?;
    drop(surveyed);
    if let Some(signer) = signer {
        plan.signer = signer;
    }
    plan.engine_sha256 = program.join().ok().flatten();
    plan.check_private_rules()
        .map_err(|error| error.to_string())?;
    plan.check_header_decisions()
        .map_err(|error| error.to_string())?;
    let cleaner = Cleaner::new(plan).reading_pictures(pictures.clone());
    if job.spans.is_some() || job.decisions.is_some() {
        let listed = review::listed(&cleaner, &inputs)?;
        if let Some(path) = &job.spans {
            review::write(path, &listed)?;
        }
    }
    if let Some(path) = &job.headers {
        headers::write(path, &cleaner, &inputs, job.jobs)?;
    }
    Ok(Prepared {
        inputs,
        cleaner,
        pictures,
        crosswalk,
        seed,
        sums,
        stamps,
    })
}

fn policy(job: &Deidentify) -> Result<Policy, String> {
    let accessions = match &job.accessions {
        Some(path) => {
            let bytes = std::fs::read(path)
                .map_err(|_| "the accession list could not be read".to_owned())?;
            let text =
                safelight::document::txt::decode(&bytes).ok_or("the accession list is not text")?;
            Some(accession::read_list(&text))
        }
        None => None,
    };
    let private_rules = match &job.private_rules {
        Some(path) => {
            let bytes = std::fs::read(path)
                .map_err(|_| "the file of private rules could not be read".to_owned())?;
            let text =
                String::from_utf8(bytes).map_err(|_| "the file of private rules is not UTF-8")?;
            PrivateRules::parse(&text).map_err(|error| error.to_string())?
        }
        None => PrivateRules::default(),
    };
    let pixels = match &job.boxes {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|_| "the file of boxes could not be read as text".to_owned())?;
            PixelDecisions::parse(&text).map_err(|error| error.to_string())?
        }
        None => PixelDecisions::default(),
    };
    let repeated_accessions = accessions.as_ref().map_or(0, |list| list.repeated);
    let policy = Policy {
        preset: job.preset,
        private_rules,
        retain: job.retain.clone(),
        drop: job.drop.clone(),
        header_decisions: headers::decisions(job.header_decisions.as_deref())?,
        burned_in: job.burned_in,
        at_risk: job.at_risk,
        pixels,
        report_style: job.report_style,
        answers: job.answers.clone(),
        review: review::decisions(job.decisions.as_ref())?,
        crosswalk: crosswalk::export_of(job),
        commitment: match job.commitment {
            Some(_) => Commitment::Made,
            None => Commitment::NotMade,
        },
        accessions: accessions.map(|list| list.numbers),
        repeated_accessions,
        issue_date: today(),
        ..Policy::default()
    };
    policy
        .options_checked()
        .map_err(|error| error.to_string())?;
    Ok(policy)
}

/// The organisation's key, read before any work is done.
pub fn signer(path: &Path) -> Result<Signer, String> {
    let pem = std::fs::read_to_string(path)
        .map_err(|_| "the signing key could not be read".to_owned())?;
    Signer::from_pem(&Sensitive::new(pem)).map_err(|error| error.to_string())
}

/// An open question stops the run, or gets the cautious answer.
fn plan(
    job: &Deidentify,
    policy: Policy,
    surveyed: &[Surveyed],
    seed: [u8; 32],
    earlier: &Tables,
) -> Result<Plan, String> {
    match job.questions {
        Questions::Continue => Ok(Plan::continued(surveyed, policy, seed, earlier)),
        Questions::Stop => {
            Plan::answered(surveyed, policy, seed, earlier).map_err(|OpenQuestions(open)| {
                let mut said = String::from("the files ask what only a person can answer:");
                for asked in open {
                    let choices: Vec<String> = asked
                        .question
                        .choices()
                        .iter()
                        .map(|choice| {
                            format!("--answer {}={}", asked.question.name(), choice.name())
                        })
                        .collect();
                    said.push_str(&format!("\n  {}; {}", met(&asked), choices.join(" or ")));
                }
                said
            })
        }
    }
}

/// The day in UTC, `YYYY-MM-DD`, from the days since 1970-01-01 (the civil
/// calendar repeats every 146,097 days).
fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400);
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The given seed, or fresh random bytes.
pub fn seed(given: Option<[u8; 32]>) -> Result<[u8; 32], String> {
    if let Some(seed) = given {
        return Ok(seed);
    }
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| "the system gave no random bytes".to_owned())?;
    Ok(seed)
}

/// A panic in one file is that file's refusal; the others go on.
pub fn survey(inputs: &[Input], place: usize, pictures: Option<&PictureReader>) -> Surveyed {
    let lost = Surveyed::Refused(Refusal::of(ReasonCode::WorkerLost));
    let Some(input) = inputs.get(place) else {
        return lost;
    };
    let _at_work = watch::at_work(input);
    let work = || match input.open() {
        Ok(opened) => pipeline::survey_with(opened.source(), &input.extension(), pictures),
        Err(refusal) => Surveyed::Refused(refusal),
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(lost)
}

/// As [`survey`], with length and SHA-256 of the same bytes: a small file is read
/// once, of a large one the sum is made before and after.
fn survey_and_sum(
    inputs: &[Input],
    place: usize,
    pictures: Option<&PictureReader>,
) -> (Surveyed, Option<(u64, [u8; 32])>) {
    let lost = Surveyed::Refused(Refusal::of(ReasonCode::WorkerLost));
    let Some(input) = inputs.get(place) else {
        return (lost, None);
    };
    let _at_work = watch::at_work(input);
    let work = || match input.load(Vec::new()) {
        Ok(opened) => {
            let source = opened.source();
            let sum = || Some((source.size_bytes(), commitment::digest(source).ok()?));
            let before = sum();
            let surveyed = pipeline::survey_with(source, &input.extension(), pictures);
            let is_same = opened.is_in_memory() || sum() == before;
            match before {
                Some(sum) if is_same => (surveyed, Some(sum)),
                Some(_) | None => (Surveyed::Refused(Refusal::of(ReasonCode::Unreadable)), None),
            }
        }
        Err(refusal) => (Surveyed::Refused(refusal), None),
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or((lost, None))
}

/// Slices whose face is to be cut are looked at before the plan. One that is lost here
/// was not looked at: its series is withheld.
fn look_for_faces(job: &Deidentify, inputs: &[Input], surveyed: &mut [Surveyed]) {
    let places = pipeline::to_look_at(surveyed, &job.answers);
    let looked = each(places.len(), job.jobs, |turn| {
        let place = *places.get(turn)?;
        let told = surveyed.get(place)?.clone();
        let work = || match inputs.get(place)?.open() {
            Ok(opened) => Some((place, pipeline::look_for_face(opened.source(), told))),
            Err(_) => None,
        };
        catch_unwind(AssertUnwindSafe(work)).unwrap_or(None)
    });
    for (place, told) in looked.into_iter().flatten() {
        if let Some(file) = surveyed.get_mut(place) {
            *file = told;
        }
    }
}

/// SHA-256 of the file that runs; `None` where the system does not show it.
pub fn program_sha256() -> Option<[u8; 32]> {
    let mut program = File::open(std::env::current_exe().ok()?).ok()?;
    let mut sum = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        let read = program.read(&mut part).ok()?;
        if read == 0 {
            return Some(sum.finalize().into());
        }
        sum.update(part.get(..read)?);
    }
}
