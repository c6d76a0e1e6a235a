//! The rows of Table E.1-1 with their option columns, narrowed by the Safe
//! Harbor map.

use dicom_core::VR;

use crate::dicom::standard;
use crate::dicom::standard::kinds::{Choice, Code, Column, How, MapAction, Row};
use crate::finding::TagCode;
use crate::policy::{Characteristics, Claim, DateRule};

use super::{Action, Place, Requirement, Rules, Source, tags};

/// Table E.1-1 with its options.
pub(super) fn by_table(
    tag: TagCode,
    vr: VR,
    place: &Place<'_>,
    rules: Rules,
) -> Option<(Action, Source)> {
    let row = standard::profile_row(tag)?;
    if let Some(decided) = by_option(row, tag, vr, rules) {
        return Some(decided);
    }
    let action = basic(row.basic, vr, place.requirement(tag));
    Some((action, Source::Table(row.basic)))
}

/// The basic code, resolved by what the object asks (PS3.15 E.1.1).
fn basic(code: Code, vr: VR, requirement: Requirement) -> Action {
    if vr == VR::UI && !matches!(code, Code::X) {
        return Action::Uids;
    }
    let is_sequence = vr == VR::SQ;
    let dummy = if is_sequence {
        Action::PlainItems
    } else {
        Action::Dummy
    };
    match code {
        // An attribute that must be there is emptied or gets a dummy: it tells
        // as little as its absence, and the object stays valid.
        Code::X if is_sequence && requirement == Requirement::Value => Action::Remove,
        Code::X => requirement.least(),
        Code::U => Action::Uids,
        Code::XZU if is_sequence => Action::Items,
        Code::Z if requirement == Requirement::Value => dummy,
        Code::Z => Action::Empty,
        Code::D => dummy,
        Code::XZ | Code::XD | Code::ZD | Code::XZD | Code::XZU => match requirement {
            Requirement::Value => dummy,
            Requirement::Presence => Action::Empty,
            Requirement::Nothing if code == Code::ZD => Action::Empty,
            Requirement::Nothing => Action::Remove,
            Requirement::Unknown if matches!(code, Code::XZ | Code::XZU) => Action::Empty,
            Requirement::Unknown => dummy,
        },
    }
}

/// The option columns that are in force.
fn by_option(row: &Row, tag: TagCode, vr: VR, rules: Rules) -> Option<(Action, Source)> {
    let harbor = if rules.claim == Claim::SafeHarbor {
        standard::map_row(tag).map(|row| row.action)
    } else {
        None
    };
    let narrowed = harbor == Some(MapAction::Remove);
    let option = |column| match row.choice(column) {
        Choice::Blank => None,
        choice @ (Choice::K | Choice::C) => Some(Source::Option(column, choice)),
    };
    // Dates of devices go by the date rule too: with a shift they keep their
    // distance from the others.
    let dates = match rules.options.dates {
        DateRule::Keep => Column::FullDates,
        DateRule::YearAndIntervals | DateRule::Remove | DateRule::ShiftPerPatient => {
            Column::ModifiedDates
        }
    };
    if let Some(source) = option(dates) {
        let moves = rules.options.dates != DateRule::Remove && !narrowed;
        let is_moment = matches!(vr, VR::DA | VR::DT | VR::TM);
        return (moves && is_moment).then_some((Action::Moment, source));
    }
    if let Some(source) = option(Column::Characteristics)
        && let Some(action) = characteristic(tag, vr, rules)
    {
        return Some((action, source));
    }
    if narrowed || row.choice(Column::Characteristics) != Choice::Blank {
        return None;
    }
    for column in [Column::Device, Column::Institution, Column::Uids] {
        if let Some(source) = option(column).filter(|_| rules.options.is_in_force(column)) {
            return Some((retained(row.choice(column), vr), source));
        }
    }
    for column in [
        Column::StructuredContent,
        Column::Descriptors,
        Column::Graphics,
    ] {
        let Some(source) = option(column).filter(|_| rules.options.is_in_force(column)) else {
            continue;
        };
        if vr == VR::SQ {
            return Some((Action::Items, source));
        }
        match standard::keep_row(tag).map(|row| row.how) {
            Some(How::Descriptor) => return Some((Action::Label, source)),
            Some(How::TechnicalDescriptor) => return Some((Action::Technical, source)),
            Some(How::Narrative) => return Some((Action::Narrative, source)),
            Some(How::Comment) => return Some((Action::Comment, source)),
            Some(
                How::Label
                | How::Technical
                | How::Text
                | How::CodeText
                | How::CodeValue
                | How::Characteristic
                | How::Bulk
                | How::ColorProfile,
            )
            | None => {}
        }
    }
    None
}

