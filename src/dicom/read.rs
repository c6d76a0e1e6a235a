//! Reads a Part 10 file (PS3.10 §7) into a tree of raw values; pixel data stay
//! where they are.

mod deflate;
mod elements;
mod form;
mod fragments;
mod header;
mod input;
mod syntax;

use dicom_core::{Tag, VR};

use crate::dicom::data::{DataSet, DicomFile, Encoding, PixelForm, Value};
use crate::finding::{ReasonCode, Refusal, TagCode};
use crate::source::Source;

use elements::{PixelPlace, Walk};
use header::{Form, Header, Length, Samples, letters};
use input::Input;
use syntax::{Codec, Declared, Packing};

pub(crate) use deflate::inflate;
pub(crate) use header::{has_long_length, number_bytes};

/// How much of one file is taken in. A file beyond is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nesting.
    pub depth: usize,
    /// Elements and items in all.
    pub elements: u64,
    /// Bytes of all values together, pixel data of the top level not counted.
    pub value_bytes: u64,
    /// Bytes that a deflated data set may inflate to.
    pub inflated_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 64,
            elements: 5_000_000,
            value_bytes: 512 * 1024 * 1024,
            inflated_bytes: 512 * 1024 * 1024,
        }
    }
}

/// (0002,0000) File Meta Information Group Length.
const META_LENGTH: Tag = Tag(0x0002, 0x0000);
/// (0002,0002) Media Storage SOP Class UID.
const MEDIA_STORAGE_SOP_CLASS_UID: Tag = Tag(0x0002, 0x0002);
/// (0002,0010) Transfer Syntax UID.
const TRANSFER_SYNTAX_UID: Tag = Tag(0x0002, 0x0010);
/// (0004,1220) Directory Record Sequence.
const DIRECTORY_RECORD_SEQUENCE: Tag = Tag(0x0004, 0x1220);
/// Media Storage Directory Storage, PS3.4 Table B.5-1 and PS3.10 §8.6.
const MEDIA_STORAGE_DIRECTORY: &str = "1.2.840.10008.1.3.10";
/// Elements in group 0002 that are read at most; PS3.10 names 17.
const MOST_META_ELEMENTS: usize = 1_000;

/// Reads the header of a file. Memory taken grows with the bytes that are
/// there, never with a length that is only declared.
///
/// # Errors
/// A [`Refusal`] with the code and, where there is one, the tag: what could not
/// be read whole and without doubt is not read at all.
pub fn read(source: &dyn Source, limits: &Limits) -> Result<DicomFile, Refusal> {
    if source.size_bytes() == 0 {
        return Err(Refusal::of(ReasonCode::EmptyFile));
    }
    let mut input = Input::new(source);
    let start = start_of_meta(&mut input)?;
    input.seek(start);
    let mut walk = Walk::new(input, *limits, PixelPlace::Source);
    let (meta, declared) = read_meta(&mut walk)?;
    match declared {
        Some(declared) if declared.packing == Packing::Deflated => {
            let start = walk.input.position();
            let length = source.size_bytes().saturating_sub(start);
            let inflated = inflate(source, start, length, limits.inflated_bytes)?;
            let walk = Walk::new(Input::new(&inflated), *limits, PixelPlace::Memory);
            read_data_set(walk, meta, Some(declared))
        }
        declared => read_data_set(walk, meta, declared),
    }
}

/// Whether the first bytes are those of a DICOM file, with or without preamble
/// and file meta information.
#[must_use]
pub fn looks_like_dicom(source: &dyn Source) -> bool {
    let mut input = Input::new(source);
    match start_of_meta(&mut input) {
        Ok(0) => {}
        Ok(_) => return true,
        Err(_) => return false,
    }
    plausible_start(&mut input).is_some()
}

/// 132 behind preamble and mark (PS3.10 §7.1), 4 behind a bare mark, else 0.
fn start_of_meta(input: &mut Input<'_>) -> Result<u64, Refusal> {
    for mark in [128, 0] {
        if input.size_bytes() >= mark + 4 {
            input.seek(mark);
            if input.peek::<4>()? == *b"DICM" {
                return Ok(mark + 4);
            }
        }
    }
    input.seek(0);
    Ok(0)
}

