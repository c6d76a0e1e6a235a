//! What lies in front of the face's curve and is no skull.

use serde::{Deserialize, Serialize};

use crate::pixels::{Erased, Image, Run, Sign};

/// How deep the curve lies behind the forehead, of half the length of the skull.
const DEPTH: f64 = 0.25;
/// How far behind the skin of the skull nothing is cut, of the same.
const SKIN: f64 = 0.09;
/// Nothing is cut that lies farther back than this before the middle, of the same.
const SIDE: f64 = 0.25;
/// The cut begins so far above the middle of the skull, of its half height.
const BEGINS: f64 = 0.12;
/// It ends so far below the crown, of half the length of the skull.
const ENDS: f64 = 2.7;
/// It ends so far to the sides, of half the width.
const WIDTH: f64 = 1.15;
const MICROMETRES: f64 = 1e3;

/// Where the face of one series is cut, in the coordinates of the patient. All sizes
/// follow from the skull: see docs/DEFACING.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceCut {
    /// The middle of the skull.
    centre_um: [i64; 3],
    /// Half its width, length and height.
    half_um: [i64; 3],
    /// What is written, in the units behind the rescale, as bits.
    background_bits: u64,
}

impl FaceCut {
    /// Around a skull: its middle and half its width, length and height, millimetres.
    pub(super) fn around(centre: [f64; 3], half: [f64; 3], background: f64) -> Self {
        let micrometres = |mm: f64| (mm * MICROMETRES).round() as i64;
        Self {
            centre_um: centre.map(micrometres),
            half_um: half.map(micrometres),
            background_bits: background.to_bits(),
        }
    }

    /// The middle of the skull, millimetres.
    #[must_use]
    pub fn centre(&self) -> [f64; 3] {
        self.centre_um.map(|um| um as f64 / MICROMETRES)
    }

    /// Half the width, length and height of the skull, millimetres.
    #[must_use]
    pub fn half(&self) -> [f64; 3] {
        self.half_um.map(|um| um as f64 / MICROMETRES)
    }

    /// Whether a point of the patient lies in the cut.
    #[must_use]
    pub fn takes(&self, point: [f64; 3]) -> bool {
        let ([left, back, up], [a, b, c]) = (self.centre(), self.half());
        let (x, y, z) = ((point[0] - left).abs(), point[1] - back, point[2] - up);
        if y > -SIDE * b || z > BEGINS * c || z < c - ENDS * b || x > WIDTH * a {
            return false;
        }
        let cube = |part: f64| part * part * part;
        let is_in_front = cube(x / a) + cube(-y / (b * (1.0 - DEPTH))) > 1.0;
        let skin = SKIN * b;
        let upright = z / (c - skin);
        let height = if z > 0.0 {
            cube(upright)
        } else {
            upright * upright
        };
        let is_skull = cube(x / (a - skin)) + cube(-y / (b - skin)) + height < 1.0;
        is_in_front && !is_skull
    }

    /// The pixels of a slice that lie in the cut; `None` if it does not say where it
    /// lies.
    #[must_use]
    pub fn erased(&self, image: &Image) -> Option<Erased> {
        let plane = image.plane?;
        let mut runs = Vec::new();
        for row in 0..image.rows {
            let mut open: Option<usize> = None;
            for column in 0..=image.columns {
                let is_cut =
                    column < image.columns && self.takes(plane.point(row as f64, column as f64));
                match (open, is_cut) {
                    (None, true) => open = Some(column),
                    (Some(left), false) => {
                        runs.push(Run {
                            row,
                            left,
                            right: column,
                        });
                        open = None;
                    }
                    (None, false) | (Some(_), true) => {}
                }
            }
        }
        Some(Erased {
            runs,
            value: self.stored(image),
        })
    }

    /// The background as a stored value of a slice.
    fn stored(&self, image: &Image) -> f64 {
        let look = image.look(0);
        let bits = image.bits_stored.min(32);
        let (least, most) = match image.sign {
            Sign::Unsigned => (0.0, ((1_u64 << bits) - 1) as f64),
            Sign::Signed => {
                let half = (1_u64 << (bits - 1)) as f64;
                (-half, half - 1.0)
            }
        };
        let value = (f64::from_bits(self.background_bits) - look.intercept) / look.slope;
        value.round().clamp(least, most)
    }
}
