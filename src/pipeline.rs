//! The order of the stages, nothing else.
//!
//! ```text
//! survey (each file) → Plan::make (once) → Cleaner::run (each file: clean, verify) → finish (once)
//! ```

mod reports;

use serde::{Deserialize, Serialize};

use crate::certificate::{self, Facts};
use crate::coded_text::CodedFinder;
use crate::dicom::directory::{self, DirectoryEntry};
use crate::dicom::overlay_bits::{self, OverlayBits};
use crate::dicom::{self, Cleaning};
use crate::document;
use crate::finding::{Done, ReasonCode, Refusal, TagCode, Tally};
use crate::narrative::NarrativeFacts;
use crate::package::{self, LayoutError, Piece};
use crate::plan::{FilePlan, InstanceSummary, Plan, ReportFacts, ReportKind, StudyPlan, Surveyed};
use crate::record::{Run, Searched};
use crate::sensitive::Sensitive;
use crate::source::{Part, Source};
use crate::survey::{self, FileKind};
use crate::text::{self, span::Span};
use crate::verify::{Cleaned, EntryKind, Searcher, Verified};

pub use reports::{ViewError, clean_document};

/// Pass 1 for one file: what it is and what it tells.
///
/// `extension` is the ending of its name in lower case, without the dot; it
/// only tells a text report from other text. A zip is no single file: the door
/// opens it with [`crate::container`] and surveys its entries.
#[must_use]
pub fn survey(source: &dyn Source, extension: &str) -> Surveyed {
    match survey::kind(source, extension) {
        FileKind::Dicom => survey_instance(source),
        FileKind::Report(kind) => survey_report(kind, source),
        FileKind::Zip => Surveyed::Refused(Refusal::of(ReasonCode::OverLimit)),
        FileKind::Refused(refusal) => Surveyed::Refused(refusal),
    }
}

fn survey_instance(source: &dyn Source) -> Surveyed {
    let facts = dicom::read::read(source, &dicom::read::Limits::default())
        .and_then(|file| dicom::facts::facts(&file));
    match facts {
        Ok(facts) => Surveyed::Instance(Box::new(facts)),
        Err(refusal) => Surveyed::Refused(refusal),
    }
}

fn survey_report(kind: ReportKind, source: &dyn Source) -> Surveyed {
    match document::read(kind, source) {
        Ok(document) => {
            let mut told = text::told_by(&document::joined(&document).text);
            for hidden in &document.hidden {
                told.known.extend(text::harvest(hidden));
            }
            Surveyed::Report(ReportFacts {
                kind,
                pages: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
                known: told.known,
                people: told.people,
            })
        }
        Err(refusal) => Surveyed::Refused(refusal),
    }
}

/// Pass 2: cleans and verifies single files by the plan. One for each thread
/// or worker; it holds everything that is compiled once from the plan.
pub struct Cleaner {
    plan: Plan,
    finder: CodedFinder,
    searcher: Searcher,
}

impl dicom::FindText for text::Finder {
    fn in_label(&self, text: &str) -> Vec<Span> {
        self.find_in_label(text)
    }

    fn in_narrative(&self, text: &str) -> Vec<Span> {
        self.find_in_note(text)
    }

    fn in_comment(&self, text: &str) -> Vec<Span> {
        self.find_in_comment(text)
    }
}

/// What came of one input.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Verified entries; empty if the file is withheld.
    pub entries: Vec<Verified>,
    /// What was done with its elements.
    pub tally: Tally,
    /// Every distinct header text that stayed, for review.
    pub kept: Vec<(TagCode, Sensitive<String>)>,
    /// Counts of a report.
    pub narrative: Option<NarrativeFacts>,
    /// What it gives to the directory of the file set.
    pub directory: Option<DirectoryEntry>,
    /// Why it is not, or not wholly, in the output.
    pub refusal: Option<Refusal>,
}

impl Outcome {
    /// Nothing came out, for this reason.
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        Self {
            refusal: Some(refusal),
            ..Self::default()
        }
    }
}

