//! Who and what a header says that the instance is about.

use super::super::charset::Charset;
use super::super::data::{DataSet, Value};
use super::super::dates::{civil, read_date};
use super::super::strings::trimmed;
use super::super::walk::tag_of;
use super::generic::{is_specific_id, is_specific_name};
use crate::finding::TagCode;
use crate::identities::{Identities, Readings};
use crate::sensitive::Sensitive;

/// Patient's Name, Other Patient Names, Patient's Birth Name.
const NAMES: [u32; 3] = [0x0010_0010, 0x0010_1001, 0x0010_1005];
/// Patient ID, Other Patient IDs.
const NUMBERS: [u32; 2] = [0x0010_0020, 0x0010_1000];
/// Other Patient IDs Sequence.
const OTHER_NUMBERS: u32 = 0x0010_1002;
/// Patient's Birth Date.
const BIRTH_DATE: u32 = 0x0010_0030;
/// Accession Number, and what a report may call so: Study ID, Requested
/// Procedure ID, the numbers of the order.
const ACCESSIONS: [u32; 5] = [
    0x0008_0050,
    0x0020_0010,
    0x0040_1001,
    0x0040_2016,
    0x0040_2017,
];
/// Referenced Request, Request Attributes.
const REQUESTS: [u32; 2] = [0x0040_A370, 0x0040_0275];
/// Dates of study, series, acquisition, content, and of the procedure step.
const EXAM_DATES: [u32; 6] = [
    0x0008_0020,
    0x0008_0021,
    0x0008_0022,
    0x0008_0023,
    0x0008_002A,
    0x0040_0244,
];

/// What the header states.
pub fn stated(set: &DataSet, charset: &Charset) -> Identities {
    let mut stated = Identities::default();
    for value in NAMES.iter().flat_map(|tag| values(set, charset, *tag)) {
        let groups = value.split('=').map(trimmed);
        let names = groups.filter(|name| is_specific_name(name));
        stated.names.extend(names.map(Sensitive::from));
    }
    let numbers = NUMBERS.iter().flat_map(|tag| values(set, charset, *tag));
    let others = items(set, OTHER_NUMBERS);
    let others = others.flat_map(|item| values(item, charset, NUMBERS[0]));
    let specific = |value: &String| is_specific_id(value);
    stated.patient_ids = numbers
        .chain(others)
        .filter(specific)
        .map(Sensitive::new)
        .collect();
    let requests = REQUESTS.iter().flat_map(|tag| items(set, *tag));
    let sets: Vec<&DataSet> = std::iter::once(set).chain(requests).collect();
    let accessions = sets
        .iter()
        .flat_map(|set| ACCESSIONS.iter().flat_map(|tag| values(set, charset, *tag)));
    stated.accessions = accessions.filter(specific).map(Sensitive::new).collect();
    stated.birth_dates = days(set, charset, &[BIRTH_DATE]);
    stated.exam_dates = days(set, charset, &EXAM_DATES);
    stated
}

fn days<Days: FromIterator<Readings>>(set: &DataSet, charset: &Charset, tags: &[u32]) -> Days {
    let values = tags.iter().flat_map(|tag| values(set, charset, *tag));
    values
        .filter_map(|value| {
            // Of a date-time the day alone.
            let day = read_date(&value).or_else(|| read_date(value.get(..8)?))?;
            let (year, month, day) = civil(day);
            Some(Sensitive::new(vec![format!("{year:04}{month:02}{day:02}")]))
        })
        .collect()
}

fn items(set: &DataSet, tag: u32) -> impl Iterator<Item = &DataSet> {
    let items = match set.get(tag_of(TagCode(tag))).map(|element| &element.value) {
        Some(Value::Items(items)) => items.as_slice(),
        Some(Value::Bytes(_) | Value::Pixels(_)) | None => &[],
    };
    items.iter()
}

/// The values of a text element, decoded and trimmed.
fn values(set: &DataSet, charset: &Charset, tag: u32) -> Vec<String> {
    let text = super::text_at(set, charset, TagCode(tag));
    let values = text.split('\\').map(trimmed);
    values
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}
