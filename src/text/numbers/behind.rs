//! Record numbers that no label announces: they stand behind a name.

use crate::text::calendar;
use crate::text::fields::{code_end, count};
use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::Page;

/// Behind a group of digits the groups that follow with a hyphen or one blank.
#[must_use]
pub(super) fn groups_end(page: &Page, end: usize) -> usize {
    let next = page.digits(end) >= 2
        && page.gap(end) == 1
        && !page.has(end + 1, Flag::Unit)
        && calendar::year4(page, end).is_none()
        && calendar::read(page, end).is_none();
    if next { end + 1 } else { end }
}

/// `ABARA, NGOZI 12-34-56`, `Ngozi Abara / 757 546 / F`: the number that
/// stands behind a name in a heading or a footer is the record's.
pub fn behind_names(page: &Page, found: &mut Vec<Found>) {
    let mut ends: Vec<usize> = found
        .iter()
        .filter(|one| one.what.is_person())
        .map(|one| one.end)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    for at in 1..page.len() {
        // More than three letters are no part of such a number.
        if !page.is_number(at) && !(page.is_word(at) && page.low(at).len() <= 3) {
            continue;
        }
        let slash = page.is_sign(at - 1, '/') && page.gap(at) == 1;
        let comma = page.is_sign(at - 1, ',') && page.gap(at) == 1;
        let name = if slash || comma {
            at.wrapping_sub(2)
        } else {
            at - 1
        };
        if !page.is_word(name) && !page.is_sign(name, '.')
            || ends.binary_search(&page.token(name).end).is_err()
        {
            continue;
        }
        if let Some(end) = record_number(page, at, slash) {
            found.push(Found {
                start: page.token(at).start,
                end: page.token(end - 1).end,
                what: What::Mrn,
                detector: "behind-name",
                confidence: 75,
            });
        }
    }
}

/// Six digits and more in up to three groups, not a date, a phone or a measure.
fn record_number(page: &Page, at: usize, closed: bool) -> Option<usize> {
    if calendar::read(page, at).is_some_and(|reading| reading.form == calendar::Form::Full) {
        return None;
    }
    let end = groups_end(page, code_end(page, at));
    let (digits, letters) = count(page, at, end);
    let text = page.slice(page.token(at).start, page.token(end.saturating_sub(1)).end);
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b' ' | b'/'));
    let clean = plain && digits >= 6 && letters <= 3 && !page.has(end, Flag::Unit);
    (clean && (!closed || page.is_sign(end, '/'))).then_some(end)
}
