//! Written pictures read again: what is still readable is withheld, or named.

use safelight::certificate::facts::SeriesPixels;
use safelight::certificate::status::Reason;
use safelight::finding::{ReasonCode, TextSeen};
use safelight::pipeline::{self, Cleaner, Finished, Outcome, Proof};
use safelight::plan::Plan;
use safelight::policy::pixel_decisions::PixelDecisions;
use safelight::policy::{AtRisk, BurnedIn, Policy};

use crate::drawing::{Canvas, Ground, Planted};
use crate::encode::{Given, part10, short, text};
use crate::models;

const ULTRASOUND: (&str, &str) = ("US", "1.2.840.10008.5.1.4.1.1.6.1");
const CT: (&str, &str) = ("CT", "1.2.840.10008.5.1.4.1.1.2");
const SEEN: &str = r#"{"series": "1.2.3.4.0", "frames": 1}"#;

/// One picture of a made-up patient.
fn instance((modality, class): (&str, &str), number: usize, canvas: &Canvas) -> Vec<u8> {
    let uid = format!("1.2.3.4.{number}");
    let meta = vec![
        text(0x0002_0002, "UI", class),
        text(0x0002_0003, "UI", &uid),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    let data = vec![
        text(0x0008_0016, "UI", class),
        text(0x0008_0018, "UI", &uid),
        text(0x0008_0060, "CS", modality),
        text(0x0010_0010, "PN", "QUILLFEATHER^ODA"),
        text(0x0010_0020, "LO", "QF-48213"),
        text(0x0020_000D, "UI", "1.2.3.4"),
        text(0x0020_000E, "UI", "1.2.3.4.0"),
        short(0x0028_0002, 1),
        text(0x0028_0004, "CS", "MONOCHROME2"),
        short(0x0028_0010, canvas.height as u16),
        short(0x0028_0011, canvas.width as u16),
        short(0x0028_0100, 8),
        short(0x0028_0101, 8),
        short(0x0028_0102, 7),
        short(0x0028_0103, 0),
        Given::Bytes(0x7FE0_0010, "OB", canvas.bytes()),
    ];
    part10(&[], meta, data)
}

fn canvas(names: &[(&str, i32)]) -> (Canvas, Vec<Planted>) {
    let mut canvas = Canvas::new(448, 160, Ground::WhiteOnBlack, 9);
    let planted = names
        .iter()
        .map(|(name, y)| canvas.plant(name, 20.0, 12, *y));
    let planted = planted.collect();
    (canvas, planted)
}

/// A box around the ink.
fn boxed(planted: &Planted) -> String {
    let ink = &planted.ink;
    format!(
        r#"{{"series": "1.2.3.4.0", "left": {}, "top": {}, "width": {}, "height": {}}}"#,
        ink.left_px.saturating_sub(3),
        ink.top_px.saturating_sub(3),
        ink.width_px + 6,
        ink.height_px + 6
    )
}

struct Run {
    outcomes: Vec<Outcome>,
    finished: Finished,
}

impl Run {
    /// `None` where there are no models.
    fn of(inputs: &[Vec<u8>], boxes: &str, seen: &str, at_risk: AtRisk) -> Option<Self> {
        let reader = models::ocr()?;
        let file = format!(
            r#"{{"format": "safelight-boxes", "version": 1, "boxes": [{boxes}], "seen": [{seen}]}}"#
        );
        let surveyed: Vec<_> = inputs
            .iter()
            .map(|one| pipeline::survey(one, "dcm"))
            .collect();
        let policy = Policy {
            burned_in: BurnedIn::No,
            at_risk,
            pixels: PixelDecisions::parse(&file).expect("a file of boxes"),
            issue_date: String::from("2031-05-05"),
            ..Policy::default()
        };
        let cleaner = Cleaner::new(Plan::make(&surveyed, policy, [5; 32]));
        let proof = Proof::new(&cleaner, &reader);
        let mut outcomes = Vec::new();
        for (place, input) in inputs.iter().enumerate() {
            let outcome = cleaner.run(input, place);
            assert_eq!(
                outcome.entries.len(),
                1,
                "without the reading it is written"
            );
            outcomes.push(proof.check(input, place, outcome));
        }
        proof.finish(&mut outcomes);
        // The way between two workers.
        let key = &cleaner.plan().receipt_key;
        let again = outcomes
            .iter()
            .map(|one| Outcome::open(&one.seal(key), key));
        let finished = pipeline::finish(&cleaner, again.collect()).expect("a package");
        Some(Self { outcomes, finished })
    }

    fn series(&self) -> &SeriesPixels {
        &self.finished.facts.pixels[0].series[0]
    }

    fn text(&self) -> TextSeen {
        self.series().text_read.expect("text was read")
    }

    fn refusals(&self) -> Vec<Option<ReasonCode>> {
        let refusals = self.outcomes.iter().map(|outcome| outcome.refusal);
        refusals.map(|one| one.map(|one| one.code)).collect()
    }

    fn is_named(&self) -> bool {
        let reasons = self.finished.facts.assess().reasons;
        reasons
            .iter()
            .any(|one| one.reason == Reason::TextStillRead)
    }
}

#[test]
fn a_picture_whose_boxes_cover_what_is_known_is_written_with_both_numbers() {
    let (canvas, planted) = canvas(&[("QUILLFEATHER, ODA", 8), ("Dist 12.5 mm", 60)]);
    let input = [instance(ULTRASOUND, 1, &canvas)];
    let boxes = boxed(&planted[0]);
    let Some(run) = Run::of(&input, &boxes, SEEN, AtRisk::Withhold) else {
        return;
    };
    assert_eq!(run.refusals(), [None]);
    let seen = run.text();
    assert_eq!((seen.views, seen.not_read), (1, 0));
    assert_eq!((seen.known_before, seen.known_after), (1, 0));
    assert!(seen.lines_before >= 2 && seen.lines_after >= 1, "{seen:?}");
    assert!(!run.is_named());
    assert!(
        run.finished
            .certificate_json
            .contains("\"known_before\": 1")
    );
}

#[test]
fn a_name_that_no_box_covers_withholds_the_picture_even_of_a_series_that_was_looked_at() {
    let (canvas, planted) = canvas(&[("QUILLFEATHER, ODA", 8), ("Dist 12.5 mm", 60)]);
    let input = [instance(ULTRASOUND, 1, &canvas)];
    let beside = boxed(&planted[1]);
    for at_risk in [AtRisk::Withhold, AtRisk::Include] {
        // The header would say that nothing is burned in.
        let Some(run) = Run::of(&input, &beside, SEEN, at_risk) else {
            return;
        };
        assert_eq!(run.refusals(), [Some(ReasonCode::TextReadable)]);
        assert_eq!(run.text().known_before, 1);
        assert_eq!((run.text().lines_after, run.text().known_after), (0, 0));
    }
    let Some(run) = Run::of(&input, "", "", AtRisk::Withhold) else {
        return;
    };
    assert_eq!(run.refusals(), [Some(ReasonCode::TextReadable)]);
}

#[test]
fn what_the_person_includes_is_written_and_named() {
    let (canvas, planted) = canvas(&[("QUILLFEATHER, ODA", 8), ("Dist 12.5 mm", 60)]);
    let input = [instance(ULTRASOUND, 1, &canvas)];
    let beside = boxed(&planted[1]);
    let Some(run) = Run::of(&input, &beside, "", AtRisk::Include) else {
        return;
    };
    assert_eq!(run.refusals(), [None]);
    assert_eq!((run.text().known_before, run.text().known_after), (1, 1));
    assert!(run.is_named());
}

#[test]
fn a_name_in_one_slice_of_many_withholds_the_series() {
    let (named, _) = canvas(&[("QUILLFEATHER, ODA", 60)]);
    let (plain, _) = canvas(&[]);
    let slices = [&plain, &named, &plain];
    let numbered = (1..).zip(slices);
    let input: Vec<Vec<u8>> = numbered.map(|(n, one)| instance(CT, n, one)).collect();
    let Some(run) = Run::of(&input, "", "", AtRisk::Withhold) else {
        return;
    };
    assert_eq!(run.refusals(), [Some(ReasonCode::TextReadable); 3]);
    assert_eq!((run.text().views, run.text().known_before), (1, 1));

    let input: Vec<Vec<u8>> = (1..4).map(|n| instance(CT, n, &plain)).collect();
    let Some(run) = Run::of(&input, "", "", AtRisk::Withhold) else {
        return;
    };
    assert_eq!(run.refusals(), [None; 3]);
    assert_eq!((run.text().lines_after, run.text().not_read), (0, 0));
}
