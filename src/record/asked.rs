//! What a drop asked, and what was done.

use std::collections::BTreeSet;

use super::{Run, count as count_of, refusal_of};
use crate::certificate::facts::FaceCounts;
use crate::finding::ReasonCode;
use crate::plan::Plan;
use crate::question::{Asked, Question};

/// The questions with what was done: without a person the cautious choice.
pub(super) fn questions(plan: &Plan) -> Vec<Asked> {
    let mut asked = plan.questions.clone();
    for one in &mut asked {
        one.answer = Some(plan.policy.answers.or_cautious(one.question));
    }
    asked
}

/// What can show a face, what a person decided, and what was cut.
pub(super) fn faces(run: &Run<'_>) -> FaceCounts {
    let asked = &run.plan.questions;
    let met = |question| asked.iter().find(|asked| asked.question == question);
    let count = |question| met(question).map_or(0, |asked| asked.count);
    let head_series = count(Question::HeadVolumes);
    let is_decided = met(Question::HeadVolumes).is_some_and(|asked| asked.answer.is_some());
    let mut faces = FaceCounts {
        photographs: count(Question::FacePhotographs),
        head_series,
        undecided: if is_decided { 0 } else { head_series },
        ..FaceCounts::default()
    };
    let (mut cut, mut not_cut) = (BTreeSet::new(), BTreeSet::new());
    for (file, outcome) in run.inputs() {
        let Some(instance) = file.instance() else {
            continue;
        };
        let seen = outcome
            .and_then(|outcome| outcome.hidden)
            .unwrap_or_default();
        faces.slices_of_cut += seen.of_cut;
        faces.slices_cut += seen.cut;
        if seen.of_cut > 0 {
            cut.insert(&instance.series_instance_uid);
        }
        let is_written = outcome.is_some_and(|outcome| !outcome.entries.is_empty());
        let why = refusal_of(file, outcome, is_written).map(|refusal| refusal.code);
        if why == Some(ReasonCode::FaceNotRemoved) {
            not_cut.insert(&instance.series_instance_uid);
        }
    }
    faces.cut_series = count_of(cut.len());
    faces.not_cut_series = count_of(not_cut.len());
    faces
}
