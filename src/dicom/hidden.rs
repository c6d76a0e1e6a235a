//! Hidden boxes put into a cleaned instance: the pixel data, and what its header
//! says of them.

use dicom_core::VR;

use super::data::{DataSet, DicomFile, Element, Encoding, PixelForm, Value};
use super::markers::{add_method, put_text};
use super::overlay_bits::PIXEL_DATA;
use super::walk::tag_of;
use crate::finding::{Done, Limit, ReasonCode, Refusal, TagCode, Tally};
use crate::pixels::{Fidelity, Hidden, NativePixels};
use crate::source::Source;

const TRANSFER_SYNTAX_UID: TagCode = TagCode(0x0002_0010);
const EXPLICIT_LITTLE: &str = "1.2.840.10008.1.2.1";
const PHOTOMETRIC_INTERPRETATION: TagCode = TagCode(0x0028_0004);
const PLANAR_CONFIGURATION: TagCode = TagCode(0x0028_0006);
const HIGH_BIT: TagCode = TagCode(0x0028_0102);
const BURNED_IN_ANNOTATION: TagCode = TagCode(0x0028_0301);
const LOSSY_IMAGE_COMPRESSION: TagCode = TagCode(0x0028_2110);
/// Extended Offset Table and its lengths: of fragments that are no more.
const OFFSET_TABLES: [TagCode; 2] = [TagCode(0x7FE0_0001), TagCode(0x7FE0_0002)];
/// Smallest and Largest Image Pixel Value, and of the series: the box may have
/// held them.
const EXTREMES: [TagCode; 4] = [
    TagCode(0x0028_0106),
    TagCode(0x0028_0107),
    TagCode(0x0028_0108),
    TagCode(0x0028_0109),
];
const RECOGNIZABLE_VISUAL_FEATURES: TagCode = TagCode(0x0028_0302);
/// Clean Pixel Data Option in CID 7050.
const CLEAN_PIXEL_DATA: &str = "113101";
/// Clean Recognizable Visual Features Option in CID 7050.
const CLEAN_VISUAL_FEATURES: &str = "113102";

/// Native pixel data larger than this are not copied through memory.
const LIMIT_BYTES: u64 = 512 << 20;

/// Whether the person looked at the series of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// Yes: what is left of text in it was seen and may stay.
    Yes,
    /// No: a box of a device's template is no proof that nothing stands beside it.
    No,
}

/// Puts hidden boxes into a cleaned instance. Only where the person looked does the
/// header say that nothing is burned in any more.
///
/// # Errors
/// [`ReasonCode::OverLimit`] for pixel data that do not fit into memory,
/// [`ReasonCode::Unreadable`] if the source fails, [`ReasonCode::PixelsNotHidden`] if
/// the boxes do not fit the pixel data.
pub fn apply(
    file: &mut DicomFile,
    hidden: Hidden,
    looked: Looked,
    source: &dyn Source,
    tally: &mut Tally,
) -> Result<(), Refusal> {
    match hidden {
        Hidden::Patches(patches) => patch(file, &patches, source)?,
        Hidden::Native(pixels) => replace(file, pixels),
    }
    let set = &mut file.data_set;
    for tag in EXTREMES {
        if set.take(tag_of(tag)).is_some() {
            tally.count(tag, Done::Removed, None);
        }
    }
    tally.count(PIXEL_DATA, Done::Replaced, None);
    if looked == Looked::Yes {
        put_text(set, BURNED_IN_ANNOTATION, VR::CS, "NO");
        tally.count(BURNED_IN_ANNOTATION, Done::Added, None);
        add_method(set, CLEAN_PIXEL_DATA);
    }
    Ok(())
}

/// Says in a slice of a series whose face is cut that it is, PS3.15 E.3.2. What is
/// written is compared with the source afterwards, or withheld.
pub fn say_face_is_cut(file: &mut DicomFile, tally: &mut Tally) {
    let set = &mut file.data_set;
    put_text(set, RECOGNIZABLE_VISUAL_FEATURES, VR::CS, "NO");
    tally.count(RECOGNIZABLE_VISUAL_FEATURES, Done::Added, None);
    add_method(set, CLEAN_VISUAL_FEATURES);
}

fn patch(
    file: &mut DicomFile,
    patches: &[(u64, Vec<u8>)],
    source: &dyn Source,
) -> Result<(), Refusal> {
    let refused = |code| Refusal::at(code, PIXEL_DATA);
    let missing = refused(ReasonCode::PixelsNotHidden);
    let mut elements = file.data_set.elements.iter_mut();
    let element = elements.find(|element| element.tag == tag_of(PIXEL_DATA));
    let value = &mut element.ok_or(missing)?.value;
    let mut bytes = match value {
        Value::Bytes(bytes) => std::mem::take(bytes),
        Value::Pixels(span) if span.form == PixelForm::Native => {
            if span.length > LIMIT_BYTES {
                return Err(Refusal::over(Limit::Picture).with_tag(PIXEL_DATA));
            }
            let unreadable = refused(ReasonCode::Unreadable);
            let length = usize::try_from(span.length).map_err(|_| unreadable)?;
            let mut bytes = vec![0; length];
            source
                .read_exact_at(span.offset, &mut bytes)
                .map_err(|_| unreadable)?;
            bytes
        }
        Value::Pixels(_) | Value::Items(_) => return Err(missing),
    };
    for (place, run) in patches {
        let start = usize::try_from(*place).map_err(|_| missing)?;
        let end = start.checked_add(run.len()).ok_or(missing)?;
        bytes
            .get_mut(start..end)
            .ok_or(missing)?
            .copy_from_slice(run);
    }
    *value = Value::Bytes(bytes);
    Ok(())
}

fn replace(file: &mut DicomFile, pixels: NativePixels) {
    EXPLICIT_LITTLE.clone_into(&mut file.transfer_syntax);
    file.encoding = Encoding::ExplicitLittle;
    put_text(&mut file.meta, TRANSFER_SYNTAX_UID, VR::UI, EXPLICIT_LITTLE);
    let set = &mut file.data_set;
    for tag in OFFSET_TABLES {
        set.take(tag_of(tag));
    }
    let term = pixels.photometric.term();
    put_text(set, PHOTOMETRIC_INTERPRETATION, VR::CS, term);
    if pixels.channels > 1 {
        put_short(set, PLANAR_CONFIGURATION, 0);
    }
    put_short(set, HIGH_BIT, pixels.bits_stored.saturating_sub(1));
    if pixels.fidelity == Fidelity::Lossy {
        put_text(set, LOSSY_IMAGE_COMPRESSION, VR::CS, "01");
    }
    // PS3.5 A.2: cells of more than 8 bits are OW.
    let vr = if pixels.bits_allocated > 8 {
        VR::OW
    } else {
        VR::OB
    };
    set.put(Element {
        tag: tag_of(PIXEL_DATA),
        vr,
        value: Value::Bytes(pixels.bytes),
    });
}

fn put_short(set: &mut DataSet, tag: TagCode, number: u32) {
    let number = u16::try_from(number).unwrap_or_default();
    set.put(Element {
        tag: tag_of(tag),
        vr: VR::US,
        value: Value::Bytes(number.to_le_bytes().to_vec()),
    });
}
