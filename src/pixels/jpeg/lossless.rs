//! Scans of the lossless process (T.81 Annex H).

use super::super::pixel_error::PixelError;
use super::entropy::Entropy;
use super::frame::{Component, Frame, Scan};
use super::huffman::Table;
use super::{MALFORMED, Tables};

/// Decodes all samples of a scan into the planes.
pub(super) fn decode_scan(
    frame: &mut Frame,
    scan: &Scan,
    tables: &Tables,
    entropy: &mut Entropy<'_>,
) -> Result<(), PixelError> {
    if !(1..=7).contains(&scan.selection) || scan.shift >= frame.precision {
        return Err(MALFORMED);
    }
    let sampled = frame
        .components
        .iter()
        .any(|one| (one.across, one.down) != (1, 1));
    if sampled && scan.parts.len() > 1 {
        return Err(PixelError::Unsupported {
            name: "JPEG lossless with sampling factors",
        });
    }
    let (_, across, down) = scan.layout(frame);
    if !tables.restart_interval.is_multiple_of(across.max(1)) {
        // H.1.1: a restart interval is a whole number of lines.
        return Err(MALFORMED);
    }
    let interval_rows = tables.restart_interval / across.max(1);
    let prediction = Prediction {
        selection: scan.selection,
        start: 1 << (frame.precision - scan.shift - 1),
    };
    let mut first_row = 0;
    for row in 0..down {
        if interval_rows > 0 && row > 0 && row % interval_rows == 0 {
            entropy.restart()?;
            first_row = row;
        }
        for column in 0..across {
            for part in &scan.parts {
                let table = tables.dc.get(part.dc).and_then(Option::as_ref);
                let difference = difference(table.ok_or(MALFORMED)?, entropy)?;
                let component = frame.components.get_mut(part.component).ok_or(MALFORMED)?;
                let predicted = prediction.at(component, row, column, first_row);
                // Modulo 2^16, H.1.2.1.
                let sample = predicted.wrapping_add(difference);
                let place = row * component.stride + column;
                if let Some(cell) = component.plane.get_mut(place) {
                    *cell = sample;
                }
            }
        }
    }
    finish(frame, scan);
    Ok(())
}

/// A difference of up to 16 bits; 16 stands for 32768 without further bits
/// (T.81 H.1.2.2).
fn difference(table: &Table, entropy: &mut Entropy<'_>) -> Result<u16, PixelError> {
    match table.symbol(entropy)? {
        16 => Ok(32768),
        size @ 0..=15 => Ok(entropy.signed(u32::from(size))? as u16),
        17.. => Err(MALFORMED),
    }
}

/// T.81 Table H.1.
#[derive(Clone, Copy)]
struct Prediction {
    selection: u8,
    /// For the first sample of all and behind each restart.
    start: u16,
}

impl Prediction {
    fn at(self, component: &Component, row: usize, column: usize, first_row: usize) -> u16 {
        let place = row * component.stride + column;
        let sample = |back: usize| {
            place
                .checked_sub(back)
                .and_then(|place| component.plane.get(place))
                .map_or(0, |sample| i32::from(*sample))
        };
        let stride = component.stride;
        let left = sample(1);
        let predicted = match (row == first_row, column == 0) {
            (true, true) => return self.start,
            (true, false) => left,
            (false, true) => sample(stride),
            (false, false) => {
                let (above, diagonal) = (sample(stride), sample(stride + 1));
                match self.selection {
                    1 => left,
                    2 => above,
                    3 => diagonal,
                    4 => left + above - diagonal,
                    5 => left + ((above - diagonal) >> 1),
                    6 => above + ((left - diagonal) >> 1),
                    _ => (left + above) >> 1,
                }
            }
        };
        predicted as u16
    }
}

/// Undoes the point transform and marks the planes as filled.
fn finish(frame: &mut Frame, scan: &Scan) {
    let mask = u16::MAX >> (16 - frame.precision);
    for part in &scan.parts {
        let Some(component) = frame.components.get_mut(part.component) else {
            continue;
        };
        for cell in &mut component.plane {
            *cell = (*cell << scan.shift) & mask;
        }
        component.filled = true;
    }
}
