//! Names, private elements, UIDs, character sets, overlays.

use dicom_core::VR;
use safelight::dicom;
use safelight::finding::{Done, Tally};
use safelight::policy::Preset;

use super::instance::{CT, cleaned, instance, items, items_of, raw, some, text, value};

#[test]
fn a_name_known_from_the_header_is_cut_from_descriptions_and_clinical_words_stay() {
    let out = cleaned(
        instance(
            CT,
            vec![
                text(0x0008_1030, VR::LO, "CT Abdomen Quillfeather 5 mm"),
                text(0x0008_103E, VR::LO, "AX T1 POST GAD ACC4711"),
                text(0x0018_1030, VR::LO, "QUILLFEATHER^ODA"),
                text(0x0018_1210, VR::SH, "B30f"),
                text(0x0020_4000, VR::LT, "Spoke to Oda"),
                text(0x0018_1020, VR::LO, "syngo MR 2004V 4VB11D"),
            ],
        ),
        Preset::SecondOpinion,
    );
    assert_eq!(out.text(0x0008_1030), some("CT Abdomen 5 mm"));
    assert_eq!(out.text(0x0008_103E), some("AX T1 POST GAD"));
    assert_eq!(out.text(0x0018_1210), some("B30f"));
    assert_eq!(out.text(0x0018_1020), some("syngo MR 2004V 4VB11D"));
    assert_eq!(out.text(0x0020_4000), some("Spoke to"));
    assert!(!out.holds("uillfeather") && !out.holds("QUILLFEATHER"));
    assert!(out.kept.iter().any(|text| text == "CT Abdomen 5 mm"));
}

#[test]
fn private_elements_go_at_any_depth_and_in_wrong_groups() {
    let private = |word| {
        vec![
            text(0x0009_0010, VR::LO, "QUILL CREATOR"),
            text(0x0009_1001, VR::LO, word),
            items(0x0009_1002, vec![vec![text(0x0008_0100, VR::SH, word)]]),
        ]
    };
    let mut inside = private("ZQXDEEP");
    inside.push(text(0x0008_1155, VR::UI, "1.2.826.0.1.77.5"));
    let mut more = private("ZQXTOP");
    more.push(items(
        0x0008_1140,
        vec![vec![items(0x0008_1140, vec![inside])]],
    ));
    let out = cleaned(instance(CT, more), Preset::Research);
    assert!(!out.holds("ZQX") && !out.holds("QUILL CREATOR"));
    let once = items_of(&out.items(0x0008_1140)[0], 0x0008_1140);
    assert!(value(&once[0], 0x0008_1155).is_some_and(|uid| uid.starts_with("2.25.")));
    assert_eq!(
        out.tally.elements.get(&(Tally::PRIVATE, Done::Removed)),
        Some(&6)
    );
}

#[test]
fn a_sequence_hidden_as_un_is_read_and_cleaned() {
    // PS3.5 §6.2.2: the items of a UN sequence are implicit little endian.
    let mut inside = Vec::new();
    for (group, element, value) in [
        (0x0008_u16, 0x0090_u16, b"ZQXDOC^A"),
        (0x0008, 0x1155, b"1.2.77.6"),
    ] {
        inside.extend(group.to_le_bytes());
        inside.extend(element.to_le_bytes());
        inside.extend(8_u32.to_le_bytes());
        inside.extend(value);
    }
    let mut hidden = vec![0xFE, 0xFF, 0x00, 0xE0];
    hidden.extend(u32::try_from(inside.len()).expect("short").to_le_bytes());
    hidden.extend(inside);
    let out = cleaned(
        instance(CT, vec![raw(0x0008_1140, VR::UN, &hidden)]),
        Preset::SecondOpinion,
    );
    assert!(!out.holds("ZQXDOC") && !out.holds("1.2.77.6"));
    assert!(
        value(&out.items(0x0008_1140)[0], 0x0008_1155).is_some_and(|uid| uid.starts_with("2.25."))
    );
}

