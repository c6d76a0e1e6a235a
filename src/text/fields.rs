//! Values behind a label: header blocks, `key: value` in columns, pipes,
//! footers, and labelled numbers inside a sentence.

use super::calendar;
use super::found::{Found, What};
use super::labels::{self, Field, Label};
use super::lexicon::Flag;
use super::names::{self, Promise};
use super::token::{LineCase, Page, Shape};

/// How a label is tied to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// `:`, `=`, `#`, `|`, a tab or a wide gap.
    Sign,
    /// Only a space.
    Space,
}

/// Finds labelled values.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    table(page, found);
    let mut at = 0;
    while at < page.len() {
        if at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '-' | '\'' | '@') {
            at += 1;
            continue;
        }
        let Some(label) = labels::read(page, at) else {
            at += 1;
            continue;
        };
        let (tie, value) = tie(page, at, &label);
        let end = field(page, at, &label, tie, value, found);
        at = end.unwrap_or(at + 1).max(at + 1);
    }
}

/// The first token of the value and how it is tied to the label.
fn tie(page: &Page, at: usize, label: &Label) -> (Tie, usize) {
    let mut place = label.end;
    let mut tie = Tie::Space;
    let opens_cell = opens_cell(page, at);
    for _ in 0..16 {
        match page.sign(place) {
            ':' | '=' | '#' | '>' => tie = Tie::Sign,
            '|' if tie == Tie::Sign => break,
            '|' if opens_cell => tie = Tie::Sign,
            '.' if page.is_sign(place + 1, '.') || page.is_sign(place.wrapping_sub(1), '.') => {}
            '.' if page.is_sign(place + 1, ':')
                || page.is_glued(place)
                    && page.gap(place + 1) <= 1
                    && !page.is_line_end(place + 1) => {}
            '*' | '"' | '_' => {}
            '-' if page.gap(place) > 0 && page.gap(place + 1) > 0 => tie = Tie::Sign,
            '(' if matches!(page.low(place + 1), "s" | "if" | "optional") => {
                place += if page.is_sign(place + 2, ')') { 2 } else { 1 }
            }
            ')' => {}
            _ => {
                let filler = matches!(
                    page.low(place),
                    "number" | "no" | "num" | "is" | "was" | "nbr" | "code" | "of"
                ) && !matches!(
                    label.field,
                    Field::Phrase(_)
                        | Field::Person(_)
                        | Field::Other
                        | Field::Date
                        | Field::Institution
                        | Field::Unit
                        | Field::SignedCode(_)
                );
                if !filler {
                    break;
                }
            }
        }
        place += 1;
    }
    if opens_cell && page.gap(place) >= 2 && page.gap(place) != usize::MAX {
        tie = Tie::Sign;
    }
    // The value may stand on the next line, if the label ends its own.
    if tie == Tie::Sign && page.is_line_end(place) {
        let next = page.over_line_end(place);
        let other = labels::read(page, next)
            .is_some_and(|label| matches!(page.sign(label.end), ':' | '=' | '#' | '|'));
        if !other {
            place = next;
        }
    }
    (tie, place)
}

/// The token begins a line or a cell: behind a pipe, a tab, a wide gap.
fn opens_cell(page: &Page, at: usize) -> bool {
    page.gap(at) >= 2 || at > 0 && matches!(page.sign(at - 1), '|' | ';' | '"' | '*')
}

/// A row of labels, and the rows of values under it, cut at tabs, pipes or
/// wide gaps.
fn table(page: &Page, found: &mut Vec<Found>) {
    for (number, line) in page.lines.iter().enumerate() {
        let heads = cells(page, line.first, line.end);
        let fields: Vec<Option<Field>> = heads
            .iter()
            .map(|&(first, end)| {
                labels::read(page, first)
                    .filter(|label| label.end == end)
                    .map(|label| label.field)
            })
            .collect();
        let labelled = fields.iter().flatten().count();
        if labelled < 2 || labelled * 3 < heads.len() * 2 {
            continue;
        }
        for row in page.lines.iter().skip(number + 1).take(4) {
            let values = cells(page, row.first, row.end);
            if values.len() != heads.len() {
                break;
            }
            for (field, &(first, end)) in fields.iter().zip(&values) {
                if let Some(field) = field {
                    table_value(page, *field, first, end, found);
                }
            }
        }
    }
}

