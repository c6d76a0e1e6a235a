//! Every attribute of PS3.6 has a decision of its own: a row of the standard,
//! a rule of its representation, a row of the keep-list or of the list of what
//! goes. "Not listed" is only what the dictionary does not know.

use std::collections::BTreeSet;

use dicom_core::VR;
use safelight::dicom::profile::{
    Action, Decision, Place, Requirement, Rules, Source, Surroundings, decide,
};
use safelight::dicom::standard::kinds::Scope;
use safelight::dicom::standard::{self, ClassTypes, attributes::ATTRIBUTES, keep, removed};
use safelight::finding::TagCode;
use safelight::policy::options::{Options, ProfileOption};
use safelight::policy::{Claim, Preset};

fn decided(tag: u32, vr: VR, rules: Rules) -> Decision {
    let types = ClassTypes::default();
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    decide(TagCode(tag), vr, &place, rules)
}

/// The presets, and research with everything retained or dropped.
fn all_rules() -> Vec<Rules> {
    let mut all: Vec<Rules> = Preset::ALL.map(Rules::of).to_vec();
    let research = |retain: &[ProfileOption], drop: &[ProfileOption]| {
        let set = |options: &[ProfileOption]| options.iter().copied().collect();
        let options = Options::chosen(Preset::Research, &set(retain), &set(drop));
        Rules {
            options: options.expect("allowed"),
            claim: Claim::NotClaimed,
        }
    };
    let everything: Vec<_> = ProfileOption::ALL
        .into_iter()
        .filter(|option| *option != ProfileOption::ModifiedDates)
        .collect();
    all.push(research(&everything, &[]));
    all.push(research(&[], &ProfileOption::ALL));
    all
}

