/**
 * The page that only checks packages, as one element: verify.html.
 *
 * @typedef {import('../engine_api.d.ts').PackageReport} PackageReport
 */
import { html, LitElement, nothing } from 'lit';
import { sheets } from '../sheets.js';
import { Hearing, speak, words } from '../words.js';
import './check-view.js';
import './language-switch.js';
import { field } from './part.js';

export class CheckApp extends LitElement {
  static properties = {
    report: { attribute: false },
    keyText: { attribute: false },
    keyWrong: { attribute: false },
    busy: { attribute: false },
    failed: { attribute: false },
  };

  constructor() {
    super();
    /** @type {PackageReport | null} */
    this.report = null;
    this.keyText = '';
    this.keyWrong = false;
    this.busy = false;
    /** The engine did not start. */
    this.failed = false;
    /** @type {(file: Blob | null, key: string) => void} null: the one that is there */
    this.onCheck = () => {};
    new Hearing(this);
  }

  createRenderRoot() {
    const root = super.createRenderRoot();
    /** @type {ShadowRoot} */ (root).adoptedStyleSheets = sheets;
    root.addEventListener('want', (event) => {
      const { detail } = /** @type {CustomEvent<import('../intents.d.ts').Intent>} */ (event);
      if (detail.kind === 'check-file') this.onCheck(detail.file, '');
      if (detail.kind === 'language') speak(detail.language);
      if (detail.kind === 'check-key') this.onCheck(null, detail.key);
    });
    return root;
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('dragover', (event) => event.preventDefault());
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file) this.onCheck(file, '');
    });
  }

  /** @param {Event} event */
  #picked(event) {
    const [file] = field(event).files ?? [];
    if (file) this.onCheck(file, '');
    field(event).value = '';
  }

  #target() {
    const { check } = words;
    return html`
      <section class="start" aria-labelledby="start-title">
        <h1 id="start-title" class="start__title">${check.page.title}</h1>
        <p class="start__lead">${check.page.lead}</p>
        <div class="target">
          <p class="target__title">${check.page.target}</p>
          <p class="target__more">${check.page.targetMore}</p>
          <button type="button" class="button button--strong"
            @click=${() => /** @type {HTMLInputElement | null | undefined} */ (this.shadowRoot?.querySelector('input[data-pick=check]'))?.click()}>${check.button}</button>
          <input type="file" data-pick="check" accept=".zip" aria-label=${check.button} hidden @change=${this.#picked} />
        </div>
      </section>
    `;
  }

  render() {
    const { check, app } = words;
    return html`
      <div class="page" lang=${words.language} dir=${words.direction}>
        <header class="bench">
          <p class="bench__name"><span class="lamp" aria-hidden="true"></span>${app.name}</p>
          <p class="bench__purpose">${check.page.title}</p>
          <safelight-language-switch></safelight-language-switch>
        </header>
        <main class="work">
          <p role="status">${this.busy ? check.checking : nothing}</p>
          ${this.failed ? html`<p role="alert">${check.page.noEngine}</p>` : nothing}
          ${this.report === null
            ? this.#target()
            : html`<safelight-check-view .report=${this.report} .keyText=${this.keyText} .keyWrong=${this.keyWrong}></safelight-check-view>`}
        </main>
        <footer class="foot"><span>${app.stays}</span></footer>
      </div>
    `;
  }
}
customElements.define('safelight-check-app', CheckApp);
