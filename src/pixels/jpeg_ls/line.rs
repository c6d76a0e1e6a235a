//! Lines of samples: regular mode and run mode (T.87 A.3 to A.7, B.2, B.3).

use super::super::pixel_error::PixelError;
use super::context::{Context, Ending, REGULAR, RunContext};
use super::entropy::Entropy;
use super::preset::Parameters;
use super::{MALFORMED, TRUNCATED};

/// J, T.87 A.2.1: bits of a run length by the run index.
const RUN_BITS: [u32; 32] = [
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15,
];

/// Neighbors of a sample: left, above, above left, above right (a, b, c, d).
#[derive(Debug, Clone, Copy)]
struct Neighbors {
    left: i32,
    above: i32,
    diagonal: i32,
    right: i32,
}

/// What all components of a scan share.
pub(super) struct Coder {
    parameters: Parameters,
    regular: Vec<Context>,
    apart: RunContext,
    alike: RunContext,
}

/// The line before and the one that is being decoded, with a sample more on either
/// side (A.2.1: above the first line are zeros, beside a line the nearest above).
struct Line {
    before: Vec<u16>,
    now: Vec<u16>,
    run_index: usize,
}

/// All components of a scan.
pub(super) struct Components {
    columns: usize,
    lines: Vec<Line>,
}

impl Coder {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self {
            parameters,
            regular: vec![Context::new(&parameters); REGULAR],
            apart: RunContext::new(Ending::Apart, &parameters),
            alike: RunContext::new(Ending::Alike, &parameters),
        }
    }

    /// A.3.3.
    const fn quantized(&self, gradient: i32) -> i32 {
        let [first, second, third] = self.parameters.thresholds;
        let size = gradient.abs();
        let region = if size <= self.parameters.near {
            0
        } else if size < first {
            1
        } else if size < second {
            2
        } else if size < third {
            3
        } else {
            4
        };
        if gradient < 0 { -region } else { region }
    }

    /// The place of the context and the sign, A.3.4; `None` where all is flat.
    fn context(&self, around: Neighbors) -> Option<(usize, i32)> {
        let first = self.quantized(around.right - around.above);
        let second = self.quantized(around.above - around.diagonal);
        let third = self.quantized(around.diagonal - around.left);
        let place = 81 * first + 9 * second + third;
        let sign = if place < 0 { -1 } else { 1 };
        let place = usize::try_from(place.abs()).ok()?;
        (place > 0).then_some((place, sign))
    }

    /// A.5.3: a mapped error, limited in length.
    fn mapped(&self, entropy: &mut Entropy<'_>, k: u32, limit: u32) -> Result<i32, PixelError> {
        let most = limit
            .checked_sub(self.parameters.value_bits + 1)
            .ok_or(MALFORMED)?;
        let zeros = entropy.zeros(most)?;
        let value = if zeros < most {
            if zeros > 0 && k > 24 {
                return Err(MALFORMED);
            }
            (zeros << k) | entropy.bits(k)?
        } else {
            entropy.bits(self.parameters.value_bits)? + 1
        };
        // Nothing greater can come from values of 16 bits (A.5.2).
        if value > 1 << 18 {
            return Err(MALFORMED);
        }
        i32::try_from(value).map_err(|_| MALFORMED)
    }

    /// A.4.4 and A.4.5 turned around: a sample from its prediction and the error.
    fn sample(&self, predicted: i32, error: i32) -> u16 {
        let parameters = &self.parameters;
        let whole = parameters.range * parameters.step;
        let mut sample = predicted + error * parameters.step;
        if sample < -parameters.near {
            sample += whole;
        } else if sample > parameters.greatest + parameters.near {
            sample -= whole;
        }
        u16::try_from(sample.clamp(0, parameters.greatest)).unwrap_or(u16::MAX)
    }

    /// A.4 to A.6.
    fn regular(
        &mut self,
        entropy: &mut Entropy<'_>,
        around: Neighbors,
        place: usize,
        sign: i32,
    ) -> Result<u16, PixelError> {
        let context = *self.regular.get(place).ok_or(MALFORMED)?;
        let Neighbors {
            left,
            above,
            diagonal,
            ..
        } = around;
        let edge = if diagonal >= left.max(above) {
            left.min(above)
        } else if diagonal <= left.min(above) {
            left.max(above)
        } else {
            left + above - diagonal
        };
        let predicted = (edge + sign * context.correction).clamp(0, self.parameters.greatest);
        let k = context.golomb();
        let mapped = self.mapped(entropy, k, self.parameters.limit)?;
        let error = context.error(mapped, k, self.parameters.near);
        if let Some(context) = self.regular.get_mut(place) {
            context.learn(error, &self.parameters);
        }
        Ok(self.sample(predicted, sign * error))
    }

    /// A.7.2: the sample that ends a run.
    fn interruption(
        &mut self,
        entropy: &mut Entropy<'_>,
        (left, above): (i32, i32),
        ending: Ending,
        run_index: usize,
    ) -> Result<u16, PixelError> {
        let bits = RUN_BITS.get(run_index).copied().ok_or(MALFORMED)?;
        let limit = self
            .parameters
            .limit
            .checked_sub(bits + 1)
            .ok_or(MALFORMED)?;
        let context = match ending {
            Ending::Apart => self.apart,
            Ending::Alike => self.alike,
        };
        let k = context.golomb();
        let mapped = self.mapped(entropy, k, limit)?;
        let error = context.error(mapped, k);
        let context = match ending {
            Ending::Apart => &mut self.apart,
            Ending::Alike => &mut self.alike,
        };
        context.learn(error, mapped, &self.parameters);
        Ok(match ending {
            Ending::Apart if left > above => self.sample(above, -error),
            Ending::Apart => self.sample(above, error),
            Ending::Alike => self.sample(left, error),
        })
    }

    fn ending(&self, left: i32, above: i32) -> Ending {
        if (left - above).abs() <= self.parameters.near {
            Ending::Alike
        } else {
            Ending::Apart
        }
    }
}

