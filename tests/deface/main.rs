//! The face is cut out of series of the head by geometry: nose and lips are gone, the
//! brain is as it was, and what cannot be cut is withheld.
#![cfg(not(target_arch = "wasm32"))]

mod command;
#[path = "../planted/encode.rs"]
#[allow(dead_code, reason = "other tests write items too")]
mod encode;
mod head;
mod relief;

use std::f64::consts::PI;

use head::{Head, Scan, Slice, Stack, Tissue};
use safelight::certificate::facts::{Facts, PixelOutcome};
use safelight::deface::{self, FaceFault, FaceLook};
use safelight::dicom::read::{Limits, read};
use safelight::finding::ReasonCode;
use safelight::pipeline::{self, Cleaner, Outcome};
use safelight::pixels::Picture;
use safelight::plan::{FilePlan, Plan, Surveyed};
use safelight::policy::{AtRisk, BurnedIn, Policy};
use safelight::question::{Choice, Question};
use safelight::source::Part;

/// A nose stands out at least so far.
const NOSE_MM: f64 = 20.0;

struct Done {
    outcomes: Vec<Outcome>,
    refusals: Vec<Option<ReasonCode>>,
    facts: Facts,
    certificate: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Looks {
    Made,
    NotMade,
}

fn surveyed(files: &[Vec<u8>], looks: Looks) -> Vec<Surveyed> {
    let mut surveyed: Vec<Surveyed> = files
        .iter()
        .map(|file| pipeline::survey(file, "dcm"))
        .collect();
    if looks == Looks::Made {
        for place in pipeline::to_look_at(&surveyed, &policy().answers) {
            let told = surveyed[place].clone();
            // The way between two workers.
            let told = postcard::from_bytes(&postcard::to_allocvec(&told).unwrap()).unwrap();
            surveyed[place] = pipeline::look_for_face(&files[place], told);
        }
    }
    surveyed
}

fn policy() -> Policy {
    let mut policy = Policy {
        burned_in: BurnedIn::No,
        at_risk: AtRisk::Include,
        issue_date: String::from("2026-01-31"),
        ..Policy::default()
    };
    assert!(policy.answers.enter(Question::HeadVolumes, Choice::Deface));
    policy
}

fn run(files: &[Vec<u8>], looks: Looks) -> Done {
    let plan = Plan::make(&surveyed(files, looks), policy(), [7; 32]);
    let planned = plan.files.clone();
    let cleaner = Cleaner::new(plan);
    let key = &cleaner.plan().receipt_key;
    let outcomes: Vec<Outcome> = files
        .iter()
        .enumerate()
        .map(|(place, file)| Outcome::open(&cleaner.run(file, place).seal(key), key))
        .collect();
    let refusals = planned
        .iter()
        .zip(&outcomes)
        .map(|(file, outcome)| match file {
            FilePlan::Withheld { refusal, .. } => Some(refusal.code),
            FilePlan::Instance { .. } | FilePlan::Report { .. } => {
                outcome.refusal.map(|refusal| refusal.code)
            }
        })
        .collect();
    let finished = pipeline::finish(&cleaner, outcomes.clone()).expect("a package");
    Done {
        outcomes,
        refusals,
        facts: finished.facts,
        certificate: finished.certificate_json,
    }
}

fn bytes_of(outcome: &Outcome, input: &[u8]) -> Vec<u8> {
    let parts = outcome.entries.first().expect("it is written").parts();
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Bytes(bytes) => bytes.clone(),
            Part::Slice { offset, length } => {
                input[*offset as usize..(*offset + *length) as usize].to_vec()
            }
        })
        .collect()
}

fn decoded(bytes: &Vec<u8>) -> Vec<i32> {
    let file = read(bytes, &Limits::default()).expect("reads");
    let picture = Picture::open(&file, bytes).expect("a picture");
    let samples = picture.decode(0).expect("decodes");
    samples.values.numbers().map(|value| value as i32).collect()
}

/// What a cut did to a head.
#[derive(Debug, Default)]
struct Seen {
    brain_changed: usize,
    bone_changed: usize,
    behind_changed: usize,
    nose_left: usize,
    lips_left: usize,
    nose_before: usize,
    lips_before: usize,
    slices_changed: usize,
}

