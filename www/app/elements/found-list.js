/**
 * The text that was found in a series: what may stay, what gets a box, what somebody
 * has to decide.
 *
 * @typedef {import('../state.js').Choices} Choices
 * @typedef {import('../engine_api.d.ts').FoundPlace} FoundPlace
 * @typedef {import('../engine_api.d.ts').WallSeries} WallSeries
 */
import { html, nothing } from 'lit';
import { stateOf } from '../found.js';
import { words } from '../words.js';
import { Part } from './part.js';

export class FoundList extends Part {
  static properties = { series: { attribute: false }, found: { attribute: false }, unread: { type: Number }, choices: { attribute: false } };

  constructor() {
    super();
    /** @type {WallSeries | null} */
    this.series = null;
    /** @type {FoundPlace[] | null} `null`: the series was not looked through */
    this.found = null;
    this.unread = 0;
    /** @type {Choices | null} */
    this.choices = null;
  }

  /**
   * @param {'accept' | 'dismiss'} kind
   * @param {FoundPlace[]} places
   */
  #wish(kind, places) {
    if (this.series !== null) this.want({ kind: 'texts', intent: { kind, series: this.series, places } });
  }

  /** @param {FoundPlace} place */
  #where(place) {
    const { texts } = words;
    const [only] = place.on;
    if (only === undefined) return texts.onSeries;
    if (place.on.length > 1) return texts.onInstances(place.on.length);
    const [first] = only.frames;
    if (first === undefined) return texts.onInstances(1);
    return only.frames.length === 1 ? texts.onFrame(first) : texts.onFrames(only.frames.length, first);
  }

  /**
   * @param {FoundPlace} place
   * @param {WallSeries} series
   * @param {Choices} choices
   */
  #row(place, series, choices) {
    const { texts } = words;
    const state = stateOf(place, series, choices);
    const text = place.text.trim() === '' ? texts.unreadable : place.text;
    return html`
      <li class="box-row found-row" data-part="found" data-verdict=${place.verdict} data-state=${state}>
        <span><bdi class="found-row__text">${text}</bdi>
          <span class="quiet">${texts.verdicts[place.verdict]} · ${this.#where(place)} · ${texts.states[state]}</span></span>
        ${state === 'open' ? html`<span class="buttons">
          <button type="button" class="button button--small" data-part="accept-text" aria-label=${texts.acceptOne(text)} @click=${() => this.#wish('accept', [place])}>${texts.accept}</button>
          <button type="button" class="button button--small" data-part="dismiss-text" aria-label=${texts.dismissOne(text)} @click=${() => this.#wish('dismiss', [place])}>${texts.dismiss}</button></span>` : nothing}
      </li>
    `;
  }

  render() {
    const { series, found, choices } = this;
    if (series === null || choices === null) return nothing;
    const { texts } = words;
    const open = (found ?? []).filter((place) => stateOf(place, series, choices) === 'open');
    return html`
      <section class="panel" aria-labelledby="found-title">
        <h2 class="panel__legend" id="found-title">${texts.list}<span class="count">${words.number(found?.length ?? 0)}</span></h2>
        ${this.unread > 0 ? html`<p class="panel__help" data-part="unread">${texts.unread(this.unread)}</p>` : nothing}
        ${found === null ? html`<p class="panel__help">${texts.notYet}</p>`
          : found.length === 0 ? html`<p class="panel__help">${texts.nothing}</p>` : html`
            <ul class="box-rows">${found.map((place) => this.#row(place, series, choices))}</ul>
            ${open.length === 0 ? nothing : html`<div class="buttons">
              <button type="button" class="button button--small" data-part="accept-series-text" @click=${() => this.#wish('accept', open)}>${texts.acceptAll(open.length)}</button>
              <button type="button" class="button button--small" data-part="dismiss-series-text" @click=${() => this.#wish('dismiss', open)}>${texts.dismissAll}</button></div>`}
            <p class="panel__help">${texts.machine}</p>`}
      </section>
    `;
  }
}
customElements.define('safelight-found-list', FoundList);
