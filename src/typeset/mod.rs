//! Sets text on pages and writes them as a tagged PDF.
//!
//! A small layer over krilla. Three steps, each its own file:
//!
//! | file | step |
//! |---|---|
//! | [`face`] | characters → glyphs and widths, with a visible sign for what no face has |
//! | [`line`] | pieces of text → lines of a width |
//! | [`flow`], [`table`] | headings, paragraphs, lists, tables → pages |
//! | [`paper`] | pages and their structure → PDF bytes |
//! | [`form`] | marked links of these → fields to fill in |
//!
//! The result depends on nothing but the input: no clock, no random number, no
//! object of another PDF. It is PDF/UA-1 (ISO 14289-1) and PDF/A-2a
//! (ISO 19005-2); if the library finds a rule of these broken, the same pages
//! are written as plain tagged PDF, because a report that is not written helps
//! nobody.

pub mod face;
pub mod flow;
pub mod form;
pub mod line;
pub mod paper;
pub mod table;

/// Why pages could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// A font that is part of the program does not load.
    #[error("a built-in font does not load")]
    Font,
    /// A page has no size, or one beyond what PDF allows.
    #[error("page {page} has no usable size")]
    PageSize {
        /// Number of the page, from 1.
        page: usize,
    },
    /// The library refuses the pages. Its own words are not carried on: they
    /// may quote text of the page.
    #[error("the pages cannot be written as PDF")]
    NotWritten,
}
