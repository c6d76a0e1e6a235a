//! What the form of an entry says without the plan.

use regex::Regex;

use super::findings::{PackageReport, ProblemKind};
use super::listing::Certificate;
use crate::finding::{TagCode, Tally};
use crate::policy::options::ProfileOption;
use crate::policy::{self, Preset};
use crate::verify::directory;
use crate::verify::elements::{self, Field, Stop, Syntax};
use crate::verify::instance::{self, MetaSyntax};
use crate::verify::pdf;

/// What the certificate claims; decides whether dates must be reduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// 45 CFR 164.514(b)(2).
    SafeHarbor,
    /// None, or no certificate.
    NotClaimed,
}

impl Claim {
    /// By the name of the preset.
    fn of(preset: &str) -> Self {
        match Preset::by_name(preset).map(Preset::claim) {
            Some(policy::Claim::SafeHarbor) => Self::SafeHarbor,
            Some(policy::Claim::NotClaimed) | None => Self::NotClaimed,
        }
    }
}

/// What the certificate says may stand in an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    claim: Claim,
    /// UIDs are retained.
    keeps_uids: Stays,
    /// Listed private elements are retained.
    keeps_private: Stays,
}

/// Whether something may stand in an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stays {
    Yes,
    No,
}

impl Terms {
    /// No certificate: nothing is claimed, and nothing is retained.
    pub const NONE: Self = Self {
        claim: Claim::NotClaimed,
        keeps_uids: Stays::No,
        keeps_private: Stays::No,
    };

    /// By what a certificate names.
    pub fn of(certificate: &Certificate) -> Self {
        let choices = &certificate.choices;
        let claim = Claim::of(&choices.preset);
        let stays = |option: ProfileOption| {
            if choices.options.iter().any(|name| name == option.name()) {
                Stays::Yes
            } else {
                Stays::No
            }
        };
        Self {
            claim,
            keeps_uids: match claim {
                Claim::SafeHarbor => Stays::No,
                Claim::NotClaimed => stays(ProfileOption::Uids),
            },
            keeps_private: match certificate.private_rules {
                Some(_) => Stays::Yes,
                None => stays(ProfileOption::SafePrivate),
            },
        }
    }
}

/// What was seen in one entry. What depends on the choices waits until they
/// are known.
pub struct Seen {
    name: String,
    is_instance: bool,
    problems: Vec<(ProblemKind, Option<TagCode>)>,
    dates: Vec<TagCode>,
    uids: Vec<TagCode>,
    private_elements: u64,
}

impl Seen {
    /// Writes the findings that count under the choices.
    pub fn report(self, terms: Terms, report: &mut PackageReport) {
        report.instances += u64::from(self.is_instance);
        for (kind, tag) in self.problems {
            report.add_at(kind, Some(&self.name), tag);
        }
        if terms.keeps_private == Stays::No && self.private_elements > 0 {
            let tag = Some(Tally::PRIVATE);
            report.add_at(ProblemKind::PrivateElement, Some(&self.name), tag);
        }
        if terms.keeps_uids == Stays::No {
            for tag in self.uids {
                report.add_at(ProblemKind::UidNotRandom, Some(&self.name), Some(tag));
            }
        }
        if terms.claim == Claim::SafeHarbor {
            for tag in self.dates {
                report.add_at(ProblemKind::DateNotReduced, Some(&self.name), Some(tag));
            }
        }
    }

    fn add(&mut self, kind: ProblemKind, tag: Option<TagCode>) {
        self.problems.push((kind, tag));
    }
}

/// The folder of instances; what lies there must be DICOM.
const INSTANCES: &str = "DICOM/";
/// The directory of the file set: no instance.
const DIRECTORY: &str = "DICOMDIR";
/// Which elements a file may hold.
type MayStand = fn(TagCode) -> bool;

