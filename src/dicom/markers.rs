//! What the product writes into every cleaned instance: who the patient is
//! now, how it was cleaned (PS3.15 E.1.1), and a new file meta group.

use dicom_core::VR;

use super::actions::{DUMMY_WORDS, is_uid, stays};
use super::data::{DataSet, DicomFile, Element, Value};
use super::profile::tags;
use super::standard::kinds::Method;
use super::standard::table::METHODS;
use super::strings;
use super::walk::{Cleaning, Identity, Record, plain_text, tag_of, uid_at};
use crate::finding::{Done, ReasonCode, Refusal, TagCode};
use crate::policy::{Claim, DateRule};

/// Implementation Class UID of this product: a fixed random number under
/// 2.25 (PS3.5 B.2), the same in every file and derived from nothing.
pub const IMPLEMENTATION_CLASS_UID: &str = "2.25.274907419532881163470291836502749615308";
/// Implementation Version Name.
pub const IMPLEMENTATION_VERSION: &str = concat!(
    "SAFELIGHT_",
    env!("CARGO_PKG_VERSION_MAJOR"),
    "_",
    env!("CARGO_PKG_VERSION_MINOR")
);
/// Longest value of a LO.
const LONGEST_LABEL: usize = 64;

/// Writes the markers and the file meta group.
///
/// # Errors
/// [`ReasonCode::MissingUid`] if the cleaned instance has no SOP class or
/// instance UID.
pub fn write(
    file: &mut DicomFile,
    record: &mut Record,
    identity: &Identity,
    cleaning: &Cleaning<'_>,
) -> Result<(), Refusal> {
    let set = &mut file.data_set;
    patient(set, cleaning);
    let added = [
        tags::PATIENT_IDENTITY_REMOVED,
        tags::DEIDENTIFICATION_METHOD,
        tags::DEIDENTIFICATION_METHOD_CODES,
        tags::TEMPORAL_INFORMATION_MODIFIED,
        CONTRIBUTING_EQUIPMENT,
    ];
    put_text(set, tags::PATIENT_IDENTITY_REMOVED, VR::CS, "YES");
    methods(set, record, cleaning);
    add_methods(set, applied(record));
    temporal(set, record, cleaning);
    equipment(set);
    for tag in added {
        record.tally.count(tag, Done::Added, None);
    }
    character_set(set, record);
    file.meta = meta(file, identity, cleaning)?;
    copy_identity(file, record);
    Ok(())
}

/// Whether a text is one that the product writes itself, into a marker or in the
/// place of a removed value: in every instance it comes again.
#[must_use]
pub fn is_own_text(text: &str) -> bool {
    let text = text.trim();
    let is_of_a_method = METHODS
        .iter()
        .any(|method| text == method.code || text == method.meaning);
    let begins = ["Safelight", "SAFELIGHT", "Preset ", "Dates: "];
    let own = [
        "0",
        "DCM",
        "109104",
        "De-identifying Equipment",
        env!("CARGO_PKG_VERSION"),
    ];
    is_of_a_method
        || begins.iter().any(|begin| text.starts_with(begin))
        || own.contains(&text)
        || DUMMY_WORDS.contains(&text)
}

/// Name and ID are Type 2 in every object: they stand in every output.
fn patient(set: &mut DataSet, cleaning: &Cleaning<'_>) {
    let key = cleaning.study.patient_key.expose();
    let pseudonym = cleaning
        .plan
        .tables
        .patient(key)
        .map(|codes| codes.pseudonym.clone())
        .unwrap_or_default();
    put_text(set, tags::PATIENT_NAME, VR::PN, &pseudonym);
    put_text(set, tags::PATIENT_ID, VR::LO, &pseudonym);
}

