//! The rules: a tag, a place and a purpose in, a decision out. Pure.
//!
//! Order: what the product writes itself; Table E.1-1 with its option columns
//! (narrowed by the Safe Harbor map where that is claimed); rules by VR (PN,
//! DA, DT, TM, UI, UR, AE, AS, UN); the keep-list. What no row says may stay
//! goes, and is counted.

mod table;
pub mod tags;

use dicom_core::VR;

use crate::finding::TagCode;
use crate::policy::options::Options;
use crate::policy::{Characteristics, Claim, DateRule, Policy, Preset};
use crate::safe_harbor::Letter;

use super::standard::kinds::{Choice, Code, Column, How, Origin, Scope, Type};
use super::standard::{self, ClassTypes};

use table::{by_map, by_table};

/// The closed choices of a run: one value for each option of PS3.15 E.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The options in force.
    pub options: Options,
    /// Whether the Safe Harbor map narrows the options.
    pub claim: Claim,
}

impl Rules {
    /// The choices of a preset.
    #[must_use]
    pub const fn of(preset: Preset) -> Self {
        Self {
            options: Options::of(preset),
            claim: preset.claim(),
        }
    }

    /// The choices of a run.
    #[must_use]
    pub fn chosen(policy: &Policy) -> Self {
        Self {
            options: policy.options(),
            claim: policy.preset.claim(),
        }
    }
}

/// What is to be done with one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Goes with its content.
    Remove,
    /// Stays without a value.
    Empty,
    /// Gets a value without meaning.
    Dummy,
    /// UIDs from the table; registry UIDs stay.
    Uids,
    /// The patient's pseudonym.
    PatientCode,
    /// The accession's random number.
    AccessionCode,
    /// The study's random number.
    StudyCode,
    /// By the date rule.
    Moment,
    /// Ages above 89 become 90.
    CapAge,
    /// Short text: identifiers cut.
    Label,
    /// Short text of equipment and technique: identifiers cut, digits stay.
    Technical,
    /// A code: only what headers say goes.
    CodeValue,
    /// Free text: identifiers replaced.
    Narrative,
    /// Remarks: identifiers cut, and all that is no word of a vocabulary and no
    /// number.
    Comment,
    /// A code string: only known terms stay.
    Terms,
    /// A decimal or integer string: only numbers stay.
    Number,
    /// Binary numbers: length and look are checked.
    Binary,
    /// Opaque bytes: look is checked.
    Bulk,
    /// A sequence: each item by the same rules.
    Items,
    /// A sequence whose items may name somebody: only UIDs and numbers stay.
    PlainItems,
    /// Written by the product at the end (markers, character set).
    Product,
}

/// Which rule decided. Printed by `safelight explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// PS3.15 Table E.1-1 with this code.
    Table(Code),
    /// An option column of Table E.1-1.
    Option(Column, Choice),
    /// `standard/safe_harbor_map.tsv`.
    SafeHarborMap,
    /// The rule of a value representation.
    ByVr,
    /// The keep-list, with its reason.
    KeepList(&'static str),
    /// The list of what goes without a row of the standard, with its reason.
    RemovedList(&'static str),
    /// Odd group, PS3.5 §7.8.
    Private,
    /// The table of safe private attributes.
    SafePrivate(Origin),
    /// The person's own rule for a private element.
    OwnRule,
    /// Group that is no part of a stored image or is built anew.
    Group,
    /// Not in PS3.6, of another trade, or under a representation that the
    /// dictionary does not allow.
    NotListed,
    /// The product writes it.
    Product,
}

/// A decision with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// What is done.
    pub action: Action,
    /// Why.
    pub source: Source,
    /// Which category the value belongs to, if it is an identifier.
    pub letter: Option<Letter>,
}

/// Whether some sequence above tells of a person or an organisation, so that
/// no text or code in it may stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surroundings {
    /// None does.
    Open,
    /// One does.
    Identity,
    /// One does, and an option retains it.
    Retained,
}

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Types of the attributes of the SOP class.
    pub types: &'a ClassTypes,
    /// The sequence around, `None` at the top level.
    pub sequence: Option<TagCode>,
    /// What the sequences above tell of.
    pub surroundings: Surroundings,
}

impl Place<'_> {
    /// Type of an attribute here; an attribute that is present meets the
    /// condition of its type.
    #[must_use]
    pub fn requirement(&self, tag: TagCode) -> Requirement {
        match self.types.at(self.sequence, tag) {
            Some(Type::One | Type::OneC) => Requirement::Value,
            Some(Type::Two | Type::TwoC) => Requirement::Presence,
            None if self.types.is_known(self.sequence) => Requirement::Nothing,
            None => Requirement::Unknown,
        }
    }
}

