//! Hidden boxes, looked at again: source and finished bytes are decoded, every
//! box is one value, everything else is equal.
//!
//! The codecs are those that hid the boxes; the finished picture is native, so a
//! fault of a codec would have to be the same for both readings.

use super::Cleaned;
use crate::boxes::HiddenBox;
use crate::finding::{ReasonCode, Refusal, TagCode};
use crate::pixels::{Picture, PixelError, Region, Samples, as_written, region, with_picture};
use crate::source::{Part, Source, SourceError};

const PIXEL_DATA: TagCode = TagCode(0x7FE0_0010);

/// What was seen of the hidden boxes of one instance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HiddenSeen {
    /// Boxes.
    pub regions: u64,
    /// Frames with a box on them.
    pub frames: u64,
}

/// Compares a finished instance with its source.
///
/// # Errors
/// [`ReasonCode::NotVerified`] at Pixel Data if a box is not of one value, if
/// something outside of the boxes differs, or if one of the two does not decode.
pub fn check(
    source: &dyn Source,
    cleaned: &Cleaned,
    boxes: &[HiddenBox],
) -> Result<HiddenSeen, Refusal> {
    let written = Written::new(source, &cleaned.parts);
    let refused = Refusal::at(ReasonCode::NotVerified, PIXEL_DATA);
    let frames = with_picture(source, |before| {
        with_picture(&written, |after| compare(before, after, boxes))
    });
    let frames = frames.flatten().flatten().map_err(|_| refused)?;
    match frames {
        Some(frames) if frames > 0 => Ok(HiddenSeen {
            regions: boxes.len() as u64,
            frames,
        }),
        Some(_) | None => Err(refused),
    }
}

/// Frames with a box; `None` if one of them is not as it should be.
fn compare(
    before: &Picture<'_>,
    after: &Picture<'_>,
    boxes: &[HiddenBox],
) -> Result<Option<u64>, PixelError> {
    if before.image().frames != after.image().frames {
        return Ok(None);
    }
    let mut with_boxes = 0;
    for frame in 0..before.image().frames {
        let on_it: Vec<Region> = boxes
            .iter()
            .filter(|hidden| hidden.is_on(frame))
            .filter_map(|hidden| region(before, hidden.area))
            .collect();
        let old = as_written(before, before.decode(frame)?);
        if !frame_is_right(&old, &after.decode(frame)?, &on_it) {
            return Ok(None);
        }
        with_boxes += u64::from(!on_it.is_empty());
    }
    Ok(Some(with_boxes))
}

fn frame_is_right(before: &Samples, after: &Samples, boxes: &[Region]) -> bool {
    let shape = |samples: &Samples| (samples.rows, samples.columns, samples.channels);
    if shape(before) != shape(after) || before.photometric != after.photometric {
        return false;
    }
    if boxes.is_empty() {
        return before.values.numbers().eq(after.values.numbers());
    }
    let channels = before.channels.max(1);
    let mut filled: Vec<Option<f64>> = vec![None; channels];
    let pairs = before.values.numbers().zip(after.values.numbers());
    let mut seen = 0;
    for (place, (old, new)) in pairs.enumerate() {
        seen += 1;
        let (pixel, channel) = (place / channels, place % channels);
        let (row, column) = (pixel / before.columns, pixel % before.columns);
        if !boxes.iter().any(|region| region.has(row, column)) {
            #[allow(clippy::float_cmp, reason = "the same number, not a near one")]
            if old != new {
                return false;
            }
            continue;
        }
        match filled.get_mut(channel) {
            #[allow(clippy::float_cmp, reason = "the same number, not a near one")]
            Some(Some(value)) if *value != new => return false,
            Some(Some(_)) => {}
            Some(empty) => *empty = Some(new),
            None => return false,
        }
    }
    seen == before.values.len() && seen == after.values.len()
}

/// The parts of a finished file, read like a file.
struct Written<'a> {
    source: &'a dyn Source,
    /// Where each part starts.
    parts: Vec<(u64, &'a Part)>,
    size_bytes: u64,
}

impl<'a> Written<'a> {
    fn new(source: &'a dyn Source, parts: &'a [Part]) -> Self {
        let mut size_bytes = 0;
        let mut placed = Vec::with_capacity(parts.len());
        for part in parts {
            placed.push((size_bytes, part));
            size_bytes += match part {
                Part::Bytes(bytes) => bytes.len() as u64,
                Part::Slice { length, .. } => *length,
            };
        }
        Self {
            source,
            parts: placed,
            size_bytes,
        }
    }
}

impl Source for Written<'_> {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn read_exact_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), SourceError> {
        let past_end = SourceError::PastEnd {
            wanted_end: offset.saturating_add(buffer.len() as u64),
        };
        let mut at = offset;
        let mut rest = buffer;
        let mut place = self
            .parts
            .partition_point(|(start, _)| *start <= at)
            .saturating_sub(1);
        while !rest.is_empty() {
            let (start, part) = self.parts.get(place).ok_or(past_end)?;
            let inside = at - start;
            let length = match part {
                Part::Bytes(bytes) => bytes.len() as u64,
                Part::Slice { length, .. } => *length,
            };
            let here = usize::try_from(length.saturating_sub(inside))
                .unwrap_or(usize::MAX)
                .min(rest.len());
            let (now, later) = rest.split_at_mut(here);
            match part {
                Part::Bytes(bytes) => {
                    let first = usize::try_from(inside).map_err(|_| past_end)?;
                    now.copy_from_slice(bytes.get(first..first + here).ok_or(past_end)?);
                }
                Part::Slice { offset, .. } => self.source.read_exact_at(offset + inside, now)?,
            }
            at += here as u64;
            rest = later;
            place += 1;
        }
        Ok(())
    }
}
