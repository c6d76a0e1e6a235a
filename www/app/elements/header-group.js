/**
 * Header values of one letter, before and after.
 *
 * @typedef {import('../engine_api.d.ts').HeaderRow} HeaderRow
 * @typedef {import('../engine_api.d.ts').HeaderValue} HeaderValue
 */
import { html, nothing } from 'lit';
import { fateOf, keyOf } from '../header_rows.js';
import { words } from '../words.js';
import { Part } from './part.js';

/** More rows than this open in steps. */
const STEP = 40;
/** Says nothing of the length of what is behind it. */
const DOTS = '••••••••';

export class HeaderGroup extends Part {
  static properties = {
    letter: { attribute: false },
    rows: { attribute: false },
    open: { attribute: false },
    shown: { state: true },
    lifted: { state: true },
  };

  constructor() {
    super();
    /** @type {string | null} */
    this.letter = null;
    /** @type {HeaderRow[]} */
    this.rows = [];
    /** All values before are shown. */
    this.open = false;
    this.shown = STEP;
    /** Rows whose value before is shown. @type {Set<string>} */
    this.lifted = new Set();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    // Masking all masks those that were shown one by one, too.
    if (changed.has('open') && !this.open) this.lifted = new Set();
  }

  /** @param {string} key */
  #lift(key) {
    const lifted = new Set(this.lifted);
    if (!lifted.delete(key)) lifted.add(key);
    this.lifted = lifted;
  }

  /** @param {HeaderValue} value */
  #value({ form, text, length }) {
    const { headers } = words;
    if (form === 'bytes' || form === 'items') return html`<span class="quiet">${headers.sizes[form](length)}</span>`;
    const isCut = form === 'text' && length > [...text].length;
    return html`<span class="value" dir="auto">${text}</span>${isCut ? html` <span class="quiet">${headers.cut(length)}</span>` : nothing}`;
  }

  /**
   * @param {HeaderRow} row
   * @param {string} name
   */
  #before(row, name) {
    const { headers } = words;
    const key = keyOf(row);
    const isShown = this.open || this.lifted.has(key);
    return html`
      ${isShown ? this.#value(row.before) : html`<span class="value" data-part="masked"><span aria-hidden="true">${DOTS}</span><span class="visually-hidden">${headers.hidden}</span></span>`}
      ${this.open
        ? nothing
        : html`<button type="button" class="button button--small" data-part="lift" data-shown=${isShown ? 'yes' : 'no'}
            aria-label=${isShown ? headers.hideOf(name) : headers.showOf(name)} @click=${() => this.#lift(key)}>${isShown ? headers.hide : headers.show}</button>`}
    `;
  }

  /** @param {HeaderRow} row */
  #row(row) {
    const { headers } = words;
    const steps = row.path.map(({ tag, keyword, creator, item }, n) => {
      const name = keyword || (creator === null ? headers.noKeyword : headers.privateOf(creator));
      const known = keyword === '' ? `${name} ${tag}` : name;
      return n < row.path.length - 1 ? `${known}[${item || '*'}]` : `${name} ${tag}`;
    });
    const name = steps.join(' › ');
    const { kind, detail } = row.reason;
    return html`
      <li class="pair" data-fate=${fateOf(row)} data-tag=${row.path.at(-1)?.tag ?? ''}>
        <p class="pair__name"><span class="path">${name}</span> <span class="quiet">${row.vr}</span></p>
        <dl class="pair__values">
          ${row.done === 'kept' ? nothing : html`<div><dt>${headers.before}</dt><dd>${this.#before(row, name)}</dd></div>`}
          <div><dt>${row.done === 'kept' ? headers.kept : headers.after}</dt>
            <dd>${row.after === null ? html`<span class="quiet">${headers.nothing}</span>` : this.#value(row.after)}</dd></div>
          <div><dt>${headers.what}</dt><dd>${headers.done[row.done]}</dd></div>
          <div><dt>${headers.why}</dt><dd>${headers.reasons[kind]}${detail === '' ? nothing : html` <span lang="en">(${detail})</span>`}</dd></div>
          <div><dt>${headers.where}</dt><dd>${headers.counts(row.instances, row.places)}</dd></div>
        </dl>
      </li>
    `;
  }

  render() {
    const { headers, review } = words;
    const title = this.letter === null ? headers.noLetter : `${this.letter}: ${review.letters[this.letter] ?? ''}`;
    const more = Math.min(STEP, this.rows.length - this.shown);
    const id = `letter-${this.letter ?? 'none'}`;
    return html`
      <section class="panel" aria-labelledby=${id}>
        <h2 class="panel__legend" id=${id}>${title}<span class="count">${words.number(this.rows.length)}</span></h2>
        <ul aria-labelledby=${id}>${this.rows.slice(0, this.shown).map((row) => this.#row(row))}</ul>
        ${more > 0
          ? html`<button type="button" class="button button--plain" @click=${() => { this.shown += STEP; }}>${words.refused.more(more)}</button>`
          : nothing}
      </section>
    `;
  }
}
customElements.define('safelight-header-group', HeaderGroup);
