//! Every identifying value of an instance: file meta, data set, items, private
//! elements, at any depth.

use std::collections::BTreeSet;

use dicom_core::VR;

use super::Retainable;
use super::generic;
use crate::dicom::actions::{is_uid, stays};
use crate::dicom::charset::Charset;
use crate::dicom::data::{DataSet, DicomFile, Element, Value};
use crate::dicom::dates::{read_date, read_date_time, written_date};
use crate::dicom::private::{self, Creators};
use crate::dicom::profile::{Action, Place, Rules, Source, Surroundings, decide, letter_of};
use crate::dicom::standard::kinds::{Column, Holds, MapAction};
use crate::dicom::standard::{self, ClassTypes};
use crate::dicom::strings::{self, trimmed};
use crate::dicom::walk::{charset_of, code_of};
use crate::finding::TagCode;
use crate::known::{KnownKind, KnownValue, Role};
use crate::policy::options::{
    DeviceIdentity, InstitutionIdentity, Options, PrivateElements, ProfileOption, Uids,
};
use crate::policy::{Claim, DateRule, Preset};
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;

/// Nesting that is followed; the reader stops earlier.
const MOST_LEVELS: usize = 128;
/// Longest text that is taken as one identifier.
const LONGEST_VALUE: usize = 256;

/// What was gathered.
pub struct Gathered {
    /// Identifying values, sorted, each once.
    pub known: Vec<KnownValue>,
    /// UIDs that are replaced, sorted, each once.
    pub uids: Vec<Sensitive<String>>,
    /// Values that an option would retain, sorted, each once.
    pub retainable: Vec<Retainable>,
    /// Check sum of all values and lengths: tells copies from other versions.
    pub fingerprint: u64,
}

#[derive(Default)]
struct Gatherer {
    known: BTreeSet<KnownValue>,
    uids: BTreeSet<String>,
    retainable: BTreeSet<Retainable>,
    /// The option that retains the element that is looked at.
    option: Option<ProfileOption>,
    sum: crc32fast::Hasher,
    size_bytes: u32,
}

impl Gatherer {
    fn count(&mut self, bytes: &[u8]) {
        self.sum.update(bytes);
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.size_bytes = self.size_bytes.wrapping_add(length);
    }
}

/// Gathers from file meta and data set.
#[must_use]
pub fn gather(file: &DicomFile, charset: Charset) -> Gathered {
    let mut gatherer = Gatherer::default();
    // Whether an option retains a value does not depend on the object.
    let types = ClassTypes::default();
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    gatherer.data_set(&file.meta, place, Charset::default(), 0);
    gatherer.data_set(&file.data_set, place, charset, 0);
    for uid in &gatherer.uids {
        if is_uid(uid) {
            gatherer.retainable.insert(Retainable {
                option: ProfileOption::Uids,
                value: Sensitive::from(uid.as_str()),
            });
        }
        gatherer.known.insert(KnownValue {
            kind: KnownKind::Uid,
            letter: Letter::R,
            role: Role::Object,
            value: Sensitive::from(uid.as_str()),
        });
    }
    let fingerprint = u64::from(gatherer.size_bytes) << 32 | u64::from(gatherer.sum.finalize());
    Gathered {
        fingerprint,
        known: gatherer.known.into_iter().collect(),
        uids: gatherer.uids.into_iter().map(Sensitive::new).collect(),
        retainable: gatherer.retainable.into_iter().collect(),
    }
}

impl Gatherer {
    fn data_set(&mut self, set: &DataSet, place: Place<'_>, charset: Charset, depth: usize) {
        if depth > MOST_LEVELS {
            return;
        }
        let creators = Creators::of(set);
        for element in &set.elements {
            match &element.value {
                Value::Bytes(bytes) => {
                    self.count(bytes);
                    if code_of(element.tag).is_private() {
                        self.private(element, bytes, &creators, &charset);
                    } else {
                        self.value(element, bytes, &place, &charset);
                    }
                }
                Value::Items(items) => {
                    let inside = inside(code_of(element.tag), place);
                    for item in items {
                        self.data_set(item, inside, charset_of(item, charset), depth + 1);
                    }
                }
                Value::Pixels(span) => self.count(&span.length.to_le_bytes()),
            }
        }
    }

    fn value(&mut self, element: &Element, bytes: &[u8], place: &Place<'_>, charset: &Charset) {
        let tag = code_of(element.tag);
        let attribute = standard::attribute(tag);
        let vr = attribute.map_or(element.vr, |row| row.vr);
        let kind = match vr {
            VR::LO | VR::SH | VR::ST | VR::LT | VR::UC | VR::UT => {
                kind_of(tag, attribute.map_or("", |row| row.keyword))
            }
            _no_text => None,
        };
        let tells = matches!(vr, VR::UI | VR::DA | VR::DT | VR::AE | VR::UR) || kind.is_some();
        self.option = if tells {
            option_of(tag, vr, place)
        } else {
            None
        };
        match vr {
            VR::UI => self.uids(tag, bytes),
            VR::PN => self.names(tag, &charset.decode(bytes)),
            VR::DA => self.days(tag, &String::from_utf8_lossy(bytes)),
            VR::DT => self.day_times(tag, &String::from_utf8_lossy(bytes)),
            VR::AE | VR::UR => self.texts(tag, &charset.decode(bytes), vr, KnownKind::Network),
            VR::LO | VR::SH | VR::ST | VR::LT | VR::UC | VR::UT => {
                if let Some(kind) = kind {
                    self.texts(tag, &charset.decode(bytes), vr, kind);
                }
                if matches!(tag.0, 0x0010_0033 | 0x0010_0034) {
                    self.days(tag, &charset.decode(bytes));
                }
            }
            _no_identity => {}
        }
    }

