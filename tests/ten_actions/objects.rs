//! The objects of a study: more than twenty kinds of SOP class, each with the
//! attributes of its modules, nested items and private blocks.

use crate::encode::{Given, short, text};
use crate::key::{self, Ask, Plant, Row};
use crate::plant::Planter;
use crate::score::{Action, Runs};

/// A kind of object.
pub struct Kind {
    pub name: &'static str,
    /// Behind 1.2.840.10008.5.1.4.1.1.
    class: &'static str,
    pub modality: &'static str,
    tables: &'static [&'static [Row]],
    content: Content,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Native,
    Encapsulated,
    /// Functional groups.
    Enhanced,
    Segments,
    Presentation,
    KeyObject,
    Report,
    DoseReport,
    Structures,
    Plan,
    Waveform,
    Document,
    /// A picture that says it has text burned in.
    BurnedIn,
}

use Content::{
    BurnedIn, Document, DoseReport, Encapsulated, Enhanced, KeyObject, Native, Plan, Presentation,
    Report, Segments, Structures, Waveform,
};

const fn kind(
    name: &'static str,
    class: &'static str,
    modality: &'static str,
    tables: &'static [&'static [Row]],
    content: Content,
) -> Kind {
    Kind {
        name,
        class,
        modality,
        tables,
        content,
    }
}

#[rustfmt::skip]
pub const KINDS: &[Kind] = &[
    kind("CT", "2", "CT", &[key::IMAGE, key::SLICE, key::CT], Native),
    kind("Enhanced CT", "2.1", "CT", &[key::CT], Enhanced),
    kind("MR", "4", "MR", &[key::IMAGE, key::SLICE, key::MR], Native),
    kind("Enhanced MR", "4.1", "MR", &[key::MR], Enhanced),
    kind("US", "6.1", "US", &[key::IMAGE, key::ULTRASOUND], Native),
    kind("US multi-frame", "3.1", "US", &[key::IMAGE, key::ULTRASOUND], Encapsulated),
    kind("CR", "1", "CR", &[key::IMAGE, key::PROJECTION], Native),
    kind("DX", "1.1", "DX", &[key::IMAGE, key::PROJECTION], Encapsulated),
    kind("MG", "1.2", "MG", &[key::IMAGE, key::PROJECTION, key::MAMMOGRAPHY], Native),
    kind("PET", "128", "PT", &[key::IMAGE, key::SLICE, key::NUCLEAR], Native),
    kind("NM", "20", "NM", &[key::IMAGE, key::NUCLEAR], Native),
    kind("XA", "12.1", "XA", &[key::IMAGE, key::ANGIOGRAPHY], Encapsulated),
    kind("RF", "12.2", "RF", &[key::IMAGE, key::ANGIOGRAPHY], Native),
    kind("SC", "7", "OT", &[key::IMAGE, key::CAPTURE], Native),
    kind("SC, burned in", "7", "OT", &[], BurnedIn),
    kind("SEG", "66.4", "SEG", &[key::CONTENT, key::SEGMENTATION], Segments),
    kind("GSPS", "11.1", "PR", &[key::CONTENT], Presentation),
    kind("KOS", "88.59", "KO", &[key::REPORT], KeyObject),
    kind("Basic text SR", "88.11", "SR", &[key::REPORT], Report),
    kind("Enhanced SR", "88.22", "SR", &[key::REPORT], Report),
    kind("Comprehensive SR", "88.33", "SR", &[key::REPORT], Report),
    kind("Dose SR", "88.67", "SR", &[key::REPORT], DoseReport),
    kind("RT structure set", "481.3", "RT", &[key::STRUCTURE], Structures),
    kind("RT plan", "481.5", "RT", &[key::PLAN], Plan),
    kind("RT dose", "481.2", "RT", &[key::IMAGE, key::DOSE], Native),
    kind("12-lead ECG", "9.1.1", "ECG", &[], Waveform),
    kind("Encapsulated PDF", "104.1", "DOC", &[], Document),
];

/// Objects that the product withholds by name (THREATS rows 16 and 19): what
/// must stay in them cannot be asked for.
pub fn is_withheld(kind: &Kind) -> bool {
    matches!(kind.content, BurnedIn)
}

impl Kind {
    pub fn sop_class(&self) -> String {
        format!("1.2.840.10008.5.1.4.1.1.{}", self.class)
    }

