//! The plan of a run: what becomes of every file, and the random tables.
//!
//! Made once from what pass 1 told about all files; pass 2 only reads it. It
//! holds original values and the tables: it is secret material and never leaves
//! the machine.

mod entries;
mod risk;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::attestation::key::Signer;
use crate::belonging::{self, Belonging, Finding};
use crate::boxes::HiddenBox;
use crate::deface::FaceCut;
use crate::dicom::facts::{InstanceFacts, PixelRisk};
use crate::dicom::is_own_text;
use crate::finding::Refusal;
use crate::identities::Identities;
use crate::known::{Known, KnownKind, KnownValue, Role};
use crate::policy::header_decisions::HeaderDecisionsError;
use crate::policy::options::Options;
use crate::policy::private_rules::RulesError;
use crate::policy::{AccessionCodes, Policy, ReportStyle};
use crate::question::{self, Asked, Persons};
use crate::remap::{TableWriter, Tables};
use crate::sensitive::Sensitive;
use crate::text::rarity::Nature;
use crate::text::written::{self, Writer};

use entries::Entries;
pub use risk::{Risk, boxes_of, risk_of, risk_under};

/// What pass 1 found out about one input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Surveyed {
    /// A DICOM instance.
    Instance(Box<InstanceFacts>),
    /// A report.
    Report(ReportFacts),
    /// Not taken.
    Refused(Refusal),
}

/// Which file format a report has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// PDF.
    Pdf,
    /// Office Open XML text document.
    Docx,
    /// Plain text.
    Text,
    /// Rich text format.
    Rtf,
    /// HL7 version 2 messages.
    Hl7,
    /// FHIR resources as JSON.
    Fhir,
}

/// What pass 1 tells about a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    /// Its format.
    pub kind: ReportKind,
    /// Pages.
    pub pages: u32,
    /// Identifying values that its structured places and hidden texts told.
    pub known: Vec<KnownValue>,
    /// Whom its text calls by name.
    pub people: Vec<Sensitive<String>>,
    /// Who and what it says that it is about.
    pub identities: Identities,
    /// What it is written in, and what in it suggests a rare case.
    pub nature: Nature,
}

/// The plan of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the person chose.
    pub policy: Policy,
    /// The random tables.
    pub tables: Tables,
    /// All identifying values of the drop but those that an option retains.
    pub known: Known,
    /// Values that an option of the policy retains on purpose; they are not
    /// searched for.
    pub retained: BTreeSet<Sensitive<String>>,
    /// Whom headers and reports call by name, if made-up names stand for them.
    pub people: BTreeSet<Sensitive<String>>,
    /// Studies by original UID.
    pub studies: BTreeMap<Sensitive<String>, StudyPlan>,
    /// One for each input, in their order.
    pub files: Vec<FilePlan>,
    /// What the headers state of each patient.
    pub patients: BTreeMap<Sensitive<String>, Identities>,
    /// Which patient each report, and each document inside an instance, is
    /// about; by the place of its file.
    pub belongings: BTreeMap<usize, Belonging>,
    /// What the drop asked, and what was said to it.
    pub questions: Vec<Asked>,
    /// UID of the new media directory.
    pub directory_uid: String,
    /// Random number of the certificate.
    pub certificate_id: [u8; 16],
    /// Signs receipts that travel between workers; from the random stream.
    pub receipt_key: Sensitive<[u8; 32]>,
    /// Signs the package.
    pub signer: Signer,
    /// SHA-256 of the program that makes the package, if the door knows it.
    pub engine_sha256: Option<[u8; 32]>,
    /// Hides the commitment over the inputs; from the random stream.
    pub commitment_key: Sensitive<[u8; 32]>,
}

/// What pass 2 and the counts need of an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceSummary {
    /// Its study.
    pub study_instance_uid: Sensitive<String>,
    /// Its series.
    pub series_instance_uid: Sensitive<String>,
    /// Its patient in the tables.
    pub patient_key: Sensitive<String>,
    /// Accession Number, empty if none.
    pub accession_number: Sensitive<String>,
    /// SOP Class UID.
    pub sop_class_uid: String,
    /// Modality.
    pub modality: String,
    /// Frames.
    pub frames: u32,
    /// What the file says about text in its pixels.
    pub pixels: PixelRisk,
    /// Whether the pixels are at risk under the policy.
    pub risk: Risk,
    /// What is hidden of its pictures.
    pub boxes: Vec<HiddenBox>,
    /// Where the face of its series is cut, if a person said so.
    pub cut: Option<FaceCut>,
    /// Number of Study Related Series, if the file says it.
    pub announced_series: Option<u32>,
    /// Number of Study Related Instances, if the file says it.
    pub announced_instances: Option<u32>,
    /// Number of Series Related Instances, if the file says it.
    pub announced_in_series: Option<u32>,
}

