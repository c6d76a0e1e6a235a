//! Counts a finished run: plan and outcomes → the facts of the certificate.
//!
//! This is the last place that sees the plan. What it hands on are counts,
//! codes and random tokens: the certificate's types take nothing else.

mod accessions;
mod annexes;
mod asked;
mod narrative;
mod report_identity;
mod series;

use std::collections::{BTreeMap, BTreeSet};

use dicom_core::dictionary::UidDictionary;
use dicom_dictionary_std::StandardSopClassDictionary;

use crate::accession::{AccessionState, completeness};
use crate::attestation::commitment;
use crate::certificate::facts::{
    self, Accessions, Choices, ClassCount, Codes, Facts, FileFact, Identity, InputCommitment,
    LetterCount, ListedAccession, NotWritten, ReportCount, Scope, SigningKey, StudyPixels,
    Verification,
};
use crate::certificate::status::{Kept, kept};
use crate::certificate::words::{Digest, EntryName, IssueDate, RandomId, Token};
use crate::dicom::facts::PixelRisk;
use crate::finding::{ReasonCode, Refusal, Tally};
use crate::inventory::present_in_output;
use crate::known::KnownKind;
use crate::pipeline::Outcome;
use crate::plan::{FilePlan, InstanceSummary, Plan, ReportKind};
use crate::policy::Commitment;
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;
use crate::verify::Verified;

pub use accessions::accession_counts;
use accessions::found_accession;
use series::StudySeries;

/// Edition of PS3.15 whose Table E.1-1 is applied.
pub const DICOM_EDITION: &str = "2026d";

/// SHA-256 over the files that hold the rules: `src/dicom` and `src/text`, tables
/// and code, as `build.rs` found them.
const RULES_SHA256: &str = include_str!(concat!(env!("OUT_DIR"), "/rules_sha256.txt"));

/// What the verifier can say of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searched {
    /// Distinct identifying values that were looked for.
    pub values: u64,
    /// Spellings of them.
    pub spellings: u64,
}

/// A finished run.
pub struct Run<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// One for each input, in their order.
    pub outcomes: &'a [Outcome],
    /// The new directory of the file set, or why it was refused.
    pub directory: Option<&'a Result<Verified, Refusal>>,
    /// What was searched for.
    pub searched: Searched,
    /// Random number of the certificate.
    pub certificate_id: [u8; 16],
}

