//! Values under words. A word is kept as a number of 64 bits that is made of
//! its letters: it costs one look a word, and no text of a known person stays.

use std::cmp::Reverse;

mod key;

pub use key::Key;

/// Room for the names of a usual report.
const FIRST_ROWS: usize = 128;

/// A table that is filled first, then finished, then asked.
#[derive(Debug)]
pub struct Keyed<V> {
    /// In the order of the keys.
    rows: Vec<(Key, V)>,
    /// For the first bits of a key, where its rows begin; one more at the end.
    firsts: Vec<u32>,
    /// How many bits of a key stand behind those.
    shift: u32,
    /// One bit for each of many more beginnings of keys: most words that are in
    /// no row end here, and it is small enough to stay near.
    hints: Vec<u64>,
}

/// A row has this many bits in the hints, at least: all but one word in so many
/// that is in no row is turned away there.
const HINTS_A_ROW: usize = 16;

impl<V> Default for Keyed<V> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            firsts: Vec::new(),
            shift: 0,
            hints: Vec::new(),
        }
    }
}

impl<V> Keyed<V> {
    /// Enters a value. It is found after the table is finished.
    pub fn add(&mut self, key: Key, value: V) {
        if self.rows.is_empty() {
            self.rows.reserve(FIRST_ROWS);
        }
        self.rows.push((key, value));
    }

    /// Ends the entering. Values of one key are joined, in their order.
    pub fn finish(&mut self, join: impl Fn(&mut V, &V)) {
        self.rows.sort_by_key(|row| row.0);
        self.rows.dedup_by(|next, last| {
            let same = next.0 == last.0;
            if same {
                join(&mut last.1, &next.1);
            }
            same
        });
        self.index();
    }

    /// Ends the entering. Values of one key stay side by side, the longest first,
    /// else in their order.
    pub fn finish_longest_first(&mut self, length: impl Fn(&V) -> usize) {
        self.rows
            .sort_by_cached_key(|row| (row.0, Reverse(length(&row.1))));
        self.index();
    }

    /// True if nothing was entered.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&V> {
        self.all(key).first().map(|row| &row.1)
    }

    /// All rows of a key.
    #[must_use]
    pub fn all(&self, key: Key) -> &[(Key, V)] {
        let (word, bit) = hint(self.hints.len(), key);
        if self.hints.get(word).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        let place = self.place(key);
        let (Some(&first), Some(&end)) = (self.firsts.get(place), self.firsts.get(place + 1))
        else {
            return &[];
        };
        if first == end {
            return &[];
        }
        let rows = self
            .rows
            .get(first as usize..end as usize)
            .unwrap_or_default();
        let from = rows.partition_point(|row| row.0 < key);
        let same = rows.get(from..).unwrap_or_default();
        let count = same.partition_point(|row| row.0 == key);
        same.get(..count).unwrap_or_default()
    }

    /// Twice as many places as rows: most words that are not there end here.
    fn index(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let places = self.rows.len().next_power_of_two() * 2;
        self.shift = 64 - places.trailing_zeros();
        let mut firsts = vec![0; places + 1];
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(behind) = firsts.get_mut(self.place(row.0) + 1) {
                *behind = u32::try_from(at + 1).unwrap_or(u32::MAX);
            }
        }
        let mut last = 0;
        for first in &mut firsts {
            last = last.max(*first);
            *first = last;
        }
        self.firsts = firsts;
        let mut hints = vec![0; (self.rows.len() * HINTS_A_ROW / 64).next_power_of_two()];
        for row in &self.rows {
            let (word, bit) = hint(hints.len(), row.0);
            if let Some(bits) = hints.get_mut(word) {
                *bits |= bit;
            }
        }
        self.hints = hints;
    }

    fn place(&self, key: Key) -> usize {
        usize::try_from(key.bits().checked_shr(self.shift).unwrap_or_default())
            .unwrap_or(usize::MAX - 1)
    }
}

/// Which of so many words of hints is a key's own, and which bit of it: told by
/// its last bits, as its place is by its first ones.
fn hint(words: usize, key: Key) -> (usize, u64) {
    let [.., high, middle, low, bit] = key.bits().to_be_bytes();
    let word = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
    (word & words.wrapping_sub(1), 1 << (bit & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_was_entered_is_found_and_no_other() {
        let word = |number: usize| format!("w{number}x{}", "y".repeat(number % 11));
        let mut table = Keyed::default();
        for number in (0..3000).filter(|number| number % 3 > 0) {
            table.add(Key::of(&word(number)), number);
        }
        table.finish(|_, _| {});
        for number in 0..3000 {
            let expected = (number % 3 > 0).then_some(&number);
            assert_eq!(table.get(Key::of(&word(number))), expected, "{number}");
        }
    }

    #[test]
    fn values_of_one_word_are_joined_or_kept_the_longest_first() {
        let mut table = Keyed::default();
        for (word, value) in [("b", "2"), ("a", "1"), ("b", "13"), ("b", "1")] {
            table.add(Key::of(word), value.to_owned());
        }
        table.finish_longest_first(String::len);
        let all: Vec<&str> = table.all(Key::of("b")).iter().map(|row| &*row.1).collect();
        assert_eq!(all, ["13", "2", "1"]);
        table.finish(|known, more| known.push_str(more));
        assert_eq!(table.get(Key::of("b")).map(String::as_str), Some("1321"));
        assert_eq!(table.get(Key::of("c")), None);
    }
}
