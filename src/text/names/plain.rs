//! Names behind a word that promises somebody, where neither capitals nor the
//! lexicon tell them: `MOTHER BOUAVANH HAD`, `husband Per`, `by A. Hope`.

use crate::text::found::What;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::credentials::is_credential;

/// `MOTHER BOUAVANH HAD`, `husband beto signed`, `niece hope kettleman`: behind
/// a role in a line whose letters tell nothing.
pub(super) fn plain_name(page: &Page, at: usize, place: usize, what: What) -> Option<usize> {
    if page.case(at) == LineCase::Mixed || what == What::Patient || page.gap(place) > 2 {
        return None;
    }
    let one = page.token(place).entry;
    let two = page.token(place + 1).entry;
    if !page.is_word(place)
        || page.low(place).len() < 3
        || is_no_name(page, place)
        || page.is_label(place)
        || is_credential(page, place).is_some()
    {
        return None;
    }
    let follows = page.is_word(place + 1) && page.gap(place + 1) == 1;
    let family = follows
        && (two.family() >= 1 || two.is_unknown() && page.low(place + 1).len() > 3)
        && two.word() == 0
        && !two.is_clinical()
        && !is_no_name(page, place + 1);
    let closes = !follows
        || two.has(Flag::Stop)
        || two.has(Flag::PersonVerb)
        || two.has(Flag::Relative)
        || two.has(Flag::Staff);
    let rare = one.word() == 0 && !one.is_clinical();
    let usual = one.given() >= 2 && !one.has(Flag::PersonVerb);
    let good = family && (rare || usual)
        || rare && (closes || one.given() >= 1 && one.family() <= 3)
        || usual && closes && what == What::Relative && !one.is_clinical();
    good.then_some(if family { place + 2 } else { place + 1 })
}

/// `daughter-in-law Dawn is`, `husband Per be told`: behind a relative a usual
/// given name is one, whatever else the word means.
pub(super) fn word_name(page: &Page, place: usize, what: What) -> Option<usize> {
    let entry = page.token(place).entry;
    let next = page.token(place + 1).entry;
    let family = page.is_word(place + 1)
        && page.token(place + 1).shape == Shape::Title
        && page.gap(place + 1) == 1
        && (next.family() >= 1 || next.is_unknown())
        && !next.has(Flag::Stop);
    // `Sister Mary Joseph nodule`
    if next.has(Flag::Eponym) && page.has(place + 2, Flag::HeadNoun) {
        return None;
    }
    let closes = !page.is_word(place + 1)
        || next.has(Flag::Stop) && page.token(place + 1).shape == Shape::Lower
        || next.has(Flag::PersonVerb)
        || family;
    let good = what == What::Relative
        && page.case(place) == LineCase::Mixed
        && page.token(place).shape == Shape::Title
        && entry.given() >= 2
        && !entry.has(Flag::Study)
        && !entry.has(Flag::Facility)
        && closes;
    good.then(|| over_hyphens(page, if family { place + 2 } else { place + 1 }))
}

/// `Frank-Ibarra`, `Bird-in-Ground`: the token behind the joined words.
fn over_hyphens(page: &Page, end: usize) -> usize {
    let mut end = end;
    for _ in 0..3 {
        let joined = page.is_sign(end, '-')
            && page.is_glued(end)
            && page.is_word(end + 1)
            && page.is_glued(end + 1);
        if !joined {
            break;
        }
        end += 2;
    }
    end
}

/// A word that plays another part.
pub(super) fn is_no_name(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    [
        Flag::Stop,
        Flag::Study,
        Flag::Unit,
        Flag::Staff,
        Flag::Relative,
        Flag::Patient,
        Flag::Month,
        Flag::Weekday,
        Flag::Title,
        Flag::Facility,
        Flag::Product,
        Flag::Eponym,
        Flag::NumberWord,
    ]
    .into_iter()
    .any(|flag| entry.has(flag))
        && !(entry.has(Flag::Eponym) && entry.given() >= 2)
}

/// `A. Hope`, `J. R. White`: initials and a family name behind a word that
/// promises somebody.
pub(super) fn initialled(page: &Page, at: usize) -> Option<usize> {
    let mut place = at;
    while place < at + 4
        && page.token(place).shape == Shape::Initial
        && page.is_sign(place + 1, '.')
        && page.is_glued(place + 1)
    {
        place += 2;
    }
    let entry = page.token(place).entry;
    let written = match page.case(at) {
        LineCase::Mixed => matches!(page.token(place).shape, Shape::Title | Shape::Mixed),
        LineCase::Caps => entry.family() >= 2 || entry.word() == 0 && !entry.is_clinical(),
        LineCase::Lower => false,
    };
    let good = place > at
        && written
        && page.gap(place) <= 1
        && page.is_word(place)
        && (entry.family() >= 1 || entry.is_unknown())
        && !entry.has(Flag::Stop)
        && !entry.has(Flag::Month);
    let mut end = over_hyphens(page, place + 1);
    // `K. Summer Bly`
    let next = page.token(end).entry;
    let family = page.case(at) == LineCase::Mixed
        && page.token(end).shape == Shape::Title
        && page.gap(end) == 1
        && (next.family() >= 1 || next.is_unknown())
        && !next.has(Flag::Stop)
        && !next.is_clinical();
    if family {
        end = over_hyphens(page, end + 1);
    }
    good.then_some(end)
}

/// `lyle goodbear`, `siobhan oduya`: in small letters a usual given name that is
/// no word, and behind it a family name that is none.
pub(super) fn small_pair(page: &Page, at: usize) -> Option<usize> {
    if page.case(at) != LineCase::Lower || !page.is_word(at) {
        return None;
    }
    let rare = |place: usize| {
        let entry = page.token(place).entry;
        page.is_word(place)
            && entry.word() == 0
            && !entry.is_clinical()
            && page.low(place).len() >= 3
            && !is_no_name(page, place)
            && !page.is_label(place)
    };
    let one = page.token(at).entry;
    let mut last = at + 1;
    // `forrest g. lakin`
    if page.low(last).len() == 1 && page.is_word(last) {
        last += 1 + usize::from(page.is_sign(last + 1, '.'));
    }
    let two = page.token(last).entry;
    let known = one.given() >= 2 && (two.family() >= 1 || two.is_unknown())
        || one.given() >= 1 && two.family() >= 2;
    let glued = page.is_glued(at) && at > 0 || page.gap(at + 1) != 1 || page.gap(last) != 1;
    // `evans jensen three`, `thurston holland fragment`
    let eponym = page.has(at, Flag::Eponym)
        || page.has(last, Flag::Eponym)
        || page.has(last + 1, Flag::NumberWord)
        || page.has(last + 1, Flag::HeadNoun);
    if !rare(at) || !rare(last) || !known || glued || eponym {
        return None;
    }
    Some(over_hyphens(page, last + 1))
}
