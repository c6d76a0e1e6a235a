//! PDF in: what the pages show, as text with positions.
//!
//! Nothing is carried over but glyphs that can be seen, on the page and in what
//! its form fields and typed notes show. Everything else that holds text
//! (properties, comments, bookmarks, attachments, text that cannot be seen) is
//! harvested for the table of known values.

mod areas;
mod fields;
mod glyphs;
mod guard;
mod hidden;
mod places;
#[cfg(feature = "ocr")]
mod scanned;
mod texts;
mod twins;
mod weight;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page,
};

use super::MAX_PAGES;
use super::PictureReader;
use super::layout::{Glyph, lay_out};
use super::model::{Document, DocumentNote, Form, Origin, Page};
use crate::finding::{Limit, ReasonCode, Refusal};
use fields::Appearances;
use glyphs::{Drawn, Gatherer};
use weight::WeightReader;

/// Glyphs of a whole document.
const MAX_DOCUMENT_GLYPHS: usize = 8_000_000;

/// A page on which a larger share of glyphs has no Unicode meaning cannot be
/// checked for names, so it is withheld.
const MAX_UNKNOWN_PERCENT: usize = 2;

/// A picture that covers a larger share of the page is the page.
const PICTURE_SHARE: f64 = 0.5;

/// Letters that make a text layer under a picture.
const LAYER_LETTERS: usize = 20;

/// Letters that a page needs to be more than the caption of its picture.
const CAPTION_LETTERS: usize = 150;

/// Steps of painted shapes from which a page without text is text in outlines.
const OUTLINE_STEPS: usize = 400;

/// Longest edge of a page in points (ISO 32000-2 Annex C: 14,400 units).
const MAX_EDGE_PT: f32 = 200_000.0;

/// Pixels of all pictures on a page that is drawn to be read.
const MAX_PICTURE_PIXELS: u64 = 200_000_000;

/// Reads a PDF. Pages that are pictures are read by `pictures`, if there is such a
/// reader.
///
/// # Errors
/// [`ReasonCode::Encrypted`], [`ReasonCode::Malformed`],
/// [`ReasonCode::OverLimit`], or [`ReasonCode::NoText`] if no page has text.
pub(super) fn read(bytes: Vec<u8>, pictures: Option<&PictureReader>) -> Result<Document, Refusal> {
    guard::check_bytes(&bytes)?;
    // The reader is not ours: if it gives up on a file with a panic, that file
    // is refused. (In wasm32 a panic ends the worker, with the same meaning.)
    catch_unwind(AssertUnwindSafe(|| read_checked(bytes, pictures)))
        .unwrap_or(Err(Refusal::of(ReasonCode::Malformed)))
}

fn read_checked(bytes: Vec<u8>, pictures: Option<&PictureReader>) -> Result<Document, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::of(ReasonCode::Encrypted),
        LoadPdfError::Invalid => Refusal::of(ReasonCode::Malformed),
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(Refusal::of(ReasonCode::Malformed));
    }
    if count > MAX_PAGES {
        return Err(Refusal::over(Limit::ReportPages));
    }
    if fields::is_drawn_by_the_viewer(&pdf) {
        return Err(Refusal::of(ReasonCode::NoText));
    }
    guard::check_streams(&pdf)?;
    guard::check_content(&pdf)?;
    let mut document = Document {
        form: Form::Positioned,
        ..Document::default()
    };
    hidden::harvest(&pdf, &mut document);
    // A page is drawn only if no picture of the file unpacks past the limits.
    let pictures = pictures.filter(|_| guard::check_pictures(&pdf).is_ok());
    let cache = InterpreterCache::new();
    let appearances = fields::appearances(&pdf);
    let mut weights = WeightReader::default();
    let mut glyphs = 0_usize;
    for page in pdf.pages().iter() {
        let drawn = drawn(page, &cache, appearances, &mut weights);
        glyphs = glyphs.saturating_add(drawn.glyphs.len());
        if drawn.overfull || glyphs > MAX_DOCUMENT_GLYPHS {
            return Err(Refusal::over(Limit::PdfContent));
        }
        let why = withheld(&drawn, page.render_dimensions());
        let read = match (why, pictures) {
            (Some(_), Some(reader)) if drawn.picture_pixels <= MAX_PICTURE_PIXELS => {
                read_picture(page, reader)
            }
            (Some(_) | None, Some(_) | None) => None,
        };
        push_page(page.render_dimensions(), drawn, why, read, &mut document);
    }
    document.notes.sort_unstable();
    document.notes.dedup();
    if document.pages.iter().all(|page| page.segments.is_empty()) {
        return Err(Refusal::of(ReasonCode::NoText));
    }
    Ok(document)
}

