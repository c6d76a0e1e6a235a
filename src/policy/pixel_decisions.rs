//! What a person decided about the pictures: boxes to hide, and which series
//! they looked at.
//!
//! ```json
//! {"format": "safelight-boxes", "version": 1,
//!  "boxes": [
//!    {"series": "1.2.3", "left": 0, "top": 0, "width": 300, "height": 40},
//!    {"instance": "1.2.3.4", "frames": [1, 3], "left": 8, "top": 8, "width": 90, "height": 20},
//!    {"device": {"manufacturer": "ACME", "model": "ECHO 5", "rows": 480, "columns": 640},
//!     "left": 0, "top": 0, "width": 640, "height": 32}],
//!  "seen": [{"series": "1.2.3", "frames": 3}]}
//! ```
//!
//! Left and top are pixels from the upper left corner, from 0; frames count from
//! 1, without them a box is on every frame. UIDs are those of the source. A
//! message names the place in the file, never what stands there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::boxes::{HiddenBox, PixelArea};
use crate::sensitive::Sensitive;

/// What a file of boxes says it is.
const FORMAT: &str = "safelight-boxes";
/// The version that is read.
const VERSION: u64 = 1;
/// Longest file.
const LIMIT_BYTES: usize = 16 << 20;
/// Most boxes, and most series that were looked at.
const LIMIT_ROWS: usize = 100_000;
/// Most frames of one box.
const LIMIT_FRAMES: usize = 100_000;

/// Where a box is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// In one instance, by its SOP Instance UID.
    Instance(Sensitive<String>),
    /// In every instance of a series, by its UID.
    Series(Sensitive<String>),
    /// In every picture of this size by such a device.
    Device(Device),
}

/// What made a picture, and how large it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Manufacturer (0008,0070), trimmed.
    pub manufacturer: Sensitive<String>,
    /// Manufacturer's Model Name (0008,1090), trimmed.
    pub model: Sensitive<String>,
    /// Rows (0028,0010).
    pub rows: u32,
    /// Columns (0028,0011).
    pub columns: u32,
}

/// One box of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxRule {
    /// Which pictures.
    pub scope: Scope,
    /// Which of their frames, from 1; all if empty.
    pub frames: Vec<u32>,
    /// Where.
    pub area: PixelArea,
}

/// All decisions about pictures; none by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PixelDecisions {
    boxes: Vec<BoxRule>,
    seen: BTreeMap<Sensitive<String>, u64>,
}

/// What is wrong with a file of boxes, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoxesError {
    /// Longer than the limit.
    #[error("the file of boxes is longer than {LIMIT_BYTES} bytes")]
    TooLong,
    /// Not JSON, or a field that is missing, twice there or not known.
    #[error(
        "the file of boxes is not of its form at line {line}, column {column}: the fields are format, version, boxes and seen"
    )]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The fields `format` and `version`.
    #[error("the file of boxes does not say format {FORMAT}, version {VERSION}")]
    Format,
    /// Too many rows.
    #[error("the file of boxes has more than {LIMIT_ROWS} rows")]
    TooMany,
    /// One box, counted from 1.
    #[error("box {number}: {fault}")]
    Box {
        /// Its number.
        number: usize,
        /// What is wrong.
        fault: BoxFault,
    },
}

