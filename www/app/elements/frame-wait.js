/** What stands in a frame until the page around it is known, or because it is not. */
import { html, LitElement } from 'lit';
import { sheets } from '../sheets.js';
import { Hearing, words } from '../words.js';

export class FrameWait extends LitElement {
  static properties = { foreign: { attribute: false } };

  constructor() {
    super();
    /** Origin of a page around this one that is not on the list; empty: none has spoken. */
    this.foreign = '';
    new Hearing(this);
  }

  createRenderRoot() {
    const root = super.createRenderRoot();
    /** @type {ShadowRoot} */ (root).adoptedStyleSheets = sheets;
    return root;
  }

  render() {
    const { embed } = words;
    return html`
      <div class="page" lang=${words.language} dir=${words.direction}>
        <main class="work failure" role="status" data-part=${this.foreign ? 'foreign' : 'waiting'}>
          <h1 class="title">${this.foreign ? embed.foreignTitle : embed.waitingTitle}</h1>
          <p>${this.foreign ? embed.foreign(this.foreign) : embed.waiting}</p>
        </main>
      </div>
    `;
  }
}
customElements.define('safelight-frame-wait', FrameWait);
