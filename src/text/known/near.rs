//! Words one typing error away from a known name: two words are near if they
//! are the same after one letter is left out of either or both.

use crate::text::found::What;
use crate::text::keyed::{Key, Keyed};

/// Names under themselves and under all that is left when one letter is out.
#[derive(Debug, Default)]
pub struct Near {
    names: Keyed<What>,
}

impl Near {
    /// Enters a name in lower case.
    pub fn add(&mut self, word: &str, what: What) {
        for key in keys(word) {
            self.names.add(key, what);
        }
    }

    /// Ends the entering. Of two names that meet the first counts.
    pub fn finish(&mut self) {
        self.names.finish(|_, _| {});
    }

    /// True if there is nothing to look for.
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// What a word stands for that is a name or nearly one.
    pub fn get(&self, word: &str) -> Option<What> {
        keys(word).find_map(|key| self.names.get(key).copied())
    }
}

/// A word is the sum of its letters times the powers of this odd number.
const BASE: u64 = 0xD6E8_FEB8_6659_FD93;

/// What undoes a multiplication by `BASE`: Newton's step doubles the bits.
const UNDO: u64 = {
    let mut undo = BASE;
    let mut step = 0;
    while step < 6 {
        undo = undo.wrapping_mul(2_u64.wrapping_sub(BASE.wrapping_mul(undo)));
        step += 1;
    }
    undo
};

/// The key of a word, then those of the word with one letter left out: what
/// stands behind the gap goes down by one power.
fn keys(word: &str) -> impl Iterator<Item = Key> + '_ {
    let term = |letter: char, power: u64| (u64::from(letter) + 1).wrapping_mul(power);
    let (whole, _) = word.chars().fold((0_u64, 1_u64), |(sum, power), letter| {
        (
            sum.wrapping_add(term(letter, power)),
            power.wrapping_mul(BASE),
        )
    });
    let mut before = 0_u64;
    let mut power = 1_u64;
    let shorter = word.chars().map(move |letter| {
        let through = before.wrapping_add(term(letter, power));
        let behind = whole.wrapping_sub(through).wrapping_mul(UNDO);
        let sum = before.wrapping_add(behind);
        before = through;
        power = power.wrapping_mul(BASE);
        sum
    });
    std::iter::once(whole).chain(shorter).map(Key::from_bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_a_letter_has_the_key_of_the_shorter_word() {
        let whole = |word: &str| keys(word).next();
        let shorter: Vec<_> = keys("müller").skip(1).map(Some).collect();
        let expected = ["üller", "mller", "müler", "müler", "mülle", "müllr"].map(whole);
        assert_eq!(shorter.len(), 6);
        for key in expected {
            assert!(shorter.contains(&key));
        }
        assert_ne!(whole("ab"), whole("ba"));
    }

    #[test]
    fn names_one_edit_away_are_near_and_others_are_not() {
        let mut near = Near::default();
        near.add("castellano", What::Patient);
        near.finish();
        for word in [
            "castellano",
            "castelano",
            "castellamo",
            "castelllano",
            "castelalno",
        ] {
            assert_eq!(near.get(word), Some(What::Patient), "{word}");
        }
        for word in ["castelan", "castle", "costelano", "castellanoss"] {
            assert_eq!(near.get(word), None, "{word}");
        }
    }
}
