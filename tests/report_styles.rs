//! What stands in a report in the place of what was found: words in brackets,
//! made-up names, bare years. Everything is made up.
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
#[allow(dead_code, reason = "other tests write fragments too")]
mod encode;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use encode::{Given, part10, text};
use safelight::document::{self, model::Mark};
use safelight::finding::Refusal;
use safelight::pipeline::{Cleaner, Outcome, Whose, finish, survey};
use safelight::plan::{Plan, ReportKind};
use safelight::policy::{AtRisk, BurnedIn, Policy, Preset, ReportStyle};
use safelight::remap::Tables;
use safelight::remap::made_up::is_made_up;
use safelight::review::Review;
use safelight::sample;
use safelight::source::Part;
use safelight::verify::check_package;

/// Two reports of one patient; the second knows its people by other writings.
const REPORTS: [&str; 2] = [
    "BRAMBLEPORT IMAGING

Patient: QUILLFEATHER, ODALYS M        MRN: ZQ-770412
DOB: 03/14/1952
Referring: Lucian T. Ambersedge, MD
Exam date: 11/02/2023

CLINICAL HISTORY
Mrs. Quillfeather is a 71-year-old woman with a cough for three weeks.
Her daughter Elowen Quillfeather came with her.

COMPARISON
CT of 10/30/2022. Quillfeather's film of 2019 was not there.

FINDINGS
Nodule of 7 x 6 mm in the right upper lobe. Baker cyst of 2.6 cm.

IMPRESSION
1. Nodule of 7 mm, CT in 6 to 12 months.
2. Discussed with Dr. Ambersedge by telephone at 503-555-0142.

Electronically signed by: Casimir Fennimore-Voss, MD
",
    "Name: Odalys Mae Quillfeather
Referring physician: AMBERSEDGE, LUCIAN
Report date: 11/20/2023

HISTORY
Cough. The report of Dr. Fennimore-Voss of 11/02/2023 was read again.

FINDINGS
The nodule of 7 mm is the same. O. Quillfeather was told so.

IMPRESSION
No change. Dr. Ambersedge was told by Dr. Isolde Wrenmark.

Electronically signed by: Isolde Wrenmark, MD
",
];

/// Every word of their people.
const WORDS: [&str; 10] = [
    "quillfeather",
    "odalys",
    "mae",
    "elowen",
    "ambersedge",
    "lucian",
    "casimir",
    "fennimore",
    "voss",
    "wrenmark",
];

/// A finished run.
struct Run {
    tables: Tables,
    refusals: Vec<Option<Refusal>>,
    zip: Vec<u8>,
    entries: BTreeMap<String, Vec<u8>>,
}

impl Run {
    fn of(files: &[(&[u8], &str)], style: ReportStyle, preset: Preset, seed: u8) -> Self {
        let surveyed: Vec<_> = files
            .iter()
            .map(|(bytes, extension)| survey(&bytes.to_vec(), extension))
            .collect();
        let policy = Policy {
            preset,
            burned_in: BurnedIn::No,
            at_risk: AtRisk::Include,
            report_style: style,
            issue_date: String::from("2026-02-03"),
            ..Policy::default()
        };
        let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [seed; 32]));
        let outcomes: Vec<_> = files
            .iter()
            .enumerate()
            .map(|(index, (bytes, _))| cleaner.run(&bytes.to_vec(), index))
            .collect();
        let refusals = outcomes.iter().map(|outcome| outcome.refusal).collect();
        let tables = cleaner.plan().tables.clone();
        let mut zip = Vec::new();
        for piece in finish(&cleaner, outcomes).expect("a package").pieces {
            match piece.part {
                Part::Bytes(bytes) => zip.extend(bytes),
                Part::Slice { offset, length } => {
                    let (input, _) = files[piece.input.expect("an input")];
                    zip.extend_from_slice(&input[offset as usize..(offset + length) as usize]);
                }
            }
        }
        let report = check_package(&zip, None);
        assert!(report.is_sound(), "{:?}", report.problems);
        let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).expect("a zip");
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            entries.insert(file.name().to_owned(), bytes);
        }
        Self {
            tables,
            refusals,
            zip,
            entries,
        }
    }

    fn of_reports(style: ReportStyle, preset: Preset, seed: u8) -> Self {
        let files = REPORTS.map(|text| (text.as_bytes(), "txt"));
        let run = Self::of(&files, style, preset, seed);
        assert_eq!(run.refusals, [None, None], "{}", style.name());
        run
    }

    /// The texts of all written reports.
    fn texts(&self) -> String {
        let texts = self.entries.iter();
        texts
            .filter(|(name, _)| name.starts_with("REPORT/") && name.ends_with(".txt"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes))
            .collect()
    }

    /// The made-up name of a word.
    fn name(&self, word: &str) -> String {
        let mut names = self.tables.names();
        let row = names.find(|(original, _)| original.expose() == word);
        row.map(|(_, name)| name.to_owned())
            .unwrap_or_else(|| panic!("{word} has no made-up name"))
    }
}