/// A.7.1: the length of a run, at most `rest`; whether a sample ends it.
fn run_length(
    entropy: &mut Entropy<'_>,
    run_index: &mut usize,
    rest: usize,
) -> Result<(usize, bool), PixelError> {
    let mut length = 0;
    while entropy.bits(1)? == 1 {
        let bits = RUN_BITS.get(*run_index).copied().ok_or(MALFORMED)?;
        let block = 1_usize << bits;
        if length + block <= rest {
            length += block;
            *run_index = (*run_index + 1).min(RUN_BITS.len() - 1);
        } else {
            length = rest;
        }
        if length == rest {
            return Ok((length, false));
        }
    }
    let bits = RUN_BITS.get(*run_index).copied().ok_or(MALFORMED)?;
    length += entropy.bits(bits)? as usize;
    // The sample that ends the run stands in this line.
    if length >= rest {
        return Err(MALFORMED);
    }
    Ok((length, true))
}

impl Line {
    fn new(columns: usize) -> Self {
        Self {
            before: vec![0; columns + 2],
            now: vec![0; columns + 2],
            run_index: 0,
        }
    }

    /// The line that is done becomes the one before; sides are filled in.
    fn begin(&mut self, columns: usize) {
        std::mem::swap(&mut self.before, &mut self.now);
        let last = self.before.get(columns).copied().unwrap_or_default();
        if let Some(side) = self.before.get_mut(columns + 1) {
            *side = last;
        }
        let first = self.before.get(1).copied().unwrap_or_default();
        if let Some(side) = self.now.get_mut(0) {
            *side = first;
        }
    }

    /// Neighbors of a column, counted from 1.
    fn around(&self, column: usize) -> Option<Neighbors> {
        let [diagonal, above, right] = *self.before.get(column - 1..)?.first_chunk::<3>()?;
        Some(Neighbors {
            left: i32::from(*self.now.get(column - 1)?),
            above: i32::from(above),
            diagonal: i32::from(diagonal),
            right: i32::from(right),
        })
    }

