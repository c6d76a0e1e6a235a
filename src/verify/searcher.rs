//! The order of the checks for each kind of entry.

use std::collections::HashSet;
use std::ops::Range;

use super::digits::dotted_runs;
use super::encoded::undone;
use super::envelope;
use super::needles::Needles;
use super::sieve::{Sieve, Terrain};
use super::sweep::{Hands, sweep};
use super::text::{Place, TextSearch, dotted_known};
use super::{Cleaned, EntryKind, Verified, directory, instance, json, pdf, strings};
use crate::finding::{ReasonCode, Refusal};
use crate::plan::Plan;
use crate::policy::options::PrivateElements;
use crate::source::{Part, Source};

/// Searches finished entries for every known value of a plan.
pub struct Searcher {
    needles: Needles,
    text: TextSearch,
    sieve: Sieve,
    private_elements: PrivateElements,
    /// Whole values that the person took out of the headers.
    removed: HashSet<Box<str>>,
}

/// The product's own papers by the last piece of their name.
const OWN_PAPERS: &[&str] = &[
    "certificate.pdf",
    "certificate.json",
    "attestation.dsse.json",
    "SHA256SUMS",
    "README.txt",
];
/// Entries that are read as a whole: text, JSON, PDF.
const LIMIT_WHOLE_BYTES: u64 = 256 << 20;

impl Searcher {
    /// Prepares the needles of a plan in all their spellings.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let needles = Needles::of(plan);
        Self {
            text: TextSearch::new(&needles),
            sieve: Sieve::new(&needles),
            removed: plan
                .policy
                .header_decisions
                .texts()
                .map(Into::into)
                .collect(),
            needles,
            private_elements: if plan.policy.private_rules.is_empty() {
                plan.policy.options().private
            } else {
                PrivateElements::KeepListed
            },
        }
    }

    /// Whether one value of a text is whole what the person took out.
    pub(super) fn is_removed(&self, text: &str) -> bool {
        !self.removed.is_empty()
            && std::iter::once(text)
                .chain(text.split('\\'))
                .any(|value| self.removed.contains(value.trim_end_matches('\0').trim()))
    }

    /// Whether private elements may stand in an instance.
    pub(super) const fn private_elements(&self) -> PrivateElements {
        self.private_elements
    }

    /// How many spellings are looked for: keys of the text search, byte
    /// patterns of the raw search, and UIDs.
    #[must_use]
    pub fn spellings(&self) -> usize {
        self.needles.joined.len() + self.needles.raw.len() + self.needles.uids.len()
    }

    /// Reads a finished entry again. `source` is the input that its slices
    /// refer to.
    ///
    /// # Errors
    /// [`ReasonCode::LeakFound`] if a known value stands in its name or in any
    /// of its bytes, with the tag where there is one.
    /// [`ReasonCode::NotVerified`] if it does not parse as what it is.
    pub fn verify(&self, source: &dyn Source, cleaned: Cleaned) -> Result<Verified, Refusal> {
        self.verify_with(source, cleaned, Hands::one())
    }

    /// As [`Searcher::verify`], for a door that can do two things at once, or that
    /// takes the bytes meanwhile.
    ///
    /// # Errors
    /// As [`Searcher::verify`].
    pub fn verify_with(
        &self,
        source: &dyn Source,
        cleaned: Cleaned,
        mut hands: Hands,
    ) -> Result<Verified, Refusal> {
        let leak = Refusal::of(ReasonCode::LeakFound);
        let own_paper = is_own_paper(&cleaned.name);
        let place = if own_paper {
            Place::OwnPaper
        } else {
            Place::Narrative
        };
        if self.finds_in_text(&cleaned.name, Place::Value) {
            return Err(leak);
        }
        let slices = match cleaned.kind {
            EntryKind::Instance => instance::check(self, source, &cleaned.parts)?,
            EntryKind::Directory => {
                directory::check(self, &whole(source, &cleaned.parts)?)?;
                Terrain::Written
            }
            EntryKind::Pdf => {
                pdf::check(self, &whole(source, &cleaned.parts)?, place, hands.both)?;
                Terrain::Compressed
            }
            EntryKind::Text => {
                self.check_text(&whole(source, &cleaned.parts)?, place)?;
                Terrain::Written
            }
            EntryKind::Json => {
                self.check_json(&whole(source, &cleaned.parts)?, place)?;
                Terrain::Written
            }
            EntryKind::Envelope => {
                self.check_envelope(&whole(source, &cleaned.parts)?, place)?;
                Terrain::Compressed
            }
        };
        let reach = self.sieve.longest_bytes();
        if let Some(taker) = &mut hands.taker {
            taker.begin(&cleaned.name, size_of(&cleaned.parts));
        }
        let sums = sweep(
            source,
            &cleaned.parts,
            reach,
            slices,
            &|bytes, window, terrain| {
                // Base64 of a text that was read: any short name stands in it by chance.
                cleaned.kind != EntryKind::Envelope && self.finds_raw(bytes, window, terrain, place)
            },
            hands,
        )?;
        Ok(Verified {
            name: cleaned.name,
            kind: cleaned.kind,
            parts: cleaned.parts,
            size_bytes: sums.size_bytes,
            crc32: sums.crc32,
            sha256: sums.sha256,
        })
    }

    /// Whether a known value would be found in this text of a report: tells
    /// beforehand what [`Searcher::verify`] would withhold.
    #[must_use]
    pub fn finds_in_narrative(&self, text: &str) -> bool {
        self.finds_without_blanks(text) || self.finds_in_text(text, Place::Narrative)
    }

    /// Text as a reader sees it, and what it says in base64 or hexadecimal.
    pub(super) fn finds_in_text(&self, text: &str, place: Place) -> bool {
        self.text.finds(&self.needles, text, place)
            || undone(text).iter().any(|bytes| {
                self.finds_in_bytes(bytes, Terrain::Written, place)
                    || std::str::from_utf8(bytes)
                        .is_ok_and(|text| self.text.finds(&self.needles, text, place))
            })
    }

    /// Long needles inside words and across blanks.
    pub(super) fn finds_without_blanks(&self, text: &str) -> bool {
        self.text.finds_without_blanks(&self.needles, text)
    }

    /// Raw needles in bytes that are all there.
    pub(super) fn finds_in_bytes(&self, bytes: &[u8], terrain: Terrain, place: Place) -> bool {
        self.finds_raw(bytes, 0..bytes.len(), terrain, place)
    }

    pub(super) fn is_original_uid(&self, uid: &[u8]) -> bool {
        std::str::from_utf8(uid).is_ok_and(|uid| self.needles.uids.contains(uid))
    }

    /// The raw layer: bytes, and which of them are looked at as beginnings.
    fn finds_raw(
        &self,
        bytes: &[u8],
        window: Range<usize>,
        terrain: Terrain,
        place: Place,
    ) -> bool {
        let numbers = || {
            dotted_runs(bytes)
                .filter(|run| window.contains(&run.start))
                .any(|run| self.is_known_run(bytes, run, terrain, place))
        };
        let wide = || {
            terrain == Terrain::Written
                && strings::wide(bytes).any(|text| self.text.finds(&self.needles, &text, place))
        };
        self.sieve.finds(bytes, window.clone(), terrain) || numbers() || wide()
    }

    /// A UID, an address, or eight or fourteen digits that are a known day.
    fn is_known_run(
        &self,
        bytes: &[u8],
        run: Range<usize>,
        terrain: Terrain,
        place: Place,
    ) -> bool {
        let Some(found) = bytes.get(run.clone()) else {
            return false;
        };
        if dotted_known(&self.needles, found) {
            return true;
        }
        if !matches!(found.len(), 8 | 14) || found.contains(&b'.') {
            return false;
        }
        let day = std::str::from_utf8(found)
            .ok()
            .and_then(|digits| digits.get(..8))
            .and_then(|digits| digits.parse::<u32>().ok());
        let Some(day) = day else { return false };
        let known = self
            .needles
            .days
            .holds(day / 10_000, day / 100 % 100, day % 100);
        let issued = place == Place::OwnPaper && self.needles.days.issue_day() == Some(day);
        known && !issued && (terrain != Terrain::Samples || is_delimited(bytes, &run))
    }

    /// Text that is all there.
    pub(super) fn check_text(&self, bytes: &[u8], place: Place) -> Result<(), Refusal> {
        let text = std::str::from_utf8(bytes).map_err(|_| Refusal::of(ReasonCode::NotVerified))?;
        let broken = place == Place::Narrative && self.finds_without_blanks(text);
        if broken || self.finds_in_text(text, place) {
            return Err(Refusal::of(ReasonCode::LeakFound));
        }
        Ok(())
    }

    /// JSON as it stands, and every string with its escapes undone.
    fn check_json(&self, bytes: &[u8], place: Place) -> Result<(), Refusal> {
        self.check_text(bytes, place)?;
        match json::any_string(bytes, &mut |text| self.finds_in_text(text, place)) {
            Some(false) => Ok(()),
            Some(true) => Err(Refusal::of(ReasonCode::LeakFound)),
            None => Err(Refusal::of(ReasonCode::NotVerified)),
        }
    }

    /// What an envelope carries is searched as it was before it was put in;
    /// around it there is room for nothing but a key's number and a signature.
    fn check_envelope(&self, bytes: &[u8], place: Place) -> Result<(), Refusal> {
        let opened = envelope::open(bytes).ok_or(Refusal::of(ReasonCode::NotVerified))?;
        if self.finds_in_bytes(&opened.payload, Terrain::Written, place) {
            return Err(Refusal::of(ReasonCode::LeakFound));
        }
        self.check_json(&opened.payload, place)
    }
}

