//! The text room: finds identifiers in narrative. Knows no bytes, files or screen.

pub mod span;
