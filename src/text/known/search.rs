//! Looks for the known values at one place of a page.

use crate::text::eponyms;
use crate::text::found::{Found, What};
use crate::text::keyed::Key;
use crate::text::lexicon::{self, Flag};
use crate::text::names;
use crate::text::rows;
use crate::text::token::{LineCase, Page, Shape};

use super::{Index, NameWord, PHRASE_WORDS, Writing};

/// Most pieces of one identifier (`12-34 5678` has three).
const CODE_PIECES: usize = 8;

impl Index {
    /// What a word stands for, if it is a known part of a name.
    fn word(&self, word: Key) -> Option<NameWord> {
        self.words.get(word).copied()
    }

    pub(super) fn name(&self, page: &Page, at: usize, kind: Writing, found: &mut Vec<Found>) {
        if self.words.is_empty() {
            return;
        }
        let mut end = at + 1;
        let mut hit = self.word(page.key(at));
        // `Mont-` at a line end and `gomery` on the next.
        if page.is_sign(at + 1, '-') && page.is_line_end(at + 2) && page.is_word(at + 3) {
            let joined = format!("{}{}", page.low(at), page.low(at + 3));
            if let Some(whole) = self.word(Key::of(&joined)) {
                hit = Some(whole);
                end = at + 4;
            }
        } else if matches!(page.sign(at + 1), '\'' | '-')
            && page.is_word(at + 2)
            && page.is_glued(at + 1)
            && page.is_glued(at + 2)
        {
            let joined = format!("{}{}", page.low(at), page.low(at + 2));
            if let Some(whole) = self.word(Key::of(&joined)) {
                hit = Some(whole);
                end = at + 3;
            }
        }
        let detector = if hit.is_some() {
            "known-name"
        } else {
            "known-name-misspelt"
        };
        let Some(word) = hit.or_else(|| self.misspelt(page, at)) else {
            return;
        };
        // `Spade-like density`
        let like = page.is_sign(end, '-')
            && page.is_glued(end)
            && page.is_glued(end + 1)
            && matches!(page.low(end + 1), "like" | "shaped" | "type" | "style");
        if like && kind == Writing::Narrative {
            return;
        }
        if word.ambiguous && !self.is_name_place(page, at, end)
            || !word.ambiguous && kind == Writing::Narrative && is_eponym_use(page, at, end)
            || kind == Writing::Narrative && self.is_among_eponyms(page, at, end, word)
        {
            return;
        }
        let (start, stop) = (page.token(at).start, page.token(end - 1).end);
        found.push(Found {
            start,
            end: stop,
            what: word.what,
            detector,
            confidence: self.confidence,
        });
        self.middle_initial(page, end, word.what, found);
    }

    /// An eponym or a product in a row of others, or one that was only guessed to
    /// be a name: it is the person only where a name is promised.
    fn is_among_eponyms(&self, page: &Page, at: usize, end: usize, word: NameWord) -> bool {
        let listed = page.has(at, Flag::Eponym) || page.has(at, Flag::Product);
        (listed || word.guessed)
            && rows::is_row(page, at, end)
            && !self.is_name_place(page, at, end)
    }

