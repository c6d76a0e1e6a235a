/**
 * The state of the visit: one object, one pure function that makes the next.
 *
 * @typedef {import('./engine_api.d.ts').Inventory} Inventory
 * @typedef {import('./engine_api.d.ts').Preset} Preset
 * @typedef {import('./engine_api.d.ts').BurnedIn} BurnedIn
 * @typedef {import('./engine_api.d.ts').AtRisk} AtRisk
 * @typedef {import('./engine_api.d.ts').ReportStyle} ReportStyle
 * @typedef {import('./engine_api.d.ts').Policy} Policy
 * @typedef {import('./engine_api.d.ts').Question} Question
 * @typedef {import('./engine_api.d.ts').Answer} Answer
 * @typedef {import('./engine_api.d.ts').Summary} Summary
 * @typedef {import('./engine_api.d.ts').ReportReview} ReportReview
 * @typedef {import('./engine_api.d.ts').ReportView} ReportView
 * @typedef {import('./engine_api.d.ts').PackageReport} PackageReport
 * @typedef {import('./accessions.js').AccessionList} AccessionList
 * @typedef {import('./picture_state.js').PictureState} PictureState
 * @typedef {import('./text_state.js').TextState} TextState
 */
import { boxesText } from './boxes.js';
import { openSeries } from './found.js';
import { headed } from './header_state.js';
import { pictured } from './picture_state.js';
import { searched } from './text_state.js';

/**
 * Where the visit stands. `empty` nothing dropped; `reading` headers are being
 * read; `reviewing` the person decides; `reports` the person looks at what was
 * found in the reports; `headers` at what becomes of header values; `pictures` at the pictures; `running`; `done`; `checked` a finished package was
 * looked at; `failed` the engine did not start or ended.
 * @typedef {'empty' | 'reading' | 'reviewing' | 'reports' | 'headers' | 'pictures' | 'running' | 'done' | 'checked' | 'failed'} Phase
 */
/** @typedef {'listing' | 'headers' | 'planning' | 'cleaning' | 'packing'} Stage */

/**
 * @typedef {object} Progress
 * @property {Stage} stage
 * @property {number} filesDone
 * @property {number} files
 * @property {number} bytesDone
 * @property {number} bytes
 * @property {number} filesBefore done before the clock started
 * @property {number} bytesBefore
 * @property {number} startedMs
 * @property {number} nowMs
 */

/** A run that was stopped, and can go on. @typedef {{ filesDone: number, files: number }} Paused */

/**
 * What this browser can do with a large package. `picker`: write it where the person
 * says; `slices`: read it from the files without a copy; `shelf`: put it on the disk.
 * @typedef {{ picker: boolean, slices: boolean, shelf: boolean }} Means
 */

/** @typedef {'review-failed' | 'nothing-to-review' | 'cancelled' | 'nothing-found' | 'drop-failed' | 'list-too-large' | 'file-failed' | 'save-changed' | 'save-failed'} Notice */
/** @typedef {'no-engine' | 'engine-ended'} Failure */

/** @typedef {{ path: string, size: number }} InputName */

/**
 * @typedef {object} Choices
 * @property {Preset} preset
 * @property {Record<string, BurnedIn>} burnedIn answers by study
 * @property {AtRisk} atRisk
 * @property {ReportStyle} reportStyle
 * @property {string} accessionText what stands in the box
 * @property {AccessionList | null} accessions
 * @property {Partial<Record<Question, Answer>>} answers to the questions of the drop
 * @property {ReportReview[]} review what was said to the spans of the reports
 * @property {string[]} headerTexts texts of headers that go
 * @property {import('./boxes.js').DrawnBox[]} boxes to hide in pictures
 * @property {import('./boxes.js').Seen[]} seen series whose pictures were looked at
 * @property {string[]} dismissed places of found text that stay as they are
 */

/**
 * One report on the screen: which input it is, and what the engine shows of it.
 * @typedef {{ input: number, view: ReportView }} ShownReport
 */

/**
 * The review of the reports while it is open.
 * @typedef {object} Reviewing
 * @property {ShownReport[] | null} shown `null`: being read
 * @property {number} report place in `shown`
 * @property {ReportReview[][]} past what was said before, the last one behind
 * @property {boolean} refused the last decision could not be carried out
 */