/// Runs a scan and compares every pixel. The nose before the face's plane and the lips
/// count; what they are set in does not.
fn cut(head: &Head, scan: &Scan) -> Seen {
    let files = scan.files(head);
    let done = run(&files, Looks::Made);
    assert!(
        done.refusals.iter().all(Option::is_none),
        "{:?}",
        done.refusals[0]
    );
    let mut seen = Seen::default();
    let slices = scan.slices(head);
    for ((slice, file), outcome) in slices.iter().zip(&files).zip(&done.outcomes) {
        let before = scan.pixels(head, slice);
        let after = decoded(&bytes_of(outcome, file));
        assert_eq!(before.len(), after.len());
        let mut is_changed = false;
        for (place, (old, new)) in before.iter().zip(&after).enumerate() {
            let (row, column) = (place / slice.columns, place % slice.columns);
            let point = slice.point(row, column, scan.pixel_mm);
            let changed = old != new;
            is_changed |= changed;
            match head.tissue(point) {
                Tissue::Nose => {
                    seen.nose_before += 1;
                    seen.nose_left += usize::from(!changed);
                }
                Tissue::Lips => {
                    seen.lips_before += 1;
                    seen.lips_left += usize::from(!changed);
                }
                Tissue::Brain => seen.brain_changed += usize::from(changed),
                Tissue::Bone => seen.bone_changed += usize::from(changed),
                Tissue::Air | Tissue::Table | Tissue::Skin => {}
            }
            seen.behind_changed += usize::from(changed && point[1] > head.at[1]);
        }
        seen.slices_changed += usize::from(is_changed);
        let hidden = outcome.hidden.expect("it was checked");
        assert_eq!((hidden.of_cut, hidden.cut > 0), (1, hidden.cut == 1));
        assert!(is_changed <= (hidden.cut == 1));
    }
    let faces = done.facts.scope.faces;
    assert_eq!((faces.cut_series, faces.not_cut_series), (1, 0));
    assert_eq!(faces.slices_of_cut as usize, slices.len());
    assert!(faces.slices_cut as usize >= seen.slices_changed);
    let series = &done.facts.pixels[0].series[0];
    assert_eq!(series.outcome, PixelOutcome::FaceCut);
    assert_eq!(series.slices_cut, faces.slices_cut);
    seen
}

fn assert_cut(head: &Head, scan: &Scan) {
    let seen = cut(head, scan);
    let name = format!("{head:?} {scan:?} {seen:?}");
    assert!(seen.nose_before > 50 && seen.lips_before > 20, "{name}");
    assert_eq!(seen.brain_changed, 0, "{name}");
    assert_eq!(seen.behind_changed, 0, "{name}");
    assert_eq!((seen.nose_left, seen.lips_left), (0, 0), "{name}");
}

#[test]
fn nose_and_lips_are_cut_and_no_brain_in_ct_of_several_sizes() {
    for scale in [0.62, 0.8, 1.0, 1.12] {
        let head = Head {
            scale,
            ..Head::default()
        };
        assert_cut(&head, &Scan::default());
    }
}

#[test]
fn nose_and_lips_are_cut_and_no_brain_in_unsigned_cells() {
    let scan = Scan {
        is_signed: false,
        ..Scan::default()
    };
    assert_cut(&Head::default(), &scan);
}

#[test]
fn series_of_mr_are_withheld_and_not_cut() {
    for is_signed in [false, true] {
        let scan = Scan {
            is_mr: true,
            is_signed,
            ..Scan::default()
        };
        let done = run(&scan.files(&Head::default()), Looks::Made);
        let is_withheld =
            |refusal: &Option<ReasonCode>| *refusal == Some(ReasonCode::FaceNotRemoved);
        assert!(
            done.refusals.iter().all(is_withheld),
            "{:?}",
            done.refusals[0]
        );
        assert!(
            done.outcomes
                .iter()
                .all(|outcome| outcome.entries.is_empty())
        );
    }
}

#[test]
fn the_stack_may_lie_in_every_direction() {
    let head = Head::default();
    // Head first and feet first, supine and prone: signs of rows, columns, slices.
    let signs = [
        (Stack::Axial, [-1.0, -1.0, 1.0]),
        (Stack::Axial, [1.0, 1.0, -1.0]),
        (Stack::Sagittal, [1.0, -1.0, -1.0]),
        (Stack::Sagittal, [-1.0, 1.0, 1.0]),
        (Stack::Coronal, [1.0, -1.0, 1.0]),
    ];
    for (stack, signs) in signs {
        let scan = Scan {
            stack,
            signs,
            ..Scan::default()
        };
        assert_cut(&head, &scan);
    }
}

#[test]
fn a_tilted_gantry_thick_slices_a_table_and_a_holder_do_no_harm() {
    let head = Head {
        has_table: true,
        ..Head::default()
    };
    let tilted = Scan {
        tilt: 18.0 * PI / 180.0,
        from: [-112.0, -150.0, -190.0],
        to: [112.0, 130.0, 140.0],
        ..Scan::default()
    };
    let thick = Scan {
        slice_mm: 8.0,
        pixel_mm: 1.5,
        ..Scan::default()
    };
    for scan in [Scan::default(), tilted, thick] {
        assert_cut(&head, &scan);
    }
}

