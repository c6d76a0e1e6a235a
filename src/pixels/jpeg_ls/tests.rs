use super::super::tests::{cells, distance, hex, made_up, never_gives_up, wanted};
use super::streams::{
    COLOR_BY_LINE, COLOR_BY_SAMPLE, COLOR_BY_SAMPLE_NEAR_2, GREY_8, GREY_8_NEAR_3, GREY_16,
};
use super::*;

#[test]
fn the_example_of_the_standard() {
    // T.87 H.3.
    let bytes = hex(
        "FFD8 FFF7000B080004000401011100 FFDA0008010100000000 C000006C80208E01C00000574000006EE6\
         000001BC18000005D80000916 0 FFD9",
    );
    let coded = decode(&bytes, wanted(4, 4, 1, 8)).expect("the example");
    let picture = [
        0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145,
    ];
    assert_eq!(cells(&coded), picture);
}

#[test]
fn streams_of_another_encoder_are_decoded() {
    let one = |stream: &str, channels, bits| {
        let coded = decode(&hex(stream), wanted(12, 16, channels, 16)).expect("a stream");
        assert_eq!(coded.precision, bits);
        distance(&coded, &made_up(12, 16, channels, bits))
    };
    assert_eq!(one(GREY_8, 1, 8), 0);
    assert_eq!(one(GREY_8_NEAR_3, 1, 8), 3);
    assert_eq!(one(GREY_16, 1, 16), 0);
    assert_eq!(one(COLOR_BY_LINE, 3, 8), 0);
    assert_eq!(one(COLOR_BY_SAMPLE, 3, 8), 0);
    assert_eq!(one(COLOR_BY_SAMPLE_NEAR_2, 3, 8), 2);
}

#[test]
fn whatever_is_changed_there_is_an_answer() {
    for (stream, channels) in [(GREY_8_NEAR_3, 1), (COLOR_BY_LINE, 3), (COLOR_BY_SAMPLE, 3)] {
        never_gives_up(&hex(stream), |bytes| {
            decode(bytes, wanted(12, 16, channels, 8)).map(|_| ())
        });
    }
}

#[test]
fn what_is_not_decoded_is_named() {
    let bytes = hex(GREY_8);
    // An LSE segment with a mapping table before the frame header.
    let mut mapped = bytes.clone();
    mapped.splice(2..2, [0xFF, 0xF8, 0, 5, 2, 1, 1]);
    let mut transformed = bytes.clone();
    transformed.splice(2..2, *b"\xFF\xE8\x00\x07mrfx\x01");
    for stream in [mapped, transformed] {
        let answer = decode(&stream, wanted(12, 16, 1, 8));
        assert!(matches!(answer, Err(PixelError::Unsupported { .. })));
    }
    let smaller = decode(&bytes, wanted(11, 16, 1, 8));
    assert!(matches!(smaller, Err(PixelError::Disagrees { .. })));
}