/// What the information object asks of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// Type 1 or 1C.
    Value,
    /// Type 2 or 2C.
    Presence,
    /// Type 3, or not part of the object.
    Nothing,
    /// No facts of the object are there.
    Unknown,
}

impl Requirement {
    /// The least that keeps the object valid.
    #[must_use]
    pub const fn least(self) -> Action {
        match self {
            Self::Value => Action::Dummy,
            Self::Presence => Action::Empty,
            Self::Nothing | Self::Unknown => Action::Remove,
        }
    }
}

/// Decides one element.
///
/// `vr` is the value representation as read, after UN with a known tag was
/// read by the dictionary (PS3.5 §6.2.2).
#[must_use]
pub fn decide(tag: TagCode, vr: VR, place: &Place<'_>, rules: Rules) -> Decision {
    let letter = letter_of(tag, vr);
    let because = |action, source| Decision {
        action,
        source,
        letter,
    };
    if tag.is_private() {
        return because(Action::Remove, Source::Private);
    }
    if is_foreign_group(tag) {
        return because(Action::Remove, Source::Group);
    }
    if let Some(action) = product(tag, place) {
        return because(action, Source::Product);
    }
    let Some(attribute) = standard::attribute(tag) else {
        return because(Action::Remove, Source::NotListed);
    };
    if attribute.scope == Scope::Industry || !agrees(attribute.vr, attribute.other_vr, vr) {
        let least = place.requirement(tag).least();
        return because(least, Source::NotListed);
    }
    let decided = by_table(tag, attribute.vr, place, rules)
        .or_else(|| by_map(tag, place, rules))
        .or_else(|| by_vr(tag, attribute.vr, place, rules))
        .unwrap_or_else(|| by_keep_list(tag, attribute.vr, place, rules));
    let (action, source) = match place.surroundings {
        Surroundings::Open => decided,
        Surroundings::Identity => inside_identity(decided, tag, place),
        Surroundings::Retained => inside_retained(decided),
    };
    because(action, source)
}

/// The letter of an element: the map's, else by its kind.
#[must_use]
pub fn letter_of(tag: TagCode, vr: VR) -> Option<Letter> {
    if let Some(row) = standard::map_row(tag) {
        return Some(row.letter);
    }
    if tag.is_private() {
        return Some(Letter::R);
    }
    match vr {
        VR::PN => Some(Letter::A),
        VR::DA | VR::DT | VR::TM | VR::AS => Some(Letter::C),
        VR::UI => Some(Letter::R),
        VR::UR => Some(Letter::N),
        VR::AE => Some(Letter::M),
        _other_representation => standard::profile_row(tag).map(|_| Letter::R),
    }
}

/// Groups that never stay: command, file meta inside a data set, directory,
/// curves, overlays, signatures, padding, group lengths (PS3.5 §7.2, PS3.6).
fn is_foreign_group(tag: TagCode) -> bool {
    let group = tag.group();
    matches!(
        group,
        0x0000 | 0x0002 | 0x0004 | 0x0006 | 0xFFFA | 0xFFFC | 0xFFFE
    ) || matches!(group >> 8, 0x50 | 0x60)
        || tag.element() == 0
        || tag == TagCode(0x0008_0001)
}

/// What the product writes instead of the original.
fn product(tag: TagCode, place: &Place<'_>) -> Option<Action> {
    if tag == tags::PATIENT_NAME || tag == tags::PATIENT_ID {
        return Some(Action::PatientCode);
    }
    if tag == tags::ACCESSION_NUMBER {
        return Some(Action::AccessionCode);
    }
    if tag == tags::STUDY_ID {
        return Some(Action::StudyCode);
    }
    let marker = [
        tags::SPECIFIC_CHARACTER_SET,
        tags::PATIENT_IDENTITY_REMOVED,
        tags::TEMPORAL_INFORMATION_MODIFIED,
    ];
    if marker.contains(&tag) {
        return Some(if place.sequence.is_none() {
            Action::Product
        } else {
            Action::Remove
        });
    }
    // Earlier markers are kept and added to.
    if tag == tags::DEIDENTIFICATION_METHOD {
        return Some(Action::Label);
    }
    None
}

/// Whether the representation that was written is one that the dictionary
/// allows, or one of the same kind.
fn agrees(first: VR, second: Option<VR>, written: VR) -> bool {
    first == written || second == Some(written) || kind_of(first) == kind_of(written)
}

/// Kinds of representation that are read alike.
#[derive(PartialEq, Eq)]
enum Kind {
    Text,
    Words,
    Bytes,
    Other(VR),
}

