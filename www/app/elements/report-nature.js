/**
 * What the person has to know of a report before the run: that its names are not
 * searched, and the words that suggest a rare case.
 *
 * @typedef {import('../nature.d.ts').Nature} Nature
 * @typedef {import('../nature.d.ts').RareWords} RareWords
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

/** More words than these of one report are counted only. */
const MOST_SHOWN = 12;

export class ReportNature extends Part {
  static properties = { nature: { attribute: false } };

  constructor() {
    super();
    /** @type {Nature | null} */
    this.nature = null;
  }

  /** @param {RareWords[]} rare */
  #rare(rare) {
    const { narrative } = words;
    const rest = rare.length - MOST_SHOWN;
    return html`<div class="attention" data-part="rare">
      <p>${narrative.rare}</p>
      <ul class="rare">${rare.slice(0, MOST_SHOWN).map((one) => html`
        <li data-kind=${one.kind}><span class="quiet">${narrative.rareKinds[one.kind]}</span> <q>${one.words}</q>${one.count > 1 ? html` <span class="count">${words.number(one.count)}</span>` : nothing}</li>`)}
      </ul>
      ${rest > 0 ? html`<p class="quiet">${narrative.rareMore(rest)}</p>` : nothing}
      <p class="topics">${this.more('rare-cases')}</p>
    </div>`;
  }

  render() {
    const { nature } = this;
    if (nature === null) return nothing;
    return html`
      ${nature.names_searched ? nothing : html`<p class="attention" data-part="foreign">${words.narrative.notEnglish}</p>`}
      ${nature.rare.length > 0 ? this.#rare(nature.rare) : nothing}
    `;
  }
}
customElements.define('safelight-report-nature', ReportNature);
