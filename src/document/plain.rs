//! A document as plain text.

use std::fmt::Write;

use super::model::{Break, Document};

/// The text of a document: lines and paragraphs as they stand, a form feed
/// between pages, and a sentence for each page that is withheld.
#[must_use]
pub fn plain_text(document: &Document) -> String {
    let mut text = String::new();
    for (index, page) in document.pages.iter().enumerate() {
        if index > 0 {
            text.push('\u{C}');
        }
        if let Some(reason) = page.withheld {
            let number = index + 1;
            // Writing to a string cannot fail.
            let _ = writeln!(text, "[Page {number} withheld: {}]", reason.sentence());
            continue;
        }
        for segment in &page.segments {
            text.push_str(&segment.text);
            text.push_str(match segment.then {
                Break::None => "",
                Break::Space => " ",
                Break::Tab => "\t",
                Break::Line => "\n",
                Break::Paragraph => "\n\n",
            });
        }
        let end = text.trim_end_matches([' ', '\t', '\n']).len();
        text.truncate(end);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::{Page, document_of};
    use crate::finding::ReasonCode;

    #[test]
    fn lines_cells_and_paragraphs_are_kept_and_a_withheld_page_is_named() {
        let mut document = document_of(&[
            ("Size", Break::Tab),
            ("4 mm", Break::Line),
            ("stable", Break::Paragraph),
            ("End", Break::Paragraph),
        ]);
        document.pages.push(Page {
            withheld: Some(ReasonCode::NoText),
            ..Page::default()
        });
        assert_eq!(
            plain_text(&document),
            "Size\t4 mm\nstable\n\nEnd\n\u{C}[Page 2 withheld: no readable text: a scan, or letters that cannot be told]\n"
        );
    }
}
