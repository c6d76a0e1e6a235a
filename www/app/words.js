/**
 * The door to the catalogues: one object with every sentence, in the person's
 * language if there is a catalogue for it. English is always there.
 *
 * @typedef {typeof import('./words/en.js').en} Words
 */
import { en } from './words/en.js';

/** @type {Record<string, Words>} */
const catalogues = { en };

/**
 * @param {readonly string[]} languages as the browser gives them, best first
 * @returns {Words}
 */
export function wordsFor(languages) {
  for (const language of languages) {
    const catalogue = catalogues[language.toLowerCase().split('-')[0] ?? ''];
    if (catalogue) return catalogue;
  }
  return en;
}

export const words = wordsFor(navigator.languages);
