//! What the certificate tells: counts, enums, random tokens and hashes.
//!
//! No field can hold text of the input. Words come as `&'static str` (they
//! stand in the program), codes as types whose constructors accept a fixed
//! shape only.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Done, ReasonCode, TagCode, TextSeen};
use crate::identities::KindCounts;
use crate::plan::ReportKind;
use crate::policy::options::Options;
use crate::policy::private_rules::RuleAction;
use crate::policy::{AtRisk, BurnedIn, CrosswalkExport, KeyOrigin, Preset, ReportStyle};
use crate::question::Asked;
use crate::review::RejectReason;
use crate::safe_harbor::Letter;
use crate::text::language::Language;
use crate::text::rarity::RareKind;

use super::words::{
    CreatorName, DetectorName, Digest, EntryName, IssueDate, Modality, PrivateElement, RandomId,
    Token,
};

/// Everything a certificate is made from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Facts {
    /// Which record this is and what made it.
    pub identity: Identity,
    /// What the person chose before the run.
    pub choices: Choices,
    /// What came in and what became of it.
    pub scope: Scope,
    /// Removed or replaced values by letter; a letter that is not here has none.
    pub letters: BTreeMap<Letter, LetterCount>,
    /// Pixels, study by study.
    pub pixels: Vec<StudyPixels>,
    /// Reports.
    pub narrative: Narrative,
    /// Random codes that stand for originals.
    pub codes: Codes,
    /// What the second reading found.
    pub verification: Verification,
    /// What a person took out of the headers; `None`: nothing.
    pub header_review: Option<HeaderReview>,
    /// Annex A: what was done to which element, how often.
    pub actions: Vec<ActionCount>,
    /// Annex B: private elements.
    pub private: PrivateCounts,
    /// Annex B: the person's own rules for private elements, if there are any.
    pub private_rules: Option<OwnRules>,
    /// Every other entry of the zip.
    pub files: Vec<FileFact>,
}

/// Which record this is and what made it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Identity {
    /// Random number of this certificate.
    pub certificate: RandomId,
    /// Day or month of issue, UTC.
    pub issued: IssueDate,
    /// SHA-256 of the WebAssembly engine, or of the command, if the door knows it.
    pub engine_sha256: Option<Digest>,
    /// Edition of the DICOM standard whose Table E.1-1 was applied, `2026d`.
    pub dicom_edition: &'static str,
    /// SHA-256 over the files of the rules.
    pub rules_sha256: Option<Digest>,
    /// Hiding commitment over the inputs, if one was asked for.
    pub input_commitment: Option<InputCommitment>,
    /// The key that signs the package.
    pub signing_key: Option<SigningKey>,
}

/// A number that stands for the inputs and tells nothing of them without a key
/// that is not in the zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct InputCommitment {
    /// How it was made.
    pub algorithm: &'static str,
    /// Inputs that it stands for.
    pub files: u64,
    /// The number.
    pub value: Digest,
}

/// The key that signs the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SigningKey {
    /// Of what kind.
    pub algorithm: &'static str,
    /// SHA-256 of the public key.
    pub fingerprint: Digest,
    /// Whose it is.
    pub origin: KeyOrigin,
}

/// What the person chose before the run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Choices {
    /// Purpose.
    pub preset: Preset,
    /// Options of PS3.15 E.3 in force.
    pub options: Options,
    /// Answer for studies without an answer of their own.
    pub burned_in: BurnedIn,
    /// For instances whose pixels are at risk.
    pub at_risk: AtRisk,
    /// What stands in report text in the place of what was found.
    pub report_style: ReportStyle,
}

