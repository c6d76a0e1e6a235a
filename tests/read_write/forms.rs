//! Odd but legible: what real files get wrong, and what their meaning is.

use dicom_core::{Tag, VR};
use safelight::dicom::data::{Encoding, Value};
use safelight::finding::{ReasonCode, Refusal, TagCode};

use crate::bytes::*;

const NAME: Tag = Tag(0x0010, 0x0010);

fn nested_name(file: &safelight::dicom::data::DicomFile, tag: Tag) -> Vec<u8> {
    let element = file.data_set.get(tag).expect("sequence");
    assert_eq!(element.vr, VR::SQ);
    let Value::Items(items) = &element.value else {
        panic!("no items at {tag}");
    };
    match items
        .last()
        .and_then(|item| item.get(NAME))
        .map(|name| &name.value)
    {
        Some(Value::Bytes(bytes)) => bytes.clone(),
        Some(Value::Items(_) | Value::Pixels(_)) | None => panic!("no name in {tag}"),
    }
}

fn name(form: Form) -> Vec<u8> {
    element(form, 0x0010_0010, b"PN", b"QUILLFEATHER^ODA")
}

#[test]
fn bare_data_sets_are_read_in_every_form() {
    for (form, encoding) in [
        (Form::Implicit, Encoding::ImplicitLittle),
        (Form::Explicit, Encoding::ExplicitLittle),
        (Form::Big, Encoding::ExplicitBig),
    ] {
        let file = must_read(&data_set(form));
        assert_eq!(file.encoding, encoding);
        assert!(file.meta.elements.is_empty());
        assert_eq!(bytes_of(&file, NAME), b"QUILLFEATHER^ODA");
    }
}

#[test]
fn a_meta_group_without_preamble_is_read() {
    let file = file(EXPLICIT);
    assert_eq!(bytes_of(&must_read(&file[132..].to_vec()), NAME).len(), 16);
    assert_eq!(bytes_of(&must_read(&file[128..].to_vec()), NAME).len(), 16);
}

#[test]
fn a_wrong_meta_length_does_not_matter() {
    for wrong in [0, 1, 7, 50, 5_000, u32::MAX] {
        let mut bytes = file(EXPLICIT);
        bytes[140..144].copy_from_slice(&wrong.to_le_bytes());
        assert_eq!(bytes_of(&must_read(&bytes), NAME).len(), 16, "{wrong}");
    }
}

#[test]
fn a_wrong_or_missing_transfer_syntax_is_told_by_the_elements() {
    let implicit_as_explicit = [meta(EXPLICIT), data_set(Form::Implicit)].concat();
    let file = must_read(&implicit_as_explicit);
    assert_eq!(
        (file.encoding, file.transfer_syntax.as_str()),
        (Encoding::ImplicitLittle, IMPLICIT)
    );

    let explicit_as_implicit = [meta(IMPLICIT), data_set(Form::Explicit)].concat();
    let file = must_read(&explicit_as_implicit);
    assert_eq!(
        (file.encoding, file.transfer_syntax.as_str()),
        (Encoding::ExplicitLittle, EXPLICIT)
    );

    let big_as_little = [meta(EXPLICIT), data_set(Form::Big)].concat();
    let file = must_read(&big_as_little);
    assert_eq!(
        (file.encoding, file.transfer_syntax.as_str()),
        (Encoding::ExplicitBig, BIG)
    );

    let without = [
        vec![0; 128],
        b"DICM".to_vec(),
        element(Form::Explicit, 0x0002_0012, b"UI", b"2.25.9"),
        data_set(Form::Implicit),
    ]
    .concat();
    let file = must_read(&without);
    assert_eq!(
        (file.encoding, file.transfer_syntax.as_str()),
        (Encoding::ImplicitLittle, IMPLICIT)
    );
}

#[test]
fn fragments_without_a_codec_are_refused() {
    let bytes = explicit_file(&[
        name(Form::Explicit),
        header(Form::Explicit, 0x7FE0_0010, b"OB", UNDEFINED),
        mark(Form::Explicit, 0xFFFE_E000, 0),
        mark(Form::Explicit, 0xFFFE_E0DD, 0),
    ]);
    let refusal = Refusal::at(ReasonCode::TransferSyntax, TagCode(0x0002_0010));
    assert_eq!(read(&bytes).err(), Some(refusal));
    let private = [meta("1.2.840.113619.5.2"), data_set(Form::Implicit)].concat();
    assert_eq!(read(&private).err(), Some(refusal));
}

