//! Every row of Table E.1-1, in every preset, at the top level of objects that
//! ask for it and of one that nobody knows: what is decided is what the row, its
//! option columns and the object's Type say. Resolved here a second time, from
//! the facts in standard/ alone, so that a row that is left out, or read
//! otherwise, fails by its name.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use dicom_core::VR;
use safelight::dicom::profile::{Action, Place, Rules, Surroundings, decide};
use safelight::dicom::standard::ClassTypes;
use safelight::finding::TagCode;
use safelight::policy::{Claim, DateRule, Preset};

/// What becomes of a value, as the standard's codes name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// X.
    Gone,
    /// Z.
    Empty,
    /// D.
    Replaced,
    /// U.
    NewUid,
    /// C for dates.
    Moved,
    /// K or C: stays, cleaned.
    Stays,
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).map(|line| line.split('\t').collect())
}

fn tag_of(text: &str) -> Option<u32> {
    let hex: String = text.chars().filter(char::is_ascii_hexdigit).collect();
    (hex.len() == 8).then(|| u32::from_str_radix(&hex, 16).ok())?
}

/// A row as printed.
struct Row {
    tag: u32,
    keyword: &'static str,
    basic: &'static str,
    /// Ten option columns.
    options: Vec<&'static str>,
}

fn table() -> Vec<Row> {
    rows(include_str!("../standard/ps315_e1_1.tsv"))
        .filter_map(|cells| {
            Some(Row {
                tag: tag_of(cells[0])?,
                keyword: cells[1],
                basic: cells[2],
                options: cells[3..13].to_vec(),
            })
        })
        .collect()
}

/// What else the rows are held against.
struct Facts {
    /// Representation and scope.
    attributes: BTreeMap<u32, (&'static str, &'static str)>,
    /// Keyword of the keep-list and how it stays.
    keep: BTreeMap<&'static str, &'static str>,
    /// Action of the Safe Harbor map, first letter.
    harbor: BTreeMap<u32, &'static str>,
    /// Types of a class by tag.
    types: BTreeMap<(&'static str, u32), &'static str>,
}

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const CLASSES: [&str; 7] = [
    CT,
    "1.2.840.10008.5.1.4.1.1.4.1",
    "1.2.840.10008.5.1.4.1.1.128",
    "1.2.840.10008.5.1.4.1.1.88.33",
    "1.2.840.10008.5.1.4.1.1.481.3",
    "1.2.840.10008.5.1.4.1.1.11.1",
    "1.2.840.10008.5.1.4.1.1.481.5",
];
/// A class that no table knows.
const UNKNOWN: &str = "1.2.840.10008.5.1.4.1.1.9999";

fn facts() -> Facts {
    let attributes = rows(include_str!("../standard/ps36_attributes.tsv"))
        .filter_map(|cells| Some((tag_of(cells[0])?, (cells[1], cells[5]))))
        .collect();
    let keep = rows(include_str!("../standard/keep.tsv"))
        .map(|cells| (cells[0], cells[1]))
        .collect();
    let harbor = rows(include_str!("../standard/safe_harbor_map.tsv"))
        .filter(|cells| cells[2] == "dicom" && !cells[3].contains('x'))
        .filter_map(|cells| Some((tag_of(cells[3])?, cells[6])))
        .collect();
    let mut modules: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    for cells in rows(include_str!("../standard/ps33_modules.tsv")) {
        if let Some(tag) = tag_of(cells[1]) {
            modules.entry(cells[0]).or_default().push((tag, cells[2]));
        }
    }
    let mut types = BTreeMap::new();
    for cells in rows(include_str!("../standard/ps33_classes.tsv")) {
        for module in cells[1].split(' ').filter(|_| CLASSES.contains(&cells[0])) {
            for (tag, kind) in modules.get(module).into_iter().flatten() {
                // The strictest: "1" before "1C" before "2" before "2C".
                let held = types.entry((cells[0], *tag)).or_insert(*kind);
                *held = (*held).min(kind);
            }
        }
    }
    Facts {
        attributes,
        keep,
        harbor,
        types,
    }
}

/// What an object asks of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Value,
    Presence,
    Nothing,
    NobodyKnows,
}

fn asked(facts: &Facts, class: &'static str, tag: u32) -> Asked {
    match facts.types.get(&(class, tag)).copied() {
        Some("1" | "1C") => Asked::Value,
        Some(_two) => Asked::Presence,
        None if class == UNKNOWN => Asked::NobodyKnows,
        None => Asked::Nothing,
    }
}

