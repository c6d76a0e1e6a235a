//! Frames of one film, of which only what changes is read again.
//!
//! What is known of a film is a picture put together of what was read last at each
//! place, and the lines of it. A frame is compared with that picture; what differs is
//! read, with the ground around it and every line that it touches whole, and takes its
//! place; with dark and bright changed it is read again where the first reading gave a
//! hint of text. So a name in a single frame is read in that frame, however many frames
//! there are, and what stands still in all of them is read once.

use super::gather::{pixels, shared};
use super::look::Changed;
use super::words;
use crate::boxes::PixelArea;
use crate::ocr::{Bounds, Line};
use crate::pixels::{Shown, ShownChannels};

/// Edge of the cells in which frames are compared.
const CELL_PX: usize = 16;

/// Levels that may differ without a second reading: a lossy codec moves what stands
/// still by less, and letters that differ by less from their ground are not read.
const SAME_LEVELS: u8 = 6;

/// Ground around what has changed, in cells: the networks want to see it.
const AROUND: usize = 2;

/// More parts of a frame, or more rounds of joining them: it is read whole.
const MOST_PARTS: usize = 24;
const MOST_ROUNDS: usize = 8;

/// Parts that make up this much of a frame are read as one: nine tenths.
const NEARLY_ALL: (u64, u64) = (9, 10);

/// What was read of a film.
#[derive(Default)]
pub(super) struct Film {
    /// What was read last at each place, in every look.
    looks: Vec<Shown>,
    lines: Vec<Line>,
}

impl Film {
    /// The lines of the frame that was entered last.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Its first frame is read everywhere with dark and bright changed.
    pub(super) fn changed(&self) -> Changed {
        if self.looks.is_empty() {
            return Changed::Everywhere;
        }
        Changed::AtHints
    }

    /// What of a frame is to be read: nothing if it looks as what was read.
    pub(super) fn parts(&self, looks: &[Shown]) -> Vec<PixelArea> {
        let Some(first) = looks.first() else {
            return Vec::new();
        };
        let whole = PixelArea {
            left: 0,
            top: 0,
            width: edge(first.width_px),
            height: edge(first.height_px),
        };
        let is_same_form = |one: &Shown, other: &Shown| {
            (one.width_px, one.height_px, one.channels)
                == (other.width_px, other.height_px, other.channels)
        };
        let pairs = || looks.iter().zip(&self.looks);
        let fits = looks.len() == self.looks.len() && pairs().all(|(a, b)| is_same_form(a, b));
        if !fits {
            return vec![whole];
        }
        let mut cells = Cells::of(first.width_px, first.height_px);
        for (look, last) in pairs() {
            cells.compare(look, last);
        }
        let parts = cells.parts(whole);
        self.with_their_lines(parts, whole)
    }

    /// Takes a frame of which these parts were read.
    pub(super) fn enter(&mut self, looks: Vec<Shown>, parts: &[PixelArea], read: Vec<Line>) {
        let size = looks.first().map(|first| (first.width_px, first.height_px));
        let (Some(size), true) = (size, looks.len() == self.looks.len()) else {
            self.looks = looks;
            self.lines = read;
            return;
        };
        for (look, last) in looks.iter().zip(&mut self.looks) {
            for part in parts {
                copy(part, look, last);
            }
        }
        let is_read_again = |line: &Line| {
            let place = words::area(line, &(0.0..1.0), size);
            place.is_none_or(|place| parts.iter().any(|part| part.covers(place)))
        };
        self.lines.retain(|line| !is_read_again(line));
        self.lines.extend(read);
    }

    /// A part that touches a line takes in all of it; parts that touch become one.
    fn with_their_lines(&self, mut parts: Vec<PixelArea>, whole: PixelArea) -> Vec<PixelArea> {
        let size = (whole.width as usize, whole.height as usize);
        let places: Vec<PixelArea> = self
            .lines
            .iter()
            .filter_map(|line| words::area(line, &(0.0..1.0), size))
            .collect();
        for _ in 0..MOST_ROUNDS {
            let mut has_grown = false;
            for part in &mut parts {
                for place in &places {
                    if shared(part, place) > 0 && !part.covers(*place) {
                        *part = part.around(*place);
                        has_grown = true;
                    }
                }
            }
            has_grown |= join(&mut parts);
            if parts.len() > MOST_PARTS {
                return vec![whole];
            }
            if !has_grown {
                let is_nearly_all = is_nearly_all(&parts, &[whole]);
                return if is_nearly_all { vec![whole] } else { parts };
            }
        }
        vec![whole]
    }
}

/// The parts as the reader takes them.
pub(super) fn bounds(part: &PixelArea) -> Bounds {
    Bounds {
        left_px: part.left,
        top_px: part.top,
        width_px: part.width,
        height_px: part.height,
    }
}

