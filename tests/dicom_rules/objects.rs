//! Whole objects: structured reports, what is refused, what speaks for text
//! in the pixels.

use dicom_core::VR;
use safelight::dicom;
use safelight::dicom::data::Element;
use safelight::dicom::facts::PixelRisk;
use safelight::finding::ReasonCode;
use safelight::policy::Preset;

use super::instance::{
    CT, SR, STUDY, cleaned, content, instance, items, items_of, raw, some, text, value,
};

#[test]
fn a_structured_report_keeps_numbers_and_codes_and_loses_people_and_dates() {
    let unit = |code| {
        items(
            0x0040_08EA,
            vec![vec![
                text(0x0008_0100, VR::SH, code),
                text(0x0008_0102, VR::SH, "UCUM"),
                text(0x0008_0104, VR::LO, "unit"),
            ]],
        )
    };
    let number = |value, code| {
        vec![items(
            0x0040_A300,
            vec![vec![text(0x0040_A30A, VR::DS, value), unit(code)]],
        )]
    };
    let tree = items(
        0x0040_A730,
        vec![
            content(
                "PNAME",
                "DCM",
                "121008",
                vec![text(0x0040_A123, VR::PN, "ZQXDOCTOR^A")],
            ),
            content(
                "PNAME",
                "DCM",
                "121029",
                vec![text(0x0040_A123, VR::PN, "Quillfeather^Oda")],
            ),
            content(
                "TEXT",
                "DCM",
                "121071",
                vec![text(
                    0x0040_A160,
                    VR::UT,
                    "Nodule of 8 mm in Oda Quillfeather's right lung.",
                )],
            ),
            content(
                "TEXT",
                "DCM",
                "121022",
                vec![text(0x0040_A160, VR::UT, "ZQXACCESSION")],
            ),
            content(
                "TEXT",
                "DCM",
                "121009",
                vec![text(0x0040_A160, VR::UT, "ZQXHOSPITAL")],
            ),
            content(
                "UIDREF",
                "DCM",
                "121018",
                vec![text(0x0040_A124, VR::UI, STUDY)],
            ),
            content(
                "DATE",
                "DCM",
                "121031",
                vec![text(0x0040_A121, VR::DA, "19501211")],
            ),
            content(
                "DATETIME",
                "DCM",
                "113809",
                vec![text(0x0040_A120, VR::DT, "20230630235500")],
            ),
            content("NUM", "DCM", "121033", number("97", "a")),
            content("NUM", "DCM", "113838", number("412.5", "mGy")),
        ],
    );
    let file = instance(SR, vec![tree, text(0x0040_A040, VR::CS, "CONTAINER")]);
    let out = cleaned(file, Preset::SecondOpinion);
    let items = out.items(0x0040_A730);
    assert_eq!(items.len(), 10, "references by position still hold");
    assert!(!out.holds("ZQX") && !out.holds("uillfeather") && !out.holds("1211"));
    assert!(value(&items[1], 0x0040_A123).is_some_and(|name| name.starts_with("SL-")));
    assert!(
        value(&items[2], 0x0040_A160)
            .is_some_and(|text| text.contains("Nodule of 8 mm") && text.contains("right lung"))
    );
    assert_eq!(value(&items[5], 0x0040_A124), out.text(0x0020_000D));
    assert_eq!(value(&items[7], 0x0040_A120), some("20230101000500"));
    assert_eq!(
        value(&items_of(&items[8], 0x0040_A300)[0], 0x0040_A30A),
        some("90")
    );
    assert_eq!(
        value(&items_of(&items[9], 0x0040_A300)[0], 0x0040_A30A),
        some("412.5")
    );
}

#[test]
fn objects_whose_inside_is_not_known_are_refused_by_name() {
    let refused = |class: &str| {
        dicom::facts(&instance(class, vec![]))
            .map(|_| ())
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(
        refused("1.2.840.10008.5.1.4.1.1.9.4.1"),
        Err(ReasonCode::Voice)
    );
    assert_eq!(
        refused("1.2.840.10008.5.1.4.1.1.9.4.2"),
        Err(ReasonCode::Voice)
    );
    for class in ["104.3", "104.4", "104.5"] {
        assert_eq!(
            refused(&format!("1.2.840.10008.5.1.4.1.1.{class}")),
            Err(ReasonCode::EncapsulatedDocument)
        );
    }
    assert_eq!(
        refused("1.3.12.2.1107.5.9.1"),
        Err(ReasonCode::PrivateSopClass)
    );
    assert_eq!(
        refused("1.2.840.10008.1.3.10"),
        Err(ReasonCode::MediaDirectory)
    );
    assert_eq!(refused(CT), Ok(()));
    assert_eq!(refused("1.2.840.10008.5.1.4.1.1.104.1"), Ok(()));
    assert_eq!(refused("1.2.840.10008.5.1.4.1.1.104.2"), Ok(()));
}

#[test]
fn what_speaks_for_text_in_the_pixels_is_told() {
    let pixels = || raw(0x7FE0_0010, VR::OW, &[0; 8]);
    let risk = |class: &str, mut more: Vec<Element>| {
        more.push(pixels());
        dicom::facts(&instance(class, more))
            .expect("an instance")
            .pixels
    };
    let kind = |value| text(0x0008_0060, VR::CS, value);
    assert_eq!(
        dicom::facts(&instance(CT, vec![]))
            .expect("an instance")
            .pixels,
        PixelRisk::NoPixels
    );
    assert_eq!(risk(CT, vec![]), PixelRisk::Low);
    assert_eq!(risk(CT, vec![kind("US")]), PixelRisk::Class);
    assert_eq!(risk("1.2.840.10008.5.1.4.1.1.7", vec![]), PixelRisk::Class);
    assert_eq!(
        risk(CT, vec![text(0x0028_0301, VR::CS, "YES")]),
        PixelRisk::Declared
    );
    assert_eq!(
        risk(
            CT,
            vec![text(0x0008_0008, VR::CS, "DERIVED\\SECONDARY\\SCREEN SAVE")]
        ),
        PixelRisk::Declared
    );
    assert_eq!(
        risk(
            CT,
            vec![
                raw(0x6000_0102, VR::US, &[12, 0]),
                raw(0x6000_0010, VR::US, &[0, 2])
            ]
        ),
        PixelRisk::Declared
    );
}

#[test]
fn a_report_keeps_the_number_of_its_template_and_no_other_word_there() {
    let template = |identifier| {
        let template = vec![
            text(0x0008_0105, VR::CS, "DCMR"),
            text(0x0040_DB00, VR::CS, identifier),
        ];
        let file = instance(SR, vec![items(0x0040_A504, vec![template])]);
        cleaned(file, Preset::SecondOpinion)
    };
    let out = template("10011");
    let item = &out.items(0x0040_A504)[0];
    assert_eq!(value(item, 0x0040_DB00), some("10011"));
    assert!(!template("MRN0815").holds("MRN0815"));
}
