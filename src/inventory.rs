//! What is in a drop, for the person's own screen, and the counts by
//! accession number.
//!
//! An [`Inventory`] shows original values (names, dates, descriptions) so that
//! a clinician recognises the study. It stays on the screen: neither the
//! certificate nor the zip is made from it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::accession::{AccessionCounts, AccessionRow, completeness};
use crate::belonging::{self, Belonging, Doubt, Finding};
use crate::dicom::facts::{InstanceFacts, PixelRisk};
use crate::finding::Refusal;
use crate::identities::IdentityKind;
use crate::plan::{FilePlan, Plan, ReportKind, Risk, Surveyed, boxes_of, risk_under};
use crate::policy::Policy;
use crate::question::{self, Asked, Choice, Persons};
use crate::sensitive::Sensitive;
use crate::text::language::Language;
use crate::text::rarity::{Nature, RareWords};

/// What is in the drop.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Inventory {
    /// Patients in the order in which they were met.
    pub patients: Vec<InventoryPatient>,
    /// Studies in the order in which they were met.
    pub studies: Vec<InventoryStudy>,
    /// Reports.
    pub reports: Vec<InventoryReport>,
    /// Documents inside instances.
    pub documents: Vec<InventoryDocument>,
    /// Files that are not taken.
    pub refused: Vec<RefusedInput>,
    /// Instances of all studies.
    pub instances: u32,
    /// Series of all studies.
    pub series: u32,
    /// What the drop asks the person.
    pub questions: Vec<ShownQuestion>,
    /// The accession list against the drop; `None` without a list.
    pub accessions: Option<Vec<ShownAccession>>,
}

/// A question with what can be said to it.
#[derive(Debug, Clone, Serialize)]
pub struct ShownQuestion {
    /// What was met, how often, and the answer.
    #[serde(flatten)]
    pub asked: Asked,
    /// What can be said.
    pub choices: &'static [Choice],
}

/// One patient.
#[derive(Debug, Clone, Serialize)]
pub struct InventoryPatient {
    /// Patient's Name.
    pub name: Sensitive<String>,
    /// Patient ID.
    pub id: Sensitive<String>,
}

/// One study.
#[derive(Debug, Clone, Serialize)]
pub struct InventoryStudy {
    /// Study Instance UID: the key of the burned-in answers.
    pub key: Sensitive<String>,
    /// Place in the list of patients.
    pub patient: usize,
    /// Accession Number.
    pub accession: Sensitive<String>,
    /// `YYYY-MM-DD` or empty.
    pub date: Sensitive<String>,
    /// Study Description.
    pub description: Sensitive<String>,
    /// Series.
    pub series: Vec<InventorySeries>,
    /// Instances by what they say about their pixels.
    pub pixels: PixelCounts,
    /// Instances at risk under the policy: no box is on them, nobody looked.
    pub at_risk: u32,
    /// Series that have one.
    pub series_at_risk: u32,
}

/// One series.
#[derive(Debug, Clone, Serialize)]
pub struct InventorySeries {
    /// Modality.
    pub modality: String,
    /// Series Description.
    pub description: Sensitive<String>,
    /// Instances.
    pub instances: u32,
    /// Frames of all instances.
    pub frames: u64,
}

/// Instances by [`PixelRisk`].
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct PixelCounts {
    /// The file says that text is burned in.
    pub declared: u32,
    /// A class that usually draws text.
    pub class: u32,
    /// Nothing speaks for text.
    pub low: u32,
    /// No pixels.
    pub none: u32,
}

/// One report.
#[derive(Debug, Clone, Serialize)]
pub struct InventoryReport {
    /// Which input.
    pub input: usize,
    /// Its format.
    pub kind: ReportKind,
    /// Pages.
    pub pages: u32,
    /// How it compares with the studies.
    pub compared: Compared,
    /// Which kinds of identity agree, or differ where it contradicts.
    pub kinds: BTreeSet<IdentityKind>,
    /// What it is written in, and what in it suggests a rare case.
    #[serde(flatten)]
    pub nature: ShownNature,
}

