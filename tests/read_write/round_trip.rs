//! Read, write, read again: the same tree, the same pixel bytes.

use dicom_core::{Tag, VR};
use safelight::dicom::data::{DataSet, DicomFile, Element, Encoding, PixelForm, PixelSpan, Value};
use safelight::dicom::write::write;
use safelight::finding::{ReasonCode, Refusal, TagCode};
use safelight::source::Part;

use crate::bytes::*;

const PIXEL_DATA: Tag = Tag(0x7FE0, 0x0010);

/// Everything of a tree but where pixels lie.
fn shape(data_set: &DataSet) -> Vec<(Tag, VR, Vec<u8>, Vec<Vec<Tag>>)> {
    data_set
        .elements
        .iter()
        .map(|element| {
            let (bytes, items) = match &element.value {
                Value::Bytes(bytes) => (bytes.clone(), Vec::new()),
                Value::Items(items) => (
                    format!("{:?}", items.iter().map(shape).collect::<Vec<_>>()).into_bytes(),
                    items
                        .iter()
                        .map(|item| item.elements.iter().map(|one| one.tag).collect())
                        .collect(),
                ),
                Value::Pixels(span) => (span.length.to_le_bytes().to_vec(), Vec::new()),
            };
            (element.tag, element.vr, bytes, items)
        })
        .collect()
}

fn pixels<'a>(file: &DicomFile, source: &'a [u8]) -> &'a [u8] {
    match file.data_set.get(PIXEL_DATA).map(|element| &element.value) {
        Some(Value::Pixels(span)) => {
            &source[span.offset as usize..(span.offset + span.length) as usize]
        }
        Some(Value::Bytes(_) | Value::Items(_)) | None => panic!("no span"),
    }
}

#[test]
fn every_native_encoding_comes_back_as_it_was() {
    for (syntax, encoding) in [
        (IMPLICIT, Encoding::ImplicitLittle),
        (EXPLICIT, Encoding::ExplicitLittle),
        (BIG, Encoding::ExplicitBig),
    ] {
        let source = file(syntax);
        let first = must_read(&source);
        assert_eq!(first.encoding, encoding);
        assert_eq!(first.transfer_syntax, syntax);
        let out = written(&first, &source);
        assert_eq!(&out[..132], [vec![0; 128], b"DICM".to_vec()].concat());
        let second = must_read(&out);
        assert_eq!(second.encoding, encoding);
        assert_eq!(shape(&second.data_set), shape(&first.data_set));
        assert_eq!(shape(&second.meta).len(), shape(&first.meta).len());
        assert_eq!(pixels(&second, &out), [1, 2, 3, 4]);
        // What is written is a fixed point: nothing of the source's own layout
        // is left in it.
        assert_eq!(written(&second, &out), out);
    }
}

#[test]
fn a_deflated_file_comes_out_explicit_with_its_pixels_in_memory() {
    use std::io::Write as _;
    let mut writer =
        flate2::write::DeflateEncoder::new(meta(DEFLATED), flate2::Compression::best());
    writer.write_all(&data_set(Form::Explicit)).unwrap();
    let source = writer.finish().unwrap();
    let read_in = with_own_meta(must_read(&source));
    assert_eq!(read_in.transfer_syntax, EXPLICIT);
    assert_eq!(bytes_of(&read_in, PIXEL_DATA), [1, 2, 3, 4]);
    let out = written(&read_in, &source);
    let again = must_read(&out);
    assert_eq!(pixels(&again, &out), [1, 2, 3, 4]);
    assert_eq!(bytes_of(&again, Tag(0x0010, 0x0010)), b"QUILLFEATHER^ODA");
}

#[test]
fn fragments_stay_a_slice_and_elements_behind_them_are_read() {
    let fragments = [
        mark(Form::Explicit, 0xFFFE_E000, 0),
        item(Form::Explicit, &[0xFF, 0xD8, 0xFF, 0xD9]),
        mark(Form::Explicit, 0xFFFE_E0DD, 0),
    ]
    .concat();
    let source = [
        meta(JPEG),
        element(Form::Explicit, 0x0008_0018, b"UI", b"2.25.1011"),
        header(Form::Explicit, 0x7FE0_0010, b"OB", UNDEFINED),
        fragments.clone(),
        element(Form::Explicit, 0xFFFC_FFFC, b"OB", b"PAD!"),
    ]
    .concat();
    let first = must_read(&source);
    assert_eq!(pixels(&first, &source), fragments);
    assert_eq!(bytes_of(&first, Tag(0xFFFC, 0xFFFC)), b"PAD!");
    let parts = write(&first).unwrap();
    let slices = parts
        .iter()
        .filter(|part| matches!(part, Part::Slice { .. }));
    assert_eq!(slices.count(), 1, "{parts:?}");
    let out = written(&first, &source);
    assert_eq!(pixels(&must_read(&out), &out), fragments);
}