/// What came in and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Scope {
    /// What the drop asked, and what was said to it.
    pub questions: Vec<Asked>,
    /// Files received, those inside zips counted one by one.
    pub files_received: u64,
    /// Patients among the written instances.
    pub patients: u64,
    /// Studies with at least one written instance.
    pub studies: u64,
    /// Series with at least one written instance.
    pub series: u64,
    /// Instances by SOP class.
    pub instances: Vec<ClassCount>,
    /// Reports by format.
    pub reports: Vec<ReportCount>,
    /// Documents inside instances; the instances are counted by class too.
    pub documents: DocumentCount,
    /// Whether reports and the documents inside instances are about the
    /// patients of the studies; `None`: there is none, or no study.
    pub report_identity: Option<ReportIdentity>,
    /// What can show a face, by what the headers say.
    pub faces: FaceCounts,
    /// Everything that is not in the output, by kind and reason.
    pub not_written: Vec<NotWritten>,
    /// Against the accession list; `None`: no list was given.
    pub accessions: Option<Accessions>,
}

/// Instances of one SOP class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClassCount {
    /// Name in PS3.6; `Other SOP class` if it has none.
    pub class: &'static str,
    /// Received.
    pub received: u64,
    /// In the output.
    pub written: u64,
    /// Understood, and kept back.
    pub withheld: u64,
    /// Not understood.
    pub unreadable: u64,
}

/// Reports of one format.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ReportCount {
    /// Format of the source.
    pub kind: ReportKind,
    /// Received.
    pub received: u64,
    /// In the output.
    pub written: u64,
    /// Pages received.
    pub pages_received: u64,
    /// Pages written.
    pub pages_written: u64,
    /// Pages that are named in the output and not shown.
    pub pages_withheld: u64,
}

/// Documents inside instances (Encapsulated PDF, ...).
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DocumentCount {
    /// Received.
    pub received: u64,
    /// Set anew from their cleaned text, and in the output.
    pub rewritten: u64,
    /// Pages of those that could be read.
    pub pages_received: u64,
    /// Pages written.
    pub pages_written: u64,
    /// Pages that are named in the output and not shown.
    pub pages_withheld: u64,
    /// Documents that are not in the output, with their instance, by reason.
    pub withheld: BTreeMap<ReasonCode, u64>,
}

/// Reports, documents inside instances among them, against the studies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ReportIdentity {
    /// Compared.
    pub compared: u64,
    /// State a patient of the studies.
    pub agreed: u64,
    /// Of these: by which kinds.
    pub agreed_by: KindCounts,
    /// Of these: with a misspelt name or another number beside what agrees.
    pub with_doubt: u64,
    /// State nothing that can be compared.
    pub nothing_to_compare: u64,
    /// State an examination that was not received, and are written.
    pub other_examination: u64,
    /// Contradict, and are written because a person decided so.
    pub decided_by_person: u64,
    /// Contradict, and are not written.
    pub withheld: u64,
}

/// Photographs and volumes that can show a face, 45 CFR 164.514(b)(2)(i)(Q).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FaceCounts {
    /// Photographs of the outside of the body, not of another part than the head.
    pub photographs: u64,
    /// Series of head or neck with the slices of a volume.
    pub head_series: u64,
    /// Of these series: written, and no person decided so.
    pub undecided: u64,
    /// Series whose face was cut out.
    pub cut_series: u64,
    /// Their written slices.
    pub slices_of_cut: u64,
    /// Of these: with pixels in the cut.
    pub slices_cut: u64,
    /// Series that stayed out because the face could not be cut.
    pub not_cut_series: u64,
}

/// Files that are not in the output, for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NotWritten {
    /// Name of the SOP class in PS3.6, `Report`, `Zip archive` or `Other file`.
    pub what: &'static str,
    /// Why.
    pub reason: ReasonCode,
    /// How many.
    pub count: u64,
}

/// The accession list against what was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Accessions {
    /// One for each entry of the list, in its order.
    pub listed: Vec<ListedAccession>,
    /// Accessions that were received and are not on the list.
    pub not_on_list: Vec<FoundAccession>,
    /// Entries of the list that were there more than once, left out.
    pub repeated: u64,
    /// Instances without an accession number.
    pub instances_without: u64,
}

