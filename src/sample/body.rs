//! Draws a chest in cross-section, coarse and made of ellipses: enough to tell
//! slices apart, window them and see that nothing moved. Whole numbers only,
//! so that every machine draws the same.

/// Columns and rows.
pub const SIDE: u16 = 256;

/// What is added to a stored value to give Hounsfield units.
pub const INTERCEPT: i32 = -1024;

struct Ellipse {
    column: i32,
    row: i32,
    half_width: i32,
    half_height: i32,
    hounsfield: i32,
}

const fn ellipse(
    column: i32,
    row: i32,
    half_width: i32,
    half_height: i32,
    hounsfield: i32,
) -> Ellipse {
    Ellipse {
        column,
        row,
        half_width,
        half_height,
        hounsfield,
    }
}

impl Ellipse {
    const fn holds(&self, column: i32, row: i32) -> bool {
        let across = (column - self.column) * self.half_height;
        let down = (row - self.row) * self.half_width;
        let reach = self.half_width * self.half_height;
        across * across + down * down <= reach * reach
    }
}

/// The stored values of one slice, 12 bits in 16, row by row.
///
/// `level` runs from 0 (top of the chest) to 1,000 (bottom): lungs widen, the
/// heart appears, a small nodule lies in the right lung around 400.
pub fn slice(level: i32, seed: u32) -> Vec<u16> {
    let shapes = shapes(level);
    let mut noise = seed | 1;
    let side = i32::from(SIDE);
    let mut values = Vec::with_capacity(usize::from(SIDE) * usize::from(SIDE));
    for row in 0..side {
        for column in 0..side {
            let tissue = shapes
                .iter()
                .rev()
                .find(|shape| shape.holds(column, row))
                .map_or(-1000, |shape| shape.hounsfield);
            // Xorshift: the grain of a picture, not a source of secrets.
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let grain = i32::try_from(noise % 41).unwrap_or(0) - 20;
            let stored = (tissue + grain - INTERCEPT).clamp(0, 4095);
            values.push(u16::try_from(stored).unwrap_or(0));
        }
    }
    values
}

/// Shapes from the back to the front.
fn shapes(level: i32) -> Vec<Ellipse> {
    let level = level.clamp(0, 1000);
    let lung = 26 + level * 26 / 1000;
    let heart = (level - 350).clamp(0, 450) * 34 / 450;
    let mut shapes = vec![
        // Table, fat, muscle.
        ellipse(128, 226, 96, 6, 60),
        ellipse(128, 128, 112, 84, -95),
        ellipse(128, 128, 103, 76, 45),
        // Ribs seen as a bright rim, then the chest inside it.
        ellipse(128, 124, 92, 66, 480),
        ellipse(128, 124, 88, 62, 40),
        // Lungs, spine with its canal, breastbone.
        ellipse(82, 122, lung - 8, lung, -820),
        ellipse(174, 122, lung - 8, lung, -825),
        ellipse(128, 176, 15, 13, 390),
        ellipse(128, 180, 5, 4, 15),
        ellipse(128, 66, 10, 5, 420),
        // Airway and the great vessel beside it.
        ellipse(128, 106, 7, 7, -980),
        ellipse(142, 136, 9, 9, 230),
    ];
    if heart > 0 {
        shapes.push(ellipse(140, 118, heart, heart * 3 / 4, 165));
    }
    let off = (level - 400).abs();
    if off < 90 {
        let radius = (90 - off) / 14;
        shapes.push(ellipse(70, 104, radius, radius, 35));
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_differ_and_hold_air_and_bone() {
        let top = slice(100, 1);
        let bottom = slice(900, 2);
        assert_ne!(top, bottom);
        assert_eq!(top.len(), usize::from(SIDE) * usize::from(SIDE));
        assert!(top.iter().any(|value| *value < 60));
        assert!(top.iter().any(|value| *value > 1400));
    }
}