/** @typedef {{ url: string, size: number }} ReadyFile */

/**
 * What is kept apart from the package. The secrets themselves stand elsewhere.
 * @typedef {object} Apart
 * @property {boolean} crosswalk it is to be saved
 * @property {boolean} commitment it is to be made
 * @property {boolean} earlier an earlier crosswalk is open
 * @property {boolean} signer an organisation's key is loaded
 * @property {'crosswalk-locked' | 'no-signing-key' | null} problem
 * @property {ReadyFile | null} locked the crosswalk, encrypted
 * @property {ReadyFile | null} opening what opens the commitment
 */

/**
 * @typedef {object} State
 * @property {Phase} phase
 * @property {InputName[]} inputs every file, zip entries one by one, in order
 * @property {Inventory | null} inventory
 * @property {boolean} thinking the inventory is older than the choices
 * @property {Choices} choices
 * @property {Reviewing | null} review
 * @property {import('./header_state.js').HeaderState | null} headers while they are looked at
 * @property {PictureState | null} pictures
 * @property {TextState | null} texts `null`: no text was looked for
 * @property {Progress | null} progress
 * @property {Summary | null} summary
 * @property {{ url: string, size: number } | null} package
 * @property {Apart} apart
 * @property {PackageReport | null} checked
 * @property {string} expectedKey with which the package was compared
 * @property {boolean} keyWrong what was typed is no key
 * @property {import('./protocol.d.ts').Packing} packing of the zip that is made next
 * @property {Means} means
 * @property {import('./engine_api.d.ts').ShownFace[] | 'waits' | null} faces of the series whose face is cut, while they are looked at
 * @property {Paused | null} paused a run that can go on
 * @property {Progress | null} saving the package is being written where the person said
 * @property {boolean} saved
 * @property {boolean} written it was written where the person said, whole
 * @property {Notice | null} notice
 * @property {Failure | null} failure
 * @property {object | null} certificate of the package, as JSON
 * @property {string | null} taker who around this app takes the package; `null`: nobody
 * @property {boolean} handed the package was given to the taker
 * @property {number | null} requests network requests seen since load; `null`: the page is not this app's own, nobody counts
 * @property {number} blocked attempts that the page's own policy blocked
 * @property {boolean} online what the browser says of the network
 * @property {boolean} ranOffline the browser was offline from the beginning of the run to its end
 * @property {string} version
 * @property {string} pageSum SHA-256 of the page, hex digits; empty where the page cannot tell
 * @property {boolean} askClear
 * @property {string | null} language that the person chose; `null`: the browser's
 */

/**
 * @typedef {(
 *   | { kind: 'reading-began'; nowMs: number }
 *   | { kind: 'progressed'; progress: Progress }
 *   | { kind: 'read'; inputs: InputName[]; inventory: Inventory }
 *   | { kind: 'reading-stopped'; notice: Notice }
 *   | { kind: 'preset-chosen'; preset: Preset }
 *   | { kind: 'burned-in-answered'; study: string; answer: BurnedIn }
 *   | { kind: 'at-risk-chosen'; atRisk: AtRisk }
 *   | { kind: 'report-style-chosen'; reportStyle: ReportStyle }
 *   | { kind: 'accessions-given'; text: string; list: AccessionList | null }
 *   | { kind: 'question-answered'; question: Question; answer: Answer }
 *   | { kind: 'faces'; faces: State['faces'] }
 *   | { kind: 'thought'; inventory: Inventory }
 *   | { kind: 'review-began' }
 *   | { kind: 'review-shown'; shown: ShownReport[] }
 *   | { kind: 'review-said'; said: ReportReview[] }
 *   | { kind: 'review-refused' }
 *   | { kind: 'review-undone' }
 *   | { kind: 'review-turned'; report: number }
 *   | { kind: 'review-left' }
 *   | { kind: 'headers'; event: import('./header_state.js').HeaderEvent }
 *   | { kind: 'pictures'; event: import('./picture_state.js').PictureEvent }
 *   | { kind: 'texts'; event: import('./text_state.js').TextEvent }
 *   | { kind: 'run-began'; progress: Progress }
 *   | { kind: 'run-stopped'; notice: Notice; paused: Paused | null }
 *   | { kind: 'packing-chosen'; packing: import('./protocol.d.ts').Packing }
 *   | { kind: 'means-known'; means: Means }
 *   | { kind: 'save-progressed'; progress: Progress }
 *   | { kind: 'save-ended'; isWritten: boolean; notice: Notice | null }
 *   | { kind: 'run-finished'; summary: Summary; certificate: object; package: { url: string, size: number } }
 *   | { kind: 'saved' }
 *   | { kind: 'taker-named'; taker: string | null }
 *   | { kind: 'handed-over' }
 *   | { kind: 'apart-changed'; changed: Partial<Apart> }
 *   | { kind: 'apart-refused'; problem: NonNullable<Apart['problem']> }
 *   | { kind: 'checked'; report: PackageReport; key: string }
 *   | { kind: 'key-refused'; key: string }
 *   | { kind: 'choices-reopened' }
 *   | { kind: 'noticed'; notice: Notice | null }
 *   | { kind: 'failed'; failure: Failure }
 *   | { kind: 'started'; version: string }
 *   | { kind: 'watched'; requests: number; blocked: number }
 *   | { kind: 'language-chosen'; language: string }
 *   | { kind: 'network-changed'; online: boolean }
 *   | { kind: 'page-summed'; sha256: string }
 *   | { kind: 'clear-asked' }
 *   | { kind: 'clear-declined' }
 *   | { kind: 'cleared' }
 * )} Event
 */