/// How often a whole word stands in a text, in any case.
fn count(text: &str, word: &str) -> usize {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|one| *one == word.to_lowercase()).count()
}

fn made_up_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words
        .map(|word| {
            let mut letters = word.chars();
            let first: String = letters.by_ref().take(1).collect();
            first.to_uppercase() + &letters.as_str().to_lowercase()
        })
        .filter(|word| is_made_up(word))
        .collect()
}

#[test]
fn a_person_has_one_made_up_name_in_all_reports_of_a_run() {
    let before = REPORTS.concat();
    let run = Run::of_reports(ReportStyle::Pseudonyms, Preset::SecondOpinion, 1);
    let after = run.texts();
    for word in WORDS {
        assert!(count(&before, word) > 0, "the plant did not take: {word}");
        assert_eq!(count(&after, word), 0, "{word}\n{after}");
        assert_eq!(
            count(&after, &run.name(word)),
            count(&before, word),
            "{word}\n{after}"
        );
    }
    let name = |word: &str| run.name(word);
    let capitals = |word: &str| run.name(word).to_uppercase();
    let first = |word: &str| run.name(word).chars().next().expect("a letter");
    for line in [
        format!(
            "Patient: {}, {} {}",
            capitals("quillfeather"),
            capitals("odalys"),
            first("mae")
        ),
        format!("Mrs. {} is a 71-year-old woman", name("quillfeather")),
        format!(
            "Her daughter {} {} came",
            name("elowen"),
            name("quillfeather")
        ),
        format!("CT of 2022. {}'s film of 2019", name("quillfeather")),
        format!("{}. {} was told", first("odalys"), name("quillfeather")),
        format!("Dr. {}-{} of 2023 was", name("fennimore"), name("voss")),
        format!("{}, {}", capitals("ambersedge"), capitals("lucian")),
        String::from("Baker cyst of 2.6 cm."),
        String::from("MRN: [MRN]"),
        String::from("telephone at [PHONE]."),
        String::from("Nodule of 7 x 6 mm"),
    ] {
        assert!(after.contains(&line), "{line}\n{after}");
    }
    let certificate = String::from_utf8_lossy(&run.entries["certificate.json"]);
    assert!(certificate.contains("\"report_style\": \"pseudonyms\""));
}

#[test]
fn the_same_seed_gives_the_same_names_and_another_one_others() {
    let of = |seed| Run::of_reports(ReportStyle::Pseudonyms, Preset::SecondOpinion, seed);
    let (one, again, other) = (of(1), of(1), of(2));
    assert!(one.zip == again.zip);
    let names = |run: &Run| made_up_words(&run.texts());
    assert!(names(&one).len() >= WORDS.len());
    let shared = names(&one).intersection(&names(&other)).count();
    assert!(shared <= 1, "{:?} {:?}", names(&one), names(&other));
}

