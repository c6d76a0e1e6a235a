//! What a person says to the spans of a report is carried out, as far as the
//! check lets it, and the certificate counts it.
#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use safelight::certificate::Facts;
use safelight::finding::ReasonCode;
use safelight::pipeline::{self, Cleaner, Outcome, ViewError, Whose};
use safelight::plan::{Plan, Surveyed};
use safelight::policy::Policy;
use safelight::review::{
    Act, Decision, RejectReason, ReportReview, ReportView, Review, ReviewError, SpanId, State,
    ViewedSpan,
};
use safelight::sensitive::Sensitive;
use safelight::source::Part;
use safelight::text::kind::Kind;
use serde_json::{Value, json};

const ONE: &str = "\
Patient: Grant, Oda
MRN: QX-4471902
Referring: Dr. Casimir Ambersedge

HISTORY: Mrs. Grant fell. Her neighbour Zorblat Fennik drove her in.
FINDINGS: The scan was paid by a Grant of the university. The lesion measures 4.5 cm.
Rowland Tibbersedge score 3, as read with Dr. Pellinore Quist.
IMPRESSION: Normal. Zorblat-Fennik was told.
";
const TWO: &str = "\
Patient: Grant, Oda
HISTORY: Driven in by zorblat  fennik.
FINDINGS: Zorblat measures 3 cm. ZORBLAT FENNIK, 45 mm, 45.2 mm.
IMPRESSION: Normal on 04/05/2024, seen with Dr. Pellinore Quist.
";

struct Drop {
    reports: Vec<Vec<u8>>,
    surveyed: Vec<Surveyed>,
}

impl Drop {
    fn of(reports: &[&str]) -> Self {
        let reports: Vec<Vec<u8>> = reports
            .iter()
            .map(|text| text.as_bytes().to_vec())
            .collect();
        Self {
            surveyed: reports
                .iter()
                .map(|bytes| pipeline::survey(bytes, "txt"))
                .collect(),
            reports,
        }
    }

    fn cleaner(&self, review: Review) -> Cleaner {
        let policy = Policy {
            review,
            issue_date: String::from("2026-01-31"),
            ..Policy::default()
        };
        let plan = Plan::make(&self.surveyed, policy, [7; 32]);
        // The plan travels to the workers of the page as bytes.
        let bytes = postcard::to_allocvec(&plan).expect("a plan can be packed");
        assert_eq!(postcard::from_bytes::<Plan>(&bytes).as_ref(), Ok(&plan));
        Cleaner::new(plan)
    }

    fn view(&self, report: usize, review: &Review) -> Result<ReportView, ViewError> {
        let cleaner = self.cleaner(Review::default());
        cleaner.view(&self.reports[report], report, review)
    }

    fn plain_view(&self, report: usize) -> ReportView {
        self.view(report, &Review::default()).expect("a report")
    }

    /// The texts that came out, and the facts of the certificate.
    fn run(&self, review: Review) -> (Vec<Result<String, ReasonCode>>, Facts, String) {
        let cleaner = self.cleaner(review);
        let key = &cleaner.plan().receipt_key;
        let outcomes: Vec<Outcome> = (0..self.reports.len())
            .map(|place| cleaner.run(&self.reports[place], place))
            .map(|outcome| Outcome::open(&outcome.seal(key), key))
            .collect();
        let texts = outcomes.iter().map(text_of).collect();
        let finished = pipeline::finish(&cleaner, outcomes).expect("a package");
        (texts, finished.facts, finished.certificate_json)
    }
}

fn text_of(outcome: &Outcome) -> Result<String, ReasonCode> {
    let text = outcome
        .entries
        .iter()
        .find(|entry| entry.name().ends_with(".txt"));
    match (text, outcome.refusal) {
        (Some(entry), _) => Ok(entry.parts().iter().map(part_text).collect()),
        (None, refusal) => Err(refusal.expect("a reason").code),
    }
}

fn part_text(part: &Part) -> String {
    match part {
        Part::Bytes(bytes) => String::from_utf8(bytes.clone()).expect("UTF-8"),
        Part::Slice { .. } => panic!("a report is written, not copied"),
    }
}

/// The span over the `nth` occurrence of a text.
fn span<'a>(view: &'a ReportView, text: &str, nth: usize) -> &'a ViewedSpan {
    let mut all = view.text.expose().match_indices(text).map(|(at, _)| at);
    let at = all.nth(nth).expect("the text is in the report");
    let mut spans = view.spans.iter();
    let found = spans.find(|span| span.start <= at && at < span.end);
    found.unwrap_or_else(|| panic!("no span over {text}"))
}

