//! The options of PS3.15 E.3 through the whole run: what is retained on purpose
//! is no leak, the package is sound, the certificate names what is in force,
//! and the command refuses what contradicts the claim.
#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

use safelight::finding::ReasonCode;
use safelight::pipeline::{Cleaner, Finished, Outcome, finish, survey};
use safelight::plan::Plan;
use safelight::policy::options::ProfileOption;
use safelight::policy::private_rules::PrivateRules;
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
    let report = check_package(&zip, None);
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

/// The first instance of the sample with private elements of a listed creator,
/// of one that is not on any list, and of a creator that is the patient's name.
fn with_private(creator: &str) -> Vec<u8> {
    let source = sample::files()
        .into_iter()
        .find(|file| file.path.contains("CT"))
        .expect("a CT")
        .bytes;
    let limits = safelight::dicom::read::Limits::default();
    let mut file = safelight::dicom::read::read(&source, &limits).expect("readable");
    let element = |element, vr, text: &str| safelight::dicom::data::Element {
        tag: dicom_core::Tag(0x0019, element),
        vr,
        value: safelight::dicom::data::Value::Bytes(text.as_bytes().to_vec()),
    };
    use dicom_core::VR;
    file.data_set.put(element(0x0010, VR::LO, "GEMS_ACQU_01"));
    file.data_set.put(element(0x1023, VR::DS, "55.5 "));
    file.data_set.put(element(0x1099, VR::LO, "ZQXNOROW"));
    file.data_set.put(element(0x0011, VR::LO, creator));
    file.data_set.put(element(0x1101, VR::LO, "LOCAL MODE"));
    let parts = safelight::dicom::write::write(&file).expect("written");
    let bytes = parts.iter().flat_map(|part| match part {
        Part::Bytes(bytes) => bytes.clone(),
        Part::Slice { offset, length } => {
            let start = usize::try_from(*offset).expect("fits");
            source[start..start + usize::try_from(*length).expect("fits")].to_vec()
        }
    });
    bytes.collect()
}

fn rules(creator: &str) -> PrivateRules {
    PrivateRules::parse(&format!(
        r#"{{"format":"safelight-private-rules","version":1,"rules":[
           {{"creator":"{creator}","element":"(0019,xx01)","vr":"LO","action":"keep"}}]}}"#
    ))
    .expect("rules")
}

#[test]
fn private_elements_that_stay_pass_the_check_and_stand_on_the_certificate() {
    let bytes = with_private("ACME_CT_01");
    let surveyed = vec![survey(&bytes, "dcm")];
    for preset in Preset::ALL {
        let policy = Policy {
            preset,
            retain: [ProfileOption::SafePrivate].into(),
            private_rules: rules("ACME_CT_01"),
            ..research(&[], &[])
        };
        let sha256: String = policy
            .private_rules
            .sha256()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let plan = Plan::make(&surveyed, policy, [7; 32]);
        assert_eq!(plan.check_private_rules(), Ok(()));
        let cleaner = Cleaner::new(plan);
        let outcome = cleaner.run(&bytes, 0);
        assert_eq!(outcome.refusal, None);
        let written: Vec<u8> = outcome.entries[0]
            .parts()
            .iter()
            .flat_map(|part| match part {
                Part::Bytes(bytes) => bytes.clone(),
                Part::Slice { .. } => Vec::new(),
            })
            .collect();
        for word in ["GEMS_ACQU_01", "55.5", "ACME_CT_01", "LOCAL MODE"] {
            assert!(holds(&written, word), "{word}");
        }
        assert!(!holds(&written, "ZQXNOROW"));
        let finished = finish(&cleaner, vec![outcome]).expect("a package");
        let certificate: serde_json::Value =
            serde_json::from_str(&finished.certificate_json).expect("JSON");
        let own = &certificate["private_rules"];
        assert_eq!(own["count"], 1);
        assert_eq!(own["sha256"], sha256);
        assert_eq!(own["rules"][0]["creator"], "ACME_CT_01");
        assert_eq!(own["rules"][0]["element"], "(0019,xx01)");
        assert_eq!(own["rules"][0]["action"], "keep");
    }
}

#[test]
fn a_rule_whose_creator_is_a_value_of_the_drop_is_refused() {
    for creator in [
        "QUILLFEATHER",
        "Quillfeather^Odalys^Marisol",
        "QF-7720415-M",
    ] {
        let bytes = with_private(creator);
        let policy = Policy {
            private_rules: rules(creator),
            ..research(&[], &[])
        };
        let plan = Plan::make(&[survey(&bytes, "dcm")], policy, [7; 32]);
        let error = plan.check_private_rules().expect_err(creator).to_string();
        assert!(error.contains("(0019,xx01)") && !error.contains(creator));
        // Whoever does not ask gets nothing: the check withholds the entry.
        let outcome = Cleaner::new(plan).run(&bytes, 0);
        assert!(outcome.entries.is_empty());
    }
}