#[test]
fn the_bare_year_stands_for_a_date_where_the_purpose_keeps_years() {
    let run = Run::of_reports(ReportStyle::Years, Preset::SecondOpinion, 1);
    let text = run.texts();
    for line in [
        "DOB: 1952",
        "Exam date: 2023",
        "CT of 2022. [PATIENT]'s film of 2019",
        "Electronically signed by: [CLINICIAN]",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(made_up_words(&text).is_empty());
    for preset in [Preset::Teaching, Preset::Research] {
        for style in [ReportStyle::Years, ReportStyle::Pseudonyms] {
            let text = Run::of_reports(style, preset, 1).texts();
            assert!(text.contains("CT of [DATE]. "), "{text}");
        }
    }
}

#[test]
fn words_in_brackets_are_what_stands_without_a_choice() {
    assert_eq!(Policy::default().report_style, ReportStyle::Tags);
    let run = Run::of_reports(ReportStyle::Tags, Preset::SecondOpinion, 1);
    let text = run.texts();
    assert!(
        text.contains("CT of [DATE 2022]. [PATIENT]'s film"),
        "{text}"
    );
    assert!(made_up_words(&text).is_empty());
    assert_eq!(run.tables.names().count(), 0);
}

#[test]
fn the_sample_passes_the_verifier_in_every_style() {
    let extension = |path: &str| path.rsplit('.').next().unwrap_or("").to_lowercase();
    let sample: Vec<_> = sample::files()
        .into_iter()
        .enumerate()
        .filter(|(number, file)| number % 8 == 0 || !file.path.contains("/CT_"))
        .map(|(_, file)| (file.bytes, extension(&file.path)))
        .collect();
    let files: Vec<(&[u8], &str)> = sample
        .iter()
        .map(|(bytes, extension)| (bytes.as_slice(), extension.as_str()))
        .collect();
    for style in ReportStyle::ALL {
        let run = Run::of(&files, style, Preset::SecondOpinion, 5);
        assert!(run.refusals.iter().all(Option::is_none));
        let text = run.texts();
        for planted in sample::planted_values() {
            // A word of a place may be an ordinary word.
            if planted.value.len() > 5 {
                assert!(!text.contains(&planted.value), "{}", planted.place);
            }
        }
        assert!(text.contains("Solid nodule of 7 mm"), "{text}");
        let made_up = made_up_words(&text);
        match style {
            ReportStyle::Pseudonyms => assert!(made_up.len() >= 10, "{made_up:?}\n{text}"),
            ReportStyle::Tags | ReportStyle::Years => assert!(made_up.is_empty()),
        }
    }
}

/// A structured report of the patient of [`REPORTS`] with one finding.
fn structured_report(finding: &str) -> Vec<u8> {
    const TEXT_SR: &str = "1.2.840.10008.5.1.4.1.1.88.11";
    let concept = |value: &str, meaning: &str| {
        let item = vec![
            text(0x0008_0100, "SH", value),
            text(0x0008_0102, "SH", "DCM"),
            text(0x0008_0104, "LO", meaning),
        ];
        Given::Items(0x0040_A043, vec![item])
    };
    let item = vec![
        text(0x0040_A010, "CS", "CONTAINS"),
        text(0x0040_A040, "CS", "TEXT"),
        concept("121071", "Finding"),
        text(0x0040_A160, "UT", finding),
    ];
    let data = vec![
        text(0x0008_0016, "UI", TEXT_SR),
        text(0x0008_0018, "UI", "1.2.826.0.1.3680043.77.8.1"),
        text(0x0008_0060, "CS", "SR"),
        text(0x0008_0090, "PN", "Ambersedge^Lucian"),
        text(0x0010_0010, "PN", "Quillfeather^Odalys^Mae"),
        text(0x0010_0020, "LO", "ZQ-770412"),
        text(0x0020_000D, "UI", "1.2.826.0.1.3680043.78.8"),
        text(0x0020_000E, "UI", "1.2.826.0.1.3680043.79.8"),
        text(0x0040_A040, "CS", "CONTAINER"),
        concept("121070", "Findings"),
        text(0x0040_A050, "CS", "SEPARATE"),
        text(0x0040_A491, "CS", "COMPLETE"),
        text(0x0040_A493, "CS", "UNVERIFIED"),
        Given::Items(0x0040_A730, vec![item]),
    ];
    let meta = vec![
        text(0x0002_0002, "UI", TEXT_SR),
        text(0x0002_0003, "UI", "1.2.826.0.1.3680043.77.8.1"),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    part10(&[], meta, data)
}

#[test]
fn a_structured_report_has_the_names_of_the_reports_and_the_reports_the_code_of_the_headers() {
    let finding = "Mrs. Quillfeather was told by Dr. Fennimore-Voss and by \
                   Dr. Zuzanna Thistlewood of the nodule of 7 mm.";
    let instance = structured_report(finding);
    let report = REPORTS[0].as_bytes();
    let files = [(instance.as_slice(), "dcm"), (report, "txt")];
    let run = Run::of(&files, ReportStyle::Pseudonyms, Preset::SecondOpinion, 1);
    assert_eq!(run.refusals, [None, None]);
    let mut entries = run.entries.iter();
    let (_, bytes) = entries
        .find(|(name, _)| name.contains("/IMG"))
        .expect("the instance");
    let bytes = String::from_utf8_lossy(bytes);
    let name = |word: &str| run.name(word);
    let wanted = format!(
        "Mrs. {} was told by Dr. {}-{} and by Dr. {} {} of the nodule of 7 mm.",
        name("quillfeather"),
        name("fennimore"),
        name("voss"),
        name("zuzanna"),
        name("thistlewood")
    );
    assert!(bytes.contains(&wanted), "{wanted}");
    let (_, codes) = run.tables.patients().next().expect("the patient");
    let number = format!("MRN: {}", codes.pseudonym);
    assert!(run.texts().contains(&number), "{number}\n{}", run.texts());
    assert!(bytes.contains(&codes.pseudonym));
}

#[test]
fn reports_of_every_layout_get_made_up_names_and_lose_no_more_to_the_verifier() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let texts = std::fs::read_dir(folder).expect("the folder");
    let texts: Vec<String> = texts
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.with_extension("json").is_file())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| std::fs::read_to_string(path).expect("a report"))
        .collect();
    let (mut tags, mut named, mut made_up) = (0, 0, BTreeSet::new());
    for text in &texts {
        let [before, after] = [ReportStyle::Tags, ReportStyle::Pseudonyms].map(|style| {
            let outcome = alone(text, style);
            assert_eq!(outcome.refusal, None, "{}\n{text}", style.name());
            written(&outcome)
        });
        tags += people_in_brackets(&before);
        named += people_in_brackets(&after);
        let names = made_up_words(&after);
        assert!(names.iter().all(|name| count(text, name) == 0), "{after}");
        made_up.extend(names);
    }
    assert!(tags > 150 && made_up.len() > 15, "{tags} {made_up:?}");
    // Initials of nobody known, and numbers that stand inside of a name.
    assert!(named * 20 < tags, "{named} of {tags}");
}