/// The place of the `nth` occurrence of a text.
fn place(text: &str, wanted: &str, nth: usize) -> SpanId {
    let (start, _) = text.match_indices(wanted).nth(nth).expect("there");
    SpanId {
        start,
        end: start + wanted.len(),
    }
}

fn said(view: &ReportView, decisions: Vec<Decision>) -> ReportReview {
    ReportReview {
        report: view.report.clone(),
        is_reviewed: true,
        decisions,
    }
}

fn here(span: SpanId, act: Act) -> Decision {
    Decision {
        span,
        act,
        same_text: None,
    }
}

fn everywhere(span: SpanId, act: Act, text: &str) -> Decision {
    Decision {
        same_text: Some(Sensitive::from(text)),
        ..here(span, act)
    }
}

fn reject(reason: Option<RejectReason>) -> Act {
    Act::Reject { reason }
}

#[test]
fn each_decision_does_what_it_says_and_the_certificate_counts_it() {
    let drop = Drop::of(&[ONE]);
    let view = drop.plain_view(0);
    let neighbour = span(&view, "Zorblat Fennik", 0);
    let reader = span(&view, "Quist", 0);
    let told = span(&view, "Zorblat-Fennik", 0);
    assert!(!neighbour.is_known && !neighbour.is_searched);
    let mark = place(ONE, "Rowland Tibbersedge", 0);
    let mut overlapping = view.spans.iter();
    assert!(
        overlapping.all(|span| span.end <= mark.start || mark.end <= span.start),
        "found already: nothing is left to be marked"
    );
    let paid = span(&view, "Grant", 2);
    assert!(paid.is_known && !paid.is_searched, "{paid:?}");
    let review = Review::of(vec![said(
        &view,
        vec![
            here(neighbour.id, Act::Accept),
            here(paid.id, reject(Some(RejectReason::SameWordOtherMeaning))),
            here(reader.id, Act::Relabel(Kind::Institution)),
            here(told.id, reject(None)),
            here(told.id, Act::Accept),
            here(mark, Act::Add(Kind::Relative)),
        ],
    )]);
    let (texts, facts, certificate) = drop.run(review);
    let text = texts[0].as_ref().expect("written");
    assert!(text.contains("paid by a Grant of the university"), "{text}");
    assert!(text.contains("[RELATIVE] score 3, as read with Dr. [INSTITUTION]."));
    assert!(text.contains("Mrs. [PATIENT] fell."));
    assert!(!text.contains("Tibbersedge") && !text.contains("Zorblat"));
    let counts = facts.narrative.review.as_ref().expect("counted");
    assert_eq!(
        (
            counts.reports,
            counts.accepted,
            counts.relabelled,
            counts.added,
            counts.rejected,
            counts.rejected_known
        ),
        (1, 2, 1, 1, 1, 1)
    );
    assert_eq!(counts.as_proposed + 4, view.spans.len() as u64);
    assert_eq!(
        counts.reasons,
        [(RejectReason::SameWordOtherMeaning, 1)].into()
    );
    assert_eq!(facts.assess().status.title(), "ISSUED WITH EXCEPTIONS");
    for value in ["Grant", "Tibbersedge", "Zorblat", "Quist", "QX-4471902"] {
        assert!(!certificate.contains(value), "{value}");
    }
    assert!(certificate.contains("same-word-other-meaning"));
}

#[test]
fn a_report_that_was_looked_at_without_a_change_is_told_as_reviewed() {
    let drop = Drop::of(&[ONE]);
    let view = drop.plain_view(0);
    let (texts, facts, _) = drop.run(Review::of(vec![said(&view, Vec::new())]));
    let (unseen, before, _) = drop.run(Review::default());
    assert_eq!(texts, unseen);
    assert_eq!(before.narrative.review, None);
    let counts = facts.narrative.review.as_ref().expect("counted");
    assert_eq!(
        (counts.reports, counts.as_proposed),
        (1, view.spans.len() as u64)
    );
    assert_eq!(
        facts.assess().status.title(),
        "ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED"
    );
}

#[test]
fn a_known_value_stays_only_with_a_reason() {
    let drop = Drop::of(&[ONE]);
    let view = drop.plain_view(0);
    let paid = span(&view, "Grant", 2);
    let review = Review::of(vec![said(&view, vec![here(paid.id, reject(None))])]);
    assert_eq!(
        drop.view(0, &review),
        Err(ViewError::Review(ReviewError::NeedsReason(paid.id)))
    );
    let (texts, _, _) = drop.run(review);
    assert_eq!(texts, [Err(ReasonCode::ReviewMismatch)]);
}

