//! Made heads: skin, skull, brain, nose, lips, chin, ears and neck as solids, and the
//! slices of a scanner through them.

use super::encode::{Given, part10, short, text};

/// What a point of the patient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tissue {
    Air,
    Table,
    Skin,
    Bone,
    Brain,
    Nose,
    Lips,
}

/// A head in a pose; sizes of an adult at scale 1.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    pub scale: f64,
    /// Radians, chin up.
    pub pitch: f64,
    /// Radians, to the left.
    pub yaw: f64,
    /// Where the middle of the skull lies, millimetres.
    pub at: [f64; 3],
    /// A table and a holder behind it.
    pub has_table: bool,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            scale: 1.0,
            pitch: 0.0,
            yaw: 0.0,
            at: [7.0, -151.0, 318.0],
            has_table: false,
        }
    }
}

fn inside(point: [f64; 3], centre: [f64; 3], half: [f64; 3], power: i32) -> bool {
    let parts = (0..3).map(|axis| {
        ((point[axis] - centre[axis]) / half[axis])
            .abs()
            .powi(power)
    });
    parts.sum::<f64>() < 1.0
}

impl Head {
    /// A point in the coordinates of the head.
    pub fn own(&self, point: [f64; 3]) -> [f64; 3] {
        let [x, y, z] = [0, 1, 2].map(|axis: usize| (point[axis] - self.at[axis]) / self.scale);
        let (sin, cos) = self.yaw.sin_cos();
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        let (sin, cos) = self.pitch.sin_cos();
        [x, y * cos - z * sin, z * cos + y * sin]
    }

    pub fn tissue(&self, point: [f64; 3]) -> Tissue {
        let table = [0, 1, 2].map(|axis: usize| (point[axis] - self.at[axis]) / self.scale);
        let own = self.own(point);
        let [x, y, z] = own;
        let mirrored = [x.abs(), y, z];
        // The skull is flatter in front than an ellipsoid.
        let skull = |less: f64| inside(own, [0.0; 3], [76.0 - less, 94.0 - less, 85.0 - less], 2);
        let front = |less: f64| {
            inside(
                own,
                [0.0, -30.0, -5.0],
                [66.0 - less, 63.0 - less, 66.0 - less],
                3,
            )
        };
        let head = |less: f64| skull(less) || front(less);
        if inside(own, [0.0, -100.0, -58.0], [13.0, 22.0, 22.0], 2) && y < -91.0 {
            return Tissue::Nose;
        }
        if inside(own, [0.0, -97.0, -95.0], [24.0, 11.0, 8.0], 2) && y < -91.0 {
            return Tissue::Lips;
        }
        let is_brain = inside(own, [0.0, 0.0, -4.0], [62.0, 80.0, 66.0], 2)
            || inside(own, [0.0, -26.0, 0.0], [52.0, 54.0, 50.0], 3)
            || inside(mirrored, [34.0, -40.0, -32.0], [17.0, 20.0, 17.0], 2);
        if is_brain {
            return Tissue::Brain;
        }
        if head(6.0) {
            return if head(13.0) {
                Tissue::Skin
            } else {
                Tissue::Bone
            };
        }
        let face = inside(own, [0.0, -36.0, -66.0], [60.0, 56.0, 66.0], 3)
            || inside(own, [0.0, -82.0, -118.0], [17.0, 16.0, 14.0], 2);
        let holes = inside(own, [0.0, -40.0, -64.0], [10.0, 22.0, 16.0], 2);
        let neck = z < -60.0 && z > -210.0 && (x * x + (y - 14.0).powi(2)).sqrt() < 57.0;
        let ear = inside(mirrored, [80.0, 8.0, -32.0], [6.0, 14.0, 28.0], 2);
        if holes {
            return Tissue::Air;
        }
        if head(0.0) || face || neck || ear {
            return Tissue::Skin;
        }
        let [x, y, z] = table;
        let is_table = y > 104.0 && y < 110.0 && x.abs() < 200.0;
        let far = (x * x + y * y).sqrt();
        let is_holder = y > 20.0 && far > 99.0 && far < 103.0 && z > -120.0;
        match self.has_table && (is_table || is_holder) {
            true => Tissue::Table,
            false => Tissue::Air,
        }
    }
}

/// A number that differs from its neighbours, from 0 to 1.
fn noise(point: [f64; 3]) -> f64 {
    let [x, y, z] = point.map(|mm| (mm * 1000.0).round() as i64);
    let mixed =
        (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663) ^ z.wrapping_mul(83_492_791))
            .wrapping_mul(2_654_435_761);
    ((mixed >> 16) & 0xFFFF) as f64 / 65535.0
}

