//! Row types of the generated tables, and the one-line makers that keep a row on a line.

use dicom_core::VR;

use crate::safe_harbor::Letter;

/// Action codes of PS3.15 Table E.1-1a, single and compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Remove.
    X,
    /// Zero length, or a dummy.
    Z,
    /// Dummy.
    D,
    /// New UID.
    U,
    /// Z unless the attribute may go.
    XZ,
    /// D unless the attribute may go.
    XD,
    /// D unless it may be empty.
    ZD,
    /// D unless it may be empty or may go.
    XZD,
    /// As X/Z, or a sequence whose items get new UIDs.
    XZU,
}

impl Code {
    /// The code as printed in the standard.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Z => "Z",
            Self::D => "D",
            Self::U => "U",
            Self::XZ => "X/Z",
            Self::XD => "X/D",
            Self::ZD => "Z/D",
            Self::XZD => "X/Z/D",
            Self::XZU => "X/Z/U*",
        }
    }
}

/// The option columns of Table E.1-1, in their order.
pub use crate::policy::options::ProfileOption as Column;

/// What an option column says of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Nothing: the basic profile holds.
    Blank,
    /// Keep.
    K,
    /// Clean.
    C,
}

/// One row of Table E.1-1.
#[derive(Debug)]
pub struct Row {
    /// The tag, or the fixed bits of a group of tags.
    pub tag: u32,
    /// Which bits are fixed.
    pub mask: u32,
    /// Keyword of PS3.6.
    pub keyword: &'static str,
    /// Code of the basic profile.
    pub basic: Code,
    /// One letter for each column: `K`, `C` or `.`.
    pub options: &'static str,
}

impl Row {
    /// What a column says.
    #[must_use]
    pub fn choice(&self, column: Column) -> Choice {
        match self.options.as_bytes().get(column as usize) {
            Some(b'K') => Choice::K,
            Some(b'C') => Choice::C,
            Some(_) | None => Choice::Blank,
        }
    }
}

/// A row of Table E.1-1.
pub const fn row(
    tag: u32,
    mask: u32,
    keyword: &'static str,
    basic: Code,
    options: &'static str,
) -> Row {
    Row {
        tag,
        mask,
        keyword,
        basic,
        options,
    }
}

/// A code of CID 7050.
#[derive(Debug)]
pub struct Method {
    /// Code value in the scheme DCM.
    pub code: &'static str,
    /// Code meaning.
    pub meaning: &'static str,
}

/// Whether an attribute is of medicine or of the neighbours of DICOM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// DICOM.
    Medical,
    /// DICONDE (material testing) and DICOS (baggage): nothing of a patient.
    Industry,
}

/// One attribute of PS3.6.
#[derive(Debug)]
pub struct Attribute {
    /// Tag.
    pub tag: u32,
    /// Value representation, the first of two where there is a choice.
    pub vr: VR,
    /// The other one.
    pub other_vr: Option<VR>,
    /// Fewest values.
    pub vm_low: u16,
    /// Most values; 0 is without end.
    pub vm_high: u16,
    /// Keyword.
    pub keyword: &'static str,
    /// Whose attribute it is.
    pub scope: Scope,
}

impl Attribute {
    /// Whether the dictionary allows this representation.
    #[must_use]
    pub fn allows(&self, vr: VR) -> bool {
        self.vr == vr || self.other_vr == Some(vr)
    }
}

/// An attribute of PS3.6.
pub const fn attribute(
    tag: u32,
    vr: VR,
    other_vr: Option<VR>,
    vm_low: u16,
    vm_high: u16,
    keyword: &'static str,
    scope: Scope,
) -> Attribute {
    Attribute {
        tag,
        vr,
        other_vr,
        vm_low,
        vm_high,
        keyword,
        scope,
    }
}

/// How an attribute of the keep-list stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Short text, cleaned as a label.
    Label,
    /// Free text, cleaned as narrative.
    Text,
    /// As a label; digits and codes are no identifiers there unless a header
    /// says so.
    Technical,
    /// Meaning of a code, cleaned as a label.
    CodeText,
    /// A code or its scheme: only what a header says goes.
    CodeValue,
    /// As a label, over the row of Table E.1-1 (Clean Descriptors).
    Descriptor,
    /// A technical label, over the row of Table E.1-1 (Clean Descriptors).
    TechnicalDescriptor,
    /// As narrative, over the row of Table E.1-1 (Clean Descriptors or Graphics).
    Narrative,
    /// As narrative, and what is no word of a vocabulary goes too; over the row
    /// of Table E.1-1 (Clean Descriptors).
    Comment,
    /// As a label, if patient characteristics are retained.
    Characteristic,
    /// Bytes that are no text.
    Bulk,
    /// An ICC profile.
    ColorProfile,
}