#[test]
fn what_the_check_looks_for_cannot_be_kept_whatever_the_reason() {
    let drop = Drop::of(&[ONE]);
    let view = drop.plain_view(0);
    for (text, nth) in [
        ("QX-4471902", 0),
        ("Casimir Ambersedge", 0),
        ("Grant, Oda", 0),
    ] {
        let span = span(&view, text, nth);
        assert!(span.is_known && span.is_searched, "{text}");
        for reason in RejectReason::ALL {
            let act = reject(Some(reason));
            let review = Review::of(vec![said(&view, vec![here(span.id, act)])]);
            assert_eq!(
                drop.view(0, &review),
                Err(ViewError::Review(ReviewError::Searched(span.id)))
            );
            let (texts, facts, _) = drop.run(review);
            assert_eq!(texts, [Err(ReasonCode::ReviewMismatch)]);
            assert_eq!(facts.written(), 0);
        }
    }
}

#[test]
fn the_same_text_is_marked_in_all_reports_and_a_number_in_no_longer_one() {
    let drop = Drop::of(&[ONE, TWO]);
    let (_, second) = (drop.plain_view(0), drop.plain_view(1));
    let mark = place(TWO, "zorblat  fennik", 0);
    let number = place(TWO, "45 ", 0);
    let review = Review::of(vec![said(
        &second,
        vec![
            everywhere(mark, Act::Add(Kind::Name), "Zorblat Fennik"),
            everywhere(number, Act::Add(Kind::Id), "45"),
        ],
    )]);
    let (texts, facts, _) = drop.run(review);
    let texts: Vec<&String> = texts.iter().flatten().collect();
    assert_eq!(texts.len(), 2);
    for text in &texts {
        assert!(!text.to_lowercase().contains("fennik"), "{text}");
    }
    assert!(texts[1].contains("Driven in by [NAME]."));
    assert!(
        texts[1].contains("Zorblat measures 3 cm. [NAME], [ID]mm, 45.2 mm."),
        "{}",
        texts[1]
    );
    assert!(texts[0].contains("4.5 cm"));
    let counts = facts.narrative.review.as_ref().expect("counted");
    assert_eq!((counts.reports, counts.added), (1, 3));
}

#[test]
fn the_same_text_is_kept_in_all_reports_but_where_the_check_looks_for_it() {
    let drop = Drop::of(&[ONE, TWO]);
    let first = drop.plain_view(0);
    let reader = span(&first, "Quist", 0);
    assert!(!reader.is_searched || reader.is_known);
    let neighbour = span(&first, "Zorblat Fennik", 0);
    let act = reject(Some(RejectReason::PublicPersonOrPlace));
    let review = Review::of(vec![said(
        &first,
        vec![everywhere(neighbour.id, act, "Zorblat Fennik")],
    )]);
    let view = drop.view(0, &review).expect("carried out");
    let told = span(&view, "Zorblat-Fennik", 0);
    assert_eq!(told.state, State::Rejected);
    let (texts, _, _) = drop.run(review);
    assert!(
        texts[0]
            .as_ref()
            .is_ok_and(|text| text.contains("Zorblat-Fennik was told"))
    );
    // The patient's name is kept where it is a word, and nowhere else.
    let paid = span(&first, "Grant", 2);
    let act = reject(Some(RejectReason::SameWordOtherMeaning));
    let review = Review::of(vec![said(&first, vec![everywhere(paid.id, act, "GRANT")])]);
    let view = drop.view(0, &review).expect("carried out");
    assert_eq!(span(&view, "Grant", 2).state, State::Rejected);
    assert_eq!(span(&view, "Grant", 1).state, State::Proposed, "Mrs. Grant");
    let (texts, _, _) = drop.run(review);
    assert!(
        texts[0]
            .as_ref()
            .is_ok_and(|text| !text.contains("Mrs. Grant"))
    );
}

