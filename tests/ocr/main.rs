//! Text in made-up pictures: how much of what was planted is found, covered and
//! read, and how often something is found where nothing is.
#![cfg(all(feature = "ocr", not(target_arch = "wasm32")))]

mod command;
mod drawing;
#[path = "../planted/encode.rs"]
mod encode;
mod film;
mod models;
mod proof;
mod scans;
mod screening;

use drawing::{Canvas, Ground, Planted};
use safelight::ocr::{Bounds, Channels, Line, Ocr, OcrError, Picture};

const SIZES_PX: [f32; 4] = [10.0, 14.0, 20.0, 40.0];

/// What was seen of one kind of frame.
#[derive(Default)]
struct Row {
    planted: usize,
    found: usize,
    covered: usize,
    read: usize,
    false_boxes: usize,
}

impl Row {
    fn add(&mut self, other: &Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.covered += other.covered;
        self.read += other.read;
        self.false_boxes += other.false_boxes;
    }

    fn print(&self, name: &str) {
        println!(
            "{name:<28} {:>3} planted {:>3} found {:>3} covered {:>3} read {:>3} false",
            self.planted, self.found, self.covered, self.read, self.false_boxes
        );
    }
}

/// Pixels that two rectangles share.
fn shared(one: &Bounds, other: &Bounds) -> f64 {
    let span = |low: u32, length: u32, other_low: u32, other_length: u32| {
        let end = (low + length).min(other_low + other_length);
        f64::from(end.saturating_sub(low.max(other_low)))
    };
    span(one.left_px, one.width_px, other.left_px, other.width_px)
        * span(one.top_px, one.height_px, other.top_px, other.height_px)
}

