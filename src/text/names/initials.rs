//! Initials of typists and authors, alone, dotted or in a pair: `JL/mk`.

use crate::text::calendar;
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{Page, Shape};

use super::{push, skip_point};

/// `transcribed ... by KLM`, `Trans: gmw 11/03/23`, `Typist bq.`, `T: 04/22/2021
/// 0731 RJB`, `/JAL` alone on a line, `mjk typed for`.
fn typist(page: &Page, at: usize) -> Option<usize> {
    let token = page.token(at);
    let letters = token.end - token.start;
    if !(2..=4).contains(&letters)
        || (token.entry.word() > 0 || token.entry.is_clinical())
            && !is_typed(page, at)
            && !is_credited(page, at)
        || token.entry.has(Flag::Study)
        || token.entry.has(Flag::Credential)
        || token.entry.has(Flag::Stop)
        || token.shape == Shape::Title && token.entry.word() > 0
        || at > 0 && page.is_glued(at) && !matches!(page.sign(at - 1), '/' | ':' | '-' | '(' | '[')
    {
        return None;
    }
    let line = page.line_of(at);
    let closed = page.is_line_end(at + 1)
        || page.gap(at + 1) >= 2
        || page.is_number(at + 1)
        || matches!(page.sign(at + 1), '.' | ';' | ')' | ']' | '/' | '|' | ',')
        || matches!(page.low(at + 1), "job" | "for" | "on" | "d" | "t")
        || is_credited(page, at);
    let begins = line.first == at && is_typing(page.low(at + 1));
    let slash = page.is_sign(at.wrapping_sub(1), '/')
        && page.is_glued(at)
        && (line.first + 1 == at || page.gap(at - 1) > 0 && token.shape == Shape::Upper);
    if begins || closed && slash {
        return Some(at + 1);
    }
    if signs_alone(page, at) {
        return Some(at + 1);
    }
    let unit = token.entry.has(Flag::Unit);
    let told = closed && is_announced(page, line.first, at);
    (told && (!unit || page.low(at.wrapping_sub(1)) == "by" && page.is_line_end(at + 1)))
        .then_some(at + 1)
}

/// `by TB RT(R)`: letters of a trade behind.
fn is_credited(page: &Page, at: usize) -> bool {
    page.token(at).shape == Shape::Upper
        && page.low(at.wrapping_sub(1)) == "by"
        && page.gap(at + 1) == 1
        && page.has(at + 1, Flag::Credential)
        && page.token(at + 1).shape == Shape::Upper
}

/// `SBR 3/4/23 10:11 am` at the begin of a line or sentence, `~SBR` and `-SBR`
/// alone on a line: letters that no list knows, as people sign.
fn signs_alone(page: &Page, at: usize) -> bool {
    let token = page.token(at);
    let unknown = !token.entry.has(Flag::Product)
        && !token.entry.has(Flag::Unit)
        && !token.entry.has(Flag::StateCode)
        && !token.entry.has(Flag::Month);
    let line = page.line_of(at);
    let dash = line.first < at
        && (line.first..at).all(|place| matches!(page.sign(place), '-' | '~'))
        && page.is_line_end(at + 1)
        && at <= line.first + 2;
    if dash && unknown {
        return true;
    }
    let opens = line.first == at || page.is_sign(at.wrapping_sub(1), '.') && page.gap(at) > 0;
    if !opens || !unknown || token.shape != Shape::Upper || page.gap(at + 1) != 1 {
        return false;
    }
    calendar::read(page, at + 1).is_some_and(|reading| {
        reading.form == calendar::Form::Full
            && (page.is_line_end(reading.end) || crate::text::times::is_time(page, reading.end))
    })
}

/// `Transcribed 12/26/2022 pmc.`: nothing but a date and signs between.
fn is_typed(page: &Page, at: usize) -> bool {
    let word = (1..=8)
        .map(|step| at.wrapping_sub(step))
        .find(|&place| !page.is_number(place) && page.sign(place) == '\0');
    word.is_some_and(|place| {
        matches!(
            page.low(place),
            "transcribed" | "typed" | "trans" | "typist" | "transcriptionist"
        )
    })
}

/// Words of people who write down what others say.
fn is_typing(word: &str) -> bool {
    matches!(
        word,
        "transcribed"
            | "trans"
            | "transcriber"
            | "transcriptionist"
            | "transcription"
            | "typed"
            | "typist"
            | "typing"
            | "dictated"
            | "dict"
            | "edited"
            | "scribed"
            | "scribe"
            | "proofread"
            | "secretary"
            | "minutes"
            | "sonographer"
            | "tech"
            | "technologist"
            | "initials"
            | "initialed"
    )
}

