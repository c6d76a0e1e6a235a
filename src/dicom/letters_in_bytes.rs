//! Text in the place of numbers or of opaque bytes: one byte a letter, or two.

/// Shortest text that is told from numbers, in letters.
const SHORTEST: usize = 4;
/// As many digits in a row are somebody's number.
const MANY_DIGITS: usize = 6;

/// Whether bytes that should be numbers are a text throughout: ASCII, or
/// UTF-16 in either order.
#[must_use]
pub fn looks_like_text(bytes: &[u8]) -> bool {
    let low = |pair: &[u8]| match pair {
        [letter, 0] => Some(*letter),
        _no_letter => None,
    };
    let high = |pair: &[u8]| match pair {
        [0, letter] => Some(*letter),
        _no_letter => None,
    };
    is_narrow_text(bytes) || is_wide_text(bytes, low) || is_wide_text(bytes, high)
}

/// Longest value in which a single word is looked for: in megabytes of numbers
/// every word stands somewhere.
const LONGEST_SEARCHED: usize = 4096;
/// Letters or digits in a row that numbers do not make by chance.
const LONG_RUN: usize = 8;

/// Bytes on either side that tell a table from a word.
const AROUND: usize = 8;

/// Steps of a table of bytes from one number to the next.
const SMALL_STEP: u16 = 4;

/// Whether a word or a long number stands among numbers, as where a length
/// takes in the next element. Look-up tables are full of runs that read as
/// letters; their numbers go up or down there, and those of a word do not.
#[must_use]
pub fn holds_word(bytes: &[u8]) -> bool {
    let odd = bytes.get(1..).unwrap_or_default();
    let every_second = |bytes: &[u8]| -> Vec<u8> { bytes.iter().copied().step_by(2).collect() };
    let is_run = |bytes: &[u8]| {
        holds_run(bytes, |byte| byte.is_ascii_alphabetic())
            || holds_run(bytes, |byte| byte.is_ascii_digit())
    };
    // Of wide letters every other byte is nought: small numbers that go up or
    // down by one, as in frame vectors, are no word.
    let is_wide_run = |bytes: &[u8]| {
        every_second(bytes)
            .split(|byte| !byte.is_ascii_alphabetic())
            .any(|run| {
                let numbers: Vec<u16> = run.iter().map(|byte| u16::from(*byte)).collect();
                run.len() >= LONG_RUN
                    && !has_steps(run)
                    && !goes_one_way(run)
                    && !is_smooth(&numbers, SMALL_STEP)
            })
    };
    bytes.len() <= LONGEST_SEARCHED && (is_run(bytes) || is_wide_run(bytes) || is_wide_run(odd))
}

/// A long run of bytes of one kind that is no stretch of a table.
fn holds_run(bytes: &[u8], is_kind: impl Fn(u8) -> bool) -> bool {
    let mut place = 0;
    bytes.split(|byte| !is_kind(*byte)).any(|run| {
        let start = place;
        place += run.len() + 1;
        run.len() >= LONG_RUN && !has_steps(run) && !is_table(bytes, start, start + run.len())
    })
}

/// Whether the numbers of one or two bytes around a stretch only go up or down.
fn is_table(bytes: &[u8], start: usize, end: usize) -> bool {
    // Numbers of two bytes stand at even places of their value.
    let first = start.saturating_sub(AROUND) & !1;
    let last = (end + AROUND).min(bytes.len());
    let window = bytes.get(first..last).unwrap_or_default();
    let (pairs, _) = window.as_chunks::<2>();
    let little: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let big: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    let narrow: Vec<u16> = window.iter().map(|byte| u16::from(*byte)).collect();
    [
        (narrow, SMALL_STEP),
        (little, SMALL_STEP << 8),
        (big, SMALL_STEP << 8),
    ]
    .iter()
    .any(|(numbers, step)| goes_one_way(numbers) || is_smooth(numbers, *step))
}

/// The same number three times in a row, in one byte or in two: the steps of a
/// table. No word has three equal letters together; of digits all are equal then.
fn has_steps(run: &[u8]) -> bool {
    if run.iter().all(u8::is_ascii_digit) {
        return run.iter().all(|digit| run.first() == Some(digit));
    }
    let narrow = |three: &[u8]| matches!(three, [a, b, c] if a == b && b == c);
    let wide =
        |six: &[u8]| matches!(six, [a, b, c, d, e, f] if a == c && c == e && b == d && d == f);
    run.windows(3).any(narrow) || run.windows(6).any(wide)
}

/// Neighbours are alike, as at a turning point of a colour table.
fn is_smooth(numbers: &[u16], step: u16) -> bool {
    let alike = |pair: &[u16]| match pair {
        [one, other] => one.abs_diff(*other) <= step,
        _single => true,
    };
    numbers.windows(2).all(alike)
}

fn goes_one_way<T: PartialOrd>(numbers: &[T]) -> bool {
    numbers.is_sorted() || numbers.iter().rev().is_sorted()
}

/// Whether bytes begin as a sequence does: with the tag of an item in either
/// order (PS3.5 §7.5). In the place of a value that is none.
#[must_use]
pub fn begins_with_item(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xFE, 0xFF, 0x00, 0xE0, ..] | [0xFF, 0xFE, 0xE0, 0x00, ..]
    )
}

