//! The inverse DCT (T.81 A.3.3), in floating point by its definition, split into
//! even and odd halves.

use super::frame::Component;

/// cos(k·π/16) / 2 for k from 1 to 7; at 4 it is also the weight of the DC term.
const C1: f32 = 0.490_392_64;
const C2: f32 = 0.461_939_77;
const C3: f32 = 0.415_734_8;
const C4: f32 = 0.353_553_4;
const C5: f32 = 0.277_785_12;
const C6: f32 = 0.191_341_72;
const C7: f32 = 0.097_545_16;

/// What is added to a sample and how far it may go (T.81 A.3.1).
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    middle: f32,
    greatest: f32,
}

impl Level {
    /// For 8 or 12 bits.
    pub(super) const fn of(precision: u32) -> Self {
        if precision == 12 {
            Self {
                middle: 2048.0,
                greatest: 4095.0,
            }
        } else {
            Self {
                middle: 128.0,
                greatest: 255.0,
            }
        }
    }

    /// A sample from what the transform gives. The cast saturates.
    fn sample(self, value: f32) -> u16 {
        (value + self.middle + 0.5).clamp(0.0, self.greatest) as u16
    }
}

/// Eight samples from eight coefficients.
fn inverse(line: [f32; 8]) -> [f32; 8] {
    let [x0, x1, x2, x3, x4, x5, x6, x7] = line;
    let (sum, difference) = ((x0 + x4) * C4, (x0 - x4) * C4);
    let (outer, inner) = (x2 * C2 + x6 * C6, x2 * C6 - x6 * C2);
    let even = [
        sum + outer,
        difference + inner,
        difference - inner,
        sum - outer,
    ];
    let odd = [
        x1 * C1 + x3 * C3 + x5 * C5 + x7 * C7,
        x1 * C3 - x3 * C7 - x5 * C1 - x7 * C5,
        x1 * C5 - x3 * C1 + x5 * C7 + x7 * C3,
        x1 * C7 - x3 * C5 + x5 * C3 - x7 * C1,
    ];
    let [e0, e1, e2, e3] = even;
    let [o0, o1, o2, o3] = odd;
    [
        e0 + o0,
        e1 + o1,
        e2 + o2,
        e3 + o3,
        e3 - o3,
        e2 - o2,
        e1 - o1,
        e0 - o0,
    ]
}

/// Transforms a block and puts it into the plane at a row and column of blocks.
pub(super) fn put_block(
    block: &[f32; 64],
    component: &mut Component,
    row: usize,
    column: usize,
    level: Level,
) {
    let (lines, _) = block.as_chunks::<8>();
    let mut columns = [[0.0_f32; 8]; 8];
    for (vertical, line) in lines.iter().enumerate() {
        for (column, sample) in columns.iter_mut().zip(inverse(*line)) {
            if let Some(cell) = column.get_mut(vertical) {
                *cell = sample;
            }
        }
    }
    let columns = columns.map(inverse);
    for vertical in 0..8 {
        let start = (row * 8 + vertical) * component.stride + column * 8;
        let Some(samples) = component.plane.get_mut(start..start + 8) else {
            return;
        };
        for (sample, column) in samples.iter_mut().zip(&columns) {
            *sample = level.sample(column.get(vertical).copied().unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_split_transform_is_the_one_of_the_definition() {
        let line = [9.0_f32, -3.0, 2.5, 7.0, -1.0, 4.0, -8.0, 0.5];
        for (place, sample) in (0_u8..).zip(inverse(line)) {
            let mut wanted = 0.0_f64;
            for (frequency, coefficient) in (0_u8..).zip(line) {
                let weight = if frequency == 0 { 0.5_f64.sqrt() } else { 1.0 };
                let angle = f64::from(2 * place + 1) * f64::from(frequency) / 16.0;
                wanted += weight * f64::from(coefficient) * (angle * std::f64::consts::PI).cos();
            }
            assert!((f64::from(sample) - wanted / 2.0).abs() < 1e-5, "{place}");
        }
    }
}
