//! Everything that the page asks: survey, plan, clean, finish.
//!
//! Bytes that are opaque to JavaScript are postcard of the engine's own types.
//! Errors cross the wall as the code of a [`ReasonCode`], never as text.

use std::collections::{BTreeMap, BTreeSet};

use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::accession;
use crate::attestation::key::Signer;
use crate::certificate::words::Digest;
use crate::container::{self, EntryPlace};
use crate::crosswalk::{self, CrosswalkError};
use crate::finding::{ReasonCode, Refusal};
use crate::inventory::Inventory;
use crate::kept::kept_texts;
use crate::package::Piece;
use crate::pipeline::{self, Outcome, Shared, SharedFacts, ViewError};
use crate::plan::{Plan, Surveyed};
use crate::policy::header_decisions::HeaderDecisions;
use crate::policy::options::ProfileOption;
use crate::policy::pixel_decisions::PixelDecisions;
use crate::policy::private_rules::PrivateRules;
use crate::policy::{AtRisk, BurnedIn, Commitment, CrosswalkExport, Policy, Preset, ReportStyle};
use crate::question::{Answers, Choice, Question};
use crate::remap::Tables;
use crate::review::{ReportView, Review};
use crate::sample;
use crate::sensitive::Sensitive;
use crate::source::Part;
use crate::summary::Summary;

use super::source::{JsSource, SourceLike};
use super::{to_js, wrong};

/// What the person decided, as the page sends it.
#[derive(Deserialize)]
struct PolicyIn {
    preset: Preset,
    /// Options over those of the preset; a page without such choices sends none.
    #[serde(default)]
    retain: BTreeSet<ProfileOption>,
    #[serde(default)]
    drop: BTreeSet<ProfileOption>,
    /// The text of a file of private rules.
    #[serde(default)]
    private_rules: Option<String>,
    /// Texts of the headers that go; a page without a header review sends none.
    #[serde(default)]
    header_texts: Vec<Sensitive<String>>,
    /// The text of a file of boxes.
    #[serde(default)]
    boxes: Option<String>,
    burned_in: BurnedIn,
    burned_in_by_study: Vec<(String, BurnedIn)>,
    at_risk: AtRisk,
    answers: BTreeMap<Question, Choice>,
    /// Decisions about the spans of the reports; a page without a review sends none.
    #[serde(default)]
    review: Review,
    #[serde(default)]
    report_style: ReportStyle,
    #[serde(default)]
    crosswalk: CrosswalkExport,
    #[serde(default)]
    commitment: Commitment,
    accessions: Option<Vec<String>>,
    #[serde(default)]
    accessions_repeated: u32,
    issue_date: String,
}

impl PolicyIn {
    fn read(value: JsValue) -> Result<Policy, JsValue> {
        let policy: Self = serde_wasm_bindgen::from_value(value).map_err(|_| wrong())?;
        let mut answers = Answers::default();
        for (question, choice) in policy.answers {
            if !answers.enter(question, choice) {
                return Err(wrong());
            }
        }
        let by_study = policy.burned_in_by_study.into_iter();
        let private_rules = match &policy.private_rules {
            Some(text) => {
                PrivateRules::parse(text).map_err(|_| JsValue::from_str("private-rules"))?
            }
            None => PrivateRules::default(),
        };
        let pixels = match &policy.boxes {
            Some(text) => PixelDecisions::parse(text).map_err(|_| JsValue::from_str("boxes"))?,
            None => PixelDecisions::default(),
        };
        let policy = Policy {
            header_decisions: HeaderDecisions::of(policy.header_texts)
                .map_err(|_| JsValue::from_str("header-decisions"))?,
            pixels,
            preset: policy.preset,
            private_rules,
            retain: policy.retain,
            drop: policy.drop,
            burned_in: policy.burned_in,
            burned_in_by_study: by_study
                .map(|(key, answer)| (Sensitive::new(key), answer))
                .collect(),
            at_risk: policy.at_risk,
            answers,
            review: policy.review.checked().map_err(|_| wrong())?,
            report_style: policy.report_style,
            crosswalk: policy.crosswalk,
            commitment: policy.commitment,
            accessions: policy
                .accessions
                .map(|list| accession::list_of(&list).numbers),
            repeated_accessions: policy.accessions_repeated,
            issue_date: policy.issue_date,
        };
        match policy.options_checked() {
            Ok(_) => Ok(policy),
            Err(_) => Err(JsValue::from_str("options")),
        }
    }
}

