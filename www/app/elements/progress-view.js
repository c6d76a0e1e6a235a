/**
 * What is being done, how far it is, how long it takes, and the way out.
 *
 * @typedef {import('../state.js').Progress} Progress
 */
import { html, nothing } from 'lit';
import { fraction } from '../state.js';
import { words } from '../words.js';
import { Part } from './part.js';

/** Before this much time a rate says nothing. */
const SETTLED_MS = 1_500;

export class ProgressView extends Part {
  static properties = { progress: { attribute: false }, heading: { type: String } };

  constructor() {
    super();
    /** @type {Progress | null} */
    this.progress = null;
    this.heading = '';
  }

  /**
   * @param {string} label
   * @param {string} value
   */
  #figure(label, value) {
    return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  }

  /** @param {Progress} progress */
  #figures(progress) {
    const say = words.progress;
    if (progress.stage === 'listing') {
      return progress.files > 0 ? this.#figure(say.labels.files, say.found(progress.files)) : nothing;
    }
    const elapsedMs = progress.nowMs - progress.startedMs;
    const done = fraction(progress);
    const isSettled = elapsedMs > SETTLED_MS && done > 0;
    const left = isSettled ? say.left((elapsedMs / done - elapsedMs) / 1000) : say.estimating;
    return html`
      ${this.#figure(say.labels.files, say.files(progress.filesDone, progress.files))}
      ${progress.bytes > 0
        ? html`
            ${this.#figure(say.labels.bytes, say.bytes(progress.bytesDone, progress.bytes))}
            ${isSettled ? this.#figure(say.labels.rate, say.rate((progress.bytesDone * 1000) / elapsedMs)) : nothing}
          `
        : nothing}
      ${progress.stage === 'packing' ? nothing : this.#figure(say.labels.left, left)}
    `;
  }

  render() {
    const { progress } = this;
    if (progress === null) return nothing;
    const isKnown = progress.stage === 'cleaning' || progress.stage === 'headers';
    const percent = Math.floor(fraction(progress) * 100);
    return html`
      <section class="progress" aria-labelledby="progress-title">
        <h1 class="title" id="progress-title" tabindex="-1" data-focus>${this.heading}</h1>
        <p class="progress__stage" id="progress-stage">${words.progress.stages[progress.stage]}</p>
        ${isKnown
          ? html`<progress class="bar" max="100" .value=${percent} aria-labelledby="progress-stage"></progress>`
          : html`<progress class="bar" aria-labelledby="progress-stage"></progress>`}
        <dl class="figures">${this.#figures(progress)}</dl>
        <button type="button" class="button" data-part="cancel" @click=${() => this.want({ kind: 'cancel' })}>
          ${words.progress.cancel}
        </button>
      </section>
    `;
  }
}
customElements.define('safelight-progress-view', ProgressView);
