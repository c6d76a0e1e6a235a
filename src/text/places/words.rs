//! What counts as a word of a place's own name, and which words promise a place.

use crate::text::lexicon::Flag;
use crate::text::token::Page;

/// A preposition of place.
pub(super) fn is_where(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at),
        "on" | "off"
            | "at"
            | "in"
            | "near"
            | "from"
            | "to"
            | "toward"
            | "towards"
            | "along"
            | "by"
            | "outside"
            | "behind"
            | "beside"
            | "across"
            | "above"
            | "below"
            | "over"
            | "under"
            | "around"
            | "past"
            | "through"
            | "left"
            | "onto"
            | "up"
            | "down"
            | "of"
            | "between"
            | "via"
    )
}

/// A word that may be what a road, lake or camp is called: no word of a
/// report, no eponym of a disease.
pub(super) fn is_own(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    page.is_word(at)
        && !entry.has(Flag::Stop)
        && !entry.has(Flag::Study)
        && !entry.has(Flag::Unit)
        && !entry.has(Flag::NumberWord)
        && !(entry.is_clinical() && entry.family() < 2 && !entry.is_city())
}