    /// Elements of the object; its checks are in the planter.
    pub fn plant(&self, planter: &mut Planter<'_>) -> Vec<Given> {
        let modality = match self.modality {
            "RT" => match self.content {
                Structures => "RTSTRUCT",
                Plan => "RTPLAN",
                _other => "RTDOSE",
            },
            other => other,
        };
        let mut all = vec![
            text(0x0008_0005, "CS", "ISO_IR 192"),
            text(0x0008_0016, "UI", &self.sop_class()),
            text(0x0008_0060, "CS", modality),
        ];
        planter.check(Action::TextRetained, 0x0008_0060, modality, Runs::Both);
        all.extend(planter.rows(key::COMMON));
        for table in self.tables {
            // A later table may say more of an attribute; the first one holds.
            for row in *table {
                if !all.iter().any(|given| given.tag() == row.0) {
                    all.push(planter.row(*row));
                }
            }
        }
        all.extend(nested(planter));
        all.extend(private(planter));
        all.extend(self.inside(planter));
        all
    }

    fn inside(&self, planter: &mut Planter<'_>) -> Vec<Given> {
        match self.content {
            Native => pixels(planter, false),
            Encapsulated => pixels(planter, true),
            Enhanced => enhanced(planter),
            Segments => segments(planter),
            Presentation => presentation(planter),
            KeyObject => tree(planter, Tree::Key),
            Report => tree(planter, Tree::Text),
            DoseReport => tree(planter, Tree::Dose),
            Structures => structures(planter),
            Plan => plan(planter),
            Waveform => waveform(planter),
            Document => vec![
                planter.row((0x0042_0010, "ST", Plant::Description, Ask::Cleaned)),
                planter.document(),
                text(0x0042_0012, "LO", "application/pdf"),
            ],
            BurnedIn => {
                planter.check(Action::PixelsHidden, 0x7FE0_0010, "", Runs::Both);
                let mut all = pixels(planter, false);
                planter
                    .checks
                    .retain(|check| check.action != Action::PixelsRetained);
                all.push(text(0x0028_0301, "CS", "YES"));
                all
            }
        }
    }
}

/// References, codes and requests: sequences that every object may have.
fn nested(planter: &mut Planter<'_>) -> Vec<Given> {
    let reference: &[Row] = &[(0x0008_1155, "UI", Plant::Uid, Ask::Uid)];
    let code: &[Row] = &[
        (0x0008_0100, "SH", Plant::Is("P5-09051"), Ask::Retained),
        (0x0008_0102, "SH", Plant::Is("SRT"), Ask::Retained),
        (0x0008_0104, "LO", Plant::Description, Ask::Cleaned),
    ];
    let person: &[Row] = &[
        (0x0008_0080, "LO", Plant::House, Ask::Removed),
        (0x0008_0081, "ST", Plant::Address, Ask::Removed),
        (0x0040_1102, "ST", Plant::Address, Ask::Removed),
        (0x0040_1103, "LO", Plant::Phone, Ask::Removed),
    ];
    let ids: &[Row] = &[
        (0x0010_0020, "LO", Plant::Code, Ask::Removed),
        (0x0010_0021, "LO", Plant::House, Ask::Removed),
    ];
    let request: &[Row] = &[
        (
            0x0040_0007,
            "LO",
            Plant::Description,
            Ask::CleanedInResearch,
        ),
        (0x0040_0009, "SH", Plant::Code, Ask::Removed),
        (0x0040_1001, "SH", Plant::Code, Ask::Removed),
        (0x0032_1060, "LO", Plant::Comment, Ask::Removed),
    ];
    let class = "1.2.840.10008.5.1.4.1.1.2";
    vec![
        planter.items(0x0008_1140, 2, |planter, _| {
            let mut item = vec![text(0x0008_1150, "UI", class)];
            planter.check(Action::TextRetained, 0x0008_1150, class, Runs::Both);
            item.extend(planter.rows(reference));
            item
        }),
        planter.items(0x0008_1032, 1, |planter, _| planter.rows(code)),
        planter.items(0x0008_0096, 1, |planter, _| planter.rows(person)),
        planter.items(0x0010_1002, 2, |planter, _| planter.rows(ids)),
        planter.items(0x0040_0275, 1, |planter, _| planter.rows(request)),
        planter.items(0x0008_1115, 1, |planter, _| {
            let mut item = planter.rows(&[(0x0020_000E, "UI", Plant::Uid, Ask::Uid)]);
            item.push(planter.items(0x0008_114A, 2, |planter, _| {
                let mut item = vec![text(0x0008_1150, "UI", class)];
                item.extend(planter.rows(reference));
                item
            }));
            item
        }),
    ]
}

