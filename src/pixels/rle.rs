//! RLE of PS3.5 Annex G: byte planes, highest byte of each sample first.

use super::image::Image;
use super::native::full;
use super::pixel_error::PixelError;
use super::samples::{Meaning, Samples, collect};
use super::syntax::Codec;

/// Number of segments and 15 offsets, PS3.5 G.5.
const HEADER_BYTES: usize = 64;
const MOST_SEGMENTS: usize = 15;
/// Two bytes make at most 128: what a stream cannot fill is not allocated.
const MOST_GROWTH: usize = 64;

const MALFORMED: PixelError = PixelError::Malformed { codec: Codec::Rle };
const TRUNCATED: PixelError = PixelError::Truncated { codec: Codec::Rle };

/// Decodes one frame.
pub(super) fn decode(bytes: &[u8], image: &Image) -> Result<Samples, PixelError> {
    let pixels = image.pixels();
    let sample_bytes = (image.bits_allocated / 8).max(1) as usize;
    let segments = sample_bytes * image.channels;
    if image.bits_allocated < 8 || segments > MOST_SEGMENTS {
        return Err(PixelError::Unsupported {
            name: "RLE of this many bits",
        });
    }
    let offsets = offsets(bytes, segments)?;
    if pixels.saturating_mul(segments) > bytes.len().saturating_mul(MOST_GROWTH) {
        return Err(TRUNCATED);
    }
    let mut cells = vec![0_u32; image.cells()];
    for (number, offset) in offsets.iter().enumerate() {
        let end = offsets.get(number + 1).copied().unwrap_or(bytes.len());
        let segment = bytes.get(*offset..end).ok_or(MALFORMED)?;
        let (channel, byte) = (number / sample_bytes, number % sample_bytes);
        let shift = 8 * (sample_bytes - 1 - byte);
        let mut places = cells.iter_mut().skip(channel).step_by(image.channels);
        unpack(segment, pixels, |value| {
            if let Some(cell) = places.next() {
                *cell |= u32::from(value) << shift;
            }
        })?;
    }
    Ok(Samples {
        rows: image.rows,
        columns: image.columns,
        channels: image.channels,
        photometric: full(image.photometric),
        bits: image.bits_stored,
        values: collect(cells.into_iter(), image, Meaning::native(image)),
    })
}

fn offsets(bytes: &[u8], segments: usize) -> Result<Vec<usize>, PixelError> {
    let header = bytes.first_chunk::<HEADER_BYTES>().ok_or(TRUNCATED)?;
    let (numbers, _) = header.as_chunks::<4>();
    let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as usize;
    let count = numbers.first().map(number).ok_or(TRUNCATED)?;
    if count != segments {
        return Err(MALFORMED);
    }
    let offsets: Vec<usize> = numbers.iter().skip(1).take(count).map(number).collect();
    let ascending = offsets.is_sorted_by(|one, next| one < next);
    let behind_header = offsets.first().is_some_and(|first| *first >= HEADER_BYTES);
    if ascending && behind_header {
        Ok(offsets)
    } else {
        Err(MALFORMED)
    }
}

/// PackBits, PS3.5 G.3.2: gives exactly `wanted` bytes or none of them counts.
fn unpack(segment: &[u8], wanted: usize, mut put: impl FnMut(u8)) -> Result<(), PixelError> {
    let mut at = 0;
    let mut done = 0;
    while done < wanted {
        let head = *segment.get(at).ok_or(TRUNCATED)?;
        at += 1;
        match head {
            0..=127 => {
                let count = (usize::from(head) + 1).min(wanted - done);
                let literal = segment.get(at..at + count).ok_or(TRUNCATED)?;
                literal.iter().copied().for_each(&mut put);
                at += usize::from(head) + 1;
                done += count;
            }
            128 => {}
            129..=255 => {
                let count = (257 - usize::from(head)).min(wanted - done);
                let value = *segment.get(at).ok_or(TRUNCATED)?;
                (0..count).for_each(|_| put(value));
                at += 1;
                done += count;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::samples::Values;
    use super::super::tests::{grey, never_gives_up, rgb};
    use super::*;

    fn stream(segments: &[&[u8]]) -> Vec<u8> {
        let mut header = vec![0_u32; 16];
        header[0] = u32::try_from(segments.len()).expect("few");
        let mut at = 64;
        for (place, segment) in segments.iter().enumerate() {
            header[place + 1] = at;
            at += u32::try_from(segment.len()).expect("short");
        }
        let mut bytes: Vec<u8> = header.iter().flat_map(|one| one.to_le_bytes()).collect();
        segments
            .iter()
            .for_each(|segment| bytes.extend_from_slice(segment));
        bytes
    }

    #[test]
    fn literals_and_runs_are_unpacked_and_128_says_nothing() {
        let bytes = stream(&[&[2, 1, 2, 3, 128, 254, 9, 0, 7, 0]]);
        let decoded = decode(&bytes, &grey(1, 7, 8, 8)).map(|samples| samples.values);
        assert_eq!(decoded, Ok(Values::U8(vec![1, 2, 3, 9, 9, 9, 7])));
    }

    #[test]
    fn the_highest_byte_comes_first_in_each_sample() {
        let planes: [&[u8]; 4] = [&[1, 1, 5], &[1, 2, 6], &[1, 3, 7], &[1, 4, 8]];
        let bytes = stream(&planes);
        let decoded = decode(&bytes, &grey(1, 2, 32, 32)).map(|samples| samples.values);
        assert_eq!(decoded, Ok(Values::U32(vec![0x0102_0304, 0x0506_0708])));
        let bytes = stream(&planes[..3]);
        let decoded = decode(&bytes, &rgb(1, 2)).map(|samples| samples.values);
        assert_eq!(decoded, Ok(Values::U8(vec![1, 2, 3, 5, 6, 7])));
    }

    #[test]
    fn a_bomb_is_refused_before_memory_is_taken() {
        let bytes = stream(&[&[129, 0]]);
        let image = grey(10_000, 10_000, 8, 8);
        assert_eq!(decode(&bytes, &image), Err(TRUNCATED));
    }

    #[test]
    fn broken_streams_are_refused() {
        let bytes = stream(&[&[2, 1, 2, 3, 254, 9], &[254, 1, 254, 2]]);
        never_gives_up(&bytes, |bytes| {
            decode(bytes, &grey(2, 3, 16, 16)).map(|_| ())
        });
        assert_eq!(decode(&bytes, &grey(2, 3, 8, 8)), Err(MALFORMED));
        assert_eq!(decode(&bytes[..66], &grey(2, 3, 16, 16)), Err(MALFORMED));
    }
}
