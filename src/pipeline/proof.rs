//! Written pictures read again: what a reader still finds in the finished bytes, and
//! what follows from it.
//!
//! Pictures that usually hold text are read frame by frame, any others by the darkest
//! and the brightest levels of all frames of their series. A line counts as known if a
//! known value stands in it, exactly or as it is misread, or an identifier by its form;
//! an unknown word does not: it is no reason to hold a picture back.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Cleaner, Outcome};
use crate::dicom::facts::PixelRisk;
use crate::dicom::overlay_bits::PIXEL_DATA;
use crate::finding::{ReasonCode, Refusal, TextSeen};
use crate::ocr::Reader;
use crate::pixels::{PixelError, with_picture};
use crate::plan::{FilePlan, InstanceSummary};
use crate::policy::AtRisk;
use crate::screening::{AllowList, FoundLine, FrameLines, Layers, Screener, Verdict};
use crate::sensitive::Sensitive;
use crate::source::Source;
use crate::verify::Written;

/// Reads what a cleaner has written. One for all threads.
pub struct Proof<'a, R: Reader> {
    cleaner: &'a Cleaner,
    screener: Screener<R>,
    series: Mutex<BTreeMap<Sensitive<String>, Series>>,
}

/// The frames of a series over each other, as received and as written.
#[derive(Default)]
struct Series {
    before: Layers,
    after: Layers,
    /// Inputs whose frames are in it.
    members: Vec<usize>,
    /// Of these: not all frames could be decoded.
    not_read: u64,
}

/// A picture could not be read.
struct NotRead;

impl<'a, R: Reader> Proof<'a, R> {
    /// Takes a reader.
    #[must_use]
    pub fn new(cleaner: &'a Cleaner, reader: R) -> Self {
        Self {
            cleaner,
            screener: Screener::new(reader, &cleaner.plan().known),
            series: Mutex::default(),
        }
    }

    /// Reads what came of input number `index`; a picture in which something known is
    /// read is withheld, unless the person includes pictures at risk and its header
    /// does not say that nothing is burned in.
    #[must_use]
    pub fn check(&self, source: &dyn Source, index: usize, outcome: Outcome) -> Outcome {
        let (Some(facts), Some(entry)) = (self.facts(index), outcome.entries.first()) else {
            return outcome;
        };
        let written = Written::new(source, entry.parts());
        let seen = match facts.pixels {
            PixelRisk::NoPixels => return outcome,
            PixelRisk::Low => {
                self.lay(source, &written, index, facts);
                return outcome;
            }
            PixelRisk::Class | PixelRisk::Declared => self.frames(source, &written, facts),
        };
        let not_read = TextSeen {
            not_read: 1,
            ..TextSeen::default()
        };
        let seen = seen.unwrap_or(not_read);
        self.settled(outcome, facts, &seen, Some(seen))
    }

    /// Reads what was laid over each other, once all inputs went through
    /// [`Proof::check`]. The outcomes are in the order of the inputs.
    pub fn finish(&self, outcomes: &mut [Outcome]) {
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        for series in std::mem::take(&mut *series).into_values() {
            let first = series.members.iter().min().copied();
            let Some(facts) = first.and_then(|place| self.facts(place)) else {
                continue;
            };
            let seen = self.layers(&series, &facts.modality);
            for place in &series.members {
                let facts = self.facts(*place);
                if let (Some(facts), Some(outcome)) = (facts, outcomes.get_mut(*place)) {
                    let told = (Some(*place) == first).then_some(seen);
                    *outcome = self.settled(std::mem::take(outcome), facts, &seen, told);
                }
            }
        }
    }

    fn facts(&self, index: usize) -> Option<&InstanceSummary> {
        let file = self.cleaner.plan().files.get(index)?;
        match file {
            FilePlan::Instance { facts, .. } => Some(facts),
            FilePlan::Report { .. } | FilePlan::Withheld { .. } => None,
        }
    }

