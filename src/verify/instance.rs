//! A finished DICOM file, read again.

use std::collections::HashSet;

use super::elements::{self, Field, Stop, Syntax, UNDEFINED, Visit, is_pixel_tag};
use super::encodings::readings;
use super::one_by_one;
use super::pdf;
use super::searcher::Searcher;
use super::second_reader;
use super::sieve::Terrain;
use super::strings;
use super::text::Place;
use super::xml;
use crate::finding::{ReasonCode, Refusal, TagCode, Tally};
use crate::policy::options::PrivateElements;
use crate::source::{Part, Source};

const PREAMBLE_BYTES: usize = 128;
const META_GROUP: u16 = 0x0002;
const META_GROUP_LENGTH: TagCode = TagCode(0x0002_0000);
const MEDIA_STORAGE_SOP_INSTANCE: TagCode = TagCode(0x0002_0003);
const TRANSFER_SYNTAX: TagCode = TagCode(0x0002_0010);
const SOP_INSTANCE: TagCode = TagCode(0x0008_0018);
pub(super) const IDENTITY_REMOVED: TagCode = TagCode(0x0012_0062);
const ENCAPSULATED_DOCUMENT: TagCode = TagCode(0x0042_0011);

/// What group 0002 may hold (PS3.10 Table 7.1-1): no AE title, no address, no
/// private information.
const META_ALLOWED: &[u32] = &[
    0x0002_0000,
    0x0002_0001,
    0x0002_0002,
    0x0002_0003,
    0x0002_0010,
    0x0002_0012,
    0x0002_0013,
];

/// Elements of which no cleaned file has a use (PS3.15 Table E.1-1, X): icons,
/// original attributes, encrypted attributes, signatures, padding, recorded
/// audio.
const NEVER: &[u32] = &[
    0x0088_0200,
    0x0400_0500,
    0x0400_0561,
    0x0400_0550,
    0x4FFE_0001,
    0xFFFA_FFFA,
    0xFFFC_FFFC,
    0x0002_0100,
    0x0002_0102,
];

/// Elements of repeating groups that are never kept: overlay data and comments.
const NEVER_IN_OVERLAYS: &[u16] = &[0x3000, 0x4000];

const EXPLICIT_BIG: &str = "1.2.840.10008.1.2.2";
const IMPLICIT_LITTLE: &str = "1.2.840.10008.1.2";
const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
/// RLE keeps stretches of samples as they are.
const RLE: &str = "1.2.840.10008.1.2.5";

/// Longer values are not remembered, and not more than this many.
const LIMIT_REMEMBERED_BYTES: usize = 256;
const LIMIT_REMEMBERED: usize = 100_000;
/// Larger binary values are seen by the raw layer only.
const LIMIT_BINARY_TEXT_BYTES: usize = 1 << 20;

/// Checks the structure and every value of an instance. Returns what its
/// slices of the source are.
pub fn check(searcher: &Searcher, source: &dyn Source, parts: &[Part]) -> Result<Terrain, Refusal> {
    let Split {
        head,
        slice,
        blanks,
        tail,
    } = split(parts)?;
    let (meta, data_set) = meta_and_data_set(&head)?;
    let syntax = read_meta(meta, &mut |field| search_value(searcher, field))?;

    let mut reader = Reader {
        searcher,
        tags: Vec::new(),
        clean: HashSet::new(),
        has_unknown_sequences: false,
        identity_removed: false,
        sop_instance: None,
    };
    let stop = elements::walk(data_set, syntax.elements, &mut |field| reader.visit(field))?;
    let slices = match (stop, slice) {
        (Stop::End, None) => Terrain::Compressed,
        (Stop::Pixels { length: UNDEFINED }, Some(slice)) => {
            check_fragments(source, slice, &blanks)?;
            syntax.fragments
        }
        (Stop::Pixels { length }, Some((_, found)))
            if u64::from(length) == found && blanks.is_empty() =>
        {
            Terrain::Samples
        }
        _ => return Err(not_verified()),
    };
    if !reader.has_unknown_sequences {
        second_reader::agrees(data_set, syntax.elements, &reader.tags)?;
    }
    // What follows the pixels has tags above theirs.
    reader.tags.clear();
    let stop = elements::walk(&tail, syntax.elements, &mut |field| {
        let above = field.depth > 0 || field.tag.group() > 0x7FE0;
        if !above {
            return Err(Refusal::at(ReasonCode::NotVerified, field.tag));
        }
        reader.visit(field)
    })?;
    if stop != Stop::End {
        return Err(not_verified());
    }
    if !reader.identity_removed {
        return Err(Refusal::at(ReasonCode::NotVerified, IDENTITY_REMOVED));
    }
    if reader.sop_instance.is_none() || reader.sop_instance != syntax.sop_instance {
        return Err(Refusal::at(ReasonCode::NotVerified, SOP_INSTANCE));
    }
    Ok(slices)
}

