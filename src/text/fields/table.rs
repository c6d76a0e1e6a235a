//! Values under a row of labels.

use crate::text::found::{Found, What};
use crate::text::labels::{self, Field};
use crate::text::lexicon::Flag;
use crate::text::names::{self, Promise};
use crate::text::token::Page;

use super::codes::count;
use super::dates::birth;
use super::{is_proper, push};

/// A row of labels, and the rows of values under it, cut at tabs, pipes or
/// wide gaps.
pub(super) fn table(page: &Page, found: &mut Vec<Found>) {
    let (mut heads, mut values) = (Vec::new(), Vec::new());
    for (number, line) in page.lines.iter().enumerate() {
        cells(page, line.first, line.end, &mut heads);
        if heads.len() < 2 {
            continue;
        }
        let fields: Vec<Option<Field>> = heads
            .iter()
            .map(|&(first, end)| {
                labels::read(page, first)
                    .filter(|label| label.end == end && page.low(first) != "no")
                    .map(|label| label.field)
            })
            .collect();
        let labelled = fields.iter().flatten().count();
        if labelled < 2 || labelled * 3 < heads.len() * 2 {
            continue;
        }
        for row in page.lines.iter().skip(number + 1).take(4) {
            cells(page, row.first, row.end, &mut values);
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
    // A sentence in the column is no code.
    let told = end > first + 8
        || (first..end)
            .any(|place| page.token(place).entry.is_clinical() || page.has(place, Flag::Unit));
    if coded && (told || count(page, first, end).0 == 0) || !coded && !is_proper(page, first, end) {
        return;
    }
    push(page, first, end, what, "table", 86, found);
}
