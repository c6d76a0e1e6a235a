//! What a drop asked, and what was done.

use crate::certificate::facts::FaceCounts;
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

/// What can show a face, and whether a person decided.
pub(super) fn faces(plan: &Plan) -> FaceCounts {
    let asked = &plan.questions;
    let met = |question| asked.iter().find(|asked| asked.question == question);
    let count = |question| met(question).map_or(0, |asked| asked.count);
    let head_series = count(Question::HeadVolumes);
    let is_decided = met(Question::HeadVolumes).is_some_and(|asked| asked.answer.is_some());
    FaceCounts {
        photographs: count(Question::FacePhotographs),
        head_series,
        undecided: if is_decided { 0 } else { head_series },
    }
}
