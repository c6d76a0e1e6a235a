/**
 * The page as one element: header, the view of the present phase, live region.
 * Its shadow root adopts the sheets; parts render inside it.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('../intents.d.ts').Intent} Intent
 */
import { html, LitElement, nothing } from 'lit';
import { namedByStudy } from '../found.js';
import { paceOf } from '../pace.js';
import { fraction, initial, never, planObstacle } from '../state.js';
import { sheets } from '../sheets.js';
import { Hearing, speak, words } from '../words.js';
import './accession-list.js';
import './apart-view.js';
import './check-view.js';
import './choices-view.js';
import './clear-dialog.js';
import './header-review.js';
import './inventory-view.js';
import './help-dialog.js';
import './language-switch.js';
import './picture-wall.js';
import './progress-view.js';
import { toTop } from './part.js';
import './proof-dialog.js';
import './report-review.js';
import './result-view.js';
import './run-bar.js';
import './start-view.js';
import './text-look.js';

/** A screen reader is not talked into. */
const SPOKEN_EVERY_MS = 10_000;

export class SafelightApp extends LitElement {
  /** What its shadow root adopts. */
  static sheets = sheets;
  static properties = { state: { attribute: false }, over: { state: true }, topic: { state: true }, proving: { state: true } };

  constructor() {
    super();
    /** @type {State} */
    this.state = initial;
    /** @type {(intent: Intent) => void} */
    this.onWant = () => {};
    /** Something is being dragged over the page. */
    this.over = false;
    /** @type {import('./help-dialog.js').Topic | 'list' | null} */
    this.topic = null;
    /** The person asked how to check. */
    this.proving = false;
    this.shownPhase = initial.phase;
    /** @type {{ stage: string, atMs: number, text: string } | null} */
    this.spoken = null;
    this.chosenLanguage = initial.language;
    new Hearing(this);
  }

  createRenderRoot() {
    const root = super.createRenderRoot();
    const { sheets: own } = /** @type {typeof SafelightApp} */ (this.constructor);
    /** @type {ShadowRoot} */ (root).adoptedStyleSheets = own;
    root.addEventListener('ask', (event) => (this.topic = /** @type {CustomEvent} */ (event).detail));
    root.addEventListener('proof', (event) => (this.proving = /** @type {CustomEvent<boolean>} */ (event).detail));
    root.addEventListener('want', (event) => this.onWant(/** @type {CustomEvent<Intent>} */ (event).detail));
    return root;
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('dragover', this.#dragOver);
    this.addEventListener('dragleave', this.#dragLeave);
    this.addEventListener('drop', this.#dropped);
  }

  get takesFiles() {
    return ['empty', 'reviewing', 'checked'].includes(this.state.phase);
  }

  /** @param {DragEvent} event */
  #dragOver = (event) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = this.takesFiles ? 'copy' : 'none';
    this.over = this.takesFiles;
  };

  /** @param {DragEvent} event */
  #dragLeave = (event) => {
    if (event.relatedTarget === null) this.over = false;
  };

  /** @param {DragEvent} event */
  #dropped = (event) => {
    // Without this the browser would leave the page and show the file.
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    if (event.dataTransfer && this.takesFiles) this.onWant({ kind: 'drop', transfer: event.dataTransfer });
  };

  /** The app that was asked last chooses for all on the page. */
  willUpdate() {
    const { language } = this.state;
    if (language !== null && language !== this.chosenLanguage) speak(language);
    this.chosenLanguage = language;
  }

  /** Carries keyboard and screen reader along when the view changes. */
  async updated() {
    if (this.shownPhase === this.state.phase) return;
    this.shownPhase = this.state.phase;
    await Promise.resolve();
    const heading = /** @type {HTMLElement | null | undefined} */ (this.shadowRoot?.querySelector('[data-focus]'));
    heading?.focus({ preventScroll: true });
    toTop(this);
  }

