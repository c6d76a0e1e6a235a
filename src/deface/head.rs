//! The head in a coarse volume: its crown, its middle, its size, its front.

use super::volume::{CELL_MM, Volume};
use super::{FaceCut, FaceFault};

/// The skull is measured from the crown to this depth, of its length: the nose stands
/// out lower, with the chin up too.
const MEASURED: f64 = 0.40;
/// Half the height of the skull, of half its length.
const HEIGHT: f64 = 0.90;
/// Lengths of skulls, millimetres: from the newborn on.
const LENGTHS: (f64, f64) = (90.0, 250.0);
/// Width of a skull, of its length.
const WIDTHS: (f64, f64) = (0.60, 1.02);
/// The same of one whose sides are not in the pictures.
const USUAL_WIDTH: f64 = 0.80;
/// A crown that the first slices cut off: its area there, of the greatest.
const MOST_CUT_CROWN: f64 = 0.40;
/// Lines of the skull that may end at the edge of the pictures.
const MOST_OPEN: f64 = 0.10;
/// Where face and nape are compared, below the crown, of the length.
const COMPARED: (f64, f64) = (0.62, 1.10);
/// Fewer layers say nothing of the front.
const LEAST_COMPARED: usize = 3;
/// How far the face reaches before the middle there, of half the length: a brain
/// without its head does not.
const LEAST_FACE: f64 = 0.65;
/// Forehead and half the length differ by no more than this where skin is dim.
const SAME_MM: f64 = 6.0;
/// Cells of a layer that is a crown and no speck.
const LEAST_CELLS: usize = 6;

/// Where the face is cut. Dim and not dim tissue of MR must show one head: where they
/// do not, the skin is too dim or a ghost stands before it.
pub(super) fn find(volume: &Volume) -> Result<FaceCut, FaceFault> {
    let cut = find_at(volume, volume.tissue)?;
    if volume.bright != volume.tissue {
        let other = find_at(volume, volume.bright)?;
        let far = |one: f64, two: f64| (one - two).abs() > SAME_MM;
        let ([_, one_middle, _], [_, two_middle, _]) = (cut.centre(), other.centre());
        let ([_, one_half, _], [_, two_half, _]) = (cut.half(), other.half());
        if far(one_middle - one_half, two_middle - two_half) || far(one_half, two_half) {
            return Err(FaceFault::NotWhole);
        }
    }
    Ok(cut)
}

fn find_at(volume: &Volume, tissue: u8) -> Result<FaceCut, FaceFault> {
    let head = Head {
        volume,
        mask: largest_part(volume, tissue),
    };
    let layers: Vec<Option<Layer>> = (0..volume.size[2]).map(|z| head.layer(z)).collect();
    let layer = |z: usize| layers.get(z).and_then(Option::as_ref);
    let is_crown = |z: &usize| layer(*z).is_some_and(|one| one.cells >= LEAST_CELLS);
    let top = (0..volume.size[2]).rev().find(is_crown);
    let top = top.ok_or(FaceFault::NotWhole)?;
    let skull = Skull::below(top, layer).ok_or(FaceFault::NotWhole)?;
    let sides = head.open_lines(&skull);
    if sides.ends > MOST_OPEN {
        return Err(FaceFault::NotWhole);
    }
    let length = mm(skull.box_.length());
    let width = mm(skull.box_.width());
    let (b, mut a) = (length / 2.0, width / 2.0);
    if sides.flanks > MOST_OPEN {
        a = a.max(USUAL_WIDTH * b);
    }
    let is_skull =
        (LENGTHS.0..=LENGTHS.1).contains(&length) && (WIDTHS.0..=WIDTHS.1).contains(&(a / b));
    if !is_skull {
        return Err(FaceFault::NotWhole);
    }
    let c = HEIGHT * b;
    let crown =
        volume.point([0, 0, top])[2] + CELL_MM / 2.0 + head.missing_crown(top, &skull, c)?;
    let middle =
        |least: usize, most: usize, axis: usize| volume.first[axis] + mm(least + most) / 2.0;
    let box_ = &skull.box_;
    let centre = [
        middle(box_.x.0, box_.x.1, 0),
        middle(box_.y.0, box_.y.1, 1),
        crown - c,
    ];
    check_front(volume, &layers, crown, centre[1], length)?;
    Ok(FaceCut::around(centre, [a, b, c], volume.background))
}

fn mm(cells: usize) -> f64 {
    cells as f64 * CELL_MM
}

/// The nape lies before the back of the skull, the face does not.
fn check_front(
    volume: &Volume,
    layers: &[Option<Layer>],
    crown: f64,
    middle: f64,
    length: f64,
) -> Result<(), FaceFault> {
    let (mut front, mut back, mut count) = (0.0, 0.0, 0);
    for (z, layer) in layers.iter().enumerate() {
        let below = (crown - volume.point([0, 0, z])[2]) / length;
        let Some(layer) = layer
            .as_ref()
            .filter(|_| below > COMPARED.0 && below < COMPARED.1)
        else {
            continue;
        };
        let at = |y: usize| volume.first[1] + mm(y);
        front += middle - at(layer.box_.y.0);
        back += at(layer.box_.y.1) - middle;
        count += 1;
    }
    if count < LEAST_COMPARED {
        return Err(FaceFault::NotWhole);
    }
    let reach = front / count as f64;
    match front > back && reach > LEAST_FACE * length / 2.0 {
        true => Ok(()),
        false => Err(FaceFault::FrontUnclear),
    }
}

