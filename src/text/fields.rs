//! Values behind a label: header blocks, `key: value` in columns, pipes,
//! footers, and labelled numbers inside a sentence.

mod codes;
mod dates;
mod people;
mod table;
mod units;

use std::ops::Range;

use super::calendar;
use super::found::{Found, What};
use super::labels::{self, Field, Label};
use super::lexicon::Flag;
use super::names::{self, Promise};
use super::token::{LineCase, Page, Shape};

use codes::code;
pub use codes::{code_end, count};
use dates::{birth, date};
use people::people;
use table::table;
use units::unit;

/// Hears of a label, by its tokens, and of the values that stand behind it.
pub type Tell<'t> = dyn FnMut(Range<usize>, &[Found]) + 't;

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
    each(page, found, &mut |_, _| {});
}

/// As [`find`]; tells of each label, by its tokens, which values it has.
pub fn each(page: &Page, found: &mut Vec<Found>, tell: &mut Tell<'_>) {
    table(page, found, tell);
    let mut at = 0;
    while at < page.len() {
        if at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '-' | '\'' | '@') {
            at += 1;
            continue;
        }
        // `MR750w`: a scanner.
        if matches!(page.low(at), "mr" | "pt" | "ct")
            && page.is_glued(at + 1)
            && page.is_number(at + 1)
        {
            at += 1;
            continue;
        }
        let Some(label) = labels::read(page, at) else {
            at += 1;
            continue;
        };
        let (tie, value) = tie(page, at, &label);
        let known = found.len();
        let end = field(page, at, &label, tie, value, found);
        tell(at..label.end, found.get(known..).unwrap_or_default());
        at = end.unwrap_or(at + 1).max(at + 1);
    }
}

