//! The bits of a JPEG-LS scan: behind a byte of ones stands a zero bit (T.87 A.1).

use super::super::pixel_error::PixelError;
use super::{MALFORMED, TRUNCATED};

/// Reads bits, highest first.
pub(super) struct Entropy<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, from the highest down.
    hold: u64,
    /// Bits in `hold`.
    held: u32,
    /// Of these, zeros that are not in the stream.
    lent: u32,
    /// The last byte taken in was 0xFF.
    after_ones: bool,
}

impl<'a> Entropy<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            hold: 0,
            held: 0,
            lent: 0,
            after_ones: false,
        }
    }

    fn fill(&mut self) {
        while self.held <= 56 {
            let (byte, bits) = match self.bytes.get(self.at) {
                Some(byte) if self.after_ones && *byte < 0x80 => (*byte, 7),
                // A byte of ones and a one are a marker: its ones are no bits.
                Some(0xFF) if self.marker_follows() => (0, 0),
                Some(byte) if !self.after_ones => (*byte, 8),
                Some(_) | None => (0, 0),
            };
            if bits == 0 {
                self.held += 8;
                self.lent += 8;
                continue;
            }
            self.at += 1;
            self.after_ones = byte == 0xFF;
            self.hold |= u64::from(byte) << (64 - bits - self.held);
            self.held += bits;
        }
    }

    fn marker_follows(&self) -> bool {
        self.bytes.get(self.at + 1).is_none_or(|next| *next >= 0x80)
    }

    fn skip(&mut self, count: u32) -> Result<(), PixelError> {
        if self.held < count + self.lent {
            return Err(TRUNCATED);
        }
        self.hold = self.hold.checked_shl(count).unwrap_or(0);
        self.held -= count;
        Ok(())
    }

    /// Takes `count` bits, 0 to 32.
    pub(super) fn bits(&mut self, count: u32) -> Result<u32, PixelError> {
        if count == 0 {
            return Ok(0);
        }
        if self.held < count {
            self.fill();
        }
        let bits = (self.hold >> (64 - count)) as u32;
        self.skip(count)?;
        Ok(bits)
    }

    /// Takes zeros up to a one, the one too; at most `most` zeros.
    pub(super) fn zeros(&mut self, most: u32) -> Result<u32, PixelError> {
        let mut zeros = 0;
        loop {
            if self.held == 0 {
                self.fill();
            }
            let here = self.hold.leading_zeros().min(self.held);
            zeros += here;
            if zeros > most {
                return Err(MALFORMED);
            }
            if here < self.held {
                self.skip(here + 1)?;
                return Ok(zeros);
            }
            self.skip(here)?;
        }
    }

    /// Goes behind the restart marker that must stand here.
    pub(super) fn restart(&mut self) -> Result<(), PixelError> {
        self.fill();
        if self.held.saturating_sub(self.lent) >= 8 {
            return Err(MALFORMED);
        }
        match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (Some(0xFF), Some(0xD0..=0xD7)) => {
                *self = Self {
                    at: self.at + 2,
                    ..Self::new(self.bytes)
                };
                Ok(())
            }
            (Some(_), Some(_)) => Err(MALFORMED),
            _ => Err(TRUNCATED),
        }
    }

    /// The place of the marker behind the scan.
    pub(super) fn position(&self) -> usize {
        let mut at = self.at;
        while let Some(byte) = self.bytes.get(at) {
            let next = self.bytes.get(at + 1);
            if *byte == 0xFF && next.is_some_and(|next| *next >= 0x80 && *next != 0xFF) {
                return at;
            }
            at += 1;
        }
        at
    }
}
