/**
 * Files that are not used or did not come out, by reason. Long groups open in
 * steps: ten thousand rows are never in the page at once.
 *
 * @typedef {import('../engine_api.d.ts').Refused} Refused
 * @typedef {import('../state.js').InputName} InputName
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

const FIRST = 5;
const STEP = 200;

export class RefusedList extends Part {
  static properties = {
    refused: { attribute: false },
    inputs: { attribute: false },
    heading: { type: String },
    shown: { state: true },
  };

  constructor() {
    super();
    /** @type {Refused[]} */
    this.refused = [];
    /** @type {InputName[]} */
    this.inputs = [];
    this.heading = '';
    /** @type {Record<string, number>} */
    this.shown = {};
  }

  /** @returns {[string, Refused[]][]} */
  #groups() {
    /** @type {Map<string, Refused[]>} */
    const groups = new Map();
    for (const one of this.refused) {
      const group = groups.get(one.reason);
      if (group) group.push(one);
      else groups.set(one.reason, [one]);
    }
    return [...groups].sort((a, b) => b[1].length - a[1].length);
  }

  /**
   * @param {string} reason
   * @param {Refused[]} group
   */
  #group(reason, group) {
    const { refused } = words;
    const shown = this.shown[reason] ?? FIRST;
    const step = Math.min(STEP, group.length - shown);
    const sentence = reason in refused.reasons ? refused.reasons[/** @type {keyof typeof refused.reasons} */ (reason)] : refused.otherReason;
    return html`
      <div class="refused__group">
        <h3 class="refused__reason">${sentence}<span class="count">${words.number(group.length)}</span></h3>
        ${reason in refused.advice
          ? html`<p class="refused__advice quiet">${refused.advice[/** @type {keyof typeof refused.advice} */ (reason)]}</p>`
          : nothing}
        <ul class="refused__files">
          ${group.slice(0, shown).map((one) => html`
            <li>
              <span class="path">${this.inputs[one.input]?.path ?? `${refused.unknownInput} ${words.number(one.input + 1)}`}</span>
              ${one.tag ? html`<span class="quiet">${refused.at(one.tag)}</span>` : nothing}
            </li>
          `)}
        </ul>
        ${step > 0
          ? html`<button type="button" class="button button--plain"
              @click=${() => (this.shown = { ...this.shown, [reason]: shown + STEP })}>${refused.more(step)}</button>`
          : nothing}
      </div>
    `;
  }

  render() {
    if (this.refused.length === 0) return nothing;
    return html`
      <section class="refused" aria-labelledby="refused-title">
        <h2 class="heading" id="refused-title">${this.heading}</h2>
        ${this.#groups().map(([reason, group]) => this.#group(reason, group))}
      </section>
    `;
  }
}
customElements.define('safelight-refused-list', RefusedList);