/// An outcome as it travels between workers: entries are sealed.
#[derive(Serialize, Deserialize)]
struct SealedOutcome {
    entries: Vec<Vec<u8>>,
    tally: Tally,
    kept: Vec<(TagCode, Sensitive<String>)>,
    narrative: Option<NarrativeFacts>,
    directory: Option<DirectoryEntry>,
    refusal: Option<Refusal>,
}

/// All inputs in the order in which a door may write what comes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// In the order of the zip; before every entry that [`finish`] adds.
    pub leading: Vec<usize>,
    /// Those whose entries stand behind such a one, and those without entries.
    pub others: Vec<usize>,
}

impl Cleaner {
    /// Compiles the plan's values into the finder and the searcher.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        let finder = text::Finder::new(&plan.known, plan.policy.dates());
        let writer = plan.writer();
        let finder = CodedFinder::new(finder, writer, &plan.tables);
        let searcher = Searcher::new(&plan);
        Self {
            plan,
            finder,
            searcher,
        }
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The searcher, for the entries that [`crate::pipeline::finish`] adds.
    #[must_use]
    pub const fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Which inputs lead the zip. Their entries can be written as soon as they
    /// are verified; [`finish`] says in the end where they had to stand.
    #[must_use]
    pub fn order(&self) -> Order {
        let first_own = [DICOMDIR, CERTIFICATE_PDF, CERTIFICATE_JSON, CHECKSUMS]
            .into_iter()
            .min();
        let mut leading = Vec::new();
        let mut others = Vec::new();
        for (place, file) in self.plan.files.iter().enumerate() {
            match file {
                FilePlan::Instance { entry, .. } if Some(entry.as_str()) < first_own => {
                    leading.push((entry, place));
                }
                FilePlan::Instance { .. } | FilePlan::Report { .. } | FilePlan::Withheld { .. } => {
                    others.push(place)
                }
            }
        }
        leading.sort_unstable();
        Order {
            leading: leading.into_iter().map(|(_, place)| place).collect(),
            others,
        }
    }

    /// Cleans and verifies input number `index`.
    #[must_use]
    pub fn run(&self, source: &dyn Source, index: usize) -> Outcome {
        let result = match self.plan.files.get(index) {
            Some(FilePlan::Instance { entry, facts }) => self.instance(source, entry, facts),
            Some(FilePlan::Report { kind, stem }) => self.report(source, *kind, stem),
            Some(FilePlan::Withheld { refusal, .. }) => Err(*refusal),
            None => Err(Refusal::of(ReasonCode::Unreadable)),
        };
        result.unwrap_or_else(Outcome::refused)
    }

    fn instance(
        &self,
        source: &dyn Source,
        entry: &str,
        facts: &InstanceSummary,
    ) -> Result<Outcome, Refusal> {
        let file = dicom::read::read(source, &dicom::read::Limits::default())?;
        let study = self.study_of(facts)?;
        let cleaning = Cleaning {
            plan: &self.plan,
            study: &study,
            finder: &self.finder,
        };
        let overlays = overlay_bits::of(&file.data_set);
        let mut clean = dicom::clean(file, &cleaning)?;
        if let OverlayBits::Beside(cells) = overlays {
            overlay_bits::clear(&mut clean.file, cells, source, &mut clean.tally)?;
        }
        let parts = dicom::write::write(&clean.file)?;
        let cleaned = Cleaned {
            name: entry.to_owned(),
            kind: EntryKind::Instance,
            parts,
        };
        Ok(Outcome {
            entries: vec![self.searcher.verify(source, cleaned)?],
            directory: directory::entry(&clean.file, entry),
            tally: clean.tally,
            kept: clean.kept_text,
            narrative: None,
            refusal: None,
        })
    }

    /// The plan of the instance's study, with the instance's own patient: a
    /// study may, by mistake, hold two.
    fn study_of(&self, facts: &InstanceSummary) -> Result<StudyPlan, Refusal> {
        let study = self
            .plan
            .studies
            .get(&facts.study_instance_uid)
            .ok_or(Refusal::of(ReasonCode::MissingUid))?;
        Ok(StudyPlan {
            patient_key: facts.patient_key.clone(),
            ..study.clone()
        })
    }
}

