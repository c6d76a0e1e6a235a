//! Words of made-up pictures boxed or left, read by the models.

use safelight::boxes::PixelArea;
use safelight::known::{Known, KnownKind, KnownValue, Role};
use safelight::pixels::{Shown, ShownChannels};
use safelight::safe_harbor::Letter;
use safelight::screening::{AllowList, FoundLine, Screener};
use safelight::sensitive::Sensitive;

use crate::drawing::{Canvas, Ground, Planted};
use crate::models;

fn shown(canvas: &Canvas) -> Shown {
    Shown {
        width_px: canvas.width,
        height_px: canvas.height,
        channels: ShownChannels::Grey,
        bytes: canvas.bytes(),
    }
}

/// Pixels of a planted line under boxes; boxes that share pixels do not occur.
fn covered(planted: &Planted, lines: &[FoundLine]) -> f64 {
    let ink = &planted.ink;
    let span = |start: u32, length: u32, other: u32, other_length: u32| {
        let end = (start + length).min(other + other_length);
        f64::from(end.saturating_sub(start.max(other)))
    };
    let shared = |area: &PixelArea| {
        span(ink.left_px, ink.width_px, area.left, area.width)
            * span(ink.top_px, ink.height_px, area.top, area.height)
    };
    let boxes = lines.iter().flat_map(|line| &line.boxes);
    boxes.map(shared).sum::<f64>() / (f64::from(ink.width_px) * f64::from(ink.height_px))
}

#[test]
fn a_name_in_a_picture_gets_a_box_and_what_may_stay_gets_none() {
    let Some(ocr) = models::ocr() else { return };
    let known = Known::from_values([KnownValue {
        kind: KnownKind::PersonName,
        letter: Letter::A,
        role: Role::Patient,
        value: Sensitive::from("QUILLFEATHER^ODA"),
    }]);
    let screener = Screener::new(&ocr, &known);
    for ground in [Ground::WhiteOnBlack, Ground::GreyOnGrey] {
        let mut canvas = Canvas::new(448, 160, ground, 5);
        let name = canvas.plant("QUILLFEATHER, ODA", 20.0, 12, 8);
        let unknown = canvas.plant("Wombledon 48213377", 14.0, 12, 60);
        let stays = canvas.plant("TIS 0.4 MI 1.2", 14.0, 250, 60);
        let measure = canvas.plant("12.5 mm", 20.0, 12, 110);
        let looks = [shown(&canvas)];
        let lines = screener.looks(&looks, &AllowList::of("US")).expect("read");
        assert!(lines.len() >= 4, "{ground:?}: {}", lines.len());
        for planted in [&name, &unknown] {
            let share = covered(planted, &lines);
            assert!(share >= 0.9, "{ground:?}, {}: {share}", planted.text);
        }
        for planted in [&stays, &measure] {
            let share = covered(planted, &lines);
            assert!(share <= 0.1, "{ground:?}, {}: {share}", planted.text);
        }
    }
}
