//! Listings of DICOM elements in a text: `(0010,0020) LO [12-34-56] # Patient ID`.
//! The tag says what the value is (PS3.6).

use super::found::{Found, What};
use super::token::Page;

/// Groups and elements of what identifies; dates, persons and UIDs go by
/// their value representation.
#[rustfmt::skip]
static ELEMENTS: &[(u32, u32, What)] = &[
    (8, 50, What::Id), (8, 80, What::Institution), (8, 81, What::Location), (8, 1010, What::Id), (8, 1040, What::Institution),
    (10, 10, What::Patient), (10, 20, What::Mrn), (10, 21, What::Institution), (10, 1000, What::Mrn), (10, 1001, What::Patient),
    (10, 1040, What::Location), (10, 2154, What::Phone), (10, 2299, What::Institution), (10, 4000, What::Id),
    (18, 1000, What::Device), (20, 10, What::Id), (38, 10, What::Account), (38, 300, What::Location), (40, 1001, What::Id), (40, 253, What::Id),
];

/// Finds the values of elements that identify.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    for line in &page.lines {
        let first = line.first;
        let tag = page.is_sign(first, '(')
            && page.digits(first + 1) == 4
            && page.is_sign(first + 2, ',')
            && page.digits(first + 3) == 4
            && page.is_sign(first + 4, ')');
        let (Some(group), Some(element)) = (page.value(first + 1), page.value(first + 3)) else {
            continue;
        };
        let form = page.low(first + 5);
        let known = ELEMENTS
            .iter()
            .find(|row| (row.0, row.1) == (group, element))
            .map(|row| row.2)
            .or_else(|| (form == "pn").then_some(What::Name))
            .or_else(|| (form == "ui").then_some(What::Id));
        let Some(what) = known.filter(|_| tag) else {
            continue;
        };
        let open = (first + 5..line.end.min(first + 12)).find(|&place| page.is_sign(place, '['));
        let shut = open.and_then(|open| {
            (open + 1..line.end)
                .find(|&place| page.is_sign(place, ']'))
                .map(|shut| (open + 1, shut))
        });
        if let Some((value, end)) = shut.filter(|(value, end)| value < end) {
            found.push(Found {
                start: page.token(value).start,
                end: page.token(end - 1).end,
                what,
                detector: "element",
                confidence: 90,
            });
        }
    }
}
