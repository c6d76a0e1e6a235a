//! Each option of PS3.15 E.3 by itself: what stays by it, what the file says of
//! it (CID 7050, (0012,0063), (0028,0303)), and that without it nothing stays.

use std::collections::BTreeSet;

use dicom_core::VR;
use safelight::dicom::data::DicomFile;
use safelight::policy::options::ProfileOption;
use safelight::policy::{Policy, Preset};

use super::instance::{
    CT, Cleaned, SR, STUDY, cleaned_by, content, instance, items, items_of, some, text, value,
};

fn policy(preset: Preset, retain: &[ProfileOption], drop: &[ProfileOption]) -> Policy {
    Policy {
        preset,
        retain: retain.iter().copied().collect(),
        drop: drop.iter().copied().collect(),
        ..Policy::default()
    }
}

fn research(file: &DicomFile, retain: &[ProfileOption], drop: &[ProfileOption]) -> Cleaned {
    cleaned_by(file, policy(Preset::Research, retain, drop))
}

/// The codes of (0012,0064); (0012,0063) must say the same in words.
fn codes(out: &Cleaned) -> String {
    let items = out.items(0x0012_0064);
    let method = out.text(0x0012_0063).expect("a method");
    let words: BTreeSet<_> = method.split('\\').collect();
    assert!(words.iter().all(|word| word.len() <= 64), "{method}");
    for item in &items {
        let meaning = value(item, 0x0008_0104).expect("a meaning");
        assert!(words.contains(meaning.as_str()), "{meaning} in {method}");
    }
    let codes: Vec<_> = items
        .iter()
        .filter_map(|item| value(item, 0x0008_0100))
        .collect();
    codes.join(" ")
}

#[test]
fn retain_uids_keeps_every_uid_and_still_none_that_is_no_uid() {
    let file = instance(
        CT,
        vec![
            items(
                0x0008_1140,
                vec![vec![
                    text(0x0008_1150, VR::UI, CT),
                    text(0x0008_1155, VR::UI, "1.2.826.0.1.77.8"),
                ]],
            ),
            text(0x0020_0052, VR::UI, "QUILLFEATHER"),
        ],
    );
    let without = research(&file, &[], &[]);
    assert!(!without.holds("1.2.826.0.1.77"));
    assert_eq!(codes(&without), "113100 113107");
    let out = research(&file, &[ProfileOption::Uids], &[]);
    assert_eq!(out.text(0x0020_000D), some(STUDY));
    assert_eq!(out.text(0x0008_0018), some("1.2.826.0.1.77.1.1"));
    assert_eq!(out.meta(0x0002_0003), some("1.2.826.0.1.77.1.1"));
    let reference = &out.items(0x0008_1140)[0];
    assert_eq!(value(reference, 0x0008_1155), some("1.2.826.0.1.77.8"));
    assert!(!out.holds("QUILLFEATHER"));
    assert_eq!(codes(&out), "113100 113107 113110");
}

#[test]
fn retain_device_identity_keeps_kept_ones_and_cleans_the_others() {
    let file = instance(
        CT,
        vec![
            text(0x0008_0055, VR::AE, "CT_EAST"),
            text(0x0008_1010, VR::SH, "GANTRY7"),
            text(0x0018_1000, VR::LO, "SN-552190"),
            text(0x0018_1002, VR::UI, "1.2.826.0.1.77.66"),
            text(0x0018_1200, VR::DA, "20230101"),
            text(0x0008_0080, VR::LO, "Fernmoor Infirmary"),
            items(
                0x0040_4028,
                vec![vec![
                    text(0x0008_0100, VR::SH, "ST1"),
                    text(0x0008_0102, VR::SH, "99LOCAL"),
                    text(0x0008_0104, VR::LO, "Elmgate Hospital East"),
                ]],
            ),
        ],
    );
    let without = research(&file, &[], &[]);
    assert!(!without.holds("GANTRY7") && !without.holds("552190") && !without.holds("CT_EAST"));
    assert!(!without.holds("Hospital East"));
    let out = research(&file, &[ProfileOption::Device], &[]);
    assert_eq!(out.text(0x0008_0055), some("CT_EAST"));
    assert_eq!(out.text(0x0008_1010), some("GANTRY7"));
    assert_eq!(out.text(0x0018_1000), some("SN-552190"));
    assert_eq!(out.text(0x0018_1002), some("1.2.826.0.1.77.66"));
    assert_eq!(out.text(0x0008_0080), None);
    let station = &out.items(0x0040_4028)[0];
    assert_eq!(value(station, 0x0008_0104), some("Elmgate Hospital East"));
    let calibrated = out.text(0x0018_1200).expect("moved like the others");
    assert!(calibrated.len() == 8 && calibrated != "20230101");
    assert_eq!(codes(&out), "113100 113107 113109");
}

