/**
 * The review of the reports: original and output side by side, what was found
 * as a list, what can be said to it. Single keys work and can be switched off.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('../engine_api.d.ts').Act} Act
 * @typedef {import('../engine_api.d.ts').ReportView} ReportView
 * @typedef {import('../engine_api.d.ts').ViewedSpan} ViewedSpan
 * @typedef {import('../review.js').Order} Order
 */
import { html, nothing } from 'lit';
import { listed, piecesOf, placeOf, textAt } from '../review.js';
import { selectedIn } from '../selection.js';
import { words } from '../words.js';
import './mark-text.js';
import { field, Part } from './part.js';
import './report-pages.js';
import './span-detail.js';
import './span-list.js';

export class ReportReview extends Part {
  static properties = {
    state: { attribute: false },
    current: { state: true },
    order: { state: true },
    query: { state: true },
    keys: { state: true },
    help: { state: true },
    marking: { state: true },
    spoken: { state: true },
  };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
    this.current = '';
    /** @type {Order} */
    this.order = 'certainty';
    this.query = '';
    /** Whether single keys work: they hinder whoever speaks to the computer (WCAG 2.1.4). */
    this.keys = true;
    this.help = false;
    /** What is about to be marked. */
    this.marking = { text: '', id: '' };
    this.spoken = '';
    /** Takes back what the engine refused: told once. */
    this.wasRefused = false;
  }

  forgetSaid() {
    this.spoken = '';
  }

  /** @returns {ReportView | null} */
  get view() {
    const review = this.state?.review;
    return review?.shown?.[review.report]?.view ?? null;
  }

  /** @returns {ViewedSpan[]} */
  get listed() {
    return listed(this.view?.spans ?? [], this.order, this.query);
  }

  /** @returns {ViewedSpan | null} */
  get span() {
    return this.view?.spans.find((span) => span.id === this.current) ?? null;
  }

  willUpdate() {
    const refused = this.state?.review?.refused ?? false;
    if (refused && !this.wasRefused) this.spoken = words.review.said.refused;
    this.wasRefused = refused;
    // A span that is gone, because a mark was taken back or taken in: the one behind it.
    if (this.view !== null && this.span === null) {
      const start = Number(this.current.split('-')[0]) || 0;
      const behind = this.current === '' ? this.listed[0] : this.view.spans.find((span) => span.end > start);
      this.current = (behind ?? this.view.spans.at(-1))?.id ?? '';
    }
  }

  get #detail() {
    return /** @type {import('./span-detail.js').SpanDetail | null} */ (this.querySelector('safelight-span-detail'));
  }

  get #form() {
    return /** @type {import('./mark-text.js').MarkText | null} */ (this.querySelector('safelight-mark-text'));
  }

  /** @param {string} id */
  #choose(id) {
    this.current = id;
  }

  /**
   * The next one of the list; the keyboard follows into the original.
   * @param {number} by
   */
  async #step(by) {
    const { listed: all } = this;
    if (all.length === 0) return;
    const at = all.findIndex((span) => span.id === this.current);
    const place = at < 0 ? 0 : (at + by + all.length) % all.length;
    const next = all[place];
    if (!next) return;
    this.current = next.id;
    this.spoken = words.review.said.moved(`${next.text}, ${words.review.states[next.state]}`, place + 1, all.length);
    await this.updateComplete;
    const pages = /** @type {import('./report-pages.js').ReportPages | null} */ (this.querySelector('safelight-report-pages'));
    await pages?.updateComplete;
    pages?.focusCurrent();
  }

  /**
   * @param {Act} act
   * @param {string} spoken
   */
  #decide(act, spoken) {
    const { span, view } = this;
    if (span === null || view === null) return;
    const same_text = this.#detail?.everywhere ? span.text : null;
    this.spoken = spoken;
    this.want({ kind: 'decide', report: view.report, decision: { span: span.id, act, same_text } });
  }

  #accept() {
    if (this.span?.state !== 'added') this.#decide('accept', words.review.said.accepted);
  }

  #reject() {
    const { span, view } = this;
    const { said } = words.review;
    if (span === null || view === null) return;
    if (span.state === 'added') {
      this.spoken = said.unmarked;
      return this.want({ kind: 'unmark', report: view.report, span });
    }
    const reason = this.#detail?.reason ?? null;
    if (span.is_searched) {
      this.spoken = said.cannotBeKept;
    } else if (span.is_known && reason === null) {
      this.spoken = said.needsReason;
      this.#detail?.focusField('reason');
    } else {
      this.#decide({ reject: { reason } }, said.rejected);
    }
  }

  /** @param {string} kind */
  #relabel(kind) {
    const { span, view } = this;
    if (span === null || view === null) return;
    const known = /** @type {import('../engine_api.d.ts').Kind} */ (kind);
    const isMark = span.state === 'added';
    this.#decide(isMark ? { add: known } : { relabel: known }, words.review.said.relabelled);
  }

  #undo() {
    const { said } = words.review;
    const has = (this.state?.review?.past.length ?? 0) > 0;
    this.spoken = has ? said.undone : said.nothingToUndo;
    if (has) this.want({ kind: 'undo' });
  }

  /** What is selected goes to the form; the key marks it at once. */
  #select() {
    const root = this.getRootNode();
    const sheet = this.querySelector('[data-side=original]');
    const { view } = this;
    if (!(root instanceof ShadowRoot) || sheet === null || view === null) return false;
    const stretch = selectedIn(root, sheet);
    if (stretch === null) return false;
    this.marking = textAt(view, stretch);
    return this.marking.text !== '';
  }

  #mark() {
    const { view, marking } = this;
    const { said } = words.review;
    if (view === null) return;
    if (marking.text.trim() === '') {
      this.spoken = said.nothingSelected;
      return;
    }
    const id = marking.id || placeOf(view, marking.text.trim());
    if (id === null) {
      this.spoken = said.notThere;
      return;
    }
    const form = this.#form;
    /** @type {Act} */
    const act = { add: form?.kind ?? 'name' };
    this.spoken = said.marked;
    this.current = id;
    const same_text = form?.everywhere ? marking.text.trim() : null;
    this.want({ kind: 'decide', report: view.report, decision: { span: id, act, same_text } });
    this.marking = { text: '', id: '' };
    document.getSelection()?.removeAllRanges();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = event.target;
    const writes = target instanceof Element && target.closest('input:not([type=checkbox]), select, textarea') !== null;
    if (!this.keys || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.#actOf(event.key.toLowerCase());
    if (act === null) return;
    event.preventDefault();
    act();
  }

  /**
   * @param {string} key
   * @returns {(() => void) | null}
   */
  #actOf(key) {
    switch (key) {
      case 'n':
        return () => void this.#step(1);
      case 'p':
        return () => void this.#step(-1);
      case 'a':
        return () => this.#accept();
      case 'r':
        return () => this.#reject();
      case 'e':
        return () => this.#detail?.focusField('kind');
      case 'm':
        return () => {
          this.#select();
          this.#mark();
        };
      case 'u':
        return () => this.#undo();
      case '?':
        return () => {
          this.help = !this.help;
        };
      default:
        return null;
    }
  }

  #head() {
    const { review } = words;
    const shown = this.state?.review?.shown ?? [];
    return html`
      <div class="proof__head">
        <h1 class="title" id="proof-title" tabindex="-1" data-focus>${review.title}</h1>
        ${shown.length > 1
          ? html`<label class="field">${review.report}
              <select class="text" data-part="report" @change=${(/** @type {Event} */ event) => this.#turn(Number(field(event).value))}>
                ${shown.map((one, place) => html`<option value=${place} ?selected=${place === this.state?.review?.report}>
                  ${this.state?.inputs[one.input]?.path ?? ''} (${one.view.entry})</option>`)}
              </select></label>`
          : nothing}
        ${this.view === null ? nothing : html`<p class="quiet" data-part="entry">${review.entry(this.view.entry)}</p>`}
        <p class="panel__help">${review.lead} ${this.more('report')}</p>
        <div class="buttons">
          <label class="check"><input type="checkbox" data-part="keys" .checked=${this.keys}
            @change=${(/** @type {Event} */ event) => { this.keys = field(event).checked; }} />${review.keys.on}</label>
          <button type="button" class="button button--small" data-part="help" aria-expanded=${this.help ? 'true' : 'false'}
            aria-keyshortcuts="?" @click=${() => { this.help = !this.help; }}>${review.keys.help}</button>
        </div>
        ${this.help
          ? html`<dl class="keys" aria-label=${review.keys.legend}>${review.keys.rows.map(([key, text]) =>
              html`<div><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>`
          : nothing}
      </div>
    `;
  }

  /** @param {number} report */
  #turn(report) {
    this.current = '';
    this.marking = { text: '', id: '' };
    this.want({ kind: 'turn-to', report });
  }

  /** @param {ReportView} view */
  #body(view) {
    const pieces = piecesOf(view);
    const marked = (/** @type {CustomEvent<string>} */ event) => this.#choose(event.detail);
    return html`
      <div class="proof__body">
        <div class="proof__sheets" @choose=${marked} @mouseup=${() => this.#select()} @keyup=${() => this.#select()}>
          <safelight-report-pages .pieces=${pieces} .current=${this.current} side="original"></safelight-report-pages>
          <safelight-report-pages .pieces=${pieces} .current=${this.current} side="output"></safelight-report-pages>
        </div>
        <div class="proof__side">
          <safelight-span-detail .span=${this.span} .canUndo=${(this.state?.review?.past.length ?? 0) > 0}
            @step=${(/** @type {CustomEvent<string>} */ event) => void this.#step(Number(event.detail))}
            @accept=${() => this.#accept()} @reject=${() => this.#reject()} @undo=${() => this.#undo()}
            @relabel=${(/** @type {CustomEvent<string>} */ event) => this.#relabel(event.detail)}></safelight-span-detail>
          <safelight-mark-text .text=${this.marking.text} @mark=${() => this.#mark()}
            @typed=${(/** @type {CustomEvent<string>} */ event) => { this.marking = { text: event.detail, id: '' }; }}></safelight-mark-text>
        </div>
        <safelight-span-list class="proof__list" @choose=${marked} .spans=${this.listed} .all=${view.spans.length} .current=${this.current} .order=${this.order} .query=${this.query}
          @search=${(/** @type {CustomEvent<string>} */ event) => { if (typeof event.detail === 'string') this.query = event.detail; }}
          @order=${(/** @type {CustomEvent<Order>} */ event) => { this.order = event.detail; }}></safelight-span-list>
      </div>
    `;
  }

  /** @param {ReportView} view */
  #bar(view) {
    const { review } = words;
    const isReviewed = this.state?.choices.review.some((one) => one.report === view.report && one.is_reviewed) ?? false;
    const count = (/** @type {(span: ViewedSpan) => boolean} */ is) => view.spans.filter(is).length;
    const kept = count((span) => span.state === 'rejected');
    const marked = count((span) => span.state === 'added');
    return html`
      <div class="run">
        <div class="run__text" id="proof-text">
          <strong>${review.counts({ removed: view.spans.length - kept, kept, marked })}</strong>
          <label class="check"><input type="checkbox" data-part="looked-at" .checked=${isReviewed}
            @change=${(/** @type {Event} */ event) => this.want({ kind: 'looked-at', report: view.report, isReviewed: field(event).checked })} />${review.lookedAt}</label>
          <span class="quiet">${review.lookedAtMore}</span>
        </div>
        <div class="buttons">
          <button type="button" class="button button--large" data-part="leave" @click=${() => this.want({ kind: 'leave-review' })}>${review.back}</button>
          <button type="button" class="button button--strong button--large" data-part="run-reviewed" @click=${() => this.want({ kind: 'run' })}>${review.run}</button>
        </div>
      </div>
    `;
  }

  render() {
    const { view } = this;
    const { review } = words;
    return html`
      <section class="proof" aria-labelledby="proof-title" @keydown=${this.#key}>
        ${this.#head()}
        <p class="proof__said" role="status" data-part="said">${this.spoken}</p>
        ${view === null ? html`<p role="status">${review.reading}</p>` : html`
          ${view.is_withheld ? html`<p class="attention" role="alert">${review.withheld}</p>` : nothing}
          ${this.#body(view)}${this.#bar(view)}
        `}
      </section>
    `;
  }
}
customElements.define('safelight-report-review', ReportReview);
