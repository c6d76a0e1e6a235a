//! Made-up facts for the tests of this room.

use crate::finding::{Done, ReasonCode, TagCode, Tally};
use crate::identities::KindCounts;
use crate::plan::ReportKind;
use crate::policy::{AtRisk, BurnedIn, KeyOrigin, Preset, ReportStyle};
use crate::safe_harbor::Letter;

use super::facts::*;
use super::words::{
    CreatorName, DetectorName, Digest, EntryName, IssueDate, Modality, PrivateElement, RandomId,
    Token,
};

/// Every run of this file.
pub fn all() -> Vec<Facts> {
    vec![clean(), exceptions(), not_claimed(), retained(), large()]
}

/// A run in which everything was written.
pub fn clean() -> Facts {
    let mut facts = Facts {
        identity: Identity {
            certificate: RandomId::from_random(*b"0123456789abcdef"),
            issued: IssueDate::parse("2026-11-22").expect("a date"),
            engine_sha256: Some(Digest([0xA7; 32])),
            dicom_edition: "2026d",
            rules_sha256: Some(Digest([0x3C; 32])),
            input_commitment: None,
            signing_key: Some(SigningKey {
                algorithm: "Ed25519",
                fingerprint: Digest([0x51; 32]),
                origin: KeyOrigin::ThisRun,
            }),
        },
        choices: Choices {
            preset: Preset::SecondOpinion,
            options: crate::policy::options::Options::of(Preset::SecondOpinion),
            burned_in: BurnedIn::No,
            at_risk: AtRisk::Withhold,
            report_style: ReportStyle::Tags,
        },
        scope: Scope {
            questions: Vec::new(),
            files_received: 38,
            patients: 1,
            studies: 1,
            series: 4,
            instances: vec![
                class("CT Image Storage", 36, 36, 0, 0),
                class("X-Ray Radiation Dose SR Storage", 1, 1, 0, 0),
            ],
            reports: vec![report(ReportKind::Pdf, 1, 1, 0)],
            documents: DocumentCount::default(),
            report_identity: Some(ReportIdentity {
                compared: 1,
                agreed: 1,
                agreed_by: KindCounts {
                    name: 1,
                    patient_id: 1,
                    birth_date: 1,
                    ..KindCounts::default()
                },
                ..ReportIdentity::default()
            }),
            faces: FaceCounts::default(),
            not_written: Vec::new(),
            accessions: None,
        },
        pixels: vec![StudyPixels {
            study: Token::parse("ST7KQ2M9XA"),
            answer: BurnedIn::No,
            series: (1..=3)
                .map(|number| series(number, "CT", Risk::Low, PixelOutcome::Unchanged))
                .collect(),
        }],
        narrative: Narrative {
            reports: 1,
            detectors: [
                ("known-name", 6),
                ("labelled-mrn", 2),
                ("date", 9),
                ("signature-line", 2),
            ]
            .into_iter()
            .map(|(name, count)| (DetectorName::of(name), count))
            .collect(),
            numbers_before: 64,
            numbers_after: 64,
            ..Narrative::default()
        },
        codes: Codes {
            uids: 45,
            patients: 1,
            accessions: 1,
            crosswalk: crate::policy::CrosswalkExport::NotExported,
        },
        files: (0..39).map(file).collect(),
        ..Facts::default()
    };
    facts.verification = Verification {
        entries_checked: 39,
        bytes_checked: 21_331_840,
        values_searched: 73,
        spellings_searched: 1_902,
        entries_with_hits: 0,
        entries_not_readable: 0,
        entries_passed: 39,
    };
    for (place, letter) in Letter::ALL.into_iter().enumerate() {
        let number = place as u64;
        if !matches!(letter, Letter::I | Letter::L | Letter::P | Letter::Q) {
            let count = LetterCount {
                elements: number * 37 + 36,
                spans: number % 4,
                regions: 0,
            };
            facts.letters.insert(letter, count);
        }
    }
    facts.actions = actions();
    facts.private.removed = 288;
    facts.private.creators = [("SIEMENS CT VA0 COAD", 144)].into();
    facts
}

