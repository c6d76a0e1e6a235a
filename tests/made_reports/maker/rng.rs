//! Numbers that look random and are the same for the same seed.

/// A small generator (splitmix64): reports need variety, not secrecy.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// `9` becomes a digit, `8` one that is no zero, `@` a capital letter, `%` a
    /// hexadecimal digit; everything else stays. A backslash saves a letter.
    pub fn form(&mut self, form: &str) -> String {
        let mut letters = form.chars();
        let mut made = String::new();
        while let Some(letter) = letters.next() {
            made.push(match letter {
                '9' => char::from(b'0' + self.below(10) as u8),
                '8' => char::from(b'1' + self.below(9) as u8),
                '@' => char::from(b"ABCDEFGHJKLMNPRSTUVWXYZ"[self.below(23)]),
                '%' => char::from(b"0123456789ABCDEF"[self.below(16)]),
                '\\' => letters.next().unwrap_or('\\'),
                other => other,
            });
        }
        made
    }
}