/// What the text of a report is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ShownNature {
    /// What it is written in.
    pub language: Language,
    /// Names in running text are looked for in this language.
    pub names_searched: bool,
    /// What in it suggests a rare case.
    pub rare: Vec<RareWords>,
}

impl From<&Nature> for ShownNature {
    fn from(nature: &Nature) -> Self {
        Self {
            language: nature.language,
            names_searched: nature.language.is_searched_for_names(),
            rare: nature.rare.clone(),
        }
    }
}

/// One document inside an instance.
#[derive(Debug, Clone, Serialize)]
pub struct InventoryDocument {
    /// Which input.
    pub input: usize,
    /// How it compares with its instance's patient.
    pub compared: Compared,
    /// Which kinds of identity agree, or differ where it contradicts.
    pub kinds: BTreeSet<IdentityKind>,
    /// What it is written in, and what in it suggests a rare case.
    #[serde(flatten)]
    pub nature: ShownNature,
}

/// How a report compares with the studies beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// There is no study.
    NoStudy,
    /// It states nothing to compare.
    SaysNothing,
    /// It is about a patient of the drop.
    Agrees,
    /// So it seems, with a misspelt name or another number.
    AgreesWithDoubt,
    /// It is of an examination that is not there.
    OtherExamination,
    /// It is about somebody else.
    OtherPatient,
}

fn compared(belonging: Option<&Belonging>) -> (Compared, BTreeSet<IdentityKind>) {
    let finding = belonging.map_or(&Finding::NoStudy, |one| &one.finding);
    let (compared, kinds) = match finding {
        Finding::NoStudy => (Compared::NoStudy, None),
        Finding::SaysNothing => (Compared::SaysNothing, None),
        Finding::Agrees { by, doubt } => match doubt {
            Doubt::None => (Compared::Agrees, Some(by)),
            Doubt::Some => (Compared::AgreesWithDoubt, Some(by)),
        },
        Finding::OtherExamination { differs, .. } => (Compared::OtherExamination, Some(differs)),
        Finding::OtherPatient { differs } => (Compared::OtherPatient, Some(differs)),
    };
    (compared, kinds.cloned().unwrap_or_default())
}

/// An input that is not taken.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedInput {
    /// Which input.
    pub input: usize,
    /// Why: the code of [`crate::finding::ReasonCode`].
    pub reason: &'static str,
    /// At which element.
    pub tag: Option<String>,
}

impl RefusedInput {
    /// A refusal of one input.
    #[must_use]
    pub fn of(input: usize, refusal: Refusal) -> Self {
        Self {
            input,
            reason: refusal.code.code(),
            tag: refusal.tag.map(|tag| tag.to_string()),
        }
    }
}

/// One row of the accession table as the person sees it: with the number.
#[derive(Debug, Clone, Serialize)]
pub struct ShownAccession {
    /// The number of the list, or of the headers if it is not on the list.
    pub accession: Sensitive<String>,
    /// The row as on the certificate.
    #[serde(flatten)]
    pub row: AccessionRow,
}