/// PS3.15 Table E.1-1a: a compound code takes its first part that leaves the
/// object valid; where the object is not known, the one that is valid in any.
fn basic(code: &str, vr: &str, asked: Asked) -> Outcome {
    if vr == "UI" && code != "X" {
        return Outcome::NewUid;
    }
    match (code, asked) {
        ("U", _) => Outcome::NewUid,
        ("X", Asked::Value) if vr == "SQ" => Outcome::Gone,
        // X/Z/U*: items stay and their UIDs are replaced.
        ("X/Z/U*", _) => Outcome::Stays,
        ("D", _) | (_, Asked::Value) => Outcome::Replaced,
        ("Z", _) | (_, Asked::Presence) => Outcome::Empty,
        ("X", _) => Outcome::Gone,
        ("Z/D", Asked::Nothing) => Outcome::Empty,
        (_compound, Asked::Nothing) => Outcome::Gone,
        ("X/Z", Asked::NobodyKnows) => Outcome::Empty,
        (_compound, Asked::NobodyKnows) => Outcome::Replaced,
    }
}

/// The codes that the product itself puts in, whatever the row says.
const OWN: [u32; 4] = [0x0010_0010, 0x0010_0020, 0x0008_0050, 0x0020_0010];

fn expected(row: &Row, facts: &Facts, asked: Asked, preset: Preset) -> Outcome {
    let group = row.tag >> 16;
    let no_part_of_a_file = matches!(group, 0 | 2 | 4 | 6 | 0xFFFA | 0xFFFC | 0xFFFE);
    if no_part_of_a_file || matches!(group >> 8, 0x50 | 0x60) {
        return Outcome::Gone;
    }
    if OWN.contains(&row.tag) {
        return Outcome::Replaced;
    }
    let (vr, scope) = facts
        .attributes
        .get(&row.tag)
        .copied()
        .unwrap_or(("UN", "medical"));
    let least = match asked {
        Asked::Value => Outcome::Replaced,
        Asked::Presence => Outcome::Empty,
        Asked::Nothing | Asked::NobodyKnows => Outcome::Gone,
    };
    if scope != "medical" {
        return least;
    }
    let harbor = facts
        .harbor
        .get(&row.tag)
        .filter(|_| preset.claim() == Claim::SafeHarbor);
    let forbidden = harbor == Some(&"X");
    let [
        ..,
        characteristics,
        _full,
        modified,
        descriptors,
        structured,
        graphics,
    ] = row.options[..]
    else {
        panic!("ten columns");
    };
    if modified == "C" {
        let moves =
            preset.dates() != DateRule::Remove && !forbidden && ["DA", "DT", "TM"].contains(&vr);
        return if moves {
            Outcome::Moved
        } else {
            basic(row.basic, vr, asked)
        };
    }
    if !characteristics.is_empty() {
        return characteristic(row, facts, preset, asked);
    }
    let cleaned = [structured, descriptors, graphics].contains(&"C") && !forbidden;
    let how = facts.keep.get(row.keyword).copied().unwrap_or_default();
    let listed = ["descriptor", "technical-descriptor", "narrative", "comment"].contains(&how);
    if cleaned && (vr == "SQ" || listed) {
        return Outcome::Stays;
    }
    basic(row.basic, vr, asked)
}

/// Sex and age stay in every preset; other characteristics in those that keep
/// them, under Safe Harbor only what its map keeps, and text only from the list.
fn characteristic(row: &Row, facts: &Facts, preset: Preset, asked: Asked) -> Outcome {
    use safelight::policy::Characteristics;
    let vr = facts.attributes[&row.tag].0;
    let harbor = facts.harbor.get(&row.tag).copied();
    let allowed = match (preset.characteristics(), preset.claim()) {
        (Characteristics::Remove, _) => false,
        (Characteristics::Keep, Claim::SafeHarbor) => harbor == Some("K"),
        (Characteristics::Keep, Claim::NotClaimed) => true,
    };
    let always = ["PatientSex", "PatientAge"].contains(&row.keyword);
    let readable = match vr {
        "LO" | "SH" | "UC" => facts.keep.contains_key(row.keyword),
        "SQ" | "CS" | "DS" | "IS" | "US" | "AS" => true,
        _other => false,
    };
    if (always || allowed) && readable {
        Outcome::Stays
    } else {
        basic(row.basic, vr, asked)
    }
}

fn outcome(action: Action) -> Outcome {
    match action {
        Action::Remove => Outcome::Gone,
        Action::Empty => Outcome::Empty,
        Action::Dummy | Action::PatientCode | Action::AccessionCode | Action::StudyCode => {
            Outcome::Replaced
        }
        // Items of which nothing but UIDs and numbers stays.
        Action::PlainItems => Outcome::Replaced,
        Action::Uids => Outcome::NewUid,
        Action::Moment => Outcome::Moved,
        Action::CapAge
        | Action::Label
        | Action::Technical
        | Action::CodeValue
        | Action::Narrative
        | Action::Comment
        | Action::Terms
        | Action::Number
        | Action::Binary
        | Action::Bulk
        | Action::Items
        | Action::Product => Outcome::Stays,
    }
}

