//! Huffman tables (T.81 Annex C) and the reading of one symbol.

use super::super::pixel_error::PixelError;
use super::MALFORMED;
use super::entropy::Entropy;

/// Codes up to this length are looked up at once.
const QUICK_BITS: u32 = 9;

/// One table, ready to decode.
pub(super) struct Table {
    /// For each beginning of a code: its length and symbol, length 0 if longer.
    quick: Vec<(u8, u8)>,
    /// For each length: the code behind the last one of it, at 16 bits.
    limits: [u32; 17],
    /// For each length: place of its first symbol less its first code.
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

impl Table {
    /// `counts`: codes of each length from 1 to 16; `symbols` in order of codes.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Result<Self, PixelError> {
        let mut table = Self {
            quick: vec![(0, 0); 1 << QUICK_BITS],
            limits: [0; 17],
            offsets: [0; 17],
            symbols: symbols.to_vec(),
        };
        let mut code = 0_u32;
        let mut place = 0_usize;
        for (length, count) in (1_u8..).zip(counts) {
            let at = usize::from(length);
            let wide = i32::try_from(place).map_err(|_| MALFORMED)?;
            let first = i32::try_from(code).map_err(|_| MALFORMED)?;
            *table.offsets.get_mut(at).ok_or(MALFORMED)? = wide - first;
            for _ in 0..*count {
                // More codes of a length than there are (C.2).
                if code >= 1 << length {
                    return Err(MALFORMED);
                }
                let symbol = *symbols.get(place).ok_or(MALFORMED)?;
                table.put_quick(code, length, symbol);
                code += 1;
                place += 1;
            }
            *table.limits.get_mut(at).ok_or(MALFORMED)? = code << (16 - length);
            code <<= 1;
        }
        Ok(table)
    }

    fn put_quick(&mut self, code: u32, length: u8, symbol: u8) {
        let Some(free) = QUICK_BITS.checked_sub(u32::from(length)) else {
            return;
        };
        let first = (code << free) as usize;
        let places = self.quick.iter_mut().skip(first).take(1 << free);
        places.for_each(|place| *place = (length, symbol));
    }

    /// Reads one symbol.
    pub(super) fn symbol(&self, entropy: &mut Entropy<'_>) -> Result<u8, PixelError> {
        let ahead = entropy.peek(16);
        let quick = self.quick.get((ahead >> (16 - QUICK_BITS)) as usize);
        if let Some((length, symbol)) = quick.filter(|(length, _)| *length > 0) {
            entropy.skip(u32::from(*length))?;
            return Ok(*symbol);
        }
        for (length, limit) in (0_u32..).zip(&self.limits).skip(1) {
            if ahead < *limit {
                let code = i32::try_from(ahead >> (16 - length)).map_err(|_| MALFORMED)?;
                let offset = *self.offsets.get(length as usize).ok_or(MALFORMED)?;
                let place = usize::try_from(code + offset).map_err(|_| MALFORMED)?;
                entropy.skip(length)?;
                return self.symbols.get(place).copied().ok_or(MALFORMED);
            }
        }
        Err(MALFORMED)
    }
}
