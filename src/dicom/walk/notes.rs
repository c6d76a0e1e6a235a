//! What an instance said and what it says now, value by value, for the person
//! who reviews the headers. Nothing is noted unless somebody asks for it.

use std::collections::BTreeSet;

use dicom_core::VR;
use serde::{Deserialize, Serialize};

use super::{Cleaning, Identity, Level, Walk};
use crate::dicom::charset::Charset;
use crate::dicom::data::{DataSet, DicomFile, Element, Encoding, Value};
use crate::dicom::explain::{Reason, ReasonKind, reason};
use crate::dicom::lookup::{charset_of, code_of};
use crate::dicom::private::Creators;
use crate::dicom::profile::{Decision, Place, Surroundings};
use crate::dicom::standard::ClassTypes;
use crate::dicom::strings::trimmed;
use crate::finding::{Done, Refusal, TagCode};
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;

/// Longer values are cut for the eye; their length is told.
const MOST_SHOWN: usize = 240;
/// Numbers of one value that are shown.
const MOST_NUMBERS: usize = 16;
/// Values of one instance.
const MOST_VALUES: usize = 60_000;
/// Nesting in what is removed; the reader stops earlier.
const MOST_LEVELS: usize = 128;

/// Everything that is told of one instance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Every value that was there, in the order of the file.
    pub values: Vec<ComparedValue>,
    /// Free text and codes that stay, each once.
    pub kept: BTreeSet<(TagCode, Sensitive<String>)>,
    /// Values beyond the limit for one instance.
    pub left_out: u64,
}

/// One value before and after.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ComparedValue {
    /// Sequences from the top level on, the attribute last.
    pub path: Vec<Step>,
    /// Two letters of the value representation as read.
    pub vr: String,
    /// Which category the attribute belongs to, if it is an identifier.
    pub letter: Option<Letter>,
    /// What became of it.
    pub done: Done,
    /// Why.
    pub reason: Reason,
    /// What was there.
    pub before: Shown,
    /// What is there now, if anything is.
    pub after: Option<Shown>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Step {
    /// The attribute.
    pub tag: TagCode,
    /// Private creator, as the file names it.
    pub creator: Option<Sensitive<String>>,
    /// Item of the sequence, from 1; 0 for the attribute at the end.
    pub item: u32,
}

/// A value as a person can look at it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shown {
    /// What `length` counts.
    pub form: Form,
    /// The text, perhaps cut; empty where only the length is told.
    pub text: Sensitive<String>,
    /// Whole length.
    pub length: u64,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Text: characters.
    Text,
    /// Numbers: how many.
    Numbers,
    /// Opaque bytes.
    Bytes,
    /// A sequence: items.
    Items,
}

/// What a walk writes down.
#[derive(Default)]
pub(super) struct Notes {
    path: Vec<Step>,
    pub(super) compared: Compared,
    /// A decision of the person changed the value that is looked at.
    by_person: bool,
}

impl Compared {
    fn put(&mut self, value: ComparedValue) {
        if self.values.len() < MOST_VALUES {
            self.values.push(value);
        } else {
            self.left_out += 1;
        }
    }
}

/// What [`super::clean`] would do with each value of an instance. What the product itself
/// writes is not among them.
///
/// # Errors
/// As [`super::clean`].
pub fn compare(file: DicomFile, cleaning: &Cleaning<'_>) -> Result<Compared, Refusal> {
    let identity = Identity::of(&file);
    let types = ClassTypes::of(&identity.sop_class_uid);
    let mut walk = Walk::new(&file, &identity, cleaning);
    walk.notes = Some(Notes::default());
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    let charset = charset_of(&file.data_set, Charset::default());
    walk.data_set(file.data_set, place, charset, 0)?;
    Ok(walk.notes.map(|notes| notes.compared).unwrap_or_default())
}

