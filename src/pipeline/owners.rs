//! The patient whom a text is about, with the codes and the shift that the
//! plan has for them.

use super::Cleaner;
use crate::belonging::{Belonging, Finding};
use crate::coded_text::{Owner, Shift};
use crate::identities::Identities;
use crate::policy::DateRule;
use crate::sensitive::Sensitive;

impl Cleaner {
    /// The owner of the texts of a patient; `belonging` is how the report
    /// compares, if it is one. `is_searched` says whether the check would find a
    /// known value; without it no date moves.
    pub(super) fn owner<'a>(
        &'a self,
        patient: &'a Sensitive<String>,
        belonging: Option<&'a Belonging>,
        is_searched: Option<&'a dyn Fn(&str) -> bool>,
    ) -> Option<Owner<'a>> {
        let codes = self.plan.tables.patient(patient.expose())?;
        let headers = self.plan.patients.get(patient)?;
        let stated = belonging.map(|belonging| &belonging.stated);
        let shift = match self.plan.policy.dates() {
            DateRule::ShiftPerPatient => is_searched.map(|is_searched| Shift {
                days: codes.offset_days,
                births: headers
                    .birth_days()
                    .chain(stated.into_iter().flat_map(Identities::birth_days))
                    .collect(),
                known: headers.exam_days().collect(),
                is_searched,
            }),
            DateRule::YearAndIntervals | DateRule::Remove | DateRule::Keep => None,
        };
        // A patient whom headers give no number has the one of the report; and
        // what a person said belongs to the patient is the patient's.
        let decided = belonging.map(|belonging| match belonging.finding {
            Finding::OtherPatient { .. } => true,
            Finding::NoStudy
            | Finding::SaysNothing
            | Finding::Agrees { .. }
            | Finding::OtherExamination { .. } => false,
        });
        let takes_stated = decided == Some(true) || headers.patient_ids.is_empty();
        let stated = stated.into_iter().flat_map(|stated| &stated.patient_ids);
        Some(Owner {
            code: &codes.pseudonym,
            numbers: headers
                .patient_ids
                .iter()
                .chain(stated.filter(|_| takes_stated))
                .collect(),
            shift,
        })
    }
}
