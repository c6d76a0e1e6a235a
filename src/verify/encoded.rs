//! Base64 and hexadecimal in text, undone.

/// Shorter runs of letters and digits are words.
const SHORTEST_RUN: usize = 12;
/// Of a longer run only this much is undone at a time; nothing identifying
/// needs more.
const LIMIT_RUN: usize = 1 << 20;

/// The bytes that runs in `text` stand for, for each way to read them.
#[must_use]
pub fn undone(text: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for run in text.as_bytes().split(|byte| !in_base64(*byte)) {
        let run = run.get(..run.len().min(LIMIT_RUN)).unwrap_or_default();
        if run.len() < SHORTEST_RUN {
            continue;
        }
        for shift in 0..4 {
            found.push(from_base64(run.get(shift..).unwrap_or_default()));
        }
        for hex in run.split(|byte| !byte.is_ascii_hexdigit()) {
            if hex.len() >= SHORTEST_RUN {
                found.push(from_hex(hex));
                found.push(from_hex(hex.get(1..).unwrap_or_default()));
            }
        }
    }
    found
}

/// Both alphabets of RFC 4648 §4 and §5.
fn in_base64(byte: u8) -> bool {
    sextet(byte).is_some()
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

fn from_base64(run: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(run.len() * 3 / 4 + 3);
    for four in run.chunks(4) {
        let bits = four
            .iter()
            .filter_map(|byte| sextet(*byte))
            .fold(0_u32, |bits, value| bits << 6 | value);
        let bits = bits << (6 * (4 - four.len()));
        let whole = four.len().saturating_sub(1);
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(whole));
    }
    bytes
}

fn from_hex(run: &[u8]) -> Vec<u8> {
    let nibble = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(0);
    run.chunks_exact(2)
        .map(|pair| {
            let value = pair.iter().fold(0, |value, byte| value << 4 | nibble(byte));
            u8::try_from(value).unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, plain: &[u8]) -> bool {
        undone(text)
            .iter()
            .any(|bytes| bytes.windows(plain.len()).any(|window| window == plain))
    }

    #[test]
    fn a_name_in_base64_and_hex_is_seen_at_every_shift() {
        assert!(holds("x UVVJTExGRUFUSEVS y", b"QUILLFEATHER"));
        assert!(holds("data:AAUVVJTExGRUFUSEVSAA==", b"QUILLFEATHER"));
        assert!(holds("<5155494c4c46454154484552>", b"QUILLFEATHER"));
        assert!(holds("f5155494C4C46454154484552", b"QUILLFEATHER"));
    }
}
