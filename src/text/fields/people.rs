//! Values behind a label that promises people.

use crate::text::found::{Found, What};
use crate::text::labels::{self, Label};
use crate::text::lexicon::Flag;
use crate::text::names::{self, Promise};
use crate::text::token::{LineCase, Page, Shape};

use super::{Tie, cell_end, push};

/// The names of a cell: one, or several with `,`, `;`, `/`, `and` between them.
pub(super) fn people(
    page: &Page,
    at: usize,
    label: &Label,
    tie: Tie,
    value: usize,
    what: What,
    found: &mut Vec<Found>,
) -> Option<usize> {
    // `SLAP type IV by Snyder`
    let graded = page.low(at) == "iv"
        && matches!(
            page.low(at.wrapping_sub(1)),
            "type" | "grade" | "class" | "stage" | "zone" | "category"
        );
    if graded {
        return None;
    }
    let first_on_line = page.line_of(at).first == at;
    // `NAME BLACK, RAYMOND`: at the start of a line in capitals a space is enough
    // for the words that are never anything else.
    let entry = page.token(value).entry;
    let sure = matches!(page.low(at), "name" | "pt" | "patient" | "mrn")
        && page.case(at) == LineCase::Caps
        && first_on_line
        && (entry.word() < 3 || entry.family() >= 2 || page.is_sign(value + 1, ','));
    // `| provider Iron Cloud, Jeremy DO |`, `   Name Phommasone, Bounmy   `: a label
    // and a name that fill a cell.
    let boxed = tie == Tie::Space && fills_cell(page, at, value);
    let several = label.end > at + 1 && page.is_capital(value);
    if tie == Tie::Space && !sure && !several && !boxed {
        return None;
    }
    if matches!(
        page.low(at),
        "to" | "from"
            | "re"
            | "history"
            | "name"
            | "physician"
            | "provider"
            | "child"
            | "baby"
            | "signed"
    ) && tie == Tie::Space
        && !boxed
    {
        return None;
    }
    let limit = cell_end(page, value);
    // A row of headings: `Patient   Site   Exam`; `physician: I performed`.
    let heading = labels::read(page, value).is_some_and(|other| other.end >= limit)
        && !page.is_sign(at.wrapping_add(1), ':')
        && page.gap(value) > 1;
    if heading || page.low(value) == "i" && page.is_word(value + 1) && !page.is_capital(value + 1) {
        return None;
    }
    if tie == Tie::Space && page.token(value).entry.is_clinical() {
        return None;
    }
    let shared = matches!(
        page.low(at),
        "child"
            | "baby"
            | "infant"
            | "newborn"
            | "donor"
            | "subject"
            | "veteran"
            | "recipient"
            | "parent"
            | "mother"
            | "father"
            | "tech"
            | "staff"
            | "history"
            | "nurse"
            | "intern"
            | "att"
            | "copy"
            | "dict"
            | "operators"
            | "trans"
    );
    let promise = if tie == Tie::Sign && !(shared && page.token(value).entry.is_clinical())
        || sure
        || boxed
    {
        Promise::Cell
    } else {
        Promise::Word
    };
    if tie == Tie::Sign && !shared {
        if let Some(end) = register_form(page, value, limit) {
            push(page, value, end, what, "labelled-name", 88, found);
            return Some(end);
        }
    }
    let mut place = value;
    let mut last = None;
    for count in 0..10 {
        if count > 0 {
            place = over_remark(page, place);
        }
        while place < limit
            && (matches!(
                page.sign(place),
                ',' | ';' | '/' | '&' | '(' | ')' | '-' | ':' | '.'
            ) || matches!(
                page.low(place),
                "and" | "or" | "dr" | "mr" | "mrs" | "ms" | "by" | "prof" | "doctor" | "miss"
            ) || page.is_line_end(place))
        {
            place += 1;
        }
        if let Some(behind) = names::is_credential(page, place)
            .filter(|&behind| count > 0 || page.is_capital(behind) && page.gap(behind) == 1)
        {
            place = behind;
            continue;
        }
        // `Sonographer: Tina. Electronically signed`, `U Zin. Kit lots`
        let sentence = page.is_sign(place.wrapping_sub(1), '.')
            && last == Some(place.wrapping_sub(1))
            && page.gap(place) > 0
            && page.token(place.wrapping_sub(2)).shape != Shape::Initial
            && page.token(place + 1).shape == Shape::Lower
            && page.gap(place + 1) == 1
            && page.case(place) == LineCase::Mixed;
        if place >= limit || sentence {
            break;
        }
        place = over_office(page, place, limit);
        // `/ F / 57`: the sex in a row of cells.
        if count > 0 && matches!(page.low(place), "f" | "m") && !page.is_sign(place + 1, '.') {
            break;
        }
        // `MD — SD lic 11874`
        let state = count > 0
            && page.has(place, Flag::StateCode)
            && page.token(place).shape == Shape::Upper
            && page.case(place) == LineCase::Mixed;
        if state {
            break;
        }
        let Some(end) = names::person(page, place, limit, promise) else {
            break;
        };
        // `tech: Gray scale and color`
        let sentence = shared
            && end == place + 1
            && page.is_word(end)
            && !page.has(end, Flag::Stop)
            && !page.has(end, Flag::PersonVerb)
            && page.token(end).shape == Shape::Lower
            && page.case(end) == LineCase::Mixed;
        if sentence {
            break;
        }
        push(page, place, end, what, "labelled-name", 88, found);
        last = Some(end);
        place = end;
        if promise != Promise::Cell {
            break;
        }
    }
    last.or_else(|| account(page, tie, value, limit, what, found))
}

