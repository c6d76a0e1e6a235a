//! All reports of a drop against all its patients.

use std::collections::BTreeMap;

use crate::identities::{Identities, IdentityKind};
use crate::plan::Surveyed;
use crate::question::Persons;
use crate::sensitive::Sensitive;

use super::{Belonging, Comparison, Finding, Judged, Patient, Statement};

const OWN: &[IdentityKind] = &[
    IdentityKind::Name,
    IdentityKind::PatientId,
    IdentityKind::BirthDate,
];
const OF_EXAMINATION: &[IdentityKind] = &[IdentityKind::Accession, IdentityKind::ExamDate];

/// What the headers of a drop state of each patient, by the key of the tables.
#[must_use]
pub fn patients_of(
    surveyed: &[Surveyed],
    persons: &Persons,
) -> BTreeMap<Sensitive<String>, Identities> {
    let mut patients: BTreeMap<Sensitive<String>, Identities> = BTreeMap::new();
    for facts in surveyed.iter().filter_map(Surveyed::instance) {
        let key = persons.key(&facts.patient_key).clone();
        patients
            .entry(key)
            .or_default()
            .add(Identities::clone(&facts.identities));
    }
    patients
}

/// How each report of a drop, and each document inside an instance, compares;
/// by the place of its file.
#[must_use]
pub fn of_drop(
    surveyed: &[Surveyed],
    persons: &Persons,
    patients: &BTreeMap<Sensitive<String>, Identities>,
) -> BTreeMap<usize, Belonging> {
    let prepared: Vec<Patient<'_>> = patients
        .iter()
        .map(|(key, identities)| Patient::of(key, identities))
        .collect();
    let mut found = BTreeMap::new();
    for (place, file) in surveyed.iter().enumerate() {
        match file {
            Surveyed::Report(report) => {
                found.insert(place, of_report(&report.identities, &prepared));
            }
            Surveyed::Instance(facts) => {
                let Some(stated) = &facts.inner else { continue };
                let key = persons.key(&facts.patient_key);
                let own = prepared.partition_point(|patient| patient.key < key);
                let own = prepared.get(own..=own).unwrap_or_default();
                found.insert(place, of_report(stated, own));
            }
            Surveyed::Refused(_) => {}
        }
    }
    found
}

/// One statement against the patients that it may be about.
fn of_report(stated: &Identities, patients: &[Patient<'_>]) -> Belonging {
    let statement = Statement::of(stated);
    let compared: Vec<Row<'_>> = patients
        .iter()
        .map(|patient| Row::of(patient, statement.compared(patient)))
        .collect();
    let of = |wanted: fn(&Judged) -> bool| {
        let rows = compared.iter().filter(move |row| wanted(&row.judged));
        nearest(rows)
    };
    let same = of(|judged| matches!(judged, Judged::Same(_)));
    let other = of(|judged| *judged == Judged::Other);
    let nothing = of(|judged| *judged == Judged::Nothing);
    let (finding, patient) = match (same, other, nothing) {
        (Some((row, patient)), _, _) => (row.of_patient(), patient),
        (None, Some((row, patient)), _) => (row.of_other(), patient),
        (None, None, Some((row, _))) => (row.of_nobody(&compared), None),
        (None, None, None) => (Finding::NoStudy, None),
    };
    Belonging {
        finding,
        patient: patient.cloned(),
        stated: stated.clone(),
    }
}

/// One patient beside a report.
struct Row<'a> {
    key: &'a Sensitive<String>,
    comparison: Comparison,
    judged: Judged,
    /// How many kinds agree, and how many do not differ.
    weight: (usize, usize),
}

impl<'a> Row<'a> {
    fn of(patient: &Patient<'a>, comparison: Comparison) -> Self {
        let differing = comparison.differs(&IdentityKind::ALL).len();
        Self {
            key: patient.key,
            judged: comparison.judged(),
            weight: (
                comparison.agrees().len(),
                IdentityKind::ALL.len() - differing,
            ),
            comparison,
        }
    }

    fn of_patient(&self) -> Finding {
        let by = self.comparison.agrees();
        if self.comparison.is_of_other_examination() {
            let differs = self.comparison.differs(OF_EXAMINATION);
            return Finding::OtherExamination { by, differs };
        }
        let Judged::Same(doubt) = self.judged else {
            return Finding::SaysNothing;
        };
        Finding::Agrees { by, doubt }
    }

    fn of_other(&self) -> Finding {
        Finding::OtherPatient {
            differs: self.comparison.differs(OWN),
        }
    }

    /// Nobody is named: the examination is another one only if it is no one's.
    fn of_nobody(&self, all: &[Self]) -> Finding {
        if all
            .iter()
            .all(|row| row.comparison.is_of_other_examination())
        {
            Finding::OtherExamination {
                by: self.comparison.agrees(),
                differs: self.comparison.differs(OF_EXAMINATION),
            }
        } else {
            Finding::SaysNothing
        }
    }
}

/// The row that agrees most, and its patient if no other agrees as much.
fn nearest<'r, 'a: 'r>(
    rows: impl Iterator<Item = &'r Row<'a>> + Clone,
) -> Option<(&'r Row<'a>, Option<&'a Sensitive<String>>)> {
    let best = rows.clone().max_by_key(|row| row.weight)?;
    let alike = rows.filter(|row| row.weight == best.weight).count();
    let is_somebody = best.weight.0 > 0 && alike == 1;
    Some((best, is_somebody.then_some(best.key)))
}