/// (0012,0063): earlier values stay, ours are added.
fn methods(set: &mut DataSet, record: &Record, cleaning: &Cleaning<'_>) {
    let policy = &cleaning.plan.policy;
    let dates = match policy.dates() {
        DateRule::YearAndIntervals => "Dates: year kept, times from the first event of the study",
        DateRule::Remove => "Dates: removed",
        DateRule::ShiftPerPatient => "Dates: shifted by a random number of days per patient",
        DateRule::Keep => "Dates: kept",
    };
    let claim = match policy.preset.claim() {
        Claim::SafeHarbor => "45 CFR 164.514(b)(2) rules applied",
        Claim::NotClaimed => "Safe Harbor not claimed",
    };
    let preset = policy.preset.name();
    let mut ours = vec![
        concat!("Safelight ", env!("CARGO_PKG_VERSION"), ", PS3.15 2026d").to_owned(),
        format!("Preset {preset}; {claim}"),
        dates.to_owned(),
    ];
    // The options in force and used, in the words of CID 7050.
    ours.extend(applied(record).map(|method| method.meaning.to_owned()));
    let earlier = match set
        .get(tag_of(tags::DEIDENTIFICATION_METHOD))
        .map(|e| &e.value)
    {
        Some(Value::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        Some(Value::Items(_) | Value::Pixels(_)) | None => String::new(),
    };
    let mut values: Vec<String> = strings::split(&earlier, VR::LO);
    values.retain(|value| !value.is_empty() && !ours.contains(value));
    values.extend(ours);
    debug_assert!(
        values
            .iter()
            .rev()
            .take(3)
            .all(|value| value.len() <= LONGEST_LABEL)
    );
    put_text(
        set,
        tags::DEIDENTIFICATION_METHOD,
        VR::LO,
        &values.join("\\"),
    );
}

/// The basic profile, and each option that a value of this instance stayed by.
fn applied(record: &Record) -> impl Iterator<Item = &'static Method> {
    METHODS.iter().filter(|method| {
        method.code == BASIC_PROFILE
            || record
                .used
                .iter()
                .any(|option| option.code() == method.code)
    })
}

/// Basic Application Confidentiality Profile in CID 7050.
const BASIC_PROFILE: &str = "113100";

/// (0012,0064): codes of CID 7050 for what was done; earlier items stay.
fn add_methods(set: &mut DataSet, methods: impl Iterator<Item = &'static Method>) {
    let mut items = match set.take(tag_of(tags::DEIDENTIFICATION_METHOD_CODES)) {
        Some(Element {
            value: Value::Items(items),
            ..
        }) => items,
        Some(_) | None => Vec::new(),
    };
    items.retain(|item| !item.elements.is_empty());
    let present: Vec<String> = items
        .iter()
        .filter_map(|item| plain_text(item, CODE_VALUE))
        .collect();
    for method in methods {
        if !present.iter().any(|code| code == method.code) {
            items.push(code_item(method.code, "DCM", method.meaning));
        }
    }
    put(
        set,
        tags::DEIDENTIFICATION_METHOD_CODES,
        VR::SQ,
        Value::Items(items),
    );
}

/// (0028,0303): whether dates and times remain, and how.
fn temporal(set: &mut DataSet, record: &Record, cleaning: &Cleaning<'_>) {
    let value = match cleaning.plan.policy.dates() {
        DateRule::Keep => "UNMODIFIED",
        DateRule::Remove => "REMOVED",
        DateRule::YearAndIntervals | DateRule::ShiftPerPatient if record.moments == 0 => "REMOVED",
        DateRule::YearAndIntervals | DateRule::ShiftPerPatient => "MODIFIED",
    };
    put_text(set, tags::TEMPORAL_INFORMATION_MODIFIED, VR::CS, value);
}

/// (0018,A001): the product itself, without time and place.
fn equipment(set: &mut DataSet) {
    let mut items = match set.take(tag_of(CONTRIBUTING_EQUIPMENT)) {
        Some(Element {
            value: Value::Items(items),
            ..
        }) => items,
        Some(_) | None => Vec::new(),
    };
    items.retain(|item| !item.elements.is_empty());
    let mut item = DataSet::default();
    put_text(&mut item, TagCode(0x0008_0070), VR::LO, "Safelight");
    put_text(&mut item, TagCode(0x0008_1090), VR::LO, "Safelight");
    put_text(
        &mut item,
        TagCode(0x0018_1020),
        VR::LO,
        env!("CARGO_PKG_VERSION"),
    );
    let purpose = code_item("109104", "DCM", "De-identifying Equipment");
    put(&mut item, PURPOSE, VR::SQ, Value::Items(vec![purpose]));
    items.push(item);
    put(set, CONTRIBUTING_EQUIPMENT, VR::SQ, Value::Items(items));
}

