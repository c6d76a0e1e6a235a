//! The ten actions of the benchmark, two of our own, and when each passes.

use dicom_core::Tag;
use safelight::dicom::data::{DataSet, DicomFile, Element, Value};
use safelight::policy::Preset;

/// What is asked at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    TagRetained,
    TextNotnull,
    TextRetained,
    TextRemoved,
    DateShifted,
    UidChanged,
    UidConsistent,
    PatidConsistent,
    PixelsRetained,
    PixelsHidden,
    /// Ours: no byte of the output holds the value.
    BytesClean,
    /// Ours, for Safe Harbor: of a date at most the year is left.
    YearOnly,
}

impl Action {
    pub const ALL: [Self; 12] = [
        Self::TagRetained,
        Self::TextNotnull,
        Self::TextRetained,
        Self::TextRemoved,
        Self::DateShifted,
        Self::UidChanged,
        Self::UidConsistent,
        Self::PatidConsistent,
        Self::PixelsRetained,
        Self::PixelsHidden,
        Self::BytesClean,
        Self::YearOnly,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::TagRetained => "tag_retained",
            Self::TextNotnull => "text_notnull",
            Self::TextRetained => "text_retained",
            Self::TextRemoved => "text_removed",
            Self::DateShifted => "date_shifted",
            Self::UidChanged => "uid_changed",
            Self::UidConsistent => "uid_consistent",
            Self::PatidConsistent => "patid_consistent",
            Self::PixelsRetained => "pixels_retained",
            Self::PixelsHidden => "pixels_hidden",
            Self::BytesClean => "bytes clean (ours)",
            Self::YearOnly => "year only (ours)",
        }
    }

    /// Whether the check passes if the file is not in the output.
    pub const fn passes_without_file(self) -> bool {
        match self {
            Self::TextRemoved | Self::DateShifted | Self::UidChanged | Self::PixelsHidden => true,
            Self::BytesClean | Self::YearOnly => true,
            Self::TagRetained
            | Self::TextNotnull
            | Self::TextRetained
            | Self::UidConsistent
            | Self::PatidConsistent
            | Self::PixelsRetained => false,
        }
    }

    /// Whether the check passes if the attribute is not there.
    const fn passes_without_attribute(self) -> bool {
        match self {
            Self::TextRemoved
            | Self::DateShifted
            | Self::UidChanged
            | Self::UidConsistent
            | Self::PatidConsistent
            | Self::BytesClean
            | Self::YearOnly => true,
            Self::TagRetained
            | Self::TextNotnull
            | Self::TextRetained
            | Self::PixelsRetained
            | Self::PixelsHidden => false,
        }
    }
}

/// In which runs a check is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    Both,
    Only(Preset),
}

/// One line of the answer key.
#[derive(Debug, Clone)]
pub struct Check {
    pub action: Action,
    /// Sequences and item numbers above the element.
    pub path: Vec<(u32, usize)>,
    pub tag: u32,
    /// The creator, if the element is private.
    pub creator: Option<&'static str>,
    pub answer: String,
    pub runs: Runs,
}

impl Check {
    /// `<(0008,1140)>[<0001>]<(0008,1155)>`.
    pub fn place(&self) -> String {
        let name = |tag: u32| format!("<({:04X},{:04X})>", tag >> 16, tag & 0xFFFF);
        let above: String = self
            .path
            .iter()
            .map(|(tag, item)| format!("{}[<{item:04}>]", name(*tag)))
            .collect();
        above + &name(self.tag)
    }
}

/// What the checks of one file are held against.
pub struct Output<'a> {
    /// `None`: the file was withheld.
    pub file: Option<&'a DicomFile>,
    /// All bytes of it, in lower case.
    pub lower_bytes: &'a [u8],
    /// Its pixel element.
    pub pixels: Option<Vec<u8>>,
    /// New UID of an old one.
    pub uid: &'a dyn Fn(&str) -> Option<String>,
    /// The patient's new number.
    pub patient: &'a str,
    /// The pixel element of the input.
    pub input_pixels: Option<Vec<u8>>,
}

/// Words without stop words and punctuation, in lower case.
pub fn tokens(answer: &str) -> Vec<String> {
    const STOP: &[&str] = &[
        "a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to",
        "with", "dr", "pt",
    ];
    answer
        .to_lowercase()
        .split(|letter: char| letter.is_whitespace() || "^,;=\\".contains(letter))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 2 && !STOP.contains(word))
        .map(str::to_owned)
        .collect()
}