#[test]
fn without_codes_the_list_of_accession_numbers_still_says_what_was_found() {
    let number = original(|facts| facts.accession_number.expose().clone());
    let policy = Policy {
        preset: Preset::Teaching,
        accessions: Some(vec![number.as_str().into(), "NOT-THERE-1".into()]),
        ..research(&[], &[])
    };
    let (_, finished, zip) = run(policy);
    assert!(!holds(&zip, &number));
    let certificate: serde_json::Value =
        serde_json::from_str(&finished.certificate_json).expect("JSON");
    let listed = &certificate["scope"]["accessions"]["listed"];
    assert_eq!(listed[0]["state"], "found");
    assert_eq!(listed[0]["found"]["code"], serde_json::Value::Null);
    assert!(listed[0]["found"]["instances"].as_u64() > Some(0));
    assert_eq!(listed[1]["state"], "missing");
    assert_eq!(listed[1]["found"], serde_json::Value::Null);
}

fn safelight(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_safelight"))
        .args(arguments)
        .output()
        .expect("the command runs")
}

#[test]
fn the_command_keeps_what_rules_say_and_its_package_is_sound() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("own_rules");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(path(name), bytes).expect("written");
        path(name)
    };
    let file = write("ct.dcm", &with_private("ACME_CT_01"));
    let own = write("own.json", rules("ACME_CT_01").canonical_json().as_bytes());
    let (zip, kept) = (path("out.zip"), path("kept.json"));
    let run = |own: &str| {
        safelight(&[
            "deidentify",
            &file,
            "--out",
            &zip,
            "--burned-in",
            "no",
            "--retain",
            "safe-private",
            "--private-rules",
            own,
            "--kept",
            &kept,
        ])
    };
    let output = run(&own);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let checked = safelight(&["verify", &zip]);
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
    let bytes = std::fs::read(&zip).expect("a zip");
    for word in ["GEMS_ACQU_01", "ACME_CT_01", "LOCAL MODE"] {
        assert!(holds(&bytes, word), "{word}");
    }
    let list: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&kept).expect("a list")).expect("JSON");
    let texts = list["texts"].as_array().expect("rows");
    let has = |tag: &str, text: &str| {
        let mut rows = texts.iter();
        rows.any(|row| row["tag"] == tag && row["text"] == text && row["instances"] == 1)
    };
    assert!(has("(0019,1101)", "LOCAL MODE") && has("(0008,0060)", "CT"));
    assert!(
        list["note"]
            .as_str()
            .is_some_and(|note| note.contains("reviews"))
    );
    let wrong = write("wrong.json", b"{\"format\": \"Quillfeather\"}");
    let output = run(&wrong);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("line 1, column") && !message.contains("Quillfeather"));
}

#[test]
fn a_private_sop_class_is_withheld_whatever_is_retained() {
    let mut file = with_private("ACME_CT_01");
    // The class stands in the meta group and in the data set; same length.
    let (class, own) = (
        b"1.2.840.10008.5.1.4.1.1.2\0",
        b"1.3.12.2.1107.5.9.1.77.99\0",
    );
    let places: Vec<usize> = (0..file.len() - class.len())
        .filter(|start| file[*start..].starts_with(class))
        .collect();
    assert_eq!(places.len(), 2, "the plant did not take");
    for start in places {
        file[start..start + own.len()].copy_from_slice(own);
    }
    let surveyed = [survey(&file, "dcm")];
    for policy in [
        Policy::default(),
        research(&[ProfileOption::SafePrivate, ProfileOption::Uids], &[]),
    ] {
        let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [7; 32]));
        let outcome = cleaner.run(&file, 0);
        assert!(outcome.entries.is_empty());
        let refusal = outcome.refusal.expect("a reason");
        assert_eq!(refusal.code, ReasonCode::PrivateSopClass);
        let finished = finish(&cleaner, vec![outcome]).expect("a package");
        let named = &finished.facts.scope.not_written;
        assert_eq!(named.len(), 1);
        assert_eq!(named[0].reason, ReasonCode::PrivateSopClass);
    }
}

#[test]
fn the_readme_shows_the_table_that_the_command_prints() {
    let printed = safelight(&["explain"]);
    let table = String::from_utf8(printed.stdout).expect("UTF-8");
    assert!(table.lines().count() > 12, "{table}");
    let readme = include_str!("../README.md");
    assert!(readme.contains(&table), "put this into README.md:\n{table}");
    assert_eq!(
        safelight(&["explain", "--purposes"]).stdout,
        table.into_bytes()
    );
    let one = safelight(&["explain", "--preset", "teaching"]).stdout;
    assert!(String::from_utf8_lossy(&one).contains("(0008,0080)"));
    let row = |more: &[&str]| {
        let printed = safelight(&[&["explain", "--preset", "research"], more].concat());
        let text = String::from_utf8_lossy(&printed.stdout).into_owned();
        let mut lines = text.lines();
        lines
            .find(|line| line.starts_with("(0008,0080)"))
            .map(str::to_owned)
    };
    assert!(row(&[]).is_some_and(|line| line.contains("dummy")));
    let kept = row(&["--retain", "institution"]);
    assert!(kept.is_some_and(|line| line.contains("Retain Institution Identity: K")));
    let refused = safelight(&["explain", "--retain", "uids"]);
    assert_eq!(refused.status.code(), Some(2));
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