/// Group 0002, however long it says it is, and what its transfer syntax says.
fn read_meta(walk: &mut Walk<'_>) -> Result<(DataSet, Option<Declared>), Refusal> {
    let mut meta = DataSet::default();
    let mut declared_end = None;
    for _ in 0..MOST_META_ELEMENTS {
        if walk.input.position() >= walk.input.size_bytes() {
            break;
        }
        // Behind the declared end a deflate stream may begin with any bytes.
        let deflated = is_deflated(&meta);
        if deflated && declared_end == Some(walk.input.position()) {
            break;
        }
        let head = match walk.input.peek::<8>() {
            Ok(head) => head,
            Err(_) if deflated => break,
            Err(refusal) => return Err(refusal),
        };
        if Form::ExplicitLittle.tag(head).group() != 0x0002 {
            break;
        }
        let element = walk.meta_element()?;
        if element.tag == META_LENGTH {
            declared_end = meta_end(&element.value, walk.input.position());
            continue;
        }
        match meta.get(element.tag) {
            None => meta.put(element),
            Some(other) if *other == element => {}
            Some(other) => {
                let tag = elements::code(other.tag);
                return Err(Refusal::at(ReasonCode::Malformed, tag));
            }
        }
    }
    if uid(&meta, MEDIA_STORAGE_SOP_CLASS_UID).as_deref() == Some(MEDIA_STORAGE_DIRECTORY) {
        return Err(Refusal::of(ReasonCode::MediaDirectory));
    }
    let declared = match uid(&meta, TRANSFER_SYNTAX_UID) {
        Some(uid) if !uid.is_empty() => Some(syntax::declared(&uid)?),
        Some(_) | None => None,
    };
    Ok((meta, declared))
}

fn is_deflated(meta: &DataSet) -> bool {
    uid(meta, TRANSFER_SYNTAX_UID)
        .and_then(|uid| syntax::declared(&uid).ok())
        .is_some_and(|declared| declared.packing == Packing::Deflated)
}

fn meta_end(length: &Value, behind_length: u64) -> Option<u64> {
    let Value::Bytes(bytes) = length else {
        return None;
    };
    let length = u32::from_le_bytes(*bytes.first_chunk::<4>()?);
    behind_length.checked_add(u64::from(length))
}

/// A UID without padding.
fn uid(data_set: &DataSet, tag: Tag) -> Option<String> {
    let Value::Bytes(bytes) = &data_set.get(tag)?.value else {
        return None;
    };
    let text = String::from_utf8_lossy(bytes);
    Some(text.trim_matches([' ', '\0']).to_owned())
}

fn read_data_set(
    mut walk: Walk<'_>,
    meta: DataSet,
    declared: Option<Declared>,
) -> Result<DicomFile, Refusal> {
    let form = real_form(&mut walk.input, declared.as_ref())?;
    let data_set = walk.whole(form)?;
    if data_set.get(DIRECTORY_RECORD_SEQUENCE).is_some() {
        return Err(Refusal::of(ReasonCode::MediaDirectory));
    }
    let (transfer_syntax, encoding) = written_as(form, declared, &data_set)?;
    Ok(DicomFile {
        transfer_syntax,
        encoding,
        meta,
        data_set,
    })
}

/// The form the data set is really in: as declared, unless its first element
/// says otherwise.
fn real_form(input: &mut Input<'_>, declared: Option<&Declared>) -> Result<Form, Refusal> {
    let declared = declared.map(|declared| match declared.encoding {
        Encoding::ImplicitLittle => Form::ImplicitLittle,
        Encoding::ExplicitLittle => Form::ExplicitLittle,
        Encoding::ExplicitBig => Form::ExplicitBig,
    });
    if input.position() >= input.size_bytes() {
        return declared.ok_or(Refusal::of(ReasonCode::EmptyFile));
    }
    // Behind a meta group something must stand; PS3.5 §10.1: by default implicit.
    let behind_meta = (input.position() > 0).then_some(Form::ImplicitLittle);
    plausible_start(input)
        .or(declared)
        .or(behind_meta)
        .ok_or(Refusal::of(ReasonCode::UnknownKind))
}