#[test]
fn meta_length_and_padding_are_right() {
    let source = file(EXPLICIT);
    let out = written(&must_read(&source), &source);
    // (0002,0000) counts from behind itself to the first element of the data set.
    let length = u32::from_le_bytes(out[140..144].try_into().unwrap());
    let first_of_data_set = 144 + length as usize;
    assert_eq!(&out[first_of_data_set..first_of_data_set + 4], [8, 0, 5, 0]);
    // 2.25.1011 has nine characters: padded with zero, counted as ten.
    let at = out
        .windows(9)
        .position(|window| window == b"2.25.1011")
        .unwrap();
    assert_eq!(&out[at - 2..at], [10, 0]);
    assert_eq!(out[at + 9], 0);
}

fn one(vr: VR, value: Value) -> DicomFile {
    let source = file(EXPLICIT);
    let mut file = must_read(&source);
    file.data_set = DataSet {
        elements: vec![Element {
            tag: Tag(0x0018, 0x1000),
            vr,
            value,
        }],
    };
    file
}

#[test]
fn a_value_too_long_for_its_length_field_is_written_as_un() {
    let long = one(VR::LO, Value::Bytes(vec![b'x'; 70_001]));
    let out = written(&long, &[]);
    let again = must_read(&out);
    // Read back, UN on a known tag is what PS3.6 says it is.
    let element = again.data_set.get(Tag(0x0018, 0x1000)).unwrap();
    assert_eq!(element.vr, VR::LO);
    assert_eq!(bytes_of(&again, Tag(0x0018, 0x1000)).len(), 70_002);
    let at = out
        .windows(4)
        .position(|window| window == [0x18, 0, 0, 0x10]);
    assert_eq!(&out[at.unwrap() + 4..at.unwrap() + 6], b"UN");
}

#[test]
fn what_would_be_a_lie_is_not_written() {
    let at = |tag| move |code| Err::<Vec<Part>, _>(Refusal::at(code, TagCode(tag)));
    let malformed = at(0x0018_1000)(ReasonCode::Malformed);
    assert_eq!(write(&one(VR::LO, Value::Items(Vec::new()))), malformed);
    assert_eq!(write(&one(VR::SQ, Value::Bytes(vec![1, 2]))), malformed);
    let fragments = PixelSpan {
        offset: 0,
        length: 8,
        form: PixelForm::Encapsulated,
    };
    assert_eq!(write(&one(VR::US, Value::Pixels(fragments))), malformed);

    let mut twice = one(VR::LO, Value::Bytes(Vec::new()));
    let copy = twice.data_set.elements[0].clone();
    twice.data_set.elements.push(copy);
    assert_eq!(write(&twice), malformed);

    let mut other = one(VR::LO, Value::Bytes(Vec::new()));
    other.transfer_syntax = JPEG.to_owned();
    assert_eq!(write(&other), at(0x0002_0010)(ReasonCode::TransferSyntax));
    let mut other = one(VR::LO, Value::Bytes(Vec::new()));
    other.encoding = Encoding::ExplicitBig;
    assert_eq!(write(&other), at(0x0002_0010)(ReasonCode::TransferSyntax));
    let mut other = one(VR::LO, Value::Bytes(Vec::new()));
    other.meta.take(Tag(0x0002, 0x0003));
    assert_eq!(write(&other), at(0x0002_0003)(ReasonCode::MissingUid));
}

#[test]
fn a_group_0002_element_in_the_data_set_is_not_written() {
    let mut file = one(VR::LO, Value::Bytes(Vec::new()));
    file.data_set.put(Element {
        tag: Tag(0x0002, 0x0016),
        vr: VR::AE,
        value: Value::Bytes(b"QUILLAE".to_vec()),
    });
    assert!(write(&file).is_err());
}

#[test]
fn another_reader_agrees() {
    let tool = std::process::Command::new("dcmdump")
        .arg("--version")
        .output();
    if tool.is_err() {
        println!("not run: dcmdump is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for syntax in [IMPLICIT, EXPLICIT, BIG] {
        let source = file(syntax);
        let path = folder.path().join(syntax);
        std::fs::write(&path, written(&must_read(&source), &source)).unwrap();
        let dump = std::process::Command::new("dcmdump")
            .arg(&path)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&dump.stdout);
        assert!(dump.status.success() && dump.stderr.is_empty(), "{dump:?}");
        assert!(text.contains("[QUILLFEATHER^ODA]"), "{text}");
        let samples = if syntax == BIG {
            "0102\\0304"
        } else {
            "0201\\0403"
        };
        let line = format!("(7fe0,0010) OW {samples}");
        assert!(text.contains(&line), "{text}");
    }
}
