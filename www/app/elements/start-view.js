/** The empty page: what this is, and where to drop. */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import './file-buttons.js';
import { Part } from './part.js';

export class StartView extends Part {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state.js').State | null} */
    this.state = null;
  }

  /** What only a page of our own can say: the network is asked for nothing, and this is its sum. */
  #proof() {
    const { state } = this;
    if (state === null || state.requests === null) return nothing;
    const { embed } = words;
    return html`
      <p class="quiet" role="status" data-part="network">${state.online ? embed.goOffline : embed.isOffline} ${this.more('stays-here')}</p>
      ${state.pageSum === '' ? nothing : html`
        <details class="quiet"><summary class="code" data-part="page-sum">${embed.pageSum(state.pageSum)}</summary><p>${embed.pageSumMore}</p></details>`}
    `;
  }

  render() {
    const { drop } = words;
    return html`
      <section class="start" aria-labelledby="start-title">
        <h1 id="start-title" class="start__title" tabindex="-1" data-focus>${drop.title}</h1>
        <p class="start__lead">${drop.lead}</p>
        <div class="target">
          <p class="target__title">${drop.target}</p>
          <p class="target__more">${drop.targetMore}</p>
          <safelight-file-buttons class="buttons"></safelight-file-buttons>
          <p class="target__note">${drop.uploadNote}</p>
        </div>
        <ul class="facts">
          ${drop.facts.map((fact) => html`
            <li class="facts__one"><h2 class="facts__title">${fact.title}</h2><p>${fact.text}</p></li>
          `)}
        </ul>
        ${this.#proof()}
      </section>
    `;
  }
}
customElements.define('safelight-start-view', StartView);