/// The cells of a line as ranges of tokens.
fn cells(page: &Page, first: usize, end: usize) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let mut start = first;
    for place in first..end.min(first + 400) {
        let pipe = page.is_sign(place, '|');
        let tab = page
            .slice(
                page.token(place.wrapping_sub(1)).end,
                page.token(place).start,
            )
            .contains('\t');
        if pipe || place > start && (page.gap(place) >= 2 || tab) {
            if place > start {
                cells.push((start, place));
            }
            start = if pipe { place + 1 } else { place };
        }
    }
    if end > start {
        cells.push((start, end));
    }
    cells
}

fn table_value(page: &Page, field: Field, first: usize, end: usize, found: &mut Vec<Found>) {
    let what = match field {
        Field::Person(what) => {
            if let Some(behind) = names::person(page, first, end, Promise::Cell) {
                push(page, first, behind, what, "table", 86, found);
            }
            return;
        }
        Field::Code(what) | Field::SignedCode(what) => what,
        Field::Birth | Field::Date => {
            birth(page, first, found);
            return;
        }
        Field::Place | Field::Unit => What::Location,
        Field::Institution => What::Institution,
        Field::Phrase(what) => what,
        Field::Other => return,
    };
    let coded = matches!(field, Field::Code(_) | Field::SignedCode(_));
    if coded && count(page, first, end).0 == 0 || !coded && !is_proper(page, first, end) {
        return;
    }
    push(page, first, end, what, "table", 86, found);
}

/// Where the cell ends that begins at a token: line end, pipe, wide gap, or
/// the next label with a sign.
fn cell_end(page: &Page, value: usize) -> usize {
    let mut place = value;
    let quoted = page.is_sign(value.wrapping_sub(1), '"');
    for _ in 0..48 {
        if quoted && page.is_sign(place, '"') {
            break;
        }
        if page.is_line_end(place) || matches!(page.sign(place), '|' | '\t') {
            break;
        }
        if place > value && page.gap(place) >= 3 {
            break;
        }
        if place > value && page.is_word(place) && page.gap(place) > 0 {
            if let Some(label) = labels::read(page, place) {
                if matches!(page.sign(label.end), ':' | '=' | '#')
                    || matches!(label.field, Field::Code(_) | Field::Birth)
                        && page.is_number(label.end)
                {
                    break;
                }
            }
        }
        place += 1;
    }
    place
}

fn push(
    page: &Page,
    first: usize,
    end: usize,
    what: What,
    detector: &'static str,
    confidence: u8,
    found: &mut Vec<Found>,
) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if first < end && start < stop {
        found.push(Found {
            start,
            end: stop,
            what,
            detector,
            confidence,
        });
    }
}

fn field(
    page: &Page,
    at: usize,
    label: &Label,
    tie: Tie,
    value: usize,
    found: &mut Vec<Found>,
) -> Option<usize> {
    match label.field {
        Field::Other => None,
        Field::Person(what) => people(page, at, label, tie, value, what, found),
        Field::Code(what) => code(page, at, tie, value, what, found),
        Field::SignedCode(what) if tie == Tie::Sign => code(page, at, tie, value, what, found),
        Field::SignedCode(what) => {
            let end = value + 1;
            let bare = matches!(page.low(at), "case" | "job" | "visit")
                && page.digits(value) >= 4
                && calendar::year4(page, value).is_none()
                && !page.has(end, Flag::Unit);
            bare.then(|| {
                push(page, value, end, what, "labelled-code", 80, found);
                end
            })
        }
        Field::Birth => birth(page, value, found),
        Field::Date if tie == Tie::Sign => date(page, value, found),
        Field::Date => None,
        Field::Place if tie == Tie::Sign => cell(page, value, What::Location, found),
        Field::Institution if tie == Tie::Sign => cell(page, value, What::Institution, found),
        Field::Place | Field::Institution => None,
        Field::Unit => unit(page, at, tie, value, found),
        Field::Phrase(what) => phrase(page, tie, value, what, found),
    }
}

