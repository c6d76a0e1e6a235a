//! Private elements that stay: by the table of safe private attributes, by a
//! person's rule; in any block, at any depth, and nothing else.

use dicom_core::VR;
use safelight::dicom::data::{Element, Encoding};
use safelight::finding::{Done, Tally};
use safelight::policy::options::ProfileOption;
use safelight::policy::private_rules::PrivateRules;
use safelight::policy::{Policy, Preset};

use super::instance::{
    CT, Cleaned, cleaned, cleaned_by, instance, items, items_of, raw, some, text, value,
};

fn keeping(preset: Preset) -> Policy {
    Policy {
        preset,
        retain: [ProfileOption::SafePrivate].into(),
        ..Policy::default()
    }
}

fn kept(more: Vec<Element>) -> Cleaned {
    cleaned_by(&instance(CT, more), keeping(Preset::Research))
}

fn codes(out: &Cleaned) -> Vec<Option<String>> {
    let items = out.items(0x0012_0064);
    items.iter().map(|item| value(item, 0x0008_0100)).collect()
}

/// GE: table speed, mid-scan time; both in PS3.15 Table E.3.10-1.
fn general_electric(block: u32) -> Vec<Element> {
    let at = |low: u32| 0x0019_0000 + block * 0x100 + low;
    vec![
        text(0x0019_0000 + block, VR::LO, "GEMS_ACQU_01"),
        text(at(0x23), VR::DS, "55.0"),
        text(at(0x24), VR::DS, "1.25"),
        text(at(0xFE), VR::LO, "ZQXNOROW"),
    ]
}

#[test]
fn listed_elements_stay_in_any_block_and_at_any_depth_and_the_others_go() {
    let mut more = general_electric(0x10);
    more.push(items(0x0008_1140, vec![general_electric(0x77)]));
    let file = instance(CT, more);
    let without = cleaned(file, Preset::Research);
    assert!(!without.holds("GEMS") && !without.holds("55.0"));
    let mut more = general_electric(0x10);
    more.push(items(0x0008_1140, vec![general_electric(0x77)]));
    let out = kept(more);
    assert_eq!(out.text(0x0019_1023), some("55.0"));
    assert_eq!(out.text(0x0019_0010), some("GEMS_ACQU_01"));
    let item = &out.items(0x0008_1140)[0];
    assert_eq!(value(item, 0x0019_7724), some("1.25"));
    assert_eq!(value(item, 0x0019_0077), some("GEMS_ACQU_01"));
    assert!(!out.holds("ZQXNOROW"));
    assert!(codes(&out).contains(&some("113111")));
    let count = |done| out.tally.elements.get(&(Tally::PRIVATE, done)).copied();
    assert_eq!(count(Done::Kept), Some(6));
    assert_eq!(count(Done::Removed), Some(2));
}

#[test]
fn creator_element_and_representation_must_all_be_those_of_the_row() {
    let out = kept(vec![
        // The creator of another block, a creator with another name.
        text(0x0019_0010, VR::LO, "GEMS_ACQU_01"),
        text(0x0019_1123, VR::DS, "11.1"),
        text(0x0019_0012, VR::LO, "GEMS_ACQU_01X"),
        text(0x0019_1223, VR::DS, "22.2"),
        // Another representation; no block at all.
        text(0x0019_1024, VR::LO, "33.3"),
        text(0x0019_0123, VR::DS, "44.4"),
        // Another group.
        text(0x0021_0010, VR::LO, "GEMS_ACQU_01"),
        text(0x0021_1023, VR::DS, "66.6"),
    ]);
    for value in ["11.1", "22.2", "33.3", "44.4", "66.6", "GEMS_ACQU"] {
        assert!(!out.holds(value), "{value}");
    }
    assert!(!codes(&out).contains(&some("113111")));
}

