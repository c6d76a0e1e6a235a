/**
 * The door to the catalogues: one object with every sentence, in the person's
 * language if there is a catalogue for it. English is always there. The language
 * is kept nowhere: a reload asks the browser again.
 *
 * @typedef {typeof import('./words/en/page.js').en} Words
 * @typedef {import('lit').ReactiveControllerHost} Host
 */
import { de } from './words/de/page.js';
import { en } from './words/en/page.js';
import { es } from './words/es/page.js';
import { fr } from './words/fr/page.js';

/** @type {Words[]} in the order of the switch */
export const catalogues = [en, es, de, fr];

/**
 * @param {readonly string[]} languages as the browser gives them, best first
 * @returns {Words}
 */
export function wordsFor(languages) {
  for (const language of languages) {
    const own = language.toLowerCase().split('-')[0];
    const catalogue = catalogues.find((one) => one.language === own);
    if (catalogue) return catalogue;
  }
  return en;
}

/** What is spoken now. Taken anew at every render: `speak` puts another one here. */
export let words = wordsFor(globalThis.navigator?.languages ?? []);

/** @type {Set<() => void>} */
const heard = new Set();

/**
 * Speaks another language from now on, in everything that is on the page.
 * @param {string} language
 */
export function speak(language) {
  const catalogue = catalogues.find((one) => one.language === language);
  if (catalogue === undefined || catalogue === words) return;
  words = catalogue;
  for (const hear of [...heard]) hear();
}

/**
 * Calls now and whenever the language changes; gives what ends it.
 * @param {() => void} hear
 */
export function onLanguage(hear) {
  heard.add(hear);
  hear();
  return () => heard.delete(hear);
}

/** Renders its element anew in another language. */
export class Hearing {
  /**
   * @param {Host} host
   * @param {() => void} [forget] what the element remembers in the old language
   */
  constructor(host, forget = () => {}) {
    this.host = host;
    this.forget = forget;
    this.language = '';
    this.end = () => {};
    host.addController(this);
  }

  hostConnected() {
    this.end = onLanguage(() => this.#hear());
  }

  hostDisconnected() {
    this.end();
  }

  #hear() {
    if (this.language !== '' && this.language !== words.language) this.forget();
    this.language = words.language;
    this.host.requestUpdate();
  }
}
