//! The order of the stages, nothing else.
//!
//! ```text
//! survey (each file) → Plan::make (once) → Cleaner::run (each file: clean, verify) → finish (once)
//! ```

mod faces;
mod finish;
mod inner_document;
mod owners;
mod proof;
mod reports;
mod shared;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::attestation::commitment;
use crate::coded_text::CodedFinder;
use crate::deface::FaceFault;
use crate::dicom::data::DicomFile;
use crate::dicom::directory::{self, DirectoryEntry};
use crate::dicom::encapsulated;
use crate::dicom::hidden::Looked;
use crate::dicom::overlay_bits::{self, OverlayBits, PIXEL_DATA};
use crate::dicom::{self, Cleaning, Compared};
use crate::document::{self, PictureReader, model::Document};
use crate::finding::{Done, Limit, ReasonCode, Refusal, TagCode, Tally, TextSeen};
use crate::narrative::NarrativeFacts;
use crate::pixels::{self, Hidden, Picture, PixelError};
use crate::plan::{FilePlan, InstanceSummary, Plan, ReportFacts, ReportKind, StudyPlan, Surveyed};
use crate::policy::Commitment;
use crate::sensitive::Sensitive;
use crate::source::{Part, Source};
use crate::survey::{self, FileKind};
use crate::text::{self, Told, span::Span};
use crate::verify::hidden::{self, HiddenSeen};
use crate::verify::{Cleaned, EntryKind, Hands, Searcher, Verified};

pub use faces::{FaceShown, look_for_face, show_faces, to_look_at};
pub use finish::{
    ATTESTATION, CERTIFICATE_JSON, CERTIFICATE_PDF, CHECKSUMS, DICOMDIR, FinishError, Finished,
    finish, finish_with,
};
pub use proof::Proof;
pub use reports::{ViewError, Whose, clean_document};
pub use shared::{Shared, SharedFacts};

/// Pass 1 for one file: what it is and what it tells.
///
/// `extension` is the ending of its name in lower case, without the dot; it
/// only tells a text report from other text. A zip is no single file: the door
/// opens it with [`crate::container`] and surveys its entries.
#[must_use]
pub fn survey(source: &dyn Source, extension: &str) -> Surveyed {
    survey_with(source, extension, None)
}

/// As [`survey`]; pages of a PDF that are pictures are read by `pictures`.
#[must_use]
pub fn survey_with(
    source: &dyn Source,
    extension: &str,
    pictures: Option<&PictureReader>,
) -> Surveyed {
    match survey::kind(source, extension) {
        FileKind::Dicom => survey_instance(source, pictures),
        FileKind::Report(kind) => survey_report(kind, source, pictures),
        FileKind::Zip => Surveyed::Refused(Refusal::over(Limit::ZipLevels)),
        FileKind::Refused(refusal) => Surveyed::Refused(refusal),
    }
}

fn survey_instance(source: &dyn Source, pictures: Option<&PictureReader>) -> Surveyed {
    let facts = dicom::read::read(source, &dicom::read::Limits::default()).and_then(|file| {
        let mut facts = dicom::facts::facts(&file)?;
        facts.people = text::called_in_notes(&dicom::facts::notes(&file));
        inner_document::harvest(file, &mut facts, pictures);
        Ok(facts)
    });
    match facts {
        Ok(facts) => Surveyed::Instance(Box::new(facts)),
        Err(refusal) => Surveyed::Refused(refusal),
    }
}

fn survey_report(
    kind: ReportKind,
    source: &dyn Source,
    pictures: Option<&PictureReader>,
) -> Surveyed {
    match document::read_with(kind, source, pictures) {
        Ok(document) => {
            let told = told_by(&document);
            Surveyed::Report(ReportFacts {
                kind,
                pages: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
                known: told.known,
                people: told.people,
                identities: told.identities,
                nature: told.nature,
            })
        }
        Err(refusal) => Surveyed::Refused(refusal),
    }
}

/// What the text of a document, and what stands beside it, tells of its people.
fn told_by(document: &Document) -> Told {
    let mut told = text::told_by(&document::joined(document).text);
    for hidden in &document.hidden {
        let more = text::told_by(hidden);
        told.known.extend(more.known);
        told.identities.add(more.identities);
    }
    told
}

/// Pass 2: cleans and verifies single files by the plan. One for each thread
/// or worker; it holds everything that is compiled once from the plan.
pub struct Cleaner {
    plan: Plan,
    finder: CodedFinder,
    searcher: Searcher,
    pictures: Option<Arc<PictureReader>>,
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
    pub tally: Arc<Tally>,
    /// Every distinct header text that stayed, for review.
    pub kept: Arc<Vec<KeptText>>,
    /// Counts of a report.
    pub narrative: Option<Box<NarrativeFacts>>,
    /// What the check saw of the boxes that were hidden in it.
    pub hidden: Option<HiddenSeen>,
    /// What was read in its picture; `None`: nothing was.
    pub text: Option<TextSeen>,
    /// What it gives to the directory of the file set.
    pub directory: Option<DirectoryEntry>,
    /// SHA-256 of the input, where a commitment is made.
    pub input_sha256: Option<[u8; 32]>,
    /// Why it is not, or not wholly, in the output.
    pub refusal: Option<Refusal>,
}