#[test]
fn a_head_that_nods_or_turns_loses_its_face_and_no_brain() {
    for (pitch, yaw) in [(15.0, 0.0), (-8.0, 0.0), (0.0, 15.0), (10.0, -10.0)] {
        let head = Head {
            pitch: pitch * PI / 180.0,
            yaw: yaw * PI / 180.0,
            ..Head::default()
        };
        assert_cut(&head, &Scan::default());
    }
}

#[test]
fn a_compressed_series_comes_out_native_and_says_what_was_done() {
    let head = Head::default();
    let scan = Scan {
        is_rle: true,
        slice_mm: 5.0,
        ..Scan::default()
    };
    assert_cut(&head, &scan);
    let files = scan.files(&head);
    let done = run(&files, Looks::Made);
    let place = done
        .outcomes
        .iter()
        .position(|one| one.hidden.is_some_and(|seen| seen.cut == 1));
    let place = place.expect("a slice with a cut");
    let written = bytes_of(&done.outcomes[place], &files[place]);
    let file = read(&written, &Limits::default()).expect("reads");
    assert_eq!(file.transfer_syntax, "1.2.840.10008.1.2.1");
    assert!(written.windows(6).any(|part| part == b"113102"));
    let tag = dicom_core::Tag(0x0028, 0x0302);
    let says = &file.data_set.get(tag).expect("the element").value;
    assert!(matches!(says, safelight::dicom::data::Value::Bytes(bytes) if bytes == b"NO"));
    let sentence = "each pixel in the cut has the value of air";
    assert!(done.certificate.contains(sentence), "{}", done.certificate);
}

fn looks(head: &Head, scan: &Scan) -> Vec<FaceLook> {
    let files = scan.files(head);
    let surveyed = surveyed(&files, Looks::Made);
    let looks = surveyed.into_iter().map(|one| {
        let facts = one.instance().expect("an instance").face.clone();
        *facts.expect("a look")
    });
    looks.collect()
}

/// How near to the eye the skin comes anywhere.
fn nearest(surface: &deface::Surface) -> f64 {
    let depths = surface.depths_mm.iter().flatten().copied();
    depths.fold(f64::MAX, f64::min)
}

#[test]
fn the_skin_seen_from_the_front_has_no_nose_after_the_cut() {
    let looks = looks(&Head::default(), &Scan::default());
    let looks: Vec<&FaceLook> = looks.iter().collect();
    let surfaces = deface::surfaces(&looks).expect("a head");
    let front = &surfaces.front;
    let far = nearest(&front.after) - nearest(&front.before);
    assert!(far > NOSE_MM, "{far}");
    for pair in [&surfaces.front, &surfaces.side] {
        let (width, height, shades) = pair.after.picture();
        assert_eq!(shades.len(), width * height);
        assert_ne!(shades, pair.before.picture().2);
    }
    let profile = |surface: &deface::Surface| {
        let columns = (0..surface.width).filter(|column| {
            (0..surface.height).any(|row| surface.depth_mm(row, *column).is_some())
        });
        columns.min().expect("tissue")
    };
    let side = &surfaces.side;
    assert!((profile(&side.after) - profile(&side.before)) as f64 * 4.0 > NOSE_MM);
}

#[test]
fn what_is_written_looks_like_what_was_shown() {
    let head = Head::default();
    let scan = Scan::default();
    let files = scan.files(&head);
    let done = run(&files, Looks::Made);
    let shown = looks(&head, &scan);
    let shown: Vec<&FaceLook> = shown.iter().collect();
    let shown = deface::surfaces(&shown).expect("a head").front.after;
    let cut = deface::find(&looks(&head, &scan).iter().collect::<Vec<_>>()).expect("a cut");
    // Of every line of the picture the first skin that was written.
    let slices: Vec<Slice> = scan.slices(&head);
    let mut far = 0;
    for (slice, (file, outcome)) in slices.iter().zip(files.iter().zip(&done.outcomes)) {
        let after = decoded(&bytes_of(outcome, file));
        for (place, value) in after.iter().enumerate() {
            let (row, column) = (place / slice.columns, place % slice.columns);
            let point = slice.point(row, column, scan.pixel_mm);
            far += usize::from(*value > -300 && cut.takes(point));
        }
    }
    assert_eq!(far, 0, "tissue in the cut");
    assert!(shown.depths_mm.iter().any(Option::is_some));
}

