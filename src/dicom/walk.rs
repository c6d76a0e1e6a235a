//! Carries the profile's decisions out over one instance, to any depth.
//!
//! Kept text leaves in one character set: as it came where it is ASCII, else
//! as UTF-8 under ISO_IR 192.

mod notes;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use dicom_core::VR;

use super::actions::{self, Outcome};
use super::charset::Charset;
use super::data::{DataSet, DicomFile, Element, Encoding, Value};
use super::dates::{Clock, Day, read_date, read_zone};
pub(super) use super::identity::{CONTENT_KEY, Identity};
pub(super) use super::lookup::{
    base_day, charset_of, code_of, is_sequence, moments_of, plain_text, tag_of, uid_at,
};
use super::markers;
use super::private::{self, Creators};
use super::profile::{Action, Decision, Place, Rules, Source, Surroundings, decide};
use super::references;
use super::standard::kinds::Column;
use super::standard::{self, ClassTypes};
use super::structured::{self, ContentRule};
use super::trust::Trust;
use crate::finding::{Done, Limit, Refusal, TagCode, Tally};
use crate::plan::{Plan, StudyPlan};
use crate::policy::options::ProfileOption;
use crate::safe_harbor::Letter;
use crate::sensitive::Sensitive;
use crate::text::span::Span;

use notes::Notes;
pub use notes::{Compared, ComparedValue, Form, Shown, Step, compare};

/// Nesting that is followed; the reader stops earlier.
const MOST_LEVELS: usize = 128;

/// Finds identifiers in text: the text room, or a stand-in of a test.
pub trait FindText {
    /// In a short header text.
    fn in_label(&self, text: &str) -> Vec<Span>;
    /// In a narrative.
    fn in_narrative(&self, text: &str) -> Vec<Span>;
    /// In remarks, where everything goes that is no word of a vocabulary.
    fn in_comment(&self, text: &str) -> Vec<Span>;
}

/// What a cleaned instance needs of the run.
pub struct Cleaning<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The instance's study.
    pub study: &'a StudyPlan,
    /// The text room.
    pub finder: &'a dyn FindText,
}

/// A cleaned instance.
pub struct CleanInstance {
    /// What is written.
    pub file: DicomFile,
    /// What was done.
    pub tally: Tally,
    /// Every text that stayed, for review.
    pub kept_text: Vec<(TagCode, Sensitive<String>)>,
}

/// Cleans one instance.
///
/// # Errors
/// [`crate::finding::ReasonCode::MissingUid`] for a UID that the plan's table does not know; [`crate::finding::ReasonCode::OverLimit`] if
/// it is nested too deep.
pub fn clean(file: DicomFile, cleaning: &Cleaning<'_>) -> Result<CleanInstance, Refusal> {
    let identity = Identity::of(&file);
    let types = ClassTypes::of(&identity.sop_class_uid);
    let mut walk = Walk::new(&file, &identity, cleaning);
    let place = Place {
        types: &types,
        sequence: None,
        surroundings: Surroundings::Open,
    };
    let charset = charset_of(&file.data_set, Charset::default());
    let data_set = walk.data_set(file.data_set, place, charset, 0)?;
    let mut cleaned = DicomFile {
        transfer_syntax: file.transfer_syntax,
        encoding: file.encoding,
        meta: DataSet::default(),
        data_set,
    };
    markers::write(&mut cleaned, &mut walk.record, &identity, cleaning)?;
    Ok(CleanInstance {
        file: cleaned,
        tally: walk.record.tally,
        kept_text: walk.record.kept_text.into_iter().collect(),
    })
}

/// What the walk has done so far; the markers are written from it.
#[derive(Default)]
pub struct Record {
    /// Counts.
    pub tally: Tally,
    /// Texts that stayed.
    pub kept_text: BTreeSet<(TagCode, Sensitive<String>)>,
    /// Options of Table E.1-1 that were used on a value that stayed.
    pub used: BTreeSet<ProfileOption>,
    /// A text beyond ASCII stayed.
    pub beyond_ascii: bool,
    /// A date or time stayed in some form.
    pub moments: u64,
}

