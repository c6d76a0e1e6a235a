//! Writes a data set as a Part 10 file, PS3.10 §7: new bytes around the pixel
//! data, which stay slices of the source.

use dicom_core::{Tag, VR};

use crate::dicom::data::{DataSet, DicomFile, Element, Encoding, PixelForm, PixelSpan, Value};
use crate::dicom::read::{has_long_length, number_bytes, tag_code};
use crate::finding::{Limit, ReasonCode, Refusal, TagCode};
use crate::source::Part;

/// Levels of nesting that are written at most; the reader takes fewer.
const MOST_LEVELS: usize = 128;
/// (0002,0010) Transfer Syntax UID.
const TRANSFER_SYNTAX_UID: Tag = Tag(0x0002, 0x0010);
/// Type 1 in every file, PS3.10 Table 7.1-1: SOP class, SOP instance, syntax.
const REQUIRED_META: [Tag; 3] = [
    MEDIA_STORAGE_SOP_CLASS_UID,
    Tag(0x0002, 0x0003),
    TRANSFER_SYNTAX_UID,
];
const MEDIA_STORAGE_SOP_CLASS_UID: Tag = Tag(0x0002, 0x0002);
const SOP_CLASS_UID: Tag = Tag(0x0008, 0x0016);
/// (0008,0001) Length to End (retired): wrong as soon as anything changes.
const LENGTH_TO_END: Tag = Tag(0x0008, 0x0001);
/// Stands for "up to a delimitation item".
const UNDEFINED: u32 = u32::MAX;
/// Item, item delimitation, sequence delimitation: PS3.5 §7.5.
const ITEM: Tag = Tag(0xFFFE, 0xE000);
const ITEM_END: Tag = Tag(0xFFFE, 0xE00D);
const SEQUENCE_END: Tag = Tag(0xFFFE, 0xE0DD);

/// The parts of the finished file: a preamble of zeros, `DICM`, the file meta
/// group with its length, the data set in the file's own encoding.
///
/// # Errors
/// [`ReasonCode::Malformed`] with the tag where the tree cannot be written as
/// what it says it is: elements out of order, items under another VR than SQ,
/// a value too long for its length field, a meta group that contradicts the
/// encoding. [`ReasonCode::MissingUid`] if the meta group lacks a required UID.
pub fn write(file: &DicomFile) -> Result<Vec<Part>, Refusal> {
    check_meta(file)?;
    let mut meta = Writer::new(Encoding::ExplicitLittle);
    meta.elements(&file.meta, Groups::Meta, 0)?;
    let meta_length = u32::try_from(meta.written())
        .map_err(|_| Refusal::over(Limit::DicomLength).with_tag(TagCode(0x0002_0000)))?;

    let mut out = Writer::new(Encoding::ExplicitLittle);
    out.bytes(&[0; 128]);
    out.bytes(b"DICM");
    out.bytes(&[0x02, 0, 0, 0, b'U', b'L', 4, 0]);
    out.bytes(&meta_length.to_le_bytes());
    for part in meta.parts {
        out.part(part);
    }
    out.encoding = file.encoding;
    out.elements(&file.data_set, Groups::DataSet, 0)?;
    Ok(out.parts)
}

/// The meta group must say what the data set is (PS3.10 §7.1).
fn check_meta(file: &DicomFile) -> Result<(), Refusal> {
    for tag in REQUIRED_META {
        // A data set that never said what it is cannot be given a class.
        if tag == MEDIA_STORAGE_SOP_CLASS_UID && file.data_set.get(SOP_CLASS_UID).is_none() {
            continue;
        }
        let missing = Refusal::at(ReasonCode::MissingUid, tag_code(tag));
        let element = file.meta.get(tag).ok_or(missing)?;
        let Value::Bytes(bytes) = &element.value else {
            return Err(missing);
        };
        let uid = bytes.trim_ascii_end();
        let uid = uid.strip_suffix(b"\0").unwrap_or(uid);
        if uid.is_empty() {
            return Err(missing);
        }
        if tag == TRANSFER_SYNTAX_UID && uid != file.transfer_syntax.as_bytes() {
            return Err(contradiction());
        }
    }
    let native = match file.transfer_syntax.as_str() {
        "1.2.840.10008.1.2" => Encoding::ImplicitLittle,
        "1.2.840.10008.1.2.2" => Encoding::ExplicitBig,
        // What is written is never deflated.
        "1.2.840.10008.1.2.1.99" | "1.2.840.10008.1.2.4.95" | "1.2.840.10008.1.2.4.205" => {
            return Err(contradiction());
        }
        _ => Encoding::ExplicitLittle,
    };
    if native == file.encoding {
        Ok(())
    } else {
        Err(contradiction())
    }
}

