//! Points, and lines of text as rectangles that may be turned.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place in a picture, in pixels from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// A rectangle that may be turned. Corners as somebody who reads the line sees
/// them: top left, top right, bottom right, bottom left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quad {
    /// The corners.
    pub corners: [Point; 4],
}

/// An upright rectangle of whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// First column.
    pub left_px: u32,
    /// First row.
    pub top_px: u32,
    /// Columns.
    pub width_px: u32,
    /// Rows.
    pub height_px: u32,
}

impl Quad {
    /// The upright rectangle around it that lies in a picture of this size.
    #[must_use]
    pub fn bounds(&self, width_px: u32, height_px: u32) -> Bounds {
        let least =
            |value: fn(&Point) -> f32| self.corners.iter().map(value).fold(f32::INFINITY, f32::min);
        let most = |value: fn(&Point) -> f32| {
            let values = self.corners.iter().map(value);
            values.fold(f32::NEG_INFINITY, f32::max)
        };
        let pixel = |value: f32, end: u32| value.clamp(0.0, end as f32) as u32;
        let left_px = pixel(least(|point| point.x).floor(), width_px);
        let top_px = pixel(least(|point| point.y).floor(), height_px);
        let right_px = pixel(most(|point| point.x).ceil(), width_px);
        let bottom_px = pixel(most(|point| point.y).ceil(), height_px);
        Bounds {
            left_px,
            top_px,
            width_px: right_px.saturating_sub(left_px),
            height_px: bottom_px.saturating_sub(top_px),
        }
    }

    /// Length of the line in pixels.
    #[must_use]
    pub fn length_px(&self) -> f32 {
        let [top_left, top_right, ..] = self.corners;
        top_left.to(top_right).length()
    }

    /// Height of the line in pixels.
    #[must_use]
    pub fn height_px(&self) -> f32 {
        let [top_left, _, _, bottom_left] = self.corners;
        top_left.to(bottom_left).length()
    }

    /// Direction of the line in degrees, clockwise from left to right.
    #[must_use]
    pub fn degrees(&self) -> f32 {
        let [top_left, top_right, ..] = self.corners;
        let along = top_left.to(top_right);
        along.y.atan2(along.x).to_degrees()
    }

    /// A part of the line, by shares of its length and of its height: what lies
    /// below 0 or above 1 is beyond its ends.
    #[must_use]
    pub fn part(&self, along: Range<f32>, down: Range<f32>) -> Self {
        Self {
            corners: [
                self.at(along.start, down.start),
                self.at(along.end, down.start),
                self.at(along.end, down.end),
                self.at(along.start, down.end),
            ],
        }
    }

    /// The point at a share of its length and of its height.
    pub(super) fn at(&self, along: f32, down: f32) -> Point {
        let [origin, right, _, below] = self.corners;
        let (across, under) = (origin.to(right), origin.to(below));
        Point {
            x: origin.x + across.x * along + under.x * down,
            y: origin.y + across.y * along + under.y * down,
        }
    }
}

impl Point {
    pub(super) fn to(self, other: Self) -> Self {
        Self {
            x: other.x - self.x,
            y: other.y - self.y,
        }
    }

    pub(super) fn length(self) -> f32 {
        self.x.hypot(self.y)
    }
}