/// How the slices lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stack {
    Axial,
    Sagittal,
    Coronal,
}

/// A scanner and its slices.
#[derive(Debug, Clone, Copy)]
pub struct Scan {
    pub stack: Stack,
    /// MR, else CT.
    pub is_mr: bool,
    pub is_signed: bool,
    pub is_rle: bool,
    /// Signs of the directions of rows, columns and slices.
    pub signs: [f64; 3],
    /// Radians by which the slices are tilted about the axis of their rows.
    pub tilt: f64,
    pub pixel_mm: f64,
    pub slice_mm: f64,
    /// What the slices reach from the middle of the skull: back, feet and right are
    /// below zero. Millimetres along x, y, z.
    pub from: [f64; 3],
    pub to: [f64; 3],
    pub series: u32,
}

impl Default for Scan {
    fn default() -> Self {
        Self {
            stack: Stack::Axial,
            is_mr: false,
            is_signed: true,
            is_rle: false,
            signs: [1.0; 3],
            tilt: 0.0,
            pixel_mm: 2.5,
            slice_mm: 4.0,
            from: [-112.0, -150.0, -165.0],
            to: [112.0, 130.0, 105.0],
            series: 1,
        }
    }
}

/// A slice of a scan: its directions, place and size.
#[derive(Debug, Clone, Copy)]
pub struct Slice {
    pub origin: [f64; 3],
    pub right: [f64; 3],
    pub down: [f64; 3],
    pub rows: usize,
    pub columns: usize,
}

impl Slice {
    pub fn point(&self, row: usize, column: usize, pixel_mm: f64) -> [f64; 3] {
        [0, 1, 2].map(|axis: usize| {
            self.origin[axis]
                + pixel_mm * (row as f64 * self.down[axis] + column as f64 * self.right[axis])
        })
    }
}

impl Scan {
    pub fn slices(&self, head: &Head) -> Vec<Slice> {
        // Axes of columns, rows and slices.
        let (across, along, through) = match self.stack {
            Stack::Axial => (0, 1, 2),
            Stack::Sagittal => (1, 2, 0),
            Stack::Coronal => (0, 2, 1),
        };
        let unit = |axis: usize, sign: f64| {
            let mut one = [0.0; 3];
            one[axis] = sign;
            one
        };
        let right = unit(across, self.signs[0]);
        let straight = unit(along, self.signs[1]);
        let normal = unit(through, self.signs[2]);
        let (sin, cos) = self.tilt.sin_cos();
        let down = [0, 1, 2].map(|at: usize| straight[at] * cos + normal[at] * sin);
        let start = |axis: usize, sign: f64| {
            head.at[axis]
                + head.scale
                    * if sign > 0.0 {
                        self.from[axis]
                    } else {
                        self.to[axis]
                    }
        };
        let reach = |axis: usize| (self.to[axis] - self.from[axis]) * head.scale;
        let count = (reach(through) / self.slice_mm) as usize + 1;
        (0..count)
            .map(|number| {
                let mut origin = [0.0; 3];
                origin[across] = start(across, self.signs[0]);
                origin[along] = start(along, self.signs[1]);
                origin[through] =
                    start(through, self.signs[2]) + self.signs[2] * number as f64 * self.slice_mm;
                Slice {
                    origin,
                    right,
                    down,
                    rows: (reach(along) / self.pixel_mm) as usize + 1,
                    columns: (reach(across) / self.pixel_mm) as usize + 1,
                }
            })
            .collect()
    }

    /// The value behind the rescale, and the stored one.
    fn stored(&self, head: &Head, point: [f64; 3]) -> i32 {
        let grain = noise(point);
        let value = match (head.tissue(point), self.is_mr) {
            (Tissue::Air, false) => -1000.0 + 20.0 * grain,
            (Tissue::Table, false) => 150.0,
            (Tissue::Bone, false) => 900.0 + 100.0 * grain,
            (Tissue::Brain, false) => 30.0 + 20.0 * grain,
            (Tissue::Skin | Tissue::Nose | Tissue::Lips, false) => 40.0 + 30.0 * grain,
            (Tissue::Air | Tissue::Table, true) => 40.0 * grain,
            (Tissue::Bone, true) => 60.0 + 40.0 * grain,
            (Tissue::Brain, true) => 600.0 + 200.0 * grain,
            (Tissue::Skin | Tissue::Nose | Tissue::Lips, true) => 350.0 + 150.0 * grain,
        };
        (value as i32)
            + if self.is_mr || self.is_signed {
                0
            } else {
                1024
            }
    }