/// One report as a drop of its own.
fn alone(text: &str, style: ReportStyle) -> Outcome {
    let bytes = text.as_bytes().to_vec();
    let policy = Policy {
        report_style: style,
        ..Policy::default()
    };
    let plan = Plan::make(&[survey(&bytes, "txt")], policy, [4; 32]);
    Cleaner::new(plan).run(&bytes, 0)
}

/// The text of a written report.
fn written(outcome: &Outcome) -> String {
    let texts = outcome.entries.iter();
    texts
        .filter(|entry| entry.name().ends_with(".txt"))
        .flat_map(|entry| entry.parts())
        .map(|part| match part {
            Part::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Part::Slice { .. } => String::new(),
        })
        .collect()
}

fn people_in_brackets(text: &str) -> usize {
    let kinds = ["[PATIENT]", "[CLINICIAN]", "[RELATIVE]", "[NAME]"];
    kinds.map(|kind| text.matches(kind).count()).iter().sum()
}

#[test]
fn what_is_put_in_is_marked_in_every_style_and_a_review_shows_it() {
    let bytes = REPORTS[0].as_bytes().to_vec();
    let document = document::read(ReportKind::Text, &bytes).expect("a report");
    let joined = document::joined(&document);
    for (style, said) in [
        (ReportStyle::Tags, "[CLINICIAN]"),
        (ReportStyle::Pseudonyms, "quor"),
        (ReportStyle::Years, "2022"),
    ] {
        let policy = Policy {
            report_style: style,
            ..Policy::default()
        };
        let cleaner = Cleaner::new(Plan::make(&[survey(&bytes, "txt")], policy, [4; 32]));
        let view = cleaner.view_document(&document, &joined, &Review::default(), Whose::Nobody);
        let view = view.expect("a view");
        let pieces: Vec<_> = view
            .spans
            .iter()
            .map(|span| (span.start..span.end, span.replacement.clone()))
            .collect();
        assert!(pieces.iter().any(|(_, text)| text.contains(said)), "{said}");
        let clean = document::redact(&document, &joined, &pieces);
        let parts = clean.pages.iter().flat_map(|page| &page.segments);
        let holds = parts.filter(|part| part.text.contains(said));
        assert!(holds.clone().count() > 0);
        assert!(holds.clone().all(|part| part.mark == Mark::Replaced));
        assert_eq!(
            document::plain_text(&clean),
            written(&alone(REPORTS[0], style))
        );
    }
}

#[test]
fn the_command_writes_reports_alone_in_a_style() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in ["one.txt", "two.txt"].iter().zip(REPORTS) {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let report = |out: &str, more: &[&str]| {
        let out = folder.path().join(out);
        let done = Command::new(env!("CARGO_BIN_EXE_safelight"))
            .arg("report")
            .args(["one.txt", "two.txt"].map(|name| folder.path().join(name)))
            .arg("--out")
            .arg(&out)
            .args(more)
            .output()
            .expect("it runs");
        let texts = ["one.txt", "two.txt"]
            .map(|name| std::fs::read_to_string(out.join(name)).unwrap_or_default());
        (done.status.code(), texts)
    };
    let seed = "07".repeat(32);
    let named = ["--report-style", "pseudonyms", "--seed", &seed];
    let (code, texts) = report("named", &named);
    assert_eq!(code, Some(0));
    let [one, two] = texts.each_ref().map(|text| made_up_words(text));
    // Patient, referring and reading physician stand in both.
    assert!(one.intersection(&two).count() >= 5, "{one:?} {two:?}");
    assert!(WORDS.iter().all(|word| count(&texts.concat(), word) == 0));
    assert_eq!(report("again", &named).1, texts);
    assert_ne!(report("other", &["--report-style", "pseudonyms"]).1, texts);
    let (_, texts) = report("years", &["--report-style", "years"]);
    assert!(texts.concat().contains("CT of 2022."));
    assert_eq!(report("wrong", &["--report-style", "names"]).0, Some(2));
}
