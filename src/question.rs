//! Questions that only a person can answer: what a drop holds that may be a
//! mistake. Found after the survey, before anything is written.
//!
//! A question names how often something was met and never what it was.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::belonging::{Belonging, Finding};
use crate::deface::{self, FaceCut, FaceFault, FaceLook};
use crate::dicom::facts::{InstanceFacts, Likeness};
use crate::finding::{ReasonCode, Refusal};
use crate::identities::{IdentityKind, KindCounts};
use crate::plan::Surveyed;
use crate::policy::Policy;
use crate::sensitive::Sensitive;

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// One study under two or more patients: one person, or a mistake?
    SplitStudy,
    /// More than one patient in the drop.
    MixedPatients,
    /// Two or more studies under one accession number.
    SharedAccession,
    /// Files that repeat the SOP Instance UID of an earlier one.
    RepeatedInstance,
    /// Reports that state another patient than the study, or a patient of the
    /// drop with another birth date.
    OtherPatient,
    /// Reports of an examination that is not in the drop.
    OtherExamination,
    /// Photographs that can show a face, 45 CFR 164.514(b)(2)(i)(Q).
    FacePhotographs,
    /// Series of head or neck from which a likeness can be rendered.
    HeadVolumes,
}

/// What a person can say to a question. Not to answer is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// The patients of the study are one person: one pseudonym.
    OnePerson,
    /// They are different persons: a pseudonym each.
    TwoPersons,
    /// Each patient gets a pseudonym of their own.
    Separate,
    /// One accession number for several studies is right.
    IsRight,
    /// The first file is taken, the others are listed.
    KeepFirst,
    /// All are taken.
    KeepAll,
    /// What was met stays out.
    Withhold,
    /// The reports belong to the study though they state something else.
    Belongs,
    /// What was met is taken as it is.
    Keep,
    /// The face is cut out of the slices; a series where that cannot be done stays out.
    Deface,
    /// The person looked: nobody can be recognised in the pictures.
    NoFace,
}

impl Question {
    /// All questions, in the order in which they are asked: an answer may
    /// settle a later one.
    pub const ALL: [Self; 8] = [
        Self::SplitStudy,
        Self::MixedPatients,
        Self::SharedAccession,
        Self::RepeatedInstance,
        Self::OtherPatient,
        Self::OtherExamination,
        Self::FacePhotographs,
        Self::HeadVolumes,
    ];

    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SplitStudy => "split-study",
            Self::MixedPatients => "mixed-patients",
            Self::SharedAccession => "shared-accession",
            Self::RepeatedInstance => "repeated-instance",
            Self::OtherPatient => "other-patient",
            Self::OtherExamination => "other-examination",
            Self::FacePhotographs => "face-photographs",
            Self::HeadVolumes => "head-volumes",
        }
    }

    /// Finds a question by its name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What can be said to it. A run without a person takes the first choice: it
    /// changes nothing that the files say, and writes no report of somebody else.
    #[must_use]
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::SplitStudy => &[Choice::TwoPersons, Choice::OnePerson],
            Self::MixedPatients => &[Choice::Separate],
            Self::SharedAccession => &[Choice::IsRight],
            Self::RepeatedInstance => &[Choice::KeepAll, Choice::KeepFirst],
            Self::OtherPatient => &[Choice::Withhold, Choice::Belongs],
            Self::OtherExamination => &[Choice::Keep, Choice::Withhold],
            Self::HeadVolumes => &[Choice::Keep, Choice::Deface, Choice::Withhold],
            Self::FacePhotographs => &[Choice::Withhold, Choice::NoFace],
        }
    }

    /// The choice that a run without a person takes.
    #[must_use]
    pub fn cautious(self) -> Choice {
        match self {
            Self::SplitStudy => Choice::TwoPersons,
            Self::MixedPatients => Choice::Separate,
            Self::SharedAccession => Choice::IsRight,
            Self::RepeatedInstance => Choice::KeepAll,
            Self::OtherPatient | Self::FacePhotographs => Choice::Withhold,
            Self::OtherExamination | Self::HeadVolumes => Choice::Keep,
        }
    }

    /// What was met, in one plain sentence without its number.
    #[must_use]
    pub const fn sentence(self, count: u64) -> &'static str {
        let (one, many) = self.sentences();
        if count == 1 { one } else { many }
    }

    const fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::SplitStudy => (
                "study that stands under more than one patient",
                "studies that stand under more than one patient",
            ),
            Self::MixedPatients => ("patient", "different patients"),
            Self::SharedAccession => (
                "accession number with more than one study",
                "accession numbers with more than one study",
            ),
            Self::RepeatedInstance => (
                "file that repeats an object of an earlier file",
                "files that repeat an object of an earlier file",
            ),
            Self::OtherPatient => (
                "report that states another patient than the study, or another birth date",
                "reports that state another patient than the study, or another birth date",
            ),
            Self::OtherExamination => (
                "report of another examination than the study",
                "reports of another examination than the study",
            ),
            Self::FacePhotographs => (
                "photograph that can show a face",
                "photographs that can show a face",
            ),
            Self::HeadVolumes => (
                "series of head or neck from which the likeness of a face can be rendered",
                "series of head or neck from which the likeness of a face can be rendered",
            ),
        }
    }
}

