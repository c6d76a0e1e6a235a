//! The headers before and after: every value once, bounded, and texts that a person
//! takes out are out everywhere.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use dicom_core::{Tag, VR};
use safelight::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use safelight::dicom::{Compared, ComparedValue, Form, Reason, ReasonKind, Shown, Step};
use safelight::finding::{Done, ReasonCode, TagCode};
use safelight::header_diff::{HeaderDiff, HeaderRow, HeaderRows};
use safelight::pipeline::{Cleaner, Outcome, finish, survey};
use safelight::plan::Plan;
use safelight::policy::header_decisions::{HeaderDecisions, HeaderDecisionsError};
use safelight::policy::{BurnedIn, Policy};
use safelight::sensitive::Sensitive;
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind};

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const ROOT: &str = "1.2.826.0.1.3680043.77";
/// A text that no rule takes for an identifier.
const PLANTED: &str = "WIDE LANTERN SWEEP";

fn text(code: u32, vr: VR, value: &str) -> Element {
    let mut bytes = value.as_bytes().to_vec();
    if bytes.len() % 2 == 1 {
        bytes.push(if vr == VR::UI { 0 } else { b' ' });
    }
    element(code, vr, Value::Bytes(bytes))
}

fn element(code: u32, vr: VR, value: Value) -> Element {
    let tag = Tag((code >> 16) as u16, (code & 0xFFFF) as u16);
    Element { tag, vr, value }
}

fn set_of(elements: Vec<Element>) -> DataSet {
    let mut set = DataSet::default();
    for element in elements {
        set.put(element);
    }
    set
}

fn items(code: u32, sets: Vec<Vec<Element>>) -> Element {
    let sets = sets.into_iter().map(set_of).collect();
    element(code, VR::SQ, Value::Items(sets))
}

/// The bytes of one made-up instance.
fn instance(number: usize, more: Vec<Element>) -> Vec<u8> {
    let uid = format!("{ROOT}.9.{number}");
    let mut elements = vec![
        text(0x0008_0016, VR::UI, CT),
        text(0x0008_0018, VR::UI, &uid),
        text(0x0008_0060, VR::CS, "CT"),
        text(0x0008_0090, VR::PN, "Halvorbeck^Ismo"),
        text(0x0010_0010, VR::PN, "Quillfeather^Oda"),
        text(0x0010_0020, VR::LO, "MRN0815"),
        text(0x0020_000D, VR::UI, &format!("{ROOT}.1")),
        text(0x0020_000E, VR::UI, &format!("{ROOT}.2")),
    ];
    elements.extend(more);
    let file = DicomFile {
        transfer_syntax: String::from("1.2.840.10008.1.2.1"),
        encoding: Encoding::ExplicitLittle,
        meta: set_of(vec![
            text(0x0002_0002, VR::UI, CT),
            text(0x0002_0003, VR::UI, &uid),
            text(0x0002_0010, VR::UI, "1.2.840.10008.1.2.1"),
        ]),
        data_set: set_of(elements),
    };
    bytes_of(&safelight::dicom::write::write(&file).expect("written"))
}

fn bytes_of(parts: &[Part]) -> Vec<u8> {
    let bytes = parts.iter().flat_map(|part| match part {
        Part::Bytes(bytes) => bytes.clone(),
        Part::Slice { .. } => panic!("no pixels here"),
    });
    bytes.collect()
}

/// What the tests look at: nested, private, kept, and different in each instance.
fn rich(number: usize) -> Vec<u8> {
    instance(
        number,
        vec![
            text(0x0008_103E, VR::LO, PLANTED),
            items(
                0x0008_1110,
                vec![vec![
                    text(0x0008_1150, VR::UI, "1.2.840.10008.3.1.2.3.1"),
                    text(0x0008_1155, VR::UI, &format!("{ROOT}.1")),
                ]],
            ),
            items(
                0x0008_2218,
                vec![vec![
                    text(0x0008_0100, VR::SH, "51185008"),
                    text(0x0008_0102, VR::SH, "SCT"),
                    text(0x0008_0104, VR::LO, PLANTED),
                ]],
            ),
            text(0x0009_0010, VR::LO, "ZQUX MAKER"),
            text(0x0009_1001, VR::LO, "Brindlemark 44"),
            element(
                0x0018_1150,
                VR::IS,
                Value::Bytes(format!("{number:02}").into_bytes()),
            ),
            items(
                0x0040_0275,
                vec![
                    vec![text(0x0040_1001, VR::SH, "RP-1")],
                    vec![text(0x0040_1001, VR::SH, "RP-1")],
                ],
            ),
        ],
    )
}

