//! The walk over elements, sequences and items.
//!
//! dicom-rs reads whole objects too, but takes memory by declared lengths. Here
//! every length is checked against the bytes that are there first, values stay
//! raw, and what real files get wrong is read where its meaning is plain.

use dicom_core::{Tag, VR};

use crate::dicom::data::{DataSet, Element, PixelForm, PixelSpan, Value};
use crate::finding::{Limit, ReasonCode, Refusal, TagCode};

use super::Limits;
use super::fragments;
use super::header::{
    Form, Header, ITEM, ITEM_END, Length, SEQUENCE_END, Samples, dictionary_vr, number_bytes,
};
use super::input::{Input, Rest};

/// (0028,0103)
const PIXEL_REPRESENTATION: Tag = Tag(0x0028, 0x0103);
/// (7FE0,0008), (7FE0,0009), (7FE0,0010): Float, Double Float, Pixel Data.
const PIXELS: [Tag; 3] = [
    Tag(0x7FE0, 0x0008),
    Tag(0x7FE0, 0x0009),
    Tag(0x7FE0, 0x0010),
];

/// Where pixel data stay.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PixelPlace {
    /// In the source: only a span is kept.
    Source,
    /// The source was inflated and goes away: the bytes are kept.
    Memory,
}

/// A walk through one file.
pub(super) struct Walk<'a> {
    pub(super) input: Input<'a>,
    limits: Limits,
    pixel_place: PixelPlace,
    elements: u64,
    value_bytes: u64,
}

/// Where in the tree the walk is.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub(super) form: Form,
    /// Byte order of the file, where it differs from the form's (PS3.5 §6.2.2:
    /// what stands in a UN element is little endian).
    file: Form,
    /// Nothing of this level lies behind this byte.
    pub(super) end: u64,
    until: Until,
    pub(super) depth: usize,
    pub(super) samples: Samples,
}

/// What ends a level.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// Its last byte; at top level zeros may follow.
    EndOfFile,
    /// Its last byte.
    End,
    /// A delimitation item.
    Delimiter,
}

/// Whether the level goes on.
enum Step {
    GoesOn,
    Done,
}

pub(super) const fn code(tag: Tag) -> TagCode {
    TagCode((tag.0 as u32) << 16 | tag.1 as u32)
}

impl<'a> Walk<'a> {
    pub(super) const fn new(input: Input<'a>, limits: Limits, pixel_place: PixelPlace) -> Self {
        Self {
            input,
            limits,
            pixel_place,
            elements: 0,
            value_bytes: 0,
        }
    }

    /// The data set from here to the end of the file.
    pub(super) fn whole(&mut self, form: Form) -> Result<DataSet, Refusal> {
        self.level(Level {
            form,
            file: form,
            end: self.input.size_bytes(),
            until: Until::EndOfFile,
            depth: 0,
            samples: Samples::Unsigned,
        })
    }

    /// One element of the file meta group, PS3.10 §7.1.
    pub(super) fn meta_element(&mut self) -> Result<Element, Refusal> {
        let level = Level {
            form: Form::ExplicitLittle,
            file: Form::ExplicitLittle,
            end: self.input.size_bytes(),
            until: Until::End,
            depth: 0,
            samples: Samples::Unsigned,
        };
        let header = self.header(level)?;
        self.element(header, level)
    }

    fn level(&mut self, level: Level) -> Result<DataSet, Refusal> {
        if level.depth > self.limits.depth {
            return Err(Refusal::over(Limit::DicomDepth));
        }
        let mut level = level;
        level.form = self.form_here(level);
        let mut elements = Vec::new();
        while let Step::GoesOn = self.step(&mut level, &mut elements)? {}
        in_order(elements)
    }

