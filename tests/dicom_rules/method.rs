//! The patient code, the file meta group, the codes of the method, the counts.

use dicom_core::VR;
use safelight::dicom;
use safelight::finding::{Done, TagCode};
use safelight::policy::Preset;
use safelight::safe_harbor::Letter;

use super::instance::{CT, cleaned, instance, items, items_of, some, text, value};

#[test]
fn the_patient_gets_a_random_code_and_the_file_says_how_it_was_cleaned() {
    let out = cleaned(instance(CT, vec![]), Preset::SecondOpinion);
    let pseudonym = out.text(0x0010_0010).expect("a name");
    assert!(pseudonym.starts_with("SL-"));
    assert_eq!(out.text(0x0010_0020), Some(pseudonym));
    assert!(
        out.text(0x0008_0050)
            .is_some_and(|text| text.starts_with("AC"))
    );
    assert!(
        out.text(0x0020_0010)
            .is_some_and(|text| text.starts_with("ST"))
    );
    assert_eq!(out.text(0x0010_0030), some(""));
    assert_eq!(out.text(0x0012_0062), some("YES"));
    assert_eq!(out.text(0x0028_0303), some("MODIFIED"));
    let codes: Vec<_> = out
        .items(0x0012_0064)
        .iter()
        .map(|item| value(item, 0x0008_0100))
        .collect();
    assert_eq!(codes, [some("113100")]);
    let purpose = out.items(0x0018_A001);
    assert_eq!(
        value(&items_of(&purpose[0], 0x0040_A170)[0], 0x0008_0100),
        some("109104")
    );
    let method = out.text(0x0012_0063).expect("a method");
    assert!(method.split('\\').all(|one| one.len() <= 64), "{method}");
    assert_eq!(out.tally.letters.get(&Letter::A), Some(&1));
}

#[test]
fn the_file_meta_group_holds_nothing_of_the_old_one() {
    let out = cleaned(instance(CT, vec![]), Preset::SecondOpinion);
    let tags: Vec<_> = out
        .file
        .meta
        .elements
        .iter()
        .map(|element| element.tag.1)
        .filter(|e| *e != 0)
        .collect();
    assert_eq!(tags, [0x01, 0x02, 0x03, 0x10, 0x12, 0x13]);
    assert_eq!(out.meta(0x0002_0003), out.text(0x0008_0018));
    assert!(out.bytes[..128].iter().all(|byte| *byte == 0));
    assert!(!out.holds("QUILLMODALITY"));
}

#[test]
fn codes_of_the_method_say_what_was_done_and_no_more() {
    let with = |preset, more| {
        let out = cleaned(instance(CT, more), preset);
        let mut codes: Vec<_> = out
            .items(0x0012_0064)
            .iter()
            .filter_map(|item| value(item, 0x0008_0100))
            .collect();
        codes.sort();
        codes.join(" ")
    };
    let rich = || {
        vec![
            text(0x0008_1030, VR::LO, "CT abdomen"),
            text(0x0010_1030, VR::DS, "71.5"),
            text(0x0010_1010, VR::AS, "072Y"),
        ]
    };
    assert_eq!(with(Preset::SecondOpinion, vec![]), "113100");
    assert_eq!(with(Preset::SecondOpinion, rich()), "113100 113105 113108");
    assert_eq!(
        with(Preset::Research, rich()),
        "113100 113105 113107 113108"
    );
    let earlier = items(
        0x0012_0064,
        vec![vec![
            text(0x0008_0100, VR::SH, "113109"),
            text(0x0008_0102, VR::SH, "DCM"),
            text(0x0008_0104, VR::LO, "Retain Device Identity Option"),
        ]],
    );
    assert_eq!(with(Preset::SecondOpinion, vec![earlier]), "113100 113109");
}

#[test]
fn one_patient_in_two_spellings_has_one_key() {
    let key = |id: &str, name: &str| {
        let file = instance(
            CT,
            vec![
                text(0x0010_0020, VR::LO, id),
                text(0x0010_0010, VR::PN, name),
            ],
        );
        dicom::facts(&file).expect("an instance").patient_key
    };
    assert_eq!(key("mrn0815 ", "A^B"), key("MRN0815", "Quillfeather^Oda"));
    assert_eq!(
        key("", "Quillfeather^Oda"),
        key("UNKNOWN", "QUILLFEATHER^ODA")
    );
    assert_ne!(key("MRN0815", "A^B"), key("MRN0816", "A^B"));
}

#[test]
fn the_counts_name_the_letters_of_what_was_removed() {
    let out = cleaned(
        instance(
            CT,
            vec![
                text(0x0008_0080, VR::LO, "Fernmoor Infirmary"),
                text(0x0008_0090, VR::PN, "Ashgrove^Petra"),
                text(0x0010_2154, VR::SH, "555-0199"),
                text(0x0008_1190, VR::UR, "http://pacs.fernmoor.example/q"),
            ],
        ),
        Preset::SecondOpinion,
    );
    let count = |letter| out.tally.letters.get(&letter).copied().unwrap_or(0);
    assert_eq!(
        (
            count(Letter::A),
            count(Letter::B),
            count(Letter::D),
            count(Letter::N)
        ),
        (2, 1, 1, 1)
    );
    assert_eq!(
        out.tally
            .elements
            .get(&(TagCode(0x0008_0080), Done::Removed)),
        Some(&1)
    );
}

#[test]
fn what_an_earlier_tool_said_it_did_is_kept_and_added_to() {
    let out = cleaned(
        instance(
            CT,
            vec![text(0x0012_0063, VR::LO, "Basic Profile\\Clean Pixel Data")],
        ),
        Preset::SecondOpinion,
    );
    let method = out.text(0x0012_0063).expect("a method");
    assert!(
        method.starts_with("Basic Profile\\Clean Pixel Data\\Safelight"),
        "{method}"
    );
}
