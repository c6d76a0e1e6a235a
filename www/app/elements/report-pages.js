/**
 * One side of a report as pages: the original, in which every span is a button,
 * or the output, in which every span is what will stand there.
 *
 * @typedef {import('../review.js').Piece} Piece
 * @typedef {import('../engine_api.d.ts').ViewedSpan} ViewedSpan
 */
import { html, nothing } from 'lit';
import { certaintyOf } from '../review.js';
import { words } from '../words.js';
import { Part } from './part.js';

export class ReportPages extends Part {
  static properties = { pieces: { attribute: false }, side: { type: String }, current: { type: String } };

  constructor() {
    super();
    /** @type {Piece[]} */
    this.pieces = [];
    /** @type {'original' | 'output'} */
    this.side = 'original';
    this.current = '';
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('current') || this.current === '') return;
    this.querySelector('[data-current=yes]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Moves the keyboard to the chosen span. */
  focusCurrent() {
    const button = /** @type {HTMLElement | null} */ (this.querySelector('button[data-current=yes]'));
    button?.focus();
  }

  /** @param {ViewedSpan} span */
  #choose(span) {
    this.dispatchEvent(new CustomEvent('choose', { detail: span.id, bubbles: true }));
  }

  /**
   * @param {ViewedSpan} span
   * @param {string} text
   */
  #original(span, text) {
    const { review } = words;
    const isCurrent = span.id === this.current;
    const sign = review.signs[span.state];
    const told = `, ${review.letters[span.letter] ?? span.letter}, ${review.states[span.state]}`;
    return html`<button type="button" class="found" data-span=${span.id} data-state=${span.state} data-certainty=${certaintyOf(span)}
      data-current=${isCurrent ? 'yes' : 'no'} aria-pressed=${isCurrent ? 'true' : 'false'}
      tabindex=${isCurrent ? '0' : '-1'} @click=${() => this.#choose(span)}
      ><span data-start=${span.start}>${text}</span><span class="found__letter" aria-hidden="true">${span.letter}${sign}</span><span class="found__told visually-hidden">${told}</span></button>`;
  }

  /**
   * @param {ViewedSpan} span
   * @param {string} text
   */
  #output(span, text) {
    const isKept = span.state === 'rejected';
    return html`<span class="written" data-state=${span.state} data-current=${span.id === this.current ? 'yes' : 'no'}
      @click=${() => this.#choose(span)}>${isKept ? text : span.replacement}</span>`;
  }

  /** @param {Piece} piece */
  #piece(piece) {
    const { span, text, page } = piece;
    const label = page === null ? nothing : html`<span class="sheet__page" data-page=${page}>${words.review.page(page)}</span>`;
    if (span === null) return html`${label}<span data-start=${piece.start}>${text}</span>`;
    return html`${label}${this.side === 'original' ? this.#original(span, text) : this.#output(span, text)}`;
  }

  render() {
    const title = words.review[this.side];
    return html`
      <h2 class="heading" id="sheet-${this.side}">${title}</h2>
      <div class="sheet" dir="auto" role="region" tabindex="0" aria-labelledby="sheet-${this.side}" data-side=${this.side}>${this.pieces.map((piece) => this.#piece(piece))}</div>
    `;
  }
}
customElements.define('safelight-report-pages', ReportPages);
