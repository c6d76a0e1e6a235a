//! Codes that show by their length and mixture of letters and digits.

use crate::text::calendar;
use crate::text::fields::code_end;
use crate::text::found::What;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::Hit;

/// Digit runs of six and more, codes of letters and five digits and more.
pub(super) fn code(page: &Page, at: usize) -> Hit {
    // Most numbers: too short, and nothing goes on behind them.
    if page.is_number(at) && page.digits(at) < 4 && !page.is_glued(at + 1) {
        return None;
    }
    let has_start = page.is_number(at) || page.is_word(at) && page.token(at).shape != Shape::Title;
    if !has_start {
        return None;
    }
    let end = code_end(page, at);
    let text = page.slice(page.token(at).start, page.token(end.saturating_sub(1)).end);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 4 {
        return None;
    }
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if text.len() == 17
        && text.bytes().all(|byte| {
            byte.is_ascii_digit()
                || byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O' | b'Q')
        })
        && digits >= 5
        && letters >= 2
    {
        return Some((end, What::Vehicle, "vin"));
    }
    if text.len() == 9 && letters == 2 && digits == 7 && is_dea(text) {
        return Some((end, What::License, "dea"));
    }
    if is_clinical_code(page, at, end, text)
        || is_level(text)
        || text.contains(['%', '+', '*', '(', '^', '~', ':'])
        || is_unit(page, end)
    {
        return None;
    }
    if text.contains('.') && letters == 0 {
        return None;
    }
    let cell =
        page.is_sign(at.wrapping_sub(1), '|') && (page.is_sign(end, '|') || page.is_line_end(end));
    // `CHEST 1V|71045|`: the code of a procedure.
    let procedure = text.len() == 5
        && text.starts_with('7')
        && (1..=8).any(|step| page.has(at.wrapping_sub(step), Flag::Study));
    if cell
        && !procedure
        && !(letters == 0 && is_range(text))
        && digits >= 4
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && calendar::year4(page, at).is_none()
    {
        return Some((end, What::Id, "cell-code"));
    }
    if letters == 0 {
        // Digits with hyphens or alone; sums of measurements have no hyphens.
        let counted = text.contains(['/', '_']) || is_range(text) || is_count_of(page, at);
        let enough = digits >= 7 || digits == 6 && is_bounded(page, at, end);
        return (enough && !counted).then_some((end, What::Id, "long-number"));
    }
    let dashes = text.matches('-').count();
    let unit = (at..end).any(|place| {
        page.is_word(place)
            && page.is_number(place.wrapping_sub(1))
            && matches!(
                page.low(place),
                "s" | "x" | "mm" | "cm" | "ms" | "sec" | "ml" | "mg"
            )
    });
    if unit && letters <= 2 {
        return None;
    }
    let good = digits >= 5
        || digits >= 4
            && dashes >= 1
            && letters <= 4
            && (matches!(page.token(at).shape, Shape::Upper | Shape::Initial)
                || page.case(at) == LineCase::Lower && page.token(at).entry.is_unknown())
            && !text.contains('/')
        || digits >= 4
            && letters >= 3
            && page.token(at).shape == Shape::Upper
            && page.token(at).entry.word() == 0
            && !page.token(at).entry.is_clinical()
            && !page.has(at, Flag::Study)
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let words = (at..end).filter(|&place| page.is_word(place)).count();
    let longest = (at..end)
        .filter(|&place| page.is_word(place))
        .map(|place| page.low(place).len())
        .max()
        .unwrap_or(0);
    (good && words <= 4 && longest <= 6).then_some((end, What::Id, "code"))
}

