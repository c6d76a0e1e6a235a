//! The least rectangle around a shape.

use super::geometry::{Point, Quad};

/// A rectangle by its middle, the direction of its longer side and half its sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rectangle {
    pub(super) middle: Point,
    /// Unit vector along the line.
    pub(super) along: Point,
    pub(super) half_length: f32,
    pub(super) half_height: f32,
}

impl Quad {
    /// The same place, read from another side: by quarter turns, clockwise.
    pub(super) fn turned(&self, quarters: usize) -> Self {
        let mut corners = self.corners;
        corners.rotate_left(quarters % 4);
        Self { corners }
    }
}

impl Point {
    fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }
}

impl Rectangle {
    pub(super) fn area(&self) -> f32 {
        4.0 * self.half_length * self.half_height
    }

    /// Grown by a distance on each side.
    pub(super) fn grown(self, distance: f32) -> Self {
        Self {
            half_length: self.half_length + distance,
            half_height: self.half_height + distance,
            ..self
        }
    }

    /// In a picture that is larger by these factors.
    pub(super) fn scaled(self, across: f32, down: f32) -> Self {
        let along = Point {
            x: self.along.x * across,
            y: self.along.y * down,
        };
        let upward = Point {
            x: -self.along.y * across,
            y: self.along.x * down,
        };
        let (length, height) = (along.length().max(1e-6), upward.length());
        Self {
            middle: Point {
                x: self.middle.x * across,
                y: self.middle.y * down,
            },
            along: Point {
                x: along.x / length,
                y: along.y / length,
            },
            half_length: self.half_length * length,
            half_height: self.half_height * height,
        }
    }

    /// Its corners, read in the direction nearest to left to right; of a line
    /// that stands upright, from top to bottom.
    pub(super) fn quad(&self) -> Quad {
        let along = if self.along.x < -1e-3 || (self.along.x.abs() <= 1e-3 && self.along.y < 0.0) {
            Point {
                x: -self.along.x,
                y: -self.along.y,
            }
        } else {
            self.along
        };
        let corner = |right: f32, down: f32| Point {
            x: self.middle.x + along.x * self.half_length * right
                - along.y * self.half_height * down,
            y: self.middle.y
                + along.y * self.half_length * right
                + along.x * self.half_height * down,
        };
        Quad {
            corners: [
                corner(-1.0, -1.0),
                corner(1.0, -1.0),
                corner(1.0, 1.0),
                corner(-1.0, 1.0),
            ],
        }
    }
}

/// The least rectangle around points: one of its sides lies on a side of the hull.
pub(super) fn least_rectangle(points: Vec<Point>) -> Option<Rectangle> {
    let hull = hull(points);
    let next = hull.iter().cycle().skip(1);
    let mut least: Option<Rectangle> = None;
    for (point, next) in hull.iter().zip(next) {
        let side = point.to(*next);
        let length = side.length();
        if length < 1e-6 {
            continue;
        }
        let along = Point {
            x: side.x / length,
            y: side.y / length,
        };
        let rectangle = around(&hull, along);
        if least.is_none_or(|least| rectangle.area() < least.area() - 1e-3) {
            least = Some(rectangle);
        }
    }
    least
}

/// The rectangle in this direction around points.
fn around(points: &[Point], along: Point) -> Rectangle {
    let across = Point {
        x: -along.y,
        y: along.x,
    };
    let span = |direction: Point| {
        let places = points.iter().map(|point| point.dot(direction));
        places.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), place| {
            (low.min(place), high.max(place))
        })
    };
    let (left, right) = span(along);
    let (top, bottom) = span(across);
    let (middle_along, middle_across) = ((left + right) / 2.0, (top + bottom) / 2.0);
    let (half_length, half_height) = ((right - left) / 2.0, (bottom - top) / 2.0);
    let middle = Point {
        x: along.x * middle_along + across.x * middle_across,
        y: along.y * middle_along + across.y * middle_across,
    };
    if half_length >= half_height {
        Rectangle {
            middle,
            along,
            half_length,
            half_height,
        }
    } else {
        Rectangle {
            middle,
            along: across,
            half_length: half_height,
            half_height: half_length,
        }
    }
}

/// The convex hull: lower chain, then upper chain.
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|one, other| one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y)));
    let mut hull = chain(points.iter());
    let upper = chain(points.iter().rev());
    hull.pop();
    hull.extend(upper);
    hull.pop();
    hull
}

fn chain<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut chain: Vec<Point> = Vec::new();
    for point in points {
        while let [.., before, last] = chain.as_slice() {
            let (to_last, to_point) = (before.to(*last), before.to(*point));
            if to_last.x * to_point.y - to_last.y * to_point.x > 0.0 {
                break;
            }
            chain.pop();
        }
        chain.push(*point);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    #[test]
    fn the_least_rectangle_of_a_turned_bar_is_the_bar() {
        // A bar from (0, 0) along (4, 3), 50 long and 10 high.
        let bar = vec![
            point(0.0, 0.0),
            point(40.0, 30.0),
            point(34.0, 38.0),
            point(-6.0, 8.0),
            point(10.0, 10.0),
        ];
        let found = least_rectangle(bar).unwrap();
        assert!((found.half_length - 25.0).abs() < 0.01);
        assert!((found.half_height - 5.0).abs() < 0.01);
        let quad = found.quad();
        assert!((quad.degrees() - 36.87).abs() < 0.1, "{}", quad.degrees());
        assert!(quad.corners[0].y < quad.corners[3].y);
    }

    #[test]
    fn bounds_stay_in_the_picture() {
        let quad = Rectangle {
            middle: point(5.0, 5.0),
            along: point(1.0, 0.0),
            half_length: 20.0,
            half_height: 2.5,
        }
        .quad();
        let bounds = quad.bounds(12, 100);
        assert_eq!((bounds.left_px, bounds.width_px), (0, 12));
        assert_eq!((bounds.top_px, bounds.height_px), (2, 6));
    }

    #[test]
    fn points_without_a_shape_have_no_rectangle() {
        assert_eq!(least_rectangle(Vec::new()), None);
        assert_eq!(least_rectangle(vec![point(1.0, 1.0)]), None);
    }
}
