//! Places of many frames as few boxes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::{FoundLine, FrameLines, Verdict};
use crate::boxes::{HiddenBox, PixelArea};
use crate::sensitive::Sensitive;

/// Two places are one if they share this part of what both cover: a half.
const SHARED: (u64, u64) = (1, 2);

/// Middles of places that are one lie in the same or in neighbouring cells.
const CELL_PX: u32 = 64;

/// Frames from which on a place that is in half of them is in all: what a device
/// draws it draws into every frame, and a reader may miss it in some.
const LEAST_FRAMES: usize = 4;

/// What was read of pictures of one size in a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Columns and rows.
    pub size: (u32, u32),
    /// Places of the instances in the series, each with how many frames it has.
    pub instances: Vec<(u32, u32)>,
    /// The lines of some frames of the one instance, or of all frames over each
    /// other.
    pub frames: Vec<FrameLines>,
    /// Whether the frames lie over each other.
    pub is_layered: bool,
}

/// Text at one place of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundPlace {
    /// Where.
    #[serde(flatten)]
    pub area: PixelArea,
    /// The gravest of what was read there.
    pub verdict: Verdict,
    /// What was read there first: for the person's own screen.
    pub text: Sensitive<String>,
    /// On which instances; on all of the series if empty.
    pub on: Vec<OnInstance>,
}

/// The part of a place that is on one instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnInstance {
    /// Its place in the series.
    pub instance: u32,
    /// Frames, from 1, sorted; all if empty.
    pub frames: Vec<u32>,
}

/// The boxes of one instance that has so many frames.
#[must_use]
pub fn boxes(read: &[FrameLines], frames: u32) -> Vec<HiddenBox> {
    let mut groups = Groups::default();
    for one in read {
        for line in &one.lines {
            for area in &line.boxes {
                groups.enter((0, 0), *area, line, [(0, one.frame.saturating_add(1))]);
            }
        }
    }
    let hidden = |group: Group| HiddenBox {
        frames: frames_of(group.seen.into_iter().map(|(_, frame)| frame), frames),
        area: group.area,
    };
    let mut boxes: Vec<HiddenBox> = groups.groups.into_iter().map(hidden).collect();
    boxes.sort_unstable();
    boxes.dedup();
    boxes
}

/// The places of text in a series, the gravest first, then from top to bottom.
/// Of `unread` instances nothing is known: no place is for them.
#[must_use]
pub fn places(sheets: &[Sheet], unread: usize) -> Vec<FoundPlace> {
    let mut groups = Groups::default();
    let mut frames: BTreeMap<u32, u32> = BTreeMap::new();
    let sizes: BTreeSet<(u32, u32)> = sheets.iter().map(|sheet| sheet.size).collect();
    for sheet in sheets {
        frames.extend(sheet.instances.iter().copied());
        for one in &sheet.frames {
            let of = |(instance, count): &(u32, u32)| {
                let own = one.frame.saturating_add(1);
                let seen = if sheet.is_layered {
                    1..=*count
                } else {
                    own..=own
                };
                let instance = *instance;
                seen.map(move |frame| (instance, frame))
            };
            for line in &one.lines {
                let seen = || sheet.instances.iter().flat_map(of);
                let stays = (line.verdict == Verdict::Allowed).then_some(&line.place);
                for area in line.boxes.iter().chain(stays) {
                    groups.enter(sheet.size, *area, line, seen());
                }
            }
        }
    }
    let all: usize = frames.values().map(|count| *count as usize).sum();
    let found = groups.groups.into_iter().map(|group| FoundPlace {
        on: if sizes.len() == 1 && unread == 0 && is_on_all(group.seen.len(), all) {
            Vec::new()
        } else {
            instances_of(&group.seen, &frames)
        },
        area: group.area,
        verdict: group.verdict,
        text: group.text,
    });
    let mut found: Vec<FoundPlace> = found.collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.verdict), one.area.top, one.area.left));
    found
}

/// A place with what was read there, and its instances and frames, from 1.
struct Group {
    size: (u32, u32),
    area: PixelArea,
    verdict: Verdict,
    text: Sensitive<String>,
    seen: BTreeSet<(u32, u32)>,
}

#[derive(Default)]
struct Groups {
    groups: Vec<Group>,
    cells: HashMap<(u32, u32), Vec<usize>>,
}