/// The names of a cell: one, or several with `,`, `;`, `/`, `and` between them.
fn people(
    page: &Page,
    at: usize,
    label: &Label,
    tie: Tie,
    value: usize,
    what: What,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let first_on_line = page.line_of(at).first == at;
    // `NAME BLACK, RAYMOND`: at the start of a line in capitals a space is enough
    // for the words that are never anything else.
    let sure = matches!(page.low(at), "name" | "pt" | "patient" | "mrn")
        && page.case(at) == LineCase::Caps
        && first_on_line;
    let several = label.end > at + 1 && page.is_capital(value);
    if tie == Tie::Space && !sure && !several {
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
    {
        return None;
    }
    let limit = cell_end(page, value);
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
    let promise = if tie == Tie::Sign && !(shared && page.token(value).entry.is_clinical()) || sure
    {
        Promise::Cell
    } else {
        Promise::Word
    };
    let mut place = value;
    let mut last = None;
    for count in 0..10 {
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
        if let Some(behind) = names::is_credential(page, place).filter(|_| count > 0) {
            place = behind;
            continue;
        }
        if place >= limit {
            break;
        }
        let Some(end) = names::person(page, place, limit, promise) else {
            break;
        };
        push(page, place, end, what, "labelled-name", 88, found);
        last = Some(end);
        place = end;
        if promise != Promise::Cell {
            break;
        }
    }
    last
}

/// Tokens of an identifier that begins here: letters, digits and inner signs.
#[must_use]
pub fn code_end(page: &Page, at: usize) -> usize {
    let mut end = at;
    if matches!(page.sign(end), '#') {
        end += 1;
    }
    for _ in 0..64 {
        let token = page.is_word(end) || page.is_number(end);
        let sign = matches!(
            page.sign(end),
            '-' | '.' | '/' | '_' | '#' | '*' | '+' | '^' | '~' | '(' | ')' | ':' | '\\' | '%'
        ) && page.is_glued(end + 1)
            && (page.is_word(end + 1)
                || page.is_number(end + 1)
                || page.is_sign(end, '*')
                || page.is_sign(end + 1, '('));
        if !(token || sign && end > at) || end > at && !page.is_glued(end) {
            break;
        }
        end += 1;
    }
    while end > at && matches!(page.sign(end - 1), '.' | ':' | '/' | '-' | '(' | '*') {
        end -= 1;
    }
    end
}

/// How many digits and how many letters stand in a run of tokens.
fn count(page: &Page, first: usize, end: usize) -> (usize, usize) {
    (first..end).fold((0, 0), |(digits, letters), place| {
        let token = page.token(place);
        if page.is_number(place) {
            (digits + token.end - token.start, letters)
        } else if page.is_word(place) {
            (digits, letters + token.end - token.start)
        } else {
            (digits, letters)
        }
    })
}

fn code(
    page: &Page,
    at: usize,
    tie: Tie,
    value: usize,
    what: What,
    found: &mut Vec<Found>,
) -> Option<usize> {
    if let Some(end) = spoken_digits(page, value) {
        push(page, value, end, what, "spoken-number", 85, found);
        return Some(end);
    }
    let mut first = value;
    // `lot of the graft is V228`: the number stands behind `is` in the same sentence.
    if !page.is_number(first) && tie == Tie::Space {
        first = behind_is(page, value).unwrap_or(value);
    }
    let limit = cell_end(page, first);
    // `Ins: BCBS of Ohio ZGP 88310042`: the number stands later in the cell.
    if tie == Tie::Sign && what == What::Plan && count(page, first, code_end(page, first)).0 == 0 {
        let later = (first..limit.min(first + 10))
            .find(|&place| count(page, place, code_end(page, place)).0 >= 4);
        if let Some(place) = later {
            let short = page.token(place - 1).shape == Shape::Upper
                && page.low(place - 1).len() <= 4
                && page.gap(place) <= 1;
            first = if short { place - 1 } else { place };
        }
    }
    let mut end = code_end(page, first).min(limit.max(first));
    let (mut digits, mut letters) = count(page, first, end);
    // `AET W1188 20941`, `4471 9920 1`: groups with single spaces.
    for _ in 0..6 {
        let more = code_end(page, end);
        let (more_digits, more_letters) = count(page, end, more);
        let joins = end > first
            && page.gap(end) == 1
            && more > end
            && more <= limit
            && more_digits >= 1
            && (more_letters == 0 && more_digits <= 6
                || digits == 0
                || letters > 0 && more_letters <= 3)
            && (digits > 0 || letters <= 5 && page.token(first).shape == Shape::Upper)
            && !page.has(more, Flag::Unit)
            && calendar::read(page, end).is_none_or(|reading| reading.form != calendar::Form::Full)
            && super::times::clock(page, end).is_none()
            && !is_label(page, end);
        if !joins || tie == Tie::Space && what == What::Id && digits > 0 {
            break;
        }
        end = more;
        digits += more_digits;
        letters += more_letters;
    }
    if end <= first {
        return None;
    }
    if matches!(what, What::Phone | What::Fax) {
        return (digits >= 4 && letters == 0 && tie == Tie::Sign).then(|| {
            push(page, first, end, what, "labelled-phone", 80, found);
            end
        });
    }
    let is_date = calendar::read(page, first).is_some_and(|reading| {
        reading.end >= end && reading.form == calendar::Form::Full && page.digits(first) < 8
    });
    let good = match tie {
        Tie::Sign => {
            digits >= 1 && digits + letters >= 2
                || is_user(page, at) && letters >= 3 && !page.has(first, Flag::Stop)
        }
        Tie::Space => {
            let year =
                end == first + 1 && calendar::year4(page, first).is_some() && what == What::Id;
            let decimal = page.is_sign(first + 1, '.') && digits <= 4;
            digits >= 3
                && digits + letters >= 4
                && !year
                && !decimal
                && !page.has(end, Flag::Unit)
                && !(page.is_sign(end, '%'))
                || matches!(what, What::Ssn | What::Mrn) && digits >= 4
                || is_user(page, at)
                    && letters >= 3
                    && (digits >= 1
                        || page.token(first).entry.is_unknown()
                        || page.token(first).entry.word() == 0
                            && page.token(first).shape == Shape::Lower)
        }
    };
    let clinical = page.is_word(first)
        && end == first + 1
        && digits == 0
        && page.token(first).entry.word() >= 2;
    if !good
        || clinical
        || is_date
            && what == What::Id
            && (tie == Tie::Space || matches!(page.low(at), "exam" | "order" | "examination"))
    {
        return None;
    }
    if is_clinical_code(page, at, first, end, digits) {
        return None;
    }
    push(page, first, end, what, "labelled-code", 92, found);
    Some(end)
}

/// `four four one nine oh two`: three number words or more.
fn spoken_digits(page: &Page, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 24
        && (page.has(end, Flag::NumberWord)
            || matches!(
                page.low(end),
                "zero" | "dash" | "hyphen" | "double" | "triple" | "point"
            ) && end > at)
    {
        end += 1;
    }
    (end >= at + 3).then_some(end)
}

/// `C5-C6`, `T2`, `4/5`, `2.5`, `L4-5`: what stands behind a label by chance.
fn is_clinical_code(page: &Page, at: usize, first: usize, end: usize, digits: usize) -> bool {
    let label = page.low(at);
    let weak = matches!(
        label,
        "exam"
            | "order"
            | "study"
            | "case"
            | "report"
            | "reference"
            | "protocol"
            | "ref"
            | "event"
            | "no"
            | "number"
            | "image"
            | "code"
            | "film"
            | "lab"
            | "lot"
            | "plate"
            | "path"
            | "unit"
            | "serial"
            | "plates"
            | "card"
            | "control"
            | "id"
            | "sn"
            | "acc"
            | "fin"
            | "dl"
            | "har"
            | "pin"
            | "token"
            | "member"
            | "policy"
            | "claim"
            | "hash"
    );
    let measured = page.has(end, Flag::Unit) && page.gap(end) <= 1 || page.is_sign(end, '%');
    weak && (digits <= 2 || measured) && end <= first + 3 && !page.is_sign(page.token(at).line, '#')
}

fn is_label(page: &Page, at: usize) -> bool {
    labels::read(page, at).is_some_and(|label| {
        matches!(
            label.field,
            Field::Code(_) | Field::Birth | Field::Person(_)
        )
    })
}

fn is_user(page: &Page, at: usize) -> bool {
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
    )
}

