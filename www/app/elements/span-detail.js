/**
 * The chosen span: what it is, how it was found, and what can be said to it.
 *
 * @typedef {import('../engine_api.d.ts').ViewedSpan} ViewedSpan
 * @typedef {import('../engine_api.d.ts').Kind} Kind
 * @typedef {import('../engine_api.d.ts').RejectReason} RejectReason
 */
import { html, nothing } from 'lit';
import { certaintyOf, ruleOf } from '../review.js';
import { words } from '../words.js';
import { field, Part } from './part.js';

export const KINDS = /** @type {Kind[]} */ (Object.keys(words.review.kinds));
const REASONS = /** @type {RejectReason[]} */ (Object.keys(words.review.reasons));

export class SpanDetail extends Part {
  static properties = { span: { attribute: false }, canUndo: { type: Boolean } };

  constructor() {
    super();
    /** @type {ViewedSpan | null} */
    this.span = null;
    this.canUndo = false;
    this.shownId = '';
  }

  /** A choice for one span is none for the next. */
  willUpdate() {
    const id = this.span?.id ?? '';
    if (id === this.shownId) return;
    this.shownId = id;
    for (const one of this.querySelectorAll('select')) one.value = '';
  }

  /** @param {string} part */
  #field(part) {
    return /** @type {HTMLInputElement | null} */ (this.querySelector(`[data-part=${part}]`));
  }

  /** The reason that is chosen, or none. */
  get reason() {
    return /** @type {RejectReason | null} */ (this.#field('reason')?.value || null);
  }

  get everywhere() {
    return this.#field('everywhere')?.checked ?? false;
  }

  /** @param {'reason' | 'kind'} part */
  focusField(part) {
    this.#field(part)?.focus();
  }

  /**
   * @param {string} name
   * @param {string} [detail]
   */
  #tell(name, detail = '') {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** @param {ViewedSpan} span */
  #pairs(span) {
    const { review } = words;
    const say = review.span;
    const state = review.states[span.state] + (span.scope === 'same-text' ? `, ${review.sameText}` : '');
    const reason = span.reason === null ? '' : `: ${review.reasons[span.reason]}`;
    /** @type {[string, string][]} */
    const rows = [
      [say.letter, `${span.letter}, ${review.letters[span.letter] ?? ''}`],
      [say.rule, review.rules[ruleOf(span.detector)](span.detector.replaceAll('-', ' '))],
      [say.certainty, review.certainty[certaintyOf(span)]],
      [say.page, words.number(span.page)],
      [say.becomes, span.state === 'rejected' ? span.text : span.replacement],
      [say.state, state + reason],
    ];
    return html`<dl class="facts-of">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  /** @param {ViewedSpan} span */
  #reject(span) {
    const { review } = words;
    const say = review.span;
    if (span.is_searched) return html`<p class="attention">${say.searched}</p>`;
    return html`
      ${span.is_known ? html`<p class="panel__help">${say.known}</p>` : nothing}
      <label class="field">${say.reason}
        <select class="text" data-part="reason">
          <option value="">${say.chooseReason}</option>
          ${REASONS.map((reason) => html`<option value=${reason}>${review.reasons[reason]}</option>`)}
        </select></label>
      <button type="button" class="button" data-part="reject" aria-keyshortcuts="R" @click=${() => this.#tell('reject')}>${say.reject}</button>
    `;
  }

  /** @param {ViewedSpan} span */
  #acts(span) {
    const { review } = words;
    const say = review.span;
    const isMark = span.state === 'added';
    return html`
      <label class="check"><input type="checkbox" data-part="everywhere" />${say.everywhere}</label>
      ${isMark
        ? html`<button type="button" class="button" data-part="reject" aria-keyshortcuts="R" @click=${() => this.#tell('reject')}>${say.unmark}</button>`
        : html`<button type="button" class="button" data-part="accept" aria-keyshortcuts="A" @click=${() => this.#tell('accept')}>${say.accept}</button>
            ${this.#reject(span)}`}
      <label class="field">${say.kind}
        <select class="text" data-part="kind" aria-keyshortcuts="E" @change=${(/** @type {Event} */ event) => this.#relabel(field(event))}>
          <option value="">${say.relabel} …</option>
          ${KINDS.map((kind) => html`<option value=${kind}>${review.kinds[kind]}</option>`)}
        </select></label>
    `;
  }

  /** @param {HTMLInputElement} select */
  #relabel(select) {
    if (select.value !== '') this.#tell('relabel', select.value);
    select.value = '';
  }

  render() {
    const { span } = this;
    const say = words.review.span;
    return html`
      <section class="panel detail" aria-labelledby="span-title">
        <h2 class="panel__legend" id="span-title">${say.title}</h2>
        <div class="buttons">
          <button type="button" class="button button--small" data-part="previous" aria-keyshortcuts="P" @click=${() => this.#tell('step', '-1')}>${say.previous}</button>
          <button type="button" class="button button--small" data-part="next" aria-keyshortcuts="N" @click=${() => this.#tell('step', '1')}>${say.next}</button>
          <button type="button" class="button button--small" data-part="undo" aria-keyshortcuts="U" ?disabled=${!this.canUndo}
            @click=${() => this.#tell('undo')}>${say.undo}</button>
        </div>
        ${span === null
          ? html`<p class="quiet">${say.none}</p>`
          : html`<p class="detail__text">${span.text}</p>${this.#pairs(span)}${this.#acts(span)}`}
      </section>
    `;
  }
}
customElements.define('safelight-span-detail', SpanDetail);
