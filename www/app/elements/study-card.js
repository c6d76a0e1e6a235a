/**
 * One study: whose, when, which series, and the question about its pixels.
 *
 * @typedef {import('../engine_api.d.ts').InventoryStudy} InventoryStudy
 * @typedef {import('../engine_api.d.ts').InventoryPatient} InventoryPatient
 * @typedef {import('../engine_api.d.ts').BurnedIn} BurnedIn
 * @typedef {import('../engine_api.d.ts').AtRisk} AtRisk
 */
import { html, nothing } from 'lit';
import { personName } from '../person_name.js';
import { words } from '../words.js';
import { Part } from './part.js';

/** Series shown before the person asks for all. */
const FIRST_SERIES = 8;
/** @type {BurnedIn[]} */
const ANSWERS = ['yes', 'no', 'unsure'];

export class StudyCard extends Part {
  static properties = {
    study: { attribute: false },
    patient: { attribute: false },
    place: { type: Number },
    answer: { type: String },
    atRisk: { attribute: false },
    named: { type: Number },
    all: { state: true },
  };

  constructor() {
    super();
    /** @type {InventoryStudy | null} */
    this.study = null;
    /** @type {InventoryPatient | null} */
    this.patient = null;
    this.place = 0;
    /** @type {BurnedIn} */
    this.answer = 'unsure';
    /** @type {AtRisk} */
    this.atRisk = 'withhold';
    /** Places in its pictures that name or number somebody and are not decided. */
    this.named = 0;
    this.all = false;
  }

  /** @param {InventoryStudy} study */
  #series(study) {
    const { inventory } = words;
    const shown = this.all ? study.series : study.series.slice(0, FIRST_SERIES);
    return html`
      <table class="series">
        <thead>
          <tr>
            <th scope="col">${inventory.columns.modality}</th>
            <th scope="col">${inventory.columns.series}</th>
            <th scope="col" class="series__count">${inventory.columns.instances}</th>
            <th scope="col" class="series__count">${inventory.columns.frames}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((one) => html`
            <tr>
              <td class="series__modality">${one.modality}</td>
              <td>${one.description ? html`<bdi>${one.description}</bdi>` : html`<span class="quiet">${inventory.noSeriesDescription}</span>`}</td>
              <td class="series__count">${words.number(one.instances)}</td>
              <td class="series__count">${words.number(one.frames)}</td>
            </tr>
          `)}
        </tbody>
      </table>
      ${shown.length < study.series.length
        ? html`<button type="button" class="button button--plain" @click=${() => (this.all = true)}>
            ${inventory.showSeries(study.series.length)}
          </button>`
        : nothing}
    `;
  }

  /** @param {InventoryStudy} study */
  #question(study) {
    const { burnedIn, pictures } = words;
    const { declared, class: usual } = study.pixels;
    const risk = study.at_risk === 0 ? burnedIn.noRisk : burnedIn.atRisk[this.atRisk](study.at_risk);
    return html`
      <fieldset class="question" aria-describedby="burned-in-help-${this.place}">
        <legend class="question__legend">${burnedIn.legend}</legend>
        <div class="segments">
          ${ANSWERS.map((answer) => html`
            <label class="segments__one">
              <input
                type="radio"
                name="burned-in-${this.place}"
                .value=${answer}
                .checked=${this.answer === answer}
                @change=${() => this.want({ kind: 'burned-in', study: study.key, answer })}
              />
              <span>${burnedIn.answers[answer]}</span>
            </label>
          `)}
        </div>
        <p class="question__help" id="burned-in-help-${this.place}">
          ${burnedIn.help}
          ${declared > 0 ? burnedIn.declared(declared) : nothing}
          ${usual > 0 ? burnedIn.class(usual) : nothing}
          ${this.more('burned-in')}
        </p>
        <p class="question__result" data-risk=${study.at_risk > 0 ? 'some' : 'none'} role="status">${risk}
          ${study.at_risk > 0 && this.atRisk === 'withhold' ? html`<span class="question__rule">${pictures.rules[this.answer]}</span>` : nothing}</p>
        ${this.answer === 'no' && this.named > 0
          ? html`<p class="question__result" data-risk="some" data-part="answered-no" role="alert">${words.texts.answeredNo(this.named)}</p>` : nothing}
        <p class="question__look">
          <button type="button" class="button" data-part="pictures" aria-describedby="pictures-need-${this.place}"
            @click=${() => this.want({ kind: 'pictures', intent: { kind: 'look' } })}>${pictures.open}</button>
          <span class="quiet" id="pictures-need-${this.place}" data-part="need">${pictures.need(study.series_at_risk)}</span>
        </p>
      </fieldset>
    `;
  }

  render() {
    const { study, patient } = this;
    if (study === null) return nothing;
    const { inventory } = words;
    const hasPixels = study.pixels.declared + study.pixels.class + study.pixels.low > 0;
    return html`
      <article class="study" aria-labelledby="study-${this.place}">
        <header class="study__head">
          <h2 class="study__title" id="study-${this.place}"><bdi>${study.description || inventory.noDescription}</bdi></h2>
          <dl class="pairs">
            <div><dt><bdi>${personName(patient?.name ?? '') || inventory.noPatientName}</bdi></dt><dd>${inventory.patientId} <bdi>${patient?.id || inventory.none}</bdi></dd></div>
            <div><dt>${inventory.studyDate}</dt><dd>${words.day(study.date) || inventory.none}</dd></div>
            <div><dt>${inventory.accession}</dt><dd><bdi>${study.accession || inventory.none}</bdi></dd></div>
          </dl>
        </header>
        ${this.#series(study)}
        ${hasPixels ? this.#question(study) : nothing}
      </article>
    `;
  }
}
customElements.define('safelight-study-card', StudyCard);