/** @type {State} */
export const initial = {
  phase: 'empty',
  inputs: [],
  inventory: null,
  thinking: false,
  choices: { preset: 'second-opinion', burnedIn: {}, atRisk: 'withhold', reportStyle: 'tags', accessionText: '', accessions: null, answers: {}, review: [], headerTexts: [], boxes: [], seen: [], dismissed: [] },
  review: null,
  headers: null,
  pictures: null,
  texts: null,
  progress: null,
  summary: null,
  package: null,
  packing: 'stored',
  means: { picker: false, slices: false, shelf: false },
  faces: null,
  paused: null,
  saving: null,
  saved: false,
  written: false,
  apart: { crosswalk: false, commitment: false, earlier: false, signer: false, problem: null, locked: null, opening: null },
  checked: null,
  expectedKey: '',
  keyWrong: false,
  notice: null,
  failure: null,
  certificate: null,
  taker: null,
  handed: false,
  requests: null,
  blocked: 0,
  online: true,
  ranOffline: false,
  version: '',
  pageSum: '',
  askClear: false,
  language: null,
};

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export function reduce(state, event) {
  const next = changed(state, event);
  // Other files or choices make another plan: what was done by the old one does not fit.
  const isSame = next.choices === state.choices && next.inputs === state.inputs && next.apart === state.apart;
  return next.paused === null || isSame ? next : { ...next, paused: null };
}

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
function changed(state, event) {
  switch (event.kind) {
    case 'reading-began':
      return { ...state, phase: 'reading', notice: null, paused: null, progress: nothingYet('listing', event.nowMs) };
    case 'progressed':
      return { ...state, progress: event.progress };
    case 'read':
      return { ...state, phase: 'reviewing', inputs: event.inputs, inventory: event.inventory, thinking: false, progress: null,
        faces: null, pictures: null, texts: null, choices: { ...state.choices, review: lookedAtBefore(state.choices.review), seen: [], dismissed: [] } };
    case 'reading-stopped':
      return { ...state, phase: state.inventory ? 'reviewing' : 'empty', progress: null, notice: event.notice };
    case 'preset-chosen':
      return choose(state, { preset: event.preset });
    case 'burned-in-answered':
      return choose(state, { burnedIn: { ...state.choices.burnedIn, [event.study]: event.answer } });
    case 'at-risk-chosen':
      return choose(state, { atRisk: event.atRisk });
    case 'report-style-chosen':
      return choose(state, { reportStyle: event.reportStyle });
    case 'accessions-given':
      return choose(state, { accessionText: event.text, accessions: event.list });
    case 'question-answered':
      return { ...choose(state, { answers: { ...state.choices.answers, [event.question]: event.answer } }), faces: null };
    case 'faces':
      return { ...state, faces: event.faces };
    case 'thought':
      return { ...state, inventory: event.inventory, thinking: false };
    case 'review-began':
      return { ...state, phase: 'reports', notice: null, review: { shown: null, report: 0, past: [], refused: false } };
    case 'review-shown':
      return reviewing(state, (review) => ({ ...review, shown: event.shown }));
    case 'review-said':
      return reviewing(say(state, event.said), (review) => ({ ...review, past: [...review.past, state.choices.review], refused: false }));
    case 'review-refused':
      return reviewing(undone(state), (review) => ({ ...review, refused: true }));
    case 'review-undone':
      return undone(state);
    case 'review-turned':
      return reviewing(state, (review) => ({ ...review, report: event.report, refused: false }));
    case 'review-left':
      return { ...state, phase: 'reviewing', review: null };
    case 'headers':
      return headed(state, event.event);
    case 'pictures':
      return pictured(state, event.event);
    case 'texts':
      return searched(state, event.event);
    case 'run-began':
      return { ...state, phase: 'running', review: null, headers: null, notice: null, paused: null, progress: event.progress, ranOffline: !state.online };
    case 'run-stopped':
      return { ...state, phase: 'reviewing', progress: null, notice: event.notice, paused: event.paused };
    case 'packing-chosen':
      return { ...state, packing: event.packing };
    case 'means-known':
      return { ...state, means: event.means };
    case 'save-progressed':
      return { ...state, saving: event.progress, notice: null };
    case 'save-ended':
      return { ...state, saving: null, notice: event.notice, written: state.written || event.isWritten };
    case 'run-finished':
      return { ...state, phase: 'done', progress: null, summary: event.summary, certificate: event.certificate, package: event.package,
        saving: null, saved: false, written: false, handed: false };
    case 'saved':
      return { ...state, saved: true };
    case 'taker-named':
      return { ...state, taker: event.taker };
    case 'handed-over':
      return { ...state, handed: true };
    case 'apart-changed':
      return { ...state, apart: { ...state.apart, problem: null, ...event.changed } };
    case 'apart-refused':
      return { ...state, apart: { ...state.apart, problem: event.problem } };
    case 'checked':
      return { ...state, phase: 'checked', progress: null, checked: event.report, expectedKey: event.key, keyWrong: false };
    case 'key-refused':
      return { ...state, expectedKey: event.key, keyWrong: true };
    case 'choices-reopened':
      return { ...state, phase: 'reviewing', summary: null, certificate: null, package: null, saving: null, saved: false, written: false, apart: { ...state.apart, locked: null, opening: null } };
    case 'noticed':
      return { ...state, notice: event.notice };
    case 'failed':
      return { ...state, phase: 'failed', progress: null, failure: event.failure };
    case 'started':
      return { ...state, version: event.version };
    case 'watched':
      return { ...state, requests: event.requests, blocked: event.blocked };
    case 'language-chosen':
      return { ...state, language: event.language };
    case 'network-changed':
      return { ...state, online: event.online, ranOffline: state.ranOffline && (state.phase !== 'running' || !event.online) };
    case 'page-summed':
      return { ...state, pageSum: event.sha256 };
    case 'clear-asked':
      return { ...state, askClear: true };
    case 'clear-declined':
      return { ...state, askClear: false };
    case 'cleared':
      return { ...initial, ...ofThePage(state) };
    default:
      return never(event);
  }
}