fn faults(files: &[Vec<u8>], looks: Looks) -> Vec<Option<ReasonCode>> {
    let done = run(files, looks);
    assert_eq!(done.facts.scope.faces.cut_series, 0);
    assert_eq!(done.facts.scope.faces.not_cut_series, 1);
    assert_eq!(done.facts.written(), 0);
    done.refusals
}

#[test]
fn a_series_that_was_not_looked_at_is_withheld_and_never_kept() {
    let files = Scan::default().files(&Head::default());
    let all = vec![Some(ReasonCode::FaceNotRemoved); files.len()];
    assert_eq!(faults(&files, Looks::NotMade), all);
}

#[test]
fn a_series_without_places_with_a_missing_slice_or_without_a_whole_head_is_withheld() {
    let head = Head::default();
    let scan = Scan {
        slice_mm: 4.0,
        ..Scan::default()
    };
    let slices = scan.slices(&head);
    let homeless: Vec<Vec<u8>> = (0_u32..)
        .zip(&slices)
        .map(|(number, slice)| scan.file(slice, number, &scan.pixels(&head, slice), number != 20))
        .collect();
    let mut gap = scan.files(&head);
    gap.drain(30..33);
    let neck = Scan {
        from: [-112.0, -150.0, -205.0],
        to: [112.0, 130.0, -70.0],
        ..scan
    };
    let from_the_orbits = Scan {
        to: [112.0, 130.0, -10.0],
        from: [-112.0, -150.0, -205.0],
        ..scan
    };
    let no_back_of_the_head = Scan {
        to: [112.0, 60.0, 105.0],
        ..scan
    };
    let series = [
        homeless,
        gap,
        neck.files(&head),
        from_the_orbits.files(&head),
        no_back_of_the_head.files(&head),
    ];
    for (number, files) in series.iter().enumerate() {
        let all = vec![Some(ReasonCode::FaceNotRemoved); files.len()];
        assert_eq!(faults(files, Looks::Made), all, "series {number}");
    }
}

#[test]
fn a_head_that_looks_to_the_side_that_the_header_calls_the_back_is_withheld() {
    let backwards = Head {
        yaw: PI,
        ..Head::default()
    };
    let scan = Scan {
        from: [-112.0, -130.0, -165.0],
        to: [112.0, 150.0, 105.0],
        ..Scan::default()
    };
    let looks = looks(&backwards, &scan);
    let looks: Vec<&FaceLook> = looks.iter().collect();
    assert_eq!(deface::find(&looks), Err(FaceFault::FrontUnclear));
}

#[test]
fn other_series_stay_as_they_are_and_the_order_of_the_files_changes_nothing() {
    let head = Head::default();
    let scan = Scan {
        slice_mm: 4.0,
        ..Scan::default()
    };
    let few = Scan {
        series: 2,
        from: [-112.0, -150.0, -20.0],
        to: [112.0, 130.0, 0.0],
        ..scan
    };
    let of_neck = Scan {
        series: 3,
        from: [-112.0, -150.0, -205.0],
        to: [112.0, 130.0, -70.0],
        ..scan
    };
    let mut files = scan.files(&head);
    let heads = files.len();
    files.extend(few.files(&head));
    let fews = files.len();
    files.extend(of_neck.files(&head));
    let done = run(&files, Looks::Made);
    for place in heads..fews {
        let written = bytes_of(&done.outcomes[place], &files[place]);
        assert_eq!(decoded(&written), decoded(&files[place]));
        assert!(!written.windows(6).any(|part| part == b"113102"));
    }
    for (place, refusal) in done.refusals.iter().enumerate() {
        let withheld = (place >= fews).then_some(ReasonCode::FaceNotRemoved);
        assert_eq!(*refusal, withheld, "{place}");
    }
    let faces = done.facts.scope.faces;
    assert_eq!(
        (faces.head_series, faces.cut_series, faces.not_cut_series),
        (2, 1, 1)
    );
    let mut turned = files.clone();
    turned.reverse();
    let again = run(&turned, Looks::Made);
    for (place, file) in files.iter().enumerate().take(heads) {
        let other = files.len() - 1 - place;
        let (one, two) = (&done.outcomes[place], &again.outcomes[other]);
        assert_eq!(decoded(&bytes_of(one, file)), decoded(&bytes_of(two, file)));
    }
}

/// `HEAD_FOLDER=FOLDER cargo test --test deface write_made_head -- --ignored`
#[test]
#[ignore = "writes the made head for a look in the page"]
fn write_made_head() {
    let folder = std::path::PathBuf::from(std::env::var("HEAD_FOLDER").expect("HEAD_FOLDER"));
    for (number, file) in Scan::default().files(&Head::default()).iter().enumerate() {
        std::fs::write(folder.join(format!("{number}.dcm")), file).expect("a file");
    }
}