impl Inventory {
    /// Counts the surveyed files of a drop under a policy.
    #[must_use]
    pub fn of(surveyed: &[Surveyed], policy: &Policy) -> Self {
        let persons = Persons::of(surveyed, &policy.answers);
        let patients = belonging::patients_of(surveyed, &persons);
        let belongings = belonging::of_drop(surveyed, &persons, &patients);
        let mut counting = Counting {
            policy,
            persons,
            inventory: Self::default(),
            places: Places::default(),
        };
        for (input, file) in surveyed.iter().enumerate() {
            match file {
                Surveyed::Instance(facts) => {
                    counting.instance(facts);
                    if facts.inner.is_some() {
                        let (compared, kinds) = compared(belongings.get(&input));
                        let document = InventoryDocument {
                            input,
                            compared,
                            kinds,
                            nature: facts
                                .inner_nature
                                .iter()
                                .map(ShownNature::from)
                                .next()
                                .unwrap_or_default(),
                        };
                        counting.inventory.documents.push(document);
                    }
                }
                Surveyed::Report(report) => {
                    let (compared, kinds) = compared(belongings.get(&input));
                    counting.inventory.reports.push(InventoryReport {
                        input,
                        kind: report.kind,
                        pages: report.pages,
                        compared,
                        kinds,
                        nature: ShownNature::from(&report.nature),
                    });
                }
                Surveyed::Refused(refusal) => {
                    counting
                        .inventory
                        .refused
                        .push(RefusedInput::of(input, *refusal));
                }
            }
        }
        let mut inventory = counting.inventory;
        let asked = question::asked(surveyed, &belongings, policy).into_iter();
        inventory.questions = asked
            .map(|asked| ShownQuestion {
                choices: asked.question.choices(),
                asked,
            })
            .collect();
        inventory.accessions = policy.accessions.is_some().then(|| {
            let present = present_in_drop(surveyed);
            shown_rows(policy, &present)
        });
        inventory
    }
}

/// Where a patient, study or series stands in the lists.
#[derive(Default)]
struct Places {
    patients: BTreeMap<Sensitive<String>, usize>,
    studies: BTreeMap<Sensitive<String>, usize>,
    series: BTreeMap<(Sensitive<String>, Sensitive<String>), usize>,
    at_risk: BTreeSet<(Sensitive<String>, Sensitive<String>)>,
}

struct Counting<'a> {
    policy: &'a Policy,
    persons: Persons,
    inventory: Inventory,
    places: Places,
}

impl Counting<'_> {
    fn instance(&mut self, facts: &InstanceFacts) {
        self.inventory.instances += 1;
        let patient = self.patient(facts);
        let study_place = self.study(facts, patient);
        let key = (
            facts.study_instance_uid.clone(),
            facts.series_instance_uid.clone(),
        );
        let Some(study) = self.inventory.studies.get_mut(study_place) else {
            return;
        };
        let boxes = boxes_of(facts, self.policy);
        if risk_under(facts, self.policy, &boxes) == Risk::AtRisk {
            study.at_risk += 1;
            study.series_at_risk += u32::from(self.places.at_risk.insert(key.clone()));
        }
        match facts.pixels {
            PixelRisk::Declared => study.pixels.declared += 1,
            PixelRisk::Class => study.pixels.class += 1,
            PixelRisk::Low => study.pixels.low += 1,
            PixelRisk::NoPixels => study.pixels.none += 1,
        }
        let place = *self.places.series.entry(key).or_insert_with(|| {
            self.inventory.series += 1;
            study.series.push(InventorySeries {
                modality: facts.modality.clone(),
                description: facts.shown.series_description.clone(),
                instances: 0,
                frames: 0,
            });
            study.series.len() - 1
        });
        if let Some(series) = study.series.get_mut(place) {
            series.instances += 1;
            series.frames += u64::from(facts.frames);
        }
    }

    fn patient(&mut self, facts: &InstanceFacts) -> usize {
        let patients = &mut self.inventory.patients;
        *self
            .places
            .patients
            .entry(self.persons.key(&facts.patient_key).clone())
            .or_insert_with(|| {
                patients.push(InventoryPatient {
                    name: facts.shown.patient_name.clone(),
                    id: facts.shown.patient_id.clone(),
                });
                patients.len() - 1
            })
    }

    fn study(&mut self, facts: &InstanceFacts, patient: usize) -> usize {
        let studies = &mut self.inventory.studies;
        *self
            .places
            .studies
            .entry(facts.study_instance_uid.clone())
            .or_insert_with(|| {
                studies.push(InventoryStudy {
                    key: facts.study_instance_uid.clone(),
                    patient,
                    accession: facts.accession_number.clone(),
                    date: facts.shown.study_date.clone(),
                    description: facts.shown.study_description.clone(),
                    series: Vec::new(),
                    pixels: PixelCounts::default(),
                    at_risk: 0,
                    series_at_risk: 0,
                });
                studies.len() - 1
            })
    }
}

