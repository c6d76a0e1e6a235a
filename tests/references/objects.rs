//! Made-up objects of one patient that point at each other in every way that
//! PS3.3 knows: two studies, a CT series, an enhanced CT in two concatenated
//! parts, presentation state, key objects, segmentation, RT objects, report,
//! registration, secondary capture.

use crate::encode::{Given, part10, short, text};

/// UIDs as they come from real makers: long, short, with a leading zero.
pub mod uid {
    pub const STUDY_ONE: &str = "1.2.826.0.1.3680043.99.11.1";
    pub const STUDY_TWO: &str = "1.2.826.0.1.3680043.99.11.2";
    pub const FRAME: &str = "1.2.826.0.1.3680043.99.12.1";
    pub const FRAME_TWO: &str = "1.2.826.0.1.3680043.99.12.02";
    pub const SYNCHRONIZATION: &str = "1.2.826.0.1.3680043.99.13.1";
    pub const CONCATENATION: &str = "1.2.826.0.1.3680043.99.14.1";
    pub const CONCATENATION_SOURCE: &str = "1.2.826.0.1.3680043.99.14.2";
    pub const DIMENSION: &str = "1.2.826.0.1.3680043.99.15.1";
    pub const TRACKING: &str = "1.2.826.0.1.3680043.99.16.1";
    pub const FIDUCIAL: &str = "1.2.826.0.1.3680043.99.17.1";
    /// Longer than PS3.5 §9.1 allows; it is met in the field.
    pub const TOO_LONG: &str =
        "1.2.826.0.1.3680043.99.18.1234567890123456789012345678901234567890.123";
    pub const OUTSIDE: &str = "1.2.826.0.1.3680043.99.19.1";

    pub fn series(name: &str) -> String {
        format!("1.2.826.0.1.3680043.99.21.{}", number(name))
    }

    pub fn instance(name: &str) -> String {
        format!("1.2.826.0.1.3680043.99.31.{}", number(name))
    }

    /// Different for names of different letters.
    fn number(name: &str) -> u64 {
        name.bytes()
            .fold(7, |sum, byte| sum * 131 % 1_000_000_007 + u64::from(byte))
    }
}

pub const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const ENHANCED_CT: &str = "1.2.840.10008.5.1.4.1.1.2.1";
const GSPS: &str = "1.2.840.10008.5.1.4.1.1.11.1";
const KOS: &str = "1.2.840.10008.5.1.4.1.1.88.59";
const SR: &str = "1.2.840.10008.5.1.4.1.1.88.33";
const SEG: &str = "1.2.840.10008.5.1.4.1.1.66.4";
const REGISTRATION: &str = "1.2.840.10008.5.1.4.1.1.66.1";
const RT_STRUCTURES: &str = "1.2.840.10008.5.1.4.1.1.481.3";
const RT_PLAN: &str = "1.2.840.10008.5.1.4.1.1.481.5";
const RT_DOSE: &str = "1.2.840.10008.5.1.4.1.1.481.2";
const CAPTURE: &str = "1.2.840.10008.5.1.4.1.1.7";
const STUDY_MANAGEMENT: &str = "1.2.840.10008.3.1.2.3.1";
const RELATIONSHIP: &str = "1.2.840.10008.5.1.4.1.1.2";

pub const ACCESSION: &str = "ACC-00471 1";