/// What holds for a whole study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyPlan {
    /// The patient's key in the tables.
    pub patient_key: Sensitive<String>,
    /// Folder of its entries in the zip.
    pub folder: String,
    /// Origin of the rebased times: the earliest event of all its instances,
    /// seconds of local time since 1970-01-01.
    pub first_event_seconds: Option<i64>,
}

/// What becomes of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilePlan {
    /// Cleaned and written under this name.
    Instance {
        /// Name in the zip.
        entry: String,
        /// What pass 1 told about it.
        facts: Box<InstanceSummary>,
    },
    /// Cleaned and written as `<stem>.pdf` and `<stem>.txt`.
    Report {
        /// Format of the source.
        kind: ReportKind,
        /// Name in the zip without ending.
        stem: String,
    },
    /// Not in the output.
    Withheld {
        /// Why.
        refusal: Refusal,
        /// What is known of it, if it is an instance.
        facts: Option<Box<InstanceSummary>>,
    },
}

impl FilePlan {
    /// What is known of the instance, written or withheld.
    #[must_use]
    pub fn instance(&self) -> Option<&InstanceSummary> {
        match self {
            Self::Instance { facts, .. } => Some(facts),
            Self::Withheld { facts, .. } => facts.as_deref(),
            Self::Report { .. } => None,
        }
    }
}

/// Questions of the drop that nobody answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} of the drop without an answer", if .0.len() == 1 { "a question" } else { "questions" })]
pub struct OpenQuestions(pub Vec<Asked>);

impl Plan {
    /// Makes the plan if every question of the drop has an answer.
    ///
    /// # Errors
    /// [`OpenQuestions`]: a person has to speak first.
    pub fn answered(
        surveyed: &[Surveyed],
        policy: Policy,
        seed: [u8; 32],
        earlier: &Tables,
    ) -> Result<Self, OpenQuestions> {
        let persons = Persons::of(surveyed, &policy.answers);
        let patients = belonging::patients_of(surveyed, &persons);
        let belongings = belonging::of_drop(surveyed, &persons, &patients);
        let mut open = question::asked(surveyed, &belongings, &policy);
        open.retain(|asked| asked.answer.is_none());
        if open.is_empty() {
            Ok(Self::continued(surveyed, policy, seed, earlier))
        } else {
            Err(OpenQuestions(open))
        }
    }

    /// Makes the plan from what pass 1 told, in the order of the inputs. A
    /// question without an answer gets the cautious one.
    ///
    /// `seed` is 32 random bytes from the door; with the same seed, inputs and
    /// policy the plan is the same.
    #[must_use]
    pub fn make(surveyed: &[Surveyed], policy: Policy, seed: [u8; 32]) -> Self {
        Self::continued(surveyed, policy, seed, &Tables::default())
    }

    /// As [`Plan::make`], with the replacements of earlier runs for what they
    /// replaced. The tables of the plan hold the rows of this drop alone: what
    /// only the earlier runs knew is not looked for.
    #[must_use]
    pub fn continued(
        surveyed: &[Surveyed],
        policy: Policy,
        seed: [u8; 32],
        earlier: &Tables,
    ) -> Self {
        let mut writer = TableWriter::after(earlier.clone(), seed);
        let receipt_key = Sensitive::new(writer.fresh_key());
        let certificate_id = writer.fresh_id();
        let instances = || surveyed.iter().filter_map(Surveyed::instance);
        let retained = retained(surveyed, &policy.options());
        let persons = Persons::of(surveyed, &policy.answers);
        let mut uids: BTreeSet<&str> = BTreeSet::new();
        for facts in instances() {
            writer.enter_patient(persons.key(&facts.patient_key).expose());
            let has_code = policy.preset.accession_codes() == AccessionCodes::Random;
            if has_code && !facts.accession_number.expose().is_empty() {
                writer.enter_accession(facts.accession_number.expose());
            }
            writer.enter_study(facts.study_instance_uid.expose());
            for uid in &facts.uids {
                if !retained.contains(uid) && uids.insert(uid.expose()) {
                    writer.enter_uid(uid.expose());
                }
            }
        }
        let studies = studies_of(surveyed, &persons, &writer);
        let patients = belonging::patients_of(surveyed, &persons);
        let belongings = belonging::of_drop(surveyed, &persons, &patients);
        let questions = question::asked(surveyed, &belongings, &policy);
        let files =
            Entries::new(&policy, &persons, &studies, &mut writer).files(surveyed, &belongings);
        let known = Known::from_values(
            surveyed
                .iter()
                .flat_map(|file| file.known())
                .filter(|known| is_searched(known, &retained))
                .flat_map(|known| without_told_places(known, &retained)),
        );
        let directory_uid = writer.fresh_uid();
        let people = people_of(surveyed, &known, &policy);
        if policy.report_style == ReportStyle::Pseudonyms {
            written::enter_people(&mut writer, &known, &people);
        }
        let signer = Signer::for_this_run(writer.fresh_key());
        let commitment_key = Sensitive::new(writer.fresh_key());
        Self {
            patients,
            belongings,
            questions,
            directory_uid,
            policy,
            tables: writer.finish(),
            known,
            people,
            retained,
            studies,
            files,
            certificate_id,
            receipt_key,
            signer,
            engine_sha256: None,
            commitment_key,
        }
    }