impl Outcome {
    /// Bytes for the way between workers. Entries carry a receipt that only a
    /// holder of the plan can make.
    #[must_use]
    pub fn seal(&self, receipt_key: &Sensitive<[u8; 32]>) -> Vec<u8> {
        let sealed = SealedOutcome {
            entries: self
                .entries
                .iter()
                .map(|entry| entry.seal(receipt_key.expose()))
                .collect(),
            tally: self.tally.clone(),
            kept: self.kept.clone(),
            narrative: self.narrative.clone(),
            directory: self.directory.clone(),
            refusal: self.refusal,
        };
        postcard::to_allocvec(&sealed).unwrap_or_default()
    }

    /// Opens what [`Outcome::seal`] made. Anything else becomes a refusal.
    #[must_use]
    pub fn open(sealed: &[u8], receipt_key: &Sensitive<[u8; 32]>) -> Self {
        let lost = Self::refused(Refusal::of(ReasonCode::WorkerLost));
        let Ok(outcome) = postcard::from_bytes::<SealedOutcome>(sealed) else {
            return lost;
        };
        let entries: Option<Vec<Verified>> = outcome
            .entries
            .iter()
            .map(|entry| Verified::open(entry, receipt_key.expose()))
            .collect();
        let Some(entries) = entries else { return lost };
        Self {
            entries,
            tally: outcome.tally,
            kept: outcome.kept,
            narrative: outcome.narrative,
            directory: outcome.directory,
            refusal: outcome.refusal,
        }
    }
}

/// The finished package.
pub struct Finished {
    /// The zip, piece by piece.
    pub pieces: Vec<Piece>,
    /// The facts that the certificate prints.
    pub facts: Facts,
    /// The certificate as JSON.
    pub certificate_json: String,
}

/// Why no package could be made of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// The certificate could not be set as PDF.
    #[error("the certificate could not be written")]
    Certificate,
    /// The certificate itself did not pass the check.
    #[error("the certificate did not pass the check: {0}")]
    NotVerified(Refusal),
    /// The entries do not make a zip.
    #[error("{0}")]
    Layout(LayoutError),
}

/// The new directory of the file set, at the root (PS3.10 §8.6).
pub const DICOMDIR: &str = "DICOMDIR";
/// Names of the entries that are not files of the drop.
pub const CERTIFICATE_PDF: &str = "certificate.pdf";
/// The certificate for machines.
pub const CERTIFICATE_JSON: &str = "certificate.json";
/// The list that `sha256sum -c` takes.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// How a door does two things that do not wait for each other.
pub type Both<'a> = dyn Fn(&mut (dyn FnMut() + Send), &mut (dyn FnMut() + Send)) + 'a;

/// Makes the certificate, verifies it, and lays everything out as one zip.
///
/// `outcomes` has one outcome for each input of the plan, in their order.
///
/// # Errors
/// [`FinishError`]; no package exists then.
pub fn finish(cleaner: &Cleaner, outcomes: Vec<Outcome>) -> Result<Finished, FinishError> {
    let one_by_one = |one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)| {
        one();
        other();
    };
    finish_with(cleaner, outcomes, &one_by_one)
}

