//! A film: what stands still is read once, and a name in a single frame is found.

use std::cell::Cell;

use safelight::known::{Known, KnownKind, KnownValue, Role};
use safelight::ocr::{Bounds, Ocr, OcrError, Picture, Reader, Seen};
use safelight::pixels::with_picture;
use safelight::safe_harbor::Letter;
use safelight::screening::{AllowList, FrameLines, Screener, Sheet, Verdict, boxes, places};
use safelight::sensitive::Sensitive;

use crate::drawing::{Canvas, Ground};
use crate::encode::{Given, part10, short, text};
use crate::models;

const WIDTH: usize = 320;
const HEIGHT: usize = 200;
const FRAMES: usize = 60;
/// The frame with the name, from 0.
const NAMED: usize = 56;

/// A reader that counts the pixels it is asked to read.
struct Counting<'a> {
    ocr: &'a Ocr,
    pixels: Cell<u64>,
}

impl Reader for Counting<'_> {
    fn read(&self, picture: &Picture, parts: &[Bounds]) -> Result<Seen, OcrError> {
        let pixels = |part: &Bounds| u64::from(part.width_px) * u64::from(part.height_px);
        let asked: u64 = parts.iter().map(pixels).sum();
        self.pixels.set(self.pixels.get() + asked);
        self.ocr.read(picture, parts)
    }
}

/// Echoes in a sector that differ in every frame, a label beside them, and in one
/// frame a name among them: bright, or dark on a bright bar.
fn sector(is_dark: bool) -> Vec<u8> {
    let mut cells = Vec::new();
    let mut state = 77_u32;
    for frame in 0..FRAMES {
        let mut canvas = Canvas::new(WIDTH, HEIGHT, Ground::WhiteOnBlack, 3);
        canvas.plant("MI 1.2", 12.0, 250, 6);
        let mut bytes = canvas.bytes();
        for row in 20..190 {
            let reach = (row - 10).min(110);
            for x in 160 - reach..160 + reach {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bytes[row * WIDTH + x] = 30 + (state >> 26) as u8;
            }
        }
        if frame == NAMED {
            let ground = if is_dark {
                Ground::BlackOnWhite
            } else {
                Ground::WhiteOnBlack
            };
            let mut name = Canvas::new(130, 24, ground, 5);
            name.plant("HAZEL MORRIS", 16.0, 6, 2);
            let pairs = name.bytes();
            for (row, line) in pairs.chunks(130).enumerate() {
                let start = (110 + row) * WIDTH + 95;
                for (target, level) in bytes[start..start + 130].iter_mut().zip(line) {
                    *target = if is_dark {
                        *level
                    } else {
                        (*level).max(*target)
                    };
                }
            }
        }
        cells.extend(bytes);
    }
    film_of(cells)
}

/// A label that stands still, a spot that moves, and in one frame a name.
fn film() -> Vec<u8> {
    let mut cells = Vec::new();
    for frame in 0..FRAMES {
        let mut canvas = Canvas::new(WIDTH, HEIGHT, Ground::WhiteOnBlack, 3);
        canvas.plant("MI 1.2", 16.0, 12, 10);
        if frame == NAMED {
            canvas.plant("HAZEL MORRIS", 16.0, 12, 150);
        }
        let mut bytes = canvas.bytes();
        for row in 90..98 {
            let start = row * WIDTH + 40 + 2 * frame;
            bytes[start..start + 8].fill(180);
        }
        cells.extend(bytes);
    }
    film_of(cells)
}

