//! JPEG-LS of ITU-T T.87: lossless and near-lossless, 2 to 16 bits, all three ways
//! of interleaving.
//!
//! Mapping tables and the color transformations that one encoder adds in an
//! application segment are refused by name.

mod context;
mod entropy;
mod line;
mod preset;

use super::pixel_error::PixelError;
use super::stream::{Cells, Coded, StreamColor, Wanted};
use super::syntax::Codec;

use entropy::Entropy;
use line::{Coder, Components};
use preset::{Parameters, Preset};

pub(super) const MALFORMED: PixelError = PixelError::Malformed {
    codec: Codec::JpegLs,
};
pub(super) const TRUNCATED: PixelError = PixelError::Truncated {
    codec: Codec::JpegLs,
};

/// How components of a scan are interleaved, T.87 C.2.3 (ILV).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Interleave {
    None,
    Line,
    Sample,
}

/// A frame header, and the planes.
struct Frame {
    precision: u32,
    rows: usize,
    columns: usize,
    names: Vec<u8>,
    planes: Vec<Option<Vec<u16>>>,
}

impl Frame {
    fn is_whole(&self) -> bool {
        self.planes.iter().all(Option::is_some)
    }
}

// Markers, T.87 Table C.1 and T.81 Table B.1.
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DRI: u8 = 0xDD;
const APP8: u8 = 0xE8;
const SOF55: u8 = 0xF7;
const LSE: u8 = 0xF8;

/// Decodes one image.
pub(super) fn decode(bytes: &[u8], wanted: Wanted) -> Result<Coded, PixelError> {
    let mut at = 0;
    let mut frame: Option<Frame> = None;
    let mut preset = Preset::default();
    let mut restart_rows = 0;
    if marker(bytes, &mut at)? != SOI {
        return Err(MALFORMED);
    }
    loop {
        let code = match marker(bytes, &mut at) {
            Ok(code) => code,
            // A whole image whose end marker is missing is a whole image.
            Err(_) if frame.as_ref().is_some_and(Frame::is_whole) => EOI,
            Err(error) => return Err(error),
        };
        if code == EOI {
            break;
        }
        let body = body(bytes, &mut at)?;
        match code {
            SOF55 if frame.is_none() => frame = Some(read_frame(body, wanted)?),
            SOF55 => return Err(MALFORMED),
            LSE => preset.read(body)?,
            DRI => restart_rows = restart_interval(body)?,
            APP8 if body.starts_with(b"mrfx") && body.get(4).is_some_and(|kind| *kind != 0) => {
                return Err(PixelError::Unsupported {
                    name: "JPEG-LS with a color transformation",
                });
            }
            SOS => {
                let frame = frame.as_mut().ok_or(MALFORMED)?;
                let rest = bytes.get(at..).ok_or(TRUNCATED)?;
                at += decode_scan(frame, body, &preset, restart_rows, rest)?;
            }
            // Start-of-frame markers of T.81.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(MALFORMED),
            _ => {}
        }
    }
    finish(frame.ok_or(MALFORMED)?)
}

fn finish(frame: Frame) -> Result<Coded, PixelError> {
    let channels = frame.planes.len();
    let mut cells = vec![0; frame.rows * frame.columns * channels];
    for (channel, plane) in frame.planes.into_iter().enumerate() {
        let plane = plane.ok_or(TRUNCATED)?;
        for (cell, sample) in cells.iter_mut().skip(channel).step_by(channels).zip(plane) {
            *cell = sample;
        }
    }
    Ok(Coded {
        precision: frame.precision,
        color: StreamColor::Unsaid,
        cells: Cells::Narrow(cells),
    })
}

fn marker(bytes: &[u8], at: &mut usize) -> Result<u8, PixelError> {
    if *bytes.get(*at).ok_or(TRUNCATED)? != 0xFF {
        return Err(MALFORMED);
    }
    while bytes.get(*at) == Some(&0xFF) {
        *at += 1;
    }
    let code = *bytes.get(*at).ok_or(TRUNCATED)?;
    *at += 1;
    Ok(code)
}

fn body<'a>(bytes: &'a [u8], at: &mut usize) -> Result<&'a [u8], PixelError> {
    let rest = bytes.get(*at..).ok_or(TRUNCATED)?;
    let length = usize::from(u16::from_be_bytes(
        *rest.first_chunk::<2>().ok_or(TRUNCATED)?,
    ));
    if length < 2 {
        return Err(MALFORMED);
    }
    *at += length;
    rest.get(2..length).ok_or(TRUNCATED)
}