fn cleaner(files: &[Vec<u8>], remove: &[&str]) -> Cleaner {
    let surveyed: Vec<_> = files.iter().map(|file| survey(file, "dcm")).collect();
    let policy = Policy {
        burned_in: BurnedIn::No,
        header_decisions: decisions(remove),
        issue_date: String::from("2026-02-03"),
        ..Policy::default()
    };
    Cleaner::new(Plan::make(&surveyed, policy, [7; 32]))
}

fn decisions(remove: &[&str]) -> HeaderDecisions {
    HeaderDecisions::of(remove.iter().map(|text| Sensitive::from(*text)).collect()).expect("texts")
}

fn diff(cleaner: &Cleaner, files: &[Vec<u8>]) -> HeaderDiff {
    let mut diff = HeaderDiff::default();
    for (place, file) in files.iter().enumerate() {
        diff.add(
            cleaner
                .compare(file, place)
                .expect("readable")
                .expect("an instance"),
        );
    }
    diff
}

fn row<'a>(rows: &'a HeaderRows, keywords: &[&str]) -> &'a HeaderRow {
    let mut found = rows.rows.iter().filter(|row| {
        let path = row.path.iter().map(|step| step.attribute.keyword);
        path.eq(keywords.iter().copied())
    });
    let first = found
        .next()
        .unwrap_or_else(|| panic!("no row of {keywords:?}"));
    assert!(found.next().is_none(), "two rows of {keywords:?}");
    first
}

fn shown(value: &Shown) -> &str {
    value.text.expose()
}

#[test]
fn every_value_is_one_row_with_its_path_creator_reason_and_counts() {
    let files = [rich(1), rich(2), rich(3)];
    let rows = diff(&cleaner(&files, &[]), &files).rows();
    assert_eq!((rows.instances, rows.not_compared), (3, 0));

    let name = row(&rows, &["PatientName"]);
    assert_eq!(shown(&name.before), "Quillfeather^Oda");
    assert_eq!(
        (name.letter, name.done, name.instances),
        (Some('A'), Done::Pseudonymized, 3)
    );
    assert!(!shown(name.after.as_ref().expect("a code")).contains("Quill"));

    let nested = row(
        &rows,
        &["ReferencedStudySequence", "ReferencedSOPInstanceUID"],
    );
    assert_eq!(shown(&nested.before), format!("{ROOT}.1"));
    assert_eq!(
        (nested.done, nested.path[0].item, nested.path[1].item),
        (Done::UidReplaced, 1, 0)
    );
    assert_eq!(nested.path[1].attribute.tag, "(0008,1155)");

    // What goes with a sequence is told too; in two items, so in no one of them.
    let lost = row(
        &rows,
        &["RequestAttributesSequence", "RequestedProcedureID"],
    );
    assert_eq!(
        (lost.done, lost.instances, lost.places),
        (Done::Removed, 3, 6)
    );
    assert_eq!(
        (shown(&lost.before), lost.path[0].item, lost.after.is_none()),
        ("RP-1", 0, true)
    );

    let private = rows
        .rows
        .iter()
        .find(|row| shown(&row.before) == "Brindlemark 44")
        .expect("it");
    let creator = private.path[0]
        .creator
        .as_ref()
        .map(|name| name.expose().as_str());
    assert_eq!((creator, private.done), (Some("ZQUX MAKER"), Done::Removed));
    assert_eq!(private.reason.kind, ReasonKind::Private);

    let physician = row(&rows, &["ReferringPhysicianName"]);
    assert_eq!(
        (physician.done, physician.reason.kind),
        (Done::Emptied, ReasonKind::Table)
    );
    let times = rows
        .rows
        .iter()
        .filter(|row| row.path[0].attribute.keyword == "ExposureTime");
    assert_eq!(
        times
            .map(|row| (shown(&row.before), row.instances))
            .collect::<Vec<_>>(),
        [("01", 1), ("02", 1), ("03", 1)]
    );

    let kept = rows
        .kept
        .iter()
        .find(|kept| kept.text.expose() == PLANTED)
        .expect("it stays");
    let keywords: Vec<_> = kept.attributes.iter().map(|one| one.keyword).collect();
    assert_eq!(
        (keywords, kept.instances, kept.may_go),
        (vec!["CodeMeaning", "SeriesDescription"], 3, true)
    );
    let debug = format!("{rows:?}");
    for value in ["Quillfeather", "Brindlemark", "ZQUX MAKER", PLANTED] {
        assert!(!debug.contains(value), "{value} can be logged");
    }
}