    pub fn pixels(&self, head: &Head, slice: &Slice) -> Vec<i32> {
        let places =
            (0..slice.rows).flat_map(|row| (0..slice.columns).map(move |column| (row, column)));
        places
            .map(|(row, column)| self.stored(head, slice.point(row, column, self.pixel_mm)))
            .collect()
    }

    /// The slices as files.
    pub fn files(&self, head: &Head) -> Vec<Vec<u8>> {
        (0_u32..)
            .zip(self.slices(head))
            .map(|(number, slice)| self.file(&slice, number, &self.pixels(head, &slice), true))
            .collect()
    }

    /// One file; without its place in the patient if `is_placed` is false.
    pub fn file(&self, slice: &Slice, number: u32, pixels: &[i32], is_placed: bool) -> Vec<u8> {
        let class = match self.is_mr {
            true => "1.2.840.10008.5.1.4.1.1.4",
            false => "1.2.840.10008.5.1.4.1.1.2",
        };
        let syntax = match self.is_rle {
            true => "1.2.840.10008.1.2.5",
            false => "1.2.840.10008.1.2.1",
        };
        let instance = format!("2.999.51.{}.{number}", self.series);
        let numbers = |all: &[f64]| {
            let all: Vec<String> = all.iter().map(|one| format!("{one:.9}")).collect();
            all.join("\\")
        };
        let bytes: Vec<u8> = pixels
            .iter()
            .flat_map(|value| (*value as i16).to_le_bytes())
            .collect();
        let pixel_data = match self.is_rle {
            true => Given::Fragments(0x7FE0_0010, fragments(&bytes)),
            false => Given::Bytes(0x7FE0_0010, "OW", bytes),
        };
        let intercept = if self.is_mr || self.is_signed {
            "0"
        } else {
            "-1024"
        };
        let mut data = vec![
            text(0x0008_0016, "UI", class),
            text(0x0008_0018, "UI", &instance),
            text(0x0008_0060, "CS", if self.is_mr { "MR" } else { "CT" }),
            text(0x0010_0010, "PN", "Quillfeather^Oda"),
            text(0x0010_0020, "LO", "ZQ-AMBER-1"),
            text(0x0018_0015, "CS", "HEAD"),
            text(0x0020_000D, "UI", "2.999.52"),
            text(0x0020_000E, "UI", &format!("2.999.53.{}", self.series)),
            short(0x0028_0002, 1),
            text(0x0028_0004, "CS", "MONOCHROME2"),
            short(0x0028_0010, slice.rows as u16),
            short(0x0028_0011, slice.columns as u16),
            short(0x0028_0100, 16),
            short(0x0028_0101, 16),
            short(0x0028_0102, 15),
            short(0x0028_0103, u16::from(self.is_signed)),
            text(0x0028_1052, "DS", intercept),
            text(0x0028_1053, "DS", "1"),
            pixel_data,
        ];
        if is_placed {
            data.push(text(0x0020_0032, "DS", &numbers(&slice.origin)));
            data.push(text(
                0x0020_0037,
                "DS",
                &numbers(&[slice.right, slice.down].concat()),
            ));
            data.push(text(0x0028_0030, "DS", &numbers(&[self.pixel_mm; 2])));
        }
        let meta = vec![
            text(0x0002_0002, "UI", class),
            text(0x0002_0003, "UI", &instance),
            text(0x0002_0010, "UI", syntax),
        ];
        part10(&[], meta, data)
    }
}

/// PS3.5 Annex G: the high bytes, then the low ones, with literal runs only.
fn fragments(bytes: &[u8]) -> Vec<u8> {
    let segment = |odd: usize| {
        let plane: Vec<u8> = bytes.iter().skip(odd).step_by(2).copied().collect();
        let mut out = Vec::new();
        for run in plane.chunks(128) {
            out.push((run.len() - 1) as u8);
            out.extend(run);
        }
        if out.len() % 2 == 1 {
            out.push(0x80);
        }
        out
    };
    let (high, low) = (segment(1), segment(0));
    let mut frame = vec![0; 64];
    frame[0] = 2;
    frame[4] = 64;
    frame[8..12].copy_from_slice(&((64 + high.len()) as u32).to_le_bytes());
    frame.extend(high);
    frame.extend(low);
    let mut all = b"\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0".to_vec();
    all.extend((frame.len() as u32).to_le_bytes());
    all.extend(frame);
    all.extend(b"\xFE\xFF\xDD\xE0\0\0\0\0");
    all
}
