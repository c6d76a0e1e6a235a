//! Counts the pictures of one study by series.

use crate::certificate::facts::{self, Inspection, PixelOutcome, SeriesPixels};
use crate::certificate::words::Modality;
use crate::dicom::facts::PixelRisk;
use crate::dicom::overlay_bits::PIXEL_DATA;
use crate::finding::{Done, TextSeen};
use crate::pipeline::Outcome;
use crate::plan::{InstanceSummary, Risk};
use crate::sensitive::Sensitive;

/// Series of one study while they are counted.
#[derive(Default)]
pub(super) struct StudySeries<'a> {
    /// In the order of the inputs.
    pub(super) series: Vec<(&'a Sensitive<String>, SeriesCounts)>,
}

pub(super) struct SeriesCounts {
    modality: Modality,
    instances: u64,
    pub(super) written: u64,
    at_risk_written: u64,
    frames: u64,
    risk: facts::Risk,
    overlay_bits_cleared: u64,
    /// Boxes, one for each instance that has it.
    regions_hidden: u64,
    /// Instances with a box.
    redacted: u64,
    /// Instances of a series whose face is cut.
    of_cut: u64,
    /// Of these: with pixels in the cut.
    slices_cut: u64,
    /// Views that the person looked at.
    seen: Option<u64>,
    /// Text that the tool read.
    text_read: Option<TextSeen>,
}

impl<'a> StudySeries<'a> {
    /// Counts one instance. `seen`: the views of its series that the person looked at.
    pub(super) fn enter(
        &mut self,
        instance: &'a InstanceSummary,
        written: bool,
        outcome: Option<&Outcome>,
        seen: Option<u64>,
    ) {
        let key = &instance.series_instance_uid;
        let place = match self.series.iter().position(|(uid, _)| *uid == key) {
            Some(place) => place,
            None => {
                self.series
                    .push((key, SeriesCounts::new(&instance.modality)));
                self.series.len() - 1
            }
        };
        let Some((_, counts)) = self.series.get_mut(place) else {
            return;
        };
        counts.enter(instance, written);
        counts.seen = seen;
        let Some(outcome) = outcome else {
            return;
        };
        let cleared = outcome
            .tally
            .elements
            .get(&(PIXEL_DATA, Done::Cleaned))
            .is_some();
        counts.overlay_bits_cleared += u64::from(cleared);
        let hidden = outcome.hidden.unwrap_or_default();
        counts.regions_hidden += hidden.regions;
        counts.redacted += u64::from(hidden.regions > 0);
        counts.of_cut += hidden.of_cut;
        counts.slices_cut += hidden.cut;
        if let Some(text) = outcome.text {
            counts.text_read.get_or_insert_default().add(&text);
        }
    }
}

impl SeriesCounts {
    fn new(modality: &str) -> Self {
        Self {
            modality: Modality::of(modality),
            instances: 0,
            written: 0,
            at_risk_written: 0,
            frames: 0,
            risk: facts::Risk::Low,
            overlay_bits_cleared: 0,
            regions_hidden: 0,
            redacted: 0,
            of_cut: 0,
            slices_cut: 0,
            seen: None,
            text_read: None,
        }
    }

    fn enter(&mut self, instance: &InstanceSummary, written: bool) {
        self.instances += 1;
        self.frames += u64::from(instance.frames);
        self.written += u64::from(written);
        self.at_risk_written += u64::from(written && instance.risk == Risk::AtRisk);
        self.risk = match (instance.pixels, self.risk) {
            (PixelRisk::Declared, _) | (_, facts::Risk::Declared) => facts::Risk::Declared,
            (PixelRisk::Class, _) | (_, facts::Risk::Class) => facts::Risk::Class,
            (PixelRisk::Low | PixelRisk::NoPixels, facts::Risk::Low) => facts::Risk::Low,
        };
    }

    pub(super) fn finish(self, number: u64) -> SeriesPixels {
        let outcome = if self.at_risk_written > 0 {
            PixelOutcome::IncludedAtRisk
        } else if self.written == 0 {
            PixelOutcome::Withheld
        } else if self.written < self.instances {
            PixelOutcome::PartlyWithheld
        } else if self.redacted > 0 {
            PixelOutcome::Redacted
        } else if self.of_cut > 0 {
            PixelOutcome::FaceCut
        } else {
            PixelOutcome::Unchanged
        };
        SeriesPixels {
            number,
            modality: self.modality,
            instances: self.instances,
            frames: self.frames,
            risk: self.risk,
            outcome,
            inspection: self.seen.map_or(Inspection::None, Inspection::Person),
            regions_hidden: self.regions_hidden,
            slices_cut: self.slices_cut,
            overlay_bits_cleared: self.overlay_bits_cleared,
            text_read: self.text_read,
        }
    }
}