#[test]
fn what_stays_is_checked_and_cleaned() {
    let out = kept(vec![
        text(0x0019_0010, VR::LO, "GEMS_ACQU_01"),
        // Internal pulse sequence name, with the patient's name in it.
        text(0x0019_109E, VR::LO, "FSE Quillfeather"),
        // Numbers that are a date or a word.
        text(0x0019_1023, VR::DS, "19501211"),
        text(0x0019_1024, VR::DS, "ZQXWORD"),
        // A code of the maker, and one with the patient's number in it.
        text(0x01E1_0010, VR::LO, "ELSCINT1"),
        text(0x01E1_1026, VR::CS, "WEDGE_GENESIS_32"),
        text(0x01F1_0010, VR::LO, "ELSCINT1"),
        text(0x01F1_1001, VR::CS, "MRN0815"),
        text(0x0043_0010, VR::LO, "GEMS_PARM_01"),
        text(0x0043_1027, VR::SH, "0.984:1"),
        // A UID of the list is in the one table of the drop.
        text(0x0099_0010, VR::LO, "NQHeader"),
        text(0x0099_1002, VR::UI, "1.2.826.0.1.77.1.3"),
    ]);
    assert_eq!(out.text(0x0019_109E), some("FSE"));
    assert_eq!(out.text(0x0043_1027), some("0.984:1"));
    assert_eq!(out.text(0x01E1_1026), some("WEDGE_GENESIS_32"));
    assert_eq!(out.text(0x01F1_1001), None);
    assert_eq!(out.text(0x0099_1002), out.text(0x0020_000E));
    assert_eq!(out.text(0x0019_1023), None);
    assert!(!out.holds("ZQXWORD") && !out.holds("uillfeather"));
    assert!(out.kept.iter().any(|text| text == "FSE"));
}

#[test]
fn private_dates_move_with_the_others() {
    // Siemens: modification date and time, registration time.
    let file = || {
        instance(
            CT,
            vec![
                text(0x0013_0010, VR::LO, "SIEMENS CM VA0  CMS"),
                text(0x0013_1010, VR::DA, "20230702"),
                text(0x0071_0010, VR::LO, "SIEMENS MED PT"),
                text(0x0071_1022, VR::DT, "20230630235500.000000"),
            ],
        )
    };
    let out = cleaned_by(&file(), keeping(Preset::SecondOpinion));
    assert_eq!(out.text(0x0013_1010), some("20230103"));
    assert_eq!(out.text(0x0071_1022), some("20230101000500.000000"));
    let moved = cleaned_by(&file(), keeping(Preset::Research));
    let study = moved.text(0x0008_0020).expect("a date");
    let stamp = moved.text(0x0071_1022).expect("a date and time");
    assert_eq!(stamp, format!("{study}235500.000000"));
    assert!(!moved.holds("20230702") && !moved.holds("20230630"));
    let gone = cleaned_by(&file(), keeping(Preset::Teaching));
    assert_eq!(gone.text(0x0013_1010), None);
    assert!(!gone.holds("SIEMENS CM"), "a creator of nothing");
}

#[test]
fn values_that_nobody_gave_a_representation_are_read_by_the_row() {
    let mut file = instance(
        CT,
        vec![
            raw(0x0019_0010, VR::UN, b"GEMS_ACQU_01"),
            raw(0x0019_1023, VR::UN, b"55.0"),
            raw(0x0019_109E, VR::UN, b"FSE Quillfeather"),
            raw(0x0099_0010, VR::UN, b"NQHeader"),
            raw(0x0099_1002, VR::UN, b"1.2.826.0.1.77.1.3"),
            raw(0x0129_0010, VR::UN, b"SIEMENS Ultrasound SC2000"),
            raw(0x0129_1002, VR::UN, b"1.2.826.0.1.77.55\0"),
            raw(0x0045_0010, VR::UN, b"GEMS_HELIOS_01"),
            raw(0x0045_1001, VR::UN, b"QUILLFEATHER"),
        ],
    );
    file.transfer_syntax = String::from("1.2.840.10008.1.2");
    file.encoding = Encoding::ImplicitLittle;
    file.meta
        .put(text(0x0002_0010, VR::UI, "1.2.840.10008.1.2"));
    let out = cleaned_by(&file, keeping(Preset::Research));
    assert_eq!(out.text(0x0019_1023), some("55.0"));
    assert_eq!(out.text(0x0019_109E), some("FSE"));
    assert_eq!(out.text(0x0099_1002), out.text(0x0020_000E));
    let bookmark = out.text(0x0129_1002).expect("a UID of its own");
    assert!(bookmark.starts_with("2.25."), "{bookmark}");
    assert!(!out.holds("QUILLFEATHER") && !out.holds("GEMS_HELIOS"));
}

