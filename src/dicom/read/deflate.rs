//! Inflates a deflated data set (PS3.5 A.5: RFC 1951, without a zlib header)
//! within a limit.

use flate2::{Decompress, FlushDecompress, Status};

use crate::finding::{Limit, ReasonCode, Refusal};
use crate::source::Source;

/// Bytes read from the source at a time.
const CHUNK_BYTES: u64 = 256 * 1024;
/// Bytes that may always come out, whatever the ratio.
const FREE_BYTES: u64 = 16 * 1024 * 1024;
/// More than this many times the deflated length is a bomb: blank pixels come
/// close to 1,000, the format itself ends at 1,032.
const RATIO: u64 = 1_040;

/// Inflates the range of a source that starts at `start`. Bytes behind the end
/// of the deflate stream (the pad byte of PS3.5 A.5) are left out.
///
/// # Errors
/// [`ReasonCode::OverLimit`] if more than `limit_bytes` come out,
/// [`ReasonCode::Malformed`] if it is no deflate stream,
/// [`ReasonCode::Truncated`] if it ends early.
pub(crate) fn inflate(
    source: &dyn Source,
    start: u64,
    length: u64,
    limit_bytes: u64,
) -> Result<Vec<u8>, Refusal> {
    let limit = limit_bytes.min(length.saturating_mul(RATIO).saturating_add(FREE_BYTES));
    let mut inflater = Inflater {
        stream: Decompress::new(false),
        out: Vec::new(),
        limit,
    };
    let end = start.saturating_add(length).min(source.size_bytes());
    let mut position = start;
    let mut chunk = Vec::new();
    while position < end {
        let wanted = CHUNK_BYTES.min(end - position);
        let wanted_here = usize::try_from(wanted).map_err(|_| Refusal::over(Limit::Inflated))?;
        chunk.resize(wanted_here, 0);
        source
            .read_exact_at(position, &mut chunk)
            .map_err(super::input::refusal)?;
        position += wanted;
        if let Stream::Ended = inflater.feed(&chunk)? {
            return Ok(inflater.out);
        }
    }
    Err(Refusal::of(ReasonCode::Truncated))
}

/// Whether more input is wanted.
enum Stream {
    GoesOn,
    Ended,
}

struct Inflater {
    stream: Decompress,
    out: Vec<u8>,
    limit: u64,
}

impl Inflater {
    fn feed(&mut self, mut chunk: &[u8]) -> Result<Stream, Refusal> {
        loop {
            self.reserve();
            let before_in = self.stream.total_in();
            let before_out = self.out.len();
            let status = self
                .stream
                .decompress_vec(chunk, &mut self.out, FlushDecompress::None)
                .map_err(|_| Refusal::of(ReasonCode::Malformed))?;
            if self.out.len() as u64 > self.limit {
                return Err(Refusal::over(Limit::Inflated));
            }
            let used = usize::try_from(self.stream.total_in() - before_in).unwrap_or(usize::MAX);
            chunk = chunk.get(used..).unwrap_or_default();
            match status {
                Status::StreamEnd => return Ok(Stream::Ended),
                Status::Ok | Status::BufError => {}
            }
            let no_step = used == 0 && self.out.len() == before_out;
            let room_left = self.out.len() < self.out.capacity();
            if (chunk.is_empty() && room_left) || no_step {
                return Ok(Stream::GoesOn);
            }
        }
    }

    /// Room grows with what really came out, never with a declared length.
    fn reserve(&mut self) {
        if self.out.len() == self.out.capacity() {
            let more = self.out.len().clamp(64 * 1024, 16 * 1024 * 1024);
            self.out.reserve_exact(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut writer =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn inflates_what_was_deflated_and_ignores_the_pad_byte() {
        let bytes: Vec<u8> = (0..700_000_u32)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        let mut source = deflated(&bytes);
        source.push(0);
        let length = source.len() as u64;
        assert_eq!(inflate(&source, 0, length, 1 << 30), Ok(bytes));
    }

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let source = deflated(&vec![0_u8; 3_000_000]);
        let length = source.len() as u64;
        let over = Err(Refusal::over(Limit::Inflated));
        assert_eq!(inflate(&source, 0, length, 1_000_000), over);
    }

    #[test]
    fn a_stream_cut_short_is_truncated() {
        let mut source = deflated(&[7_u8; 5_000]);
        source.truncate(source.len() - 3);
        let length = source.len() as u64;
        let truncated = Err(Refusal::of(ReasonCode::Truncated));
        assert_eq!(inflate(&source, 0, length, 1 << 20), truncated);
    }
}
