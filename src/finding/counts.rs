//! How often each of some keys was met: sorted rows, because a drop has as many of
//! these as it has files, and a tree takes twice their room.

use serde::{Deserialize, Deserializer, Serialize};

/// Key → times, in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Counts<K>(Vec<(K, u64)>);

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord> Counts<K> {
    /// Counts a key so many times more.
    pub fn add(&mut self, key: K, times: u64) {
        match self.0.binary_search_by(|(one, _)| one.cmp(&key)) {
            Ok(place) => {
                if let Some((_, count)) = self.0.get_mut(place) {
                    *count = count.saturating_add(times);
                }
            }
            Err(place) => self.0.insert(place, (key, times)),
        }
    }

    /// How often it was met; `None`: never.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&u64> {
        let place = self.0.binary_search_by(|(one, _)| one.cmp(key)).ok()?;
        self.0.get(place).map(|(_, count)| count)
    }

    /// The rows in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &u64)> {
        self.0.iter().map(|(key, count)| (key, count))
    }
}

impl<'de, K: Deserialize<'de> + Ord> Deserialize<'de> for Counts<K> {
    /// Rows in any order, as others may have written them.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut counts = Self::default();
        for (key, times) in Vec::<(K, u64)>::deserialize(deserializer)? {
            counts.add(key, times);
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_counted_once_each_from_wherever_they_come() {
        let mut counts = Counts::default();
        for key in [7, 3, 7, 5, 3, 7] {
            counts.add(key, 2);
        }
        let rows: Vec<(i32, u64)> = counts.iter().map(|(key, times)| (*key, *times)).collect();
        assert_eq!(rows, [(3, 4), (5, 2), (7, 6)]);
        assert_eq!((counts.get(&5), counts.get(&4)), (Some(&2), None));
        let text = serde_json::to_string(&counts).expect("rows");
        assert_eq!(text, "[[3,4],[5,2],[7,6]]");
        let read: Counts<i32> = serde_json::from_str("[[7,6],[3,1],[5,2],[3,3]]").expect("rows");
        assert_eq!(read, counts);
    }
}
