//! Every distinct text that stayed in the headers of a run, for whoever reviews
//! it before release: descriptions, comments, codes, terms.
//!
//! It holds only what the output holds. What is on it and should not be was
//! missed by the rules, so it is handled like the output before its review.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dicom::standard;
use crate::finding::TagCode;
use crate::pipeline::Outcome;
use crate::sensitive::Sensitive;

/// One text that stayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptText {
    /// `(gggg,eeee)`.
    pub tag: String,
    /// Keyword of PS3.6; empty for a private element.
    pub keyword: &'static str,
    /// The text as it is written.
    pub text: Sensitive<String>,
    /// Instances of the output that hold it, at any depth.
    pub instances: u64,
}

/// The texts of everything that is in the output, by tag and text.
#[must_use]
pub fn kept_texts(outcomes: &[Outcome]) -> Vec<KeptText> {
    let mut counts: BTreeMap<(TagCode, &str), u64> = BTreeMap::new();
    let written = outcomes
        .iter()
        .filter(|outcome| !outcome.entries.is_empty());
    for (tag, text) in written.flat_map(|outcome| outcome.kept.iter()) {
        *counts.entry((*tag, text.expose())).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((tag, text), instances)| KeptText {
            tag: tag.to_string(),
            keyword: standard::attribute(tag).map_or("", |row| row.keyword),
            text: Sensitive::from(text),
            instances,
        })
        .collect()
}
