//! What the tests of this room share: made-up pictures, broken streams.

use std::collections::BTreeMap;

use dicom_core::{Tag, VR};

use crate::dicom::data::{DataSet, Element, Encoding, Value};

use super::image::{CellKind, CellOrder};
use super::*;

/// A made-up grey image.
pub(super) fn grey(rows: usize, columns: usize, allocated: u32, stored: u32) -> Image {
    Image {
        rows,
        columns,
        channels: 1,
        bits_allocated: allocated,
        bits_stored: stored,
        high_bit: stored - 1,
        sign: Sign::Unsigned,
        photometric: Photometric::Monochrome2,
        planes: Planes::ByPixel,
        frames: 1,
        palette: None,
        plane: None,
        kind: CellKind::Whole,
        order: CellOrder::Little,
        look: Look::default(),
        frame_looks: BTreeMap::new(),
    }
}

/// A made-up color image of 8 bits.
pub(super) fn rgb(rows: usize, columns: usize) -> Image {
    Image {
        channels: 3,
        photometric: Photometric::Rgb,
        ..grey(rows, columns, 8, 8)
    }
}

/// A made-up picture with edges, slopes and a flat patch; the streams of the tests
/// were made of it.
pub(super) fn made_up(rows: usize, columns: usize, channels: usize, bits: u32) -> Vec<u16> {
    let mut cells = Vec::new();
    for (y, x) in (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x))) {
        for channel in 0..channels {
            let mut value = x * x * 3 + y * 7 * (channel + 1) + (x * y) % 5 * 11 + channel * 29;
            if (6..12).contains(&x) && (2..6).contains(&y) {
                value = 100;
            }
            let value = if bits <= 10 { value } else { value * 37 };
            cells.push(u16::try_from(value % (1 << bits)).expect("16 bits"));
        }
    }
    cells
}

/// Bytes from their hexadecimal form.
pub(super) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|letter| letter.to_digit(16))
        .map(|digit| u8::try_from(digit).expect("below 16"))
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

/// What a stream is expected to be.
pub(super) fn wanted(rows: usize, columns: usize, channels: usize, bits: u32) -> stream::Wanted {
    stream::Wanted {
        rows,
        columns,
        channels,
        bits,
    }
}

/// Cells as whole numbers.
pub(super) fn cells(coded: &stream::Coded) -> Vec<i32> {
    match &coded.cells {
        stream::Cells::Narrow(cells) => cells.iter().map(|cell| i32::from(*cell)).collect(),
        stream::Cells::Wide(cells) => cells.clone(),
    }
}

/// The greatest distance between what was decoded and what was made up.
pub(super) fn distance(coded: &stream::Coded, made_up: &[u16]) -> i32 {
    let cells = cells(coded);
    assert_eq!(cells.len(), made_up.len());
    let pairs = cells.iter().zip(made_up);
    let distances = pairs.map(|(cell, made)| (cell - i32::from(*made)).abs());
    distances.max().unwrap_or(i32::MAX)
}

/// Cuts a stream at every place and changes every byte in many ways: an answer
/// must come, whatever it is. Gives how many of these were refused.
pub(super) fn never_gives_up(
    bytes: &[u8],
    decode: impl Fn(&[u8]) -> Result<(), PixelError>,
) -> usize {
    assert_eq!(decode(bytes), Ok(()), "the stream itself is whole");
    let mut refused = 0;
    for end in 0..bytes.len() {
        refused += usize::from(decode(&bytes[..end]).is_err());
    }
    assert!(refused > 0, "no cut was noticed");
    let mut changed = bytes.to_vec();
    for place in 0..bytes.len() {
        for flip in [0x01, 0x10, 0x80, 0xFF] {
            changed[place] = bytes[place] ^ flip;
            refused += usize::from(decode(&changed).is_err());
        }
        changed[place] = bytes[place];
    }
    refused
}

/// An element of a made-up data set.
pub(super) fn element(code: u32, vr: VR, bytes: &[u8]) -> Element {
    Element {
        tag: Tag((code >> 16) as u16, (code & 0xFFFF) as u16),
        vr,
        value: Value::Bytes(bytes.to_vec()),
    }
}

/// A made-up file of 2 rows and 3 columns, grey, 16 bits of which 12 count.
pub(super) fn file(syntax: &str, pixels: Value) -> DicomFile {
    let mut data_set = DataSet::default();
    for (code, number) in [
        (0x0028_0002, 1),
        (0x0028_0010, 2),
        (0x0028_0011, 3),
        (0x0028_0100, 16),
        (0x0028_0101, 12),
        (0x0028_0102, 11),
        (0x0028_0103, 0_u16),
    ] {
        data_set.put(element(code, VR::US, &number.to_le_bytes()));
    }
    data_set.put(element(0x0028_0004, VR::CS, b"MONOCHROME2 "));
    data_set.put(Element {
        tag: Tag(0x7FE0, 0x0010),
        vr: VR::OW,
        value: pixels,
    });
    DicomFile {
        transfer_syntax: format!("1.2.840.10008.1.2{syntax}"),
        encoding: Encoding::ExplicitLittle,
        meta: DataSet::default(),
        data_set,
    }
}

