/** The empty page: what this is, and where to drop. */
import { html } from 'lit';
import { words } from '../words.js';
import './file-buttons.js';
import { Part } from './part.js';

export class StartView extends Part {
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
      </section>
    `;
  }
}
customElements.define('safelight-start-view', StartView);
