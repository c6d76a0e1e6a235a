/** The two pickers: a folder, or files. Real buttons in front of hidden inputs. */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { field, Part } from './part.js';

export class FileButtons extends Part {
  static properties = { compact: { type: Boolean } };

  constructor() {
    super();
    /** Smaller, for adding to what is there. */
    this.compact = false;
  }

  /** @param {'folder' | 'files' | 'check'} which */
  #open(which) {
    /** @type {HTMLInputElement | null} */ (this.querySelector(`input[data-pick=${which}]`))?.click();
  }

  /** @param {Event} event */
  #picked(event) {
    const input = field(event);
    if (input.files && input.files.length > 0) this.want({ kind: 'pick', files: input.files });
    // The handles live on in the visit; picking the same again must be noticed.
    input.value = '';
  }

  /** @param {Event} event */
  #package(event) {
    const [file] = field(event).files ?? [];
    if (file) this.want({ kind: 'check-file', file });
    field(event).value = '';
  }

  render() {
    const folder = this.compact ? words.drop.moreFolder : words.drop.folder;
    const files = this.compact ? words.drop.more : words.drop.files;
    const look = this.compact ? 'button' : 'button button--strong';
    return html`
      <button type="button" class=${look} @click=${() => this.#open('folder')}>${folder}</button>
      <button type="button" class="button" @click=${() => this.#open('files')}>${files}</button>
      <input type="file" data-pick="folder" aria-label=${folder} webkitdirectory hidden @change=${this.#picked} />
      <input type="file" data-pick="files" aria-label=${files} multiple hidden @change=${this.#picked} />
      ${this.compact ? nothing : html`
        <button type="button" class="button" data-part="sample" @click=${() => this.want({ kind: 'sample' })}>${words.drop.sample}</button>
        <button type="button" class="button" data-part="check" @click=${() => this.#open('check')}>${words.check.button}</button>
        <input type="file" data-pick="check" accept=".zip" aria-label=${words.check.button} hidden @change=${this.#package} />
      `}
    `;
  }
}
customElements.define('safelight-file-buttons', FileButtons);
