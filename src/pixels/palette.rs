//! Palette Color Lookup Tables, also segmented ones (PS3.3 C.7.6.3.1.5, C.7.9).

use super::looks::Lut;

/// Entries that one table may have: a descriptor of 0 means this many.
pub(super) const MOST_ENTRIES: usize = 1 << 16;

/// Three tables: red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Red, green, blue; all with the same first input.
    pub tables: [Lut; 3],
}

impl Palette {
    /// The color of a stored value, 8 bits each.
    #[must_use]
    pub fn color(&self, value: f64) -> [u8; 3] {
        self.tables
            .each_ref()
            .map(|table| high_byte(table, table.at(value)))
    }
}

/// The 8 bits of an entry that a screen shows.
fn high_byte(table: &Lut, entry: u16) -> u8 {
    let [high, low] = entry.to_be_bytes();
    // Tables that say 16 bits and use 8 are shown as what they use.
    if table.bits > 8 { high } else { low }
}

/// Spreads a segmented table (PS3.3 C.7.9.2): discrete, linear and indirect
/// segments. `None` if a segment is none of these, reaches outside or the table
/// grows beyond `wanted` entries.
pub(super) fn spread(words: &[u16], wanted: usize) -> Option<Vec<u16>> {
    let mut entries = Vec::new();
    let mut place = 0;
    while place < words.len() {
        place = segment(words, place, wanted, &mut entries, Indirect::Allowed)?;
    }
    (entries.len() == wanted).then_some(entries)
}

/// Whether a segment may point back at others: C.7.9.2.3 forbids nesting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Indirect {
    Allowed,
    Refused,
}

/// Spreads the segment at `place`; gives the place behind it.
fn segment(
    words: &[u16],
    place: usize,
    wanted: usize,
    entries: &mut Vec<u16>,
    indirect: Indirect,
) -> Option<usize> {
    let kind = *words.get(place)?;
    let count = usize::from(*words.get(place + 1)?);
    let body = place + 2;
    match kind {
        0 => {
            entries.extend_from_slice(words.get(body..body + count)?);
            (entries.len() <= wanted).then_some(body + count)
        }
        1 => {
            let from = i64::from(*entries.last()?);
            let to = i64::from(*words.get(body)?);
            if entries.len() + count > wanted {
                return None;
            }
            let steps = i64::from(*words.get(place + 1)?);
            for step in 1..=steps {
                let entry = from + (to - from) * step / steps;
                entries.push(u16::try_from(entry).ok()?);
            }
            Some(body + 1)
        }
        2 if indirect == Indirect::Allowed => {
            let low = usize::from(*words.get(body)?);
            let high = usize::from(*words.get(body + 1)?);
            let mut back = (high << 16 | low) / 2;
            if back >= place {
                return None;
            }
            for _ in 0..count {
                back = segment(words, back, wanted, entries, Indirect::Refused)?;
            }
            Some(body + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_spread() {
        // Discrete 10 20; linear to 40 in 4 steps; indirect: the first once more.
        let words = [0, 2, 10, 20, 1, 4, 40, 2, 1, 0, 0];
        let spread_out = spread(&words, 8);
        assert_eq!(spread_out, Some(vec![10, 20, 25, 30, 35, 40, 10, 20]));
    }

    #[test]
    fn tables_that_lie_are_refused() {
        assert_eq!(spread(&[0, 2, 10, 20], 3), None);
        assert_eq!(spread(&[0, 9, 10, 20], 9), None);
        assert_eq!(spread(&[1, 3, 9], 3), None);
        assert_eq!(spread(&[0, 1, 5, 1, 60_000, 9], 4), None);
        // An indirect segment that points at itself.
        assert_eq!(spread(&[0, 1, 5, 2, 1, 6, 0], 2), None);
        assert_eq!(spread(&[7, 1, 5], 1), None);
    }
}
