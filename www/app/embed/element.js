/**
 * `<safelight-app>` for a page that is not ours. What it tells is counts and
 * codes, see outward.js; the page around it is trusted all the same, since it can
 * look into any element. Where it must not be trusted, use the frame.
 *
 * @typedef {import('../engine_api.d.ts').Preset} Preset
 * @typedef {import('../state.js').State} State
 */
import { SafelightApp } from '../elements/safelight-app.js';
import '../elements/progress-view.js';
import { Engine } from '../engine.js';
import { embeddedSheets } from '../sheets.js';
import { initial, wouldLose } from '../state.js';
import { Visit } from '../visit.js';
import { packagedCode } from './code.js';
import { isPurpose } from './messages.js';
import { changesOf } from './outward.js';

export class SafelightElement extends SafelightApp {
  static sheets = embeddedSheets;
  static properties = {
    purpose: { type: String },
    takesPackage: { type: Boolean, attribute: 'takes-package' },
  };

  constructor() {
    super();
    /** The purpose that is chosen at the start; the person may choose another. @type {Preset | null} */
    this.purpose = null;
    /** Shows a button that hands the package to this page. */
    this.takesPackage = false;
    /** @type {Visit | null} */
    this.visit = null;
    this.told = initial;
  }

  connectedCallback() {
    super.connectedCallback();
    // Still there: it was only moved within the page.
    if (this.visit !== null) return;
    const visit = new Visit(new Engine(packagedCode()), (state) => this.#show(state));
    visit.onHandOver = (blob) => this.#tell('package', { blob });
    this.visit = visit;
    this.onWant = (intent) => void visit.want(intent);
    window.addEventListener('beforeunload', this.#leaving);
    window.addEventListener('pagehide', this.#hidden);
    this.#nameTaker();
    this.#choosePurpose();
    void visit.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#release();
    });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate();
    if (changed.has('purpose')) this.#choosePurpose();
    if (changed.has('takesPackage')) this.#nameTaker();
  }

  /**
   * Files that this page holds already go in as if they were dropped.
   * @param {Iterable<Blob>} files
   */
  addFiles(files) {
    if (this.visit === null || !this.takesFiles) throw new DOMException('not now', 'InvalidStateError');
    const found = [...files].map((blob, place) => ({ path: blob instanceof File ? blob.name : String(place + 1), blob }));
    void this.visit.want({ kind: 'add', found });
  }

  /** Forgets the case without asking: for the end of a session. */
  clear() {
    this.visit?.clear();
  }

  #choosePurpose() {
    if (this.purpose === null) return;
    // A purpose with a slip of the pen must not become another one.
    if (!isPurpose(this.purpose)) throw new TypeError('safelight-app: no such purpose');
    void this.visit?.want({ kind: 'preset', preset: this.purpose });
  }

  #nameTaker() {
    this.visit?.tell({ kind: 'taker-named', taker: this.takesPackage ? location.host || location.protocol : null });
  }

  /** @param {State} state */
  #show(state) {
    const before = this.told;
    this.told = state;
    this.state = state;
    for (const { kind, detail } of changesOf(before, state)) this.#tell(kind, detail);
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Taken out of the page: workers end, what was held is zeroed and forgotten. */
  #release() {
    window.removeEventListener('beforeunload', this.#leaving);
    window.removeEventListener('pagehide', this.#hidden);
    this.visit?.clear();
    this.visit = null;
    this.onWant = () => {};
  }

  /** @param {BeforeUnloadEvent} event */
  #leaving = (event) => {
    if (this.visit !== null && wouldLose(this.visit.state)) event.preventDefault();
  };

  /** A page that the browser keeps for the back button must not keep a case. @param {PageTransitionEvent} event */
  #hidden = (event) => {
    if (event.persisted) this.clear();
  };
}
// Another copy of this package may stand on the page: the first one serves both.
if (customElements.get('safelight-app') === undefined) customElements.define('safelight-app', SafelightElement);
