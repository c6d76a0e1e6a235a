//! A plan comes back as it was; what is cut off, changed or made up does not.

use std::collections::BTreeSet;

use super::*;
use crate::pipeline;
use crate::plan::Surveyed;
use crate::policy::options::ProfileOption;
use crate::policy::{Policy, ReportStyle};
use crate::sample;

const PROGRAM: Option<[u8; 32]> = Some([9; 32]);

fn made() -> (Vec<u8>, Plan, Vec<PlannedInput>) {
    let files = sample::files();
    let surveyed: Vec<Surveyed> = files
        .iter()
        .map(|file| {
            let ending = file.path.rsplit('.').next().unwrap_or_default();
            pipeline::survey(&file.bytes, ending)
        })
        .collect();
    let policy = Policy {
        report_style: ReportStyle::Pseudonyms,
        retain: BTreeSet::from([ProfileOption::SafePrivate]),
        ..Policy::default()
    };
    let plan = Plan::make(&surveyed, policy, [5; 32]);
    let inputs: Vec<PlannedInput> = files
        .iter()
        .zip(&plan.files)
        .enumerate()
        .map(|(place, (file, planned))| {
            let path = DiskPath::Text(Sensitive::from(file.path.as_str()));
            let sum = Sha256::digest(&file.bytes).into();
            let read = Some((file.bytes.len() as u64, sum));
            let shard = u32::try_from(place % 3).expect("small");
            let input = PlannedInput::new(&file.path, PlannedPlace::File(path), read, shard);
            PlannedInput {
                plan: planned.clone(),
                ..input
            }
        })
        .collect();
    let head = Head::new("0.1.0", PROGRAM, [5; 32], Together::Files, 3);
    let mut bytes = Vec::new();
    PlanFile::write(head, plan.clone(), inputs.clone(), &mut bytes).expect("into memory");
    (bytes, plan, inputs)
}

fn read(bytes: &[u8]) -> Result<PlanFile, PlanFileError> {
    PlanFile::read(&mut &bytes[..])
}

/// The lines with one of them changed, and with the check sum that fits.
fn with_line(bytes: &[u8], number: usize, change: impl Fn(&str) -> String) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("JSON");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.pop();
    let changed = change(&lines[number]);
    assert_ne!(changed, lines[number], "the change took");
    lines[number] = changed;
    let body: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let end = Digest(Sha256::digest(body.as_bytes()).into()).hex();
    format!("{body}{{\"end\":\"{end}\"}}\n").into_bytes()
}

#[test]
fn a_plan_comes_back_as_it_was_and_says_first_that_it_is_secret() {
    let (bytes, plan, inputs) = made();
    assert!(bytes.starts_with(b"{\"secret\":\"SECRET: "));
    let back = read(&bytes).expect("its own form");
    assert_eq!(back.plan, plan);
    assert_eq!(back.inputs, inputs);
    assert_eq!(back.head.files, inputs.len() as u64);
    assert_eq!(back.head.check_program("0.1.0", PROGRAM), Ok(()));
    for (engine, program) in [
        ("0.1.1", PROGRAM),
        ("0.1.0", Some([8; 32])),
        ("0.1.0", None),
    ] {
        let found = String::from("0.1.0");
        assert_eq!(
            back.head.check_program(engine, program),
            Err(PlanFileError::OtherProgram { found })
        );
    }
}

#[test]
fn a_plan_that_is_cut_off_anywhere_or_changed_is_not_taken() {
    let (bytes, _, _) = made();
    for length in (0..bytes.len())
        .step_by(997)
        .chain(bytes.len() - 80..bytes.len())
    {
        let error = read(&bytes[..length]).expect_err("it is cut off");
        let first = bytes.iter().position(|byte| *byte == b'\n').expect("lines");
        let said = if length < first {
            PlanFileError::NotAPlan
        } else {
            PlanFileError::CutOff
        };
        assert_eq!(error, said, "at {length}");
    }
    // A letter of a path: still JSON, no more what was written.
    let place = memchr::memmem::rfind(&bytes, b".dcm").expect("a path");
    let mut changed = bytes.clone();
    changed[place + 1] = b'D';
    assert_eq!(read(&changed), Err(PlanFileError::CheckSum));
    let longer = [bytes.as_slice(), b"{}\n"].concat();
    assert!(matches!(
        read(&longer),
        Err(PlanFileError::Contradiction { .. })
    ));
}

#[test]
fn hostile_plans_are_answered_by_a_sentence() {
    let (bytes, _, _) = made();
    let deep = format!("{}{}\n", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(read(deep.as_bytes()), Err(PlanFileError::NotAPlan));
    for text in [
        "",
        "\n",
        "{}\n",
        "null\n",
        "{\"format\":\"safelight-plan\"}\n",
    ] {
        assert_eq!(
            read(text.as_bytes()),
            Err(PlanFileError::NotAPlan),
            "{text}"
        );
    }
    let version = with_line(&bytes, 0, |line| {
        line.replace("\"version\":1", "\"version\":2")
    });
    assert_eq!(read(&version), Err(PlanFileError::Version { found: 2 }));
    let endless = with_line(&bytes, 0, |line| {
        let files = line.rfind("\"files\":").expect("the last field");
        format!("{}\"files\":18446744073709551615}}", &line[..files])
    });
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(read(&endless), Err(PlanFileError::Line { line: lines }));
    let deep_tables = with_line(&bytes, 1, |_| "[".repeat(1 << 20));
    assert_eq!(read(&deep_tables), Err(PlanFileError::Line { line: 2 }));
    let unknown = with_line(&bytes, 2, |line| line.replacen('{', "{\"more\":1,", 1));
    assert_eq!(read(&unknown), Err(PlanFileError::Line { line: 3 }));
}

#[test]
fn a_plan_that_contradicts_itself_is_not_taken() {
    let (bytes, _, _) = made();
    let of = |bytes: &[u8]| match read(bytes) {
        Err(PlanFileError::Contradiction { what }) => what,
        other => panic!("{other:?}"),
    };
    let shards = |number: &str| {
        with_line(&bytes, 0, |line| {
            line.replace("\"shards\":3", &format!("\"shards\":{number}"))
        })
    };
    assert_eq!(of(&shards("0")), "the number of shards");
    assert_eq!(of(&shards("4294967295")), "the number of shards");
    assert_eq!(of(&shards("2")), "the shard of a file");
    let name = with_line(&bytes, 2, |line| line.replace("\"DICOM/ST", "\"DICOM/../"));
    assert_eq!(of(&name), "the name of an entry");
    let own = with_line(&bytes, 2, |line| {
        let from = line.find("\"DICOM/").expect("a name");
        let to = from + 1 + line[from + 1..].find('"').expect("its end");
        format!("{}\"certificate.pdf{}", &line[..from], &line[to..])
    });
    assert_eq!(of(&own), "the name of an entry");
    let sum = with_line(&bytes, 2, |line| {
        line.replace("\"sha256\":\"", "\"sha256\":\"zz")
    });
    assert_eq!(of(&sum), "the SHA-256 of a file");
    // Two rules for dates.
    let decision = with_line(&bytes, 1, |line| {
        let both = "\"retain\":[\"full-dates\",\"modified-dates\",";
        line.replacen("\"retain\":[", both, 1)
    });
    assert_eq!(of(&decision), "a decision");
}