/// What of the parts of a picture of this size lies around hints.
pub(super) fn hinted(
    parts: &[PixelArea],
    hints: &[Bounds],
    (width_px, height_px): (usize, usize),
) -> Vec<PixelArea> {
    let whole = PixelArea {
        left: 0,
        top: 0,
        width: edge(width_px),
        height: edge(height_px),
    };
    let mut cells = Cells::of(width_px, height_px);
    for hint in hints {
        cells.mark(hint);
    }
    let mut around = cells.parts(whole);
    for _ in 0..MOST_ROUNDS {
        if !join(&mut around) {
            break;
        }
    }
    let pairs = parts
        .iter()
        .flat_map(|part| around.iter().map(move |hint| (part, hint)));
    let hinted: Vec<PixelArea> = pairs
        .filter_map(|(part, hint)| common(part, hint))
        .collect();
    if hinted.len() > MOST_PARTS || is_nearly_all(&hinted, parts) {
        return parts.to_vec();
    }
    hinted
}

fn is_nearly_all(parts: &[PixelArea], of: &[PixelArea]) -> bool {
    let all = |areas: &[PixelArea]| areas.iter().map(pixels).sum::<u64>();
    all(parts) * NEARLY_ALL.1 >= all(of) * NEARLY_ALL.0
}

/// What lies in both areas.
fn common(one: &PixelArea, other: &PixelArea) -> Option<PixelArea> {
    let end = |start: u32, length: u32| start.saturating_add(length);
    let (left, top) = (one.left.max(other.left), one.top.max(other.top));
    let right = end(one.left, one.width).min(end(other.left, other.width));
    let bottom = end(one.top, one.height).min(end(other.top, other.height));
    let area = PixelArea {
        left,
        top,
        width: right.checked_sub(left)?,
        height: bottom.checked_sub(top)?,
    };
    (area.width > 0 && area.height > 0).then_some(area)
}

fn edge(pixels: usize) -> u32 {
    u32::try_from(pixels).unwrap_or(u32::MAX)
}

const fn channels(look: &Shown) -> usize {
    match look.channels {
        ShownChannels::Grey => 1,
        ShownChannels::Rgb => 3,
    }
}

/// Puts a part of one picture over the same part of another of its form.
fn copy(part: &PixelArea, from: &Shown, to: &mut Shown) {
    let count = channels(from);
    let row = from.width_px.max(1) * count;
    let (left, width) = (part.left as usize * count, part.width as usize * count);
    let sources = from.bytes.chunks_exact(row);
    let pairs = to.bytes.chunks_exact_mut(row).zip(sources);
    for (target, source) in pairs.skip(part.top as usize).take(part.height as usize) {
        let target = target.get_mut(left..left + width);
        if let (Some(target), Some(source)) = (target, source.get(left..left + width)) {
            target.copy_from_slice(source);
        }
    }
}

/// Joins areas that share pixels. Whether any did.
fn join(parts: &mut Vec<PixelArea>) -> bool {
    let before = parts.len();
    let mut joined: Vec<PixelArea> = Vec::new();
    for mut part in parts.drain(..) {
        joined.retain(|other| {
            let touches = shared(&part, other) > 0;
            if touches {
                part = part.around(*other);
            }
            !touches
        });
        joined.push(part);
    }
    *parts = joined;
    parts.len() < before
}

/// Which cells of a picture have changed.
struct Cells {
    across: usize,
    changed: Vec<bool>,
}

impl Cells {
    fn of(width_px: usize, height_px: usize) -> Self {
        let across = width_px.div_ceil(CELL_PX);
        Self {
            across,
            changed: vec![false; across * height_px.div_ceil(CELL_PX)],
        }
    }

    fn compare(&mut self, look: &Shown, last: &Shown) {
        let count = channels(look);
        let row = look.width_px.max(1) * count;
        let rows = look
            .bytes
            .chunks_exact(row)
            .zip(last.bytes.chunks_exact(row));
        for (down, (one, other)) in rows.enumerate() {
            let start = down / CELL_PX * self.across;
            let cells = self.changed.iter_mut().skip(start).take(self.across);
            let pairs = one
                .chunks(CELL_PX * count)
                .zip(other.chunks(CELL_PX * count));
            for (changed, (one, other)) in cells.zip(pairs).filter(|(changed, _)| !**changed) {
                let levels = one.iter().zip(other);
                *changed = levels.fold(0, |most, (a, b)| a.abs_diff(*b).max(most)) > SAME_LEVELS;
            }
        }
    }

    /// The cells that an area touches.
    fn mark(&mut self, area: &Bounds) {
        let cells = |start: u32, length: u32| {
            let end = start.saturating_add(length) as usize;
            start as usize / CELL_PX..end.div_ceil(CELL_PX)
        };
        for row in cells(area.top_px, area.height_px) {
            let start = row * self.across;
            let row = self.changed.iter_mut().skip(start).take(self.across);
            let columns = cells(area.left_px, area.width_px);
            row.skip(columns.start)
                .take(columns.len())
                .for_each(|changed| *changed = true);
        }
    }

    /// Rectangles around the cells that changed, with their ground.
    fn parts(&self, whole: PixelArea) -> Vec<PixelArea> {
        let mut open = self.grown();
        let mut parts = Vec::new();
        for start in 0..open.len() {
            if open.get(start) != Some(&true) {
                continue;
            }
            if parts.len() >= MOST_PARTS * MOST_PARTS {
                return vec![whole];
            }
            parts.extend(
                self.shape(&mut open, start)
                    .clipped(whole.width, whole.height),
            );
        }
        parts
    }

