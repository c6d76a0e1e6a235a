/**
 * After the run: the crosswalk, encrypted with a passphrase that is typed
 * twice, and the key of the commitment.
 *
 * @typedef {import('../state.js').Apart} Apart
 */
import { html, nothing } from 'lit';
import { COMMITMENT_NAME, CROSSWALK_NAME } from '../save.js';
import { words } from '../words.js';
import { Part } from './part.js';

/** Shorter ones can be tried out: the format fixes 1,000 rounds. */
const SHORTEST_PASSPHRASE = 12;

export class ApartResult extends Part {
  static properties = { apart: { attribute: false }, complaint: { state: true } };

  constructor() {
    super();
    /** @type {Apart | null} */
    this.apart = null;
    /** @type {'differ' | 'short' | null} */
    this.complaint = null;
  }

  /** @param {SubmitEvent} event */
  #lock(event) {
    event.preventDefault();
    const fields = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('input[type=password]')]);
    const [first = '', second = ''] = fields.map((one) => one.value);
    if (first !== second) this.complaint = 'differ';
    else if ([...first].length < SHORTEST_PASSPHRASE) this.complaint = 'short';
    else {
      this.complaint = null;
      for (const one of fields) one.value = '';
      this.want({ kind: 'lock-crosswalk', passphrase: first });
    }
  }

  /** @param {Apart} state */
  #crosswalk(state) {
    const { save } = words.apart;
    if (state.locked !== null) {
      return html`<a class="button button--strong" data-part="save-crosswalk" href=${state.locked.url} download=${CROSSWALK_NAME}
        @click=${() => this.want({ kind: 'apart-saved' })}>${save.done}<span class="button__more">${save.doneMore}</span></a>`;
    }
    return html`
      <form class="apart__form" @submit=${this.#lock}>
        <label for="passphrase">${save.passphrase}</label>
        <input class="text" type="password" id="passphrase" autocomplete="new-password" />
        <label for="passphrase-again">${save.again}</label>
        <input class="text" type="password" id="passphrase-again" autocomplete="new-password" />
        <p role="alert" data-part="passphrase-said">${this.complaint ? save[this.complaint] : nothing}</p>
        <button class="button" data-part="lock-crosswalk">${save.lock}</button>
      </form>
    `;
  }

  render() {
    const { apart: state } = this;
    const { save } = words.apart;
    if (state === null || (!state.crosswalk && state.opening === null)) return nothing;
    return html`
      <section class="panel" data-part="apart-result" aria-label=${words.apart.legend}>
        ${state.crosswalk
          ? html`<h2 class="panel__legend">${save.title}</h2>
              <p class="attention">${save.warning}</p>
              ${this.#crosswalk(state)}`
          : nothing}
        ${state.opening !== null
          ? html`<a class="button" data-part="save-opening" href=${state.opening.url} download=${COMMITMENT_NAME}>${save.commitment}</a>
              <p class="panel__help">${save.commitmentMore}</p>`
          : nothing}
      </section>
    `;
  }
}
customElements.define('safelight-apart-result', ApartResult);