#[test]
fn rows_of_two_workers_are_those_of_one() {
    let files = [rich(1), rich(2), rich(3), rich(4)];
    let cleaner = cleaner(&files, &[]);
    let whole = diff(&cleaner, &files);
    let part = |places: [usize; 2]| {
        let mut part = HeaderDiff::default();
        for place in places {
            part.add(
                cleaner
                    .compare(&files[place], place)
                    .expect("readable")
                    .expect("it"),
            );
        }
        postcard::from_bytes::<HeaderDiff>(&postcard::to_allocvec(&part).expect("packed"))
            .expect("unpacked")
    };
    let mut joined = part([0, 1]);
    joined.join(part([2, 3]));
    assert_eq!(joined, whole);
    assert!(whole.rows().rows.len() > 12);
}

/// One value of one attribute, and one text that stays.
fn made(number: usize) -> Compared {
    let shown = |text: String| Shown {
        form: Form::Text,
        length: text.len() as u64,
        text: Sensitive::new(text),
    };
    let value = ComparedValue {
        path: vec![Step {
            tag: TagCode(0x0020_0013),
            creator: None,
            item: 0,
        }],
        vr: String::from("IS"),
        letter: None,
        done: Done::Kept,
        reason: Reason {
            kind: ReasonKind::KeepList,
            detail: String::new(),
        },
        before: shown(number.to_string()),
        after: None,
    };
    Compared {
        values: vec![value],
        kept: BTreeSet::from([(
            TagCode(0x0020_4000),
            Sensitive::new(format!("text {number}")),
        )]),
        left_out: 0,
    }
}

