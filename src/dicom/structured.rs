//! Content items of structured reports: PS3.15 Table E.3.4-1 by value type and
//! concept, over the rules for single attributes.

use dicom_core::VR;

use super::charset::Charset;
use super::data::{DataSet, DicomFile, Value};
use super::profile::{Action, Decision, Rules, Source, Surroundings};
use super::standard::kinds::{Choice, Code, Column, ContentColumn};
use super::standard::{self};
use super::strings::trimmed;
use super::walk::{charset_of, plain_text, tag_of};
use crate::finding::TagCode;
use crate::policy::options::{Cleaning, DeviceIdentity, InstitutionIdentity};
use crate::policy::{Characteristics, DateRule};

/// (0040,A040) Value Type.
const VALUE_TYPE: TagCode = TagCode(0x0040_A040);
/// (0040,A043) Concept Name Code Sequence.
const CONCEPT_NAME: TagCode = TagCode(0x0040_A043);
/// (0040,A168) Concept Code Sequence.
const CONCEPT_CODE: TagCode = TagCode(0x0040_A168);
/// (0040,A300) Measured Value Sequence.
const MEASURED_VALUE: TagCode = TagCode(0x0040_A300);
/// (0040,A30A) Numeric Value.
const NUMERIC_VALUE: TagCode = TagCode(0x0040_A30A);
/// (0040,08EA) Measurement Units Code Sequence.
const UNITS: TagCode = TagCode(0x0040_08EA);

/// (0040,A160) Text Value.
pub const TEXT_VALUE: TagCode = TagCode(0x0040_A160);
/// (0040,A730) Content Sequence.
const CONTENT: TagCode = TagCode(0x0040_A730);
/// A longer line is narrative.
const LONGEST_LINE: usize = 64;
/// Nesting that is followed; the reader stops earlier.
const MOST_LEVELS: usize = 128;

/// What a content item asks for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentRule {
    /// No content item, or one without a row: the attribute's own rule.
    None,
    /// Its value gets a dummy; the item stays, so that references by position
    /// (PS3.3 C.17.3.2.4) still hold.
    Blank,
    /// Its person is the patient.
    Patient,
    /// Its text is cleaned.
    Clean,
    /// An option retains it; its text loses what headers say.
    Retained(Column),
    /// Its date or time goes by the date rule.
    Moment,
}

impl ContentRule {
    /// Nothing of an item is cleaned or retained where no text may stay.
    #[must_use]
    pub const fn within(self, surroundings: Surroundings) -> Self {
        match (surroundings, self) {
            (Surroundings::Identity, Self::Clean | Self::Retained(_)) => Self::Blank,
            (Surroundings::Open | Surroundings::Retained | Surroundings::Identity, own) => own,
        }
    }

    /// What is done with a value attribute of the item instead.
    #[must_use]
    pub fn overrules(self, tag: TagCode, decided: Decision) -> Option<Decision> {
        let (action, option) = self.action(tag, decided.action)?;
        let source = option.map_or(decided.source, |(column, choice)| {
            Source::Option(column, choice)
        });
        Some(Decision {
            action,
            source,
            ..decided
        })
    }

    /// The action, and the option that allows it.
    fn action(self, tag: TagCode, decided: Action) -> Option<(Action, Option<(Column, Choice)>)> {
        // Text, person name, date-time, date, time.
        let is_text = tag == TEXT_VALUE;
        let is_name = tag == TagCode(0x0040_A123);
        let is_moment = matches!(tag.0, 0x0040_A120..=0x0040_A122);
        match self {
            Self::None => None,
            Self::Blank if is_text || is_name || is_moment => Some((Action::Dummy, None)),
            Self::Blank if tag == CONCEPT_CODE => Some((Action::PlainItems, None)),
            Self::Patient if is_name || is_text => Some((Action::PatientCode, None)),
            Self::Clean if is_text => {
                Some((Action::Narrative, Some((Column::Descriptors, Choice::C))))
            }
            Self::Retained(column) if is_text => {
                Some((Action::CodeValue, Some((column, Choice::K))))
            }
            Self::Retained(column) if tag == CONCEPT_CODE => {
                Some((Action::Items, Some((column, Choice::K))))
            }
            Self::Moment if is_moment && decided != Action::Moment => Some((Action::Moment, None)),
            Self::Blank | Self::Patient | Self::Clean | Self::Retained(_) | Self::Moment => None,
        }
    }
}

