/**
 * The main job: plan, clean every file, pack. What is cleaned stays on the desk
 * when the person stops it, and the run goes on from there by the same plan, so
 * that it ends in the same package.
 *
 * @typedef {import('./protocol.d.ts').Kept} Kept
 * @typedef {import('./state.js').Event} Event
 * @typedef {import('./state.js').Progress} Progress
 * @typedef {import('./state.js').State} State
 * @typedef {import('./visit.js').Leaf} Leaf
 *
 * @typedef {object} Host
 * @property {import('./engine.js').Engine} engine
 * @property {() => State} state
 * @property {(event: Event) => void} tell
 * @property {() => Leaf[]} leaves
 * @property {() => Promise<Uint8Array | null>} plan with random bytes that are used once
 * @property {(progress: Progress) => void} show
 * @property {<T, R>(all: T[], work: (one: T, place: number) => Promise<R>) => Promise<R[]>} each
 * @property {(plan: Uint8Array, opening: string | null) => void} keepApart
 */
import { Ended, limitOf } from './engine.js';
import { partsOf, sizeOf } from './save.js';
import { SaveFailed } from './saving.js';
import { fileOf } from './secrets.js';
import { nothingYet } from './state.js';

/** Progress is shown this often. */
const SHOW_EVERY_MS = 120;

export class Run {
  /**
   * @param {Host} host
   * @param {import('./saving.js').Saving} saving
   */
  constructor(host, saving) {
    this.host = host;
    this.saving = saving;
    /** The plan, and what of it is carried out. @type {{ plan: Uint8Array, done: Map<number, Kept> } | null} */
    this.held = null;
    /** The desk puts everything together: it cannot be stopped without losing what it holds. */
    this.isFinishing = false;
    /** @type {Blob | null} the package that was made */
    this.made = null;
  }

