//! Files of DICOM, byte by byte, as tests need them: right and wrong ones.

use safelight::dicom::data::{DicomFile, Element, Value};
use safelight::finding::Refusal;
use safelight::source::Part;

use dicom_core::{Tag, VR};

pub const IMPLICIT: &str = "1.2.840.10008.1.2";
pub const EXPLICIT: &str = "1.2.840.10008.1.2.1";
pub const BIG: &str = "1.2.840.10008.1.2.2";
pub const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
pub const JPEG: &str = "1.2.840.10008.1.2.4.50";
pub const UNDEFINED: u32 = u32::MAX;

/// How elements are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Implicit,
    Explicit,
    Big,
}

/// The bytes of one element of any declared length.
pub fn header(form: Form, tag: u32, vr: &[u8; 2], length: u32) -> Vec<u8> {
    let mut bytes = tag_bytes(form, tag);
    let long = matches!(
        vr,
        b"OB" | b"OW" | b"OF" | b"SQ" | b"UC" | b"UN" | b"UR" | b"UT"
    );
    match form {
        Form::Implicit => bytes.extend_from_slice(&length.to_le_bytes()),
        Form::Explicit if long => {
            bytes.extend_from_slice(&[vr[0], vr[1], 0, 0]);
            bytes.extend_from_slice(&length.to_le_bytes());
        }
        Form::Big if long => {
            bytes.extend_from_slice(&[vr[0], vr[1], 0, 0]);
            bytes.extend_from_slice(&length.to_be_bytes());
        }
        Form::Explicit => {
            bytes.extend_from_slice(vr);
            bytes.extend_from_slice(&(length as u16).to_le_bytes());
        }
        Form::Big => {
            bytes.extend_from_slice(vr);
            bytes.extend_from_slice(&(length as u16).to_be_bytes());
        }
    }
    bytes
}

fn tag_bytes(form: Form, tag: u32) -> Vec<u8> {
    let (group, element) = ((tag >> 16) as u16, tag as u16);
    match form {
        Form::Implicit | Form::Explicit => [group.to_le_bytes(), element.to_le_bytes()].concat(),
        Form::Big => [group.to_be_bytes(), element.to_be_bytes()].concat(),
    }
}

/// One element with its value.
pub fn element(form: Form, tag: u32, vr: &[u8; 2], value: &[u8]) -> Vec<u8> {
    [header(form, tag, vr, value.len() as u32), value.to_vec()].concat()
}

/// An item or a delimiter: no VR in any form.
pub fn mark(form: Form, tag: u32, length: u32) -> Vec<u8> {
    let mut bytes = tag_bytes(form, tag);
    match form {
        Form::Implicit | Form::Explicit => bytes.extend_from_slice(&length.to_le_bytes()),
        Form::Big => bytes.extend_from_slice(&length.to_be_bytes()),
    }
    bytes
}

pub fn item(form: Form, content: &[u8]) -> Vec<u8> {
    [
        mark(form, 0xFFFE_E000, content.len() as u32),
        content.to_vec(),
    ]
    .concat()
}

/// A sequence and its items of undefined length.
pub fn open_sequence(form: Form, tag: u32, vr: &[u8; 2], items: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = header(form, tag, vr, UNDEFINED);
    for content in items {
        bytes.extend(mark(form, 0xFFFE_E000, UNDEFINED));
        bytes.extend_from_slice(content);
        bytes.extend(mark(form, 0xFFFE_E00D, 0));
    }
    bytes.extend(mark(form, 0xFFFE_E0DD, 0));
    bytes
}

/// Preamble, mark and the meta group for a transfer syntax.
pub fn meta(syntax: &str) -> Vec<u8> {
    let mut uid = syntax.as_bytes().to_vec();
    if uid.len() % 2 == 1 {
        uid.push(0);
    }
    let content = [
        element(Form::Explicit, 0x0002_0001, b"OB", &[0, 1]),
        element(
            Form::Explicit,
            0x0002_0002,
            b"UI",
            b"1.2.840.10008.5.1.4.1.1.7\0",
        ),
        element(Form::Explicit, 0x0002_0003, b"UI", b"2.25.1011"),
        element(Form::Explicit, 0x0002_0010, b"UI", &uid),
    ]
    .concat();
    let length = (content.len() as u32).to_le_bytes();
    [
        vec![0; 128],
        b"DICM".to_vec(),
        element(Form::Explicit, 0x0002_0000, b"UL", &length),
        content,
    ]
    .concat()
}