#[test]
fn a_mark_takes_in_what_it_overlaps_and_goes_before_what_was_rejected() {
    let drop = Drop::of(&[ONE]);
    let view = drop.plain_view(0);
    let neighbour = span(&view, "Zorblat Fennik", 0);
    let wide = SpanId {
        start: neighbour.start - "neighbour ".len(),
        end: neighbour.end,
    };
    let narrow = place(ONE, "Fennik", 0);
    let cases = [
        (vec![here(wide, Act::Add(Kind::Name))], "Her [NAME] drove"),
        (
            vec![
                here(neighbour.id, reject(None)),
                here(narrow, Act::Add(Kind::Name)),
            ],
            "Her neighbour Zorblat [NAME] drove",
        ),
    ];
    for (decisions, wanted) in cases {
        let (texts, _, _) = drop.run(Review::of(vec![said(&view, decisions)]));
        let text = texts[0].as_ref().expect("written");
        assert!(text.contains(wanted), "{text}");
    }
}

#[test]
fn decisions_that_do_not_fit_the_text_are_refused() {
    let drop = Drop::of(&[ONE]);
    let view = drop.plain_view(0);
    let neighbour = span(&view, "Zorblat Fennik", 0).id;
    let inside = SpanId {
        start: neighbour.start + 1,
        ..neighbour
    };
    let past = SpanId {
        start: 9_000,
        end: 9_004,
    };
    let signs = place(ONE, ": ", 0);
    let cases = [
        (here(inside, Act::Accept), ReviewError::NoSuchSpan(inside)),
        (
            here(past, Act::Add(Kind::Name)),
            ReviewError::NothingThere(past),
        ),
        (
            here(signs, Act::Add(Kind::Name)),
            ReviewError::NothingThere(signs),
        ),
        (
            everywhere(neighbour, Act::Accept, "Fennik"),
            ReviewError::OtherText(neighbour),
        ),
    ];
    for (decision, wanted) in cases {
        let review = Review::of(vec![said(&view, vec![decision])]);
        assert_eq!(drop.view(0, &review), Err(ViewError::Review(wanted)));
        let (texts, _, _) = drop.run(review);
        assert_eq!(texts, [Err(ReasonCode::ReviewMismatch)]);
    }
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("fits") % sides
    }
}

#[test]
fn any_decisions_give_spans_in_order_and_without_overlap_or_are_refused() {
    let drop = Drop::of(&[ONE]);
    let cleaner = drop.cleaner(Review::default());
    let view = drop.plain_view(0);
    let text = view.text.expose();
    let mut dice = Dice(7);
    let (mut carried_out, mut refused) = (0, 0);
    for _ in 0..200 {
        let decisions = (0..dice.throw(6) + 1).map(|_| {
            let found = view.spans[dice.throw(view.spans.len())].id;
            let start = dice.throw(text.len());
            let mark = SpanId {
                start,
                end: (start + dice.throw(40)).min(text.len()),
            };
            let kind = Kind::ALL[dice.throw(Kind::ALL.len())];
            let reason = RejectReason::ALL[dice.throw(RejectReason::ALL.len())];
            let (span, act) = match dice.throw(8) {
                0 => (found, Act::Accept),
                1 => (found, reject(Some(reason))),
                2 => (found, Act::Relabel(kind)),
                3 => (found, Act::Add(kind)),
                _ => (mark, Act::Add(kind)),
            };
            let there = &text[span.start..span.end];
            match dice.throw(2) {
                0 => here(span, act),
                _ => everywhere(span, act, there),
            }
        });
        let review = Review::of(vec![said(&view, decisions.collect())]);
        match cleaner.decide(text, &review, Whose::Nobody) {
            Ok(decided) => {
                carried_out += 1;
                let mut done = 0;
                for shown in &decided.shown {
                    assert!(done <= shown.span.start && shown.span.start < shown.span.end);
                    done = shown.span.end;
                }
                assert!(done <= text.len());
                let kept = decided
                    .shown
                    .iter()
                    .filter(|one| one.state == State::Rejected);
                assert_eq!(decided.spans.len() + kept.count(), decided.shown.len());
            }
            Err(_) => refused += 1,
        }
    }
    assert!(carried_out > 50 && refused > 20, "{carried_out} {refused}");
}