fn is_own_paper(name: &str) -> bool {
    name.rsplit('/')
        .next()
        .is_some_and(|last| OWN_PAPERS.contains(&last))
}

/// Neither side of the run is a letter or a sample that looks like one.
fn is_delimited(bytes: &[u8], run: &Range<usize>) -> bool {
    let delimiter = |byte: Option<&u8>| {
        byte.is_none_or(|byte| matches!(byte, 0 | b' ' | b'\r' | b'\n' | b'\\' | b'^' | b'"'))
    };
    let before = run.start.checked_sub(1).and_then(|place| bytes.get(place));
    delimiter(before) && delimiter(bytes.get(run.end))
}

fn size_of(parts: &[Part]) -> u64 {
    parts
        .iter()
        .fold(0_u64, |size, part| size.saturating_add(part.size_bytes()))
}

/// All bytes of an entry that is small enough to be read at once.
fn whole(source: &dyn Source, parts: &[Part]) -> Result<Vec<u8>, Refusal> {
    if size_of(parts) > LIMIT_WHOLE_BYTES {
        return Err(Refusal::of(ReasonCode::NotVerified));
    }
    let mut bytes = Vec::new();
    for part in parts {
        match part {
            Part::Bytes(more) => bytes.extend_from_slice(more),
            Part::Slice { offset, length } => {
                let more = crate::source::read_range(source, *offset, *length)
                    .map_err(|_| Refusal::of(ReasonCode::Unreadable))?;
                bytes.extend_from_slice(&more);
            }
        }
    }
    Ok(bytes)
}
