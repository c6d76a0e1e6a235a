//! Words for what was done and why something was not: counts and codes only.
//!
//! Nothing in this file can hold a value of the input. The certificate is
//! made from these types alone.

mod counts;
mod limit;

use serde::{Deserialize, Serialize};

use crate::safe_harbor::Letter;

pub use counts::Counts;
pub use limit::Limit;

/// A DICOM tag as one number, `group << 16 | element`; prints as `(gggg,eeee)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagCode(pub u32);

impl TagCode {
    /// Group number.
    #[must_use]
    pub const fn group(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// Element number.
    #[must_use]
    pub const fn element(self) -> u16 {
        (self.0 & 0xFFFF) as u16
    }

    /// True for a private (odd) group, PS3.5 §7.8.
    #[must_use]
    pub const fn is_private(self) -> bool {
        self.group() % 2 == 1
    }
}

impl std::fmt::Display for TagCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "({:04X},{:04X})", self.group(), self.element())
    }
}

/// What was done with one element, text span or region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    /// Taken out with its content (PS3.15 action X).
    Removed,
    /// Left in place with zero length (Z).
    Emptied,
    /// Replaced by a valid value without meaning (D).
    Replaced,
    /// UID replaced from the random table (U).
    UidReplaced,
    /// Replaced by a random pseudonym.
    Pseudonymized,
    /// Reduced to the year.
    YearOnly,
    /// Date or time moved so that only intervals are left.
    Rebased,
    /// Date moved by the patient's random number of days.
    Shifted,
    /// Age above 89 set to 90.
    AgeCapped,
    /// Text kept, identifiers cut out of it (C).
    Cleaned,
    /// Kept as it was (K).
    Kept,
    /// Written new by the product.
    Added,
}

/// How often what was done to which element. Private elements are counted
/// together, because a creator or element number can name a site.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tally {
    /// (tag, what was done) → times. Private tags are stored as `(0009,0000)`.
    pub elements: Counts<(TagCode, Done)>,
    /// Letter → how many values of it were removed or replaced.
    pub letters: Counts<Letter>,
    /// Values that went because a person said so in the header review.
    pub by_person: u64,
}

impl Tally {
    /// The tag under which all private elements are counted.
    pub const PRIVATE: TagCode = TagCode(0x0009_0000);

    /// Counts one element.
    pub fn count(&mut self, tag: TagCode, done: Done, letter: Option<Letter>) {
        let tag = if tag.is_private() { Self::PRIVATE } else { tag };
        self.elements.add((tag, done), 1);
        if let Some(letter) = letter {
            self.letters.add(letter, 1);
        }
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Self) {
        self.by_person += other.by_person;
        for (key, count) in other.elements.iter() {
            self.elements.add(*key, *count);
        }
        for (letter, count) in other.letters.iter() {
            self.letters.add(*letter, *count);
        }
    }
}

/// What a reader found in received pictures and in those that are written: numbers of
/// lines, never what they say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSeen {
    /// Frames, or pictures made of all frames of a series, that were read.
    pub views: u64,
    /// Written instances that could not be read.
    pub not_read: u64,
    /// Lines in the sources.
    pub lines_before: u64,
    /// Of these: with a known value, or an identifier by its form.
    pub known_before: u64,
    /// Lines in what is written.
    pub lines_after: u64,
    /// Of these: with a known value, or an identifier by its form.
    pub known_after: u64,
}

impl TextSeen {
    /// Adds what was seen in other pictures.
    pub const fn add(&mut self, other: &Self) {
        self.views += other.views;
        self.not_read += other.not_read;
        self.lines_before += other.lines_before;
        self.known_before += other.known_before;
        self.lines_after += other.lines_after;
        self.known_after += other.known_after;
    }

    /// The same where nothing is written.
    #[must_use]
    pub const fn withheld(self) -> Self {
        Self {
            lines_after: 0,
            known_after: 0,
            ..self
        }
    }
}

/// Why a file, or part of one, is not in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// No kind of file that is handled here.
    UnknownKind,
    /// Nothing in it.
    EmptyFile,
    /// The door could not read it.
    Unreadable,
    /// The file ends inside an element.
    Truncated,
    /// An element does not follow PS3.5.
    Malformed,
    /// Nested deeper, longer or larger than the limits.
    OverLimit,
    /// Transfer syntax that is not known.
    TransferSyntax,
    /// A required UID (SOP class, SOP instance, study, series) is missing.
    MissingUid,
    /// DICOMDIR: media directory, never copied; a new one is written.
    MediaDirectory,
    /// A SOP class that carries a voice, PS3.3 A.34.
    Voice,
    /// Private SOP class: nothing is known about its content.
    PrivateSopClass,
    /// Encapsulated document of a kind that is not read.
    EncapsulatedDocument,
    /// Text may be burned into the pixels and nobody said otherwise.
    BurnedIn,
    /// The person's boxes do not fit the picture, or it cannot be decoded.
    PixelsNotHidden,
    /// In the finished picture a known value or an identifier can still be read.
    TextReadable,
    /// A document without text (scan), or with text that cannot be read.
    NoText,
    /// Encrypted document.
    Encrypted,
    /// The report speaks of another patient than the study.
    OtherPatient,
    /// The report is of an examination that is not in the drop, and the person
    /// said that it stays out.
    OtherExamination,
    /// A face can be seen in it or rendered from it, and nobody decided that it goes.
    FaceLikeness,
    /// The person said that the face is cut out of the series, and that cannot be done.
    FaceNotRemoved,
    /// Repeats the SOP Instance UID of an earlier file; the first is kept by choice.
    Repeated,
    /// Decisions of a person about a report that cannot be carried out on it.
    ReviewMismatch,
    /// A report in which something else than the removed spans would change.
    TextChanged,
    /// The verifier found a known value in the finished bytes.
    LeakFound,
    /// The finished bytes do not parse again.
    NotVerified,
    /// The worker that had the file ended before it was done.
    WorkerLost,
    /// It was worked on longer than any file may take.
    TimeLimit,
}

