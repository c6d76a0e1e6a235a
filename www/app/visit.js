/**
 * The visit: what the person wants, turned into work for the engine and events
 * for the state. Holds the file handles and the opaque results; nothing else does.
 *
 * @typedef {import('./engine_api.d.ts').Inventory} Inventory
 * @typedef {import('./engine_api.d.ts').ZipEntry} ZipEntry
 * @typedef {import('./files.js').Found} Found
 * @typedef {import('./intents.d.ts').Intent} Intent
 * @typedef {import('./shelf.js').Shelf} Shelf
 * @typedef {import('./state.js').Event} Event
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Progress} Progress
 */
import { decodeList, MOST_BYTES, readList } from './accessions.js';
import { Ended, limitOf, NoEngine } from './engine.js';
import { forgetFaces, lookForFaces, showFaces } from './faces.js';
import { DropFailed, extensionOf, fromDrop, fromInput, inOrder } from './files.js';
import { Headers } from './headers.js';
import { Pictures } from './pictures.js';
import { withDecision, withoutMark, withReviewed } from './review.js';
import { Run } from './run.js';
import { breath } from './save.js';
import { Saving } from './saving.js';
import { fileOf, Secrets } from './secrets.js';
import { TextSearch } from './text_search.js';
import { initial, never, nothingYet, obstacle, planObstacle, policyOf, reduce } from './state.js';

/** A zip in a zip in a zip is opened; deeper ones are listed as not readable. */
const DEEPEST_ZIP = 3;
/** Progress is shown this often, however many files there are. */
const SHOW_EVERY_MS = 120;
/** Files handed to the engine before the page may answer in between. */
const BATCH = 100;
/** The papers that every package of this program holds. */
const PAPERS = ['SHA256SUMS', 'certificate.json', 'certificate.pdf'];
/** A list that is being typed is looked at after this pause. */
const TYPING_MS = 250;

/** @typedef {Found & { surveyed: Uint8Array, isLookedAt?: boolean, made?: Blob }} Leaf one file of the drop, zips opened; looked at if its face is cut; with what was made of it once it is cleaned */

export class Visit {
  /**
   * @param {import('./engine.js').Engine} engine
   * @param {(state: State) => void} onState
   * @param {Shelf | null} [shelf] where a large package may wait on the disk
   */
  constructor(engine, onState, shelf = null) {
    this.engine = engine;
    this.onState = onState;
    this.state = initial;
    /** @type {Leaf[]} */
    this.leaves = [];
    /** Counts up whenever work that is under way no longer matters. */
    this.turn = 0;
    this.thought = 0;
    this.typing = 0;
    this.looked = 0;
    /** @type {Uint8Array | null} the random bytes of a plan that was shown: what is written has the same codes */
    this.seed = null;
    this.secrets = new Secrets(engine, (event) => this.tell(event));
    const host = {
      engine,
      state: () => this.state,
      tell: (/** @type {Event} */ event) => this.tell(event),
      blob: (/** @type {number} */ input) => this.leaves[input]?.blob ?? new Blob(),
      policy: () => this.#policy(),
      think: () => this.#think(),
      plan: () => this.#plan(),
      work: (/** @type {(isCurrent: () => boolean) => Promise<void>} */ work) => this.#work(work),
    };
    this.headers = new Headers(host);
    this.pictures = new Pictures(host);
    this.texts = new TextSearch(host);
    this.run = new Run({
      engine,
      state: host.state,
      tell: host.tell,
      leaves: () => this.leaves,
      plan: async () => {
        const plan = await this.#plan();
        this.#forgetSeed();
        return plan;
      },
      show: (progress) => this.#show(progress),
      each: (all, work) => this.#each(all, work),
      keepApart: (plan, opening) => this.#keepApart(plan, opening),
    }, new Saving(engine, shelf));
    /** @type {Blob | null} the finished package that is being checked */
    this.package = null;
    /** @type {(made: Blob) => void} whoever takes the package when the person says so */
    this.onHandOver = () => {};
  }