fn area(bounds: &Bounds) -> f64 {
    f64::from(bounds.width_px) * f64::from(bounds.height_px)
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

fn judge(planted: &[Planted], lines: &[Line], canvas: &Canvas) -> Row {
    let boxes: Vec<Bounds> = lines
        .iter()
        .map(|line| line.quad.bounds(canvas.width as u32, canvas.height as u32))
        .collect();
    let mut row = Row {
        planted: planted.len(),
        ..Row::default()
    };
    for one in planted {
        let covered: f64 = boxes.iter().map(|found| shared(found, &one.ink)).sum();
        let share = covered / area(&one.ink);
        row.found += usize::from(share >= 0.5);
        row.covered += usize::from(share >= 0.9);
        let is_read = lines.iter().zip(&boxes).any(|(line, found)| {
            shared(found, &one.ink) > 0.0 && letters(&line.text) == letters(&one.text)
        });
        row.read += usize::from(is_read);
    }
    row.false_boxes = boxes
        .iter()
        .filter(|found| {
            planted
                .iter()
                .all(|one| shared(found, &one.ink) < 0.1 * area(found))
        })
        .count();
    row
}

fn find(ocr: &Ocr, canvas: &Canvas) -> Vec<Line> {
    ocr.find(&canvas.picture()).expect("the picture is read")
}

/// Reached: of 64 lines 64 are found, 63 covered, 53 read to the letter (9 of 16 on
/// strong noise), no box stands where nothing is. The bars leave two lines for
/// processors that add in another order.
#[test]
fn planted_lines_are_found_covered_and_read() {
    let Some(ocr) = models::ocr() else { return };
    let mut all = Row::default();
    for ground in Ground::ALL {
        let mut of_ground = Row::default();
        for (number, size_px) in SIZES_PX.into_iter().enumerate() {
            let mut canvas = Canvas::new(512, 320, ground, number as u64 + 1);
            let planted = canvas.plant_corners(size_px, number);
            assert_eq!(planted.len(), 4, "the plant did not take");
            let row = judge(&planted, &find(&ocr, &canvas), &canvas);
            row.print(&format!("{ground:?}, {size_px} px"));
            of_ground.add(&row);
        }
        all.add(&of_ground);
    }
    all.print("all");
    assert!(all.found + 1 >= all.planted, "found {}", all.found);
    assert!(
        all.covered * 100 >= all.planted * 95,
        "covered {}",
        all.covered
    );
    assert!(all.read >= 51, "read {}", all.read);
    assert_eq!(all.false_boxes, 0);
}

#[test]
fn pictures_without_text_have_no_lines() {
    let Some(ocr) = models::ocr() else { return };
    for ground in Ground::ALL {
        let mut canvas = Canvas::new(512, 320, ground, 77);
        canvas.draw_shapes();
        let lines = find(&ocr, &canvas);
        let seen: Vec<_> = lines
            .iter()
            .map(|line| (line.text.as_str(), line.found, line.confidence))
            .collect();
        assert!(lines.is_empty(), "{ground:?}: {seen:?}");
    }
}

#[test]
fn a_line_over_the_seams_of_tiles_is_one_line() {
    let Some(ocr) = models::ocr() else { return };
    let mut canvas = Canvas::new(1400, 160, Ground::BlackOnWhite, 5);
    let planted = canvas.plant(
        "Impression: no acute osseous abnormality of the left knee, small joint effusion, follow-up in six weeks",
        28.0,
        20,
        60,
    );
    let lines = find(&ocr, &canvas);
    let row = judge(std::slice::from_ref(&planted), &lines, &canvas);
    assert_eq!((lines.len(), row.covered), (1, 1));
    assert!(lines[0].confidence > 0.8, "{}", lines[0].confidence);
}

#[test]
fn text_that_stands_upright_or_on_its_head_is_read() {
    let Some(ocr) = models::ocr() else { return };
    let mut canvas = Canvas::new(420, 160, Ground::WhiteOnBlack, 6);
    let planted = canvas.plant("PATIENT HAZEL MORRIS", 24.0, 60, 60);
    for turns in 1..4 {
        canvas = canvas.turned();
        let lines = find(&ocr, &canvas);
        let texts: Vec<String> = lines.iter().map(|line| letters(&line.text)).collect();
        assert_eq!(texts, [letters(&planted.text)], "{turns} quarter turns");
    }
}

#[test]
fn the_same_picture_gives_the_same_lines() {
    let Some(ocr) = models::ocr() else { return };
    let mut canvas = Canvas::new(256, 128, Ground::Noise, 8);
    canvas.plant("ACC 20931", 18.0, 20, 40);
    assert!(find(&ocr, &canvas) == find(&ocr, &canvas));
}

#[test]
fn letters_stand_where_they_are_read() {
    let Some(ocr) = models::ocr() else { return };
    let mut canvas = Canvas::new(400, 96, Ground::BlackOnWhite, 9);
    let planted = canvas.plant("left                right", 24.0, 20, 30);
    let lines = find(&ocr, &canvas);
    let letters: Vec<(f32, &str)> = lines
        .iter()
        .flat_map(|line| {
            let start = line.quad.corners[0].x;
            let length = line.quad.length_px();
            line.letters
                .iter()
                .map(move |letter| (start + letter.along * length, letter.text.as_str()))
        })
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let text: String = letters.iter().map(|(_, text)| *text).collect();
    assert_eq!(text, "leftright");
    let ink = planted.ink;
    let end = (ink.left_px + ink.width_px) as f32;
    assert!(
        (letters[0].0 - ink.left_px as f32).abs() < 12.0,
        "{letters:?}"
    );
    assert!((letters[8].0 - end).abs() < 12.0, "{letters:?}");
}

#[test]
fn tiny_and_thin_pictures_are_read_without_trouble() {
    let Some(ocr) = models::ocr() else { return };
    for (width, height) in [(1, 1), (1, 3000), (3000, 1), (31, 33)] {
        let picture = Picture::new(width, height, Channels::Grey, vec![90; width * height]);
        let lines = ocr.find(&picture.expect("a picture")).expect("read");
        assert!(lines.is_empty(), "{width} × {height}");
    }
}

#[test]
fn only_the_models_whose_figures_are_known_are_taken() {
    let Some((detector, recogniser, dictionary)) = models::bytes() else {
        return;
    };
    let mut other = detector.clone();
    if let Some(last) = other.last_mut() {
        *last ^= 1;
    }
    let load = |detector, dictionary: &[u8]| {
        Ocr::load(detector, recogniser.clone(), dictionary)
            .map(|_| ())
            .err()
    };
    assert_eq!(load(detector.clone(), &dictionary), None);
    assert_eq!(load(other, &dictionary), Some(OcrError::UnknownModel));
    assert_eq!(load(detector, b"a\nb\n"), Some(OcrError::UnknownModel));
}
