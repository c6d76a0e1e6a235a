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
#[must_use]
pub fn wide(bytes: &[u8]) -> std::vec::IntoIter<String> {
    let mut runs = Vec::new();
    for odd in 0..2 {
        let (mut low, mut high) = (String::new(), String::new());
        for pair in bytes.get(odd..).unwrap_or_default().as_chunks::<2>().0 {
            let [one, two] = *pair;
            grow(&mut low, one, two, &mut runs);
            grow(&mut high, two, one, &mut runs);
        }
        runs.extend([low, high].into_iter().filter(is_long));
    }
    runs.into_iter()
}

fn grow(run: &mut String, letter: u8, zero: u8, runs: &mut Vec<String>) {
    if zero == 0 && is_printable(letter) {
        run.push(char::from(letter));
    } else if is_long(run) {
        runs.push(std::mem::take(run));
    } else {
        run.clear();
    }
}

fn is_long(run: &String) -> bool {
    run.len() >= SHORTEST_LETTERS
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
            for shift in 0..2 {
                let mut bytes = vec![7; shift];
                for letter in b"QUILLFEATHER" {
                    bytes.extend(if big { [0, *letter] } else { [*letter, 0] });
                }
                bytes.push(9);
                assert!(wide(&bytes).any(|text| text.contains("UILLFEATHER")));
            }
        }
    }
}