/// What the person decided, as the page sends it.
pub(super) fn policy_of(value: JsValue) -> Result<Policy, JsValue> {
    PolicyIn::read(value)
}

fn code(refusal: Refusal) -> JsValue {
    JsValue::from_str(refusal.code.code())
}

pub(super) fn pack(value: &impl Serialize) -> Result<Vec<u8>, JsValue> {
    postcard::to_allocvec(value).map_err(|_| wrong())
}

pub(super) fn unpack<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, JsValue> {
    postcard::from_bytes(bytes).map_err(|_| wrong())
}

/// Pass 1 for one file; the answer is kept for `inventory` and `make_plan`.
#[wasm_bindgen]
pub fn survey(source: &SourceLike, extension: &str) -> Result<Vec<u8>, JsValue> {
    pack(&pipeline::survey(&JsSource(source), extension))
}

/// Whether the bytes are a zip of files, to be opened with `zip_entries`.
#[wasm_bindgen]
pub fn is_zip(source: &SourceLike) -> bool {
    matches!(
        crate::survey::kind(&JsSource(source), ""),
        crate::survey::FileKind::Zip
    )
}

/// The survey of a file that was refused before anybody could look into it: a
/// damaged zip, an entry that cannot be unpacked, a worker that was lost.
/// `reason` is the code of a [`ReasonCode`].
#[wasm_bindgen]
pub fn survey_refused(reason: &str) -> Result<Vec<u8>, JsValue> {
    let code = serde_json::from_value(reason.into()).unwrap_or(ReasonCode::Unreadable);
    pack(&Surveyed::Refused(Refusal::of(code)))
}

/// The places of the files that `look_for_face` has to see before the plan.
#[wasm_bindgen]
pub fn to_look_at(surveyed: &Array, policy: JsValue) -> Result<JsValue, JsValue> {
    let answers = PolicyIn::read(policy)?.answers;
    to_js(&pipeline::to_look_at(&surveyed_files(surveyed)?, &answers))
}

/// What `survey` told of a slice, with a look at where its tissue lies.
#[wasm_bindgen]
pub fn look_for_face(source: &SourceLike, surveyed: &[u8]) -> Result<Vec<u8>, JsValue> {
    pack(&pipeline::look_for_face(
        &JsSource(source),
        unpack(surveyed)?,
    ))
}

/// The skin of each series whose face is cut, front and side, before and after, as grey
/// pictures for the person's eye; no pictures where the series stays out.
#[wasm_bindgen]
pub fn show_faces(surveyed: &Array, policy: JsValue) -> Result<JsValue, JsValue> {
    let answers = PolicyIn::read(policy)?.answers;
    let all = Array::new();
    for shown in pipeline::show_faces(&surveyed_files(surveyed)?, &answers) {
        let pictures = Array::new();
        if let Ok(surfaces) = shown.surfaces {
            for pair in [surfaces.front, surfaces.side] {
                for surface in [pair.before, pair.after] {
                    let (width, height, grey) = surface.picture();
                    let one = Object::new();
                    set(&one, "width", &JsValue::from_f64(width as f64))?;
                    set(&one, "height", &JsValue::from_f64(height as f64))?;
                    set(&one, "grey", &Uint8Array::from(grey.as_slice()).into())?;
                    pictures.push(&one);
                }
            }
        }
        let one = Object::new();
        set(&one, "slices", &JsValue::from_f64(shown.slices as f64))?;
        set(&one, "pictures", &pictures)?;
        all.push(&one);
    }
    Ok(all.into())
}

#[derive(Serialize)]
struct EntryOut<'a> {
    name: &'a str,
    size: u64,
    stored: bool,
    offset: u64,
    length: u64,
    index: usize,
}

