//! The certificate for people: the facts set on pages.

use crate::typeset::TypesetError;
use crate::typeset::face::{Face, Faces};
use crate::typeset::flow::{Flow, Foot, Format, Spacing};
use crate::typeset::line::{Piece, Style};
use crate::typeset::paper::{About, INK};

use super::facts::Facts;

const TITLE: &str = "De-identification certificate";

/// The certificate as a PDF.
///
/// # Errors
/// As [`crate::typeset`]: a built-in font does not load, or the library refuses
/// the pages.
pub fn pdf(facts: &Facts) -> Result<Vec<u8>, TypesetError> {
    let faces = Faces::load()?;
    let mut flow = Flow::new(&faces, Format::LETTER);
    let assessment = facts.assess();
    let big = Style::new(Face::SansBold, 18.0, INK);
    let text = Style::new(Face::Sans, 9.0, INK);
    flow.heading(1, TITLE, big, Spacing::TEXT, 40.0);
    flow.paragraph(
        &[Piece::new(
            assessment.title,
            Style::new(Face::SansBold, 12.0, INK),
        )],
        Spacing::TEXT,
    );
    for finding in &assessment.reasons {
        let sentence = format!("{} {}", finding.count, finding.sentence);
        flow.paragraph(&[Piece::new(sentence, text)], Spacing::TEXT);
    }
    let foot = Foot {
        left: format!("Certificate {}", facts.identity.certificate),
        running_head: None,
    };
    let about = About {
        title: TITLE.to_owned(),
        language: "en",
        year: facts.identity.issued.year(),
    };
    flow.finish_with(&foot, &about)
}
