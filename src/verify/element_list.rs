//! The elements of a written instance as the check reads them, for a comparison
//! with other readers. Tags, representations and lengths; no value.

use std::fmt;

use super::elements::{self, Field, Visit};
use super::instance::{meta_and_data_set, read_meta};
use crate::finding::{Refusal, TagCode};

/// One element of a file, with the level at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedElement {
    /// Level of nesting, 0 for the data set itself and the meta group.
    pub depth: usize,
    /// Tag.
    pub tag: TagCode,
    /// The two letters of the VR.
    pub vr: [u8; 2],
    /// Bytes of the value with its padding; 0 for a sequence.
    pub length: usize,
}

impl fmt::Display for ListedElement {
    /// `0 (0010,0010) PN 10`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vr = self.vr.map(char::from);
        write!(
            out,
            "{} {} {}{} {}",
            self.depth, self.tag, vr[0], vr[1], self.length
        )
    }
}

/// Meta group and data set of a file of the product up to its pixels, in order.
///
/// # Errors
/// [`crate::finding::ReasonCode::NotVerified`] with the tag at which the bytes
/// are not what the product writes (PS3.10 §7.1, PS3.5 §7).
pub fn element_list(bytes: &[u8]) -> Result<Vec<ListedElement>, Refusal> {
    let mut listed = Vec::new();
    let mut visit = |field: &Field| {
        listed.push(ListedElement {
            depth: field.depth,
            tag: field.tag,
            vr: field.vr,
            length: field.value.len(),
        });
        Ok(())
    };
    let visit: &mut Visit = &mut visit;
    let (meta, data_set) = meta_and_data_set(bytes)?;
    let syntax = read_meta(meta, visit)?.elements;
    elements::walk_head(data_set, syntax, visit)?;
    Ok(listed)
}
