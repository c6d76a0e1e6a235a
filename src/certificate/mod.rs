//! Counted facts → the certificate as PDF and JSON. Sees no original value.
//!
//! [`facts::Facts`] is the only way in, and nothing that an input said fits into
//! it. [`json`] and [`pdf`] say the same; the PDF is for people.

pub mod facts;
pub mod json;
pub mod letters;
pub mod merkle;
mod pages;
pub mod status;
mod wording;
pub mod words;

pub use facts::Facts;
pub use json::json;
pub use pages::pdf;

#[cfg(test)]
pub(crate) mod made_up_tests;
