//! The whole profile of a preset as a table that can be printed: every row of
//! Table E.1-1, every attribute of PS3.6, and the rules for what is in neither.

use dicom_core::VR;
use serde::{Deserialize, Serialize};

use super::profile::{Action, Place, Rules, Source, Surroundings, decide};
use super::standard::kinds::{Choice, Column, Origin};
use super::standard::{self, ClassTypes};
use crate::finding::TagCode;
use crate::policy::options::PrivateElements;
use crate::safe_harbor::Letter;

/// One row of the printed profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainRow {
    /// `(gggg,eeee)`, or a group of tags.
    pub tag: String,
    /// Keyword of PS3.6, or what the row is about.
    pub keyword: &'static str,
    /// What is done.
    pub decision: &'static str,
    /// Which rule says so.
    pub source: String,
    /// Letter of 45 CFR 164.514(b)(2)(i), if it is an identifier.
    pub letter: Option<Letter>,
}

/// The profile of a purpose with its options at the top level of an instance whose SOP class is
/// not known. Where PS3.3 asks for a value the removed one is emptied or
/// replaced instead.
#[must_use]
pub fn explain(rules: Rules) -> Vec<ExplainRow> {
    let types = ClassTypes::default();
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    let mut rows: Vec<ExplainRow> = standard::attributes::ATTRIBUTES
        .iter()
        .map(|attribute| {
            let tag = TagCode(attribute.tag);
            let decision = decide(tag, attribute.vr, &place, rules);
            ExplainRow {
                tag: tag.to_string(),
                keyword: attribute.keyword,
                decision: words(decision.action),
                source: because(decision.source),
                letter: decision.letter,
            }
        })
        .collect();
    // Rows of Table E.1-1 that PS3.6 does not name by a single tag.
    for row in standard::table::ROWS {
        let tag = TagCode(row.tag);
        if standard::attribute(tag).is_none() {
            let decision = decide(tag, VR::UN, &place, rules);
            rows.push(ExplainRow {
                tag: tag.to_string(),
                keyword: row.keyword,
                decision: words(decision.action),
                source: because(decision.source),
                letter: decision.letter,
            });
        }
    }
    rows.sort_by(|one, other| one.tag.cmp(&other.tag));
    rows.extend(general(rules));
    rows
}

fn general(rules: Rules) -> Vec<ExplainRow> {
    let private = match rules.options.private {
        PrivateElements::Remove => "removed",
        PrivateElements::KeepListed => "listed ones kept, cleaned",
    };
    let row = |tag: &str, keyword, decision, source: &str, letter| ExplainRow {
        tag: tag.to_owned(),
        keyword,
        decision,
        source: source.to_owned(),
        letter,
    };
    vec![
        row(
            "(50xx,xxxx)",
            "CurveData",
            "removed",
            "PS3.15 E.1-1 X",
            Some(Letter::R),
        ),
        row(
            "(60xx,xxxx)",
            "Overlays",
            "removed",
            "PS3.15 E.1-1 X, whole group",
            Some(Letter::R),
        ),
        row(
            "(odd,xxxx)",
            "PrivateAttributes",
            private,
            "PS3.15 E.1-1 X",
            Some(Letter::R),
        ),
        row("(other)", "not in PS3.6", "removed", "allow-list", None),
    ]
}

/// What is done, in words.
const fn words(action: Action) -> &'static str {
    match action {
        Action::Remove => "removed",
        Action::Empty => "emptied",
        Action::Dummy => "replaced by a dummy",
        Action::Uids => "UID replaced, registry UIDs kept",
        Action::PatientCode => "replaced by the patient's random code",
        Action::AccessionCode => "replaced by a random accession number",
        Action::StudyCode => "replaced by a random study number",
        Action::Moment => "by the date rule of the preset",
        Action::CapAge => "kept, 90 years and more become 090Y",
        Action::Label => "kept, identifiers cut out",
        Action::Technical => "kept, identifiers cut out, version numbers stay",
        Action::CodeValue => "kept, values of the headers cut out",
        Action::Narrative => "kept, identifiers replaced",
        Action::Comment => "kept: words of a vocabulary and numbers",
        Action::Terms => "kept if a known term",
        Action::Number => "kept if a number",
        Action::Binary => "kept if numbers",
        Action::Bulk => "kept",
        Action::Items => "items by the same rules",
        Action::PlainItems => "items by the same rules, no text or code",
        Action::Product => "written by the product",
    }
}

