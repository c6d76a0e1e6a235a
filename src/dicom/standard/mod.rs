//! Facts of the DICOM standard as checked-in tables, and how to look a row up.
//!
//! | table | facts |
//! |---|---|
//! | `table` | PS3.15 Table E.1-1 (2026d), CID 7050 |
//! | `attributes` | PS3.6, every attribute with VR and VM |
//! | `keep` | which text and bytes stay, and why (ours) |
//! | `removed` | which text and bytes go without a row of the standard, and why (ours) |
//! | `letters` | attribute → letter of the Safe Harbor rule (ours) |
//! | `iod` | PS3.3, types of attributes by SOP class and place |
//! | `vocabulary` | terms of code strings |
//! | `pairs` | which date belongs to which time |
//! | `registry` | PS3.6 Annex A |
//! | `content` | PS3.15 Table E.3.4-1 |
//! | `private` | PS3.15 Table E.3.10-1 and a public knowledge base |

#[rustfmt::skip]
pub mod attributes;
#[rustfmt::skip]
pub mod content;
#[rustfmt::skip]
pub mod iod;
#[rustfmt::skip]
pub mod keep;
pub mod kinds;
#[rustfmt::skip]
pub mod letters;
#[rustfmt::skip]
pub mod pairs;
#[rustfmt::skip]
pub mod private;
#[rustfmt::skip]
pub mod registry;
#[rustfmt::skip]
pub mod removed;
#[rustfmt::skip]
pub mod table;
#[rustfmt::skip]
pub mod vocabulary;

use kinds::{Attribute, ContentRow, Keep, MapRow, Row, SafePrivate, Type, UidKind};

use crate::finding::TagCode;

/// The row of Table E.1-1 that holds for a tag.
#[must_use]
pub fn profile_row(tag: TagCode) -> Option<&'static Row> {
    let one = table::ROWS.binary_search_by_key(&tag.0, |row| row.tag);
    match one {
        Ok(place) => table::ROWS.get(place),
        Err(_) => table::GROUP_ROWS
            .iter()
            .find(|row| tag.0 & row.mask == row.tag && is_in_group_row(tag, row)),
    }
}

/// A repeating group has an even number (PS3.5 §7.6); odd ones are private.
fn is_in_group_row(tag: TagCode, row: &Row) -> bool {
    row.mask == 0x0001_0000 || !tag.is_private()
}

/// The attribute in the data dictionary.
#[must_use]
pub fn attribute(tag: TagCode) -> Option<&'static Attribute> {
    let place = attributes::ATTRIBUTES
        .binary_search_by_key(&tag.0, |attribute| attribute.tag)
        .ok()?;
    attributes::ATTRIBUTES.get(place)
}

/// The row of the keep-list.
#[must_use]
pub fn keep_row(tag: TagCode) -> Option<&'static Keep> {
    let place = keep::KEEP
        .binary_search_by_key(&tag.0, |row| row.tag)
        .ok()?;
    keep::KEEP.get(place)
}

/// Why an attribute without a row of the standard goes.
#[must_use]
pub fn removed_row(tag: TagCode) -> Option<&'static str> {
    let place = removed::REMOVED
        .binary_search_by_key(&tag.0, |row| row.0)
        .ok()?;
    removed::REMOVED.get(place).map(|row| row.1)
}

/// The row of the Safe Harbor map.
#[must_use]
pub fn map_row(tag: TagCode) -> Option<&'static MapRow> {
    let place = letters::LETTERS
        .binary_search_by_key(&tag.0, |row| row.tag)
        .ok()?;
    letters::LETTERS.get(place)
}

/// The date that belongs to a time.
#[must_use]
pub fn date_of_time(time: TagCode) -> Option<TagCode> {
    let place = pairs::PAIRS
        .binary_search_by_key(&time.0, |row| row.0)
        .ok()?;
    pairs::PAIRS.get(place).map(|row| TagCode(row.1))
}

/// The time that belongs to a date.
#[must_use]
pub fn time_of_date(date: TagCode) -> Option<TagCode> {
    let row = pairs::PAIRS.iter().find(|row| row.1 == date.0)?;
    Some(TagCode(row.0))
}

/// What a UID names in the registry, if it is there.
#[must_use]
pub fn registered(uid: &str) -> Option<UidKind> {
    let place = registry::UIDS
        .binary_search_by_key(&uid, |row| row.0)
        .ok()?;
    registry::UIDS.get(place).map(|row| row.1)
}

