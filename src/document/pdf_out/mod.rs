//! A document → a new tagged PDF. No object of the source is in it.

mod blocks;
mod flowing;
mod positioned;

use crate::finding::{ReasonCode, Refusal};
use crate::typeset::TypesetError;
use crate::typeset::face::{Face, Faces};
use crate::typeset::line::{Ground, Piece, Style};
use crate::typeset::paper::{About, INK, Paper};

use super::model::{Document, Form, Mark, Segment, Weight};

/// The year in the date fields, which PDF/A demands: that of the zip's time
/// stamps. It says nothing about the report.
const DATELESS_YEAR: u16 = 1980;

/// Paper for pages that have no size of their own: US Letter.
const PAPER_PT: (f32, f32) = (612.0, 792.0);

/// Writes the document as a new PDF: at the positions of the source where it
/// has any, else as running text.
///
/// # Errors
/// [`ReasonCode::NotVerified`] if the pages cannot be written as PDF.
pub fn pdf(document: &Document, title: &str) -> Result<Vec<u8>, Refusal> {
    write(document, title).map_err(|_| Refusal::of(ReasonCode::NotVerified))
}

/// How many characters of the document no built-in font can show; a box
/// stands for each of them in the PDF.
#[must_use]
pub fn characters_without_glyph(document: &Document) -> u64 {
    let Ok(faces) = Faces::load() else {
        return 0;
    };
    let segments = document.pages.iter().flat_map(|page| &page.segments);
    segments.map(|segment| faces.missing(&segment.text)).sum()
}

fn write(document: &Document, title: &str) -> Result<Vec<u8>, TypesetError> {
    let faces = Faces::load()?;
    let paper: Paper = match document.form {
        Form::Positioned => positioned::set(document, &faces),
        Form::Flowing => flowing::set(document, &faces),
    };
    let about = About {
        title: title.to_owned(),
        language: "en",
        year: DATELESS_YEAR,
    };
    paper.write(&faces, &about)
}

/// The sentence that stands for a withheld page.
fn withheld_sentence(number: usize, reason: ReasonCode) -> String {
    format!(
        "Page {number} of the source is not included: {}.",
        reason.sentence()
    )
}

/// A segment as it is set: replaced text is semi-bold on a tinted box.
fn piece(segment: &Segment, face: Face, size_pt: f32) -> Piece {
    let face = match (face, segment.weight, segment.mark) {
        (Face::Mono, Weight::Regular | Weight::Bold, Mark::Source | Mark::Replaced) => Face::Mono,
        (Face::Sans, Weight::Regular, Mark::Source) => Face::Sans,
        (Face::Sans, Weight::Bold, Mark::Source)
        | (Face::Sans, Weight::Regular | Weight::Bold, Mark::Replaced)
        | (Face::SansBold, Weight::Regular | Weight::Bold, Mark::Source | Mark::Replaced) => {
            Face::SansBold
        }
    };
    let ground = match segment.mark {
        Mark::Source => Ground::Paper,
        Mark::Replaced => Ground::Replaced,
    };
    let style = Style {
        ground,
        ..Style::new(face, size_pt, INK)
    };
    Piece::new(segment.text.as_str(), style)
}

#[cfg(test)]
mod tests;
