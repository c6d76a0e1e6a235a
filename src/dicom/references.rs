//! References that Table E.1-1 takes away although a reader needs them.
//!
//! Referenced Study Sequence (0008,1110) is X/Z: it names studies of the
//! department. Where it names a study of the same drop, the reference says
//! nothing that the drop does not say itself, and two studies of one patient
//! still find each other (PS3.15 E.3.9): such items stay, with nothing but the
//! class and the replaced UID.

use super::data::{DataSet, Element, Value};
use super::profile::Action;
use super::walk::{code_of, uid_at};
use crate::finding::TagCode;
use crate::plan::Plan;
use crate::sensitive::Sensitive;

/// Referenced Study Sequence.
const REFERENCED_STUDY: TagCode = TagCode(0x0008_1110);
/// Referenced SOP Instance UID.
const REFERENCED_INSTANCE: TagCode = TagCode(0x0008_1155);

/// The element with those items alone that name a study of the drop, and what
/// is done with it; `None` if the profile's decision holds.
#[must_use]
pub fn inside_the_drop(element: &Element, decided: Action, plan: &Plan) -> Option<Element> {
    if code_of(element.tag) != REFERENCED_STUDY || decided == Action::Items {
        return None;
    }
    let Value::Items(items) = &element.value else {
        return None;
    };
    let names_a_study = |item: &&DataSet| {
        uid_at(item, REFERENCED_INSTANCE)
            .is_some_and(|uid| plan.studies.contains_key(&Sensitive::from(uid)))
    };
    let kept: Vec<DataSet> = items.iter().filter(names_a_study).cloned().collect();
    (!kept.is_empty()).then(|| Element {
        value: Value::Items(kept),
        ..element.clone()
    })
}