/// As [`finish`], for a door that can do two things at once.
///
/// # Errors
/// As [`finish`].
pub fn finish_with(
    cleaner: &Cleaner,
    outcomes: Vec<Outcome>,
    both: &Both,
) -> Result<Finished, FinishError> {
    let directory = directory_of(cleaner, &outcomes);
    let run = Run {
        plan: &cleaner.plan,
        directory: directory.as_ref(),
        outcomes: &outcomes,
        searched: searched(cleaner),
        certificate_id: cleaner.plan.certificate_id,
    };
    let facts = run.facts();
    let (mut pdf, mut json) = (None, None);
    both(
        &mut || pdf = Some(certificate_pdf(cleaner, &facts)),
        &mut || json = Some(certificate_json(cleaner, &facts)),
    );
    let missing = FinishError::Certificate;
    let (certificate_json, json) = json.ok_or(missing)??;
    let pdf = pdf.ok_or(missing)??;
    let mut entries: Vec<(Option<usize>, Verified)> = outcomes
        .into_iter()
        .enumerate()
        .flat_map(|(input, outcome)| outcome.entries.into_iter().map(move |e| (Some(input), e)))
        .collect();
    if let Some(Ok(directory)) = directory {
        entries.push((None, directory));
    }
    entries.extend([(None, pdf), (None, json)]);
    let checksums = checksums(&entries);
    entries.push((
        None,
        verify_own(cleaner, CHECKSUMS, EntryKind::Text, checksums.into_bytes())?,
    ));
    let pieces = package::layout(entries).map_err(FinishError::Layout)?;
    Ok(Finished {
        pieces,
        facts,
        certificate_json,
    })
}

fn certificate_pdf(cleaner: &Cleaner, facts: &Facts) -> Result<Verified, FinishError> {
    let bytes = certificate::pdf(facts).map_err(|_| FinishError::Certificate)?;
    verify_own(cleaner, CERTIFICATE_PDF, EntryKind::Pdf, bytes)
}

/// The certificate as text, and as an entry.
fn certificate_json(cleaner: &Cleaner, facts: &Facts) -> Result<(String, Verified), FinishError> {
    let text = certificate::json(facts);
    let bytes = text.clone().into_bytes();
    let entry = verify_own(cleaner, CERTIFICATE_JSON, EntryKind::Json, bytes)?;
    Ok((text, entry))
}

/// The new DICOMDIR of all files that came out. One that is refused is left
/// out and counted; the files stand without it.
fn directory_of(cleaner: &Cleaner, outcomes: &[Outcome]) -> Option<Result<Verified, Refusal>> {
    let written = outcomes.iter().filter(|one| !one.entries.is_empty());
    let listed: Vec<&DirectoryEntry> = written
        .filter_map(|outcome| outcome.directory.as_ref())
        .collect();
    let bytes = directory::write(&listed, &cleaner.plan.directory_uid)?;
    let nothing: Vec<u8> = Vec::new();
    let cleaned = Cleaned {
        name: DICOMDIR.to_owned(),
        kind: EntryKind::Directory,
        parts: vec![Part::Bytes(bytes)],
    };
    Some(cleaner.searcher.verify(&nothing, cleaned))
}

fn verify_own(
    cleaner: &Cleaner,
    name: &str,
    kind: EntryKind,
    bytes: Vec<u8>,
) -> Result<Verified, FinishError> {
    let nothing: Vec<u8> = Vec::new();
    let cleaned = Cleaned {
        name: name.to_owned(),
        kind,
        parts: vec![Part::Bytes(bytes)],
    };
    cleaner
        .searcher
        .verify(&nothing, cleaned)
        .map_err(FinishError::NotVerified)
}

/// What the verifier looked for.
fn searched(cleaner: &Cleaner) -> Searched {
    Searched {
        values: cleaner.plan.known.values().len() as u64,
        spellings: cleaner.searcher.spellings() as u64,
    }
}

/// One line for each entry, as `sha256sum` prints it, in the order of names.
fn checksums(entries: &[(Option<usize>, Verified)]) -> String {
    let mut lines: Vec<String> = entries
        .iter()
        .map(|(_, entry)| {
            let hex: String = entry
                .sha256()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{hex}  {}\n", entry.name())
        })
        .collect();
    lines.sort_by(|one, other| one.get(66..).cmp(&other.get(66..)));
    lines.concat()
}

/// The tags of elements that were counted as changed.
#[must_use]
pub fn values_changed(tally: &Tally) -> u64 {
    tally
        .elements
        .iter()
        .filter(|((_, done), _)| !matches!(done, Done::Kept | Done::Added))
        .map(|(_, count)| count)
        .sum()
}