impl Walk<'_> {
    /// Into an item of a sequence.
    pub(super) fn enter(&mut self, tag: TagCode, place: usize, level: &Level<'_>) {
        if let Some(notes) = &mut self.notes {
            notes.path.push(step(tag, &level.creators, place + 1));
        }
    }

    /// Out of it.
    pub(super) fn leave(&mut self) {
        if let Some(notes) = &mut self.notes {
            notes.path.pop();
        }
    }

    /// A value before anything is done with it; nothing where nobody asked, or
    /// where none is.
    pub(super) fn before(
        &self,
        element: &Element,
        decision: Decision,
        level: &Level<'_>,
    ) -> Option<ComparedValue> {
        let notes = self.notes.as_ref()?;
        let tag = code_of(element.tag);
        let mut path = notes.path.clone();
        path.push(step(tag, &level.creators, 0));
        Some(ComparedValue {
            path,
            vr: element.vr.to_string().to_owned(),
            letter: decision.letter,
            done: Done::Kept,
            reason: reason(decision.source),
            before: shown(element, &level.charset, self.encoding)?,
            after: None,
        })
    }

    /// Notes what became of a value.
    pub(super) fn note_done(
        &mut self,
        before: Option<ComparedValue>,
        done: Done,
        after: Option<Shown>,
    ) {
        let (Some(notes), Some(mut value)) = (&mut self.notes, before) else {
            return;
        };
        if std::mem::take(&mut notes.by_person) {
            value.reason = Reason {
                kind: ReasonKind::Person,
                detail: String::new(),
            };
        }
        value.done = done;
        value.after = after;
        notes.compared.put(value);
    }

    /// Notes a value that stays as it was.
    pub(super) fn note_kept(&mut self, before: Option<ComparedValue>) {
        let after = before.as_ref().map(|value| value.before.clone());
        self.note_done(before, Done::Kept, after);
    }

    /// Everything in a sequence that goes with it.
    pub(super) fn note_lost(&mut self, element: &Element, decision: Decision, level: &Level<'_>) {
        let Value::Items(items) = &element.value else {
            return;
        };
        let encoding = self.encoding;
        let Some(notes) = &mut self.notes else { return };
        let mut path = notes.path.clone();
        let tag = code_of(element.tag);
        let mut lost = Lost {
            decision,
            encoding,
            compared: &mut notes.compared,
        };
        for (place, item) in items.iter().enumerate() {
            path.push(step(tag, &level.creators, place + 1));
            lost.data_set(item, &mut path, &charset_of(item, level.charset));
            path.pop();
        }
    }

    /// A value as it stands now.
    pub(super) fn shown_now(&self, element: &Element, level: &Level<'_>) -> Option<Shown> {
        self.notes.as_ref()?;
        shown(element, &level.charset, self.encoding)
    }

    /// Free text that stays.
    pub(super) fn note_text(&mut self, tag: TagCode, text: &str) {
        if let Some(notes) = &mut self.notes {
            notes.compared.kept.insert((tag, Sensitive::from(text)));
        }
    }

    /// Nothing, where the person said that this text goes.
    pub(super) fn unless_removed(&mut self, text: String, original: &str) -> String {
        let decisions = &self.cleaning.plan.policy.header_decisions;
        if !decisions.removes(&text) && !decisions.removes(original) {
            return text;
        }
        self.record.tally.by_person += 1;
        if let Some(notes) = &mut self.notes {
            notes.by_person = true;
        }
        String::new()
    }
}

/// What is lost with a sequence.
struct Lost<'a> {
    decision: Decision,
    encoding: Encoding,
    compared: &'a mut Compared,
}

impl Lost<'_> {
    fn data_set(&mut self, set: &DataSet, path: &mut Vec<Step>, charset: &Charset) {
        if path.len() > MOST_LEVELS {
            return;
        }
        let creators = Creators::of(set);
        for element in &set.elements {
            let tag = code_of(element.tag);
            if let Value::Items(items) = &element.value {
                for (place, item) in items.iter().enumerate() {
                    path.push(step(tag, &creators, place + 1));
                    self.data_set(item, path, &charset_of(item, *charset));
                    path.pop();
                }
                continue;
            }
            let Some(before) = shown(element, charset, self.encoding) else {
                continue;
            };
            let mut path = path.clone();
            path.push(step(tag, &creators, 0));
            self.compared.put(ComparedValue {
                path,
                vr: element.vr.to_string().to_owned(),
                letter: crate::dicom::profile::letter_of(tag, element.vr),
                done: Done::Removed,
                reason: reason(self.decision.source),
                before,
                after: None,
            });
        }
    }
}