    fn step(&mut self, level: &mut Level, elements: &mut Vec<Element>) -> Result<Step, Refusal> {
        if self.input.position() >= level.end {
            return match level.until {
                Until::EndOfFile | Until::End => Ok(Step::Done),
                Until::Delimiter if level.end == self.input.size_bytes() => {
                    Err(Refusal::of(ReasonCode::Truncated))
                }
                Until::Delimiter => Err(Refusal::of(ReasonCode::Malformed)),
            };
        }
        if level.until == Until::EndOfFile && self.only_zeros_follow()? {
            return Ok(Step::Done);
        }
        let header = self.header(*level)?;
        match header.tag {
            ITEM_END | SEQUENCE_END => return self.delimiter(header, *level),
            ITEM => return Err(Refusal::at(ReasonCode::Malformed, code(ITEM))),
            _ => {}
        }
        let element = self.element(header, *level)?;
        if element.tag == PIXEL_REPRESENTATION {
            level.samples = samples(&element.value);
        }
        // Group lengths (PS3.5 §7.2) are wrong as soon as anything changes, and
        // retired but in group 0002.
        if element.tag.element() != 0 {
            elements.push(element);
        }
        Ok(Step::GoesOn)
    }

    /// A delimiter where the length is defined is stepped over; a sequence
    /// delimiter inside an item of undefined length ends the item too.
    fn delimiter(&mut self, header: Header, level: Level) -> Result<Step, Refusal> {
        if header.length != Length::Defined(0) {
            return Err(Refusal::at(ReasonCode::Malformed, code(header.tag)));
        }
        if level.until == Until::Delimiter && header.tag == SEQUENCE_END {
            return Ok(Step::Done);
        }
        self.advance(header.size_bytes);
        Ok(match level.until {
            Until::Delimiter => Step::Done,
            Until::End | Until::EndOfFile => Step::GoesOn,
        })
    }

    fn element(&mut self, header: Header, level: Level) -> Result<Element, Refusal> {
        let tag = header.tag;
        self.count_element(tag)?;
        self.advance(header.size_bytes);
        let at_tag = |refusal: Refusal| Refusal {
            tag: refusal.tag.or(Some(code(tag))),
            ..refusal
        };
        let (vr, value) = match header.length {
            Length::Defined(length) => self.defined(header, length, level),
            Length::Undefined => self.undefined(header, level),
        }
        .map_err(at_tag)?;
        Ok(Element { tag, vr, value })
    }

    fn defined(
        &mut self,
        header: Header,
        length: u64,
        level: Level,
    ) -> Result<(VR, Value), Refusal> {
        let start = self.input.position();
        let end = start.saturating_add(length);
        if end > self.input.size_bytes() {
            return Err(Refusal::of(ReasonCode::Truncated));
        }
        if end > level.end {
            return Err(Refusal::of(ReasonCode::Malformed));
        }
        let known = dictionary_vr(header.tag, level.samples);
        let written = header.vr.unwrap_or(known);
        if level.depth == 0 && PIXELS.contains(&header.tag) && written != VR::SQ {
            let vr = if written == VR::UN { known } else { written };
            return Ok((vr, self.native_pixels(start, length)?));
        }
        if written == VR::SQ {
            let items = self.items(level.inside(level.form, end, Until::End))?;
            return Ok((VR::SQ, Value::Items(items)));
        }
        if written == VR::UN
            && matches!(known, VR::SQ | VR::UN)
            && let Some(items) = self.hidden_items(level, end, length)?
        {
            return Ok((VR::SQ, Value::Items(items)));
        }
        let mut bytes = self.value(length)?;
        let vr = resolved(header.vr, written, known, level);
        if level.form == Form::ImplicitLittle && level.file == Form::ExplicitBig {
            swap(&mut bytes, number_bytes(vr));
        }
        Ok((vr, Value::Bytes(bytes)))
    }

    /// Items of undefined length, or fragments.
    fn undefined(&mut self, header: Header, level: Level) -> Result<(VR, Value), Refusal> {
        let known = dictionary_vr(header.tag, level.samples);
        let is_pixels = PIXELS.contains(&header.tag);
        let fragments = match header.vr {
            Some(VR::OB | VR::OW | VR::OF | VR::OD | VR::OL | VR::OV) => true,
            Some(VR::UN) | None => is_pixels,
            Some(_) => false,
        };
        if fragments {
            return Ok((VR::OB, self.encapsulated_pixels(header.tag, level)?));
        }
        // CP-246: what a UN element of undefined length holds is a sequence in
        // implicit VR little endian; some writers left it explicit.
        let form = match header.vr {
            Some(VR::UN) => Form::ImplicitLittle,
            Some(VR::SQ) => level.form,
            None if matches!(known, VR::SQ | VR::UN) => level.form,
            None | Some(_) => return Err(Refusal::of(ReasonCode::Malformed)),
        };
        let items = self.items(level.inside(form, level.end, Until::Delimiter))?;
        Ok((VR::SQ, Value::Items(items)))
    }