  #review() {
    const { inventory, choices, inputs } = this.state;
    const riskExists = inventory?.studies.some((study) => study.at_risk > 0) ?? false;
    return html`
      <div class="review">
        <div class="review__main">
          <safelight-inventory-view .inventory=${inventory} .inputs=${inputs} .choices=${choices} .named=${namedByStudy(this.state)}
            .faces=${this.state.faces}></safelight-inventory-view>
          <safelight-accession-list .text=${choices.accessionText} .list=${choices.accessions}
            .check=${inventory?.accessions ?? null}></safelight-accession-list>
          <safelight-apart-view .apart=${this.state.apart}></safelight-apart-view>
        </div>
        <div class="review__side">
          <safelight-choices-view .choices=${choices} .riskExists=${riskExists}
            .headersExist=${(inventory?.instances ?? 0) > 0} .canLook=${planObstacle(this.state) === null}
            .packing=${this.state.packing} .reportExists=${(inventory?.reports.length ?? 0) > 0}></safelight-choices-view>
        </div>
      </div>
      <safelight-text-look .state=${this.state}></safelight-text-look>
      <safelight-run-bar .state=${this.state}></safelight-run-bar>
    `;
  }

  #failure() {
    const { failure } = words;
    return html`
      <section class="failure" aria-labelledby="failure-title">
        <h1 class="title" id="failure-title" tabindex="-1" data-focus>${failure.title}</h1>
        <p>${this.state.failure ? failure[this.state.failure] : nothing}</p>
        <button type="button" class="button button--strong" @click=${() => this.onWant({ kind: 'clear' })}>${failure.again}</button>
      </section>
    `;
  }

  #view() {
    const { state } = this;
    switch (state.phase) {
      case 'empty':
        return html`<safelight-start-view .state=${state}></safelight-start-view>`;
      case 'reading':
        return html`<safelight-progress-view .progress=${state.progress} .heading=${words.progress.title.reading}></safelight-progress-view>`;
      case 'reviewing':
        return this.#review();
      case 'reports':
        return html`<safelight-report-review .state=${state}></safelight-report-review>`;
      case 'headers':
        return html`<safelight-header-review .state=${state}></safelight-header-review>`;
      case 'pictures':
        return html`<safelight-picture-wall .state=${state}></safelight-picture-wall>`;
      case 'running':
        return html`<safelight-progress-view .progress=${state.progress} .heading=${words.progress.title.running}></safelight-progress-view>`;
      case 'done':
        return html`<safelight-result-view .summary=${state.summary} .inputs=${state.inputs} .package=${state.package}
          .saved=${state.saved} .written=${state.written} .saving=${state.saving} .picker=${state.means.picker} .taker=${state.taker} .handed=${state.handed} .ranOffline=${state.ranOffline} .apart=${state.apart}></safelight-result-view>`;
      case 'checked':
        return html`<safelight-check-view .report=${state.checked} .keyText=${state.expectedKey} .keyWrong=${state.keyWrong}></safelight-check-view>`;
      case 'failed':
        return this.#failure();
      default:
        return never(state.phase);
    }
  }

  /** Spoken: each stage as it begins, and how far it is every ten seconds. */
  #spoken() {
    const { progress } = this.state;
    if (progress === null) {
      this.spoken = null;
      return '';
    }
    const { stage, nowMs } = progress;
    if (this.spoken?.stage !== stage || nowMs - this.spoken.atMs >= SPOKEN_EVERY_MS) {
      const said = words.progress.spoken(words.progress.stages[stage], Math.floor(fraction(progress) * 100));
      const { secondsLeft } = paceOf(progress);
      this.spoken = { stage, atMs: nowMs, text: secondsLeft === null ? said : `${said}, ${words.progress.left(secondsLeft)}` };
    }
    return this.spoken.text;
  }

  #notice() {
    const { notice } = this.state;
    return html`
      <div role="alert">
        ${notice
          ? html`<p class="notice"><span>${words.notice[notice]}</span>
              <button type="button" class="button button--small" @click=${() => this.onWant({ kind: 'dismiss' })}>${words.notice.dismiss}</button></p>`
          : nothing}
      </div>
    `;
  }

  #header() {
    const { state } = this;
    const canClear = state.phase !== 'empty' && state.phase !== 'failed';
    return html`
      <header class="bench">
        <slot name="brand"><p class="bench__name"><span class="lamp" aria-hidden="true"></span>${words.app.name}</p></slot>
        <p class="bench__purpose">${words.app.purpose}</p>
        <button type="button" class="button button--small" data-part="help" @click=${() => (this.topic = 'list')}>${words.help.open}</button>
        <safelight-language-switch></safelight-language-switch>
        ${canClear
          ? html`<button type="button" class="button button--small" data-part="clear"
              @click=${() => this.onWant({ kind: 'ask-clear' })}>${words.app.clear}</button>`
          : nothing}
      </header>
    `;
  }

  #footer() {
    const { state } = this;
    return html`
      <footer class="foot">
        <span>${words.app.stays}</span>
        ${state.requests === null ? nothing : html`<span data-part="requests">${words.app.requests(state.requests)}</span>`}
        ${state.blocked > 0 ? html`<span>${words.app.blocked(state.blocked)}</span>` : nothing}
        ${state.requests === null ? nothing : html`<button type="button" class="button button--small" data-part="prove" aria-haspopup="dialog" @click=${() => (this.proving = true)}>${words.proof.open}</button>`}
        ${state.version ? html`<span>${words.app.engineVersion(state.version)}</span>` : nothing}
        <slot name="foot"></slot>
      </footer>
    `;
  }

  render() {
    return html`
      <div class="page" lang=${words.language} dir=${words.direction} data-phase=${this.state.phase} data-over=${this.over ? 'yes' : 'no'}>
        ${this.#header()}
        <main class="work">
          ${this.#notice()}
          <p class="visually-hidden" role="status">${this.#spoken()}</p>
          ${this.#view()}
        </main>
        ${this.#footer()}
        <safelight-help-dialog .topic=${this.topic} .own=${this.state.requests !== null}></safelight-help-dialog>
        <safelight-proof-dialog .state=${this.state} .open=${this.proving}></safelight-proof-dialog>
        <safelight-clear-dialog .open=${this.state.askClear}></safelight-clear-dialog>
      </div>
    `;
  }
}