fn step(tag: TagCode, creators: &Creators, item: usize) -> Step {
    Step {
        tag,
        creator: creators.of_element(tag).map(Sensitive::from),
        item: u32::try_from(item).unwrap_or(u32::MAX),
    }
}

/// A value for the eye; nothing for an empty one and for pixels.
fn shown(element: &Element, charset: &Charset, encoding: Encoding) -> Option<Shown> {
    match &element.value {
        Value::Pixels(_) => None,
        Value::Items(items) if items.is_empty() => None,
        Value::Items(items) => Some(Shown {
            form: Form::Items,
            text: Sensitive::default(),
            length: items.len() as u64,
        }),
        Value::Bytes(bytes)
            if bytes.iter().all(|byte| matches!(byte, 0 | b' ')) && is_text(element.vr) =>
        {
            None
        }
        Value::Bytes(bytes) if bytes.is_empty() => None,
        Value::Bytes(bytes) => Some(shown_bytes(bytes, element.vr, charset, encoding)),
    }
}

fn shown_bytes(bytes: &[u8], vr: VR, charset: &Charset, encoding: Encoding) -> Shown {
    if is_text(vr) {
        return shown_text(trimmed(&charset.decode(bytes)));
    }
    if let Some(numbers) = numbers(bytes, vr, encoding) {
        return numbers;
    }
    let is_printable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t');
    let text = bytes.trim_ascii_end();
    let text = text.strip_suffix(&[0]).unwrap_or(text);
    match std::str::from_utf8(text) {
        Ok(text) if !text.is_empty() && text.as_bytes().iter().all(is_printable) => {
            shown_text(trimmed(text))
        }
        Ok(_) | Err(_) => Shown {
            form: Form::Bytes,
            text: Sensitive::default(),
            length: bytes.len() as u64,
        },
    }
}

fn shown_text(text: &str) -> Shown {
    Shown {
        form: Form::Text,
        text: Sensitive::new(text.chars().take(MOST_SHOWN).collect()),
        length: text.chars().count() as u64,
    }
}

/// Binary numbers as people write them.
fn numbers(bytes: &[u8], vr: VR, encoding: Encoding) -> Option<Shown> {
    let size = match vr {
        VR::US | VR::SS => 2,
        VR::UL | VR::SL | VR::FL | VR::AT => 4,
        VR::UV | VR::SV | VR::FD => 8,
        _no_number => return None,
    };
    let written = bytes.chunks_exact(size).take(MOST_NUMBERS).map(|chunk| {
        let mut wide = [0; 8];
        for (place, byte) in chunk.iter().enumerate() {
            let place = match encoding {
                Encoding::ImplicitLittle | Encoding::ExplicitLittle => place,
                Encoding::ExplicitBig => size - 1 - place,
            };
            if let Some(target) = wide.get_mut(place) {
                *target = *byte;
            }
        }
        let [a, b, c, d, ..] = wide;
        match vr {
            VR::SS => i16::from_le_bytes([a, b]).to_string(),
            VR::SL => i32::from_le_bytes([a, b, c, d]).to_string(),
            VR::SV => i64::from_le_bytes(wide).to_string(),
            VR::FL => f32::from_le_bytes([a, b, c, d]).to_string(),
            VR::FD => f64::from_le_bytes(wide).to_string(),
            _unsigned => u64::from_le_bytes(wide).to_string(),
        }
    });
    Some(Shown {
        form: Form::Numbers,
        text: Sensitive::new(written.collect::<Vec<_>>().join("\\")),
        length: (bytes.len() / size) as u64,
    })
}

const fn is_text(vr: VR) -> bool {
    matches!(
        vr,
        VR::AE
            | VR::AS
            | VR::CS
            | VR::DA
            | VR::DS
            | VR::DT
            | VR::IS
            | VR::LO
            | VR::LT
            | VR::PN
            | VR::SH
            | VR::ST
            | VR::TM
            | VR::UC
            | VR::UI
            | VR::UR
            | VR::UT
    )
}