/// Whether bytes hold a word of at least this many letters.
#[must_use]
pub fn has_word(bytes: &[u8], letters: usize) -> bool {
    bytes
        .split(|byte| !byte.is_ascii_alphabetic())
        .any(|run| run.len() >= letters)
}

const fn is_printable(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7E | b'\r' | b'\n' | b'\t')
}

fn without_padding(bytes: &[u8]) -> &[u8] {
    let end = bytes
        .iter()
        .rposition(|byte| !matches!(byte, 0 | b' '))
        .map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

fn is_narrow_text(bytes: &[u8]) -> bool {
    let bytes = without_padding(bytes);
    bytes.len() > SHORTEST && bytes.iter().all(|byte| is_printable(*byte)) && tells(bytes)
}

/// Letters of two bytes each, up to the padding. Numbers of two bytes that all
/// are small may look like that too: they stay if they only go up or down, as
/// look-up tables and frame vectors do.
fn is_wide_text(bytes: &[u8], letter_of: impl Fn(&[u8]) -> Option<u8>) -> bool {
    let letters: Vec<u8> = bytes
        .chunks(2)
        .map_while(|pair| letter_of(pair).filter(|letter| is_printable(*letter)))
        .collect();
    let rest = bytes.get(letters.len() * 2..).unwrap_or_default();
    let padded = rest.iter().all(|byte| matches!(byte, 0 | b' '));
    let letters = without_padding(&letters);
    padded && letters.len() >= SHORTEST && !goes_one_way(letters) && tells(letters)
}

/// A third of it letters, or a long number.
fn tells(text: &[u8]) -> bool {
    let letters = text
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    let longest = text
        .split(|byte| !byte.is_ascii_digit())
        .map(<[u8]>::len)
        .max();
    letters * 3 >= text.len() || longest.unwrap_or(0) >= MANY_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_binary_values_is_seen() {
        let wide = |text: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(to).collect()
        };
        assert!(looks_like_text(b"QUILLFEATHER^ODA\0"));
        assert!(looks_like_text(b"ID 7000000015   "));
        assert!(looks_like_text(&wide("Quillfeather", u16::to_le_bytes)));
        assert!(looks_like_text(&wide("Quillfeather", u16::to_be_bytes)));
        assert!(has_word(b"\0\0QUILL\0", 4));
    }

    #[test]
    fn a_word_among_numbers_is_seen() {
        assert!(holds_word(b"\x01\x00Quillfeather\xFF\x00"));
        assert!(holds_word(b"\x01\x00Q\0u\0i\0l\0l\0f\0e\0a\0\xFF\x00"));
        assert!(holds_word(b"\x01\x00ID 7000000015\xFF\x00"));
        assert!(!holds_word(&[1; 64]) && !holds_word(b"\x01\x00CHEST\xFF\x00"));
    }

    #[test]
    fn ramps_of_a_look_up_table_are_no_word() {
        let ramp: Vec<u8> = (0..=255).collect();
        let steps: Vec<u8> = (0..256_u16).map(|step| (step * 2).min(255) as u8).collect();
        let gray: Vec<u8> = (0..256_u16)
            .flat_map(|step| (step * 257).to_le_bytes())
            .collect();
        let curve: Vec<u8> = (0..256_u32)
            .flat_map(|step| u16::try_from(step * step).unwrap_or(u16::MAX).to_le_bytes())
            .collect();
        let falling: Vec<u8> = ramp.iter().rev().copied().collect();
        let rainbow: Vec<u8> = (0..256_u16)
            .map(|step| {
                (if step < 90 {
                    step
                } else {
                    180_u16.saturating_sub(step)
                }) as u8
            })
            .collect();
        let twenty: Vec<u8> = (0..256_u16)
            .map(|step| (step / 13 * 73 % 256) as u8)
            .collect();
        let of_digits: Vec<u8> = (0..260_u16)
            .map(|step| (step / 13 * 48 % 256) as u8)
            .collect();
        for table in [
            ramp, steps, gray, curve, falling, rainbow, twenty, of_digits,
        ] {
            assert!(!holds_word(&table) && !looks_like_text(&table));
        }
    }

    #[test]
    fn a_sequence_in_the_place_of_bytes_is_seen() {
        assert!(begins_with_item(b"\xFE\xFF\x00\xE0\x08\0\0\0"));
        assert!(begins_with_item(b"\xFF\xFE\xE0\x00\0\0\0\x08"));
        assert!(!begins_with_item(b"\xFE\xFF"));
    }

    #[test]
    fn numbers_are_no_text() {
        let shorts = |numbers: &[u16]| -> Vec<u8> {
            numbers
                .iter()
                .flat_map(|number| number.to_le_bytes())
                .collect()
        };
        assert!(!looks_like_text(&[0, 1, 2, 3, 4, 5, 6, 7]));
        assert!(!looks_like_text(b"512"));
        assert!(!looks_like_text(&shorts(&[65, 66, 67, 70, 80, 99, 120])));
        assert!(!looks_like_text(&shorts(&[512, 512, 16, 300])));
        assert!(!looks_like_text(&412.5_f64.to_le_bytes()));
        assert!(!looks_like_text(&shorts(&[1, 1, 2, 2, 1])));
    }
}
