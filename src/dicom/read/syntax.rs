//! Transfer syntaxes, as far as a header reader must know them (PS3.5 §10,
//! PS3.6 Table A-1).

use crate::dicom::data::Encoding;
use crate::finding::{ReasonCode, Refusal, TagCode};

/// Implicit VR Little Endian.
pub(super) const IMPLICIT_LITTLE: &str = "1.2.840.10008.1.2";
/// Explicit VR Little Endian.
pub(super) const EXPLICIT_LITTLE: &str = "1.2.840.10008.1.2.1";
/// Explicit VR Big Endian (retired).
pub(super) const EXPLICIT_BIG: &str = "1.2.840.10008.1.2.2";

/// (0002,0010), the place a wrong transfer syntax is reported at.
pub(super) const TRANSFER_SYNTAX: TagCode = TagCode(0x0002_0010);

/// Deflated syntaxes and what the inflated data set is written as.
const DEFLATED: [(&str, &str); 3] = [
    ("1.2.840.10008.1.2.1.99", EXPLICIT_LITTLE),
    // JPIP Referenced Deflate → JPIP Referenced.
    ("1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.94"),
    // JPIP HTJ2K Referenced Deflate → JPIP HTJ2K Referenced.
    ("1.2.840.10008.1.2.4.205", "1.2.840.10008.1.2.4.204"),
];

/// Whether the data set is a deflate stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Packing {
    /// As it stands.
    Plain,
    /// PS3.5 A.5.
    Deflated,
}

/// Whether pixel data are fragments of a codec.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Codec {
    /// Native: the value field is the samples.
    None,
    /// Encapsulated (PS3.5 A.4).
    Some,
}

/// What a declared Transfer Syntax UID says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Declared {
    /// The UID under which the file is written again.
    pub(super) uid: String,
    /// How the data set should be encoded.
    pub(super) encoding: Encoding,
    /// Whether it is deflated.
    pub(super) packing: Packing,
    /// Whether pixel data are encapsulated.
    pub(super) codec: Codec,
}

/// Looks a Transfer Syntax UID up.
///
/// Every registered syntax but the four named here is Explicit VR Little Endian
/// with encapsulated pixel data (PS3.5 A.4), future ones too.
///
/// # Errors
/// [`ReasonCode::TransferSyntax`] for a private one: how its data set is
/// written is known to its maker alone.
pub(super) fn declared(uid: &str) -> Result<Declared, Refusal> {
    let plain = |encoding, codec| Declared {
        uid: uid.to_owned(),
        encoding,
        packing: Packing::Plain,
        codec,
    };
    match uid {
        IMPLICIT_LITTLE => return Ok(plain(Encoding::ImplicitLittle, Codec::None)),
        EXPLICIT_LITTLE => return Ok(plain(Encoding::ExplicitLittle, Codec::None)),
        EXPLICIT_BIG => return Ok(plain(Encoding::ExplicitBig, Codec::None)),
        _ => {}
    }
    if let Some((_, inflated)) = DEFLATED.iter().find(|(deflated, _)| *deflated == uid) {
        return Ok(Declared {
            uid: (*inflated).to_owned(),
            encoding: Encoding::ExplicitLittle,
            packing: Packing::Deflated,
            codec: Codec::None,
        });
    }
    let registered = uid
        .strip_prefix("1.2.840.10008.1.2.")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_uid_byte));
    if registered {
        Ok(plain(Encoding::ExplicitLittle, Codec::Some))
    } else {
        Err(Refusal::at(ReasonCode::TransferSyntax, TRANSFER_SYNTAX))
    }
}

/// The native syntax of an encoding.
pub(super) const fn native(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::ImplicitLittle => IMPLICIT_LITTLE,
        Encoding::ExplicitLittle => EXPLICIT_LITTLE,
        Encoding::ExplicitBig => EXPLICIT_BIG,
    }
}

const fn is_uid_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registered_syntaxes_are_known_and_private_ones_are_refused() {
        let jpeg = declared("1.2.840.10008.1.2.4.50");
        assert_eq!(jpeg.map(|found| found.codec), Ok(Codec::Some));
        let deflated = declared("1.2.840.10008.1.2.1.99");
        assert_eq!(deflated.map(|found| found.uid), Ok(EXPLICIT_LITTLE.into()));
        assert!(declared("1.2.840.113619.5.2").is_err());
        assert!(declared("1.2.840.10008.1.2.x").is_err());
        assert!(declared("").is_err());
    }
}