fn film_of(cells: Vec<u8>) -> Vec<u8> {
    let class = "1.2.840.10008.5.1.4.1.1.3.1";
    let meta = vec![
        text(0x0002_0002, "UI", class),
        text(0x0002_0003, "UI", "1.2.3.1"),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    let data = vec![
        text(0x0008_0016, "UI", class),
        text(0x0008_0018, "UI", "1.2.3.1"),
        text(0x0008_0060, "CS", "US"),
        short(0x0028_0002, 1),
        text(0x0028_0004, "CS", "MONOCHROME2"),
        text(0x0028_0008, "IS", &FRAMES.to_string()),
        short(0x0028_0010, HEIGHT as u16),
        short(0x0028_0011, WIDTH as u16),
        short(0x0028_0100, 8),
        short(0x0028_0101, 8),
        short(0x0028_0102, 7),
        short(0x0028_0103, 0),
        Given::Bytes(0x7FE0_0010, "OB", cells),
    ];
    part10(&[0; 128], meta, data)
}

fn read(screener: &Screener<&Counting<'_>>, film: &[u8]) -> Vec<FrameLines> {
    let source = film.to_vec();
    let all = 0..FRAMES as u32;
    let mut told = 0;
    let frames = with_picture(&source, |picture| {
        screener.frames(picture, &AllowList::of("US"), all, &mut |frame| {
            told = frame + 1
        })
    });
    assert_eq!(told, FRAMES as u32, "every frame is told");
    frames.expect("a picture").expect("read")
}

fn of_hazel() -> Known {
    Known::from_values([KnownValue {
        kind: KnownKind::PersonName,
        letter: Letter::A,
        role: Role::Patient,
        value: Sensitive::from("MORRIS^HAZEL"),
    }])
}

#[test]
fn a_name_in_one_frame_of_a_sector_that_moves_is_found_and_each_frame_is_looked_at_once() {
    let Some(ocr) = models::ocr() else { return };
    for is_dark in [false, true] {
        let counting = Counting {
            ocr: &ocr,
            pixels: Cell::new(0),
        };
        let screener = Screener::new(&counting, &of_hazel());
        for frame in read(&screener, &sector(is_dark)) {
            let verdicts: Vec<Verdict> = frame.lines.iter().map(|line| line.verdict).collect();
            let named = verdicts.contains(&Verdict::Identifier);
            let told = (frame.frame, is_dark);
            assert_eq!(named, frame.frame as usize == NAMED, "{told:?}");
            assert!(verdicts.contains(&Verdict::Allowed), "the label: {told:?}");
        }
        // Each frame once; the first, and what holds text, twice.
        let all = (FRAMES * WIDTH * HEIGHT) as u64;
        let asked = counting.pixels.get();
        assert!(asked * 4 < all * 5, "{asked} of {all} pixels were read");
    }
}

#[test]
fn a_name_in_one_frame_of_many_is_found_there_and_still_frames_are_read_once() {
    let Some(ocr) = models::ocr() else { return };
    let counting = Counting {
        ocr: &ocr,
        pixels: Cell::new(0),
    };
    let screener = Screener::new(&counting, &of_hazel());
    let frames = read(&screener, &film());

    assert_eq!(frames.len(), FRAMES);
    for frame in &frames {
        let verdicts: Vec<Verdict> = frame.lines.iter().map(|line| line.verdict).collect();
        let named = verdicts.contains(&Verdict::Identifier);
        assert_eq!(
            named,
            frame.frame as usize == NAMED,
            "frame {}",
            frame.frame
        );
        assert!(
            verdicts.contains(&Verdict::Allowed),
            "the label of frame {}",
            frame.frame
        );
    }
    let hidden = boxes(&frames, FRAMES as u32);
    assert!(
        hidden.iter().any(|one| one.frames == [NAMED as u32 + 1]),
        "{hidden:?}"
    );
    let sheet = Sheet {
        size: (WIDTH as u32, HEIGHT as u32),
        instances: vec![(0, FRAMES as u32)],
        frames,
        is_layered: false,
    };
    let found = places(&[sheet], 0);
    assert_eq!(found[0].verdict, Verdict::Identifier);
    assert_eq!(found[0].on[0].frames, [NAMED as u32 + 1]);
    // Two readings of each frame would be twice all pixels.
    let all = (2 * FRAMES * WIDTH * HEIGHT) as u64;
    let asked = counting.pixels.get();
    assert!(asked * 4 < all, "{asked} of {all} pixels were read");
}
