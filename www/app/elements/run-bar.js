/**
 * The one button, and what pressing it will do.
 *
 * @typedef {import('../state.js').State} State
 */
import { html, nothing } from 'lit';
import { memoryNeeded, obstacle, planObstacle } from '../state.js';
import { words } from '../words.js';
import { Part } from './part.js';

export class RunBar extends Part {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
  }

  /** @param {State} state */
  #outlook(state) {
    const { inventory } = state;
    if (state.thinking || inventory === null) return words.run.thinking;
    const atRisk = inventory.studies.reduce((sum, study) => sum + study.at_risk, 0);
    const out = inventory.refused.length + (state.choices.atRisk === 'withhold' ? atRisk : 0);
    return out === 0 ? words.run.allIn : words.run.willWithhold(out);
  }

  render() {
    const { state } = this;
    if (state === null) return nothing;
    const stop = obstacle(state);
    const { paused } = state;
    const memory = memoryNeeded(state);
    const bytes = state.inputs.reduce((sum, input) => sum + input.size, 0);
    return html`
      <div class="run">
        <p class="run__text" id="run-text" role="status">
          <strong>${words.run.summary(state.inputs.length, bytes)}</strong>
          ${paused ? html`<span data-part="paused">${words.run.paused(paused.filesDone, paused.files)}</span>` : nothing}
          ${memory === null ? nothing : html`<span data-part="memory">${words.run.memory(memory)}</span>`}
          <span>${stop ? words.run.obstacle[stop] : this.#outlook(state)}</span>
        </p>
        <div class="buttons">
          ${(state.inventory?.reports.length ?? 0) + (state.inventory?.documents.length ?? 0) > 0
            ? html`<button type="button" class="button button--large" data-part="review" title=${words.review.openMore}
                ?disabled=${planObstacle(state) !== null} @click=${() => this.want({ kind: 'review' })}>${words.review.open}</button>`
            : nothing}
          ${paused
            ? html`<button type="button" class="button button--strong button--large" data-part="resume" aria-describedby="run-text"
                ?disabled=${stop !== null} @click=${() => this.want({ kind: 'resume' })}>${words.run.resume(paused.files - paused.filesDone)}</button>`
            : nothing}
          <button type="button" class=${paused ? 'button button--large' : 'button button--strong button--large'} data-part="run" aria-describedby="run-text"
            ?disabled=${stop !== null} @click=${() => this.want({ kind: 'run' })}>${paused ? words.run.anew : words.run.button}</button>
        </div>
      </div>
    `;
  }
}
customElements.define('safelight-run-bar', RunBar);