/// `T10-T11`, `C5/C6`, `T12-L1`: vertebrae.
fn is_level(text: &str) -> bool {
    let vertebra = |part: &str| {
        let number = part
            .strip_prefix(['C', 'T', 'L', 'S', 'c', 't', 'l', 's'])
            .unwrap_or(part);
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.split(['-', '/']).all(vertebra)
}

/// A unit behind a number; not `4301558 S. Ivanova`.
fn is_unit(page: &Page, at: usize) -> bool {
    let initial = page.token(at).shape == Shape::Initial
        && page.is_sign(at + 1, '.')
        && page.token(at + 2).shape == Shape::Title;
    page.has(at, Flag::Unit) && page.gap(at) <= 1 && !initial
}

/// `500-1000`, `1998-99`: two numbers that go up. `8810-226` and `2214-07` do not.
fn is_range(text: &str) -> bool {
    let Some((low, high)) = text.split_once('-') else {
        return false;
    };
    if high.contains('-')
        || low.len() > 4
        || high.len() > 4
        || text.contains("-0")
        || text.starts_with('0')
    {
        return false;
    }
    match (low.parse::<u32>(), high.parse::<u32>()) {
        (Ok(low), Ok(high)) => {
            let far = (10..100).contains(&low) && high >= 1000;
            // `2023-8812`: a year and a running number.
            let running = (2001..2040).contains(&low) && low % 100 != 0 && high > 2100;
            let short_year = (1900..2100).contains(&low) && high < 100;
            // `5076-52`: a model and its length; a longer one is a number of somebody.
            let model = text.len() <= 7 && high < low && !text.contains("-0");
            !far && !running && (high > low || short_year || model)
        }
        _ => false,
    }
}

/// `platelets 210000`: a count of the laboratory.
fn is_count_of(page: &Page, at: usize) -> bool {
    (1..=3).any(|step| {
        matches!(
            page.low(at.wrapping_sub(step)),
            "platelets"
                | "platelet"
                | "plt"
                | "plts"
                | "wbc"
                | "rbc"
                | "count"
                | "counts"
                | "load"
                | "copies"
                | "cfu"
                | "bnp"
                | "ck"
                | "ferritin"
                | "hcg"
                | "afp"
                | "units"
                | "dose"
                | "heparin"
                | "of"
        )
    })
}

/// Alone between blanks and signs.
fn is_bounded(page: &Page, at: usize, end: usize) -> bool {
    let before = at == 0
        || page.gap(at) > 0
        || matches!(
            page.sign(at - 1),
            '(' | '/' | '|' | ':' | '#' | '"' | '[' | '>'
        );
    let behind = page.gap(end) > 0
        || page.is_line_end(end)
        || matches!(
            page.sign(end),
            ')' | '/' | '|' | ',' | ';' | '.' | '"' | ']' | '<'
        );
    before && behind && !page.is_sign(at.wrapping_sub(1), '.')
}

/// Check digit of a DEA number: (d1+d3+d5) + 2(d2+d4+d6) ends in d7. A wrong
/// digit still looks like one; the first letter must be a registrant code.
fn is_dea(text: &str) -> bool {
    text.starts_with(['A', 'B', 'C', 'F', 'G', 'M', 'P', 'R', 'a', 'b', 'f', 'm'])
        && text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
        && text.bytes().skip(2).all(|byte| byte.is_ascii_digit())
}

/// Codes that stay: billing and disease codes, vertebral levels, sizes.
fn is_clinical_code(page: &Page, at: usize, end: usize, text: &str) -> bool {
    for step in 1..=3 {
        let before = page.low(at.wrapping_sub(step));
        if matches!(
            before,
            "cpt"
                | "icd"
                | "hcpcs"
                | "snomed"
                | "loinc"
                | "drg"
                | "radlex"
                | "rid"
                | "ndc"
                | "software"
                | "version"
                | "catalog"
                | "model"
                | "ref"
                | "part"
                | "matrix"
                | "dicom"
                | "form"
        ) {
            return true;
        }
    }
    // `G3P2002`: pregnancies and births.
    let births = page.low(at) == "g" && page.low(at + 2) == "p" && page.is_number(at + 3);
    // `Z79.899`: a code of ICD-10.
    let disease = page.token(at).shape == Shape::Initial
        && page.digits(at + 1) == 2
        && page.is_sign(at + 2, '.')
        && text.len() <= 8
        && !text.contains(['-', '/']);
    let size = text.bytes().any(|byte| byte == b'x' || byte == b'X')
        && text
            .split(['x', 'X', '.'])
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    size || births
        || disease
        || calendar::read(page, at).is_some_and(|reading| reading.end >= end)
        || crate::text::times::clock(page, at).is_some_and(|behind| behind >= end)
}
