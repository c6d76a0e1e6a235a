//! A report as pages of positioned text.

use crate::finding::ReasonCode;

/// A report as read: nothing of the source file but its text and positions.
#[derive(Clone, Default, PartialEq)]
pub struct Document {
    /// Whether the positions of the segments are those of the source.
    pub form: Form,
    /// Pages in order. A TXT or DOCX has its text on as many pages as needed.
    pub pages: Vec<Page>,
    /// Text that stands outside the pages (Info, XMP, form values, comments,
    /// properties, deleted text): harvested, never carried over.
    pub hidden: Vec<String>,
    /// What the reader met and left out.
    pub notes: Vec<DocumentNote>,
}

/// One page. Points (1/72 inch), origin at the top left.
#[derive(Clone, Default, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width_pt: f32,
    /// Height in points.
    pub height_pt: f32,
    /// Why nothing of this page is carried over, if so: its segments are
    /// empty then, and the output names the page and the reason.
    pub withheld: Option<ReasonCode>,
    /// Whether its text stood in the file or was read from a picture.
    pub origin: Origin,
    /// Segments in reading order.
    pub segments: Vec<Segment>,
}

/// Where the text of a page comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The file says it.
    #[default]
    Text,
    /// It was read from a picture of the page, which can err.
    Picture,
}

/// A run of text on one line, in one style.
#[derive(Clone, PartialEq)]
pub struct Segment {
    /// The text, NFC, ligatures resolved, without line ends.
    pub text: String,
    /// Left edge in points.
    pub left_pt: f32,
    /// Baseline in points from the top.
    pub baseline_pt: f32,
    /// Width in points that the source gave to the text.
    pub width_pt: f32,
    /// Font size in points.
    pub size_pt: f32,
    /// Weight.
    pub weight: Weight,
    /// What stands between this segment and the next in the joined text.
    pub then: Break,
    /// Whether the text stood in the source or was put in its place.
    pub mark: Mark,
}

/// What positions mean in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// TXT, DOCX: lines and paragraphs follow each other, a segment may be
    /// longer than a line, blanks inside a segment stand for columns.
    #[default]
    Flowing,
    /// PDF: each segment is a piece of a line that stood at its place.
    Positioned,
}

/// Where the text of a segment comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// The source.
    #[default]
    Source,
    /// A replacement for something that was taken out: shown as such.
    Replaced,
}

/// Weight of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// Text.
    #[default]
    Regular,
    /// Headings and labels.
    Bold,
}

/// What follows a segment in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// Same word goes on (style change inside a word).
    None,
    /// A blank on the same line.
    Space,
    /// The next column or cell on the same line.
    Tab,
    /// A new line of the same paragraph.
    Line,
    /// A new paragraph, heading or page.
    Paragraph,
}

impl Break {
    /// Of two breaks at one place, the one that parts more.
    #[must_use]
    pub fn wider(self, other: Self) -> Self {
        let rank = |value: Self| match value {
            Self::None => 0,
            Self::Space => 1,
            Self::Tab => 2,
            Self::Line => 3,
            Self::Paragraph => 4,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

/// What was met in a document and is not in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentNote {
    /// Pictures (letterhead, signature, scan).
    Picture,
    /// Annotations, form fields, attachments, comments.
    Attachment,
    /// Tracked changes or hidden text.
    HiddenText,
    /// Glyphs without a Unicode meaning.
    UnknownGlyphs,
}

/// A one-page document for tests: texts and what follows each.
#[cfg(test)]
pub(crate) fn document_of(lines: &[(&str, Break)]) -> Document {
    let mut page = Page {
        width_pt: 612.0,
        height_pt: 792.0,
        ..Page::default()
    };
    for (text, then) in lines {
        page.segments.push(Segment {
            text: (*text).to_owned(),
            left_pt: 54.0,
            baseline_pt: 64.5,
            width_pt: 504.0,
            size_pt: 10.5,
            weight: Weight::Regular,
            then: *then,
            mark: Mark::Source,
        });
    }
    Document {
        pages: vec![page],
        ..Document::default()
    }
}
