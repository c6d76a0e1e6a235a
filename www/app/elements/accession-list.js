/**
 * The list of accession numbers that should be in the drop, and what of it is.
 *
 * @typedef {import('../engine_api.d.ts').AccessionRow} AccessionRow
 * @typedef {import('../accessions.js').AccessionList} List
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { field, Part } from './part.js';

const FIRST = 8;
const STEP = 200;

export class AccessionListView extends Part {
  static properties = {
    text: { attribute: false },
    list: { attribute: false },
    check: { attribute: false },
    shown: { state: true },
  };

  constructor() {
    super();
    this.text = '';
    /** @type {List | null} */
    this.list = null;
    /** @type {AccessionRow[] | null} */
    this.check = null;
    this.shown = FIRST;
  }

  /** @param {Event} event */
  #loaded(event) {
    const input = field(event);
    const file = input.files?.[0];
    if (file) this.want({ kind: 'accession-file', file });
    input.value = '';
  }

  /** @param {AccessionRow[]} rows */
  #rows(rows) {
    const step = Math.min(STEP, rows.length - this.shown);
    return html`
      <ul class="accessions">
        ${rows.slice(0, this.shown).map((row) => html`
          <li class="accessions__row" data-state=${row.state}>
            <span class="code">${row.accession}</span>
            <span class="accessions__state">${words.accessions.states[row.state]}</span>
            <span class="quiet">
              ${row.state === 'missing' ? nothing : words.accessions.counts(row.series, row.instances)}
              ${row.not_in_drop > 0 ? html`· ${words.accessions.notInDrop(row.not_in_drop)}` : nothing}
            </span>
          </li>
        `)}
      </ul>
      ${step > 0
        ? html`<button type="button" class="button button--plain" @click=${() => (this.shown += STEP)}>${words.refused.more(step)}</button>`
        : nothing}
    `;
  }

  render() {
    const { accessions } = words;
    return html`
      <section class="panel" aria-labelledby="accessions-title" data-part="accessions">
        <h2 class="panel__legend" id="accessions-title">${accessions.legend}</h2>
        <p class="panel__help" id="accessions-help">${accessions.help}</p>
        <label class="visually-hidden" for="accessions-text">${accessions.label}</label>
        <textarea id="accessions-text" class="text" rows="3" spellcheck="false" autocomplete="off" autocapitalize="off"
          aria-describedby="accessions-help accessions-read" placeholder=${accessions.placeholder} .value=${this.text}
          @input=${(/** @type {Event} */ event) => this.want({ kind: 'accession-text', text: field(event).value })}></textarea>
        <div class="panel__row">
          <button type="button" class="button button--small"
            @click=${() => /** @type {HTMLInputElement | null} */ (this.querySelector('input[type=file]'))?.click()}>
            ${accessions.load}
          </button>
          <input type="file" accept=".txt,.csv,.tsv,text/plain,text/csv" aria-label=${accessions.load} hidden @change=${this.#loaded} />
          <p class="quiet" id="accessions-read" role="status">
            ${this.list ? accessions.read(this.list.numbers.length, this.list.repeated) : nothing}
          </p>
        </div>
        ${this.list && this.check ? this.#rows(this.check) : nothing}
      </section>
    `;
  }
}
customElements.define('safelight-accession-list', AccessionListView);
