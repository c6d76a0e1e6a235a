//! How the reports of a run compared with its studies.

use crate::belonging::{Belonging, Doubt, Finding};
use crate::certificate::facts::ReportIdentity;
use crate::plan::Plan;
use crate::question::{self, Question};

/// Counts every report and every document inside an instance once; nothing if
/// there was none, or no study beside them.
pub(super) fn of(plan: &Plan) -> Option<ReportIdentity> {
    let mut sum = ReportIdentity::default();
    for belonging in plan.belongings.values() {
        enter(&mut sum, belonging, plan);
    }
    (sum.compared > 0).then_some(sum)
}

fn enter(sum: &mut ReportIdentity, belonging: &Belonging, plan: &Plan) {
    let answers = &plan.policy.answers;
    if belonging.finding != Finding::NoStudy {
        sum.compared += 1;
    }
    if question::refusal(&belonging.finding, answers).is_some() {
        sum.withheld += 1;
        return;
    }
    match &belonging.finding {
        Finding::NoStudy => {}
        Finding::SaysNothing => sum.nothing_to_compare += 1,
        Finding::Agrees { by, doubt } => {
            sum.agreed += 1;
            sum.agreed_by.enter(by);
            sum.with_doubt += match doubt {
                Doubt::None => 0,
                Doubt::Some => 1,
            };
        }
        Finding::OtherExamination { .. } if answers.to(Question::OtherExamination).is_none() => {
            sum.other_examination += 1;
        }
        Finding::OtherExamination { .. } | Finding::OtherPatient { .. } => {
            sum.decided_by_person += 1;
        }
    }
}