/// What is wrong with one box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoxFault {
    /// None or several of instance, series, device.
    #[error("it names one of instance, series, device")]
    Scope,
    /// Width or height 0.
    #[error("its width and height are at least 1")]
    Empty,
    /// Frame 0, or too many.
    #[error("its frames count from 1, at most {LIMIT_FRAMES} of them")]
    Frames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileIn {
    format: String,
    version: u64,
    #[serde(default)]
    boxes: Vec<BoxIn>,
    #[serde(default)]
    seen: Vec<SeenIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoxIn {
    instance: Option<Sensitive<String>>,
    series: Option<Sensitive<String>>,
    device: Option<Device>,
    #[serde(default)]
    frames: Vec<u32>,
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeenIn {
    series: Sensitive<String>,
    frames: u64,
}

#[derive(Serialize)]
struct FileOut<'a> {
    format: &'static str,
    version: u64,
    boxes: Vec<BoxOut<'a>>,
    seen: [SeenOut; 0],
}

/// A series that was looked at: only a person writes one.
#[derive(Serialize)]
struct SeenOut {}

#[derive(Serialize)]
struct BoxOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<&'a Sensitive<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a Sensitive<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<&'a Device>,
    #[serde(skip_serializing_if = "<[u32]>::is_empty")]
    frames: &'a [u32],
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

/// A file of these boxes in which no series counts as looked at: a machine's look
/// is no person's.
///
/// # Errors
/// [`BoxesError::TooMany`], [`BoxesError::TooLong`]: such a file is not read.
pub fn suggested(rules: &[BoxRule]) -> Result<String, BoxesError> {
    if rules.len() > LIMIT_ROWS {
        return Err(BoxesError::TooMany);
    }
    let file = FileOut {
        format: FORMAT,
        version: VERSION,
        boxes: rules.iter().map(BoxOut::of).collect(),
        seen: [],
    };
    serde_json::to_string(&file)
        .ok()
        .filter(|text| text.len() <= LIMIT_BYTES)
        .ok_or(BoxesError::TooLong)
}

impl<'a> BoxOut<'a> {
    fn of(rule: &'a BoxRule) -> Self {
        let (instance, series, device) = match &rule.scope {
            Scope::Instance(uid) => (Some(uid), None, None),
            Scope::Series(uid) => (None, Some(uid), None),
            Scope::Device(device) => (None, None, Some(device)),
        };
        let PixelArea {
            left,
            top,
            width,
            height,
        } = rule.area;
        Self {
            instance,
            series,
            device,
            frames: &rule.frames,
            left,
            top,
            width,
            height,
        }
    }
}

impl PixelDecisions {
    /// Reads a file of boxes.
    ///
    /// # Errors
    /// [`BoxesError`], which names the place and no value.
    pub fn parse(text: &str) -> Result<Self, BoxesError> {
        if text.len() > LIMIT_BYTES {
            return Err(BoxesError::TooLong);
        }
        let file: FileIn = serde_json::from_str(text).map_err(|error| BoxesError::Json {
            line: error.line(),
            column: error.column(),
        })?;
        if file.format != FORMAT || file.version != VERSION {
            return Err(BoxesError::Format);
        }
        if file.boxes.len() > LIMIT_ROWS || file.seen.len() > LIMIT_ROWS {
            return Err(BoxesError::TooMany);
        }
        let boxes = (1..)
            .zip(file.boxes)
            .map(|(number, row)| {
                row.rule()
                    .map_err(|fault| BoxesError::Box { number, fault })
            })
            .collect::<Result<_, _>>()?;
        let seen = file.seen.into_iter().map(|row| (row.series, row.frames));
        Ok(Self {
            boxes,
            seen: seen.collect(),
        })
    }

    /// The boxes of one instance, each area once, sorted.
    #[must_use]
    pub fn boxes_for(&self, instance: &str, series: &str, device: &Device) -> Vec<HiddenBox> {
        let own = self.boxes.iter().filter(|rule| match &rule.scope {
            Scope::Instance(uid) => uid.expose() == instance,
            Scope::Series(uid) => uid.expose() == series,
            Scope::Device(made_by) => made_by == device,
        });
        let mut boxes: Vec<HiddenBox> = own
            .map(|rule| HiddenBox {
                frames: rule.frames.clone(),
                area: rule.area,
            })
            .collect();
        boxes.sort_unstable();
        boxes.dedup();
        boxes
    }

    /// Frames or projections of a series that the person looked at; `None` if
    /// the person did not look.
    #[must_use]
    pub fn seen(&self, series: &Sensitive<String>) -> Option<u64> {
        self.seen.get(series).copied()
    }
}

impl BoxIn {
    fn rule(self) -> Result<BoxRule, BoxFault> {
        let scope = match (self.instance, self.series, self.device) {
            (Some(uid), None, None) => Scope::Instance(uid),
            (None, Some(uid), None) => Scope::Series(uid),
            (None, None, Some(device)) => Scope::Device(device),
            _none_or_several => return Err(BoxFault::Scope),
        };
        if self.width == 0 || self.height == 0 {
            return Err(BoxFault::Empty);
        }
        let mut frames = self.frames;
        if frames.contains(&0) || frames.len() > LIMIT_FRAMES {
            return Err(BoxFault::Frames);
        }
        frames.sort_unstable();
        frames.dedup();
        Ok(BoxRule {
            scope,
            frames,
            area: PixelArea {
                left: self.left,
                top: self.top,
                width: self.width,
                height: self.height,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(rows: &str) -> String {
        format!(r#"{{"format": "safelight-boxes", "version": 1, {rows}}}"#)
    }

    const AREA: &str = r#""left": 1, "top": 2, "width": 3, "height": 4"#;

    #[test]
    fn a_box_is_found_by_instance_by_series_and_by_device() {
        let device = r#"{"manufacturer": "ACME", "model": "E5", "rows": 480, "columns": 640}"#;
        let text = file(&format!(
            r#""boxes": [{{"series": "1.2", {AREA}}}, {{"instance": "1.2.3", "frames": [4, 2, 4], {AREA}}},
                {{"device": {device}, {AREA}}}], "seen": [{{"series": "1.2", "frames": 7}}]"#
        ));
        let decisions = PixelDecisions::parse(&text).expect("a file");
        let device = Device {
            manufacturer: Sensitive::from("ACME"),
            model: Sensitive::from("E5"),
            rows: 480,
            columns: 640,
        };
        let other = Device {
            rows: 481,
            ..device.clone()
        };
        let frames = |instance, series, device: &Device| -> Vec<Vec<u32>> {
            let boxes = decisions.boxes_for(instance, series, device);
            boxes.into_iter().map(|hidden| hidden.frames).collect()
        };
        assert_eq!(frames("1.2.9", "1.9", &other), Vec::<Vec<u32>>::new());
        assert_eq!(frames("1.2.9", "1.2", &other), [Vec::<u32>::new()]);
        assert_eq!(frames("1.2.9", "1.9", &device), [Vec::<u32>::new()]);
        assert_eq!(frames("1.2.3", "1.2", &device), [vec![], vec![2, 4]]);
        assert_eq!(decisions.seen(&Sensitive::from("1.2")), Some(7));
        assert_eq!(decisions.seen(&Sensitive::from("1.3")), None);
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_counts_as_seen() {
        let area = PixelArea {
            left: 1,
            top: 2,
            width: 3,
            height: 4,
        };
        let rule = |scope, frames: &[u32]| BoxRule {
            scope,
            frames: frames.to_vec(),
            area,
        };
        let rules = [
            rule(Scope::Series(Sensitive::from("1.2")), &[]),
            rule(Scope::Instance(Sensitive::from("1.2.3")), &[2, 5]),
            rule(Scope::Device(Device::default()), &[]),
        ];
        let read = PixelDecisions::parse(&suggested(&rules).expect("a file")).expect("it is read");
        assert_eq!((read.boxes.as_slice(), read.seen.len()), (&rules[..], 0));
        let many = vec![rules[0].clone(); LIMIT_ROWS + 1];
        assert_eq!(suggested(&many), Err(BoxesError::TooMany));
    }

    #[test]
    fn a_file_that_is_not_of_the_form_is_named_by_place_and_without_a_value() {
        let bad = [
            ("[", "column 1"),
            (&file(r#""boxes": [{"series": "1.2"}]"#), "column"),
            (
                &file(&format!(r#""boxes": [{{{AREA}}}]"#)),
                "box 1: it names one",
            ),
            (
                &file(&format!(
                    r#""boxes": [{{"series": "1", "instance": "2", {AREA}}}]"#
                )),
                "box 1: it names one",
            ),
            (
                &file(
                    r#""boxes": [{"series": "1", "left": 0, "top": 0, "width": 0, "height": 1}]"#,
                ),
                "at least 1",
            ),
            (
                &file(&format!(
                    r#""boxes": [{{"series": "1", "frames": [0], {AREA}}}]"#
                )),
                "count from 1",
            ),
            (
                r#"{"format": "another", "version": 1}"#,
                "does not say format",
            ),
        ];
        for (text, said) in bad {
            let error = PixelDecisions::parse(text)
                .expect_err("refused")
                .to_string();
            assert!(error.contains(said), "{error}");
            assert!(!error.contains("1.2"), "{error}");
        }
    }
}
