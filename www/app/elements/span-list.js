/**
 * What was found in a report as a list: by certainty or by place, searchable.
 *
 * @typedef {import('../engine_api.d.ts').ViewedSpan} ViewedSpan
 * @typedef {import('../review.js').Order} Order
 */
import { html } from 'lit';
import { certaintyOf } from '../review.js';
import { words } from '../words.js';
import { field, Part } from './part.js';

/** @type {Order[]} */
const ORDERS = ['certainty', 'place'];

export class SpanList extends Part {
  static properties = {
    spans: { attribute: false },
    all: { type: Number },
    current: { type: String },
    order: { type: String },
    query: { type: String },
  };

  constructor() {
    super();
    /** @type {ViewedSpan[]} */
    this.spans = [];
    this.all = 0;
    this.current = '';
    /** @type {Order} */
    this.order = 'certainty';
    this.query = '';
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('current')) this.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * @param {string} name
   * @param {string} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** @param {ViewedSpan} span */
  #row(span) {
    const { review } = words;
    return html`
      <li>
        <button type="button" class="span-row" data-state=${span.state} aria-current=${span.id === this.current ? 'true' : 'false'}
          @click=${() => this.#tell('choose', span.id)}>
          <span class="span-row__letter">${span.letter}</span>
          <span class="span-row__text">${span.text}</span>
          <span class="span-row__state">${review.certainty[certaintyOf(span)]}${span.state === 'proposed' ? '' : `, ${review.signs[span.state]}`}
            <span class="visually-hidden">${review.states[span.state]}</span></span>
        </button>
      </li>
    `;
  }

  render() {
    const { list } = words.review;
    return html`
      <section class="panel" aria-labelledby="spans-title">
        <h2 class="panel__legend" id="spans-title">${list.title}<span class="count">${list.tally(this.spans.length, this.all)}</span></h2>
        <div class="panel__row">
          <label class="field">${list.search}
            <input type="search" class="text" autocomplete="off" .value=${this.query} data-part="search"
              @input=${(/** @type {Event} */ event) => this.#tell('search', field(event).value)} /></label>
          <label class="field">${list.order}
            <select class="text" data-part="order" @change=${(/** @type {Event} */ event) => this.#tell('order', field(event).value)}>
              ${ORDERS.map((order) => html`<option value=${order} ?selected=${order === this.order}>${list.orders[order]}</option>`)}
            </select></label>
        </div>
        ${this.spans.length === 0
          ? html`<p class="quiet">${list.none}</p>`
          : html`<ol class="span-list" tabindex="0" aria-labelledby="spans-title">${this.spans.map((span) => this.#row(span))}</ol>`}
      </section>
    `;
  }
}
customElements.define('safelight-span-list', SpanList);