impl Run<'_> {
    /// All counts of the run.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let tally = self.tally();
        Facts {
            identity: self.identity(),
            choices: Choices {
                preset: self.plan.policy.preset,
                options: self.plan.policy.options(),
                burned_in: self.plan.policy.burned_in,
                at_risk: self.plan.policy.at_risk,
                report_style: self.plan.policy.report_style,
            },
            scope: self.scope(),
            letters: self.letters(),
            pixels: self.pixels(),
            narrative: narrative::narrative(self),
            codes: self.codes(),
            verification: self.verification(),
            header_review: annexes::header_review(&self.plan.policy, &tally),
            actions: annexes::actions(&tally),
            private: annexes::private(&tally),
            private_rules: annexes::own_rules(&self.plan.policy.private_rules),
            files: self.files(),
        }
    }

    /// Every input with its plan and outcome. An outcome that never came is a
    /// lost worker.
    fn inputs(&self) -> impl Iterator<Item = (&FilePlan, Option<&Outcome>)> {
        self.plan
            .files
            .iter()
            .enumerate()
            .map(|(place, file)| (file, self.outcomes.get(place)))
    }

    fn written(&self, place: usize) -> bool {
        self.outcomes
            .get(place)
            .is_some_and(|outcome| !outcome.entries.is_empty())
    }

    fn identity(&self) -> Identity {
        Identity {
            certificate: RandomId::from_random(self.certificate_id),
            issued: self.issued(),
            engine_sha256: self.plan.engine_sha256.map(Digest),
            rules_sha256: Digest::parse(RULES_SHA256),
            dicom_edition: DICOM_EDITION,
            input_commitment: self.commitment(),
            signing_key: Some(SigningKey {
                algorithm: "Ed25519",
                fingerprint: Digest(self.plan.signer.key_id()),
                origin: self.plan.signer.origin(),
            }),
        }
    }

    /// Over every input that could be read whole; the certificate says how many.
    fn commitment(&self) -> Option<InputCommitment> {
        match self.plan.policy.commitment {
            Commitment::NotMade => None,
            Commitment::Made => {
                let outcomes = self.outcomes.iter();
                let inputs: Vec<[u8; 32]> = outcomes
                    .filter_map(|outcome| outcome.input_sha256)
                    .collect();
                Some(commitment::commit(&self.plan.commitment_key, &inputs))
            }
        }
    }

    /// The day of issue; its month alone if the day is one of the drop's known
    /// dates: a study that is handled on its own day would print that day.
    fn issued(&self) -> IssueDate {
        let text = &self.plan.policy.issue_date;
        let date = IssueDate::parse(text).unwrap_or_default();
        let day = text.replace('-', "");
        let known = self.plan.known.values().iter();
        let mut dates = known.filter(|known| known.kind == KnownKind::Date);
        if dates.any(|known| known.value.expose().starts_with(&day)) {
            date.month_only()
        } else {
            date
        }
    }

    fn tally(&self) -> Tally {
        let mut sum = Tally::default();
        for outcome in self.outcomes {
            sum.add(&outcome.tally);
        }
        sum
    }

    /// Header elements and report spans apart.
    fn letters(&self) -> BTreeMap<Letter, LetterCount> {
        let mut letters: BTreeMap<Letter, LetterCount> = BTreeMap::new();
        for outcome in self.outcomes {
            for (letter, count) in outcome.tally.letters.iter() {
                letters.entry(*letter).or_default().elements += count;
            }
            let spans = outcome.narrative.iter().flat_map(|text| &text.spans);
            for (letter, count) in spans {
                letters.entry(*letter).or_default().spans += count;
            }
        }
        letters
    }

    fn scope(&self) -> Scope {
        let mut classes: BTreeMap<&'static str, ClassCount> = BTreeMap::new();
        let mut reports: BTreeMap<ReportKind, ReportCount> = BTreeMap::new();
        let mut not_written: BTreeMap<(&'static str, ReasonCode), u64> = BTreeMap::new();
        let mut seen = Seen::default();
        for (place, (file, outcome)) in self.inputs().enumerate() {
            let written = self.written(place);
            let refusal = refusal_of(file, outcome, written);
            let what = match file {
                FilePlan::Report { kind, .. } => {
                    count_report(
                        reports.entry(*kind).or_insert(empty_report(*kind)),
                        outcome,
                        written,
                    );
                    "Report"
                }
                FilePlan::Instance { .. } | FilePlan::Withheld { .. } => match file.instance() {
                    Some(instance) => {
                        let class = class_name(&instance.sop_class_uid);
                        let count = classes.entry(class).or_insert(empty_class(class));
                        count_instance(count, written, refusal);
                        seen.enter(instance, written);
                        class
                    }
                    None => "Other file",
                },
            };
            if let Some(refusal) = refusal.filter(|_| !written) {
                *not_written.entry((what, refusal.code)).or_default() += 1;
            }
        }
        Scope {
            questions: asked::questions(self.plan),
            files_received: count(self.plan.files.len()),
            patients: count(seen.patients.len()),
            studies: count(seen.studies.len()),
            series: count(seen.series.len()),
            instances: classes.into_values().collect(),
            reports: reports.into_values().collect(),
            documents: narrative::documents(self),
            report_identity: report_identity::of(self.plan),
            faces: asked::faces(self),
            not_written: not_written
                .into_iter()
                .map(|((what, reason), count)| NotWritten {
                    what,
                    reason,
                    count,
                })
                .collect(),
            accessions: self.accessions(),
        }
    }

    fn accessions(&self) -> Option<Accessions> {
        let list = self.plan.policy.accessions.as_deref()?;
        let present = present_in_output(self.plan, |place| self.written(place));
        let mut listed = Vec::new();
        let mut not_on_list = Vec::new();
        for row in completeness(Some(list), &present) {
            let state = match row.state {
                AccessionState::Found => facts::AccessionState::Found,
                AccessionState::Partial => facts::AccessionState::Partial,
                AccessionState::Missing => facts::AccessionState::Missing,
                AccessionState::NotOnList => {
                    not_on_list.push(found_accession(&row));
                    continue;
                }
            };
            listed.push(ListedAccession {
                row: u64::from(row.list_row.unwrap_or_default()),
                state,
                found: (state != facts::AccessionState::Missing).then(|| found_accession(&row)),
            });
        }
        let without = self.plan.files.iter().filter_map(FilePlan::instance);
        let instances_without = without
            .filter(|instance| instance.accession_number.expose().is_empty())
            .count();
        Some(Accessions {
            listed,
            not_on_list,
            repeated: u64::from(self.plan.policy.repeated_accessions),
            instances_without: count(instances_without),
        })
    }

    /// Pixels by study and series, in the order of the inputs.
    fn pixels(&self) -> Vec<StudyPixels> {
        let mut studies: Vec<(&Sensitive<String>, StudySeries<'_>)> = Vec::new();
        for (place, (file, _)) in self.inputs().enumerate() {
            let Some(instance) = file.instance() else {
                continue;
            };
            if instance.pixels == PixelRisk::NoPixels {
                continue;
            }
            let key = &instance.study_instance_uid;
            let study = match studies.iter().position(|(uid, _)| *uid == key) {
                Some(place) => place,
                None => {
                    studies.push((key, StudySeries::default()));
                    studies.len() - 1
                }
            };
            if let Some((_, series)) = studies.get_mut(study) {
                let outcome = self.outcomes.get(place);
                let seen = self.plan.policy.pixels.seen(&instance.series_instance_uid);
                series.enter(instance, self.written(place), outcome, seen);
            }
        }
        studies
            .into_iter()
            .map(|(uid, series)| self.study_pixels(uid, series))
            .collect()
    }

    fn study_pixels(&self, uid: &Sensitive<String>, series: StudySeries<'_>) -> StudyPixels {
        let written = series.series.iter().any(|(_, counts)| counts.written > 0);
        let code = self.plan.tables.study(uid.expose()).and_then(Token::parse);
        StudyPixels {
            study: code.filter(|_| written),
            answer: self.plan.policy.burned_in_for(uid),
            series: (1..)
                .zip(series.series)
                .map(|(number, (_, row))| row.finish(number))
                .collect(),
        }
    }

    fn codes(&self) -> Codes {
        let instances = || self.plan.files.iter().filter_map(FilePlan::instance);
        let patients: BTreeSet<_> = instances().map(|instance| &instance.patient_key).collect();
        let accessions: BTreeSet<_> = instances()
            .map(|instance| &instance.accession_number)
            .filter(|number| !number.expose().is_empty())
            .collect();
        Codes {
            uids: count(self.plan.tables.uids().count()),
            patients: count(patients.len()),
            accessions: count(accessions.len()),
            crosswalk: self.plan.policy.crosswalk,
        }
    }

    fn verification(&self) -> Verification {
        let with = |code| {
            let hit = |outcome: &&Outcome| outcome.refusal.is_some_and(|why| why.code == code);
            let directory = match self.directory {
                Some(Err(refusal)) => usize::from(refusal.code == code),
                Some(Ok(_)) | None => 0,
            };
            count(self.outcomes.iter().filter(hit).count() + directory)
        };
        let passed = self.entries().count();
        let hits = with(ReasonCode::LeakFound);
        let not_readable = with(ReasonCode::NotVerified);
        Verification {
            entries_checked: count(passed) + hits + not_readable,
            bytes_checked: self.entries().map(Verified::size_bytes).sum(),
            values_searched: self.searched.values,
            spellings_searched: self.searched.spellings,
            entries_with_hits: hits,
            entries_not_readable: not_readable,
            entries_passed: count(passed),
        }
    }

    fn entries(&self) -> impl Iterator<Item = &Verified> {
        let directory = self.directory.and_then(|directory| directory.as_ref().ok());
        let entries = self.outcomes.iter().flat_map(|outcome| &outcome.entries);
        entries.chain(directory)
    }

    fn files(&self) -> Vec<FileFact> {
        let mut files: Vec<FileFact> = self.entries().filter_map(file_fact).collect();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        files
    }
}

/// An entry as the certificate lists it.
#[must_use]
pub fn file_fact(entry: &Verified) -> Option<FileFact> {
    Some(FileFact {
        name: EntryName::parse(entry.name())?,
        size_bytes: entry.size_bytes(),
        sha256: Digest(*entry.sha256()),
    })
}

/// Why an input is not in the output, or not wholly.
#[must_use]
pub fn refusal_of(file: &FilePlan, outcome: Option<&Outcome>, written: bool) -> Option<Refusal> {
    let planned = match file {
        FilePlan::Withheld { refusal, .. } => Some(*refusal),
        FilePlan::Instance { .. } | FilePlan::Report { .. } => None,
    };
    let lost = Refusal::of(ReasonCode::WorkerLost);
    planned
        .or_else(|| outcome.and_then(|outcome| outcome.refusal))
        .or_else(|| (!written).then_some(lost))
}

/// Distinct patients, studies and series among the written instances.
#[derive(Default)]
struct Seen<'a> {
    patients: BTreeSet<&'a Sensitive<String>>,
    studies: BTreeSet<&'a Sensitive<String>>,
    series: BTreeSet<(&'a Sensitive<String>, &'a Sensitive<String>)>,
}