/// The first code behind `is` within the sentence: `Lot of the graft is V22`.
fn behind_is(page: &Page, at: usize) -> Option<usize> {
    for place in at..at + 9 {
        if page.is_line_end(place) || matches!(page.sign(place), '.' | ';' | ':') {
            return None;
        }
        if matches!(page.low(place), "is" | "was" | "number" | "ending" | "in")
            && (page.is_number(place + 1)
                || page.token(place + 1).shape == Shape::Upper
                || page.token(place + 1).shape == Shape::Initial)
        {
            let (digits, _) = count(page, place + 1, code_end(page, place + 1));
            if digits >= 3 {
                return Some(place + 1);
            }
        }
    }
    None
}

/// A date of birth in any form, also `070528` or a bare year is kept.
fn birth(page: &Page, value: usize, found: &mut Vec<Found>) -> Option<usize> {
    if let Some(reading) = calendar::read(page, value) {
        push(
            page,
            value,
            reading.end,
            What::Date(reading.year),
            "labelled-date",
            92,
            found,
        );
        return Some(reading.end);
    }
    if matches!(page.digits(value), 5..=8) {
        push(
            page,
            value,
            value + 1,
            What::Date(None),
            "labelled-date",
            90,
            found,
        );
        return Some(value + 1);
    }
    if let Some(end) = spoken_digits(page, value) {
        let year = (value..end)
            .find_map(|place| calendar::spoken_year(page, place))
            .map(|(_, year)| year);
        push(
            page,
            value,
            end,
            What::Date(year),
            "labelled-date",
            88,
            found,
        );
        return Some(end);
    }
    // `DOB 7 28 1962`, `7 / 28 / 62`
    let numbers = page.is_number(value) && page.digits(value) <= 2;
    let mut end = value;
    let mut year = None;
    let mut groups = 0;
    while numbers && groups < 3 && page.is_number(end) && page.digits(end) <= 4 {
        year = calendar::year4(page, end).or(year);
        end += 1;
        groups += 1;
        if groups < 3 && matches!(page.sign(end), '/' | '-' | '.') && page.is_number(end + 1) {
            end += 1;
        }
    }
    if groups == 3 {
        push(
            page,
            value,
            end,
            What::Date(year),
            "labelled-date",
            90,
            found,
        );
        return Some(end);
    }
    None
}