#[test]
fn every_medical_attribute_has_a_row_or_a_rule() {
    assert!(ATTRIBUTES.len() > 5200);
    let mut unlisted = BTreeSet::new();
    for rules in all_rules() {
        for attribute in ATTRIBUTES {
            let decision = decided(attribute.tag, attribute.vr, rules);
            match attribute.scope {
                Scope::Medical if decision.source == Source::NotListed => {
                    unlisted.insert(attribute.keyword);
                }
                Scope::Medical => {}
                Scope::Industry => {
                    let is_known = matches!(
                        decision.source,
                        Source::NotListed | Source::Table(_) | Source::SafeHarborMap
                    );
                    let goes = matches!(
                        decision.action,
                        Action::Remove | Action::Empty | Action::Dummy
                    );
                    assert!(is_known && goes, "{}", attribute.keyword);
                }
            }
        }
    }
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

#[test]
fn what_the_dictionary_does_not_know_goes_and_says_so() {
    for tag in [0x0010_0099, 0x0018_7777, 0x0054_FFFF, 0x7FFE_0010] {
        assert!(standard::attribute(TagCode(tag)).is_none());
        for rules in all_rules() {
            let decision = decided(tag, VR::LO, rules);
            assert_eq!(decision.action, Action::Remove);
            assert_eq!(decision.source, Source::NotListed);
        }
    }
}

#[test]
fn the_list_of_what_goes_is_apart_from_the_others_and_has_a_reason_for_each() {
    let written: Vec<Vec<&str>> = include_str!("../standard/removed.tsv")
        .lines()
        .skip(2)
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(written.len(), removed::REMOVED.len());
    assert!(removed::REMOVED.is_sorted_by(|one, other| one.0 < other.0));
    for (tag, why) in removed::REMOVED {
        let attribute = standard::attribute(TagCode(*tag)).expect("an attribute");
        let row = written.iter().find(|cells| cells[0] == attribute.keyword);
        assert_eq!(row.map(|cells| cells[1]), Some(*why));
        assert!(standard::profile_row(TagCode(*tag)).is_none());
        assert!(keep::KEEP.iter().all(|row| row.tag != *tag));
        for rules in all_rules() {
            let decision = decided(*tag, attribute.vr, rules);
            assert_eq!(decision.action, Requirement::Unknown.least());
            assert_eq!(decision.source, Source::RemovedList(why));
        }
    }
}

/// Curves and overlays, PS3.5 §7.6: every group of the two rows of sixteen.
#[test]
fn repeating_groups_go_in_every_group_and_under_every_choice() {
    let curves = [0x0005, 0x0010, 0x0022, 0x0110, 0x2500, 0x3000];
    let overlays = [0x0010, 0x0022, 0x0045, 0x1500, 0x3000, 0x4000];
    for rules in all_rules() {
        for group in (0x00..0x20).step_by(2) {
            for element in curves {
                let tag = (0x5000 + group) << 16 | element;
                assert_eq!(decided(tag, VR::LO, rules).action, Action::Remove);
            }
            for element in overlays {
                let tag = (0x6000 + group) << 16 | element;
                assert_eq!(decided(tag, VR::OB, rules).action, Action::Remove);
            }
        }
    }
}

/// Where a photograph was taken: group 0016 (PS3.3 C.8.32).
#[test]
fn places_of_photographs_go_and_their_optics_stay() {
    for rules in all_rules() {
        for attribute in ATTRIBUTES
            .iter()
            .filter(|row| row.keyword.starts_with("GPS"))
        {
            let decision = decided(attribute.tag, attribute.vr, rules);
            let is_day = attribute.keyword == "GPSDateStamp";
            let by_date_rule = is_day && decision.action == Action::Moment;
            assert!(
                decision.action == Action::Remove || by_date_rule,
                "{}",
                attribute.keyword
            );
            assert!(!by_date_rule || rules.claim == Claim::NotClaimed);
        }
        assert_eq!(decided(0x0016_0005, VR::DS, rules).action, Action::Number);
        assert_eq!(decided(0x0016_004D, VR::UT, rules).action, Action::Remove);
        assert_eq!(decided(0x0016_002B, VR::OB, rules).action, Action::Remove);
    }
}

/// Two dates are LO, and name their calendar beside them (PS3.3 C.2.3).
#[test]
fn dates_of_other_calendars_go() {
    for rules in all_rules() {
        for (tag, vr) in [
            (0x0010_0033, VR::LO),
            (0x0010_0034, VR::LO),
            (0x0010_0035, VR::CS),
        ] {
            assert_eq!(decided(tag, vr, rules).action, Action::Remove);
        }
    }
}

/// Every address goes: UR has no row by which one stays.
#[test]
fn every_universal_resource_locator_goes() {
    for rules in all_rules() {
        for attribute in ATTRIBUTES.iter().filter(|row| row.vr == VR::UR) {
            let action = decided(attribute.tag, VR::UR, rules).action;
            let goes = matches!(action, Action::Remove | Action::Empty | Action::Dummy);
            assert!(goes, "{}", attribute.keyword);
        }
    }
}

/// Application entities go, but those that Retain Device Identity cleans.
#[test]
fn application_entities_go_unless_devices_are_retained() {
    let device = |rules: Rules| rules.options.is_in_force(ProfileOption::Device);
    let mut cleaned = 0;
    for rules in all_rules() {
        for attribute in ATTRIBUTES.iter().filter(|row| row.vr == VR::AE) {
            let decision = decided(attribute.tag, VR::AE, rules);
            match decision.action {
                Action::Remove | Action::Empty | Action::Dummy => {}
                Action::Label => {
                    assert!(device(rules), "{}", attribute.keyword);
                    cleaned += 1;
                }
                other => panic!("{}: {other:?}", attribute.keyword),
            }
        }
    }
    assert_eq!(cleaned, 11, "the rows with C in the column");
}

/// Long text has no length that would bound a name: nothing of it stays as it
/// is written.
#[test]
fn unlimited_and_long_text_is_cleaned_or_goes() {
    for rules in all_rules() {
        for attribute in ATTRIBUTES {
            if !matches!(attribute.vr, VR::UC | VR::UT | VR::LT | VR::ST) {
                continue;
            }
            let decision = decided(attribute.tag, attribute.vr, rules);
            let cleaned = matches!(
                decision.action,
                Action::Label
                    | Action::Technical
                    | Action::Narrative
                    | Action::Comment
                    | Action::CodeValue
            );
            let goes = matches!(
                decision.action,
                Action::Remove | Action::Empty | Action::Dummy
            );
            assert!(cleaned || goes, "{}", attribute.keyword);
            if decision.action == Action::CodeValue {
                let is_code = attribute.keyword.ends_with("CodeValue")
                    || attribute.keyword.starts_with("CodingScheme");
                let retained = matches!(decision.source, Source::Option(..));
                assert!(is_code || retained, "{}", attribute.keyword);
            }
        }
    }
}