impl Choice {
    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnePerson => "one-person",
            Self::TwoPersons => "two-persons",
            Self::Separate => "separate",
            Self::IsRight => "is-right",
            Self::KeepFirst => "keep-first",
            Self::KeepAll => "keep-all",
            Self::Withhold => "withhold",
            Self::Belongs => "belongs",
            Self::Keep => "keep",
            Self::Deface => "deface",
            Self::NoFace => "no-face",
        }
    }

    /// What is done, in one plain sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::OnePerson => "taken as one person, one pseudonym",
            Self::TwoPersons => "each patient with a pseudonym of their own",
            Self::Separate => "each patient with a pseudonym of their own",
            Self::IsRight => "taken as they are",
            Self::KeepFirst => "the first was taken, the others are listed",
            Self::KeepAll => "all were taken",
            Self::Withhold => "withheld",
            Self::Belongs => "a person decided that they belong to the study",
            Self::Keep => "taken as they are",
            Self::Deface => "the face cut out by geometry, or withheld where that cannot be done",
            Self::NoFace => "a person looked and found nobody recognisable in them",
        }
    }
}

/// The answers of a person. What is not in it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(BTreeMap<Question, Choice>);

impl Answers {
    /// The cautious choice for every question.
    #[must_use]
    pub fn cautious() -> Self {
        let all = Question::ALL.into_iter();
        Self(all.map(|one| (one, one.cautious())).collect())
    }

    /// Enters an answer. `false`, and nothing entered, if the question has no
    /// such choice.
    #[must_use]
    pub fn enter(&mut self, question: Question, choice: Choice) -> bool {
        let known = question.choices().contains(&choice);
        if known {
            self.0.insert(question, choice);
        }
        known
    }

    /// The answer to a question.
    #[must_use]
    pub fn to(&self, question: Question) -> Option<Choice> {
        self.0.get(&question).copied()
    }

    /// The answer, or the cautious choice.
    #[must_use]
    pub fn or_cautious(&self, question: Question) -> Choice {
        self.to(question).unwrap_or(question.cautious())
    }
}

/// A question that a drop asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What was met.
    pub question: Question,
    /// How often.
    pub count: u64,
    /// Of repeated files: how many have the same content as the first.
    pub same: u64,
    /// Of reports: what differs, by kind. Never a value.
    pub differs: KindCounts,
    /// What was said; `None`: open.
    pub answer: Option<Choice>,
}

/// The patients of a drop after the answer to [`Question::SplitStudy`]: key of
/// the survey → key of the tables.
#[derive(Debug, Clone, Default)]
pub struct Persons(BTreeMap<Sensitive<String>, Sensitive<String>>);

impl Persons {
    /// Joins patients that share a study, if the person said that they are one.
    #[must_use]
    pub fn of(surveyed: &[Surveyed], answers: &Answers) -> Self {
        match answers.or_cautious(Question::SplitStudy) {
            Choice::OnePerson => {}
            Choice::TwoPersons
            | Choice::Separate
            | Choice::IsRight
            | Choice::KeepFirst
            | Choice::KeepAll
            | Choice::Withhold
            | Choice::Belongs
            | Choice::Keep
            | Choice::Deface
            | Choice::NoFace => return Self::default(),
        }
        let mut joined = Self::default();
        for patients in patients_by_study(surveyed).into_values() {
            let mut roots: Vec<Sensitive<String>> = patients
                .into_iter()
                .map(|key| joined.key(key).clone())
                .collect();
            roots.sort();
            let Some(first) = roots.first().cloned() else {
                continue;
            };
            for (_, key) in joined.0.iter_mut() {
                if roots.contains(key) {
                    *key = first.clone();
                }
            }
            for root in roots {
                joined.0.insert(root, first.clone());
            }
        }
        joined
    }

    /// The key of a patient in the tables.
    #[must_use]
    pub fn key<'a>(&'a self, patient_key: &'a Sensitive<String>) -> &'a Sensitive<String> {
        self.0.get(patient_key).unwrap_or(patient_key)
    }
}

