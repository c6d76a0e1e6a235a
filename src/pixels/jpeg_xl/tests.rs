use super::super::tests::{distance, hex, made_up, wanted};
use super::streams::{COLOR, GREY_8, GREY_16};
use super::*;

#[test]
fn lossless_streams_come_out_as_they_went_in() {
    let one = |stream: &str, channels, bits| {
        let coded = decode(&hex(stream), wanted(12, 16, channels, 16)).expect("a stream");
        assert_eq!(coded.precision, bits);
        distance(&coded, &made_up(12, 16, channels, bits))
    };
    assert_eq!(one(GREY_8, 1, 8), 0);
    assert_eq!(one(GREY_16, 1, 16), 0);
    assert_eq!(one(COLOR, 3, 8), 0);
}

#[test]
fn whatever_is_changed_there_is_an_answer() {
    let bytes = hex(GREY_8);
    for end in 0..bytes.len() - 8 {
        assert!(
            decode(&bytes[..end], wanted(12, 16, 1, 8)).is_err(),
            "{end}"
        );
    }
    let mut changed = bytes.clone();
    for place in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xFF] {
            changed[place] = bytes[place] ^ flip;
            let _ = decode(&changed, wanted(12, 16, 1, 8));
        }
        changed[place] = bytes[place];
    }
}

#[test]
fn a_stream_of_another_size_is_refused() {
    let answer = decode(&hex(GREY_8), wanted(12, 17, 1, 8));
    assert!(matches!(answer, Err(PixelError::Disagrees { .. })));
}