/// A labelled date: also the forms that need a cue elsewhere.
fn date(page: &Page, value: usize, found: &mut Vec<Found>) -> Option<usize> {
    let reading = calendar::read(page, value)?;
    if page.has(reading.end, Flag::Unit) || page.is_sign(reading.end, '%') {
        return None;
    }
    push(
        page,
        value,
        reading.end,
        What::Date(reading.year),
        "labelled-date",
        88,
        found,
    );
    Some(reading.end)
}

/// The words of a cell, without the State: address, facility.
fn cell(page: &Page, value: usize, what: What, found: &mut Vec<Found>) -> Option<usize> {
    let limit = cell_end(page, value);
    if !is_proper(page, value, limit) {
        return None;
    }
    let mut first = value;
    for place in value..=limit {
        let state = place < limit
            && (page.has(place, Flag::State)
                || page.has(place, Flag::StateCode)
                    && page.token(place).shape == Shape::Upper
                    && page.is_sign(place.wrapping_sub(1), ','));
        let zip =
            place < limit && page.digits(place) == 5 && what == What::Location && place > value;
        if place < limit && !state && !zip {
            continue;
        }
        let end = trimmed(page, first, place);
        push(page, first, end, what, "labelled-place", 80, found);
        if zip {
            let behind = if page.is_sign(place + 1, '-') && page.digits(place + 2) == 4 {
                place + 3
            } else {
                place + 1
            };
            push(page, place, behind, What::Zip, "labelled-place", 80, found);
        }
        first = place + 1;
    }
    Some(limit)
}