    /// Every changed cell and those around it.
    fn grown(&self) -> Vec<bool> {
        let across = self.across.max(1);
        let down = self.changed.len() / across;
        let mut grown = vec![false; self.changed.len()];
        for (place, _) in self
            .changed
            .iter()
            .enumerate()
            .filter(|(_, changed)| **changed)
        {
            let (column, row) = (place % across, place / across);
            let columns = column.saturating_sub(AROUND)..(column + AROUND + 1).min(across);
            for row in row.saturating_sub(AROUND)..(row + AROUND + 1).min(down) {
                let cells = grown.get_mut(row * across + columns.start..row * across + columns.end);
                cells.unwrap_or_default().fill(true);
            }
        }
        grown
    }

    /// Takes the cells out that touch one another, and gives the rectangle around.
    fn shape(&self, open: &mut [bool], start: usize) -> PixelArea {
        let across = self.across.max(1);
        let mut waiting = vec![start];
        let (mut left, mut right, mut top, mut bottom) = (usize::MAX, 0, usize::MAX, 0);
        while let Some(cell) = waiting.pop() {
            if !open.get_mut(cell).is_some_and(std::mem::take) {
                continue;
            }
            let (column, row) = (cell % across, cell / across);
            (left, right) = (left.min(column), right.max(column + 1));
            (top, bottom) = (top.min(row), bottom.max(row + 1));
            waiting.extend((column > 0).then(|| cell - 1));
            waiting.extend((column + 1 < across).then(|| cell + 1));
            waiting.extend(cell.checked_sub(across));
            waiting.push(cell + across);
        }
        let pixels = |cells: usize| edge(cells.saturating_mul(CELL_PX));
        PixelArea {
            left: pixels(left),
            top: pixels(top),
            width: pixels(right.saturating_sub(left)),
            height: pixels(bottom.saturating_sub(top)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::tests::line;

    const WIDTH: usize = 400;
    const HEIGHT: usize = 200;

    fn frame(spots: &[(usize, usize, u8)]) -> Vec<Shown> {
        let mut bytes = vec![20; WIDTH * HEIGHT];
        for (x, y, level) in spots {
            bytes[y * WIDTH + x] = *level;
        }
        vec![Shown {
            width_px: WIDTH,
            height_px: HEIGHT,
            channels: ShownChannels::Grey,
            bytes,
        }]
    }

    fn area(left: u32, top: u32, width: u32, height: u32) -> PixelArea {
        PixelArea {
            left,
            top,
            width,
            height,
        }
    }

    /// A film of one frame that holds a line at (100, 40), 90 long and 20 high.
    fn film() -> Film {
        let mut film = Film::default();
        let first = frame(&[]);
        let parts = film.parts(&first);
        assert_eq!(parts, [area(0, 0, 400, 200)]);
        film.enter(first, &parts, vec![line("WOMBLEDON")]);
        film
    }

    #[test]
    fn a_frame_that_looks_the_same_is_not_read_again() {
        let film = film();
        assert!(film.parts(&frame(&[])).is_empty());
        assert!(film.parts(&frame(&[(9, 9, 20 + SAME_LEVELS)])).is_empty());
        assert_eq!(film.lines().len(), 1);
    }

    #[test]
    fn what_changed_is_read_with_its_ground_and_stays_read() {
        let mut film = film();
        let second = frame(&[(325, 165, 200)]);
        let parts = film.parts(&second);
        assert_eq!(parts, [area(288, 128, 80, 72)]);
        film.enter(second.clone(), &parts, Vec::new());
        assert_eq!(film.lines().len(), 1, "the line elsewhere is still there");
        assert!(film.parts(&second).is_empty());
        assert_eq!(
            film.parts(&frame(&[])),
            parts,
            "and read again when it goes"
        );
    }

    #[test]
    fn a_line_that_is_touched_is_read_whole_in_the_place_of_its_old_reading() {
        let mut film = film();
        let second = frame(&[(185, 50, 200)]);
        let parts = film.parts(&second);
        assert_eq!(parts.len(), 1);
        assert!(parts[0].covers(area(97, 37, 96, 26)), "{parts:?}");
        film.enter(second, &parts, vec![line("WOMBLEDOM")]);
        let texts: Vec<&str> = film.lines().iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["WOMBLEDOM"]);
    }

    #[test]
    fn a_frame_that_changes_nearly_everywhere_is_read_whole() {
        let film = film();
        let spots: Vec<(usize, usize, u8)> = (0..HEIGHT * WIDTH / 40)
            .map(|n| (n * 37 % WIDTH, n * 37 / WIDTH * 3 % HEIGHT, 90))
            .collect();
        assert_eq!(film.parts(&frame(&spots)), [area(0, 0, 400, 200)]);
        let mut larger = frame(&[]);
        larger[0].width_px = 200;
        larger[0].height_px = 400;
        assert_eq!(film.parts(&larger), [area(0, 0, 200, 400)]);
    }
}