/// Lists a zip.
#[wasm_bindgen]
pub fn zip_entries(source: &SourceLike) -> Result<JsValue, JsValue> {
    let entries = container::zip_entries(&JsSource(source)).map_err(code)?;
    let mut rows = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let (stored, offset, length) = match entry.place {
            EntryPlace::Nothing => continue,
            EntryPlace::Stored { offset, length } => (true, offset, length),
            EntryPlace::Deflated { .. } | EntryPlace::Refused(_) => (false, 0, 0),
        };
        let name = entry.name.expose();
        rows.push(EntryOut {
            name,
            size: entry.size_bytes,
            stored,
            offset,
            length,
            index,
        });
    }
    to_js(&rows)
}

/// Unpacks one entry of a zip.
#[wasm_bindgen]
pub fn inflate_entry(source: &SourceLike, index: usize) -> Result<Vec<u8>, JsValue> {
    let source = JsSource(source);
    let entries = container::zip_entries(&source).map_err(code)?;
    let entry = entries.get(index).ok_or_else(wrong)?;
    container::inflate_entry(&source, entry).map_err(code)
}

pub(super) fn surveyed_files(surveyed: &Array) -> Result<Vec<Surveyed>, JsValue> {
    let mut common = SharedFacts::default();
    surveyed
        .iter()
        .map(|bytes| Ok(common.share(unpack(&Uint8Array::new(&bytes).to_vec())?)))
        .collect()
}

/// What is in the drop, for the person's own screen.
#[wasm_bindgen]
pub fn inventory(surveyed: &Array, policy: JsValue) -> Result<JsValue, JsValue> {
    to_js(&Inventory::of(
        &surveyed_files(surveyed)?,
        &PolicyIn::read(policy)?,
    ))
}

/// Makes the plan. `seed` is 32 random bytes. Throws `open-question` while a
/// question of the drop has no answer.
#[wasm_bindgen]
pub fn make_plan(surveyed: &Array, policy: JsValue, seed: &[u8]) -> Result<Vec<u8>, JsValue> {
    plan_after(surveyed, policy, seed, &Tables::default())
}

/// As `make_plan`, going on with what `read_crosswalk` gave.
#[wasm_bindgen]
pub fn make_plan_after(
    surveyed: &Array,
    policy: JsValue,
    seed: &[u8],
    earlier: &[u8],
) -> Result<Vec<u8>, JsValue> {
    plan_after(surveyed, policy, seed, &unpack(earlier)?)
}

/// Opens the crosswalk of an earlier run. Throws a sentence without values.
#[wasm_bindgen]
pub fn read_crosswalk(zip: &[u8], passphrase: String) -> Result<Vec<u8>, JsValue> {
    let tables = crosswalk::read(zip, &Sensitive::new(passphrase)).map_err(sentence)?;
    pack(&tables)
}

/// The crosswalk of a run, to be saved apart from the package. `earlier` is
/// what the plan went on with, or empty; `salt` is 32 fresh random bytes.
#[wasm_bindgen]
pub fn write_crosswalk(
    plan: &[u8],
    earlier: &[u8],
    passphrase: String,
    salt: &[u8],
) -> Result<Vec<u8>, JsValue> {
    let salt = <[u8; 32]>::try_from(salt).map_err(|_| wrong())?;
    let plan: Plan = unpack(plan)?;
    let earlier: Tables = if earlier.is_empty() {
        Tables::default()
    } else {
        unpack(earlier)?
    };
    crosswalk::write(&plan.tables, &earlier, &Sensitive::new(passphrase), salt).map_err(sentence)
}

#[allow(clippy::needless_pass_by_value, reason = "used in map_err")]
fn sentence(error: CrosswalkError) -> JsValue {
    JsValue::from_str(&error.to_string())
}

