//! A data set walked over its bytes, for the verifier alone.
//!
//! Takes no memory for values: a declared length is compared with the bytes
//! that are there, and the value is a slice of them. Stricter than a reader has
//! to be: what the product writes follows PS3.5, so anything else is refused.

use dicom_core::Tag;
use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry};
use dicom_dictionary_std::StandardDataDictionary;

use crate::finding::{ReasonCode, Refusal, TagCode};

/// How elements are encoded, PS3.5 Annex A.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Implicit VR little endian.
    ImplicitLittle,
    /// Explicit VR little endian.
    ExplicitLittle,
    /// Explicit VR big endian.
    ExplicitBig,
}

/// One element as it is visited. Sequences are visited before their items,
/// with an empty value.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Tag.
    pub tag: TagCode,
    /// The two letters of the VR, from PS3.6 in implicit VR.
    pub vr: [u8; 2],
    /// The bytes of the value, padding included.
    pub value: &'a [u8],
    /// Level of nesting, 0 for the data set itself.
    pub depth: usize,
}

/// Where the walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// At the end of the bytes.
    End,
    /// Behind the header of a pixel element whose value is not in the bytes.
    Pixels {
        /// The declared length; [`UNDEFINED`] for fragments.
        length: u32,
    },
}

/// What is done with each element.
pub type Visit<'v> = dyn FnMut(&Field) -> Result<(), Refusal> + 'v;

/// Length of a value that ends with a delimiter.
pub const UNDEFINED: u32 = u32::MAX;

const LIMIT_DEPTH: usize = 130;
const LIMIT_ELEMENTS: u64 = 20_000_000;
const ITEM: u32 = 0xFFFE_E000;
const ITEM_END: u32 = 0xFFFE_E00D;
const SEQUENCE_END: u32 = 0xFFFE_E0DD;

/// Visits all elements of `bytes` in order.
///
/// # Errors
/// [`ReasonCode::NotVerified`] with the tag at which the bytes do not follow
/// PS3.5; what `visit` says.
pub fn walk(bytes: &[u8], syntax: Syntax, visit: &mut Visit) -> Result<Stop, Refusal> {
    walk_to(bytes, syntax, AtPixels::GoOn, visit)
}

/// As [`walk`], but ends in front of the pixels even if they are there: for the
/// beginning of a file.
pub fn walk_head(bytes: &[u8], syntax: Syntax, visit: &mut Visit) -> Result<Stop, Refusal> {
    walk_to(bytes, syntax, AtPixels::Stop, visit)
}

/// Whether pixels inside the bytes are walked over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtPixels {
    GoOn,
    Stop,
}

fn walk_to(
    bytes: &[u8],
    syntax: Syntax,
    at_pixels: AtPixels,
    visit: &mut Visit,
) -> Result<Stop, Refusal> {
    let mut walker = Walker {
        visit,
        elements: 0,
        at_pixels,
    };
    let mut cursor = Cursor { rest: bytes };
    walker.data_set(&mut cursor, syntax, 0, Until::End)
}

/// True for Pixel Data, Float Pixel Data, Double Float Pixel Data.
#[must_use]
pub fn is_pixel_tag(tag: TagCode) -> bool {
    matches!(tag.0, 0x7FE0_0008..=0x7FE0_0010)
}

struct Walker<'v, 'f> {
    visit: &'v mut Visit<'f>,
    elements: u64,
    at_pixels: AtPixels,
}

struct Cursor<'a> {
    rest: &'a [u8],
}

/// What ends a data set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    End,
    ItemDelimiter,
}

struct Header {
    tag: TagCode,
    vr: [u8; 2],
    length: u32,
}