/// (0008,0005): UTF-8 if text beyond ASCII stayed, else as it was.
fn character_set(set: &mut DataSet, record: &Record) {
    if record.beyond_ascii {
        put_text(set, tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192");
        return;
    }
    let Some(element) = set.get(tag_of(tags::SPECIFIC_CHARACTER_SET)) else {
        return;
    };
    let Value::Bytes(bytes) = &element.value else {
        set.take(tag_of(tags::SPECIFIC_CHARACTER_SET));
        return;
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let is_term = |term: &str| term.is_empty() || CHARACTER_SETS.contains(&term);
    if !text.split('\\').map(strings::trimmed).all(is_term) {
        set.take(tag_of(tags::SPECIFIC_CHARACTER_SET));
    }
}

/// The instance UID in the data set where only the old file meta group had one,
/// or nothing did. A class is not added: the data set never said it.
fn copy_identity(file: &mut DicomFile, record: &mut Record) {
    if uid_at(&file.data_set, tags::SOP_INSTANCE_UID).is_some() {
        return;
    }
    if let Some(element) = file.meta.get(tag_of(TagCode(0x0002_0003))) {
        let value = element.value.clone();
        put(&mut file.data_set, tags::SOP_INSTANCE_UID, VR::UI, value);
        record
            .tally
            .count(tags::SOP_INSTANCE_UID, Done::Added, None);
    }
}

/// A new group 0002: nothing of the old one but the transfer syntax.
fn meta(
    file: &DicomFile,
    identity: &Identity,
    cleaning: &Cleaning<'_>,
) -> Result<DataSet, Refusal> {
    let mut meta = DataSet::default();
    let class = identity.sop_class_uid.as_str();
    let original = identity.sop_instance_uid.as_str();
    let retained = cleaning.plan.retains(original) && is_uid(original);
    let instance = if retained || stays(tags::SOP_INSTANCE_UID, original) {
        Some(original)
    } else {
        cleaning.plan.tables.uid(original)
    };
    let instance = instance.ok_or(Refusal::at(ReasonCode::MissingUid, tags::SOP_INSTANCE_UID))?;
    put(
        &mut meta,
        TagCode(0x0002_0001),
        VR::OB,
        Value::Bytes(vec![0, 1]),
    );
    if !class.is_empty() {
        put_text(&mut meta, TagCode(0x0002_0002), VR::UI, class);
    }
    put_text(&mut meta, TagCode(0x0002_0003), VR::UI, instance);
    put_text(
        &mut meta,
        TagCode(0x0002_0010),
        VR::UI,
        &file.transfer_syntax,
    );
    put_text(
        &mut meta,
        TagCode(0x0002_0012),
        VR::UI,
        IMPLEMENTATION_CLASS_UID,
    );
    put_text(
        &mut meta,
        TagCode(0x0002_0013),
        VR::SH,
        IMPLEMENTATION_VERSION,
    );
    Ok(meta)
}

/// Contributing Equipment Sequence.
const CONTRIBUTING_EQUIPMENT: TagCode = TagCode(0x0018_A001);
/// Purpose of Reference Code Sequence.
const PURPOSE: TagCode = TagCode(0x0040_A170);
/// Code Value.
const CODE_VALUE: TagCode = TagCode(0x0008_0100);

/// Defined terms of (0008,0005), PS3.3 C.12.1.1.2.
#[rustfmt::skip]
const CHARACTER_SETS: &[&str] = &[
    "ISO_IR 6", "ISO_IR 13", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 126", "ISO_IR 127",
    "ISO_IR 138", "ISO_IR 144", "ISO_IR 148", "ISO_IR 166", "ISO_IR 192", "ISO_IR 203", "GB18030", "GBK",
    "ISO 2022 IR 6", "ISO 2022 IR 13", "ISO 2022 IR 58", "ISO 2022 IR 87", "ISO 2022 IR 100", "ISO 2022 IR 101",
    "ISO 2022 IR 109", "ISO 2022 IR 110", "ISO 2022 IR 126", "ISO 2022 IR 127", "ISO 2022 IR 138",
    "ISO 2022 IR 144", "ISO 2022 IR 148", "ISO 2022 IR 149", "ISO 2022 IR 159", "ISO 2022 IR 166", "ISO 2022 IR 203",
];

fn code_item(value: &str, scheme: &str, meaning: &str) -> DataSet {
    let mut item = DataSet::default();
    put_text(&mut item, CODE_VALUE, VR::SH, value);
    put_text(&mut item, TagCode(0x0008_0102), VR::SH, scheme);
    put_text(&mut item, TagCode(0x0008_0104), VR::LO, meaning);
    item
}

/// A code of CID 7050 for what is done behind the walk.
pub(super) fn add_method(set: &mut DataSet, code: &str) {
    add_methods(set, METHODS.iter().filter(|method| method.code == code));
}

pub(super) fn put_text(set: &mut DataSet, tag: TagCode, vr: VR, text: &str) {
    put(set, tag, vr, Value::Bytes(strings::bytes(text, vr)));
}

fn put(set: &mut DataSet, tag: TagCode, vr: VR, value: Value) {
    set.put(Element {
        tag: tag_of(tag),
        vr,
        value,
    });
}
