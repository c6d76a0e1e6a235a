//! What is missed most: by kind, and by the shape of what was missed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use safelight::text::Span;

use super::report_score::Miss;

/// Examples shown of a group.
const EXAMPLES: usize = 4;

/// Misses of one kind and shape, with the first few as they stand.
#[derive(Default)]
struct Group {
    count: usize,
    examples: Vec<String>,
}

#[derive(Default)]
pub struct Misses {
    groups: BTreeMap<(String, String), Group>,
}

impl Misses {
    pub fn add(&mut self, text: &str, miss: &Miss, spans: &[Span]) {
        let end = miss.start + miss.text.len();
        let detectors: Vec<&str> = spans
            .iter()
            .filter(|span| span.start < end && miss.start < span.end)
            .map(|span| span.detector)
            .collect();
        let shape = if miss.what.ends_with("stands") {
            shape(&miss.text)
        } else {
            detectors.join(" ")
        };
        let from = (0..=miss.start.saturating_sub(30))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let to = (end + 20..text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len());
        let around =
            format!("{}»{}", &text[from..miss.start], &text[miss.start..to]).replace('\n', "⏎");
        let group = self.groups.entry((miss.what.clone(), shape)).or_default();
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            group.examples.push(around);
        }
    }

    /// The groups, the largest first, and the sums of the kinds.
    pub fn table(&self) -> String {
        let mut table = String::from("misses by kind\n");
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for ((what, _), group) in &self.groups {
            *kinds.entry(what).or_default() += group.count;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (what, count) in kinds {
            let _ = writeln!(table, "{count:6} {what}");
        }
        let mut groups: Vec<_> = self.groups.iter().collect();
        groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.count));
        table.push_str("misses by kind and shape or detector\n");
        for ((what, shape), group) in groups.into_iter().take(80) {
            let _ = writeln!(table, "{:6} {what} {shape}", group.count);
            for example in &group.examples {
                let _ = writeln!(table, "           {example}");
            }
        }
        table
    }
}

/// `Aa` for a word, `9` for digits; other signs as they are.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for letter in text.chars() {
        let class = match letter {
            _ if letter.is_uppercase() => 'A',
            _ if letter.is_alphabetic() => 'a',
            _ if letter.is_ascii_digit() => '9',
            '\n' => ' ',
            _ => letter,
        };
        if !(shape.ends_with(class) && class.is_alphanumeric()) {
            shape.push(class);
        }
    }
    shape
}