/// Looks at an entry by its content. `head` is all of it, or its beginning.
pub fn look(patterns: &Patterns, name: &str, head: &[u8], size_bytes: u64) -> Seen {
    let mut seen = Seen {
        name: name.to_owned(),
        is_instance: false,
        problems: Vec::new(),
        dates: Vec::new(),
        uids: Vec::new(),
        private_elements: 0,
    };
    if name == DIRECTORY {
        look_at_data_set(patterns, &mut seen, head, size_bytes, directory::may_stand);
    } else if head.get(128..132) == Some(b"DICM") || name.starts_with(INSTANCES) {
        seen.is_instance = true;
        let may_stand = |tag| !instance::is_never(tag);
        look_at_data_set(patterns, &mut seen, head, size_bytes, may_stand);
    } else if head.starts_with(b"%PDF-") {
        match pdf::texts(head) {
            Some(texts) => texts
                .iter()
                .for_each(|text| patterns.look(&mut seen, text, None)),
            None => seen.add(ProblemKind::PdfUnreadable, None),
        }
    } else {
        match std::str::from_utf8(head) {
            Ok(text) => patterns.look(&mut seen, text, None),
            Err(_) => seen.add(ProblemKind::TextNotUtf8, None),
        }
    }
    seen
}

/// Patterns that no cleaned text has, whoever it is about.
const PATTERNS: &[(ProblemKind, &str)] = &[
    (
        ProblemKind::EmailAddress,
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
    ),
    (
        ProblemKind::TelephoneNumber,
        r"(^|[^\d.])(\+?1[ .-]?)?(\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}($|[^\d.])",
    ),
    (
        ProblemKind::SocialSecurityNumber,
        r"(^|[^\d-])\d{3}-\d{2}-\d{4}($|[^\d-])",
    ),
    (
        ProblemKind::WebAddress,
        r"(?i)\b(https?|ftp)://|\bwww\.[a-z0-9]",
    ),
];

/// The patterns, compiled.
pub struct Patterns(Vec<(ProblemKind, Regex)>);

impl Patterns {
    /// Compiles the patterns once for an inspection.
    pub fn new() -> Self {
        let compiled = |(kind, pattern): &(ProblemKind, &str)| {
            let pattern = Regex::new(pattern).ok()?;
            Some((*kind, pattern))
        };
        Self(PATTERNS.iter().filter_map(compiled).collect())
    }

    fn look(&self, seen: &mut Seen, text: &str, tag: Option<TagCode>) {
        let found = self.0.iter().filter(|(_, pattern)| pattern.is_match(text));
        for (kind, _) in found {
            seen.add(*kind, tag);
        }
    }
}

const IDENTITY_REMOVED: TagCode = TagCode(0x0012_0062);
/// Coding Scheme UID: names a vocabulary, which is registered elsewhere.
const CODING_SCHEME_UID: TagCode = TagCode(0x0008_010C);

fn look_at_data_set(
    patterns: &Patterns,
    seen: &mut Seen,
    head: &[u8],
    size_bytes: u64,
    may_stand: MayStand,
) {
    let Ok((meta, data_set)) = instance::meta_and_data_set(head) else {
        let used = head.iter().take(128).any(|byte| *byte != 0);
        let kind = if used && head.get(128..132) == Some(b"DICM") {
            ProblemKind::PreambleUsed
        } else {
            ProblemKind::NotDicom
        };
        seen.add(kind, None);
        return;
    };
    let syntax = match instance::read_meta(meta, &mut |_| Ok(())) {
        Ok(MetaSyntax { elements, .. }) => elements,
        Err(refusal) => {
            seen.add(ProblemKind::MetaElement, refusal.tag);
            return;
        }
    };
    let mut identity_removed = false;
    let walked = elements::walk_head(data_set, syntax, &mut |field| {
        identity_removed |= field.depth == 0
            && field.tag == IDENTITY_REMOVED
            && field.value.trim_ascii_end() == b"YES";
        look_at_field(patterns, seen, field, may_stand);
        Ok(())
    });
    match walked {
        Ok(Stop::End | Stop::Pixels { .. }) => {}
        Err(_) if (head.len() as u64) < size_bytes => seen.add(ProblemKind::HeaderTooLarge, None),
        Err(refusal) => seen.add(ProblemKind::NotDicom, refusal.tag),
    }
    if !identity_removed {
        seen.add(ProblemKind::IdentityNotRemoved, Some(IDENTITY_REMOVED));
    }
    if size_bytes == head.len() as u64 {
        look_behind_pixels(patterns, seen, data_set, syntax, may_stand);
    }
}

