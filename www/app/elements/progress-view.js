/**
 * What is being done, how far it is, how long it takes, and the way out.
 *
 * @typedef {import('../state.js').Progress} Progress
 */
import { html, nothing } from 'lit';
import { paceOf } from '../pace.js';
import { fraction } from '../state.js';
import { words } from '../words.js';
import { Part } from './part.js';

/**
 * Whether it is known how much there is to do.
 * @param {Progress} progress
 */
function isCounted({ stage, bytes }) {
  return stage === 'headers' || stage === 'cleaning' || (stage === 'packing' && bytes > 0);
}

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
    const { bytesPerSecond, secondsLeft } = paceOf(progress);
    return html`
      ${progress.files > 0 ? this.#figure(say.labels.files, say.files(progress.filesDone, progress.files)) : nothing}
      ${progress.bytes > 0 ? this.#figure(say.labels.bytes, say.bytes(progress.bytesDone, progress.bytes)) : nothing}
      ${bytesPerSecond === null ? nothing : this.#figure(say.labels.rate, say.rate(bytesPerSecond))}
      ${isCounted(progress) ? this.#figure(say.labels.left, secondsLeft === null ? say.estimating : say.left(secondsLeft)) : nothing}
    `;
  }

  render() {
    const { progress } = this;
    if (progress === null) return nothing;
    const isKnown = isCounted(progress);
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