impl Groups {
    fn enter(
        &mut self,
        size: (u32, u32),
        area: PixelArea,
        line: &FoundLine,
        seen: impl IntoIterator<Item = (u32, u32)>,
    ) {
        let (column, row) = cell(&area);
        let near = (column.saturating_sub(1)..=column + 1)
            .flat_map(|column| (row.saturating_sub(1)..=row + 1).map(move |row| (column, row)));
        let candidates = near.flat_map(|cell| self.cells.get(&cell).into_iter().flatten());
        let stays = |verdict: Verdict| verdict == Verdict::Allowed;
        let is_same = |group: &Group| {
            group.size == size
                && stays(group.verdict) == stays(line.verdict)
                && is_same(&group.area, &area)
        };
        let group = candidates
            .copied()
            .find(|place| self.groups.get(*place).is_some_and(is_same));
        let Some(group) = group.and_then(|place| self.groups.get_mut(place)) else {
            let place = self.groups.len();
            self.cells.entry((column, row)).or_default().push(place);
            self.groups.push(Group {
                size,
                area,
                verdict: line.verdict,
                text: line.text.clone(),
                seen: seen.into_iter().collect(),
            });
            return;
        };
        group.area = group.area.around(area);
        if group.verdict < line.verdict {
            group.verdict = line.verdict;
            group.text = line.text.clone();
        }
        group.seen.extend(seen);
    }
}

fn is_on_all(count: usize, of: usize) -> bool {
    count >= of || (of >= LEAST_FRAMES && count >= of.div_ceil(2))
}

/// Frames of an instance as a box names them: none stands for all.
fn frames_of(seen: impl Iterator<Item = u32>, of: u32) -> Vec<u32> {
    let frames: Vec<u32> = seen.collect();
    if is_on_all(frames.len(), of as usize) {
        return Vec::new();
    }
    frames
}

fn instances_of(seen: &BTreeSet<(u32, u32)>, of: &BTreeMap<u32, u32>) -> Vec<OnInstance> {
    let mut own: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (instance, frame) in seen {
        own.entry(*instance).or_default().push(*frame);
    }
    own.into_iter()
        .map(|(instance, frames)| OnInstance {
            instance,
            frames: frames_of(frames.into_iter(), of.get(&instance).copied().unwrap_or(1)),
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

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

    fn line(verdict: Verdict, area: PixelArea) -> FoundLine {
        let boxes = if verdict == Verdict::Allowed {
            Vec::new()
        } else {
            vec![area]
        };
        FoundLine {
            place: area,
            verdict,
            boxes,
            text: Sensitive::from("WOMBLEDON"),
        }
    }

    fn sheet(instance: u32, frames: u32, lines: &[(u32, FoundLine)]) -> Sheet {
        let of = |frame| lines.iter().filter(move |(own, _)| *own == frame);
        let frame = |frame| FrameLines {
            frame,
            lines: of(frame).map(|(_, line)| line.clone()).collect(),
        };
        Sheet {
            size: (640, 480),
            instances: vec![(instance, frames)],
            frames: (0..frames).map(frame).collect(),
            is_layered: false,
        }
    }

    #[test]
    fn a_place_of_all_pictures_is_one_for_the_series_and_a_rare_one_names_its_frame() {
        let known = line(Verdict::Identifier, area(10, 100));
        let unknown = line(Verdict::Unknown, area(12, 98));
        let stays = line(Verdict::Allowed, area(300, 40));
        let rare = line(Verdict::Unknown, area(500, 40));
        let sheets = [
            sheet(
                0,
                3,
                &[
                    (0, unknown.clone()),
                    (1, known.clone()),
                    (2, known),
                    (1, rare),
                ],
            ),
            sheet(1, 1, &[(0, unknown), (0, stays)]),
        ];
        let found = places(&sheets, 0);
        let told: Vec<(Verdict, u32, &[OnInstance])> = found
            .iter()
            .map(|one| (one.verdict, one.area.left, one.on.as_slice()))
            .collect();
        let on = |instance, frames: &[u32]| OnInstance {
            instance,
            frames: frames.to_vec(),
        };
        assert_eq!(
            told,
            [
                (Verdict::Identifier, 10, &[][..]),
                (Verdict::Unknown, 500, &[on(0, &[2])][..]),
                (Verdict::Allowed, 300, &[on(1, &[])][..]),
            ]
        );
    }

    #[test]
    fn sizes_stay_apart_and_layers_are_on_all_their_pictures() {
        let name = || line(Verdict::Identifier, area(10, 100));
        let layer = |size, instances: &[(u32, u32)]| Sheet {
            size,
            instances: instances.to_vec(),
            frames: vec![FrameLines {
                frame: 0,
                lines: vec![name()],
            }],
            is_layered: true,
        };
        let one = layer((512, 512), &[(0, 1), (1, 2)]);
        let alone = |unread| places(std::slice::from_ref(&one), unread)[0].on.len();
        assert_eq!((alone(0), alone(1)), (0, 2));
        let found = places(&[one.clone(), layer((512, 400), &[(2, 1)])], 0);
        let instances: Vec<Vec<u32>> = found
            .iter()
            .map(|place| place.on.iter().map(|on| on.instance).collect())
            .collect();
        assert_eq!(instances, [vec![0, 1], vec![2]]);
    }
}