    /// Whether the person's own rules can be shown: a creator stands in the
    /// output and on the certificate, so it may be no value of the drop.
    ///
    /// # Errors
    /// [`RulesError::KnownCreator`] for the first rule that cannot.
    pub fn check_private_rules(&self) -> Result<(), RulesError> {
        let known: BTreeSet<String> = self
            .known
            .values()
            .iter()
            .flat_map(|known| spellings(known.value.expose()))
            .collect();
        let mut rules = self.policy.private_rules.rules().iter();
        match rules.find(|rule| known.contains(&folded(rule.creator()))) {
            Some(rule) => {
                let (group, element) = rule.place();
                Err(RulesError::KnownCreator { group, element })
            }
            None => Ok(()),
        }
    }

    /// Whether the texts that the person takes out can go everywhere: what the
    /// product writes itself stands in every instance.
    ///
    /// # Errors
    /// [`HeaderDecisionsError::OwnText`] for the first that cannot.
    pub fn check_header_decisions(&self) -> Result<(), HeaderDecisionsError> {
        let mut texts = self.policy.header_decisions.texts().enumerate();
        let own = texts.find(|(_, text)| is_own_text(text));
        own.map_or(Ok(()), |(place, _)| {
            Err(HeaderDecisionsError::OwnText { number: place + 1 })
        })
    }

    /// What writes the spans of report text in the style of the policy.
    #[must_use]
    pub fn writer(&self) -> Writer {
        Writer::new(self.policy.report_style, &self.tables, &self.people)
    }

    /// Why the report at a place stays out because of what it is about.
    #[must_use]
    pub fn refusal_of_report(&self, place: usize) -> Option<Refusal> {
        let belonging = self.belongings.get(&place)?;
        question::refusal(&belonging.finding, &self.policy.answers)
    }

    /// Whether the file at a place is left out before it is looked into.
    #[must_use]
    pub fn is_withheld(&self, place: usize) -> bool {
        let planned = self.files.get(place);
        matches!(planned, None | Some(FilePlan::Withheld { .. }))
            || self.refusal_of_report(place).is_some()
    }

    /// The name in the zip of what comes of the file at a place; of a report
    /// without its ending.
    #[must_use]
    pub fn entry(&self, place: usize) -> Option<&str> {
        match self.files.get(place)? {
            FilePlan::Instance { entry, .. } => Some(entry),
            FilePlan::Report { stem, .. } => Some(stem),
            FilePlan::Withheld { .. } => None,
        }
    }

    /// The patient whose shift and code the file at a place takes: of an
    /// instance its own, of a report the one that it is about or that a person
    /// said it belongs to.
    #[must_use]
    pub fn owner(&self, place: usize) -> Option<&Sensitive<String>> {
        if let Some(facts) = self.files.get(place).and_then(FilePlan::instance) {
            return Some(&facts.patient_key);
        }
        let belonging = self.belongings.get(&place)?;
        let of_the_only_one = || match self.patients.len() {
            1 => self.patients.keys().next(),
            _ => None,
        };
        let near = belonging.patient.as_ref();
        match belonging.finding {
            Finding::NoStudy | Finding::SaysNothing => None,
            Finding::Agrees { .. } | Finding::OtherExamination { .. } => near,
            Finding::OtherPatient { .. } => near.or_else(of_the_only_one),
        }
    }

    /// Whether an option of the policy retains a value.
    #[must_use]
    pub fn retains(&self, value: &str) -> bool {
        !self.retained.is_empty() && self.retained.contains(&Sensitive::from(value))
    }
}

impl Surveyed {
    /// The facts of an instance.
    #[must_use]
    pub fn instance(&self) -> Option<&InstanceFacts> {
        match self {
            Self::Instance(facts) => Some(facts),
            Self::Report(_) | Self::Refused(_) => None,
        }
    }

    /// The identifying values that the file told.
    #[must_use]
    pub fn known(&self) -> &[KnownValue] {
        match self {
            Self::Instance(facts) => &facts.known,
            Self::Report(facts) => &facts.known,
            Self::Refused(_) => &[],
        }
    }
}

