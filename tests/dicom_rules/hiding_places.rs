//! Places beside the usual headers in which something about a person can stand:
//! each planted with a word of its own, in every purpose.

use dicom_core::VR;
use safelight::dicom::data::Element;
use safelight::finding::ReasonCode;
use safelight::policy::Preset;

use super::instance::{CT, cleaned, instance, items, raw, text, written};

/// A general ECG.
const ECG: &str = "1.2.840.10008.5.1.4.1.1.9.1.2";
/// Grayscale softcopy presentation state.
const GSPS: &str = "1.2.840.10008.5.1.4.1.1.11.1";
/// Key object selection document.
const KOS: &str = "1.2.840.10008.5.1.4.1.1.88.59";
/// RT structure set.
const STRUCTURES: &str = "1.2.840.10008.5.1.4.1.1.481.3";

/// Cleans an instance and asserts that no planted word is left of the many.
fn assert_gone(class: &str, planted: &[&str], elements: impl Fn() -> Vec<Element>) {
    let before = instance(class, elements());
    let shown = written(&before);
    for word in planted {
        let there = shown
            .windows(word.len())
            .any(|window| window == word.as_bytes());
        assert!(there, "the plant did not take: {word}");
    }
    for preset in Preset::ALL {
        let out = cleaned(instance(class, elements()), preset);
        for word in planted {
            assert!(!out.holds(word), "{word} stays in {}", preset.name());
        }
    }
}

#[test]
fn signatures_and_what_they_sign_go() {
    assert_gone(CT, &["ZQXSIGNER", "ZQXCERT", "ZQXMAC"], || {
        vec![
            items(
                0xFFFA_FFFA,
                vec![vec![
                    text(0x0400_0100, VR::UI, "1.2.826.0.1.77.9.1"),
                    raw(0x0400_0115, VR::OB, b"ZQXCERT."),
                    text(0x0400_0404, VR::LO, "ZQXSIGNER"),
                ]],
            ),
            items(0x4FFE_0001, vec![vec![text(0x0400_0015, VR::CS, "ZQXMAC")]]),
        ]
    });
}

#[test]
fn attributes_of_before_and_encrypted_ones_go() {
    assert_gone(CT, &["ZQXFORMER", "ZQXSOURCE", "ZQXCIPHER"], || {
        vec![
            items(
                0x0400_0500,
                vec![vec![
                    text(0x0400_0510, VR::UI, "1.2.840.10008.1.2"),
                    raw(0x0400_0520, VR::OB, b"ZQXCIPHER."),
                ]],
            ),
            items(
                0x0400_0561,
                vec![vec![
                    items(
                        0x0400_0550,
                        vec![vec![text(0x0010_0010, VR::PN, "ZQXFORMER^ODA")]],
                    ),
                    text(0x0400_0564, VR::LO, "ZQXSOURCE"),
                ]],
            ),
        ]
    });
}

#[test]
fn nothing_stays_in_the_place_of_encrypted_attributes() {
    let encrypted = || {
        items(
            0x0400_0500,
            vec![vec![
                text(0x0400_0510, VR::UI, "1.2.840.10008.1.2"),
                raw(0x0400_0520, VR::OB, b"ZQXCIPHER."),
            ]],
        )
    };
    for preset in Preset::ALL {
        let out = cleaned(instance(CT, vec![encrypted()]), preset);
        // The check takes an item of it for one that was passed on.
        assert!(out.items(0x0400_0500).is_empty(), "{}", preset.name());
    }
}

#[test]
fn icons_go_with_the_picture_in_them() {
    assert_gone(CT, &["ZQXICON1", "ZQXICON2"], || {
        let icon = |word: &[u8]| {
            items(
                0x0088_0200,
                vec![vec![
                    text(0x0028_0004, VR::CS, "MONOCHROME2"),
                    raw(0x7FE0_0010, VR::OW, word),
                ]],
            )
        };
        vec![
            icon(b"ZQXICON1"),
            items(
                0x0008_1140,
                vec![vec![
                    text(0x0008_1150, VR::UI, CT),
                    text(0x0008_1155, VR::UI, "1.2.826.0.1.77.8.1"),
                    icon(b"ZQXICON2"),
                ]],
            ),
        ]
    });
}