impl Outcome {
    /// The outcome without the bytes of its entries, and these bytes: the door keeps
    /// them, all entries one after the other from `at` on. The slices of the layout then
    /// speak of what the door keeps.
    #[must_use]
    pub fn apart(mut self, at: u64) -> (Self, Vec<Part>) {
        let mut end = at;
        let mut bytes = Vec::new();
        self.entries = std::mem::take(&mut self.entries)
            .into_iter()
            .map(|entry| {
                let start = end;
                end += entry.size_bytes();
                let (entry, parts) = entry.apart(start);
                bytes.extend(parts);
                entry
            })
            .collect();
        (self, bytes)
    }

    /// Nothing came out, for this reason.
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        Self {
            refusal: Some(refusal),
            ..Self::default()
        }
    }
}

/// An element and a text in it that stayed.
pub type KeptText = (TagCode, Sensitive<String>);

/// An outcome as it travels between workers: entries are sealed.
#[derive(Serialize, Deserialize)]
struct SealedOutcome {
    entries: Vec<Vec<u8>>,
    tally: Arc<Tally>,
    kept: Arc<Vec<KeptText>>,
    narrative: Option<Box<NarrativeFacts>>,
    hidden: Option<HiddenSeen>,
    text: Option<TextSeen>,
    directory: Option<DirectoryEntry>,
    input_sha256: Option<[u8; 32]>,
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
            pictures: None,
        }
    }

    /// Pages of a PDF that are pictures are read by this reader, as they were in
    /// [`survey_with`].
    #[must_use]
    pub fn reading_pictures(self, pictures: Option<Arc<PictureReader>>) -> Self {
        Self { pictures, ..self }
    }

    fn pictures(&self) -> Option<&PictureReader> {
        self.pictures.as_deref()
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
        let first_own = [
            DICOMDIR,
            CERTIFICATE_PDF,
            CERTIFICATE_JSON,
            ATTESTATION,
            CHECKSUMS,
        ]
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
        self.run_with(source, index, Hands::one())
    }

    /// As [`Cleaner::run`], for a door that can do two things at once, or that takes
    /// the bytes of an instance while they are checked.
    #[must_use]
    pub fn run_with(&self, source: &dyn Source, index: usize, hands: Hands) -> Outcome {
        let result = match self.plan.files.get(index) {
            Some(FilePlan::Instance { entry, facts }) => {
                self.instance(source, index, entry, facts, hands)
            }
            Some(FilePlan::Report { kind, stem }) => match self.plan.refusal_of_report(index) {
                Some(refusal) => Err(refusal),
                None => self.report(source, index, *kind, stem),
            },
            Some(FilePlan::Withheld { refusal, .. }) => Err(*refusal),
            None => Err(Refusal::of(ReasonCode::Unreadable)),
        };
        Outcome {
            input_sha256: self.input_sha256(source),
            ..result.unwrap_or_else(Outcome::refused)
        }
    }

    /// Withheld inputs are inputs too: a commitment stands for what was handed in.
    fn input_sha256(&self, source: &dyn Source) -> Option<[u8; 32]> {
        match self.plan.policy.commitment {
            Commitment::NotMade => None,
            Commitment::Made => commitment::digest(source).ok(),
        }
    }

    fn instance(
        &self,
        source: &dyn Source,
        index: usize,
        entry: &str,
        facts: &InstanceSummary,
        hands: Hands,
    ) -> Result<Outcome, Refusal> {
        let mut file = dicom::read::read(source, &dicom::read::Limits::default())?;
        let study = self.study_of(facts)?;
        let inner = encapsulated::take(&mut file)?;
        // PS3.15 E.3.6 moves the dates of attributes; one in a note of the header
        // is removed.
        let owner = self.owner(&facts.patient_key, None, None);
        let finder = self.finder.of(owner.as_ref());
        let cleaning = Cleaning {
            plan: &self.plan,
            study: &study,
            finder: &finder,
        };
        let overlays = overlay_bits::of(&file.data_set);
        let hidden = hidden_of(&file, source, facts)?;
        let mut clean = dicom::clean(file, &cleaning)?;
        if let OverlayBits::Beside(cells) = overlays {
            overlay_bits::clear(&mut clean.file, cells, source, &mut clean.tally)?;
        }
        if let Some(hidden) = hidden {
            let looked = match self.plan.policy.pixels.seen(&facts.series_instance_uid) {
                Some(_) => Looked::Yes,
                None => Looked::No,
            };
            dicom::hidden::apply(&mut clean.file, hidden, looked, source, &mut clean.tally)?;
        }
        if facts.cut.is_some() {
            dicom::hidden::say_face_is_cut(&mut clean.file, &mut clean.tally);
        }
        let rewritten = inner
            .map(|inner| self.rewrite(inner, &mut clean, index))
            .transpose()?;
        let (narrative, refusal) = rewritten.unzip();
        let beside = pixels::beside(&clean.file, source)
            .map_err(|_| Refusal::at(ReasonCode::Unreadable, PIXEL_DATA))?;
        if !beside.is_empty() {
            clean.tally.count(PIXEL_DATA, Done::Cleaned, None);
        }
        let parts = pixels::blanked(dicom::write::write(&clean.file)?, &beside);
        let cleaned = Cleaned {
            name: entry.to_owned(),
            kind: EntryKind::Instance,
            parts,
        };
        let hidden = match (facts.boxes.as_slice(), facts.cut.as_ref()) {
            ([], None) => None,
            (boxes, cut) => Some(hidden::check(source, &cleaned, boxes, cut)?),
        };
        Ok(Outcome {
            entries: vec![self.searcher.verify_with(source, cleaned, hands)?],
            hidden,
            directory: directory::entry(&clean.file, entry),
            tally: Arc::new(clean.tally),
            kept: Arc::new(clean.kept_text),
            narrative: narrative.map(Box::new),
            text: None,
            input_sha256: None,
            refusal: refusal.flatten(),
        })
    }

    /// What becomes of each header value of input number `index`; nothing for a
    /// report and for what is withheld.
    ///
    /// # Errors
    /// [`Refusal`] if the file cannot be read or cleaned.
    pub fn compare(&self, source: &dyn Source, index: usize) -> Result<Option<Compared>, Refusal> {
        let Some(FilePlan::Instance { facts, .. }) = self.plan.files.get(index) else {
            return Ok(None);
        };
        let mut file = dicom::read::read(source, &dicom::read::Limits::default())?;
        let study = self.study_of(facts)?;
        encapsulated::take(&mut file)?;
        let owner = self.owner(&facts.patient_key, None, None);
        let finder = self.finder.of(owner.as_ref());
        let cleaning = Cleaning {
            plan: &self.plan,
            study: &study,
            finder: &finder,
        };
        dicom::compare(file, &cleaning).map(Some)
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

/// The person's boxes and the face, hidden in the pixels of the source.
fn hidden_of(
    file: &DicomFile,
    source: &dyn Source,
    facts: &InstanceSummary,
) -> Result<Option<Hidden>, Refusal> {
    if facts.boxes.is_empty() && facts.cut.is_none() {
        return Ok(None);
    }
    let refused = |error| {
        if error == PixelError::OverLimit {
            return Refusal::over(Limit::Picture).with_tag(PIXEL_DATA);
        }
        let code = match error {
            PixelError::Source(_) => ReasonCode::Unreadable,
            _not_decoded if facts.boxes.is_empty() => ReasonCode::FaceNotRemoved,
            _not_decoded => ReasonCode::PixelsNotHidden,
        };
        Refusal::at(code, PIXEL_DATA)
    };
    let picture = Picture::open(file, source).map_err(refused)?;
    let erased = match facts.cut {
        Some(cut) => {
            let erased = cut.erased(picture.image());
            Some(erased.ok_or(FaceFault::NoPlace.refusal())?)
        }
        None => None,
    };
    let erased = erased.filter(|erased| !erased.runs.is_empty());
    if facts.boxes.is_empty() && erased.is_none() {
        return Ok(None);
    }
    pixels::hide(&picture, &facts.boxes, erased.as_ref())
        .map(Some)
        .map_err(refused)
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
            hidden: self.hidden,
            text: self.text,
            directory: self.directory.clone(),
            input_sha256: self.input_sha256,
            refusal: self.refusal,
        };
        postcard::to_allocvec(&sealed).unwrap_or_default()
    }

    /// Opens what [`Outcome::seal`] made. Anything else becomes a refusal.
    #[must_use]
    pub fn open(sealed: &[u8], receipt_key: &Sensitive<[u8; 32]>) -> Self {
        Self::opened(sealed, receipt_key)
            .unwrap_or_else(|| Self::refused(Refusal::of(ReasonCode::WorkerLost)))
    }

    /// As [`Outcome::open`]; `None` if it was not sealed with this key.
    #[must_use]
    pub fn opened(sealed: &[u8], receipt_key: &Sensitive<[u8; 32]>) -> Option<Self> {
        let outcome = postcard::from_bytes::<SealedOutcome>(sealed).ok()?;
        let entries: Option<Vec<Verified>> = outcome
            .entries
            .iter()
            .map(|entry| Verified::open(entry, receipt_key.expose()))
            .collect();
        Some(Self {
            entries: entries?,
            tally: outcome.tally,
            kept: outcome.kept,
            narrative: outcome.narrative,
            hidden: outcome.hidden,
            text: outcome.text,
            directory: outcome.directory,
            input_sha256: outcome.input_sha256,
            refusal: outcome.refusal,
        })
    }
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
