//! Files that want to break the reader: no panic, no memory without bytes, and
//! a refusal that names the place.

use safelight::dicom::write::write;
use safelight::finding::{Limit, ReasonCode, Refusal, TagCode};

use crate::bytes::*;
use crate::memory::peak_of;

/// Peak memory that reading a file of a few hundred bytes may take.
const SMALL: usize = 2 * 1024 * 1024;

fn at(code: ReasonCode, tag: u32) -> Option<Refusal> {
    Some(Refusal::at(code, TagCode(tag)))
}

#[test]
fn a_declared_length_takes_no_memory() {
    for form in [Form::Implicit, Form::Explicit, Form::Big] {
        for (tag, vr) in [
            (0x0008_1140, b"SQ"),
            (0x0009_1002, b"UN"),
            (0x0010_4000, b"UT"),
            (0x0042_0011, b"OB"),
            (0x5400_1010, b"OW"),
            (0x7FE0_0010, b"OW"),
        ] {
            for length in [0xFFFF_FFFE, 0x7FFF_FFFF, 0x1000_0000, 4_096] {
                let syntax = match form {
                    Form::Implicit => IMPLICIT,
                    Form::Explicit => EXPLICIT,
                    Form::Big => BIG,
                };
                let head = [meta(syntax), data_set_head(form)].concat();
                let bytes = [head, header(form, tag, vr, length)].concat();
                let (result, peak) = peak_of(|| read(&bytes).err());
                assert_eq!(
                    result,
                    at(ReasonCode::Truncated, tag),
                    "{tag:08X} {length:X}"
                );
                assert!(peak < SMALL, "{peak}");
            }
        }
    }
}

fn data_set_head(form: Form) -> Vec<u8> {
    element(form, 0x0008_0016, b"UI", b"1.2.840.10008.5.1.4.1.1.7\0")
}

#[test]
fn undefined_lengths_without_an_end_are_truncated_or_malformed() {
    for (tag, vr) in [
        (0x0008_1140, b"SQ"),
        (0x0009_1002, b"UN"),
        (0x7FE0_0010, b"OB"),
    ] {
        let bytes = explicit_file(&[header(Form::Explicit, tag, vr, UNDEFINED)]);
        assert_eq!(read(&bytes).err(), at(ReasonCode::Truncated, tag));
    }
    let text = explicit_file(&[header(Form::Explicit, 0x0010_4000, b"UT", UNDEFINED)]);
    assert_eq!(read(&text).err(), at(ReasonCode::Malformed, 0x0010_4000));
}

#[test]
fn ten_thousand_levels_end_at_the_limit() {
    let level = [
        header(Form::Explicit, 0x0008_1140, b"SQ", UNDEFINED),
        mark(Form::Explicit, 0xFFFE_E000, UNDEFINED),
    ]
    .concat();
    let bytes = explicit_file(&[level.repeat(10_000)]);
    let (result, peak) = peak_of(|| read(&bytes).err());
    let over = Refusal::over(Limit::DicomDepth).with_tag(TagCode(0x0008_1140));
    assert_eq!(result, Some(over));
    assert!(peak < SMALL, "{peak}");
}

#[test]
fn ten_thousand_levels_hidden_in_un_end_too() {
    let mut value = Vec::new();
    for _ in 0..2_000 {
        let inner = element(Form::Implicit, 0x0009_1002, b"UN", &value);
        value = item(Form::Implicit, &inner);
    }
    let bytes = explicit_file(&[element(Form::Explicit, 0x0009_1002, b"UN", &value)]);
    let result = read(&bytes).err().map(|refusal| refusal.code);
    assert_eq!(result, Some(ReasonCode::OverLimit));
}

#[test]
fn a_length_past_its_sequence_is_malformed() {
    let inner = header(Form::Explicit, 0x0010_0010, b"PN", 20);
    let bytes = explicit_file(&[
        element(
            Form::Explicit,
            0x0008_1140,
            b"SQ",
            &item(Form::Explicit, &inner),
        ),
        element(Form::Explicit, 0x0010_4000, b"LT", &[b'x'; 64]),
    ]);
    assert_eq!(read(&bytes).err(), at(ReasonCode::Malformed, 0x0010_0010));
}

