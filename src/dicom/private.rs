//! Private elements: which of them stay, by the table of safe private
//! attributes or by a person's rule (PS3.15 E.3.10).
//!
//! A row holds for an element whose creator, low byte and VR are those of the
//! row, in whatever block the creator reserved (PS3.5 §7.8.1), at any depth.
//! What stays is checked and cleaned like a public element of its VR.

use std::collections::BTreeMap;

use dicom_core::{Tag, VR};

use super::data::{DataSet, Element, Value};
use super::profile::{Action, Decision, Rules, Source};
use super::standard::kinds::{Holds, SafePrivate};
use super::standard::{self};
use super::strings::trimmed;
use crate::finding::TagCode;
use crate::policy::options::PrivateElements;
use crate::policy::private_rules::{PrivateRule, PrivateRules, RuleAction};
use crate::policy::{Claim, DateRule};
use crate::safe_harbor::Letter;

/// The creators of one data set: group and block → name.
#[derive(Debug, Default)]
pub struct Creators(BTreeMap<(u16, u16), String>);

/// Whether an element reserves a block for a creator (PS3.5 §7.8.1).
#[must_use]
pub fn is_creator(tag: TagCode) -> bool {
    tag.is_private() && (0x0010..=0x00FF).contains(&tag.element())
}

impl Creators {
    /// Reads the creators of a data set. A name beyond ASCII is on no list.
    #[must_use]
    pub fn of(set: &DataSet) -> Self {
        let mut creators = BTreeMap::new();
        for element in &set.elements {
            let Tag(group, number) = element.tag;
            let Value::Bytes(bytes) = &element.value else {
                continue;
            };
            let is_text = matches!(element.vr, VR::LO | VR::UN);
            if group % 2 == 0 || !(0x0010..=0x00FF).contains(&number) || !is_text {
                continue;
            }
            if let Ok(name) = std::str::from_utf8(bytes) {
                creators.insert((group, number), trimmed(name).to_owned());
            }
        }
        Self(creators)
    }

    /// The creator of an element's block.
    #[must_use]
    pub fn of_element(&self, tag: TagCode) -> Option<&str> {
        let block = tag.element() >> 8;
        self.0.get(&(tag.group(), block)).map(String::as_str)
    }

    /// The creator elements whose blocks hold an element that stays.
    #[must_use]
    pub fn in_use(&self, elements: &[Element]) -> Vec<Element> {
        self.0
            .iter()
            .filter(|((group, block), _)| {
                elements
                    .iter()
                    .any(|element| element.tag.0 == *group && element.tag.1 >> 8 == *block)
            })
            .map(|((group, block), name)| Element {
                tag: Tag(*group, *block),
                vr: VR::LO,
                value: Value::Bytes(super::strings::bytes(name, VR::LO)),
            })
            .collect()
    }
}

/// What is done with a private element that stays, and how it is read. `None`:
/// it goes.
#[must_use]
pub fn decide(
    tag: TagCode,
    vr: VR,
    creators: &Creators,
    rules: Rules,
    own: &PrivateRules,
) -> Option<(Decision, VR)> {
    let creator = creators.of_element(tag)?;
    let [_, low] = tag.element().to_be_bytes();
    if let Some(rule) = own.rule(tag.group(), creator, low) {
        return by_rule(rule, vr, rules);
    }
    match rules.options.private {
        PrivateElements::Remove => None,
        PrivateElements::KeepListed => {
            let row = standard::safe_private(tag.group(), creator, low)?;
            by_row(row, vr, rules)
        }
    }
}

/// The row for an element of a data set, whatever the options are.
#[must_use]
pub fn row_of(tag: TagCode, vr: VR, creators: &Creators) -> Option<&'static SafePrivate> {
    let [_, low] = tag.element().to_be_bytes();
    let row = standard::safe_private(tag.group(), creators.of_element(tag)?, low)?;
    read_as(vr, row.vr, row.other_vr).map(|_| row)
}

fn by_row(row: &SafePrivate, vr: VR, rules: Rules) -> Option<(Decision, VR)> {
    let vr = read_as(vr, row.vr, row.other_vr)?;
    let action = match row.holds {
        Holds::Uid => Action::Uids,
        Holds::Value => action_of(vr, Action::Label, rules)?,
    };
    Some((decision(action, Source::SafePrivate(row.origin)), vr))
}

fn by_rule(rule: &PrivateRule, vr: VR, rules: Rules) -> Option<(Decision, VR)> {
    let text = match (rule.action(), rules.claim) {
        (RuleAction::Remove, _) => return None,
        (RuleAction::Clean, _) | (RuleAction::Keep, Claim::SafeHarbor) => Action::Label,
        (RuleAction::Keep, Claim::NotClaimed) => Action::CodeValue,
    };
    let vr = read_as(vr, rule.vr().parse().ok()?, None)?;
    let action = action_of(vr, text, rules)?;
    Some((decision(action, Source::OwnRule), vr))
}

/// What is done with the elements that name creators: they stay as long as
/// something of theirs stays.
pub const OF_CREATORS: Decision = decision(Action::Remove, Source::Private);

const fn decision(action: Action, source: Source) -> Decision {
    Decision {
        action,
        source,
        letter: Some(Letter::R),
    }
}

/// The representation by which a value is read: the written one, if it is that
/// of the row; that of the row, if nobody wrote one (implicit VR, UN).
fn read_as(written: VR, row: VR, other: Option<VR>) -> Option<VR> {
    if written == row || Some(written) == other {
        return Some(written);
    }
    (written == VR::UN && row != VR::SQ).then_some(row)
}

/// What is done with a value by its representation.
fn action_of(vr: VR, text: Action, rules: Rules) -> Option<Action> {
    match vr {
        // A code string of a maker is no word of a language.
        VR::CS if text == Action::Label => Some(Action::Technical),
        VR::CS | VR::LO | VR::LT | VR::SH | VR::ST | VR::UC | VR::UT => Some(text),
        VR::DS | VR::IS => Some(Action::Number),
        VR::US | VR::SS | VR::UL | VR::SL | VR::UV | VR::SV | VR::FL | VR::FD | VR::AT => {
            Some(Action::Binary)
        }
        VR::DA | VR::DT | VR::TM => {
            (rules.options.dates != DateRule::Remove).then_some(Action::Moment)
        }
        VR::UI => Some(Action::Uids),
        VR::AS => Some(Action::CapAge),
        VR::SQ => Some(Action::Items),
        VR::OB | VR::OD | VR::OF | VR::OL | VR::OV | VR::OW => Some(Action::Bulk),
        VR::AE | VR::PN | VR::UN | VR::UR => None,
    }
}