#[test]
fn retain_institution_identity_keeps_name_address_and_department() {
    let file = instance(
        CT,
        vec![
            text(0x0008_0080, VR::LO, "Fernmoor Infirmary"),
            text(0x0008_0081, VR::ST, "1 Mill Lane, Fernmoor"),
            text(0x0008_1040, VR::LO, "Quillfeather Wing"),
            text(0x0008_1010, VR::SH, "GANTRY7"),
            text(0x0008_0090, VR::PN, "Ashgrove^Petra"),
        ],
    );
    let without = research(&file, &[], &[]);
    assert!(!without.holds("Fernmoor"));
    let out = research(&file, &[ProfileOption::Institution], &[]);
    assert_eq!(out.text(0x0008_0080), some("Fernmoor Infirmary"));
    assert_eq!(out.text(0x0008_0081), some("1 Mill Lane, Fernmoor"));
    // The patient's name goes wherever it stands.
    assert_eq!(out.text(0x0008_1040), some("Wing"));
    assert!(!out.holds("GANTRY7") && !out.holds("Ashgrove"));
    assert_eq!(codes(&out), "113100 113107 113112");
}

#[test]
fn retain_full_dates_keeps_dates_as_written_and_the_birth_date_goes() {
    let file = instance(
        CT,
        vec![
            text(0x0008_0021, VR::DA, "20230701"),
            text(0x0008_002A, VR::DT, "20230701001000.5+0100"),
            text(0x0008_0023, VR::DA, "30.06.2023"),
            text(0x0010_21D0, VR::DA, "20230511"),
        ],
    );
    let out = research(&file, &[ProfileOption::FullDates], &[]);
    assert_eq!(out.text(0x0008_0020), some("20230630"));
    assert_eq!(out.text(0x0008_0030), some("235000"));
    assert_eq!(out.text(0x0008_0021), some("20230701"));
    assert_eq!(out.text(0x0008_002A), some("20230701001000.5+0100"));
    assert_eq!(out.text(0x0010_21D0), some("20230511"));
    assert_eq!(out.text(0x0010_0030), some(""));
    assert!(!out.holds("19501211") && !out.holds("30.06.2023"));
    assert_eq!(out.text(0x0028_0303), some("UNMODIFIED"));
    assert_eq!(codes(&out), "113100 113106");
}

#[test]
fn modified_dates_are_the_research_default_and_can_be_dropped() {
    let file = instance(CT, vec![]);
    let moved = research(&file, &[], &[]);
    let day = moved.text(0x0008_0020).expect("a date");
    assert!(day.len() == 8 && day != "20230630");
    assert_eq!(moved.text(0x0028_0303), some("MODIFIED"));
    assert_eq!(codes(&moved), "113100 113107");
    let gone = research(&file, &[], &[ProfileOption::ModifiedDates]);
    assert_eq!(gone.text(0x0008_0020), some(""));
    assert_eq!(gone.text(0x0028_0303), some("REMOVED"));
    assert_eq!(codes(&gone), "113100");
}