/// Two blocks: of a maker, and of one that hides a sequence.
fn private(planter: &mut Planter<'_>) -> Vec<Given> {
    let name = planter.study.patient.written(planter.random);
    let number = planter.study.patient_id.clone();
    let id = format!("{}.9", planter.instance_uid());
    planter.private(0x0019_1092, "MOSSGATE ACQ 1.1", &name);
    planter.private(0x0019_1093, "MOSSGATE ACQ 1.1", &number);
    planter.clean_bytes(0x0009_1001, &id);
    vec![
        text(0x0019_0010, "LO", "MOSSGATE ACQ 1.1"),
        text(0x0019_1092, "LO", &name),
        text(0x0019_1093, "UN", &number),
        text(0x0009_0010, "LO", "MOSSGATE PACS"),
        Given::Items(
            0x0009_1001,
            vec![vec![
                text(0x0008_1155, "UI", &id),
                text(0x0010_0010, "PN", &name),
            ]],
        ),
    ]
}

/// Sixteen by sixteen dots that no other object has.
fn pixels(planter: &mut Planter<'_>, encapsulated: bool) -> Vec<Given> {
    planter.check(Action::PixelsRetained, 0x7FE0_0010, "", Runs::Both);
    let seed = planter.random.next();
    let dots: Vec<u8> = (0..512_u64)
        .map(|dot| (seed.rotate_left((dot % 61) as u32) ^ dot) as u8 | 0x80)
        .collect();
    let mut all = matrix(planter);
    if encapsulated {
        let mut bytes = b"\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0\x00\x02\0\0".to_vec();
        bytes.extend(&dots);
        bytes.extend(b"\xFE\xFF\xDD\xE0\0\0\0\0");
        all.push(Given::Fragments(0x7FE0_0010, bytes));
    } else {
        all.push(Given::Bytes(0x7FE0_0010, "OW", dots));
    }
    all
}

fn matrix(planter: &mut Planter<'_>) -> Vec<Given> {
    planter.check(Action::TextRetained, 0x0028_0004, "MONOCHROME2", Runs::Both);
    let mut all = vec![text(0x0028_0004, "CS", "MONOCHROME2")];
    for (tag, value) in [
        (0x0028_0002, 1),
        (0x0028_0010, 16),
        (0x0028_0011, 16),
        (0x0028_0100, 16),
        (0x0028_0101, 12),
        (0x0028_0102, 11),
        (0x0028_0103, 0),
    ] {
        planter.check(Action::TextRetained, tag, &value.to_string(), Runs::Both);
        all.push(short(tag, value));
    }
    all
}

fn enhanced(planter: &mut Planter<'_>) -> Vec<Given> {
    let mut all = pixels(planter, false);
    all.push(planter.row((0x0028_0008, "IS", Plant::Is("2"), Ask::Retained)));
    all.push(planter.row((0x0020_9161, "UI", Plant::Uid, Ask::Uid)));
    all.push(planter.row((0x0008_002A, "DT", Plant::Moment, Ask::Moved)));
    all.push(planter.items(0x5200_9229, 1, |planter, _| {
        vec![planter.items(0x0028_9110, 1, |planter, _| {
            planter.rows(&[(0x0018_0050, "DS", Plant::Is("1.25"), Ask::Retained)])
        })]
    }));
    all.push(planter.items(0x5200_9230, 2, |planter, _| {
        vec![
            planter.items(0x0020_9111, 1, |planter, _| {
                planter.rows(&[
                    (0x0018_9074, "DT", Plant::Moment, Ask::Moved),
                    (0x0018_9151, "DT", Plant::Moment, Ask::Moved),
                    (0x0018_9220, "FD", Plant::Is("412.5"), Ask::Retained),
                    (0x0020_9056, "SH", Plant::Is("1"), Ask::Retained),
                    (0x0020_9158, "LT", Plant::Comment, Ask::Removed),
                ])
            }),
            planter.items(0x0020_9113, 1, |planter, _| {
                planter.rows(&[(
                    0x0020_0032,
                    "DS",
                    Plant::Is("-158.1\\-179.0\\-75.7"),
                    Ask::Retained,
                )])
            }),
        ]
    }));
    all
}