/// The rule of a data set that is a content item. Ages of the subject are
/// capped in place.
pub fn rule_of(set: &mut DataSet, charset: &Charset, rules: Rules) -> ContentRule {
    let Some(value_type) = plain_text(set, VALUE_TYPE) else {
        return ContentRule::None;
    };
    let Some((scheme, code)) = concept(set, charset) else {
        return ContentRule::None;
    };
    if value_type == "NUM" && is_age(&scheme, &code) {
        cap_years(set, charset);
    }
    // Subject Name, Subject ID: the patient.
    if scheme == "DCM" && matches!(code.as_str(), "121029" | "121030") {
        return ContentRule::Patient;
    }
    let Some(row) = standard::content_row(&scheme, &code, &value_type) else {
        return ContentRule::None;
    };
    let options = rules.options;
    let has = |column| row.choice(column) != Choice::Blank;
    let device = options.device == DeviceIdentity::Keep && has(ContentColumn::Device);
    let site = options.institution == InstitutionIdentity::Keep && has(ContentColumn::Institution);
    let cleans = options.descriptors == Cleaning::Clean;
    match value_type.as_str() {
        "TEXT" | "CODE" if device => ContentRule::Retained(Column::Device),
        "TEXT" | "CODE" if site => ContentRule::Retained(Column::Institution),
        "TEXT" if cleans && row.choice(ContentColumn::Descriptors) != Choice::Blank => {
            ContentRule::Clean
        }
        "DATE" | "TIME" | "DATETIME" => {
            let column = match options.dates {
                DateRule::Keep => ContentColumn::FullDates,
                DateRule::YearAndIntervals | DateRule::Remove | DateRule::ShiftPerPatient => {
                    ContentColumn::ModifiedDates
                }
            };
            let moves = row.choice(column) != Choice::Blank;
            if moves && options.dates != DateRule::Remove {
                ContentRule::Moment
            } else {
                ContentRule::Blank
            }
        }
        "CODE" if row.choice(ContentColumn::Characteristics) != Choice::Blank => {
            match options.characteristics {
                Characteristics::Keep => ContentRule::None,
                Characteristics::Remove => ContentRule::Blank,
            }
        }
        "TEXT" | "PNAME" | "CODE" => ContentRule::Blank,
        // Numbers, references and containers name nobody: their UIDs are replaced.
        _others => match row.basic {
            Code::X
            | Code::D
            | Code::XD
            | Code::Z
            | Code::U
            | Code::XZ
            | Code::ZD
            | Code::XZD
            | Code::XZU => ContentRule::None,
        },
    }
}

/// Storage classes of structured reports begin so (PS3.4 Table B.5-1).
const STORAGE: &str = "1.2.840.10008.5.1.4.1.1.88.";

/// Whether a class is a structured report.
#[must_use]
pub fn is_report_class(sop_class_uid: &str) -> bool {
    sop_class_uid.starts_with(STORAGE)
}

/// The narrative of a structured report, item by item, an empty line between
/// two: what one of them tells of its people holds for the others. One short
/// line is mostly a description: a name in it ends nowhere for sure.
#[must_use]
pub fn texts(file: &DicomFile) -> String {
    let mut texts = Vec::new();
    let charset = charset_of(&file.data_set, Charset::default());
    gather(&file.data_set, charset, 0, &mut texts);
    texts.join("\n\n")
}

fn gather(set: &DataSet, charset: Charset, depth: usize, texts: &mut Vec<String>) {
    if depth > MOST_LEVELS {
        return;
    }
    for element in &set.elements {
        match &element.value {
            Value::Bytes(bytes) if element.tag == tag_of(TEXT_VALUE) => {
                let text = charset.decode(bytes);
                let text = trimmed(&text);
                if text.len() > LONGEST_LINE || text.contains(['\r', '\n']) {
                    texts.push(text.to_owned());
                }
            }
            Value::Items(items) if element.tag == tag_of(CONTENT) => {
                for item in items {
                    gather(item, charset_of(item, charset), depth + 1, texts);
                }
            }
            Value::Bytes(_) | Value::Items(_) | Value::Pixels(_) => {}
        }
    }
}

/// Scheme and code of an item's concept name.
fn concept(set: &DataSet, charset: &Charset) -> Option<(String, String)> {
    let Value::Items(items) = &set.get(tag_of(CONCEPT_NAME))?.value else {
        return None;
    };
    coded(items.first()?, charset)
}

fn coded(item: &DataSet, charset: &Charset) -> Option<(String, String)> {
    let text = |tag: u32| match &item.get(tag_of(TagCode(tag)))?.value {
        Value::Bytes(bytes) => Some(trimmed(&charset.decode(bytes)).to_owned()),
        Value::Items(_) | Value::Pixels(_) => None,
    };
    Some((text(0x0008_0102)?, text(0x0008_0100)?))
}

/// Subject Age, and age by two other schemes.
fn is_age(scheme: &str, code: &str) -> bool {
    matches!(
        (scheme, code),
        ("DCM", "121033") | ("SCT", "397669002" | "424144002") | ("LN", "30525-0")
    )
}

/// Sets a number of years above 90 to 90 (45 CFR 164.514(b)(2)(i)(C)).
fn cap_years(set: &mut DataSet, charset: &Charset) {
    let Some(mut measured) = set.take(tag_of(MEASURED_VALUE)) else {
        return;
    };
    if let Value::Items(items) = &mut measured.value {
        for item in items {
            let in_years = match item.get(tag_of(UNITS)).map(|units| &units.value) {
                Some(Value::Items(units)) => units
                    .first()
                    .and_then(|unit| coded(unit, charset))
                    .is_none_or(|(_, unit)| matches!(unit.as_str(), "a" | "Y")),
                Some(Value::Bytes(_) | Value::Pixels(_)) | None => true,
            };
            let years = plain_text(item, NUMERIC_VALUE).and_then(|text| text.parse::<f64>().ok());
            if in_years && years.is_some_and(|years| years >= 90.0) {
                item.put(super::data::Element {
                    tag: tag_of(NUMERIC_VALUE),
                    vr: VR::DS,
                    value: Value::Bytes(b"90".to_vec()),
                });
            }
        }
    }
    set.put(measured);
}
