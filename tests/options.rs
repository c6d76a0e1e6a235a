//! The options of PS3.15 E.3 through the whole run: what is retained on purpose
//! is no leak, the package is sound, the certificate names what is in force,
//! and the command refuses what contradicts the claim.
#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

use safelight::pipeline::{Cleaner, Finished, Outcome, finish, survey};
use safelight::plan::Plan;
use safelight::policy::options::ProfileOption;
use safelight::policy::{BurnedIn, Policy, Preset};
use safelight::sample::{self, SampleFile};
use safelight::source::Part;
use safelight::verify::check_package;

/// Every twentieth file of the sample, and the dose report.
fn files() -> Vec<SampleFile> {
    let all = sample::files().into_iter().enumerate();
    let some = all.filter(|(number, file)| number % 20 == 0 || file.path.contains("dose"));
    some.map(|(_, file)| file).collect()
}

fn run(policy: Policy) -> (Vec<Outcome>, Finished, Vec<u8>) {
    let files = files();
    let surveyed: Vec<_> = files
        .iter()
        .map(|file| survey(&file.bytes, "dcm"))
        .collect();
    let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [7; 32]));
    let outcomes: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(index, file)| cleaner.run(&file.bytes, index))
        .collect();
    let finished = finish(&cleaner, outcomes.clone()).expect("a package");
    let mut zip = Vec::new();
    for piece in &finished.pieces {
        match &piece.part {
            Part::Bytes(bytes) => zip.extend(bytes),
            Part::Slice { offset, length } => {
                let input = &files[piece.input.expect("an input")].bytes;
                let start = usize::try_from(*offset).expect("fits");
                let end = start + usize::try_from(*length).expect("fits");
                zip.extend_from_slice(&input[start..end]);
            }
        }
    }
    (outcomes, finished, zip)
}

fn research(retain: &[ProfileOption], drop: &[ProfileOption]) -> Policy {
    Policy {
        preset: Preset::Research,
        retain: retain.iter().copied().collect(),
        drop: drop.iter().copied().collect(),
        burned_in: BurnedIn::No,
        issue_date: String::from("2026-02-03"),
        ..Policy::default()
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

fn check(policy: Policy, stays: &[&str]) {
    let case = format!("{:?} without {:?}", policy.retain, policy.drop);
    let in_force: Vec<_> = policy
        .options()
        .in_force()
        .map(ProfileOption::name)
        .collect();
    let (outcomes, finished, zip) = run(policy);
    for outcome in &outcomes {
        assert_eq!(outcome.refusal, None, "{case}");
    }
    for word in stays {
        assert!(holds(&zip, word), "{word} with {case}");
    }
    let report = check_package(&zip);
    assert!(report.is_sound(), "{case}: {:?}", report.problems);
    let certificate: serde_json::Value =
        serde_json::from_str(&finished.certificate_json).expect("JSON");
    assert_eq!(
        certificate["choices"]["options"],
        serde_json::json!(in_force),
        "{case}"
    );
}

/// Values of the sample by what they are.
fn original(wanted: fn(&safelight::dicom::facts::InstanceFacts) -> String) -> String {
    files()
        .iter()
        .find_map(|file| survey(&file.bytes, "dcm").instance().map(wanted))
        .expect("an instance")
}

#[test]
fn what_an_option_retains_is_no_leak_and_the_certificate_says_so() {
    let study = original(|facts| facts.study_instance_uid.expose().clone());
    let of = |option: ProfileOption| {
        files()
            .iter()
            .filter_map(|file| survey(&file.bytes, "dcm").instance().cloned())
            .flat_map(|facts| facts.retainable)
            // An address may lose the patient's own town.
            .find(|row| row.option == option && !row.value.expose().contains(','))
            .map(|row| row.value.expose().clone())
            .expect("the sample has a value for the option")
    };
    let device = of(ProfileOption::Device);
    let institution = of(ProfileOption::Institution);
    let date = of(ProfileOption::FullDates);
    let (_, _, without) = run(research(&[], &[]));
    for (option, value) in [
        (ProfileOption::Uids, &study),
        (ProfileOption::Device, &device),
        (ProfileOption::Institution, &institution),
        (ProfileOption::FullDates, &date),
    ] {
        assert!(!holds(&without, value), "{} by default", option.name());
        check(research(&[option], &[]), &[value]);
    }
    check(
        research(
            &[
                ProfileOption::Uids,
                ProfileOption::Device,
                ProfileOption::Institution,
                ProfileOption::FullDates,
                ProfileOption::SafePrivate,
            ],
            &[],
        ),
        &[&study, &device, &institution, &date],
    );
}

#[test]
fn every_option_can_be_dropped_and_the_package_is_sound() {
    for option in ProfileOption::ALL {
        check(research(&[], &[option]), &[]);
    }
}

fn safelight(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .args(arguments)
        .output()
        .expect("the command runs")
}

#[test]
fn the_command_refuses_what_contradicts_the_claim() {
    let refused = |more: &[&str]| {
        let start = ["deidentify", "nowhere", "--out", "nowhere.zip"];
        let output = safelight(&[start.as_slice(), more].concat());
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let message = refused(&["--retain", "safe-private,uids"]);
    assert!(message.contains("uids cannot be retained") && message.contains("(i)(R)"));
    let message = refused(&["--preset", "teaching", "--retain", "device"]);
    assert!(message.contains("(i)(M)"), "{message}");
    let message = refused(&["--preset", "medicolegal", "--retain", "full-dates"]);
    assert!(message.contains("(i)(C)"), "{message}");
    let message = refused(&["--retain", "institution"]);
    assert!(message.contains("(i)(B)"), "{message}");
    let message = refused(&["--retain", "everything"]);
    assert!(message.contains("safe-private, uids, device"), "{message}");
    let both = ["--preset", "research", "--retain", "uids", "--drop", "uids"];
    assert!(refused(&both).contains("both retained and dropped"));
}
