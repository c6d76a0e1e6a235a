//! Identifying numbers that show by their own form: social security numbers,
//! VIN, DEA, long digit runs, codes of letters and digits, UDI.

mod behind;
mod codes;
mod files;
mod joined;
mod plates;
mod spaced;

use super::calendar;
use super::fields::{code_end, count};
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, Page, Shape};

pub use behind::behind_names;
use behind::groups_end;
use codes::code;
use files::file;
use joined::joined;
use plates::plate;
use spaced::spaced;

/// Finds numbers by their form.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        if at > 0
            && page.is_glued(at)
            && !page.is_sign(at - 1, '#')
            && (page.is_word(at - 1)
                || page.is_number(at - 1)
                || matches!(page.sign(at - 1), '-' | '.' | '/' | '_'))
        {
            at += 1;
            continue;
        }
        let hit = match page.token(at).kind {
            Kind::Sign('(' | '*' | '+') => social(page, at).or_else(|| udi(page, at)),
            Kind::Sign('#') => called(page, at),
            Kind::Sign(_) | Kind::LineEnd => None,
            Kind::Word if !goes_on(page, at) => social(page, at)
                .or_else(|| plate(page, at))
                .or_else(|| spaced(page, at)),
            Kind::Word | Kind::Number => numbered(page, at)
                .or_else(|| called(page, at))
                .or_else(|| certified(page, at))
                .or_else(|| social(page, at))
                .or_else(|| file(page, at))
                .or_else(|| plate(page, at))
                .or_else(|| spaced(page, at))
                .or_else(|| code(page, at))
                .or_else(|| joined(page, at)),
        };
        match hit {
            Some((end, what, detector)) if end > at => {
                let (start, stop) = (page.token(at).start, page.token(end - 1).end);
                found.push(Found {
                    start,
                    end: stop,
                    what,
                    detector,
                    confidence: 70,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Files and codes that begin with a word go on without a gap.
fn goes_on(page: &Page, at: usize) -> bool {
    page.is_glued(at + 1) && (page.is_number(at + 1) || page.is_glued(at + 2))
}

type Hit = Option<(usize, What, &'static str)>;

/// `screening no. 0147`, `number 88231`, `#4471`: a number called so.
fn numbered(page: &Page, at: usize) -> Hit {
    let before = at.wrapping_sub(1);
    if !page.is_number(at) {
        return None;
    }
    // `26-8225`, `49-86-44`: the digits of all groups.
    let digits = count(page, at, code_end(page, at)).0;
    let called = page.is_sign(before, '#') && digits >= 3
        || page.is_sign(before, '.')
            && page.low(before.wrapping_sub(1)) == "no"
            && page.is_glued(before)
            && digits >= 3
        || page.low(before) == "number" && digits >= 4
        || page.low(before) == "site" && (3..=5).contains(&digits);
    if !called
        || page.has(at + 1, Flag::Unit) && page.gap(at + 1) <= 1
        || calendar::year4(page, at).is_some()
    {
        return None;
    }
    Some((groups_end(page, code_end(page, at)), What::Id, "numbered"))
}

/// `tag FA-088`, `file SP3391`, `disc 50931`: a code of a thing that has one.
fn called(page: &Page, at: usize) -> Hit {
    let thing = page.low(at.wrapping_sub(1));
    let counted = matches!(thing, "tag" | "bag" | "disc" | "locker" | "wristband");
    if !counted && !matches!(thing, "file" | "ref" | "subject" | "folder" | "badge") {
        return None;
    }
    let end = code_end(page, at);
    let text = page.slice(page.token(at).start, page.token(end.saturating_sub(1)).end);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let code = digits >= 3 && (1..=6).contains(&letters) || counted && digits >= 4 && letters == 0;
    let date = calendar::read(page, at).is_some_and(|reading| reading.end >= end);
    (code && !date && !text.contains('.') && !page.has(end, Flag::Unit)).then_some((
        end,
        What::Id,
        "called-code",
    ))
}

/// `RDMS 88123`: the number of a certificate behind its letters.
fn certified(page: &Page, at: usize) -> Hit {
    let behind = page.has(at.wrapping_sub(1), Flag::Credential)
        && page.token(at.wrapping_sub(1)).shape == Shape::Upper
        && page.low(at.wrapping_sub(1)).len() >= 3;
    (behind
        && page.gap(at) == 1
        && matches!(page.digits(at), 5..=7)
        && !page.is_glued(at + 1) | !page.is_word(at + 1))
    .then_some((at + 1, What::License, "certificate"))
}

/// `402-55-9910`, `402 55 9910`, `XXX-XX-1234`, `***-**-1234`.
fn social(page: &Page, at: usize) -> Hit {
    let plain = page.digits(at) == 3 && page.digits(at + 2) == 2 && page.digits(at + 4) == 4;
    if plain && page.is_sign(at + 1, '-') && page.is_sign(at + 3, '-') {
        return Some((at + 5, What::Ssn, "ssn"));
    }
    if page.digits(at) == 3
        && page.digits(at + 1) == 2
        && page.digits(at + 2) == 4
        && page.gap(at + 1) == 1
        && page.gap(at + 2) == 1
        && !page.has(at + 3, Flag::Unit)
    {
        return Some((at + 3, What::Ssn, "ssn"));
    }
    let masked = matches!(page.low(at), "xxx")
        && page.is_sign(at + 1, '-')
        && page.low(at + 2) == "xx"
        && page.is_sign(at + 3, '-')
        && page.digits(at + 4) == 4;
    if masked {
        return Some((at + 5, What::Ssn, "ssn"));
    }
    let stars = (0..3).all(|step| page.is_sign(at + step, '*'))
        && page.is_sign(at + 3, '-')
        && page.is_sign(at + 6, '-')
        && page.digits(at + 7) == 4;
    stars.then_some((at + 8, What::Ssn, "ssn"))
}

/// `(01)00844588003288(17)141120(10)7654321D(21)10987654d321`: a UDI in GS1 form.
fn udi(page: &Page, at: usize) -> Hit {
    if let Some(end) = bar_code(page, at) {
        return Some((end, What::Device, "udi"));
    }
    let opens = page.is_sign(at, '(')
        && page.digits(at + 1) == 2
        && page.is_sign(at + 2, ')')
        && (page.digits(at + 3) >= 8
            || page.digits(at + 3) >= 4 && page.is_sign(at + 4, '(') && page.digits(at + 5) == 2);
    if !opens {
        return None;
    }
    let mut end = at + 4;
    for _ in 0..40 {
        if !page.is_glued(end)
            || !(page.is_word(end)
                || page.is_number(end)
                || matches!(page.sign(end), '(' | ')' | '-' | '+' | '/'))
        {
            break;
        }
        end += 1;
    }
    Some((end, What::Device, "udi"))
}

/// `+M412ZIM1707861/$$532549`: a UDI in HIBC form, a plus sign, the four places
/// of the labeler that begin with a letter, and the product.
fn bar_code(page: &Page, at: usize) -> Option<usize> {
    let opens = page.is_sign(at, '+')
        && page.is_word(at + 1)
        && page.is_glued(at + 1)
        && page.is_number(at + 2)
        && page.is_glued(at + 2);
    if !opens {
        return None;
    }
    let mut end = at + 3;
    for _ in 0..24 {
        let joins = page.is_glued(end)
            && (page.is_word(end)
                || page.is_number(end)
                || matches!(page.sign(end), '/' | '$' | '+' | '-' | '%') && page.is_glued(end + 1));
        if !joins {
            break;
        }
        end += 1;
    }
    let (digits, letters) = count(page, at, end);
    (digits >= 4 && letters >= 2 && digits + letters >= 8).then_some(end)
}