fn kind_of(vr: VR) -> Kind {
    match vr {
        VR::AE | VR::AS | VR::CS | VR::DA | VR::DS | VR::DT | VR::IS | VR::LO | VR::LT => {
            Kind::Text
        }
        VR::PN | VR::SH | VR::ST | VR::TM | VR::UC | VR::UI | VR::UR | VR::UT => Kind::Text,
        VR::US | VR::SS | VR::OW => Kind::Words,
        VR::OB | VR::UN => Kind::Bytes,
        other => Kind::Other(other),
    }
}

/// Rules by value representation, for every attribute without a row.
fn by_vr(tag: TagCode, vr: VR, place: &Place<'_>, rules: Rules) -> Option<(Action, Source)> {
    let least = place.requirement(tag).least();
    let action = match vr {
        VR::PN | VR::UR | VR::AE | VR::AS | VR::UN => least,
        VR::DA | VR::DT | VR::TM if rules.options.dates == DateRule::Remove => least,
        VR::DA | VR::DT | VR::TM => Action::Moment,
        VR::UI => Action::Uids,
        VR::SQ => Action::Items,
        _by_the_keep_list => return None,
    };
    Some((action, Source::ByVr))
}

/// The keep-list: numbers, terms, listed text, listed bytes.
fn by_keep_list(tag: TagCode, vr: VR, place: &Place<'_>, rules: Rules) -> (Action, Source) {
    let row = standard::keep_row(tag);
    let numbers = Source::KeepList("a number without text");
    match vr {
        VR::DS | VR::IS => return (Action::Number, numbers),
        VR::US | VR::SS | VR::UL | VR::SL | VR::UV | VR::SV | VR::FL | VR::FD | VR::AT => {
            return if row.is_some_and(|row| row.how == How::Bulk) {
                (Action::Bulk, numbers)
            } else {
                (Action::Binary, numbers)
            };
        }
        VR::CS if row.is_some_and(|row| row.how == How::CodeValue) => {}
        VR::CS => return (Action::Terms, Source::KeepList("a term of the standard")),
        _listed_or_not => {}
    }
    let Some(row) = row else {
        let source = standard::removed_row(tag).map_or(Source::NotListed, Source::RemovedList);
        return (place.requirement(tag).least(), source);
    };
    let action = match row.how {
        How::Label | How::CodeText | How::Descriptor => Action::Label,
        How::Technical | How::TechnicalDescriptor => Action::Technical,
        How::CodeValue => Action::CodeValue,
        How::Text | How::Narrative => Action::Narrative,
        How::Comment => Action::Comment,
        How::Characteristic if rules.options.characteristics == Characteristics::Keep => {
            Action::Label
        }
        How::Characteristic => place.requirement(tag).least(),
        // Pixels of an item are an icon or a copy: they survive a redaction.
        How::Bulk if tag.group() == 0x7FE0 && place.sequence.is_some() => Action::Remove,
        How::Bulk | How::ColorProfile => Action::Bulk,
    };
    (action, Source::KeepList(row.why))
}

/// Relationship Type, Value Type, Continuity of Content, Temporal Range Type,
/// Bounding Box, Anchor Point and Graphic Annotation Units, Anchor Point Visibility,
/// Graphic Type, Font Name Type, Compound Graphic Type.
const FORMS_OF_ITEMS: [TagCode; 11] = [
    TagCode(0x0040_A010),
    TagCode(0x0040_A040),
    TagCode(0x0040_A050),
    TagCode(0x0040_A130),
    TagCode(0x0070_0003),
    TagCode(0x0070_0004),
    TagCode(0x0070_0005),
    TagCode(0x0070_0015),
    TagCode(0x0070_0023),
    TagCode(0x0070_0228),
    TagCode(0x0070_0294),
];

/// In an item that names somebody no text or code stays.
fn inside_identity(
    (action, source): (Action, Source),
    tag: TagCode,
    place: &Place<'_>,
) -> (Action, Source) {
    // What a content item or a mark is (PS3.3 C.17.3.2, C.10.5) says nothing of
    // anybody; without it the tree cannot be read.
    if action == Action::Terms && FORMS_OF_ITEMS.contains(&tag) {
        return (action, source);
    }
    let action = match action {
        Action::Label
        | Action::Technical
        | Action::CodeValue
        | Action::Narrative
        | Action::Comment
        | Action::Terms
        | Action::Number => place.requirement(tag).least(),
        Action::Items => Action::PlainItems,
        Action::Remove
        | Action::Empty
        | Action::Dummy
        | Action::Uids
        | Action::PatientCode
        | Action::AccessionCode
        | Action::StudyCode
        | Action::Moment
        | Action::CapAge
        | Action::Binary
        | Action::Bulk
        | Action::PlainItems
        | Action::Product => action,
    };
    (action, source)
}

