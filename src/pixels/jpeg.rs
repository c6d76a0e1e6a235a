//! JPEG of ITU-T T.81 with Huffman codes: Baseline and Extended sequential DCT of
//! 8 and 12 bits, Lossless of 2 to 16 bits with all predictors.
//!
//! Components come out as they are coded, brought to full size; colors are not
//! transformed. Progressive, hierarchical and arithmetic processes (retired in
//! DICOM) are refused by name.

mod dct;
mod entropy;
mod frame;
mod huffman;
mod lossless;
mod sequential;
mod upsample;

use super::pixel_error::PixelError;
use super::stream::{Coded, StreamColor, Wanted};
use super::syntax::Codec;

use entropy::Entropy;
use frame::{Component, Frame, Process, Scan};
use huffman::Table;

pub(super) const MALFORMED: PixelError = PixelError::Malformed { codec: Codec::Jpeg };
pub(super) const TRUNCATED: PixelError = PixelError::Truncated { codec: Codec::Jpeg };

/// Tables that a scan may name, T.81 B.2.4.
#[derive(Default)]
struct Tables {
    quantization: [Option<[u16; 64]>; 4],
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
    /// MCUs between restart markers, 0 for none.
    restart_interval: usize,
}

/// Decodes one image.
pub(super) fn decode(bytes: &[u8], wanted: Wanted) -> Result<Coded, PixelError> {
    let mut segments = Segments { bytes, at: 0 };
    if segments.marker()? != SOI {
        return Err(MALFORMED);
    }
    let mut tables = Tables::default();
    let mut color = StreamColor::Unsaid;
    let mut frame: Option<Frame> = None;
    loop {
        let marker = match segments.marker() {
            Ok(marker) => marker,
            // A whole image whose end marker is missing is a whole image.
            Err(_) if frame.as_ref().is_some_and(Frame::is_whole) => EOI,
            Err(error) => return Err(error),
        };
        match marker {
            EOI => break,
            SOI | TEM | RST0..=RST7 => {}
            DHT => read_huffman(segments.body()?, &mut tables)?,
            DQT => read_quantization(segments.body()?, &mut tables)?,
            DRI => {
                let interval = segments.body()?.first_chunk::<2>().ok_or(MALFORMED)?;
                tables.restart_interval = usize::from(u16::from_be_bytes(*interval));
            }
            SOF0..=SOF15 => {
                let process = Process::of(marker)?;
                if frame.is_some() {
                    return Err(MALFORMED);
                }
                let read = Frame::read(segments.body()?, process, wanted, bytes.len())?;
                if read.has_rgb_names() {
                    color = StreamColor::Rgb;
                }
                frame = Some(read);
            }
            SOS => {
                let frame = frame.as_mut().ok_or(MALFORMED)?;
                let scan = Scan::read(segments.body()?, frame)?;
                let entropy_bytes = bytes.get(segments.at..).ok_or(TRUNCATED)?;
                let mut entropy = Entropy::new(entropy_bytes);
                match frame.process {
                    Process::Sequential => {
                        sequential::decode_scan(frame, &scan, &tables, &mut entropy)?;
                    }
                    Process::Lossless => {
                        lossless::decode_scan(frame, &scan, &tables, &mut entropy)?;
                    }
                }
                segments.at += entropy.position();
            }
            APP0 if segments.body_starts_with(b"JFIF\0") => {
                color = said(color, StreamColor::Ybr);
                segments.body()?;
            }
            APP14 if segments.body_starts_with(b"Adobe") => {
                // The twelfth byte: 0 untransformed, 1 luminance and chrominance.
                if segments.body()?.get(11) == Some(&1) {
                    color = said(color, StreamColor::Ybr);
                }
            }
            _ => {
                segments.body()?;
            }
        }
    }
    let frame = frame.ok_or(MALFORMED)?;
    if !frame.is_whole() {
        return Err(TRUNCATED);
    }
    Ok(Coded {
        precision: frame.precision,
        color,
        cells: upsample::interleave(&frame),
    })
}

/// Names of the components stand above what an application wrote.
fn said(before: StreamColor, now: StreamColor) -> StreamColor {
    if before == StreamColor::Unsaid {
        now
    } else {
        before
    }
}

// Markers, T.81 Table B.1.
const TEM: u8 = 0x01;
const SOF0: u8 = 0xC0;
const DHT: u8 = 0xC4;
const SOF15: u8 = 0xCF;
const RST0: u8 = 0xD0;
const RST7: u8 = 0xD7;
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DQT: u8 = 0xDB;
const DRI: u8 = 0xDD;
const APP0: u8 = 0xE0;
const APP14: u8 = 0xEE;

/// Steps from marker segment to marker segment (T.81 B.1.1).
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Segments<'a> {
    /// The next marker; fill bytes before it are stepped over.
    fn marker(&mut self) -> Result<u8, PixelError> {
        if *self.bytes.get(self.at).ok_or(TRUNCATED)? != 0xFF {
            return Err(MALFORMED);
        }
        while self.bytes.get(self.at) == Some(&0xFF) {
            self.at += 1;
        }
        let marker = *self.bytes.get(self.at).ok_or(TRUNCATED)?;
        self.at += 1;
        Ok(marker)
    }

    fn body_starts_with(&self, letters: &[u8]) -> bool {
        self.bytes
            .get(self.at + 2..)
            .is_some_and(|body| body.starts_with(letters))
    }

    /// What follows the two bytes of length.
    fn body(&mut self) -> Result<&'a [u8], PixelError> {
        let rest = self.bytes.get(self.at..).ok_or(TRUNCATED)?;
        let length = usize::from(u16::from_be_bytes(
            *rest.first_chunk::<2>().ok_or(TRUNCATED)?,
        ));
        if length < 2 {
            return Err(MALFORMED);
        }
        self.at += length;
        rest.get(2..length).ok_or(TRUNCATED)
    }
}

/// DHT, T.81 B.2.4.2.
fn read_huffman(mut body: &[u8], tables: &mut Tables) -> Result<(), PixelError> {
    while let Some((head, rest)) = body.split_first() {
        let (counts, rest) = rest.split_first_chunk::<16>().ok_or(MALFORMED)?;
        let codes = counts.iter().map(|count| usize::from(*count)).sum();
        let symbols = rest.get(..codes).ok_or(MALFORMED)?;
        let table = Table::new(counts, symbols)?;
        let class = match head >> 4 {
            0 => &mut tables.dc,
            1 => &mut tables.ac,
            _ => return Err(MALFORMED),
        };
        *class.get_mut(usize::from(head & 15)).ok_or(MALFORMED)? = Some(table);
        body = rest.get(codes..).ok_or(MALFORMED)?;
    }
    Ok(())
}

/// DQT, T.81 B.2.4.1; kept in zigzag order.
fn read_quantization(mut body: &[u8], tables: &mut Tables) -> Result<(), PixelError> {
    while let Some((head, rest)) = body.split_first() {
        let mut table = [0; 64];
        let used = match head >> 4 {
            0 => {
                let bytes = rest.first_chunk::<64>().ok_or(MALFORMED)?;
                table = bytes.map(u16::from);
                64
            }
            1 => {
                let (pairs, _) = rest.get(..128).ok_or(MALFORMED)?.as_chunks::<2>();
                for (entry, pair) in table.iter_mut().zip(pairs) {
                    *entry = u16::from_be_bytes(*pair);
                }
                128
            }
            _ => return Err(MALFORMED),
        };
        let place = usize::from(head & 15);
        *tables.quantization.get_mut(place).ok_or(MALFORMED)? = Some(table);
        body = rest.get(used..).ok_or(MALFORMED)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