/// First and last cell along x and y.
#[derive(Debug, Clone, Copy)]
struct Box2 {
    x: (usize, usize),
    y: (usize, usize),
}

impl Box2 {
    const fn width(&self) -> usize {
        self.x.1 - self.x.0 + 1
    }

    const fn length(&self) -> usize {
        self.y.1 - self.y.0 + 1
    }

    fn around(self, other: Self) -> Self {
        let both = |one: (usize, usize), two: (usize, usize)| (one.0.min(two.0), one.1.max(two.1));
        Self {
            x: both(self.x, other.x),
            y: both(self.y, other.y),
        }
    }
}

/// One layer of the head.
struct Layer {
    cells: usize,
    box_: Box2,
}

/// The part of the head above the face.
struct Skull {
    /// First and last layer.
    layers: (usize, usize),
    box_: Box2,
    most_cells: usize,
}

impl Skull {
    /// From the crown down until its depth is the measured part of its length.
    fn below<'a>(top: usize, layer: impl Fn(usize) -> Option<&'a Layer>) -> Option<Self> {
        let mut box_ = layer(top)?.box_;
        let mut most_cells = 0;
        for z in (0..=top).rev() {
            let here = layer(z)?;
            box_ = box_.around(here.box_);
            most_cells = most_cells.max(here.cells);
            if mm(top - z) >= MEASURED * mm(box_.length()) {
                return Some(Self {
                    layers: (z, top),
                    box_,
                    most_cells,
                });
            }
        }
        None
    }
}

/// How many lines of the skull end at the edge of the pictures, as parts of all.
struct OpenLines {
    /// In front and behind.
    ends: f64,
    /// At the sides.
    flanks: f64,
}

struct Head<'a> {
    volume: &'a Volume,
    mask: Vec<bool>,
}

impl Head<'_> {
    fn has(&self, cell: [usize; 3]) -> bool {
        let found = self.mask.get(self.volume.place(cell));
        found.copied().unwrap_or(false)
    }

    fn layer(&self, z: usize) -> Option<Layer> {
        let [width, depth, _] = self.volume.size;
        let mut layer: Option<Layer> = None;
        for y in 0..depth {
            for x in (0..width).filter(|x| self.has([*x, y, z])) {
                let here = Box2 {
                    x: (x, x),
                    y: (y, y),
                };
                let layer = layer.get_or_insert(Layer {
                    cells: 0,
                    box_: here,
                });
                layer.cells += 1;
                layer.box_ = layer.box_.around(here);
            }
        }
        layer
    }

    /// Whether a line of cells from the middle outward ends where no slice is.
    fn is_open(&self, line: impl Iterator<Item = [usize; 3]>) -> Option<bool> {
        let last = line
            .zip(1_usize..)
            .filter(|(cell, _)| self.has(*cell))
            .last();
        last.map(|(cell, _)| self.is_at_edge(cell))
    }

    /// Whether a neighbour in the layer is outside of all slices.
    fn is_at_edge(&self, [x, y, z]: [usize; 3]) -> bool {
        let around = [
            (x.checked_sub(1), Some(y)),
            (Some(x + 1), Some(y)),
            (Some(x), y.checked_sub(1)),
            (Some(x), Some(y + 1)),
        ];
        around.into_iter().any(|pair| match pair {
            (Some(x), Some(y)) => self.volume.level([x, y, z]) == 0,
            _before_the_first => true,
        })
    }

    fn open_lines(&self, skull: &Skull) -> OpenLines {
        let [width, depth, _] = self.volume.size;
        let (mut ends, mut flanks) = ((0_u32, 0_u32), (0_u32, 0_u32));
        let count = |into: &mut (u32, u32), open: Option<bool>| {
            if let Some(open) = open {
                into.0 += u32::from(open);
                into.1 += 1;
            }
        };
        let part = |(open, all): (u32, u32)| f64::from(open) / f64::from(all.max(1));
        let middle = |(least, most): (usize, usize)| usize::midpoint(least, most);
        let (x_middle, y_middle) = (middle(skull.box_.x), middle(skull.box_.y));
        for z in skull.layers.0..=skull.layers.1 {
            // The middle half: at the sides a line runs along the skin.
            let quarter = skull.box_.width() / 4;
            for x in skull.box_.x.0 + quarter..=skull.box_.x.1.saturating_sub(quarter) {
                count(
                    &mut ends,
                    self.is_open((y_middle..depth).map(|y| [x, y, z])),
                );
                count(
                    &mut ends,
                    self.is_open((0..=y_middle).rev().map(|y| [x, y, z])),
                );
            }
            let quarter = skull.box_.length() / 4;
            for y in skull.box_.y.0 + quarter..=skull.box_.y.1.saturating_sub(quarter) {
                count(
                    &mut flanks,
                    self.is_open((x_middle..width).map(|x| [x, y, z])),
                );
                count(
                    &mut flanks,
                    self.is_open((0..=x_middle).rev().map(|x| [x, y, z])),
                );
            }
        }
        OpenLines {
            ends: part(ends),
            flanks: part(flanks),
        }
    }

    /// What the first slices cut off of the crown, by the area that they show of it.
    fn missing_crown(&self, top: usize, skull: &Skull, c: f64) -> Result<f64, FaceFault> {
        let [width, depth, _] = self.volume.size;
        let cells = (0..depth).flat_map(|y| (0..width).map(move |x| (x, y)));
        let mut here = 0_usize;
        let mut open = 0_usize;
        for (x, y) in cells.filter(|(x, y)| self.has([*x, *y, top])) {
            here += 1;
            open += usize::from(self.volume.level([x, y, top + 1]) == 0);
        }
        if open * 2 < here {
            return Ok(0.0);
        }
        let part = here as f64 / skull.most_cells.max(1) as f64;
        if part > MOST_CUT_CROWN {
            return Err(FaceFault::NotWhole);
        }
        // An ellipsoid has this area at this height.
        Ok(c * (1.0 - (1.0 - part).sqrt()))
    }
}

