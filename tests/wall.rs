//! Which series a person can look at, in which order, and how their frames are
//! shown.
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
mod encode;

use encode::{Given, part10, short, text};
use safelight::dicom::facts::PixelRisk;
use safelight::finding::ReasonCode;
use safelight::pipeline::survey;
use safelight::pixels::{Projection, ProjectionKind, Shown, Taken, with_picture};
use safelight::plan::Surveyed;
use safelight::policy::{BurnedIn, Policy};
use safelight::wall::{WallSeries, wall};

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const ULTRASOUND: &str = "1.2.840.10008.5.1.4.1.1.6.1";
const NATIVE: &str = "1.2.840.10008.1.2.1";
const VIDEO: &str = "1.2.840.10008.1.2.4.102";
const ROWS: u16 = 2;
const COLUMNS: u16 = 3;

/// A made-up instance of 8 bit frames.
struct Made {
    class: &'static str,
    series: &'static str,
    instance: &'static str,
    number: &'static str,
    syntax: &'static str,
    manufacturer: &'static str,
    burned_in: &'static str,
    frames: Vec<[u8; 6]>,
}

const MADE: Made = Made {
    class: CT,
    series: "1.2.3.1",
    instance: "1.2.3.1.1",
    number: "1",
    syntax: NATIVE,
    manufacturer: "ACME",
    burned_in: "NO",
    frames: Vec::new(),
};

impl Made {
    fn bytes(&self) -> Vec<u8> {
        let meta = vec![
            text(0x0002_0002, "UI", self.class),
            text(0x0002_0003, "UI", self.instance),
            text(0x0002_0010, "UI", self.syntax),
        ];
        let modality = if self.class == CT { "CT" } else { "US" };
        let mut cells = self.frames.concat();
        if self.frames.is_empty() {
            cells = vec![0, 51, 102, 153, 204, 255];
        }
        let data = vec![
            text(0x0008_0016, "UI", self.class),
            text(0x0008_0018, "UI", self.instance),
            text(0x0008_0060, "CS", modality),
            text(0x0008_0070, "LO", self.manufacturer),
            text(0x0008_103E, "LO", "Made up"),
            text(0x0010_0010, "PN", "Quillfeather^Odalys"),
            text(0x0010_0020, "LO", "QF-771"),
            text(0x0020_000D, "UI", "1.2.3"),
            text(0x0020_000E, "UI", self.series),
            text(0x0020_0013, "IS", self.number),
            short(0x0028_0002, 1),
            text(0x0028_0004, "CS", "MONOCHROME2"),
            text(0x0028_0008, "IS", &self.frames.len().max(1).to_string()),
            short(0x0028_0010, ROWS),
            short(0x0028_0011, COLUMNS),
            short(0x0028_0100, 8),
            short(0x0028_0101, 8),
            short(0x0028_0102, 7),
            short(0x0028_0103, 0),
            text(0x0028_0301, "CS", self.burned_in),
            text(0x0028_1050, "DS", "128"),
            text(0x0028_1051, "DS", "256"),
            text(0x0028_1052, "DS", "0"),
            text(0x0028_1053, "DS", "1"),
            Given::Bytes(0x7FE0_0010, "OB", cells),
        ];
        part10(&[0; 128], meta, data)
    }
}

fn surveyed(files: &[Made]) -> Vec<Surveyed> {
    let files = files.iter().map(Made::bytes);
    files.map(|file| survey(&file, "dcm")).collect()
}

fn wall_of(files: &[Made]) -> Vec<WallSeries> {
    wall(&surveyed(files), &Policy::default())
}

#[test]
fn the_riskiest_series_is_shown_first_and_files_in_the_order_of_their_numbers() {
    let files = [
        Made {
            number: "10",
            ..MADE
        },
        Made {
            series: "1.2.3.2",
            instance: "1.2.3.2.1",
            class: ULTRASOUND,
            ..MADE
        },
        Made {
            number: "9",
            instance: "1.2.3.1.2",
            frames: vec![[0; 6]; 4],
            ..MADE
        },
        Made {
            number: "",
            instance: "1.2.3.1.3",
            ..MADE
        },
        Made {
            series: "1.2.3.3",
            instance: "1.2.3.3.1",
            burned_in: "YES",
            ..MADE
        },
    ];
    let list = wall_of(&files);
    let risks: Vec<PixelRisk> = list.iter().map(|series| series.risk).collect();
    let expected = [PixelRisk::Declared, PixelRisk::Class, PixelRisk::Low];
    assert_eq!(risks, expected);
    let slices = &list[2];
    let inputs: Vec<usize> = slices.instances.iter().map(|one| one.input).collect();
    assert_eq!(inputs, [2, 0, 3]);
    assert_eq!((slices.frames, slices.instances[0].frames), (6, 4));
    assert_eq!(
        (slices.instances[0].rows, slices.instances[0].columns),
        (2, 3)
    );
    assert_eq!(slices.series.expose(), "1.2.3.1");
    assert_eq!(slices.study.expose(), "1.2.3");
    assert_eq!(slices.instances[1].instance.expose(), "1.2.3.1.1");
    assert_eq!(slices.description.expose(), "Made up");
}

