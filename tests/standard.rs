//! The checked-in tables of the DICOM room hold what the facts in standard/ say.

use std::collections::BTreeMap;

use safelight::dicom::standard::kinds::{Code, ContentRow, Holds, Origin, Row, SafePrivate};
use safelight::dicom::standard::{
    attributes, content, iod, keep, letters, pairs, private, registry, safe_private, table,
    vocabulary,
};

/// Lines of a table of facts, without source and column names.
fn facts(text: &'static str) -> Vec<Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

/// `(gggg,eeee)`, `x` as 0.
fn tag(text: &str) -> u32 {
    let hex: String = text
        .chars()
        .filter(|letter| letter.is_ascii_hexdigit() || *letter == 'x')
        .map(|letter| if letter == 'x' { '0' } else { letter })
        .collect();
    u32::from_str_radix(&hex, 16).expect("a tag")
}

const E1_1: &str = include_str!("../standard/ps315_e1_1.tsv");
const PS36: &str = include_str!("../standard/ps36_attributes.tsv");

#[test]
fn table_e_1_1_has_every_row_with_its_code_and_every_option() {
    let rows = facts(E1_1);
    assert_eq!(rows.len(), 657);
    assert_eq!(table::ROWS.len() + table::GROUP_ROWS.len(), 657);
    for cells in &rows {
        let (name, keyword, basic) = (cells[0], cells[1], cells[2]);
        let row = written(name, keyword);
        assert_eq!(row.basic.text(), basic, "{name}");
        let options: String = cells[3..13]
            .iter()
            .map(|cell| if cell.is_empty() { "." } else { cell })
            .collect();
        assert_eq!(row.options, options, "{name}");
    }
}

fn written(name: &str, keyword: &str) -> &'static Row {
    let all = table::ROWS.iter().chain(table::GROUP_ROWS);
    let found: Vec<_> = all.filter(|row| row.keyword == keyword).collect();
    assert_eq!(found.len(), 1, "{keyword}");
    if !name.starts_with("(gggg") {
        assert_eq!(found[0].tag, tag(name), "{keyword}");
    }
    found[0]
}

#[test]
fn every_table_ascends_so_that_a_row_is_found() {
    assert!(table::ROWS.is_sorted_by(|a, b| a.tag < b.tag));
    assert!(attributes::ATTRIBUTES.is_sorted_by(|a, b| a.tag < b.tag));
    assert!(keep::KEEP.is_sorted_by(|a, b| a.tag < b.tag));
    assert!(letters::LETTERS.is_sorted_by(|a, b| a.tag < b.tag));
    assert!(pairs::PAIRS.is_sorted_by(|a, b| a.0 < b.0));
    assert!(registry::UIDS.is_sorted_by(|a, b| a.0 < b.0));
    assert!(iod::CLASSES.is_sorted_by(|a, b| a.0 < b.0));
    assert!(iod::NESTED.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)));
    assert!(vocabulary::TERMS.is_sorted_by(|a, b| a < b));
    assert!(vocabulary::WORDS.is_sorted_by(|a, b| a < b));
    let place = |row: &SafePrivate| (row.group, row.creator, row.element);
    assert!(private::SAFE.is_sorted_by(|a, b| place(a) < place(b)));
    let key = |row: &ContentRow| (row.scheme, row.code, row.value_type);
    assert!(content::ITEMS.is_sorted_by(|a, b| key(a) < key(b)));
}

#[test]
fn the_dictionary_has_every_attribute_and_the_keep_list_every_keyword() {
    let rows = facts(PS36);
    assert_eq!(attributes::ATTRIBUTES.len(), rows.len());
    let by_keyword: BTreeMap<_, _> = rows.iter().map(|cells| (cells[3], tag(cells[0]))).collect();
    for attribute in attributes::ATTRIBUTES {
        assert_eq!(by_keyword.get(attribute.keyword), Some(&attribute.tag));
    }
    let listed = facts(include_str!("../standard/keep.tsv"));
    assert_eq!(keep::KEEP.len(), listed.len());
    for cells in listed {
        let tag = by_keyword.get(cells[0]).copied();
        let row = keep::KEEP.iter().find(|row| Some(row.tag) == tag);
        assert_eq!(row.map(|row| row.why), Some(cells[2]), "{}", cells[0]);
    }
}

