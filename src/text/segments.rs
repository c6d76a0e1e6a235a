//! HL7 version 2 segments inside a text: fields by their number (HL7 v2.5.1,
//! chapters 2, 3, 4 and 7).

use super::calendar;
use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::Page;

/// What the fields of a segment hold, by number.
static SEGMENTS: &[(&str, &[(usize, What)])] = &[
    (
        "msh",
        &[
            (3, What::Id),
            (4, What::Institution),
            (5, What::Id),
            (6, What::Institution),
            (10, What::Id),
        ],
    ),
    ("evn", &[(5, What::Clinician)]),
    (
        "pid",
        &[
            (2, What::Mrn),
            (3, What::Mrn),
            (4, What::Mrn),
            (5, What::Patient),
            (6, What::Relative),
            (9, What::Patient),
            (11, What::Location),
            (12, What::Location),
            (13, What::Phone),
            (14, What::Phone),
            (18, What::Account),
            (19, What::Ssn),
            (20, What::License),
            (21, What::Mrn),
            (23, What::Location),
        ],
    ),
    (
        "nk",
        &[
            (2, What::Relative),
            (4, What::Location),
            (5, What::Phone),
            (6, What::Phone),
            (13, What::Institution),
        ],
    ),
    (
        "gt",
        &[
            (2, What::Account),
            (3, What::Relative),
            (5, What::Location),
            (6, What::Phone),
            (12, What::Ssn),
            (16, What::Institution),
        ],
    ),
    (
        "in",
        &[
            (2, What::Plan),
            (4, What::Institution),
            (8, What::Plan),
            (16, What::Relative),
            (19, What::Location),
            (36, What::Plan),
            (49, What::Plan),
        ],
    ),
    (
        "pv",
        &[
            (3, What::Location),
            (7, What::Clinician),
            (8, What::Clinician),
            (9, What::Clinician),
            (17, What::Clinician),
            (19, What::Id),
            (50, What::Id),
            (52, What::Clinician),
        ],
    ),
    (
        "orc",
        &[
            (2, What::Id),
            (3, What::Id),
            (4, What::Id),
            (10, What::Clinician),
            (11, What::Clinician),
            (12, What::Clinician),
            (14, What::Phone),
            (17, What::Institution),
            (21, What::Institution),
            (22, What::Location),
        ],
    ),
    (
        "obr",
        &[
            (2, What::Id),
            (3, What::Id),
            (10, What::Clinician),
            (16, What::Clinician),
            (17, What::Phone),
            (18, What::Id),
            (19, What::Id),
            (20, What::Id),
            (28, What::Clinician),
            (32, What::Clinician),
            (33, What::Clinician),
            (34, What::Clinician),
            (35, What::Clinician),
        ],
    ),
    (
        "obx",
        &[
            (15, What::Institution),
            (16, What::Clinician),
            (18, What::Device),
        ],
    ),
    (
        "txa",
        &[
            (5, What::Clinician),
            (9, What::Clinician),
            (10, What::Clinician),
            (11, What::Clinician),
            (12, What::Id),
            (13, What::Id),
            (14, What::Id),
            (22, What::Clinician),
        ],
    ),
    ("zds", &[(1, What::Id)]),
];

/// Finds the fields of lines that are segments.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    for line in &page.lines {
        // `NK1` and `PV1` are a word and a number.
        let name = page.low(line.first);
        let behind = if page.is_number(line.first + 1) && page.is_glued(line.first + 1) {
            line.first + 2
        } else {
            line.first + 1
        };
        if !page.is_sign(behind, '|') {
            continue;
        }
        let Some((_, rows)) = SEGMENTS.iter().find(|(segment, _)| *segment == name) else {
            continue;
        };
        let header = name == "msh";
        let mut number = usize::from(header);
        let mut start = behind + 1;
        for place in behind + 1..=line.end {
            if place < line.end && !page.is_sign(place, '|') {
                continue;
            }
            number += 1;
            if let Some((_, what)) = rows.iter().find(|(field, _)| *field == number) {
                field(page, *what, start, place, found);
            }
            start = place + 1;
        }
    }
}

fn field(page: &Page, what: What, first: usize, end: usize, found: &mut Vec<Found>) {
    let mut piece = first;
    let mut component = 0;
    for place in first..=end {
        if place < end && !matches!(page.sign(place), '^' | '~') {
            continue;
        }
        component += 1;
        let state =
            page.has(piece, Flag::StateCode) && place == piece + 1 && what == What::Location;
        let kind = matches!(
            page.low(piece),
            "mr" | "ss"
                | "md"
                | "dr"
                | "l"
                | "prn"
                | "ph"
                | "usa"
                | "us"
                | "cp"
                | "wpn"
                | "home"
                | "h"
                | "m"
                | "f"
                | "ei"
                | "pi"
                | "an"
                | "dn"
        ) && place == piece + 1;
        let date = calendar::read(page, piece).is_some_and(|reading| reading.end == place);
        let zip = what == What::Location && page.digits(piece) == 5 && component > 1;
        let application = what == What::Id && place == piece + 1 && page.is_word(piece);
        // An authority, a kind of plan, a key: no number of somebody.
        let digits: usize = (piece..place).map(|at| page.digits(at)).sum();
        let empty = match what {
            What::Mrn | What::Plan => digits == 0,
            What::Phone => digits < 7,
            _another => false,
        };
        if place > piece && !state && !kind && !date && !application && !empty {
            let (start, stop) = (page.token(piece).start, page.token(place - 1).end);
            let what = if zip { What::Zip } else { what };
            found.push(Found {
                start,
                end: stop,
                what,
                detector: "segment",
                confidence: 90,
            });
        }
        piece = place + 1;
    }
}