fn vr_of(name: &str) -> VR {
    name.get(..2)
        .and_then(|name| name.parse().ok())
        .unwrap_or(VR::UN)
}

#[test]
fn every_row_of_table_e_1_1_decides_what_it_says_in_every_preset_and_object() {
    let facts = facts();
    let mut wrong = Vec::new();
    let mut checks = 0;
    let mut seen = std::collections::BTreeSet::new();
    for row in table() {
        let vr = vr_of(
            facts
                .attributes
                .get(&row.tag)
                .map_or("UN", |attribute| attribute.0),
        );
        for class in CLASSES.into_iter().chain([UNKNOWN]) {
            let types = ClassTypes::of(class);
            let place = Place {
                types: &types,
                sequence: None,
                surroundings: Surroundings::Open,
            };
            let asked = asked(&facts, class, row.tag);
            for preset in Preset::ALL {
                let found = outcome(decide(TagCode(row.tag), vr, &place, Rules::of(preset)).action);
                let wanted = expected(&row, &facts, asked, preset);
                checks += 1;
                seen.insert(wanted);
                if found != wanted {
                    let (keyword, preset) = (row.keyword, preset.name());
                    wrong.push(format!(
                        "{keyword} {} {asked:?} {preset}: {found:?}, not {wanted:?}",
                        row.basic
                    ));
                }
            }
        }
    }
    assert_eq!(seen.len(), 6, "every outcome is asked for");
    assert!(checks > 20_000, "{checks}");
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} of {checks}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn groups_of_rows_hold_for_every_group_they_mean() {
    let types = ClassTypes::of(CT);
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    let found =
        |tag, vr| outcome(decide(TagCode(tag), vr, &place, Rules::of(Preset::Research)).action);
    for group in (0..=0x1E_u32).step_by(2) {
        assert_eq!(
            found(0x5000_3000 | group << 16, VR::OW),
            Outcome::Gone,
            "curve {group:x}"
        );
        assert_eq!(
            found(0x6000_3000 | group << 16, VR::OW),
            Outcome::Gone,
            "overlay {group:x}"
        );
        assert_eq!(
            found(0x6000_4000 | group << 16, VR::LT),
            Outcome::Gone,
            "overlay {group:x}"
        );
    }
    for group in [0x0009_u32, 0x0019, 0x0029, 0x6001, 0x7FE1, 0xFFFD] {
        assert_eq!(
            found(group << 16 | 0x1001, VR::LO),
            Outcome::Gone,
            "private {group:x}"
        );
    }
}

#[test]
fn attributes_without_a_row_go_by_their_representation_or_the_keep_list() {
    let facts = facts();
    let in_table: Vec<u32> = table().iter().map(|row| row.tag).collect();
    let types = ClassTypes::of(UNKNOWN);
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    let keywords: BTreeMap<u32, &str> = rows(include_str!("../standard/ps36_attributes.tsv"))
        .filter_map(|cells| Some((tag_of(cells[0])?, cells[3])))
        .collect();
    let mut wrong = Vec::new();
    for (tag, (vr, scope)) in &facts.attributes {
        let group = tag >> 16;
        let odd_place = matches!(
            group,
            0 | 2 | 4 | 6 | 8 | 0x10 | 0x12 | 0x28 | 0xFFFA | 0xFFFC | 0xFFFE
        );
        let mapped = facts.harbor.contains_key(tag);
        if in_table.contains(tag) || odd_place || mapped || tag & 0xFFFF == 0 {
            continue;
        }
        let found = outcome(
            decide(
                TagCode(*tag),
                vr_of(vr),
                &place,
                Rules::of(Preset::Research),
            )
            .action,
        );
        let listed = facts.keep.contains_key(keywords[tag]);
        let wanted = match vr.get(..2).unwrap_or("UN") {
            _any if *scope != "medical" || matches!(group >> 8, 0x50 | 0x60) => Outcome::Gone,
            "PN" | "UR" | "AE" | "AS" | "UN" => Outcome::Gone,
            "DA" | "DT" | "TM" => Outcome::Moved,
            "UI" => Outcome::NewUid,
            "SQ" | "DS" | "IS" | "CS" | "AT" | "US" | "SS" | "UL" | "SL" | "UV" | "SV" | "FL"
            | "FD" => Outcome::Stays,
            _text_or_bytes if listed => Outcome::Stays,
            _not_listed => Outcome::Gone,
        };
        if found != wanted {
            wrong.push(format!("{} {vr}: {found:?}, not {wanted:?}", keywords[tag]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