  /** @param {() => boolean} isCurrent */
  async begin(isCurrent) {
    this.forget();
    this.host.tell({ kind: 'run-began', progress: this.#progress('planning') });
    const plan = await this.host.plan();
    if (!isCurrent()) return;
    if (plan === null) return this.host.tell({ kind: 'failed', failure: 'engine-ended' });
    // A worker's memory never shrinks: what planning took goes back before the work.
    this.host.engine.hold(this.host.leaves().map((leaf) => leaf.surveyed));
    this.held = { plan, done: new Map() };
    await this.#carryOut(plan, this.held.done, isCurrent);
  }

  /**
   * Goes on with the files that are left.
   * @param {() => boolean} isCurrent
   */
  async resume(isCurrent) {
    if (this.held === null) return;
    const { plan, done } = this.held;
    this.host.tell({ kind: 'run-began', progress: this.#progress('cleaning') });
    await this.#carryOut(plan, done, isCurrent);
  }

  /**
   * Ends the workers on files and keeps what is done.
   * @returns {import('./state.js').Paused | null} null: nothing can be kept
   */
  stop() {
    this.saving.stop();
    if (this.held === null || this.isFinishing) {
      this.forget();
      return null;
    }
    this.host.engine.rest();
    return { filesDone: this.held.done.size, files: this.host.leaves().length };
  }

  /** The plan is secret: it is zeroed unless somebody else keeps it. */
  forget() {
    this.held?.plan.fill(0);
    this.held = null;
    this.isFinishing = false;
  }

  /** Forgets the package. */
  forgetMade() {
    this.made = null;
    this.saving.forget();
  }

  /**
   * Writes the package where the person says. Within a click: the browser asks.
   * @param {() => boolean} isCurrent
   */
  async saveAs(isCurrent) {
    const { tell, state } = this.host;
    if (this.made === null || state().saving !== null) return;
    const bytes = this.saving.parts.reduce((sum, part) => sum + sizeOf(part), 0);
    const progress = { ...nothingYet('packing', Date.now()), bytes };
    const show = (/** @type {number} */ bytesDone) => {
      const nowMs = Date.now();
      if (!isCurrent() || nowMs - (state().saving?.nowMs ?? 0) < SHOW_EVERY_MS) return;
      tell({ kind: 'save-progressed', progress: { ...progress, bytesDone, nowMs } });
    };
    const begin = () => {
      progress.startedMs = Date.now();
      tell({ kind: 'save-progressed', progress: { ...progress, nowMs: progress.startedMs } });
    };
    /** @type {{ isWritten: boolean, notice: import('./state.js').Notice | null }} */
    const end = { isWritten: false, notice: null };
    try {
      end.isWritten = await this.saving.saveAs(show, begin);
    } catch (error) {
      if (!(error instanceof Ended)) end.notice = error instanceof SaveFailed ? error.notice : 'save-failed';
    }
    if (isCurrent()) tell({ kind: 'save-ended', ...end });
  }

  /**
   * @param {Uint8Array} plan
   * @param {Map<number, Kept>} done
   * @param {() => boolean} isCurrent
   */
  async #carryOut(plan, done, isCurrent) {
    const { engine, tell } = this.host;
    const leaves = this.host.leaves();
    await this.#clean(plan, done);
    if (!isCurrent()) return;
    engine.rest();
    tell({ kind: 'progressed', progress: nothingYet('packing', Date.now()) });
    this.isFinishing = true;
    const inputs = leaves.map((_, input) => done.get(input) ?? 'worker-lost');
    const answer = await engine.desk.ask({ kind: 'finish', plan, inputs });
    if (!isCurrent()) return;
    this.isFinishing = false;
    if (answer.kind !== 'finished') return tell({ kind: 'failed', failure: 'engine-ended' });
    const { summary, certificate, opening } = answer;
    const blob = await this.#pack(partsOf(answer.layout, leaves.map((leaf) => leaf.made)), isCurrent);
    if (!isCurrent()) return;
    if (blob === null) return;
    // The memory of a worker never shrinks: the next question gets a new one.
    engine.hold(leaves.map((leaf) => leaf.surveyed));
    this.made = blob;
    this.held = null;
    this.host.keepApart(plan, opening);
    tell({ kind: 'run-finished', summary, certificate, package: fileOf(blob) });
  }

  /**
   * @param {import('./save.js').Part[]} parts
   * @param {() => boolean} isCurrent
   * @returns {Promise<Blob | null>} null: the person was told why not
   */
  async #pack(parts, isCurrent) {
    const bytes = parts.reduce((sum, part) => sum + sizeOf(part), 0);
    const progress = { ...nothingYet('packing', Date.now()), bytes };
    try {
      return await this.saving.make(parts, this.host.state().packing, (bytesDone) => this.host.show({ ...progress, bytesDone }));
    } catch (error) {
      if (!(error instanceof SaveFailed)) throw error;
      if (isCurrent()) this.#stopped(error.notice);
      return null;
    }
  }

  /**
   * A file that is not what it was cannot be gone on with.
   * @param {SaveFailed['notice']} notice
   */
  #stopped(notice) {
    const paused = this.stop();
    if (notice === 'save-failed') return this.host.tell({ kind: 'run-stopped', notice, paused });
    this.forget();
    this.host.engine.hold(this.host.leaves().map((leaf) => leaf.surveyed));
    this.host.tell({ kind: 'run-stopped', notice, paused: null });
  }

  /**
   * Cleans what is left; the outcomes gather on the desk. A file on which a
   * worker ended stands there with its reason.
   * @param {Uint8Array} plan
   * @param {Map<number, Kept>} done
   */
  async #clean(plan, done) {
    const all = this.host.leaves().map((leaf, input) => ({ leaf, input }));
    const left = all.filter(({ input }) => !done.has(input));
    if (left.length === 0) return;
    this.host.engine.usePlan(plan);
    const progress = this.#progress('cleaning');
    for (const { leaf, input } of all) {
      if (done.has(input)) progress.bytesBefore += leaf.blob.size;
    }
    progress.filesDone = progress.filesBefore = done.size;
    progress.bytesDone = progress.bytesBefore;
    await this.host.each(left, async ({ leaf, input }) => {
      done.set(input, await this.#cleanOne(leaf, input, progress));
    });
  }

  /** @param {import('./state.js').Stage} stage */
  #progress(stage) {
    const leaves = this.host.leaves();
    const bytes = leaves.reduce((sum, leaf) => sum + leaf.blob.size, 0);
    return { ...nothingYet(stage, Date.now()), files: leaves.length, bytes };
  }

  /**
   * @param {Leaf} leaf
   * @param {number} input
   * @param {Progress} progress
   * @returns {Promise<Kept>}
   */
  async #cleanOne(leaf, input, progress) {
    const { engine, show } = this.host;
    let counted = 0;
    const count = (/** @type {number} */ read) => {
      // A file may be read twice; it counts once.
      const now = Math.min(leaf.blob.size, Math.max(counted, read));
      progress.bytesDone += now - counted;
      counted = now;
      show(progress);
    };
    const answer = await engine.bench.ask({ kind: 'clean', blob: leaf.blob, input }, { onReading: count, limitMs: limitOf(leaf.blob) });
    progress.filesDone += 1;
    count(leaf.blob.size);
    if (answer.kind !== 'cleaned') return answer.kind === 'lost' && answer.isLate ? 'time-limit' : 'worker-lost';
    const { outcome } = answer;
    leaf.made = answer.made;
    const kept = await engine.desk.ask({ kind: 'keep', input, outcome }, { moved: [outcome.buffer] });
    return kept.kind === 'kept' ? 'kept' : 'worker-lost';
  }
}
