//! Frame and scan headers (T.81 B.2.2, B.2.3) and the planes that they describe.

use super::super::pixel_error::PixelError;
use super::super::stream::Wanted;
use super::super::syntax::Codec;
use super::{MALFORMED, TRUNCATED};

/// What a frame is coded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Process {
    /// Huffman, DCT, one scan after the other: processes 1, 2 and 4.
    Sequential,
    /// Huffman, prediction: process 14.
    Lossless,
}

impl Process {
    /// By the start-of-frame marker, T.81 Table B.1.
    pub(super) const fn of(marker: u8) -> Result<Self, PixelError> {
        let name = match marker {
            0xC0 | 0xC1 => return Ok(Self::Sequential),
            0xC3 => return Ok(Self::Lossless),
            0xC2 => "JPEG progressive",
            0xC5..=0xC7 | 0xCD..=0xCF => "JPEG hierarchical",
            0xC9..=0xCC => "JPEG with arithmetic coding",
            _ => return Err(MALFORMED),
        };
        Err(PixelError::Unsupported { name })
    }
}

/// One component and its plane.
pub(super) struct Component {
    pub name: u8,
    /// Sampling factors, 1 to 4.
    pub across: usize,
    pub down: usize,
    /// Which quantization table.
    pub quantization: usize,
    /// Its real size, samples.
    pub columns: usize,
    pub rows: usize,
    /// Samples of a row of `plane`, whole units.
    pub stride: usize,
    pub plane: Vec<u16>,
    /// Whether a scan has filled the plane.
    pub filled: bool,
}

/// One frame.
pub(super) struct Frame {
    pub process: Process,
    pub precision: u32,
    pub columns: usize,
    pub rows: usize,
    /// The largest sampling factors.
    pub across: usize,
    pub down: usize,
    pub components: Vec<Component>,
}

/// A DCT block takes two codes of one bit at least.
const MOST_SAMPLES_A_BYTE: usize = 64 * 4;

impl Frame {
    /// Reads the header and makes the planes, once it is clear that the stream can
    /// fill them.
    pub(super) fn read(
        body: &[u8],
        process: Process,
        wanted: Wanted,
        stream_bytes: usize,
    ) -> Result<Self, PixelError> {
        let [precision, y0, y1, x0, x1, count] = *body.first_chunk::<6>().ok_or(MALFORMED)?;
        let rows = match usize::from(u16::from_be_bytes([y0, y1])) {
            // A DNL marker behind the first scan says it: the data set knows.
            0 => wanted.rows,
            rows => rows,
        };
        let columns = usize::from(u16::from_be_bytes([x0, x1]));
        let fits = match process {
            Process::Sequential => matches!(precision, 8 | 12),
            Process::Lossless => (2..=16).contains(&precision),
        };
        if !fits {
            return Err(MALFORMED);
        }
        let declared = Wanted {
            rows,
            columns,
            channels: usize::from(count),
            bits: u32::from(precision),
        };
        wanted.check(declared, Codec::Jpeg)?;
        if wanted.cells() / MOST_SAMPLES_A_BYTE > stream_bytes {
            return Err(TRUNCATED);
        }
        let mut frame = Self {
            process,
            precision: u32::from(precision),
            columns,
            rows,
            across: 1,
            down: 1,
            components: Vec::new(),
        };
        let (triples, _) = body.get(6..).unwrap_or_default().as_chunks::<3>();
        if triples.len() != usize::from(count) {
            return Err(MALFORMED);
        }
        for [name, factors, quantization] in triples {
            let (across, down) = (usize::from(factors >> 4), usize::from(factors & 15));
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
                return Err(MALFORMED);
            }
            frame.across = frame.across.max(across);
            frame.down = frame.down.max(down);
            frame.components.push(Component {
                name: *name,
                across,
                down,
                quantization: usize::from(*quantization),
                columns: 0,
                rows: 0,
                stride: 0,
                plane: Vec::new(),
                filled: false,
            });
        }
        frame.make_planes();
        Ok(frame)
    }

    /// T.81 A.1.1 and A.2.4: planes reach to the end of the last whole MCU.
    fn make_planes(&mut self) {
        let unit = self.unit();
        let (mcus_across, mcus_down) = self.mcus();
        for component in &mut self.components {
            component.columns = (self.columns * component.across).div_ceil(self.across);
            component.rows = (self.rows * component.down).div_ceil(self.down);
            component.stride = mcus_across * component.across * unit;
            let rows = mcus_down * component.down * unit;
            component.plane = vec![0; component.stride * rows];
        }
    }

    /// Samples of a data unit, one way.
    pub(super) const fn unit(&self) -> usize {
        match self.process {
            Process::Sequential => 8,
            Process::Lossless => 1,
        }
    }

    /// MCUs of an interleaved scan, across and down.
    pub(super) const fn mcus(&self) -> (usize, usize) {
        let unit = self.unit();
        (
            self.columns.div_ceil(self.across * unit),
            self.rows.div_ceil(self.down * unit),
        )
    }

    pub(super) fn is_whole(&self) -> bool {
        self.components.iter().all(|component| component.filled)
    }

    /// Components named R, G, B: so some writers say that nothing is transformed.
    pub(super) fn has_rgb_names(&self) -> bool {
        let names: Vec<u8> = self.components.iter().map(|one| one.name).collect();
        names == *b"RGB" || names == *b"rgb"
    }
}