    fn frames(
        &self,
        source: &dyn Source,
        written: &dyn Source,
        facts: &InstanceSummary,
    ) -> Result<TextSeen, NotRead> {
        let allowed = AllowList::of(&facts.modality);
        let read = |source: &dyn Source| {
            let frames = with_picture(source, |picture| {
                let all = 0..picture.image().frames;
                self.screener.frames(picture, &allowed, all, &mut |_| {})
            });
            frames.map_err(|_| NotRead)?.map_err(|_| NotRead)
        };
        let after = read(written)?;
        let lines = |frames: &[FrameLines]| counted(frames.iter().flat_map(|frame| &frame.lines));
        let (lines_after, known_after) = lines(&after);
        let (lines_before, known_before) = match facts.boxes.as_slice() {
            [] => (lines_after, known_after),
            _boxes => lines(&read(source)?),
        };
        Ok(TextSeen {
            views: after.len() as u64,
            not_read: 0,
            lines_before,
            known_before,
            lines_after,
            known_after,
        })
    }

    /// Lays the frames of one instance over those of its series.
    fn lay(
        &self,
        source: &dyn Source,
        written: &dyn Source,
        index: usize,
        facts: &InstanceSummary,
    ) {
        let place = u32::try_from(index).unwrap_or(u32::MAX);
        let with_series = |enter: &mut dyn FnMut(&mut Series)| {
            let mut all = self.series.lock().unwrap_or_else(PoisonError::into_inner);
            enter(all.entry(facts.series_instance_uid.clone()).or_default());
        };
        let lay = |from: &dyn Source, side: fn(&mut Series) -> &mut Layers| {
            let laid = with_picture(from, |picture| {
                for frame in 0..picture.image().frames {
                    let mut shown = Some(picture.show(frame)?);
                    with_series(&mut |series| {
                        if let Some(shown) = shown.take() {
                            side(series).add(place, shown);
                        }
                    });
                }
                Ok::<(), PixelError>(())
            });
            laid.flatten().is_ok()
        };
        let is_whole =
            lay(source, |series| &mut series.before) && lay(written, |series| &mut series.after);
        with_series(&mut |series| {
            series.members.push(index);
            series.not_read += u64::from(!is_whole);
        });
    }

    fn layers(&self, series: &Series, modality: &str) -> TextSeen {
        let allowed = AllowList::of(modality);
        let mut seen = TextSeen {
            not_read: series.not_read,
            ..TextSeen::default()
        };
        let mut read = |side: &Layers| {
            let mut sums = (0, 0);
            for layer in side.layers() {
                match self.screener.projection(layer.projection(), &allowed) {
                    Ok(lines) => {
                        let (lines, known) = counted(lines.iter());
                        sums = (sums.0 + lines, sums.1 + known);
                    }
                    Err(_) => seen.not_read = series.members.len() as u64,
                }
            }
            sums
        };
        let before = read(&series.before);
        let after = read(&series.after);
        seen.views = series.after.layers().len() as u64;
        (seen.lines_before, seen.known_before) = before;
        (seen.lines_after, seen.known_after) = after;
        seen
    }

    /// The outcome with what was read, or withheld because of it.
    fn settled(
        &self,
        outcome: Outcome,
        facts: &InstanceSummary,
        seen: &TextSeen,
        told: Option<TextSeen>,
    ) -> Outcome {
        match self.refusal(facts, seen) {
            None => Outcome {
                text: told,
                ..outcome
            },
            Some(refusal) => Outcome {
                text: told.map(TextSeen::withheld),
                input_sha256: outcome.input_sha256,
                ..Outcome::refused(refusal)
            },
        }
    }

    /// A header that says that nothing is burned in stands only over a picture that was
    /// read and in which nothing known is left, whatever the person includes.
    fn refusal(&self, facts: &InstanceSummary, seen: &TextSeen) -> Option<Refusal> {
        let policy = &self.cleaner.plan().policy;
        let was_looked_at = policy.pixels.seen(&facts.series_instance_uid).is_some();
        let claims = was_looked_at && !facts.boxes.is_empty();
        let is_included = policy.at_risk == AtRisk::Include && !claims;
        if seen.known_after > 0 && !is_included {
            Some(Refusal::at(ReasonCode::TextReadable, PIXEL_DATA))
        } else if seen.not_read > 0 && claims {
            Some(Refusal::at(ReasonCode::NotVerified, PIXEL_DATA))
        } else {
            None
        }
    }
}

/// How many lines there are, and how many of them are known.
fn counted<'a>(lines: impl Iterator<Item = &'a FoundLine>) -> (u64, u64) {
    lines.fold((0, 0), |(all, known), line| {
        let is_known = line.verdict == Verdict::Identifier;
        (all + 1, known + u64::from(is_known))
    })
}