/**
 * What is not of the case, and stays when it is cleared.
 * @param {State} state
 */
function ofThePage({ language, version, pageSum, requests, blocked, online, taker, packing, means }) {
  return { language, version, pageSum, requests, blocked, online, taker, packing, means };
}

/**
 * @param {State} state
 * @param {Partial<Choices>} changed
 * @returns {State}
 */
function choose(state, changed) {
  return { ...state, thinking: state.inventory !== null, choices: { ...state.choices, ...changed } };
}

/**
 * @param {State} state
 * @param {(review: Reviewing) => Reviewing} change
 * @returns {State}
 */
function reviewing(state, change) {
  return state.review === null ? state : { ...state, review: change(state.review) };
}

/**
 * @param {State} state
 * @param {ReportReview[]} review
 * @returns {State}
 */
function say(state, review) {
  return { ...state, choices: { ...state.choices, review } };
}

/**
 * What was said before the last decision.
 * @param {State} state
 * @returns {State}
 */
function undone(state) {
  const before = state.review?.past.at(-1);
  if (before === undefined) return state;
  return reviewing(say(state, before), (review) => ({ ...review, past: review.past.slice(0, -1), refused: false }));
}

/**
 * New files may tell new names: what was said stays, that everything was looked
 * at does not.
 * @param {ReportReview[]} said
 */
