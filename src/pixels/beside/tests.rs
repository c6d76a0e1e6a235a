//! Planted comments go, samples stay.

use super::*;

const NAME: &[u8] = b"QUILLFEATHER^ODALYS";

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short");
    [&[0xFF, marker], length.to_be_bytes().as_slice(), body].concat()
}

fn a_box(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 8).expect("short");
    [length.to_be_bytes().as_slice(), name, body].concat()
}

fn item(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("short");
    [ITEM.as_slice(), &length.to_le_bytes(), body].concat()
}

/// An element of fragments, and what is left of it.
fn cleaned(fragments: &[&[u8]]) -> (Vec<u8>, Vec<u8>) {
    let mut source = item(&[]);
    source.extend(fragments.iter().flat_map(|body| item(body)));
    source.extend([0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
    let span = PixelSpan {
        offset: 0,
        length: source.len() as u64,
        form: PixelForm::Encapsulated,
    };
    let mut blanks = Vec::new();
    for frame in frames(&source, span).expect("fragments") {
        let stream = Stream::new(&source, frame);
        let places = stream.places().expect("places");
        stream.blank(places, &mut blanks).expect("blanks");
    }
    let whole = Part::Slice {
        offset: 0,
        length: source.len() as u64,
    };
    let mut out = Vec::new();
    for part in blanked(vec![whole], &blanks) {
        match part {
            Part::Bytes(bytes) => out.extend(bytes),
            Part::Slice { offset, length } => {
                let slice = source.held(offset, length).expect("inside");
                out.extend_from_slice(slice);
            }
        }
    }
    assert_eq!(out.len(), source.len(), "no offset table changes");
    (source, out)
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn jpeg() -> Vec<u8> {
    [
        vec![0xFF, 0xD8],
        segment(
            0xE0,
            &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02".as_slice(), NAME].concat(),
        ),
        segment(0xE1, &[b"Exif\0\0".as_slice(), NAME].concat()),
        segment(
            0xEE,
            &[b"Adobe\0\x64\0\0\0\0\x01".as_slice(), NAME].concat(),
        ),
        segment(0xDB, b"a table of quantisation"),
        segment(0xFE, NAME),
        segment(0xDA, b"first scan"),
        vec![1, 0xFF, 0x00, 2, 0xFF, 0xD0, 0xFF, 0x7F, 3],
        segment(0xFE, NAME),
        segment(0xDA, b"second scan"),
        vec![4, 5, 0xFF, 0xD9],
    ]
    .concat()
}

#[test]
fn comments_and_application_data_of_jpeg_are_blanked_in_place() {
    let stream = [jpeg().as_slice(), NAME].concat();
    let (_, out) = cleaned(&[&stream]);
    assert!(!holds(&out, NAME));
    for kept in [
        b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02".as_slice(),
        b"Adobe\0\x64\0\0\0\0\x01",
        b"a table of quantisation",
        b"first scan\x01\xFF\x00\x02\xFF\xD0\xFF\x7F\x03\xFF\xFE",
        b"second scan\x04\x05\xFF\xD9",
    ] {
        assert!(holds(&out, kept));
    }
    assert!(!holds(&out, b"Exif"));
}

#[test]
fn segments_across_fragments_and_every_frame_are_found() {
    let stream = jpeg();
    for cut in 4..stream.len() {
        let (one, two) = stream.split_at(cut);
        let (_, out) = cleaned(&[one, two, &stream]);
        assert!(!holds(&out, &NAME[..6]), "{cut}");
        assert!(!holds(&out, &NAME[13..]), "{cut}");
    }
}

#[test]
fn a_stream_without_anything_beside_stays_as_it_is() {
    let plain = [
        vec![0xFF, 0xD8],
        segment(0xF7, b"frame"),
        segment(0xDA, b"scan"),
        vec![1, 2, 0xFF, 0x7E, 3, 0xFF, 0xD9, 0],
    ]
    .concat();
    let (source, out) = cleaned(&[&plain]);
    assert!(source == out);
    // RLE and video are no streams of this room.
    let (source, out) = cleaned(&[&[&[1, 0, 0, 0, 64, 0, 0, 0], NAME].concat()]);
    assert!(source == out);
}

fn codestream() -> Vec<u8> {
    let data = [0x64, 0xFF, 0x64, 0, 9, 9, 9];
    let comment = segment(0x64, &[&[0, 1], NAME].concat());
    let tile = 12 + comment.len() + 2 + data.len();
    let size = u32::try_from(tile).expect("short").to_be_bytes();
    [
        vec![0xFF, 0x4F],
        segment(0x51, b"size of image and tiles"),
        comment.clone(),
        segment(0x90, &[&[0, 0], size.as_slice(), &[0, 1]].concat()),
        comment,
        vec![0xFF, 0x93],
        data.to_vec(),
        vec![0xFF, 0xD9],
    ]
    .concat()
}

#[test]
fn comments_of_jpeg_2000_are_blanked_and_its_data_are_not() {
    let stream = [codestream().as_slice(), NAME].concat();
    let (_, out) = cleaned(&[&stream]);
    assert!(!holds(&out, NAME));
    assert!(holds(
        &out,
        &[0xFF, 0x93, 0x64, 0xFF, 0x64, 0, 9, 9, 9, 0xFF, 0xD9]
    ));
    assert!(holds(&out, b"size of image and tiles"));
}

#[test]
fn boxes_that_are_no_picture_become_free() {
    let jp2 = [
        a_box(b"jP  ", &[13, 10, 0x87, 10]),
        a_box(b"jp2h", b"header of the image"),
        a_box(b"uuid", NAME),
        a_box(b"jp2c", &codestream()),
        a_box(b"xml ", NAME),
    ]
    .concat();
    let (_, out) = cleaned(&[&jp2]);
    assert!(!holds(&out, NAME) && !holds(&out, b"uuid"));
    assert!(holds(&out, b"jp2hheader of the image"));
    assert!(holds(&out, &a_box(b"free", &[0; 19])));
    let jxl = [
        a_box(b"JXL ", &[13, 10, 0x87, 10]),
        a_box(b"Exif", NAME),
        a_box(b"jxlc", b"the codestream"),
    ]
    .concat();
    let (_, out) = cleaned(&[&jxl]);
    assert!(!holds(&out, NAME) && holds(&out, b"jxlcthe codestream"));
}

#[test]
fn damaged_streams_end_without_a_panic() {
    let streams = [jpeg(), codestream(), a_box(b"JXL ", &[13, 10, 0x87, 10])];
    for stream in &streams {
        for cut in 0..stream.len() {
            cleaned(&[&stream[..cut]]);
            let mut changed = stream.clone();
            changed[cut] ^= 0xFF;
            cleaned(&[&changed]);
        }
    }
}
