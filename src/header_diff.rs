//! The headers of a drop before and after, for the person who reviews them: what is
//! the same in many instances is one row.
//!
//! It holds original values: it is for the person's own screen or a file of their
//! own, like the files themselves. It is bounded: a path keeps so many different
//! values, the rest is counted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::dicom::standard;
use crate::dicom::{Compared, ComparedValue, Reason, Shown, Step, is_own_text};
use crate::finding::{Done, TagCode};
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;

/// Different values of one path that are kept.
const MOST_OF_A_PATH: usize = 40;
/// Rows of all paths.
const MOST_ROWS: usize = 8_000;
/// Different texts that stay.
const MOST_TEXTS: usize = 5_000;
/// Bytes of one such text; a longer one is cut and cannot be decided.
const LONGEST_TEXT_BYTES: usize = 16_384;
/// Bytes of all such texts.
const MOST_TEXT_BYTES: usize = 8 << 20;

/// Where a value stands, whatever the items are.
type Place = Vec<TagCode>;

/// The rows of some instances; two of them can be joined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderDiff {
    rows: BTreeMap<Place, BTreeMap<ComparedValue, Met>>,
    row_count: usize,
    /// Values beyond the limits, by path.
    left_out: BTreeMap<Place, u64>,
    kept: BTreeMap<Sensitive<String>, Stays>,
    kept_bytes: usize,
    /// Values of texts beyond the limits.
    kept_left_out: u64,
    instances: u64,
    not_compared: u64,
    /// Values of single instances that have too many.
    more: u64,
}

/// How often a value was met, and in which items if they are always the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Met {
    instances: u64,
    places: u64,
    /// One for each step; 0 where it is not always the same.
    items: Vec<u32>,
}

/// Where a text stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stays {
    instances: u64,
    tags: BTreeSet<TagCode>,
    /// In characters.
    length: u64,
    is_whole: bool,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderRows {
    /// Instances that were compared.
    pub instances: u64,
    /// Instances that could not be.
    pub not_compared: u64,
    /// Every text that stays, once.
    pub kept: Vec<KeptRow>,
    /// Texts beyond the limits, counted instance by instance.
    pub kept_left_out: u64,
    /// Every value, by letter and path.
    pub rows: Vec<HeaderRow>,
    /// Values beyond the limits, by path.
    pub left_out: Vec<LeftOut>,
    /// Values of single instances that have too many to be looked at.
    pub more: u64,
}

/// One text that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptRow {
    /// The text.
    pub text: Sensitive<String>,
    /// Characters of the whole text.
    pub length: u64,
    /// Whether the person can say that it goes: it is whole, and no text that the
    /// product writes itself.
    pub may_go: bool,
    /// Instances that keep it.
    pub instances: u64,
    /// Where.
    pub attributes: Vec<Attribute>,
}

/// An attribute by tag and keyword.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribute {
    /// `(gggg,eeee)`.
    pub tag: String,
    /// Keyword of PS3.6; empty if it has none.
    pub keyword: &'static str,
}

/// One value before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderRow {
    /// From the top level to the attribute.
    pub path: Vec<PathStep>,
    /// Value representation as read.
    pub vr: String,
    /// Category of the attribute, if it is an identifier.
    pub letter: Option<char>,
    /// What was done.
    pub done: Done,
    /// Why.
    pub reason: Reason,
    /// What was there.
    pub before: Shown,
    /// What is there now.
    pub after: Option<Shown>,
    /// Instances with this row.
    pub instances: u64,
    /// Places in them.
    pub places: u64,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathStep {
    /// Which attribute.
    #[serde(flatten)]
    pub attribute: Attribute,
    /// Private creator.
    pub creator: Option<Sensitive<String>>,
    /// Item, from 1; 0 if there are several, or if it is the attribute at the end.
    pub item: u32,
}

/// Values of one path that are not among the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// From the top level to the attribute.
    pub path: Vec<Attribute>,
    /// How many, place by place.
    pub values: u64,
}

