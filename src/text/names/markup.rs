//! Names in the fields of XML and JSON: `first="Hodan"`, `<given>Clotilde</given>`,
//! `"nm":"Latoya Mims"`.

use crate::text::found::{Found, What};
use crate::text::lexicon::Flag;
use crate::text::token::Page;

use super::push;

/// Most tokens of a value.
const LONGEST: usize = 10;

/// Whose name a key promises.
fn promised(key: &str) -> Option<What> {
    let what = match key {
        "last" | "first" | "given" | "family" | "middle" | "ln" | "fn" | "mi" | "lname"
        | "fname" | "mname" | "surname" | "forename" | "lastname" | "firstname" | "middlename"
        | "givenname" | "familyname" | "aka" | "alias" | "nickname" | "patient" | "pt"
        | "patientname" | "ptname" => What::Patient,
        "nm" | "name" | "fullname" | "displayname" => What::Name,
        "by" | "who" | "author" | "operator" | "tech" | "technologist" | "md" | "ordering"
        | "orderedby" | "referring" | "reader" | "readby" | "attending" | "resident" | "rad"
        | "radiologist" | "physician" | "provider" | "signedby" | "signer" | "sig" | "dr"
        | "nurse" | "scribe" | "typist" | "transcriptionist" | "verifiedby" | "enteredby"
        | "dictatedby" | "interpreter" | "approvedby" | "performedby" => What::Clinician,
        "mother" | "father" | "guardian" | "nok" | "spouse" | "contact" | "kin" => What::Relative,
        _ => return None,
    };
    Some(what)
}

/// The value of a key that promises a name.
pub(super) fn marked_up(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let before = page.sign(at.wrapping_sub(1));
    if !matches!(before, '<' | '"') && !page.is_sign(at + 1, '=') {
        return None;
    }
    let what = promised(page.low(at))?;
    let (first, close) = if before == '<' && page.is_sign(at + 1, '>') {
        (at + 2, '<')
    } else if page.is_sign(at + 1, '=') && matches!(page.sign(at + 2), '"' | '\'') {
        (at + 3, page.sign(at + 2))
    } else if before == '"' && page.is_sign(at + 1, '"') && page.is_sign(at + 2, ':') {
        let opened = at + 3 + usize::from(page.is_sign(at + 3, '['));
        if !page.is_sign(opened, '"') {
            return None;
        }
        (opened + 1, '"')
    } else {
        return None;
    };
    let end = (first..first + LONGEST).find(|&place| page.is_sign(place, close))?;
    let mut words = 0;
    for place in first..end {
        let entry = page.token(place).entry;
        if page.is_number(place) || page.is_line_end(place) || page.sign(place) == '@' {
            return None;
        }
        if !page.is_word(place) {
            continue;
        }
        words += 1;
        let small = !page.is_capital(place) && !entry.has(Flag::Particle);
        if small || entry.has(Flag::Facility) {
            return None;
        }
    }
    let placeholder = matches!(
        page.low(first),
        "unknown" | "none" | "self" | "na" | "tbd" | "final" | "phone" | "fax" | "system" | "auto"
    );
    if words == 0 || words > 5 || placeholder {
        return None;
    }
    push(page, first, end, what, "marked-up-name", 86, found);
    Some(end)
}
