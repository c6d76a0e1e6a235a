//! Telephone, fax, pager numbers and e-mail addresses.

use super::found::{Found, What};
use super::token::{Kind, Page};

/// Finds telephone numbers and e-mail addresses.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        let hit = match page.token(at).kind {
            Kind::Number => number(page, at),
            Kind::Sign('+' | '(') => number(page, at),
            Kind::Sign('@') => email(page, at),
            Kind::Word => exchange(page, at)
                .or_else(|| spoken(page, at))
                .or_else(|| cued(page, at))
                .or_else(|| short_extension(page, at))
                .or_else(|| spoken_email(page, at)),
            Kind::Sign(_) | Kind::LineEnd => None,
        };
        match hit {
            Some((first, end, what)) if end > first => {
                let (start, stop) = (
                    page.token(first).start,
                    page.token(end.saturating_sub(1)).end,
                );
                found.push(Found {
                    start,
                    end: stop,
                    what,
                    detector: "contact",
                    confidence: 90,
                });
                at = end.max(at + 1);
            }
            _ => at += 1,
        }
    }
}

type Hit = Option<(usize, usize, What)>;

/// Most groups of one telephone number.
const GROUPS: usize = 6;

/// Groups of digits joined by single separators.
struct Groups {
    sizes: [usize; GROUPS],
    count: usize,
    /// The token behind the last.
    end: usize,
}

impl Groups {
    /// The digits of each group.
    fn sizes(&self) -> &[usize] {
        self.sizes.get(..self.count).unwrap_or_default()
    }
}

fn groups(page: &Page, at: usize) -> Groups {
    let mut sizes = [0; GROUPS];
    let mut count = 0;
    let mut place = at;
    for size in &mut sizes {
        let open = page.is_sign(place, '(');
        let number = if open { place + 1 } else { place };
        if !page.is_number(number) {
            break;
        }
        *size = page.digits(number);
        count += 1;
        place = number + 1;
        if open || page.is_sign(place, ')') {
            if !page.is_sign(place, ')') {
                break;
            }
            place += 1;
        }
        // `806^5550173`, `206, 555-0133`
        let parted = page.is_sign(place, '^') && page.is_glued(place + 1)
            || page.is_sign(place, ',') && count == 1 && *size == 3;
        let separator = (matches!(page.sign(place), '-' | '.' | '/') || parted)
            && page.gap(place) <= 1
            && page.gap(place + 1) <= 1;
        let next = if separator { place + 1 } else { place };
        let spaced = page.gap(next) <= 1 && (page.is_number(next) || page.is_sign(next, '('));
        if !spaced {
            break;
        }
        place = next;
    }
    Groups {
        sizes,
        count,
        end: place,
    }
}