fn numeric(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// Passed, or what is there instead.
pub fn held(check: &Check, output: &Output<'_>) -> Result<(), String> {
    let Some(file) = output.file else {
        return if check.action.passes_without_file() {
            Ok(())
        } else {
            Err(String::from("the file is missing"))
        };
    };
    match check.action {
        Action::BytesClean => {
            let found =
                memchr::memmem::find(output.lower_bytes, check.answer.to_lowercase().as_bytes());
            return found.map_or(Ok(()), |at| Err(format!("at byte {at}")));
        }
        Action::PixelsRetained => {
            let same = output.pixels.is_some() && output.pixels == output.input_pixels;
            return if same {
                Ok(())
            } else {
                Err(String::from("other pixels"))
            };
        }
        Action::PixelsHidden => return Err(String::from("the picture was written")),
        Action::TagRetained
        | Action::TextNotnull
        | Action::TextRetained
        | Action::TextRemoved
        | Action::DateShifted
        | Action::UidChanged
        | Action::UidConsistent
        | Action::PatidConsistent
        | Action::YearOnly => {}
    }
    let Some(value) = value_at(file, check) else {
        return if check.action.passes_without_attribute() {
            Ok(())
        } else {
            Err(String::from("absent"))
        };
    };
    if is_right(check, &value, output) {
        Ok(())
    } else {
        Err(format!("\"{value}\""))
    }
}

fn is_right(check: &Check, value: &str, output: &Output<'_>) -> bool {
    let lower = value.to_lowercase();
    let answer = check.answer.to_lowercase();
    let numbers = numeric(&answer).zip(numeric(&lower));
    match check.action {
        Action::TagRetained => true,
        Action::TextNotnull => !value.is_empty(),
        Action::TextRetained => match numbers {
            Some((one, other)) => one == other,
            None => tokens(&answer)
                .iter()
                .all(|token| lower.contains(token.as_str())),
        },
        Action::TextRemoved => match numbers {
            Some((one, other)) => one != other,
            None => {
                !lower.contains(&answer)
                    && !tokens(&answer)
                        .iter()
                        .any(|token| lower.contains(token.as_str()))
            }
        },
        Action::DateShifted | Action::UidChanged => !value.contains(&check.answer),
        Action::UidConsistent => (output.uid)(&check.answer).is_some_and(|new| new == value),
        Action::PatidConsistent => value == output.patient,
        Action::YearOnly => is_year_only(value, &check.answer),
        Action::PixelsRetained | Action::PixelsHidden | Action::BytesClean => false,
    }
}

/// Empty, the first of January, or a day of the study counted from there.
fn is_year_only(value: &str, original: &str) -> bool {
    let month = value.get(4..6).unwrap_or("01");
    value.is_empty()
        || value.len() >= 4
            && month == "01"
            && !value.starts_with(original.get(..8).unwrap_or(original))
}

/// The value as text; a sequence that is there is empty text.
pub fn value_at(file: &DicomFile, check: &Check) -> Option<String> {
    let utf8 = file
        .data_set
        .get(Tag(0x0008, 0x0005))
        .is_some_and(|element| text_of(element, true).contains("192"));
    let mut set: &DataSet = if check.tag >> 16 == 2 {
        &file.meta
    } else {
        &file.data_set
    };
    for (tag, item) in &check.path {
        let Value::Items(items) = &set.get(split(*tag))?.value else {
            return None;
        };
        set = items.get(*item)?;
    }
    if let Some(creator) = check.creator {
        let block = Tag((check.tag >> 16) as u16, (check.tag >> 8 & 0xFF) as u16);
        if !set
            .get(block)
            .is_some_and(|element| text_of(element, utf8) == creator)
        {
            return None;
        }
    }
    set.get(split(check.tag))
        .map(|element| text_of(element, utf8))
}

pub fn split(tag: u32) -> Tag {
    Tag((tag >> 16) as u16, (tag & 0xFFFF) as u16)
}

fn text_of(element: &Element, utf8: bool) -> String {
    use dicom_core::VR;
    let Value::Bytes(bytes) = &element.value else {
        return String::new();
    };
    let words = |size: usize| bytes.chunks_exact(size);
    match element.vr {
        VR::US => words(2)
            .map(|b| u16::from_le_bytes([b[0], b[1]]).to_string())
            .collect::<Vec<_>>()
            .join("\\"),
        VR::FD => words(8)
            .map(|b| f64::from_le_bytes(b.try_into().expect("eight")).to_string())
            .collect::<Vec<_>>()
            .join("\\"),
        VR::FL => words(4)
            .map(|b| f32::from_le_bytes(b.try_into().expect("four")).to_string())
            .collect::<Vec<_>>()
            .join("\\"),
        _text => {
            let text = if utf8 {
                String::from_utf8_lossy(bytes).into_owned()
            } else {
                bytes.iter().map(|byte| char::from(*byte)).collect()
            };
            text.trim_matches([' ', '\0']).to_owned()
        }
    }
}