/// One walk over one instance.
pub(super) struct Walk<'a> {
    cleaning: &'a Cleaning<'a>,
    rules: Rules,
    encoding: Encoding,
    clock: Clock,
    codes: Codes,
    zone_minutes: Option<i64>,
    base_day: Option<Day>,
    record: Record,
    /// `None`: nobody looks at single values.
    notes: Option<Notes>,
}

/// The random codes of this instance's patient and study.
struct Codes {
    patient: Option<String>,
    study: Option<String>,
}

/// What holds for the elements of one data set.
struct Level<'a> {
    place: Place<'a>,
    charset: Charset,
    depth: usize,
    /// Dates and times of this data set, to find pairs.
    moments: BTreeMap<TagCode, String>,
    content: ContentRule,
    creators: Creators,
}

impl<'a> Walk<'a> {
    fn new(file: &DicomFile, identity: &Identity, cleaning: &'a Cleaning<'a>) -> Self {
        let rules = Rules::chosen(&cleaning.plan.policy);
        let patient_key = cleaning.study.patient_key.expose();
        let patient = cleaning.plan.tables.patient(patient_key);
        let study_uid = identity.study_instance_uid.as_str();
        let text = |tag| plain_text(&file.data_set, tag).unwrap_or_default();
        Self {
            cleaning,
            rules,
            encoding: file.encoding,
            clock: Clock {
                rule: rules.options.dates,
                first_event_seconds: cleaning.study.first_event_seconds,
                offset_days: patient.map_or(0, |codes| codes.offset_days),
            },
            codes: Codes {
                patient: patient.map(|codes| codes.pseudonym.clone()),
                study: cleaning.plan.tables.study(study_uid).map(str::to_owned),
            },
            zone_minutes: read_zone(&text(TagCode(0x0008_0201))),
            base_day: base_day(&file.data_set),
            record: Record::default(),
            notes: None,
        }
    }

    fn data_set(
        &mut self,
        set: DataSet,
        place: Place<'_>,
        charset: Charset,
        depth: usize,
    ) -> Result<DataSet, Refusal> {
        if depth > MOST_LEVELS {
            return Err(Refusal::over(Limit::DicomDepth));
        }
        let mut set = set;
        let content = structured::rule_of(&mut set, &charset, self.rules);
        let level = Level {
            place,
            charset,
            depth,
            moments: moments_of(&set),
            content,
            creators: Creators::of(&set),
        };
        let mut elements = Vec::with_capacity(set.elements.len());
        let mut reserved = Vec::new();
        for element in set.elements {
            let tag = code_of(element.tag);
            if private::is_creator(tag) {
                reserved.push(element);
                continue;
            }
            let element = if tag.is_private() {
                self.private(element, tag, &level)?
            } else {
                self.element(element, &level)?
            };
            elements.extend(element);
        }
        let mut set = DataSet { elements };
        self.creators(reserved, &level, &mut set);
        Ok(set)
    }

    /// Creators stay where something of theirs stays.
    fn creators(&mut self, reserved: Vec<Element>, level: &Level<'_>, set: &mut DataSet) {
        let in_use = level.creators.in_use(&set.elements);
        for element in reserved {
            let tag = code_of(element.tag);
            let before = self.before(&element, private::OF_CREATORS, level);
            if in_use.iter().any(|creator| creator.tag == element.tag) {
                self.record.tally.count(tag, Done::Kept, None);
                self.note_kept(before);
            } else {
                self.record.tally.count(tag, Done::Removed, Some(Letter::R));
                self.note_done(before, Done::Removed, None);
            }
        }
        for creator in in_use {
            set.put(creator);
        }
    }

    /// A private element, by the table or a rule of the person.
    fn private(
        &mut self,
        mut element: Element,
        tag: TagCode,
        level: &Level<'_>,
    ) -> Result<Option<Element>, Refusal> {
        let own = &self.cleaning.plan.policy.private_rules;
        let may_stay = level.place.surroundings != Surroundings::Identity
            && !(element.vr == VR::UN && self.encoding == Encoding::ExplicitBig);
        let decided = may_stay
            .then(|| private::decide(tag, element.vr, &level.creators, self.rules, own))
            .flatten();
        match decided {
            Some((decision, vr)) => {
                element.vr = vr;
                self.decided(element, decision, level)
            }
            None => {
                let decision = decide(tag, element.vr, &level.place, self.rules);
                self.decided(element, decision, level)
            }
        }
    }