/// A run with something of every kind that may be missing.
pub fn exceptions() -> Facts {
    let mut facts = clean();
    facts.identity.issued = facts.identity.issued.month_only();
    facts.choices.burned_in = BurnedIn::Unsure;
    facts.scope.files_received = 47;
    facts
        .scope
        .instances
        .push(class("Ultrasound Multi-frame Image Storage", 2, 0, 2, 0));
    facts.scope.reports.push(report(ReportKind::Text, 3, 2, 1));
    facts.scope.not_written = vec![
        not_written(
            "Ultrasound Multi-frame Image Storage",
            ReasonCode::BurnedIn,
            2,
        ),
        not_written("Report", ReasonCode::NoText, 1),
        not_written("CT Image Storage", ReasonCode::LeakFound, 1),
        not_written("Other file", ReasonCode::UnknownKind, 4),
        not_written("Other file", ReasonCode::MediaDirectory, 1),
    ];
    facts.verification.entries_with_hits = 1;
    facts.scope.accessions = Some(Accessions {
        listed: vec![
            listed(1, AccessionState::Found, Some("ACQ7KM2P9XHB")),
            listed(2, AccessionState::Partial, Some("ACB3DW8ZYNRT")),
            listed(3, AccessionState::Missing, None),
        ],
        not_on_list: vec![found(Some("ACT6VJ4GHEKF"))],
        repeated: 0,
        instances_without: 2,
    });
    if let Some(study) = facts.pixels.first_mut() {
        study
            .series
            .push(series(4, "US", Risk::Declared, PixelOutcome::Withheld));
    }
    facts.narrative.reports_with_other_numbers = 1;
    facts.narrative.characters_without_glyph = 3;
    facts.narrative.reports_with_pictures = 2;
    facts.narrative.pages_read_from_pictures = 4;
    facts.narrative.structured_texts = StructuredTexts {
        unchanged: 5,
        changed: 2,
        replaced: 1,
    };
    facts.scope.documents = DocumentCount {
        received: 3,
        rewritten: 1,
        pages_received: 2,
        pages_written: 1,
        pages_withheld: 1,
        withheld: [
            (ReasonCode::EncapsulatedDocument, 1),
            (ReasonCode::NoText, 1),
        ]
        .into(),
    };
    facts
}

/// A run for which nothing is claimed.
pub fn not_claimed() -> Facts {
    let mut facts = exceptions();
    facts.choices.preset = Preset::Research;
    facts.choices.options = crate::policy::options::Options::of(Preset::Research);
    facts.choices.at_risk = AtRisk::Include;
    if let Some(study) = facts.pixels.first_mut() {
        study
            .series
            .push(series(5, "XA", Risk::Class, PixelOutcome::IncludedAtRisk));
    }
    facts
}

/// Research with every option retained and two rules of the person.
pub fn retained() -> Facts {
    use crate::policy::options::{Options, ProfileOption};
    use crate::policy::private_rules::RuleAction;
    let mut facts = not_claimed();
    let retain = ProfileOption::ALL.into_iter();
    let retain = retain.filter(|option| *option != ProfileOption::ModifiedDates);
    let chosen = Options::chosen(Preset::Research, &retain.collect(), &[].into());
    facts.choices.options = chosen.expect("allowed");
    let rule = |element, action| OwnRule {
        creator: CreatorName::parse("ACME_CT_01").expect("a creator"),
        element: PrivateElement::of((0x0019, element)),
        vr: "DS",
        action,
    };
    facts.header_review = Some(HeaderReview {
        texts: 3,
        values: 41,
    });
    facts.private_rules = Some(OwnRules {
        count: 2,
        sha256: Digest([7; 32]),
        rules: vec![rule(0x0C, RuleAction::Keep), rule(0x0D, RuleAction::Remove)],
    });
    facts
}