/// The row that says that a private attribute is safe.
#[must_use]
pub fn safe_private(group: u16, creator: &str, element: u8) -> Option<&'static SafePrivate> {
    let key = (group, creator, element);
    let place = private::SAFE
        .binary_search_by(|row| (row.group, row.creator, row.element).cmp(&key))
        .ok()?;
    private::SAFE.get(place)
}

/// The row of Table E.3.4-1 for a concept.
#[must_use]
pub fn content_row(scheme: &str, code: &str, value_type: &str) -> Option<&'static ContentRow> {
    // SNOMED CT has two designators in use, PS3.16 §8.
    let scheme = match scheme {
        "SRT" | "SNM3" | "99SDM" => "SCT",
        other => other,
    };
    let place = content::ITEMS
        .binary_search_by(|row| {
            (row.scheme, row.code, row.value_type).cmp(&(scheme, code, value_type))
        })
        .ok()?;
    content::ITEMS.get(place)
}

/// Types of the attributes at the top level of one SOP class.
#[derive(Debug, Default)]
pub struct ClassTypes {
    rows: std::collections::HashMap<u32, Type>,
    known: Known,
}

/// Whether PS3.3 facts of a SOP class are there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Known {
    /// They are.
    Yes,
    /// They are not: the class is new or retired.
    #[default]
    No,
}

impl ClassTypes {
    /// Gathers the types of a SOP class, the strictest of its modules.
    #[must_use]
    pub fn of(sop_class_uid: &str) -> Self {
        let Ok(place) = iod::CLASSES.binary_search_by_key(&sop_class_uid, |row| row.0) else {
            return Self::default();
        };
        let modules = iod::CLASSES.get(place).map_or(&[][..], |row| row.1);
        let mut rows = std::collections::HashMap::new();
        for module in modules {
            for (tag, kind) in iod::MODULES
                .get(usize::from(*module))
                .copied()
                .unwrap_or(&[])
            {
                let strictest = rows.entry(*tag).or_insert(*kind);
                *strictest = (*strictest).min(*kind);
            }
        }
        Self {
            rows,
            known: Known::Yes,
        }
    }

    /// Type of an attribute: at the top level by SOP class, in an item by its sequence.
    #[must_use]
    pub fn at(&self, sequence: Option<TagCode>, tag: TagCode) -> Option<Type> {
        let Some(sequence) = sequence else {
            return self.rows.get(&tag.0).copied();
        };
        let place = iod::NESTED
            .binary_search_by_key(&(sequence.0, tag.0), |row| (row.0, row.1))
            .ok()?;
        iod::NESTED.get(place).map(|row| row.2)
    }

    /// Whether an absent row means type 3 here. Nested facts are there for
    /// every class.
    #[must_use]
    pub fn is_known(&self, sequence: Option<TagCode>) -> bool {
        sequence.is_some() || self.known == Known::Yes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeating_and_private_rows_match_their_groups_and_no_others() {
        let keyword = |tag| profile_row(TagCode(tag)).map(|row| row.keyword);
        assert_eq!(keyword(0x6012_3000), Some("OverlayData"));
        assert_eq!(keyword(0x5004_0010), Some("CurveData"));
        assert_eq!(keyword(0x6013_3000), Some("PrivateAttributes"));
        assert_eq!(keyword(0x0009_1001), Some("PrivateAttributes"));
        assert_eq!(keyword(0x6002_0022), None);
        assert_eq!(keyword(0x0010_0010), Some("PatientName"));
    }

    #[test]
    fn the_strictest_type_of_the_modules_of_a_class_holds() {
        let ct = ClassTypes::of("1.2.840.10008.5.1.4.1.1.2");
        assert_eq!(ct.at(None, TagCode(0x0008_0018)), Some(Type::One));
        assert_eq!(ct.at(None, TagCode(0x0010_0010)), Some(Type::Two));
        assert_eq!(ct.at(None, TagCode(0x0008_103E)), None);
        assert_eq!(
            ct.at(Some(TagCode(0x0008_1140)), TagCode(0x0008_1155)),
            Some(Type::One)
        );
        assert!(!ClassTypes::of("1.2.3").is_known(None));
    }
}