/// One entry of the list. Named by its row: a missing accession number is an
/// identifier, and no code stands for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedAccession {
    /// Row in the list, from 1.
    pub row: u64,
    /// What was found.
    pub state: AccessionState,
    /// What was received for it; `None` for a missing one.
    pub found: Option<FoundAccession>,
}

/// How much of a listed accession was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccessionState {
    /// Received, and everything of it is in the output.
    Found,
    /// Received, and part of it is not in the output.
    Partial,
    /// Not received.
    Missing,
}

/// One accession that was received.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundAccession {
    /// Its random code in the output; `None` if nothing of it was written.
    pub code: Option<Token>,
    /// Series received.
    pub series: u64,
    /// Instances received.
    pub instances: u64,
    /// Instances in the output.
    pub instances_written: u64,
    /// Series that the headers announce and that were not received.
    pub series_not_received: u64,
    /// Instances that the headers announce and that were not received.
    pub instances_not_received: u64,
}

/// How many values of one letter were removed or replaced, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LetterCount {
    /// Elements of DICOM headers.
    pub elements: u64,
    /// Spans of report text.
    pub spans: u64,
    /// Regions of pictures.
    pub regions: u64,
}

/// Pixels of one study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StudyPixels {
    /// The study's random code in the output; `None` if nothing was written.
    pub study: Option<Token>,
    /// The person's answer for this study.
    pub answer: BurnedIn,
    /// Its series in the order of the output.
    pub series: Vec<SeriesPixels>,
}

/// Pixels of one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesPixels {
    /// Number in the output, from 1.
    pub number: u64,
    /// Modality.
    pub modality: Modality,
    /// Instances with pixels.
    pub instances: u64,
    /// Frames in them.
    pub frames: u64,
    /// What speaks for text in the picture.
    pub risk: Risk,
    /// What became of them.
    pub outcome: PixelOutcome,
    /// Who or what looked at the pixels.
    pub inspection: Inspection,
    /// Regions that were hidden.
    pub regions_hidden: u64,
    /// Slices in which a part of the face was cut out.
    pub slices_cut: u64,
    /// Instances whose overlay bits beside the picture were set to zero.
    pub overlay_bits_cleared: u64,
    /// Lines of text that the tool read in them; `None`: it read none of them.
    pub text_read: Option<TextSeen>,
}

impl SeriesPixels {
    /// Whether something known was read in pictures that are written.
    #[must_use]
    pub(super) fn is_still_read(&self) -> bool {
        self.text_read.is_some_and(|seen| seen.known_after > 0)
    }
}

/// What speaks for text in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// Neither the class nor an attribute.
    Low,
    /// The modality or class usually draws text into the picture.
    Class,
    /// The file says so itself.
    Declared,
}

/// What became of the pixels of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PixelOutcome {
    /// Written, bytes as in the source.
    Unchanged,
    /// Written with regions hidden.
    Redacted,
    /// Written with the face cut out of the slices.
    FaceCut,
    /// All of its instances are withheld.
    Withheld,
    /// Some are written unchanged, some are withheld.
    PartlyWithheld,
    /// Written unchanged on the person's explicit choice, although they may
    /// show an identifier.
    IncludedAtRisk,
}

/// Who or what looked at the pixels of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "by", content = "frames")]
pub enum Inspection {
    /// Nobody: the tool did not look at the pixels.
    None,
    /// The person, in the page: so many frames or projections.
    Person(u64),
    /// Text recognition of the tool: so many frames or projections.
    TextRecognition(u64),
}

