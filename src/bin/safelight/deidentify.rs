//! `safelight deidentify`: survey, plan, clean, verify, write one zip.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

use safelight::accession;
use safelight::attestation::key::Signer;
use safelight::certificate::facts::Narrative;
use safelight::certificate::status::{Kept, Status, kept};
use safelight::document::PictureReader;
use safelight::finding::{ReasonCode, Refusal};
use safelight::inventory;
use safelight::kept::kept_texts;
use safelight::pipeline::{self, Cleaner, Finished, Outcome, Proof};
use safelight::plan::{FilePlan, OpenQuestions, Plan, Surveyed};
use safelight::policy::pixel_decisions::PixelDecisions;
use safelight::policy::private_rules::PrivateRules;
use safelight::policy::{Commitment, Policy};
use safelight::question::Asked;
use safelight::record;
use safelight::remap::Tables;
use safelight::sensitive::Sensitive;
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::End;
use crate::arguments::{Deidentify, Questions};
use crate::counted::counted;
use crate::crosswalk::{self, Crosswalk};
use crate::headers;
use crate::inputs::{self, Input, Opened};
use crate::pictures;
use crate::review;
use crate::threads::{both, each};
use crate::write::GrowingZip;

/// Stands at the head of the list of kept texts.
const KEPT_NOTE: &str = "Every distinct header text of the package, for the person who reviews it before release. It holds only what the package holds; what should not be on it was missed, so keep it as you keep the package until then.";

/// SHA-256 of the file that runs; `None` where the system does not show it.
fn program_sha256() -> Option<[u8; 32]> {
    let bytes = std::fs::read(std::env::current_exe().ok()?).ok()?;
    Some(Sha256::digest(&bytes).into())
}