/// Why a report that compares so stays out under these answers, if it does.
#[must_use]
pub fn refusal(finding: &Finding, answers: &Answers) -> Option<Refusal> {
    let (question, code) = match finding {
        Finding::NoStudy | Finding::SaysNothing | Finding::Agrees { .. } => return None,
        Finding::OtherPatient { .. } => (Question::OtherPatient, ReasonCode::OtherPatient),
        Finding::OtherExamination { .. } => {
            (Question::OtherExamination, ReasonCode::OtherExamination)
        }
    };
    let withheld = answers.or_cautious(question) == Choice::Withhold;
    withheld.then_some(Refusal::of(code))
}

/// Reports that contradict: how many, and what differs.
#[derive(Default)]
struct Contradicting {
    count: u64,
    differs: KindCounts,
}

impl Contradicting {
    fn enter(&mut self, differs: &BTreeSet<IdentityKind>) {
        self.count += 1;
        self.differs.enter(differs);
    }
}

fn contradicting<'b>(
    belongings: impl Iterator<Item = &'b Belonging>,
) -> (Contradicting, Contradicting) {
    let mut patient = Contradicting::default();
    let mut examination = Contradicting::default();
    for belonging in belongings {
        match &belonging.finding {
            Finding::NoStudy | Finding::SaysNothing | Finding::Agrees { .. } => {}
            Finding::OtherPatient { differs } => patient.enter(differs),
            Finding::OtherExamination { differs, .. } => examination.enter(differs),
        }
    }
    (patient, examination)
}

/// The questions of a drop, with the answers that the policy has.
#[must_use]
pub fn asked(
    surveyed: &[Surveyed],
    belongings: &BTreeMap<usize, Belonging>,
    policy: &Policy,
) -> Vec<Asked> {
    let (other_patient, other_examination) = contradicting(belongings.values());
    let faces = Faces::of(surveyed);
    let persons = Persons::of(surveyed, &policy.answers);
    let instances = || surveyed.iter().filter_map(Surveyed::instance);
    let patients: BTreeSet<_> = instances()
        .map(|facts| persons.key(&facts.patient_key))
        .collect();
    let mut studies: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for facts in instances() {
        if !facts.accession_number.expose().is_empty() {
            let of_one = studies.entry(&facts.accession_number).or_default();
            of_one.insert(&facts.study_instance_uid);
        }
    }
    let several = |count: usize| if count > 1 { number(count) } else { 0 };
    let split = patients_by_study(surveyed);
    let repeated = repeated(surveyed);
    let same = repeated.iter().filter(|one| one.1 == Content::Same).count();
    let count = |question| match question {
        Question::SplitStudy => number(split.values().filter(|keys| keys.len() > 1).count()),
        Question::MixedPatients => several(patients.len()),
        Question::SharedAccession => {
            number(studies.values().filter(|studies| studies.len() > 1).count())
        }
        Question::RepeatedInstance => number(repeated.len()),
        Question::OtherPatient => other_patient.count,
        Question::OtherExamination => other_examination.count,
        Question::FacePhotographs => number(faces.photographs.len()),
        Question::HeadVolumes => number(faces.heads.len()),
    };

    Question::ALL
        .into_iter()
        .map(|question| Asked {
            question,
            count: count(question),
            same: match question {
                Question::RepeatedInstance => number(same),
                Question::SplitStudy
                | Question::MixedPatients
                | Question::SharedAccession
                | Question::OtherPatient
                | Question::OtherExamination
                | Question::FacePhotographs
                | Question::HeadVolumes => 0,
            },
            differs: match question {
                Question::OtherPatient => other_patient.differs,
                Question::OtherExamination => other_examination.differs,
                Question::SplitStudy
                | Question::MixedPatients
                | Question::SharedAccession
                | Question::RepeatedInstance
                | Question::FacePhotographs
                | Question::HeadVolumes => KindCounts::default(),
            },
            answer: policy.answers.to(question),
        })
        .filter(|asked| asked.count > 0)
        .collect()
}

/// What of a drop can show a face.
#[derive(Debug, Default)]
pub struct Faces {
    /// Photographs, by their place in the drop.
    pub photographs: BTreeSet<usize>,
    /// Series of head or neck with enough slices, by their UID.
    pub heads: BTreeSet<Sensitive<String>>,
}

/// Slices of a series from which skin can be rendered so that it is a likeness:
/// fewer are localisers, key images and single levels.
const SLICES_OF_A_VOLUME: u64 = 12;

