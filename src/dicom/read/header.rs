//! Element headers: tag, VR, length (PS3.5 §7.1).

use dicom_core::dictionary::{DataDictionary, DataDictionaryEntry, VirtualVr};
use dicom_core::{Tag, VR};
use dicom_dictionary_std::StandardDataDictionary;

/// How a stretch of elements is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Implicit VR little endian.
    ImplicitLittle,
    /// Explicit VR little endian.
    ExplicitLittle,
    /// Explicit VR big endian.
    ExplicitBig,
}

/// A value length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Length {
    /// So many bytes.
    Defined(u64),
    /// `FFFFFFFF`: up to a delimitation item.
    Undefined,
}

/// One element header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Header {
    pub(super) tag: Tag,
    /// The VR that is written; `None` where none is.
    pub(super) vr: Option<VR>,
    pub(super) length: Length,
    /// Bytes that the header itself takes.
    pub(super) size_bytes: u64,
}

/// Item, PS3.5 §7.5.
pub(super) const ITEM: Tag = Tag(0xFFFE, 0xE000);
/// Item delimitation item.
pub(super) const ITEM_END: Tag = Tag(0xFFFE, 0xE00D);
/// Sequence delimitation item.
pub(super) const SEQUENCE_END: Tag = Tag(0xFFFE, 0xE0DD);

impl Form {
    const fn number(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::ImplicitLittle | Self::ExplicitLittle => u16::from_le_bytes(bytes),
            Self::ExplicitBig => u16::from_be_bytes(bytes),
        }
    }

    const fn long_number(self, bytes: [u8; 4]) -> u32 {
        match self {
            Self::ImplicitLittle | Self::ExplicitLittle => u32::from_le_bytes(bytes),
            Self::ExplicitBig => u32::from_be_bytes(bytes),
        }
    }

    /// The tag at the start of a header.
    pub(super) const fn tag(self, head: [u8; 8]) -> Tag {
        let [g0, g1, e0, e1, ..] = head;
        Tag(self.number([g0, g1]), self.number([e0, e1]))
    }

    /// A header of eight bytes without VR: implicit elements, items, delimiters.
    pub(super) fn without_vr(self, head: [u8; 8]) -> Header {
        let [_, _, _, _, l0, l1, l2, l3] = head;
        Header {
            tag: self.tag(head),
            vr: None,
            length: Length::of(self.long_number([l0, l1, l2, l3])),
            size_bytes: 8,
        }
    }

    /// A header of eight bytes with VR and a length of 16 bits.
    pub(super) fn short(self, head: [u8; 8], vr: VR) -> Header {
        let [.., l0, l1] = head;
        Header {
            tag: self.tag(head),
            vr: Some(vr),
            length: Length::Defined(u64::from(self.number([l0, l1]))),
            size_bytes: 8,
        }
    }

    /// A header of twelve bytes with VR and a length of 32 bits.
    pub(super) fn long(self, head: [u8; 12], vr: VR) -> Header {
        let [t0, t1, t2, t3, v0, v1, r0, r1, l0, l1, l2, l3] = head;
        Header {
            tag: self.tag([t0, t1, t2, t3, v0, v1, r0, r1]),
            vr: Some(vr),
            length: Length::of(self.long_number([l0, l1, l2, l3])),
            size_bytes: 12,
        }
    }
}

impl Length {
    const fn of(number: u32) -> Self {
        if number == u32::MAX {
            Self::Undefined
        } else {
            Self::Defined(number as u64)
        }
    }
}

/// The two bytes where an explicit header has its VR.
pub(super) const fn letters(head: [u8; 8]) -> [u8; 2] {
    let [_, _, _, _, v0, v1, ..] = head;
    [v0, v1]
}

/// Whether a VR has two reserved bytes and a length of 32 bits, PS3.5 Table
/// 7.1-1.
pub(crate) const fn has_long_length(vr: VR) -> bool {
    match vr {
        VR::OB
        | VR::OD
        | VR::OF
        | VR::OL
        | VR::OV
        | VR::OW
        | VR::SQ
        | VR::SV
        | VR::UC
        | VR::UN
        | VR::UR
        | VR::UT
        | VR::UV => true,
        VR::AE
        | VR::AS
        | VR::AT
        | VR::CS
        | VR::DA
        | VR::DS
        | VR::DT
        | VR::FD
        | VR::FL
        | VR::IS
        | VR::LO
        | VR::LT
        | VR::PN
        | VR::SH
        | VR::SL
        | VR::SS
        | VR::ST
        | VR::TM
        | VR::UI
        | VR::UL
        | VR::US => false,
    }
}

/// Bytes of one binary number of a VR; 1 where byte order does not matter.
pub(crate) const fn number_bytes(vr: VR) -> usize {
    match vr {
        VR::AT | VR::OW | VR::SS | VR::US => 2,
        VR::FL | VR::OF | VR::OL | VR::SL | VR::UL => 4,
        VR::FD | VR::OD | VR::OV | VR::SV | VR::UV => 8,
        VR::AE
        | VR::AS
        | VR::CS
        | VR::DA
        | VR::DS
        | VR::DT
        | VR::IS
        | VR::LO
        | VR::LT
        | VR::OB
        | VR::PN
        | VR::SH
        | VR::SQ
        | VR::ST
        | VR::TM
        | VR::UC
        | VR::UI
        | VR::UN
        | VR::UR
        | VR::UT => 1,
    }
}

/// Whether samples are signed, (0028,0103); decides between US and SS.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Samples {
    Unsigned,
    Signed,
}

/// The VR that PS3.6 gives to a tag; UN for private and unknown ones, LO for
/// private creators (PS3.5 §7.8.1).
pub(super) fn dictionary_vr(tag: Tag, samples: Samples) -> VR {
    if tag.element() == 0 {
        return VR::UL;
    }
    if tag.group() % 2 == 1 {
        return match tag.element() {
            0x0010..=0x00FF => VR::LO,
            _ => VR::UN,
        };
    }
    let Some(entry) = StandardDataDictionary.by_tag(tag) else {
        return VR::UN;
    };
    match entry.vr() {
        VirtualVr::Exact(vr) => vr,
        VirtualVr::Xs => match samples {
            Samples::Unsigned => VR::US,
            Samples::Signed => VR::SS,
        },
        VirtualVr::Ox | VirtualVr::Px | VirtualVr::Lt => VR::OW,
        _ => VR::UN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_knows_public_creator_and_repeating_tags() {
        let vr = |tag| dictionary_vr(tag, Samples::Signed);
        assert_eq!(vr(Tag(0x0010, 0x0010)), VR::PN);
        assert_eq!(vr(Tag(0x0009, 0x0010)), VR::LO);
        assert_eq!(vr(Tag(0x0009, 0x1010)), VR::UN);
        assert_eq!(vr(Tag(0x6002, 0x3000)), VR::OW);
        assert_eq!(vr(Tag(0x0028, 0x0106)), VR::SS);
        assert_eq!(vr(Tag(0x0008, 0x0000)), VR::UL);
    }
}