impl HeaderDiff {
    /// Takes one instance in.
    pub fn add(&mut self, compared: Compared) {
        self.instances += 1;
        self.more += compared.left_out;
        let mut here: BTreeMap<ComparedValue, Met> = BTreeMap::new();
        for mut value in compared.values {
            let items: Vec<u32> = value.path.iter().map(|step| step.item).collect();
            for step in &mut value.path {
                step.item = 0;
            }
            let met = Met {
                instances: 1,
                places: 1,
                items,
            };
            match here.entry(value) {
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(met);
                }
                std::collections::btree_map::Entry::Occupied(mut old) => {
                    old.get_mut().places += 1;
                    old.get_mut().agree(&met.items);
                }
            }
        }
        for (value, met) in here {
            self.enter(value, met);
        }
        let mut texts: BTreeMap<Sensitive<String>, BTreeSet<TagCode>> = BTreeMap::new();
        for (tag, text) in compared.kept {
            texts.entry(text).or_default().insert(tag);
        }
        for (text, tags) in texts {
            let length = text.expose().chars().count() as u64;
            let (text, is_whole) = cut(text);
            self.keep(
                text,
                Stays {
                    instances: 1,
                    tags,
                    length,
                    is_whole,
                },
            );
        }
    }

    /// Counts an instance that could not be compared.
    pub const fn add_failed(&mut self) {
        self.not_compared += 1;
    }

    /// Joins the rows of other instances.
    pub fn join(&mut self, other: Self) {
        self.instances += other.instances;
        self.not_compared += other.not_compared;
        self.kept_left_out += other.kept_left_out;
        self.more += other.more;
        for (value, met) in other.rows.into_values().flatten() {
            self.enter(value, met);
        }
        for (place, values) in other.left_out {
            *self.left_out.entry(place).or_default() += values;
        }
        for (text, stays) in other.kept {
            self.keep(text, stays);
        }
    }

    fn enter(&mut self, value: ComparedValue, met: Met) {
        let place: Place = value.path.iter().map(|step| step.tag).collect();
        let of_path = self.rows.entry(place).or_default();
        if let Some(old) = of_path.get_mut(&value) {
            old.instances += met.instances;
            old.places += met.places;
            old.agree(&met.items);
        } else if of_path.len() < MOST_OF_A_PATH && self.row_count < MOST_ROWS {
            of_path.insert(value, met);
            self.row_count += 1;
        } else {
            let place = value.path.iter().map(|step| step.tag).collect();
            *self.left_out.entry(place).or_default() += met.places;
        }
    }

    fn keep(&mut self, text: Sensitive<String>, stays: Stays) {
        if let Some(old) = self.kept.get_mut(&text) {
            old.instances += stays.instances;
            old.is_whole &= stays.is_whole;
            old.length = old.length.max(stays.length);
            old.tags.extend(stays.tags);
        } else if self.kept.len() < MOST_TEXTS && self.kept_bytes < MOST_TEXT_BYTES {
            self.kept_bytes += text.expose().len();
            self.kept.insert(text, stays);
        } else {
            self.kept_left_out += stays.instances;
        }
    }

    /// What is shown: texts by how few instances keep them, the rarest first;
    /// rows by letter and path.
    #[must_use]
    pub fn rows(&self) -> HeaderRows {
        let mut kept: Vec<KeptRow> = self.kept.iter().map(kept_row).collect();
        kept.sort_by_key(|row| row.instances);
        let mut rows: Vec<HeaderRow> = self.rows.values().flatten().map(header_row).collect();
        rows.sort_by_key(|row| row.letter.unwrap_or('Z'));
        let left_out = self.left_out.iter();
        HeaderRows {
            instances: self.instances,
            not_compared: self.not_compared,
            kept,
            kept_left_out: self.kept_left_out,
            rows,
            left_out: left_out
                .map(|(place, values)| LeftOut {
                    path: place.iter().copied().map(attribute).collect(),
                    values: *values,
                })
                .collect(),
            more: self.more,
        }
    }
}

impl Met {
    fn agree(&mut self, items: &[u32]) {
        for (own, other) in self.items.iter_mut().zip(items) {
            if own != other {
                *own = 0;
            }
        }
    }
}

fn cut(text: Sensitive<String>) -> (Sensitive<String>, bool) {
    let whole = text.expose();
    if whole.len() <= LONGEST_TEXT_BYTES {
        return (text, true);
    }
    let end = whole.floor_char_boundary(LONGEST_TEXT_BYTES);
    (Sensitive::from(whole.get(..end).unwrap_or_default()), false)
}

fn kept_row((text, stays): (&Sensitive<String>, &Stays)) -> KeptRow {
    let has_letters = text.expose().contains(char::is_alphanumeric);
    KeptRow {
        text: text.clone(),
        length: stays.length,
        may_go: stays.is_whole && has_letters && !is_own_text(text.expose()),
        instances: stays.instances,
        attributes: stays.tags.iter().copied().map(attribute).collect(),
    }
}

fn header_row((value, met): (&ComparedValue, &Met)) -> HeaderRow {
    let steps = value.path.iter().zip(&met.items);
    HeaderRow {
        path: steps.map(|(step, item)| path_step(step, *item)).collect(),
        vr: value.vr.clone(),
        letter: value.letter.map(Letter::as_char),
        done: value.done,
        reason: value.reason.clone(),
        before: value.before.clone(),
        after: value.after.clone(),
        instances: met.instances,
        places: met.places,
    }
}

fn path_step(step: &Step, item: u32) -> PathStep {
    PathStep {
        attribute: attribute(step.tag),
        creator: step.creator.clone(),
        item,
    }
}

fn attribute(tag: TagCode) -> Attribute {
    Attribute {
        tag: tag.to_string(),
        keyword: standard::attribute(tag).map_or("", |row| row.keyword),
    }
}