/// Whom headers and reports call by name, where the style needs it.
fn people_of(surveyed: &[Surveyed], known: &Known, policy: &Policy) -> BTreeSet<Sensitive<String>> {
    let called = surveyed.iter().flat_map(|file| match file {
        Surveyed::Report(facts) => facts.people.as_slice(),
        Surveyed::Instance(facts) => facts.people.as_slice(),
        Surveyed::Refused(_) => &[],
    });
    let known = known.values().iter();
    let known = known.filter(|value| value.kind == KnownKind::PersonName);
    match policy.report_style {
        ReportStyle::Pseudonyms => called
            .chain(known.map(|value| &value.value))
            .cloned()
            .collect(),
        ReportStyle::Tags | ReportStyle::Years => BTreeSet::new(),
    }
}

/// Letters and digits alone, small.
fn folded(text: &str) -> String {
    let plain = text.chars().filter(|letter| letter.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// A known value as a whole and, of a name, each part of it.
fn spellings(value: &str) -> Vec<String> {
    let mut spellings = vec![folded(value)];
    if value.contains('^') {
        spellings.extend(value.split('^').map(folded));
    }
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

/// The values that the options in force retain.
fn retained(surveyed: &[Surveyed], options: &Options) -> BTreeSet<Sensitive<String>> {
    let mut retained = BTreeSet::new();
    for facts in surveyed.iter().filter_map(Surveyed::instance) {
        let of_options = facts
            .retainable
            .iter()
            .filter(|row| options.is_in_force(row.option));
        retained.extend(of_options.map(|row| row.value.clone()));
    }
    retained
}

/// A retained value is not searched for, with one exception: the patient's own
/// numbers and names never leave, even if a device has the same.
fn is_searched(known: &KnownValue, retained: &BTreeSet<Sensitive<String>>) -> bool {
    let is_own = match known.kind {
        KnownKind::PersonName
        | KnownKind::Identifier
        | KnownKind::Phone
        | KnownKind::Email
        | KnownKind::Network
        | KnownKind::Phrase => known.role == Role::Patient,
        KnownKind::Organization
        | KnownKind::Place
        | KnownKind::Date
        | KnownKind::Time
        | KnownKind::Uid => false,
    };
    is_own || !retained.contains(&known.value)
}

/// A place without the pieces that a retained value tells: whoever keeps the
/// name of Brambleport Hospital keeps the town of whoever lives there.
fn without_told_places(
    known: &KnownValue,
    retained: &BTreeSet<Sensitive<String>>,
) -> Vec<KnownValue> {
    if known.kind != KnownKind::Place || retained.is_empty() {
        return vec![known.clone()];
    }
    let told = |piece: &str| {
        let piece = piece.to_lowercase();
        let values = retained.iter().map(|value| value.expose());
        let mut values = values
            .filter(|value| value.chars().any(char::is_alphabetic))
            .map(|value| value.to_lowercase());
        values.any(|value| value.contains(&piece))
    };
    let pieces: Vec<&str> = known.value.expose().split(',').map(str::trim).collect();
    if !pieces.iter().any(|piece| told(piece)) {
        return vec![known.clone()];
    }
    pieces
        .into_iter()
        .filter(|piece| !told(piece))
        .map(|piece| KnownValue {
            value: Sensitive::from(piece),
            ..known.clone()
        })
        .collect()
}

/// One plan for each study; its folder is the code of the tables.
fn studies_of(
    surveyed: &[Surveyed],
    persons: &Persons,
    writer: &TableWriter,
) -> BTreeMap<Sensitive<String>, StudyPlan> {
    let mut studies: BTreeMap<Sensitive<String>, StudyPlan> = BTreeMap::new();
    for facts in surveyed.iter().filter_map(Surveyed::instance) {
        let study = studies
            .entry(facts.study_instance_uid.clone())
            .or_insert_with(|| StudyPlan {
                patient_key: persons.key(&facts.patient_key).clone(),
                folder: writer
                    .study(facts.study_instance_uid.expose())
                    .unwrap_or("STUDY")
                    .to_owned(),
                first_event_seconds: None,
            });
        study.first_event_seconds = match (study.first_event_seconds, facts.first_event_seconds) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    studies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_and_the_file_decide_together_what_is_at_risk() {
        use crate::policy::BurnedIn::{No, Unsure, Yes};
        use PixelRisk::{Class, Declared, Low, NoPixels};
        let at_risk = |pixels, answer| risk_of(pixels, answer) == Risk::AtRisk;
        assert_eq!(
            [Yes, No, Unsure].map(|answer| at_risk(NoPixels, answer)),
            [false; 3]
        );
        assert_eq!(
            [Yes, No, Unsure].map(|answer| at_risk(Low, answer)),
            [true, false, false]
        );
        assert_eq!(
            [Yes, No, Unsure].map(|answer| at_risk(Class, answer)),
            [true, false, true]
        );
        assert_eq!(
            [Yes, No, Unsure].map(|answer| at_risk(Declared, answer)),
            [true; 3]
        );
    }
}
