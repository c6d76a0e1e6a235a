//! Remarks of headers: what is no word of a vocabulary and no number of a
//! measurement goes, whether it looks like an identifier or not.

use super::found::{Found, What};
use super::lexicon::{self, Entry, Flag};
use super::token::{Kind, Page, Shape};

/// Longer whole numbers are no measurement.
const LONGEST_NUMBER: usize = 4;

/// Adds every word and number that nothing speaks for.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    for at in 0..page.len() {
        let stays = match page.token(at).kind {
            Kind::Word => is_word(page, at),
            Kind::Number => is_measure(page, at),
            Kind::Sign(_) | Kind::LineEnd => true,
        };
        if !stays {
            let token = page.token(at);
            found.push(Found {
                start: token.start,
                end: token.end,
                what: What::Id,
                detector: "no-vocabulary",
                confidence: 30,
            });
        }
    }
}

/// A word of the language, of medicine or of an examination, that is not
/// written as a name.
fn is_word(page: &Page, at: usize) -> bool {
    let token = page.token(at);
    let low = page.low(at);
    if token.end - token.start == 1 {
        // `T 2`, `r/o`, `C-spine`; not the `J.` of a name.
        return low.is_ascii() && !page.is_sign(at + 1, '.');
    }
    let entry = token.entry;
    let may_be_name = entry.given() > 0 || entry.family() > 0 || entry.is_city();
    let written_as_name = matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper);
    let usual_name = entry.family() >= 2 || entry.given() >= 2;
    // `Smith` is a fracture and a man.
    if usual_name && written_as_name && entry.word() < 2 && !is_of_an_examination(entry) {
        return is_eponym(page, at);
    }
    let medical = entry.is_clinical()
        || entry.has(Flag::Product)
        || is_of_an_examination(entry)
        || lexicon::is_descriptor(low);
    if medical || is_eponym(page, at) || entry.has(Flag::Stop) {
        return true;
    }
    let glued_number = page.is_number(at + 1) && page.is_glued(at + 1);
    if glued_number {
        // `L4`, `T12` are letters and short numbers; `AB1234` is a code.
        return low.is_ascii() && token.end - token.start <= 2 && page.digits(at + 1) <= 2;
    }
    // `of Bend`: a town in the middle of a sentence.
    let in_sentence = page.token(at.wrapping_sub(1)).shape == Shape::Lower;
    if entry.is_city() && token.shape == Shape::Title && in_sentence {
        return false;
    }
    match entry.word() {
        0 => false,
        1 => !(may_be_name && written_as_name),
        _usual => true,
    }
}

fn is_of_an_examination(entry: Entry) -> bool {
    [
        Flag::Study,
        Flag::Unit,
        Flag::HeadNoun,
        Flag::NumberWord,
        Flag::DateCue,
    ]
    .into_iter()
    .any(|flag| entry.has(flag))
}

/// `Fleischner`, and `Smith` before a fracture: the name of a sign or disease.
fn is_eponym(page: &Page, at: usize) -> bool {
    let rare = page.token(at).entry.family() < 2;
    let possessive = page.is_sign(at + 1, '\'') && page.low(at + 2) == "s";
    let behind = if possessive { at + 3 } else { at + 1 };
    page.has(at, Flag::Eponym) && (rare || page.has(behind, Flag::HeadNoun))
}

/// A short number, or one with a decimal point.
fn is_measure(page: &Page, at: usize) -> bool {
    let point_before = page.is_glued(at) && page.is_sign(at.wrapping_sub(1), '.');
    let behind_letters = at > 0 && page.is_glued(at) && page.is_word(at - 1);
    let longest = if behind_letters { 3 } else { LONGEST_NUMBER };
    page.digits(at) <= longest || point_before && page.digits(at) <= 6
}