fn trimmed(page: &Page, first: usize, end: usize) -> usize {
    let mut end = end;
    while end > first && matches!(page.sign(end - 1), ',' | ';' | '.' | '-' | '(' | '/') {
        end -= 1;
    }
    end
}

/// A cell that is a name of something, not a finding: capitals or digits, and
/// no clinical word.
fn is_proper(page: &Page, value: usize, limit: usize) -> bool {
    let mut proper = 0;
    let mut clinical = 0;
    for place in value..limit.min(value + 16) {
        let entry = page.token(place).entry;
        if entry.has(Flag::Facility)
            || entry.has(Flag::Street) && page.is_capital(place)
            || entry.is_city() && page.is_capital(place)
        {
            proper += 2;
        } else if page.is_word(place) && (entry.has(Flag::Study) || entry.is_clinical()) {
            clinical += 1;
        } else if page.is_capital(place) || page.digits(place) >= 3 {
            proper += 1;
        } else if page.is_word(place) && !entry.has(Flag::Stop) {
            clinical += 1;
        }
    }
    let all_generic = (value..limit).all(|place| {
        !page.is_number(place)
            && (!page.is_word(place) || super::facilities::is_generic(page, place))
    });
    proper > clinical && !all_generic
}

/// `Room 5114`, `bed 12B`, `SICU 4`, `Floor: 4 West`.
fn unit(page: &Page, at: usize, tie: Tie, value: usize, found: &mut Vec<Found>) -> Option<usize> {
    if tie == Tie::Space {
        let strong = matches!(page.low(at), "room" | "rm" | "bed" | "ward" | "suite");
        let end = code_end(page, value);
        let (digits, letters) = count(page, value, end);
        let anatomical = page.has(end, Flag::Unit)
            || page.low(at) == "bed"
                && matches!(
                    page.low(at.wrapping_sub(1)),
                    "vascular" | "tumor" | "capillary" | "nail" | "liver" | "surgical"
                );
        let good = strong
            && digits >= 1
            && digits <= 5
            && letters <= 3
            && !anatomical
            && page.gap(value) <= 1;
        return good.then(|| {
            push(page, value, end, What::Location, "room", 80, found);
            end
        });
    }
    let limit = cell_end(page, value);
    let short = limit <= value + 4
        && count(page, value, limit).0 > 0
        && matches!(page.low(at), "room" | "rm" | "bed" | "ward" | "bay");
    if short {
        push(
            page,
            value,
            trimmed(page, value, limit),
            What::Location,
            "labelled-unit",
            75,
            found,
        );
        return Some(limit);
    }
    if !is_proper(page, value, limit) && !page.is_number(value)
        || matches!(page.low(at), "location" | "floor" | "suite" | "loc")
            && !page.is_number(value)
            && !page.is_capital(value)
    {
        return None;
    }
    let clinical = (value..limit).any(|place| {
        page.token(place).entry.is_clinical() && page.token(place).shape == Shape::Lower
    });
    if clinical {
        return None;
    }
    push(
        page,
        value,
        trimmed(page, value, limit),
        What::Location,
        "labelled-unit",
        75,
        found,
    );
    Some(limit)
}

/// The whole value: nickname, print, photo.
fn phrase(
    page: &Page,
    tie: Tie,
    value: usize,
    what: What,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let code = code_end(page, value);
    let (digits, letters) = count(page, value, code);
    match what {
        What::Biometric | What::Photo => {
            let good = digits + letters >= 4
                && (digits >= 1
                    || code > value + 2
                    || tie == Tie::Sign && letters >= 5 && code > value + 1);
            good.then(|| {
                push(page, value, code, what, "labelled-print", 88, found);
                code
            })
        }
        _ => {
            let limit = cell_end(page, value);
            let end = names::person(page, value, limit, Promise::Cell)?;
            let short = end == value + 1 && page.low(value).len() == 1;
            ((tie == Tie::Sign || page.is_capital(value)) && !short).then(|| {
                push(page, value, end, what, "labelled-name", 80, found);
                end
            })
        }
    }
}
