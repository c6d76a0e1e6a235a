//! Streets with their house numbers and apartments.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::towns::town_behind;
use super::{is_proper, push};

/// `400 Founders Way`, `78 Prairie Rose Ave Apt 4B`, `2 Tannery Row`.
pub(super) fn street(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.digits(at) > 6
        || at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '.' | '/' | ':' | '-')
    {
        return None;
    }
    let mut place = at + 1;
    // `1407½ Yesler Way`
    if page.is_glued(place) && matches!(page.sign(place), '\u{BC}'..='\u{BE}') {
        place += 1;
    }
    // `123-45 70th Ave`, `12 1/2 Elm St`, `12B Elm St`
    if page.is_sign(place, '-') && page.is_number(place + 1) && page.is_glued(place) {
        place += 2;
    }
    if page.is_word(place) && page.is_glued(place) && page.low(place).len() == 1 {
        place += 1;
    }
    let mut words = 0;
    let mut last = None;
    for _ in 0..6 {
        if page.is_line_end(place) {
            break;
        }
        let numbered = page.is_number(place)
            && page.digits(place) <= 3
            && page.is_glued(place + 1)
            && matches!(page.low(place + 1), "st" | "nd" | "rd" | "th");
        if numbered {
            place += 2;
            words += 1;
            continue;
        }
        let entry = page.token(place).entry;
        if !is_proper(page, place)
            || entry.has(Flag::Unit) && !entry.has(Flag::Street) && page.low(place).len() > 1
        {
            break;
        }
        let lower = page.case(place) == LineCase::Lower;
        if entry.has(Flag::Stop)
            && (page.token(place).shape == Shape::Lower || page.case(place) == LineCase::Caps)
            || lower && (entry.is_clinical() || entry.has(Flag::Stop))
        {
            break;
        }
        if entry.has(Flag::Street) && words >= 1 {
            last = Some(place + 1);
        }
        if entry.has(Flag::Study)
            && !matches!(
                page.low(place),
                "left" | "right" | "lower" | "upper" | "head" | "neck" | "lung" | "breast"
            )
        {
            break;
        }
        words += 1;
        place += 1;
        if page.is_sign(place, '.') && page.is_glued(place) && page.low(place - 1).len() <= 4 {
            place += 1;
        } else if page.is_sign(place, '\'') && page.is_glued(place) {
            place += if page.low(place + 1) == "s" { 2 } else { 1 };
        } else if page.is_sign(place, '-') && page.is_glued(place) {
            place += 1;
        }
    }
    // `Highway 61`, `Route 9`, `County Road 14`: the number behind.
    let mut end = last?;
    let short = matches!(
        page.low(end - 1),
        "st" | "pl"
            | "ct"
            | "way"
            | "row"
            | "point"
            | "run"
            | "loop"
            | "place"
            | "bend"
            | "ridge"
            | "path"
            | "close"
            | "common"
            | "landing"
            | "walk"
            | "crossing"
            | "pike"
            | "circle"
            | "square"
            | "dr"
            | "cir"
            | "sq"
            | "av"
            | "ter"
    );
    let all_caps = page.case(at) != LineCase::Mixed;
    if short && all_caps && page.digits(at) < 2 {
        return None;
    }
    if page.is_sign(end, '.') && page.is_glued(end) {
        end += 1;
    }
    if matches!(
        page.low(end - 1),
        "highway" | "hwy" | "route" | "rte" | "road" | "rd"
    ) && page.is_number(end)
        && page.digits(end) <= 4
    {
        end += 1;
    }
    if matches!(
        page.low(end),
        "n" | "s" | "e" | "w" | "ne" | "nw" | "se" | "sw" | "north" | "south" | "east" | "west"
    ) && page.is_capital(end)
    {
        end += 1;
    }
    let end = apartment(page, end);
    push(page, at, end, What::Location, "street", found);
    Some(town_behind(page, end, found))
}

/// `14 rue des Lilas`, `12, rue Cedar`, `22 Calle Mayor`.
pub(super) fn foreign_street(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    // `12, rue Cedar`
    let road = at + 1 + usize::from(page.is_sign(at + 1, ','));
    let kind = matches!(
        page.low(road),
        "rue"
            | "calle"
            | "via"
            | "avenida"
            | "rua"
            | "chemin"
            | "allee"
            | "paseo"
            | "viale"
            | "camino"
            | "carrer"
            | "quai"
    ) && page.digits(at) <= 4;
    if !kind
        || !page.is_capital(road + 1)
            && !page.has(road + 1, Flag::Particle)
            && !matches!(page.low(road + 1), "des" | "du" | "los")
    {
        return None;
    }
    let mut end = road + 1;
    while end < at + 8
        && page.is_word(end)
        && (page.is_capital(end)
            || page.has(end, Flag::Particle)
            || matches!(page.low(end), "des" | "du" | "los"))
        && page.gap(end) <= 1
    {
        end += 1;
    }
    push(page, at, end, What::Location, "street", found);
    Some(town_behind(page, end, found))
}

/// `, Apt 4B`, `Suite 300`, `#12`.
fn apartment(page: &Page, end: usize) -> usize {
    let mut place = end;
    if page.is_sign(place, ',') {
        place += 1;
    }
    let word = matches!(
        page.low(place),
        "apt"
            | "apartment"
            | "suite"
            | "ste"
            | "unit"
            | "floor"
            | "fl"
            | "rm"
            | "room"
            | "bldg"
            | "building"
            | "lot"
            | "spc"
            | "trlr"
            | "no"
    );
    let hash = page.is_sign(place, '#');
    if !word && !hash {
        return end;
    }
    place += 1;
    if matches!(page.sign(place), '.' | '#' | ':') {
        place += 1;
    }
    let behind = crate::text::fields::code_end(page, place);
    if behind > place && (page.is_number(place) || page.low(place).len() <= 2) {
        behind
    } else {
        end
    }
}