/// Counts by accession number before the run: everything that was read counts
/// as in the output.
fn present_in_drop(surveyed: &[Surveyed]) -> BTreeMap<Sensitive<String>, AccessionCounts> {
    let mut present: BTreeMap<Sensitive<String>, AccessionCounts> = BTreeMap::new();
    for facts in surveyed.iter().filter_map(Surveyed::instance) {
        if facts.accession_number.expose().is_empty() {
            continue;
        }
        let counts = present.entry(facts.accession_number.clone()).or_default();
        counts.series_out.insert(facts.series_instance_uid.clone());
        counts.instances_out += 1;
        announce(
            counts,
            (&facts.study_instance_uid, &facts.series_instance_uid),
            Announced {
                series: facts.announced_series,
                instances: facts.announced_instances,
                in_series: facts.announced_in_series,
            },
        );
    }
    present
}

/// Counts by accession number after the run; `came_out` says of each input
/// whether it is in the zip.
#[must_use]
pub fn present_in_output(
    plan: &Plan,
    came_out: impl Fn(usize) -> bool,
) -> BTreeMap<Sensitive<String>, AccessionCounts> {
    let mut present: BTreeMap<Sensitive<String>, AccessionCounts> = BTreeMap::new();
    for (input, file) in plan.files.iter().enumerate() {
        let Some(facts) = FilePlan::instance(file) else {
            continue;
        };
        if facts.accession_number.expose().is_empty() {
            continue;
        }
        let counts = present.entry(facts.accession_number.clone()).or_default();
        if counts.code.is_empty() {
            let code = plan.tables.accession(facts.accession_number.expose());
            counts.code = code.unwrap_or_default().to_owned();
        }
        if came_out(input) {
            counts.series_out.insert(facts.series_instance_uid.clone());
            counts.instances_out += 1;
        } else {
            counts.withheld += 1;
        }
        announce(
            counts,
            (&facts.study_instance_uid, &facts.series_instance_uid),
            Announced {
                series: facts.announced_series,
                instances: facts.announced_instances,
                in_series: facts.announced_in_series,
            },
        );
    }
    present
}

/// What one header says about its study and series.
struct Announced {
    series: Option<u32>,
    instances: Option<u32>,
    in_series: Option<u32>,
}

/// Enters an instance, and the largest numbers that headers announce.
fn announce(
    counts: &mut AccessionCounts,
    (study, series): (&Sensitive<String>, &Sensitive<String>),
    announced: Announced,
) {
    *counts.in_series.entry(series.clone()).or_default() += 1;
    for (table, key, number) in [
        (&mut counts.announced, study, announced.instances),
        (&mut counts.announced_series, study, announced.series),
        (&mut counts.announced_in_series, series, announced.in_series),
    ] {
        if let Some(number) = number {
            let largest = table.entry(key.clone()).or_default();
            *largest = number.max(*largest);
        }
    }
}

/// The table with the numbers, for the screen.
#[must_use]
pub fn shown_rows(
    policy: &Policy,
    present: &BTreeMap<Sensitive<String>, AccessionCounts>,
) -> Vec<ShownAccession> {
    let list = policy.accessions.as_deref();
    let not_listed = crate::accession::not_on_list(list, present);
    let mut not_listed = not_listed.into_iter();
    completeness(list, present)
        .into_iter()
        .map(|row| {
            let listed = row
                .list_row
                .and_then(|place| list?.get(usize::try_from(place).ok()?.checked_sub(1)?));
            let accession = listed
                .cloned()
                .or_else(|| not_listed.next())
                .unwrap_or_default();
            ShownAccession { accession, row }
        })
        .collect()
}
