//! The text room: finds identifiers in narrative. Knows no bytes, files or screen.
//!
//! A text is read once into a [`Page`](token::Page): plain letters, tokens,
//! lines, and what the lexicon says about each word. Detectors, one file per
//! kind of identifier, look at the page and answer findings; what the
//! structured places told is then looked for in the whole text, together with
//! what other sources told; findings are merged into [`Span`]s with offsets of
//! the original.
//!
//! Everything runs in time linear in the text: no backtracking, every look
//! around a token has a fixed reach.

mod acts;
mod ages;
mod calendar;
mod comment;
mod contacts;
mod dates;
mod elements;
mod ends;
mod eponyms;
mod facilities;
mod fields;
mod found;
mod handles;
mod harvest;
mod header_string;
mod heads;
mod keyed;
pub mod kind;
mod known;
mod labels;
pub mod language;
pub mod learned;
mod lexicon;
mod merge;
mod names;
mod net;
mod normal;
mod numbers;
mod places;
pub mod rarity;
mod redact;
mod renown;
mod rows;
pub mod same;
mod scanned;
mod segments;
pub mod span;
mod stated;
mod times;
mod token;
mod typists;
mod wrap;
pub mod written;

use std::collections::BTreeSet;
use std::ops::Range;

pub use redact::redact;
pub use span::Span;

use crate::identities::Identities;
use crate::known::{Known, KnownValue};
use crate::policy::DateRule;
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;

use found::{Found, What};
use known::Writing;
use normal::Normal;
use token::Page;

/// Longest text that is read as a line of description too: a LO.
const LONGEST_LINE: usize = 64;

/// Looks for identifiers, those that are known and those that show themselves.
#[derive(Debug)]
pub struct Finder {
    known: known::Index,
    dates: DateRule,
}

impl Finder {
    /// Prepares the known values of a drop.
    #[must_use]
    pub fn new(known: &Known, dates: DateRule) -> Self {
        Self {
            known: known::Index::new(known),
            dates,
        }
    }

    /// Finds identifiers in narrative. Spans are sorted and do not overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Span> {
        let plain = Normal::of(text);
        let page = Page::read(&plain);
        let mut found = detect(&page);
        told(&found, &page).find(&page, Writing::Narrative, &mut found);
        self.known.find(&page, Writing::Narrative, &mut found);
        self.find_misread(&page, &mut found);
        numbers::behind_names(&page, &mut found);
        places::behind_places(&page, &mut found);
        ends::trim(&page, &mut found);
        merge::merge(&page, found, self.dates)
    }

    /// Looks at the text once more as it was before a scanner misread it, and for
    /// whom it names so in the text as it stands.
    fn find_misread(&self, page: &Page, found: &mut Vec<Found>) {
        let Some(again) = scanned::reread(&page.normal.text) else {
            return;
        };
        let meant = Normal::rewritten(&again.text);
        let second = Page::read(&meant);
        let mut more = detect(&second);
        told(&more, &second).find(&second, Writing::Narrative, &mut more);
        self.known.find(&second, Writing::Narrative, &mut more);
        let kept = again.kept(more);
        told(&kept, &second).find(page, Writing::Narrative, found);
        found.extend(kept);
    }

    /// Where the known values of the drop stand in narrative. Places may overlap.
    #[must_use]
    pub fn known_places(&self, text: &str) -> Vec<Range<usize>> {
        let plain = Normal::of(text);
        let page = Page::read(&plain);
        let mut found = Vec::new();
        self.known.find(&page, Writing::Narrative, &mut found);
        let originals = found.iter().map(|one| plain.original(one.start, one.end));
        originals.map(|(start, end)| start..end).collect()
    }

    /// Finds identifiers in the text of an annotation or a content item. One
    /// short line is mostly a description: it is read as both.
    #[must_use]
    pub fn find_in_note(&self, text: &str) -> Vec<Span> {
        if text.len() > LONGEST_LINE || text.contains(['\r', '\n']) {
            return self.find(text);
        }
        let plain = Normal::of(text);
        let page = Page::read(&plain);
        // A line without a report around it: the model would guess.
        let mut found = header_string::narrowed(&page, ruled(&page));
        header_string::find(&page, &mut found);
        told(&found, &page).find(&page, Writing::Description, &mut found);
        self.known.find(&page, Writing::Description, &mut found);
        merge::merge(&page, found, self.dates)
    }

    /// Finds identifiers in remarks, and everything that is no word of a
    /// vocabulary and no number: what nobody reads again must not tell more.
    #[must_use]
    pub fn find_in_comment(&self, text: &str) -> Vec<Span> {
        let plain = Normal::of(text);
        let page = Page::read(&plain);
        let mut found = ruled(&page);
        header_string::find(&page, &mut found);
        told(&found, &page).find(&page, Writing::Description, &mut found);
        self.known.find(&page, Writing::Description, &mut found);
        comment::find(&page, &mut found);
        merge::merge(&page, found, self.dates)
    }

    /// Finds identifiers in a short header string, where clinical words and
    /// numbers must stay: only sure findings.
    #[must_use]
    pub fn find_in_label(&self, text: &str) -> Vec<Span> {
        let plain = Normal::of(text);
        let page = Page::read(&plain);
        let mut found = Vec::new();
        header_string::find(&page, &mut found);
        header_string::in_other_scripts(&page, &mut found);
        self.known.find(&page, Writing::Description, &mut found);
        merge::merge(&page, found, self.dates)
    }
}