  /** @param {Event} event */
  tell(event) {
    const { paused } = this.state;
    this.state = reduce(this.state, event);
    if (paused !== null && this.state.paused === null && this.state.phase !== 'running') this.run.forget();
    this.onState(this.state);
  }

  /** Brings the engine up, so that a browser that cannot is told at once. */
  start() {
    return this.#work(async () => {
      this.tell({ kind: 'means-known', means: await this.run.saving.means() });
      const greeted = await this.engine.desk.ask({ kind: 'greet' });
      if (greeted.kind === 'greeted') this.tell({ kind: 'started', version: greeted.version });
    });
  }

  /**
   * @param {Intent} intent
   * @returns {Promise<void> | void}
   */
  want(intent) {
    switch (intent.kind) {
      case 'drop':
        return this.#drop(intent.transfer);
      case 'pick':
        return this.#read(fromInput(intent.files));
      case 'add':
        return this.#read(inOrder([...intent.found]));
      case 'sample':
        return this.#sample();
      case 'preset':
        this.tell({ kind: 'preset-chosen', preset: intent.preset });
        return this.#think();
      case 'burned-in':
        this.tell({ kind: 'burned-in-answered', study: intent.study, answer: intent.answer });
        return this.#think();
      case 'at-risk':
        this.tell({ kind: 'at-risk-chosen', atRisk: intent.atRisk });
        return this.#think();
      case 'report-style':
        this.tell({ kind: 'report-style-chosen', reportStyle: intent.reportStyle });
        return this.#think();
      case 'accession-text':
        return this.#accessions(intent.text);
      case 'accession-file':
        return this.#accessionFile(intent.file);
      case 'answer':
        this.tell({ kind: 'question-answered', question: intent.question, answer: intent.answer });
        return this.#think();
      case 'show-faces':
        return this.#work((isCurrent) => showFaces(this, this.#policy(), (leaves, look) => this.#each(leaves, look), isCurrent));
      case 'review':
        return this.#review();
      case 'decide':
        return this.#say(withDecision(this.state.choices.review, intent.report, intent.decision));
      case 'unmark':
        return this.#say(withoutMark(this.state.choices.review, intent.report, intent.span));
      case 'looked-at':
        return this.#say(withReviewed(this.state.choices.review, intent.report, intent.isReviewed));
      case 'undo':
        this.tell({ kind: 'review-undone' });
        return this.#work((isCurrent) => this.#look(isCurrent));
      case 'turn-to':
        return this.tell({ kind: 'review-turned', report: intent.report });
      case 'leave-review':
        this.turn += 1;
        this.engine.rest();
        return this.tell({ kind: 'review-left' });
      case 'headers':
        return this.headers.want(intent.intent);
      case 'pictures':
        return this.pictures.want(intent.intent);
      case 'texts':
        return this.texts.want(intent.intent);
      case 'run':
        return this.#run((isCurrent) => this.run.begin(isCurrent));
      case 'resume':
        return this.#run((isCurrent) => this.run.resume(isCurrent));
      case 'packing':
        return this.tell({ kind: 'packing-chosen', packing: intent.packing });
      case 'save-as':
        return this.run.saveAs(this.#current());
      case 'stop-saving':
        return this.run.saving.stop();
      case 'cancel':
        return this.#cancel();
      case 'saved':
        return this.tell({ kind: 'saved' });
      case 'hand-over':
        return this.#handOver();
      case 'keep':
        return this.tell({ kind: 'apart-changed', changed: { [intent.what]: intent.on } });
      case 'open-crosswalk':
        return this.#work(() => this.secrets.open(intent.file, intent.passphrase));
      case 'signing-key':
        return this.#work(() => this.secrets.load(intent.file));
      case 'lock-crosswalk':
        return this.#work(() => this.secrets.lock(intent.passphrase));
      case 'apart-saved':
        return this.secrets.forgetPlan();
      case 'check-file':
        return this.#check(intent.file, '');
      case 'check-key':
        return this.package === null ? undefined : this.#check(this.package, intent.key);
      case 'reopen':
        this.#forgetPackage();
        this.secrets.forgetPlan();
        return this.tell({ kind: 'choices-reopened' });
      case 'dismiss':
        return this.tell({ kind: 'noticed', notice: null });
      case 'language':
        return this.tell({ kind: 'language-chosen', language: intent.language });
      case 'ask-clear':
        return this.tell({ kind: 'clear-asked' });
      case 'decline-clear':
        return this.tell({ kind: 'clear-declined' });
      case 'clear':
        return this.clear();
      default:
        return never(intent);
    }
  }

  /** Ends the workers, revokes addresses, forgets everything. */
  clear() {
    this.turn += 1;
    clearTimeout(this.typing);
    this.headers.forget();
    this.pictures.forget();
    this.texts.forget();
    this.engine.end();
    this.run.forget();
    this.#forgetPackage();
    for (const { surveyed } of this.leaves) surveyed.fill(0);
    this.leaves = [];
    this.#forgetSeed();
    forgetFaces(this.state.faces);
    this.secrets.forget();
    this.package = null;
    this.tell({ kind: 'cleared' });
  }

  /** @param {DataTransfer} transfer */
  async #drop(transfer) {
    // The walk takes hold of the items now: after an await the browser has forgotten them.
    const walking = fromDrop(transfer, (files) => this.#show({ ...nothingYet('listing', Date.now()), files }));
    this.tell({ kind: 'reading-began', nowMs: Date.now() });
    const { turn } = this;
    try {
      const found = await walking;
      if (turn === this.turn) await this.#read(found);
    } catch (error) {
      if (!(error instanceof DropFailed)) throw error;
      if (turn === this.turn) this.tell({ kind: 'reading-stopped', notice: 'drop-failed' });
    }
  }

  #sample() {
    return this.#work(async () => {
      this.tell({ kind: 'reading-began', nowMs: Date.now() });
      const sampled = await this.engine.desk.ask({ kind: 'sample' });
      if (sampled.kind !== 'sampled') return this.tell({ kind: 'failed', failure: 'engine-ended' });
      await this.#read(sampled.files.map(({ path, bytes }) => ({ path, blob: new Blob([/** @type {BlobPart} */ (bytes)]) })));
    });
  }

  /**
   * Surveys what was found, adds it to what is there, and takes stock.
   * @param {Found[]} found
   */
  #read(found) {
    return this.#work(async (isCurrent) => {
      if (found.length === 0) return this.tell({ kind: 'reading-stopped', notice: 'nothing-found' });
      this.tell({ kind: 'reading-began', nowMs: Date.now() });
      const [only] = found;
      if (only && found.length === 1 && this.leaves.length === 0 && (await this.#isPackage(only))) {
        return isCurrent() ? this.#check(only.blob, '') : undefined;
      }
      const progress = { ...nothingYet('headers', Date.now()), files: found.length };
      const opened = (await this.#each(found, (one) => this.#open(one, 0, progress))).flat();
      if (!isCurrent()) return;
      this.leaves = [...this.leaves, ...opened];
      this.engine.rest();
      await this.#takeStock();
    });
  }

  /**
   * Whether it is a zip that this program made: it holds the papers.
   * @param {Found} found
   */
  async #isPackage(found) {
    if (extensionOf(found.path) !== 'zip') return false;
    const answer = await this.engine.bench.ask({ kind: 'open', blob: found.blob, extension: 'zip' });
    if (answer.kind !== 'entries') return false;
    const names = answer.entries.map((entry) => entry.name);
    return PAPERS.every((paper) => names.includes(paper));
  }

  /**
   * Checks a finished package, against a key if one is expected.
   * @param {Blob} blob
   * @param {string} key
   */
  #check(blob, key) {
    return this.#work(async (isCurrent) => {
      const answer = await this.engine.bench.ask({ kind: 'check', blob, expected: key });
      if (!isCurrent()) return;
      this.engine.rest();
      if (answer.kind === 'refused') return this.tell({ kind: 'key-refused', key });
      if (answer.kind !== 'checked') return this.tell({ kind: 'failed', failure: 'engine-ended' });
      this.package = blob;
      this.tell({ kind: 'checked', report: answer.report, key });
    });
  }

  /** Puts all surveys on the desk and shows the inventory. */
  async #takeStock() {
    const { turn } = this;
    // A series may have grown: its pictures are taken anew.
    this.pictures.forget();
    this.texts.forget();
    this.engine.hold(this.leaves.map((leaf) => leaf.surveyed));
    const answer = await this.engine.desk.ask({ kind: 'inventory', policy: this.#policy() });
    if (turn !== this.turn) return;
    if (answer.kind !== 'inventoried') return this.tell({ kind: 'failed', failure: 'engine-ended' });
    const inputs = this.leaves.map((leaf) => ({ path: leaf.path, size: leaf.blob.size }));
    this.tell({ kind: 'read', inputs, inventory: answer.inventory });
    void this.texts.begin();
  }

  /**
   * Surveys one file; a zip gives its entries, one by one, in its place.
   * @param {Found} found
   * @param {number} depth
   * @param {Progress} progress
   * @returns {Promise<Leaf[]>}
   */
  async #open(found, depth, progress) {
    const answer = await this.engine.bench.ask({ kind: 'open', blob: found.blob, extension: extensionOf(found.path) }, { limitMs: limitOf(found.blob) });
    progress.filesDone += 1;
    this.#show(progress);
    if (answer.kind === 'surveyed') return [{ ...found, surveyed: answer.surveyed }];
    if (answer.kind !== 'entries') return this.#refused(found, lossOf(answer));
    if (depth >= DEEPEST_ZIP) return this.#refused(found, 'over-limit');
    const entries = answer.entries.filter((entry) => !entry.name.endsWith('/'));
    progress.files += entries.length;
    const opened = await Promise.all(entries.map((entry) => this.#openEntry(found, entry, depth, progress)));
    return opened.flat();
  }

  /**
   * A stored entry is a slice of the zip; a deflated one is inflated on the bench.
   * @param {Found} zip
   * @param {ZipEntry} entry
   * @param {number} depth
   * @param {Progress} progress
   * @returns {Promise<Leaf[]>}
   */
  async #openEntry(zip, entry, depth, progress) {
    const path = `${zip.path} › ${entry.name}`;
    if (entry.stored) {
      return this.#open({ path, blob: zip.blob.slice(entry.offset, entry.offset + entry.length) }, depth + 1, progress);
    }
    const answer = await this.engine.bench.ask({ kind: 'inflate', blob: zip.blob, entry: entry.index }, { limitMs: limitOf(zip.blob) });
    if (answer.kind === 'inflated') return this.#open({ path, blob: answer.blob }, depth + 1, progress);
    const blob = new Blob();
    return answer.kind === 'surveyed' ? [{ path, blob, surveyed: answer.surveyed }] : this.#refused({ path, blob }, lossOf(answer));
  }

  /**
   * A file that could not be surveyed stands in the drop with its reason.
   * @param {Found} found
   * @param {import('./engine_api.d.ts').Reason} reason
   * @returns {Promise<Leaf[]>}
   */
  async #refused(found, reason) {
    const answer = await this.engine.bench.ask({ kind: 'refuse', reason });
    if (answer.kind !== 'surveyed') throw new NoEngine();
    return [{ ...found, surveyed: answer.surveyed }];
  }

  /** Asks for the inventory under the choices as they now are; an older answer is dropped. */
  async #think() {
    if (this.leaves.length === 0) return;
    await this.#work(async (isCurrent) => {
      this.thought += 1;
      const { thought } = this;
      const answer = await this.engine.desk.ask({ kind: 'inventory', policy: this.#policy() });
      if (!isCurrent() || thought !== this.thought) return;
      if (answer.kind !== 'inventoried') return this.tell({ kind: 'failed', failure: 'engine-ended' });
      this.tell({ kind: 'thought', inventory: answer.inventory });
    });
  }

  /** @param {string} text */
  #accessions(text) {
    this.tell({ kind: 'accessions-given', text, list: readList(text) });
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.#think(), TYPING_MS);
  }

  /** @param {File} file */
  async #accessionFile(file) {
    if (file.size > MOST_BYTES) return this.tell({ kind: 'noticed', notice: 'list-too-large' });
    try {
      this.#accessions(decodeList(await file.arrayBuffer()));
    } catch {
      this.tell({ kind: 'noticed', notice: 'file-failed' });
    }
  }

  /** @param {(isCurrent: () => boolean) => Promise<void>} work begins the main job or goes on with it */
  #run(work) {
    if (obstacle(this.state) !== null) return;
    return this.#work(work);
  }

  /** Reads every report with its spans, by the plan as it would be now. */
  #review() {
    if (planObstacle(this.state) !== null) return;
    return this.#work(async (isCurrent) => {
      this.tell({ kind: 'review-began' });
      const plan = await this.#plan();
      if (!isCurrent()) return;
      if (plan === null) return this.tell({ kind: 'failed', failure: 'engine-ended' });
      this.engine.usePlan(plan);
      await this.#look(isCurrent);
    });
  }

  /**
   * Shows the reports under what was said; an older look is dropped. The engine
   * has the last word: what it cannot carry out is taken back.
   * @param {() => boolean} isCurrent
   * @returns {Promise<void>}
   */
  async #look(isCurrent) {
    this.looked += 1;
    const { looked } = this;
    /** @type {import('./engine_api.d.ts').Review} */
    const review = { version: 1, reports: this.state.choices.review };
    const { reports = [], documents = [] } = this.state.inventory ?? {};
    const inputs = [...reports, ...documents].map((one) => one.input);
    const answers = await Promise.all(inputs.map(async (input) => {
      const blob = this.leaves[input]?.blob ?? new Blob();
      return { input, answer: await this.engine.bench.ask({ kind: 'view', blob, input, review }) };
    }));
    if (!isCurrent() || looked !== this.looked) return;
    const isViewed = answers.every(({ answer }) => answer.kind === 'viewed');
    // What is withheld anyway is not looked at.
    const shown = answers.flatMap(({ input, answer }) =>
      (answer.kind === 'viewed' && answer.view !== null ? [{ input, view: answer.view }] : []));
    if (isViewed && shown.length > 0) return this.tell({ kind: 'review-shown', shown });
    if (isViewed) {
      this.tell({ kind: 'review-left' });
      return this.tell({ kind: 'noticed', notice: 'nothing-to-review' });
    }
    if ((this.state.review?.past.length ?? 0) > 0) {
      this.tell({ kind: 'review-refused' });
      return this.#look(isCurrent);
    }
    // What was said before does not fit these files any more.
    this.tell({ kind: 'review-said', said: [] });
    this.tell({ kind: 'review-left' });
    this.tell({ kind: 'noticed', notice: 'review-failed' });
  }

  /** @param {import('./engine_api.d.ts').ReportReview[]} said */
  #say(said) {
    this.tell({ kind: 'review-said', said });
    return this.#work((isCurrent) => this.#look(isCurrent));
  }

  #forgetSeed() {
    this.seed?.fill(0);
    this.seed = null;
  }

  /**
   * The plan is kept only until its crosswalk is saved.
   * @param {Uint8Array} plan
   * @param {string | null} opening
   */
  #keepApart(plan, opening) {
    if (this.state.apart.crosswalk) this.secrets.plan = plan;
    else plan.fill(0);
    const file = opening === null ? null : fileOf(new Blob([opening], { type: 'application/json' }));
    this.tell({ kind: 'apart-changed', changed: { locked: null, opening: file } });
  }

  /** @returns {Promise<Uint8Array | null>} */
  async #plan() {
    this.seed ??= crypto.getRandomValues(new Uint8Array(32));
    const { turn } = this;
    const each = (/** @type {Leaf[]} */ leaves, /** @type {(leaf: Leaf) => Promise<void>} */ look) => this.#each(leaves, look);
    await lookForFaces(this.engine, this.leaves, this.#policy(), each);
    if (turn !== this.turn) return null;
    const ask = { policy: this.#policy(), seed: this.seed, earlier: this.secrets.earlier };
    const planned = await this.engine.desk.ask({ kind: 'plan', ...ask });
    return planned.kind === 'planned' ? planned.plan : null;
  }

  /**
   * Starts work on every one, in batches between which the page may answer.
   * @template T, R
   * @param {T[]} all
   * @param {(one: T, place: number) => Promise<R>} work
   * @returns {Promise<R[]>}
   */
  async #each(all, work) {
    const { turn } = this;
    /** @type {Promise<R>[]} */
    const started = [];
    for (const [place, one] of all.entries()) {
      const working = work(one, place);
      // Looked at below, all together; till then a rejection is not unhandled.
      working.catch(() => {});
      started.push(working);
      if (started.length % BATCH === 0) await breath();
      if (turn !== this.turn) throw new Ended();
    }
    return Promise.all(started);
  }

  /** Ends every worker on files within the call, and goes back to where the person was. */
  #cancel() {
    const { phase } = this.state;
    this.turn += 1;
    this.texts.forget();
    const paused = phase === 'running' ? this.run.stop() : null;
    // The desk holds what a stopped run has done.
    if (this.state.paused !== null) this.engine.rest();
    else if (paused === null) {
      this.engine.end();
      if (this.leaves.length > 0) this.engine.hold(this.leaves.map((leaf) => leaf.surveyed));
    }
    if (phase === 'running') this.tell({ kind: 'run-stopped', notice: 'cancelled', paused });
    if (phase === 'reading') this.tell({ kind: 'reading-stopped', notice: 'cancelled' });
  }

  #forgetPackage() {
    const { package: ready, apart } = this.state;
    for (const file of [ready, apart.locked, apart.opening]) {
      if (file !== null) URL.revokeObjectURL(file.url);
    }
    this.run.forgetMade();
  }

  /** Called for a click of the person, see result-view.js. */
  #handOver() {
    if (this.run.made === null || this.state.taker === null) return;
    this.onHandOver(this.run.made);
    this.tell({ kind: 'handed-over' });
  }

  #policy() {
    const { choices, apart } = this.state;
    return policyOf(choices, apart, this.secrets.key, new Date().toISOString().slice(0, 10));
  }

  /**
   * Tells the state of progress, but not for every file.
   * @param {Progress} progress
   */
  #show(progress) {
    const { phase, progress: shown } = this.state;
    if (phase !== 'reading' && phase !== 'running') return;
    const nowMs = Date.now();
    if (shown !== null && shown.stage === progress.stage && nowMs - shown.nowMs < SHOW_EVERY_MS) return;
    this.tell({ kind: 'progressed', progress: { ...progress, nowMs } });
  }

  /** Whether what begins now still matters. */
  #current() {
    const { turn } = this;
    return () => turn === this.turn;
  }

  /**
   * Carries out one piece of work; what was ended on purpose is no failure.
   * @param {(isCurrent: () => boolean) => Promise<void>} work
   */
  async #work(work) {
    const { turn } = this;
    try {
      await work(this.#current());
    } catch (error) {
      if (error instanceof Ended || turn !== this.turn) return;
      this.tell({ kind: 'failed', failure: error instanceof NoEngine ? 'no-engine' : 'engine-ended' });
    }
  }
}

/**
 * @param {import('./protocol.d.ts').Answer} answer
 * @returns {'time-limit' | 'worker-lost'}
 */
function lossOf(answer) {
  return answer.kind === 'lost' && answer.isLate ? 'time-limit' : 'worker-lost';
}
