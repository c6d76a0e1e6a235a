//! Where a frame lies in the patient (PS3.3 C.7.6.2 Image Plane Module).

/// Directions are of length 1 and at right angles within this.
const SKEW: f64 = 1e-3;

/// The plane of an image in the coordinates of the patient, millimetres: x grows to
/// the left hand, y to the back, z to the head.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// Image Position (Patient) (0020,0032): the centre of the first pixel.
    pub origin: [f64; 3],
    /// Direction in which the column number grows: the first half of (0020,0037).
    pub along_row: [f64; 3],
    /// Direction in which the row number grows: its second half.
    pub along_column: [f64; 3],
    /// Distance of rows, the first value of (0028,0030).
    pub row_mm: f64,
    /// Distance of columns, its second value.
    pub column_mm: f64,
}

impl Plane {
    /// `None` if the numbers are no plane.
    pub(super) fn of(origin: [f64; 3], directions: [f64; 6], spacing: [f64; 2]) -> Option<Self> {
        let [a, b, c, d, e, f] = directions;
        let [row_mm, column_mm] = spacing;
        let plane = Self {
            origin,
            along_row: [a, b, c],
            along_column: [d, e, f],
            row_mm,
            column_mm,
        };
        let is_unit = |one: [f64; 3]| (dot(one, one) - 1.0).abs() < 2.0 * SKEW;
        let is_right = is_unit(plane.along_row)
            && is_unit(plane.along_column)
            && dot(plane.along_row, plane.along_column).abs() < SKEW;
        let is_size = |mm: f64| mm > 0.01 && mm < 100.0;
        (is_right && is_size(row_mm) && is_size(column_mm)).then_some(plane)
    }

    /// The direction at a right angle to both.
    #[must_use]
    pub fn normal(&self) -> [f64; 3] {
        let ([a, b, c], [d, e, f]) = (self.along_row, self.along_column);
        [b * f - c * e, c * d - a * f, a * e - b * d]
    }

    /// The centre of a pixel; numbers may lie between two.
    #[must_use]
    pub fn point(&self, row: f64, column: f64) -> [f64; 3] {
        let (down, right) = (row * self.row_mm, column * self.column_mm);
        let [x, y, z] = self.origin;
        let ([a, b, c], [d, e, f]) = (self.along_row, self.along_column);
        [
            x + a * right + d * down,
            y + b * right + e * down,
            z + c * right + f * down,
        ]
    }
}

/// The product of two directions.
#[must_use]
pub fn dot(one: [f64; 3], other: [f64; 3]) -> f64 {
    let ([a, b, c], [d, e, f]) = (one, other);
    a * d + b * e + c * f
}