/// What a report tells before anything is removed from it.
#[derive(Debug, Default)]
pub struct Told {
    /// What its structured places tell about its people.
    pub known: Vec<KnownValue>,
    /// Whom it calls by name, wherever that stands.
    pub people: Vec<Sensitive<String>>,
    /// Who and what its labels say that it is about.
    pub identities: Identities,
    /// What it is written in, and what in it suggests a rare case.
    pub nature: rarity::Nature,
}

/// Reads what a report tells.
#[must_use]
pub fn told_by(text: &str) -> Told {
    let plain = Normal::of(text);
    let page = Page::read(&plain);
    let mut found = detect(&page);
    let known = harvest::values(&page, &found);
    // Whom pass 2 will find without a header.
    told(&found, &page).find(&page, Writing::Narrative, &mut found);
    let spans = merge::merge(&page, found, DateRule::Remove);
    let names = spans.iter().filter(|span| span.letter == Letter::A);
    let people = names.filter_map(|span| text.get(span.start..span.end));
    Told {
        known,
        people: people.map(Sensitive::from).collect(),
        identities: stated::stated(&page),
        nature: rarity::nature(text),
    }
}

/// Who and what the labels of a text say that it is about.
#[must_use]
pub fn stated(text: &str) -> Identities {
    let plain = Normal::of(text);
    stated::stated(&Page::read(&plain))
}

/// Family names and given names of one written name, in plain small letters,
/// initials as one letter each. `None` if there is no name in it.
#[must_use]
pub fn parts_of_name(name: &str) -> Option<(Vec<String>, Vec<String>)> {
    written::parts_of_name(name)
}

/// The days, as `YYYYMMDD`, that a text may mean if it is one date and nothing
/// else: two, if day and month can change places.
#[must_use]
pub fn days_of(text: &str) -> BTreeSet<String> {
    let plain = Normal::of(text);
    stated::days_of(&Page::read(&plain))
}

/// Whom notes of an instance call by name, each writing once.
#[must_use]
pub fn called_in_notes(notes: &[String]) -> Vec<Sensitive<String>> {
    let finder = Finder::new(&Known::default(), DateRule::Remove);
    let mut called = BTreeSet::new();
    for note in notes {
        let spans = finder.find_in_note(note).into_iter();
        let names = spans.filter(|span| span.letter == Letter::A);
        called.extend(names.filter_map(|span| note.get(span.start..span.end).map(Sensitive::from)));
    }
    called.into_iter().collect()
}

/// What the structured places of a report tell about its people.
#[must_use]
pub fn harvest(text: &str) -> Vec<KnownValue> {
    told_by(text).known
}

/// All detectors; the model sees what the rules found.
fn detect(page: &Page) -> Vec<Found> {
    let mut found = ruled(page);
    learned::find(page, &mut found);
    eponyms::leave(page, &mut found);
    rows::leave(page, &mut found);
    ends::trim(page, &mut found);
    found
}

/// The detectors that go by rules, in an order that lets ages look at dates.
fn ruled(page: &Page) -> Vec<Found> {
    let mut found = Vec::new();
    segments::find(page, &mut found);
    elements::find(page, &mut found);
    fields::find(page, &mut found);
    dates::find(page, &mut found);
    ages::find(page, &mut found);
    times::find(page, &mut found);
    contacts::find(page, &mut found);
    net::find(page, &mut found);
    numbers::find(page, &mut found);
    places::find(page, &mut found);
    facilities::find(page, &mut found);
    renown::find(page, &mut found);
    names::find(page, &mut found);
    heads::find(page, &mut found);
    acts::find(page, &mut found);
    typists::find(page, &mut found);
    handles::find(page, &mut found);
    eponyms::leave(page, &mut found);
    found
}

/// The names this text tells itself, to be looked for everywhere in it.
fn told(found: &[Found], page: &Page) -> known::Index {
    // People first in the order of how much is known about their part.
    let order = [What::Patient, What::Relative, What::Clinician, What::Name];
    let people = order
        .iter()
        .flat_map(|wanted| found.iter().filter(|one| one.what == *wanted));
    known::Index::told(people.map(|one| {
        let trust = if one.confidence >= 78 {
            known::Trust::Labelled
        } else {
            known::Trust::Guessed
        };
        (page.low_slice(one.start, one.end), one.what, trust)
    }))
}