/// The largest piece of tissue without what is thinner than three cells: holders,
/// tubes and straps.
fn largest_part(volume: &Volume, tissue: u8) -> Vec<bool> {
    let seen: Vec<bool> = volume
        .cells()
        .map(|cell| volume.level(cell) >= tissue)
        .collect();
    let tissue = match volume.has_dark_bone {
        true => filled(volume, &seen),
        false => seen,
    };
    let has = |mask: &[bool], cell: [usize; 3]| mask.get(volume.place(cell)).copied();
    let core: Vec<bool> = volume
        .cells()
        .map(|cell| {
            has(&tissue, cell) == Some(true)
                && neighbours(volume, cell).all(|near| has(&tissue, near) != Some(false))
        })
        .collect();
    let largest = largest_of(volume, &core);
    volume
        .cells()
        .map(|cell| {
            let is_near = || neighbours(volume, cell).any(|near| has(&largest, near) == Some(true));
            has(&tissue, cell) == Some(true) && (has(&largest, cell) == Some(true) || is_near())
        })
        .collect()
}

/// With what lies in a layer between tissue on all four sides: dark bone, air of the
/// sinuses.
fn filled(volume: &Volume, seen: &[bool]) -> Vec<bool> {
    let [width, depth, height] = volume.size;
    let mut sides = vec![0_u8; seen.len()];
    let mut walk = |line: &mut dyn Iterator<Item = [usize; 3]>| {
        let mut is_behind = 0;
        for cell in line {
            let place = volume.place(cell);
            is_behind |= u8::from(seen.get(place) == Some(&true));
            if let Some(count) = sides.get_mut(place) {
                *count += is_behind;
            }
        }
    };
    for z in 0..height {
        for y in 0..depth {
            walk(&mut (0..width).map(|x| [x, y, z]));
            walk(&mut (0..width).rev().map(|x| [x, y, z]));
        }
        for x in 0..width {
            walk(&mut (0..depth).map(|y| [x, y, z]));
            walk(&mut (0..depth).rev().map(|y| [x, y, z]));
        }
    }
    sides.into_iter().map(|count| count == 4).collect()
}

/// The six cells beside one, inside the volume.
fn neighbours(volume: &Volume, cell: [usize; 3]) -> impl Iterator<Item = [usize; 3]> {
    let size = volume.size;
    (0..3).flat_map(move |axis| {
        let moved = |to: Option<usize>| {
            let to = to.filter(|to| *to < size[axis])?;
            let mut near = cell;
            near[axis] = to;
            Some(near)
        };
        [
            moved(cell[axis].checked_sub(1)),
            moved(Some(cell[axis] + 1)),
        ]
        .into_iter()
        .flatten()
    })
}

fn largest_of(volume: &Volume, mask: &[bool]) -> Vec<bool> {
    let mut part_of = vec![0_u32; mask.len()];
    let mut best = (0_usize, 0_u32);
    let mut parts = 0_u32;
    for start in volume.cells() {
        let is_free = |cell: [usize; 3], part_of: &[u32]| {
            let place = volume.place(cell);
            mask.get(place) == Some(&true) && part_of.get(place) == Some(&0)
        };
        if !is_free(start, &part_of) {
            continue;
        }
        parts += 1;
        let mut count = 0;
        let mut open = vec![start];
        if let Some(part) = part_of.get_mut(volume.place(start)) {
            *part = parts;
        }
        while let Some(cell) = open.pop() {
            count += 1;
            for near in neighbours(volume, cell) {
                if is_free(near, &part_of) {
                    if let Some(part) = part_of.get_mut(volume.place(near)) {
                        *part = parts;
                    }
                    open.push(near);
                }
            }
        }
        if count > best.0 {
            best = (count, parts);
        }
    }
    part_of
        .into_iter()
        .map(|part| part != 0 && part == best.1)
        .collect()
}
