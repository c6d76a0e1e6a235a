//! Identifying numbers that show by their own form: social security numbers,
//! VIN, DEA, long digit runs, codes of letters and digits, UDI.

use super::calendar;
use super::fields::code_end;
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Page, Shape};

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
        let hit = numbered(page, at)
            .or_else(|| social(page, at))
            .or_else(|| udi(page, at))
            .or_else(|| photo(page, at))
            .or_else(|| code(page, at));
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

type Hit = Option<(usize, What, &'static str)>;

/// `screening no. 0147`, `number 88231`, `#4471`: a number called so.
fn numbered(page: &Page, at: usize) -> Hit {
    let digits = page.digits(at);
    let before = at.wrapping_sub(1);
    let called = page.is_sign(before, '#') && digits >= 3
        || page.is_sign(before, '.')
            && page.low(before.wrapping_sub(1)) == "no"
            && page.is_glued(before)
            && digits >= 3
        || page.low(before) == "number" && digits >= 4;
    if !called
        || page.has(at + 1, Flag::Unit) && page.gap(at + 1) <= 1
        || calendar::year4(page, at).is_some()
    {
        return None;
    }
    Some((code_end(page, at), What::Id, "numbered"))
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
    let opens = page.is_sign(at, '(')
        && page.digits(at + 1) == 2
        && page.is_sign(at + 2, ')')
        && page.digits(at + 3) >= 8;
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

/// `lhart_face.jpg`: a picture file.
fn photo(page: &Page, at: usize) -> Hit {
    if !page.is_word(at) && !page.is_number(at) {
        return None;
    }
    let mut end = at + 1;
    for _ in 0..24 {
        let joins = page.is_glued(end)
            && (page.is_word(end)
                || page.is_number(end)
                || matches!(page.sign(end), '_' | '-' | '.'));
        if !joins {
            break;
        }
        end += 1;
    }
    let extension = page.low(end.wrapping_sub(1));
    let file = page.is_sign(end.wrapping_sub(2), '.') && end > at + 2;
    if file
        && matches!(
            extension,
            "jpg" | "jpeg" | "png" | "heic" | "bmp" | "gif" | "tif" | "tiff"
        )
    {
        return Some((end, What::Photo, "picture-file"));
    }
    if file
        && matches!(
            extension,
            "dcm" | "pdf" | "docx" | "doc" | "wav" | "mp" | "txt" | "zip" | "avi" | "mov" | "xlsx"
        )
    {
        return Some((end, What::Id, "file-name"));
    }
    None
}

/// Digit runs of seven and more, codes of letters and five digits and more.
fn code(page: &Page, at: usize) -> Hit {
    let has_start = page.is_number(at) || page.is_word(at) && page.token(at).shape != Shape::Title;
    if !has_start {
        return None;
    }
    let end = code_end(page, at);
    let text = page.slice(page.token(at).start, page.token(end.saturating_sub(1)).end);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
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
        || text.contains(['%', '+', '*', '(', '^', '~', ':'])
        || page.has(end, Flag::Unit) && page.gap(end) <= 1
    {
        return None;
    }
    if text.contains('.') && letters == 0 {
        return None;
    }
    let cell =
        page.is_sign(at.wrapping_sub(1), '|') && (page.is_sign(end, '|') || page.is_line_end(end));
    if cell
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
        let steps: Vec<&str> = text.split('-').collect();
        let range = text.contains('/')
            || text.contains('_')
            || steps.len() == 2
                && steps
                    .iter()
                    .all(|step| step.len() <= 4 && !step.starts_with('0'));
        return (digits >= 7 && !range).then_some((end, What::Id, "long-number"));
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
            && page.token(at).shape == Shape::Upper
            && !text.contains('/');
    let words = (at..end).filter(|&place| page.is_word(place)).count();
    let longest = (at..end)
        .filter(|&place| page.is_word(place))
        .map(|place| page.low(place).len())
        .max()
        .unwrap_or(0);
    (good && words <= 4 && longest <= 6).then_some((end, What::Id, "code"))
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
        ) {
            return true;
        }
    }
    let size = text.bytes().any(|byte| byte == b'x' || byte == b'X')
        && text
            .split(['x', 'X', '.'])
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    size || calendar::read(page, at).is_some_and(|reading| reading.end >= end)
        || super::times::clock(page, at).is_some_and(|behind| behind >= end)
}
