/**
 * What the engine (src/wasm.rs) offers to JavaScript. Only `worker.js` calls it.
 *
 * Names are those of Rust: structures that cross the wall keep their
 * snake_case. A `Uint8Array` without a structure is opaque: it is kept and
 * handed back, nothing here looks inside.
 */
import type { Nature } from './nature.d.ts';

/** Bytes that can be read at a place, synchronously. */
export interface SourceLike {
  size: number;
  read(offset: number, length: number): Uint8Array;
}

export type Preset = 'second-opinion' | 'teaching' | 'medicolegal' | 'research';
export type ProfileOption =
  | 'safe-private'
  | 'uids'
  | 'device'
  | 'institution'
  | 'characteristics'
  | 'full-dates'
  | 'modified-dates'
  | 'descriptors'
  | 'structured-content'
  | 'graphics';
export type BurnedIn = 'yes' | 'no' | 'unsure';
/** What stands in report text in the place of what was found. */
export type ReportStyle = 'tags' | 'pseudonyms' | 'years';
export type AtRisk = 'withhold' | 'include';

/** What a drop may ask, and what can be said: src/question.rs. */
export type Question =
  | 'split-study' | 'mixed-patients' | 'shared-accession' | 'repeated-instance' | 'other-patient' | 'other-examination'
  | 'face-photographs' | 'head-volumes';
export type Answer =
  | 'one-person' | 'two-persons' | 'separate' | 'is-right' | 'keep-first' | 'keep-all' | 'withhold' | 'belongs' | 'keep'
  | 'deface' | 'no-face';

/** How often each kind of identity was met: src/identities.rs. */
export interface KindCounts {
  name: number;
  patient_id: number;
  birth_date: number;
  accession: number;
  exam_date: number;
}

/** Kinds of identity: src/identities.rs. */
export type IdentityKind = 'name' | 'patient-id' | 'birth-date' | 'accession' | 'exam-date';

/** What a piece of a report can be called: src/text/kind.rs. */
export type Kind =
  | 'patient' | 'clinician' | 'relative' | 'name' | 'location' | 'zip' | 'institution' | 'date' | 'time' | 'age'
  | 'phone' | 'fax' | 'email' | 'ssn' | 'mrn' | 'plan' | 'account' | 'license' | 'vehicle' | 'device' | 'url' | 'ip'
  | 'biometric' | 'photo' | 'id';

/** Why a known value may stay: src/review.rs. */
export type RejectReason =
  | 'same-word-other-meaning'
  | 'clinical-term'
  | 'public-person-or-place'
  | 'product-or-maker'
  | 'number-of-a-finding'
  | 'no-calendar-day';

export type Act = 'accept' | { reject: { reason: RejectReason | null } } | { relabel: Kind } | { add: Kind };

/** What the person says to one span. */
export interface Decision {
  /** First byte and first byte behind, `120-136`. */
  span: string;
  act: Act;
  /** The text of the span, if the decision is to hold for the same text everywhere. */
  same_text: string | null;
}

export interface ReportReview {
  /** `ReportView.report`. */
  report: string;
  is_reviewed: boolean;
  decisions: Decision[];
}

export interface Review {
  version: 1;
  reports: ReportReview[];
}

/** One span of a report. */
export interface ViewedSpan {
  id: string;
  start: number;
  end: number;
  /** Page on which it begins, from 1. */
  page: number;
  text: string;
  letter: string;
  role: string;
  detector: string;
  confidence: number;
  replacement: string;
  /** A known value stands in it: to keep it needs a reason. */
  is_known: boolean;
  /** The check looks for it: it cannot be kept. */
  is_searched: boolean;
  state: 'proposed' | 'accepted' | 'rejected' | 'relabelled' | 'added';
  scope: 'here' | 'same-text';
  reason: RejectReason | null;
}

/** A report for review. Shown on this screen only; holds original values. */
export interface ReportView {
  report: string;
  /** Name in the package; of a report without its ending. */
  entry: string;
  text: string;
  /** First byte of each page. */
  page_starts: number[];
  spans: ViewedSpan[];
  /** As it stands, the check would withhold the report. */
  is_withheld: boolean;
}

/** One question of this drop. While `answer` is null the engine makes no plan. */
export interface Asked {
  question: Question;
  count: number;
  /** Of repeated files: those with the same content. */
  same: number;
  /** Of reports: what differs from the study, by kind; never a value. */
  differs: KindCounts;
  answer: Answer | null;
  choices: Answer[];
}

