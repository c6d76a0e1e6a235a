//! The same header read by a parser that is not ours.
//!
//! `elements` and the writer come from the same hands; a mistake in how both
//! understand PS3.5 would hide from a check by one of them. So the tokens of
//! dicom-parser must be the same elements in the same order.

use std::io::Cursor;

use dicom_core::header::HasLength;
use dicom_encoding::TransferSyntaxIndex;
use dicom_parser::dataset::LazyDataToken;
use dicom_parser::dataset::lazy_read::LazyDataSetReader;
use dicom_transfer_syntax_registry::TransferSyntaxRegistry;

use super::elements::{Syntax, is_pixel_tag};
use crate::finding::{ReasonCode, Refusal, TagCode};

/// Checks that an independent parser sees `tags` in `bytes`, in this order.
///
/// The caller has walked the bytes before: all lengths are known to lie inside,
/// which this parser does not check before it takes memory.
///
/// # Errors
/// [`ReasonCode::NotVerified`] at the first difference.
pub fn agrees(bytes: &[u8], syntax: Syntax, tags: &[TagCode]) -> Result<(), Refusal> {
    let refused = |tag: Option<&TagCode>| Refusal {
        tag: tag.copied(),
        ..Refusal::of(ReasonCode::NotVerified)
    };
    let uid = match syntax {
        Syntax::ImplicitLittle => "1.2.840.10008.1.2",
        Syntax::ExplicitLittle => "1.2.840.10008.1.2.1",
        Syntax::ExplicitBig => "1.2.840.10008.1.2.2",
    };
    let transfer_syntax = TransferSyntaxRegistry.get(uid).ok_or(refused(None))?;
    let mut reader = LazyDataSetReader::new_with_ts(Cursor::new(bytes), transfer_syntax)
        .map_err(|_| refused(None))?;
    let mut expected = tags.iter();
    let mut depth = 0_usize;
    while let Some(token) = reader.advance() {
        let next = expected.as_slice().first();
        let seen = match token.map_err(|_| refused(next))? {
            LazyDataToken::ElementHeader(header) => {
                let tag = code(header.tag);
                if depth == 0 && is_pixel_tag(tag) && header.length().0 > 0 && next.is_none() {
                    return Ok(());
                }
                Some(tag)
            }
            LazyDataToken::SequenceStart { tag, .. } => {
                depth += 1;
                Some(code(tag))
            }
            LazyDataToken::SequenceEnd => {
                depth = depth.saturating_sub(1);
                None
            }
            // Fragments are read where they lie, in the source.
            LazyDataToken::PixelSequenceStart => return Ok(()),
            value @ (LazyDataToken::LazyValue { .. } | LazyDataToken::LazyItemValue { .. }) => {
                value.skip().map_err(|_| refused(next))?;
                None
            }
            _ => None,
        };
        if let Some(seen) = seen
            && expected.next() != Some(&seen)
        {
            return Err(refused(next));
        }
    }
    match expected.next() {
        None => Ok(()),
        missing => Err(refused(missing)),
    }
}

fn code(tag: dicom_core::Tag) -> TagCode {
    TagCode(u32::from(tag.0) << 16 | u32::from(tag.1))
}