    fn items(&mut self, level: Level) -> Result<Vec<DataSet>, Refusal> {
        let mut items = Vec::new();
        loop {
            if self.input.position() >= level.end {
                return match level.until {
                    Until::End | Until::EndOfFile => Ok(items),
                    Until::Delimiter if level.end == self.input.size_bytes() => {
                        Err(Refusal::of(ReasonCode::Truncated))
                    }
                    Until::Delimiter => Err(Refusal::of(ReasonCode::Malformed)),
                };
            }
            let head = self.peek8(level)?;
            let header = level.form.without_vr(head);
            match (header.tag, header.length) {
                (ITEM, length) => {
                    self.count_element(ITEM)?;
                    self.advance(header.size_bytes);
                    items.push(self.item(length, level)?);
                }
                (SEQUENCE_END | ITEM_END, Length::Defined(0)) => {
                    self.advance(header.size_bytes);
                    if level.until == Until::Delimiter && header.tag == SEQUENCE_END {
                        return Ok(items);
                    }
                }
                _ => return Err(Refusal::of(ReasonCode::Malformed)),
            }
        }
    }

    fn item(&mut self, length: Length, level: Level) -> Result<DataSet, Refusal> {
        let (end, until) = match length {
            Length::Undefined => (level.end, Until::Delimiter),
            Length::Defined(length) => {
                let end = self.input.position().saturating_add(length);
                if end > self.input.size_bytes() {
                    return Err(Refusal::of(ReasonCode::Truncated));
                }
                if end > level.end {
                    return Err(Refusal::of(ReasonCode::Malformed));
                }
                (end, Until::End)
            }
        };
        self.level(Level {
            end,
            until,
            ..level
        })
    }

    /// A sequence in a value that is written as UN or whose VR nobody knows: if
    /// the bytes are items from first to last they are taken as such, so that
    /// what is nested is seen by every rule.
    fn hidden_items(
        &mut self,
        level: Level,
        end: u64,
        length: u64,
    ) -> Result<Option<Vec<DataSet>>, Refusal> {
        if length < 8 {
            return Ok(None);
        }
        let start = self.input.position();
        let head = self.input.peek::<8>()?;
        if Form::ImplicitLittle.tag(head) != ITEM {
            return Ok(None);
        }
        let inside = level.inside(Form::ImplicitLittle, end, Until::End);
        match self.items(inside) {
            Ok(items) => Ok(Some(items)),
            Err(Refusal {
                limit: Some(limit), ..
            }) => Err(Refusal::over(limit)),
            Err(Refusal {
                code: ReasonCode::Unreadable,
                ..
            }) => Err(Refusal::of(ReasonCode::Unreadable)),
            Err(_) => {
                self.input.seek(start);
                Ok(None)
            }
        }
    }

    fn native_pixels(&mut self, start: u64, length: u64) -> Result<Value, Refusal> {
        match self.pixel_place {
            PixelPlace::Memory => Ok(Value::Bytes(self.value(length)?)),
            PixelPlace::Source => {
                self.input.seek(start.saturating_add(length));
                Ok(Value::Pixels(PixelSpan {
                    offset: start,
                    length,
                    form: PixelForm::Native,
                }))
            }
        }
    }

    fn encapsulated_pixels(&mut self, tag: Tag, level: Level) -> Result<Value, Refusal> {
        if self.pixel_place == PixelPlace::Memory {
            return Err(Refusal::of(ReasonCode::Malformed));
        }
        let offset = self.input.position();
        let most_items = self.limits.elements.saturating_sub(self.elements);
        let (length, items) = fragments::step_over(
            &mut self.input,
            level.form,
            level.end,
            code(tag),
            most_items,
        )?;
        self.elements = self.elements.saturating_add(items);
        Ok(Value::Pixels(PixelSpan {
            offset,
            length,
            form: PixelForm::Encapsulated,
        }))
    }

