//! The number that stands for a word. `build.rs` packs the lists with it.

/// What stands for a word in tables: the same letters, the same number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u64);

/// An odd number without a pattern: the golden ratio.
const STIR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Key {
    /// Stands for no word.
    pub const NOTHING: Self = Self(0);

    /// The key of a folded lower-case word: eight letters a step, stirred.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let (eights, rest) = word.as_bytes().as_chunks::<8>();
        let hash = eights
            .iter()
            .fold(0, |hash, eight| stir(hash, u64::from_le_bytes(*eight)));
        let rest = rest
            .iter()
            .fold(1, |part, byte| part << 8 | u64::from(*byte));
        Self(stir(stir(hash, rest), STIR))
    }

    /// A key that was made another way; stirred here.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(stir(bits, STIR))
    }

    /// All bits, each of them as good as any other.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }
}

const fn stir(hash: u64, part: u64) -> u64 {
    let mixed = (hash ^ part).wrapping_mul(STIR);
    mixed ^ mixed >> 32
}
