//! Printable text inside binary bytes, as `strings` finds it.

/// Shorter runs are chance.
const SHORTEST_LETTERS: usize = 6;

/// Runs of printable ASCII.
pub fn narrow(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes
        .split(|byte| !is_printable(*byte))
        .filter(|run| run.len() >= SHORTEST_LETTERS)
        .map(|run| run.iter().copied().map(char::from).collect())
}

/// Runs of UTF-16 with printable ASCII, in either byte order, at any place.
///
/// Looks at four bytes at a time: two letters of any run of six stand at a place
/// divisible by four, or one byte behind it.
pub fn wide(bytes: &[u8]) -> impl Iterator<Item = String> {
    let mut behind = 0;
    let (chunks, _) = bytes.as_chunks::<4>();
    chunks.iter().enumerate().filter_map(move |(number, four)| {
        let place = number * 4;
        let shift = match four {
            [one, 0, other, 0] if is_printable(*one) && is_printable(*other) => 0,
            [0, one, 0, other] if is_printable(*one) && is_printable(*other) => 1,
            _ => return None,
        };
        let place = place + shift;
        if place < behind {
            return None;
        }
        let run = wide_run(bytes, place);
        behind = place + 2;
        let is_long = run.len() >= SHORTEST_LETTERS;
        behind = if is_long {
            run_end(bytes, place)
        } else {
            behind
        };
        is_long.then_some(run)
    })
}

/// Letters before and behind `place`, each with a zero between.
fn wide_run(bytes: &[u8], place: usize) -> String {
    let letter_at = |place: usize| bytes.get(place).copied().filter(|byte| is_printable(*byte));
    let zero_at = |place: usize| bytes.get(place) == Some(&0);
    let mut start = place;
    while start >= 2 && zero_at(start - 1) && letter_at(start - 2).is_some() {
        start -= 2;
    }
    bytes
        .get(start..run_end(bytes, place))
        .unwrap_or_default()
        .iter()
        .step_by(2)
        .map(|byte| char::from(*byte))
        .collect()
}

/// The first place behind the last letter of the run around `place`.
fn run_end(bytes: &[u8], place: usize) -> usize {
    let mut end = place + 1;
    while bytes.get(end) == Some(&0) && bytes.get(end + 1).is_some_and(|byte| is_printable(*byte)) {
        end += 2;
    }
    end
}

const fn is_printable(byte: u8) -> bool {
    matches!(byte, 0x20..0x7F | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_both_widths_is_found_at_odd_and_even_places() {
        let narrow: Vec<String> = narrow(b"\x01\x02QUILLFEATHER\0abc\0").collect();
        assert_eq!(narrow, ["QUILLFEATHER"]);
        for big in [false, true] {
            for shift in 0..5 {
                let mut bytes = vec![7; shift];
                bytes.extend([1, 2]);
                for letter in b"QUILLFEATHER" {
                    bytes.extend(if big { [0, *letter] } else { [*letter, 0] });
                }
                bytes.push(9);
                assert!(wide(&bytes).any(|text| text.contains("UILLFEATHER")));
            }
        }
    }
}