#[test]
fn what_is_beyond_the_limits_is_counted_and_not_forgotten() {
    let of = |from: usize, to: usize| {
        let mut diff = HeaderDiff::default();
        (from..to).for_each(|number| diff.add(made(number)));
        diff
    };
    let mut diff = of(0, 4_000);
    diff.join(of(4_000, 10_000));
    let rows = diff.rows();
    assert!((20..100).contains(&rows.rows.len()), "{}", rows.rows.len());
    let [left] = rows.left_out.as_slice() else {
        panic!("one path")
    };
    assert_eq!(left.path[0].keyword, "InstanceNumber");
    assert_eq!(left.values + rows.rows.len() as u64, 10_000);
    assert!(rows.kept.len() <= 5_000);
    assert_eq!(rows.kept_left_out + rows.kept.len() as u64, 10_000);
    assert_eq!(rows.instances, 10_000);
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn written(outcome: &Outcome) -> Vec<u8> {
    let [entry] = outcome.entries.as_slice() else {
        panic!("withheld: {:?}", outcome.refusal)
    };
    bytes_of(entry.parts())
}

#[test]
fn a_text_that_the_person_takes_out_is_gone_at_every_depth_and_the_certificate_counts_it() {
    let files = [rich(1), rich(2)];
    let without = cleaner(&files, &[]);
    assert!(
        holds(&written(&without.run(&files[0], 0)), PLANTED),
        "the plant did not take"
    );

    let with = cleaner(&files, &[PLANTED]);
    let outcomes: Vec<Outcome> = (0..2).map(|place| with.run(&files[place], place)).collect();
    for outcome in &outcomes {
        let bytes = written(outcome);
        assert!(!holds(&bytes, PLANTED) && !holds(&bytes, "LANTERN"));
        let file = safelight::dicom::read::read(&bytes, &Default::default()).expect("readable");
        assert!(
            file.data_set.get(Tag(0x0008, 0x103E)).is_none(),
            "type 3: it goes"
        );
        // PS3.3 Table 8.8-1: a meaning is Type 1, so a word stands for it.
        let Some(Value::Items(items)) =
            file.data_set.get(Tag(0x0008, 0x2218)).map(|one| &one.value)
        else {
            panic!("no sequence")
        };
        let meaning = &items[0].get(Tag(0x0008, 0x0104)).expect("a meaning").value;
        assert!(matches!(meaning, Value::Bytes(bytes) if bytes.starts_with(b"REMOVED")));
        assert!(
            items[0].get(Tag(0x0008, 0x0100)).is_some(),
            "other codes stay"
        );
    }
    let rows = diff(&with, &files).rows();
    assert!(rows.kept.iter().all(|kept| kept.text.expose() != PLANTED));
    let gone = row(&rows, &["SeriesDescription"]);
    assert_eq!(
        (gone.done, gone.reason.kind),
        (Done::Removed, ReasonKind::Person)
    );

    let finished = finish(&with, outcomes).expect("finished");
    let certificate: serde_json::Value =
        serde_json::from_str(&finished.certificate_json).expect("JSON");
    assert_eq!(
        certificate["header_review"],
        serde_json::json!({"texts": 1, "values": 4})
    );
    assert!(!finished.certificate_json.contains("LANTERN"));
}

#[test]
fn the_check_finds_a_text_that_was_taken_out_and_still_stands() {
    let files = [rich(1)];
    let entry = |cleaner: &Cleaner| Cleaned {
        name: String::from("DICOM/STAAAAAA/SEAAAAAA/IMG00001"),
        kind: EntryKind::Instance,
        parts: cleaner.run(&files[0], 0).entries[0].parts().to_vec(),
    };
    let without = cleaner(&files, &[]);
    let with = cleaner(&files, &[PLANTED]);
    assert!(with.searcher().verify(&files[0], entry(&with)).is_ok());
    let refusal = with
        .searcher()
        .verify(&files[0], entry(&without))
        .expect_err("it still stands");
    assert_eq!(
        (refusal.code, refusal.tag),
        (ReasonCode::LeakFound, Some(TagCode(0x0008_103E)))
    );
    // A part of a text is another text.
    let other = cleaner(&files, &["LANTERN"]);
    assert!(other.searcher().verify(&files[0], entry(&without)).is_ok());
}

#[test]
fn what_the_product_writes_itself_cannot_be_taken_out() {
    let files = [rich(1)];
    for own in ["DCM", "REMOVED", "113100", "Dates: removed", "Safelight"] {
        let plan = cleaner(&files, &[own]);
        let refused = plan.plan().check_header_decisions();
        assert_eq!(
            refused,
            Err(HeaderDecisionsError::OwnText { number: 1 }),
            "{own}"
        );
    }
    assert_eq!(
        cleaner(&files, &[PLANTED]).plan().check_header_decisions(),
        Ok(())
    );
}

/// The command over a folder with one instance; what it said.
fn command(folder: &std::path::Path, more: &[&str]) -> std::process::Output {
    let input = folder.join("one.dcm");
    std::fs::write(&input, rich(1)).expect("written");
    std::process::Command::new(env!("CARGO_BIN_EXE_safelight"))
        .current_dir(folder)
        .args([
            "deidentify",
            "one.dcm",
            "--out",
            "out.zip",
            "--burned-in",
            "no",
        ])
        .args(more)
        .output()
        .expect("it runs")
}

#[test]
fn the_command_writes_the_list_for_its_owner_alone_and_takes_decisions() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let said = command(folder.path(), &["--headers", "headers.json"]);
    assert!(said.status.success(), "{said:?}");
    let list = std::fs::read_to_string(at("headers.json")).expect("a list");
    assert!(list.contains("Quillfeather^Oda") && list.contains("original values"));
    assert!(list.contains(PLANTED), "the plant did not take");
    assert!(!String::from_utf8_lossy(&said.stdout).contains("Quillfeather"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(at("headers.json"))
            .expect("it")
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0);
    }

    let file = |remove: &str| {
        let text = format!(
            r#"{{"format":"safelight-header-decisions","version":1,"remove":["{remove}"]}}"#
        );
        std::fs::write(at("decisions.json"), text).expect("written");
    };
    let taken = [
        "--header-decisions",
        "decisions.json",
        "--headers",
        "after.json",
    ];
    file(PLANTED);
    assert!(command(folder.path(), &taken).status.success());
    let list = std::fs::read_to_string(at("after.json")).expect("a list");
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let kept = list["kept"].as_array().expect("texts");
    assert!(kept.len() > 1 && kept.iter().all(|one| one["text"] != PLANTED));
    assert!(!holds(
        &std::fs::read(at("out.zip")).expect("a zip"),
        PLANTED
    ));

    file("DCM");
    let refused = command(folder.path(), &taken);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains("text 1 of the header decisions") && !said.contains("DCM"),
        "{said}"
    );
}