fn number(page: &Page, at: usize) -> Hit {
    let glued_before = at > 0
        && page.is_glued(at)
        && (page.is_word(at - 1)
            || matches!(page.sign(at - 1), '.' | '-' | '/' | '_' | '#')
                && (page.is_number(at.wrapping_sub(2)) || page.is_word(at.wrapping_sub(2))));
    if glued_before && !page.is_sign(at, '(') {
        return None;
    }
    let plus = page.is_sign(at, '+');
    let first = if plus { at + 1 } else { at };
    let groups = groups(page, first);
    let sizes = groups.sizes();
    let country = sizes.first() == Some(&1) && page.low(first) == "1" || plus;
    let national: &[usize] = if sizes.first() == Some(&1) {
        sizes.get(1..).unwrap_or_default()
    } else {
        sizes
    };
    let shaped = matches!(
        national,
        [3, 3, 4, ..] | [3, 4, ..] | [10] | [3, 7] | [6, 4] | [5, 5 | 6] | [4, 6 | 7]
    );
    if !shaped && !plus {
        return None;
    }
    let cue = cue_before(page, at);
    if page.is_sign(first + 1, ',') && (cue.is_none() || page.sign(first + 3) != '-') {
        return None;
    }
    let caret = page.is_sign(first + 1, '^');
    let take = match national {
        [3, 3, 4, ..] => 3,
        [3, 4, ..]
            if cue.is_some()
                || page.is_sign(first + 1, '-')
                    && !page.is_number(first + 4)
                    && is_exchange(page, first) =>
        {
            2
        }
        [10] if country || cue.is_some() => 1,
        [3, 7] | [6, 4] if cue.is_some() || country || caret => 2,
        [5, 5 | 6] | [4, 6 | 7] if cue.is_some() || plus => 2,
        [a, b, c, ..] if plus && a + b + c >= 7 => national.len(),
        [a, b, ..] if plus && a + b >= 7 => national.len(),
        [7..=13] if plus => 1,
        _ => return None,
    };
    // `301 120 4000` is as well a row of measurements: spaces alone need a cue or a plausible area code.
    let spaces_only =
        (first..first + 5).all(|place| !matches!(page.sign(place), '-' | '.' | '(' | ')' | '/'));
    if spaces_only
        && !country
        && cue.is_none()
        && page
            .value(first)
            .is_none_or(|area| !(201..=989).contains(&area))
    {
        return None;
    }
    let total = take + usize::from(sizes.first() == Some(&1));
    let end = end_of(
        page,
        first,
        if plus && sizes.first() != Some(&1) {
            sizes.len()
        } else {
            total
        },
    );
    Some((at, with_extension(page, end), cue.unwrap_or(What::Phone)))
}

/// `555-0184` without a cue: three digits, hyphen, four digits that are no range.
fn is_exchange(page: &Page, at: usize) -> bool {
    page.value(at).is_some_and(|value| {
        value >= 200
            && page
                .value(at + 2)
                .is_some_and(|second| second < value || page.raw(at + 2).starts_with('0'))
    }) && page.digits(at + 2) == 4
        && page.is_glued(at + 1)
        && page.is_glued(at + 2)
        && super::calendar::year4(page, at + 2).is_none()
}

fn end_of(page: &Page, first: usize, count: usize) -> usize {
    let mut place = first;
    let mut seen = 0;
    for _ in 0..24 {
        if page.is_number(place) {
            seen += 1;
        }
        place += 1;
        if seen == count {
            break;
        }
    }
    place
}

/// `x31`, `ext. 442`, `extension 12`, ` or 0126`.
fn with_extension(page: &Page, end: usize) -> usize {
    let mut place = end;
    if page.is_sign(place, ',') {
        place += 1;
    }
    // `520-555-0114/0115`, `555-0114 or 0115`
    let pair = matches!(page.sign(place), '/' | '-' | '&') && page.is_glued(place)
        || page.low(place) == "or" && page.gap(place) == 1;
    let other = page.digits(end - 1) == 4 && page.digits(place + 1) == 4;
    if pair && other && page.gap(place + 1) <= 1 {
        return place + 2;
    }
    // `218-555-0120 #77`
    let hash = page.is_sign(place, '#') && page.gap(place) <= 1 && page.is_glued(place + 1);
    if !hash
        && !matches!(
            page.low(place),
            "x" | "ext" | "extension" | "option" | "opt" | "xt"
        )
    {
        return end;
    }
    place += 1;
    if matches!(page.sign(place), '.' | ':' | '#') {
        place += 1;
    }
    if page.is_number(place) && page.digits(place) <= 6 {
        place + 1
    } else {
        end
    }
}