    /// A private element tells what its representation says; one of the safe
    /// private attributes is read by its row.
    fn private(&mut self, element: &Element, bytes: &[u8], creators: &Creators, charset: &Charset) {
        let tag = code_of(element.tag);
        let row = private::row_of(tag, element.vr, creators);
        let vr = match row {
            Some(row) if row.holds == Holds::Uid => VR::UI,
            Some(row) => row.vr,
            None => element.vr,
        };
        let is_moment = row.is_some() && matches!(vr, VR::DA | VR::DT);
        self.option = is_moment.then_some(ProfileOption::FullDates);
        let is_listed_uid = || {
            let text = String::from_utf8_lossy(bytes);
            text.split('\\').map(trimmed).all(is_uid)
        };
        match vr {
            VR::UI if row.is_none() || is_listed_uid() => self.uids(tag, bytes),
            VR::PN => self.names(tag, &charset.decode(bytes)),
            VR::DA => self.days(tag, &String::from_utf8_lossy(bytes)),
            VR::DT => self.day_times(tag, &String::from_utf8_lossy(bytes)),
            VR::AE | VR::UR => self.texts(tag, &charset.decode(bytes), vr, KnownKind::Network),
            _no_identity => {}
        }
    }

    fn uids(&mut self, tag: TagCode, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        for uid in text.split('\\').map(trimmed) {
            if !uid.is_empty() && !stays(tag, uid) {
                self.uids.insert(uid.to_owned());
                self.retain(uid);
            }
        }
    }

    /// Each component group by itself: alphabetic, ideographic, phonetic
    /// (PS3.5 §6.2.1).
    fn names(&mut self, tag: TagCode, text: &str) {
        let role = person_role(tag);
        for name in text.split(['\\', '=']).map(trimmed) {
            if generic::is_specific_name(name) && name.len() <= LONGEST_VALUE {
                self.insert(KnownKind::PersonName, Letter::A, role, name);
            }
        }
    }

    fn days(&mut self, tag: TagCode, text: &str) {
        let days = text.split(['\\', '~']).filter_map(read_date);
        for day in days.filter(|day| generic::is_specific_day(*day)) {
            self.insert(
                KnownKind::Date,
                Letter::C,
                day_role(tag),
                &written_date(day),
            );
        }
    }

    fn day_times(&mut self, tag: TagCode, text: &str) {
        for moment in text.split('\\').filter_map(|one| read_date_time(one, None)) {
            if generic::is_specific_day(moment.day) {
                let date = written_date(moment.day);
                self.insert(KnownKind::Date, Letter::C, day_role(tag), &date);
            }
        }
    }

    fn texts(&mut self, tag: TagCode, text: &str, vr: VR, kind: KnownKind) {
        let letter = letter_of(tag, vr).unwrap_or(Letter::R);
        for value in strings::split(text, vr) {
            let value = trimmed(&value);
            let kind = kind_by_look(kind, value);
            let specific = match kind {
                KnownKind::Identifier => match tag.0 {
                    0x0010_0020 | 0x0008_0050 | 0x0010_1000 => generic::is_specific_id(value),
                    _other_number => generic::is_specific_code(value),
                },
                KnownKind::Phone => value.chars().filter(char::is_ascii_digit).count() >= 6,
                KnownKind::Organization | KnownKind::Place | KnownKind::Phrase => {
                    generic::is_specific_text(value)
                }
                KnownKind::Network | KnownKind::Email => {
                    value.len() >= 5 && generic::is_specific_text(value)
                }
                KnownKind::PersonName => generic::is_specific_name(value),
                KnownKind::Date | KnownKind::Time | KnownKind::Uid => true,
            };
            if specific && value.len() <= LONGEST_VALUE {
                self.insert(kind, letter, text_role(tag, kind), value);
            }
        }
    }

    /// Notes that the option of this element would retain the value.
    fn retain(&mut self, value: &str) {
        if let Some(option) = self.option {
            let value = Sensitive::from(value);
            self.retainable.insert(Retainable { option, value });
        }
    }

    fn insert(&mut self, kind: KnownKind, letter: Letter, role: Role, value: &str) {
        self.retain(value);
        self.known.insert(KnownValue {
            kind,
            letter,
            role,
            value: Sensitive::from(value),
        });
    }
}

