//! Puts the replacements in the place of the spans.

use super::span::Span;

/// The text with every span replaced. Spans are sorted and do not overlap, as
/// [`Finder::find`](super::Finder::find) answers them; a span that does not
/// fit the text is cut to what fits, never left standing.
#[must_use]
pub fn redact(text: &str, spans: &[Span]) -> String {
    let mut output = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        let start = floor(text, span.start).max(done);
        let end = ceiling(text, span.end).max(start);
        output.push_str(text.get(done..start).unwrap_or_default());
        output.push_str(&span.replacement);
        done = end;
    }
    output.push_str(text.get(done..).unwrap_or_default());
    output
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceiling(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