const fn contradiction() -> Refusal {
    Refusal::at(ReasonCode::TransferSyntax, TagCode(0x0002_0010))
}

/// Which groups may stand in what is written.
#[derive(Clone, Copy)]
enum Groups {
    /// Group 0002 alone.
    Meta,
    /// Everything a data set may hold: no command, meta or delimiter groups.
    DataSet,
}

impl Groups {
    const fn allow(self, group: u16) -> bool {
        match self {
            Self::Meta => group == 0x0002,
            // PS3.5 §7.1: groups 0000, 0002, 0004 (directory), 0006 and the
            // odd ones below 0009, and FFFF never stand in a data set.
            Self::DataSet => group >= 0x0008 && group < 0xFFFE,
        }
    }
}

struct Writer {
    encoding: Encoding,
    parts: Vec<Part>,
    written: u64,
}

/// A length field to be filled in: its part, its place there, and what was
/// written when it began.
struct Open {
    part: usize,
    place: usize,
    start: u64,
}

impl Writer {
    const fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            parts: Vec::new(),
            written: 0,
        }
    }

    const fn written(&self) -> u64 {
        self.written
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Bytes(bytes) => self.bytes(&bytes),
            Part::Slice { .. } => {
                self.written = self.written.saturating_add(part.size_bytes());
                self.parts.push(part);
            }
        }
    }

    fn bytes(&mut self, new: &[u8]) {
        self.written = self.written.saturating_add(new.len() as u64);
        match self.parts.last_mut() {
            Some(Part::Bytes(bytes)) => bytes.extend_from_slice(new),
            Some(Part::Slice { .. }) | None => self.parts.push(Part::Bytes(new.to_vec())),
        }
    }

    fn elements(
        &mut self,
        data_set: &DataSet,
        groups: Groups,
        depth: usize,
    ) -> Result<(), Refusal> {
        if depth > MOST_LEVELS {
            return Err(Refusal::over(Limit::DicomDepth));
        }
        let mut last = None;
        for element in &data_set.elements {
            let tag = element.tag;
            if last >= Some(tag) || !groups.allow(tag.group()) {
                return Err(Refusal::at(ReasonCode::Malformed, tag_code(tag)));
            }
            last = Some(tag);
            if tag.element() != 0 && tag != LENGTH_TO_END {
                self.element(element, depth).map_err(|refusal| Refusal {
                    tag: refusal.tag.or(Some(tag_code(tag))),
                    ..refusal
                })?;
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, depth: usize) -> Result<(), Refusal> {
        match &element.value {
            Value::Bytes(bytes) => self.value(element.tag, element.vr, bytes),
            Value::Items(items) if element.vr == VR::SQ => self.sequence(element.tag, items, depth),
            Value::Items(_) => Err(Refusal::of(ReasonCode::Malformed)),
            Value::Pixels(span) => self.pixels(element.tag, element.vr, *span),
        }
    }

    fn value(&mut self, tag: Tag, vr: VR, bytes: &[u8]) -> Result<(), Refusal> {
        if vr == VR::SQ && !bytes.is_empty() {
            return Err(Refusal::of(ReasonCode::Malformed));
        }
        let pad = (!bytes.len().is_multiple_of(2)).then_some(padding(vr));
        let length = bytes.len() as u64 + u64::from(pad.is_some());
        let length = u32::try_from(length)
            .ok()
            .filter(|length| *length != UNDEFINED)
            .ok_or(Refusal::over(Limit::DicomLength))?;
        self.header(tag, self.vr_for(vr, length)?, length);
        self.bytes(bytes);
        if let Some(pad) = pad {
            self.bytes(&[pad]);
        }
        Ok(())
    }

    /// PS3.5 §6.2.2: a value too long for 16 bits is written as UN. In big
    /// endian no reader could tell the byte order of its numbers then.
    fn vr_for(&self, vr: VR, length: u32) -> Result<VR, Refusal> {
        let fits = length <= u32::from(u16::MAX) || has_long_length(vr);
        match self.encoding {
            Encoding::ImplicitLittle => Ok(vr),
            Encoding::ExplicitLittle | Encoding::ExplicitBig if fits => Ok(vr),
            Encoding::ExplicitBig if number_bytes(vr) > 1 => {
                Err(Refusal::of(ReasonCode::Malformed))
            }
            Encoding::ExplicitLittle | Encoding::ExplicitBig => Ok(VR::UN),
        }
    }

    fn sequence(&mut self, tag: Tag, items: &[DataSet], depth: usize) -> Result<(), Refusal> {
        self.header(tag, VR::SQ, 0);
        let sequence = self.open()?;
        for item in items {
            self.bare_header(ITEM, 0);
            let open = self.open()?;
            self.elements(item, Groups::DataSet, depth + 1)?;
            self.close(open, ITEM_END)?;
        }
        self.close(sequence, SEQUENCE_END)
    }

    fn pixels(&mut self, tag: Tag, vr: VR, span: PixelSpan) -> Result<(), Refusal> {
        let malformed = Err(Refusal::of(ReasonCode::Malformed));
        let length = match (span.form, self.encoding) {
            (PixelForm::Encapsulated, Encoding::ExplicitLittle) => UNDEFINED,
            (PixelForm::Encapsulated, Encoding::ImplicitLittle | Encoding::ExplicitBig) => {
                return malformed;
            }
            (PixelForm::Native, _) => match u32::try_from(span.length) {
                Ok(UNDEFINED) | Err(_) => return Err(Refusal::over(Limit::DicomLength)),
                Ok(length) => length,
            },
        };
        if self.vr_for(vr, length)? != vr || (length == UNDEFINED && !has_long_length(vr)) {
            return malformed;
        }
        self.header(tag, vr, length);
        if span.length > 0 {
            self.part(Part::Slice {
                offset: span.offset,
                length: span.length,
            });
        }
        Ok(())
    }

    fn header(&mut self, tag: Tag, vr: VR, length: u32) {
        match self.encoding {
            Encoding::ImplicitLittle => self.bare_header(tag, length),
            Encoding::ExplicitLittle | Encoding::ExplicitBig => {
                self.tag(tag);
                self.bytes(vr.to_string().as_bytes());
                match u16::try_from(length) {
                    Ok(length) if !has_long_length(vr) => self.short_number(length),
                    Ok(_) | Err(_) => {
                        self.bytes(&[0, 0]);
                        self.long_number(length);
                    }
                }
            }
        }
    }

    fn bare_header(&mut self, tag: Tag, length: u32) {
        self.tag(tag);
        self.long_number(length);
    }

    fn tag(&mut self, tag: Tag) {
        self.short_number(tag.group());
        self.short_number(tag.element());
    }

    fn short_number(&mut self, number: u16) {
        match self.encoding {
            Encoding::ImplicitLittle | Encoding::ExplicitLittle => {
                self.bytes(&number.to_le_bytes());
            }
            Encoding::ExplicitBig => self.bytes(&number.to_be_bytes()),
        }
    }

    fn long_number(&mut self, number: u32) {
        let bytes = self.long_bytes(number);
        self.bytes(&bytes);
    }

    const fn long_bytes(&self, number: u32) -> [u8; 4] {
        match self.encoding {
            Encoding::ImplicitLittle | Encoding::ExplicitLittle => number.to_le_bytes(),
            Encoding::ExplicitBig => number.to_be_bytes(),
        }
    }

    /// Remembers the length field just written.
    fn open(&self) -> Result<Open, Refusal> {
        let lost = Refusal::of(ReasonCode::Malformed);
        let part = self.parts.len().checked_sub(1).ok_or(lost)?;
        match self.parts.last() {
            Some(Part::Bytes(bytes)) => Ok(Open {
                part,
                place: bytes.len().checked_sub(4).ok_or(lost)?,
                start: self.written,
            }),
            Some(Part::Slice { .. }) | None => Err(lost),
        }
    }

    /// Fills a length field in; if the length does not fit, the end is marked by
    /// a delimiter instead.
    fn close(&mut self, open: Open, delimiter: Tag) -> Result<(), Refusal> {
        let length = u32::try_from(self.written - open.start).unwrap_or(UNDEFINED);
        if length == UNDEFINED {
            self.bare_header(delimiter, 0);
        }
        let bytes = self.long_bytes(length);
        let lost = Refusal::of(ReasonCode::Malformed);
        let Some(Part::Bytes(part)) = self.parts.get_mut(open.part) else {
            return Err(lost);
        };
        let field = part.get_mut(open.place..open.place + 4).ok_or(lost)?;
        field.copy_from_slice(&bytes);
        Ok(())
    }
}

/// PS3.5 §6.2: text is padded with a blank, UIDs and binary values with zero.
const fn padding(vr: VR) -> u8 {
    match vr {
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
        | VR::UR
        | VR::UT => b' ',
        VR::AT
        | VR::FD
        | VR::FL
        | VR::OB
        | VR::OD
        | VR::OF
        | VR::OL
        | VR::OV
        | VR::OW
        | VR::SL
        | VR::SQ
        | VR::SS
        | VR::SV
        | VR::UI
        | VR::UL
        | VR::UN
        | VR::US
        | VR::UV => 0,
    }
}