impl Faces {
    /// Looks through a drop.
    #[must_use]
    pub fn of(surveyed: &[Surveyed]) -> Self {
        let mut faces = Self::default();
        let mut slices: BTreeMap<&Key, u64> = BTreeMap::new();
        for (place, file) in surveyed.iter().enumerate() {
            let Some(facts) = file.instance() else {
                continue;
            };
            match facts.likeness {
                Likeness::None => {}
                Likeness::Photograph => {
                    faces.photographs.insert(place);
                }
                Likeness::HeadPart => {
                    *slices.entry(&facts.series_instance_uid).or_default() +=
                        u64::from(facts.frames);
                }
            }
        }
        faces.heads = slices
            .into_iter()
            .filter(|(_, frames)| *frames >= SLICES_OF_A_VOLUME)
            .map(|(series, _)| series.clone())
            .collect();
        faces
    }

    /// Why an instance stays out under these answers, if it does.
    #[must_use]
    pub fn refusal(
        &self,
        place: usize,
        facts: &InstanceFacts,
        answers: &Answers,
    ) -> Option<Refusal> {
        let is_withheld = |question| answers.or_cautious(question) == Choice::Withhold;
        let photograph =
            self.photographs.contains(&place) && is_withheld(Question::FacePhotographs);
        let head = facts.likeness == Likeness::HeadPart
            && self.heads.contains(&facts.series_instance_uid)
            && is_withheld(Question::HeadVolumes);
        (photograph || head).then_some(Refusal::of(ReasonCode::FaceLikeness))
    }

    /// Whether the face is cut out of an instance under these answers.
    #[must_use]
    pub fn is_cut(&self, facts: &InstanceFacts, answers: &Answers) -> bool {
        facts.frames > 0
            && answers.or_cautious(Question::HeadVolumes) == Choice::Deface
            && self.heads.contains(&facts.series_instance_uid)
    }

    /// The places of a drop that [`crate::pipeline`] looks at once more before the
    /// plan under these answers.
    #[must_use]
    pub fn to_look_at(&self, surveyed: &[Surveyed], answers: &Answers) -> Vec<usize> {
        let is_cut = |file: &Surveyed| {
            let facts = file.instance();
            facts.is_some_and(|facts| self.is_cut(facts, answers))
        };
        let files = surveyed.iter().enumerate();
        files
            .filter(|(_, file)| is_cut(file))
            .map(|(place, _)| place)
            .collect()
    }

    /// Where the face of each series is cut under these answers, or why it cannot be.
    #[must_use]
    pub fn cuts(
        &self,
        surveyed: &[Surveyed],
        answers: &Answers,
    ) -> BTreeMap<Sensitive<String>, Result<FaceCut, FaceFault>> {
        self.looks(surveyed, answers)
            .into_iter()
            .map(|(series, looks)| (series.clone(), looks.and_then(|all| deface::find(&all))))
            .collect()
    }

    /// The looks at each series whose face is cut, or why one is missing.
    #[must_use]
    pub fn looks<'a>(
        &self,
        surveyed: &'a [Surveyed],
        answers: &Answers,
    ) -> BTreeMap<&'a Sensitive<String>, Result<Vec<&'a FaceLook>, FaceFault>> {
        let mut looks: BTreeMap<_, Result<Vec<&FaceLook>, FaceFault>> = BTreeMap::new();
        let instances = surveyed.iter().filter_map(Surveyed::instance);
        for facts in instances.filter(|facts| self.is_cut(facts, answers)) {
            let series = looks
                .entry(&facts.series_instance_uid)
                .or_insert(Ok(Vec::new()));
            match (&facts.face, series.as_mut()) {
                (Ok(look), Ok(all)) => all.push(look),
                (Err(fault), Ok(_)) => *series = Err(*fault),
                (_, Err(_)) => {}
            }
        }
        looks
    }
}

/// How a repeated file compares with the first of its UID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The same header and the same length.
    Same,
    /// Another one.
    Different,
}

/// The inputs that repeat the SOP Instance UID of an earlier one, by their
/// place in the drop.
#[must_use]
pub fn repeated(surveyed: &[Surveyed]) -> Vec<(usize, Content)> {
    let mut first: BTreeMap<&Sensitive<String>, u64> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, file) in surveyed.iter().enumerate() {
        let Some(facts) = file.instance() else {
            continue;
        };
        match first.get(&facts.sop_instance_uid) {
            Some(fingerprint) if *fingerprint == facts.fingerprint => {
                found.push((place, Content::Same));
            }
            Some(_) => found.push((place, Content::Different)),
            None => {
                first.insert(&facts.sop_instance_uid, facts.fingerprint);
            }
        }
    }
    found
}

type Key = Sensitive<String>;

fn patients_by_study(surveyed: &[Surveyed]) -> BTreeMap<&Key, BTreeSet<&Key>> {
    let mut studies: BTreeMap<&Key, BTreeSet<&Key>> = BTreeMap::new();
    for facts in surveyed.iter().filter_map(Surveyed::instance) {
        let patients = studies.entry(&facts.study_instance_uid).or_default();
        patients.insert(&facts.patient_key);
    }
    studies
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