/// In an item that an option retains, text goes by what headers say: the name
/// of a hospital is no finding there.
const fn inside_retained((action, source): (Action, Source)) -> (Action, Source) {
    match action {
        Action::Label | Action::Technical | Action::Narrative | Action::Comment => {
            (Action::CodeValue, source)
        }
        Action::Remove
        | Action::Empty
        | Action::Dummy
        | Action::Uids
        | Action::PatientCode
        | Action::AccessionCode
        | Action::StudyCode
        | Action::Moment
        | Action::CapAge
        | Action::CodeValue
        | Action::Terms
        | Action::Number
        | Action::Binary
        | Action::Bulk
        | Action::Items
        | Action::PlainItems
        | Action::Product => (action, source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_top(tag: u32, vr: VR, preset: Preset) -> Decision {
        let types = ClassTypes::of("1.2.840.10008.5.1.4.1.1.2");
        let place = Place {
            types: &types,
            sequence: None,
            surroundings: Surroundings::Open,
        };
        decide(TagCode(tag), vr, &place, Rules::of(preset))
    }

    #[test]
    fn the_table_comes_before_the_rules_by_vr_and_these_before_the_keep_list() {
        let second = Preset::SecondOpinion;
        let cases = [
            (0x0010_0010, VR::PN, Action::PatientCode),
            (0x0008_0090, VR::PN, Action::Empty),
            (0x0010_0030, VR::DA, Action::Empty),
            (0x0008_0020, VR::DA, Action::Moment),
            (0x0008_0022, VR::DA, Action::Moment),
            (0x0038_0020, VR::DA, Action::Remove),
            (0x0008_0080, VR::LO, Action::Remove),
            (0x0008_103E, VR::LO, Action::Label),
            (0x0020_4000, VR::LT, Action::Comment),
            (0x0018_1210, VR::SH, Action::Technical),
            (0x0018_0060, VR::DS, Action::Number),
            (0x0028_0010, VR::US, Action::Binary),
            (0x0018_0015, VR::CS, Action::Terms),
            (0x0008_1140, VR::SQ, Action::Items),
            (0x0020_000D, VR::UI, Action::Uids),
            (0x0014_0104, VR::PN, Action::Remove),
            (0x0008_1190, VR::UR, Action::Remove),
            (0x0088_0200, VR::SQ, Action::Remove),
            (0x0010_1010, VR::AS, Action::CapAge),
            (0x6002_3000, VR::OB, Action::Remove),
            (0x0009_1001, VR::LO, Action::Remove),
            (0x0010_0099, VR::LO, Action::Remove),
            (0x0040_0275, VR::SQ, Action::Remove),
            (0x0018_1003, VR::LO, Action::Remove),
        ];
        for (tag, vr, expected) in cases {
            let decision = at_top(tag, vr, second);
            assert_eq!(decision.action, expected, "{}", TagCode(tag));
        }
    }

    #[test]
    fn presets_differ_in_dates_and_characteristics() {
        let action = |tag, vr, preset| at_top(tag, vr, preset).action;
        assert_eq!(
            action(0x0010_1030, VR::DS, Preset::SecondOpinion),
            Action::Number
        );
        assert_eq!(
            action(0x0010_1030, VR::DS, Preset::Teaching),
            Action::Remove
        );
        assert_eq!(action(0x0010_0040, VR::CS, Preset::Teaching), Action::Terms);
        assert_eq!(
            action(0x0008_0022, VR::DA, Preset::Teaching),
            Action::Remove
        );
        assert_eq!(action(0x0008_0020, VR::DA, Preset::Teaching), Action::Empty);
        assert_eq!(
            action(0x0010_2110, VR::LO, Preset::SecondOpinion),
            Action::Remove
        );
        assert_eq!(action(0x0010_2110, VR::LO, Preset::Research), Action::Label);
        assert_eq!(
            action(0x0038_0020, VR::DA, Preset::Research),
            Action::Moment
        );
        assert_eq!(action(0x0040_0275, VR::SQ, Preset::Research), Action::Items);
    }

    #[test]
    fn a_representation_that_the_dictionary_does_not_allow_goes() {
        let decision = at_top(0x0028_0010, VR::LO, Preset::SecondOpinion);
        assert_eq!(decision.action, Action::Dummy);
        assert_eq!(decision.source, Source::NotListed);
    }
}
