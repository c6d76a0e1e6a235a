/**
 * Marks what was not found: text that is selected in the original, or typed.
 *
 * @typedef {import('../engine_api.d.ts').Kind} Kind
 */
import { html } from 'lit';
import { words } from '../words.js';
import { field, Part } from './part.js';
import { KINDS } from './span-detail.js';

export class MarkText extends Part {
  static properties = { text: { type: String } };

  constructor() {
    super();
    this.text = '';
    /** @type {Kind} */
    this.kind = 'name';
    this.everywhere = false;
  }

  #mark(/** @type {Event} */ event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('mark', { bubbles: true }));
  }

  #typed(/** @type {Event} */ event) {
    this.dispatchEvent(new CustomEvent('typed', { detail: field(event).value, bubbles: true }));
  }

  render() {
    const { review } = words;
    const { mark } = review;
    return html`
      <form class="panel" aria-labelledby="mark-title" @submit=${this.#mark}>
        <h2 class="panel__legend" id="mark-title">${mark.title}</h2>
        <p class="panel__help">${mark.help}</p>
        <label class="field">${mark.text}
          <input class="text" data-part="mark-text" autocomplete="off" .value=${this.text} @input=${this.#typed} /></label>
        <label class="field">${review.span.kind}
          <select class="text" data-part="mark-kind" @change=${(/** @type {Event} */ event) => { this.kind = /** @type {Kind} */ (field(event).value); }}>
            ${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${review.kinds[kind]}</option>`)}
          </select></label>
        <label class="check"><input type="checkbox" data-part="mark-everywhere"
          @change=${(/** @type {Event} */ event) => { this.everywhere = field(event).checked; }} />${review.span.everywhere}</label>
        <button type="submit" class="button" data-part="mark" aria-keyshortcuts="M">${mark.button}</button>
      </form>
    `;
  }
}
customElements.define('safelight-mark-text', MarkText);