#[test]
fn teaching_drops_accession_numbers_and_their_codes() {
    let request = vec![
        text(0x0008_0050, VR::SH, "ACC4711"),
        text(0x0020_000D, VR::UI, STUDY),
    ];
    let report = content(
        "TEXT",
        "DCM",
        "121071",
        vec![text(0x0040_A160, VR::UT, "Compare with ACC4711.")],
    );
    let file = instance(
        SR,
        vec![
            items(0x0040_A370, vec![request]),
            items(0x0040_A730, vec![report]),
        ],
    );
    let teaching = cleaned_by(&file, policy(Preset::Teaching, &[], &[]));
    assert_eq!(teaching.text(0x0008_0050), some(""));
    let request = &teaching.items(0x0040_A370)[0];
    assert_eq!(value(request, 0x0008_0050), some(""));
    assert!(!teaching.holds("ACC4711") && !teaching.holds("Compare with AC"));
    let second = cleaned_by(&file, policy(Preset::SecondOpinion, &[], &[]));
    let code = second.text(0x0008_0050).expect("a code");
    assert!(code.starts_with("AC") && code.len() > 6);
}

#[test]
fn patient_characteristics_are_kept_narrowed_or_dropped() {
    let file = instance(
        CT,
        vec![
            text(0x0010_0040, VR::CS, "F"),
            text(0x0010_1010, VR::AS, "072Y"),
            text(0x0010_1030, VR::DS, "61.5"),
            text(0x0010_2110, VR::LO, "Penicillin"),
            text(0x0010_21A0, VR::CS, "NO"),
        ],
    );
    let kept = research(&file, &[], &[]);
    assert_eq!(kept.text(0x0010_2110), some("Penicillin"));
    assert_eq!(kept.text(0x0010_21A0), some("NO"));
    assert_eq!(codes(&kept), "113100 113107 113108");
    let dropped = research(&file, &[], &[ProfileOption::Characteristics]);
    assert_eq!(dropped.text(0x0010_1030), None);
    assert_eq!(dropped.text(0x0010_1010), some("072Y"));
    let teaching = policy(Preset::Teaching, &[ProfileOption::Characteristics], &[]);
    let teaching = cleaned_by(&file, teaching);
    assert_eq!(teaching.text(0x0010_1030), some("61.5"));
    assert_eq!(teaching.text(0x0010_2110), None, "the Safe Harbor map");
}

#[test]
fn clean_descriptors_keeps_clinical_words_and_can_be_dropped() {
    let file = instance(CT, vec![text(0x0008_103E, VR::LO, "AX CHEST Quillfeather")]);
    let out = research(&file, &[], &[]);
    assert_eq!(out.text(0x0008_103E), some("AX CHEST"));
    assert_eq!(codes(&out), "113100 113105 113107");
    let gone = research(&file, &[], &[ProfileOption::Descriptors]);
    assert_eq!(gone.text(0x0008_103E), None);
    assert_eq!(codes(&gone), "113100 113107");
}

fn report() -> DicomFile {
    let said = |concept, words| {
        let text = text(0x0040_A160, VR::UT, words);
        content("TEXT", "DCM", concept, vec![text])
    };
    let tree = vec![
        said("121071", "Nodule in the right lung."),
        said("121009", "Fernmoor Infirmary"),
        said("121013", "GANTRY7"),
        said("121022", "ACC4711"),
    ];
    let value_type = text(0x0040_A040, VR::CS, "CONTAINER");
    instance(SR, vec![items(0x0040_A730, tree), value_type])
}

#[test]
fn clean_structured_content_keeps_the_tree_and_can_be_dropped() {
    let out = research(&report(), &[], &[]);
    assert!(out.holds("Nodule in the right lung"));
    assert!(!out.holds("Fernmoor") && !out.holds("GANTRY7") && !out.holds("ACC4711"));
    assert_eq!(codes(&out), "113100 113104 113105 113107");
    let gone = research(&report(), &[], &[ProfileOption::StructuredContent]);
    assert!(!gone.holds("Nodule"));
    // The tree still says what its items are.
    let items = gone.items(0x0040_A730);
    assert!(
        items
            .iter()
            .all(|item| value(item, 0x0040_A040) == some("TEXT"))
    );
    assert_eq!(codes(&gone), "113100 113107");
}

