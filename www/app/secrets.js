/**
 * What is kept apart from the package: tables of an earlier run, a signing key,
 * the plan of this run until its crosswalk is written. Secret; it stands in no
 * state and is forgotten with the visit.
 *
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./state.js').Event} Event
 */

/** Keys and crosswalks are no larger than this. */
const MOST_KEY_BYTES = 64 * 1024;
const MOST_CROSSWALK_BYTES = 300 * 1024 * 1024;

export class Secrets {
  /**
   * @param {Engine} engine
   * @param {(event: Event) => void} tell
   */
  constructor(engine, tell) {
    this.engine = engine;
    this.tell = tell;
    /** @type {Uint8Array} tables of an earlier run; empty: none */
    this.earlier = new Uint8Array(0);
    /** @type {string | null} PEM */
    this.key = null;
    /** @type {Uint8Array | null} */
    this.plan = null;
  }

  forget() {
    this.earlier.fill(0);
    this.earlier = new Uint8Array(0);
    this.key = null;
    this.forgetPlan();
  }

  /** The crosswalk is saved: nothing needs the plan any more. */
  forgetPlan() {
    this.plan?.fill(0);
    this.plan = null;
  }

  /**
   * @param {File} file
   * @param {string} passphrase
   */
  async open(file, passphrase) {
    if (file.size > MOST_CROSSWALK_BYTES) return this.tell({ kind: 'apart-refused', problem: 'crosswalk-locked' });
    const zip = new Uint8Array(await file.arrayBuffer());
    const answer = await this.engine.bench.ask({ kind: 'unlock', zip, passphrase });
    if (answer.kind !== 'unlocked') return this.tell({ kind: 'apart-refused', problem: 'crosswalk-locked' });
    this.earlier = answer.earlier;
    this.tell({ kind: 'apart-changed', changed: { earlier: true } });
  }

  /** @param {File} file */
  async load(file) {
    const pem = file.size > MOST_KEY_BYTES ? '' : await file.text();
    const answer = await this.engine.bench.ask({ kind: 'try-key', pem });
    if (answer.kind !== 'key-tried') return this.tell({ kind: 'apart-refused', problem: 'no-signing-key' });
    this.key = pem;
    this.tell({ kind: 'apart-changed', changed: { signer: true } });
  }

  /** @param {string} passphrase */
  async lock(passphrase) {
    if (this.plan === null) return;
    const salt = crypto.getRandomValues(new Uint8Array(32));
    const answer = await this.engine.bench.ask({ kind: 'lock', plan: this.plan, earlier: this.earlier, passphrase, salt });
    this.engine.rest();
    if (answer.kind !== 'locked') return;
    this.tell({ kind: 'apart-changed', changed: { locked: fileOf(new Blob([/** @type {BlobPart} */ (answer.zip)])) } });
  }
}

/** @param {Blob} blob */
export function fileOf(blob) {
  return { url: URL.createObjectURL(blob), size: blob.size };
}