/** Everything that the person decided. */
export interface Policy {
  preset: Preset;
  /** Options of PS3.15 E.3 over those of the preset; none if absent. */
  retain?: ProfileOption[];
  /** Options of the preset that are dropped; none if absent. */
  drop?: ProfileOption[];
  /** Text of a file of the person's own rules for private elements. */
  private_rules?: string;
  burned_in: BurnedIn;
  /** Answers by `InventoryStudy.key`. */
  burned_in_by_study: [string, BurnedIn][];
  /** Whole texts of headers that go wherever they would stay; none if absent. */
  header_texts?: string[];
  /** The text of a file of boxes to hide in pictures; none if absent. */
  boxes?: string;
  at_risk: AtRisk;
  /** `tags` if absent. */
  report_style?: ReportStyle;
  answers: Partial<Record<Question, Answer>>;
  /** What the person said to the spans of the reports; nothing if absent. */
  review?: Review;
  /** Whether the certificate gets a number that stands for the inputs. */
  commitment?: 'not-made' | 'made';
  /** An organisation's Ed25519 key, PKCS#8 PEM; without one a key is drawn for the run. */
  signing_key?: string;
  /** SHA-256 of the engine, hex digits; the worker adds it. */
  engine_sha256?: string;
  /** Whether a crosswalk is saved apart from the package; the certificate says so. */
  crosswalk?: 'not-exported' | 'exported-separately';
  accessions: string[] | null;
  /** Entries of the list that were there more than once. */
  accessions_repeated?: number;
  /** Day of the run in UTC, `YYYY-MM-DD`. */
  issue_date: string;
}

/** The codes of `ReasonCode` in src/finding.rs. */
export type Reason =
  | 'unknown-kind'
  | 'empty-file'
  | 'unreadable'
  | 'truncated'
  | 'malformed'
  | 'over-limit'
  | 'transfer-syntax'
  | 'missing-uid'
  | 'media-directory'
  | 'voice'
  | 'private-sop-class'
  | 'encapsulated-document'
  | 'burned-in'
  | 'no-text'
  | 'encrypted'
  | 'other-patient'
  | 'pixels-not-hidden'
  | 'text-readable'
  | 'other-examination'
  | 'face-likeness'
  | 'face-not-removed'
  | 'repeated'
  | 'review-mismatch'
  | 'text-changed'
  | 'leak-found'
  | 'not-verified'
  | 'worker-lost'
  | 'time-limit';

/** Which of the inputs, in the order in which they were handed in; why; at which element. */
export interface Refused {
  input: number;
  reason: Reason;
  tag: string | null;
}

/** What pass 1 found, under one policy. Shown on this screen only; holds original values. */
export interface Inventory {
  patients: InventoryPatient[];
  studies: InventoryStudy[];
  reports: InventoryReport[];
  /** Documents inside instances. */
  documents: InventoryDocument[];
  refused: Refused[];
  instances: number;
  series: number;
  questions: Asked[];
  accessions: AccessionRow[] | null;
}

export interface InventoryPatient {
  /** Name and ID as the headers give them. Either may be empty. */
  name: string;
  id: string;
}

export interface InventoryStudy {
  /** Key for `burned_in_by_study`. */
  key: string;
  /** Place in `patients`. */
  patient: number;
  accession: string;
  /** `YYYY-MM-DD`, or empty. */
  date: string;
  description: string;
  series: InventorySeries[];
  /** Instances by what they say about text in their pixels (`PixelRisk`). */
  pixels: { declared: number; class: number; low: number; none: number };
  /** Instances whose pixels are at risk under this policy, its boxes and looks: withheld, or included by choice. */
  at_risk: number;
  /** Series that have one. */
  series_at_risk: number;
}

export interface InventorySeries {
  modality: string;
  description: string;
  instances: number;
  frames: number;
}

export interface InventoryReport extends Nature {
  input: number;
  kind: 'pdf' | 'docx' | 'text' | 'rtf' | 'hl7' | 'fhir';
  pages: number;
  /** How it compares with the studies beside it. */
  compared: 'no-study' | 'says-nothing' | 'agrees' | 'agrees-with-doubt' | 'other-examination' | 'other-patient';
  /** Kinds that agree, or that differ where it contradicts. */
  kinds: IdentityKind[];
}