fn broken(tag: TagCode) -> Refusal {
    let tag = if tag.is_private() {
        TagCode(tag.0 & 0x0001_0000 | 0x0009_0000)
    } else {
        tag
    };
    Refusal::at(ReasonCode::NotVerified, tag)
}

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize, tag: TagCode) -> Result<&'a [u8], Refusal> {
        let (value, rest) = self.rest.split_at_checked(length).ok_or(broken(tag))?;
        self.rest = rest;
        Ok(value)
    }

    fn value(&mut self, length: u32, tag: TagCode) -> Result<&'a [u8], Refusal> {
        self.take(usize::try_from(length).map_err(|_| broken(tag))?, tag)
    }

    fn two(&mut self, syntax: Syntax, tag: TagCode) -> Result<u16, Refusal> {
        let bytes = self.take(2, tag)?.try_into().map_err(|_| broken(tag))?;
        Ok(match syntax {
            Syntax::ImplicitLittle | Syntax::ExplicitLittle => u16::from_le_bytes(bytes),
            Syntax::ExplicitBig => u16::from_be_bytes(bytes),
        })
    }

    fn four(&mut self, syntax: Syntax, tag: TagCode) -> Result<u32, Refusal> {
        let bytes = self.take(4, tag)?.try_into().map_err(|_| broken(tag))?;
        Ok(match syntax {
            Syntax::ImplicitLittle | Syntax::ExplicitLittle => u32::from_le_bytes(bytes),
            Syntax::ExplicitBig => u32::from_be_bytes(bytes),
        })
    }

    fn tag(&mut self, syntax: Syntax, near: TagCode) -> Result<TagCode, Refusal> {
        let group = u32::from(self.two(syntax, near)?);
        let element = u32::from(self.two(syntax, near)?);
        Ok(TagCode(group << 16 | element))
    }

    fn header(&mut self, syntax: Syntax, near: TagCode) -> Result<Header, Refusal> {
        let tag = self.tag(syntax, near)?;
        if matches!(tag.0, ITEM | ITEM_END | SEQUENCE_END) {
            let length = self.four(syntax, tag)?;
            return Ok(Header {
                tag,
                vr: *b"  ",
                length,
            });
        }
        if syntax == Syntax::ImplicitLittle {
            let length = self.four(syntax, tag)?;
            return Ok(Header {
                tag,
                vr: dictionary_vr(tag),
                length,
            });
        }
        let vr: [u8; 2] = self.take(2, tag)?.try_into().map_err(|_| broken(tag))?;
        let length = if is_long_form(vr) {
            self.take(2, tag)?;
            self.four(syntax, tag)?
        } else if is_short_form(vr) {
            u32::from(self.two(syntax, tag)?)
        } else {
            return Err(broken(tag));
        };
        Ok(Header { tag, vr, length })
    }
}

impl Walker<'_, '_> {
    fn data_set(
        &mut self,
        cursor: &mut Cursor,
        syntax: Syntax,
        depth: usize,
        until: Until,
    ) -> Result<Stop, Refusal> {
        let mut last: Option<TagCode> = None;
        if depth > LIMIT_DEPTH {
            return Err(Refusal::of(ReasonCode::NotVerified));
        }
        while !cursor.rest.is_empty() {
            let near = last.unwrap_or(TagCode(0));
            let header = cursor.header(syntax, near)?;
            if header.tag.0 == ITEM_END && until == Until::ItemDelimiter && header.length == 0 {
                return Ok(Stop::End);
            }
            // PS3.5 §7.1: ascending, each once.
            if last.is_some_and(|last| header.tag <= last) || header.tag.group() == 0xFFFE {
                return Err(broken(header.tag));
            }
            last = Some(header.tag);
            self.elements += 1;
            if self.elements > LIMIT_ELEMENTS {
                return Err(Refusal::of(ReasonCode::NotVerified));
            }
            let outside = cursor.rest.is_empty() && header.length > 0;
            let stops = outside || self.at_pixels == AtPixels::Stop;
            if depth == 0 && stops && is_pixel_tag(header.tag) {
                return Ok(Stop::Pixels {
                    length: header.length,
                });
            }
            self.element(cursor, syntax, depth, &header)?;
        }
        match until {
            Until::End => Ok(Stop::End),
            Until::ItemDelimiter => Err(broken(last.unwrap_or(TagCode(0)))),
        }
    }

    fn element(
        &mut self,
        cursor: &mut Cursor,
        syntax: Syntax,
        depth: usize,
        header: &Header,
    ) -> Result<(), Refusal> {
        let Header { tag, vr, length } = *header;
        let visit = |walker: &mut Self, value: &[u8]| {
            (walker.visit)(&Field {
                tag,
                vr,
                value,
                depth,
            })
        };
        match (&vr, length) {
            (b"OB" | b"OW", UNDEFINED) => {
                visit(self, &[])?;
                self.fragments(cursor, syntax, depth, header)
            }
            (_, UNDEFINED) => {
                visit(self, &[])?;
                // PS3.5 §6.2.2 note: UN of undefined length is implicit inside.
                let inside = match &vr {
                    b"UN" => Syntax::ImplicitLittle,
                    _ => syntax,
                };
                self.items(cursor, inside, depth, tag, UNDEFINED)
            }
            (b"SQ", _) => {
                visit(self, &[])?;
                let value = cursor.value(length, tag)?;
                self.items(&mut Cursor { rest: value }, syntax, depth, tag, length)
            }
            (_, _) => {
                let value = cursor.value(length, tag)?;
                visit(self, value)
            }
        }
    }

    fn items(
        &mut self,
        cursor: &mut Cursor,
        syntax: Syntax,
        depth: usize,
        tag: TagCode,
        length: u32,
    ) -> Result<(), Refusal> {
        loop {
            if cursor.rest.is_empty() && length != UNDEFINED {
                return Ok(());
            }
            let header = cursor.header(syntax, tag)?;
            match (header.tag.0, header.length) {
                (SEQUENCE_END, 0) if length == UNDEFINED => return Ok(()),
                (ITEM, UNDEFINED) => {
                    self.data_set(cursor, syntax, depth + 1, Until::ItemDelimiter)?;
                }
                (ITEM, item_length) => {
                    let item = cursor.value(item_length, tag)?;
                    self.data_set(&mut Cursor { rest: item }, syntax, depth + 1, Until::End)?;
                }
                _ => return Err(broken(tag)),
            }
        }
    }

