/**
 * Before the run: what is to be kept apart from the package, an earlier
 * crosswalk to go on with, an organisation's key to sign with.
 *
 * @typedef {import('../state.js').Apart} Apart
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { field, Part } from './part.js';

export class ApartView extends Part {
  static properties = { apart: { attribute: false } };

  constructor() {
    super();
    /** @type {Apart | null} */
    this.apart = null;
  }

  /**
   * @param {'crosswalk' | 'commitment'} what
   * @param {boolean} on
   */
  #choice(what, on) {
    const { apart } = words;
    return html`
      <label class="option">
        <input type="checkbox" data-part="keep-${what}" .checked=${on}
          @change=${(/** @type {Event} */ event) => this.want({ kind: 'keep', what, on: field(event).checked })} />
        <span class="option__name">${apart[what]}</span>
        <span class="option__text">${apart[`${what}More`]}</span>
      </label>
    `;
  }

  /** @param {string} pick */
  #pick(pick) {
    /** @type {HTMLInputElement | null} */ (this.querySelector(`input[data-pick=${pick}]`))?.click();
  }

  /** @param {Event} event */
  #crosswalk(event) {
    const [file] = field(event).files ?? [];
    const passphrase = /** @type {HTMLInputElement | null} */ (this.querySelector('#earlier-passphrase'));
    if (file && passphrase) {
      this.want({ kind: 'open-crosswalk', file, passphrase: passphrase.value });
      passphrase.value = '';
    }
    field(event).value = '';
  }

  /** @param {Event} event */
  #key(event) {
    const [file] = field(event).files ?? [];
    if (file) this.want({ kind: 'signing-key', file });
    field(event).value = '';
  }

  render() {
    const { apart: state } = this;
    if (state === null) return nothing;
    const { apart } = words;
    return html`
      <fieldset class="panel" data-part="apart">
        <legend class="panel__legend">${apart.legend}</legend>
        <p class="panel__help">${apart.help} ${this.more('crosswalk')}</p>
        ${this.#choice('crosswalk', state.crosswalk)}
        ${this.#choice('commitment', state.commitment)}
        <details class="apart__more">
          <summary>${apart.earlier}</summary>
          <p class="panel__help">${apart.earlierHelp}</p>
          <label for="earlier-passphrase">${apart.earlierPassphrase}</label>
          <input class="text" type="password" id="earlier-passphrase" autocomplete="off" />
          <button type="button" class="button" @click=${() => this.#pick('crosswalk')}>${apart.earlierOpen}</button>
          <input type="file" data-pick="crosswalk" accept=".zip" aria-label=${apart.earlierOpen} hidden @change=${this.#crosswalk} />
        </details>
        <details class="apart__more">
          <summary>${apart.signer}</summary>
          <p class="panel__help">${apart.signerHelp}</p>
          <button type="button" class="button" @click=${() => this.#pick('signing-key')}>${apart.signerOpen}</button>
          <input type="file" data-pick="signing-key" aria-label=${apart.signerOpen} hidden @change=${this.#key} />
        </details>
        <p role="status" data-part="apart-said" data-problem=${state.problem ?? 'none'}
          data-earlier=${state.earlier ? 'open' : 'none'} data-signer=${state.signer ? 'loaded' : 'none'}>
          ${state.earlier ? apart.earlierDone : nothing} ${state.signer ? apart.signerDone : nothing}
          ${state.problem ? apart.problems[state.problem] : nothing}
        </p>
      </fieldset>
    `;
  }
}
customElements.define('safelight-apart-view', ApartView);
