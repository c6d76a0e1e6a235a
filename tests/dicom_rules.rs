//! What a person sees of the DICOM rules, on instances made for the purpose:
//! read from bytes, cleaned by a plan, written, read again.

use dicom_core::{Tag, VR};
use safelight::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use safelight::dicom::facts::PixelRisk;
use safelight::dicom::{self, Cleaning};
use safelight::finding::{Done, ReasonCode, TagCode, Tally};
use safelight::plan::{Plan, Surveyed};
use safelight::policy::{Policy, Preset};
use safelight::safe_harbor::Letter;
use safelight::source::Part;
use safelight::text::Finder;

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const PET: &str = "1.2.840.10008.5.1.4.1.1.128";
const SR: &str = "1.2.840.10008.5.1.4.1.1.88.33";
const STUDY: &str = "1.2.826.0.1.77.1.2";

fn tag(code: u32) -> Tag {
    Tag((code >> 16) as u16, (code & 0xFFFF) as u16)
}

fn text(code: u32, vr: VR, value: &str) -> Element {
    raw(code, vr, value.as_bytes())
}

fn raw(code: u32, vr: VR, value: &[u8]) -> Element {
    let mut bytes = value.to_vec();
    if bytes.len() % 2 == 1 {
        bytes.push(if vr == VR::UI { 0 } else { b' ' });
    }
    Element {
        tag: tag(code),
        vr,
        value: Value::Bytes(bytes),
    }
}

fn items(code: u32, sets: Vec<Vec<Element>>) -> Element {
    let sets = sets.into_iter().map(set_of).collect();
    Element {
        tag: tag(code),
        vr: VR::SQ,
        value: Value::Items(sets),
    }
}

fn set_of(elements: Vec<Element>) -> DataSet {
    let mut set = DataSet::default();
    for element in elements {
        set.put(element);
    }
    set
}

/// An instance of a made-up patient with some more elements.
fn instance(class: &str, more: Vec<Element>) -> DicomFile {
    let mut elements = vec![
        text(0x0008_0016, VR::UI, class),
        text(0x0008_0018, VR::UI, "1.2.826.0.1.77.1.1"),
        text(0x0008_0020, VR::DA, "20230630"),
        text(0x0008_0030, VR::TM, "235000"),
        text(0x0008_0050, VR::SH, "ACC4711"),
        text(0x0008_0060, VR::CS, "CT"),
        text(0x0010_0010, VR::PN, "Quillfeather^Oda"),
        text(0x0010_0020, VR::LO, "MRN0815"),
        text(0x0010_0030, VR::DA, "19501211"),
        text(0x0020_000D, VR::UI, STUDY),
        text(0x0020_000E, VR::UI, "1.2.826.0.1.77.1.3"),
        text(0x0020_0010, VR::SH, "ST99117"),
    ];
    elements.extend(more);
    DicomFile {
        transfer_syntax: String::from("1.2.840.10008.1.2.1"),
        encoding: Encoding::ExplicitLittle,
        meta: set_of(vec![
            text(0x0002_0002, VR::UI, class),
            text(0x0002_0003, VR::UI, "1.2.826.0.1.77.1.1"),
            text(0x0002_0010, VR::UI, "1.2.840.10008.1.2.1"),
            text(0x0002_0016, VR::AE, "QUILLMODALITY"),
        ]),
        data_set: set_of(elements),
    }
}

/// A cleaned instance, read again from its bytes.
struct Cleaned {
    file: DicomFile,
    bytes: Vec<u8>,
    tally: Tally,
    kept: Vec<String>,
}

fn cleaned(file: DicomFile, preset: Preset) -> Cleaned {
    let file = dicom::read::read(&written(&file), &Default::default()).expect("readable");
    let facts = dicom::facts(&file).expect("an instance");
    let policy = Policy {
        preset,
        ..Policy::default()
    };
    let plan = Plan::make(&[Surveyed::Instance(Box::new(facts))], policy, [9; 32]);
    let finder = Finder::new(&plan.known, preset.dates());
    let study = plan.studies.values().next().expect("a study");
    let cleaning = Cleaning {
        plan: &plan,
        study,
        finder: &finder,
    };
    let clean = dicom::clean(file, &cleaning).expect("cleaned");
    let bytes = written(&clean.file);
    Cleaned {
        file: dicom::read::read(&bytes, &Default::default()).expect("readable again"),
        bytes,
        tally: clean.tally,
        kept: clean
            .kept_text
            .iter()
            .map(|(_, text)| text.expose().clone())
            .collect(),
    }
}

fn written(file: &DicomFile) -> Vec<u8> {
    dicom::write::write(file)
        .expect("can be written")
        .into_iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes,
            Part::Slice { .. } => panic!("nothing is left in a source"),
        })
        .collect()
}

impl Cleaned {
    fn text(&self, code: u32) -> Option<String> {
        value(&self.file.data_set, code)
    }

    fn meta(&self, code: u32) -> Option<String> {
        value(&self.file.meta, code)
    }

    fn items(&self, code: u32) -> Vec<DataSet> {
        items_of(&self.file.data_set, code)
    }

    fn holds(&self, word: &str) -> bool {
        self.bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    }
}

fn value(set: &DataSet, code: u32) -> Option<String> {
    match &set.get(tag(code))?.value {
        Value::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            Some(text.trim_end_matches([' ', '\0']).to_owned())
        }
        Value::Items(_) | Value::Pixels(_) => None,
    }
}

fn items_of(set: &DataSet, code: u32) -> Vec<DataSet> {
    match set.get(tag(code)).map(|element| &element.value) {
        Some(Value::Items(items)) => items.clone(),
        _ => Vec::new(),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

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
    assert_eq!(out.text(0x0020_4000), None);
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

/// A content item with its concept.
fn content(kind: &str, scheme: &str, code: &str, more: Vec<Element>) -> Vec<Element> {
    let concept = vec![
        text(0x0008_0100, VR::SH, code),
        text(0x0008_0102, VR::SH, scheme),
        text(0x0008_0104, VR::LO, "Concept"),
    ];
    let mut elements = vec![
        text(0x0040_A010, VR::CS, "CONTAINS"),
        text(0x0040_A040, VR::CS, kind),
        items(0x0040_A043, vec![concept]),
    ];
    elements.extend(more);
    elements
}

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
    for class in ["104.1", "104.2", "104.3", "104.4", "104.5"] {
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
