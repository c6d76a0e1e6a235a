/**
 * Questions that people ask, with short answers. A step opens the answer that
 * matters there; the header opens the list.
 *
 * @typedef {keyof import('../words.js').Words['help']['topics']} Topic
 */
import { html } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

export class HelpDialog extends Part {
  static properties = { topic: { attribute: false }, own: { attribute: false } };

  constructor() {
    super();
    /** @type {Topic | 'list' | null} what was asked; `null`: nothing */
    this.topic = null;
    /** The page is this app's own: what it says of the network is true. */
    this.own = true;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (this.topic === null) return dialog?.close();
    if (dialog?.open) return;
    dialog?.showModal();
    const asked = /** @type {HTMLElement | null} */ (this.querySelector(`[data-topic='${this.topic}'] summary`));
    asked?.focus();
    asked?.scrollIntoView({ block: 'start' });
  }

  #close() {
    this.ask(null);
  }

  /** @param {[Topic, { question: string, answer: string[] }]} one */
  #topic([topic, { question, answer }]) {
    return html`
      <details class="topic" data-topic=${topic} .open=${this.topic === topic}>
        <summary class="topic__question">${question}</summary>
        ${answer.map((paragraph) => html`<p>${paragraph}</p>`)}
      </details>
    `;
  }

  #topics() {
    const all = /** @type {[Topic, { question: string, answer: string[] }][]} */ (Object.entries(words.help.topics));
    return this.own ? all : all.filter(([topic]) => topic !== 'stays-here');
  }

  render() {
    const { help } = words;
    return html`
      <dialog class="dialog dialog--wide" aria-labelledby="help-title" @close=${() => this.#close()}>
        <div class="dialog__head">
          <h2 class="heading" id="help-title">${help.title}</h2>
          <button type="button" class="button button--small" data-part="help-close" @click=${() => this.#close()}>${help.close}</button>
        </div>
        <p class="quiet">${help.lead}</p>
        <div>${this.topic === null ? [] : this.#topics().map((one) => this.#topic(one))}</div>
      </dialog>
    `;
  }
}
customElements.define('safelight-help-dialog', HelpDialog);
