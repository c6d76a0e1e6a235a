//! Runs of digits and points in bytes: UIDs, addresses, compact dates.
//!
//! A drop has thousands of UIDs, and all look alike to a search for patterns.
//! So the runs are found, and each is looked up once.

use std::ops::Range;

/// Longer runs are no UID (PS3.5 §9.1: 64 characters) and no date.
const LIMIT_RUN_BYTES: usize = 72;
/// Shorter runs are none either.
const SHORTEST_RUN_BYTES: usize = 8;

/// The runs of digits and points of 8 to 72 bytes, in order.
///
/// Looks at every eighth byte only: no run of eight bytes lies between two of
/// them. Stretches without four such bytes at a place divisible by four, which
/// a run of eight always has, are passed over.
pub fn dotted_runs(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut behind = 0;
    bytes
        .chunks(STRETCH_BYTES)
        .enumerate()
        .filter(|(_, stretch)| may_hold_run(stretch))
        .flat_map(|(number, stretch)| {
            let first = number * STRETCH_BYTES;
            (first..first + stretch.len()).step_by(SHORTEST_RUN_BYTES)
        })
        .filter_map(move |place| {
            if place < behind || !bytes.get(place).copied().is_some_and(is_dotted) {
                return None;
            }
            let (start, end) = run_around(bytes, place);
            behind = end;
            (SHORTEST_RUN_BYTES..=LIMIT_RUN_BYTES)
                .contains(&(end - start))
                .then_some(start..end)
        })
}

/// Bytes that are passed over together.
const STRETCH_BYTES: usize = 64;

/// Whether a stretch holds a group of four bytes between blank and `?`, as
/// digits and points are, or begins or ends inside of a run.
fn may_hold_run(stretch: &[u8]) -> bool {
    let (groups, rest) = stretch.as_chunks::<4>();
    let inside = groups.iter().fold(false, |may, group| {
        may | (u32::from_le_bytes(*group) & 0xE0E0_E0E0 == 0x2020_2020)
    });
    let edge = |byte: Option<&u8>| byte.copied().is_some_and(is_dotted);
    inside || edge(stretch.first()) || edge(rest.last())
}

/// The run around a place that is inside one.
fn run_around(bytes: &[u8], place: usize) -> (usize, usize) {
    let (before, behind) = bytes.split_at_checked(place).unwrap_or((bytes, &[]));
    let left = before
        .iter()
        .rev()
        .take_while(|byte| is_dotted(**byte))
        .count();
    let right = behind.iter().take_while(|byte| is_dotted(**byte)).count();
    (place - left, place + right)
}

const fn is_dotted(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_wherever_they_begin() {
        for offset in 0..24 {
            let mut bytes = vec![b'x'; offset];
            bytes.extend_from_slice(b"1.2.840.113619.2\0 20240312/1234567 ");
            let runs: Vec<&[u8]> = dotted_runs(&bytes).map(|run| &bytes[run]).collect();
            assert_eq!(runs, [&b"1.2.840.113619.2"[..], b"20240312"]);
        }
    }

    #[test]
    fn a_run_that_is_too_long_is_passed_over_in_one_step() {
        let mut bytes = vec![b'7'; 100_000];
        bytes.extend_from_slice(b" 12345678");
        assert_eq!(dotted_runs(&bytes).count(), 1);
    }
}
