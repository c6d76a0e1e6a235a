/**
 * What every part of the interface has in common. Parts render into the shadow
 * root of the app, whose sheets style them all; labels and their fields so
 * stand in one tree.
 *
 * @typedef {import('../intents.d.ts').Intent} Intent
 * @typedef {import('./help-dialog.js').Topic} Topic
 */
import { html, LitElement } from 'lit';
import { Hearing, words } from '../words.js';

export class Part extends LitElement {
  constructor() {
    super();
    new Hearing(this, () => this.forgetSaid());
  }

  /** What was said in the old language, where a part remembers it. */
  forgetSaid() {}

  createRenderRoot() {
    return this;
  }

  /**
   * Says what the person wants; the app hands it to the visit.
   * @param {Intent} intent
   */
  want(intent) {
    this.dispatchEvent(new CustomEvent('want', { detail: intent, bubbles: true }));
  }

  /**
   * Opens an answer, the list of all, or with `null` closes them.
   * @param {Topic | 'list' | null} topic
   */
  ask(topic) {
    this.dispatchEvent(new CustomEvent('ask', { detail: topic, bubbles: true }));
  }

  /**
   * The link beside a step to the answer that matters there.
   * @param {Topic} topic
   */
  more(topic) {
    return html`<button type="button" class="more" data-help=${topic} aria-haspopup="dialog"
      @click=${() => this.ask(topic)}>${words.help.topics[topic].question}</button>`;
  }
}

/**
 * Brings the beginning of the app into view, wherever it stands.
 * @param {Element} element the app or a part of it
 */
export function toTop(element) {
  const root = element.getRootNode();
  const app = element.shadowRoot ? element : root instanceof ShadowRoot ? root.host : element;
  app.scrollIntoView({ block: 'start' });
}

/**
 * The field that an event came from.
 * @param {Event} event
 * @returns {HTMLInputElement}
 */
export function field(event) {
  return /** @type {HTMLInputElement} */ (event.currentTarget);
}
