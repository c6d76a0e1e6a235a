/**
 * The search for text in pictures: how far it is, and what it found that nobody has
 * decided about.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('../text_state.js').TextState} TextState
 */
import { html, nothing } from 'lit';
import { openSeries } from '../found.js';
import { words } from '../words.js';
import { Part } from './part.js';

export class TextLook extends Part {
  static properties = { state: { attribute: false }, onWall: { type: Boolean } };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
    /** It stands among the pictures: no way to them is offered. */
    this.onWall = false;
  }

  /** @param {import('../text_search.js').TextIntent} intent */
  #wish(intent) {
    this.want({ kind: 'texts', intent });
  }

  /** @param {TextState} texts */
  #progress({ work, wall, found, frames }) {
    const { texts } = words;
    const done = wall.filter((series) => found[series.series] !== undefined);
    const rest = wall.reduce((sum, series) => sum + (found[series.series] === undefined || work === 'running' ? series.frames : 0), 0);
    const name = { running: texts.stop, stopped: texts.goOn, failed: texts.goOn, done: '' }[work];
    return html`
      ${work === 'running' ? html`<progress class="bar" max="1" .value=${rest > 0 ? Math.min(1, frames / rest) : 0} aria-label=${texts.title}></progress>` : nothing}
      <p class="quiet" data-part="text-work" data-work=${work}>${texts.work[work](done.length, wall.length)}</p>
      ${name === '' ? nothing : html`<button type="button" class="button button--small" data-part="text-switch"
        @click=${() => this.#wish({ kind: work === 'running' ? 'stop' : 'go-on' })}>${name}</button>`}
    `;
  }

  /** @param {State} state */
  #found(state) {
    const { texts } = words;
    const open = openSeries(state);
    if (open.length === 0) return nothing;
    const places = open.reduce((sum, one) => sum + one.open.length, 0);
    const named = open.reduce((sum, one) => sum + one.named, 0);
    return html`
      <p class="text-look__found" data-part="text-found" data-named=${named > 0 ? 'yes' : 'no'} role="status">
        <strong>${named > 0 ? texts.named(named) : texts.unknown(places)}</strong>
        <span>${texts.open(places, open.length)}</span></p>
      <div class="buttons">
        <button type="button" class="button" data-part="accept-all-text" @click=${() => this.#wish({ kind: 'accept-all' })}>${texts.acceptAll(places)}</button>
        ${this.onWall ? nothing : html`<button type="button" class="button" data-part="look-at-text"
          @click=${() => this.want({ kind: 'pictures', intent: { kind: 'look' } })}>${words.pictures.open}</button>`}
      </div>
    `;
  }

  render() {
    const { state } = this;
    const texts = state?.texts ?? null;
    if (state === null) return nothing;
    if (texts === null) return this.onWall ? html`<p class="quiet" data-part="no-text-search">${words.texts.without}</p>` : nothing;
    if (texts.wall.length === 0) return nothing;
    return html`
      <section class="text-look" aria-label=${words.texts.title}>
        <div class="text-look__work">${this.#progress(texts)}</div>
        ${this.#found(state)}
      </section>
    `;
  }
}
customElements.define('safelight-text-look', TextLook);