#[test]
fn a_file_cut_at_any_byte_is_refused_or_ends_between_elements() {
    for syntax in [IMPLICIT, EXPLICIT, BIG] {
        let whole = file(syntax);
        let elements = must_read(&whole).data_set.elements.len();
        let mut legible = 0;
        for length in 0..whole.len() {
            match read(&whole[..length].to_vec()) {
                Ok(file) => {
                    legible += 1;
                    assert!(file.data_set.elements.len() < elements);
                }
                Err(refusal) => assert_ne!(refusal.code, ReasonCode::OverLimit, "{length}"),
            }
        }
        // The places between top-level elements, and no others; in big endian a
        // tag begins with a zero, which alone is padding.
        let most = if syntax == BIG {
            2 * elements
        } else {
            elements + 1
        };
        assert!(
            (elements - 1..=most).contains(&legible),
            "{legible} {elements}"
        );
    }
}

/// Flips bytes of small files. Whatever comes out of the reader is written, or
/// refused, and read again.
#[test]
fn flipped_bytes_never_break_it() {
    let fragments = [
        meta(JPEG),
        data_set_head(Form::Explicit),
        header(Form::Explicit, 0x7FE0_0010, b"OB", UNDEFINED),
        item(Form::Explicit, &[]),
        item(Form::Explicit, &[0xFF, 0xD8, 0xFF, 0xD9]),
        mark(Form::Explicit, 0xFFFE_E0DD, 0),
    ]
    .concat();
    let seeds = [
        file(IMPLICIT),
        file(EXPLICIT),
        file(BIG),
        fragments,
        data_set(Form::Explicit),
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut read_again = 0;
    for round in 0..20_000 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..1 + next() % 4 {
            let at = next() as usize % bytes.len();
            bytes[at] = match next() % 4 {
                0 => 0xFF,
                1 => 0,
                _ => next() as u8,
            };
        }
        let (file, peak) = peak_of(|| read(&bytes));
        assert!(peak < SMALL, "{peak} in round {round}");
        let Ok(file) = file else { continue };
        let file = with_own_meta(file);
        if write(&file).is_ok() {
            let out = written(&file, &bytes);
            match read(&out) {
                Ok(_) => read_again += 1,
                Err(refusal) => panic!("round {round}: what was written is refused: {refusal}"),
            }
        }
    }
    assert!(read_again > 1_000, "{read_again}");
}

#[test]
fn a_deflate_bomb_ends_at_the_limit() {
    use std::io::Write as _;
    let mut writer =
        flate2::write::DeflateEncoder::new(meta(DEFLATED), flate2::Compression::best());
    writer.write_all(&data_set_head(Form::Explicit)).unwrap();
    let length = 40_000_000_u32;
    writer
        .write_all(&header(Form::Explicit, 0x7FE0_0010, b"OW", length))
        .unwrap();
    writer.write_all(&vec![0; length as usize]).unwrap();
    let bytes = writer.finish().unwrap();
    let limits = safelight::dicom::read::Limits {
        inflated_bytes: 1_000_000,
        ..Default::default()
    };
    let (result, peak) = peak_of(|| safelight::dicom::read::read(&bytes, &limits).err());
    assert_eq!(result, Some(Refusal::over(Limit::Inflated)));
    assert!(peak < 2 * SMALL, "{peak}");
}

#[test]
fn a_million_tiny_elements_end_at_the_limit() {
    let mut bytes = meta(EXPLICIT);
    for number in 0..100_000_u32 {
        bytes.extend(element(
            Form::Explicit,
            0x0009_0000 + number % 0xFFFF + 1,
            b"LO",
            b"",
        ));
    }
    let limits = safelight::dicom::read::Limits {
        elements: 50_000,
        ..Default::default()
    };
    let result = safelight::dicom::read::read(&bytes, &limits).err();
    assert_eq!(
        result.map(|refusal| refusal.code),
        Some(ReasonCode::OverLimit)
    );
}
