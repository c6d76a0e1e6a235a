/**
 * What the check of a finished package found.
 *
 * @typedef {import('../engine_api.d.ts').PackageReport} PackageReport
 */
import { html, nothing } from 'lit';
import { en } from '../words/en/page.js';
import { words } from '../words.js';
import { field, Part } from './part.js';

export class CheckView extends Part {
  static properties = {
    report: { attribute: false },
    keyText: { attribute: false },
    keyWrong: { attribute: false },
  };

  constructor() {
    super();
    /** @type {PackageReport | null} */
    this.report = null;
    /** The expected key with which it was compared; empty: with none. */
    this.keyText = '';
    this.keyWrong = false;
  }

  /** @param {PackageReport} report */
  #signed(report) {
    const { signed } = words.check;
    if (report.signed_by === null) return signed.none;
    const differs = report.problems.some((problem) => problem.kind === 'key-unexpected');
    if (this.keyText !== '' && !differs && !this.keyWrong) return signed.compared;
    return signed[report.signed_by.origin];
  }

  /** @param {PackageReport} report */
  #facts(report) {
    const { facts, none } = words.check;
    const rows = [
      [facts.certificate, report.certificate ?? none],
      [facts.issued, words.day(report.issued ?? none)],
      [facts.entries, words.number(report.entries)],
      [facts.instances, words.number(report.instances)],
      [facts.key, report.signed_by?.fingerprint ?? none],
    ];
    return html`<dl class="checked__facts">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd class="code">${value}</dd></div>`)}</dl>`;
  }

  /**
   * The engine's own sentence stands for a code that is not known here.
   * @param {PackageReport['problems'][number]} problem
   * @param {string} sentence
   */
  #problem({ kind, entry, tag }, sentence) {
    const { check } = words;
    if (!(kind in check.problem)) return sentence;
    const said = check.problem[/** @type {keyof typeof check.problem} */ (kind)];
    return (entry === null ? '' : `${entry}: `) + (tag === null ? said : check.at(said, tag));
  }

  /**
   * A certificate states its exceptions as English sentences.
   * @param {string} sentence
   */
  #exception(sentence) {
    const { reason } = words.check;
    const known = /** @type {(keyof typeof reason)[]} */ (Object.keys(reason)).find((one) => en.check.reason[one] === sentence);
    return known === undefined ? sentence : reason[known];
  }

  /** @param {SubmitEvent} event */
  #compare(event) {
    event.preventDefault();
    const key = /** @type {HTMLTextAreaElement | null} */ (this.querySelector('#expected-key'))?.value ?? '';
    this.want({ kind: 'check-key', key });
  }

  #key() {
    const { check } = words;
    return html`
      <form class="panel" @submit=${this.#compare}>
        <label class="panel__legend" for="expected-key">${check.key}</label>
        <p class="panel__help" id="expected-key-help">${check.keyHelp}</p>
        <textarea class="text" id="expected-key" rows="4" spellcheck="false" autocomplete="off" .value=${this.keyText}
          aria-describedby="expected-key-help"></textarea>
        <p role="alert">${this.keyWrong ? check.keyWrong : nothing}</p>
        <button class="button" data-part="check-key">${check.keyCheck}</button>
      </form>
    `;
  }

  /** @param {Event} event */
  #picked(event) {
    const [file] = field(event).files ?? [];
    if (file) this.want({ kind: 'check-file', file });
    field(event).value = '';
  }

  render() {
    const { report } = this;
    if (report === null) return nothing;
    const { check } = words;
    return html`
      <div class="result">
        <section class="result__main" aria-labelledby="check-title" data-part="checked" data-sound=${report.sound ? 'yes' : 'no'}>
          <h1 class="title" id="check-title" tabindex="-1" data-focus>
            ${report.sound ? check.title.sound : check.title.unsound(report.sentences.length)}
          </h1>
          ${report.sentences.length === 0
            ? nothing
            : html`<h2 class="heading">${check.problems}</h2>
                <ul class="attention" data-part="problems">${report.problems.map((problem, n) => html`<li>${this.#problem(problem, report.sentences[n] ?? '')}</li>`)}</ul>`}
          <div class="status">
            <p class="status__label">${check.status}</p>
            <p class="status__code" lang="en">${report.status ?? check.none}</p>
            ${words.language === 'en' ? nothing : html`<p class="quiet">${words.result.english}</p>`}
          </div>
          ${report.exceptions.length === 0
            ? nothing
            : html`<h2 class="heading">${check.exceptions}</h2>
                <ul class="attention" data-part="exceptions">
                  ${report.exceptions.map((one) => html`<li>${words.labelled(this.#exception(one.sentence), words.number(one.count))}</li>`)}
                </ul>`}
          <p data-part="signed">${this.#signed(report)}</p>
          ${this.#facts(report)}
          <p class="quiet">${check.done}</p>
          <div class="buttons">
            <button type="button" class="button" @click=${() => /** @type {HTMLInputElement | null} */ (this.querySelector('input[data-pick=check]'))?.click()}>${check.another}</button>
            <input type="file" data-pick="check" accept=".zip" aria-label=${check.another} hidden @change=${this.#picked} />
          </div>
        </section>
        ${this.#key()}
      </div>
    `;
  }
}
customElements.define('safelight-check-view', CheckView);
