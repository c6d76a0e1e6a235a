//! Places of many frames as few boxes.

use std::collections::{BTreeSet, HashMap};

use super::FrameLines;
use crate::boxes::{HiddenBox, PixelArea};

/// Two places are one if they share this part of what both cover: a half.
const SHARED: (u64, u64) = (1, 2);

/// Middles of places that are one lie in the same or in neighbouring cells.
const CELL_PX: u32 = 64;

/// Frames from which on a place that is in half of them is in all: what a device
/// draws it draws into every frame, and a reader may miss it in some.
const LEAST_FRAMES: u32 = 4;

/// A place and its frames, from 1.
struct Group {
    area: PixelArea,
    frames: BTreeSet<u32>,
}

/// The boxes of one instance that has so many frames.
#[must_use]
pub fn boxes(read: &[FrameLines], frames: u32) -> Vec<HiddenBox> {
    let mut groups: Vec<Group> = Vec::new();
    let mut cells: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    for one in read {
        let frame = one.frame.saturating_add(1);
        for area in one.lines.iter().flat_map(|line| &line.boxes) {
            let (column, row) = cell(area);
            let near = (column.saturating_sub(1)..=column + 1)
                .flat_map(|column| (row.saturating_sub(1)..=row + 1).map(move |row| (column, row)));
            let candidates = near.flat_map(|cell| cells.get(&cell).into_iter().flatten());
            let group = candidates.copied().find(|place| {
                groups
                    .get(*place)
                    .is_some_and(|group| is_same(&group.area, area))
            });
            match group.and_then(|place| groups.get_mut(place)) {
                Some(group) => {
                    group.area = around(&group.area, area);
                    group.frames.insert(frame);
                }
                None => {
                    cells.entry((column, row)).or_default().push(groups.len());
                    groups.push(Group {
                        area: *area,
                        frames: BTreeSet::from([frame]),
                    });
                }
            }
        }
    }
    let mut boxes: Vec<HiddenBox> = groups
        .into_iter()
        .map(|group| group.hidden(frames))
        .collect();
    boxes.sort_unstable();
    boxes.dedup();
    boxes
}

impl Group {
    fn hidden(self, of: u32) -> HiddenBox {
        let count = u32::try_from(self.frames.len()).unwrap_or(u32::MAX);
        let is_on_all = count >= of || (of >= LEAST_FRAMES && count >= of.div_ceil(2));
        HiddenBox {
            frames: if is_on_all {
                Vec::new()
            } else {
                self.frames.into_iter().collect()
            },
            area: self.area,
        }
    }
}

fn cell(area: &PixelArea) -> (u32, u32) {
    (
        area.left.saturating_add(area.width / 2) / CELL_PX,
        area.top.saturating_add(area.height / 2) / CELL_PX,
    )
}

/// Pixels that two areas share.
pub(super) fn shared(one: &PixelArea, other: &PixelArea) -> u64 {
    let span = |start: u32, length: u32, other_start: u32, other_length: u32| {
        let end = start
            .saturating_add(length)
            .min(other_start.saturating_add(other_length));
        u64::from(end.saturating_sub(start.max(other_start)))
    };
    span(one.left, one.width, other.left, other.width)
        * span(one.top, one.height, other.top, other.height)
}

/// Pixels of an area.
pub(super) fn pixels(area: &PixelArea) -> u64 {
    u64::from(area.width) * u64::from(area.height)
}

fn is_same(one: &PixelArea, other: &PixelArea) -> bool {
    let shared = shared(one, other);
    let both = pixels(one) + pixels(other) - shared;
    shared * SHARED.1 >= both * SHARED.0
}

fn around(one: &PixelArea, other: &PixelArea) -> PixelArea {
    let end = |start: u32, length: u32| start.saturating_add(length);
    let (left, top) = (one.left.min(other.left), one.top.min(other.top));
    let right = end(one.left, one.width).max(end(other.left, other.width));
    let bottom = end(one.top, one.height).max(end(other.top, other.height));
    PixelArea {
        left,
        top,
        width: right - left,
        height: bottom - top,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FoundLine, Verdict};
    use super::*;
    use crate::sensitive::Sensitive;

    fn area(left: u32, width: u32) -> PixelArea {
        PixelArea {
            left,
            top: 8,
            width,
            height: 20,
        }
    }

    fn frame(frame: u32, areas: &[PixelArea]) -> FrameLines {
        FrameLines {
            frame,
            lines: vec![FoundLine {
                place: area(0, 1),
                verdict: Verdict::Unknown,
                boxes: areas.to_vec(),
                text: Sensitive::from("WOMBLEDON"),
            }],
        }
    }

    #[test]
    fn a_place_of_most_frames_is_one_box_on_all_of_them() {
        let read = [
            frame(0, &[area(10, 100)]),
            frame(1, &[area(8, 100), area(300, 40)]),
            frame(3, &[area(10, 104)]),
        ];
        let boxes = boxes(&read, 5);
        let told: Vec<(u32, u32, &[u32])> = boxes
            .iter()
            .map(|one| (one.area.left, one.area.width, one.frames.as_slice()))
            .collect();
        assert_eq!(told, [(8, 106, &[][..]), (300, 40, &[2][..])]);
    }

    #[test]
    fn two_words_that_stand_side_by_side_stay_two_boxes() {
        assert_eq!(
            boxes(&[frame(0, &[area(10, 60), area(75, 60)])], 1).len(),
            2
        );
    }
}