#[test]
fn one_uid_has_one_replacement_wherever_it_stands_and_registry_uids_stay() {
    let reference = |uid| {
        vec![
            text(0x0008_1150, VR::UI, CT),
            text(0x0008_1155, VR::UI, uid),
        ]
    };
    let out = cleaned(
        instance(
            CT,
            vec![
                items(
                    0x0008_1140,
                    vec![
                        reference("1.2.826.0.1.77.1.1"),
                        reference("1.2.826.0.1.77.1.1"),
                    ],
                ),
                text(0x0020_0052, VR::UI, "1.2.826.0.1.77.9"),
                text(0x0018_991E, VR::UI, "1.2.826.0.1.77.9"),
            ],
        ),
        Preset::SecondOpinion,
    );
    let references = out.items(0x0008_1140);
    assert_eq!(value(&references[0], 0x0008_1155), out.text(0x0008_0018));
    assert_eq!(value(&references[1], 0x0008_1155), out.text(0x0008_0018));
    assert_eq!(value(&references[0], 0x0008_1150), some(CT));
    assert_eq!(out.text(0x0020_0052), out.text(0x0018_991E));
    assert_eq!(out.text(0x0008_0016), some(CT));
    assert!(!out.holds("1.2.826.0.1.77"));
}

#[test]
fn text_beyond_ascii_leaves_as_utf_8_and_is_declared_so() {
    let latin = |value: &str| {
        value
            .chars()
            .map(|one| u8::try_from(u32::from(one)).expect("Latin-1"))
            .collect::<Vec<u8>>()
    };
    let out = cleaned(
        instance(
            CT,
            vec![
                text(0x0008_0005, VR::CS, "ISO_IR 100"),
                raw(0x0008_103E, VR::LO, &latin("Schädel nativ")),
                items(
                    0x0040_A043,
                    vec![vec![
                        text(0x0008_0005, VR::CS, "ISO_IR 101"),
                        text(0x0008_0104, VR::LO, "Skull"),
                    ]],
                ),
            ],
        ),
        Preset::SecondOpinion,
    );
    assert_eq!(out.text(0x0008_0005), some("ISO_IR 192"));
    assert_eq!(out.text(0x0008_103E), some("Schädel nativ"));
    assert_eq!(value(&out.items(0x0040_A043)[0], 0x0008_0005), None);
    let plain = cleaned(
        instance(CT, vec![text(0x0008_0005, VR::CS, "ISO_IR 100")]),
        Preset::SecondOpinion,
    );
    assert_eq!(plain.text(0x0008_0005), some("ISO_IR 100"));
}

#[test]
fn all_component_groups_of_a_name_are_known_and_none_survives() {
    let name = "Yamada^Tarou=\u{1b}$B;3ED\u{1b}(B^\u{1b}$BB@O:\u{1b}(B";
    let file = || {
        instance(
            CT,
            vec![
                text(0x0008_0005, VR::CS, "\\ISO 2022 IR 87"),
                text(0x0010_0010, VR::PN, name),
                text(0x0008_1030, VR::LO, "Yamada chest"),
                text(0x0008_103E, VR::LO, "\u{1b}$B;3ED\u{1b}(B lung"),
            ],
        )
    };
    let facts = dicom::facts(&file()).expect("an instance");
    let names: Vec<_> = facts
        .known
        .iter()
        .map(|known| known.value.expose().as_str())
        .collect();
    assert!(
        names.contains(&"Yamada^Tarou") && names.contains(&"山田^太郎"),
        "both groups"
    );
    let out = cleaned(file(), Preset::SecondOpinion);
    assert_eq!(out.text(0x0008_1030), some("chest"));
    assert!(!out.holds("山田") && !out.holds(";3ED"));
}

#[test]
fn overlays_curves_icons_and_padding_go() {
    let out = cleaned(
        instance(
            CT,
            vec![
                text(0x5000_0022, VR::LO, "ZQXCURVE"),
                text(0x6000_0022, VR::LO, "ZQXOVERLAY"),
                text(0x6002_4000, VR::LT, "ZQXCOMMENT"),
                items(
                    0x0088_0200,
                    vec![vec![text(0x0028_0004, VR::CS, "MONOCHROME2")]],
                ),
                items(
                    0x0400_0561,
                    vec![vec![text(0x0400_0563, VR::LO, "ZQXSYSTEM")]],
                ),
                raw(0xFFFC_FFFC, VR::OB, b"ZQXPADDING"),
            ],
        ),
        Preset::Research,
    );
    assert!(!out.holds("ZQX"));
    assert!(out.items(0x0088_0200).is_empty());
}