/// Elements behind pixels, where all of the entry is in memory.
fn look_behind_pixels(
    patterns: &Patterns,
    seen: &mut Seen,
    data_set: &[u8],
    syntax: Syntax,
    may_stand: MayStand,
) {
    let walked = elements::walk(data_set, syntax, &mut |field| {
        if field.depth == 0 && field.tag.group() > 0x7FE0 {
            look_at_field(patterns, seen, field, may_stand);
        }
        Ok(())
    });
    if let Err(refusal) = walked {
        seen.add(ProblemKind::NotDicom, refusal.tag);
    }
}

fn look_at_field(patterns: &Patterns, seen: &mut Seen, field: &Field, may_stand: MayStand) {
    let is_private = field.tag.is_private();
    seen.private_elements += u64::from(is_private);
    if !is_private && !may_stand(field.tag) {
        seen.add(ProblemKind::ForbiddenElement, Some(field.tag));
    }
    match &field.vr {
        b"UI" => {
            let registered = field.tag == CODING_SCHEME_UID;
            if !registered && !values(field.value).all(is_random_or_registered) {
                seen.uids.push(shown(field.tag));
            }
        }
        b"DA" | b"DT" if !values(field.value).all(is_reduced) => seen.dates.push(shown(field.tag)),
        b"AS" if !values(field.value).all(is_capped) => {
            seen.add(ProblemKind::AgeNotCapped, Some(shown(field.tag)));
        }
        b"LO" | b"LT" | b"PN" | b"SH" | b"ST" | b"UC" | b"UR" | b"UT" => {
            let text = String::from_utf8_lossy(field.value);
            patterns.look(seen, &text, Some(shown(field.tag)));
        }
        _ => {}
    }
}

/// Private elements are named together.
const fn shown(tag: TagCode) -> TagCode {
    if tag.is_private() {
        Tally::PRIVATE
    } else {
        tag
    }
}

fn values(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value
        .split(|byte| *byte == b'\\')
        .map(|value| value.trim_ascii().trim_suffix_zeros())
        .filter(|value| !value.is_empty())
}

/// UI values are padded with a zero byte.
trait TrimZeros {
    fn trim_suffix_zeros(&self) -> &[u8];
}

impl TrimZeros for [u8] {
    fn trim_suffix_zeros(&self) -> &[u8] {
        let mut value = self;
        while let [rest @ .., 0] = value {
            value = rest;
        }
        value
    }
}

/// `2.25.` of PS3.5 B.2, or the root of the standard.
fn is_random_or_registered(uid: &[u8]) -> bool {
    uid.starts_with(b"2.25.") || uid.starts_with(b"1.2.840.10008.")
}

/// A day in the first of January's month: the year and an interval.
fn is_reduced(value: &[u8]) -> bool {
    let month_day = value.get(4..8);
    month_day.is_none_or(|month_day| month_day.starts_with(b"01") || month_day == b"0201")
}

/// 45 CFR 164.514(b)(2)(i)(C): above 89 one category.
fn is_capped(value: &[u8]) -> bool {
    let years = std::str::from_utf8(value)
        .ok()
        .and_then(|text| text.strip_suffix('Y'))
        .and_then(|digits| digits.parse::<u32>().ok());
    years.is_none_or(|years| years <= 90)
}
