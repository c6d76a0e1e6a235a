//! Days as Spanish, French, Italian, Portuguese and German letters have them:
//! `el 5 de mayo de 1958`, `le 1er mai 2020`, `am 3. Mai 2021`.

use crate::text::token::Page;

use super::months::year_behind;
use super::{Form, Reading, day, month};

/// Months that are other words in English, or that only these languages have.
fn is_foreign(word: &str) -> bool {
    matches!(
        word,
        "mayo"
            | "mai"
            | "maio"
            | "maggio"
            | "mars"
            | "marco"
            | "marz"
            | "gennaio"
            | "febbraio"
            | "aprile"
            | "giugno"
            | "luglio"
            | "settembre"
            | "ottobre"
            | "dicembre"
            | "janeiro"
            | "fevereiro"
            | "junho"
            | "julho"
            | "setembro"
            | "outubro"
            | "novembro"
            | "dezembro"
            | "setiembre"
    )
}

/// A day with its month, perhaps behind an article: told by the article, by
/// `de`, or by the year.
#[must_use]
pub fn day_abroad(page: &Page, at: usize) -> Option<Reading> {
    let article = matches!(
        page.low(at),
        "el" | "le" | "il" | "al" | "am" | "den" | "del" | "dia"
    );
    let number = at + usize::from(article);
    let first = matches!(
        page.low(number),
        "primero" | "primeiro" | "premier" | "primo"
    );
    if !first {
        day(page, number)?;
    }
    let mut place = number + 1;
    // `1er`, `1o`, `3.`
    let ordinal = matches!(page.low(place), "er" | "o" | "ro" | "eme") && page.is_glued(place)
        || matches!(page.sign(place), '.' | '\u{B0}') && page.is_glued(place);
    place += usize::from(ordinal);
    let of = matches!(page.low(place), "de" | "di");
    place += usize::from(of);
    let asked = of || article;
    let word = page.low(place);
    if !(is_foreign(word) || asked && month(word).is_some()) || page.gap(place) > 2 {
        return None;
    }
    let (end, year) = year_behind(page, place + 1);
    let form = match year {
        Some(_) => Form::Full,
        None if asked => Form::MonthDay,
        None => return None,
    };
    Some(Reading { end, year, form })
}
