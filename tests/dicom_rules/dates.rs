//! Dates, times and ages.

use dicom_core::VR;
use safelight::policy::Preset;

use super::instance::{CT, PET, cleaned, instance, items, some, text, value};

#[test]
fn dates_and_times_keep_their_distances_across_midnight() {
    let pet = instance(
        PET,
        vec![
            text(0x0008_0021, VR::DA, "20230630"),
            text(0x0008_0031, VR::TM, "235000"),
            text(0x0008_0022, VR::DA, "20230701"),
            text(0x0008_0032, VR::TM, "001500.25"),
            text(0x0008_002A, VR::DT, "20230701001500.25+0100"),
            items(
                0x0054_0016,
                vec![vec![
                    text(0x0018_1072, VR::TM, "231000"),
                    text(0x0018_1078, VR::DT, "20230630231000"),
                ]],
            ),
        ],
    );
    let out = cleaned(pet, Preset::SecondOpinion);
    // The injection is the first event: everything counts from it. A time
    // alone takes the day of the acquisition; the date-time beside it tells.
    let drug = &out.items(0x0054_0016)[0];
    assert_eq!(value(drug, 0x0018_1078), some("20230101000000"));
    assert_eq!(out.text(0x0008_0030), some("004000"));
    assert_eq!(out.text(0x0008_0022), some("20230101"));
    assert_eq!(out.text(0x0008_0032), some("010500.25"));
    assert_eq!(out.text(0x0008_002A), some("20230101010500.25"));
    assert!(!out.holds("0630") && !out.holds("2350"));
}

#[test]
fn the_teaching_preset_keeps_no_date_and_the_research_preset_shifts_all() {
    let more = || {
        vec![
            text(0x0008_0022, VR::DA, "20230630"),
            text(0x0008_0023, VR::DA, "20230630"),
            text(0x0008_0032, VR::TM, "235100"),
        ]
    };
    let teaching = cleaned(instance(CT, more()), Preset::Teaching);
    assert_eq!(teaching.text(0x0008_0020), some(""));
    assert_eq!(teaching.text(0x0008_0022), None);
    assert_eq!(teaching.text(0x0028_0303), some("REMOVED"));
    let research = cleaned(instance(CT, more()), Preset::Research);
    assert_eq!(research.text(0x0008_0032), some("235100"));
    assert_eq!(research.text(0x0008_0020), research.text(0x0008_0022));
    assert_ne!(research.text(0x0008_0020), some("20230630"));
    assert_eq!(research.text(0x0028_0303), some("MODIFIED"));
}

#[test]
fn a_malformed_date_goes_and_the_file_stays() {
    let out = cleaned(
        instance(
            CT,
            vec![
                text(0x0008_0021, VR::DA, "30.06.2023"),
                text(0x0008_0022, VR::DA, "June 30"),
                text(0x0008_0023, VR::DA, "1950.12.11\n"),
                text(0x0008_002A, VR::DT, "tomorrow"),
            ],
        ),
        Preset::SecondOpinion,
    );
    assert_eq!(out.text(0x0008_0021), None);
    assert!(!out.holds("June") && !out.holds("tomorrow") && !out.holds("30.06"));
    assert_eq!(out.text(0x0008_0023), some("19500101"));
}

#[test]
fn ages_above_eighty_nine_are_capped_in_headers_and_in_reports() {
    let age = |value| {
        cleaned(
            instance(CT, vec![text(0x0010_1010, VR::AS, value)]),
            Preset::SecondOpinion,
        )
        .text(0x0010_1010)
    };
    assert_eq!(age("089Y"), some("089Y"));
    assert_eq!(age("093Y"), some("090Y"));
    assert_eq!(age("old"), None);
}
