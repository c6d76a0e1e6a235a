//! Tables of spellings: what must be found, what must stay, and that no text
//! whatever breaks the finder.

mod any_text;
mod dates;
mod days_in_sentences;
mod endless_lines;
mod eponyms;
mod hard_negatives;
mod header_strings;
mod known_values;
mod misread;
mod numbers_that_go;
mod numbers_that_stay;
mod odd_forms;
mod odd_values;
mod people;
mod places;
mod products;
mod rows_and_ends;
mod spellings;

use safelight::known::{Known, KnownKind, KnownValue, Role};
use safelight::policy::DateRule;
use safelight::safe_harbor::Letter;
use safelight::sensitive::Sensitive;
use safelight::text::{Finder, redact};

fn finder() -> Finder {
    Finder::new(&Known::default(), DateRule::YearAndIntervals)
}

fn knowing(values: &[(KnownKind, Letter, Role, &str)]) -> Finder {
    let known = values.iter().map(|(kind, letter, role, value)| KnownValue {
        kind: *kind,
        letter: *letter,
        role: *role,
        value: Sensitive::from(*value),
    });
    Finder::new(&Known::from_values(known), DateRule::YearAndIntervals)
}

fn cleaned(finder: &Finder, text: &str) -> String {
    redact(text, &finder.find(text))
}