/// One of these words stands before on the line; between them only a name, a
/// date, a time or signs.
fn is_announced(page: &Page, first: usize, at: usize) -> bool {
    let mut words = 0;
    let mut by = false;
    for place in (first..at).rev().take(14) {
        let word = page.low(place);
        if is_typing(word) {
            return true;
        }
        let stamp = matches!(word, "d" | "t" | "dd" | "dt" | "job")
            && page.is_sign(place + 1, ':')
            && !page.is_sign(place + 2, '/');
        let doing = by
            && page.low(place + 1) == "by"
            && page.low(at.wrapping_sub(1)) == "by"
            && matches!(
                word,
                "signed"
                    | "entered"
                    | "scanned"
                    | "verified"
                    | "read"
                    | "performed"
                    | "completed"
                    | "done"
                    | "taken"
                    | "acquired"
                    | "called"
                    | "checked"
                    | "seen"
                    | "reviewed"
                    | "contrast"
                    | "iv"
                    | "injected"
                    | "inj"
                    | "injection"
                    | "placed"
                    | "consent"
                    | "consented"
                    | "given"
                    | "administered"
                    | "positioned"
                    | "timeout"
            );
        if stamp || doing {
            return true;
        }
        by |= word == "by";
        if page.is_word(place) && !matches!(word, "by" | "am" | "pm" | "on" | "at" | "and") {
            words += 1;
            if words > 1 || !page.is_capital(place) && page.gap(place + 1) < 2 {
                return false;
            }
        } else if matches!(page.sign(place), '.' | ';' | ')') && !page.is_number(place + 1) {
            return false;
        }
    }
    false
}

/// `w.p.`, `s.o. for`: small letters with points behind a word of writing, or
/// before the one they write for.
fn dotted_typist(page: &Page, at: usize) -> Option<usize> {
    let pair = page.token(at).end - page.token(at).start == 1
        && page
            .token(at + 2)
            .end
            .saturating_sub(page.token(at + 2).start)
            == 1
        && page.is_word(at)
        && page.is_word(at + 2)
        && page.is_sign(at + 1, '.')
        && page.is_sign(at + 3, '.')
        && (1..=3).all(|step| page.is_glued(at + step));
    if !pair {
        return None;
    }
    let line = page.line_of(at);
    let told = is_announced(page, line.first, at)
        || line.first == at && page.low(at + 4) == "for" && page.has(at + 5, Flag::Title);
    (told && !page.is_glued(at)).then_some(at + 4)
}

/// `M.K., 62F`: dotted initials before an age or a date of birth.
fn dotted(page: &Page, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 6
        && page.token(end).shape == Shape::Initial
        && page.is_sign(end + 1, '.')
        && page.is_glued(end + 1)
        && page.gap(end).min(9) <= if end == at { 9 } else { 1 }
    {
        end += 2;
    }
    let count = (end - at) / 2;
    if !(2..=3).contains(&count) {
        return None;
    }
    let next = if matches!(page.sign(end), ',' | ';' | '(') {
        end + 1
    } else {
        end
    };
    let aged = page.is_number(next)
        && (matches!(
            page.low(next + 1),
            "f" | "m" | "y" | "yo" | "year" | "years"
        ) || page.is_sign(next + 1, '-') && page.low(next + 2) == "year"
            || page.is_sign(next + 1, '/'))
        || matches!(page.low(next), "dob" | "mrn" | "aged" | "age");
    (aged && next > end).then_some(end)
}

/// `JS/mt`, `PC:wvd` alone on a line; `initials Q.Z.`.
pub(super) fn initials(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if matches!(page.low(at), "initials" | "initialed") {
        let mut place = at + 1;
        for _ in 0..3 {
            if matches!(page.sign(place), ':' | '(' | '=')
                || matches!(page.low(place), "are" | "is" | "of")
            {
                place += 1;
            }
        }
        let mut end = place;
        while page.is_word(end)
            && page.low(end).len() <= 4
            && page.is_capital(end)
            && end < place + 8
        {
            end = skip_point(page, end + 1);
            if !page.is_glued(end) {
                break;
            }
        }
        if end > place {
            push(page, place, end, What::Name, "initials", 85, found);
            return Some(end);
        }
    }
    if let Some(end) = dotted(page, at) {
        push(page, at, end, What::Name, "initials", 80, found);
        return Some(end);
    }
    if let Some(end) = typist(page, at).or_else(|| dotted_typist(page, at)) {
        push(page, at, end, What::Clinician, "initials", 80, found);
        return Some(end);
    }
    let pair = matches!(page.sign(at + 1), '/' | ':')
        && page.is_glued(at + 1)
        && page.is_glued(at + 2)
        && page.is_word(at + 2)
        && (2..=4).contains(&page.low(at).len())
        && (2..=4).contains(&page.low(at + 2).len());
    if !pair {
        return None;
    }
    let line = page.line_of(at);
    let alone = line.first == at && line.end == at + 3;
    // `Dictated but not read. PY:grl`
    let last = line.end == at + 3
        && page.is_sign(at.wrapping_sub(1), '.')
        && page.token(at).shape == Shape::Upper
        && page.token(at + 2).shape == Shape::Lower
        && page.token(at + 2).entry.word() == 0
        && !page.token(at + 2).entry.is_clinical();
    let shapes = page.token(at).shape == Shape::Upper && page.token(at + 2).shape == Shape::Lower
        || alone
            && page.token(at).shape == page.token(at + 2).shape
            && !page.has(at, Flag::Study)
            && page.token(at).entry.word() == 0;
    let told = line.end == at + 3 && is_announced(page, line.first, at);
    if pair && (alone && shapes || last || told) {
        push(page, at, at + 3, What::Clinician, "initials", 80, found);
        return Some(at + 3);
    }
    None
}