#[test]
fn un_of_undefined_length_is_an_implicit_sequence() {
    let sequence = [
        header(Form::Explicit, 0x0009_1002, b"UN", UNDEFINED),
        mark(Form::Implicit, 0xFFFE_E000, UNDEFINED),
        name(Form::Implicit),
        mark(Form::Implicit, 0xFFFE_E00D, 0),
        mark(Form::Implicit, 0xFFFE_E0DD, 0),
    ]
    .concat();
    let file = must_read(&explicit_file(&[sequence]));
    assert_eq!(nested_name(&file, Tag(0x0009, 0x1002)), b"QUILLFEATHER^ODA");
}

#[test]
fn un_of_defined_length_that_holds_items_is_a_sequence() {
    for inner in [name(Form::Implicit), name(Form::Explicit)] {
        let value = item(Form::Implicit, &inner);
        let file = must_read(&explicit_file(&[element(
            Form::Explicit,
            0x0009_1002,
            b"UN",
            &value,
        )]));
        assert_eq!(nested_name(&file, Tag(0x0009, 0x1002)), b"QUILLFEATHER^ODA");
    }
    // Something that only begins like items stays bytes.
    let value = [item(Form::Implicit, &[]), b"QUILLFEATHER".to_vec()].concat();
    let file = must_read(&explicit_file(&[element(
        Form::Explicit,
        0x0009_1002,
        b"UN",
        &value,
    )]));
    assert_eq!(bytes_of(&file, Tag(0x0009, 0x1002)), value);
}

#[test]
fn un_on_a_known_tag_is_what_the_dictionary_says() {
    let file = must_read(&explicit_file(&[
        element(
            Form::Explicit,
            0x0008_1140,
            b"UN",
            &item(Form::Implicit, &name(Form::Implicit)),
        ),
        element(Form::Explicit, 0x0010_0010, b"UN", b"QUILLFEATHER^ODA"),
    ]));
    assert_eq!(file.data_set.get(NAME).map(|name| name.vr), Some(VR::PN));
    assert_eq!(nested_name(&file, Tag(0x0008, 0x1140)), b"QUILLFEATHER^ODA");
}

#[test]
fn a_private_sequence_in_implicit_is_found_with_any_length() {
    let open = open_sequence(Form::Implicit, 0x0009_1002, b"SQ", &[name(Form::Implicit)]);
    let closed = element(
        Form::Implicit,
        0x0009_1002,
        b"SQ",
        &item(Form::Implicit, &name(Form::Implicit)),
    );
    for sequence in [open, closed] {
        let bytes = [meta(IMPLICIT), name(Form::Implicit), sequence].concat();
        // The private group stands behind the name: order is put right.
        let file = must_read(&bytes);
        assert_eq!(nested_name(&file, Tag(0x0009, 0x1002)), b"QUILLFEATHER^ODA");
        assert!(
            file.data_set
                .elements
                .is_sorted_by_key(|element| element.tag)
        );
    }
}

#[test]
fn items_in_another_form_than_their_sequence_are_read() {
    let implicit_inside = element(
        Form::Explicit,
        0x0008_1140,
        b"SQ",
        &item(
            Form::Explicit,
            &[
                name(Form::Implicit),
                element(Form::Implicit, 0x0010_0020, b"LO", b"Q1"),
            ]
            .concat(),
        ),
    );
    let file = must_read(&explicit_file(&[implicit_inside]));
    assert_eq!(nested_name(&file, Tag(0x0008, 0x1140)), b"QUILLFEATHER^ODA");

    let explicit_inside = [
        meta(IMPLICIT),
        element(
            Form::Implicit,
            0x0008_1140,
            b"SQ",
            &item(Form::Implicit, &name(Form::Explicit)),
        ),
    ]
    .concat();
    let file = must_read(&explicit_inside);
    assert_eq!(nested_name(&file, Tag(0x0008, 0x1140)), b"QUILLFEATHER^ODA");
}

#[test]
fn an_implicit_element_among_explicit_ones_is_read() {
    let file = must_read(&explicit_file(&[
        element(Form::Explicit, 0x0008_0060, b"CS", b"OT"),
        name(Form::Implicit),
        element(Form::Explicit, 0x0010_0020, b"LO", b"Q1"),
    ]));
    let element = file.data_set.get(NAME).unwrap();
    assert_eq!(element.vr, VR::PN);
    assert_eq!(bytes_of(&file, NAME), b"QUILLFEATHER^ODA");
    assert_eq!(bytes_of(&file, Tag(0x0010, 0x0020)), b"Q1");
}