/// A hospital's run.
pub fn large() -> Facts {
    let mut facts = exceptions();
    facts.files = (0..5_000).map(file).collect();
    facts.verification.entries_passed = 5_000;
    facts.scope.accessions = Some(Accessions {
        listed: (1..=120)
            .map(|row| match row % 9 {
                0 => listed(row, AccessionState::Missing, None),
                4 => listed(row, AccessionState::Partial, Some("ACB3DW8ZYNRT")),
                _ => listed(row, AccessionState::Found, Some("ACQ7KM2P9XHB")),
            })
            .collect(),
        ..Accessions::default()
    });
    facts.pixels = (0..30)
        .map(|_| StudyPixels {
            study: Token::parse("ST7KQ2M9XA"),
            answer: BurnedIn::Unsure,
            series: (1..=4)
                .map(|number| series(number, "CT", Risk::Low, PixelOutcome::PartlyWithheld))
                .collect(),
        })
        .collect();
    facts
}

fn class(
    class: &'static str,
    received: u64,
    written: u64,
    withheld: u64,
    unreadable: u64,
) -> ClassCount {
    ClassCount {
        class,
        received,
        written,
        withheld,
        unreadable,
    }
}

fn report(kind: ReportKind, received: u64, written: u64, pages_withheld: u64) -> ReportCount {
    ReportCount {
        kind,
        received,
        written,
        pages_received: received * 2,
        pages_written: written * 2 - pages_withheld,
        pages_withheld,
    }
}

fn not_written(what: &'static str, reason: ReasonCode, count: u64) -> NotWritten {
    NotWritten {
        what,
        reason,
        count,
    }
}

fn found(code: Option<&str>) -> FoundAccession {
    FoundAccession {
        code: code.and_then(Token::parse),
        series: 4,
        instances: 38,
        instances_written: 36,
        series_not_received: 0,
        instances_not_received: 0,
    }
}

fn listed(row: u64, state: AccessionState, code: Option<&str>) -> ListedAccession {
    ListedAccession {
        row,
        state,
        found: code.map(|code| found(Some(code))),
    }
}

fn series(number: u64, modality: &str, risk: Risk, outcome: PixelOutcome) -> SeriesPixels {
    SeriesPixels {
        number,
        modality: Modality::of(modality),
        instances: 12,
        frames: 12,
        risk,
        outcome,
        inspection: Inspection::None,
        regions_hidden: 0,
        slices_cut: 0,
        overlay_bits_cleared: 0,
        text_read: None,
    }
}

fn file(number: usize) -> FileFact {
    let name = format!("ST7KQ2M9XA/series-{:02}/{number:05}.dcm", number / 12 + 1);
    let mut hash = [0_u8; 32];
    for (place, byte) in hash.iter_mut().enumerate() {
        *byte = (number * 131 + place * 57 + number * place) as u8;
    }
    FileFact {
        name: EntryName::parse(&name).expect("a name"),
        size_bytes: 526_336 + number as u64,
        sha256: Digest(hash),
    }
}

fn actions() -> Vec<ActionCount> {
    let row = |tag, keyword, done, count| ActionCount {
        tag: TagCode(tag),
        keyword,
        done,
        count,
    };
    let mut actions = vec![
        row(0x0008_0005, "SpecificCharacterSet", Done::Kept, 37),
        row(0x0008_0018, "SOPInstanceUID", Done::UidReplaced, 37),
        row(0x0008_0020, "StudyDate", Done::YearOnly, 37),
        row(0x0008_0030, "StudyTime", Done::Rebased, 37),
        row(0x0008_0050, "AccessionNumber", Done::Pseudonymized, 37),
        row(0x0008_0080, "InstitutionName", Done::Removed, 37),
        row(0x0008_103E, "SeriesDescription", Done::Cleaned, 30),
        row(0x0008_103E, "SeriesDescription", Done::Kept, 7),
        row(0x0010_0010, "PatientName", Done::Pseudonymized, 37),
        row(0x0010_1010, "PatientAge", Done::AgeCapped, 37),
        row(Tally::PRIVATE.0, "", Done::Removed, 288),
    ];
    for number in 0..110 {
        actions.push(row(
            0x0018_0010 + number,
            "ScheduledProcedureStepStartDateTime",
            Done::Kept,
            36,
        ));
    }
    actions
}
