//! Hidden boxes and cut faces, looked at again: source and finished bytes are decoded,
//! every box is one value, every pixel of the cut the one of air, everything else is
//! equal.
//!
//! The codecs are those that hid the boxes; the finished picture is native, so a
//! fault of a codec would have to be the same for both readings.

use super::Cleaned;
use super::written::Written;
use crate::boxes::HiddenBox;
use crate::deface::FaceCut;
use crate::finding::{ReasonCode, Refusal, TagCode};
use crate::pixels::{
    Erased, Picture, PixelError, Region, Samples, as_written, region, with_picture,
};
use crate::source::Source;

const PIXEL_DATA: TagCode = TagCode(0x7FE0_0010);

/// What was seen of the hidden boxes of one instance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HiddenSeen {
    /// Boxes.
    pub regions: u64,
    /// Frames with a box on them.
    pub frames: u64,
    /// 1 for a slice of a series whose face is cut, wherever the slice lies.
    pub of_cut: u64,
    /// 1 if pixels of it lie in the cut.
    pub cut: u64,
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
    cut: Option<&FaceCut>,
) -> Result<HiddenSeen, Refusal> {
    let written = Written::new(source, &cleaned.parts);
    let refused = Refusal::at(ReasonCode::NotVerified, PIXEL_DATA);
    let frames = with_picture(source, |before| {
        with_picture(&written, |after| compare(before, after, boxes, cut))
    });
    let seen = frames.flatten().flatten().map_err(|_| refused)?;
    match seen {
        Some(seen) if seen.frames > 0 || (boxes.is_empty() && cut.is_some()) => Ok(seen),
        Some(_) | None => Err(refused),
    }
}

/// What was seen; `None` if a frame is not as it should be.
fn compare(
    before: &Picture<'_>,
    after: &Picture<'_>,
    boxes: &[HiddenBox],
    cut: Option<&FaceCut>,
) -> Result<Option<HiddenSeen>, PixelError> {
    let erased = match cut {
        Some(cut) => match cut.erased(before.image()) {
            Some(erased) if before.image().frames == 1 => Some(erased),
            Some(_) | None => return Ok(None),
        },
        None => None,
    };
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
        if !frame_is_right(&old, &after.decode(frame)?, &on_it, erased.as_ref()) {
            return Ok(None);
        }
        with_boxes += u64::from(!on_it.is_empty());
    }
    Ok(Some(HiddenSeen {
        regions: boxes.len() as u64,
        frames: with_boxes,
        of_cut: u64::from(erased.is_some()),
        cut: u64::from(erased.is_some_and(|erased| !erased.runs.is_empty())),
    }))
}

fn frame_is_right(
    before: &Samples,
    after: &Samples,
    boxes: &[Region],
    erased: Option<&Erased>,
) -> bool {
    let shape = |samples: &Samples| (samples.rows, samples.columns, samples.channels);
    if shape(before) != shape(after) || before.photometric != after.photometric {
        return false;
    }
    if boxes.is_empty() && erased.is_none() {
        return before.values.numbers().eq(after.values.numbers());
    }
    let channels = before.channels.max(1);
    let mut runs = erased
        .into_iter()
        .flat_map(|erased| &erased.runs)
        .peekable();
    let air = erased.map(|erased| erased.value);
    let mut filled: Vec<Option<f64>> = vec![None; channels];
    let pairs = before.values.numbers().zip(after.values.numbers());
    let mut seen = 0;
    for (place, (old, new)) in pairs.enumerate() {
        seen += 1;
        let (pixel, channel) = (place / channels, place % channels);
        let (row, column) = (pixel / before.columns, pixel % before.columns);
        while runs
            .next_if(|run| (run.row, run.right) <= (row, column))
            .is_some()
        {}
        let is_cut = (runs.peek()).is_some_and(|run| run.row == row && run.left <= column);
        if !boxes.iter().any(|region| region.has(row, column)) {
            let right = air.filter(|_| is_cut).unwrap_or(old);
            #[allow(clippy::float_cmp, reason = "the same number, not a near one")]
            if new != right {
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