/// DRI; here the interval may be 2, 3 or 4 bytes (T.87 C.2.5). One MCU is one line.
fn restart_interval(body: &[u8]) -> Result<usize, PixelError> {
    if !(2..=4).contains(&body.len()) {
        return Err(MALFORMED);
    }
    let interval = body
        .iter()
        .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    Ok(interval)
}

/// A frame header, T.87 C.2.2.
fn read_frame(body: &[u8], wanted: Wanted) -> Result<Frame, PixelError> {
    let [precision, y0, y1, x0, x1, count] = *body.first_chunk::<6>().ok_or(MALFORMED)?;
    let rows = usize::from(u16::from_be_bytes([y0, y1]));
    let columns = usize::from(u16::from_be_bytes([x0, x1]));
    if !(2..=16).contains(&precision) {
        return Err(MALFORMED);
    }
    let declared = Wanted {
        rows,
        columns,
        channels: usize::from(count),
        bits: u32::from(precision),
    };
    wanted.check(declared, Codec::JpegLs)?;
    let (triples, _) = body.get(6..).unwrap_or_default().as_chunks::<3>();
    if triples.len() != usize::from(count) {
        return Err(MALFORMED);
    }
    if triples.iter().any(|[_, factors, _]| *factors != 0x11) {
        return Err(PixelError::Unsupported {
            name: "JPEG-LS with sampling factors",
        });
    }
    Ok(Frame {
        precision: u32::from(precision),
        rows,
        columns,
        names: triples.iter().map(|[name, ..]| *name).collect(),
        planes: vec![None; triples.len()],
    })
}

/// Decodes one scan into its planes; gives the length of its bytes.
fn decode_scan(
    frame: &mut Frame,
    body: &[u8],
    preset: &Preset,
    restart_rows: usize,
    bytes: &[u8],
) -> Result<usize, PixelError> {
    let (count, rest) = body.split_first().ok_or(MALFORMED)?;
    let count = usize::from(*count);
    let (pairs, _) = rest.as_chunks::<2>();
    let pairs = pairs.get(..count).ok_or(MALFORMED)?;
    let tail = rest.get(2 * count..).ok_or(MALFORMED)?;
    let [near, interleave, point] = *tail.first_chunk::<3>().ok_or(MALFORMED)?;
    let mut places = Vec::new();
    for [name, table] in pairs {
        if *table != 0 {
            return Err(PixelError::Unsupported {
                name: "JPEG-LS with mapping tables",
            });
        }
        let place = frame.names.iter().position(|one| one == name);
        let place = place
            .filter(|place| matches!(frame.planes.get(*place), Some(None)))
            .filter(|place| !places.contains(place))
            .ok_or(MALFORMED)?;
        places.push(place);
    }
    let interleave = match (interleave, count) {
        (0, 1) => Interleave::None,
        (1, 2..=4) => Interleave::Line,
        (2, 2..=4) => Interleave::Sample,
        // One component alone is the same in any order.
        (1 | 2, 1) => Interleave::None,
        _ => return Err(MALFORMED),
    };
    let parameters = Parameters::new(frame.precision, u32::from(near), preset)?;
    let mut entropy = Entropy::new(bytes);
    let mut components = Components::new(count, frame.columns);
    let mut coder = Coder::new(parameters);
    let mut planes = vec![Vec::with_capacity(frame.rows * frame.columns); count];
    for row in 0..frame.rows {
        if restart_rows > 0 && row > 0 && row % restart_rows == 0 {
            entropy.restart()?;
            coder = Coder::new(parameters);
            components = Components::new(count, frame.columns);
        }
        match interleave {
            Interleave::None | Interleave::Line => {
                components.decode_lines(&mut coder, &mut entropy)?;
            }
            Interleave::Sample => components.decode_pixels(&mut coder, &mut entropy)?,
        }
        for (plane, line) in planes.iter_mut().zip(components.lines()) {
            plane.extend_from_slice(line);
        }
    }
    let shift = u32::from(point & 15);
    for (place, mut plane) in places.into_iter().zip(planes) {
        plane.iter_mut().for_each(|sample| *sample <<= shift);
        if let Some(slot) = frame.planes.get_mut(place) {
            *slot = Some(plane);
        }
    }
    Ok(entropy.position())
}

#[cfg(test)]
mod streams;
#[cfg(test)]
mod tests;