#[test]
fn unknown_vr_letters_are_read_in_the_form_that_fits() {
    let long = [
        vec![0x10, 0, 0x10, 0, b'Z', b'Z', 0, 0, 4, 0, 0, 0],
        b"ODA^".to_vec(),
    ]
    .concat();
    let short = [vec![0x10, 0, 0x10, 0, b'?', b'?', 4, 0], b"ODA^".to_vec()].concat();
    for odd in [long, short] {
        let file = must_read(&explicit_file(&[
            odd,
            element(Form::Explicit, 0x0010_0020, b"LO", b"Q1"),
        ]));
        assert_eq!(bytes_of(&file, NAME), b"ODA^");
        assert_eq!(bytes_of(&file, Tag(0x0010, 0x0020)), b"Q1");
    }
}

#[test]
fn delimiters_where_the_length_is_defined_are_stepped_over() {
    let inner = [name(Form::Explicit), mark(Form::Explicit, 0xFFFE_E00D, 0)].concat();
    let value = [
        item(Form::Explicit, &inner),
        mark(Form::Explicit, 0xFFFE_E0DD, 0),
    ]
    .concat();
    let file = must_read(&explicit_file(&[
        element(Form::Explicit, 0x0008_1140, b"SQ", &value),
        element(Form::Explicit, 0x0010_0020, b"LO", b"Q1"),
    ]));
    assert_eq!(nested_name(&file, Tag(0x0008, 0x1140)), b"QUILLFEATHER^ODA");
    assert_eq!(bytes_of(&file, Tag(0x0010, 0x0020)), b"Q1");
}

#[test]
fn group_lengths_are_left_out_and_padding_is_not_content() {
    let mut bytes = explicit_file(&[
        element(Form::Explicit, 0x0008_0000, b"UL", &[9, 9, 9, 9]),
        name(Form::Explicit),
    ]);
    bytes.extend([0; 130]);
    let file = must_read(&bytes);
    assert_eq!(file.data_set.elements.len(), 1);
    bytes.push(b'!');
    let at = Refusal::at(ReasonCode::Malformed, TagCode(0));
    assert_eq!(read(&bytes).err(), Some(at));
}

#[test]
fn an_element_twice_is_kept_once_or_refused() {
    let file = must_read(&explicit_file(&[
        name(Form::Explicit),
        name(Form::Explicit),
    ]));
    assert_eq!(file.data_set.elements.len(), 1);
    let other = element(Form::Explicit, 0x0010_0010, b"PN", b"THISTLEWOOD^IRA ");
    let bytes = explicit_file(&[name(Form::Explicit), other]);
    let at = Refusal::at(ReasonCode::Malformed, TagCode(0x0010_0010));
    assert_eq!(read(&bytes).err(), Some(at));
}

#[test]
fn un_in_big_endian_holds_little_endian_numbers() {
    let inner = element(Form::Implicit, 0x0028_0010, b"US", &[1, 2]);
    let bytes = [
        meta(BIG),
        element(Form::Big, 0x0008_0060, b"CS", b"OT"),
        header(Form::Big, 0x0009_1002, b"UN", UNDEFINED),
        item(Form::Implicit, &inner),
        mark(Form::Implicit, 0xFFFE_E0DD, 0),
    ]
    .concat();
    let file = must_read(&bytes);
    let Some(Value::Items(items)) = file.data_set.get(Tag(0x0009, 0x1002)).map(|one| &one.value)
    else {
        panic!("no items");
    };
    let rows = items[0]
        .get(Tag(0x0028, 0x0010))
        .map(|rows| rows.value.clone());
    assert!(rows == Some(Value::Bytes(vec![2, 1])));
}

#[test]
fn a_directory_is_refused() {
    let directory = b"1.2.840.10008.1.3.10";
    let by_class = [
        vec![0; 128],
        b"DICM".to_vec(),
        element(Form::Explicit, 0x0002_0002, b"UI", directory),
        element(Form::Explicit, 0x0002_0010, b"UI", b"1.2.840.10008.1.2.1\0"),
        element(Form::Explicit, 0x0004_1130, b"CS", b"SET1"),
    ]
    .concat();
    let by_content = explicit_file(&[open_sequence(Form::Explicit, 0x0004_1220, b"SQ", &[])]);
    for bytes in [by_class, by_content] {
        assert_eq!(
            read(&bytes).err(),
            Some(Refusal::of(ReasonCode::MediaDirectory))
        );
    }
}