    /// `Lacey D. Hart`: the initial between two known words.
    fn middle_initial(&self, page: &Page, at: usize, what: What, found: &mut Vec<Found>) {
        let initial = page.token(at).shape == Shape::Initial;
        let behind = if page.is_sign(at + 1, '.') {
            at + 2
        } else {
            at + 1
        };
        if initial && page.gap(at) <= 1 && self.word(page.key(behind)).is_some() {
            let (start, stop) = (page.token(at).start, page.token(behind - 1).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-name",
                confidence: 90,
            });
        }
    }

    fn misspelt(&self, page: &Page, at: usize) -> Option<NameWord> {
        let token = page.token(at);
        let entry = token.entry;
        let length = token.end - token.start;
        let small = !page.is_capital(at) && page.case(at) == LineCase::Mixed;
        if self.near.is_empty()
            || small
            || !(4..=24).contains(&length)
            || entry.word() > 0
            || entry.is_clinical()
            || entry.has(Flag::Eponym)
            || entry.has(Flag::Product)
            || entry.has(Flag::Title)
            || lexicon::is_descriptor(page.low(at))
        {
            return None;
        }
        let what = self.near.get(page.low(at))?;
        Some(NameWord {
            what,
            ambiguous: false,
            guessed: false,
        })
    }

    /// True where an ordinary word that is also a known name means the person.
    fn is_name_place(&self, page: &Page, at: usize, end: usize) -> bool {
        let mut before = at.wrapping_sub(1);
        for _ in 0..3 {
            // The point of a sentence parts what stands on its sides.
            let sentence = page.is_sign(before, '.')
                && page.token(before.wrapping_sub(1)).shape != Shape::Initial
                && !page.has(before.wrapping_sub(1), Flag::Title);
            if !sentence && matches!(page.sign(before), '.' | ',' | '^' | '-')
                || page.token(before).shape == Shape::Initial
            {
                before = before.wrapping_sub(1);
            }
        }
        let title = page.has(before, Flag::Title)
            && !page.has(before, Flag::Stop)
            && page.is_capital(at)
            && !(page.token(before).shape == Shape::Upper && page.has(at, Flag::Study));
        let neighbour = |place: usize| {
            page.is_word(place)
                && self.word(page.key(place)).is_some_and(|word| {
                    !word.ambiguous || page.is_capital(place) && page.is_capital(at) && place != at
                })
        };
        let mut next = end;
        for _ in 0..3 {
            if matches!(page.sign(next), ',' | '^' | '-')
                || page.token(next).shape == Shape::Initial
                || page.is_sign(next, '.')
                    && page.token(next.wrapping_sub(1)).shape == Shape::Initial
            {
                next += 1;
            }
        }
        let near_before = before != usize::MAX
            && page.token(at).start.saturating_sub(page.token(before).end) <= 4;
        let near_next = page
            .token(next)
            .start
            .saturating_sub(page.token(end.saturating_sub(1)).end)
            <= 4;
        if title || near_before && neighbour(before) || near_next && neighbour(next) {
            return true;
        }
        let credential =
            names::is_credential(page, if page.is_sign(end, ',') { end + 1 } else { end })
                .is_some();
        if credential && page.is_capital(at) {
            return true;
        }
        let possessive = page.is_sign(end, '\'')
            && page.low(end + 1) == "s"
            && page.is_capital(at)
            && page.case(at) == LineCase::Mixed
            && !page.has(end + 2, Flag::HeadNoun)
            && !page.has(at, Flag::Study)
            && !eponyms::covers(page, at, end);
        let entry = page.token(at).entry;
        let inside = page.case(at) == LineCase::Mixed
            && page.token(at).shape == Shape::Title
            && is_inside_sentence(page, at);
        possessive
            || inside
                && !entry.is_clinical()
                && !entry.has(Flag::Study)
                && !entry.has(Flag::Month)
                && !entry.has(Flag::Weekday)
                && !is_eponym_use(page, at, end)
                && !page.has(end, Flag::HeadNoun)
    }

    pub(super) fn initials(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if self.initials.is_empty()
            || page.token(at).shape != Shape::Initial
            || !page.is_sign(at + 1, '.')
        {
            return;
        }
        let mut letters = String::new();
        let mut end = at;
        while end < at + 8
            && page.token(end).shape == Shape::Initial
            && page.is_sign(end + 1, '.')
            && (end == at || page.gap(end) <= 1)
        {
            letters.push_str(page.low(end));
            end += 2;
        }
        if let Some(&what) = self.initials.get(Key::of(&letters)) {
            let (start, stop) = (page.token(at).start, page.token(end - 1).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-initials",
                confidence: 85,
            });
        }
    }

    pub(super) fn site(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        let Some(&what) = self.site_words.get(page.low(at)) else {
            return;
        };
        if page.is_capital(at) || page.case(at) == LineCase::Lower {
            let token = page.token(at);
            found.push(Found {
                start: token.start,
                end: token.end,
                what,
                detector: "known-site",
                confidence: 85,
            });
        }
    }

    /// The longest known phrase that begins here; signs between words do not count.
    pub(super) fn phrase(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if !self.phrase_starts.contains(page.low(at)) {
            return;
        }
        let mut text = String::new();
        let mut best = None;
        let (mut place, mut words, mut steps) = (at, 0, 0);
        while words < PHRASE_WORDS && steps < PHRASE_WORDS * 3 {
            if page.is_word(place) || page.is_number(place) {
                if words > 0 {
                    text.push(' ');
                }
                text.push_str(page.low(place));
                words += 1;
                if let Some(&what) = self.phrases.get(&text) {
                    best = Some((place, what));
                }
            } else if page.token(place).line == usize::MAX {
                break;
            }
            place += 1;
            steps += 1;
        }
        if let Some((last, what)) = best {
            let (start, stop) = (page.token(at).start, page.token(last).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-phrase",
                confidence: self.confidence,
            });
        }
    }

    /// The longest known code that begins at a piece; pieces are joined by
    /// nothing, one sign or one space.
    pub(super) fn code(&self, page: &Page, at: usize, found: &mut Vec<Found>) {
        if self.codes.is_empty() && self.short_days.is_empty() {
            return;
        }
        if page.is_number(at)
            && matches!(page.digits(at), 6 | 8)
            && self.short_days.contains(page.low(at))
        {
            let token = page.token(at);
            found.push(Found {
                start: token.start,
                end: token.end,
                what: What::Date(None),
                detector: "known-date",
                confidence: 90,
            });
        }
        let mut text = String::new();
        let mut best = None;
        let mut place = at;
        for _ in 0..CODE_PIECES {
            if !(page.is_word(place) || page.is_number(place)) || text.len() > 80 {
                break;
            }
            text.push_str(page.low(place));
            if let Some(&what) = self.codes.get(text.trim_start_matches('0')) {
                best = Some((place, what));
            }
            place += 1;
            let mut signs = 0;
            while signs < 2
                && matches!(
                    page.sign(place),
                    '-' | '.' | '/' | '_' | ' ' | '(' | ')' | ':' | '#'
                )
                && page.gap(place) <= 1
            {
                place += 1;
                signs += 1;
            }
            if page.gap(place) > 1 {
                break;
            }
        }
        if let Some((last, what)) = best {
            let (start, stop) = (page.token(at).start, page.token(last).end);
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "known-code",
                confidence: 96,
            });
        }
    }
}