    fn value(&mut self, length: u64) -> Result<Vec<u8>, Refusal> {
        self.value_bytes = self.value_bytes.saturating_add(length);
        if self.value_bytes > self.limits.value_bytes {
            return Err(Refusal::over(Limit::DicomValues));
        }
        self.input.take(length)
    }

    fn count_element(&mut self, tag: Tag) -> Result<(), Refusal> {
        self.elements = self.elements.saturating_add(1);
        if self.elements > self.limits.elements {
            return Err(Refusal::over(Limit::DicomElements).with_tag(code(tag)));
        }
        Ok(())
    }

    const fn advance(&mut self, bytes: u64) {
        self.input.seek(self.input.position().saturating_add(bytes));
    }

    /// Eight bytes of a header that must lie within the level.
    pub(super) fn peek8(&mut self, level: Level) -> Result<[u8; 8], Refusal> {
        let head = self.input.peek::<8>()?;
        if self.input.position().saturating_add(8) > level.end {
            return Err(Refusal::of(ReasonCode::Malformed));
        }
        Ok(head)
    }

    /// Padding behind the last element: writers of fixed blocks leave zeros.
    /// Anything behind eight zeros or more is no data set.
    fn only_zeros_follow(&mut self) -> Result<bool, Refusal> {
        let rest = self
            .input
            .size_bytes()
            .saturating_sub(self.input.position());
        if rest >= 8 && self.input.peek::<8>()? != [0; 8] {
            return Ok(false);
        }
        match (self.input.rest_is_zero()?, rest) {
            (Rest::Zeros, _) => Ok(true),
            (Rest::Other, 0..8) => Ok(false),
            (Rest::Other, _) => Err(Refusal::at(ReasonCode::Malformed, TagCode(0))),
        }
    }
}

impl Level {
    const fn inside(self, form: Form, end: u64, until: Until) -> Self {
        Self {
            form,
            end,
            until,
            depth: self.depth + 1,
            ..self
        }
    }
}

/// The VR of a value: UN on a tag that PS3.6 knows is what a gateway wrote that
/// did not know it (PS3.5 §6.2.2 note); its bytes are those of the real VR.
fn resolved(explicit: Option<VR>, written: VR, known: VR, level: Level) -> VR {
    let unsure_order = level.file == Form::ExplicitBig && number_bytes(known) > 1;
    match (explicit, known) {
        (Some(VR::UN), VR::SQ) => VR::UN,
        (Some(VR::UN), _) if unsure_order => VR::UN,
        (Some(VR::UN), _) => known,
        _ => written,
    }
}

fn samples(value: &Value) -> Samples {
    match value {
        Value::Bytes(bytes) if bytes.contains(&1) => Samples::Signed,
        Value::Bytes(_) | Value::Items(_) | Value::Pixels(_) => Samples::Unsigned,
    }
}

fn swap(bytes: &mut [u8], number_bytes: usize) {
    if number_bytes > 1 {
        for number in bytes.chunks_exact_mut(number_bytes) {
            number.reverse();
        }
    }
}

/// Elements in ascending order. An element that stands there twice with one and
/// the same value is kept once; with two values nobody can say which holds.
fn in_order(mut elements: Vec<Element>) -> Result<DataSet, Refusal> {
    if !elements.is_sorted_by_key(|element| element.tag) {
        elements.sort_by_key(|element| element.tag);
    }
    let twins = |pair: &[Element]| matches!(pair, [one, other] if one.tag == other.tag);
    if elements.windows(2).any(twins) {
        elements.dedup();
        if let Some([twin, _]) = elements.windows(2).find(|pair| twins(pair)) {
            return Err(Refusal::at(ReasonCode::Malformed, code(twin.tag)));
        }
    }
    Ok(DataSet { elements })
}