/// A row of the keep-list.
#[derive(Debug)]
pub struct Keep {
    /// Tag.
    pub tag: u32,
    /// How it stays.
    pub how: How,
    /// Why.
    pub why: &'static str,
}

/// A row of the keep-list.
pub const fn keep(tag: u32, how: How, why: &'static str) -> Keep {
    Keep { tag, how, why }
}

/// What the Safe Harbor map asks for one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapAction {
    /// A random pseudonym.
    Pseudonym,
    /// Goes.
    Remove,
    /// Empty.
    Empty,
    /// May stay.
    Keep,
    /// Stays without identifiers.
    Clean,
    /// New UID.
    Uid,
    /// Ages above 89 become 90.
    CapAge,
    /// Year only.
    Year,
    /// Counted from the study's first event.
    Rebase,
}

/// A row of the Safe Harbor map.
#[derive(Debug)]
pub struct MapRow {
    /// Tag.
    pub tag: u32,
    /// Letter of 45 CFR 164.514(b)(2)(i).
    pub letter: Letter,
    /// What is asked.
    pub action: MapAction,
}

/// A row of the Safe Harbor map.
pub const fn letter(tag: u32, letter: Letter, action: MapAction) -> MapRow {
    MapRow {
        tag,
        letter,
        action,
    }
}

/// Types of PS3.5 §7.4, the strictest first. Type 3 is the absence of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Present, with a value.
    One,
    /// As 1, under a condition.
    OneC,
    /// Present, may be empty.
    Two,
    /// As 2, under a condition.
    TwoC,
}

/// Who says that a private attribute is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// PS3.15 Table E.3.10-1.
    Standard,
    /// A public knowledge base; the row can be cleaned.
    KnowledgeBase,
}

/// What a private attribute holds, whatever its representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What its representation says.
    Value,
    /// A UID.
    Uid,
}

/// A private attribute that is safe to keep.
#[derive(Debug)]
pub struct SafePrivate {
    /// Group.
    pub group: u16,
    /// Private creator.
    pub creator: &'static str,
    /// Low byte of the element number.
    pub element: u8,
    /// Value representation.
    pub vr: VR,
    /// The other one, where there is a choice.
    pub other_vr: Option<VR>,
    /// Who says so.
    pub origin: Origin,
    /// What it holds.
    pub holds: Holds,
}

/// A private attribute that is safe to keep.
pub const fn safe(
    group: u16,
    creator: &'static str,
    element: u8,
    vr: VR,
    other_vr: Option<VR>,
    origin: Origin,
    holds: Holds,
) -> SafePrivate {
    SafePrivate {
        group,
        creator,
        element,
        vr,
        other_vr,
        origin,
        holds,
    }
}

/// What a registry UID names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UidKind {
    /// SOP class.
    SopClass,
    /// Transfer syntax.
    TransferSyntax,
    /// Anything else: coding schemes, well-known instances, frames of reference, ...
    Other,
}

/// A row of PS3.15 Table E.3.4-1.
#[derive(Debug)]
pub struct ContentRow {
    /// Coding scheme designator.
    pub scheme: &'static str,
    /// Code value of the concept name.
    pub code: &'static str,
    /// Value type.
    pub value_type: &'static str,
    /// Code of the basic column.
    pub basic: Code,
    /// Columns: UIDs, device, institution, characteristics, full dates,
    /// modified dates, descriptors.
    pub options: &'static str,
}

impl ContentRow {
    /// What a column says, by its place.
    #[must_use]
    pub fn choice(&self, column: ContentColumn) -> Choice {
        match self.options.as_bytes().get(column as usize) {
            Some(b'K') => Choice::K,
            Some(b'C') => Choice::C,
            Some(_) | None => Choice::Blank,
        }
    }
}

/// The option columns of Table E.3.4-1 that are used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentColumn {
    /// Retain UIDs.
    Uids = 0,
    /// Retain Device Identity.
    Device = 1,
    /// Retain Institution Identity.
    Institution = 2,
    /// Retain Patient Characteristics.
    Characteristics = 3,
    /// Retain Longitudinal Temporal Information, Full Dates.
    FullDates = 4,
    /// Retain Longitudinal Temporal Information, Modified Dates.
    ModifiedDates = 5,
    /// Clean Descriptors.
    Descriptors = 6,
}

/// A row of Table E.3.4-1.
pub const fn item(
    scheme: &'static str,
    code: &'static str,
    value_type: &'static str,
    basic: Code,
    options: &'static str,
) -> ContentRow {
    ContentRow {
        scheme,
        code,
        value_type,
        basic,
        options,
    }
}