    fn element(&mut self, element: Element, level: &Level<'_>) -> Result<Option<Element>, Refusal> {
        let tag = code_of(element.tag);
        let mut decision = decide(tag, element.vr, &level.place, self.rules);
        let content = level.content.within(level.place.surroundings);
        if let Some(overruled) = content.overrules(tag, decision) {
            decision = overruled;
        }
        if decision.action == Action::Product {
            return Ok(Some(element));
        }
        let inside = references::inside_the_drop(&element, decision.action, self.cleaning.plan);
        if let Some(element) = inside {
            decision.action = Action::PlainItems;
            return self.sequence(element, decision, level);
        }
        self.decided(element, decision, level)
    }

    /// Carries a decision out.
    fn decided(
        &mut self,
        element: Element,
        decision: Decision,
        level: &Level<'_>,
    ) -> Result<Option<Element>, Refusal> {
        let tag = code_of(element.tag);
        let outcome = match (decision.action, &element.value) {
            (Action::Items | Action::PlainItems, Value::Items(_)) => {
                return self.sequence(element, decision, level);
            }
            // A sequence that must have an item keeps its items; what stands in
            // them goes by its own rules.
            (Action::Dummy, Value::Items(_)) if is_sequence(tag) => {
                return self.sequence(element, decision, level);
            }
            (Action::Items | Action::PlainItems, _) => actions::without_value(&level.place, tag),
            (Action::Empty | Action::Dummy, Value::Items(_)) => Outcome::Emptied,
            (Action::Remove, _) => Outcome::Removed,
            (_, Value::Items(_)) => actions::without_value(&level.place, tag),
            (Action::Bulk, Value::Pixels(_)) => Outcome::Kept,
            (_, Value::Pixels(_)) => Outcome::Removed,
            (action, Value::Bytes(bytes)) => self.value(tag, &element, bytes, action, level),
        };
        Ok(self.settle(element, tag, outcome, decision, level))
    }

    /// Carries an outcome out and counts it.
    fn settle(
        &mut self,
        mut element: Element,
        tag: TagCode,
        outcome: Outcome,
        decision: Decision,
        level: &Level<'_>,
    ) -> Option<Element> {
        let had_value = match &element.value {
            Value::Bytes(bytes) => bytes.iter().any(|byte| !matches!(byte, 0 | b' ')),
            Value::Items(items) => !items.is_empty(),
            Value::Pixels(_) => true,
        };
        let letter = decision.letter.filter(|_| had_value);
        let before = self.before(&element, decision, level);
        if matches!(outcome, Outcome::Removed | Outcome::Emptied) {
            self.note_lost(&element, decision, level);
        }
        let (done, value) = match outcome {
            Outcome::Removed => {
                self.record.tally.count(tag, Done::Removed, letter);
                self.note_done(before, Done::Removed, None);
                return None;
            }
            Outcome::Kept => {
                self.note_option(decision);
                self.record.tally.count(tag, Done::Kept, None);
                self.note_kept(before);
                return Some(element);
            }
            Outcome::Emptied if element.vr == VR::SQ => (Done::Emptied, Value::Items(Vec::new())),
            Outcome::Emptied => (Done::Emptied, Value::Bytes(Vec::new())),
            Outcome::Dummy => {
                let bytes = actions::dummy(tag, &element, self.encoding, &level.charset);
                (Done::Replaced, Value::Bytes(bytes))
            }
            Outcome::Text(text, done) => {
                self.note_option(decision);
                self.record.beyond_ascii |= !text.is_ascii();
                (done, Value::Bytes(super::strings::bytes(&text, element.vr)))
            }
        };
        let letter = if done == Done::Kept { None } else { letter };
        self.record.tally.count(tag, done, letter);
        element.value = value;
        let after = self.shown_now(&element, level);
        self.note_done(before, done, after);
        Some(element)
    }