    fn put(&mut self, column: usize, sample: u16) {
        if let Some(cell) = self.now.get_mut(column) {
            *cell = sample;
        }
    }

    /// Repeats the sample on the left.
    fn repeat(&mut self, column: usize, length: usize) {
        let left = self.now.get(column - 1).copied().unwrap_or_default();
        if let Some(run) = self.now.get_mut(column..column + length) {
            run.fill(left);
        }
    }
}

impl Components {
    pub(super) fn new(count: usize, columns: usize) -> Self {
        Self {
            columns,
            lines: (0..count).map(|_| Line::new(columns)).collect(),
        }
    }

    /// The lines just decoded.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[u16]> {
        let columns = self.columns;
        self.lines
            .iter()
            .map(move |line| line.now.get(1..=columns).unwrap_or_default())
    }

    /// One line of each component after the other (ILV 0 and 1).
    pub(super) fn decode_lines(
        &mut self,
        coder: &mut Coder,
        entropy: &mut Entropy<'_>,
    ) -> Result<(), PixelError> {
        for line in &mut self.lines {
            line.begin(self.columns);
            let mut column = 1;
            while column <= self.columns {
                let around = line.around(column).ok_or(TRUNCATED)?;
                if let Some((place, sign)) = coder.context(around) {
                    let sample = coder.regular(entropy, around, place, sign)?;
                    line.put(column, sample);
                    column += 1;
                    continue;
                }
                let rest = self.columns + 1 - column;
                let (length, ended) = run_length(entropy, &mut line.run_index, rest)?;
                line.repeat(column, length);
                column += length;
                if ended {
                    let around = line.around(column).ok_or(TRUNCATED)?;
                    let pair = (around.left, around.above);
                    let ending = coder.ending(around.left, around.above);
                    let sample = coder.interruption(entropy, pair, ending, line.run_index)?;
                    line.put(column, sample);
                    line.run_index = line.run_index.saturating_sub(1);
                    column += 1;
                }
            }
        }
        Ok(())
    }

    /// One pixel after the other (ILV 2): a run is one of all components.
    pub(super) fn decode_pixels(
        &mut self,
        coder: &mut Coder,
        entropy: &mut Entropy<'_>,
    ) -> Result<(), PixelError> {
        self.lines
            .iter_mut()
            .for_each(|line| line.begin(self.columns));
        let mut run_index = self.lines.first().map_or(0, |line| line.run_index);
        let mut column = 1;
        while column <= self.columns {
            let flat = self.lines.iter().all(|line| {
                line.around(column)
                    .is_some_and(|around| coder.context(around).is_none())
            });
            if !flat {
                self.pixel(coder, entropy, column)?;
                column += 1;
                continue;
            }
            let rest = self.columns + 1 - column;
            let (length, ended) = run_length(entropy, &mut run_index, rest)?;
            self.lines
                .iter_mut()
                .for_each(|line| line.repeat(column, length));
            column += length;
            if ended {
                for line in &mut self.lines {
                    let around = line.around(column).ok_or(TRUNCATED)?;
                    let pair = (around.left, around.above);
                    let sample = coder.interruption(entropy, pair, Ending::Apart, run_index)?;
                    line.put(column, sample);
                }
                run_index = run_index.saturating_sub(1);
                column += 1;
            }
        }
        if let Some(line) = self.lines.first_mut() {
            line.run_index = run_index;
        }
        Ok(())
    }

    /// A pixel in regular mode; a component that is flat has the first context.
    fn pixel(
        &mut self,
        coder: &mut Coder,
        entropy: &mut Entropy<'_>,
        column: usize,
    ) -> Result<(), PixelError> {
        for line in &mut self.lines {
            let around = line.around(column).ok_or(TRUNCATED)?;
            let (place, sign) = coder.context(around).unwrap_or((0, 1));
            let sample = coder.regular(entropy, around, place, sign)?;
            line.put(column, sample);
        }
        Ok(())
    }
}
