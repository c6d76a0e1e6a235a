//! What can show a face is recognised by its header and asked about, and each
//! answer does what it says, 45 CFR 164.514(b)(2)(i)(Q).
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
#[allow(dead_code, reason = "other tests write items too")]
mod encode;

use encode::{Given, part10, short, text};
use safelight::certificate::facts::{FaceCounts, Facts};
use safelight::certificate::status::Reason;
use safelight::dicom::facts::Likeness;
use safelight::finding::ReasonCode;
use safelight::pipeline::{self, Cleaner};
use safelight::plan::{FilePlan, Plan, Surveyed};
use safelight::policy::{AtRisk, BurnedIn, Policy};
use safelight::question::{self, Choice, Question};

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const PHOTOGRAPH: &str = "1.2.840.10008.5.1.4.1.1.77.1.4";

/// Body part, study description, series description.
type Says = (&'static str, &'static str, &'static str);

fn file(class: &str, modality: &str, number: u32, says: Says, more: Vec<Given>) -> Vec<u8> {
    let instance = format!("2.999.41.{number}");
    let mut data = vec![
        text(0x0008_0016, "UI", class),
        text(0x0008_0018, "UI", &instance),
        text(0x0008_0060, "CS", modality),
        text(0x0008_1030, "LO", says.1),
        text(0x0008_103E, "LO", says.2),
        text(0x0010_0010, "PN", "Quillfeather^Oda"),
        text(0x0010_0020, "LO", "ZQ-AMBER-1"),
        text(0x0018_0015, "CS", says.0),
        text(0x0020_000D, "UI", "2.999.42"),
        text(0x0020_000E, "UI", "2.999.43"),
        short(0x0028_0002, 1),
        text(0x0028_0004, "CS", "MONOCHROME2"),
        short(0x0028_0010, 2),
        short(0x0028_0011, 2),
        short(0x0028_0100, 8),
        short(0x0028_0101, 8),
        short(0x0028_0102, 7),
        short(0x0028_0103, 0),
        Given::Bytes(0x7FE0_0010, "OB", vec![1, 2, 3, 4]),
    ];
    data.extend(more);
    let meta = vec![
        text(0x0002_0002, "UI", class),
        text(0x0002_0003, "UI", &instance),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    part10(&[], meta, data)
}

fn likeness(class: &str, modality: &str, says: Says, more: Vec<Given>) -> Likeness {
    let surveyed = pipeline::survey(&file(class, modality, 1, says, more), "dcm");
    surveyed.instance().expect("an instance").likeness
}

fn slices(says: Says, count: u32) -> Vec<Vec<u8>> {
    (0..count)
        .map(|number| file(CT, "CT", number, says, Vec::new()))
        .collect()
}

struct Done {
    open: Vec<(Question, u64)>,
    refusals: Vec<Option<ReasonCode>>,
    facts: Facts,
}

fn run(files: &[Vec<u8>], answers: &[(Question, Choice)]) -> Done {
    let surveyed: Vec<Surveyed> = files
        .iter()
        .map(|file| pipeline::survey(file, "dcm"))
        .collect();
    let mut policy = Policy {
        burned_in: BurnedIn::No,
        at_risk: AtRisk::Include,
        issue_date: String::from("2026-01-31"),
        ..Policy::default()
    };
    for (question, choice) in answers {
        assert!(policy.answers.enter(*question, *choice));
    }
    let plan = Plan::make(&surveyed, policy, [9; 32]);
    let asked = question::asked(&surveyed, &plan.belongings, &plan.policy);
    let open = asked.iter().map(|one| (one.question, one.count)).collect();
    let refusals = plan
        .files
        .iter()
        .map(|file| match file {
            FilePlan::Withheld { refusal, .. } => Some(refusal.code),
            FilePlan::Instance { .. } | FilePlan::Report { .. } => None,
        })
        .collect();
    let cleaner = Cleaner::new(plan);
    let outcomes = files
        .iter()
        .enumerate()
        .map(|(place, file)| cleaner.run(file, place))
        .collect();
    let finished = pipeline::finish(&cleaner, outcomes).expect("a package");
    Done {
        open,
        refusals,
        facts: finished.facts,
    }
}

fn undecided(done: &Done) -> Option<u64> {
    let reasons = done.facts.assess().reasons;
    let found = reasons
        .iter()
        .find(|one| one.reason == Reason::FacesUndecided);
    found.map(|one| one.count)
}

#[test]
fn head_and_neck_are_recognised_by_body_part_and_description() {
    for says in [
        ("HEAD", "", ""),
        ("Brain", "", ""),
        ("", "CT HEAD W/O CONTRAST", "AX 1.25"),
        ("", "", "t1_mprage_sag"),
        ("", "CTA NECK", ""),
        ("", "", "Schädel nativ"),
        ("CHEST", "CT HEAD AND CHEST", "BRAIN THIN"),
        ("", "IRM cérébrale", "Tête 3D"),
        ("", "", "SINUSES, CORONAL"),
    ] {
        assert_eq!(
            likeness(CT, "CT", says, Vec::new()),
            Likeness::HeadPart,
            "{says:?}"
        );
        assert_eq!(
            likeness(CT, "CR", says, Vec::new()),
            Likeness::None,
            "{says:?}"
        );
    }
}

#[test]
fn other_parts_with_the_same_words_are_not() {
    for says in [
        ("", "", ""),
        ("CHEST", "CT HEAD AND CHEST", "AX LUNG"),
        ("", "MRI HIP FOR FEMORAL HEAD NECROSIS", ""),
        ("HIP", "", "FEMORAL NECK COR"),
        ("HEART", "", "STROKE VOLUME"),
        ("ABDOMEN", "", "HEAD FIRST SUPINE"),
        ("", "CHEST, ARMS OVERHEAD", ""),
    ] {
        assert_eq!(
            likeness(CT, "CT", says, Vec::new()),
            Likeness::None,
            "{says:?}"
        );
    }
}

#[test]
fn photographs_are_recognised_unless_they_are_of_another_part() {
    let photograph = |says| likeness(PHOTOGRAPH, "XC", says, Vec::new());
    assert_eq!(photograph(("", "", "")), Likeness::Photograph);
    assert_eq!(photograph(("FACE", "", "")), Likeness::Photograph);
    assert_eq!(photograph(("HAND", "", "")), Likeness::None);
    assert_eq!(
        photograph(("HAND", "", "HAND AND FACE")),
        Likeness::Photograph
    );
    // Recognizable Visual Features: YES counts, NO is a claim of the sender.
    let says = |value| vec![text(0x0028_0302, "CS", value)];
    let other = ("HAND", "", "");
    assert_eq!(
        likeness(PHOTOGRAPH, "XC", other, says("YES")),
        Likeness::Photograph
    );
    assert_eq!(
        likeness(PHOTOGRAPH, "XC", ("", "", ""), says("NO")),
        Likeness::Photograph
    );
}

#[test]
fn a_volume_is_asked_about_and_a_few_slices_are_not() {
    let head = ("HEAD", "", "");
    assert!(run(&slices(head, 11), &[]).open.is_empty());
    let done = run(&slices(head, 12), &[]);
    assert_eq!(done.open, [(Question::HeadVolumes, 1)]);
    assert!(
        done.refusals.iter().all(Option::is_none),
        "kept without an answer"
    );
    assert_eq!(undecided(&done), Some(1), "and the status says so");
}

#[test]
fn an_answer_about_volumes_is_carried_out_and_counted() {
    let files = slices(("HEAD", "", ""), 12);
    let kept = run(&files, &[(Question::HeadVolumes, Choice::Keep)]);
    let counts = FaceCounts {
        photographs: 0,
        head_series: 1,
        undecided: 0,
        ..FaceCounts::default()
    };
    assert_eq!(kept.facts.scope.faces, counts);
    assert_eq!(undecided(&kept), None);
    assert_eq!(kept.facts.written(), 12);
    let withheld = run(&files, &[(Question::HeadVolumes, Choice::Withhold)]);
    assert_eq!(withheld.refusals, [Some(ReasonCode::FaceLikeness); 12]);
    assert_eq!(withheld.facts.written(), 0);
    assert_eq!(withheld.facts.scope.faces, counts);
}

#[test]
fn photographs_stay_out_until_a_person_has_looked() {
    let files = [
        file(PHOTOGRAPH, "XC", 1, ("", "", ""), Vec::new()),
        file(PHOTOGRAPH, "XC", 2, ("HAND", "", ""), Vec::new()),
    ];
    let done = run(&files, &[]);
    assert_eq!(done.open, [(Question::FacePhotographs, 1)]);
    assert_eq!(done.refusals, [Some(ReasonCode::FaceLikeness), None]);
    let looked = run(&files, &[(Question::FacePhotographs, Choice::NoFace)]);
    assert_eq!(looked.refusals, [None, None]);
    assert_eq!(looked.facts.scope.faces.photographs, 1);
}