#[test]
fn content_items_methods_types_and_uids_are_all_there() {
    let items = facts(include_str!("../standard/ps315_e3_4_1_content_items.tsv"));
    assert_eq!(content::ITEMS.len(), items.len());
    for cells in items {
        let row = content::ITEMS
            .iter()
            .find(|row| (row.scheme, row.code, row.value_type) == (cells[0], cells[1], cells[3]));
        assert_eq!(
            row.map(|row| row.basic.text()),
            Some(cells[4]),
            "{}",
            cells[2]
        );
    }
    let methods = facts(include_str!("../standard/ps315_cid7050.tsv"));
    assert_eq!(table::METHODS.len(), methods.len());
    assert!(
        methods
            .iter()
            .zip(table::METHODS)
            .all(|(cells, row)| row.code == cells[0])
    );
    let nested = facts(include_str!("../standard/ps33_nested.tsv"));
    assert_eq!(iod::NESTED.len(), nested.len());
    let classes = facts(include_str!("../standard/ps33_classes.tsv"));
    assert_eq!(iod::CLASSES.len(), classes.len());
    let top: usize = iod::MODULES.iter().map(|rows| rows.len()).sum();
    assert_eq!(
        top,
        facts(include_str!("../standard/ps33_modules.tsv")).len()
    );
    let uids = facts(include_str!("../standard/ps36_uids.tsv"));
    assert_eq!(registry::UIDS.len(), uids.len());
    let map = facts(include_str!("../standard/safe_harbor_map.tsv"));
    for cells in map
        .iter()
        .filter(|cells| cells[2] == "dicom" && !cells[3].contains('x'))
    {
        let row = letters::LETTERS.iter().find(|row| row.tag == tag(cells[3]));
        assert!(row.is_some(), "{}", cells[3]);
    }
}

/// Group, creator and low byte of a row of facts.
fn private_place(group: &str, creator: &'static str, element: &str) -> (u16, &'static str, u8) {
    let number = |text| u16::from_str_radix(text, 16).expect("hexadecimal");
    let low = u8::try_from(number(&element[2..])).expect("a byte");
    (number(group), creator, low)
}

#[test]
fn safe_private_attributes_are_those_of_the_standard_and_what_can_be_cleaned_of_the_other_list() {
    let listed = facts(include_str!("../standard/ps315_safe_private.tsv"));
    assert_eq!(listed.len(), 479);
    let mut standard = 0;
    // Five rows have no VR: nothing could be compared with it.
    for cells in listed.iter().filter(|cells| !cells[3].is_empty()) {
        let (group, creator, low) = private_place(cells[0], cells[1], cells[2]);
        let row = safe_private(group, creator, low).expect("a row");
        let vrs = [Some(row.vr), row.other_vr].map(|vr| vr.map(|vr| vr.to_string()));
        let written: Vec<_> = vrs.into_iter().flatten().collect();
        assert_eq!(written.join("/"), cells[3], "{cells:?}");
        assert_eq!(row.origin, Origin::Standard, "{cells:?}");
        standard += 1;
    }
    assert_eq!(standard, 474);
    let is_standard = |row: &&SafePrivate| row.origin == Origin::Standard;
    assert_eq!(private::SAFE.iter().filter(is_standard).count(), standard);
    let more: BTreeMap<_, _> = facts(include_str!("../standard/tcia_private_kb.tsv"))
        .into_iter()
        .map(|cells| (private_place(cells[0], cells[2], cells[1]), cells))
        .collect();
    for row in private::SAFE.iter().filter(|row| !is_standard(row)) {
        let cells = &more[&(row.group, row.creator, row.element)];
        assert_eq!(row.vr.to_string(), cells[3], "{cells:?}");
        assert!(["keep", "uid", "date"].contains(&cells[6]), "{cells:?}");
        if cells[6] == "uid" && matches!(cells[3], "UI" | "LO") {
            assert_eq!(row.holds, Holds::Uid, "{cells:?}");
        }
        // Opaque bytes, names and addresses cannot be cleaned; some rows name
        // a site or one device.
        assert!(!["PN", "AE", "UR", "UN", "OB", "OW", ""].contains(&cells[3]));
        let meaning = cells[5].to_lowercase();
        for word in [
            "institution",
            "site name",
            "comment",
            "owner",
            "station number",
        ] {
            assert!(!meaning.contains(word), "{cells:?}");
        }
        assert_ne!(row.creator, "CTP");
    }
}

#[test]
fn no_row_of_the_keep_list_overrules_a_row_of_the_table_unsaid() {
    use safelight::dicom::standard::kinds::{Choice, Column, How};
    for row in keep::KEEP {
        let Some(table) =
            safelight::dicom::standard::profile_row(safelight::finding::TagCode(row.tag))
        else {
            continue;
        };
        let cleaned = [
            Column::Descriptors,
            Column::Graphics,
            Column::Characteristics,
        ]
        .iter()
        .any(|column| table.choice(*column) != Choice::Blank);
        let said = matches!(
            row.how,
            How::Descriptor
                | How::TechnicalDescriptor
                | How::Narrative
                | How::Comment
                | How::Characteristic
        );
        let is_device = table.keyword == "SourceManufacturer";
        assert!(said && cleaned || is_device, "{}", table.keyword);
        assert_ne!(table.basic, Code::U);
    }
}
