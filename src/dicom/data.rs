//! A DICOM data set as a tree of raw values.
//!
//! Values stay the bytes of the file, in its byte order and character set: what
//! no rule touches is written again exactly as it was read.

use dicom_core::{Tag, VR};

/// Elements in ascending order of tags, PS3.5 §7.1.
#[derive(Clone, Default, PartialEq)]
pub struct DataSet {
    /// The elements. Tags are unique and ascend.
    pub elements: Vec<Element>,
}

/// One data element.
#[derive(Clone, PartialEq)]
pub struct Element {
    /// Group and element number.
    pub tag: Tag,
    /// Value representation: as written, or from PS3.6 in implicit VR.
    pub vr: VR,
    /// Value.
    pub value: Value,
}

/// The value field of an element.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Raw bytes in the byte order of the file, padding included.
    Bytes(Vec<u8>),
    /// Items of a sequence.
    Items(Vec<DataSet>),
    /// Bytes that stay in the source: pixel data of the top level, and fragments
    /// (a value of undefined length that is no sequence) at any level.
    Pixels(PixelSpan),
}

/// Where a pixel element's value field lies in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelSpan {
    /// First byte of the value field.
    pub offset: u64,
    /// Length in bytes; for encapsulated pixels up to and with the sequence
    /// delimitation item (PS3.5 A.4).
    pub length: u64,
    /// Native or encapsulated.
    pub form: PixelForm,
}

/// How pixel data are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelForm {
    /// One value of defined length.
    Native,
    /// Fragments (undefined length).
    Encapsulated,
}

/// Byte order and explicitness of a data set, PS3.5 §A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Implicit VR little endian.
    ImplicitLittle,
    /// Explicit VR little endian (and all encapsulated syntaxes).
    ExplicitLittle,
    /// Explicit VR big endian (retired).
    ExplicitBig,
}

/// One file as read.
pub struct DicomFile {
    /// Transfer Syntax UID, without padding. A deflated file is inflated on
    /// reading and says Explicit VR Little Endian here.
    pub transfer_syntax: String,
    /// How the data set is encoded, in and out.
    pub encoding: Encoding,
    /// The file meta group as read (explicit little endian), empty if absent.
    pub meta: DataSet,
    /// The data set.
    pub data_set: DataSet,
}

impl DataSet {
    /// The element with this tag at this level.
    #[must_use]
    pub fn get(&self, tag: Tag) -> Option<&Element> {
        let place = self
            .elements
            .binary_search_by_key(&tag, |element| element.tag)
            .ok()?;
        self.elements.get(place)
    }

    /// Puts an element in its place; one with the same tag is replaced.
    pub fn put(&mut self, element: Element) {
        match self
            .elements
            .binary_search_by_key(&element.tag, |other| other.tag)
        {
            Ok(place) => {
                if let Some(old) = self.elements.get_mut(place) {
                    *old = element;
                }
            }
            Err(place) => self.elements.insert(place, element),
        }
    }

    /// Takes an element out.
    pub fn take(&mut self, tag: Tag) -> Option<Element> {
        let place = self
            .elements
            .binary_search_by_key(&tag, |element| element.tag)
            .ok()?;
        Some(self.elements.remove(place))
    }
}

impl std::fmt::Debug for Element {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {:?} ***", self.tag, self.vr)
    }
}

impl std::fmt::Debug for DataSet {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(&self.elements).finish()
    }
}