#[test]
fn the_answer_of_the_person_decides_how_many_are_at_risk() {
    let files = surveyed(&[MADE]);
    for (burned_in, at_risk) in [(BurnedIn::No, 0), (BurnedIn::Yes, 1)] {
        let policy = Policy {
            burned_in,
            ..Policy::default()
        };
        assert_eq!(wall(&files, &policy)[0].at_risk, at_risk);
    }
}

#[test]
fn a_series_has_a_device_if_all_its_pictures_have_the_same_and_it_has_a_name() {
    let device = |first, second| {
        let files = [
            Made {
                manufacturer: first,
                ..MADE
            },
            Made {
                manufacturer: second,
                instance: "1.2.3.1.2",
                ..MADE
            },
        ];
        let mut list = wall_of(&files);
        list.pop().and_then(|series| series.device)
    };
    let same = device("ACME", "ACME").expect("one device");
    assert_eq!(same.manufacturer.expose(), "ACME");
    assert_eq!((same.rows, same.columns), (2, 3));
    assert_eq!(device("ACME", "OTHER"), None);
    assert_eq!(device("", ""), None);
}

#[test]
fn video_is_counted_and_not_offered() {
    let video = Made {
        instance: "1.2.3.1.2",
        syntax: VIDEO,
        ..MADE
    };
    let list = wall_of(&[MADE, video]);
    assert_eq!((list[0].instances.len(), list[0].not_shown), (1, 1));
    let video = Made {
        syntax: VIDEO,
        ..MADE
    };
    assert!(wall_of(&[video]).is_empty());
}

#[test]
fn a_window_of_the_person_takes_the_place_of_that_of_the_file() {
    let file = MADE.bytes();
    let shown =
        |chosen| with_picture(&file, |picture| picture.show_in(0, chosen)).and_then(|shown| shown);
    let (own, window) = shown(None).expect("a picture");
    let window = window.expect("a grey frame");
    assert_eq!((window.center, window.width), (128.0, 256.0));
    assert_eq!(own.bytes, [0, 51, 102, 153, 204, 255]);
    let (narrow, window) = shown(Some((102.0, 2.0))).expect("a picture");
    assert_eq!(window.map(|window| window.width), Some(2.0));
    assert_eq!(narrow.bytes, [0, 0, 255, 255, 255, 255]);
    let refused = shown(Some((102.0, 0.0))).expect_err("no window");
    assert_eq!(refused.reason(), ReasonCode::Malformed);
}

#[test]
fn a_broken_frame_is_a_reason_and_no_picture() {
    let mut file = MADE.bytes();
    let missing = with_picture(&file, |picture| picture.show(1)).and_then(|shown| shown);
    assert_eq!(
        missing.map_err(|error| error.reason()),
        Err(ReasonCode::Malformed)
    );
    file.truncate(200);
    let refused = with_picture(&file, |_| ()).map_err(|error| error.reason());
    assert_eq!(refused, Err(ReasonCode::Unreadable));
    let video = Made {
        syntax: VIDEO,
        ..MADE
    };
    let refused = with_picture(&video.bytes(), |_| ()).map_err(|error| error.reason());
    assert_eq!(refused, Err(ReasonCode::TransferSyntax));
}

#[test]
fn a_name_in_the_last_frame_of_a_file_shows_in_the_brightest_levels() {
    let cine = Made {
        frames: vec![[10; 6], [20; 6], [10, 10, 10, 250, 10, 10]],
        ..MADE
    };
    let mut projection = Projection::default();
    let taken = with_picture(&cine.bytes(), |picture| {
        let shown: Result<Vec<Shown>, _> = (0..picture.image().frames)
            .map(|frame| picture.show(frame))
            .collect();
        let frames = shown.expect("all frames");
        frames
            .into_iter()
            .map(|shown| projection.add(shown))
            .collect::<Vec<_>>()
    });
    assert_eq!(taken, Ok(vec![Taken::Yes; 3]));
    let bytes = |kind| projection.picture(kind).map(|shown| shown.bytes);
    assert_eq!(
        bytes(ProjectionKind::Maximum),
        Some(vec![20, 20, 20, 250, 20, 20])
    );
    assert_eq!(bytes(ProjectionKind::Minimum), Some(vec![10; 6]));
}