/// Not at the beginning of a sentence, line or cell.
fn is_inside_sentence(page: &Page, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    page.is_word(before) && page.token(before).shape == Shape::Lower && page.gap(at) <= 1
}

/// `Baker cyst`, `Swan-Ganz catheter`, `Graves' disease` in a text where
/// somebody is called so too.
fn is_eponym_use(page: &Page, at: usize, end: usize) -> bool {
    if eponyms::covers(page, at, end) {
        return true;
    }
    if !page.has(at, Flag::Eponym) && !page.has(at, Flag::Product) {
        return false;
    }
    let before = at.wrapping_sub(1);
    if page.has(before, Flag::Title) && !page.has(before, Flag::Stop)
        || page.is_sign(before, '.') && page.has(before.wrapping_sub(1), Flag::Title)
    {
        return false;
    }
    let mut next = end;
    if page.is_sign(next, '\'') {
        next += if page.low(next + 1) == "s" { 2 } else { 1 };
    }
    if matches!(page.sign(next), '-' | '/') && page.has(next + 1, Flag::Eponym) {
        next += 2;
    }
    // `Ann Arbor`: two words of one eponym.
    if page.has(next, Flag::Eponym)
        && page.gap(next) <= 1
        && page.is_capital(next)
        && !page.is_sign(next + 1, '-')
        || page.has(before, Flag::Eponym)
            && page.gap(at) == 1
            && page.is_capital(before)
            && !page.is_sign(end, '-')
            && page.is_sign(end, ')')
    {
        return true;
    }
    let hyphen_before = page.is_sign(before, '-')
        && page.is_glued(at)
        && page.has(before.wrapping_sub(1), Flag::Eponym);
    page.has(next, Flag::HeadNoun)
        || page.has(next + 1, Flag::HeadNoun) && page.token(next).entry.is_clinical()
        || hyphen_before
}
