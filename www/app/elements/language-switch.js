/** The languages of the page, each by its own name. Nothing but the page changes. */
import { html } from 'lit';
import { catalogues, words } from '../words.js';
import { field, Part } from './part.js';

export class LanguageSwitch extends Part {
  render() {
    return html`
      <select class="tongue" data-part="language" aria-label=${words.app.language}
        @change=${(/** @type {Event} */ event) => this.want({ kind: 'language', language: field(event).value })}>
        ${catalogues.map((one) => html`<option value=${one.language} lang=${one.language} .selected=${one === words}>${one.ownName}</option>`)}
      </select>
    `;
  }
}
customElements.define('safelight-language-switch', LanguageSwitch);