    /// Fragments of an encapsulated value inside the bytes, PS3.5 §A.4.
    fn fragments(
        &mut self,
        cursor: &mut Cursor,
        syntax: Syntax,
        depth: usize,
        header: &Header,
    ) -> Result<(), Refusal> {
        loop {
            let item = cursor.header(syntax, header.tag)?;
            match (item.tag.0, item.length) {
                (SEQUENCE_END, 0) => return Ok(()),
                (ITEM, length) if length != UNDEFINED => {
                    let value = cursor.value(length, header.tag)?;
                    (self.visit)(&Field {
                        tag: header.tag,
                        vr: header.vr,
                        value,
                        depth,
                    })?;
                }
                _ => return Err(broken(header.tag)),
            }
        }
    }
}

/// VRs with two reserved bytes and a length of 32 bits, PS3.5 Table 7.1-1.
const fn is_long_form(vr: [u8; 2]) -> bool {
    matches!(
        &vr,
        b"OB"
            | b"OD"
            | b"OF"
            | b"OL"
            | b"OV"
            | b"OW"
            | b"SQ"
            | b"SV"
            | b"UC"
            | b"UN"
            | b"UR"
            | b"UT"
            | b"UV"
    )
}

/// VRs with a length of 16 bits, PS3.5 Table 7.1-2.
const fn is_short_form(vr: [u8; 2]) -> bool {
    matches!(
        &vr,
        b"AE"
            | b"AS"
            | b"AT"
            | b"CS"
            | b"DA"
            | b"DS"
            | b"DT"
            | b"FD"
            | b"FL"
            | b"IS"
            | b"LO"
            | b"LT"
            | b"PN"
            | b"SH"
            | b"SL"
            | b"SS"
            | b"ST"
            | b"TM"
            | b"UI"
            | b"UL"
            | b"US"
    )
}

/// VR by PS3.6; UN for a tag that is not in it.
fn dictionary_vr(tag: TagCode) -> [u8; 2] {
    if tag.element() == 0 {
        return *b"UL";
    }
    StandardDataDictionary
        .by_tag(Tag(tag.group(), tag.element()))
        .and_then(|entry| {
            let name = entry.vr().relaxed().to_string();
            name.as_bytes().try_into().ok()
        })
        .unwrap_or(*b"UN")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(bytes: &[u8], syntax: Syntax) -> Result<(Vec<(u32, usize, usize)>, Stop), Refusal> {
        let mut seen = Vec::new();
        let stop = walk(bytes, syntax, &mut |field| {
            seen.push((field.tag.0, field.value.len(), field.depth));
            Ok(())
        })?;
        Ok((seen, stop))
    }

    const NESTED: &[u8] = b"\x08\0\x60\0CS\x02\0CT\
        \x08\0\x15\x11SQ\0\0\xff\xff\xff\xff\
        \xfe\xff\0\xe0\xff\xff\xff\xff\x08\0\x50\x11UI\x02\x001\0\xfe\xff\x0d\xe0\0\0\0\0\
        \xfe\xff\0\xe0\x08\0\0\0\x10\0\x10\0PN\0\0\
        \xfe\xff\xdd\xe0\0\0\0\0\
        \xe0\x7f\x10\0OW\0\0\x10\0\0\0";

    #[test]
    fn items_of_both_kinds_and_outside_pixels_are_walked() {
        let (seen, stop) = fields(NESTED, Syntax::ExplicitLittle).unwrap();
        assert_eq!(
            seen,
            [
                (0x0008_0060, 2, 0),
                (0x0008_1115, 0, 0),
                (0x0008_1150, 2, 1),
                (0x0010_0010, 0, 1)
            ]
        );
        assert_eq!(stop, Stop::Pixels { length: 16 });
    }

    #[test]
    fn every_cut_and_every_length_bomb_is_refused() {
        for length in 1..NESTED.len() - 1 {
            let whole = [10, NESTED.len() - 12].contains(&length);
            let cut = fields(&NESTED[..length], Syntax::ExplicitLittle);
            assert_eq!(cut.is_ok(), whole, "cut at {length}");
        }
        let bomb = b"\x08\0\x18\0UN\0\0\xfe\xff\xff\xffABCD";
        assert_eq!(
            fields(bomb, Syntax::ExplicitLittle).unwrap_err(),
            Refusal::at(ReasonCode::NotVerified, TagCode(0x0008_0018))
        );
    }

    #[test]
    fn tags_that_do_not_ascend_are_refused() {
        let twice = b"\x08\0\x60\0CS\x02\0CT\x08\0\x60\0CS\x02\0CT";
        assert!(fields(twice, Syntax::ExplicitLittle).is_err());
    }

    #[test]
    fn ten_thousand_levels_are_refused() {
        let level = b"\x08\0\x15\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\0\xe0\xff\xff\xff\xff";
        assert!(fields(&level.repeat(10_000), Syntax::ExplicitLittle).is_err());
    }
}