/// Which rule decided a value, by a code, and its words in the tables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    /// Which rule.
    pub kind: ReasonKind,
    /// Code of Table E.1-1, name of an option, or the reason in a list.
    pub detail: String,
}

/// Which rule decided a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonKind {
    /// PS3.15 Table E.1-1.
    Table,
    /// An option of PS3.15 E.3.
    Option,
    /// The Safe Harbor map.
    SafeHarborMap,
    /// The rule of a value representation.
    ByVr,
    /// The keep-list.
    KeepList,
    /// The list of what goes without a row of the standard.
    RemovedList,
    /// The table of safe private attributes.
    SafePrivate,
    /// The person's own rule for a private element.
    OwnRule,
    /// Private, and on no list.
    Private,
    /// A group that does not stay.
    Group,
    /// On no list.
    NotListed,
    /// The product writes it.
    Product,
    /// A person's decision in the header review.
    Person,
}

/// The rule of a decision.
#[must_use]
pub fn reason(source: Source) -> Reason {
    let (kind, detail) = match source {
        Source::Table(code) => (ReasonKind::Table, code.text().to_owned()),
        Source::Option(column, _) => (ReasonKind::Option, option(column).to_owned()),
        Source::SafeHarborMap => (ReasonKind::SafeHarborMap, String::new()),
        Source::ByVr => (ReasonKind::ByVr, String::new()),
        Source::KeepList(why) => (ReasonKind::KeepList, why.to_owned()),
        Source::RemovedList(why) => (ReasonKind::RemovedList, why.to_owned()),
        Source::SafePrivate(_) => (ReasonKind::SafePrivate, String::new()),
        Source::OwnRule => (ReasonKind::OwnRule, String::new()),
        Source::Private => (ReasonKind::Private, String::new()),
        Source::Group => (ReasonKind::Group, String::new()),
        Source::NotListed => (ReasonKind::NotListed, String::new()),
        Source::Product => (ReasonKind::Product, String::new()),
    };
    Reason { kind, detail }
}

fn because(source: Source) -> String {
    match source {
        Source::Table(code) => format!("PS3.15 E.1-1 {}", code.text()),
        Source::Option(column, choice) => {
            let letter = match choice {
                Choice::K => "K",
                Choice::C => "C",
                Choice::Blank => "",
            };
            format!("PS3.15 E.1-1 {}: {letter}", option(column))
        }
        Source::SafeHarborMap => String::from("Safe Harbor map"),
        Source::ByVr => String::from("rule of the VR"),
        Source::KeepList(why) => format!("keep-list: {why}"),
        Source::SafePrivate(Origin::Standard) => String::from("PS3.15 E.3.10-1"),
        Source::SafePrivate(Origin::KnowledgeBase) => String::from("safe private, knowledge base"),
        Source::OwnRule => String::from("the person's own rule"),
        Source::RemovedList(why) => format!("removed: {why}"),
        Source::Private => String::from("PS3.15 E.1-1, odd group"),
        Source::Group => String::from("group that does not stay"),
        Source::NotListed => String::from("on no list"),
        Source::Product => String::from("the product's own value"),
    }
}

const fn option(column: Column) -> &'static str {
    match column {
        Column::SafePrivate => "Retain Safe Private",
        Column::Uids => "Retain UIDs",
        Column::Device => "Retain Device Identity",
        Column::Institution => "Retain Institution Identity",
        Column::Characteristics => "Retain Patient Characteristics",
        Column::FullDates => "Retain Full Dates",
        Column::ModifiedDates => "Retain Modified Dates",
        Column::Descriptors => "Clean Descriptors",
        Column::StructuredContent => "Clean Structured Content",
        Column::Graphics => "Clean Graphics",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Preset;

    #[test]
    fn every_attribute_and_every_row_of_the_table_is_explained() {
        for preset in Preset::ALL {
            let rows = explain(Rules::of(preset));
            let has = |tag: u32| {
                let tag = TagCode(tag).to_string();
                rows.iter().any(|row| row.tag == tag)
            };
            assert!(rows.len() > 5200);
            assert!(standard::table::ROWS.iter().all(|row| has(row.tag)));
        }
    }
}
