/**
 * The review of the headers: every text that stays, and every value before and
 * after by letter. Values before stay behind dots until the person shows them.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('../engine_api.d.ts').HeaderText} HeaderText
 * @typedef {import('../engine_api.d.ts').HeaderTable} HeaderTable
 * @typedef {import('../header_rows.js').Filter} Filter
 */
import { html, nothing } from 'lit';
import { byLetter, chosen, chosenTexts, FILTERS, freeTextFirst } from '../header_rows.js';
import { words } from '../words.js';
import './header-group.js';
import { field, Part } from './part.js';

/** More texts than this open in steps. */
const STEP = 40;

export class HeaderReview extends Part {
  static properties = {
    state: { attribute: false },
    filter: { state: true },
    query: { state: true },
    open: { state: true },
    texts: { state: true },
    spoken: { state: true },
  };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
    /** @type {Filter} */
    this.filter = 'all';
    this.query = '';
    /** All values before are shown. */
    this.open = false;
    /** Texts that are shown. */
    this.texts = STEP;
    this.spoken = '';
    this.wasWorking = false;
  }

  forgetSaid() {
    this.spoken = '';
  }

  willUpdate() {
    const headers = this.state?.headers ?? null;
    const working = headers?.working ?? false;
    if (this.wasWorking && !working && headers?.table) {
      this.spoken = words.headers.ready(headers.table.kept.length, headers.table.rows.length);
    }
    this.wasWorking = working;
  }

  /** @param {string} text */
  async #takeOut(text) {
    this.spoken = words.headers.working;
    this.want({ kind: 'headers', intent: { kind: 'take-out', text } });
    await this.updateComplete;
    // The button that was pressed goes with its row.
    this.#focus('[data-part=stays-title]');
  }

  /** @param {string} text */
  async #putBack(text) {
    this.spoken = words.headers.working;
    this.want({ kind: 'headers', intent: { kind: 'put-back', text } });
    await this.updateComplete;
    this.#focus('[data-part=stays-title]');
  }

  /** @param {string} css */
  #focus(css) {
    /** @type {HTMLElement | null} */ (this.querySelector(css))?.focus({ preventScroll: true });
  }

  /** @param {HeaderText} kept */
  #text(kept) {
    const { headers } = words;
    const { text, length, attributes, instances } = kept;
    const names = attributes.map(({ tag, keyword }) => `${keyword || headers.noKeyword} ${tag}`);
    return html`
      <li class="stays">
        <span class="stays__text" dir="auto">${text}</span>
        ${length > text.length ? html`<span class="quiet">${headers.cut(length)}</span>` : nothing}
        <span class="quiet">${names.join(', ')}</span>
        <span class="quiet">${headers.instances(instances)}</span>
        ${kept.may_go
          ? html`<button type="button" class="button button--small" data-part="take-out"
              aria-label=${headers.takeOutOf(text.slice(0, 60))} @click=${() => void this.#takeOut(text)}>${headers.takeOut}</button>`
          : nothing}
      </li>
    `;
  }

  /** @param {HeaderTable} table */
  #stays(table) {
    const { headers } = words;
    const gone = this.state?.choices.headerTexts ?? [];
    const found = freeTextFirst(chosenTexts(table.kept.filter(({ text }) => !gone.includes(text)), this.query));
    const more = Math.min(STEP, found.length - this.texts);
    return html`
      <section class="panel" aria-labelledby="stays-title">
        <h2 class="panel__legend" id="stays-title" data-part="stays-title" tabindex="-1">${headers.stays}<span class="count">${words.number(found.length)}</span></h2>
        <p class="panel__help">${headers.staysMore}</p>
        ${found.length === 0 ? html`<p class="quiet">${headers.none}</p>` : html`<ul data-part="stays">${found.slice(0, this.texts).map((kept) => this.#text(kept))}</ul>`}
        ${more > 0
          ? html`<button type="button" class="button button--plain" @click=${() => { this.texts += STEP; }}>${words.refused.more(more)}</button>`
          : nothing}
        ${table.kept_left_out > 0 ? html`<p class="attention">${headers.leftOut(table.kept_left_out)}</p>` : nothing}
        ${gone.length > 0 ? this.#gone(gone) : nothing}
      </section>
    `;
  }

  /** @param {string[]} gone */
  #gone(gone) {
    const { headers } = words;
    return html`
      <h3 class="panel__legend" id="gone-title">${headers.takenOut(gone.length)}</h3>
      <ul data-part="gone" aria-labelledby="gone-title">
        ${gone.map((text) => html`
          <li class="stays">
            <span class="stays__text" dir="auto"><s>${text}</s></span>
            <button type="button" class="button button--small" data-part="put-back" aria-label=${headers.putBackOf(text.slice(0, 60))}
              @click=${() => void this.#putBack(text)}>${headers.putBack}</button>
          </li>
        `)}
      </ul>
    `;
  }

  #tools() {
    const { headers } = words;
    return html`
      <div class="panel header-tools">
        <label class="field">${headers.search}
          <input type="search" class="text" autocomplete="off" data-part="header-search" .value=${this.query}
            @input=${(/** @type {Event} */ event) => { this.query = field(event).value; }} /></label>
        <label class="field">${headers.filter}
          <select class="text" data-part="header-filter" @change=${(/** @type {Event} */ event) => { this.filter = /** @type {Filter} */ (field(event).value); }}>
            ${FILTERS.map((filter) => html`<option value=${filter} ?selected=${filter === this.filter}>${headers.filters[filter]}</option>`)}
          </select></label>
        <label class="check"><input type="checkbox" data-part="show-all" .checked=${this.open}
          @change=${(/** @type {Event} */ event) => { this.open = field(event).checked; }} />${headers.showAll}</label>
      </div>
    `;
  }

  /** @param {HeaderTable} table */
  #values(table) {
    const { headers } = words;
    const rows = chosen(table.rows, this.filter, this.query);
    const left = table.left_out.reduce((sum, { values }) => sum + values, table.more);
    return html`
      ${this.#tools()}
      ${this.filter === 'all' || this.filter === 'kept' ? this.#stays(table) : nothing}
      ${rows.length === 0 ? html`<p class="quiet" data-part="no-rows">${headers.none}</p>` : nothing}
      ${byLetter(rows).map(([letter, group]) =>
        html`<safelight-header-group .letter=${letter} .rows=${group} .open=${this.open}></safelight-header-group>`)}
      ${left > 0 ? html`<p class="attention" data-part="left-out">${headers.leftOut(left)}</p>` : nothing}
      ${table.not_compared > 0 ? html`<p class="attention">${headers.notCompared(table.not_compared)}</p>` : nothing}
    `;
  }

  render() {
    const { headers } = words;
    const shown = this.state?.headers ?? null;
    const table = shown?.table ?? null;
    return html`
      <section class="proof" aria-labelledby="headers-title">
        <div class="proof__head">
          <h1 class="title" id="headers-title" tabindex="-1" data-focus>${headers.title}</h1>
          <p class="panel__help">${headers.lead} ${this.more('private-tags')} ${this.more('uids')}</p>
          ${table === null ? nothing : html`<p class="quiet" data-part="compared">${headers.compared(table.instances)}</p>`}
        </div>
        <p class="proof__said" role="status" data-part="said" data-working=${shown?.working ? 'yes' : 'no'}>${this.spoken}</p>
        ${shown?.working ? html`<p class="quiet">${headers.progress(shown.done, shown.files)}</p>` : nothing}
        ${table === null ? nothing : this.#values(table)}
        <div class="run">
          <p class="run__text">${headers.onlyHere}</p>
          <div class="buttons">
            <button type="button" class="button button--strong button--large" data-part="leave-headers"
              @click=${() => this.want({ kind: 'headers', intent: { kind: 'leave' } })}>${headers.back}</button>
          </div>
        </div>
      </section>
    `;
  }
}
customElements.define('safelight-header-review', HeaderReview);