impl ReasonCode {
    /// The code as it stands in JSON and on the protocol of the page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownKind => "unknown-kind",
            Self::EmptyFile => "empty-file",
            Self::Unreadable => "unreadable",
            Self::Truncated => "truncated",
            Self::Malformed => "malformed",
            Self::OverLimit => "over-limit",
            Self::TransferSyntax => "transfer-syntax",
            Self::MissingUid => "missing-uid",
            Self::MediaDirectory => "media-directory",
            Self::Voice => "voice",
            Self::PrivateSopClass => "private-sop-class",
            Self::EncapsulatedDocument => "encapsulated-document",
            Self::BurnedIn => "burned-in",
            Self::PixelsNotHidden => "pixels-not-hidden",
            Self::TextReadable => "text-readable",
            Self::NoText => "no-text",
            Self::Encrypted => "encrypted",
            Self::OtherPatient => "other-patient",
            Self::OtherExamination => "other-examination",
            Self::FaceLikeness => "face-likeness",
            Self::FaceNotRemoved => "face-not-removed",
            Self::Repeated => "repeated",
            Self::ReviewMismatch => "review-mismatch",
            Self::TextChanged => "text-changed",
            Self::LeakFound => "leak-found",
            Self::NotVerified => "not-verified",
            Self::WorkerLost => "worker-lost",
            Self::TimeLimit => "time-limit",
        }
    }

    /// One plain sentence for people. The page has its own in its catalogue.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnknownKind => "not a DICOM file, report or zip",
            Self::EmptyFile => "the file is empty",
            Self::Unreadable => "the file could not be read",
            Self::Truncated => "the file ends inside an element",
            Self::Malformed => "an element does not follow the DICOM standard",
            Self::OverLimit => "larger or nested deeper than the limits",
            Self::TransferSyntax => "the transfer syntax is not known",
            Self::MissingUid => "a required UID is missing or not valid",
            Self::MediaDirectory => "a media directory is never copied; a new one is written",
            Self::Voice => "a recorded voice cannot be de-identified",
            Self::PrivateSopClass => "a private SOP class: its content is not known",
            Self::EncapsulatedDocument => "an encapsulated document of a kind that is not read",
            Self::BurnedIn => "text may be burned into the picture and nothing was hidden",
            Self::PixelsNotHidden => {
                "the boxes lie outside of the picture, or the picture cannot be decoded"
            }
            Self::TextReadable => "an identifying text can still be read in the picture",
            Self::NoText => "no readable text: a scan, or letters that cannot be told",
            Self::Encrypted => "the document is encrypted",
            Self::OtherPatient => {
                "the report states another patient than the study, or another birth date"
            }
            Self::OtherExamination => "the report is of another examination than the study",
            Self::FaceLikeness => "a face can be seen in the picture or rendered from the series",
            Self::FaceNotRemoved => {
                "the face could not be cut out: it needs a regular stack of CT or MR with the whole skull"
            }
            Self::Repeated => "the same object stands in an earlier file, which is kept",
            Self::ReviewMismatch => {
                "the decisions of the review cannot be carried out on this report"
            }
            Self::TextChanged => "text outside the removed places would not stay as it was",
            Self::LeakFound => "the check found an identifying value in the result",
            Self::NotVerified => "the result could not be read again",
            Self::WorkerLost => "the program part that had the file ended before it was done",
            Self::TimeLimit => "it was worked on longer than a file may take",
        }
    }
}

/// Why one file is refused or withheld. Names the place, never a value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error,
)]
#[error(
    "{}{}{}",
    .code.sentence(),
    .limit.map(|limit| format!(" (limit: {})", limit.name())).unwrap_or_default(),
    .tag.map(|tag| format!(" at {tag}")).unwrap_or_default()
)]
pub struct Refusal {
    /// Why.
    pub code: ReasonCode,
    /// At which element, if at one.
    pub tag: Option<TagCode>,
    /// Over which limit, if over one.
    pub limit: Option<Limit>,
}

impl Refusal {
    /// A refusal of the whole file.
    #[must_use]
    pub const fn of(code: ReasonCode) -> Self {
        Self {
            code,
            tag: None,
            limit: None,
        }
    }

    /// A refusal because of a limit.
    #[must_use]
    pub const fn over(limit: Limit) -> Self {
        Self {
            code: ReasonCode::OverLimit,
            tag: None,
            limit: Some(limit),
        }
    }

    /// The same refusal, because of one element.
    #[must_use]
    pub const fn with_tag(self, tag: TagCode) -> Self {
        Self {
            tag: Some(tag),
            ..self
        }
    }

    /// A refusal because of one element.
    #[must_use]
    pub const fn at(code: ReasonCode, tag: TagCode) -> Self {
        Self {
            code,
            tag: Some(tag),
            limit: None,
        }
    }
}