fn not_verified() -> Refusal {
    Refusal::of(ReasonCode::NotVerified)
}

type Slice = (u64, u64);

/// An instance in three: what is written before the pixels, the pixels of the
/// source, what is written behind them.
struct Split {
    head: Vec<u8>,
    /// From the first byte of the source to the last, blanks among them.
    slice: Option<Slice>,
    /// Places in it that were blanked, in their order.
    blanks: Vec<Slice>,
    tail: Vec<u8>,
}

/// One pixel element, one slice; it may be cut by blanks, which take up as many
/// bytes as they cover.
fn split(parts: &[Part]) -> Result<Split, Refusal> {
    let is_slice = |part: &Part| matches!(part, Part::Slice { .. });
    let first = parts.iter().position(is_slice).unwrap_or(parts.len());
    let behind = parts
        .iter()
        .rposition(is_slice)
        .map_or(first, |last| last + 1);
    let bytes_of = |parts: &[Part]| {
        let mut all = Vec::new();
        for part in parts {
            if let Part::Bytes(bytes) = part {
                all.extend_from_slice(bytes);
            }
        }
        all
    };
    let mut slice: Option<Slice> = None;
    let mut blanks = Vec::new();
    for part in parts.get(first..behind).unwrap_or_default() {
        let (start, length) = slice.unwrap_or_default();
        let at = start.saturating_add(length);
        let more = match part {
            Part::Slice { offset, length } if slice.is_none() => {
                slice = Some((*offset, *length));
                continue;
            }
            Part::Slice { offset, length } if *offset == at => *length,
            Part::Slice { .. } => return Err(not_verified()),
            Part::Bytes(bytes) if is_blank(bytes) => {
                blanks.push((at, bytes.len() as u64));
                bytes.len() as u64
            }
            Part::Bytes(_) => return Err(not_verified()),
        };
        slice = Some((start, length.saturating_add(more)));
    }
    Ok(Split {
        head: bytes_of(parts.get(..first).unwrap_or_default()),
        slice,
        blanks,
        tail: bytes_of(parts.get(behind..).unwrap_or_default()),
    })
}

/// Zeros, or the name of a box that readers pass over, or a part of it.
fn is_blank(bytes: &[u8]) -> bool {
    let is_name = b"free"
        .windows(bytes.len().clamp(1, 4))
        .any(|part| part == bytes);
    is_name || bytes.iter().all(|byte| *byte == 0)
}

/// Preamble of zeros, `DICM`, the meta group by its length (PS3.10 §7.1).
pub(super) fn meta_and_data_set(head: &[u8]) -> Result<(&[u8], &[u8]), Refusal> {
    let (preamble, rest) = head
        .split_at_checked(PREAMBLE_BYTES)
        .ok_or(not_verified())?;
    if preamble.iter().any(|byte| *byte != 0) {
        return Err(not_verified());
    }
    let rest = rest.strip_prefix(b"DICM").ok_or(not_verified())?;
    let refused = Refusal::at(ReasonCode::NotVerified, META_GROUP_LENGTH);
    let length = rest
        .strip_prefix(b"\x02\0\0\0UL\x04\0")
        .and_then(|rest| rest.first_chunk::<4>())
        .ok_or(refused)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| refused)?;
    rest.split_at_checked(length.saturating_add(12))
        .ok_or(refused)
}