function lookedAtBefore(said) {
  return said.map((one) => ({ ...one, is_reviewed: false }));
}

/**
 * @param {Stage} stage
 * @param {number} nowMs
 * @returns {Progress}
 */
export function nothingYet(stage, nowMs) {
  return { stage, filesDone: 0, files: 0, bytesDone: 0, bytes: 0, filesBefore: 0, bytesBefore: 0, startedMs: nowMs, nowMs };
}

/**
 * What the engine is told of the choices.
 * @param {Choices} choices
 * @param {Apart} apart
 * @param {string | null} signingKey PEM
 * @param {string} issueDate `YYYY-MM-DD`
 * @returns {Policy}
 */
export function policyOf(choices, apart, signingKey, issueDate) {
  const boxes = boxesText(choices.boxes, choices.seen);
  return {
    ...(boxes === null ? {} : { boxes }),
    crosswalk: apart.crosswalk ? 'exported-separately' : 'not-exported',
    commitment: apart.commitment ? 'made' : 'not-made',
    ...(signingKey === null ? {} : { signing_key: signingKey }),
    preset: choices.preset,
    burned_in: 'unsure',
    burned_in_by_study: Object.entries(choices.burnedIn),
    at_risk: choices.atRisk,
    report_style: choices.reportStyle,
    answers: choices.answers,
    review: { version: 1, reports: choices.review },
    header_texts: choices.headerTexts,
    accessions: choices.accessions ? choices.accessions.numbers : null,
    accessions_repeated: choices.accessions ? choices.accessions.repeated : 0,
    issue_date: issueDate,
  };
}

/**
 * What stands between the person and a plan.
 * @param {State} state
 * @returns {'nothing-to-write' | 'open-question' | null}
 */
export function planObstacle(state) {
  const { inventory } = state;
  if (inventory === null || inventory.instances + inventory.reports.length === 0) return 'nothing-to-write';
  if (inventory.questions.some((asked) => !state.choices.answers[asked.question])) return 'open-question';
  return null;
}

/**
 * What stands between the person and the button.
 * @param {State} state
 * @returns {'nothing-to-write' | 'open-question' | 'text-search' | 'text-found' | null}
 */
export function obstacle(state) {
  const first = planObstacle(state);
  if (first !== null) return first;
  if (state.texts?.work === 'running') return 'text-search';
  // Whatever was answered about burned-in text: what was found asks again.
  if (openSeries(state).some(({ named }) => named > 0)) return 'text-found';
  return null;
}

/**
 * True while a reload would lose something.
 * @param {State} state
 */
export function wouldLose(state) {
  switch (state.phase) {
    case 'empty':
    case 'checked':
    case 'failed':
      return false;
    case 'reading':
    case 'reviewing':
    case 'reports':
    case 'headers':
    case 'pictures':
    case 'running':
      return true;
    case 'done':
      return !(state.saved || state.written || state.handed) || (state.apart.crosswalk && state.apart.locked === null);
    default:
      return never(state.phase);
  }
}

/** A package of this size does not go through memory unnoticed. */
const LARGE_BYTES = 500e6;

/**
 * Memory that the package takes at most, if it is much; null where it goes to the disk.
 * @param {State} state
 */
export function memoryNeeded({ inputs, means, packing }) {
  if (means.shelf || (means.slices && packing === 'stored')) return null;
  const bytes = inputs.reduce((sum, input) => sum + input.size, 0);
  return bytes >= LARGE_BYTES ? bytes : null;
}

/**
 * Done so far, 0 to 1; by bytes where they are counted, else by files.
 * @param {Progress} progress
 */
export function fraction(progress) {
  if (progress.bytes > 0) return Math.min(1, progress.bytesDone / progress.bytes);
  return progress.files > 0 ? Math.min(1, progress.filesDone / progress.files) : 0;
}

/**
 * @param {never} value
 * @returns {never}
 */
export function never(value) {
  throw new TypeError(`not handled: ${typeof value}`);
}