/** A document inside an instance, compared with the patient of its instance. */
export type InventoryDocument = Pick<InventoryReport, 'input' | 'compared' | 'kinds'> & Nature;

/** One row of the person's accession list against the drop or the output. */
export interface AccessionRow {
  accession: string;
  state: 'found' | 'partial' | 'missing' | 'not-on-list';
  series: number;
  instances: number;
  /** Were in the drop, are not in the output. */
  withheld: number;
  /** Announced by the headers, not in the drop. */
  not_in_drop: number;
  series_not_in_drop: number;
}

export interface Finished {
  bytes: Uint8Array;
  /** Of each piece of the zip: input (-1: `bytes`), offset, length. */
  places: Float64Array;
  /** What opens the commitment over the inputs; null if none was made. */
  opening: string | null;
  /** The certificate as JSON: counts and codes, no value of the input. */
  certificate: { assessment: { reasons: StatusReason[] } };
  summary: Summary;
  /** Every distinct header text that stayed, for review. Holds only what the output holds. */
  kept: KeptText[];
}

/** One header text that stayed. */
export interface KeptText {
  tag: string;
  keyword: string;
  text: string;
  /** Instances of the output that hold it. */
  instances: number;
}

/** Counts for the last screen. */
export interface Summary {
  files_in: number;
  instances_out: number;
  reports_out: number;
  /** Every input that did not come out. */
  withheld: Refused[];
  /** The status line of the certificate. */
  status: string;
  /** Why the status is not the best one; the worker takes them out of the certificate. */
  reasons: StatusReason[];
  /** Instances included though their pixels are at risk. */
  included_at_risk: number;
  /** How many element values were removed, replaced, emptied or moved. */
  values_changed: number;
  /** The accession list against what came out. */
  accessions: AccessionRow[] | null;
}

/** The code of a `Reason` in src/certificate/status.rs, and how often it holds. */
export interface StatusReason {
  reason: string;
  count: number;
}

/** What the check of a package found: src/verify/inspection. */
export interface PackageReport {
  sound: boolean;
  entries: number;
  instances: number;
  certificate: string | null;
  issued: string | null;
  status: string | null;
  preset: string | null;
  exceptions: { sentence: string; count: number }[];
  merkle_root: string | null;
  commitment: string | null;
  signed_by: { fingerprint: string; origin: 'this-run' | 'organisation' } | null;
  problems: { kind: string; entry: string | null; tag: string | null }[];
  /** One for each problem. */
  sentences: string[];
}

/** A series with pictures that can be shown: src/wall.rs. Shown on this screen only; holds original values. */
export interface WallSeries {
  /** Series Instance UID of the source. */
  series: string;
  /** `InventoryStudy.key`. */
  study: string;
  modality: string;
  description: string;
  /** The greatest of its instances; the list begins with `declared`. */
  risk: 'declared' | 'class' | 'low';
  /** What made all its pictures; null if they differ in device or size, or if nobody says. */
  device: { manufacturer: string; model: string; rows: number; columns: number } | null;
  /** Of all its instances. */
  frames: number;
  /** Instances that are withheld, or included by choice, if nobody looks. */
  at_risk: number;
  /** Instances with pixels that are not decoded: video. */
  not_shown: number;
  /** In the order of Instance Number. */
  instances: { input: number; instance: string; frames: number; rows: number; columns: number }[];
  /** Where text is likely, in pixels of the source. */
  suggestions: Suggestion[];
}

export interface Suggestion {
  left: number;
  top: number;
  width: number;
  height: number;
  from: 'device-table' | 'ultrasound-region';
  label: string;
}

/** Text at one place of a series, in pixels of the source: src/screening. Shown on this screen only. */
export interface FoundPlace {
  left: number;
  top: number;
  width: number;
  height: number;
  /** `allowed` may stay; the others get a box. */
  verdict: 'allowed' | 'unknown' | 'identifier';
  /** What was read. */
  text: string;
  /** Places in `WallSeries.instances`, each with its frames from 1, all if empty; the whole series if empty. */
  on: { instance: number; frames: number[] }[];
}

/** A series whose face is cut, in grey: front before and after, side before and after, or none. They show the person. */
export interface ShownFace { slices: number; pictures: { width: number; height: number; grey: Uint8Array<ArrayBuffer> }[] }