/// Runs the main job and says what was done.
pub fn run(job: &Deidentify) -> Result<End, String> {
    let policy = policy(job)?;
    let crosswalk = Crosswalk::of(job)?;
    let signer = job.sign_key.as_deref().map(signer).transpose()?;
    let inputs = inputs::gather(&job.inputs, job.jobs)?;
    let program = thread::spawn(program_sha256);
    let pictures = pictures::reader(job.ocr.as_deref())?;
    let mut surveyed = each(inputs.len(), job.jobs, |place| {
        survey(&inputs, place, pictures.as_deref())
    });
    look_for_faces(job, &inputs, &mut surveyed);
    let mut plan = plan(job, policy, &surveyed, &crosswalk.earlier)?;
    if let Some(signer) = signer {
        plan.signer = signer;
    }
    plan.engine_sha256 = program.join().ok().flatten();
    plan.check_private_rules()
        .map_err(|error| error.to_string())?;
    plan.check_header_decisions()
        .map_err(|error| error.to_string())?;
    let cleaner = Cleaner::new(plan).reading_pictures(pictures.clone());
    let reader = pictures.as_deref();
    let proof = reader.map(|reader| Proof::new(&cleaner, reader));
    if job.spans.is_some() || job.decisions.is_some() {
        let listed = review::listed(&cleaner, &inputs)?;
        if let Some(path) = &job.spans {
            review::write(path, &listed)?;
        }
    }
    if let Some(path) = &job.headers {
        headers::write(path, &cleaner, &inputs, job.jobs)?;
    }
    let zip = GrowingZip::beside(&job.out, &inputs, job.packing)?;
    let mut outcomes = clean_all(&cleaner, proof.as_ref(), &inputs, job.jobs, &zip)?;
    if let Some(proof) = &proof {
        proof.finish(&mut outcomes);
    }
    let fates: Vec<Fate> = fates(&cleaner, &outcomes);
    let counts = record::accession_counts(cleaner.plan(), &outcomes);
    let changed = outcomes
        .iter()
        .map(|outcome| pipeline::values_changed(&outcome.tally))
        .sum();
    let kept = job.kept.as_ref().map(|_| kept_texts(&outcomes));
    let finished =
        pipeline::finish_with(&cleaner, outcomes, &both).map_err(|error| error.to_string())?;
    zip.finish(&job.out, &finished.pieces)?;
    if let Some(path) = &job.crosswalk {
        crosswalk.write(path, &cleaner.plan().tables)?;
    }
    if let (Some(path), Some(opening)) = (&job.commitment, &finished.opening) {
        crosswalk::write_private(path, opening.json().as_bytes())
            .map_err(|error| format!("the commitment could not be written: {error}"))?;
    }
    let result = Told {
        job,
        inputs: &inputs,
        cleaner: &cleaner,
        fates: &fates,
        finished: &finished,
        changed,
        accessions: inventory::shown_rows(&cleaner.plan().policy, &counts),
    };
    if let Some(path) = &job.json {
        write_json(path, &result.json())?;
    }
    if let (Some(path), Some(kept)) = (&job.kept, kept) {
        write_json(path, &json!({ "note": KEPT_NOTE, "texts": kept }))?;
    }
    if let Some(path) = &job.map {
        write_json(path, &result.map())?;
    }
    result.print();
    Ok(result.end())
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
fn signer(path: &Path) -> Result<Signer, String> {
    let pem = std::fs::read_to_string(path)
        .map_err(|_| "the signing key could not be read".to_owned())?;
    Signer::from_pem(&Sensitive::new(pem)).map_err(|error| error.to_string())
}

/// An open question stops the run, or gets the cautious answer.
fn plan(
    job: &Deidentify,
    policy: Policy,
    surveyed: &[Surveyed],
    earlier: &Tables,
) -> Result<Plan, String> {
    let seed = seed(job.seed)?;
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

/// What was met and how often.
fn met(asked: &Asked) -> String {
    let same = match asked.same {
        0 => String::new(),
        same => format!(" ({same} of them with the same content)"),
    };
    let differs = match asked.differs.in_words().as_str() {
        "" => String::new(),
        kinds => format!(" (differs: {kinds})"),
    };
    let sentence = asked.question.sentence(asked.count);
    format!("{} {sentence}{same}{differs}", asked.count)
}

/// What a person should know of the reports that were written; no word of theirs.
fn advice(narrative: &Narrative) -> Vec<String> {
    let languages = narrative.languages.iter();
    let foreign = languages.filter(|(language, _)| !language.is_searched_for_names());
    let mut lines: Vec<String> = foreign
        .map(|(language, reports)| {
            let reports = counted(*reports, "report", "reports");
            let name = language.name();
            format!(
                "language: {reports} not in English ({name}): no statement is made about the text"
            )
        })
        .collect();
    let places = narrative.rare.values().sum();
    if places > 0 {
        lines.push(format!(
            "rare case: {} in {} suggest that somebody could be recognised: think of expert determination, 45 CFR 164.514(b)(1)",
            counted(places, "place", "places"),
            counted(narrative.reports_with_rare, "report", "reports")
        ));
    }
    lines
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
    let work = || match input.open() {
        Ok(opened) => pipeline::survey_with(opened.source(), &input.extension(), pictures),
        Err(refusal) => Surveyed::Refused(refusal),
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(lost)
}

/// Cleans all inputs, those first that lead the zip; they are written meanwhile.
fn clean_all(
    cleaner: &Cleaner,
    proof: Option<&Proof<'_, &PictureReader>>,
    inputs: &[Input],
    jobs: usize,
    zip: &GrowingZip,
) -> Result<Vec<Outcome>, String> {
    let order = cleaner.order();
    let leading = order.leading.len();
    let places: Vec<usize> = order.leading.into_iter().chain(order.others).collect();
    each(places.len(), jobs, |turn| {
        let Some(place) = places.get(turn).copied() else {
            return;
        };
        let (outcome, opened) = if zip.has_failed() {
            (Outcome::default(), None)
        } else {
            clean(cleaner, proof, inputs, place, zip.room())
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

/// What became of one input, kept when the outcome goes into the package.
struct Fate {
    entries: Vec<String>,
    refusal: Option<Refusal>,
}

fn fates(cleaner: &Cleaner, outcomes: &[Outcome]) -> Vec<Fate> {
    let files = cleaner.plan().files.iter().enumerate();
    files
        .map(|(place, file)| {
            let outcome = outcomes.get(place);
            let entries: Vec<String> = outcome
                .map(|outcome| {
                    outcome
                        .entries
                        .iter()
                        .map(|entry| entry.name().to_owned())
                        .collect()
                })
                .unwrap_or_default();
            let refusal = record::refusal_of(file, outcome, !entries.is_empty());
            Fate { entries, refusal }
        })
        .collect()
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

fn write_json(path: &Path, value: &impl Serialize) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Everything that is told about a finished run.
struct Told<'a> {
    job: &'a Deidentify,
    inputs: &'a [Input],
    cleaner: &'a Cleaner,
    fates: &'a [Fate],
    finished: &'a Finished,
    changed: u64,
    accessions: Vec<inventory::ShownAccession>,
}

impl Told<'_> {
    fn not_out(&self) -> impl Iterator<Item = (&Input, Refusal)> {
        let pairs = self.inputs.iter().zip(self.fates);
        pairs.filter_map(|(input, fate)| Some((input, fate.refusal?)))
    }

    /// A media directory is never copied and nothing is missing without it.
    fn end(&self) -> End {
        let missing = |refusal: Refusal| kept(refusal.code) != Kept::ByDesign;
        if self.not_out().any(|(_, refusal)| missing(refusal)) {
            End::Withheld
        } else {
            End::Done
        }
    }

    fn status(&self) -> Status {
        self.finished.facts.assess().status
    }

    /// `--json`: counts, and what became of each file. Names inputs: it stays
    /// with the person who ran the command.
    fn json(&self) -> Value {
        let facts = &self.finished.facts;
        let certificate: Value =
            serde_json::from_str(&self.finished.certificate_json).unwrap_or(Value::Null);
        json!({
            "status": self.status().title(),
            "done": self.end() == End::Done,
            "files_in": self.inputs.len(),
            "files_out": self.fates.iter().filter(|fate| !fate.entries.is_empty()).count(),
            "entries": self.fates.iter().map(|fate| fate.entries.len()).sum::<usize>(),
            "values_changed": self.changed,
            "files": self.files(),
            "questions": facts.scope.questions,
            "accessions": self.accessions,
            "certificate": certificate,
        })
    }

    fn files(&self) -> Vec<Value> {
        let pairs = self.inputs.iter().zip(self.fates);
        pairs
            .map(|(input, fate)| {
                json!({
                    "input": input.shown,
                    "entry": fate.entries.first(),
                    "entries": fate.entries,
                    "reason": fate.refusal.map(|refusal| refusal.code.code()),
                    "message": fate.refusal.map(|refusal| refusal.to_string()),
                    "tag": fate.refusal.and_then(|refusal| refusal.tag).map(|tag| tag.to_string()),
                })
            })
            .collect()
    }

    /// `--map`: secret material, for tests.
    fn map(&self) -> Value {
        let tables = &self.cleaner.plan().tables;
        let mut uids = Map::new();
        for (original, replacement) in tables.uids() {
            uids.insert(original.expose().clone(), Value::from(replacement));
        }
        let mut patients = Map::new();
        let mut accessions = Map::new();
        for instance in self
            .cleaner
            .plan()
            .files
            .iter()
            .filter_map(FilePlan::instance)
        {
            if let Some(codes) = tables.patient(instance.patient_key.expose()) {
                let key = instance.patient_key.expose().clone();
                patients.insert(key, Value::from(codes.pseudonym.clone()));
            }
            let number = instance.accession_number.expose();
            if let Some(code) = tables.accession(number) {
                accessions.insert(number.clone(), Value::from(code));
            }
        }
        json!({ "files": self.files(), "uids": uids, "patients": patients, "accessions": accessions })
    }

    fn print(&self) {
        let facts = &self.finished.facts;
        println!(
            "{} in, {} out",
            counted(self.inputs.len() as u64, "file", "files"),
            self.fates
                .iter()
                .filter(|fate| !fate.entries.is_empty())
                .count()
        );
        println!(
            "{}, {}, {} series; {} removed or replaced",
            counted(facts.scope.patients, "patient", "patients"),
            counted(facts.scope.studies, "study", "studies"),
            facts.scope.series,
            counted(self.changed, "value", "values")
        );
        for report in &facts.scope.reports {
            println!("reports: {} of {} written", report.written, report.received);
        }
        let read = facts.narrative.pages_read_from_pictures;
        if read > 0 {
            let pages = counted(read, "page", "pages");
            println!("read from pictures: {pages}; such reading can miss or misread a word");
        }
        for line in advice(&facts.narrative) {
            println!("{line}");
        }
        if let Some(review) = &facts.narrative.review {
            println!(
                "review: {} accepted, {} rejected, {} relabelled, {} added, {} as proposed",
                counted(review.accepted, "span", "spans"),
                review.rejected,
                review.relabelled,
                review.added,
                review.as_proposed
            );
        }
        for asked in &facts.scope.questions {
            let choice = asked.answer.unwrap_or(asked.question.cautious());
            println!("warning: {}: {}", met(asked), choice.sentence());
        }
        for (input, refusal) in self.not_out() {
            println!("withheld: {}: {refusal}", input.shown);
        }
        for row in &self.accessions {
            let state = serde_json::to_value(row.row.state).unwrap_or_default();
            println!(
                "accession {}: {}, {} series, {}",
                row.accession.expose(),
                state.as_str().unwrap_or_default(),
                row.row.series,
                counted(row.row.instances.into(), "instance", "instances")
            );
        }
        println!("status: {}", self.status().title());
        println!("written: {}", self.job.out.display());
    }
}
