//! The bits of an entropy-coded segment: stuffed zeros taken out, markers seen
//! (T.81 F.2.2.5).

use super::super::pixel_error::PixelError;
use super::{MALFORMED, RST0, RST7, TRUNCATED};

/// Reads bits, highest first. Behind the last one zeros are shown, but cannot be
/// taken.
pub(super) struct Entropy<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, from the highest down.
    hold: u64,
    /// Bits in `hold`.
    held: u32,
    /// Of these, zeros that are not in the stream.
    lent: u32,
}

impl<'a> Entropy<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            hold: 0,
            held: 0,
            lent: 0,
        }
    }

    fn fill(&mut self) {
        while self.held <= 56 {
            let byte = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                (Some(0xFF), _) | (None, _) => {
                    self.lent += 8;
                    0
                }
                (Some(byte), _) => {
                    self.at += 1;
                    *byte
                }
            };
            self.hold |= u64::from(byte) << (56 - self.held);
            self.held += 8;
        }
    }

    /// The next `count` bits, 1 to 32, not taken yet.
    pub(super) fn peek(&mut self, count: u32) -> u32 {
        if self.held < count {
            self.fill();
        }
        (self.hold >> (64 - count)) as u32
    }

    /// Takes bits that were seen.
    pub(super) fn skip(&mut self, count: u32) -> Result<(), PixelError> {
        if self.held < count + self.lent {
            return Err(TRUNCATED);
        }
        self.hold <<= count;
        self.held -= count;
        Ok(())
    }

    /// Takes `count` bits, 0 to 16, as a number.
    pub(super) fn bits(&mut self, count: u32) -> Result<u32, PixelError> {
        if count == 0 {
            return Ok(0);
        }
        let bits = self.peek(count);
        self.skip(count)?;
        Ok(bits)
    }

    /// RECEIVE and EXTEND of T.81 F.2.2.1: a number of `size` bits, of which the
    /// lower half stands for numbers below zero.
    pub(super) fn signed(&mut self, size: u32) -> Result<i32, PixelError> {
        if size == 0 {
            return Ok(0);
        }
        let bits = self.bits(size)? as i32;
        if bits < 1 << (size - 1) {
            Ok(bits - (1 << size) + 1)
        } else {
            Ok(bits)
        }
    }

    /// Goes behind the restart marker that must stand here (T.81 E.2.4).
    pub(super) fn restart(&mut self) -> Result<(), PixelError> {
        // Eight real bits or more would be a byte that nobody asked for.
        if self.held.saturating_sub(self.lent) >= 8 {
            return Err(MALFORMED);
        }
        self.fill();
        self.hold = 0;
        self.held = 0;
        self.lent = 0;
        while self.bytes.get(self.at) == Some(&0xFF) && self.bytes.get(self.at + 1) == Some(&0xFF) {
            self.at += 1;
        }
        match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (Some(0xFF), Some(RST0..=RST7)) => {
                self.at += 2;
                Ok(())
            }
            (Some(_), Some(_)) => Err(MALFORMED),
            _ => Err(TRUNCATED),
        }
    }

    /// The place of the marker behind the segment; bytes that no code uses are
    /// stepped over.
    pub(super) fn position(mut self) -> usize {
        loop {
            match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0 | RST0..=RST7)) => self.at += 2,
                (Some(0xFF), Some(_)) | (None, _) => return self.at,
                (Some(_), _) => self.at += 1,
            }
        }
    }
}