/// Reports.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Narrative {
    /// Report texts that were written, those inside instances among them.
    pub reports: u64,
    /// Text items of written structured reports.
    pub structured_texts: StructuredTexts,
    /// Removed spans by the rule that found them.
    pub detectors: BTreeMap<DetectorName, u64>,
    /// Number tokens (a number and its unit) outside removed spans in the
    /// sources.
    pub numbers_before: u64,
    /// Number tokens outside replacements in the results.
    pub numbers_after: u64,
    /// Reports in which the two lists of tokens are not equal.
    pub reports_with_other_numbers: u64,
    /// Written reports by the language they are in.
    pub languages: BTreeMap<Language, u64>,
    /// Places of the written texts that suggest a rare case, by kind; no words.
    pub rare: BTreeMap<RareKind, u64>,
    /// Written reports with such a place.
    pub reports_with_rare: u64,
    /// Characters that no built-in font can show; a box stands for each.
    pub characters_without_glyph: u64,
    /// Reports with pictures in the source; none is carried over.
    pub reports_with_pictures: u64,
    /// Pages of reports whose text was read from a picture.
    pub pages_read_from_pictures: u64,
    /// What a person did with the proposed spans; `None`: nobody reviewed.
    pub review: Option<Review>,
}

/// Text items of structured reports (value type TEXT).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StructuredTexts {
    /// Searched, and written as they were.
    pub unchanged: u64,
    /// Written without the spans that were found in them.
    pub changed: u64,
    /// Replaced or removed as a whole: no rule lets their text stay.
    pub replaced: u64,
}

/// What a person did with the proposed spans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Written reports of which the person said that they were looked at whole.
    pub reports: u64,
    /// Accepted.
    pub accepted: u64,
    /// Removed as proposed, without a decision of their own.
    pub as_proposed: u64,
    /// Removed under another kind than the proposed one.
    pub relabelled: u64,
    /// Marked by the person.
    pub added: u64,
    /// Rejected: the text stayed.
    pub rejected: u64,
    /// Rejected spans in which a value known from headers or labelled places
    /// stands. The check does not look for any of them.
    pub rejected_known: u64,
    /// Rejected spans by the reason that was given.
    pub reasons: BTreeMap<RejectReason, u64>,
}

/// Random codes that stand for originals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Codes {
    /// Distinct UIDs replaced.
    pub uids: u64,
    /// Patients.
    pub patients: u64,
    /// Accession numbers.
    pub accessions: u64,
    /// Where the table original ↔ code is.
    pub crosswalk: CrosswalkExport,
}

/// What the second reading found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Entries that were read again.
    pub entries_checked: u64,
    /// Their bytes.
    pub bytes_checked: u64,
    /// Distinct identifying values that were looked for.
    pub values_searched: u64,
    /// Spellings of them.
    pub spellings_searched: u64,
    /// Entries in which one was found: each of them is withheld.
    pub entries_with_hits: u64,
    /// Entries that did not read again: withheld.
    pub entries_not_readable: u64,
    /// Entries in the package.
    pub entries_passed: u64,
}

/// What a person took out of the headers over the rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct HeaderReview {
    /// Decisions: distinct texts.
    pub texts: u64,
    /// Values that went for it.
    pub values: u64,
}

/// Annex A: one row.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ActionCount {
    /// The element.
    #[serde(serialize_with = "as_tag")]
    pub tag: TagCode,
    /// Its keyword in PS3.6, from the public dictionary; empty if it has none.
    pub keyword: &'static str,
    /// What was done.
    pub done: Done,
    /// How often.
    pub count: u64,
}

/// Annex B: private elements.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PrivateCounts {
    /// Removed.
    pub removed: u64,
    /// Kept because a list of safe private attributes names them.
    pub kept: u64,
    /// Removed ones by creator; only creators that stand on a public list.
    pub creators: BTreeMap<&'static str, u64>,
}

/// The person's own rules for private elements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnRules {
    /// How many.
    pub count: u64,
    /// SHA-256 of their canonical JSON.
    pub sha256: Digest,
    /// Each of them.
    pub rules: Vec<OwnRule>,
}

/// One of the person's own rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnRule {
    /// Private creator.
    pub creator: CreatorName,
    /// The element in any block.
    pub element: PrivateElement,
    /// Value representation.
    pub vr: &'static str,
    /// What was to be done.
    pub action: RuleAction,
}

/// One entry of the zip.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileFact {
    /// Name in the zip.
    pub name: EntryName,
    /// Length.
    pub size_bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
}

fn as_tag<S: serde::Serializer>(tag: &TagCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(tag)
}
