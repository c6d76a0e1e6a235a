//! A finished document in XML: searched as it stands and as its reader sees it.

use super::searcher::Searcher;
use super::text::Place;
use crate::finding::{ReasonCode, Refusal};

/// The entities that the product writes.
const ENTITIES: &[(&str, &str)] = &[("lt;", "<"), ("gt;", ">"), ("amp;", "&"), ("quot;", "\"")];

/// Checks the bytes, and the text between the tags: once as the pieces follow
/// each other, once with a line end between them.
///
/// # Errors
/// [`ReasonCode::NotVerified`] for what the product never writes: document
/// types, comments, instructions, other entities, text that is no UTF-8.
/// [`ReasonCode::LeakFound`] if a known value stands in it.
pub fn check(searcher: &Searcher, bytes: &[u8], place: Place) -> Result<(), Refusal> {
    let broken = Refusal::of(ReasonCode::NotVerified);
    let text = std::str::from_utf8(bytes).map_err(|_| broken)?;
    let (_, body) = text.split_once("?>").ok_or(broken)?;
    if body.contains("<!") || body.contains("<?") {
        return Err(broken);
    }
    if searcher.finds_in_text(text, place) {
        return Err(Refusal::of(ReasonCode::LeakFound));
    }
    for between in ["", "\n"] {
        let shown = shown(body, between).ok_or(broken)?;
        searcher.check_text(shown.as_bytes(), place)?;
    }
    Ok(())
}

/// The text without its tags, entities undone; `None` if a tag is not closed.
fn shown(body: &str, between: &str) -> Option<String> {
    let mut shown = String::with_capacity(body.len());
    let mut pieces = body.split('<');
    shown.push_str(pieces.next()?);
    for piece in pieces {
        let (_, text) = piece.split_once('>')?;
        shown.push_str(between);
        undo_entities(text, &mut shown)?;
    }
    Some(shown)
}

fn undo_entities(text: &str, shown: &mut String) -> Option<()> {
    let mut pieces = text.split('&');
    shown.push_str(pieces.next()?);
    for piece in pieces {
        let known = ENTITIES.iter();
        let mut known =
            known.filter_map(|(name, letter)| Some((piece.strip_prefix(name)?, letter)));
        let (rest, letter) = known.next()?;
        shown.push_str(letter);
        shown.push_str(rest);
    }
    Some(())
}
