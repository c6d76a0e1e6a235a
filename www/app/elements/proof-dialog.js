/**
 * "Check it yourself": what the browser has counted, what the page is, and how both
 * and the package are checked without believing this program.
 *
 * @typedef {import('../state.js').State} State
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

/** As each system has it; the name of the file is what people call theirs. */
const SUM_OF_PAGE = ['certutil -hashfile safelight.html SHA256', 'shasum -a 256 safelight.html', 'sha256sum safelight.html'];
const SUMS_OF_PACKAGE = ['sha256sum -c SHA256SUMS', 'shasum -a 256 -c SHA256SUMS'];

export class ProofDialog extends Part {
  static properties = { state: { attribute: false }, open: { attribute: false } };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
    this.open = false;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (!this.open) return dialog?.close();
    if (!dialog?.open) dialog?.showModal();
  }

  #close() {
    this.dispatchEvent(new CustomEvent('proof', { bubbles: true, detail: false }));
  }

  /** @param {string[]} lines */
  #commands(lines) {
    return html`<ul class="commands">${lines.map((line) => html`<li><code class="code">${line}</code></li>`)}</ul>`;
  }

  /** @param {State} state */
  #text(state) {
    const { proof } = words;
    const [rules, tools, better] = proof.leavesText;
    const [again, without, look] = proof.packageText;
    return html`
      <h3 class="heading">${proof.leaves}</h3>
      <p data-part="proof-requests">${proof.requests(state.requests ?? 0)}</p>
      <p data-part="proof-blocked">${proof.blocked(state.blocked)}</p>
      <p>${rules}</p>
      <p>${tools}</p>
      <p>${better} <span class="quiet" data-part="proof-network">${state.online ? proof.online : proof.offline}</span></p>
      <h3 class="heading">${proof.page}</h3>
      ${state.version ? html`<p>${proof.version(state.version)}</p>` : nothing}
      <p class="code" data-part="proof-sum">${state.pageSum === '' ? proof.noSum : proof.sum(state.pageSum)}</p>
      <p>${proof.pageText}</p>
      ${this.#commands(SUM_OF_PAGE)}
      <h3 class="heading">${proof.package}</h3>
      <p>${again}</p>
      <p>${without}</p>
      ${this.#commands(SUMS_OF_PACKAGE)}
      <p>${look}</p>
    `;
  }

  render() {
    const { proof } = words;
    return html`
      <dialog class="dialog dialog--wide" aria-labelledby="proof-title" @close=${() => this.#close()}>
        <div class="dialog__head">
          <h2 class="heading" id="proof-title">${proof.title}</h2>
          <button type="button" class="button button--small" data-part="proof-close" @click=${() => this.#close()}>${proof.close}</button>
        </div>
        <p class="quiet">${proof.lead}</p>
        ${this.open && this.state !== null ? this.#text(this.state) : nothing}
      </dialog>
    `;
  }
}
customElements.define('safelight-proof-dialog', ProofDialog);