fn plan_after(
    surveyed: &Array,
    policy: JsValue,
    seed: &[u8],
    earlier: &Tables,
) -> Result<Vec<u8>, JsValue> {
    let seed = <[u8; 32]>::try_from(seed).map_err(|_| wrong())?;
    let signer = signer(&policy)?;
    let engine_sha256 = Reflect::get(&policy, &JsValue::from_str("engine_sha256"))?
        .as_string()
        .and_then(|hex| Digest::parse(&hex))
        .map(|digest| digest.0);
    let mut plan = Plan::answered(
        &surveyed_files(surveyed)?,
        PolicyIn::read(policy)?,
        seed,
        earlier,
    )
    .map_err(|_| JsValue::from_str("open-question"))?;
    plan.check_private_rules()
        .map_err(|_| JsValue::from_str("private-rules"))?;
    plan.check_header_decisions()
        .map_err(|_| JsValue::from_str("header-decisions"))?;
    if let Some(signer) = signer {
        plan.signer = signer;
    }
    plan.engine_sha256 = engine_sha256;
    pack(&plan)
}

/// The organisation's key of the policy, if there is one. It is no choice that
/// the engine remembers, so it is no field of the policy in the engine.
fn signer(policy: &JsValue) -> Result<Option<Signer>, JsValue> {
    let pem = Reflect::get(policy, &JsValue::from_str("signing_key"))?.as_string();
    pem.map(|pem| Signer::from_pem(&Sensitive::new(pem)))
        .transpose()
        .map_err(|error| JsValue::from_str(&error.to_string()))
}

/// Whether a text is a key that can sign. Throws a sentence without its bytes.
#[wasm_bindgen]
pub fn check_signing_key(pem: String) -> Result<(), JsValue> {
    match Signer::from_pem(&Sensitive::new(pem)) {
        Ok(_) => Ok(()),
        Err(error) => Err(JsValue::from_str(&error.to_string())),
    }
}

/// A text for review.
#[derive(Serialize)]
struct ViewOut<'a> {
    entry: &'a str,
    #[serde(flatten)]
    view: &'a ReportView,
}

/// Pass 2 in one worker.
#[wasm_bindgen]
pub struct Cleaner(pub(super) pipeline::Cleaner);

#[wasm_bindgen]
impl Cleaner {
    /// Reads the plan.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: &[u8]) -> Result<Cleaner, JsValue> {
        Ok(Self(pipeline::Cleaner::new(unpack(plan)?)))
    }

    /// A report, or the document inside an instance, with its name in the zip,
    /// its spans and what these decisions make of them; nothing if it is left
    /// out. Throws `review` if they cannot be carried out, or the code of a reason.
    pub fn view(
        &self,
        source: &SourceLike,
        index: usize,
        review: JsValue,
    ) -> Result<JsValue, JsValue> {
        let review: Review = serde_wasm_bindgen::from_value(review).map_err(|_| wrong())?;
        let review = review.checked().map_err(|_| wrong())?;
        let plan = self.0.plan();
        if plan.is_withheld(index) {
            return Ok(JsValue::NULL);
        }
        match self.0.view(&JsSource(source), index, &review) {
            Ok(view) => to_js(&ViewOut {
                entry: plan.entry(index).unwrap_or_default(),
                view: &view,
            }),
            Err(ViewError::Refused(refusal)) => Err(code(refusal)),
            Err(ViewError::Review(_)) => Err(JsValue::from_str("review")),
        }
    }

    /// Cleans and verifies one input: `outcome` is kept for `finish`. What goes into the
    /// package of it is put together by the page: `parts` are stretches of the input,
    /// offset and length, or with the offset -1 the next stretch of `bytes`.
    pub fn run(&self, source: &SourceLike, index: usize) -> Result<Object, JsValue> {
        let (outcome, parts) = self.0.run(&JsSource(source), index).apart(0);
        let outcome = outcome.seal(&self.0.plan().receipt_key);
        let (bytes, places) = laid_out(parts);
        let result = Object::new();
        set(&result, "outcome", &Uint8Array::from(outcome.as_slice()))?;
        set(&result, "bytes", &Uint8Array::from(bytes.as_slice()))?;
        set(&result, "parts", &Float64Array::from(places.as_slice()))?;
        Ok(result)
    }
}