fn segments(planter: &mut Planter<'_>) -> Vec<Given> {
    let mut all = pixels(planter, false);
    all.push(planter.items(0x0062_0002, 2, |planter, _| {
        let mut item = vec![short(0x0062_0004, 1)];
        item.extend(planter.rows(&[
            (0x0062_0005, "LO", Plant::Description, Ask::Cleaned),
            (0x0062_0006, "ST", Plant::Description, Ask::Cleaned),
            (0x0062_0008, "CS", Plant::Is("SEMIAUTOMATIC"), Ask::Retained),
            (0x0062_0009, "LO", Plant::Is("nnU-Net v2"), Ask::Retained),
            (0x0062_0020, "UT", Plant::Code, Ask::Removed),
            (0x0062_0021, "UI", Plant::Uid, Ask::Uid),
        ]));
        item
    }));
    all
}

/// Safe Harbor takes the text of presentations away (`safe_harbor_map.tsv`).
fn presentation(planter: &mut Planter<'_>) -> Vec<Given> {
    vec![planter.items(0x0070_0001, 1, |planter, _| {
        vec![
            text(0x0070_0002, "CS", "LAYER1"),
            planter.items(0x0070_0008, 2, |planter, _| {
                planter.rows(&[(
                    0x0070_0006,
                    "ST",
                    Plant::Description,
                    Ask::CleanedInResearch,
                )])
            }),
        ]
    })]
}

fn structures(planter: &mut Planter<'_>) -> Vec<Given> {
    vec![
        planter.items(0x3006_0010, 1, |planter, _| {
            planter.rows(&[(0x0020_0052, "UI", Plant::Uid, Ask::Uid)])
        }),
        planter.items(0x3006_0020, 2, |planter, _| {
            planter.rows(&[
                (0x3006_0022, "IS", Plant::Is("1"), Ask::Retained),
                (0x3006_0024, "UI", Plant::Uid, Ask::Uid),
                (0x3006_0026, "LO", Plant::PlainDescription, Ask::Cleaned),
                (0x3006_0028, "ST", Plant::Description, Ask::Cleaned),
                (0x3006_0036, "CS", Plant::Is("MANUAL"), Ask::Retained),
            ])
        }),
        planter.items(0x3006_0080, 1, |planter, _| {
            planter.rows(&[
                (0x3006_0082, "IS", Plant::Is("1"), Ask::Retained),
                (0x3006_00A4, "CS", Plant::Is("ORGAN"), Ask::Retained),
                (0x3006_00A6, "PN", Plant::Somebody, Ask::Removed),
            ])
        }),
    ]
}

fn plan(planter: &mut Planter<'_>) -> Vec<Given> {
    vec![planter.items(0x300A_00B0, 1, |planter, _| {
        planter.rows(&[
            (0x300A_00C0, "IS", Plant::Is("1"), Ask::Retained),
            (0x300A_00C2, "LO", Plant::PlainDescription, Ask::Cleaned),
            (0x300A_00C4, "CS", Plant::Is("STATIC"), Ask::Retained),
            (0x300A_00C6, "CS", Plant::Is("PHOTON"), Ask::Retained),
            (0x300A_00B2, "SH", Plant::Code, Ask::Removed),
            (0x300A_00B3, "CS", Plant::Is("MU"), Ask::Retained),
            (0x0008_0080, "LO", Plant::House, Ask::Removed),
            (0x0018_1000, "LO", Plant::Code, Ask::Removed),
        ])
    })]
}

fn waveform(planter: &mut Planter<'_>) -> Vec<Given> {
    vec![
        planter.row((0x0008_002A, "DT", Plant::Moment, Ask::Moved)),
        planter.items(0x0040_B020, 2, |planter, _| {
            let mut item = planter.rows(&[(0x0070_0006, "ST", Plant::Description, Ask::Cleaned)]);
            item.push(short(0x0040_A0B0, 1));
            item
        }),
        planter.items(0x5400_0100, 1, |planter, _| {
            let mut item = planter.rows(&[
                (0x003A_0004, "CS", Plant::Is("ORIGINAL"), Ask::Retained),
                (0x003A_0020, "SH", Plant::Is("RHYTHM"), Ask::Retained),
            ]);
            item.push(Given::Bytes(0x5400_1010, "OW", (0..64).collect()));
            item
        }),
    ]
}

#[derive(Clone, Copy)]
enum Tree {
    Key,
    Text,
    Dose,
}

