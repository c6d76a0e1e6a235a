//! When the study began: the earliest of its events, on the clock of the file.

use dicom_core::VR;

use crate::dicom::data::{DataSet, Value};
use crate::dicom::dates::{DAY_SECONDS, Day, read_date, read_date_time, read_time, read_zone};
use crate::dicom::standard;
use crate::dicom::walk::{base_day, code_of, plain_text, tag_of};
use crate::finding::TagCode;

/// Events further from the study date are not of this study.
const NEAR_DAYS: i64 = 3;
/// Nesting that is followed; the reader stops earlier.
const MOST_LEVELS: usize = 128;

/// Times and date-times of events whose distances a reader needs: study,
/// series, acquisition, content and their kin, injection and contrast,
/// frames, irradiation, content items.
#[rustfmt::skip]
const EVENTS: &[u32] = &[
    0x0008_0013, 0x0008_002A, 0x0008_0030, 0x0008_0031, 0x0008_0032, 0x0008_0033, 0x0018_1014, 0x0018_1042,
    0x0018_1072, 0x0018_1078, 0x0018_9074, 0x0018_9151, 0x0018_9516, 0x0018_9701, 0x0040_0245, 0x0040_4050, 0x0040_A032,
    0x0040_A120, 0x0040_A122, 0x3008_0025, 0x3008_0251,
];

/// Seconds of local time since 1970-01-01. `None`: no usable date.
#[must_use]
pub fn first(set: &DataSet) -> Option<i64> {
    let anchor = plain_text(set, TagCode(0x0008_0020))
        .and_then(|value| read_date(&value))
        .or_else(|| base_day(set))?;
    let mut search = Search {
        anchor,
        base: base_day(set).unwrap_or(anchor),
        zone_minutes: plain_text(set, TagCode(0x0008_0201)).and_then(|zone| read_zone(&zone)),
        earliest: None,
    };
    search.data_set(set, 0);
    // A study with a date and no time begins at midnight of its first day.
    search.earliest.or(Some(anchor.0 * DAY_SECONDS))
}

struct Search {
    anchor: Day,
    base: Day,
    zone_minutes: Option<i64>,
    earliest: Option<i64>,
}

impl Search {
    fn data_set(&mut self, set: &DataSet, depth: usize) {
        if depth > MOST_LEVELS {
            return;
        }
        for element in &set.elements {
            match &element.value {
                Value::Items(items) => {
                    for item in items {
                        self.data_set(item, depth + 1);
                    }
                }
                Value::Bytes(bytes) => {
                    let tag = code_of(element.tag);
                    if EVENTS.contains(&tag.0) {
                        self.event(set, tag, &String::from_utf8_lossy(bytes));
                    }
                }
                Value::Pixels(_) => {}
            }
        }
    }

    fn event(&mut self, set: &DataSet, tag: TagCode, text: &str) {
        let vr = standard::attribute(tag).map_or(VR::TM, |row| row.vr);
        for (place, value) in text.split('\\').enumerate() {
            let moment = if vr == VR::DT {
                read_date_time(value, self.zone_minutes)
                    .and_then(|moment| Some((moment.day, moment.time?.seconds)))
            } else {
                let day = self.day_of(set, tag, place);
                read_time(value).map(|time| (day, time.seconds))
            };
            let Some((day, seconds)) = moment else {
                continue;
            };
            if (day.0 - self.anchor.0).abs() <= NEAR_DAYS {
                let at = day.0 * DAY_SECONDS + seconds;
                self.earliest = Some(self.earliest.map_or(at, |earliest| earliest.min(at)));
            }
        }
    }

    /// The day of a time: its partner's, else the instance's.
    fn day_of(&self, set: &DataSet, time: TagCode, place: usize) -> Day {
        let partner =
            standard::date_of_time(time).and_then(|date| match &set.get(tag_of(date))?.value {
                Value::Bytes(bytes) => {
                    let text = String::from_utf8_lossy(bytes);
                    text.split('\\').nth(place).and_then(read_date)
                }
                Value::Items(_) | Value::Pixels(_) => None,
            });
        partner.unwrap_or(self.base)
    }
}