fn words(words: &[u16]) -> Value {
    Value::Bytes(words.iter().flat_map(|word| word.to_le_bytes()).collect())
}

static NOTHING: Vec<u8> = Vec::new();

#[test]
fn a_native_file_is_decoded_and_shown() {
    let mut file = file(".1", words(&[0, 1, 2, 3, 4, 5, 50, 51, 52, 53, 54, 55]));
    file.data_set.put(element(0x0028_0008, VR::IS, b"2 "));
    let picture = Picture::open(&file, &NOTHING).expect("a picture");
    let second = picture.decode(1).expect("the second frame");
    assert_eq!(second.values, Values::U16(vec![50, 51, 52, 53, 54, 55]));
    assert_eq!((second.rows, second.columns, second.channels), (2, 3, 1));
    let shown = picture.show(1).expect("a picture");
    assert_eq!(shown.bytes, [0, 51, 102, 153, 204, 255]);
    assert_eq!(picture.decode(2), Err(PixelError::NoFrame));
}

#[test]
fn what_is_missing_or_strange_is_named() {
    let open = |change: &dyn Fn(&mut DataSet)| {
        let mut file = file(".1", words(&[0; 6]));
        change(&mut file.data_set);
        Picture::open(&file, &NOTHING).map(|picture| picture.image().frames)
    };
    let put = |code: u32, number: u16| {
        move |set: &mut DataSet| set.put(element(code, VR::US, &number.to_le_bytes()))
    };
    let attribute = |code: u32| Err(PixelError::Attribute { tag: TagCode(code) });
    assert_eq!(open(&|_| {}), Ok(1));
    for code in [0x0028_0010, 0x0028_0100, 0x0028_0004] {
        let without = open(&|set| {
            set.take(Tag((code >> 16) as u16, (code & 0xFFFF) as u16));
        });
        let missing = PixelError::Missing { tag: TagCode(code) };
        assert_eq!(without, Err(missing));
    }
    assert_eq!(open(&put(0x0028_0100, 12)), attribute(0x0028_0100));
    assert_eq!(open(&put(0x0028_0101, 17)), attribute(0x0028_0101));
    assert_eq!(open(&put(0x0028_0102, 3)), attribute(0x0028_0102));
    assert_eq!(open(&put(0x0028_0103, 2)), attribute(0x0028_0103));
    assert_eq!(open(&put(0x0028_0010, 0)), attribute(0x0028_0010));
    assert_eq!(open(&put(0x0028_0002, 3)), attribute(0x0028_0002));
    let truncated = PixelError::Truncated {
        codec: Codec::Native,
    };
    assert_eq!(open(&put(0x0028_0010, 3)), Err(truncated));
    let without_pixels = open(&|set| {
        set.take(Tag(0x7FE0, 0x0010));
    });
    assert_eq!(without_pixels, Err(PixelError::NoPixels));
}

#[test]
fn a_size_beyond_the_limit_takes_no_memory() {
    let mut file = file(".1", words(&[0; 6]));
    for code in [0x0028_0010, 0x0028_0011] {
        let most = u16::MAX.to_le_bytes();
        file.data_set.put(element(code, VR::US, &most));
    }
    let opened = Picture::open(&file, &NOTHING).map(|_| ());
    assert_eq!(opened, Err(PixelError::OverLimit));
    let mut many = self::file(".1", words(&[0; 6]));
    many.data_set.put(element(0x0028_0008, VR::IS, b"99999999"));
    let opened = Picture::open(&many, &NOTHING).map(|_| ());
    assert_eq!(opened, Err(PixelError::OverLimit));
}

#[test]
fn frames_may_have_a_look_of_their_own() {
    let mut file = file(".1", words(&[0; 12]));
    file.data_set.put(element(0x0028_0008, VR::IS, b"2 "));
    file.data_set.put(element(0x0028_1050, VR::DS, b"40\\50 "));
    file.data_set.put(element(0x0028_1051, VR::DS, b"400\\9 "));
    file.data_set.put(element(0x0028_1052, VR::DS, b"-1024 "));
    file.data_set.put(element(0x0028_1053, VR::DS, b"1 "));
    let sequence = |code: u32, items: Vec<DataSet>| Element {
        value: Value::Items(items),
        ..element(code, VR::SQ, &[])
    };
    let mut scaled = DataSet::default();
    scaled.put(element(0x0028_1052, VR::DS, b"7 "));
    scaled.put(element(0x0028_1053, VR::DS, b"2.5 "));
    let mut group = DataSet::default();
    group.put(sequence(0x0028_9145, vec![scaled]));
    let groups = vec![DataSet::default(), group];
    file.data_set.put(sequence(0x5200_9230, groups));
    let picture = Picture::open(&file, &NOTHING).expect("a picture");
    let look = |frame| {
        let look = picture.image().look(frame);
        let window = look.window.expect("a window");
        (look.slope, look.intercept, window.center, window.width)
    };
    assert_eq!(look(0), (1.0, -1024.0, 40.0, 400.0));
    assert_eq!(look(1), (2.5, 7.0, 40.0, 400.0));
}