fn drawn<'a>(
    page: &PdfPage<'a>,
    cache: &InterpreterCache<'a>,
    appearances: Appearances,
    weights: &mut WeightReader,
) -> Drawn {
    let (width_pt, height_pt) = page.render_dimensions();
    let mut gatherer = Gatherer::new(width_pt, height_pt, weights);
    let draw = |gatherer: &mut Gatherer<'_>, content: RenderContent| {
        let settings = InterpreterSettings {
            render_content: content,
            ..InterpreterSettings::default()
        };
        let mut context = Context::new(
            Affine::new(page.initial_transform(true).as_coeffs()),
            Rect::new(0.0, 0.0, f64::from(width_pt), f64::from(height_pt)),
            cache,
            page.xref(),
            settings,
        );
        interpret_page(page, &mut context, gatherer);
    };
    draw(&mut gatherer, RenderContent::PAGE);
    let page_glyphs = gatherer.count();
    draw(&mut gatherer, RenderContent::ANNOTATIONS);
    gatherer.put_values(&fields::values(page), page_glyphs, appearances);
    gatherer.finish()
}

/// The glyphs of a page as a picture of it shows them.
#[cfg(feature = "ocr")]
fn read_picture<'a>(page: &'a PdfPage<'a>, reader: &PictureReader) -> Option<Vec<Glyph>> {
    scanned::glyphs(page, reader)
}

#[cfg(not(feature = "ocr"))]
fn read_picture<'a>(_page: &'a PdfPage<'a>, reader: &PictureReader) -> Option<Vec<Glyph>> {
    match *reader {}
}

/// Adds a page, or its place if it is withheld. A page that was read from its
/// picture is not: what stands in the file besides is only harvested.
fn push_page(
    (width_pt, height_pt): (f32, f32),
    drawn: Drawn,
    withheld: Option<ReasonCode>,
    read: Option<Vec<Glyph>>,
    document: &mut Document,
) {
    let width_pt = width_pt.clamp(1.0, MAX_EDGE_PT);
    let height_pt = height_pt.clamp(1.0, MAX_EDGE_PT);
    if drawn.pictures > 0 {
        document.notes.push(DocumentNote::Picture);
    }
    if drawn.unknown > 0 {
        document.notes.push(DocumentNote::UnknownGlyphs);
    }
    if !drawn.unseen.trim().is_empty() {
        document.notes.push(DocumentNote::HiddenText);
        document.hidden.push(drawn.unseen);
    }
    document.hidden.extend(drawn.alternatives);
    let laid = lay_out(&drawn.glyphs, width_pt, height_pt);
    let mut page = Page {
        width_pt: laid.width_pt,
        height_pt: laid.height_pt,
        withheld,
        origin: Origin::Text,
        segments: laid.segments,
    };
    if withheld.is_some() {
        // What can be read of a withheld page still protects the others.
        let texts = std::mem::take(&mut page.segments);
        let texts: Vec<String> = texts.into_iter().map(|segment| segment.text).collect();
        document.hidden.push(texts.join("\n"));
    }
    if let Some(glyphs) = read {
        let laid = lay_out(&glyphs, width_pt, height_pt);
        page = Page {
            width_pt: laid.width_pt,
            height_pt: laid.height_pt,
            withheld: None,
            origin: Origin::Picture,
            segments: laid.segments,
        };
    }
    document.pages.push(page);
}

/// Why a page is not carried over, if so: it is a picture, or its letters
/// cannot be told.
fn withheld(drawn: &Drawn, (width_pt, height_pt): (f32, f32)) -> Option<ReasonCode> {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| !letter.is_whitespace())
            .count()
    };
    let seen: usize = drawn.glyphs.iter().map(|glyph| letters(&glyph.text)).sum();
    let unseen = letters(&drawn.unseen);
    let edge = |edge_pt: f32| f64::from(edge_pt.clamp(1.0, MAX_EDGE_PT));
    let page_area = edge(width_pt) * edge(height_pt);
    let is_picture = drawn.picture_area > PICTURE_SHARE * page_area;
    let unreadable = if seen == 0 {
        drawn.pictures > 0 || unseen > 0 || drawn.outline_steps > OUTLINE_STEPS
    } else {
        let unknown = drawn
            .glyphs
            .iter()
            .filter(|glyph| is_unknown(glyph))
            .count();
        let picture_page = is_picture && (unseen >= LAYER_LETTERS || seen < CAPTION_LETTERS);
        picture_page || unknown * 100 > MAX_UNKNOWN_PERCENT * seen
    };
    unreadable.then_some(ReasonCode::NoText)
}

fn is_unknown(glyph: &Glyph) -> bool {
    glyph.text.contains(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests;