#[test]
fn items_of_a_listed_sequence_go_by_the_rules() {
    let inside = vec![
        text(0x0008_0090, VR::PN, "ZQXDOC^A"),
        text(0x0008_103E, VR::LO, "AX CHEST"),
        text(0x2001_0010, VR::LO, "Philips Imaging DD 001"),
        text(0x2001_1099, VR::UT, "ZQXPRIVATE"),
    ];
    let out = kept(vec![
        text(0x2001_0010, VR::LO, "Philips Imaging DD 001"),
        items(0x2001_105F, vec![inside]),
    ]);
    let item = &out.items(0x2001_105F)[0];
    assert_eq!(value(item, 0x0008_103E), some("AX CHEST"));
    assert!(!out.holds("ZQX"));
    assert_eq!(value(item, 0x2001_0010), None, "a creator of nothing");
    assert!(items_of(item, 0x2001_105F).is_empty());
}

fn by_rules(preset: Preset, rules: &str, more: Vec<Element>) -> Cleaned {
    let file = format!(r#"{{"format":"safelight-private-rules","version":1,"rules":[{rules}]}}"#);
    let policy = Policy {
        preset,
        private_rules: PrivateRules::parse(&file).expect("rules"),
        ..Policy::default()
    };
    cleaned_by(&instance(CT, more), policy)
}

const ACME: &str = r#"
    {"creator":"ACME_CT_01","element":"(0019,xx0C)","vr":"DS","action":"keep"},
    {"creator":"ACME_CT_01","element":"(0019,xx0D)","vr":"LO","action":"keep"},
    {"creator":"ACME_CT_01","element":"(0019,xx0E)","vr":"LO","action":"clean"}"#;

fn acme() -> Vec<Element> {
    vec![
        text(0x0019_0030, VR::LO, "ACME_CT_01"),
        text(0x0019_300C, VR::DS, "0.75"),
        text(0x0019_300D, VR::LO, "MODE 555-013-7744 Quillfeather"),
        text(0x0019_300E, VR::LO, "MODE 555-013-7744 Quillfeather"),
        text(0x0019_300F, VR::LO, "ZQXNORULE"),
    ]
}

#[test]
fn a_persons_rules_keep_and_clean_and_a_claim_cleans_what_is_kept() {
    let out = by_rules(Preset::Research, ACME, acme());
    assert_eq!(out.text(0x0019_0030), some("ACME_CT_01"));
    assert_eq!(out.text(0x0019_300C), some("0.75"));
    assert_eq!(out.text(0x0019_300D), some("MODE 555-013-7744"));
    assert_eq!(out.text(0x0019_300E), some("MODE"));
    assert!(!out.holds("ZQXNORULE") && !out.holds("uillfeather"));
    assert!(codes(&out).contains(&some("113111")));
    let claimed = by_rules(Preset::SecondOpinion, ACME, acme());
    assert_eq!(claimed.text(0x0019_300D), some("MODE"));
    let without = cleaned(instance(CT, acme()), Preset::Research);
    assert!(!without.holds("ACME"));
}

#[test]
fn a_rule_removes_what_the_table_would_keep() {
    let rule = r#"{"creator":"GEMS_ACQU_01","element":"(0019,xx23)","vr":"DS","action":"remove"}"#;
    let file = format!(r#"{{"format":"safelight-private-rules","version":1,"rules":[{rule}]}}"#);
    let policy = Policy {
        private_rules: PrivateRules::parse(&file).expect("rules"),
        ..keeping(Preset::Research)
    };
    let out = cleaned_by(&instance(CT, general_electric(0x10)), policy);
    assert_eq!(out.text(0x0019_1023), None);
    assert_eq!(out.text(0x0019_1024), some("1.25"));
}