/// How a value that an option retains stays. Text that is kept (K) loses what
/// other headers say; text that is cleaned (C) loses whatever looks like an
/// identifier.
const fn retained(choice: Choice, vr: VR) -> Action {
    match vr {
        VR::SQ => Action::Items,
        VR::UI => Action::Uids,
        VR::DS | VR::IS => Action::Number,
        _text => match choice {
            Choice::C => Action::Label,
            Choice::K | Choice::Blank => Action::CodeValue,
        },
    }
}

/// Retain Patient Characteristics (PS3.15 E.3.7). Safe Harbor presets keep sex,
/// age, size and weight only; where characteristics go, sex and age still stay.
fn characteristic(tag: TagCode, vr: VR, rules: Rules) -> Option<Action> {
    if tag == tags::PATIENT_AGE {
        return Some(Action::CapAge);
    }
    let always = tag == tags::PATIENT_SEX;
    let harbor = standard::map_row(tag).map(|row| row.action);
    let allowed = match (rules.options.characteristics, rules.claim) {
        (Characteristics::Remove, _) => false,
        (Characteristics::Keep, Claim::SafeHarbor) => harbor == Some(MapAction::Keep),
        (Characteristics::Keep, Claim::NotClaimed) => true,
    };
    if !(always || allowed) {
        return None;
    }
    match vr {
        VR::SQ => Some(Action::Items),
        VR::CS => Some(Action::Terms),
        VR::DS | VR::IS => Some(Action::Number),
        VR::US => Some(Action::Binary),
        VR::AS => Some(Action::CapAge),
        VR::LO | VR::SH | VR::UC => standard::keep_row(tag).is_some().then_some(Action::Label),
        _no_characteristic => None,
    }
}

/// The Safe Harbor map asks more than Table E.1-1 for some attributes.
pub(super) fn by_map(tag: TagCode, place: &Place<'_>, rules: Rules) -> Option<(Action, Source)> {
    let row = standard::map_row(tag)?;
    // What the map removes names people, places or devices under every claim.
    let _ = rules;
    let least = if tag == ENCRYPTED_ATTRIBUTES {
        Action::Remove
    } else {
        place.requirement(tag).least()
    };
    (row.action == MapAction::Remove).then_some((least, Source::SafeHarborMap))
}

/// Encrypted Attributes Sequence, Type 1C (PS3.3 C.12.1): required of who encrypts. An
/// item without its content would be none, and its content cannot be read.
const ENCRYPTED_ATTRIBUTES: TagCode = TagCode(0x0400_0500);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_code_without_facts_of_the_object_takes_the_least_revealing_valid_one() {
        for (code, expected) in [
            (Code::XZ, Action::Empty),
            (Code::XD, Action::Dummy),
            (Code::ZD, Action::Dummy),
            (Code::XZD, Action::Dummy),
        ] {
            assert_eq!(basic(code, VR::LO, Requirement::Unknown), expected);
        }
        assert_eq!(
            basic(Code::XZU, VR::SQ, Requirement::Unknown),
            Action::Items
        );
        assert_eq!(
            basic(Code::XZD, VR::LO, Requirement::Presence),
            Action::Empty
        );
        assert_eq!(
            basic(Code::XD, VR::LO, Requirement::Nothing),
            Action::Remove
        );
    }
}
