//! The name of every file in the package.

use std::collections::{BTreeMap, BTreeSet};

use crate::belonging::Belonging;
use crate::deface::{FaceCut, FaceFault};
use crate::dicom::facts::InstanceFacts;
use crate::finding::{ReasonCode, Refusal};
use crate::policy::{AtRisk, Policy};
use crate::question::{self, Choice, Faces, Persons, Question};
use crate::remap::TableWriter;
use crate::sensitive::Sensitive;

use super::{FilePlan, InstanceSummary, Risk, StudyPlan, Surveyed, boxes_of, risk_under};

/// Gives every file its name: `DICOM/<study>/<series>/IMG00001`, letters,
/// digits and at most eight of them in each part (PS3.10 §8.2), so that the
/// names stand in the new DICOMDIR.
pub struct Entries<'a> {
    policy: &'a Policy,
    persons: &'a Persons,
    repeated: BTreeSet<usize>,
    studies: &'a BTreeMap<Sensitive<String>, StudyPlan>,
    writer: &'a mut TableWriter,
    series: BTreeMap<(Sensitive<String>, Sensitive<String>), SeriesFolder>,
}

/// Folder of a series and how many entries it has.
struct SeriesFolder {
    name: String,
    entries: u32,
}

impl<'a> Entries<'a> {
    /// Nothing is named yet.
    pub fn new(
        policy: &'a Policy,
        persons: &'a Persons,
        studies: &'a BTreeMap<Sensitive<String>, StudyPlan>,
        writer: &'a mut TableWriter,
    ) -> Self {
        Self {
            policy,
            persons,
            repeated: BTreeSet::new(),
            studies,
            writer,
            series: BTreeMap::new(),
        }
    }

    /// What becomes of each file, in their order.
    pub fn files(
        mut self,
        surveyed: &[Surveyed],
        belongings: &BTreeMap<usize, Belonging>,
    ) -> Vec<FilePlan> {
        let answer = self.policy.answers.or_cautious(Question::RepeatedInstance);
        if answer == Choice::KeepFirst {
            let repeated = question::repeated(surveyed);
            self.repeated = repeated.into_iter().map(|(place, _)| place).collect();
        }
        let faces = Faces::of(surveyed);
        let cuts = faces.cuts(surveyed, &self.policy.answers);
        surveyed
            .iter()
            .enumerate()
            .map(|(place, file)| match file {
                Surveyed::Instance(facts) => {
                    let answers = &self.policy.answers;
                    let refusal = belongings
                        .get(&place)
                        .and_then(|inner| question::refusal(&inner.finding, answers))
                        .or_else(|| faces.refusal(place, facts, answers));
                    let cut = match cuts.get(&facts.series_instance_uid) {
                        Some(cut) if faces.is_cut(facts, answers) => Some(*cut),
                        Some(_) | None => None,
                    };
                    self.instance(facts, place, cut, refusal)
                }
                Surveyed::Report(report) => FilePlan::Report {
                    kind: report.kind,
                    stem: format!("REPORT/RP{}", self.writer.fresh_token(6)),
                },
                Surveyed::Refused(refusal) => FilePlan::Withheld {
                    refusal: *refusal,
                    facts: None,
                },
            })
            .collect()
    }

    /// `refusal`: the document inside is about somebody else, or a face can show.
    fn instance(
        &mut self,
        facts: &InstanceFacts,
        place: usize,
        cut: Option<Result<FaceCut, FaceFault>>,
        refusal: Option<Refusal>,
    ) -> FilePlan {
        let (cut, fault) = match cut.transpose() {
            Ok(cut) => (cut, None),
            Err(fault) => (None, Some(fault.refusal())),
        };
        let refusal = refusal.or(fault);
        let boxes = boxes_of(facts, self.policy);
        let risk = risk_under(facts, self.policy, &boxes);
        let summary = Box::new(InstanceSummary {
            study_instance_uid: facts.study_instance_uid.clone(),
            series_instance_uid: facts.series_instance_uid.clone(),
            patient_key: self.persons.key(&facts.patient_key).clone(),
            accession_number: facts.accession_number.clone(),
            sop_class_uid: facts.sop_class_uid.clone(),
            modality: facts.modality.clone(),
            frames: facts.frames,
            pixels: facts.pixels,
            risk,
            boxes,
            cut,
            announced_series: facts.announced_series,
            announced_instances: facts.announced_instances,
            announced_in_series: facts.announced_in_series,
        });
        if self.repeated.contains(&place) {
            return FilePlan::Withheld {
                refusal: Refusal::of(ReasonCode::Repeated),
                facts: Some(summary),
            };
        }
        if let Some(refusal) = refusal {
            return FilePlan::Withheld {
                refusal,
                facts: Some(summary),
            };
        }
        match (risk, self.policy.at_risk) {
            (Risk::AtRisk, AtRisk::Withhold) => FilePlan::Withheld {
                refusal: Refusal::of(ReasonCode::BurnedIn),
                facts: Some(summary),
            },
            (Risk::AtRisk, AtRisk::Include) | (Risk::NotSeen | Risk::Handled, _) => {
                FilePlan::Instance {
                    entry: self.entry_name(facts),
                    facts: summary,
                }
            }
        }
    }

    fn entry_name(&mut self, facts: &InstanceFacts) -> String {
        let study = self
            .studies
            .get(&facts.study_instance_uid)
            .map_or("STUDY", |study| study.folder.as_str());
        let key = (
            facts.study_instance_uid.clone(),
            facts.series_instance_uid.clone(),
        );
        let writer = &mut *self.writer;
        let series = self.series.entry(key).or_insert_with(|| SeriesFolder {
            name: format!("SE{}", writer.fresh_token(6)),
            entries: 0,
        });
        series.entries += 1;
        // A ninth character would be no File ID: then one letter and seven digits.
        let file = if series.entries < 100_000 {
            format!("IMG{:05}", series.entries)
        } else {
            format!("I{:07}", series.entries)
        };
        format!("DICOM/{study}/{}/{file}", series.name)
    }
}
