//! The annexes of the certificate: what was done to which element, and the
//! person's own rules.

use std::collections::BTreeMap;

use dicom_core::Tag;
use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry};
use dicom_dictionary_std::StandardDataDictionary;

use super::count;
use crate::certificate::facts::{ActionCount, HeaderReview, OwnRule, OwnRules, PrivateCounts};
use crate::certificate::words::{CreatorName, Digest, PrivateElement};
use crate::finding::{Done, TagCode, Tally};
use crate::policy::Policy;
use crate::policy::private_rules::PrivateRules;

/// What a person took out of the headers.
pub(super) fn header_review(policy: &Policy, tally: &Tally) -> Option<HeaderReview> {
    let texts = policy.header_decisions.len();
    (texts > 0).then_some(HeaderReview {
        texts: texts as u64,
        values: tally.by_person,
    })
}

/// Annex A: public elements with their keywords.
pub(super) fn actions(tally: &Tally) -> Vec<ActionCount> {
    tally
        .elements
        .iter()
        .filter(|((tag, done), _)| !tag.is_private() && *done != Done::Kept)
        .map(|((tag, done), count)| ActionCount {
            tag: *tag,
            keyword: keyword(*tag),
            done: *done,
            count: *count,
        })
        .collect()
}

fn keyword(tag: TagCode) -> &'static str {
    let tag = Tag(tag.group(), tag.element());
    StandardDataDictionary
        .by_tag(tag)
        .map_or("", DataDictionaryEntry::alias)
}

/// The person's own rules; a creator that cannot be shown is not listed.
pub(super) fn own_rules(rules: &PrivateRules) -> Option<OwnRules> {
    let listed = rules.rules().iter().filter_map(|rule| {
        Some(OwnRule {
            creator: CreatorName::parse(rule.creator())?,
            element: PrivateElement::of(rule.place()),
            vr: rule.vr(),
            action: rule.action(),
        })
    });
    (!rules.is_empty()).then(|| OwnRules {
        count: count(rules.rules().len()),
        sha256: Digest(rules.sha256()),
        rules: listed.collect(),
    })
}

/// Annex B: private elements.
pub(super) fn private(tally: &Tally) -> PrivateCounts {
    let of = |wanted: fn(Done) -> bool| {
        let rows = tally.elements.iter();
        rows.filter(|((tag, done), _)| tag.is_private() && wanted(*done))
            .map(|(_, n)| n)
            .sum()
    };
    PrivateCounts {
        removed: of(|done| done == Done::Removed),
        kept: of(|done| !matches!(done, Done::Removed | Done::Emptied | Done::Replaced)),
        creators: BTreeMap::new(),
    }
}