#[test]
fn a_date_that_no_row_names_moves_with_the_others() {
    // (0008,041F) Study Update DateTime has no row in Table E.1-1.
    let file = || instance(CT, vec![text(0x0008_041F, VR::DT, "20230702001000")]);
    let moved = cleaned(file(), Preset::Research);
    let shifted = moved.text(0x0008_041F).expect("it stays, moved");
    assert!(shifted.len() == 14 && shifted.ends_with("001000") && !moved.holds("20230702"));
    let year = cleaned(file(), Preset::SecondOpinion);
    assert_eq!(year.text(0x0008_041F), some("20230102002000"));
}

#[test]
fn a_code_string_that_is_no_term_goes() {
    let out = cleaned(
        instance(
            CT,
            vec![
                text(0x0018_0015, VR::CS, "OUTLANDER JOE"),
                text(0x0018_5100, VR::CS, "HFS"),
            ],
        ),
        Preset::Research,
    );
    assert!(!out.holds("OUTLANDER"));
    assert_eq!(out.text(0x0018_5100), some("HFS"));
}

#[test]
fn a_uid_under_the_root_of_the_standard_stays_only_where_it_names_a_class() {
    let out = cleaned(
        instance(
            CT,
            vec![items(
                0x0008_1140,
                vec![vec![
                    text(0x0008_1150, VR::UI, "1.2.840.10008.5.1.4.1.1.2.99"),
                    text(0x0008_1155, VR::UI, "1.2.840.10008.99.4711.1"),
                ]],
            )],
        ),
        Preset::Research,
    );
    assert!(!out.holds("99.4711.1"), "an instance is nobody's class");
    assert!(out.holds("1.2.840.10008.5.1.4.1.1.2.99"));
    let foreign = cleaned(
        instance(
            CT,
            vec![items(
                0x0008_1140,
                vec![vec![text(0x0008_1150, VR::UI, "1.2.826.0.1.77.44.5")]],
            )],
        ),
        Preset::Research,
    );
    assert!(!foreign.holds("77.44.5"));
}

#[test]
fn typed_decimals_stay_and_letters_in_their_place_go() {
    let speed = 38.4_f64.to_le_bytes();
    let factors: Vec<u8> = [0.79_f32, 0.833, 0.85]
        .iter()
        .flat_map(|factor| factor.to_le_bytes())
        .collect();
    let kept = cleaned(
        instance(
            CT,
            vec![
                raw(0x0018_9309, VR::FD, &speed),
                raw(0x0018_9352, VR::FL, &factors),
            ],
        ),
        Preset::SecondOpinion,
    );
    assert!(kept.bytes.windows(8).any(|window| window == speed));
    assert!(kept.bytes.windows(12).any(|window| window == factors));
    for word in ["Quimbyfa", "QUIMBYFA", "quim byf"] {
        let out = cleaned(
            instance(CT, vec![raw(0x0018_9309, VR::FD, word.as_bytes())]),
            Preset::Research,
        );
        assert!(!out.holds(word), "{word}");
        let word = format!("{word}rthg");
        let out = cleaned(
            instance(CT, vec![raw(0x0018_9352, VR::FL, word.as_bytes())]),
            Preset::Research,
        );
        assert!(!out.holds(&word), "{word}");
    }
}

#[test]
fn a_word_or_an_item_in_the_bytes_of_a_table_goes_with_them() {
    for bytes in [
        &b"\x01\x00Quimbyfarthing\xFF\x00"[..],
        &b"\xFE\xFF\x00\xE0\x10\x00\x00\x00\x10\x00\x10\x00\x08\x00\x00\x00"[..],
    ] {
        let out = cleaned(
            instance(CT, vec![raw(0x0028_1201, VR::OW, bytes)]),
            Preset::Research,
        );
        assert!(!out.bytes.windows(bytes.len()).any(|window| window == bytes));
    }
    let ramp: Vec<u8> = (0..=255).collect();
    let kept = cleaned(
        instance(CT, vec![raw(0x0028_1201, VR::OW, &ramp)]),
        Preset::Research,
    );
    assert!(kept.bytes.windows(256).any(|window| window == ramp));
}
