//! Codes whose parts are joined by signs that no word and no measurement has
//! between letters and digits: `px*24*8801`, `rice22_lelbow_a`.

use crate::text::calendar;
use crate::text::found::What;
use crate::text::lexicon::Flag;
use crate::text::token::Page;
use crate::text::{labels, times};

use super::Hit;

/// Longest code, in parts and signs.
const MOST_TOKENS: usize = 24;

/// What stands between two blanks.
struct Run {
    /// Behind its last part.
    end: usize,
    digits: usize,
    letters: usize,
    /// How many of its parts have letters and are no word of any list.
    unknown: usize,
    underscores: usize,
    /// Signs that only codes have between their parts.
    odd: usize,
}

/// A run of letters and digits that odd signs join.
pub(super) fn joined(page: &Page, at: usize) -> Hit {
    if !page.is_glued(at + 1) || at > 0 && page.is_glued(at) && !opens(page, at - 1) {
        return None;
    }
    let run = run(page, at)?;
    if labels::read(page, at).is_some()
        || calendar::read(page, at).is_some()
        || times::clock(page, at).is_some()
    {
        return None;
    }
    // `dcm_rice_01`: words of a list alone may name a sequence.
    let handle = run.underscores >= 1
        && run.unknown >= 1
        && run.digits + run.underscores >= 2
        && run.letters >= 3;
    let code = run.odd >= 1 && run.digits >= 4 && run.letters >= 1;
    (handle || code).then_some((run.end, What::Id, "joined-code"))
}

/// Brackets and quotes around a run.
fn opens(page: &Page, at: usize) -> bool {
    matches!(page.sign(at), '(' | '[' | '{' | '"' | '\'' | ',' | ';')
}

/// The run from a place on; nothing if it has words, measures or sums in it.
fn run(page: &Page, at: usize) -> Option<Run> {
    let mut run = Run {
        end: at,
        digits: 0,
        letters: 0,
        unknown: 0,
        underscores: 0,
        odd: 0,
    };
    let mut signs: Vec<char> = Vec::new();
    for place in at..at + MOST_TOKENS + 1 {
        if place == page.len() || place > at && !page.is_glued(place) || page.is_line_end(place) {
            break;
        }
        if place == at + MOST_TOKENS {
            return None;
        }
        if page.is_number(place) {
            run.digits += page.digits(place);
        } else if page.is_word(place) {
            if is_plain(page, place) {
                return None;
            }
            run.letters += page.low(place).len();
            run.unknown += usize::from(page.token(place).entry.is_unknown());
        } else {
            signs.push(page.sign(place));
            continue;
        }
        run.end = place + 1;
        for sign in signs.drain(..) {
            match sign {
                '_' => run.underscores += 1,
                '*' | '\'' | '{' | '}' | '~' | '#' => run.odd += 1,
                '-' | '/' | '.' | '\\' => {}
                // Sums, shares, relations, addresses, labels.
                _ => return None,
            }
        }
    }
    (run.end > at + 1).then_some(run)
}

/// A word, a measure or the name of a sequence: the run is none of a code.
fn is_plain(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    let long = page.low(at).len() >= 3;
    entry.has(Flag::Study)
        || entry.has(Flag::Unit) && page.is_number(at.wrapping_sub(1))
        || long && (entry.is_clinical() || entry.has(Flag::Stop))
}
