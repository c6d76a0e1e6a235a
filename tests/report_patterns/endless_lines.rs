//! Lines that repeat one pattern without an end: nothing asks the same question
//! again and again, and no reader calls itself for each repetition.

use std::time::Instant;

use super::{cleaned, finder};

/// Bytes of a short and of a long line.
const SHORT: usize = 5_000;
const LONG: usize = 40_000;

/// A quadratic reader takes 64 times as long for the long line. A machine that
/// is busy with something else can slow one try, not the quickest of many.
const TRIES: usize = 8;

#[test]
fn an_endless_line_takes_time_in_proportion_to_its_length() {
    let finder = finder();
    for pattern in PATTERNS {
        let seconds = |bytes: usize| {
            let text: String = pattern.chars().cycle().take(bytes).collect();
            let start = Instant::now();
            assert!(!cleaned(&finder, &text).is_empty());
            start.elapsed().as_secs_f64()
        };
        let in_proportion = || seconds(LONG) < 40.0 * seconds(SHORT).max(0.02);
        assert!((0..TRIES).any(|_| in_proportion()), "{pattern:?}");
    }
}

const PATTERNS: &[&str] = &[
    "1/2-",
    "1/2-1/3 ",
    "3/4, ",
    "3/4/2021-",
    "2021-",
    "1,",
    "1:",
    "12-",
    "1.2.",
    "1 2 ",
    "12 34 ",
    "(1/2) ",
    "a/a",
    "/,",
    "\\a",
    "a.b.",
    "A1 ",
    "x1",
    "x@",
    "-",
    "D:/",
    "May-",
    "May 3, 5 and ",
    "the fifth to the ",
    "four five ",
    "ninety ",
    "the first woman of ",
    "St X's ",
    "AB 12 34 ",
    "plate TX ABC 1 ",
    "|1-2|",
    "(01)1234(21)",
    "Dr. AB/cd ",
    "Dr. Xabcdefghijklmn ",
    "chart a 1234 ",
    "by ",
];
