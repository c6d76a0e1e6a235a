//! What is read: lines and their letters.

use serde::{Deserialize, Serialize};

use super::geometry::{Bounds, Quad};

/// What was seen in parts of a picture.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// The lines, part after part.
    pub lines: Vec<Line>,
    /// Where anything at all speaks for text, however little: all lines, and what
    /// another look at the picture may show to be one.
    pub hints: Vec<Bounds>,
}

/// A line of text in a picture.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Where it stands, in pixels of the picture.
    pub quad: Quad,
    /// What it says; empty if nothing could be read.
    pub text: String,
    /// Every letter of the text with its place along the line.
    pub letters: Vec<Letter>,
    /// From 0 to 1: how sure the letters are.
    pub confidence: f32,
    /// From 0 to 1: how sure it is that this is text at all.
    pub found: f32,
}

/// One letter of a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Where it was seen: a share of the line's length, from 0 to 1.
    pub along: f32,
    /// From 0 to 1.
    pub confidence: f32,
    /// The letter.
    pub text: String,
}
