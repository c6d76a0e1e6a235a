//! Values behind a label that promises people.

use crate::text::found::{Found, What};
use crate::text::labels::Label;
use crate::text::names::{self, Promise};
use crate::text::token::{LineCase, Page};

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
