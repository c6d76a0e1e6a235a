/**
 * What came out, what did not and why, and the package to save.
 *
 * @typedef {import('../engine_api.d.ts').Summary} Summary
 * @typedef {import('../state.js').InputName} InputName
 */
import { html, nothing } from 'lit';
import { paceOf } from '../pace.js';
import { PACKAGE_NAME } from '../save.js';
import { fraction } from '../state.js';
import { words } from '../words.js';
import './apart-result.js';
import { Part } from './part.js';
import './refused-list.js';

export class ResultView extends Part {
  static properties = {
    summary: { attribute: false },
    inputs: { attribute: false },
    package: { attribute: false },
    saved: { type: Boolean },
    written: { type: Boolean },
    saving: { attribute: false },
    picker: { type: Boolean },
    taker: { attribute: false },
    handed: { attribute: false },
    ranOffline: { attribute: false },
    apart: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Summary | null} */
    this.summary = null;
    /** @type {InputName[]} */
    this.inputs = [];
    /** @type {{ url: string, size: number } | null} */
    this.package = null;
    this.saved = false;
    this.written = false;
    /** @type {import('../state.js').Progress | null} */
    this.saving = null;
    /** The browser can write where the person says. */
    this.picker = false;
    /** @type {string | null} */
    this.taker = null;
    this.handed = false;
    this.ranOffline = false;
    /** @type {import('../state.js').Apart | null} */
    this.apart = null;
  }

  /** @param {Summary} summary */
  #numbers(summary) {
    const { numbers } = words.result;
    /** @type {[string, number][]} */
    const rows = [
      [numbers.in, summary.files_in],
      [numbers.instances, summary.instances_out],
      [numbers.reports, summary.reports_out],
      [numbers.withheld, summary.withheld.length],
      [numbers.values, summary.values_changed],
    ];
    if (summary.included_at_risk > 0) rows.push([numbers.atRisk, summary.included_at_risk]);
    return html`
      <dl class="numbers">
        ${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${words.number(value)}</dd></div>`)}
      </dl>
    `;
  }

  /** @param {Summary} summary */
  #accessions(summary) {
    if (!summary.accessions) return nothing;
    const count = (/** @type {string} */ state) => summary.accessions?.filter((row) => row.state === state).length ?? 0;
    const tally = { found: count('found'), partial: count('partial'), missing: count('missing'), extra: count('not-on-list') };
    return html`<p class="result__accessions">${words.labelled(words.result.accessions, words.accessions.tally(tally))}</p>`;
  }

  /** Only a click of the person gives the package away; a script's does not. */
  #handOver(/** @type {MouseEvent} */ event) {
    if (event.isTrusted && (navigator.userActivation?.isActive ?? true)) this.want({ kind: 'hand-over' });
  }

  /** How far the writing is. */
  #writing() {
    const { saving } = this;
    if (saving === null) return nothing;
    const { progress, result } = words;
    const { bytesPerSecond, secondsLeft } = paceOf(saving);
    const figures = [
      progress.bytes(saving.bytesDone, saving.bytes),
      ...(bytesPerSecond === null ? [] : [progress.rate(bytesPerSecond)]),
      ...(secondsLeft === null ? [] : [progress.left(secondsLeft)]),
    ];
    return html`
      <div class="result__writing" data-part="writing">
        <p id="writing-label">${result.writing}</p>
        <progress class="bar" max="100" .value=${Math.floor(fraction(saving) * 100)} aria-labelledby="writing-label"></progress>
        <p class="quiet">${figures.join(' · ')}</p>
        <button type="button" class="button button--small" data-part="stop-saving" @click=${() => this.want({ kind: 'stop-saving' })}>${progress.cancel}</button>
      </div>
    `;
  }

  #said() {
    if (this.saving !== null) return words.result.writing;
    if (this.written) return html`<span data-part="written">${words.result.written}</span>`;
    if (this.handed && this.taker !== null) return html`<span data-part="handed">${words.embed.handed(this.taker)}</span>`;
    return this.saved ? words.result.saved : nothing;
  }

  /** @param {Summary} summary */
  #reasons(summary) {
    const { result, check, narrative } = words;
    const known = summary.reasons.filter((one) => one.reason in check.reason);
    if (known.length === 0) return nothing;
    const said = known.map(({ reason, count }) => {
      const sentence = check.reason[/** @type {keyof typeof check.reason} */ (reason)];
      // A whole sentence counts nothing.
      return sentence.endsWith('.') ? sentence : words.labelled(sentence, words.number(count));
    });
    return html`
      <p class="status__label">${result.why}</p>
      <ul data-part="reasons">${said.map((one) => html`<li>${one}</li>`)}</ul>
      ${known.some((one) => one.reason === 'report-language') ? html`<p class="attention" data-part="narrative">${narrative.notEnglish}</p>` : nothing}
    `;
  }

  /** @param {Summary} summary */
  #title(summary) {
    if (summary.instances_out + summary.reports_out === 0) return words.result.titleNone;
    return summary.withheld.length > 0 ? words.result.titlePartial(summary.withheld.length) : words.result.titleAll;
  }

  render() {
    const { summary } = this;
    if (summary === null) return nothing;
    const { result } = words;
    const isNone = summary.instances_out + summary.reports_out === 0;
    return html`
      <div class="result">
      <section class="result__main" aria-labelledby="result-title">
        <h1 class="title" id="result-title" tabindex="-1" data-focus>${this.#title(summary)}</h1>
        ${isNone ? html`<p>${result.noneText}</p>` : nothing}
        <div class="buttons">
          ${this.package
            ? html`<a class="button button--strong button--large" data-part="save" href=${this.package.url} download=${PACKAGE_NAME}
                @click=${() => this.want({ kind: 'saved' })}>${result.save}<span class="button__more">${result.saveMore(this.package.size)}</span></a>`
            : nothing}
          ${this.package && this.picker
            ? html`<button type="button" class="button button--large" data-part="save-as" ?disabled=${this.saving !== null}
                @click=${() => this.want({ kind: 'save-as' })}>${result.saveAs}<span class="button__more">${result.saveAsMore}</span></button>`
            : nothing}
          ${this.package && this.taker !== null
            ? html`<button type="button" class="button button--large" data-part="hand-over" @click=${this.#handOver}>${words.embed.handOver(this.taker)}</button>`
            : nothing}
          <button type="button" class="button button--large" data-part="reopen" @click=${() => this.want({ kind: 'reopen' })}>
            ${result.again}
          </button>
        </div>
        ${this.#writing()}
        <p class="quiet" role="status">${this.#said()}</p>
        ${this.ranOffline ? html`<p class="quiet" data-part="ran-offline">${words.embed.ranOffline}</p>` : nothing}
        <p class="panel__help topics">${this.more('certificate')} ${this.more('rare-cases')} ${this.more('check')}</p>
        ${isNone ? nothing : html`<safelight-apart-result .apart=${this.apart}></safelight-apart-result>`}
        ${this.#numbers(summary)}
        <div class="status">
          <p class="status__label">${result.status}</p>
          <p class="status__code" lang="en">${summary.status}</p>
          <p>${result.statuses[summary.status] ?? nothing}</p>
          ${this.#reasons(summary)}
          ${words.language === 'en' ? nothing : html`<p class="quiet" data-part="english">${result.english}</p>`}
        </div>
        ${this.#accessions(summary)}
        <safelight-refused-list .refused=${summary.withheld} .inputs=${this.inputs}
          .heading=${words.refused.titleDone(summary.withheld.length)}></safelight-refused-list>
      </section>
      ${isNone
        ? nothing
        : html`<section class="panel next" aria-labelledby="next-title">
            <h2 class="panel__legend" id="next-title">${result.nextTitle}</h2>
            <ol>${result.next.map((step) => html`<li>${step}</li>`)}</ol>
          </section>`}
      </div>
    `;
  }
}
customElements.define('safelight-result-view', ResultView);