#[test]
fn content_items_follow_the_same_options() {
    let all = [ProfileOption::Institution, ProfileOption::Device];
    let out = research(&report(), &all, &[]);
    let items = out.items(0x0040_A730);
    let words = |place: usize| value(&items[place], 0x0040_A160);
    assert_eq!(words(1), some("Fernmoor Infirmary"));
    assert_eq!(words(2), some("GANTRY7"));
    assert!(!out.holds("ACC4711"));
    assert_eq!(codes(&out), "113100 113104 113105 113107 113109 113112");
}

#[test]
fn clean_graphics_keeps_annotations_and_can_be_dropped() {
    let marks = vec![items(
        0x0070_0008,
        vec![vec![
            text(0x0070_0006, VR::ST, "Nodule, seen with Oda Quillfeather"),
            text(0x0070_0003, VR::CS, "PIXEL"),
        ]],
    )];
    let file = instance(
        "1.2.840.10008.5.1.4.1.1.11.1",
        vec![items(0x0070_0001, vec![marks])],
    );
    let out = research(&file, &[], &[]);
    assert!(out.holds("Nodule") && !out.holds("uillfeather"));
    assert_eq!(codes(&out), "113100 113103 113105 113107");
    let gone = research(&file, &[], &[ProfileOption::Graphics]);
    assert!(!gone.holds("Nodule"));
    let layer = &gone.items(0x0070_0001);
    assert!(
        layer
            .iter()
            .all(|item| items_of(item, 0x0070_0008).len() <= 1)
    );
    assert_eq!(codes(&gone), "113100 113107");
}

#[test]
fn the_forms_of_marks_stay_where_their_words_go() {
    let form = |(tag, form)| text(tag, VR::CS, form);
    // Text with a style, and a compound graphic (PS3.3 C.10.5).
    let of_text = [(0x0070_0004, "PIXEL"), (0x0070_0015, "Y")];
    let (font, compound) = ((0x0070_0228, "CSS"), (0x0070_0294, "ARROW"));
    let words = || text(0x0070_0006, VR::ST, "Oda Quillfeather");
    let style = items(0x0070_0231, vec![vec![form(font)]]);
    let marks = vec![
        items(
            0x0070_0008,
            vec![
                [words(), style]
                    .into_iter()
                    .chain(of_text.map(form))
                    .collect(),
            ],
        ),
        items(0x0070_0209, vec![vec![form(compound)]]),
    ];
    let file = instance(
        "1.2.840.10008.5.1.4.1.1.11.1",
        vec![items(0x0070_0001, vec![marks])],
    );
    for preset in Preset::ALL {
        let out = cleaned_by(&file, policy(preset, &[], &[]));
        let shown = |place: &[safelight::dicom::data::DataSet], tag| {
            place.first().and_then(|item| value(item, tag))
        };
        let layers = out.items(0x0070_0001);
        let inside = |tag| layers.first().map_or(Vec::new(), |one| items_of(one, tag));
        let texts = inside(0x0070_0008);
        let styles = texts
            .first()
            .map_or(Vec::new(), |one| items_of(one, 0x0070_0231));
        assert!(!out.holds("uillfeather"), "{}", preset.name());
        for (place, (tag, form)) in [
            (&texts, of_text[0]),
            (&texts, of_text[1]),
            (&styles, font),
            (&inside(0x0070_0209), compound),
        ] {
            // Where the item is left out nothing is said in its place.
            let stays = place.is_empty() || shown(place, tag) == some(form);
            assert!(stays, "{tag:08X} in {}", preset.name());
        }
        assert!(!texts.is_empty(), "{}", preset.name());
    }
}

#[test]
fn a_contradiction_retains_nothing() {
    let file = instance(CT, vec![text(0x0008_0080, VR::LO, "Fernmoor Infirmary")]);
    let all = [
        ProfileOption::Institution,
        ProfileOption::Uids,
        ProfileOption::FullDates,
    ];
    let out = cleaned_by(&file, policy(Preset::SecondOpinion, &all, &[]));
    assert!(!out.holds("Fernmoor") && !out.holds("1.2.826") && !out.holds("20230630"));
}
