/** Asks once before everything is forgotten. */
import { html } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

export class ClearDialog extends Part {
  static properties = { open: { type: Boolean } };

  constructor() {
    super();
    this.open = false;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (this.open && !dialog?.open) dialog?.showModal();
    if (!this.open && dialog?.open) dialog.close();
  }

  render() {
    const { clear } = words;
    return html`
      <dialog class="dialog" aria-labelledby="clear-title" @cancel=${() => this.want({ kind: 'decline-clear' })}>
        <h2 class="heading" id="clear-title">${clear.title}</h2>
        <p>${clear.text}</p>
        <div class="buttons">
          <button type="button" class="button button--strong" data-part="clear-yes" @click=${() => this.want({ kind: 'clear' })}>${clear.yes}</button>
          <button type="button" class="button" @click=${() => this.want({ kind: 'decline-clear' })}>${clear.no}</button>
        </div>
      </dialog>
    `;
  }
}
customElements.define('safelight-clear-dialog', ClearDialog);
