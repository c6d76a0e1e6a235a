/**
 * The headers of the drop before and after: asks the workers for them, batch by
 * batch, and again for the batches that a decision touches.
 *
 * @typedef {import('./pictures.js').Host} CommonHost
 */
import { Ended } from './engine.js';

/** Files that one worker compares at a time, at most. */
const MOST_OF_A_BATCH = 64;
/** Progress is shown this often. */
const SHOW_EVERY_MS = 120;

/**
 * What the person wants of the headers.
 * @typedef {(
 *   | { kind: 'look' }
 *   | { kind: 'leave' }
 *   | { kind: 'take-out'; text: string }
 *   | { kind: 'put-back'; text: string }
 * )} HeaderIntent
 */

/**
 * @typedef {CommonHost & {
 *   plan: () => Promise<Uint8Array | null>,
 *   work: (work: (isCurrent: () => boolean) => Promise<void>) => Promise<void>,
 * }} Host
 */

/**
 * Files that are compared together, with what came of them.
 * @typedef {object} Batch
 * @property {number[]} inputs
 * @property {Uint8Array[]} packed
 * @property {number} lost files on which a worker ended
 * @property {Set<string>} texts that stay, or would stay if the person had not taken them out
 */

export class Headers {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {Batch[]} */
    this.batches = [];
    /** Counts up whenever an earlier comparison no longer matters. */
    this.turn = 0;
    this.shownMs = 0;
  }

  /** @param {HeaderIntent} intent */
  want(intent) {
    const { choices } = this.host.state();
    switch (intent.kind) {
      case 'look':
        return this.#look();
      case 'leave':
        this.forget();
        this.host.engine.rest();
        return this.host.tell({ kind: 'headers', event: { kind: 'left' } });
      case 'take-out':
        if (choices.headerTexts.includes(intent.text)) return;
        return this.#say([...choices.headerTexts, intent.text], intent.text);
      case 'put-back':
        return this.#say(choices.headerTexts.filter((text) => text !== intent.text), intent.text);
      default:
        throw new TypeError('not handled');
    }
  }

  /** Nothing of the headers stays in memory that this page holds. */
  forget() {
    this.turn += 1;
    for (const { packed } of this.batches) for (const part of packed) part.fill(0);
    this.batches = [];
  }

  #look() {
    const { host } = this;
    this.forget();
    host.tell({ kind: 'headers', event: { kind: 'entered' } });
    const { inputs } = host.state();
    const size = Math.max(1, Math.min(MOST_OF_A_BATCH, Math.ceil(inputs.length / (4 * host.engine.width))));
    for (let from = 0; from < inputs.length; from += size) {
      const places = Array.from({ length: Math.min(size, inputs.length - from) }, (_, n) => from + n);
      this.batches.push({ inputs: places, packed: [], lost: 0, texts: new Set() });
    }
    // What was taken out before may stand in any of them.
    for (const batch of this.batches) for (const text of host.state().choices.headerTexts) batch.texts.add(text);
    return this.#compare(this.batches);
  }

  /**
   * @param {string[]} texts
   * @param {string} changed
   */
  #say(texts, changed) {
    this.host.tell({ kind: 'headers', event: { kind: 'said', texts } });
    // A comparison that is under way is older than what was just said: it is begun anew.
    const touched = this.batches.filter((batch) => batch.packed.length === 0 || batch.texts.has(changed));
    return this.#compare(touched);
  }

  /**
   * Compares batches under the choices as they are now, and shows all.
   * @param {Batch[]} batches
   */
  #compare(batches) {
    this.turn += 1;
    const { turn, host } = this;
    for (const batch of batches) this.#empty(batch);
    return host.work(async (isCurrent) => {
      const isMine = () => isCurrent() && turn === this.turn;
      try {
        const plan = await host.plan();
        if (!isMine()) return;
        if (plan === null) return host.tell({ kind: 'failed', failure: 'engine-ended' });
        host.engine.usePlan(plan);
        const files = batches.reduce((sum, batch) => sum + batch.inputs.length, 0);
        const progress = { done: 0, files };
        await Promise.all(batches.map((batch) => this.#one(batch, progress, isMine)));
        if (!isMine()) return;
        const parts = this.batches.flatMap((batch) => batch.packed);
        const lost = this.batches.reduce((sum, batch) => sum + batch.lost, 0);
        const answer = await host.engine.desk.ask({ kind: 'join-headers', parts, lost });
        if (!isMine()) return;
        if (answer.kind !== 'headers-joined') return host.tell({ kind: 'failed', failure: 'engine-ended' });
        host.tell({ kind: 'headers', event: { kind: 'shown', table: answer.table } });
      } catch (error) {
        // A newer comparison ended the workers of this one.
        if (!(error instanceof Ended) || isMine()) throw error;
      }
    });
  }

  /** @param {Batch} batch */
  #empty(batch) {
    for (const part of batch.packed) part.fill(0);
    batch.packed = [];
    batch.lost = 0;
  }

  /**
   * One batch; where a worker ends, file by file.
   * @param {Batch} batch
   * @param {{ done: number, files: number }} progress
   * @param {() => boolean} isMine
   */
  async #one(batch, progress, isMine) {
    const isWhole = await this.#ask(batch, batch.inputs, progress, isMine);
    if (isWhole || !isMine()) return;
    for (const input of batch.inputs) {
      const isThere = await this.#ask(batch, [input], progress, isMine);
      if (!isThere) batch.lost += 1;
    }
  }

  /**
   * @param {Batch} batch
   * @param {number[]} inputs
   * @param {{ done: number, files: number }} progress
   * @param {() => boolean} isMine
   */
  async #ask(batch, inputs, progress, isMine) {
    const { host } = this;
    let counted = 0;
    const onStep = (/** @type {number} */ done) => {
      if (!isMine()) return;
      progress.done = Math.min(progress.files, progress.done + done - counted);
      counted = done;
      const nowMs = Date.now();
      if (nowMs - this.shownMs < SHOW_EVERY_MS) return;
      this.shownMs = nowMs;
      host.tell({ kind: 'headers', event: { kind: 'compared', ...progress } });
    };
    const blobs = inputs.map((input) => host.blob(input));
    const answer = await host.engine.bench.ask({ kind: 'compare-headers', blobs, inputs }, { onStep });
    if (answer.kind !== 'headers-compared') return false;
    if (!isMine()) {
      answer.packed.fill(0);
      return true;
    }
    batch.packed.push(answer.packed);
    for (const text of answer.texts) batch.texts.add(text);
    return true;
  }
}