    fn sequence(
        &mut self,
        element: Element,
        decision: Decision,
        level: &Level<'_>,
    ) -> Result<Option<Element>, Refusal> {
        let tag = code_of(element.tag);
        let Value::Items(items) = element.value else {
            return Ok(None);
        };
        let place = Place {
            sequence: Some(tag),
            surroundings: match decision.action {
                Action::PlainItems => Surroundings::Identity,
                Action::Items if is_retained(decision.source) => Surroundings::Retained,
                _open_or_as_above => level.place.surroundings,
            },
            ..level.place
        };
        let had_items = !items.is_empty();
        let mut cleaned = Vec::with_capacity(items.len());
        for (number, item) in items.into_iter().enumerate() {
            let charset = charset_of(&item, level.charset);
            self.enter(tag, number, level);
            cleaned.push(self.data_set(item, place, charset, level.depth + 1)?);
            self.leave();
        }
        let all_empty = had_items && cleaned.iter().all(|item| item.elements.is_empty());
        if all_empty {
            let outcome = actions::without_value(&level.place, tag);
            let rest = Element {
                value: Value::Items(cleaned),
                ..element
            };
            return Ok(self.settle(rest, tag, outcome, decision, level));
        }
        self.note_option(decision);
        self.record.tally.count(tag, Done::Kept, None);
        Ok(Some(Element {
            tag: element.tag,
            vr: VR::SQ,
            value: Value::Items(cleaned),
        }))
    }

    /// Decides what becomes of a value field of bytes.
    fn value(
        &mut self,
        tag: TagCode,
        element: &Element,
        bytes: &[u8],
        action: Action,
        level: &Level<'_>,
    ) -> Outcome {
        if bytes.is_empty() {
            return match action {
                Action::Remove => Outcome::Removed,
                _nothing_to_clean => Outcome::Kept,
            };
        }
        let failed = || actions::without_value(&level.place, tag);
        let plan = self.cleaning.plan;
        match action {
            Action::Remove => Outcome::Removed,
            Action::Empty => Outcome::Emptied,
            Action::Dummy => Outcome::Dummy,
            Action::Uids => self.uids(tag, bytes).unwrap_or_else(failed),
            Action::PatientCode => actions::code(self.codes.patient.as_deref()),
            Action::StudyCode => actions::code(self.codes.study.as_deref()),
            Action::AccessionCode => {
                let text = level.charset.decode(bytes);
                actions::code(plan.tables.accession(super::strings::trimmed(&text)))
            }
            Action::Moment => self
                .moment(tag, element.vr, bytes, level)
                .unwrap_or_else(failed),
            Action::CapAge => actions::age(bytes).unwrap_or_else(failed),
            Action::Label => self
                .label(tag, element.vr, bytes, level, Trust::Text)
                .unwrap_or_else(failed),
            Action::Technical => self
                .label(tag, element.vr, bytes, level, Trust::Technical)
                .unwrap_or_else(failed),
            Action::CodeValue => self
                .label(tag, element.vr, bytes, level, Trust::Headers)
                .unwrap_or_else(failed),
            Action::Narrative => self.narrative(tag, bytes, level).unwrap_or_else(failed),
            Action::Comment => self
                .comment(tag, element.vr, bytes, level)
                .unwrap_or_else(failed),
            Action::Terms => {
                let text = level.charset.decode(bytes);
                let outcome = actions::terms(&text, self.cleaning.finder).unwrap_or_else(failed);
                if let Outcome::Text(terms, _) = &outcome {
                    self.keep_terms(tag, terms.split('\\'));
                }
                outcome
            }
            Action::Number => {
                let text = level.charset.decode(bytes);
                let attribute_vr = standard::attribute(tag).map_or(element.vr, |row| row.vr);
                actions::number(&text, attribute_vr, self.cleaning.finder).unwrap_or_else(failed)
            }
            Action::Binary => actions::binary(tag, element.vr, bytes).unwrap_or_else(failed),
            Action::Bulk if tag.is_private() => {
                actions::private_bulk(bytes, self.cleaning.finder).unwrap_or_else(failed)
            }
            Action::Bulk => actions::bulk(tag, bytes).unwrap_or_else(failed),
            Action::Items | Action::PlainItems => failed(),
            Action::Product => Outcome::Kept,
        }
    }

