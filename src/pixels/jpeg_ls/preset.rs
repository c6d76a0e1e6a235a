//! Coding parameters: from the stream (T.87 C.2.4.1) or by default (C.2.4.1.1).

use super::super::pixel_error::PixelError;
use super::MALFORMED;

/// What LSE marker segments say; 0 stands for the default.
#[derive(Default)]
pub(super) struct Preset {
    greatest: u32,
    thresholds: [u32; 3],
    reset: u32,
}

impl Preset {
    /// Reads one LSE segment.
    pub(super) fn read(&mut self, body: &[u8]) -> Result<(), PixelError> {
        let (kind, rest) = body.split_first().ok_or(MALFORMED)?;
        match kind {
            1 => {
                let (pairs, _) = rest.as_chunks::<2>();
                let [greatest, first, second, third, reset] =
                    *pairs.first_chunk::<5>().ok_or(MALFORMED)?;
                let number = |pair| u32::from(u16::from_be_bytes(pair));
                self.greatest = number(greatest);
                self.thresholds = [number(first), number(second), number(third)];
                self.reset = number(reset);
                Ok(())
            }
            2 | 3 => Err(PixelError::Unsupported {
                name: "JPEG-LS with mapping tables",
            }),
            4 => Err(PixelError::Unsupported {
                name: "JPEG-LS with more than 65,535 rows or columns",
            }),
            _ => Err(MALFORMED),
        }
    }
}

/// The parameters of one scan, by their names in T.87.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters {
    /// MAXVAL.
    pub greatest: i32,
    /// NEAR.
    pub near: i32,
    /// RANGE.
    pub range: i32,
    /// 2·NEAR + 1: the step between values that a stream can tell apart.
    pub step: i32,
    /// qbpp.
    pub value_bits: u32,
    /// LIMIT.
    pub limit: u32,
    /// T1, T2, T3.
    pub thresholds: [i32; 3],
    /// RESET.
    pub reset: i32,
}

impl Parameters {
    /// T.87 A.2.1 and C.2.4.1.1.
    pub(super) fn new(precision: u32, near: u32, preset: &Preset) -> Result<Self, PixelError> {
        let most = (1_u32 << precision) - 1;
        let greatest = match preset.greatest {
            0 => most,
            greatest if greatest <= most => greatest,
            _ => return Err(MALFORMED),
        };
        if near > 255.min(greatest / 2) {
            return Err(MALFORMED);
        }
        let step = 2 * near + 1;
        let range = (greatest + 2 * near) / step + 1;
        let value_bits = bits_for(range);
        let pixel_bits = bits_for(greatest + 1).max(2);
        let thresholds = thresholds(greatest, near, preset.thresholds)?;
        let reset = match preset.reset {
            0 => 64,
            reset if reset >= 3 => reset,
            _ => return Err(MALFORMED),
        };
        Ok(Self {
            greatest: greatest.cast_signed(),
            near: near.cast_signed(),
            range: range.cast_signed(),
            step: step.cast_signed(),
            value_bits,
            limit: 2 * (pixel_bits + pixel_bits.max(8)),
            thresholds: thresholds.map(u32::cast_signed),
            reset: reset.cast_signed(),
        })
    }
}

/// The bits that tell this many values apart.
const fn bits_for(values: u32) -> u32 {
    u32::BITS - (values - 1).leading_zeros()
}

fn thresholds(greatest: u32, near: u32, preset: [u32; 3]) -> Result<[u32; 3], PixelError> {
    let [base1, base2, base3] = if greatest >= 128 {
        let factor = (greatest.min(4095) + 128) / 256;
        [
            factor + 2 + 3 * near,
            factor * 4 + 3 + 5 * near,
            factor * 17 + 4 + 7 * near,
        ]
    } else {
        let factor = 256 / (greatest + 1);
        [
            (3 / factor + 3 * near).max(2),
            (7 / factor + 5 * near).max(3),
            (21 / factor + 7 * near).max(4),
        ]
    };
    // CLAMP of C.2.4.1.1: what is out of range becomes the lower bound.
    let clamp = |value: u32, least: u32| {
        if value > greatest || value < least {
            least
        } else {
            value
        }
    };
    let chosen = |preset: u32, standard: u32, least: u32| {
        let value = if preset == 0 {
            clamp(standard, least)
        } else {
            preset
        };
        (least..=greatest)
            .contains(&value)
            .then_some(value)
            .ok_or(MALFORMED)
    };
    let [given1, given2, given3] = preset;
    let first = chosen(given1, base1, near + 1)?;
    let second = chosen(given2, base2, first)?;
    let third = chosen(given3, base3, second)?;
    Ok([first, second, third])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_the_table() {
        // T.87 Table C.3: MAXVAL 255, NEAR 0.
        let eight = Parameters::new(8, 0, &Preset::default()).expect("parameters");
        assert_eq!(eight.thresholds, [3, 7, 21]);
        assert_eq!((eight.range, eight.value_bits, eight.limit), (256, 8, 32));
        let twelve = Parameters::new(12, 0, &Preset::default()).expect("parameters");
        assert_eq!(twelve.thresholds, [18, 67, 276]);
        let near = Parameters::new(8, 3, &Preset::default()).expect("parameters");
        assert_eq!((near.range, near.value_bits), (38, 6));
        assert!(Parameters::new(8, 200, &Preset::default()).is_err());
    }

    #[test]
    fn presets_out_of_range_are_refused() {
        let read = |body: &[u8]| {
            let mut preset = Preset::default();
            preset.read(body)?;
            Parameters::new(8, 0, &preset).map(|parameters| parameters.thresholds)
        };
        assert_eq!(read(&[1, 0, 200, 0, 9, 0, 9, 0, 30, 0, 31]), Ok([9, 9, 30]));
        assert!(read(&[1, 1, 200, 0, 9, 0, 9, 0, 30, 0, 31]).is_err());
        assert!(read(&[1, 0, 0, 0, 9, 0, 8, 0, 30, 0, 31]).is_err());
        assert!(read(&[1, 0, 0, 0, 9, 0, 9, 0, 30, 0, 1]).is_err());
        assert!(read(&[1, 0, 0]).is_err());
        assert!(matches!(
            read(&[2, 1, 1]),
            Err(PixelError::Unsupported { .. })
        ));
    }
}