#[test]
fn a_file_of_decisions_is_read_strictly_and_its_errors_quote_nothing() {
    let good = json!({ "version": 1, "reports": [{ "report": "ab", "decisions": [
        { "span": "1-4", "act": "accept" },
        { "span": "1-4", "act": { "reject": {} } },
        { "span": "5-9", "act": { "reject": { "reason": "clinical-term" } }, "same_text": "Baker" },
        { "span": "5-9", "act": { "add": "clinician" } },
    ] }] });
    let read = Review::parse(&good.to_string()).expect("of the form");
    assert_eq!(read.reports()[0].decisions.len(), 4);
    let again = serde_json::to_string(&read).expect("can be written");
    assert_eq!(Review::parse(&again), Ok(read));
    let bad = [
        json!({ "version": 2, "reports": [] }),
        json!({ "version": 1 }),
        json!({ "version": 1, "reports": [], "Quillfeather": 1 }),
        json!({ "version": 1, "reports": [{ "report": "ab", "decisions": [{ "span": "Quillfeather", "act": "accept" }] }] }),
        json!({ "version": 1, "reports": [{ "report": "ab", "decisions": [{ "span": "1-2", "act": "Quillfeather" }] }] }),
        json!({ "version": 1, "reports": [{ "report": "ab", "decisions": [{ "span": "1-2", "act": { "reject": { "reason": "because" } } }] }] }),
    ];
    for file in bad {
        let error = Review::parse(&file.to_string()).expect_err("not of the form");
        assert!(!error.to_string().contains("Quillfeather"), "{error}");
    }
}

fn command(arguments: &[&str]) -> Output {
    let command = Command::new(env!("CARGO_BIN_EXE_safelight"))
        .args(arguments)
        .output();
    command.expect("the command can be run")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The list of spans and, of its first report, the one over a text.
fn listed(path: &Path, text: &str) -> (Value, String) {
    let list: Value = serde_json::from_slice(&std::fs::read(path).expect("written")).expect("JSON");
    let spans = list["reports"][0]["spans"].as_array().expect("spans");
    let span = spans.iter().find(|span| span["text"] == text);
    let id = span.expect("found")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    (list, id)
}

#[test]
fn the_command_lists_spans_and_takes_decisions_with_and_without_a_study() {
    let folder = folder("review-command");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    std::fs::write(folder.join("one.txt"), ONE).expect("written");
    let (input, spans, decisions) = (path("one.txt"), path("spans.json"), path("said.json"));
    let (zip, json) = (path("out.zip"), path("result.json"));
    let study = ["deidentify", &input, "--out", &zip, "--json", &json];
    let out = path("out");
    let alone = ["report", &input, "--out", &out];
    for job in [study.as_slice(), alone.as_slice()] {
        let with = |more: &[&str]| command(&[job, more].concat());
        assert!(with(&["--spans", &spans]).status.success());
        let (list, id) = listed(Path::new(&spans), "Zorblat Fennik");
        let report = &list["reports"][0]["report"];
        let say = |act: Value| {
            let said = json!({ "version": 1, "reports": [{ "report": report, "is_reviewed": true,
                "decisions": [{ "span": id, "act": act }] }] });
            std::fs::write(&decisions, said.to_string()).expect("written");
        };
        say(json!({ "reject": {} }));
        let kept = with(&["--decisions", &decisions, "--spans", &spans]);
        assert!(kept.status.success(), "{kept:?}");
        let (list, _) = listed(Path::new(&spans), "Zorblat Fennik");
        let states = list["reports"][0]["spans"]
            .as_array()
            .expect("spans")
            .iter();
        assert_eq!(states.filter(|span| span["state"] == "rejected").count(), 1);
        // A value of the check is refused with its place, and without its text.
        let (_, number) = listed(Path::new(&spans), "QX-4471902");
        let said = json!({ "version": 1, "reports": [{ "report": report,
            "decisions": [{ "span": number, "act": { "reject": { "reason": "clinical-term" } } }] }] });
        std::fs::write(&decisions, said.to_string()).expect("written");
        let refused = with(&["--decisions", &decisions]);
        assert!(!refused.status.success());
        let told = [refused.stdout, refused.stderr].concat();
        let told = String::from_utf8(told).expect("UTF-8");
        assert!(
            told.contains(&number) && told.contains("the check looks for"),
            "{told}"
        );
        assert!(!told.contains("4471902"));
        // Decisions about another text are not lost in silence.
        say(json!("accept"));
        std::fs::write(&input, TWO).expect("written");
        let other = with(&["--decisions", &decisions]);
        assert!(!other.status.success());
        std::fs::write(&input, ONE).expect("written");
    }
    let text = std::fs::read_to_string(folder.join("out/one.txt")).expect("written");
    assert!(!text.contains("QX-4471902"));
    let result: Value =
        serde_json::from_slice(&std::fs::read(&json).expect("written")).expect("JSON");
    assert_eq!(result["certificate"]["narrative"]["review"]["rejected"], 1);
}