/// `BONE, HOTOTO`, `Xiong, Pa Houa C.`: a family and a given name with a comma
/// that fill the cell of a person are a name whatever else the words mean.
fn register_form(page: &Page, value: usize, limit: usize) -> Option<usize> {
    let limit = (value..limit)
        .find(|&place| page.is_sign(place, ';'))
        .unwrap_or(limit);
    let mut words = 0;
    let mut comma = None;
    for place in value..limit {
        match page.sign(place) {
            ',' if comma.is_none() && words > 0 => comma = Some(place),
            '-' | '\'' if page.is_glued(place) => {}
            '.' if page.low(place.wrapping_sub(1)).len() == 1 => {}
            _ if page.is_word(place)
                && (!page.has(place, Flag::Stop) || page.token(place).entry.given() > 0) =>
            {
                words += 1;
            }
            _ => return None,
        }
    }
    let comma = comma?;
    let person = page.token(comma + 1).entry;
    let given = person.given() > 0 || person.word() < 2 && !person.is_clinical();
    // `Lee, MD`, `Radiology, Department`: no given name.
    let role = names::is_credential(page, comma + 1).is_some_and(|end| end >= limit)
        || page.has(comma + 1, Flag::Facility)
        || page.has(comma + 1, Flag::Study);
    if role || !given || !(2..=6).contains(&words) || comma + 1 >= limit {
        return None;
    }
    // `Hale, Peter R DO`: the degree stays.
    let degree = (comma + 2..limit)
        .find(|&place| names::is_credential(page, place).is_some_and(|end| end >= limit));
    Some(degree.unwrap_or(limit))
}

/// `"reader": "jmoreno"`: one word that no dictionary has, alone in its cell.
fn account(
    page: &Page,
    tie: Tie,
    value: usize,
    limit: usize,
    what: What,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let entry = page.token(value).entry;
    let alone = tie == Tie::Sign
        && limit == value + 1
        && page.is_word(value)
        && page.low(value).len() >= 3
        && entry.word() == 0
        && !entry.is_clinical();
    alone.then(|| {
        push(page, value, limit, what, "labelled-name", 80, found);
        limit
    })
}

/// The cell opens with the label and holds nothing else but capitalised words,
/// two at least, with their commas.
fn fills_cell(page: &Page, at: usize, value: usize) -> bool {
    let opens =
        page.gap(at) >= 3 && page.gap(at) != usize::MAX || page.is_sign(at.wrapping_sub(1), '|');
    if !opens || page.gap(value) != 1 || page.case(at) != LineCase::Mixed {
        return false;
    }
    let mut words = 0;
    for place in value..value + 9 {
        let closes = page.is_line_end(place)
            || page.is_sign(place, '|')
            || place > value && page.gap(place) >= 3;
        if closes {
            return words >= 2;
        }
        let entry = page.token(place).entry;
        let word = page.is_word(place)
            && page.is_capital(place)
            && !entry.is_clinical()
            && !entry.has(Flag::Study)
            && !entry.has(Flag::Facility);
        if !word && !matches!(page.sign(place), ',' | '.' | '-' | '\'') {
            return false;
        }
        words += usize::from(word);
    }
    false
}

/// The token behind `Clinical Director`, `Chief Physician` before a name.
fn over_office(page: &Page, at: usize, limit: usize) -> usize {
    let office = |place: usize| {
        page.has(place, Flag::Staff)
            || matches!(
                page.low(place),
                "clinical"
                    | "medical"
                    | "director"
                    | "chief"
                    | "senior"
                    | "head"
                    | "lead"
                    | "acting"
            )
    };
    let mut end = at;
    while end < at + 3 && office(end) {
        end += 1;
    }
    let named = end > at
        && end < limit
        && office(end - 1)
        && !matches!(page.low(end - 1), "head" | "senior" | "lead")
        && page.is_capital(end);
    if named { end } else { at }
}

/// The token behind `(Sports Cardiology)`, `(AU)`, `(CNMT)`; a name in brackets
/// is read on.
fn over_remark(page: &Page, at: usize) -> usize {
    if !page.is_sign(at, '(') {
        return at;
    }
    let Some(close) = (at + 1..at + 8).find(|&place| page.is_sign(place, ')')) else {
        return at;
    };
    let remark = (at + 1..close).any(|place| {
        let entry = page.token(place).entry;
        page.is_word(place)
            && (entry.is_clinical()
                || entry.word() >= 3
                || entry.has(Flag::Credential)
                || page.low(place).ends_with("ology")
                || close == at + 2 && page.token(place).shape == Shape::Upper)
    });
    if remark { close + 1 } else { at }
}

pub(super) fn is_user(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at),
        "user"
            | "userid"
            | "username"
            | "login"
            | "logon"
            | "handle"
            | "twitter"
            | "instagram"
            | "facebook"
            | "skype"
            | "tiktok"
            | "snapchat"
            | "linkedin"
            | "workstation"
            | "terminal"
            | "station"
            | "password"
            | "passcode"
            | "operator"
            | "reader"
            | "printed"
            | "account"
            | "net"
            | "netid"
    )
}
