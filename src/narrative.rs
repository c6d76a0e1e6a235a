//! Counts of what was done to a report's text, and the proof that its numbers
//! are still there.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::document::{
    self,
    model::{Break, Document, DocumentNote, Mark, Origin},
};
use crate::finding::ReasonCode;
use crate::review::ReviewCounts;
use crate::safe_harbor::Letter;
use crate::text::language::{self, Language};
use crate::text::rarity::{self, RareKind};
use crate::text::span::Span;

/// Counts of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NarrativeFacts {
    /// Pages read.
    pub pages: u32,
    /// Pages withheld, by reason.
    pub pages_withheld: BTreeMap<ReasonCode, u32>,
    /// Pages whose text was read from a picture.
    pub pages_read_from_pictures: u32,
    /// Replaced spans by letter.
    pub spans: BTreeMap<Letter, u64>,
    /// Replaced spans by detector, a fixed word of the engine.
    pub detectors: BTreeMap<String, u64>,
    /// Numbers with their units outside the spans, in the source.
    pub number_tokens_before: u64,
    /// The same in the result.
    pub number_tokens_after: u64,
    /// Whether the two multisets are equal.
    pub numbers: NumberTokens,
    /// Characters of the result that no font of the PDF can show.
    pub characters_without_glyph: u64,
    /// Whether what stands outside the spans stands in the result, letter for
    /// letter and in the same order: sections, headings, findings.
    pub order: TextOrder,
    /// What the report is written in.
    pub language: Language,
    /// Places outside the spans that suggest a rare case.
    pub rare: BTreeMap<RareKind, u64>,
    /// Whether the source had pictures.
    pub pictures: Pictures,
    /// What a person decided; `None` if nobody looked.
    pub review: Option<ReviewCounts>,
}

/// Whether a report had pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pictures {
    /// None.
    #[default]
    None,
    /// Some; none of them is in the result.
    NotCarriedOver,
}

/// Result of comparing the numbers with units before and after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberTokens {
    /// Every number with its unit stands in the result as often as before.
    #[default]
    Equal,
    /// They differ: something else than a span changed.
    Different,
}

/// Result of comparing everything outside the spans, in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextOrder {
    /// The same letters and digits in the same order.
    #[default]
    Same,
    /// Something else than a span changed, or moved.
    Different,
}

impl NarrativeFacts {
    /// True if nothing but the spans changed.
    #[must_use]
    pub fn is_preserved(&self) -> bool {
        self.numbers == NumberTokens::Equal && self.order == TextOrder::Same
    }

    /// Counts the spans of `text`, the joined text of the source, and compares
    /// its numbers with those of the clean document.
    #[must_use]
    pub fn of(text: &str, spans: &[Span], clean: &Document) -> Self {
        let pictures = if clean.notes.contains(&DocumentNote::Picture) {
            Pictures::NotCarriedOver
        } else {
            Pictures::None
        };
        let mut facts = Self {
            pages: u32::try_from(clean.pages.len()).unwrap_or(u32::MAX),
            characters_without_glyph: document::characters_without_glyph(clean),
            pictures,
            language: language::of(text),
            rare: rare(text, spans),
            ..Self::default()
        };
        for reason in clean.pages.iter().filter_map(|page| page.withheld) {
            *facts.pages_withheld.entry(reason).or_default() += 1;
        }
        for page in &clean.pages {
            facts.pages_read_from_pictures += u32::from(page.origin == Origin::Picture);
        }
        for span in spans {
            *facts.spans.entry(span.letter).or_default() += 1;
            *facts.detectors.entry(span.detector.to_owned()).or_default() += 1;
        }
        facts.compare(text, spans, clean);
        facts
    }

    /// Compares the numbers of the source outside its spans with those of the
    /// result outside its replacements.
    fn compare(&mut self, text: &str, spans: &[Span], clean: &Document) {
        let (before, after) = (outside(text, spans), source_text(clean));
        self.order = if letters(&before).eq(letters(&after)) {
            TextOrder::Same
        } else {
            TextOrder::Different
        };
        let (before, after) = (number_tokens(&before), number_tokens(&after));
        self.number_tokens_before = before.values().sum();
        self.number_tokens_after = after.values().sum();
        self.numbers = if before == after {
            NumberTokens::Equal
        } else {
            NumberTokens::Different
        };
    }
}

/// What suggests a rare case and stays: no span touches it.
fn rare(text: &str, spans: &[Span]) -> BTreeMap<RareKind, u64> {
    let mut rare = BTreeMap::new();
    for hint in rarity::hints(text) {
        let next = spans.partition_point(|span| span.end <= hint.start);
        if spans.get(next).is_none_or(|span| span.start >= hint.end) {
            *rare.entry(hint.kind).or_default() += 1;
        }
    }
    rare
}

/// What stands between two pieces so that no number runs over a replacement.
const GAP: &str = " \u{1} ";

/// Letters and digits in order; how they are spaced and broken into lines may
/// change.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

/// The text of the result without its replacements.
fn source_text(clean: &Document) -> String {
    let mut text = String::new();
    for segment in clean.pages.iter().flat_map(|page| &page.segments) {
        match segment.mark {
            Mark::Source => text.push_str(&segment.text),
            Mark::Replaced => text.push_str(GAP),
        }
        match segment.then {
            Break::None => {}
            Break::Space | Break::Tab | Break::Line | Break::Paragraph => text.push(' '),
        }
    }
    text
}

/// The text without the spans.
fn outside(text: &str, spans: &[Span]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        rest.push_str(text.get(from..span.start).unwrap_or_default());
        rest.push_str(GAP);
        from = span.end;
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    rest
}

/// Numbers with the unit that follows them → how often.
fn number_tokens(text: &str) -> BTreeMap<String, u64> {
    static NUMBER: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = NUMBER.get_or_init(|| {
        Regex::new(r"\d+(?:[.,]\d+)*\s?(?:mm|cm|ml|cc|mg|mGy|mSv|HU|kg|g|%|°|m/s|mmHg)?\b").ok()
    });
    let mut tokens = BTreeMap::new();
    if let Some(pattern) = pattern {
        for token in pattern.find_iter(text) {
            let token: String = token.as_str().split_whitespace().collect();
            *tokens.entry(token).or_default() += 1;
        }
    }
    tokens
}