    fn uids(&mut self, tag: TagCode, bytes: &[u8]) -> Option<Outcome> {
        let plan = self.cleaning.plan;
        let outcome = actions::uids(tag, bytes, &plan.tables, &plan.retained)?;
        if plan.retained.is_empty() {
            return Some(outcome);
        }
        let text = String::from_utf8_lossy(bytes);
        let mut values = text.split('\\').map(super::strings::trimmed);
        if values.any(|value| !actions::stays(tag, value) && plan.retains(value)) {
            self.note(ProfileOption::Uids);
        }
        Some(outcome)
    }

    fn moment(&mut self, tag: TagCode, vr: VR, bytes: &[u8], level: &Level<'_>) -> Option<Outcome> {
        let text = String::from_utf8_lossy(bytes);
        let vr = standard::attribute(tag).map_or(vr, |row| row.vr);
        let mut written = Vec::new();
        for (place, value) in text.split('\\').enumerate() {
            let value = super::strings::trimmed(value);
            if value.is_empty() {
                written.push(String::new());
                continue;
            }
            let partner = |tag: Option<TagCode>| {
                let text = level.moments.get(&tag?)?;
                text.split('\\').nth(place).map(str::to_owned)
            };
            written.push(match vr {
                VR::DA => {
                    let time = partner(standard::time_of_date(tag));
                    self.clock.date(value, time.as_deref())?
                }
                VR::TM => {
                    let date = partner(standard::date_of_time(tag));
                    let day = date.as_deref().and_then(read_date).or(self.base_day);
                    self.clock.time(value, day)?
                }
                VR::DT => self.clock.date_time(value, self.zone_minutes)?,
                _no_moment => return None,
            });
        }
        self.record.moments += 1;
        self.note(ProfileOption::ModifiedDates);
        self.note(ProfileOption::FullDates);
        let done = match self.rules.options.dates {
            crate::policy::DateRule::ShiftPerPatient => Done::Shifted,
            crate::policy::DateRule::YearAndIntervals if vr == VR::DA => Done::YearOnly,
            crate::policy::DateRule::YearAndIntervals => Done::Rebased,
            crate::policy::DateRule::Remove => Done::Replaced,
            crate::policy::DateRule::Keep => Done::Kept,
        };
        Some(Outcome::Text(written.join("\\"), done))
    }

    /// Remembers which option of Table E.1-1 a kept value used.
    fn note_option(&mut self, decision: Decision) {
        let column = match decision.source {
            Source::Option(column, _) => column,
            Source::SafePrivate(_) | Source::OwnRule => {
                self.record.used.insert(ProfileOption::SafePrivate);
                return;
            }
            Source::Table(_)
            | Source::SafeHarborMap
            | Source::ByVr
            | Source::KeepList(_)
            | Source::RemovedList(_)
            | Source::Private
            | Source::Group
            | Source::NotListed
            | Source::Product => return,
        };
        let option = match column {
            Column::Descriptors => ProfileOption::Descriptors,
            Column::StructuredContent => ProfileOption::StructuredContent,
            Column::Graphics => ProfileOption::Graphics,
            // Sex and age stay under every purpose; where they do, the option
            // is what keeps them.
            Column::Characteristics => {
                self.record.used.insert(ProfileOption::Characteristics);
                return;
            }
            Column::Device => ProfileOption::Device,
            Column::Institution => ProfileOption::Institution,
            Column::SafePrivate => ProfileOption::SafePrivate,
            // Noted where a value is seen to stay.
            Column::ModifiedDates | Column::FullDates | Column::Uids => return,
        };
        self.note(option);
    }

    /// Remembers an option, if it is in force.
    fn note(&mut self, option: ProfileOption) {
        if self.rules.options.is_in_force(option) {
            self.record.used.insert(option);
        }
    }
}

/// Whether an option keeps what names a device or an institution.
const fn is_retained(source: Source) -> bool {
    matches!(
        source,
        Source::Option(Column::Device | Column::Institution, _)
    )
}