/// A data set with a bit of everything, and four bytes of native pixels.
pub fn data_set(form: Form) -> Vec<u8> {
    let number = |number: u16| match form {
        Form::Implicit | Form::Explicit => number.to_le_bytes(),
        Form::Big => number.to_be_bytes(),
    };
    let inner = [
        element(form, 0x0008_1150, b"UI", b"1.2.840.10008.5.1.4.1.1.7\0"),
        element(form, 0x0008_1155, b"UI", b"2.25.1012\0"),
    ]
    .concat();
    [
        element(form, 0x0008_0005, b"CS", b"ISO_IR 100"),
        element(form, 0x0008_0016, b"UI", b"1.2.840.10008.5.1.4.1.1.7\0"),
        element(form, 0x0008_0018, b"UI", b"2.25.1011\0"),
        element(form, 0x0008_1140, b"SQ", &item(form, &inner)),
        open_sequence(form, 0x0008_1199, b"SQ", &[inner, Vec::new()]),
        element(form, 0x0009_0010, b"LO", b"SAFELIGHT TEST"),
        element(form, 0x0009_1001, b"UN", b"private!"),
        element(form, 0x0010_0010, b"PN", b"QUILLFEATHER^ODA"),
        element(form, 0x0010_0020, b"LO", b""),
        element(form, 0x0028_0010, b"US", &number(1)),
        element(form, 0x0028_0011, b"US", &number(2)),
        element(form, 0x0028_0100, b"US", &number(16)),
        element(form, 0x7FE0_0010, b"OW", &[1, 2, 3, 4]),
    ]
    .concat()
}

/// A whole file.
pub fn file(syntax: &str) -> Vec<u8> {
    let form = match syntax {
        IMPLICIT => Form::Implicit,
        BIG => Form::Big,
        _ => Form::Explicit,
    };
    [meta(syntax), data_set(form)].concat()
}

pub fn explicit_file(data_set: &[Vec<u8>]) -> Vec<u8> {
    [meta(EXPLICIT), data_set.concat()].concat()
}

pub fn read(bytes: &Vec<u8>) -> Result<DicomFile, Refusal> {
    safelight::dicom::read::read(bytes, &safelight::dicom::read::Limits::default())
}

/// Reads a file that must be readable.
pub fn must_read(bytes: &Vec<u8>) -> DicomFile {
    match read(bytes) {
        Ok(file) => file,
        Err(refusal) => panic!("refused: {refusal}"),
    }
}

/// Gives a file the meta group that the cleaner would give it.
pub fn with_own_meta(mut file: DicomFile) -> DicomFile {
    let mut syntax = file.transfer_syntax.clone().into_bytes();
    if syntax.len() % 2 == 1 {
        syntax.push(0);
    }
    for (number, value) in [
        (0x0002, b"1.2.840.10008.5.1.4.1.1.7\0".to_vec()),
        (0x0003, b"2.25.1011\0".to_vec()),
        (0x0010, syntax),
    ] {
        file.meta.put(Element {
            tag: Tag(0x0002, number),
            vr: VR::UI,
            value: Value::Bytes(value),
        });
    }
    file
}

/// The bytes of a written file.
pub fn written(file: &DicomFile, source: &[u8]) -> Vec<u8> {
    let parts = match safelight::dicom::write::write(file) {
        Ok(parts) => parts,
        Err(refusal) => panic!("not written: {refusal}"),
    };
    let mut bytes = Vec::new();
    for part in parts {
        match part {
            Part::Bytes(new) => bytes.extend_from_slice(&new),
            Part::Slice { offset, length } => {
                bytes.extend_from_slice(&source[offset as usize..(offset + length) as usize]);
            }
        }
    }
    bytes
}

pub fn bytes_of(file: &DicomFile, tag: Tag) -> &[u8] {
    match file.data_set.get(tag).map(|element| &element.value) {
        Some(Value::Bytes(bytes)) => bytes,
        Some(Value::Items(_) | Value::Pixels(_)) | None => panic!("no bytes at {tag}"),
    }
}