/// One file of the drop.
pub struct Object {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// A reference to an instance (PS3.3 Table 10-11).
fn reference(class: &str, name: &str) -> Vec<Given> {
    vec![
        text(0x0008_1150, "UI", class),
        text(0x0008_1155, "UI", &uid::instance(name)),
    ]
}

fn sequence(tag: u32, items: Vec<Vec<Given>>) -> Given {
    Given::Items(tag, items)
}

fn one(tag: u32, item: Vec<Given>) -> Given {
    sequence(tag, vec![item])
}

/// (0008,1115) with the instances of one series under `inner`.
fn series_reference(series: &str, inner: u32, class: &str, names: &[&str]) -> Given {
    let instances = names.iter().map(|name| reference(class, name)).collect();
    one(
        0x0008_1115,
        vec![
            sequence(inner, instances),
            text(0x0020_000E, "UI", &uid::series(series)),
        ],
    )
}

fn code(tag: u32, value: &str, scheme: &str, meaning: &str) -> Given {
    one(
        tag,
        vec![
            text(0x0008_0100, "SH", value),
            text(0x0008_0102, "SH", scheme),
            text(0x0008_0104, "LO", meaning),
        ],
    )
}

/// A content item (PS3.3 C.17.3).
fn content(kind: &str, concept: (&str, &str), more: Vec<Given>) -> Vec<Given> {
    let mut item = vec![
        text(0x0040_A010, "CS", "CONTAINS"),
        text(0x0040_A040, "CS", kind),
        code(0x0040_A043, concept.0, "DCM", concept.1),
    ];
    item.extend(more);
    item
}

struct Maker {
    study: &'static str,
    date: &'static str,
}

impl Maker {
    fn object(
        &self,
        name: &'static str,
        (class, modality, series): (&str, &str, &str),
        more: Vec<Given>,
    ) -> Object {
        let instance = uid::instance(name);
        let mut data = vec![
            text(0x0008_0016, "UI", class),
            text(0x0008_0018, "UI", &instance),
            text(0x0008_0020, "DA", self.date),
            text(0x0008_0030, "TM", "101500"),
            text(0x0008_0050, "SH", ACCESSION),
            text(0x0008_0060, "CS", modality),
            text(0x0010_0010, "PN", "Quillfeather^Oda"),
            text(0x0010_0020, "LO", "MRN0815-3"),
            text(0x0020_000D, "UI", self.study),
            text(0x0020_000E, "UI", &uid::series(series)),
            text(0x0020_0011, "IS", "1"),
            text(0x0020_0013, "IS", "1"),
        ];
        if ["CT", "SEG", "OT"].contains(&modality) {
            data.extend([short(0x0028_0010, 8), short(0x0028_0011, 8)]);
        }
        data.extend(more);
        let meta = vec![
            text(0x0002_0002, "UI", class),
            text(0x0002_0003, "UI", &instance),
            text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
        ];
        Object {
            name,
            bytes: part10(&[], meta, data),
        }
    }
}

const ONE: Maker = Maker {
    study: uid::STUDY_ONE,
    date: "20230630",
};
const TWO: Maker = Maker {
    study: uid::STUDY_TWO,
    date: "20240205",
};

/// All objects of the drop.
pub fn drop() -> Vec<Object> {
    let mut all: Vec<Object> = ["slice1", "slice2", "slice3"].map(slice).into();
    all.extend([
        enhanced("part1", 1),
        enhanced("part2", 2),
        presentation_state(),
        key_objects(),
        segmentation(),
        structures(),
        plan(),
        dose(),
        report(),
        registration(),
        capture(),
        second_study(),
    ]);
    all
}

fn slice(name: &'static str) -> Object {
    ONE.object(
        name,
        (CT, "CT", "ct"),
        vec![
            // Padded with a blank and zeros instead of one zero.
            Given::Bytes(
                0x0020_0052,
                "UI",
                format!("{} \0\0", uid::FRAME).into_bytes(),
            ),
            text(0x0020_0200, "UI", uid::SYNCHRONIZATION),
            one(
                0x0008_1110,
                vec![
                    text(0x0008_1150, "UI", STUDY_MANAGEMENT),
                    text(0x0008_1155, "UI", uid::STUDY_TWO),
                ],
            ),
            sequence(
                0x0008_1140,
                vec![reference(CT, "slice1"), reference(CT, "slice2")],
            ),
            text(0x0018_1002, "UI", uid::TOO_LONG),
            text(0x0018_9004, "CS", "RESEARCH"),
            one(
                0x0040_0275,
                vec![
                    text(0x0008_0050, "SH", ACCESSION),
                    text(0x0040_0007, "LO", "CT CHEST"),
                ],
            ),
            text(0x0020_4000, "LT", &format!("Beside {}", uid::STUDY_TWO)),
        ],
    )
}

fn enhanced(name: &'static str, number: u16) -> Object {
    let frame = |of: &str| {
        vec![
            one(0x0020_9111, vec![short(0x0020_9156, 1)]),
            one(
                0x0008_9124,
                vec![
                    code(0x0008_9215, "113076", "DCM", "Segmentation"),
                    one(0x0008_2112, {
                        let mut source = reference(CT, of);
                        source.push(code(0x0040_A170, "121322", "DCM", "Source image"));
                        source
                    }),
                ],
            ),
            one(0x0008_1140, reference(CT, of)),
        ]
    };
    ONE.object(
        name,
        (ENHANCED_CT, "CT", "enhanced"),
        vec![
            text(0x0020_0052, "UI", uid::FRAME),
            text(0x0020_0200, "UI", uid::SYNCHRONIZATION),
            text(0x0020_0242, "UI", uid::CONCATENATION_SOURCE),
            text(0x0020_9161, "UI", uid::CONCATENATION),
            short(0x0020_9162, number),
            short(0x0020_9163, 2),
            one(0x0020_9221, vec![text(0x0020_9164, "UI", uid::DIMENSION)]),
            one(
                0x0020_9222,
                vec![
                    text(0x0020_9164, "UI", uid::DIMENSION),
                    text(0x0020_9421, "LO", "Stack"),
                ],
            ),
            text(0x0028_0008, "IS", "2"),
            one(0x5200_9229, vec![one(0x0008_1140, reference(CT, "slice3"))]),
            sequence(0x5200_9230, vec![frame("slice1"), frame("slice2")]),
            series_reference("ct", 0x0008_114A, CT, &["slice1", "slice2", "slice3"]),
        ],
    )
}

fn presentation_state() -> Object {
    let images = vec![reference(CT, "slice1"), reference(CT, "slice2")];
    ONE.object(
        "state",
        (GSPS, "PR", "states"),
        vec![
            series_reference("ct", 0x0008_1140, CT, &["slice1", "slice2"]),
            one(
                0x0070_0001,
                vec![
                    sequence(0x0008_1140, vec![reference(CT, "slice1")]),
                    text(0x0070_0002, "CS", "LAYER1"),
                ],
            ),
            one(0x0070_005A, vec![sequence(0x0008_1140, images)]),
        ],
    )
}

fn evidence(tag: u32, study: &str, series: Given) -> Given {
    one(tag, vec![series, text(0x0020_000D, "UI", study)])
}

fn key_objects() -> Object {
    let image = vec![one(0x0008_1199, {
        let mut item = reference(CT, "slice2");
        item.push(one(0x0008_1199, reference(GSPS, "state")));
        item
    })];
    ONE.object(
        "keys",
        (KOS, "KO", "keys"),
        vec![
            text(0x0040_A040, "CS", "CONTAINER"),
            code(0x0040_A043, "113000", "DCM", "Of Interest"),
            sequence(
                0x0040_A375,
                vec![vec![
                    series_reference("ct", 0x0008_1199, CT, &["slice2"]),
                    text(0x0020_000D, "UI", uid::STUDY_ONE),
                ]],
            ),
            evidence(
                0x0040_A525,
                uid::STUDY_TWO,
                series_reference("later", 0x0008_1199, CT, &["later"]),
            ),
            sequence(
                0x0040_A730,
                vec![content("IMAGE", ("121112", "Source of Measurement"), image)],
            ),
        ],
    )
}

fn segmentation() -> Object {
    let frame = |of: &str| vec![one(0x0008_9124, vec![one(0x0008_2112, reference(CT, of))])];
    ONE.object(
        "segments",
        (SEG, "SEG", "segments"),
        vec![
            text(0x0020_0052, "UI", uid::FRAME),
            one(0x0020_9221, vec![text(0x0020_9164, "UI", uid::DIMENSION)]),
            one(
                0x0062_0002,
                vec![
                    short(0x0062_0004, 1),
                    text(0x0062_0021, "UI", uid::TRACKING),
                ],
            ),
            series_reference("ct", 0x0008_114A, CT, &["slice1", "slice3"]),
            sequence(0x5200_9230, vec![frame("slice1"), frame("slice3")]),
        ],
    )
}

fn structures() -> Object {
    let images = || vec![reference(CT, "slice1"), reference(CT, "slice2")];
    let referenced_study = vec![
        text(0x0008_1150, "UI", STUDY_MANAGEMENT),
        text(0x0008_1155, "UI", uid::STUDY_ONE),
        one(
            0x3006_0014,
            vec![
                sequence(0x3006_0016, images()),
                text(0x0020_000E, "UI", &uid::series("ct")),
            ],
        ),
    ];
    ONE.object(
        "structures",
        (RT_STRUCTURES, "RTSTRUCT", "rt"),
        vec![
            text(0x3006_0002, "SH", "HEAD"),
            one(
                0x3006_0010,
                vec![
                    text(0x0020_0052, "UI", uid::FRAME),
                    one(0x3006_0012, referenced_study),
                ],
            ),
            one(
                0x3006_0020,
                vec![
                    text(0x3006_0022, "IS", "1"),
                    text(0x3006_0024, "UI", uid::FRAME),
                    text(0x3006_0026, "LO", "LIVER"),
                ],
            ),
            one(
                0x3006_0039,
                vec![
                    one(
                        0x3006_0040,
                        vec![
                            one(0x3006_0016, reference(CT, "slice2")),
                            text(0x3006_0042, "CS", "POINT"),
                        ],
                    ),
                    text(0x3006_0084, "IS", "1"),
                ],
            ),
        ],
    )
}

fn plan() -> Object {
    ONE.object(
        "plan",
        (RT_PLAN, "RTPLAN", "plans"),
        vec![
            text(0x0020_0052, "UI", uid::FRAME),
            text(0x300A_0002, "SH", "PLAN"),
            one(0x300C_0060, reference(RT_STRUCTURES, "structures")),
            one(0x300C_0080, reference(RT_DOSE, "dose")),
            one(0x300A_0010, vec![text(0x300A_0013, "UI", uid::FIDUCIAL)]),
        ],
    )
}

fn dose() -> Object {
    ONE.object(
        "dose",
        (RT_DOSE, "RTDOSE", "doses"),
        vec![
            text(0x0020_0052, "UI", uid::FRAME),
            one(0x300C_0002, reference(RT_PLAN, "plan")),
            one(0x300C_0060, reference(RT_STRUCTURES, "structures")),
        ],
    )
}

fn report() -> Object {
    let image = vec![one(0x0008_1199, reference(CT, "slice3"))];
    let region = vec![text(0x3006_0024, "UI", uid::FRAME)];
    let tracking = vec![text(0x0040_A124, "UI", uid::TRACKING)];
    let study = vec![text(0x0040_A124, "UI", uid::STUDY_TWO)];
    let words = format!(
        "Nodule of 7 mm. Compared with study {} and image {}. Segmented in {}.",
        uid::STUDY_TWO,
        uid::instance("later"),
        uid::instance("segments")
    );
    let finding = vec![text(0x0040_A160, "UT", &words)];
    ONE.object(
        "report",
        (SR, "SR", "reports"),
        vec![
            text(0x0040_A040, "CS", "CONTAINER"),
            code(0x0040_A043, "126000", "DCM", "Imaging Measurement Report"),
            one(
                0x0040_A370,
                vec![
                    text(0x0008_0050, "SH", ACCESSION),
                    text(0x0020_000D, "UI", uid::STUDY_ONE),
                ],
            ),
            evidence(
                0x0040_A375,
                uid::STUDY_ONE,
                series_reference("ct", 0x0008_1199, CT, &["slice1", "slice3"]),
            ),
            evidence(
                0x0040_A385,
                uid::STUDY_TWO,
                series_reference("later", 0x0008_1199, CT, &["later"]),
            ),
            evidence(
                0x0040_A360,
                uid::STUDY_ONE,
                series_reference("keys", 0x0008_1199, KOS, &["keys"]),
            ),
            sequence(
                0x0040_A730,
                vec![
                    content("IMAGE", ("121112", "Source of Measurement"), image),
                    content("UIDREF", ("112040", "Tracking Unique Identifier"), tracking),
                    content("UIDREF", ("121018", "Procedure Study Instance UID"), study),
                    content("TEXT", ("121071", "Finding"), finding),
                    content("SCOORD3D", ("111030", "Image Region"), region),
                ],
            ),
        ],
    )
}

fn registration() -> Object {
    let frame = |frame: &str, image: &str| {
        vec![
            sequence(0x0008_1140, vec![reference(CT, image)]),
            text(0x0020_0052, "UI", frame),
        ]
    };
    ONE.object(
        "registration",
        (REGISTRATION, "REG", "registrations"),
        vec![
            text(0x0020_0052, "UI", uid::FRAME),
            sequence(
                0x0070_0308,
                vec![frame(uid::FRAME, "slice1"), frame(uid::FRAME_TWO, "later")],
            ),
            series_reference("ct", 0x0008_114A, CT, &["slice1"]),
            one(
                0x0008_1200,
                vec![
                    series_reference("later", 0x0008_114A, RELATIONSHIP, &["later"]),
                    text(0x0020_000D, "UI", uid::STUDY_TWO),
                ],
            ),
        ],
    )
}

fn capture() -> Object {
    let source = {
        let mut item = reference(CT, "slice1");
        item.push(text(0x0008_1160, "IS", "1"));
        item
    };
    ONE.object(
        "capture",
        (CAPTURE, "OT", "captures"),
        vec![
            text(0x0008_0064, "CS", "WSD"),
            text(
                0x0008_2111,
                "ST",
                &format!("Reformatted from {}", uid::instance("slice1")),
            ),
            sequence(0x0008_2112, vec![source, reference(CT, "later")]),
            // A reference to what is not in the drop is replaced too.
            one(
                0x0008_114A,
                vec![
                    text(0x0008_1150, "UI", CT),
                    text(0x0008_1155, "UI", uid::OUTSIDE),
                ],
            ),
            // Two UIDs in one value.
            text(
                0x0008_001A,
                "UI",
                &format!("{STUDY_MANAGEMENT}\\{}", "1.2.840.10008.5.1.4.1.1.7.1"),
            ),
            text(
                0x0008_0058,
                "UI",
                &format!("{}\\{}", uid::instance("slice1"), uid::instance("slice2")),
            ),
        ],
    )
}

fn second_study() -> Object {
    TWO.object(
        "later",
        (CT, "CT", "later"),
        vec![
            text(0x0020_0052, "UI", uid::FRAME_TWO),
            one(
                0x0008_1110,
                vec![
                    text(0x0008_1150, "UI", STUDY_MANAGEMENT),
                    text(0x0008_1155, "UI", uid::STUDY_ONE),
                ],
            ),
            one(
                0x0008_1200,
                vec![
                    series_reference("ct", 0x0008_114A, CT, &["slice1", "slice2"]),
                    text(0x0020_000D, "UI", uid::STUDY_ONE),
                ],
            ),
        ],
    )
}