/// What the words before a number say it is.
fn cue_before(page: &Page, at: usize) -> Option<What> {
    for step in 1..=5 {
        let place = at.checked_sub(step)?;
        if page.is_line_end(place) {
            return None;
        }
        match page.low(place) {
            "fax" | "facsimile" | "faxed" | "efax" | "telefax" => return Some(What::Fax),
            "phone" | "telephone" | "tel" | "ph" | "cell" | "mobile" | "call" | "called"
            | "contact" | "home" | "work" | "pager" | "beeper" | "ext" | "extension" | "office"
            | "direct" | "hotline" | "line" | "page" | "paged" | "voicemail" | "text"
            | "vocera" | "callback" | "dial" | "number" | "reached" | "desk" | "whatsapp"
            | "area" => {
                return Some(What::Phone);
            }
            "f" if page.is_sign(place + 1, ':') => return Some(What::Fax),
            "p" | "t" | "c" | "h" | "o" | "m" if page.is_sign(place + 1, ':') => {
                return Some(What::Phone);
            }
            "mm" | "cm" | "image" | "series" | "mrn" | "ssn" | "accession" | "account" | "acct" => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Short numbers that only their label makes telephone numbers: `pager 7790`,
/// `ext 4412`, `x 3345`.
fn cued(page: &Page, at: usize) -> Hit {
    let what = match page.low(at) {
        "pager" | "beeper" | "pgr" | "bleep" | "vocera" | "spectralink" | "ext" | "extension"
        | "paged" | "voicemail" | "xt" => What::Phone,
        "fax" | "facsimile" => What::Fax,
        "phone" | "tel" | "telephone" | "cell" | "mobile" | "ph" | "call" | "callback"
        | "hotline" => What::Phone,
        _ => return None,
    };
    let mut place = at + 1;
    for _ in 0..8 {
        let skip = matches!(page.sign(place), ':' | '#' | '.' | '-' | '=' | '(')
            || matches!(
                page.low(place),
                "number"
                    | "no"
                    | "num"
                    | "is"
                    | "at"
                    | "for"
                    | "dr"
                    | "to"
                    | "on"
                    | "back"
                    | "line"
                    | "me"
                    | "the"
                    | "box"
                    | "page"
                    | "id"
            )
            || page.is_capital(place)
                && page.is_word(place)
                && !matches!(page.low(at), "call" | "callback");
        if !skip {
            break;
        }
        place += 1;
    }
    // `ext 5-5507`, `pager 5-0931`
    if page.digits(place) <= 2
        && page.is_number(place)
        && page.is_sign(place + 1, '-')
        && page.digits(place + 2) == 4
        && page.is_glued(place + 2)
        && !page.is_glued(place + 3) | !page.is_number(place + 4)
    {
        return Some((place, place + 3, what));
    }
    let digits = page.digits(place);
    let short = matches!(
        page.low(at),
        "call" | "callback" | "phone" | "mobile" | "fax" | "facsimile"
    ) && digits < 4;
    if !(3..=11).contains(&digits)
        || short
        || super::lexicon::entry(page.low(place + 1)).has(super::lexicon::Flag::Unit)
    {
        return None;
    }
    // A longer number is read as a whole by `number`; the bracket around an
    // area code goes with it.
    let in_bracket = page.is_sign(place - 1, '(') && page.is_sign(place + 1, ')');
    let first = if in_bracket { place - 1 } else { place };
    let groups = groups(page, first);
    let total: usize = groups.sizes().iter().sum();
    if groups.count > 1 && total >= 7 && total <= 15 {
        return Some((first, with_extension(page, groups.end), what));
    }
    (super::calendar::read(page, place).is_none()
        && super::times::clock(page, place).is_none()
        && !page.is_sign(place + 1, '%'))
    .then(|| (place, with_extension(page, place + 1), what))
}

/// `KLondike 5-0166`, `MUrray Hill 7-9933`: the name of an exchange with its two
/// letters.
fn exchange(page: &Page, at: usize) -> Hit {
    let mut letters = page.raw(at).bytes();
    let dialled = letters
        .by_ref()
        .take(2)
        .filter(u8::is_ascii_uppercase)
        .count()
        == 2;
    let named = dialled && page.low(at).len() >= 5 && letters.all(|byte| byte.is_ascii_lowercase());
    let number = at + 1 + usize::from(page.is_capital(at + 1));
    let shaped = page.digits(number) == 1
        && page.gap(number) == 1
        && page.is_sign(number + 1, '-')
        && page.digits(number + 2) == 4
        && page.is_glued(number + 2);
    (named && shaped).then_some((at, number + 3, What::Phone))
}

/// Fewest digits of a number that is dictated.
const SPOKEN_DIGITS: usize = 7;

/// `line five five five zero one seven seven`: digits as words behind a cue.
fn spoken(page: &Page, at: usize) -> Hit {
    let digit = |place: usize| {
        matches!(
            page.low(place),
            "zero"
                | "oh"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "double"
                | "triple"
        )
    };
    if !digit(at) || digit(at.wrapping_sub(1)) {
        return None;
    }
    let (mut end, mut count) = (at, 0);
    while count < 16 && (digit(end) || count > 0 && is_pause(page, end) && digit(end + 1)) {
        count += usize::from(digit(end));
        end += 1;
    }
    let what = cue_before(page, at)?;
    (count >= SPOKEN_DIGITS).then_some((at, end, what))
}

fn is_pause(page: &Page, at: usize) -> bool {
    matches!(page.low(at), "dash" | "hyphen" | "extension") || matches!(page.sign(at), '-' | ',')
}

/// `x4412`: an extension alone.
fn short_extension(page: &Page, at: usize) -> Hit {
    let alone = page.low(at) == "x"
        && page.is_glued(at + 1)
        && matches!(page.digits(at + 1), 4 | 5)
        && (at == 0 || page.gap(at) > 0 || matches!(page.sign(at - 1), '(' | ':' | ',' | '/'))
        && !page.is_number(at.wrapping_sub(1))
        && !(page.is_glued(at + 2)
            && (page.is_word(at + 2) || page.is_sign(at + 2, '.') && page.is_number(at + 3)));
    alone.then_some((at, at + 2, What::Phone))
}

/// `jane dot doe at hospital dot org`, as people dictate it.
fn spoken_email(page: &Page, at: usize) -> Hit {
    if page.low(at) != "at" || at == 0 || !page.is_word(at - 1) && !page.is_number(at - 1) {
        return None;
    }
    let mut end = at + 2;
    for _ in 0..3 {
        if page.low(end) != "dot" {
            break;
        }
        end += 2;
    }
    let top = matches!(
        page.low(end.wrapping_sub(1)),
        "org" | "com" | "edu" | "gov" | "net" | "mil" | "health"
    );
    if end == at + 2 || !top {
        return None;
    }
    let mut first = at - 1;
    for _ in 0..3 {
        let joint = matches!(
            page.low(first.wrapping_sub(1)),
            "dot" | "underscore" | "dash" | "hyphen"
        );
        if !joint || first < 2 {
            break;
        }
        first -= 2;
    }
    Some((first, end, What::Email))
}

/// An address around an at sign.
fn email(page: &Page, at: usize) -> Hit {
    let is_part = |place: usize, signs: &str| {
        page.is_word(place)
            || page.is_number(place)
            || (page.sign(place) != '\0' && signs.contains(page.sign(place)))
    };
    if !page.is_glued(at) || !page.is_glued(at + 1) {
        return None;
    }
    let mut first = at;
    for _ in 0..40 {
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        if !page.is_glued(first) || !is_part(before, "._-+%'") {
            break;
        }
        first = before;
    }
    let mut end = at + 1;
    for _ in 0..40 {
        if !is_part(end, ".-_") || !page.is_glued(end) {
            break;
        }
        end += 1;
    }
    while end > at + 1 && matches!(page.sign(end - 1), '.' | '-' | '_') {
        end -= 1;
    }
    while first < at && matches!(page.sign(first), '.' | '-' | '\'' | '+') {
        first += 1;
    }
    (first < at && end > at + 1).then_some((first, end, What::Email))
}
