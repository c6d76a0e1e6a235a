//! The new DICOMDIR, read again: PS3.3 Annex F, PS3.10 §8.6.

use super::elements::{self, Field, Stop, Syntax};
use super::instance::{
    IDENTITY_REMOVED, is_never, meta_and_data_set, read_meta, search_value, unpadded,
};
use super::searcher::Searcher;
use super::second_reader;
use crate::finding::{ReasonCode, Refusal, TagCode, Tally};

/// Media Storage SOP Class UID.
const MEDIA_STORAGE_SOP_CLASS: TagCode = TagCode(0x0002_0002);
/// Media Storage Directory Storage.
const DIRECTORY_STORAGE: &[u8] = b"1.2.840.10008.1.3.10";
/// Transfer Syntax UID.
const TRANSFER_SYNTAX: TagCode = TagCode(0x0002_0010);

/// What group 0004 holds in a directory: PS3.3 Tables F.3-2 and F.3-3, without
/// what is retired, private or names a description file.
const ALLOWED: &[u32] = &[
    0x0004_1130,
    0x0004_1200,
    0x0004_1202,
    0x0004_1212,
    0x0004_1220,
    0x0004_1400,
    0x0004_1410,
    0x0004_1420,
    0x0004_1430,
    0x0004_1500,
    0x0004_1510,
    0x0004_1511,
    0x0004_1512,
];

/// Whether an element may stand in a directory.
pub(super) fn may_stand(tag: TagCode) -> bool {
    ALLOWED.contains(&tag.0) || !is_never(tag)
}

/// Checks the form and every value of a directory.
///
/// # Errors
/// As [`Searcher::verify`].
pub fn check(searcher: &Searcher, bytes: &[u8]) -> Result<(), Refusal> {
    let (meta, data_set) = meta_and_data_set(bytes)?;
    let mut is_directory = false;
    let syntax = read_meta(meta, &mut |field| {
        is_directory |=
            field.tag == MEDIA_STORAGE_SOP_CLASS && unpadded(field.value) == DIRECTORY_STORAGE;
        search_value(searcher, field)
    })?;
    if !is_directory || syntax.elements != Syntax::ExplicitLittle {
        return Err(Refusal::at(ReasonCode::NotVerified, TRANSFER_SYNTAX));
    }
    let mut tags = Vec::new();
    let mut identity_removed = false;
    let stop = elements::walk(data_set, syntax.elements, &mut |field: &Field| {
        tags.push(field.tag);
        identity_removed |=
            field.depth == 0 && field.tag == IDENTITY_REMOVED && unpadded(field.value) == b"YES";
        if !may_stand(field.tag) {
            let tag = if field.tag.is_private() {
                Tally::PRIVATE
            } else {
                field.tag
            };
            return Err(Refusal::at(ReasonCode::NotVerified, tag));
        }
        search_value(searcher, field)
    })?;
    if stop != Stop::End || !identity_removed {
        return Err(Refusal::at(ReasonCode::NotVerified, IDENTITY_REMOVED));
    }
    second_reader::agrees(data_set, syntax.elements, &tags)
}