/// A content tree with people, dates, places and findings.
fn tree(planter: &mut Planter<'_>, which: Tree) -> Vec<Given> {
    type Item = (&'static str, &'static str, &'static str, &'static [Row]);
    const PEOPLE: &[Item] = &[
        (
            "PNAME",
            "121008",
            "Person Observer Name",
            &[(0x0040_A123, "PN", Plant::Somebody, Ask::Replaced)],
        ),
        (
            "PNAME",
            "121029",
            "Subject Name",
            &[(0x0040_A123, "PN", Plant::PatientName, Ask::Patient)],
        ),
        (
            "TEXT",
            "121009",
            "Person Observer's Organization Name",
            &[(0x0040_A160, "UT", Plant::House, Ask::Replaced)],
        ),
        (
            "TEXT",
            "121022",
            "Accession Number",
            &[(0x0040_A160, "UT", Plant::Accession, Ask::Replaced)],
        ),
        (
            "UIDREF",
            "121012",
            "Device Observer UID",
            &[(0x0040_A124, "UI", Plant::Uid, Ask::Uid)],
        ),
        (
            "DATE",
            "121434",
            "Service Start Date",
            &[(0x0040_A121, "DA", Plant::Day, Ask::MovedOrGone)],
        ),
    ];
    const FINDINGS: &[Item] = &[
        (
            "TEXT",
            "121071",
            "Finding",
            &[(0x0040_A160, "UT", Plant::Description, Ask::Cleaned)],
        ),
        (
            "TEXT",
            "121077",
            "Conclusion",
            &[(0x0040_A160, "UT", Plant::Description, Ask::Cleaned)],
        ),
        (
            "TEXT",
            "121111",
            "Summary",
            &[(0x0040_A160, "UT", Plant::Description, Ask::Cleaned)],
        ),
    ];
    const DOSES: &[Item] = &[
        (
            "DATETIME",
            "113809",
            "Start of X-Ray Irradiation",
            &[(0x0040_A120, "DT", Plant::Moment, Ask::Moved)],
        ),
        (
            "UIDREF",
            "113769",
            "Irradiation Event UID",
            &[(0x0040_A124, "UI", Plant::Uid, Ask::Uid)],
        ),
        (
            "TEXT",
            "125203",
            "Acquisition Protocol",
            &[(0x0040_A160, "UT", Plant::Description, Ask::Cleaned)],
        ),
    ];
    const KEYS: &[Item] = &[(
        "TEXT",
        "113012",
        "Key Object Description",
        &[(0x0040_A160, "UT", Plant::Description, Ask::Cleaned)],
    )];
    let findings = match which {
        Tree::Key => KEYS,
        Tree::Text => FINDINGS,
        Tree::Dose => DOSES,
    };
    let items: Vec<Item> = PEOPLE.iter().chain(findings).copied().collect();
    vec![
        planter.items(0x0040_A043, 1, |_, _| concept("121070", "Findings")),
        planter.items(0x0040_A073, 1, |planter, _| {
            planter.rows(&[
                (0x0040_A027, "LO", Plant::House, Ask::Removed),
                (0x0040_A030, "DT", Plant::Moment, Ask::Moved),
                (0x0040_A075, "PN", Plant::Somebody, Ask::Replaced),
            ])
        }),
        planter.items(0x0040_A730, items.len() + 1, |planter, at| {
            let Some((kind, value, meaning, rows)) = items.get(at) else {
                return measurement(planter);
            };
            let mut item = vec![
                text(0x0040_A010, "CS", "CONTAINS"),
                text(0x0040_A040, "CS", kind),
            ];
            item.push(planter.items(0x0040_A043, 1, |_, _| concept(value, meaning)));
            planter.check(Action::TextRetained, 0x0040_A040, kind, Runs::Both);
            item.extend(planter.rows(rows));
            item
        }),
    ]
}

fn measurement(planter: &mut Planter<'_>) -> Vec<Given> {
    let mut item = vec![
        text(0x0040_A010, "CS", "CONTAINS"),
        text(0x0040_A040, "CS", "NUM"),
    ];
    item.push(planter.items(0x0040_A043, 1, |_, _| {
        concept("113838", "CT Dose Length Product Total")
    }));
    item.push(planter.items(0x0040_A300, 1, |planter, _| {
        vec![
            planter.items(0x0040_08EA, 1, |planter, _| {
                planter.rows(&[
                    (0x0008_0100, "SH", Plant::Is("mGy.cm"), Ask::Retained),
                    (0x0008_0102, "SH", Plant::Is("UCUM"), Ask::Retained),
                    (0x0008_0104, "LO", Plant::Is("mGy.cm"), Ask::Retained),
                ])
            }),
            planter.row((0x0040_A30A, "DS", Plant::Is("412.7"), Ask::Retained)),
        ]
    }));
    item
}

fn concept(value: &str, meaning: &str) -> Vec<Given> {
    vec![
        text(0x0008_0100, "SH", value),
        text(0x0008_0102, "SH", "DCM"),
        text(0x0008_0104, "LO", meaning),
    ]
}