/// Every option that a person may add, together.
const EVERYTHING: Rules = Rules {
    options: Options {
        private: PrivateElements::KeepListed,
        uids: Uids::Replace,
        device: DeviceIdentity::Keep,
        institution: InstitutionIdentity::Keep,
        dates: DateRule::Keep,
        ..Options::of(Preset::Research)
    },
    claim: Claim::NotClaimed,
};

/// The option that would retain an element at its place.
fn option_of(tag: TagCode, vr: VR, place: &Place<'_>) -> Option<ProfileOption> {
    let decision = decide(tag, vr, place, EVERYTHING);
    match decision.source {
        Source::Option(Column::Device, _) => Some(ProfileOption::Device),
        Source::Option(Column::Institution, _) => Some(ProfileOption::Institution),
        _dates_or_nothing => {
            (decision.action == Action::Moment).then_some(ProfileOption::FullDates)
        }
    }
}

/// The place of the items of a sequence, as the walk will see it.
fn inside<'a>(sequence: TagCode, place: Place<'a>) -> Place<'a> {
    let decision = decide(sequence, VR::SQ, &place, EVERYTHING);
    let surroundings = match (decision.action, decision.source) {
        (Action::PlainItems, _) => Surroundings::Identity,
        (Action::Items, Source::Option(Column::Device | Column::Institution, _)) => {
            Surroundings::Retained
        }
        _as_above => place.surroundings,
    };
    Place {
        sequence: Some(sequence),
        surroundings,
        ..place
    }
}

/// Whose name stands in a PN attribute.
const fn person_role(tag: TagCode) -> Role {
    match tag.0 {
        0x0010_0010 | 0x0010_1001 | 0x0010_1005 => Role::Patient,
        0x0010_1060 | 0x0010_2297 => Role::Relative,
        _physician_or_operator => Role::Staff,
    }
}

const fn day_role(tag: TagCode) -> Role {
    match tag.group() {
        0x0010 => Role::Patient,
        _event => Role::Object,
    }
}

fn text_role(tag: TagCode, kind: KnownKind) -> Role {
    match kind {
        KnownKind::Organization | KnownKind::Place if tag.group() != 0x0010 => Role::Site,
        _own if tag.group() == 0x0010 => Role::Patient,
        _own if matches!(tag.0, 0x0012_0040 | 0x0012_0042 | 0x0038_0010) => Role::Patient,
        KnownKind::PersonName => Role::Staff,
        KnownKind::Organization
        | KnownKind::Place
        | KnownKind::Date
        | KnownKind::Time
        | KnownKind::Identifier
        | KnownKind::Uid
        | KnownKind::Phone
        | KnownKind::Email
        | KnownKind::Network
        | KnownKind::Phrase => Role::Object,
    }
}

/// What a text attribute holds, by its keyword: only attributes that identify
/// (a row of Table E.1-1 or of the map) and do not stay as clinical text.
/// Comments are not entered: as whole sentences they protect nobody, and as
/// words they would take clinical words with them.
fn kind_of(tag: TagCode, keyword: &str) -> Option<KnownKind> {
    let map = standard::map_row(tag).map(|row| row.action);
    let identifies = standard::profile_row(tag).is_some()
        || matches!(
            map,
            Some(MapAction::Remove | MapAction::Pseudonym | MapAction::Empty)
        );
    if tag.is_private() || !identifies || standard::keep_row(tag).is_some() {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| keyword.contains(word));
    let is_sentence = has(&[
        "Comment",
        "Description",
        "History",
        "Reason",
        "Notes",
        "Narrative",
        "Impressions",
        "Interpretation",
        "Text",
        "Instruction",
    ]);
    if has(&["Telephone", "Phone", "Telecom"]) {
        Some(KnownKind::Phone)
    } else if has(&["Address", "Location", "Region", "Residence", "Country"]) {
        Some(KnownKind::Place)
    } else if has(&["StationName", "MachineName"]) {
        Some(KnownKind::Identifier)
    } else if has(&[
        "Institution",
        "Organization",
        "SiteName",
        "Sponsor",
        "CenterName",
        "Issuer",
        "Facility",
        "RequestingService",
        "EthicsCommitteeName",
    ]) {
        Some(KnownKind::Organization)
    } else if is_sentence {
        None
    } else if has(&["PersonName", "AuthorName", "OwnerName", "TopicAuthor"]) {
        Some(KnownKind::PersonName)
    } else if keyword.ends_with("Comments") {
        None
    } else if has(&["ID", "Identif", "Number", "Locator", "Barcode"]) {
        Some(KnownKind::Identifier)
    } else {
        None
    }
}

/// A telecom attribute may hold a mail address; a serial number is a code.
fn kind_by_look(kind: KnownKind, value: &str) -> KnownKind {
    match kind {
        KnownKind::Phone | KnownKind::Network if value.contains('@') => KnownKind::Email,
        KnownKind::Phone if value.contains("://") => KnownKind::Network,
        other => other,
    }
}
