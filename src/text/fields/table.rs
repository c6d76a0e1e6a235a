//! Values under a row of labels.

use crate::text::found::{Found, What};
use crate::text::labels::{self, Field};
use crate::text::lexicon::Flag;
use crate::text::names::{self, Promise};
use crate::text::token::Page;

use super::codes::count;
use super::dates::birth;
use super::{Tell, is_proper, push};

/// Most rows under one row of labels.
const ROWS: usize = 60;

/// A row of labels, and the rows of values under it, cut at tabs, pipes, wide
/// gaps or, in a file of values, commas.
pub(super) fn table(page: &Page, found: &mut Vec<Found>, tell: &mut Tell<'_>) {
    let (mut heads, mut values) = (Vec::new(), Vec::new());
    for (number, line) in page.lines.iter().enumerate() {
        let cut = if is_comma_file(page, line.first, line.end) {
            comma_cells
        } else {
            cells
        };
        cut(page, line.first, line.end, &mut heads);
        if heads.len() < 2 {
            continue;
        }
        let Some(fields) = fields(page, &heads) else {
            continue;
        };
        for row in page.lines.iter().skip(number + 1).take(ROWS) {
            if is_rule(page, row.first, row.end) {
                continue;
            }
            cut(page, row.first, row.end, &mut values);
            // Under another row of labels another table begins.
            if values.len() != heads.len() || self::fields(page, &values).is_some() {
                break;
            }
            let columns = fields.iter().zip(&heads).zip(&values);
            for ((field, head), &(first, end)) in columns {
                if let Some(field) = field {
                    let known = found.len();
                    table_value(page, *field, first, end, found);
                    tell(head.0..head.1, found.get(known..).unwrap_or_default());
                }
            }
        }
    }
}

/// What the heads promise, if the cells of a line are heads.
fn fields(page: &Page, cells: &[(usize, usize)]) -> Option<Vec<Option<Field>>> {
    let heads = cells.iter().map(|&(first, end)| head(page, first, end));
    let labelled = heads.clone().flatten().count();
    let person = heads
        .clone()
        .flatten()
        .any(|field| matches!(field, Field::Person(_)));
    let enough = cells.len() * if person { 1 } else { 2 };
    (labelled >= 2 && labelled * 3 >= enough).then(|| heads.collect())
}

/// What a head promises: a label, or a short name that only heads of tables use.
fn head(page: &Page, first: usize, end: usize) -> Option<Field> {
    let listed = labels::read(page, first)
        .filter(|label| label.end == end && page.low(first) != "no")
        .map(|label| label.field);
    listed.or_else(|| {
        if end != first + 1 {
            return None;
        }
        match page.low(first) {
            "last" | "first" | "lname" | "fname" | "surname" | "given" => {
                Some(Field::Person(What::Patient))
            }
            "ref" | "rad" | "rads" | "md" | "tech" | "ord" | "reader" | "dr" => {
                Some(Field::Person(What::Clinician))
            }
            "site" | "fac" | "loc" => Some(Field::Institution),
            _ => None,
        }
    })
}

/// A line of signs between heads and values.
fn is_rule(page: &Page, first: usize, end: usize) -> bool {
    first < end
        && (first..end.min(first + 200))
            .all(|place| matches!(page.sign(place), '-' | '=' | '+' | '|' | '_'))
}

/// Heads with commas and no blanks: `acc,mrn,last,first`.
fn is_comma_file(page: &Page, first: usize, end: usize) -> bool {
    let commas = (first..end.min(first + 200))
        .filter(|&place| page.is_sign(place, ','))
        .count();
    commas >= 3 && (first + 1..end.min(first + 200)).all(|place| page.is_glued(place))
}

/// The cells of a line with commas; quotes hold their commas.
fn comma_cells(page: &Page, first: usize, end: usize, cells: &mut Vec<(usize, usize)>) {
    cells.clear();
    let mut start = first;
    let mut quoted = false;
    for place in first..end.min(first + 2000) {
        if page.is_sign(place, '"') {
            quoted = !quoted;
        }
        if page.is_sign(place, ',') && !quoted {
            cells.push((start, place));
            start = place + 1;
        }
    }
    cells.push((start, end));
}

/// The cells of a line as ranges of tokens.
fn cells(page: &Page, first: usize, end: usize, cells: &mut Vec<(usize, usize)>) {
    cells.clear();
    let mut start = first;
    for place in first..end.min(first + 400) {
        let pipe = page.is_sign(place, '|');
        let gap = page.gap(place);
        let wide = gap >= 2 || gap == 1 && page.is_behind_tab(place);
        if pipe || place > start && wide {
            if place > start {
                cells.push((start, place));
            }
            start = if pipe { place + 1 } else { place };
        }
    }
    if end > start {
        cells.push((start, end));
    }
}

fn table_value(page: &Page, field: Field, first: usize, end: usize, found: &mut Vec<Found>) {
    let what = match field {
        Field::Person(what) => {
            // A cell of one or two capitals is a name, whatever the word means.
            let short = (first..end).all(|place| {
                page.is_word(place) && page.is_capital(place) && !page.has(place, Flag::Stop)
                    || matches!(page.sign(place), '-' | '\'' | '^' | ',' | '.')
            });
            if short && first < end && end <= first + 5 {
                push(page, first, end, what, "table", 86, found);
            } else if let Some(behind) = names::person(page, first, end, Promise::Cell) {
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
    // A sentence in the column is no code.
    let told = end > first + 8
        || (first..end).any(|place| {
            page.token(place).entry.is_clinical()
                || page.has(place, Flag::Unit) && !page.is_glued(place)
                || page.has(place, Flag::Study)
        });
    if coded && (told || count(page, first, end).0 == 0) || !coded && !is_proper(page, first, end) {
        return;
    }
    push(page, first, end, what, "table", 86, found);
}
