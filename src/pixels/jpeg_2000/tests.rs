use super::super::tests::{distance, hex, made_up, wanted};
use super::streams::{COLOR, GREY_8_BOXED, GREY_12, HIGH_THROUGHPUT_8, HIGH_THROUGHPUT_16};
use super::*;

/// Every cut, and some changes: the decoders are fuzzed by their makers.
fn answers(stream: &str, decode: impl Fn(&[u8]) -> Result<Coded, PixelError>) {
    let bytes = hex(stream);
    for end in 0..bytes.len() - 40 {
        assert!(decode(&bytes[..end]).is_err(), "cut at {end}");
    }
    let mut changed = bytes.clone();
    for place in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xFF] {
            changed[place] = bytes[place] ^ flip;
            let _ = decode(&changed);
        }
        changed[place] = bytes[place];
    }
}

#[test]
fn reversible_streams_come_out_as_they_went_in() {
    let one = |stream: &str, channels, bits| {
        let coded = decode(&hex(stream), wanted(12, 16, channels, 16)).expect("a stream");
        assert_eq!(coded.precision, bits);
        distance(&coded, &made_up(12, 16, channels, bits))
    };
    assert_eq!(one(GREY_12, 1, 12), 0);
    assert_eq!(one(COLOR, 3, 8), 0);
    assert_eq!(one(GREY_8_BOXED, 1, 8), 0);
}

#[test]
fn high_throughput_streams_too() {
    let one = |stream: &str, bits| {
        let coded = decode_high_throughput(&hex(stream), wanted(12, 16, 1, 16)).expect("a stream");
        distance(&coded, &made_up(12, 16, 1, bits))
    };
    assert_eq!(one(HIGH_THROUGHPUT_8, 8), 0);
    assert_eq!(one(HIGH_THROUGHPUT_16, 16), 0);
}

#[test]
fn a_signed_stream_gives_signed_cells() {
    let mut bytes = hex(GREY_12);
    // Ssiz of the first component: 12 bits, signed.
    let place = 42;
    assert_eq!(bytes[place], 11);
    bytes[place] |= 0x80;
    let coded = decode(&bytes, wanted(12, 16, 1, 16)).expect("a stream");
    let shifted = coded.cells;
    let Cells::Wide(cells) = shifted else {
        unreachable!("signed cells are wide");
    };
    let first = i32::from(made_up(12, 16, 1, 12)[5]) - 2048;
    assert_eq!(cells[5], first);
}

#[test]
fn whatever_is_changed_there_is_an_answer() {
    answers(GREY_12, |bytes| decode(bytes, wanted(12, 16, 1, 16)));
    answers(COLOR, |bytes| decode(bytes, wanted(12, 16, 3, 16)));
    answers(HIGH_THROUGHPUT_8, |bytes| {
        decode_high_throughput(bytes, wanted(12, 16, 1, 16))
    });
}

#[test]
fn a_stream_of_another_size_is_refused() {
    for (rows, columns, channels, bits) in [
        (13, 16, 1, 16),
        (12, 15, 1, 16),
        (12, 16, 3, 16),
        (12, 16, 1, 8),
    ] {
        let answer = decode(&hex(GREY_12), wanted(rows, columns, channels, bits));
        assert!(matches!(answer, Err(PixelError::Disagrees { .. })));
    }
}