/// What is written under which syntax. A file whose declared syntax is not the
/// one it is in is written under the one it is in.
fn written_as(
    form: Form,
    declared: Option<Declared>,
    data_set: &DataSet,
) -> Result<(String, Encoding), Refusal> {
    let encoding = match form {
        Form::ImplicitLittle => Encoding::ImplicitLittle,
        Form::ExplicitLittle => Encoding::ExplicitLittle,
        Form::ExplicitBig => Encoding::ExplicitBig,
    };
    let no_codec = Refusal::at(ReasonCode::TransferSyntax, syntax::TRANSFER_SYNTAX);
    match declared {
        Some(declared) if declared.codec == Codec::None && has_fragments(data_set) => Err(no_codec),
        Some(declared) if declared.encoding == encoding => Ok((declared.uid, encoding)),
        // PS3.5 A.4: encapsulated is always explicit little endian. An implicit
        // data set has a VR for every element by now and is written as such.
        Some(declared) if declared.codec == Codec::Some && encoding != Encoding::ExplicitBig => {
            Ok((declared.uid, Encoding::ExplicitLittle))
        }
        Some(_) | None if has_fragments(data_set) => Err(no_codec),
        Some(_) | None => Ok((syntax::native(encoding).to_owned(), encoding)),
    }
}

fn has_fragments(data_set: &DataSet) -> bool {
    data_set.elements.iter().any(|element| {
        matches!(&element.value, Value::Pixels(span) if span.form == PixelForm::Encapsulated)
    })
}

/// Groups that a data set can begin with: command set, directory, and the
/// groups of identifying, patient, acquisition and image attributes.
const FIRST_GROUPS: std::ops::RangeInclusive<u16> = 0x0000..=0x0054;

/// The form in which the first elements make sense, if there is one.
fn plausible_start(input: &mut Input<'_>) -> Option<Form> {
    let start = input.position();
    let head = input.peek::<8>().ok()?;
    let has_vr = VR::from_binary(letters(head)).is_some();
    let explicit = [Form::ExplicitLittle, Form::ExplicitBig]
        .into_iter()
        .find(|form| has_vr && FIRST_GROUPS.contains(&form.tag(head).group()));
    if explicit.is_some() {
        return explicit;
    }
    let first = implicit_header(input)?;
    let behind = match first.length {
        Length::Defined(length) => input.position() + first.size_bytes + length,
        Length::Undefined => return Some(Form::ImplicitLittle),
    };
    if behind < input.size_bytes() {
        input.seek(behind);
        let second = implicit_header(input);
        input.seek(start);
        second.filter(|second| second.tag > first.tag)?;
    }
    Some(Form::ImplicitLittle)
}

/// An implicit element at the start of a data set: a tag that PS3.6 knows and a
/// value that the file has room for.
fn implicit_header(input: &mut Input<'_>) -> Option<Header> {
    let header = Form::ImplicitLittle.without_vr(input.peek::<8>().ok()?);
    let room = input.size_bytes().saturating_sub(input.position()) - 8;
    let fits = match header.length {
        Length::Defined(length) => length <= room,
        Length::Undefined => true,
    };
    let known = header::dictionary_vr(header.tag, Samples::Unsigned) != VR::UN;
    let group = FIRST_GROUPS.contains(&header.tag.group());
    // A command set (PS3.7) begins with its length; other zeros are nothing.
    let zeros = header.tag == Tag(0, 0) && header.length != Length::Defined(4);
    (fits && known && group && !zeros).then_some(header)
}

/// Where a value was not what it should be, for rooms that speak of tags.
#[must_use]
pub const fn tag_code(tag: Tag) -> TagCode {
    elements::code(tag)
}
