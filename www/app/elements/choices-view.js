/**
 * Purpose, how reports are written, what becomes of pictures at risk, and the way
 * to the review of the headers.
 *
 * @typedef {import('../state.js').Choices} Choices
 * @typedef {import('../engine_api.d.ts').Preset} Preset
 * @typedef {import('../engine_api.d.ts').AtRisk} AtRisk
 * @typedef {import('../engine_api.d.ts').ReportStyle} ReportStyle
 * @typedef {import('../protocol.d.ts').Packing} Packing
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

/** @type {Preset[]} */
const PRESETS = ['second-opinion', 'teaching', 'medicolegal', 'research'];

/** @type {ReportStyle[]} */
const STYLES = ['tags', 'pseudonyms', 'years'];

/** @type {Packing[]} */
const PACKINGS = ['stored', 'deflated'];

export class ChoicesView extends Part {
  static properties = {
    choices: { attribute: false },
    riskExists: { attribute: false },
    reportExists: { attribute: false },
    headersExist: { attribute: false },
    canLook: { attribute: false },
    packing: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Choices | null} */
    this.choices = null;
    this.riskExists = false;
    this.reportExists = false;
    this.headersExist = false;
    /** No question is open. */
    this.canLook = false;
    /** @type {Packing} */
    this.packing = 'stored';
  }

  /**
   * @param {string} group
   * @param {string} value
   * @param {string} chosen
   * @param {{ name: string, text: string }} say
   * @param {() => void} choose
   */
  #option(group, value, chosen, say, choose) {
    return html`
      <label class="option">
        <input type="radio" name=${group} .value=${value} .checked=${chosen === value} @change=${choose} />
        <span class="option__name">${say.name}</span>
        <span class="option__text">${say.text}</span>
      </label>
    `;
  }

  /** @param {AtRisk} chosen */
  #atRisk(chosen) {
    const { atRisk } = words;
    return html`
      <fieldset class="panel" data-part="at-risk">
        <legend class="panel__legend">${atRisk.legend}</legend>
        <p class="panel__help">${atRisk.help}</p>
        ${this.#option('at-risk', 'withhold', chosen, { name: atRisk.withhold, text: atRisk.withholdMore },
          () => this.want({ kind: 'at-risk', atRisk: 'withhold' }))}
        ${this.#option('at-risk', 'include', chosen, { name: atRisk.include, text: atRisk.includeMore },
          () => this.want({ kind: 'at-risk', atRisk: 'include' }))}
        <button type="button" class="button button--small" data-part="pictures-at-risk"
          @click=${() => this.want({ kind: 'pictures', intent: { kind: 'look' } })}>${words.pictures.open}</button>
      </fieldset>
    `;
  }

  /** @param {ReportStyle} chosen */
  #reportStyle(chosen) {
    const { reportStyle } = words;
    return html`
      <fieldset class="panel" data-part="report-style">
        <legend class="panel__legend">${reportStyle.legend}</legend>
        <p class="panel__help">${reportStyle.help}</p>
        ${STYLES.map((style) =>
          this.#option('report-style', style, chosen, reportStyle.styles[style],
            () => this.want({ kind: 'report-style', reportStyle: style })))}
      </fieldset>
    `;
  }

  /** @param {Choices} choices */
  #headers(choices) {
    const { headers } = words;
    return html`
      <section class="panel" aria-labelledby="headers-panel">
        <h2 class="panel__legend" id="headers-panel">${headers.title}</h2>
        <p class="panel__help">${headers.optional} ${this.more('header-enough')}</p>
        ${choices.headerTexts.length > 0 ? html`<p data-part="header-texts">${headers.takenOut(choices.headerTexts.length)}</p>` : nothing}
        <button type="button" class="button button--small" data-part="headers" ?disabled=${!this.canLook}
          @click=${() => this.want({ kind: 'headers', intent: { kind: 'look' } })}>${headers.open}</button>
      </section>
    `;
  }

  #packing() {
    const { packing } = words;
    return html`
      <fieldset class="panel" data-part="packing">
        <legend class="panel__legend">${packing.legend}</legend>
        ${PACKINGS.map((one) => this.#option('packing', one, this.packing, packing.ways[one], () => this.want({ kind: 'packing', packing: one })))}
      </fieldset>
    `;
  }

  render() {
    const { choices } = this;
    if (choices === null) return nothing;
    const { purpose } = words;
    return html`
      <fieldset class="panel" data-part="purpose">
        <legend class="panel__legend">${purpose.legend}</legend>
        <p class="panel__help topics">${this.more('dates')} ${this.more('public-library')} ${this.more('rare-cases')}</p>
        ${PRESETS.map((preset) =>
          this.#option('preset', preset, choices.preset, purpose.presets[preset], () => this.want({ kind: 'preset', preset })))}
      </fieldset>
      ${this.reportExists ? this.#reportStyle(choices.reportStyle) : nothing}
      ${this.riskExists ? this.#atRisk(choices.atRisk) : nothing}
      ${this.headersExist ? this.#headers(choices) : nothing}
      ${this.#packing()}
    `;
  }
}
customElements.define('safelight-choices-view', ChoicesView);
