//! Plates and registrations of vehicles: `plate HGT 4`, `TX KJR 8812`.

use crate::text::found::What;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::Hit;

/// A plate behind a word that announces one, or behind the code of a State.
pub(super) fn plate(page: &Page, at: usize) -> Hit {
    if page.has(at, Flag::StateCode)
        && page.token(at).shape == Shape::Upper
        && page.gap(at + 1) == 1
        && (!page.is_sign(at.wrapping_sub(1), ',') || is_beside_vehicle(page, at))
    {
        let told = is_announced(page, at) || is_beside_vehicle(page, at);
        let end = groups(page, at + 1, told)?;
        // `Trial ID KX-118` is not of Idaho.
        let plain =
            page.case(at) != LineCase::Caps && page.low(at) != "id" && is_mixed(page, at + 1, end);
        return (told || plain).then_some((end, What::Vehicle, "plate"));
    }
    let bracketed = page.is_sign(at.wrapping_sub(1), '(')
        && page.token(at).shape == Shape::Upper
        && page.is_number(at + 1)
        && is_beside_vehicle(page, at);
    if !bracketed && !is_announced(page, at) {
        return None;
    }
    let end = groups(page, at, true)?;
    Some((end, What::Vehicle, "plate"))
}

/// `plate`, `plates:`, `tag number`, `plate starts`, `reg` before the token.
fn is_announced(page: &Page, at: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    for _ in 0..3 {
        let skip = matches!(page.sign(before), ':' | '#' | '.' | '"')
            || matches!(
                page.low(before),
                "number"
                    | "no"
                    | "is"
                    | "starts"
                    | "starting"
                    | "begins"
                    | "ending"
                    | "ends"
                    | "reading"
                    | "reads"
                    | "partial"
                    | "with"
                    | "on"
            );
        if !skip {
            break;
        }
        before = before.wrapping_sub(1);
    }
    match page.low(before) {
        "plate" | "plates" | "bumper" | "medallion" => !matches!(
            page.low(before.wrapping_sub(1)),
            "growth"
                | "end"
                | "foot"
                | "volar"
                | "cribriform"
                | "metal"
                | "bone"
                | "compression"
                | "locking"
                | "buttress"
                | "fixation"
                | "physeal"
                | "tarsal"
                | "neural"
                | "orbital"
        ),
        "tag" | "tags" | "reg" | "registration" | "ambulance" => {
            page.is_word(at) && page.token(at).shape == Shape::Upper && page.is_number(at + 1)
                || page.has(at, Flag::StateCode)
                || page.low(before) != "ambulance" && is_beside_vehicle(page, at)
        }
        _another => false,
    }
}

/// A vehicle within the same clause before.
fn is_beside_vehicle(page: &Page, at: usize) -> bool {
    (1..=6).any(|step| {
        matches!(
            page.low(at.wrapping_sub(step)),
            "truck"
                | "pickup"
                | "car"
                | "sedan"
                | "suv"
                | "van"
                | "vehicle"
                | "motorcycle"
                | "trailer"
                | "bus"
                | "taxi"
                | "cab"
                | "jeep"
                | "wagon"
                | "coupe"
                | "minivan"
                | "boat"
                | "ambulance"
                | "vessel"
                | "silverado"
                | "tacoma"
                | "camry"
                | "civic"
                | "accord"
                | "corolla"
                | "explorer"
                | "ford"
                | "chevy"
                | "chevrolet"
                | "toyota"
                | "honda"
                | "dodge"
                | "nissan"
                | "hyundai"
                | "subaru"
                | "kia"
                | "mazda"
                | "buick"
                | "tesla"
        )
    })
}

/// One to three groups of letters and digits, at least one digit: `KJR 8812`,
/// `HGT 4`, `558 KZT`, `C718 2`.
fn groups(page: &Page, at: usize, is_told: bool) -> Option<usize> {
    let mut place = at;
    let mut digits = 0;
    let mut letters = 0;
    let mut parts = 0;
    while parts < 4 {
        let glued = place > at && page.is_glued(place);
        let next = if place > at && page.is_sign(place, '-') && glued && page.is_glued(place + 1) {
            place + 1
        } else {
            place
        };
        if next > at && page.gap(next) > 1 {
            break;
        }
        let length = page.token(next).end - page.token(next).start;
        if page.is_number(next) && length <= 5 {
            digits += length;
        } else if page.is_word(next) && is_letters(page, next, length, is_told) {
            letters += length;
        } else {
            break;
        }
        parts += 1;
        place = next + 1;
    }
    let enough = digits >= 1 && letters >= 1 && digits + letters >= 4 || digits >= 4;
    (enough && digits + letters <= 9 && !page.has(place, Flag::Unit)).then_some(place)
}

fn is_letters(page: &Page, at: usize, length: usize, is_told: bool) -> bool {
    let entry = page.token(at).entry;
    let upper = matches!(page.token(at).shape, Shape::Upper | Shape::Initial);
    let odd = !entry.has(Flag::Unit) && entry.word() == 0 && !entry.is_clinical();
    let odd = odd || is_told && length <= 3 && upper && !entry.has(Flag::Unit);
    length <= 4 && odd && (upper || page.case(at) == LineCase::Lower && length <= 3)
}

/// Letters of two and more that no list knows, and digits of two and more.
fn is_mixed(page: &Page, first: usize, end: usize) -> bool {
    let letters = (first..end).find(|&place| page.is_word(place));
    let digits: usize = (first..end).map(|place| page.digits(place)).sum();
    digits >= 2
        && letters.is_some_and(|place| {
            page.low(place).len() >= 2
                && !page.has(place, Flag::Study)
                && !page.has(place, Flag::Credential)
        })
}
