//! Scans of the sequential DCT processes (T.81 F.2).

use super::super::pixel_error::PixelError;
use super::dct::{Level, put_block};
use super::entropy::Entropy;
use super::frame::{Frame, Scan};
use super::huffman::Table;
use super::{MALFORMED, Tables};

/// Where the coefficients of a block stand, by their place in the stream
/// (T.81 Figure A.6).
#[rustfmt::skip]
const ZIGZAG: [u8; 64] = [
     0,  1,  8, 16,  9,  2,  3, 10, 17, 24, 32, 25, 18, 11,  4,  5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,  6,  7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// What one component of a scan is decoded with.
struct Way<'a> {
    component: usize,
    dc: &'a Table,
    ac: &'a Table,
    quantization: &'a [u16; 64],
    /// The DC value of the block before.
    before: i32,
}

/// Decodes all blocks of a scan into the planes.
pub(super) fn decode_scan(
    frame: &mut Frame,
    scan: &Scan,
    tables: &Tables,
    entropy: &mut Entropy<'_>,
) -> Result<(), PixelError> {
    let mut ways = ways(frame, scan, tables)?;
    let (units, mcus_across, mcus_down) = scan.layout(frame);
    let level = Level::of(frame.precision);
    let mut block = [0.0; 64];
    for mcu in 0..mcus_across * mcus_down {
        if tables.restart_interval > 0 && mcu > 0 && mcu % tables.restart_interval == 0 {
            entropy.restart()?;
            ways.iter_mut().for_each(|way| way.before = 0);
        }
        let (mcu_row, mcu_column) = (mcu / mcus_across, mcu % mcus_across);
        for (way, (across, down)) in ways.iter_mut().zip(&units) {
            for unit in 0..across * down {
                let row = mcu_row * down + unit / across;
                let column = mcu_column * across + unit % across;
                read_block(way, entropy, &mut block)?;
                let component = frame.components.get_mut(way.component).ok_or(MALFORMED)?;
                put_block(&block, component, row, column, level);
            }
        }
    }
    for way in &ways {
        if let Some(component) = frame.components.get_mut(way.component) {
            component.filled = true;
        }
    }
    Ok(())
}

fn ways<'a>(frame: &Frame, scan: &Scan, tables: &'a Tables) -> Result<Vec<Way<'a>>, PixelError> {
    let mut ways = Vec::new();
    for part in &scan.parts {
        let component = frame.components.get(part.component).ok_or(MALFORMED)?;
        let huffman = |class: &'a [Option<Table>; 4], place: usize| {
            class.get(place).and_then(Option::as_ref).ok_or(MALFORMED)
        };
        ways.push(Way {
            component: part.component,
            dc: huffman(&tables.dc, part.dc)?,
            ac: huffman(&tables.ac, part.ac)?,
            quantization: tables
                .quantization
                .get(component.quantization)
                .and_then(Option::as_ref)
                .ok_or(MALFORMED)?,
            before: 0,
        });
    }
    Ok(ways)
}

/// One block, dequantized, in its natural order (T.81 F.2.2).
fn read_block(
    way: &mut Way<'_>,
    entropy: &mut Entropy<'_>,
    block: &mut [f32; 64],
) -> Result<(), PixelError> {
    block.fill(0.0);
    let size = way.dc.symbol(entropy)?;
    if size > 15 {
        return Err(MALFORMED);
    }
    way.before = way.before.wrapping_add(entropy.signed(u32::from(size))?);
    put(block, way.quantization, 0, way.before);
    let mut place = 1;
    while place < 64 {
        let symbol = way.ac.symbol(entropy)?;
        let (zeros, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        match (zeros, size) {
            (0, 0) => break,
            (15, 0) => place += 16,
            (_, 0) => return Err(MALFORMED),
            (zeros, size) => {
                place += zeros;
                let value = entropy.signed(size)?;
                if place > 63 {
                    return Err(MALFORMED);
                }
                put(block, way.quantization, place, value);
                place += 1;
            }
        }
    }
    Ok(())
}

fn put(block: &mut [f32; 64], quantization: &[u16; 64], place: usize, value: i32) {
    let (Some(step), Some(natural)) = (quantization.get(place), ZIGZAG.get(place)) else {
        return;
    };
    if let Some(cell) = block.get_mut(usize::from(*natural)) {
        *cell = value as f32 * f32::from(*step);
    }
}