/// What the meta group says.
pub(super) struct MetaSyntax {
    pub elements: Syntax,
    /// What fragments of encapsulated pixels are.
    pub fragments: Terrain,
    pub sop_instance: Option<Vec<u8>>,
}

/// Reads the meta group. Elements that are not allowed in it, and a transfer
/// syntax that is not known, are refused with their tag.
pub(super) fn read_meta(meta: &[u8], visit: &mut Visit) -> Result<MetaSyntax, Refusal> {
    let mut transfer_syntax = Vec::new();
    let mut sop_instance = None;
    elements::walk(meta, Syntax::ExplicitLittle, &mut |field| {
        if !META_ALLOWED.contains(&field.tag.0) {
            return Err(Refusal::at(ReasonCode::NotVerified, field.tag));
        }
        match field.tag {
            TRANSFER_SYNTAX => transfer_syntax = unpadded(field.value).to_vec(),
            MEDIA_STORAGE_SOP_INSTANCE => sop_instance = Some(unpadded(field.value).to_vec()),
            _ => {}
        }
        visit(field)
    })?;
    let refused = Refusal::at(ReasonCode::NotVerified, TRANSFER_SYNTAX);
    let uid = std::str::from_utf8(&transfer_syntax).map_err(|_| refused)?;
    let elements = match uid {
        IMPLICIT_LITTLE => Syntax::ImplicitLittle,
        EXPLICIT_BIG => Syntax::ExplicitBig,
        // The inside of a deflated file would not be seen: it is written plain.
        "" | DEFLATED => return Err(refused),
        uid if uid.starts_with("1.2.840.10008.1.2.") => Syntax::ExplicitLittle,
        _ => return Err(refused),
    };
    Ok(MetaSyntax {
        elements,
        fragments: if uid == RLE {
            Terrain::Samples
        } else {
            Terrain::Compressed
        },
        sop_instance,
    })
}

/// Fragments that fill the slice, up to and with their delimiter (PS3.5 §A.4);
/// no blank covers the head of one.
fn check_fragments(
    source: &dyn Source,
    (offset, length): Slice,
    blanks: &[Slice],
) -> Result<(), Refusal> {
    let refused = Refusal::at(ReasonCode::NotVerified, TagCode(0x7FE0_0010));
    let end = offset.checked_add(length).ok_or(refused)?;
    let mut place = offset;
    while place < end {
        let next = blanks.partition_point(|(at, length)| at.saturating_add(*length) <= place);
        if blanks.get(next).is_some_and(|(at, _)| *at < place + 8) {
            return Err(refused);
        }
        let mut header = [0; 8];
        source
            .read_exact_at(place, &mut header)
            .map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
        let [tag @ .., a, b, c, d] = header;
        let item_length = u64::from(u32::from_le_bytes([a, b, c, d]));
        match tag {
            [0xFE, 0xFF, 0x00, 0xE0] if item_length != u64::from(UNDEFINED) => {
                place = place.saturating_add(8 + item_length);
            }
            [0xFE, 0xFF, 0xDD, 0xE0] if item_length == 0 && place + 8 == end => return Ok(()),
            _ => return Err(refused),
        }
    }
    Err(refused)
}

/// Reads the elements of one data set.
struct Reader<'a> {
    searcher: &'a Searcher,
    tags: Vec<TagCode>,
    /// Values that were searched before: codes come again and again.
    clean: HashSet<([u8; 2], Vec<u8>)>,
    /// UN of undefined length: implicit inside, which the second reader does
    /// not know.
    has_unknown_sequences: bool,
    identity_removed: bool,
    sop_instance: Option<Vec<u8>>,
}

