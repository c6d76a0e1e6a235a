//! The series of a drop whose pictures a person can look at, the riskiest first.
//!
//! Like the inventory it shows values of the source, on the person's own screen
//! only: neither the certificate nor the zip is made from it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::boxes::{PixelArea, SuggestionSource};
use crate::dicom::facts::{InstanceFacts, PixelRisk};
use crate::pixels::Syntax;
use crate::plan::{Risk, Surveyed, risk_of};
use crate::policy::Policy;
use crate::policy::pixel_decisions::Device;
use crate::sensitive::Sensitive;

/// Places of a series that are told; more would only hide the picture.
const MOST_SUGGESTIONS: usize = 64;

/// One series with pictures.
#[derive(Debug, Clone, Serialize)]
pub struct WallSeries {
    /// Series Instance UID of the source.
    pub series: Sensitive<String>,
    /// Study Instance UID of the source.
    pub study: Sensitive<String>,
    /// Modality.
    pub modality: String,
    /// Series Description.
    pub description: Sensitive<String>,
    /// The greatest risk of its instances.
    pub risk: PixelRisk,
    /// What made all its pictures; `None` if they differ, or if nobody says.
    pub device: Option<Device>,
    /// Frames of all its instances.
    pub frames: u64,
    /// Instances that would be withheld, or included by choice, if nobody looked.
    pub at_risk: u32,
    /// Instances with pixels that are not decoded: video.
    pub not_shown: u32,
    /// In the order of Instance Number, then as met.
    pub instances: Vec<WallInstance>,
    /// Where text is likely, each place once.
    pub suggestions: Vec<WallSuggestion>,
}

/// One instance with pictures.
#[derive(Debug, Clone, Serialize)]
pub struct WallInstance {
    /// Which input.
    pub input: usize,
    /// SOP Instance UID of the source.
    pub instance: Sensitive<String>,
    /// Frames.
    pub frames: u32,
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    #[serde(skip)]
    number: Option<i64>,
}

/// A place where text is likely in one or more of its pictures: a
/// [`crate::boxes::Suggestion`], its four numbers beside the rest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WallSuggestion {
    /// Where.
    #[serde(flatten)]
    pub area: PixelArea,
    /// Who says so.
    pub from: SuggestionSource,
    /// Which device, or what else speaks for it.
    pub label: String,
}

/// The series with pictures that can be decoded: declared risk first, then by
/// class, then low, each as met.
#[must_use]
pub fn wall(surveyed: &[Surveyed], policy: &Policy) -> Vec<WallSeries> {
    let mut list: Vec<WallSeries> = Vec::new();
    let mut places = BTreeMap::new();
    for (input, file) in surveyed.iter().enumerate() {
        let Some(facts) = file.instance() else {
            continue;
        };
        if facts.pixels == PixelRisk::NoPixels {
            continue;
        }
        let key = (&facts.study_instance_uid, &facts.series_instance_uid);
        let place = *places.entry(key).or_insert_with(|| {
            list.push(WallSeries::of(facts));
            list.len() - 1
        });
        if let Some(series) = list.get_mut(place) {
            series.enter(input, facts, policy);
        }
    }
    list.retain(|series| !series.instances.is_empty());
    for series in &mut list {
        series.settle();
    }
    list.sort_by_key(|series| Reverse(series.risk));
    list
}

impl WallSeries {
    fn of(facts: &InstanceFacts) -> Self {
        Self {
            series: facts.series_instance_uid.clone(),
            study: facts.study_instance_uid.clone(),
            modality: facts.modality.clone(),
            description: facts.shown.series_description.clone(),
            risk: facts.pixels,
            device: Some(facts.device.clone()),
            frames: 0,
            at_risk: 0,
            not_shown: 0,
            instances: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    fn enter(&mut self, input: usize, facts: &InstanceFacts, policy: &Policy) {
        let answer = policy.burned_in_for(&facts.study_instance_uid);
        self.at_risk += u32::from(risk_of(facts.pixels, answer) == Risk::AtRisk);
        self.risk = self.risk.max(facts.pixels);
        if self.device.as_ref() != Some(&facts.device) {
            self.device = None;
        }
        if Syntax::of(&facts.transfer_syntax_uid).is_err() {
            self.not_shown += 1;
            return;
        }
        self.frames += u64::from(facts.frames);
        self.suggest(facts);
        self.instances.push(WallInstance {
            input,
            instance: facts.sop_instance_uid.clone(),
            frames: facts.frames,
            rows: facts.device.rows,
            columns: facts.device.columns,
            number: facts.instance_number,
        });
    }

    fn suggest(&mut self, facts: &InstanceFacts) {
        for place in &facts.suggested {
            let place = WallSuggestion {
                area: place.area,
                from: place.from,
                label: place.label.clone(),
            };
            let is_new = !self.suggestions.contains(&place);
            if is_new && self.suggestions.len() < MOST_SUGGESTIONS {
                self.suggestions.push(place);
            }
        }
    }

    /// When all its instances are in.
    fn settle(&mut self) {
        // A device without a name is every device without a name.
        self.device.take_if(|device| {
            device.manufacturer.expose().is_empty() && device.model.expose().is_empty()
        });
        // A sort keeps the order of those that are equal.
        self.instances
            .sort_by_key(|instance| (instance.number.is_none(), instance.number));
    }
}
