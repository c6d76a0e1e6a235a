//! Contexts: what has been learned of prediction errors (T.87 A.3, A.6, A.7).

use super::preset::Parameters;

/// Contexts of the regular mode, A.3.4.
pub(super) const REGULAR: usize = 365;
/// How far the correction of a prediction goes, A.2.1.
const CORRECTIONS: std::ops::RangeInclusive<i32> = -128..=127;

/// A context of the regular mode.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// A: sum of error sizes.
    size: i32,
    /// B: sum of errors, for the correction.
    bias: i32,
    /// C: correction of the prediction.
    pub correction: i32,
    /// N: how often.
    count: i32,
}

/// The first value of A, A.2.1.
fn first_size(parameters: &Parameters) -> i32 {
    ((parameters.range + 32) / 64).max(2)
}

/// The least k with `count << k >= size`, A.5.1.
fn golomb(count: i32, size: i32) -> u32 {
    (0..31)
        .find(|k| i64::from(count) << k >= i64::from(size))
        .unwrap_or(31)
}

impl Context {
    pub(super) fn new(parameters: &Parameters) -> Self {
        Self {
            size: first_size(parameters),
            bias: 0,
            correction: 0,
            count: 1,
        }
    }

    pub(super) fn golomb(&self) -> u32 {
        golomb(self.count, self.size)
    }

    /// The error that a mapped one stands for, A.5.2.
    pub(super) fn error(&self, mapped: i32, k: u32, near: i32) -> i32 {
        let swapped = near == 0 && k == 0 && 2 * self.bias <= -self.count;
        match (mapped % 2 == 0, swapped) {
            (true, false) => mapped / 2,
            (false, false) => -(mapped + 1) / 2,
            (true, true) => -(mapped / 2) - 1,
            (false, true) => (mapped - 1) / 2,
        }
    }

    /// A.6.1 and A.6.2.
    pub(super) fn learn(&mut self, error: i32, parameters: &Parameters) {
        self.bias += error * parameters.step;
        self.size += error.abs();
        if self.count == parameters.reset {
            self.size >>= 1;
            self.bias >>= 1;
            self.count >>= 1;
        }
        self.count += 1;
        if self.bias <= -self.count {
            self.bias = (self.bias + self.count).max(1 - self.count);
            self.correction = (self.correction - 1).max(*CORRECTIONS.start());
        } else if self.bias > 0 {
            self.bias = (self.bias - self.count).min(0);
            self.correction = (self.correction + 1).min(*CORRECTIONS.end());
        }
    }
}

/// Whether the neighbors at the end of a run are near each other, A.7.2 (RItype).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// RItype 0.
    Apart,
    /// RItype 1.
    Alike,
}

impl Ending {
    const fn number(self) -> i32 {
        match self {
            Self::Apart => 0,
            Self::Alike => 1,
        }
    }
}

/// A context of run interruptions, A.7.2.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunContext {
    ending: Ending,
    /// A.
    size: i32,
    /// N.
    count: i32,
    /// Nn: errors below zero.
    below: i32,
}

impl RunContext {
    pub(super) fn new(ending: Ending, parameters: &Parameters) -> Self {
        Self {
            ending,
            size: first_size(parameters),
            count: 1,
            below: 0,
        }
    }

    pub(super) fn golomb(&self) -> u32 {
        let size = match self.ending {
            Ending::Apart => self.size,
            Ending::Alike => self.size + (self.count >> 1),
        };
        golomb(self.count, size)
    }

    /// The error that a mapped one stands for, A.7.2.1 turned around.
    pub(super) fn error(&self, mapped: i32, k: u32) -> i32 {
        let doubled = mapped + self.ending.number();
        let odd = doubled % 2 == 1;
        let size = (doubled + i32::from(odd)) / 2;
        // `map` is 1 for errors below zero where those are the likelier ones.
        let likely_below = k != 0 || 2 * self.below >= self.count;
        if odd == likely_below { -size } else { size }
    }

    /// A.7.2.2.
    pub(super) fn learn(&mut self, error: i32, mapped: i32, parameters: &Parameters) {
        if error < 0 {
            self.below += 1;
        }
        self.size += (mapped + 1 - self.ending.number()) >> 1;
        if self.count == parameters.reset {
            self.size >>= 1;
            self.count >>= 1;
            self.below >>= 1;
        }
        self.count += 1;
    }
}