#[test]
fn spoken_words_in_old_audio_groups_go() {
    assert_gone(CT, &["ZQXSPOKEN", "ZQXAUDIO"], || {
        vec![
            raw(0x5002_200C, VR::OW, b"ZQXSPOKEN."),
            text(0x5002_200E, VR::LT, "ZQXAUDIO"),
        ]
    });
}

#[test]
fn notes_on_waveforms_lose_people() {
    assert_gone(
        ECG,
        &["Fenwick", "Trelawney", "555-0142", "20230611"],
        || {
            vec![items(
                0x0040_B020,
                vec![
                    vec![text(
                        0x0070_0006,
                        VR::ST,
                        "Sinus rhythm, read by Dr. Fenwick Trelawney, 503-555-0142, on 20230611",
                    )],
                    vec![items(
                        0x0040_A043,
                        vec![vec![
                            text(0x0008_0100, VR::SH, "121071"),
                            text(0x0008_0102, VR::SH, "DCM"),
                            text(0x0008_0104, VR::LO, "Finding"),
                        ]],
                    )],
                ],
            )]
        },
    );
}

#[test]
fn annotations_of_a_presentation_lose_people() {
    assert_gone(GSPS, &["Trelawney", "Quillfeather", "QUILLFEATHER"], || {
        vec![
            text(0x0070_0080, VR::CS, "QUILLFEATHER"),
            text(0x0070_0081, VR::LO, "Made for Quillfeather"),
            text(0x0070_0084, VR::PN, "Trelawney^Fenwick"),
            items(
                0x0070_0001,
                vec![vec![items(
                    0x0070_0008,
                    vec![vec![text(
                        0x0070_0006,
                        VR::ST,
                        "Nodule 7 mm, Quillfeather, Dr. Fenwick Trelawney",
                    )]],
                )]],
            ),
        ]
    });
}

#[test]
fn observers_of_key_objects_go() {
    assert_gone(KOS, &["Trelawney", "Quillfeather", "ZQXPLACE"], || {
        vec![
            items(
                0x0040_A073,
                vec![vec![
                    text(0x0040_A075, VR::PN, "Trelawney^Fenwick"),
                    text(0x0040_A027, VR::LO, "ZQXPLACE"),
                ]],
            ),
            items(
                0x0040_A730,
                vec![vec![
                    text(0x0040_A010, VR::CS, "CONTAINS"),
                    text(0x0040_A040, VR::CS, "TEXT"),
                    text(0x0040_A160, VR::UT, "For Mrs. Quillfeather"),
                ]],
            ),
        ]
    });
}

#[test]
fn labels_of_structures_lose_people() {
    assert_gone(STRUCTURES, &["Quillfeather", "Trelawney"], || {
        vec![
            text(0x3006_0002, VR::SH, "Quillfeather 1"),
            text(0x3006_0004, VR::LO, "Plan of Dr. Trelawney"),
            items(
                0x3006_0020,
                vec![vec![
                    text(0x3006_0022, VR::IS, "1"),
                    text(0x3006_0026, VR::LO, "GTV Quillfeather"),
                    text(0x3006_0028, VR::ST, "drawn by Dr. Fenwick Trelawney"),
                ]],
            ),
        ]
    });
}

#[test]
fn a_document_inside_another_object_is_withheld_by_name() {
    let file = instance(CT, vec![raw(0x0042_0011, VR::OB, b"%PDF ZQXPAPER.")]);
    let refusal = safelight::dicom::facts(&file)
        .map(|_| ())
        .map_err(|one| one.code);
    assert_eq!(refusal, Err(ReasonCode::EncapsulatedDocument));
}