impl Reader<'_> {
    fn visit(&mut self, field: &Field) -> Result<(), Refusal> {
        // Fragments inside the bytes come under the tag of their element.
        if self.tags.last() != Some(&field.tag) || !is_pixel_tag(field.tag) {
            self.tags.push(field.tag);
        }
        let known = is_known_vr(field.vr);
        self.has_unknown_sequences |= !known && field.value.is_empty();
        if field.depth == 0 {
            match field.tag {
                IDENTITY_REMOVED => self.identity_removed = unpadded(field.value) == b"YES",
                SOP_INSTANCE => self.sop_instance = Some(unpadded(field.value).to_vec()),
                _ => {}
            }
        }
        let is_listed_private = field.tag.is_private()
            && self.searcher.private_elements() == PrivateElements::KeepListed;
        if is_never(field.tag) && !is_listed_private {
            let tag = if field.tag.is_private() {
                Tally::PRIVATE
            } else {
                field.tag
            };
            return Err(Refusal::at(ReasonCode::NotVerified, tag));
        }
        if field.tag == ENCAPSULATED_DOCUMENT {
            return check_document(self.searcher, unpadded(field.value))
                .map_err(|refusal| refusal.with_tag(field.tag));
        }
        if field.value.len() > LIMIT_REMEMBERED_BYTES {
            return search_value(self.searcher, field);
        }
        let key = (field.vr, field.value.to_vec());
        if !self.clean.contains(&key) {
            search_value(self.searcher, field)?;
            if self.clean.len() < LIMIT_REMEMBERED {
                self.clean.insert(key);
            }
        }
        Ok(())
    }
}

/// A document inside the instance: a PDF, or XML as the product writes it.
fn check_document(searcher: &Searcher, value: &[u8]) -> Result<(), Refusal> {
    if value.starts_with(b"<?xml ") {
        xml::check(searcher, value, Place::Narrative)
    } else {
        pdf::check(searcher, value, Place::Narrative, &one_by_one)
    }
}

/// Private and command groups, groups of the file set, curves, and `NEVER`.
pub(super) fn is_never(tag: TagCode) -> bool {
    let overlay = tag.group() & 0xFF00 == 0x6000 && NEVER_IN_OVERLAYS.contains(&tag.element());
    let curve = tag.group() & 0xFF00 == 0x5000;
    let command = tag.group() <= META_GROUP || tag.group() == 0x0004;
    tag.is_private() || overlay || curve || command || NEVER.contains(&tag.0)
}

fn is_known_vr(vr: [u8; 2]) -> bool {
    vr != *b"UN"
}

/// Searches one value as its VR says it is read.
pub(super) fn search_value(searcher: &Searcher, field: &Field) -> Result<(), Refusal> {
    let found = match &field.vr {
        b"UI" => field
            .value
            .split(|byte| *byte == b'\\')
            .any(|uid| searcher.is_original_uid(unpadded(uid))),
        b"LT" | b"ST" | b"UT" => finds_in(searcher, field.value, Place::Narrative),
        b"AE" | b"AS" | b"CS" | b"DA" | b"DT" | b"LO" | b"PN" | b"SH" | b"UC" | b"UR" => {
            finds_in(searcher, field.value, Place::Value)
        }
        b"DS" | b"IS" | b"TM" => finds_in(searcher, field.value, Place::Numeric),
        b"OB" | b"UN" if field.value.len() <= LIMIT_BINARY_TEXT_BYTES => {
            strings::narrow(field.value)
                .chain(strings::wide(field.value))
                .any(|text| searcher.finds_in_text(&text, Place::Value))
        }
        _ => false,
    };
    // Terms of the standard are no free text: nobody can take them out.
    let is_text = matches!(
        &field.vr,
        b"LO" | b"LT" | b"SH" | b"ST" | b"UC" | b"UN" | b"UT"
    );
    let is_removed = || {
        let read = readings(field.value);
        read.iter().any(|text| searcher.is_removed(text))
    };
    if found || is_text && is_removed() {
        Err(Refusal::at(ReasonCode::LeakFound, field.tag))
    } else {
        Ok(())
    }
}

fn finds_in(searcher: &Searcher, value: &[u8], place: Place) -> bool {
    readings(value)
        .iter()
        .any(|text| searcher.finds_in_text(text, place))
}

pub(super) fn unpadded(value: &[u8]) -> &[u8] {
    let mut value = value;
    while let [rest @ .., 0 | b' '] = value {
        value = rest;
    }
    value.trim_ascii_start()
}