impl<'a> Seen<'a> {
    fn enter(&mut self, instance: &'a InstanceSummary, written: bool) {
        if written {
            self.patients.insert(&instance.patient_key);
            self.studies.insert(&instance.study_instance_uid);
            self.series
                .insert((&instance.study_instance_uid, &instance.series_instance_uid));
        }
    }
}

const fn empty_class(class: &'static str) -> ClassCount {
    ClassCount {
        class,
        received: 0,
        written: 0,
        withheld: 0,
        unreadable: 0,
    }
}

fn count_instance(class: &mut ClassCount, written: bool, refusal: Option<Refusal>) {
    class.received += 1;
    match refusal.map(|refusal| kept(refusal.code)) {
        _ if written => class.written += 1,
        Some(Kept::NotRead) => class.unreadable += 1,
        Some(Kept::Back | Kept::ByDesign) | None => class.withheld += 1,
    }
}

const fn empty_report(kind: ReportKind) -> ReportCount {
    ReportCount {
        kind,
        received: 0,
        written: 0,
        pages_received: 0,
        pages_written: 0,
        pages_withheld: 0,
    }
}

fn count_report(report: &mut ReportCount, outcome: Option<&Outcome>, written: bool) {
    report.received += 1;
    let Some(narrative) = outcome.and_then(|outcome| outcome.narrative.as_ref()) else {
        return;
    };
    report.pages_received += u64::from(narrative.pages);
    if written {
        let withheld: u32 = narrative.pages_withheld.values().sum();
        report.written += 1;
        report.pages_withheld += u64::from(withheld);
        report.pages_written += u64::from(narrative.pages.saturating_sub(withheld));
    }
}

/// Name of a SOP class in PS3.6 Table A-1.
fn class_name(sop_class_uid: &str) -> &'static str {
    StandardSopClassDictionary
        .by_uid(sop_class_uid)
        .map_or("Other SOP class", |entry| entry.name)
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