/// One component of a scan.
pub(super) struct Part {
    /// Which component of the frame.
    pub component: usize,
    /// Which Huffman tables.
    pub dc: usize,
    pub ac: usize,
}

/// A scan header.
pub(super) struct Scan {
    pub parts: Vec<Part>,
    /// Ss: the predictor of a lossless scan.
    pub selection: u8,
    /// Al: the point transform of a lossless scan.
    pub shift: u32,
}

impl Scan {
    pub(super) fn read(body: &[u8], frame: &Frame) -> Result<Self, PixelError> {
        let (count, rest) = body.split_first().ok_or(MALFORMED)?;
        let (pairs, _) = rest.as_chunks::<2>();
        let count = usize::from(*count);
        let pairs = pairs.get(..count).ok_or(MALFORMED)?;
        let [selection, _, approximation] = *rest
            .get(2 * count..)
            .and_then(|tail| tail.first_chunk::<3>())
            .ok_or(MALFORMED)?;
        let mut parts: Vec<Part> = Vec::new();
        for [name, tables] in pairs {
            let component = frame
                .components
                .iter()
                .position(|component| component.name == *name && !component.filled)
                .filter(|place| parts.iter().all(|part| part.component != *place))
                .ok_or(MALFORMED)?;
            parts.push(Part {
                component,
                dc: usize::from(tables >> 4),
                ac: usize::from(tables & 15),
            });
        }
        if parts.is_empty() {
            return Err(MALFORMED);
        }
        Ok(Self {
            parts,
            selection,
            shift: u32::from(approximation & 15),
        })
    }

    /// Units of one MCU for each part, and MCUs across and down: T.81 A.2.2 for a
    /// scan of one component, A.2.3 for more.
    pub(super) fn layout(&self, frame: &Frame) -> (Vec<(usize, usize)>, usize, usize) {
        let components = self
            .parts
            .iter()
            .filter_map(|part| frame.components.get(part.component));
        if let [part] = self.parts.as_slice()
            && let Some(component) = frame.components.get(part.component)
        {
            let unit = frame.unit();
            let across = component.columns.div_ceil(unit);
            return (vec![(1, 1)], across, component.rows.div_ceil(unit));
        }
        let (across, down) = frame.mcus();
        let units = components.map(|one| (one.across, one.down)).collect();
        (units, across, down)
    }
}