export interface ShownFrame {
  width: number;
  height: number;
  /** Four bytes for each pixel, row by row. */
  rgba: Uint8Array<ArrayBuffer>;
  /** The window that was used, in the units of the modality; null for color and for projections. */
  center: number | null;
  window: number | null;
  /** Of the instance, or those that are in the projection. */
  frames: number;
  /** Pixels of the source on one edge of a shown pixel. */
  scale: number;
}

export type ProjectionKind = 'minimum' | 'mean' | 'maximum';

export interface ProjectorLike {
  /** Takes every frame of an instance; how many fitted. Throws the code of a reason if it cannot be opened. */
  add(source: SourceLike): number;
  picture(kind: ProjectionKind): ShownFrame;
  /** Frames of another size or kind than the first, or not decoded. */
  readonly left_out: number;
  free(): void;
}

/** The engine that reads letters, an instance of its own; it is given pixels and nothing else. */
export interface NetworksLike {
  /** Lines in parts of a picture: left, top, width, height; and so on. Opaque. Throws a sentence. */
  read(samples: Uint8Array, width: number, height: number, parts: Uint32Array): Uint8Array;
  free(): void;
}

/** The global of the glue of the reading engine; not there in the page without it. */
export interface ReaderGlobal {
  (init: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  /** Throws a sentence for other models than those that are pinned. */
  PictureReader: new (detector: Uint8Array, recogniser: Uint8Array, dictionary: Uint8Array) => NetworksLike;
}

export interface ScreenerLike {
  /** Reads frames of an instance; a sheet. Throws the code of a reason, or `not-read`. */
  frames(source: SourceLike, instance: number, modality: string, from: number, to: number, told: (done: number) => void): Uint8Array;
  /** Lays an instance over those of its series. Throws the code of a reason. */
  add(source: SourceLike, instance: number): void;
  /** Reads what lies over each other; one sheet for each size. Throws `not-read`. */
  layers(modality: string): Uint8Array[];
  free(): void;
}

export interface ZipEntry {
  name: string;
  size: number;
  stored: boolean;
  /** Place of the bytes of a stored entry. */
  offset: number;
  length: number;
  /** For `inflate_entry`. */
  index: number;
}

export interface SampleFile {
  path: string;
  bytes: Uint8Array;
}

export interface CleanerLike {
  /** `parts` of what goes into the package: offset in the input (-1: the next of `bytes`), length; and so on. */
  run(source: SourceLike, index: number): { outcome: Uint8Array; bytes: Uint8Array; parts: Float64Array };
  /** A report, or the document inside an instance, under these decisions; null if it is left out. Throws `review` if they cannot be carried out. */
  view(source: SourceLike, index: number, review: Review): ReportView | null;
  free(): void;
}

/** What was done with a value: src/finding.rs. */
export type Done =
  | 'removed' | 'emptied' | 'replaced' | 'uid-replaced' | 'pseudonymized' | 'year-only' | 'rebased' | 'shifted' | 'age-capped'
  | 'cleaned' | 'kept' | 'added';

/** Which rule decided a value: src/dicom/explain.rs. */
export type HeaderReason =
  | 'table' | 'option' | 'safe-harbor-map' | 'by-vr' | 'keep-list' | 'removed-list' | 'safe-private' | 'own-rule' | 'private'
  | 'group' | 'not-listed' | 'product' | 'person';

export interface HeaderAttribute {
  tag: string;
  /** Of PS3.6; empty if it has none. */
  keyword: string;
}

/** A value as it can be looked at; long text is cut, of bytes and items only the number is told. */
export interface HeaderValue {
  form: 'text' | 'numbers' | 'bytes' | 'items';
  text: string;
  length: number;
}

/** One value of the headers, the same in all its instances. */
export interface HeaderRow {
  /** From the top level to the attribute; `item` is 0 at the end, and where there are several. */
  path: (HeaderAttribute & { creator: string | null; item: number })[];
  vr: string;
  letter: string | null;
  done: Done;
  reason: { kind: HeaderReason; detail: string };
  before: HeaderValue;
  after: HeaderValue | null;
  instances: number;
  places: number;
}

/** One text that stays. */
export interface HeaderText {
  text: string;
  length: number;
  /** The person can say that it goes. */
  may_go: boolean;
  instances: number;
  attributes: HeaderAttribute[];
}

/** The headers before and after: src/header_diff.rs. Shown on this screen only; holds original values. */
export interface HeaderTable {
  instances: number;
  not_compared: number;
  kept: HeaderText[];
  kept_left_out: number;
  rows: HeaderRow[];
  left_out: { path: HeaderAttribute[]; values: number }[];
  more: number;
}

export interface HeaderRowsLike {
  /** Adds nothing for what is no instance or is withheld. */
  add(cleaner: CleanerLike, source: SourceLike, index: number): void;
  add_failed(): void;
  join(packed: Uint8Array): void;
  pack(): Uint8Array;
  rows(): HeaderTable;
  free(): void;
}

/** SHA-256 of bytes that come piece by piece; `hex` ends it. */
export interface Sha256SumLike {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** The finished zip on its way to the disk. Throws `changed` if an input is not what was checked. */
export interface PackageStreamLike {
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  finish(): Uint8Array<ArrayBuffer>;
  free(): void;
}

/** The global that wasm-bindgen's `--target no-modules` glue makes. */
export interface EngineGlobal {
  (init: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  survey(source: SourceLike, extension: string): Uint8Array;
  /** The survey of a file that was refused before anybody could look into it. */
  survey_refused(reason: string): Uint8Array;
  /** Whether it is a zip of files; an office document is not one. */
  is_zip(source: SourceLike): boolean;
  /** Throws the code of a reason. */
  zip_entries(source: SourceLike): ZipEntry[];
  /** Throws the code of a reason. */
  inflate_entry(source: SourceLike, index: number): Uint8Array;
  inventory(surveyed: Uint8Array[], policy: Policy): Inventory;
  /** For `Screener`. */
  known_values(surveyed: Uint8Array[]): Uint8Array;
  Screener: new (known: Uint8Array, reader: Pick<NetworksLike, 'read'>) => ScreenerLike;
  found_places(sheets: Uint8Array[], unread: number): FoundPlace[];
  /** Places of the files that `look_for_face` has to see before the plan: whose face is cut. */
  to_look_at(surveyed: Uint8Array[], policy: Policy): number[];
  /** What `survey` told, with a coarse look at the pixels. A series without it is withheld. */
  look_for_face(source: SourceLike, surveyed: Uint8Array): Uint8Array;
  show_faces(surveyed: Uint8Array[], policy: Policy): ShownFace[];
  make_plan(surveyed: Uint8Array[], policy: Policy, seed: Uint8Array): Uint8Array;
  /** As `make_plan`, going on with what `read_crosswalk` gave. */
  make_plan_after(surveyed: Uint8Array[], policy: Policy, seed: Uint8Array, earlier: Uint8Array): Uint8Array;
  /** Opens the crosswalk of an earlier run; throws a sentence without values. */
  read_crosswalk(zip: Uint8Array, passphrase: string): Uint8Array;
  /** The crosswalk of a run as an encrypted zip. `earlier` may be empty; `salt` is 32 fresh random bytes. */
  write_crosswalk(plan: Uint8Array, earlier: Uint8Array, passphrase: string, salt: Uint8Array): Uint8Array;
  /** Throws a sentence for what is no key that can sign. */
  check_signing_key(pem: string): void;
  /** Checks a package; `expected` is a fingerprint, a public key in PEM, or empty. Throws `key` for anything else. */
  check_package(source: SourceLike, expected: string): PackageReport;
  /** An outcome for each input, or the code of the reason why there is none. */
  finish(plan: Uint8Array, outcomes: (Uint8Array | Reason | null)[]): Finished;
  /** Series with pictures, the riskiest first. */
  wall(surveyed: Uint8Array[], policy: Policy): WallSeries[];
  /** One frame, from 0; by its own window if both numbers are undefined. Throws the code of a reason. */
  show_frame(source: SourceLike, frame: number, center?: number, width?: number): ShownFrame;
  sample_files(): SampleFile[];
  version(): string;
  Sha256Sum: new () => Sha256SumLike;
  PackageStream: new (packing: 'stored' | 'deflated') => PackageStreamLike;
  Cleaner: new (plan: Uint8Array) => CleanerLike;
  HeaderRows: new () => HeaderRowsLike;
  Projector: new () => ProjectorLike;
}
