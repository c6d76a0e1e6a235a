//! Steps through encapsulated pixel data without reading them (PS3.5 A.4).

use crate::finding::{Limit, ReasonCode, Refusal, TagCode};

use super::header::{Form, ITEM, Length, SEQUENCE_END};
use super::input::{Input, ReadAhead};

/// Fragments shorter than this lie close enough to be read along.
const CLOSE_BYTES: u64 = 8 * 1024;

/// Goes from the first fragment behind the sequence delimitation item. Returns
/// the length of the way and the number of items.
///
/// Nothing but items may stand there: bytes in a gap would travel along unseen.
///
/// # Errors
/// [`ReasonCode::Malformed`] at anything else than an item of defined length,
/// [`ReasonCode::Truncated`] if the source ends before the delimiter,
/// [`ReasonCode::OverLimit`] after `most_items` items.
pub(super) fn step_over(
    input: &mut Input<'_>,
    form: Form,
    end: u64,
    tag: TagCode,
    most_items: u64,
) -> Result<(u64, u64), Refusal> {
    let start = input.position();
    let mut ahead = ReadAhead::Growing;
    for items in 0..=most_items {
        let head = input.peek_with::<8>(ahead).map_err(|refusal| Refusal {
            tag: Some(tag),
            ..refusal
        })?;
        let header = form.without_vr(head);
        let length = match (header.tag, header.length) {
            (ITEM, Length::Defined(length)) => length,
            (SEQUENCE_END, Length::Defined(0)) => 0,
            _ => return Err(Refusal::at(ReasonCode::Malformed, tag)),
        };
        let behind = input
            .position()
            .saturating_add(header.size_bytes)
            .saturating_add(length);
        if behind > input.size_bytes() {
            return Err(Refusal::at(ReasonCode::Truncated, tag));
        }
        if behind > end {
            return Err(Refusal::at(ReasonCode::Malformed, tag));
        }
        input.seek(behind);
        if header.tag == SEQUENCE_END {
            return Ok((behind - start, items));
        }
        ahead = if length < CLOSE_BYTES {
            ReadAhead::Growing
        } else {
            ReadAhead::Sparse
        };
    }
    Err(Refusal::over(Limit::Fragments).with_tag(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIXELS: TagCode = TagCode(0x7FE0_0010);
    const DELIMITER: [u8; 8] = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];

    fn item(length: u32) -> Vec<u8> {
        let mut bytes = vec![0xFE, 0xFF, 0x00, 0xE0];
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.resize(bytes.len() + length as usize, 0xA5);
        bytes
    }

    fn step(bytes: &[u8]) -> Result<(u64, u64), Refusal> {
        let bytes = bytes.to_vec();
        let mut input = Input::new(&bytes);
        let end = input.size_bytes();
        step_over(&mut input, Form::ExplicitLittle, end, PIXELS, 100)
    }

    #[test]
    fn the_way_ends_behind_the_delimiter() {
        let bytes = [
            item(0),
            item(40_000),
            item(2),
            DELIMITER.to_vec(),
            vec![9; 5],
        ]
        .concat();
        assert_eq!(step(&bytes), Ok((bytes.len() as u64 - 5, 3)));
    }

    #[test]
    fn bytes_between_fragments_are_refused() {
        let bytes = [item(0), b"QUILLFEATHER".to_vec(), DELIMITER.to_vec()].concat();
        assert_eq!(
            step(&bytes),
            Err(Refusal::at(ReasonCode::Malformed, PIXELS))
        );
    }

    #[test]
    fn a_missing_delimiter_is_truncation() {
        let whole = [item(0), item(8)].concat();
        let truncated = Err(Refusal::at(ReasonCode::Truncated, PIXELS));
        assert_eq!(step(&whole), truncated);
        let mut short = whole;
        short.pop();
        assert_eq!(step(&short), truncated);
    }

    #[test]
    fn more_items_than_the_limit_are_refused() {
        let bytes = [item(0).repeat(101), DELIMITER.to_vec()].concat();
        assert_eq!(
            step(&bytes),
            Err(Refusal::over(Limit::Fragments).with_tag(PIXELS))
        );
    }
}