/// The first token of the value and how it is tied to the label.
fn tie(page: &Page, at: usize, label: &Label) -> (Tie, usize) {
    let mut place = label.end;
    let mut tie = Tie::Space;
    let opens_cell = opens_cell(page, at);
    if let Some(value) = framed(page, at, label) {
        return (Tie::Sign, value);
    }
    // `</Address>` closes its value.
    if page.is_sign(at.wrapping_sub(1), '/') && page.is_sign(at.wrapping_sub(2), '<') {
        return (Tie::Space, label.end);
    }
    // `Reader 1: Banerjee`
    if matches!(label.field, Field::Person(_))
        && page.digits(place) == 1
        && page.is_sign(place + 1, ':')
    {
        place += 1;
    }
    for _ in 0..16 {
        match page.sign(place) {
            ':' | '=' | '#' | '>' => tie = Tie::Sign,
            '|' if tie == Tie::Sign => break,
            '|' if opens_cell => tie = Tie::Sign,
            // `Name........ GRAVES`: leaders tie as a colon does.
            '.' if page.is_sign(place + 1, '.') && page.is_sign(place + 2, '.') => tie = Tie::Sign,
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
    let tabbed = page
        .slice(
            page.token(label.end.wrapping_sub(1)).end,
            page.token(place).start,
        )
        .contains('\t');
    if opens_cell && (page.gap(place) >= 2 || tabbed) && page.gap(place) != usize::MAX {
        tie = Tie::Sign;
    }
    // A row of labels: what stands behind this one is the next.
    if tie == Tie::Sign && page.is_sign(place.wrapping_sub(1), '|') {
        let row = labels::read(page, place)
            .filter(|next| labels::is_framed(page, place, next.end) || page.is_line_end(next.end));
        if row.is_some() {
            return (Tie::Space, label.end);
        }
    }
    // The value may stand on the next line, if the label ends its own.
    if tie == Tie::Sign && page.is_line_end(place) {
        let next = page.over_line_end(place);
        let other = page
            .label(next)
            .is_some_and(|label| matches!(page.sign(label.end), ':' | '=' | '#' | '|'));
        if !other {
            place = next;
        }
    }
    (tie, place)
}

/// Labels that are tied by where they stand: alone on their line over the
/// value, in brackets before it, in the cell of a table before its cell.
fn framed(page: &Page, at: usize, label: &Label) -> Option<usize> {
    let end = label.end;
    let before = at.wrapping_sub(1);
    let shut = end + usize::from(page.is_sign(end, '.'));
    if page.is_sign(before, '[') && page.is_sign(shut, ']') {
        return Some(shut + 1);
    }
    // `<td>Chart No</td><td>`
    if page.is_sign(before, '>') && page.is_sign(end, '<') && page.is_sign(end + 1, '/') {
        let open = end + 4;
        let cell = page.is_sign(end + 3, '>')
            && page.is_sign(open, '<')
            && page.is_word(open + 1)
            && page.is_sign(open + 2, '>');
        return cell.then_some(open + 3);
    }
    let alone = page.gap(at) == usize::MAX
        && page.is_line_end(end)
        && !page.is_line_end(end + 1)
        && !matches!(
            label.field,
            Field::SignedCode(_) | Field::Other | Field::Phrase(_) | Field::Date
        );
    let value = end + 1;
    (alone && labels::read(page, value).is_none()).then_some(value)
}

/// The token begins a line or a cell: behind a pipe, a tab, a wide gap.
fn opens_cell(page: &Page, at: usize) -> bool {
    page.gap(at) >= 2 || at > 0 && matches!(page.sign(at - 1), '|' | ';' | '"' | '*')
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
        let closing_tag = page.is_sign(place, '<') && page.is_sign(place + 1, '/');
        if page.is_line_end(place) || matches!(page.sign(place), '|' | '\t') || closing_tag {
            break;
        }
        let framed = page.is_sign(place, '[') && page.is_label(place + 1);
        if framed && place > value {
            break;
        }
        if place > value && (page.gap(place) >= 3 || page.is_behind_tab(place)) {
            break;
        }
        if place > value && page.is_word(place) && page.gap(place) > 0 {
            if let Some(label) = labels::read(page, place) {
                if page.is_sign(label.end, '#')
                    || labels::is_signed(page, label.end)
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
        // `Reason for exam:` is no exam number.
        Field::Other => Some(label.end),
        Field::Person(what) => people(page, at, label, tie, value, what, found),
        Field::Code(what) => code(page, at, tie, value, what, found),
        // `CPT code: 70553`
        Field::SignedCode(_) if is_procedure_code(page, at) => None,
        Field::SignedCode(what) if tie == Tie::Sign => code(page, at, tie, value, what, found),
        Field::SignedCode(what) => {
            let end = code_end(page, value);
            let bare = matches!(
                page.low(at),
                "case" | "job" | "visit" | "ref" | "file" | "disc" | "cd" | "ticket"
            ) && page.is_number(value)
                && count(page, value, end).0 >= 4
                && calendar::read(page, value).is_none()
                && calendar::year4(page, value).is_none()
                && !page.has(end, Flag::Unit);
            // `Protocol LKS-RCC-302`
            let whole = code_end(page, value);
            let text = page.slice(
                page.token(value).start,
                page.token(whole.saturating_sub(1)).end,
            );
            let coded = matches!(page.low(at), "protocol" | "trial" | "study")
                && text.matches('-').count() >= 2
                && page.token(value).shape == Shape::Upper
                && count(page, value, whole).0 >= 2;
            let end = if coded { whole } else { end };
            (bare || coded).then(|| {
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

fn is_procedure_code(page: &Page, at: usize) -> bool {
    page.low(at) == "code"
        && matches!(
            page.low(at.wrapping_sub(1)),
            "cpt"
                | "icd"
                | "hcpcs"
                | "procedure"
                | "snomed"
                | "loinc"
                | "diagnosis"
                | "dx"
                | "exam"
        )
}

fn is_label(page: &Page, at: usize) -> bool {
    labels::read(page, at).is_some_and(|label| {
        matches!(
            label.field,
            Field::Code(_) | Field::Birth | Field::Person(_)
        )
    })
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

/// `Alder Lake Clinic; exam dated`, `Pecan Co-op. Injury on`: another clause says
/// something else. A point behind a short word is one of an abbreviation.
fn clause_end(page: &Page, value: usize, limit: usize) -> usize {
    let closes = |place: usize| {
        let before = place.wrapping_sub(1);
        let short = page.low(before).len() <= 4
            || page.has(before, Flag::Street)
            || page.has(before, Flag::Company);
        let sentence = page.is_sign(place, '.')
            && page.is_word(before)
            && (!short || page.low(before) == "op")
            && page.is_capital(place + 1)
            && page.gap(place + 1) > 0;
        // `Juniper Mesa Health - offsite at`, `Pine Group, cert. M-155`
        let remark = page.is_sign(place, '-')
            && page.gap(place) > 0
            && page.gap(place + 1) > 0
            && page.token(place + 1).shape == Shape::Lower
            && page.case(place) == LineCase::Mixed
            || page.is_sign(place, ',')
                && matches!(page.low(place + 1), "cert" | "lic" | "license");
        page.is_sign(place, ';') || sentence || remark
    };
    (value + 1..limit)
        .find(|&place| closes(place))
        .unwrap_or(limit)
}

/// The words of a cell, without the State: address, facility.
fn cell(page: &Page, value: usize, what: What, found: &mut Vec<Found>) -> Option<usize> {
    let limit = clause_end(page, value, cell_end(page, value));
    let people = page.has(value, Flag::Title) && !page.has(value, Flag::Stop);
    if !is_proper(page, value, limit) || people || is_level(page, value, limit) {
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

/// `site="L1-L4"`: vertebrae.
fn is_level(page: &Page, value: usize, limit: usize) -> bool {
    let vertebra = |at: usize| {
        matches!(page.low(at), "c" | "t" | "l" | "s")
            && page.is_number(at + 1)
            && page.is_glued(at + 1)
    };
    vertebra(value) && (limit == value + 2 || page.is_sign(value + 2, '-') && vertebra(value + 3))
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