/// Certificate and layout of the zip. `outcomes` has one place for each input;
/// `null` where a worker was lost, the code of a reason where it was ended.
#[wasm_bindgen]
pub fn finish(plan: &[u8], outcomes: &Array) -> Result<Object, JsValue> {
    let cleaner = pipeline::Cleaner::new(unpack(plan)?);
    let key = &cleaner.plan().receipt_key;
    let mut shared = Shared::default();
    // Each is given up when it is opened: both together are twice the memory.
    let outcomes: Vec<Outcome> = (0..outcomes.length())
        .map(|place| {
            let outcome = outcomes.get(place);
            outcomes.set(place, JsValue::NULL);
            if outcome.is_null() || outcome.is_undefined() {
                Outcome::refused(Refusal::of(ReasonCode::WorkerLost))
            } else if let Some(reason) = outcome.as_string() {
                let code = serde_json::from_value(reason.into()).unwrap_or(ReasonCode::WorkerLost);
                Outcome::refused(Refusal::of(code))
            } else {
                shared.share(Outcome::open(&Uint8Array::new(&outcome).to_vec(), key))
            }
        })
        .collect();
    let mut summary = Summary::of(cleaner.plan(), &outcomes);
    let kept = kept_texts(&outcomes);
    let finished = pipeline::finish(&cleaner, outcomes).map_err(|_| JsValue::from_str("finish"))?;
    summary.status = finished.facts.assess().status.title();
    let result = Object::new();
    let (bytes, places) = layout(finished.pieces)?;
    set(&result, "bytes", &Uint8Array::from(bytes.as_slice()))?;
    set(&result, "places", &Float64Array::from(places.as_slice()))?;
    let certificate = js_sys::JSON::parse(&finished.certificate_json)?;
    set(&result, "certificate", &certificate)?;
    set(&result, "summary", &to_js(&summary)?)?;
    set(&result, "kept", &to_js(&kept)?)?;
    let opening = finished.opening.map(|opening| opening.json());
    set(&result, "opening", &to_js(&opening)?)?;
    Ok(result)
}

/// All bytes, and the stretches: see [`Cleaner::run`].
#[allow(
    clippy::cast_precision_loss,
    reason = "offsets in files are below 2^53"
)]
fn laid_out(parts: Vec<Part>) -> (Vec<u8>, Vec<f64>) {
    let (mut bytes, mut places) = (Vec::new(), Vec::new());
    for part in parts {
        places.extend(match &part {
            Part::Bytes(more) => [-1.0, more.len() as f64],
            Part::Slice { offset, length } => [*offset as f64, *length as f64],
        });
        if let Part::Bytes(more) = part {
            bytes.extend(more);
        }
    }
    (bytes, places)
}

/// The bytes that the engine wrote, and for each piece of the zip its input (-1: these
/// bytes), offset and length.
#[allow(
    clippy::cast_precision_loss,
    reason = "offsets in files are below 2^53"
)]
fn layout(pieces: Vec<Piece>) -> Result<(Vec<u8>, Vec<f64>), JsValue> {
    let (mut bytes, mut places) = (Vec::new(), Vec::new());
    for piece in pieces {
        places.extend(match &piece.part {
            Part::Bytes(more) => [-1.0, bytes.len() as f64, more.len() as f64],
            Part::Slice { offset, length } => {
                let input = piece.input.ok_or_else(wrong)?;
                [input as f64, *offset as f64, *length as f64]
            }
        });
        if let Part::Bytes(more) = piece.part {
            bytes.extend(more);
        }
    }
    Ok((bytes, places))
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &JsValue::from_str(key), value).map(|_| ())
}

/// The bundled made-up study and report.
#[wasm_bindgen]
pub fn sample_files() -> Result<JsValue, JsValue> {
    let list = Array::new();
    for file in sample::files() {
        let row = Object::new();
        set(&row, "path", &JsValue::from_str(&file.path))?;
        set(&row, "bytes", &Uint8Array::from(file.bytes.as_slice()))?;
        list.push(&row);
    }
    Ok(list.into())
}
