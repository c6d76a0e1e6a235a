/**
 * What is in the drop: studies, reports, and what cannot be used.
 *
 * @typedef {import('../engine_api.d.ts').Inventory} Inventory
 * @typedef {import('../state.js').Choices} Choices
 * @typedef {import('../state.js').InputName} InputName
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import './file-buttons.js';
import { Part } from './part.js';
import './questions-view.js';
import './refused-list.js';
import './report-nature.js';
import './study-card.js';

/** More studies than this open in steps. */
const FIRST_STUDIES = 12;
const STEP = 50;

export class InventoryView extends Part {
  static properties = {
    inventory: { attribute: false },
    inputs: { attribute: false },
    choices: { attribute: false },
    named: { attribute: false },
    faces: { attribute: false },
    shown: { state: true },
  };

  constructor() {
    super();
    /** @type {Inventory | null} */
    this.inventory = null;
    /** @type {InputName[]} */
    this.inputs = [];
    /** @type {Choices | null} */
    this.choices = null;
    /** Found text that is still to be decided and names somebody, by study. @type {Record<string, number>} */
    this.named = {};
    /** @type {import('../state.js').State['faces']} */
    this.faces = null;
    this.shown = FIRST_STUDIES;
  }

  /** @param {Inventory} inventory */
  #studies(inventory) {
    const { studies, patients } = inventory;
    const step = Math.min(STEP, studies.length - this.shown);
    return html`
      ${studies.slice(0, this.shown).map((study, place) => html`
        <safelight-study-card
          .study=${study}
          .patient=${patients[study.patient] ?? null}
          .place=${place}
          .answer=${this.choices?.burnedIn[study.key] ?? 'unsure'}
          .atRisk=${this.choices?.atRisk ?? 'withhold'}
          .named=${this.named[study.key] ?? 0}
        ></safelight-study-card>
      `)}
      ${step > 0
        ? html`<button type="button" class="button button--plain" @click=${() => (this.shown += STEP)}>${words.refused.more(step)}</button>`
        : nothing}
    `;
  }

  /** @param {Inventory['documents'][number]} compared */
  #compared({ compared, kinds }) {
    const names = kinds.map((kind) => words.inventory.kinds[kind]).join(', ');
    const said = words.inventory.compared[compared];
    const text = names === '' ? said : words.labelled(said, names);
    const differs = compared.startsWith('other-');
    return html`<span class=${differs ? 'report__differs' : 'quiet'} data-part="compared" data-compared=${compared}>${text}</span>`;
  }

  /** @param {Inventory} inventory */
  #reports(inventory) {
    const { reports, documents } = inventory;
    if (reports.length + documents.length === 0) return html`<p class="quiet">${words.inventory.noReport}</p>`;
    return html`
      <section class="reports" aria-labelledby="reports-title">
        <h2 class="heading" id="reports-title">${words.inventory.reports}<span class="count">${words.number(reports.length + documents.length)}</span></h2>
        <ul class="reports__list">
          ${reports.slice(0, STEP).map((report) => html`
            <li>
              <span class="path">${this.inputs[report.input]?.path ?? ''}</span>
              <span class="quiet">${words.inventory.reportKinds[report.kind]}, ${words.inventory.pages(report.pages)}</span>
              ${report.compared === 'no-study' ? nothing : this.#compared(report)}
              <safelight-report-nature .nature=${report}></safelight-report-nature>
            </li>
          `)}
          ${documents.slice(0, STEP).map((document) => html`
            <li>
              <span class="path">${this.inputs[document.input]?.path ?? ''}</span>
              <span class="quiet">${words.inventory.documentInside}</span>
              ${this.#compared(document)}
              <safelight-report-nature .nature=${document}></safelight-report-nature>
            </li>
          `)}
        </ul>
        <p class="quiet" data-part="narrative">${words.narrative.limit}</p>
      </section>
    `;
  }

  render() {
    const { inventory } = this;
    if (inventory === null) return nothing;
    const sizes = { patients: inventory.patients.length, studies: inventory.studies.length, series: inventory.series,
      instances: inventory.instances, reports: inventory.reports.length };
    const isEmpty = inventory.instances + inventory.reports.length === 0;
    return html`
      <section class="inventory" aria-labelledby="inventory-title">
        <div class="inventory__head">
          <h1 class="title" id="inventory-title" tabindex="-1" data-focus>${words.inventory.title}</h1>
          <safelight-file-buttons class="buttons" compact></safelight-file-buttons>
        </div>
        <ul class="totals">${words.inventory.totals(sizes).map((total) => html`<li>${total}</li>`)}</ul>
        ${isEmpty ? html`<p class="attention">${words.inventory.empty}</p>` : nothing}
        <safelight-questions-view .questions=${inventory.questions} .answers=${this.choices?.answers ?? {}}
          .faces=${this.faces}></safelight-questions-view>
        ${inventory.studies.length > 0 ? this.#studies(inventory) : isEmpty ? nothing : html`<p class="quiet">${words.inventory.noStudy}</p>`}
        ${inventory.studies.length > 0
          ? html`<p class="quiet">${words.inventory.onScreenOnly}</p>
              <p class="panel__help topics">${this.more('header-enough')} ${this.more('uids')} ${this.more('private-tags')}</p>`
          : nothing}
        ${isEmpty ? nothing : this.#reports(inventory)}
        <safelight-refused-list .refused=${inventory.refused} .inputs=${this.inputs}
          .heading=${words.refused.title(inventory.refused.length)}></safelight-refused-list>
      </section>
    `;
  }
}
customElements.define('safelight-inventory-view', InventoryView);
